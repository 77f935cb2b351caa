/* index.c: brackets, .T and transpose(): what they say, as a view_map.
 *
 * Takes an indexing node of the tree and the graph node it stands on; gives the viewed node.
 * NumPy's basic indexing: integers, slices, None and one ellipsis; bounds may be scalars known when
 * the call is bound, steps are literals. Arrays of integers are left to a gather of what the others
 * make of the node. Start at make_index(). */
#include "graph/build/index.h"

#include <string.h>

#include "base/dtype.h"
#include "graph/build/calls.h"
#include "graph/build/graph_build.h"
#include "graph/build/hints.h"
#include "graph/build/places.h"
#include "graph/build/reduce.h"
#include "graph/build/reselect.h"
#include "graph/complex.h"
#include "graph/gather.h"
#include "graph/graph_dims.h"
#include "graph/graph_types.h"
#include "graph/select.h"
#include "graph/times.h"
#include "graph/view.h"
#include "graph/weak.h"

/* An indexing under way: axes of the node from the left, axes of the view from the left as they
 * come. */
typedef struct indexing {
  builder *b;
  graph_ref target;
  view_map map;
  int axis;                         /* the next one to be indexed, from the left */
  dim_ref extents[2 * JX_MAX_RANK]; /* of the view, outermost first */
  int8_t origins[JX_MAX_RANK];      /* of axis k: the place in `extents` it goes to, or -1 */
  gather arrays;                    /* axes from the left, until the view is made */
  int last_item; /* the last item so far that is an integer or an array, or -1; in one run with all
                    before it, or not */
  bool apart;
  graph_ref mask; /* a condition, and the place of the first axis it is of, from the left */
  int mask_at;
  selection by; /* of a selection, whose whole is the target: by what, and where the condition's */
  int by_at;    /* axes begin, from the left */
} indexing;

static jx_status fail_rank(graph *g, int rank, span where) {
  return diag_fail(g->diag, JX_ERROR_SHAPE, where, "rank %d is more than %d", rank, JX_MAX_RANK);
}

static int axis_from_right(const indexing *x) { return x->map.rank_in - 1 - x->axis; }

/* The next axis of the node becomes the next one of the view. */
static void keep_axis(indexing *x, view_axis how, dim_ref extent) {
  int k = axis_from_right(x);
  x->map.axes[k] = how;
  x->origins[k] = (int8_t)x->map.rank_out;
  x->extents[x->map.rank_out++] = extent;
  x->axis++;
}

static dim_ref axis_extent(const indexing *x) {
  const graph *g = x->b->g;
  return graph_dim(g, graph_at(g, x->target), axis_from_right(x));
}

static bool check_integer(builder *b, const graph_node *n, bool slice, span where) {
  diag *d = b->g->diag;
  if (!dtype_is_integer((jx_dtype)n->dtype))
    diag_fail(d, JX_ERROR_TYPE, where, "%s must be an integer, not %s",
              slice ? "a slice bound" : "an index", dtypes[n->dtype].name);
  else if (slice && n->rank > 0)
    diag_fail(d, JX_ERROR_TYPE, where, "a slice bound must be an integer, not an array of rank %d",
              n->rank);
  return d->status == JX_OK;
}

/* An integer that is known when the call is bound, as indices and bounds must be. */
static dim_ref read_bound(builder *b, ast_ref r, bool slice) {
  const char *what = slice ? "a slice bound" : "an index";
  graph *g = b->g;
  graph_ref value = make_node(b, r);
  if (!value) return -1;
  span where = b->tree->nodes.at[r].where;
  const graph_node *n = graph_at(g, value);
  if (!check_integer(b, n, slice, where)) return -1;
  /* As in Python, a slice ends where the array does, however far away its bound is. */
  int side = slice && n->weak ? weak_class(g, value, where) : 0;
  if (side == 2) return -1;
  if (side) return dim_const(g, side > 0 ? INT64_MAX : -INT64_MAX);
  return dim_of_node(g, types_convert(g, value, JX_INT64, where), what, where);
}

/* A literal bound within its axis: so far from the axis's start, or from its end. With a guard that
 * it stays within, it is plain arithmetic: views of views then compose to the same dims in whatever
 * order they were taken, and starts are constants. */
typedef struct bound {
  bool from_end;
  int64_t distance;
} bound;

/* False for a bound that is no literal or would be clipped; `absent` when there is none. */
static bool plain_bound(const graph *g, dim_ref d, dim_ref extent, bound absent, bound *out) {
  *out = absent;
  if (d < 0) return true;
  int64_t v = dim_value_of(g, d);
  if (!dim_is_const(g, d) || v == INT64_MIN) return false;
  *out = (bound){v < 0, v < 0 ? -v : v};
  return out->distance <= dim_value_of(g, extent);
}

/* The index a bound stands for. */
static dim_ref bound_dim(graph *g, bound at, dim_ref extent) {
  dim_ref distance = dim_const(g, at.distance);
  return at.from_end ? dim_push(g, DIM_SUB, extent, distance, -1, 0) : distance;
}

static bool guard_least(graph *g, dim_ref extent, int64_t least) {
  return least <= 0 || guard_push(g, GUARD_RANGE, extent, -1, least, INT64_MAX);
}

static bool fail_mask(indexing *x, span where, const char *why) {
  diag_fail(x->b->g->diag, JX_ERROR_UNSUPPORTED, where, "%s", why);
  return false;
}

/* a[nonzero(c)] is a[c]. */
static graph_ref condition_of(builder *b, ast_ref r) {
  return b->values[r].kind == VALUE_PLACES ? b->values[r].ref : make_node(b, r);
}

static bool is_mask(builder *b, ast_ref r) {
  if (make_syntax(b, r)) return false;
  graph_ref v = condition_of(b, r);
  return v && graph_at(b->g, v)->dtype == JX_BOOL;
}

/* A condition takes as many axes as it has, whose extents must be its own. */
static bool index_mask(indexing *x, ast_ref r) {
  graph *g = x->b->g;
  span where = x->b->tree->nodes.at[r].where;
  graph_ref mask = condition_of(x->b, r);
  int rank = graph_at(g, mask)->rank;
  if (rank == 0)
    return fail_mask(x, where, "a condition of rank 0 is no index; write where(c, x, y)");
  if (x->mask)
    return fail_mask(x, where,
                     "two conditions are no indices together; combine them, as in a[c & d]");
  x->mask = mask;
  x->mask_at = x->map.rank_out;
  for (int k = rank - 1; k >= 0; k--) {
    dim_ref own = axis_extent(x), extent = graph_dim(g, graph_at(g, mask), k);
    int64_t size = dim_value_of(g, own), other = dim_value_of(g, extent);
    if (size != other) {
      diag_fail(g->diag, JX_ERROR_SHAPE, where,
                "boolean index did not match indexed array along axis %d; size of axis is %lld but "
                "size of corresponding boolean axis is %lld",
                x->axis, (long long)size, (long long)other);
      return false;
    }
    if (own != extent && !dim_equate(g, own, extent)) return false;
    keep_axis(x, view_along(0, -1, 1), own);
  }
  return true;
}

/* Integers that only a kernel knows: an array, or a scalar that depends on elements. */
static bool is_array(builder *b, ast_ref r) {
  graph *g = b->g;
  graph_ref v = make_node(b, r);
  span where = b->tree->nodes.at[r].where;
  if (!v || !dtype_is_integer((jx_dtype)graph_at(g, v)->dtype)) return false;
  return graph_at(g, v)->rank > 0 || dim_read(g, v, false, where) == DIM_IS_REFUSED;
}

/* The axis stays, for the gather. */
static bool index_array(indexing *x, ast_ref r) {
  builder *b = x->b;
  span where = b->tree->nodes.at[r].where;
  if (x->arrays.n == GRAPH_MAX_ARGS) {
    diag_fail(b->g->diag, JX_ERROR_LIMIT, where, "more than %d arrays are indices", GRAPH_MAX_ARGS);
    return false;
  }
  x->arrays.at[x->arrays.n++] =
      (gather_index){make_node(b, r), x->map.rank_out, x->axis, false, where};
  keep_axis(x, view_along(0, -1, 1), axis_extent(x));
  return true;
}

static bool index_integer(indexing *x, ast_ref r) {
  graph *g = x->b->g;
  span where = x->b->tree->nodes.at[r].where;
  dim_ref extent = axis_extent(x), index = read_bound(x->b, r, false);
  if (index < 0) return false;
  bound at;
  bool plain = plain_bound(g, index, extent, (bound){0}, &at);
  dim_ref place = plain ? bound_dim(g, at, extent) : dim_push(g, DIM_INDEX, extent, index, -1, 0);
  if (place < 0) return false;
  if (dim_value_of(g, place) < 0 || dim_value_of(g, place) >= dim_value_of(g, extent)) {
    diag_fail(g->diag, JX_ERROR_SHAPE, where,
              "index %lld is out of bounds for axis %d with size %lld",
              (long long)dim_value_of(g, index), x->axis, (long long)dim_value_of(g, extent));
    return false;
  }
  int k = axis_from_right(x);
  x->map.axes[k] = view_along(-1, place, 0);
  x->origins[k] = -1;
  x->axis++;
  return plain ? guard_least(g, extent, at.distance + !at.from_end)
               : guard_push(g, GUARD_BELOW, place, extent, 0, 0);
}

/* The start and length of [start:stop] when both bounds are plain. False, without an error, when
 * they are not; -1 for a start at 0. */
static bool plain_slice(graph *g, dim_ref extent, dim_ref start, dim_ref stop, dim_ref *first,
                        dim_ref *length) {
  bound a, b;
  if (!plain_bound(g, start, extent, (bound){false, 0}, &a)) return false;
  if (!plain_bound(g, stop, extent, (bound){true, 0}, &b)) return false;
  int64_t least = a.distance > b.distance ? a.distance : b.distance;
  if (a.from_end == b.from_end) {
    int64_t n = a.from_end ? a.distance - b.distance : b.distance - a.distance;
    *length = dim_const(g, n > 0 ? n : 0);
  } else {
    if (a.from_end || a.distance > dim_value_of(g, extent) - b.distance) return false;
    least = a.distance + b.distance;
    *length = dim_push(g, DIM_SUB, extent, dim_const(g, least), -1, 0);
  }
  *first = bound_dim(g, a, extent);
  guard_least(g, extent, least);
  return true;
}

static bool index_slice(indexing *x, const ast_node *slice) {
  builder *b = x->b;
  graph *g = b->g;
  ast_ref parts[3];
  for (uint32_t i = 0; i < 3; i++) {
    parts[i] = ast_arg(b->tree, slice, i);
    if (make_is(b, parts[i], AST_NONE)) parts[i] = 0;
  }
  int64_t step = 1;
  if (parts[2] && !make_integer(b, parts[2], "the step of a slice", &step)) return false;
  if (step == 0) {
    diag_fail(g->diag, JX_ERROR_VALUE, b->tree->nodes.at[parts[2]].where,
              "slice step cannot be zero");
    return false;
  }
  dim_ref extent = axis_extent(x), start = -1, stop = -1;
  if (parts[0] && (start = read_bound(b, parts[0], true)) < 0) return false;
  if (parts[1] && (stop = read_bound(b, parts[1], true)) < 0) return false;

  bound at;
  dim_ref first = -1, length = extent; /* first: -1 is 0 */
  if (start < 0 && stop < 0 && step == -1) {
    first = dim_push(g, DIM_SUB, extent, dim_const(g, 1), -1, 0);
  } else if (step != 1 || !plain_slice(g, extent, start, stop, &first, &length)) {
    length = dim_push(g, DIM_SLICE_LENGTH, extent, start, stop, step);
    if (step > 0 && start >= 0 && plain_bound(g, start, extent, (bound){0}, &at)) {
      first = bound_dim(g, at, extent);
      guard_least(g, extent, at.distance);
    } else if (step < 0 || start >= 0) {
      first = dim_push(g, DIM_SLICE_START, extent, start, -1, step);
    }
  }
  keep_axis(x, view_along(0, first, step), dim_extent(g, length));
  return g->diag->status == JX_OK;
}

/* ---- Of what a condition selects: see reselect.h ---- */

static bool at_selected(const indexing *x) { return x->by.axis >= 0 && x->axis == x->by_at; }

/* The selected axis stays, by a condition that its own has become. */
static bool keep_selected(indexing *x, graph_ref mask) {
  if (!mask) return false;
  x->mask = mask;
  x->mask_at = x->map.rank_out;
  for (int rank = graph_at(x->b->g, mask)->rank; rank > 0; rank--)
    keep_axis(x, view_along(0, -1, 1), axis_extent(x));
  return true;
}

/* The next axis stays as it is. */
static void keep_next(indexing *x) {
  if (at_selected(x))
    keep_selected(x, x->by.mask);
  else
    keep_axis(x, view_along(0, -1, 1), axis_extent(x));
}

/* One element of the selected axis: a gather of one place. */
static bool index_place(indexing *x, ast_ref r) {
  graph *g = x->b->g;
  span where = x->b->tree->nodes.at[r].where;
  graph_ref places[JX_MAX_RANK];
  if (x->by.rank > GRAPH_MAX_ARGS)
    return fail_mask(x, where,
                     "an element of what a condition of so many axes selects is not "
                     "compiled by this version");
  if (!reselect_place(g, &x->by, make_node(x->b, r), x->axis, where, places)) return false;
  x->arrays.place = x->map.rank_out;
  for (int k = x->by.rank - 1; k >= 0; k--) {
    x->arrays.at[x->arrays.n++] = (gather_index){places[k], x->map.rank_out, x->by_at, true, where};
    keep_axis(x, view_along(0, -1, 1), axis_extent(x));
  }
  return true;
}

static bool index_selected(indexing *x, ast_ref r) {
  builder *b = x->b;
  graph *g = b->g;
  span where = b->tree->nodes.at[r].where;
  graph_ref v = condition_of(b, r);
  if (!v) return false;
  bool condition = is_mask(b, r) && graph_at(g, v)->rank > 0;
  if (at_selected(x) && condition) return keep_selected(x, reselect_where(g, &x->by, v, where));
  if (at_selected(x) && dtype_is_integer((jx_dtype)graph_at(g, v)->dtype) &&
      graph_at(g, v)->rank == 0)
    return index_place(x, r);
  if (!condition && !is_array(b, r)) return index_integer(x, r);
  return fail_mask(x, where,
                   condition ? "what a condition selects takes no condition on other axes; select "
                               "by both, as in a[c & d]"
                             : "an array of integers is no index of what a condition selects");
}

/* ---- All of them ---- */

/* As in NumPy, the axes of index arrays stand where the first of them stood, integers counted as
 * such, unless something else stands between two of them: then they come first. */
static bool index_values(indexing *x, ast_ref r, int item) {
  span where = x->b->tree->nodes.at[r].where;
  if (x->by.axis >= 0) return index_selected(x, r);
  bool mask = is_mask(x->b, r);
  if (mask ? x->last_item >= 0 : x->mask != 0)
    return fail_mask(
        x, where, "a condition and integers are no indices together; index twice, as in a[i][c]");
  if (mask) return index_mask(x, r);
  if (x->last_item < 0) x->arrays.place = x->map.rank_out;
  if (x->last_item >= 0 && x->last_item != item - 1) x->apart = true;
  x->last_item = item;
  return is_array(x->b, r) ? index_array(x, r) : index_integer(x, r);
}

/* The gather, or the selection, of what the view leaves. */
static graph_ref gather_rest(indexing *x, graph_ref viewed, span where) {
  if (viewed && x->mask)
    return select_make(x->b->g, viewed, x->mask,
                       x->map.rank_out - x->mask_at - graph_at(x->b->g, x->mask)->rank, where);
  for (int i = 0; i < x->arrays.n; i++)
    x->arrays.at[i].axis = x->map.rank_out - 1 - x->arrays.at[i].axis;
  if (x->apart) x->arrays.place = 0;
  return viewed && x->arrays.n ? gather_apply(x->b->g, viewed, &x->arrays, where) : viewed;
}

static bool index_one(indexing *x, ast_ref r, int item, int missing) {
  builder *b = x->b;
  const ast_node *n = make_syntax(b, r);
  if (!n) return index_values(x, r, item);
  if (n->kind == AST_NONE) {
    x->extents[x->map.rank_out++] = dim_const(b->g, 1);
    return true;
  }
  if (n->kind == AST_SLICE && at_selected(x)) return keep_selected(x, reselect_slice(b, &x->by, n));
  if (n->kind == AST_SLICE) return index_slice(x, n);
  if (n->kind == AST_ELLIPSIS) {
    for (; missing > 0; missing--) keep_next(x);
    return true;
  }
  diag_fail(b->g->diag, JX_ERROR_TYPE, b->tree->nodes.at[r].where,
            "an index must be an integer, a slice, None or ...");
  return false;
}

/* How many axes the indices take, and that there are not too many of anything. */
static bool count_indices(indexing *x, const ast_node *n, const uint32_t *items, uint32_t nitems,
                          int *taken, bool *ellipsis) {
  builder *b = x->b;
  int rank = x->map.rank_in - (x->by.axis >= 0 ? x->by.rank - 1 : 0);
  uint32_t new_axes = 0, ellipses = 0, more = 0; /* axes of conditions but the first */
  for (uint32_t i = 0; i < nitems; i++) {
    const ast_node *item = make_syntax(b, items[i]);
    if (item && item->kind == AST_NONE)
      new_axes++;
    else if (item && item->kind == AST_ELLIPSIS)
      ellipses++;
    else if (is_mask(b, items[i]) && graph_at(b->g, condition_of(b, items[i]))->rank > 1)
      more += graph_at(b->g, condition_of(b, items[i]))->rank - 1u;
  }
  uint32_t count = nitems - new_axes - ellipses + more;
  if (ellipses > 1) {
    diag_fail(b->g->diag, JX_ERROR_TYPE, n->where, "an index can only have a single ellipsis");
    return false;
  }
  if (count > (uint32_t)rank) {
    diag_fail(b->g->diag, JX_ERROR_SHAPE, n->where,
              "too many indices: the rank is %d, but %u axes are indexed", rank, count);
    return false;
  }
  if (new_axes > JX_MAX_RANK) return fail_rank(b->g, (int)new_axes, n->where), false;
  *taken = (int)count;
  *ellipsis = ellipses == 1;
  return true;
}

/* nonzero(x)[k], of a literal k. */
static value index_places(builder *b, const ast_node *n) {
  ast_ref r = ast_arg(b->tree, n, 1);
  graph_ref condition = b->values[ast_arg(b->tree, n, 0)].ref;
  int64_t axis = 0;
  int rank = graph_at(b->g, condition)->rank;
  if (n->nargs != 2 || !make_integer(b, r, "the axis of nonzero", &axis)) return (value){0};
  if (axis < 0) axis += rank;
  if (axis < 0) axis = rank; /* refused */
  return (value){VALUE_NODE, places_along(b->g, condition, axis, n->where), 0};
}

value make_index(builder *b, const ast_node *n) {
  value none = {0};
  graph *g = b->g;
  if (b->values[ast_arg(b->tree, n, 0)].kind == VALUE_PLACES) return index_places(b, n);
  indexing x = {.b = b, .target = make_node(b, ast_arg(b->tree, n, 0)), .last_item = -1};
  if (!x.target) return none;
  x.by = select_of(g, x.target);
  x.by_at = graph_at(g, x.target)->rank - 1 - x.by.axis;
  int selected_rank = graph_at(g, x.target)->rank;
  if (x.by.axis >= 0 && !(x.target = select_whole(g, x.target, n->where))) return none;
  x.map.rank_in = graph_at(g, x.target)->rank;

  const uint32_t *items = b->tree->args.at + n->args + 1;
  uint32_t nitems = n->nargs - 1;
  const ast_node *only = nitems == 1 ? make_syntax(b, items[0]) : NULL;
  if (only && only->kind == AST_TUPLE) {
    items = b->tree->args.at + only->args;
    nitems = only->nargs;
  }
  int taken;
  bool ellipsis;
  if (!count_indices(&x, n, items, nitems, &taken, &ellipsis)) return none;
  for (uint32_t i = 0; i < nitems; i++)
    if (!index_one(&x, items[i], (int)i, selected_rank - taken)) return none;
  while (x.axis < x.map.rank_in) keep_next(&x);

  int rank = x.map.rank_out;
  if (rank > JX_MAX_RANK) return fail_rank(g, rank, n->where), none;
  for (int k = 0; k < rank; k++) x.map.extents[k] = x.extents[rank - 1 - k];
  for (int k = 0; k < x.map.rank_in; k++)
    if (x.origins[k] >= 0) x.map.axes[k].to = (int8_t)(rank - 1 - x.origins[k]);
  graph_ref viewed = view_apply(g, x.target, &x.map, n->where);
  return (value){VALUE_NODE, gather_rest(&x, viewed, n->where), 0};
}

/* ---- .T and transpose() ---- */

static graph_ref reversed(graph *g, graph_ref r, span where) {
  if (!r) return 0;
  int rank = graph_at(g, r)->rank, order[JX_MAX_RANK];
  for (int k = 0; k < rank; k++) order[k] = rank - 1 - k;
  return view_permute(g, r, order, where);
}

value make_attribute(builder *b, ast_ref r) {
  const ast_node *n = &b->tree->nodes.at[r];
  const char *name = ast_text(b->tree, n);
  ast_ref object = ast_arg(b->tree, n, 0);
  if (make_is(b, object, AST_MODULE)) return make_of_module(b, r);
  if (!strcmp(name, "T"))
    return (value){VALUE_NODE, reversed(b->g, make_node(b, object), n->where), 0};
  bool real = !strcmp(name, "real");
  if (real || !strcmp(name, "imag")) {
    graph *g = b->g;
    graph_ref x = make_node(b, object), part;
    bool number = x && !time_is(g, x) && !dtype_is_string((jx_dtype)graph_at(g, x)->dtype);
    if (real || number)
      part = complex_part(g, real ? OP_REAL : OP_IMAG, x, n->where);
    else
      part = types_apply1(g, OP_IMAG, x, n->where); /* which refuses them */
    return (value){VALUE_NODE, part, 0};
  }
  fail_attribute(b, n);
  return (value){0};
}

graph_ref make_transpose(call *c) {
  builder *b = c->b;
  graph *g = b->g;
  graph_ref r = make_node(b, call_arg(c, 0));
  ast_ref axes = call_take(c, "axes", 1);
  if (!r) return 0;
  if (!axes || make_is(b, axes, AST_NONE)) return reversed(g, r, c->node->where);

  int rank = graph_at(g, r)->rank, order[JX_MAX_RANK];
  const ast_node *list = make_syntax(b, axes);
  span where = b->tree->nodes.at[axes].where;
  bool tuple = list && list->kind == AST_TUPLE;
  if ((tuple ? list->nargs : 1) != (uint32_t)rank) {
    diag_fail(g->diag, JX_ERROR_SHAPE, where, "transpose of rank %d needs %d axes, not %u", rank,
              rank, tuple ? list->nargs : 1);
    return 0;
  }
  uint32_t seen = 0;
  for (int i = 0; i < rank; i++) {
    int axis;
    if (!make_axis(b, tuple ? ast_arg(b->tree, list, (uint32_t)i) : axes, rank, &axis)) return 0;
    if (seen >> axis & 1) {
      diag_fail(g->diag, JX_ERROR_SHAPE, where, "repeated axis in transpose");
      return 0;
    }
    seen |= UINT32_C(1) << axis;
    order[rank - 1 - i] = axis;
  }
  return view_permute(g, r, order, c->node->where);
}
