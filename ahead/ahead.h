/* ahead.h: a program compiled ahead of time, as an object file and a header.
 *
 * Takes a program and the types of its operands, whose extents may be free; gives an object file
 * that has everything to run it (codegen/object.h), and a C header that declares it, says what it
 * takes, and brings the threads (header.c). The kernel is made for any extent (graph_build_free()).
 * jx_emit_ahead() in ahead.c is where to start.
 *
 * Extents are sums of a size and a constant. Sizes become the function's first parameters: those
 * that have a name, and those of extents written as ':', which are sizes of their own until the
 * program demands that they equal another one (sizes.c).
 */
#ifndef JX_AHEAD_H
#define JX_AHEAD_H

#include "ahead/program.h"
#include "runtime/call.h"

typedef struct ahead_size {
  const char *name;         /* NULL: of a ':' */
  uint32_t parameter, axis; /* where it was met first */
  int32_t same;             /* it is sizes[same] + add; -1: a parameter of the function */
  int64_t add;
  const char *c_name; /* of parameters of the function, */
  uint32_t index;     /* and which one */
} ahead_size;

typedef struct ahead_parameter {
  const char *name;
  jx_dtype dtype;
  uint32_t detail; /* of a time: its unit */
  int rank;
  bool weak, fortran;
  ahead_extent extents[JX_MAX_RANK]; /* outermost first */
  int64_t example;                   /* of a scalar, which may set extents */
  const char *c_name;
} ahead_parameter;

typedef struct ahead {
  const char *function;
  const char *source;
  size_t length;
  jx_precision precision;
  arena memory;
  diag *d;
  ahead_parameter *parameters;
  size_t nparameters;
  VEC(ahead_size) sizes;
  uint32_t nsizes; /* parameters of the function, once names are given */
  int64_t example; /* what each of them is taken for */
  /* examples, and what is made of them */
  jx_array *arrays;
  jx_operand *operands;
  layout *layouts, *results;
  uint32_t *fixed;
  ast tree;
  graph graph;
  plan plan;
  const char **result_names;
  const cpu *cpu;
  char key[16]; /* of the program and its types: object and header name functions with it */
} ahead;

/* types.c: "float64[n, m]", as jx_parameter in jx.h says, to a parameter whose name is set. */
jx_status ahead_read_type(ahead *a, ahead_parameter *p, const char *type);
/* Whether C or C++ has the word for itself; whether it has two letters or more and none of lower
 * case, as macros have; and whether it is one of their identifiers. */
bool ahead_is_reserved(const char *word);
bool ahead_is_capital(const char *word);
bool ahead_is_identifier(const char *word);

/* sizes.c: what the kernel's guards say of sizes: those that must be equal become one, unless both
 * have names, which is an error. Then names for all parameters and results in C. */
jx_status ahead_settle_sizes(ahead *a);
/* An extent in terms of the function's parameters: of those that are left. */
ahead_extent ahead_resolve(const ahead *a, ahead_extent e);
/* A dim as such an extent; false when it is something else. */
bool ahead_linear(const ahead *a, dim_ref d, ahead_extent *out);
/* A dim as C would write it, more or less. */
void ahead_print_dim(const ahead *a, dim_ref d, text *out);
/* What must hold, one condition a line, each with `before` before it. Returns how many. */
int ahead_print_conditions(const ahead *a, const char *before, text *out);

/* header.c */
void ahead_print_header(const ahead *a, text *out);

#endif
