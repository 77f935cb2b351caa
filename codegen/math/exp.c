/* exp.c: the exponential, the natural logarithm, and both where they are about 0.
 *
 * Both split their range into sixteen, so that a table may be two registers and looking it
 * up one instruction (P. T. P. Tang, "Table-driven implementation of the exponential function in
 * IEEE floating-point arithmetic", 1989, and
 * "... of the logarithm function ...", 1990). Table entries are pairs, so that the table costs no
 * accuracy. For float32, the same in float64 with fewer terms, rounded once at the end.
 */
#include <math.h>

#include "codegen/math/math_parts.h"

/* ln 2 in parts of 32 and 53 bits: multiples of the first by numbers of 21 bits are exact. */
#define LN2_HI 0x1.62e42ffp-1
#define LN2 0x1.62e42fefa39efp-1
#define LN2_LO -0x1.718432a1b0e26p-35

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

/* y * 2^floor(k) with one rounding, also where the result is subnormal or infinite; y is about 1, k
 * is the multiple of 1/16 whose sum with ROUNDER is `shifted`, and lies between -1100 and 1100. */
static val scale(emitter *e, val y, val k, val shifted) {
  if (ev_can_for(e, CAN_SCALE, y)) return ev_scale(e, y, k);
  /* Two powers of 2, of which the first cannot round. The upper bits of `shifted` leave with the
   * shifts. */
  val bits = ev_as_i64(e, shifted), bias = ev_i64(e, y, 1023);
  val half = ev_lshr(e, bits, 5), rest = ev_sub(e, ev_lshr(e, bits, 4), half);
  val first = ev_as_f64(e, ev_shl(e, ev_add(e, half, bias), 52));
  val second = ev_as_f64(e, ev_shl(e, ev_add(e, rest, bias), 52));
  return ev_mul(e, ev_mul(e, y, first), second);
}

/* x = k ln 2 + r with k a multiple of 1/16: exp x = 2^floor(k) * 2^(j/16) * exp r, |r| < 0.0217. */
math_exp_parts math_exp_of(emitter *e, val x, val x_lo) {
  /* Beyond these the result is 0 or infinite; the comparisons let NaN pass. */
  x = math_min(e, ev_f64(e, x, 710.0), x);
  x = math_max(e, ev_f64(e, x, -746.0), x);
  val rounder = ev_f64(e, x, ROUNDER);
  val shifted = ev_mad(e, x, ev_f64(e, x, LOG2_E), rounder);
  val k = ev_sub(e, shifted, rounder);
  val r = ev_mad(e, k, ev_f64(e, x, -LN2_HI), x); /* exact */
  r = ev_mad(e, k, ev_f64(e, x, -LN2_LO), r);
  if (x_lo) r = ev_add(e, r, x_lo);

  val j = ev_as_i64(e, shifted), rr = ev_mul(e, r, r);
  dd power = math_lookup_pair(e, "exp", POWER_HI, POWER_LO, 16, j);
  val p = ev_mad(e, rr, math_poly(e, r, rr, EXP, 6), r);
  return (math_exp_parts){power.hi, ev_mad(e, power.hi, p, power.lo), k, shifted};
}

val math_exp_scaled(emitter *e, val y, math_exp_parts parts) {
  return scale(e, y, parts.k, parts.shifted);
}

val math_exp_sum(emitter *e, val x, val x_lo) {
  math_exp_parts parts = math_exp_of(e, x, x_lo);
  return math_exp_scaled(e, ev_add(e, parts.hi, parts.lo), parts);
}

val math_exp(emitter *e, val x) { return math_exp_sum(e, x, NULL); }

/* Results of float32 are far from the ends of float64's range, so that adding to the exponent's
 * bits scales. Gives 2^k and sets r as above. */
static val short_power(emitter *e, val x, val *r) {
  x = math_min(e, ev_f64(e, x, 89.0), x);
  x = math_max(e, ev_f64(e, x, -104.0), x);
  val rounder = ev_f64(e, x, ROUNDER);
  val shifted = ev_mad(e, x, ev_f64(e, x, LOG2_E), rounder);
  *r = ev_mad(e, ev_sub(e, shifted, rounder), ev_f64(e, x, -LN2), x);
  val j = ev_as_i64(e, shifted), power = math_lookup(e, "exp_hi", POWER_HI, 16, j);
  val whole = ev_and(e, ev_shl(e, j, 48), ev_i64(e, x, -(INT64_C(1) << 52)));
  return ev_as_f64(e, ev_add(e, ev_as_i64(e, power), whole));
}

val math_exp_short(emitter *e, val x) {
  val r, scaled = short_power(e, x, &r), rr = ev_mul(e, r, r);
  return ev_mad(e, scaled, ev_mad(e, rr, math_poly(e, r, rr, EXP_SHORT, 2), r), scaled);
}

val math_exp32(emitter *e, val x) { return ev_to_f32(e, math_exp_short(e, ev_to_f64(e, x))); }

/* ---- the exponential less 1 ---- */

/* With t = 2^(j/16) and u = 2^-n, exp x - 1 is 2^n (t exp r - u): what cancels is taken off before
 * anything is rounded. r and t are pairs, since they are all that is left where x is small. */
math_expm1_parts math_expm1_of(emitter *e, val x) {
  math_expm1_parts parts;
  val rounder = ev_f64(e, x, ROUNDER), shifted = ev_mad(e, x, ev_f64(e, x, LOG2_E), rounder);
  val k = ev_sub(e, shifted, rounder), first = ev_mad(e, k, ev_f64(e, x, -LN2_HI), x); /* exact */
  dd r = math_fast_two_sum(e, first, ev_mul(e, k, ev_f64(e, x, -LN2_LO)));
  val j = ev_as_i64(e, shifted), rr = ev_mul(e, r.hi, r.hi);
  dd t = math_lookup_pair(e, "exp", POWER_HI, POWER_LO, 16, j);
  val p = ev_mad(e, rr, math_poly(e, r.hi, rr, EXP, 6), r.lo);

  /* 2u, whose exponent has no sign, up to n = 1024, where it is 0. */
  val n = ev_shl(e, ev_and(e, j, ev_i64(e, x, -16)), 48);
  parts.twice = ev_as_f64(e, ev_sub(e, ev_i64(e, x, INT64_C(1024) << 52), n));
  val lost, less = ev_two_sum(e, t.hi, ev_mul(e, parts.twice, ev_f64(e, x, -0.5)), &lost);
  dd product = math_two_product(e, t.hi, r.hi), sum = math_fast_two_sum(e, less, product.hi);
  val rest = ev_mad(e, t.hi, p, ev_mad(e, t.lo, r.hi, t.lo));
  parts.hi = sum.hi;
  parts.lo = ev_add(e, rest, ev_add(e, product.lo, ev_add(e, sum.lo, lost)));
  parts.k = k;
  parts.shifted = shifted;
  return parts;
}

val math_expm1(emitter *e, val x) {
  /* Beyond these the result is -1 or infinite; the comparisons let NaN pass. */
  val bounded = math_min(e, ev_f64(e, x, 710.0), x);
  bounded = math_max(e, ev_f64(e, x, -40.0), bounded);
  math_expm1_parts y = math_expm1_of(e, bounded);
  return ev_copysign(e, scale(e, ev_add(e, y.hi, y.lo), y.k, y.shifted), x); /* of -0 */
}

val math_expm1_short(emitter *e, val x) {
  val r, scaled = short_power(e, x, &r), rr = ev_mul(e, r, r);
  val p = ev_mad(e, rr, math_poly(e, r, rr, EXPM1_SHORT, 3), r);
  return ev_mad(e, scaled, p, ev_sub(e, scaled, ev_f64(e, x, 1.0)));
}

val math_expm1_32(emitter *e, val x32) {
  val x = ev_to_f64(e, x32);
  return ev_to_f32(e, ev_copysign(e, math_expm1_short(e, x), x));
}

/* ---- logarithm ---- */

#define CENTRE (INT64_C(2) * (INT64_C(1) << 48) / 3) /* of sixteen intervals */

/* log(1 + r) = r + r^2 L(r) for |r| <= 0.0352 */
static const double LOG[] = {
    -0x1.fffffffffffap-2,  0x1.5555555554b7dp-2, -0x1.000000012a946p-2, 0x1.999999b536daep-3,
    -0x1.5555374a66d26p-3, 0x1.2491a82c197c3p-3, -0x1.0089a3b2b25f4p-3, 0x1.c9b1d6e3efda3p-4,
};
static const double LOG_SHORT[] = {-0x1.fffffc12ffd7p-2, 0x1.555516ce46663p-2,
                                   -0x1.003d0616ed649p-2, 0x1.9b7b7b4eec385p-3};
static const double LOG_BETTER[] = {-0x1.0000000197d1dp-1, 0x1.555550304ab6dp-2,
                                    -0x1.ffff72b230c5ap-3, 0x1.9a11eebe91c15p-3,
                                    -0x1.57190c78fcaf9p-3};
/* c: about 1/m, six bits after the point; its -log to 42 bits after the point, and the rest of it.
 */
static const double INVERSE[] = {
    0x1.58p+0, 0x1.48p+0, 0x1.3cp+0, 0x1.3p+0, 0x1.28p+0, 0x1.1cp+0, 0x1.14p+0, 0x1.08p+0,
    0x1p+0,    0x1.e8p-1, 0x1.c8p-1, 0x1.bp-1, 0x1.ap-1,  0x1.88p-1, 0x1.78p-1, 0x1.68p-1,
};
static const double LOG_HI[] = {
    -0x1.2e8e2bae12p-2, -0x1.fb9186d5e4p-3, -0x1.af3c94e80cp-3,
    -0x1.5ff3070a7ap-3, -0x1.29552f82p-3,   -0x1.a926d3a4acp-4,
    -0x1.341d7961bcp-4, -0x1.f829b0e78p-6,  0x0p+0,
    0x1.894aa149f8p-5,  0x1.da72763844p-4,  0x1.5bf406b544p-3,
    0x1.a93ed3c8aep-3,  0x1.1178e8227ep-2,  0x1.3c25277333p-2,
    0x1.68ac83e9c7p-2,
};
static const double LOG_LO[] = {
    0x1.67b1e99b72bd8p-45,  0x1.d572aab993c87p-47,  0x1.a4e633fcd9066p-52,
    0x1.8586f183bebf2p-44,  0x1.5b967f4471dfcp-44,  -0x1.563650bd22a9cp-44,
    -0x1.1d0929983761p-44,  -0x1.980267c7e09e4p-45, 0x0p+0,
    0x1.9a19a8be97661p-44,  0x1.a89401fa71733p-46,  -0x1.27023eb68981cp-46,
    -0x1.8724350562169p-45, 0x1.1ef78ce2d07f2p-44,  0x1.83b54b606bd5cp-46,
    -0x1.7af966c548a3p-44,
};

/* Some processors take numbers apart, subnormal ones too. m1 is between 1 and 2; the
 * octave of m begins earlier by `offset`, and where adding that to the bits carries into the
 * exponent, m is half of m1 and k one more. */
static math_parts split_by_instruction(emitter *e, val x, int64_t offset) {
  val m1 = ev_mantissa(e, x), k = ev_exponent(e, x);
  val place = ev_add(e, ev_as_i64(e, m1), ev_i64(e, x, offset));
  val carry = ev_exponent(e, ev_as_f64(e, place));
  return (math_parts){.k = ev_add(e, k, carry), .place = place};
}

math_parts math_split(emitter *e, val x, int64_t centre) {
  int64_t offset = (INT64_C(1) << 51) + centre, one = INT64_C(0x3ff) << 52;
  math_parts parts;
  if (ev_can_for(e, CAN_SPLIT, x)) {
    parts = split_by_instruction(e, x, offset);
  } else {
    val tiny = ev_lt(e, x, ev_f64(e, x, 0x1p-1022));
    val normal = ev_select(e, tiny, ev_mul(e, x, ev_f64(e, x, 0x1p54)), x);
    parts.place = ev_add(e, ev_as_i64(e, normal), ev_i64(e, x, offset));
    /* The exponent's field in the last bits of 2^52, less its bias. */
    val k = ev_or(e, ev_lshr(e, parts.place, 52), ev_as_i64(e, ev_f64(e, x, 0x1p52)));
    val bias = ev_select(e, tiny, ev_f64(e, x, 0x1p52 + 1023 + 54), ev_f64(e, x, 0x1p52 + 1023));
    parts.k = ev_sub(e, ev_as_f64(e, k), bias);
  }
  val fraction = ev_and(e, parts.place, ev_i64(e, x, (INT64_C(1) << 52) - 1));
  parts.m = ev_as_f64(e, ev_add(e, fraction, ev_i64(e, x, one - offset)));
  return parts;
}

/* m*c - 1, rounded once; c has few bits. */
static val ratio(emitter *e, val m, val c) {
  val one = ev_f64(e, m, 1.0);
  if (ev_can(e, CAN_FMA)) return ev_fma(e, m, c, ev_neg(e, one));
  val upper = math_upper(e, m);
  val rest = ev_mul(e, ev_sub(e, m, upper), c);
  return ev_add(e, ev_sub(e, ev_mul(e, upper, c), one), rest);
}

val math_zero_for(emitter *e, val x, val by, int number) {
  if (ev_can_for(e, CAN_FIX_UP, x)) {
    const fixes zero_for = {.zero = number ? FIX_NOTHING : FIX_ZERO,
                            .one = number ? FIX_ZERO : FIX_NOTHING};
    return ev_fix_up(e, x, by, &zero_for);
  }
  return ev_select(e, ev_eq(e, by, ev_f64(e, x, number)), ev_f64(e, x, 0.0), x);
}

static val log_specials_chosen(emitter *e, val x, val result) {
  val zero = ev_f64(e, x, 0.0), infinity = ev_f64(e, x, (double)INFINITY);
  val special = ev_select(e, ev_lt(e, x, zero), ev_f64(e, x, (double)NAN), x);
  special = ev_select(e, ev_eq(e, x, zero), ev_f64(e, x, -(double)INFINITY), special);
  val regular = ev_and(e, ev_lt(e, zero, x), ev_lt(e, x, infinity));
  return ev_select(e, regular, result, special);
}

val math_log_specials(emitter *e, val x, val result) {
  static const fixes logarithm = {.nan = FIX_ARGUMENT,
                                  .zero = FIX_MINUS_INFINITY,
                                  .one = FIX_ZERO,
                                  .infinity = FIX_INFINITY,
                                  .minus_infinity = FIX_NAN,
                                  .negative = FIX_NAN};
  if (ev_can_for(e, CAN_FIX_UP, x)) return ev_fix_up(e, result, x, &logarithm);
  return log_specials_chosen(e, x, result);
}

/* x = 2^k m, r = m*c - 1: log x = k ln 2 - log c + log(1 + r). */
val math_log(emitter *e, val x) {
  math_parts parts = math_split(e, x, CENTRE);
  val m = parts.m, k = parts.k, j = ev_lshr(e, parts.place, 48);
  val r = ratio(e, m, math_lookup(e, "log_inverse", INVERSE, 16, j));
  dd minus_log = math_lookup_pair(e, "log", LOG_HI, LOG_LO, 16, j);
  val hi = ev_mad(e, k, ev_f64(e, x, LN2_HI), minus_log.hi); /* exact */
  val lo = ev_mad(e, k, ev_f64(e, x, LN2_LO), minus_log.lo);
  dd sum = math_fast_two_sum(e, hi, r);
  val rr = ev_mul(e, r, r);
  lo = ev_mad(e, rr, math_poly(e, r, rr, LOG, 8), ev_add(e, lo, sum.lo));
  return math_log_specials(e, x, ev_add(e, sum.hi, lo));
}

val math_log_short(emitter *e, val x, bool better) {
  math_parts parts = math_split(e, x, CENTRE);
  val j = ev_lshr(e, parts.place, 48);
  dd c = math_lookup_pair(e, "log_short", INVERSE, LOG_HI, 16, j); /* and -log c */
  val r = ev_mad(e, parts.m, c.hi, ev_f64(e, x, -1.0));
  val base = ev_mad(e, parts.k, ev_f64(e, x, LN2), c.lo);
  val rr = ev_mul(e, r, r);
  val p = better ? math_poly(e, r, rr, LOG_BETTER, 5) : math_poly(e, r, rr, LOG_SHORT, 4);
  return math_log_specials(e, x, ev_add(e, base, ev_mad(e, rr, p, r)));
}

val math_log32(emitter *e, val x) {
  return ev_to_f32(e, math_log_short(e, ev_to_f64(e, x), false));
}

/* ---- the logarithm of 1 + x ---- */

/* 1 + x = s + rest = 2^k (m + rest 2^-k): log m as above, and (1 - r) c rest 2^-k beside it, where
 * c is about 1/m. What processors put in for s as a whole does not suit, as s is 1 where x is
 * small. */
val math_log1p(emitter *e, val x) {
  val rest, s = ev_two_sum(e, ev_f64(e, x, 1.0), x, &rest);
  math_parts parts = math_split(e, s, CENTRE);
  val m = parts.m, k = parts.k, j = ev_lshr(e, parts.place, 48);
  val c = math_lookup(e, "log_inverse", INVERSE, 16, j), r = ratio(e, m, c);
  dd minus_log = math_lookup_pair(e, "log", LOG_HI, LOG_LO, 16, j);
  /* 2^(1-k), as the exponents of m and s have it; 0 for k = 1024. */
  val apart = ev_sub(e, ev_as_i64(e, m), ev_as_i64(e, s));
  val power = ev_as_f64(e, ev_add(e, apart, ev_i64(e, x, INT64_C(1024) << 52)));
  val beside = ev_mul(e, ev_mul(e, rest, power), ev_mul(e, c, ev_f64(e, x, 0.5)));
  beside = ev_mad(e, ev_neg(e, r), beside, beside);

  val hi = ev_mad(e, k, ev_f64(e, x, LN2_HI), minus_log.hi); /* exact */
  val lo = ev_mad(e, k, ev_f64(e, x, LN2_LO), minus_log.lo);
  dd sum = math_fast_two_sum(e, hi, r);
  val rr = ev_mul(e, r, r);
  lo = ev_mad(e, rr, math_poly(e, r, rr, LOG, 8), ev_add(e, lo, ev_add(e, sum.lo, beside)));
  val result = ev_copysign(e, ev_add(e, sum.hi, lo), x); /* of -0 */
  return log_specials_chosen(e, s, result);
}

/* Where x is small it is itself what is beyond 1, which the sum has lost. */
val math_log1p_32(emitter *e, val x32) {
  val x = ev_to_f64(e, x32), s = ev_add(e, x, ev_f64(e, x, 1.0));
  math_parts parts = math_split(e, s, CENTRE);
  val j = ev_lshr(e, parts.place, 48);
  dd c = math_lookup_pair(e, "log_short", INVERSE, LOG_HI, 16, j); /* and -log c */
  val r = ev_mad(e, parts.m, c.hi, ev_f64(e, x, -1.0));
  r = ev_select(e, ev_lt(e, ev_abs(e, x), ev_f64(e, x, 0x1p-6)), x, r); /* there m is s, c is 1 */
  val base = ev_mad(e, parts.k, ev_f64(e, x, LN2), c.lo), rr = ev_mul(e, r, r);
  val result = ev_add(e, base, ev_mad(e, rr, math_poly(e, r, rr, LOG_SHORT, 4), r));
  return ev_to_f32(e, log_specials_chosen(e, s, ev_copysign(e, result, x)));
}
