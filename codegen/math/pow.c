/* pow.c: x to the power of y.
 *
 * log|x| as a pair of about 67 bits, times y as a pair, then the exponential of that pair. An error
 * of 2^-67 in the logarithm is at most one of 2^-57 in y log|x|, which lies below 710 where the
 * result is finite; so it is nearly the last rounding alone that counts. The sign of x and C's
 * special cases are seen to by selections: no branch.
 *
 * The structure is that of P. T. P. Tang's logarithm, with the terms up to r^2 in double length, as
 * in the pow of Arm's optimized routines (S. Nagy, 2018), but with tables of 32, which two
 * permutations look up where the processor has them.
 */
#include <math.h>

#include "codegen/math/math_parts.h"

#define LN2_HI 0x1.62e42ffp-1 /* 32 bits */
#define LN2_LO -0x1.718432a1b0e26p-35
#define CENTRE (INT64_C(2) * (INT64_C(1) << 47) / 3) /* of 32 intervals; see math_split() */

/* log(1 + r) = r - r^2/2 - r^3/2 P(r) for |r| < 0.0153 */
static const double LOG[] = {-0x1.5555555555555p-1, 0x1.ffffffffffffep-2,  -0x1.99999999a0887p-2,
                             0x1.5555555562ae6p-2,  -0x1.249247c58850dp-2, 0x1.fffffc21231a1p-3,
                             -0x1.c752e5c5dad6ap-3, 0x1.99d624d6d6f6p-3};
/* c: about 1/m, and chosen so that -log c ends 42 bits after the point, but for 2^-69 of it. */
static const double INVERSE[] = {0x1.5685cd2289e87p+0,
                                 0x1.4f822f39773acp+0,
                                 0x1.48c6a4e71e156p+0,
                                 0x1.424ee68a7f21p+0,
                                 0x1.3c170d5bbf257p+0,
                                 0x1.361b793f080cep+0,
                                 0x1.3058c4e6aaf58p+0,
                                 0x1.2acbe1ccffc7ep+0,
                                 0x1.2571dd73f7cafp+0,
                                 0x1.20481207b6043p+0,
                                 0x1.1b4bfed8ee7c3p+0,
                                 0x1.167b4c7821c45p+0,
                                 0x1.11d3cd2516132p+0,
                                 0x1.0d537757d9f91p+0,
                                 0x1.08f86b9c590fdp+0,
                                 0x1.04c0e2b453a1fp+0,
                                 0x1p+0,
                                 0x1.f30156fba87e3p-1,
                                 0x1.e4419d5a14f47p-1,
                                 0x1.d65aa553dd41ap-1,
                                 0x1.c93a5cd4f132p-1,
                                 0x1.bcd0889a550e7p-1,
                                 0x1.b10eab7598de5p-1,
                                 0x1.a5e7d462760a8p-1,
                                 0x1.9b50566539ff7p-1,
                                 0x1.913da6e671bc3p-1,
                                 0x1.87a63fa6123bep-1,
                                 0x1.7e817e9a155cap-1,
                                 0x1.75c78be8d8ce9p-1,
                                 0x1.6d7141b73c7f5p-1,
                                 0x1.6578172925997p-1,
                                 0x1.5dd618aaae20dp-1};
static const double MINUS_LOG[] = {-0x1.2a25f20c33p-2,
                                   -0x1.14f612cacep-2,
                                   -0x1.0034303469p-2,
                                   -0x1.d7b7ad00dp-3,
                                   -0x1.afd1f63c88p-3,
                                   -0x1.88af7f1492p-3,
                                   -0x1.6248b5dd68p-3,
                                   -0x1.3c97108f62p-3,
                                   -0x1.1793a17edap-3,
                                   -0x1.e670f72598p-4,
                                   -0x1.9eff7c8068p-4,
                                   -0x1.58c78a86d4p-4,
                                   -0x1.13be80e81cp-4,
                                   -0x1.9fb47df528p-5,
                                   -0x1.1a2345906p-5,
                                   -0x1.2d6e73a96p-6,
                                   0x0p+0,
                                   0x1.a53357376p-6,
                                   0x1.c860f686cp-5,
                                   0x1.5b7ff90728p-4,
                                   0x1.cf6e8232c4p-4,
                                   0x1.201611c24cp-3,
                                   0x1.56f26b3228p-3,
                                   0x1.8c604f0ea2p-3,
                                   0x1.c0726019b8p-3,
                                   0x1.f339ea7864p-3,
                                   0x1.126376d8d6p-2,
                                   0x1.2a942225dp-2,
                                   0x1.4235df4516p-2,
                                   0x1.594f21b76ep-2,
                                   0x1.6fe5f776edp-2,
                                   0x1.85fff7eaf7p-2};

/* log(x + x_lo) = k ln 2 - log c + log(1 + r) for positive finite x = 2^k m and r = m*c - 1. What
 * comes with x, which may be NULL, is added to r before that is split. */
static dd log_of_parts(emitter *e, val x, val x_lo, math_parts parts) {
  val k = parts.k, j = ev_lshr(e, parts.place, 47), one = ev_f64(e, x, 1.0);
  dd c = math_lookup_pair(e, "pow", INVERSE, MINUS_LOG, 32, j); /* and -log c */
  dd ratio = math_two_product(e, parts.m, c.hi);
  if (x_lo) {
    val half = ev_mul(e, math_twice_over(e, parts.m, x), ev_f64(e, x, 0.5));
    ratio.lo = ev_mad(e, ev_mul(e, x_lo, half), c.hi, ratio.lo);
  }
  val r = ev_sub(e, ratio.hi, one); /* exact; ratio.lo is the rest of it */

  val base = ev_mad(e, k, ev_f64(e, x, LN2_HI), c.lo); /* exact */
  dd first = math_fast_two_sum(e, base, r);
  dd half = math_two_product(e, ev_mul(e, r, ev_f64(e, x, 0.5)), r); /* r^2/2 */
  dd second = math_fast_two_sum(e, first.hi, ev_neg(e, half.hi));
  /* The small terms: of k ln 2, of r^2/2, of r (by the derivative 1 - r + r^2), from r^3 on, and of
   * the sums. */
  val rr = ev_add(e, half.hi, half.hi), cube = ev_mul(e, r, half.hi);
  val lo = ev_mad(e, k, ev_f64(e, x, LN2_LO), ev_neg(e, half.lo));
  lo = ev_add(e, lo, ev_mad(e, ev_sub(e, rr, r), ratio.lo, ratio.lo));
  lo = ev_mad(e, ev_neg(e, cube), math_poly(e, r, rr, LOG, 8), lo);
  lo = ev_add(e, lo, ev_add(e, first.lo, second.lo));
  return math_fast_two_sum(e, second.hi, lo);
}

dd math_log_long(emitter *e, dd x) {
  return log_of_parts(e, x.hi, x.lo, math_split(e, x.hi, CENTRE));
}

/* y log|x| as a pair, whose upper part alone tells of infinity and NaN. */
static dd exponent(emitter *e, val magnitude, val y) {
  dd l = math_log_long(e, (dd){magnitude, NULL});
  l.hi = math_log_specials(e, magnitude, l.hi);
  dd p = math_two_product(e, y, l.hi);
  return (dd){p.hi, ev_mad(e, y, l.lo, p.lo)};
}

/* |x|^y with the sign of x^y: odd powers have that of x; where y is not an integer, those of
 * negative finite numbers are NaN. */
static val with_sign(emitter *e, val result, val x, val y) {
  val whole = ev_eq(e, ev_rint(e, y), y), bits = ev_as_i64(e, x), zero = ev_i64(e, x, 0), sign;
  if (ev_can_for(e, CAN_NEAREST_INT64, x)) {
    val integer = ev_nearest_i64(e, y);
    sign = ev_and(e, bits, ev_shl(e, ev_select(e, whole, integer, zero), 63));
  } else {
    val half = ev_mul(e, y, ev_f64(e, x, 0.5));
    val odd = LLVMBuildFCmp(e->b, LLVMRealONE, ev_rint(e, half), half, "");
    sign = ev_select(e, ev_and(e, whole, odd), bits, zero);
  }
  /* Negative, finite and not -0, as integers: -0 - 1 wraps to the largest. */
  val limit = ev_i64(e, x, INT64_MIN + (INT64_C(0x7ff) << 52) - 1);
  val negative = ev_lt(e, ev_sub(e, bits, ev_i64(e, x, 1)), limit);
  val undefined = ev_and(e, negative, LLVMBuildNot(e->b, whole, ""));
  return ev_select(e, undefined, ev_f64(e, x, (double)NAN), math_flip(e, result, sign));
}

/* 1^y and x^0 are 1, even of infinity and NaN: their exponents are 0. */
static val without_unit(emitter *e, val exponent, val magnitude, val y) {
  exponent = math_zero_for(e, exponent, y, 0);
  return math_zero_for(e, exponent, magnitude, 1);
}

/* Of any x and y. */
static void any_pow(emitter *e, const void *user, const val *in, val *out) {
  (void)user;
  val x = in[0], y = in[1], magnitude = ev_abs(e, x);
  dd p = exponent(e, magnitude, y);
  /* Where exp() will be 0, infinite or NaN, the lower part may be anything, and shall not count. */
  val counts = ev_lt(e, ev_abs(e, p.hi), ev_f64(e, x, 1100.0));
  p.lo = ev_select(e, counts, p.lo, ev_f64(e, x, 0.0));
  if (!ev_can(e, CAN_FMA))
    p.lo = math_zero_for(e, p.lo, magnitude, 1); /* 1 to a huge power: the product overflows */
  val result = math_exp_sum(e, without_unit(e, p.hi, magnitude, y), p.lo);
  out[0] = with_sign(e, result, x, y);
}

/* Where x is not positive, normal and finite, nor NaN, which may be frequent; or y so large or small
 * that it or its product with log x needs care, or NaN, of which 1 makes 1. */
static val is_unusual(emitter *e, val x, val y) {
  val magnitude = ev_abs(e, y), less = ev_lt(e, x, ev_f64(e, x, 0x1p-1022));
  val endless = ev_eq(e, x, ev_f64(e, x, (double)INFINITY));
  val some = ev_le(e, ev_f64(e, y, 0x1p-900), magnitude);
  val bounded = ev_lt(e, magnitude, ev_f64(e, y, 0x1p40));
  val usual = ev_and(e, some, bounded);
  return ev_or(e, ev_or(e, less, endless), LLVMBuildNot(e->b, usual, ""));
}

/* Other arguments have a block of their own. What the usual way makes of negative ones is dropped,
 * but must not be subnormal, which takes long; x - x passes NaN on. */
val math_pow(emitter *e, val x, val y) {
  val magnitude = ev_abs(e, x), result;
  dd l = log_of_parts(e, magnitude, NULL, math_split_normal(e, magnitude, CENTRE));
  dd p = math_two_product(e, y, l.hi);
  p.hi = ev_add(e, p.hi, ev_sub(e, x, x));
  val fast = math_exp_sum(e, p.hi, ev_mad(e, y, l.lo, p.lo));
  ev_patch_by(e, is_unusual(e, x, y), &(ev_slow){any_pow, NULL, "pow", 0}, 2, (val[]){x, y}, 1,
              &fast, &result);
  return result;
}
