/* statistics.h: mean var std argmin argmax ptp, the nan family, vecdot: in terms of reductions.
 *
 * Reduced axes stay with extent 1. */
#ifndef JX_STATISTICS_H
#define JX_STATISTICS_H

#include "graph/build/reduce.h"

graph_ref make_statistic(const over *o);
/* How many elements count, along the reduced axes. */
graph_ref statistic_count(const over *o, graph_ref mask);
graph_ref make_vecdot(call *c, ast_ref axis, bool keepdims);

#endif
