/* test_values.c: arrays as text (support/values.c), which cases and their failures are written in. */
#include "tests/support/values.h"

#include "tests/support/unit.h"

START_TEST(what_is_read_is_printed) {
  static const char *const rows[] = {
      "bool [True, False]",
      "int8 [-128, 127]",
      "int16 [-32768, 32767]",
      "int32 [-2147483648, 2147483647]",
      "int64 [-9223372036854775808, 9223372036854775807]",
      "uint8 [0, 255]",
      "uint16 [0, 65535]",
      "uint32 [0, 4294967295]",
      "uint64 [0, 18446744073709551615]",
      "float32 [-0.0, 0.1, inf, nan]",
      "float64 [[-0.0, 0.1], [-inf, nan]]",
      "weak 5",
      "float64 (0,3)",
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
    char text[200];
    jx_array a;
    ck_assert_msg(values_read(rows[r], &a), "%s", rows[r]);
    values_print(&a, text, sizeof text);
    ck_assert_str_eq(text, rows[r]);
    values_free(&a);
  }
}
END_TEST

UNIT(values, what_is_read_is_printed)
