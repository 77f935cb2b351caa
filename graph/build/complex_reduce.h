/* complex_reduce.h: reductions of complex numbers, in terms of those of their parts. */
#ifndef JX_COMPLEX_REDUCE_H
#define JX_COMPLEX_REDUCE_H

#include "graph/build/reduce.h"

/* Whether a call reduces complex numbers, or makes its elements complex. */
bool complex_reduces(const over *o);
/* Of classes REDUCE and OVER. */
graph_ref make_complex_reduction(const over *o);
/* The sum over axes, which stay with extent 1. */
graph_ref complex_sum(graph *g, graph_ref r, uint32_t axes, span where);

#endif
