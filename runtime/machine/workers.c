/* workers.c: see workers.h. Start at workers_run().
 *
 * A worker has a place where a job is put, and from where it is taken:
 *
 *     NONE --caller: post()--> a job --worker: work()--> TAKEN --worker--> NONE
 *                              a job --caller: take_back()-------------->  NONE
 *     NONE --owner or end of the library: end()--> ENDED
 *
 * A job lies on its caller's stack, and counts those who have not yet said that they are done with
 * it: what is not taken back in time is one of them. A worker says so last of all, when its place
 * is free again, so the caller finds it so at its next call.
 */
#include "runtime/machine/workers.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "runtime/machine/clock.h"
#include "runtime/machine/fork.h"
#include "runtime/machine/threads.h"
#include "runtime/machine/wait.h"

/* How long a worker looks for the next job before it sleeps: calls that follow one another at once
 * find it awake. And how long a caller looks whether the last ones are done: most pieces are. */
#define LOOK_NS 60000u
#define FINISH_NS 30000u
#define PAUSES 32            /* between two readings of the clock */
#define AGAIN_NS 1000000000u /* after a thread could not be made */

typedef struct job {
  team_body *body;
  void *argument;
  atomic_uint left; /* workers that are not done with it; and whether the caller sleeps */
} job;

#define SLEEPS 0x80000000u

/* States of a place beside the addresses of jobs. */
enum { NONE = 0, TAKEN = 1, ENDED = 2 };

typedef struct worker {
  _Alignas(64) atomic_uintptr_t place;
  atomic_uint sleeps;
  int number; /* in its crew, from 1 on */
  pthread_t thread;
} worker;

/* Of a calling thread. The list is changed by it alone, with the lock held, since others read it
 * when the library ends. */
typedef struct crew {
  struct crew *next, **link;
  unsigned generation; /* of forks, when it was made */
  worker **workers;
  int n, room;
  uint64_t again; /* when another worker may be made after a failure; 0: at once */
} crew;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static fork_member member = {.locks = {&lock}};
static crew *crews;
static bool over; /* the library has ended */

static _Thread_local bool inside;

bool workers_inside(void) { return inside; }

/* ---- Sleeping ---- */

static void sleep_while(atomic_uint *word, unsigned value) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
}

/* Whoever slept may be gone, and with it the word: then it is an address, and nobody sleeps. */
static void wake(atomic_uint *word) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
}

static bool is_over(uint64_t start, uint64_t ns) { return clock_ns(CLOCK_MONOTONIC) - start >= ns; }

/* ---- A worker ---- */

/* What is put at its place, or NONE after a sleep. It looks at every pause: some take longer than
 * the work that is handed out may. */
static uintptr_t look(worker *w) {
  uint64_t start = clock_ns(CLOCK_MONOTONIC);
  for (int i = 1; i % PAUSES || !is_over(start, LOOK_NS); i++) {
    uintptr_t at = atomic_load_explicit(&w->place, memory_order_relaxed);
    if (at != NONE) return at;
    wait_pause();
  }
  atomic_store(&w->sleeps, 1);
  uintptr_t at = atomic_load(&w->place); /* after that: post() writes and reads the other way */
  if (at == NONE) sleep_while(&w->sleeps, 1);
  atomic_store_explicit(&w->sleeps, 0, memory_order_relaxed);
  return at;
}

/* The job may end with it, so this is the last that is done with it. */
static void say_done(job *j) {
  atomic_uint *left = &j->left;
  if (atomic_fetch_sub_explicit(left, 1, memory_order_acq_rel) == (SLEEPS | 1)) wake(left);
}

static void *work(void *argument) {
  worker *w = argument;
  inside = true;
  for (;;) {
    uintptr_t at = look(w);
    if (at == ENDED) return NULL;
    if (at == NONE) continue;
    if (!atomic_compare_exchange_strong_explicit(&w->place, &at, TAKEN, memory_order_acquire,
                                                 memory_order_relaxed))
      continue;         /* it was taken back */
    job *j = (job *)at; /* NOLINT(performance-no-int-to-ptr): an address, or a state */
    j->body(j->argument, w->number);
    atomic_store_explicit(&w->place, NONE, memory_order_relaxed);
    say_done(j);
  }
}

/* Handles no signals but those that its own faults raise, which handlers of the program may wait
 * for, and that profilers raise. */
static int start(worker *w) {
  static const int own[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGPROF};
  sigset_t blocked, before;
  sigfillset(&blocked);
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) sigdelset(&blocked, own[i]);
  pthread_sigmask(SIG_SETMASK, &blocked, &before);
  int error = threads_make(&w->thread, work, w);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return error;
}

/* Ends a worker that has no job. False: it has one. */
static bool end(worker *w) {
  uintptr_t none = NONE;
  if (!atomic_compare_exchange_strong(&w->place, &none, ENDED)) return none == ENDED;
  if (atomic_exchange(&w->sleeps, 0)) wake(&w->sleeps);
  pthread_join(w->thread, NULL);
  return true;
}

/* ---- A job ---- */

static bool post(worker *w, job *j) {
  uintptr_t none = NONE;
  if (!atomic_compare_exchange_strong(&w->place, &none, (uintptr_t)j)) return false;
  if (atomic_load(&w->sleeps) && atomic_exchange(&w->sleeps, 0)) wake(&w->sleeps);
  return true;
}

static bool take_back(worker *w, job *j) {
  uintptr_t own = (uintptr_t)j;
  return atomic_compare_exchange_strong_explicit(&w->place, &own, NONE, memory_order_relaxed,
                                                 memory_order_relaxed);
}

static bool is_done(job *j) {
  return (atomic_load_explicit(&j->left, memory_order_acquire) & ~SLEEPS) == 0;
}

/* Sleeping, not spinning or yielding: a processor that has nothing to do is given a thread that
 * waits behind others for its own, and that may be the one. */
static void wait_until_done(job *j) {
  if (is_done(j)) return;
  uint64_t start = clock_ns(CLOCK_MONOTONIC);
  for (int i = 1; i % PAUSES || !is_over(start, FINISH_NS); i++) {
    if (is_done(j)) return;
    wait_pause();
  }
  while (!is_done(j)) {
    unsigned left = atomic_fetch_or(&j->left, SLEEPS) | SLEEPS;
    if (left != SLEEPS) sleep_while(&j->left, left);
  }
}

/* ---- Crews ---- */

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool has_key;

static bool is_ours(const crew *c) { return c->generation == fork_generation(); }

static void free_crew(crew *c) {
  for (int i = 0; i < c->n; i++) free(c->workers[i]);
  free(c->workers);
  free(c);
}

static void remove_crew(crew *c) {
  fork_lock(&lock);
  *c->link = c->next;
  if (c->next) c->next->link = c->link;
  fork_unlock(&lock);
}

/* When its thread ends. In a forked child the workers are not there. */
static void dismiss(void *at) {
  crew *c = at;
  bool ended = true;
  remove_crew(c);
  if (is_ours(c))
    for (int i = 0; i < c->n; i++) ended &= end(c->workers[i]);
  if (ended) free_crew(c);
}

static void make_key(void) {
  fork_join_last(&member);
  has_key = pthread_key_create(&key, dismiss) == 0;
}

static crew *make_crew(void) {
  crew *c = calloc(1, sizeof *c);
  if (!c) return NULL;
  c->generation = fork_generation();
  fork_lock(&lock);
  c->next = crews;
  c->link = &crews;
  if (crews) crews->link = &c->next;
  crews = c;
  fork_unlock(&lock);
  if (pthread_setspecific(key, c) == 0) return c;
  remove_crew(c);
  free(c);
  return NULL;
}

/* The calling thread's; NULL when there can be none. */
static crew *own_crew(void) {
  pthread_once(&once, make_key);
  if (!has_key) return NULL;
  crew *c = pthread_getspecific(key);
  if (c && !is_ours(c)) {
    pthread_setspecific(key, NULL);
    dismiss(c);
    c = NULL;
  }
  return c ? c : make_crew();
}

static bool has_room(crew *c) {
  if (c->n < c->room) return true;
  int room = c->room ? 2 * c->room : 4;
  worker **workers = realloc(c->workers, (size_t)room * sizeof *workers);
  if (!workers) return false;
  c->workers = workers;
  c->room = room;
  return true;
}

/* With the lock held. Gives the error, 0 for none. */
static int add_worker(crew *c) {
  worker *w = over || !has_room(c) ? NULL : aligned_alloc(_Alignof(worker), sizeof *w);
  if (!w) return ENOMEM;
  *w = (worker){.number = c->n + 1};
  int error = start(w);
  if (error) {
    free(w);
    return error;
  }
  c->workers[c->n++] = w;
  return 0;
}

static void grow(crew *c, int n) {
  uint64_t now = c->again ? clock_ns(CLOCK_MONOTONIC) : 0;
  int error = 0;
  if (c->again > now) return;
  fork_lock(&lock);
  while (c->n < n && !error) error = add_worker(c);
  fork_unlock(&lock);
  c->again = error ? clock_ns(CLOCK_MONOTONIC) + AGAIN_NS : 0;
  if (error && !over) threads_note(n + 1, c->n + 1, error);
}

bool workers_look(void) {
  pthread_once(&once, make_key);
  crew *c = has_key && !inside ? pthread_getspecific(key) : NULL;
  if (!c || !c->n || !is_ours(c)) return false;
  const worker *w = c->workers[0];
  return atomic_load_explicit(&w->place, memory_order_relaxed) == NONE &&
         !atomic_load_explicit(&w->sleeps, memory_order_relaxed);
}

int workers_run(int threads, team_body *body, void *argument) {
  crew *c = threads > 1 ? own_crew() : NULL;
  if (c && c->n < threads - 1) grow(c, threads - 1);
  int n = !c ? 0 : c->n < threads - 1 ? c->n : threads - 1, asked = 1;
  unsigned back = 0;
  job j = {.body = body, .argument = argument, .left = (unsigned)n};
  unsigned generation = fork_generation();
  inside = true;
  for (int i = 0; i < n; i++)
    if (post(c->workers[i], &j))
      asked++;
    else
      back++;
  body(argument, 0);
  if (fork_generation() != generation) n = 0, j.left = 0; /* a child: nobody else is here */
  for (int i = 0; i < n; i++) back += take_back(c->workers[i], &j);
  if (back && n) atomic_fetch_sub(&j.left, back);
  wait_until_done(&j);
  inside = false;
  return asked;
}

/* ---- The library's end ---- */

/* When it is unloaded, no thread is in a call. When the process ends, some may be: their workers
 * are left, as are the crews of all threads, which may look at them still. */
static __attribute__((destructor)) void end_all(void) {
  crew *mine = has_key ? pthread_getspecific(key) : NULL;
  if (!has_key) return;
  if (mine) {
    pthread_setspecific(key, NULL);
    dismiss(mine);
  }
  fork_lock(&lock);
  over = true;
  for (crew *c = crews; c; c = c->next)
    for (int i = 0; is_ours(c) && i < c->n; i++) end(c->workers[i]);
  fork_unlock(&lock);
  pthread_key_delete(key);
}
