/* threads.c: see threads.h. Start at threads_make(). */
#include "runtime/machine/threads.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Stacks ---- */

/* The size that a variable gives stacks of threads: a number of kilobytes, or of what a
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

/* As OpenMP's threads have them. A size that the system does not take is left. */
static void set_attributes(pthread_attr_t *a) {
  size_t size;
  pthread_attr_init(a);
  if (stack_size_of("OMP_STACKSIZE", &size) || stack_size_of("GOMP_STACKSIZE", &size))
    pthread_attr_setstacksize(a, size);
}

int threads_make(pthread_t *thread, void *(*start)(void *), void *argument) {
  pthread_attr_t attributes;
  set_attributes(&attributes);
  int error = pthread_create(thread, &attributes, start, argument);
  pthread_attr_destroy(&attributes);
  return error;
}

/* ---- What is missing ---- */

/* The first failure in the process. */
static atomic_int missing_wanted, missing_had, missing_error;

void threads_note(int wanted, int had, int error) {
  int none = 0;
  if (atomic_load(&missing_wanted)) return;
  atomic_store(&missing_had, had);
  atomic_store(&missing_error, error);
  atomic_compare_exchange_strong(&missing_wanted, &none, wanted);
}

bool threads_missing(char text[THREADS_TEXT]) {
  int wanted = atomic_load_explicit(&missing_wanted, memory_order_acquire);
  char reason[64];
  if (!wanted) return false;
  snprintf(text, THREADS_TEXT, "only %d of %d threads can be had: %s", atomic_load(&missing_had),
           wanted, strerror_r(atomic_load(&missing_error), reason, sizeof reason));
  return true;
}
