/* math_parts.h: what the vector math files share. Written in the verbs of emit.h; any lane count.
 *
 * Constants are printed by scripts/minimax.py. Where a comment says "exact", it means: without rounding error, for the
 * arguments that reach it. */
#ifndef JX_MATH_PARTS_H
#define JX_MATH_PARTS_H

#include "codegen/emit.h"

/* A number as the sum of two floats, the second at most about an ulp of the first. */
typedef struct dd {
  val hi, lo;
} dd;

/* a + b = hi + lo exactly, if |a| >= |b| or a is 0 (Dekker's Fast2Sum). */
dd math_fast_two_sum(emitter *e, val a, val b);

/* a * b = hi + lo exactly, short of overflow and underflow. */
dd math_two_product(emitter *e, val a, val b);

/* c[0] + c[1] x + ... + c[n-1] x^(n-1); x2 is x*x, for shorter chains. At least two coefficients. */
val math_poly(emitter *e, val x, val x2, const double *c, unsigned n);

/* table[index mod 16]; `index` is int64, whatever its upper bits. */
val math_lookup16(emitter *e, const char *name, const double *table, val index);

/* The smaller and the larger; NaN in either gives b. */
val math_min(emitter *e, val a, val b);
val math_max(emitter *e, val a, val b);

/* x with its sign bit flipped where that of the int64 `sign` is set. */
val math_flip(emitter *e, val x, val sign);

#endif
