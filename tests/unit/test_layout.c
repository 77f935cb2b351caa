/* test_layout.c: layouts of arrays of all kinds. */
#include "base/layout.h"

#include <string.h>

#include "tests/support/unit.h"

static jx_array array(jx_dtype d, int rank, const int64_t *shape, const int64_t *strides) {
  jx_array a = {.data = (void *)64, .dtype = d, .rank = rank};
  for (int x = 0; x < rank; x++) {
    a.shape[x] = shape[x];
    a.strides[x] = strides[x];
  }
  return a;
}

#define LAYOUT(name, d, rank, shape, ...)                                           \
  layout name;                                                                      \
  jx_array array_##name = array(d, rank, (int64_t[])shape, (int64_t[])__VA_ARGS__); \
  memset(&name, 0xa5, sizeof name);                                                 \
  layout_of(&name, &array_##name)
#define SHAPE(...) \
  { __VA_ARGS__ }

START_TEST(a_scalar_has_no_axes) {
  jx_array a = {.dtype = JX_INT64, .flags = JX_ARRAY_WEAK | JX_ARRAY_READONLY};
  layout l;
  layout_of(&l, &a);
  ck_assert_int_eq(l.dtype, JX_INT64);
  ck_assert_uint_eq(l.item, 8);
  ck_assert_int_eq(l.weak, 1);
  ck_assert_int_eq(l.rank, 0);
  ck_assert_uint_eq(layout_bytes(&l), offsetof(layout, order));
}
END_TEST

START_TEST(c_order_merges_all_axes) {
  LAYOUT(l, JX_FLOAT64, 3, SHAPE(2, 3, 4), {96, 32, 8});
  ck_assert_uint_eq(l.one | l.zero, 0);
  ck_assert_uint_eq(l.unit, 4);
  ck_assert_uint_eq(l.merges, 3);
  ck_assert_mem_eq(l.order, ((uint8_t[]){0, 1, 2}), 3);
  ck_assert(layout_merges(&l, 0, 1) && layout_merges(&l, 1, 2));
  ck_assert(!layout_merges(&l, 0, 2) && !layout_merges(&l, 2, 1) && !layout_merges(&l, 1, 1));
}
END_TEST

START_TEST(fortran_order_is_the_reverse) {
  LAYOUT(l, JX_FLOAT64, 3, SHAPE(2, 3, 4), {8, 16, 48});
  ck_assert_uint_eq(l.unit, 1);
  ck_assert_mem_eq(l.order, ((uint8_t[]){2, 1, 0}), 3);
  ck_assert(layout_merges(&l, 2, 1) && layout_merges(&l, 1, 0) && !layout_merges(&l, 0, 1));
}
END_TEST

START_TEST(gaps_do_not_merge) {
  LAYOUT(l, JX_FLOAT32, 2, SHAPE(5, 3), {16, 4});
  ck_assert_uint_eq(l.item, 4);
  ck_assert_uint_eq(l.merges, 0);
  ck_assert_uint_eq(l.unit, 2);
}
END_TEST

START_TEST(axes_of_extent_one_leave_the_order) {
  LAYOUT(l, JX_FLOAT64, 3, SHAPE(1, 3, 1), {0, 8, 8});
  ck_assert_uint_eq(l.one, 5);
  ck_assert_uint_eq(l.zero, 0);
  ck_assert_uint_eq(l.unit, 2);
  ck_assert_mem_eq(l.order, ((uint8_t[]){1, 0, 0}), 3);
}
END_TEST

START_TEST(strides_of_axes_of_extent_one_do_not_matter) {
  LAYOUT(l, JX_FLOAT64, 2, SHAPE(1, 3), {24, 8});
  LAYOUT(m, JX_FLOAT64, 2, SHAPE(1, 7), {-999, 8});
  ck_assert_mem_eq(&l, &m, sizeof l);
}
END_TEST

START_TEST(sizes_do_not_matter) {
  LAYOUT(l, JX_FLOAT64, 2, SHAPE(4, 3), {24, 8});
  LAYOUT(m, JX_FLOAT64, 2, SHAPE(100, 77), {616, 8});
  ck_assert_mem_eq(&l, &m, sizeof l);
}
END_TEST

START_TEST(zero_strides_come_last) {
  LAYOUT(l, JX_FLOAT64, 3, SHAPE(3, 5, 2), {0, 8, 0});
  ck_assert_uint_eq(l.zero, 5);
  ck_assert_mem_eq(l.order, ((uint8_t[]){1, 0, 2}), 3);
  ck_assert(layout_merges(&l, 0, 2));
}
END_TEST

START_TEST(negative_strides_order_by_size_and_merge_by_sign) {
  LAYOUT(l, JX_FLOAT64, 2, SHAPE(4, 3), {-24, -8});
  ck_assert_uint_eq(l.unit, 0);
  ck_assert_mem_eq(l.order, ((uint8_t[]){0, 1}), 2);
  ck_assert(layout_merges(&l, 0, 1));
  LAYOUT(m, JX_FLOAT64, 2, SHAPE(4, 3), {-24, 8});
  ck_assert(!layout_merges(&m, 0, 1));
}
END_TEST

START_TEST(products_beyond_int64_do_not_merge) {
  LAYOUT(l, JX_BOOL, 2, SHAPE(2, INT64_MAX), {-2, 2});
  ck_assert_uint_eq(l.merges, 0);
}
END_TEST

START_TEST(without_elements_strides_say_nothing) {
  LAYOUT(l, JX_FLOAT64, 4, SHAPE(7, 0, 1, 3), {24, 24, 24, 8});
  ck_assert_uint_eq(l.one, 4);
  ck_assert_uint_eq(l.zero, 0);
  ck_assert_uint_eq(l.unit, 8);
  ck_assert_uint_eq(l.merges, 3);
  ck_assert_mem_eq(l.order, ((uint8_t[]){0, 1, 3, 0}), 4);
  LAYOUT(m, JX_FLOAT64, 4, SHAPE(0, 3, 1, 0), {0, 0, INT64_MIN, 0});
  ck_assert_mem_eq(&l, &m, sizeof l);
  LAYOUT(n, JX_FLOAT64, 4, SHAPE(7, 2, 1, 3), {48, 24, 24, 8});
  ck_assert_mem_eq(&l, &n, sizeof l); /* as of a contiguous one, whose kernel will do */
}
END_TEST

START_TEST(ties_keep_the_outermost_first) {
  LAYOUT(l, JX_FLOAT64, 4, SHAPE(2, 2, 2, 2), {8, 64, 8, 64});
  ck_assert_mem_eq(l.order, ((uint8_t[]){1, 3, 0, 2}), 4);
}
END_TEST

START_TEST(all_axes_of_the_largest_rank) {
  int64_t shape[JX_MAX_RANK], strides[JX_MAX_RANK];
  for (int x = 0; x < JX_MAX_RANK; x++) {
    shape[x] = 2;
    strides[x] = (int64_t)1 << x;
  }
  jx_array a = array(JX_BOOL, JX_MAX_RANK, shape, strides);
  layout l;
  layout_of(&l, &a);
  for (int j = 0; j < JX_MAX_RANK; j++) ck_assert_int_eq(l.order[j], JX_MAX_RANK - 1 - j);
  ck_assert_uint_eq(l.merges, UINT32_MAX >> 1);
  ck_assert_uint_eq(layout_bytes(&l), sizeof l);
}
END_TEST

UNIT(layout, a_scalar_has_no_axes, c_order_merges_all_axes, fortran_order_is_the_reverse,
     gaps_do_not_merge, axes_of_extent_one_leave_the_order,
     strides_of_axes_of_extent_one_do_not_matter, sizes_do_not_matter, zero_strides_come_last,
     negative_strides_order_by_size_and_merge_by_sign, products_beyond_int64_do_not_merge,
     without_elements_strides_say_nothing, ties_keep_the_outermost_first,
     all_axes_of_the_largest_rank)
