/* schedule.h: running a bound call on threads.
 *
 * How a stage is cut follows from its shapes alone, so its bits do not depend on threads: kept
 * points into pieces that stay in cache and last some ten microseconds; and, where that gives too
 * few pieces, the reduced range too: each piece of it leaves a state, the states are combined in a
 * fixed tree, and a last call finishes (plan.h). How many threads then share the pieces is decided
 * apart from that, by what the work is worth.
 *
 * An item that takes long by that, because no memory is there for more states, or because there are
 * as many as may be, is done in steps, which go on from one another's state; so it can be stopped.
 *
 * A scan is cut along its axis when its rows are few. Its ranges are taken in order; each is
 * folded, then stored from what comes before it, which is known once all ranges before have been
 * folded.
 *
 * A chain (plan.h) that pays is cut along its spine: each thread runs all of its stages on one
 * window of the spine before it goes on, with temporaries of its own that hold no more than a
 * window.
 *
 * Nothing here allocates: schedule_cut() and schedule_chain_cut() tell the binder how much memory
 * states and windows need. States take at most SCHEDULE_STATES bytes (what is kept of overflows
 * apart, which is no more than half of the rest), unless one state alone is larger than a sixteenth
 * of that: then sixteen states. Windows take one window for each thread that can take part, at most
 * SCHEDULE_WINDOWS bytes unless one alone is larger.
 */
#ifndef JX_SCHEDULE_H
#define JX_SCHEDULE_H

#include "base/stop.h"
#include "runtime/kernel/kernel.h"
#include "runtime/machine/clock.h"
#include "runtime/machine/team.h"
#include "runtime/run/cut.h"
#include "runtime/run/share.h"

typedef struct schedule_stage {
  const plan_stage *plan;
  const plan_access *accesses;
  const plan_accumulator *accumulators;
  kernel_entry *entry;
  int64_t *slots;
  int64_t kept, reduced; /* points; reduced is 1 without reduced loops */
  int64_t row;           /* extent of the vector loop */
  bool chained;          /* runs in a schedule_chain */
  uint32_t moves; /* bytes of an element, where all it does is to copy its first access to its
                            second; else 0 */
  /* made by schedule_cut() */
  cut kept_cut, reduced_cut;
  double cost; /* estimated nanoseconds on one thread */
  /* points in one call of the entry where an item would take too long to be stopped: reduced ones,
   * of a crossed stage kept ones; 0: as many as an item has */
  int64_t step;
  int64_t group; /* the same of a member of a chain whose spine is kept, in kept points; 0: all */
  /* where its states are, in words from schedule_run.states: the first, from one to the next, and
   * how many; a crossed stage (plan.h) has its states along rows here */
  int64_t state_at, state_size, state_count;
  int64_t shared_at, shared_size; /* crossed stage: state_in of a piece of rows */
} schedule_stage;

/* Cuts a stage whose kept, reduced and row are set; a crossed one together with those behind it
 * that finish it. Returns the bytes their states need, 0 for most. Not for finishing stages. */
size_t schedule_cut(schedule_stage *s);

/* Whether the i-th stage behind a crossed one keeps just what that keeps: its folds are along the
 * rows. */
bool schedule_is_along(const schedule_stage *s, uint32_t finish);

/* Cuts a stage without reduced loops into tiles instead, for accesses that leap along the vector
 * loop: what they fetch with one cache line serves several rows. Such stages' bits do not depend on
 * how they are cut. */
void schedule_tile(schedule_stage *s);

/* A slot that holds the address of a window: counted from the thread's block, and moved back by as
 * many spine points as lie before the window. */
typedef struct schedule_shift {
  uint32_t slot;
  int64_t point; /* bytes of one spine point */
} schedule_shift;

/* What decides how a chain is cut. Bytes are those of one spine point but for `fixed`. */
typedef struct schedule_chain_size {
  int64_t points; /* of the spine */
  double moved;   /* read and written the first time */
  double windows; /* of temps that are windows */
  double fixed;   /* read at every spine point: the same */
  double state;   /* all words of the stages that fold over the spine */
  double cost;    /* of the whole chain */
  uint32_t stages;
  bool along;     /* a vector loop runs along the spine */
  bool in_memory; /* so does that of accumulators in memory */
} schedule_chain_size;

/* Stages that run on windows of a spine. */
typedef struct schedule_chain {
  uint32_t first, count; /* stages; none: it does not run as a chain */
  int64_t points;        /* of the spine */
  cut parts;             /* of the spine: a part leaves one state, */
  int64_t window;        /* and is run in windows of so many points */
  double cost;
  const int64_t *slots; /* of all its stages, */
  size_t nslots;        /* which every thread has a copy of */
  const schedule_shift *shifts;
  size_t nshifts;
  char *blocks; /* of the threads: the slots, then the windows */
  size_t block; /* bytes of one */
  int32_t nblocks;
} schedule_chain;

/* Sets points, parts, window and cost of a chain. False when its stages had better run one after
 * the other: the spine is short, or what a spine point touches fits no cache and the temps are
 * small anyway. Follows from shapes alone. */
bool schedule_chain_cut(schedule_chain *c, const schedule_chain_size *size);

/* Sets step and group of a member of a chain that has been cut, whose state it may then need. */
void schedule_member_steps(const schedule_chain *c, schedule_stage *s);

/* Bytes of the states of a stage that is in no chain. */
size_t schedule_states(const schedule_stage *s);

/* Told how far work has come whose items are then taken in order: paging.h.
 *
 * begin  stages [first, first + count) are about to run, over their reduced range if `reduced`, else
 *        their kept one, which is in so many pieces; of a chain, over its spine
 * at     a thread goes on at this share of the range; it has left what is before. 1: it is done
 * end    all are */
typedef struct schedule_pager {
  void (*begin)(void *user, size_t first, size_t count, bool reduced, int64_t pieces);
  void (*at)(void *user, int thread, double share);
  void (*end)(void *user);
  void *user;
} schedule_pager;

typedef struct schedule_run {
  schedule_stage *stages;
  size_t n;
  const schedule_chain *chains; /* in the order of their stages, none of which has no points */
  size_t nchains;
  int64_t *states;   /* as many bytes as the stage or chain that needs most; 64-byte aligned */
  int32_t threads;   /* at most */
  team_run *team;    /* where they come from; NULL: the calling one alone */
  team_ready *ready; /* whether they begin at once; NULL: nobody knows */
  jx_progress progress;
  void *user;
  const stop_flag *cancel; /* NULL: never */
  int32_t used;            /* out: most threads any stage ran on */
  /* NULL, or one for each stage: ticks it took, at the first one of what runs as one, a chain or a
   * crossed stage with those that finish it */
  uint64_t *ticks;
  const ticker *ticker; /* what they are of */
  lateness *late;       /* of the teams that this caller has had; NULL: nobody asks. Needs ticker */
  /* asked for by setting the first: the process's CPU time and the ticks when the first team of
   * more than one thread was called; 0: none was */
  bool times_teams;
  uint64_t team_cpu_ns, team_at;
  const schedule_pager *pager; /* NULL: nobody */
} schedule_run;

/* Whether a stage is one piece, a call of its entry; and that call. */
static inline bool schedule_is_piece(const schedule_stage *s) {
  return s->kept && !s->plan->nfinish && s->kept_cut.count == 1 && s->reduced_cut.count == 1 &&
         !s->chained && !s->step;
}
void schedule_piece(const schedule_stage *s);

/* Runs the stages, one after the other. JX_OK or JX_ERROR_CANCELLED. */
jx_status schedule_all(schedule_run *r);

/* Items of somebody else's, shared among the run's threads; false when the callback stopped them. */
typedef void schedule_item(void *user, int64_t item, int thread);
bool schedule_items(schedule_run *r, schedule_item *item, void *user, int64_t count, double cost);

#define SCHEDULE_STATES ((size_t)8 << 20)
#define SCHEDULE_WINDOWS ((size_t)256 << 20)

/* Estimated nanoseconds below which a stage is not worth waking a second thread; and one that is
 * awake already. */
#define SCHEDULE_SERIAL_NS 12000
#define SCHEDULE_AWAKE_NS 4000

#endif
