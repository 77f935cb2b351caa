/* test_literal.c: the values of literals, as Python reads them. */
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/parsed.h"
#include "tests/support/unit.h"

/* The one literal of a program, which stays valid until the next call. */
static const ast_node *literal(const char *source, ast_kind kind) {
  static parsed p;
  static bool used;
  if (used) parsed_free(&p);
  used = true;
  parsed_text(&p, source);
  ck_assert_msg(p.status == JX_OK, "%s", p.print.at);
  ck_assert_uint_eq(p.tree.nodes.at[1].kind, kind);
  return &p.tree.nodes.at[1];
}

START_TEST(integers) {
  static const struct {
    const char *source;
    uint64_t value;
  } rows[] = {
      {"0", 0},
      {"00_0", 0},
      {"1_000", 1000},
      {"0xfF", 255},
      {"0X_dead_BEEF", 0xdeadbeef},
      {"0o17", 15},
      {"0O_7_7", 63},
      {"0b101", 5},
      {"0B_1", 1},
      {"9223372036854775807", INT64_MAX},
      {"9223372036854775808", (uint64_t)INT64_MAX + 1},
      {"18446744073709551615", UINT64_MAX},
      {"18_446_744_073_709_551_615", UINT64_MAX},
      {"0xffff_ffff_ffff_ffff", UINT64_MAX},
      {"0x00000000000000000000000001", 1},
      {"0o1777777777777777777777", UINT64_MAX},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    ck_assert_uint_eq(literal(rows[i].source, AST_INT)->value.u, rows[i].value);
}
END_TEST

typedef struct number {
  const char *source;
  double value;
} number;

static const number floats[] = {
    {"1.", 1},
    {".5", 0.5},
    {"1e5", 1e5},
    {"1E+05", 1e5},
    {"1_0.0_1", 10.01},
    {"012.5", 12.5},
    {"00e0", 0},
    {"1_2.5_0e-1_0", 12.5e-10},
    {"0.1", 0.1},
    {"123456789.123456789e-30", 123456789.123456789e-30},
    {"1.7976931348623157e308", 0x1.fffffffffffffp1023},
    {"1.7976931348623159e308", INFINITY},
    {"1e400", INFINITY},
    {"1e99999999999999999999999999", INFINITY},
    {"0e99999999999999999999999999", 0},
    {"1e-99999999999999999999999999", 0},
    {"5e-324", 0x1p-1074},
    {"2.4703282292062327e-324", 0},
    {"2.4703282292062328e-324", 0x1p-1074},
    {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
    {"9007199254740993.0", 9007199254740992.0},
    {"9007199254740993.00000000000000000000000000000000001", 9007199254740994.0},
    {"0.000000000000000000000000000000000000001e39", 1},
    {"100000000000000000000000000000000000000e-38", 1},
};

static void check_floats(void) {
  for (size_t i = 0; i < sizeof floats / sizeof *floats; i++) {
    double found = literal(floats[i].source, AST_FLOAT)->value.f;
    ck_assert_msg(found == floats[i].value, "%s: %a", floats[i].source, found);
  }
}

START_TEST(floats_are_rounded_correctly) { check_floats(); }
END_TEST

START_TEST(imaginary_numbers) {
  static const number rows[] = {
      {"2j", 2}, {"1_0J", 10}, {"012j", 12}, {"1.5j", 1.5}, {".5e1j", 5}, {"1e-2J", 0.01},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    ck_assert_double_eq(literal(rows[i].source, AST_IMAGINARY)->value.f, rows[i].value);
}
END_TEST

/* More digits than the buffer of short literals holds. */
START_TEST(long_floats) {
  for (int zeros = 60; zeros < 3000; zeros += 7) {
    char source[6100];
    int n = sprintf(source, "0.%0*de%d", zeros, 25, zeros);
    ck_assert_int_lt(n, (int)sizeof source);
    ck_assert_double_eq(literal(source, AST_FLOAT)->value.f, 25);
    sprintf(source, "25%0*d.%0*d", zeros, 0, zeros, 1);
    ck_assert_double_eq(literal(source, AST_FLOAT)->value.f,
                        zeros < 308 ? strtod(source, NULL) : INFINITY);
  }
}
END_TEST

START_TEST(floats_do_not_depend_on_the_locale) {
  static const char *const comma[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ps_AF.UTF-8"};
  for (size_t i = 0; i < sizeof comma / sizeof *comma; i++) {
    if (!setlocale(LC_ALL, comma[i])) continue; /* most machines have few */
    check_floats();
    parsed p;
    parsed_text(&p, "1.5 + .25e-7j");
    ck_assert_msg(strncmp(p.print.at, "%1 = float 1.5\n%2 = imaginary 2.5e-08\n", 38) == 0, "%s",
                  p.print.at);
    parsed_free(&p);
  }
}
END_TEST

START_TEST(floats_print_so_that_they_read_back) {
  static const struct {
    const char *source, *print;
  } rows[] = {
      {"1.", "1.0"},
      {"0.1", "0.1"},
      {"1e22", "1e+22"},
      {"1e400", "inf"},
      {"100000.0", "100000.0"},
      {"0.30000000000000004", "0.30000000000000004"},
      {"5e-324", "4.94065645841247e-324"},
      {"1e-7", "1e-07"},
      {"9007199254740993.0", "9007199254740992.0"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    parsed p;
    char expected[80];
    parsed_text(&p, rows[i].source);
    snprintf(expected, sizeof expected, "%%1 = float %s\n%%2 = results %%1\n", rows[i].print);
    ck_assert_str_eq(p.print.at, expected);
    parsed_free(&p);
  }
}
END_TEST

static void check_text(const char *source, ast_kind kind, const char *value, size_t n) {
  const ast_node *found = literal(source, kind);
  ck_assert_uint_eq(found->text_length, n);
  parsed p;
  parsed_text(&p, source);
  ck_assert_mem_eq(ast_text(&p.tree, &p.tree.nodes.at[1]), value, n + 1);
  parsed_free(&p);
}

START_TEST(strings_and_their_escapes) {
#define STRING(source, value) check_text(source, AST_STRING, value, sizeof value - 1)
#define BYTES(source, value) check_text(source, AST_BYTES, value, sizeof value - 1)
  STRING("''", "");
  STRING("\"it's\"", "it's");
  STRING("u'a'", "a");
  STRING("'\\\\\\'\\\"\\a\\b\\f\\n\\r\\t\\v'", "\\'\"\a\b\f\n\r\t\v");
  STRING("'\\0\\12\\1234\\08'", "\0\nS4\0"
                                "8");
  STRING("'\\777'", "\xc7\xbf");
  STRING("'\\x41\\xe9\\u00e9\\u20AC\\U0001f600'", "A\xc3\xa9\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
  STRING("'\\uffff\\ue000\\ud7ff\\U0010ffff'",
         "\xef\xbf\xbf\xee\x80\x80\xed\x9f\xbf\xf4\x8f\xbf\xbf");
  STRING("'\\q\\.\\8'", "\\q\\.\\8");
  STRING("'\\\xc3\xa9'", "\\\xc3\xa9");
  STRING("'a\\\nb\\\r\nc\\\rd'", "abcd");
  STRING("'# no comment'", "# no comment");
  STRING("r'\\n\\'\\x'", "\\n\\'\\x");
  STRING("R\"\\\\\"", "\\\\");
  STRING("r'a\\\r\nb\\\rc\\\nd'", "a\\\nb\\\nc\\\nd");
  BYTES("b''", "");
  BYTES("b'\\xff\\377\\0\\n'", "\xff\xff\0\n");
  BYTES("b'\\u0041\\N'", "\\u0041\\N");
  BYTES("rb'\\x41'", "\\x41");
  BYTES("BR'\\''", "\\'");
}
END_TEST

START_TEST(constants) {
  ck_assert_uint_eq(literal("True", AST_BOOL)->value.u, 1);
  ck_assert_uint_eq(literal("False", AST_BOOL)->value.u, 0);
  literal("None", AST_NONE);
}
END_TEST

UNIT(literal, integers, floats_are_rounded_correctly, imaginary_numbers, long_floats,
     floats_do_not_depend_on_the_locale, floats_print_so_that_they_read_back,
     strings_and_their_escapes, constants)
