/* test_fold.c: operations of constants (graph/fold.c) give what the same operations of operands give,
 * element by element, for the ends of every dtype. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/dtype.h"
#include "tests/support/graph_eval.h"
#include "tests/support/graphed.h"
#include "tests/support/unit.h"

enum { MOST = 12, TEXT = 1 << 14 };

/* Of an element in a program, and in the text of an operand. */
typedef struct values {
  const char *dtype;
  const char *at[MOST];
} values;

static const values all[] = {
    {"int8", {"-128", "-127", "-1", "0", "1", "7", "8", "127"}},
    {"int16", {"-32768", "-32767", "-1", "0", "1", "15", "16", "32767"}},
    {"int32", {"-2147483648", "-2147483647", "-1", "0", "1", "31", "32", "2147483647"}},
    {"int64",
     {"-9223372036854775808", "-9223372036854775807", "-1", "0", "1", "63", "64",
      "9223372036854775807"}},
    {"uint8", {"0", "1", "7", "8", "127", "128", "255"}},
    {"uint16", {"0", "1", "15", "16", "32767", "32768", "65535"}},
    {"uint32", {"0", "1", "31", "32", "2147483647", "2147483648", "4294967295"}},
    {"uint64",
     {"0", "1", "63", "64", "9007199254740993", "9223372036854775807", "9223372036854775808",
      "18446744073709551615"}},
    {"float32", {"0.0", "-0.0", "0.75", "-2.5", "3.0", "255.75", "3e38", "-1e30", "inf", "nan"}},
    {"float64", {"0.0", "-0.0", "0.1", "-2.5", "3.0", "1e19", "1e300", "-1e-320", "inf", "nan"}},
};

static int count(const values *v) {
  int n = 0;
  while (n < MOST && v->at[n]) n++;
  return n;
}

static void append(char *text, const char *more) {
  ck_assert(strlen(text) + strlen(more) < TEXT);
  strcat(text, more);
}

/* `form` with x and y, its only ones, replaced. */
static void append_form(char *text, const char *form, const char *x, const char *y) {
  for (const char *p = form; *p; p++) {
    char one[] = {*p, '\0'};
    append(text, *p == 'X' ? x : *p == 'Y' ? y : one);
  }
}

static const cell *cells_of(const graphed *g, size_t result) {
  const char *why = NULL;
  const cell *cells = graph_eval(&g->graph, g->graph.results.at[result], &why);
  ck_assert_msg(cells, "%s", why);
  return cells;
}

static bool same(cell a, cell b, jx_dtype dtype) {
  return a.i == b.i || (dtype_is_float(dtype) && isnan(a.f) && isnan(b.f));
}

/* Each pair of values as constants of a result of their own, and all of them as elements. */
static void compare(const values *v, const char *form, bool folds) {
  static char constants[TEXT], operands[TEXT], others[TEXT];
  static graphed folded, plain;
  char x[40], y[40];
  int n = count(v);
  snprintf(operands, sizeof operands, "a %s (%d)", v->dtype, n * n);
  snprintf(others, sizeof others, "; b %s (%d)", v->dtype, n * n);
  constants[0] = '\0';
  for (int i = 0; i < n * n; i++) {
    const char *left = v->at[i / n], *right = v->at[i % n];
    snprintf(x, sizeof x, "%s(%s)", v->dtype, left);
    snprintf(y, sizeof y, "%s(%s)", v->dtype, right);
    append_form(constants, form, x, y);
    append(constants, ", ");
    append_form(operands, " X", left, NULL);
    append_form(others, " X", right, NULL);
  }
  append(operands, others);
  snprintf(others, sizeof others, "%s", "");
  append_form(others, form, "a", "b");
  graphed_text(&folded, "", constants);
  ck_assert_msg(folded.status == JX_OK, "%s of %s: %s", form, v->dtype, folded.diag.message);
  graphed_text(&plain, operands, others);
  ck_assert_msg(plain.status == JX_OK, "%s: %s", others, plain.diag.message);
  const cell *expected = cells_of(&plain, 0);
  jx_dtype dtype = (jx_dtype)graph_at(&plain.graph, plain.graph.results.at[0])->dtype;
  for (int i = 0; i < n * n; i++) {
    const graph_node *node = graph_at(&folded.graph, folded.graph.results.at[i]);
    ck_assert_int_eq(node->dtype, dtype);
    ck_assert_msg(!folds || node->op == OP_CONST, "%s of %s %s and %s is no constant", form,
                  v->dtype, v->at[i / n], v->at[i % n]);
    ck_assert_msg(same(cells_of(&folded, (size_t)i)[0], expected[i], dtype),
                  "%s of %s %s and %s: %lld, %lld", form, v->dtype, v->at[i / n], v->at[i % n],
                  (long long)cells_of(&folded, (size_t)i)[0].i, (long long)expected[i].i);
  }
  graphed_free(&folded);
  graphed_free(&plain);
}

#define EACH_VALUES(v) for (const values *v = all; v < all + sizeof all / sizeof *all; v++)

static bool integers(const values *v) { return dtype_is_integer(jx_dtype_named(v->dtype)); }

START_TEST(operations_of_numbers) {
  static const char *const forms[] = {
      "X + Y",         "X - Y",  "X * Y",  "X / Y", "X // Y", "X % Y", "minimum(X, Y)",
      "maximum(X, Y)", "X == Y", "X != Y", "X < Y", "X <= Y", "-X",    "abs(X)"};
  EACH_VALUES(v)
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) compare(v, forms[i], integers(v));
}
END_TEST

START_TEST(operations_of_integers) {
  static const char *const forms[] = {"X & Y",  "X | Y", "X ^ Y",        "X << Y",
                                      "X >> Y", "~X",    "X ** (Y & 7)", "bitwise_count(X)"};
  EACH_VALUES(v)
  for (size_t i = 0; i < sizeof forms / sizeof *forms && integers(v); i++)
    compare(v, forms[i], true);
}
END_TEST

/* Some are left to kernels. Powers by a constant 0.5, which are square roots, are not among them. */
START_TEST(operations_of_some_numbers) {
  static const char *const forms[] = {
      "X ** Y",      "sqrt(X)",         "floor(X)",       "ceil(X)",    "rint(X)",
      "trunc(X)",    "fmod(X, Y)",      "copysign(X, Y)", "signbit(X)", "nextafter(X, Y)",
      "ldexp(X, 5)", "ldexp(X, -1060)", "reciprocal(X)",  "sign(X)",    "isfinite(X)",
      "spacing(X)",  "fmax(X, Y)",      "heaviside(X, Y)"};
  EACH_VALUES(v)
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    if (i > 0 || v->at[0][0] != '-')
      compare(v, forms[i], false); /* -1 is no exponent of integers */
}
END_TEST

START_TEST(conversions) {
  char form[40];
  EACH_VALUES(v)
  EACH_VALUES(to) {
    snprintf(form, sizeof form, "%s(X)", to->dtype);
    compare(v, form, integers(v));
  }
  EACH_VALUES(v) compare(v, "bool(X)", true);
}
END_TEST

UNIT(fold, operations_of_numbers, operations_of_integers, operations_of_some_numbers, conversions)
