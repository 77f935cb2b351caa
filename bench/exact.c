/* exact.c: sums without any rounding (see exact.h).
 *
 * In: numbers. Out: for each exponent the integer sum of the mantissas, which 128 bits hold. The
 * caller adds up the bins with integers of any length, as sums.py does. */
#include "exact.h"

#include <string.h>

static size_t add(double x, exact_bins bins) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  unsigned exponent = (unsigned)(bits >> 52) & 2047u;
  if (exponent == 2047) return 1; /* infinite or NaN */
  int64_t mantissa = (int64_t)(bits & (((uint64_t)1 << 52) - 1));
  if (exponent) /* else subnormal: of the smallest exponent, without the leading one */
    mantissa |= (int64_t)1 << 52;
  else
    exponent = 1;
  bins[exponent] += bits >> 63 ? -mantissa : mantissa;
  return 0;
}

size_t exact_add64(const double *a, size_t n, ptrdiff_t stride, exact_bins bins) {
  size_t refused = 0;
  for (size_t i = 0; i < n; i++) refused += add(a[(ptrdiff_t)i * stride], bins);
  return refused;
}

size_t exact_add32(const float *a, size_t n, ptrdiff_t stride, exact_bins bins) {
  size_t refused = 0;
  for (size_t i = 0; i < n; i++) refused += add((double)a[(ptrdiff_t)i * stride], bins);
  return refused;
}
