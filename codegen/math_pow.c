/* math_pow.c: x to the power of y.
 *
 * log|x| as a pair of about 67 bits, times y as a pair, then the exponential of that pair. An error
 * of 2^-67 in the logarithm is at most one of 2^-57 in y log|x|, which lies below 710 where the
 * result is finite; so it is nearly the last rounding alone that counts. The sign of x and C's
 * special cases are seen to by selections: no branch.
 *
 * The structure is that of P. T. P. Tang's logarithm, with the terms up to r^2 in double length, as
 * in the pow of Arm's optimized routines (S. Nagy, 2018), but with tables of 32, which two
 * permutations of AVX-512 look up.
 */
#include <math.h>

#include "codegen/math_parts.h"

#define LN2_HI 0x1.62e42ffp-1 /* 32 bits */
#define LN2_LO -0x1.718432a1b0e26p-35
#define CENTRE (INT64_C(2) * (INT64_C(1) << 47) / 3) /* of 32 intervals; see math_split() */

/* log(1 + r) = r - r^2/2 - r^3/2 P(r) for |r| < 0.0153 */
static const double LOG[] = {
    -0x1.5555555555555p-1, 0x1.ffffffffffffep-2, -0x1.99999999a08acp-2, 0x1.5555555562aeap-2,
    -0x1.249247c514538p-2, 0x1.fffffc210bb66p-3, -0x1.c752f0832e6b3p-3, 0x1.99d625e39d9dap-3,
};
/* c: about 1/m, twelve bits after the point; its -log to 42 bits after the point, and the rest of
 * it. */
static const double INVERSE[] = {
    0x1.568p+0, 0x1.4f8p+0, 0x1.48cp+0, 0x1.425p+0, 0x1.3c1p+0, 0x1.362p+0, 0x1.306p+0, 0x1.2adp+0,
    0x1.257p+0, 0x1.205p+0, 0x1.1b5p+0, 0x1.168p+0, 0x1.11dp+0, 0x1.0d5p+0, 0x1.09p+0,  0x1.04cp+0,
    0x1p+0,     0x1.f3p-1,  0x1.e44p-1, 0x1.d66p-1, 0x1.c94p-1, 0x1.bcep-1, 0x1.b1p-1,  0x1.a5ep-1,
    0x1.9b6p-1, 0x1.914p-1, 0x1.87ap-1, 0x1.7e8p-1, 0x1.75cp-1, 0x1.6d8p-1, 0x1.658p-1, 0x1.5dep-1,
};
static const double LOG_HI[] = {
    -0x1.2a1499f763p-2,
    -0x1.14ef67f887p-2,
    -0x1.001f7e6484p-2,
    -0x1.d7bea96db8p-3,
    -0x1.afa4448268p-3,
    -0x1.88cd6376b8p-3,
    -0x1.62795da3dap-3,
    -0x1.3cb34a0572p-3,
    -0x1.17869d3aeep-3,
    -0x1.e6e1a0160cp-4,
    -0x1.9f396216dp-4,
    -0x1.590cafdfp-4,
    -0x1.1385a3e3acp-4,
    -0x1.9f4b0f425p-5,
    -0x1.1b0d98924p-5,
    -0x1.2d36cefb5p-6,
    0x0p+0,
    0x1.a55f548c6p-6,
    0x1.c87c471b1p-5,
    0x1.5b51590588p-4,
    0x1.cf3c022144p-4,
    0x1.1fcedd46dep-3,
    0x1.5737cc9018p-3,
    0x1.8c865106d6p-3,
    0x1.c0246518ap-3,
    0x1.f32dee6448p-3,
    0x1.1273cd6464p-2,
    0x1.2a982269a4p-2,
    0x1.424a8c1b0cp-2,
    0x1.5925d2b113p-2,
    0x1.6fcf4f6503p-2,
    0x1.85e2fb3258p-2,
};
static const double LOG_LO[] = {
    0x1.0dbbf51f3aadcp-44,
    0x1.e97a65dfc9794p-44,
    -0x1.8a95740c9abbcp-44,
    -0x1.b1cde7e575c94p-46,
    -0x1.f92a3a94bde85p-45,
    -0x1.deaf15a2d1f7ap-46,
    -0x1.4161a69d45bcep-46,
    -0x1.7fa6b1dfdc176p-45,
    0x1.7fee7a7251f99p-47,
    -0x1.e29bf3b2cb743p-47,
    -0x1.f495762301ccep-45,
    -0x1.c284f5722abaap-44,
    -0x1.9f6bee5461f02p-44,
    0x1.3c59dc81fa5p-45,
    0x1.3401e9ae889bbp-44,
    -0x1.5f0bb341706c3p-44,
    0x0p+0,
    -0x1.de0709f2d03c9p-45,
    0x1.4de66bca7648fp-44,
    -0x1.bbfdc4a72c5f7p-45,
    -0x1.f316a4c911335p-44,
    -0x1.e4016878aa389p-46,
    0x1.9baa7a6b887f6p-44,
    -0x1.1ec6614072c21p-44,
    -0x1.c081d71df1193p-44,
    0x1.efb83625f1609p-45,
    0x1.004b68ddbc7dcp-44,
    -0x1.2058e557285cfp-45,
    0x1.dc57c99ae2a25p-45,
    -0x1.69bf5a7a56f34p-44,
    0x1.3f33da81b8631p-44,
    0x1.0936970f2070ap-47,
};

/* log x = k ln 2 - log c + log(1 + r) for positive finite x = 2^k m and r = m*c - 1. */
static dd log_pair(emitter *e, val x) {
  math_parts parts = math_split(e, x, CENTRE);
  val k = parts.k, j = ev_lshr(e, parts.place, 47), one = ev_f64(e, x, 1.0);
  dd ratio = math_two_product(e, parts.m, math_lookup(e, "pow_inverse", INVERSE, 32, j));
  val r = ev_sub(e, ratio.hi, one); /* exact; ratio.lo is the rest of it */

  val base =
      ev_mad(e, k, ev_f64(e, x, LN2_HI), math_lookup(e, "pow_log_hi", LOG_HI, 32, j)); /* exact */
  val lo = ev_mad(e, k, ev_f64(e, x, LN2_LO), math_lookup(e, "pow_log_lo", LOG_LO, 32, j));
  dd first = math_fast_two_sum(e, base, r);
  dd square = math_two_product(e, ev_mul(e, r, ev_f64(e, x, -0.5)), r);
  dd second = math_fast_two_sum(e, first.hi, square.hi);
  val rr = ev_mul(e, r, r), cube = ev_mul(e, r, square.hi);
  /* The small terms: of log c, of the sums, of r^2/2, of r (by the derivative 1 - r + r^2), and
   * from r^3 on. */
  lo = ev_add(e, ev_add(e, lo, first.lo), ev_add(e, second.lo, square.lo));
  lo = ev_add(e, lo, ev_mad(e, ev_sub(e, rr, r), ratio.lo, ratio.lo));
  lo = ev_mad(e, cube, math_poly(e, r, rr, LOG, 8), lo);
  return math_fast_two_sum(e, second.hi, lo);
}

/* y log|x| as a pair, whose upper part alone tells of infinity and NaN. */
static dd exponent(emitter *e, val magnitude, val y) {
  dd l = log_pair(e, magnitude);
  l.hi = math_log_specials(e, magnitude, l.hi);
  dd p = math_two_product(e, y, l.hi);
  return (dd){p.hi, ev_mad(e, y, l.lo, p.lo)};
}

/* |x|^y with the sign of x^y: odd powers have that of x; where y is not an integer, those of
 * negative finite numbers are NaN. */
static val with_sign(emitter *e, val result, val x, val y) {
  val zero = ev_f64(e, x, 0.0);
  val whole = ev_eq(e, ev_rint(e, y), y), half = ev_mul(e, y, ev_f64(e, x, 0.5));
  val odd = LLVMBuildFCmp(e->b, LLVMRealONE, ev_rint(e, half), half, "");
  val sign = ev_select(e, ev_and(e, whole, odd), ev_as_i64(e, x), ev_i64(e, x, 0));
  val negative = ev_and(e, ev_lt(e, x, zero), ev_lt(e, ev_f64(e, x, -(double)INFINITY), x));
  val undefined = ev_and(e, negative, LLVMBuildNot(e->b, whole, ""));
  return ev_select(e, undefined, ev_f64(e, x, (double)NAN), math_flip(e, result, sign));
}

/* 1^y and x^0 are 1, even of infinity and NaN. */
static val is_one(emitter *e, val magnitude, val y) {
  return ev_or(e, ev_eq(e, magnitude, ev_f64(e, y, 1.0)), ev_eq(e, y, ev_f64(e, y, 0.0)));
}

val math_pow(emitter *e, val x, val y) {
  val magnitude = ev_abs(e, x), zero = ev_f64(e, x, 0.0), one = is_one(e, magnitude, y);
  dd p = exponent(e, magnitude, y);
  /* Where exp() will be 0, infinite or NaN, the lower part may be anything, and does not count. */
  p.lo = ev_select(e, ev_lt(e, ev_abs(e, p.hi), ev_f64(e, y, 1100.0)), p.lo, zero);
  val result = math_exp_sum(e, ev_select(e, one, zero, p.hi), ev_select(e, one, zero, p.lo));
  return with_sign(e, result, x, y);
}

/* For float32, float64 is exact enough without pairs. */
val math_pow32(emitter *e, val x32, val y32) {
  val x = ev_to_f64(e, x32), y = ev_to_f64(e, y32), magnitude = ev_abs(e, x);
  val exponent = ev_mul(e, y, math_log_short(e, magnitude, true));
  exponent = ev_select(e, is_one(e, magnitude, y), ev_f64(e, x, 0.0), exponent);
  return ev_to_f32(e, with_sign(e, math_exp_short(e, exponent), x, y));
}
