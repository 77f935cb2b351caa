/* stop.h: whether somebody wants what runs to end before it is done.
 *
 * A flag that any thread and any signal handler may set while others look at it, with no order to
 * anything else: who sees it goes no further, and tells those that wait for him. NULL is a flag
 * that nobody can set. */
#ifndef JX_STOP_H
#define JX_STOP_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#if ATOMIC_BOOL_LOCK_FREE != 2
#error "a flag that a signal handler sets must not take a lock"
#endif

typedef atomic_bool stop_flag;

static inline void stop_set(stop_flag *flag, bool wanted) {
  atomic_store_explicit(flag, wanted, memory_order_relaxed);
}

static inline bool stop_wanted(const stop_flag *flag) {
  return flag && atomic_load_explicit(flag, memory_order_relaxed);
}

#endif
