/* threads.c: see threads.h. Start at threads_for(). */
#include "runtime/machine/threads.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "runtime/machine/clock.h"

#define AGAIN_NS 1000000000u /* after a failure */

/* ---- Stacks ---- */

/* The size that a variable gives stacks of libgomp's threads: a number of kilobytes, or of what a
 * letter behind it says (OpenMP 5.2, 21.2.10). False when it gives none. */
static bool stack_size_of(const char *variable, size_t *size) {
  const char *text = getenv(variable);
  char *end;
  unsigned shift = 10;
  if (!text) return false;
  errno = 0;
  uint64_t n = strtoull(text, &end, 10);
  if (end == text || errno) return false;
  end += strspn(end, " \t");
  switch (*end | 32) {
  case 'b': shift = 0; break;
  case 'm': shift = 20; break;
  case 'g': shift = 30; break;
  default: break;
  }
  if (n == 0 || n > SIZE_MAX >> shift) return false;
  *size = (size_t)n << shift;
  return true;
}

/* As libgomp's, which leaves a size that the system does not take. */
static void set_attributes(pthread_attr_t *a) {
  size_t size;
  pthread_attr_init(a);
  if (stack_size_of("OMP_STACKSIZE", &size) || stack_size_of("GOMP_STACKSIZE", &size))
    pthread_attr_setstacksize(a, size);
}

/* ---- Trying ---- */

typedef struct trial trial;

typedef struct tried {
  trial *trial;
  pthread_t thread;
  pid_t id;
} tried;

struct trial {
  pthread_mutex_t gate; /* locked until all are made */
  int n, error;
  tried threads[];
};

static void *stand(void *argument) {
  tried *t = argument;
  t->id = (pid_t)syscall(SYS_gettid);
  pthread_mutex_lock(&t->trial->gate);
  pthread_mutex_unlock(&t->trial->gate);
  return NULL;
}

/* A thread that can be joined counts as one for a moment still: until nobody knows its number. */
static void wait_until_gone(const tried *t) {
  const struct timespec pause = {.tv_nsec = 20000};
  for (int i = 0; i < 5000 && syscall(SYS_tgkill, getpid(), t->id, 0) == 0; i++)
    nanosleep(&pause, NULL);
}

/* No signal is handled in them. */
static void make_all(trial *t, int wanted) {
  pthread_attr_t attributes;
  sigset_t all, before;
  sigfillset(&all);
  set_attributes(&attributes);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (t->n < wanted && !t->error) {
    tried *next = &t->threads[t->n];
    next->trial = t;
    t->error = pthread_create(&next->thread, &attributes, stand, next);
    t->n += !t->error;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
}

/* How many of `wanted` threads there can be at once beside those that there are. */
static int try_threads(int wanted, int *error) {
  trial *t = calloc(1, sizeof *t + (size_t)wanted * sizeof(tried));
  *error = ENOMEM;
  if (!t) return 0;
  pthread_mutex_init(&t->gate, NULL);
  pthread_mutex_lock(&t->gate);
  make_all(t, wanted);
  pthread_mutex_unlock(&t->gate);
  for (int i = 0; i < t->n; i++) pthread_join(t->threads[i].thread, NULL);
  for (int i = 0; i < t->n; i++) wait_until_gone(&t->threads[i]);
  int n = t->n;
  *error = t->error;
  pthread_mutex_destroy(&t->gate);
  free(t);
  return n;
}

/* ---- Asking ---- */

/* Of this thread: the largest team it had, the last one, whose threads libgomp keeps, and when it
 * may ask again after a failure. */
static _Thread_local struct {
  int had, last;
  uint64_t again;
} mine = {1, 1, 0};

/* The first failure in the process. */
static atomic_int missing_wanted, missing_had, missing_error;

static void note(int wanted, int had, int error) {
  int none = 0;
  if (atomic_load(&missing_wanted)) return;
  atomic_store(&missing_had, had);
  atomic_store(&missing_error, error);
  atomic_compare_exchange_strong(&missing_wanted, &none, wanted);
}

static int ask(int wanted) {
  int error;
  uint64_t now = mine.again ? clock_ns(CLOCK_MONOTONIC) : 0;
  if (mine.again > now) return mine.had;
  int had = mine.last + try_threads(wanted - mine.last, &error);
  if (had < wanted) {
    note(wanted, had, error);
    mine.again = clock_ns(CLOCK_MONOTONIC) + AGAIN_NS;
  }
  mine.had = had; /* fewer than before, when others have taken them meanwhile */
  return had;
}

int threads_for(int wanted) {
  if (wanted > mine.had) wanted = ask(wanted);
  mine.last = wanted;
  return wanted;
}

bool threads_missing(char text[THREADS_TEXT]) {
  int wanted = atomic_load_explicit(&missing_wanted, memory_order_acquire);
  char reason[64];
  if (!wanted) return false;
  snprintf(text, THREADS_TEXT, "only %d of %d threads can be had: %s", atomic_load(&missing_had),
           wanted, strerror_r(atomic_load(&missing_error), reason, sizeof reason));
  return true;
}
