/* team.c: see team.h. */
#include "runtime/machine/team.h"

#include <stdatomic.h>

#include "runtime/machine/fork.h"
#include "runtime/machine/regions.h"
#include "runtime/machine/usable.h"
#include "runtime/machine/workers.h"

/* Threads that take part in teams now, of all callers. Where several call at once, as the threads of
 * a pool do, all of them together take as many as one alone would: what one wants, or the
 * processors if they are more. */
static atomic_int busy;

/* A change of the affinity mask while teams are at work is not seen. */
static int processors(void) {
  static atomic_int known;
  int n = atomic_load_explicit(&known, memory_order_relaxed);
  if (!n) atomic_store_explicit(&known, n = usable_processors(""), memory_order_relaxed);
  return n;
}

/* How many of so many threads may take part, at least the caller; they are counted. */
static int take_part(int threads) {
  int others = atomic_load(&busy), n;
  do {
    int most = others && processors() > threads ? processors() : threads;
    n = most - others < threads ? most - others : threads;
    if (n < 1) n = 1;
  } while (!atomic_compare_exchange_weak(&busy, &others, others + n));
  return n;
}

bool team_threads_ready(void) { return workers_look(); }

int team_threads(int threads, team_body *body, void *argument) {
  if (threads < 2 || fork_is_child() || regions_inside() || workers_inside()) {
    body(argument, 0);
    return 1;
  }
  int n = take_part(threads), used = 1;
  if (n > 1)
    used = workers_run(n, body, argument);
  else
    body(argument, 0);
  atomic_fetch_sub(&busy, n);
  return used;
}
