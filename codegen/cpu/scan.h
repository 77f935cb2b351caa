/* scan.h: stages that store running results.
 *
 * They have the loops of a reduction, once to fold alone and once to store (plan.h). */
#ifndef JX_SCAN_H
#define JX_SCAN_H

#include "codegen/cpu/stage.h"

/* A scanning stage; the nest holds its kept loops. */
void emit_scan(stage_emitter *k, const nest *n);

/* What reduction.c calls in the loops that store: a step of the vector loop, whether it is a
 * scanned or a kept one; and the reduced nest of a range of kept points, scanned in registers. */
void emit_scan_step(stage_emitter *k, const nest *n);
void emit_scan_range(stage_emitter *k, const nest *n, val begin, val end);

#endif
