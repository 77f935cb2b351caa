/* graph_beyond.h: sums that overflow on the way to a result that does not.
 *
 * What becomes of a sum is made here rather than by types_apply(), so that it is right for those,
 * too, where the graph is `careful`. */
#ifndef JX_GRAPH_BEYOND_H
#define JX_GRAPH_BEYOND_H

#include "graph/graph.h"

/* sum / divisor (its root, if that is asked for) and sum + initial, of a float64 sum, or
 * DEVIATIONS, that may have overflowed where that does not. */
graph_ref beyond_quotient(graph *g, graph_ref sum, graph_ref divisor, bool root, span where);
graph_ref beyond_add(graph *g, graph_ref sum, graph_ref initial, span where);

#endif
