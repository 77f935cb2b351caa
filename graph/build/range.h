/* range.h: arange and linspace, which make no array but a formula of the index.
 *
 * Their lengths are dims, so no kernel is for one length. */
#ifndef JX_RANGE_H
#define JX_RANGE_H

#include "graph/build/calls.h"

graph_ref make_arange(call *c);
graph_ref make_linspace(call *c);

#endif
