/* range.c: arange and linspace, which make no array but a formula of the index.
 *
 * Takes a call; gives an IOTA, whose length is a dim, and the arithmetic NumPy does on it. Start at
 * make_arange(). */
#include "graph/build/range.h"

#include <math.h>

#include "base/dtype.h"
#include "graph/build/calls.h"
#include "graph/build/graph_build.h"
#include "graph/complex.h"
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
  bool complex = dtype_is_complex((jx_dtype)n->dtype) && c->op != OP_LINSPACE;
  if (dtype_is_string((jx_dtype)n->dtype) || complex) {
    diag_fail(g->diag, JX_ERROR_TYPE, where, "%.*s: %s must be a real number, not %s",
              c->name_length, c->name, what, dtypes[n->dtype].name);
    return 0;
  }
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
 * quite the step. `start` and `step` are of one dtype, and `next` is their sum. */
static graph_ref progression(graph *g, graph_ref index, graph_ref start, graph_ref step,
                             graph_ref next, jx_dtype work, span where) {
  graph_ref first = types_cast(g, start, work, where);
  graph_ref second = types_cast(g, next, work, where);
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

/* The arguments of an arange. */
enum { START, STOP, STEP };
typedef struct range {
  graph_ref raw[3], parts[3]; /* as written, and not weak */
  dim_ref dims[3];
  dim_ref length;
  bool floats;
  bool unsigned_long; /* uint64, which int64 has only float64 in common with */
} range;

/* Whether operands of these dtypes, one of which may be weak, are computed with in float32. */
static bool is_single(const graph *g, graph_ref a, graph_ref b, bool *weak, jx_dtype *dtype) {
  const graph_node *x = graph_at(g, a), *y = graph_at(g, b);
  *dtype = dtype_promote_weak((jx_dtype)x->dtype, x->weak, (jx_dtype)y->dtype, y->weak, weak);
  return *dtype == JX_FLOAT32;
}

/* Which operations of the length are float32's. */
static int64_t single_operations(const graph *g, const range *r) {
  bool weak;
  jx_dtype dtype;
  bool distance = is_single(g, r->raw[STOP], r->raw[START], &weak, &dtype);
  const graph_node *step = graph_at(g, r->raw[STEP]);
  dtype = dtype_promote_weak(dtype, weak, (jx_dtype)step->dtype, step->weak, &weak);
  return (distance ? DIMS_SINGLE_DISTANCE : 0) | (dtype == JX_FLOAT32 ? DIMS_SINGLE_QUOTIENT : 0);
}

static bool range_length(call *c, range *r) {
  graph *g = c->b->g;
  span where = c->node->where;
  dim_ref step = r->dims[STEP];
  bool zero = g->dims.at[step].is_float ? g->values.at[step].f == 0 : dim_value_of(g, step) == 0;
  r->length = dim_push(g, DIM_RANGE, r->dims[START], r->dims[STOP], step, single_operations(g, r));
  if (r->length < 0) return false;
  if (dim_value_of(g, r->length) < 0) {
    diag_fail(g->diag, JX_ERROR_VALUE, where,
              zero ? "arange: the step must not be 0"
                   : "arange: the length is not a number up to 2**62");
    return false;
  }
  return guard_push(g, GUARD_RANGE, r->length, -1, 0, DIMS_MAX_LENGTH);
}

static bool read_range(call *c, range *r) {
  graph *g = c->b->g;
  span where = c->node->where;
  static const char *const what[] = {"start", "stop", "step"};
  r->raw[START] = graph_const(g, JX_INT64, true, 0, where);
  r->raw[STEP] = graph_const(g, JX_INT64, true, 1, where);
  for (uint32_t i = 0; i < c->nargs && i < 3; i++) {
    uint32_t k = c->nargs == 1 ? STOP : i;
    if (!(r->raw[k] = scalar(c, call_arg(c, i), what[k]))) return false;
  }
  for (int k = 0; k < 3; k++) {
    if (!(r->parts[k] = graph_strong(g, r->raw[k]))) return false;
    r->dims[k] = dim_of_node(g, r->parts[k], "the length of arange", where);
    if (r->dims[k] < 0) return false;
    r->floats |= dtype_is_float((jx_dtype)graph_at(g, r->parts[k])->dtype);
    r->unsigned_long |= graph_at(g, r->parts[k])->dtype == JX_UINT64;
  }
  return range_length(c, r);
}

/* A number that an element is made of must fit the elements' dtype. */
static bool fits(call *c, dim_ref d, jx_dtype dtype) {
  graph *g = c->b->g;
  d = dim_push(g, DIM_INT, d, -1, -1, 0);
  if (d < 0) return false;
  int64_t value = dim_value_of(g, d);
  int64_t most = dtype == JX_UINT64 ? INT64_MAX : dtype_greatest(dtype);
  if (value < dtype_least(dtype) || value > most) {
    diag_fail(g->diag, JX_ERROR_VALUE, c->node->where, "arange: %lld is out of bounds for %s",
              (long long)value, dtypes[dtype].name);
    return false;
  }
  return guard_push(g, GUARD_RANGE, d, -1, dtype_least(dtype), most);
}

/* The first two elements, as far as there are any; others wrap. */
static bool check_range(call *c, const range *r, jx_dtype dtype) {
  graph *g = c->b->g;
  if (!dtype_is_integer(dtype) || dtype == JX_INT64) return true;
  int64_t n = dim_value_of(g, r->length);
  if (n < 2 && !guard_push(g, GUARD_RANGE, r->length, -1, 0, n)) return false;
  if (n > 0 && !fits(c, r->dims[START], dtype)) return false;
  return n < 2 || fits(c, dim_push(g, DIM_ADD, r->dims[START], r->dims[STEP], -1, 0), dtype);
}

graph_ref make_arange(call *c) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  ast_ref wanted = call_take(c, "dtype", 0);
  jx_dtype dtype = JX_DTYPE_NONE;
  if (wanted && make_is(b, wanted, AST_NONE)) wanted = 0;
  if (wanted && (dtype = make_dtype(b, wanted)) == JX_DTYPE_NONE) return 0;
  if (dtype == JX_BOOL) {
    diag_fail(g->diag, JX_ERROR_TYPE, b->tree->nodes.at[wanted].where,
              "arange makes numbers, not bool");
    return 0;
  }
  range r = {.floats = false};
  if (!read_range(c, &r)) return 0;
  jx_dtype native = r.floats ? JX_FLOAT64 : JX_INT64, single;
  if (dtype == JX_DTYPE_NONE) dtype = r.unsigned_long ? JX_FLOAT64 : native;
  if (!check_range(c, &r, dtype)) return 0;
  graph_ref index = graph_iota(g, r.length, where);
  graph_ref start = types_convert(g, r.parts[START], native, where);
  graph_ref step = types_convert(g, r.parts[STEP], native, where);
  if (!index || !start || !step) return 0;
  bool weak;
  graph_ref next = is_single(g, r.raw[START], r.raw[STEP], &weak, &single)
                       ? types_convert(g, types_apply2(g, OP_ADD, r.raw[START], r.raw[STEP], where),
                                       native, where)
                       : types_apply2(g, OP_ADD, start, step, where);
  return progression(g, index, start, step, next, dtype, where);
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

/* What a call of linspace asks for. */
typedef struct points {
  graph_ref from, to;    /* as written; */
  graph_ref start, stop; /* in the dtype that points are computed in */
  jx_dtype work, wanted;
  dim_ref n;
  bool endpoint; /* the last one is stop */
} points;

/* How many points, a number that a length can have. */
static dim_ref read_count(call *c, ast_ref num) {
  graph *g = c->b->g;
  span where = c->node->where;
  graph_ref count =
      num ? graph_strong(g, scalar(c, num, "num")) : graph_const(g, JX_INT64, false, 50, where);
  if (!count) return -1;
  if (!dtype_is_integer((jx_dtype)graph_at(g, count)->dtype)) {
    diag_fail(g->diag, JX_ERROR_TYPE, c->b->tree->nodes.at[num].where,
              "linspace: num must be an integer, not %s", dtypes[graph_at(g, count)->dtype].name);
    return -1;
  }
  dim_ref n = dim_of_node(g, count, "the length of linspace", where);
  if (n < 0) return -1;
  if (dim_value_of(g, n) < 0 || dim_value_of(g, n) > DIMS_MAX_LENGTH) {
    diag_fail(g->diag, JX_ERROR_VALUE, c->b->tree->nodes.at[num].where,
              "linspace: num must be between 0 and 2**62, not %lld", (long long)dim_value_of(g, n));
    return -1;
  }
  return guard_push(g, GUARD_RANGE, n, -1, 0, DIMS_MAX_LENGTH) ? n : -1;
}

static bool read_points(call *c, points *p) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  ast_ref num = call_take(c, "num", 2), dtype = call_take(c, "dtype", 0);
  *p = (points){.endpoint = true};
  if (!make_flag(b, call_take(c, "endpoint", 3), "endpoint", &p->endpoint)) return false;
  if (dtype && !make_is(b, dtype, AST_NONE) && !(p->wanted = make_dtype(b, dtype))) return false;
  p->from = scalar(c, call_arg(c, 0), "start"), p->to = scalar(c, call_arg(c, 1), "stop");
  if (!p->from || !p->to) return false;
  if (time_is(g, p->from) || time_is(g, p->to))
    return times_apply(g, OP_LINSPACE, (graph_ref[]){p->from, p->to}, 2, where) != 0;
  p->work = point_dtype(g, p->from, p->to);
  p->start = types_convert(g, p->from, p->work, where);
  p->stop = types_convert(g, p->to, p->work, where);
  return p->start && p->stop && (p->n = read_count(c, num)) >= 0;
}

/* numpy.linspace (function_base.py): index * ((stop - start) / intervals) + start, or, where that
 * quotient underflows, index / intervals * (stop - start) + start; and, but without endpoint, the
 * last element is stop. */
static graph_ref make_points(graph *g, const points *p, span where) {
  graph_ref index = graph_iota(g, p->n, where);
  if (index && p->endpoint && dim_value_of(g, p->n) == 1) {
    graph_ref none = graph_const_float(g, p->work, false, 0, where);
    none = types_apply2(g, OP_MUL, none, types_apply2(g, OP_SUB, p->stop, p->start, where), where);
    return as_vector(g, types_apply2(g, OP_ADD, none, p->start, where), where);
  }
  if (graph_is_free(g, p->n) && !guard_push(g, GUARD_MANY, p->n, -1, 0, 0)) return 0;
  dim_ref intervals = p->n;
  if (p->endpoint) intervals = dim_push(g, DIM_SUB, p->n, dim_const(g, 1), -1, 0);
  graph_ref last = dim_node_of(g, intervals, false, where);
  graph_ref distance = types_apply2(g, OP_SUB, p->stop, p->start, where);
  graph_ref divisor = types_worked(g, last, p->work, where);
  graph_ref step = types_apply2(g, OP_DIV, distance, divisor, where);
  graph_ref ends = p->endpoint ? types_apply2(g, OP_EQ, index, last, where) : 0;
  graph_ref rise = point_rise(g, index, step, divisor, distance, where);
  graph_ref point = offset(g, rise, p->start, step, where);
  if (!p->endpoint) return point;
  return types_apply(g, OP_WHERE, (graph_ref[]){ends, p->stop, point}, 3, where);
}

/* Of complex ends, those of either part. */
static graph_ref make_complex_points(graph *g, const points *p, span where) {
  graph_ref parts[2];
  for (int i = 0; i < 2; i++) {
    op_id part = i ? OP_IMAG : OP_REAL;
    points q = *p;
    q.start = complex_part(g, part, p->start, where);
    q.stop = complex_part(g, part, p->stop, where);
    if (!q.start || !q.stop) return 0;
    q.work = (jx_dtype)graph_at(g, q.start)->dtype;
    if (!(parts[i] = make_points(g, &q, where))) return 0;
  }
  return complex_join(g, parts[0], parts[1], where);
}

/* Integers are the points below. */
graph_ref make_linspace(call *c) {
  graph *g = c->b->g;
  span where = c->node->where;
  points p;
  if (!read_points(c, &p)) return 0;
  graph_ref r =
      dtype_is_complex(p.work) ? make_complex_points(g, &p, where) : make_points(g, &p, where);
  if (!r || p.wanted == JX_DTYPE_NONE) return r;
  if (dtype_is_integer(p.wanted)) r = types_apply1(g, OP_FLOOR, r, where);
  return types_cast(g, r, p.wanted, where);
}
