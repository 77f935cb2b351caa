/* graph_scratch.h: what is kept beside a graph while it is made, and gone when it is finished.
 *
 * What makes it, lowest first: graph_table (equal things once), graph_dims (dims, guards, scalars
 * as dims), graph_nodes (nodes and shapes), fold (constants and identities), weak (Python's
 * integers and bools), graph_types (dtypes and conversions), keep and view (indexing), signs; the
 * files of graph/build/; and live (what is left of it). No pass behind them includes this. */
#ifndef JX_GRAPH_SCRATCH_H
#define JX_GRAPH_SCRATCH_H

#include "graph/graph.h"
#include "graph/graph_table.h"

/* What a walk over the nodes below one of them has made of a node; marks of other walks are void.
 */
typedef struct graph_mark {
  uint32_t walk;
  graph_ref to;
} graph_mark;

/* What is below a node, itself included, scalars left out: nodes that the program has written and
 * copies that views made of them; the most views that something there is a copy of a copy of; and
 * in how many places the program uses the node. */
typedef struct graph_past {
  uint32_t written, copied;
  uint16_t times, uses;
} graph_past;

/* same         of dims: one known to be equal under the guards; itself when there is none
 *              (union-find)
 * node_dims    of nodes, as far as asked for: 1 + the dim that is a scalar node's value, 0, or why
 *              there is none: see dim_read()
 * node_bigints the same of wide ones
 * signs        of nodes, as far as asked for: see sign_of()
 * pushes       nodes asked for, merged ones included: bounds the work of slicing large expressions
 *              again and again */
typedef struct graph_scratch {
  VEC(dim_ref) same;
  VEC(dim_ref) node_dims;
  VEC(dim_ref) node_bigints;
  VEC(uint8_t) signs;
  VEC(graph_mark) marks;
  VEC(graph_past) past; /* of nodes, as far as asked for: see keep_written() */
  uint32_t walk;
  graph_table nodes, dims, guards;
  size_t pushes;
} graph_scratch;

#endif
