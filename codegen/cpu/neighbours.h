/* neighbours.h: what accesses at a fixed distance from one another (planner/near.h) have in common.
 */
#ifndef JX_NEIGHBOURS_H
#define JX_NEIGHBOURS_H

#include "codegen/cpu/stage.h"

/* The access whose addresses this one's are a constant away from, or -1. */
int neighbour_of(const stage_emitter *k, uint32_t access);
/* This one's address, from that one's. */
val neighbour_at(stage_emitter *k, uint32_t access, val address);
/* Moves a row's pointer to where its neighbour's is; false: there is none. */
bool neighbour_moves(stage_emitter *k, row_state *row, uint32_t access);
/* The step of an access that takes every other element of a row, or fewer; 0: it does not. */
unsigned neighbour_step(const stage_emitter *k, uint32_t access);
/* Of those that take turns along an axis, as the even and the odd elements, the first one, from
 * whose address all load the same vectors, to the end of what the last one takes; or -1. */
int neighbour_set(const stage_emitter *k, uint32_t access);

#endif
