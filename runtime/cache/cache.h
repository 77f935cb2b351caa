/* cache.h: kernels in memory.
 *
 * A key is all that fixes a kernel but its guards: the program's text, the operands' names in their
 * order, the layouts of operands and of given results, how careful and how precise it is, as one run
 * of bytes that is compared whole.
 * What is found under a key is a list of kernels that differ in their guards only; the caller
 * probes it in order. Lists never change: a new kernel makes a new list and raises the entry's
 * version.
 *
 * A context keeps a cache_local: the entries it met last, with their lists. A call that repeats one
 * takes no lock, allocates nothing, and writes no memory that threads share. Everything else goes
 * through one mutex, held for a look-up and never while compiling: who finds no kernel asks with
 * cache_begin() to be the one who makes it, and the others wait.
 */
#ifndef JX_CACHE_H
#define JX_CACHE_H

#include <pthread.h>

#include "codegen/codegen.h"
#include "runtime/kernel/kernel.h"

#define CACHE_ENTRIES 4096 /* kept at most; the ones not used for long go first */
#define CACHE_KERNELS 64   /* of one key; the oldest goes first */
#define CACHE_LOCAL 64     /* a power of two */

typedef struct kernel_list {
  atomic_uint refs;
  uint32_t n;
  const jx_allocator *allocator;
  kernel *at[];
} kernel_list;

typedef struct cache_entry {
  atomic_uint refs;
  atomic_uint version; /* of the list */
  /* under the cache's lock */
  struct cache_entry *next; /* in its bucket */
  kernel_list *list;        /* NULL: no kernel so far */
  uint64_t used;            /* the cache's clock at the last look-up */
  bool linked;              /* in the table */
  bool compiling;
  unsigned generation; /* of forks, when compiling began */
  uint32_t waiting;
  /* fixed */
  const jx_allocator *allocator;
  uint64_t hash;
  size_t size; /* of the key */
  unsigned char key[];
} cache_entry;

typedef struct cache {
  const jx_allocator *allocator;
  pthread_mutex_t lock;
  pthread_cond_t done; /* somebody finished compiling */
  unsigned generation; /* of forks, for `done` */
  cache_entry **buckets;
  size_t nbuckets, nentries;
  uint64_t clock, kernels;
} cache;

typedef struct cache_slot {
  cache_entry *entry;
  kernel_list *list; /* may be NULL */
  unsigned version;
} cache_slot;

typedef struct cache_local {
  cache_slot *last;
  cache_slot slots[CACHE_LOCAL];
} cache_local;

void cache_init(cache *c, const jx_allocator *allocator);
void cache_free(cache *c);
void cache_local_free(cache_local *l);

/* The slot of a key in the context's local cache, brought up to date; the entry is made when there
 * is none. It stays valid until the next call on `l`. NULL when out of memory. */
cache_slot *cache_find(cache *c, cache_local *l, const void *key, size_t size);

/* None of the slot's kernels fits. True: the caller compiles, and then calls cache_end(). False:
 * there may be new kernels in the slot by now; look again. While another thread compiles, `watch`,
 * which may be NULL, is asked some hundred times a second whether to wait no longer. */
bool cache_begin(cache *c, cache_slot *s, const codegen_watch *watch);

/* Adds the kernel that was made (taking over the reference), NULL after an error. JX_ERROR_MEMORY
 * leaves the kernel with the caller. */
jx_status cache_end(cache *c, cache_slot *s, kernel *k);

/* Kernels with code that are held. */
uint64_t cache_kernels(cache *c);

#endif
