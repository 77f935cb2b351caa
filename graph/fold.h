/* fold.h: constants computed, and identities that change no bit of any result.
 *
 * graph_element() asks it of every node before it appends one. A constant is only computed where a
 * kernel would give the same bits. */
#ifndef JX_FOLD_H
#define JX_FOLD_H

#include "graph/graph_nodes.h"

/* The node that `n` (with its operands and the shape `s`) simplifies to, or 0 when there is none.
 */
graph_ref fold_node(graph *g, const graph_node *n, const shape *s);

#endif
