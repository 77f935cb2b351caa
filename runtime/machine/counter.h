/* counter.h: the processor's own count of time, where it runs evenly and finely. */
#ifndef JX_COUNTER_H
#define JX_COUNTER_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__x86_64__)
#include <cpuid.h>

/* CPUID 80000007h, EDX bit 8: invariant TSC (Intel SDM vol. 3, 18.17.1). */
static inline bool counter_is_even(void) {
  unsigned a, b, c, d;
  return __get_cpuid(0x80000007u, &a, &b, &c, &d) && d >> 8 & 1;
}

static inline uint64_t counter_now(void) { return __builtin_ia32_rdtsc(); }

#else

/* AArch64 counts as well, but in steps of up to 40 ns. */
static inline bool counter_is_even(void) { return false; }
static inline uint64_t counter_now(void) { return 0; }

#endif
#endif
