/* schedule_chain.c: see schedule_chain.h and the chains of plan.h. Start at schedule_chain_run(). */
#include "runtime/run/schedule_chain.h"

#include <string.h>

#include "base/least.h"
#include "runtime/run/work.h"

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
    if (at > begin && !work_goes_on(c->w, c->thread, c->done)) return false;
    if (!course_piece(c, at, next)) return false;
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
  int64_t inner = s->reduced / n, *state = work_state(c->w->run, s, part);
  return course_steps(c, 0, s->kept, begin * inner, end * inner, first ? NULL : state, state,
                      state);
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
    if (begin > first && !work_goes_on(w, thread, done)) break;
    if (!run_window(&own, part, begin == first, begin, end)) break;
  }
  for (uint32_t m = 0; m < c->count; m++) work_fence(&stages[m]);
}

bool schedule_chain_run(schedule_run *r, const schedule_chain *c, double done, double part) {
  work w = {
      .chain = c, .run = r, .item = run_part, .count = c->parts.count, .done = done, .part = part};
  if (!work_along(&w, &c->parts, 1, c->count, false, c->cost)) return false;
  for (uint32_t m = 0; m < c->count; m++) {
    const schedule_stage *s = &r->stages[c->first + m];
    if (s->plan->spine == SPINE_REDUCED && !work_finish(r, s, done + part)) return false;
  }
  return true;
}

void schedule_part(const schedule_run *r, const schedule_chain *c, int64_t part, int thread) {
  schedule_run own = *r;
  own.progress = NULL; /* asked between parts */
  work w = {.chain = c, .run = &own};
  run_part(&w, part, thread);
}
