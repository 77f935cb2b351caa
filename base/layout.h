/* layout.h: what a kernel may assume of an array's memory.
 *
 * A kernel is specialised on layouts, not on sizes or addresses: for every axis whether its extent
 * is 1 and whether its stride is zero, one element, or anything else; how the axes are ordered by
 * stride; and which neighbours in that order lie without a gap, so that two loops can be one. Equal
 * layouts mean that every decision of the planner holds. */
#ifndef JX_LAYOUT_H
#define JX_LAYOUT_H

#include "jx.h"

typedef struct layout {
  uint8_t dtype; /* jx_dtype. JX_DTYPE_NONE: a result still to be allocated; the rest is 0 */
  uint8_t rank;
  uint8_t weak;    /* JX_ARRAY_WEAK; 2: JX_ARRAY_LONG too, of whose words nothing is known */
  uint8_t swapped; /* JX_ARRAY_SWAPPED, where there is more than one byte to swap */
  uint32_t item;   /* bytes of an element */
  uint32_t detail; /* jx_array.detail */
  uint32_t one;    /* bit x: axis x (outermost is 0) has extent 1; its stride then means nothing */
  uint32_t zero;   /* stride 0 (and extent other than 1) */
  uint32_t unit;   /* stride == item */
  uint32_t merges; /* bit j: strides[order[j]] == strides[order[j+1]] * shape[order[j+1]] */
  /* axes whose extent is not 1, largest |stride| first, ties outermost first; then zeros */
  uint8_t order[JX_MAX_RANK];
} layout;

/* The layout of a valid array. Unused entries are zero, so layouts compare and hash as bytes up to
 * layout_bytes(). An array without elements has the layout of a contiguous one, whatever its
 * strides are: none of them says that it has an element to load. */
void layout_of(layout *out, const jx_array *array);
static inline size_t layout_bytes(const layout *l) { return offsetof(layout, order) + l->rank; }

/* True when axis y follows axis x without a gap: strides[x] == strides[y] * shape[y]. */
bool layout_merges(const layout *l, int x, int y);

#endif
