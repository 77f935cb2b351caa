/* threads.h: how many threads this process can have now.
 *
 * libgomp ends the process when it cannot make a thread: where the number of processes is limited
 * (ulimit -u, a container's pids.max), or address space for their stacks (ulimit -v). So before the
 * calling thread's team grows, as many threads are made as libgomp will make, with stacks of the
 * same size, all at once, and ended again. It is a question and not a promise: what others take
 * between answer and use is missing all the same.
 */
#ifndef JX_THREADS_H
#define JX_THREADS_H

#include <stdbool.h>

/* How large a team the calling thread can have, itself included: `wanted`, or as many as there are.
 * Costs nothing when it had so many before, or when it was less than a second ago that there were
 * less. Any thread; libgomp keeps a pool for each. */
int threads_for(int wanted);

/* Whether threads were missing anywhere in this process so far: how many were wanted and had, and
 * why. Costs a load. */
#define THREADS_TEXT 160
bool threads_missing(char text[THREADS_TEXT]);

#endif
