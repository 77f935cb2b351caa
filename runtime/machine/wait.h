/* wait.h: what a thread does that waits for another one's word.
 *
 * wait_pause() for a moment, which other threads of the core can use; wait_yield() when it takes
 * longer, so that one which has no core gets this one. */
#ifndef JX_WAIT_H
#define JX_WAIT_H

#include <sched.h>

static inline void wait_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static inline void wait_yield(void) { sched_yield(); }

#endif
