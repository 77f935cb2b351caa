/* running.h: running sums and products, and differences of neighbours. */
#ifndef JX_RUNNING_H
#define JX_RUNNING_H

#include "graph/build/calls.h"

/* Of classes SCAN and RUNNING. */
graph_ref make_running(call *c, op_id op);
/* The running sum of an int64 node over all its elements in C order, in its own shape. */
graph_ref running_counted(graph *g, graph_ref r, span where);

#endif
