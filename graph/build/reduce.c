/* reduce.c: reductions: their arguments, and sum prod min max any all count_nonzero.
 *
 * Takes a call; gives the elementwise part, a REDUCE node that keeps its axes, and a VIEW that
 * drops them unless keepdims is given. Axes of extent 1 need no reduction. Start at
 * make_reduction(). */
#include "graph/build/reduce.h"

#include "base/dtype.h"
#include "graph/build/calls.h"
#include "graph/build/complex_reduce.h"
#include "graph/build/graph_beyond.h"
#include "graph/build/graph_build.h"
#include "graph/build/hints.h"
#include "graph/build/monotone.h"
#include "graph/build/planes.h"
#include "graph/build/selected.h"
#include "graph/build/statistics.h"
#include "graph/build/times_build.h"
#include "graph/build/unroll.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_strings.h"
#include "graph/graph_types.h"
#include "graph/rules.h"
#include "graph/signs.h"
#include "graph/view.h"

/* ---- Arguments ---- */

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

/* A number that may be computed: of rank 0, and of any dtype. */
static graph_ref read_scalar(builder *b, ast_ref r, const char *what) {
  graph *g = b->g;
  span where = b->tree->nodes.at[r].where;
  if (make_syntax(b, r)) {
    diag_fail(g->diag, JX_ERROR_TYPE, where, "%s must be a number", what);
    return 0;
  }
  graph_ref v = make_node(b, r);
  if (!v || graph_at(g, v)->rank == 0) return v;
  diag_fail(g->diag, JX_ERROR_TYPE, where, "%s must be a number, not an array of rank %d", what,
            graph_at(g, v)->rank);
  return 0;
}

/* where=, which may have fewer axes than the array and no more; 0 without an error when it is
 * True. */
static graph_ref read_mask(builder *b, ast_ref r, graph_ref array) {
  graph *g = b->g;
  span where = b->tree->nodes.at[r].where;
  if (make_syntax(b, r)) {
    diag_fail(g->diag, JX_ERROR_TYPE, where, "where must be bool");
    return 0;
  }
  graph_ref mask = make_node(b, r);
  if (!mask) return 0;
  const graph_node n = *graph_at(g, mask);
  if (n.dtype != JX_BOOL) {
    diag_fail(g->diag, JX_ERROR_TYPE, where, "where must be bool, not %s", dtypes[n.dtype].name);
    return 0;
  }
  shape of = graph_shape(g, array), s;
  if (!graph_broadcast(g, (graph_ref[]){array, mask}, 2, where, &s)) return 0;
  bool wider = s.rank > of.rank;
  for (int k = 0; !wider && k < s.rank; k++)
    wider = dim_is_one(g, shape_axis(&of, k)) && !dim_is_one(g, shape_axis(&s, k));
  if (wider) {
    char shapes[2][256];
    graph_shape_text(g, mask, shapes[0], sizeof shapes[0]);
    graph_shape_text(g, array, shapes[1], sizeof shapes[1]);
    diag_fail(g->diag, JX_ERROR_SHAPE, where,
              "where of shape %s does not broadcast to the array's shape %s", shapes[0], shapes[1]);
    return 0;
  }
  return n.op == OP_CONST && n.imm.i ? 0 : mask;
}

/* ---- Folding ---- */

bool reduce_some(const over *o, bool *some) {
  graph *g = o->g;
  const graph_node n = *graph_at(g, o->array);
  *some = true;
  for (int k = 0; k < n.rank; k++) {
    if (!(o->axes >> k & 1) || graph_extent(g, &n, k)) continue;
    *some = false;
    return guard_push(g, GUARD_RANGE, graph_dim(g, &n, k), -1, 0, 0);
  }
  for (int k = 0; k < n.rank; k++)
    if (o->axes >> k & 1 && !guard_push(g, GUARD_NONZERO, graph_dim(g, &n, k), -1, 0, 0))
      return false;
  return true;
}

bool reduce_needs(const over *o, const char *message) {
  bool some;
  if (!reduce_some(o, &some)) return false;
  if (!some)
    diag_fail(o->g->diag, JX_ERROR_VALUE, o->where, message, op_name_length(o->op), op_name(o->op));
  return some;
}

graph_ref reduce_fill(const over *o, graph_ref scalar) {
  graph *g = o->g;
  shape s = graph_shape(g, o->array);
  for (int k = 0; k < s.rank; k++)
    if (o->axes >> k & 1) s.dims[s.rank - 1 - k] = dim_const(g, 1);
  graph_ref all = graph_fill(g, graph_const(g, JX_BOOL, false, 1, o->where), &s);
  return types_apply(g, OP_WHERE, (graph_ref[]){all, scalar, scalar}, 3, o->where);
}

/* The node and the op that compute `op` over whatever axes, by its rule. */
static graph_ref prepare(graph *g, op_id *op, graph_ref r, span where) {
  r = graph_strong(g, r);
  if (!r) return 0;
  rule_cell cell = rule_of(*op, (jx_dtype)graph_at(g, r)->dtype);
  *op = (op_id)cell.as;
  return types_convert(g, r, (jx_dtype)cell.in, where);
}

/* Without the axes that have extent 1. */
static uint32_t long_axes(graph *g, graph_ref r, uint32_t axes) {
  const graph_node *n = graph_at(g, r);
  for (int k = 0; k < n->rank; k++)
    if (dim_is_one(g, graph_dim(g, n, k))) axes &= ~(UINT32_C(1) << k);
  return axes;
}

/* The REDUCE node over axes of its first operand, none of which has extent 1. */
static graph_ref push_reduce(graph *g, graph_node n, uint32_t axes, span where) {
  shape s = graph_shape(g, n.args[0]);
  for (int k = 0; k < s.rank; k++)
    if (axes >> k & 1) s.dims[s.rank - 1 - k] = dim_const(g, 1);
  n.axes = axes;
  n.where = where;
  return graph_push(g, n, &s, NULL);
}

static graph_ref fold(graph *g, op_id op, graph_ref r, uint32_t axes, span where) {
  if (!r) return 0;
  jx_dtype dtype = rule_gives(op, (jx_dtype)graph_at(g, r)->dtype);
  if (axes == 0) { /* nothing to fold; a sum still starts from 0, which makes a zero of -0 */
    if (!dtype_is_float(dtype)) return types_convert(g, r, dtype, where);
    if (op != OP_SUM || sign_of(g, r) & SIGN_NO_MINUS_ZERO) return r;
    return types_apply2(g, OP_ADD, r, graph_const_float(g, dtype, false, 0.0, where), where);
  }
  graph_node n = {.op = (uint8_t)op, .dtype = (uint8_t)dtype, .nargs = 1, .args = {r}};
  return push_reduce(g, n, axes, where);
}

/* A sum that is written out, and the loop's where it is not finite: wherever nothing overflows the
 * bits are those of a graph that takes no care. */
static graph_ref if_finite(graph *g, graph_ref few, graph_ref loop, span where) {
  graph_node n = {.op = OP_IF_FINITE, .dtype = JX_FLOAT64};
  return few && loop ? graph_element(g, n, (graph_ref[]){few, loop}, 2, where) : 0;
}

/* The reduction of each plane across an axis. */
static graph_ref reduce_planes(graph *g, op_id op, graph_ref r, uint32_t axes, int axis,
                               span where) {
  graph_ref planes[PLANES_MOST] = {0};
  int n = (int)graph_extent(g, graph_at(g, r), axis);
  for (int i = 0; i < n; i++)
    planes[i] =
        reduce_axes(g, op, planes_take(g, r, axis, i, where), planes_axes(axes, axis), where);
  return planes_join(g, planes, n, r, axes, axis, where);
}

graph_ref reduce_axes(graph *g, op_id op, graph_ref r, uint32_t axes, span where) {
  int plane;
  if (!r || !planes_find(g, r, long_axes(g, r, axes), &plane)) return 0;
  if (plane >= 0) return reduce_planes(g, op, r, axes, plane, where);
  bool mean = op == OP_MEAN;
  if (mean) op = OP_SUM;
  r = prepare(g, &op, r, where);
  if (!r) return 0;
  axes = long_axes(g, r, axes);
  ref_stack outside = {0};
  r = monotone_inside(g, &op, r, axes, &outside);
  if (!r) return 0;
  jx_dtype dtype = rule_gives(op, (jx_dtype)graph_at(g, r)->dtype);
  op_id left = op;
  uint32_t long_ones = axes;
  graph_ref few = unroll_axes(g, &left, r, &long_ones, mean, where);
  graph_ref all = fold(g, left, few, long_ones, where);
  if (few != r && unroll_needs_loop(g, op, r))
    all = if_finite(g, all, fold(g, op, r, axes, where), where);
  return monotone_outside(g, types_worked(g, all, dtype, where), &outside, where);
}

graph_ref reduce_pair(graph *g, op_id op, graph_ref r, graph_ref second, uint32_t axes,
                      span where) {
  r = graph_strong(g, r);
  if (!r || !second || !(axes = long_axes(g, r, axes))) return 0;
  bool product = op == OP_PROD_RE || op == OP_PROD_IM;
  graph_ref few = product ? 0 : unroll_pair(g, op, r, second, axes, where);
  if (g->diag->status != JX_OK || (few && !unroll_needs_loop(g, op, r))) return few;
  jx_dtype dtype = rule_gives(op, (jx_dtype)graph_at(g, r)->dtype);
  graph_node n = {.op = (uint8_t)op, .dtype = (uint8_t)dtype, .nargs = 2, .args = {r, second}};
  graph_ref all = push_reduce(g, n, axes, where);
  return few ? if_finite(g, few, all, where) : all;
}

/* x where the mask is set, what changes nothing elsewhere. */
static graph_ref masked(graph *g, op_id op, graph_ref x, graph_ref mask, graph_ref initial,
                        span where) {
  if (!x || !mask) return x;
  jx_dtype dtype = (jx_dtype)graph_at(g, x)->dtype;
  graph_ref neutral = initial;
  switch (op) {
  case OP_ANY:
  case OP_COUNT: return types_apply2(g, OP_AND, mask, types_truth(g, x, where), where);
  case OP_ALL:
    return types_apply2(g, OP_OR, types_apply1(g, OP_NOT, mask, where), types_truth(g, x, where),
                        where);
  case OP_SUM:
    if (dtype == JX_BOOL) return types_apply2(g, OP_AND, mask, x, where);
    break;
  default: break;
  }
  if (op == OP_SUM || op == OP_PROD) {
    dtype = (jx_dtype)rule_of(op, dtype).in;
    x = types_convert(g, x, dtype, where);
    neutral = dtype_is_float(dtype) ? graph_const_float(g, dtype, false, op == OP_PROD, where)
                                    : graph_const(g, dtype, false, op == OP_PROD, where);
  }
  return types_apply(g, OP_WHERE, (graph_ref[]){mask, x, neutral}, 3, where);
}

/* min and max with one more element. Of nothing they are that one. */
static graph_ref extreme_from(const over *o, op_id op, graph_ref mask) {
  graph *g = o->g;
  bool some;
  graph_ref x = graph_strong(g, o->array);
  graph_ref initial = types_cast(g, o->initial, (jx_dtype)graph_at(g, x)->dtype, o->where);
  if (!reduce_some(o, &some)) return 0;
  if (!some) return reduce_fill(o, initial);
  x = reduce_axes(g, op, masked(g, op, x, mask, initial, o->where), o->axes, o->where);
  return types_apply2(g, op == OP_MIN ? OP_MINIMUM : OP_MAXIMUM, x, initial, o->where);
}

graph_ref reduce_over(const over *o, op_id op, graph_ref mask) {
  graph *g = o->g;
  span where = o->where;
  if (op == OP_MIN || op == OP_MAX) {
    if (o->initial) return extreme_from(o, op, mask);
    if (!reduce_needs(o, "%.*s of no elements: an axis has extent 0")) return 0;
    if (mask) {
      graph_ref x = graph_strong(g, o->array), beyond = selected_neutral(o, op == OP_MIN);
      return reduce_axes(g, op, masked(g, op, x, mask, beyond, where), o->axes, where);
    }
  }
  graph_ref x = o->array;
  bool mean = op == OP_MEAN;
  if (mean) op = OP_SUM;
  if (o->dtype) x = types_cast(g, x, o->dtype, where);
  if (o->dtype == JX_BOOL) op = op == OP_SUM ? OP_ANY : OP_ALL; /* + is or, * is and */
  mean = mean && op == OP_SUM;
  x = reduce_axes(g, mean ? OP_MEAN : op, masked(g, op, x, mask, 0, where), o->axes, where);
  if (o->dtype) x = types_cast(g, x, o->dtype, where);
  if (!x || !o->initial) return x;
  bool sums = op == OP_SUM || op == OP_ANY;
  graph_ref initial = types_cast(g, o->initial, (jx_dtype)graph_at(g, x)->dtype, where);
  return sums ? beyond_add(g, x, initial, where) : types_apply2(g, OP_MUL, x, initial, where);
}

graph_ref reduce_drop(graph *g, graph_ref r, uint32_t axes, span where) {
  if (!r) return 0;
  graph_ref join = planes_drop(g, r, axes, where);
  if (join || g->diag->status != JX_OK) return join;
  view_map m = view_identity(g, r);
  dim_ref zero = dim_const(g, 0);
  m.rank_out = 0;
  for (int k = 0; k < m.rank_in; k++) {
    if (axes >> k & 1) {
      m.axes[k] = view_along(-1, zero, 0);
    } else {
      m.extents[m.rank_out] = m.extents[k];
      m.axes[k].to = (int8_t)m.rank_out++;
    }
  }
  return view_apply(g, r, &m, where);
}

static bool read_options(call *c, over *o) {
  builder *b = c->b;
  ast_ref dtype = call_take(c, "dtype", 0), mask = call_take(c, "where", 0);
  ast_ref initial = call_take(c, "initial", 0), ddof = call_take(c, "ddof", 0);
  if (dtype && !make_is(b, dtype, AST_NONE)) o->dtype = make_dtype(b, dtype);
  if (mask) o->mask = read_mask(b, mask, o->array);
  if (initial && !make_is(b, initial, AST_NONE)) o->initial = read_scalar(b, initial, "initial");
  if (ddof) o->ddof = read_scalar(b, ddof, "ddof");
  if (b->g->diag->status != JX_OK) return false;
  bool extreme = ops[o->op].rule == RULE_LEAST || ops[o->op].rule == RULE_GREATEST;
  if (!mask || !extreme || o->initial) return true;
  diag_fail(b->g->diag, JX_ERROR_VALUE, o->where,
            "%.*s of nothing does not exist, so where= needs initial= beside it", c->name_length,
            c->name);
  return false;
}

/* An axis, or axes, as far as that can be told without the array's rank. */
static bool is_axes(builder *b, ast_ref r) {
  if (make_is(b, r, AST_NONE) || make_is(b, r, AST_TUPLE)) return true;
  if (b->values[r].kind != VALUE_NODE) return false;
  const graph_node *n = graph_at(b->g, b->values[r].ref);
  return n->op == OP_CONST && n->rank == 0 && dtype_is_integer((jx_dtype)n->dtype);
}

/* max(a, b): the second argument of a reduction is an axis. */
static bool check_second(call *c, op_id op) {
  builder *b = c->b;
  if (c->nargs != 2 || ops[op].max_args != 1 || is_axes(b, call_arg(c, 1))) return true;
  diag_fail(b->g->diag, JX_ERROR_TYPE, b->tree->nodes.at[call_arg(c, 1)].where,
            "an axis must be an integer literal%s", hint_two(c, op));
  return false;
}

graph_ref make_reduction(call *c, op_id op) {
  builder *b = c->b;
  graph *g = b->g;
  over o = {.g = g, .op = op, .where = c->node->where};
  if (!check_second(c, op)) return 0;
  ast_ref axes = call_take(c, "axis", ops[op].max_args);
  ast_ref keep = call_take(c, "keepdims", 0);
  bool keepdims = false;
  if (!make_flag(b, keep, "keepdims", &keepdims)) return 0;
  if (op == OP_VECDOT) return make_vecdot(c, axes, keepdims);
  o.array = make_node(b, call_arg(c, 0));
  if (!o.array || g->diag->status != JX_OK) return 0;
  if (strings_concern(g, &o.array, 1)) { /* whether they are empty is all that is folded of them */
    if (op != OP_ANY && op != OP_ALL && op != OP_COUNT)
      return strings_apply(g, op, &o.array, 1, o.where);
    o.array = strings_truth(g, o.array, o.where);
    if (!o.array) return 0;
  }
  if (!read_axes(b, axes, graph_at(g, o.array)->rank, &o.axes)) return 0;
  if (!read_options(c, &o) || !selected_over(&o)) return 0;
  const ast_node *list = axes ? make_syntax(b, axes) : NULL;
  if ((op == OP_ARGMIN || op == OP_ARGMAX) && list && list->kind == AST_TUPLE) {
    diag_fail(g->diag, JX_ERROR_TYPE, list->where, "%.*s takes one axis or None, not a tuple",
              c->name_length, c->name);
    return 0;
  }
  graph_ref reduced = time_is(g, o.array)               ? make_time_reduction(&o)
                      : complex_reduces(&o)             ? make_complex_reduction(&o)
                      : ops[op].class_ == OP_CLASS_OVER ? make_statistic(&o)
                                                        : reduce_over(&o, op, o.mask);
  return selected_reduced(&o, reduced, keepdims);
}
