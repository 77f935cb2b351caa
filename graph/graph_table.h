/* graph_table.h: hash tables over the graph's arrays, by content: equal things are stored once.
 *
 * A table holds indices; what they are of, and when two are equal, is its user's. */
#ifndef JX_GRAPH_TABLE_H
#define JX_GRAPH_TABLE_H

#include "graph/graph.h"

typedef struct graph_table {
  uint32_t *slots, *hashes; /* index + 1, or 0 for an empty slot; its hash */
  size_t nslots, used;
} graph_table;

typedef bool (*table_equal)(const graph *g, uint32_t index, const void *key);

/* The index of the thing equal to `key`, or UINT32_MAX. */
uint32_t table_find(const graph *g, const graph_table *t, uint32_t hash, table_equal equal,
                    const void *key);
/* False: out of memory, in g->diag. */
bool table_add(graph *g, graph_table *t, uint32_t hash, uint32_t index);
uint32_t hash_words(uint32_t hash, const void *data, size_t size); /* of a size divisible by 4 */

#endif
