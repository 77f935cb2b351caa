/* keep.h: which values are kept: stored once, and read through views.
 *
 * keep.c is told how nodes come to be, as they do, and says in the end whether a view is to copy
 * what is below a node. */
#ifndef JX_KEEP_H
#define JX_KEEP_H

#include "graph/graph.h"

/* Tells that the program uses the node in so many places. */
bool keep_note_uses(graph *g, graph_ref r, uint32_t uses);
/* Nodes since the last of these calls are the program's; or copies of `of` that a view makes.
 * False: out of memory. */
bool keep_written(graph *g);
bool keep_copied(graph *g, graph_ref of);
/* Whether a view is to read the node's value rather than copy it. */
bool keep_wanted(const graph *g, graph_ref r);

#endif
