/* period.h: short innermost axes as part of one flat vector loop. */
#ifndef JX_PERIOD_H
#define JX_PERIOD_H

#include "planner/planner.h"

/* Fills the proto's `around` and `period`, once its positions are ordered: the vector loop may take
 * positions outside of those that all accesses merge along, where some of these begin anew. */
jx_status period_find(planner *p, proto *s);
/* Whether the loop over position order[i] goes on with that of order[i - 1] for that reason. */
bool period_merges(const proto *s, int i);

#endif
