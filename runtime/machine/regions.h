/* regions.h: whether a parallel region calls. */
#ifndef JX_REGIONS_H
#define JX_REGIONS_H

#include <stdbool.h>

/* Whether the calling thread is inside an active parallel region of OpenMP: of the runtime that
 * libjx is linked with, or of another that is loaded (LLVM's, Intel's), of which a process may have
 * several. Any thread. */
bool regions_inside(void);

#endif
