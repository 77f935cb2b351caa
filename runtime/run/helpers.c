/* helpers.c: the functions that kernels call on their rare slow paths; see helper_id in codegen.h.
 *
 * A kernel has no symbols: it finds these through the table whose address the binder puts into slot
 * SLOT_HELPERS. They see small blocks of lanes, some of which hold values of no interest, and so
 * must take any bits. None keeps state (but see stopping.h); all may be called from any thread.
 */
#include <math.h>
#include <string.h>

#include "codegen/codegen.h"
#include "planner/beyond.h"
#include "runtime/run/near_zero.h"
#include "runtime/run/stopping.h"
#include "runtime/run/string_helpers.h"

static void power(const double *x, const double *y, double *out, int64_t n) {
  n = stopping_count(out, n);
  for (int64_t i = 0; i < n; i++) out[i] = pow(x[i], y[i]);
}

static void modulo(const double *x, const double *y, double *out, int64_t n) {
  n = stopping_count(out, n);
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
  n = stopping_count(out, n);
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

static inline void copy_apart(char *restrict to, const char *restrict from, int64_t stride,
                              int64_t count, int64_t size) {
  for (int64_t i = 0; i < count; i++) memcpy(to + i * size, from + i * stride, (size_t)size);
}

/* Elements that are so far apart, side by side. */
static void copy_elements(char *to, const char *from, int64_t stride, int64_t count, int64_t size) {
  switch (size) {
  case 1: copy_apart(to, from, stride, count, 1); break;
  case 2: copy_apart(to, from, stride, count, 2); break;
  case 4: copy_apart(to, from, stride, count, 4); break;
  case 8: copy_apart(to, from, stride, count, 8); break;
  default: copy_apart(to, from, stride, count, size);
  }
}

static void repeat(void *to, const void *from, int64_t stride, int64_t count, int64_t all,
                   int64_t size) {
  char *at = to;
  if (count <= 0) return;
  if (stride == size)
    copy(at, from, count * size);
  else
    copy_elements(at, from, stride, count, size);
  for (int64_t n = count * size, end = all * size; n < end; n *= 2)
    copy(at + n, at, n < end - n ? n : end - n);
}

/* Sixteen bytes of one element, of a size that divides them. */
typedef struct sixteen {
  uint64_t word[2];
} sixteen;

static inline sixteen sixteen_of(const void *from, int64_t size) {
  uint8_t one;
  uint16_t two;
  uint32_t four;
  sixteen x;
  switch (size) {
  case 1: memcpy(&one, from, 1); return (sixteen){{one * UINT64_C(0x0101010101010101), 0}};
  case 2: memcpy(&two, from, 2); return (sixteen){{two * UINT64_C(0x0001000100010001), 0}};
  case 4: memcpy(&four, from, 4); return (sixteen){{four * UINT64_C(0x0000000100000001), 0}};
  case 8: memcpy(&x.word[0], from, 8); return x;
  default: memcpy(&x, from, 16); return x;
  }
}

/* One element over and over, to the end and less than 16 bytes beyond. */
static inline void spread_one(char *at, const char *end, const char *from, int64_t size) {
  sixteen x = sixteen_of(from, size);
  if (size <= 8) x.word[1] = x.word[0];
  for (; at < end; at += 16) memcpy(at, &x, 16);
}

/* Whole rows of `row` bytes, of which `sixteens` stores are enough: what they put down beyond the
 * end of one the next one overwrites. */
static inline char *spread_rows(char *at, int64_t n, int64_t row, int64_t sixteens,
                                const char *from, int64_t stride, int64_t size) {
  for (; n > 0; n--, at += row, from += stride) {
    sixteen x = sixteen_of(from, size);
    if (size <= 8) x.word[1] = x.word[0];
    for (int64_t b = 0; b < sixteens; b++) memcpy(at + 16 * b, &x, 16);
  }
  return at;
}

static inline void spread_sized(char *at, const char *from, int64_t stride, int64_t first,
                                int64_t times, int64_t all, int64_t size) {
  char *end = at + all * size;
  if (first > all) first = all;
  spread_one(at, at + first * size, from, size);
  at += first * size;
  int64_t rows = (all - first) / times, row = times * size;
  const char *next = from + stride, *last = next + rows * stride;
  switch ((row + 15) / 16) {
  case 1: at = spread_rows(at, rows, row, 1, next, stride, size); break;
  case 2: at = spread_rows(at, rows, row, 2, next, stride, size); break;
  case 3: at = spread_rows(at, rows, row, 3, next, stride, size); break;
  case 4: at = spread_rows(at, rows, row, 4, next, stride, size); break;
  default: at = spread_rows(at, rows, row, (row + 15) / 16, next, stride, size);
  }
  if (at < end) spread_one(at, end, last, size);
}

static void spread(void *to, const void *from, int64_t stride, int64_t first, int64_t times,
                   int64_t all, int64_t size) {
  switch (size) {
  case 1: spread_sized(to, from, stride, first, times, all, 1); break;
  case 2: spread_sized(to, from, stride, first, times, all, 2); break;
  case 4: spread_sized(to, from, stride, first, times, all, 4); break;
  case 8: spread_sized(to, from, stride, first, times, all, 8); break;
  default: spread_sized(to, from, stride, first, times, all, 16);
  }
}

const helper_table helpers = {power,
                              contains,
                              modulo,
                              pad,
                              copy,
                              repeat,
                              spread,
                              beyond_fold,
                              near_zero_logaddexp,
                              near_zero_logaddexp2,
                              near_zero_lgamma,
#ifdef JX_PART /* objects compiled ahead of time have no strings (ahead.c) */
                              NULL,
                              NULL,
#else
                              string_helper,
                              string_helper_store,
#endif
                              weave_prepare,
                              weave_take,
                              weave_put};
