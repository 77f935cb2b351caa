/* element.h: one element of an array: reading it as a number and writing a number as one; and what
 * a dtype is in a kernel. */
#ifndef JX_ELEMENT_H
#define JX_ELEMENT_H

#include "jx.h"

typedef union element_value {
  int64_t i; /* of bool, 0 or 1, and of integers; of uint64 the same bits */
  double f;  /* of floats */
} element_value;

/* At any alignment. Of complex numbers the real part is read; strings are
 * no numbers: 0. */
element_value element_load(const void *at, jx_dtype dtype);
/* An integer modulo 2^bits, a float rounded to nearest even. float16, complex numbers and strings
 * are not written: false. */
bool element_store(void *at, jx_dtype dtype, element_value x);

/* What kernels make of a dtype. Types of LLVM, loads and stores, conversions and comparisons all
 * follow from this; nothing else in a kernel asks which dtype it is. */
typedef struct element_form {
  uint8_t stored; /* bits in memory, of each part; */
  uint8_t worked; /* and in registers: 1 is a truth, which any byte but 0 is in memory */
  bool real;      /* parts are floats, else integers */
  bool is_signed; /* of integers: the upper bit is a sign */
  uint8_t parts;  /* numbers that it consists of */
} element_form;

element_form element_form_of(jx_dtype dtype);

#endif
