/* least.h: the smaller of two numbers. */
#ifndef JX_LEAST_H
#define JX_LEAST_H

#include <stdint.h>

static inline int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

#endif
