/* graph_table.c: hash tables over the graph's arrays, so that equal nodes, dims and guards are
 * stored once.
 *
 * Open addressing with linear probing, at most half full. A slot keeps the hash beside the index,
 * so that probing seldom looks at the array and growing never does. */
#include "graph/graph_table.h"

#include <string.h>

#define FIRST_SLOTS 64

uint32_t hash_words(uint32_t hash, const void *data, size_t size) {
  const unsigned char *p = data;
  uint64_t h = hash;
  for (size_t i = 0; i < size; i += 4) {
    uint32_t word;
    memcpy(&word, p + i, sizeof word);
    h = (h ^ word) * 0x9e3779b97f4a7c15u;
    h ^= h >> 32;
  }
  return (uint32_t)h;
}

uint32_t table_find(const graph *g, const graph_table *t, uint32_t hash, table_equal equal,
                    const void *key) {
  if (t->nslots == 0) return UINT32_MAX;
  size_t mask = t->nslots - 1;
  for (size_t i = hash & mask; t->slots[i]; i = (i + 1) & mask)
    if (t->hashes[i] == hash && equal(g, t->slots[i] - 1, key)) return t->slots[i] - 1;
  return UINT32_MAX;
}

static void insert(graph_table *t, uint32_t hash, uint32_t slot) {
  size_t mask = t->nslots - 1;
  size_t i = hash & mask;
  while (t->slots[i]) i = (i + 1) & mask;
  t->slots[i] = slot;
  t->hashes[i] = hash;
  t->used++;
}

static bool grow(graph *g, graph_table *t) {
  graph_table old = *t;
  t->nslots = old.nslots ? old.nslots * 2 : FIRST_SLOTS;
  t->slots = arena_zalloc(g->arena, t->nslots * sizeof *t->slots);
  t->hashes = arena_alloc(g->arena, t->nslots * sizeof *t->hashes);
  if (!t->slots || !t->hashes) return *t = old, false;
  t->used = 0;
  for (size_t i = 0; i < old.nslots; i++)
    if (old.slots[i]) insert(t, old.hashes[i], old.slots[i]);
  return true;
}

bool table_add(graph *g, graph_table *t, uint32_t hash, uint32_t index) {
  if (2 * (t->used + 1) > t->nslots && !grow(g, t)) return diag_memory(g->diag), false;
  insert(t, hash, index + 1);
  return true;
}
