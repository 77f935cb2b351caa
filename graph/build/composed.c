/* composed.c: functions that are written in terms of others, with NumPy's very bits.
 *
 * Takes operands, or a call where there are keywords; gives the nodes that compute what NumPy's
 * loops do (the names of those are in the comments). Operands come in the dtype that the function's
 * row of rules.h says. Each is a few simple operations, which the rest of the compiler knows: they
 * fold, merge and hoist. Start at make_composed(). */
#include "graph/build/composed.h"

#include <float.h>
#include <math.h>

#include "base/dtype.h"
#include "graph/complex.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"
#include "graph/times.h"
#include "graph/weak.h"

/* A function being written: where its nodes go. */
typedef struct writer {
  graph *g;
  span where;
} writer;

static jx_dtype dtype_of(const writer *w, graph_ref r) {
  return (jx_dtype)graph_at(w->g, r)->dtype;
}
static bool is_float(const writer *w, graph_ref r) { return dtype_is_float(dtype_of(w, r)); }

static graph_ref one(const writer *w, op_id op, graph_ref a) {
  return types_apply1(w->g, op, a, w->where);
}
static graph_ref two(const writer *w, op_id op, graph_ref a, graph_ref b) {
  return types_apply2(w->g, op, a, b, w->where);
}
static graph_ref choose(const writer *w, graph_ref condition, graph_ref a, graph_ref b) {
  return types_apply(w->g, OP_WHERE, (graph_ref[]){condition, a, b}, 3, w->where);
}

/* A constant of x's dtype, weak if that is. */
static graph_ref integer(const writer *w, graph_ref x, int64_t value) {
  return graph_const(w->g, dtype_of(w, x), graph_at(w->g, x)->weak, value, w->where);
}
static graph_ref number(const writer *w, graph_ref x, double value) {
  if (!is_float(w, x)) return integer(w, x, (int64_t)value);
  return graph_const_float(w->g, dtype_of(w, x), graph_at(w->g, x)->weak, value, w->where);
}

static graph_ref weak_number(const writer *w, double value) {
  return graph_const_float(w->g, JX_FLOAT64, true, value, w->where);
}

/* ---- Of one operand ---- */

/* x + 0.0 is NaN of NaN and +0 of both zeros. */
static graph_ref sign(const writer *w, graph_ref x) {
  graph_ref zero = number(w, x, 0), above = number(w, x, 1), below = number(w, x, -1);
  if (!is_float(w, x)) {
    graph_ref most = two(w, OP_MINIMUM, x, above);
    return dtype_is_signed(dtype_of(w, x)) ? two(w, OP_MAXIMUM, most, below) : most;
  }
  graph_ref rest = choose(w, two(w, OP_LT, x, zero), below, two(w, OP_ADD, x, zero));
  return choose(w, two(w, OP_GT, x, zero), above, rest);
}

/* @TYPE@_reciprocal: a quotient of float64, converted. Where that is infinite, x86 gives the
 * smallest int32 or int64, of which narrower integers are the low bits. */
static graph_ref reciprocal(const writer *w, graph_ref x) {
  if (is_float(w, x)) return two(w, OP_DIV, number(w, x, 1), x);
  jx_dtype dtype = dtype_of(w, x);
  bool least = dtype_is_signed(dtype) && dtypes[dtype].size >= 4;
  graph_ref zero = integer(w, x, 0), one_ = integer(w, x, 1);
  graph_ref unit = two(w, OP_EQ, x, one_);
  if (dtype_is_signed(dtype)) unit = two(w, OP_OR, unit, two(w, OP_EQ, x, integer(w, x, -1)));
  graph_ref inverse = choose(w, unit, x, zero);
  if (!least) return inverse;
  return choose(w, two(w, OP_EQ, x, zero), integer(w, x, dtype_least(dtype)), inverse);
}

/* abs(x) op inf; of integers, `truth`. */
static graph_ref against_infinity(const writer *w, op_id op, graph_ref x, bool truth) {
  if (is_float(w, x)) return two(w, op, one(w, OP_ABS, x), number(w, x, INFINITY));
  shape s = graph_shape(w->g, x);
  graph_ref c = graph_const(w->g, JX_BOOL, graph_at(w->g, x)->weak, truth, w->where);
  return graph_fill(w->g, c, &s);
}

/* npy_half_spacing: the distance to the next number above. */
static graph_ref half_spacing(const writer *w, graph_ref x) {
  x = types_cast(w->g, x, JX_FLOAT16, w->where);
  graph_ref next = two(w, OP_NEXTAFTER, x, number(w, x, INFINITY));
  graph_ref finite = two(w, OP_NE, x, number(w, x, -INFINITY));
  return choose(w, finite, two(w, OP_SUB, next, x), number(w, x, NAN));
}

/* npy_spacing: with the sign of x, but of -0.0 it is that of 0.0. */
static graph_ref spacing(const writer *w, graph_ref x) {
  if (dtype_of(w, x) == JX_FLOAT16) return half_spacing(w, x);
  graph_ref away = two(w, OP_COPYSIGN, number(w, x, INFINITY), two(w, OP_ADD, x, number(w, x, 0)));
  return two(w, OP_SUB, two(w, OP_NEXTAFTER, x, away), x);
}

/* npy_modf: what infinity has beyond itself is 0. */
static graph_ref fraction(const writer *w, graph_ref x) {
  graph_ref rest = two(w, OP_SUB, x, one(w, OP_TRUNC, x)), zero = number(w, x, 0);
  graph_ref infinite = two(w, OP_EQ, one(w, OP_ABS, x), number(w, x, INFINITY));
  return two(w, OP_COPYSIGN, choose(w, infinite, zero, rest), x);
}

/* ---- Of two ---- */

/* npy_fmin, npy_fmax: of a NaN and a number, the number. */
static graph_ref extreme(const writer *w, bool least, graph_ref a, graph_ref b) {
  if (!is_float(w, a)) return two(w, least ? OP_MINIMUM : OP_MAXIMUM, a, b);
  graph_ref second = two(w, OP_OR, two(w, least ? OP_GT : OP_LT, a, b), one(w, OP_ISNAN, a));
  return choose(w, second, b, a);
}

/* npy_heaviside */
static graph_ref heaviside(const writer *w, graph_ref x, graph_ref at_zero) {
  graph_ref zero = number(w, x, 0);
  graph_ref above = choose(w, one(w, OP_ISNAN, x), x, number(w, x, 1));
  graph_ref rest = choose(w, two(w, OP_LT, x, zero), zero, above);
  return choose(w, two(w, OP_EQ, x, zero), at_zero, rest);
}

/* C's pow, unlike **, is no square root: of -0.0 and -inf. Other exponents may be simple ones. */
static graph_ref float_power(const writer *w, const graph_ref *x) {
  const graph_node *e = graph_at(w->g, x[1]);
  if (e->op == OP_CONST && e->imm.f != 0.5) return two(w, OP_POW, x[0], x[1]);
  bool weak = graph_at(w->g, x[0])->weak && e->weak;
  graph_node power = {.op = OP_POW, .dtype = JX_FLOAT64, .weak = weak};
  return graph_element(w->g, power, x, 2, w->where);
}

/* The exponent is an integer, and a float as x is: what that cannot hold is far beyond all floats'
 * exponents. */
static graph_ref scaled(const writer *w, const graph_ref *args) {
  graph_ref x = types_float(w->g, args[0], w->where), k = args[1];
  jx_dtype dtype = dtype_of(w, k);
  if (!x) return 0;
  if (dtype_is_float(dtype) || dtype == JX_UINT64) {
    diag_fail(w->g->diag, JX_ERROR_TYPE, w->where,
              "ldexp of %s and %s is not defined; the exponent must be an integer within int64",
              dtypes[dtype_of(w, args[0])].name, dtypes[dtype].name);
    return 0;
  }
  if (dtype_of(w, x) == JX_FLOAT16 && dtypes[dtype].size > 1) { /* whose infinity is soon reached */
    k = two(w, OP_MINIMUM, k, integer(w, k, 1000));
    if (dtype_is_signed(dtype)) k = two(w, OP_MAXIMUM, k, integer(w, k, -1000));
  }
  if (!graph_at(w->g, k)->weak) k = types_convert(w->g, k, dtype_of(w, x), w->where);
  return two(w, OP_LDEXP, x, k);
}

graph_ref make_composed(graph *g, op_id op, const graph_ref *args, int n, span where) {
  const writer writer = {g, where}, *w = &writer;
  graph_ref x[GRAPH_MAX_ARGS];
  for (int i = 0; i < n; i++)
    if (args[i] && time_is(g, args[i])) return times_apply(g, op, args, n, where);
  if (op == OP_LDEXP && !complex_takes(g, args, n)) return scaled(w, args);
  bool plain = ops[op].class_ != OP_CLASS_BUILD || *ops[op].spelt; /* > >= and unary + are BUILD */
  if (plain || complex_takes(g, args, n)) return types_apply(g, op, args, n, where);
  for (int i = 0; i < n; i++) x[i] = args[i];
  if (!types_operands(g, op, x, n, where)) return 0;
  switch (op) {
  case OP_CONJ: return x[0];
  case OP_SIGN: return sign(w, x[0]);
  case OP_SQUARE: return two(w, OP_MUL, x[0], x[0]);
  case OP_RECIPROCAL: return reciprocal(w, x[0]);
  case OP_FMIN: return extreme(w, true, x[0], x[1]);
  case OP_FMAX: return extreme(w, false, x[0], x[1]);
  case OP_FLOAT_POWER: return float_power(w, x);
  case OP_HEAVISIDE: return heaviside(w, x[0], x[1]);
  case OP_SPACING: return spacing(w, x[0]);
  case OP_MODF_FRACTION: return fraction(w, x[0]);
  case OP_ISINF: return against_infinity(w, OP_EQ, x[0], false);
  case OP_ISFINITE: return against_infinity(w, OP_LT, x[0], true);
  default: break;
  }
  diag_fail(g->diag, JX_ERROR_INTERNAL, where, "%s is written in terms of nothing", ops[op].id);
  return 0;
}

/* ---- With keywords ---- */

/* The value of a keyword or a positional argument that may be None. *out stays without one. */
static bool take(call *c, const char *name, uint32_t position, graph_ref *out) {
  ast_ref written = call_take(c, name, position);
  if (!written || make_is(c->b, written, AST_NONE)) return c->b->g->diag->status == JX_OK;
  return (*out = make_node(c->b, written)) != 0;
}

/* A Python integer that lies at or beyond the end of an integer dtype bounds nothing there. */
static bool bounds_nothing(const writer *w, graph_ref bound, jx_dtype dtype, bool above) {
  graph *g = w->g;
  int side, outside = above ? 1 : -1;
  if (!graph_at(g, bound)->weak || is_float(w, bound) || !dtype_is_integer(dtype)) return false;
  if (dtype == JX_UINT64)
    weak_unsigned(g, bound, &side, w->where);
  else
    side = weak_class(g, bound, w->where);
  if (side || dtype == JX_UINT64) return side == outside;
  dim_ref d = dim_read(g, weak_settle(g, bound, w->where), false, w->where);
  if (d < 0) return false;
  int64_t value = dim_value_of(g, d), end = above ? dtype_greatest(dtype) : dtype_least(dtype);
  if (above ? value < end : value > end) return false;
  return guard_push(g, GUARD_RANGE, d, -1, above ? end : INT64_MIN, above ? INT64_MAX : end);
}

/* One of clip's bounds, which has two names. */
static bool take_bound(call *c, const char *name, const char *other, uint32_t position,
                       graph_ref *out) {
  graph_ref second = 0;
  if (!take(c, name, position, out) || !take(c, other, 0, &second)) return false;
  if (*out && second) {
    diag_fail(c->b->g->diag, JX_ERROR_TYPE, c->node->where, "clip got '%s' twice", other);
    return false;
  }
  if (second) *out = second;
  return true;
}

static graph_ref clip_time(const writer *w, graph_ref x, graph_ref low, graph_ref high) {
  if (low) x = two(w, OP_MAXIMUM, x, low);
  return high ? two(w, OP_MINIMUM, x, high) : x;
}

/* umr_clip, and _clip of numpy/_core/_methods.py: a lower bound above the upper one loses. */
graph_ref make_clip(call *c) {
  graph *g = c->b->g;
  const writer w = {g, c->node->where};
  graph_ref x[3] = {make_node(c->b, call_arg(c, 0))}, low = 0, high = 0;
  int n = 1;
  if (!x[0] || !take_bound(c, "a_min", "min", 1, &low)) return 0;
  if (!take_bound(c, "a_max", "max", 2, &high)) return 0;
  bool weak = graph_at(g, x[0])->weak;
  jx_dtype dtype = dtype_of(&w, x[0]);
  if (!weak && low && bounds_nothing(&w, low, dtype, false)) low = 0;
  if (!weak && high && bounds_nothing(&w, high, dtype, true)) high = 0;
  if (time_is(g, x[0])) return clip_time(&w, x[0], low, high);
  if (low) x[n++] = low;
  if (high) x[n++] = high;
  if (g->diag->status != JX_OK || !types_operands(g, OP_CLIP, x, n, w.where)) return 0;
  graph_ref r = low ? two(&w, OP_MAXIMUM, x[0], x[1]) : x[0];
  return high ? two(&w, OP_MINIMUM, r, x[n - 1]) : r;
}

/* isclose of numpy/_core/numeric.py. */
graph_ref make_isclose(call *c) {
  graph *g = c->b->g;
  const writer writer = {g, c->node->where}, *w = &writer;
  graph_ref x = make_node(c->b, call_arg(c, 0)), y = make_node(c->b, call_arg(c, 1));
  graph_ref rtol = weak_number(w, 1e-5), atol = weak_number(w, 1e-8);
  bool equal_nan = false;
  if (!x || !y || !take(c, "rtol", 2, &rtol) || !take(c, "atol", 3, &atol)) return 0;
  if (!make_flag(c->b, call_take(c, "equal_nan", 4), "equal_nan", &equal_nan)) return 0;
  bool complex = complex_takes(g, &y, 1);
  if (!complex && !(y = types_float(g, y, w->where))) return 0;
  graph_ref finite = complex ? one(w, OP_ISFINITE, y) : against_infinity(w, OP_LT, y, true);
  graph_ref distance = one(w, OP_ABS, two(w, OP_SUB, x, y));
  graph_ref bound = two(w, OP_ADD, atol, two(w, OP_MUL, rtol, one(w, OP_ABS, y)));
  graph_ref near = two(w, OP_AND, two(w, OP_LE, distance, bound), finite);
  graph_ref close = two(w, OP_OR, near, two(w, OP_EQ, x, y));
  if (!equal_nan) return close;
  graph_ref both = two(w, OP_AND, one(w, OP_ISNAN, x), one(w, OP_ISNAN, y));
  return two(w, OP_OR, close, both);
}

/* A number, or what stands for NaN, inf and -inf. */
static graph_ref replaced(const writer *w, graph_ref x, const graph_ref *given) {
  graph *g = w->g;
  bool weak = graph_at(g, x)->weak;
  graph_ref by[3] = {given[0], given[1], given[2]};
  for (int i = 0; i < 3 && !weak; i++)
    by[i] = types_cast(g, types_float(g, by[i], w->where), dtype_of(w, x), w->where);
  graph_ref r = choose(w, two(w, OP_EQ, x, number(w, x, -INFINITY)), by[2], x);
  r = choose(w, two(w, OP_EQ, x, number(w, x, INFINITY)), by[1], r);
  return choose(w, one(w, OP_ISNAN, x), by[0], r);
}

/* nan_to_num of numpy/lib/_type_check_impl.py: what is put in takes the dtype of x,
 * or of its parts. */
graph_ref make_nan_to_num(call *c) {
  graph *g = c->b->g;
  const writer writer = {g, c->node->where}, *w = &writer;
  graph_ref x = make_node(c->b, call_arg(c, 0));
  if (!x) return 0;
  bool complex = dtype_is_complex(dtype_of(w, x));
  jx_dtype dtype = complex ? dtype_part(dtype_of(w, x)) : dtype_of(w, x);
  double most = dtype == JX_FLOAT16 ? 65504 : dtype == JX_FLOAT32 ? (double)FLT_MAX : DBL_MAX;
  graph_ref by[3] = {weak_number(w, 0), weak_number(w, most), weak_number(w, -most)};
  if (!take(c, "nan", 0, &by[0]) || !take(c, "posinf", 0, &by[1]) || !take(c, "neginf", 0, &by[2]))
    return 0;
  if (complex) {
    graph_ref re = complex_part(g, OP_REAL, x, w->where),
              im = complex_part(g, OP_IMAG, x, w->where);
    return complex_join(g, replaced(w, re, by), replaced(w, im, by), w->where);
  }
  return is_float(w, x) ? replaced(w, x, by) : x;
}
