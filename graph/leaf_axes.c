/* leaf_axes.c: what a leaf reads, seen through a view.
 *
 * Takes what a leaf reads along the axes of a node and a map of these; gives what it reads along
 * the map's. An axis that is cut up gets a view_axis for each outer part. Axes that become one must
 * lie without a gap: that is so of the parts of one axis, of operands where their layout says so,
 * and of what is stored between stages. Extents that must agree for it are guarded. Start at
 * leaf_compose(). */
#include "graph/leaf_axes.h"

#include "base/layout.h"
#include "graph/graph_dims.h"

bool leaf_is_source(const graph_node *n) { return n->kept || op_folds((op_id)n->op); }

leaf leaf_read(graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  leaf l = {.source = r, .naxes = n->rank};
  dim_ref zero = dim_const(g, 0);
  if (leaf_is_source(n)) {
    for (int k = 0; k < n->rank; k++) {
      bool one = dim_is_one(g, graph_dim(g, n, k));
      l.axes[n->rank - 1 - k] = view_along((int8_t)(one ? -1 : k), zero, !one);
    }
    return l;
  }
  l.naxes = 0;
  if (n->op == OP_CONST || n->op == OP_DIM) return l;
  const graph_view *v = &g->views.at[n->view];
  l.source = v->source;
  l.naxes = v->naxes;
  for (int i = 0; i < l.naxes; i++) l.axes[i] = g->axes.at[v->axes + (uint32_t)i];
  return l;
}

/* ---- Composition ---- */

static int64_t saturated_product(int64_t a, int64_t b) {
  int64_t product;
  if (!__builtin_mul_overflow(a, b, &product)) return product;
  return (a < 0) == (b < 0) ? INT64_MAX : INT64_MIN;
}

/* The factor of both. */
static uint32_t times(graph *g, uint32_t a, uint32_t b) {
  if (!a || !b) return a ? a : b;
  return (uint32_t)(dim_push(g, DIM_MUL, (dim_ref)a - 1, (dim_ref)b - 1, -1, 0) + 1);
}

/* start + step * by * m.start */
static dim_ref moved_start(graph *g, const view_axis *axis, dim_ref by_start) {
  if (axis->step == -1 && !axis->by) return dim_push(g, DIM_SUB, axis->start, by_start, -1, 0);
  dim_ref skip = dim_push(g, DIM_MUL, dim_const(g, axis->step), by_start, -1, 0);
  if (axis->by && skip >= 0) skip = dim_push(g, DIM_MUL, (dim_ref)axis->by - 1, skip, -1, 0);
  return skip < 0 ? -1 : dim_push(g, DIM_ADD, axis->start, skip, -1, 0);
}

/* Along an axis of the view that has extent 1 nothing moves. */
static void settle(graph *g, view_axis *axis, const shape *s) {
  if (axis->to >= 0 && dim_is_one(g, shape_axis(s, axis->to))) axis->to = -1;
  if (axis->to < 0) axis->step = 0, axis->by = 0;
}

/* index = start + step * (m.start + m.step * i). A step that overflows belongs to an axis of at
 * most one index. */
static view_axis compose(graph *g, view_axis axis, const view_map *m, const shape *s) {
  if (axis.to < 0) return axis;
  const view_axis *outer = &m->axes[axis.to];
  if (outer->start >= 0) axis.start = moved_start(g, &axis, outer->start);
  axis.to = outer->to;
  axis.step = saturated_product(axis.step, outer->step);
  axis.by = times(g, axis.by, outer->by);
  settle(g, &axis, s);
  return axis;
}

/* View_axes behind those of all axes, as they come. */
typedef struct parts {
  int n;
  view_axis at[GRAPH_MAX_AXES];
} parts;

static void push_part(parts *p, const view_axis *a) {
  if (p->n < GRAPH_MAX_AXES) p->at[p->n] = *a; /* what is too much is noticed in the end */
  p->n++;
}

/* The outer parts that an axis is cut up into. */
static void push_outer(graph *g, parts *p, const leaf *l, int i, const view_map *m,
                       const shape *s) {
  const view_axis *axis = &l->axes[i];
  for (int j = 0; axis->to >= 0 && j < m->nmore; j++) {
    if (m->more[j].axis != axis->to) continue;
    view_axis part = m->more[j].how;
    part.start = dim_const(g, 0);
    part.step = saturated_product(axis->step, part.step);
    part.by = times(g, axis->by, part.by);
    part.of = (uint32_t)view_axis_of(axis, i) + 1;
    settle(g, &part, s);
    push_part(p, &part);
  }
}

/* Parts that move nowhere leave their start to the axis they are of. */
static bool put_behind(graph *g, leaf *l, int own, const parts *p) {
  if (p->n > GRAPH_MAX_AXES) return false;
  l->naxes = own;
  for (int i = 0; i < p->n; i++) {
    const view_axis *a = &p->at[i];
    view_axis *whole = &l->axes[a->of - 1];
    whole->start = dim_push(g, DIM_ADD, whole->start, a->start, -1, 0);
    if (whole->start < 0) return false;
    if (a->to < 0) continue;
    if (l->naxes == GRAPH_MAX_AXES) return false;
    l->axes[l->naxes] = *a;
    l->axes[l->naxes++].start = dim_const(g, 0);
  }
  return true;
}

static int own_axes(const leaf *l) {
  int own = 0;
  while (own < l->naxes && !l->axes[own].of) own++;
  return own;
}

bool leaf_compose(graph *g, leaf *l, const view_map *m, const shape *s) {
  parts behind = {.n = 0};
  int own = own_axes(l);
  for (int i = own; i < l->naxes; i++) {
    push_outer(g, &behind, l, i, m, s);
    view_axis inner = compose(g, l->axes[i], m, s);
    push_part(&behind, &inner);
  }
  for (int i = 0; i < own; i++) {
    push_outer(g, &behind, l, i, m, s);
    l->axes[i] = compose(g, l->axes[i], m, s);
    if (l->axes[i].start < 0) return false;
  }
  if (put_behind(g, l, own, &behind)) return g->diag->status == JX_OK;
  diag_fail(g->diag, JX_ERROR_LIMIT, (span){0}, "an axis is cut into too many parts");
  return false;
}

/* ---- Joining ---- */

static int place_of(const leaf *l, int k) {
  for (int i = 0; i < l->naxes; i++)
    if (l->axes[i].to == k) return i;
  return -1;
}

/* Guarded; what is free is equal to nothing by chance. */
static bool same_extent(graph *g, dim_ref a, dim_ref b) {
  if (a < 0 || b < 0) return false;
  if (graph_is_free(g, a) || graph_is_free(g, b)) return dim_root(g, a) == dim_root(g, b);
  return dim_value_of(g, a) == dim_value_of(g, b) && dim_equate(g, a, b);
}

/* The extent of an axis of what the leaf reads, if another one, `outer`, lies around it without a
 * gap; else -1. Axes from the left. */
static dim_ref whole_axis(graph *g, graph_ref r, const leaf *l, int outer, int inner) {
  const graph_node *n = graph_at(g, r);
  if (n->op == OP_INPUT) {
    layout of;
    layout_of(&of, g->operands[l->source]);
    if (!layout_merges(&of, outer, inner)) return -1;
    return dim_push(g, DIM_EXTENT, (dim_ref)l->source, inner, -1, 0);
  }
  const graph_node *source = graph_at(g, l->source);
  int next = outer + 1;
  while (next < source->rank && dim_is_one(g, graph_dim(g, source, source->rank - 1 - next)))
    next++;
  return next == inner ? graph_dim(g, source, source->rank - 1 - inner) : -1;
}

/* Whether a step along x is as far as all of y, of which `extent` indices are seen. */
static bool lie_together(graph *g, graph_ref r, const leaf *l, int i, int j, dim_ref extent) {
  const view_axis *x = &l->axes[i], *y = &l->axes[j];
  int outer = view_axis_of(x, i), inner = view_axis_of(y, j);
  if (x->step != y->step) return false;
  dim_ref all = y->by ? dim_push(g, DIM_MUL, (dim_ref)y->by - 1, extent, -1, 0) : extent;
  if (outer == inner) return x->by && same_extent(g, (dim_ref)x->by - 1, all);
  return !x->by && same_extent(g, whole_axis(g, r, l, outer, inner), all);
}

/* The next axis inside that has not extent 1. */
static int axis_inside(int k, uint32_t ones) {
  do k--;
  while (ones >> k & 1);
  return k;
}

static bool joins(graph *g, graph_ref r, const leaf *l, int k, int inside) {
  const graph_node n = *graph_at(g, r);
  bool outer = k < n.rank && !dim_is_one(g, graph_dim(g, &n, k));
  bool inner = inside < n.rank && !dim_is_one(g, graph_dim(g, &n, inside));
  int i = place_of(l, k), j = place_of(l, inside);
  if (outer != inner || (i < 0) != (j < 0)) return false;
  return i < 0 || lie_together(g, r, l, i, j, graph_dim(g, &n, inside));
}

bool leaf_join(graph *g, graph_ref r, leaf *l, const view_map *m, uint32_t ones) {
  for (int k = 1; k < m->rank_in; k++)
    if (m->joined >> k & 1 && !joins(g, r, l, k, axis_inside(k, ones))) return false;
  for (int i = 0; i < l->naxes; i++) {
    view_axis *a = &l->axes[i];
    if (a->to < 0 || !(m->joined >> a->to & 1)) continue;
    a->to = -1;
    a->step = 0, a->by = 0;
  }
  return true; /* leaf_compose() takes what moves nowhere away */
}
