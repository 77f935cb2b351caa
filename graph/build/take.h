/* take.h: take() and take_along_axis(): what brackets do with an array of integers. */
#ifndef JX_TAKE_H
#define JX_TAKE_H

#include "graph/build/calls.h"

graph_ref make_take(call *c);
graph_ref make_take_along(call *c);

#endif
