/* text.h: contains(str(i), '...') without a string. */
#ifndef JX_TEXT_H
#define JX_TEXT_H

#include "codegen/cpu/stage.h"

/* `x` is the integers, of the lanes of v. */
val emit_contains(stage_emitter *k, const row_state *row, const plan_value *v, val x);

#endif
