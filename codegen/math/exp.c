/* exp.c: the exponential, that less 1, and powers of 2 and of 10.
 *
 * All split their range into sixteen, so that a table may be two registers and looking it
 * up one instruction (P. T. P. Tang, "Table-driven implementation of the exponential function in
 * IEEE floating-point arithmetic", 1989). Table entries are pairs, so that the table costs no
 * accuracy. For float32, the same in float64 with fewer terms, rounded once at the end.
 */
#include "codegen/math/math_parts.h"

/* ln 2 in parts of 32 and 53 bits: multiples of the first by numbers of 21 bits are exact. */
#define LN2_HI 0x1.62e42ffp-1
#define LN2 0x1.62e42fefa39efp-1
#define LN2_LO -0x1.718432a1b0e26p-35
#define LN2_REST 0x1.abc9e3b39803fp-56 /* beyond the 53 bits */

/* ---- exponential ---- */

#define LOG2_E 0x1.71547652b82fep+0
/* Adding it rounds to multiples of 1/16 and leaves the multiple in the last bits of the sum. */
#define ROUNDER 0x1.8p48

/* exp r = 1 + r + r^2 E(r) */
static const double EXP[] = {0x1.0000000000004p-1, 0x1.5555555555559p-3,  0x1.5555555484db3p-5,
                             0x1.1111111089281p-7, 0x1.6c183dbc323cbp-10, 0x1.a01b8e4116bd1p-13};
static const double EXP_SHORT[] = {0x1.00021f6c9c1c6p-1, 0x1.5557208616ddbp-3}; /* for float32 */
static const double EXPM1_SHORT[] = {0x1.000000022d145p-1, 0x1.5557081574f45p-3,
                                     0x1.5554d9a77af41p-5};
/* 2^(j/16) */
static const double POWER_HI[] = {
    0x1p+0,
    0x1.0b5586cf9890fp+0,
    0x1.172b83c7d517bp+0,
    0x1.2387a6e756238p+0,
    0x1.306fe0a31b715p+0,
    0x1.3dea64c123422p+0,
    0x1.4bfdad5362a27p+0,
    0x1.5ab07dd485429p+0,
    0x1.6a09e667f3bcdp+0,
    0x1.7a11473eb0187p+0,
    0x1.8ace5422aa0dbp+0,
    0x1.9c49182a3f09p+0,
    0x1.ae89f995ad3adp+0,
    0x1.c199bdd85529cp+0,
    0x1.d5818dcfba487p+0,
    0x1.ea4afa2a490dap+0,
};
static const double POWER_LO[] = {
    0x0p+0,
    0x1.8a62e4adc610bp-54,
    -0x1.19041b9d78a76p-55,
    0x1.9b07eb6c70573p-54,
    0x1.6f46ad23182e4p-55,
    0x1.ada0911f09ebcp-55,
    0x1.d4397afec42e2p-56,
    0x1.6324c054647adp-54,
    -0x1.bdd3413b26456p-54,
    -0x1.41577ee04992fp-55,
    0x1.6e9f156864b27p-54,
    0x1.c7c46b071f2bep-56,
    0x1.7a1cd345dcc81p-54,
    0x1.11065895048ddp-55,
    0x1.2ed02d75b3707p-55,
    -0x1.e9c23179c2893p-54,
};

val math_scale(emitter *e, val y, val k, val shifted) {
  if (ev_can_for(e, CAN_SCALE, y)) return ev_scale(e, y, k);
  /* Two powers of 2, of which the first cannot round. The upper bits of `shifted` leave with the
   * shifts. */
  val bits = ev_as_i64(e, shifted), bias = ev_i64(e, y, 1023);
  val half = ev_lshr(e, bits, 5), rest = ev_sub(e, ev_lshr(e, bits, 4), half);
  val first = ev_as_f64(e, ev_shl(e, ev_add(e, half, bias), 52));
  val second = ev_as_f64(e, ev_shl(e, ev_add(e, rest, bias), 52));
  return ev_mul(e, ev_mul(e, y, first), second);
}

/* 2^k exp r for |r| < 0.0217 and a multiple of 1/16, k, whose sum with ROUNDER is `shifted`. */
static math_exp_parts exp_parts(emitter *e, val k, val shifted, val r) {
  val j = ev_as_i64(e, shifted), rr = ev_mul(e, r, r);
  dd power = math_lookup_pair(e, "exp", POWER_HI, POWER_LO, 16, j);
  val p = ev_mad(e, rr, math_poly(e, r, rr, EXP, 6), r);
  return (math_exp_parts){power.hi, ev_mad(e, power.hi, p, power.lo), k, shifted};
}

static val whole(emitter *e, math_exp_parts p) {
  return math_scale(e, ev_add(e, p.hi, p.lo), p.k, p.shifted);
}

/* x = k ln 2 + r with k a multiple of 1/16: exp x = 2^floor(k) * 2^(j/16) * exp r, |r| < 0.0217. */
math_exp_parts math_exp_of(emitter *e, val x, val x_lo) {
  /* Beyond these the result is 0 or infinite; the comparisons let NaN pass. */
  x = math_min(e, ev_f64(e, x, 710.0), x);
  return math_exp_within(e, math_max(e, ev_f64(e, x, -746.0), x), x_lo);
}

math_exp_parts math_exp_within(emitter *e, val x, val x_lo) {
  val rounder = ev_f64(e, x, ROUNDER);
  val shifted = ev_mad(e, x, ev_f64(e, x, LOG2_E), rounder);
  val k = ev_sub(e, shifted, rounder);
  val r = ev_mad(e, k, ev_f64(e, x, -LN2_HI), x); /* exact */
  r = ev_mad(e, k, ev_f64(e, x, -LN2_LO), r);
  if (x_lo) r = ev_add(e, r, x_lo);
  return exp_parts(e, k, shifted, r);
}

val math_exp_sum(emitter *e, val x, val x_lo) { return whole(e, math_exp_of(e, x, x_lo)); }

val math_exp(emitter *e, val x) { return math_exp_sum(e, x, NULL); }

/* 2^k, as above. Results of float32 are far from the ends of float64's range, so that adding to the
 * exponent's bits scales. */
static val short_scale(emitter *e, val shifted) {
  val j = ev_as_i64(e, shifted), power = math_lookup(e, "exp_hi", POWER_HI, 16, j);
  val whole = ev_and(e, ev_shl(e, j, 48), ev_i64(e, j, -(INT64_C(1) << 52)));
  return ev_as_f64(e, ev_add(e, ev_as_i64(e, power), whole));
}

/* Gives 2^k and sets r as above. */
static val short_power(emitter *e, val x, val *r) {
  x = math_min(e, ev_f64(e, x, 89.0), x);
  x = math_max(e, ev_f64(e, x, -104.0), x);
  val rounder = ev_f64(e, x, ROUNDER);
  val shifted = ev_mad(e, x, ev_f64(e, x, LOG2_E), rounder);
  *r = ev_mad(e, ev_sub(e, shifted, rounder), ev_f64(e, x, -LN2), x);
  return short_scale(e, shifted);
}

static val short_times_exp(emitter *e, val scaled, val r) {
  val rr = ev_mul(e, r, r);
  return ev_mad(e, scaled, ev_mad(e, rr, math_poly(e, r, rr, EXP_SHORT, 2), r), scaled);
}

val math_exp_short(emitter *e, val x) {
  val r, scaled = short_power(e, x, &r);
  return short_times_exp(e, scaled, r);
}

/* ---- powers of 2 ---- */

/* x = k + r is exact, and 2^r = exp(r ln 2). Where an instruction finds r, and another scales,
 * neither minds how large x is: from 2^47 on k's last bits are lost, and do not count. */
val math_exp2(emitter *e, val x) {
  bool any = ev_can_for(e, CAN_REMAINDER, x);
  if (!any) {
    x = math_min(e, ev_f64(e, x, 1025.0), x); /* beyond: infinite, 0; NaN passes */
    x = math_max(e, ev_f64(e, x, -1076.0), x);
  }
  val rounder = ev_f64(e, x, ROUNDER), shifted = ev_add(e, x, rounder);
  val k = ev_sub(e, shifted, rounder), r = any ? ev_remainder(e, x, 4) : ev_sub(e, x, k);
  return whole(e, exp_parts(e, k, shifted, ev_mul(e, r, ev_f64(e, x, LN2))));
}

/* As exp_parts(), for r and a result of about 62 bits. */
static math_exp_parts exp_parts_long(emitter *e, val k, val shifted, dd r) {
  r = math_fast_two_sum(e, r.hi, r.lo); /* what came with x may be 2^-43 */
  val rr = ev_mul(e, r.hi, r.hi), p = ev_mad(e, rr, math_poly(e, r.hi, rr, EXP, 6), r.lo);
  dd t = math_lookup_pair(e, "exp", POWER_HI, POWER_LO, 16, ev_as_i64(e, shifted));
  dd product = math_two_product(e, t.hi, r.hi), sum = math_fast_two_sum(e, t.hi, product.hi);
  val rest = ev_mad(e, t.hi, p, ev_mad(e, t.lo, r.hi, t.lo));
  sum = math_fast_two_sum(e, sum.hi, ev_add(e, rest, ev_add(e, product.lo, sum.lo)));
  return (math_exp_parts){sum.hi, sum.lo, k, shifted};
}

math_exp_parts math_exp_long(emitter *e, dd x) {
  val bounded = math_max(e, ev_f64(e, x.hi, -746.0), x.hi), rounder = ev_f64(e, x.hi, ROUNDER);
  val shifted = ev_mad(e, bounded, ev_f64(e, x.hi, LOG2_E), rounder);
  val k = ev_sub(e, shifted, rounder);
  val first = ev_mad(e, k, ev_f64(e, x.hi, -LN2_HI), bounded); /* exact */
  dd r = math_fast_two_sum(e, first, ev_mul(e, k, ev_f64(e, x.hi, -LN2_LO)));
  r.lo = ev_add(e, r.lo, x.lo);
  return exp_parts_long(e, k, shifted, r);
}

math_exp_parts math_exp2_long(emitter *e, dd x) {
  val bounded = math_max(e, ev_f64(e, x.hi, -1076.0), x.hi), rounder = ev_f64(e, x.hi, ROUNDER);
  val shifted = ev_add(e, bounded, rounder), k = ev_sub(e, shifted, rounder);
  val first = ev_sub(e, bounded, k), ln2 = ev_f64(e, x.hi, LN2); /* exact */
  dd r = math_two_product(e, first, ln2);
  r.lo = ev_mad(e, first, ev_f64(e, x.hi, LN2_REST), r.lo);
  r.lo = ev_mad(e, x.lo, ln2, r.lo);
  return exp_parts_long(e, k, shifted, r);
}

val math_exp2_short(emitter *e, val x) {
  x = math_min(e, ev_f64(e, x, 129.0), x);
  x = math_max(e, ev_f64(e, x, -151.0), x);
  val rounder = ev_f64(e, x, ROUNDER), shifted = ev_add(e, x, rounder);
  val r = ev_sub(e, x, ev_sub(e, shifted, rounder));
  return short_times_exp(e, short_scale(e, shifted), ev_mul(e, r, ev_f64(e, x, LN2)));
}

/* ---- powers of 10 ---- */

#define LOG2_10 0x1.a934f0979a371p+1
#define LOG10_2 0x1.34413509f79ffp-2
#define LOG10_2_HI 0x1.3441350ap-2 /* 32 bits */
#define LOG10_2_LO -0x1.0c0219dc1da99p-39
#define LN10 0x1.26bb1bbb55516p+1

/* x = k log10(2) + r, and 10^r = exp(r ln 10). */
val math_exp10(emitter *e, val x) {
  x = math_min(e, ev_f64(e, x, 309.0), x); /* beyond: infinite, 0; NaN passes */
  x = math_max(e, ev_f64(e, x, -324.5), x);
  val rounder = ev_f64(e, x, ROUNDER), shifted = ev_mad(e, x, ev_f64(e, x, LOG2_10), rounder);
  val k = ev_sub(e, shifted, rounder), r = ev_mad(e, k, ev_f64(e, x, -LOG10_2_HI), x); /* exact */
  r = ev_mad(e, k, ev_f64(e, x, -LOG10_2_LO), r);
  return whole(e, exp_parts(e, k, shifted, ev_mul(e, r, ev_f64(e, x, LN10))));
}

val math_exp10_short(emitter *e, val x) {
  x = math_min(e, ev_f64(e, x, 39.0), x);
  x = math_max(e, ev_f64(e, x, -46.0), x);
  val rounder = ev_f64(e, x, ROUNDER), shifted = ev_mad(e, x, ev_f64(e, x, LOG2_10), rounder);
  val r = ev_mad(e, ev_sub(e, shifted, rounder), ev_f64(e, x, -LOG10_2), x);
  return short_times_exp(e, short_scale(e, shifted), ev_mul(e, r, ev_f64(e, x, LN10)));
}

/* ---- the exponential less 1 ---- */

/* With t = 2^(j/16) and u = 2^-n, exp x - 1 is 2^n (t exp r - u): what cancels is taken off before
 * anything is rounded. r and t are pairs, since they are all that is left where x is small. */
math_expm1_parts math_expm1_of(emitter *e, val x) {
  math_expm1_parts parts;
  val rounder = ev_f64(e, x, ROUNDER), shifted = ev_mad(e, x, ev_f64(e, x, LOG2_E), rounder);
  val k = ev_sub(e, shifted, rounder), first = ev_mad(e, k, ev_f64(e, x, -LN2_HI), x); /* exact */
  dd r = math_fast_two_sum(e, first, ev_mul(e, k, ev_f64(e, x, -LN2_LO)));
  val j = ev_as_i64(e, shifted), rr = ev_mul(e, r.hi, r.hi),
      square = math_poly(e, r.hi, rr, EXP, 6);
  dd t = math_lookup_pair(e, "exp", POWER_HI, POWER_LO, 16, j);

  /* 2u, whose exponent has no sign, up to n = 1024, where it is 0. */
  val n = ev_shl(e, ev_and(e, j, ev_i64(e, x, -16)), 48);
  parts.twice = ev_as_f64(e, ev_sub(e, ev_i64(e, x, INT64_C(1024) << 52), n));
  val u = ev_mul(e, parts.twice, ev_f64(e, x, 0.5));
  parts.k = k;
  parts.shifted = shifted;
  if (e->fast) { /* t - u is exact for the n where t exp r is about u */
    parts.hi = ev_mad(e, t.hi, r.hi, ev_sub(e, t.hi, u));
    parts.lo = ev_mad(e, ev_mul(e, t.hi, rr), square, t.lo);
    return parts;
  }
  val lost, less = ev_two_sum(e, t.hi, ev_neg(e, u), &lost), p = ev_mad(e, rr, square, r.lo);
  dd product = math_two_product(e, t.hi, r.hi), sum = math_fast_two_sum(e, less, product.hi);
  val rest = ev_mad(e, t.hi, p, ev_mad(e, t.lo, r.hi, t.lo));
  parts.hi = sum.hi;
  parts.lo = ev_add(e, rest, ev_add(e, product.lo, ev_add(e, sum.lo, lost)));
  return parts;
}

val math_expm1(emitter *e, val x) {
  /* Beyond these the result is -1 or infinite; the comparisons let NaN pass. */
  val bounded = math_min(e, ev_f64(e, x, 710.0), x);
  bounded = math_max(e, ev_f64(e, x, -40.0), bounded);
  math_expm1_parts y = math_expm1_of(e, bounded);
  return ev_copysign(e, math_scale(e, ev_add(e, y.hi, y.lo), y.k, y.shifted), x); /* of -0 */
}

val math_expm1_short(emitter *e, val x) {
  val r, scaled = short_power(e, x, &r), rr = ev_mul(e, r, r);
  val p = ev_mad(e, rr, math_poly(e, r, rr, EXPM1_SHORT, 3), r);
  return ev_mad(e, scaled, p, ev_sub(e, scaled, ev_f64(e, x, 1.0)));
}

/* ---- the exponential of x and of -x ---- */

void math_exps_short(emitter *e, val x, val *t, val *u, val *r) {
  val rounder = ev_f64(e, x, ROUNDER), shifted = ev_mad(e, x, ev_f64(e, x, LOG2_E), rounder);
  val k = ev_sub(e, shifted, rounder);
  *r = ev_mad(e, k, ev_f64(e, x, -LN2), x);
  *t = short_scale(e, shifted);
  *u = short_scale(e, ev_sub(e, rounder, k));
}
