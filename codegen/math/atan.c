/* atan.c: the angle of a point, arctan2(y, x), and the arc tangent of a number.
 *
 * With t the smaller of |x| and |y| over the larger, and c the sixteenth next to t, atan t = atan c
 * + atan((t - c) / (1 + c t)): a table of sixteen and a short polynomial, and one quotient that has
 * to be exact. The octant then says what to add it to or subtract it from: 0, pi/2 or pi. Tables
 * and quotient are pairs, so that only the last sum rounds.
 */
#include <math.h>

#include "codegen/math/math_parts.h"

#define PI_HI 0x1.921fb54442d18p+1
#define PI_LO 0x1.1a62633145c07p-53
#define ROUNDER 0x1.8p48 /* adding it rounds to sixteenths */

/* atan q = q + q^3 A(q^2) for |q| <= 1/30 */
static const double ATAN[] = {-0x1.55555555554a8p-2, 0x1.99999996b47e4p-3, -0x1.24922a60f00fp-3,
                              0x1.c61ac1897bf3fp-4};
/* atan(j/16) */
static const double ATAN_HI[] = {
    0x0p+0,
    0x1.ff55bb72cfdeap-5,
    0x1.fd5ba9aac2f6ep-4,
    0x1.7b97b4bce5b02p-3,
    0x1.f5b75f92c80ddp-3,
    0x1.362773707ebccp-2,
    0x1.6f61941e4def1p-2,
    0x1.a64eec3cc23fdp-2,
    0x1.dac670561bb4fp-2,
    0x1.0657e94db30dp-1,
    0x1.1e00babdefeb4p-1,
    0x1.345f01cce37bbp-1,
    0x1.4978fa3269ee1p-1,
    0x1.5d58987169b18p-1,
    0x1.700a7c5784634p-1,
    0x1.819d0b7158a4dp-1,
};
static const double ATAN_LO[] = {
    0x0p+0,
    -0x1.c934d86d23f1dp-60,
    -0x1.cd37686760c17p-59,
    0x1.347b0b4f881cap-58,
    0x1.8ab6e3cf7afbdp-57,
    -0x1.963a544b672d8p-57,
    -0x1.c63aae6f6e918p-56,
    -0x1.24dec1b50b7ffp-56,
    0x1.a2b7f222f65e2p-56,
    -0x1.d5b495f6349e6p-56,
    -0x1.928df287a668fp-58,
    0x1.1021137c71102p-55,
    0x1.2419a87f2a458p-56,
    0x1.0028e4bc5e7cap-57,
    -0x1.8c34d25aadef6p-56,
    -0x1.bf76229d3b917p-56,
};

/* Scales both sides. Infinity over infinity becomes 1/1, other numbers over infinity 0/1, 0/0
 * becomes 0 over something. */
static void scale_sides(emitter *e, val *smaller, val *larger) {
  val zero = ev_f64(e, *larger, 0.0), one = ev_f64(e, *larger, 1.0),
      infinity = ev_f64(e, *larger, (double)INFINITY);
  val endless = ev_eq(e, *larger, infinity),
      both = ev_and(e, endless, ev_eq(e, *smaller, infinity));
  val scale = ev_select(e, endless, zero, math_scale_for(e, *larger, 0x1p-923));
  *smaller = ev_select(e, both, one, ev_mul(e, *smaller, scale));
  *larger = ev_select(e, endless, one, ev_mul(e, *larger, scale));
  *larger = math_max(e, ev_f64(e, zero, 0x1p-1000), *larger);
}

/* a - c*b, which is exact: c is a sixteenth, and the difference small. */
static val exact_difference(emitter *e, val a, val c, val b) {
  if (ev_can(e, CAN_FMA)) return ev_fma(e, ev_neg(e, c), b, a);
  val upper = math_upper(e, b), lower = ev_sub(e, b, upper);
  return ev_sub(e, ev_sub(e, a, ev_mul(e, c, upper)), ev_mul(e, c, lower));
}

/* atan(a/b) for 0 <= a <= b as a sum: of a table, q, and the rest. */
typedef struct angle {
  dd table;
  val q, rest;
} angle;

static angle atan_ratio(emitter *e, val a, val b) {
  val rounder = ev_f64(e, a, ROUNDER);
  val t =
      math_min(e, ev_f64(e, a, 15.4 / 16), ev_div(e, a, b)); /* no more than fifteen sixteenths */
  val shifted = ev_add(e, t, rounder), c = ev_sub(e, shifted, rounder), j = ev_as_i64(e, shifted);

  val under = ev_mad(e, c, a, b), under_lo = ev_mad(e, c, a, ev_sub(e, b, under));
  dd q = math_quotient(e, (dd){exact_difference(e, a, c, b), NULL}, (dd){under, under_lo});
  val z = ev_mul(e, q.hi, q.hi), zz = ev_mul(e, z, z);
  val rest = ev_mad(e, ev_mul(e, q.hi, z), math_poly(e, z, zz, ATAN, 4), q.lo);
  return (angle){math_lookup_pair(e, "atan", ATAN_HI, ATAN_LO, 16, j), q.hi, rest};
}

/* ---- fast forms: a longer polynomial instead of the table ---- */

/* atan t = t + t^3 A(t^2) for 0 <= t <= 1 */
static const double ATAN_FAST[] = {
    -0x1.555555555544cp-2,  0x1.99999999840d1p-3,  -0x1.2492491fa172dp-3, 0x1.c71c709dfe52ap-4,
    -0x1.745d022f8a614p-4,  0x1.3b12b2db32bc2p-4,  -0x1.11089ca8e1bbap-4, 0x1.e17813cf43b0fp-5,
    -0x1.ad32adeba69dcp-5,  0x1.7ee3d3b0b3539p-5,  -0x1.4f44d7b853cb9p-5, 0x1.17155ff53dad5p-5,
    -0x1.a7256dd96dbaap-6,  0x1.162b093c6ab4bp-6,  -0x1.2cf5a80b350edp-7, 0x1.f969070f196c3p-9,
    -0x1.3127851722a1ep-10, 0x1.d3b637526673ap-13, -0x1.53e1cd9bc6552p-16};

static val atan_fast(emitter *e, val t) {
  val z = ev_mul(e, t, t), zz = ev_mul(e, z, z);
  return ev_mad(e, ev_mul(e, t, z), math_poly(e, z, zz, ATAN_FAST, 19), t);
}

/* Octants from the positive x axis: t, pi/2 - t, pi/2 + t, pi - t. */
static val arctan2_fast(emitter *e, val y, val x) {
  val a = ev_abs(e, y), b = ev_abs(e, x), swap = ev_lt(e, b, a), zero = ev_f64(e, x, 0.0);
  val smaller = ev_select(e, swap, b, a), larger = ev_select(e, swap, a, b);
  larger = math_max(e, ev_f64(e, x, 0x1p-1074), larger); /* 0/0 becomes 0, */
  val equal = ev_eq(e, smaller, larger);                 /* and infinity over infinity 1 */
  val t = ev_select(e, equal, ev_f64(e, x, 1.0), ev_div(e, smaller, larger));
  t = atan_fast(e, t);
  val left = ev_lt(e, ev_as_i64(e, x), ev_i64(e, x, 0));
  val base = ev_select(e, left, ev_f64(e, x, PI_HI), zero);
  base = ev_select(e, swap, ev_f64(e, x, PI_HI / 2), base);
  val sign = ev_select(e, ev_xor(e, swap, left), ev_i64(e, x, INT64_MIN), ev_i64(e, x, 0));
  return math_flip(e, ev_add(e, base, math_flip(e, t, sign)), ev_as_i64(e, y));
}

static val arctan2_of(emitter *e, const val *sides) {
  val y = sides[0], x = sides[1];
  if (e->fast) return arctan2_fast(e, y, x);
  val a = ev_abs(e, y), b = ev_abs(e, x), swap = ev_lt(e, b, a), zero = ev_f64(e, x, 0.0);
  val smaller = ev_select(e, swap, b, a), larger = ev_select(e, swap, a, b);
  scale_sides(e, &smaller, &larger);
  angle t = atan_ratio(e, smaller, larger);

  /* Octants from the positive x axis: t, pi/2 - t, pi/2 + t, pi - t. */
  val left = ev_lt(e, ev_as_i64(e, x), ev_i64(e, x, 0));
  val base = ev_select(e, left, ev_f64(e, x, PI_HI), zero),
      base_lo = ev_select(e, left, ev_f64(e, x, PI_LO), zero);
  base = ev_select(e, swap, ev_f64(e, x, PI_HI / 2), base);
  base_lo = ev_select(e, swap, ev_f64(e, x, PI_LO / 2), base_lo);
  val sign = ev_select(e, ev_xor(e, swap, left), ev_i64(e, x, INT64_MIN), ev_i64(e, x, 0));
  dd first = math_fast_two_sum(e, base, math_flip(e, t.table.hi, sign));
  dd second = math_fast_two_sum(e, first.hi, math_flip(e, t.q, sign));
  val lo = math_flip(e, ev_add(e, t.rest, t.table.lo), sign);
  lo = ev_add(e, ev_add(e, base_lo, lo), ev_add(e, first.lo, second.lo));
  return math_flip(e, ev_add(e, second.hi, lo), ev_as_i64(e, y));
}

val math_arctan2(emitter *e, val y, val x) {
  return math_by_registers(e, arctan2_of, 2, (val[]){y, x});
}

/* ---- of one number ---- */

/* The same with tables of their own, to need no quotient before the polynomial's argument is known:
 * each octave between 1/16 and 16 has two intervals, whose middle c has three bits. Then x - c is
 * exact, and (x - c) / (1 + c x) is at most 1/9, so that its own rounding counts little. Below the
 * second interval c is 0, above the last but one it is infinite: there the quotient is x, and
 * -1/x. */

/* atan q = q + q^3 A(q^2) for |q| <= 1/9 */
static const double ATAN_WIDE[] = {-0x1.5555555555533p-2, 0x1.999999997f3acp-3,
                                   -0x1.249248ee9926ep-3, 0x1.c71c0c20c5f88p-4,
                                   -0x1.742c9fd356c7bp-4, 0x1.2faa6e782baa2p-4};
/* atan(c) */
static const double MIDDLE_HI[] = {0x0p+0,
                                   0x1.be39ebe6f07c3p-4,
                                   0x1.3d6eee8c6626cp-3,
                                   0x1.b90d7529260a2p-3,
                                   0x1.362773707ebccp-2,
                                   0x1.a64eec3cc23fdp-2,
                                   0x1.1e00babdefeb4p-1,
                                   0x1.700a7c5784634p-1,
                                   0x1.cac7c57846f9ep-1,
                                   0x1.0d38f2c5ba09fp+0,
                                   0x1.30b6d796a4da8p+0,
                                   0x1.4ae10fc6589a5p+0,
                                   0x1.5f97315254857p+0,
                                   0x1.6dcc57bb565fdp+0,
                                   0x1.789bd2c160054p+0,
                                   0x1.921fb54442d18p+0};
static const double MIDDLE_LO[] = {0x0p+0,
                                   0x1.f7b8f29a05987p-58,
                                   0x1.61a3b0ce9281bp-57,
                                   0x1.17b10d2e0e5abp-61,
                                   -0x1.963a544b672d8p-57,
                                   -0x1.24dec1b50b7ffp-56,
                                   -0x1.928df287a668fp-58,
                                   -0x1.8c34d25aadef6p-56,
                                   0x1.0dae13ad18a6bp-55,
                                   -0x1.bd0dc231bfd7p-54,
                                   0x1.6254cb03bb199p-54,
                                   -0x1.3b03e8a27f555p-54,
                                   -0x1.31151a43b51cap-55,
                                   -0x1.29c86447928e7p-54,
                                   -0x1.f45503ccad255p-54,
                                   0x1.1a62633145c07p-54};

/* c, and the number of its interval in the last four bits of *j. */
static val middle(emitter *e, val x, val *j) {
  val within = math_max(e, ev_f64(e, x, 0x1p-4), math_min(e, ev_f64(e, x, 15.0), x));
  val bits = ev_as_i64(e, within);
  *j = ev_sub(e, ev_lshr(e, bits, 51), ev_i64(e, x, 2 * (1023 - 4)));
  val place = ev_and(e, bits, ev_i64(e, x, -(INT64_C(1) << 51)));
  return ev_as_f64(e, ev_or(e, place, ev_i64(e, x, INT64_C(1) << 50)));
}

static val arctan_fast(emitter *e, val x) {
  val a = ev_abs(e, x), one = ev_f64(e, x, 1.0), swap = ev_lt(e, one, a);
  val t = atan_fast(e, ev_div(e, ev_select(e, swap, one, a), ev_select(e, swap, a, one)));
  t = ev_select(e, swap, ev_sub(e, ev_f64(e, x, PI_HI / 2), t), t);
  return ev_copysign(e, t, x);
}

val math_arctan(emitter *e, val x) {
  if (e->fast) return arctan_fast(e, x);
  val j, a = ev_abs(e, x), c = middle(e, a, &j), zero = ev_f64(e, x, 0.0), one = ev_f64(e, x, 1.0);
  c = ev_select(e, ev_lt(e, a, ev_f64(e, x, 3.0 / 32)), zero, c);
  val far = ev_le(e, ev_f64(e, x, 12.0), a);
  val over = ev_select(e, far, ev_neg(e, one), ev_sub(e, a, c));
  val under = ev_select(e, far, a, ev_mad(e, c, a, one));
  val q = ev_div(e, over, under), z = ev_mul(e, q, q), zz = ev_mul(e, z, z);

  dd table = math_lookup_pair(e, "atan_middle", MIDDLE_HI, MIDDLE_LO, 16, j);
  dd sum = math_fast_two_sum(e, table.hi, q);
  val rest = ev_mad(e, ev_mul(e, q, z), math_poly(e, z, zz, ATAN_WIDE, 6), table.lo);
  return ev_copysign(e, ev_add(e, sum.hi, ev_add(e, sum.lo, rest)), x);
}
