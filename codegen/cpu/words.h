/* words.h: the words of accumulators, in registers or in memory.
 *
 * Which of the two follows from the plan. Words in registers are of whole vectors, for each row,
 * and become one lane when they end; of words in memory the caller says where they are. */
#ifndef JX_WORDS_H
#define JX_WORDS_H

#include "codegen/cpu/stage.h"

const plan_accumulator *words_accumulator(const stage_emitter *k, uint32_t i);
bool words_in_memory(const stage_emitter *k, const plan_accumulator *a);
/* Words in registers: their start, in every row; and their end, where lanes are folded to one. */
void words_begin(stage_emitter *k);
void words_end(stage_emitter *k);
/* Where words_end() leaves a word of a row. */
val words_single(stage_emitter *k, const plan_accumulator *a, uint32_t word, val row);
/* Gives where the words of accumulator i, in memory, are for the lanes of this step. */
typedef void words_memory(stage_emitter *k, uint32_t i, val *at, void *arg);
/* Of words in memory, of which a step takes as many as there are lanes. */
unsigned words_alignment(const plan_accumulator *a);
/* Folds the arguments of a step; `memory` may be NULL when no accumulator is there. */
void words_fold(stage_emitter *k, words_memory *memory, void *arg);
/* A step of a run, of folds that are all in registers and have runs, which ends none. `whole`: all
 * lanes, and behind others of its point where it is of squared deviations; such steps are not
 * counted until words_count_whole(). */
void words_fold_run(stage_emitter *k, bool whole);
void words_count_whole(stage_emitter *k, uint32_t steps);
/* Gives the runs to the words and starts new ones. */
void words_flush_runs(stage_emitter *k);
/* The same in a stage that ends early (plan_stage.ends), of a vector loop from `begin` on: sets
 * stage_folds.settled. */
void words_fold_until(stage_emitter *k, val begin);

#endif
