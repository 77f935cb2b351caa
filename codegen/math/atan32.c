/* atan32.c: the angle of a point and the arc tangent of a number, of float32.
 *
 * A polynomial up to 1/2; up to 1, atan(s/l) = pi/4 + atan((s - l)/(s + l)); beyond, the octant says
 * what to subtract from what. The quotient is a pair. Without fused multiply-add that costs more
 * than float64, whose range no quotient leaves, and where one longer polynomial is enough.
 */
#include <math.h>

#include "codegen/math/math_parts.h"

#define PI_HI 0x1.921fb54442d18p+1
#define HALF_PI 0x1.921fb8p+0 /* of 22 bits, so that 3 pi/4 is exact, and the next 24 */
#define HALF_PI_LO -0x1.5dde98p-23

/* atan q = q + q^3 A(q^2) for |q| <= 1/2 */
static const double ATAN[] = {-0x1.555512p-2, 0x1.997b06p-3, -0x1.2249b2p-3, 0x1.9ffb94p-4,
                              -0x1.a3da84p-5};

/* ---- in float64 ---- */

/* atan t = t + t^3 A(t^2) for 0 <= t <= 1, to 2^-28 */
static const double ATAN_SHORT[] = {
    -0x1.55553e5a40f32p-2, 0x1.9991fd25e7a32p-3,  -0x1.2421b53073aaap-3,
    0x1.c099feceee562p-4,  -0x1.5834932d3b7dbp-4, 0x1.dac9ec961a786p-5,
    -0x1.fed1727d96e3p-6,  0x1.65a670e8ffee1p-7,  -0x1.d63015491da0cp-10};

static val atan_short(emitter *e, val t) {
  val z = ev_mul(e, t, t), zz = ev_mul(e, z, z);
  return ev_mad(e, ev_mul(e, t, z), math_poly(e, z, zz, ATAN_SHORT, 9), t);
}

static val arctan_wide(emitter *e, val x32) {
  val x = ev_to_f64(e, x32), a = ev_abs(e, x), one = ev_f64(e, x, 1.0), swap = ev_lt(e, one, a);
  val t = atan_short(e, ev_div(e, ev_select(e, swap, one, a), ev_select(e, swap, a, one)));
  t = ev_select(e, swap, ev_sub(e, ev_f64(e, x, PI_HI / 2), t), t);
  return ev_to_f32(e, ev_copysign(e, t, x));
}

static val arctan2_wide(emitter *e, val y32, val x32) {
  val y = ev_to_f64(e, y32), x = ev_to_f64(e, x32), a = ev_abs(e, y), b = ev_abs(e, x);
  val swap = ev_lt(e, b, a), smaller = ev_select(e, swap, b, a), larger = ev_select(e, swap, a, b);
  val zero = ev_f64(e, x, 0.0), infinity = ev_f64(e, x, (double)INFINITY);
  val t = ev_div(e, smaller, math_max(e, ev_f64(e, x, 0x1p-1000), larger));
  t = ev_select(e, ev_eq(e, smaller, infinity),
                ev_select(e, ev_eq(e, larger, infinity), ev_f64(e, x, 1.0), larger), t);

  t = atan_short(e, t);
  val left = ev_lt(e, ev_as_i64(e, x), ev_i64(e, x, 0));
  val base =
      ev_select(e, swap, ev_f64(e, x, PI_HI / 2), ev_select(e, left, ev_f64(e, x, PI_HI), zero));
  t = ev_add(e, base, ev_select(e, ev_xor(e, swap, left), ev_neg(e, t), t));
  return ev_to_f32(e, math_flip(e, t, ev_as_i64(e, y)));
}

/* ---- in float32 ---- */

/* The angle from `base`, a multiple of pi/2, forwards or, where `sign` is set, backwards by
 * atan(smaller/larger). smaller - larger is exact where it is used. What is small is added up first,
 * since the polynomial is not. */
static val turn_from(emitter *e, val base, val sign, val smaller, val larger) {
  val zero = ev_f32(e, base, 0.0f), wide = ev_lt(e, larger, ev_add(e, smaller, smaller));
  dd sum = math_fast_two_sum(e, larger, smaller);
  dd over = {ev_select(e, wide, ev_sub(e, smaller, larger), smaller), NULL};
  dd under = {ev_select(e, wide, sum.hi, larger), ev_select(e, wide, sum.lo, zero)};
  dd q = math_quotient(e, over, under);
  val z = ev_mul(e, q.hi, q.hi), poly = math_poly(e, z, ev_mul(e, z, z), ATAN, 5);

  val eighth = ev_select(e, wide, ev_f32(e, base, HALF_PI / 2), zero),
      first = math_flip(e, q.hi, sign);
  val at = ev_add(e, base, math_flip(e, eighth, sign)); /* exact */
  dd from = math_fast_two_sum(e, at, first);
  val small = ev_mad(e, at, ev_f32(e, base, HALF_PI_LO / HALF_PI), math_flip(e, q.lo, sign));
  small = ev_add(e, small, from.lo);
  return ev_add(e, from.hi, ev_mad(e, ev_mul(e, first, z), poly, small));
}

/* Beyond 2^60 the arc tangent is pi/2. */
val math_arctan32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return arctan_wide(e, x);
  val a = math_min(e, ev_f32(e, x, 0x1p60f), ev_abs(e, x)), one = ev_f32(e, x, 1.0f);
  val swap = ev_lt(e, one, a);
  val base = ev_select(e, swap, ev_f32(e, x, HALF_PI), ev_f32(e, x, 0.0f));
  val sign = ev_select(e, swap, ev_i32(e, x, INT32_MIN), ev_i32(e, x, 0));
  val angle = turn_from(e, base, sign, ev_select(e, swap, one, a), ev_select(e, swap, a, one));
  return ev_copysign(e, angle, x);
}

/* Scales both sides by a power of 2, so that 1/larger is neither subnormal nor infinite. Infinity over
 * infinity becomes 1/1, other numbers over infinity 0/1, 0/0 becomes 0 over something. */
static void scale_sides(emitter *e, val *smaller, val *larger) {
  val one = ev_f32(e, *larger, 1.0f), infinity = ev_f32(e, *larger, INFINITY);
  val endless = ev_eq(e, *larger, infinity),
      both = ev_and(e, endless, ev_eq(e, *smaller, infinity));
  val bounded = ev_as_int(e, math_max(e, ev_f32(e, one, 0x1p-126f), *larger));
  val exponent = ev_and(e, bounded, ev_i32(e, one, 0xff << 23));
  /* 127 + 127 + 1 less the exponent, which leaves 2 to 4, and 0 times infinity */
  val scale = ev_as_float(e, ev_sub(e, ev_i32(e, one, 0xff << 23), exponent));
  *smaller = ev_select(e, both, one, ev_mul(e, *smaller, scale));
  *larger = ev_select(e, endless, one, ev_mul(e, *larger, scale));
  *larger = math_max(e, ev_f32(e, one, 0x1p-60f), *larger);
}

val math_arctan2_32(emitter *e, val y, val x) {
  if (!ev_can(e, CAN_FMA)) return arctan2_wide(e, y, x);
  val a = ev_abs(e, y), b = ev_abs(e, x), swap = ev_lt(e, b, a), zero = ev_f32(e, x, 0.0f);
  val smaller = ev_select(e, swap, b, a), larger = ev_select(e, swap, a, b);
  scale_sides(e, &smaller, &larger);
  /* Octants from the positive x axis: t, pi/2 - t, pi/2 + t, pi - t. */
  val left = ev_lt(e, ev_as_int(e, x), ev_i32(e, x, 0));
  val base = ev_select(e, left, ev_f32(e, x, 2 * HALF_PI), zero);
  base = ev_select(e, swap, ev_f32(e, x, HALF_PI), base);
  val sign = ev_select(e, ev_xor(e, swap, left), ev_i32(e, x, INT32_MIN), ev_i32(e, x, 0));
  return math_flip(e, turn_from(e, base, sign, smaller, larger), ev_as_int(e, y));
}
