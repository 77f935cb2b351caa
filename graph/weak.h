/* weak.h: weak integers and bools: Python's, exact until they end in a dtype.
 *
 * While the graph is built, one is a formula of others; whoever takes it as something else asks
 * here. What is weak, and what becomes of it, is told in weak.c. */
#ifndef JX_WEAK_H
#define JX_WEAK_H

#include "graph/graph.h"

graph_ref weak_literal(graph *g, const bigint *value, span where);
/* An operand with JX_ARRAY_LONG. */
graph_ref weak_operand(graph *g, uint32_t operand, span where);
/* op on weak integer and bool constants, as Python computes it; 0 without an error when they are
 * something else. */
graph_ref weak_fold(graph *g, op_id op, const graph_ref *args, int n, span where);

/* A weak node whose value a kernel can compute, and as what: itself, a number known when the call
 * is bound, or an operation that cannot overflow. An error when it does not fit int64. Anything
 * that is not weak stays. */
graph_ref weak_settle(graph *g, graph_ref r, span where);
/* The same, for what takes it as an integer of some dtype, which the error names. */
graph_ref weak_settle_as(graph *g, graph_ref r, jx_dtype dtype, span where);
/* The float64 nearest to a weak integer, still weak; an error when there is none. */
graph_ref weak_float(graph *g, graph_ref r, span where);
/* Of weak integers: x / y as the float64 nearest to it; x**y, an integer or (where y is negative) a
 * float64; shifts, whose count is not negative; x op y for EQ NE LT LE, of which either may be a
 * weak float. What weak_fold() computes does not come here. */
graph_ref weak_divide(graph *g, op_id op, const graph_ref *args, span where);
graph_ref weak_power(graph *g, op_id op, const graph_ref *args, span where);
graph_ref weak_shift(graph *g, op_id op, const graph_ref *args, span where);
graph_ref weak_compare(graph *g, op_id op, const graph_ref *args, span where);
/* How a weak integer lies to int64: 0 within, -1 below, 1 above, guarded; 2 after an error. */
int weak_class(graph *g, graph_ref r, span where);
/* A weak integer as a uint64, whose values beyond int64 a kernel turns the sign of; when it is
 * none, 0 with *side -1 below and 1 above, guarded. 0 and *side 0: an error. */
graph_ref weak_unsigned(graph *g, graph_ref r, int *side, span where);
/* The error that names the value. */
graph_ref weak_out_of_bounds(graph *g, graph_ref r, jx_dtype dtype, span where);

#endif
