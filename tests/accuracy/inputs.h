/* inputs.h: arguments to try functions on: special values, hard ones, random bits, and random
 * points around the places where a function is hard. A pure function of the seed. */
#ifndef JX_TEST_INPUTS_H
#define JX_TEST_INPUTS_H

#include <stddef.h>

#include "domains.h"
#include "reference.h"

/* Fills x (and y) with n arguments for a function, the ones numbered from `first` on: the first of
 * all are all special values, or all pairs of them, then those of hard.h, the others random. */
void inputs_fill(reference_id id, random_state *r, double *x, double *y, size_t n, size_t first);
/* The same in float32's range. */
void inputs_fill_f32(reference_id id, random_state *r, float *x, float *y, size_t n, size_t first);

/* Bases for a power whose exponent is a constant, which y is filled with. */
void inputs_fill_power(double exponent, random_state *r, double *x, double *y, size_t n,
                       size_t first);
void inputs_fill_power_f32(double exponent, random_state *r, float *x, float *y, size_t n,
                           size_t first);

/* Arguments out of a file, one or a pair "x,y" a line, as CORE-MATH's lists of hard cases (.wc)
 * have them; empty lines and comments after # are skipped. */
typedef struct input_list {
  double *x, *y;
  size_t n;
} input_list;

/* Prints what went wrong and returns false. */
bool input_list_read(input_list *list, const char *path);
void input_list_free(input_list *list);

#endif
