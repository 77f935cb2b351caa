/* graph_types.c: dtypes of operations: NumPy 2's rules, conversions, and canonical forms.
 *
 * Takes an operation and operands of any dtype; gives nodes whose operands have the dtypes the
 * operation works in. Weak operands (literals, constants, Python's own numbers) take the other
 * side's dtype within their kind, as NEP 50 says, and must fit it. Start at types_apply(); op_rule
 * in ops.h says what each rule means. */
#include "parser/graph_make.h"
#include "runtime/dtype.h"

static const graph_node *at(const graph *g, graph_ref r) { return graph_at(g, r); }
static jx_dtype dtype_of(const graph *g, graph_ref r) { return (jx_dtype)at(g, r)->dtype; }
static bool is_literal_integer(const graph_node *n) {
  return n->op == OP_CONST && n->weak && dtype_is_integer((jx_dtype)n->dtype);
}
/* A literal beyond int64: see fold_literals(). */
static bool is_huge(const graph_node *n) { return n->op == OP_CONST && n->dtype == JX_UINT64; }

jx_status types_uncompiled(graph *g, jx_dtype dtype, span where) {
  return diag_fail(g->diag, JX_ERROR_UNSUPPORTED, where, "dtype %s is not compiled by this version",
                   dtypes[dtype].name);
}

static graph_ref element(graph *g, op_id op, jx_dtype dtype, bool weak, const graph_ref *args,
                         int n, span where) {
  graph_node proto = {.op = (uint8_t)op, .dtype = (uint8_t)dtype, .weak = weak};
  return graph_element(g, proto, args, n, where);
}

/* ---- Conversions ---- */

static graph_ref out_of_bounds(graph *g, const graph_node *n, jx_dtype dtype, int64_t value) {
  if (is_huge(n))
    diag_fail(g->diag, JX_ERROR_VALUE, n->where, "%llu is out of bounds for %s",
              (unsigned long long)n->imm.i, dtypes[dtype].name);
  else
    diag_fail(g->diag, JX_ERROR_VALUE, n->where, "%lld is out of bounds for %s", (long long)value,
              dtypes[dtype].name);
  return 0;
}

static bool fits(jx_dtype dtype, int64_t value) {
  return dtype != JX_INT32 || (value >= INT32_MIN && value <= INT32_MAX);
}

static graph_ref convert_literal(graph *g, const graph_node *n, jx_dtype dtype, bool weak) {
  if (dtype_is_float(dtype)) {
    double value = is_huge(n)                           ? (double)(uint64_t)n->imm.i
                   : dtype_is_float((jx_dtype)n->dtype) ? n->imm.f
                                                        : (double)n->imm.i;
    return graph_const_float(g, dtype, weak, value, n->where);
  }
  if (is_huge(n) || !fits(dtype, n->imm.i)) return out_of_bounds(g, n, dtype, n->imm.i);
  return graph_const(g, dtype, weak, n->imm.i, n->where);
}

static graph_ref cast_node(graph *g, graph_ref r, jx_dtype dtype, bool weak, span where) {
  if (!r || dtype_of(g, r) == dtype) return weak ? r : graph_strong(g, r);
  return element(g, OP_CAST, dtype, weak, &r, 1, where);
}

static graph_ref convert(graph *g, graph_ref r, jx_dtype dtype, bool weak, span where) {
  if (!r) return 0;
  const graph_node n = *at(g, r);
  if (n.weak && n.op == OP_CONST) return convert_literal(g, &n, dtype, weak);
  if (n.weak && n.dtype == JX_INT64 && dtype == JX_INT32) {
    dim_ref d = dim_of_node(g, r, "a scalar that takes the dtype int32", where);
    if (d < 0) return 0;
    if (!fits(dtype, dim_value_of(g, d))) return out_of_bounds(g, &n, dtype, dim_value_of(g, d));
    if (!guard_push(g, GUARD_RANGE, d, -1, INT32_MIN, INT32_MAX)) return 0;
  }
  /* Python's integers become float64 on their way to float32. */
  if (n.weak && n.dtype == JX_INT64 && dtype == JX_FLOAT32)
    r = cast_node(g, r, JX_FLOAT64, true, where);
  return cast_node(g, r, dtype, weak, where);
}

graph_ref types_convert(graph *g, graph_ref r, jx_dtype dtype, span where) {
  if (dtype == JX_BOOL) return types_truth(g, r, where);
  return convert(g, r, dtype, false, where);
}

graph_ref types_cast(graph *g, graph_ref r, jx_dtype dtype, span where) {
  if (!r) return 0;
  if (!dtypes[dtype].compiled) return types_uncompiled(g, dtype, where), 0;
  if (dtype == JX_BOOL || is_literal_integer(at(g, r))) return types_convert(g, r, dtype, where);
  return cast_node(g, graph_strong(g, r), dtype, false, where);
}

graph_ref types_truth(graph *g, graph_ref r, span where) {
  if (!r || dtype_of(g, r) == JX_BOOL) return r;
  jx_dtype dtype = dtype_of(g, r);
  if (dtype == JX_UINT64) return graph_const(g, JX_BOOL, false, 1, where);
  graph_ref zero = dtype_is_float(dtype) ? graph_const_float(g, dtype, false, 0, where)
                                         : graph_const(g, dtype, false, 0, where);
  return element(g, OP_NE, JX_BOOL, false, (graph_ref[]){graph_strong(g, r), zero}, 2, where);
}

/* ---- Promotion ---- */

/* The common dtype of n operands, and whether all are weak. */
static jx_dtype promote(const graph *g, const graph_ref *args, int n, bool *weak) {
  jx_dtype common = JX_DTYPE_NONE;
  for (int i = 0; i < n; i++) {
    jx_dtype dtype = dtype_of(g, args[i]);
    bool arg_weak = at(g, args[i])->weak;
    if (dtype == JX_UINT64) dtype = JX_INT64;
    if (i == 0)
      common = dtype, *weak = arg_weak;
    else
      common = dtype_promote_weak(common, *weak, dtype, arg_weak, weak);
  }
  return common;
}

/* All operands in `dtype`, the node too. */
static graph_ref uniform(graph *g, op_id op, jx_dtype dtype, bool weak, const graph_ref *args,
                         int n, span where) {
  graph_ref converted[GRAPH_MAX_ARGS];
  for (int i = 0; i < n; i++)
    if (!(converted[i] = convert(g, args[i], dtype, weak, where))) return 0;
  return element(g, op, dtype, weak, converted, n, where);
}

static graph_ref undefined(graph *g, op_id op, const graph_ref *args, int n, const char *hint,
                           span where) {
  const char *a = dtypes[dtype_of(g, args[0])].name;
  const char *b = n > 1 ? dtypes[dtype_of(g, args[1])].name : "";
  diag_fail(g->diag, JX_ERROR_TYPE, where, "%.*s of %s%s%s is not defined; %s", op_name_length(op),
            op_name(op), a, n > 1 ? " and " : "", b, hint);
  return 0;
}

static const char *bits_hint(op_id op) {
  switch (op) {
  case OP_BITXOR: return "it takes integers and bool, and a power is written x**y";
  case OP_BITAND:
    return "it takes integers and bool; comparisons beside it need brackets, as in "
           "(x > 1) & (x < 3), or write 'and'";
  case OP_BITOR:
    return "it takes integers and bool; comparisons beside it need brackets, as in "
           "(x < 1) | (x > 3), or write 'or'";
  default: return "it takes integers and bool";
  }
}

/* The op that does to bool operands what `op` does, where NumPy has one. */
static op_id logical(op_id op) {
  switch (op) {
  case OP_ADD:
  case OP_BITOR:
  case OP_MAXIMUM: return OP_OR;
  case OP_MUL:
  case OP_BITAND:
  case OP_MINIMUM: return OP_AND;
  case OP_BITXOR: return OP_XOR;
  case OP_INVERT: return OP_NOT;
  default: return op;
  }
}

/* ---- Rules ---- */

/* Comparisons are of values: a literal beyond int32 widens the other side rather than failing, as
 * in NumPy 2. */
static graph_ref compare(graph *g, op_id op, const graph_ref *args, span where) {
  const graph_node a = *at(g, args[0]), b = *at(g, args[1]);
  bool weak;
  jx_dtype dtype = promote(g, args, 2, &weak);
  if ((is_huge(&a) || is_huge(&b)) && !dtype_is_float(dtype)) {
    bool equal = is_huge(&a) && is_huge(&b) && a.imm.i == b.imm.i;
    bool less = !is_huge(&a) || (is_huge(&b) && (uint64_t)a.imm.i < (uint64_t)b.imm.i);
    bool truth = op == OP_EQ ? equal : op == OP_NE ? !equal : op == OP_LT ? less : less || equal;
    shape s;
    if (!graph_broadcast(g, args, 2, where, &s)) return 0;
    return graph_fill(g, graph_const(g, JX_BOOL, false, truth, where), &s);
  }
  if (dtype == JX_INT32 && (a.weak || b.weak)) {
    const graph_node *w = a.weak ? &a : &b;
    if (w->op != OP_CONST || !fits(JX_INT32, w->imm.i)) dtype = JX_INT64;
  }
  graph_ref x = convert(g, args[0], dtype, false, where);
  graph_ref y = convert(g, args[1], dtype, false, where);
  return element(g, op, JX_BOOL, false, (graph_ref[]){x, y}, 2, where);
}

static graph_ref ones_like(graph *g, jx_dtype dtype, bool weak, graph_ref r, span where) {
  shape s = graph_shape(g, r);
  graph_ref one = dtype_is_float(dtype) ? graph_const_float(g, dtype, weak, 1, where)
                                        : graph_const(g, dtype, weak, 1, where);
  return graph_fill(g, one, &s);
}

/* Constant exponents that NumPy's array power turns into something exact (fast_scalar_power in
 * number.c, and the loops of power): 0, 1, 2 for all dtypes, and -1 and 1/2 for floats. 0 when the
 * exponent is none of them. */
static graph_ref simple_power(graph *g, jx_dtype dtype, bool weak, graph_ref base, double exponent,
                              span where) {
  if (exponent == 0) return ones_like(g, dtype, weak, base, where);
  if (exponent == 1) return base;
  if (exponent == 2) return uniform(g, OP_MUL, dtype, weak, (graph_ref[]){base, base}, 2, where);
  if (!dtype_is_float(dtype)) return 0;
  if (exponent == 0.5) return uniform(g, OP_SQRT, dtype, weak, &base, 1, where);
  if (exponent != -1) return 0;
  graph_ref one = graph_const_float(g, dtype, weak, 1, where);
  return uniform(g, OP_DIV, dtype, weak, (graph_ref[]){one, base}, 2, where);
}

static graph_ref raise(graph *g, const graph_ref *args, span where) {
  bool weak;
  jx_dtype dtype = promote(g, args, 2, &weak);
  if (dtype == JX_BOOL) dtype = JX_INT64;
  const graph_node a = *at(g, args[0]), b = *at(g, args[1]);
  bool negative = is_literal_integer(&b) && !is_huge(&b) && b.imm.i < 0;
  if (negative && a.weak) dtype = JX_FLOAT64; /* as Python does it */
  if (negative && a.op == OP_CONST && a.weak && a.imm.i == 0) {
    diag_fail(g->diag, JX_ERROR_VALUE, where, "0 cannot be raised to a negative power");
    return 0;
  }
  graph_ref base = convert(g, args[0], dtype, weak, where);
  graph_ref exponent = convert(g, args[1], dtype, weak, where);
  if (!base || !exponent) return 0;
  bool integers = !dtype_is_float(dtype);
  const graph_node e = *at(g, exponent);
  if (integers && e.op == OP_CONST && e.imm.i < 0) {
    /* Elements and scalars that are negative are the kernel's to refuse. */
    diag_fail(g->diag, JX_ERROR_VALUE, where, NEGATIVE_POWER);
    return 0;
  }
  if (e.op == OP_CONST && e.rank == 0) {
    double value = integers ? (double)e.imm.i : e.imm.f;
    graph_ref simple = simple_power(g, dtype, weak, base, value, where);
    if (simple || g->diag->status != JX_OK) return simple;
  }
  return element(g, OP_POW, dtype, weak, (graph_ref[]){base, exponent}, 2, where);
}

static graph_ref choose(graph *g, const graph_ref *args, span where) {
  bool weak;
  jx_dtype dtype = promote(g, args + 1, 2, &weak);
  graph_ref condition = types_truth(g, args[0], where);
  graph_ref x = types_convert(g, args[1], dtype, where);
  graph_ref y = types_convert(g, args[2], dtype, where);
  return element(g, OP_WHERE, dtype, false, (graph_ref[]){condition, x, y}, 3, where);
}

static graph_ref test(graph *g, op_id op, graph_ref r, span where) {
  if (dtype_is_float(dtype_of(g, r)))
    return element(g, op, JX_BOOL, false, (graph_ref[]){graph_strong(g, r)}, 1, where);
  shape s = graph_shape(g, r);
  return graph_fill(g, graph_const(g, JX_BOOL, false, 0, where), &s);
}

graph_ref types_float(graph *g, graph_ref r, span where) {
  if (!r || dtype_is_float(dtype_of(g, r))) return r;
  return convert(g, r, JX_FLOAT64, at(g, r)->weak, where);
}

graph_ref types_apply(graph *g, op_id op, const graph_ref *args, int n, span where) {
  for (int i = 0; i < n; i++)
    if (!args[i]) return 0;
  if (op == OP_GT || op == OP_GE)
    return compare(g, op == OP_GT ? OP_LT : OP_LE, (graph_ref[]){args[1], args[0]}, where);
  graph_ref folded = fold_literals(g, op, args, n, where);
  if (folded || g->diag->status != JX_OK) return folded;

  op_rule rule = (op_rule)ops[op].rule;
  bool weak = false;
  jx_dtype dtype = promote(g, args, n, &weak);
  bool bools = dtype == JX_BOOL, floats = dtype_is_float(dtype);
  switch (rule) {
  case OP_RULE_ARITH:
    if (bools && op == OP_SUB)
      return undefined(g, op, args, n, "use ^ for the exclusive or", where);
    return uniform(g, bools ? logical(op) : op, dtype, weak, args, n, where);
  case OP_RULE_DIVIDE:
  case OP_RULE_FLOAT: return uniform(g, op, floats ? dtype : JX_FLOAT64, weak, args, n, where);
  case OP_RULE_MODULO: return uniform(g, op, bools ? JX_INT64 : dtype, weak, args, n, where);
  case OP_RULE_POWER: return raise(g, args, where);
  case OP_RULE_NEGATE:
    if (bools && op == OP_POS)
      return undefined(g, op, args, n, "leave it out, or write int32(x) for a number", where);
    if (bools) return undefined(g, op, args, n, "use ~ for not", where);
    return op == OP_POS ? args[0] : uniform(g, op, dtype, weak, args, n, where);
  case OP_RULE_BITS:
    if (floats) return undefined(g, op, args, n, bits_hint(op), where);
    return uniform(g, bools ? logical(op) : op, dtype, weak, args, n, where);
  case OP_RULE_SHIFT:
    if (floats) return undefined(g, op, args, n, "it takes integers", where);
    return uniform(g, op, bools ? JX_INT64 : dtype, weak, args, n, where);
  case OP_RULE_COMPARE: return compare(g, op, args, where);
  case OP_RULE_LOGIC: {
    graph_ref truths[GRAPH_MAX_ARGS];
    for (int i = 0; i < n; i++) truths[i] = types_truth(g, args[i], where);
    return element(g, op, JX_BOOL, false, truths, n, where);
  }
  case OP_RULE_WHERE: return choose(g, args, where);
  case OP_RULE_SAME:
    if (bools && op == OP_ABS) return args[0];
    return uniform(g, bools ? logical(op) : op, dtype, weak, args, n, where);
  case OP_RULE_ROUND: return floats ? uniform(g, op, dtype, weak, args, n, where) : args[0];
  case OP_RULE_TEST: return test(g, op, args[0], where);
  default:
    diag_fail(g->diag, JX_ERROR_INTERNAL, where, "operation %s has no dtype rule", ops[op].id);
    return 0;
  }
}
