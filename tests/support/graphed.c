/* graphed.c: see graphed.h. */
#include "tests/support/graphed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dtype.h"
#include "base/element.h"

/* Reads "name dtype (shape) [weak] elements" up to ';' or the end; returns what follows. */
static const char *read_operand(graphed *x, const char *p) {
  size_t k = x->noperands++;
  jx_array *a = &x->arrays[k];
  char dtype[16];
  int used = 0;
  if (k == GRAPHED_OPERANDS || sscanf(p, " %15s %15s (%n", x->names[k], dtype, &used) < 2) abort();
  *a = (jx_array){.data = x->data[k], .dtype = jx_dtype_named(dtype)};
  p += used;
  int64_t size = 1;
  char *end;
  while (*p != ')') {
    a->shape[a->rank] = strtoll(p, &end, 10);
    size *= a->shape[a->rank++];
    p = end + (*end == ',');
  }
  int64_t stride = (int64_t)jx_dtype_size(a->dtype);
  for (int i = a->rank; i-- > 0; stride *= a->shape[i]) a->strides[i] = stride;
  p += 1 + strspn(p + 1, " ");
  if (strncmp(p, "weak", 4) == 0) a->flags = JX_ARRAY_WEAK, p += 4;

  double f = 0;
  int64_t n = 0;
  for (int64_t i = 0; i < size && i < GRAPHED_ELEMENTS; i++) {
    f = strtod(p, &end);
    if (end == p)
      f = (double)++n;
    else
      n = *p == '-' ? strtoll(p, NULL, 10) : (int64_t)strtoull(p, NULL, 10); /* of uint64 too */
    p = end;
    char *at = (char *)a->data + (size_t)i * dtypes[a->dtype].size;
    bool real = dtype_is_float(a->dtype);
    element_store(at, a->dtype, real ? (element_value){.f = f} : (element_value){.i = n});
  }
  x->operands[k] = (jx_operand){x->names[k], a};
  p += strspn(p, " ;");
  return p;
}

void graphed_operands(graphed *x, const char *operands) {
  x->noperands = 0;
  while (*operands) operands = read_operand(x, operands);
}

void graphed_init(graphed *x, const jx_allocator *allocator, const char *operands,
                  const char *source, const jx_dtype *results, size_t max_nodes) {
  memset(&x->graph, 0, sizeof x->graph);
  graphed_operands(x, operands);
  arena_init(&x->arena, allocator);
  diag_init(&x->diag, source, strlen(source));
  graph_stamp wanted[GRAPHED_RESULTS] = {{0}};
  for (size_t i = 0; results && i < GRAPHED_RESULTS && results[i]; i++)
    wanted[i].dtype = results[i];
  x->status = ast_parse(&x->tree, &x->arena, &x->diag, 1000000);
  if (x->status == JX_OK)
    x->status = graph_build(&x->graph, &x->tree, x->operands, x->noperands, results ? wanted : NULL,
                            false, max_nodes);
  if (x->status == JX_OK) x->status = graph_check(&x->graph, &x->diag);
}

void graphed_text(graphed *x, const char *operands, const char *source) {
  graphed_init(x, &alloc_default, operands, source, NULL, 0);
}

void graphed_free(graphed *x) { arena_free(&x->arena); }
