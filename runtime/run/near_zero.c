/* near_zero.c: logarithms of sums and of the gamma function where they are almost 0.
 *
 * There what is left of two large terms has nothing to do with how exact those are to 53 or 106
 * bits; kernels call these functions for such lanes. All of them come to log(1 + s), where s is
 * known to 192 bits after the point: arithmetic of fixed point, as for the reduction of angles in
 * helpers.c. The closest to 0 that two float64 bring exp(x) + exp(y) - 1 is about 2^-110 of the
 * larger. Start at near_zero_of().
 */
#include "runtime/run/near_zero.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "runtime/run/stopping.h"

__extension__ typedef unsigned __int128 u128;

/* A number in 64 bits before the point and 192 after it, the most significant word first; negative
 * ones as two's complements. */
typedef struct fixed {
  uint64_t word[4];
} fixed;

/* Printed by scripts/minimax.py: ln 2, and a quarter of the coefficients of 1/gamma(1 + t), J. W.
 * Wrench, "Concerning two series for the gamma function", 1968. */
static const uint64_t LN2[] = {0xb17217f7d1cf79ab, 0xc9e3b39803f2f6af, 0x40f343267298b62d};
static const uint64_t INVERSE[][2] = {
    {0x4000000000000000, 0x0000000000000000}, {0x24f119f8df6c31e9, 0x346f8fe04054b2d6},
    {0xd60617fb2a0ba462, 0x8f6dea4310a7b8a7}, {0xfd4fd42e0bb1f706, 0xe17a966f0d8ded3f},
    {0x0aa891905a1fdf2e, 0xfd37fb09a1ef84da}, {0xfd4ca1df8797edb0, 0x8392fedf1dcd4d6f},
    {0xff625a86bdbe0ef5, 0x8e48617e7d8cac65}, {0x0076467149fd82c6, 0x56e8eb4ee9ee0f0a},
    {0xffece8eed31c5d58, 0x42d2248af94ee2d5}, {0xfffc79360321d538, 0x62ce0fee3f0de5b9},
    {0x00021914f19b3f3a, 0x34f360d0cbeb36e5}, {0xffffab8c5d42e055, 0x080936f46280e5a4},
    {0xfffffac14af80f2c, 0x1137f444aa74f91c}, {0x000004c094276f03, 0x78b207b7fe5bf273},
    {0xffffff2333cccc9e, 0xed171768dd10d318}, {0x00000006912dee88, 0xb58a2b290e637eca},
    {0x000000055ef0ff0e, 0x10ccfecf57ddfa0b}, {0xfffffffebb4b3123, 0x5c770838ecfcc78e},
    {0x000000001cae7675, 0xc18606c5f7efa707}, {0x000000000223a0cb, 0x7f5e0ce8b5ac67c3},
    {0xfffffffffefbdc45, 0x3735c0555b998743}, {0x000000000023e402, 0xa26479a0723da18b},
    {0xfffffffffffe8d34, 0x7715a5191885aade}, {0xffffffffffff9fa8, 0x2357e83a432d9a67},
    {0x0000000000001619, 0x8491a83bccbe2659}, {0xfffffffffffffddf, 0x3d844350aee85629},
    {0x0000000000000005, 0x78ffba07783a7208}, {0x0000000000000006, 0x8371dc3ee29266d2},
    {0xfffffffffffffffe, 0xf09cacbb5d616071}, {0x0000000000000000, 0x143d79a4b90ce804},
    {0x0000000000000000, 0x00286b42018cf684}, {0xffffffffffffffff, 0xffc1ea234209a068},
    {0x0000000000000000, 0x000844e695559c4b}, {0xffffffffffffffff, 0xffff79f7253f0252},
    {0xffffffffffffffff, 0xfffffe2c6e652322}, {0x0000000000000000, 0x0000017165deac7b},
    {0xffffffffffffffff, 0xffffffd410eb43be}, {0x0000000000000000, 0x00000002920dbb57},
    {0x0000000000000000, 0x0000000005fca209},
};
#define LOG2_E 0x1.71547652b82fep+0 /* 1/ln 2 */
#define LOG2_E_LO 0x1.777d0ffda0d24p-56

/* ---- Arithmetic ---- */

static fixed plus(fixed a, fixed b) {
  u128 carry = 0;
  for (int i = 3; i >= 0; i--) {
    carry += (u128)a.word[i] + b.word[i];
    a.word[i] = (uint64_t)carry;
    carry >>= 64;
  }
  return a;
}

static bool negative(fixed a) { return a.word[0] >> 63; }

static fixed minus(fixed a) {
  for (int i = 0; i < 4; i++) a.word[i] = ~a.word[i];
  return plus(a, (fixed){{0, 0, 0, 1}});
}

/* Of two that are not negative. */
static fixed times_positive(fixed a, fixed b) {
  uint64_t r[5] = {0};
  for (int i = 3; i >= 0; i--) {
    u128 carry = 0;
    for (int j = i ? 4 - i : 3; j >= 0; j--) {
      carry += (u128)a.word[i] * b.word[j] + r[i + j];
      r[i + j] = (uint64_t)carry;
      carry >>= 64;
    }
    if (i) r[i - 1] = (uint64_t)carry;
  }
  return (fixed){{r[0], r[1], r[2], r[3]}};
}

static fixed times(fixed a, fixed b) {
  bool below = negative(a) != negative(b);
  fixed r = times_positive(negative(a) ? minus(a) : a, negative(b) ? minus(b) : b);
  return below ? minus(r) : r;
}

/* a/n of one that is not negative, for n < 2^32: by halves, which any processor divides. */
static fixed over(fixed a, uint64_t n) {
  uint64_t rest = 0;
  for (int i = 0; i < 4; i++) {
    uint64_t upper = rest << 32 | a.word[i] >> 32;
    uint64_t lower = upper % n << 32 | (a.word[i] & UINT32_MAX);
    a.word[i] = upper / n << 32 | lower / n;
    rest = lower % n;
  }
  return a;
}

/* a 2^-bits of one that is not negative. */
static fixed shifted_down(fixed a, unsigned bits) {
  fixed r = {{0}};
  unsigned words = bits / 64, rest = bits % 64;
  for (unsigned i = words; i < 4; i++) {
    r.word[i] = a.word[i - words] >> rest;
    if (rest && i > words) r.word[i] |= a.word[i - words - 1] << (64 - rest);
  }
  return r;
}

/* 0 <= x < 2^63; what is below 2^-128 gets lost. */
static fixed fixed_of(double x) {
  double whole = trunc(x), first = ldexp(x - whole, 64), upper = trunc(first);
  return (fixed){{(uint64_t)whole, (uint64_t)upper, (uint64_t)ldexp(first - upper, 64), 0}};
}

/* As the sum of two float64, to 2^-100 of it or 2^-192. */
static double floats_of(fixed a, double *lo) {
  bool below = negative(a);
  double sum = 0;
  if (below) a = minus(a);
  *lo = 0;
  for (int i = 0; i < 8; i++) { /* each part is less than what came before */
    double part = ldexp((double)(uint32_t)(a.word[i / 2] >> (i % 2 ? 0 : 32)), 32 - 32 * i);
    double next = sum + part;
    *lo += part - (next - sum);
    sum = next;
  }
  double hi = sum + *lo;
  *lo -= hi - sum;
  if (below) *lo = -*lo;
  return below ? -hi : hi;
}

/* ---- Logarithm ---- */

#define TERMS 40 /* of a series in q < 0.3 */

/* log(1 + q)/2^e times a factor, for q = s 2^e; by its series, in which s alone need be exact. Of
 * what is no more than rounding errors, 0. */
static double log_of_more(fixed s, int e, double factor, double factor_lo) {
  double lo, hi = floats_of(s, &lo), q = ldexp(hi, e), sum = 0;
  if (fabs(hi) < 0x1p-160) return 0;
  for (int k = TERMS; k > 1; k--) sum = q * (1.0 / k - sum);
  double product = hi * factor, rest = fma(hi, factor, -product) + hi * factor_lo;
  return product + (rest + (lo - hi * sum) * factor);
}

/* ---- Sums of exponentials ---- */

static const fixed ONE = {{1, 0, 0, 0}};

/* (1 - exp(-t))/t = 1 - t/2 (1 - t/3 (1 - ...)) for 0 <= t < 1 */
static fixed quotient_of(fixed t) {
  fixed sum = ONE;
  for (uint64_t k = 45; k > 1; k--) sum = plus(ONE, minus(times(over(t, k), sum)));
  return sum;
}

/* exp(-w) for 0 <= w < 16 */
static fixed exp_minus(fixed w) {
  fixed t = shifted_down(w, 4), r = plus(ONE, minus(times(t, quotient_of(t))));
  for (int i = 0; i < 4; i++) r = times(r, r);
  return r;
}

/* The exponents are those of the base: of 2 if `binary`, else of e. With the larger one m 2^e below
 * 0, e^x + e^y - 1 is 2^e ((e^y / 2^e) - (1 - e^(m 2^e)) / 2^e), of which both terms are about 1. */
static double log_of_sum(double x, double y, bool binary) {
  double larger = x < y ? y : x, smaller = x < y ? x : y;
  if (!(larger < 0 && larger > -1.25 && smaller > -1200)) return 0; /* not asked for */
  int e;
  frexp(larger, &e);
  if (e > 0) e = 0;
  const fixed ln2 = {{0, LN2[0], LN2[1], LN2[2]}};
  fixed m = fixed_of(ldexp(-larger, -e)), w = fixed_of(-smaller);
  /* w: that 2^-e e^y is twice exp(-w). */
  fixed doublings = {{(uint64_t)(e + 1), 0, 0, 0}};
  if (binary)
    m = times(m, ln2), w = times(plus(w, doublings), ln2);
  else
    w = plus(w, times(doublings, ln2));
  fixed lacking = times(m, quotient_of(shifted_down(m, (unsigned)-e))), there = exp_minus(w);
  fixed sum = plus(plus(there, there), minus(lacking));
  double log = binary ? log_of_more(sum, e, LOG2_E, LOG2_E_LO) : log_of_more(sum, e, 1, 0);
  return ldexp(log, e);
}

void near_zero_logaddexp(const double *x, const double *y, double *out, int64_t n) {
  n = stopping_count(out, n);
  for (int64_t i = 0; i < n; i++) out[i] = log_of_sum(x[i], y[i], false);
}

void near_zero_logaddexp2(const double *x, const double *y, double *out, int64_t n) {
  n = stopping_count(out, n);
  for (int64_t i = 0; i < n; i++) out[i] = log_of_sum(x[i], y[i], true);
}

/* ---- Gamma ---- */

/* 1/gamma(1 + t) for |t| <= 1/2 */
static fixed inverse_of_gamma(fixed t) {
  fixed sum = {{0}};
  for (int i = sizeof INVERSE / sizeof *INVERSE - 1; i >= 0; i--) {
    uint64_t hi = INVERSE[i][0], lo = INVERSE[i][1];
    fixed c = {{(uint64_t)((int64_t)hi >> 62), hi << 2 | lo >> 62, lo << 2, 0}};
    sum = plus(times(sum, t), c);
  }
  return sum;
}

/* With -x = n + f: 1/|gamma(x)| = |f| (f + 1) ... (f + n) / gamma(1 - f). */
static double log_of_gamma(double x) {
  if (!(x < 0 && x > -20.5)) return 0; /* not asked for */
  double n = rint(-x), f = -x - n;
  fixed size = fixed_of(fabs(f)), step = f < 0 ? minus(size) : size;
  fixed product = times(size, inverse_of_gamma(minus(step)));
  for (uint64_t i = 1; i <= (uint64_t)n; i++)
    product = times(product, plus(step, (fixed){{i, 0, 0, 0}}));
  return -log_of_more(plus(product, minus(ONE)), 0, 1, 0);
}

void near_zero_lgamma(const double *x, double *out, int64_t n) {
  n = stopping_count(out, n);
  for (int64_t i = 0; i < n; i++) out[i] = log_of_gamma(x[i]);
}
