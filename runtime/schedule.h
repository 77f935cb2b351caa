/* schedule.h: running a bound call on threads.
 *
 * How a stage is cut follows from its shapes alone, so its bits do not depend on threads: kept
 * points into pieces that stay in cache and last some ten microseconds; and, where that gives too
 * few pieces, the reduced range too: each piece of it leaves a state, the states are combined in a
 * fixed tree, and a last call finishes (plan.h). How many threads then share the pieces is decided
 * apart from that, by what the work is worth.
 *
 * Nothing here allocates: schedule_cut() tells the binder how much memory the states need.
 */
#ifndef JX_SCHEDULE_H
#define JX_SCHEDULE_H

#include "runtime/cut.h"
#include "runtime/kernel.h"

typedef struct schedule_stage {
  const plan_stage *plan;
  const plan_accumulator *accumulators;
  kernel_entry *entry;
  int64_t *slots;
  int64_t kept, reduced; /* points; reduced is 1 without reduced loops */
  int64_t row;           /* extent of the vector loop */
  /* made by schedule_cut() */
  cut kept_cut, reduced_cut;
  double cost; /* estimated nanoseconds on one thread */
  /* where its states are, in words from schedule_run.states: the first, from one to the next, and
   * how many; a crossed stage (plan.h) has its states along rows here */
  int64_t state_at, state_size, state_count;
  int64_t shared_at, shared_size; /* crossed stage: state_in of a piece of rows */
} schedule_stage;

/* Cuts a stage whose kept, reduced and row are set; a crossed one together with those behind it
 * that finish it. Returns the bytes their states need, 0 for most. Not for finishing stages. */
size_t schedule_cut(schedule_stage *s);

/* Cuts a stage without reduced loops into tiles instead, for accesses that leap along the vector
 * loop: what they fetch with one cache line serves several rows. Such stages' bits do not depend on
 * how they are cut. */
void schedule_tile(schedule_stage *s);

typedef struct schedule_run {
  schedule_stage *stages;
  size_t n;
  int64_t *states; /* as many bytes as the stage that needs most; 64-byte aligned */
  int32_t threads; /* at most */
  jx_progress progress;
  void *user;
  int32_t used; /* out: most threads any stage ran on */
} schedule_run;

/* Runs the stages, one after the other. JX_OK or JX_ERROR_CANCELLED. */
jx_status schedule_all(schedule_run *r);

/* Estimated nanoseconds below which a stage is not worth a second thread. */
#define SCHEDULE_SERIAL_NS 12000

#endif
