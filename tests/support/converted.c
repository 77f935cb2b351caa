/* converted.c: see converted.h. */
#include "tests/support/converted.h"

#include <math.h>

#include "base/dtype.h"

static double to_float(element_value x, jx_dtype from, jx_dtype to) {
  bool single = element_worked(to) == JX_FLOAT32;
  uint64_t u = (uint64_t)x.i;
  if (dtype_is_float(from)) return element_round(x.f, to);
  if (from == JX_UINT64) return element_round(single ? (double)(float)u : (double)u, to);
  return element_round(single ? (double)(float)x.i : (double)x.i, to);
}

/* What cvttsd2si gives for what does not fit, and the low bits of that; uint64 goes on from 2^63. */
static int64_t to_integer(double f, jx_dtype to) {
  if (to == JX_UINT64 && f >= 0x1p63) return f < 0x1p64 ? (int64_t)(uint64_t)f : 0;
  bool wide = to == JX_UINT32 || dtype_bits(to) == 64;
  double bound = wide ? 0x1p63 : 0x1p31;
  bool fits = trunc(f) >= -bound && trunc(f) < bound;
  return dtype_wrap(to, (uint64_t)(fits ? (int64_t)f : wide ? INT64_MIN : INT32_MIN));
}

element_value converted(element_value x, jx_dtype from, jx_dtype to) {
  bool was_float = dtype_is_float(from);
  if (dtype_is_float(to)) return (element_value){.f = to_float(x, from, to)};
  if (to == JX_BOOL) return (element_value){.i = was_float ? x.f != 0 : x.i != 0};
  return (element_value){.i = was_float ? to_integer(x.f, to) : dtype_wrap(to, (uint64_t)x.i)};
}
