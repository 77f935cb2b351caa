/* products.h: products of arrays that sum over shared axes: matmul, which is also @, and einsum. */
#ifndef JX_PRODUCTS_H
#define JX_PRODUCTS_H

#include "graph/build/calls.h"

/* a @ b, of nodes. */
graph_ref make_matmul(graph *g, graph_ref a, graph_ref b, span where);
graph_ref make_einsum(call *c);

#endif
