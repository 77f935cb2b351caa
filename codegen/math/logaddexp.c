/* logaddexp.c: the logarithm of a sum of two powers, whose exponents are given.
 *
 * With m the larger and d what the other is less, log(e^x + e^y) = m + log(1 + e^-d). The second
 * term is a pair. Where m is below 0 and the two almost cancel, that is not enough: such lanes go
 * out of line, to arithmetic of 192 bits. The limit, where seven of eight parts cancel, lets an
 * error of 2^-59 in the second term become a seventh of an ULP.
 */
#include <math.h>

#include "codegen/math/math_parts.h"

/* 1 / ln 2 */
#define LOG2_E 0x1.71547652b82fep+0
#define LOG2_E_LO 0x1.777d0ffda0d24p-56

/* The larger, and the other less that as a pair: 0 and below; both 0 where the two are one
 * infinity. */
typedef struct terms {
  val larger;
  dd less;
} terms;

static terms terms_of(emitter *e, val x, val y) {
  val zero = ev_f64(e, x, 0.0), lost;
  val swap = ev_lt(e, x, y), larger = ev_select(e, swap, y, x), smaller = ev_select(e, swap, x, y);
  val less = ev_two_sum(e, smaller, ev_neg(e, larger), &lost);
  less = ev_select(e, ev_eq(e, x, y), zero, less);
  /* Beyond, and of infinity and NaN, it counts no more and may be anything. */
  val counts = ev_lt(e, ev_f64(e, x, -1100.0), less);
  return (terms){larger, {less, ev_select(e, counts, lost, zero)}};
}

/* The two terms added up, where `helper` knows better what almost cancels. */
static val result_of(emitter *e, val x, val y, val larger, dd log, helper_id helper) {
  val lost, sum = ev_two_sum(e, larger, log.hi, &lost), out;
  val result = ev_add(e, sum, ev_add(e, lost, log.lo));
  val finite = ev_lt(e, ev_abs(e, larger), ev_f64(e, x, (double)INFINITY));
  result = ev_select(e, finite, result, larger);
  val unordered = LLVMBuildFCmp(e->b, LLVMRealUNO, x, y, "");
  result = ev_select(e, unordered, ev_add(e, x, y), result);
  val eight = ev_mul(e, ev_abs(e, result), ev_f64(e, x, 8.0));
  val hard = ev_lt(e, eight, ev_neg(e, larger));
  ev_patch(e, hard, helper, 2, (val[]){x, y}, 1, &result, &out);
  return out;
}

static dd chosen(emitter *e, val mask, dd a, dd b) {
  return (dd){ev_select(e, mask, a.hi, b.hi), ev_select(e, mask, a.lo, b.lo)};
}

static dd scaled(emitter *e, math_exp_parts p) {
  return (dd){math_scale(e, p.hi, p.k, p.shifted), math_scale(e, p.lo, p.k, p.shifted)};
}

/* log(1 + power), which loses its second half where the power is small. */
static dd log_of_more(emitter *e, dd power) {
  dd sum;
  sum.hi = ev_two_sum(e, ev_f64(e, power.hi, 1.0), power.hi, &sum.lo);
  sum.lo = ev_add(e, sum.lo, power.lo);
  dd log = math_log_long(e, sum);
  val small = ev_lt(e, power.hi, ev_f64(e, power.hi, 0x1p-30));
  val half = ev_mul(e, power.hi, ev_f64(e, power.hi, -0.5));
  val rest = ev_mad(e, half, power.hi, power.lo);
  return chosen(e, small, (dd){power.hi, rest}, log);
}

val math_logaddexp(emitter *e, val x, val y) {
  terms t = terms_of(e, x, y);
  dd power = scaled(e, math_exp_long(e, t.less));
  return result_of(e, x, y, t.larger, log_of_more(e, power), HELPER_LOGADDEXP);
}

/* x times 1/ln 2. */
static dd in_base_2(emitter *e, dd x) {
  val factor = ev_f64(e, x.hi, LOG2_E);
  dd product = math_two_product(e, x.hi, factor);
  product.lo = ev_mad(e, x.hi, ev_f64(e, x.hi, LOG2_E_LO), product.lo);
  product.lo = ev_mad(e, x.lo, factor, product.lo);
  return product;
}

/* Small powers are their own log(1 + x), and may be subnormal: scaled last, they are rounded once.
 */
val math_logaddexp2(emitter *e, val x, val y) {
  terms t = terms_of(e, x, y);
  val zero = ev_f64(e, x, 0.0);
  math_exp_parts p = math_exp2_long(e, t.less), over_ln2 = p;
  dd log = in_base_2(e, log_of_more(e, scaled(e, p))), last = in_base_2(e, (dd){p.hi, p.lo});
  last = math_fast_two_sum(e, last.hi, last.lo);
  over_ln2.hi = last.hi, over_ln2.lo = last.lo;
  last = scaled(e, over_ln2);
  log = chosen(e, ev_lt(e, t.less.hi, ev_f64(e, x, -64.0)), last, log);
  dd one = {ev_f64(e, x, 1.0), zero};
  log = chosen(e, ev_eq(e, t.less.hi, zero), one, log);
  return result_of(e, x, y, t.larger, log, HELPER_LOGADDEXP2);
}

/* ---- float32: in float64, and without pairs where nothing cancels ---- */

val math_logaddexp32(emitter *e, val x32, val y32) {
  return ev_to_f32(e, math_logaddexp(e, ev_to_f64(e, x32), ev_to_f64(e, y32)));
}

val math_logaddexp2_32(emitter *e, val x32, val y32) {
  return ev_to_f32(e, math_logaddexp2(e, ev_to_f64(e, x32), ev_to_f64(e, y32)));
}
