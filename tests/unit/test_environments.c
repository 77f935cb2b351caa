/* test_environments.c: calls from any floating-point environment (tests/support/environments.h):
 * the results are those of the default one, on any number of threads, and the thread has its own
 * again when a call is over, whatever came of it. Language rules under all of them: ctest -R
 * environments.
 */
#include <fenv.h>
#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jx.h"
#include "tests/support/environments.h"
#include "tests/support/unit.h"

/* Runs a statement in an environment, which it must leave as it was. */
#define IN(e, statement)                                                              \
  do {                                                                                \
    environment_set(environment_at(e));                                               \
    statement;                                                                        \
    bool kept_ = environment_kept(environment_at(e));                                 \
    environment_default();                                                            \
    ck_assert_msg(kept_, "%s is left otherwise by " #statement, environment_name(e)); \
  } while (0)

static jx_context *context_of(int32_t threads) {
  jx_context *c = jx_context_new(&(jx_options){.threads = threads});
  ck_assert_ptr_nonnull(c);
  return c;
}

/* ---- Operands ---- */

enum { ROWS = 300, COLUMNS = 200, N = ROWS * COLUMNS };

static double subnormals[N], numbers[N], some_zeros[N];
static float small[N];
static int64_t large[N];
static double weak_third = 1.0 / 3;
static jx_array arrays[6];
static const jx_operand operands[] = {{"s", &arrays[0]}, {"x", &arrays[1]}, {"b", &arrays[2]},
                                      {"t", &arrays[3]}, {"i", &arrays[4]}, {"k", &arrays[5]}};
enum { NOPERANDS = sizeof operands / sizeof *operands };

static void make_operands(void) {
  const int64_t shape[] = {ROWS, COLUMNS};
  for (int n = 0; n < N; n++) {
    subnormals[n] = ldexp(1 + n % 1000, -1074);
    numbers[n] = (n % 2 ? 1 : -1) * (0.1 + n * 0.37);
    some_zeros[n] = n % 3 - 1;
    small[n] = ldexpf(1 + n % 100, -149);
    large[n] = INT64_MAX / (1 + n % 5) - n;
  }
  arrays[0] = jx_array_of(subnormals, JX_FLOAT64, 2, shape);
  arrays[1] = jx_array_of(numbers, JX_FLOAT64, 2, shape);
  arrays[2] = jx_array_of(some_zeros, JX_FLOAT64, 2, shape);
  arrays[3] = jx_array_of(small, JX_FLOAT32, 2, shape);
  arrays[4] = jx_array_of(large, JX_INT64, 2, shape);
  arrays[5] = jx_array_of(&weak_third, JX_FLOAT64, 0, NULL);
  arrays[5].flags = JX_ARRAY_WEAK;
}

static jx_status eval(jx_context *c, const char *program, jx_array *result) {
  return jx_eval(c, program, JX_NTS, operands, NOPERANDS, result, 1);
}

/* ---- Results ---- */

/* What an environment would show in: subnormals, rounding, divisions by zero, overflows, NaN,
 * conversions, helpers, states and their combining, chains, tables, sizes, constants. */
static const char *const programs[] = {
    "s == 0",
    "where(s, 1, 2)",
    "sqrt(s)",
    "s*2 + x*1e-320",
    "sum(s)",
    "sum(s, axis=0)",
    "mean(s, axis=1)",
    "min(abs(s)), argmax(s)",
    "t == 0",
    "sum(t), max(t)",
    "t*float32(0.5) + k*t",
    "float32(s) + float32(x*1e-42)",
    "x/3",
    "x*(1/3) + x*0.1",
    "x*(1e-310*1e300)",
    "x/b",
    "1/b - x//b + x % b",
    "float64(i) + float32(i)",
    "i/3",
    "int64(x*1e3) + int32(x)",
    "sum(x), mean(x), std(x), var(x)",
    "var(x, axis=0)",
    "var(x, axis=1)",
    "prod(1 + s, axis=0)",
    "exp(x) + exp(-x)",
    "log(x) + log(s)",
    "sin(x) + cos(x*1e300) + tan(x)",
    "arctan2(x, b)",
    "abs(x)**2.5 + x**b",
    "x % 0.7",
    "round(x, 2) + round(x) + floor(x) + ceil(x)",
    "exp(x - max(x, axis=1, keepdims=True)) / sum(exp(x - max(x, axis=1, keepdims=True)), axis=1, "
    "keepdims=True)",
    "sum(sin(radians(arange(200)/7)) * x, axis=0), sum(x + s)",
    "arange(0.0, 1.0, 0.1)/3",
    "linspace(0.1, 0.7, 60000)",
    "sum(x + x.T[0, 0]), nanmean(x/b), vecdot(x, s)",
};
enum { NPROGRAMS = sizeof programs / sizeof *programs, MOST_RESULTS = 4 };

/* The results of a program, however many they are. */
typedef struct results {
  jx_array at[MOST_RESULTS];
  size_t n;
} results;

static void run(jx_context *c, size_t environment, const char *program, results *r) {
  jx_inspection names = {0};
  jx_status status = JX_ERROR_INTERNAL;
  memset(r, 0, sizeof *r);
  IN(environment, status = jx_inspect(c, program, JX_NTS, &names));
  r->n = names.nresults;
  ck_assert(r->n > 0 && r->n <= MOST_RESULTS);
  IN(environment, status = jx_eval(c, program, JX_NTS, operands, NOPERANDS, r->at, r->n));
  ck_assert_msg(status == JX_OK, "%s: %s", program, jx_context_error(c)->rendering);
}

static void compare(const char *program, size_t environment, int threads, const results *a,
                    const results *b) {
  ck_assert_uint_eq(a->n, b->n);
  for (size_t i = 0; i < a->n; i++) {
    const jx_array *x = &a->at[i], *y = &b->at[i];
    ck_assert_int_eq(x->dtype, y->dtype);
    ck_assert_int_eq(jx_array_size(x), jx_array_size(y));
    size_t bytes = (size_t)jx_array_size(x) * jx_dtype_size(x->dtype);
    ck_assert_msg(memcmp(x->data, y->data, bytes) == 0, "%s differs in %s on %d threads", program,
                  environment_name(environment), threads);
  }
}

static void release(jx_context *c, results *r) {
  for (size_t i = 0; i < r->n; i++) jx_array_free(c, &r->at[i]);
}

/* The kernel is made in another environment for each program. */
static void check_program(const char *program, size_t number) {
  jx_context *clean = context_of(1), *c = NULL;
  results expected, found;
  run(clean, 0, program, &expected);
  size_t made = number % environments_n;
  IN(made, c = context_of(1));
  for (size_t k = 0; k < environments_n; k++)
    for (int threads = 1; threads <= 4; threads *= 2) {
      size_t environment = (made + k) % environments_n;
      ck_assert_int_eq(jx_context_set_threads(c, threads), JX_OK);
      run(c, environment, program, &found);
      compare(program, environment, threads, &expected, &found);
      release(c, &found);
    }
  release(clean, &expected);
  IN(made, jx_context_free(c));
  jx_context_free(clean);
}

START_TEST(results_are_those_of_the_default_environment) {
  make_operands();
  for (size_t p = 0; p < NPROGRAMS / 2; p++) check_program(programs[p], p);
}
END_TEST

START_TEST(so_are_these) {
  make_operands();
  for (size_t p = NPROGRAMS / 2; p < NPROGRAMS; p++) check_program(programs[p], p);
}
END_TEST

/* Every function whose results are approximations. */
START_TEST(so_are_those_of_functions) {
  jx_function all[200];
  size_t n = jx_functions(all, 200), tested = 0;
  ck_assert_uint_le(n, 200);
  make_operands();
  for (size_t i = 0; i < n; i++) {
    char program[128];
    if (all[i].ulp == 0) continue;
    const char *form = all[i].min_arguments == 2 ? "%s(x, b) + %s(s, x)" : "%s(x) + %s(s)";
    snprintf(program, sizeof program, form, all[i].name, all[i].name);
    check_program(program, tested++);
  }
  ck_assert_uint_ge(tested, 7);
}
END_TEST

/* Else the comparisons above compare one thread with itself. */
START_TEST(they_run_on_several_threads) {
  static const char *const few[] = {"s == 0", "sqrt(s)", "sum(s)", "x/3"};
  jx_context *c = context_of(4);
  make_operands();
  for (size_t i = 0; i < sizeof few / sizeof *few; i++) {
    jx_array r = {0};
    jx_stats stats;
    ck_assert_int_eq(eval(c, few[i], &r), JX_OK);
    jx_context_stats(c, &stats);
    ck_assert_msg(stats.threads >= 2, "%s", few[i]);
    jx_array_free(c, &r);
  }
  jx_context_free(c);
}
END_TEST

/* ---- Right values, of kernels made everywhere, also from disk ---- */

static const struct {
  const char *program;
  double value;
} values[] = {
    {"a*(1e-310*1e300)", 0x1.b7cdfd9d7bda3p-34}, /* 1e-10, from a subnormal of fewer digits */
    {"a*(1/3)", 0x1.5555555555555p-2},
    {"a*0.1 + 0.2", 0x1.3333333333334p-2},
    {"a*1e-310 > 0", 1},
    {"a*5e-324", 0x1p-1074},
    {"a*3e-324", 0x1p-1074}, /* rounds to it */
    {"a*2e-324", 0},
    {"a/0", INFINITY},
    {"a*-(1e308*10)", -INFINITY},
    {"isnan(a*(inf - inf))", 1},
    {"a*float32(0.1)", 0x1.99999ap-4},
    {"a*sqrt(2)", 0x1.6a09e667f3bcdp+0},
    {"a*9007199254740993", 0x1p+53}, /* 2^53 + 1: halfway, to even */
};
enum { NVALUES = sizeof values / sizeof *values };

static double value_of(jx_context *c, size_t environment, const char *program) {
  double one = 1;
  jx_array a = jx_array_of(&one, JX_FLOAT64, 0, NULL), r = {0};
  jx_operand operand = {"a", &a};
  jx_status status = JX_ERROR_INTERNAL;
  IN(environment, status = jx_eval(c, program, JX_NTS, &operand, 1, &r, 1));
  ck_assert_msg(status == JX_OK, "%s: %s", program, jx_context_error(c)->rendering);
  double value = r.dtype == JX_BOOL ? *(unsigned char *)r.data : *(double *)r.data;
  jx_array_free(c, &r);
  return value;
}

/* Kernels are made in one environment, and read from disk in the others. */
START_TEST(constants_have_their_right_values) {
  char folder[] = "/tmp/jx-environments-XXXXXX";
  ck_assert_ptr_nonnull(mkdtemp(folder));
  const jx_options options = {.threads = 1, .cache = JX_CACHE_ON, .cache_dir = folder};
  for (size_t made = 0; made < environments_n; made++) {
    jx_context *c = jx_context_new(&options);
    for (size_t k = 0; k < environments_n; k++) {
      size_t environment = (made + k) % environments_n;
      jx_context *other = jx_context_new(&options);
      for (size_t v = made % 3; v < NVALUES; v += 3) {
        double value = value_of(k ? other : c, environment, values[v].program);
        ck_assert_msg(value == values[v].value, "%s: %a, in %s, made in %s", values[v].program,
                      value, environment_name(environment), environment_name(made));
      }
      jx_stats stats;
      jx_context_stats(other, &stats);
      ck_assert_uint_eq(stats.compiles, 0);
      jx_context_free(other);
    }
    ck_assert_int_eq(jx_cache_clear(c, NULL), JX_OK);
    jx_context_free(c);
  }
  ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

/* ---- Every entry ---- */

static jx_cache_verdict look(void *user, const jx_cache_file *file) {
  (void)file;
  ++*(int *)user;
  return JX_CACHE_NEXT;
}

static void call_all(size_t e) {
  const char *const names[] = {"s", "x"};
  const jx_array *const pair[] = {&arrays[0], &arrays[1]};
  const jx_parameter parameter = {"a", "float64[n]"};
  const char *text = NULL;
  const void *bytes = NULL;
  size_t size = 0;
  int seen = 0;
  jx_context *c = NULL, *shared = NULL;
  jx_program *p = NULL;
  jx_array r = {0};
  jx_inspection names_of;
  jx_stats stats;
  jx_cache_summary cache;
  jx_status status = JX_OK;
  IN(e, ck_assert_ptr_null(jx_context_new(&(jx_options){.threads = -1})));
  IN(e, c = jx_context_new(&(jx_options){.cache = JX_CACHE_OFF}));
  IN(e, shared = jx_context_share(c));
  IN(e, status = jx_eval(c, "x/3 + 0.1*s", JX_NTS, operands, NOPERANDS, &r, 1));
  ck_assert_int_eq(status, JX_OK);
  IN(e, jx_array_free(c, &r));
  IN(e, status = jx_compile(c, "s*0.3 + x", JX_NTS, names, 2, &p));
  ck_assert_int_eq(status, JX_OK);
  IN(e, status = jx_run(shared, p, pair, 2, &r, 1));
  ck_assert_int_eq(status, JX_OK);
  IN(e, jx_array_free(shared, &r));
  IN(e, jx_program_free(p));
  IN(e, status = jx_inspect(c, "0.1*a", JX_NTS, &names_of));
  ck_assert_int_eq(status, JX_OK);
  IN(e,
     status = jx_emit_ahead(c, "a/3", JX_NTS, &parameter, 1, "f", JX_FORM_OBJECT, &bytes, &size));
  ck_assert_int_eq(status, JX_OK);
  IN(e, status = jx_emit(c, "x/3", JX_NTS, operands, NOPERANDS, JX_FORM_ASM, &text));
  ck_assert_int_eq(status, JX_OK);
  IN(e, jx_context_stats(c, &stats));
  IN(e, status = jx_cache_info(c, &cache));
  IN(e, status = jx_cache_visit(c, look, &seen));
  ck_assert_int_eq(status, JX_ERROR_IO);
  IN(e, status = jx_cache_clear(c, NULL));
  ck_assert_int_eq(status, JX_ERROR_IO);
  IN(e, jx_context_free(shared));
  IN(e, jx_context_free(c));
}

START_TEST(every_entry_leaves_the_environment) {
  make_operands();
  for (size_t e = 0; e < environments_n; e++) call_all(e);
}
END_TEST

START_TEST(measuring_leaves_it_too) {
  jx_context *c = context_of(2);
  jx_status status = JX_OK;
  double read = 0, copy = 0;
  for (size_t e = 1; e < environments_n; e += 4) {
    IN(e, status = jx_bandwidth(c, &read, &copy));
    ck_assert_int_eq(status, JX_OK);
    ck_assert(read > 1e6 && copy > 1e6);
  }
  jx_context_free(c);
}
END_TEST

START_TEST(errors_leave_the_environment) {
  static const struct {
    const char *program;
    jx_status status;
  } wrong[] = {
      {"x +* 1", JX_ERROR_SYNTAX},        {"(x", JX_ERROR_INCOMPLETE},
      {"x + nowhere", JX_ERROR_NAME},     {"sin(x, x)", JX_ERROR_TYPE},
      {"x[0.5]", JX_ERROR_TYPE},          {"x + x[:, :3]", JX_ERROR_SHAPE},
      {"i**(i - i - 1)", JX_ERROR_VALUE}, {"i + 99999999999999999999999", JX_ERROR_VALUE},
      {"arange(2**40)", JX_ERROR_LIMIT},
  };
  jx_options options = {.threads = 4, .max_bytes = (size_t)1 << 30};
  jx_context *c = jx_context_new(&options);
  jx_array r = {0};
  jx_status status = JX_OK;
  make_operands();
  for (size_t e = 0; e < environments_n; e++) {
    for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++) {
      IN(e, status = eval(c, wrong[w].program, &r));
      ck_assert_msg(status == wrong[w].status, "%s: %s", wrong[w].program,
                    jx_context_error(c)->rendering);
      ck_assert_ptr_null(r.data);
    }
    IN(e, status = jx_eval(c, NULL, 3, operands, NOPERANDS, &r, 1));
    ck_assert_int_eq(status, JX_ERROR_ARGUMENT);
    IN(e, status = jx_compile(c, "1", JX_NTS, NULL, 0, NULL));
    ck_assert_int_eq(status, JX_ERROR_ARGUMENT);
    IN(e, status = jx_emit(c, "x", JX_NTS, operands, NOPERANDS, (jx_form)99, &(const char *){0}));
    ck_assert_int_eq(status, JX_ERROR_ARGUMENT);
    IN(e, status = jx_context_set_threads(c, -1));
    ck_assert_int_eq(status, JX_ERROR_ARGUMENT);
  }
  jx_context_free(c);
}
END_TEST

/* ---- The caller's own code ---- */

/* What a callback saw, and what it is to do. */
typedef struct witness {
  size_t found, leave; /* the environments it should find, and leave behind */
  int calls, others;   /* how often it was called, and found another one */
  int stop_at;         /* which call stops the work; 0: none */
  jx_context *c;       /* evaluates on this one, unless NULL */
  int wrong;
} witness;

static void look_around(witness *w) {
  w->calls++;
  if (!environment_kept(environment_at(w->found))) w->others++;
  if (w->c) {
    double three = 3, third = 0;
    jx_array a = jx_array_of(&three, JX_FLOAT64, 0, NULL);
    jx_array r = jx_array_of(&third, JX_FLOAT64, 0, NULL);
    jx_status status = jx_eval(w->c, "1/a", JX_NTS, &(jx_operand){"a", &a}, 1, &r, 1);
    const double expected = 0x1.5555555555555p-2;
    if (status != JX_OK || memcmp(&third, &expected, sizeof third) != 0) w->wrong++;
    if (!environment_kept(environment_at(w->found))) w->others++;
  }
  if (w->leave != w->found) environment_set(environment_at(w->leave));
  w->found = w->leave;
}

static int on_progress(void *user, double done) {
  (void)done;
  witness *w = user;
  look_around(w);
  return w->calls == w->stop_at;
}

static void on_warning(void *user, const char *message) {
  (void)message;
  look_around(user);
}

static jx_cache_verdict on_file(void *user, const jx_cache_file *file) {
  (void)file;
  look_around(user);
  return JX_CACHE_NEXT;
}

/* On one thread and in a team; the callback stops it or not, evaluates something itself or not,
 * and leaves the environment or another one. */
static void check_progress(jx_context *clean, size_t e, int threads, int stop_at, jx_context *other,
                           size_t leave) {
  /* Stages that do not run in a chain: the callback is called between them at least. */
  static const char program[] = "y = x*0.1; y - mean(y), s/std(s[:, ::2] + max(x.T))";
  jx_context *c = jx_context_share(clean); /* its kernel too */
  results expected, found = {.n = 2};
  witness w = {.found = e, .leave = leave, .stop_at = stop_at, .c = other};
  run(clean, 0, program, &expected);
  ck_assert_int_eq(jx_context_set_threads(c, threads), JX_OK);
  jx_context_set_progress(c, on_progress, &w);
  environment_set(environment_at(e));
  jx_status status = jx_eval(c, program, JX_NTS, operands, NOPERANDS, found.at, 2);
  bool kept = environment_kept(environment_at(w.calls ? leave : e));
  environment_default();
  ck_assert_msg(kept, "%s, threads %d", environment_name(e), threads);
  ck_assert_int_ge(w.calls, 1);
  ck_assert_int_eq(w.others + w.wrong, 0);
  ck_assert_int_eq(status, stop_at ? JX_ERROR_CANCELLED : JX_OK);
  if (status == JX_OK) compare(program, e, threads, &expected, &found);
  release(c, &found);
  release(clean, &expected);
  jx_context_free(c);
}

START_TEST(progress_is_reported_in_the_callers_environment) {
  make_operands();
  jx_context *clean = context_of(1), *other = context_of(1);
  for (size_t e = 0; e < environments_n; e++) {
    check_progress(clean, e, 1, 0, NULL, e);
    check_progress(clean, e, 4, 0, other, e);
    check_progress(clean, e, 1, 1, NULL, e);
    check_progress(clean, e, 4, 1, NULL, e);
    check_progress(clean, e, e % 2 ? 1 : 4, 0, other, (e + 5) % environments_n);
  }
  jx_context_free(other);
  jx_context_free(clean);
}
END_TEST

START_TEST(warnings_are_given_in_the_callers_environment) {
  make_operands();
  for (size_t e = 0; e < environments_n; e++) {
    witness w = {.found = e, .leave = e};
    jx_context *c = jx_context_new(&(jx_options){.cache = JX_CACHE_ON,
                                                 .cache_dir = "/dev/null/nowhere",
                                                 .warning = on_warning,
                                                 .warning_user = &w});
    jx_array r = {0};
    jx_status status = JX_OK;
    IN(e, status = eval(c, "x + 1", &r));
    ck_assert_int_eq(status, JX_OK);
    ck_assert_int_eq(w.calls, 1);
    ck_assert_int_eq(w.others, 0);
    jx_array_free(c, &r);
    jx_context_free(c);
  }
}
END_TEST

START_TEST(visitors_run_in_the_callers_environment) {
  char folder[] = "/tmp/jx-environments-XXXXXX";
  ck_assert_ptr_nonnull(mkdtemp(folder));
  jx_context *c = jx_context_new(&(jx_options){.cache = JX_CACHE_ON, .cache_dir = folder});
  jx_array r = {0};
  make_operands();
  ck_assert_int_eq(eval(c, "x + 2", &r), JX_OK);
  jx_array_free(c, &r);
  for (size_t e = 0; e < environments_n; e++) {
    witness w = {.found = e, .leave = e};
    jx_status status = JX_OK;
    IN(e, status = jx_cache_visit(c, on_file, &w));
    ck_assert_int_eq(status, JX_OK);
    ck_assert_int_eq(w.calls, 2);
    ck_assert_int_eq(w.others, 0);
  }
  ck_assert_int_eq(jx_cache_clear(c, NULL), JX_OK);
  jx_context_free(c);
  ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

/* ---- Threads and processes ---- */

/* The program's threads keep what it set on them, and those that help compute as if it had not. */
START_TEST(the_programs_threads_keep_theirs) {
  make_operands();
  jx_context *c = context_of(4), *clean = context_of(1);
  results expected, found;
  run(clean, 0, "sqrt(s) + x/3, sum(s)", &expected);
  for (size_t e = 0; e < environments_n; e++) {
    int others = 0, members = 0;
#pragma omp parallel num_threads(4)
    environment_set(environment_at((e + (size_t)omp_get_thread_num()) % environments_n));
    for (int turn = 0; turn < 10; turn++) {
      run(c, e, "sqrt(s) + x/3, sum(s)", &found);
      compare("sqrt(s) + x/3, sum(s)", e, 4, &expected, &found);
      release(c, &found);
      environment_set(environment_at(e));
    }
#pragma omp parallel num_threads(4) reduction(+ : others, members)
    {
      members++;
      others +=
          !environment_kept(environment_at((e + (size_t)omp_get_thread_num()) % environments_n));
      environment_default();
    }
    ck_assert_int_eq(members, 4);
    ck_assert_int_eq(others, 0);
  }
  release(clean, &expected);
  jx_context_free(clean);
  jx_context_free(c);
}
END_TEST

START_TEST(so_do_forked_children) {
  make_operands();
  jx_context *c = context_of(2);
  results expected, found;
  run(c, 0, "sqrt(s) + x/3, sum(s)", &expected);
  for (size_t e = 0; e < environments_n; e++) {
    environment_set(environment_at(e));
    pid_t child = fork();
    if (child == 0) {
      bool kept = environment_kept(environment_at(e));
      run(c, e, "sqrt(s) + x/3, sum(s)", &found);
      compare("sqrt(s) + x/3, sum(s)", e, 1, &expected, &found);
      _exit(kept ? 42 : 1);
    }
    environment_default();
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 42, "%s", environment_name(e));
  }
  release(c, &expected);
  jx_context_free(c);
}
END_TEST

/* ---- Text ---- */

/* Numbers in printed forms are the default environment's too. */
START_TEST(numbers_are_printed_alike) {
  static const char program[] = "x*0.3 + 1e-320 + 1/3 + 3e-324";
  make_operands();
  jx_context *c = context_of(1);
  for (jx_form form = JX_FORM_AST; form <= JX_FORM_ASM; form++) {
    const char *text = NULL;
    ck_assert_int_eq(jx_emit(c, program, JX_NTS, operands, NOPERANDS, form, &text), JX_OK);
    char *expected = strdup(text);
    for (size_t e = 1; e < environments_n; e++) {
      jx_status status = JX_OK;
      IN(e, status = jx_emit(c, program, JX_NTS, operands, NOPERANDS, form, &text));
      ck_assert_int_eq(status, JX_OK);
      ck_assert_str_eq(text, expected);
    }
    free(expected);
  }
  jx_context_free(c);
}
END_TEST

START_TEST(objects_are_alike) {
  static const char program[] =
      "x*0.3 + 1e-320 + 1/3 + 3e-324 + arange(0.0, 0.7000000000000001, 0.1)";
  const jx_parameter parameter = {"x", "float64[7]"};
  jx_context *c = context_of(1);
  const void *bytes = NULL;
  size_t size = 0, other = 0;
  ck_assert_int_eq(
      jx_emit_ahead(c, program, JX_NTS, &parameter, 1, "f", JX_FORM_OBJECT, &bytes, &size), JX_OK);
  char *expected = memcpy(malloc(size), bytes, size);
  for (size_t e = 1; e < environments_n; e++) {
    jx_status status = JX_OK;
    IN(e, status = jx_emit_ahead(c, program, JX_NTS, &parameter, 1, "f", JX_FORM_OBJECT, &bytes,
                                 &other));
    ck_assert_int_eq(status, JX_OK);
    ck_assert_uint_eq(other, size);
    ck_assert(memcmp(bytes, expected, size) == 0);
  }
  free(expected);
  jx_context_free(c);
}
END_TEST

UNIT(environments, results_are_those_of_the_default_environment, so_are_these,
     so_are_those_of_functions, they_run_on_several_threads, constants_have_their_right_values,
     every_entry_leaves_the_environment, measuring_leaves_it_too, errors_leave_the_environment,
     progress_is_reported_in_the_callers_environment, warnings_are_given_in_the_callers_environment,
     visitors_run_in_the_callers_environment, the_programs_threads_keep_theirs,
     so_do_forked_children, numbers_are_printed_alike, objects_are_alike)
