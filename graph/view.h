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
  int nmore;       /* outer parts of axes that reshaping cuts up: view_axes of the node's axis, */
  uint32_t joined; /* and axes that it makes one with the next axis inside (bit k: axis k), whose
                      extent is not 1; they go nowhere themselves. See view_joins() */
  view_axis axes[JX_MAX_RANK]; /* by axis of the node */
  dim_ref
      extents[JX_MAX_RANK]; /* by axis of the view; along one that none goes to it is the same */
  struct view_part {
    int axis;
    view_axis how;     /* start 0, and `by` the extents of the parts inside it */
  } more[JX_MAX_RANK]; /* the outer parts of an axis first */
} view_map;

/* The node as it is. */
view_map view_identity(const graph *g, graph_ref r);
graph_ref view_apply(graph *g, graph_ref r, const view_map *map, span where);
/* Whether all that is below the node lets axes be joined: lies without a gap along them, which
 * operands' layouts and guards say, or does not vary along any of them. Gathers do not. */
bool view_joins(graph *g, graph_ref r, const view_map *map);
/* Axes permuted: order[k] is the node's axis, from the right, that becomes axis k. */
graph_ref view_permute(graph *g, graph_ref r, const int *order, span where);

#endif
