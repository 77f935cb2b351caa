/* unroll.c: reductions over a few elements become elementwise operations on slices.
 *
 * Takes the argument, op and axes of a reduction that is about to be made; gives the argument that
 * is left, with the axes that are left. The sum over (x, y, z) of L*R is (L0*R0 + L1*R1) + L2*R2,
 * where the slices are views that cost nothing: no loop of three steps, and the sum is computed
 * inside whatever uses it.
 *
 * The extent is then part of the program, so a guard holds it, and extents of UNROLL_MOST + 1 and
 * more share one kernel by another guard. Both guards stand only where unrolling is worth a kernel
 * for each extent; elsewhere nothing depends on it. Terms are added as NumPy adds fewer than 8 of
 * them, the first two first. Start at unroll_axes(). */
#include "graph/build/unroll.h"

#include "base/dtype.h"
#include "graph/build/shared_axis.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"
#include "graph/rules.h"
#include "graph/signs.h"
#include "graph/view.h"

/* Elements that a reduction is unrolled over, and what may be copied as many times: nodes that vary
 * along the axes, and their operations (op_info.cost). Enough for a weighted distance; a longer
 * argument would make the code of a short reduction longer than its loop, and programs whose sizes
 * come close to 1 (many small clusters) would need a kernel for each of them. */
#define UNROLL_MOST 8
#define UNROLL_NODES 7
#define UNROLL_COST 20

/* Nodes below the argument that are looked at; an argument with more is not unrolled. */
#define LOOKED_AT 32

/* What an argument is made of, seen from the reduced axes. */
typedef struct content {
  bool known;                     /* false: more than LOOKED_AT nodes */
  bool mixed;                     /* its leaves vary along different ones of the reduced axes */
  int nnodes[JX_MAX_RANK], nodes; /* that vary along the axis; along any of them */
  int costs[JX_MAX_RANK], cost;
} content;

static content look(const graph *g, graph_ref r, uint32_t mask) {
  graph_ref seen[LOOKED_AT] = {r};
  uint32_t leaves = 0;
  content c = {.known = true};
  int n = 1;
  for (int i = 0; i < n; i++) {
    const graph_node *node = graph_at(g, seen[i]);
    uint32_t varies = node->varies & mask;
    for (int k = 0; k < node->rank; k++) {
      if (!(varies >> k & 1)) continue;
      c.nnodes[k]++;
      c.costs[k] += ops[node->op].cost;
    }
    c.nodes += varies != 0;
    c.cost += varies ? ops[node->op].cost : 0;
    bool leaf = ops[node->op].class_ != OP_CLASS_ELEMENT; /* of a reduction, the result is read */
    if (leaf && varies) {
      if (leaves && varies != leaves) c.mixed = true;
      leaves = varies;
    }
    if (!leaf && !graph_list_operands(node, seen, &n, LOOKED_AT)) return c.known = false, c;
  }
  c.mixed |= leaves != mask;
  return c;
}

static bool is_cheap(int nodes, int cost) { return nodes <= UNROLL_NODES && cost <= UNROLL_COST; }

/* ---- One axis ---- */

/* r where the index along axis k is i; the axis stays, with extent 1. */
static graph_ref slice(graph *g, graph_ref r, int k, int64_t i, span where) {
  if (!r) return 0;
  view_map m = view_identity(g, r);
  m.axes[k] = view_along(-1, dim_const(g, i), 0);
  m.extents[k] = dim_const(g, 1);
  return view_apply(g, r, &m, where);
}

/* Two partial results together; the later one stands where the loop's own comparisons have it. */
static graph_ref join(graph *g, op_id op, graph_ref sofar, graph_ref next, span where) {
  switch (op) {
  case OP_SUM: return types_apply2(g, OP_ADD, sofar, next, where);
  case OP_PROD: return types_apply2(g, OP_MUL, sofar, next, where);
  case OP_MIN: return types_apply2(g, OP_MINIMUM, next, sofar, where);
  case OP_MAX: return types_apply2(g, OP_MAXIMUM, next, sofar, where);
  case OP_ANY: return types_apply2(g, OP_OR, sofar, next, where);
  default: return types_apply2(g, OP_AND, sofar, next, where); /* ALL */
  }
}

/* r folded along axis k, whose extent is guarded. */
static graph_ref unroll(graph *g, op_id op, graph_ref r, int k, span where) {
  int64_t extent = graph_extent(g, graph_at(g, r), k);
  graph_ref result = slice(g, r, k, 0, where);
  for (int64_t i = 1; i < extent; i++) {
    graph_ref next = slice(g, r, k, i, where);
    if (!result || !next) return 0;
    result = join(g, op, result, next, where);
  }
  return result;
}

/* ---- Which ones ---- */

/* How many elements the axes of `mask` have together, as far as UNROLL_MOST; a free one has many.
 */
static int64_t count(const graph *g, const graph_node *n, uint32_t mask) {
  int64_t product = 1;
  for (int k = 0; k < n->rank; k++) {
    if (!(mask >> k & 1)) continue;
    int64_t extent = graph_extent(g, n, k);
    if (graph_is_free(g, graph_dim(g, n, k))) extent = UNROLL_MOST + 1;
    if (extent == 0) return 0;
    product = extent > UNROLL_MOST ? UNROLL_MOST + 1 : product * extent;
    if (product > UNROLL_MOST) product = UNROLL_MOST + 1;
  }
  return product;
}

static bool guard_extent(graph *g, graph_ref r, int k) {
  dim_ref d = graph_dim(g, graph_at(g, r), k);
  int64_t extent = dim_value_of(g, d);
  return guard_push(g, GUARD_RANGE, d, -1, extent, extent);
}

/* The axes together have many elements, few, or none, as they have now; `few`: at most so many are
 * all the same. */
static bool guard_count(graph *g, graph_ref r, uint32_t mask, int64_t few) {
  const graph_node n = *graph_at(g, r);
  dim_ref extents[JX_MAX_RANK];
  int axes = 0;
  for (int k = 0; k < n.rank; k++)
    if (mask >> k & 1) extents[axes++] = graph_dim(g, &n, k);
  dim_ref d = dim_product(g, extents, axes);
  if (d < 0) return false;
  if (graph_is_free(g, d)) return true;
  int64_t value = dim_value_of(g, d); /* may have wrapped */
  if (value > UNROLL_MOST) return guard_push(g, GUARD_RANGE, d, -1, UNROLL_MOST + 1, INT64_MAX);
  bool shared = value >= 0 && value <= few;
  return guard_push(g, GUARD_RANGE, d, -1, shared ? 0 : value, shared ? few : value);
}

/* What the terms are folded in: as the loops do, float32 in float64 and integers in 64 bits. */
static graph_ref terms(graph *g, op_id *op, graph_ref r, span where) {
  jx_dtype dtype = (jx_dtype)graph_at(g, r)->dtype, wide = rule_gives(*op, dtype);
  if (*op == OP_COUNT) *op = OP_SUM;
  if (*op != OP_SUM && *op != OP_PROD) return r;
  return types_convert(g, r, dtype_is_float(dtype) ? JX_FLOAT64 : wide, where);
}

/* Whether sums of such numbers, or of their squared distances, may overflow on the way. */
static bool may_overflow(const graph *g, op_id op, graph_ref r) {
  if (graph_at(g, r)->dtype != JX_FLOAT64) return false;
  if (op == OP_DEVIATIONS) return graph_magnitude(g, r) > GRAPH_SQUARES_FIT;
  return op == OP_SUM && graph_magnitude(g, r) > GRAPH_SUMS_FIT;
}

bool unroll_needs_loop(const graph *g, op_id op, graph_ref r) {
  return g->careful && !g->fixed && may_overflow(g, op, r);
}

/* Whether the sum of such terms should say when it may have overflowed on the way. Where terms have
 * one sign it need not: what is made of such a sum overflows as well, unless it is a mean. */
static bool is_doubtful(graph *g, op_id op, graph_ref r, bool mean) {
  if (g->careful || !may_overflow(g, op, r)) return false;
  return op != OP_SUM || mean || !(sign_of(g, r) & SIGN_NOT_NEGATIVE);
}

/* `shared`: its elements are in many sums, so they are looked at instead of each sum, if they can be. */
static graph_ref doubted(graph *g, op_id op, graph_ref sum, graph_ref r, bool mean, bool shared,
                         span where) {
  if (!sum || !is_doubtful(g, op, r, mean)) return sum;
  graph_ref bounded = shared ? shared_bounded(g, sum, where) : 0;
  if (g->diag->status != JX_OK) return 0;
  graph_node total = {.op = OP_TOTAL, .dtype = JX_FLOAT64, .imm.i = bounded != 0};
  return graph_element(g, total, bounded ? &bounded : &sum, 1, where);
}

/* Axes that are reduced together, some of them short: one loop runs over all of them where they lie
 * without a gap, and is better left. Operands that vary along some of them only make that
 * impossible. */
static graph_ref unroll_short(graph *g, op_id *op, graph_ref r, uint32_t *mask, span where) {
  for (int k = 0; r && k < graph_at(g, r)->rank; k++) {
    uint32_t axis = UINT32_C(1) << k;
    if (!(*mask & axis) || *mask == axis) continue;
    content c = look(g, r, *mask);
    if (!c.known || !c.mixed || !is_cheap(c.nnodes[k], c.costs[k])) continue;
    bool many = count(g, graph_at(g, r), axis) > UNROLL_MOST;
    if (many ? !guard_count(g, r, axis, 0) : !guard_extent(g, r, k)) return 0;
    if (many) continue;
    r = terms(g, op, r, where);
    graph_ref all_of = r;
    r = r ? unroll(g, *op, r, k, where) : 0;
    r = doubted(g, *op, r, all_of, false, false, where);
    *mask &= ~axis;
  }
  return r;
}

/* Is there an axis beside the reduced ones? Without one there is no loop that could take over. */
static bool keeps_axes(const graph *g, graph_ref r, uint32_t axes) {
  const graph_node *n = graph_at(g, r);
  for (int k = 0; k < n->rank; k++)
    if (!(axes >> k & 1) && !dim_is_one(g, graph_dim(g, n, k))) return true;
  return false;
}

static bool guard_extents(graph *g, graph_ref r, uint32_t axes) {
  for (int k = 0; k < graph_at(g, r)->rank; k++)
    if (axes >> k & 1 && !guard_extent(g, r, k)) return false;
  return true;
}

graph_ref unroll_axes(graph *g, op_id *op, graph_ref r, uint32_t *mask, bool mean, span where) {
  if (!r || *mask == 0) return r;
  content c = look(g, r, *mask);
  bool all = keeps_axes(g, r, *mask) && c.known && is_cheap(c.nodes, c.cost);
  bool some = c.known && c.mixed && (*mask & (*mask - 1)) != 0;
  if (!all && !some) return r;

  int64_t elements = count(g, graph_at(g, r), *mask);
  if (elements > UNROLL_MOST) {
    if (!guard_count(g, r, *mask, 0)) return 0;
    return some ? unroll_short(g, op, r, mask, where) : r;
  }
  if (elements == 0 || !all) return guard_count(g, r, *mask, all ? 0 : UNROLL_MOST) ? r : 0;
  if (!guard_extents(g, r, *mask)) return 0;
  bool shared = *op == OP_SUM && !g->fixed && shared_axis(g, r);
  r = terms(g, op, r, where);
  graph_ref sum = r;
  for (int k = 0; sum && k < graph_at(g, sum)->rank; k++)
    if (*mask >> k & 1) sum = unroll(g, *op, sum, k, where);
  *mask = 0;
  return doubted(g, *op, sum, r, mean, shared, where);
}

/* ---- Reductions of two operands ---- */

/* r at the i-th of the reduced elements, in the order in which the array has them. */
static graph_ref pick(graph *g, graph_ref r, uint32_t axes, const graph_node *of, int64_t i,
                      span where) {
  for (int k = 0; k < of->rank; k++) {
    if (!(axes >> k & 1)) continue;
    int64_t extent = graph_extent(g, of, k), index = i % extent;
    i /= extent;
    if (r && k < graph_at(g, r)->rank && !dim_is_one(g, graph_dim(g, graph_at(g, r), k)))
      r = slice(g, r, k, index, where);
  }
  return r;
}

/* The place of the extreme: the first of those that are equal, and of a NaN before all others. */
static graph_ref place(graph *g, bool least, const graph_ref *x, const graph_ref *at, int64_t n,
                       span where) {
  graph_ref best = x[0], found = at[0];
  for (int64_t i = 1; i < n; i++) {
    graph_ref beyond = least ? types_apply2(g, OP_LT, x[i], best, where)
                             : types_apply2(g, OP_LT, best, x[i], where);
    if (best && dtype_is_float((jx_dtype)graph_at(g, best)->dtype)) {
      graph_ref number = types_apply1(g, OP_NOT, types_apply1(g, OP_ISNAN, best, where), where);
      graph_ref nan = types_apply1(g, OP_ISNAN, x[i], where);
      beyond = types_apply2(g, OP_OR, beyond, types_apply2(g, OP_AND, nan, number, where), where);
    }
    best = types_apply(g, OP_WHERE, (graph_ref[]){beyond, x[i], best}, 3, where);
    found = types_apply(g, OP_WHERE, (graph_ref[]){beyond, at[i], found}, 3, where);
    if (!found) return 0;
  }
  return found;
}

static graph_ref total(graph *g, const graph_ref *x, int64_t n, span where) {
  graph_ref sum = x[0];
  for (int64_t i = 1; i < n && sum; i++) sum = types_apply2(g, OP_ADD, sum, x[i], where);
  return sum;
}

/* Of what the weights mark: the squares of the distances to the mean, after it, as NumPy's var. */
static graph_ref deviations(graph *g, const graph_ref *x, const graph_ref *weights, int64_t n,
                            span where) {
  graph_ref term[UNROLL_MOST] = {0}, counts[UNROLL_MOST] = {0};
  graph_ref zero = graph_const_float(g, JX_FLOAT64, false, 0, where);
  for (int64_t i = 0; i < n; i++) {
    term[i] = types_convert(g, x[i], JX_FLOAT64, where);
    term[i] = types_apply(g, OP_WHERE, (graph_ref[]){weights[i], term[i], zero}, 3, where);
    counts[i] = types_convert(g, weights[i], JX_FLOAT64, where);
    if (!term[i] || !counts[i]) return 0;
  }
  graph_ref mean =
      types_apply2(g, OP_DIV, total(g, term, n, where), total(g, counts, n, where), where);
  for (int64_t i = 0; i < n && mean; i++) {
    graph_ref distance = types_apply2(g, OP_SUB, term[i], mean, where);
    distance = types_apply(g, OP_WHERE, (graph_ref[]){weights[i], distance, zero}, 3, where);
    term[i] = types_apply2(g, OP_MUL, distance, distance, where);
  }
  return mean ? doubted(g, OP_DEVIATIONS, total(g, term, n, where), x[0], false, false, where) : 0;
}

graph_ref unroll_pair(graph *g, op_id op, graph_ref r, graph_ref second, uint32_t axes,
                      span where) {
  content c = look(g, r, axes), d = look(g, second, axes);
  bool cheap = c.known && d.known && is_cheap(c.nodes + d.nodes, c.cost + d.cost);
  if (!cheap || !keeps_axes(g, r, axes)) return 0;
  const graph_node of = *graph_at(g, r);
  int64_t elements = count(g, &of, axes);
  if (elements == 0 || elements > UNROLL_MOST) return guard_count(g, r, axes, 0), 0;
  if (!guard_extents(g, r, axes)) return 0;
  graph_ref x[UNROLL_MOST] = {0}, y[UNROLL_MOST] = {0};
  for (int64_t i = 0; i < elements; i++) {
    x[i] = pick(g, r, axes, &of, i, where);
    y[i] = pick(g, second, axes, &of, i, where);
    if (!x[i] || !y[i]) return 0;
  }
  if (op == OP_DEVIATIONS) return deviations(g, x, y, elements, where);
  return place(g, op == OP_LEAST_AT, x, y, elements, where);
}
