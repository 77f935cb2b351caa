/* test_element.c: what a dtype is in a kernel agrees with what it is in NumPy. */
#include "base/element.h"

#include <string.h>

#include "base/dtype.h"
#include "tests/support/unit.h"

START_TEST(an_element_is_as_large_as_its_parts) {
  for (int d = 1; d < DTYPE_COUNT; d++) {
    element_form f = element_form_of((jx_dtype)d);
    ck_assert_int_eq(f.stored * f.parts, 8 * dtypes[d].size); /* strings: 0 */
    if (dtype_has_size((jx_dtype)d)) ck_assert_int_eq(f.parts, dtypes[d].kind == 'c' ? 2 : 1);
  }
}
END_TEST

START_TEST(kinds_are_those_of_the_table) {
  for (int d = 1; d < DTYPE_COUNT; d++) {
    element_form f = element_form_of((jx_dtype)d);
    ck_assert_int_eq(f.real, dtypes[d].kind == 'f' || dtypes[d].kind == 'c');
    ck_assert_int_eq(f.is_signed, strchr("iMm", dtypes[d].kind) != NULL);
    ck_assert_int_eq(f.worked == 1, dtypes[d].kind == 'b');
    ck_assert(f.worked == 1 || f.worked >= f.stored); /* nothing is lost on the way in */
  }
}
END_TEST

START_TEST(what_is_no_dtype_has_no_form) {
  ck_assert_int_eq(element_form_of(JX_DTYPE_NONE).stored, 0);
  ck_assert_int_eq(element_form_of((jx_dtype)DTYPE_COUNT).worked, 0);
}
END_TEST

UNIT(element, an_element_is_as_large_as_its_parts, kinds_are_those_of_the_table,
     what_is_no_dtype_has_no_form)
