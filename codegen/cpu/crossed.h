/* crossed.h: stages whose folds reduce over different loops (plan.h). */
#ifndef JX_CROSSED_H
#define JX_CROSSED_H

#include "codegen/cpu/stage.h"

/* The nest holds its kept loops. */
void emit_crossed(stage_emitter *k, const nest *n);

#endif
