/* keep.c: which values are kept: stored once, and read through views.
 *
 * A view of an expression is the expression of views, so every view copies what is below it. Copies
 * of copies multiply: x = x[::2] + x[1::2], k times over, has 2^k leaves. Takes how often the
 * program uses each value, and the nodes as they are made (how many of those below a node are
 * copies, and of copies of how many views); marks a node as kept where views would copy it on and
 * on. Such a node is not made again: a VIEW reads it, as it does a reduction.
 *
 * Kept values take memory, and what is fused with its user takes none; so it is only done where
 * copies outnumber by far what the program has written. A stencil of slices of an expression, and
 * one of that, copies little. Decided by the program alone, not by layouts or sizes. Start at
 * keep_wanted(). */
#include "graph/keep.h"

#include "graph/graph_scratch.h"
#include "graph/times.h"

/* A value used more than once is kept when so many nodes below it are copies, and so many times as
 * many as are written. */
#define KEEP_COPIES 48
#define KEEP_RATIO 4
/* Or when so many nodes are below it, and it is used so often: x[0] + x[1] + ... */
#define KEEP_NODES 64
#define KEEP_USES 8
/* Any value, when views have copied something below it so often, each copying the last one's copy.
 */
#define KEEP_TIMES 64

#define MOST_NODES (UINT32_C(1) << 28) /* not counted further; shared nodes count again */

/* ---- What is below a node ---- */

static void add(uint32_t *sum, uint32_t n) { *sum = n < MOST_NODES - *sum ? *sum + n : MOST_NODES; }

static bool learn(graph *g, bool copied, uint16_t times) {
  const graph_node *n = graph_at(g, (graph_ref)g->scratch->past.n);
  graph_past p = {.times = times};
  if (n->varies) p = (graph_past){.written = !copied, .copied = copied, .times = times};
  for (int i = 0; i < n->nargs; i++) {
    const graph_past *a = &g->scratch->past.at[n->args[i]];
    bool kept = graph_at(g, n->args[i])->kept;
    add(&p.written, kept ? 1 : a->written);
    add(&p.copied, kept ? 0 : a->copied);
    if (!kept && a->times > p.times) p.times = a->times;
  }
  graph_past *at = VEC_PUSH(g->arena, &g->scratch->past);
  if (!at) return diag_memory(g->diag), false;
  *at = p;
  return true;
}

bool keep_written(graph *g) {
  while (g->scratch->past.n < g->nodes.n)
    if (!learn(g, false, 0)) return false;
  return true;
}

bool keep_copied(graph *g, graph_ref of) {
  bool leaf = ops[graph_at(g, of)->op].class_ != OP_CLASS_ELEMENT;
  uint16_t times = g->scratch->past.at[of].times;
  while (g->scratch->past.n < g->nodes.n)
    if (!learn(g, true, leaf ? 0 : (uint16_t)(times + 1))) return false;
  return true;
}

bool keep_note_uses(graph *g, graph_ref r, uint32_t uses) {
  if (!r || !keep_written(g)) return r == 0;
  r = time_bare(g, r); /* what is stored */
  graph_past *p = &g->scratch->past.at[r];
  if (uses > p->uses) p->uses = (uint16_t)(uses < UINT16_MAX ? uses : UINT16_MAX);
  const graph_node *n = graph_at(g, r);
  if (n->op != OP_PAIR) return true;
  return keep_note_uses(g, n->args[0], uses) && keep_note_uses(g, n->args[1], uses);
}

/* ---- The decision ---- */

bool keep_wanted(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  const graph_past *p = &g->scratch->past.at[r];
  if (n->kept) return true;
  if (ops[n->op].class_ != OP_CLASS_ELEMENT || n->op == OP_TIME || n->varies == 0) return false;
  if (n->op == OP_PAIR) return false; /* its parts may be */
  if (p->times >= KEEP_TIMES) return true;
  if (p->uses < 2) return false;
  if (p->uses > KEEP_USES && p->written + p->copied > KEEP_NODES) return true;
  return p->copied > KEEP_COPIES && p->copied / KEEP_RATIO > p->written;
}
