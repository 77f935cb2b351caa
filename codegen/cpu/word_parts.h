/* word_parts.h: what words.c and word_steps.c know of each other. */
#ifndef JX_WORD_PARTS_H
#define JX_WORD_PARTS_H

#include "codegen/cpu/stage.h"
#include "codegen/cpu/watch.h"

/* Alignments; words in memory may be narrow. */
enum { WORDS_IN_REGISTERS = 64, WORDS_IN_MEMORY = 8 };

/* Words that folds read and write at every step: all but BEYOND, which only a rare block touches. */
uint32_t words_busy(const plan_accumulator *a);
/* Where a row's are, and those of its run. */
val *words_at(const stage_emitter *k, const plan_accumulator *a, uint32_t row);
val *words_run_at(const stage_emitter *k, uint32_t i, uint32_t row);
void words_load(stage_emitter *k, const plan_accumulator *a, const val *at, unsigned align,
                val *words);
void words_store(stage_emitter *k, const plan_accumulator *a, const val *at, unsigned align,
                 const val *words);
void words_copy(val *to, const val *from, uint32_t n);

/* A guard of words in registers, and of a run behind them when the verb has one: BEYOND is that of
 * the row, for all lanes. */
watch *words_watch(stage_emitter *k, uint32_t i, uint32_t row, beyond_verb verb);

/* Runs: words_count_run() counts a step, and ends them where it was the last one. */
bool words_any_run(const stage_emitter *k);
/* Rows that end together and are no longer than a run: their words are what it comes to. */
bool words_run_once(const stage_emitter *k);
void words_load_run(stage_emitter *k, uint32_t i, uint32_t row, val *run);
void words_store_run(stage_emitter *k, uint32_t i, uint32_t row, const val *run);
void words_count_run(stage_emitter *k);
/* Whether every element counts, for there is no weight or it is a constant. */
bool words_all_count(const stage_emitter *k, const plan_accumulator *a);

/* Runs of places. The base is the index of a place in lane 0 of the step at hand. */
bool words_any_place(const stage_emitter *k);
void words_load_place(stage_emitter *k, uint32_t i, uint32_t row, val *run);
void words_store_place(stage_emitter *k, uint32_t i, uint32_t row, const val *run);
val words_place_base(stage_emitter *k, uint32_t i, uint32_t row);
void words_count_place(stage_emitter *k);

#endif
