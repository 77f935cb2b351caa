/* npy_header.c: the text that stands before the data in a .npy file.
 *
 * Takes the bytes of a header, gives dtype, order and shape; and the other way round. The parser is
 * a cursor over the text and one function for each form of value. Whatever it does not know it
 * refuses: a wrong guess here would be a wrong result later. Start at npy_header_parse(). */
#include "npy_header.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* NumPy's letters for this machine's byte order and for the other. */
enum {
  NATIVE = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? '<' : '>',
  FOREIGN = NATIVE == '<' ? '>' : '<',
};

/* What is left to read. */
typedef struct cursor {
  const char *path;
  const char *at, *end;
} cursor;

typedef struct slice {
  const char *at;
  size_t length;
} slice;

static jxc_exit refuse(const cursor *c, const char *expected) {
  char found[REPORT_QUOTE];
  if (c->at == c->end)
    return report_io("%s: bad .npy header: it ends where %s should be", c->path, expected);
  return report_io("%s: bad .npy header: %s where %s should be", c->path,
                   report_quote(found, c->at, (size_t)(c->end - c->at)), expected);
}

static void skip_spaces(cursor *c) {
  while (c->at < c->end && strchr(" \t\r\n", *c->at) && *c->at) c->at++;
}

/* Skips spaces, then takes `ch` if it comes next. */
static bool take(cursor *c, char ch) {
  skip_spaces(c);
  if (c->at == c->end || *c->at != ch) return false;
  c->at++;
  return true;
}

static bool take_word(cursor *c, const char *word) {
  size_t n = strlen(word);
  skip_spaces(c);
  if ((size_t)(c->end - c->at) < n || memcmp(c->at, word, n) != 0) return false;
  c->at += n;
  return true;
}

/* A quoted string without escapes. */
static bool take_string(cursor *c, slice *out) {
  skip_spaces(c);
  if (c->at == c->end || (*c->at != '\'' && *c->at != '"')) return false;
  const char *close = memchr(c->at + 1, *c->at, (size_t)(c->end - c->at - 1));
  if (!close || memchr(c->at, '\\', (size_t)(close - c->at))) return false;
  *out = (slice){c->at + 1, (size_t)(close - c->at - 1)};
  c->at = close + 1;
  return true;
}

static bool equals(slice s, const char *text) {
  return s.length == strlen(text) && memcmp(s.at, text, s.length) == 0;
}

/* ---- descr ---- */

static jx_dtype dtype_of(char kind, size_t size) {
#define X(name, number, text, bytes, letter) \
  if (kind == letter && size == bytes && bytes > 0) return name;
  JX_DTYPE_TABLE(X)
#undef X
  return JX_DTYPE_NONE;
}

/* 'S10', 'U10': characters; false for what is none. */
static bool parse_text(slice code, npy_header *h) {
  uint64_t n = 0, size = code.length > 1 && code.at[0] == 'U' ? 4 : 1;
  if (code.length > 2 && code.at[1] == '0') return false;
  if (code.length < 2 || (code.at[0] != 'U' && code.at[0] != 'S')) return false;
  for (size_t i = 1; i < code.length && n <= JX_MAX_ITEM; i++) {
    if (code.at[i] < '0' || code.at[i] > '9') return false;
    n = n * 10 + (uint64_t)(code.at[i] - '0');
  }
  if (n * size > JX_MAX_ITEM) return false;
  h->dtype = size == 4 ? JX_STR : JX_BYTES;
  h->detail = (uint32_t)(n * size);
  return true;
}

/* "[25s]" behind M8 or m8, nothing: of any unit. The length without it; 0: it is none. */
static size_t take_unit(slice code, uint32_t *detail) {
  char unit[24] = "generic";
  const char *open = memchr(code.at, '[', code.length);
  size_t n = open ? (size_t)(open - code.at) : code.length, rest = code.length - n;
  bool time = n == 2 && (code.at[0] == 'M' || code.at[0] == 'm');
  if (!time || (open && (rest < 3 || rest > sizeof unit || code.at[code.length - 1] != ']')))
    return time ? 0 : code.length;
  if (open) snprintf(unit, sizeof unit, "%.*s", (int)rest - 2, open + 1);
  return (*detail = jx_unit_named(unit)) ? n : 0;
}

/* '<f8': byte order, kind, bytes, and the unit of times. */
static jxc_exit parse_descr(cursor *c, npy_header *h) {
  jx_dtype *out = &h->dtype;
  skip_spaces(c);
  if (c->at < c->end && (*c->at == '[' || *c->at == '('))
    return report_io("%s: holds records (a structured dtype); jx reads plain arrays only", c->path);
  slice s;
  if (!take_string(c, &s)) return refuse(c, "a dtype such as '<f8'");
  char quoted[REPORT_QUOTE];
  report_quote(quoted, s.at, s.length);

  char order = '=';
  slice code = s;
  if (code.length > 0 && strchr("<>=|", code.at[0]) && code.at[0]) {
    order = code.at[0];
    code = (slice){s.at + 1, s.length - 1};
  }
  if (code.length > 0 && code.at[0] == 'O')
    return report_io("%s: holds Python objects (%s); jx reads numbers only", c->path, quoted);
  if (code.length > 0 && code.at[0] == 'V')
    return report_io("%s: holds raw records (%s); jx reads plain arrays only", c->path, quoted);

  h->detail = 0;
  code.length = take_unit(code, &h->detail);
  size_t size = 0;
  for (size_t i = 1; i < code.length && size < 100; i++)
    size = code.at[i] >= '0' && code.at[i] <= '9' ? size * 10 + (size_t)(code.at[i] - '0') : 100;
  bool padded = code.length > 1 && code.at[1] == '0';
  *out = code.length > 1 && !padded ? dtype_of(code.at[0], size) : JX_DTYPE_NONE;
  if (equals(code, "?")) *out = JX_BOOL;
  if (parse_text(code, h)) size = *out == JX_STR ? 4 : 1;
  if (*out == JX_DTYPE_NONE) return report_io("%s: jx has no dtype for %s", c->path, quoted);

  h->swapped = order == FOREIGN && size > 1;
  return JXC_OK;
}

/* ---- shape ---- */

/* A decimal integer as Python writes it; Python 2 may have put an L after it. */
static jxc_exit parse_extent(cursor *c, int64_t *out) {
  skip_spaces(c);
  if (c->at < c->end && *c->at == '-')
    return report_io("%s: bad .npy header: negative extent", c->path);
  const char *start = c->at;
  int64_t value = 0;
  for (; c->at < c->end && *c->at >= '0' && *c->at <= '9'; c->at++) {
    int digit = *c->at - '0';
    if (value > (INT64_MAX - digit) / 10)
      return report_io("%s: bad .npy header: extent too large", c->path);
    value = value * 10 + digit;
  }
  bool padded = c->at - start > 1 && *start == '0';
  if (c->at == start || padded) {
    c->at = start;
    return refuse(c, "an extent");
  }
  if (c->at < c->end && *c->at == 'L') c->at++;
  *out = value;
  return JXC_OK;
}

/* (), (3,), (3, 4), (3, 4,) but not (3). */
static jxc_exit parse_shape(cursor *c, npy_header *h) {
  if (!take(c, '(')) return refuse(c, "a shape such as (3, 4)");
  h->rank = 0;
  bool comma = true;
  while (!take(c, ')')) {
    if (!comma) return refuse(c, "',' or ')'");
    if (h->rank == JX_MAX_RANK)
      return report_io("%s: more than %d dimensions", c->path, JX_MAX_RANK);
    jxc_exit status = parse_extent(c, &h->shape[h->rank]);
    if (status) return status;
    h->rank++;
    comma = take(c, ',');
  }
  if (h->rank == 1 && !comma)
    return report_io("%s: bad .npy header: the shape is not a tuple", c->path);
  return JXC_OK;
}

/* The product of the extents, and each stride, must be countable, also where another extent is 0.
 */
static jxc_exit check_size(const cursor *c, const npy_header *h) {
  int64_t bytes = (int64_t)(h->detail ? h->detail : jx_dtype_size(h->dtype));
  for (int i = 0; i < h->rank; i++)
    if (h->shape[i] > 1 && __builtin_mul_overflow(bytes, h->shape[i], &bytes))
      return report_io("%s: bad .npy header: the shape is too large for any memory", c->path);
  return JXC_OK;
}

/* ---- The dictionary ---- */

static jxc_exit parse_bool(cursor *c, bool *out) {
  if (take_word(c, "True"))
    *out = true;
  else if (take_word(c, "False"))
    *out = false;
  else
    return refuse(c, "True or False");
  return JXC_OK;
}

jxc_exit npy_header_parse(npy_header *out, const char *path, const char *text, size_t length) {
  static const char *const keys[] = {"descr", "fortran_order", "shape"};
  cursor c = {path, text, text + length};
  unsigned seen = 0;
  if (!take(&c, '{')) return refuse(&c, "'{'");
  bool comma = true;
  while (!take(&c, '}')) {
    slice key;
    char quoted[REPORT_QUOTE];
    if (!comma) return refuse(&c, "',' or '}'");
    if (!take_string(&c, &key)) return refuse(&c, "a key");
    report_quote(quoted, key.at, key.length);
    unsigned k = 0;
    while (k < 3 && !equals(key, keys[k])) k++;
    if (k == 3) return report_io("%s: bad .npy header: unknown key %s", path, quoted);
    if (seen & 1u << k) return report_io("%s: bad .npy header: %s is there twice", path, quoted);
    seen |= 1u << k;
    if (!take(&c, ':')) return refuse(&c, "':'");
    jxc_exit status = k == 0   ? parse_descr(&c, out)
                      : k == 1 ? parse_bool(&c, &out->fortran)
                               : parse_shape(&c, out);
    if (status) return status;
    comma = take(&c, ',');
  }
  for (unsigned k = 0; k < 3; k++)
    if (!(seen & 1u << k)) return report_io("%s: bad .npy header: '%s' is missing", path, keys[k]);
  skip_spaces(&c);
  if (c.at < c.end) return refuse(&c, "the end of the header");
  return check_size(&c, out);
}

/* ---- Writing ---- */

size_t npy_header_write(char out[NPY_PREFIX_MAX], const npy_header *h) {
  static const char magic[] = "\x93NUMPY\x01"; /* and the minor version, 0: the literal's NUL */
  enum { MAGIC = sizeof magic, LENGTH = 2, ALIGN = 64, GROWTH = 21 };
  char *text = out + MAGIC + LENGTH;
  size_t room = NPY_PREFIX_MAX - MAGIC - LENGTH, n = 0;
  bool str = h->dtype == JX_STR, string = str || h->dtype == JX_BYTES;
  size_t size = string ? str ? h->detail / 4 : h->detail : jx_dtype_size(h->dtype);
  bool ordered = str || (!string && size > 1);
#define APPEND(...) n += (size_t)snprintf(text + n, room - n, __VA_ARGS__)
  char unit[24] = "", name[20];
  if (h->detail && !string)
    jx_unit_text(h->detail, name, sizeof name), snprintf(unit, sizeof unit, "[%s]", name);
  if (!strcmp(unit, "[generic]")) *unit = '\0';
  APPEND("{'descr': '%c%c%zu%s', 'fortran_order': %s, 'shape': (", ordered ? NATIVE : '|',
         jx_dtype_kind(h->dtype), size, unit, h->fortran ? "True" : "False");
  int growth = 0; /* numpy.save() leaves room for the slowest axis to grow to 21 digits in place */
  for (int i = 0; i < h->rank; i++) {
    size_t before = n;
    APPEND("%" PRId64, h->shape[i]);
    if (i == (h->fortran ? h->rank - 1 : 0)) growth = GROWTH - (int)(n - before);
    if (i + 1 < h->rank || h->rank == 1) APPEND(i + 1 < h->rank ? ", " : ",");
  }
  APPEND("), }%*s", growth, "");
#undef APPEND
  size_t padding = ALIGN - (MAGIC + LENGTH + n + 1) % ALIGN; /* 1 to 64, as numpy.save() has it */
  memset(text + n, ' ', padding);
  n += padding;
  text[n++] = '\n';
  memcpy(out, magic, MAGIC);
  out[MAGIC] = (char)(n & 255);
  out[MAGIC + 1] = (char)(n >> 8);
  return MAGIC + LENGTH + n;
}
