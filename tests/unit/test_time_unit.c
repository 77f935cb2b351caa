/* test_time_unit.c: units of time, their ratios, and dates as text. Values are NumPy's. */
#include "base/time_unit.h"

#include <string.h>

#include "tests/support/unit.h"

static uint32_t unit(const char *text) {
  uint32_t u = 0;
  ck_assert_msg(unit_parse(text, strlen(text), &u), "%s", text);
  return u;
}

START_TEST(units_are_read_and_written) {
  static const char *const texts[] = {"Y",  "M",  "W",  "D",  "h",  "m",   "s",         "ms",
                                      "us", "ns", "ps", "fs", "as", "25s", "16777215D", "generic"};
  static const char *const bad[] = {"", "x", "0s", "16777216s", "s25", "S", "25", "1.5s", "-1s"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    char text[24];
    ck_assert_uint_eq(jx_unit_text(jx_unit_named(texts[i]), text, sizeof text), strlen(texts[i]));
    ck_assert_str_eq(text, texts[i]);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) ck_assert_uint_eq(jx_unit_named(bad[i]), 0);
  ck_assert_uint_eq(jx_unit_named(NULL), 0);
  ck_assert_uint_eq(jx_unit_named("15m"), JX_UNIT(15, JX_UNIT_MINUTE));
  ck_assert_uint_eq(unit_of_detail(0), UNIT_ANY);
  ck_assert_uint_eq(unit_of_detail(JX_UNIT(0, JX_UNIT_DAY)), 0);
  ck_assert_uint_eq(unit_of_detail(JX_UNIT(1, 14)), 0);
}
END_TEST

START_TEST(what_two_units_have_in_common) {
  static const struct {
    const char *a, *b, *both; /* NULL: nothing */
    bool exact;               /* as of timedeltas */
    unit_match match;
  } rows[] = {
      {"s", "ms", "ms", true, UNIT_FOUND},      {"2s", "3s", "s", true, UNIT_FOUND},
      {"25s", "ms", "ms", true, UNIT_FOUND},    {"Y", "M", "M", true, UNIT_FOUND},
      {"2Y", "3M", "3M", true, UNIT_FOUND},     {"M", "D", NULL, true, UNIT_NONLINEAR},
      {"D", "Y", NULL, true, UNIT_NONLINEAR},   {"M", "D", "D", false, UNIT_FOUND},
      {"3M", "7D", "7D", false, UNIT_FOUND},    {"6M", "4D", "2D", false, UNIT_FOUND},
      {"10Y", "25s", "25s", false, UNIT_FOUND}, {"generic", "h", "h", true, UNIT_FOUND},
      {"W", "as", NULL, true, UNIT_TOO_FINE},   {"D", "ns", "ns", true, UNIT_FOUND},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    uint32_t a = unit(rows[i].a), b = unit(rows[i].b), x = 0;
    bool e = rows[i].exact;
    ck_assert_int_eq(unit_common(a, e, b, e, &x), rows[i].match);
    if (rows[i].both) ck_assert_uint_eq(x, unit(rows[i].both));
    ck_assert_int_eq(unit_common(b, e, a, e, &x), rows[i].match);
    if (rows[i].both) ck_assert_uint_eq(x, unit(rows[i].both));
  }
}
END_TEST

START_TEST(ratios_are_reduced_and_bounded) {
  static const struct {
    const char *from, *to;
    int64_t num, den;
  } rows[] = {
      {"s", "ms", 1000, 1}, {"ms", "s", 1, 1000},    {"25s", "10s", 5, 2},
      {"Y", "M", 12, 1},    {"M", "D", 48699, 1600}, {"D", "Y", 400, 146097},
      {"W", "D", 7, 1},     {"Y", "W", 20871, 400},  {"W", "as", 0, 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    int64_t num, den;
    bool fits = unit_ratio(unit(rows[i].from), unit(rows[i].to), &num, &den);
    ck_assert_int_eq(fits, rows[i].den != 0);
    if (!fits) continue;
    ck_assert_int_eq(num, rows[i].num);
    ck_assert_int_eq(den, rows[i].den);
  }
}
END_TEST

START_TEST(dates_are_read_and_written) {
  static const struct {
    const char *text, *unit;
    int64_t value;
    const char *written; /* NULL: as it was */
  } rows[] = {
      {"1970", "Y", 0, NULL},
      {"2020-02", "M", 601, NULL},
      {"2020-02-29", "D", 18321, NULL},
      {"1969-12-31T23", "h", -1, NULL},
      {"2020-02-29 12:30", "m", 26382990, "2020-02-29T12:30"},
      {"2020-02-29T12:30:15", "s", 1582979415, NULL},
      {"1969-12-31T23:59:59.9", "ms", -100, "1969-12-31T23:59:59.900"},
      {"2262-04-11T23:47:16.854775807", "ns", INT64_MAX, NULL},
      {"-0044-03-15", "D", -735525, "-044-03-15"},
      {"2020-02-29T12:30Z", "m", 26382990, "2020-02-29T12:30"},
      {"2020-02-29T12:30+02:30", "m", 26382840, "2020-02-29T10:00"},
      {"NaT", "generic", TIME_NAT, NULL},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    int64_t value = 0;
    uint32_t u = 0;
    char text[64];
    ck_assert_ptr_null(time_parse(rows[i].text, strlen(rows[i].text), &value, &u));
    ck_assert_int_eq(value, rows[i].value);
    ck_assert_uint_eq(u, unit(rows[i].unit));
    jx_time_text(value, JX_DATETIME64, u, text, sizeof text);
    ck_assert_str_eq(text, rows[i].written ? rows[i].written : rows[i].text);
  }
}
END_TEST

START_TEST(what_is_no_date_says_why) {
  static const char *const bad[] = {"x",
                                    "2020-13",
                                    "2020-00",
                                    "2021-02-29",
                                    "2020-1-1",
                                    "2020-01-01T",
                                    "2020-01-01T24",
                                    "2020-01-01T12:60",
                                    "2020-01-01T12:00:00.",
                                    "2020-01-01T12:00+2",
                                    "2020-01-01x",
                                    "2020-01T12",
                                    "-",
                                    "99999999999999999999",
                                    "2300-01-01T00:00:00.000000000"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    int64_t value;
    uint32_t u;
    ck_assert_msg(time_parse(bad[i], strlen(bad[i]), &value, &u) != NULL, "%s", bad[i]);
  }
}
END_TEST

START_TEST(texts_are_cut_to_the_room_there_is) {
  char all[64], few[64];
  size_t n = jx_time_text(1, JX_DATETIME64, JX_UNIT(1, JX_UNIT_ATTOSECOND), all, sizeof all);
  ck_assert_str_eq(all, "1970-01-01T00:00:00.000000000000000001");
  for (size_t room = 1; room <= n; room++) {
    memset(few, 'x', sizeof few);
    ck_assert_uint_eq(jx_time_text(1, JX_DATETIME64, JX_UNIT(1, JX_UNIT_ATTOSECOND), few, room), n);
    ck_assert_uint_eq(strlen(few), room - 1);
    ck_assert(memcmp(few, all, room - 1) == 0 && few[room] == 'x');
  }
  ck_assert_uint_eq(jx_time_text(1, JX_DATETIME64, JX_UNIT(1, JX_UNIT_SECOND), NULL, 0), 19);
  jx_time_text(-3, JX_TIMEDELTA64, JX_UNIT(25, JX_UNIT_SECOND), all, sizeof all);
  ck_assert_str_eq(all, "-75 seconds");
  jx_time_text(TIME_NAT, JX_TIMEDELTA64, 0, all, sizeof all);
  ck_assert_str_eq(all, "NaT");
}
END_TEST

UNIT(time_unit, units_are_read_and_written, what_two_units_have_in_common,
     ratios_are_reduced_and_bounded, dates_are_read_and_written, what_is_no_date_says_why,
     texts_are_cut_to_the_room_there_is)
