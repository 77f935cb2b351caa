/* loop.h: the interactive session: read, evaluate, print. */
#ifndef JXC_LOOP_H
#define JXC_LOOP_H

#include "session.h"

/* Runs until the end of input or :quit. Errors of programs are shown and leave the session alive.
 */
jxc_exit loop_run(session *s);

#endif
