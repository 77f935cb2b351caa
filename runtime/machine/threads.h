/* threads.h: making a thread, and whether that failed: where the number of processes is limited
 * (ulimit -u, a container's pids.max), or address space for stacks (ulimit -v). Any thread. */
#ifndef JX_THREADS_H
#define JX_THREADS_H

#include <pthread.h>
#include <stdbool.h>

/* pthread_create(), with a stack as large as $OMP_STACKSIZE says. */
int threads_make(pthread_t *thread, void *(*start)(void *), void *argument);

/* Says that a calling thread wanted a team of so many and can have so many, because of an error.
 * The first one in the process is remembered. */
void threads_note(int wanted, int had, int error);

/* Whether threads were missing anywhere in this process so far: how many were wanted and had, and
 * why. Costs a load. */
#define THREADS_TEXT 160
bool threads_missing(char text[THREADS_TEXT]);

#endif
