/* powers.c: x to the power of a constant that is a small integer or a half of one.
 *
 * By products and a root, as pairs (T. J. Dekker, "A floating-point technique for extending the
 * available precision", 1971), so that the last sum is nearly all that rounds. x is brought closer
 * to 1 before, by one power of 2 or by its inverse, and the result back by another: so no product
 * overflows or loses bits, and results that are subnormal or infinite are rounded where they are
 * brought back.
 *
 * For float32 the same in float64, which needs neither pairs nor powers of 2.
 */
#include <float.h>
#include <math.h>

#include "codegen/math/math_parts.h"

/* ---- products of pairs ---- */

/* Lower parts may be NULL, a's where b's is. What is left out are their products. */
static dd times(emitter *e, dd a, dd b) {
  dd product = math_two_product(e, a.hi, b.hi);
  if (a.lo) product.lo = ev_mad(e, a.lo, b.hi, product.lo);
  if (b.lo) product.lo = ev_mad(e, a.hi, b.lo, product.lo);
  return product;
}

static dd squared(emitter *e, dd a) {
  dd product = math_two_product(e, a.hi, a.hi);
  if (a.lo) product.lo = ev_mad(e, ev_add(e, a.hi, a.hi), a.lo, product.lo);
  return product;
}

/* x^n for n >= 1, from the highest bit of n on. */
static dd power_of(emitter *e, val x, unsigned n) {
  dd power = {x, NULL};
  unsigned bit = 1;
  while (bit <= n / 2) bit *= 2;
  while (bit /= 2) {
    power = squared(e, power);
    if (n & bit) power = times(e, power, (dd){x, NULL});
  }
  return power;
}

/* The result for |x|, or NaN where x is negative and finite, or NaN. */
static val unless_negative(emitter *e, val x, val result) {
  static const fixes of = {.negative = FIX_NAN};
  if (ev_can_for(e, CAN_FIX_UP, x)) return ev_fix_up(e, result, x, &of);
  val defined =
      ev_or(e, ev_le(e, ev_f64(e, x, 0.0), x), ev_eq(e, x, ev_f64(e, x, -(double)INFINITY)));
  return ev_select(e, defined, result, ev_f64(e, x, (double)NAN));
}

/* ---- float64 ---- */

/* |x| = m 2^shift or m 2^-shift: m is nearer to 1. What is so far off that the result is 0 or
 * infinite comes no farther than where its power is 2^960 or 2^-960; NaN stays. */
static val nearer(emitter *e, val magnitude, val large, double power, int shift) {
  val up = ev_f64(e, large, ldexp(1, shift)), down = ev_f64(e, large, ldexp(1, -shift));
  double most = ldexp(1, (int)(960 / power));
  val m = ev_mul(e, magnitude, ev_select(e, large, down, up));
  return math_max(e, ev_f64(e, m, 1 / most), math_min(e, ev_f64(e, m, most), m));
}

/* |x|^p for p = halves / 2 from 3/2 to 64, or its inverse. 2^shift to p is 2^416 to 2^512. */
static val power_of_magnitude(emitter *e, val magnitude, unsigned halves, bool inverse) {
  double p = halves * 0.5;
  int shift = 2 * (int)(256 / p), back = (int)(shift * p);
  val one = ev_f64(e, magnitude, 1.0), large = ev_le(e, one, magnitude);
  val m = nearer(e, magnitude, large, p, shift);
  dd power = power_of(e, m, halves / 2);
  if (halves % 2) power = times(e, power, math_root(e, (dd){m, NULL}));
  val result = inverse ? math_divide(e, (dd){one, NULL}, power) : ev_add(e, power.hi, power.lo);
  val up = ev_f64(e, one, ldexp(1, back)), down = ev_f64(e, one, ldexp(1, -back));
  return ev_mul(e, result, inverse ? ev_select(e, large, down, up) : ev_select(e, large, up, down));
}

/* a * b - p for the rounded product p, where it does not matter that the last bit may be lost; a
 * may be huge. */
static val product_error(emitter *e, val a, val b, val p) {
  if (ev_can(e, CAN_FMA)) return ev_fma(e, a, b, ev_neg(e, p));
  val ah = math_upper(e, a), al = ev_sub(e, a, ah), bh = math_upper(e, b), bl = ev_sub(e, b, bh);
  val t = ev_add(e, ev_sub(e, ev_mul(e, ah, bh), p), ev_mul(e, ah, bl));
  return ev_add(e, ev_add(e, t, ev_mul(e, al, bh)), ev_mul(e, al, bl));
}

/* 1/sqrt(x), corrected by the 1 - x r^2 that it leaves: the root of any number is far from the ends
 * of the range, and so is x r. Zeros and infinities leave NaN. */
static val inverse_root(emitter *e, val magnitude) {
  val one = ev_f64(e, magnitude, 1.0);
  val r = ev_div(e, one, ev_sqrt(e, magnitude)), root = ev_mul(e, magnitude, r);
  val left = ev_neg(e, product_error(e, root, r, one));
  left = ev_mad(e, ev_neg(e, product_error(e, magnitude, r, root)), r, left);
  val corrected = ev_mad(e, r, ev_mul(e, left, ev_f64(e, one, 0.5)), r);
  return ev_select(e, ev_isnan(e, left), r, corrected);
}

static val power64(emitter *e, val x, unsigned halves, bool inverse) {
  val magnitude = ev_abs(e, x);
  val result =
      halves == 1 ? inverse_root(e, magnitude) : power_of_magnitude(e, magnitude, halves, inverse);
  if (halves % 2) return unless_negative(e, x, result);
  return halves % 4 ? math_flip(e, result, ev_as_i64(e, x)) : result;
}

/* ---- float32 ---- */

static val one32(emitter *e, val like) { return ev_f32(e, like, 1.0f); }

/* `a`, of float32, was rounded; `left` is what it is short of, relative to it. Not a small number
 * where a is infinite, 0 or NaN, or was subnormal: then it may be anything of that size. */
static val corrected32(emitter *e, val a, val left) {
  val small = ev_lt(e, ev_abs(e, left), ev_f64(e, a, 0.5));
  return ev_select(e, small, ev_mad(e, a, left, a), a);
}

/* 1/x for squares and higher powers, which are 0 or infinite where float32 has no 1/x. */
static val inverse32(emitter *e, val x32) {
  val x = ev_to_f64(e, x32), r = ev_to_f64(e, ev_div(e, one32(e, x32), x32));
  return corrected32(e, r, ev_mad(e, ev_neg(e, x), r, ev_f64(e, x, 1.0)));
}

static val inverse_root32(emitter *e, val magnitude32) {
  val r32 = ev_div(e, one32(e, magnitude32), ev_sqrt(e, magnitude32));
  val x = ev_to_f64(e, magnitude32), r = ev_to_f64(e, r32);
  val left = ev_mad(e, ev_neg(e, ev_mul(e, x, r)), r, ev_f64(e, x, 1.0));
  return corrected32(e, r, ev_mul(e, left, ev_f64(e, x, 0.5)));
}

/* The root of a finite number, by that of float32, which is an exact square of float64, and what it
 * lacks; see math_root(). */
static val root32(emitter *e, val magnitude32) {
  val x = ev_to_f64(e, magnitude32), s = ev_to_f64(e, ev_sqrt(e, magnitude32));
  dd root = math_root_near(e, (dd){x, NULL}, s);
  return ev_add(e, root.hi, root.lo);
}

/* x^n times `factor`, which may be NULL, for n >= 1. Where this over- or underflows in float64, so
 * it does in float32. */
static val product32(emitter *e, val x, unsigned n, val factor) {
  for (; n; n /= 2) {
    if (n % 2) factor = factor ? ev_mul(e, factor, x) : x;
    if (n > 1) x = ev_mul(e, x, x);
  }
  return factor;
}

static val power32(emitter *e, val x, unsigned halves, bool inverse) {
  val result, magnitude = ev_abs(e, x);
  if (halves % 2 == 0) {
    val base = inverse ? inverse32(e, x) : ev_to_f64(e, x);
    return ev_to_f32(e, product32(e, base, halves / 2, NULL));
  }
  if (inverse) {
    result = product32(e, inverse_root32(e, magnitude), halves, NULL);
  } else {
    magnitude = math_min(e, ev_f32(e, x, FLT_MAX), magnitude); /* of which powers are infinite */
    result = product32(e, ev_to_f64(e, magnitude), halves / 2, root32(e, magnitude));
  }
  return ev_to_f32(e, unless_negative(e, ev_to_f64(e, x), result));
}

val math_power(emitter *e, val x, double exponent) {
  unsigned halves = (unsigned)(2 * fabs(exponent));
  bool single = ev_scalar(x) == e->f32;
  return single ? power32(e, x, halves, exponent < 0) : power64(e, x, halves, exponent < 0);
}
