/* schedule.c: sharing pieces of stages among threads; see schedule.h.
 *
 * Start at schedule_all(). Work comes as numbered items, which threads take (share.h); a stage is
 * one or two rounds of items: its pieces, and for cut reductions the combining of states with the
 * last call.
 */
#include "runtime/run/schedule.h"

#include <stdatomic.h>
#include <string.h>

#include "runtime/machine/fpenv.h"
#include "runtime/machine/stream.h"
#include "runtime/machine/wait.h"
#include "runtime/run/move.h"
#include "runtime/run/share.h"
#include "runtime/run/states.h"
#include "runtime/run/stopping.h"
#include "runtime/run/tiles.h"

/* A thread that waits for another one looks so often before it lets others have the processor. */
#define SPINS 2000

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

/* ---- Sharing ---- */

typedef struct work work;
typedef void work_item(work *w, int64_t item, int thread);

struct work {
  const schedule_stage *stage;
  const schedule_chain *chain;
  const move *move;
  const tiles *tiles;
  schedule_run *run;
  work_item *item;
  int64_t count;
  double done, part; /* of the whole run: finished before, and by this work */
  bool ordered;      /* items are to be taken in their order */
  share *share;      /* items to be taken */
  uint64_t ready;    /* when the calling thread had nothing left to do; in ticks */
  _Atomic int64_t
      settled;      /* of a stage that ends early: the first range known to settle its folds */
  atomic_bool stop; /* the callback said so, or somebody has met the run's flag */
  atomic_int begun, over; /* for sanitizers, which do not see a team's barriers */
  schedule_item *others;  /* of schedule_items() */
  void *user;
  const cut *along; /* so many items each are at a piece of this; NULL: the pager is not told */
  int64_t each;
};

/* Tells the pager where a thread goes on. */
static void tell_pager(const work *w, int64_t item, int thread) {
  int64_t begin, end;
  if (!w->along || !w->run->pager) return;
  cut_at(w->along, item / w->each, &begin, &end);
  w->run->pager->at(w->run->pager->user, thread, (double)begin / (double)w->along->total);
}

static void leave_pager(const work *w, int thread) {
  if (w->along && w->run->pager) w->run->pager->at(w->run->pager->user, thread, 1);
}

/* What one thread has seen holds for all. */
static bool is_stopped(work *w) {
  if (stop_wanted(w->run->cancel)) atomic_store_explicit(&w->stop, true, memory_order_relaxed);
  return atomic_load_explicit(&w->stop, memory_order_relaxed);
}

/* Between items and their parts, on the calling thread, which has done so much of its last item. */
static void report(work *w, double last) {
  schedule_run *r = w->run;
  double taken = (double)share_taken(w->share) - 1 + last;
  double fraction = w->done + w->part * taken / (double)w->count;
  if (r->progress(r->user, fraction < 1 ? fraction : 1)) atomic_store(&w->stop, true);
}

/* Thread 0 is the calling one. */
static void take_items(work *w, int thread) {
  stopping_watch(w->run->cancel);
  for (;;) {
    int64_t i = share_take(w->share, thread);
    if (i < 0 || is_stopped(w)) break;
    tell_pager(w, i, thread);
    w->item(w, i, thread);
    if (is_stopped(w)) break;
    if (thread == 0 && w->run->progress && share_taken(w->share) < w->count) report(w, 1);
  }
  leave_pager(w, thread);
  stopping_watch(NULL);
}

/* A team's body. Its threads are not only ours: they have whatever environment the program's own
 * parallel regions or the one they were made in left them. */
static void take_as_member(void *argument, int thread) {
  work *w = argument;
  fp_environment theirs;
  fp_enter(&theirs);
  atomic_load(&w->begun);
  take_items(w, thread);
  if (thread == 0 && w->run->late) w->ready = ticker_now(w->run->ticker);
  atomic_fetch_add(&w->over, 1);
  fp_leave(&theirs);
}

/* Threads that `cost` nanoseconds in `count` items are worth. */
static int worth(const schedule_run *r, double cost, int64_t count) {
  if (cost < SCHEDULE_SERIAL_NS || count < 2 || r->threads < 2 || !r->team) return 1;
  int64_t n = (int64_t)(cost / (SCHEDULE_SERIAL_NS / 2.0));
  return (int)least(least(n, count), r->threads);
}

static void run_as_team(work *w, int threads, double saves) {
  lateness *late = w->run->late;
  atomic_store(&w->over, 0);
  atomic_store(&w->begun, 1);
  int used = w->run->team(threads, take_as_member, w);
  atomic_load(&w->over);
  if (used > w->run->used) w->run->used = used;
  if (!late || used < 2) return;
  double waited = (double)(ticker_now(w->run->ticker) - w->ready);
  lateness_note(late, saves, waited * ticker_ns(w->run->ticker));
}

/* Runs all items; false when they were stopped. */
static bool work_through(work *w, double cost) {
  int threads = worth(w->run, cost, w->count);
  if (w->chain) threads = (int)least(threads, w->chain->nblocks);
  double saves = threads > 1 ? cost - cost / threads : 0;
  if (threads > 1 && w->run->late && !lateness_allows(w->run->late, saves)) threads = 1;
  share items;
  bool paged = w->along && w->run->pager;
  share_begin(&items, w->count, threads, w->ordered || paged);
  w->share = &items;
  if (threads < 2)
    take_items(w, 0);
  else
    run_as_team(w, threads, saves);
  w->share = NULL;
  return !is_stopped(w);
}

/* ---- Stages ---- */

static void fence(const schedule_stage *s) {
  if (s->slots[SLOT_STREAM]) stream_fence();
}

static int64_t *state_of(const schedule_run *r, const schedule_stage *s, int64_t range) {
  return r->states + s->state_at + range * s->state_size;
}

/* ---- Steps ---- */

static int64_t *shared_of(const work *w, int64_t rows) {
  return w->run->states + w->stage->shared_at + rows * w->stage->shared_size;
}

/* The end of the step that begins at `from`: whole rows, or a part of one. */
static int64_t step_end(const schedule_stage *s, int64_t from, int64_t to) {
  int64_t row = stage_folds_in_memory(s->plan) ? 1 : s->row, end = from + s->step;
  if (s->step < row) end = least(end, (from / row + 1) * row);
  return least(end, to);
}

/* Between steps; `part` of the item is done. */
static bool goes_on(work *w, int thread, double part) {
  if (thread == 0 && w->run->progress) report(w, part);
  return !is_stopped(w);
}

/* Calls of a stage's entry one after the other, which are a share of an item. */
typedef struct course {
  work *w;
  const schedule_stage *stage;
  const int64_t *slots;
  int thread;
  double done, part; /* of the item: before them, and they */
} course;

static course course_of(work *w, int thread) {
  return (course){w, w->stage, w->stage->slots, thread, 0, 1};
}

/* Folds [from, to) of the reduced range, step by step, from nothing or what is in *before. The last
 * step leaves its state in *behind, or finishes where that is NULL; `room` is for those of others.
 * False when it was stopped. */
static bool run_steps(const course *c, int64_t begin, int64_t end, int64_t from, int64_t to,
                      int64_t *before, int64_t *behind, int64_t *room) {
  const schedule_stage *s = c->stage;
  int64_t first = from;
  for (int64_t next; s->step && (next = step_end(s, from, to)) < to; from = next) {
    double part = (double)(from - first) / (double)(to - first);
    if (!goes_on(c->w, c->thread, c->done + c->part * part)) return false;
    s->entry(c->slots, begin, end, from, next, before, room);
    before = room;
  }
  s->entry(c->slots, begin, end, from, to, before, behind);
  return true;
}

/* Over the whole reduced range, which may be in steps. */
static bool run_long_piece(const course *c, int64_t begin, int64_t end) {
  const schedule_stage *s = c->stage;
  if (!s->step) {
    s->entry(c->slots, begin, end, 0, s->reduced, NULL, NULL);
    return true;
  }
  int64_t *state = state_of(c->w->run, s, 0), *before = NULL;
  if (s->plan->scans) { /* from a state, they store what they come by */
    states_identity(s->accumulators, s->plan->naccumulators, s->kept, begin, end, state);
    before = state;
  }
  return run_steps(c, begin, end, 0, s->reduced, before, NULL, state);
}

/* ---- Pieces ---- */

/* A piece of a contracting stage, over the whole reduced range: some columns at a time. */
static void run_rectangle(work *w, int64_t item, int thread) {
  const schedule_stage *s = w->stage;
  int64_t begin, end;
  cut_rectangle(&s->kept_cut, item, &begin, &end);
  int64_t last = (end - 1) / s->row * s->row, columns = end - last, step = s->step;
  int64_t skipped = begin % s->row, done = 0;
  if (!step) step = columns;
  for (int64_t at = skipped; at < columns; at += step, done++) {
    if (done && !goes_on(w, thread, (double)(at - skipped) / (double)(columns - skipped))) return;
    int64_t first = begin - skipped + at;
    s->entry(s->slots, first, last + least(at + step, columns), 0, s->reduced, NULL, NULL);
  }
}

/* Items that go along a range in order: the main part of so many stages. */
static bool work_along(work *w, const cut *along, int64_t each, size_t stages, bool reduced,
                       double cost) {
  const schedule_pager *pager = w->run->pager;
  const schedule_stage *first = w->chain ? w->run->stages + w->chain->first : w->stage;
  if (!pager || along->rows != 1) return work_through(w, cost);
  w->along = along;
  w->each = each;
  pager->begin(pager->user, (size_t)(first - w->run->stages), stages, reduced, along->count);
  bool going = work_through(w, cost);
  pager->end(pager->user);
  return going;
}

/* A piece of the kept range, over the whole reduced range. */
static void run_piece(work *w, int64_t item, int thread) {
  const schedule_stage *s = w->stage;
  int64_t begin, end, rows = cut_at(&s->kept_cut, item, &begin, &end);
  course c = course_of(w, thread);
  for (int64_t row = 0; row < rows; row++)
    if (!run_long_piece(&c, begin + row * s->kept_cut.span, end + row * s->kept_cut.span)) break;
  fence(s);
}

/* ---- Early ends ----
 *
 * When a range of a reduction settles it (plan_stage.ends), those behind it need not be folded.
 * Which of them are, nevertheless, no result shows: the ranges before the first one that settles it
 * are, in any case, and what comes behind that changes nothing. */

/* Points that the calling thread tries before it asks others to help. */
#define EARLY_POINTS 4096

static bool ends_early(const schedule_stage *s) { return s->plan->ends && s->kept == 1; }

static bool is_settled(const schedule_stage *s, const int64_t *state) {
  return states_settled(s->accumulators, s->plan->naccumulators, state);
}

/* True when the first points settle it all, and then it is done. */
static bool run_early(const schedule_run *r, const schedule_stage *s) {
  int64_t *state = state_of(r, s, 0);
  s->entry(s->slots, 0, 1, 0, least(EARLY_POINTS, s->reduced), NULL, state);
  if (!is_settled(s, state)) return false;
  s->entry(s->slots, 0, 1, 0, 0, state, NULL);
  return true;
}

/* Whether a range can be left out. */
static bool is_behind(work *w, int64_t range) {
  return range > atomic_load_explicit(&w->settled, memory_order_relaxed);
}

static void note_settled(work *w, int64_t range) {
  int64_t first = atomic_load_explicit(&w->settled, memory_order_relaxed);
  if (!is_settled(w->stage, state_of(w->run, w->stage, range))) return;
  while (range < first &&
         !atomic_compare_exchange_weak_explicit(&w->settled, &first, range, memory_order_relaxed,
                                                memory_order_relaxed)) {}
}

static void run_ending_range(work *w, int64_t range, int thread) {
  const schedule_stage *s = w->stage;
  int64_t from, to, *state = state_of(w->run, s, range);
  if (is_behind(w, range)) {
    states_identity(s->accumulators, s->plan->naccumulators, 1, 0, 1, state);
    return;
  }
  cut_at(&s->reduced_cut, range, &from, &to);
  course c = course_of(w, thread);
  if (run_steps(&c, 0, 1, from, to, NULL, state, state)) note_settled(w, range);
}

/* A piece of the kept range, over a range of the reduced one: leaves its state. */
static void run_range(work *w, int64_t item, int thread) {
  const schedule_stage *s = w->stage;
  int64_t begin, end, from, to, range = item / s->kept_cut.count;
  cut_at(&s->kept_cut, item % s->kept_cut.count, &begin, &end);
  cut_at(&s->reduced_cut, range, &from, &to);
  int64_t *state = state_of(w->run, s, range);
  course c = course_of(w, thread);
  run_steps(&c, begin, end, from, to, NULL, state, state);
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
 * A range of a scan is folded, which brings it to the cache; what it comes to is added to what
 * comes before it, and the next range may go on; and then it is stored (Merrill and Garland,
 * Single-pass parallel prefix scan with decoupled look-back, 2016). What comes before a range is
 * the sum of states in their order, whoever adds them up; but behind a range that has an infinity
 * or NaN, or whose sum overflows, it is what that range has ended with.
 *
 * A thread that does not know yet what comes before its range folds the next ones meanwhile:
 * whoever is to tell may have lost its processor. Ranges are taken in order, and each thread stores
 * its own in order, so the first that is not stored can be. */

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
    if (is_stopped(w)) return false;
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

static void fold_range(work *w, int64_t item) {
  scan_range r = range_of(w, item);
  course c = course_of(w, -1);
  if (r.behind) run_steps(&c, r.begin, r.end, r.from, r.to, NULL, r.behind, r.behind);
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
  run_steps(&c, r.begin, r.end, r.from, r.to, r.before, adds ? NULL : r.behind, r.before);
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
  while (item >= 0 && !is_stopped(w)) {
    fold_range(w, item);
    p.items[(p.first + p.count++) % SCAN_PENDING] = item;
    if (!store_pending(w, &p, SCAN_PENDING - 1)) return;
    if (thread == 0 && w->run->progress && item + 1 < w->count) report(w, 1);
    item = share_take(w->share, thread);
    if (item >= 0 && !p.count) tell_pager(w, item, thread);
  }
  store_pending(w, &p, 0);
  fence(w->stage);
}

static bool run_scanning(schedule_run *r, const schedule_stage *s, work *w) {
  w->item = run_scan;
  w->ordered = true;
  w->count = s->kept_cut.count * s->reduced_cut.count;
  for (int64_t i = 0; i < w->count; i++)
    atomic_store_explicit(known(r, s, i), 0, memory_order_relaxed);
  states_identity(s->accumulators, s->plan->naccumulators, s->kept, 0, s->kept, state_of(r, s, 0));
  return work_along(w, &s->reduced_cut, s->kept_cut.count, 1, true, s->cost);
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

static void run_tiles(work *w, int64_t item, int thread) {
  (void)thread;
  tiles_run(w->tiles, item);
  fence(w->stage);
}

/* ---- Crossed stages ---- */

/* Rows by columns, some rows at a time. */
static void run_crossed(work *w, int64_t item, int thread) {
  const schedule_stage *s = w->stage;
  int64_t begin, end, from, to;
  int64_t columns = item % s->reduced_cut.count, rows = item / s->reduced_cut.count;
  cut_at(&s->kept_cut, rows, &begin, &end);
  cut_at(&s->reduced_cut, columns, &from, &to);
  for (int64_t at = begin, next; at < end; at = next) {
    next = s->step ? least(at + s->step, end) : end;
    double part = (double)(at - begin) / (double)(end - begin);
    if (at > begin && !goes_on(w, thread, part)) break;
    s->entry(s->slots, at, next, from, to, shared_of(w, rows), state_of(w->run, s, columns));
  }
  fence(s);
}

/* States to fold into, of a piece of rows. */
static void start_states(work *w, int64_t rows, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  for (uint32_t i = 1; i <= s->plan->nfinish; i++)
    if (!schedule_is_along(s, i - 1))
      states_identity(s[i].accumulators, s[i].plan->naccumulators, s[i].kept, 0, s[i].kept,
                      w->run->states + s[i].state_at + rows * s->shared_size);
}

/* What is left when there is no point at all. */
static void start_all_states(const work *w) {
  const schedule_stage *s = w->stage;
  for (uint32_t i = 1; i <= s->plan->nfinish; i++)
    states_identity(s[i].accumulators, s[i].plan->naccumulators, s[i].kept, 0, s[i].kept,
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

static bool run_crossed_stage(schedule_run *r, const schedule_stage *s, double done, double part) {
  int64_t rows = s->kept_cut.count, columns = s->reduced_cut.count;
  work w = {.stage = s, .run = r, .item = start_states, .count = rows, .done = done};
  if (s->kept == 0 || s->reduced == 0) {
    start_all_states(&w);
    return finish_crossed(r, s, done);
  }
  if (!work_through(&w, (double)rows * (double)s->shared_size)) return false;
  w.item = run_crossed;
  w.count = rows * columns;
  w.part = part;
  return work_along(&w, &s->kept_cut, columns, 1, false, s->cost) &&
         finish_crossed(r, s, done + part);
}

void schedule_piece(const schedule_stage *s) {
  s->entry(s->slots, 0, s->kept, 0, s->reduced, NULL, NULL);
  fence(s);
}

/* ---- Moves ---- */

static void run_move(work *w, int64_t item, int thread) {
  (void)thread;
  move_piece(w->move, item);
}

/* A stage that copies across the grain. */
static bool prepare_move(const schedule_stage *s, move *m) {
  const int64_t *extents = s->slots + SLOT_FIRST, *from = s->slots + stage_access_slot(s->plan, 0),
                *to = s->slots + stage_access_slot(s->plan, 1);
  return s->moves &&
         move_prepare(m, (int)s->plan->nkept, extents, s->moves, (char *)(uintptr_t)to[0], to + 1,
                      (char *)(uintptr_t)from[0], from + 1);
}

static bool run_stage(schedule_run *r, const schedule_stage *s, double done, double part) {
  move m;
  if (prepare_move(s, &m)) {
    work moving = {
        .move = &m, .run = r, .item = run_move, .count = m.pieces, .done = done, .part = part};
    return work_through(&moving, s->cost);
  }
  int64_t pieces = s->kept_cut.count, ranges = s->reduced_cut.count;
  if (s->plan->nfinish) return run_crossed_stage(r, s, done, part);
  if (pieces * ranges == 1 && !s->step) {
    schedule_piece(s);
    return true;
  }
  work w = {.stage = s, .run = r, .item = run_piece, .count = pieces, .done = done, .part = part};
  if (stage_is_tiled(s->plan)) {
    tiles t;
    if (tiles_prepare(&t, s)) {
      w.tiles = &t;
      w.item = run_tiles;
      w.count = t.count;
      return work_through(&w, s->cost);
    }
    w.item = run_tile;
    w.count = pieces * ranges;
    return work_through(&w, s->cost);
  }
  if (ranges < 2 && s->plan->block_rows) w.item = run_rectangle;
  if (ranges < 2) return work_along(&w, &s->kept_cut, 1, 1, false, s->cost);
  if (s->plan->scans) return run_scanning(r, s, &w);
  w.item = run_range;
  w.count = pieces * ranges;
  if (ends_early(s)) {
    if (run_early(r, s)) return true;
    w.item = run_ending_range;
    w.ordered = true;
    atomic_store(&w.settled, ranges);
  }
  if (!work_along(&w, &s->reduced_cut, pieces, 1, true, s->cost)) return false;
  return finish_stage(r, s, done + part);
}

/* ---- Chains ---- */

/* The end of the group of kept points that begins at `from`: whole rows, or a part of one. */
static int64_t group_end(const schedule_stage *s, int64_t from, int64_t to) {
  if (!s->group) return to;
  int64_t end = from + s->group;
  if (s->group < s->row) end = least(end, (from / s->row + 1) * s->row);
  return least(end, to);
}

static bool run_kept_points(const course *c, int64_t begin, int64_t end) {
  for (int64_t at = begin, next; at < end; at = next) {
    next = group_end(c->stage, at, end);
    if (at > begin && !goes_on(c->w, c->thread, c->done)) return false;
    if (!run_long_piece(c, at, next)) return false;
  }
  return true;
}

/* One stage on the spine points [begin, end). A fold over the spine goes on from its part's state,
 * which earlier windows of the part left, if it is not the first. False when it was stopped. */
static bool run_member(const course *c, int64_t part, bool first, int64_t begin, int64_t end) {
  const schedule_stage *s = c->stage;
  int64_t n = c->w->chain->points;
  if (s->plan->spine == SPINE_KEPT) {
    int64_t inner = s->kept / n;
    return run_kept_points(c, begin * inner, end * inner);
  }
  int64_t inner = s->reduced / n, *state = state_of(c->w->run, s, part);
  return run_steps(c, 0, s->kept, begin * inner, end * inner, first ? NULL : state, state, state);
}

/* All stages on a window. */
static bool run_window(const course *c, int64_t part, bool first, int64_t begin, int64_t end) {
  const schedule_chain *chain = c->w->chain;
  course own = *c;
  for (uint32_t m = 0; m < chain->count; m++) {
    own.stage = c->stage + m;
    own.slots = c->slots + (own.stage->slots - chain->slots);
    if (!run_member(&own, part, first, begin, end)) return false;
  }
  return true;
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
    double done = (double)(begin - first) / (double)(last - first);
    course own = {.w = w, .stage = stages, .slots = slots, .thread = thread, .done = done};
    if (begin > first && !goes_on(w, thread, done)) break;
    if (!run_window(&own, part, begin == first, begin, end)) break;
  }
  for (uint32_t m = 0; m < c->count; m++) fence(&stages[m]);
}

static bool run_chain(schedule_run *r, const schedule_chain *c, double done, double part) {
  work w = {
      .chain = c, .run = r, .item = run_part, .count = c->parts.count, .done = done, .part = part};
  if (!work_along(&w, &c->parts, 1, c->count, false, c->cost)) return false;
  for (uint32_t m = 0; m < c->count; m++) {
    const schedule_stage *s = &r->stages[c->first + m];
    if (s->plan->spine == SPINE_REDUCED && !finish_stage(r, s, done + part)) return false;
  }
  return true;
}

/* ---- For others ---- */

static void run_other(work *w, int64_t item, int thread) { w->others(w->user, item, thread); }

bool schedule_items(schedule_run *r, schedule_item *item, void *user, int64_t count, double cost) {
  work w = {.run = r, .item = run_other, .others = item, .user = user, .count = count, .part = 1};
  return work_through(&w, cost);
}

void schedule_part(const schedule_run *r, const schedule_chain *c, int64_t part, int thread) {
  schedule_run own = *r;
  own.progress = NULL; /* asked between parts */
  work w = {.chain = c, .run = &own};
  run_part(&w, part, thread);
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
    if (stop_wanted(r->cancel)) return JX_ERROR_CANCELLED;
    if (i && r->progress && r->progress(r->user, done)) return JX_ERROR_CANCELLED;
    bool chained = chain < end && chain->first == i && chain->count > 0;
    uint64_t start = r->ticks ? ticker_now(r->ticker) : 0;
    double part = all > 0 ? (chained ? chain->cost : s->cost) / all : 0;
    if (!(chained ? run_chain(r, chain, done, part) : run_stage(r, s, done, part)))
      return JX_ERROR_CANCELLED;
    if (r->ticks) r->ticks[i] = ticker_now(r->ticker) - start;
    if (chained) i += chain->count - 1;
    done += part;
  }
  return JX_OK;
}
