/* graph_eval.h: what a graph means, element by element: for tests.
 *
 * A second opinion about graph.h: every node is computed over its whole shape, operands first, with
 * none of the planner's cleverness. It also holds a node to the axes it claims to vary along. */
#ifndef JX_TESTS_GRAPH_EVAL_H
#define JX_TESTS_GRAPH_EVAL_H

#include "base/element.h"
#include "graph/graph.h"

/* An element: `f` for float dtypes, `i` for the others. */
typedef element_value cell;

/* The elements of node `r` in C order, in the graph's arena; NULL after an error in `*why`: out of
 * memory, more than a million elements, an operand read out of bounds, or a node that varies along
 * an axis it does not claim. Works on finished graphs. */
const cell *graph_eval(const graph *g, graph_ref r, const char **why);

/* The number of elements of a node. */
int64_t graph_eval_size(const graph *g, graph_ref r);

/* "int32 (2,3) 1 2 3 4 5 6": dtype, "weak" if so, shape, elements. NULL as above. */
const char *graph_eval_text(const graph *g, graph_ref r, const char **why);

#endif
