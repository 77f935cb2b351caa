/* states.c: see states.h. One case per plan_fold, each a loop over contiguous words. */
#include "runtime/states.h"

#include <string.h>

static double load(const int64_t *word) {
  double d;
  memcpy(&d, word, sizeof d);
  return d;
}

static void store(int64_t *word, double d) { memcpy(word, &d, sizeof d); }

/* Words are sums and the sums of their rounding errors; TwoSum is Knuth's (TAOCP 4.2.2, theorem B).
 */
static void combine_compensated(int64_t *a, const int64_t *b, int64_t kept, int64_t begin,
                                int64_t end) {
  int64_t *a_rest = a + kept;
  const int64_t *b_rest = b + kept;
  for (int64_t k = begin; k < end; k++) {
    double x = load(a + k), y = load(b + k);
    double sum = x + y;
    double y_in = sum - x, x_in = sum - y_in;
    double error = (x - x_in) + (y - y_in);
    store(a + k, sum);
    store(a_rest + k, (load(a_rest + k) + load(b_rest + k)) + error);
  }
}

static int64_t wrap_add(int64_t x, int64_t y) { return (int64_t)((uint64_t)x + (uint64_t)y); }
static int64_t wrap_mul(int64_t x, int64_t y) { return (int64_t)((uint64_t)x * (uint64_t)y); }
/* The first wins ties, and a NaN wins over all. */
static double least(double x, double y) { return x <= y || x != x ? x : y; }
static double greatest(double x, double y) { return x >= y || x != x ? x : y; }

#define EACH_FLOAT(expression)               \
  for (int64_t k = begin; k < end; k++) {    \
    double x = load(a + k), y = load(b + k); \
    store(a + k, expression);                \
  }                                          \
  break
#define EACH_INT(expression)              \
  for (int64_t k = begin; k < end; k++) { \
    int64_t x = a[k], y = b[k];           \
    a[k] = expression;                    \
  }                                       \
  break

void states_combine(const plan_accumulator *accumulators, size_t n, int64_t kept, int64_t begin,
                    int64_t end, int64_t *into, const int64_t *from) {
  for (size_t i = 0; i < n; i++) {
    int64_t *a = into + accumulators[i].word * kept;
    const int64_t *b = from + accumulators[i].word * kept;
    switch ((plan_fold)accumulators[i].fold) {
    case FOLD_SUM_COMPENSATED: combine_compensated(a, b, kept, begin, end); break;
    case FOLD_SUM_FLOAT: EACH_FLOAT(x + y);
    case FOLD_SUM_INT: EACH_INT(wrap_add(x, y));
    case FOLD_PROD_FLOAT: EACH_FLOAT(x * y);
    case FOLD_PROD_INT: EACH_INT(wrap_mul(x, y));
    case FOLD_MIN_FLOAT: EACH_FLOAT(least(x, y));
    case FOLD_MAX_FLOAT: EACH_FLOAT(greatest(x, y));
    case FOLD_MIN_INT: EACH_INT(x < y ? x : y);
    case FOLD_MAX_INT: EACH_INT(x > y ? x : y);
    case FOLD_OR: EACH_INT(x | y);
    case FOLD_AND: EACH_INT(x & y);
    }
  }
}

void states_tree(const plan_accumulator *accumulators, size_t n, uint32_t words, int64_t kept,
                 int64_t begin, int64_t end, int64_t *states, int64_t count) {
  int64_t size = words * kept;
  for (int64_t step = 1; step < count; step *= 2)
    for (int64_t j = 0; j + step < count; j += 2 * step)
      states_combine(accumulators, n, kept, begin, end, states + j * size,
                     states + (j + step) * size);
}
