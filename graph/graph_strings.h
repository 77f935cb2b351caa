/* graph_strings.h: nodes of strings: literals, what operations make of them, how long they are.
 *
 * A node of bytes or str says in `item` how many bytes its elements have, as NumPy's S10 and U10 do.
 * Operations take operands of different items; NULs at the end of an element do not count. WHERE
 * and results have one item, to which CASTs widen (with NULs) or cut. CONST strings lie in
 * graph.bytes, str as UCS-4.
 *
 * Searches (contains startswith endswith find rfind count) look at the characters from STRING_START
 * to before STRING_END of imm.i, which count from the end where they are negative. */
#ifndef JX_GRAPH_STRINGS_H
#define JX_GRAPH_STRINGS_H

#include "base/dtype.h"
#include "graph/graph.h"

/* The most bytes of a string that is computed: kernels have it on the stack, times two or more. */
#define STRINGS_COMPUTED 16384

#define STRING_RANGE(start, end) \
  ((int64_t)((uint64_t)(uint32_t)(start) | (uint64_t)(uint32_t)(end) << 32))
#define STRING_START(range) ((int32_t)(uint32_t)(uint64_t)(range))
#define STRING_END(range) ((int32_t)(uint32_t)((uint64_t)(range) >> 32))
#define STRING_WHOLE STRING_RANGE(0, INT32_MAX)

/* Whether some operand is a string. */
static inline bool strings_concern(const graph *g, const graph_ref *args, int n) {
  for (int i = 0; i < n; i++)
    if (dtype_is_string((jx_dtype)graph_at(g, args[i])->dtype)) return true;
  return false;
}

/* A literal: UTF-8 of str, or the bytes. */
graph_ref strings_const(graph *g, jx_dtype dtype, const char *text, size_t length, span where);
/* Where bytes lie in graph.bytes, put there once; -1: out of memory. */
int64_t strings_store(graph *g, const char *bytes, size_t n);

/* types_apply() where an operand is a string, or the operation is one of strings. */
graph_ref strings_apply(graph *g, op_id op, const graph_ref *args, int n, span where);
/* A search in a part of the strings. */
graph_ref strings_search(graph *g, op_id op, const graph_ref *args, int64_t range, span where);
/* The decimal digits of integers, "True" and "False" of bool, str itself. */
graph_ref strings_of(graph *g, graph_ref r, span where);
/* True where it is not empty. */
graph_ref strings_truth(graph *g, graph_ref r, span where);
/* With an item of its own. */
graph_ref strings_sized(graph *g, graph_ref r, uint32_t item, span where);
/* As a result of that dtype, item and byte order. */
graph_ref strings_result(graph *g, graph_ref r, const graph_stamp *to, span where);
/* Says that there is no such cast. */
graph_ref strings_refuse_cast(graph *g, graph_ref r, jx_dtype to, span where);

/* Whether a node that strings concern is one that can come of the above: NULL, or why not. */
const char *strings_check(const graph *g, const graph_node *n);

#endif
