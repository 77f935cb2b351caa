/* graph_types.h: operations on operands of any dtype, and conversions between dtypes.
 *
 * What a program writes is made here; graph_element() takes operands as these leave them. */
#ifndef JX_GRAPH_TYPES_H
#define JX_GRAPH_TYPES_H

#include "graph/graph.h"

/* `op` of n operands: its dtype rule, conversions, canonical form. For every op of class ELEMENT,
 * and GT, GE, POS. */
graph_ref types_apply(graph *g, op_id op, const graph_ref *args, int n, span where);
static inline graph_ref types_apply1(graph *g, op_id op, graph_ref a, span where) {
  return types_apply(g, op, &a, 1, where);
}
static inline graph_ref types_apply2(graph *g, op_id op, graph_ref a, graph_ref b, span where) {
  return types_apply(g, op, (graph_ref[]){a, b}, 2, where);
}
/* The operands of an op of class BUILD in the dtype that its rule says, in place. False: an error.
 */
bool types_operands(graph *g, op_id op, graph_ref *args, int n, span where);

/* The implied conversion of an operand: weak values must fit. */
graph_ref types_convert(graph *g, graph_ref r, jx_dtype dtype, span where);
/* The same, which stays weak where `weak` says so and the operand is. */
graph_ref types_convert_as(graph *g, graph_ref r, jx_dtype dtype, bool weak, span where);
/* What an operation of the dtype has computed in a wider one: rounded to what the dtype is worked
 * in. */
graph_ref types_worked(graph *g, graph_ref r, jx_dtype dtype, span where);
/* The cast a program asks for; to its own dtype it rounds what is worked in a wider one. */
graph_ref types_cast(graph *g, graph_ref r, jx_dtype dtype, span where);
/* The same by one of Python's names: int, float, bool of what is weak is weak. */
graph_ref types_python_cast(graph *g, graph_ref r, jx_dtype dtype, span where);
/* r != 0, unless it is bool. */
graph_ref types_truth(graph *g, graph_ref r, span where);
/* Integers and bool to float64, floats as they are. */
graph_ref types_float(graph *g, graph_ref r, span where);
/* Whether it may be a number that its dtype does not hold: float16 is worked in float32. */
bool types_rounds(const graph *g, graph_ref r);

#endif
