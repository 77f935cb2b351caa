/* arc_hyperbolic32.c: the inverse functions of hyperbolic sine, cosine and tangent, of float32.
 *
 * As in arc_hyperbolic.c: what the logarithm is taken of is a pair, of about 46 bits. Without FMA
 * float64 is faster, which needs no pairs.
 */
#include <math.h>

#include "codegen/math/float32_parts.h"

/* From here on the root is x to 2^-26 of it, and x^2 might overflow: log 2x = log x + ln 2. */
#define LARGE 0x1p13F

/* ---- in float64 ---- */

/* `result` for x, but where that is small x itself, which float64 loses beside 1. */
static val short_odd(emitter *e, val x, val result) {
  val tiny = ev_lt(e, ev_abs(e, x), ev_f64(e, x, 0x1p-14));
  return ev_to_f32(e, ev_copysign(e, ev_select(e, tiny, x, result), x));
}

static val short_arcsinh(emitter *e, val x) {
  val root = ev_sqrt(e, ev_mad(e, x, x, ev_f64(e, x, 1.0)));
  return short_odd(e, x, math_log_short(e, ev_add(e, ev_abs(e, x), root), false));
}

static val short_arccosh(emitter *e, val x) {
  val one = ev_f64(e, x, 1.0);
  x = ev_select(e, ev_lt(e, x, one), ev_f64(e, x, (double)NAN), x);
  val root = ev_sqrt(e, ev_mad(e, x, x, ev_neg(e, one))); /* x*x is exact */
  return ev_to_f32(e, math_log_short(e, ev_add(e, x, root), false));
}

static val short_arctanh(emitter *e, val x) {
  val magnitude = ev_abs(e, x), one = ev_f64(e, x, 1.0);
  val quotient = ev_div(e, ev_add(e, one, magnitude), ev_sub(e, one, magnitude));
  return short_odd(e, x, ev_mul(e, math_log_short(e, quotient, false), ev_f64(e, x, 0.5)));
}

/* ---- in float32 ---- */

/* `result` for |x| with the sign of x. Where that is small it is x itself: a third of x^3 is less
 * than a third of its ulp. */
static val odd(emitter *e, val x, val magnitude, val result) {
  val tiny = ev_lt(e, magnitude, ev_f32(e, x, 0x1p-12F));
  return ev_copysign(e, ev_select(e, tiny, magnitude, result), x);
}

/* log(x + sqrt(square)) for x >= 0, of which the root may be the larger one, if `square` is 1 or
 * more, or the smaller. */
static val log_with_root(emitter *e, val x, dd square, bool larger) {
  dd root = math_root(e, square), sum;
  sum = larger ? math_fast_two_sum(e, root.hi, x) : math_fast_two_sum(e, x, root.hi);
  sum.lo = ev_add(e, sum.lo, root.lo);
  val large = ev_le(e, ev_f32(e, x, LARGE), x), zero = ev_f32(e, x, 0.0F);
  sum = (dd){ev_select(e, large, x, sum.hi), ev_select(e, large, zero, sum.lo)};
  return float32_log_sum(e, sum, ev_select(e, large, ev_f32(e, x, 1.0F), zero));
}

val math_arcsinh32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return short_arcsinh(e, ev_to_f64(e, x));
  val magnitude = ev_abs(e, x);
  dd square = math_plus_square(e, ev_f32(e, x, 1.0F), x);
  return odd(e, x, magnitude, log_with_root(e, magnitude, square, true));
}

val math_arccosh32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return short_arccosh(e, ev_to_f64(e, x));
  val one = ev_f32(e, x, 1.0F);
  x = ev_select(e, ev_lt(e, x, one), ev_f32(e, x, (float)NAN), x);
  val d = ev_sub(e, x, one);
  return log_with_root(e, x, math_plus_square(e, ev_add(e, d, d), d), false);
}

val math_arctanh32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return short_arctanh(e, ev_to_f64(e, x));
  val magnitude = ev_abs(e, x), one = ev_f32(e, x, 1.0F);
  dd over = math_fast_two_sum(e, one, magnitude);
  dd under = math_fast_two_sum(e, one, ev_neg(e, magnitude));
  val twice = float32_log_sum(e, math_quotient(e, over, under), NULL);
  return odd(e, x, magnitude, ev_mul(e, twice, ev_f32(e, x, 0.5F)));
}
