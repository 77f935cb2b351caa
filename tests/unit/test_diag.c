/* test_diag.c: recording, drawing and hinting, at the edges of lines, characters and buffers. */
#include "base/diag.h"

#include <string.h>

#include "tests/support/unit.h"

/* The rendering of "bad" at a span of a source. */
static const char *render(const char *source, uint32_t offset, uint32_t length, uint32_t caret) {
  static diag d;
  diag_init(&d, source, strlen(source));
  diag_fail(&d, JX_ERROR_SYNTAX, (span){offset, length, caret}, "bad");
  diag_render(&d);
  return d.rendering;
}

START_TEST(an_error_is_recorded) {
  diag d;
  diag_init(&d, "a", 1);
  ck_assert_int_eq(d.status, JX_OK);
  ck_assert_int_eq(diag_fail(&d, JX_ERROR_NAME, (span){0, 1, 0}, "no %s", "a"), JX_ERROR_NAME);
  ck_assert_int_eq(d.status, JX_ERROR_NAME);
  ck_assert_str_eq(d.message, "no a");
  ck_assert_uint_eq(d.where.length, 1);
}
END_TEST

START_TEST(the_first_error_wins) {
  diag d;
  diag_init(&d, "a", 1);
  diag_fail(&d, JX_ERROR_NAME, (span){0, 1, 0}, "first");
  ck_assert_int_eq(diag_fail(&d, JX_ERROR_TYPE, (span){0}, "second"), JX_ERROR_NAME);
  ck_assert_str_eq(d.message, "first");
  ck_assert_int_eq(diag_memory(&d), JX_ERROR_NAME);
}
END_TEST

START_TEST(out_of_memory_has_no_span) {
  diag d;
  diag_init(&d, "a + b", 5);
  ck_assert_int_eq(diag_memory(&d), JX_ERROR_MEMORY);
  diag_render(&d);
  ck_assert_str_eq(d.rendering, "error: out of memory\n");
}
END_TEST

START_TEST(a_message_is_one_clean_line) {
  diag d;
  diag_init(&d, NULL, 0);
  diag_fail(&d, JX_ERROR_NAME, (span){0}, "a\nb\tc\x1b[0m \xff \xc3\xa9 \xc2\x9b");
  ck_assert_str_eq(d.message, "a b c [0m ? \xc3\xa9  ");
}
END_TEST

START_TEST(a_long_message_ends_in_dots) {
  diag d;
  char name[1000];
  memset(name, 'x', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  diag_init(&d, NULL, 0);
  diag_fail(&d, JX_ERROR_NAME, (span){0}, "%s", name);
  ck_assert_uint_eq(strlen(d.message), sizeof d.message - 1);
  ck_assert_str_eq(d.message + sizeof d.message - 5, "x...");
}
END_TEST

START_TEST(a_message_that_just_fits_is_whole) {
  diag d;
  char name[sizeof d.message];
  memset(name, 'x', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  diag_init(&d, NULL, 0);
  diag_fail(&d, JX_ERROR_NAME, (span){0}, "%s", name);
  ck_assert_str_eq(d.message, name);
}
END_TEST

START_TEST(a_long_message_is_not_cut_inside_a_character) {
  for (int shift = 0; shift < 4; shift++) {
    diag d;
    char name[1200] = "xxx";
    for (size_t i = (size_t)shift; i + 3 < sizeof name; i += 3) memcpy(name + i, "\xe2\x82\xac", 4);
    diag_init(&d, NULL, 0);
    diag_fail(&d, JX_ERROR_NAME, (span){0}, "%s", name);
    ck_assert_ptr_null(strchr(d.message, '?'));
    ck_assert_str_eq(d.message + strlen(d.message) - 6, "\xe2\x82\xac...");
  }
}
END_TEST

START_TEST(the_caret_stands_under_the_operator) {
  ck_assert_str_eq(render("a + b", 0, 5, 2), "error: bad\n"
                                             "  a + b\n"
                                             "  ~~^~~\n");
}
END_TEST

START_TEST(a_span_of_one_is_a_caret) {
  ck_assert_str_eq(render("a + b", 4, 1, 4), "error: bad\n"
                                             "  a + b\n"
                                             "      ^\n");
}
END_TEST

START_TEST(only_the_carets_line_is_shown) {
  ck_assert_str_eq(render("x = 1\ny = sine(x)\nz", 10, 4, 10), "error: bad\n"
                                                               "  y = sine(x)\n"
                                                               "      ^~~~\n");
}
END_TEST

START_TEST(a_span_over_lines_is_clipped_to_the_carets_line) {
  const char *source = "aa + (\nbb + cc\n) + dd";
  ck_assert_str_eq(render(source, 3, 19, 3), "error: bad\n"
                                             "  aa + (\n"
                                             "     ^~~\n");
  ck_assert_str_eq(render(source, 3, 19, 10), "error: bad\n"
                                              "  bb + cc\n"
                                              "  ~~~^~~~\n");
  ck_assert_str_eq(render(source, 3, 19, 17), "error: bad\n"
                                              "  ) + dd\n"
                                              "  ~~^~~~\n");
}
END_TEST

START_TEST(a_caret_on_a_newline_stands_after_the_line) {
  ck_assert_str_eq(render("a +\nb", 3, 1, 3), "error: bad\n"
                                              "  a +\n"
                                              "     ^\n");
}
END_TEST

START_TEST(a_span_at_the_end_stands_after_the_text) {
  ck_assert_str_eq(render("a +", 3, 1, 3), "error: bad\n"
                                           "  a +\n"
                                           "     ^\n");
}
END_TEST

START_TEST(a_span_at_the_end_after_newlines_stands_on_the_last_line_that_says_something) {
  ck_assert_str_eq(render("a +\n\n", 5, 1, 5), "error: bad\n"
                                               "  a +\n"
                                               "     ^\n");
  ck_assert_str_eq(render("a +  \n \n", 8, 1, 8), "error: bad\n"
                                                  "  a +  \n"
                                                  "       ^\n");
}
END_TEST

START_TEST(a_span_that_ends_beyond_the_text_is_clipped) {
  ck_assert_str_eq(render("abc", 1, 1000, 1), "error: bad\n"
                                              "  abc\n"
                                              "   ^~\n");
  ck_assert_str_eq(render("abc", 1000, UINT32_MAX, UINT32_MAX), "error: bad\n"
                                                                "  abc\n"
                                                                "     ^\n");
}
END_TEST

START_TEST(a_caret_outside_its_span_is_moved_into_it) {
  ck_assert_str_eq(render("abcdef", 2, 2, 0), "error: bad\n"
                                              "  abcdef\n"
                                              "    ^~\n");
}
END_TEST

START_TEST(an_empty_source_has_no_line) { ck_assert_str_eq(render("", 0, 1, 0), "error: bad\n"); }
END_TEST

START_TEST(a_blank_source_has_a_blank_line) {
  ck_assert_str_eq(render("\n", 0, 1, 0), "error: bad\n"
                                          "  \n"
                                          "  ^\n");
}
END_TEST

START_TEST(tabs_and_control_characters_are_blanks) {
  ck_assert_str_eq(render("\ta\x07\x1b$", 4, 1, 4), "error: bad\n"
                                                    "   a  $\n"
                                                    "      ^\n");
}
END_TEST

START_TEST(a_carriage_return_before_the_newline_is_not_shown) {
  ck_assert_str_eq(render("a $ b\r\nc", 2, 1, 2), "error: bad\n"
                                                  "  a $ b\n"
                                                  "    ^\n");
}
END_TEST

START_TEST(columns_count_characters) {
  /* Two, three and four bytes before the caret. */
  ck_assert_str_eq(render("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80$", 9, 1, 9),
                   "error: bad\n"
                   "  \xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80$\n"
                   "     ^\n");
}
END_TEST

START_TEST(a_span_over_characters_underlines_each_once) {
  ck_assert_str_eq(render("'\xc3\xa9\xc3\xa9'", 0, 6, 0), "error: bad\n"
                                                          "  '\xc3\xa9\xc3\xa9'\n"
                                                          "  ^~~~\n");
}
END_TEST

START_TEST(bytes_that_are_no_utf8_are_question_marks) {
  /* A lone continuation, an overlong form, a surrogate, a value too large, a cut character. */
  ck_assert_str_eq(render("\x80 \xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80 $\xe2\x82", 14, 1, 14),
                   "error: bad\n"
                   "  ? ?? ??? ???? $??\n"
                   "                ^\n");
}
END_TEST

/* A line of `n` digits counting up, with '$' at `at`. */
static const char *long_line(size_t n, size_t at) {
  static char line[5000];
  for (size_t i = 0; i < n; i++) line[i] = (char)('0' + i % 10);
  line[at] = '$';
  line[n] = '\0';
  return line;
}

static void check_window(size_t n, uint32_t at) {
  const char *drawn = render(long_line(n, at), at, 1, at) + strlen("error: bad\n");
  const char *below = strchr(drawn, '\n') + 1;
  ck_assert_uint_le((size_t)(below - drawn), 2 + 3 + 96 + 3 + 1);
  ck_assert_uint_eq((size_t)(strchr(drawn, '$') - drawn), (size_t)(strchr(below, '^') - below));
  ck_assert_int_eq(strncmp(drawn, "  ...", 5) == 0, drawn[2] != (at == 0 ? '$' : '0'));
}

START_TEST(a_long_line_is_shown_around_the_caret) {
  for (uint32_t at = 0; at < 300; at++) check_window(300, at);
  check_window(4999, 2500);
}
END_TEST

START_TEST(a_line_that_just_fits_is_whole) {
  ck_assert_ptr_null(strstr(render(long_line(96, 5), 5, 1, 5), "..."));
  ck_assert_ptr_nonnull(strstr(render(long_line(97, 5), 5, 1, 5), "..."));
}
END_TEST

START_TEST(a_long_span_ends_with_the_window) {
  const char *drawn = render(long_line(1000, 500), 0, 1000, 500);
  const char *below = strchr(strchr(drawn, '\n') + 1, '\n') + 1;
  ck_assert_uint_eq(strlen(below), 2 + 3 + 96 + 1);
  ck_assert_int_eq(strncmp(below, "     ~~~", 8), 0);
}
END_TEST

START_TEST(the_largest_rendering_fits) {
  static char source[4 * 200 + 1];
  static diag d;
  char name[1000];
  for (size_t i = 0; i < 200; i++) memcpy(source + 4 * i, "\xf0\x9f\x98\x80", 5);
  memset(name, 'x', sizeof name - 1);
  name[sizeof name - 1] = '\0';
  diag_init(&d, source, strlen(source));
  diag_fail(&d, JX_ERROR_SYNTAX, (span){0, 800, 400}, "%s", name);
  diag_render(&d);
  const char *end = d.rendering + strlen(d.rendering);
  ck_assert_int_eq(strcmp(end - 2, "~\n"), 0);
  ck_assert_ptr_nonnull(strchr(d.rendering, '^'));
}
END_TEST

START_TEST(lines_and_columns_count_from_one) {
  diag d;
  size_t line, column;
  const char *source = "ab\n\xc3\xa9"
                       "cd\n";
  diag_init(&d, source, strlen(source));
  const struct {
    uint32_t offset;
    size_t line, column;
  } places[] = {{0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {5, 2, 2}, {7, 2, 4}, {8, 3, 1}, {99, 3, 1}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    diag_position(&d, places[i].offset, &line, &column);
    ck_assert_uint_eq(line, places[i].line);
    ck_assert_uint_eq(column, places[i].column);
  }
}
END_TEST

START_TEST(a_position_without_source_is_the_first) {
  diag d;
  size_t line, column;
  diag_init(&d, NULL, 0);
  diag_position(&d, 5, &line, &column);
  ck_assert_uint_eq(line, 1);
  ck_assert_uint_eq(column, 1);
}
END_TEST

START_TEST(joined_spans_cover_both) {
  span s = span_join((span){4, 2, 4}, (span){1, 2, 1}, 3);
  ck_assert_uint_eq(s.offset, 1);
  ck_assert_uint_eq(s.length, 5);
  ck_assert_uint_eq(s.caret, 3);
  s = span_join((span){1, 9, 1}, (span){2, 3, 2}, 1);
  ck_assert_uint_eq(s.offset, 1);
  ck_assert_uint_eq(s.length, 9);
}
END_TEST

START_TEST(joining_no_span_gives_the_other) {
  span s = span_join((span){0}, (span){7, 2, 7}, 8);
  ck_assert_uint_eq(s.offset, 7);
  ck_assert_uint_eq(s.length, 2);
  s = span_join((span){7, 2, 7}, (span){0}, 8);
  ck_assert_uint_eq(s.offset, 7);
  ck_assert_uint_eq(s.length, 2);
  ck_assert_uint_eq(s.caret, 8);
}
END_TEST

static const char *nearest(const char *name) {
  static const char *const names[] = {"sin", "sinh", "arcsin", "sqrt", "maximum", "e"};
  return diag_nearest(name, strlen(name), names, sizeof names / sizeof *names);
}

START_TEST(the_nearest_name_is_found) {
  ck_assert_str_eq(nearest("sine"), "sin");
  ck_assert_str_eq(nearest("sinhh"), "sinh");
  ck_assert_str_eq(nearest("maximun"), "maximum");
  ck_assert_str_eq(nearest("sqr"), "sqrt");
}
END_TEST

START_TEST(swapped_neighbours_are_one_edit) {
  ck_assert_str_eq(nearest("sni"), "sin");
  ck_assert_str_eq(nearest("sqtr"), "sqrt");
}
END_TEST

START_TEST(a_name_too_far_has_no_hint) {
  ck_assert_ptr_null(nearest("maxximunn"));
  ck_assert_ptr_null(nearest("banana"));
  ck_assert_ptr_null(nearest(""));
}
END_TEST

START_TEST(a_short_name_must_keep_a_character) {
  ck_assert_ptr_null(nearest("x"));
  ck_assert_ptr_null(nearest("zz"));
  ck_assert_str_eq(nearest("si"), "sin");
}
END_TEST

START_TEST(very_long_names_have_no_hint) {
  char name[200];
  memset(name, 's', sizeof name);
  const char *const names[] = {"sin"};
  ck_assert_ptr_null(diag_nearest(name, sizeof name, names, 1));
  for (size_t n = 60; n < 70; n++) ck_assert_ptr_null(diag_nearest(name, n, names, 1));
}
END_TEST

START_TEST(no_candidates_no_hint) { ck_assert_ptr_null(diag_nearest("sin", 3, NULL, 0)); }
END_TEST

UNIT(diag, an_error_is_recorded, the_first_error_wins, out_of_memory_has_no_span,
     a_message_is_one_clean_line, a_long_message_ends_in_dots, a_message_that_just_fits_is_whole,
     a_long_message_is_not_cut_inside_a_character, the_caret_stands_under_the_operator,
     a_span_of_one_is_a_caret, only_the_carets_line_is_shown,
     a_span_over_lines_is_clipped_to_the_carets_line, a_caret_on_a_newline_stands_after_the_line,
     a_span_at_the_end_stands_after_the_text,
     a_span_at_the_end_after_newlines_stands_on_the_last_line_that_says_something,
     a_span_that_ends_beyond_the_text_is_clipped, a_caret_outside_its_span_is_moved_into_it,
     an_empty_source_has_no_line, a_blank_source_has_a_blank_line,
     tabs_and_control_characters_are_blanks, a_carriage_return_before_the_newline_is_not_shown,
     columns_count_characters, a_span_over_characters_underlines_each_once,
     bytes_that_are_no_utf8_are_question_marks, a_long_line_is_shown_around_the_caret,
     a_line_that_just_fits_is_whole, a_long_span_ends_with_the_window, the_largest_rendering_fits,
     lines_and_columns_count_from_one, a_position_without_source_is_the_first,
     joined_spans_cover_both, joining_no_span_gives_the_other, the_nearest_name_is_found,
     swapped_neighbours_are_one_edit, a_name_too_far_has_no_hint,
     a_short_name_must_keep_a_character, very_long_names_have_no_hint, no_candidates_no_hint)
