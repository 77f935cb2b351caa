/* beyond.c: see beyond.h. Start at beyond_fold(). */
#include "planner/beyond.h"

#include <math.h>
#include <string.h>

/* Words of the short runs, as codegen/ops/folds.c and moments.c have them. */
enum { RUN_OF_SUM_WORDS = 1, RUN_SHIFT = 0, RUN_COUNT, RUN_SUM, RUN_SQUARES, RUN_MOMENT_WORDS };

/* x + y and what it lost: Knuth's TwoSum (TAOCP 4.2.2, theorem B). */
static double two_sum(double x, double y, double *lost) {
  double sum = x + y;
  double y_in = sum - x, x_in = sum - y_in;
  *lost = (x - x_in) + (y - y_in);
  return sum;
}

/* ---- Sums ---- */

/* One more element. At half their size two numbers do not overflow, and are halved exactly: where
 * TwoSum fails, neither is small. */
static void take(double *sum, double *low, double *beyond, double x) {
  double lost, next = two_sum(*sum, x, &lost);
  if (!isfinite(*sum) || !isfinite(x)) {
    *sum = next;
    *low = (double)NAN;
    return;
  }
  if (!isfinite(lost)) {
    next = two_sum(*sum / 2, x / 2, &lost);
    if (!isfinite(2 * next)) {
      double one = copysign(1, next);
      *beyond += one;
      next -= one * 0x1p1023;
    }
    next *= 2;
    lost *= 2;
  }
  *sum = next;
  *low += lost;
}

static void join_sums(double *sum, double *low, double *beyond, double other, double other_low) {
  bool numbers = isfinite(*sum) && isfinite(other);
  take(sum, low, beyond, other);
  if (numbers) take(sum, low, beyond, other_low);
}

/* An element into a run, which is given to the words where it would overflow. */
static void take_in_run(double *words, double *beyond, int64_t step, double *run, double x) {
  double next = *run + x;
  if (isfinite(next) || !isfinite(x) || !isfinite(*run)) {
    *run = next;
    return;
  }
  take(&words[0], &words[step], beyond, *run);
  *run = x;
}

/* ---- Squared deviations ---- */

/* Words of one accumulator, gathered. */
typedef struct moments {
  double count, mean, mean_low, squares, squares_low;
} moments;

static moments load_moments(const double *words, int64_t step) {
  return (moments){words[MOMENT_COUNT * step], words[MOMENT_MEAN * step],
                   words[MOMENT_MEAN_LOW * step], words[MOMENT_SQUARES * step],
                   words[MOMENT_SQUARES_LOW * step]};
}

static void store_moments(double *words, int64_t step, const moments *m) {
  words[MOMENT_COUNT * step] = m->count;
  words[MOMENT_MEAN * step] = m->mean;
  words[MOMENT_MEAN_LOW * step] = m->mean_low;
  words[MOMENT_SQUARES * step] = m->squares;
  words[MOMENT_SQUARES_LOW * step] = m->squares_low;
}

/* 2^-BEYOND_DEVIATION: squares of what is so much smaller do not overflow. */
#define SMALL 0x1p-560

static void add_squares(moments *m, double *beyond, double more, double more_low) {
  double lost, sum = two_sum(m->squares, more, &lost);
  if (!isfinite(lost)) {
    *beyond += (more + more_low) * SMALL * SMALL;
    return;
  }
  m->squares = sum;
  m->squares_low += more_low + lost;
}

/* Chan, Golub and LeVeque's update (codegen/ops/moments.c), where the distance of the means and
 * its square may be too large for a float64. */
static void join_moments(moments *m, double *beyond, const moments *other) {
  if (other->count == 0) return;
  if (m->count == 0) {
    *m = *other;
    return;
  }
  if (!isfinite(m->squares) || !isfinite(other->squares) || !isfinite(other->mean)) {
    m->mean = m->squares = m->mean_low = m->squares_low = (double)NAN;
    return;
  }
  double n = m->count + other->count, part = other->count / n;
  double d =
      (other->mean * SMALL - m->mean * SMALL) + (other->mean_low * SMALL - m->mean_low * SMALL);
  double far = d * (d * part) * m->count, near = far / SMALL / SMALL, lost;
  add_squares(m, beyond, other->squares, other->squares_low);
  if (isfinite(near) && fabs(near) < 0x1p1000)
    add_squares(m, beyond, near, 0);
  else
    *beyond += far;
  double by = ((other->mean - m->mean) + (other->mean_low - m->mean_low)) * part;
  if (!isfinite(by)) {
    m->mean = m->mean * (m->count / n) + other->mean * part;
    m->mean_low = 0;
  } else {
    m->mean = two_sum(m->mean, by, &lost);
    m->mean = two_sum(m->mean, m->mean_low + lost, &m->mean_low);
  }
  m->count = n;
}

/* Infinite or NaN elements: the variance is NaN. */
static bool poison(moments *m, double x) {
  if (isfinite(x) && isfinite(m->mean) && isfinite(m->squares)) return false;
  m->count += 1;
  m->mean = m->squares = m->mean_low = m->squares_low = (double)NAN;
  return true;
}

static void take_moment(moments *m, double *beyond, double x) {
  moments one = {.count = 1, .mean = x};
  if (!poison(m, x)) join_moments(m, beyond, &one);
}

/* Ends a run: its own mean and deviations follow from its sums. */
static void flush_moments(moments *m, double *beyond, double *run, int64_t step) {
  double count = run[RUN_COUNT * step] - m->count, sum = run[RUN_SUM * step];
  double squares = run[RUN_SQUARES * step];
  if (count > 0 && !poison(m, sum) && !poison(m, squares)) {
    double mean = sum / count, own = squares - sum * mean;
    moments other = {.count = count, .squares = own > 0 ? own : 0};
    other.mean = two_sum(run[RUN_SHIFT * step], mean, &other.mean_low);
    join_moments(m, beyond, &other);
  }
  run[RUN_SHIFT * step] = m->mean;
  run[RUN_COUNT * step] = m->count;
  run[RUN_SUM * step] = run[RUN_SQUARES * step] = 0;
}

/* ---- One lane ---- */

typedef struct lane {
  plan_fold fold;
  double *words, *run, *beyond;
  const double *x; /* arguments of the first row */
  int64_t step, rows;
} lane;

static void take_sums(const lane *l, bool in_run) {
  for (int64_t r = 0; r < l->rows; r++) {
    double x = l->x[r * l->step];
    if (in_run)
      take_in_run(l->words, l->beyond, l->step, l->run, x);
    else
      take(&l->words[0], &l->words[l->step], l->beyond, x);
  }
}

/* The second argument is the weight. */
static void take_moments(const lane *l, bool in_run) {
  moments m = load_moments(l->words, l->step);
  if (in_run) flush_moments(&m, l->beyond, l->run, l->step);
  for (int64_t r = 0; r < l->rows; r++)
    if (l->x[(2 * r + 1) * l->step] != 0) take_moment(&m, l->beyond, l->x[2 * r * l->step]);
  store_moments(l->words, l->step, &m);
  if (in_run) l->run[RUN_SHIFT * l->step] = m.mean, l->run[RUN_COUNT * l->step] = m.count;
}

static void flush(const lane *l) {
  if (l->fold != FOLD_DEVIATIONS) {
    take(&l->words[0], &l->words[l->step], l->beyond, l->run[0]);
    l->run[0] = 0;
    return;
  }
  moments m = load_moments(l->words, l->step);
  flush_moments(&m, l->beyond, l->run, l->step);
  store_moments(l->words, l->step, &m);
}

void beyond_join(plan_fold fold, double *words, double *beyond, const double *other, int64_t step) {
  if (fold != FOLD_DEVIATIONS) {
    join_sums(&words[0], &words[step], beyond, other[0], other[step]);
    return;
  }
  moments m = load_moments(words, step), o = load_moments(other, step);
  join_moments(&m, beyond, &o);
  store_moments(words, step, &m);
}

void beyond_fold(int64_t what, double *block, double *beyond, int64_t step, int64_t rows,
                 int64_t lanes) {
  plan_fold fold = (plan_fold)(what & 255);
  beyond_verb verb = (beyond_verb)(what >> 8);
  const double *telling = block;
  block += lanes;
  int64_t words = fold_words(fold), run = 0;
  if (verb == BEYOND_RUN || verb == BEYOND_FLUSH)
    run = fold == FOLD_DEVIATIONS ? RUN_MOMENT_WORDS : RUN_OF_SUM_WORDS;
  for (int64_t i = 0; i < lanes; i++) {
    lane l = {fold,
              block + i,
              block + words * lanes + i,
              beyond + i * step,
              block + (words + run) * lanes + i,
              lanes,
              rows};
    if (isfinite(telling[verb == BEYOND_LANES ? 0 : i])) continue;
    switch (verb) {
    case BEYOND_TAKE:
    case BEYOND_RUN: (fold == FOLD_DEVIATIONS ? take_moments : take_sums)(&l, run > 0); break;
    case BEYOND_FLUSH: flush(&l); break;
    case BEYOND_LANES:
      if (i > 0) beyond_join(fold, block, beyond, block + i, lanes);
      break;
    case BEYOND_JOIN: beyond_join(fold, l.words, l.beyond, l.x, lanes); break;
    }
  }
}
