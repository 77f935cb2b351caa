/* weaving.h: accesses of woven stages, which go along rows that lie apart. */
#ifndef JX_WEAVING_H
#define JX_WEAVING_H

#include "codegen/cpu/stage.h"

bool weaving_is(const stage_emitter *k, uint32_t access);
/* At the stage's entry: fills the tables. */
void weaving_enter(stage_emitter *k);
/* Before a vector loop over [begin, end). */
void weaving_begin(stage_emitter *k, val begin, val end);
/* The elements of a step, all of them or some. */
val weaving_load(stage_emitter *k, uint32_t access, bool whole);
/* Stores the lanes in use of a vector of elements as they are in memory. */
void weaving_store(stage_emitter *k, uint32_t access, val x);

#endif
