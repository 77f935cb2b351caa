/* exact.h: sums without any rounding, to measure the error of others against. */
#ifndef JX_BENCH_EXACT_H
#define JX_BENCH_EXACT_H

#include <stddef.h>
#include <stdint.h>

/* The exponents of finite float64 numbers: an element is its integer mantissa of 53 bits and a sign
 * times 2 to the power of its bin minus EXACT_BIAS. */
enum { EXACT_BINS = 2047, EXACT_BIAS = 1075 };

/* The mantissas' sum in each bin. */
__extension__ typedef __int128 exact_bins[EXACT_BINS];

/* Adds n elements, `stride` elements apart, to the bins. Exact for finite elements, up to 2^74 of
 * them; others end in no bin, and their number is returned. Any thread. */
size_t exact_add64(const double *a, size_t n, ptrdiff_t stride, exact_bins bins);
size_t exact_add32(const float *a, size_t n, ptrdiff_t stride, exact_bins bins);

#endif
