/* test_bigint.c: long integers, by what holds of all of them, against 128 bits where these suffice,
 * and against strtod() where they become floats. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/bigint.h"
#include "tests/support/unit.h"

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

static uint64_t state = 88172645463325252;
static uint64_t any(void) { /* xorshift64 */
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

/* Up to `bits` bits, often all set or one. */
static void make(bigint *out, unsigned bits) {
  unsigned n = (unsigned)(any() % (bits + 1)), kind = any() % 5;
  bigint one, count;
  bigint_of(&one, 1);
  bigint_of(&count, n);
  bigint_of(out, 0);
  if (kind < 2) { /* 2^n, or 2^n - 1 */
    if (n == bits) bigint_of(&count, bits - 1);
    bigint_shift_left(out, &one, &count);
    if (kind) bigint_subtract(out, out, &one);
  } else {
    uint64_t words[BIGINT_BITS / 64 + 1] = {0};
    for (unsigned i = 0; i < n; i++) words[i / 64] |= (any() & 1) << i % 64;
    bigint_of_words(out, words, n / 64 + 1);
  }
  if (any() % 2) bigint_negate(out, out);
}

static void make_small(bigint *out, int128 *value) {
  *value = (int128)(any() >> any() % 64) * (int64_t)(any() % 3 ? 1 : any() >> 1);
  if (any() % 2) *value = -*value;
  uint64_t words[2] = {(uint64_t)(uint128)*value, (uint64_t)((uint128)*value >> 64)};
  bigint_of_words(out, words, 2);
}

static void expect(const bigint *x, int128 value) {
  uint64_t words[2] = {(uint64_t)(uint128)value, (uint64_t)((uint128)value >> 64)};
  bigint same;
  bigint_of_words(&same, words, 2);
  ck_assert_int_eq(x->lost, 0);
  ck_assert_int_eq(bigint_compare(x, &same), 0);
}

static int128 floor_divide(int128 a, int128 b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

START_TEST(small_ones_are_as_128_bits_have_them) {
  for (int i = 0; i < 20000; i++) {
    bigint x, y, z, r, count;
    int128 a, b;
    make_small(&x, &a);
    make_small(&y, &b);
    if (a > (int128)1 << 125 || a < -((int128)1 << 125)) continue;
    if (b > (int128)1 << 125 || b < -((int128)1 << 125)) continue;
    ck_assert_int_eq(bigint_compare(&x, &y), (a > b) - (a < b));
    bigint_add(&z, &x, &y);
    expect(&z, a + b);
    bigint_subtract(&z, &x, &y);
    expect(&z, a - b);
    bigint_divide(&z, &r, &x, &y);
    expect(&z, b ? floor_divide(a, b) : 0);
    expect(&r, b ? a - floor_divide(a, b) * b : 0);
    bigint_bits(&z, &x, &y, '&');
    expect(&z, a & b);
    bigint_bits(&z, &x, &y, '|');
    expect(&z, a | b);
    bigint_bits(&z, &x, &y, '^');
    expect(&z, a ^ b);
    unsigned by = (unsigned)(any() % 127);
    bigint_of(&count, by);
    bigint_shift_right(&z, &x, &count);
    expect(&z, a >> by);
    int64_t low;
    bool fits = a >= INT64_MIN && a <= INT64_MAX;
    ck_assert_int_eq(bigint_fits(&x, &low), fits);
    ck_assert_int_eq(low, fits ? (int64_t)a : a < 0 ? INT64_MIN : INT64_MAX);
    bigint_of(&x, (int64_t)a);
    bigint_of(&y, (int64_t)b);
    bigint_multiply(&z, &x, &y);
    expect(&z, (int128)(int64_t)a * (int64_t)b);
  }
}
END_TEST

START_TEST(long_ones_obey_arithmetic) {
  for (int i = 0; i < 2000; i++) {
    bigint x, y, sum, back, product, q, r, count;
    make(&x, 2000);
    make(&y, 2000);
    bigint_add(&sum, &x, &y);
    bigint_subtract(&back, &sum, &y);
    ck_assert_int_eq(bigint_compare(&back, &x), 0);
    bigint_divide(&q, &r, &x, &y);
    bigint_multiply(&product, &q, &y);
    bigint_add(&back, &product, &r);
    if (bigint_is_zero(&y)) continue;
    ck_assert_int_eq(bigint_compare(&back, &x), 0);
    ck_assert(bigint_is_zero(&r) || r.negative == y.negative);
    bigint_absolute(&r, &r);
    bigint_absolute(&back, &y);
    ck_assert_int_eq(bigint_compare(&r, &back), -1);
    bigint_multiply(&product, &x, &y);
    bigint_divide(&q, &r, &product, &y);
    ck_assert_int_eq(bigint_compare(&q, &x), 0);
    bigint_of(&count, (int64_t)(any() % 2000));
    bigint_shift_left(&q, &x, &count);
    bigint_shift_right(&q, &q, &count);
    ck_assert_int_eq(bigint_compare(&q, &x), 0);
    bigint_bits(&q, &x, &y, '&');
    bigint_bits(&r, &x, &y, '|');
    bigint_add(&q, &q, &r);
    ck_assert_int_eq(bigint_compare(&q, &sum), 0);
  }
}
END_TEST

START_TEST(results_may_lie_on_operands) {
  bigint x, y, z, r;
  for (int i = 0; i < 1000; i++) {
    make(&x, 1000);
    make(&y, 1000);
    bigint_divide(&z, &r, &x, &y);
    bigint a, b;
    bigint_copy(&a, &x);
    bigint_copy(&b, &y);
    bigint_divide(&a, &b, &a, &b);
    ck_assert(bigint_compare(&a, &z) == 0 && bigint_compare(&b, &r) == 0);
    bigint_multiply(&z, &x, &x);
    bigint_copy(&a, &x);
    bigint_multiply(&a, &a, &a);
    ck_assert_int_eq(bigint_compare(&a, &z), 0);
  }
}
END_TEST

START_TEST(what_is_too_long_is_lost) {
  bigint two, n, x, one;
  bigint_of(&one, 1);
  bigint_of(&two, 2);
  bigint_of(&n, BIGINT_BITS - 1);
  bigint_power(&x, &two, &n);
  ck_assert(!x.lost);
  bigint_add(&x, &x, &x);
  ck_assert(x.lost);
  bigint_subtract(&x, &x, &x);
  ck_assert(x.lost);
  ck_assert(isnan(bigint_float(&x)));
  bigint_of(&n, INT64_MAX);
  bigint_power(&x, &two, &n);
  ck_assert(x.lost);
  bigint_shift_left(&x, &one, &n);
  ck_assert(x.lost);
  bigint_power(&x, &one, &n);
  expect(&x, 1);
  bigint_negate(&one, &one);
  bigint_power(&x, &one, &n);
  expect(&x, -1);
  bigint_shift_right(&x, &one, &n);
  expect(&x, -1);
  bigint_of_float(&x, INFINITY);
  ck_assert(x.lost);
}
END_TEST

/* Decimal digits of x, all of them. */
static const char *decimal(const bigint *x) {
  static char text[2000];
  size_t at = sizeof text - 1;
  bigint rest, ten, digit;
  bigint_absolute(&rest, x);
  bigint_of(&ten, 10);
  do {
    bigint_divide(&rest, &digit, &rest, &ten);
    text[--at] = (char)('0' + (digit.n ? digit.digit[0] : 0));
  } while (!bigint_is_zero(&rest));
  if (x->negative) text[--at] = '-';
  return text + at;
}

START_TEST(floats_are_the_nearest_ones) {
  for (int i = 0; i < 1000; i++) {
    bigint x, back;
    make(&x, i % 2 ? 1200 : 70);
    ck_assert(bigint_float(&x) == strtod(decimal(&x), NULL));
    double f = bigint_float(&x);
    if (isinf(f)) continue;
    bigint_of_float(&back, f);
    ck_assert_int_eq(bigint_compare_float(&back, f), 0);
    ck_assert_int_eq(bigint_compare_float(&x, f), bigint_compare(&x, &back));
  }
}
END_TEST

/* 1 / 10^n and 7 / 10^n are what strtod() makes of "1e-n" and "7e-n", subnormals and 0 too. */
START_TEST(quotients_are_the_nearest_ones) {
  bigint ten, n, power, x;
  bigint_of(&ten, 10);
  for (int i = 0; i < 400; i++) {
    static const int digits[] = {1, 7, -5, 123456789};
    for (size_t k = 0; k < 4; k++) {
      char text[40];
      bigint_of(&n, i);
      bigint_power(&power, &ten, &n);
      bigint_of(&x, digits[k]);
      snprintf(text, sizeof text, "%de-%d", digits[k], i);
      ck_assert_msg(bigint_quotient(&x, &power) == strtod(text, NULL), "%s", text);
    }
  }
  bigint huge;
  bigint_of(&n, 1200);
  bigint_power(&huge, &ten, &n);
  ck_assert(bigint_quotient(&huge, &ten) == INFINITY);
  bigint_negate(&huge, &huge);
  ck_assert(bigint_quotient(&huge, &ten) == -INFINITY);
  ck_assert(bigint_quotient(&huge, &huge) == 1);
}
END_TEST

START_TEST(texts_are_decimal) {
  static const struct {
    const char *digits;
    unsigned base;
    const char *text;
  } rows[] = {
      {"0", 10, "0"},
      {"1_000", 10, "1000"},
      {"dead_BEEF", 16, "3735928559"},
      {"1777777777777777777777", 8, "18446744073709551615"},
      {"18446744073709551616", 10, "18446744073709551616"},
      {"10000000000000000000000000000000000000000", 10, "100000000000...000000000000 (41 digits)"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bigint x;
    char text[BIGINT_TEXT];
    bigint_of_digits(&x, rows[i].digits, strlen(rows[i].digits), rows[i].base);
    ck_assert_str_eq(bigint_text(&x, text), rows[i].text);
  }
  bigint least;
  char text[BIGINT_TEXT];
  bigint_of(&least, INT64_MIN);
  ck_assert_str_eq(bigint_text(&least, text), "-9223372036854775808");
}
END_TEST

UNIT(bigint, small_ones_are_as_128_bits_have_them, long_ones_obey_arithmetic,
     results_may_lie_on_operands, what_is_too_long_is_lost, floats_are_the_nearest_ones,
     quotients_are_the_nearest_ones, texts_are_decimal)
