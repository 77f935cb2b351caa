/* hyperbolic32.c: hyperbolic sine, cosine and tangent of float32.
 *
 * With |x| = k ln 2 + r, A = 2^(k-2) and B = 2^(-k-2), half of the results are
 *
 *   sinh|x|: (A - B) cosh r + (A + B) sinh r
 *   cosh x:  (A + B) cosh r + (A - B) sinh r
 *
 * polynomials of r. What cancels in sinh is taken off before anything is rounded, and what the sums
 * round is added last. Without FMA, float64 is as fast, which needs no such care.
 */
#include "codegen/math/float32_parts.h"

/* sinh r = r + r^3 S(r^2), cosh r = 1 + r^2 C(r^2) */
static const double SINH[] = {0x1.555556p-3, 0x1.110fbep-7, 0x1.a2e344p-13};
static const double COSH[] = {0x1p-1, 0x1.5554e6p-5, 0x1.6d4f1p-10};
static const double SINH_FAR[] = {0x1.55548ep-3, 0x1.123c06p-7}; /* beside a larger cosh r */

#define SINH_SHORT 0x1.5557081541c2p-3 /* the same in float64, for |r| < 0.0217 */
#define COSH_SHORT 0x1.00021f707905fp-1

/* Twice the result, in float64. */
static val short_sum(emitter *e, val x, bool odd) {
  val t, u, r, bounded = math_min(e, ev_f64(e, x, 90.0), ev_abs(e, x));
  math_exps_short(e, bounded, &t, &u, &r);
  val less = ev_sub(e, t, u), more = ev_add(e, t, u), z = ev_mul(e, r, r);
  val sinh = ev_mad(e, ev_mul(e, r, z), ev_f64(e, x, SINH_SHORT), r);
  val cosh = ev_mad(e, z, ev_f64(e, x, COSH_SHORT), ev_f64(e, x, 1.0));
  if (odd) return ev_mad(e, less, cosh, ev_mul(e, more, sinh));
  return ev_mad(e, more, cosh, ev_mul(e, less, sinh));
}

static val short_sinh(emitter *e, val x) {
  val y = ev_mul(e, short_sum(e, x, true), ev_f64(e, x, 0.5));
  return ev_to_f32(e, ev_copysign(e, y, x));
}

static val short_cosh(emitter *e, val x) {
  return ev_to_f32(e, ev_mul(e, short_sum(e, x, false), ev_f64(e, x, 0.5)));
}

/* A - B, A + B, the exact part of r, sinh r without it, and cosh r - 1. */
typedef struct terms {
  dd less, more;
  val r, odd, even;
} terms;

static terms terms_of(emitter *e, val x) {
  /* There the result is infinite; NaN passes. */
  float32_reduced y = float32_reduce(e, math_min(e, ev_f32(e, x, 89.5F), ev_abs(e, x)));
  /* From 2^-20 of A on B counts no more; it must not leave the range of exponents. */
  val bounded = math_min(e, y.shifted, ev_f32(e, x, 0x1.8p23F + 20));
  val a = float32_power(e, y.shifted, -2);
  val b = float32_power(e, ev_sub(e, ev_f32(e, x, 0x1.8p24F), bounded), -2);
  val r = ev_add(e, y.hi, y.lo), z = ev_mul(e, r, r), zz = ev_mul(e, z, z);
  terms t = {math_fast_two_sum(e, a, ev_neg(e, b)), math_fast_two_sum(e, a, b), .r = y.hi};
  t.odd = ev_mad(e, ev_mul(e, r, z), math_poly(e, z, zz, SINH, 3), y.lo);
  t.even = ev_mul(e, z, math_poly(e, z, zz, COSH, 3));
  return t;
}

/* `result` for x, but x itself where it is small: half of a subnormal number may not be exact. */
static val odd(emitter *e, val x, val result) {
  val tiny = ev_lt(e, ev_abs(e, x), ev_f32(e, x, 0x1p-12F));
  return ev_select(e, tiny, x, ev_copysign(e, result, x));
}

val math_sinh32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return short_sinh(e, ev_to_f64(e, x));
  terms y = terms_of(e, x);
  val sum = ev_mad(e, y.more.hi, y.r, y.less.hi);
  val lo = ev_mad(e, y.more.hi, y.r, ev_sub(e, y.less.hi, sum));
  lo = ev_mad(e, y.less.hi, y.even, ev_add(e, lo, y.less.lo));
  lo = ev_mad(e, y.more.lo, y.r, lo);
  sum = ev_add(e, sum, ev_mad(e, y.more.hi, y.odd, lo));
  return odd(e, x, ev_add(e, sum, sum));
}

/* A, and what is less, of which (A - B) r is the largest, last. */
val math_cosh32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return short_cosh(e, ev_to_f64(e, x));
  /* There the result is infinite; NaN passes. */
  float32_reduced y = float32_reduce(e, math_min(e, ev_f32(e, x, 89.5F), ev_abs(e, x)));
  val a = float32_power(e, y.shifted, -2);
  /* The exponents of A and B add up to -4. Where that of B would be negative, its sign is. */
  val b = ev_as_float(e, ev_sub(e, ev_i32(e, x, 2 * 125 << 23), ev_as_int(e, a)));
  b = math_max(e, ev_f32(e, x, 0.0F), b);
  val less = ev_sub(e, a, b), more = ev_add(e, a, b);
  /* The rounding of r would show in its square, which is therefore made of the parts. */
  val r = ev_add(e, y.hi, y.lo);
  val z = ev_mad(e, y.hi, y.hi, ev_mul(e, y.lo, ev_add(e, y.hi, r)));
  val zz = ev_mul(e, z, z), even = ev_mul(e, z, math_poly(e, z, zz, COSH, 3));
  val odd = ev_mad(e, ev_mul(e, r, z), math_poly(e, z, zz, SINH_FAR, 2), y.lo);
  val rest = ev_mad(e, more, even, ev_mad(e, less, odd, b));
  val sum = ev_add(e, a, ev_mad(e, less, y.hi, rest));
  return ev_add(e, sum, sum);
}

/* ---- tangent ---- */

static val short_tanh(emitter *e, val x) {
  val twice = ev_abs(e, x);
  twice = math_min(e, ev_f64(e, x, 20.0), ev_add(e, twice, twice));
  val y = math_expm1_short(e, twice);
  return ev_to_f32(e, ev_copysign(e, ev_div(e, y, ev_add(e, y, ev_f64(e, x, 2.0))), x));
}

/* tanh(c + d) = first + d Q(d) by columns c, first, Q's; up to 3/8 c is 0, and x takes the place of
 * first. Eighths of octaves of |x| + 5/8, numbered by its bits. */
#define COLUMNS 7
static const double TANH[32][COLUMNS] = {
    {0x1.5fffdap+0, 0x1.c27894p-1, 0x1.cea7d6p-3, -0x1.9713d8p-3, 0x1.98a582p-4, -0x1.78d9a2p-6,
     -0x1.77a424p-9},
    {0x1.9fffbp+0, 0x1.d9c6e4p-1, 0x1.265ee6p-3, -0x1.1066bcp-3, 0x1.341ff6p-4, -0x1.a5bfbp-6,
     0x1.dc0898p-9},
    {0x1.dffedap+0, 0x1.e8786ap-1, 0x1.6fd2ccp-4, -0x1.5eeb4ep-4, 0x1.a85cc6p-5, -0x1.55f512p-6,
     0x1.3817fap-8},
    {0x1.0fffa6p+1, 0x1.f1993ap-1, 0x1.c65d8p-5, -0x1.b993cap-5, 0x1.1590c8p-5, -0x1.e63bdep-7,
     0x1.05f8fcp-8},
    {0x1.2fff94p+1, 0x1.f73768p-1, 0x1.16a9cp-5, -0x1.11dfbep-5, 0x1.6047c4p-6, -0x1.42f0e8p-7,
     0x1.776d94p-9},
    {0x1.4fff78p+1, 0x1.faa788p-1, 0x1.5454bep-6, -0x1.50c3fep-6, 0x1.b72c9ep-7, -0x1.9d8136p-8,
     0x1.f5bbf4p-10},
    {0x1.6fffap+1, 0x1.fcc048p-1, 0x1.9e8a26p-7, -0x1.9be458p-7, 0x1.0ecaccp-7, -0x1.02ea4cp-8,
     0x1.415356p-10},
    {0x1.8ffc1p+1, 0x1.fe06ccp-1, 0x1.f83aa4p-8, -0x1.f6435cp-8, 0x1.4bd9ep-8, -0x1.403cd2p-9,
     0x1.92cc7ep-11},
    {0x1.afffbp+1, 0x1.fecd6ap-1, 0x1.323882p-8, -0x1.31525ap-8, 0x1.91e29cp-9, -0x1.73eb2p-10,
     0x1.8af9bap-12},
    {0x1.f0001cp+1, 0x1.ff8f22p-1, 0x1.c343aap-10, -0x1.c298fcp-10, 0x1.295d9ap-10, -0x1.1461c8p-11,
     0x1.26fea6p-13},
    {0x1.18005ep+2, 0x1.ffd678p-1, 0x1.4c3096p-11, -0x1.4be0aep-11, 0x1.b67a8ap-12, -0x1.9830ccp-13,
     0x1.b4807cp-15},
    {0x1.37ffb6p+2, 0x1.fff0b8p-1, 0x1.e8f5dp-13, -0x1.e898e4p-13, 0x1.42e30ep-13, -0x1.2cc0d2p-14,
     0x1.41d0cp-16},
    {0x1.57fb24p+2, 0x1.fffa6p-1, 0x1.67fbecp-14, -0x1.67be1ep-14, 0x1.db871ap-15, -0x1.bb000ep-16,
     0x1.da0ffp-18},
    {0x1.77f754p+2, 0x1.fffdeep-1, 0x1.08fdfp-15, -0x1.08d232p-15, 0x1.5e11c2p-16, -0x1.4621fep-17,
     0x1.5cfafep-19},
    {0x1.98207cp+2, 0x1.ffff3ep-1, 0x1.83fd8p-17, -0x1.83bf44p-17, 0x1.004f86p-17, -0x1.ddd0cep-19,
     0x1.0006c6p-20},
    {0x1.b7d858p+2, 0x1.ffffb8p-1, 0x1.1ffe42p-18, -0x1.1fcf7ep-18, 0x1.7c73fap-19, -0x1.625c62p-20,
     0x1.7ae23ap-22},
    {0x1.d8707ap+2, 0x1.ffffe6p-1, 0x1.9fcda8p-20, -0x1.9d23ecp-20, 0x1.077204p-20, -0x1.afed2cp-22,
     0x1.5ba842p-24},
    {0x1.0a2b24p+3, 0x1.fffffcp-1, 0x1.ffb512p-23, -0x1.fbdbf8p-23, 0x1.420a3cp-23, -0x1.03df82p-24,
     0x1.965a6p-27},
    {0x0p+0, 0x1p+0, -0x1.2eb562p-36, 0x1.c626bap-27, -0x1.5555cp-2, 0x1.0996ccp-14, 0x1.0f49c4p-3},
    {0x0p+0, 0x1p+0, -0x1.4d758p-23, 0x1.1baf82p-17, -0x1.5583c6p-2, 0x1.c6b80ap-10, 0x1.0296aap-3},
    {0x0p+0, 0x1p+0, -0x1.d3e6f2p-19, 0x1.cc34f2p-14, -0x1.56b588p-2, 0x1.fd6c5ap-8, 0x1.d49204p-4},
    {0x0p+0, 0x1p+0, -0x1.a62f72p-16, 0x1.268358p-11, -0x1.5a58ecp-2, 0x1.4bd4eep-6, 0x1.90dab2p-4},
    {0x0p+0, 0x1p+0, -0x1.b8cd5ap-14, 0x1.de7aeap-10, -0x1.620a72p-2, 0x1.49165ap-5, 0x1.3f7b7cp-4},
    {0x0p+0, 0x1p+0, -0x1.4aa976p-12, 0x1.26c474p-8, -0x1.6f1cc2p-2, 0x1.13c496p-4, 0x1.cd25cep-5},
    {0x1.7fff54p-2, 0x1.6ef4a8p-2, 0x1.be3ffp-1, -0x1.3fd3f6p-2, -0x1.6e1c66p-3, 0x1.5e5474p-3,
     -0x1.2fc5eep-8},
    {0x1.ffffd8p-2, 0x1.d9351ep-2, 0x1.92a954p-1, -0x1.74261p-2, -0x1.82748cp-4, 0x1.55e6f4p-3,
     -0x1.67016cp-5},
    {0x1.3ffe48p-1, 0x1.1bf34ep-1, 0x1.628614p-1, -0x1.893a74p-2, -0x1.258bc6p-6, 0x1.1c94a8p-3,
     -0x1.ff3c28p-5},
    {0x1.7fff76p-1, 0x1.4531ecp-1, 0x1.31741ap-1, -0x1.8403c2p-2, 0x1.566802p-5, 0x1.988cdep-4,
     -0x1.03f806p-4},
    {0x1.bfff6p-1, 0x1.6866p-1, 0x1.02507cp-1, -0x1.6ba86cp-2, 0x1.4f45b8p-4, 0x1.eba91p-5,
     -0x1.b46bd2p-5},
    {0x1.ffffd2p-1, 0x1.85ef98p-1, 0x1.ae0dfcp-2, -0x1.47871ap-2, 0x1.a88b5p-4, 0x1.b8729ap-6,
     -0x1.44fa7cp-5},
    {0x1.1fff44p+0, 0x1.9e5c34p-1, 0x1.6151a8p-2, -0x1.1df12ap-2, 0x1.c6d106p-4, 0x1.2c534ap-9,
     -0x1.9b98bep-6},
    {0x1.3ffebcp+0, 0x1.b25186p-1, 0x1.1f277cp-2, -0x1.e72cccp-3, 0x1.bbc9b2p-4, -0x1.b0eb98p-7,
     -0x1.d1c83cp-7},
};

/* Pieces as in tanh.c. c is close to a piece's start, so that first is the smaller of the two just
 * where it counts, and such that first needs no second part. */
static val by_pieces(emitter *e, val x) {
  /* There the result is 1; NaN passes. */
  val row[COLUMNS], a = math_min(e, ev_f32(e, x, 9.25F), ev_abs(e, x));
  val place = ev_as_int(e, ev_add(e, a, ev_f32(e, x, 0.625F)));
  math_lookup_row(e, "tanh32", TANH[0], 32, COLUMNS, ev_lshr(e, place, 20), row);
  val d = ev_sub(e, a, row[0]); /* exact */
  val q = math_poly_of(e, d, ev_mul(e, d, d), row + 2, COLUMNS - 2);
  return ev_copysign(e, ev_mad(e, d, q, math_min(e, row[1], a)), x);
}

/* y / (y + 1) with y = (exp 2|x| - 1) / 2 as a pair; from 10 on the result is 1. */
static val by_exponential(emitter *e, val x) {
  val magnitude = math_min(e, ev_f32(e, x, 10.0F), ev_abs(e, x)); /* NaN passes */
  dd y = float32_expm1(e, ev_add(e, magnitude, magnitude)), under;
  y = math_fast_two_sum(e, y.hi, y.lo);
  under.hi = ev_two_sum(e, y.hi, ev_f32(e, x, 1.0F), &under.lo);
  under.lo = ev_add(e, under.lo, y.lo);
  return odd(e, x, math_divide(e, y, under));
}

/* Without permutations loading the rows takes longer than an exponential. */
val math_tanh32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return short_tanh(e, ev_to_f64(e, x));
  return ev_can(e, CAN_PERMUTE_PAIR) ? by_pieces(e, x) : by_exponential(e, x);
}
