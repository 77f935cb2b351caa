/* proto.h: which stage there is for a space and wave, and how much it takes.
 *
 * Every other file asks proto_find() for the proto of what it needs, and before it gives one more
 * to compute, whether there is room. */
#ifndef JX_PROTO_H
#define JX_PROTO_H

#include "planner/planner.h"

/* The proto of a space and wave that has room for one more store, or of a REDUCE or SCAN node, for
 * one more such; NONE when out of memory. */
uint32_t proto_find(planner *p, graph_ref node, uint32_t positions, uint32_t wave, bool table);
uint32_t proto_find_fold(planner *p, graph_ref fold);
void proto_add_words(proto *s, plan_fold fold);
/* Whether a folding proto has room for one more store: of post values; of main values. */
bool proto_takes_stores(const proto *s);
bool proto_takes_beside(const proto *s);
/* Counts what a node that has its home there costs, unless that is too much. */
bool proto_takes_behind(proto *s, uint32_t cost);
/* Whether a crossed proto has room for the folds of one more member. */
bool proto_may_cross(const proto *crossed, const proto *s);
/* Same extents at the same positions, and nothing else. */
bool proto_same_space(const planner *p, const proto *s, graph_ref node, uint32_t positions);

#endif
