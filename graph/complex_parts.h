/* complex_parts.h: what the files on complex numbers are written in: pairs, and short names for
 * operations on their parts. */
#ifndef JX_COMPLEX_PARTS_H
#define JX_COMPLEX_PARTS_H

#include "graph/complex.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"

/* Where nodes go. */
typedef struct pen {
  graph *g;
  span where;
} pen;

typedef struct pair {
  graph_ref re, im;
} pair;

static inline graph_ref one(const pen *w, op_id op, graph_ref a) {
  return types_apply1(w->g, op, a, w->where);
}
static inline graph_ref two(const pen *w, op_id op, graph_ref a, graph_ref b) {
  return types_apply2(w->g, op, a, b, w->where);
}
static inline graph_ref add(const pen *w, graph_ref a, graph_ref b) { return two(w, OP_ADD, a, b); }
static inline graph_ref sub(const pen *w, graph_ref a, graph_ref b) { return two(w, OP_SUB, a, b); }
static inline graph_ref mul(const pen *w, graph_ref a, graph_ref b) { return two(w, OP_MUL, a, b); }
static inline graph_ref quotient(const pen *w, graph_ref a, graph_ref b) {
  return two(w, OP_DIV, a, b);
}
static inline graph_ref minus(const pen *w, graph_ref a) { return one(w, OP_NEG, a); }
static inline graph_ref size_of(const pen *w, graph_ref a) { return one(w, OP_ABS, a); }
static inline graph_ref choose(const pen *w, graph_ref condition, graph_ref a, graph_ref b) {
  return types_apply(w->g, OP_WHERE, (graph_ref[]){condition, a, b}, 3, w->where);
}
static inline pair choose_pair(const pen *w, graph_ref condition, pair a, pair b) {
  return (pair){choose(w, condition, a.re, b.re), choose(w, condition, a.im, b.im)};
}

/* A constant of x's dtype, weak if that is. */
static inline graph_ref number(const pen *w, graph_ref x, double value) {
  if (!x) return 0;
  const graph_node *n = graph_at(w->g, x);
  return graph_const_float(w->g, (jx_dtype)n->dtype, n->weak, value, w->where);
}

/* x op value */
static inline graph_ref against(const pen *w, op_id op, graph_ref x, double value) {
  return two(w, op, x, number(w, x, value));
}

pair complex_times(const pen *w, pair a, pair b);
pair complex_over(const pen *w, pair a, pair b);
pair complex_inverse(const pen *w, pair z);

/* Of two float64. complex_function() is of exponentials, logarithms, sqrt, the circular and
 * hyperbolic functions and (complex_inverse.c) their inverses. */
pair complex_function(const pen *w, op_id op, pair z);
pair complex_inverse_function(const pen *w, op_id op, pair z);
pair complex_exp(const pen *w, pair z);
pair complex_log(const pen *w, pair z);
pair complex_sqrt(const pen *w, pair z);
/* complex_power.c; of two of any float dtype. */
pair complex_power(const pen *w, pair a, pair b);

#endif
