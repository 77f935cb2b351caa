/* running.c: cumsum cumprod and their kin, and diff.
 *
 * Takes a call; gives a SCAN node along its axis, of the array in the dtype that a sum of it would
 * have, or slices and their differences. An axis of extent 1 needs no scan. Start at
 * make_running(). */
#include "graph/build/running.h"

#include "base/dtype.h"
#include "graph/build/graph_build.h"
#include "graph/build/reduce.h"
#include "graph/build/shapes.h"
#include "graph/complex.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"
#include "graph/rules.h"
#include "graph/times.h"
#include "graph/view.h"

/* ---- Scans ---- */

/* The scan a function of its family stands for. */
static op_id scan_of(op_id op) {
  switch (op) {
  case OP_CUMPROD:
  case OP_NANCUMPROD:
  case OP_CUMULATIVE_PROD: return OP_CUMPROD;
  default: return OP_CUMSUM;
  }
}

/* Along axes, in C order where they are several, none of which has extent 1. */
static graph_ref push_scan(graph *g, op_id op, graph_ref r, uint32_t axes, span where) {
  if (!r) return 0;
  graph_node n = {.op = (uint8_t)op,
                  .dtype = (uint8_t)rule_gives(op, (jx_dtype)graph_at(g, r)->dtype),
                  .nargs = 1,
                  .args = {r},
                  .axes = axes,
                  .where = where};
  shape s = graph_shape(g, r);
  return graph_push(g, n, &s, NULL);
}

/* All of a scan's elements along one axis. What is stored lies in C order without gaps, so the last
 * axis goes through all of it. */
static graph_ref flat_view(graph *g, graph_ref r, span where) {
  if (!r) return 0;
  const graph_node n = *graph_at(g, r);
  shape whole = graph_shape(g, r), s = {.rank = 1};
  s.dims[0] = dim_extent(g, dim_product(g, whole.dims, whole.rank));
  leaf l = {.source = r, .naxes = n.rank};
  dim_ref zero = dim_const(g, 0);
  for (int i = 0; i < n.rank; i++) l.axes[i] = view_along(-1, zero, 0);
  l.axes[n.rank - 1] = view_along(0, zero, 1);
  if (s.dims[0] < 0) return 0;
  return graph_push(g, (graph_node){.op = OP_VIEW, .dtype = n.dtype, .where = where}, &s, &l);
}

/* Of all elements in C order, as one axis. */
static graph_ref scan_flat(graph *g, op_id op, graph_ref r, span where) {
  r = reduce_drop(g, r, graph_ones(g, r), where);
  if (!r) return 0;
  int rank = graph_at(g, r)->rank;
  if (rank == 1) return push_scan(g, op, r, 1, where);
  if (rank > 1) {
    uint32_t all = rank == 32 ? UINT32_MAX : (UINT32_C(1) << rank) - 1;
    return flat_view(g, push_scan(g, op, r, all, where), where);
  }
  view_map m = view_identity(g, r); /* a scalar is an array of one element here */
  m.rank_out = 1;
  m.extents[0] = dim_const(g, 1);
  return view_apply(g, r, &m, where);
}

graph_ref running_counted(graph *g, graph_ref r, span where) {
  if (!r) return 0;
  int rank = graph_at(g, r)->rank;
  uint32_t axes = (rank == 32 ? UINT32_MAX : (UINT32_C(1) << rank) - 1) & ~graph_ones(g, r);
  return axes ? push_scan(g, OP_CUMSUM, r, axes, where) : r;
}

static graph_ref scan_axis(graph *g, op_id op, graph_ref r, int axis, span where) {
  bool one = dim_is_one(g, graph_dim(g, graph_at(g, r), axis));
  return one ? r : push_scan(g, op, r, UINT32_C(1) << axis, where);
}

/* NaN is what changes nothing. */
static graph_ref without_nan(graph *g, op_id op, graph_ref r, span where) {
  jx_dtype dtype = (jx_dtype)graph_at(g, r)->dtype;
  if (!dtype_is_float(dtype)) return r;
  graph_ref neutral = graph_const_float(g, dtype, false, scan_of(op) == OP_CUMPROD, where);
  graph_ref nan = types_apply1(g, OP_ISNAN, r, where);
  return types_apply(g, OP_WHERE, (graph_ref[]){nan, neutral, r}, 3, where);
}

/* axis= and dtype= as they are written; False after an error. */
typedef struct scan_options {
  bool flat, initial; /* initial: what there is before the first element comes first */
  int axis;
  jx_dtype dtype; /* JX_DTYPE_NONE: by the rule */
} scan_options;

static bool read_options(call *c, op_id op, graph_ref r, scan_options *o) {
  builder *b = c->b;
  bool positional = ops[op].max_args > 1;
  int rank = graph_at(b->g, r)->rank;
  ast_ref axis = call_take(c, "axis", positional ? 1 : 0);
  ast_ref dtype = call_take(c, "dtype", positional ? 2 : 0);
  ast_ref include = call_take(c, "include_initial", 0);
  o->flat = !axis || make_is(b, axis, AST_NONE);
  if (axis && make_is(b, axis, AST_TUPLE)) {
    diag_fail(b->g->diag, JX_ERROR_TYPE, b->tree->nodes.at[axis].where,
              "%.*s takes one axis or None, not a tuple", c->name_length, c->name);
    return false;
  }
  if (!o->flat && !make_axis(b, axis, rank ? rank : 1, &o->axis)) return false;
  if (rank == 0) o->flat = true;
  if (dtype && !make_is(b, dtype, AST_NONE) && !(o->dtype = make_dtype(b, dtype))) return false;
  if (!make_flag(b, include, "include_initial", &o->initial)) return false;
  if (!positional && o->flat && rank != 1)
    diag_fail(b->g->diag, JX_ERROR_SHAPE, c->node->where,
              "%.*s of an array of rank %d needs axis=; of all its elements there is %.*s",
              c->name_length, c->name, rank, op_name_length(scan_of(op)), op_name(scan_of(op)));
  return b->g->diag->status == JX_OK;
}

/* The scan of real numbers, in the dtype that the rule has them computed in. */
static graph_ref scan(graph *g, op_id op, graph_ref r, const scan_options *o, span where) {
  if (!r) return 0;
  r = types_convert(g, r, (jx_dtype)rule_of(op, (jx_dtype)graph_at(g, r)->dtype).in, where);
  if (!r) return 0;
  return o->flat ? scan_flat(g, op, r, where) : scan_axis(g, op, r, o->axis, where);
}

/* Sums of complex numbers are those of their parts. */
static graph_ref scan_complex(graph *g, op_id op, graph_ref r, const scan_options *o, span where) {
  graph_ref re = scan(g, op, complex_part(g, OP_REAL, r, where), o, where);
  graph_ref im = scan(g, op, complex_part(g, OP_IMAG, r, where), o, where);
  return complex_join(g, re, im, where);
}

/* Of timedelta64: from the first NaT on, all is NaT. */
static graph_ref scan_times(graph *g, graph_ref r, const scan_options *o, span where) {
  graph_ref x = time_bare(g, r), nat = time_is_nat(g, x, where);
  graph_ref zero = graph_const(g, JX_INT64, false, 0, where);
  graph_ref without = types_apply(g, OP_WHERE, (graph_ref[]){nat, zero, x}, 3, where);
  graph_ref sum = scan(g, OP_CUMSUM, without, o, where);
  graph_ref seen = types_truth(g, scan(g, OP_CUMSUM, nat, o, where), where);
  return time_make(g, time_unless(g, seen, sum, where), JX_TIMEDELTA64, time_unit_of(g, r), where);
}

static graph_ref refuse_scan(call *c, graph_ref r) {
  jx_dtype dtype = (jx_dtype)graph_at(c->b->g, r)->dtype;
  diag_fail(c->b->g->diag, JX_ERROR_TYPE, c->node->where, "%.*s of %s is not defined",
            c->name_length, c->name, dtypes[dtype].name);
  return 0;
}

/* The running results of `r` behind what they begin with, 0 or 1. */
static graph_ref with_initial(call *c, op_id op, graph_ref r, const scan_options *o) {
  graph *g = c->b->g;
  if (!r || !o->initial) return r;
  int axis = o->flat ? 0 : o->axis;
  shape s = graph_shape(g, r);
  graph_ref one = graph_const(g, JX_INT64, false, op == OP_CUMPROD, c->node->where);
  one = types_cast(g, one, (jx_dtype)graph_at(g, r)->dtype, c->node->where);
  s.dims[s.rank - 1 - axis] = dim_const(g, 1);
  graph_ref both[] = {graph_fill(g, one, &s), r};
  return both[0] ? join_nodes(c, both, 2, axis) : 0;
}

static graph_ref make_scan(call *c, op_id op) {
  graph *g = c->b->g;
  span where = c->node->where;
  scan_options o = {0};
  graph_ref r = graph_strong(g, make_node(c->b, call_arg(c, 0)));
  if (!r || !read_options(c, op, r, &o)) return 0;
  if (op == OP_NANCUMSUM || op == OP_NANCUMPROD) r = without_nan(g, op, r, where);
  if (o.dtype) r = types_cast(g, r, o.dtype, where);
  if (!r) return 0;
  op = scan_of(op);
  jx_dtype dtype = (jx_dtype)graph_at(g, r)->dtype;
  bool pairs = dtype_is_complex(dtype);
  if (dtype == JX_TIMEDELTA64 && op == OP_CUMSUM && !o.dtype) return scan_times(g, r, &o, where);
  if (!dtype_is_number(dtype) || (pairs && op == OP_CUMPROD)) return refuse_scan(c, r);
  r = pairs ? scan_complex(g, op, r, &o, where) : scan(g, op, r, &o, where);
  return with_initial(c, op, o.dtype ? types_cast(g, r, o.dtype, where) : r, &o);
}

/* ---- diff ---- */

/* All but the first, or the last, along an axis that has some; whether it has is known, unless its
 * extent is free. */
static graph_ref all_but(graph *g, graph_ref r, int axis, bool first, span where) {
  if (!r) return 0;
  view_map m = view_identity(g, r);
  dim_ref extent = m.extents[axis], one = dim_const(g, 1);
  dim_ref rest = graph_is_free(g, extent) ? dim_push(g, DIM_SLICE_LENGTH, extent, one, -1, 1)
                                          : dim_push(g, DIM_SUB, extent, one, -1, 0);
  m.extents[axis] = dim_extent(g, rest);
  if (m.extents[axis] < 0) return 0;
  if (first) m.axes[axis].start = one;
  return view_apply(g, r, &m, where);
}

/* Differences of neighbours, of an axis that has an element. */
/* Of `none` there are none, of the dtype that differences have. */
static graph_ref differences(graph *g, graph_ref r, int axis, bool none, span where) {
  graph_ref high = none ? r : all_but(g, r, axis, true, where),
            low = none ? r : all_but(g, r, axis, false, where);
  bool truths = graph_at(g, r)->dtype == JX_BOOL;
  return types_apply2(g, truths ? OP_XOR : OP_SUB, high, low, where);
}

/* prepend= or append=: a scalar stands for one element along the axis. */
static graph_ref read_beside(call *c, const char *name, uint32_t position, graph_ref r, int axis) {
  graph *g = c->b->g;
  ast_ref written = call_take(c, name, position);
  if (!written || make_is(c->b, written, AST_NONE)) return 0;
  graph_ref beside = shape_array(c, written);
  if (!beside || graph_at(g, beside)->rank > 0) return beside;
  shape s = graph_shape(g, r);
  s.dims[s.rank - 1 - axis] = dim_const(g, 1);
  return shape_broadcast(g, beside, &s, c->node->where);
}

/* With what stands before and behind it. */
static graph_ref with_beside(call *c, graph_ref r, int axis) {
  graph_ref before = read_beside(c, "prepend", 3, r, axis),
            behind = read_beside(c, "append", 4, r, axis);
  graph_ref parts[3];
  uint32_t n = 0;
  if (before) parts[n++] = before;
  parts[n++] = r;
  if (behind) parts[n++] = behind;
  if (c->b->g->diag->status != JX_OK) return 0;
  return n == 1 ? r : join_nodes(c, parts, n, axis);
}

static graph_ref make_diff(call *c) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  graph_ref r = graph_strong(g, make_node(b, call_arg(c, 0)));
  ast_ref times = call_take(c, "n", 1), along = call_take(c, "axis", 2);
  if (!r) return 0;
  int64_t n = 1;
  int axis = 0, rank = graph_at(g, r)->rank;
  if (times && !make_integer(b, times, "n", &n)) return 0;
  if (n < 0) {
    diag_fail(g->diag, JX_ERROR_VALUE, b->tree->nodes.at[times].where,
              "n of diff must not be negative");
    return 0;
  }
  if (n > 0 && rank == 0) {
    diag_fail(g->diag, JX_ERROR_SHAPE, where, "diff needs an array of at least one axis");
    return 0;
  }
  if (n > 0 && along && !make_axis(b, along, rank, &axis)) return 0;
  if (n == 0) return call_take(c, "prepend", 3), call_take(c, "append", 4), r;
  r = with_beside(c, r, axis);
  for (; n > 0 && r; n--) {
    dim_ref extent = graph_dim(g, graph_at(g, r), axis);
    bool none = dim_value_of(g, extent) == 0, free = graph_is_free(g, extent);
    if (!free && !guard_push(g, GUARD_RANGE, extent, -1, none ? 0 : 1, none ? 0 : INT64_MAX))
      return 0;
    r = differences(g, r, axis, none && !free, where);
  }
  return r;
}

graph_ref make_running(call *c, op_id op) {
  return op == OP_DIFF ? make_diff(c) : make_scan(c, op);
}
