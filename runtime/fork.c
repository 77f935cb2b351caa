/* fork.c: see fork.h. Handlers are registered when the first engine is made, and never taken back.
 */
#include "runtime/fork.h"

#include <stdatomic.h>
#include <stddef.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t members_lock = PTHREAD_MUTEX_INITIALIZER;
static fork_member *members;
static atomic_uint generation;

static void before_fork(void) {
  pthread_mutex_lock(&members_lock);
  for (fork_member *m = members; m; m = m->next)
    for (int i = 0; i < FORK_LOCKS; i++)
      if (m->locks[i]) pthread_mutex_lock(m->locks[i]);
}

static void after_fork(void) {
  for (fork_member *m = members; m; m = m->next)
    for (int i = FORK_LOCKS; i-- > 0;)
      if (m->locks[i]) pthread_mutex_unlock(m->locks[i]);
  pthread_mutex_unlock(&members_lock);
}

static void after_fork_in_child(void) {
  atomic_fetch_add_explicit(&generation, 1, memory_order_relaxed);
  after_fork();
}

static void watch(void) { pthread_atfork(before_fork, after_fork, after_fork_in_child); }

static void join(fork_member *m, fork_member **at) {
  m->next = *at;
  m->link = at;
  if (*at) (*at)->link = &m->next;
  *at = m;
}

void fork_join(fork_member *m) {
  pthread_once(&once, watch);
  pthread_mutex_lock(&members_lock);
  join(m, &members);
  pthread_mutex_unlock(&members_lock);
}

void fork_join_last(fork_member *m) {
  pthread_once(&once, watch);
  pthread_mutex_lock(&members_lock);
  fork_member **at = &members;
  while (*at) at = &(*at)->next;
  join(m, at);
  pthread_mutex_unlock(&members_lock);
}

void fork_leave(fork_member *m) {
  pthread_mutex_lock(&members_lock);
  *m->link = m->next;
  if (m->next) m->next->link = m->link;
  pthread_mutex_unlock(&members_lock);
}

unsigned fork_generation(void) { return atomic_load_explicit(&generation, memory_order_relaxed); }
