/* selected.h: reductions of what a condition selects (graph/select.h). */
#ifndef JX_SELECTED_H
#define JX_SELECTED_H

#include "graph/build/reduce.h"

/* Makes a reduction of a selection, if it is of one, a reduction of the whole array under the
 * condition: array, axes and mask. */
bool selected_over(over *o);
/* What the call gives, from a reduction that still has its axes. */
graph_ref selected_reduced(const over *o, graph_ref reduced, bool keepdims);
/* Of the array's dtype: what is never less than another, or never greater. */
graph_ref selected_neutral(const over *o, bool least);
/* The place of argmin or argmax among what is selected, from that in the whole array. `flat` gives
 * the flat index over an over's axes. */
typedef graph_ref flat_index(const over *o);
graph_ref selected_place(const over *o, graph_ref place, flat_index *flat);
/* How many elements a selection has, or along one axis of it (-1: all). */
graph_ref selected_size(graph *g, graph_ref r, int axis, span where);

#endif
