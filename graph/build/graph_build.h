/* graph_build.h: the walk over the tree: what its nodes and names stand for.
 *
 * Each node of the tree gets a value. Files that know more of some nodes (calls, brackets,
 * reductions) take the builder and ask it for the values below theirs. */
#ifndef JX_GRAPH_BUILD_H
#define JX_GRAPH_BUILD_H

#include "graph/graph_table.h"

typedef enum value_kind {
  VALUE_ABSENT, /* statements */
  VALUE_NODE,   /* ref */
  VALUE_DIGITS, /* str(ref) */
  VALUE_PLACES, /* nonzero(ref), of a condition: one node for each of its axes */
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
/* An attribute of np, numpy or math: a constant, a function's name, or, before a '.', what its user
 * makes sense of. */
value make_of_module(builder *b, ast_ref r);

#endif
