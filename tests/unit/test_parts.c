/* test_parts.c: programs whose values are cut into functions (codegen/cpu/parts.c) give the bits
 * of those that are not; and what compiles for long can be stopped. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/parts.h"
#include "tests/support/unit.h"
#include "tests/support/values.h"

/* ---- Random programs ---- */

enum { OPERANDS = 8, LINES = 40, TEXT = 1 << 16, RESULTS = 5 };

static uint64_t state;
static uint32_t draw(uint32_t n) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % n;
}

/* Operands: of each kind (float, integer, bool) some, arrays, one across the grain, and numbers. */
static const char *const leaves[3][3] = {{"f", "g", "s"}, {"i", "j", "k"}, {"b", "c", "b"}};

static const char *const shapes[3][10] = {
    {"%F+%F", "%F*%F-%F", "sin(%F)", "cos(%F)+sin(%F)", "%F/(abs(%F)+1)", "where(%B, %F, %F)",
     "exp(-abs(%F))", "%F//(%F+3)", "%F*%I", "minimum(%F, %F) % 3"},
    {"%I+%I", "%I*%I", "%I//%I", "%I%%%I", "%I^%I", "where(%B, %I, %I)", "(%I&7)**(%I&3)", "%I<<3",
     "abs(%I)", "astype(%B, int32)-%I"},
    {"%F<%F", "%I==%I", "%B&%B", "%B|%B", "%B^%B", "~%B", "%F>=%F", "isnan(%F)", "%I<%I",
     "where(%B, %B, %B)"}};

typedef struct program {
  char text[TEXT];
  size_t n;
  uint32_t lines;
} program;

static void put(program *p, const char *text) {
  size_t n = strlen(text);
  ck_assert(p->n + n + 1 < TEXT);
  memcpy(p->text + p->n, text, n + 1);
  p->n += n;
}

/* A value of a kind: of an earlier line (line l is of kind l % 3), or an operand. */
static void put_value(program *p, uint32_t kind) {
  char name[16];
  uint32_t of_kind = (p->lines + 2 - kind) / 3;
  if (of_kind == 0 || draw(4) == 0) {
    put(p, leaves[kind][draw(3)]);
    return;
  }
  uint32_t recent = draw(3) && of_kind > 4 ? of_kind - 4 + draw(4) : draw(of_kind);
  snprintf(name, sizeof name, "v%u", kind + 3 * recent);
  put(p, name);
}

static void put_line(program *p) {
  char name[16];
  snprintf(name, sizeof name, "v%u = ", p->lines);
  put(p, name);
  for (const char *s = shapes[p->lines % 3][draw(10)]; *s; s++) {
    const char *kind = *s == '%' ? strchr("FIB", s[1]) : NULL;
    if (kind && s[1]) {
      put_value(p, (uint32_t)(kind - strchr("FIB", 'F')));
      s++;
    } else if (s[0] == '%' && s[1] == '%') {
      put(p, "%");
      s++;
    } else {
      put(p, (char[]){*s, 0});
    }
  }
  put(p, "\n");
  p->lines++;
}

static void write_program(program *p, uint64_t seed) {
  *p = (program){0};
  state = seed * 77 + 5;
  while (p->lines < LINES) put_line(p);
  put(p, "r = f");
  for (uint32_t l = 0; l < LINES; l += 3) {
    char term[16];
    snprintf(term, sizeof term, " + v%u", l);
    put(p, term);
  }
  put(p, "\nr, sum(v36 + f, axis=1), sum(r, axis=0), min(v37 + i, axis=0), any(v38 | b, axis=1)\n");
}

/* ---- Operands ---- */

enum { ROWS = 11, COLUMNS = 3001, ELEMENTS = ROWS * 2 * COLUMNS };

typedef struct data {
  double f[ELEMENTS], s[ELEMENTS];
  float g[ELEMENTS];
  int64_t i[ELEMENTS];
  int32_t j[ELEMENTS], k[ELEMENTS];
  bool b[ELEMENTS], c[ELEMENTS];
} data;

static data *make_data(void) {
  data *d = malloc(sizeof *d);
  ck_assert_ptr_nonnull(d);
  for (size_t n = 0; n < ELEMENTS; n++) {
    d->f[n] = draw(97) ? draw(2000) * 0.01 - 10 : (double)INFINITY;
    d->s[n] = draw(89) ? draw(3000) * 1e-3 : (double)NAN;
    d->g[n] = (float)draw(1000) * 0.02f - 8;
    d->i[n] = (int64_t)draw(41) - 20;
    d->j[n] = (int32_t)draw(1000) - 500;
    d->k[n] = (int32_t)draw(9);
    d->b[n] = draw(3) == 0;
    d->c[n] = draw(2);
  }
  return d;
}

/* f, i and b of rows by columns; s across the grain, j in steps of two, g a row, k a column, c a
 * number. */
static void give_operands(data *d, int64_t rows, int64_t columns, jx_array *a) {
  int64_t shape[] = {rows, columns}, row[] = {columns}, column[] = {rows, 1};
  a[0] = jx_array_of(d->f, JX_FLOAT64, 2, shape);
  a[1] = jx_array_of(d->g, JX_FLOAT32, 1, row);
  a[2] = jx_array_of(d->s, JX_FLOAT64, 2, shape);
  a[2].strides[0] = 8;
  a[2].strides[1] = 8 * rows;
  a[3] = jx_array_of(d->i, JX_INT64, 2, shape);
  a[4] = jx_array_of(d->j, JX_INT32, 1, row);
  a[4].strides[0] = 8;
  a[5] = jx_array_of(d->k, JX_INT32, 2, column);
  a[6] = jx_array_of(d->b, JX_BOOL, 2, shape);
  a[7] = jx_array_of(d->c, JX_BOOL, 0, NULL);
}

static jx_context *with_parts(uint32_t weight) {
  parts_set(weight);
  jx_context *c = parts_context(&(jx_options){.threads = 1, .cache = JX_CACHE_OFF});
  ck_assert_ptr_nonnull(c);
  return c;
}

static void evaluate(jx_context *c, const char *text, const jx_array *a, jx_array *results) {
  static const char *const names[] = {"f", "g", "s", "i", "j", "k", "b", "c"};
  jx_operand operands[OPERANDS];
  for (size_t i = 0; i < OPERANDS; i++) operands[i] = (jx_operand){names[i], &a[i]};
  memset(results, 0, RESULTS * sizeof *results);
  jx_status status = jx_eval(c, text, JX_NTS, operands, OPERANDS, results, RESULTS);
  ck_assert_msg(status == JX_OK, "%s\n%s", jx_context_error(c)->rendering, text);
}

static void check_results(const jx_array *right, const jx_array *got, const char *text) {
  for (int r = 0; r < RESULTS; r++)
    ck_assert_msg(values_equal(&right[r], &got[r]), "result %d of\n%s", r, text);
}

static void free_results(jx_context *c, jx_array *results) {
  for (int r = 0; r < RESULTS; r++) jx_array_free(c, &results[r]);
}

static void compare(uint64_t seed, uint32_t weight) {
  static const int64_t columns[] = {37, 40, 0, COLUMNS};
  static program p;
  jx_array operands[OPERANDS], right[RESULTS], got[RESULTS];
  write_program(&p, seed);
  data *d = make_data();
  jx_context *whole = with_parts(PARTS_NONE), *cut = NULL;
  for (size_t n = 0; n < sizeof columns / sizeof *columns; n++) {
    parts_set(PARTS_NONE);
    give_operands(d, n == 3 ? ROWS : 3, columns[n], operands);
    evaluate(whole, p.text, operands, right);
    if (!cut) cut = with_parts(weight);
    parts_set(weight);
    for (int32_t threads = 1; threads <= 4; threads *= 2) {
      ck_assert_int_eq(jx_context_set_threads(cut, threads), JX_OK);
      evaluate(cut, p.text, operands, got);
      check_results(right, got, p.text);
      free_results(cut, got);
    }
    free_results(whole, right);
  }
  jx_context_free(cut);
  jx_context_free(whole);
  free(d);
}

START_TEST(parts_of_two_operations) { compare(1, 2); }
END_TEST
START_TEST(parts_of_seven) { compare(2, 7); }
END_TEST
START_TEST(parts_of_forty) { compare(3, 40); }
END_TEST
START_TEST(parts_as_usual) { compare(4, 0); }
END_TEST

/* ---- Long ones ---- */

static char *repeated(const char *format, int n) {
  size_t size = (size_t)n * 24 + 1, at = 0;
  char *text = malloc(size);
  ck_assert_ptr_nonnull(text);
  for (int i = 0; i < n; i++) {
    at += (size_t)snprintf(text + at, size - at, i ? "+" : "");
    at += (size_t)snprintf(text + at, size - at, format, i);
  }
  return text;
}

/* A thousand operands, all of whose sums are integers below 2^53. */
START_TEST(operands_by_the_thousand) {
  enum { N = 1000, SIZE = 53 };
  static double values[N][SIZE];
  static char names[N][8];
  static jx_array arrays[N];
  static jx_operand operands[N];
  jx_array result = {0};
  for (unsigned i = 0; i < N; i++) {
    for (int j = 0; j < SIZE; j++) values[i][j] = (double)i * j;
    snprintf(names[i], sizeof names[i], "x%u", i);
    arrays[i] = jx_array_of(values[i], JX_FLOAT64, i % 10 ? 1 : 0, (int64_t[]){SIZE});
    operands[i] = (jx_operand){names[i], &arrays[i]};
  }
  for (int i = 0; i < N; i += 10) values[i][0] = i;
  jx_context *c = with_parts(0);
  char *text = repeated("x%d", N);
  ck_assert_int_eq(jx_eval(c, text, JX_NTS, operands, N, &result, 1), JX_OK);
  for (int j = 0; j < SIZE; j++) {
    double sum = 0;
    for (int i = 0; i < N; i++) sum += i % 10 ? (double)i * j : i;
    ck_assert_double_eq(((double *)result.data)[j], sum);
  }
  jx_array_free(c, &result);
  jx_context_free(c);
  free(text);
}
END_TEST

/* ---- Stopping ---- */

typedef struct asked {
  int count, stop_at;
  double most;
} asked;

static int ask(void *user, double done) {
  asked *a = user;
  if (done > a->most) a->most = done;
  return ++a->count == a->stop_at;
}

START_TEST(a_compilation_stops_when_asked) {
  double x[3] = {0, 1, 2};
  asked a = {.stop_at = 5};
  jx_array operand = jx_array_of(x, JX_FLOAT64, 1, (int64_t[]){3}), result = {0};
  jx_operand operands[] = {{"a", &operand}};
  jx_context *c = with_parts(0);
  char *text = repeated("sin(%d*a)", 3000);
  jx_context_set_progress(c, ask, &a);
  jx_status status = jx_eval(c, text, JX_NTS, operands, 1, &result, 1);
  ck_assert_int_eq(status, JX_ERROR_CANCELLED);
  ck_assert_str_eq(jx_context_error(c)->message, "stopped by the progress callback");
  ck_assert_int_eq(a.count, 5); /* and no more after that */
  ck_assert_double_eq(a.most, 0);
  ck_assert_ptr_null(result.data);
  /* Nothing is kept of it: the next call compiles. */
  a = (asked){0};
  ck_assert_int_eq(jx_eval(c, text, JX_NTS, operands, 1, &result, 1), JX_OK);
  ck_assert_int_gt(a.count, 10);
  ck_assert_double_eq(((double *)result.data)[0], 0);
  jx_array_free(c, &result);
  jx_context_free(c);
  free(text);
}
END_TEST

UNIT(parts, parts_of_two_operations, parts_of_seven, parts_of_forty, parts_as_usual,
     operands_by_the_thousand, a_compilation_stops_when_asked)
