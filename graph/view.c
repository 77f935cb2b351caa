/* view.c: indexing without moving data: a view of an expression is the expression of views.
 *
 * Takes a node and, for each of its axes, where it goes and which of its indices are read; gives
 * the node whose leaves read so. Only the nodes below the viewed one are made again, operands
 * first, each once. Reductions and kept values are not made again: a VIEW reads them. Start at
 * view_apply(). */
#include "graph/view.h"

#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_scratch.h"
#include "graph/keep.h"

/* A view on its way down. */
typedef struct pushdown {
  const view_map *map;
  uint32_t ones; /* bit k: the viewed node itself has extent 1 on axis k */
} pushdown;

view_map view_identity(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  view_map m = {.rank_in = n->rank, .rank_out = n->rank};
  for (int k = 0; k < n->rank; k++) {
    m.axes[k] = (view_axis){(int8_t)k, -1, 1};
    m.extents[k] = graph_dim(g, n, k);
  }
  return m;
}

graph_ref view_permute(graph *g, graph_ref r, const int *order, span where) {
  if (!r) return 0;
  view_map m = view_identity(g, r);
  const graph_node *n = graph_at(g, r);
  for (int k = 0; k < m.rank_in; k++) {
    m.axes[order[k]].to = (int8_t)k;
    m.extents[k] = graph_dim(g, n, order[k]);
  }
  return view_apply(g, r, &m, where);
}

/* ---- Leaves ---- */

/* The shape a leaf takes: axes it has go where the map sends them; axes it was broadcast along
 * stay 1. A leaf of lower rank than the viewed node becomes no larger than its own axes need. */
static shape leaf_shape(graph *g, const graph_node *n, const pushdown *p) {
  const view_map *m = p->map;
  shape s = {.rank = n->rank == m->rank_in ? m->rank_out : 0};
  for (int k = 0; k < n->rank; k++)
    if (m->axes[k].to >= s.rank) s.rank = m->axes[k].to + 1;
  dim_ref one = dim_const(g, 1);
  for (int i = 0; i < s.rank; i++) s.dims[i] = one;
  for (int k = 0; k < n->rank; k++) {
    const view_axis *a = &m->axes[k];
    bool broadcast = dim_is_one(g, graph_dim(g, n, k)) && !(p->ones >> k & 1);
    if (a->to >= 0 && !broadcast) s.dims[s.rank - 1 - a->to] = m->extents[a->to];
  }
  return s;
}

static int64_t saturated_product(int64_t a, int64_t b) {
  int64_t product;
  if (!__builtin_mul_overflow(a, b, &product)) return product;
  return (a < 0) == (b < 0) ? INT64_MAX : INT64_MIN;
}

/* index = start + step * (m.start + m.step * i). A step that overflows belongs to an axis of at
 * most one index. */
static view_axis compose(graph *g, view_axis axis, const view_map *m, const shape *s) {
  if (axis.to < 0) return axis;
  const view_axis *outer = &m->axes[axis.to];
  if (outer->start >= 0 && axis.step == -1) {
    axis.start = dim_push(g, DIM_SUB, axis.start, outer->start, -1, 0);
  } else if (outer->start >= 0) {
    dim_ref skip = dim_push(g, DIM_MUL, dim_const(g, axis.step), outer->start, -1, 0);
    axis.start = skip < 0 ? -1 : dim_push(g, DIM_ADD, axis.start, skip, -1, 0);
  }
  axis.to = outer->to;
  axis.step = saturated_product(axis.step, outer->step);
  if (axis.to >= 0 && dim_is_one(g, shape_axis(s, axis.to))) axis.to = -1;
  if (axis.to < 0) axis.step = 0;
  return axis;
}

/* What VIEWs read. */
static bool is_source(const graph_node *n) { return n->kept || op_folds((op_id)n->op); }

/* What a leaf reads; of a VIEW's source, all of it. */
static leaf read_leaf(graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  leaf l = {.source = r, .naxes = n->rank};
  dim_ref zero = dim_const(g, 0);
  if (is_source(n)) {
    for (int k = 0; k < n->rank; k++) {
      bool one = dim_is_one(g, graph_dim(g, n, k));
      l.axes[n->rank - 1 - k] = (view_axis){(int8_t)(one ? -1 : k), zero, !one};
    }
    return l;
  }
  const graph_view *v = &g->views.at[n->view];
  l.source = v->source;
  l.naxes = v->naxes;
  for (int i = 0; i < l.naxes; i++) l.axes[i] = g->axes.at[v->axes + (uint32_t)i];
  return l;
}

/* Does the view read all of its source as it stands? */
static bool is_whole(graph *g, const leaf *l, const shape *s) {
  const graph_node *n = graph_at(g, l->source);
  if (n->rank != s->rank) return false;
  for (int k = 0; k < n->rank; k++) {
    view_axis a = l->axes[n->rank - 1 - k];
    dim_ref d = graph_dim(g, n, k);
    if (d != shape_axis(s, k)) return false;
    if (dim_is_one(g, d)) continue;
    if (a.to != k || a.step != 1 || !dim_is_const(g, a.start) || dim_value_of(g, a.start) != 0)
      return false;
  }
  return true;
}

static graph_ref view_leaf(graph *g, graph_ref r, const pushdown *p) {
  graph_node n = *graph_at(g, r);
  shape s = leaf_shape(g, &n, p);
  if (n.op == OP_CONST || n.op == OP_DIM) return graph_fill(g, r, &s);
  leaf l = read_leaf(g, r);
  for (int i = 0; i < l.naxes; i++) {
    l.axes[i] = compose(g, l.axes[i], p->map, &s);
    if (l.axes[i].start < 0) return 0;
  }
  if (n.op == OP_IOTA && l.axes[0].to < 0)
    return graph_fill(g, dim_node_of(g, l.axes[0].start, false, n.where), &s);
  if (is_source(&n) || n.op == OP_VIEW) {
    if (is_whole(g, &l, &s)) return l.source;
    n = (graph_node){.op = OP_VIEW, .dtype = n.dtype, .where = n.where};
  }
  if (s.rank > 0) n.weak = 0;
  return graph_push(g, n, &s, &l);
}

/* ---- Expressions ---- */

static bool is_identity(const graph *g, const graph_node *n, const view_map *m) {
  if (m->rank_in != m->rank_out) return false;
  for (int k = 0; k < m->rank_in; k++) {
    const view_axis *a = &m->axes[k];
    if (a->to != k || m->extents[k] != graph_dim(g, n, k)) return false;
    if (!dim_is_one(g, m->extents[k]) && (a->start >= 0 || a->step != 1)) return false;
  }
  return true;
}

static graph_ref mark_of(const graph *g, graph_ref r) {
  const graph_mark *m = &g->scratch->marks.at[r];
  return m->walk == g->scratch->walk ? m->to : 0;
}

static graph_ref view_node(graph *g, graph_ref r, const pushdown *p, span where) {
  graph_node n = *graph_at(g, r);
  if (n.rank == 0 && p->map->rank_in > 0) return r;
  if (ops[n.op].class_ != OP_CLASS_ELEMENT || n.kept) return view_leaf(g, r, p);
  graph_ref args[GRAPH_MAX_ARGS];
  for (int i = 0; i < n.nargs; i++) args[i] = mark_of(g, n.args[i]);
  return graph_element(g, n, args, n.nargs, n.where.length ? n.where : where);
}

/* Nodes that are made again from their operands: not scalars beside an array, which no axis of the
 * map concerns. */
static bool has_operands(const graph_node *n, const view_map *m) {
  return ops[n->op].class_ == OP_CLASS_ELEMENT && !n->kept && (n->rank > 0 || m->rank_in == 0);
}

/* A node's view; what is made for it is a copy, unless the program views a leaf itself. */
static graph_ref copy_node(graph *g, graph_ref r, const pushdown *p, span where, bool leaf) {
  graph_ref made = view_node(g, r, p, where);
  return made && !leaf && !keep_copied(g, r) ? 0 : made;
}

graph_ref view_apply(graph *g, graph_ref r, const view_map *map, span where) {
  if (!r || g->diag->status != JX_OK) return 0;
  if (is_identity(g, graph_at(g, r), map)) return r;
  if (!(r = graph_strong(g, r))) return 0; /* with axes, it is an array */
  const graph_node *root = graph_at(g, r);
  pushdown p = {.map = map};
  for (int k = 0; k < root->rank; k++)
    if (dim_is_one(g, graph_dim(g, root, k))) p.ones |= UINT32_C(1) << k;

  g->scratch->walk++;
  while (g->scratch->marks.n <= r) {
    const graph_mark *none = VEC_PUSH(g->arena, &g->scratch->marks);
    if (!none) return diag_memory(g->diag), 0;
  }
  ref_stack stack = {0};
  if (!keep_written(g) || !ref_push(g, &stack, r)) return 0;
  bool leaf = ops[graph_at(g, r)->op].class_ != OP_CLASS_ELEMENT;
  while (stack.n) {
    graph_ref top = stack.at[stack.n - 1];
    if (keep_wanted(g, top)) g->nodes.at[top].kept = 1;
    const graph_node *n = graph_at(g, top);
    size_t before = stack.n;
    for (int i = 0; i < n->nargs && has_operands(n, map); i++)
      if (!mark_of(g, n->args[i]) && !ref_push(g, &stack, n->args[i])) return 0;
    if (stack.n > before) continue;
    if (!mark_of(g, top)) {
      graph_ref made = copy_node(g, top, &p, where, leaf);
      if (!made) return 0;
      g->scratch->marks.at[top] = (graph_mark){g->scratch->walk, made};
    }
    stack.n--;
  }
  return mark_of(g, r);
}
