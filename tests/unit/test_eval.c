/* test_eval.c: evaluation as a caller sees it: results, errors, memory running out, threads, fork.
 *
 * Code is interpreted (support/interpret.h); what kernels compute is tested elsewhere. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/engine.h"
#include "tests/support/fail_alloc.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

static double ten[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static int64_t whole[4] = {3, 1, 4, 1};

static jx_context *context_of(const jx_options *options) {
  jx_context *c = context_new_with(options, interpret_api());
  ck_assert_ptr_nonnull(c);
  return c;
}

static jx_array vector(double *data, int64_t n) { return jx_array_of(data, JX_FLOAT64, 1, &n); }

/* Evaluates with one operand, a. */
static jx_status eval(jx_context *c, const char *source, const jx_array *a, jx_array *r) {
  return jx_eval(c, source, JX_NTS, &(jx_operand){"a", a}, 1, r, 1);
}

static jx_stats stats_of(jx_context *c) {
  jx_stats s;
  jx_context_stats(c, &s);
  return s;
}

START_TEST(results_are_allocated_with_dtype_and_shape) {
  jx_context *c = context_of(NULL);
  jx_array a = vector(ten, 10), r[3] = {{0}, {0}, {0}};
  jx_operand operand = {"a", &a};
  ck_assert_int_eq(jx_eval(c, "a*2, a[:3] < 1, size(a)", JX_NTS, &operand, 1, r, 3), JX_OK);
  ck_assert_int_eq(r[0].dtype, JX_FLOAT64);
  ck_assert_int_eq(jx_array_size(&r[0]), 10);
  ck_assert_double_eq(((double *)r[0].data)[9], 18);
  ck_assert_int_eq(r[1].dtype, JX_BOOL);
  ck_assert_int_eq(r[1].shape[0], 3);
  ck_assert_mem_eq(r[1].data, "\1\0\0", 3);
  ck_assert_int_eq(r[2].dtype, JX_INT64);
  ck_assert_int_eq(r[2].rank, 0);
  ck_assert_int_eq(*(int64_t *)r[2].data, 10);
  for (int i = 0; i < 3; i++) {
    ck_assert_uint_eq((uintptr_t)r[i].data % 64, 0);
    ck_assert_uint_gt(r[i].owned, 0);
    jx_array_free(c, &r[i]);
  }
  jx_context_free(c);
}
END_TEST

START_TEST(sources_have_their_length) {
  jx_context *c = context_of(NULL);
  jx_array r = {0};
  ck_assert_int_eq(jx_eval(c, "1 + 20 garbage", 6, NULL, 0, &r, 1), JX_OK);
  ck_assert_int_eq(*(int64_t *)r.data, 21);
  jx_array_free(c, &r);
  jx_context_free(c);
}
END_TEST

START_TEST(weak_scalars_stay_weak) {
  jx_context *c = context_of(NULL);
  jx_array r = {0}, a = jx_array_of(whole, JX_INT64, 0, NULL);
  ck_assert_int_eq(jx_eval(c, "1 + 1", JX_NTS, NULL, 0, &r, 1), JX_OK);
  ck_assert_uint_eq(r.flags, JX_ARRAY_WEAK);
  jx_array_free(c, &r);
  ck_assert_int_eq(eval(c, "a + 1", &a, &r), JX_OK);
  ck_assert_uint_eq(r.flags, 0);
  jx_array_free(c, &r);
  jx_context_free(c);
}
END_TEST

START_TEST(nothing_runs_for_results_without_elements) {
  jx_context *c = context_of(NULL);
  jx_array a = jx_array_of(NULL, JX_FLOAT64, 2, (int64_t[]){0, 3}), r = {0};
  ck_assert_int_eq(eval(c, "2*a", &a, &r), JX_OK);
  ck_assert_int_eq(r.shape[0], 0);
  ck_assert_int_eq(r.shape[1], 3);
  ck_assert_ptr_nonnull(r.data);
  jx_array_free(c, &r);
  ck_assert_int_eq(eval(c, "sum(a, axis=0)", &a, &r), JX_OK);
  ck_assert_double_eq(((double *)r.data)[2], 0);
  jx_array_free(c, &r);
  ck_assert_int_eq(eval(c, "sum(a, axis=1)", &a, &r), JX_OK);
  ck_assert_int_eq(r.shape[0], 0);
  jx_array_free(c, &r);
  jx_array b = jx_array_of(ten, JX_FLOAT64, 2, (int64_t[]){3, 0});
  ck_assert_int_eq(eval(c, "sum(a, axis=1)", &b, &r), JX_OK); /* the vector loop is empty */
  ck_assert_double_eq(((double *)r.data)[2], 0);
  jx_array_free(c, &r);
  jx_context_free(c);
}
END_TEST

START_TEST(weak_is_what_python_numbers_are) {
  jx_context *c = context_of(NULL);
  const jx_dtype dtypes[] = {JX_BOOL, JX_INT64, JX_FLOAT64, JX_INT32, JX_FLOAT32};
  for (int i = 0; i < 5; i++) {
    for (int rank = 0; rank < 3; rank++) {
      jx_array a = jx_array_of(ten, dtypes[i], rank, (int64_t[]){1, 2}), r = {0};
      a.flags = JX_ARRAY_WEAK;
      jx_status wanted = rank == 0 && i < 3 ? JX_OK : JX_ERROR_ARGUMENT;
      char message[200];
      snprintf(
          message, sizeof message,
          "operand 'a' cannot have JX_ARRAY_WEAK: it is %s of rank %d, not int64, float64, complex128 or "
          "bool of rank 0",
          jx_dtype_name(dtypes[i]), rank);
      for (int turn = 0; turn < 2; turn++) { /* with a kernel at hand, too */
        ck_assert_int_eq(eval(c, "a", &a, &r), wanted);
        if (wanted != JX_OK) ck_assert_str_eq(jx_context_error(c)->message, message);
        jx_array_free(c, &r);
      }
      const char *text;
      ck_assert_int_eq(jx_emit(c, "a", JX_NTS, &(jx_operand){"a", &a}, 1, JX_FORM_PLAN, &text),
                       wanted);
      jx_program *p;
      const jx_array *operand = &a;
      ck_assert_int_eq(jx_compile(c, "a", JX_NTS, (const char *[]){"a"}, 1, &p), JX_OK);
      ck_assert_int_eq(jx_run(c, p, &operand, 1, &r, 1), wanted);
      jx_array_free(c, &r);
      jx_program_free(p);
    }
  }
  /* Of a result it means nothing. */
  float f = 0;
  jx_array a = jx_array_of(ten, JX_FLOAT64, 0, NULL), r = jx_array_of(&f, JX_FLOAT32, 0, NULL);
  r.flags = JX_ARRAY_WEAK;
  ck_assert_int_eq(eval(c, "a + 1", &a, &r), JX_OK);
  ck_assert_float_eq(f, (float)(ten[0] + 1));
  jx_context_free(c);
}
END_TEST

/* ---- Errors ---- */

static void expect(jx_context *c, jx_status status, jx_status wanted, const char *message) {
  ck_assert_int_eq(status, wanted);
  ck_assert_int_eq(jx_context_error(c)->status, wanted);
  ck_assert_str_eq(jx_context_error(c)->message, message);
  ck_assert_int_eq(strncmp(jx_context_error(c)->rendering, "error: ", 7), 0);
}

START_TEST(nonsense_is_refused_with_a_reason) {
  jx_context *c = context_of(NULL);
  jx_array a = vector(ten, 10), bad, r = {0};
  jx_operand o = {"a", &a};
#define EVAL(source, operands, n, results, m) jx_eval(c, source, JX_NTS, operands, n, results, m)
  ck_assert_int_eq(jx_eval(NULL, "a", 1, &o, 1, &r, 1), JX_ERROR_ARGUMENT);
  expect(c, EVAL(NULL, &o, 1, &r, 1), JX_ERROR_ARGUMENT, "source is NULL");
  expect(c, EVAL("a", NULL, 1, &r, 1), JX_ERROR_ARGUMENT, "operands are NULL");
  expect(c, EVAL("a", &o, 1, NULL, 1), JX_ERROR_ARGUMENT, "results are NULL");
  expect(c, EVAL("a", &o, 1, NULL, 0), JX_ERROR_ARGUMENT, "program has 1 result, 0 given");
  expect(c, EVAL("a, a", &o, 1, &r, 1), JX_ERROR_ARGUMENT, "program has 2 results, 1 given");
  expect(c, EVAL("a", &o, SIZE_MAX, &r, 1), JX_ERROR_LIMIT,
         "18446744073709551615 operands and 1 results; at most 65536 each are allowed");
  jx_operand odd[2] = {{NULL, &a}, {"a", &a}};
  expect(c, EVAL("a", odd, 2, &r, 1), JX_ERROR_ARGUMENT, "operand 1 has no name");
  odd[0].name = "a";
  expect(c, EVAL("a", odd, 2, &r, 1), JX_ERROR_ARGUMENT, "operand name 'a' is given twice");
  odd[0].name = "1a";
  expect(c, EVAL("a", odd, 2, &r, 1), JX_ERROR_ARGUMENT, "operand name '1a' is not an identifier");
  odd[0].name = "";
  expect(c, EVAL("a", odd, 2, &r, 1), JX_ERROR_ARGUMENT, "operand name '' is not an identifier");
  odd[0] = (jx_operand){"b", NULL};
  expect(c, EVAL("a", odd, 2, &r, 1), JX_ERROR_ARGUMENT, "operand 'b' has no array");
  o.array = &bad;
  bad = a, bad.rank = 33;
  expect(c, EVAL("a", &o, 1, &r, 1), JX_ERROR_ARGUMENT, "operand 'a' has rank 33, not 0 to 32");
  bad = a, bad.rank = -1;
  expect(c, EVAL("a", &o, 1, &r, 1), JX_ERROR_ARGUMENT, "operand 'a' has rank -1, not 0 to 32");
  bad = a, bad.dtype = (jx_dtype)77;
  expect(c, EVAL("a", &o, 1, &r, 1), JX_ERROR_ARGUMENT, "operand 'a' has an unknown dtype (77)");
  bad = a, bad.shape[0] = -3;
  expect(c, EVAL("a", &o, 1, &r, 1), JX_ERROR_ARGUMENT, "operand 'a' has extent -3 on axis 0");
  bad = a, bad.shape[0] = INT64_MAX;
  expect(c, EVAL("a", &o, 1, &r, 1), JX_ERROR_ARGUMENT,
         "operand 'a' has too many elements: shape (9223372036854775807,)");
  bad = a, bad.strides[0] = INT64_MIN;
  expect(c, EVAL("a", &o, 1, &r, 1), JX_ERROR_ARGUMENT,
         "operand 'a' has strides that reach beyond all memory");
  bad = a, bad.data = NULL;
  expect(c, EVAL("a", &o, 1, &r, 1), JX_ERROR_ARGUMENT, "operand 'a' of shape (10,) has no data");
  o.array = &a;
  jx_array given = vector((double[10]){0}, 10);
  given.flags = JX_ARRAY_READONLY;
  expect(c, EVAL("a", &o, 1, &given, 1), JX_ERROR_ARGUMENT, "result 1 is read-only");
  given.flags = 0;
  given.rank = 40;
  expect(c, EVAL("a", &o, 1, &given, 1), JX_ERROR_ARGUMENT, "result 1 has rank 40, not 0 to 32");
  given = jx_array_of((int64_t[10]){0}, JX_INT64, 1, (int64_t[]){10});
  ck_assert_int_eq(EVAL("a", &o, 1, &given, 1), JX_ERROR_TYPE); /* float64 to int64 */
  ck_assert_ptr_null(r.data);
  ck_assert_uint_eq(stats_of(c).kernels, 0);
  jx_context_free(c);
}
END_TEST

START_TEST(limits_hold) {
  jx_array a = vector(ten, 10), r = {0};
  jx_context *c = context_of(&(jx_options){.max_source = 5});
  ck_assert_int_eq(eval(c, "a + a", &a, &r), JX_OK);
  jx_array_free(c, &r);
  expect(c, eval(c, "a + a ", &a, &r), JX_ERROR_LIMIT,
         "program has 6 bytes; at most 5 are allowed");
  jx_context_free(c);
  c = context_of(&(jx_options){.max_nodes = 8});
  ck_assert_int_eq(eval(c, "a+a+a+a+a+a+a+a+a", &a, &r), JX_ERROR_LIMIT);
  jx_context_free(c);
  c = context_of(&(jx_options){.max_bytes = 80});
  ck_assert_int_eq(eval(c, "a + 1", &a, &r), JX_OK);
  jx_array_free(c, &r);
  expect(c, eval(c, "arange(11)", &a, &r), JX_ERROR_LIMIT,
         "the call would allocate more than max_bytes, 80 bytes");
  jx_array two[2] = {{0}, {0}};
  ck_assert_int_eq(jx_eval(c, "a + 1, a + 2", JX_NTS, &(jx_operand){"a", &a}, 1, two, 2),
                   JX_ERROR_LIMIT);
  ck_assert(!two[0].data && !two[1].data);
  jx_context_free(c);
}
END_TEST

START_TEST(sizes_that_overflow_are_errors) {
  jx_context *c = context_of(NULL);
  jx_array r = {0};
  const char *const sources[] = {"arange(2**61)", "arange(2**40)[:,None] + arange(2**40)",
                                 "sum(arange(2**40)[:,None] + arange(2**40))"};
  for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
    jx_status status = jx_eval(c, sources[i], JX_NTS, NULL, 0, &r, 1);
    ck_assert_msg(status == JX_ERROR_LIMIT, "%s: %s", sources[i], jx_status_name(status));
    ck_assert_ptr_null(r.data);
  }
  jx_context_free(c);
}
END_TEST

START_TEST(a_failure_leaves_given_results_alone) {
  jx_context *c = context_of(NULL);
  int64_t out[4] = {7, 7, 7, 7}, powers[4] = {1, 2, -1, 2};
  jx_array a = jx_array_of(powers, JX_INT64, 1, (int64_t[]){4});
  jx_array r = jx_array_of(out, JX_INT64, 1, (int64_t[]){4});
  expect(c, eval(c, "2**a", &a, &r), JX_ERROR_VALUE, NEGATIVE_POWER);
  for (int i = 0; i < 4; i++) ck_assert_int_eq(out[i], 7);
  powers[2] = 1;
  ck_assert_int_eq(eval(c, "2**a", &a, &r), JX_OK);
  ck_assert_int_eq(out[0], 1); /* all the interpreter knows of integer powers */
  jx_array fresh = {0};
  powers[2] = -1;
  ck_assert_int_eq(eval(c, "2**a", &a, &fresh), JX_ERROR_VALUE);
  ck_assert_ptr_null(fresh.data);
  jx_context_free(c);
}
END_TEST

/* ---- Kernels ---- */

START_TEST(a_new_size_does_not_compile_and_a_new_layout_does) {
  jx_context *c = context_of(NULL);
  jx_array r = {0};
  for (int64_t n = 2; n <= 10; n++) {
    jx_array a = vector(ten, n);
    ck_assert_int_eq(eval(c, "a + 1", &a, &r), JX_OK);
    ck_assert_double_eq(((double *)r.data)[n - 1], (double)n);
    jx_array_free(c, &r);
  }
  jx_stats s = stats_of(c);
  ck_assert_uint_eq(s.compiles, 1);
  ck_assert_uint_eq(s.memory_hits, 8);
  ck_assert_uint_eq(s.calls, 9);
  ck_assert_uint_eq(s.kernels, 1);
  ck_assert_uint_eq(s.parse_ns + s.plan_ns + s.compile_ns, 0);
  ck_assert_uint_gt(s.run_ns, 0);
  ck_assert_uint_eq(s.elements, 10);
  ck_assert_uint_eq(s.bytes_read, 80);
  ck_assert_uint_eq(s.bytes_written, 80);
  ck_assert_int_eq(s.threads, 1);
  ck_assert_int_eq(s.stages, 1);
  jx_array strided = vector(ten, 5);
  strided.strides[0] = 16;
  ck_assert_int_eq(eval(c, "a + 1", &strided, &r), JX_OK);
  ck_assert_double_eq(((double *)r.data)[4], 9);
  jx_array_free(c, &r);
  ck_assert_uint_eq(stats_of(c).compiles, 2);
  jx_context_free(c);
}
END_TEST

START_TEST(guards_choose_among_kernels_and_their_failure_gets_the_builders_error) {
  jx_context *c = context_of(NULL);
  jx_array r = {0};
  jx_array a = vector(ten, 6), b = vector(ten, 6), one = vector(ten + 3, 1);
  jx_operand operands[] = {{"a", &a}, {"b", &b}};
  for (int round = 0; round < 3; round++) {
    b = vector(ten, 6);
    ck_assert_int_eq(jx_eval(c, "a + b", JX_NTS, operands, 2, &r, 1), JX_OK);
    ck_assert_double_eq(((double *)r.data)[5], 10);
    jx_array_free(c, &r);
    b = vector(ten, 5);
    expect(c, jx_eval(c, "a + b", JX_NTS, operands, 2, &r, 1), JX_ERROR_SHAPE,
           "operands could not be broadcast together with shapes (6,) and (5,)");
    b = one;
    ck_assert_int_eq(jx_eval(c, "a + b", JX_NTS, operands, 2, &r, 1), JX_OK);
    ck_assert_double_eq(((double *)r.data)[5], 8);
    jx_array_free(c, &r);
  }
  ck_assert_uint_eq(stats_of(c).compiles, 2);
  /* One key, many slices: each is right, whichever kernel serves it. */
  for (int64_t stop = 0; stop <= 10; stop++) {
    jx_array n = jx_array_of(&stop, JX_INT64, 0, NULL), full = vector(ten, 10);
    jx_operand slice[] = {{"a", &full}, {"n", &n}};
    ck_assert_int_eq(jx_eval(c, "sum(a[:n])", JX_NTS, slice, 2, &r, 1), JX_OK);
    ck_assert_double_eq(*(double *)r.data, (double)(stop * (stop - 1)) / 2);
    jx_array_free(c, &r);
  }
  jx_context_free(c);
}
END_TEST

START_TEST(a_kernel_that_failed_is_remembered) {
  jx_context *c = context_of(NULL);
  jx_array a = vector(ten, 10), r = {0};
  unsigned before = interpret_compiles();
  interpret_fail(1);
  for (int i = 0; i < 3; i++)
    expect(c, eval(c, "a + 1", &a, &r), JX_ERROR_CODEGEN, "the interpreter was told to fail");
  ck_assert_uint_eq(interpret_compiles(), before + 1);
  ck_assert_int_eq(eval(c, "a + 2", &a, &r), JX_OK);
  jx_array_free(c, &r);
  ck_assert_uint_eq(stats_of(c).kernels, 1);
  jx_context_free(c);
}
END_TEST

/* ---- Memory running out ---- */

static const char *const demanding[] = {
    "a + 1", "max(sum(abs(a), axis=0)), a/sum(a)", "2**size(a) + a[::-1]", "a +", "nothing(a)",
};

START_TEST(every_allocation_may_fail) {
  for (size_t k = 0; k < sizeof demanding / sizeof *demanding; k++)
    for (size_t n = 1;; n++) {
      fail_alloc f;
      fail_alloc_init(&f, 0);
      jx_context *c = context_of(&(jx_options){.allocator = &f.allocator});
      double data[10];
      memcpy(data, ten, sizeof data);
      jx_array a = vector(data, 10), r[2] = {{0}, {0}};
      if (k == 0) r[0] = vector(data + 2, 8), a = vector(data, 8); /* needs a shadow */
      size_t nresults = k == 1 ? 2 : 1;
      jx_operand o = {"a", &a};
      size_t live = f.live;
      f.fail_at = f.calls + n;
      jx_status status = jx_eval(c, demanding[k], JX_NTS, &o, 1, r, nresults);
      bool reached = f.calls >= f.fail_at;
      if (reached) {
        ck_assert_int_eq(status, JX_ERROR_MEMORY);
        ck_assert_str_eq(jx_context_error(c)->message, "out of memory");
        if (k) ck_assert(!r[0].data && !r[1].data);
        ck_assert_mem_eq(data, ten, sizeof data);
        ck_assert_uint_le(f.live, live + 20);
      }
      f.fail_at = 0;
      jx_status again = jx_eval(c, demanding[k], JX_NTS, &o, 1, r, nresults);
      if (k < 3)
        ck_assert_int_eq(again, JX_OK);
      else
        ck_assert_int_eq(again, k == 3 ? JX_ERROR_INCOMPLETE : JX_ERROR_NAME);
      for (int i = 0; i < 2; i++) jx_array_free(c, &r[i]);
      jx_context_free(c);
      ck_assert_uint_eq(f.live, 0);
      if (!reached) break;
    }
}
END_TEST

/* ---- Threads ---- */

typedef struct worker {
  pthread_t thread;
  jx_context *context;
  const jx_program *program;
  const char *wrong;
} worker;

static void *work(void *arg) {
  worker *w = arg;
  for (int i = 0; i < 200 && !w->wrong; i++) {
    double data[7] = {1, 2, 3, 4, 5, 6, 7};
    jx_array a = vector(data, 1 + i % 7), r = {0};
    const jx_array *operands[] = {&a};
    char source[40];
    snprintf(source, sizeof source, "sum(a*2) + %d", i % 11);
    double n = 1 + i % 7;
    if (eval(w->context, source, &a, &r) != JX_OK || *(double *)r.data != n * (n + 1) + i % 11)
      w->wrong = "eval";
    jx_array_free(w->context, &r);
    if (jx_run(w->context, w->program, operands, 1, &r, 1) != JX_OK ||
        *(double *)r.data != -data[0])
      w->wrong = "run";
    jx_array_free(w->context, &r);
    if (jx_eval(w->context, "a +", JX_NTS, NULL, 0, &r, 1) != JX_ERROR_INCOMPLETE)
      w->wrong = "error";
  }
  return NULL;
}

START_TEST(threads_share_kernels) {
  enum { N = 8 };
  worker workers[N];
  jx_context *c = context_of(&(jx_options){.threads = 1});
  jx_program *p;
  ck_assert_int_eq(jx_compile(c, "-a", JX_NTS, (const char *[]){"a"}, 1, &p), JX_OK);
  for (int i = 0; i < N; i++) {
    workers[i] = (worker){.context = jx_context_share(c), .program = p};
    pthread_create(&workers[i].thread, NULL, work, &workers[i]);
  }
  for (int i = 0; i < N; i++) {
    pthread_join(workers[i].thread, NULL);
    ck_assert_msg(!workers[i].wrong, "%s", workers[i].wrong);
  }
  jx_stats s = stats_of(c);
  ck_assert_uint_eq(s.compiles, s.kernels);
  ck_assert_uint_eq(s.compiles + s.memory_hits, 2 * 200 * N);
  ck_assert_uint_le(s.kernels, 2 * 12); /* extents of 1 have kernels of their own */
  ck_assert_uint_eq(s.calls, 0);
  for (int i = 0; i < N; i++) jx_context_free(workers[i].context);
  jx_context_free(c);
  jx_program_free(p);
}
END_TEST

enum { LARGE = 300000 };

static jx_array large_vector(void) {
  double *data = malloc(LARGE * sizeof *data);
  for (int i = 0; i < LARGE; i++) data[i] = sin(i) * exp(i % 40);
  return vector(data, LARGE);
}

START_TEST(bits_do_not_depend_on_threads) {
  jx_context *c = context_of(NULL);
  jx_array a = large_vector(), r = {0},
           m = jx_array_of(a.data, JX_FLOAT64, 2, (int64_t[]){LARGE / 3, 3});
  const char *const sources[] = {"sum(a)", "sum(a, axis=0)", "a*2 - sum(a)/size(a)",
                                 "max(a, axis=-1)"};
  for (int k = 0; k < 4; k++)
    for (int matrix = 0; matrix < 2; matrix++) {
      jx_array first = {0};
      int most = 0;
      for (int threads = 1; threads < 8; threads += 3) {
        jx_context_set_threads(c, threads);
        ck_assert_int_eq(eval(c, sources[k], matrix ? &m : &a, &r), JX_OK);
        size_t bytes = (size_t)jx_array_size(&r) * 8;
        if (threads == 1) first = r;
        if (threads > 1) {
          ck_assert_mem_eq(r.data, first.data, bytes);
          jx_array_free(c, &r);
        }
        if (stats_of(c).threads > most) most = stats_of(c).threads;
        r.data = NULL;
      }
      ck_assert_int_gt(most, 1);
      jx_array_free(c, &first);
    }
  free(a.data);
  jx_context_free(c);
}
END_TEST

START_TEST(a_forked_child_goes_on_alone) {
  jx_context *c = context_of(&(jx_options){.threads = 2});
  jx_array a = large_vector(), r = {0}, s = {0};
  ck_assert_int_eq(eval(c, "sum(a)", &a, &r), JX_OK);
  ck_assert_int_gt(stats_of(c).threads, 1);
  pid_t child = fork();
  if (child == 0) {
    alarm(20);
    bool fine = eval(c, "sum(a)", &a, &s) == JX_OK && stats_of(c).threads == 1 &&
                *(double *)s.data == *(double *)r.data;
    jx_array_free(c, &s);
    fine = fine && eval(c, "sum(a + 1)", &a, &s) == JX_OK; /* one that must be compiled */
    jx_array_free(c, &s);
    jx_array_free(c, &r);
    jx_context_free(c);
    _exit(fine ? 0 : 1);
  }
  int status;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  ck_assert_int_eq(eval(c, "sum(a)", &a, &s), JX_OK);
  ck_assert_int_gt(stats_of(c).threads, 1);
  jx_array_free(c, &r);
  jx_array_free(c, &s);
  free(a.data);
  jx_context_free(c);
}
END_TEST

/* ---- Progress ---- */

typedef struct watcher {
  jx_context *context;
  int calls, stop_at;
  double last;
} watcher;

static int watch(void *user, double done) {
  watcher *w = user;
  w->calls++;
  if (done < w->last || done < 0 || done > 1) return 2;
  w->last = done;
  jx_array r = {0}; /* the context is in use: calling it is an error, and no more */
  if (jx_eval(w->context, "1", 1, NULL, 0, &r, 1) != JX_ERROR_ARGUMENT) return 3;
  return w->calls == w->stop_at;
}

START_TEST(a_callback_sees_progress_and_may_stop) {
  jx_context *c = context_of(&(jx_options){.threads = 1});
  jx_array a = large_vector(), r = {0};
  watcher w = {.context = c};
  jx_context_set_progress(c, watch, &w);
  ck_assert_int_eq(eval(c, "a - sum(a)", &a, &r), JX_OK);
  ck_assert_int_gt(w.calls, 10);
  ck_assert_double_gt(w.last, 0.5);
  jx_array_free(c, &r);
  int all = w.calls;
  for (int stop = 1; stop <= all; stop += 3) {
    w = (watcher){.context = c, .stop_at = stop};
    expect(c, eval(c, "a - sum(a)", &a, &r), JX_ERROR_CANCELLED,
           "stopped by the progress callback");
    ck_assert_int_eq(w.calls, stop);
    ck_assert_ptr_null(r.data);
  }
  jx_context_set_progress(c, NULL, NULL);
  ck_assert_int_eq(eval(c, "a - sum(a)", &a, &r), JX_OK);
  jx_array_free(c, &r);
  free(a.data);
  jx_context_free(c);
}
END_TEST

static int count_calls(void *user, double done) {
  (void)done;
  ++*(int *)user;
  return 0;
}

/* Calls in an interval; the result is left in *sum. */
static int calls_within(jx_context *c, uint64_t interval, const jx_array *a, double *sum) {
  int calls = 0;
  jx_array r = jx_array_of(sum, JX_FLOAT64, 0, NULL);
  jx_context_set_progress(c, count_calls, &calls);
  jx_context_set_progress_interval(c, interval);
  ck_assert_int_eq(eval(c, "sum(a*a)", a, &r), JX_OK);
  return calls;
}

START_TEST(a_callback_may_be_called_more_seldom) {
  jx_context *c = context_of(&(jx_options){.threads = 1});
  jx_array a = large_vector();
  double sums[5];
  calls_within(c, 0, &a, &sums[0]); /* compiles */
  int all = calls_within(c, 0, &a, &sums[1]);
  ck_assert_int_gt(all, 10);
  for (int again = 0; again < 2; again++) /* the interval begins anew in each call */
    ck_assert_int_eq(calls_within(c, 1, &a, &sums[2]), all - 1);
  ck_assert_int_eq(calls_within(c, UINT64_MAX, &a, &sums[3]), 0);
  ck_assert_int_eq(calls_within(c, 0, &a, &sums[4]), all);
  for (int i = 1; i < 5; i++) ck_assert_int_eq(memcmp(&sums[i], &sums[0], sizeof *sums), 0);
  free(a.data);
  jx_context_free(c);
}
END_TEST

UNIT(eval, results_are_allocated_with_dtype_and_shape, sources_have_their_length,
     weak_scalars_stay_weak, weak_is_what_python_numbers_are,
     nothing_runs_for_results_without_elements, nonsense_is_refused_with_a_reason, limits_hold,
     sizes_that_overflow_are_errors, a_failure_leaves_given_results_alone,
     a_new_size_does_not_compile_and_a_new_layout_does,
     guards_choose_among_kernels_and_their_failure_gets_the_builders_error,
     a_kernel_that_failed_is_remembered, every_allocation_may_fail, threads_share_kernels,
     bits_do_not_depend_on_threads, a_forked_child_goes_on_alone,
     a_callback_sees_progress_and_may_stop, a_callback_may_be_called_more_seldom)
