/* graph_nodes.c: nodes of a graph under construction: shapes, broadcasting, leaves, and merging of
 * equal nodes.
 *
 * Takes nodes whose operands are already in the graph; gives the index of the one node that is
 * equal. Shapes hold the constant dim 1 for every extent that is 1, so broadcasting never asks a
 * question whose answer is not guarded. Start at graph_push() and graph_element(). */
#include "graph/graph_nodes.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/dtype.h"
#include "base/element.h"
#include "graph/fold.h"
#include "graph/graph_dims.h"
#include "graph/graph_scratch.h"
#include "graph/graph_strings.h"
#include "graph/graph_table.h"
#include "graph/graph_types.h"
#include "graph/times.h"
#include "graph/weak.h"

/* Nodes that may be asked for, merged ones included, for each that may be kept: see graph.pushes.
 */
#define PUSHES_PER_NODE 64

bool graph_init(graph *g, const ast *tree, size_t max_nodes) {
  *g = (graph){.arena = tree->arena, .diag = tree->diag, .max_nodes = max_nodes};
  g->scratch = arena_zalloc(g->arena, sizeof *g->scratch);
  const graph_node *poison = VEC_PUSH(g->arena, &g->nodes);
  if (!g->scratch || !poison) return diag_memory(g->diag), false;
  return true;
}

/* ---- Shapes ---- */

shape graph_shape(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  shape s = {.rank = n->rank};
  for (int i = 0; i < s.rank; i++) s.dims[i] = g->shapes.at[n->dims + (uint32_t)i];
  return s;
}

uint32_t graph_ones(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  uint32_t set = 0;
  for (int k = 0; k < n->rank; k++)
    if (dim_is_one(g, graph_dim(g, n, k))) set |= UINT32_C(1) << k;
  return set;
}

void graph_shape_text(const graph *g, graph_ref r, char *buffer, size_t size) {
  const graph_node *n = graph_at(g, r);
  size_t at = (size_t)snprintf(buffer, size, "(");
  for (int k = n->rank - 1; k >= 0 && at < size; k--) {
    const char *comma = k > 0 || n->rank == 1 ? "," : "";
    int64_t extent = graph_extent(g, n, k);
    at += extent < 0 /* see select.h */
              ? (size_t)snprintf(buffer + at, size - at, "selected%s", comma)
              : (size_t)snprintf(buffer + at, size - at, "%lld%s", (long long)extent, comma);
  }
  if (at < size) snprintf(buffer + at, size - at, ")");
}

static void broadcast_error(graph *g, const graph_ref *args, int n, span where) {
  char list[300] = "";
  for (int i = 0; i < n; i++) {
    char one[96];
    size_t at = strlen(list);
    graph_shape_text(g, args[i], one, sizeof one);
    snprintf(list + at, sizeof list - at, "%s%s", i == 0 ? "" : i == n - 1 ? " and " : ", ", one);
  }
  diag_fail(g->diag, JX_ERROR_SHAPE, where,
            "operands could not be broadcast together with shapes %s", list);
}

/* The dim of two along one axis: -1 when they do not fit. */
static dim_ref match(graph *g, dim_ref a, dim_ref b) {
  if (a == b || dim_is_one(g, b)) return a;
  if (dim_is_one(g, a)) return b;
  if (dim_value_of(g, a) != dim_value_of(g, b)) return -1;
  return dim_equate(g, a, b) ? a : -1;
}

bool graph_broadcast(graph *g, const graph_ref *args, int n, span where, shape *out) {
  for (int i = 0; i < n; i++)
    if (!args[i]) return false;
  *out = n > 0 ? graph_shape(g, args[0]) : (shape){0};
  for (int i = 1; i < n; i++) {
    const graph_node *first = graph_at(g, args[0]), *arg = graph_at(g, args[i]);
    if (arg->rank == 0 || (arg->rank == first->rank && arg->dims == first->dims)) continue;
    shape other = graph_shape(g, args[i]);
    if (out->rank < other.rank) {
      shape swap = *out;
      *out = other, other = swap;
    }
    for (int k = 0; k < other.rank; k++) {
      dim_ref *d = &out->dims[out->rank - 1 - k];
      *d = match(g, *d, shape_axis(&other, k));
      if (*d < 0) return broadcast_error(g, args, n, where), false;
    }
  }
  return true;
}

/* Stores a shape, or finds it with one of the operands. False: out of memory. */
static bool store_shape(graph *g, graph_node *n, const shape *s) {
  n->rank = (uint8_t)s->rank;
  n->dims = 0;
  if (s->rank == 0) return true;
  for (int i = 0; i < n->nargs; i++) {
    const graph_node *arg = graph_at(g, n->args[i]);
    if (arg->rank == s->rank &&
        !memcmp(g->shapes.at + arg->dims, s->dims, (size_t)s->rank * sizeof *s->dims)) {
      n->dims = arg->dims;
      return true;
    }
  }
  n->dims = (uint32_t)g->shapes.n;
  for (int i = 0; i < s->rank; i++) {
    dim_ref *d = VEC_PUSH(g->arena, &g->shapes);
    if (!d) return false;
    *d = s->dims[i];
  }
  return true;
}

/* ---- Merging ---- */

typedef struct node_key {
  const graph_node *node;
  const shape *shape;
  const leaf *leaf;
} node_key;

static bool leaf_equal(const graph *g, uint32_t view, const leaf *l) {
  const graph_view *v = &g->views.at[view];
  if (v->source != l->source || v->naxes != l->naxes) return false;
  for (int i = 0; i < l->naxes; i++) {
    const view_axis *a = &g->axes.at[v->axes + (uint32_t)i], *b = &l->axes[i];
    if (a->to != b->to || a->start != b->start || a->step != b->step || a->by != b->by ||
        a->of != b->of)
      return false;
  }
  return true;
}

static bool node_equal(const graph *g, uint32_t index, const void *key) {
  const node_key *like = key;
  const graph_node *a = &g->nodes.at[index], *b = like->node;
  if (a->op != b->op || a->dtype != b->dtype || a->weak != b->weak || a->nargs != b->nargs ||
      a->rank != like->shape->rank || a->imm.i != b->imm.i || a->item != b->item)
    return false;
  for (int i = 0; i < a->nargs; i++)
    if (a->args[i] != b->args[i]) return false;
  for (int i = 0; i < a->rank; i++)
    if (g->shapes.at[a->dims + (uint32_t)i] != like->shape->dims[i]) return false;
  return like->leaf ? leaf_equal(g, a->view, like->leaf) : a->which == b->which;
}

static uint32_t node_hash(const node_key *key) {
  const graph_node *n = key->node;
  uint64_t words[] = {(uint64_t)n->op | (uint64_t)n->dtype << 8 | (uint64_t)n->weak << 16 |
                          (uint64_t)key->shape->rank << 24 | (uint64_t)n->args[0] << 32,
                      (uint64_t)n->args[1] | (uint64_t)n->args[2] << 32,
                      (uint64_t)n->imm.i ^ (uint64_t)n->item << 32,
                      key->leaf ? key->leaf->source : n->which};
  uint32_t hash = hash_words(3, words, sizeof words);
  hash = hash_words(hash, key->shape->dims, (size_t)key->shape->rank * sizeof *key->shape->dims);
  for (int i = 0; key->leaf && i < key->leaf->naxes; i++) {
    const view_axis *a = &key->leaf->axes[i];
    int64_t axis[] = {a->to, a->start, a->step, (int64_t)a->by << 32 | a->of};
    hash = hash_words(hash, axis, sizeof axis);
  }
  return hash;
}

static bool store_leaf(graph *g, graph_node *n, const leaf *l) {
  n->view = (uint32_t)g->views.n;
  graph_view *v = VEC_PUSH(g->arena, &g->views);
  if (!v) return false;
  *v = (graph_view){l->source, (uint8_t)l->naxes, (uint32_t)g->axes.n};
  for (int i = 0; i < l->naxes; i++) {
    view_axis *a = VEC_PUSH(g->arena, &g->axes);
    if (!a) return false;
    *a = l->axes[i];
  }
  return true;
}

static uint32_t varying(const graph *g, const graph_node *n, const leaf *l) {
  uint32_t set = 0;
  if (n->op == OP_SELECT) return (UINT32_C(2) << (n->rank - 1)) - 1;
  int rank = op_reads_node((op_id)n->op) ? graph_at(g, l->source)->rank : 0;
  for (int i = 0; i < n->nargs; i++) set |= graph_at(g, n->args[i])->varies;
  if (ops[n->op].class_ == OP_CLASS_REDUCE) set &= ~n->axes;
  if (ops[n->op].class_ == OP_CLASS_SCAN) set |= n->axes;
  for (int i = 0; l && i < l->naxes; i++) {
    if (l->axes[i].to < 0) continue;
    /* Of a reduction's result, the axis is one that it still varies on. */
    bool still = !op_reads_node((op_id)n->op) ||
                 graph_at(g, l->source)->varies >> (rank - 1 - view_axis_of(&l->axes[i], i)) & 1;
    if (still) set |= UINT32_C(1) << l->axes[i].to;
  }
  return set;
}

static bool commutes(op_id op) {
  switch (op) {
  case OP_ADD:
  case OP_MUL:
  case OP_EQ:
  case OP_NE:
  case OP_AND:
  case OP_OR:
  case OP_XOR:
  case OP_BITAND:
  case OP_BITOR:
  case OP_BITXOR: return true;
  default: return false; /* MINIMUM and MAXIMUM tell -0 from +0 by their order */
  }
}

static bool within_limits(graph *g, span where) {
  if (g->nodes.n <= g->max_nodes && g->scratch->pushes / PUSHES_PER_NODE <= g->max_nodes)
    return true;
  diag_fail(g->diag, JX_ERROR_LIMIT, where, "the program needs more than %zu nodes", g->max_nodes);
  return false;
}

graph_ref graph_push(graph *g, graph_node node, const shape *s, const leaf *l) {
  if (g->diag->status != JX_OK) return 0;
  g->scratch->pushes++;
  if (!within_limits(g, node.where)) return 0;
  node_key key = {&node, s, l};
  uint32_t hash = node_hash(&key);
  uint32_t found = table_find(g, &g->scratch->nodes, hash, node_equal, &key);
  if (found == UINT32_MAX && commutes((op_id)node.op)) {
    graph_node turned = node;
    turned.args[0] = node.args[1], turned.args[1] = node.args[0];
    node_key other = {&turned, s, l};
    found = table_find(g, &g->scratch->nodes, node_hash(&other), node_equal, &other);
  }
  if (found != UINT32_MAX) return found;
  node.kept = 0;
  if (!store_shape(g, &node, s) || (l && !store_leaf(g, &node, l))) return diag_memory(g->diag), 0;
  node.varies = varying(g, &node, l);
  graph_ref r = (graph_ref)g->nodes.n;
  graph_node *at = VEC_PUSH(g->arena, &g->nodes);
  if (!at) return diag_memory(g->diag), 0;
  *at = node;
  return table_add(g, &g->scratch->nodes, hash, r) ? r : 0;
}

graph_ref graph_element(graph *g, graph_node proto, const graph_ref *args, int n, span where) {
  shape s;
  if (!graph_broadcast(g, args, n, where, &s)) return 0;
  proto.nargs = (uint8_t)n;
  proto.where = where;
  for (int i = 0; i < n; i++) {
    proto.args[i] = args[i];
    proto.weak &= graph_at(g, args[i])->weak;
  }
  graph_ref simpler = fold_node(g, &proto, &s);
  return simpler || g->diag->status != JX_OK ? simpler : graph_push(g, proto, &s, NULL);
}

bool graph_list_operands(const graph_node *node, graph_ref *list, int *n, int most) {
  for (int a = 0; a < node->nargs; a++) {
    int known = 0;
    while (known < *n && list[known] != node->args[a]) known++;
    if (known < *n) continue;
    if (*n == most) return false;
    list[(*n)++] = node->args[a];
  }
  return true;
}

bool ref_push(graph *g, ref_stack *stack, graph_ref r) {
  graph_ref *top = VEC_PUSH(g->arena, stack);
  if (!top) return diag_memory(g->diag), false;
  *top = r;
  return true;
}

/* ---- Leaves ---- */

graph_ref graph_const(graph *g, jx_dtype dtype, bool weak, int64_t value, span where) {
  graph_node n = {.op = OP_CONST, .dtype = (uint8_t)dtype, .weak = weak, .imm.i = value};
  n.where = where;
  return graph_push(g, n, &(shape){0}, NULL);
}

graph_ref graph_const_float(graph *g, jx_dtype dtype, bool weak, double value, span where) {
  value = element_round(value, element_worked(dtype));
  graph_node n = {.op = OP_CONST, .dtype = (uint8_t)dtype, .weak = weak, .imm.f = value};
  n.where = where;
  return graph_push(g, n, &(shape){0}, NULL);
}

graph_ref graph_fill(graph *g, graph_ref scalar, const shape *s) {
  if (!scalar) return 0;
  graph_node n = *graph_at(g, scalar);
  if (s->rank > 0) n.weak = 0;
  if (n.op != OP_PAIR && n.op != OP_TIME) return graph_push(g, n, s, NULL);
  graph_ref parts[2] = {0};
  for (int i = 0; i < n.nargs; i++)
    if (!(parts[i] = graph_fill(g, n.args[i], s))) return 0;
  return graph_element(g, n, parts, n.nargs, n.where);
}

graph_ref graph_input(graph *g, uint32_t operand, span where) {
  const jx_array *array = g->operands[operand];
  if (array->flags & JX_ARRAY_LONG) return weak_operand(g, operand, where);
  shape s = {.rank = array->rank};
  leaf l = {.source = operand, .naxes = array->rank};
  dim_ref zero = dim_const(g, 0);
  for (int i = 0; i < array->rank; i++) {
    bool one = array->shape[i] == 1;
    s.dims[i] = one ? dim_const(g, 1) : dim_push(g, DIM_EXTENT, (dim_ref)operand, i, -1, 0);
    l.axes[i] = view_along((int8_t)(one ? -1 : array->rank - 1 - i), zero, one ? 0 : 1);
  }
  bool weak = (array->flags & JX_ARRAY_WEAK) && array->rank == 0;
  bool time = dtype_is_time(array->dtype);
  jx_dtype dtype = time ? JX_INT64 : array->dtype;
  graph_node n = {.op = OP_INPUT, .dtype = (uint8_t)dtype, .weak = weak, .where = where};
  if (dtype_is_string(array->dtype)) {
    n.item = array->detail;
    if (!n.item) return graph_fill(g, strings_const(g, array->dtype, "", 0, where), &s);
  }
  graph_ref r = graph_push(g, n, &s, &l);
  if (array->dtype == JX_STR && array_is_swapped(array))
    return strings_apply(g, OP_TURNED, &r, 1, where);
  return time ? time_make(g, r, array->dtype, unit_of_detail(array->detail), where) : r;
}

graph_ref graph_iota(graph *g, dim_ref length, span where) {
  length = dim_extent(g, length);
  if (length < 0) return 0;
  shape s = {.rank = 1, .dims = {length}};
  if (dim_is_one(g, length)) return graph_fill(g, graph_const(g, JX_INT64, false, 0, where), &s);
  leaf l = {.naxes = 1, .axes = {view_along(0, dim_const(g, 0), 1)}};
  return graph_push(g, (graph_node){.op = OP_IOTA, .dtype = JX_INT64, .where = where}, &s, &l);
}

graph_ref graph_strong(graph *g, graph_ref r) {
  if (!r || !graph_at(g, r)->weak) return r;
  if (!(r = weak_settle(g, r, graph_at(g, r)->where))) return 0;
  if (graph_at(g, r)->op == OP_PAIR) { /* whose parts are asked for again */
    const graph_node pair = *graph_at(g, r);
    graph_ref parts[2] = {graph_strong(g, pair.args[0]), graph_strong(g, pair.args[1])};
    return graph_element(g, (graph_node){.op = OP_PAIR, .dtype = pair.dtype}, parts, 2, pair.where);
  }
  graph_node n = *graph_at(g, r);
  n.weak = 0;
  if (n.op != OP_INPUT) return graph_push(g, n, &(shape){0}, NULL);
  /* Weak nodes have rank 0, and a weak INPUT no axes. */
  leaf l = {.source = g->views.at[n.view].source};
  return graph_push(g, n, &(shape){0}, &l);
}
