/* test_graph.c: what graph_build() makes of programs beyond their values: dtypes and weakness, what
 * folds and what must not, messages, guards.
 *
 * The forms of graphs are in tests/golden/graph; values against NumPy's in tests/graph. */
#include <stdio.h>
#include <string.h>

#include "base/dtype.h"
#include "tests/support/graph_eval.h"
#include "tests/support/graphed.h"
#include "tests/support/unit.h"

#define OPERANDS                                                                                 \
  "a float64 (3,4); b float64 (4); c float64 (3,1); f float32 (4); i int32 (3,4); l int64 (4); " \
  "t bool (4); n int64 () weak 5; p float64 () weak 2.5; s int64 () 3; z float64 (0,3); "

static void build(graphed *x, const char *source) { graphed_text(x, OPERANDS, source); }

static const graph_node *result(const graphed *x, size_t i) {
  return graph_at(&x->graph, x->graph.results.at[i]);
}

/* ---- Dtypes ---- */

START_TEST(results_have_numpys_dtypes) {
  static const char *const rows[][2] = {
      {"i + 1", "int32"},
      {"i + 1.0", "float64"},
      {"i + l", "int64"},
      {"i + f", "float64"},
      {"f + 1", "float32"},
      {"f + 1.5", "float32"},
      {"f + a", "float64"},
      {"f * 2**62", "float32"},
      {"t + 1", "int64"},
      {"t + 1.5", "float64"},
      {"t + t", "bool"},
      {"t * t", "bool"},
      {"t / t", "float64"},
      {"t // t", "int8"},
      {"t ** t", "int8"},
      {"t << t", "int8"},
      {"i / i", "float64"},
      {"i // 2", "int32"},
      {"i % l", "int64"},
      {"i ** 2", "int32"},
      {"i ** 2.0", "float64"},
      {"i ** l", "int64"},
      {"f ** i", "float64"},
      {"f ** 2", "float32"},
      {"-i", "int32"},
      {"~t", "bool"},
      {"~i", "int32"},
      {"i & t", "int32"},
      {"i << 1", "int32"},
      {"i < 2**40", "bool"},
      {"i == 0.5", "bool"},
      {"sin(i)", "float64"},
      {"sin(f)", "float32"},
      {"sqrt(t)", "float64"},
      {"arctan2(f, 1)", "float32"},
      {"arctan2(f, i)", "float64"},
      {"abs(t)", "bool"},
      {"abs(i)", "int32"},
      {"fabs(i)", "float64"},
      {"floor(i)", "int32"},
      {"rint(i)", "float64"},
      {"round(i)", "int32"},
      {"round(i, -1)", "int32"},
      {"round(f, 2)", "float32"},
      {"radians(f)", "float32"},
      {"radians(i)", "float64"},
      {"isnan(i)", "bool"},
      {"minimum(t, t)", "bool"},
      {"maximum(f, 1)", "float32"},
      {"where(t, 1, f)", "float32"},
      {"where(t, 1, 2)", "int64"},
      {"where(t, 1.5, i)", "float64"},
      {"1 if t else t", "int64"},
      {"sum(i)", "int64"},
      {"sum(t)", "int64"},
      {"sum(f)", "float32"},
      {"prod(i)", "int64"},
      {"prod(t)", "int64"},
      {"min(i)", "int32"},
      {"max(t)", "bool"},
      {"mean(i)", "float64"},
      {"mean(f)", "float32"},
      {"mean(t)", "float64"},
      {"any(a)", "bool"},
      {"count_nonzero(a)", "int64"},
      {"i and l", "bool"},
      {"not a", "bool"},
      {"arange(3)", "int64"},
      {"arange(3.0)", "float64"},
      {"arange(s)", "int64"},
      {"arange(3, dtype='float32')", "float32"},
      {"linspace(0, 1, 3)", "float64"},
      {"float32(i)", "float32"},
      {"int(a)", "int64"},
      {"astype(a, 'bool')", "bool"},
      {"f + n", "float32"},
      {"f + p", "float32"},
      {"i + n", "int32"},
      {"i + s", "int64"},
      {"i * size(a)", "int32"},
      {"float64(n) + f", "float64"},
      {"i + sqrt(n)", "float64"},
      {"f + sqrt(n)", "float32"},
      {"contains(str(i), '1')", "bool"},
      {"f + pi", "float32"},
      {"t + True", "bool"},
      {"(2*(p > 0) - 1)*f", "float32"},
      {"where(n > 0, 1, 2)*f", "float32"},
      {"float(n)*f", "float32"},
      {"linspace(max(f), max(f), 3)", "float32"},
      {"linspace(max(f), n, 3)", "float32"},
      {"linspace(max(f), s, 3)", "float64"},
      {"i + True", "int32"},
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    graphed x;
    build(&x, rows[r][0]);
    ck_assert_msg(x.status == JX_OK, "%s: %s", rows[r][0], x.diag.message);
    ck_assert_msg(!strcmp(dtypes[result(&x, 0)->dtype].name, rows[r][1]), "%s is %s", rows[r][0],
                  dtypes[result(&x, 0)->dtype].name);
    ck_assert_msg(!result(&x, 0)->weak, "%s is weak", rows[r][0]);
    graphed_free(&x);
  }
}
END_TEST

START_TEST(what_is_made_of_literals_alone_stays_weak) {
  static const char *const weak[] = {"1",        "2.5",           "pi * 2",
                                     "n + 1",    "n / 2",         "sqrt(2)",
                                     "size(a)",  "-n ** 2",       "shape(a, 0) // 2",
                                     "ndim(a)",  "2 ** n",        "abs(-3)",
                                     "10 ** -1", "minimum(n, 3)", "-9223372036854775808",
                                     "True",     "1 < 2",         "p > n",
                                     "n + True", "float(n)",      "where(True, 1, 2)",
                                     "not n",    "isnan(p)",      "2*(exp(p) > 1) - 1",
                                     "bool(p)",  "int(2.5)",      "1 if p > n else n"};
  static const char *const strong[] = {
      "int64(1)",   "sum(1)", "n + s",          "arange(3)[1]", "sum(a)",
      "float64(n)", "s > 1",  "where(s, 1, 2)", "n[None]",      "astype(n, 'float64')"};
  graphed x;
  for (size_t r = 0; r < sizeof weak / sizeof *weak; r++) {
    build(&x, weak[r]);
    ck_assert_msg(x.status == JX_OK && result(&x, 0)->weak, "%s", weak[r]);
    graphed_free(&x);
  }
  for (size_t r = 0; r < sizeof strong / sizeof *strong; r++) {
    build(&x, strong[r]);
    ck_assert_msg(x.status == JX_OK && !result(&x, 0)->weak, "%s", strong[r]);
    graphed_free(&x);
  }
}
END_TEST

START_TEST(results_are_cast_to_the_dtypes_asked_for) {
  static const struct {
    const char *source;
    jx_dtype to;
    const char *message; /* NULL: it works */
  } rows[] = {
      {"a", JX_FLOAT32, NULL},
      {"l", JX_INT32, NULL},
      {"l", JX_FLOAT32, NULL},
      {"t", JX_INT32, NULL},
      {"300", JX_INT32, NULL},
      {"a", JX_INT32, "cannot write float64 into a result of int32"},
      {"i", JX_BOOL, "cannot write int32 into a result of bool"},
      {"2**40", JX_INT32, "1099511627776 is out of bounds for int32"},
      {"a", JX_COMPLEX64, NULL},
      {"a*1j", JX_FLOAT64, "cannot write complex128 into a result of float64"},
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    graphed x;
    graphed_init(&x, &alloc_default, "a float64 (2); i int32 (2); l int64 (2); t bool (2)",
                 rows[r].source, &rows[r].to, 0);
    if (rows[r].message)
      ck_assert_str_eq(x.diag.message, rows[r].message);
    else
      ck_assert_msg(x.status == JX_OK && result(&x, 0)->dtype == rows[r].to, "row %zu", r);
    graphed_free(&x);
  }
}
END_TEST

/* ---- Folding ---- */

/* The number of live nodes is how a program shows that something folded. */
START_TEST(identities_that_keep_every_bit_fold) {
  static const char *const same[][2] = {
      {"a * 1", "a"},
      {"1 * a", "a"},
      {"a / 1", "a"},
      {"a - 0.0", "a"},
      {"a + -0.0", "a"},
      {"i + 0", "i"},
      {"0 + i", "i"},
      {"i - 0", "i"},
      {"i * 1", "i"},
      {"i // 1", "i"},
      {"-(-a)", "a"},
      {"+a", "a"},
      {"~(~i)", "i"},
      {"not not t", "t"},
      {"abs(abs(a))", "abs(a)"},
      {"abs(-a)", "abs(a)"},
      {"i & i", "i"},
      {"i | 0", "i"},
      {"i ^ 0", "i"},
      {"i & -1", "i"},
      {"i << 0", "i"},
      {"t and True", "t"},
      {"t or t", "t"},
      {"a ** 1", "a"},
      {"a ** 2", "a * a"},
      {"a ** 0.5", "sqrt(a)"},
      {"a ** -1", "1 / a"},
      {"i ** 2", "i * i"},
      {"a / 4", "a * 0.25"},
      {"f / 2", "f * 0.5"},
      {"a > b", "b < a"},
      {"a >= b", "b <= a"},
      {"not (a == b)", "a != b"},
      {"maximum(a, a)", "a"},
      {"a if True else b", "a"},
      {"where(t, b, b)", "b"},
      {"b + b", "b + b"},
      {"a + b - (b + a)", "(a + b) - (a + b)"},
      {"bool(a)", "a != 0"},
      {"a and b", "(a != 0) and (b != 0)"},
      {"int64(int32(t))", "int64(t)"},
      {"a < b < c", "(a < b) and (b < c)"},
      {"max(t)", "any(t)"},
      {"sum(t)", "count_nonzero(t)"},
      {"a.T.T", "a"},
      {"a[:]", "a"},
      {"a[...]", "a"},
      {"b[::-1][::-1]", "b"},
      {"b[None][0]", "b"},
      {"b[1:][:-1]", "b[1:-1]"},
      {"b[1:-1][1:]", "b[2:-1]"},
      {"(a + b)[1:]", "a[1:] + b"},
      {"(a * 2).T", "a.T * 2"},
      {"prod(a, axis=())", "a"},
      {"prod(c, axis=1)", "c[:, 0]"},
      {"sum(a, 1)[:, None]", "sum(a, axis=1, keepdims=True)"},
      {"transpose(a, (1, 0))", "a.T"},
      {"2 ** 3 ** 2", "512"},
      {"7 // -2 + 5 % -3", "-5"},
      {"1 << 40", "1099511627776"},
      {"radians(180.0)", "pi"},
      {"isnan(l)", "t & False"},
      {"contains('abc', 'bc')", "True"},
      {"contains(str(l), 'x')", "t & False"},
      {"arange(5)[2]", "int64(2)"},
      {"x = a; x + x", "a + a"},
  };
  for (size_t r = 0; r < sizeof same / sizeof *same; r++) {
    char both[200];
    graphed x;
    snprintf(both, sizeof both, "%s, %s", same[r][0], same[r][1]);
    build(&x, both);
    ck_assert_msg(x.status == JX_OK, "%s: %s", both, x.diag.message);
    /* Broadcasts of constants differ in nothing but where their dims came from. */
    const graph_node *u = result(&x, 0), *v = result(&x, 1);
    bool constants = u->op == OP_CONST && v->op == OP_CONST && u->imm.i == v->imm.i;
    ck_assert_msg(constants || u == v, "%s are two nodes", both);
    graphed_free(&x);
  }
}
END_TEST

START_TEST(identities_that_lose_a_bit_do_not) {
  static const char *const rows[][2] = {
      {"a + 0.0", "a"},
      {"a + 0", "a"},
      {"a * 0", "a ** 0 - 1"},
      {"a - a", "a ** 0 - 1"},
      {"a == a", "t or True"},
      {"a / 3", "a * (1 / 3)"},
      {"a / 5e-324", "a * inf"},
      {"float64(float32(a))", "a"},
      {"int64(int32(l))", "l"},
      {"i // 2", "i >> 1"},
      {"not (a < b)", "b <= a"},
      {"(a + b) + c", "a + (b + c)"},
      {"minimum(a, b)", "minimum(b, a)"},
      {"sum(a)", "sum(a.T)"},
      {"-1 * a", "-a"},
      {"a ** 3", "a * a * a"},
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    char both[200];
    graphed x;
    snprintf(both, sizeof both, "%s, %s", rows[r][0], rows[r][1]);
    build(&x, both);
    ck_assert_msg(x.status == JX_OK, "%s: %s", both, x.diag.message);
    ck_assert_msg(x.graph.results.at[0] != x.graph.results.at[1], "%s are one node", both);
    graphed_free(&x);
  }
}
END_TEST

START_TEST(constants_fold_as_kernels_compute) {
  static const char *const rows[][2] = {
      {"int32(2147483647) + int32(1)", "int32 () -2147483648"},
      {"int64(-9223372036854775807 - 1) // -1", "int64 () -9223372036854775808"},
      {"int64(7) // 0", "int64 () 0"},
      {"int64(7) % 0", "int64 () 0"},
      {"int32(1) << 32", "int32 () 0"},
      {"int64(-1) >> 64", "int64 () -1"},
      {"int64(3) ** 41", "int64 () -420491770248316829"},
      {"float32(0.1) + float32(0.2)", "float32 () 0.300000012"},
      {"float32(16777217)", "float32 () 16777216"},
      {"abs(int32(-2147483648))", "int32 () -2147483648"},
      {"1 / 0", "float64 weak () inf"},
      {"-0.0 + 0", "float64 weak () 0"},
      {"rint(2.5), rint(3.5), floor(-0.5)", "float64 weak () 2"},
      {"7.5 // 2", "float64 weak () 3"},
      {"10 ** -2", "float64 weak () 0.01"},
      {"2.0 ** 64", "float64 weak () 1.8446744073709552e+19"},
      {"0.5 ** -3 + 1.5 ** 3", "float64 weak () 11.375"},
      {"maximum(nan, 1.0)", "float64 weak () nan"},
      {"2.0 < nan or 2 == 2.0", "bool weak () 1"},
      {"10**-20", "float64 weak () 9.9999999999999995e-21"},
      {"2**64 > 2**63", "bool weak () 1"},
      {"2**100 // 2**90", "int64 weak () 1024"},
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    graphed x;
    const char *why = NULL;
    build(&x, rows[r][0]);
    ck_assert_msg(x.status == JX_OK, "%s: %s", rows[r][0], x.diag.message);
    ck_assert_msg(result(&x, 0)->op == OP_CONST, "%s is no constant", rows[r][0]);
    ck_assert_str_eq(graph_eval_text(&x.graph, x.graph.results.at[0], &why), rows[r][1]);
    graphed_free(&x);
  }
}
END_TEST

START_TEST(functions_whose_last_bit_is_the_emitters_do_not_fold) {
  static const char *const rows[] = {"sin(1)", "exp(1)",        "log(2)",      "tan(1)",
                                     "2.1**3", "arctan2(1, 2)", "int32(1e300)"};
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    graphed x;
    build(&x, rows[r]);
    ck_assert_msg(x.status == JX_OK && result(&x, 0)->op != OP_CONST, "%s folds", rows[r]);
    graphed_free(&x);
  }
}
END_TEST

START_TEST(what_results_do_not_need_is_gone) {
  graphed x;
  build(&x, "u = sin(a) + a[0:3][None]; v = sum(a)\nb + 1");
  ck_assert_int_eq(x.status, JX_OK);
  ck_assert_uint_eq(x.graph.nodes.n, 4); /* poison, b, 1, + */
  ck_assert_ptr_null(x.graph.scratch);
  graphed_free(&x);
}
END_TEST

/* ---- Errors ---- */

START_TEST(errors_say_what_was_found) {
  static const struct {
    const char *source;
    jx_status status;
    const char *message;
  } rows[] = {
      {"a + z", JX_ERROR_SHAPE,
       "operands could not be broadcast together with shapes (3,4) and (0,3)"},
      {"where(a, b[1:], c)", JX_ERROR_SHAPE,
       "operands could not be broadcast together with shapes (3,4), (3,) and (3,1)"},
      {"bb + 1", JX_ERROR_NAME, "unknown name 'bb'; did you mean 'b'?"},
      {"undefined_thing", JX_ERROR_NAME, "unknown name 'undefined_thing'"},
      {"sine(a)", JX_ERROR_NAME, "unknown function 'sine'; did you mean 'sin'?"},
      {"sum(a, axs=1)", JX_ERROR_NAME, "sum has no keyword 'axs'; did you mean 'axis'?"},
      {"total = 1; totals", JX_ERROR_NAME, "unknown name 'totals'; did you mean 'total'?"},
      {"sin", JX_ERROR_TYPE, "'sin' is a function, not a value; it is called, as in sin(x)"},
      {"sin + 1", JX_ERROR_TYPE, "'sin' is a function, not a value; it is called, as in sin(x)"},
      {"a(1)", JX_ERROR_TYPE, "'a' is a value, not a function; is an operator missing before '('?"},
      {"sin(a, b)", JX_ERROR_TYPE, "sin takes 1 argument, not 2"},
      {"where(t, a)", JX_ERROR_TYPE, "where takes 3 arguments, not 2"},
      {"round(a, 1, 2)", JX_ERROR_TYPE, "round takes 1 to 2 arguments, not 3"},
      {"sum(a, 0, axis=1)", JX_ERROR_TYPE, "sum got 'axis' twice"},
      {"t - t", JX_ERROR_TYPE, "- of bool and bool is not defined; use ^ for the exclusive or"},
      {"-t", JX_ERROR_TYPE, "- of bool is not defined; use ~ for not"},
      {"a & 1", JX_ERROR_TYPE,
       "& of float64 and int64 is not defined; it takes integers and bool; comparisons beside it need "
       "brackets, as in (x > 1) & (x < 3), or write 'and'"},
      {"f << 1", JX_ERROR_TYPE, "<< of float32 and int64 is not defined; it takes integers"},
      {"~a", JX_ERROR_TYPE, "~ of float64 is not defined; it takes integers and bool"},
      {"i + 2**40", JX_ERROR_VALUE, "1099511627776 is out of bounds for int32"},
      {"i + 300 * n * 10000000", JX_ERROR_VALUE, "15000000000 is out of bounds for int32"},
      {"l + 2**63", JX_ERROR_VALUE, "9223372036854775808 is out of bounds for int64"},
      {"2**64", JX_ERROR_VALUE, "18446744073709551616 is out of bounds for int64"},
      {"2**63", JX_ERROR_VALUE, "9223372036854775808 is out of bounds for int64"},
      {"i ** -1", JX_ERROR_VALUE, NEGATIVE_POWER},
      {"0 ** -1", JX_ERROR_VALUE, "0 cannot be raised to a negative power"},
      {"a[3]", JX_ERROR_SHAPE, "index 3 is out of bounds for axis 0 with size 3"},
      {"a[0, -5]", JX_ERROR_SHAPE, "index -5 is out of bounds for axis 1 with size 4"},
      {"a[0, 0, 0]", JX_ERROR_SHAPE, "too many indices: the rank is 2, but 3 axes are indexed"},
      {"a[..., ...]", JX_ERROR_TYPE, "an index can only have a single ellipsis"},
      {"a[::0]", JX_ERROR_VALUE, "slice step cannot be zero"},
      {"a[::n]", JX_ERROR_TYPE, "the step of a slice must be an integer literal"},
      {"a[1.5]", JX_ERROR_TYPE, "an index must be an integer, not float64"},
      {"a[t]", JX_ERROR_SHAPE,
       "boolean index did not match indexed array along axis 0; size of axis is 3 but size of "
       "corresponding boolean axis is 4"},
      {"a[a]", JX_ERROR_TYPE, "an index must be an integer, not float64"},
      {"a['x']", JX_ERROR_TYPE, "an index must be an integer, a slice, None or ..."},
      {"sum(a, axis=2)", JX_ERROR_SHAPE, "axis 2 is out of bounds for an array of rank 2"},
      {"sum(a, axis=-3)", JX_ERROR_SHAPE, "axis -3 is out of bounds for an array of rank 2"},
      {"sum(a, axis=(0, -2))", JX_ERROR_SHAPE, "duplicate axis"},
      {"sum(a, axis=0.5)", JX_ERROR_TYPE, "an axis must be an integer literal"},
      {"sum(a, axis=n)", JX_ERROR_TYPE, "an axis must be an integer literal"},
      {"sum(a, keepdims=a)", JX_ERROR_TYPE, "keepdims must be True or False"},
      {"max(z)", JX_ERROR_VALUE, "max of no elements: an axis has extent 0"},
      {"min(z, axis=0)", JX_ERROR_VALUE, "min of no elements: an axis has extent 0"},
      {"transpose(a, (0, 0))", JX_ERROR_SHAPE, "repeated axis in transpose"},
      {"transpose(a, (0,))", JX_ERROR_SHAPE, "transpose of rank 2 needs 2 axes, not 1"},
      {"arange(a)", JX_ERROR_TYPE, "arange: stop must be a scalar, not an array of rank 2"},
      {"arange(b[0])", JX_ERROR_TYPE,
       "the length of arange must be known before any element is: it may depend on scalars and "
       "shapes by arithmetic alone"},
      {"arange(0, 1, 0)", JX_ERROR_VALUE, "arange: the step must not be 0"},
      {"arange(0, 1e19, 0.5)", JX_ERROR_VALUE, "arange: the length is not a number up to 2**62"},
      {"linspace(0, 1, -1)", JX_ERROR_VALUE, "linspace: num must be between 0 and 2**62, not -1"},
      {"linspace(0, 1, 2.0)", JX_ERROR_TYPE, "linspace: num must be an integer, not float64"},
      {"round(a, n)", JX_ERROR_TYPE, "decimals must be an integer literal"},
      {"astype(a, 'float99')", JX_ERROR_TYPE, "'float99' is not a dtype"},
      {"astype(a, 1)", JX_ERROR_TYPE, "a dtype must be a name such as 'float32'"},
      {"sin(a, dtype='float32')", JX_ERROR_UNSUPPORTED,
       "the keyword 'dtype' of sin is not compiled by this version"},
      {"2j < a", JX_ERROR_TYPE,
       "< of complex128 and float64 is not defined; complex numbers have no order but == and !=; "
       "take x.real, x.imag or abs(x)"},
      {"'x' + 1", JX_ERROR_TYPE,
       "+ of str and int64 is not defined; str(x) makes a string of "
       "integers"},
      {"str(a)", JX_ERROR_TYPE, "cannot convert float64 to str; str() takes integers"},
      {"contains(l, '1')", JX_ERROR_TYPE,
       "contains of int64 and str is not defined; it takes strings; str(x) makes one of integers"},
      {"sum(None)", JX_ERROR_TYPE, "None is not a value here"},
      {"sum((a, b))", JX_ERROR_TYPE, "a tuple is not a value here"},
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    graphed x;
    build(&x, rows[r].source);
    ck_assert_msg(x.status == rows[r].status && !strcmp(x.diag.message, rows[r].message),
                  "%s\n%d %s", rows[r].source, x.status, x.diag.message);
    ck_assert_uint_gt(x.diag.where.length, 0);
    ck_assert_uint_le(x.diag.where.offset + x.diag.where.length, strlen(rows[r].source));
    graphed_free(&x);
  }
}
END_TEST

START_TEST(operands_of_wrong_dtypes_are_refused_where_they_stand) {
  graphed x;
  graphed_text(&x, "a datetime64 (2); b float64 (2)", "b + a");
  ck_assert_int_eq(x.status, JX_ERROR_TYPE);
  graphed_free(&x);
  graphed_text(&x, "a datetime64 (2); b float64 (2)", "b");
  ck_assert_int_eq(x.status, JX_OK);
  graphed_free(&x);
}
END_TEST

/* ---- Guards ---- */

/* Does the graph for some operands serve others, and with which shape of its first result? */
START_TEST(guards_tell_which_calls_a_graph_serves) {
  static const struct {
    const char *source, *operands, *others;
    const char *shape; /* NULL: not served */
  } rows[] = {
      {"a + b", "a float64 (3); b float64 (3)", "a float64 (7); b float64 (7)", "(7)"},
      {"a + b", "a float64 (3); b float64 (3)", "a float64 (7); b float64 (6)", NULL},
      {"a + b", "a float64 (3); b float64 (3)", "a float64 (0); b float64 (0)", "(0)"},
      {"a[1:] - a[:-1]", "a float64 (5)", "a float64 (3)", "(2)"},
      {"a[1:] - a[:-1]", "a float64 (5)", "a float64 (2)", NULL},
      {"a[2]", "a float64 (5)", "a float64 (3)", "()"},
      {"a[2]", "a float64 (5)", "a float64 (2)", NULL},
      {"a[-2]", "a float64 (5)", "a float64 (2)", "()"},
      {"a[-2]", "a float64 (5)", "a float64 (0)", NULL},
      {"a[n]", "a float64 (5); n int64 () weak 1", "a float64 (9); n int64 () weak -9", "()"},
      {"a[n]", "a float64 (5); n int64 () weak 1", "a float64 (9); n int64 () weak 9", NULL},
      {"a[n:]", "a float64 (5); n int64 () weak 1", "a float64 (9); n int64 () weak 20", "(0)"},
      {"a[n:]", "a float64 (5); n int64 () weak 1", "a float64 (9); n int64 () weak 8", NULL},
      {"a[n:]", "a float64 (5); n int64 () weak 4", "a float64 (9); n int64 () weak 8", "(1)"},
      {"arange(n)", "n int64 () weak 4", "n int64 () weak 1000000000000", "(1000000000000)"},
      {"arange(n)", "n int64 () weak 4", "n int64 () weak -4", "(0)"},
      {"arange(n)", "n int64 () weak 4", "n int64 () weak 9223372036854775807", NULL},
      {"arange(0, 1, p)", "p float64 () weak 0.25", "p float64 () weak 0.125", "(8)"},
      {"arange(0, 1, p)", "p float64 () weak 0.25", "p float64 () weak 0.0", NULL},
      {"linspace(0, 1, n)", "n int64 () weak 4", "n int64 () weak 1", NULL},
      {"linspace(0, 1, n)", "n int64 () weak 4", "n int64 () weak -1", NULL},
      {"max(a)", "a float64 (3)", "a float64 (0)", NULL},
      {"sum(a)", "a float64 (3)", "a float64 (0)", "()"},
      {"i + n", "i int32 (3); n int64 () weak 4", "i int32 (3); n int64 () weak 5", "(3)"},
      {"i + n", "i int32 (3); n int64 () weak 4", "i int32 (3); n int64 () weak 2147483648", NULL},
      {"i < n", "i int32 (3); n int64 () weak 4", "i int32 (3); n int64 () weak 2147483648", "(3)"},
      {"i * size(i)", "i int32 (3)", "i int32 (4)", "(4)"},
      {"sum(a*a, axis=1)", "a float64 (5,3)", "a float64 (90,3)", "(90)"},
      {"sum(a*a, axis=1)", "a float64 (5,3)", "a float64 (5,4)", NULL},
      {"sum(a*a, axis=1)", "a float64 (5,3)", "a float64 (5,0)", NULL},
      {"sum(a*a, axis=1)", "a float64 (5,9)", "a float64 (7,64)", "(7)"},
      {"sum(a*a, axis=1)", "a float64 (5,9)", "a float64 (5,8)", NULL},
      {"sum(a*a, axis=1)", "a float64 (5,0)", "a float64 (5,9)", NULL},
      {"sum(a*a)", "a float64 (5,3)", "a float64 (2,9)", "()"},
      {"sum(exp(a), axis=0)", "a float64 (2,3)", "a float64 (3,9)", "(9)"},
      {"sum(b, axis=(1,2))", "b float64 (5,2,4)", "b float64 (6,2,4)", "(6)"},
      {"sum(b, axis=(1,2))", "b float64 (5,2,4)", "b float64 (5,4,2)", NULL},
      {"sum(b, axis=(1,2))", "b float64 (5,3,4)", "b float64 (5,20,2)", "(5)"},
      {"sum(b, axis=(1,2))", "b float64 (5,3,4)", "b float64 (5,2,4)", NULL},
      {"sum(x[:, None]*y)", "x float64 (3); y float64 (20)", "x float64 (3); y float64 (9)", "()"},
      {"sum(x[:, None]*y)", "x float64 (3); y float64 (20)", "x float64 (4); y float64 (20)", NULL},
      {"sum(x[:, None]*y)", "x float64 (2); y float64 (4)", "x float64 (4); y float64 (2)", "()"},
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    static graphed x, y;
    graphed_text(&x, rows[r].operands, rows[r].source);
    ck_assert_msg(x.status == JX_OK, "%s: %s", rows[r].source, x.diag.message);
    graphed_operands(&y, rows[r].others);
    const jx_array *arrays[GRAPHED_OPERANDS];
    for (size_t k = 0; k < y.noperands; k++) arrays[k] = &y.arrays[k];
    graph *g = &x.graph;
    dims_evaluate(g->dims.at, 0, g->dims.n, arrays, g->values.at);
    bool served = dims_guarded(g->guards.at, g->guards.n, g->values.at);
    ck_assert_msg(served == (rows[r].shape != NULL), "row %zu: %s", r, rows[r].source);
    if (served) {
      char shape[64] = "(";
      const graph_node *n = result(&x, 0);
      for (int k = n->rank - 1; k >= 0; k--)
        sprintf(shape + strlen(shape), "%lld%s", (long long)graph_extent(g, n, k), k ? "," : "");
      ck_assert_str_eq(strcat(shape, ")"), rows[r].shape);
    }
    graphed_free(&x);
  }
}
END_TEST

START_TEST(known_extents_need_no_guard) {
  static const char *const rows[] = {
      "a + 1",     "a + a[::-1]",   "a[:, None] * a[None]",           "sum(a, keepdims=True) + a",
      "a * a.T.T", "arange(5) + 1", "linspace(0, 1) * a[:, :, None]", "a - mean(a)"};
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    graphed x;
    graphed_text(&x, "a float64 (4,4)", rows[r]);
    ck_assert_msg(x.status == JX_OK, "%s: %s", rows[r], x.diag.message);
    ck_assert_msg(x.graph.guards.n == 0, "%s has guards", rows[r]);
    graphed_free(&x);
  }
}
END_TEST

UNIT(graph, results_have_numpys_dtypes, what_is_made_of_literals_alone_stays_weak,
     results_are_cast_to_the_dtypes_asked_for, identities_that_keep_every_bit_fold,
     identities_that_lose_a_bit_do_not, constants_fold_as_kernels_compute,
     functions_whose_last_bit_is_the_emitters_do_not_fold, what_results_do_not_need_is_gone,
     errors_say_what_was_found, operands_of_wrong_dtypes_are_refused_where_they_stand,
     guards_tell_which_calls_a_graph_serves, known_extents_need_no_guard)
