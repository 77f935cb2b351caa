/* schedule.c: sharing pieces of stages among threads; see schedule.h.
 *
 * Start at schedule_all(). Work comes as numbered items, which threads take from one counter; a
 * stage is one or two rounds of items: its pieces, and for cut reductions the combining of states
 * with the last call.
 */
#include "runtime/run/schedule.h"

#include <stdatomic.h>
#include <string.h>

#include "runtime/machine/fpenv.h"
#include "runtime/machine/stream.h"
#include "runtime/machine/wait.h"
#include "runtime/run/states.h"

/* A thread that waits for another one looks so often before it lets others have the processor. */
#define SPINS 2000

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

/* ---- Sharing ---- */

typedef struct work work;
typedef void work_item(work *w, int64_t item, int thread);

struct work {
  const schedule_stage *stage;
  const schedule_chain *chain;
  schedule_run *run;
  work_item *item;
  int64_t count;
  double done, share;     /* of the whole run: finished before, and by this work */
  _Atomic int64_t next;   /* item to be taken */
  atomic_bool stop;       /* the callback said so */
  atomic_int begun, over; /* for sanitizers, which do not see a team's barriers */
};

/* Between items and their parts, on the calling thread. */
static void report(work *w, double taken) {
  schedule_run *r = w->run;
  double fraction = w->done + w->share * taken / (double)w->count;
  if (r->progress(r->user, fraction < 1 ? fraction : 1)) atomic_store(&w->stop, true);
}

/* Thread 0 is the calling one. */
static void take_items(work *w, int thread) {
  for (;;) {
    int64_t i = atomic_fetch_add_explicit(&w->next, 1, memory_order_relaxed);
    if (i >= w->count || atomic_load_explicit(&w->stop, memory_order_relaxed)) return;
    w->item(w, i, thread);
    if (atomic_load_explicit(&w->stop, memory_order_relaxed)) return;
    if (thread == 0 && w->run->progress && i + 1 < w->count) report(w, (double)(i + 1));
  }
}

/* A team's body. Its threads are not only ours: they have whatever environment the program's own
 * parallel regions or the one they were made in left them. */
static void take_as_member(void *argument, int thread) {
  work *w = argument;
  fp_environment theirs;
  fp_enter(&theirs);
  atomic_load(&w->begun);
  take_items(w, thread);
  atomic_fetch_add(&w->over, 1);
  fp_leave(&theirs);
}

/* Threads that `cost` nanoseconds in `count` items are worth. */
static int worth(const schedule_run *r, double cost, int64_t count) {
  if (cost < SCHEDULE_SERIAL_NS || count < 2 || r->threads < 2 || !r->team) return 1;
  int64_t n = (int64_t)(cost / (SCHEDULE_SERIAL_NS / 2.0));
  return (int)least(least(n, count), r->threads);
}

/* Runs all items; false when the callback stopped them. */
static bool work_through(work *w, double cost) {
  int threads = worth(w->run, cost, w->count);
  if (w->chain) threads = (int)least(threads, w->chain->nblocks);
  if (threads < 2) {
    take_items(w, 0);
  } else {
    atomic_store(&w->begun, 1);
    int used = w->run->team(threads, take_as_member, w);
    atomic_load(&w->over);
    if (used > w->run->used) w->run->used = used;
  }
  return !atomic_load(&w->stop);
}

/* ---- Stages ---- */

static void fence(const schedule_stage *s) {
  if (s->slots[SLOT_STREAM]) stream_fence();
}

static int64_t *state_of(const schedule_run *r, const schedule_stage *s, int64_t range) {
  return r->states + s->state_at + range * s->state_size;
}

/* A piece of a contracting stage, over the whole reduced range. */
static void run_rectangle(work *w, int64_t item, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  int64_t begin, end;
  cut_rectangle(&s->kept_cut, item, &begin, &end);
  s->entry(s->slots, begin, end, 0, s->reduced, NULL, NULL);
}

/* A piece of the kept range, over the whole reduced range. */
static void run_piece(work *w, int64_t item, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  int64_t begin, end, rows = cut_at(&s->kept_cut, item, &begin, &end);
  for (int64_t row = 0; row < rows; row++)
    s->entry(s->slots, begin + row * s->row, end + row * s->row, 0, s->reduced, NULL, NULL);
  fence(s);
}

/* A piece of the kept range, over a range of the reduced one: leaves its state. */
static void run_range(work *w, int64_t item, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  int64_t begin, end, from, to, range = item / s->kept_cut.count;
  cut_at(&s->kept_cut, item % s->kept_cut.count, &begin, &end);
  cut_at(&s->reduced_cut, range, &from, &to);
  s->entry(s->slots, begin, end, from, to, NULL, state_of(w->run, s, range));
}

/* Combines the states of a piece of the kept range, and finishes it. */
static void run_finish(work *w, int64_t item, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  int64_t begin, end, *state = state_of(w->run, s, 0);
  cut_at(&s->kept_cut, item, &begin, &end);
  states_tree(s->accumulators, s->plan->naccumulators, s->kept, begin, end, state, s->state_size,
              s->state_count);
  s->entry(s->slots, begin, end, 0, 0, state, NULL);
  fence(s);
}

static bool finish_stage(schedule_run *r, const schedule_stage *s, double done) {
  double combining = (double)s->state_count * (double)s->kept * s->plan->words;
  work w = {.stage = s, .run = r, .item = run_finish, .count = s->kept_cut.count, .done = done};
  return work_through(&w, combining);
}

/* ---- Scans ----
 *
 * A range of a scan is folded, which brings it to the cache; what it comes to is added to what comes
 * before it, and the next range may go on; and then it is stored (Merrill and Garland, Single-pass
 * parallel prefix scan with decoupled look-back, 2016). What comes before a range is the sum of
 * states in their order, whoever adds them up; but behind a range that has an infinity or NaN, or
 * whose sum overflows, it is what that range has ended with.
 *
 * A thread that does not know yet what comes before its range folds the next ones meanwhile: whoever
 * is to tell may have lost its processor. Ranges are taken in order, and each thread stores its own
 * in order, so the first that is not stored can be. */

/* Ranges that a thread has folded and not stored. */
#define SCAN_PENDING 512

typedef struct pending {
  int64_t items[SCAN_PENDING];
  int64_t first, count;
} pending;

/* Of a piece of the kept range: whether what comes before a range is known. Behind the states. */
static _Atomic int64_t *known(const schedule_run *r, const schedule_stage *s, int64_t item) {
  int64_t *flags = r->states + s->state_at + s->state_size * s->state_count;
  return (_Atomic int64_t *)flags + item;
}

static bool is_known(const work *w, int64_t item) {
  return item < w->stage->kept_cut.count ||
         atomic_load_explicit(known(w->run, w->stage, item), memory_order_acquire);
}

/* False when the callback stopped whoever would have told. */
static bool wait_for(const work *w, int64_t item) {
  for (int spins = 0; !is_known(w, item); spins++) {
    if (atomic_load_explicit(&w->stop, memory_order_relaxed)) return false;
    if (spins < SPINS)
      wait_pause();
    else
      wait_yield();
  }
  return true;
}

/* A range of the reduced range and a piece of the kept one, and the states around it. */
typedef struct scan_range {
  int64_t begin, end, from, to;
  int64_t *before, *behind; /* behind the last one is nothing */
} scan_range;

static scan_range range_of(const work *w, int64_t item) {
  const schedule_stage *s = w->stage;
  int64_t pieces = s->kept_cut.count, range = item / pieces;
  scan_range r = {.before = state_of(w->run, s, range)};
  cut_at(&s->kept_cut, item % pieces, &r.begin, &r.end);
  cut_at(&s->reduced_cut, range, &r.from, &r.to);
  if (range + 1 < s->state_count) r.behind = state_of(w->run, s, range + 1);
  return r;
}

static void fold_range(const work *w, int64_t item) {
  const schedule_stage *s = w->stage;
  scan_range r = range_of(w, item);
  if (r.behind) s->entry(s->slots, r.begin, r.end, r.from, r.to, NULL, r.behind);
}

/* Of a range for which is_known(). */
static void store_range(const work *w, int64_t item) {
  const schedule_stage *s = w->stage;
  scan_range r = range_of(w, item);
  _Atomic int64_t *next = known(w->run, s, item + s->kept_cut.count);
  uint32_t n = s->plan->naccumulators;
  bool adds = r.behind && states_finite(s->accumulators, n, s->kept, r.begin, r.end, r.behind);
  if (adds) {
    states_combine(s->accumulators, n, s->kept, r.begin, r.end, r.behind, r.before);
    atomic_store_explicit(next, 1, memory_order_release);
  }
  s->entry(s->slots, r.begin, r.end, r.from, r.to, r.before, adds ? NULL : r.behind);
  if (r.behind && !adds) atomic_store_explicit(next, 1, memory_order_release);
}

/* Stores what can be, and waits where there are too many, or no more to come. */
static bool store_pending(const work *w, pending *p, int64_t most) {
  while (p->count) {
    int64_t item = p->items[p->first];
    if (!is_known(w, item) && (p->count <= most || !wait_for(w, item))) return p->count <= most;
    store_range(w, item);
    p->first = (p->first + 1) % SCAN_PENDING;
    p->count--;
  }
  return true;
}

/* A thread's share, which begins with this item and is taken from the counter. */
static void run_scan(work *w, int64_t item, int thread) {
  pending p = {.first = 0};
  while (item < w->count && !atomic_load_explicit(&w->stop, memory_order_relaxed)) {
    fold_range(w, item);
    p.items[(p.first + p.count++) % SCAN_PENDING] = item;
    if (!store_pending(w, &p, SCAN_PENDING - 1)) return;
    if (thread == 0 && w->run->progress && item + 1 < w->count) report(w, (double)(item + 1));
    item = atomic_fetch_add_explicit(&w->next, 1, memory_order_relaxed);
  }
  store_pending(w, &p, 0);
  fence(w->stage);
}

static bool run_scanning(schedule_run *r, const schedule_stage *s, work *w) {
  w->item = run_scan;
  w->count = s->kept_cut.count * s->reduced_cut.count;
  for (int64_t i = 0; i < w->count; i++)
    atomic_store_explicit(known(r, s, i), 0, memory_order_relaxed);
  states_identity(s->accumulators, s->plan->naccumulators, s->kept, state_of(r, s, 0));
  return work_through(w, s->cost);
}

static void run_tile(work *w, int64_t item, int thread) {
  const schedule_stage *s = w->stage;
  int64_t begin, end, from, to;
  (void)thread;
  cut_at(&s->kept_cut, item / s->reduced_cut.count, &begin, &end);
  cut_at(&s->reduced_cut, item % s->reduced_cut.count, &from, &to);
  s->entry(s->slots, begin, end, from, to, NULL, NULL);
  fence(s);
}

/* ---- Crossed stages ---- */

static int64_t *shared_of(const work *w, int64_t rows) {
  return w->run->states + w->stage->shared_at + rows * w->stage->shared_size;
}

/* Rows by columns. */
static void run_crossed(work *w, int64_t item, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  int64_t begin, end, from, to;
  int64_t columns = item % s->reduced_cut.count, rows = item / s->reduced_cut.count;
  cut_at(&s->kept_cut, rows, &begin, &end);
  cut_at(&s->reduced_cut, columns, &from, &to);
  s->entry(s->slots, begin, end, from, to, shared_of(w, rows), state_of(w->run, s, columns));
  fence(s);
}

/* States to fold into, of a piece of rows. */
static void start_states(work *w, int64_t rows, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  for (uint32_t i = 1; i <= s->plan->nfinish; i++)
    if (!schedule_is_along(s, i - 1))
      states_identity(s[i].accumulators, s[i].plan->naccumulators, s[i].kept,
                      w->run->states + s[i].state_at + rows * s->shared_size);
}

/* What is left when there is no point at all. */
static void start_all_states(const work *w) {
  const schedule_stage *s = w->stage;
  for (uint32_t i = 1; i <= s->plan->nfinish; i++)
    states_identity(s[i].accumulators, s[i].plan->naccumulators, s[i].kept,
                    w->run->states + s[i].state_at);
}

static bool finish_crossed(schedule_run *r, const schedule_stage *s, double done) {
  for (uint32_t i = 1; i <= s->plan->nfinish; i++) {
    const schedule_stage *f = &s[i];
    if (f->kept == 0) continue;
    if (!finish_stage(r, f, done)) return false;
  }
  return true;
}

static bool run_crossed_stage(schedule_run *r, const schedule_stage *s, double done, double share) {
  int64_t rows = s->kept_cut.count, columns = s->reduced_cut.count;
  work w = {.stage = s, .run = r, .item = start_states, .count = rows, .done = done};
  if (s->kept == 0 || s->reduced == 0) {
    start_all_states(&w);
    return finish_crossed(r, s, done);
  }
  if (!work_through(&w, (double)rows * (double)s->shared_size)) return false;
  w.item = run_crossed;
  w.count = rows * columns;
  w.share = share;
  atomic_store(&w.next, 0);
  atomic_store(&w.over, 0);
  return work_through(&w, s->cost) && finish_crossed(r, s, done + share);
}

static bool run_stage(schedule_run *r, const schedule_stage *s, double done, double share) {
  int64_t pieces = s->kept_cut.count, ranges = s->reduced_cut.count;
  if (s->plan->nfinish) return run_crossed_stage(r, s, done, share);
  if (pieces * ranges == 1) {
    s->entry(s->slots, 0, s->kept, 0, s->reduced, NULL, NULL);
    fence(s);
    return true;
  }
  work w = {.stage = s, .run = r, .item = run_piece, .count = pieces, .done = done, .share = share};
  if (stage_is_tiled(s->plan)) {
    w.item = run_tile;
    w.count = pieces * ranges;
    return work_through(&w, s->cost);
  }
  if (ranges < 2 && s->plan->block_rows) w.item = run_rectangle;
  if (ranges < 2) return work_through(&w, s->cost);
  if (s->plan->scans) return run_scanning(r, s, &w);
  w.item = run_range;
  w.count = pieces * ranges;
  if (!work_through(&w, s->cost)) return false;
  return finish_stage(r, s, done + share);
}

/* ---- Chains ---- */

/* One stage on the spine points [begin, end). A fold over the spine goes on from its part's state,
 * which earlier windows of the part left. */
static void run_member(const work *w, const schedule_stage *s, const int64_t *slots, int64_t part,
                       bool goes_on, int64_t begin, int64_t end) {
  int64_t n = w->chain->points;
  if (s->plan->spine == SPINE_KEPT) {
    int64_t inner = s->kept / n;
    s->entry(slots, begin * inner, end * inner, 0, s->reduced, NULL, NULL);
  } else {
    int64_t inner = s->reduced / n, *state = state_of(w->run, s, part);
    s->entry(slots, 0, s->kept, begin * inner, end * inner, goes_on ? state : NULL, state);
  }
}

/* A part of the spine, window by window. */
static void run_part(work *w, int64_t part, int thread) {
  const schedule_chain *c = w->chain;
  const schedule_stage *stages = w->run->stages + c->first;
  char *block = c->blocks + (size_t)thread * c->block;
  int64_t *slots = (int64_t *)(void *)block, first, last;
  cut_at(&c->parts, part, &first, &last);
  memcpy(slots, c->slots, c->nslots * sizeof *slots);
  for (int64_t begin = first; begin < last; begin += c->window) {
    int64_t end = least(begin + c->window, last);
    for (size_t i = 0; i < c->nshifts; i++) {
      const schedule_shift *h = &c->shifts[i];
      uint64_t back = (uint64_t)begin * (uint64_t)h->point;
      slots[h->slot] = (int64_t)((uint64_t)c->slots[h->slot] + (uintptr_t)block - back);
    }
    for (uint32_t m = 0; m < c->count; m++)
      run_member(w, &stages[m], slots + (stages[m].slots - c->slots), part, begin > first, begin,
                 end);
    if (end == last) break;
    if (thread == 0 && w->run->progress)
      report(w, (double)part + (double)(end - first) / (double)(last - first));
    if (atomic_load_explicit(&w->stop, memory_order_relaxed)) break;
  }
  for (uint32_t m = 0; m < c->count; m++) fence(&stages[m]);
}

static bool run_chain(schedule_run *r, const schedule_chain *c, double done, double share) {
  work w = {.chain = c,
            .run = r,
            .item = run_part,
            .count = c->parts.count,
            .done = done,
            .share = share};
  if (!work_through(&w, c->cost)) return false;
  for (uint32_t m = 0; m < c->count; m++) {
    const schedule_stage *s = &r->stages[c->first + m];
    if (s->plan->spine == SPINE_REDUCED && !finish_stage(r, s, done + share)) return false;
  }
  return true;
}

/* ---- All of it ---- */

jx_status schedule_all(schedule_run *r) {
  double all = 0, done = 0;
  const schedule_chain *chain = r->chains; /* NULL when there are none: C has no NULL + 0 */
  const schedule_chain *end = r->nchains ? chain + r->nchains : chain;
  r->used = 1;
  for (size_t i = 0; i < r->n; i++) all += r->stages[i].cost;
  for (size_t i = 0; i < r->n; i++) {
    const schedule_stage *s = &r->stages[i];
    while (chain < end && chain->first < i) chain++;
    if (s->plan->crossed || (s->kept == 0 && !s->plan->nfinish)) continue;
    if (i && r->progress && r->progress(r->user, done)) return JX_ERROR_CANCELLED;
    bool chained = chain < end && chain->first == i && chain->count > 0;
    uint64_t start = r->ticks ? ticker_now(r->ticker) : 0;
    double share = all > 0 ? (chained ? chain->cost : s->cost) / all : 0;
    if (!(chained ? run_chain(r, chain, done, share) : run_stage(r, s, done, share)))
      return JX_ERROR_CANCELLED;
    if (r->ticks) r->ticks[i] = ticker_now(r->ticker) - start;
    if (chained) i += chain->count - 1;
    done += share;
  }
  return JX_OK;
}
