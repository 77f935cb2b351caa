/* test_helpers.c: the slow paths of kernels: exact reduction against MPFR, search in digits against
 * the C library. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <mpfr.h>

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

/* x = k*pi/2 + r with |r| <= pi/4, in 1400 bits: k mod 4, and how far hi + lo is from r, relative
 * to it. */
static int exact_quadrant(double x, double hi, double lo, double *error) {
  mpfr_t k, r, t;
  mpfr_inits2(1400, k, r, t, (mpfr_ptr)0);
  mpfr_const_pi(t, MPFR_RNDN);
  mpfr_div_2ui(t, t, 1, MPFR_RNDN);
  mpfr_set_d(r, x, MPFR_RNDN);
  mpfr_div(k, r, t, MPFR_RNDN);
  mpfr_rint(k, k, MPFR_RNDN);
  mpfr_mul(t, t, k, MPFR_RNDN);
  mpfr_sub(r, r, t, MPFR_RNDN);
  mpfr_set_d(t, hi, MPFR_RNDN);
  mpfr_add_d(t, t, lo, MPFR_RNDN);
  mpfr_sub(t, t, r, MPFR_RNDN);
  mpfr_div(t, t, r, MPFR_RNDN);
  *error = fabs(mpfr_get_d(t, MPFR_RNDN));
  mpfr_set_ui(t, 4, MPFR_RNDN);
  mpfr_fmod(k, k, t, MPFR_RNDN);
  int quadrant = (int)mpfr_get_si(k, MPFR_RNDN);
  mpfr_clears(k, r, t, (mpfr_ptr)0);
  return (quadrant + 4) % 4;
}

static void check_reduction(double x) {
  double out[3], error;
  uint64_t word;
  helpers.reduce_pio2(&x, out, 1);
  memcpy(&word, &out[2], sizeof word);
  int quadrant = exact_quadrant(x, out[0], out[1], &error);
  ck_assert_msg((int)(word & 3) == quadrant, "%a: quadrant %d, not %d", x, (int)(word & 3),
                quadrant);
  ck_assert_msg(error < 0x1p-100, "%a: off by %g", x, error);
}

START_TEST(reduction_is_exact_for_all_magnitudes) {
  for (int i = 0; i < 20000; i++) {
    uint64_t word = (bits() & ~(UINT64_C(0x7ff) << 52)) | (1022 + bits() % 1025) << 52;
    double x;
    memcpy(&x, &word, sizeof x);
    check_reduction(x);
  }
}
END_TEST

START_TEST(reduction_is_exact_next_to_multiples_of_half_pi) {
  /* The closest of all float64 (J.-M. Muller, "Elementary Functions"), and its neighbours. */
  double closest = ldexp(6381956970095103.0, 797);
  check_reduction(closest);
  check_reduction(-closest);
  check_reduction(nextafter(closest, 0));
  for (int i = 0; i < 20000; i++) {
    double k = rint(exp2((double)(bits() % 6000) / 100));
    check_reduction((double)((long double)k * 0xc.90fdaa22168c235p-3L));
  }
}
END_TEST

START_TEST(reduction_of_small_infinite_and_nan) {
  double x[] = {0.0, -0.25, HUGE_VAL, -HUGE_VAL, NAN}, out[15];
  helpers.reduce_pio2(x, out, 5);
  ck_assert(out[0] == 0.0 && out[5] == 0.0 && out[1] == -0.25 && out[6] == 0.0);
  for (int i = 2; i < 5; i++) ck_assert(isnan(out[i]));
}
END_TEST

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

UNIT(helpers, reduction_is_exact_for_all_magnitudes,
     reduction_is_exact_next_to_multiples_of_half_pi, reduction_of_small_infinite_and_nan,
     contains_finds_what_strstr_finds, pow_and_fmod_are_those_of_c)
