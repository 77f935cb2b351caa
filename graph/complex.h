/* complex.h: complex numbers: pairs of real nodes while the graph is built.
 *
 * A node of a complex dtype is a leaf, an INPUT, or a PAIR of two real nodes; REAL and IMAG take
 * either apart, and what they find in a PAIR is its operand. So every operation on complex numbers
 * is written here in real operations, which fold, merge and hoist as all others do. In the finished
 * graph there are leaves, their REAL and IMAG, and PAIRs that are results: an interleaved array is
 * read once for both parts, and written at once. */
#ifndef JX_COMPLEX_H
#define JX_COMPLEX_H

#include "graph/graph.h"

/* The number of two parts of one float dtype, which broadcast; weak when both are. */
graph_ref complex_join(graph *g, graph_ref re, graph_ref im, span where);
/* REAL or IMAG of a number of any dtype, which may be real. */
graph_ref complex_part(graph *g, op_id part, graph_ref r, span where);

/* Whether some operand is complex. */
bool complex_takes(const graph *g, const graph_ref *args, int n);
/* The operation, of operands whose common dtype is `dtype` (the condition of where apart); or an
 * error that says that there is none. Of all classes but reductions. */
graph_ref complex_apply(graph *g, op_id op, jx_dtype dtype, bool weak, const graph_ref *args, int n,
                        span where);
void complex_refuse(graph *g, op_id op, const graph_ref *args, int n, span where);

/* To and from complex dtypes, where either is one. A complex number is no real one: an error. */
graph_ref complex_convert(graph *g, graph_ref r, jx_dtype dtype, bool weak, span where);
void complex_refuse_cast(graph *g, graph_ref r, jx_dtype dtype, span where);
graph_ref complex_truth(graph *g, graph_ref r, span where);

#endif
