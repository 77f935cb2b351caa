/* complex_power.c: powers of complex numbers, with the cases of NumPy's npy_cpow
 * (npy_math_complex.c.src): 0 and 1, integers below 100 by products, and exp(b log(a)).
 *
 * Takes and gives pairs of one float dtype; what is no product is computed in float64. */
#include <math.h>

#include "base/dtype.h"
#include "graph/complex_parts.h"

#define MOST 100 /* by products, below that */

static pair unit(const pen *w, pair z) { return (pair){number(w, z.re, 1), number(w, z.re, 0)}; }

static pair as_dtype(const pen *w, pair z, jx_dtype dtype, bool weak) {
  return (pair){types_convert_as(w->g, z.re, dtype, weak, w->where),
                types_convert_as(w->g, z.im, dtype, weak, w->where)};
}

/* A constant all over, real, and which. */
static bool is_constant(const pen *w, pair z, double *value) {
  const graph_node *re = graph_at(w->g, z.re), *im = graph_at(w->g, z.im);
  if (re->op != OP_CONST || re->rank > 0 || im->op != OP_CONST || im->imm.f != 0) return false;
  *value = re->imm.f;
  return true;
}

static pair cube(const pen *w, pair z) { return complex_times(w, z, complex_times(w, z, z)); }

/* z**n by squares, from the lowest bit on. */
static pair product(const pen *w, pair z, int n) {
  pair all = unit(w, z), square = z;
  for (int mask = 1; mask <= n; mask *= 2) {
    if (n & mask) all = complex_times(w, all, square);
    if (2 * mask <= n) square = complex_times(w, square, square);
  }
  return all;
}

/* The same where n is known in a kernel alone, an integer below MOST. */
static pair any_product(const pen *w, pair z, graph_ref n) {
  pair all = unit(w, z), square = z;
  graph_ref bits = types_cast(w->g, n, JX_INT64, w->where);
  for (int mask = 1; mask < MOST; mask *= 2) {
    graph_ref bit = two(w, OP_BITAND, bits, graph_const(w->g, JX_INT64, false, mask, w->where));
    bit = two(w, OP_NE, bit, graph_const(w->g, JX_INT64, false, 0, w->where));
    all = choose_pair(w, bit, complex_times(w, all, square), all);
    square = complex_times(w, square, square);
  }
  return all;
}

/* exp(b log(a)) in float64. Where that logarithm is infinite, so is its product, although the angle
 * is NaN, as in C. */
static pair general(const pen *w, pair a, pair b) {
  const graph_node *n = graph_at(w->g, a.re);
  jx_dtype dtype = (jx_dtype)n->dtype;
  bool weak = n->weak;
  a = as_dtype(w, a, JX_FLOAT64, weak);
  b = as_dtype(w, b, JX_FLOAT64, weak);
  pair log = complex_log(w, a), power = complex_times(w, b, log);
  graph_ref lost = two(w, OP_AND, one(w, OP_ISNAN, power.re), one(w, OP_ISNAN, power.im));
  lost = two(w, OP_AND, lost, against(w, OP_EQ, log.re, INFINITY));
  power = choose_pair(w, lost, (pair){mul(w, b.re, log.re), mul(w, b.im, log.re)}, power);
  return as_dtype(w, complex_exp(w, power), dtype, weak);
}

static pair root(const pen *w, pair z) {
  const graph_node *n = graph_at(w->g, z.re);
  jx_dtype dtype = (jx_dtype)n->dtype;
  bool weak = n->weak;
  return as_dtype(w, complex_sqrt(w, as_dtype(w, z, JX_FLOAT64, weak)), dtype, weak);
}

/* Of a base that is 0: 0 to what has a positive real part, else nothing. */
static pair but_for_zero(const pen *w, pair a, pair b, pair power) {
  graph_ref none = two(w, OP_AND, against(w, OP_EQ, a.re, 0), against(w, OP_EQ, a.im, 0));
  graph_ref zero = choose(w, against(w, OP_GT, b.re, 0), number(w, b.re, 0), number(w, b.re, NAN));
  return choose_pair(w, none, (pair){zero, zero}, power);
}

/* Exponents that are known when the graph is built. NumPy's arrays have a root and an inverse for
 * two more (fast_scalar_power). */
static pair constant_power(const pen *w, pair a, pair b, double exponent) {
  if (exponent == 0) {
    shape s = graph_shape(w->g, a.re);
    pair all = unit(w, a);
    return (pair){graph_fill(w->g, all.re, &s), graph_fill(w->g, all.im, &s)};
  }
  if (exponent == 2) return complex_times(w, a, a);
  if (exponent == 0.5) return root(w, a);
  if (exponent == -1) return complex_inverse(w, a);
  if (exponent != trunc(exponent) || fabs(exponent) >= MOST)
    return but_for_zero(w, a, b, general(w, a, b));
  pair power = exponent == 1 ? a : exponent == 3 ? cube(w, a) : product(w, a, (int)fabs(exponent));
  if (exponent < 0) power = complex_over(w, unit(w, a), power);
  return but_for_zero(w, a, b, power);
}

pair complex_power(const pen *w, pair a, pair b) {
  double exponent;
  if (!a.re || !a.im || !b.re || !b.im) return (pair){0, 0};
  if (is_constant(w, b, &exponent)) return constant_power(w, a, b, exponent);
  graph_ref size = size_of(w, b.re), level = against(w, OP_EQ, b.im, 0);
  graph_ref whole = two(w, OP_AND, level, two(w, OP_EQ, one(w, OP_TRUNC, b.re), b.re));
  whole = two(w, OP_AND, whole, against(w, OP_LT, size, MOST));
  pair few = any_product(w, a, choose(w, whole, size, number(w, size, 0)));
  few = choose_pair(w, against(w, OP_LT, b.re, 0), complex_over(w, unit(w, a), few), few);
  few = choose_pair(w, against(w, OP_EQ, b.re, 1), a, few);
  few = choose_pair(w, against(w, OP_EQ, b.re, 2), complex_times(w, a, a), few);
  few = choose_pair(w, against(w, OP_EQ, b.re, 3), cube(w, a), few);
  pair power = but_for_zero(w, a, b, choose_pair(w, whole, few, general(w, a, b)));
  graph_ref none = two(w, OP_AND, level, against(w, OP_EQ, b.re, 0));
  return choose_pair(w, none, unit(w, a), power);
}
