/* shared_axis.h: sums over a short axis that operands share, as products of matrices have.
 *
 * All that such a sum reads varies along fewer axes than the sum: the distances of all pairs of
 * points. So each element is used many times, and what can be said of an element once need not be
 * said of every sum. */
#ifndef JX_SHARED_AXIS_H
#define JX_SHARED_AXIS_H

#include "graph/graph.h"

/* Whether the argument of a sum is such a one. */
bool shared_axis(const graph *g, graph_ref r);

/* The same sum, of BOUNDED elements: when none of them is too large, no sum overflows. 0 without an
 * error where that cannot be told so, or would take as long. */
graph_ref shared_bounded(graph *g, graph_ref sum, span where);

#endif
