/* test_schedule_scans.c: scans whose entries are C functions: every point once, from all before it,
 * with the same bits on any number of threads; and stopped by the callback. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/run/schedule.h"
#include "tests/support/unit.h"

/* slots[SLOT_FIRST]: kept points; behind it: reduced points, the results' address, and the reduced
 * index of an infinity, or -1. */
enum { REDUCED = SLOT_FIRST + 1, RESULTS, INFINITE, NSLOTS };

/* A value that makes the order of a sum show. */
static double value_at(const int64_t *slots, int64_t k, int64_t r) {
  return r == slots[INFINITE] ? INFINITY : sin((double)(k * 31 + r)) * exp((double)(r % 20));
}

/* Word 0 is a sum, word 1 counts points. Each result is the sum so far and 1e9 times the count. */
static void scan_points(const int64_t *slots, int64_t kept_begin, int64_t kept_end,
                        int64_t reduced_begin, int64_t reduced_end, int64_t *in, int64_t *out) {
  int64_t kept = slots[SLOT_FIRST];
  double(*results)[2] = (double(*)[2])slots[RESULTS];
  bool stores = in || !out;
  for (int64_t k = kept_begin; k < kept_end; k++) {
    double sum = 0;
    int64_t n = in ? in[kept + k] : 0;
    if (in) memcpy(&sum, in + k, 8);
    for (int64_t r = reduced_begin; r < reduced_end; r++) {
      double *result = results[k * slots[REDUCED] + r];
      sum += value_at(slots, k, r);
      n++;
      if (!stores) continue;
      if (result[1] != 0) abort(); /* stored twice */
      result[0] = sum;
      result[1] = (double)n;
    }
    if (!out) continue;
    memcpy(out + k, &sum, 8);
    out[kept + k] = n;
  }
}

static const plan_accumulator sum_and_count[] = {
    {.fold = FOLD_SUM, .dtype = JX_FLOAT64, .words = 1, .word = 0},
    {.fold = FOLD_SUM, .dtype = JX_INT64, .words = 1, .word = 1}};

typedef struct scan_shape {
  int64_t kept, reduced, infinite;
  bool in_memory;
} scan_shape;

static int progress_calls;
static int count_progress(void *user, double done) {
  if (done < 0 || done > 1) abort();
  return ++progress_calls == *(int *)user;
}

/* Runs it, with results of zeros; `stop`: the callback stops it at that call, 0: never. */
static jx_status run_scan(const scan_shape *f, int threads, double *results, int stop) {
  plan_stage p = {.nkept = 1,
                  .nreduced = 1,
                  .vector = f->in_memory ? 0 : 1,
                  .lanes = 8,
                  .cost = 40,
                  .bytes_read = 8,
                  .bytes_written = 8,
                  .naccumulators = 2,
                  .scans = 1,
                  .words = 2};
  int64_t slots[NSLOTS] = {0};
  slots[SLOT_FIRST] = f->kept;
  slots[REDUCED] = f->reduced;
  slots[RESULTS] = (int64_t)results;
  slots[INFINITE] = f->infinite;
  schedule_stage s = {.plan = &p,
                      .accumulators = sum_and_count,
                      .entry = scan_points,
                      .slots = slots,
                      .kept = f->kept,
                      .reduced = f->reduced,
                      .row = f->in_memory ? f->kept
                             : f->reduced ? f->reduced
                                          : 1};
  size_t states = schedule_cut(&s);
  ck_assert_uint_le(states, (size_t)8 << 20);
  schedule_run r = {.stages = &s,
                    .n = 1,
                    .threads = threads,
                    .team = team_threads,
                    .states = states ? aligned_alloc(64, (states + 63) & ~(size_t)63) : NULL};
  memset(results, 0, (size_t)(f->kept * f->reduced) * 16);
  progress_calls = 0;
  if (stop) r.progress = count_progress, r.user = &stop;
  jx_status status = schedule_all(&r);
  free(r.states);
  return status;
}

static bool is_right(const scan_shape *f, const double *results) {
  int64_t slots[NSLOTS] = {0};
  slots[INFINITE] = f->infinite;
  for (int64_t k = 0; k < f->kept; k++) {
    double sum = 0;
    for (int64_t r = 0; r < f->reduced; r++) {
      const double *result = results + 2 * (k * f->reduced + r);
      sum += value_at(slots, k, r);
      bool near = isfinite(sum) ? fabs(result[0] - sum) < 1e-3 : result[0] == sum;
      if (!near || result[1] != (double)(r + 1)) return false;
    }
  }
  return true;
}

static const scan_shape scans[] = {
    {1, 0, -1, false},      {1, 1, -1, false},          {5, 0, -1, false},
    {0, 5, -1, false},      {1, 3000, -1, false},       {1, 400000, -1, false},
    {1, 400000, 7, false},  {1, 400000, 399999, false}, {7, 60000, 30000, false},
    {1000, 300, -1, false}, {3, 100000, -1, true},      {3, 100000, 50000, true},
    {1000, 400, -1, true},  {5000, 60, -1, true},       {100000, 4, -1, true},
};

START_TEST(every_point_has_all_before_it_and_bits_do_not_depend_on_threads) {
  for (size_t i = 0; i < sizeof scans / sizeof *scans; i++) {
    const scan_shape *f = &scans[i];
    size_t size = (size_t)(f->kept * f->reduced + 1) * 16;
    double *one = malloc(size), *many = malloc(size);
    ck_assert_int_eq(run_scan(f, 1, one, 0), JX_OK);
    ck_assert_msg(is_right(f, one), "scan %zu", i);
    for (int threads = 2; threads <= 5; threads++) {
      ck_assert_int_eq(run_scan(f, threads, many, 0), JX_OK);
      ck_assert_mem_eq(one, many, size - 16);
    }
    free(one);
    free(many);
  }
}
END_TEST

START_TEST(long_scans_are_cut_and_states_are_bounded) {
  plan_stage p = {.nkept = 1,
                  .nreduced = 1,
                  .vector = 1,
                  .lanes = 8,
                  .cost = 4,
                  .bytes_read = 8,
                  .bytes_written = 8,
                  .scans = 1,
                  .words = 2};
  for (int64_t kept = 1; kept < 100000000; kept *= 7)
    for (int64_t reduced = 1; reduced * kept < 1000000000000; reduced *= 9) {
      schedule_stage s = {.plan = &p, .kept = kept, .reduced = reduced, .row = reduced};
      ck_assert_uint_le(schedule_cut(&s), (size_t)8 << 20);
      double pieces = (double)s.kept_cut.count * (double)s.reduced_cut.count;
      if ((double)kept * (double)reduced > 1e7) ck_assert_double_ge(pieces, 30);
    }
}
END_TEST

START_TEST(scans_can_be_stopped) {
  const scan_shape f = {1, 2000000, -1, false};
  double *results = malloc((size_t)f.reduced * 16);
  for (int threads = 1; threads <= 4; threads++)
    for (int stop = 1; stop < 4; stop++) {
      jx_status status = run_scan(&f, threads, results, stop);
      /* With help the calling thread may come too late to report. */
      bool stopped = threads == 1 || progress_calls == stop;
      ck_assert_int_eq(status, stopped ? JX_ERROR_CANCELLED : JX_OK);
    }
  free(results);
}
END_TEST

UNIT(schedule_scans, every_point_has_all_before_it_and_bits_do_not_depend_on_threads,
     long_scans_are_cut_and_states_are_bounded, scans_can_be_stopped)
