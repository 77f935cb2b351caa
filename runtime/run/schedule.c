/* schedule.c: how the stages of a call run; see schedule.h.
 *
 * Start at schedule_all(). A stage is one or two rounds of items (work.h): its pieces, and for cut
 * reductions the combining of states with the last call. Scans and chains have files of their own.
 */
#include "runtime/run/schedule.h"

#include <stdatomic.h>

#include "base/least.h"
#include "runtime/machine/stream.h"
#include "runtime/run/schedule_chain.h"
#include "runtime/run/schedule_scan.h"
#include "runtime/run/states.h"
#include "runtime/run/work.h"

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
    if (done && !work_goes_on(w, thread, (double)(at - skipped) / (double)(columns - skipped)))
      return;
    int64_t first = begin - skipped + at;
    s->entry(s->slots, first, last + least(at + step, columns), 0, s->reduced, NULL, NULL);
  }
}

/* A piece of the kept range, over the whole reduced range. */
static void run_piece(work *w, int64_t item, int thread) {
  const schedule_stage *s = w->stage;
  int64_t begin, end, rows = cut_at(&s->kept_cut, item, &begin, &end);
  course c = course_of(w, thread);
  for (int64_t row = 0; row < rows; row++)
    if (!course_piece(&c, begin + row * s->kept_cut.span, end + row * s->kept_cut.span)) break;
  work_fence(s);
}

/* A piece of the kept range, over a range of the reduced one: leaves its state. */
static void run_range(work *w, int64_t item, int thread) {
  const schedule_stage *s = w->stage;
  int64_t begin, end, from, to, range = item / s->kept_cut.count;
  cut_at(&s->kept_cut, item % s->kept_cut.count, &begin, &end);
  cut_at(&s->reduced_cut, range, &from, &to);
  int64_t *state = work_state(w->run, s, range);
  course c = course_of(w, thread);
  course_steps(&c, begin, end, from, to, NULL, state, state);
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
  int64_t *state = work_state(r, s, 0);
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
  if (!is_settled(w->stage, work_state(w->run, w->stage, range))) return;
  while (range < first &&
         !atomic_compare_exchange_weak_explicit(&w->settled, &first, range, memory_order_relaxed,
                                                memory_order_relaxed)) {}
}

static void run_ending_range(work *w, int64_t range, int thread) {
  const schedule_stage *s = w->stage;
  int64_t from, to, *state = work_state(w->run, s, range);
  if (is_behind(w, range)) {
    states_identity(s->accumulators, s->plan->naccumulators, 1, 0, 1, state);
    return;
  }
  cut_at(&s->reduced_cut, range, &from, &to);
  course c = course_of(w, thread);
  if (course_steps(&c, 0, 1, from, to, NULL, state, state)) note_settled(w, range);
}

/* ---- Tiles ---- */

static void run_tile(work *w, int64_t item, int thread) {
  const schedule_stage *s = w->stage;
  int64_t begin, end, from, to;
  (void)thread;
  cut_at(&s->kept_cut, item / s->reduced_cut.count, &begin, &end);
  cut_at(&s->reduced_cut, item % s->reduced_cut.count, &from, &to);
  s->entry(s->slots, begin, end, from, to, NULL, NULL);
  work_fence(s);
}

static void run_tiles(work *w, int64_t item, int thread) {
  (void)thread;
  tiles_run(w->tiles, item);
  work_fence(w->stage);
}

/* ---- Crossed stages ---- */

static int64_t *shared_of(const work *w, int64_t rows) {
  return w->run->states + w->stage->shared_at + rows * w->stage->shared_size;
}

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
    if (at > begin && !work_goes_on(w, thread, part)) break;
    s->entry(s->slots, at, next, from, to, shared_of(w, rows), work_state(w->run, s, columns));
  }
  work_fence(s);
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
    if (!work_finish(r, f, done)) return false;
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

/* ---- Moves ---- */

static void run_other(work *w, int64_t item, int thread) { w->others(w->user, item, thread); }

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

/* Stages that follow one another and copy as many runs, as the pieces of concatenate() do along the
 * last axis, go together: a line that several of them write is in cache then. */
#define RUNS_TOGETHER 8
#define RUNS_AT_ONCE 16384

typedef struct runs_list {
  move_runs at[RUNS_TOGETHER];
  uint32_t n;
} runs_list;

static bool goes_with(const runs_list *l, const move_runs *r) {
  if (!r->bytes || (l->n && r->count != l->at[0].count)) return false;
  for (uint32_t i = 0; i < l->n; i++)
    if (!move_runs_apart(&l->at[i], r)) return false;
  return true;
}

/* The stages from the first one on that go together, if there are two. */
static void find_runs(const schedule_run *r, size_t first, runs_list *l) {
  move m;
  l->n = 0;
  if (!r->stages[first].moves || r->nchains || r->ticks || first + 1 >= r->n ||
      !r->stages[first + 1].moves)
    return;
  for (size_t i = first; i < r->n && l->n < RUNS_TOGETHER; i++) {
    const schedule_stage *s = &r->stages[i];
    if (!s->moves || s->plan->crossed || !s->kept || !prepare_move(s, &m)) return;
    if (!goes_with(l, &m.runs)) return;
    l->at[l->n++] = m.runs;
  }
}

/* Some runs of each at a time, which a first-level cache holds. */
static void copy_runs(void *user, int64_t item, int thread) {
  (void)thread;
  const runs_list *l = user;
  int64_t piece = l->at[0].piece, begin = item * piece, end = begin + piece, some = 0;
  for (uint32_t i = 0; i < l->n; i++) some += 2 * l->at[i].bytes;
  some = RUNS_AT_ONCE / some + 1;
  if (end > l->at[0].count) end = l->at[0].count;
  for (int64_t first = begin; first < end; first += some)
    for (uint32_t i = 0; i < l->n; i++)
      move_some_runs(&l->at[i], first, end - first < some ? end - first : some);
  stream_fence();
}

static bool run_together(schedule_run *r, runs_list *l, double cost, double done, double part) {
  work w = {.run = r,
            .item = run_other,
            .others = copy_runs,
            .user = l,
            .count = (l->at[0].count - 1) / l->at[0].piece + 1,
            .done = done,
            .part = part};
  return work_through(&w, cost);
}

/* ---- All of it ---- */

void schedule_piece(const schedule_stage *s) {
  s->entry(s->slots, 0, s->kept, 0, s->reduced, NULL, NULL);
  work_fence(s);
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
  if (s->plan->scans) return schedule_scan(r, s, &w);
  w.item = run_range;
  w.count = pieces * ranges;
  if (ends_early(s)) {
    if (run_early(r, s)) return true;
    w.item = run_ending_range;
    w.ordered = true;
    atomic_store(&w.settled, ranges);
  }
  if (!work_along(&w, &s->reduced_cut, pieces, 1, true, s->cost)) return false;
  return work_finish(r, s, done + part);
}

jx_status schedule_all(schedule_run *r) {
  double all = 0, done = 0, unasked = 0;
  const schedule_chain *chain = r->chains; /* NULL when there are none: C has no NULL + 0 */
  const schedule_chain *end = r->nchains ? chain + r->nchains : chain;
  runs_list together;
  r->used = 1;
  for (size_t i = 0; i < r->n; i++) all += r->stages[i].cost;
  for (size_t i = 0; i < r->n; i++) {
    const schedule_stage *s = &r->stages[i];
    while (chain < end && chain->first < i) chain++;
    if (s->plan->crossed || (s->kept == 0 && !s->plan->nfinish)) continue;
    if (stop_wanted(r->cancel)) return JX_ERROR_CANCELLED;
    if (unasked >= SCHEDULE_SERIAL_NS && r->progress) { /* not between stages that are brief */
      if (r->progress(r->user, done)) return JX_ERROR_CANCELLED;
      unasked = 0;
    }
    bool chained = chain < end && chain->first == i && chain->count > 0;
    uint64_t start = r->ticks ? ticker_now(r->ticker) : 0;
    find_runs(r, i, &together);
    size_t n = chained ? chain->count : together.n > 1 ? together.n : 1;
    double cost = 0;
    for (size_t j = 0; j < n; j++) cost += r->stages[i + j].cost;
    double part = all > 0 ? cost / all : 0;
    unasked += cost;
    if (!(chained ? schedule_chain_run(r, chain, done, part)
          : n > 1 ? run_together(r, &together, cost, done, part)
                  : run_stage(r, s, done, part)))
      return JX_ERROR_CANCELLED;
    if (r->ticks) r->ticks[i] = ticker_now(r->ticker) - start;
    i += n - 1;
    done += part;
  }
  return JX_OK;
}

/* ---- For others ---- */

bool schedule_items(schedule_run *r, schedule_item *item, void *user, int64_t count, double cost) {
  work w = {.run = r, .item = run_other, .others = item, .user = user, .count = count, .part = 1};
  return work_through(&w, cost);
}
