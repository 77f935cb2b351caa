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

/* Of numbers of points that have 32 bits. */
val periodic_quotient(stage_emitter *k, val points, val by);

/* Whether some value is an index within a period; and those of a step's lanes, of a partial one
 * through a pad. */
bool periodic_counts(const stage_emitter *k);
val periodic_count(stage_emitter *k, val pad);

#endif
