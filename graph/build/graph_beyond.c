/* graph_beyond.c: sums that overflow on the way to a result that does not.
 *
 * The mean of numbers near the largest float64 is such a number, while their sum is infinite; so is
 * the sum of two of them and an initial value of the other sign. What is divided or added to goes
 * on, then, with 2^-BEYOND_SMALL of the sum: SUM_SMALL, a second value of the accumulator that SUM
 * is the first of, and the same of squared deviations. Start at beyond_quotient().
 *
 * None of it is needed for numbers that are known to be small, such as those that were float32:
 * graph_magnitude() tells.
 *
 * All that makes kernels larger and sums in cache a fifth slower, while hardly a sum overflows. So
 * a graph that is not `careful` has sums as they are; its kernel sets PLAN_DOUBT where one is not
 * finite in the end, and the call is done again with a careful kernel (runtime/eval.c). */
#include "graph/build/graph_beyond.h"

#include <math.h>

#include "base/dtype.h"
#include "base/element.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"

/* ---- How large a value may be ---- */

enum { UNKNOWN = 1024, DEPTH = 6 };

static int most(int a, int b) { return a > b ? a : b; }

/* Of functions whose results have a limit: below 2 to that power. 0: of others. */
static int limit_of(op_id op) {
  switch (op) {
  case OP_SIN:
  case OP_COS:
  case OP_TANH:
  case OP_ARCSIN:
  case OP_ARCTAN:
  case OP_ERF: return 1;
  case OP_ARCCOS:
  case OP_ERFC: return 2;
  default: return 0;
  }
}

static int magnitude(const graph *g, graph_ref r, int depth) {
  const graph_node *n = graph_at(g, r);
  jx_dtype dtype = (jx_dtype)n->dtype;
  if (!dtype_is_float(dtype)) return 64;
  if (element_worked(dtype) == JX_FLOAT32) return 128;
  if (limit_of((op_id)n->op)) return limit_of((op_id)n->op);
  if (n->op == OP_CONST)
    return n->imm.f == 0 ? 0 : isfinite(n->imm.f) ? ilogb(n->imm.f) + 1 : UNKNOWN;
  if (depth == 0 || ops[n->op].class_ != OP_CLASS_ELEMENT) return UNKNOWN;
  int a = 0, b = 0;
  if (n->op == OP_ADD || n->op == OP_SUB || n->op == OP_MUL || n->op == OP_WHERE ||
      n->op == OP_MINIMUM || n->op == OP_MAXIMUM)
    b = magnitude(g, n->args[n->nargs - 1], depth - 1);
  if (b < UNKNOWN) a = magnitude(g, n->args[n->op == OP_WHERE], depth - 1);
  int larger = most(0, most(a, b));
  switch (n->op) {
  case OP_CAST:
  case OP_NEG:
  case OP_ABS:
  case OP_SQRT: /* of what is below 1: below 1 */
  case OP_MINIMUM:
  case OP_MAXIMUM:
  case OP_WHERE: return larger;
  case OP_FLOOR:
  case OP_CEIL:
  case OP_RINT:
  case OP_ADD:
  case OP_SUB: return larger + 1;
  case OP_MUL: return most(a, 0) + most(b, 0);
  default: return UNKNOWN;
  }
}

int graph_magnitude(const graph *g, graph_ref r) { return magnitude(g, r, DEPTH); }

/* ---- What is small of a sum ---- */

static graph_ref like(graph *g, graph_node n, op_id op) {
  n.op = (uint8_t)op;
  shape s = graph_shape(g, n.args[0]);
  for (int k = 0; k < s.rank; k++)
    if (n.axes >> k & 1) s.dims[s.rank - 1 - k] = dim_const(g, 1);
  return graph_push(g, n, &s, NULL);
}

/* The loop's sum, of one that is written out too. */
static graph_node in_loop(const graph *g, graph_ref sum) {
  graph_node n = *graph_at(g, sum);
  return n.op == OP_IF_FINITE ? *graph_at(g, n.args[1]) : n;
}

/* 0 without an error: `sum` cannot have overflowed on the way. */
static graph_ref small_of(graph *g, graph_ref sum) {
  const graph_node n = in_loop(g, sum);
  if (!g->careful || n.dtype != JX_FLOAT64) return 0;
  switch (n.op) {
  case OP_SUM: return graph_magnitude(g, n.args[0]) > GRAPH_SUMS_FIT ? like(g, n, OP_SUM_SMALL) : 0;
  case OP_DEVIATIONS:
    return graph_magnitude(g, n.args[0]) > GRAPH_SQUARES_FIT ? like(g, n, OP_DEVIATIONS_SMALL) : 0;
  default: return 0;
  }
}

static graph_ref number(graph *g, double x, span where) {
  return graph_const_float(g, JX_FLOAT64, false, x, where);
}

static graph_ref choose(graph *g, graph_ref condition, graph_ref x, graph_ref y, span where) {
  return types_apply(g, OP_WHERE, (graph_ref[]){condition, x, y}, 3, where);
}

static graph_ref is_infinite(graph *g, graph_ref x, span where) {
  return types_apply2(g, OP_EQ, types_apply1(g, OP_ABS, x, where), number(g, INFINITY, where),
                      where);
}

graph_ref beyond_quotient(graph *g, graph_ref sum, graph_ref divisor, bool root, span where) {
  if (!sum || !divisor) return 0;
  graph_ref small = small_of(g, sum);
  if (g->diag->status != JX_OK) return 0;
  bool squares = in_loop(g, sum).op == OP_DEVIATIONS;
  graph_ref infinite = small ? is_infinite(g, sum, where) : 0;
  graph_ref q = small ? choose(g, infinite, small, sum, where) : sum;
  q = types_apply2(g, OP_DIV, q, divisor, where);
  if (root) q = types_apply1(g, OP_SQRT, q, where);
  if (!small) return q;
  graph_ref unit = number(g, ldexp(1, squares ? GRAPH_SMALL_SQUARES : BEYOND_SMALL), where);
  graph_ref large = types_apply2(g, OP_MUL, q, unit, where);
  if (squares && !root) large = types_apply2(g, OP_MUL, large, unit, where);
  return choose(g, infinite, large, q, where);
}

graph_ref beyond_add(graph *g, graph_ref sum, graph_ref initial, span where) {
  if (!sum || !initial) return 0;
  graph_ref plain = types_apply2(g, OP_ADD, sum, initial, where);
  graph_ref small = small_of(g, sum);
  if (!small || !plain) return plain;
  graph_ref part =
      types_apply2(g, OP_MUL, initial, number(g, ldexp(1, -BEYOND_SMALL), where), where);
  graph_ref large = types_apply2(g, OP_ADD, small, part, where);
  large = types_apply2(g, OP_MUL, large, number(g, ldexp(1, BEYOND_SMALL), where), where);
  return choose(g, is_infinite(g, sum, where), large, plain, where);
}
