/* arcsine.c: the inverse sine and cosine.
 *
 * Up to 1/2, arcsin s = s + s^3 P(s^2), a polynomial. Beyond, the half-angle formula leads there:
 * arcsin|x| = pi/2 - 2 arcsin s with s^2 = (1 - |x|)/2, which is exact. s is a pair, so that its
 * rounding does not count, and the last sum alone does. arccos is the same from other multiples of
 * pi/2. (The reduction is that of W. J. Cody and W. Waite, "Software manual for the elementary
 * functions", 1980.)
 */
#include "codegen/math/math_parts.h"

#define PI_HI 0x1.921fb54442d18p+1
#define PI_LO 0x1.1a62633145c07p-53

/* arcsin s = s + s^3 P(s^2) for |s| <= 1/2 */
static const double ARCSIN[] = {
    0x1.555555555539p-3,  0x1.333333336e82bp-4, 0x1.6db6db42787edp-5,  0x1.f1c72c39b89efp-6,
    0x1.6e89f42b8595bp-6, 0x1.1c6be2ff4c5efp-6, 0x1.c6fda4d6038c2p-7,  0x1.8ec3c68971cacp-7,
    0x1.abc82a8963c57p-8, 0x1.3ff9d0f10e0ep-6,  -0x1.09db92c02dd69p-6, 0x1.0570697baf2ecp-5,
};
static const double ARCSIN_SHORT[] = {0x1.5555c883448a6p-3, 0x1.3301e4658393fp-4,
                                      0x1.747e4aa65a346p-5, 0x1.8c2835f7bb58ap-6,
                                      0x1.596d2e2cd6e4p-5}; /* for float32 */

/* arcsin of s = hi + lo, where s is |x|, or the half-angle's sine if that is not `small`. */
typedef struct arc {
  val small, hi, lo;
} arc;

static arc arcsine_of(emitter *e, val x) {
  val half = ev_f64(e, x, 0.5), magnitude = ev_abs(e, x), small = ev_le(e, magnitude, half);
  val beyond = ev_mad(e, magnitude, ev_f64(e, x, -0.5), half); /* exact; negative from 1 on */
  val z = ev_select(e, small, ev_mul(e, x, x), beyond), zz = ev_mul(e, z, z);
  if (e->fast) {
    val s = ev_select(e, small, magnitude, ev_sqrt(e, beyond));
    return (arc){small, s, ev_mul(e, ev_mul(e, s, z), math_poly(e, z, zz, ARCSIN, 12))};
  }
  dd root = math_root(e, (dd){beyond, NULL});
  val s = ev_select(e, small, magnitude, root.hi);
  val lo = ev_select(e, small, ev_f64(e, x, 0.0), root.lo);
  return (arc){small, s, ev_mad(e, ev_mul(e, s, z), math_poly(e, z, zz, ARCSIN, 12), lo)};
}

/* base + factor * a, where base is 0, pi/2 or pi. */
static val from_base(emitter *e, val base, val factor, arc a) {
  if (e->fast) return ev_mad(e, factor, ev_add(e, a.hi, a.lo), base);
  dd sum = math_fast_two_sum(e, base, ev_mul(e, factor, a.hi));
  val base_lo = ev_mul(e, base, ev_f64(e, base, PI_LO / PI_HI));
  return ev_add(e, sum.hi, ev_add(e, sum.lo, ev_mad(e, factor, a.lo, base_lo)));
}

/* 1 or `beyond`, then 0 or `base`. */
static val either(emitter *e, val small, double within, double beyond) {
  return ev_select(e, small, ev_f64(e, small, within), ev_f64(e, small, beyond));
}

val math_arcsin(emitter *e, val x) {
  arc a = arcsine_of(e, x);
  val base = either(e, a.small, 0.0, PI_HI / 2), factor = either(e, a.small, 1.0, -2.0);
  return ev_copysign(e, from_base(e, base, factor, a), x);
}

val math_arccos(emitter *e, val x) {
  arc a = arcsine_of(e, x);
  val negative = ev_lt(e, x, ev_f64(e, x, 0.0)), zero = ev_f64(e, x, 0.0);
  val beyond = ev_select(e, negative, ev_f64(e, x, PI_HI), zero);
  val base = ev_select(e, a.small, ev_f64(e, x, PI_HI / 2), beyond);
  val factor = math_flip(e, either(e, a.small, -1.0, 2.0), ev_as_i64(e, x));
  return from_base(e, base, factor, a);
}

/* ---- float32: in float64, where the root needs no second part ---- */

static arc arcsine_short(emitter *e, val x) {
  val half = ev_f64(e, x, 0.5), magnitude = ev_abs(e, x), small = ev_le(e, magnitude, half);
  val beyond = ev_mad(e, magnitude, ev_f64(e, x, -0.5), half);
  val s = ev_select(e, small, magnitude, ev_sqrt(e, beyond));
  val z = ev_select(e, small, ev_mul(e, x, x), beyond), zz = ev_mul(e, z, z);
  return (arc){small, ev_mad(e, ev_mul(e, s, z), math_poly(e, z, zz, ARCSIN_SHORT, 5), s), NULL};
}

val math_arcsin32(emitter *e, val x32) {
  val x = ev_to_f64(e, x32);
  arc a = arcsine_short(e, x);
  val beyond = ev_mad(e, a.hi, ev_f64(e, x, -2.0), ev_f64(e, x, PI_HI / 2));
  return ev_to_f32(e, ev_copysign(e, ev_select(e, a.small, a.hi, beyond), x));
}

val math_arccos32(emitter *e, val x32) {
  val x = ev_to_f64(e, x32);
  arc a = arcsine_short(e, x);
  val positive =
      ev_select(e, a.small, ev_sub(e, ev_f64(e, x, PI_HI / 2), a.hi), ev_add(e, a.hi, a.hi));
  val negative = ev_lt(e, x, ev_f64(e, x, 0.0));
  return ev_to_f32(e, ev_select(e, negative, ev_sub(e, ev_f64(e, x, PI_HI), positive), positive));
}
