/* pool.h: freed results and temporaries, kept for the next ones.
 *
 * The first touch of fresh memory costs several times what computing into it does, so large blocks
 * are kept when they are freed and handed out again, the most recently freed of the smallest that
 * fit first. Small ones come from the allocator directly. Any thread may call; the pool never
 * touches the memory it hands out, so that the threads that write it place its pages.
 */
#ifndef JX_POOL_H
#define JX_POOL_H

#include <pthread.h>

#include "base/alloc.h"

#define POOL_BLOCKS 64             /* kept at most */
#define POOL_SMALL ((size_t)65536) /* smaller blocks are kept by contexts only, */
#define POOL_LOCAL 8               /* so many each */

typedef struct pool_block {
  void *at;
  size_t size;
} pool_block;

typedef struct pool {
  const jx_allocator *allocator;
  pthread_mutex_t lock;
  size_t max, held;               /* bytes */
  size_t n;                       /* blocks kept */
  pool_block blocks[POOL_BLOCKS]; /* oldest first */
} pool;

/* Of one context, or of nobody; starts as {0}. */
typedef struct pool_local {
  size_t n;
  pool_block blocks[POOL_LOCAL];
} pool_local;

/* At most `max` bytes are kept; 0 keeps nothing. */
void pool_init(pool *p, const jx_allocator *allocator, size_t max);
void pool_free(pool *p);

/* At least `size` bytes aligned to JX_ALIGN, or NULL when out of memory; *got is the block's size,
 * which pool_put() needs back. */
void *pool_get(pool *p, pool_local *l, size_t size, size_t *got);
void pool_put(pool *p, pool_local *l, void *block, size_t size);
void pool_local_free(pool *p, pool_local *l);

/* Bytes a block for `size` bytes has when it is fresh: limits are checked with it. SIZE_MAX when
 * too large. */
size_t pool_round(size_t size);

#endif
