/* gathers.h: loads from where values say. */
#ifndef JX_GATHERS_H
#define JX_GATHERS_H

#include "codegen/cpu/stage.h"

/* A GATHER of so many lanes. Its arguments are at hand. */
val emit_gather(stage_emitter *k, row_state *row, const plan_value *v, unsigned lanes);

#endif
