/* gather.h: elements at places that are computed: a[i], for integer arrays i.
 *
 * What is gathered from is read where it lies: an operand, a reduction's result, or an expression,
 * which is kept for that. Every index is checked by an INDEX node of its own. */
#ifndef JX_GATHER_H
#define JX_GATHER_H

#include "graph/graph_nodes.h"

/* One array of indices. */
typedef struct gather_index {
  graph_ref index; /* of an integer dtype, of any shape */
  int axis;        /* of what is gathered from, from the right */
  int told;        /* the axis as messages count it */
  bool checked;    /* it is within bounds, and int64 */
  span where;
} gather_index;

typedef struct gather {
  int n;
  gather_index at[GRAPH_MAX_ARGS];
  int place; /* where the indices' common axes stand among the other ones, from the left */
} gather;

/* x[.., i, .., j, ..]: the axes named become those that the indices have together. */
graph_ref gather_apply(graph *g, graph_ref x, const gather *how, span where);
/* An index from 0 on, as int64, which a kernel checks. Where there are indices, there must be some
 * extent: else an error. */
graph_ref gather_index_within(graph *g, graph_ref index, dim_ref extent, int told, span where);
/* x[.., i, ..] where the other axes of x follow those of i (take_along_axis). */
graph_ref gather_along(graph *g, graph_ref x, const gather_index *how, span where);

#endif
