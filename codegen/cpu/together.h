/* together.h: folds along short rows, several of which end together. */
#ifndef JX_TOGETHER_H
#define JX_TOGETHER_H

#include "codegen/cpu/stage.h"

/* A stage whose rows end together (plan_stage.together); the nest holds its kept loops. */
void emit_together(stage_emitter *k, const nest *n);

#endif
