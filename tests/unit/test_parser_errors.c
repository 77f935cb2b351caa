/* test_parser_errors.c: every message of the lexer and the parser, whole, with its span.
 *
 * To add one, add a row: the program, its span as diagnostics draw it (by bytes, and without regard
 * to lines), the message. */
#include <stdio.h>
#include <string.h>

#include "tests/support/parsed.h"
#include "tests/support/unit.h"

typedef struct row {
  const char *source, *underline, *message;
} row;

static void check_row(const row *r, jx_status status) {
  parsed p;
  char underline[256] = "";
  parsed_text(&p, r->source);
  ck_assert_msg(p.status == status, "%s\n%s: %s", r->source, jx_status_name(p.status), p.print.at);
  ck_assert_msg(strcmp(p.diag.message, r->message) == 0, "%s\n%s\nnot %s", r->source,
                p.diag.message, r->message);
  parsed_underline(p.diag.where, underline);
  ck_assert_msg(strcmp(underline, r->underline) == 0, "%s\n%s: %s", r->source, underline,
                r->message);
  parsed_free(&p);
}

#define CHECK_ROWS(status, ...)                                                                 \
  do {                                                                                          \
    static const row rows_[] = {__VA_ARGS__};                                                   \
    for (size_t i_ = 0; i_ < sizeof rows_ / sizeof *rows_; i_++) check_row(&rows_[i_], status); \
  } while (0)

#define SLICE_PARTS "a slice has at most three parts, start:stop:step"
#define SLICE_PLACE "':' can only stand between '[' and ']'"
#define LONE_ELLIPSIS "'...' can only stand alone in an index"
#define EQUALS "'=' is assignment; did you mean '=='?"
#define UNUSED "this value is not used: only the last statement gives results, separated by ','"
#define ASSIGN_TO(what) "cannot assign to " what ", only to a name; did you mean '=='?"
#define NO_CALL "only a function's name can be called; is an operator missing before '('?"
#define ELSE "expected 'else': write 'x if condition else y'"
#define NUMBER_OPERATOR " is not a number; is an operator missing, as in 2*x?"
#define NUMBER_UNDERSCORE " is not a number: '_' can only stand between two digits"
#define NUMBER_ZEROS \
  " is not a number: an integer has no leading zeros, and an octal one begins with '0o'"
#define NUMBER_EXPONENT " is not a number: its exponent is missing"

START_TEST(missing_operands) {
  CHECK_ROWS(JX_ERROR_SYNTAX, //
             {"a + * b", "  ~~^", "expected an expression after '+'"},
             {"a + ;", "  ^", "expected an expression after '+'"},
             {"x = ;", "  ^", "expected an expression after '='"},
             {"(a or )", "   ~~~^", "expected an expression after 'or'"},
             {"a if else b", "  ~~~^~~~", "expected an expression after 'if'"},
             {"f(k=)", "   ~^", "expected an expression after '='"},
             {"* a", "^", "expected an expression before '*'"},
             {"(, a)", " ^", "expected an expression before ','"},
             {"a, , b", "   ^", "expected an expression before ','"},
             {"f(*a)", "  ^", "expected an expression before '*'"},
             {"(:)", " ^", "expected an expression before ':'"},
             {"else", "^~~~", "expected an expression before 'else'"},
             {"if a", "^~",
              "'if' stands after a value: write 'x if condition else y', or "
              "'where(condition, x, y)'"},
             {"a[1, , 2]", "     ^", "expected an expression before ','"},
             {"; a", "^", "expected a statement before ';'"},
             {";", "^", "expected a statement before ';'"},
             {"a;; b", "  ^", "expected a statement before ';'"},
             {"a[]", " ~^", "expected an index before ']'"},
             {"a.2", " ^~", "expected an operator before '.2'"},
             {"a.(b)", " ~^", "expected an attribute after '.'"},
             {"a.if", " ~^~", "expected an attribute after '.'"},
             {"a + not b", "    ^~~", "'not' needs parentheses here: (not x)"},
             {"- not b", "  ^~~", "'not' needs parentheses here: (not x)"},
             {"a + ...", "    ^~~", LONE_ELLIPSIS}, {"...", "^~~", LONE_ELLIPSIS},
             {"a[...+1]", "  ^~~", LONE_ELLIPSIS}, {"a[...:]", "  ^~~", LONE_ELLIPSIS},
             {"[1, 2]", "^",
              "lists are not supported; bind an array to a name, or write a tuple in parentheses"},
             {"f([1])", "  ^",
              "lists are not supported; bind an array to a name, or write a tuple in parentheses"});
}
END_TEST

START_TEST(missing_operators) {
  CHECK_ROWS(JX_ERROR_SYNTAX, //
             {"a b", "  ^", "expected an operator before 'b'"},
             {"f(a b)", "    ^", "expected an operator before 'b'"},
             {"2 x", "  ^", "expected an operator before 'x'"},
             {"a 'b'", "  ^~~", "expected an operator before 'b'"},
             {"a ~b", "  ^", "expected an operator before '~'"},
             {"a not b", "  ^~~", "expected an operator before 'not'"},
             {"a...", " ^~~", "expected an operator before '...'"},
             {"a abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop",
              "  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
              "expected an operator before 'abcdefghijklmnopqrstuvwxyz0123456789abcd...'"},
             {"a 'abcdefghijklmnopqrstuvwxyz0123456789abc\xc3\xa9'",
              "  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
              "expected an operator before 'abcdefghijklmnopqrstuvwxyz0123456789abc..."},
             {"'a' 'b'", "    ^~~", "adjacent strings are not joined; write '+' between them"},
             {"'a' b'b'", "    ^~~~", "adjacent strings are not joined; write '+' between them"},
             {"2(x)", " ^", NO_CALL}, {"f(x)(y)", "    ^", NO_CALL},
             {"a.T[0](x)", "      ^", NO_CALL}, {"(f)(x)", "   ^", NO_CALL},
             {"a if b", "  ^~~~", ELSE}, {"(a if b)", "   ^~~~", ELSE},
             {"x = a if b + 1\ny", "      ^~~~~~~~", ELSE}, {"a if b, c", "  ^~~~", ELSE},
             {"a if b if c", "  ^~~~", ELSE}, {"a else b", "  ^~~~", "'else' without 'if'"},
             {"a[1:2:3:4]", "       ^", SLICE_PARTS}, {"a : b", "  ^", SLICE_PLACE},
             {"f(a : b)", "    ^", SLICE_PLACE}, {"a[(b : c)]", "     ^", SLICE_PLACE});
}
END_TEST

START_TEST(assignments) {
  CHECK_ROWS(JX_ERROR_SYNTAX, //
             {"2 = a", "~~^", ASSIGN_TO("a number")}, {"2.5 = a", "~~~~^", ASSIGN_TO("a number")},
             {"2j = a", "~~~^", ASSIGN_TO("a number")}, {"'s' = a", "~~~~^", ASSIGN_TO("a string")},
             {"b's' = a", "~~~~~^", ASSIGN_TO("a string")},
             {"True = a", "~~~~~^", ASSIGN_TO("a constant")},
             {"None = a", "~~~~~^", ASSIGN_TO("a constant")},
             {"f(x) = a", "~~~~~^", ASSIGN_TO("a function call")},
             {"(b, c) = a", "~~~~~~~^", ASSIGN_TO("a tuple")},
             {"x = 1; b[0] = a", "       ~~~~~^", ASSIGN_TO("an element")},
             {"b.T = a", "~~~~^", ASSIGN_TO("an attribute")},
             {"a, b = c", "~~~~~^", "cannot assign to several names at once"},
             {"a, = c", "   ^", EQUALS}, {"a + b = c", "      ^", EQUALS},
             {"a = b = c", "      ^", EQUALS}, {"(a = b)", "   ^", EQUALS},
             {"a if b = c else d", "       ^", EQUALS}, {"f(a + b = c)", "        ^", EQUALS},
             {"f(a=b=c)", "     ^", EQUALS}, {"a[b = c]", "    ^", EQUALS},
             {"(a) = b", "    ^", EQUALS}, {"a + = b", "    ^", EQUALS},
             {"not a = b", "      ^", EQUALS}, {"= b", "^", "expected a name before '='"},
             {"a; = b", "^", UNUSED}, {"a = 1; = b", "       ^", "expected a name before '='"},
             {"if = b", "^~", "'if' is a keyword and cannot be assigned"},
             {"else = b", "^~~~", "'else' is a keyword and cannot be assigned"},
             {"not = b", "~~~~^", "'not' is a keyword and cannot be assigned"},
             {"f(and=b)", "  ^~~", "'and' is a keyword and cannot be assigned"},
             {"a = b, c", "     ^", "an assignment has one value; write a tuple in parentheses"},
             {"a = b,", "     ^", "an assignment has one value; write a tuple in parentheses"});
}
END_TEST

START_TEST(brackets) {
  CHECK_ROWS(JX_ERROR_SYNTAX, //
             {"a)", " ^", "unmatched ')'"}, {"]", "^", "unmatched ']'"},
             {"(a]", "~~^", "']' does not close '('"},
             {"a[(0])", "  ~~^", "']' does not close '('"},
             {"f(a[0)]", "   ~~^", "')' does not close '['"},
             {"(a; b)", "^~~", "'(' is not closed before ';'"},
             {"a[f(b);", " ^~~~~~", "'[' is not closed before ';'"},
             {"s = sin(x\nc = 2", "       ^~~~", "'(' is not closed before 'c'"});
}
END_TEST

START_TEST(calls_and_attributes) {
  CHECK_ROWS(
      JX_ERROR_SYNTAX, //
      {"f(k=1, a)", "       ^", "positional argument after keyword argument 'k'"},
      {"f(k=1, j=2, (a))", "             ^", "positional argument after keyword argument 'j'"},
      {"f(k=1, j=2, k=3)", "            ^~~", "keyword argument 'k' repeated"});
}
END_TEST

START_TEST(programs) {
  CHECK_ROWS(JX_ERROR_SYNTAX, //
             {"", "", "empty program"}, {" \n\t# a\r\n\n", "", "empty program"},
             {"a\nb", "^", UNUSED}, {"x = 1\n(x) + 1, 2; b", "      ^~~~~~~~~~", UNUSED},
             {"a\n(b)", "^", UNUSED}, {"a;\n$", "^", UNUSED});
}
END_TEST

START_TEST(incomplete_programs) {
  CHECK_ROWS(JX_ERROR_INCOMPLETE, //
             {"(", "^", "unclosed '('"}, {"f(a, (b)", " ^", "unclosed '('"},
             {"f(a[1:\n\n", "   ^", "unclosed '['"}, {"(a if b", "^", "unclosed '('"},
             {"(a \\", "^", "unclosed '('"}, {"a +", "  ^", "expected an expression after '+'"},
             {"a + # b\n\n", "  ^", "expected an expression after '+'"},
             {"x =", "  ^", "expected an expression after '='"},
             {"a if", "  ^~", "expected an expression after 'if'"},
             {"a if b else", "       ^~~~", "expected an expression after 'else'"},
             {"not", "^~~", "expected an expression after 'not'"},
             {"a **", "  ^~", "expected an expression after '**'"},
             {"a.", " ^", "expected an attribute after '.'"},
             {"a \\", "  ^", "the program ends where '\\' promises another line"},
             {"a + \\\n", "    ^", "the program ends where '\\' promises another line"},
             {"\\\r\n  ", "^", "the program ends where '\\' promises another line"});
}
END_TEST

START_TEST(characters) {
  CHECK_ROWS(
      JX_ERROR_SYNTAX, //
      {"a $ b", "  ^",
       "unexpected character '$'; names stand without '$', and have letters of ASCII, digits and '_'"},
      {"{a}", "^", "unexpected character '{'; expressions have '(' and ')' around them"},
      {"a\x01", " ^", "unexpected character U+0001"},
      {"a\x7f", " ^", "unexpected character U+007F"},
      {"a \xc3\x97 b", "  ^~", "unexpected character '\xc3\x97' (U+00D7); did you mean '*'?"},
      {"\xe2\x80\x9cs", "^~~", "unexpected character '\xe2\x80\x9c' (U+201C); did you mean '\"'?"},
      {"a\xc2\xa0+ b", " ^~", "unexpected character '\xc2\xa0' (U+00A0); did you mean a blank?"},
      {"gr\xc3\xb6\xc3\x9f"
       "e",
       "  ^~",
       "unexpected character '\xc3\xb6' (U+00F6); names have letters of ASCII, digits and '_'"},
      {"\xf0\x9f\x98\x80", "^~~~",
       "unexpected character '\xf0\x9f\x98\x80' (U+1F600); names have letters of ASCII, "
       "digits and '_'"},
      {"a + '\xff'", "     ^", "the program is not valid UTF-8"},
      {"a # \xc3", "    ^", "the program is not valid UTF-8"},
      {"\xc0\x80", "^", "the program is not valid UTF-8"},
      {"\xed\xa0\x80", "^", "the program is not valid UTF-8"},
      {"\xf4\x90\x80\x80", "^", "the program is not valid UTF-8"},
      {"\xe2\x82", "^", "the program is not valid UTF-8"},
      {"a\xef\xbb\xbf", " ^~~", "unexpected character U+FEFF, which cannot be seen; leave it out"});
  parsed p;
  parsed_init(&p, &alloc_default, "a + 'b\0'", 8, PARSED_NODES);
  ck_assert_int_eq(p.status, JX_ERROR_SYNTAX);
  ck_assert_str_eq(p.diag.message, "NUL byte in the program");
  ck_assert_uint_eq(p.diag.where.offset, 6);
  parsed_free(&p);
}
END_TEST

START_TEST(words_that_are_not_ours) {
  CHECK_ROWS(
      JX_ERROR_SYNTAX, //
      {"a && b", "  ^~", "'&&' is not an operator; did you mean 'and'?"},
      {"a || b", "  ^~", "'||' is not an operator; did you mean 'or'?"},
      {"!a", "^", "'!' is not an operator; did you mean 'not'?"},
      {"a <> b", "  ^~", "'<>' is not an operator; did you mean '!='?"},
      {"a => b", "  ^~", "'=>' is not an operator; did you mean '>='?"},
      {"a =< b", "  ^~", "'=<' is not an operator; did you mean '<='?"},
      {"a === b", "  ^~~", "'===' is not an operator; did you mean '=='?"},
      {"a !== b", "  ^~~", "'!==' is not an operator; did you mean '!='?"},
      {"a := b", "  ^~", "':=' is not an operator; did you mean '='?"},
      {"a ? b : c", "  ^", "'?' is not an operator; did you mean 'x if condition else y'?"},
      {"@ a", "^", "names stand here without '@' before them"},
      {"a @= b", "  ^~", "'@=' is not supported; write 'name = name @ ...'"},
      {"a += b", "  ^~", "'+=' is not supported; write 'name = name + ...'"},
      {"a **= b", "  ^~~", "'**=' is not supported; write 'name = name ** ...'"},
      {"lambda: a", "^~~~~~",
       "'lambda' is a keyword of Python that jx does not have; write the expression itself"},
      {"import = 1", "^~~~~~",
       "'import' is a keyword of Python that jx does not have; functions are there without it"},
      {"a \\ b", "  ^", "'\\' can only stand at the end of a line"});
}
END_TEST

START_TEST(numbers) {
  CHECK_ROWS(JX_ERROR_SYNTAX, //
             {"2x", "^~", "'2x'" NUMBER_OPERATOR}, {"1.5kg", "^~~~~", "'1.5kg'" NUMBER_OPERATOR},
             {"1e5x", "^~~~", "'1e5x'" NUMBER_OPERATOR}, {"2jx", "^~~", "'2jx'" NUMBER_OPERATOR},
             {"1.T", "^~~", "'1.T'" NUMBER_OPERATOR}, {"1__0", "^~~~", "'1__0'" NUMBER_UNDERSCORE},
             {"1_", "^~", "'1_'" NUMBER_UNDERSCORE}, {"1._5", "^~~~", "'1._5'" NUMBER_UNDERSCORE},
             {"1.5_", "^~~~", "'1.5_'" NUMBER_UNDERSCORE}, {"012", "^~~", "'012'" NUMBER_ZEROS},
             {"0_1", "^~~", "'0_1'" NUMBER_ZEROS}, {"1e", "^~", "'1e'" NUMBER_EXPONENT},
             {"1.E + 2", "^~~", "'1.E'" NUMBER_EXPONENT}, {"1e+", "^~", "'1e'" NUMBER_EXPONENT},
             {"0xg", "^~~", "'0xg' is not a hexadecimal number"},
             {"0X", "^~", "'0X' is not a hexadecimal number"},
             {"0o8", "^~~", "'0o8' is not an octal number"},
             {"0b12", "^~~~", "'0b12' is not a binary number"});
}
END_TEST

/* 4096 bits fit, one more does not. */
START_TEST(long_integers) {
  char source[1100] = "0x";
  memset(source + 2, 'f', 1024);
  parsed p;
  parsed_text(&p, source);
  ck_assert_int_eq(p.status, JX_OK);
  parsed_free(&p);
  source[1026] = '0';
  parsed_text(&p, source);
  ck_assert_int_eq(p.status, JX_ERROR_VALUE);
  ck_assert_str_eq(p.diag.message, "integer literal too large: more than 4096 bits; write it as a "
                                   "float, such as 1e300");
  parsed_free(&p);
}
END_TEST

START_TEST(strings) {
  CHECK_ROWS(
      JX_ERROR_SYNTAX, //
      {"'abc", "^~~~", "the string has no closing quote on its line"},
      {"a + b\"c\nd\"", "    ^~~", "the string has no closing quote on its line"},
      {"'a\\'", "^~~~", "the string has no closing quote on its line"},
      {"'''a'''", "^~~", "triple-quoted strings are not supported"},
      {"f'a'", "^~", "f-strings are not supported; bind values to names, and write the names"},
      {"'a\\x4'", "  ^~~", "'\\x4' is not an escape: '\\x' takes 2 hexadecimal digits"},
      {"b'a\\x'", "   ^~", "'\\x' is not an escape: '\\x' takes 2 hexadecimal digits"},
      {"'\\u12g4'", " ^~~~", "'\\u12' is not an escape: '\\u' takes 4 hexadecimal digits"},
      {"'\\U0001234'", " ^~~~~~~~~",
       "'\\U0001234' is not an escape: '\\U' takes 8 hexadecimal digits"},
      {"'\\ud800'", " ^~~~~~", "'\\ud800' is not a Unicode character"},
      {"'\\U00110000'", " ^~~~~~~~~~", "'\\U00110000' is not a Unicode character"},
      {"b'\\400'", "  ^~~~", "'\\400' is not a byte: more than 255"},
      {"'a\\N{DASH}'", "  ^~", "'\\N' is not supported; write the character itself"},
      {"b'a\xc3\xa9'", "   ^~",
       "'\xc3\xa9' cannot stand in bytes, which hold ASCII and escapes only"});
}
END_TEST

START_TEST(renderings_show_the_line) {
  parsed p;
  parsed_text(&p, "s = 1\nt = s + * 2\nt");
  ck_assert_str_eq(p.print.at, "error: expected an expression after '+'\n"
                               "  t = s + * 2\n"
                               "        ~~^\n");
  parsed_free(&p);
}
END_TEST

UNIT(parser_errors, missing_operands, missing_operators, assignments, brackets,
     calls_and_attributes, programs, incomplete_programs, characters, words_that_are_not_ours,
     numbers, long_integers, strings, renderings_show_the_line)
