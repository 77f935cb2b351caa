/* reference.h: what the functions should give, and how far off a result is.
 *
 * Errors are in ULP: units of the last place that the true result has in the format (a subnormal
 * result's is that of all subnormals). Results that are exact by definition (NaN, infinities of
 * poles, zeros with their sign) are right or infinitely wrong. */
#ifndef JX_TEST_REFERENCE_H
#define JX_TEST_REFERENCE_H

#include <stdbool.h>

#include "codegen/math/table.h"

/* A function of codegen/math/table.h. */
typedef enum reference_id {
#define X(id, ...) REF_##id,
  MATH_TABLE(X)
#undef X
      REF_COUNT_
} reference_id;

/* What the C library gives: in x87's long double, good to 0.003 ULP of float64; in float64, good to
 * 1e-8 ULP of float32. */
long double truth_f64(reference_id id, double x, double y);
double truth_f32(reference_id id, float x, float y);

/* Errors by these. Fast. */
double error_f64(long double truth, double result);
double error_f32(double truth, float result);

/* Errors by MPFR: exact to 1e-9 ULP, and slow. */
double error_exact_f64(reference_id id, double x, double y, double result);
double error_exact_f32(reference_id id, float x, float y, float result);

#endif
