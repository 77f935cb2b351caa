/* bad_arrays.h: arrays that are none: impossible ranks, dtypes, flags, extents, sizes, strides.
 * Every entry that takes an array refuses each of them, and says why. */
#ifndef JX_TESTS_BAD_ARRAYS_H
#define JX_TESTS_BAD_ARRAYS_H

#include <stdbool.h>

#include "jx.h"

typedef struct bad_array {
  jx_array array;   /* of ten numbers that nobody reads */
  const char *says; /* behind "operand 'a' " or "result 1 " */
  bool no_size;     /* jx_array_size() is -1 of it */
} bad_array;

extern const bad_array bad_arrays[];
extern const size_t nbad_arrays;

#endif
