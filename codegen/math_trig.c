/* math_trig.c: sine, cosine and tangent of float64.
 *
 * |x| = k * pi/2 + r with |r| <= pi/4, where r = r.hi + r.lo has about 100 bits; polynomials in r.hi give sin r and
 * cos r; k mod 4 tells which of them, and which sign, sin x and cos x take. Both polynomials are always evaluated, and
 * remembered by argument, so that sin x and cos x together cost little more than one of them.
 *
 * Up to |x| = LIMIT the reduction is inline (W. J. Cody and W. Waite, "Software manual for the elementary functions",
 * 1980); beyond, a helper reduces exactly, out of line. The signs of x and of zero come last: sin|x| is never -0.
 */
#include "codegen/math_parts.h"

/* pi/2 = P1 + P2 + P3 in 53, 27 and 53 bits. k has at most 26, so that k*P2 is exact. */
#define P1 0x1.921fb54442d18p+0
#define P2 0x1.1a62634p-54
#define P3 -0x1.d747f23e32ed7p-83
#define P1A 0x1.921fb58p+0 /* P1 in 26 and 27 bits */
#define P1B -0x1.dde974p-27
#define TWO_OVER_PI 0x1.45f306dc9c883p-1
#define LIMIT 1.05e8 /* k <= 66845077 < 2^26 */

/* Adding it leaves the nearest integer in the last bits of the sum. */
#define ROUNDER 0x1.8p52

static const double SIN[] = {-0x1.5555555555548p-3,  0x1.111111110f730p-7,  -0x1.a01a019be9217p-13,
                             0x1.71de35552b509p-19, -0x1.ae5e4b83debbcp-26, 0x1.5d8b559159e17p-33};
static const double COS[] = {0x1.555555555554bp-5,   -0x1.6c16c16c15015p-10, 0x1.a01a019c8f254p-16,
                             -0x1.27e4f7f191482p-22, 0x1.1ee9dbcef9b74p-29,  -0x1.8fa684844c679p-37};

/* x = k*pi/2 + r, `quadrant` holds k mod 4 in its last two bits. */
typedef struct reduction {
  dd r;
  val quadrant;
} reduction;

/* `x` is not negative. */
static reduction reduce(emitter *e, val x) {
  val rounder = ev_f64(e, x, ROUNDER);
  val shifted = ev_mad(e, x, ev_f64(e, x, TWO_OVER_PI), rounder);
  val k = ev_sub(e, shifted, rounder), r1;
  /* x - k*P1 is a multiple of the last bit of P1 or x and less than 1: exact. */
  if (e->target->fma) {
    r1 = ev_fma(e, k, ev_f64(e, x, -P1), x);
  } else {
    r1 = ev_sub(e, x, ev_mul(e, k, ev_f64(e, x, P1A)));
    r1 = ev_sub(e, r1, ev_mul(e, k, ev_f64(e, x, P1B)));
  }
  val p2 = ev_f64(e, x, -P2);
  val hi = ev_mad(e, k, p2, r1);
  val error = ev_mad(e, k, p2, ev_sub(e, r1, hi)); /* exact, and the subtraction in it */
  val lo = ev_mad(e, k, ev_f64(e, x, -P3), error);

  val far = ev_lt(e, ev_f64(e, x, LIMIT), x);
  val fast[] = {hi, lo, shifted}, out[3];
  ev_patch(e, far, HELPER_REDUCE_PIO2, 1, &x, 3, fast, out);
  return (reduction){{out[0], out[1]}, ev_as_i64(e, out[2])};
}

/* sin r = hi + lo, not normalised: r + (r^3 S(r^2) + r.lo); cos(r)*r.lo is close enough to r.lo. */
static dd sin_reduced(emitter *e, dd r, val z, val zz) {
  val s = math_poly(e, z, zz, SIN, 6);
  return (dd){r.hi, ev_mad(e, ev_mul(e, r.hi, z), s, r.lo)};
}

/* cos r = hi + lo, not normalised: 1 - z/2 + (z^2 C(z) - r.hi * r.lo); hi rounds 1 - z/2, and lo takes up its error. */
static dd cos_reduced(emitter *e, dd r, val z, val zz) {
  val c = math_poly(e, z, zz, COS, 6);
  val one = ev_f64(e, z, 1.0), half = ev_f64(e, z, -0.5);
  val w = ev_mad(e, z, half, one);
  val error = ev_mad(e, z, half, ev_sub(e, one, w));
  val rest = ev_mad(e, ev_neg(e, r.hi), r.lo, error);
  return (dd){w, ev_mad(e, zz, c, rest)};
}

static val sum(emitter *e, dd x) { return ev_add(e, x.hi, x.lo); }

/* sin and cos of the reduced |x|, and the quadrant, made once for each argument. */
static const trig_memo *sin_cos(emitter *e, val x) {
  for (unsigned i = 0; i < e->ntrig && i < TRIG_MEMOS; i++) {
    if (e->trig[i].x == x && e->trig[i].scope == e->scope) return &e->trig[i];
  }
  reduction q = reduce(e, ev_abs(e, x));
  val z = ev_mul(e, q.r.hi, q.r.hi), zz = ev_mul(e, z, z);
  trig_memo *memo = &e->trig[e->ntrig++ % TRIG_MEMOS];
  *memo = (trig_memo){.x = x,
                      .scope = e->scope,
                      .sin_poly = sum(e, sin_reduced(e, q.r, z, zz)),
                      .cos_poly = sum(e, cos_reduced(e, q.r, z, zz)),
                      .quadrant = q.quadrant};
  return memo;
}

static val is_odd(emitter *e, val quadrant) {
  val bit = ev_and(e, quadrant, ev_i64(e, quadrant, 1));
  return LLVMBuildICmp(e->b, LLVMIntNE, bit, ev_i64(e, quadrant, 0), "");
}

/* Quadrants 0..3: s, c, -s, -c, and the sign of x. */
val math_sin(emitter *e, val x) {
  const trig_memo *m = sin_cos(e, x);
  val magnitude = ev_select(e, is_odd(e, m->quadrant), m->cos_poly, m->sin_poly);
  return math_flip(e, magnitude, ev_xor(e, ev_shl(e, m->quadrant, 62), ev_as_i64(e, x)));
}

/* Quadrants 0..3: c, -s, -c, s. */
val math_cos(emitter *e, val x) {
  const trig_memo *m = sin_cos(e, x);
  val magnitude = ev_select(e, is_odd(e, m->quadrant), m->sin_poly, m->cos_poly);
  val next = ev_add(e, m->quadrant, ev_i64(e, x, 1));
  return math_flip(e, magnitude, ev_shl(e, next, 62));
}

/* Quadrants 0 and 2: s / c; 1 and 3: -c / s. Both to about 60 bits, so that only the quotient rounds. */
val math_tan(emitter *e, val x) {
  reduction q = reduce(e, ev_abs(e, x));
  dd square = math_two_product(e, q.r.hi, q.r.hi);
  val zz = ev_mul(e, square.hi, square.hi);
  dd s = sin_reduced(e, q.r, square.hi, zz), c = cos_reduced(e, q.r, square.hi, zz);
  c.lo = ev_mad(e, square.lo, ev_f64(e, x, -0.5), c.lo);
  s = math_fast_two_sum(e, s.hi, s.lo);
  c = math_fast_two_sum(e, c.hi, c.lo);

  val odd = is_odd(e, q.quadrant);
  dd over = {ev_select(e, odd, c.hi, s.hi), ev_select(e, odd, c.lo, s.lo)};
  dd under = {ev_select(e, odd, s.hi, c.hi), ev_select(e, odd, s.lo, c.lo)};
  val quotient = math_divide(e, over, under);
  return math_flip(e, quotient, ev_xor(e, ev_shl(e, q.quadrant, 63), ev_as_i64(e, x)));
}
