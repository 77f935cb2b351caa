/* pack.c: elements for which a condition holds, packed; see pack.h. Masks are bytes, 0 or 1.
 *
 * Where the processor has AVX-512, a register of elements is packed by one instruction and stored
 * whole while there is room, because stores of some lanes only are slow on some processors. Else one
 * element after the other is written and kept only if it counts, so that nothing branches on it. */
#include "runtime/run/pack.h"

#include <stdbool.h>
#include <string.h>

int64_t pack_count(const uint8_t *mask, int64_t n) {
  int64_t count = 0;
  for (int64_t i = 0; i < n;) {
    int64_t end = n - i < 255 * 8 ? n : i + 255 * 8;
    uint64_t sums = 0; /* eight of a byte each, which 255 additions do not overflow */
    for (; end - i >= 8; i += 8) {
      uint64_t eight;
      memcpy(&eight, mask + i, 8);
      sums += eight;
    }
    for (int k = 0; k < 64; k += 8) count += sums >> k & 255;
    for (; end - i < 8 && i < end; i++) count += mask[i];
  }
  return count;
}

/* ---- One after the other ---- */

/* Of a size that is a constant where it is called, so that a copy is a load and a store. They may lie
 * at any address. */
static inline __attribute__((always_inline)) void pack_sized(char *to, const char *from,
                                                             const uint8_t *mask, int64_t count,
                                                             size_t size) {
  for (int64_t i = 0, at = 0; at < count; i++) {
    memcpy(to + (size_t)at * size, from + (size_t)i * size, size);
    at += mask[i];
  }
}

static void pack_any(char *to, const char *from, const uint8_t *mask, int64_t count, size_t size) {
  for (; count; from += size)
    if (*mask++) {
      memcpy(to, from, size);
      to += size;
      count--;
    }
}

/* ---- Registers ---- */

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,popcnt")))

static bool has_avx512(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl");
}

/* Packs from the front as long as whole registers may be stored; *done elements have been looked at,
 * and it returns how many were packed. `lanes` of 8 * bytes bits make a register. */
#define PACK_REGISTERS(bytes, lanes, mask_type, compress)                                        \
  AVX512 static int64_t pack_##bytes(char *to, const char *from, const uint8_t *mask, int64_t n, \
                                     int64_t count, int64_t *done) {                             \
    int64_t at = 0, i = 0;                                                                       \
    for (; n - i >= 64 && count - at >= 64; i += 64) {                                           \
      __m512i truths = _mm512_loadu_si512(mask + i);                                             \
      uint64_t bits = _mm512_test_epi8_mask(truths, truths);                                     \
      for (int k = 0; k < 64 && bits; k += lanes) {                                              \
        mask_type some = (mask_type)(bits >> k);                                                 \
        __m512i x = _mm512_loadu_si512(from + (i + k) * bytes);                                  \
        _mm512_storeu_si512(to + at * bytes, compress(some, x));                                 \
        at += __builtin_popcount(some);                                                          \
      }                                                                                          \
    }                                                                                            \
    *done = i;                                                                                   \
    return at;                                                                                   \
  }
PACK_REGISTERS(8, 8, __mmask8, _mm512_maskz_compress_epi64)
PACK_REGISTERS(4, 16, __mmask16, _mm512_maskz_compress_epi32)
#undef PACK_REGISTERS

static int64_t pack_registers(void *to, const void *from, const uint8_t *mask, int64_t n,
                              int64_t count, size_t size, int64_t *done) {
  *done = 0;
  if ((size != 8 && size != 4) || !has_avx512()) return 0;
  return size == 8 ? pack_8(to, from, mask, n, count, done)
                   : pack_4(to, from, mask, n, count, done);
}
#else
static int64_t pack_registers(void *to, const void *from, const uint8_t *mask, int64_t n,
                              int64_t count, size_t size, int64_t *done) {
  (void)to, (void)from, (void)mask, (void)n, (void)count, (void)size;
  return *done = 0;
}
#endif

void pack_elements(void *to, const void *from, const uint8_t *mask, int64_t n, int64_t count,
                   size_t size) {
  int64_t done, at = pack_registers(to, from, mask, n, count, size, &done);
  char *out = (char *)to + (size_t)at * size;
  const char *in = (const char *)from + (size_t)done * size;
  mask += done;
  count -= at;
  switch (size) {
  case 1: pack_sized(out, in, mask, count, 1); break;
  case 2: pack_sized(out, in, mask, count, 2); break;
  case 4: pack_sized(out, in, mask, count, 4); break;
  case 8: pack_sized(out, in, mask, count, 8); break;
  default: pack_any(out, in, mask, count, size);
  }
}
