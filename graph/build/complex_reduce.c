/* complex_reduce.c: reductions of complex numbers, in terms of those of their parts.
 *
 * Takes what a call asks for (see `over`); gives a node with the reduced axes at extent 1. Sums and
 * means are those of the parts; so is a variance, the mean of squared distances. A product alone is a
 * fold of both parts at once. Start at make_complex_reduction(). */
#include "graph/build/complex_reduce.h"

#include "base/dtype.h"
#include "graph/build/statistics.h"
#include "graph/complex_parts.h"
#include "graph/rules.h"

bool complex_reduces(const over *o) {
  bool to_complex = o->dtype && dtype_is_complex(o->dtype);
  return to_complex || dtype_is_complex((jx_dtype)graph_at(o->g, o->array)->dtype);
}

/* The call for one part of the array and of the initial value. */
static over part_of(const over *o, op_id part) {
  over p = *o;
  p.array = complex_part(o->g, part, o->array, o->where);
  if (o->initial) p.initial = complex_part(o->g, part, o->initial, o->where);
  if (o->dtype) p.dtype = dtype_part(o->dtype);
  return p;
}

static graph_ref sum(const over *o) {
  over re = part_of(o, OP_REAL), im = part_of(o, OP_IMAG);
  return complex_join(o->g, reduce_over(&re, OP_SUM, o->mask), reduce_over(&im, OP_SUM, o->mask),
                      o->where);
}

graph_ref complex_sum(graph *g, graph_ref r, uint32_t axes, span where) {
  return sum(&(over){.g = g, .op = OP_SUM, .where = where, .array = r, .axes = axes});
}

static graph_ref product(const over *o) {
  graph *g = o->g;
  pen w = {g, o->where};
  graph_ref z = graph_strong(g, o->array);
  graph_ref unit = graph_const_float(g, JX_FLOAT64, true, 1, o->where);
  if (o->mask) z = choose(&w, o->mask, z, unit);
  if (o->dtype) z = types_cast(g, z, o->dtype, o->where);
  if (!z) return 0;
  graph_ref x = complex_part(g, OP_REAL, z, o->where), y = complex_part(g, OP_IMAG, z, o->where);
  graph_ref re = reduce_pair(g, OP_PROD_RE, x, y, o->axes, o->where);
  graph_ref im = reduce_pair(g, OP_PROD_IM, x, y, o->axes, o->where);
  if (re) z = complex_join(g, re, im, o->where);
  if (!z || g->diag->status != JX_OK || !o->initial) return z;
  jx_dtype dtype = (jx_dtype)graph_at(g, z)->dtype;
  return mul(&w, z, types_cast(g, o->initial, dtype, o->where));
}

static graph_ref mean(const over *o) {
  over re = part_of(o, OP_REAL), im = part_of(o, OP_IMAG);
  return complex_join(o->g, make_statistic(&re), make_statistic(&im), o->where);
}

/* Of the distances, whose squares are those of the parts together. */
static graph_ref variance(const over *o, bool root) {
  over re = part_of(o, OP_REAL), im = part_of(o, OP_IMAG);
  graph_ref x = make_statistic(&re), y = make_statistic(&im);
  return types_apply2(o->g, root ? OP_HYPOT : OP_ADD, x, y, o->where);
}

/* Truths of the elements, which the reduction is then of. */
static graph_ref truths(const over *o) {
  over p = *o;
  p.array = types_truth(o->g, o->array, o->where);
  return p.array ? reduce_over(&p, o->op, o->mask) : 0;
}

/* What is not NaN in any part, and is marked. */
static graph_ref numbers(const over *o) {
  pen w = {o->g, o->where};
  graph_ref valid = one(&w, OP_NOT, one(&w, OP_ISNAN, graph_strong(o->g, o->array)));
  return o->mask ? two(&w, OP_AND, o->mask, valid) : valid;
}

static void refuse_dtype(const over *o) {
  diag_fail(o->g->diag, JX_ERROR_TYPE, o->where,
            "%.*s of complex numbers has a complex dtype, not %s", op_name_length(o->op),
            op_name(o->op), dtypes[o->dtype].name);
}

graph_ref make_complex_reduction(const over *of) {
  over o = *of;
  if (o.dtype && !dtype_is_complex(o.dtype)) return refuse_dtype(&o), 0;
  bool real = !dtype_is_complex((jx_dtype)graph_at(o.g, o.array)->dtype);
  if (real && !(o.array = types_cast(o.g, o.array, o.dtype, o.where))) return 0;
  if (o.op == OP_NANSUM || o.op == OP_NANPROD || o.op == OP_NANMEAN || o.op == OP_NANVAR ||
      o.op == OP_NANSTD)
    o.mask = numbers(&o);
  if (o.g->diag->status != JX_OK) return 0;
  switch (o.op) {
  case OP_SUM:
  case OP_NANSUM: return sum(&o);
  case OP_PROD:
  case OP_NANPROD: return product(&o);
  case OP_MEAN:
  case OP_NANMEAN: return mean(&o);
  case OP_VAR:
  case OP_NANVAR: return variance(&o, false);
  case OP_STD:
  case OP_NANSTD: return variance(&o, true);
  case OP_ANY:
  case OP_ALL:
  case OP_COUNT: return truths(&o);
  default: return complex_refuse(o.g, o.op, &o.array, 1, o.where), 0;
  }
}
