/* memory_limit.h: how much memory this process may fill. */
#ifndef JX_MEMORY_LIMIT_H
#define JX_MEMORY_LIMIT_H

#include <stdint.h>

/* Bytes: what $JX_MEMORY says ("2G"), else the least of what the system can give and of the limits
 * of this process' control groups, of either version. UINT64_MAX where nothing tells. It reads a few
 * files, some tens of microseconds. */
uint64_t memory_limit(void);

#endif
