/* root.c: the cube root, and the root of a sum of squares.
 *
 * Both find the root to half of its bits or nearly all, and then correct it by what its power
 * misses, which is all but exact: so roots that are exact come out exact.
 */
#include <math.h>

#include "codegen/math/wide32.h"

/* ---- cube root ---- */

#define ROUNDER 0x1.8p52 /* adding it leaves the nearest integer in the last bits of the sum */

/* m^(-1/3) for 3/4 <= m < 3/2, to 2^-11.9 */
static const double INVERSE_ROOT[] = {0x1.b272ef5c6813ap+0, -0x1.304a6cdb02c8dp+0,
                                      0x1.3e56a098e2c3p-1, -0x1.0ad13d58e0dd7p-3};

/* |x| = m * 2^(3n) with m between 3/8 and 3; n is in the last bits of `third`. y is about 1 over
 * m's root, to 2^-10 of it, and e is 1 - m y^3. */
typedef struct cube {
  val m, third, y, e;
} cube;

static cube cube_of(emitter *e, val magnitude) {
  math_parts parts = math_split(e, magnitude, 0);
  val one = ev_f64(e, magnitude, 1.0), rounder = ev_f64(e, one, ROUNDER);
  cube c = {.third = ev_mad(e, parts.k, ev_f64(e, one, 1.0 / 3), rounder)};
  val n = ev_sub(e, c.third, rounder), r = ev_mad(e, n, ev_f64(e, one, -3.0), parts.k);

  /* 2^r and 2^(-r/3) for r = -1, 0, 1: parabolas through three points. */
  val power = ev_mad(e, r, ev_mad(e, r, ev_f64(e, one, 0.25), ev_f64(e, one, 0.75)), one);
  val bend = ev_f64(e, one, 0x1.b744985853524p-6), slope = ev_f64(e, one, -0x1.dd68e9bbaedb3p-3);
  val inverse = ev_mad(e, r, ev_mad(e, r, bend, slope), one);
  c.m = ev_mul(e, parts.m, power);
  val start = math_poly(e, parts.m, ev_mul(e, parts.m, parts.m), INVERSE_ROOT, 4);
  c.y = ev_mul(e, start, inverse);
  c.e = ev_mad(e, ev_neg(e, ev_mul(e, c.m, c.y)), ev_mul(e, c.y, c.y), one);
  return c;
}

/* `root` of m times 2^n with x's sign; 0, infinities and NaN are their own roots. */
static val cube_result(emitter *e, val x, val magnitude, val root, val third) {
  val scaled = ev_as_f64(e, ev_add(e, ev_as_i64(e, root), ev_shl(e, ev_as_i64(e, third), 52)));
  val zero = ev_f64(e, x, 0.0), infinity = ev_f64(e, x, (double)INFINITY);
  val regular = ev_and(e, ev_lt(e, zero, magnitude), ev_lt(e, magnitude, infinity));
  return ev_select(e, regular, ev_copysign(e, scaled, x), x);
}

/* m - t^3, exactly: t has 26 bits, so that t^2 and what remains have 53. */
static val cube_missing(emitter *e, val m, val t) {
  val square = ev_mul(e, t, t);
  if (ev_can(e, CAN_FMA)) return ev_fma(e, ev_neg(e, square), t, m);
  val upper = math_upper(e, square), lower = ev_sub(e, square, upper);
  return ev_sub(e, ev_sub(e, m, ev_mul(e, upper, t)), ev_mul(e, lower, t));
}

/* Of any x. y (1 - e)^(-1/3) is 1 over the root up to e^3 (A. S. Householder's iteration, 1970),
 * and m y^2 the root; t is its first 26 bits. With d = (m - t^3) / (3 t'^2), t' being the root,
 * t' = t + d (1 + d/t') up to d^3. */
static val any_cbrt(emitter *e, val x) {
  val magnitude = ev_abs(e, x);
  cube c = cube_of(e, magnitude);
  val series = ev_mad(e, c.e, ev_f64(e, x, 2.0 / 9), ev_f64(e, x, 1.0 / 3));
  val y = ev_mad(e, ev_mul(e, c.y, c.e), series, c.y), square = ev_mul(e, y, y);
  val t = math_upper(e, ev_mul(e, c.m, square));
  val d = ev_mul(e, cube_missing(e, c.m, t), ev_mul(e, square, ev_f64(e, x, 1.0 / 3)));
  d = ev_mad(e, ev_mul(e, d, d), y, d);
  return cube_result(e, x, magnitude, ev_add(e, t, d), c.third);
}

/* c^(-1/3) for 0.9007 <= c <= 1.1063 */
static const double CUBE_SERIES[] = {
    0x1.0e0817fec1498p+1, -0x1.959ecf203e211p+1, 0x1.21e20d4d8bdp+2,  -0x1.0e7691caf03f5p+2,
    0x1.37b096d6bb77bp+1, -0x1.94581ba47c15ep-1, 0x1.c4a605d778049p-4};

/* 1 over the root of x to 3.5 percent. The bits of a float are about its logarithm (J. F. Blinn,
 * "Floating-point tricks", 1997); minus a third of them is taken in float64, in units of 2^12, so
 * that with a sum from 2^52 on its last bits are whole numbers. The constant is of L. Moroz et al.,
 * "Fast calculation of cube and inverse cube roots using a magic constant and its implementation on
 * microcontrollers", 2021. */
static val inverse_start(emitter *e, val x) {
  val unit = ev_f64(e, x, 0x1p52), upper = ev_lshr(e, ev_as_i64(e, x), 12);
  val units = ev_as_f64(e, ev_or(e, upper, ev_as_i64(e, unit))); /* and 2^52 of them */
  val from = ev_f64(e, x, 0x1p52 + 0x1p52 / 3 + 0x553ef0ff289dd);
  val third = ev_mad(e, units, ev_f64(e, x, -1.0 / 3), from);
  return ev_as_f64(e, ev_shl(e, ev_as_i64(e, third), 12));
}

/* For x so large that what is left of it is not subnormal. c = x y^3 turns y into 1 over the root
 * to 2^-32, and t = x y^2 is the root to 2^-31, which (x - t^3) / (3 t^2) corrects to 2^-61. */
static val regular_cbrt(emitter *e, val x) {
  val start = inverse_start(e, x);
  val c = ev_mul(e, ev_mul(e, x, start), ev_mul(e, start, start));
  val y = ev_mul(e, start, math_horner(e, c, CUBE_SERIES, 7)), yy = ev_mul(e, y, y);
  val t = ev_mul(e, x, yy);
  dd square = math_two_product(e, t, t);
  val rest = ev_mad(e, ev_neg(e, square.hi), t, x);
  rest = ev_mad(e, ev_neg(e, square.lo), t, rest);
  return ev_mad(e, rest, ev_mul(e, yy, ev_f64(e, x, 1.0 / 3)), t);
}

static void rare_cbrt(emitter *e, const void *user, const val *x, val *out) {
  (void)user;
  out[0] = any_cbrt(e, x[0]);
}

val math_cbrt(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return any_cbrt(e, x);
  val magnitude = ev_abs(e, x), out;
  val rare = math_out_of_range(e, magnitude, 0x1p-950, (double)INFINITY);
  val regular = ev_copysign(e, regular_cbrt(e, magnitude), x);
  ev_patch_by(e, rare, &(ev_slow){rare_cbrt, NULL, NULL, 0}, 1, &x, 1, &regular, &out);
  return out;
}

/* For float32, m y^2 (1 - e)^(-2/3) up to e^3 is exact enough. */
val math_cbrt32_wide(emitter *e, val x32) {
  val x = ev_to_f64(e, x32), magnitude = ev_abs(e, x);
  cube c = cube_of(e, magnitude);
  val root = ev_mul(e, ev_mul(e, c.m, c.y), c.y);
  val series = ev_mad(e, c.e, ev_f64(e, x, 5.0 / 9), ev_f64(e, x, 2.0 / 3));
  root = ev_mad(e, ev_mul(e, root, c.e), series, root);
  return ev_to_f32(e, cube_result(e, x, magnitude, root, c.third));
}

/* ---- the root of a sum of squares ---- */

/* Infinity beats NaN. */
static val hypot_result(emitter *e, val a, val b, val root) {
  val infinity = ev_f64(e, a, (double)INFINITY);
  val endless = LLVMBuildOr(e->b, ev_eq(e, a, infinity), ev_eq(e, b, infinity), "");
  return ev_select(e, endless, infinity, root);
}

/* 1 / (2 x) to 6 percent for positive x, finite for 0: enough for what corrects a square root. The
 * bits of a float are about its logarithm (J. F. Blinn, "Floating-point tricks", 1997). */
static val half_inverse(emitter *e, val x) {
  return ev_as_f64(e, ev_sub(e, ev_i64(e, x, INT64_C(0x7fce623822fc16e6)), ev_as_i64(e, x)));
}

/* Of any sides. The root h of the rounded sum is corrected by (h^2 - a^2 - b^2) / (2 h), with
 * squares as pairs (C. F. Borges, "An improved algorithm for hypot(a,b)", 2019). The larger side is
 * brought close to 2^100 before, and h back after. */
static val any_hypot(emitter *e, val x, val y) {
  val a = ev_abs(e, x), b = ev_abs(e, y), swap = ev_lt(e, a, b);
  val larger = ev_select(e, swap, b, a), smaller = ev_select(e, swap, a, b);
  val scale = math_scale_for(e, larger, 0x1p-922);
  val back = ev_as_f64(
      e, ev_sub(e, ev_i64(e, x, INT64_C(2046) << 52), ev_as_i64(e, scale))); /* 1 / scale */
  larger = ev_mul(e, larger, scale);
  smaller = ev_mul(e, smaller, scale);

  dd first = math_two_product(e, larger, larger), second = math_two_product(e, smaller, smaller);
  val h = ev_sqrt(e, ev_add(e, first.hi, second.hi));
  dd square = math_two_product(e, h, h);
  val excess = ev_sub(e, ev_sub(e, square.hi, first.hi), second.hi); /* exact */
  excess = ev_add(e, excess, ev_sub(e, ev_sub(e, square.lo, first.lo), second.lo));
  h = ev_sub(e, h, ev_mul(e, excess, half_inverse(e, h)));
  return hypot_result(e, a, b, ev_mul(e, h, back));
}

static void rare_hypot(emitter *e, const void *user, const val *sides, val *out) {
  (void)user;
  out[0] = any_hypot(e, sides[0], sides[1]);
}

/* For a >= b, whose squares are neither subnormal nor infinite. The same correction, of a root that
 * products give to 2^-30, leaves 2^-59. Of what the rounded sum lacks, only the part of b is
 * rounded, which may add a quarter of an ulp. */
static val regular_hypot(emitter *e, val a, val b) {
  val sum = ev_mad(e, b, b, ev_mul(e, a, a));
  val lost = ev_mad(e, b, b, ev_mad(e, a, a, ev_neg(e, sum)));
  math_roots h = math_rough_roots(e, sum);
  val rest = ev_add(e, ev_mad(e, ev_neg(e, h.root), h.root, sum), lost);
  return ev_mad(e, rest, ev_mul(e, h.inverse, ev_f64(e, a, 0.5)), h.root);
}

/* Of a and b, the larger is a if either is NaN, and the smaller b. */
val math_hypot(emitter *e, val x, val y) {
  if (!ev_can(e, CAN_FMA)) return any_hypot(e, x, y);
  val a = ev_abs(e, x), b = ev_abs(e, y), sides[] = {x, y}, out;
  val larger = math_max(e, b, a), regular = regular_hypot(e, larger, math_min(e, a, b));
  val rare = math_out_of_range(e, larger, 0x1p-450, 0x1p510);
  ev_patch_by(e, rare, &(ev_slow){rare_hypot, NULL, NULL, 0}, 2, sides, 1, &regular, &out);
  return out;
}

/* The squares of float32 are exact in float64, and none overflows. */
val math_hypot32_wide(emitter *e, val x32, val y32) {
  val x = ev_to_f64(e, x32), y = ev_to_f64(e, y32);
  val root = ev_sqrt(e, ev_mad(e, x, x, ev_mul(e, y, y)));
  return ev_to_f32(e, hypot_result(e, ev_abs(e, x), ev_abs(e, y), root));
}
