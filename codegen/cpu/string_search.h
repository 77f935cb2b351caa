/* string_search.h: operations of short strings that lie without a gap, as vector code. */
#ifndef JX_STRING_SEARCH_H
#define JX_STRING_SEARCH_H

#include "codegen/cpu/string_values.h"

/* The value, or NULL where a helper is to make it. */
val emit_string_search(stage_emitter *k, row_state *row, const plan_value *v, unsigned lanes);

/* Whether a value has lanes. */
static inline bool string_is_wide(const stage_emitter *k, const plan_value *v) {
  return k->nloops && v->loops >> k->s->vector & 1;
}

#endif
