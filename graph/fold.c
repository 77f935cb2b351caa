/* fold.c: constants computed, and identities that change no bit of any result.
 *
 * Takes a node that is about to be appended; gives the node it simplifies to, or 0. Constants fold
 * only where the kernel would give the same bits: not exp, sin and their kin, whose last bit is the
 * emitter's. Identities are rows of a table and hold for every value, NaN, infinities and -0
 * included. Start at fold_node(). */
#include "graph/fold.h"

#include <math.h>

#include "base/dtype.h"
#include "base/element.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_strings.h"
#include "graph/graph_types.h"

static bool is_const(const graph *g, graph_ref r) { return graph_at(g, r)->op == OP_CONST; }

/* ---- Constants ---- */

/* Of uint64, whose values are kept as the int64 of the same bits. */
static bool fold_long(op_id op, const element_value *x, element_value *out) {
  uint64_t a = (uint64_t)x[0].i, b = (uint64_t)x[1].i;
  switch (op) {
  case OP_FLOORDIV: return out->i = (int64_t)(b ? a / b : 0), true;
  case OP_FMOD:
  case OP_MOD: return out->i = (int64_t)(b ? a % b : 0), true;
  case OP_POW: return b <= INT64_MAX && (out->i = dims_pow((int64_t)a, (int64_t)b), true);
  case OP_ABS: return out->i = (int64_t)a, true;
  case OP_SHR: return out->i = (int64_t)(b < 64 ? a >> b : 0), true;
  case OP_MINIMUM: return out->i = (int64_t)(a < b ? a : b), true;
  case OP_MAXIMUM: return out->i = (int64_t)(a > b ? a : b), true;
  default: return false;
  }
}

/* Operands and result of one integer dtype. */
static bool fold_integers(op_id op, jx_dtype dtype, const element_value *x, element_value *out) {
  int64_t a = x[0].i, b = x[1].i, width = dtype_bits(dtype);
  bool shifts = b >= 0 && b < width;
  if (dtype == JX_UINT64 && fold_long(op, x, out)) return true;
  switch (op) {
  case OP_ADD: return out->i = dtype_wrap(dtype, (uint64_t)a + (uint64_t)b), true;
  case OP_SUB: return out->i = dtype_wrap(dtype, (uint64_t)a - (uint64_t)b), true;
  case OP_MUL: return out->i = dtype_wrap(dtype, (uint64_t)a * (uint64_t)b), true;
  case OP_FLOORDIV: return out->i = dtype_wrap(dtype, (uint64_t)dims_floordiv(a, b)), true;
  case OP_MOD: return out->i = dims_mod(a, b), true;
  case OP_FMOD: return out->i = b == 0 || b == -1 ? 0 : a % b, true;
  case OP_POW: return b >= 0 && (out->i = dtype_wrap(dtype, (uint64_t)dims_pow(a, b)), true);
  case OP_NEG: return out->i = dtype_wrap(dtype, 0 - (uint64_t)a), true;
  case OP_ABS: return out->i = a < 0 ? dtype_wrap(dtype, 0 - (uint64_t)a) : a, true;
  case OP_INVERT: return out->i = dtype_wrap(dtype, ~(uint64_t)a), true;
  case OP_BITAND: return out->i = a & b, true;
  case OP_BITOR: return out->i = a | b, true;
  case OP_BITXOR: return out->i = a ^ b, true;
  case OP_SHL: return out->i = shifts ? dtype_wrap(dtype, (uint64_t)a << b) : 0, true;
  case OP_SHR: return out->i = shifts ? a >> b : a < 0 ? -1 : 0, true;
  case OP_MINIMUM: return out->i = a < b ? a : b, true;
  case OP_MAXIMUM: return out->i = a > b ? a : b, true;
  default: return false;
  }
}

static bool fold_bools(op_id op, const element_value *x, element_value *out) {
  switch (op) {
  case OP_AND: return out->i = x[0].i & x[1].i, true;
  case OP_OR: return out->i = x[0].i | x[1].i, true;
  case OP_XOR: return out->i = x[0].i ^ x[1].i, true;
  case OP_NOT: return out->i = !x[0].i, true;
  default: return false;
  }
}

/* A power that is a number of the dtype, which kernels give exactly; false for the others. */
static bool fold_power(jx_dtype dtype, double base, double exponent, double *out) {
  if (!isfinite(base) || base == 0 || exponent != trunc(exponent) || fabs(exponent) > 1100)
    return false;
  double product = 1;
  for (int n = (int)fabs(exponent); n > 0; n--) {
    double next = product * base;
    if (!isfinite(next) || next == 0 || fma(product, base, -next) != 0) return false;
    product = next;
  }
  *out = exponent < 0 ? 1 / product : product;
  if (exponent < 0 && fma(*out, product, -1) != 0) return false;
  return element_round(*out, element_worked(dtype)) == *out;
}

/* a * 2^b, for an integer b. */
static double fold_scaled(bool single, double a, double b) {
  int exponent = (int)fmin(fmax(b, -5000), 5000);
  return single ? ldexpf((float)a, exponent) : ldexp(a, exponent);
}

/* Operands and result of one float dtype; float32, and float16 as it, rounds every step. */
static bool fold_floats(op_id op, jx_dtype dtype, const element_value *x, element_value *out) {
  double a = x[0].f, b = x[1].f;
  bool single = element_worked(dtype) == JX_FLOAT32;
  switch (op) {
  case OP_ADD: out->f = single ? (float)a + (float)b : a + b; break;
  case OP_SUB: out->f = single ? (float)a - (float)b : a - b; break;
  case OP_MUL: out->f = single ? (float)a * (float)b : a * b; break;
  case OP_DIV: out->f = single ? (float)a / (float)b : a / b; break;
  case OP_SQRT: out->f = single ? sqrtf((float)a) : sqrt(a); break;
  case OP_FLOORDIV: return !single && (out->f = dims_ffloordiv(a, b), true);
  case OP_MOD: return !single && (out->f = dims_fmod(a, b), true);
  case OP_FMOD: out->f = fmod(a, b); break; /* exact, so the same in float32 */
  case OP_RAISE:
  case OP_POW: return fold_power(dtype, a, b, &out->f);
  case OP_NEG: out->f = -a; break;
  case OP_ABS: out->f = fabs(a); break;
  case OP_FLOOR: out->f = floor(a); break;
  case OP_CEIL: out->f = ceil(a); break;
  case OP_TRUNC: out->f = trunc(a); break;
  case OP_RINT: out->f = rint(a); break;
  case OP_COPYSIGN: out->f = copysign(a, b); break;
  case OP_LDEXP: out->f = fold_scaled(single, a, b); break;
  case OP_NEXTAFTER:
    out->f = single ? nextafterf((float)a, (float)b) : nextafter(a, b);
    return dtype != JX_FLOAT16; /* whose neighbours are further away */
  case OP_MINIMUM: return a != b && (out->f = isnan(a) || a < b ? a : b, true);
  case OP_MAXIMUM: return a != b && (out->f = isnan(a) || a > b ? a : b, true);
  default: return false;
  }
  return true;
}

static bool fold_comparison(op_id op, jx_dtype of, const element_value *x, element_value *out) {
  bool floats = dtype_is_float(of);
  bool equal = floats ? x[0].f == x[1].f : x[0].i == x[1].i;
  bool less = floats ? x[0].f < x[1].f : dtype_less(of, x[0].i, x[1].i);
  switch (op) {
  case OP_EQ: out->i = equal; return true;
  case OP_NE: out->i = !equal; return true;
  case OP_LT: out->i = less; return true;
  case OP_LE: out->i = less || equal; return true;
  case OP_ISNAN: out->i = floats && isnan(x[0].f); return true;
  case OP_SIGNBIT: out->i = floats ? signbit(x[0].f) != 0 : x[0].i < 0; return true;
  default: return false;
  }
}

/* A float beyond the integers of the dtype is left to the kernel: what it becomes is the
 * processor's. */
static bool fold_cast(jx_dtype from, const graph_node *n, element_value x, element_value *out) {
  jx_dtype to = n->imm.i ? element_worked((jx_dtype)n->dtype) : (jx_dtype)n->dtype;
  if (dtype_is_float(to)) {
    if (dtype_is_float(from))
      out->f = x.f;
    else if (from == JX_UINT64)
      out->f = to == JX_FLOAT32 ? (float)(uint64_t)x.i : (double)(uint64_t)x.i;
    else
      out->f = to == JX_FLOAT32 ? (float)x.i : (double)x.i;
    return out->f = element_round(out->f, to), true;
  }
  if (!dtype_is_float(from)) return out->i = dtype_wrap(to, (uint64_t)x.i), true;
  double low = (double)dtype_least(to), beyond = ldexp(1, dtype_bits(to) - dtype_is_signed(to));
  if (!(trunc(x.f) >= low && trunc(x.f) < beyond)) return false;
  return out->i = x.f >= 0x1p63 ? (int64_t)(uint64_t)x.f : (int64_t)x.f, true;
}

static bool fold_count(jx_dtype from, element_value x, element_value *out) {
  bool below = dtype_is_signed(from) && x.i < 0;
  out->i = __builtin_popcountll(below ? 0 - (uint64_t)x.i : (uint64_t)x.i);
  return true;
}

static graph_ref fold_constants(graph *g, const graph_node *n, const shape *s) {
  element_value x[GRAPH_MAX_ARGS] = {0}, out = {0};
  for (int i = 0; i < n->nargs; i++) {
    const graph_node *arg = graph_at(g, n->args[i]);
    if (arg->op != OP_CONST) return 0;
    if (dtype_is_float((jx_dtype)arg->dtype))
      x[i].f = arg->imm.f;
    else
      x[i].i = arg->imm.i;
  }
  if (n->op == OP_RAISE) x[1].f = n->imm.f;
  if (n->op == OP_WHERE) return 0;                                   /* an identity below */
  if (n->weak && n->dtype == JX_INT64 && n->op != OP_CAST) return 0; /* weak_fold() is exact */
  jx_dtype from = (jx_dtype)graph_at(g, n->args[0])->dtype, to = (jx_dtype)n->dtype;
  bool floats = dtype_is_float(from);
  bool folded = n->op == OP_CAST       ? fold_cast(from, n, x[0], &out)
                : n->op == OP_BITCOUNT ? fold_count(from, x[0], &out)
                : from != to           ? fold_comparison((op_id)n->op, from, x, &out)
                : floats               ? fold_floats((op_id)n->op, to, x, &out)
                : from != JX_BOOL      ? fold_integers((op_id)n->op, to, x, &out)
                                       : fold_bools((op_id)n->op, x, &out) ||
                                        fold_comparison((op_id)n->op, from, x, &out);
  if (!folded) return 0;
  graph_ref c = dtype_is_float(to) ? graph_const_float(g, to, n->weak, out.f, n->where)
                                   : graph_const(g, to, n->weak, out.i, n->where);
  return graph_fill(g, c, s);
}

/* ---- Identities ---- */

/* What an operand must be. */
enum { ANY, ZERO, MINUS_ZERO, ONE, ONES, LEFT_TOO };
/* Dtypes a row is for. */
enum { B = 1, I = 2, F = 4 };
/* What the node becomes. */
enum { LEFT, RIGHT, FALSE, TRUE };

/* op, operands, dtypes of the operands, result. ZERO is +0 for floats; ONES is -1 for integers and
 * true for bool. A row that gives an operand asks that the node has that operand's shape; FALSE and
 * TRUE are 0 and 1 of the node's dtype and shape. Not here, because they are wrong for some float:
 * x + 0 (-0), x * 0 (NaN, inf, -0), x - x, x == x. */
static const struct row {
  uint8_t op, left, right, kinds, gives;
} identities[] = {
    {OP_ADD, ANY, ZERO, I, LEFT},
    {OP_ADD, ZERO, ANY, I, RIGHT},
    {OP_ADD, ANY, MINUS_ZERO, F, LEFT},
    {OP_ADD, MINUS_ZERO, ANY, F, RIGHT},
    {OP_SUB, ANY, ZERO, I | F, LEFT},
    {OP_SUB, ANY, LEFT_TOO, I, FALSE},
    {OP_MUL, ANY, ONE, I | F, LEFT},
    {OP_MUL, ONE, ANY, I | F, RIGHT},
    {OP_MUL, ANY, ZERO, I, FALSE},
    {OP_MUL, ZERO, ANY, I, FALSE},
    {OP_DIV, ANY, ONE, F, LEFT},
    {OP_FLOORDIV, ANY, ONE, I, LEFT},
    {OP_MOD, ANY, ONE, I, FALSE},
    {OP_BITAND, ANY, LEFT_TOO, I, LEFT},
    {OP_BITAND, ANY, ONES, I, LEFT},
    {OP_BITAND, ONES, ANY, I, RIGHT},
    {OP_BITAND, ANY, ZERO, I, FALSE},
    {OP_BITAND, ZERO, ANY, I, FALSE},
    {OP_BITOR, ANY, LEFT_TOO, I, LEFT},
    {OP_BITOR, ANY, ZERO, I, LEFT},
    {OP_BITOR, ZERO, ANY, I, RIGHT},
    {OP_BITXOR, ANY, LEFT_TOO, I, FALSE},
    {OP_BITXOR, ANY, ZERO, I, LEFT},
    {OP_BITXOR, ZERO, ANY, I, RIGHT},
    {OP_SHL, ANY, ZERO, I, LEFT},
    {OP_SHR, ANY, ZERO, I, LEFT},
    {OP_AND, ANY, LEFT_TOO, B, LEFT},
    {OP_AND, ANY, ONES, B, LEFT},
    {OP_AND, ONES, ANY, B, RIGHT},
    {OP_AND, ANY, ZERO, B, FALSE},
    {OP_AND, ZERO, ANY, B, FALSE},
    {OP_OR, ANY, LEFT_TOO, B, LEFT},
    {OP_OR, ANY, ZERO, B, LEFT},
    {OP_OR, ZERO, ANY, B, RIGHT},
    {OP_OR, ANY, ONES, B, TRUE},
    {OP_OR, ONES, ANY, B, TRUE},
    {OP_XOR, ANY, LEFT_TOO, B, FALSE},
    {OP_XOR, ANY, ZERO, B, LEFT},
    {OP_XOR, ZERO, ANY, B, RIGHT},
    {OP_EQ, ANY, LEFT_TOO, B | I, TRUE},
    {OP_NE, ANY, LEFT_TOO, B | I, FALSE},
    {OP_LT, ANY, LEFT_TOO, B | I | F, FALSE},
    {OP_LE, ANY, LEFT_TOO, B | I, TRUE},
    {OP_MINIMUM, ANY, LEFT_TOO, I | F, LEFT},
    {OP_MAXIMUM, ANY, LEFT_TOO, I | F, LEFT},
};

static int64_t all_ones(jx_dtype d) { return dtype_is_signed(d) ? -1 : dtype_greatest(d); }

static bool matches(const graph *g, int pattern, graph_ref r, graph_ref left) {
  const graph_node *n = graph_at(g, r);
  bool constant = n->op == OP_CONST && !graph_is_long(n), real = dtype_is_float((jx_dtype)n->dtype);
  switch (pattern) {
  case ANY: return true;
  case ZERO: return constant && n->imm.i == 0; /* +0 alone has no bit set */
  case MINUS_ZERO: return constant && real && n->imm.f == 0 && signbit(n->imm.f);
  case ONE: return constant && (real ? n->imm.f == 1 : n->imm.i == 1);
  case ONES: return constant && !real && n->imm.i == all_ones((jx_dtype)n->dtype);
  default: return r == left;
  }
}

static bool has_shape(graph *g, graph_ref r, const shape *s) {
  const graph_node *n = graph_at(g, r);
  if (n->rank != s->rank) return false;
  for (int k = 0; k < s->rank; k++)
    if (dim_root(g, graph_dim(g, n, k)) != dim_root(g, shape_axis(s, k))) return false;
  return true;
}

static graph_ref truth_constant(graph *g, const graph_node *n, int64_t value, const shape *s) {
  jx_dtype dtype = (jx_dtype)n->dtype;
  graph_ref c = dtype_is_float(dtype)
                    ? graph_const_float(g, dtype, n->weak, (double)value, n->where)
                    : graph_const(g, dtype, n->weak, value, n->where);
  return graph_fill(g, c, s);
}

static graph_ref fold_binary(graph *g, const graph_node *n, const shape *s) {
  graph_ref a = n->args[0], b = n->args[1];
  jx_dtype from = (jx_dtype)graph_at(g, a)->dtype;
  int kind = from == JX_BOOL ? B : dtype_is_float(from) ? F : I;
  for (size_t i = 0; i < sizeof identities / sizeof *identities; i++) {
    const struct row *row = &identities[i];
    if (row->op != n->op || !(row->kinds & kind)) continue;
    if (!matches(g, row->left, a, a) || !matches(g, row->right, b, a)) continue;
    if (row->gives == FALSE || row->gives == TRUE)
      return truth_constant(g, n, row->gives == TRUE, s);
    graph_ref kept = row->gives == LEFT ? a : b;
    if (has_shape(g, kept, s) && graph_at(g, kept)->weak == n->weak) return kept;
  }
  return 0;
}

/* x / 2^k is x * 2^-k: both round the same real number. Requires that 2^-k is a number of the
 * dtype. */
static graph_ref fold_division(graph *g, const graph_node *n) {
  const graph_node *c = graph_at(g, n->args[1]);
  int exponent;
  if (c->op != OP_CONST || fabs(frexp(c->imm.f, &exponent)) != 0.5) return 0;
  double inverse = 1 / c->imm.f;
  bool single = element_worked((jx_dtype)n->dtype) == JX_FLOAT32;
  if (!isfinite(inverse) || (single && ((float)inverse != inverse || !isfinite((float)inverse))))
    return 0;
  graph_ref factor = graph_const_float(g, (jx_dtype)n->dtype, c->weak, inverse, c->where);
  graph_node product = *n;
  product.op = OP_MUL;
  if (c->rank > 0) return 0;
  return graph_element(g, product, (graph_ref[]){n->args[0], factor}, 2, n->where);
}

/* - - x, ~ ~ x, not not x, abs abs x, abs -x, not (a == b), and casts of casts. */
static graph_ref fold_unary(graph *g, const graph_node *n) {
  graph_ref a = n->args[0];
  const graph_node inner = *graph_at(g, a);
  graph_node outer = *n;
  switch (n->op) {
  case OP_NEG:
  case OP_INVERT: return inner.op == n->op && inner.weak == n->weak ? inner.args[0] : 0;
  case OP_ABS:
    if (inner.op == OP_ABS) return a;
    if (inner.op == OP_NEG) return graph_element(g, outer, inner.args, 1, n->where);
    return 0;
  case OP_NOT:
    if (inner.op == OP_NOT) return inner.args[0];
    if (inner.op != OP_EQ && inner.op != OP_NE) return 0;
    outer.op = inner.op == OP_EQ ? OP_NE : OP_EQ;
    return graph_element(g, outer, inner.args, 2, n->where);
  case OP_REAL:
  case OP_IMAG: return inner.op == OP_PAIR ? inner.args[n->op == OP_IMAG] : 0;
  case OP_CAST:
    if (inner.dtype == n->dtype && !types_rounds(g, a)) return inner.weak == n->weak ? a : 0;
    if (inner.op != OP_CAST || graph_at(g, inner.args[0])->dtype == inner.dtype) return 0;
    if (!dtype_widens((jx_dtype)graph_at(g, inner.args[0])->dtype, (jx_dtype)inner.dtype)) return 0;
    return graph_element(g, outer, inner.args, 1, n->where);
  default: return 0;
  }
}

static graph_ref fold_where(graph *g, const graph_node *n, const shape *s) {
  const graph_node *condition = graph_at(g, n->args[0]);
  graph_ref kept = 0;
  if (n->args[1] == n->args[2])
    kept = n->args[1];
  else if (condition->op == OP_CONST)
    kept = n->args[condition->imm.i ? 1 : 2];
  if (!kept) return 0;
  if (has_shape(g, kept, s)) return kept;
  return is_const(g, kept) ? graph_fill(g, kept, s) : 0;
}

/* Both parts of one number are that number. */
static graph_ref fold_pair(const graph *g, const graph_node *n) {
  const graph_node *re = graph_at(g, n->args[0]), *im = graph_at(g, n->args[1]);
  bool whole = re->op == OP_REAL && im->op == OP_IMAG && re->args[0] == im->args[0];
  return whole && graph_at(g, re->args[0])->weak == n->weak ? re->args[0] : 0;
}

graph_ref fold_node(graph *g, const graph_node *n, const shape *s) {
  if (strings_concern(g, n->args, n->nargs)) return n->op == OP_WHERE ? fold_where(g, n, s) : 0;
  graph_ref folded = fold_constants(g, n, s);
  if (folded || g->diag->status != JX_OK) return folded;
  if (n->op == OP_WHERE) return fold_where(g, n, s);
  if (n->nargs == 1) return fold_unary(g, n);
  if (n->nargs != 2) return 0;
  if (n->op == OP_PAIR) return fold_pair(g, n);
  folded = fold_binary(g, n, s);
  if (!folded && n->op == OP_DIV) folded = fold_division(g, n);
  return folded;
}
