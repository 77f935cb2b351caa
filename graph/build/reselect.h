/* reselect.h: what a condition selects, indexed along the axis that it selects along.
 *
 * a[m][n] for a condition n on selected elements is a[m and n] of the whole array, and a[m][2:5] is
 * what m and the number of those before select. */
#ifndef JX_RESELECT_H
#define JX_RESELECT_H

#include "graph/build/graph_build.h"
#include "graph/select.h"

/* How many the condition selects up to each point, in its own shape. */
graph_ref reselect_counted(graph *g, graph_ref mask, span where);

/* The condition of what remains of a selection: by a condition of the same selection, or a slice of
 * the tree. 0 after an error. */
graph_ref reselect_where(graph *g, const selection *by, graph_ref condition, span where);
graph_ref reselect_slice(builder *b, const selection *by, const ast_node *slice);
/* The place of one, an integer of rank 0, along each axis of the condition, from the right. */
bool reselect_place(graph *g, const selection *by, graph_ref index, int told, span where,
                    graph_ref *places);

#endif
