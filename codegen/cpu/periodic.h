/* periodic.h: accesses that begin anew with each period of the vector loop. */
#ifndef JX_PERIODIC_H
#define JX_PERIODIC_H

#include "codegen/cpu/stage.h"

bool periodic_is(const stage_emitter *k, uint32_t access);
/* Makes the tables: as the stage begins, of accesses that move along the vector loop alone; before
 * each vector loop, whose outer loops `open` are, of the others. */
void periodic_enter(stage_emitter *k);
void periodic_row(stage_emitter *k, uint32_t open);
val periodic_points(stage_emitter *k); /* of a period */
/* A flat index of the vector loop within its period. */
val periodic_phase(stage_emitter *k, val index);

/* What is spread: its elements for the points to come are put down in a table, as often as each is
 * read, whenever a step finds that the last ones are used up. */
bool spread_is(const stage_emitter *k, uint32_t access);
bool spread_any(const stage_emitter *k);
/* Before the vector loop: the index that tables are said to begin at, when they are empty. */
val spread_nothing(stage_emitter *k, val begin);
/* At the head of a step: renews the tables if need be; `since` is where that index is. Returns how
 * far into them the step begins. */
val spread_renew(stage_emitter *k, val since);

#endif
