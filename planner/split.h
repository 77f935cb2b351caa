/* split.h: what several stages would compute, stored once.
 *
 * Both mark nodes as kept; *any: something new, so waves, homes and protos are to be found
 * again. */
#ifndef JX_SPLIT_H
#define JX_SPLIT_H

#include "planner/planner.h"

/* What several protos of one space would compute. */
jx_status split_keep(planner *p, bool *any);
/* What a later wave needs again, once it is dear. */
jx_status split_chains(planner *p, bool *any);

#endif
