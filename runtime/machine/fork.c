/* fork.c: see fork.h. Start at before_fork().
 *
 * Handlers are registered when the library is loaded. Of all handlers in a process those before the
 * fork run last registered first, those after it first registered first: so other libraries'
 * handlers, which may call jx, mostly run while nothing is held here. And no fork can come between
 * registering and remembering that it was done.
 *
 * What fork() takes, in this order: the lock of the units, when none is at work; the lock of the
 * members; the members' own. A thread that waits here in the midst of a unit counts as standing
 * still, so that of two such threads neither waits for the other.
 */
#include "runtime/machine/fork.h"

#include <assert.h>
#include <stdatomic.h>
#include <stddef.h>
#include <time.h>

static pthread_mutex_t members_lock = PTHREAD_MUTEX_INITIALIZER;
static fork_member *members;
static atomic_uint generation;
static atomic_bool used; /* an engine has been made */

static struct {
  pthread_mutex_t lock;
  pthread_cond_t changed;
  unsigned at_work; /* threads in units, but for those in callbacks and in before_fork() */
  unsigned forks;   /* threads in before_fork(): no unit begins */
  bool lost;        /* this process was forked from the midst of a unit */
} units = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

/* Of this thread: the units it is in, and the members' locks it holds. */
static _Thread_local unsigned own;
static _Thread_local struct {
  pthread_mutex_t *locks[FORK_HELD];
  unsigned n;
} held;

/* ---- Units ---- */

static void enter(void) {
  pthread_mutex_lock(&units.lock);
  while (units.forks) pthread_cond_wait(&units.changed, &units.lock);
  units.at_work++;
  pthread_mutex_unlock(&units.lock);
}

static void leave(void) {
  pthread_mutex_lock(&units.lock);
  if (--units.at_work == 0) pthread_cond_broadcast(&units.changed);
  pthread_mutex_unlock(&units.lock);
}

bool fork_begin_unit(void) {
  if (units.lost) return false; /* set before there was a second thread */
  if (own == 0) enter();
  own++;
  return true;
}

void fork_end_unit(void) {
  if (--own == 0) leave();
}

unsigned fork_pause(void) {
  unsigned paused = own;
  own = 0;
  if (paused) leave();
  return paused;
}

void fork_resume(unsigned paused) {
  if (paused) enter();
  own = paused;
}

/* Returns with the units' lock held. */
static void wait_for_units(void) {
  struct timespec end;
  pthread_mutex_lock(&units.lock);
  units.forks++;
  if (own && --units.at_work == 0) pthread_cond_broadcast(&units.changed);
  clock_gettime(CLOCK_MONOTONIC, &end);
  end.tv_sec += FORK_PATIENCE;
  int error = 0;
  while (units.at_work && !error)
    error = pthread_cond_clockwait(&units.changed, &units.lock, CLOCK_MONOTONIC, &end);
}

static void go_on_with_units(void) {
  units.forks--;
  if (own) units.at_work++;
  pthread_cond_broadcast(&units.changed);
  pthread_mutex_unlock(&units.lock);
}

/* Nobody else is here, and nobody waits. */
static void go_on_alone(void) {
  units.lost = units.lost || units.at_work;
  units.at_work = own ? 1 : 0;
  units.forks = 0;
  pthread_cond_init(&units.changed, NULL);
  pthread_mutex_unlock(&units.lock);
}

/* ---- Locks ---- */

static bool is_held(const pthread_mutex_t *lock) {
  for (unsigned i = 0; i < held.n; i++)
    if (held.locks[i] == lock) return true;
  return false;
}

void fork_lock(pthread_mutex_t *lock) {
  pthread_mutex_lock(lock);
  assert(held.n < FORK_HELD);
  held.locks[held.n++] = lock;
}

void fork_unlock(pthread_mutex_t *lock) {
  unsigned i = held.n - 1;
  while (held.locks[i] != lock) i--;
  held.locks[i] = held.locks[--held.n];
  pthread_mutex_unlock(lock);
}

/* ---- The fork ---- */

static void before_fork(void) {
  wait_for_units();
  pthread_mutex_lock(&members_lock);
  for (fork_member *m = members; m; m = m->next)
    for (int i = 0; i < FORK_LOCKS; i++)
      if (m->locks[i] && !is_held(m->locks[i])) pthread_mutex_lock(m->locks[i]);
}

static void release_members(void) {
  for (fork_member *m = members; m; m = m->next)
    for (int i = FORK_LOCKS; i-- > 0;)
      if (m->locks[i] && !is_held(m->locks[i])) pthread_mutex_unlock(m->locks[i]);
  pthread_mutex_unlock(&members_lock);
}

static void after_fork(void) {
  release_members();
  go_on_with_units();
}

static void after_fork_in_child(void) {
  if (atomic_load(&used)) atomic_fetch_add_explicit(&generation, 1, memory_order_relaxed);
  release_members();
  go_on_alone();
}

/* When the library is loaded. */
static __attribute__((constructor)) void watch(void) {
  pthread_atfork(before_fork, after_fork, after_fork_in_child);
}

unsigned fork_generation(void) { return atomic_load_explicit(&generation, memory_order_relaxed); }

/* ---- Members ---- */

static void join(fork_member *m, fork_member **at) {
  if (m->link) return;
  m->next = *at;
  m->link = at;
  if (*at) (*at)->link = &m->next;
  *at = m;
}

void fork_join(fork_member *m) {
  pthread_mutex_lock(&members_lock);
  atomic_store(&used, true);
  join(m, &members);
  pthread_mutex_unlock(&members_lock);
}

void fork_join_last(fork_member *m) {
  pthread_mutex_lock(&members_lock);
  fork_member **at = &members;
  while (*at && *at != m) at = &(*at)->next;
  if (!*at) join(m, at);
  pthread_mutex_unlock(&members_lock);
}

void fork_leave(fork_member *m) {
  pthread_mutex_lock(&members_lock);
  *m->link = m->next;
  if (m->next) m->next->link = m->link;
  m->link = NULL;
  pthread_mutex_unlock(&members_lock);
}
