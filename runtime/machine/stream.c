/* stream.c: storing past the caches; see stream.h.
 *
 * A whole line in one store is written sooner than one in parts, which a buffer of the processor has
 * to put together. What goes with objects compiled ahead of time makes do with parts: it may ask
 * nobody what the processor can do. */
#include "runtime/machine/stream.h"

enum { LINE = 64 };

#if defined(__x86_64__) && !defined(JX_PART)
#include <immintrin.h>

__attribute__((target("avx512f"))) static void whole_lines(char *to, const char *from, int64_t n) {
  for (int64_t i = 0; i < n; i++)
    _mm512_stream_si512((__m512i *)(void *)(to + i * LINE), _mm512_loadu_si512(from + i * LINE));
}

static int has_whole_lines(void) { return __builtin_cpu_supports("avx512f"); }
#else
static void whole_lines(char *to, const char *from, int64_t n) { (void)to, (void)from, (void)n; }

static int has_whole_lines(void) { return 0; }
#endif

void stream_lines(char *to, const char *from, int64_t n) {
  if (has_whole_lines()) {
    whole_lines(to, from, n);
    return;
  }
#if defined(__x86_64__)
  for (int64_t i = 0; i < n * LINE; i += 16)
    _mm_stream_si128((__m128i *)(void *)(to + i),
                     _mm_loadu_si128((const __m128i *)(const void *)(from + i)));
#else
  memcpy(to, from, (size_t)(n * LINE));
#endif
}

void stream_bytes(char *to, const char *from, int64_t n) {
  int64_t head = -(int64_t)(uintptr_t)to & (LINE - 1);
  if (n < 2 * LINE) head = n;
  memcpy(to, from, (size_t)head);
  to += head, from += head, n -= head;
  int64_t whole = n / LINE;
  if (whole) stream_lines(to, from, whole);
  memcpy(to + whole * LINE, from + whole * LINE, (size_t)(n - whole * LINE));
}
