/* keep.c: which values are kept: stored once, and read through views.
 *
 * A view of an expression is the expression of views, so every view copies what is below it. Copies
 * of copies multiply: x = x[::2] + x[1::2], k times over, has 2^k leaves. Takes the tree (how often
 * the program uses each value) and the nodes as they are made (how many of those below a node are
 * copies, and of copies of how many views); marks a node as kept where views would copy it on and
 * on. Such a node is not made again: a VIEW reads it, as it does a reduction.
 *
 * Kept values take memory, and what is fused with its user takes none; so it is only done where
 * copies outnumber by far what the program has written. A stencil of slices of an expression, and
 * one of that, copies little. Decided by the program alone, not by layouts or sizes. Start at
 * keep_wanted(). */
#include "graph/graph_make.h"

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

/* ---- Uses ---- */

/* A name as the counting walk meets it. */
typedef struct binding {
  const char *text;
  uint32_t length;
  ast_ref value;
} binding;

typedef struct counter {
  builder *b;
  graph_table table;
  VEC(binding) bindings;
} counter;

typedef struct binding_key {
  const counter *c;
  const char *text;
  uint32_t length;
} binding_key;

static bool binding_equal(const graph *g, uint32_t index, const void *key) {
  (void)g;
  const binding_key *k = key;
  const binding *x = &k->c->bindings.at[index];
  return x->length == k->length && !memcmp(x->text, k->text, k->length);
}

static binding *binding_of(counter *c, const ast_node *n) {
  binding_key key = {c, ast_text(c->b->tree, n), n->text_length};
  uint32_t i = table_find(c->b->g, &c->table, name_hash(key.text, key.length), binding_equal, &key);
  return i == UINT32_MAX ? NULL : &c->bindings.at[i];
}

/* What the name stands for from here on. */
static bool bind(counter *c, const ast_node *n, ast_ref value) {
  graph *g = c->b->g;
  binding *known = binding_of(c, n);
  if (known) return known->value = value, true;
  const char *text = ast_text(c->b->tree, n);
  binding *new = VEC_PUSH(g->arena, &c->bindings);
  if (!new) return diag_memory(g->diag), false;
  *new = (binding){text, n->text_length, value};
  return table_add(g, &c->table, name_hash(text, n->text_length), (uint32_t)c->bindings.n - 1);
}

bool keep_count_uses(builder *b) {
  const ast *tree = b->tree;
  size_t n = tree->nodes.n;
  counter c = {.b = b};
  b->uses = arena_zalloc(b->g->arena, n * sizeof *b->uses);
  ast_ref *is = arena_zalloc(b->g->arena, n * sizeof *is); /* past names; 0: no value of the tree */
  if (!b->uses || !is) return diag_memory(b->g->diag), false;
  for (ast_ref r = 1; r < n; r++) {
    const ast_node *node = &tree->nodes.at[r];
    if (node->kind == AST_NAME) {
      const binding *known = binding_of(&c, node);
      is[r] = known ? known->value : 0;
      continue;
    }
    is[r] = r;
    if (node->kind == AST_ASSIGN) {
      if (!bind(&c, node, is[ast_arg(tree, node, 0)])) return false;
      continue;
    }
    for (uint32_t i = 0; i < node->nargs; i++) b->uses[is[ast_arg(tree, node, i)]]++;
  }
  return true;
}

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
  graph_past *p = &g->scratch->past.at[r];
  if (uses > p->uses) p->uses = (uint16_t)(uses < UINT16_MAX ? uses : UINT16_MAX);
  return true;
}

/* ---- The decision ---- */

bool keep_wanted(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  const graph_past *p = &g->scratch->past.at[r];
  if (n->kept) return true;
  if (ops[n->op].class_ != OP_CLASS_ELEMENT || n->varies == 0) return false;
  if (p->times >= KEEP_TIMES) return true;
  if (p->uses < 2) return false;
  if (p->uses > KEEP_USES && p->written + p->copied > KEEP_NODES) return true;
  return p->copied > KEEP_COPIES && p->copied / KEEP_RATIO > p->written;
}
