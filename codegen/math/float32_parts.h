/* float32_parts.h: what vector math of float32 shares, in float32 throughout: twice the lanes of
 * float64. Constants are printed by scripts/minimax.py. */
#ifndef JX_FLOAT32_PARTS_H
#define JX_FLOAT32_PARTS_H

#include "codegen/math/math_parts.h"

/* A constant to 48 bits. */
typedef struct dd_constant {
  float hi, lo;
} dd_constant;

/* x = k ln 2 + hi + lo: hi is exact, at most 0.35, and lo what the lower bits of ln 2 add to it.
 * The sum of k and 3 * 2^22 is `shifted`. In exp32.c. */
typedef struct float32_reduced {
  val k, shifted, hi, lo;
} float32_reduced;
float32_reduced float32_reduce(emitter *e, val x);

/* exp(hi + lo) - 1 - hi. In exp32.c. */
val float32_exp_tail(emitter *e, float32_reduced y);

/* Half of exp(x) - 1 as a sum of two, of which the second is small, for x between -17.5 and 89, or
 * NaN. In exp32.c. */
dd float32_expm1(emitter *e, val x);

/* y * 2^k with one rounding, also where the result is subnormal or infinite; y is about 1, k a
 * whole number between -250 and 250, whose sum with 3 * 2^22 is `shifted`. In exp32.c. */
val float32_scale(emitter *e, val y, val k, val shifted);

/* log x = base + log(1 + r + left) for positive finite x: base.hi is exact; |r| <= 1/32 if
 * `short_terms`, else 1/16; left is NULL for 0. In log32.c. */
typedef struct float32_log {
  dd base;
  val r, left;
  bool short_terms;
} float32_log;
float32_log float32_log_of(emitter *e, val x);

/* The logarithm of x.hi + x.lo, and `doublings` times ln 2 if not NULL; exact where that is small,
 * too. Where x.hi, which is not subnormal, is 0, negative, infinite or NaN, its logarithm. In
 * log32.c. */
val float32_log_sum(emitter *e, dd x, val doublings);

/* 2^(k + more) for -126 <= k + more <= 127. In exp32.c. */
val float32_power(emitter *e, val shifted, int more);

#endif
