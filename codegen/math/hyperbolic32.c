/* hyperbolic32.c: hyperbolic sine, cosine and tangent of float32.
 *
 * With |x| = k ln 2 + r, A = 2^(k-2) and B = 2^(-k-2), half of the results are
 *
 *   sinh|x|: (A - B) cosh r + (A + B) sinh r
 *   cosh x:  (A + B) cosh r + (A - B) sinh r
 *
 * polynomials of r. What cancels is taken off before anything is rounded, and what the sums round
 * is added last. Without FMA, float64 is as fast, which needs no such care.
 */
#include "codegen/math/float32_parts.h"

/* sinh r = r + r^3 S(r^2), cosh r = 1 + r^2 C(r^2) */
static const double SINH[] = {0x1.555556p-3, 0x1.110fbep-7, 0x1.a2e344p-13};
static const double COSH[] = {0x1p-1, 0x1.5554e6p-5, 0x1.6d4f1p-10};

#define SINH_SHORT 0x1.5557081541c2p-3 /* the same in float64, for |r| < 0.0217 */
#define COSH_SHORT 0x1.00021f707905fp-1

/* Twice the result, in float64. */
static val short_sum(emitter *e, val x, bool odd) {
  val t, u, r, bounded = math_min(e, ev_f64(e, x, 90.0), ev_abs(e, x));
  math_exps_short(e, bounded, &t, &u, &r);
  val less = ev_sub(e, t, u), more = ev_add(e, t, u), z = ev_mul(e, r, r);
  val sinh = ev_mad(e, ev_mul(e, r, z), ev_f64(e, x, SINH_SHORT), r);
  val cosh = ev_mad(e, z, ev_f64(e, x, COSH_SHORT), ev_f64(e, x, 1.0));
  if (odd) return ev_mad(e, less, cosh, ev_mul(e, more, sinh));
  return ev_mad(e, more, cosh, ev_mul(e, less, sinh));
}

static val short_sinh(emitter *e, val x) {
  val y = ev_mul(e, short_sum(e, x, true), ev_f64(e, x, 0.5));
  return ev_to_f32(e, ev_copysign(e, y, x));
}

static val short_cosh(emitter *e, val x) {
  return ev_to_f32(e, ev_mul(e, short_sum(e, x, false), ev_f64(e, x, 0.5)));
}

/* A - B, A + B, the exact part of r, sinh r without it, and cosh r - 1. */
typedef struct terms {
  dd less, more;
  val r, odd, even;
} terms;

static terms terms_of(emitter *e, val x) {
  /* There the result is infinite; NaN passes. */
  float32_reduced y = float32_reduce(e, math_min(e, ev_f32(e, x, 89.5F), ev_abs(e, x)));
  /* From 2^-20 of A on B counts no more; it must not leave the range of exponents. */
  val bounded = math_min(e, y.shifted, ev_f32(e, x, 0x1.8p23F + 20));
  val a = float32_power(e, y.shifted, -2);
  val b = float32_power(e, ev_sub(e, ev_f32(e, x, 0x1.8p24F), bounded), -2);
  val r = ev_add(e, y.hi, y.lo), z = ev_mul(e, r, r), zz = ev_mul(e, z, z);
  terms t = {math_fast_two_sum(e, a, ev_neg(e, b)), math_fast_two_sum(e, a, b), .r = y.hi};
  t.odd = ev_mad(e, ev_mul(e, r, z), math_poly(e, z, zz, SINH, 3), y.lo);
  t.even = ev_mul(e, z, math_poly(e, z, zz, COSH, 3));
  return t;
}

/* `result` for x, but x itself where it is small: half of a subnormal number may not be exact. */
static val odd(emitter *e, val x, val result) {
  val tiny = ev_lt(e, ev_abs(e, x), ev_f32(e, x, 0x1p-12F));
  return ev_select(e, tiny, x, ev_copysign(e, result, x));
}

val math_sinh32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return short_sinh(e, ev_to_f64(e, x));
  terms y = terms_of(e, x);
  val sum = ev_mad(e, y.more.hi, y.r, y.less.hi);
  val lo = ev_mad(e, y.more.hi, y.r, ev_sub(e, y.less.hi, sum));
  lo = ev_mad(e, y.less.hi, y.even, ev_add(e, lo, y.less.lo));
  lo = ev_mad(e, y.more.lo, y.r, lo);
  sum = ev_add(e, sum, ev_mad(e, y.more.hi, y.odd, lo));
  return odd(e, x, ev_add(e, sum, sum));
}

val math_cosh32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return short_cosh(e, ev_to_f64(e, x));
  terms y = terms_of(e, x);
  val sum = ev_mad(e, y.less.hi, y.r, y.more.hi);
  val lo = ev_mad(e, y.less.hi, y.r, ev_sub(e, y.more.hi, sum));
  lo = ev_mad(e, y.more.hi, y.even, ev_add(e, lo, y.more.lo));
  sum = ev_add(e, sum, ev_mad(e, y.less.hi, y.odd, lo));
  return ev_add(e, sum, sum);
}

/* ---- tangent ---- */

static val short_tanh(emitter *e, val x) {
  val twice = ev_abs(e, x);
  twice = math_min(e, ev_f64(e, x, 20.0), ev_add(e, twice, twice));
  val y = math_expm1_short(e, twice);
  return ev_to_f32(e, ev_copysign(e, ev_div(e, y, ev_add(e, y, ev_f64(e, x, 2.0))), x));
}

/* y / (y + 1) with y = (exp 2|x| - 1) / 2 as a pair; from 10 on the result is 1. */
val math_tanh32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return short_tanh(e, ev_to_f64(e, x));
  val magnitude = math_min(e, ev_f32(e, x, 10.0F), ev_abs(e, x)); /* NaN passes */
  dd y = float32_expm1(e, ev_add(e, magnitude, magnitude)), under;
  y = math_fast_two_sum(e, y.hi, y.lo);
  under.hi = ev_two_sum(e, y.hi, ev_f32(e, x, 1.0F), &under.lo);
  under.lo = ev_add(e, under.lo, y.lo);
  return odd(e, x, math_divide(e, y, under));
}
