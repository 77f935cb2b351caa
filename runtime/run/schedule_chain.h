/* schedule_chain.h: stages that run together on windows of a spine, part by part. */
#ifndef JX_SCHEDULE_CHAIN_H
#define JX_SCHEDULE_CHAIN_H

#include "runtime/run/schedule.h"

/* Runs a chain, which is `part` of the run when `done` of it is done. False when it was stopped. */
bool schedule_chain_run(schedule_run *r, const schedule_chain *c, double done, double part);

/* One part of a chain, as an item of schedule_items(): leaves its states in r->states. */
void schedule_part(const schedule_run *r, const schedule_chain *c, int64_t part, int thread);

#endif
