/* types.c: reading the types of parameters, and the words that C has for itself.
 *
 *     type   = dtype [ "[" extent { "," extent } [ "," "order" "=" ( "C" | "F" ) ] "]" ]
 *              [ "=" integer ]
 *     dtype  = the name of a dtype, or "int", "float" or "complex" (a scalar that
 *              takes the other side's type)
 *     extent = ":" | integer | name [ ( "+" | "-" ) integer ]
 *
 * Start at ahead_read_type(). */
#include <stdlib.h>
#include <string.h>

#include "ahead/ahead.h"
#include "base/dtype.h"
#include "base/time_unit.h"

/* An integer scalar whose value is not told: small enough to index, and not one of the special
 * lengths 0 and 1. */
#define EXAMPLE 10

typedef struct reader {
  ahead *a;
  ahead_parameter *p;
  const char *at;
} reader;

#define FAIL(r, ...) diag_fail((r)->a->d, JX_ERROR_ARGUMENT, (span){0}, __VA_ARGS__)

static void skip(reader *r) {
  while (*r->at == ' ') r->at++;
}

static bool take(reader *r, char c) {
  skip(r);
  if (*r->at != c) return false;
  r->at++;
  return true;
}

static bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The length of the word at hand; 0 when there is none. */
static size_t word(reader *r) {
  size_t n = 0;
  skip(r);
  while (is_letter(r->at[n]) || r->at[n] == '_' || (n && is_digit(r->at[n]))) n++;
  return n;
}

static bool number(reader *r, int64_t *out) {
  skip(r);
  if (!is_digit(*r->at)) return false;
  for (*out = 0; is_digit(*r->at); r->at++)
    if (__builtin_mul_overflow(*out, 10, out) || __builtin_add_overflow(*out, *r->at - '0', out))
      return false;
  return true;
}

static jx_status read_dtype(reader *r) {
  size_t n = word(r);
  char name[16] = "";
  if (n && n < sizeof name) memcpy(name, r->at, n);
  jx_dtype dtype = jx_dtype_named(name);
  if (strcmp(name, "int") == 0) r->p->weak = true, dtype = JX_INT64;
  if (strcmp(name, "float") == 0) r->p->weak = true, dtype = JX_FLOAT64;
  if (strcmp(name, "complex") == 0) r->p->weak = true, dtype = JX_COMPLEX128;
  if (!dtype)
    return FAIL(r, "the type of '%.100s' must begin with a dtype such as float64, not '%.60s'",
                r->p->name, r->at);
  if (dtype_is_string(dtype))
    return diag_fail(r->a->d, JX_ERROR_UNSUPPORTED, (span){0},
                     "the type of '%.100s': strings are not compiled ahead of time", r->p->name);
  r->p->dtype = dtype;
  r->at += n;
  return JX_OK;
}

/* The unit behind datetime64 and timedelta64, in brackets of its own. */
static jx_status read_unit(reader *r) {
  const char *close = *r->at == '[' ? strchr(r->at, ']') : NULL;
  if (!dtype_is_time(r->p->dtype)) return JX_OK;
  if (!close || !unit_parse(r->at + 1, (size_t)(close - r->at - 1), &r->p->detail))
    return FAIL(r, "the type of '%.100s': a unit such as [ns] must follow %s", r->p->name,
                dtypes[r->p->dtype].name);
  r->at = close + 1;
  return JX_OK;
}

static jx_status add_size(reader *r, const char *name, ahead_extent *e) {
  for (size_t i = 0; name && i < r->a->sizes.n; i++)
    if (r->a->sizes.at[i].name && strcmp(r->a->sizes.at[i].name, name) == 0)
      return e->size = (int32_t)i, JX_OK;
  ahead_size *s = VEC_PUSH(&r->a->memory, &r->a->sizes);
  if (!s) return diag_memory(r->a->d);
  *s = (ahead_size){.name = name,
                    .parameter = (uint32_t)(r->p - r->a->parameters),
                    .axis = (uint32_t)r->p->rank,
                    .same = -1};
  e->size = (int32_t)(r->a->sizes.n - 1);
  return JX_OK;
}

static jx_status read_extent(reader *r) {
  if (r->p->rank == JX_MAX_RANK)
    return FAIL(r, "the type of '%.100s' has more than %d extents", r->p->name, JX_MAX_RANK);
  ahead_extent *e = &r->p->extents[r->p->rank];
  *e = (ahead_extent){.size = -1};
  size_t n = word(r);
  if (take(r, ':')) {
    JX_TRY(add_size(r, NULL, e));
  } else if (n) {
    const char *name = arena_strndup(&r->a->memory, r->at, n);
    if (!name) return diag_memory(r->a->d);
    r->at += n;
    JX_TRY(add_size(r, name, e));
    bool minus = take(r, '-');
    if ((minus || take(r, '+')) && !number(r, &e->add))
      return FAIL(r, "the type of '%.100s': a number must follow '%s%s'", r->p->name, name,
                  minus ? "-" : "+");
    if (minus) e->add = -e->add;
  } else if (!number(r, &e->add)) {
    return FAIL(r,
                "the type of '%.100s': an extent is a name, a number or ':', and may be a name "
                "plus a number; not '%.60s'",
                r->p->name, r->at);
  }
  r->p->rank++;
  return JX_OK;
}

/* After "order". */
static jx_status read_order(reader *r) {
  bool c = false, fortran = false;
  if (take(r, '=')) c = take(r, 'C'), fortran = !c && take(r, 'F');
  if (!c && !fortran)
    return FAIL(r,
                "the type of '%.100s': order is C (the last axis is contiguous) or F (the first "
                "is), as in order=F",
                r->p->name);
  r->p->fortran = fortran;
  return take(r, ']') ? JX_OK
                      : FAIL(r, "the type of '%.100s': ']' must follow the order", r->p->name);
}

static jx_status read_extents(reader *r) {
  if (!take(r, '[')) return JX_OK;
  if (r->p->weak)
    return FAIL(r, "the type of '%.100s': int and float are scalars; arrays are int64 or float64",
                r->p->name);
  for (;;) {
    if (word(r) == 5 && strncmp(r->at, "order", 5) == 0 && r->p->rank) {
      const char *before = r->at;
      r->at += 5;
      skip(r);
      if (*r->at == '=') return read_order(r);
      r->at = before; /* an extent of that name */
    }
    JX_TRY(read_extent(r));
    if (take(r, ']')) return JX_OK;
    if (!take(r, ','))
      return FAIL(r, "the type of '%.100s': ',' or ']' must come before '%.60s'", r->p->name,
                  r->at);
  }
}

static jx_status read_example(reader *r) {
  r->p->example = EXAMPLE;
  if (!take(r, '=')) return JX_OK;
  bool integer = r->p->rank == 0 && dtype_is_integer(r->p->dtype);
  bool minus = integer && take(r, '-');
  if (!integer || !number(r, &r->p->example))
    return FAIL(r, "the type of '%.100s': only an integer scalar can have an example, an integer",
                r->p->name);
  if (minus) r->p->example = -r->p->example;
  if (!dtype_holds(r->p->dtype, r->p->example))
    return FAIL(r, "the type of '%.100s': %lld is no %s", r->p->name, (long long)r->p->example,
                dtypes[r->p->dtype].name);
  return JX_OK;
}

jx_status ahead_read_type(ahead *a, ahead_parameter *p, const char *type) {
  reader r = {a, p, type};
  JX_TRY(read_dtype(&r));
  JX_TRY(read_unit(&r));
  JX_TRY(read_extents(&r));
  JX_TRY(read_example(&r));
  skip(&r);
  if (*r.at) return FAIL(&r, "the type of '%.100s' goes on with '%.60s'", p->name, r.at);
  return JX_OK;
}

/* ---- Words ---- */

/* Keywords of C23 and C++20, alternative tokens, and what a header must not call a parameter or a
 * function: names that the headers it includes define or that it uses itself, macros of lower case
 * that other headers or compilers bring, and main. */
static const char reserved[] =
    " alignas alignof and and_eq asm atomic auto bitand bitor bool break case catch char "
    "char16_t char32_t char8_t class co_await co_return co_yield compl complex concept const "
    "const_cast consteval constexpr constinit continue decltype default delete do double "
    "dynamic_cast else enum errno explicit export extern false float for friend goto I if "
    "imaginary inline int int32_t int64_t int8_t L_ctermid L_tmpnam linux long main mutable "
    "namespace new noexcept noreturn not not_eq NULL nullptr offsetof omp_get_max_threads "
    "omp_get_num_threads omp_get_thread_num omp_in_parallel operator or or_eq P_tmpdir private "
    "protected ptrdiff_t public register reinterpret_cast requires restrict return short "
    "signed size_t sizeof static static_assert static_cast stderr stdin stdout struct switch "
    "template this thread_local throw true try typedef typeid typename typeof typeof_unqual "
    "uint8_t union unix unsigned using virtual void volatile wchar_t while xor xor_eq ";

/* INT64_MAX, SIZE_WIDTH, UINT8_C: what <stdint.h> and <limits.h> name so. */
static bool is_limit(const char *word) {
  static const char *const ends[] = {"_MAX", "_MIN", "_WIDTH", "_BIT", "_C"};
  size_t n = strlen(word);
  if (!ahead_is_capital(word)) return false;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    size_t m = strlen(ends[i]);
    if (n > m && strcmp(word + n - m, ends[i]) == 0) return m > 2 || strstr(word, "INT") != NULL;
  }
  return false;
}

bool ahead_is_reserved(const char *word) {
  size_t n = strlen(word);
  for (const char *at = reserved; n && (at = strstr(at, word)); at += n)
    if (at[-1] == ' ' && at[n] == ' ') return true;
  return is_limit(word) ||
         (word[0] == '_' && (word[1] == '_' || (word[1] >= 'A' && word[1] <= 'Z')));
}

bool ahead_is_capital(const char *word) {
  for (const char *p = word; *p; p++)
    if (*p >= 'a' && *p <= 'z') return false;
  return word[0] && word[1];
}

bool ahead_is_identifier(const char *word) {
  for (const char *p = word; *p; p++)
    if (!is_letter(*p) && *p != '_' && (p == word || !is_digit(*p))) return false;
  return *word;
}
