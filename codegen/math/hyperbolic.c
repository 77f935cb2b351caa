/* hyperbolic.c: hyperbolic sine, cosine and tangent.
 *
 * With exp|x| = 2^n t exp(r) and exp(-|x|) = 2^n u exp(-r), t and u pairs from a table,
 *
 *   sinh|x| = 2^(n-1) ((t - u) cosh r + (t + u) sinh r)
 *   cosh x  = 2^(n-1) ((t + u) cosh r + (t - u) sinh r)
 *
 * where r is small: short polynomials and no quotient, and what cancels in t - u is exact. CRlibm's
 * sinh and cosh (M. Gallet, csh_fast.c, 2005) sum the same terms. The sign comes last.
 */
#include "codegen/math/math_parts.h"

/* sinh r = r + r^3 S(r^2), cosh r = 1 + r^2 C(r^2) */
static const double SINH[] = {0x1.5555555555557p-3, 0x1.11111110b7012p-7, 0x1.a01b501fb4355p-13};
static const double COSH[] = {0x1.0000000000004p-1, 0x1.5555555484dbp-5, 0x1.6c183dbc42d62p-10};
#define SINH_SHORT 0x1.5557081541c2p-3 /* for float32 */
#define COSH_SHORT 0x1.00021f707905fp-1

/* t - u, t + u, sinh r - r.hi and cosh r - 1 for |x|. */
typedef struct terms {
  dd less, more, r;
  val odd, even, k, shifted;
} terms;

static terms terms_of(emitter *e, val x) {
  /* There the result is infinite; NaN passes. */
  math_exps parts = math_exps_of(e, math_min(e, ev_f64(e, x, 711.0), ev_abs(e, x)));
  terms y = {.r = parts.r};
  y.less = math_fast_two_sum(e, parts.t.hi, ev_neg(e, parts.u.hi));
  y.less.lo = ev_add(e, y.less.lo, ev_sub(e, parts.t.lo, parts.u.lo));
  y.more = math_fast_two_sum(e, parts.t.hi, parts.u.hi);
  y.more.lo = ev_add(e, y.more.lo, ev_add(e, parts.t.lo, parts.u.lo));
  val z = ev_mul(e, y.r.hi, y.r.hi), zz = ev_mul(e, z, z);
  y.odd = ev_mad(e, ev_mul(e, y.r.hi, z), math_poly(e, z, zz, SINH, 3), y.r.lo);
  y.even = ev_mul(e, z, math_poly(e, z, zz, COSH, 3));
  y.k = ev_sub(e, parts.k, ev_f64(e, x, 1.0));
  y.shifted = ev_sub(e, parts.shifted, ev_f64(e, x, 1.0));
  return y;
}

/* Where x is small, (t + u) r is half of the result and more: a pair too. */
val math_sinh(emitter *e, val x) {
  terms y = terms_of(e, x);
  dd product = math_two_product(e, y.more.hi, y.r.hi);
  dd sum = math_fast_two_sum(e, y.less.hi, product.hi);
  val lo = ev_mad(e, y.more.lo, y.r.hi, y.less.lo);
  lo = ev_add(e, lo, ev_add(e, product.lo, sum.lo));
  lo = ev_mad(e, y.more.hi, y.odd, ev_mad(e, y.less.hi, y.even, lo));
  return ev_copysign(e, math_scale(e, ev_add(e, sum.hi, lo), y.k, y.shifted), x);
}

val math_cosh(emitter *e, val x) {
  terms y = terms_of(e, x);
  val lo = ev_mad(e, y.less.hi, y.odd, ev_mad(e, y.more.hi, y.even, y.more.lo));
  lo = ev_mad(e, y.less.hi, y.r.hi, lo);
  return math_scale(e, ev_add(e, y.more.hi, lo), y.k, y.shifted);
}

/* For float32, float64 is exact enough without pairs: twice the result. */
static val short_sum(emitter *e, val x, bool odd) {
  val t, u, r, bounded = math_min(e, ev_f64(e, x, 90.0), ev_abs(e, x));
  math_exps_short(e, bounded, &t, &u, &r);
  val less = ev_sub(e, t, u), more = ev_add(e, t, u), z = ev_mul(e, r, r);
  val sinh = ev_mad(e, ev_mul(e, r, z), ev_f64(e, x, SINH_SHORT), r);
  val cosh = ev_mad(e, z, ev_f64(e, x, COSH_SHORT), ev_f64(e, x, 1.0));
  if (odd) return ev_mad(e, less, cosh, ev_mul(e, more, sinh));
  return ev_mad(e, more, cosh, ev_mul(e, less, sinh));
}

val math_sinh32(emitter *e, val x32) {
  val x = ev_to_f64(e, x32), y = ev_mul(e, short_sum(e, x, true), ev_f64(e, x, 0.5));
  return ev_to_f32(e, ev_copysign(e, y, x));
}

val math_cosh32(emitter *e, val x32) {
  val x = ev_to_f64(e, x32);
  return ev_to_f32(e, ev_mul(e, short_sum(e, x, false), ev_f64(e, x, 0.5)));
}

/* ---- tangent ---- */

/* (exp 2x - 1) / (exp 2x + 1). With y = 2^-n (exp 2|x| - 1) as expm1 has it, before its last
 * rounding, that is y / (y + 2^(1-n)): sum and quotient of pairs, so that only the last step
 * rounds; the fast form is the quotient of their upper parts. */
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
