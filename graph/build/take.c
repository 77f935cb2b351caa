/* take.c: take() and take_along_axis(), which gather (graph/gather.c).
 *
 * Takes a call; gives the gather. Start at make_take(). */
#include "graph/build/take.h"

#include <string.h>

#include "base/dtype.h"
#include "graph/build/reduce.h"
#include "graph/gather.h"
#include "graph/graph_dims.h"
#include "graph/graph_types.h"
#include "graph/view.h"

/* Which indices there are: those within bounds, or any, of which the rest are made to be. */
typedef enum take_mode { MODE_RAISE, MODE_WRAP, MODE_CLIP } take_mode;

static bool read_mode(call *c, take_mode *mode) {
  static const char *const names[] = {"raise", "wrap", "clip"};
  ast_ref written = call_take(c, "mode", 0);
  *mode = MODE_RAISE;
  if (!written) return true;
  const ast_node *n = make_syntax(c->b, written);
  for (int i = 0; n && n->kind == AST_STRING && i < 3; i++)
    if (n->text_length == strlen(names[i]) &&
        !memcmp(ast_text(c->b->tree, n), names[i], n->text_length))
      return *mode = (take_mode)i, true;
  diag_fail(c->b->g->diag, JX_ERROR_TYPE, c->b->tree->nodes.at[written].where,
            "mode must be 'raise', 'wrap' or 'clip'");
  return false;
}

static graph_ref read_indices(call *c) {
  builder *b = c->b;
  graph_ref r = make_node(b, call_arg(c, 1));
  if (!r || dtype_is_integer((jx_dtype)graph_at(b->g, r)->dtype))
    return r ? types_convert(b->g, graph_strong(b->g, r), JX_INT64, c->node->where) : 0;
  diag_fail(b->g->diag, JX_ERROR_TYPE, b->tree->nodes.at[call_arg(c, 1)].where,
            "an index must be an integer, not %s", dtypes[graph_at(b->g, r)->dtype].name);
  return 0;
}

static graph_ref within(graph *g, graph_ref index, dim_ref extent, take_mode mode, span where) {
  graph_ref n = dim_node_of(g, extent, false, where),
            zero = graph_const(g, JX_INT64, false, 0, where);
  if (!n || !zero || mode == MODE_RAISE) return n && zero ? index : 0;
  if (mode == MODE_WRAP) return types_apply2(g, OP_MOD, index, n, where);
  graph_ref last = types_apply2(g, OP_SUB, n, graph_const(g, JX_INT64, false, 1, where), where);
  index = types_apply2(g, OP_MINIMUM, index, last, where);
  return types_apply2(g, OP_MAXIMUM, index, zero, where);
}

/* The places along each axis of what lies at an index of the flattened array. */
static graph_ref take_flat(call *c, graph_ref x, graph_ref index, take_mode mode) {
  graph *g = c->b->g;
  span where = c->node->where;
  shape s = graph_shape(g, x);
  gather how = {.n = s.rank};
  if (s.rank > GRAPH_MAX_ARGS) {
    diag_fail(g->diag, JX_ERROR_LIMIT, where,
              "take of an array of rank %d needs axis=; of rank %d at most it does not", s.rank,
              GRAPH_MAX_ARGS);
    return 0;
  }
  dim_ref size = dim_product(g, s.dims, s.rank);
  index = gather_index_within(g, within(g, index, size, mode, where), size, 0, where);
  for (int k = 0; k < s.rank && index; k++) {
    graph_ref n = dim_node_of(g, shape_axis(&s, k), false, where);
    bool last = k == s.rank - 1;
    how.at[k] =
        (gather_index){last ? index : types_apply2(g, OP_MOD, index, n, where), k, 0, true, where};
    if (!last) index = types_apply2(g, OP_FLOORDIV, index, n, where);
  }
  return index ? gather_apply(g, x, &how, where) : 0;
}

/* x[None] of a scalar. */
static graph_ref as_array(graph *g, graph_ref x, span where) {
  if (!x || graph_at(g, x)->rank > 0) return x;
  view_map m = view_identity(g, x);
  m.rank_out = 1;
  m.extents[0] = dim_const(g, 1);
  return view_apply(g, x, &m, where);
}

graph_ref make_take(call *c) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  take_mode mode;
  graph_ref x = as_array(g, make_node(b, call_arg(c, 0)), where), index = read_indices(c);
  ast_ref written = call_take(c, "axis", 2);
  if (!x || !index || !read_mode(c, &mode)) return 0;
  shape s = graph_shape(g, x);
  int axis = 0;
  if (!written || make_is(b, written, AST_NONE)) {
    if (s.rank > 1) return take_flat(c, x, index, mode);
  } else if (!make_axis(b, written, s.rank, &axis)) {
    return 0;
  }
  gather how = {.n = 1, .place = s.rank - 1 - axis};
  how.at[0] = (gather_index){within(g, index, shape_axis(&s, axis), mode, where), axis, how.place,
                             false, where};
  return how.at[0].index ? gather_apply(g, x, &how, where) : 0;
}

graph_ref make_take_along(call *c) {
  builder *b = c->b;
  graph *g = b->g;
  graph_ref x = make_node(b, call_arg(c, 0)), index = read_indices(c);
  ast_ref written = call_take(c, "axis", 2);
  if (!x || !index) return 0;
  int rank = graph_at(g, x)->rank, axis = 0;
  if (rank == 0 || rank != graph_at(g, index)->rank) {
    diag_fail(g->diag, JX_ERROR_SHAPE, c->node->where,
              "take_along_axis needs indices of the array's rank, %d, not %d", rank,
              graph_at(g, index)->rank);
    return 0;
  }
  if (written && !make_axis(b, written, rank, &axis)) return 0;
  gather_index how = {index, axis, rank - 1 - axis, false, c->node->where};
  return gather_along(g, x, &how, c->node->where);
}
