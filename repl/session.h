/* session.h: a context and the variables that programs see.
 *
 * Takes NAME=VALUE arguments, files and results; gives operands. A variable owns its elements:
 * memory of jx, or a mapped file. Replacing or dropping a variable frees what it held; nothing else
 * refers to it, since jx copies what it returns. */
#ifndef JXC_SESSION_H
#define JXC_SESSION_H

#include "npy.h"

typedef struct variable {
  char *name;
  jx_array array; /* owned by jx, or a view of `file` */
  npy_file file;  /* mapped, or zero */
} variable;

typedef struct session {
  jx_context *context;
  variable *variables; /* in the order in which they came to be */
  size_t count, capacity;
  bool time; /* report what each evaluation took */
} session;

/* A session without variables; `threads` 0 and `allocator` NULL are jx's defaults. */
jxc_exit session_open(session *s, int threads, jx_precision precision,
                      const jx_allocator *allocator);
void session_close(session *s);

/* NULL when there is none. Valid until the next change of the session. */
const variable *session_find(const session *s, const char *name);

/* JXC_OK for what the language takes as a name; JXC_USAGE for what it does not, which is left to
 * say; JXC_FAILED, after a message, when memory to ask it was missing. */
jxc_exit session_check_name(session *s, const char *name);

/* Sets a variable to an array allocated by jx and takes it over, also on failure; array->data is
 * then NULL. */
jxc_exit session_set(session *s, const char *name, jx_array *array);

/* Sets a variable to a mapped file. */
jxc_exit session_load(session *s, const char *name, const char *path);

/* Forgets a variable; false when there is none. */
bool session_drop(session *s, const char *name);

/* Takes a NAME=VALUE argument: VALUE is a file when it ends in ".npy", else an expression over the
 * variables so far. */
jxc_exit session_bind(session *s, const char *argument);

#endif
