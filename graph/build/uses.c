/* uses.c: in how many places a program uses each value.
 *
 * Takes the tree; counts the users of each of its nodes, where a name stands for what it is bound
 * to at that place. Which values are kept depends on it (keep.c), so it is known before the first
 * node of the graph is made. Start at uses_count(). */
#include "graph/build/uses.h"

#include <string.h>

#include "graph/build/graph_build.h"
#include "graph/graph_table.h"

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

bool uses_count(builder *b) {
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
