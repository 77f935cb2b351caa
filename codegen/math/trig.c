/* trig.c: sine, cosine and tangent of float64.
 *
 * |x| = k * pi/2 + r with |r| <= pi/4, where r = r.hi + r.lo has about 100 bits; polynomials in
 * r.hi give sin r and cos r; k mod 4 tells which of them, and which sign, sin x and cos x take.
 * Where a table of sixteen is two registers, k counts sixteenths of pi instead, and tables do the
 * rest. Either way both are remembered by argument, so that sin x and cos x together cost little
 * more than one of them.
 *
 * The reduction is that of angle.c. The signs of x and of zero come last: sin|x| is never -0.
 */
#include "codegen/math/math_parts.h"

/* Adding it leaves the nearest integer in the last bits of the sum. */
#define ROUNDER 0x1.8p52
#define ROUNDER_8 0x1.8p49  /* the nearest eighth */
#define ROUNDER_16 0x1.8p48 /* the nearest sixteenth */

static const double SIN[] = {-0x1.5555555555548p-3, 0x1.111111110f730p-7,   -0x1.a01a019be9217p-13,
                             0x1.71de35552b509p-19, -0x1.ae5e4b83debbcp-26, 0x1.5d8b559159e17p-33};
static const double COS[] = {0x1.555555555554bp-5,  -0x1.6c16c16c15015p-10,
                             0x1.a01a019c8f254p-16, -0x1.27e4f7f191482p-22,
                             0x1.1ee9dbcef9b74p-29, -0x1.8fa684844c679p-37};

/* ---- sine and cosine ---- */

/* sin r = r + (r^3 S(r^2) + cos(r) r.lo). Leaving out cos(r) costs 0.15 ULP, which there is to
 * spare (0.92 in all) where FMA saves roundings. */
static val sin_reduced(emitter *e, dd r, val z, val zz) {
  val s = math_poly(e, z, zz, SIN, 6), lo = r.lo;
  if (e->fast) return ev_mad(e, ev_mul(e, r.hi, z), s, r.hi);
  if (!ev_can(e, CAN_FMA)) lo = ev_sub(e, lo, ev_mul(e, lo, ev_mul(e, z, ev_f64(e, z, 0.5))));
  return ev_add(e, r.hi, ev_mad(e, ev_mul(e, r.hi, z), s, lo));
}

/* cos r = 1 - z/2 + (z^2 C(z) - r.hi * r.lo). w rounds 1 - z/2, and its error is added to the rest.
 */
static val cos_reduced(emitter *e, dd r, val z, val zz) {
  val c = math_poly(e, z, zz, COS, 6);
  val one = ev_f64(e, z, 1.0), half = ev_f64(e, z, -0.5);
  val w = ev_mad(e, z, half, one);
  if (e->fast) return ev_mad(e, zz, c, w);
  val error = ev_mad(e, z, half, ev_sub(e, one, w));
  val rest = ev_mad(e, ev_neg(e, r.hi), r.lo, error);
  return ev_add(e, w, ev_mad(e, zz, c, rest));
}

static val has_bit(emitter *e, val x, int64_t bit) {
  val masked = ev_and(e, x, ev_i64(e, x, bit));
  return LLVMBuildICmp(e->b, LLVMIntNE, masked, ev_i64(e, x, 0), "");
}

/* ---- where permutations look up: by a table of sixteen ----
 *
 * With |x| = j*pi/16 + r and |r| <= pi/32, sin|x| = S + (C*r + (C*(sin r - r) + S*(cos r - 1))), S
 * and C the sine and cosine of j*pi/16 from tables; cos|x| likewise with C and -S in their places.
 * Short polynomials and no choice between them: where a table of sixteen is a permutation of
 * registers, a third less work for one of the two and no more for both. The terms in parentheses
 * are small beside the first, so that the error is below 0.8 ULP. */

static const double SIN_16[] = {-0x1.5555555555555p-3, 0x1.111111110f5cp-7, -0x1.a01a0109c793fp-13,
                                0x1.71cadb1832774p-19};
static const double COS_16[] = {-0.5, 0x1.5555555552a51p-5, -0x1.6c16c0c71b467p-10,
                                0x1.a00175f80b7d4p-16};
/* sin(j pi/16), j = 0 .. 15 */
static const double SINE_HI[] = {
    0x0p+0,
    0x1.8f8b83c69a60bp-3,
    0x1.87de2a6aea963p-2,
    0x1.1c73b39ae68c8p-1,
    0x1.6a09e667f3bcdp-1,
    0x1.a9b66290ea1a3p-1,
    0x1.d906bcf328d46p-1,
    0x1.f6297cff75cbp-1,
    0x1p+0,
    0x1.f6297cff75cbp-1,
    0x1.d906bcf328d46p-1,
    0x1.a9b66290ea1a3p-1,
    0x1.6a09e667f3bcdp-1,
    0x1.1c73b39ae68c8p-1,
    0x1.87de2a6aea963p-2,
    0x1.8f8b83c69a60bp-3,
};
static const double SINE_LO[] = {
    0x0p+0,
    -0x1.26d19b9ff8d82p-57,
    -0x1.72cedd3d5a61p-57,
    0x1.b25dd267f66p-55,
    -0x1.bdd3413b26456p-55,
    0x1.9f630e8b6dac8p-60,
    0x1.457e610231ac2p-56,
    0x1.562172a361fd3p-56,
    0x0p+0,
    0x1.562172a361fd3p-56,
    0x1.457e610231ac2p-56,
    0x1.9f630e8b6dac8p-60,
    -0x1.bdd3413b26456p-55,
    0x1.b25dd267f66p-55,
    -0x1.72cedd3d5a61p-57,
    -0x1.26d19b9ff8d82p-57,
};
/* cos(j pi/16) */
static const double COSINE[] = {
    0x1p+0,
    0x1.f6297cff75cbp-1,
    0x1.d906bcf328d46p-1,
    0x1.a9b66290ea1a3p-1,
    0x1.6a09e667f3bcdp-1,
    0x1.1c73b39ae68c8p-1,
    0x1.87de2a6aea963p-2,
    0x1.8f8b83c69a60bp-3,
    0x0p+0,
    -0x1.8f8b83c69a60bp-3,
    -0x1.87de2a6aea963p-2,
    -0x1.1c73b39ae68c8p-1,
    -0x1.6a09e667f3bcdp-1,
    -0x1.a9b66290ea1a3p-1,
    -0x1.d906bcf328d46p-1,
    -0x1.f6297cff75cbp-1,
};

static const double COSINE_LO[] = {
    0x0p+0,
    0x1.562172a361fd3p-56,
    0x1.457e610231ac2p-56,
    0x1.9f630e8b6dac8p-60,
    -0x1.bdd3413b26456p-55,
    0x1.b25dd267f66p-55,
    -0x1.72cedd3d5a61p-57,
    -0x1.26d19b9ff8d82p-57,
    0x0p+0,
    0x1.26d19b9ff8d82p-57,
    0x1.72cedd3d5a61p-57,
    -0x1.b25dd267f66p-55,
    0x1.bdd3413b26456p-55,
    -0x1.9f630e8b6dac8p-60,
    -0x1.457e610231ac2p-56,
    -0x1.562172a361fd3p-56,
};

static val horner4(emitter *e, val z, const double *c) {
  val s = ev_f64(e, z, c[3]);
  for (int i = 2; i >= 0; i--) s = ev_mad(e, z, s, ev_f64(e, z, c[i]));
  return s;
}

/* s turned by r: `sine` is sin r - r.hi, `curve` is (cos r - 1) / r^2. */
static val turn(emitter *e, dd s, val c, dd r, val sine, val z, val curve) {
  val rest = e->fast ? ev_mul(e, c, sine) : ev_mad(e, c, sine, s.lo);
  rest = ev_mad(e, ev_mul(e, s.hi, z), curve, rest);
  return ev_add(e, s.hi, ev_mad(e, c, r.hi, rest));
}

/* sin_poly and cos_poly hold sine and cosine of |x| but for the sign of half a turn, bit 4 of
 * `quadrant`. What of the two nobody uses is not emitted. */
static trig_memo by_table(emitter *e, val magnitude) {
  val shifted;
  dd r = math_angle(e, magnitude, ROUNDER_8, e->fast, &shifted);
  val j = ev_as_i64(e, shifted), z = ev_mul(e, r.hi, r.hi);
  dd s = math_lookup_pair(e, "sine", SINE_HI, SINE_LO, 16, j);
  dd c = math_lookup_pair(e, "cosine", COSINE, COSINE_LO, 16, j);
  val cube = ev_mul(e, r.hi, z), p = horner4(e, z, SIN_16), curve = horner4(e, z, COS_16);
  val sine = e->fast ? ev_mul(e, cube, p) : ev_mad(e, cube, p, r.lo);
  return (trig_memo){.sin_poly = turn(e, s, c.hi, r, sine, z, curve),
                     .cos_poly = turn(e, c, ev_neg(e, s.hi), r, sine, z, curve),
                     .quadrant = j};
}

/* ---- elsewhere: by two polynomials ---- */

static trig_memo by_quadrant(emitter *e, val magnitude) {
  val shifted;
  dd r = math_angle(e, magnitude, ROUNDER, e->fast, &shifted);
  val z = ev_mul(e, r.hi, r.hi), zz = ev_mul(e, z, z);
  return (trig_memo){.sin_poly = sin_reduced(e, r, z, zz),
                     .cos_poly = cos_reduced(e, r, z, zz),
                     .quadrant = ev_as_i64(e, shifted)};
}

static bool by_tables(const emitter *e) { return ev_can(e, CAN_PERMUTE_PAIR); }

/* sin and cos of |x|, made once for each argument. */
static const trig_memo *sin_cos(emitter *e, val x) {
  for (unsigned i = 0; i < e->ntrig && i < TRIG_MEMOS; i++) {
    if (e->trig[i].x == x && e->trig[i].scope == e->scope) return &e->trig[i];
  }
  val magnitude = ev_abs(e, x);
  trig_memo *memo = &e->trig[e->ntrig++ % TRIG_MEMOS];
  *memo = by_tables(e) ? by_table(e, magnitude) : by_quadrant(e, magnitude);
  memo->x = x;
  memo->scope = e->scope;
  return memo;
}

/* Quadrants 0..3: s, c, -s, -c, and the sign of x. */
val math_sin(emitter *e, val x) {
  const trig_memo *m = sin_cos(e, x);
  val sign = ev_as_i64(e, x);
  if (by_tables(e)) return math_flip(e, m->sin_poly, ev_xor(e, ev_shl(e, m->quadrant, 59), sign));
  val magnitude = ev_select(e, has_bit(e, m->quadrant, 1), m->cos_poly, m->sin_poly);
  return math_flip(e, magnitude, ev_xor(e, ev_shl(e, m->quadrant, 62), sign));
}

/* Quadrants 0..3: c, -s, -c, s. */
val math_cos(emitter *e, val x) {
  const trig_memo *m = sin_cos(e, x);
  if (by_tables(e)) return math_flip(e, m->cos_poly, ev_shl(e, m->quadrant, 59));
  val magnitude = ev_select(e, has_bit(e, m->quadrant, 1), m->sin_poly, m->cos_poly);
  val next = ev_add(e, m->quadrant, ev_i64(e, x, 1));
  return math_flip(e, magnitude, ev_shl(e, next, 62));
}

/* ---- sine of pi x over pi x ---- */

#define PI_HI 0x1.921fb54442d18p+1
#define PI_LO 0x1.1a62633145c07p-53

/* x times pi as a pair. */
static dd times_pi(emitter *e, val x) {
  dd product = math_two_product(e, x, ev_f64(e, x, PI_HI));
  return (dd){product.hi, ev_mad(e, x, ev_f64(e, x, PI_LO), product.lo)};
}

/* What is left of x after the multiple of 2 that is nearest is taken off, and then that of 1/16, whose
 * number is in the last bits of *j: both exactly. */
static val part_turn(emitter *e, val x, val *j) {
  val half = ev_rint(e, ev_mul(e, x, ev_f64(e, x, 0.5))), rounder = ev_f64(e, x, ROUNDER_16);
  val turned = ev_sub(e, x, ev_add(e, half, half)), shifted = ev_add(e, turned, rounder);
  *j = ev_as_i64(e, shifted);
  return ev_sub(e, turned, ev_sub(e, shifted, rounder));
}

/* By tables of sixteen as above, but as a pair. */
dd math_sine_of_turns(emitter *e, val x, val *sign) {
  val j;
  dd r = times_pi(e, part_turn(e, x, &j));

  val z = ev_mul(e, r.hi, r.hi);
  dd s = math_lookup_pair(e, "sine", SINE_HI, SINE_LO, 16, j);
  dd c = math_lookup_pair(e, "cosine", COSINE, COSINE_LO, 16, j);
  val sine = ev_mad(e, ev_mul(e, r.hi, z), horner4(e, z, SIN_16), r.lo);
  dd product = math_two_product(e, c.hi, r.hi), over = math_fast_two_sum(e, s.hi, product.hi);
  over.lo = ev_add(e, over.lo, ev_mad(e, c.lo, r.hi, product.lo));
  over.lo = ev_add(e, over.lo, ev_mad(e, c.hi, sine, s.lo));
  over.lo = ev_mad(e, ev_mul(e, s.hi, z), horner4(e, z, COS_16), over.lo);
  *sign = ev_shl(e, j, 59);
  return over;
}

/* The sine of j*pi/16 + r but for its sign, without the lower parts of r and of the cosine. */
static val sine_fast(emitter *e, val r, val j) {
  val z = ev_mul(e, r, r);
  dd t = math_lookup_pair(e, "sine_cosine", SINE_HI, COSINE, 16, j); /* both */
  val rest = math_lookup(e, "sine_lo", SINE_LO, 16, j);
  rest = ev_mad(e, ev_mul(e, t.hi, z), horner4(e, z, COS_16), rest);
  rest = ev_mad(e, ev_mul(e, t.lo, ev_mul(e, r, z)), horner4(e, z, SIN_16), rest);
  return ev_add(e, t.hi, ev_mad(e, t.lo, r, rest));
}

/* The fast form: plain sine, product and quotient. */
static val sinc_fast(emitter *e, val magnitude) {
  val j, pi = ev_f64(e, magnitude, PI_HI), rest = part_turn(e, magnitude, &j);
  val bounded = math_min(e, ev_f64(e, pi, 0x1p53), magnitude);
  val sine = sine_fast(e, ev_mul(e, rest, pi), j);
  return math_flip(e, ev_div(e, sine, ev_mul(e, bounded, pi)), ev_shl(e, j, 59));
}

/* The quotient of pairs is all that rounds. From 2^52 on x is whole and the sine 0, whatever it is
 * divided by; up to 2^-28 the quotient is 1. */
val math_sinc(emitter *e, val x) {
  val magnitude = math_max(e, ev_f64(e, x, 0x1p-28), ev_abs(e, x)), zero = ev_f64(e, x, 0.0), sign;
  if (e->fast) return ev_add(e, sinc_fast(e, magnitude), zero); /* no -0 */
  dd over = math_sine_of_turns(e, magnitude, &sign);
  dd under = times_pi(e, math_min(e, ev_f64(e, x, 0x1p53), magnitude));
  return ev_add(e, math_flip(e, math_divide(e, over, under), sign), zero);
}

/* ---- tangent ---- */

/* tan r = r + r^3 T(r^2) for |r| <= pi/64 */
static const double TAN[] = {0x1.55555555553ddp-2, 0x1.11111113f6251p-3, 0x1.ba1b690a8661bp-5,
                             0x1.6729f0935f2d8p-6};
/* tan(j pi/32), j = 0 .. 7, -8 .. -1 */
static const double TAN_HI[] = {
    0x0p+0,
    0x1.936bb8c5b2da2p-4,
    0x1.975f5e0553158p-3,
    0x1.36a08355c63dcp-2,
    0x1.a827999fcef32p-2,
    0x1.11ab7190834ecp-1,
    0x1.561b82ab7f99p-1,
    0x1.a43002ae4285p-1,
    -0x1p+0,
    -0x1.a43002ae4285p-1,
    -0x1.561b82ab7f99p-1,
    -0x1.11ab7190834ecp-1,
    -0x1.a827999fcef32p-2,
    -0x1.36a08355c63dcp-2,
    -0x1.975f5e0553158p-3,
    -0x1.936bb8c5b2da2p-4,
};
static const double TAN_LO[] = {
    0x0p+0,
    0x1.87d054f689d7ap-58,
    0x1.ef5d367441946p-61,
    -0x1.d704d1bfdb6e8p-57,
    0x1.08b2fb1366ea9p-56,
    -0x1.e564bcd1e635dp-55,
    0x1.7a8c52172b675p-55,
    -0x1.a6db80fe796fep-56,
    0x0p+0,
    0x1.a6db80fe796fep-56,
    -0x1.7a8c52172b675p-55,
    0x1.e564bcd1e635dp-55,
    -0x1.08b2fb1366ea9p-56,
    0x1.d704d1bfdb6e8p-57,
    -0x1.ef5d367441946p-61,
    -0x1.87d054f689d7ap-58,
};

/* |x| = q*pi/2 + j*pi/32 + r with |r| <= pi/64. With t and u the tangents of the last two, that of
 * their sum is (t + u) / (1 - t*u), and -1 over that where q is odd. Numerator and denominator are
 * pairs, so that only the quotient rounds. */
val math_tan(emitter *e, val x) {
  val one = ev_f64(e, x, 1.0), shifted;
  dd r = math_angle(e, ev_abs(e, x), ROUNDER_16, false, &shifted);
  val j = ev_as_i64(e, shifted), z = ev_mul(e, r.hi, r.hi), zz = ev_mul(e, z, z);
  dd t = math_lookup_pair(e, "tan", TAN_HI, TAN_LO, 16, j);
  val rest = ev_mad(e, ev_mul(e, r.hi, z), math_poly(e, z, zz, TAN, 4), r.lo);
  dd u = math_fast_two_sum(e, r.hi, rest), over = math_fast_two_sum(e, t.hi, u.hi);
  over.lo = ev_add(e, over.lo, ev_add(e, u.lo, t.lo));
  dd under = math_fast_two_sum(e, one, ev_neg(e, ev_mul(e, t.hi, u.hi)));

  /* q is odd when bit 4 is set in the number of sixteenths, rounded. */
  val q = ev_add(e, j, ev_i64(e, x, 8));
  val odd = has_bit(e, q, 16);
  dd a = {ev_select(e, odd, under.hi, over.hi), ev_select(e, odd, under.lo, over.lo)};
  dd b = {ev_select(e, odd, over.hi, under.hi), ev_select(e, odd, over.lo, under.lo)};
  return math_flip(e, math_divide(e, a, b), ev_xor(e, ev_shl(e, q, 59), ev_as_i64(e, x)));
}
