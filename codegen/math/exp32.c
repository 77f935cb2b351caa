/* exp32.c: the exponential, that less 1, and powers of 2 and of 10, of float32.
 *
 * x = k ln 2 + r with a whole k, |r| <= 0.35: exp x = 2^k exp r, a polynomial (W. J. Cody and
 * W. Waite, "Software manual for the elementary functions", 1980). r is the sum of an exact part
 * and a small one, which joins the terms from r^2 on: two sums of falling size are all that rounds
 * in the last places.
 */
#include "codegen/math/float32_parts.h"

#define LOG2_E 0x1.715476p+0F
/* ln 2 in parts of 16 and 24 bits: multiples of the first by k are exact. */
#define LN2_HI 0x1.62e4p-1F
#define LN2_LO 0x1.7f7d1cp-20F
/* Adding it rounds to whole numbers and leaves them in the last bits of the sum. */
#define ROUNDER 0x1.8p23F

/* exp r = 1 + r + r^2 E(r) */
static const double EXP[] = {0x1.fffffcp-2, 0x1.555492p-3, 0x1.5558acp-5, 0x1.12397ap-7,
                             0x1.6a5186p-10};
static const double EXPM1[] = {0x1p-1,        0x1.555554p-3,  0x1.5554e8p-5,
                               0x1.11130ep-7, 0x1.6d4cb6p-10, 0x1.9dfb4p-13};

float32_reduced float32_reduce(emitter *e, val x) {
  float32_reduced y;
  val rounder = ev_f32(e, x, ROUNDER);
  y.shifted = ev_mad(e, x, ev_f32(e, x, LOG2_E), rounder);
  y.k = ev_sub(e, y.shifted, rounder);
  y.hi = ev_mad(e, y.k, ev_f32(e, x, -LN2_HI), x);
  y.lo = ev_mul(e, y.k, ev_f32(e, x, -LN2_LO));
  return y;
}

val float32_exp_tail(emitter *e, float32_reduced y) {
  val r = ev_add(e, y.hi, y.lo), rr = ev_mul(e, r, r);
  return ev_mad(e, rr, math_poly(e, r, rr, EXP, 5), y.lo);
}

/* The upper bits of `shifted` leave with the shift. */
val float32_power(emitter *e, val shifted, int more) {
  val whole = ev_shl(e, ev_as_int(e, shifted), 23);
  return ev_as_float(e, ev_add(e, whole, ev_i32(e, shifted, (127 + more) << 23)));
}

val float32_scale(emitter *e, val y, val k, val shifted) {
  if (ev_can_for(e, CAN_SCALE, y)) return ev_scale(e, y, k);
  /* Two powers of 2, of which the first cannot round. */
  val whole = ev_shl(e, ev_as_int(e, shifted), 23), bias = ev_i32(e, y, 127 << 23);
  val half = ev_shl(e, ev_ashr(e, whole, 24), 23), rest = ev_sub(e, whole, half);
  val first = ev_as_float(e, ev_add(e, half, bias)), second = ev_as_float(e, ev_add(e, rest, bias));
  return ev_mul(e, ev_mul(e, y, first), second);
}

/* Beyond the bounds the result is 0 or infinite; the comparisons let NaN pass. */
static val within(emitter *e, float least, val x, float most) {
  return math_max(e, ev_f32(e, x, least), math_min(e, ev_f32(e, x, most), x));
}

static val one_more(emitter *e, val x) { return ev_add(e, x, ev_f32(e, x, 1.0F)); }

val math_exp32(emitter *e, val x) {
  float32_reduced y = float32_reduce(e, within(e, -104.0F, x, 89.0F));
  val sum = ev_add(e, y.hi, float32_exp_tail(e, y));
  return float32_scale(e, one_more(e, sum), y.k, y.shifted);
}

/* ---- powers of 2 ---- */

#define LN2 0x1.62e43p-1F
/* 2^r = 1 + r ln 2 + r^2 E(r) */
static const double EXP2[] = {0x1.ebfbdcp-3, 0x1.c6af8ap-5, 0x1.3b2deap-7, 0x1.5f02fap-10,
                              0x1.415fbep-13};

/* x = k + r is exact; see math_exp2(). */
val math_exp2_32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return ev_to_f32(e, math_exp2_short(e, ev_to_f64(e, x)));
  bool any = ev_can_for(e, CAN_REMAINDER, x);
  if (!any) x = within(e, -151.0F, x, 129.0F);
  val rounder = ev_f32(e, x, ROUNDER), shifted = ev_add(e, x, rounder);
  val k = ev_sub(e, shifted, rounder), r = any ? ev_remainder(e, x, 0) : ev_sub(e, x, k);
  val rr = ev_mul(e, r, r);
  val tail = ev_mul(e, rr, math_poly(e, r, rr, EXP2, 5));
  val y = one_more(e, ev_mad(e, r, ev_f32(e, x, LN2), tail));
  return float32_scale(e, y, k, shifted);
}

/* ---- powers of 10 ---- */

#define LOG2_10 0x1.a934fp+1F
#define LOG10_2_HI 0x1.3442p-2F /* as with ln 2 */
#define LOG10_2_LO -0x1.95ec1p-19F
#define LN10 0x1.26bb1cp+1F
/* 10^r = 1 + r LN10 + r E(r), first the rest of ln 10 */
static const double EXP10[] = {-0x1.12aabap-25, 0x1.53524ap+1, 0x1.046fc6p+1,
                               0x1.2bda38p+0,   0x1.15544ep-1, 0x1.a5e3p-3};

/* x = k log10(2) + hi + lo, of which hi is exact. */
val math_exp10_32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return ev_to_f32(e, math_exp10_short(e, ev_to_f64(e, x)));
  x = within(e, -46.0F, x, 39.0F);
  val rounder = ev_f32(e, x, ROUNDER);
  val shifted = ev_mad(e, x, ev_f32(e, x, LOG2_10), rounder), k = ev_sub(e, shifted, rounder);
  val hi = ev_mad(e, k, ev_f32(e, x, -LOG10_2_HI), x), lo = ev_mul(e, k, ev_f32(e, x, -LOG10_2_LO));
  val r = ev_add(e, hi, lo), rr = ev_mul(e, r, r);
  val tail = ev_mul(e, r, math_poly(e, r, rr, EXP10, 6));
  tail = ev_mad(e, lo, ev_f32(e, x, LN10), tail);
  val y = one_more(e, ev_mad(e, hi, ev_f32(e, x, LN10), tail));
  return float32_scale(e, y, k, shifted);
}

/* ---- the exponential less 1 ---- */

static val short_expm1(emitter *e, val x) {
  return ev_to_f32(e, ev_copysign(e, math_expm1_short(e, x), x)); /* of -0 */
}

/* With A = 2^(k-1), half of the result is (A - 1/2) + A hi + A tail: what cancels is taken off
 * before anything is rounded, and what the two sums round is added last. The rounding of r would
 * show in its square, which is therefore made of the parts. */
dd float32_expm1(emitter *e, val x) {
  float32_reduced y = float32_reduce(e, x);
  val r = ev_add(e, y.hi, y.lo);
  val square = ev_mad(e, y.hi, y.hi, ev_mul(e, y.hi, ev_add(e, y.lo, y.lo)));
  val tail = ev_mad(e, square, math_poly(e, r, square, EXPM1, 6), y.lo);

  val half = ev_f32(e, x, -0.5F), power = float32_power(e, y.shifted, -1);
  val base = ev_add(e, power, half), lost = ev_add(e, ev_sub(e, power, base), half);
  val sum = ev_mad(e, power, y.hi, base);
  val error = ev_mad(e, power, y.hi, ev_sub(e, base, sum));
  return (dd){sum, ev_mad(e, power, tail, ev_add(e, error, lost))};
}

val math_expm1_32(emitter *e, val x) {
  if (!ev_can(e, CAN_FMA)) return short_expm1(e, ev_to_f64(e, x));
  dd y = float32_expm1(e, within(e, -17.5F, x, 89.0F));
  val half = ev_add(e, y.hi, y.lo);
  /* Half of a subnormal number may not be exact. */
  val tiny = ev_lt(e, ev_abs(e, x), ev_f32(e, x, 0x1p-25F));
  return ev_select(e, tiny, x, ev_add(e, half, half));
}
