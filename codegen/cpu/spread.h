/* spread.h: accesses that stay where they are for a period of the vector loop. */
#ifndef JX_SPREAD_H
#define JX_SPREAD_H

#include "codegen/cpu/stage.h"

bool spread_is(const stage_emitter *k, uint32_t access);
bool spread_any(const stage_emitter *k);
/* Of a vector loop, where tables are, in memory: the index they begin at; and the elements before a
 * step's first one of those it picks from, NULL where none are picked. Steps up to `direct` need no
 * tables. */
typedef struct spread_loop {
  val since, elements, direct;
} spread_loop;

/* Before the vector loop: the index that tables are said to begin at, when they are empty. */
val spread_nothing(stage_emitter *k, val begin);
/* At the head of a step: renews the tables if need be. Returns how far into them the step begins.
 */
val spread_renew(stage_emitter *k, const spread_loop *l);

/* Whether each lane takes its element out of a table that has every one once; */
bool spread_picks(const stage_emitter *k, uint32_t access);
bool spread_any_picks(const stage_emitter *k);
/* Before the vector loop: makes step.over and what picking needs to know of each access. Returns the
 * last step that takes nothing from tables. */
val spread_begin(stage_emitter *k);
/* The elements of a step, a whole one or a partial one with step.lane_offset. */
val spread_take(stage_emitter *k, uint32_t access, bool whole);
/* A vector of 64 bytes of elements of `size` bytes, in a type that permutations take. */
val spread_vector_at(stage_emitter *k, val at, unsigned size);

#endif
