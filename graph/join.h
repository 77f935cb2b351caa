/* join.h: arrays that are put together from pieces: JOIN nodes.
 *
 * A JOIN is always stored: each piece by the stage that computes it, at its place, so that nothing
 * is copied. Whoever uses the whole reads it from there. */
#ifndef JX_JOIN_H
#define JX_JOIN_H

#include "graph/graph_nodes.h"

/* One part of a JOIN, before it is stored. */
typedef struct join_part {
  graph_ref node;
  bool flat;                   /* in C order its elements are those of the whole: see graph_piece */
  dim_ref starts[JX_MAX_RANK]; /* where it begins along each axis, outermost first */
} join_part;

/* The JOIN of parts of one dtype (and item, or unit) and of the rank of `s`, which they fill without overlap; or the one
 * that is flat. A part that is a JOIN itself gives its pieces. */
graph_ref graph_join(graph *g, const join_part *parts, uint32_t n, const shape *s, span where);

#endif
