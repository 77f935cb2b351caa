/* gamma.c: the gamma function and the logarithm of its magnitude.
 *
 * By Stirling's series about z = w - 1/2, of which the first terms are (C. F. Gauss's form, see
 * NIST's Digital Library of Mathematical Functions, 5.11.8)
 *
 *   log gamma(w) = z log z - z + log(2 pi)/2 + S(1/z^2)/z,
 *
 * where S is a minimax polynomial for w >= 3. What is below 3 comes there by the recurrence,
 * negative numbers by the reflection, for a = |x| and t = (a + 1)(a + 2):
 *
 *   gamma(x) = gamma(x + 3) / (x t)                           from 0 to 3
 *   gamma(x) = -pi t / (sin(pi a) gamma(a + 3))               below 0
 *
 * All of it is done in pairs, and the power of 2 comes last. Where the logarithm is 0, at 1 and 2, a
 * polynomial takes its place; the zeros of negative numbers are seen to out of line. For float32,
 * the same.
 */
#include <math.h>

#include "codegen/math/math_parts.h"

/* S(v) = -1/24 + v STIRLING(v) for v = 1/z^2 and z >= 5/2 */
#define FIRST -0x1.5555555555555p-5
#define FIRST_LO -0x1.5555555555555p-59
static const double STIRLING[] = {
    0x1.3e93e93e923efp-9, -0x1.93193186eef3bp-11, 0x1.35a351b558fa1p-11, -0x1.b8720ae2cc758p-11,
    0x1.f60d5570470ap-10, -0x1.a04d096b054dp-8,   0x1.c8c1900662ca8p-6,  -0x1.23edd04e5b7b9p-3,
    0x1.76d0c56bd324dp-1, -0x1.a7693a3e7ffbbp+1,  0x1.7a5f01c4fe951p+3,  -0x1.e41e8172bdc18p+4,
    0x1.836f88d36bc5cp+5, -0x1.20bebc218cba9p+5};
/* log gamma(x) = (x - 1) (x - 2) (MIDDLE + s ZEROS(s)) for s = x - 3/2, |s| < 0.505 */
#define MIDDLE 0x1.eeb95b094c191p-2
#define MIDDLE_LO 0x1.346863f58b075p-56
static const double ZEROS[] = {
    -0x1.2aed059bd6084p-3,  0x1.01af62a2929bep-4,  -0x1.007aa83cefe02p-5,  0x1.1334235280262p-6,
    -0x1.34dbda12357cp-7,   0x1.64f0664b36fe3p-8,  -0x1.a50353a788d23p-9,  0x1.f814bb386b45fp-10,
    -0x1.313e4bc772b6cp-10, 0x1.750a6811f4be3p-11, -0x1.cb516d4d2a08ap-12, 0x1.1c7f8571a2fefp-12,
    -0x1.6174c913c71cbp-13, 0x1.b9c54631cf4e8p-14, -0x1.1d72f52bdda74p-14, 0x1.69ceb5c9a262p-15,
    -0x1.644c5e82e71fep-16, 0x1.b3a19e28449d4p-17, -0x1.3a8ee8406cf1fp-16, 0x1.9d08e6584f4cep-17,
};

#define PI_HI 0x1.921fb54442d18p+1
#define PI_LO 0x1.1a62633145c07p-53
#define ROOT_2PI 0x1.40d931ff62706p+1 /* sqrt(2 pi) */
#define ROOT_2PI_LO -0x1.a6a0d6f814637p-53
#define LOG_ROOT_2PI 0x1.d67f1c864beb5p-1 /* its logarithm */
#define LOG_ROOT_2PI_LO -0x1.65b5a1b7ff5dfp-55

static dd pair_of(emitter *e, val like, double hi, double lo) {
  return (dd){ev_f64(e, like, hi), ev_f64(e, like, lo)};
}

static dd chosen(emitter *e, val mask, dd a, dd b) {
  return (dd){ev_select(e, mask, a.hi, b.hi), ev_select(e, mask, a.lo, b.lo)};
}

static dd sum_of(emitter *e, dd a, dd b) {
  dd s;
  val lo;
  s.hi = ev_two_sum(e, a.hi, b.hi, &lo);
  s.lo = ev_add(e, lo, ev_add(e, a.lo, b.lo));
  return s;
}

static dd product_of(emitter *e, dd a, dd b) {
  dd p = math_two_product(e, a.hi, b.hi);
  p.lo = ev_mad(e, a.hi, b.lo, p.lo);
  p.lo = ev_mad(e, a.lo, b.hi, p.lo);
  return p;
}

/* |sin(pi a)|, its parts apart; the sign as math_sine_of_turns() gives it. */
static dd sine_of(emitter *e, val a, val *sign) {
  dd sine = math_sine_of_turns(e, a, sign);
  sine = math_fast_two_sum(e, sine.hi, sine.lo);
  val below = ev_as_i64(e, sine.hi);
  *sign = ev_xor(e, *sign, below);
  return (dd){ev_abs(e, sine.hi), math_flip(e, sine.lo, below)};
}

/* How x comes to where the series holds. */
typedef struct parts {
  val magnitude, below, few; /* a; where x is negative; where x is positive and below 3 */
  dd w, t;                   /* t as above; exact where it is needed */
} parts;

static parts parts_of(emitter *e, val x, val magnitude) {
  val three = ev_f64(e, x, 3.0), zero = ev_f64(e, x, 0.0), lost;
  parts p = {.magnitude = magnitude};
  /* A tiny number's sign counts no more than its square. */
  p.below = ev_le(e, x, ev_f64(e, x, -0x1p-60));
  val shifted = ev_lt(e, x, three);
  p.few = ev_and(e, shifted, LLVMBuildNot(e->b, p.below, ""));
  dd next, two = {ev_f64(e, x, 2.0), zero};
  next.hi = ev_two_sum(e, three, magnitude, &lost);
  next.lo = lost;
  p.w = chosen(e, shifted, next, (dd){magnitude, zero});
  p.t = product_of(e, (dd){magnitude, zero}, next); /* a^2 + 3a */
  p.t = sum_of(e, two, p.t);
  return p;
}

/* (z log z - z + S(1/z^2)/z) times `scale`, a power of 2: not 1 where the rest counts no more. */
static dd series(emitter *e, dd w, val scale) {
  val one = ev_f64(e, w.hi, 1.0), zero = ev_f64(e, w.hi, 0.0);
  dd z = math_fast_two_sum(e, w.hi, ev_f64(e, w.hi, -0.5));
  z.lo = ev_add(e, z.lo, w.lo);
  val bounded = math_min(e, ev_f64(e, one, 0x1p500), z.hi); /* beyond, S counts no more */
  dd u = math_quotient(e, (dd){one, NULL}, (dd){bounded, z.lo});
  val v = ev_mul(e, u.hi, u.hi);
  dd rest = product_of(e, u, pair_of(e, one, FIRST, FIRST_LO));
  rest.lo = ev_mad(e, ev_mul(e, u.hi, v), math_poly(e, v, ev_mul(e, v, v), STIRLING, 14), rest.lo);
  dd log = sum_of(e, math_log_long(e, z), (dd){ev_neg(e, one), zero});
  if (scale) z.hi = ev_mul(e, z.hi, scale);
  return sum_of(e, product_of(e, z, log), rest);
}

/* ---- gamma ---- */

/* Results for w up to here: those of larger ones are infinite, their inverses 0. */
#define MOST 190.0

/* `result`, but 1/x where that is as exact, and what infinity and NaN give. */
static val specials(emitter *e, val x, val magnitude, val result) {
  val tiny = ev_lt(e, magnitude, ev_f64(e, x, 0x1p-60));
  result = ev_select(e, tiny, ev_div(e, ev_f64(e, x, 1.0), x), result);
  val finite = ev_lt(e, magnitude, ev_f64(e, x, (double)INFINITY));
  return ev_select(e, finite, result, ev_add(e, x, magnitude));
}

val math_gamma(emitter *e, val x) {
  val magnitude = ev_abs(e, x), one = ev_f64(e, x, 1.0), zero = ev_f64(e, x, 0.0), sign;
  parts p = parts_of(e, x, math_min(e, ev_f64(e, x, MOST), magnitude));
  dd s = series(e, p.w, NULL), root = pair_of(e, x, ROOT_2PI, ROOT_2PI_LO);
  math_exp_parts power = math_exp_within(e, s.hi, s.lo);
  dd gamma = product_of(e, math_fast_two_sum(e, power.hi, power.lo), root);
  val n = ev_floor(e, power.k);

  dd sine = sine_of(e, magnitude, &sign);
  dd over = chosen(e, p.below, product_of(e, pair_of(e, x, -PI_HI, -PI_LO), p.t), gamma);
  dd few = product_of(e, (dd){p.magnitude, zero}, p.t);
  dd under = chosen(e, p.few, few, (dd){one, zero});
  under = chosen(e, p.below, product_of(e, sine, gamma), under);
  val result = math_divide(e, over, under);
  result = ev_select(e, p.below, math_flip(e, result, sign), result);
  n = ev_select(e, p.below, ev_neg(e, n), n);
  result = math_scale(e, result, n, ev_add(e, n, ev_f64(e, x, 0x1.8p48)));
  val pole = ev_and(e, p.below, ev_eq(e, sine.hi, zero));
  return specials(e, x, magnitude, ev_select(e, pole, ev_f64(e, x, (double)NAN), result));
}

val math_gamma32(emitter *e, val x) { return ev_to_f32(e, math_gamma(e, ev_to_f64(e, x))); }

/* ---- its logarithm ---- */

/* Below here a number is scaled by 2^200, so that it is not subnormal. */
#define SMALL 0x1p-60
#define LOG_2_200 0x1.1542457337d43p+7 /* 200 log 2 */
#define LOG_2_200_LO -0x1.e3948c376279dp-49

/* log gamma(x) about its zeros at 1 and 2. */
static val about_zeros(emitter *e, val x) {
  val s = ev_sub(e, x, ev_f64(e, x, 1.5));
  val rest = ev_mul(e, s, math_poly(e, s, ev_mul(e, s, s), ZEROS, 20));
  dd factor = math_fast_two_sum(e, ev_f64(e, x, MIDDLE), rest);
  factor.lo = ev_add(e, factor.lo, ev_f64(e, x, MIDDLE_LO));
  val from_one = ev_sub(e, x, ev_f64(e, x, 1.0)); /* exact */
  dd from_two = math_fast_two_sum(e, ev_f64(e, x, -2.0), x);
  dd product = product_of(e, (dd){from_one, ev_f64(e, x, 0.0)}, from_two);
  product = product_of(e, product, factor);
  return ev_add(e, product.hi, product.lo);
}

/* What log gamma(w) is less by the logarithm of; positive. */
static dd divisor(emitter *e, val x, const parts *p) {
  val zero = ev_f64(e, x, 0.0), sign;
  dd sine = sine_of(e, p->magnitude, &sign);
  dd reflected = math_quotient(e, product_of(e, pair_of(e, x, PI_HI, PI_LO), p->t), sine);
  dd few = product_of(e, (dd){p->magnitude, zero}, p->t);
  dd factor = chosen(e, p->few, few, (dd){ev_f64(e, x, 1.0), zero});
  return chosen(e, p->below, reflected, factor);
}

val math_lgamma(emitter *e, val x) {
  val magnitude = ev_abs(e, x), zero = ev_f64(e, x, 0.0);
  parts p = parts_of(e, x, magnitude);
  val large = ev_lt(e, ev_f64(e, x, 0x1p900), x), one = ev_f64(e, x, 1.0); /* might overflow */
  val scale = ev_select(e, large, ev_f64(e, x, 0x1p-100), one);
  dd s = sum_of(e, series(e, p.w, scale), pair_of(e, x, LOG_ROOT_2PI, LOG_ROOT_2PI_LO));
  dd by = divisor(e, x, &p);
  val tiny = ev_lt(e, magnitude, ev_f64(e, x, SMALL));
  by = chosen(e, tiny, (dd){ev_mul(e, magnitude, ev_f64(e, x, 0x1p200)), zero}, by);
  s = chosen(e, tiny, pair_of(e, x, LOG_2_200, LOG_2_200_LO), s);
  dd log = math_log_long(e, by), less = sum_of(e, s, (dd){ev_neg(e, log.hi), ev_neg(e, log.lo)});
  val result = ev_add(e, less.hi, less.lo);
  result = ev_select(e, p.below, ev_neg(e, result), result);
  result = ev_mul(e, result, ev_select(e, large, ev_f64(e, x, 0x1p100), one));

  val near = ev_le(e, ev_abs(e, ev_sub(e, x, ev_f64(e, x, 1.5))), ev_f64(e, x, 0.505));
  result = ev_select(e, near, about_zeros(e, x), result);
  val infinity = ev_f64(e, x, (double)INFINITY), finite = ev_lt(e, magnitude, infinity);
  val pole = ev_or(e, ev_eq(e, x, zero), ev_eq(e, by.hi, infinity));
  result = ev_select(e, pole, infinity, result);
  result = ev_select(e, finite, result, magnitude);
  val hard = ev_and(e, p.below, ev_lt(e, ev_abs(e, result), ev_f64(e, x, 0x1p-4))), out;
  ev_patch(e, hard, HELPER_LGAMMA, 1, &x, 1, &result, &out);
  return out;
}

val math_lgamma32(emitter *e, val x) { return ev_to_f32(e, math_lgamma(e, ev_to_f64(e, x))); }
