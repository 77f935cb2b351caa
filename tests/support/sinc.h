/* sinc.h: sin(pi x)/(pi x), which C has not, under the names that C would give it. */
#ifndef JX_TEST_SINC_H
#define JX_TEST_SINC_H

#include <math.h>

static inline long double sincl(long double x) {
  const long double pi = 0xc.90fdaa22168c235p-2L;
  if (x == 0) return 1;
  if (isinf(x)) return NAN;
  long double k = rintl(x), r = x - k, odd = fabsl(k - 2 * rintl(k / 2));
  if (r == 0) return 0;
  return (odd > 0 ? -1 : 1) * sinl(pi * r) / (pi * x);
}

static inline double sinc(double x) { return (double)sincl(x); }

#endif
