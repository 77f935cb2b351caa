/* graph.h: a typed program as a postorder array of merged nodes.
 *
 * Takes the tree and the operands at hand; gives nodes in which every operand stands before its
 * user, equal nodes are one node, constants are folded, every implied conversion is an explicit
 * CAST (so an ADD's operands have its own dtype, a comparison's have one common dtype, a WHERE's
 * are bool, T, T), and no node moves data: slices, None, transposes and the like are pushed down to
 * the leaves, which carry them as a view. Where that would copy an expression on and on, its value
 * is kept instead, and is a leaf to its views.
 *
 * Shapes. Axes are counted from the right (axis 0 is the last), so that broadcasting aligns them. A
 * node has `rank` dims (references into graph.dims, outermost first) and the set `varies` of axes
 * along which its value changes; an axis may have an extent beyond 1 and yet not be in the set
 * (broadcasts, zeros). Leaves whose operand has extent 1 on an axis do not vary on it.
 *
 * Weakness. A node is weak when all its operands are: the leaves are literals, constants, sizes and
 * operands with JX_ARRAY_WEAK. Weak integers and bools are Python's while the graph is built, exact
 * in as many bits as they take (weak.c); what is left of them in the finished graph are
 * numbers that fit.
 *
 * A REDUCE node always keeps its axes (they get extent 1): keepdims=False is a VIEW on it.
 *
 * The graph depends on the operands' dtypes, ranks, weak flags and which extents are 1 (the
 * layout's signature), and on nothing else but through its guards. */
#ifndef JX_GRAPH_H
#define JX_GRAPH_H

#include "base/dims.h"
#include "graph/ops.h"
#include "parser/ast.h"

typedef uint32_t graph_ref;

#define GRAPH_MAX_ARGS 3

/* Of an exponent that is a literal, an element or a scalar. */
#define NEGATIVE_POWER                                    \
  "integers to negative integer powers are not allowed; " \
  "make the base a float, as in float(x)**y"

/* Sums that overflow are known by 2^-BEYOND_SMALL of them, and squared distances by that power of
 * two of each distance: see SUM_SMALL and DEVIATIONS_SMALL in graph_beyond.c. */
enum { BEYOND_SMALL = 100, GRAPH_SMALL_SQUARES = 560 };

/* Of numbers below 2^GRAPH_SUMS_FIT no sum overflows, however many they are; of those below the
 * other one no sum of squared distances does. */
enum { GRAPH_SUMS_FIT = 960, GRAPH_SQUARES_FIT = 478 };

typedef struct graph_node {
  uint8_t op;    /* op_id */
  uint8_t dtype; /* jx_dtype */
  uint8_t rank;
  uint8_t weak; /* literals and what is made of them alone */
  uint8_t nargs;
  uint8_t kept; /* stored before what uses it is computed, so that VIEWs can read it; not part of
                   the node's identity */
  graph_ref args[GRAPH_MAX_ARGS];
  uint32_t varies; /* bit k: along the k-th axis from the right */
  uint32_t dims;   /* graph.shapes[dims .. dims+rank): dim_refs, outermost first */
  union {
    uint32_t view;    /* INPUT, IOTA, VIEW: index into graph.views */
    uint32_t axes;    /* REDUCE: bit set of reduced axes, from the right */
    dim_ref dim;      /* DIM */
    uint32_t pattern; /* CONTAINS: offset in graph.bytes */
    uint32_t number; /* a weak integer CONST beyond int64: 1 + its index in graph.bigints; else 0 */
    uint32_t which;  /* of every op, whichever of these it has; 0 where it has none */
  };
  union {
    int64_t i; /* CONST of bool and integer dtypes; CONTAINS: the pattern's length; POW of integers
                  in the finished graph: how many such stand before it; CAST to float16: 1 for one
                  that is rounded to float32 alone, in which float16 is worked */
    double f;  /* CONST of float dtypes (float32 constants are already rounded); RAISE: the power */
  } imm;
  span where; /* not part of the node's identity: the first place that made it */
} graph_node;

/* One axis of a leaf's source: index = start + step * (index of the node's axis `to`); to < 0:
 * fixed at start. */
typedef struct view_axis {
  int8_t to;
  dim_ref start;
  int64_t step;
} view_axis;

/* What a leaf reads. INPUT: operand `source`, its axes outermost first. VIEW: node `source`, which
 * is a REDUCE or kept, its axes likewise (reduced ones are fixed). IOTA: one axis; the value is its
 * index, int64. */
typedef struct graph_view {
  uint32_t source;
  uint8_t naxes;
  uint32_t axes; /* graph.axes[axes .. axes+naxes) */
} graph_view;

/* What a result is beyond its node's dtype: a time, whose node is int64. JX_DTYPE_NONE: nothing. */
typedef struct graph_stamp {
  jx_dtype dtype;
  uint32_t detail; /* jx_array.detail */
} graph_stamp;

typedef struct graph {
  arena *arena;
  diag *diag;
  const jx_array *const *operands; /* at hand; only their metadata and 0-d values are read */
  size_t noperands;
  size_t max_nodes;
  const uint32_t *fixed; /* see graph_build_free(); NULL: the graph is for operands at hand */
  bool careful;          /* about sums that overflow on the way: see graph_beyond.c */
  VEC(graph_node) nodes; /* [0] is the poison node */
  VEC(dim_ref) shapes;
  VEC(graph_view) views;
  VEC(view_axis) axes;
  VEC(char) bytes;
  VEC(dim_node) dims;
  VEC(dim_value) values; /* of dims, for the operands at hand */
  VEC(bigint) bigints;   /* of those that are EXACT_LONG, and of long literals */
  VEC(guard) guards;
  VEC(graph_ref) results;
  VEC(graph_stamp) stamps;       /* of results */
  struct graph_scratch *scratch; /* the builder's own; NULL when the graph is finished */
} graph;

/* What the builder settles, so that no pass behind it need know of it: `a > b` is LT b a; bool
 * operands of + * & | ^ ~ minimum and maximum make AND OR XOR NOT; a cast to bool is NE 0;
 * sum(bool) is COUNT, min and max of bool ALL and ANY; a reduction over axes of extent 1 alone is
 * no reduction; x / 2^k is a MUL; an extent that is 1 is the constant dim 1 (guarded unless it is
 * an operand's own), so a dim other than that constant is an extent that is not 1. In the finished
 * graph only nodes that results need are left, equal dims under the guards are one dim_ref in all
 * shapes, and INPUT, IOTA and VIEW axes of extent 1 are fixed at their start.
 *
 * Builds the graph of a parsed program. `wanted[i]` is what results[i] is wanted as, or
 * JX_DTYPE_NONE (may be NULL). The number of results is the tree's. Arrays are valid (binding
 * checks them first). `careful`: what overflows on the way to a sum is kept, not just told. */
jx_status graph_build(graph *out, const ast *tree, const jx_operand *operands, size_t noperands,
                      const graph_stamp *wanted, bool careful, size_t max_nodes);

/* The same, careful, for whatever extents and scalars will come, where operands[i] has the extents
 * of fixed[i] (bit x: axis x) as they are and examples of all others. Dims that depend on those are
 * free: nothing is decided by how large they are, so no guard tells short ones from long ones. An
 * axis of free extent is taken for one of more than one element, as what it is equal to must be: it
 * does not broadcast when it has one. What is an error for some sizes is still guarded. */
jx_status graph_build_free(graph *out, const ast *tree, const jx_operand *operands,
                           size_t noperands, const uint32_t *fixed, size_t max_nodes);

/* Checks every invariant above; a failure is a bug of ours (JX_ERROR_INTERNAL names the node).
 * Debug builds and tests run it after every pass that makes or changes a graph. */
jx_status graph_check(const graph *g, diag *d);

/* One line per node: number, op, dtype, shape as names of axes, the varying set, arguments. Golden
 * tests hold it. */
void graph_print(const graph *g, text *out);

/* k, where all finite elements of a node are known to be below 2^k in magnitude; at least 1024
 * where nothing is known. */
int graph_magnitude(const graph *g, graph_ref r);

static inline const graph_node *graph_at(const graph *g, graph_ref r) { return &g->nodes.at[r]; }
/* The dim of axis k from the right; k < rank. */
static inline dim_ref graph_dim(const graph *g, const graph_node *n, int k) {
  return g->shapes.at[n->dims + n->rank - 1 - k];
}
/* A literal beyond int64. It is no node of a finished graph. */
static inline bool graph_is_long(const graph_node *n) {
  return n->op == OP_CONST && n->weak && n->dtype == JX_INT64 && n->number;
}
static inline bool graph_is_free(const graph *g, dim_ref d) { return g->dims.at[d].free; }
static inline int64_t graph_extent(const graph *g, const graph_node *n, int k) {
  return g->values.at[graph_dim(g, n, k)].i;
}

#endif
