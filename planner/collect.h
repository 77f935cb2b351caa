/* collect.h: the nodes of a stage.
 *
 * Collecting may ask other stages for temps and choose tables, so it is done again until nothing is
 * new; only then does the stage get its place among those of the plan (lower.h). */
#ifndef JX_COLLECT_H
#define JX_COLLECT_H

#include "planner/planner.h"

/* Finds the nodes of both phases; of the main phase alone. */
jx_status collect_nodes(planner *p, uint32_t proto_index);
jx_status collect_main(planner *p, uint32_t proto_index);

#endif
