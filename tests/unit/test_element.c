/* test_element.c: what a dtype is in a kernel agrees with what it is in NumPy. */
#include "base/element.h"

#include <math.h>
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

START_TEST(float16_rounds_halves_to_even) {
  for (unsigned bits = 0; bits < 0x7c00; bits++) {
    double x = element_of_half((uint16_t)bits), next = element_of_half((uint16_t)(bits + 1));
    ck_assert_uint_eq(element_half(x), bits);
    ck_assert_uint_eq(element_half(-x), bits | 0x8000);
    if (bits + 1 == 0x7c00) next = 65536;
    ck_assert_uint_eq(element_half((x + next) / 2), bits + (bits & 1));
    ck_assert_uint_eq(element_half(nextafter((x + next) / 2, 0)), bits);
    ck_assert_uint_eq(element_half(nextafter((x + next) / 2, INFINITY)), bits + 1);
  }
  ck_assert_uint_eq(element_half(INFINITY), 0x7c00);
  ck_assert(isnan(element_of_half(element_half(NAN))));
  ck_assert_double_eq(element_round(0.1, JX_FLOAT16), 0x1.998p-4);
  ck_assert_double_eq(element_round(0.1, JX_FLOAT64), 0.1);
}
END_TEST

START_TEST(what_is_no_dtype_has_no_form) {
  ck_assert_int_eq(element_form_of(JX_DTYPE_NONE).stored, 0);
  ck_assert_int_eq(element_form_of((jx_dtype)DTYPE_COUNT).worked, 0);
}
END_TEST

UNIT(element, an_element_is_as_large_as_its_parts, kinds_are_those_of_the_table,
     float16_rounds_halves_to_even, what_is_no_dtype_has_no_form)
