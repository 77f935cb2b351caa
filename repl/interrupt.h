/* interrupt.h: Ctrl-C and its kin, as a flag.
 *
 * The handlers only set the flag and stop the call that runs; whoever does something long looks at it and stops cleanly, so
 * that no half-written file stays behind. A second signal while the first is pending ends the
 * process at once. */
#ifndef JXC_INTERRUPT_H
#define JXC_INTERRUPT_H

#include "jx.h"

/* Catches SIGINT, SIGTERM and SIGHUP (those that were not ignored), and ends the process with a
 * message when a mapped file is cut short by another process (SIGBUS). */
void interrupt_catch(void);

/* The signal that came since the last interrupt_clear(), or 0. */
int interrupt_pending(void);
void interrupt_clear(void);

/* The context whose call a signal stops from now on; NULL: none. */
void interrupt_watch(jx_context *context);

/* A jx_progress that stops the evaluation once a signal is pending. */
int interrupt_progress(void *unused, double done);

/* Ends the process by the pending signal, as if it had not been caught; returns when there is none.
 */
void interrupt_finish(void);

#endif
