/* short_axis.h: folds along an innermost axis that is short. */
#ifndef JX_SHORT_AXIS_H
#define JX_SHORT_AXIS_H

#include "planner/planner.h"

/* Brings another position to the end of `order`, which is outermost first, where the last one is
 * reduced and too short to run in lanes. Guards say which kernel is for which extents. */
jx_status short_axis_avoid(planner *p, proto *s, uint8_t *order, int n);

#endif
