/* erf.c: the error function and what it lacks of 1.
 *
 * Up to 1/2, erf x = x + x P(x^2), a polynomial. Beyond, erfc x = exp(-x^2) H(t) / (x + 3/2) for
 * t = (x - 3/2) / (x + 3/2), where H is another, which goes from 1.2 at 1/2 to 0.6 at infinity
 * (M. M. Shepherd and J. G. Laframboise, "Chebyshev approximation of (1 + 2x) exp(x^2) erfc x in
 * 0 <= x < infinity", 1981). x^2, t, H and their product are pairs, and the power of 2 comes after
 * the last rounding, so that results are as exact where they are subnormal.
 */
#include "codegen/math/math_parts.h"

#define END 0.5 /* of the first polynomial */
#define MIDDLE 1.5

/* erf x = x + x P(x^2) for |x| <= 1/2 */
static const double ERF[] = {0x1.06eba8214db69p-3,  -0x1.812746b037a76p-2,  0x1.ce2f21a051828p-4,
                             -0x1.b82ce31bec3bap-6, 0x1.565bd00c74103p-8,   -0x1.c02ec66123064p-11,
                             0x1.f9dcdf030150ep-14, -0x1.fbe3f66843ed1p-17, 0x1.187dfc5b97c43p-19,
                             -0x1.257b7f180710ep-21};
static const double ERF_SHORT[] = {0x1.06eba7eccbe39p-3, -0x1.812732558471ap-2,
                                   0x1.ce24f8dd28607p-4, -0x1.b663c3f779c6fp-6,
                                   0x1.3532be26e4a4bp-8}; /* for float32 */

/* H(t) - 1 + t/2, which is below 0.06, for x from 1/2 on, to where erfc x is 0 */
static const double TAIL[] = {
    -0x1.20b7808bfbe39p-5,  -0x1.013aa89b123bfp-7,  0x1.35bf360d085fbp-4,   0x1.87518828aa621p-5,
    -0x1.0a11cd2ed0b62p-7,  -0x1.3607c39dd7844p-7,  -0x1.a8d6e532f784ap-11, 0x1.d07c9e3a10572p-10,
    0x1.cf9017ca81d7dp-11,  -0x1.843771be806ap-15,  -0x1.0d4de5ba5cfd5p-12, -0x1.08fca258ce56cp-13,
    0x1.dd6889c087c89p-21,  0x1.431a3b0d3395p-15,   0x1.a1319a0c0f592p-16,  0x1.3dc6a9494257fp-18,
    -0x1.65f1ff9011919p-18, -0x1.7a1de49b106e9p-18, -0x1.c5deeb7b29aa6p-21, 0x1.badb7658956f4p-23,
    -0x1.ce01b4b393d18p-20, 0x1.301ae93bf393bp-19,  0x1.167fa34e56869p-19,  -0x1.40a6789931dd2p-19,
    0x1.40aeda2d4cfa1p-22,  0x1.2a5bd80946e13p-23};
static const double TAIL_SHORT[] = {
    0x1.edf487f8e5a62p-1,  -0x1.0404eac194549p-1,  0x1.35bf2dc872131p-4,   0x1.8751fee7bb44bp-5,
    -0x1.0a0b60f14f378p-7, -0x1.36282c9e6a894p-7,  -0x1.ac2fe30f9645fp-11, 0x1.d7e2b138208acp-10,
    0x1.da236886834d7p-11, -0x1.25348119463aep-13, -0x1.202b235f663e2p-12}; /* H(t) for float32 */

/* H(t), where x - 3/2 is exact and `under` is x + 3/2. H's slope counts for t.lo only, and need not
 * be exact. */
static dd tail_factor(emitter *e, val x, dd under) {
  val half = ev_f64(e, x, 0.5);
  dd t = math_quotient(e, (dd){ev_sub(e, x, ev_f64(e, x, MIDDLE)), NULL}, under);
  dd sum = math_fast_two_sum(e, ev_f64(e, x, 1.0), ev_neg(e, ev_mul(e, t.hi, half)));
  val slope = ev_mad(e, t.hi, ev_f64(e, x, 0.2), ev_neg(e, half));
  val lo = ev_mad(e, t.lo, slope, sum.lo);
  val rest = math_poly(e, t.hi, ev_mul(e, t.hi, t.hi), TAIL, 26);
  return math_fast_two_sum(e, sum.hi, ev_add(e, rest, lo));
}

/* erfc x for x from 1/2 on; others give anything. */
static val tail(emitter *e, val x) {
  x = math_min(e, ev_f64(e, x, 27.3), x); /* there it is 0; NaN passes */
  dd square = math_two_product(e, x, x), under;
  math_exp_parts power = math_exp_of(e, ev_neg(e, square.hi), ev_neg(e, square.lo));
  under.hi = ev_two_sum(e, x, ev_f64(e, x, MIDDLE), &under.lo);
  dd h = tail_factor(e, x, under), over = math_fast_two_sum(e, power.hi, power.lo);
  dd product = math_two_product(e, over.hi, h.hi);
  product.lo = ev_add(e, product.lo, ev_mad(e, over.hi, h.lo, ev_mul(e, over.lo, h.hi)));
  return math_scale(e, math_divide(e, product, under), power.k, power.shifted);
}

val math_erf(emitter *e, val x) {
  val a = ev_abs(e, x), z = ev_mul(e, a, a), zz = ev_mul(e, z, z);
  val near = ev_mad(e, a, math_poly(e, z, zz, ERF, 10), a);
  val far = ev_sub(e, ev_f64(e, x, 1.0), tail(e, a));
  return ev_copysign(e, ev_select(e, ev_lt(e, a, ev_f64(e, x, END)), near, far), x);
}

val math_erfc(emitter *e, val x) {
  val a = ev_abs(e, x), z = ev_mul(e, a, a), zz = ev_mul(e, z, z);
  dd first = math_fast_two_sum(e, ev_f64(e, x, 1.0), ev_neg(e, x));
  val near = ev_mad(e, ev_neg(e, x), math_poly(e, z, zz, ERF, 10), first.lo);
  near = ev_add(e, first.hi, near);
  val far = tail(e, a), negative = ev_lt(e, x, ev_f64(e, x, 0.0));
  far = ev_select(e, negative, ev_sub(e, ev_f64(e, x, 2.0), far), far);
  return ev_select(e, ev_lt(e, a, ev_f64(e, x, END)), near, far);
}

/* ---- float32: in float64, which needs no pairs ---- */

static val erf_short(emitter *e, val x) {
  val z = ev_mul(e, x, x), zz = ev_mul(e, z, z);
  return ev_mad(e, x, math_poly(e, z, zz, ERF_SHORT, 5), x);
}

static val tail_short(emitter *e, val x) {
  x = math_min(e, ev_f64(e, x, 10.1), x); /* there it is 0 */
  val middle = ev_f64(e, x, MIDDLE), under = ev_div(e, ev_f64(e, x, 1.0), ev_add(e, x, middle));
  val t = ev_mul(e, ev_sub(e, x, middle), under), tt = ev_mul(e, t, t);
  val h = ev_mul(e, math_poly(e, t, tt, TAIL_SHORT, 11), under);
  return ev_mul(e, h, math_exp_short(e, ev_neg(e, ev_mul(e, x, x))));
}

val math_erf32(emitter *e, val x32) {
  val x = ev_to_f64(e, x32), a = ev_abs(e, x), one = ev_f64(e, x, 1.0);
  val small = ev_lt(e, a, ev_f64(e, x, END)), far = ev_sub(e, one, tail_short(e, a));
  return ev_to_f32(e, ev_copysign(e, ev_select(e, small, erf_short(e, a), far), x));
}

val math_erfc32(emitter *e, val x32) {
  val x = ev_to_f64(e, x32), a = ev_abs(e, x), far = tail_short(e, a);
  val negative = ev_lt(e, x, ev_f64(e, x, 0.0));
  far = ev_select(e, negative, ev_sub(e, ev_f64(e, x, 2.0), far), far);
  val near = ev_sub(e, ev_f64(e, x, 1.0), erf_short(e, x));
  return ev_to_f32(e, ev_select(e, ev_lt(e, a, ev_f64(e, x, END)), near, far));
}
