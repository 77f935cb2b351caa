/* abreast.h: scalars of rows that go side by side, as the lanes of one vector. */
#ifndef JX_ABREAST_H
#define JX_ABREAST_H

#include "codegen/cpu/stage.h"

/* Whether a value that each row has of its own is such an operation. */
bool abreast_takes(const stage_emitter *k, const plan_value *v);
/* Emits it; each row has its own lane. */
void abreast_emit(stage_emitter *k, uint32_t value);

#endif
