/* report.h: how jxc says that something went wrong.
 *
 * Takes what happened, writes it to standard error at once, and returns the exit status it stands
 * for; so a fallible function here returns a jxc_exit and ends with `return report_io(…)`. Nothing
 * is printed twice: who gets a status other than JXC_OK passes it on. */
#ifndef JXC_REPORT_H
#define JXC_REPORT_H

#include "jx.h"

/* Exit statuses; --help and docs/repl.md list them. */
typedef enum jxc_exit {
  JXC_OK = 0,
  JXC_FAILED = 1, /* the program: syntax, names, types, shapes, memory */
  JXC_USAGE = 2,  /* the command line */
  JXC_IO = 3,     /* a file or the standard streams */
} jxc_exit;

/* "jxc: ", the message, and where to find help. */
jxc_exit report_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "jxc: " and the message. */
jxc_exit report_io(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same for failures of jxc itself that are no fault of a file: out of memory, a bad command of
 * the loop. */
jxc_exit report_failure(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A jx_warning: "jxc: warning: " and the message. */
void report_warning(void *unused, const char *message);

/* The context's last error as jx renders it, with its caret; `place` (a file's name, or NULL)
 * stands before it together with line and column. A cancelled evaluation is not reported: its user
 * asked for it. */
jxc_exit report_error(const jx_context *context, const char *place, bool position);

/* At most 60 characters of foreign text, quoted and with what is not printable ASCII escaped. */
#define REPORT_QUOTE 256
const char *report_quote(char out[REPORT_QUOTE], const char *text, size_t length);

#endif
