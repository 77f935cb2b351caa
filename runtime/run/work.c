/* work.c: see work.h. Start at work_through(). */
#include "runtime/run/work.h"

#include "base/least.h"
#include "runtime/machine/fpenv.h"
#include "runtime/run/states.h"
#include "runtime/run/stopping.h"

/* ---- Items ---- */

void work_tell_pager(const work *w, int64_t item, int thread) {
  int64_t begin, end;
  if (!w->along || !w->run->pager) return;
  cut_at(w->along, item / w->each, &begin, &end);
  w->run->pager->at(w->run->pager->user, thread, (double)begin / (double)w->along->total);
}

static void leave_pager(const work *w, int thread) {
  if (w->along && w->run->pager) w->run->pager->at(w->run->pager->user, thread, 1);
}

bool work_is_stopped(work *w) {
  if (stop_wanted(w->run->cancel)) atomic_store_explicit(&w->stop, true, memory_order_relaxed);
  return atomic_load_explicit(&w->stop, memory_order_relaxed);
}

void work_report(work *w, double last) {
  schedule_run *r = w->run;
  if (!w->share) return; /* brief */
  double taken = (double)share_taken(w->share) - 1 + last;
  double fraction = w->done + w->part * taken / (double)w->count;
  if (r->progress(r->user, fraction < 1 ? fraction : 1)) atomic_store(&w->stop, true);
}

/* Thread 0 is the calling one. */
static void take_items(work *w, int thread) {
  stopping_watch(w->run->cancel);
  for (;;) {
    int64_t i = share_take(w->share, thread);
    if (i < 0 || work_is_stopped(w)) break;
    work_tell_pager(w, i, thread);
    w->item(w, i, thread);
    if (work_is_stopped(w)) break;
    if (thread == 0 && w->run->progress && share_taken(w->share) < w->count) work_report(w, 1);
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
  take_items(w, thread);
  if (thread == 0 && w->run->late) w->ready = ticker_now(w->run->ticker);
  fp_leave(&theirs);
}

/* Whether `cost` nanoseconds are worth a second thread. Handing out takes a microsecond where it is
 * awake; to wake it takes the calling thread some more, and it comes late. */
static bool is_worth_two(const schedule_run *r, double cost) {
  if (cost >= SCHEDULE_SERIAL_NS) return true;
  if (cost < SCHEDULE_AWAKE_NS || !r->ready) return false;
  return r->ready() ||
         (r->late && lateness_wakes(r->late, cost, ticker_now(r->ticker), ticker_ns(r->ticker)));
}

/* Threads that `cost` nanoseconds in `count` items are worth. */
static int worth(const schedule_run *r, double cost, int64_t count) {
  if (count < 2 || r->threads < 2 || !r->team || !is_worth_two(r, cost)) return 1;
  int64_t n = (int64_t)(cost / (SCHEDULE_SERIAL_NS / 2.0));
  return (int)least(least(n < 2 ? 2 : n, count), r->threads);
}

static void run_as_team(work *w, int threads, double saves) {
  schedule_run *r = w->run;
  lateness *late = r->late;
  if (r->times_teams && !r->team_cpu_ns) {
    r->team_at = ticker_now(r->ticker);
    r->team_cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
  }
  int used = r->team(threads, take_as_member, w);
  if (used > r->used) r->used = used;
  if (!late || used < 2) return;
  double waited = (double)(ticker_now(r->ticker) - w->ready);
  lateness_note(late, saves, waited * ticker_ns(r->ticker));
}

/* Over before anybody could want to stop it: of what one thread does, nothing need be counted, for
 * the stages of small calls are many for what they do. */
static bool is_brief(const work *w, double cost) {
  return cost < SCHEDULE_SERIAL_NS && !w->ordered && !w->run->pager;
}

bool work_through(work *w, double cost) {
  int threads = worth(w->run, cost, w->count);
  if (threads < 2 && is_brief(w, cost)) {
    for (int64_t i = 0; i < w->count; i++) w->item(w, i, 0);
    return true;
  }
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
  return !work_is_stopped(w);
}

bool work_along(work *w, const cut *along, int64_t each, size_t stages, bool reduced, double cost) {
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

bool work_goes_on(work *w, int thread, double part) {
  if (thread == 0 && w->run->progress) work_report(w, part);
  return !work_is_stopped(w);
}

/* ---- Courses ---- */

/* The end of the step that begins at `from`: whole rows, or a part of one. */
static int64_t step_end(const schedule_stage *s, int64_t from, int64_t to) {
  int64_t row = stage_folds_in_memory(s->plan) ? 1 : s->row, end = from + s->step;
  if (s->step < row) end = least(end, (from / row + 1) * row);
  return least(end, to);
}

bool course_steps(const course *c, int64_t begin, int64_t end, int64_t from, int64_t to,
                  int64_t *before, int64_t *behind, int64_t *room) {
  const schedule_stage *s = c->stage;
  int64_t first = from;
  for (int64_t next; s->step && (next = step_end(s, from, to)) < to; from = next) {
    double part = (double)(from - first) / (double)(to - first);
    if (!work_goes_on(c->w, c->thread, c->done + c->part * part)) return false;
    s->entry(c->slots, begin, end, from, next, before, room);
    before = room;
  }
  s->entry(c->slots, begin, end, from, to, before, behind);
  return true;
}

bool course_piece(const course *c, int64_t begin, int64_t end) {
  const schedule_stage *s = c->stage;
  if (!s->step) {
    s->entry(c->slots, begin, end, 0, s->reduced, NULL, NULL);
    return true;
  }
  int64_t *state = work_state(c->w->run, s, 0), *before = NULL;
  if (s->plan->scans) { /* from a state, they store what they come by */
    states_identity(s->accumulators, s->plan->naccumulators, s->kept, begin, end, state);
    before = state;
  }
  return course_steps(c, begin, end, 0, s->reduced, before, NULL, state);
}

/* ---- Ends ---- */

/* Combines the states of a piece of the kept range, and finishes it. */
static void run_finish(work *w, int64_t item, int thread) {
  (void)thread;
  const schedule_stage *s = w->stage;
  int64_t begin, end, *state = work_state(w->run, s, 0);
  cut_at(&s->kept_cut, item, &begin, &end);
  states_tree(s->accumulators, s->plan->naccumulators, s->kept, begin, end, state, s->state_size,
              s->state_count);
  s->entry(s->slots, begin, end, 0, 0, state, NULL);
  work_fence(s);
}

bool work_finish(schedule_run *r, const schedule_stage *s, double done) {
  double combining = (double)s->state_count * (double)s->kept * s->plan->words;
  work w = {.stage = s, .run = r, .item = run_finish, .count = s->kept_cut.count, .done = done};
  return work_through(&w, combining);
}
