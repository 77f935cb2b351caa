/* workers.h: threads that help a calling thread, if they come in time.
 *
 * OpenMP's parallel regions end when every thread of the team has been there. One that has no
 * processor, since another pool spins on it or another process has it, takes milliseconds to come,
 * and the caller waits although it has done everything itself. So these threads are asked, and what
 * they have not begun when the caller is done is taken back from them: only one that is in the
 * midst of the body is waited for, by sleeping, so that it may have the caller's processor.
 *
 * As with OpenMP, each calling thread has workers of its own, a crew, which inherit its processors,
 * priority and the like when they are made, and end with it. They look for work for a moment after
 * they have had some, and then sleep. A forked child has none of its parent's. When the library is
 * unloaded, and when the process ends, all that sleep are ended.
 */
#ifndef JX_WORKERS_H
#define JX_WORKERS_H

#include <stdbool.h>

#include "runtime/machine/team.h"

/* A team_run; see team.h. Not from within a body: see workers_inside(). Returns how many threads
 * were asked, the calling one included: as many as can be made (threads.h) at most. */
int workers_run(int threads, team_body *body, void *argument);

/* Whether the calling thread runs a body. */
bool workers_inside(void);

/* Whether a worker of the calling thread looks for work: it begins within a microsecond or so. */
bool workers_look(void);

#endif
