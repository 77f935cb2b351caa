/* reshape.c: the same elements in another shape.
 *
 * Takes an array and a shape of as many elements; gives a view where axes need only be cut up, or
 * where those that become one lie without a gap (view_joins()). Else the array is stored once more,
 * in the new shape. Old and new axes are taken in groups of as many elements, as small as can be,
 * so that axes that stay are not touched. Start at shape_reshape(). */
#include <stdio.h>

#include "base/dtype.h"
#include "graph/build/shapes.h"
#include "graph/graph_dims.h"
#include "graph/graph_strings.h"
#include "graph/graph_types.h"
#include "graph/join.h"
#include "graph/times.h"
#include "graph/view.h"

/* ---- Groups ---- */

/* Axes of extents other than 1, outermost first. */
typedef struct long_axes {
  int n;
  int axis[JX_MAX_RANK]; /* from the right */
  dim_ref extent[JX_MAX_RANK];
} long_axes;

static long_axes find_long(const graph *g, const shape *s) {
  long_axes a = {.n = 0};
  for (int k = s->rank - 1; k >= 0; k--) {
    if (dim_is_one(g, shape_axis(s, k))) continue;
    a.axis[a.n] = k;
    a.extent[a.n++] = shape_axis(s, k);
  }
  return a;
}

/* Axes [i, i2) of the old shape and [j, j2) of the new one. */
typedef struct group {
  int i, i2, j, j2;
  bool alike; /* they have as many elements whatever their extents are */
} group;

/* The smallest group with as many elements on both sides, for the sizes at hand. */
static void find_equal(const graph *g, const long_axes *a, const long_axes *b, group *x) {
  uint64_t old = (uint64_t)dim_value_of(g, a->extent[x->i2++]);
  uint64_t new = (uint64_t)dim_value_of(g, b->extent[x->j2++]);
  while (old != new) {
    if (old < new && x->i2 < a->n)
      old *= (uint64_t)dim_value_of(g, a->extent[x->i2++]);
    else if (x->j2 < b->n)
      new *= (uint64_t)dim_value_of(g, b->extent[x->j2++]);
    else
      break;
  }
}

/* Whether both sides are products of the same extents. */
static bool is_alike(graph *g, const long_axes *a, const long_axes *b, const group *x) {
  uint32_t used = 0;
  uint64_t old = 1, new = 1;
  for (int j = x->j; j < x->j2; j++)
    if (dim_is_const(g, b->extent[j])) new *= (uint64_t)dim_value_of(g, b->extent[j]);
  for (int i = x->i; i < x->i2; i++) {
    if (dim_is_const(g, a->extent[i])) {
      old *= (uint64_t)dim_value_of(g, a->extent[i]);
      continue;
    }
    int j = x->j;
    while (j < x->j2 && (used >> j & 1 || dim_root(g, a->extent[i]) != dim_root(g, b->extent[j])))
      j++;
    if (j == x->j2) return false;
    used |= UINT32_C(1) << j;
  }
  for (int j = x->j; j < x->j2; j++)
    if (!(used >> j & 1) && !dim_is_const(g, b->extent[j])) return false;
  return old == new;
}

static bool any_free(const graph *g, const long_axes *a, int from) {
  for (int i = from; i < a->n; i++)
    if (graph_is_free(g, a->extent[i])) return true;
  return false;
}

/* The same for whatever sizes will come: those that are examples say nothing. What cannot be taken
 * apart is one group. */
static void find_alike(graph *g, const long_axes *a, const long_axes *b, group *x) {
  int most = a->n - x->i + b->n - x->j;
  for (int n = 2; n <= most; n++)
    for (x->i2 = x->i + 1; x->i2 <= a->n && x->i2 - x->i < n; x->i2++) {
      x->j2 = x->j + n - (x->i2 - x->i);
      if (x->j2 <= b->n && (x->alike = is_alike(g, a, b, x))) return;
    }
  x->i2 = a->n, x->j2 = b->n;
}

/* The old axes become the new ones. */
static bool map_group(graph *g, view_map *m, const long_axes *a, const long_axes *b,
                      const group *group) {
  int i = group->i, i2 = group->i2, j = group->j, j2 = group->j2;
  dim_ref old = dim_product(g, a->extent + i, i2 - i), new = dim_product(g, b->extent + j, j2 - j);
  if (old < 0 || new < 0 || (!group->alike && !dim_equate(g, old, new))) return false;
  for (int x = i; x + 1 < i2; x++) {
    m->joined |= UINT32_C(1) << a->axis[x];
    m->axes[a->axis[x]] = view_along(-1, -1, 0);
  }
  int inner = a->axis[i2 - 1];
  m->axes[inner] = view_along((int8_t)b->axis[j2 - 1], -1, 1);
  bool same = i2 - i == 1 && j2 - j == 1;
  for (int x = j; x < j2; x++) m->extents[b->axis[x]] = same ? a->extent[i] : b->extent[x];
  for (int x = j; x + 1 < j2; x++) {
    dim_ref by = dim_product(g, b->extent + x + 1, j2 - x - 1);
    if (by < 0) return false;
    m->more[m->nmore].axis = inner;
    m->more[m->nmore++].how = (view_axis){(int8_t)b->axis[x], -1, 1, (uint32_t)by + 1, 0};
  }
  return true;
}

/* The map of an array with elements. */
static bool map_shapes(graph *g, view_map *m, const shape *from, const shape *to) {
  long_axes a = find_long(g, from), b = find_long(g, to);
  *m = (view_map){.rank_in = from->rank, .rank_out = to->rank};
  dim_ref zero = dim_const(g, 0);
  for (int k = 0; k < from->rank; k++) m->axes[k] = view_along(-1, zero, 0);
  for (int k = 0; k < to->rank; k++) m->extents[k] = dim_const(g, 1);
  for (int i = 0, j = 0; i < a.n && j < b.n;) {
    group x = {i, i, j, j, false};
    if (any_free(g, &a, i) || any_free(g, &b, j))
      find_alike(g, &a, &b, &x);
    else
      find_equal(g, &a, &b, &x);
    if (!map_group(g, m, &a, &b, &x)) return false;
    i = x.i2, j = x.j2;
  }
  return true;
}

/* ---- Reshaping ---- */

/* No elements: any shape without elements will do. */
static graph_ref reshape_nothing(graph *g, graph_ref r, const shape *from, const shape *to,
                                 span where) {
  dim_ref sizes[2] = {dim_product(g, from->dims, from->rank), dim_product(g, to->dims, to->rank)};
  for (int i = 0; i < 2; i++)
    if (!guard_push(g, GUARD_RANGE, sizes[i], -1, 0, 0)) return 0;
  jx_dtype dtype = (jx_dtype)graph_at(g, r)->dtype;
  uint32_t item = graph_at(g, r)->item;
  if (item)
    return strings_sized(g, graph_fill(g, strings_const(g, dtype, "", 0, where), to), item, where);
  graph_ref none = graph_const(g, JX_INT64, false, 0, where);
  if (!time_is(g, r)) return graph_fill(g, types_cast(g, none, dtype, where), to);
  return time_make(g, graph_fill(g, none, to), dtype, time_unit_of(g, r), where);
}

graph_ref shape_reshape(graph *g, graph_ref r, const shape *to, span where) {
  if (!r) return 0;
  shape from = graph_shape(g, r);
  for (int i = 0; i < from.rank; i++)
    if (dim_value_of(g, from.dims[i]) == 0) return reshape_nothing(g, r, &from, to, where);
  view_map m;
  if (!map_shapes(g, &m, &from, to)) return 0;
  if (!m.joined || view_joins(g, r, &m)) return view_apply(g, r, &m, where);
  if (g->diag->status != JX_OK) return 0;
  return graph_join(g, &(join_part){.node = r, .flat = true}, 1, to, where);
}

graph_ref shape_flat(graph *g, graph_ref r, span where) {
  if (!r || graph_at(g, r)->rank == 1) return r;
  shape from = graph_shape(g, r), to = {.rank = 1};
  to.dims[0] = dim_extent(g, dim_product(g, from.dims, from.rank));
  return to.dims[0] < 0 ? 0 : shape_reshape(g, r, &to, where);
}

/* ---- Calls ---- */

static jx_status fail_sizes(call *c, graph_ref r, const shape *to, int inferred, int64_t size,
                            int64_t wants) {
  char from[256], text[256] = "(";
  size_t at = 1;
  graph_shape_text(c->b->g, r, from, sizeof from);
  for (int i = 0; i < to->rank && at < sizeof text; i++)
    at += (size_t)snprintf(text + at, sizeof text - at, "%lld%s",
                           i == inferred ? -1LL : (long long)dim_value_of(c->b->g, to->dims[i]),
                           i + 1 < to->rank || to->rank == 1 ? "," : "");
  if (at < sizeof text) snprintf(text + at, sizeof text - at, ")");
  return diag_fail(c->b->g->diag, JX_ERROR_SHAPE, c->node->where,
                   "cannot reshape an array of shape %s into shape %s: %lld elements%s %lld", from,
                   text, (long long)size, inferred < 0 ? " into" : ", not a multiple of",
                   (long long)wants);
}

/* Puts in the extent that is -1, and checks that there are as many elements. */
static bool complete(call *c, graph_ref r, shape *to, int inferred) {
  graph *g = c->b->g;
  shape from = graph_shape(g, r);
  dim_ref size = dim_product(g, from.dims, from.rank), wants = dim_product(g, to->dims, to->rank);
  if (size < 0 || wants < 0) return false;
  int64_t n = dim_value_of(g, size), m = dim_value_of(g, wants);
  if (inferred < 0 ? n != m : m == 0 || n % m) return fail_sizes(c, r, to, inferred, n, m) == JX_OK;
  if (inferred < 0) return true;
  if (!guard_push(g, GUARD_NONZERO, wants, -1, 0, 0)) return false;
  bool all = dim_is_one(g, wants);
  dim_ref rest = all ? size : dim_push(g, DIM_FLOORDIV, size, wants, -1, 0);
  if ((to->dims[inferred] = dim_extent(g, rest)) < 0) return false;
  if (n) return true; /* the groups say that the sizes agree; of no elements */
  return all || guard_push(g, GUARD_RANGE, size, -1, 0, 0);
}

/* order= 'C' or 'F'. */
static bool read_order(call *c, uint32_t position, bool *fortran) {
  builder *b = c->b;
  ast_ref written = shape_take(c, "order", position);
  *fortran = false;
  if (!written) return b->g->diag->status == JX_OK;
  const ast_node *n = make_syntax(b, written);
  if (n && n->kind == AST_STRING && n->text_length == 1) {
    char order = *ast_text(b->tree, n);
    *fortran = order == 'F';
    if (order == 'C' || order == 'F') return true;
  }
  return diag_fail(b->g->diag, JX_ERROR_VALUE, b->tree->nodes.at[written].where,
                   "%.*s: the order is 'C' or 'F'", c->name_length, c->name),
         false;
}

static void turn_shape(shape *s) {
  for (int i = 0, j = s->rank - 1; i < j; i++, j--) {
    dim_ref d = s->dims[i];
    s->dims[i] = s->dims[j], s->dims[j] = d;
  }
}

/* In Fortran's order it is C's of the transposed arrays. */
graph_ref make_reshape(call *c) {
  graph *g = c->b->g;
  span where = c->node->where;
  graph_ref r = shape_array(c, call_arg(c, 0));
  ast_ref written = c->op == OP_RAVEL ? 0 : shape_need(c, "shape", 1);
  bool fortran;
  shape to = {.rank = 1, .dims = {dim_const(g, 1)}};
  int inferred = 0;
  if (!r || !read_order(c, c->op == OP_RAVEL ? 1 : 2, &fortran)) return 0;
  if (c->op == OP_RESHAPE && (!written || !shape_written(c, written, &to, &inferred))) return 0;
  if (!complete(c, r, &to, inferred)) return 0;
  if (!fortran) return shape_reshape(g, r, &to, where);
  turn_shape(&to);
  return shape_reversed(g, shape_reshape(g, shape_reversed(g, r, where), &to, where), where);
}
