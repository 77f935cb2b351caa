/* print.h: arrays as text, the way NumPy prints them.
 *
 * The output equals str(array) under NumPy's default options: 8 digits, lines of 75 characters, and
 * only the corners of an array of more than 1000 elements. A rank-0 array prints as its scalar
 * does. */
#ifndef JXC_PRINT_H
#define JXC_PRINT_H

#include "jx.h"

#include <stdio.h>

/* Writes the array and a newline. Any dtype, shape and strides; the array is only read. What the
 * stream could not take is for the caller to see in ferror(). */
void print_array(FILE *out, const jx_array *array);

#endif
