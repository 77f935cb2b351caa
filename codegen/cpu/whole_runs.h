/* whole_runs.h: the steps of a fold that are a whole run of all lanes, without a test between them.
 */
#ifndef JX_WHOLE_RUNS_H
#define JX_WHOLE_RUNS_H

#include "codegen/cpu/vector.h"

/* Whether the stage's folds are cheap enough that the tests of a step would show. */
bool whole_runs_pay(const stage_emitter *k);
/* Whether the call says how long runs are. */
bool whole_runs_vary(const stage_emitter *k);
/* As emit_vector_loop() over [begin, end) of the main phase, but for the steps of whole runs, which
 * are `plain`. Other steps are `body`, which ends runs where they vary, and else does not. */
void whole_runs_emit(stage_emitter *k, val begin, val end, vector_body *body, vector_body *plain,
                     void *arg);

#endif
