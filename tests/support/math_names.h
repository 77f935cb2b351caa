/* math_names.h: functions that C has not, or not as codegen/math/table.h wants them, under the names
 * that C would give them. */
#ifndef JX_TEST_MATH_NAMES_H
#define JX_TEST_MATH_NAMES_H

#include <math.h>

/* sin(pi x)/(pi x) */
static inline long double sincl(long double x) {
  const long double pi = 0xc.90fdaa22168c235p-2L;
  if (x == 0) return 1;
  if (isinf(x)) return NAN;
  long double k = rintl(x), r = x - k, odd = fabsl(k - 2 * rintl(k / 2));
  if (r == 0) return 0;
  return (odd > 0 ? -1 : 1) * sinl(pi * r) / (pi * x);
}

static inline double sinc(double x) { return (double)sincl(x); }

static inline long double loggammal(long double x) { return lgammal(x); }
static inline double loggamma(double x) { return lgamma(x); }

/* npy_logaddexp and npy_logaddexp2, in base e and 2. */
static inline long double logaddexpl(long double x, long double y) {
  if (x == y) return x + 0xb.17217f7d1cf79acp-4L;
  if (isnan(x) || isnan(y)) return x + y;
  return fmaxl(x, y) + log1pl(expl(-fabsl(x - y)));
}

static inline long double logaddexp2l(long double x, long double y) {
  if (x == y) return x + 1;
  if (isnan(x) || isnan(y)) return x + y;
  return fmaxl(x, y) + log1pl(exp2l(-fabsl(x - y))) * 0xb.8aa3b295c17f0bcp-3L;
}

static inline double logaddexp(double x, double y) { return (double)logaddexpl(x, y); }
static inline double logaddexp2(double x, double y) { return (double)logaddexp2l(x, y); }

#endif
