/* watch.h: accumulators whose sums may overflow on the way.
 *
 * Whoever folds or combines says what was there before and is now (watch_add), and has all of it
 * tested together (watch_all). */
#ifndef JX_WATCH_H
#define JX_WATCH_H

#include "codegen/cpu/stage.h"
#include "planner/beyond.h"

/* Words that a watched accumulator had before something was folded into them and has now, where
 * they have been stored, and what was folded. */
typedef struct watch {
  const plan_accumulator *a;
  beyond_verb verb;
  unsigned lanes;    /* of the words before */
  uint32_t rows, nx; /* elements, or accumulators: so many rows of nx values each */
  val before[FOLD_MAX_WORDS + FOLD_RUN_WORDS], after[FOLD_MAX_WORDS + FOLD_RUN_WORDS];
  val at[FOLD_MAX_WORDS + FOLD_RUN_WORDS];
  val x[PLAN_MAX_ROWS * FOLD_MAX_WORDS]; /* float64, or i1 */
  unsigned align;
  val beyond; /* where BEYOND is, of lane 0; */
  bool apart; /* and whether every lane has its own */
  val block;  /* scratch */
} watch;

/* How many words a verb takes and gives, those of a short run included. */
uint32_t watched_words(const plan_accumulator *a, beyond_verb verb);
/* The next one, to be filled; they are seen to together. */
watch *watch_add(stage_emitter *k, const plan_accumulator *a, beyond_verb verb);
/* Tests all that were added; where something has overflowed, a rare block puts it right. */
void watch_all(stage_emitter *k);
/* words = words combined with other, all of them scalars; what lies in `at` is right after it. */
void watch_combine(stage_emitter *k, const plan_accumulator *a, const val *words, const val *other,
                   const val *at);

#endif
