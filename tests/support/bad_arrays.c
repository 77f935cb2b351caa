/* bad_arrays.c: see bad_arrays.h. */
#include "tests/support/bad_arrays.h"

#include <stdint.h>

static double somewhere[10];

#define OF(d, r, f, more) \
  .data = somewhere, .dtype = (jx_dtype)(d), .rank = (r), .flags = (f), .detail = (more)
#define LONG .shape = {10}, .strides = {8}
#define LARGE INT64_C(0x100000000)

const bad_array bad_arrays[] = {
    {{OF(JX_FLOAT64, -1, 0, 0), LONG}, "has rank -1, not 0 to 32", true},
    {{OF(JX_FLOAT64, 33, 0, 0), LONG}, "has rank 33, not 0 to 32", true},
    {{OF(JX_FLOAT64, INT32_MIN, 0, 0), LONG}, "has rank -2147483648, not 0 to 32", true},
    {{OF(JX_DTYPE_NONE, 1, 0, 0), LONG}, "has an unknown dtype (0)", true},
    {{OF(19, 1, 0, 0), LONG}, "has an unknown dtype (19)", true},
    {{OF(-1, 1, 0, 0), LONG}, "has an unknown dtype (-1)", true},
    {{OF(0x7ff80000, 1, 0, 0), LONG}, "has an unknown dtype (2146959360)", true},
    {{OF(JX_FLOAT64, 1, 0x10, 0), LONG}, "has flags that jx does not know (0x10)", false},
    {{OF(JX_FLOAT64, 1, 0x7ff80000, 0), LONG},
     "has flags that jx does not know (0x7ff80000)",
     false},
    {{OF(JX_FLOAT64, 1, 0, 0), .shape = {-1}, .strides = {8}}, "has extent -1 on axis 0", true},
    {{OF(JX_FLOAT64, 1, 0, 0), .shape = {INT64_MIN}, .strides = {8}},
     "has extent -9223372036854775808 on axis 0",
     true},
    {{OF(JX_FLOAT64, 2, 0, 0), .shape = {0, -1}, .strides = {8}}, "has extent -1 on axis 1", true},
    {{OF(JX_FLOAT64, 1, 0, 0), .shape = {INT64_MAX}, .strides = {8}},
     "has too many elements: shape (9223372036854775807,)",
     true},
    {{OF(JX_FLOAT64, 1, 0, 0), .shape = {INT64_MAX / 8 + 1}, .strides = {0}},
     "has too many elements: shape (1152921504606846976,)",
     true},
    {{OF(JX_FLOAT64, 2, 0, 0), .shape = {LARGE, LARGE}, .strides = {0, 0}},
     "has too many elements: shape (4294967296,4294967296)",
     true},
    {{OF(JX_FLOAT64, 3, 0, 0), .shape = {LARGE, LARGE, LARGE}, .strides = {0, 0, 0}},
     "has too many elements: shape (4294967296,4294967296,4294967296)",
     true},
    {{OF(JX_FLOAT64, 2, 0, 0), .shape = {LARGE, LARGE / 2}, .strides = {0, 0}},
     "has too many elements: shape (4294967296,2147483648)",
     true},
    {{OF(JX_FLOAT64, 1, 0, 0), .shape = {10}, .strides = {INT64_MIN}},
     "has strides that reach beyond all memory",
     false},
    {{OF(JX_FLOAT64, 1, 0, 0), .shape = {10}, .strides = {INT64_MAX}},
     "has strides that reach beyond all memory",
     false},
    {{OF(JX_FLOAT64, 1, 0, 0), .shape = {10}, .strides = {-INT64_MAX / 2}},
     "has strides that reach beyond all memory",
     false},
    {{OF(JX_FLOAT64, 2, 0, 0), .shape = {2, 2}, .strides = {INT64_MAX - 100, 100}},
     "has strides that reach beyond all memory",
     false},
    {{OF(JX_DATETIME64, 1, 0, JX_UNIT_DAY), LONG}, "is datetime64 of no unit (4)", false},
    {{OF(JX_TIMEDELTA64, 1, 0, JX_UNIT(1, 14)), LONG}, "is timedelta64 of no unit (270)", false},
    {{OF(JX_STR, 1, 0, 7), LONG},
     "has elements of 7 bytes, of which str has a multiple of 4",
     false},
    {{OF(JX_BYTES, 1, 0, 0x7ffffffd), LONG},
     "has elements of 2147483645 bytes, of which bytes has fewer",
     false},
    {{OF(JX_INT64, 1, JX_ARRAY_LONG, 0), LONG},
     "is no long integer: JX_ARRAY_LONG is for 1 to 64 words of int64, weak and without gaps, not "
     "(10,)",
     false},
};

const size_t nbad_arrays = sizeof bad_arrays / sizeof *bad_arrays;
