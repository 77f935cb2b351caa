/* test_describe.c: jx_describe() tells what jx_eval() then gives, and its errors. */
#include <string.h>

#include "base/alloc.h"
#include "runtime/engine.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

static jx_context *context;

static void setup(void) {
  context = context_new_with(&(jx_options){.threads = 2}, interpret_api());
}
static void teardown(void) { jx_context_free(context); }

static double numbers[12] = {5, 1, 4, 2, 3, 0, 7, 6, 9, 8, 11, 10};

/* Both, of a program with one result and an operand `a`. */
static void compare(const char *source, const jx_array *a) {
  jx_operand operand = {"a", a};
  jx_array told, given = {0};
  ck_assert_int_eq(jx_describe(context, source, JX_NTS, &operand, 1, &told, 1), JX_OK);
  ck_assert_int_eq(jx_eval(context, source, JX_NTS, &operand, 1, &given, 1), JX_OK);
  ck_assert_int_eq(told.dtype, given.dtype);
  ck_assert_int_eq(told.rank, given.rank);
  ck_assert_uint_eq(told.detail, given.detail);
  ck_assert_uint_eq(told.flags, given.flags);
  ck_assert(!told.data && !told.owned);
  for (int x = 0; x < told.rank; x++) {
    if (told.shape[x] == -1) continue;
    ck_assert_int_eq(told.shape[x], given.shape[x]);
    if (told.strides[x]) ck_assert_int_eq(told.strides[x], given.strides[x]);
  }
  jx_array_free(context, &given);
}

START_TEST(tells_what_is_given) {
  setup();
  jx_array a = jx_array_of(numbers, JX_FLOAT64, 2, (int64_t[]){3, 4});
  const char *programs[] = {"2*a",      "a.T + 1", "sum(a, axis=0)",
                            "a > 3",    "max(a)",  "astype(a, 'int16')[::-1]",
                            "a[a > 3]", "1 + 1",   "a[:, None, :2]"};
  for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) compare(programs[i], &a);
  teardown();
}
END_TEST

START_TEST(reads_no_elements) {
  setup();
  jx_array a = jx_array_of(NULL, JX_INT32, 1, (int64_t[]){1000000}), told[2];
  jx_operand operand = {"a", &a};
  ck_assert_int_eq(jx_describe(context, "a/2, a[a > 0]", JX_NTS, &operand, 1, told, 2), JX_OK);
  ck_assert_int_eq(told[0].dtype, JX_FLOAT64);
  ck_assert_int_eq(told[0].shape[0], 1000000);
  ck_assert_int_eq(told[1].shape[0], -1);
  teardown();
}
END_TEST

START_TEST(fails_as_an_evaluation) {
  setup();
  jx_array a = jx_array_of(numbers, JX_FLOAT64, 1, (int64_t[]){3}), told[2];
  jx_array b = jx_array_of(numbers, JX_FLOAT64, 1, (int64_t[]){4});
  jx_operand operands[] = {{"a", &a}, {"b", &b}};
  ck_assert_int_eq(jx_describe(context, "a + b", JX_NTS, operands, 2, told, 1), JX_ERROR_SHAPE);
  ck_assert(strstr(jx_context_error(context)->rendering, "~~^~~"));
  ck_assert_int_eq(jx_describe(context, "c", JX_NTS, operands, 2, told, 1), JX_ERROR_NAME);
  ck_assert_int_eq(jx_describe(context, "a", JX_NTS, operands, 2, told, 2), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_describe(context, "a, a", JX_NTS, operands, 2, NULL, 2), JX_ERROR_ARGUMENT);
  teardown();
}
END_TEST

UNIT(describe, tells_what_is_given, reads_no_elements, fails_as_an_evaluation)
