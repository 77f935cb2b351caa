/* output.h: files that appear under their names only when they are complete.
 *
 * Takes who writes the contents; gives a file, or reports why there is none. A new file is written
 * beside the one it replaces and renamed; a device or a pipe is written directly. */
#ifndef JXC_OUTPUT_H
#define JXC_OUTPUT_H

#include "report.h"

/* Writes `what` to an open file; 0, or an errno (EINTR: a signal is pending). */
typedef int output_writer(int fd, const void *what);

jxc_exit output_save(const char *path, output_writer *writer, const void *what);

/* The same to an open file or pipe; `path` is its name in messages. */
jxc_exit output_send(int fd, const char *path, output_writer *writer, const void *what);

/* Writes all bytes; 0, or an errno (EINTR: a signal is pending). */
int output_write(int fd, const void *data, size_t size);

#endif
