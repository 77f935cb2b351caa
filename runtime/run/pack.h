/* pack.h: elements for which a condition holds, packed one after the other. */
#ifndef JX_PACK_H
#define JX_PACK_H

#include <stddef.h>
#include <stdint.h>

/* How many of n bytes are not 0. */
int64_t pack_count(const uint8_t *mask, int64_t n);
/* Copies those of n elements of `size` bytes whose mask is not 0; there are `count` of them, and
 * nothing behind them is written. */
void pack_elements(void *to, const void *from, const uint8_t *mask, int64_t n, int64_t count,
                   size_t size);

#endif
