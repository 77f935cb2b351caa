/* complex_inverse.c: inverse circular and hyperbolic functions of complex numbers.
 *
 * Takes and gives pairs of float64. Arc sine and cosine are those of Hull, Fairgrieve and Tang
 * (Implementing the complex arcsine and arccosine functions using exception handling, ACM TOMS 23,
 * 1997): of the sum of the distances to 1 and -1, in forms that do not cancel. Infinities and NaN
 * are C's annex G, as NumPy has them. */
#include <math.h>

#include "graph/complex_parts.h"

#define PI 3.141592653589793238462643383279502884
#define LN2 0.693147180559945309417232121458

static graph_ref both(const pen *w, graph_ref a, graph_ref b) { return two(w, OP_AND, a, b); }
static graph_ref either(const pen *w, graph_ref a, graph_ref b) { return two(w, OP_OR, a, b); }
static graph_ref is_inf(const pen *w, graph_ref x) {
  return against(w, OP_EQ, size_of(w, x), INFINITY);
}
static graph_ref is_finite(const pen *w, graph_ref x) {
  return against(w, OP_LT, size_of(w, x), INFINITY);
}
static graph_ref is_nan(const pen *w, graph_ref x) { return one(w, OP_ISNAN, x); }
static graph_ref as_sign(const pen *w, graph_ref x, graph_ref sign) {
  return two(w, OP_COPYSIGN, x, sign);
}
static graph_ref plus(const pen *w, graph_ref x, double c) { return add(w, x, number(w, x, c)); }
static graph_ref scaled(const pen *w, graph_ref x, double c) { return mul(w, x, number(w, x, c)); }
static graph_ref root(const pen *w, graph_ref x) { return one(w, OP_SQRT, x); }

/* Of a point of the first quadrant: arc sine and arc cosine, real parts, and the imaginary part that
 * both have but for its sign. */
typedef struct arcs {
  graph_ref sine, cosine, height;
} arcs;

/* Where arc sine and cosine of the ratio are as good as arc tangents; where the logarithm of the
 * half sum is as good as that of what it exceeds 1 by; and where only |z| counts. */
#define CROSS_RATIO 0.6417
#define CROSS_SUM 1.5
#define LARGE 0x1p500
#define TINY 0x1p-500

static arcs arcs_of(const pen *w, graph_ref x, graph_ref y) {
  graph_ref r = two(w, OP_HYPOT, plus(w, x, 1), y), s = two(w, OP_HYPOT, plus(w, x, -1), y);
  graph_ref a = scaled(w, add(w, r, s), 0.5), ratio = quotient(w, x, a);
  graph_ref inside = against(w, OP_LE, x, 1), yy = mul(w, y, y);
  graph_ref r_x = plus(w, add(w, r, x), 1), rest = sub(w, number(w, x, 1), x);
  graph_ref s_in = add(w, s, rest), s_out = sub(w, s, rest);
  /* sqrt(a*a - x*x), by its factors */
  graph_ref a_x = scaled(w, add(w, a, x), 0.5);
  graph_ref leg =
      choose(w, inside, root(w, mul(w, a_x, add(w, quotient(w, yy, r_x), s_in))),
             mul(w, y, root(w, add(w, quotient(w, a_x, r_x), quotient(w, a_x, s_out)))));
  graph_ref small = against(w, OP_LE, ratio, CROSS_RATIO);
  arcs out = {choose(w, small, one(w, OP_ARCSIN, ratio), two(w, OP_ARCTAN2, x, leg)),
              choose(w, small, one(w, OP_ARCCOS, ratio), two(w, OP_ARCTAN2, leg, x)), 0};
  /* log(a + sqrt(a*a - 1)) */
  graph_ref share = choose(w, against(w, OP_EQ, x, 1), y, quotient(w, yy, s_in));
  graph_ref excess = add(w, quotient(w, yy, r_x), choose(w, inside, share, s_out));
  excess = scaled(w, excess, 0.5);
  graph_ref near = one(w, OP_LOG1P, add(w, excess, root(w, mul(w, excess, plus(w, a, 1)))));
  graph_ref far = one(w, OP_LOG, add(w, a, root(w, mul(w, plus(w, a, -1), plus(w, a, 1)))));
  out.height = choose(w, against(w, OP_LE, a, CROSS_SUM), near, far);
  /* y*y is lost where y is that small */
  graph_ref flat = both(w, against(w, OP_LT, x, 1), against(w, OP_LT, y, TINY));
  graph_ref level = quotient(w, y, root(w, mul(w, rest, plus(w, x, 1))));
  out.height = choose(w, flat, level, out.height);
  /* and a*a overflows where z is that large */
  graph_ref beyond = either(w, against(w, OP_GT, x, LARGE), against(w, OP_GT, y, LARGE));
  graph_ref size = two(w, OP_HYPOT, scaled(w, x, 0.5), scaled(w, y, 0.5));
  out.height = choose(w, beyond, plus(w, one(w, OP_LOG, size), 2 * LN2), out.height);
  out.sine = choose(w, beyond, two(w, OP_ARCTAN2, x, y), out.sine);
  out.cosine = choose(w, beyond, two(w, OP_ARCTAN2, y, x), out.cosine);
  return out;
}

static graph_ref any_special(const pen *w, pair z) {
  return one(w, OP_NOT, both(w, is_finite(w, z.re), is_finite(w, z.im)));
}

/* Arc sine of z/i, turned back. */
static pair arc_hyperbolic_sine(const pen *w, pair z) {
  graph_ref x = z.re, y = z.im, nan = number(w, x, NAN);
  arcs a = arcs_of(w, size_of(w, y), size_of(w, x));
  pair q = {as_sign(w, a.height, x), as_sign(w, a.sine, y)};
  graph_ref corner = choose(w, is_finite(w, x), number(w, x, PI / 2), number(w, x, PI / 4));
  pair up = {as_sign(w, number(w, x, INFINITY), x),
             choose(w, is_nan(w, x), nan, as_sign(w, corner, y))};
  graph_ref level = either(w, both(w, is_inf(w, x), is_finite(w, y)),
                           both(w, is_nan(w, x), against(w, OP_EQ, y, 0)));
  pair along = {x, choose(w, level, as_sign(w, number(w, x, 0), y), nan)};
  pair odd =
      choose_pair(w, is_inf(w, y), up, choose_pair(w, is_finite(w, x), (pair){nan, nan}, along));
  q = choose_pair(w, any_special(w, z), odd, q);
  graph_ref none = both(w, against(w, OP_EQ, x, 0), against(w, OP_EQ, y, 0));
  return choose_pair(w, none, z, q);
}

static pair arc_sine(const pen *w, pair z) {
  graph_ref x = z.re, y = z.im, nan = number(w, x, NAN);
  pair turned = arc_hyperbolic_sine(w, (pair){minus(w, y), x});
  pair q = {turned.im, minus(w, turned.re)};
  graph_ref lost = either(w, is_nan(w, x), is_nan(w, y));
  graph_ref high = either(w, is_inf(w, x), is_inf(w, y));
  graph_ref height = choose(w, high, as_sign(w, number(w, x, INFINITY), y), nan);
  pair odd = choose_pair(w, against(w, OP_EQ, x, 0), z, (pair){nan, height});
  return choose_pair(w, lost, odd, q);
}

static pair arc_cosine(const pen *w, pair z) {
  graph_ref x = z.re, y = z.im;
  arcs a = arcs_of(w, size_of(w, x), size_of(w, y));
  graph_ref left = one(w, OP_SIGNBIT, x);
  pair q = {choose(w, left, sub(w, number(w, x, PI), a.cosine), a.cosine),
            minus(w, as_sign(w, a.height, y))};
  pair sine = arc_sine(w, z);
  pair odd = {sub(w, number(w, x, PI / 2), sine.re), minus(w, sine.im)};
  return choose_pair(w, any_special(w, z), odd, q);
}

static pair arc_hyperbolic_cosine(const pen *w, pair z) {
  graph_ref x = z.re, y = z.im, nan = number(w, x, NAN), infinite = number(w, x, INFINITY);
  arcs a = arcs_of(w, size_of(w, x), size_of(w, y));
  graph_ref left = one(w, OP_SIGNBIT, x);
  graph_ref angle = choose(w, left, sub(w, number(w, x, PI), a.cosine), a.cosine);
  pair q = {a.height, as_sign(w, angle, y)};
  graph_ref corner = choose(w, left, number(w, x, PI - PI / 4), number(w, x, PI / 4));
  corner = choose(w, is_inf(w, x), corner, number(w, x, PI / 2));
  pair up = {infinite, choose(w, is_nan(w, x), nan, as_sign(w, corner, y))};
  graph_ref end = choose(w, left, number(w, x, PI), number(w, x, 0));
  pair along = {infinite, choose(w, is_nan(w, y), nan, as_sign(w, end, y))};
  pair lost = {nan, choose(w, against(w, OP_EQ, x, 0), number(w, x, PI / 2), nan)};
  pair odd = choose_pair(w, is_inf(w, y), up, choose_pair(w, is_inf(w, x), along, lost));
  return choose_pair(w, any_special(w, z), odd, q);
}

/* re = log1p(4 x / ((1 - x)**2 + y**2)) / 4, im = atan2(2 y, (1 - x)*(1 + x) - y**2) / 2; W. Kahan,
 * Branch cuts for complex elementary functions, 1987. */
static pair arc_hyperbolic_tangent(const pen *w, pair z) {
  graph_ref x = size_of(w, z.re), y = size_of(w, z.im), nan = number(w, x, NAN);
  graph_ref zero = number(w, x, 0), quarter = number(w, x, PI / 2);
  graph_ref rest = sub(w, number(w, x, 1), x), yy = mul(w, y, y);
  graph_ref by = add(w, mul(w, rest, rest), yy);
  graph_ref re = scaled(w, one(w, OP_LOG1P, quotient(w, scaled(w, x, 4), by)), 0.25);
  graph_ref run = sub(w, mul(w, rest, plus(w, x, 1)), yy);
  graph_ref im = scaled(w, two(w, OP_ARCTAN2, scaled(w, y, 2), run), 0.5);
  graph_ref pole = both(w, against(w, OP_EQ, x, 1), against(w, OP_LT, y, 0x1p-30));
  re = choose(w, pole, scaled(w, one(w, OP_LOG, scaled(w, y, 0.5)), -0.5), re);
  graph_ref beyond = either(w, against(w, OP_GT, x, LARGE), against(w, OP_GT, y, LARGE));
  graph_ref size = two(w, OP_HYPOT, scaled(w, x, 0.5), scaled(w, y, 0.5));
  graph_ref fade = quotient(w, quotient(w, scaled(w, x, 0.25), size), size);
  re = choose(w, beyond, fade, re);
  im = choose(w, beyond, quarter, im);
  pair q = {as_sign(w, re, z.re), as_sign(w, im, z.im)};
  pair up = {as_sign(w, zero, z.re), as_sign(w, quarter, z.im)};
  pair side = {as_sign(w, zero, z.re), choose(w, is_nan(w, y), nan, as_sign(w, quarter, z.im))};
  graph_ref at_side = either(w, is_inf(w, x), against(w, OP_EQ, x, 0));
  pair odd = choose_pair(w, is_inf(w, y), up, choose_pair(w, at_side, side, (pair){nan, nan}));
  return choose_pair(w, any_special(w, z), odd, q);
}

static pair arc_tangent(const pen *w, pair z) {
  pair turned = arc_hyperbolic_tangent(w, (pair){minus(w, z.im), z.re});
  return (pair){turned.im, minus(w, turned.re)};
}

pair complex_inverse_function(const pen *w, op_id op, pair z) {
  switch (op) {
  case OP_ARCSIN: return arc_sine(w, z);
  case OP_ARCCOS: return arc_cosine(w, z);
  case OP_ARCTAN: return arc_tangent(w, z);
  case OP_ARCSINH: return arc_hyperbolic_sine(w, z);
  case OP_ARCCOSH: return arc_hyperbolic_cosine(w, z);
  case OP_ARCTANH: return arc_hyperbolic_tangent(w, z);
  default: return (pair){0, 0};
  }
}
