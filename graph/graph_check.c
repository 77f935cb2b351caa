/* graph_check.c: every invariant of a finished graph, as graph.h states them.
 *
 * Takes a graph; gives JX_OK, or JX_ERROR_INTERNAL with the node and the invariant it breaks. It
 * trusts nothing: a graph that passes can be read by any later pass without a check. */
#include <math.h>

#include "base/array.h"
#include "base/element.h"
#include "graph/graph_strings.h"
#include "graph/rules.h"

/* Why a node is wrong, or NULL. */
typedef const char *verdict;

#define REQUIRE(condition, text)   \
  do {                             \
    if (!(condition)) return text; \
  } while (0)

static bool dim_valid(const graph *g, dim_ref d) {
  return d >= 0 && (size_t)d < g->dims.n && !g->dims.at[d].is_float &&
         g->dims.at[d].exact != EXACT_LONG;
}

static bool dim_one(const graph *g, dim_ref d) {
  return g->dims.at[d].op == DIM_CONST && g->dims.at[d].imm.i == 1;
}

/* ---- Dims and guards ---- */

static verdict check_dim(const graph *g, size_t i) {
  const dim_node *n = &g->dims.at[i];
  REQUIRE(n->op < DIM_OPS_, "unknown dim op");
  if (n->op == DIM_EXTENT || n->op == DIM_SCALAR) {
    REQUIRE(n->a >= 0 && (size_t)n->a < g->noperands, "dim of no operand");
    int rank = g->operands[n->a]->rank;
    REQUIRE(n->op == DIM_SCALAR ? rank == 0 || n->exact == EXACT_LONG : n->b >= 0 && n->b < rank,
            "dim of no axis");
  } else if (n->op != DIM_CONST) {
    const dim_ref args[] = {n->a, n->b, n->c};
    for (int k = 0; k < 3; k++)
      REQUIRE(args[k] >= -1 && args[k] < (dim_ref)i, "dim operand not before its user");
    REQUIRE(n->a >= 0, "dim without operand");
  }
  bigint exact;
  dim_value v = dims_apply(n, g->values.at, g->dims.at, g->operands, g->bigints.at, &exact);
  if (n->exact == EXACT_LONG) {
    const bigint *now = &g->bigints.at[g->values.at[i].i];
    REQUIRE(!n->is_float, "an exact float");
    REQUIRE(exact.lost == now->lost && (exact.lost || bigint_compare(&exact, now) == 0),
            "dim value out of date");
    return NULL;
  }
  bool same = n->is_float ? v.f == g->values.at[i].f || isnan(v.f) : v.i == g->values.at[i].i;
  REQUIRE(same, "dim value out of date");
  return NULL;
}

static verdict check_guard(const graph *g, const guard *u) {
  REQUIRE(u->op <= GUARD_RANGE, "unknown guard op");
  REQUIRE(dim_valid(g, u->a), "guard of no dim");
  bool two = u->op == GUARD_EQUAL || u->op == GUARD_BELOW;
  REQUIRE(two ? dim_valid(g, u->b) : u->b == -1, "guard of no second dim");
  REQUIRE(dims_guard_holds(u, g->values.at), "guard does not hold for the operands at hand");
  return NULL;
}

/* ---- Leaves ---- */

static verdict check_axes(const graph *g, const graph_node *n, const graph_view *v) {
  uint32_t seen = 0;
  REQUIRE((size_t)v->axes + v->naxes <= g->axes.n, "axes out of range");
  for (int i = 0; i < v->naxes; i++) {
    const view_axis *a = &g->axes.at[v->axes + (uint32_t)i];
    REQUIRE(dim_valid(g, a->start), "axis without start");
    REQUIRE(a->to < n->rank, "axis goes to an axis the node has not");
    REQUIRE(!a->by || dim_valid(g, (dim_ref)a->by - 1), "axis steps by no dim");
    REQUIRE((a->to == -1) == (a->step == 0), "a fixed axis has step 0, and no other");
    REQUIRE(view_arg(a) < n->nargs, "an axis follows an argument the node has not");
    if (a->to < 0) continue;
    REQUIRE(!(seen >> a->to & 1), "two axes go to one");
    REQUIRE(!dim_one(g, graph_dim(g, n, a->to)), "an axis of extent 1 is not fixed");
    seen |= UINT32_C(1) << a->to;
  }
  return NULL;
}

/* Behind the axes of the source there are but parts of them. */
static verdict check_parts(const graph *g, const graph_view *v, int rank) {
  REQUIRE(v->naxes >= rank && v->naxes <= GRAPH_MAX_AXES, "view of another rank than its source");
  for (int i = 0; i < v->naxes; i++) {
    const view_axis *a = &g->axes.at[v->axes + (uint32_t)i];
    REQUIRE((a->of != 0) == (i >= rank) && (int)a->of <= rank, "part of no axis");
    REQUIRE(!a->of || a->to >= 0, "part that goes nowhere");
  }
  return NULL;
}

static uint32_t leaf_varies(const graph *g, const graph_node *n, const graph_view *v) {
  uint32_t set = 0;
  for (int i = 0; i < v->naxes; i++) {
    const view_axis *a = &g->axes.at[v->axes + (uint32_t)i];
    int k = op_reads_node((op_id)n->op) ? g->nodes.at[v->source].rank - 1 - view_axis_of(a, i) : 0;
    if (a->to >= 0 && (!op_reads_node((op_id)n->op) || g->nodes.at[v->source].varies >> k & 1))
      set |= UINT32_C(1) << a->to;
  }
  return set;
}

static verdict check_leaf(const graph *g, graph_ref r, const graph_node *n) {
  REQUIRE(n->view < g->views.n, "view out of range");
  const graph_view *v = &g->views.at[n->view];
  verdict bad = check_axes(g, n, v);
  if (bad) return bad;
  uint32_t varies = leaf_varies(g, n, v);
  for (int i = 0; i < n->nargs; i++) varies |= graph_at(g, n->args[i])->varies;
  REQUIRE(n->varies == varies, "a leaf varies on the axes it reads along");
  if (n->op == OP_IOTA) {
    REQUIRE(v->naxes == 1 && n->dtype == JX_INT64, "an iota has one axis and is int64");
    return NULL;
  }
  if (n->op == OP_INPUT || n->op == OP_GATHER) {
    REQUIRE(v->source < g->noperands, "input of no operand");
    if ((bad = check_parts(g, v, g->operands[v->source]->rank))) return bad;
    jx_dtype of = g->operands[v->source]->dtype;
    REQUIRE(n->dtype == (dtype_is_time(of) ? JX_INT64 : of),
            "input of another dtype than its operand");
    REQUIRE(graph_item(n) == array_item(g->operands[v->source]), "input of another item");
    return NULL;
  }
  REQUIRE(v->source < r, "view of a later node");
  const graph_node *source = graph_at(g, v->source);
  REQUIRE(op_folds((op_id)source->op) || source->kept, "view of what is not stored");
  if ((bad = check_parts(g, v, source->rank))) return bad;
  REQUIRE(n->dtype == source->dtype && n->item == source->item, "view unlike its source");
  return NULL;
}

static verdict check_join(const graph *g, graph_ref r, const graph_node *n) {
  REQUIRE(n->kept && n->imm.i > 0, "a join that is not stored");
  REQUIRE(n->pieces + (uint64_t)n->imm.i <= g->pieces.n, "pieces out of range");
  for (int64_t i = 0; i < n->imm.i; i++) {
    const graph_piece *p = &g->pieces.at[n->pieces + i];
    REQUIRE(p->node > 0 && p->node < r, "piece not before the whole");
    const graph_node *part = graph_at(g, p->node);
    REQUIRE(part->dtype == n->dtype && part->item == n->item, "piece of another dtype");
    REQUIRE(p->flat ? n->imm.i == 1 : part->rank == n->rank, "piece of another rank");
    REQUIRE(p->starts + (size_t)part->rank <= g->shapes.n, "starts out of range");
    for (int x = 0; x < part->rank; x++) {
      REQUIRE(dim_valid(g, g->shapes.at[p->starts + (uint32_t)x]), "piece without start");
      if (p->flat) continue;
      int64_t end = g->values.at[g->shapes.at[p->starts + (uint32_t)x]].i;
      end += graph_extent(g, part, n->rank - 1 - x);
      REQUIRE(end <= graph_extent(g, n, n->rank - 1 - x), "piece beyond the whole");
    }
  }
  return NULL;
}

/* ---- Nodes ---- */

static verdict check_rule(const graph_node *n, jx_dtype of) {
  REQUIRE(rule_takes((op_id)n->op, of), "operands of a dtype that the operation does not take");
  REQUIRE(n->dtype == rule_gives((op_id)n->op, of), "a dtype that the operation does not give");
  return NULL;
}

/* The second operand broadcasts to the first. */
static verdict check_second(const graph *g, const graph_node *n) {
  const graph_node *first = graph_at(g, n->args[0]), *second = graph_at(g, n->args[1]);
  REQUIRE(second->rank <= first->rank, "a second operand of a higher rank than the first");
  for (int k = 0; k < second->rank; k++) {
    dim_ref d = graph_dim(g, second, k);
    REQUIRE(dim_one(g, d) || d == graph_dim(g, first, k), "a second operand wider than the first");
  }
  if (n->op == OP_PROD_RE || n->op == OP_PROD_IM) {
    REQUIRE(second->dtype == first->dtype, "a product of parts of several dtypes");
    return NULL;
  }
  bool places = n->op == OP_LEAST_AT || n->op == OP_GREATEST_AT;
  REQUIRE(second->dtype == (places ? JX_INT64 : JX_BOOL), "places are int64, marks are bool");
  return NULL;
}

static verdict check_reduce(const graph *g, const graph_node *n) {
  const graph_node *arg = graph_at(g, n->args[0]);
  REQUIRE(n->rank == arg->rank, "a reduction keeps its axes");
  REQUIRE(n->axes != 0, "a reduction over no axis");
  for (int k = 0; k < 32; k++) {
    bool reduced = n->axes >> k & 1;
    REQUIRE(!reduced || k < n->rank, "a reduction over an axis that is not there");
    if (k >= n->rank) continue;
    dim_ref d = graph_dim(g, n, k), from = graph_dim(g, arg, k);
    REQUIRE(reduced ? dim_one(g, d) && !dim_one(g, from) : d == from, "a reduction's shape");
  }
  uint32_t varies = arg->varies | (n->nargs > 1 ? graph_at(g, n->args[1])->varies : 0);
  REQUIRE(n->varies == (varies & ~n->axes), "a reduction varies as its operands elsewhere");
  verdict bad = check_rule(n, (jx_dtype)arg->dtype);
  if (bad) return bad;
  return n->nargs > 1 ? check_second(g, n) : NULL;
}

/* Indices broadcast to the node, which has axes of its source besides. */
static verdict check_gather(const graph *g, const graph_node *n) {
  for (int i = 0; i < n->nargs; i++) {
    const graph_node *arg = graph_at(g, n->args[i]);
    REQUIRE(arg->dtype == JX_INT64 && arg->rank <= n->rank, "a place that is none");
    for (int k = 0; k < arg->rank; k++) {
      dim_ref d = graph_dim(g, arg, k);
      REQUIRE(dim_one(g, d) || d == graph_dim(g, n, k), "places do not broadcast to their gather");
    }
  }
  return NULL;
}

static verdict check_scan(const graph *g, const graph_node *n) {
  const graph_node *arg = graph_at(g, n->args[0]);
  REQUIRE(n->rank == arg->rank, "a scan keeps its axes");
  REQUIRE(n->axes != 0, "a scan along no axis");
  for (int k = 0; k < 32; k++) {
    bool scanned = n->axes >> k & 1;
    REQUIRE(!scanned || (k < n->rank && !dim_one(g, graph_dim(g, n, k))),
            "a scan along an axis of 1");
    REQUIRE(k >= n->rank || graph_dim(g, n, k) == graph_dim(g, arg, k), "a scan's shape");
  }
  REQUIRE(n->varies == (arg->varies | n->axes), "a scan varies as its operand and along its axes");
  return check_rule(n, (jx_dtype)arg->dtype);
}

/* The shape is what the operands broadcast to. */
static verdict check_broadcast(const graph *g, const graph_node *n) {
  uint32_t varies = 0;
  int rank = 0;
  for (int i = 0; i < n->nargs; i++) {
    const graph_node *arg = graph_at(g, n->args[i]);
    varies |= arg->varies;
    if (arg->rank > rank) rank = arg->rank;
  }
  REQUIRE(n->rank == rank, "rank is not the operands' largest");
  REQUIRE(n->varies == varies, "varying set is not the operands' union");
  for (int k = 0; k < rank; k++) {
    bool found = false;
    for (int i = 0; i < n->nargs; i++) {
      const graph_node *arg = graph_at(g, n->args[i]);
      if (k >= arg->rank) continue;
      found |= graph_dim(g, arg, k) == graph_dim(g, n, k);
      REQUIRE(graph_dim(g, arg, k) == graph_dim(g, n, k) || dim_one(g, graph_dim(g, arg, k)),
              "an operand does not broadcast to its user");
    }
    REQUIRE(found, "an extent that no operand has");
  }
  return NULL;
}

static verdict check_dtypes(const graph *g, const graph_node *n) {
  jx_dtype args[GRAPH_MAX_ARGS] = {JX_DTYPE_NONE};
  for (int i = 0; i < n->nargs; i++) args[i] = (jx_dtype)graph_at(g, n->args[i])->dtype;
  jx_dtype own = (jx_dtype)n->dtype;
  bool digits = n->op == OP_CONTAINS && n->nargs == 1;
  if (!digits && (n->item || strings_concern(g, n->args, n->nargs))) return strings_check(g, n);
  switch (n->op) {
  case OP_WHERE:
    REQUIRE(args[0] == JX_BOOL && args[1] == own && args[2] == own, "where takes bool, T, T");
    return NULL;
  case OP_CAST:
    REQUIRE(own != JX_BOOL && (args[0] != own || own == JX_FLOAT16),
            "a cast changes the dtype, or rounds a float16, and is not to bool");
    return NULL;
  case OP_SOME:
    REQUIRE(args[0] == own && args[1] == JX_BOOL, "something or nothing is T, bool");
    return NULL;
  case OP_CONTAINS:
    REQUIRE(own == JX_BOOL && dtype_is_integer(args[0]), "text of integers");
    return NULL;
  default:
    for (int i = 1; i < n->nargs; i++) REQUIRE(args[i] == args[0], "operands of several dtypes");
    return check_rule(n, args[0]);
  }
}

static verdict check_const(const graph *g, const graph_node *n) {
  REQUIRE(n->varies == 0, "a constant varies");
  REQUIRE(!n->item || n->pattern + (uint64_t)n->item <= g->bytes.n, "a string out of range");
  if (element_worked((jx_dtype)n->dtype) == JX_FLOAT32)
    REQUIRE(isnan(n->imm.f) || n->imm.f == (float)n->imm.f, "a float32 constant is not rounded");
  if (n->dtype == JX_BOOL) REQUIRE(n->imm.i == 0 || n->imm.i == 1, "a bool constant is 0 or 1");
  if (n->dtype == JX_INT32)
    REQUIRE(n->imm.i == (int32_t)n->imm.i, "an int32 constant is out of its range");
  return NULL;
}

static verdict check_node(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  REQUIRE(n->op > OP_POISON && n->op < OP_COUNT_ && n->op != OP_TIME, "unknown op");
  op_class class = (op_class)ops[n->op].class_;
  REQUIRE(class != OP_CLASS_BUILD && class != OP_CLASS_OVER && class != OP_CLASS_RUNNING,
          "an op that is never a node");
  REQUIRE(dtype_valid(n->dtype), "no dtype");
  REQUIRE(n->rank <= JX_MAX_RANK && (size_t)n->dims + n->rank <= g->shapes.n, "shape out of range");
  for (int k = 0; k < n->rank; k++) {
    dim_ref d = graph_dim(g, n, k);
    REQUIRE(dim_valid(g, d) && graph_extent(g, n, k) >= 0, "an extent is no number");
    REQUIRE(dim_one(g, d) || graph_extent(g, n, k) != 1, "an extent of 1 is not the constant 1");
    REQUIRE(!dim_one(g, d) || !(n->varies >> k & 1), "varies along an extent of 1");
  }
  REQUIRE(n->rank == 32 || n->varies >> n->rank == 0, "varies along an axis it has not");
  bool stored = n->op == OP_JOIN || (class == OP_CLASS_ELEMENT && n->rank > 0);
  REQUIRE(!n->kept || stored, "a leaf or a scalar is kept");
  REQUIRE(!n->weak || n->rank == 0, "a weak node with axes");
  REQUIRE(!n->weak || n->dtype == JX_INT64 || n->dtype == JX_FLOAT64 || n->dtype == JX_BOOL ||
              n->dtype == JX_COMPLEX128,
          "a weak node's dtype");
  for (int i = 0; n->weak && i < n->nargs; i++)
    REQUIRE(graph_at(g, n->args[i])->weak, "a weak node of what is not weak");
  REQUIRE(!graph_is_long(n), "a literal beyond int64");
  for (int i = 0; i < n->nargs; i++)
    REQUIRE(n->args[i] > 0 && n->args[i] < r, "operand not before its user");

  bool digits = n->op == OP_CONTAINS && n->nargs == 1, text = ops[n->op].rule == RULE_TEXT;
  bool arity = class == OP_CLASS_LEAF     ? n->nargs == 0
               : n->op == OP_RINT         ? n->nargs == 1
               : op_gathers((op_id)n->op) ? n->nargs >= 1 && n->nargs <= GRAPH_MAX_ARGS
               : text ? digits || (n->nargs >= ops[n->op].min_args && n->nargs <= 2)
                      : n->nargs == ops[n->op].min_args;
  REQUIRE(arity, "wrong number of operands");
  if (n->op == OP_CONST) return check_const(g, n);
  if (n->op == OP_DIM) {
    REQUIRE((uint32_t)n->dim < g->dims.n && n->varies == 0, "dim out of range");
    bool real = g->dims.at[n->dim].is_float;
    REQUIRE(g->dims.at[n->dim].exact != EXACT_LONG, "a dim that may not fit");
    REQUIRE(n->dtype == (real ? JX_FLOAT64 : JX_INT64), "a dim's dtype");
    return NULL;
  }
  if (n->op == OP_JOIN) return check_join(g, r, n);
  if (class == OP_CLASS_LEAF) return check_leaf(g, r, n);
  if (op_gathers((op_id)n->op)) {
    verdict leaf = check_leaf(g, r, n);
    return leaf ? leaf : check_gather(g, n);
  }
  if (class == OP_CLASS_REDUCE) return check_reduce(g, n);
  if (class == OP_CLASS_SCAN) return check_scan(g, n);
  REQUIRE(!n->item == !dtype_is_string((jx_dtype)n->dtype), "a string has a length, nothing else");
  if (digits)
    REQUIRE(n->imm.i > 0 && n->pattern + (uint64_t)n->imm.i <= g->bytes.n, "pattern out of range");
  else
    REQUIRE(n->which == 0 || n->op == OP_INDEX || n->op == OP_SOME,
            "an operation that refers to something");
  verdict bad = check_broadcast(g, n);
  return bad ? bad : check_dtypes(g, n);
}

jx_status graph_check(const graph *g, diag *d) {
  span none = {0};
  for (size_t i = 0; i < g->dims.n; i++) {
    verdict bad = check_dim(g, i);
    if (bad) return diag_fail(d, JX_ERROR_INTERNAL, none, "graph: dim d%zu: %s", i, bad);
  }
  for (size_t i = 0; i < g->guards.n; i++) {
    verdict bad = check_guard(g, &g->guards.at[i]);
    if (bad) return diag_fail(d, JX_ERROR_INTERNAL, none, "graph: guard %zu: %s", i, bad);
  }
  for (graph_ref r = 1; r < g->nodes.n; r++) {
    verdict bad = check_node(g, r);
    if (bad)
      return diag_fail(d, JX_ERROR_INTERNAL, g->nodes.at[r].where, "graph: node %u: %s", r, bad);
  }
  for (size_t i = 0; i < g->results.n; i++)
    if (g->results.at[i] == 0 || g->results.at[i] >= g->nodes.n ||
        g->selected.at[i].mask >= g->nodes.n)
      return diag_fail(d, JX_ERROR_INTERNAL, none, "graph: result %zu is no node", i);
  return JX_OK;
}
