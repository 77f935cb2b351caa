/* fuzz_threads.c: team.h by POSIX threads, so that the fuzzers need no OpenMP of clang's. */
#include <pthread.h>
#include <stdbool.h>

#include "runtime/machine/team.h"

typedef struct member {
  team_body *body;
  void *argument;
  int thread;
} member;

static void *run(void *at) {
  const member *m = at;
  m->body(m->argument, m->thread);
  return NULL;
}

int team_threads(int threads, team_body *body, void *argument) {
  enum { MOST = 8 };
  pthread_t handles[MOST];
  member members[MOST];
  int begun = 1;
  for (; begun < threads && begun < MOST; begun++) {
    members[begun] = (member){body, argument, begun};
    if (pthread_create(&handles[begun], NULL, run, &members[begun]) != 0) break;
  }
  body(argument, 0);
  for (int t = 1; t < begun; t++) pthread_join(handles[t], NULL);
  return begun;
}

/* They are made anew for each body. */
bool team_threads_ready(void) { return false; }
