/* root32.c: the cube root of float32, and the root of a sum of squares.
 *
 * As in root.c, a root that is nearly right is corrected by what its power misses, which a fused
 * multiply-add gives. Nothing is scaled: numbers so large or small that their powers would lose
 * bits are seen to out of line, in float64, and so are infinities and NaN. Where there is no fused
 * multiply-add, float64 is faster for all.
 */
#include <math.h>

#include "codegen/math/wide32.h"

/* ---- cube root ---- */

/* (1 - e)^(-1/3) = 1 + e C(e) for |e| <= 0.103 */
static const double SERIES[] = {0x1.555398p-2, 0x1.c9e0cap-3, 0x1.66157p-3};

/* 1 over the root of x to 3.4 percent. The bits of a float are about its logarithm (J. F. Blinn,
 * "Floating-point tricks", 1997); a third of them is taken in float32, in units of 2^9, so that
 * adding 2^23 leaves whole numbers in the last bits of the sum. */
static val inverse_start(emitter *e, val x) {
  val unit = ev_f32(e, x, -0x1p-9F / 3), from = ev_f32(e, x, 0x1p23F + (0x54a20000 >> 9));
  val third = ev_mad(e, ev_to_f32(e, ev_as_int(e, x)), unit, from);
  return ev_as_float(e, ev_shl(e, ev_as_int(e, third), 9));
}

/* y (1 - e)^(-1/3) is 1 over the root to 2^-18 (A. S. Householder's iteration, 1970), for
 * e = 1 - x y^3, and t = x y^2 the root to 2^-17, which (x - t^3) / (3 t^2) corrects. */
static val regular_root(emitter *e, val x) {
  val start = inverse_start(e, x), one = ev_f32(e, x, 1.0F);
  val miss = ev_mad(e, ev_neg(e, ev_mul(e, x, start)), ev_mul(e, start, start), one);
  val series = math_poly(e, miss, ev_mul(e, miss, miss), SERIES, 3);
  val y = ev_mad(e, ev_mul(e, start, miss), series, start), yy = ev_mul(e, y, y);
  val t = ev_mul(e, x, yy);
  dd square = math_two_product(e, t, t);
  val rest = ev_mad(e, ev_neg(e, square.hi), t, x);
  rest = ev_mad(e, ev_neg(e, square.lo), t, rest);
  return ev_mad(e, rest, ev_mul(e, yy, ev_f32(e, x, 1.0F / 3)), t);
}

static void any_root(emitter *e, const void *user, const val *x, val *out) {
  (void)user;
  out[0] = math_cbrt32_wide(e, x[0]);
}

/* What is left of x is 2^-40 of it at least. */
val math_cbrt32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return math_cbrt32_wide(e, x);
  val magnitude = ev_abs(e, x);
  val rare = math_out_of_range(e, magnitude, 0x1p-109, (double)INFINITY);
  val regular = ev_copysign(e, regular_root(e, magnitude), x), out;
  ev_patch_by(e, rare, &(ev_slow){any_root, NULL, NULL, 0}, 1, &x, 1, &regular, &out);
  return out;
}

/* ---- the root of a sum of squares ---- */

/* 1 / (2 x) to 6 percent, as in root.c. */
static val half_inverse(emitter *e, val x) {
  return ev_as_float(e, ev_sub(e, ev_i32(e, x, 0x7e7311c1), ev_as_int(e, x)));
}

/* h is the root of the rounded sum of a^2 and b^2; what the sum lacks is that of either square and
 * of their sum, what h^2 lacks joins it, and h is corrected by that over 2 h (C. F. Borges, "An
 * improved algorithm for hypot(a,b)", 2019). Only b's part is rounded. */
static val regular_hypot(emitter *e, val a, val b) {
  dd first = math_two_product(e, a, a);
  val sum = ev_mad(e, b, b, first.hi), h = ev_sqrt(e, sum);
  val second = ev_mad(e, b, b, ev_sub(e, first.hi, sum));
  val rest = ev_add(e, ev_mad(e, ev_neg(e, h), h, sum), ev_add(e, second, first.lo));
  return ev_mad(e, rest, half_inverse(e, h), h);
}

static void any_hypot(emitter *e, const void *user, const val *sides, val *out) {
  (void)user;
  out[0] = math_hypot32_wide(e, sides[0], sides[1]);
}

val math_hypot32(emitter *e, val x, val y) {
  if (!ev_can(e, CAN_FMA)) return math_hypot32_wide(e, x, y);
  /* Of a and b, the larger is a if either is NaN, and the smaller b. */
  val a = ev_abs(e, x), b = ev_abs(e, y), sides[] = {x, y}, out;
  val larger = math_max(e, b, a), smaller = math_min(e, a, b);
  val rare = math_out_of_range(e, larger, 0x1p-59, 0x1p63);
  val regular = regular_hypot(e, larger, smaller);
  ev_patch_by(e, rare, &(ev_slow){any_hypot, NULL, NULL, 0}, 2, sides, 1, &regular, &out);
  return out;
}
