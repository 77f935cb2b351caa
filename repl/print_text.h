/* print_text.h: strings of an array as text: Python's repr() of them, or str() of one alone. */
#ifndef JXC_PRINT_TEXT_H
#define JXC_PRINT_TEXT_H

#include "jx.h"

#include <stdbool.h>
#include <stdio.h>

static inline bool is_text(const jx_array *a) { return a->dtype == JX_BYTES || a->dtype == JX_STR; }

/* Bytes of an element. */
static inline size_t array_item_size(const jx_array *a) {
  return is_text(a) ? a->detail : jx_dtype_size(a->dtype);
}

/* Writes one, and returns how many characters that takes; `out` NULL: only counts. Bytes are always
 * quoted; str as `quoted` says. */
size_t text_write(FILE *out, const jx_array *a, const char *at, bool quoted);

#endif
