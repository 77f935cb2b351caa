/* places.h: places that are found by counting steps, and folds that may end before their range
 * does. */
#ifndef JX_PLACES_H
#define JX_PLACES_H

#include "planner/plan.h"

/* Sets plan_accumulator.step and plan_stage.ends. */
void choose_places(const plan *out, plan_stage *stage);

/* Marks the values of a stage, `nvalues` of them, that each step of the vector loop computes for
 * more than the places of accumulators with a step, which look at one of them in a run. */
void mark_busy(const plan *out, const plan_stage *stage, bool *busy);

#endif
