/* runs.h: runs of some bytes, each copied to a place of its own. */
#ifndef JX_RUNS_H
#define JX_RUNS_H

#include <stdint.h>

/* Bytes of a run, at most. */
enum { RUNS_BYTES = 512 };

/* Copies n runs of so many bytes, 1 to RUNS_BYTES, that begin so many bytes apart on either side, or
 * less than none. What they are copied to is no part of what is read, unless both are the same. Any
 * thread. */
void runs_copy(char *to, int64_t to_apart, const char *from, int64_t from_apart, int64_t bytes,
               int64_t n);

#endif
