/* slabs.h: pieces of stages that read an array in several planes at once. */
#ifndef JX_SLABS_H
#define JX_SLABS_H

#include "runtime/run/schedule.h"

/* Cuts an elementwise stage whose slots are filled anew, where that spares memory traffic. Its bits
 * do not depend on how it is cut. */
void slabs_cut(schedule_stage *s);

#endif
