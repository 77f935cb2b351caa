/* graph_make.h: what the files that build a graph share; no pass behind them includes it.
 *
 * Layers, lowest first: graph_table (equal things once), graph_dims (dims, guards, scalars as
 * dims), graph (nodes and shapes), fold (constants and identities), weak (Python's integers and
 * bools), graph_types (dtypes and conversions), keep, view and index (indexing), signs, monotone,
 * unroll, reduce and statistics (reductions), calls and range (functions), graph_build (the walk
 * over the tree), live (what is left of it).
 *
 * Every function that gives a graph_ref or a dim_ref gives 0 or -1 after an error, which is then in
 * g->diag, and when it is given one. So a chain of calls needs one check at its end. */
#ifndef JX_GRAPH_MAKE_H
#define JX_GRAPH_MAKE_H

#include <string.h>

#include "graph/graph.h"

/* A hash table over one of the graph's arrays, by content: equal things are stored once. */
typedef struct graph_table {
  uint32_t *slots, *hashes; /* index + 1, or 0 for an empty slot; its hash */
  size_t nslots, used;
} graph_table;

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

/* What the builder keeps about a graph under construction.
 *
 * same         of dims: one known to be equal under the guards; itself when there is none
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

/* What users call an operation, "+" or "sin", for "%.*s". */
static inline const char *op_name(op_id op) {
  return ops[op].spelt[0] ? ops[op].spelt : ops[op].names;
}
static inline int op_name_length(op_id op) { return (int)strcspn(op_name(op), " "); }

/* ---- graph_table.c ---- */

typedef bool (*table_equal)(const graph *g, uint32_t index, const void *key);

/* The index of the thing equal to `key`, or UINT32_MAX. */
uint32_t table_find(const graph *g, const graph_table *t, uint32_t hash, table_equal equal,
                    const void *key);
bool table_add(graph *g, graph_table *t, uint32_t hash,
               uint32_t index); /* false: out of memory, in g->diag */
uint32_t hash_words(uint32_t hash, const void *data, size_t size); /* of a size divisible by 4 */

/* ---- graph_dims.c ---- */

dim_ref dim_push(graph *g, dim_op op, dim_ref a, dim_ref b, dim_ref c, int64_t imm);
dim_ref dim_push_exact(graph *g, dim_op op, dim_exact exact, dim_ref a, dim_ref b, dim_ref c,
                       int64_t imm);
dim_ref dim_const(graph *g, int64_t value);
dim_ref dim_const_float(graph *g, double value);
static inline bool dim_is_const(const graph *g, dim_ref d) { return g->dims.at[d].op == DIM_CONST; }
static inline int64_t dim_value_of(const graph *g, dim_ref d) { return g->values.at[d].i; }
static inline bool dim_is_one(const graph *g, dim_ref d) {
  return dim_is_const(g, d) && dim_value_of(g, d) == 1;
}

/* Adds a guard that holds for the operands at hand. False: out of memory. */
bool guard_push(graph *g, guard_op op, dim_ref a, dim_ref b, int64_t low, int64_t high);

/* An extent as shapes hold it: the constant 1 when it is 1 now, else itself; either is guarded. */
dim_ref dim_extent(graph *g, dim_ref d);
dim_ref dim_root(graph *g, dim_ref d); /* the one that stands for all that are equal to d */
bool dim_equate(graph *g, dim_ref a,
                dim_ref b); /* two that are equal now: a guard, and one root from now on */
dim_ref dim_product(graph *g, const dim_ref *dims, int n);

/* A scalar node as a dim. Weak integers are exact: in 64 bits, which is guarded, or, when `wide`,
 * an EXACT_LONG (unless 64 bits always suffice). -1 after an error, or without one: */
enum {
  DIM_IS_LOST = -2,    /* 64 bits are too few; not when `wide` */
  DIM_IS_REFUSED = -3, /* it depends on more than scalars and shapes, or by more than arithmetic */
};
dim_ref dim_read(graph *g, graph_ref r, bool wide, span where);
/* The same in 64 bits; -1 after an error that says why `what` ("the length of arange") cannot
 * depend on it. */
dim_ref dim_of_node(graph *g, graph_ref r, const char *what, span where);
/* A dim as a scalar node: a CONST when it is one, else a DIM. */
graph_ref dim_node_of(graph *g, dim_ref d, bool weak, span where);

/* ---- graph.c ---- */

/* Dims of a shape, outermost first. */
typedef struct shape {
  int rank;
  dim_ref dims[JX_MAX_RANK];
} shape;

/* What INPUT, IOTA and VIEW nodes read, before it is stored. */
typedef struct leaf {
  uint32_t source;
  int naxes;
  view_axis axes[JX_MAX_RANK];
} leaf;

/* A graph without operands or nodes, the poison node apart. */
bool graph_init(graph *g, const ast *tree, size_t max_nodes);

/* The node equal to `node`, appended when there is none. Fills its rank, dims, view (from `l`,
 * unless that is NULL) and varies. */
graph_ref graph_push(graph *g, graph_node node, const shape *s, const leaf *l);

shape graph_shape(const graph *g, graph_ref r);
static inline dim_ref shape_axis(const shape *s, int k) { return s->dims[s->rank - 1 - k]; }

/* The common shape of n nodes, or an error that names their shapes. */
bool graph_broadcast(graph *g, const graph_ref *args, int n, span where, shape *out);

/* "(3,2)" for the operands at hand. */
void graph_shape_text(const graph *g, graph_ref r, char *buffer, size_t size);

graph_ref graph_const(graph *g, jx_dtype dtype, bool weak, int64_t value,
                      span where); /* bool, integers */
graph_ref graph_const_float(graph *g, jx_dtype dtype, bool weak, double value, span where);
graph_ref graph_input(graph *g, uint32_t operand, span where);
graph_ref graph_iota(graph *g, dim_ref length, span where);
/* The value of a CONST or DIM node all over a shape. */
graph_ref graph_fill(graph *g, graph_ref scalar, const shape *s);

/* An elementwise node whose operands have their final dtypes: broadcast, folded, merged, or
 * appended. `proto` gives op, dtype, weak, view and imm; weak holds only while the operands are all
 * weak. */
graph_ref graph_element(graph *g, graph_node proto, const graph_ref *args, int n, span where);

/* Nodes waiting for their operands, in a walk that must not recurse. */
typedef VEC(graph_ref) ref_stack;
bool ref_push(graph *g, ref_stack *stack, graph_ref r);

/* The same value, no longer weak. */
graph_ref graph_strong(graph *g, graph_ref r);

/* ---- fold.c ---- */

/* The node that `n` (with its operands and the shape `s`) simplifies to, or 0 when there is none.
 */
graph_ref fold_node(graph *g, const graph_node *n, const shape *s);

/* ---- graph_types.c ---- */

/* `op` of n operands: its dtype rule, conversions, canonical form. For every op of class ELEMENT,
 * and GT, GE, POS. */
graph_ref types_apply(graph *g, op_id op, const graph_ref *args, int n, span where);
static inline graph_ref types_apply1(graph *g, op_id op, graph_ref a, span where) {
  return types_apply(g, op, &a, 1, where);
}
static inline graph_ref types_apply2(graph *g, op_id op, graph_ref a, graph_ref b, span where) {
  return types_apply(g, op, (graph_ref[]){a, b}, 2, where);
}

/* The implied conversion of an operand: weak values must fit. */
graph_ref types_convert(graph *g, graph_ref r, jx_dtype dtype, span where);
/* The cast a program asks for. */
graph_ref types_cast(graph *g, graph_ref r, jx_dtype dtype, span where);
/* The same by one of Python's names: int, float, bool of what is weak is weak. */
graph_ref types_python_cast(graph *g, graph_ref r, jx_dtype dtype, span where);
/* r != 0, unless it is bool. */
graph_ref types_truth(graph *g, graph_ref r, span where);
/* Integers and bool to float64, floats as they are. */
graph_ref types_float(graph *g, graph_ref r, span where);
jx_status types_uncompiled(graph *g, jx_dtype dtype, span where);

/* ---- weak.c ---- */

graph_ref weak_literal(graph *g, const bigint *value, span where);
/* An operand with JX_ARRAY_LONG. */
graph_ref weak_operand(graph *g, uint32_t operand, span where);
/* op on weak integer and bool constants, as Python computes it; 0 without an error when they are
 * something else. */
graph_ref weak_fold(graph *g, op_id op, const graph_ref *args, int n, span where);

/* A weak node whose value a kernel can compute, and as what: itself, a number known when the call
 * is bound, or an operation that cannot overflow. An error when it does not fit int64. Anything
 * that is not weak stays. */
graph_ref weak_settle(graph *g, graph_ref r, span where);
/* The same, for what takes it as an integer of some dtype, which the error names. */
graph_ref weak_settle_as(graph *g, graph_ref r, jx_dtype dtype, span where);
/* The float64 nearest to a weak integer, still weak; an error when there is none. */
graph_ref weak_float(graph *g, graph_ref r, span where);
/* Of weak integers: x / y as the float64 nearest to it; x**y, an integer or (where y is negative) a
 * float64; shifts, whose count is not negative; x op y for EQ NE LT LE, of which either may be a
 * weak float. What weak_fold() computes does not come here. */
graph_ref weak_divide(graph *g, op_id op, const graph_ref *args, span where);
graph_ref weak_power(graph *g, op_id op, const graph_ref *args, span where);
graph_ref weak_shift(graph *g, op_id op, const graph_ref *args, span where);
graph_ref weak_compare(graph *g, op_id op, const graph_ref *args, span where);
/* How a weak integer lies to int64: 0 within, -1 below, 1 above, guarded; 2 after an error. */
int weak_class(graph *g, graph_ref r, span where);
/* A weak integer as a uint64, whose values beyond int64 a kernel turns the sign of; when it is
 * none, 0 with *side -1 below and 1 above, guarded. 0 and *side 0: an error. */
graph_ref weak_unsigned(graph *g, graph_ref r, int *side, span where);
/* The error that names the value. */
graph_ref weak_out_of_bounds(graph *g, graph_ref r, jx_dtype dtype, span where);

/* ---- keep.c ---- */

/* Tells that the program uses the node in so many places. */
bool keep_note_uses(graph *g, graph_ref r, uint32_t uses);
/* Nodes since the last of these calls are the program's; or copies of `of` that a view makes.
 * False: out of memory. */
bool keep_written(graph *g);
bool keep_copied(graph *g, graph_ref of);
/* Whether a view is to read the node's value rather than copy it. */
bool keep_wanted(const graph *g, graph_ref r);

/* ---- view.c ---- */

/* What becomes of each axis of a node, axes counted from the right on both sides. A start of -1
 * stands for 0. Extents come from dim_extent(). */
typedef struct view_map {
  int rank_in, rank_out;
  view_axis
      axes[JX_MAX_RANK]; /* by axis of the node: where it goes, from where on, with which step */
  dim_ref extents[JX_MAX_RANK]; /* by axis of the view; an axis that none goes to has extent 1 */
} view_map;

view_map view_identity(const graph *g, graph_ref r);
graph_ref view_apply(graph *g, graph_ref r, const view_map *map, span where);
/* Axes permuted: order[k] is the node's axis, from the right, that becomes axis k. */
graph_ref view_permute(graph *g, graph_ref r, const int *order, span where);

/* ---- The walk over the tree ---- */

typedef enum value_kind {
  VALUE_ABSENT, /* statements */
  VALUE_NODE,   /* ref */
  VALUE_DIGITS, /* str(ref) */
  VALUE_SYNTAX, /* syntax: a string, None, slice, tuple, keyword or function's name; its user looks
                   at the tree */
} value_kind;

/* What a node of the tree stands for. */
typedef struct value {
  uint8_t kind; /* value_kind */
  graph_ref ref;
  ast_ref syntax;
} value;

/* A name the program can use: an operand, or what a statement has bound. */
typedef struct name_entry {
  const char *text;
  size_t length;
  int32_t operand; /* -1: `bound` */
  value bound;
} name_entry;

typedef struct builder {
  graph *g;
  const ast *tree;
  value *values;  /* by ast_ref */
  uint32_t *uses; /* likewise: in how many places the program uses it */
  VEC(name_entry) names;
  graph_table name_table;
} builder;

/* keep.c: fills b->uses. */
bool keep_count_uses(builder *b);

name_entry *name_find(builder *b, const char *text, size_t length);
uint32_t name_hash(const char *text, size_t length);
/* The names of constants, ending in NULL. */
extern const char *const constant_names[];

/* The graph node of a tree node, or an error that says what it is instead. */
graph_ref make_node(builder *b, ast_ref r);
/* The tree node a value was written as, through names: what None, tuples and strings are read from.
 */
const ast_node *make_syntax(const builder *b, ast_ref r);
static inline bool make_is(const builder *b, ast_ref r, ast_kind kind) {
  const ast_node *n = make_syntax(b, r);
  return n && n->kind == kind;
}
/* A constant integer, as axes and decimals must be; `what` names it in the error. */
bool make_integer(builder *b, ast_ref r, const char *what, int64_t *out);

struct call;

/* index.c */
value make_index(builder *b, const ast_node *n);
value make_attribute(builder *b, ast_ref r);
graph_ref make_transpose(struct call *c);

/* graph_build.c: an attribute of np, numpy or math: a constant, a function's name, or, before a
 * '.', what its user makes sense of */
value make_of_module(builder *b, ast_ref r);

/* calls.c */
value make_call(builder *b, const ast_node *n);

/* A call's arguments, sorted out. */
typedef struct call {
  builder *b;
  const ast_node *node; /* CALL, or METHOD of a module, */
  uint32_t first;       /* which is its argument 0; the function's are those from here on */
  op_id op;             /* OP_POISON: of none */
  const char *name;     /* as written, not terminated */
  int name_length;
  uint32_t nargs; /* positional ones */
  uint64_t used;  /* bit k: the k-th keyword, of at most 64, was asked for */
} call;

static inline ast_ref call_arg(const call *c, uint32_t i) {
  return ast_arg(c->b->tree, c->node, c->first + i);
}
static inline uint32_t call_count(const call *c) { return c->node->nargs - c->first; }
/* The keywords the function has, separated by blanks. */
const char *call_keywords(const call *c);
/* The value of keyword `name`, or the positional argument `position` (0: there is none), or 0. */
ast_ref call_take(call *c, const char *name, uint32_t position);

/* Names of the language that this version does not compile, ending in NULL; names of functions that
 * are. */
extern const char *const call_planned[];
bool call_is_function(const char *name, size_t length);
jx_dtype call_dtype_named(const char *name, size_t length); /* also "int" and "float" */
/* A dtype argument: 'float32' or float32; JX_DTYPE_NONE after an error. */
jx_dtype make_dtype(builder *b, ast_ref r);

/* hints.c: the end of a message, or "". "; write 'pi'" or "; did you mean 'sin'?": of a name
 * nothing is bound to, and of a function, or of a word of other languages alone */
const char *hint_value(builder *b, const char *text, size_t length);
const char *hint_function(builder *b, const char *text, size_t length);
const char *hint_foreign(builder *b, const char *text, size_t length);
/* Of a keyword the function has not; of two arrays where it goes over the axes of one; of a number
 * of arguments it does not take. */
const char *hint_keyword(call *c, const char *name, size_t length);
const char *hint_two(call *c, op_id op);
const char *hint_count(call *c, op_id op);
/* True for what is followed by a '.'. */
bool hint_before_dot(const builder *b, span where);
/* The whole message. fail_named() gives false without one when all keywords are the function's. */
void fail_method(builder *b, const ast_node *n);
void fail_attribute(builder *b, const ast_node *n);
bool fail_named(call *c);

/* signs.c: what holds of every element of a node that is not NaN. */
enum {
  SIGN_NO_MINUS_ZERO = 1,
  SIGN_NOT_NEGATIVE = 2, /* above 0, +0, or -0 */
  SIGN_PLUS = SIGN_NO_MINUS_ZERO | SIGN_NOT_NEGATIVE,
};
uint8_t sign_of(graph *g, graph_ref r);

/* monotone.c: of the argument `r` of a min or max over `mask`, what is inside its monotone
 * functions, which are added to `outside`; `op` becomes the other one of the two when they fall.
 * Then these functions of `r`, the reduced one. */
graph_ref monotone_inside(graph *g, op_id *op, graph_ref r, uint32_t mask, ref_stack *outside);
graph_ref monotone_outside(graph *g, graph_ref r, const ref_stack *outside, span where);

/* graph_beyond.c: sum / divisor (its root, if that is asked for) and sum + initial, of a float64
 * sum, or DEVIATIONS, that may have overflowed where that does not. */
graph_ref beyond_quotient(graph *g, graph_ref sum, graph_ref divisor, bool root, span where);
graph_ref beyond_add(graph *g, graph_ref sum, graph_ref initial, span where);

/* unroll.c: what is left to fold by `op` over `mask` when the axes of a few elements are
 * folded already; they leave `mask` and stay with extent 1. A float32 sum goes on in float64, and a
 * count as a sum of int64. `mean`: the sum is divided, and may overflow where the quotient does
 * not. */
graph_ref unroll_axes(graph *g, op_id *op, graph_ref r, uint32_t *mask, bool mean, span where);
/* Whether a sum of r that is written out, which tells of no overflow on the way, needs a loop's
 * beside it: where care is taken, but for functions compiled ahead of time, for the sake of speed.
 */
bool unroll_needs_loop(const graph *g, op_id op, graph_ref r);
/* The same of DEVIATIONS, LEAST_AT and GREATEST_AT, all axes at once; 0 without an error when they
 * are left to a loop. */
graph_ref unroll_pair(graph *g, op_id op, graph_ref r, graph_ref second, uint32_t axes, span where);

/* reduce.c: reductions, of classes REDUCE and OVER */
graph_ref make_reduction(call *c, op_id op);

/* What a call of a reduction asks for. */
typedef struct over {
  graph *g;
  op_id op;   /* as called */
  span where; /* the call */
  graph_ref array;
  uint32_t axes;     /* from the right */
  graph_ref mask;    /* where=, which broadcasts to the array; 0: everything counts */
  graph_ref initial; /* of rank 0; 0: there is none */
  graph_ref ddof;    /* of rank 0; 0: it is 0 */
  jx_dtype dtype;    /* JX_DTYPE_NONE: by the rule */
} over;

/* SUM PROD MIN MAX ANY ALL COUNT (MEAN: a SUM that is going to be divided) of a call's array with
 * its dtype and initial value, over its axes, which stay with extent 1; `mask` (0: none) instead of
 * its own. */
graph_ref reduce_over(const over *o, op_id op, graph_ref mask);
/* The same of r, plainly; there is something for MIN and MAX to fold. */
graph_ref reduce_axes(graph *g, op_id op, graph_ref r, uint32_t axes, span where);
/* DEVIATIONS, LEAST_AT, GREATEST_AT; 0 without an error when all axes have extent 1. */
graph_ref reduce_pair(graph *g, op_id op, graph_ref r, graph_ref second, uint32_t axes, span where);
/* r without axes, which have extent 1. */
graph_ref reduce_drop(graph *g, graph_ref r, uint32_t axes, span where);
/* Whether there is something to fold, guarded; false when out of memory. */
bool reduce_some(const over *o, bool *some);
/* False, with the message (a format for the function's name), when there is nothing. */
bool reduce_needs(const over *o, const char *message);
/* A scalar in the shape of what the call gives. */
graph_ref reduce_fill(const over *o, graph_ref scalar);

/* statistics.c: mean var std argmin argmax ptp, the nan family, vecdot. Reduced axes stay
 * with extent 1. */
graph_ref make_statistic(const over *o);
graph_ref make_vecdot(call *c, ast_ref axis, bool keepdims);

/* An axis from the right, from a written one. */
bool make_axis(builder *b, ast_ref r, int rank, int *axis);

/* range.c: arange linspace */
graph_ref make_arange(call *c);
graph_ref make_linspace(call *c);

/* live.c: keeps what results need, in order, and makes equal dims one. */
jx_status graph_keep_live(graph *g);

#endif
