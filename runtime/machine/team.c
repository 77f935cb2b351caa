/* team.c: OpenMP's threads for the scheduler; see team.h. */
#include "runtime/machine/team.h"

#include <omp.h>
#include <stdatomic.h>

#include "runtime/machine/fork.h"
#include "runtime/machine/regions.h"
#include "runtime/machine/threads.h"
#include "runtime/machine/usable.h"

/* Sanitizers do not see libgomp's barriers; what keeps order is in the bodies (schedule.c). */
#if defined(__SANITIZE_THREAD__)
#define UNSEEN __attribute__((no_sanitize("thread"), noinline))
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define UNSEEN __attribute__((no_sanitize("thread"), noinline))
#endif
#endif
#ifndef UNSEEN
#define UNSEEN
#endif

UNSEEN static int fan_out(int threads, team_body *body, void *argument) {
  int used = 1;
#pragma omp parallel num_threads(threads)
  {
    int thread = omp_get_thread_num();
    if (thread == 0) used = omp_get_num_threads();
    body(argument, thread);
  }
  return used;
}

/* ---- Not too many ---- */

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

static int run_team(int threads, team_body *body, void *argument) {
  int n = take_part(threads), used = 1;
  if (n > 1)
    used = fan_out(n, body, argument);
  else
    body(argument, 0);
  atomic_fetch_sub(&busy, n);
  return used;
}

int team_openmp(int threads, team_body *body, void *argument) {
  if (threads > 1 && !fork_is_child() && !regions_inside() && (threads = threads_for(threads)) > 1)
    return run_team(threads, body, argument);
  body(argument, 0);
  return 1;
}
