/* stopping.h: what the functions that kernels call know of the run they are in.
 *
 * Some take microseconds for an element, so that a piece with many of those takes a thousand times
 * as long as one without. Once the run is to stop, nobody looks at results, and they do nothing.
 * Functions compiled ahead of time cannot be stopped. */
#ifndef JX_STOPPING_H
#define JX_STOPPING_H

#include <stdint.h>
#include <string.h>

#include "base/stop.h"

#ifdef JX_PART
static inline void stopping_watch(const stop_flag *flag) { (void)flag; }
static inline bool stopping_wanted(void) { return false; }
#else
/* From now on the calling thread runs pieces that this flag stops; NULL: none. */
void stopping_watch(const stop_flag *flag);
bool stopping_wanted(void);
#endif

/* The elements to be computed, all `n` or none: then `out`, of 8 bytes each, is 0. */
static inline int64_t stopping_count(void *out, int64_t n) {
  if (!stopping_wanted()) return n;
  memset(out, 0, (size_t)n * 8);
  return 0;
}

#endif
