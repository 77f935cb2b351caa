/* layout.c: what a kernel may assume of an array's memory.
 *
 * Takes a valid array; gives its layout. This runs for every operand of every call, so it is one
 * pass over the axes with an insertion sort, which is linear for arrays that are in C order
 * already. Start at layout_of().
 */
#include "base/layout.h"

#include <string.h>

#include "base/array.h"

static uint64_t magnitude(int64_t stride) {
  return stride < 0 ? 0 - (uint64_t)stride : (uint64_t)stride;
}

/* That of an array without elements: of a contiguous one in C order, whatever its strides. A stride
 * of 0 would say that the array is the same all along the axis, so that one load before the loop
 * will do; but where the axis has no index there is nothing to load. */
static void lay_out_nothing(layout *out, const jx_array *array) {
  int n = 0;
  out->one = out->zero = out->unit = out->merges = 0;
  memset(out->order, 0, sizeof out->order);
  for (int x = 0; x < array->rank; x++) {
    if (array->shape[x] == 1)
      out->one |= 1u << x;
    else
      out->order[n++] = (uint8_t)x;
  }
  out->unit = 1u << out->order[n - 1];
  out->merges = (1u << (n - 1)) - 1;
}

void layout_of(layout *out, const jx_array *array) {
  bool empty = false;
  *out = (layout){.dtype = (uint8_t)array->dtype,
                  .rank = (uint8_t)array->rank,
                  .item = array_item(array),
                  .detail = dtype_is_number(array->dtype) ? 0 : array->detail,
                  .weak = array->flags & JX_ARRAY_WEAK ? 1 : 0,
                  .swapped = array_is_swapped(array)};
  if (array->flags & JX_ARRAY_LONG) {
    out->weak = 2;
    out->order[0] = 0;
    return;
  }
  int64_t item = out->item;
  int n = 0;
  for (int x = 0; x < array->rank; x++) {
    uint32_t bit = 1u << x;
    int64_t stride = array->strides[x];
    if (array->shape[x] == 1) {
      out->one |= bit;
      continue;
    }
    empty |= array->shape[x] == 0;
    if (stride == 0) out->zero |= bit;
    if (stride == item) out->unit |= bit;
    int at = n++;
    for (; at > 0 && magnitude(array->strides[out->order[at - 1]]) < magnitude(stride); at--)
      out->order[at] = out->order[at - 1];
    out->order[at] = (uint8_t)x;
  }
  for (int j = 0; j + 1 < n; j++) {
    int x = out->order[j], y = out->order[j + 1];
    int64_t whole;
    if (!__builtin_mul_overflow(array->strides[y], array->shape[y], &whole) &&
        whole == array->strides[x])
      out->merges |= 1u << j;
  }
  if (empty) lay_out_nothing(out, array);
}

bool layout_merges(const layout *l, int x, int y) {
  for (int j = 0; j + 1 < l->rank; j++)
    if (l->order[j] == x) return l->merges >> j & 1 && l->order[j + 1] == y;
  return false;
}
