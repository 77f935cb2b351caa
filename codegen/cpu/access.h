/* access.h: elements between memory and the lanes of a step.
 *
 * Loads and stores are asked for everywhere; the rest is how the vector loop brings partial steps
 * and tiles about. */
#ifndef JX_ACCESS_H
#define JX_ACCESS_H

#include "codegen/cpu/stage.h"

/* The accesses a phase makes, for pads and pointers. */
bool emit_access_in_phase(const stage_emitter *k, uint32_t access, uint32_t phase);
/* Fills k->access_phase, once for a stage. */
void access_find_phases(stage_emitter *k);
val emit_load(stage_emitter *k, const row_state *row, const plan_value *v, bool vector);
/* The elements in use of a partial step, the last one of them repeated. */
val emit_load_partial(stage_emitter *k, LLVMTypeRef type, val pad, val memory);
/* In a part (parts.h): loads contiguous and strided accesses. */
void emit_load_group(stage_emitter *k, const uint32_t *accesses, uint32_t n);
/* All stores of a phase, at the current point. */
void emit_stores(stage_emitter *k, uint32_t phase, bool vector);

/* ---- For the vector loop ---- */

const plan_access *access_at(const stage_emitter *k, uint32_t a);
/* Addresses of the lanes of a strided access. */
val access_lane_pointers(stage_emitter *k, uint32_t a, val pointer);
LLVMTypeRef access_element(const stage_emitter *k, uint32_t a); /* in memory: a pair is a vector */
/* A vector of `lanes` such elements. */
LLVMTypeRef access_lanes(stage_emitter *k, LLVMTypeRef element);
/* Its elements lie side by side along the vector loop: in memory, or in a table that repeats. */
bool access_is_lined(const stage_emitter *k, uint32_t a);
unsigned access_size(const stage_emitter *k, uint32_t a); /* of an element, in bytes */

/* The contiguous store of a main value whose address streaming aligns, or -1; and to how much. */
int access_streamed(const stage_emitter *k);
unsigned access_stream_align(const stage_emitter *k, uint32_t a);

/* Stores those lanes of x of which the mask is set, at an address of any alignment. */
void access_store_masked(stage_emitter *k, val x, val to, val mask);

/* Copies the elements in use between memory and scratch for all lanes. */
void access_copy_pad(stage_emitter *k, LLVMTypeRef type, val pad, val memory, bool store);
/* The elements of a row's step: of a whole one, and of a partial one. */
val access_full(stage_emitter *k, uint32_t a, const row_state *row);
/* Asks for the lines that lie `ahead` bytes behind those of a step, of an access that is
 * contiguous.
 */
void access_prefetch(stage_emitter *k, uint32_t a, val from, uint32_t ahead);
val access_part(stage_emitter *k, uint32_t a, const row_state *row);
/* Of a step, PLAN_MAX_ROWS of its elements along what they are contiguous along: a vector for each
 * of these. */
void access_square(stage_emitter *k, uint32_t a, val *rows);
/* Of all rows of a tile at once, into `loaded` of each. */
void access_transposed(stage_emitter *k, uint32_t a);

/* A value that differs between full and partial steps. */
val access_either(stage_emitter *k, val full, LLVMBasicBlockRef from, val part,
                  LLVMBasicBlockRef other);

/* The elements from `at` on of the lanes that are used; 0 in the others. */
val access_masked_load(stage_emitter *k, val at, val used, LLVMTypeRef vector);

#endif
