/* hyperbolic.c: hyperbolic sine and cosine.
 *
 * With |x| = n ln 2 + r, |r| <= ln 2 / 2, and s = 2^-2n,
 *
 *   sinh|x| = 2^(n-1) ((1 - s) cosh r + (1 + s) sinh r)
 *   cosh x  = 2^(n-1) ((1 + s) cosh r + (1 - s) sinh r)
 *
 * so that two polynomials side by side give either, without table and quotient, and what cancels is
 * exact. CRlibm's sinh and cosh (M. Gallet, csh_fast.c, 2005) start from the same identities. The
 * sign comes last.
 */
#include "codegen/math/math_parts.h"

#define LOG2_E 0x1.71547652b82fep+0
/* ln 2 in parts of 32 and 53 bits: multiples of the first by numbers of 21 bits are exact. */
#define LN2_HI 0x1.62e42ffp-1
#define LN2_LO -0x1.718432a1b0e26p-35
#define ROUNDER 0x1.8p52    /* adding it leaves the nearest integer in the last bits of the sum */
#define ROUNDER_16 0x1.8p48 /* the nearest sixteenth, as math_scale() wants it */

/* sinh r = r + r^3 S(r^2), cosh r = 1 + r^2 C(r^2) */
static const double SINH[] = {0x1.5555555555559p-3, 0x1.111111110f62ap-7, 0x1.a01a01b020519p-13,
                              0x1.71ddf7afcd8cap-19, 0x1.af5ff3a8de46ep-26};
static const double COSH[] = {0x1.000000000000cp-1, 0x1.555555554fd67p-5, 0x1.6c16c1863e169p-10,
                              0x1.a01994ffd884cp-16, 0x1.28b1bd9aec955p-22};

/* s, n, r, sinh r - r.hi and cosh r - 1 for |x|. */
typedef struct terms {
  val s, n;
  dd r;
  val odd, even;
} terms;

static terms terms_of(emitter *e, val x) {
  x = math_min(e, ev_f64(e, x, 711.0), ev_abs(e, x)); /* there it is infinite; NaN passes */
  val rounder = ev_f64(e, x, ROUNDER), shifted = ev_mad(e, x, ev_f64(e, x, LOG2_E), rounder);
  terms y = {.n = ev_sub(e, shifted, rounder)};
  val first = ev_mad(e, y.n, ev_f64(e, x, -LN2_HI), x); /* exact */
  y.r.hi = ev_mad(e, y.n, ev_f64(e, x, -LN2_LO), first);
  y.r.lo = ev_mad(e, y.n, ev_f64(e, x, -LN2_LO), ev_sub(e, first, y.r.hi));
  val z = ev_mul(e, y.r.hi, y.r.hi), zz = ev_mul(e, z, z);
  y.odd = ev_mad(e, ev_mul(e, y.r.hi, z), math_poly(e, z, zz, SINH, 5), y.r.lo);
  y.even = ev_mul(e, z, math_poly(e, z, zz, COSH, 5));

  /* From 2^-64 on s counts no more, and stays, lest its exponent underflow. */
  val bounded = ev_as_i64(e, math_min(e, ev_f64(e, x, ROUNDER + 32), shifted));
  y.s = ev_as_f64(e, ev_sub(e, ev_i64(e, x, INT64_C(1023) << 52), ev_shl(e, bounded, 53)));
  return y;
}

/* y 2^(n-1), with one rounding. */
static val scaled(emitter *e, val y, val n) {
  val k = ev_sub(e, n, ev_f64(e, y, 1.0));
  return math_scale(e, y, k, ev_add(e, k, ev_f64(e, y, ROUNDER_16)));
}

/* Where x is small, (1 + s) r is half of the result and more: a pair. */
val math_sinh(emitter *e, val x) {
  terms y = terms_of(e, x);
  dd less = math_fast_two_sum(e, ev_f64(e, x, 1.0), ev_neg(e, y.s));
  dd more = math_fast_two_sum(e, y.r.hi, ev_mul(e, y.s, y.r.hi)); /* exact: s is a power of 2 */
  dd sum = math_fast_two_sum(e, less.hi, more.hi);
  val lo = ev_add(e, ev_add(e, less.lo, more.lo), ev_add(e, sum.lo, y.odd));
  lo = ev_mad(e, less.hi, y.even, ev_mad(e, y.s, y.odd, lo));
  return ev_copysign(e, scaled(e, ev_add(e, sum.hi, lo), y.n), x);
}

/* r comes late, lest roundings of its size add up, and before it what is known last. */
val math_cosh(emitter *e, val x) {
  terms y = terms_of(e, x);
  dd more = math_fast_two_sum(e, ev_f64(e, x, 1.0), y.s);
  val rest = ev_mad(e, ev_neg(e, y.s), y.r.hi, ev_mad(e, more.hi, y.even, more.lo));
  rest = ev_add(e, rest, ev_mad(e, ev_neg(e, y.s), y.odd, y.odd));
  return scaled(e, ev_add(e, more.hi, ev_add(e, y.r.hi, rest)), y.n);
}
