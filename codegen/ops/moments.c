/* moments.c: the squared deviations from the mean, in one pass.
 *
 * An accumulator holds how many numbers it has seen, their mean as an unevaluated sum of two
 * float64 and the sum of squared deviations from it, compensated: MOMENT_* name the words. Two of
 * them combine by the pairwise update of Chan, Golub and LeVeque ("Algorithms for computing the
 * sample variance: analysis and recommendations", The American Statistician 37, 1983, (2.1)):
 *
 *   d = mean_b - mean_a
 *   mean = mean_a + d nb / (na + nb)
 *   M = Ma + Mb + d^2 na nb / (na + nb)
 *
 * The mean has two parts because d^2 is as exact as d: with one part, its rounding errors would be
 * errors of d, which are large beside a small spread around a large mean.
 *
 * A run adds x - shift and (x - shift)^2, where the shift is the accumulator's mean or, while it
 * has seen nothing, the run's first number. The run's own mean and deviations follow from the two
 * sums. What cancels there, nb d^2, is at most a few times what the update adds as long as a run
 * does not outweigh by far the numbers before it; hence the short first runs (run_ends() in
 * words.c). Where few of the numbers before had weight, it is at most 17 times. So nothing is lost
 * however far the mean is from zero, and however the numbers are ordered. Numbers that are all the
 * same give exactly 0.
 *
 * Each function works for any lane count. The second argument of a fold is its weight, a bool: a
 * number of weight false is not looked at. runtime/run/states.c combines states of chunks likewise. */
#include "codegen/ops/operations.h"

/* Words of a run. The count is the accumulator's and the run's together. */
enum { RUN_SHIFT, RUN_COUNT, RUN_SUM, RUN_SQUARES };

static val zero(emitter *e, val like) { return ev_f64(e, like, 0); }

/* mean + by, the low part kept small. */
static void move_mean(emitter *e, val *words, val by) {
  val lost, high = ev_two_sum(e, words[MOMENT_MEAN], by, &lost);
  words[MOMENT_MEAN] = ev_two_sum(e, high, ev_add(e, words[MOMENT_MEAN_LOW], lost), &lost);
  words[MOMENT_MEAN_LOW] = lost;
}

static void add_squares(emitter *e, val *words, val more) {
  val lost;
  words[MOMENT_SQUARES] = ev_two_sum(e, words[MOMENT_SQUARES], more, &lost);
  words[MOMENT_SQUARES_LOW] = ev_add(e, words[MOMENT_SQUARES_LOW], lost);
}

/* Words where the mask is set, those of `other` elsewhere. */
static void choose(emitter *e, val mask, val *words, const val *other) {
  for (int w = 0; w < MOMENT_WORDS; w++) words[w] = ev_select(e, mask, words[w], other[w]);
}

/* The update by `count` numbers whose mean is `d` beyond the accumulator's and whose own squared
 * deviations are `squares`. A count of 0 on either side makes d meaningless: the callers choose. */
static void update(emitter *e, val *words, val count, val d, val squares) {
  val n = ev_add(e, words[MOMENT_COUNT], count);
  val by = ev_mul(e, d, ev_div(e, count, n));
  add_squares(e, words, squares);
  add_squares(e, words, ev_mul(e, d, ev_mul(e, by, words[MOMENT_COUNT])));
  move_mean(e, words, by);
  words[MOMENT_COUNT] = n;
}

void moments_combine(emitter *e, val *words, const val *other) {
  val before[MOMENT_WORDS];
  for (int w = 0; w < MOMENT_WORDS; w++) before[w] = words[w];
  val high = ev_sub(e, other[MOMENT_MEAN], words[MOMENT_MEAN]);
  val low = ev_sub(e, other[MOMENT_MEAN_LOW], words[MOMENT_MEAN_LOW]);
  update(e, words, other[MOMENT_COUNT], ev_add(e, high, low), other[MOMENT_SQUARES]);
  words[MOMENT_SQUARES_LOW] = ev_add(e, words[MOMENT_SQUARES_LOW], other[MOMENT_SQUARES_LOW]);
  val none = zero(e, words[0]);
  choose(e, ev_lt(e, none, before[MOMENT_COUNT]), words, other);
  choose(e, ev_lt(e, none, other[MOMENT_COUNT]), words, before);
}

/* The sum of all lanes, in the tree of fold_lanes(). */
static val sum_lanes(emitter *e, val x) {
  for (unsigned n = ev_lanes(x) / 2; n >= 1; n /= 2)
    x = ev_add(e, fold_half(e, x, 0, n), fold_half(e, x, n, n));
  return x;
}

/* The same with what the additions lose, added to *rest. */
static val sum_lanes_exactly(emitter *e, val x, val *rest) {
  val lost = ev_f64(e, x, 0);
  for (unsigned n = ev_lanes(x) / 2; n >= 1; n /= 2) {
    val low = ev_add(e, fold_half(e, lost, 0, n), fold_half(e, lost, n, n));
    x = ev_two_sum(e, fold_half(e, x, 0, n), fold_half(e, x, n, n), &lost);
    lost = ev_add(e, low, lost);
  }
  *rest = ev_add(e, *rest, lost);
  return x;
}

/* The update by all lanes at once: their means are taken around that of one which has seen
 * something, so that their own mean and deviations take two passes. */
void moments_lanes(emitter *e, val *words) {
  unsigned lanes = ev_lanes(words[0]);
  val count = words[MOMENT_COUNT], around = words[MOMENT_MEAN], some = count;
  for (unsigned n = lanes / 2; n >= 1; n /= 2) {
    val seen = fold_half(e, some, 0, n);
    around = ev_select(e, ev_lt(e, zero(e, seen), seen), fold_half(e, around, 0, n),
                       fold_half(e, around, n, n));
    some = ev_add(e, seen, fold_half(e, some, n, n));
  }
  val used = ev_lt(e, zero(e, count), count), none = zero(e, count);
  val d = ev_sub(e, words[MOMENT_MEAN], ev_splat(e, around, lanes));
  d = ev_select(e, used, ev_add(e, d, words[MOMENT_MEAN_LOW]), none);
  val least = ev_f64(e, some, 1); /* a divisor for no numbers at all */
  val by = ev_div(e, sum_lanes(e, ev_mul(e, d, count)),
                  ev_select(e, ev_lt(e, some, least), least, some));
  d = ev_select(e, used, ev_sub(e, d, ev_splat(e, by, lanes)), none);
  val rest = sum_lanes(e, words[MOMENT_SQUARES_LOW]);
  val squares = sum_lanes_exactly(e, words[MOMENT_SQUARES], &rest);
  val spread = sum_lanes(e, ev_mul(e, d, ev_mul(e, d, count)));
  words[MOMENT_COUNT] = some;
  words[MOMENT_MEAN] = ev_two_sum(e, around, by, &words[MOMENT_MEAN_LOW]);
  words[MOMENT_SQUARES] = squares;
  words[MOMENT_SQUARES_LOW] = rest;
  add_squares(e, words, spread);
}

/* Welford's step (Technometrics 4, 1962), which is the update by one number. */
void moments_step(emitter *e, val *words, val x, val weight) {
  val before[MOMENT_WORDS];
  for (int w = 0; w < MOMENT_WORDS; w++) before[w] = words[w];
  val d = ev_sub(e, ev_sub(e, x, words[MOMENT_MEAN]), words[MOMENT_MEAN_LOW]);
  update(e, words, ev_f64(e, x, 1), d, zero(e, x)); /* the first d is x itself */
  choose(e, weight, words, before);
}

/* The update by a few numbers at hand, whose own mean and deviations take two passes. */
void moments_rows(emitter *e, val *words, const val *x, const val *weight, uint32_t rows) {
  val none = zero(e, x[0]), one = ev_f64(e, none, 1), first = x[rows - 1];
  val before[MOMENT_WORDS], d[PLAN_MAX_ROWS], count = none, sum = none, squares = none;
  for (int w = 0; w < MOMENT_WORDS; w++) before[w] = words[w];
  for (uint32_t r = rows - 1; r-- > 0;) first = ev_select(e, weight[r], x[r], first);
  val fresh = ev_eq(e, words[MOMENT_COUNT], none);
  words[MOMENT_MEAN] = ev_select(e, fresh, first, words[MOMENT_MEAN]);
  for (uint32_t r = 0; r < rows; r++) {
    d[r] = ev_select(e, weight[r], ev_sub(e, x[r], words[MOMENT_MEAN]), none);
    sum = ev_add(e, sum, d[r]);
    count = ev_add(e, count, ev_select(e, weight[r], one, none));
  }
  val mean = ev_div(e, sum, count); /* beyond the accumulator's */
  for (uint32_t r = 0; r < rows; r++) {
    d[r] = ev_select(e, weight[r], ev_sub(e, d[r], mean), none);
    squares = ev_mad(e, d[r], d[r], squares);
  }
  update(e, words, count, ev_sub(e, mean, words[MOMENT_MEAN_LOW]), squares);
  choose(e, ev_lt(e, none, count), words, before);
}

/* ---- Runs ---- */

void moments_run_start(emitter *e, const val *words, val *run) {
  run[RUN_SHIFT] = words[MOMENT_MEAN];
  run[RUN_COUNT] = words[MOMENT_COUNT];
  run[RUN_SUM] = run[RUN_SQUARES] = zero(e, words[0]);
}

void moments_run_step(emitter *e, val *run, val x, val weight) {
  val first = ev_and(e, ev_eq(e, run[RUN_COUNT], zero(e, x)), weight);
  run[RUN_SHIFT] = ev_select(e, first, x, run[RUN_SHIFT]);
  val d = ev_select(e, weight, ev_sub(e, x, run[RUN_SHIFT]), zero(e, x));
  val one = ev_select(e, weight, ev_f64(e, x, 1), zero(e, x));
  run[RUN_COUNT] = ev_add(e, run[RUN_COUNT], one);
  run[RUN_SUM] = ev_add(e, run[RUN_SUM], d);
  run[RUN_SQUARES] = ev_mad(e, d, d, run[RUN_SQUARES]);
}

/* The same where the run has a shift, and its steps are counted later. */
void moments_run_step_seen(emitter *e, val *run, val x) {
  val d = ev_sub(e, x, run[RUN_SHIFT]);
  run[RUN_SUM] = ev_add(e, run[RUN_SUM], d);
  run[RUN_SQUARES] = ev_mad(e, d, d, run[RUN_SQUARES]);
}

void moments_run_count(emitter *e, val *run, uint32_t steps) {
  run[RUN_COUNT] = ev_add(e, run[RUN_COUNT], ev_f64(e, run[RUN_COUNT], steps));
}

void moments_run_flush(emitter *e, val *words, const val *run) {
  val none = zero(e, words[0]), infinite = ev_f64(e, none, __builtin_inf());
  val before[MOMENT_WORDS];
  for (int w = 0; w < MOMENT_WORDS; w++) before[w] = words[w];
  val count = ev_sub(e, run[RUN_COUNT], words[MOMENT_COUNT]), sum = run[RUN_SUM];
  val mean = ev_div(e, sum, count); /* beyond the shift */
  val squares = ev_sub(e, run[RUN_SQUARES], ev_mul(e, sum, mean));
  squares = ev_select(e, ev_lt(e, squares, none), none, squares);
  /* Squares that overflow are infinite, not the NaN of inf - inf, unless a number was infinite. */
  val overflow =
      ev_and(e, ev_eq(e, run[RUN_SQUARES], infinite), ev_lt(e, ev_abs(e, sum), infinite));
  squares = ev_select(e, overflow, infinite, squares);
  val fresh = ev_eq(e, words[MOMENT_COUNT], none);
  words[MOMENT_MEAN] = ev_select(e, fresh, run[RUN_SHIFT], words[MOMENT_MEAN]);
  update(e, words, count, ev_sub(e, mean, words[MOMENT_MEAN_LOW]), squares);
  choose(e, ev_lt(e, none, count), words, before);
}
