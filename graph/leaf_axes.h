/* leaf_axes.h: what a leaf reads, and what becomes of it when it is seen through a view. */
#ifndef JX_LEAF_AXES_H
#define JX_LEAF_AXES_H

#include "graph/graph_nodes.h"
#include "graph/view.h"

/* What VIEWs read. */
bool leaf_is_source(const graph_node *n);
/* What a node that is not made again reads; of what VIEWs read, all of it; of constants nothing. */
leaf leaf_read(graph *g, graph_ref r);
/* Fixes the axes that the map joins with the next ones inside. False: they cannot be joined, or an
 * error. `ones`: the axes of extent 1 of the node that is viewed. */
bool leaf_join(graph *g, graph_ref r, leaf *l, const view_map *m, uint32_t ones);
/* Moves the axes to where the map has them, in the shape that the leaf takes. False: an error. */
bool leaf_compose(graph *g, leaf *l, const view_map *m, const shape *s);

#endif
