/* weak.c: weak integers and bools: Python's, exact until they end in a dtype.
 *
 * Takes nodes made of literals, constants, sizes and Python's numbers alone; gives what the rest of
 * the graph may use. While the graph is built, a weak integer or bool is a formula: ADD of two weak
 * INPUTs stands for their exact sum, however long. Whoever takes one as something else asks here:
 * its value is then a number of the program of dims (dims.h), in 64 bits when they suffice for the
 * operands at hand, which is guarded, else in as many as it takes; what is asked for decides
 * whether it has to fit. So no kernel computes with weak integers, with one exception: a formula
 * that depends on what only a kernel knows, such as 2*(exp(x) > 1) - 1, is left to it when bounds
 * of its parts show that int64 holds everything.
 *
 * What is weak:
 *
 *   literals, constants, operands with JX_ARRAY_WEAK    yes
 *   size(a), ndim(a), shape(a, axis)                    yes: weak integers, whatever a is
 *   operators, elementwise functions, where             where all operands are
 *   int(x), float(x), bool(x)                           where x is
 *   int32(x), astype(x, t): casts that name a dtype     no
 *   reductions, arange, linspace, indexing              no: they give elements of an array
 *
 * Start at weak_settle(). */
#include "graph/weak.h"

#include <math.h>

#include "base/dtype.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/rules.h"

__extension__ typedef __int128 int128;

static const graph_node *at(const graph *g, graph_ref r) { return graph_at(g, r); }

static graph_ref element(graph *g, op_id op, jx_dtype dtype, const graph_ref *args, int n,
                         span where) {
  graph_node proto = {.op = (uint8_t)op, .dtype = (uint8_t)dtype, .weak = true};
  return graph_element(g, proto, args, n, where);
}

/* ---- Literals ---- */

graph_ref weak_literal(graph *g, const bigint *value, span where) {
  int64_t small;
  if (bigint_fits(value, &small)) return graph_const(g, JX_INT64, true, small, where);
  bigint *kept = VEC_PUSH(g->arena, &g->bigints);
  if (!kept) return diag_memory(g->diag), 0;
  bigint_copy(kept, value);
  graph_node n = {
      .op = OP_CONST, .dtype = JX_INT64, .weak = true, .number = (uint32_t)g->bigints.n};
  n.where = where;
  return graph_push(g, n, &(shape){0}, NULL);
}

graph_ref weak_operand(graph *g, uint32_t operand, span where) {
  dim_ref d = dim_push_exact(g, DIM_SCALAR, EXACT_LONG, (dim_ref)operand, -1, -1, 0);
  return dim_node_of(g, d, true, where);
}

static bool is_integer(const graph_node *n) {
  return n->weak && (n->dtype == JX_INT64 || n->dtype == JX_BOOL);
}

static bool literal(const graph *g, graph_ref r, bigint *out) {
  const graph_node *n = at(g, r);
  if (n->op != OP_CONST || !is_integer(n)) return false;
  if (graph_is_long(n))
    bigint_copy(out, &g->bigints.at[n->number - 1]);
  else
    bigint_of(out, n->imm.i);
  return true;
}

static graph_ref too_large(graph *g, const char *text, span where) {
  diag_fail(g->diag, JX_ERROR_VALUE, where, "%s is too large for float64", text);
  return 0;
}

static graph_ref fold_quotient(graph *g, const bigint *x, const bigint *y, span where) {
  double q = bigint_is_zero(x) ? NAN : x->negative ? -INFINITY : INFINITY;
  if (bigint_is_zero(y)) return graph_const_float(g, JX_FLOAT64, true, q, where);
  q = bigint_quotient(x, y);
  if (!isfinite(q)) return too_large(g, "the quotient", where);
  return graph_const_float(g, JX_FLOAT64, true, q, where);
}

static graph_ref no_inverse(graph *g, span where) {
  diag_fail(g->diag, JX_ERROR_VALUE, where, "0 cannot be raised to a negative power");
  return 0;
}

/* base ** -n; smaller than any float64 when the power is too long. */
static graph_ref fold_inverse(graph *g, const bigint *base, const bigint *exponent, span where) {
  bigint one, n, power;
  if (bigint_is_zero(base)) return no_inverse(g, where);
  bigint_of(&one, 1);
  bigint_negate(&n, exponent);
  bigint_power(&power, base, &n);
  bool odd = n.digit[0] & 1;
  double value = !power.lost ? bigint_quotient(&one, &power) : base->negative && odd ? -0.0 : 0.0;
  return graph_const_float(g, JX_FLOAT64, true, value, where);
}

static graph_ref no_count(graph *g, span where) {
  diag_fail(g->diag, JX_ERROR_VALUE, where, "a shift by less than 0 does not exist");
  return 0;
}

/* False for operations that give no integer. */
static bool fold_integer(op_id op, const bigint *x, bigint *out) {
  bigint unused, minus;
  switch (op) {
  case OP_ADD: return bigint_add(out, &x[0], &x[1]), true;
  case OP_SUB: return bigint_subtract(out, &x[0], &x[1]), true;
  case OP_MUL: return bigint_multiply(out, &x[0], &x[1]), true;
  case OP_FLOORDIV: return bigint_divide(out, &unused, &x[0], &x[1]), true;
  case OP_MOD: return bigint_divide(&unused, out, &x[0], &x[1]), true;
  case OP_POW: return bigint_power(out, &x[0], &x[1]), true;
  case OP_NEG: return bigint_negate(out, &x[0]), true;
  case OP_ABS: return bigint_absolute(out, &x[0]), true;
  case OP_INVERT: bigint_of(&minus, -1); return bigint_subtract(out, &minus, &x[0]), true;
  case OP_BITAND: return bigint_bits(out, &x[0], &x[1], '&'), true;
  case OP_BITOR: return bigint_bits(out, &x[0], &x[1], '|'), true;
  case OP_BITXOR: return bigint_bits(out, &x[0], &x[1], '^'), true;
  case OP_SHL: return bigint_shift_left(out, &x[0], &x[1]), true;
  case OP_SHR: return bigint_shift_right(out, &x[0], &x[1]), true;
  case OP_MINIMUM: return bigint_copy(out, &x[bigint_compare(&x[0], &x[1]) > 0]), true;
  case OP_MAXIMUM: return bigint_copy(out, &x[bigint_compare(&x[0], &x[1]) < 0]), true;
  default: return false;
  }
}

static bool order_is(op_id op, int order) {
  return op == OP_EQ ? order == 0 : op == OP_NE ? order != 0 : order < 0 || (op == OP_LE && !order);
}

static bool compares(op_id op) { return op == OP_EQ || op == OP_NE || op == OP_LT || op == OP_LE; }
static bool tests(op_id op) { return op == OP_ISNAN || op == OP_SIGNBIT; }

/* & | ^ ~ and the extremes are bool again, of bools, and left to other operations. */
static bool is_of_bools(op_id op) {
  return rule_of_weak_bool(op) == JX_BOOL && rule_of(op, JX_BOOL).as != op;
}

graph_ref weak_fold(graph *g, op_id op, const graph_ref *args, int n, span where) {
  bigint x[2], out;
  bool bools = true;
  if (n > 2) return 0;
  for (int i = 0; i < n; i++) {
    if (!literal(g, args[i], &x[i])) return 0;
    bools = bools && at(g, args[i])->dtype == JX_BOOL;
  }
  if (bools && is_of_bools(op)) return 0;
  if (compares(op))
    return graph_const(g, JX_BOOL, true, order_is(op, bigint_compare(&x[0], &x[1])), where);
  if (op == OP_DIV) return fold_quotient(g, &x[0], &x[1], where);
  if (op == OP_POW && x[1].negative) return fold_inverse(g, &x[0], &x[1], where);
  if (ops[op].rule == RULE_SHIFT && x[1].negative) return no_count(g, where);
  if (!fold_integer(op, x, &out)) return 0;
  if (out.lost) {
    char text[BIGINT_TEXT];
    diag_fail(g->diag, JX_ERROR_VALUE, where, "this is %s, which is too large",
              bigint_text(&out, text));
    return 0;
  }
  return weak_literal(g, &out, where);
}

/* ---- Values ---- */

static bool reads_scalars(const graph *g, dim_ref d, int depth) {
  const dim_node *n = &g->dims.at[d];
  const dim_ref args[3] = {n->a, n->b, n->c};
  if (n->op == DIM_CONST || n->op == DIM_EXTENT) return false;
  if (n->op == DIM_SCALAR || depth > 8) return true;
  for (int i = 0; i < 3; i++)
    if (args[i] >= 0 && reads_scalars(g, args[i], depth + 1)) return true;
  return false;
}

/* The exact dim of a node, or why there is none. Where any scalar may come, the one at hand does
 * not make 64 bits enough. */
static dim_ref exact_dim(graph *g, graph_ref r, bool *wide, span where) {
  bool leaf = ops[at(g, r)->op].class_ == OP_CLASS_LEAF;
  *wide = true;
  if (g->fixed && !leaf) { /* reading it in 64 bits would guard that they are enough */
    dim_ref any = dim_read(g, r, true, where);
    if (any < 0 || reads_scalars(g, any, 0)) return any;
  }
  dim_ref d = dim_read(g, r, false, where);
  if (d == DIM_IS_LOST) return dim_read(g, r, true, where);
  *wide = false;
  return d;
}

static void dim_bigint(const graph *g, dim_ref d, bigint *out) {
  if (g->dims.at[d].exact == EXACT_LONG)
    bigint_copy(out, &g->bigints.at[dim_value_of(g, d)]);
  else
    bigint_of(out, dim_value_of(g, d));
}

graph_ref weak_out_of_bounds(graph *g, graph_ref r, jx_dtype dtype, span where) {
  char text[BIGINT_TEXT];
  bigint value;
  if (!literal(g, r, &value)) {
    dim_ref d = dim_read(g, r, true, where);
    if (d < 0) return 0;
    dim_bigint(g, d, &value);
  }
  diag_fail(g->diag, JX_ERROR_VALUE, where, "%s is out of bounds for %s", bigint_text(&value, text),
            dtypes[dtype].name);
  return 0;
}

/* The size class of a dim, guarded to be from `low` to `high` when it is now. */
static int class_within(graph *g, dim_ref d, int low, int high) {
  dim_ref class = dim_push(g, DIM_CLASS, d, -1, -1, 0);
  if (class < 0) return 3;
  int64_t now = dim_value_of(g, class);
  if (now < low || now > high) return (int)now;
  return guard_push(g, GUARD_RANGE, class, -1, low, high) ? (int)now : 3;
}

int weak_class(graph *g, graph_ref r, span where) {
  bool wide;
  bigint value;
  int64_t small;
  if (literal(g, r, &value)) return bigint_fits(&value, &small) ? 0 : value.negative ? -1 : 1;
  dim_ref d = exact_dim(g, r, &wide, where);
  if (d == -1) return 2;
  if (d < 0 || !wide) return 0;
  int now = class_within(g, d, 0, 0);
  if (now == 0) return g->diag->status == JX_OK ? 0 : 2;
  class_within(g, d, now < 0 ? -3 : 1, now < 0 ? -1 : 3);
  return g->diag->status != JX_OK ? 2 : now < 0 ? -1 : 1;
}

/* ---- What only a kernel knows ---- */

/* Bounds of an integer. */
typedef struct bounds {
  int128 low, high;
} bounds;

#define DEEPEST 64
/* What a number that is known when the call is bound is guarded to stay within. */
#define MODEST (INT64_C(1) << 52)

static graph_ref bounded(graph *g, graph_ref r, bounds *b, int depth, span where);

static graph_ref unbounded(graph *g, span where) {
  diag_fail(
      g->diag, JX_ERROR_VALUE, where,
      "this integer may not fit 64 bits, and depends on more than scalars by arithmetic; make "
      "it a float, as in 2.0*x");
  return 0;
}

static int128 least(int128 a, int128 b) { return a < b ? a : b; }
static int128 most(int128 a, int128 b) { return a > b ? a : b; }

static bool bound_result(op_id op, const bounds *x, bounds *out) {
  const bounds *a = &x[0], *b = &x[1];
  switch (op) {
  case OP_CAST: *out = (bounds){0, 1}; return true;
  case OP_WHERE: *out = (bounds){least(b->low, x[2].low), most(b->high, x[2].high)}; return true;
  case OP_ADD: *out = (bounds){a->low + b->low, a->high + b->high}; return true;
  case OP_SUB: *out = (bounds){a->low - b->high, a->high - b->low}; return true;
  case OP_NEG: *out = (bounds){-a->high, -a->low}; return true;
  case OP_ABS: *out = (bounds){0, most(-a->low, a->high)}; return true;
  case OP_MINIMUM: *out = (bounds){least(a->low, b->low), least(a->high, b->high)}; return true;
  case OP_MAXIMUM: *out = (bounds){most(a->low, b->low), most(a->high, b->high)}; return true;
  case OP_MUL: {
    int128 p = a->low * b->low, q = a->low * b->high, r = a->high * b->low, s = a->high * b->high;
    *out = (bounds){least(least(p, q), least(r, s)), most(most(p, q), most(r, s))};
    return true;
  }
  default: return false;
  }
}

/* A number known when the call is bound, as a kernel takes it. */
static graph_ref bounded_dim(graph *g, dim_ref d, bounds *b, span where) {
  int64_t v = dim_value_of(g, d);
  *b = (bounds){INT64_MIN, INT64_MAX};
  if (dim_is_const(g, d)) {
    *b = (bounds){v, v};
  } else if (v >= -MODEST && v <= MODEST) {
    *b = (bounds){-MODEST, MODEST};
    if (!guard_push(g, GUARD_RANGE, d, -1, -MODEST, MODEST)) return 0;
  }
  return dim_node_of(g, d, true, where);
}

static graph_ref bounded_parts(graph *g, const graph_node *n, bounds *b, int depth, span where) {
  graph_ref args[GRAPH_MAX_ARGS];
  bounds x[GRAPH_MAX_ARGS];
  for (int i = 0; i < n->nargs; i++) {
    const graph_node *arg = at(g, n->args[i]);
    args[i] = arg->dtype == JX_INT64 ? bounded(g, n->args[i], &x[i], depth + 1, where)
                                     : weak_settle(g, n->args[i], where);
    if (!args[i]) return 0;
  }
  bool integer = n->dtype == JX_INT64;
  if (integer && n->op == OP_CAST && dtype_is_float((jx_dtype)at(g, n->args[0])->dtype))
    *b = (bounds){INT64_MIN, INT64_MAX};
  else if (integer &&
           (!bound_result((op_id)n->op, x, b) || b->low < INT64_MIN || b->high > INT64_MAX))
    return unbounded(g, where);
  return element(g, (op_id)n->op, (jx_dtype)n->dtype, args, n->nargs, where);
}

/* An integer, and bounds of it. */
static graph_ref bounded(graph *g, graph_ref r, bounds *b, int depth, span where) {
  bool wide;
  const graph_node n = *at(g, r);
  dim_ref d = exact_dim(g, r, &wide, where);
  if (d == -1) return 0;
  if (d != DIM_IS_REFUSED && wide) return unbounded(g, where);
  if (d != DIM_IS_REFUSED) return bounded_dim(g, d, b, where);
  return depth > DEEPEST ? unbounded(g, where) : bounded_parts(g, &n, b, depth, where);
}

/* ---- Settling ---- */

/* What a kernel can take as it is: leaves, floats, comparisons of floats. */
static bool is_settled(const graph *g, const graph_node *n) {
  if (!is_integer(n)) return true;
  if (n->op == OP_CONST) return !graph_is_long(n);
  if (n->op == OP_DIM) return g->dims.at[n->dim].exact != EXACT_LONG;
  if (n->nargs == 0) return true;
  if (n->dtype != JX_BOOL || (!compares((op_id)n->op) && !tests((op_id)n->op))) return false;
  for (int i = 0; i < n->nargs; i++)
    if (!dtype_is_float((jx_dtype)at(g, n->args[i])->dtype)) return false;
  return true;
}

graph_ref weak_settle(graph *g, graph_ref r, span where) {
  return weak_settle_as(g, r, JX_INT64, where);
}

graph_ref weak_settle_as(graph *g, graph_ref r, jx_dtype dtype, span where) {
  bool wide;
  bounds b;
  if (!r) return 0;
  const graph_node n = *at(g, r);
  if (!n.weak || is_settled(g, &n)) return r;
  if (graph_is_long(&n)) return weak_out_of_bounds(g, r, dtype, n.where);
  dim_ref d = exact_dim(g, r, &wide, where);
  if (d == -1) return 0;
  if (d == DIM_IS_REFUSED) return bounded_parts(g, &n, &b, 0, where);
  if (n.dtype == JX_BOOL) {
    graph_ref zero = graph_const(g, JX_INT64, true, 0, where);
    return element(g, OP_NE, JX_BOOL, (graph_ref[]){dim_node_of(g, d, true, where), zero}, 2,
                   where);
  }
  if (g->dims.at[d].exact != EXACT_LONG) return dim_node_of(g, d, true, where);
  if (class_within(g, d, 0, 0)) return weak_out_of_bounds(g, r, dtype, n.where);
  return dim_node_of(g, dim_push(g, DIM_INT, d, -1, -1, 0), true, where);
}

/* Guards that a dim, which is 0 or 1, stays what it is. */
static bool guard_fact(graph *g, dim_ref d, bool *fact) {
  if (d < 0) return false;
  int64_t v = dim_value_of(g, d);
  *fact = v != 0;
  return guard_push(g, GUARD_RANGE, d, -1, v, v);
}

static bool is_negative(graph *g, dim_ref d, bool *negative) {
  return guard_fact(g, dim_push(g, DIM_LT, d, dim_const(g, 0), -1, 0), negative);
}

static graph_ref cast_to_unsigned(graph *g, graph_ref r, span where) {
  graph_node cast = {.op = OP_CAST, .dtype = JX_UINT64};
  r = graph_strong(g, r);
  return r ? graph_element(g, cast, &r, 1, where) : 0;
}

static graph_ref unsigned_literal(graph *g, bigint *value, int *side, span where) {
  bigint least;
  int64_t low;
  if (value->negative) return *side = -1, 0;
  bigint_of(&least, INT64_MIN);
  bigint_add(value, value, &least);
  if (!bigint_fits(value, &low)) return *side = 1, 0;
  return graph_const(g, JX_UINT64, false, low ^ INT64_MIN, where);
}

/* d - 2^63 is an int64 where d is a uint64. */
static graph_ref unsigned_long(graph *g, dim_ref d, int *side, span where) {
  dim_ref low = dim_push_exact(g, DIM_ADD, EXACT_LONG, d, dim_const(g, INT64_MIN), -1, 0);
  if (low < 0) return 0;
  int now = class_within(g, low, 0, 0);
  if (now) class_within(g, low, now < 0 ? -3 : 1, now < 0 ? -1 : 3);
  if (g->diag->status != JX_OK) return 0;
  if (now) return *side = now < 0 ? -1 : 1, 0;
  low = dim_push(g, DIM_INT, low, -1, -1, 0);
  graph_ref bits = cast_to_unsigned(g, dim_node_of(g, low, false, where), where);
  graph_ref sign = graph_const(g, JX_UINT64, false, INT64_MIN, where);
  graph_node turned = {.op = OP_BITXOR, .dtype = JX_UINT64};
  return bits ? graph_element(g, turned, (graph_ref[]){bits, sign}, 2, where) : 0;
}

graph_ref weak_unsigned(graph *g, graph_ref r, int *side, span where) {
  bool wide, negative;
  bigint value;
  *side = 0;
  if (!r) return 0;
  if (literal(g, r, &value)) return unsigned_literal(g, &value, side, at(g, r)->where);
  dim_ref d = exact_dim(g, r, &wide, where);
  if (d == DIM_IS_REFUSED) d = dim_of_node(g, r, "a scalar that takes the dtype uint64", where);
  if (d < 0) return 0;
  if (g->dims.at[d].exact == EXACT_LONG) return unsigned_long(g, d, side, where);
  if (!is_negative(g, d, &negative)) return 0;
  if (negative) return *side = -1, 0;
  return cast_to_unsigned(g, dim_node_of(g, d, false, where), where);
}

static graph_ref cast_to_float(graph *g, graph_ref r, span where) {
  return r ? element(g, OP_CAST, JX_FLOAT64, &r, 1, where) : 0;
}

graph_ref weak_float(graph *g, graph_ref r, span where) {
  bool wide;
  bigint value;
  char text[BIGINT_TEXT];
  if (!r) return 0;
  const graph_node n = *at(g, r);
  if (literal(g, r, &value)) {
    double f = bigint_float(&value);
    if (isinf(f)) return too_large(g, bigint_text(&value, text), where);
    return graph_const_float(g, JX_FLOAT64, true, f, n.where);
  }
  if (is_settled(g, &n)) return cast_to_float(g, r, where);
  dim_ref d = exact_dim(g, r, &wide, where);
  if (d == -1) return 0;
  if (d == DIM_IS_REFUSED || g->dims.at[d].exact != EXACT_LONG)
    return cast_to_float(g, weak_settle(g, r, where), where);
  int now = class_within(g, d, -1, 1);
  dim_bigint(g, d, &value);
  if (now < -1 || now > 1) return too_large(g, bigint_text(&value, text), where);
  return dim_node_of(g, dim_push(g, DIM_FLOAT, d, -1, -1, 0), true, where);
}

/* ---- Operations that are no plain arithmetic ---- */

static bool is_zero(graph *g, dim_ref d, bool *zero) {
  return guard_fact(g, dim_push(g, DIM_EQ, d, dim_const(g, 0), -1, 0), zero);
}

/* A bool as the number it is. */
static graph_ref number(graph *g, graph_ref r, span where) {
  return at(g, r)->dtype == JX_BOOL ? element(g, OP_CAST, JX_INT64, &r, 1, where) : r;
}

static graph_ref divide_floats(graph *g, op_id op, const graph_ref *args, span where) {
  graph_ref x = weak_float(g, args[0], where), y = weak_float(g, args[1], where);
  return x && y ? element(g, op, JX_FLOAT64, (graph_ref[]){x, y}, 2, where) : 0;
}

graph_ref weak_divide(graph *g, op_id op, const graph_ref *args, span where) {
  bool wide[2];
  dim_ref x = exact_dim(g, args[0], &wide[0], where), y = exact_dim(g, args[1], &wide[1], where);
  if (g->diag->status != JX_OK) return 0;
  if (x < 0 || y < 0) return divide_floats(g, op, args, where);
  dim_ref q = dim_push_exact(g, DIM_DIV, EXACT_CHECKED, x, y, -1, 0);
  bool zero = false;
  if (q >= 0 && (wide[0] || wide[1]) && is_zero(g, y, &zero) && !zero && class_within(g, q, 0, 0))
    return too_large(g, "the quotient", where);
  return dim_node_of(g, q, true, where);
}

/* x ** -n of integers, as a float: 0 when the power is longer than any float64 is small. */
static graph_ref invert_power(graph *g, dim_ref x, dim_ref minus_n, span where) {
  bool zero, negative;
  if (!is_zero(g, x, &zero)) return 0;
  if (zero) return no_inverse(g, where);
  dim_ref n = dim_push_exact(g, DIM_NEG, EXACT_LONG, minus_n, -1, -1, 0);
  dim_ref power = dim_push_exact(g, DIM_POW, EXACT_LONG, x, n, -1, 0), one = dim_const(g, 1);
  if (class_within(g, power, -2, 2) < 3)
    return dim_node_of(g, dim_push(g, DIM_DIV, one, power, -1, 0), true, where);
  class_within(g, power, 3, 3);
  if (!is_negative(g, x, &negative)) return 0;
  dim_ref odd = dim_push_exact(g, DIM_AND, EXACT_LONG, n, one, -1, 0);
  dim_ref sign = negative ? dim_push(g, DIM_INT, odd, -1, -1, 0) : dim_const(g, 0);
  dim_ref value = dim_push(g, DIM_WHERE, sign, dim_const_float(g, -0.0), dim_const_float(g, 0), 0);
  return dim_node_of(g, value, true, where);
}

graph_ref weak_power(graph *g, op_id op, const graph_ref *args, span where) {
  bool wide, negative;
  graph_ref x[2] = {number(g, args[0], where), number(g, args[1], where)};
  if (!x[0] || !x[1]) return 0;
  dim_ref n = exact_dim(g, x[1], &wide, where);
  if (n == -1) return 0;
  if (n == DIM_IS_REFUSED) return unbounded(g, where);
  if (!is_negative(g, n, &negative)) return 0;
  if (!negative) return element(g, op, JX_INT64, x, 2, where);
  dim_ref base = exact_dim(g, x[0], &wide, where);
  if (base == -1) return 0;
  if (base == DIM_IS_REFUSED) return divide_floats(g, op, x, where);
  return invert_power(g, base, n, where);
}

graph_ref weak_shift(graph *g, op_id op, const graph_ref *args, span where) {
  bool wide, negative;
  dim_ref n = exact_dim(g, args[1], &wide, where);
  if (n == -1) return 0;
  if (n == DIM_IS_REFUSED) return unbounded(g, where);
  if (!is_negative(g, n, &negative)) return 0;
  return negative ? no_count(g, where) : element(g, op, JX_INT64, args, 2, where);
}

/* An integer literal against a float one. */
static bool fold_mixed(graph *g, op_id op, const graph_ref *args, bool *truth) {
  bigint value;
  int integer = literal(g, args[0], &value) ? 0 : literal(g, args[1], &value) ? 1 : -1;
  if (integer < 0) return false;
  const graph_node *other = at(g, args[!integer]);
  if (other->op != OP_CONST) return false;
  int order = bigint_compare_float(&value, other->imm.f);
  *truth = isnan(other->imm.f) ? op == OP_NE : order_is(op, integer ? -order : order);
  return true;
}

graph_ref weak_compare(graph *g, op_id op, const graph_ref *args, span where) {
  bool truth, floats[2];
  if (at(g, args[0])->dtype == at(g, args[1])->dtype)
    return element(g, op, JX_BOOL, args, 2, where);
  graph_ref x[2] = {number(g, args[0], where), number(g, args[1], where)};
  if (!x[0] || !x[1]) return 0;
  for (int i = 0; i < 2; i++) floats[i] = dtype_is_float((jx_dtype)at(g, x[i])->dtype);
  if (floats[0] == floats[1]) return element(g, op, JX_BOOL, x, 2, where);
  if (fold_mixed(g, op, x, &truth)) return graph_const(g, JX_BOOL, true, truth, where);
  /* Python compares their values. A float that only a kernel knows meets the nearest one. */
  dim_ref f = dim_read(g, x[floats[1]], false, where);
  if (f == -1) return 0;
  bool wide;
  dim_ref i = exact_dim(g, x[floats[0]], &wide, where);
  if (i == -1) return 0;
  if (f >= 0 && i >= 0) return element(g, op, JX_BOOL, x, 2, where);
  x[floats[0]] = weak_float(g, x[floats[0]], where);
  return element(g, op, JX_BOOL, x, 2, where);
}
