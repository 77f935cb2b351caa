/* test_helpers.c: the slow paths of kernels: search in digits against the C library. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "codegen/codegen.h"
#include "tests/support/unit.h"

static uint64_t state = 1;

/* Sebastiano Vigna's splitmix64. */
static uint64_t bits(void) {
  uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

static void check_contains(int64_t x, const char *pattern) {
  char digits[32];
  int64_t found = 7;
  snprintf(digits, sizeof digits, "%" PRId64, x);
  helpers.contains(&x, pattern, (int64_t)strlen(pattern), &found, 1, true);
  ck_assert_msg(found == (strstr(digits, pattern) != NULL), "%s in %s: %d", pattern, digits,
                (int)found);
}

START_TEST(contains_finds_what_strstr_finds) {
  static const char *const patterns[] = {"",
                                         "9",
                                         "0",
                                         "42",
                                         "-",
                                         "-9",
                                         "808",
                                         "00",
                                         "9223372036854775808",
                                         "x",
                                         "12345678901234567890123"};
  static const int64_t numbers[] = {0,   9,    -9,        10,        99,    100,
                                    -42, 4242, INT64_MIN, INT64_MAX, -1000, 8080};
  for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
      check_contains(numbers[i], patterns[p]);
    for (int i = 0; i < 1000; i++) check_contains((int64_t)bits() >> (bits() % 64), patterns[p]);
  }
}
END_TEST

START_TEST(pow_and_fmod_are_those_of_c) {
  double x[] = {2.0, -8.0, 5.5, NAN}, y[] = {10.0, 3.0, -2.25, 1.0}, out[4];
  helpers.pow(x, y, out, 4);
  ck_assert(out[0] == 1024.0 && out[1] == -512.0 && out[2] == pow(5.5, -2.25) && isnan(out[3]));
  helpers.fmod(x, y, out, 4);
  ck_assert(out[0] == 2.0 && out[1] == -2.0 && out[2] == 1.0 && isnan(out[3]));
}
END_TEST

UNIT(helpers, contains_finds_what_strstr_finds, pow_and_fmod_are_those_of_c)
