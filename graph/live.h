/* live.h: the last step of building: what results need.
 *
 * After it the graph is as graph.h says, and nothing is appended to it. */
#ifndef JX_LIVE_H
#define JX_LIVE_H

#include "graph/graph.h"

/* Keeps that, in order, makes equal dims one, and drops the scratch. */
jx_status graph_keep_live(graph *g);

#endif
