/* arcsine.c: the inverse sine and cosine.
 *
 * Up to 1/2, arcsin s = s + s^3 P(s^2), a polynomial. Beyond, the half-angle formula leads there:
 * arcsin|x| = pi/2 - 2 arcsin s with s^2 = (1 - |x|)/2, which is exact. s is a pair, so that its
 * rounding does not count, and the last sum alone does. arccos is the same from other multiples of
 * pi/2. (The reduction is that of W. J. Cody and W. Waite, "Software manual for the elementary
 * functions", 1980.)
 */
#include "codegen/math/wide32.h"

/* arcsin s = s + s^3 P(s^2) for |s| <= 1/2 */
static const double ARCSIN[] = {
    0x1.555555555539p-3,  0x1.333333336e82bp-4, 0x1.6db6db42787edp-5,  0x1.f1c72c39b89efp-6,
    0x1.6e89f42b8595bp-6, 0x1.1c6be2ff4c5efp-6, 0x1.c6fda4d6038c2p-7,  0x1.8ec3c68971cacp-7,
    0x1.abc82a8963c57p-8, 0x1.3ff9d0f10e0ep-6,  -0x1.09db92c02dd69p-6, 0x1.0570697baf2ecp-5,
};
/* The same for float32. */
static const double ARCSIN_32[] = {0x1.5555c8p-3, 0x1.330204p-4, 0x1.747bbap-5, 0x1.8c3e28p-6,
                                   0x1.595c92p-5};

/* What depends on the type: the polynomial, and pi in two parts. */
typedef struct constants {
  const double *poly;
  unsigned terms;
  double pi, pi_lo;
} constants;

static const constants *constants_for(val x) {
  static const constants f64 = {ARCSIN, 12, 0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53},
                         f32 = {ARCSIN_32, 5, 0x1.921fb6p+1, -0x1.777a5cp-24};
  return ev_is_f32(x) ? &f32 : &f64;
}

/* arcsin of s = hi + lo, where s is |x|, or the half-angle's sine if that is not `small`. */
typedef struct arc {
  val small, hi, lo;
} arc;

static arc arcsine_of(emitter *e, val x) {
  const constants *c = constants_for(x);
  val half = ev_float_like(x, 0.5), magnitude = ev_abs(e, x), small = ev_le(e, magnitude, half);
  val beyond = ev_mad(e, magnitude, ev_float_like(x, -0.5), half); /* exact; negative from 1 on */
  val z = ev_select(e, small, ev_mul(e, x, x), beyond), zz = ev_mul(e, z, z);
  val p = math_poly(e, z, zz, c->poly, c->terms);
  if (e->fast) {
    val s = ev_select(e, small, magnitude, ev_sqrt(e, beyond));
    return (arc){small, s, ev_mul(e, ev_mul(e, s, z), p)};
  }
  dd root = math_root(e, (dd){beyond, NULL});
  val s = ev_select(e, small, magnitude, root.hi);
  val lo = ev_select(e, small, ev_float_like(x, 0.0), root.lo);
  return (arc){small, s, ev_mad(e, ev_mul(e, s, z), p, lo)};
}

/* base + factor * a, where base is 0, pi/2 or pi. */
static val from_base(emitter *e, val base, val factor, arc a) {
  if (e->fast) return ev_mad(e, factor, ev_add(e, a.hi, a.lo), base);
  dd sum = math_fast_two_sum(e, base, ev_mul(e, factor, a.hi));
  val base_lo =
      ev_mul(e, base, ev_float_like(base, constants_for(base)->pi_lo / constants_for(base)->pi));
  return ev_add(e, sum.hi, ev_add(e, sum.lo, ev_mad(e, factor, a.lo, base_lo)));
}

/* 1 or `beyond`, then 0 or `base`. */
static val either(emitter *e, const arc *a, double within, double beyond) {
  return ev_select(e, a->small, ev_float_like(a->hi, within), ev_float_like(a->hi, beyond));
}

static val arcsin_of(emitter *e, val x) {
  arc a = arcsine_of(e, x);
  val base = either(e, &a, 0.0, constants_for(x)->pi / 2), factor = either(e, &a, 1.0, -2.0);
  return ev_copysign(e, from_base(e, base, factor, a), x);
}

static val arccos_of(emitter *e, val x) {
  arc a = arcsine_of(e, x);
  val negative = ev_lt(e, x, ev_float_like(x, 0.0)), zero = ev_float_like(x, 0.0);
  val beyond = ev_select(e, negative, ev_float_like(x, constants_for(x)->pi), zero);
  val base = ev_select(e, a.small, ev_float_like(x, constants_for(x)->pi / 2), beyond);
  val factor = math_flip(e, either(e, &a, -1.0, 2.0), ev_as_int(e, x));
  return from_base(e, base, factor, a);
}

val math_arcsin(emitter *e, val x) { return arcsin_of(e, x); }
val math_arccos(emitter *e, val x) { return arccos_of(e, x); }

/* In float32 where the pairs cost less than float64. */
val math_arcsin32(emitter *e, val x) {
  return ev_can(e, CAN_FMA) ? arcsin_of(e, x) : math_arcsin32_wide(e, x);
}

val math_arccos32(emitter *e, val x) {
  return ev_can(e, CAN_FMA) ? arccos_of(e, x) : math_arccos32_wide(e, x);
}
