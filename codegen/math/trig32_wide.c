/* trig32_wide.c: sine, cosine and tangent of float32 without fused multiply-add, and sinc.
 *
 * As in trig.c, but in float64 with shorter polynomials: the error before the one rounding to
 * float32 is below 2^-27, also next to multiples of pi/2. Sine, cosine and tangent of the same
 * argument share everything but the last selection.
 */
#include "codegen/math/wide32.h"

#define ROUNDER 0x1.8p52 /* adding it leaves the nearest integer in the last bits of the sum */

/* sin r = r + r^3 S(r^2), cos r = 1 - r^2/2 + r^4 C(r^2) for |r| <= pi/4 */
static const double SIN[] = {-0x1.5555452680e97p-3, 0x1.11073af989241p-7, -0x1.9943dfc0aa4a8p-13};
static const double COS[] = {0x1.55554a1157b49p-5, -0x1.6c0c33a432b3bp-10, 0x1.99eb9ad18d8fep-16};

/* sin and cos of the reduced argument in float64, and the quadrant; made once for each x, a
 * float32. */
static const trig_memo *sin_cos(emitter *e, val x) {
  for (unsigned i = 0; i < e->ntrig && i < TRIG_MEMOS; i++)
    if (e->trig[i].x == x && e->trig[i].scope == e->scope) return &e->trig[i];
  val shifted, r = math_angle(e, ev_abs(e, ev_to_f64(e, x)), ROUNDER, false, &shifted).hi;
  val z = ev_mul(e, r, r), zz = ev_mul(e, z, z);
  val sine = ev_mad(e, ev_mul(e, r, z), math_poly(e, z, zz, SIN, 3), r);
  val cosine = ev_mad(e, z, ev_f64(e, z, -0.5), ev_f64(e, z, 1.0));
  cosine = ev_mad(e, zz, math_poly(e, z, zz, COS, 3), cosine);
  trig_memo *memo = &e->trig[e->ntrig++ % TRIG_MEMOS];
  *memo = (trig_memo){x, e->scope, sine, cosine, ev_as_i64(e, shifted)};
  return memo;
}

static val is_odd(emitter *e, val quadrant) {
  val bit = ev_and(e, quadrant, ev_i64(e, quadrant, 1));
  return LLVMBuildICmp(e->b, LLVMIntNE, bit, ev_i64(e, quadrant, 0), "");
}

static val sign_bits(emitter *e, val x) { return ev_as_i64(e, ev_to_f64(e, x)); }

/* Quadrants 0..3: s, c, -s, -c. */
val math_sin32_wide(emitter *e, val x) {
  const trig_memo *m = sin_cos(e, x);
  val magnitude = ev_select(e, is_odd(e, m->quadrant), m->cos_poly, m->sin_poly);
  return ev_to_f32(e,
                   math_flip(e, magnitude, ev_xor(e, ev_shl(e, m->quadrant, 62), sign_bits(e, x))));
}

/* Quadrants 0..3: c, -s, -c, s. */
val math_cos32_wide(emitter *e, val x) {
  const trig_memo *m = sin_cos(e, x);
  val magnitude = ev_select(e, is_odd(e, m->quadrant), m->sin_poly, m->cos_poly);
  val next = ev_add(e, m->quadrant, ev_i64(e, m->quadrant, 1));
  return ev_to_f32(e, math_flip(e, magnitude, ev_shl(e, next, 62)));
}

/* Quadrants 0..3: s/c, -c/s, s/c, -c/s. */
val math_tan32_wide(emitter *e, val x) {
  const trig_memo *m = sin_cos(e, x);
  val odd = is_odd(e, m->quadrant);
  val over = ev_select(e, odd, m->cos_poly, m->sin_poly),
      under = ev_select(e, odd, m->sin_poly, m->cos_poly);
  val quotient = ev_div(e, over, under);
  return ev_to_f32(e,
                   math_flip(e, quotient, ev_xor(e, ev_shl(e, m->quadrant, 63), sign_bits(e, x))));
}

/* sin(pi r) = pi r P(r^2) for |r| <= 1/2 */
static const double SINC[] = {0x1.ffffffffd17d5p-1,  -0x1.a51a660cabd04p+0, 0x1.9f9cab7888bf4p-1,
                              -0x1.86a6b089c939ap-3, 0x1.abe34df870067p-6,  -0x1.24f9acbaa07d8p-9};

/* By the nearest multiple of 2, exactly; and sin(pi r) is sin(pi (1 - r)). Up to 2^-14 it is 1. */
val math_sinc32(emitter *e, val x32) {
  val x = math_max(e, ev_f64(e, x32, 0x1p-14), ev_abs(e, ev_to_f64(e, x32)));
  val half = ev_rint(e, ev_mul(e, x, ev_f64(e, x, 0.5)));
  val turned = ev_sub(e, x, ev_add(e, half, half)), r = ev_abs(e, turned);
  r = math_min(e, ev_sub(e, ev_f64(e, x, 1.0), r), r);
  val z = ev_mul(e, r, r), sine = ev_mul(e, r, math_poly(e, z, ev_mul(e, z, z), SINC, 6));
  val result = math_flip(e, ev_div(e, sine, x), ev_as_i64(e, turned));
  return ev_to_f32(e, ev_add(e, result, ev_f64(e, x, 0.0))); /* no -0 */
}
