/* monotone.h: monotone functions move out of min and max.
 *
 * min(1 - x) is 1 - max(x): whoever makes such a reduction takes the functions off its argument
 * first, and puts them on its result. */
#ifndef JX_MONOTONE_H
#define JX_MONOTONE_H

#include "graph/graph_nodes.h"

/* Of the argument `r` of a min or max over `mask`, what is inside its monotone functions, which are
 * added to `outside`; `op` becomes the other one of the two when they fall. */
graph_ref monotone_inside(graph *g, op_id *op, graph_ref r, uint32_t mask, ref_stack *outside);
/* Then these functions of `r`, the reduced one. */
graph_ref monotone_outside(graph *g, graph_ref r, const ref_stack *outside, span where);

#endif
