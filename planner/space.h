/* space.h: the loops of a stage: their order, the vector loop, which positions are one loop.
 *
 * The nodes of both phases are known by then: what they read and write decides. */
#ifndef JX_SPACE_H
#define JX_SPACE_H

#include "planner/lower.h"

/* Orders positions and chooses the vector loop: fills the proto's fields. */
jx_status space_order(planner *p, proto *s);
/* Merges what can be one loop: fills plan.loops. */
jx_status space_loops(planner *p, proto *s, plan_stage *stage);

/* The i-th of everything the stage reads and writes, counting members of both phases (those that
 * are not read from memory give nothing), then requests. Returns false past the last. */
bool space_access(planner *p, const proto *s, size_t i, access_view *out, bool *found);
/* True when what the stage reads and writes itself lets the loops over two neighbouring positions
 * become one. */
bool space_merges(planner *p, const proto *s, int outer, int inner);
/* Whether a value is made of the index along a position. */
bool space_counts_along(const planner *p, const proto *s, int position);

/* True when all folds of a crossed stage keep both positions or neither. */
bool space_kept_alike(const planner *p, const proto *s, int a, int b);

/* The array's axis that follows a position with a stride other than 0, or -1. */
int access_axis(const planner *p, const access_view *a, int position);

/* The array's axis that the x-th view_axis of an access is of. */
static inline int access_source_axis(const access_view *a, int x) {
  return view_axis_of(&a->axes[x], x);
}
/* How many axes the array has. */
static inline int access_axes(const access_view *a) {
  int n = a->naxes;
  while (n > 0 && a->axes[n - 1].of) n--;
  return n;
}
/* True when a step along it is to the next element in memory. */
bool access_is_unit(const planner *p, const access_view *a, int x);
/* True when what the x-th view_axis moves along lies around what the y-th one does. */
bool access_is_around(const planner *p, const access_view *a, int x, int y);
/* How many elements a step along the array's axis `outer` is, where that is all of its axis `inner`:
 * a dim; -1: it is not, or nothing says so. */
dim_ref space_row(planner *p, const access_view *a, int outer, int inner);
/* True when neighbours along the array's axis are neighbours in memory. */
bool access_unit(const planner *p, const access_view *a, int axis);
/* Bytes of an element. */
uint32_t access_item(const planner *p, const access_view *a);
bool access_is_swapped(const planner *p, const access_view *a);

/* True when one step along `outer` is as far as all of `inner`, so that two loops can be one. */
bool access_merges(planner *p, const proto *s, const access_view *a, int outer, int inner);

#endif
