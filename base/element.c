/* element.c: see element.h. Exhaustive, so that a dtype without its lines does not compile. */
#include "base/element.h"

#include <math.h>
#include <string.h>

double element_of_half(uint16_t bits) {
  int exponent = (bits >> 10) & 31;
  int fraction = bits & 1023;
  double magnitude = exponent == 31  ? (fraction ? NAN : INFINITY)
                     : exponent == 0 ? ldexp(fraction, -24)
                                     : ldexp(fraction + 1024, exponent - 25);
  return bits & 0x8000 ? -magnitude : magnitude;
}

uint16_t element_half(double x) {
  uint16_t sign = signbit(x) ? 0x8000 : 0;
  double size = fabs(x);
  int exponent;
  if (isnan(x)) return sign | 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  frexp(size, &exponent); /* size < 2^exponent */
  if (exponent < -13 || size == 0) exponent = -13;
  /* A unit is 2^(exponent - 11); what rounds up to the next power of two carries. */
  uint16_t units = (uint16_t)rint(ldexp(size, 11 - exponent));
  return sign | (uint16_t)(((exponent + 13) << 10) + units);
}

double element_round(double x, jx_dtype dtype) {
  if (dtype == JX_FLOAT16) return isfinite(x) ? element_of_half(element_half(x)) : x;
  return dtype == JX_FLOAT32 ? (double)(float)x : x;
}

element_value element_load(const void *at, jx_dtype dtype) {
  element_value out = {0};
#define LOAD(T, to)                 \
  {                                 \
    T x;                            \
    memcpy(&x, at, sizeof x);       \
    out.to = (__typeof__(out.to))x; \
    break;                          \
  }
  switch (dtype) {
  case JX_BOOL: out.i = *(const uint8_t *)at != 0; break;
  case JX_INT8: LOAD(int8_t, i)
  case JX_INT16: LOAD(int16_t, i)
  case JX_INT32: LOAD(int32_t, i)
  case JX_DATETIME64:
  case JX_TIMEDELTA64:
  case JX_INT64: LOAD(int64_t, i)
  case JX_UINT8: LOAD(uint8_t, i)
  case JX_UINT16: LOAD(uint16_t, i)
  case JX_UINT32: LOAD(uint32_t, i)
  case JX_UINT64: LOAD(uint64_t, i)
  case JX_FLOAT16: {
    uint16_t x;
    memcpy(&x, at, sizeof x);
    out.f = element_of_half(x);
    break;
  }
  case JX_COMPLEX64:
  case JX_FLOAT32: LOAD(float, f)
  case JX_COMPLEX128:
  case JX_FLOAT64: LOAD(double, f)
  case JX_BYTES:
  case JX_STR:
  case JX_DTYPE_NONE: break;
  }
#undef LOAD
  return out;
}

bool element_store(void *at, jx_dtype dtype, element_value from) {
#define STORE(T, x)             \
  {                             \
    T to = (T)x;                \
    memcpy(at, &to, sizeof to); \
    return true;                \
  }
  switch (dtype) {
  case JX_BOOL: STORE(uint8_t, (from.i != 0))
  case JX_INT8:
  case JX_UINT8: STORE(uint8_t, (uint64_t)from.i)
  case JX_INT16:
  case JX_UINT16: STORE(uint16_t, (uint64_t)from.i)
  case JX_INT32:
  case JX_UINT32: STORE(uint32_t, (uint64_t)from.i)
  case JX_INT64:
  case JX_UINT64:
  case JX_DATETIME64:
  case JX_TIMEDELTA64: STORE(uint64_t, from.i)
  case JX_FLOAT32: STORE(float, from.f)
  case JX_FLOAT64: STORE(double, from.f)
  case JX_FLOAT16: STORE(uint16_t, element_half(from.f))
  case JX_COMPLEX64:
  case JX_COMPLEX128:
  case JX_BYTES:
  case JX_STR:
  case JX_DTYPE_NONE: break;
  }
#undef STORE
  return false;
}

element_form element_form_of(jx_dtype dtype) {
  switch (dtype) {
    /* stored, worked, real, is_signed, parts */
  case JX_BOOL: return (element_form){8, 1, false, false, 1};
  case JX_INT8: return (element_form){8, 8, false, true, 1};
  case JX_INT16: return (element_form){16, 16, false, true, 1};
  case JX_INT32: return (element_form){32, 32, false, true, 1};
  case JX_INT64: return (element_form){64, 64, false, true, 1};
  case JX_UINT8: return (element_form){8, 8, false, false, 1};
  case JX_UINT16: return (element_form){16, 16, false, false, 1};
  case JX_UINT32: return (element_form){32, 32, false, false, 1};
  case JX_UINT64: return (element_form){64, 64, false, false, 1};
  case JX_FLOAT16: return (element_form){16, 32, true, false, 1};
  case JX_FLOAT32: return (element_form){32, 32, true, false, 1};
  case JX_FLOAT64: return (element_form){64, 64, true, false, 1};
  case JX_COMPLEX64: return (element_form){32, 32, true, false, 2};
  case JX_COMPLEX128: return (element_form){64, 64, true, false, 2};
  case JX_DATETIME64:
  case JX_TIMEDELTA64: return (element_form){64, 64, false, true, 1};
  case JX_BYTES: /* no number of bits that the dtype knows */
  case JX_STR:
  case JX_DTYPE_NONE: break;
  }
  return (element_form){0};
}
