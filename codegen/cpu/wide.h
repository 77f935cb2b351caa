/* wide.h: the rows of a stage that folds several of them at once (planner/wide.h). */
#ifndef JX_CODEGEN_CPU_WIDE_H
#define JX_CODEGEN_CPU_WIDE_H

#include "codegen/cpu/stage.h"

/* At the stage's entry: how many rows are a wide one, and the numbers of theirs. */
void wide_enter(stage_emitter *k);
/* The index of the innermost reduced loop at each lane of the step at hand. */
val wide_index(stage_emitter *k, const row_state *row);
/* Whether a main value is read once for each row, and its elements at the lanes of the step. */
bool wide_picks(const stage_emitter *k, const plan_value *v);
val wide_load(stage_emitter *k, const row_state *row, uint32_t access);
/* All reduced points of one row of kept points, of which [begin, end) is finished, or leaves its
 * state: `flat` is the flat index of its first one. */
void wide_row(stage_emitter *k, const nest *n, val begin, val end, val flat);

#endif
