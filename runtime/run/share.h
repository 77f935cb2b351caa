/* share.h: numbered items, handed out to a team.
 *
 * Items are cut into as many runs as there are threads. Each thread takes the items of its own run,
 * one after the other, and then those that others have left, so no thread waits for one that has
 * not come. Calls on the same shapes thereby give each thread the same items, which are in its
 * processor's caches still. Items that must be taken in their order are one run.
 *
 * lateness: what it costs to wait for a team. A thread that shares its processor with another
 * pool's may lose it for milliseconds in the midst of an item, and a team's work is over when its
 * last item is. So a caller remembers how long it has waited with nothing left to do. Where that is more than what
 * teams have saved since it waited last, it does without them for as long as that would have saved
 * as much; and four times as long each time that it turns out so again.
 */
#ifndef JX_SHARE_H
#define JX_SHARE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* More threads than this share runs. */
#define SHARE_RUNS 32

typedef struct share_run {
  _Alignas(64) _Atomic int64_t next; /* a line of its own */
  int64_t begin, end;
} share_run;

typedef struct share {
  int runs;
  share_run run[SHARE_RUNS];
} share;

/* Of `count` items to be taken by `threads` threads; in their order if `ordered`. */
void share_begin(share *s, int64_t count, int threads, bool ordered);

/* The next item of thread `thread`, from 0 on; -1 when all have been taken. */
int64_t share_take(share *s, int thread);

/* How many have been taken. */
int64_t share_taken(const share *s);

/* Nanoseconds, but for the last two. */
typedef struct lateness {
  double owed;    /* of what was waited last, what teams have not saved since */
  double forgo;   /* what is to be saved no more before there is a team again, */
  double factor;  /* that many times what was waited */
  int teams;      /* so far: the first ones, for which threads are made, tell nothing */
  uint64_t asked; /* when lateness_wakes() was asked last, */
  double missed;  /* and of how much work, time after time without a long pause */
} lateness;

/* Whether to call a team that would save so much. Where not, that is counted. */
bool lateness_allows(lateness *l, double saves);

/* Whether to wake a thread for work that is worth one only when it is awake: such work has been
 * done without, again and again, up to `now`. */
bool lateness_wakes(lateness *l, double cost, uint64_t now, double ns_a_tick);

/* A team that was to save so much was waited for so long. */
void lateness_note(lateness *l, double saves, double waited);

#endif
