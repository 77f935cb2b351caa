/* usable.h: on how many threads work is shared when nobody says otherwise. */
#ifndef JX_USABLE_H
#define JX_USABLE_H

#include <stdint.h>

#define USABLE_MOST 4096

/* Processors that this process may run on: the least of its affinity mask and its cgroups' quotas
 * (rounded up), of both versions. At least 1. Cgroups are looked for below the folder `root`, "" for
 * the system's own. */
int usable_processors(const char *root);

/* The default number of threads: what the variable JX_NUM_THREADS says; else OMP_NUM_THREADS, whose
 * list has that of outer regions first; else the processors. NULL and "" say nothing, and neither
 * does what is no number from 1 to USABLE_MOST; then `warning` is what there is to say, else "". */
#define USABLE_TEXT 160
int32_t usable_threads(const char *root, const char *jx, const char *omp,
                       char warning[USABLE_TEXT]);

#endif
