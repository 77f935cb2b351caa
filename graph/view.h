/* view.h: indexing without moving data: a view of an expression is the expression of views.
 *
 * Nodes below the viewed one are made again with other leaves; where that would be too many, or
 * they are reductions, a VIEW node reads what is stored. */
#ifndef JX_VIEW_H
#define JX_VIEW_H

#include "graph/graph.h"

/* What a view makes of a node: x[3, ::2, None].T, and whatever else indexes, is one view_map of x.
 * Along each axis of the node, the view's element is the one at start + step * (index of the view's
 * axis `to`), or at start where `to` is negative. Going down, such a map is applied to each leaf's
 * own one (graph_view), whose starts and steps it changes; nothing between has to know of it.
 *
 * Axes are counted from the right on both sides. A start of -1 stands for 0. Extents come from
 * dim_extent(). */
typedef struct view_map {
  int rank_in, rank_out;
  view_axis axes[JX_MAX_RANK];  /* by axis of the node */
  dim_ref extents[JX_MAX_RANK]; /* by axis of the view; an axis that none goes to has extent 1 */
} view_map;

/* The node as it is. */
view_map view_identity(const graph *g, graph_ref r);
graph_ref view_apply(graph *g, graph_ref r, const view_map *map, span where);
/* Axes permuted: order[k] is the node's axis, from the right, that becomes axis k. */
graph_ref view_permute(graph *g, graph_ref r, const int *order, span where);

#endif
