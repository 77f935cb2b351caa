/* graph_reduce.c: sum prod min max mean any all count_nonzero.
 *
 * Takes a call; gives the elementwise part, a REDUCE node that keeps its axes, and a VIEW that
 * drops them unless keepdims is given. Axes of extent 1 need no reduction. Start at
 * make_reduction(). */
#include "parser/graph_make.h"
#include "runtime/dtype.h"

bool make_axis(builder *b, ast_ref r, int rank, int *axis) {
  int64_t written;
  if (!make_integer(b, r, "an axis", &written)) return false;
  if (written < -rank || written >= rank) {
    diag_fail(b->g->diag, JX_ERROR_SHAPE, b->tree->nodes.at[r].where,
              "axis %lld is out of bounds for an array of rank %d", (long long)written, rank);
    return false;
  }
  *axis = (int)(written < 0 ? -1 - written : rank - 1 - written);
  return true;
}

/* The set of axes, from the right, that axis= names: all without it. NumPy takes axes 0 and -1 of a
 * scalar. */
static bool read_axes(builder *b, ast_ref r, int rank, uint32_t *mask) {
  *mask = rank == 32 ? UINT32_MAX : (UINT32_C(1) << rank) - 1;
  if (!r || make_is(b, r, AST_NONE)) return true;
  const ast_node *list = make_syntax(b, r);
  bool tuple = list && list->kind == AST_TUPLE;
  uint32_t n = tuple ? list->nargs : 1;
  *mask = 0;
  for (uint32_t i = 0; i < n; i++) {
    int axis;
    if (!make_axis(b, tuple ? ast_arg(b->tree, list, i) : r, rank ? rank : 1, &axis)) return false;
    if (*mask >> axis & 1) {
      diag_fail(b->g->diag, JX_ERROR_SHAPE, b->tree->nodes.at[r].where, "duplicate axis");
      return false;
    }
    *mask |= UINT32_C(1) << axis;
  }
  if (rank == 0) *mask = 0;
  return true;
}

static bool read_flag(builder *b, ast_ref r, const char *what, bool *out) {
  if (!r) return true;
  graph_ref v = make_node(b, r);
  if (!v) return false;
  const graph_node *n = graph_at(b->g, v);
  if (n->op == OP_CONST && n->rank == 0 && !dtype_is_float((jx_dtype)n->dtype))
    return *out = n->imm.i != 0, true;
  diag_fail(b->g->diag, JX_ERROR_TYPE, b->tree->nodes.at[r].where, "%s must be True or False",
            what);
  return false;
}

/* min and max of nothing do not exist. */
static bool not_empty(graph *g, op_id op, graph_ref r, uint32_t mask, span where) {
  const graph_node n = *graph_at(g, r);
  for (int k = 0; k < n.rank; k++) {
    if (!(mask >> k & 1)) continue;
    if (graph_extent(g, &n, k) == 0) {
      diag_fail(g->diag, JX_ERROR_VALUE, where, "%s of no elements: an axis has extent 0",
                ops[op].names[1] == 'i' ? "min" : "max");
      return false;
    }
    if (!guard_push(g, GUARD_NONZERO, graph_dim(g, &n, k), -1, 0, 0)) return false;
  }
  return true;
}

/* The node and the op that compute `op` over whatever axes: conversions, and what bool turns it
 * into. */
static graph_ref prepare(graph *g, op_id *op, graph_ref r, span where) {
  r = graph_strong(g, r);
  if (!r) return 0;
  jx_dtype dtype = (jx_dtype)graph_at(g, r)->dtype;
  switch (*op) {
  case OP_SUM:
    if (dtype == JX_BOOL) return *op = OP_COUNT, r;
    return dtype_is_float(dtype) ? r : types_convert(g, r, JX_INT64, where);
  case OP_PROD: return dtype_is_float(dtype) ? r : types_convert(g, r, JX_INT64, where);
  case OP_MIN:
  case OP_MAX:
    if (dtype == JX_BOOL) *op = *op == OP_MIN ? OP_ALL : OP_ANY;
    return r;
  default: return types_truth(g, r, where); /* ANY ALL COUNT */
  }
}

/* The REDUCE node of r over the axes of `mask`, none of which has extent 1. */
static graph_ref fold(graph *g, op_id op, graph_ref r, uint32_t mask, span where) {
  if (!r) return 0;
  jx_dtype dtype = op == OP_COUNT ? JX_INT64 : (jx_dtype)graph_at(g, r)->dtype;
  if (mask == 0) { /* nothing to fold; a sum still starts from 0, which makes a zero of -0 */
    if (op == OP_COUNT) return types_convert(g, r, JX_INT64, where);
    if (op != OP_SUM || sign_of(g, r) & SIGN_NO_MINUS_ZERO) return r;
    return types_apply2(g, OP_ADD, r, graph_const_float(g, dtype, false, 0.0, where), where);
  }
  shape s = graph_shape(g, r);
  for (int k = 0; k < s.rank; k++)
    if (mask >> k & 1) s.dims[s.rank - 1 - k] = dim_const(g, 1);
  graph_node n = {.op = (uint8_t)op, .dtype = (uint8_t)dtype, .nargs = 1, .args = {r}};
  n.view = mask;
  n.where = where;
  return graph_push(g, n, &s, NULL);
}

/* r reduced over the axes of `mask`, which stay with extent 1. */
static graph_ref reduce(graph *g, op_id op, graph_ref r, uint32_t mask, span where) {
  bool extreme = op == OP_MIN || op == OP_MAX;
  if (extreme && r && !not_empty(g, op, r, mask, where)) return 0;
  r = prepare(g, &op, r, where);
  if (!r) return 0;
  for (int k = 0; k < graph_at(g, r)->rank; k++)
    if (dim_is_one(g, graph_dim(g, graph_at(g, r), k))) mask &= ~(UINT32_C(1) << k);
  ref_stack outside = {0};
  r = monotone_inside(g, &op, r, mask, &outside);
  if (!r) return 0;
  jx_dtype dtype = op == OP_COUNT ? JX_INT64 : (jx_dtype)graph_at(g, r)->dtype;
  r = unroll_axes(g, &op, r, &mask, where);
  r = fold(g, op, r, mask, where);
  return monotone_outside(g, types_convert(g, r, dtype, where), &outside, where);
}

/* Sum over count, in float64; float32 is rounded at the end. */
static graph_ref mean(graph *g, graph_ref r, uint32_t mask, span where) {
  if (!r) return 0;
  const graph_node n = *graph_at(g, r);
  dim_ref extents[JX_MAX_RANK];
  int count = 0;
  for (int k = 0; k < n.rank; k++)
    if (mask >> k & 1) extents[count++] = graph_dim(g, &n, k);
  graph_ref total = n.dtype == JX_BOOL ? r : types_convert(g, r, JX_FLOAT64, where);
  total = types_convert(g, reduce(g, OP_SUM, total, mask, where), JX_FLOAT64, where);
  graph_ref size = dim_node_of(g, dim_product(g, extents, count), false, where);
  graph_ref quotient = types_apply2(g, OP_DIV, total, size, where);
  return n.dtype == JX_FLOAT32 ? types_convert(g, quotient, JX_FLOAT32, where) : quotient;
}

/* The same without the axes of `mask`, which have extent 1. */
static graph_ref drop_axes(graph *g, graph_ref r, uint32_t mask, span where) {
  if (!r) return 0;
  view_map m = view_identity(g, r);
  dim_ref zero = dim_const(g, 0);
  m.rank_out = 0;
  for (int k = 0; k < m.rank_in; k++) {
    if (mask >> k & 1) {
      m.axes[k] = (view_axis){-1, zero, 0};
    } else {
      m.extents[m.rank_out] = m.extents[k];
      m.axes[k].to = (int8_t)m.rank_out++;
    }
  }
  return view_apply(g, r, &m, where);
}

graph_ref make_reduction(call *c, op_id op) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  ast_ref axes = call_take(c, "axis", 1);
  ast_ref keep = call_take(c, "keepdims", 0);
  graph_ref r = make_node(b, call_arg(c, 0));
  if (!r || g->diag->status != JX_OK) return 0;
  uint32_t mask;
  bool keepdims = false;
  if (!read_axes(b, axes, graph_at(g, r)->rank, &mask)) return 0;
  if (!read_flag(b, keep, "keepdims", &keepdims)) return 0;
  graph_ref reduced = op == OP_MEAN ? mean(g, r, mask, where) : reduce(g, op, r, mask, where);
  reduced = graph_strong(g, reduced);
  return keepdims ? reduced : drop_axes(g, reduced, mask, where);
}
