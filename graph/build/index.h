/* index.h: brackets, attributes and transpose().
 *
 * Each gives the viewed node. What stands behind a module, as in np.pi, is an attribute as well. */
#ifndef JX_INDEX_H
#define JX_INDEX_H

#include "graph/build/calls.h"

value make_index(builder *b, const ast_node *n);
value make_attribute(builder *b, ast_ref r);
graph_ref make_transpose(call *c);

#endif
