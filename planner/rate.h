/* rate.h: what a stage costs at a point, and how many lanes and rows it takes at once.
 *
 * Its values, accesses and accumulators are there. */
#ifndef JX_RATE_H
#define JX_RATE_H

#include "planner/plan.h"

void rate_stage(const plan *out, plan_stage *stage);

/* Bytes of the strings that a stage computes, in one lane. */
uint32_t rate_strings(const plan *out, const plan_stage *stage);

#endif
