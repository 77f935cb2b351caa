/* frame.h: what passes between parts: cells and homes in scratch of the stage's function.
 *
 * Cells say where the loops are; a home holds a value from the part that makes it to the last one
 * that reads it. */
#ifndef JX_FRAME_H
#define JX_FRAME_H

#include "codegen/cpu/stage.h"

/* The frame begins with cells of 8 bytes. */
enum { CELL_VECTOR_INDEX, CELL_COUNT, CELL_STEPS, CELL_INDEX /* of each loop */ };

/* The frame, which is made when it is first asked for. */
val frame_open(stage_emitter *k);
val frame_load_cell(stage_emitter *k, uint32_t cell, LLVMTypeRef type);
void frame_store_cell(stage_emitter *k, uint32_t cell, val x);
/* Where `size` bytes are, in bytes from its start. */
uint32_t frame_room(stage_emitter *k, uint32_t size, uint32_t align);
/* Puts value i at home, where parts_fetch() finds it; nobody reads it any more. */
void frame_store_home(stage_emitter *k, uint32_t i, val x);
void frame_leave_home(stage_emitter *k, uint32_t i);
/* A value that is at home. */
val parts_fetch(stage_emitter *k, uint32_t i);
/* Gives the frame the size it has come to. */
void parts_finish(stage_emitter *k);

#endif
