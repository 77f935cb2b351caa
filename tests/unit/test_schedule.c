/* test_schedule.c: cutting and running stages whose entries are C functions. */
#include "runtime/run/schedule.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"

/* ---- Cuts ---- */

START_TEST(pieces_cover_a_range_once_and_in_order) {
  for (int64_t rows = 0; rows < 6; rows++)
    for (int64_t span = 1; span < 40; span++)
      for (int64_t piece = 1; piece <= span; piece++) {
        cut c = cut_make(rows * span, span, piece);
        int64_t at = 0, begin, end;
        bool fits = true;
        for (int64_t i = 0; i < c.count; i++) {
          cut_at(&c, i, &begin, &end);
          fits = fits && begin == at && end > begin && end - begin <= piece;
          fits = fits && begin / span == (end - 1) / span; /* never across a row's end */
          fits = fits && begin % span % piece == 0;
          at = end;
        }
        ck_assert(fits);
        ck_assert_int_eq(at, rows * span);
      }
}
END_TEST

START_TEST(tiles_cover_a_range_once) {
  for (int64_t nrows = 0; nrows < 12; nrows++)
    for (int64_t span = 1; span < 12; span++)
      for (int64_t piece = 1; piece <= span; piece++)
        for (int64_t rows = 1; rows < 14; rows++) {
          cut c = cut_tiles(nrows * span, span, piece, rows);
          int seen[144] = {0};
          int64_t begin, end;
          bool fits = true;
          for (int64_t i = 0; i < c.count; i++) {
            int64_t n = cut_at(&c, i, &begin, &end);
            fits = fits && n >= 1 && n <= rows && begin < end && end - begin <= piece;
            for (int64_t r = 0; r < n; r++)
              for (int64_t k = begin; k < end; k++) seen[r * span + k]++;
          }
          bool once = true;
          for (int64_t k = 0; k < nrows * span; k++) once = once && seen[k] == 1;
          ck_assert(once && fits);
        }
}
END_TEST

/* ---- Stages ---- */

/* slots[SLOT_FIRST]: kept points; the slots behind: addresses of what the entries count in. */
enum { COUNTS = SLOT_FIRST + 1, NSLOTS };

static void count_points(const int64_t *slots, int64_t kept_begin, int64_t kept_end,
                         int64_t reduced_begin, int64_t reduced_end, int64_t *in, int64_t *out) {
  unsigned char *counts = (unsigned char *)slots[COUNTS];
  if (in || out || reduced_begin != 0 || reduced_end != 1) abort();
  for (int64_t k = kept_begin; k < kept_end; k++) counts[k]++;
}

/* A value that makes the order of a sum show. */
static double value_at(int64_t k, int64_t r) {
  return sin((double)(k * 31 + r)) * exp((double)(r % 50));
}

/* Sums value_at() without compensation; word 0 is the sum, word 1 counts points. */
static void sum_points(const int64_t *slots, int64_t kept_begin, int64_t kept_end,
                       int64_t reduced_begin, int64_t reduced_end, int64_t *in, int64_t *out) {
  int64_t kept = slots[SLOT_FIRST];
  double *sums = (double *)slots[COUNTS];
  for (int64_t k = kept_begin; k < kept_end; k++) {
    double sum = 0;
    int64_t n = in ? in[kept + k] : 0;
    if (in) memcpy(&sum, in + k, 8);
    for (int64_t r = reduced_begin; r < reduced_end; r++) sum += value_at(k, r);
    n += reduced_end - reduced_begin;
    if (out) {
      memcpy(out + k, &sum, 8);
      out[kept + k] = n;
    } else {
      sums[k] = sum;
      sums[kept + k] = (double)n;
    }
  }
}

static const plan_accumulator sum_and_count[] = {
    {.fold = FOLD_SUM, .dtype = JX_FLOAT64, .words = 1, .word = 0},
    {.fold = FOLD_SUM, .dtype = JX_INT64, .words = 1, .word = 1}};

static int progress_calls;
static double progress_last;
static int count_progress(void *user, double done) {
  progress_calls++;
  if (done < progress_last || done > 1) abort();
  progress_last = done;
  return user && progress_calls == *(int *)user;
}

static schedule_run one_stage(schedule_stage *s, int threads) {
  size_t states = schedule_cut(s);
  return (schedule_run){.stages = s,
                        .n = 1,
                        .threads = threads,
                        .team = team_threads,
                        .states = states ? aligned_alloc(64, (states + 63) & ~(size_t)63) : NULL};
}

START_TEST(every_point_of_a_map_is_computed_once) {
  plan_stage p = {.nkept = 1, .lanes = 8, .cost = 10, .bytes_read = 16, .bytes_written = 8};
  const int64_t shapes[][2] = {{0, 1},          {1, 1},           {100, 100},
                               {12345, 12345},  {300000, 3},      {300000, 1},
                               {262144, 65536}, {400000, 100000}, {999999, 999999}};
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
    for (int threads = 1; threads <= 3; threads += 1) {
      int64_t n = shapes[i][0], slots[NSLOTS] = {0};
      unsigned char *counts = calloc((size_t)n + 1, 1);
      slots[SLOT_FIRST] = n;
      slots[COUNTS] = (int64_t)counts;
      schedule_stage s = {.plan = &p,
                          .entry = count_points,
                          .slots = slots,
                          .kept = n,
                          .reduced = 1,
                          .row = shapes[i][1]};
      schedule_run r = one_stage(&s, threads);
      if (threads == 3) schedule_tile(&s);
      ck_assert_int_eq(schedule_all(&r), JX_OK);
      bool once = true;
      for (int64_t k = 0; k < n; k++) once = once && counts[k] == 1;
      ck_assert(once);
      ck_assert_int_le(r.used, threads);
      if (n > 200000 && threads > 1) ck_assert_int_gt(r.used, 1);
      if (n < 200) ck_assert_int_eq(r.used, 1);
      free(counts);
    }
}
END_TEST

START_TEST(pieces_of_long_rows_begin_at_multiples_of_64) {
  plan_stage p = {.nkept = 1, .lanes = 8, .cost = 10, .bytes_read = 13, .bytes_written = 8};
  schedule_stage s = {.plan = &p, .kept = 3000000, .reduced = 1, .row = 1000000};
  schedule_cut(&s);
  ck_assert_int_gt(s.kept_cut.count, 30);
  for (int64_t i = 0; i < s.kept_cut.count; i++) {
    int64_t begin, end;
    cut_at(&s.kept_cut, i, &begin, &end);
    ck_assert_int_eq(begin % 1000000 % 64, 0);
  }
}
END_TEST

/* Kept and reduced points; whether accumulators lie in memory (the vector loop is kept). */
typedef struct fold_shape {
  int64_t kept, reduced;
  bool in_memory;
} fold_shape;

static const fold_shape folds[] = {
    {1, 0, false},     {1, 1, false},       {5, 0, false},      {0, 5, false},
    {1, 3000, false},  {1, 1000000, false}, {7, 200000, false}, {1000, 1000, false},
    {3, 400000, true}, {1000, 1500, true},  {100000, 7, true},  {20000, 50, false},
};

static void run_fold(const fold_shape *f, int threads, double *sums, int32_t *used) {
  plan_stage p = {.nkept = 1,
                  .nreduced = 1,
                  .vector = f->in_memory ? 0 : 1,
                  .lanes = 8,
                  .cost = 40,
                  .bytes_read = 8,
                  .naccumulators = 2,
                  .words = 2};
  int64_t slots[NSLOTS + 1] = {0};
  slots[SLOT_FIRST] = f->kept;
  slots[COUNTS] = (int64_t)sums;
  schedule_stage s = {.plan = &p,
                      .accumulators = sum_and_count,
                      .entry = sum_points,
                      .slots = slots,
                      .kept = f->kept,
                      .reduced = f->reduced,
                      .row = f->in_memory ? f->kept
                             : f->reduced ? f->reduced
                                          : 1};
  schedule_run r = one_stage(&s, threads);
  ck_assert_int_eq(schedule_all(&r), JX_OK);
  *used = r.used;
  free(r.states);
}

START_TEST(folds_see_every_point_once_and_their_bits_do_not_depend_on_threads) {
  for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
    const fold_shape *f = &folds[i];
    size_t n = 2 * (size_t)f->kept + 1;
    double *one = calloc(n, 8), *many = calloc(n, 8);
    int32_t used;
    run_fold(f, 1, one, &used);
    ck_assert_int_eq(used, 1);
    bool all = true;
    for (int64_t k = 0; k < f->kept; k++) all = all && one[f->kept + k] == (double)f->reduced;
    ck_assert(all);
    for (int threads = 2; threads <= 3; threads++) {
      memset(many, 0, n * 8);
      run_fold(f, threads, many, &used);
      ck_assert_mem_eq(one, many, n * 8);
      if (f->kept * f->reduced >= 1000000) ck_assert_int_gt(used, 1);
    }
    free(one);
    free(many);
  }
}
END_TEST

START_TEST(long_reductions_are_cut_and_states_are_bounded) {
  plan_stage p = {
      .nkept = 1, .nreduced = 1, .vector = 1, .lanes = 8, .cost = 4, .bytes_read = 8, .words = 2};
  for (int64_t kept = 1; kept < 100000000; kept *= 7)
    for (int64_t reduced = 1; reduced * kept < 1000000000000; reduced *= 9) {
      schedule_stage s = {.plan = &p, .kept = kept, .reduced = reduced, .row = reduced};
      size_t states = schedule_cut(&s);
      ck_assert_uint_le(states, (size_t)8 << 20);
      ck_assert_int_le(s.reduced_cut.count, 4096);
      double pieces = (double)s.kept_cut.count * (double)s.reduced_cut.count;
      if ((double)kept * (double)reduced > 1e8 && kept < 100000) ck_assert_double_ge(pieces, 200);
    }
}
END_TEST

START_TEST(progress_is_reported_and_can_stop) {
  plan_stage p = {.nkept = 1, .lanes = 8, .cost = 10, .bytes_read = 16, .bytes_written = 8};
  enum { N = 3000000 };
  static unsigned char counts[N];
  for (int threads = 1; threads <= 2; threads++)
    for (int stop = 0; stop < 5; stop++) {
      int64_t slots[NSLOTS] = {0};
      slots[SLOT_FIRST] = N;
      slots[COUNTS] = (int64_t)counts;
      memset(counts, 0, N);
      schedule_stage s = {
          .plan = &p, .entry = count_points, .slots = slots, .kept = N, .reduced = 1, .row = N};
      schedule_run r = one_stage(&s, threads);
      r.progress = count_progress;
      r.user = stop ? &stop : NULL;
      progress_calls = 0;
      progress_last = 0;
      jx_status status = schedule_all(&r);
      /* With help the calling thread may come too late to report. */
      bool stopped = stop && (threads == 1 || progress_calls == stop);
      ck_assert_int_eq(status, stopped ? JX_ERROR_CANCELLED : JX_OK);
      if (stop) ck_assert_int_le(progress_calls, stop);
      if (!stop && threads == 1) ck_assert_int_gt(progress_calls, 100);
      if (stopped && threads == 1) ck_assert_int_eq(counts[N - 1], 0);
    }
}
END_TEST

static int teams; /* called */

static int count_team(int threads, team_body *body, void *argument) {
  teams++;
  body(argument, 0);
  return threads;
}

static bool awake(void) { return true; }
static bool asleep(void) { return false; }
static void count_item(void *user, int64_t item, int thread) {
  (void)item, (void)thread, ++*(int *)user;
}

/* Teams that are called for eight items of work that takes so long. */
static int teams_for(double cost, team_ready *ready) {
  schedule_run r = {.threads = 2, .team = count_team, .ready = ready};
  int items = 0;
  teams = 0;
  ck_assert(schedule_items(&r, count_item, &items, 8, cost));
  ck_assert_int_eq(items, 8);
  return teams;
}

START_TEST(little_work_is_shared_with_a_thread_that_is_awake) {
  ck_assert_int_eq(teams_for(SCHEDULE_AWAKE_NS / 2, awake), 0);
  ck_assert_int_eq(teams_for(SCHEDULE_AWAKE_NS, awake), 1);
  ck_assert_int_eq(teams_for(SCHEDULE_AWAKE_NS, asleep), 0);
  ck_assert_int_eq(teams_for(SCHEDULE_AWAKE_NS, NULL), 0);
  ck_assert_int_eq(teams_for(SCHEDULE_SERIAL_NS, asleep), 1);
}
END_TEST

/* Nothing is captured by the region: sanitizers do not see libgomp's barriers. */
static atomic_int most_used;

START_TEST(inside_a_parallel_region_it_stays_on_its_thread) {
#pragma omp parallel num_threads(2)
  {
    static const plan_stage p = {
        .nkept = 1, .lanes = 8, .cost = 10, .bytes_read = 16, .bytes_written = 8};
    int64_t slots[NSLOTS] = {0}, n = 1000000;
    unsigned char *counts = calloc((size_t)n, 1);
    slots[SLOT_FIRST] = n;
    slots[COUNTS] = (int64_t)counts;
    schedule_stage s = {
        .plan = &p, .entry = count_points, .slots = slots, .kept = n, .reduced = 1, .row = n};
    schedule_run r = one_stage(&s, 4);
    if (schedule_all(&r) != JX_OK || r.used > 1) atomic_store(&most_used, r.used);
    free(counts);
  }
  ck_assert_int_eq(atomic_load(&most_used), 0);
}
END_TEST

UNIT(schedule, pieces_cover_a_range_once_and_in_order, tiles_cover_a_range_once,
     every_point_of_a_map_is_computed_once, pieces_of_long_rows_begin_at_multiples_of_64,
     folds_see_every_point_once_and_their_bits_do_not_depend_on_threads,
     long_reductions_are_cut_and_states_are_bounded, progress_is_reported_and_can_stop,
     little_work_is_shared_with_a_thread_that_is_awake,
     inside_a_parallel_region_it_stays_on_its_thread)
