/* fork.h: surviving fork().
 *
 * libgomp hangs in a child that inherited its thread pool, and a lock that another thread held at
 * the fork stays locked in the child for ever. So every lock that threads share is a member here:
 * fork() waits until it is free, holds it, and both sides release it. In a child, fork_is_child()
 * tells the scheduler to stay on one thread, and the generation tells that whatever another thread
 * had begun will not be finished.
 *
 * The list of members and the generation are the library's only global state.
 */
#ifndef JX_FORK_H
#define JX_FORK_H

#include <pthread.h>
#include <stdbool.h>

/* Locks of one engine, taken in this order. */
#define FORK_LOCKS 3

typedef struct fork_member {
  struct fork_member *next, **link;
  pthread_mutex_t *locks[FORK_LOCKS]; /* NULL: none */
} fork_member;

void fork_join(fork_member *m);
/* The same for a lock of the process, which is taken while engines' locks may be held. */
void fork_join_last(fork_member *m);
void fork_leave(fork_member *m);

/* Forks between the first engine's making and this process. */
unsigned fork_generation(void);
static inline bool fork_is_child(void) { return fork_generation() != 0; }

#endif
