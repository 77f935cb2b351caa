/* helpers.c: the functions that kernels call on their rare slow paths; see helper_id in codegen.h.
 *
 * A kernel has no symbols: it finds these through the table whose address the binder puts into slot
 * SLOT_HELPERS. They see small blocks of lanes, some of which hold values of no interest, and so
 * must take any bits. None keeps state; all may be called from any thread.
 */
#include <math.h>
#include <string.h>

#include "codegen/codegen.h"
#include "planner/beyond.h"
#include "runtime/run/near_zero.h"

/* ---- exact reduction modulo pi/2 ---- */

/* 64 zeros, then the first 1344 bits of 2/pi. Printed by scripts/minimax.py. */
static const uint64_t TWO_OVER_PI[] = {
    0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041,
    0xfe5163abdebbc561, 0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e,
    0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b,
    0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
    0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
    0xf0cfbc209af4361d, 0xa9e391615ee61b08,
};

__extension__ typedef unsigned __int128 u128;

/* An unsigned 256-bit number, the most significant word first. */
typedef struct wide {
  uint64_t word[4];
} wide;

/* 256 bits of 2/pi from `first` on, counted from the most significant bit of the table. */
static wide window(unsigned first) {
  const uint64_t *from = TWO_OVER_PI + first / 64;
  unsigned shift = first % 64;
  wide w;
  for (int i = 0; i < 4; i++)
    w.word[i] = shift ? from[i] << shift | from[i + 1] >> (64 - shift) : from[i];
  return w;
}

/* a * m modulo 2^256. */
static wide wide_mul(wide a, uint64_t m) {
  u128 carry = 0;
  for (int i = 3; i >= 0; i--) {
    carry += (u128)a.word[i] * m;
    a.word[i] = (uint64_t)carry;
    carry >>= 64;
  }
  return a;
}

static wide wide_neg(wide a) {
  u128 carry = 1;
  for (int i = 3; i >= 0; i--) {
    carry += ~a.word[i];
    a.word[i] = (uint64_t)carry;
    carry >>= 64;
  }
  return a;
}

/* `shift` < 256. */
static wide wide_shl(wide a, unsigned shift) {
  wide r = {{0}};
  unsigned words = shift / 64, bits = shift % 64;
  for (unsigned i = 0; i + words < 4; i++) {
    r.word[i] = a.word[i + words] << bits;
    if (bits && i + words + 1 < 4) r.word[i] |= a.word[i + words + 1] >> (64 - bits);
  }
  return r;
}

static unsigned wide_leading_zeros(wide a) {
  for (unsigned i = 0; i < 4; i++)
    if (a.word[i]) return 64 * i + (unsigned)__builtin_clzll(a.word[i]);
  return 256;
}

/* M. H. Payne and R. N. Hanek, "Radian reduction for trigonometric functions", 1983. With |x| = m *
 * 2^e, only the bits of 2/pi that are worth less than 4 after multiplication by 2^e matter, and of
 * those the first 256: the product's error is below 2^-200, while no float64 comes closer than
 * 2^-62 to a multiple of pi/2. Returns k modulo 4. */
static unsigned reduce_one(double x, double *hi, double *lo) {
  static const double half_pi = 0x1.921fb54442d18p+0, half_pi_lo = 0x1.1a62633145c07p-54;
  *hi = x, *lo = 0.0;
  if (fabs(x) < 0.78) return 0;
  if (!isfinite(x)) {
    *hi = *lo = NAN;
    return 0;
  }
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  int e = (int)(bits >> 52 & 0x7ff) - 1075; /* -53 .. 971 */
  wide product = wide_mul(window((unsigned)(e + 62)), (bits & 0xfffffffffffff) | 0x10000000000000);

  /* Two bits before the point, then the fraction, which is made to lie between -1/2 and 1/2. */
  unsigned quadrant = (unsigned)(product.word[0] >> 62);
  wide fraction = wide_shl(product, 2);
  bool negative = fraction.word[0] >> 63;
  if (negative) fraction = wide_neg(fraction), quadrant++;

  unsigned zeros = wide_leading_zeros(fraction);
  fraction = wide_shl(fraction, zeros);
  double fh = (double)(fraction.word[0] >> 11) * 0x1p-53;
  double fl = (double)((fraction.word[0] & 0x7ff) << 52 | fraction.word[1] >> 12) * 0x1p-116;
  double p = fh * half_pi;
  double error = fma(fh, half_pi, -p) + (fh * half_pi_lo + fl * half_pi);
  double scale = ldexp(negative ? -1.0 : 1.0, -(int)zeros);
  *hi = (p + error) * scale;
  *lo = (p - (p + error) + error) * scale;
  if (x < 0) *hi = -*hi, *lo = -*lo, quadrant = 4 - quadrant;
  return quadrant % 4;
}

/* The quadrant is given as 1.5 * 2^52 + k mod 4, which holds it in its last bits. */
static void reduce_pio2(const double *x, double *out, int64_t n) {
  for (int64_t i = 0; i < n; i++)
    out[2 * n + i] = 0x1.8p52 + reduce_one(x[i], &out[i], &out[n + i]);
}

/* pi/16 in two parts, the second rounded; j is at most 4, so that hi - j*PIO16 is exact when fused.
 */
#define PIO16 0x1.921fb54442d18p-3
#define PIO16_LO 0x1.1a62633145c07p-57

/* The quadrant and j, the nearest multiple of pi/16, are given as 1.5 * 2^49 + k/8. */
static void reduce_pio16(const double *x, double *out, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    double hi, lo;
    int quadrant = reduce_one(x[i], &hi, &lo);
    double j = nearbyint(hi / PIO16), first = fma(-j, PIO16, hi), second = fma(-j, PIO16_LO, lo);
    out[i] = first + second;
    out[n + i] = second - (out[i] - first);
    out[2 * n + i] = 0x1.8p49 + (quadrant + (isnan(j) ? 0 : j) / 8);
  }
}

/* ---- the others ---- */

static void power(const double *x, const double *y, double *out, int64_t n) {
  for (int64_t i = 0; i < n; i++) out[i] = pow(x[i], y[i]);
}

static void modulo(const double *x, const double *y, double *out, int64_t n) {
  for (int64_t i = 0; i < n; i++) out[i] = fmod(x[i], y[i]);
}

/* The decimal digits of x, preceded by '-' if it is negative; returns their number, at most 20. */
static int64_t decimal(int64_t x, bool is_signed, char digits[20]) {
  char reversed[20];
  int64_t length = 0;
  bool negative = is_signed && x < 0;
  uint64_t magnitude = negative ? -(uint64_t)x : (uint64_t)x;
  do reversed[length++] = (char)('0' + magnitude % 10);
  while (magnitude /= 10);
  if (negative) reversed[length++] = '-';
  for (int64_t i = 0; i < length; i++) digits[i] = reversed[length - 1 - i];
  return length;
}

static void contains(const int64_t *x, const char *pattern, int64_t length, int64_t *out, int64_t n,
                     int64_t is_signed) {
  for (int64_t i = 0; i < n; i++) {
    char digits[20];
    int64_t last = decimal(x[i], is_signed, digits) - length;
    out[i] = 0;
    for (int64_t at = 0; at <= last && !out[i]; at++)
      out[i] = memcmp(digits + at, pattern, (size_t)length) == 0;
  }
}

static void copy(void *to, const void *from, int64_t bytes) { memcpy(to, from, (size_t)bytes); }

static void pad(void *to, const void *from, int64_t count, int64_t lanes, int64_t size) {
  char *at = to;
  copy(at, from, count * size);
  for (int64_t i = count; i < lanes; i++) copy(at + i * size, at + (count - 1) * size, size);
}

const helper_table helpers = {reduce_pio2,
                              power,
                              contains,
                              modulo,
                              reduce_pio16,
                              pad,
                              copy,
                              beyond_fold,
                              near_zero_logaddexp,
                              near_zero_logaddexp2,
                              near_zero_lgamma};
