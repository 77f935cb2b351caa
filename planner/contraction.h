/* contraction.h: folds over an axis that two operands share, in blocks of kept points. */
#ifndef JX_CONTRACTION_H
#define JX_CONTRACTION_H

#include "planner/planner.h"

/* Whether a proto contracts, its positions being in this order, outermost first. Then its columns,
 * the innermost kept position, are brought to the end, which runs in lanes, and a guard says which
 * extents that is for. */
jx_status contraction_order(planner *p, proto *s, uint8_t *order, int n);
/* Sets block_* of a lowered stage whose proto contracts, or leaves them 0 where its loops or values
 * do not allow it after all. */
void contraction_block(const plan *out, plan_stage *stage, bool careful);

#endif
