/* schedule_scan.h: a scan whose rows are few, cut along its axis. */
#ifndef JX_SCHEDULE_SCAN_H
#define JX_SCHEDULE_SCAN_H

#include "runtime/run/work.h"

/* Runs a stage that scans; `w` is work of it, to which items are given. False when it was stopped. */
bool schedule_scan(schedule_run *r, const schedule_stage *s, work *w);

#endif
