/* places.c: where a condition holds; see places.h.
 *
 * Takes a call; gives a selection. Start at places_along(). */
#include "graph/build/places.h"

#include "base/dtype.h"
#include "graph/build/reduce.h"
#include "graph/build/shapes.h"
#include "graph/graph_dims.h"
#include "graph/graph_types.h"
#include "graph/select.h"
#include "graph/view.h"

/* An argument as a condition. */
static graph_ref read_condition(call *c, uint32_t i) {
  graph *g = c->b->g;
  graph_ref r = graph_strong(g, make_node(c->b, call_arg(c, i)));
  if (!r || !select_refuse(g, r, "a place in", c->node->where)) return 0;
  return types_truth(g, r, c->node->where);
}

static graph_ref needs_axis(call *c, graph_ref r) {
  if (!r || graph_at(c->b->g, r)->rank > 0) return r;
  diag_fail(c->b->g->diag, JX_ERROR_SHAPE, c->node->where,
            "%.*s needs an array of at least one axis; atleast_1d(x) makes one", c->name_length,
            c->name);
  return 0;
}

value make_nonzero(call *c) {
  return (value){VALUE_PLACES, needs_axis(c, read_condition(c, 0)), 0};
}

/* The index along an axis, from the right, all over a shape. */
static graph_ref index_over(graph *g, const shape *s, int axis, span where) {
  graph_ref index = graph_iota(g, shape_axis(s, axis), where);
  if (!index) return 0;
  uint32_t others = ((UINT32_C(1) << axis) - 1);
  index = shape_insert(g, index, others, axis + 1, where);
  return shape_broadcast(g, index, s, where);
}

graph_ref places_along(graph *g, graph_ref condition, int64_t axis, span where) {
  if (!condition) return 0;
  shape s = graph_shape(g, condition);
  if (axis < 0 && s.rank > 1) {
    diag_fail(g->diag, JX_ERROR_TYPE, where,
              "nonzero(x) and where(x) are places along each of %d axes; take one, as in "
              "nonzero(x)[0], or write argwhere(x)",
              s.rank);
    return 0;
  }
  if (axis >= s.rank) {
    diag_fail(g->diag, JX_ERROR_SHAPE, where, "axis %lld is out of bounds for an array of rank %d",
              (long long)axis, s.rank);
    return 0;
  }
  graph_ref index = index_over(g, &s, s.rank - 1 - (axis < 0 ? 0 : (int)axis), where);
  return index ? select_make(g, index, condition, 0, where) : 0;
}

graph_ref make_flatnonzero(call *c) {
  graph *g = c->b->g;
  graph_ref condition = read_condition(c, 0);
  condition = condition ? shape_flat(g, condition, c->node->where) : 0;
  return places_along(g, condition, 0, c->node->where);
}

/* A row of places for each element: the index along axis k where the column is k. */
graph_ref make_argwhere(call *c) {
  graph *g = c->b->g;
  span where = c->node->where;
  graph_ref condition = needs_axis(c, read_condition(c, 0)), row = 0;
  if (!condition) return 0;
  shape s = graph_shape(g, condition), rows = s;
  if (s.rank == JX_MAX_RANK) {
    diag_fail(g->diag, JX_ERROR_SHAPE, where, "rank %d is more than %d", s.rank + 1, JX_MAX_RANK);
    return 0;
  }
  rows.dims[rows.rank++] = dim_const(g, s.rank);
  graph_ref column = graph_iota(g, dim_const(g, s.rank), where);
  for (int k = s.rank - 1; k >= 0; k--) {
    graph_ref index = index_over(g, &s, s.rank - 1 - k, where);
    if (!index || !(index = shape_insert(g, index, 1, s.rank + 1, where))) return 0;
    graph_ref here =
        types_apply2(g, OP_EQ, column, graph_const(g, JX_INT64, false, k, where), where);
    row = row ? types_apply(g, OP_WHERE, (graph_ref[]){here, index, row}, 3, where) : index;
    if (!row) return 0;
  }
  row = shape_broadcast(g, row, &rows, where);
  return row ? select_make(g, row, condition, 1, where) : 0;
}

/* The first elements of x along an axis, as many as the condition has. */
static graph_ref as_long(call *c, graph_ref x, int axis, graph_ref condition) {
  graph *g = c->b->g;
  span where = c->node->where;
  shape s = graph_shape(g, x);
  dim_ref own = shape_axis(&s, axis), other = graph_dim(g, graph_at(g, condition), 0);
  int64_t size = dim_value_of(g, own), asked = dim_value_of(g, other);
  if (asked > size) {
    diag_fail(g->diag, JX_ERROR_SHAPE, where,
              "%.*s: a condition of %lld elements for an axis of %lld", c->name_length, c->name,
              (long long)asked, (long long)size);
    return 0;
  }
  if (asked == size) return own == other || dim_equate(g, own, other) ? x : 0;
  dim_ref room = dim_push(g, DIM_SUB, own, other, -1, 0);
  if (room < 0 || !guard_push(g, GUARD_RANGE, room, -1, 1, INT64_MAX)) return 0;
  view_map m = view_identity(g, x);
  m.extents[axis] = other;
  return view_apply(g, x, &m, where);
}

graph_ref make_compress(call *c) {
  graph *g = c->b->g;
  span where = c->node->where;
  bool extract = c->op == OP_EXTRACT;
  graph_ref condition = read_condition(c, 0), x = shape_array(c, call_arg(c, 1));
  ast_ref written = extract ? 0 : call_take(c, "axis", 2);
  int axis = 0;
  if (!condition || !x || !select_refuse(g, x, "a selection of", where)) return 0;
  if (extract) condition = shape_flat(g, condition, where);
  if (!condition) return 0;
  if (graph_at(g, condition)->rank != 1) {
    diag_fail(g->diag, JX_ERROR_SHAPE, where, "%.*s needs a condition of one axis, not %d",
              c->name_length, c->name, graph_at(g, condition)->rank);
    return 0;
  }
  if (!written || make_is(c->b, written, AST_NONE))
    x = shape_flat(g, x, where);
  else if (!make_axis(c->b, written, graph_at(g, x)->rank, &axis))
    return 0;
  if (!x || !(x = as_long(c, x, axis, condition))) return 0;
  return select_make(g, x, condition, axis, where);
}
