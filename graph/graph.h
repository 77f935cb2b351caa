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
 * A REDUCE node always keeps its axes (they get extent 1): keepdims=False is a VIEW on it. A SCAN
 * node has its operand's shape, and the running results along one axis; or along all of them, in C
 * order: then it is seen through VIEWs alone, whose last axis goes through all elements.
 *
 * A JOIN is put together from pieces, nodes before it, which are stored in their places; it is
 * always kept. Equal ones are not merged.
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
  uint32_t item;   /* bytes of a string, at least a character; 0 of everything else */
  uint32_t dims;   /* graph.shapes[dims .. dims+rank): dim_refs, outermost first */
  union {
    uint32_t view;    /* INPUT, IOTA, VIEW, GATHER: index into graph.views */
    uint32_t axes;    /* REDUCE, SCAN: bit set of folded axes, from the right */
    dim_ref dim;      /* DIM */
    uint32_t pattern; /* CONTAINS of an integer, and a CONST string, which is `item` long: offset
                         in graph.bytes */
    uint32_t pieces;  /* JOIN: graph.pieces[pieces .. pieces + imm.i) */
    uint32_t axis;    /* INDEX: which axis it is of, as messages count it; SOME: the op_id of the
                         reduction */
    uint32_t number; /* a weak integer CONST beyond int64: 1 + its index in graph.bigints; else 0 */
    uint32_t which;  /* of every op, whichever of these it has; 0 where it has none */
  };
  union {
    int64_t i; /* CONST of bool and integer dtypes; CONTAINS: the pattern's length; POW of integers,
                  INDEX and SOME in the finished graph: how many such stand before it; searches in
                  strings: see graph_strings.h; CAST to float16: 1 for one
                  that is rounded to float32 alone, in which float16 is worked */
    double f;  /* CONST of float dtypes (float32 constants are already rounded); RAISE: the power */
  } imm;
  span where; /* not part of the node's identity: the first place that made it */
} graph_node;

/* One axis of a leaf's source: index = start + step * (index of the node's axis `to`); to < 0:
 * fixed at start. Where reshaping has cut an axis up, several of the node's axes go along it: each
 * but the innermost has a view_axis of its own behind those of all the axes, outer ones first, and
 * steps by `by` times as much. Where it has made one axis of several that lie without a gap, the
 * innermost of them goes on beyond its extent, and the others are fixed. Of a
 * GATHER, an axis may also follow the value of an argument instead of an index: `to` is then
 * view_of_arg(number of the argument). */
typedef struct view_axis {
  int8_t to;
  dim_ref start;
  int64_t step;
  uint32_t by; /* 1 + a dim that the step is multiplied by; 0: none */
  uint32_t of; /* of those behind: 1 + the axis of the source, from the left; else 0 */
} view_axis;

static inline view_axis view_along(int to, dim_ref start, int64_t step) {
  return (view_axis){.to = (int8_t)to, .start = start, .step = step};
}

static inline int8_t view_of_arg(int arg) { return (int8_t)(-2 - arg); }
/* The argument that an axis follows, or -1. */
static inline int view_arg(const view_axis *a) { return a->to < -1 ? -2 - a->to : -1; }

/* What a leaf reads, and a GATHER, at places that its arguments say. INPUT, GATHER: operand `source`,
 * its axes outermost first. VIEW, GATHER_KEPT: node `source`, which is a REDUCE, a SCAN or kept, its axes
 * likewise (reduced ones are fixed). IOTA: one axis; the value is its index, int64. */
typedef struct graph_view {
  uint32_t source;
  uint8_t naxes;
  uint32_t axes; /* graph.axes[axes .. axes+naxes) */
} graph_view;

/* Most view_axes of a leaf. */
enum { GRAPH_MAX_AXES = 2 * JX_MAX_RANK };
/* The axis of the source, from the left, that the i-th view_axis of a leaf is of. */
static inline int view_axis_of(const view_axis *a, int i) { return a->of ? (int)a->of - 1 : i; }

/* A node that is stored in a JOIN: from an index on, or `flat`: as the whole of it, its elements in
 * C order, whatever its shape. The pieces of a JOIN fill it and do not overlap. */
typedef struct graph_piece {
  graph_ref node;
  uint32_t flat;
  uint32_t starts; /* graph.shapes[starts ..), for each axis of the node, outermost first: the index
                      of its first element; flat: how many elements one step along it is */
} graph_piece;

/* A result that consists of the elements of its node for which a condition holds: along the axes of
 * the mask, which are one axis of the result. Mask 0: it is the node. */
typedef struct graph_selected {
  graph_ref mask;
  int32_t behind; /* axes of the node on the right of those */
} graph_selected;

/* What a result is beyond its node's dtype: a time, whose node is int64. JX_DTYPE_NONE: nothing. */
typedef struct graph_stamp {
  jx_dtype dtype;
  uint32_t detail; /* jx_array.detail */
  bool turned;     /* of what is asked for: a str in the other byte order */
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
  VEC(graph_piece) pieces;
  VEC(char) bytes;
  VEC(dim_node) dims;
  VEC(dim_value) values; /* of dims, for the operands at hand */
  VEC(bigint) bigints;   /* of those that are EXACT_LONG, and of long literals */
  VEC(guard) guards;
  VEC(graph_ref) results;
  VEC(graph_selected) selected;  /* one for each of the results */
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

/* Whether nodes of an op have a view, and whether it is one of a node that is stored. */
static inline bool op_gathers(op_id op) { return op == OP_GATHER || op == OP_GATHER_KEPT; }
static inline bool op_reads_node(op_id op) { return op == OP_VIEW || op == OP_GATHER_KEPT; }
static inline bool op_has_view(op_id op) {
  return op == OP_INPUT || op == OP_IOTA || op == OP_VIEW || op_gathers(op);
}

static inline const graph_node *graph_at(const graph *g, graph_ref r) { return &g->nodes.at[r]; }
/* The dim of axis k from the right; k < rank. */
static inline dim_ref graph_dim(const graph *g, const graph_node *n, int k) {
  return g->shapes.at[n->dims + n->rank - 1 - k];
}
/* A literal beyond int64. It is no node of a finished graph. */
static inline bool graph_is_long(const graph_node *n) {
  return n->op == OP_CONST && n->weak && n->dtype == JX_INT64 && n->number;
}
/* Bytes of a node's elements in memory. */
static inline uint32_t graph_item(const graph_node *n) {
  return n->item ? n->item : (uint32_t)jx_dtype_size((jx_dtype)n->dtype);
}

/* What an element can do wrong: be a negative power of integers, or an index out of bounds, or not
 * be there at all. */
static inline bool graph_may_fail(const graph_node *n) {
  return n->op == OP_INDEX || n->op == OP_SOME ||
         (n->op == OP_POW && jx_dtype_kind((jx_dtype)n->dtype) == 'i');
}
static inline bool graph_is_free(const graph *g, dim_ref d) { return g->dims.at[d].free; }
static inline int64_t graph_extent(const graph *g, const graph_node *n, int k) {
  return g->values.at[graph_dim(g, n, k)].i;
}

#endif
