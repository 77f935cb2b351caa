/* range.c: arange and linspace, which make no array but a formula of the index.
 *
 * Takes a call; gives an IOTA, whose length is a dim, and the arithmetic NumPy does on it. Start at
 * make_arange(). */
#include "graph/build/range.h"

#include <math.h>

#include "base/dtype.h"
#include "graph/build/calls.h"
#include "graph/build/graph_build.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"
#include "graph/times.h"
#include "graph/view.h"

/* A scalar argument. */
static graph_ref scalar(call *c, ast_ref r, const char *what) {
  graph *g = c->b->g;
  graph_ref v = make_node(c->b, r);
  if (!v) return 0;
  const graph_node *n = graph_at(g, v);
  span where = c->b->tree->nodes.at[r].where;
  if (n->rank == 0) return v;
  diag_fail(g->diag, JX_ERROR_TYPE, where, "%.*s: %s must be a scalar, not an array of rank %d",
            c->name_length, c->name, what, n->rank);
  return 0;
}

static bool is_zero(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  return n->op == OP_CONST && n->imm.i == 0;
}

static bool is_positive(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  return n->op == OP_CONST && dtype_is_float((jx_dtype)n->dtype) && n->imm.f > 0;
}

/* A constant that is finite and not -0. */
static bool is_plain(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  return n->op == OP_CONST && isfinite(n->imm.f) && (n->imm.f != 0 || !signbit(n->imm.f));
}

/* rise + start, where `rise` is an index times `step`. 0 + x is x for every float but -0, which a
 * positive step never makes. */
static graph_ref offset(graph *g, graph_ref rise, graph_ref start, graph_ref step, span where) {
  if (!rise || !start || !step) return 0;
  if (is_zero(g, start) && is_positive(g, step)) return rise;
  return types_apply2(g, OP_ADD, rise, start, where);
}

/* start + index * delta in dtype `work`, as NumPy fills an arange (DOUBLE_fill and its kin in
 * arraytypes.c.src): delta is the difference of the first two elements, which for floats is not
 * quite the step. `start` and `step` are of one dtype. */
static graph_ref progression(graph *g, graph_ref index, graph_ref start, graph_ref step,
                             jx_dtype work, span where) {
  graph_ref first = types_cast(g, start, work, where);
  graph_ref second = types_cast(g, types_apply2(g, OP_ADD, start, step, where), work, where);
  if (!first || !second) return 0;
  graph_ref delta = types_apply2(g, OP_SUB, second, first, where);
  if (work == JX_INT64 && graph_at(g, start)->dtype == JX_INT64) delta = step;
  graph_ref rise = types_apply2(g, OP_MUL, types_worked(g, index, work, where), delta, where);
  graph_ref value = offset(g, rise, first, delta, where);
  /* The first one is start itself: -0.0 + 0.0 would be 0.0, and 0 times infinity NaN. */
  if (!value || !dtype_is_float(work) || (is_plain(g, first) && is_plain(g, delta))) return value;
  graph_ref zero = graph_const(g, JX_INT64, false, 0, where);
  graph_ref head = types_apply2(g, OP_EQ, index, zero, where);
  return types_apply(g, OP_WHERE, (graph_ref[]){head, first, value}, 3, where);
}

static dim_ref range_length(call *c, const dim_ref *ends, dim_ref step) {
  graph *g = c->b->g;
  span where = c->node->where;
  bool zero = g->dims.at[step].is_float ? g->values.at[step].f == 0 : dim_value_of(g, step) == 0;
  dim_ref length = dim_push(g, DIM_RANGE, ends[0], ends[1], step, 0);
  if (length < 0) return -1;
  if (dim_value_of(g, length) < 0) {
    diag_fail(g->diag, JX_ERROR_VALUE, where,
              zero ? "arange: the step must not be 0"
                   : "arange: the length is not a number up to 2**62");
    return -1;
  }
  return guard_push(g, GUARD_RANGE, length, -1, 0, DIMS_MAX_LENGTH) ? length : -1;
}

graph_ref make_arange(call *c) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  ast_ref wanted = call_take(c, "dtype", 0);
  jx_dtype dtype = JX_DTYPE_NONE;
  if (wanted && (dtype = make_dtype(b, wanted)) == JX_DTYPE_NONE) return 0;
  if (dtype == JX_BOOL) {
    diag_fail(g->diag, JX_ERROR_TYPE, b->tree->nodes.at[wanted].where,
              "arange makes numbers, not bool");
    return 0;
  }

  static const char *const what[] = {"start", "stop", "step"};
  graph_ref parts[3] = {graph_const(g, JX_INT64, false, 0, where)};
  parts[2] = graph_const(g, JX_INT64, false, 1, where);
  for (uint32_t i = 0; i < c->nargs && i < 3; i++) {
    uint32_t k = c->nargs == 1 ? 1 : i;
    if (!(parts[k] = graph_strong(g, scalar(c, call_arg(c, i), what[k])))) return 0;
  }
  dim_ref dims[3] = {-1, -1, -1};
  bool floats = false;
  for (int k = 0; k < 3; k++) {
    if ((dims[k] = dim_of_node(g, parts[k], "the length of arange", where)) < 0) return 0;
    floats |= dtype_is_float((jx_dtype)graph_at(g, parts[k])->dtype);
  }
  dim_ref length = range_length(c, dims, dims[2]);
  graph_ref index = graph_iota(g, length, where);
  jx_dtype native = floats ? JX_FLOAT64 : JX_INT64;
  graph_ref start = types_convert(g, parts[0], native, where);
  graph_ref step = types_convert(g, parts[2], native, where);
  if (!index || !start || !step) return 0;
  return progression(g, index, start, step, dtype == JX_DTYPE_NONE ? native : dtype, where);
}

/* A scalar node as an array of one element. */
static graph_ref as_vector(graph *g, graph_ref r, span where) {
  if (!r) return 0;
  view_map m = {.rank_out = 1, .extents = {dim_const(g, 1)}};
  return view_apply(g, r, &m, where);
}

/* The dtype of points from `start` to `stop`: theirs, with a float that is weak. */
static jx_dtype point_dtype(const graph *g, graph_ref start, graph_ref stop) {
  const graph_node *a = graph_at(g, start), *b = graph_at(g, stop);
  bool weak;
  jx_dtype ends =
      dtype_promote_weak((jx_dtype)a->dtype, a->weak, (jx_dtype)b->dtype, b->weak, &weak);
  return dtype_promote_weak(ends, weak, JX_FLOAT64, true, &weak);
}

/* Points from a Python number that float32 does not hold: the sum is float64's, then rounded. */
static graph_ref offset_wide(graph *g, graph_ref rise, graph_ref start, span where) {
  graph_ref x = types_convert(g, rise, JX_FLOAT64, where);
  return types_cast(g, types_apply2(g, OP_ADD, x, start, where), JX_FLOAT32, where);
}

/* index * step, or, where the step underflowed to 0, index / divisor * distance. */
static graph_ref point_rise(graph *g, graph_ref index, graph_ref step, graph_ref divisor,
                            graph_ref distance, span where) {
  if (!step) return 0;
  jx_dtype dtype = (jx_dtype)graph_at(g, step)->dtype;
  index = types_worked(g, index, dtype, where);
  graph_ref rise = types_apply2(g, OP_MUL, index, step, where);
  if (!is_zero(g, step) && graph_at(g, step)->op == OP_CONST) return rise;
  graph_ref parts = types_apply2(g, OP_DIV, index, divisor, where);
  graph_ref fine = types_apply2(g, OP_MUL, parts, distance, where);
  graph_ref none = graph_const_float(g, dtype, false, 0, where);
  none = types_apply2(g, OP_EQ, step, none, where);
  return types_apply(g, OP_WHERE, (graph_ref[]){none, fine, rise}, 3, where);
}

/* numpy.linspace (function_base.py): index * ((stop - start) / (n - 1)) + start, or, where that
 * quotient underflows, index / (n - 1) * (stop - start) + start; and the last element is stop. */
graph_ref make_linspace(call *c) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  ast_ref num = call_take(c, "num", 2);
  graph_ref from = scalar(c, call_arg(c, 0), "start"), to = scalar(c, call_arg(c, 1), "stop");
  if (!from || !to) return 0;
  if (time_is(g, from) || time_is(g, to))
    return times_apply(g, OP_LINSPACE, (graph_ref[]){from, to}, 2, where);
  jx_dtype dtype = point_dtype(g, from, to);
  bool wide = dtype == JX_FLOAT32 && graph_at(g, from)->weak;
  graph_ref start = types_convert(g, from, dtype, where), stop = types_convert(g, to, dtype, where);
  graph_ref count =
      num ? graph_strong(g, scalar(c, num, "num")) : graph_const(g, JX_INT64, false, 50, where);
  if (!start || !stop || !count) return 0;
  if (!dtype_is_integer((jx_dtype)graph_at(g, count)->dtype)) {
    diag_fail(g->diag, JX_ERROR_TYPE, b->tree->nodes.at[num].where,
              "linspace: num must be an integer, not %s", dtypes[graph_at(g, count)->dtype].name);
    return 0;
  }
  dim_ref n = dim_of_node(g, count, "the length of linspace", where);
  if (n < 0) return 0;
  if (dim_value_of(g, n) < 0 || dim_value_of(g, n) > DIMS_MAX_LENGTH) {
    diag_fail(g->diag, JX_ERROR_VALUE, b->tree->nodes.at[num].where,
              "linspace: num must be between 0 and 2**62, not %lld", (long long)dim_value_of(g, n));
    return 0;
  }
  if (!guard_push(g, GUARD_RANGE, n, -1, 0, DIMS_MAX_LENGTH)) return 0;
  graph_ref index = graph_iota(g, n, where);
  if (index && dim_value_of(g, n) == 1) return as_vector(g, start, where);
  if (graph_is_free(g, n) && !guard_push(g, GUARD_MANY, n, -1, 0, 0)) return 0;

  dim_ref intervals = dim_push(g, DIM_SUB, n, dim_const(g, 1), -1, 0);
  graph_ref last = dim_node_of(g, intervals, false, where);
  graph_ref distance = types_apply2(g, OP_SUB, stop, start, where);
  graph_ref divisor = types_worked(g, last, dtype, where);
  graph_ref step = types_apply2(g, OP_DIV, distance, divisor, where);
  graph_ref ends = types_apply2(g, OP_EQ, index, last, where);
  graph_ref rise = point_rise(g, index, step, divisor, distance, where);
  graph_ref point = wide ? offset_wide(g, rise, types_convert(g, from, JX_FLOAT64, where), where)
                         : offset(g, rise, start, step, where);
  return types_apply(g, OP_WHERE, (graph_ref[]){ends, stop, point}, 3, where);
}
