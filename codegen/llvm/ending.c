/* ending.c: see ending.h. Start at llvm_ending_enter(). Nothing is locked, so that a fork
 * may happen at any time. */
#include "codegen/llvm/ending.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

static atomic_uint units;
static atomic_bool ended;
static _Thread_local unsigned own; /* units of this thread: LLVM may call exit() in one */
static pthread_once_t once = PTHREAD_ONCE_INIT, once_used = PTHREAD_ONCE_INIT;

static void wait_for_units(void) {
  const struct timespec pause = {.tv_nsec = 200000};
  atomic_store(&ended, true);
  while (atomic_load(&units) > own) nanosleep(&pause, NULL);
}

/* exit() goes backwards, so this is for what LLVM has by now. It fails when exit() is past all
 * handlers. */
static void watch_exit(void) {
  if (atexit(wait_for_units)) atomic_store(&ended, true);
}

static void after_fork_in_child(void) { atomic_store(&units, own); } /* the others are not here */

static void watch(void) {
  pthread_atfork(NULL, NULL, after_fork_in_child);
  watch_exit();
}

/* A thread either sees `ended` and takes itself back, or is seen by wait_for_units(). */
bool llvm_ending_enter(void) {
  pthread_once(&once, watch);
  atomic_fetch_add(&units, 1);
  if (atomic_load(&ended)) {
    atomic_fetch_sub(&units, 1);
    return false;
  }
  own++;
  return true;
}

void llvm_ending_leave(void) {
  pthread_once(&once_used, watch_exit); /* LLVM has made more variables in its first unit */
  own--;
  atomic_fetch_sub(&units, 1);
}
