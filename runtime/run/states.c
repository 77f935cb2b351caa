/* states.c: see states.h. One case per form of folds, each a loop over contiguous words. */
#include "runtime/run/states.h"

#include <math.h>
#include <string.h>

#include "planner/beyond.h"

static double load(const int64_t *word) {
  double d;
  memcpy(&d, word, sizeof d);
  return d;
}

static void store(int64_t *word, double d) { memcpy(word, &d, sizeof d); }

/* x + y, and what the sum lost: Knuth's TwoSum (TAOCP 4.2.2, theorem B). */
static double two_sum(double x, double y, double *lost) {
  double sum = x + y;
  double y_in = sum - x, x_in = sum - y_in;
  *lost = (x - x_in) + (y - y_in);
  return sum;
}

/* Words are sums and the sums of their rounding errors. */
static void combine_compensated(int64_t *a, const int64_t *b, int64_t kept, int64_t begin,
                                int64_t end) {
  int64_t *a_rest = a + kept;
  const int64_t *b_rest = b + kept;
#pragma omp simd
  for (int64_t k = begin; k < end; k++) {
    double lost;
    store(a + k, two_sum(load(a + k), load(b + k), &lost));
    store(a_rest + k, (load(a_rest + k) + load(b_rest + k)) + lost);
  }
}

/* True when a sum of the range overflows. */
static bool sums_overflow(const int64_t *a, const int64_t *b, int64_t begin, int64_t end) {
  int64_t off = 0;
#pragma omp simd reduction(| : off)
  for (int64_t k = begin; k < end; k++) {
    double lost;
    two_sum(load(a + k), load(b + k), &lost);
    off |= !(fabs(lost) < INFINITY);
  }
  return off;
}

/* One kept point of an accumulator that something may have overflowed in, and now may again. */
static void join(plan_fold fold, int64_t *a, const int64_t *b, int64_t kept) {
  double x[FOLD_MAX_WORDS] = {0}, y[FOLD_MAX_WORDS] = {0};
  int words = fold_words(fold);
  for (int w = 0; w < words; w++) x[w] = load(a + w * kept), y[w] = load(b + w * kept);
  double beyond = load(a + words * kept);
  beyond_join(fold, x, &beyond, y, 1);
  for (int w = 0; w < words; w++) store(a + w * kept, x[w]);
  store(a + words * kept, beyond);
}

static void add_beyond(int64_t *a, const int64_t *b, int64_t begin, int64_t end) {
#pragma omp simd
  for (int64_t k = begin; k < end; k++) store(a + k, load(a + k) + load(b + k));
}

/* The same, of sums whose overflow is kept. */
static void combine_watched(plan_fold fold, int64_t *a, const int64_t *b, int64_t kept,
                            int64_t begin, int64_t end) {
  add_beyond(a + 2 * kept, b + 2 * kept, begin, end);
  if (!sums_overflow(a, b, begin, end)) {
    combine_compensated(a, b, kept, begin, end);
    return;
  }
  for (int64_t k = begin; k < end; k++) join(fold, a + k, b + k, kept);
}

/* Chan, Golub and LeVeque's update; see codegen/ops/moments.c. */
static void combine_moments(int64_t *a, const int64_t *b, int64_t kept, bool watched) {
  double x[MOMENT_WORDS], y[MOMENT_WORDS];
  for (int w = 0; w < MOMENT_WORDS; w++) x[w] = load(a + w * kept), y[w] = load(b + w * kept);
  if (y[MOMENT_COUNT] == 0) return;
  if (x[MOMENT_COUNT] == 0) {
    for (int w = 0; w < MOMENT_WORDS; w++) a[w * kept] = b[w * kept];
    return;
  }
  double lost, rest = x[MOMENT_SQUARES_LOW] + y[MOMENT_SQUARES_LOW];
  double n = x[MOMENT_COUNT] + y[MOMENT_COUNT];
  double d = (y[MOMENT_MEAN] - x[MOMENT_MEAN]) + (y[MOMENT_MEAN_LOW] - x[MOMENT_MEAN_LOW]);
  double by = d * (y[MOMENT_COUNT] / n);
  double squares = two_sum(x[MOMENT_SQUARES], y[MOMENT_SQUARES], &lost);
  rest += lost;
  squares = two_sum(squares, d * (by * x[MOMENT_COUNT]), &lost);
  rest += lost;
  if (watched && !isfinite(rest)) {
    join(FOLD_DEVIATIONS, a, b, kept);
    return;
  }
  double mean = two_sum(x[MOMENT_MEAN], by, &lost);
  mean = two_sum(mean, x[MOMENT_MEAN_LOW] + lost, &lost);
  store(a + MOMENT_COUNT * kept, n);
  store(a + MOMENT_MEAN * kept, mean);
  store(a + MOMENT_MEAN_LOW * kept, lost);
  store(a + MOMENT_SQUARES * kept, squares);
  store(a + MOMENT_SQUARES_LOW * kept, rest);
}

static bool less(jx_dtype dtype, int64_t x, int64_t y) {
  return dtype_is_float(dtype) ? load(&x) < load(&y) : dtype_less(dtype, x, y);
}

/* A value and its index: the smallest index among equal values, NaN before all. */
static void combine_places(const plan_accumulator *p, int64_t *a, const int64_t *b, int64_t kept) {
  jx_dtype dtype = (jx_dtype)p->dtype;
  bool least = p->fold == FOLD_ARGMIN, floats = dtype_is_float(dtype);
  bool a_nan = floats && isnan(load(a)), b_nan = floats && isnan(load(b));
  bool below = less(dtype, *b, *a), above = less(dtype, *a, *b);
  bool beyond = a_nan || b_nan ? b_nan && !a_nan : least ? below : above;
  bool same = a_nan == b_nan && !below && !above;
  if (!beyond && !(same && b[kept] < a[kept])) return;
  a[0] = b[0];
  a[kept] = b[kept];
}

static void combine_products(int64_t *a, const int64_t *b, int64_t kept) {
  double re = load(a), im = load(a + kept), x = load(b), y = load(b + kept);
  store(a, re * x - im * y);
  store(a + kept, re * y + im * x);
}

/* The first wins ties, and a NaN wins over all. */
static double least(double x, double y) {
  double number = x <= y ? x : y; /* y if it is NaN; two selections and no branch */
  return x != x ? x : number;
}
static double greatest(double x, double y) {
  double number = x >= y ? x : y;
  return x != x ? x : number;
}

#define EACH(T, expression)                                     \
  {                                                             \
    _Pragma("omp simd") for (int64_t k = begin; k < end; k++) { \
      T x, y;                                                   \
      memcpy(&x, a + k, sizeof x);                              \
      memcpy(&y, b + k, sizeof y);                              \
      x = expression;                                           \
      memcpy(a + k, &x, sizeof x);                              \
    }                                                           \
    break;                                                      \
  }

/* Words that one operation makes; integers wrap. */
static void combine_plain(const plan_accumulator *p, int64_t *a, const int64_t *b, int64_t begin,
                          int64_t end) {
  bool floats = dtype_is_float((jx_dtype)p->dtype);
  bool is_signed = dtype_is_signed((jx_dtype)p->dtype);
  switch ((plan_fold)p->fold) {
  case FOLD_SUM:
    if (floats) EACH(double, x + y)
    EACH(uint64_t, x + y)
  case FOLD_PROD:
    if (floats) EACH(double, x *y)
    EACH(uint64_t, x * y)
  case FOLD_MIN:
    if (floats) EACH(double, least(x, y))
    if (is_signed) EACH(int64_t, x < y ? x : y)
    EACH(uint64_t, x < y ? x : y)
  case FOLD_MAX:
    if (floats) EACH(double, greatest(x, y))
    if (is_signed) EACH(int64_t, x > y ? x : y)
    EACH(uint64_t, x > y ? x : y)
  case FOLD_OR: EACH(uint64_t, x | y)
  case FOLD_AND: EACH(uint64_t, x & y)
  case FOLD_SUM_COMPENSATED:
  case FOLD_SUM_OF_RUNS:
  case FOLD_PROD_COMPLEX:
  case FOLD_RUNNING_SUM:
  case FOLD_ARGMIN:
  case FOLD_ARGMAX:
  case FOLD_DEVIATIONS:
  case FOLD_COUNT_: break; /* of other forms */
  }
}

void states_combine(const plan_accumulator *accumulators, size_t n, int64_t kept, int64_t begin,
                    int64_t end, int64_t *into, const int64_t *from) {
  for (size_t i = 0; i < n; i++) {
    const plan_accumulator *p = &accumulators[i];
    int64_t *a = into + p->word * kept;
    const int64_t *b = from + p->word * kept;
    bool watched = accumulator_is_watched(p);
    switch (accumulator_form(p)) {
    case FORM_PLAIN: combine_plain(p, a, b, begin, end); break;
    case FORM_COMPENSATED:
      if (watched)
        combine_watched((plan_fold)p->fold, a, b, kept, begin, end);
      else
        combine_compensated(a, b, kept, begin, end);
      break;
    case FORM_PLACE:
      for (int64_t k = begin; k < end; k++) combine_places(p, a + k, b + k, kept);
      break;
    case FORM_PRODUCT:
      for (int64_t k = begin; k < end; k++) combine_products(a + k, b + k, kept);
      break;
    case FORM_MOMENTS:
      if (watched) add_beyond(a + MOMENT_WORDS * kept, b + MOMENT_WORDS * kept, begin, end);
      for (int64_t k = begin; k < end; k++) combine_moments(a + k, b + k, kept, watched);
    }
  }
}

void states_tree(const plan_accumulator *accumulators, size_t n, int64_t kept, int64_t begin,
                 int64_t end, int64_t *states, int64_t size, int64_t count) {
  for (int64_t step = 1; step < count; step *= 2)
    for (int64_t j = 0; j + step < count; j += 2 * step)
      states_combine(accumulators, n, kept, begin, end, states + j * size,
                     states + (j + step) * size);
}

bool states_finite(const plan_accumulator *accumulators, size_t n, int64_t kept, int64_t begin,
                   int64_t end, const int64_t *state) {
  for (size_t i = 0; i < n; i++) {
    const int64_t *words = state + accumulators[i].word * kept;
    for (int64_t k = begin; dtype_is_float((jx_dtype)accumulators[i].dtype) && k < end; k++)
      if (!isfinite(load(words + k))) return false;
  }
  return true;
}

bool states_settled(const plan_accumulator *accumulators, size_t n, const int64_t *state) {
  for (size_t i = 0; i < n; i++) {
    plan_fold fold = (plan_fold)accumulators[i].fold;
    bool truth = fold == FOLD_OR || fold == FOLD_ARGMAX;
    if (state[accumulators[i].word] != truth) return false;
  }
  return true;
}

void states_identity(const plan_accumulator *accumulators, size_t n, int64_t kept, int64_t begin,
                     int64_t end, int64_t *state) {
  for (size_t i = 0; i < n; i++)
    for (uint32_t w = 0; w < accumulators[i].words; w++) {
      int64_t *word = state + (accumulators[i].word + w) * kept;
      element_value start =
          fold_of_nothing((plan_fold)accumulators[i].fold, (jx_dtype)accumulators[i].dtype, w);
      for (int64_t k = begin; k < end; k++) memcpy(word + k, &start, sizeof start);
    }
}
