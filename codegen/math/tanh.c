/* tanh.c: the hyperbolic tangent, (exp 2x - 1) / (exp 2x + 1).
 *
 * With y = 2^-n (exp 2|x| - 1) as expm1 has it, before its last rounding, that is y / (y +
 * 2^(1-n)): sum and quotient of pairs, so that only the last step rounds. The sign comes last.
 */
#include "codegen/math/math_parts.h"

val math_tanh(emitter *e, val x) {
  val twice = ev_abs(e, x);
  twice = ev_add(e, twice, twice);
  twice = math_min(e, ev_f64(e, x, 40.0), twice); /* there the result is 1; NaN passes */
  math_expm1_parts parts = math_expm1_of(e, twice);
  dd y = math_fast_two_sum(e, parts.hi, parts.lo), under;
  under.hi = ev_two_sum(e, y.hi, parts.twice, &under.lo);
  under.lo = ev_add(e, under.lo, y.lo);
  return ev_copysign(e, math_divide(e, y, under), x);
}

/* For float32, float64 is exact enough without pairs. */
val math_tanh32(emitter *e, val x32) {
  val x = ev_to_f64(e, x32), twice = ev_abs(e, x);
  twice = math_min(e, ev_f64(e, x, 20.0), ev_add(e, twice, twice));
  val y = math_expm1_short(e, twice);
  return ev_to_f32(e, ev_copysign(e, ev_div(e, y, ev_add(e, y, ev_f64(e, x, 2.0))), x));
}
