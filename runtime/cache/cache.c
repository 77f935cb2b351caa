/* cache.c: see cache.h. Start at cache_find(). */
#include "runtime/cache/cache.h"

#include <string.h>

#include "base/hash.h"
#include "runtime/machine/fork.h"

#define FIRST_BUCKETS 64

/* ---- Lists ---- */

static kernel_list *list_retain(kernel_list *l) {
  if (l) atomic_fetch_add_explicit(&l->refs, 1, memory_order_relaxed);
  return l;
}

static void list_release(kernel_list *l) {
  if (!l || atomic_fetch_sub_explicit(&l->refs, 1, memory_order_acq_rel) != 1) return;
  for (uint32_t i = 0; i < l->n; i++) kernel_release(l->at[i]);
  mem_free(l->allocator, l, sizeof *l + l->n * sizeof(kernel *));
}

/* A list with `k` at its end, and without its first kernel when it is full. Takes over the
 * reference to `k`. */
static kernel_list *list_with(const kernel_list *old, kernel *k, const jx_allocator *allocator) {
  uint32_t n = old ? old->n : 0, skip = n == CACHE_KERNELS;
  kernel_list *l = mem_alloc(allocator, sizeof *l + (n - skip + 1) * sizeof(kernel *), JX_ALIGN);
  if (!l) return NULL;
  atomic_init(&l->refs, 1);
  l->allocator = allocator;
  l->n = n - skip + 1;
  for (uint32_t i = skip; i < n; i++) l->at[i - skip] = kernel_retain(old->at[i]);
  l->at[n - skip] = k;
  return l;
}

static uint64_t list_count(const kernel_list *l) {
  uint64_t n = 0;
  for (uint32_t i = 0; l && i < l->n; i++) n += l->at[i]->status == JX_OK;
  return n;
}

/* ---- Entries ---- */

static void entry_release(cache_entry *e) {
  if (!e || atomic_fetch_sub_explicit(&e->refs, 1, memory_order_acq_rel) != 1) return;
  list_release(e->list);
  mem_free(e->allocator, e, sizeof *e + e->size);
}

static bool entry_is(const cache_entry *e, const void *key, size_t size) {
  return e->size == size && memcmp(e->key, key, size) == 0;
}

/* ---- The table ---- */

void cache_init(cache *c, const jx_allocator *allocator) {
  *c = (cache){.allocator = allocator, .generation = fork_generation()};
  pthread_mutex_init(&c->lock, NULL);
  pthread_cond_init(&c->done, NULL);
}

static void unlink_entry(cache *c, cache_entry **link) {
  cache_entry *e = *link;
  *link = e->next;
  e->linked = false;
  c->nentries--;
  c->kernels -= list_count(e->list);
  entry_release(e);
}

void cache_free(cache *c) {
  for (size_t i = 0; i < c->nbuckets; i++)
    while (c->buckets[i]) unlink_entry(c, &c->buckets[i]);
  mem_free(c->allocator, c->buckets, c->nbuckets * sizeof *c->buckets);
  pthread_mutex_destroy(&c->lock);
  if (c->generation == fork_generation()) pthread_cond_destroy(&c->done);
}

/* More buckets when there are as many entries; a table that cannot grow gets slower, and no more.
 */
static bool grow(cache *c) {
  if (c->nentries < c->nbuckets) return true;
  size_t n = c->nbuckets ? 2 * c->nbuckets : FIRST_BUCKETS;
  cache_entry **buckets = mem_calloc(c->allocator, n, sizeof *buckets);
  if (!buckets) return c->nbuckets != 0;
  for (size_t i = 0; i < c->nbuckets; i++) {
    for (cache_entry *e = c->buckets[i], *next; e; e = next) {
      next = e->next;
      e->next = buckets[e->hash & (n - 1)];
      buckets[e->hash & (n - 1)] = e;
    }
  }
  mem_free(c->allocator, c->buckets, c->nbuckets * sizeof *c->buckets);
  c->buckets = buckets;
  c->nbuckets = n;
  return true;
}

/* Drops the entries that were not looked up during the last half of the clock's run; contexts that
 * still hold one may go on using it. */
static void evict(cache *c) {
  uint64_t line = c->clock - CACHE_ENTRIES / 2;
  for (size_t i = 0; i < c->nbuckets; i++) {
    for (cache_entry **link = &c->buckets[i]; *link;) {
      if ((*link)->used < line && !(*link)->compiling && !(*link)->waiting)
        unlink_entry(c, link);
      else
        link = &(*link)->next;
    }
  }
}

static cache_entry *insert(cache *c, uint64_t hash, const void *key, size_t size) {
  if (c->nentries >= CACHE_ENTRIES) evict(c);
  if (!grow(c)) return NULL;
  cache_entry *e = mem_alloc(c->allocator, sizeof *e + size, JX_ALIGN);
  if (!e) return NULL;
  memset(e, 0, sizeof *e);
  atomic_init(&e->refs, 1);
  atomic_init(&e->version, 0);
  e->allocator = c->allocator;
  e->hash = hash;
  e->size = size;
  memcpy(e->key, key, size);
  e->linked = true;
  cache_entry **bucket = &c->buckets[hash & (c->nbuckets - 1)];
  e->next = *bucket;
  *bucket = e;
  c->nentries++;
  return e;
}

static cache_entry *look_up(cache *c, uint64_t hash, const void *key, size_t size) {
  cache_entry *e = c->nbuckets ? c->buckets[hash & (c->nbuckets - 1)] : NULL;
  while (e && !(e->hash == hash && entry_is(e, key, size))) e = e->next;
  if (!e) e = insert(c, hash, key, size);
  if (e) e->used = ++c->clock;
  return e;
}

uint64_t cache_kernels(cache *c) {
  fork_lock(&c->lock);
  uint64_t n = c->kernels;
  fork_unlock(&c->lock);
  return n;
}

/* ---- Local caches ---- */

static void slot_clear(cache_slot *s) {
  list_release(s->list);
  entry_release(s->entry);
  *s = (cache_slot){0};
}

void cache_local_free(cache_local *l) {
  for (size_t i = 0; i < CACHE_LOCAL; i++) slot_clear(&l->slots[i]);
  l->last = NULL;
}

/* Under the lock. */
static void slot_refresh(cache_slot *s) {
  kernel_list *fresh = list_retain(s->entry->list);
  list_release(s->list);
  s->list = fresh;
  s->version = atomic_load_explicit(&s->entry->version, memory_order_relaxed);
}

static bool slot_is_fresh(const cache_slot *s) {
  return s->version == atomic_load_explicit(&s->entry->version, memory_order_acquire);
}

cache_slot *cache_find(cache *c, cache_local *l, const void *key, size_t size) {
  cache_slot *s = l->last;
  if (s && entry_is(s->entry, key, size) && slot_is_fresh(s)) return s;
  uint64_t hash = hash_bytes(key, size, 0).word[0];
  s = &l->slots[hash & (CACHE_LOCAL - 1)];
  bool same = s->entry && s->entry->hash == hash && entry_is(s->entry, key, size);
  l->last = s;
  if (same && slot_is_fresh(s)) return s;
  fork_lock(&c->lock);
  if (!same) {
    slot_clear(s);
    s->entry = look_up(c, hash, key, size);
    if (s->entry) atomic_fetch_add_explicit(&s->entry->refs, 1, memory_order_relaxed);
  }
  if (s->entry) slot_refresh(s);
  fork_unlock(&c->lock);
  if (s->entry) return s;
  l->last = NULL;
  return NULL;
}

/* ---- Compiling once ---- */

/* A thread that was compiling when this process was forked is not here to finish. */
static bool being_compiled(const cache_entry *e) {
  return e->compiling && e->generation == fork_generation();
}

/* Between two questions whether to go on waiting. */
#define WAIT_NS 5000000

/* Under the lock, but not while it is asked. False: to go on is not wanted. */
static bool wait_a_while(cache *c, const codegen_watch *watch) {
  struct timespec end;
  if (!watch) return pthread_cond_wait(&c->done, &c->lock) == 0;
  clock_gettime(CLOCK_MONOTONIC, &end);
  end.tv_nsec += WAIT_NS;
  end.tv_sec += end.tv_nsec / 1000000000;
  end.tv_nsec %= 1000000000;
  if (!pthread_cond_clockwait(&c->done, &c->lock, CLOCK_MONOTONIC, &end)) return true;
  fork_unlock(&c->lock);
  bool stop = watch->stop(watch->user);
  fork_lock(&c->lock);
  return !stop;
}

bool cache_begin(cache *c, cache_slot *s, const codegen_watch *watch) {
  cache_entry *e = s->entry;
  fork_lock(&c->lock);
  if (c->generation != fork_generation()) { /* its waiters are not here either */
    pthread_cond_init(&c->done, NULL);
    c->generation = fork_generation();
  }
  bool mine = slot_is_fresh(s) && !being_compiled(e);
  if (mine) {
    e->compiling = true;
    e->generation = fork_generation();
  } else {
    e->waiting++;
    while (being_compiled(e) && slot_is_fresh(s) && wait_a_while(c, watch)) {}
    e->waiting--;
    slot_refresh(s);
  }
  fork_unlock(&c->lock);
  return mine;
}

/* An entry that was dropped from the table comes back with its first kernel, unless it has been
 * replaced. */
static void relink(cache *c, cache_entry *e) {
  cache_entry **bucket = &c->buckets[e->hash & (c->nbuckets - 1)];
  for (const cache_entry *o = *bucket; o; o = o->next)
    if (o->hash == e->hash && entry_is(o, e->key, e->size)) return;
  e->next = *bucket;
  *bucket = e;
  e->linked = true;
  e->used = ++c->clock;
  c->nentries++;
  c->kernels += list_count(e->list);
  atomic_fetch_add_explicit(&e->refs, 1, memory_order_relaxed);
}

/* An entry without kernels serves nobody: programs with errors are not kept. */
static void drop_if_empty(cache *c, cache_entry *e) {
  if (e->list || !e->linked || e->waiting) return;
  for (cache_entry **link = &c->buckets[e->hash & (c->nbuckets - 1)]; *link; link = &(*link)->next)
    if (*link == e) {
      unlink_entry(c, link);
      return;
    }
}

jx_status cache_end(cache *c, cache_slot *s, kernel *k) {
  cache_entry *e = s->entry;
  jx_status status = JX_OK;
  fork_lock(&c->lock);
  e->compiling = false;
  kernel_list *list = k ? list_with(e->list, k, c->allocator) : NULL;
  if (list) {
    if (!e->linked) relink(c, e);
    if (e->linked) c->kernels += list_count(list) - list_count(e->list);
    list_release(e->list);
    e->list = list;
    atomic_fetch_add_explicit(&e->version, 1, memory_order_release);
    slot_refresh(s);
  } else {
    if (k) status = JX_ERROR_MEMORY;
    drop_if_empty(c, e);
  }
  pthread_cond_broadcast(&c->done);
  fork_unlock(&c->lock);
  return status;
}
