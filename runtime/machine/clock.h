/* clock.h: reading the time often.
 *
 * Two readings of the system's clock cost as much as a quarter of a call on short arrays, so calls
 * count ticks of the processor's time stamp counter where that runs evenly, and of the system's
 * clock elsewhere. Ticks become nanoseconds only when somebody asks, by comparing both clocks with
 * what they were when the engine was made.
 */
#ifndef JX_CLOCK_H
#define JX_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

typedef struct ticker {
  bool counter; /* ticks are the processor's */
  uint64_t first_tick, first_ns;
} ticker;

static inline uint64_t clock_ns(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static inline uint64_t ticker_now(const ticker *t) {
#if defined(__x86_64__)
  if (t->counter) return __builtin_ia32_rdtsc();
#endif
  (void)t;
  return clock_ns(CLOCK_MONOTONIC);
}

static inline void ticker_init(ticker *t) {
  *t = (ticker){0};
#if defined(__x86_64__)
  unsigned a, b, c, d; /* CPUID 80000007h, EDX bit 8: invariant TSC (Intel SDM vol. 3, 18.17.1) */
  t->counter = __get_cpuid(0x80000007u, &a, &b, &c, &d) && d >> 8 & 1;
#endif
  t->first_tick = ticker_now(t);
  t->first_ns = clock_ns(CLOCK_MONOTONIC);
}

/* Nanoseconds that one tick has taken on average so far. */
static inline double ticker_ns(const ticker *t) {
  uint64_t ticks = ticker_now(t) - t->first_tick, ns = clock_ns(CLOCK_MONOTONIC) - t->first_ns;
  return t->counter && ticks ? (double)ns / (double)ticks : 1;
}

#endif
