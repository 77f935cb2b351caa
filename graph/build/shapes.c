/* shapes.c: functions that change a shape and move no data.
 *
 * Takes a call; gives a view of its first argument. Axes are written from the left as in NumPy,
 * negative ones from the right; extents of a shape are integers that are known when the call is
 * bound. Start at the table of functions above make_shaped(). */
#include "graph/build/shapes.h"
#include "graph/build/places.h"

#include <stdio.h>

#include "base/dtype.h"
#include "graph/build/index.h"
#include "graph/build/reduce.h"
#include "graph/graph_dims.h"
#include "graph/graph_types.h"
#include "graph/view.h"

/* ---- Arguments ---- */

ast_ref shape_take(call *c, const char *name, uint32_t position) {
  ast_ref found = position < c->nargs ? call_arg(c, position) : 0;
  if (position > 0 || !found) return call_take(c, name, position);
  ast_ref named = call_take(c, name, 0);
  if (!named) return found;
  diag_fail(c->b->g->diag, JX_ERROR_TYPE, c->b->tree->nodes.at[named].where, "%.*s got '%s' twice",
            c->name_length, c->name, name);
  return 0;
}

ast_ref shape_need(call *c, const char *name, uint32_t position) {
  ast_ref found = shape_take(c, name, position);
  if (!found && c->b->g->diag->status == JX_OK)
    diag_fail(c->b->g->diag, JX_ERROR_TYPE, c->node->where, "%.*s needs '%s'", c->name_length,
              c->name, name);
  return found;
}

graph_ref shape_array(call *c, ast_ref r) {
  return r ? graph_strong(c->b->g, make_node(c->b, r)) : 0;
}

int shape_axes(call *c, ast_ref r, int rank, int *axes) {
  builder *b = c->b;
  const ast_node *list = make_syntax(b, r);
  bool tuple = list && list->kind == AST_TUPLE;
  uint32_t n = tuple ? list->nargs : 1, seen = 0;
  for (uint32_t i = 0; i < n; i++) {
    int axis;
    if (!make_axis(b, tuple ? ast_arg(b->tree, list, i) : r, rank, &axis)) return -1;
    if (seen >> axis & 1) {
      diag_fail(b->g->diag, JX_ERROR_SHAPE, b->tree->nodes.at[r].where, "repeated axis in %.*s",
                c->name_length, c->name);
      return -1;
    }
    seen |= UINT32_C(1) << axis;
    axes[i] = axis;
  }
  return (int)n;
}

/* One extent. *unknown: it is -1. */
static dim_ref read_extent(call *c, ast_ref r, bool *unknown) {
  builder *b = c->b;
  graph *g = b->g;
  span where = b->tree->nodes.at[r].where;
  graph_ref v = make_node(b, r);
  if (!v) return -1;
  const graph_node *n = graph_at(g, v);
  if (n->rank > 0 || !dtype_is_integer((jx_dtype)n->dtype)) {
    diag_fail(g->diag, JX_ERROR_TYPE, where, "%.*s: an extent must be an integer, not %s%s",
              c->name_length, c->name, n->rank ? "an array of " : "", dtypes[n->dtype].name);
    return -1;
  }
  dim_ref d = dim_of_node(g, types_convert(g, v, JX_INT64, where), "an extent", where);
  if (d < 0) return -1;
  int64_t extent = dim_value_of(g, d);
  if (extent == -1 && unknown) {
    *unknown = true;
    return guard_push(g, GUARD_RANGE, d, -1, -1, -1) ? dim_const(g, 1) : -1;
  }
  if (extent < 0 || extent > DIMS_MAX_LENGTH) {
    diag_fail(g->diag, JX_ERROR_VALUE, where, "%.*s: an extent cannot be %lld", c->name_length,
              c->name, (long long)extent);
    return -1;
  }
  return guard_push(g, GUARD_RANGE, d, -1, 0, DIMS_MAX_LENGTH) ? dim_extent(g, d) : -1;
}

bool shape_written(call *c, ast_ref r, shape *out, int *inferred) {
  builder *b = c->b;
  graph *g = b->g;
  const ast_node *list = make_syntax(b, r);
  bool tuple = list && list->kind == AST_TUPLE;
  uint32_t n = tuple ? list->nargs : 1;
  span where = b->tree->nodes.at[r].where;
  if (inferred) *inferred = -1;
  if (n > JX_MAX_RANK)
    return diag_fail(g->diag, JX_ERROR_SHAPE, where, "rank %u is more than %d", n, JX_MAX_RANK),
           false;
  out->rank = (int)n;
  for (uint32_t i = 0; i < n; i++) {
    bool unknown = false;
    out->dims[i] =
        read_extent(c, tuple ? ast_arg(b->tree, list, i) : r, inferred ? &unknown : NULL);
    if (out->dims[i] < 0) return false;
    if (!unknown) continue;
    if (*inferred >= 0)
      return diag_fail(g->diag, JX_ERROR_VALUE, where, "%.*s: only one extent can be -1",
                       c->name_length, c->name),
             false;
    *inferred = (int)i;
  }
  return true;
}

/* ---- New axes, and axes of extent 1 ---- */

graph_ref shape_insert(graph *g, graph_ref r, uint32_t new, int rank, span where) {
  view_map m = {.rank_in = graph_at(g, r)->rank, .rank_out = rank};
  int from = 0;
  for (int k = 0; k < rank; k++) {
    m.extents[k] = dim_const(g, 1);
    if (new >> k & 1) continue;
    m.axes[from] = view_along((int8_t)k, -1, 1);
    m.extents[k] = graph_dim(g, graph_at(g, r), from++);
  }
  return view_apply(g, r, &m, where);
}

static graph_ref make_expand_dims(call *c) {
  graph *g = c->b->g;
  graph_ref r = shape_array(c, call_arg(c, 0));
  ast_ref written = shape_need(c, "axis", 1);
  if (!r || !written) return 0;
  const ast_node *list = make_syntax(c->b, written);
  bool tuple = list && list->kind == AST_TUPLE;
  uint32_t new = 0, n = tuple ? list->nargs : 1;
  int axes[JX_MAX_RANK], rank = graph_at(g, r)->rank;
  if (n > (uint32_t)(JX_MAX_RANK - rank)) {
    diag_fail(g->diag, JX_ERROR_SHAPE, c->node->where, "rank %u is more than %d",
              (uint32_t)rank + n, JX_MAX_RANK);
    return 0;
  }
  int found = shape_axes(c, written, rank + (int)n, axes);
  for (int i = 0; i < found; i++) new |= UINT32_C(1) << axes[i];
  return found < 0 ? 0 : shape_insert(g, r, new, rank + (int)n, c->node->where);
}

/* Without some axes, which have extent 1. */
static graph_ref drop_axes(graph *g, graph_ref r, uint32_t drop, span where) {
  view_map m = view_identity(g, r);
  m.rank_out = 0;
  dim_ref zero = dim_const(g, 0);
  for (int k = 0; k < m.rank_in; k++) {
    bool gone = drop >> k & 1;
    m.axes[k] = gone ? view_along(-1, zero, 0) : view_along((int8_t)m.rank_out, -1, 1);
    if (!gone) m.extents[m.rank_out++] = m.extents[k];
  }
  return view_apply(g, r, &m, where);
}

static graph_ref make_squeeze(call *c) {
  graph *g = c->b->g;
  graph_ref r = shape_array(c, call_arg(c, 0));
  ast_ref written = shape_take(c, "axis", 1);
  if (!r) return 0;
  shape s = graph_shape(g, r);
  uint32_t drop = 0;
  if (!written || make_is(c->b, written, AST_NONE))
    return drop_axes(g, r, graph_ones(g, r), c->node->where);
  int axes[JX_MAX_RANK], n = shape_axes(c, written, s.rank, axes);
  for (int i = 0; i < n; i++) {
    drop |= UINT32_C(1) << axes[i];
    if (dim_is_one(g, shape_axis(&s, axes[i]))) continue;
    char text[256];
    graph_shape_text(g, r, text, sizeof text);
    diag_fail(g->diag, JX_ERROR_SHAPE, c->b->tree->nodes.at[written].where,
              "squeeze: axis %d of shape %s has not extent 1", s.rank - 1 - axes[i], text);
    return 0;
  }
  return n < 0 ? 0 : drop_axes(g, r, drop, c->node->where);
}

graph_ref shape_at_least(graph *g, graph_ref r, int least, span where) {
  if (!r || graph_at(g, r)->rank >= least) return r;
  int rank = graph_at(g, r)->rank;
  uint32_t all = (UINT32_C(1) << least) - 1;
  if (rank == 0) return shape_insert(g, r, all, least, where);
  if (least == 2) return shape_insert(g, r, 2, 2, where); /* (1, n) */
  return shape_insert(g, r, rank == 1 ? 5 : 1, 3, where); /* (1, n, 1) or (m, n, 1) */
}

static graph_ref make_at_least(call *c) {
  int least = c->op == OP_ATLEAST_1D ? 1 : c->op == OP_ATLEAST_2D ? 2 : 3;
  return shape_at_least(c->b->g, shape_array(c, call_arg(c, 0)), least, c->node->where);
}

/* ---- Broadcasting ---- */

static bool fits(graph *g, const shape *from, const shape *to) {
  if (from->rank > to->rank) return false;
  for (int k = 0; k < from->rank; k++) {
    dim_ref a = shape_axis(from, k), b = shape_axis(to, k);
    if (dim_is_one(g, a)) continue;
    if (dim_value_of(g, a) != dim_value_of(g, b) || !dim_equate(g, a, b)) return false;
  }
  return true;
}

/* "(3,2)" of dims. */
static void write_shape(const graph *g, const shape *s, char *text, size_t size) {
  size_t at = (size_t)snprintf(text, size, "(");
  for (int i = 0; i < s->rank && at < size; i++)
    at += (size_t)snprintf(text + at, size - at, "%lld%s", (long long)dim_value_of(g, s->dims[i]),
                           i + 1 < s->rank || s->rank == 1 ? "," : "");
  if (at < size) snprintf(text + at, size - at, ")");
}

graph_ref shape_broadcast(graph *g, graph_ref r, const shape *to, span where) {
  if (!r) return 0;
  shape from = graph_shape(g, r);
  if (!fits(g, &from, to)) {
    char text[2][256];
    write_shape(g, &from, text[0], sizeof text[0]);
    write_shape(g, to, text[1], sizeof text[1]);
    diag_fail(g->diag, JX_ERROR_SHAPE, where, "shape %s cannot be broadcast to shape %s", text[0],
              text[1]);
    return 0;
  }
  view_map m = view_identity(g, r);
  m.rank_out = to->rank;
  for (int k = 0; k < to->rank; k++) {
    bool one = k >= from.rank || dim_is_one(g, shape_axis(&from, k));
    if (one) m.extents[k] = shape_axis(to, k);
    if (k < from.rank && one && !dim_is_one(g, m.extents[k])) m.axes[k] = view_along(-1, -1, 0);
  }
  return view_apply(g, r, &m, where);
}

static graph_ref make_broadcast_to(call *c) {
  graph_ref r = shape_array(c, call_arg(c, 0));
  ast_ref written = shape_need(c, "shape", 1);
  shape s;
  if (!r || !written || !shape_written(c, written, &s, NULL)) return 0;
  return shape_broadcast(c->b->g, r, &s, c->node->where);
}

/* ---- Axes turned around ---- */

/* As x[::-1] along each axis of the set. */
static graph_ref flip_axes(graph *g, graph_ref r, uint32_t axes, span where) {
  if (!r) return 0;
  view_map m = view_identity(g, r);
  for (int k = 0; k < m.rank_in; k++)
    if (axes >> k & 1 && !dim_is_one(g, m.extents[k]))
      m.axes[k] =
          view_along((int8_t)k, dim_push(g, DIM_SUB, m.extents[k], dim_const(g, 1), -1, 0), -1);
  return g->diag->status == JX_OK ? view_apply(g, r, &m, where) : 0;
}

static graph_ref make_flip(call *c) {
  graph *g = c->b->g;
  graph_ref r = shape_array(c, call_arg(c, 0));
  ast_ref written = shape_take(c, "axis", 1);
  if (!r) return 0;
  int axes[JX_MAX_RANK], n;
  uint32_t set = 0;
  if (!written || make_is(c->b, written, AST_NONE))
    return flip_axes(g, r, UINT32_MAX, c->node->where);
  if ((n = shape_axes(c, written, graph_at(g, r)->rank, axes)) < 0) return 0;
  for (int i = 0; i < n; i++) set |= UINT32_C(1) << axes[i];
  return flip_axes(g, r, set, c->node->where);
}

/* An array of so many axes at least. */
static graph_ref array_of_rank(call *c, int least) {
  graph *g = c->b->g;
  graph_ref r = shape_array(c, call_arg(c, 0));
  if (!r || graph_at(g, r)->rank >= least) return r;
  diag_fail(g->diag, JX_ERROR_SHAPE, c->node->where,
            "%.*s needs an array of rank %d or more, not %d", c->name_length, c->name, least,
            graph_at(g, r)->rank);
  return 0;
}

/* flipud and fliplr: axis 0 or 1, from the left. */
static graph_ref make_flip_one(call *c) {
  int left = c->op == OP_FLIPLR;
  graph_ref r = array_of_rank(c, left + 1);
  if (!r) return 0;
  int axis = graph_at(c->b->g, r)->rank - 1 - left;
  return flip_axes(c->b->g, r, UINT32_C(1) << axis, c->node->where);
}

/* ---- Axes in another order ---- */

graph_ref shape_reversed(graph *g, graph_ref r, span where) {
  if (!r) return 0;
  int rank = graph_at(g, r)->rank, order[JX_MAX_RANK];
  for (int k = 0; k < rank; k++) order[k] = rank - 1 - k;
  return view_permute(g, r, order, where);
}

static graph_ref swap_axes(graph *g, graph_ref r, int a, int b, span where) {
  if (!r) return 0;
  int order[JX_MAX_RANK];
  for (int k = 0; k < graph_at(g, r)->rank; k++) order[k] = k;
  order[a] = b, order[b] = a;
  return view_permute(g, r, order, where);
}

static graph_ref make_swapaxes(call *c) {
  builder *b = c->b;
  graph_ref r = shape_array(c, call_arg(c, 0));
  ast_ref first = shape_need(c, "axis1", 1), second = shape_need(c, "axis2", 2);
  if (!r || !first || !second) return 0;
  int rank = graph_at(b->g, r)->rank, i, j;
  if (!make_axis(b, first, rank, &i) || !make_axis(b, second, rank, &j)) return 0;
  return swap_axes(b->g, r, i, j, c->node->where);
}

static graph_ref make_matrix_transpose(call *c) {
  return swap_axes(c->b->g, array_of_rank(c, 2), 0, 1, c->node->where);
}

/* What is not moved keeps its order, and fills the places that nothing moves to. */
static graph_ref make_moveaxis(call *c) {
  graph *g = c->b->g;
  graph_ref r = shape_array(c, call_arg(c, 0));
  ast_ref from = shape_need(c, "source", 1), to = shape_need(c, "destination", 2);
  if (!r || !from || !to) return 0;
  int rank = graph_at(g, r)->rank, source[JX_MAX_RANK], place[JX_MAX_RANK], order[JX_MAX_RANK];
  int n = shape_axes(c, from, rank, source);
  int m = n < 0 ? -1 : shape_axes(c, to, rank, place);
  if (m < 0) return 0;
  if (n != m) {
    diag_fail(g->diag, JX_ERROR_SHAPE, c->node->where,
              "moveaxis: source and destination have %d and %d axes, not as many", n, m);
    return 0;
  }
  uint32_t moved = 0, taken = 0;
  for (int i = 0; i < n; i++) {
    order[place[i]] = source[i];
    moved |= UINT32_C(1) << source[i];
    taken |= UINT32_C(1) << place[i];
  }
  for (int k = 0, next = 0; k < rank; k++) {
    if (taken >> k & 1) continue;
    while (moved >> next & 1) next++;
    order[k] = next++;
  }
  return view_permute(g, r, order, c->node->where);
}

static graph_ref make_rot90(call *c) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  graph_ref r = array_of_rank(c, 2);
  ast_ref times = shape_take(c, "k", 1), written = shape_take(c, "axes", 2);
  int64_t k = 1;
  if (!r || (times && !make_integer(b, times, "k", &k))) return 0;
  int rank = graph_at(g, r)->rank, axes[JX_MAX_RANK] = {rank - 1, rank - 2};
  int n = written ? shape_axes(c, written, rank, axes) : 2;
  if (n < 0) return 0;
  if (n != 2) {
    diag_fail(g->diag, JX_ERROR_SHAPE, b->tree->nodes.at[written].where,
              "rot90: axes must be two, not %d", n);
    return 0;
  }
  uint32_t first = UINT32_C(1) << axes[0], second = UINT32_C(1) << axes[1];
  switch (k & 3) {
  case 0: return r;
  case 1: return swap_axes(g, flip_axes(g, r, second, where), axes[0], axes[1], where);
  case 2: return flip_axes(g, r, first | second, where);
  default: return flip_axes(g, swap_axes(g, r, axes[0], axes[1], where), second, where);
  }
}

/* ---- The table ---- */

static const struct {
  uint8_t op;
  graph_ref (*make)(call *c);
} makers[] = {
    {OP_EXPAND_DIMS, make_expand_dims},
    {OP_SQUEEZE, make_squeeze},
    {OP_BROADCAST_TO, make_broadcast_to},
    {OP_FLIP, make_flip},
    {OP_FLIPUD, make_flip_one},
    {OP_FLIPLR, make_flip_one},
    {OP_ROT90, make_rot90},
    {OP_MOVEAXIS, make_moveaxis},
    {OP_SWAPAXES, make_swapaxes},
    {OP_MATRIX_TRANSPOSE, make_matrix_transpose},
    {OP_ATLEAST_1D, make_at_least},
    {OP_ATLEAST_2D, make_at_least},
    {OP_ATLEAST_3D, make_at_least},
    {OP_RESHAPE, make_reshape},
    {OP_RAVEL, make_reshape},
    {OP_CONCATENATE, make_concatenate},
    {OP_STACK, make_stack},
    {OP_HSTACK, make_stacked},
    {OP_VSTACK, make_stacked},
    {OP_DSTACK, make_stacked},
    {OP_COLUMN_STACK, make_stacked},
    {OP_ROLL, make_roll},
    {OP_FLATNONZERO, make_flatnonzero},
    {OP_ARGWHERE, make_argwhere},
    {OP_COMPRESS, make_compress},
    {OP_EXTRACT, make_compress},
    {OP_ZEROS, make_zeros},
    {OP_ONES, make_zeros},
    {OP_FULL, make_full},
    {OP_ZEROS_LIKE, make_like},
    {OP_ONES_LIKE, make_like},
    {OP_FULL_LIKE, make_like},
    {OP_EYE, make_eye},
    {OP_IDENTITY, make_eye},
};
#define NMAKERS (sizeof makers / sizeof *makers)

bool shape_is_made(op_id op) {
  for (size_t i = 0; i < NMAKERS; i++)
    if (makers[i].op == op) return true;
  return false;
}

graph_ref make_shaped(call *c) {
  for (size_t i = 0; i < NMAKERS; i++)
    if (makers[i].op == c->op) return makers[i].make(c);
  return 0;
}
