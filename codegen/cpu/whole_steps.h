/* whole_steps.h: steps of all lanes that follow one another without a test, where a step is cheap.
 *
 * The vector loop (vector.h) asks at each step how many lanes it has and whether its stores bypass
 * the cache, which takes longer than to add two vectors that are in cache. */
#ifndef JX_WHOLE_STEPS_H
#define JX_WHOLE_STEPS_H

#include "codegen/cpu/vector.h"

/* Few and cheap values of the main phase, of what is at hand or lies without a gap; and what is
 * stored, if that may be, does. */
bool whole_steps_are_plain(const stage_emitter *k, bool stores);

/* As emit_vector_loop() over [begin, end) of the main phase, of which most steps come first as a
 * loop of their own where that pays. They do what they would in the other one. */
void whole_steps_emit(stage_emitter *k, val begin, val end, vector_body *body, void *arg);

#endif
