/* test_chains.c: chains: how they are cut, run on windows, bound, and what plan_check() says of
 * broken ones. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/plan.h"
#include "runtime/engine.h"
#include "runtime/run/schedule.h"
#include "tests/support/fail_alloc.h"
#include "tests/support/graphed.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

/* ---- Cutting ---- */

START_TEST(windows_stay_in_cache_and_states_are_bounded) {
  int cut = 0;
  for (int64_t n = 1; n < 100000000; n *= 3)
    for (double moved = 8; moved < 1e9; moved *= 5)
      for (double windows = 0; windows < 1e9; windows = windows * 10 + 8)
        for (double state = 0; state < 1e9; state = state * 100 + 8)
          for (int along = 0; along < 3; along++) {
            schedule_chain c = {0};
            schedule_chain_size z = {.points = n,
                                     .moved = moved,
                                     .windows = windows,
                                     .state = state,
                                     .cost = (double)n * moved / 12,
                                     .along = along > 0,
                                     .in_memory = along > 1};
            if (!schedule_chain_cut(&c, &z)) continue;
            cut++;
            double parts = (double)c.parts.count;
            ck_assert_int_eq(c.parts.total, n);
            ck_assert_int_eq(c.parts.piece % c.window, 0);
            ck_assert_int_ge((n + c.window - 1) / c.window,
                             (double)n * windows < 64 << 20 ? 16 : 2);
            ck_assert(parts * state <= SCHEDULE_STATES || parts <= 16);
            ck_assert(parts <= 512 || state == 0);
            ck_assert(!along || c.window % 64 == 0);
            /* What leaves the cache makes small what would be large. */
            double all = (double)n * windows;
            ck_assert((double)c.window * (moved + windows) <= 1 << 20 || all >= 4 << 20);
            ck_assert(parts * state <= SCHEDULE_STATES || parts * state < all);
          }
  ck_assert_int_gt(cut, 1000);
  schedule_chain c = {0};
  schedule_chain_size z = {.points = 1000, .moved = 64, .windows = 8, .cost = 1000};
  ck_assert(!schedule_chain_cut(&c, &z)); /* small */
  z = (schedule_chain_size){.points = 10, .moved = 1e5, .windows = 8, .cost = 1e6};
  ck_assert(!schedule_chain_cut(&c, &z)); /* short */
  z = (schedule_chain_size){.points = 10, .moved = 1e8, .windows = 1e7, .cost = 1e8};
  ck_assert(schedule_chain_cut(&c, &z)); /* short, but of large temps */
  ck_assert_int_eq(c.window, 1);
  ck_assert_int_eq(c.parts.count, 10);
}
END_TEST

/* ---- Running: a stage that fills a window, one that folds it over the spine ---- */

enum { EXTENT = SLOT_FIRST, WINDOW, RESULT, NSLOTS };

static double value_at(int64_t k) { return sin((double)k) * exp((double)(k % 50)); }

static void fill_window(const int64_t *slots, int64_t kept_begin, int64_t kept_end,
                        int64_t reduced_begin, int64_t reduced_end, int64_t *in, int64_t *out) {
  if (in || out || reduced_begin != 0 || reduced_end != 1) abort();
  for (int64_t k = kept_begin; k < kept_end; k++) {
    double v = value_at(k);
    memcpy((char *)(uintptr_t)((uint64_t)slots[WINDOW] + (uint64_t)k * 8), &v, 8);
  }
}

/* Two kept points: the sum, and the number of elements. */
static void sum_window(const int64_t *slots, int64_t kept_begin, int64_t kept_end,
                       int64_t reduced_begin, int64_t reduced_end, int64_t *in, int64_t *out) {
  double *results = (double *)slots[RESULT];
  for (int64_t k = kept_begin; k < kept_end; k++) {
    double sum = 0;
    if (in) memcpy(&sum, in + k, 8);
    for (int64_t r = reduced_begin; r < reduced_end; r++) {
      double v;
      memcpy(&v, (char *)(uintptr_t)((uint64_t)slots[WINDOW] + (uint64_t)r * 8), 8);
      if (v != value_at(r)) abort();
      sum += k ? 1 : v;
    }
    *(out ? (double *)(void *)out + k : results + k) = sum;
  }
}

static const plan_accumulator one_sum[] = {
    {.fold = FOLD_SUM, .dtype = JX_FLOAT64, .words = 1, .kept = 1}};

typedef struct pair {
  plan_stage plans[2];
  schedule_stage stages[2];
  int64_t slots[2 * NSLOTS];
  schedule_shift shifts[2];
  schedule_chain chain;
  schedule_run run;
  double results[2];
} pair;

static void pair_make(pair *p, int64_t n, int threads) {
  *p = (pair){.plans = {{.nkept = 1, .lanes = 8, .cost = 10, .bytes_read = 8, .spine = SPINE_KEPT},
                        {.nkept = 1,
                         .nreduced = 1,
                         .vector = 1,
                         .lanes = 8,
                         .cost = 10,
                         .bytes_read = 8,
                         .words = 1,
                         .naccumulators = 1,
                         .spine = SPINE_REDUCED}}};
  schedule_stage *s = p->stages;
  s[0] = (schedule_stage){.plan = &p->plans[0], .entry = fill_window, .slots = p->slots};
  s[1] = (schedule_stage){.plan = &p->plans[1],
                          .accumulators = one_sum,
                          .entry = sum_window,
                          .slots = p->slots + NSLOTS};
  s[0].kept = s[0].row = s[1].reduced = s[1].row = n;
  s[0].reduced = 1;
  s[1].kept = 2;
  for (int i = 0; i < 2; i++) {
    schedule_cut(&s[i]);
    p->slots[i * NSLOTS + EXTENT] = n;
    p->slots[i * NSLOTS + WINDOW] = 128; /* in the block, behind the slots */
    p->shifts[i] = (schedule_shift){(uint32_t)(i * NSLOTS + WINDOW), 8};
  }
  p->slots[NSLOTS + RESULT] = (int64_t)p->results;
  schedule_chain *c = &p->chain;
  schedule_chain_size z = {.points = n, .moved = 80, .windows = 8, .state = 16, .cost = 9.0 * n};
  *c = (schedule_chain){.count = 2, .slots = p->slots, .nslots = 2 * NSLOTS};
  ck_assert(sizeof p->slots <= 128);
  ck_assert(schedule_chain_cut(c, &z));
  c->shifts = p->shifts;
  c->nshifts = 2;
  c->block = (128 + (size_t)c->window * 8 + 63) & ~(size_t)63;
  c->nblocks = threads;
  c->blocks = aligned_alloc(64, c->block * (size_t)threads);
  s[1].state_size = 2;
  s[1].state_count = c->parts.count;
  p->run = (schedule_run){
      .stages = s, .n = 2, .chains = c, .nchains = 1, .threads = threads, .team = team_threads};
  p->run.states = calloc((size_t)c->parts.count, 16);
}

static void pair_free(pair *p) {
  free(p->chain.blocks);
  free(p->run.states);
}

START_TEST(bits_do_not_depend_on_threads) {
  static const int64_t sizes[] = {40000, 40001, 65536, 1000000, 1999999};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    double one = 0;
    for (int threads = 1; threads <= 5; threads++) {
      pair p;
      pair_make(&p, sizes[i], threads);
      ck_assert_int_eq(schedule_all(&p.run), JX_OK);
      ck_assert_double_eq(p.results[1], (double)sizes[i]);
      if (threads == 1) one = p.results[0];
      ck_assert_mem_eq(&one, &p.results[0], 8);
      if (sizes[i] > 500000 && threads > 1) ck_assert_int_gt(p.run.used, 1);
      ck_assert_int_le(p.run.used, threads);
      pair_free(&p);
    }
  }
}
END_TEST

typedef struct watcher {
  int calls, stop;
  double last;
} watcher;

static int watch(void *user, double done) {
  watcher *w = user;
  if (done < w->last || done > 1) abort();
  w->last = done;
  return ++w->calls == w->stop;
}

START_TEST(progress_is_reported_for_windows_and_can_stop) {
  pair p;
  pair_make(&p, 8000000, 1);
  ck_assert_int_gt(p.chain.points / p.chain.window, p.chain.parts.count);
  watcher w = {0};
  p.run.progress = watch;
  p.run.user = &w;
  ck_assert_int_eq(schedule_all(&p.run), JX_OK);
  ck_assert_int_gt(w.calls, p.chain.parts.count);
  for (int stop = 1; stop <= 7; stop += 2) {
    w = (watcher){.stop = stop};
    p.results[1] = -1;
    ck_assert_int_eq(schedule_all(&p.run), JX_ERROR_CANCELLED);
    ck_assert_int_eq(w.calls, stop);
    ck_assert_double_eq(p.results[1], -1); /* nothing was finished */
  }
  pair_free(&p);
}
END_TEST

/* ---- Binding ---- */

enum { ROWS = 3000, COLUMNS = 24, ALL = ROWS * COLUMNS };

static const char *const centred = "a - max(a, axis=1, keepdims=True)";

static double *numbers(size_t n) {
  double *data = malloc(n * sizeof *data);
  for (size_t i = 0; i < n; i++) data[i] = (double)(i * i % 1009);
  return data;
}

static jx_array matrix(double *data) {
  return jx_array_of(data, JX_FLOAT64, 2, (int64_t[]){ROWS, COLUMNS});
}

static jx_status eval(jx_context *c, const char *source, const jx_array *a, jx_array *r) {
  return jx_eval(c, source, JX_NTS, &(jx_operand){"a", a}, 1, r, 1);
}

static jx_context *context_of(fail_alloc *f, int threads, size_t max_bytes) {
  fail_alloc_init(f, 0);
  jx_options o = {.allocator = &f->allocator, .threads = threads, .max_bytes = max_bytes};
  return context_new_with(&o, interpret_api());
}

static bool is_centred(const double *r, const double *a) {
  bool same = true;
  for (int i = 0; i < ROWS; i++) {
    double max = a[i * COLUMNS];
    for (int j = 1; j < COLUMNS; j++) max = fmax(max, a[i * COLUMNS + j]);
    for (int j = 0; j < COLUMNS; j++) same = same && r[i * COLUMNS + j] == a[i * COLUMNS + j] - max;
  }
  return same;
}

START_TEST(a_chain_may_overwrite_its_operand_as_long_as_it_reads_what_it_stores) {
  static const struct {
    int operand, result; /* where they begin */
    bool shadow;
  } cases[] = {{0, 0, false}, {COLUMNS, 0, true}, {0, COLUMNS, true}, {0, 1, true}, {1, 0, true}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int threads = 1; threads <= 3; threads++) {
      fail_alloc f;
      jx_context *c = context_of(&f, threads, 0);
      double *data = numbers(ALL + COLUMNS), *before = numbers(ALL + COLUMNS);
      jx_array a = matrix(data + cases[i].operand), r = matrix(data + cases[i].result);
      ck_assert_int_eq(eval(c, centred, &a, &r), JX_OK);
      ck_assert(is_centred(data + cases[i].result, before + cases[i].operand));
      size_t most = f.most - f.bytes; /* what this call took and gave back, kernels aside */
      if (!cases[i].shadow) ck_assert_uint_lt(most, ALL * 8);
      free(data);
      free(before);
      jx_context_free(c);
    }
}
END_TEST

START_TEST(rows_reversed_onto_themselves_need_a_shadow) {
  fail_alloc f;
  jx_context *c = context_of(&f, 2, 0);
  double *data = numbers(ALL), *fresh = malloc(ALL * 8), *before = numbers(ALL);
  jx_array a = matrix(data), r = matrix(data + (ROWS - 1) * COLUMNS), from = matrix(before);
  jx_array expected = matrix(fresh);
  r.strides[0] = -COLUMNS * 8;
  ck_assert_int_eq(eval(c, centred, &from, &expected), JX_OK);
  ck_assert_int_eq(eval(c, centred, &a, &r), JX_OK);
  bool same = true;
  for (int i = 0; i < ROWS; i++)
    same = same && memcmp(data + (ROWS - 1 - i) * COLUMNS, fresh + i * COLUMNS, COLUMNS * 8) == 0;
  ck_assert(same);
  free(data);
  free(fresh);
  free(before);
  jx_context_free(c);
}
END_TEST

static const char *const nearest =
    "max(min(sum(abs(a[:,None,:] - a[None,:,:]), axis=2), axis=1) + min(sum(abs(a[:,None,:] - "
    "a[None,:,:]), axis=2), axis=0))";
enum { POINTS = 256, COORDINATES = 9 };

START_TEST(memory_is_bounded_by_windows) {
  double *data = numbers(POINTS * COORDINATES);
  jx_array a = jx_array_of(data, JX_FLOAT64, 2, (int64_t[]){POINTS, COORDINATES});
  for (int threads = 1; threads <= 4; threads++) {
    fail_alloc f;
    jx_context *c = context_of(&f, threads, 400000); /* all distances: 524288 bytes */
    jx_array r = {0};
    ck_assert_msg(eval(c, nearest, &a, &r) == JX_OK, "%s", jx_context_error(c)->message);
    ck_assert_double_eq(*(double *)r.data, 0);
    jx_array_free(c, &r);
    jx_context_free(c);
    c = context_of(&f, threads, 30000);
    ck_assert_int_eq(eval(c, nearest, &a, &r), JX_ERROR_LIMIT);
    ck_assert_ptr_null(r.data);
    jx_context_free(c);
  }
  free(data);
}
END_TEST

START_TEST(every_allocation_may_fail) {
  double *data = numbers(ALL), *before = numbers(ALL);
  jx_array a = matrix(data);
  for (size_t n = 1;; n++) {
    fail_alloc f;
    jx_context *c = context_of(&f, 2, 0);
    jx_array r = {0};
    f.fail_at = f.calls + n;
    jx_status status = eval(c, "max(sum(a, axis=1)*min(a, axis=1))", &a, &r);
    bool reached = f.calls >= f.fail_at;
    ck_assert_int_eq(status, reached ? JX_ERROR_MEMORY : JX_OK);
    ck_assert(!reached || !r.data);
    jx_array_free(c, &r);
    jx_context_free(c);
    ck_assert_uint_eq(f.live, 0);
    if (!reached) break;
  }
  ck_assert_mem_eq(data, before, ALL * 8);
  free(data);
  free(before);
}
END_TEST

/* ---- Checking ---- */

static const char *const distances = "min(sum((l[:,None,:] - r[None,:,:])**2, axis=2), axis=1)";

static void plan_of(plan *p, graphed *x) {
  static const plan_target wide = {.vector_bytes = 64, .registers = 32};
  layout operands[GRAPHED_OPERANDS], results[4] = {0};
  graphed_text(x, "l float64 (20,16); r float64 (30,16)", distances);
  ck_assert_msg(x->status == JX_OK, "%s", x->diag.message);
  for (size_t i = 0; i < x->noperands; i++) layout_of(&operands[i], &x->arrays[i]);
  ck_assert_int_eq(plan_build(p, &x->graph, operands, results, &wide, JX_PRECISION_FULL), JX_OK);
  ck_assert_int_eq(plan_check(p, &x->diag), JX_OK);
  ck_assert_uint_eq(p->chains.n, 1);
  ck_assert_uint_eq(p->temps.at[0].window, 1);
}

static void is_broken(const plan *p, graphed *x) {
  ck_assert_int_eq(plan_check(p, &x->diag), JX_ERROR_INTERNAL);
  x->diag.status = JX_OK;
}

START_TEST(broken_chains_are_found) {
  static graphed x;
  plan p;
  plan_of(&p, &x);
  uint32_t first = p.chains.at[0].first; /* behind the stage that packs r */
#define BROKEN(what, with)                       \
  do {                                           \
    __typeof__(what) before_ = (what);           \
    (what) = (with);                             \
    is_broken(&p, &x);                           \
    (what) = before_;                            \
    ck_assert(plan_check(&p, &x.diag) == JX_OK); \
  } while (0)
  BROKEN(p.chains.at[0].count, 1);
  BROKEN(p.chains.at[0].count, 3);
  BROKEN(p.chains.at[0].first, first + 1);
  BROKEN(p.chains.at[0].ndims, 0);
  BROKEN(p.chains.at[0].ndims, 2);
  BROKEN(p.stages.at[first].spine, SPINE_NONE);
  BROKEN(p.stages.at[first + 1].spine, SPINE_REDUCED);
  BROKEN(p.stages.at[first].spine_loops, 2);
  BROKEN(p.stages.at[first + 1].spine_rest, 1);
  BROKEN(p.temps.at[0].window, 2);
  BROKEN(p.temps.at[0].ndims, 0);
  BROKEN(p.dimlists.at[p.temps.at[0].dims], p.dimlists.at[p.temps.at[0].dims + 1]);
  BROKEN(p.chains.n, 0);
  for (uint32_t i = 0; i < p.stages.at[first + 1].naccesses; i++) {
    const plan_access *a = &p.accesses.at[p.stages.at[first + 1].accesses + i];
    if (a->source == SOURCE_TEMP) BROKEN(p.steps.at[a->steps].step, -1);
  }
  graphed_free(&x);
}
END_TEST

UNIT(chains, windows_stay_in_cache_and_states_are_bounded, bits_do_not_depend_on_threads,
     progress_is_reported_for_windows_and_can_stop,
     a_chain_may_overwrite_its_operand_as_long_as_it_reads_what_it_stores,
     rows_reversed_onto_themselves_need_a_shadow, memory_is_bounded_by_windows,
     every_allocation_may_fail, broken_chains_are_found)
