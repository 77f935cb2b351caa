/* weave.h: what a step of a woven stage knows of where its elements are.
 *
 * A woven stage (plan.h) takes points of its last two loops in lanes, so an access of class
 * ACCESS_WOVEN steps by one stride inside of a row and by another from row to row. For every point
 * that a step may begin at, which is a point of a row, a table says how far behind the row's first
 * element those of the next points are. A helper fills it when a kernel is called, and kernels read
 * it, as the other helpers do (codegen.h).
 *
 * Elements are moved in units of 1, 2, 4 or 8 bytes: one each, or two of a complex128. A step takes
 * them in groups of so many units as fill half a vector of 64 bytes. A group is out of, or goes to,
 * two vectors of memory, if the access is `dense`: of neighbouring ones, or of two that have what is
 * of the row in which the group begins, and of the next one. */
#ifndef JX_WEAVE_H
#define JX_WEAVE_H

#include <stdint.h>

#include "planner/plan.h"

/* Points of a row and lanes of a step, in units. */
enum { WEAVE_POINTS = PLAN_MAX_WOVEN, WEAVE_UNITS = 2 * (WEAVE_POINTS + PLAN_MAX_LANES) };
/* Units that lie from a row's first element to the end of the last vector. */
enum { WEAVE_PLACES = 2048 };
/* Bytes of a vector, and of a group. */
enum { WEAVE_VECTOR = 64, WEAVE_GROUP = 32 };

typedef struct weave_table {
  int64_t dense;                /* 1 or 0 */
  int64_t points, inner, outer; /* of a row, and strides in bytes */
  int64_t near;                /* whether what follows is there: strides are less than a megabyte */
  int32_t offset[WEAVE_UNITS]; /* in bytes, of each unit, counted from the row's first element; */
  int32_t low[WEAVE_UNITS];    /* of the two vectors of the group that begins there; */
  int32_t high[WEAVE_UNITS];
  int32_t reach[WEAVE_POINTS]; /* of each point of a row: where the last of a step's vectors ends */
  /* A load's: of each unit, which ones of the two vectors its group takes, WEAVE_GROUP bytes. A
   * store's: which unit belongs to each place, or none. Both are as wide as a unit, and wrap. */
  uint8_t index[];
} weave_table;

/* Bytes of a unit, of elements of 1, 2, 4, 8 or 16 bytes; units of a group. */
static inline int64_t weave_unit(int64_t item) { return item < 8 ? item : 8; }
static inline int64_t weave_group(int64_t item, int64_t lanes) {
  int64_t unit = weave_unit(item), half = WEAVE_GROUP / unit, all = lanes * (item / unit);
  return half < all ? half : all;
}

/* Fills a table for rows of `points` elements of `item` bytes that are `inner` bytes apart, and
 * rows `outer` bytes apart, and steps of `lanes` elements. */
void weave_prepare(weave_table *table, int64_t points, int64_t inner, int64_t outer, int64_t lanes,
                   int64_t item, int64_t store);
/* Puts down `count` elements one after the other, from point `first` of the row on that begins at
 * `from`, and repeats the last one up to `lanes` elements. */
void weave_take(void *to, const void *from, const weave_table *table, int64_t first, int64_t count,
                int64_t lanes, int64_t item);
/* The other way round. */
void weave_put(const void *from, void *to, const weave_table *table, int64_t first, int64_t count,
               int64_t item);

#endif
