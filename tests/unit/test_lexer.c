/* test_lexer.c: which words a text falls into, and where they stand. */
#include "lexer/lexer.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"

static const char *const kind_names[] = {
#define X(name, spelling, flags) #name,
    TOKEN_TABLE(X)
#undef X
        "RESERVED",
    "MISTAKE",
    "NUMBER",
    "UNTERMINATED",
    "TRIPLE",
    "FORMAT",
    "BACKSLASH",
    "CONTINUED",
    "UNKNOWN",
};

/* The tokens as text, one line a token: KIND, a blank, its bytes; the last one is the end. */
static void lex(const char *source, size_t length, char *out, size_t room) {
  char *exact = malloc(length ? length : 1);
  if (length) memcpy(exact, source, length);
  lexer l = {.text = exact, .length = (uint32_t)length};
  size_t n = 0;
  uint32_t end = 0;
  token t;
  out[0] = '\0';
  do {
    t = lexer_next(&l);
    ck_assert_uint_ge(t.offset, t.kind == TOKEN_CONTINUED ? 0 : end);
    end = t.offset + t.length;
    ck_assert_uint_le(end, length);
    ck_assert(t.length > 0 || t.kind == TOKEN_END);
    n += (size_t)snprintf(out + n, room - n, "%s%s", n ? " " : "", kind_names[t.kind]);
    ck_assert_uint_lt(n, room);
  } while (t.kind != TOKEN_END);
  for (int i = 0; i < 3; i++) {
    t = lexer_next(&l);
    ck_assert_uint_eq(t.kind, TOKEN_END);
    ck_assert_uint_eq(t.offset, length);
  }
  free(exact);
}

static void expect(const char *source, const char *kinds) {
  char found[4096];
  lex(source, strlen(source), found, sizeof found);
  char expected[4096];
  snprintf(expected, sizeof expected, "%s%sEND", kinds, *kinds ? " " : "");
  ck_assert_msg(strcmp(found, expected) == 0, "%s: %s, not %s", source, found, expected);
}

START_TEST(every_spelling_is_its_own_token) {
  static const char *const spellings[] = {
#define X(name, spelling, flags) spelling,
      TOKEN_TABLE(X)
#undef X
  };
  for (size_t i = 0; i < TOKEN_GRAMMAR_; i++)
    if (*spellings[i]) expect(spellings[i], kind_names[i]);
}
END_TEST

START_TEST(names) {
  expect("a", "NAME");
  expect("_a1_B", "NAME");
  expect("android notx iffy If TRUE true newaxis", "NAME NAME NAME NAME NAME NAME NAME");
  expect("a.b", "NAME DOT NAME");
  expect("is lambda for async yield", "RESERVED RESERVED RESERVED RESERVED RESERVED");
}
END_TEST

START_TEST(integers) {
  expect("0 00 0_0 1 10 1_000 18446744073709551616", "INT INT INT INT INT INT INT");
  expect("0x0 0XfF 0x_f_F 0b1 0B_1_0 0o7 0O_17", "INT INT INT INT INT INT INT");
}
END_TEST

START_TEST(floats) {
  expect("1. .5 1.5 0. 00.5 012.5 1_0.0_1", "FLOAT FLOAT FLOAT FLOAT FLOAT FLOAT FLOAT");
  expect("1e5 1E+5 1.e-5 .5e0_1 012e3 0e0", "FLOAT FLOAT FLOAT FLOAT FLOAT FLOAT");
  expect("1j 1J 1.j .5j 1e5j 012j 0j", "IMAGINARY IMAGINARY IMAGINARY IMAGINARY IMAGINARY "
                                       "IMAGINARY IMAGINARY");
}
END_TEST

START_TEST(wrong_numbers_are_one_word) {
  expect("012 1_ 1__0 0x 0xg 0b2 0o8 0b12 2x 1e 1ee 1e5x 1.5x 1._5 1.e 1_x 0_1 1jx 1_j",
         "NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER "
         "NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER NUMBER");
  expect("1e+", "NUMBER PLUS");
  expect("1.2.3", "FLOAT FLOAT");
  expect("_1", "NAME");
}
END_TEST

START_TEST(strings) {
  expect("'' \"\" 'a' \"a'b\" 'a\"b'", "STRING STRING STRING STRING STRING");
  expect("r'a' R\"a\" u'a' U'a'", "STRING STRING STRING STRING");
  expect("b'' B\"a\" rb'a' bR'a' Br'a' RB'a'", "BYTES BYTES BYTES BYTES BYTES BYTES");
  expect("'\\'' '\\\\' r'\\'' '\\x' '\\\n' '\\\r\n'", "STRING STRING STRING STRING STRING STRING");
  expect("'\xc3\xa9' # \xc3\xa9", "STRING");
}
END_TEST

START_TEST(wrong_strings) {
  expect("'a", "UNTERMINATED");
  expect("b\"a\n1", "UNTERMINATED NEWLINE INT");
  expect("'a\\", "UNTERMINATED CONTINUED");
  expect("'a\\'", "UNTERMINATED");
  expect("'''a'''", "TRIPLE NAME TRIPLE");
  expect("r\"\"\"", "TRIPLE");
  expect("f'a'", "FORMAT NAME UNTERMINATED");
  expect("rF\"", "FORMAT");
  expect("x'a'", "NAME STRING");
}
END_TEST

START_TEST(blanks_and_comments_are_nothing) {
  expect("", "");
  expect(" \t\f", "");
  expect("# all of it 'a' \\", "");
  expect(" a # b\n# c\n d", "NAME NEWLINE NEWLINE NAME");
}
END_TEST

START_TEST(lines) {
  expect("a\nb\r\nc\rd", "NAME NEWLINE NAME NEWLINE NAME NEWLINE NAME");
  expect("\n\r", "NEWLINE NEWLINE");
  expect("\r\n", "NEWLINE");
  expect("a;b", "NAME SEMICOLON NAME");
  expect("a \\\n b \\\r\n c \\\r d", "NAME NAME NAME NAME");
  expect("a \\\n\nb", "NAME NEWLINE NAME");
}
END_TEST

START_TEST(a_backslash_at_the_end_is_told_from_others) {
  expect("a \\", "NAME CONTINUED");
  expect("a \\\n", "NAME CONTINUED");
  expect("a \\\r\n  # b", "NAME CONTINUED");
  expect("a \\ b", "NAME BACKSLASH NAME");
  expect("a \\ \nb", "NAME BACKSLASH NEWLINE NAME");
  lexer l = {.text = "ab \\\n  ", .length = 7};
  lexer_next(&l);
  token t = lexer_next(&l);
  ck_assert_uint_eq(t.kind, TOKEN_CONTINUED);
  ck_assert_uint_eq(t.offset, 3);
  ck_assert_uint_eq(t.length, 1);
}
END_TEST

START_TEST(operators_are_taken_whole) {
  expect("a**b//c<<d>>e<=f>=g==h!=i", "NAME POWER NAME DOUBLE_SLASH NAME SHL NAME SHR NAME LE NAME "
                                      "GE NAME EQ NAME NE NAME");
  expect("a=-b", "NAME ASSIGN MINUS NAME");
  expect("a--b", "NAME MINUS MINUS NAME");
  expect("a*-~+b", "NAME STAR MINUS TILDE PLUS NAME");
  expect("...", "ELLIPSIS");
  expect("..", "DOT DOT");
  expect("1...", "FLOAT DOT DOT");
}
END_TEST

START_TEST(operators_of_other_languages) {
  static const char *const mistakes[] = {
      "&&", "||", "!",  "<>", "=>", "=<", "===", "!==", ":=",  "?",   "+=", "-=",
      "*=", "/=", "%=", "&=", "|=", "^=", "**=", "//=", "<<=", ">>=", "@=",
  };
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) expect(mistakes[i], "MISTAKE");
}
END_TEST

START_TEST(other_characters) {
  expect("$ ` { }", "UNKNOWN UNKNOWN UNKNOWN UNKNOWN");
  expect("\x01\x7f", "UNKNOWN UNKNOWN");
  expect("a\xc3\xa9z", "NAME UNKNOWN NAME");
  expect("\xe2\x88\x92\xf0\x9f\x98\x80", "UNKNOWN UNKNOWN");
  expect("\xff\x80\xc3", "UNKNOWN UNKNOWN UNKNOWN");
  char found[64];
  lex("a\0b", 3, found, sizeof found);
  ck_assert_str_eq(found, "NAME UNKNOWN NAME END");
  lex("'\0'", 3, found, sizeof found);
  ck_assert_str_eq(found, "UNTERMINATED UNKNOWN UNTERMINATED END");
  lex("a\0", 2, found, sizeof found);
  ck_assert_str_eq(found, "NAME UNKNOWN END");
}
END_TEST

START_TEST(tokens_are_views) {
  lexer l = {.text = "  abc+ 12", .length = 9};
  token t = lexer_next(&l);
  ck_assert_uint_eq(t.offset, 2);
  ck_assert_uint_eq(t.length, 3);
  t = lexer_next(&l);
  ck_assert_uint_eq(t.offset, 5);
  ck_assert_uint_eq(t.length, 1);
  t = lexer_next(&l);
  ck_assert_uint_eq(t.offset, 7);
  ck_assert_uint_eq(t.length, 2);
  t = lexer_next(&l);
  ck_assert_uint_eq(t.kind, TOKEN_END);
  ck_assert_uint_eq(t.offset, 9);
  ck_assert_uint_eq(t.length, 0);
}
END_TEST

START_TEST(any_bytes_fall_into_tokens) {
  static const char pieces[] = "a1_.'\"\\\n\r#=<>!&|*/+-~^%()[]{}:;,@?$ \t\f\x80\xc3\xe2\xf0\xff";
  uint64_t state = 1;
  for (int round = 0; round < 20000; round++) {
    char source[40], found[1024];
    size_t n = (size_t)round % sizeof source;
    for (size_t i = 0; i < n; i++) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      source[i] = pieces[(state >> 33) % sizeof pieces];
    }
    lex(source, n, found, sizeof found);
  }
}
END_TEST

UNIT(lexer, every_spelling_is_its_own_token, names, integers, floats, wrong_numbers_are_one_word,
     strings, wrong_strings, blanks_and_comments_are_nothing, lines,
     a_backslash_at_the_end_is_told_from_others, operators_are_taken_whole,
     operators_of_other_languages, other_characters, tokens_are_views, any_bytes_fall_into_tokens)
