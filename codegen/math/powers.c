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
static dd power_of(emitter *e, dd x, unsigned n) {
  dd power = x;
  unsigned bit = 1;
  while (bit <= n / 2) bit *= 2;
  while (bit /= 2) {
    power = squared(e, power);
    if (n & bit) power = times(e, power, x);
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

/* 2^k where x is `large`, which is from 1 on, elsewhere 2^-k. */
static val power_by_size(emitter *e, val x, val large, int k) {
  return ev_select(e, large, ev_f64(e, x, ldexp(1, k)), ev_f64(e, x, ldexp(1, -k)));
}

static dd root_pair(emitter *e, val m) { return math_root_near(e, (dd){m, NULL}, ev_sqrt(e, m)); }

/* 1/sqrt(m) to 66 bits for m between 2^-1000 and 2^1000, with FMA: without a division and a root,
 * which take longer than all this. For z = 1 - m y^2, which products of pairs give to its last bit,
 * the first terms of the binomial series in z, of 2^-29, leave 2^-88. NaN stays. */
static dd inverse_root_pair(emitter *e, val m) {
  val y = math_rough_roots(e, m).inverse, one = ev_f64(e, m, 1.0);
  dd root = math_two_product(e, m, y);
  val z = ev_mad(e, ev_neg(e, root.hi), y, one);
  z = ev_mad(e, ev_neg(e, root.lo), y, z);
  val series = ev_mad(e, z, ev_f64(e, z, 0.375), ev_f64(e, z, 0.5));
  return math_fast_two_sum(e, y, ev_mul(e, ev_mul(e, y, z), series));
}

/* m^p for p = halves / 2, or its inverse. */
static val power_near(emitter *e, val m, unsigned halves, bool inverse) {
  dd power;
  if (inverse && halves % 2 && ev_can(e, CAN_FMA)) {
    power = power_of(e, inverse_root_pair(e, m), halves);
    return ev_add(e, power.hi, power.lo);
  }
  power = power_of(e, (dd){m, NULL}, halves / 2);
  if (halves % 2) power = times(e, power, root_pair(e, m));
  if (inverse) return math_divide(e, (dd){ev_f64(e, m, 1.0), NULL}, power);
  return ev_add(e, power.hi, power.lo);
}

/* |x|^p for p from 3/2 to 64, or its inverse: p-th powers of what brings x nearer to 1, and the
 * result back, are 2^416 to 2^512. What is so far off that the result is 0 or infinite comes no
 * farther than where its power is 2^960 or 2^-960; NaN stays. */
static val power_of_magnitude(emitter *e, val x, unsigned halves, bool inverse) {
  double p = halves * 0.5;
  int nearer = 2 * (int)(256 / p), back = (int)(nearer * p), most = (int)(960 / p);
  val large = ev_le(e, ev_f64(e, x, 1.0), x);
  val m = ev_mul(e, x, power_by_size(e, x, large, -nearer));
  m = math_min(e, ev_f64(e, x, ldexp(1, most)), m);
  m = math_max(e, ev_f64(e, x, ldexp(1, -most)), m);
  val result = power_near(e, m, halves, inverse);
  return ev_mul(e, result, power_by_size(e, x, large, inverse ? -back : back));
}

/* What 1/sqrt(x) is of zeros and infinities. */
static val inverse_root_specials(emitter *e, val x, val result) {
  static const fixes of = {.zero = FIX_INFINITY, .infinity = FIX_ZERO};
  if (ev_can_for(e, CAN_FIX_UP, x)) return ev_fix_up(e, result, x, &of);
  val zero = ev_f64(e, x, 0.0), infinity = ev_f64(e, x, (double)INFINITY);
  result = ev_select(e, ev_eq(e, x, zero), infinity, result);
  return ev_select(e, ev_eq(e, x, infinity), zero, result);
}

/* 1/sqrt(x) for x >= 0. No number brought nearer to 1 by 2^400 is subnormal. */
static val inverse_root(emitter *e, val x) {
  val one = ev_f64(e, x, 1.0), large = ev_le(e, one, x);
  val m = ev_mul(e, x, power_by_size(e, x, large, -400));
  dd r = ev_can(e, CAN_FMA) ? inverse_root_pair(e, m)
                            : math_quotient(e, (dd){one, NULL}, root_pair(e, m));
  val result = ev_mul(e, ev_add(e, r.hi, r.lo), power_by_size(e, x, large, -200));
  return inverse_root_specials(e, x, result);
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

/* 1/sqrt(x), rounded, and half of what it is short of, relative to it. */
static val half_left_of_inverse_root32(emitter *e, val x32, val *r) {
  val x = ev_to_f64(e, x32);
  *r = ev_to_f64(e, ev_div(e, one32(e, x32), ev_sqrt(e, x32)));
  val left = ev_mad(e, ev_neg(e, ev_mul(e, x, *r)), *r, ev_f64(e, x, 1.0));
  return ev_mul(e, left, ev_f64(e, x, 0.5));
}

static val inverse_root32(emitter *e, val magnitude32) {
  val r, half_left = half_left_of_inverse_root32(e, magnitude32, &r);
  return corrected32(e, r, half_left);
}

/* The root of a finite number, by that of float32, which is an exact square of float64, and what it
 * lacks; see math_root_near(). */
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

/* x^-p for p = halves / 2 and odd halves, where one instruction sees to what the correction makes NaN
 * of: zeros, which have no sign here, and infinities. Of what is negative the root is NaN. */
static val inverse_by_root32(emitter *e, val x32, unsigned halves) {
  static const fixes of = {
      .zero = FIX_INFINITY, .infinity = FIX_ZERO, .minus_infinity = FIX_ZERO, .negative = FIX_NAN};
  val r, half_left = half_left_of_inverse_root32(e, x32, &r);
  val result = product32(e, ev_mad(e, r, half_left, r), halves, NULL);
  return ev_fix_up(e, ev_to_f32(e, result), x32, &of);
}

static val power32(emitter *e, val x, unsigned halves, bool inverse) {
  if (halves % 2 && inverse && ev_can_for(e, CAN_FIX_UP, x)) return inverse_by_root32(e, x, halves);
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
