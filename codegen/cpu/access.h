/* access.h: what the vector loop (vector.c) asks of accesses (access.c). */
#ifndef JX_ACCESS_H
#define JX_ACCESS_H

#include "codegen/cpu/stage.h"

const plan_access *access_at(const stage_emitter *k, uint32_t a);
unsigned access_size(const stage_emitter *k, uint32_t a); /* of an element, in bytes */

/* The contiguous store of a main value whose address streaming aligns, or -1; and to how much. */
int access_streamed(const stage_emitter *k);
unsigned access_stream_align(const stage_emitter *k, uint32_t a);

/* Copies the elements in use between memory and scratch for all lanes. */
void access_copy_pad(stage_emitter *k, LLVMTypeRef type, val pad, val memory, bool store);
/* The elements of a row's step: of a whole one, and of a partial one. */
val access_full(stage_emitter *k, uint32_t a, const row_state *row);
val access_part(stage_emitter *k, uint32_t a, const row_state *row);
/* Of all rows of a tile at once, into `loaded` of each. */
void access_transposed(stage_emitter *k, uint32_t a);

/* A value that differs between full and partial steps. */
val access_either(stage_emitter *k, val full, LLVMBasicBlockRef from, val part,
                  LLVMBasicBlockRef other);

#endif
