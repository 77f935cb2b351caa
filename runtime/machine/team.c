/* team.c: OpenMP's threads for the scheduler; see team.h. */
#include "runtime/machine/team.h"

#include <omp.h>

#include "runtime/machine/fork.h"
#include "runtime/machine/threads.h"

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

int team_openmp(int threads, team_body *body, void *argument) {
  if (threads > 1 && !fork_is_child() && !omp_in_parallel() && (threads = threads_for(threads)) > 1)
    return fan_out(threads, body, argument);
  body(argument, 0);
  return 1;
}
