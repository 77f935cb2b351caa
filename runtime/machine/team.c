/* team.c: see team.h. */
#include "runtime/machine/team.h"

#include <omp.h>

#include "runtime/machine/fork.h"
#include "runtime/machine/workers.h"

int team_threads(int threads, team_body *body, void *argument) {
  if (threads > 1 && !fork_is_child() && !omp_in_parallel() && !workers_inside())
    return workers_run(threads, body, argument);
  body(argument, 0);
  return 1;
}
