/* graphed.h: a program's graph for a test, with operands written as text.
 *
 *     graphed x;
 *     graphed_text(&x, "a float64 (2,3); n int64 () weak 5", "a + n");
 *
 * An operand is a name, a dtype, a shape, perhaps "weak", and its elements in C order; elements
 * that are left out count on from the last one. */
#ifndef JX_TESTS_GRAPHED_H
#define JX_TESTS_GRAPHED_H

#include "graph/graph.h"

#define GRAPHED_OPERANDS 16
#define GRAPHED_ELEMENTS 1024

typedef struct graphed {
  jx_status status; /* of parsing, building and graph_check() */
  arena arena;
  diag diag;
  ast tree;
  graph graph;
  size_t noperands;
  jx_operand operands[GRAPHED_OPERANDS];
  jx_array arrays[GRAPHED_OPERANDS];
  char names[GRAPHED_OPERANDS][16];
  double data[GRAPHED_OPERANDS][GRAPHED_ELEMENTS];
} graphed;

void graphed_init(graphed *x, const jx_allocator *allocator, const char *operands,
                  const char *source, const jx_dtype *results, size_t max_nodes);
/* The most results, whose dtypes end in JX_DTYPE_NONE when there are fewer. */
enum { GRAPHED_RESULTS = 64 };
void graphed_text(graphed *x, const char *operands, const char *source);
void graphed_free(graphed *x);

/* Operands alone, for calls with other sizes; malformed text aborts. */
void graphed_operands(graphed *x, const char *operands);

#endif
