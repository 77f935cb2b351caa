/* fork.h: surviving fork().
 *
 * Threads are not there in a child, and a lock that another thread held at
 * the fork stays locked in the child for ever. So:
 *
 * - Every lock that threads share is a member here: fork() waits until it is free, holds it, and
 *   both sides release it.
 * - LLVM has locks of its own that nobody can name: of its registries, and of every variable that
 * is made when it is first used. So whoever is about to enter LLVM begins a unit, and fork() waits
 *   until no unit is at work, however long that takes, up to FORK_PATIENCE.
 * - In a child, fork_is_child() tells the scheduler to stay on one thread, and the generation tells
 *   that whatever another thread had begun will not be finished.
 *
 * A thread may fork while it is in a unit or holds a lock, from an allocator's or a progress
 * callback: what it holds itself is waited for by nobody. In a unit the caller's code runs between
 * fork_pause() and fork_resume(), where other threads' forks do not wait for it: that code may need
 * what they hold, such as Python's lock.
 *
 * The members, the units at work and the generation are the library's only global state but for
 * what debuggers and profilers are told (announce.h).
 */
#ifndef JX_FORK_H
#define JX_FORK_H

#include <pthread.h>
#include <stdbool.h>

/* ---- Locks ---- */

/* Locks of one engine, taken in this order. */
#define FORK_LOCKS 3

typedef struct fork_member {
  struct fork_member *next, **link;   /* link: NULL when it is no member */
  pthread_mutex_t *locks[FORK_LOCKS]; /* NULL: none */
} fork_member;

/* Neither does anything for one that is a member already. */
void fork_join(fork_member *m);
/* The same for a lock of the process, which is taken while engines' locks may be held. */
void fork_join_last(fork_member *m);
void fork_leave(fork_member *m);

/* All locking of a member's locks. A thread holds at most FORK_HELD of them at once. */
#define FORK_HELD 4
void fork_lock(pthread_mutex_t *lock);
void fork_unlock(pthread_mutex_t *lock);

/* ---- Units ---- */

/* What fork() waits for a unit at most, in seconds: then its caller holds something that the unit
 * needs. */
#define FORK_PATIENCE 20

/* Begins a unit, which ends in the same thread. False, and nothing is begun: this process was
 * forked from the midst of another thread's unit, whose locks are held for ever. Units nest. */
bool fork_begin_unit(void);
void fork_end_unit(void);

/* Around code of the caller's that a unit calls. Gives what to resume. */
unsigned fork_pause(void);
void fork_resume(unsigned paused);

/* ---- Children ---- */

/* Forks between the first engine's making and this process. */
unsigned fork_generation(void);
static inline bool fork_is_child(void) { return fork_generation() != 0; }

#endif
