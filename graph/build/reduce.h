/* reduce.h: reductions, and what a call of one asks for.
 *
 * Reduced axes stay with extent 1 until reduce_drop(): what is made of several reductions
 * broadcasts against the array they are of. */
#ifndef JX_REDUCE_H
#define JX_REDUCE_H

#include "graph/build/calls.h"
#include "graph/select.h"

/* Of classes REDUCE and OVER. */
graph_ref make_reduction(call *c, op_id op);

/* What a call of a reduction asks for. */
typedef struct over {
  graph *g;
  op_id op;   /* as called */
  span where; /* the call */
  graph_ref array;
  uint32_t axes;     /* from the right */
  graph_ref mask;    /* where=, which broadcasts to the array; 0: everything counts */
  graph_ref initial; /* of rank 0; 0: there is none */
  graph_ref ddof;    /* of rank 0; 0: it is 0 */
  jx_dtype dtype;    /* JX_DTYPE_NONE: by the rule */
  selection by;      /* what the array was selected by, and */
  bool selected;     /* whether the mask says which are: see selected.h */
} over;

/* SUM PROD MIN MAX ANY ALL COUNT (MEAN: a SUM that is going to be divided) of a call's array with
 * its dtype and initial value, over its axes, which stay with extent 1; `mask` (0: none) instead of
 * its own. */
graph_ref reduce_over(const over *o, op_id op, graph_ref mask);
/* The same of r, plainly; there is something for MIN and MAX to fold. */
graph_ref reduce_axes(graph *g, op_id op, graph_ref r, uint32_t axes, span where);
/* DEVIATIONS, LEAST_AT, GREATEST_AT, PROD_RE, PROD_IM; 0 without an error when all axes
 * have extent 1. */
graph_ref reduce_pair(graph *g, op_id op, graph_ref r, graph_ref second, uint32_t axes, span where);
/* r without axes, which have extent 1. */
graph_ref reduce_drop(graph *g, graph_ref r, uint32_t axes, span where);
/* Whether there is something to fold, guarded; false when out of memory. */
bool reduce_some(const over *o, bool *some);
/* False, with the message (a format for the function's name), when there is nothing. */
bool reduce_needs(const over *o, const char *message);
/* A scalar in the shape of what the call gives. */
graph_ref reduce_fill(const over *o, graph_ref scalar);

/* An axis from the right, from a written one. */
bool make_axis(builder *b, ast_ref r, int rank, int *axis);

#endif
