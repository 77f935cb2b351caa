/* team.h: one body on several threads, whoever provides them.
 *
 * The scheduler shares its work by numbers that threads take from a counter, so all it asks for is
 * that a body be run by some threads at once; and when it is over on the calling thread, all numbers
 * are taken, so others need not begin. In libjx these are its own workers (team_threads()); a
 * program that was compiled ahead of time brings OpenMP's or its own, or none.
 */
#ifndef JX_TEAM_H
#define JX_TEAM_H

#include <stdbool.h>

typedef void team_body(void *argument, int thread);

/* Runs body(argument, t) for t = 0 on the calling thread and t = 1, 2, ... on others, at most
 * `threads` in all, not necessarily on all, and returns when each that has begun is over; what they
 * wrote is then seen here. Returns how many were to take part. */
typedef int team_run(int threads, team_body *body, void *argument);

/* The calling thread's workers (workers.h), as many as can be had, and no more than other callers
 * leave of the processors; the calling one alone in a body, inside a parallel region, whoever's it is
 * (regions.h), and in a forked child. */
int team_threads(int threads, team_body *body, void *argument);

/* Whether one of them would begin at once, as far as is known: it has just worked for this caller.
 */
typedef bool team_ready(void);
bool team_threads_ready(void);

#endif
