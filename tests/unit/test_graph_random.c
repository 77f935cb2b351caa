/* test_graph_random.c: whatever the program, building a graph ends: in a graph that holds every
 * invariant and reads no operand out of its bounds, or in an error that points into the text.
 *
 * Programs are grown from a grammar that mixes what fits with what does not. The seed is fixed;
 * JX_RANDOM_SEED and JX_RANDOM_ROUNDS in the environment choose another one and more of it. */
#include <stdio.h>
#include <string.h>

#include "tests/support/graph_eval.h"
#include "tests/support/graphed.h"
#include "tests/support/unit.h"

/* ---- Chance ---- */

static uint64_t state;

/* Below n; PCG's generator (O'Neill 2014) in its simplest form. */
static size_t pick(size_t n) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (size_t)((state >> 33) % n);
}

static int begin(int usual) {
  const char *seed = getenv("JX_RANDOM_SEED"), *rounds = getenv("JX_RANDOM_ROUNDS");
  state = seed ? strtoull(seed, NULL, 10) : 1;
  return rounds ? atoi(rounds) : usual;
}

#define ANY(...) any((const char *const[]){__VA_ARGS__, NULL})
static const char *any(const char *const *choices) {
  size_t n = 0;
  while (choices[n]) n++;
  return choices[pick(n)];
}

/* ---- Programs ---- */

static char source[8192];

static void add(const char *s) {
  if (strlen(source) + strlen(s) + 1 < sizeof source) strcat(source, s);
}

static void expression(int depth);

static void list(int depth, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (i > 0) add(", ");
    expression(depth);
  }
}

static void call(int depth) {
  add(ANY("sum", "mean", "min", "any", "count_nonzero", "prod", "var", "argmin", "nanmax", "vecdot",
          "ptp", "sin", "sqrt", "abs", "where", "minimum", "round", "isnan", "arange", "linspace",
          "size", "shape", "ndim", "transpose", "astype", "float32", "int64", "bool", "int8",
          "contains", "str", "radians", "tanh", "arctan2", "power", "sine", "x", "a", "clip",
          "isclose", "nan_to_num", "ldexp", "fmod", "bitwise_count", "sign", "reciprocal",
          "float_power"));
  add("(");
  list(depth, pick(6) == 0 ? 0 : 1 + pick(pick(3) + 1));
  if (pick(3) == 0) {
    add(ANY(", axis=", ", keepdims=", ", dtype=", ", where=", ", ddof=", ", initial=", ", axs=",
            ", num=", ", decimals=", ", min=", ", a_max=", ", rtol=", ", nan=", ", equal_nan="));
    add(ANY("0", "1", "-1", "None", "(0, 1)", "()", "True", "'float32'", "float64", "n", "99"));
  }
  add(")");
}

static void brackets(int depth) {
  size_t n = 1 + pick(3);
  add("[");
  for (size_t i = 0; i < n; i++) {
    if (i > 0) add(",");
    switch (pick(5)) {
    case 0: add(ANY("...", "None", "newaxis", "0", "-1", "n", "1.5", "a", "'s'")); break;
    case 1: expression(depth > 2 ? 2 : depth); break;
    default:
      add(ANY("", "1", "-2", "n", "0", "3", "n-4", "size(b)"));
      add(":");
      add(ANY("", "", "-1", "2", "n", "9", "-9"));
      add(ANY("", "", ":-1", ":2", ":-3", ":0", ":n", ":9223372036854775807"));
    }
  }
  add("]");
}

static void leaf(void) {
  add(ANY("a", "a", "b", "c", "f", "i", "l", "t", "z", "n", "p", "s", "x", "y", "pi", "2", "0", "1",
          "-1", "0.5", "1e300", "2147483648", "9223372036854775808", "True", "None", "'12'", "2j",
          "sin", "h", "()", "..."));
}

static void expression(int depth) {
  if (depth <= 0 || pick(6) == 0) {
    leaf();
    return;
  }
  switch (pick(9)) {
  case 0: call(depth - 1); break;
  case 1:
    add("(");
    expression(depth - 1);
    add(")");
    brackets(depth - 1);
    break;
  case 2:
    add(ANY("-", "~", "not ", "+"));
    expression(depth - 1);
    break;
  case 3:
    add("(");
    expression(depth - 1);
    add(ANY(").T", ").T", ").real", ").imag"));
    break;
  case 4:
    expression(depth - 1);
    add(" if ");
    expression(depth - 1);
    add(" else ");
    expression(depth - 1);
    break;
  default:
    add("(");
    expression(depth - 1);
    add(ANY(" + ", " - ", " * ", " / ", " // ", " % ", " ** ", " & ", " | ", " ^ ", " << ", " >> ",
            " < ", " >= ", " == ", " and ", " or "));
    expression(depth - 1);
    add(")");
  }
}

static void program(void) {
  source[0] = '\0';
  for (size_t n = pick(3); n > 0; n--) {
    add(ANY("x = ", "y = ", "a = ", "sum = "));
    expression(3);
    add("; ");
  }
  list(4, 1 + pick(2));
}

/* ---- What must hold ---- */

static void check(graphed *x) {
  ck_assert_msg(x->status != JX_ERROR_INTERNAL, "%s\n%s", source, x->diag.message);
  if (x->status == JX_OK) {
    const graph *g = &x->graph;
    text out;
    text_init(&out, &x->arena);
    graph_print(g, &out);
    ck_assert_uint_gt(out.n, 0);
    graph_ref last = (graph_ref)g->nodes.n - 1;
    const char *why = NULL;
    bool good = graph_eval(g, last, &why) || strcmp(why, "too many elements") == 0;
    ck_assert_msg(good, "%s\n%s\n%s", source, why, out.at);
    return;
  }
  const diag *d = &x->diag;
  ck_assert_str_ne(d->message, "");
  ck_assert_msg(d->where.length > 0, "%s\n%s", source, d->message);
  ck_assert_uint_le((size_t)d->where.offset + d->where.length, strlen(source));
}

static const char *operands(void) {
  return ANY(
      "a float64 (3,4); b float64 (4); c float64 (3,1); f float32 (4); i int32 (3,4); "
      "l int64 (4); t bool (4); n int64 () weak 2; p float64 () weak 2.5; s int64 () 3; "
      "z float64 (0,4); h int8 (2)",
      "a float64 (1,1); b float64 (1); c float64 (1,4); f float32 (); i int32 (1); "
      "l int64 (2,1,4); t bool (1,4); n int64 () weak -1; p float64 () weak 0.0; s int32 (); "
      "z float64 (0); h int8 (2)");
}

START_TEST(random_programs_build_or_fail_well) {
  static graphed x;
  int built = 0, rounds = begin(20000);
  for (int i = 0; i < rounds; i++) {
    program();
    graphed_init(&x, &alloc_default, operands(), source, NULL, 5000);
    check(&x);
    built += x.status == JX_OK;
    graphed_free(&x);
  }
  ck_assert_int_gt(built, rounds / 50);
}
END_TEST

UNIT(graph_random, random_programs_build_or_fail_well)
