/* pool.c: see pool.h. Blocks are few, so a scan of a short array under a lock is all it takes. */
#include "runtime/pool.h"

#include <string.h>

#include "runtime/machine/fork.h"

#define PAGE ((size_t)4096)

void pool_init(pool *p, const jx_allocator *allocator, size_t max) {
  *p = (pool){.allocator = allocator, .max = max};
  pthread_mutex_init(&p->lock, NULL);
}

static pool_block take(pool *p, size_t i) {
  pool_block b = p->blocks[i];
  memmove(p->blocks + i, p->blocks + i + 1, (p->n - i - 1) * sizeof b);
  p->n--;
  p->held -= b.size;
  return b;
}

/* Gives blocks back, oldest first, until at most `most` bytes in `blocks` blocks are held. */
static void shrink(pool *p, size_t most, size_t blocks) {
  while (p->n && (p->held > most || p->n > blocks)) {
    pool_block b = take(p, 0);
    mem_free(p->allocator, b.at, b.size);
  }
}

void pool_free(pool *p) {
  shrink(p, 0, 0);
  pthread_mutex_destroy(&p->lock);
}

/* Large blocks are whole pages, and not so finely graded that a slightly larger call finds none. */
size_t pool_round(size_t size) {
  size_t grain = JX_ALIGN;
  if (size >= POOL_SMALL) grain = PAGE;
  if (size >= 8 * JX_HUGE) grain = JX_HUGE;
  if (size > SIZE_MAX / 2) return SIZE_MAX;
  return size ? (size + grain - 1) / grain * grain : grain;
}

/* The smallest block that fits without wasting more than a quarter; among equals the last one
 * freed, whose pages are the likeliest to be in cache. */
static size_t best(const pool *p, size_t size) {
  size_t found = p->n, limit = size + size / 4 + PAGE;
  for (size_t i = p->n; i-- > 0;) {
    size_t s = p->blocks[i].size;
    if (s < size || s > limit) continue;
    if (found == p->n || s < p->blocks[found].size) found = i;
  }
  return found;
}

/* ---- Small blocks ---- */

/* The smallest block that wastes no more than a half: calls whose sizes vary find one as well. */
static void *get_small(pool *p, pool_local *l, size_t size, size_t *got) {
  size_t found = l->n, limit = size + size / 2;
  for (size_t i = l->n; i-- > 0;) {
    size_t s = l->blocks[i].size;
    if (s < size || s > limit || (found < l->n && s >= l->blocks[found].size)) continue;
    found = i;
    if (s == size) break;
  }
  *got = size;
  if (found == l->n) return mem_alloc(p->allocator, size, JX_ALIGN);
  pool_block b = l->blocks[found];
  l->blocks[found] = l->blocks[--l->n];
  *got = b.size;
  return b.at;
}

static void put_small(pool *p, pool_local *l, void *block, size_t size) {
  if (l->n == POOL_LOCAL) { /* the one that lies longest */
    mem_free(p->allocator, l->blocks[0].at, l->blocks[0].size);
    memmove(l->blocks, l->blocks + 1, --l->n * sizeof *l->blocks);
  }
  l->blocks[l->n++] = (pool_block){block, size};
}

void pool_local_free(pool *p, pool_local *l) {
  while (l->n) {
    l->n--;
    mem_free(p->allocator, l->blocks[l->n].at, l->blocks[l->n].size);
  }
}

/* ---- All blocks ---- */

void *pool_get(pool *p, pool_local *l, size_t size, size_t *got) {
  size = pool_round(size);
  if (size == SIZE_MAX) return NULL;
  *got = size;
  if (size < POOL_SMALL) return get_small(p, l, size, got);
  void *block = NULL;
  fork_lock(&p->lock);
  size_t i = best(p, size);
  if (i < p->n) {
    pool_block b = take(p, i);
    block = b.at;
    *got = b.size;
  }
  fork_unlock(&p->lock);
  if (block) return block;
  block = mem_alloc(p->allocator, size, JX_ALIGN);
  if (block) return block;
  fork_lock(&p->lock); /* what is kept may be what is missing */
  shrink(p, 0, 0);
  fork_unlock(&p->lock);
  return mem_alloc(p->allocator, size, JX_ALIGN);
}

void pool_put(pool *p, pool_local *l, void *block, size_t size) {
  if (!block) return;
  if (size < POOL_SMALL) {
    put_small(p, l, block, size);
    return;
  }
  if (size > p->max) {
    mem_free(p->allocator, block, size);
    return;
  }
  fork_lock(&p->lock);
  shrink(p, p->max - size, POOL_BLOCKS - 1);
  p->blocks[p->n++] = (pool_block){block, size};
  p->held += size;
  fork_unlock(&p->lock);
}
