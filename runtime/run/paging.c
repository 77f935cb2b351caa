/* paging.c: windows of mapped files; see paging.h. Start at paging_open(), then go_along(). */
#include "runtime/run/paging.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "runtime/machine/fork.h"
#include "runtime/machine/mapped.h"
#include "runtime/machine/memory_limit.h"

/* Calls that touch less than this are not looked at, unless $JX_MEMORY says how much there is. */
#define LEAST_BYTES ((uint64_t)256 << 20)
#define LEAST_SAID ((uint64_t)1 << 18)
#define LEAST_ARRAY ((uintptr_t)1 << 16)

/* Windows: together an eighth of what may be filled. */
#define SHARE_OF_LIMIT 8
#define WINDOW_LEAST ((uint64_t)1 << 16)
#define WINDOW_MOST ((uint64_t)64 << 20)
#define STEPS 4  /* of a window, in which it moves */
#define BEHIND 2 /* windows that may wait to be given back, but for what is being written */

#define PAGE ((uintptr_t)4096)
enum { ARRAYS = 64, STREAMS = 64, THREADS = 256 };

/* One way through a mapped array, from one end to the other. Bytes are counted along it. */
typedef struct stream {
  uintptr_t low;
  uint64_t span;
  bool backwards, read, written, shared;
  const mapped_range *array;
  int fd;            /* of its file, or -1 */
  uint64_t asked;    /* up to here it has been asked for, */
  uint64_t started;  /* its writing been started, */
  uint64_t released; /* and given back */
} stream;

struct paging {
  schedule_pager pager;
  const jx_allocator *allocator;
  const bound *bound;
  unsigned generation;         /* of forks: a child has none of its threads */
  mapped_range arrays[ARRAYS]; /* operands, then results */
  size_t narrays;
  uint64_t limit, window;
  stream streams[STREAMS];
  size_t nstreams;
  pthread_t reader, writer;
  pthread_mutex_t lock;
  pthread_cond_t moved, given_back;
  /* under the lock */
  double at[THREADS]; /* where threads are; negative: nowhere */
  double front;       /* the farthest that one has been */
  double piece;       /* the share of one */
  bool waits;         /* threads may wait for each other */
  bool ended, quit;
};

/* ---- Moving windows ---- */

/* In a child that was forked from the midst of the call. */
static bool is_lost(const paging *p) { return p->generation != fork_generation(); }

static double behind(const paging *p) {
  double least = p->ended ? 1 : p->front;
  for (int i = 0; i < THREADS; i++)
    if (p->at[i] >= 0 && p->at[i] < least) least = p->at[i];
  return least;
}

static uint64_t along(const stream *s, double share) {
  return share >= 1 ? s->span : (uint64_t)(share * (double)s->span);
}

/* The whole pages of [from, to) along a stream; false: none. */
static bool pages_of(const stream *s, uint64_t from, uint64_t to, bool inside, void **at,
                     size_t *size) {
  uintptr_t low = s->backwards ? s->low + s->span - to : s->low + from;
  uintptr_t high = s->backwards ? s->low + s->span - from : s->low + to;
  low = inside ? (low + PAGE - 1) & ~(PAGE - 1) : low & ~(PAGE - 1);
  if (inside) high &= ~(PAGE - 1);
  *at = (void *)low;
  *size = high > low ? high - low : 0;
  return high > low;
}

/* What is read is not only fetched but mapped, by faults as a reader's: the system then reads ahead
 * of them in blocks as large as it likes, which MADV_WILLNEED does not, and the threads that compute
 * meet no fault. A file that has been cut short makes this fail, and nothing else. */
static void ask_for(const stream *s, uint64_t from, uint64_t to) {
  void *at;
  size_t size;
  if (!pages_of(s, from, to, false, &at, &size)) return;
#ifdef MADV_POPULATE_READ
  if (madvise(at, size, MADV_POPULATE_READ) == 0) return;
#endif
  madvise(at, size, MADV_WILLNEED);
}

/* A range of a file that is written through a mapping. */
static bool sync_range(const stream *s, const void *at, size_t size, unsigned flags) {
  if (!mapped_is_open(s->array, s->fd)) return false;
  uint64_t offset = s->array->offset + ((uintptr_t)at - s->array->low);
  return sync_file_range(s->fd, (off64_t)offset, (off64_t)size, flags) == 0;
}

/* Starts to write what has been written. */
static void start_writing(const stream *s, uint64_t from, uint64_t to) {
  void *at;
  size_t size;
  if (pages_of(s, from, to, true, &at, &size)) sync_range(s, at, size, SYNC_FILE_RANGE_WRITE);
}

#define WRITE_ALL (SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER)

/* Pages are no longer mapped, and the system may take them for something else at once: what has been
 * written is in the file by then, and does not pile up. */
static void give_back(const stream *s, uint64_t from, uint64_t to) {
  void *at;
  size_t size;
  if (!pages_of(s, from, to, true, &at, &size)) return;
  if (s->written && s->shared && !sync_range(s, at, size, WRITE_ALL)) msync(at, size, MS_SYNC);
  if (s->shared) madvise(at, size, MADV_DONTNEED);
#ifdef MADV_COLD
  if (!s->shared) madvise(at, size, MADV_COLD);
#endif
}

/* The next thing to ask for, or to give back, as [*from, *to); false when there is none. What is
 * written is given back a window behind where its writing was started. */
static bool next_of(const paging *p, stream *s, bool reads, uint64_t *from, uint64_t *to) {
  uint64_t step = p->window / STEPS;
  if (reads && !s->read) return false;
  if (reads) {
    uint64_t here = along(s, p->front), end = here + p->window;
    *from = s->asked > here ? s->asked : here;
    *to = end < s->span ? end : s->span;
    if (*to <= *from || (*to < s->span && *to - *from < step)) return false;
    s->asked = *to;
    return true;
  }
  *from = s->released;
  *to = along(s, behind(p));
  if (s->written && *to < s->span) *to = *to > p->window ? *to - p->window : 0;
  if (*to <= *from || (*to < s->span && *to - *from < step)) return false;
  if (*to - *from > p->window) *to = *from + p->window;
  return true;
}

/* What has been left of a stream that is written, and not been started. */
static bool next_write(const paging *p, stream *s, uint64_t *from, uint64_t *to) {
  *from = s->started;
  *to = along(s, behind(p));
  if (!s->written || s->fd < 0 || *to <= *from) return false;
  if (*to < s->span && *to - *from < p->window / STEPS) return false;
  s->started = *to;
  return true;
}

/* A helper: moves its ends of the windows until it is told to quit. */
static void go_along(paging *p, bool reads) {
  pthread_mutex_lock(&p->lock);
  while (!p->quit) {
    bool moved = false;
    for (size_t i = 0; i < p->nstreams && !p->quit; i++) {
      uint64_t from, to;
      if (!reads && next_write(p, &p->streams[i], &from, &to)) {
        stream s = p->streams[i];
        pthread_mutex_unlock(&p->lock);
        start_writing(&s, from, to);
        pthread_mutex_lock(&p->lock);
        moved = true;
      }
      if (!next_of(p, &p->streams[i], reads, &from, &to)) continue;
      stream s = p->streams[i];
      pthread_mutex_unlock(&p->lock);
      if (reads)
        ask_for(&s, from, to);
      else
        give_back(&s, from, to);
      pthread_mutex_lock(&p->lock);
      if (!reads) p->streams[i].released = to;
      moved = true;
    }
    if (!reads && moved) pthread_cond_broadcast(&p->given_back);
    if (!moved && !p->quit) pthread_cond_wait(&p->moved, &p->lock);
  }
  pthread_mutex_unlock(&p->lock);
}

static void *read_along(void *p) {
  go_along(p, true);
  return NULL;
}

static void *write_along(void *p) {
  go_along(p, false);
  return NULL;
}

/* ---- Streams of stages ---- */

static const mapped_range *array_of(const paging *p, const plan_access *a) {
  size_t operands = p->bound->spec->noperands;
  if (a->source == SOURCE_TEMP) return NULL;
  size_t i = a->source == SOURCE_OPERAND ? a->index : operands + a->index;
  return i < p->narrays && p->arrays[i].file ? &p->arrays[i] : NULL;
}

/* Sets a stream from an access that goes through its array along a loop; false: it does not. */
static bool follow(const schedule_stage *s, uint32_t access, const plan_access *a, uint32_t loop,
                   stream *out) {
  const int64_t *slot = s->slots + stage_access_slot(s->plan, access),
                *extents = s->slots + SLOT_FIRST;
  int64_t low = 0, high = a->item, outer = slot[1 + loop], within = a->item;
  if (a->gathers || access_repeats(a) || !outer) return false;
  for (uint32_t l = 0; l < stage_loops(s->plan); l++) {
    int64_t step = slot[1 + l] * (extents[l] - 1);
    *(step < 0 ? &low : &high) += step;
    if (l != loop) within += step < 0 ? -step : step;
  }
  if (within > (outer < 0 ? -outer : outer)) return false;
  *out = (stream){.low = (uintptr_t)slot[0] + (uintptr_t)low,
                  .span = (uint64_t)(high - low),
                  .backwards = outer < 0,
                  .read = !a->store,
                  .written = a->store};
  return true;
}

static void add_stream(paging *p, const stream *s) {
  for (size_t i = 0; i < p->nstreams; i++) {
    stream *o = &p->streams[i];
    if (o->low != s->low || o->span != s->span || o->backwards != s->backwards) continue;
    o->read = o->read || s->read;
    o->written = o->written || s->written;
    if (o->fd < 0) o->fd = s->fd;
    return;
  }
  if (p->nstreams < STREAMS) p->streams[p->nstreams++] = *s;
}

static void find_streams(paging *p, const schedule_stage *s, bool reduced) {
  const plan_access *accesses = spec_accesses(p->bound->spec) + s->plan->accesses;
  uint32_t loop = reduced ? s->plan->nkept : 0;
  if (loop >= stage_loops(s->plan)) return;
  for (uint32_t i = 0; i < s->plan->naccesses; i++) {
    const mapped_range *array = array_of(p, &accesses[i]);
    stream found;
    if (!array || !follow(s, i, &accesses[i], loop, &found)) continue;
    if (found.low < array->low || found.low + found.span > array->high) continue; /* a shadow */
    found.shared = array->shared;
    found.array = array;
    found.fd = found.written ? mapped_descriptor(array) : -1;
    add_stream(p, &found);
  }
}

static void set_window(paging *p) {
  uint64_t window = p->limit / SHARE_OF_LIMIT / (p->nstreams ? p->nstreams : 1);
  if (window > WINDOW_MOST) window = WINDOW_MOST;
  p->window = window < WINDOW_LEAST ? WINDOW_LEAST : window;
}

/* ---- What the scheduler says ---- */

static void begin(void *user, size_t first, size_t count, bool reduced, int64_t pieces) {
  paging *p = user;
  if (is_lost(p)) return;
  pthread_mutex_lock(&p->lock);
  p->nstreams = 0;
  for (size_t i = first; i < first + count; i++) {
    const schedule_stage *s = &p->bound->stages[i];
    find_streams(p, s, s->chained ? s->plan->spine == SPINE_REDUCED : reduced);
  }
  set_window(p);
  for (int i = 0; i < THREADS; i++) p->at[i] = -1;
  p->front = 0;
  p->piece = 1 / (double)pieces;
  p->waits = !p->bound->stages[first].plan->scans; /* those that scan do already, in their way */
  p->ended = false;
  pthread_cond_broadcast(&p->moved);
  pthread_mutex_unlock(&p->lock);
}

/* Whether a thread has to wait: too much is to be given back, or another one, which has lost its
 * processor perhaps, is too far behind. */
static bool is_early(const paging *p, double share) {
  double last = behind(p);
  for (size_t i = 0; i < p->nstreams; i++) {
    const stream *s = &p->streams[i];
    uint64_t most = (BEHIND + s->written) * p->window, here = along(s, last);
    if (here > s->released + most) return true;
    double apart = (share - last - 2 * p->piece * p->bound->host.threads) * (double)s->span;
    if (apart > (double)(BEHIND * p->window)) return true;
  }
  return false;
}

/* Pieces are large enough for a lock each: some ten microseconds. */
static void go_on(void *user, int thread, double share) {
  paging *p = user;
  if (thread >= THREADS || !p->nstreams || is_lost(p)) return;
  pthread_mutex_lock(&p->lock);
  p->at[thread] = share < 1 ? share : -1;
  if (share < 1 && share > p->front) p->front = share;
  pthread_cond_broadcast(&p->moved);
  pthread_cond_broadcast(&p->given_back);
  while (p->waits && share < 1 && is_early(p, share)) pthread_cond_wait(&p->given_back, &p->lock);
  pthread_mutex_unlock(&p->lock);
}

static bool all_released(const paging *p) {
  for (size_t i = 0; i < p->nstreams; i++)
    if (p->streams[i].released < p->streams[i].span) return false;
  return true;
}

static void end(void *user) {
  paging *p = user;
  if (is_lost(p)) return;
  pthread_mutex_lock(&p->lock);
  p->ended = true;
  for (int i = 0; i < THREADS; i++) p->at[i] = -1;
  p->front = 1;
  pthread_cond_broadcast(&p->moved);
  while (!all_released(p)) pthread_cond_wait(&p->given_back, &p->lock);
  p->nstreams = 0;
  pthread_mutex_unlock(&p->lock);
}

/* ---- Calls ---- */

static void range_of(mapped_range *r, const void *data, int rank, const int64_t *shape,
                     const int64_t *strides, size_t item) {
  jx_array a = {.data = (void *)(uintptr_t)data, .dtype = JX_UINT8, .rank = rank};
  memcpy(a.shape, shape, (size_t)rank * sizeof *shape);
  memcpy(a.strides, strides, (size_t)rank * sizeof *strides);
  array_range covers = array_covers(&a);
  *r = (mapped_range){.low = covers.low, .high = covers.high};
  if (covers.high > covers.low) r->high += item - 1;
  if (r->high - r->low < LEAST_ARRAY) r->high = r->low;
}

/* The bytes of a call's arrays that are in mapped files. */
static uint64_t find_arrays(paging *p) {
  const bound *b = p->bound;
  size_t operands = b->spec->noperands;
  uint64_t bytes = 0;
  for (size_t i = 0; i < operands && p->narrays < ARRAYS; i++) {
    const jx_array *a = b->operands[i];
    range_of(&p->arrays[p->narrays++], a->data, a->flags & JX_ARRAY_LONG ? 0 : a->rank, a->shape,
             a->strides, array_item(a));
  }
  for (size_t i = 0; i < b->spec->results.n && p->narrays < ARRAYS; i++) {
    const bound_result *r = &b->results[i];
    const plan_result *plan = spec_results(b->spec) + i;
    if (r->to.data)
      range_of(&p->arrays[p->narrays], r->to.data, plan->rank, r->shape, r->to.strides, plan->item);
    p->narrays++;
  }
  mapped_find(p->arrays, p->narrays);
  for (size_t i = 0; i < p->narrays; i++)
    if (p->arrays[i].file) bytes += p->arrays[i].high - p->arrays[i].low;
  return bytes;
}

/* Helpers take no signals: those are the caller's threads' business. */
static bool start_helpers(paging *p) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool reads = pthread_create(&p->reader, NULL, read_along, p) == 0;
  bool both = reads && pthread_create(&p->writer, NULL, write_along, p) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (both) return true;
  if (!reads) return false;
  pthread_mutex_lock(&p->lock);
  p->quit = true;
  pthread_cond_broadcast(&p->moved);
  pthread_mutex_unlock(&p->lock);
  pthread_join(p->reader, NULL);
  return false;
}

static void free_paging(paging *p) {
  if (!is_lost(p)) {
    pthread_cond_destroy(&p->given_back);
    pthread_cond_destroy(&p->moved);
    pthread_mutex_destroy(&p->lock);
  }
  mem_free(p->allocator, p, sizeof *p);
}

paging *paging_open(const bound *b, const jx_allocator *allocator) {
  uint64_t bytes = b->bytes_read + b->bytes_written;
  if (bytes < LEAST_SAID || (bytes < LEAST_BYTES && !getenv("JX_MEMORY"))) return NULL;
  uint64_t limit = memory_limit();
  if (bytes <= limit / 2) return NULL;
  paging *p = mem_calloc(allocator, 1, sizeof *p);
  if (!p) return NULL;
  p->allocator = allocator;
  p->generation = fork_generation();
  p->bound = b;
  p->limit = limit;
  p->pager = (schedule_pager){begin, go_on, end, p};
  pthread_mutex_init(&p->lock, NULL);
  pthread_cond_init(&p->moved, NULL);
  pthread_cond_init(&p->given_back, NULL);
  if (find_arrays(p) > limit / 2 && start_helpers(p)) return p;
  free_paging(p);
  return NULL;
}

const schedule_pager *paging_pager(const paging *p) { return p ? &p->pager : NULL; }

void paging_close(paging *p) {
  if (!p) return;
  if (!is_lost(p)) {
    pthread_mutex_lock(&p->lock);
    p->quit = true;
    pthread_cond_broadcast(&p->moved);
    pthread_mutex_unlock(&p->lock);
    pthread_join(p->reader, NULL);
    pthread_join(p->writer, NULL);
  }
  free_paging(p);
}
