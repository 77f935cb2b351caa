/* log32.c: the natural logarithm, those to the bases 2 and 10, and that of 1 + x, of float32.
 *
 * x = 2^k m, r = m c - 1 exactly, for a c of few bits from a table: log x = k ln 2 - log c +
 * log(1 + r), as in log.c. Where two registers hold 32 elements of a table, the polynomial is
 * shorter; where one holds eight, longer. Where a product and a sum are two instructions and tables
 * are in memory, float64 is faster, with fewer terms than log.c takes.
 */
#include <math.h>

#include "codegen/math/float32_parts.h"

/* ln 2 in parts of 16 and 24 bits: multiples of the first by k are exact. */
#define LN2_HI 0x1.62e4p-1F
#define LN2_LO 0x1.7f7d1cp-20F

/* c, -log c to 16 bits after the point, and the rest of it, for 32 intervals of 1 to 2; c is 1/2 in
 * the last one, so that nothing is lost just below 1. */
static const double INVERSE_32[] = {
    0x1p+0,    0x1.e8p-1, 0x1.d8p-1, 0x1.dp-1,  0x1.cp-1,  0x1.b8p-1, 0x1.a8p-1, 0x1.ap-1,
    0x1.98p-1, 0x1.88p-1, 0x1.8p-1,  0x1.78p-1, 0x1.7p-1,  0x1.68p-1, 0x1.6p-1,  0x1.58p-1,
    0x1.5p-1,  0x1.48p-1, 0x1.48p-1, 0x1.4p-1,  0x1.38p-1, 0x1.3p-1,  0x1.3p-1,  0x1.28p-1,
    0x1.2p-1,  0x1.2p-1,  0x1.18p-1, 0x1.1p-1,  0x1.1p-1,  0x1.08p-1, 0x1.08p-1, 0x1p-1};
static const double LOG_HI_32[] = {
    0x0p+0,      0x1.894p-5,  0x1.4d3p-4,  0x1.933p-4,  0x1.1178p-3, 0x1.366p-3,  0x1.824p-3,
    0x1.a94p-3,  0x1.d1p-3,   0x1.1178p-2, 0x1.2698p-2, 0x1.3c24p-2, 0x1.522cp-2, 0x1.68acp-2,
    0x1.7fbp-2,  0x1.973cp-2, 0x1.af54p-2, 0x1.c8p-2,   0x1.c8p-2,   0x1.e148p-2, 0x1.fb34p-2,
    0x1.0ae8p-1, 0x1.0ae8p-1, 0x1.188ep-1, 0x1.2696p-1, 0x1.2696p-1, 0x1.3502p-1, 0x1.43dap-1,
    0x1.43dap-1, 0x1.5322p-1, 0x1.5322p-1, 0x1.62e4p-1};
static const double LOG_LO_32[] = {
    0x0p+0,          0x1.54294p-18,   0x1.15d208p-20,  0x1.797566p-18,  0x1.d044fcp-20,
    -0x1.a7f538p-22, -0x1.f4d572p-18, -0x1.2c3752p-19, 0x1.bf932ap-18,  0x1.d044fcp-19,
    -0x1.deecb2p-18, 0x1.277334p-18,  -0x1.1f8c76p-18, 0x1.07d38ep-19,  -0x1.7109fap-20,
    -0x1.cbcecap-18, -0x1.6adb74p-18, -0x1.8e2eaap-20, -0x1.8e2eaap-20, 0x1.4344e4p-19,
    0x1.8af7a4p-18,  -0x1.23a5f6p-18, -0x1.23a5f6p-18, 0x1.c81e48p-18,  0x1.089a6ep-20,
    0x1.089a6ep-20,  0x1.15b3b2p-18,  -0x1.a0db88p-26, -0x1.a0db88p-26, 0x1.c4d0dp-18,
    0x1.c4d0dp-18,   0x1.7f7d1cp-20};
/* log(1 + r) = r + r^2 L(r) for |r| <= 1/32 */
static const double LOG_32[] = {-0x1p-1, 0x1.5555b4p-2, -0x1.00112ap-2, 0x1.90f614p-3};
/* Eight intervals of 0.729 to 1.459, as those of log.c. */
static const double INVERSE_8[] = {0x1.58p+0, 0x1.4p+0, 0x1.28p+0, 0x1.1p+0,
                                   0x1p+0,    0x1.dp-1, 0x1.ap-1,  0x1.8p-1};
static const double LOG_HI_8[] = {-0x1.2e9p-2, -0x1.c9p-3, -0x1.2958p-3, -0x1.f0ap-5,
                                  0x0p+0,      0x1.933p-4, 0x1.a94p-3,   0x1.2698p-2};
static const double LOG_LO_8[] = {0x1.d451eep-18, 0x1.070cacp-20, 0x1.683fp-18,    -0x1.86008cp-20,
                                  0x0p+0,         0x1.797566p-18, -0x1.2c3752p-19, -0x1.deecb2p-18};
/* The same for |r| <= 1/16 */
static const double LOG_8[] = {-0x1p-1, 0x1.555516p-2, -0x1.ffff84p-3, 0x1.9b3268p-3,
                               -0x1.56ca58p-3};

/* x = 2^k m for positive finite x, and m's interval, whatever its upper bits. */
typedef struct parts {
  val m, k, interval;
} parts;

#define CENTRE (2 * (1 << 20) / 3) /* of eight intervals: see math_split() */

/* Of 32 intervals; any x. */
static parts split_32(emitter *e, val x) {
  val m, k;
  if (ev_can_for(e, CAN_SPLIT, x)) {
    m = ev_mantissa(e, x);
    k = ev_exponent(e, x);
  } else {
    val tiny = ev_lt(e, x, ev_f32(e, x, 0x1p-126F)), one = ev_i32(e, x, 127 << 23);
    val bits = ev_as_int(e, ev_select(e, tiny, ev_mul(e, x, ev_f32(e, x, 0x1p24F)), x));
    val bias = ev_select(e, tiny, ev_f32(e, x, 127 + 24), ev_f32(e, x, 127));
    k = ev_sub(e, ev_to_f32(e, ev_lshr(e, bits, 23)), bias);
    m = ev_as_float(e, ev_or(e, ev_and(e, bits, ev_i32(e, x, 0x7fffff)), one));
  }
  return (parts){m, k, ev_lshr(e, ev_as_int(e, m), 18)};
}

/* Of eight intervals; x is normal. */
static parts split_8(emitter *e, val x) {
  int32_t offset = (1 << 22) + CENTRE, one = 127 << 23;
  val place = ev_sub(e, ev_as_int(e, x), ev_i32(e, x, one - offset));
  val fraction = ev_and(e, place, ev_i32(e, x, 0x7fffff));
  val m = ev_as_float(e, ev_add(e, fraction, ev_i32(e, x, one - offset)));
  return (parts){m, ev_to_f32(e, ev_ashr(e, place, 23)), ev_lshr(e, place, 20)};
}

static bool by_32(const emitter *e) { return ev_can(e, CAN_PERMUTE_PAIR); }

/* c for m, and k ln 2 - log c, whose upper part is exact. */
static dd look_up(emitter *e, parts x, val *c) {
  dd base;
  if (by_32(e)) {
    *c = math_lookup(e, "log_inverse_32", INVERSE_32, 32, x.interval);
    base = math_lookup_pair(e, "log_32", LOG_HI_32, LOG_LO_32, 32, x.interval);
  } else {
    *c = math_lookup(e, "log_inverse_8", INVERSE_8, 8, x.interval);
    base = math_lookup_pair(e, "log_8", LOG_HI_8, LOG_LO_8, 8, x.interval);
  }
  return (dd){ev_mad(e, x.k, ev_f32(e, x.m, LN2_HI), base.hi),
              ev_mad(e, x.k, ev_f32(e, x.m, LN2_LO), base.lo)};
}

/* log(2^k m), and that of m + beside 2^-k where `beside` is not NULL, as a sum of two, of which the
 * second is small. */
static dd log_of(emitter *e, parts x, val beside) {
  val c, p, lo;
  dd base = look_up(e, x, &c);
  val r = ev_fma(e, x.m, c, ev_f32(e, c, -1.0F)); /* exact */
  lo = base.lo;
  if (beside) {
    dd whole = math_fast_two_sum(e, r, ev_mul(e, beside, c));
    r = whole.hi;
    lo = ev_add(e, lo, whole.lo);
  }
  val rr = ev_mul(e, r, r);
  dd sum = math_fast_two_sum(e, base.hi, r);
  p = by_32(e) ? math_poly(e, r, rr, LOG_32, 4) : math_poly(e, r, rr, LOG_8, 5);
  return (dd){sum.hi, ev_mad(e, rr, p, ev_add(e, lo, sum.lo))};
}

/* To another base: times 1 / its logarithm, a pair. NULL: the natural logarithm. */
static val in_base(emitter *e, dd log, const dd_constant *scale) {
  if (!scale) return ev_add(e, log.hi, log.lo);
  val c = ev_f32(e, log.hi, scale->hi);
  dd product = math_two_product(e, log.hi, c);
  val lo = ev_mad(e, log.hi, ev_f32(e, log.hi, scale->lo), product.lo);
  return ev_add(e, product.hi, ev_mad(e, log.lo, c, lo));
}

/* `result`, but what the logarithm of x is where x is 0, negative, infinite or NaN. */
static val specials(emitter *e, val x, val result) {
  static const fixes logarithm = {.nan = FIX_ARGUMENT,
                                  .zero = FIX_MINUS_INFINITY,
                                  .infinity = FIX_INFINITY,
                                  .minus_infinity = FIX_NAN,
                                  .negative = FIX_NAN};
  if (ev_can_for(e, CAN_FIX_UP, x)) return ev_fix_up(e, result, x, &logarithm);
  val zero = ev_f32(e, x, 0.0F), infinity = ev_f32(e, x, (float)INFINITY);
  val pole = ev_select(e, ev_eq(e, x, zero), ev_neg(e, infinity), ev_f32(e, x, (float)NAN));
  result = ev_select(e, ev_lt(e, zero, x), result, pole);
  return ev_select(e, ev_lt(e, x, infinity), result, x);
}

/* Subnormal numbers are scaled, others what they are. */
static parts split_any_8(emitter *e, val x) {
  val tiny = ev_lt(e, x, ev_f32(e, x, 0x1p-126F)), zero = ev_f32(e, x, 0.0F);
  parts y = split_8(e, ev_select(e, tiny, ev_mul(e, x, ev_f32(e, x, 0x1p24F)), x));
  y.k = ev_sub(e, y.k, ev_select(e, tiny, ev_f32(e, x, 24.0F), zero));
  return y;
}

static void any_of_8(emitter *e, const void *scale, const val *x, val *out) {
  out[0] = specials(e, x[0], in_base(e, log_of(e, split_any_8(e, x[0]), NULL), scale));
}

float32_log float32_log_of(emitter *e, val x) {
  parts y = by_32(e) ? split_32(e, x) : split_any_8(e, x);
  val c, minus_one = ev_f32(e, x, -1.0F);
  dd base = look_up(e, y, &c);
  if (by_32(e)) return (float32_log){base, ev_fma(e, y.m, c, minus_one), NULL, true};
  dd product = math_two_product(e, y.m, c);
  return (float32_log){base, ev_add(e, product.hi, minus_one), product.lo, false};
}

/* Where nothing else tells subnormal numbers and special cases apart, they are found together and
 * seen to out of line: as integers without sign they are those that are not between 2^-126 and
 * infinity. */
static val log_to(emitter *e, val x, const dd_constant *scale) {
  if (by_32(e)) return specials(e, x, in_base(e, log_of(e, split_32(e, x), NULL), scale));
  val biased = ev_sub(e, ev_as_int(e, x), ev_i32(e, x, 0x00800000));
  val rare = LLVMBuildICmp(e->b, LLVMIntUGE, biased, ev_i32(e, x, 0x7f000000), "");
  val regular = in_base(e, log_of(e, split_8(e, x), NULL), scale);
  val out;
  ev_patch_by(e, rare, &(ev_slow){any_of_8, scale, NULL, 0}, 1, &x, 1, &regular, &out);
  return out;
}

static const dd_constant LOG2_E = {0x1.715476p+0F, 0x1.4ae0cp-26F},
                         LOG10_E = {0x1.bcb7b2p-2F, -0x1.5b235ep-27F};

/* In float64, rounded once. */
static val short_log(emitter *e, val x, double scale) {
  val log = math_log_short(e, ev_to_f64(e, x), false);
  return ev_to_f32(e, scale == 1 ? log : ev_mul(e, log, ev_f64(e, log, scale)));
}

val math_log32(emitter *e, val x) {
  return ev_can(e, CAN_FMA) ? log_to(e, x, NULL) : short_log(e, x, 1);
}

val math_log2_32(emitter *e, val x) {
  return ev_can(e, CAN_FMA) ? log_to(e, x, &LOG2_E) : short_log(e, x, 0x1.71547652b82fep+0);
}

val math_log10_32(emitter *e, val x) {
  return ev_can(e, CAN_FMA) ? log_to(e, x, &LOG10_E) : short_log(e, x, 0x1.bcb7b1526e50ep-2);
}

/* ---- the logarithm of a pair ---- */

/* x.hi is not subnormal. */
static dd log_of_pair(emitter *e, dd x, val doublings) {
  parts y = by_32(e) ? split_32(e, x.hi) : split_8(e, x.hi);
  /* 2^(1-k), as the exponents of m and s have it; 0 for k = 128. */
  val apart = ev_sub(e, ev_as_int(e, y.m), ev_as_int(e, x.hi));
  val power = ev_as_float(e, ev_add(e, apart, ev_i32(e, x.hi, (int32_t)(128U << 23))));
  if (doublings) y.k = ev_add(e, y.k, doublings);
  return log_of(e, y, ev_mul(e, ev_mul(e, x.lo, power), ev_f32(e, x.hi, 0.5F)));
}

val float32_log_sum(emitter *e, dd x, val doublings) {
  return specials(e, x.hi, in_base(e, log_of_pair(e, x, doublings), NULL));
}

/* 1 + x as a pair is exact. */
val math_log1p_32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return ev_to_f32(e, math_log1p_short(e, ev_to_f64(e, x)));
  dd s;
  s.hi = ev_two_sum(e, ev_f32(e, x, 1.0F), x, &s.lo);
  val result = in_base(e, log_of_pair(e, s, NULL), NULL);
  return specials(e, s.hi, ev_copysign(e, result, x)); /* of -0 */
}
