/* pow32.c: x to the power of y, of float32.
 *
 * As in pow.c: log|x| as a pair, of about 2^-34 of it, times y as a pair, then the exponential of
 * that pair; the terms up to r^2 of the logarithm are exact. Where a product and a sum are two
 * instructions, float64 is faster, which needs no pairs.
 */
#include <math.h>

#include "codegen/math/float32_parts.h"

/* log(1 + r) = r - r^2/2 + r^3 P(r) for |r| <= 1/32, and 1/16 */
static const double LOG_32[] = {0x1.555554p-2, -0x1.00005ap-2, 0x1.99d432p-3, -0x1.4fd2ap-3};
static const double LOG_8[] = {0x1.555556p-2, -0x1.ffff86p-3, 0x1.9995bep-3, -0x1.56c854p-3,
                               0x1.27ff4p-3};

/* log x = k ln 2 - log c + log(1 + r) for positive x. */
static dd log_pair(emitter *e, val x) {
  float32_log y = float32_log_of(e, x);
  val half = ev_mul(e, y.r, ev_f32(e, x, 0.5F));
  dd first = math_fast_two_sum(e, y.base.hi, y.r), square = math_two_product(e, half, y.r);
  dd second = math_fast_two_sum(e, first.hi, ev_neg(e, square.hi));
  val rr = ev_mul(e, y.r, y.r), cube = ev_mul(e, rr, y.r);
  val p = y.short_terms ? math_poly(e, y.r, rr, LOG_32, 4) : math_poly(e, y.r, rr, LOG_8, 5);
  val lo = ev_add(e, ev_sub(e, first.lo, square.lo), second.lo);
  lo = ev_add(e, lo, y.base.lo);
  /* Of what r lacks, by the derivative 1 - r + r^2. */
  if (y.left) lo = ev_add(e, lo, ev_mad(e, ev_sub(e, rr, y.r), y.left, y.left));
  return math_fast_two_sum(e, second.hi, ev_mad(e, cube, p, lo));
}

/* exp(x + x_lo) for x between -104 and 89; x_lo is small. */
static val exp_pair(emitter *e, val x, val x_lo) {
  float32_reduced y = float32_reduce(e, x);
  y.lo = ev_add(e, y.lo, x_lo);
  dd sum = math_fast_two_sum(e, ev_f32(e, x, 1.0F), y.hi);
  val tail = ev_add(e, float32_exp_tail(e, y), sum.lo);
  return float32_scale(e, ev_add(e, sum.hi, tail), y.k, y.shifted);
}

/* `result` with the sign of x^y: odd powers have that of x; where y is not an integer, those of
 * negative finite numbers are NaN. Of either float. */
static val with_sign(emitter *e, val result, val x, val y) {
  val half = ev_mul(e, y, ev_float_like(y, 0.5)), zero = ev_float_like(x, 0.0);
  val whole = ev_eq(e, ev_rint(e, y), y);
  val odd = LLVMBuildFCmp(e->b, LLVMRealONE, ev_rint(e, half), half, "");
  val sign = ev_select(e, ev_and(e, whole, odd), ev_as_int(e, x), ev_bits_like(e, x, 0));
  val negative = ev_and(e, ev_lt(e, x, zero), ev_lt(e, ev_float_like(x, -(double)INFINITY), x));
  val undefined = ev_and(e, negative, LLVMBuildNot(e->b, whole, ""));
  return ev_select(e, undefined, ev_float_like(x, (double)NAN), math_flip(e, result, sign));
}

/* 1^y and x^0 are 1, even of infinity and NaN: their exponents are 0. */
static val without_unit(emitter *e, val exponent, val magnitude, val y) {
  return math_zero_for(e, math_zero_for(e, exponent, y, 0), magnitude, 1);
}

static val short_pow(emitter *e, val x, val y) {
  val magnitude = ev_abs(e, x), exponent = ev_mul(e, y, math_log_short(e, magnitude, true));
  exponent = without_unit(e, exponent, magnitude, y);
  return ev_to_f32(e, with_sign(e, math_exp_short(e, exponent), x, y));
}

val math_pow32(emitter *e, val x, val y) {
  if (!ev_can(e, CAN_FMA)) return short_pow(e, ev_to_f64(e, x), ev_to_f64(e, y));
  val magnitude = ev_abs(e, x);
  dd log = log_pair(e, magnitude);
  log.hi = math_log_specials(e, magnitude, log.hi);
  dd p = math_two_product(e, y, log.hi);
  p.lo = ev_mad(e, y, log.lo, p.lo);
  /* Where the result will be 0, infinite or NaN, the lower part may be anything. */
  val counts = ev_lt(e, ev_abs(e, p.hi), ev_f32(e, x, 128.0F));
  p.lo = ev_select(e, counts, p.lo, ev_f32(e, x, 0.0F));
  p.hi = without_unit(e, p.hi, magnitude, y);
  p.hi = math_min(e, ev_f32(e, x, 89.0F), p.hi);
  p.hi = math_max(e, ev_f32(e, x, -104.0F), p.hi);
  return with_sign(e, exp_pair(e, p.hi, p.lo), x, y);
}
