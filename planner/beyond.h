/* beyond.h: folds of numbers so large that their sum overflows on the way.
 *
 * Kernels and states.c add in a way that is fast and goes wrong when something overflows; they see
 * afterwards that it did, and come here, with the words as they were before. A *watched*
 * accumulator (plan.h) has one word more, BEYOND, in which these functions leave what does not fit
 * the others. Elements that are infinite or NaN are no overflow: they go into the words, which are
 * infinite or NaN from then on.
 *
 * Words lie `step` elements apart, at words[w * step]. All of it may be called from any thread. */
#ifndef JX_BEYOND_H
#define JX_BEYOND_H

#include "planner/plan.h"

/* What a kernel does when it sees that something overflowed. */
typedef enum beyond_verb {
  BEYOND_TAKE,  /* elements into words */
  BEYOND_RUN,   /* elements into a short run (folds.c) */
  BEYOND_FLUSH, /* a short run into the words it was started for */
  BEYOND_LANES, /* the words of all lanes into those of the first */
  BEYOND_JOIN,  /* the words of another accumulator, behind the words, into them */
} beyond_verb;

/* A helper of kernels. `block` has numbers that are finite in the lanes that are to be left alone
 * (BEYOND_LANES: the first tells of all), then the words of an accumulator, then those of its run
 * for BEYOND_RUN and BEYOND_FLUSH, then elements: `rows` times one for each argument of the fold.
 * Each of these is a row of `lanes` float64. beyond[l * step] is BEYOND of lane l; with step 0 all
 * lanes share one. `what` is a plan_fold, and 256 times a beyond_verb. */
void beyond_fold(int64_t what, double *block, double *beyond, int64_t step, int64_t rows,
                 int64_t lanes);

/* words = words combined with other, where BEYOND is not yet added to. */
void beyond_join(plan_fold fold, double *words, double *beyond, const double *other, int64_t step);

#endif
