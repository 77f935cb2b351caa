/* stream.h: storing past the caches.
 *
 * Such stores are ordered with nothing else: a fence must come before another thread is told. */
#ifndef JX_STREAM_H
#define JX_STREAM_H

#include <stdint.h>
#include <string.h>

/* Copies n cache lines; `to` is a multiple of one. */
void stream_lines(char *to, const char *from, int64_t n);

/* Copies bytes at any address, whole cache lines of `to` past the caches. */
void stream_bytes(char *to, const char *from, int64_t n);

#if defined(__x86_64__)
#include <emmintrin.h>

static inline void stream_fence(void) { _mm_sfence(); }

/* Copies n words, an even number; both addresses are multiples of 16. */
static inline void stream_copy(int64_t *to, const int64_t *from, int64_t n) {
  for (int64_t i = 0; i < n; i += 2)
    _mm_stream_si128((__m128i *)(void *)(to + i),
                     _mm_load_si128((const __m128i *)(const void *)(from + i)));
}

#else

static inline void stream_fence(void) { __atomic_thread_fence(__ATOMIC_RELEASE); }

static inline void stream_copy(int64_t *to, const int64_t *from, int64_t n) {
  memcpy(to, from, (size_t)n * sizeof *to); /* memcpy() decides by itself */
}

#endif
#endif
