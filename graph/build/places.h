/* places.h: where a condition holds: nonzero and its kin, and what select as brackets do.
 *
 * They are selections (graph/select.h): of an index along an axis, and of an array. */
#ifndef JX_PLACES_H
#define JX_PLACES_H

#include "graph/build/calls.h"

/* nonzero(x), and where(x): a value of kind VALUE_PLACES, which has the condition. */
value make_nonzero(call *c);
/* Its places along an axis from the left; -1: along the only one, or an error. */
graph_ref places_along(graph *g, graph_ref condition, int64_t axis, span where);

graph_ref make_flatnonzero(call *c);
graph_ref make_argwhere(call *c);
/* compress and extract. */
graph_ref make_compress(call *c);

#endif
