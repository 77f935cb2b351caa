/* cross.h: stages that share a space and a wave but not their axes, as one.
 *
 * Looked for when all folds and results have their protos, and before any nodes are collected. */
#ifndef JX_CROSS_H
#define JX_CROSS_H

#include "planner/planner.h"

/* Makes one crossed stage of such folds where they have something dear in common. */
jx_status cross_find(planner *p);
/* Gives elementwise results in the space of a folding stage to that stage. */
void cross_adopt(planner *p);

#endif
