/* string_search.h: operations of short strings that lie without a gap, as vector code.
 *
 * Takes values of which an operand is such an array; gives a vector, or NULL where a helper is to
 * make it. */
#ifndef JX_STRING_SEARCH_H
#define JX_STRING_SEARCH_H

#include "codegen/cpu/string_values.h"

/* == != < <= startswith by words of up to 8 bytes (string_compare.c). */
val emit_string_compare(stage_emitter *k, row_state *row, const plan_value *v, unsigned lanes);
/* contains find rfind count str_len, and == != startswith of any length, by a bit for each
 * character (string_search.c). */
val emit_string_search(stage_emitter *k, row_state *row, const plan_value *v, unsigned lanes);

/* Whether a value has lanes. */
static inline bool string_is_wide(const stage_emitter *k, const plan_value *v) {
  return k->nloops && v->loops >> k->s->vector & 1;
}

static inline val string_load(emitter *e, LLVMTypeRef scalar, unsigned n, val at) {
  val x = LLVMBuildLoad2(e->b, ev_type(e, scalar, n), at, "");
  LLVMSetAlignment(x, 1);
  return x;
}

#endif
