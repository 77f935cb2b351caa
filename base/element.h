/* element.h: one element of an array: reading it as a number and writing a number as one. */
#ifndef JX_ELEMENT_H
#define JX_ELEMENT_H

#include "jx.h"

typedef union element_value {
  int64_t i; /* of bool, 0 or 1, and of integers; of uint64 the same bits */
  double f;  /* of floats */
} element_value;

/* At any alignment. Complex numbers are none, for now: their real part is read. */
element_value element_load(const void *at, jx_dtype dtype);
/* An integer modulo 2^bits, a float rounded to nearest even. float16 and complex numbers, which no
 * kernel gives, are not written: false. */
bool element_store(void *at, jx_dtype dtype, element_value x);

#endif
