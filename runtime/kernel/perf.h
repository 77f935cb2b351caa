/* perf.h: kernels' names for Linux's perf, when $JX_PERF asks for them.
 *
 *   JX_PERF=1     lines in /tmp/perf-<pid>.map, which perf report reads by itself
 *   JX_PERF=dump  jit-<pid>.dump in $JX_PERF_DIR, or else the working directory, with code and
 *                 unwind tables, for perf inject --jit
 *
 * Unset, empty or 0: nothing. Any other value, and any trouble with the file, is one warning, and
 * nothing more is written. Programs that run with another user's rights ignore both variables. A
 * forked child has a file of its own.
 *
 * Nothing here locks: the caller does. A file is opened anew for each kernel, so that none is held
 * that the program might close or take for one of its own. */
#ifndef JX_PERF_H
#define JX_PERF_H

#include "runtime/kernel/announce.h"
#include "runtime/kernel/code_object.h"

typedef struct perf_writer {
  int fd;
  bool first;                /* the file is new: all code that there is must be added */
  announce_warning *warning; /* tells of trouble, once */
} perf_writer;

/* False: nothing is to be written. */
bool perf_open(perf_writer *w);
void perf_add(perf_writer *w, const code_object *o);
void perf_close(perf_writer *w);

/* perf_dump.c: what a jitdump begins with, and the records of a kernel. False: errno says why. */
bool perf_dump_begin(int fd);
bool perf_dump_add(int fd, const code_object *o);

#endif
