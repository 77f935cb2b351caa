/* select.c: the elements of an array for which a condition holds; see select.h.
 *
 * Start at select_make() and select_whole(). */
#include "graph/select.h"

#include "base/dtype.h"
#include "graph/graph_dims.h"
#include "graph/graph_types.h"
#include "graph/times.h"
#include "graph/view.h"

/* ---- Which selections there are ---- */

static dim_ref dim_of_mask(graph *g, graph_ref mask) { return dim_const(g, -2 - (int64_t)mask); }

selection select_of(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  for (int k = 0; k < n->rank; k++) {
    int64_t extent = graph_extent(g, n, k);
    if (extent >= -1) continue;
    graph_ref mask = (graph_ref)(-2 - extent);
    return (selection){k, mask, graph_at(g, mask)->rank};
  }
  return (selection){.axis = -1};
}

bool select_refuse(graph *g, graph_ref r, const char *what, span where) {
  if (!r || select_of(g, r).axis < 0) return true;
  diag_fail(g->diag, JX_ERROR_UNSUPPORTED, where,
            "%s what a condition selects is not compiled by this version", what);
  return false;
}

graph_ref select_make(graph *g, graph_ref x, graph_ref mask, int behind, span where) {
  if (x && time_is(g, x)) {
    jx_dtype dtype = (jx_dtype)graph_at(g, x)->dtype;
    uint32_t unit = time_unit_of(g, x);
    graph_ref bare = select_make(g, time_bare(g, x), mask, behind, where);
    return bare ? time_make(g, bare, dtype, unit, where) : 0;
  }
  if (!(x = graph_strong(g, x)) || !mask) return 0;
  shape own = graph_shape(g, x), s = {.rank = 0};
  int rank = graph_at(g, mask)->rank;
  for (int k = own.rank - 1; k >= behind + rank; k--) s.dims[s.rank++] = shape_axis(&own, k);
  s.dims[s.rank++] = dim_of_mask(g, mask);
  for (int k = behind - 1; k >= 0; k--) s.dims[s.rank++] = shape_axis(&own, k);
  graph_node n = {.op = OP_SELECT,
                  .dtype = graph_at(g, x)->dtype,
                  .item = graph_at(g, x)->item,
                  .nargs = 2,
                  .args = {x, mask},
                  .where = where};
  return graph_push(g, n, &s, NULL);
}

/* ---- Over the whole array ---- */

/* The node with n axes of extent 1 before axis `at`, counted from the right. */
static graph_ref spread(graph *g, graph_ref r, int at, int n, span where) {
  if (!r || n == 0 || graph_at(g, r)->rank <= at) return r;
  view_map m = view_identity(g, r);
  m.rank_out = m.rank_in + n;
  for (int k = m.rank_in; k-- > at;) {
    m.axes[k].to = (int8_t)(k + n);
    m.extents[k + n] = m.extents[k];
  }
  for (int k = at; k < at + n; k++) m.extents[k] = dim_const(g, 1);
  return view_apply(g, r, &m, where);
}

graph_ref select_condition(graph *g, const selection *s, span where) {
  return spread(g, s->mask, 0, s->axis, where);
}

graph_ref select_beside(graph *g, graph_ref r, const selection *s, span where) {
  return select_of(g, r).axis >= 0 ? select_whole(g, r, where)
                                   : spread(g, r, s->axis + 1, s->rank - 1, where);
}

static shape whole_shape(const graph *g, graph_ref r, const selection *by) {
  shape own = graph_shape(g, r), mask = graph_shape(g, by->mask), s = {.rank = 0};
  for (int k = own.rank - 1; k >= 0; k--) {
    if (k != by->axis) s.dims[s.rank++] = shape_axis(&own, k);
    for (int i = 0; k == by->axis && i < mask.rank; i++) s.dims[s.rank++] = mask.dims[i];
  }
  return s;
}

/* A gather at the places of the whole array. */
static graph_ref whole_gather(graph *g, graph_ref r, const graph_ref *args, const selection *by) {
  graph_node n = *graph_at(g, r);
  const graph_view *v = &g->views.at[n.view];
  shape s = whole_shape(g, r, by);
  leaf l = {.source = v->source, .naxes = v->naxes};
  for (int i = 0; i < l.naxes; i++) {
    l.axes[i] = g->axes.at[v->axes + (uint32_t)i];
    if (l.axes[i].to > by->axis) l.axes[i].to = (int8_t)(l.axes[i].to + by->rank - 1);
  }
  for (int i = 0; i < n.nargs; i++) n.args[i] = args[i];
  return graph_push(g, n, &s, &l);
}

/* An operation of operands over the whole array. What may fail on an element is not to look at those
 * that nobody has selected. */
static graph_ref whole_element(graph *g, graph_ref r, graph_ref *args, const selection *by,
                               span where) {
  graph_node n = *graph_at(g, r);
  if (graph_may_fail(&n)) {
    graph_ref *looked_at = &args[n.op == OP_POW];
    graph_ref mask = select_condition(g, by, where);
    graph_ref zero = graph_const(g, (jx_dtype)graph_at(g, *looked_at)->dtype, false, 0, where);
    *looked_at = types_apply(g, OP_WHERE, (graph_ref[]){mask, *looked_at, zero}, 3, where);
    if (!*looked_at) return 0;
  }
  if (op_gathers((op_id)n.op)) return whole_gather(g, r, args, by);
  return graph_element(g, n, args, n.nargs, n.where);
}

static graph_ref whole_node(graph *g, graph_ref r, const graph_ref *whole, span where) {
  const graph_node n = *graph_at(g, r);
  selection by = select_of(g, r);
  graph_ref args[GRAPH_MAX_ARGS] = {0};
  if (by.axis < 0) return r;
  if (n.op == OP_SELECT) return n.args[0];
  if (n.op == OP_CONST || n.op == OP_DIM) {
    shape s = whole_shape(g, r, &by);
    return graph_fill(g, r, &s);
  }
  if (ops[n.op].class_ != OP_CLASS_ELEMENT) return select_refuse(g, r, "this use of", where), 0;
  for (int i = 0; i < n.nargs; i++) {
    bool selected = select_of(g, n.args[i]).axis >= 0;
    args[i] = whole[n.args[i]];
    if (!selected) args[i] = spread(g, args[i], by.axis + 1, by.rank - 1, where);
    if (!args[i]) return 0;
  }
  return whole_element(g, r, args, &by, where);
}

graph_ref select_whole(graph *g, graph_ref r, span where) {
  if (!r || g->diag->status != JX_OK) return 0;
  graph_ref *whole = arena_zalloc(g->arena, (r + 1) * sizeof *whole);
  ref_stack stack = {0};
  if (!whole) return diag_memory(g->diag), 0;
  if (!ref_push(g, &stack, r)) return 0;
  while (stack.n) {
    graph_ref top = stack.at[stack.n - 1];
    const graph_node *n = graph_at(g, top);
    bool inside = select_of(g, top).axis >= 0 && n->op != OP_SELECT;
    size_t before = stack.n;
    for (int i = 0; i < n->nargs && inside; i++)
      if (!whole[n->args[i]] && !ref_push(g, &stack, n->args[i])) return 0;
    if (stack.n > before) continue;
    if (!whole[top] && !(whole[top] = whole_node(g, top, whole, where))) return 0;
    stack.n--;
  }
  return whole[r];
}
