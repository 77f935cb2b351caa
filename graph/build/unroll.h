/* unroll.h: reductions over a few elements become elementwise operations on slices.
 *
 * Whether one does depends on its extents, which are guarded, and on how much there is to compute
 * for an element. */
#ifndef JX_UNROLL_H
#define JX_UNROLL_H

#include "graph/graph.h"

/* What is left to fold by `op` over `mask` when the axes of a few elements are folded already; they
 * leave `mask` and stay with extent 1. A float32 sum goes on in float64, and a count as a sum of
 * int64. `mean`: the sum is divided, and may overflow where the quotient does not. */
graph_ref unroll_axes(graph *g, op_id *op, graph_ref r, uint32_t *mask, bool mean, span where);
/* The same of DEVIATIONS, LEAST_AT and GREATEST_AT, all axes at once; 0 without an error when they
 * are left to a loop. */
graph_ref unroll_pair(graph *g, op_id op, graph_ref r, graph_ref second, uint32_t axes, span where);
/* Whether a sum of r that is written out, which tells of no overflow on the way, needs a loop's
 * beside it: where care is taken, but for functions compiled ahead of time, for the sake of
 * speed. */
bool unroll_needs_loop(const graph *g, op_id op, graph_ref r);

#endif
