/* composed.h: functions that are written in terms of others.
 *
 * Their values are exact, or rounded as the operations round that they are made of. */
#ifndef JX_COMPOSED_H
#define JX_COMPOSED_H

#include "graph/build/calls.h"

/* A function of positional operands of any dtype. One that is a plain row of the operation table is
 * types_apply()'s. */
graph_ref make_composed(graph *g, op_id op, const graph_ref *args, int n, span where);

/* Those with keywords. */
graph_ref make_clip(call *c);
graph_ref make_isclose(call *c);
graph_ref make_nan_to_num(call *c);

#endif
