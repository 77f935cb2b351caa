/* complex_functions.c: exponentials, logarithms, roots, powers, circular and hyperbolic functions of
 * complex numbers, in terms of real ones.
 *
 * Takes and gives pairs of float64: complex64 is computed in them and rounded once. The formulas are
 * the plain ones, kept from overflowing on the way, and where they have no value for infinities, NaN
 * and zeros, the tables of C's annex G (ISO C17, G.6) have one, which NumPy gives too. Branch cuts
 * are those of the signs of zeros. All cases are computed and one is chosen, as lanes demand. */
#include <math.h>

#include "base/dtype.h"
#include "graph/complex_parts.h"

#define LN2 0.693147180559945309417232121458
#define LOG2E 1.442695040888963407359924681
#define LOG10E 0.434294481903251827651128918917
#define PI 3.141592653589793238462643383279502884

static graph_ref both(const pen *w, graph_ref a, graph_ref b) { return two(w, OP_AND, a, b); }
static graph_ref either(const pen *w, graph_ref a, graph_ref b) { return two(w, OP_OR, a, b); }
static graph_ref not_finite(const pen *w, graph_ref x) {
  return one(w, OP_NOT, against(w, OP_LT, size_of(w, x), INFINITY));
}
static graph_ref signed_as(const pen *w, graph_ref x, graph_ref sign) {
  return two(w, OP_COPYSIGN, x, sign);
}
static graph_ref signed_number(const pen *w, double x, graph_ref sign) {
  return signed_as(w, number(w, sign, x), sign);
}
static pair times_number(const pen *w, pair z, double by) {
  return (pair){mul(w, z.re, number(w, z.re, by)), mul(w, z.im, number(w, z.im, by))};
}
/* z*i and z/i */
static pair turned(const pen *w, pair z) { return (pair){minus(w, z.im), z.re}; }
static pair turned_back(const pen *w, pair z) { return (pair){z.im, minus(w, z.re)}; }

/* ---- Exponentials ---- */

/* What exp(x) is beyond is taken off x, and multiplied in at the end. */
#define GROWTH 700

static graph_ref growth(const pen *w, graph_ref x, graph_ref is_large) {
  return choose(w, is_large, number(w, x, exp(GROWTH)), number(w, x, 1));
}

pair complex_exp(const pen *w, pair z) {
  graph_ref x = z.re, y = z.im, zero = number(w, x, 0);
  graph_ref is_large = against(w, OP_GT, x, GROWTH);
  graph_ref e = one(w, OP_EXP, sub(w, x, choose(w, is_large, number(w, x, GROWTH), zero)));
  graph_ref grow = growth(w, x, is_large);
  graph_ref re = mul(w, mul(w, e, one(w, OP_COS, y)), grow);
  graph_ref im = mul(w, mul(w, e, one(w, OP_SIN, y)), grow);
  graph_ref nowhere = not_finite(w, y);
  graph_ref far = both(w, nowhere, against(w, OP_EQ, x, INFINITY));
  graph_ref gone = both(w, nowhere, against(w, OP_EQ, x, -INFINITY));
  re = choose(w, far, x, choose(w, gone, zero, re));
  im = choose(w, gone, signed_as(w, zero, y), im);
  return (pair){re, choose(w, against(w, OP_EQ, y, 0), y, im)};
}

static pair exp_base_2(const pen *w, pair z) { return complex_exp(w, times_number(w, z, LN2)); }

/* nc_expm1: exp(x) cos(y) - 1 = expm1(x) cos(y) - 2 sin(y/2)**2. */
static pair exp_less_1(const pen *w, pair z) {
  graph_ref s = one(w, OP_SIN, mul(w, z.im, number(w, z.im, 0.5)));
  graph_ref e = mul(w, one(w, OP_EXPM1, z.re), one(w, OP_COS, z.im));
  graph_ref im = mul(w, one(w, OP_EXP, z.re), one(w, OP_SIN, z.im));
  return (pair){sub(w, e, mul(w, number(w, s, 2), mul(w, s, s))), im};
}

/* ---- Logarithms ---- */

/* x*x and what it is rounded by (Dekker, A floating-point technique for extending the available
 * precision, 1971). */
static graph_ref exact_square(const pen *w, graph_ref x, graph_ref *low) {
  graph_ref wide = mul(w, x, number(w, x, 0x1p27 + 1));
  graph_ref head = sub(w, wide, sub(w, wide, x)), tail = sub(w, x, head), p = mul(w, x, x);
  graph_ref cross = mul(w, number(w, x, 2), mul(w, head, tail));
  *low = add(w, add(w, sub(w, mul(w, head, head), p), cross), mul(w, tail, tail));
  return p;
}

/* log |z|; near 1 half of log1p(|z|**2 - 1), which is summed so that nothing cancels. */
static graph_ref log_of_size(const pen *w, graph_ref x, graph_ref y) {
  graph_ref size = two(w, OP_HYPOT, x, y), low, low_2;
  graph_ref a = two(w, OP_MAXIMUM, size_of(w, x), size_of(w, y));
  graph_ref b = two(w, OP_MINIMUM, size_of(w, x), size_of(w, y));
  graph_ref p = sub(w, exact_square(w, a, &low), number(w, x, 1)), q = exact_square(w, b, &low_2);
  graph_ref sum = add(w, p, q), back = sub(w, sum, p);
  graph_ref lost = add(w, sub(w, p, sub(w, sum, back)), sub(w, q, back));
  graph_ref excess = add(w, sum, add(w, lost, add(w, low, low_2)));
  graph_ref near = both(w, against(w, OP_GT, size, 0.5), against(w, OP_LT, size, 2));
  graph_ref half = mul(w, one(w, OP_LOG1P, excess), number(w, x, 0.5));
  return choose(w, near, half, one(w, OP_LOG, size));
}

pair complex_log(const pen *w, pair z) {
  return (pair){log_of_size(w, z.re, z.im), two(w, OP_ARCTAN2, z.im, z.re)};
}
static pair log_to_2(const pen *w, pair z) { return times_number(w, complex_log(w, z), LOG2E); }
static pair log_to_10(const pen *w, pair z) { return times_number(w, complex_log(w, z), LOG10E); }

/* log(1 + z); of a small z from |1 + z|**2 - 1 = x*(2 + x) + y*y. */
static pair log_1_plus(const pen *w, pair z) {
  graph_ref x = z.re, above = add(w, x, number(w, x, 1));
  graph_ref excess = add(w, mul(w, x, add(w, x, number(w, x, 2))), mul(w, z.im, z.im));
  graph_ref half = mul(w, one(w, OP_LOG1P, excess), number(w, x, 0.5));
  graph_ref small =
      both(w, against(w, OP_LT, size_of(w, x), 0.25), against(w, OP_LT, size_of(w, z.im), 0.25));
  graph_ref re = choose(w, small, half, log_of_size(w, above, z.im));
  return (pair){re, two(w, OP_ARCTAN2, z.im, above)};
}

/* ---- Roots ---- */

/* By the part that does not cancel: t = sqrt((|x| + |z|)/2), and y/(2 t). Numbers so large or small
 * that this overflows or loses digits are scaled by a power of 4. */
pair complex_sqrt(const pen *w, pair z) {
  graph_ref x = z.re, y = z.im, zero = number(w, x, 0);
  graph_ref most = two(w, OP_MAXIMUM, size_of(w, x), size_of(w, y));
  graph_ref large = against(w, OP_GT, most, 0x1p1020), small = against(w, OP_LT, most, 0x1p-900);
  graph_ref by = choose(w, large, number(w, x, 0x1p-4),
                        choose(w, small, number(w, x, 0x1p200), number(w, x, 1)));
  graph_ref back = choose(w, large, number(w, x, 0x1p2),
                          choose(w, small, number(w, x, 0x1p-100), number(w, x, 1)));
  graph_ref u = mul(w, x, by), v = mul(w, y, by), half = number(w, x, 0.5);
  graph_ref t = one(w, OP_SQRT, mul(w, half, add(w, size_of(w, u), two(w, OP_HYPOT, u, v))));
  graph_ref other = quotient(w, mul(w, half, v), t);
  graph_ref right = one(w, OP_NOT, one(w, OP_SIGNBIT, x));
  graph_ref re = mul(w, choose(w, right, t, size_of(w, other)), back);
  graph_ref im = mul(w, choose(w, right, other, signed_as(w, t, y)), back);
  graph_ref none = both(w, against(w, OP_EQ, x, 0), against(w, OP_EQ, y, 0));
  re = choose(w, none, zero, re);
  im = choose(w, none, y, im);
  /* Along the real axis at infinity, and beyond all along the imaginary one. */
  graph_ref end = against(w, OP_EQ, size_of(w, x), INFINITY), lost = one(w, OP_ISNAN, y);
  graph_ref nan = number(w, x, NAN), infinite = number(w, x, INFINITY);
  graph_ref end_re = choose(w, right, x, choose(w, lost, nan, zero));
  graph_ref end_im =
      choose(w, right, choose(w, lost, nan, signed_as(w, zero, y)), signed_as(w, infinite, y));
  graph_ref up = against(w, OP_EQ, size_of(w, y), INFINITY);
  re = choose(w, up, infinite, choose(w, end, end_re, re));
  return (pair){re, choose(w, up, y, choose(w, end, end_im, im))};
}

/* ---- Hyperbolic functions ---- */

/* cosh and sinh of x, without the factor `grow`. */
typedef struct hyperbola {
  graph_ref cosh, sinh, grow;
} hyperbola;

static hyperbola hyperbola_of(const pen *w, graph_ref x) {
  graph_ref size = size_of(w, x), is_large = against(w, OP_GT, size, GROWTH);
  graph_ref e = one(w, OP_EXP, sub(w, size, number(w, x, GROWTH)));
  e = mul(w, e, number(w, x, 0.5));
  return (hyperbola){choose(w, is_large, e, one(w, OP_COSH, x)),
                     choose(w, is_large, signed_as(w, e, x), one(w, OP_SINH, x)),
                     growth(w, x, is_large)};
}

static pair hyperbolic_sine(const pen *w, pair z) {
  graph_ref x = z.re, y = z.im, nowhere = not_finite(w, y);
  hyperbola h = hyperbola_of(w, x);
  graph_ref re = mul(w, mul(w, h.sinh, one(w, OP_COS, y)), h.grow);
  graph_ref im = mul(w, mul(w, h.cosh, one(w, OP_SIN, y)), h.grow);
  graph_ref none = against(w, OP_EQ, x, 0), far = against(w, OP_EQ, size_of(w, x), INFINITY);
  graph_ref kept = choose(w, none, x, size_of(w, x)); /* infinity of either sign, with NaN */
  return (pair){choose(w, both(w, nowhere, either(w, none, far)), kept, re),
                choose(w, against(w, OP_EQ, y, 0), y, im)};
}

static pair hyperbolic_cosine(const pen *w, pair z) {
  graph_ref x = z.re, y = z.im, nowhere = not_finite(w, y);
  hyperbola h = hyperbola_of(w, x);
  graph_ref re = mul(w, mul(w, h.cosh, one(w, OP_COS, y)), h.grow);
  graph_ref im = mul(w, mul(w, h.sinh, one(w, OP_SIN, y)), h.grow);
  graph_ref far = against(w, OP_EQ, size_of(w, x), INFINITY);
  re = choose(w, both(w, nowhere, far), number(w, x, INFINITY), re);
  graph_ref level = mul(w, signed_number(w, 1, x), y);
  level = choose(w, one(w, OP_ISNAN, x), y, level);
  im = choose(w, against(w, OP_EQ, y, 0), level, im);
  graph_ref none = both(w, nowhere, against(w, OP_EQ, x, 0));
  return (pair){re, choose(w, none, number(w, x, 0), im)};
}

/* (sinh x cosh x + i sin y cos y)/(sinh x ** 2 + cos y ** 2); its limits from where they are it. */
#define TANH_IS_ONE 20

static pair hyperbolic_tangent(const pen *w, pair z) {
  graph_ref x = z.re, y = z.im, nan = number(w, x, NAN);
  graph_ref s = one(w, OP_SIN, y), c = one(w, OP_COS, y), sc = mul(w, s, c);
  graph_ref is_large = against(w, OP_GT, size_of(w, x), TANH_IS_ONE);
  graph_ref within = choose(w, is_large, number(w, x, 1), x);
  graph_ref sh = one(w, OP_SINH, within), ch = one(w, OP_COSH, within);
  graph_ref by = add(w, mul(w, sh, sh), mul(w, c, c));
  graph_ref fade = one(w, OP_EXP, mul(w, number(w, x, -2), size_of(w, x)));
  graph_ref unit = signed_number(w, 1, x);
  graph_ref re = choose(w, is_large, unit, quotient(w, mul(w, sh, ch), by));
  graph_ref im =
      choose(w, is_large, mul(w, mul(w, number(w, x, 4), sc), fade), quotient(w, sc, by));
  graph_ref nowhere = not_finite(w, y), far = against(w, OP_EQ, size_of(w, x), INFINITY);
  graph_ref edge = both(w, nowhere, one(w, OP_NOT, far));
  re = choose(w, edge, choose(w, against(w, OP_EQ, x, 0), x, nan), re);
  im = choose(w, edge, nan, im);
  im = choose(w, both(w, nowhere, far), signed_number(w, 0, y), im);
  return (pair){re, choose(w, against(w, OP_EQ, y, 0), y, im)};
}

/* ---- Circular functions: the hyperbolic ones of i z ---- */

/* Infinity of either sign, with NaN, is +inf. */
static pair sine(const pen *w, pair z) {
  pair s = turned_back(w, hyperbolic_sine(w, turned(w, z)));
  graph_ref odd = both(w, one(w, OP_ISNAN, s.re), against(w, OP_EQ, size_of(w, s.im), INFINITY));
  return (pair){s.re, choose(w, odd, size_of(w, s.im), s.im)};
}
static pair cosine(const pen *w, pair z) { return hyperbolic_cosine(w, turned(w, z)); }
static pair tangent(const pen *w, pair z) {
  return turned_back(w, hyperbolic_tangent(w, turned(w, z)));
}

/* sin(pi z)/(pi z) */
static pair sine_over(const pen *w, pair z) {
  pair y = times_number(w, z, PI);
  graph_ref none = both(w, against(w, OP_EQ, z.re, 0), against(w, OP_EQ, z.im, 0));
  pair unit = {number(w, z.re, 1), number(w, z.re, 0)};
  return choose_pair(w, none, unit, complex_over(w, sine(w, y), y));
}

pair complex_function(const pen *w, op_id op, pair z) {
  switch (op) {
  case OP_EXP: return complex_exp(w, z);
  case OP_EXP2: return exp_base_2(w, z);
  case OP_EXPM1: return exp_less_1(w, z);
  case OP_LOG: return complex_log(w, z);
  case OP_LOG2: return log_to_2(w, z);
  case OP_LOG10: return log_to_10(w, z);
  case OP_LOG1P: return log_1_plus(w, z);
  case OP_SQRT: return complex_sqrt(w, z);
  case OP_SIN: return sine(w, z);
  case OP_COS: return cosine(w, z);
  case OP_TAN: return tangent(w, z);
  case OP_SINC: return sine_over(w, z);
  case OP_SINH: return hyperbolic_sine(w, z);
  case OP_COSH: return hyperbolic_cosine(w, z);
  case OP_TANH: return hyperbolic_tangent(w, z);
  default: return complex_inverse_function(w, op, z);
  }
}
