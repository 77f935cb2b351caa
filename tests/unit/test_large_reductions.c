/* test_large_reductions.c: reductions that are cut into pieces, compiled, as a C caller sees them:
 * the same bits from every context of an engine, and scratch memory within its limit. */
#include <math.h>
#include <pthread.h>
#include <string.h>

#include "jx.h"
#include "tests/support/unit.h"

enum { ROWS = 300, COLUMNS = 401, POINTS = ROWS * COLUMNS, MOST_RESULTS = 3 };

/* Terms of many sizes and both signs: sums in another order have other bits. */
static double *terms(void) {
  double *data = malloc(POINTS * sizeof *data);
  for (int i = 0; i < POINTS; i++) data[i] = sin(i) * exp(i % 40);
  return data;
}

static jx_array matrix(double *data) {
  return jx_array_of(data, JX_FLOAT64, 2, (int64_t[]){ROWS, COLUMNS});
}

static jx_context *context_of(const jx_options *options) {
  jx_context *c = jx_context_new(options);
  ck_assert_ptr_nonnull(c);
  return c;
}

/* ---- Contexts that share an engine ---- */

static const char *const shared[] = {
    "sum(a)",
    "sum(a, axis=0), sum(a, axis=1), sum(a)",
    "a - mean(a, axis=0)",
    "sum((a - mean(a, axis=1, keepdims=True))**2, axis=1)",
    "max(sum(abs(a), axis=1)), max(sum(abs(a), axis=0))",
    "e = exp(a - max(a, axis=1, keepdims=True)); e/sum(e, axis=1, keepdims=True)",
    "prod(1 + a*1e-25), sum(float32(a), axis=0)",
};
enum { PROGRAMS = sizeof shared / sizeof *shared, WORKERS = 6, ROUNDS = 3 };

typedef struct outcome {
  size_t n;
  uint64_t hash[MOST_RESULTS]; /* of a result's bytes */
} outcome;

static uint64_t hash_of(const jx_array *r) {
  uint64_t h = 14695981039346656037u; /* FNV-1a */
  size_t size = (size_t)jx_array_size(r) * jx_dtype_size(r->dtype);
  for (size_t i = 0; i < size; i++) h = (h ^ ((const uint8_t *)r->data)[i]) * 1099511628211u;
  return h;
}

static jx_status run(jx_context *c, const char *source, const jx_array *a, outcome *o) {
  jx_inspection inspection;
  jx_status status = jx_inspect(c, source, JX_NTS, &inspection);
  if (status) return status;
  o->n = inspection.nresults;
  jx_array r[MOST_RESULTS] = {{0}, {0}, {0}};
  status = jx_eval(c, source, JX_NTS, &(jx_operand){"a", a}, 1, r, o->n);
  for (size_t i = 0; i < o->n; i++) {
    if (!status) o->hash[i] = hash_of(&r[i]);
    jx_array_free(c, &r[i]);
  }
  return status;
}

typedef struct worker {
  pthread_t thread;
  pthread_barrier_t *barrier;
  jx_context *context;
  const jx_array *operand;
  outcome outcomes[ROUNDS][PROGRAMS];
  jx_status status; /* the first that failed */
  int32_t most;     /* threads */
} worker;

/* All meet at each program, to compile it and to run it at the same time. */
static void *work(void *arg) {
  worker *w = arg;
  for (int round = 0; round < ROUNDS; round++)
    for (int k = 0; k < PROGRAMS; k++) {
      pthread_barrier_wait(w->barrier);
      jx_status status = run(w->context, shared[k], w->operand, &w->outcomes[round][k]);
      if (!w->status) w->status = status;
      jx_stats s;
      jx_context_stats(w->context, &s);
      if (s.threads > w->most) w->most = s.threads;
    }
  return NULL;
}

START_TEST(contexts_of_an_engine_get_the_same_bits_at_the_same_time) {
  static worker workers[WORKERS];
  double *data = terms();
  jx_array a = matrix(data);
  jx_context *c = context_of(&(jx_options){.threads = 1});
  pthread_barrier_t barrier;
  pthread_barrier_init(&barrier, NULL, WORKERS);
  for (int i = 0; i < WORKERS; i++) {
    workers[i] = (worker){.barrier = &barrier, .context = jx_context_share(c), .operand = &a};
    ck_assert_int_eq(jx_context_set_threads(workers[i].context, 1 + i % 3), JX_OK);
    ck_assert_int_eq(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
  }
  for (int i = 0; i < WORKERS; i++) pthread_join(workers[i].thread, NULL);
  for (int k = 0; k < PROGRAMS; k++) {
    outcome alone;
    ck_assert_int_eq(run(c, shared[k], &a, &alone), JX_OK);
    for (int i = 0; i < WORKERS; i++)
      for (int round = 0; round < ROUNDS; round++) {
        const outcome *o = &workers[i].outcomes[round][k];
        ck_assert_int_eq(workers[i].status, JX_OK);
        ck_assert_msg(memcmp(o->hash, alone.hash, alone.n * sizeof *alone.hash) == 0,
                      "%s has other bits on worker %d in round %d", shared[k], i, round);
      }
  }
  for (int i = 0; i < WORKERS; i++) {
    if (i % 3) ck_assert_int_gt(workers[i].most, 1);
    jx_context_free(workers[i].context);
  }
  jx_stats s;
  jx_context_stats(c, &s);
  ck_assert_uint_eq(s.compiles, PROGRAMS);
  pthread_barrier_destroy(&barrier);
  jx_context_free(c);
  free(data);
}
END_TEST

START_TEST(an_engine_of_its_own_gets_the_same_bits) {
  double *data = terms();
  jx_array a = matrix(data);
  jx_context *one = context_of(&(jx_options){.threads = 1}),
             *other = context_of(&(jx_options){.threads = 3});
  for (int k = 0; k < PROGRAMS; k++) {
    outcome x, y;
    ck_assert_int_eq(run(one, shared[k], &a, &x), JX_OK);
    ck_assert_int_eq(run(other, shared[k], &a, &y), JX_OK);
    ck_assert_msg(memcmp(x.hash, y.hash, x.n * sizeof *x.hash) == 0, "%s", shared[k]);
  }
  jx_context_free(one);
  jx_context_free(other);
  free(data);
}
END_TEST

/* ---- Scratch memory ---- */

typedef struct scratch_case {
  const char *source;
  bool rank; /* of the result: a scalar or a row */
  bool overlaps;
  bool always; /* whatever the plan, one byte is too little */
} scratch_case;

/* While something runs: a compilation is asked about with 0. */
static int count_calls(void *user, double done) {
  *(int *)user += done > 0;
  return 0;
}

/* Raises the limit until the call succeeds. Below, it fails before anything runs, and operand and
 * result are as they were. */
static void check_limits(const scratch_case *x, double *memory, const double *before) {
  enum { SIZE = POINTS + COLUMNS };
  static double expected[COLUMNS];
  bool succeeded = false;
  for (size_t limit = 1; limit < (size_t)1 << 32; limit *= 8) {
    int calls = 0;
    jx_context *c = context_of(&(jx_options){.max_bytes = limit, .threads = 2});
    jx_context_set_progress(c, count_calls, &calls);
    memcpy(memory, before, SIZE * sizeof *memory);
    jx_array a = matrix(memory);
    double *to = memory + (x->overlaps ? POINTS - COLUMNS + 7 : POINTS);
    jx_array r = jx_array_of(to, JX_FLOAT64, x->rank, (int64_t[]){COLUMNS});
    size_t bytes = (size_t)jx_array_size(&r) * sizeof *to;
    jx_status status = jx_eval(c, x->source, JX_NTS, &(jx_operand){"a", &a}, 1, &r, 1);
    if (status) {
      ck_assert_msg(status == JX_ERROR_LIMIT, "%s: %s", x->source, jx_context_error(c)->message);
      ck_assert_ptr_nonnull(strstr(jx_context_error(c)->message, "max_bytes"));
      ck_assert(!succeeded);
      ck_assert_int_eq(calls, 0);
      ck_assert_mem_eq(memory, before, SIZE * sizeof *memory);
    } else {
      ck_assert(limit > 1 || !x->always);
      if (succeeded) ck_assert_mem_eq(to, expected, bytes);
      memcpy(expected, to, bytes);
      succeeded = true;
      memcpy(to, before + (to - memory), bytes);
      ck_assert_mem_eq(memory, before, SIZE * sizeof *memory);
    }
    jx_context_free(c);
  }
  ck_assert_msg(succeeded, "%s", x->source);
}

START_TEST(scratch_beyond_the_limit_is_refused_before_anything_runs) {
  static const scratch_case cases[] = {
      {"sum(a)", 0, 0, 1},
      {"sum(a, axis=0)", 1, 0, 0},
      {"sum(a[1:], axis=0) - a[-1]", 1, 1, 1},
      {"max(sum(abs(a), axis=1))", 0, 0, 0},
      {"sum((a - mean(a, axis=0, keepdims=True))**2, axis=0)", 1, 0, 0},
      {"a[3] - sum(a)", 1, 1, 1},
      {"a[0]/sum(a[1])", 1, 1, 0},
  };
  double *before = malloc((POINTS + COLUMNS) * sizeof *before), *data = terms();
  double *memory = malloc((POINTS + COLUMNS) * sizeof *memory);
  memcpy(before, data, POINTS * sizeof *data);
  for (int i = 0; i < COLUMNS; i++) before[POINTS + i] = -7;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_limits(&cases[i], memory, before);
  free(memory);
  free(before);
  free(data);
}
END_TEST

UNIT(large_reductions, contexts_of_an_engine_get_the_same_bits_at_the_same_time,
     an_engine_of_its_own_gets_the_same_bits,
     scratch_beyond_the_limit_is_refused_before_anything_runs)
