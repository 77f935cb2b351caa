/* statistics.c: mean var std argmin argmax ptp, nansum and its kin, vecdot: what the table
 * calls OVER.
 *
 * Takes what a call asks for (see `over`); gives nodes in terms of reductions over the same axes of
 * the same array, so that the planner folds mean and variance, or minimum and maximum, in one pass.
 * Start at make_statistic(). */
#include "graph/build/statistics.h"

#include <math.h>

#include "base/dtype.h"
#include "graph/build/calls.h"
#include "graph/build/complex_reduce.h"
#include "graph/build/graph_beyond.h"
#include "graph/build/graph_build.h"
#include "graph/build/reduce.h"
#include "graph/build/selected.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"
#include "graph/rules.h"
#include "graph/view.h"

static jx_dtype array_dtype(const over *o) { return (jx_dtype)graph_at(o->g, o->array)->dtype; }

/* The dtype that means and variances are rounded to. */
static jx_dtype result_dtype(const over *o) {
  return o->dtype ? o->dtype : (jx_dtype)rule_of(o->op, array_dtype(o)).in;
}

static graph_ref not_a_number(const over *o, jx_dtype dtype) {
  return graph_const_float(o->g, dtype, false, NAN, o->where);
}

/* Where where= is set and the array is not NaN; 0: everywhere. */
static graph_ref numbers(const over *o) {
  graph *g = o->g;
  if (!dtype_is_float(array_dtype(o))) return o->mask;
  graph_ref valid = types_apply1(g, OP_ISNAN, graph_strong(g, o->array), o->where);
  valid = types_apply1(g, OP_NOT, valid, o->where);
  return o->mask ? types_apply2(g, OP_AND, o->mask, valid, o->where) : valid;
}

/* How many count. */
graph_ref statistic_count(const over *o, graph_ref mask) {
  graph *g = o->g;
  shape s = graph_shape(g, o->array);
  if (mask) {
    graph_ref all = graph_fill(g, graph_const(g, JX_BOOL, false, 1, o->where), &s);
    return reduce_axes(g, OP_COUNT, types_apply2(g, OP_AND, mask, all, o->where), o->axes,
                       o->where);
  }
  dim_ref extents[JX_MAX_RANK];
  int n = 0;
  for (int k = 0; k < s.rank; k++)
    if (o->axes >> k & 1) extents[n++] = shape_axis(&s, k);
  return dim_node_of(g, dim_product(g, extents, n), false, o->where);
}

/* Whether the sum is one of integers, which is exact and fast, rather than of float64. */
static bool sums_exactly(jx_dtype d) {
  return d == JX_BOOL || (dtype_is_integer(d) && dtype_bits(d) <= 16);
}

/* Sum over count, in float64; float32 is rounded at the end. A dtype of integers is what NumPy
 * makes of it: elements and quotient truncated. */
static graph_ref mean(const over *o, graph_ref mask) {
  graph *g = o->g;
  jx_dtype to = result_dtype(o);
  over wide = *o;
  if (dtype_is_float(to)) {
    wide.array = o->dtype ? types_cast(g, o->array, to, o->where) : o->array;
    wide.dtype = wide.array && sums_exactly(array_dtype(&wide)) ? JX_DTYPE_NONE : JX_FLOAT64;
  }
  if (!wide.array) return 0;
  graph_ref total = types_convert(g, reduce_over(&wide, OP_MEAN, mask), JX_FLOAT64, o->where);
  return types_worked(g, beyond_quotient(g, total, statistic_count(o, mask), false, o->where), to,
                      o->where);
}

/* Squared deviations from the mean, of what the mask (0: all) marks, as float64. */
static graph_ref deviations(const over *o, graph_ref mask, jx_dtype dtype) {
  graph *g = o->g;
  graph_ref x = array_dtype(o) == dtype ? graph_strong(g, o->array)
                                        : types_cast(g, o->array, dtype, o->where);
  graph_ref weight = mask ? mask : graph_const(g, JX_BOOL, false, 1, o->where);
  graph_ref folded = reduce_pair(g, OP_DEVIATIONS, x, weight, o->axes, o->where);
  if (folded || g->diag->status != JX_OK) return folded;
  /* One number: 0, or NaN if it is not finite. */
  x = types_convert(g, x, JX_FLOAT64, o->where);
  graph_ref zero = graph_const_float(g, JX_FLOAT64, false, 0, o->where);
  graph_ref none = types_apply2(g, OP_SUB, x, x, o->where);
  return types_apply(g, OP_WHERE, (graph_ref[]){weight, none, zero}, 3, o->where);
}

/* Deviations over count less ddof. Where that is not above 0, NumPy's var divides by 0 and its
 * nanvar gives NaN. */
static graph_ref variance(const over *o, graph_ref mask, bool nan_if_none, bool root) {
  graph *g = o->g;
  jx_dtype to = result_dtype(o);
  if (!dtype_is_float(to)) {
    diag_fail(g->diag, JX_ERROR_TYPE, o->where, "%.*s has a dtype of floats, not %s",
              op_name_length(o->op), op_name(o->op), dtypes[to].name);
    return 0;
  }
  graph_ref squares = deviations(o, mask, to), n = statistic_count(o, mask);
  graph_ref zero = graph_const(g, JX_INT64, true, 0, o->where), none = 0;
  if (o->ddof) {
    n = types_apply2(g, OP_SUB, n, o->ddof, o->where);
    none = types_apply2(g, OP_LE, n, zero, o->where);
    n = types_apply2(g, OP_MAXIMUM, n, zero, o->where);
  }
  graph_ref v = beyond_quotient(g, squares, n, root, o->where);
  if (nan_if_none && none)
    v = types_apply(g, OP_WHERE, (graph_ref[]){none, not_a_number(o, JX_FLOAT64), v}, 3, o->where);
  return types_worked(g, v, to, o->where);
}

/* nanmin and nanmax of floats: what does not count is infinite, and where nothing counts the result
 * is NaN, or the initial value. */
static graph_ref extreme_number(const over *o, op_id op, graph_ref mask) {
  graph *g = o->g;
  span where = o->where;
  jx_dtype dtype = array_dtype(o);
  graph_ref initial = types_cast(g, o->initial, dtype, where);
  bool some = true;
  if (initial ? !reduce_some(o, &some)
              : !reduce_needs(o, "%.*s of no elements: an axis has extent 0"))
    return 0;
  if (!some) return reduce_fill(o, initial);
  graph_ref beyond = graph_const_float(g, dtype, false, op == OP_MIN ? INFINITY : -INFINITY, where);
  graph_ref number = graph_strong(g, o->array);
  number = types_apply(g, OP_WHERE, (graph_ref[]){mask, number, beyond}, 3, where);
  graph_ref x = reduce_axes(g, op, number, o->axes, where);
  graph_ref none = types_apply1(g, OP_NOT, mask, where);
  none = reduce_axes(g, OP_ALL, none, o->axes, where);
  graph_ref found =
      types_apply(g, OP_WHERE, (graph_ref[]){none, not_a_number(o, dtype), x}, 3, where);
  if (!initial) return found;
  x = types_apply2(g, op == OP_MIN ? OP_MINIMUM : OP_MAXIMUM, x, initial, where);
  graph_ref unknown = types_apply1(g, OP_ISNAN, initial, where);
  return types_apply(g, OP_WHERE, (graph_ref[]){unknown, found, x}, 3, where);
}

/* ---- argmin and argmax ---- */

/* The index along axis k, seen from the right. */
static graph_ref axis_index(graph *g, dim_ref extent, int k, span where) {
  graph_ref r = graph_iota(g, extent, where);
  if (!r || k == 0) return r;
  view_map m = view_identity(g, r);
  m.axes[0].to = (int8_t)k;
  m.rank_out = k + 1;
  m.extents[k] = m.extents[0];
  for (int i = 0; i < k; i++) m.extents[i] = dim_const(g, 1);
  return view_apply(g, r, &m, where);
}

/* The flat index over the reduced axes, in the order in which the array has them. */
static graph_ref place_in(const over *o) {
  graph *g = o->g;
  shape s = graph_shape(g, o->array);
  graph_ref flat = graph_const(g, JX_INT64, false, 0, o->where);
  dim_ref inner[JX_MAX_RANK];
  for (int k = s.rank - 1; k >= 0; k--) { /* outermost first: what is inside comes last */
    dim_ref extent = shape_axis(&s, k);
    if (!(o->axes >> k & 1) || dim_is_one(g, extent)) continue;
    int n = 0;
    for (int j = 0; j < k; j++)
      if (o->axes >> j & 1) inner[n++] = shape_axis(&s, j);
    graph_ref step = dim_node_of(g, dim_product(g, inner, n), false, o->where);
    graph_ref index = axis_index(g, extent, k, o->where);
    index = types_apply2(g, OP_MUL, index, step, o->where);
    flat = types_apply2(g, OP_ADD, flat, index, o->where);
  }
  return flat;
}

static graph_ref place(const over *o) {
  graph *g = o->g;
  if (!reduce_needs(o, "attempt to get %.*s of an empty sequence")) return 0;
  op_id op = o->op == OP_ARGMIN ? OP_LEAST_AT : OP_GREATEST_AT;
  graph_ref x = o->array, at = place_in(o), mask = o->selected ? o->mask : 0;
  if (mask) { /* what nobody selected comes last */
    graph_ref last = graph_const(g, JX_INT64, false, INT64_MAX, o->where);
    x = types_apply(g, OP_WHERE,
                    (graph_ref[]){mask, graph_strong(g, x), selected_neutral(o, op == OP_LEAST_AT)},
                    3, o->where);
    at = types_apply(g, OP_WHERE, (graph_ref[]){mask, at, last}, 3, o->where);
  }
  graph_ref r = reduce_pair(g, op, x, at, o->axes, o->where);
  if (r && mask) return selected_place(o, r, place_in);
  if (r || g->diag->status != JX_OK) return r;
  shape s = graph_shape(g, o->array);
  return graph_fill(g, graph_const(g, JX_INT64, false, 0, o->where), &s);
}

static graph_ref range(const over *o) {
  graph *g = o->g;
  if (array_dtype(o) == JX_BOOL) {
    diag_fail(g->diag, JX_ERROR_TYPE, o->where, "ptp of bool is not defined");
    return 0;
  }
  graph_ref most = reduce_over(o, OP_MAX, o->mask), least = reduce_over(o, OP_MIN, o->mask);
  return types_apply2(g, OP_SUB, most, least, o->where);
}

/* ---- All of them ---- */

/* NaN is no integer. */
static bool takes_dtype(const over *o) {
  if (!o->dtype || dtype_is_float(o->dtype) || !dtype_is_float(array_dtype(o))) return true;
  diag_fail(o->g->diag, JX_ERROR_TYPE, o->where, "%.*s of floats has a dtype of floats, not %s",
            op_name_length(o->op), op_name(o->op), dtypes[o->dtype].name);
  return false;
}

graph_ref make_statistic(const over *o) {
  bool floats = dtype_is_float(array_dtype(o));
  switch (o->op) {
  case OP_MEAN: return mean(o, o->mask);
  case OP_VAR: return variance(o, o->mask, false, false);
  case OP_STD: return variance(o, o->mask, false, true);
  case OP_ARGMIN:
  case OP_ARGMAX: return place(o);
  case OP_PTP: return range(o);
  case OP_NANSUM: return reduce_over(o, OP_SUM, numbers(o));
  case OP_NANPROD: return reduce_over(o, OP_PROD, numbers(o));
  case OP_NANMIN:
    return floats ? extreme_number(o, OP_MIN, numbers(o)) : reduce_over(o, OP_MIN, o->mask);
  case OP_NANMAX:
    return floats ? extreme_number(o, OP_MAX, numbers(o)) : reduce_over(o, OP_MAX, o->mask);
  case OP_NANMEAN: return takes_dtype(o) ? mean(o, numbers(o)) : 0;
  case OP_NANVAR: return variance(o, numbers(o), floats, false);
  case OP_NANSTD: return variance(o, numbers(o), floats, true);
  default:
    diag_fail(o->g->diag, JX_ERROR_INTERNAL, o->where, "%s is no reduction", ops[o->op].id);
    return 0;
  }
}

/* ---- vecdot ---- */

/* An operand with the axis that is summed over last. */
static graph_ref axis_last(call *c, uint32_t arg, ast_ref axis) {
  graph *g = c->b->g;
  graph_ref r = graph_strong(g, make_node(c->b, call_arg(c, arg)));
  if (!r) return 0;
  int rank = graph_at(g, r)->rank, order[JX_MAX_RANK], last = 0, n = 0;
  if (rank == 0) {
    diag_fail(g->diag, JX_ERROR_SHAPE, c->b->tree->nodes.at[call_arg(c, arg)].where,
              "vecdot takes vectors, not a scalar");
    return 0;
  }
  if (axis && !make_axis(c->b, axis, rank, &last)) return 0;
  order[n++] = last;
  for (int k = 0; k < rank; k++)
    if (k != last) order[n++] = k;
  return view_permute(g, r, order, c->node->where);
}

graph_ref make_vecdot(call *c, ast_ref axis, bool keepdims) {
  graph *g = c->b->g;
  span where = c->node->where;
  graph_ref a = axis_last(c, 0, axis), b = axis_last(c, 1, axis);
  if (!a || !b) return 0;
  const graph_node m = *graph_at(g, a), n = *graph_at(g, b);
  if (graph_extent(g, &m, 0) != graph_extent(g, &n, 0)) { /* no broadcasting along this one */
    diag_fail(g->diag, JX_ERROR_SHAPE, where, "vecdot of vectors of %lld and %lld elements",
              (long long)graph_extent(g, &m, 0), (long long)graph_extent(g, &n, 0));
    return 0;
  }
  if (dtype_is_complex((jx_dtype)m.dtype)) a = types_apply1(g, OP_CONJ, a, where);
  graph_ref r = types_apply2(g, OP_MUL, a, b, where);
  if (!r || !select_refuse(g, r, "vecdot of", where)) return 0;
  jx_dtype dtype = (jx_dtype)graph_at(g, r)->dtype;
  if (dtype_is_complex(dtype))
    r = complex_sum(g, r, 1, where);
  else
    r = reduce_axes(g, dtype == JX_BOOL ? OP_ANY : OP_SUM, r, 1, where);
  r = types_cast(g, r, dtype, where);
  if (!r || !keepdims) return reduce_drop(g, r, 1, where);
  int rank = graph_at(g, r)->rank, order[JX_MAX_RANK], to = 0;
  if (axis && !make_axis(c->b, axis, rank, &to)) return 0;
  for (int k = 0, from = 1; k < rank; k++) order[k] = k == to ? 0 : from++;
  return view_permute(g, r, order, where);
}
