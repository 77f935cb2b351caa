/* angle.c: angles brought close to 0: x = k * pi/2 + r, for sine, cosine and tangent.
 *
 * Up to LIMIT by three parts of pi/2 (W. J. Cody and W. Waite, "Software manual for the elementary
 * functions", 1980). Beyond, in a block that is branched over when no lane needs it, by the part of
 * 1/(2 pi) that matters to an argument of that size (M. H. Payne and R. N. Hanek, "Radian reduction
 * for trigonometric functions", 1983). Start at the end, with math_angle().
 */
#include "codegen/math/math_parts.h"

/* pi/2 = P1 + P2 + P3 in 53, 27 and 53 bits. k has at most 26, so that k*P2 is exact. */
#define P1 0x1.921fb54442d18p+0
#define P2 0x1.1a62634p-54
#define P3 -0x1.d747f23e32ed7p-83
#define P1A 0x1.921fb8p+0 /* P1 in 22, 22 and 9 bits, for targets without FMA */
#define P1B -0x1.5dde98p-23
#define P1C 0x1.8p-48
#define TWO_OVER_PI 0x1.45f306dc9c883p-1
#define LIMIT 1.05e8 /* k <= 66845077 < 2^26 */

static dd cody_waite(emitter *e, val x, double rounder, bool rough, val *shifted) {
  val magic = ev_f64(e, x, rounder);
  *shifted = ev_mad(e, x, ev_f64(e, x, TWO_OVER_PI), magic);
  val k = ev_sub(e, *shifted, magic), r1;
  /* x - k*P1 is a multiple of the last bit of k*P1 or x and less than 1: exact. */
  if (ev_can(e, CAN_FMA)) {
    r1 = ev_fma(e, k, ev_f64(e, x, -P1), x);
  } else {
    r1 = ev_sub(e, x, ev_mul(e, k, ev_f64(e, x, P1A)));
    r1 = ev_sub(e, r1, ev_mul(e, k, ev_f64(e, x, P1B)));
    r1 = ev_sub(e, r1, ev_mul(e, k, ev_f64(e, x, P1C)));
  }
  /* hi rounds r1 - k*P2, and `error` is what it leaves. All is exact where it cancels, close to
   * multiples of pi/2: there k*P2 is. Differences rather than fused steps: additions and
   * multiplications run side by side. */
  if (rough) {
    r1 = ev_mad(e, k, ev_f64(e, x, -P2), r1);
    return (dd){ev_mad(e, k, ev_f64(e, x, -P3), r1), ev_f64(e, x, 0.0)};
  }
  val p2 = ev_mul(e, k, ev_f64(e, x, P2));
  val hi = ev_sub(e, r1, p2);
  val error = ev_sub(e, ev_sub(e, r1, hi), p2);
  return (dd){hi, ev_mad(e, k, ev_f64(e, x, -P3), error)};
}

/* ---- beyond LIMIT ---- */

#define TWO_PI_HI 0x1.921fb54442d18p+2
#define TWO_PI_LO 0x1.1a62633145c07p-52

/* 2^(32 j) / (2 pi) for j = 0 .. 31, without multiples of 2^51, in four parts: multiples of 2^-2,
 * 2^-56, 2^-110, and the rest. */
static const double TURNS_0[] = {
    0x1p-2,
    0x1.45f306dcp+29,
    0x1.9836e4e44152ap+50,
    0x1.054a7f09d5f48p+48,
    0x1.d5f47d4d37704p+48,
    0x1.4ddc0db629599p+50,
    0x1.4acc9e21c821p+47,
    0x1.c820ff28b1d6p+47,
    0x1.163abdebbc562p+50,
    0x1.bc561b7246e3ap+50,
    0x1.1b8e909374b8p+48,
    0x1.ba5c00c925dd4p+49,
    0x1.25dd413a3243ap+49,
    0x1.1921cfe1deb1dp+50,
    0x1.deb1cb129a73fp+50,
    0x1.34e7dd1046beap+49,
    0x1.1afa975da2428p+47,
    0x1.b4484e99c7027p+50,
    0x1.c7026b45f7e41p+50,
    0x1.f7e413991d63ap+50,
    0x1.1d639835339f5p+50,
    0x1.339f49c845f8cp+50,
    0x1.17e2ef7e4a0ecp+48,
    0x1.9283b1ff898p+50,
    0x1.897ffde05981p+50,
    0x1.6603fbcbc462cp+48,
    0x1.e2316b414da3ep+49,
    0x1.4da3eda6cfd9ep+49,
    0x1.67ecf27cb09b7p+50,
    0x1.6136e9e8c7ecep+49,
    0x1.8fd9a797fa8b4p+48,
    0x1.fea2d7527bac8p+50,
};
static const double TURNS_1[] = {
    -0x1.7419f246c6efbp-4, 0x1.391054a7f09d6p-4,  -0x1.ec5417056592p-9,  -0x1.596447e493ad8p-7,
    -0x1.24eb53361de38p-5, 0x1.e21c820ff28b2p-5,  -0x1.ae9c5421443cp-10, -0x1.0a21d4f246dc8p-5,
    -0x1.236e4716f6c8bp-4, 0x1.09374b801924cp-4,  0x1.924bba827465p-8,   0x1.3a32439fc3bd8p-7,
    -0x1.e214e34ed658p-10, -0x1.3b5963045df73p-4, -0x1.77dca0ad144bcp-6, 0x1.75da24274ce38p-5,
    -0x1.6638fd94ba08p-6,  -0x1.2e8206fb19b8ap-4, 0x1.cc8eb1cc1a99cp-5,  -0x1.f2b3182d8dee8p-4,
    -0x1.8dee81d1081b6p-4, -0x1.081b5f13801dap-4, 0x1.ff897ffde0598p-6,  -0x1.0fd33f8086878p-5,
    -0x1.0d0ee74a5f594p-6, 0x1.6829b47db4dap-4,   0x1.b4d9fb3c9f2c2p-4,  0x1.3e584dba7a32p-5,
    0x1.3d18fd9a797fbp-4,  -0x1.8680574a2b611p-4, 0x1.d49eeb1faf97cp-4,  -0x1.41a0e84c2f8c8p-6,
};
static const double TURNS_2[] = {
    0x1.29fc2757d1f53p-58,  -0x1.70565911f925p-61,  0x1.c0db6295993c4p-58,  0x1.993c439041fe5p-58,
    0x1.07f9458eaf7bp-60,   -0x1.508510ea79238p-60, 0x1.61b7246e3a425p-58,  -0x1.c5bdb22d1ff9bp-58,
    -0x1.1ff9b6d115f63p-58, -0x1.15f62e6de301ep-58, -0x1.e301e214e34edp-58, -0x1.c69dacb1822fp-59,
    -0x1.822efb9415a28p-59, 0x1.f52ebb4484e9ap-58,  0x1.09d338e04d68cp-59,  0x1.35a2fbf209cc8p-61,
    -0x1.bec66e29c67cbp-58, -0x1.c67cacc60b638p-58, 0x1.f49c845f8bbep-58,   -0x1.d1081b5f138p-60,
    0x1.d8ffc4bffefp-61,    -0x1.0fd33f80868p-69,   0x1.fde5e2316b42p-63,   0x1.8b5a0a6d1f6d3p-58,
    0x1.1f6d367ecf27dp-58,  -0x1.30d834f648b0cp-58, 0x1.b74f463f669e6p-58,  -0x1.32c3402ba515cp-59,
    -0x1.d28ad84538142p-58, -0x1.38141a0e84c3p-58,  0x1.7b3d0739f78a5p-58,  0x1.f78a5292ea6cp-58,
};
static const double TURNS_3[] = {
    0x1.377036d8a5665p-112,  0x1.4acc9e21c821p-113,   0x1.c820ff28b1d5fp-113,
    0x1.63abdebbc561bp-114,  -0x1.0ea79236e4717p-112, 0x1.1b8e909374b8p-112,
    -0x1.168ffcdb688bp-113,  -0x1.b4457d8b9b78cp-112, 0x1.921cfe1deb1cbp-114,
    -0x1.0a71a76b2c609p-113, -0x1.963045df7282bp-112, 0x1.1afa975da2427p-113,
    -0x1.2edec598e3f65p-112, -0x1.c7eca5d040df6p-113, -0x1.037d8cdc538dp-115,
    0x1.d639835339f4ap-114,  0x1.9cfa4e422fc5ep-113,  0x1.17e2ef7e4a0ecp-112,
    -0x1.b5f13801da001p-112, -0x1.da00087e99fcp-112,  0x1.6603fbcbc462dp-112,
    -0x1.dce94beb25c12p-115, -0x1.64b824b2604c3p-112, 0x1.9fb3c9f2c26ddp-112,
    -0x1.3d922c2e70266p-112, 0x1.8fd9a797fa8b6p-112,  -0x1.5d28ad8453814p-118,
    0x1.eeb1faf97c5edp-112,  0x1.7c5ecf41ce7dep-112,  0x1.ce7de294a4baap-112,
    0x1.497535fdafd89p-113,  -0x1.2813b81ca8bdfp-112,
};
/* What is less than half a turn of so many turns. */
static val part_turn(emitter *e, val turns) { return ev_sub(e, turns, ev_rint(e, turns)); }

/* x is m * 2^(32 j) with 2 <= m < 2^33, so that j is five bits of its exponent, and the row for j
 * holds what counts of 2^(32 j) / (2 pi): not bits that give whole turns, nor what is less than
 * 2^-132 turns, while no float64 comes closer than 2^-63 to a multiple of a quarter. In lanes where
 * x is small m is not: products that nobody wants must not be subnormal, which takes long.
 *
 * Products are exact, as pairs, but for the last; whole turns are taken off each. What remains are
 * `first` of at most 1 1/2 turns and `second` of at most 2^-22, and errors of theirs. Both sums of
 * two are as exact as if ordered by size, since the first one is always a multiple of the last bit
 * of the second (the condition of Dekker's proof). */
static dd payne_hanek(emitter *e, val x, double rounder, val *shifted) {
  val bits = ev_as_i64(e, x), j = ev_lshr(e, bits, 57);
  val cleared = ev_and(e, bits, ev_i64(e, x, ~(INT64_C(31) << 57)));
  val m = ev_as_f64(e, ev_or(e, cleared, ev_i64(e, x, INT64_C(1) << 62)));
  dd upper = math_lookup_pair(e, "turns", TURNS_0, TURNS_1, 32, j);
  dd lower = math_lookup_pair(e, "turns_below", TURNS_2, TURNS_3, 32, j);
  dd p0 = math_two_product(e, m, upper.hi), p1 = math_two_product(e, m, upper.lo);
  dd p2 = math_two_product(e, m, lower.hi);
  val least = ev_mad(e, m, lower.lo, p2.lo);

  val whole = ev_add(e, part_turn(e, p0.hi), part_turn(e, p0.lo)); /* exact */
  dd first = math_fast_two_sum(e, whole, part_turn(e, p1.hi));
  dd second = math_fast_two_sum(e, p1.lo, p2.hi), third = math_fast_two_sum(e, first.lo, second.hi);

  val magic = ev_f64(e, x, rounder);
  *shifted = ev_mad(e, first.hi, ev_f64(e, x, 4.0), magic);
  val k = ev_sub(e, *shifted, magic);
  val rest = ev_mad(e, k, ev_f64(e, x, -0.25), first.hi); /* exact */
  dd turn = math_fast_two_sum(e, rest, third.hi);
  turn.lo = ev_add(e, ev_add(e, turn.lo, third.lo), ev_add(e, second.lo, least));

  dd r = math_two_product(e, turn.hi, ev_f64(e, x, TWO_PI_HI));
  r.lo = ev_mad(e, turn.hi, ev_f64(e, x, TWO_PI_LO), r.lo);
  r.lo = ev_mad(e, turn.lo, ev_f64(e, x, TWO_PI_HI), r.lo);
  r.lo = ev_mad(e, x, ev_f64(e, x, 0.0), r.lo); /* NaN for infinity */
  return math_fast_two_sum(e, r.hi, r.lo);
}

static void far_angle(emitter *e, const void *rounder, const val *x, val *out) {
  dd r = payne_hanek(e, x[0], *(const double *)rounder, &out[2]);
  out[0] = r.hi, out[1] = r.lo;
}

dd math_angle(emitter *e, val x, double rounder, bool rough, val *shifted) {
  dd near = cody_waite(e, x, rounder, rough, shifted);
  val is_far = ev_lt(e, ev_f64(e, x, LIMIT), x), out[3]; /* not NaN, which may be frequent */
  ev_patch_by(e, is_far, &(ev_slow){far_angle, &rounder, "angle", rounder}, 1, &x, 3,
              (val[]){near.hi, near.lo, *shifted}, out);
  *shifted = out[2];
  return (dd){out[0], out[1]};
}
