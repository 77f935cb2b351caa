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
/* An integer modulo 2^bits, a float rounded to nearest even. Complex numbers and strings are not
 * written: false. */
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

/* The dtype whose arithmetic that is: float32 of float16, else the dtype itself. Between stages,
 * too, values are kept in it. */
static inline jx_dtype element_worked(jx_dtype dtype) {
  return dtype == JX_FLOAT16 ? JX_FLOAT32 : dtype;
}

/* The bits of the float16 nearest to x, halves to even; and the value of such bits. */
uint16_t element_half(double x);
double element_of_half(uint16_t bits);
/* The number of a float dtype nearest to x; of others x itself. */
double element_round(double x, jx_dtype dtype);

#endif
