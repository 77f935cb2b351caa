/* runs.c: runs of some bytes, each copied to a place of its own; see runs.h.
 *
 * Runs are too short for memcpy(), which asks how long each is. Here that is asked once: a run is a
 * few moves of one size, of which the last one ends where the run does, perhaps over the one
 * before; or, where a processor can, the last one is of a part of a register. */
#include "runtime/run/runs.h"

#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__) && !defined(JX_PART)
#include <immintrin.h>

#define MASKS __attribute__((target("avx512f,avx512bw,avx512vl")))

static bool has_masks(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl");
}

MASKS static inline __attribute__((always_inline)) void by_registers(char *to, int64_t to_apart,
                                                                     const char *from,
                                                                     int64_t from_apart,
                                                                     int64_t whole, __mmask64 rest,
                                                                     int64_t n) {
  for (; n > 0; n--, to += to_apart, from += from_apart) {
    for (int64_t at = 0; at < whole; at += 64)
      _mm512_storeu_si512(to + at, _mm512_loadu_si512(from + at));
    if (rest)
      _mm512_mask_storeu_epi8(to + whole, rest, _mm512_maskz_loadu_epi8(rest, from + whole));
  }
}

/* Runs of more than a quarter of a register. */
MASKS static void copy_registers(char *to, int64_t to_apart, const char *from, int64_t from_apart,
                                 int64_t bytes, int64_t n) {
  int64_t whole = bytes / 64 * 64;
  __mmask64 rest = bytes % 64 ? ~0ull >> (64 - bytes % 64) : 0;
  switch (whole) {
  case 0: by_registers(to, to_apart, from, from_apart, 0, rest, n); break;
  case 64: by_registers(to, to_apart, from, from_apart, 64, rest, n); break;
  default: by_registers(to, to_apart, from, from_apart, whole, rest, n);
  }
}
#else
static bool has_masks(void) { return false; }

static void copy_registers(char *to, int64_t to_apart, const char *from, int64_t from_apart,
                           int64_t bytes, int64_t n) {
  (void)to, (void)to_apart, (void)from, (void)from_apart, (void)bytes, (void)n;
}
#endif

/* Moves of so many bytes, where a run has as many or more. Both ends are read before anything is
 * written. */
#define MOVES(size)                                                                         \
  static void copy_##size(char *to, int64_t to_apart, const char *from, int64_t from_apart, \
                          int64_t bytes, int64_t n) {                                       \
    int64_t last = bytes - size;                                                            \
    for (; n > 0; n--, to += to_apart, from += from_apart) {                                \
      char end[size], x[size];                                                              \
      memcpy(end, from + last, size);                                                       \
      for (int64_t at = 0; at < last; at += size) {                                         \
        memcpy(x, from + at, size);                                                         \
        memcpy(to + at, x, size);                                                           \
      }                                                                                     \
      memcpy(to + last, end, size);                                                         \
    }                                                                                       \
  }
MOVES(1)
MOVES(2)
MOVES(4)
MOVES(8)
MOVES(16)
#undef MOVES

void runs_copy(char *to, int64_t to_apart, const char *from, int64_t from_apart, int64_t bytes,
               int64_t n) {
  if (bytes > 16 && bytes != 32 && has_masks())
    copy_registers(to, to_apart, from, from_apart, bytes, n);
  else if (bytes >= 16)
    copy_16(to, to_apart, from, from_apart, bytes, n);
  else if (bytes >= 8)
    copy_8(to, to_apart, from, from_apart, bytes, n);
  else if (bytes >= 4)
    copy_4(to, to_apart, from, from_apart, bytes, n);
  else if (bytes >= 2)
    copy_2(to, to_apart, from, from_apart, bytes, n);
  else
    copy_1(to, to_apart, from, from_apart, bytes, n);
}
