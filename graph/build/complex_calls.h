/* complex_calls.h: functions of complex numbers with arguments of their own. */
#ifndef JX_COMPLEX_CALLS_H
#define JX_COMPLEX_CALLS_H

#include "graph/build/calls.h"

graph_ref make_complex(call *c);
graph_ref make_angle_of(call *c);

#endif
