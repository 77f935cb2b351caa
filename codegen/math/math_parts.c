/* math_parts.c: small pieces of vector math: error-free sums and products, polynomials.
 *
 * The error-free transformations are those of T. J. Dekker, "A floating-point technique for
 * extending the available precision", 1971; with fused multiply-add the product's error is one
 * instruction.
 */
#include "codegen/math/math_parts.h"

dd math_fast_two_sum(emitter *e, val a, val b) {
  val s = ev_add(e, a, b);
  return (dd){s, ev_add(e, ev_sub(e, a, s), b)};
}

/* The upper 26 bits of a float64, 12 of a float32 (Veltkamp). */
static val upper_half(emitter *e, val a) {
  val c = ev_mul(e, a, ev_float_like(a, ev_is_f32(a) ? 0x1p12 + 1 : 0x1p27 + 1));
  return ev_sub(e, c, ev_sub(e, c, a));
}

dd math_two_product(emitter *e, val a, val b) {
  val p = ev_mul(e, a, b);
  if (ev_can(e, CAN_FMA)) return (dd){p, ev_fma(e, a, b, ev_neg(e, p))};
  val ah = upper_half(e, a), al = ev_sub(e, a, ah);
  val bh = upper_half(e, b), bl = ev_sub(e, b, bh);
  val t = ev_sub(e, ev_mul(e, ah, bh), p);
  t = ev_add(e, t, ev_mul(e, ah, bl));
  t = ev_add(e, t, ev_mul(e, al, bh));
  return (dd){p, ev_add(e, t, ev_mul(e, al, bl))};
}

/* a less the sum is exact there: either has no bits below the other's last one. */
dd math_plus_square(emitter *e, val a, val x) {
  if (ev_can(e, CAN_FMA)) {
    val sum = ev_fma(e, x, x, a);
    return (dd){sum, ev_fma(e, x, x, ev_sub(e, a, sum))};
  }
  dd square = math_two_product(e, x, x);
  val sum = ev_add(e, a, square.hi), lost = ev_add(e, ev_sub(e, a, sum), square.hi);
  return (dd){sum, ev_add(e, lost, square.lo)};
}

/* By the reciprocal, then corrected by the remainder, which is exact but for the lower parts. */
static val remainder_of(emitter *e, dd a, dd b, val q) {
  val r;
  if (ev_can(e, CAN_FMA)) {
    r = ev_fma(e, ev_neg(e, q), b.hi, a.hi);
  } else {
    dd p = math_two_product(e, q, b.hi);
    r = ev_sub(e, ev_sub(e, a.hi, p.hi), p.lo);
  }
  if (a.lo) r = ev_add(e, r, a.lo);
  return b.lo ? ev_mad(e, ev_neg(e, q), b.lo, r) : r;
}

dd math_quotient(emitter *e, dd a, dd b) {
  val reciprocal = ev_div(e, ev_float_like(a.hi, 1.0), b.hi), q = ev_mul(e, a.hi, reciprocal);
  return (dd){q, ev_mul(e, remainder_of(e, a, b, q), reciprocal)};
}

val math_divide(emitter *e, dd a, dd b) {
  if (e->fast) return ev_div(e, a.hi, b.hi);
  val reciprocal = ev_div(e, ev_float_like(a.hi, 1.0), b.hi), q = ev_mul(e, a.hi, reciprocal);
  return ev_mad(e, remainder_of(e, a, b, q), reciprocal, q);
}

/* 2^exponent / s to an eighth, and exactly where s is a power of 2: exponent and fraction are those
 * of s counted down. */
static val counted_down(emitter *e, val s, int exponent) {
  int64_t from = ev_is_f32(s) ? (int64_t)(254 + exponent) << 23 : (int64_t)(2046 + exponent) << 52;
  return ev_as_float(e, ev_sub(e, ev_bits_like(e, s, from), ev_as_int(e, s)));
}

/* The root, corrected by what its square lacks: a - s^2 over 2s. */
dd math_root(emitter *e, dd a) {
  val s = ev_sqrt(e, a.hi);
  return (dd){s, ev_mul(e, remainder_of(e, a, (dd){s, NULL}, s), counted_down(e, s, -1))};
}

/* Here 1/s is known to a sixty-fourth after a step of Newton's, which is enough. s*y is 0 where s
 * is. */
dd math_root_near(emitter *e, dd a, val s) {
  val rest = remainder_of(e, a, (dd){s, NULL}, s), y = counted_down(e, s, 0);
  val lo = ev_mul(e, rest, ev_mul(e, y, ev_float_like(s, 0.5)));
  return (dd){s, ev_mul(e, lo, ev_sub(e, ev_float_like(s, 2.0), ev_mul(e, s, y)))};
}

/* c^(-1/2) for 0.932 <= c <= 1.07 */
static const double INVERSE_ROOT[] = {0x1.5ac81a0f2e29cp+1, -0x1.215a59f61c996p+2,
                                      0x1.5b80c762f287dp+2, -0x1.f09990be1f8dap+1,
                                      0x1.823185250dc92p+0, -0x1.f9426bbb3bf13p-3};

/* Exponent and fraction halved and counted down from a constant are 1/sqrt(x) to 3.5 percent
 * (C. Lomont, "Fast inverse square root", 2003; the constant is of M. Robertson, "A brief history
 * of InvSqrt", 2012), so that x times its square is c. */
math_roots math_rough_roots(emitter *e, val x) {
  val half = ev_lshr(e, ev_as_i64(e, x), 1);
  val y = ev_as_f64(e, ev_sub(e, ev_i64(e, half, 0x5fe6eb50c7b537a9), half));
  val root = ev_mul(e, x, y), p = math_horner(e, ev_mul(e, root, y), INVERSE_ROOT, 6);
  return (math_roots){ev_mul(e, y, p), ev_mul(e, root, p)};
}

val math_upper(emitter *e, val x) {
  int64_t mask = -(INT64_C(1) << (ev_is_f32(x) ? 12 : 27));
  return ev_as_float(e, ev_and(e, ev_as_int(e, x), ev_bits_like(e, x, mask)));
}

/* 1023 + 1023 + 100 = 2146. */
val math_scale_for(emitter *e, val x, double least) {
  val bounded = math_max(e, ev_f64(e, x, least), x);
  val exponent = ev_and(e, ev_as_i64(e, bounded), ev_i64(e, x, INT64_C(0x7ff) << 52));
  return ev_as_f64(e, ev_sub(e, ev_i64(e, x, (int64_t)(UINT64_C(2146) << 52)), exponent));
}

/* Pairs c[i] + c[i+1] x are made in parallel and joined by Horner's rule in x^2. */
val math_poly_of(emitter *e, val x, val x2, const val *c, unsigned n) {
  val sum = NULL;
  unsigned i = n;
  if (n % 2) sum = c[--i];
  while (i) {
    i -= 2;
    val pair = ev_mad(e, x, c[i + 1], c[i]);
    sum = sum ? ev_mad(e, x2, sum, pair) : pair;
  }
  return sum;
}

val math_poly(emitter *e, val x, val x2, const double *c, unsigned n) {
  val constants[MATH_TERMS];
  for (unsigned i = 0; i < n; i++) constants[i] = ev_float_like(x, c[i]);
  return math_poly_of(e, x, x2, constants, n);
}

val math_horner(emitter *e, val x, const double *c, unsigned n) {
  val sum = ev_float_like(x, c[n - 1]);
  for (unsigned i = n - 1; i-- > 0;) sum = ev_mad(e, sum, x, ev_float_like(x, c[i]));
  return sum;
}

val math_piece(emitter *e, val x, val d, const val *row, unsigned n) {
  val q = math_poly_of(e, d, ev_mul(e, d, d), row + 2, n - 2);
  val first = ev_select(e, ev_eq(e, row[0], ev_float_like(x, 0.0)), x, row[0]);
  return ev_add(e, first, ev_mad(e, d, q, row[1]));
}

/* By bits, as integers without sign: those of numbers below `from` leave very large ones. */
val math_out_of_range(emitter *e, val magnitude, double from, double below) {
  val bits = ev_as_int(e, magnitude), zero = ev_bits_like(e, magnitude, 0);
  val first = ev_as_int(e, ev_float_like(magnitude, from));
  val count = ev_sub(e, ev_as_int(e, ev_float_like(magnitude, below)), first);
  val place = ev_select(e, ev_eq(e, bits, zero), zero, ev_sub(e, bits, first));
  return LLVMBuildICmp(e->b, LLVMIntUGE, place, count, "");
}

val math_min(emitter *e, val a, val b) { return ev_select(e, ev_lt(e, a, b), a, b); }

val math_max(emitter *e, val a, val b) { return ev_select(e, ev_lt(e, b, a), a, b); }

val math_flip(emitter *e, val x, val sign) {
  val bit = ev_and(e, sign, ev_bits_like(e, x, ev_is_f32(x) ? INT32_MIN : INT64_MIN));
  return ev_as_float(e, ev_xor(e, ev_as_int(e, x), bit));
}

static val lanes_from(emitter *e, val x, unsigned first, unsigned count) {
  val order[64];
  for (unsigned i = 0; i < count; i++) order[i] = LLVMConstInt(e->i32, first + i, false);
  return LLVMBuildShuffleVector(e->b, x, x, LLVMConstVector(order, count), "");
}

val math_by_registers(emitter *e, val (*f)(emitter *, const val *), unsigned nargs,
                      const val *args) {
  enum { WIDTH = 8, MOST = 64 / WIDTH };
  unsigned lanes = ev_lanes(args[0]), count = lanes / WIDTH;
  val parts[MOST], given[2];
  if (count < 2 || e->target->plan.vector_bytes / sizeof(double) < WIDTH) return f(e, args);
  for (unsigned i = 0; i < count; i++) {
    for (unsigned a = 0; a < nargs; a++) given[a] = lanes_from(e, args[a], i * WIDTH, WIDTH);
    parts[i] = f(e, given);
  }
  return ev_join(e, parts, count, WIDTH, lanes);
}
