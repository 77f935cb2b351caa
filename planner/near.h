/* near.h: accesses that read an array at a fixed distance from one another. */
#ifndef JX_NEAR_H
#define JX_NEAR_H

#include "planner/plan.h"

/* Fills the accesses' `near`, `along`, `above` and `below`. Steps and starts are there. */
void near_find(const plan *out, const plan_stage *stage);

/* Whether what access i of a stage reads in row r of `rows` side by side has been read already: by
 * an earlier access, or in an earlier row. Then *access and *row (which may be NULL) say by whom. */
static inline bool near_loaded_before(const plan_access *at, uint32_t i, int32_t r, int32_t rows,
                                      uint32_t *access, int32_t *row) {
  uint32_t first = at[i].above ? at[i].above - 1 : i;
  for (uint32_t j = first; j < i; j++) {
    if (j != first && at[j].above != first + 1) continue;
    int32_t same = r + at[i].below - at[j].below;
    if (same < 0 || same >= rows) continue;
    if (access) *access = j;
    if (row) *row = same;
    return true;
  }
  return false;
}

#endif
