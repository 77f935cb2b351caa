/* complex.c: complex numbers in terms of their parts: conversions, arithmetic, tests.
 *
 * Takes an operation and operands one of which is complex; gives real nodes, and a PAIR of them
 * where the result is complex. Formulas are NumPy's (the names of its loops are in the comments),
 * so rounding, overflow, NaN and signs of zeros are too. Start at complex_apply(). */
#include "graph/complex.h"

#include <math.h>

#include "base/dtype.h"
#include "graph/complex_parts.h"
#include "graph/rules.h"

static jx_dtype dtype_of(const graph *g, graph_ref r) { return (jx_dtype)graph_at(g, r)->dtype; }
static bool is_complex(const graph *g, graph_ref r) { return dtype_is_complex(dtype_of(g, r)); }

/* ---- Pairs ---- */

/* A part in the whole number's shape. */
static graph_ref spread(graph *g, graph_ref r, const shape *s, span where) {
  const graph_node *n = graph_at(g, r);
  shape own = graph_shape(g, r);
  bool same = own.rank == s->rank;
  for (int i = 0; same && i < s->rank; i++) same = own.dims[i] == s->dims[i];
  if (same) return r;
  if (n->op == OP_CONST || n->op == OP_DIM) return graph_fill(g, r, s);
  graph_ref all = graph_fill(g, graph_const(g, JX_BOOL, false, 1, where), s);
  return types_apply(g, OP_WHERE, (graph_ref[]){all, r, r}, 3, where);
}

graph_ref complex_join(graph *g, graph_ref re, graph_ref im, span where) {
  shape s;
  graph_ref parts[2] = {re, im};
  if (!re || !im || !graph_broadcast(g, parts, 2, where, &s)) return 0;
  bool weak = graph_at(g, re)->weak && graph_at(g, im)->weak;
  jx_dtype part = dtype_of(g, re) == JX_FLOAT16 ? JX_FLOAT32 : dtype_of(g, re);
  for (int i = 0; i < 2; i++) {
    parts[i] = types_convert_as(g, parts[i], part, weak, where);
    if (!weak) parts[i] = graph_strong(g, parts[i]);
    if (!parts[i] || !(parts[i] = spread(g, parts[i], &s, where))) return 0;
  }
  graph_node n = {.op = OP_PAIR, .weak = weak};
  n.dtype = (uint8_t)dtype_of_parts(dtype_of(g, parts[0]));
  return graph_element(g, n, parts, 2, where);
}

graph_ref complex_part(graph *g, op_id part, graph_ref r, span where) {
  if (!r) return 0;
  const graph_node n = *graph_at(g, r);
  if (dtype_is_complex((jx_dtype)n.dtype)) {
    graph_node node = {
        .op = (uint8_t)part, .dtype = (uint8_t)dtype_part((jx_dtype)n.dtype), .weak = n.weak};
    return graph_element(g, node, &r, 1, where);
  }
  if (part == OP_REAL) return r;
  shape s = graph_shape(g, r);
  bool real = dtype_is_float((jx_dtype)n.dtype);
  graph_ref zero = real ? graph_const_float(g, (jx_dtype)n.dtype, n.weak, 0, where)
                        : graph_const(g, (jx_dtype)n.dtype, n.weak, 0, where);
  return graph_fill(g, zero, &s);
}

static pair split(graph *g, graph_ref r, span where) {
  return (pair){complex_part(g, OP_REAL, r, where), complex_part(g, OP_IMAG, r, where)};
}

/* ---- Conversions ---- */

void complex_refuse_cast(graph *g, graph_ref r, jx_dtype dtype, span where) {
  diag_fail(g->diag, JX_ERROR_TYPE, where,
            "%s is not converted to %s; take x.real, x.imag or abs(x)", dtypes[dtype_of(g, r)].name,
            dtypes[dtype].name);
}

graph_ref complex_convert(graph *g, graph_ref r, jx_dtype dtype, bool weak, span where) {
  if (!dtype_is_complex(dtype)) return complex_refuse_cast(g, r, dtype, where), 0;
  if (dtype_of(g, r) == dtype && (weak || !graph_at(g, r)->weak)) return r;
  jx_dtype part = dtype_part(dtype);
  pair z = {types_convert_as(g, complex_part(g, OP_REAL, r, where), part, weak, where), 0};
  z.im = is_complex(g, r)
             ? types_convert_as(g, complex_part(g, OP_IMAG, r, where), part, weak, where)
             : number(&(pen){g, where}, z.re, 0);
  return complex_join(g, z.re, z.im, where);
}

graph_ref complex_truth(graph *g, graph_ref r, span where) {
  pair z = split(g, r, where);
  return types_apply2(g, OP_OR, types_truth(g, z.re, where), types_truth(g, z.im, where), where);
}

/* ---- Arithmetic ---- */

static pair plus(const pen *w, pair a, pair b) {
  return (pair){add(w, a.re, b.re), add(w, a.im, b.im)};
}
static pair less(const pen *w, pair a, pair b) {
  return (pair){sub(w, a.re, b.re), sub(w, a.im, b.im)};
}

pair complex_times(const pen *w, pair a, pair b) {
  return (pair){sub(w, mul(w, a.re, b.re), mul(w, a.im, b.im)),
                add(w, mul(w, a.re, b.im), mul(w, a.im, b.re))};
}

/* @TYPE@_divide: by the larger part of the divisor (R. L. Smith, Algorithm 116, CACM 1962), with one
 * division less. Both cases are one formula, whose operands change places. */
pair complex_over(const pen *w, pair a, pair b) {
  graph_ref re_size = size_of(w, b.re), im_size = size_of(w, b.im);
  graph_ref by_re = two(w, OP_LE, im_size, re_size);
  graph_ref large = choose(w, by_re, b.re, b.im), small = choose(w, by_re, b.im, b.re);
  graph_ref ratio = quotient(w, small, large);
  graph_ref scale = quotient(w, number(w, ratio, 1), add(w, large, mul(w, small, ratio)));
  graph_ref re_part = mul(w, a.re, ratio), im_part = mul(w, a.im, ratio);
  pair q = {choose(w, by_re, add(w, a.re, im_part), add(w, re_part, a.im)),
            sub(w, choose(w, by_re, a.im, im_part), choose(w, by_re, re_part, a.re))};
  q = (pair){mul(w, q.re, scale), mul(w, q.im, scale)};
  graph_ref none = two(w, OP_AND, against(w, OP_EQ, re_size, 0), against(w, OP_EQ, im_size, 0));
  return choose_pair(w, none, (pair){quotient(w, a.re, re_size), quotient(w, a.im, re_size)}, q);
}

/* @TYPE@_reciprocal */
pair complex_inverse(const pen *w, pair z) {
  graph_ref by_re = two(w, OP_LE, size_of(w, z.im), size_of(w, z.re));
  graph_ref large = choose(w, by_re, z.re, z.im), small = choose(w, by_re, z.im, z.re);
  graph_ref ratio = quotient(w, small, large);
  graph_ref divisor = add(w, large, mul(w, small, ratio)), unit = number(w, ratio, 1);
  graph_ref first = choose(w, by_re, unit, ratio), second = choose(w, by_re, ratio, unit);
  return (pair){quotient(w, first, divisor), quotient(w, minus(w, second), divisor)};
}

static pair negated(const pen *w, pair z) { return (pair){minus(w, z.re), minus(w, z.im)}; }
static pair same(const pen *w, pair z) {
  (void)w;
  return z;
}
static pair conjugate(const pen *w, pair z) { return (pair){z.re, minus(w, z.im)}; }
static pair squared(const pen *w, pair z) { return complex_times(w, z, z); }
static pair nearest(const pen *w, pair z) {
  return (pair){one(w, OP_RINT, z.re), one(w, OP_RINT, z.im)};
}

/* @TYPE@_sign: z over its absolute value. */
static pair sign(const pen *w, pair z) {
  graph_ref size = two(w, OP_HYPOT, z.re, z.im), zero = number(w, size, 0);
  graph_ref nan = number(w, size, NAN);
  graph_ref re_inf = against(w, OP_EQ, size_of(w, z.re), INFINITY),
            im_inf = against(w, OP_EQ, size_of(w, z.im), INFINITY);
  graph_ref unit = number(w, size, 1);
  pair along = {choose(w, re_inf, two(w, OP_COPYSIGN, unit, z.re), zero),
                choose(w, im_inf, two(w, OP_COPYSIGN, unit, z.im), zero)};
  along = choose_pair(w, two(w, OP_AND, re_inf, im_inf), (pair){nan, nan}, along);
  pair q = {quotient(w, z.re, size), quotient(w, z.im, size)};
  q = choose_pair(w, two(w, OP_OR, re_inf, im_inf), along, q);
  q = choose_pair(w, against(w, OP_EQ, size, 0), (pair){zero, zero}, q);
  return choose_pair(w, one(w, OP_ISNAN, size), (pair){nan, nan}, q);
}

/* ---- Real values and truths of one ---- */

static graph_ref real_part(const pen *w, pair z) {
  (void)w;
  return z.re;
}
static graph_ref imaginary_part(const pen *w, pair z) {
  (void)w;
  return z.im;
}
static graph_ref modulus(const pen *w, pair z) { return two(w, OP_HYPOT, z.re, z.im); }
static graph_ref angle(const pen *w, pair z) { return two(w, OP_ARCTAN2, z.im, z.re); }
static graph_ref is_nan(const pen *w, pair z) {
  return two(w, OP_OR, one(w, OP_ISNAN, z.re), one(w, OP_ISNAN, z.im));
}
static graph_ref is_infinite(const pen *w, pair z) {
  return two(w, OP_OR, against(w, OP_EQ, size_of(w, z.re), INFINITY),
             against(w, OP_EQ, size_of(w, z.im), INFINITY));
}
static graph_ref is_finite(const pen *w, pair z) {
  return two(w, OP_AND, against(w, OP_LT, size_of(w, z.re), INFINITY),
             against(w, OP_LT, size_of(w, z.im), INFINITY));
}

static graph_ref equal(const pen *w, pair a, pair b) {
  return two(w, OP_AND, two(w, OP_EQ, a.re, b.re), two(w, OP_EQ, a.im, b.im));
}
static graph_ref unequal(const pen *w, pair a, pair b) {
  return two(w, OP_OR, two(w, OP_NE, a.re, b.re), two(w, OP_NE, a.im, b.im));
}

/* ---- All of them ---- */

/* What an operation is in parts. */
static const struct {
  pair (*two)(const pen *w, pair a, pair b);
  pair (*one)(const pen *w, pair z);
  graph_ref (*relation)(const pen *w, pair a, pair b);
  graph_ref (*value)(const pen *w, pair z);
  bool function; /* complex_function(), computed in complex128 whatever the dtype */
} rows[OP_COUNT_] = {
    [OP_EXP] = {.function = true},
    [OP_EXP2] = {.function = true},
    [OP_EXPM1] = {.function = true},
    [OP_LOG] = {.function = true},
    [OP_LOG2] = {.function = true},
    [OP_LOG10] = {.function = true},
    [OP_LOG1P] = {.function = true},
    [OP_SQRT] = {.function = true},
    [OP_SIN] = {.function = true},
    [OP_COS] = {.function = true},
    [OP_TAN] = {.function = true},
    [OP_SINC] = {.function = true},
    [OP_SINH] = {.function = true},
    [OP_COSH] = {.function = true},
    [OP_TANH] = {.function = true},
    [OP_ARCSIN] = {.function = true},
    [OP_ARCCOS] = {.function = true},
    [OP_ARCTAN] = {.function = true},
    [OP_ARCSINH] = {.function = true},
    [OP_ARCCOSH] = {.function = true},
    [OP_ARCTANH] = {.function = true},
    [OP_POW] = {.two = complex_power},
    [OP_FLOAT_POWER] = {.two = complex_power},
    [OP_ADD] = {.two = plus},
    [OP_SUB] = {.two = less},
    [OP_MUL] = {.two = complex_times},
    [OP_DIV] = {.two = complex_over},
    [OP_EQ] = {.relation = equal},
    [OP_NE] = {.relation = unequal},
    [OP_NEG] = {.one = negated},
    [OP_POS] = {.one = same},
    [OP_CONJ] = {.one = conjugate},
    [OP_SQUARE] = {.one = squared},
    [OP_RECIPROCAL] = {.one = complex_inverse},
    [OP_SIGN] = {.one = sign},
    [OP_RINT] = {.one = nearest},
    [OP_REAL] = {.value = real_part},
    [OP_IMAG] = {.value = imaginary_part},
    [OP_ABS] = {.value = modulus},
    [OP_ANGLE] = {.value = angle},
    [OP_ISNAN] = {.value = is_nan},
    [OP_ISINF] = {.value = is_infinite},
    [OP_ISFINITE] = {.value = is_finite},
};

bool complex_takes(const graph *g, const graph_ref *args, int n) {
  for (int i = 0; i < n; i++)
    if (args[i] && is_complex(g, args[i])) return true;
  return false;
}

void complex_refuse(graph *g, op_id op, const graph_ref *args, int n, span where) {
  bool orders = ops[op].rule == RULE_COMPARE || ops[op].rule == RULE_SMALLER ||
                ops[op].rule == RULE_LARGER || ops[op].rule == RULE_LEAST ||
                ops[op].rule == RULE_GREATEST || ops[op].rule == RULE_PLACE || op == OP_PTP;
  const char *hint = *rule_hint(op) ? rule_hint(op) : "it takes real numbers";
  if (orders) hint = "complex numbers have no order but == and !=; take x.real, x.imag or abs(x)";
  diag_fail(g->diag, JX_ERROR_TYPE, where, "%.*s of %s%s%s is not defined; %s", op_name_length(op),
            op_name(op), dtypes[dtype_of(g, args[0])].name, n > 1 ? " and " : "",
            n > 1 ? dtypes[dtype_of(g, args[1])].name : "", hint);
}

static graph_ref choose_number(graph *g, const graph_ref *args, span where) {
  pen w = {g, where};
  pair z = choose_pair(&w, args[0], split(g, args[1], where), split(g, args[2], where));
  return complex_join(g, z.re, z.im, where);
}

graph_ref complex_apply(graph *g, op_id op, jx_dtype dtype, bool weak, const graph_ref *args, int n,
                        span where) {
  pen w = {g, where};
  graph_ref x[GRAPH_MAX_ARGS] = {args[0]};
  if (ops[op].rule == RULE_LOGIC) {
    for (int i = 0; i < n; i++) x[i] = types_truth(g, args[i], where);
    return types_apply(g, op, x, n, where);
  }
  if (op == OP_WHERE) {
    if (!(x[0] = types_truth(g, args[0], where))) return 0;
    if (!dtype_is_complex(dtype))
      return types_apply(g, op, (graph_ref[]){x[0], args[1], args[2]}, n, where);
  }
  if (op == OP_FLOAT_POWER) dtype = JX_COMPLEX128;
  jx_dtype in = rows[op].function ? JX_COMPLEX128 : dtype;
  for (int i = op == OP_WHERE; i < n; i++)
    if (!(x[i] = complex_convert(g, args[i], in, weak, where))) return 0;
  if (op == OP_WHERE) return choose_number(g, x, where);
  pair a = split(g, x[0], where), b = n > 1 ? split(g, x[1], where) : a;
  if (n == 2 && rows[op].relation) return rows[op].relation(&w, a, b);
  if (n == 1 && rows[op].value) return rows[op].value(&w, a);
  bool known = n == 2 ? rows[op].two != NULL : n == 1 && (rows[op].one || rows[op].function);
  if (!known) return complex_refuse(g, op, args, n, where), 0;
  pair z = n == 2         ? rows[op].two(&w, a, b)
           : rows[op].one ? rows[op].one(&w, a)
                          : complex_function(&w, op, a);
  return complex_convert(g, complex_join(g, z.re, z.im, where), dtype, weak, where);
}
