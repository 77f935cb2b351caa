/* operations.h: single operations and folds, as words that any loop can use.
 *
 * They know the emitter and the element, not the loops around them: values come in, values go out,
 * of any lane count. */
#ifndef JX_OPERATIONS_H
#define JX_OPERATIONS_H

#include "codegen/llvm/emit.h"

/* ---- operations.c ---- */
/* One operation; arguments have as many lanes as the result, and the first of them is `of`. */
val emit_op(emitter *e, const plan_value *v, jx_dtype of, val *args);

/* ---- convert.c ---- */
val emit_convert(emitter *e, val x, jx_dtype from, jx_dtype to);

/* ---- folds.c ---- */
LLVMTypeRef fold_word_type(emitter *e, const plan_accumulator *a, uint32_t word);
/* The same while the vector loop folds: words may be narrower then (plan_accumulator.lane), but for
 * those of a sum, which has runs that are. */
bool fold_has_narrow_words(const plan_accumulator *a);
LLVMTypeRef fold_lane_type(emitter *e, const plan_accumulator *a, uint32_t word);
val fold_identity(emitter *e, const plan_accumulator *a, uint32_t word, unsigned lanes);
/* A value, or a narrow word, as the accumulator's first word. */
val fold_widen(emitter *e, const plan_accumulator *a, val x);
/* Of an extreme or a place: whether x comes before acc. NaN comes before nothing, and nothing
 * before it. */
val fold_beyond(emitter *e, const plan_accumulator *a, val x, val acc);
/* words' = words folded with a->nargs values, of the arguments' own dtypes. */
void fold_step(emitter *e, const plan_accumulator *a, val *words, const val *args);
/* The same with `rows` values of each argument, those of a row `step` behind those of the last. */
void fold_rows(emitter *e, const plan_accumulator *a, val *words, const val *args, uint32_t rows,
               size_t step);
void fold_combine(emitter *e, const plan_accumulator *a, val *words, const val *other);
/* Lanes folded to one, in a fixed tree. */
void fold_lanes(emitter *e, const plan_accumulator *a, val *words);
/* A level of that tree for several rows at once, `lanes` of which are side by side in one or two
 * vectors: their halves are folded, and lie side by side in words[]. Not for all folds. */
bool fold_folds_halves(const plan_accumulator *a);
void fold_halves(emitter *e, const plan_accumulator *a, val (*from)[FOLD_MAX_WORDS],
                 uint32_t vectors, unsigned lanes, val *words);
/* Lanes first .. first + n of x. */
val fold_half(emitter *e, val x, unsigned first, unsigned n);
/* True for folds whose step overlooks a NaN that is new, for speed; fold_nan() is to follow where
 * there is one. */
bool fold_overlooks_nan(const plan_accumulator *a);
void fold_nan(emitter *e, const plan_accumulator *a, val *words, const val *args);
/* Whether a value is a small part of a sum: see graph_beyond.c. */
bool fold_is_small(const plan_value *v);
/* The finished value, of the REDUCE value's dtype. Ends the block. */
val fold_finish(emitter *e, const plan_accumulator *a, const plan_value *v, const val *words);
/* What lanes past the end must hold of an argument in order to change nothing. Not all need be
 * replaced: such a lane repeats the last one, which changes no extreme, and of some folds one
 * argument says whether the others count. */
bool fold_needs_mask(const plan_accumulator *a, uint32_t arg);
val fold_neutral(const plan_accumulator *a, uint32_t arg, val like);

/* Short runs: some folds take FOLD_RUN steps in a cheaper form, beside the accumulator, and give
 * the run to it at the end. Words of a run are float64, or narrow integers. */
enum { FOLD_RUN = 16, FOLD_RUN_WORDS = 4 };
unsigned fold_run_words(const plan_accumulator *a); /* 0: fold_step() at every step */
LLVMTypeRef fold_run_type(emitter *e, const plan_accumulator *a);
/* A run of no steps, for an accumulator that is at `words`. */
void fold_run_start(emitter *e, const plan_accumulator *a, const val *words, val *run);
/* `seen`: every lane of the words has taken part in something, and each element counts; such steps
 * are told of later, before the end. */
void fold_run_step(emitter *e, const plan_accumulator *a, val *run, const val *args, bool seen);
/* Two such steps of a fold whose run waits for one addition then, which are of other bits. */
bool fold_takes_pairs(const plan_accumulator *a);
void fold_run_pair(emitter *e, const plan_accumulator *a, val *run, val x, val y);
void fold_run_count(emitter *e, const plan_accumulator *a, val *run, uint32_t steps);
/* Folds the run, of any number of steps, into the words it was started for. */
void fold_run_flush(emitter *e, const plan_accumulator *a, val *words, const val *run);
/* The same for words of nothing, which are what the run comes to; not of squared deviations. */
void fold_run_only(emitter *e, const plan_accumulator *a, val *words, const val *run);

/* ---- place.c: places with a step (plan_accumulator.step) ---- Lanes have a run, their extremes
 * and the numbers of the steps at which these were; words are those of all lanes together. `n`
 * counts the steps of a run, from 0 on; `base` is the index of lane 0. */
void place_run_start(emitter *e, const plan_accumulator *a, unsigned lanes, val *run);
void place_run_step(emitter *e, const plan_accumulator *a, val *run, val x, val n);
/* Folds the run into words; n and base are those of the last step. */
void place_run_end(emitter *e, const plan_accumulator *a, const val *run, val n, val base,
                   val *words);
/* The same for words of nothing, one of each lane. */
void place_run_leave(emitter *e, const plan_accumulator *a, const val *run, val n, val base,
                     val *words);
/* Steps that a run may have: a power of two. */
uint64_t place_run_most(const plan_accumulator *a);
/* Of bools, whose run has ended when a lane is true (of the least: false), which `hit` says: a step
 * folded into words. */
void place_found(emitter *e, const plan_accumulator *a, val hit, val base, val *words);

/* ---- moments.c: FOLD_DEVIATIONS, for folds.c ---- */
void moments_step(emitter *e, val *words, val x, val weight);
void moments_combine(emitter *e, val *words, const val *other);
void moments_lanes(emitter *e, val *words);
void moments_rows(emitter *e, val *words, const val *x, const val *weight, uint32_t rows);
void moments_run_start(emitter *e, const val *words, val *run);
void moments_run_step(emitter *e, val *run, val x, val weight);
void moments_run_step_seen(emitter *e, val *run, val x);
void moments_run_flush(emitter *e, val *words, const val *run);
void moments_run_count(emitter *e, val *run, uint32_t steps);

#endif
