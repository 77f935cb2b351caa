/* profile.h: running a program to see what each of its stages takes, beside what the machine can
 * move. */
#ifndef JX_PROFILE_H
#define JX_PROFILE_H

#include "runtime/call.h"
#include "runtime/look/explain.h"

/* Runs the call that `e` looks at a few times, into results of its own, measures the machine, and
 * prints. Errors: all of an evaluation's, and bandwidth_measure()'s. */
jx_status profile_print(const call *c, const explanation *e, arena *memory, text *out, diag *d);

/* bandwidth.c: jx_bandwidth() on a context that is entered. */
jx_status bandwidth_measure(jx_context *context, double *read, double *copy, diag *d);

#endif
