/* math_parts.h: what the vector math files share. Written in the verbs of emit.h; any lane count,
 * and float64 or float32 by the type of what is given, if not said otherwise.
 *
 * Constants are printed by scripts/minimax.py. Where a comment says "exact", it means: without
 * rounding error, for the arguments that reach it. */
#ifndef JX_MATH_PARTS_H
#define JX_MATH_PARTS_H

#include "codegen/math/functions.h"

/* A number as the sum of two floats, the second at most about an ulp of the first. */
typedef struct dd {
  val hi, lo;
} dd;

/* a + b = hi + lo exactly, if |a| >= |b| or a is 0 (Dekker's Fast2Sum). */
dd math_fast_two_sum(emitter *e, val a, val b);

/* a * b = hi + lo exactly, short of overflow and underflow. */
dd math_two_product(emitter *e, val a, val b);

/* a + x^2 where a is 1, or 2x for x >= 0: the second part is right to its last bit, but for an x
 * beyond 2 in the latter case, and 2^52 in the former, where it may miss half an ulp of the first
 * one. */
dd math_plus_square(emitter *e, val a, val x);

/* a / b to nearly twice the bits of one float if 1/b and a/b neither overflow nor underflow; a.lo
 * and b.lo may be NULL, for 0. math_divide() adds the two up, which is then about 0.5 ULP off; a
 * fast one is the quotient of the upper parts. */
dd math_quotient(emitter *e, dd a, dd b);
val math_divide(emitter *e, dd a, dd b);

/* The square root of a, if a.hi is 0 or normal, and a.lo at most an ulp of it: its second part to
 * an eighth, which is a sixteenth of an ulp, and to x^2/4 for that of 1 + x^2. */
dd math_root(emitter *e, dd a);
/* The same to a sixty-fourth, from a root s that was rounded to some bits. */
dd math_root_near(emitter *e, dd a, val s);

/* 1/sqrt(x) to 2^-30.4 of it, and its product with x, for normal x of float64: a few
 * multiplications, which take less time than a root and a division. Finite for 0; NaN stays. */
typedef struct math_roots {
  val inverse, root;
} math_roots;
math_roots math_rough_roots(emitter *e, val x);

/* The upper 26 bits of x (12 of float32), so that products of them are exact. */
val math_upper(emitter *e, val x);

/* A power of 2 that brings x, a float64, close to 2^100 if it is positive and finite; where x is
 * below `least`, that of `least`, 2^-923 or more. Then products and quotients are not subnormal. */
val math_scale_for(emitter *e, val x, double least);

/* c[0] + c[1] x + ... + c[n-1] x^(n-1); x2 is x*x, for shorter chains. At least two coefficients, at
 * most MATH_TERMS constants. */
#define MATH_TERMS 32
val math_poly(emitter *e, val x, val x2, const double *c, unsigned n);
val math_poly_of(emitter *e, val x, val x2, const val *c, unsigned n);

/* The same by Horner's rule: fewer operations, one after the other. */
val math_horner(emitter *e, val x, const double *c, unsigned n);

/* A piece of a function, by a row of n: first + rest + d Q(d), with x itself for a first of 0. The
 * row has first, rest and Q's coefficients. */
val math_piece(emitter *e, val x, val d, const val *row, unsigned n);

/* Tables: in lookup.c. */

/* table[index mod n] for n = 16 or 32, or 8 of float32, whatever the upper bits; float64 if `index`
 * is int64, float32 if it is int32. */
val math_lookup(emitter *e, const char *name, const double *table, unsigned n, val index);

/* The same in two tables of n elements each. */
dd math_lookup_pair(emitter *e, const char *name, const double *hi, const double *lo, unsigned n,
                    val index);

/* The row of a table of `rows` (16 or 32, the latter for float32) by n (at most 32) that `index`
 * names in its lower bits, one value each column. */
void math_lookup_row(emitter *e, const char *name, const double *table, unsigned rows, unsigned n,
                     val index, val *row);

/* Whether a magnitude is neither 0 nor from the one number to below the other. NaN is not. */
val math_out_of_range(emitter *e, val magnitude, double from, double below);

/* f of float64 arguments for one register of lanes after the other, where registers hold eight:
 * side by side as usual, more operations would wait for roots or quotients than a processor looks
 * ahead, so that the next ones would begin late. For functions where nearly all follows on one. */
val math_by_registers(emitter *e, val (*f)(emitter *, const val *), unsigned nargs,
                      const val *args);

/* The smaller and the larger; NaN in either gives b. */
val math_min(emitter *e, val a, val b);
val math_max(emitter *e, val a, val b);

/* x with its sign bit flipped where that of `sign`, an integer as wide, is set. */
val math_flip(emitter *e, val x, val sign);

/* x = k * pi/2 + r for x from 0 on, to 60 bits of r or more; k is the multiple of 1, 1/8 or 1/16
 * that adding `rounder` leaves in the last bits of the sum, and *shifted has k's last bits there:
 * the whole of k is known modulo 4. NaN for infinity and NaN. `rough`: near 0 r's second part is left
 * out. In angle.c. */
dd math_angle(emitter *e, val x, double rounder, bool rough, val *shifted);

/* The same of float32 for k whole, with 2^-25 of r as the error, where there is FMA; k's last bits
 * are those of *quadrant. In angle32.c. */
dd math_angle32(emitter *e, val x, val *quadrant);

/* exp(x + x_lo) for x_lo (may be NULL) of at most a few ulps of x; in exp.c. */
val math_exp_sum(emitter *e, val x, val x_lo);

/* The same as 2^floor(k) (hi + lo), where lo is at most 3 percent of hi: see math_scale(). */
typedef struct math_exp_parts {
  val hi, lo, k, shifted;
} math_exp_parts;
math_exp_parts math_exp_of(emitter *e, val x, val x_lo);
math_exp_parts math_exp_within(emitter *e, val x, val x_lo); /* for x from -1400 to 1400, or NaN */

/* The same for e or 2 to the power of x.hi + x.lo, x.hi below 700, to 2^-62 of it; lo at most half
 * an ulp of hi. In exp.c. */
math_exp_parts math_exp_long(emitter *e, dd x);
math_exp_parts math_exp2_long(emitter *e, dd x);

/* exp(x) - 1 = 2^n (hi + lo) for x between -40 and 710, or NaN: lo is small, n is floor(k), `twice`
 * is 2^(1-n), and the sum of k and 3 * 2^47 is `shifted`. A zero loses its sign. In exp.c. */
typedef struct math_expm1_parts {
  val hi, lo, k, shifted, twice;
} math_expm1_parts;
math_expm1_parts math_expm1_of(emitter *e, val x);

/* For float32 results, and x between 0 and 100: exp x = t exp(r) and exp(-x) = u exp(-r), |r| < 0.0217;
 * in exp.c. */
void math_exps_short(emitter *e, val x, val *t, val *u, val *r);

/* y * 2^floor(k) with one rounding, also where the result is subnormal or infinite; y is about 1, k
 * is a multiple of 1/16 between -1100 and 1100, whose sum with 3 * 2^47 is `shifted`. In exp.c. */
val math_scale(emitter *e, val y, val k, val shifted);

/* x = m * 2^k for positive finite x: m between 0.729 and 1.459, k a whole float64. The range of m
 * is cut into 2^b intervals whose number is in the lower b bits of place >> (52 - b), if `centre`
 * is two thirds of 2^(52-b): 1 then lies in the middle of one of them, number 2^(b-1). In
 * log.c. */
typedef struct math_parts {
  val m, k, place;
} math_parts;
math_parts math_split(emitter *e, val x, int64_t centre);
math_parts math_split_normal(emitter *e, val x, int64_t centre); /* for normal x */

/* 2^(1-k) for a normal x = m * 2^k as above. In log.c. */
val math_twice_over(emitter *e, val m, val x);

/* `result`, but what the logarithm of x is where x is 0 (-inf), negative (NaN), infinite or NaN
 * (x). In log.c. */
val math_log_specials(emitter *e, val x, val result);

/* The logarithm of x.hi + x.lo, and `doublings` times ln 2 if not NULL; exact where that is small,
 * too. Where x.hi is 0, negative, infinite or NaN, its logarithm. A zero is positive. In log.c. */
val math_log_pair(emitter *e, dd x, val doublings);

/* The logarithm of x.hi + x.lo, to 2^-67 of it, for x.hi positive and finite, normal if x.lo is not
 * NULL; anything for others. In pow.c. */
dd math_log_long(emitter *e, dd x);

/* |sin(pi x)| for x >= 0 as a pair to about 2^-60 of it, and its sign in the upper bit of the int64
 * *sign: there x.hi may be negative, too. NaN for infinity and NaN. In trig.c. */
dd math_sine_of_turns(emitter *e, val x, val *sign);

/* x, but 0 where `by` is the number given, 0 or 1. In log.c. */
val math_zero_for(emitter *e, val x, val by, int number);

/* Float64 functions exact enough for float32 results: exp to 2^-29 for any x, log to 2^-31, or
 * 2^-36 if `better`. NaN and infinities as C's. In exp.c and log.c. */
val math_exp_short(emitter *e, val x);
val math_exp2_short(emitter *e, val x);
val math_exp10_short(emitter *e, val x);
val math_expm1_short(emitter *e, val x); /* as exp, but -0 may become 0 */
val math_log_short(emitter *e, val x, bool better);
val math_log1p_short(emitter *e, val x);

#endif
