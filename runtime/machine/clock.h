/* clock.h: reading the time often.
 *
 * Two readings of the system's clock cost as much as a quarter of a call on short arrays, so calls
 * count ticks of the processor's own counter where that runs evenly, and of the system's
 * clock elsewhere. Ticks become nanoseconds only when somebody asks, by comparing both clocks with
 * what they were when the engine was made.
 */
#ifndef JX_CLOCK_H
#define JX_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "runtime/machine/counter.h"

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
  return t->counter ? counter_now() : clock_ns(CLOCK_MONOTONIC);
}

static inline void ticker_init(ticker *t) {
  *t = (ticker){.counter = counter_is_even()};
  t->first_tick = ticker_now(t);
  t->first_ns = clock_ns(CLOCK_MONOTONIC);
}

/* Nanoseconds that one tick has taken on average so far. */
static inline double ticker_ns(const ticker *t) {
  uint64_t ticks = ticker_now(t) - t->first_tick, ns = clock_ns(CLOCK_MONOTONIC) - t->first_ns;
  return t->counter && ticks ? (double)ns / (double)ticks : 1;
}

#endif
