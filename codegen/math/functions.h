/* functions.h: mathematical functions as words of the emitter.
 *
 * An emitter takes and gives values of its dtype and of any lane count. At most 1 ULP, or what
 * FAST_TABLE says while emitter.fast is set; NaN, infinities, zeros with their sign and subnormal
 * numbers as C's. */
#ifndef JX_MATH_FUNCTIONS_H
#define JX_MATH_FUNCTIONS_H

#include "codegen/llvm/emit.h"
#include "codegen/math/table.h"

#define MATH_PARAMETERS_1 val
#define MATH_PARAMETERS_2 val, val
#define X(id, nargs, f64, f32, ...)             \
  val f64(emitter *e, MATH_PARAMETERS_##nargs); \
  val f32(emitter *e, MATH_PARAMETERS_##nargs);
MATH_TABLE(X)
#undef X

/* A call of an emitter with the arguments in an array, by the number of the row. */
#define MATH_CALL_1(f, e, args) f(e, (args)[0])
#define MATH_CALL_2(f, e, args) f(e, (args)[0], (args)[1])

/* The function of an operation's row for the dtype of its arguments; NULL when it has no row. */
val math_function(emitter *e, op_id op, const val *args);

/* x^exponent for an exponent that is an integer or half of one, of at most 64; not 0 or a half. */
val math_power(emitter *e, val x, double exponent);

#endif
