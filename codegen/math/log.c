/* log.c: the natural logarithm, those to the bases 2 and 10, and that of 1 + x.
 *
 * Where a permutation looks up, the range is split into sixteen, so that a table is two registers
 * and looking it up one instruction (P. T. P. Tang, "Table-driven implementation of the logarithm
 * function in IEEE floating-point arithmetic", 1990). Table entries are pairs, so that the table
 * costs no accuracy. For float32, the same in float64 with fewer terms, rounded once at the end.
 */
#include <math.h>

#include "codegen/math/math_parts.h"

/* ln 2 in parts of 32 and 53 bits: multiples of the first by numbers of 21 bits are exact. */
#define LN2_HI 0x1.62e42ffp-1
#define LN2 0x1.62e42fefa39efp-1
#define LN2_LO -0x1.718432a1b0e26p-35
/* 1 / ln 2 and 1 / ln 10 */
#define LOG2_E 0x1.71547652b82fep+0
#define LOG2_E_LO 0x1.777d0ffda0d24p-56
#define LOG10_E 0x1.bcb7b1526e50ep-2
#define LOG10_E_LO 0x1.95355baaafad3p-57
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

/* By their bits, x a normal number or one made so: `bias` is the exponent's field of 1, as that of 2^52.
 */
static math_parts split_by_bits(emitter *e, val x, val bias, int64_t offset) {
  math_parts parts = {.place = ev_add(e, ev_as_i64(e, x), ev_i64(e, x, offset))};
  /* The exponent's field in the last bits of 2^52, less its bias. */
  val k = ev_or(e, ev_lshr(e, parts.place, 52), ev_as_i64(e, ev_f64(e, x, 0x1p52)));
  parts.k = ev_sub(e, ev_as_f64(e, k), bias);
  return parts;
}

/* m from its place. */
static math_parts with_mantissa(emitter *e, math_parts parts, int64_t offset) {
  int64_t one = INT64_C(0x3ff) << 52;
  val place = parts.place, fraction = ev_and(e, place, ev_i64(e, place, (INT64_C(1) << 52) - 1));
  parts.m = ev_as_f64(e, ev_add(e, fraction, ev_i64(e, place, one - offset)));
  return parts;
}

static int64_t offset_of(int64_t centre) { return (INT64_C(1) << 51) + centre; }

math_parts math_split_normal(emitter *e, val x, int64_t centre) {
  int64_t offset = offset_of(centre);
  if (ev_can_for(e, CAN_SPLIT, x)) return math_split(e, x, centre);
  val bias = ev_f64(e, x, 0x1p52 + 1023);
  return with_mantissa(e, split_by_bits(e, x, bias, offset), offset);
}

math_parts math_split(emitter *e, val x, int64_t centre) {
  int64_t offset = offset_of(centre);
  if (ev_can_for(e, CAN_SPLIT, x))
    return with_mantissa(e, split_by_instruction(e, x, offset), offset);
  val tiny = ev_lt(e, x, ev_f64(e, x, 0x1p-1022));
  val normal = ev_select(e, tiny, ev_mul(e, x, ev_f64(e, x, 0x1p54)), x);
  val bias = ev_select(e, tiny, ev_f64(e, x, 0x1p52 + 1023 + 54), ev_f64(e, x, 0x1p52 + 1023));
  return with_mantissa(e, split_by_bits(e, normal, bias, offset), offset);
}

val math_twice_over(emitter *e, val m, val x) {
  val apart = ev_sub(e, ev_as_i64(e, m), ev_as_i64(e, x));
  return ev_as_f64(e, ev_add(e, apart, ev_i64(e, x, INT64_C(1024) << 52)));
}

/* r = m*c - 1, rounded once; c has few bits. `left`, if not NULL, gets what is to be added to
 * log(1 + r): what rounding takes off r, times the derivative 1 - r where it is not tiny. */
static val ratio(emitter *e, val m, val c, val *left) {
  val one = ev_f64(e, m, 1.0);
  if (ev_can(e, CAN_FMA)) {
    if (!left) return ev_fma(e, m, c, ev_neg(e, one));
    dd product = math_two_product(e, m, c);
    val r = ev_sub(e, product.hi, one); /* exact */
    *left = ev_mad(e, ev_neg(e, r), product.lo, product.lo);
    return r;
  }
  val upper = math_upper(e, m);
  val rest = ev_mul(e, ev_sub(e, m, upper), c);
  dd sum = math_fast_two_sum(e, ev_sub(e, ev_mul(e, upper, c), one), rest); /* or exact */
  if (left) *left = sum.lo;
  return sum.hi;
}

val math_zero_for(emitter *e, val x, val by, int number) {
  if (ev_can_for(e, CAN_FIX_UP, x)) {
    const fixes zero_for = {.zero = number ? FIX_NOTHING : FIX_ZERO,
                            .one = number ? FIX_ZERO : FIX_NOTHING};
    return ev_fix_up(e, x, by, &zero_for);
  }
  return ev_select(e, ev_eq(e, by, ev_float_like(by, number)), ev_float_like(x, 0.0), x);
}

static val log_specials_chosen(emitter *e, val x, val result) {
  val zero = ev_float_like(x, 0.0), infinity = ev_float_like(x, (double)INFINITY);
  val special = ev_select(e, ev_lt(e, x, zero), ev_float_like(x, (double)NAN), x);
  special = ev_select(e, ev_eq(e, x, zero), ev_float_like(x, -(double)INFINITY), special);
  val regular = ev_and(e, ev_lt(e, zero, x), ev_lt(e, x, infinity));
  return ev_select(e, regular, result, special);
}

/* `one`: what 1 gets. */
static val log_specials(emitter *e, val x, val result, fix one) {
  const fixes logarithm = {.nan = FIX_ARGUMENT,
                           .zero = FIX_MINUS_INFINITY,
                           .one = one,
                           .infinity = FIX_INFINITY,
                           .minus_infinity = FIX_NAN,
                           .negative = FIX_NAN};
  if (ev_can_for(e, CAN_FIX_UP, x)) return ev_fix_up(e, result, x, &logarithm);
  return log_specials_chosen(e, x, result);
}

val math_log_specials(emitter *e, val x, val result) {
  return log_specials(e, x, result, FIX_ZERO);
}

/* ---- where no permutation looks up ----
 *
 * There a table costs more than a quotient: with m between sqrt(1/2) and sqrt 2, f = m - 1 and
 * s = f / (2 + f), log m = f - f^2/2 + s (f^2/2 + s^2 Q(s^2)), as in FreeBSD's msun (K. C. Ng,
 * e_log.c, 1993). */

#define ROOT_CENTRE INT64_C(386347768529971) /* (3/2 - sqrt 2) * 2^52 */

/* 2 atanh s = 2s + s^3 Q(s^2) for |s| <= 0.1716 */
static const double QUOTIENT[] = {0x1.5555555555592p-1, 0x1.999999997ff19p-2, 0x1.24924941e155ap-2,
                                  0x1.c71c521451276p-3, 0x1.74663ced65df3p-3, 0x1.39a1e8c8881bp-3,
                                  0x1.2f03ba4865d24p-3};

/* k ln 2 + log(m + rest) as log_sum() has it; `rest`, at most an ulp of m, may be NULL. 1/m is
 * (1 - s) / (1 + s), which is 1 - 2s (1 - s (1 - s)) closely enough for the rest. */
static dd log_by_quotient(emitter *e, val m, val k, val rest) {
  val one = ev_f64(e, m, 1.0), f = ev_sub(e, m, one); /* exact */
  val s = ev_div(e, f, ev_add(e, m, one)), z = ev_mul(e, s, s), zz = ev_mul(e, z, z);
  val half = ev_mul(e, f, ev_f64(e, m, 0.5)), square = ev_mul(e, half, f);
  dd sum = math_fast_two_sum(e, ev_mul(e, k, ev_f64(e, m, LN2_HI)), f);
  val lo = ev_mad(e, k, ev_f64(e, m, LN2_LO), sum.lo);
  if (rest) {
    val inverse = ev_mad(e, ev_neg(e, s), ev_sub(e, one, s), one);
    inverse = ev_mad(e, ev_mul(e, s, ev_f64(e, m, -2.0)), inverse, one);
    lo = ev_mad(e, rest, inverse, lo);
  }
  lo = ev_mad(e, s, ev_mad(e, z, math_poly(e, z, zz, QUOTIENT, 7), square), lo);
  return (dd){sum.hi, ev_mad(e, ev_neg(e, half), f, lo)};
}

/* ---- where one does ---- */

/* The fast form: k ln 2 - log c, rounded, and log(1 + r) +
 * `beside`, which may be NULL. The first is 0 where x is about 1, and else at most 1.6 times the
 * result, so that its rounding is. */
static dd fast_sum(emitter *e, val k, dd c, val r, val beside) {
  val base = ev_mad(e, k, ev_f64(e, r, LN2), c.lo), rr = ev_mul(e, r, r);
  val p = math_poly(e, r, rr, LOG, 8);
  val rest = beside ? ev_add(e, r, ev_mad(e, rr, p, beside)) : ev_mad(e, rr, p, r);
  return (dd){base, rest};
}

/* c and -log c, rounded. */
static dd fast_lookup(emitter *e, val j) {
  double minus_log[16];
  for (int i = 0; i < 16; i++) minus_log[i] = LOG_HI[i] + LOG_LO[i];
  return math_lookup_pair(e, "log_fast", INVERSE, minus_log, 16, j);
}

/* The same by a table: r = m*c - 1, log m = -log c + log(1 + r), and (1 - r) c rest beside it.
 * `left`: with what rounding takes off r, so that the last sum is all that rounds. */
static dd log_by_table(emitter *e, const math_parts *parts, val rest, bool left) {
  val m = parts->m, k = parts->k, j = ev_lshr(e, parts->place, 48), off;
  if (e->fast) {
    dd of = fast_lookup(e, j);
    return fast_sum(e, k, of, ratio(e, m, of.hi, NULL), rest ? ev_mul(e, rest, of.hi) : NULL);
  }
  val c = math_lookup(e, "log_inverse", INVERSE, 16, j), r = ratio(e, m, c, left ? &off : NULL);
  dd minus_log = math_lookup_pair(e, "log", LOG_HI, LOG_LO, 16, j);
  val hi = ev_mad(e, k, ev_f64(e, m, LN2_HI), minus_log.hi); /* exact */
  val lo = ev_mad(e, k, ev_f64(e, m, LN2_LO), minus_log.lo);
  dd sum = math_fast_two_sum(e, hi, r);
  val rr = ev_mul(e, r, r);
  lo = ev_add(e, lo, sum.lo);
  if (left) lo = ev_add(e, lo, off);
  if (rest) {
    val beside = ev_mul(e, rest, c);
    lo = ev_add(e, lo, ev_mad(e, ev_neg(e, r), beside, beside));
  }
  return (dd){sum.hi, ev_mad(e, rr, math_poly(e, r, rr, LOG, 8), lo)};
}

static bool by_table(const emitter *e) { return ev_can(e, CAN_PERMUTE_PAIR); }

/* ---- to any base ---- */

/* -log c to the bases 2 and 10 */
static const double LOG2_OF[] = {
    -0x1.b47ebf73882a1p-2, -0x1.6e221cd9d0cdep-2, -0x1.37124cea4cdedp-2,
    -0x1.fbc16b902680ap-3, -0x1.acf5e2db4ec94p-3, -0x1.32ae9e278ae1ap-3,
    -0x1.bc84240adabbap-4, -0x1.6bad3758efd87p-5, 0x0p+0,
    0x1.1bb32a600549dp-4,  0x1.563dc29ffacb2p-3,  0x1.f5fd8a9063e35p-3,
    0x1.32bfee370ee68p-2,  0x1.8a8980abfbd32p-2,  0x1.c819dc2d45fe4p-2,
    0x1.042bd4b9a7c99p-1,
};
static const double LOG10_OF[] = {
    -0x1.06cbd67a6c3b6p-3, -0x1.b8de4d3ab3d98p-4, -0x1.769140a2526fdp-4,
    -0x1.31b3055c47118p-4, -0x1.02428c1f08016p-4, -0x1.71483427d2a99p-5,
    -0x1.0ba01a817p-5,     -0x1.b5e908eb1379p-7,  0x0p+0,
    0x1.559bd2406c3bap-6,  0x1.9c197abf00dd7p-5,  0x1.2e3a740b7800fp-4,
    0x1.715d0ce367afcp-4,  0x1.db11ed766abf4p-4,  0x1.1299a4fb3e306p-3,
    0x1.394700f7953fdp-3,
};
#define LOG10_2 0x1.34413509f79ffp-2

/* 1 / ln b for the base b as a pair; 1 of e itself. And for the fast form log 2, and a table of -log c
 * and its name. */
typedef struct base {
  double factor, factor_lo, log_2;
  const double *minus_log;
  const char *name;
} base;

/* log x as a sum of two, of which the second is small, times the base's factor. Of 1/ln b what is
 * left out is about 2^-64 of the result, so that logarithms of powers of b are exact. */
static val to_base(emitter *e, dd sum, const base *b) {
  if (b->factor == 1) return ev_add(e, sum.hi, sum.lo);
  dd product = math_two_product(e, sum.hi, ev_f64(e, sum.hi, b->factor));
  val lo = ev_mad(e, sum.hi, ev_f64(e, sum.hi, b->factor_lo), product.lo);
  return ev_add(e, product.hi, ev_mad(e, sum.lo, ev_f64(e, lo, b->factor), lo));
}

/* The fast form: k log 2 - log c to that base, from a table, and the rest times `factor`. Powers of 2
 * have whole logarithms to the base 2; those of 10 to the base 10 may miss by a bit. */
static val fast_log_times(emitter *e, const math_parts *parts, const base *b) {
  dd c = math_lookup_pair(e, b->name, INVERSE, b->minus_log, 16, ev_lshr(e, parts->place, 48));
  val r = ratio(e, parts->m, c.hi, NULL), rr = ev_mul(e, r, r);
  val whole = ev_mad(e, parts->k, ev_f64(e, r, b->log_2), c.lo);
  val rest = ev_mad(e, rr, math_poly(e, r, rr, LOG, 8), r);
  return ev_mad(e, rest, ev_f64(e, r, b->factor), whole);
}

/* Of any x. */
static void any_log(emitter *e, const void *user, const val *in, val *out) {
  const base *b = user;
  val x = in[0];
  math_parts parts = math_split(e, x, by_table(e) ? CENTRE : ROOT_CENTRE);
  if (by_table(e) && e->fast && b->minus_log) {
    out[0] = math_log_specials(e, x, fast_log_times(e, &parts, b));
    return;
  }
  dd sum = by_table(e) ? log_by_table(e, &parts, NULL, b->factor != 1)
                       : log_by_quotient(e, parts.m, parts.k, NULL);
  out[0] = math_log_specials(e, x, to_base(e, sum, b));
}

/* Where no instruction takes subnormal numbers apart and puts special results in, these have a
 * block of their own. NaN, which may be frequent, has not: x - x passes it on. */
static val log_to_base(emitter *e, val x, const base *b) {
  val out;
  if (by_table(e)) {
    any_log(e, b, &x, &out);
    return out;
  }
  math_parts parts = math_split_normal(e, x, ROOT_CENTRE);
  val fast = to_base(e, log_by_quotient(e, parts.m, parts.k, NULL), b);
  fast = ev_add(e, fast, ev_sub(e, x, x));
  val rare =
      ev_or(e, ev_lt(e, x, ev_f64(e, x, 0x1p-1022)), ev_eq(e, x, ev_f64(e, x, (double)INFINITY)));
  ev_patch_by(e, rare, &(ev_slow){any_log, b, "log", b->factor}, 1, &x, 1, &fast, &out);
  return out;
}

val math_log(emitter *e, val x) {
  static const base natural = {.factor = 1};
  return log_to_base(e, x, &natural);
}

val math_log2(emitter *e, val x) {
  static const base two = {LOG2_E, LOG2_E_LO, 1.0, LOG2_OF, "log2_fast"};
  return log_to_base(e, x, &two);
}

val math_log10(emitter *e, val x) {
  static const base ten = {LOG10_E, LOG10_E_LO, LOG10_2, LOG10_OF, "log10_fast"};
  return log_to_base(e, x, &ten);
}

/* ---- for float32 ---- */

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

/* ---- the logarithm of 1 + x ---- */

/* The logarithm of s + x.lo = 2^k (m + x.lo 2^-k), as log_sum() has it; and `doublings` times ln 2 if
 * not NULL. */
static dd log_of_pair(emitter *e, dd x, val doublings, bool left) {
  val s = x.hi;
  math_parts parts = math_split(e, s, by_table(e) ? CENTRE : ROOT_CENTRE);
  val power = math_twice_over(e, parts.m, s); /* 0 for k = 1024 */
  val rest = ev_mul(e, ev_mul(e, x.lo, power), ev_f64(e, s, 0.5));
  if (doublings) parts.k = ev_add(e, parts.k, doublings);
  return by_table(e) ? log_by_table(e, &parts, rest, left)
                     : log_by_quotient(e, parts.m, parts.k, rest);
}

/* Where s is 1 the rest may be all. */
val math_log_pair(emitter *e, dd x, val doublings) {
  dd sum = log_of_pair(e, x, doublings, true);
  return log_specials(e, x.hi, ev_add(e, sum.hi, sum.lo), FIX_NOTHING);
}

val math_log1p(emitter *e, val x) {
  dd s;
  s.hi = ev_two_sum(e, ev_f64(e, x, 1.0), x, &s.lo);
  dd sum = log_of_pair(e, s, NULL, false);
  val result = ev_copysign(e, ev_add(e, sum.hi, sum.lo), x); /* of -0 */
  return log_specials(e, s.hi, result, FIX_NOTHING);
}

/* Where x is small it is itself what is beyond 1, which the sum has lost. */
val math_log1p_short(emitter *e, val x) {
  val s = ev_add(e, x, ev_f64(e, x, 1.0));
  math_parts parts = math_split(e, s, CENTRE);
  val j = ev_lshr(e, parts.place, 48);
  dd c = math_lookup_pair(e, "log_short", INVERSE, LOG_HI, 16, j); /* and -log c */
  val r = ev_mad(e, parts.m, c.hi, ev_f64(e, x, -1.0));
  r = ev_select(e, ev_lt(e, ev_abs(e, x), ev_f64(e, x, 0x1p-6)), x, r); /* there m is s, c is 1 */
  val base = ev_mad(e, parts.k, ev_f64(e, x, LN2), c.lo), rr = ev_mul(e, r, r);
  val result = ev_add(e, base, ev_mad(e, rr, math_poly(e, r, rr, LOG_SHORT, 4), r));
  return log_specials_chosen(e, s, ev_copysign(e, result, x));
}
