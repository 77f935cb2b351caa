/* calls.h: functions: which one a name stands for, and a call's arguments and keywords.
 *
 * make_call() sorts them out; what takes more than a row of the operation table gets the call and
 * asks for its arguments one by one, so that what nobody has asked for is an error in the end. */
#ifndef JX_CALLS_H
#define JX_CALLS_H

#include "graph/build/graph_build.h"

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

/* Names of functions, and of the dtypes that convert. */
bool call_is_function(const char *name, size_t length);
jx_dtype call_dtype_named(const char *name, size_t length); /* also "int" and "float" */
/* A dtype argument: 'float32' or float32; JX_DTYPE_NONE after an error. */
jx_dtype make_dtype(builder *b, ast_ref r);
/* A True or False, or what there was if r is 0; `what` names it in the error. */
bool make_flag(builder *b, ast_ref r, const char *what, bool *out);

#endif
