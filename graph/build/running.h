/* running.h: running sums and products, and differences of neighbours. */
#ifndef JX_RUNNING_H
#define JX_RUNNING_H

#include "graph/build/calls.h"

/* Of classes SCAN and RUNNING. */
graph_ref make_running(call *c, op_id op);

#endif
