/* test_dtype.c: every pair of dtypes against NumPy's own tables, and the names in jx.h.
 *
 * The tables are NumPy 2.4's, printed with D = [numpy.dtype(name) for each row of JX_DTYPE_TABLE]:
 * promote_types(a, b), can_cast(a, b, 'same_kind') and result_type(weak, zeros(1, b)) for the weak
 * scalars 1 and 1.0 and 1j. Entries are jx_dtype numbers. */
#include "base/dtype.h"

#include "tests/support/unit.h"

#define N JX_COMPLEX128 /* the last number */

/* clang-format off */
static const uint8_t numpy_promote[N][N] = {
    { 1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14},
    { 2,  2,  3,  4,  5,  3,  4,  5, 12, 10, 11, 12, 13, 14},
    { 3,  3,  3,  4,  5,  3,  4,  5, 12, 11, 11, 12, 13, 14},
    { 4,  4,  4,  4,  5,  4,  4,  5, 12, 12, 12, 12, 14, 14},
    { 5,  5,  5,  5,  5,  5,  5,  5, 12, 12, 12, 12, 14, 14},
    { 6,  3,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14},
    { 7,  4,  4,  4,  5,  7,  7,  8,  9, 11, 11, 12, 13, 14},
    { 8,  5,  5,  5,  5,  8,  8,  8,  9, 12, 12, 12, 14, 14},
    { 9, 12, 12, 12, 12,  9,  9,  9,  9, 12, 12, 12, 14, 14},
    {10, 10, 11, 12, 12, 10, 11, 12, 12, 10, 11, 12, 13, 14},
    {11, 11, 11, 12, 12, 11, 11, 12, 12, 11, 11, 12, 13, 14},
    {12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 14, 14},
    {13, 13, 13, 14, 14, 13, 13, 14, 14, 13, 13, 14, 13, 14},
    {14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14},
};

static const uint8_t numpy_can_cast[N][N] = {
    {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
    {0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1},
    {0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1},
    {0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1},
    {0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1},
    {0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
    {0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
    {0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
    {0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1},
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1},
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1},
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1},
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1},
};

static const struct {
  jx_dtype weak;
  uint8_t beside[N];
} numpy_weak[] = {
    {JX_INT64,      { 5,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14}},
    {JX_FLOAT64,    {12, 12, 12, 12, 12, 12, 12, 12, 12, 10, 11, 12, 13, 14}},
    {JX_COMPLEX128, {14, 14, 14, 14, 14, 14, 14, 14, 14, 13, 13, 14, 13, 14}},
};
/* clang-format on */

START_TEST(every_pair_promotes_as_in_numpy) {
  for (int a = 1; a <= N; a++)
    for (int b = 1; b <= N; b++)
      ck_assert_msg(dtype_promote((jx_dtype)a, (jx_dtype)b) == numpy_promote[a - 1][b - 1],
                    "%s and %s", dtypes[a].name, dtypes[b].name);
}
END_TEST

START_TEST(every_pair_casts_as_in_numpy) {
  for (int a = 1; a <= N; a++)
    for (int b = 1; b <= N; b++)
      ck_assert_msg(dtype_can_cast_same_kind((jx_dtype)a, (jx_dtype)b) ==
                        numpy_can_cast[a - 1][b - 1],
                    "%s to %s", dtypes[a].name, dtypes[b].name);
}
END_TEST

START_TEST(a_weak_side_takes_the_other_ones_type) {
  for (size_t i = 0; i < sizeof numpy_weak / sizeof *numpy_weak; i++)
    for (int d = 1; d <= N; d++) {
      bool left = true, right = true;
      jx_dtype w = numpy_weak[i].weak, s = (jx_dtype)d;
      ck_assert_msg(dtype_promote_weak(w, true, s, false, &left) == numpy_weak[i].beside[d - 1],
                    "weak %s and %s", dtypes[w].name, dtypes[s].name);
      ck_assert_msg(dtype_promote_weak(s, false, w, true, &right) == numpy_weak[i].beside[d - 1],
                    "%s and weak %s", dtypes[s].name, dtypes[w].name);
      ck_assert(!left && !right);
    }
}
END_TEST

START_TEST(two_weak_sides_stay_weak) {
  bool weak = false;
  ck_assert_int_eq(dtype_promote_weak(JX_INT64, true, JX_INT64, true, &weak), JX_INT64);
  ck_assert(weak);
  ck_assert_int_eq(dtype_promote_weak(JX_INT64, true, JX_FLOAT64, true, &weak), JX_FLOAT64);
  ck_assert(weak);
  ck_assert_int_eq(dtype_promote_weak(JX_COMPLEX128, true, JX_FLOAT64, true, &weak), JX_COMPLEX128);
  ck_assert(weak);
}
END_TEST

START_TEST(a_weak_bool_is_like_any_other) {
  bool weak = false;
  ck_assert_int_eq(dtype_promote_weak(JX_BOOL, true, JX_BOOL, true, &weak), JX_BOOL);
  ck_assert(weak);
  ck_assert_int_eq(dtype_promote_weak(JX_BOOL, true, JX_INT64, true, &weak), JX_INT64);
  ck_assert(weak);
  ck_assert_int_eq(dtype_promote_weak(JX_BOOL, true, JX_BOOL, false, &weak), JX_BOOL);
  ck_assert(!weak);
  ck_assert_int_eq(dtype_promote_weak(JX_BOOL, false, JX_INT64, true, &weak), JX_INT64);
  ck_assert(!weak);
}
END_TEST

START_TEST(two_strong_sides_promote) {
  bool weak = true;
  ck_assert_int_eq(dtype_promote_weak(JX_INT64, false, JX_FLOAT32, false, &weak), JX_FLOAT64);
  ck_assert(!weak);
}
END_TEST

START_TEST(names_sizes_and_kinds_are_those_of_the_table) {
#define X(name, number, text, size, kind)       \
  ck_assert_int_eq(name, number);               \
  ck_assert_str_eq(jx_dtype_name(name), text);  \
  ck_assert_uint_eq(jx_dtype_size(name), size); \
  ck_assert_int_eq(jx_dtype_kind(name), kind);  \
  ck_assert_int_eq(jx_dtype_named(text), name);
  JX_DTYPE_TABLE(X)
#undef X
}
END_TEST

START_TEST(a_number_that_is_no_dtype_has_no_facts) {
  const int numbers[] = {0, -1, DTYPE_COUNT, 255, INT32_MAX, INT32_MIN};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    ck_assert_ptr_null(jx_dtype_name((jx_dtype)numbers[i]));
    ck_assert_uint_eq(jx_dtype_size((jx_dtype)numbers[i]), 0);
    ck_assert_int_eq(jx_dtype_kind((jx_dtype)numbers[i]), 0);
  }
}
END_TEST

START_TEST(a_name_must_match_whole) {
  const char *const names[] = {"", "float", "float6", "float640", "Float64", " int8", "NONE"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    ck_assert_int_eq(jx_dtype_named(names[i]), JX_DTYPE_NONE);
  ck_assert_int_eq(jx_dtype_named(NULL), JX_DTYPE_NONE);
}
END_TEST

START_TEST(every_status_has_its_name) {
#define X(name, number, text) ck_assert_str_eq(jx_status_name((jx_status)number), text);
  JX_STATUS_TABLE(X)
#undef X
  ck_assert_str_eq(jx_status_name((jx_status)-1), "unknown status");
  ck_assert_str_eq(jx_status_name((jx_status)15), "unknown status");
}
END_TEST

START_TEST(the_version_is_its_three_numbers) {
#define STRING_(x) #x
#define STRING(x) STRING_(x)
  ck_assert_str_eq(jx_version(), STRING(JX_VERSION_MAJOR) "." STRING(JX_VERSION_MINOR) "." STRING(
                                     JX_VERSION_PATCH));
}
END_TEST

UNIT(dtype, every_pair_promotes_as_in_numpy, every_pair_casts_as_in_numpy,
     a_weak_side_takes_the_other_ones_type, two_weak_sides_stay_weak, a_weak_bool_is_like_any_other,
     two_strong_sides_promote, names_sizes_and_kinds_are_those_of_the_table,
     a_number_that_is_no_dtype_has_no_facts, a_name_must_match_whole, every_status_has_its_name,
     the_version_is_its_three_numbers)
