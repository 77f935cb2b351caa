/* arcsine32_wide.c: the inverse sine and cosine of float32 without fused multiply-add: as arcsine.c's,
 * in float64, where the root needs no second part.
 */
#include "codegen/math/wide32.h"

#define PI_HI 0x1.921fb54442d18p+1

/* arcsin s = s + s^3 P(s^2) for |s| <= 1/2 */
static const double ARCSIN_SHORT[] = {0x1.5555c883448a6p-3, 0x1.3301e4658393fp-4,
                                      0x1.747e4aa65a346p-5, 0x1.8c2835f7bb58ap-6,
                                      0x1.596d2e2cd6e4p-5};

/* arcsin of s, which is |x|, or the half-angle's sine if that is not `small`. */
typedef struct arc {
  val small, s;
} arc;

static arc arcsine_short(emitter *e, val x) {
  val half = ev_f64(e, x, 0.5), magnitude = ev_abs(e, x), small = ev_le(e, magnitude, half);
  val beyond = ev_mad(e, magnitude, ev_f64(e, x, -0.5), half);
  val s = ev_select(e, small, magnitude, ev_sqrt(e, beyond));
  val z = ev_select(e, small, ev_mul(e, x, x), beyond), zz = ev_mul(e, z, z);
  return (arc){small, ev_mad(e, ev_mul(e, s, z), math_poly(e, z, zz, ARCSIN_SHORT, 5), s)};
}

val math_arcsin32_wide(emitter *e, val x32) {
  val x = ev_to_f64(e, x32);
  arc a = arcsine_short(e, x);
  val beyond = ev_mad(e, a.s, ev_f64(e, x, -2.0), ev_f64(e, x, PI_HI / 2));
  return ev_to_f32(e, ev_copysign(e, ev_select(e, a.small, a.s, beyond), x));
}

val math_arccos32_wide(emitter *e, val x32) {
  val x = ev_to_f64(e, x32);
  arc a = arcsine_short(e, x);
  val positive =
      ev_select(e, a.small, ev_sub(e, ev_f64(e, x, PI_HI / 2), a.s), ev_add(e, a.s, a.s));
  val negative = ev_lt(e, x, ev_f64(e, x, 0.0));
  return ev_to_f32(e, ev_select(e, negative, ev_sub(e, ev_f64(e, x, PI_HI), positive), positive));
}
