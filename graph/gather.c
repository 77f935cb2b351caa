/* gather.c: elements at places that are computed; see gather.h.
 *
 * Takes a node and arrays of indices; gives a GATHER: its arguments are checked indices, aligned
 * with its axes as operands are, and its view says which axis of the source follows which of them.
 * Start at gather_apply(). */
#include "graph/gather.h"

#include "base/dtype.h"
#include "graph/graph_dims.h"
#include "graph/graph_types.h"
#include "graph/join.h"
#include "graph/leaf_axes.h"
#include "graph/select.h"
#include "graph/times.h"
#include "graph/view.h"

/* ---- Indices ---- */

/* Is there an element? Whichever it is, is guarded. */
static bool has_elements(graph *g, graph_ref r, bool *some) {
  const graph_node n = *graph_at(g, r);
  *some = true;
  for (int k = 0; k < n.rank && *some; k++)
    if (!graph_extent(g, &n, k)) {
      *some = false;
      return guard_push(g, GUARD_RANGE, graph_dim(g, &n, k), -1, 0, 0);
    }
  for (int k = 0; k < n.rank; k++)
    if (!guard_push(g, GUARD_NONZERO, graph_dim(g, &n, k), -1, 0, 0)) return false;
  return true;
}

/* Kernels count on an element at index 0. */
static bool check_extent(graph *g, graph_ref index, dim_ref extent, int told, span where) {
  bool some;
  if (dim_value_of(g, extent) > 0) return guard_push(g, GUARD_NONZERO, extent, -1, 0, 0);
  if (!guard_push(g, GUARD_RANGE, extent, -1, 0, 0) || !has_elements(g, index, &some)) return false;
  if (!some) return true;
  diag_fail(g->diag, JX_ERROR_SHAPE, where,
            "index of any value is out of bounds for axis %d with size 0", told);
  return false;
}

graph_ref gather_index_within(graph *g, graph_ref index, dim_ref extent, int told, span where) {
  index = types_convert(g, graph_strong(g, index), JX_INT64, where);
  if (!index || extent < 0 || !check_extent(g, index, extent, told, where)) return 0;
  graph_ref size = dim_node_of(g, extent, false, where);
  graph_node n = {.op = OP_INDEX, .dtype = JX_INT64, .axis = (uint32_t)told};
  return size ? graph_element(g, n, (graph_ref[]){index, size}, 2, where) : 0;
}

/* The index with `n` axes of extent 1 behind its own. */
static graph_ref move_left(graph *g, graph_ref index, int n, span where) {
  view_map m = view_identity(g, index);
  if (n == 0 || m.rank_in == 0) return index;
  m.rank_out = m.rank_in + n;
  for (int k = m.rank_in; k-- > 0;) {
    m.axes[k].to = (int8_t)(k + n);
    m.extents[k + n] = m.extents[k];
  }
  for (int k = 0; k < n; k++) m.extents[k] = dim_const(g, 1);
  return view_apply(g, index, &m, where);
}

/* ---- What is gathered from ---- */

/* What is the same everywhere is so at any place; the places are looked at all the same. A where()
 * of a condition that never holds: nothing folds it. */
static graph_ref gather_same(graph *g, graph_ref x, const graph_node *gathered, const shape *s) {
  graph_ref all = graph_fill(g, x, s), zero = graph_const(g, JX_INT64, false, 0, gathered->where);
  for (int i = 0; i < gathered->nargs && all; i++) {
    graph_ref below = types_apply2(g, OP_LT, gathered->args[i], zero, gathered->where);
    graph_node n = {.op = OP_WHERE,
                    .dtype = graph_at(g, all)->dtype,
                    .item = graph_at(g, all)->item,
                    .nargs = 3,
                    .args = {below, all, all},
                    .where = gathered->where};
    all = below ? graph_push(g, n, s, NULL) : 0;
    if (all && s->rank > 0) g->nodes.at[all].kept = 1; /* a view would fold it */
  }
  return all;
}

/* What reads the node as it stands; an expression is kept for it. */
static leaf source_of(graph *g, graph_ref x, op_id *op) {
  graph_node *n = &g->nodes.at[x];
  *op = n->op == OP_INPUT ? OP_GATHER : OP_GATHER_KEPT;
  if (ops[n->op].class_ == OP_CLASS_ELEMENT) n->kept = 1;
  return leaf_read(g, x);
}

/* What must be stored before it is gathered from: an index along an axis, and leaves whose axes are
 * cut up or joined. */
static bool needs_storing(const graph *g, const graph_node *n) {
  if (n->op == OP_IOTA) return true;
  if (n->op != OP_INPUT && n->op != OP_VIEW) return false;
  const graph_view *v = &g->views.at[n->view];
  for (int i = 0; i < v->naxes; i++) {
    const view_axis *a = &g->axes.at[v->axes + (uint32_t)i];
    if (a->by || a->of) return true;
  }
  return false;
}

/* The gather itself: `to` says of each axis of x, from the right, where it goes. */
static graph_ref push_gather(graph *g, graph_ref x, graph_node n, const int8_t *to,
                             const shape *s) {
  const graph_node from = *graph_at(g, x);
  op_id op;
  n.dtype = from.dtype;
  n.item = from.item;
  if (from.op == OP_CONST || from.op == OP_DIM) return gather_same(g, x, &n, s);
  if (needs_storing(g, &from)) {
    shape own = graph_shape(g, x);
    x = graph_join(g, &(join_part){.node = x, .flat = true}, 1, &own, n.where);
    if (!x) return 0;
  }
  leaf l = source_of(g, x, &op);
  for (int i = 0; i < l.naxes; i++) {
    view_axis *a = &l.axes[i];
    if (a->to >= 0) a->to = to[a->to];
    if (a->to >= 0 && dim_is_one(g, shape_axis(s, a->to))) a->to = -1;
    if (a->to == -1) a->step = 0;
  }
  n.op = (uint8_t)op;
  return graph_push(g, n, s, &l);
}

/* arange(n)[i] is arithmetic of i. */
static graph_ref gather_iota(graph *g, graph_ref x, graph_ref index, span where) {
  const graph_node n = *graph_at(g, x);
  const view_axis a = g->axes.at[g->views.at[n.view].axes];
  graph_ref step = graph_const(g, JX_INT64, false, a.step, where);
  index = types_apply2(g, OP_MUL, index, step, where);
  return types_apply2(g, OP_ADD, dim_node_of(g, a.start, false, where), index, where);
}

/* The shape, and where each axis of x goes: what is not indexed keeps its order, around the axes of
 * the indices. */
static shape lay_out(const shape *own, const shape *common, const gather *how, int8_t *to) {
  shape s = {.rank = own->rank - how->n + common->rank};
  int out = 0, other = 0; /* axes of the gather, and those of x among them, from the left */
  for (int k = 0; k < own->rank; k++) to[k] = -1;
  for (int i = 0; i < how->n; i++) to[how->at[i].axis] = view_of_arg(i);
  for (int k = own->rank - 1; k >= -1; k--) {
    if (k >= 0 && to[k] != -1) continue;
    if (other++ == how->place)
      for (int i = 0; i < common->rank; i++) s.dims[out++] = common->dims[i];
    if (k < 0) break;
    to[k] = (int8_t)(s.rank - 1 - out);
    s.dims[out++] = shape_axis(own, k);
  }
  return s;
}

/* Of times, the gather of their int64 as such times. */
static graph_ref as_time(graph *g, graph_ref time, graph_ref gathered, span where) {
  jx_dtype dtype = (jx_dtype)graph_at(g, time)->dtype;
  return gathered ? time_make(g, gathered, dtype, time_unit_of(g, time), where) : 0;
}

graph_ref gather_apply(graph *g, graph_ref x, const gather *how, span where) {
  if (x && time_is(g, x)) return as_time(g, x, gather_apply(g, time_bare(g, x), how, where), where);
  shape own, common;
  graph_node n = {.nargs = (uint8_t)how->n, .where = where};
  graph_ref given[GRAPH_MAX_ARGS];
  int8_t to[JX_MAX_RANK];
  if (!(x = graph_strong(g, x)) || !select_refuse(g, x, "an index of", where)) return 0;
  own = graph_shape(g, x);
  for (int i = 0; i < how->n; i++) given[i] = how->at[i].index;
  if (!graph_broadcast(g, given, how->n, where, &common)) return 0;
  if (own.rank - how->n + common.rank > JX_MAX_RANK) {
    diag_fail(g->diag, JX_ERROR_SHAPE, where, "rank %d is more than %d",
              own.rank - how->n + common.rank, JX_MAX_RANK);
    return 0;
  }
  shape s = lay_out(&own, &common, how, to);
  int behind = own.rank - how->n - how->place; /* axes of x on the right of the indices' own */
  for (int i = 0; i < how->n; i++) {
    const gather_index *a = &how->at[i];
    graph_ref index =
        a->checked ? given[i]
                   : gather_index_within(g, given[i], shape_axis(&own, a->axis), a->told, a->where);
    if (!index || !(n.args[i] = move_left(g, index, behind, where))) return 0;
  }
  if (graph_at(g, x)->op == OP_IOTA && own.rank == 1) return gather_iota(g, x, n.args[0], where);
  return push_gather(g, x, n, to, &s);
}

/* The dim of two that broadcast along an axis; -1: they do not. */
static dim_ref match(graph *g, dim_ref a, dim_ref b) {
  if (dim_is_one(g, a)) return b;
  if (dim_is_one(g, b) || a == b) return a;
  return dim_value_of(g, a) == dim_value_of(g, b) && dim_equate(g, a, b) ? a : -1;
}

graph_ref gather_along(graph *g, graph_ref x, const gather_index *how, span where) {
  if (x && time_is(g, x)) return as_time(g, x, gather_along(g, time_bare(g, x), how, where), where);
  if (!(x = graph_strong(g, x)) || !select_refuse(g, x, "an index of", where)) return 0;
  shape own = graph_shape(g, x), s = graph_shape(g, how->index);
  int8_t to[JX_MAX_RANK];
  for (int k = 0; k < own.rank; k++) {
    dim_ref *d = &s.dims[s.rank - 1 - k];
    to[k] = (int8_t)(k == how->axis ? view_of_arg(0) : k);
    if (k != how->axis) *d = match(g, shape_axis(&own, k), *d);
    if (*d >= 0) continue;
    char shapes[2][256];
    graph_shape_text(g, x, shapes[0], sizeof shapes[0]);
    graph_shape_text(g, how->index, shapes[1], sizeof shapes[1]);
    diag_fail(g->diag, JX_ERROR_SHAPE, where,
              "indices of shape %s do not broadcast to the array's shape %s", shapes[1], shapes[0]);
    return 0;
  }
  graph_ref index =
      gather_index_within(g, how->index, shape_axis(&own, how->axis), how->told, where);
  if (!index) return 0;
  if (graph_at(g, x)->op == OP_IOTA && own.rank == 1) return gather_iota(g, x, index, where);
  return push_gather(g, x, (graph_node){.nargs = 1, .args = {index}, .where = where}, to, &s);
}
