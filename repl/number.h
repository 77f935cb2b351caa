/* number.h: floating-point numbers in decimal, the way NumPy writes them.
 *
 * Takes a value as a double together with the type it came from (float16, float32 or float64: this
 * decides how many digits tell it from its neighbours); gives text. A number_style is what all
 * elements of one array share. Start at number_write(); number_scalar() is the style of a value on
 * its own. */
#ifndef JXC_NUMBER_H
#define JXC_NUMBER_H

#include "jx.h"

/* Room for any number in any style, its NUL included. */
#define NUMBER_MAX 512

typedef struct number_style {
  jx_dtype type;       /* JX_FLOAT16, JX_FLOAT32 or JX_FLOAT64 */
  bool scientific;     /* 1.5e+00 rather than 1.5 */
  bool plus;           /* a sign before positive numbers too */
  bool zeros;          /* exactly `precision` digits after the point; else no more than needed */
  int precision;       /* most digits after the point; -1: no limit */
  int pad_left;        /* characters up to the point, filled with spaces */
  int pad_right;       /* after the point; of an exponent's text too, for nan and inf to line up */
  int exponent_digits; /* digits of an exponent, at least 2 */
} number_style;

/* Writes `value` and a NUL; returns the length. */
int number_write(char out[NUMBER_MAX], double value, const number_style *style);

/* Writes a value as NumPy's scalars do: all digits it needs, an exponent only for the very large
 * and very small. With `point` a whole number ends in ".0"; without (the parts of a complex number)
 * it has no point. */
int number_scalar(char out[NUMBER_MAX], double value, jx_dtype type, bool point);

/* `value` rounded to the nearest value of the type, ties to even. */
double number_round(double value, jx_dtype type);

/* From this magnitude on NumPy writes arrays of the type with exponents. */
double number_large(jx_dtype type);

#endif
