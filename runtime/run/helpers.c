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
#include "runtime/run/string_helpers.h"

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

static void repeat(void *to, const void *from, int64_t stride, int64_t count, int64_t all,
                   int64_t size) {
  char *at = to;
  if (count <= 0) return;
  if (stride == size)
    copy(at, from, count * size);
  else
    for (int64_t i = 0; i < count; i++) copy(at + i * size, (const char *)from + i * stride, size);
  for (int64_t n = count * size, end = all * size; n < end; n *= 2)
    copy(at + n, at, n < end - n ? n : end - n);
}

const helper_table helpers = {power,
                              contains,
                              modulo,
                              pad,
                              copy,
                              repeat,
                              beyond_fold,
                              near_zero_logaddexp,
                              near_zero_logaddexp2,
                              near_zero_lgamma,
#ifdef JX_PART /* objects compiled ahead of time have no strings (ahead.c) */
                              NULL,
                              NULL};
#else
                              string_helper,
                              string_helper_store};
#endif
