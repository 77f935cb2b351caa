/* team.h: one body on several threads, whoever provides them.
 *
 * The scheduler shares its work by numbers that threads take from a counter, so all it asks for is
 * that a body be run by some threads at once. In libjx these are OpenMP's (team_openmp()); a
 * program that was compiled ahead of time brings its own, or none.
 */
#ifndef JX_TEAM_H
#define JX_TEAM_H

typedef void team_body(void *argument, int thread);

/* Runs body(argument, t) for t = 0 on the calling thread and t = 1, 2, ... on others, at most
 * `threads` in all, and returns when each is over; what they wrote is then seen here. Returns how
 * many took part. */
typedef int team_run(int threads, team_body *body, void *argument);

/* OpenMP's threads, as many as can be had (threads.h), and no more than other callers leave of the
 * processors; the calling one alone inside a parallel region, whoever's it is (regions.h), and in a
 * forked child. */
int team_openmp(int threads, team_body *body, void *argument);

#endif
