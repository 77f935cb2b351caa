/* making.c: zeros, ones, full, what is like an array, eye and identity.
 *
 * Takes a call; gives constants and values that are the same all over a shape, of which nothing is
 * stored but where they are results. Start at make_zeros(). */
#include "base/dtype.h"
#include "graph/build/shapes.h"
#include "graph/graph_dims.h"
#include "graph/graph_strings.h"
#include "graph/graph_types.h"
#include "graph/times.h"
#include "graph/view.h"

static bool is_given(call *c, ast_ref r) { return r && !make_is(c->b, r, AST_NONE); }

/* dtype=, or what it is without. JX_DTYPE_NONE after an error. */
static jx_dtype read_dtype(call *c, uint32_t position, jx_dtype without) {
  ast_ref written = shape_take(c, "dtype", position);
  if (c->b->g->diag->status != JX_OK) return JX_DTYPE_NONE;
  return is_given(c, written) ? make_dtype(c->b, written) : without;
}

/* A number in a dtype; of times, in a unit. */
static graph_ref cast(graph *g, graph_ref r, jx_dtype dtype, uint32_t unit, span where) {
  return dtype_is_time(dtype) ? times_cast(g, r, dtype, unit, where)
                              : types_cast(g, r, dtype, where);
}

/* 0 or 1 all over a shape. */
static graph_ref fill(call *c, int64_t value, jx_dtype dtype, uint32_t unit, const shape *s) {
  graph *g = c->b->g;
  if (dtype == JX_DTYPE_NONE) return 0;
  graph_ref one = graph_const(g, JX_INT64, false, value, c->node->where);
  return graph_fill(g, cast(g, one, dtype, unit, c->node->where), s);
}

graph_ref make_zeros(call *c) {
  ast_ref written = shape_need(c, "shape", 0);
  shape s;
  if (!written || !shape_written(c, written, &s, NULL)) return 0;
  return fill(c, c->op == OP_ONES, read_dtype(c, 1, JX_FLOAT64), 0, &s);
}

/* `r` in the dtype and all over a shape. A Python number must fit. */
static graph_ref spread(call *c, graph_ref r, jx_dtype dtype, uint32_t unit, const shape *s) {
  graph *g = c->b->g;
  span where = c->node->where;
  r = dtype == JX_DTYPE_NONE ? graph_strong(g, r) : cast(g, r, dtype, unit, where);
  return shape_broadcast(g, r, s, where);
}

/* dtype= may be missing or None. */
static bool read_own_dtype(call *c, uint32_t position, jx_dtype *dtype) {
  ast_ref written = shape_take(c, "dtype", position);
  if (is_given(c, written)) *dtype = make_dtype(c->b, written);
  return c->b->g->diag->status == JX_OK;
}

graph_ref make_full(call *c) {
  ast_ref written = shape_need(c, "shape", 0), value = shape_need(c, "fill_value", 1);
  jx_dtype dtype = JX_DTYPE_NONE;
  shape s;
  if (!written || !value || !shape_written(c, written, &s, NULL)) return 0;
  graph_ref r = make_node(c->b, value);
  return r && read_own_dtype(c, 2, &dtype) ? spread(c, r, dtype, 0, &s) : 0;
}

graph_ref make_like(call *c) {
  graph *g = c->b->g;
  bool full = c->op == OP_FULL_LIKE;
  graph_ref like = shape_array(c, call_arg(c, 0));
  ast_ref value = full ? shape_need(c, "fill_value", 1) : 0;
  if (!like || (full && !value)) return 0;
  jx_dtype dtype = (jx_dtype)graph_at(g, like)->dtype;
  ast_ref written = shape_take(c, "shape", full ? 3 : 2);
  shape s = graph_shape(g, like);
  if (is_given(c, written) && !shape_written(c, written, &s, NULL)) return 0;
  if (!read_own_dtype(c, full ? 2 : 1, &dtype)) return 0;
  uint32_t unit = time_is(g, like) ? time_unit_of(g, like) : 0;
  if (!full) return fill(c, c->op == OP_ONES_LIKE, dtype, unit, &s);
  uint32_t item = graph_at(g, like)->item;
  graph_ref r = spread(c, make_node(c->b, value), dtype, unit, &s);
  bool text = r && item && dtype_is_string((jx_dtype)graph_at(g, r)->dtype);
  return text ? strings_sized(g, r, item, c->node->where) : r;
}

/* An extent that must be there; `without` if that is not -1. */
static dim_ref read_size(call *c, const char *name, uint32_t position, dim_ref without) {
  ast_ref written = without < 0 ? shape_need(c, name, position) : shape_take(c, name, position);
  shape s;
  if (c->b->g->diag->status != JX_OK) return -1;
  if (without >= 0 && !is_given(c, written)) return without;
  if (!shape_written(c, written, &s, NULL)) return -1;
  if (s.rank == 1) return s.dims[0];
  diag_fail(c->b->g->diag, JX_ERROR_TYPE, c->b->tree->nodes.at[written].where,
            "%.*s: %s must be an integer", c->name_length, c->name, name);
  return -1;
}

/* The index along one of two axes, from the right, as an array of rank 2. */
static graph_ref index_along(graph *g, dim_ref extent, int axis, span where) {
  graph_ref index = graph_iota(g, extent, where);
  if (!index) return 0;
  view_map m = {.rank_in = 1, .rank_out = 2, .axes = {view_along(axis, -1, 1)}};
  m.extents[axis] = graph_dim(g, graph_at(g, index), 0);
  m.extents[!axis] = dim_const(g, 1);
  return view_apply(g, index, &m, where);
}

/* True on the k-th diagonal: where the column is the row + k. */
graph_ref make_eye(call *c) {
  graph *g = c->b->g;
  span where = c->node->where;
  bool square = c->op == OP_IDENTITY;
  dim_ref rows = read_size(c, square ? "n" : "N", 0, -1);
  if (rows < 0) return 0;
  dim_ref columns = square ? rows : read_size(c, "M", 1, rows);
  if (columns < 0) return 0;
  ast_ref written = square ? 0 : shape_take(c, "k", 2);
  graph_ref k = written ? make_node(c->b, written) : graph_const(g, JX_INT64, true, 0, where);
  jx_dtype dtype = read_dtype(c, square ? 1 : 3, JX_FLOAT64);
  if (!k || dtype == JX_DTYPE_NONE) return 0;
  const graph_node *n = graph_at(g, k);
  if (n->rank > 0 || !dtype_is_integer((jx_dtype)n->dtype)) {
    diag_fail(g->diag, JX_ERROR_TYPE, c->b->tree->nodes.at[written].where,
              "eye: k must be an integer");
    return 0;
  }
  k = types_convert(g, k, JX_INT64, where);
  graph_ref row = types_apply2(g, OP_ADD, index_along(g, rows, 1, where), k, where);
  graph_ref diagonal = types_apply2(g, OP_EQ, index_along(g, columns, 0, where), row, where);
  if (!diagonal || dtype == JX_BOOL) return diagonal;
  graph_ref ends[2];
  for (int i = 0; i < 2; i++)
    ends[i] = types_cast(g, graph_const(g, JX_INT64, false, !i, where), dtype, where);
  return types_apply(g, OP_WHERE, (graph_ref[]){diagonal, ends[0], ends[1]}, 3, where);
}
