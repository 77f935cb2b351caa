/* announce.h: tells debuggers and profilers which code is a kernel's.
 *
 * GDB always: through the list of its JIT interface, which costs about a microsecond a kernel and
 * also serves a debugger that is attached later. perf when $JX_PERF asks for it; see perf.h.
 *
 * The list is one of the process, as the interface wants it; docs/profiling.md says more. */
#ifndef JX_ANNOUNCE_H
#define JX_ANNOUNCE_H

#include "codegen/image.h"

typedef struct announced announced;

/* A line for the program's user; empty: none. */
typedef struct announce_warning {
  char text[320];
} announce_warning;

/* Announces code as the stages of a program. img->bytes is where it is mapped. The source may be
 * NULL; nothing passed is kept. Thread safe. JX_ERROR_MEMORY; trouble with perf's file is only a
 * warning, made once in a process. */
jx_status announce_code(announced **out, const image *img, const char *source, size_t length,
                        const jx_allocator *allocator, announce_warning *warning, diag *d);

/* Takes it back, before the code is unmapped. NULL is nothing. */
void announce_gone(announced *a);

#endif
