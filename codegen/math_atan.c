/* math_atan.c: the angle of a point, arctan2(y, x), of float64.
 *
 * With t the smaller of |x| and |y| over the larger, a polynomial gives atan t on [0, 1]: no table and no branch, and one
 * division. The octant then says what to add it to or subtract it from: 0, pi/2 or pi, as pairs. What C's Annex F says of
 * zeros, infinities and NaN falls out of the arithmetic, but for the two selections marked.
 */
#include <float.h>
#include <math.h>

#include "codegen/math_parts.h"

#define PI_HI 0x1.921fb54442d18p+1
#define PI_LO 0x1.1a62633145c07p-53

/* atan t = t + t^3 A(t^2) for 0 <= t <= 1 */
static const double ATAN[] = {
    -0x1.5555555555526p-2,
    0x1.99999999955b1p-3,
    -0x1.249249237f4aep-3,
    0x1.c71c717fcc8ap-4,
    -0x1.745d11ae449ddp-4,
    0x1.3b13669828867p-4,
    -0x1.110e51181c014p-4,
    0x1.e1bba5cb7338p-5,
    -0x1.ae5e7036a3a61p-5,
    0x1.82dacfc058ef8p-5,
    -0x1.59a3ec528420fp-5,
    0x1.2c2e399a33b85p-5,
    -0x1.e9f9a6f58bc86p-6,
    0x1.683c55243e559p-6,
    -0x1.c78f0294fb994p-7,
    0x1.d7b81d93bf887p-8,
    -0x1.7a389c43867acp-9,
    0x1.b3f97d18da40fp-11,
    -0x1.3f353eeee4c93p-13,
    0x1.bbec0b0011a3cp-17,
};

/* A power of 2 that brings the larger side close to 2^100 (1023 + 1023 + 100 = 2146), so that neither its reciprocal nor the remainder of the
 * division is subnormal. */
static val scale_for(emitter *e, val larger) {
  val bounded = math_max(e, ev_f64(e, larger, 0x1p-923), larger);
  val exponent = ev_and(e, ev_as_i64(e, bounded), ev_i64(e, larger, INT64_C(0x7ff) << 52));
  return ev_as_f64(e, ev_sub(e, ev_i64(e, larger, INT64_C(2146) << 52), exponent));
}

/* The smaller side over the larger, as a pair. */
static dd ratio(emitter *e, val smaller, val larger) {
  val scale = scale_for(e, larger), infinity = ev_f64(e, larger, (double)INFINITY);
  val a = ev_mul(e, smaller, scale);
  val b = math_max(e, ev_f64(e, larger, 0x1p-1000), ev_mul(e, larger, scale)); /* 0/0 is 0 here */
  dd t = math_quotient(e, (dd){a, NULL}, (dd){b, NULL});
  /* Divided by infinity: 0 with nothing left, but 1 of infinity. */
  val endless = ev_eq(e, larger, infinity), both = ev_and(e, endless, ev_eq(e, smaller, infinity));
  t.hi = ev_select(e, both, ev_f64(e, larger, 1.0), t.hi);
  t.lo = ev_select(e, endless, ev_f64(e, larger, 0.0), t.lo);
  return t;
}

val math_arctan2(emitter *e, val y, val x) {
  val a = ev_abs(e, y), b = ev_abs(e, x), swap = ev_lt(e, b, a);
  val zero = ev_f64(e, x, 0.0), one = ev_f64(e, x, 1.0);
  dd t = ratio(e, ev_select(e, swap, b, a), ev_select(e, swap, a, b));

  /* atan(t.hi + t.lo) = t.hi + rest; 1 - z/2 is close enough to the derivative, 1 / (1 + z). */
  val z = ev_mul(e, t.hi, t.hi), zz = ev_mul(e, z, z);
  val rest = ev_mul(e, t.lo, ev_mad(e, z, ev_f64(e, x, -0.5), one));
  rest = ev_mad(e, ev_mul(e, t.hi, z), math_poly(e, z, zz, ATAN, 20), rest);

  /* Octants from the positive x axis: t, pi/2 - t, pi/2 + t, pi - t. */
  val left = ev_lt(e, ev_as_i64(e, x), ev_i64(e, x, 0));
  val base = ev_select(e, left, ev_f64(e, x, PI_HI), zero), base_lo = ev_select(e, left, ev_f64(e, x, PI_LO), zero);
  base = ev_select(e, swap, ev_f64(e, x, PI_HI / 2), base);
  base_lo = ev_select(e, swap, ev_f64(e, x, PI_LO / 2), base_lo);
  val sign = ev_select(e, ev_xor(e, swap, left), ev_i64(e, x, INT64_MIN), ev_i64(e, x, 0));
  dd sum = math_fast_two_sum(e, base, math_flip(e, t.hi, sign));
  val lo = ev_add(e, base_lo, math_flip(e, rest, sign));
  return math_flip(e, ev_add(e, sum.hi, ev_add(e, sum.lo, lo)), ev_as_i64(e, y));
}
