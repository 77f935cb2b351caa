/* planes.h: a reduction that keeps a short innermost axis becomes one for each of its elements.
 *
 * Forces on points, `sum((q - p)*w[:,:,None], axis=1)` of shape (n, n, 3), keep an axis of 3: as
 * three reductions of (n, n) they run in lanes along the reduced axis, and what does not vary along
 * the short one is computed once, in lanes as well. */
#ifndef JX_PLANES_H
#define JX_PLANES_H

#include "graph/graph.h"

/* Sets *axis to the axis of `r` (from the right) along whose elements a reduction over `axes` is
 * better made apart, or to -1; either is guarded. False: out of memory. */
bool planes_find(graph *g, graph_ref r, uint32_t axes, int *axis);
/* r where the index along the axis is i, and without that axis. */
graph_ref planes_take(graph *g, graph_ref r, int axis, int64_t i, span where);
/* The JOIN of n such, reduced over what are `axes` of r. */
graph_ref planes_join(graph *g, const graph_ref *planes, int n, graph_ref r, uint32_t axes,
                      int axis, span where);
/* A JOIN that has just been made without axes of extent 1, or 0: r is none. */
graph_ref planes_drop(graph *g, graph_ref r, uint32_t axes, span where);

/* The axes of a plane that are those of r. */
static inline uint32_t planes_axes(uint32_t axes, int axis) {
  uint32_t inside = (UINT32_C(1) << axis) - 1;
  return (axes & inside) | (axes >> 1 & ~inside);
}

enum { PLANES_MOST = 8 };

#endif
