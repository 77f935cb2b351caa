/* chain.h: stages that may run piece by piece along a common spine.
 *
 * A pass over the finished plan, which knows no protos. */
#ifndef JX_CHAIN_H
#define JX_CHAIN_H

#include "planner/plan.h"

/* Finds chains among the stages, and puts the stages of each side by side. */
jx_status chain_stages(plan *p, const layout *operands);

/* True when an access of a stage in a chain steps along the first `spine` axes of a temp as the
 * spine does. */
bool plan_follows_spine(const plan *p, const plan_stage *s, const plan_access *a, uint32_t spine);

#endif
