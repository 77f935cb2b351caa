/* arc_hyperbolic.c: the inverse functions of hyperbolic sine, cosine and tangent.
 *
 *   arcsinh|x| = log(|x| + sqrt(x^2 + 1))
 *   arccosh x  = log(x + sqrt(x^2 - 1))
 *   arctanh|x| = log((1 + |x|) / (1 - |x|)) / 2
 *
 * What the logarithm is taken of is a pair, to 2^-56 of what it is beyond 1, so that little is lost
 * where it is about 1, and almost only the last sum rounds. The signs of arcsinh and arctanh come
 * last.
 */
#include <math.h>

#include "codegen/math/math_parts.h"

/* From here on the root is x to 2^-120 of it, and x^2 might overflow: log 2x = log x + ln 2. */
#define LARGE 0x1p60

/* The logarithm of `sum`, or that of 2x where x is large. */
static val log_unless_large(emitter *e, val x, dd sum) {
  val large = ev_le(e, ev_f64(e, x, LARGE), x), zero = ev_f64(e, x, 0.0);
  sum = (dd){ev_select(e, large, x, sum.hi), ev_select(e, large, zero, sum.lo)};
  return math_log_pair(e, sum, ev_select(e, large, ev_f64(e, x, 1.0), zero));
}

/* log(x + root) for x >= 0, where `sum` is the rounded pair of the two upper parts. */
static val log_with_root(emitter *e, val x, dd sum, val root_lo) {
  sum.lo = ev_add(e, sum.lo, root_lo);
  return log_unless_large(e, x, sum);
}

/* log(1 + beyond), for what x + sqrt(...) is beyond 1. */
static val log1p_unless_large(emitter *e, val x, val beyond) {
  dd sum;
  sum.hi = ev_two_sum(e, ev_f64(e, x, 1.0), beyond, &sum.lo);
  return log_unless_large(e, x, sum);
}

/* `result` for |x| with the sign of x. Below 2^-28 it is x itself: a third of x^3 is less than an
 * eighth of its ulp, while the last bits of a pair about 1 come near. */
static val odd(emitter *e, val x, val magnitude, val result) {
  val tiny = ev_lt(e, magnitude, ev_f64(e, x, 0x1p-28));
  return ev_copysign(e, ev_select(e, tiny, magnitude, result), x);
}

/* The fast form: log1p(|x| + h) with h = sqrt(x^2 + 1) - 1, which is corrected by (x^2 - h (h + 2)) /
 * (2h + 2): of that only a few bits count, and they are right where x is small (see math_root()). */
static val arcsinh_fast(emitter *e, val x) {
  val magnitude = ev_abs(e, x), one = ev_f64(e, x, 1.0), square = ev_mul(e, x, x);
  val root = ev_sqrt(e, ev_mad(e, x, x, one)), h = ev_sub(e, root, one);
  val rest = ev_mad(e, ev_neg(e, h), ev_add(e, root, one), square);
  val y = ev_as_f64(e, ev_sub(e, ev_i64(e, x, INT64_C(0x7fd) << 52), ev_as_i64(e, root)));
  val beyond = ev_add(e, magnitude, ev_mad(e, rest, y, h));
  return ev_copysign(e, log1p_unless_large(e, magnitude, beyond), x);
}

static val arcsinh_of(emitter *e, const val *args) {
  val x = args[0];
  if (e->fast) return arcsinh_fast(e, x);
  val magnitude = ev_abs(e, x), one = ev_f64(e, x, 1.0);
  dd root = math_root(e, math_plus_square(e, one, x)),
     sum = math_fast_two_sum(e, root.hi, magnitude);
  return odd(e, x, magnitude, log_with_root(e, magnitude, sum, root.lo));
}

val math_arcsinh(emitter *e, val x) { return math_by_registers(e, arcsinh_of, 1, &x); }

static val arccosh_of(emitter *e, const val *args) {
  val x = args[0], one = ev_f64(e, x, 1.0);
  x = ev_select(e, ev_lt(e, x, one), ev_f64(e, x, (double)NAN), x);
  val d = ev_sub(e, x, one), twice = ev_add(e, d, d); /* x^2 - 1 = d^2 + 2d, without what cancels */
  if (e->fast) return log1p_unless_large(e, x, ev_add(e, d, ev_sqrt(e, ev_mad(e, d, d, twice))));
  dd root = math_root(e, math_plus_square(e, twice, d));
  return log_with_root(e, x, math_fast_two_sum(e, x, root.hi), root.lo);
}

val math_arccosh(emitter *e, val x) { return math_by_registers(e, arccosh_of, 1, &x); }

/* The fast form: half of log1p(2|x| / (1 - |x|)), which is as exact where x is small. */
static val arctanh_fast(emitter *e, val x) {
  val magnitude = ev_abs(e, x), under = ev_sub(e, ev_f64(e, x, 1.0), magnitude);
  val twice = math_log1p(e, ev_div(e, ev_add(e, magnitude, magnitude), under));
  return ev_copysign(e, ev_mul(e, twice, ev_f64(e, x, 0.5)), x);
}

static val arctanh_of(emitter *e, const val *args) {
  val x = args[0];
  if (e->fast) return arctanh_fast(e, x);
  val magnitude = ev_abs(e, x), one = ev_f64(e, x, 1.0);
  dd over = math_fast_two_sum(e, one, magnitude);
  dd under = math_fast_two_sum(e, one, ev_neg(e, magnitude));
  val twice = math_log_pair(e, math_quotient(e, over, under), NULL);
  return odd(e, x, magnitude, ev_mul(e, twice, ev_f64(e, x, 0.5)));
}

val math_arctanh(emitter *e, val x) { return math_by_registers(e, arctanh_of, 1, &x); }
