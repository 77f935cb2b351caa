/* vector.h: the loop over the lanes of a stage, and its partial step.
 *
 * Everything in its body sees the step at hand in the emitter: indices, lanes in use, where
 * contiguous accesses are. */
#ifndef JX_VECTOR_H
#define JX_VECTOR_H

#include "codegen/cpu/stage.h"

/* Lanes whose number is below `count`. */
val vector_lane_numbers(stage_emitter *k); /* 0, 1, ..., int64 */
val emit_lanes_below(stage_emitter *k, val count);

typedef void vector_body(stage_emitter *k, void *arg);

/* Runs `body` over [begin, end) of the vector loop, stage.lanes at a time; `phase` says which
 * accesses it makes. */
void emit_vector_loop(stage_emitter *k, uint32_t phase, val begin, val end, vector_body *body,
                      void *arg);

/* One step, of all lanes: the same without a loop. What has been loaded is not loaded again, and
 * forgotten behind it. */
void emit_whole_step(stage_emitter *k, uint32_t phase, val index, vector_body *body, void *arg);

/* Before such steps of a phase by themselves, in which no loop of it has been: nothing is loaded. */
void vector_begin(stage_emitter *k, uint32_t phase);
/* One step of no more points than there are lanes, which is taken for a partial one. */
void emit_part_step(stage_emitter *k, uint32_t phase, val begin, val end, vector_body *body,
                    void *arg);

/* In a part (parts.h): says where the step at hand is. */
void emit_step_in_part(stage_emitter *k, val vector_index, val count);

void emit_prefetch_rows(stage_emitter *k);
/* How many bytes ahead rows that go side by side ask for what they will read. */
val vector_ahead_of_rows(stage_emitter *k, uint32_t access);

#endif
