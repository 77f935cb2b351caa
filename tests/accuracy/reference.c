/* reference.c: see reference.h. */
#include "reference.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <mpfr.h>

#include "tests/support/math_names.h"

/* Bits of the exact results: the hardest cases of pow and log lie within 2^-120 of a float64. */
#define PRECISION 220

static bool same(double a, double b) {
  if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
  return a == b && !signbit(a) == !signbit(b);
}

#define CALL_1(f) f(x)
#define CALL_2(f) f(x, y)

/* ---- by the C library ---- */

static double by_float64(reference_id id, double x, double y) {
  switch (id) {
#define X(id, nargs, f64, f32, c, ...) \
  case REF_##id: return CALL_##nargs(c);
    MATH_TABLE(X)
#undef X
  case REF_COUNT_: break;
  }
  abort();
}

static long double by_long_double(reference_id id, double x, double y) {
  switch (id) {
#define X(id, nargs, f64, f32, c, ...) \
  case REF_##id: return CALL_##nargs(c##l);
    MATH_TABLE(X)
#undef X
  case REF_COUNT_: break;
  }
  abort();
}

/* True where the result is special however precisely it is computed: NaN, zero or infinite by C's
 * Annex F. */
static bool is_special(long double truth) { return isnan(truth) || isinf(truth) || truth == 0; }

/* Zeros and infinities are float64's: glibc's powl(-inf, -2^63) has the wrong sign. */
long double truth_f64(reference_id id, double x, double y) {
  long double truth = by_long_double(id, x, y);
  return is_special(truth) ? by_float64(id, x, y) : truth;
}

double truth_f32(reference_id id, float x, float y) { return by_float64(id, (double)x, (double)y); }

double error_f64(long double truth, double result) {
  if (is_special(truth)) return same(result, (double)truth) ? 0 : INFINITY;
  if (isnan(result)) return INFINITY;
  int exponent = ilogbl(truth);
  if (exponent > 1023) exponent = 1023; /* inf stands for 2^1024 */
  if (exponent < -1022) exponent = -1022;
  if (isinf(result) && fabsl(truth) >= 0x1p1024L) return (result > 0) == (truth > 0) ? 0 : INFINITY;
  long double got = isinf(result) ? copysignl(0x1p1024L, result) : result;
  if (got == 0 && !signbit(result) != !signbit(truth)) return INFINITY;
  return (double)fabsl(ldexpl(got - truth, 52 - exponent));
}

double error_f32(double truth, float result) {
  if (is_special((long double)truth)) return same((double)result, truth) ? 0 : INFINITY;
  if (isnan(result)) return INFINITY;
  uint64_t bits;
  memcpy(&bits, &truth, sizeof bits);
  int exponent = (int)(bits >> 52 & 0x7ff) - 1023;
  if (exponent > 127) exponent = 127;
  if (exponent < -126) exponent = -126;
  if (isinf(result) && fabs(truth) >= 0x1p128) return (result > 0) == (truth > 0) ? 0 : INFINITY;
  double got = isinf(result) ? copysign(0x1p128, (double)result) : (double)result;
  if (got == 0 && !signbit(result) != !signbit(truth)) return INFINITY;
  bits = (uint64_t)(23 - exponent + 1023) << 52;
  double scale;
  memcpy(&scale, &bits, sizeof scale);
  return fabs((got - truth) * scale);
}

/* ---- by MPFR ---- */

/* sin(pi x)/(pi x). */
static void mpfr_sinc(mpfr_t z, mpfr_t x, mpfr_rnd_t round) {
  mpfr_t under;
  mpfr_init2(under, PRECISION);
  mpfr_const_pi(under, round);
  mpfr_mul(under, under, x, round);
  mpfr_sinpi(z, x, round);
  if (mpfr_zero_p(x))
    mpfr_set_ui(z, 1, round);
  else
    mpfr_div(z, z, under, round);
  mpfr_clear(under);
}

static void mpfr_tgamma(mpfr_t z, mpfr_t x, mpfr_rnd_t round) { mpfr_gamma(z, x, round); }

static void mpfr_loggamma(mpfr_t z, mpfr_t x, mpfr_rnd_t round) {
  int sign;
  mpfr_lgamma(z, &sign, x, round);
}

/* The larger plus log(1 + base^-d), which is exact to the last bits wherever that does not cancel
 * more than half of them: it does not. */
static void mpfr_logaddexp(mpfr_t z, mpfr_t x, mpfr_t y, mpfr_rnd_t round) {
  mpfr_sub(z, x, y, round);
  mpfr_abs(z, z, round);
  mpfr_neg(z, z, round);
  mpfr_exp(z, z, round);
  mpfr_log1p(z, z, round);
  mpfr_add(z, mpfr_cmp(x, y) < 0 ? y : x, z, round);
}

static void mpfr_logaddexp2(mpfr_t z, mpfr_t x, mpfr_t y, mpfr_rnd_t round) {
  mpfr_t unit;
  mpfr_init2(unit, PRECISION);
  mpfr_const_log2(unit, round);
  mpfr_sub(z, x, y, round);
  mpfr_abs(z, z, round);
  mpfr_neg(z, z, round);
  mpfr_exp2(z, z, round);
  mpfr_log1p(z, z, round);
  mpfr_div(z, z, unit, round);
  mpfr_add(z, mpfr_cmp(x, y) < 0 ? y : x, z, round);
  mpfr_clear(unit);
}

#define MPFR_1(f) f(z, a, MPFR_RNDN)
#define MPFR_2(f) f(z, a, b, MPFR_RNDN)

static void compute(mpfr_t z, reference_id id, double x, double y) {
  mpfr_t a, b;
  mpfr_inits2(53, a, b, (mpfr_ptr)0);
  mpfr_set_d(a, x, MPFR_RNDN);
  mpfr_set_d(b, y, MPFR_RNDN);
  switch (id) {
#define X(id, nargs, f64, f32, c, ...) \
  case REF_##id: MPFR_##nargs(mpfr_##c); break;
    MATH_TABLE(X)
#undef X
  case REF_COUNT_: abort();
  }
  mpfr_clears(a, b, (mpfr_ptr)0);
}

/* float64 or float32: bits of a significand, and the exponents that normal numbers have. */
typedef struct format {
  int bits, least, most;
} format;

/* Error of a result in units of the last place of `truth`, which is finite and not zero, and is
 * overwritten. */
static double in_units(mpfr_t truth, format f, double result) {
  long exponent = mpfr_get_exp(truth) - 1;
  if (exponent > f.most) exponent = f.most;
  if (exponent < f.least) exponent = f.least;
  if (isinf(result)) { /* stands for the power of two past the largest number */
    mpfr_t limit;
    mpfr_init2(limit, 2);
    mpfr_set_si_2exp(limit, result > 0 ? 1 : -1, f.most + 1, MPFR_RNDN);
    mpfr_sub(truth, truth, limit, MPFR_RNDN);
    mpfr_clear(limit);
  } else {
    mpfr_sub_d(truth, truth, result, MPFR_RNDN);
  }
  mpfr_mul_2si(truth, truth, f.bits - 1 - exponent, MPFR_RNDN);
  return fabs(mpfr_get_d(truth, MPFR_RNDN));
}

static double error_exact(reference_id id, format f, double x, double y, double result) {
  mpfr_t truth;
  mpfr_init2(truth, PRECISION);
  compute(truth, id, x, y);
  double error;
  bool negative = mpfr_signbit(truth) != 0;
  if (!mpfr_regular_p(truth))
    error = same(result, (double)truth_f64(id, x, y)) ? 0 : INFINITY;
  else if (isnan(result) || (signbit(result) != 0) != negative)
    error = INFINITY;
  else if (isinf(result) && mpfr_get_exp(truth) > f.most + 1)
    error = 0;
  else
    error = in_units(truth, f, result);
  mpfr_clear(truth);
  return error;
}

double error_exact_f64(reference_id id, double x, double y, double result) {
  return error_exact(id, (format){53, -1022, 1023}, x, y, result);
}

double error_exact_f32(reference_id id, float x, float y, float result) {
  return error_exact(id, (format){24, -126, 127}, (double)x, (double)y, (double)result);
}
