/* array.h: checking arrays, and when two of them meet in memory.
 *
 * Takes arrays as the caller passed them, which may be nonsense in every field; what array_valid()
 * lets through can be laid out, bound and read without overflow. The overlap tests take valid
 * arrays and answer for bytes, not for ranges: the columns of one matrix do not overlap. They may
 * say "maybe", and never wrongly "no".
 */
#ifndef JX_ARRAY_H
#define JX_ARRAY_H

#include "base/bigint.h"
#include "base/diag.h"
#include "base/dtype.h"
#include "base/element.h"

/* Bytes of an element of a valid array. Nothing else derives them from the dtype of an array;
 * layouts, and all that is planned from them, have a number of their own. */
static inline uint32_t array_item(const jx_array *array) {
  return dtype_has_size(array->dtype) ? dtypes[array->dtype].size : array->detail;
}

/* Whether elements are to be swapped, or the characters of a str; those of one byte are not. */
static inline bool array_is_swapped(const jx_array *array) {
  bool wide = array->dtype == JX_STR || element_form_of(array->dtype).stored > 8;
  return wide && (array->flags & JX_ARRAY_SWAPPED);
}

/* The element of an array of rank 0, with data. */
element_value array_scalar(const jx_array *array);

/* True when rank, dtype, extents, strides and size are sound, and data is there when there are
 * elements. With `shapes_only`, arrays with elements may lack data unless they are scalars. */
bool array_valid(const jx_array *array, bool shapes_only);

/* Says what array_valid() found. `what` names the array: "operand 'a'". */
jx_status array_explain(diag *d, const jx_array *array, const char *what);

/* Elements of a shape; -1 when they, or their bytes, do not fit an int64. An extent of 0 makes it
 * 0. */
int64_t array_elements(int rank, const int64_t *shape, size_t itemsize);

/* The most words of an integer with JX_ARRAY_LONG. */
#define ARRAY_LONG_WORDS (BIGINT_BITS / 64)

/* "(3,2)", "(3,)", "()"; long ones are cut short. Returns `out`. */
#define ARRAY_SHAPE_TEXT 200
char *array_shape_text(char out[ARRAY_SHAPE_TEXT], int rank, const int64_t *shape);

/* The bytes an array covers, gaps included: [low, high); equal when it has no elements. */
typedef struct array_range {
  uintptr_t low, high;
} array_range;
array_range array_covers(const jx_array *array);

/* False when no byte belongs to both; true when one does, or when that is too dear to find out. */
bool array_may_overlap(const jx_array *a, const jx_array *b);

/* Whether two indices of one array share a byte. */
typedef enum array_self { ARRAY_DISJOINT, ARRAY_MAYBE, ARRAY_OVERLAPS } array_self;
array_self array_overlaps_itself(const jx_array *array);

#endif
