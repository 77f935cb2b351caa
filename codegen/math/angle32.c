/* angle32.c: angles of float32 brought close to 0, in float32: x = k * pi/2 + r. As in angle.c, with
 * parts of 24 bits; beyond LIMIT in float64, whose products with parts of 29 bits are exact. For
 * targets with fused multiply-add.
 */
#include "codegen/math/math_parts.h"

/* pi/2 in three parts of 24 bits. */
#define P1 0x1.921fb6p+0
#define P2 -0x1.777a5cp-25
#define P3 -0x1.ee59dap-50
#define TWO_OVER_PI 0x1.45f306p-1
#define LIMIT 1e5
#define ROUNDER 0x1.8p23 /* adding it leaves the nearest integer in the last bits of the sum */

/* x - k*P1 is exact, and so is the sum of hi and `error`; k*P2 is the pair of p2 and the product's
 * own error, which is small even beside an r that cancels. */
static dd cody_waite(emitter *e, val x, val *shifted) {
  val magic = ev_f32(e, x, ROUNDER), second = ev_f32(e, x, P2);
  *shifted = ev_fma(e, x, ev_f32(e, x, TWO_OVER_PI), magic);
  val k = ev_sub(e, *shifted, magic), r1 = ev_fma(e, k, ev_f32(e, x, -P1), x);
  dd p2 = math_two_product(e, k, second);
  val hi = ev_sub(e, r1, p2.hi), error = ev_sub(e, ev_sub(e, r1, hi), p2.hi);
  return (dd){hi, ev_sub(e, error, ev_fma(e, k, ev_f32(e, x, P3), p2.lo))};
}

/* ---- beyond LIMIT ---- */

#define TWO_PI 0x1.921fb54442d18p+2
#define ROUNDER_64 0x1.8p52

/* 2^(8 j) / (2 pi) for j = 0 .. 15, without multiples of 2^22, in three parts: multiples of 2^-7 and
 * 2^-36, and the rest. */
static const double TURNS_0[] = {
    0x1.4p-3,        0x1.45fp+5,      0x1.45f3p+13,    0x1.45f306ep+21,
    0x1.f306dcap+21, 0x1.06dc9c9p+21, 0x1.b939106p+20, 0x1.391054ap+20,
    0x1.1054a8p+20,  0x1.529fc28p+18, 0x1.4fe13acp+19, 0x1.f84eafap+21,
    0x1.3abe8fcp+19, 0x1.5f47d4ep+20, 0x1.a3ea69cp+21, 0x1.ea69bb8p+21};
static const double TURNS_1[] = {
    0x1.7cc1b72p-9,  0x1.836e4e4p-10,  0x1.b72722p-9,   -0x1.b1bbeacp-10,
    -0x1.bbead6p-10, -0x1.f56b01ep-9,  -0x1.6b01ec6p-9, 0x1.fc2757cp-10,
    -0x1.ec5417p-9,  -0x1.505c158p-11, -0x1.70565ap-13, 0x1.f534ddcp-10,
    -0x1.65911fap-9, -0x1.911f924p-9,  -0x1.1f924ecp-9, 0x1.b6c52bp-11};
static const double TURNS_2[] = {
    0x1.c882a53f84ebp-39,   0x1.054a7f09d5f48p-40,  0x1.529fc2757d1f5p-38, -0x1.603d8a82e0acbp-38,
    -0x1.ec54170565912p-41, -0x1.8a82e0acb223fp-38, 0x1.7d1f534ddc0dbp-38, 0x1.1f534ddc0db63p-38,
    -0x1.596447e493ad5p-39, -0x1.6447e493ad4cep-39, 0x1.dc0db6295993cp-38, 0x1.b6c52b3278872p-43,
    0x1.b6295993c439p-38,   -0x1.d6a66c3bc6fbep-38, 0x1.5993c439041fep-38, 0x1.93c439041fe51p-38};

/* x is m * 2^(8 j) with 2 <= m < 2^9, and j four bits of its exponent. `first` and m*TURNS_1 are
 * exact, and so are their sum, where it is close to a multiple of a quarter turn, and its
 * difference from that: no float32 comes closer than 2^-33 turns. In lanes where x is small m is
 * not. */
static void far_angle(emitter *e, const void *nothing, const val *in, val *out) {
  val x = in[0];
  val bits = ev_as_int(e, x), cleared = ev_and(e, bits, ev_i32(e, x, ~(15 << 26)));
  val m = ev_to_f64(e, ev_as_float(e, ev_or(e, cleared, ev_i32(e, x, 1 << 30))));
  val j = LLVMBuildZExt(e->b, ev_lshr(e, bits, 26), ev_like(e, e->i64, x), "");
  val whole = ev_mul(e, m, math_lookup(e, "turns32_0", TURNS_0, 16, j));
  val first = ev_sub(e, whole, ev_rint(e, whole));
  val second = ev_mul(e, m, math_lookup(e, "turns32_1", TURNS_1, 16, j));
  (void)nothing;

  val magic = ev_f64(e, x, ROUNDER_64);
  val shifted = ev_mad(e, ev_add(e, first, second), ev_f64(e, x, 4.0), magic);
  val k = ev_sub(e, shifted, magic);
  val rest = ev_add(e, ev_mad(e, k, ev_f64(e, x, -0.25), first), second);
  rest = ev_mad(e, m, math_lookup(e, "turns32_2", TURNS_2, 16, j), rest);
  val r = ev_mul(e, rest, ev_f64(e, x, TWO_PI));
  r = ev_mad(e, ev_to_f64(e, x), ev_f64(e, x, 0.0), r); /* NaN for infinity */
  out[0] = ev_to_f32(e, r);
  out[1] = ev_to_f32(e, ev_sub(e, r, ev_to_f64(e, out[0])));
  out[2] = ev_add(e, ev_to_f32(e, k), ev_f32(e, x, ROUNDER));
}

dd math_angle32(emitter *e, val x, val *quadrant) {
  val shifted, out[3];
  dd near = cody_waite(e, x, &shifted);
  val is_far = ev_lt(e, ev_f32(e, x, LIMIT), x); /* not NaN */
  ev_patch_by(e, is_far, &(ev_slow){far_angle, NULL, "angle32", 0}, 1, &x, 3,
              (val[]){near.hi, near.lo, shifted}, out);
  *quadrant = ev_as_int(e, out[2]);
  return (dd){out[0], out[1]};
}
