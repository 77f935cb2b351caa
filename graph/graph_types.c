/* graph_types.c: dtypes of operations: NumPy 2's rules, conversions, and canonical forms.
 *
 * Takes an operation and operands of any dtype; gives nodes whose operands have the dtypes the
 * operation works in. Weak operands (literals, constants, Python's own numbers) take the other
 * side's dtype within their kind, as NEP 50 says, and must fit it. What an operation does with a
 * dtype is a row of rules.h. Start at types_apply(). */
#include "graph/graph_types.h"

#include <math.h>

#include "base/dtype.h"
#include "base/element.h"
#include "graph/complex.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_strings.h"
#include "graph/rules.h"
#include "graph/times.h"
#include "graph/weak.h"

static const graph_node *at(const graph *g, graph_ref r) { return graph_at(g, r); }
static jx_dtype dtype_of(const graph *g, graph_ref r) { return (jx_dtype)at(g, r)->dtype; }
static bool is_weak(const graph *g, graph_ref r) { return at(g, r)->weak; }
/* Whether all are, and so is what is made of them (weak.c). */
static bool all_weak(const graph *g, const graph_ref *args, int n) {
  for (int i = 0; i < n; i++)
    if (!is_weak(g, args[i])) return false;
  return true;
}
static bool is_weak_integer(const graph *g, graph_ref r) {
  return is_weak(g, r) && dtype_of(g, r) == JX_INT64;
}

/* A weak operand of what is not weak is settled. */
static graph_ref element(graph *g, op_id op, jx_dtype dtype, bool weak, const graph_ref *args,
                         int n, span where) {
  graph_node proto = {.op = (uint8_t)op, .dtype = (uint8_t)dtype};
  graph_ref settled[GRAPH_MAX_ARGS] = {0};
  for (int i = 0; i < n; i++)
    if (!args[i]) return 0;
  proto.weak = weak && all_weak(g, args, n);
  for (int i = 0; i < n; i++) {
    settled[i] = proto.weak ? args[i] : graph_strong(g, args[i]);
    if (!settled[i]) return 0;
  }
  return graph_element(g, proto, settled, n, where);
}

/* ---- Conversions ---- */

static graph_ref cast_node(graph *g, graph_ref r, jx_dtype dtype, bool weak, span where) {
  if (!r || dtype_of(g, r) == dtype) return weak ? r : graph_strong(g, r);
  if (dtype_is_string(dtype_of(g, r)) || dtype_is_string(dtype))
    return strings_refuse_cast(g, r, dtype, where);
  return element(g, OP_CAST, dtype, weak, &r, 1, where);
}

/* A weak integer or bool as an integer of some dtype, which it must fit. */
static graph_ref convert_integer(graph *g, graph_ref r, jx_dtype dtype, span where) {
  if (dtype == JX_UINT64) {
    int side;
    graph_ref u = weak_unsigned(g, r, &side, where);
    return side ? weak_out_of_bounds(g, r, dtype, at(g, r)->where) : u;
  }
  graph_ref s = weak_settle_as(g, r, dtype, where);
  if (!s) return 0;
  const graph_node n = *at(g, s);
  if (n.op == OP_CONST) {
    if (!dtype_holds(dtype, n.imm.i)) return weak_out_of_bounds(g, r, dtype, n.where);
    return graph_const(g, dtype, false, n.imm.i, n.where);
  }
  if (n.dtype == JX_INT64 && dtype != JX_INT64) {
    dim_ref d = dim_of_node(g, s, "a scalar that takes a narrower dtype", where);
    if (d < 0) return 0;
    if (!dtype_holds(dtype, dim_value_of(g, d))) return weak_out_of_bounds(g, s, dtype, n.where);
    if (!guard_push(g, GUARD_RANGE, d, -1, dtype_least(dtype), dtype_greatest(dtype))) return 0;
  }
  return cast_node(g, graph_strong(g, s), dtype, false, where);
}

/* As what is exact, or as a float: through float64, as Python's numbers are. */
static graph_ref convert_weak(graph *g, graph_ref r, jx_dtype dtype, bool weak, span where) {
  jx_dtype from = dtype_of(g, r);
  if (from == dtype) return weak ? r : graph_strong(g, r);
  if (dtype_is_float(from)) {
    const graph_node *n = at(g, r);
    if (n->op == OP_CONST)
      return graph_const_float(g, dtype, weak, element_round(n->imm.f, dtype), n->where);
    return cast_node(g, r, dtype, weak, where);
  }
  if (!dtype_is_float(dtype))
    return weak ? cast_node(g, r, dtype, true, where) : convert_integer(g, r, dtype, where);
  r = weak_float(g, r, where);
  return r ? convert_weak(g, r, dtype, weak, where) : 0;
}

static graph_ref convert(graph *g, graph_ref r, jx_dtype dtype, bool weak, span where) {
  if (!r) return 0;
  if (dtype_is_complex(dtype) || dtype_is_complex(dtype_of(g, r)))
    return complex_convert(g, r, dtype, weak, where);
  if (is_weak(g, r)) return convert_weak(g, r, dtype, weak, where);
  return cast_node(g, r, dtype, weak, where);
}

graph_ref types_convert_as(graph *g, graph_ref r, jx_dtype dtype, bool weak, span where) {
  return convert(g, r, dtype, weak, where);
}

graph_ref types_convert(graph *g, graph_ref r, jx_dtype dtype, span where) {
  if (r && dtype != JX_BOOL && time_is(g, r)) return times_no_number(g, r, dtype, where);
  if (dtype == JX_BOOL) return graph_strong(g, types_truth(g, r, where));
  return convert(g, r, dtype, false, where);
}

graph_ref types_worked(graph *g, graph_ref r, jx_dtype dtype, span where) {
  if (!r || dtype != JX_FLOAT16 || dtype_of(g, r) == dtype)
    return types_convert(g, r, dtype, where);
  graph_node cast = {.op = OP_CAST, .dtype = (uint8_t)dtype, .imm.i = 1};
  return (r = graph_strong(g, r)) ? graph_element(g, cast, &r, 1, where) : 0;
}

bool types_rounds(const graph *g, graph_ref r) {
  const graph_node *n = at(g, r);
  return n->dtype == JX_FLOAT16 && n->op != OP_INPUT && (n->op != OP_CAST || n->imm.i);
}

graph_ref types_cast(graph *g, graph_ref r, jx_dtype dtype, span where) {
  if (!r) return 0;
  if (dtype_is_time(dtype)) return times_cast(g, r, dtype, 0, where);
  if (time_is(g, r) && dtype != JX_BOOL) return times_no_number(g, r, dtype, where);
  if (dtype_is_complex(dtype_of(g, r)) && !dtype_is_complex(dtype) && dtype != JX_BOOL)
    return types_cast(g, complex_part(g, OP_REAL, r, where), dtype, where); /* as astype() */
  if (dtype == JX_BOOL || dtype_is_complex(dtype) || is_weak_integer(g, r))
    return types_convert(g, r, dtype, where);
  if (dtype_of(g, r) == dtype && types_rounds(g, r))
    return element(g, OP_CAST, dtype, false, &r, 1, where);
  return cast_node(g, graph_strong(g, r), dtype, false, where);
}

graph_ref types_python_cast(graph *g, graph_ref r, jx_dtype dtype, span where) {
  if (!r || !is_weak(g, r)) return types_cast(g, r, dtype, where);
  if (dtype == JX_BOOL) return types_truth(g, r, where);
  if (dtype_is_complex(dtype_of(g, r))) return complex_refuse_cast(g, r, dtype, where), 0;
  jx_dtype from = dtype_of(g, r);
  const graph_node n = *at(g, r);
  if (dtype != JX_INT64 || !dtype_is_float(from) || n.op != OP_CONST)
    return convert_weak(g, r, dtype, true, where);
  bigint value;
  bigint_of_float(&value, n.imm.f);
  if (!value.lost) return weak_literal(g, &value, where);
  diag_fail(g->diag, JX_ERROR_VALUE, where, "%g is no integer", n.imm.f);
  return 0;
}

/* x != 0; a bool is its own. */
graph_ref types_truth(graph *g, graph_ref r, span where) {
  if (r) r = time_bare(g, r);
  if (!r || dtype_of(g, r) == JX_BOOL) return r;
  jx_dtype dtype = dtype_of(g, r);
  if (dtype_is_string(dtype)) return strings_truth(g, r, where);
  if (dtype_is_complex(dtype)) return complex_truth(g, r, where);
  bool weak = is_weak(g, r);
  graph_ref zero = dtype_is_float(dtype) ? graph_const_float(g, dtype, weak, 0, where)
                                         : graph_const(g, dtype, weak, 0, where);
  graph_ref args[2] = {r, zero};
  graph_ref folded = weak_fold(g, OP_NE, args, 2, where);
  if (folded || g->diag->status != JX_OK) return folded;
  return element(g, OP_NE, JX_BOOL, weak, args, 2, where);
}

/* ---- Promotion ---- */

/* The common dtype of n operands, and whether all are weak. Of three the order counts: int16 and
 * uint16 take float32 together, but float64 when they have become int32 first. So floats that are
 * not weak come first. */
static jx_dtype promote(const graph *g, const graph_ref *args, int n, bool *weak) {
  jx_dtype common = JX_DTYPE_NONE;
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < n; i++) {
      jx_dtype dtype = dtype_of(g, args[i]);
      bool arg_weak = is_weak(g, args[i]), first = dtype_is_float(dtype) && !arg_weak;
      if (first != (pass == 0)) continue;
      if (common == JX_DTYPE_NONE)
        common = dtype, *weak = arg_weak;
      else
        common = dtype_promote_weak(common, *weak, dtype, arg_weak, weak);
    }
  return common;
}

static bool convert_all(graph *g, jx_dtype dtype, bool weak, const graph_ref *args, int n,
                        graph_ref *out, span where) {
  for (int i = 0; i < n; i++) {
    out[i] =
        dtype == JX_BOOL ? types_truth(g, args[i], where) : convert(g, args[i], dtype, weak, where);
    if (!out[i]) return false;
  }
  return true;
}

/* The node of op with all operands in `dtype`. */
static graph_ref uniform(graph *g, op_id op, jx_dtype dtype, bool weak, const graph_ref *args,
                         int n, span where) {
  graph_ref converted[GRAPH_MAX_ARGS];
  if (!convert_all(g, dtype, weak, args, n, converted, where)) return 0;
  return element(g, op, rule_gives(op, dtype), weak, converted, n, where);
}

/* An op that a rule refuses operands of these dtypes. */
static graph_ref undefined(graph *g, op_id op, const graph_ref *args, int n, span where) {
  bool two = n > 1;
  jx_dtype a = dtype_of(g, args[0]), b = two ? dtype_of(g, args[1]) : JX_DTYPE_NONE;
  bool integers = dtype_is_integer(a) && dtype_is_integer(b);
  diag_fail(g->diag, JX_ERROR_TYPE, where, "%.*s of %s%s%s is not defined; %s", op_name_length(op),
            op_name(op), dtypes[a].name, two ? " and " : "", two ? dtypes[b].name : "",
            integers ? "no integer dtype holds both" : rule_hint(op));
  return 0;
}

/* ---- Rules ---- */

/* One that a weak integer beyond int64 decides, whatever the other side's elements are. */
static graph_ref decided(graph *g, op_id op, const graph_ref *args, bool second, int side,
                         span where) {
  bool less = second ? side > 0 : side < 0; /* the first is */
  shape s;
  if (!graph_broadcast(g, args, 2, where, &s)) return 0;
  bool truth = op == OP_NE || (op != OP_EQ && less);
  return graph_fill(g, graph_const(g, JX_BOOL, false, truth, where), &s);
}

/* A signed integer against a uint64: no dtype holds both. */
static graph_ref compare_signs(graph *g, op_id op, graph_ref i, graph_ref u, bool first,
                               span where) {
  graph_ref zero = graph_const(g, dtype_of(g, i), false, 0, where);
  graph_ref below = element(g, OP_LT, JX_BOOL, false, (graph_ref[]){i, zero}, 2, where);
  graph_ref large = cast_node(g, i, JX_UINT64, false, where);
  graph_ref x[2] = {first ? large : u, first ? u : large};
  graph_ref as_large = element(g, op, JX_BOOL, false, x, 2, where);
  if (op == OP_NE || (op != OP_EQ && first)) return types_apply2(g, OP_OR, below, as_large, where);
  return types_apply2(g, OP_AND, types_apply1(g, OP_NOT, below, where), as_large, where);
}

/* An integer of any kind against a uint64, args[which]. */
static graph_ref compare_long(graph *g, op_id op, const graph_ref *args, int which, span where) {
  graph_ref x[2] = {args[0], args[1]}, other = args[!which];
  if (is_weak(g, other)) {
    int side;
    x[!which] = weak_unsigned(g, other, &side, where);
    if (side) return decided(g, op, args, which == 0, side, where);
  } else if (dtype_is_signed(dtype_of(g, other))) {
    return compare_signs(g, op, other, args[which], which == 1, where);
  } else {
    x[!which] = convert(g, other, JX_UINT64, false, where);
  }
  return element(g, op, JX_BOOL, false, x, 2, where);
}

/* The place of a uint64 that meets an integer, or -1. */
static int long_side(const graph *g, const graph_ref *args) {
  for (int i = 0; i < 2; i++)
    if (dtype_of(g, args[i]) == JX_UINT64 && dtype_is_integer(dtype_of(g, args[!i]))) return i;
  return -1;
}

/* Comparisons are of values: a weak integer beyond the other side's integers is no error, as in
 * NumPy 2. */
static graph_ref compare(graph *g, op_id op, const graph_ref *args, jx_dtype dtype, bool weak,
                         span where) {
  if (weak) return weak_compare(g, op, args, where);
  int which = long_side(g, args);
  if (which >= 0) return compare_long(g, op, args, which, where);
  graph_ref x[2] = {args[0], args[1]};
  for (int i = 0; i < 2 && dtype_is_integer(dtype); i++) {
    if (!is_weak_integer(g, x[i])) continue;
    int side = weak_class(g, x[i], where);
    if (side == 2) return 0;
    if (side) return decided(g, op, args, i == 1, side, where);
    if (!(x[i] = weak_settle(g, x[i], where))) return 0;
    const graph_node *n = at(g, x[i]);
    if (n->op != OP_CONST || !dtype_holds(dtype, n->imm.i)) dtype = JX_INT64;
  }
  return uniform(g, op, dtype, false, x, 2, where);
}

static graph_ref ones_like(graph *g, jx_dtype dtype, bool weak, graph_ref r, span where) {
  shape s = graph_shape(g, r);
  graph_ref one = dtype_is_float(dtype) ? graph_const_float(g, dtype, weak, 1, where)
                                        : graph_const(g, dtype, weak, 1, where);
  return graph_fill(g, one, &s);
}

/* Exponents from which the general power is as fast on some processor. */
#define MOST_RAISED 64

/* Integers and halves of them, of floats: by products and a root; see codegen/math/powers.c. */
static graph_ref raise_by(graph *g, jx_dtype dtype, bool weak, graph_ref base, double exponent,
                          span where) {
  double size = fabs(exponent);
  if (size > MOST_RAISED || 2 * size != trunc(2 * size)) return 0;
  graph_node n = {.op = OP_RAISE, .dtype = (uint8_t)dtype, .weak = weak, .imm.f = exponent};
  return graph_element(g, n, &base, 1, where);
}

/* x^n for n from 2 on, of integers: by squares, from the highest bit of n on. */
static graph_ref product_of(graph *g, jx_dtype dtype, bool weak, graph_ref base, int n,
                            span where) {
  graph_ref power = base;
  int bit = 1;
  while (bit <= n / 2) bit *= 2;
  while (bit /= 2) {
    power = uniform(g, OP_MUL, dtype, weak, (graph_ref[]){power, power}, 2, where);
    if (n & bit) power = uniform(g, OP_MUL, dtype, weak, (graph_ref[]){power, base}, 2, where);
  }
  return power;
}

/* Constant exponents that NumPy's array power turns into something exact (fast_scalar_power in
 * number.c, and the loops of power): 0, 1, 2 for all dtypes, and -1 and 1/2 for floats; and others
 * that there is a short way for. 0 when the exponent is none of them. A scalar that is not known
 * yet may still be one of the exact ones: its power says so by imm.i = 1, and operations.c does the
 * same. */
static graph_ref simple_power(graph *g, jx_dtype dtype, bool weak, graph_ref base, double exponent,
                              span where) {
  if (exponent == 0) return ones_like(g, dtype, weak, base, where);
  if (exponent == 1) return base;
  if (exponent == 2) return uniform(g, OP_MUL, dtype, weak, (graph_ref[]){base, base}, 2, where);
  if (!dtype_is_float(dtype)) {
    bool few = exponent > 0 && exponent <= MOST_RAISED;
    return few ? product_of(g, dtype, weak, base, (int)exponent, where) : 0;
  }
  if (exponent == 0.5) return uniform(g, OP_SQRT, dtype, weak, &base, 1, where);
  if (exponent != -1) return raise_by(g, dtype, weak, base, exponent, where);
  graph_ref one = graph_const_float(g, dtype, weak, 1, where);
  return uniform(g, OP_DIV, dtype, weak, (graph_ref[]){one, base}, 2, where);
}

static graph_ref raise(graph *g, op_id op, const graph_ref *args, jx_dtype dtype, bool weak,
                       span where) {
  graph_ref base = convert(g, args[0], dtype, weak, where);
  graph_ref exponent = convert(g, args[1], dtype, weak, where);
  if (!base || !exponent) return 0;
  bool integers = !dtype_is_float(dtype);
  const graph_node e = *at(g, exponent);
  if (dtype_is_signed(dtype) && e.op == OP_CONST && e.imm.i < 0) {
    /* Elements and scalars that are negative are the kernel's to refuse. */
    diag_fail(g->diag, JX_ERROR_VALUE, where, NEGATIVE_POWER);
    return 0;
  }
  if (e.op == OP_CONST && e.rank == 0) {
    double value = integers ? (double)e.imm.i : e.imm.f;
    graph_ref simple = simple_power(g, dtype, weak, base, value, where);
    if (simple || g->diag->status != JX_OK) return simple;
  }
  const graph_node b = *at(g, base);
  if (!integers && b.op == OP_CONST && b.rank == 0 && (b.imm.f == 2 || b.imm.f == 10))
    return uniform(g, b.imm.f == 2 ? OP_EXP2 : OP_EXP10, dtype, weak, &exponent, 1, where);
  graph_node power = {.op = (uint8_t)op, .dtype = (uint8_t)dtype, .weak = weak};
  power.imm.i = !integers && e.op != OP_CONST && e.rank == 0; /* the kernel looks for them */
  return graph_element(g, power, (graph_ref[]){base, exponent}, 2, where);
}

/* What gives no Python number takes none. */
static graph_ref of_numpy(graph *g, op_id op, const graph_ref *args, jx_dtype dtype, bool weak,
                          span where) {
  (void)weak;
  return uniform(g, op, dtype, false, args, 1, where);
}

/* The condition has no say in the dtype. */
static graph_ref choose(graph *g, op_id op, const graph_ref *args, jx_dtype dtype, bool weak,
                        span where) {
  dtype = promote(g, args + 1, 2, &weak);
  weak = weak && is_weak(g, args[0]);
  graph_ref x[3] = {types_truth(g, args[0], where)};
  for (int i = 1; i < 3; i++) {
    bool as_is = weak && dtype == JX_BOOL;
    x[i] = as_is              ? args[i]
           : dtype == JX_BOOL ? types_convert(g, args[i], dtype, where)
                              : convert(g, args[i], dtype, weak, where);
  }
  if (dtype_is_float(dtype)) x[0] = weak_settle(g, x[0], where); /* weak floats are a kernel's */
  return element(g, op, dtype, weak, x, 3, where);
}

graph_ref types_float(graph *g, graph_ref r, span where) {
  if (r && time_is(g, r)) return times_no_number(g, r, JX_FLOAT64, where);
  if (!r || dtype_is_float(dtype_of(g, r))) return r;
  if (dtype_is_complex(dtype_of(g, r))) return complex_refuse_cast(g, r, JX_FLOAT64, where), 0;
  return convert(g, r, JX_FLOAT64, at(g, r)->weak, where);
}

static graph_ref nowhere(graph *g, graph_ref r, bool weak, span where) {
  shape s = graph_shape(g, r);
  return graph_fill(g, graph_const(g, JX_BOOL, weak, 0, where), &s);
}

static graph_ref weak_below_zero(graph *g, op_id op, const graph_ref *args, span where) {
  (void)op;
  return types_apply2(g, OP_LT, args[0], graph_const(g, JX_INT64, true, 0, where), where);
}

/* The result is no Python number, so neither is the operand. */
static graph_ref weak_count(graph *g, op_id op, const graph_ref *args, span where) {
  return types_apply1(g, op, types_convert(g, args[0], JX_INT64, where), where);
}

/* Of Python's integers within int64, as NumPy's. */
static graph_ref weak_divisor(graph *g, op_id op, const graph_ref *args, span where) {
  graph_ref x = types_convert(g, args[0], JX_INT64, where);
  return types_apply2(g, op, x, types_convert(g, args[1], JX_INT64, where), where);
}

/* By the remainder of the magnitudes. */
static graph_ref weak_fmod(graph *g, op_id op, const graph_ref *args, span where) {
  (void)op;
  graph_ref x = types_apply1(g, OP_ABS, args[0], where),
            y = types_apply1(g, OP_ABS, args[1], where);
  graph_ref m = types_apply2(g, OP_MOD, x, y, where);
  graph_ref below = weak_below_zero(g, OP_LT, args, where);
  return types_apply(g, OP_WHERE, (graph_ref[]){below, types_apply1(g, OP_NEG, m, where), m}, 3,
                     where);
}

/* What rules need besides their row. `weak`: where operands go that are all weak and neither floats
 * nor constants. `special`: what makes the nodes where the row says that the operation is computed,
 * given the dtype for that. */
static const struct {
  graph_ref (*weak)(graph *g, op_id op, const graph_ref *args, span where);
  graph_ref (*special)(graph *g, op_id op, const graph_ref *args, jx_dtype dtype, bool weak,
                       span where);
} functions[RULE_COUNT_] = {
    [RULE_DIVIDE] = {.weak = weak_divide},
    [RULE_FMOD] = {.weak = weak_fmod},
    [RULE_SHIFT] = {.weak = weak_shift},
    [RULE_BITCOUNT] = {.weak = weak_count},
    [RULE_EXPONENT] = {.special = of_numpy},
    [RULE_DIVISOR] = {.weak = weak_divisor},
    [RULE_SIGNBIT] = {.weak = weak_below_zero},
    [RULE_POWER] = {.weak = weak_power, .special = raise},
    [RULE_COMPARE] = {.special = compare},
    [RULE_WHERE] = {.special = choose},
};

/* What the cell for their common dtype says. */
static graph_ref act(graph *g, op_id op, jx_dtype common, bool weak, const graph_ref *args, int n,
                     span where) {
  rule_cell cell = rule_of(op, common);
  jx_dtype in = (jx_dtype)cell.in;
  int rule = ops[op].rule;
  switch ((rule_action)cell.action) {
  case ACT_COMPUTE:
    if (functions[rule].special) return functions[rule].special(g, op, args, in, weak, where);
    return uniform(g, (op_id)cell.as, in, weak, args, n, where);
  case ACT_OPERAND: return convert(g, args[0], in, weak, where);
  case ACT_FALSE: return nowhere(g, args[0], weak, where);
  case ACT_REFUSE: return undefined(g, op, args, n, where);
  case ACT_NEVER: break;
  }
  diag_fail(g->diag, JX_ERROR_INTERNAL, where, "operation %s has no rule for %s", ops[op].id,
            dtypes[common].name);
  return 0;
}

graph_ref types_apply(graph *g, op_id op, const graph_ref *args, int n, span where) {
  for (int i = 0; i < n; i++)
    if (!args[i]) return 0;
  for (int i = 0; i < n; i++)
    if (time_is(g, args[i])) return times_apply(g, op, args, n, where);
  if (strings_concern(g, args, n) || ops[op].rule == RULE_TEXT)
    return strings_apply(g, op, args, n, where);
  if (complex_takes(g, args, n)) {
    bool weak = false;
    int first = op == OP_WHERE; /* the condition has no say */
    jx_dtype dtype = promote(g, args + first, n - first, &weak);
    return complex_apply(g, op, dtype, weak && all_weak(g, args, n), args, n, where);
  }
  if (op == OP_GT) return types_apply2(g, OP_LT, args[1], args[0], where);
  if (op == OP_GE) return types_apply2(g, OP_LE, args[1], args[0], where);
  if (op == OP_IMAG) return complex_part(g, op, args[0], where);
  int rule = ops[op].rule;
  bool weak = false;
  jx_dtype dtype = promote(g, args, n, &weak);
  bool integers = weak && !dtype_is_float(dtype);
  graph_ref folded = integers ? weak_fold(g, op, args, n, where) : 0;
  if (folded || g->diag->status != JX_OK) return folded;
  if (integers && functions[rule].weak) return functions[rule].weak(g, op, args, where);
  if (weak && dtype == JX_BOOL) dtype = rule_of_weak_bool(op);
  return act(g, op, dtype, weak, args, n, where);
}

bool types_operands(graph *g, op_id op, graph_ref *args, int n, span where) {
  bool weak = false;
  for (int i = 0; i < n; i++)
    if (!args[i] || (time_is(g, args[i]) && !times_apply(g, op, args, n, where))) return false;
  if (complex_takes(g, args, n)) return complex_refuse(g, op, args, n, where), false;
  if (strings_concern(g, args, n)) return strings_apply(g, op, args, n, where) != 0;
  jx_dtype dtype = promote(g, args, n, &weak);
  if (weak && dtype == JX_BOOL) dtype = rule_of_weak_bool(op);
  rule_cell cell = rule_of(op, dtype);
  if (cell.action == ACT_REFUSE) return undefined(g, op, args, n, where) != 0;
  if (cell.action != ACT_COMPUTE) return true;
  return convert_all(g, (jx_dtype)cell.in, weak, args, n, args, where);
}
