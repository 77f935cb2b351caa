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
#include "graph/graph_types.h"
#include "graph/keep.h"
#include "graph/leaf_axes.h"
#include "graph/select.h"

/* A view on its way down. */
typedef struct pushdown {
  const view_map *map;
  uint32_t ones; /* bit k: the viewed node itself has extent 1 on axis k */
  uint32_t wide; /* bit k: none of the node's axes goes to axis k, which is not of extent 1 */
} pushdown;

view_map view_identity(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  view_map m = {.rank_in = n->rank, .rank_out = n->rank};
  for (int k = 0; k < n->rank; k++) {
    m.axes[k] = view_along((int8_t)k, -1, 1);
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
 * stay 1; those that the view broadcasts along are as wide as it says. A leaf of lower rank than the viewed node becomes no larger than its own axes need. */
static shape leaf_shape(graph *g, const graph_node *n, const pushdown *p) {
  const view_map *m = p->map;
  shape s = {.rank = n->rank == m->rank_in || p->wide ? m->rank_out : 0};
  for (int k = 0; k < n->rank; k++)
    if (m->axes[k].to >= s.rank) s.rank = m->axes[k].to + 1;
  for (int i = 0; i < m->nmore; i++)
    if (m->more[i].axis < n->rank && m->more[i].how.to >= s.rank) s.rank = m->more[i].how.to + 1;
  dim_ref one = dim_const(g, 1);
  for (int i = 0; i < s.rank; i++) s.dims[i] = one;
  for (int k = 0; k < m->rank_out; k++)
    if (p->wide >> k & 1) s.dims[s.rank - 1 - k] = m->extents[k];
  for (int k = 0; k < n->rank; k++) {
    const view_axis *a = &m->axes[k];
    if (dim_is_one(g, graph_dim(g, n, k)) && !(p->ones >> k & 1)) continue; /* broadcast */
    if (a->to >= 0) s.dims[s.rank - 1 - a->to] = m->extents[a->to];
    for (int i = 0; i < m->nmore; i++) {
      int to = m->more[i].how.to;
      if (m->more[i].axis == k) s.dims[s.rank - 1 - to] = m->extents[to];
    }
  }
  return s;
}

/* Does the view read all of its source as it stands? */
static bool is_whole(graph *g, const leaf *l, const shape *s) {
  const graph_node *n = graph_at(g, l->source);
  if (n->rank != s->rank || l->naxes != n->rank) return false;
  for (int k = 0; k < n->rank; k++) {
    view_axis a = l->axes[n->rank - 1 - k];
    dim_ref d = graph_dim(g, n, k);
    if (d != shape_axis(s, k)) return false;
    if (dim_is_one(g, d)) continue;
    if (a.to != k || a.step != 1 || a.by || !dim_is_const(g, a.start) ||
        dim_value_of(g, a.start) != 0)
      return false;
  }
  return true;
}

/* One of the axes that an index goes along. */
static graph_ref index_term(graph *g, const graph_node *n, const leaf *l, int i, const shape *s) {
  view_axis a = l->axes[i];
  if (a.to < 0) return graph_fill(g, dim_node_of(g, a.start, false, n->where), s);
  shape own = *s;
  for (int j = 0; j < l->naxes; j++)
    if (j != i && l->axes[j].to >= 0) own.dims[s->rank - 1 - l->axes[j].to] = dim_const(g, 1);
  leaf one = {.naxes = 1, .axes = {view_along(a.to, a.by ? dim_const(g, 0) : a.start, a.step)}};
  graph_ref term = graph_push(g, *n, &own, &one);
  if (!a.by) return term;
  graph_ref by = dim_node_of(g, (dim_ref)a.by - 1, false, n->where);
  graph_ref start = dim_node_of(g, a.start, false, n->where);
  return types_apply2(g, OP_ADD, types_apply2(g, OP_MUL, term, by, n->where), start, n->where);
}

/* An index that goes along several axes is a sum of indices. */
static graph_ref index_terms(graph *g, const graph_node *n, const leaf *l, const shape *s) {
  graph_ref sum = index_term(g, n, l, 0, s);
  for (int i = 1; i < l->naxes; i++)
    sum = types_apply2(g, OP_ADD, sum, index_term(g, n, l, i, s), n->where);
  return sum;
}

static graph_ref view_leaf(graph *g, graph_ref r, const pushdown *p) {
  graph_node n = *graph_at(g, r);
  shape s = leaf_shape(g, &n, p);
  if (n.op == OP_CONST || n.op == OP_DIM) return graph_fill(g, r, &s);
  leaf l = leaf_read(g, r);
  if (p->map->joined) leaf_join(g, r, &l, p->map, p->ones);
  if (!leaf_compose(g, &l, p->map, &s)) return 0;
  if (n.op == OP_IOTA) return index_terms(g, &n, &l, &s);
  if (leaf_is_source(&n) || n.op == OP_VIEW) {
    if (is_whole(g, &l, &s)) return l.source;
    n = (graph_node){.op = OP_VIEW, .dtype = n.dtype, .item = n.item, .where = n.where};
  }
  if (s.rank > 0) n.weak = 0;
  return graph_push(g, n, &s, &l);
}

/* A gather of views of the places, where the source has other axes from a view of those. */
static graph_ref view_gather(graph *g, graph_ref r, const graph_ref *args, const pushdown *p) {
  graph_node n = *graph_at(g, r);
  shape s = leaf_shape(g, &n, p);
  leaf l = leaf_read(g, r);
  if (!leaf_compose(g, &l, p->map, &s)) return 0;
  for (int i = 0; i < n.nargs; i++) n.args[i] = args[i];
  return graph_push(g, n, &s, &l);
}

/* ---- Expressions ---- */

static bool is_identity(const graph *g, const graph_node *n, const view_map *m) {
  if (m->rank_in != m->rank_out || m->joined || m->nmore) return false;
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
  if (op_gathers((op_id)n.op)) return view_gather(g, r, args, p);
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

static uint32_t wide_axes(const graph *g, const view_map *m) {
  uint32_t set = 0;
  for (int k = 0; k < m->rank_out; k++)
    if (!dim_is_one(g, m->extents[k])) set |= UINT32_C(1) << k;
  for (int k = 0; k < m->rank_in; k++)
    if (m->axes[k].to >= 0) set &= ~(UINT32_C(1) << m->axes[k].to);
  for (int i = 0; i < m->nmore; i++) set &= ~(UINT32_C(1) << m->more[i].how.to);
  return set;
}

/* Marks of a walk over the nodes below r. */
static bool start_walk(graph *g, graph_ref r) {
  g->scratch->walk++;
  while (g->scratch->marks.n <= r) {
    const graph_mark *none = VEC_PUSH(g->arena, &g->scratch->marks);
    if (!none) return diag_memory(g->diag), false;
  }
  return true;
}

bool view_joins(graph *g, graph_ref r, const view_map *map) {
  ref_stack stack = {0};
  uint32_t ones = graph_ones(g, r);
  if (!start_walk(g, r) || !ref_push(g, &stack, r)) return false;
  while (stack.n) {
    graph_ref top = stack.at[--stack.n];
    const graph_node *n = graph_at(g, top);
    if (mark_of(g, top)) continue;
    g->scratch->marks.at[top] = (graph_mark){g->scratch->walk, top};
    if (op_gathers((op_id)n->op) && !n->kept) return false;
    if (has_operands(n, map)) {
      for (int i = 0; i < n->nargs; i++)
        if (!ref_push(g, &stack, n->args[i])) return false;
    } else if (n->rank > 0 || map->rank_in == 0) {
      leaf l = leaf_read(g, top);
      if (!leaf_join(g, top, &l, map, ones)) return false;
    }
  }
  return true;
}

graph_ref view_apply(graph *g, graph_ref r, const view_map *map, span where) {
  if (!r || g->diag->status != JX_OK) return 0;
  if (is_identity(g, graph_at(g, r), map)) return r;
  if (!select_refuse(g, r, "an index or a view of", where)) return 0;
  if (!(r = graph_strong(g, r))) return 0; /* with axes, it is an array */
  pushdown p = {.map = map, .ones = graph_ones(g, r), .wide = wide_axes(g, map)};
  ref_stack stack = {0};
  if (!start_walk(g, r) || !keep_written(g) || !ref_push(g, &stack, r)) return 0;
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
