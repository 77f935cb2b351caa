/* state_tree.c: the tree of a unit's chunks, as far as it is known; see state.h. */
#include <string.h>

#include "runtime/state.h"

static void free_words(const jx_state *s, uint32_t unit, int64_t *words) {
  mem_free(&s->engine->allocator, words, (size_t)s->units[unit].words * sizeof *words);
}

void state_free_nodes(jx_state *s) {
  for (uint32_t u = 0; u < s->nunits; u++) {
    state_nodes *nodes = &s->nodes[u];
    for (size_t i = 0; i < nodes->n; i++) free_words(s, u, nodes->at[i].words);
    mem_free(&s->engine->allocator, nodes->at, nodes->room * sizeof *nodes->at);
    *nodes = (state_nodes){0};
  }
}

static jx_status reserve(const jx_state *s, state_nodes *nodes, diag *d) {
  if (nodes->n < nodes->room) return JX_OK;
  const jx_allocator *a = &s->engine->allocator;
  size_t room = nodes->room ? 2 * nodes->room : 8;
  state_node *at = mem_alloc(a, room * sizeof *at, sizeof(int64_t));
  if (!at) return diag_memory(d);
  if (nodes->n) memcpy(at, nodes->at, nodes->n * sizeof *at);
  mem_free(a, nodes->at, nodes->room * sizeof *at);
  nodes->at = at;
  nodes->room = room;
  return JX_OK;
}

/* Takes a node out; its words are NULL when it is not there. */
static state_node take(state_nodes *nodes, uint32_t level, int64_t index) {
  for (size_t i = 0; i < nodes->n; i++) {
    state_node node = nodes->at[i];
    if (node.level != level || node.index != index) continue;
    nodes->at[i] = nodes->at[--nodes->n];
    return node;
  }
  return (state_node){0};
}

/* Whether a node has no neighbour on its right: the chunks end before. */
static bool is_alone(const state_node *n, int64_t chunks) {
  return !(n->index & 1) && (n->index + 1) > (chunks - 1) >> n->level;
}

jx_status state_add(jx_state *s, const piecewise *p, uint32_t unit, uint32_t level, int64_t index,
                    const int64_t *words, diag *d) {
  const piecewise_unit *u = &s->units[unit];
  state_nodes *nodes = &s->nodes[unit];
  size_t size = (size_t)u->words * sizeof *words;
  JX_TRY(reserve(s, nodes, d));
  state_node n = {index, level, mem_alloc(&s->engine->allocator, size, JX_ALIGN)};
  if (!n.words) return diag_memory(d);
  memcpy(n.words, words, size);
  while ((u->cut.count - 1) >> n.level) {
    if (!is_alone(&n, u->cut.count)) {
      state_node other = take(nodes, n.level, n.index ^ 1);
      if (!other.words) break;
      state_node *left = n.index & 1 ? &other : &n, *right = n.index & 1 ? &n : &other;
      piecewise_combine(p, u, left->words, right->words);
      free_words(s, unit, right->words);
      n.words = left->words;
    }
    n.index >>= 1;
    n.level++;
  }
  nodes->at[nodes->n++] = n;
  return JX_OK;
}
