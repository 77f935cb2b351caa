/* woven.h: short rows of views that do not lie without a gap, in lanes over rows. */
#ifndef JX_WOVEN_H
#define JX_WOVEN_H

#include "planner/planner.h"

/* Fills the proto's `woven` and, if it is, `innermost`, `outer` and `first`, once its positions are
 * ordered and nothing repeats (period.h). */
jx_status woven_find(planner *p, proto *s);

#endif
