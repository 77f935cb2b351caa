/* schedule_scan.c: see schedule_scan.h. Start at schedule_scan().
 *
 * A range of a scan is folded, which brings it to the cache; what it comes to is added to what
 * comes before it, and the next range may go on; and then it is stored (Merrill and Garland,
 * Single-pass parallel prefix scan with decoupled look-back, 2016). What comes before a range is
 * the sum of states in their order, whoever adds them up; but behind a range that has an infinity
 * or NaN, or whose sum overflows, it is what that range has ended with.
 *
 * A thread that does not know yet what comes before its range folds the next ones meanwhile:
 * whoever is to tell may have lost its processor. Ranges are taken in order, and each thread stores
 * its own in order, so the first that is not stored can be.
 */
#include "runtime/run/schedule_scan.h"

#include "runtime/machine/wait.h"
#include "runtime/run/states.h"

/* A thread that waits for another one looks so often before it lets others have the processor. */
#define SPINS 2000

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

/* False when whoever would have told was stopped. */
static bool wait_for(work *w, int64_t item) {
  for (int spins = 0; !is_known(w, item); spins++) {
    if (work_is_stopped(w)) return false;
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
  scan_range r = {.before = work_state(w->run, s, range)};
  cut_at(&s->kept_cut, item % pieces, &r.begin, &r.end);
  cut_at(&s->reduced_cut, range, &r.from, &r.to);
  if (range + 1 < s->state_count) r.behind = work_state(w->run, s, range + 1);
  return r;
}

static void fold_range(work *w, int64_t item) {
  scan_range r = range_of(w, item);
  course c = course_of(w, -1);
  if (r.behind) course_steps(&c, r.begin, r.end, r.from, r.to, NULL, r.behind, r.behind);
}

/* Of a range for which is_known(). */
static void store_range(work *w, int64_t item) {
  const schedule_stage *s = w->stage;
  scan_range r = range_of(w, item);
  _Atomic int64_t *next = known(w->run, s, item + s->kept_cut.count);
  uint32_t n = s->plan->naccumulators;
  bool adds = r.behind && states_finite(s->accumulators, n, s->kept, r.begin, r.end, r.behind);
  if (adds) {
    states_combine(s->accumulators, n, s->kept, r.begin, r.end, r.behind, r.before);
    atomic_store_explicit(next, 1, memory_order_release);
  }
  course c = course_of(w, -1);
  course_steps(&c, r.begin, r.end, r.from, r.to, r.before, adds ? NULL : r.behind, r.before);
  if (r.behind && !adds) atomic_store_explicit(next, 1, memory_order_release);
}

/* Stores what can be, and waits where there are too many, or no more to come. */
static bool store_pending(work *w, pending *p, int64_t most) {
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
  while (item >= 0 && !work_is_stopped(w)) {
    fold_range(w, item);
    p.items[(p.first + p.count++) % SCAN_PENDING] = item;
    if (!store_pending(w, &p, SCAN_PENDING - 1)) return;
    if (thread == 0 && w->run->progress && item + 1 < w->count) work_report(w, 1);
    item = share_take(w->share, thread);
    if (item >= 0 && !p.count) work_tell_pager(w, item, thread);
  }
  store_pending(w, &p, 0);
  work_fence(w->stage);
}

bool schedule_scan(schedule_run *r, const schedule_stage *s, work *w) {
  w->item = run_scan;
  w->ordered = true;
  w->count = s->kept_cut.count * s->reduced_cut.count;
  for (int64_t i = 0; i < w->count; i++)
    atomic_store_explicit(known(r, s, i), 0, memory_order_relaxed);
  states_identity(s->accumulators, s->plan->naccumulators, s->kept, 0, s->kept,
                  work_state(r, s, 0));
  return work_along(w, &s->reduced_cut, s->kept_cut.count, 1, true, s->cost);
}
