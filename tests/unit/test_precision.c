/* test_precision.c: JX_PRECISION_FAST is part of what a kernel is found by, where it counts and only
 * there. */
#include <stdio.h>
#include <unistd.h>

#include "runtime/engine.h"
#include "tests/support/unit.h"

#define N 100
static double data[N];
static char place[64]; /* a folder of this test alone */

static void begin(void) {
  snprintf(place, sizeof place, "/tmp/jx-precision-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(place));
  for (int i = 0; i < N; i++) data[i] = i;
}

static void end(void) {
  char command[128];
  snprintf(command, sizeof command, "rm -rf %s", place);
  ck_assert_int_eq(system(command), 0);
}

/* A code generator that cannot make anything: what runs with it came from disk. */
static jx_status refuse(const plan *p, const codegen_target *target, const codegen_watch *watch,
                        arena *arena, diag *d, image *out) {
  (void)p, (void)target, (void)watch, (void)arena, (void)out;
  return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "nothing is compiled here");
}
static const codegen_api no_codegen = {.compile = refuse, .llvm = "none"};

static jx_context *context(const codegen_api *codegen, jx_precision precision) {
  jx_options o = {.threads = 1, .cache = JX_CACHE_ON, .cache_dir = place, .precision = precision};
  return context_new_with(&o, codegen);
}

static jx_stats stats(const jx_context *c) {
  jx_stats s;
  jx_context_stats(c, &s);
  return s;
}

/* The sum over the result of a program of `x`, or a negative status. */
static double eval(jx_context *c, const char *source) {
  int64_t n = N;
  jx_array x = jx_array_of(data, JX_FLOAT64, 1, &n), result = {0};
  jx_status status = jx_eval(c, source, JX_NTS, &(jx_operand){"x", &x}, 1, &result, 1);
  if (status != JX_OK) return -(double)status;
  double sum = 0;
  for (int64_t i = 0; i < N; i++) sum += ((double *)result.data)[i];
  jx_array_free(c, &result);
  return sum;
}

static const char with_fast_form[] = "tan(x) + 500", without[] = "sqrt(x) + x";

START_TEST(memory_tells_them_apart) {
  jx_options off = {.cache = JX_CACHE_OFF};
  jx_context *c = jx_context_new(&off);
  double full = eval(c, with_fast_form);
  ck_assert_int_eq(jx_context_set_precision(c, JX_PRECISION_FAST), JX_OK);
  double fast = eval(c, with_fast_form);
  ck_assert_uint_eq(stats(c).compiles, 2);
  ck_assert_double_eq_tol(fast, full, 1e-9);
  for (int i = 0; i < 4; i++) {
    jx_context_set_precision(c, i % 2 ? JX_PRECISION_FAST : JX_PRECISION_FULL);
    ck_assert_double_eq(eval(c, with_fast_form), i % 2 ? fast : full);
  }
  ck_assert_uint_eq(stats(c).compiles, 2);
  jx_context_free(c);
}
END_TEST

START_TEST(a_program_takes_the_precision_of_who_runs_it) {
  jx_options off = {.cache = JX_CACHE_OFF};
  jx_context *c = jx_context_new(&off), *d = jx_context_share(c);
  jx_context_set_precision(d, JX_PRECISION_FAST);
  jx_program *p;
  ck_assert_int_eq(jx_compile(c, "tan(x)", JX_NTS, (const char *[]){"x"}, 1, &p), JX_OK);
  double x = 8.3176434141673319, y[2]; /* where the two forms differ */
  jx_array a = jx_array_of(&x, JX_FLOAT64, 0, NULL);
  for (int i = 0; i < 4; i++) {
    jx_array r = jx_array_of(&y[i % 2], JX_FLOAT64, 0, NULL);
    ck_assert_int_eq(jx_run(i % 2 ? d : c, p, (const jx_array *[]){&a}, 1, &r, 1), JX_OK);
    if (i >= 1) ck_assert_double_ne(y[0], y[1]);
  }
  ck_assert_uint_eq(stats(c).compiles, 2);
  jx_program_free(p);
  jx_context_free(d);
  jx_context_free(c);
}
END_TEST

/* A function with a fast form has two kernels; what has none has one, which is found by its plan. */
START_TEST(disk_tells_them_apart_where_it_counts) {
  begin();
  jx_context *c = context(NULL, JX_PRECISION_FULL);
  double full = eval(c, with_fast_form), plain = eval(c, without);
  jx_context_free(c);
  c = context(&no_codegen, JX_PRECISION_FAST);
  ck_assert_double_eq(eval(c, with_fast_form), -JX_ERROR_CODEGEN);
  ck_assert_double_eq(eval(c, "500 + tan(x)"), -JX_ERROR_CODEGEN);
  ck_assert_double_eq(eval(c, without), plain);
  ck_assert_uint_eq(stats(c).disk_hits, 1);
  jx_context_free(c);
  c = context(NULL, JX_PRECISION_FAST);
  double fast = eval(c, with_fast_form);
  ck_assert_uint_eq(stats(c).compiles, 1);
  jx_context_free(c);
  for (int i = 0; i < 2; i++) {
    c = context(&no_codegen, i ? JX_PRECISION_FAST : JX_PRECISION_FULL);
    ck_assert_double_eq(eval(c, with_fast_form), i ? fast : full);
    ck_assert_double_eq(eval(c, without), plain);
    jx_context_free(c);
  }
  end();
}
END_TEST

UNIT(precision, memory_tells_them_apart, a_program_takes_the_precision_of_who_runs_it,
     disk_tells_them_apart_where_it_counts)
