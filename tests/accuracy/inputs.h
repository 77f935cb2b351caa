/* inputs.h: arguments to try functions on: special values, random bits, and random points around
 * the places where a function is hard. A pure function of the seed. */
#ifndef JX_TEST_INPUTS_H
#define JX_TEST_INPUTS_H

#include <stddef.h>
#include <stdint.h>

#include "reference.h"

typedef struct random_state {
  uint64_t s;
} random_state;

uint64_t random_bits(random_state *r);
double random_unit(random_state *r); /* [0, 1) */

/* Fills x (and y) with n arguments for a function, the ones numbered from `first` on: the first of
 * all are all special values, or all pairs of them, the others random. */
void inputs_fill(reference_id id, random_state *r, double *x, double *y, size_t n, size_t first);
/* The same in float32's range. */
void inputs_fill_f32(reference_id id, random_state *r, float *x, float *y, size_t n, size_t first);

/* Bases for a power whose exponent is a constant, which y is filled with. */
void inputs_fill_power(double exponent, random_state *r, double *x, double *y, size_t n,
                       size_t first);
void inputs_fill_power_f32(double exponent, random_state *r, float *x, float *y, size_t n,
                           size_t first);

#endif
