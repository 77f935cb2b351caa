/* near_zero.h: logarithms where they are almost 0; see near_zero.c.
 *
 * As all that kernels call, they take any bits: n elements of each input; what is not near zero
 * gives any number. Within 0.7 ULP. */
#ifndef JX_NEAR_ZERO_H
#define JX_NEAR_ZERO_H

#include <stdint.h>

/* log(e^x + e^y), log2(2^x + 2^y), where that is less than a quarter of the larger, which is
 * negative. */
void near_zero_logaddexp(const double *x, const double *y, double *out, int64_t n);
void near_zero_logaddexp2(const double *x, const double *y, double *out, int64_t n);

/* log|gamma(x)| for x between -20 and 0, where it is less than 1/16. */
void near_zero_lgamma(const double *x, double *out, int64_t n);

#endif
