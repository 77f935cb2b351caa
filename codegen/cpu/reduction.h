/* reduction.h: stages that fold.
 *
 * What crossed stages have in common with them is here as well: the reduced nest, and where the
 * words of a point are in a state. */
#ifndef JX_REDUCTION_H
#define JX_REDUCTION_H

#include "codegen/cpu/stage.h"

/* A stage that folds; the nest holds its kept loops. With k->storing, running results are stored
 * at every point. */
void emit_reduction(stage_emitter *k, const nest *n);
/* Runs one side when the pointer is not NULL, the other when it is; either may be NULL. */
typedef void given_side(stage_emitter *k, void *arg);
void emit_if_given(stage_emitter *k, val pointer, given_side *given, given_side *null, void *arg);
/* Kept points side by side: accumulators in registers, the reduced nest, lanes folded. */
void emit_fold_along(stage_emitter *k, const nest *n);
/* Word w of an accumulator, `offset` points into the block. */
val emit_block_word(stage_emitter *k, const plan_accumulator *a, uint32_t w, val offset);
/* Accumulators in memory along the vector loop: where the words of the i-th are, for this step. */
void emit_block_words(stage_emitter *k, uint32_t i, val *at);
/* A block of words, block_begin to block_end: as of nothing; from or to a state, whose points of
 * the vector loop begin at `flat`; and post values and stores, which read up to a vector behind its
 * end. */
void emit_block_identities(stage_emitter *k);
void emit_block_copy(stage_emitter *k, val state, val flat, bool out);
void emit_block_finish(stage_emitter *k);
/* Fills a block up with its last point, so that a partial step repeats it as it repeats everything
 * else. */
void emit_block_repeat_last(stage_emitter *k);
/* The loops along which accumulators have words, of a stage that is not crossed. */
uint32_t emit_kept_loops(const stage_emitter *k);
/* The reduced nest, around `body`, unless its range is empty. */
void emit_reduced(stage_emitter *k, uint32_t open, nest_body *body);
/* The points of a set of loops, and the flat index among them of the one that is open; the vector
 * loop counts as index 0. */
val emit_points(stage_emitter *k, uint32_t loops);
val emit_flat(stage_emitter *k, uint32_t loops);
/* Where word `w` of point `flat` lies in a state of `total` points. */
val emit_state_word(stage_emitter *k, val state, uint32_t w, val total, val flat);
/* Main values, stores and nothing else of a step. */
void emit_main_step(stage_emitter *k, const nest *n);

#endif
