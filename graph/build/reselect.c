/* reselect.c: what a condition selects, indexed along the axis that it selects along; see
 * reselect.h.
 *
 * A selected element's index is how many are selected before it, which a running sum of the
 * condition says. Start at reselect_slice(). */
#include "graph/build/reselect.h"

#include "base/dtype.h"
#include "graph/build/reduce.h"
#include "graph/build/running.h"
#include "graph/graph_dims.h"
#include "graph/graph_types.h"

static uint32_t all_axes(int rank) { return rank == 32 ? UINT32_MAX : (UINT32_C(1) << rank) - 1; }

static graph_ref integer(graph *g, int64_t i, span where) {
  return graph_const(g, JX_INT64, false, i, where);
}

/* How many are selected, of rank 0. */
static graph_ref count_of(graph *g, graph_ref mask, span where) {
  uint32_t all = all_axes(graph_at(g, mask)->rank);
  graph_ref count = reduce_axes(g, OP_COUNT, mask, all, where);
  return count ? graph_strong(g, reduce_drop(g, count, all, where)) : 0;
}

graph_ref reselect_counted(graph *g, graph_ref mask, span where) {
  return running_counted(g, types_convert(g, mask, JX_INT64, where), where);
}

/* ---- Conditions ---- */

graph_ref reselect_where(graph *g, const selection *by, graph_ref condition, span where) {
  selection own = select_of(g, condition);
  if (own.axis < 0 || own.mask != by->mask || own.axis != graph_at(g, condition)->rank - 1) {
    diag_fail(g->diag, JX_ERROR_SHAPE, where,
              "a condition on what a condition selects must be computed of the same selection");
    return 0;
  }
  graph_ref mask = select_condition(g, &own, where), whole = select_whole(g, condition, where);
  return mask && whole ? types_apply2(g, OP_AND, mask, whole, where) : 0;
}

/* ---- Slices ---- */

/* A bound as an int64 from 0 on; what is written is in *literal if it is a literal. */
static graph_ref read_bound(builder *b, const selection *by, ast_ref r) {
  graph *g = b->g;
  span where = b->tree->nodes.at[r].where;
  graph_ref bound = make_node(b, r);
  if (!bound) return 0;
  const graph_node *n = graph_at(g, bound);
  if (!dtype_is_integer((jx_dtype)n->dtype) || n->rank > 0) {
    diag_fail(g->diag, JX_ERROR_TYPE, where, "a slice bound must be an integer");
    return 0;
  }
  bool literal = n->op == OP_CONST, negative = literal && n->imm.i < 0;
  if (!(bound = types_convert(g, graph_strong(g, bound), JX_INT64, where))) return 0;
  if (literal && !negative) return bound;
  graph_ref from_end = types_apply2(g, OP_ADD, bound, count_of(g, by->mask, where), where);
  if (negative) return from_end;
  graph_ref below = types_apply2(g, OP_LT, bound, integer(g, 0, where), where);
  return types_apply(g, OP_WHERE, (graph_ref[]){below, from_end, bound}, 3, where);
}

graph_ref reselect_slice(builder *b, const selection *by, const ast_node *slice) {
  graph *g = b->g;
  span where = slice->where;
  ast_ref parts[3];
  for (uint32_t i = 0; i < 3; i++) {
    parts[i] = ast_arg(b->tree, slice, i);
    if (make_is(b, parts[i], AST_NONE)) parts[i] = 0;
  }
  int64_t step = 1;
  if (parts[2] && !make_integer(b, parts[2], "the step of a slice", &step)) return 0;
  if (step < 1) {
    diag_fail(g->diag, JX_ERROR_UNSUPPORTED, b->tree->nodes.at[parts[2]].where,
              "what a condition selects is sliced by positive steps alone");
    return 0;
  }
  graph_ref mask = by->mask, first = 0, one = integer(g, 1, where);
  if (!parts[0] && !parts[1] && step == 1) return mask;
  graph_ref at = types_apply2(g, OP_SUB, reselect_counted(g, mask, where), one, where);
  if (parts[0]) {
    if (!(first = read_bound(b, by, parts[0]))) return 0;
    graph_ref behind = types_apply2(g, OP_GE, at, first, where);
    mask = types_apply2(g, OP_AND, mask, behind, where);
  }
  if (parts[1]) {
    graph_ref end = read_bound(b, by, parts[1]);
    if (!end) return 0;
    mask = types_apply2(g, OP_AND, mask, types_apply2(g, OP_LT, at, end, where), where);
  }
  if (step == 1) return mask;
  if (first)
    at = types_apply2(g, OP_SUB, at,
                      types_apply2(g, OP_MAXIMUM, first, integer(g, 0, where), where), where);
  graph_ref rest = types_apply2(g, OP_MOD, at, integer(g, step, where), where);
  return types_apply2(g, OP_AND, mask, types_apply2(g, OP_EQ, rest, integer(g, 0, where), where),
                      where);
}

/* ---- Integers ---- */

/* The element whose index is k: so many points come before it as have counted no more than k. */
bool reselect_place(graph *g, const selection *by, graph_ref index, int told, span where,
                    graph_ref *places) {
  shape s = graph_shape(g, by->mask);
  dim_ref size = dim_product(g, s.dims, s.rank);
  graph_ref counted = reselect_counted(g, by->mask, where), some = count_of(g, by->mask, where);
  index = types_convert(g, graph_strong(g, index), JX_INT64, where);
  if (!index || !some || !counted || size < 0) return false;
  if (dim_value_of(g, size) == 0) {
    diag_fail(g->diag, JX_ERROR_SHAPE, where,
              "index of any value is out of bounds for axis %d with size 0", told);
    return false;
  }
  if (!guard_push(g, GUARD_NONZERO, size, -1, 0, 0)) return false;
  graph_node n = {.op = OP_INDEX, .dtype = JX_INT64, .axis = (uint32_t)told};
  index = graph_element(g, n, (graph_ref[]){index, some}, 2, where);
  graph_ref before = types_apply2(g, OP_LE, counted, index, where);
  graph_ref place = count_of(g, before, where);
  graph_ref last =
      types_apply2(g, OP_SUB, dim_node_of(g, size, false, where), integer(g, 1, where), where);
  place = types_apply2(g, OP_MINIMUM, place, last, where); /* where there is none, that is told */
  for (int k = 0; k < s.rank && place; k++) {
    graph_ref extent = dim_node_of(g, shape_axis(&s, k), false, where);
    bool outermost = k == s.rank - 1;
    places[k] = outermost ? place : types_apply2(g, OP_MOD, place, extent, where);
    if (!outermost) place = types_apply2(g, OP_FLOORDIV, place, extent, where);
  }
  return g->diag->status == JX_OK;
}
