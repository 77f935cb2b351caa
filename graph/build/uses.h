/* uses.h: in how many places a program uses each value.
 *
 * Values that are used more than once may be kept (graph/keep.h), so this is known before the walk
 * begins. */
#ifndef JX_USES_H
#define JX_USES_H

#include "graph/build/graph_build.h"

/* Fills b->uses. False: out of memory. */
bool uses_count(builder *b);

#endif
