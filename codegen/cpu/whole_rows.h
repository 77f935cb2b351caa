/* whole_rows.h: rows of elementwise stages, of which all but the ends go by without a test. */
#ifndef JX_WHOLE_ROWS_H
#define JX_WHOLE_ROWS_H

#include "codegen/cpu/vector.h"

/* The vector loop over [begin, end) of a stage with plan_stage.whole; `body` is that of a step. */
void whole_rows_emit(stage_emitter *k, val begin, val end, vector_body *body, void *arg);

#endif
