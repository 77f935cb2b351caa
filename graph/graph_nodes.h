/* graph_nodes.h: nodes of a graph under construction.
 *
 * A graph_ref is 0, the poison node, after an error, which is then in g->diag, and when a function
 * is given one that is: a chain of calls needs one check at its end. So it is in all that makes
 * nodes. */
#ifndef JX_GRAPH_NODES_H
#define JX_GRAPH_NODES_H

#include "graph/graph.h"

/* Dims of a shape, outermost first. */
typedef struct shape {
  int rank;
  dim_ref dims[JX_MAX_RANK];
} shape;

/* What INPUT, IOTA and VIEW nodes read, before it is stored. */
typedef struct leaf {
  uint32_t source;
  int naxes;
  view_axis axes[GRAPH_MAX_AXES];
} leaf;

/* A graph without operands or nodes, the poison node apart. */
bool graph_init(graph *g, const ast *tree, size_t max_nodes);

/* The node equal to `node`, appended when there is none. Fills its rank, dims, view (from `l`,
 * unless that is NULL) and varies. */
graph_ref graph_push(graph *g, graph_node node, const shape *s, const leaf *l);

shape graph_shape(const graph *g, graph_ref r);
/* Bit set of the axes of extent 1, from the right. */
uint32_t graph_ones(const graph *g, graph_ref r);
static inline dim_ref shape_axis(const shape *s, int k) { return s->dims[s->rank - 1 - k]; }

/* The common shape of n nodes, or an error that names their shapes. */
bool graph_broadcast(graph *g, const graph_ref *args, int n, span where, shape *out);

/* "(3,2)" for the operands at hand. */
void graph_shape_text(const graph *g, graph_ref r, char *buffer, size_t size);

/* Of bool and integer dtypes. */
graph_ref graph_const(graph *g, jx_dtype dtype, bool weak, int64_t value, span where);
graph_ref graph_const_float(graph *g, jx_dtype dtype, bool weak, double value, span where);
graph_ref graph_input(graph *g, uint32_t operand, span where);
graph_ref graph_iota(graph *g, dim_ref length, span where);
/* The value of a CONST or DIM node all over a shape. */
graph_ref graph_fill(graph *g, graph_ref scalar, const shape *s);

/* An elementwise node whose operands have their final dtypes: broadcast, folded, merged, or
 * appended. `proto` gives op, dtype, weak, view and imm; weak holds only while the operands are all
 * weak. */
graph_ref graph_element(graph *g, graph_node proto, const graph_ref *args, int n, span where);

/* Nodes waiting for their operands, in a walk that must not recurse. */
typedef VEC(graph_ref) ref_stack;
bool ref_push(graph *g, ref_stack *stack, graph_ref r);

/* Appends the operands of a node that are not in a list of *n yet; false: it has no room for more
 * than `most`. For walks that look at a few nodes below one: what the list begins with is the root,
 * and a loop over it meets each node once. */
bool graph_list_operands(const graph_node *node, graph_ref *list, int *n, int most);

/* The same value, no longer weak. */
graph_ref graph_strong(graph *g, graph_ref r);

#endif
