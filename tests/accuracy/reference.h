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

/* Error of a float64 result, from x87's long double: good to 0.01 ULP, fast. */
double error_fast(reference_id id, double x, double y, double result);
/* From MPFR: exact to 1e-9 ULP, and slow. */
double error_exact(reference_id id, double x, double y, double result);
/* Error of a float32 result, from float64. */
double error_f32(reference_id id, float x, float y, float result);

#endif
