/* accumulator.h: how values are folded: the accumulators of a plan.
 *
 * An accumulator is a few words, of 8 bytes in a state (plan.h). What its first word is of nothing,
 * how many there are and how they take a value is the fold's, in FOLD_TABLE; what they hold is the
 * dtype beside it, plan_accumulator.dtype: float64, int64 or uint64. The code generator folds by
 * it (codegen/ops/folds.c), the runtime combines states by it (runtime/run/states.c). */
#ifndef JX_ACCUMULATOR_H
#define JX_ACCUMULATOR_H

#include "base/dtype.h"
#include "base/element.h"
#include "graph/graph.h"

/* X(id, words, form, start, again, name, of integers)
 *
 * form   PLAIN        a word that takes values by one operation. Integers wrap, extremes are NaN if
 *                     any value is; OR and AND are 0 or 1
 *        COMPENSATED  a sum and the sum of its rounding errors (TwoSum, Knuth); finished: their
 *                     sum, or the first alone where it is not finite. OF_RUNS: of sums of a few
 *                     elements that are added plainly, for elements so dear that compensating
 *                     each would show
 *        PLACE        a value and its index (int64), the second argument. Of equal values the
 *                     smallest index, and the first NaN before all
 *        PRODUCT      the two parts of a complex number, the arguments, multiplied
 *        MOMENTS      words MOMENT_*: squared deviations from the mean, of the numbers whose
 *                     weight, the second argument, is true
 * start  the first word of no values: ZERO, ONE, or the GREATEST or LEAST number of its dtype; the
 *        index of no place is INT64_MAX, any other word 0. MINUS_ZERO: each word is -0.0, so that the
 *        sum of -0.0 alone is -0.0
 * again  a value that is folded in twice counts once */
#define FOLD_TABLE(X)                                                                        \
  X(SUM, 1, PLAIN, ZERO, false, "sum", "integer sum")                                        \
  X(SUM_COMPENSATED, 2, COMPENSATED, ZERO, false, "compensated sum", "")                     \
  X(SUM_OF_RUNS, 2, COMPENSATED, ZERO, false, "compensated sum of runs", "")                 \
  X(RUNNING_SUM, 2, COMPENSATED, MINUS_ZERO, false, "compensated running sum", "")           \
  X(PROD, 1, PLAIN, ONE, false, "product", "integer product")                                \
  X(PROD_COMPLEX, 2, PRODUCT, ONE, false, "complex product", "")                             \
  X(MIN, 1, PLAIN, GREATEST, true, "least", "least integer")                                 \
  X(MAX, 1, PLAIN, LEAST, true, "greatest", "greatest integer")                              \
  X(OR, 1, PLAIN, ZERO, true, "", "or")                                                      \
  X(AND, 1, PLAIN, ONE, true, "", "and")                                                     \
  X(ARGMIN, 2, PLACE, GREATEST, true, "place of the least", "place of the least integer")    \
  X(ARGMAX, 2, PLACE, LEAST, true, "place of the greatest", "place of the greatest integer") \
  X(DEVIATIONS, MOMENT_WORDS, MOMENTS, ZERO, false, "squared deviations", "")

/* Words of DEVIATIONS, all float64. The mean and the squares are sums of two, the second of which
 * means nothing once the first is not finite. */
enum {
  MOMENT_COUNT,
  MOMENT_MEAN,
  MOMENT_MEAN_LOW,
  MOMENT_SQUARES,
  MOMENT_SQUARES_LOW,
  MOMENT_WORDS
};

typedef enum plan_fold {
#define X(id, ...) FOLD_##id,
  FOLD_TABLE(X)
#undef X
      FOLD_COUNT_
} plan_fold;

typedef enum fold_form {
  FORM_PLAIN,
  FORM_COMPENSATED,
  FORM_PLACE,
  FORM_PRODUCT,
  FORM_MOMENTS
} fold_form;
typedef enum fold_start {
  START_ZERO,
  START_ONE,
  START_GREATEST,
  START_LEAST,
  START_MINUS_ZERO
} fold_start;

typedef struct fold_info {
  uint8_t words;
  uint8_t form;  /* fold_form */
  uint8_t start; /* fold_start */
  bool again;
  const char *name, *integer_name; /* as plans print it */
} fold_info;

extern const fold_info fold_table[FOLD_COUNT_]; /* by plan_fold */

enum { FOLD_MAX_WORDS = 6, FOLD_MAX_ARGS = 2 };

/* What overflows on the way to a result that may be finite is kept in units of a power of two: the
 * last word of a *watched* accumulator, BEYOND, a float64 that is 0 unless something did. A sum is
 * sum + low + BEYOND * 2^BEYOND_SUM; squared deviations are squares + low + BEYOND * 2^(2 *
 * BEYOND_DEVIATION). When accumulators combine, BEYOND is added, whatever the fold. */
enum { BEYOND_SUM = 1024, BEYOND_DEVIATION = GRAPH_SMALL_SQUARES };

/* Compared and written to disk as bytes, as all of a plan. */
#pragma GCC diagnostic push
#pragma GCC diagnostic error "-Wpadded"

typedef struct plan_accumulator {
  uint8_t fold;     /* plan_fold */
  uint8_t words;    /* fold_words(), and one more when it is watched */
  uint8_t nargs;    /* arguments it folds */
  uint8_t finish;   /* crossed stages: which of the stages behind them finishes it */
  uint32_t word;    /* first of its words among the stage's */
  uint32_t state;   /* first of its words in the state: the same, or that of the finishing stage */
  uint32_t kept;    /* set of loops (of the stage) along which it has words of its own */
  uint32_t value;   /* the REDUCE value, a plan_ref */
  uint8_t doubtful; /* it sets PLAN_DOUBT when it is not finite */
  uint8_t dtype;    /* of its first word: JX_FLOAT64, JX_INT64 or JX_UINT64 */
  uint8_t lane;     /* what the vector loop folds in: that, or a narrower integer, of which a
                       register holds more. Words of extremes, OR and AND are of it until they leave
                       the loop; of a sum, it is the type of short runs that the words are given;
                       of places with a step, the dtype of the values */
  uint8_t varies; /* elements are added plainly in runs, as long as the call says (SLOT_RUN), before
                       they are compensated; of sums alone */
  uint32_t step;  /* PLACE: the index rises by that from element to element of the vector loop, and
                     is not looked at in every step of it; 0: it is */
} plan_accumulator;

#pragma GCC diagnostic pop

static inline uint8_t fold_words(plan_fold fold) { return fold_table[fold].words; }
static inline bool accumulator_is_watched(const plan_accumulator *a) {
  return a->words > fold_words((plan_fold)a->fold);
}
static inline fold_form accumulator_form(const plan_accumulator *a) {
  return (fold_form)fold_table[a->fold].form;
}

static inline bool accumulator_is_narrow(const plan_accumulator *a) { return a->lane != a->dtype; }

/* The dtype of the first word of what folds such values. */
jx_dtype accumulator_dtype(jx_dtype of);
/* Word `word` of no values, the first of which has that dtype. */
element_value fold_of_nothing(plan_fold fold, jx_dtype dtype, uint32_t word);

#endif
