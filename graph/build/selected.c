/* selected.c: reductions and results of what a condition selects; see selected.h.
 *
 * sum(a[m]) is sum(a, where=m): nothing is selected into an array. Start at selected_over(). */
#include "graph/build/selected.h"

#include <math.h>

#include "base/dtype.h"
#include "graph/graph_dims.h"
#include "graph/graph_types.h"
#include "graph/times.h"

/* The set of the whole array's axes that axes of the selection stand for. */
static uint32_t whole_axes(uint32_t axes, const selection *by) {
  uint32_t below = (UINT32_C(1) << by->axis) - 1, own = axes >> by->axis & 1;
  uint32_t above = by->axis == 31 ? 0 : axes >> (by->axis + 1);
  uint32_t all = by->rank == 32 ? UINT32_MAX : (UINT32_C(1) << by->rank) - 1;
  uint64_t moved = (uint64_t)above << (by->axis + by->rank);
  return (axes & below) | (own ? all << by->axis : 0) | (uint32_t)moved;
}

bool selected_over(over *o) {
  graph *g = o->g;
  const selection *by = &o->by;
  o->by = select_of(g, o->array);
  if (by->axis < 0) return !o->mask || select_refuse(g, o->mask, "where= of", o->where);
  bool reduced = o->axes >> by->axis & 1;
  graph_ref given = o->mask ? select_beside(g, o->mask, by, o->where) : 0;
  graph_ref mask = reduced ? select_condition(g, by, o->where) : 0;
  o->selected = mask != 0;
  o->mask = given && mask ? types_apply2(g, OP_AND, mask, given, o->where) : mask ? mask : given;
  o->array = select_whole(g, o->array, o->where);
  o->axes = whole_axes(o->axes, by);
  return g->diag->status == JX_OK;
}

static bool is_of_some(op_id op) {
  switch (op) {
  case OP_MIN:
  case OP_MAX:
  case OP_PTP:
  case OP_NANMIN:
  case OP_NANMAX:
  case OP_ARGMIN:
  case OP_ARGMAX: return true;
  default: return false;
  }
}

/* Where nothing is selected, there is no least: the kernel tells. */
static graph_ref check_some(const over *o, graph_ref reduced) {
  graph *g = o->g;
  if (reduced && time_is(g, reduced)) {
    jx_dtype dtype = (jx_dtype)graph_at(g, reduced)->dtype;
    uint32_t unit = time_unit_of(g, reduced);
    graph_ref bare = check_some(o, time_bare(g, reduced));
    return bare ? time_make(g, bare, dtype, unit, o->where) : 0;
  }
  shape s = graph_shape(g, o->array);
  graph_ref all = graph_fill(g, graph_const(g, JX_BOOL, false, 1, o->where), &s);
  graph_ref any = types_apply2(g, OP_AND, o->mask, all, o->where);
  any = reduce_axes(g, OP_ANY, any, o->axes, o->where);
  if (!any || !reduced) return 0;
  graph_node n = {.op = OP_SOME, .dtype = graph_at(g, reduced)->dtype, .axis = (uint32_t)o->op};
  return graph_element(g, n, (graph_ref[]){reduced, any}, 2, o->where);
}

graph_ref selected_reduced(const over *o, graph_ref reduced, bool keepdims) {
  graph *g = o->g;
  const selection *by = &o->by;
  reduced = graph_strong(g, reduced);
  if (!reduced) return 0;
  if (o->selected && is_of_some(o->op) && !o->initial) reduced = check_some(o, reduced);
  uint32_t drop = keepdims ? 0 : o->axes;
  if (by->axis < 0) return reduce_drop(g, reduced, drop, o->where);
  uint32_t extra = ((UINT32_C(1) << (by->rank - 1)) - 1) << by->axis;
  if (o->selected) return reduce_drop(g, reduced, drop | extra, o->where);
  int behind = by->axis - __builtin_popcount(drop & ((UINT32_C(1) << by->axis) - 1));
  return select_make(g, reduce_drop(g, reduced, drop, o->where), by->mask, behind, o->where);
}

graph_ref selected_neutral(const over *o, bool least) {
  graph *g = o->g;
  jx_dtype dtype = (jx_dtype)graph_at(g, o->array)->dtype;
  if (dtype_is_float(dtype))
    return graph_const_float(g, dtype, false, least ? INFINITY : -INFINITY, o->where);
  return graph_const(g, dtype, false, least ? dtype_greatest(dtype) : dtype_least(dtype), o->where);
}

/* Points of a shape's axes, those of a set. */
static graph_ref points_of(const over *o, uint32_t axes) {
  shape s = graph_shape(o->g, o->array);
  dim_ref dims[JX_MAX_RANK];
  int n = 0;
  for (int k = 0; k < s.rank; k++)
    if (axes >> k & 1) dims[n++] = shape_axis(&s, k);
  return dim_node_of(o->g, dim_product(o->g, dims, n), false, o->where);
}

static graph_ref apply(const over *o, op_id op, graph_ref x, graph_ref y) {
  return types_apply2(o->g, op, x, y, o->where);
}

/* The place in the whole array is that of a point of the condition, one within what lies behind it,
 * and one of what lies before all of them; before the point, so many others are selected. */
graph_ref selected_place(const over *o, graph_ref place, flat_index *flat) {
  graph *g = o->g;
  const selection *by = &o->by;
  over points = *o;
  points.axes = whole_axes(UINT32_C(1) << by->axis, by);
  uint32_t behind = o->axes & ((UINT32_C(1) << by->axis) - 1),
           before = o->axes & ~behind & ~points.axes;
  graph_ref each = points_of(o, behind), mask = select_condition(g, by, o->where), outer = 0;
  if (before) {
    graph_ref block = apply(o, OP_MUL, points_of(o, points.axes), each);
    outer = apply(o, OP_FLOORDIV, place, block);
    place = apply(o, OP_MOD, place, block);
  }
  graph_ref point = apply(o, OP_FLOORDIV, place, each), rest = apply(o, OP_MOD, place, each);
  graph_ref ahead = apply(o, OP_AND, mask, apply(o, OP_LT, flat(&points), point));
  ahead = reduce_axes(g, OP_COUNT, ahead, points.axes, o->where);
  graph_ref found = apply(o, OP_ADD, apply(o, OP_MUL, ahead, each), rest);
  if (!before) return found;
  graph_ref all = reduce_axes(g, OP_COUNT, mask, points.axes, o->where);
  return apply(o, OP_ADD, apply(o, OP_MUL, outer, apply(o, OP_MUL, all, each)), found);
}

graph_ref selected_size(graph *g, graph_ref r, int axis, span where) {
  selection by = select_of(g, r);
  shape s = graph_shape(g, r);
  dim_ref others[JX_MAX_RANK];
  int n = 0;
  if (axis >= 0 && axis != by.axis) return dim_node_of(g, shape_axis(&s, axis), true, where);
  for (int k = 0; k < s.rank && axis < 0; k++)
    if (k != by.axis) others[n++] = shape_axis(&s, k);
  uint32_t all = by.rank == 32 ? UINT32_MAX : (UINT32_C(1) << by.rank) - 1;
  graph_ref count = reduce_axes(g, OP_COUNT, by.mask, all, where);
  count = graph_strong(g, reduce_drop(g, count, all, where));
  if (n == 0) return count;
  return types_apply2(g, OP_MUL, count, dim_node_of(g, dim_product(g, others, n), true, where),
                      where);
}
