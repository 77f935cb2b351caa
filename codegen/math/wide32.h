/* wide32.h: functions of float32 computed in float64, for targets without fused
 * multiply-add. */
#ifndef JX_WIDE32_H
#define JX_WIDE32_H

#include "codegen/math/math_parts.h"

val math_sin32_wide(emitter *e, val x);
val math_cos32_wide(emitter *e, val x);
val math_tan32_wide(emitter *e, val x);
val math_arcsin32_wide(emitter *e, val x);
val math_arccos32_wide(emitter *e, val x);
val math_cbrt32_wide(emitter *e, val x);
val math_hypot32_wide(emitter *e, val x, val y);
val math_erfc32_wide(emitter *e, val x);

#endif
