/* graph_dims.h: dims and guards of a graph under construction, and scalar nodes read as dims.
 *
 * A dim_ref is -1 after an error, which is then in g->diag, and when a function is given one that
 * is: a chain of calls needs one check at its end. */
#ifndef JX_GRAPH_DIMS_H
#define JX_GRAPH_DIMS_H

#include "graph/graph.h"

dim_ref dim_push(graph *g, dim_op op, dim_ref a, dim_ref b, dim_ref c, int64_t imm);
dim_ref dim_push_exact(graph *g, dim_op op, dim_exact exact, dim_ref a, dim_ref b, dim_ref c,
                       int64_t imm);
dim_ref dim_const(graph *g, int64_t value);
dim_ref dim_const_float(graph *g, double value);
static inline bool dim_is_const(const graph *g, dim_ref d) { return g->dims.at[d].op == DIM_CONST; }
static inline int64_t dim_value_of(const graph *g, dim_ref d) { return g->values.at[d].i; }
static inline bool dim_is_one(const graph *g, dim_ref d) {
  return dim_is_const(g, d) && dim_value_of(g, d) == 1;
}

/* Adds a guard that holds for the operands at hand. False: out of memory. */
bool guard_push(graph *g, guard_op op, dim_ref a, dim_ref b, int64_t low, int64_t high);

/* An extent as shapes hold it: the constant 1 when it is 1 now, else itself; either is guarded. */
dim_ref dim_extent(graph *g, dim_ref d);
/* The one that stands for all that are equal to d. */
dim_ref dim_root(graph *g, dim_ref d);
/* Two that are equal now: a guard, and one root from now on. */
bool dim_equate(graph *g, dim_ref a, dim_ref b);
dim_ref dim_product(graph *g, const dim_ref *dims, int n);

/* A scalar node as a dim. Weak integers are exact: in 64 bits, which is guarded, or, when `wide`,
 * an EXACT_LONG (unless 64 bits always suffice). -1 after an error, or without one: */
enum {
  DIM_IS_LOST = -2,    /* 64 bits are too few; not when `wide` */
  DIM_IS_REFUSED = -3, /* it depends on more than scalars and shapes, or by more than arithmetic */
};
dim_ref dim_read(graph *g, graph_ref r, bool wide, span where);
/* The same in 64 bits; -1 after an error that says why `what` ("the length of arange") cannot
 * depend on it. */
dim_ref dim_of_node(graph *g, graph_ref r, const char *what, span where);
/* A dim as a scalar node: a CONST when it is one, else a DIM. */
graph_ref dim_node_of(graph *g, dim_ref d, bool weak, span where);

#endif
