/* trig32.c: sine, cosine and tangent of float32.
 *
 * As trig.c's by two polynomials, in float32: the reduced argument is a pair, and what is added last
 * is small beside what it is added to. Tangent is a quotient, from that of half the angle. Without fused multiply-add a pair costs more than float64: see trig32_wide.c.
 */
#include "codegen/math/wide32.h"

/* sin r = r + r^3 S(r^2), cos r = 1 - r^2/2 + r^4 C(r^2), 2 tan(r/2) = r + r^3 T(r^2) for |r| <= 0.79 */
static const double SIN[] = {-0x1.555544p-3, 0x1.1106c6p-7, -0x1.991c26p-13};
static const double COS[] = {0x1.55554ap-5, -0x1.6c0c1ap-10, 0x1.99e14p-16};
static const double TAN[] = {0x1.555538p-4, 0x1.111f2ep-7, 0x1.b5eb6ap-11, 0x1.a3e6bap-14};

/* sin r = r + (r^3 S(r^2) + cos(r) r.lo); leaving out cos(r) costs 0.15 ULP. */
static val sin_reduced(emitter *e, dd r, val z, val zz) {
  val s = math_poly(e, z, zz, SIN, 3);
  return ev_add(e, r.hi, ev_mad(e, ev_mul(e, r.hi, z), s, r.lo));
}

/* cos r = 1 - z/2 + (z^2 C(z) - r.hi * r.lo). w rounds 1 - z/2, and its error is added to the rest.
 */
static val cos_reduced(emitter *e, dd r, val z, val zz) {
  val one = ev_f32(e, z, 1.0f), half = ev_f32(e, z, -0.5f), w = ev_mad(e, z, half, one);
  val error = ev_mad(e, z, half, ev_sub(e, one, w));
  val rest = ev_mad(e, ev_neg(e, r.hi), r.lo, error);
  return ev_add(e, w, ev_mad(e, zz, math_poly(e, z, zz, COS, 3), rest));
}

/* sin and cos of |x|, but for what the quadrant says, made once for each argument. */
static const trig_memo *sin_cos(emitter *e, val x) {
  for (unsigned i = 0; i < e->ntrig && i < TRIG_MEMOS; i++)
    if (e->trig[i].x == x && e->trig[i].scope == e->scope) return &e->trig[i];
  trig_memo m = {.x = x, .scope = e->scope};
  dd r = math_angle32(e, ev_abs(e, x), &m.quadrant);
  val z = ev_mul(e, r.hi, r.hi), zz = ev_mul(e, z, z);
  m.sin_poly = sin_reduced(e, r, z, zz);
  m.cos_poly = cos_reduced(e, r, z, zz);
  trig_memo *memo = &e->trig[e->ntrig++ % TRIG_MEMOS];
  *memo = m;
  return memo;
}

static val is_odd(emitter *e, val quadrant) {
  val bit = ev_and(e, quadrant, ev_i32(e, quadrant, 1));
  return LLVMBuildICmp(e->b, LLVMIntNE, bit, ev_i32(e, quadrant, 0), "");
}

/* Quadrants 0..3: s, c, -s, -c. */
val math_sin32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return math_sin32_wide(e, x);
  const trig_memo *m = sin_cos(e, x);
  val magnitude = ev_select(e, is_odd(e, m->quadrant), m->cos_poly, m->sin_poly);
  return math_flip(e, magnitude, ev_xor(e, ev_shl(e, m->quadrant, 30), ev_as_int(e, x)));
}

/* Quadrants 0..3: c, -s, -c, s. */
val math_cos32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return math_cos32_wide(e, x);
  const trig_memo *m = sin_cos(e, x);
  val magnitude = ev_select(e, is_odd(e, m->quadrant), m->sin_poly, m->cos_poly);
  val next = ev_add(e, m->quadrant, ev_i32(e, m->quadrant, 1));
  return math_flip(e, magnitude, ev_shl(e, next, 30));
}

/* With p = 2 tan(r/2), tan r = p / (1 - p^2/4): in quadrants 1 and 3, -1 over that. */
val math_tan32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return math_tan32_wide(e, x);
  val quadrant, one = ev_f32(e, x, 1.0f);
  dd r = math_angle32(e, ev_abs(e, x), &quadrant), under;
  val z = ev_mul(e, r.hi, r.hi), poly = math_poly(e, z, ev_mul(e, z, z), TAN, 4);
  dd p = math_fast_two_sum(e, r.hi, ev_mad(e, ev_mul(e, r.hi, z), poly, r.lo));

  val quarter = ev_mul(e, p.hi, ev_f32(e, x, -0.25f));
  under.hi = ev_mad(e, quarter, p.hi, one);
  under.lo = ev_mad(e, quarter, p.hi, ev_sub(e, one, under.hi));
  under.lo = ev_mad(e, quarter, ev_add(e, p.lo, p.lo), under.lo);
  val odd = is_odd(e, quadrant);
  dd a = {ev_select(e, odd, under.hi, p.hi), ev_select(e, odd, under.lo, p.lo)};
  dd b = {ev_select(e, odd, p.hi, under.hi), ev_select(e, odd, p.lo, under.lo)};
  val sign = ev_xor(e, ev_shl(e, quadrant, 31), ev_as_int(e, x));
  return math_flip(e, math_divide(e, a, b), sign);
}
