/* interrupt.h: Ctrl-C and its kin, as a flag.
 *
 * The handlers only set the flag and stop the call that runs; whoever does something long looks at it and stops cleanly, so
 * that no half-written file stays behind. A second signal while the first is pending ends the
 * process at once. */
#ifndef JXC_INTERRUPT_H
#define JXC_INTERRUPT_H

#include <stdbool.h>
#include <stddef.h>

#include "jx.h"

/* Catches SIGINT, SIGTERM and SIGHUP (those that were not ignored), and SIGBUS: where a guarded file
 * is cut short by another process while it is mapped, its pages are zeros from there on, and who has
 * read it asks whether it was. */
void interrupt_catch(void);

/* Guards a mapped file until interrupt_unguard(). Returns its number; -1 when there are too many:
 * then a cut ends the process. */
int interrupt_guard(void *map, size_t size);
void interrupt_unguard(int number);
bool interrupt_was_cut(int number);

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
