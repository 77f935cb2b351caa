/* shared_axis.c: see shared_axis.h. Start at shared_bounded(). */
#include "graph/build/shared_axis.h"

#include <math.h>
#include <stdlib.h>

#include "base/dtype.h"
#include "graph/build/graph_beyond.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"

/* Nodes of a sum that are looked at; one with more is left as it is. */
#define LOOKED_AT 48
/* The largest power of a bound that a sum is held to, and the largest factor beside, in bits. */
#define MOST_DEGREE 8
#define MOST_BITS 256

/* ---- Whether ---- */

bool shared_axis(const graph *g, graph_ref r) {
  graph_ref seen[LOOKED_AT] = {r};
  uint32_t all = graph_at(g, r)->varies;
  int n = 1, leaves = 0;
  if (graph_at(g, r)->dtype != JX_FLOAT64) return false;
  for (int i = 0; i < n; i++) {
    const graph_node *node = graph_at(g, seen[i]);
    if (ops[node->op].class_ != OP_CLASS_ELEMENT) {
      if (node->varies == all) return false;
      leaves += node->varies != 0;
      continue;
    }
    if (!graph_list_operands(node, seen, &n, LOOKED_AT)) return false;
  }
  return leaves > 1;
}

/* ---- Bounds ---- */

/* A node below a sum: less than 2^(degree * b + bits) where the elements are less than 2^b. */
typedef struct part {
  graph_ref ref, made; /* as it is; of elements that are bounded */
  int degree, bits;
} part;

typedef struct parts {
  part at[LOOKED_AT];
  int n;
} parts;

static int larger(int a, int b) { return a > b ? a : b; }

static part *find(parts *p, graph_ref r) {
  for (int i = 0; i < p->n; i++)
    if (p->at[i].ref == r) return &p->at[i];
  return NULL;
}

static bool is_polynomial(op_id op) {
  return op == OP_ADD || op == OP_SUB || op == OP_MUL || op == OP_NEG;
}

/* Whether an operand's element lies beside the next one along some axis of its node: a vector loop
 * then reads it where it is, and would look at it again and again. Layouts are in a kernel's key. */
static bool is_contiguous(const graph *g, const graph_node *n) {
  const graph_view *view = &g->views.at[n->view];
  const jx_array *a = g->operands[view->source];
  for (int x = 0; x < a->rank && x < (int)view->naxes; x++)
    if (g->axes.at[view->axes + (uint32_t)x].to >= 0 && a->shape[x] > 1 &&
        a->strides[x] == (int64_t)sizeof(double))
      return true;
  return false;
}

/* A leaf's; false when it is none, or has no bound. */
static bool measure_leaf(const graph *g, part *p) {
  const graph_node *n = graph_at(g, p->ref);
  int bits = graph_magnitude(g, p->ref);
  p->degree = n->op == OP_INPUT && bits > MOST_BITS;
  p->bits = p->degree ? 0 : bits;
  if (p->degree && is_contiguous(g, n)) return false;
  return n->dtype == JX_FLOAT64 && (p->degree || bits <= MOST_BITS);
}

/* One whose operands are measured. */
static void measure(const graph *g, parts *all, part *p) {
  const graph_node *n = graph_at(g, p->ref);
  const part *x[2] = {NULL};
  for (int i = 0; i < n->nargs; i++) x[i] = find(all, n->args[i]);
  p->degree = x[0]->degree;
  p->bits = x[0]->bits;
  if (n->op == OP_NEG) return;
  bool product = n->op == OP_MUL;
  p->degree = product ? p->degree + x[1]->degree : larger(p->degree, x[1]->degree);
  p->bits = product ? p->bits + x[1]->bits : larger(p->bits, x[1]->bits) + 1;
}

static int by_ref(const void *a, const void *b) {
  graph_ref x = ((const part *)a)->ref, y = ((const part *)b)->ref;
  return (x > y) - (x < y);
}

/* All parts of a sum, operands first. */
static bool collect(const graph *g, graph_ref sum, parts *p) {
  p->at[p->n++] = (part){.ref = sum};
  for (int i = 0; i < p->n; i++) {
    const graph_node *n = graph_at(g, p->at[i].ref);
    for (int a = 0; is_polynomial((op_id)n->op) && a < n->nargs; a++) {
      if (find(p, n->args[a])) continue;
      if (p->n == LOOKED_AT) return false;
      p->at[p->n++] = (part){.ref = n->args[a]};
    }
  }
  qsort(p->at, (size_t)p->n, sizeof *p->at, by_ref);
  for (int i = 0; i < p->n; i++) {
    if (is_polynomial((op_id)graph_at(g, p->at[i].ref)->op))
      measure(g, p, &p->at[i]);
    else if (!measure_leaf(g, &p->at[i]))
      return false;
  }
  return true;
}

/* The part of elements that are less than 2^bits. */
static graph_ref remake(graph *g, parts *all, const part *p, int bits, span where) {
  const graph_node n = *graph_at(g, p->ref);
  if (!is_polynomial((op_id)n.op)) {
    if (!p->degree) return p->ref;
    graph_node bounded = {.op = OP_BOUNDED, .dtype = JX_FLOAT64, .imm.f = ldexp(1, 1023 - bits)};
    return graph_element(g, bounded, &p->ref, 1, where);
  }
  graph_node same = {.op = n.op, .dtype = n.dtype};
  graph_ref args[GRAPH_MAX_ARGS];
  for (int i = 0; i < n.nargs; i++)
    if (!(args[i] = find(all, n.args[i])->made)) return 0;
  return graph_element(g, same, args, n.nargs, n.where);
}

graph_ref shared_bounded(graph *g, graph_ref sum, span where) {
  parts p = {.n = 0};
  if (!collect(g, sum, &p)) return 0;
  const part *root = &p.at[p.n - 1];
  if (!root->degree || root->degree > MOST_DEGREE || root->bits > MOST_BITS) return 0;
  int bits = (1023 - root->bits) / root->degree - 1; /* the kernel sees to twice that */
  for (int i = 0; i < p.n; i++)
    if (!(p.at[i].made = remake(g, &p, &p.at[i], bits, where))) return 0;
  return root->made;
}
