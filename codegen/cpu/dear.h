/* dear.h: dear operations as functions that parts call.
 *
 * The code is that which would stand in the part, so bits are the same. */
#ifndef JX_DEAR_H
#define JX_DEAR_H

#include "codegen/cpu/stage.h"

/* Operations of at least this op_info.cost are functions of their own in parts. */
enum { DEAR_COST = 16 };

/* The operation of v by a call. The function is one for all that are alike. */
val parts_call(stage_emitter *k, const plan_value *v, val *args);
/* The same for a sine or cosine, which gives the other of the two as well. */
val parts_call_pair(stage_emitter *k, const plan_value *v, val *args, val *other);
/* A partial step's elements, by a call: `lanes` of them from `memory`, the last one repeated. */
val parts_load_partial(stage_emitter *k, jx_dtype d, val memory);

#endif
