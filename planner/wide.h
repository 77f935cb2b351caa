/* wide.h: folds of many rows of few columns, several rows at once. */
#ifndef JX_WIDE_H
#define JX_WIDE_H

#include "planner/planner.h"

/* Says in proto.wide whether a proto whose positions are ordered folds so; if it does and something
 * is the same in all rows, that is periodic (period.h). */
jx_status wide_find(planner *p, proto *s);
/* Makes the main values of a lowered stage vary along its vector loop where they do from row to
 * row, and the stage a wide one. */
void wide_stage(const plan *out, plan_stage *stage);

#endif
