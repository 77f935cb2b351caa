/* work.h: numbered items of one stage or chain, done by a team.
 *
 * What schedule.c and the files beside it share: items are taken by threads (share.h), each of
 * which tells the callback, the pager and the flag to stop between two of them. An item does pieces
 * of a stage, and a piece is one call of the stage's entry or, where that would take too long to be
 * stopped, a course of several, step by step.
 */
#ifndef JX_WORK_H
#define JX_WORK_H

#include <stdatomic.h>

#include "runtime/machine/stream.h"
#include "runtime/run/move.h"
#include "runtime/run/schedule.h"
#include "runtime/run/tiles.h"

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
  share *share;      /* items to be taken; NULL: all of them, in order, by the calling thread */
  uint64_t ready;    /* when the calling thread had nothing left to do; in ticks */
  _Atomic int64_t
      settled;           /* of a stage that ends early: the first range known to settle its folds */
  atomic_bool stop;      /* the callback said so, or somebody has met the run's flag */
  schedule_item *others; /* of schedule_items() */
  void *user;
  const cut *along; /* so many items each are at a piece of this; NULL: the pager is not told */
  int64_t each;
};

/* Runs all items on as many threads as `cost` nanoseconds are worth; false when they were stopped. */
bool work_through(work *w, double cost);

/* The same of items that go along a range in order, `each` of them at a piece of it: the main part
 * of so many stages. */
bool work_along(work *w, const cut *along, int64_t each, size_t stages, bool reduced, double cost);

/* The rest is for items. */

/* What one thread has seen holds for all. */
bool work_is_stopped(work *w);

/* Between items and their parts, on the calling thread, which has done so much of its last item.
 * Work that is brief says nothing. */
void work_report(work *w, double last);

/* Between steps, of which `part` of the item is done; false when it is to end. */
bool work_goes_on(work *w, int thread, double part);

/* Tells the pager where a thread goes on. */
void work_tell_pager(const work *w, int64_t item, int thread);

/* The state of a range of a stage. */
static inline int64_t *work_state(const schedule_run *r, const schedule_stage *s, int64_t range) {
  return r->states + s->state_at + range * s->state_size;
}

/* Behind what a stage has stored past the caches. */
static inline void work_fence(const schedule_stage *s) {
  if (s->slots[SLOT_STREAM]) stream_fence();
}

/* Combines the states that a stage's ranges have left, and finishes it; `done` of the run is. */
bool work_finish(schedule_run *r, const schedule_stage *s, double done);

/* ---- Courses ---- */

/* Calls of a stage's entry one after the other, which are a share of an item. */
typedef struct course {
  work *w;
  const schedule_stage *stage;
  const int64_t *slots;
  int thread;
  double done, part; /* of the item: before them, and they */
} course;

static inline course course_of(work *w, int thread) {
  return (course){w, w->stage, w->stage->slots, thread, 0, 1};
}

/* Folds [from, to) of the reduced range, step by step, from nothing or what is in *before. The last
 * step leaves its state in *behind, or finishes where that is NULL; `room` is for those of others.
 * False when it was stopped. */
bool course_steps(const course *c, int64_t begin, int64_t end, int64_t from, int64_t to,
                  int64_t *before, int64_t *behind, int64_t *room);

/* Over the whole reduced range, which may be in steps. */
bool course_piece(const course *c, int64_t begin, int64_t end);

#endif
