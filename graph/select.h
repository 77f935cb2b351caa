/* select.h: the elements of an array for which a condition holds: a[m], for bool arrays m.
 *
 * How many they are is known only when they have been counted. So while the graph is built, a[m] is
 * a SELECT node, one of whose extents stands for the condition itself: a constant dim below -1. Two
 * selections broadcast when they have one condition, and operations on them are nodes as any other.
 * What folds a selection, or gives it as a result, asks for the same node over the whole array,
 * without the SELECTs, and for the condition. In the finished graph there are none of them. */
#ifndef JX_SELECT_H
#define JX_SELECT_H

#include "graph/graph_nodes.h"

/* A node's selected axis. */
typedef struct selection {
  int axis;       /* from the right; -1: it has none */
  graph_ref mask; /* the condition, of as many axes as that stands for; */
  int rank;       /* so many */
} selection;

selection select_of(const graph *g, graph_ref r);
/* Fails, if the node is a selection: `what` cannot be done to one. */
bool select_refuse(graph *g, graph_ref r, const char *what, span where);

/* x where the condition holds, which is one of the axes of x that lie `behind` others on its
 * right. */
graph_ref select_make(graph *g, graph_ref x, graph_ref mask, int behind, span where);
/* A selection's values over the whole array. */
graph_ref select_whole(graph *g, graph_ref r, span where);
/* What broadcasts to a selection, so that it broadcasts to the whole array. */
graph_ref select_beside(graph *g, graph_ref r, const selection *s, span where);
/* The condition as it broadcasts to that. */
graph_ref select_condition(graph *g, const selection *s, span where);

#endif
