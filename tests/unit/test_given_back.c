/* test_given_back.c: what one call gave out, until the next call on the context, is what the next
 * call is given: names, forms, objects, errors, problems of the cache, results. Under
 * AddressSanitizer a text that went too early is a failure wherever it is read. */
#include <stdio.h>
#include <string.h>

#include "runtime/engine.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

static jx_context *context_of(void) { return context_new_with(NULL, interpret_api()); }

START_TEST(names_go_into_a_program) {
  jx_context *c = context_of();
  jx_inspection i;
  jx_program *p = NULL;
  double x = 3, y = 4;
  jx_array a = jx_array_of(&x, JX_FLOAT64, 0, NULL), b = jx_array_of(&y, JX_FLOAT64, 0, NULL);
  jx_array r = {0};
  static const char text[] = "first - second";
  for (int turn = 0; turn < 3; turn++) {
    ck_assert_int_eq(jx_inspect(c, text, JX_NTS, &i), JX_OK);
    ck_assert_int_eq(jx_compile(c, text, JX_NTS, i.free_names, i.nfree, &p), JX_OK);
    ck_assert_int_eq(jx_run(c, p, (const jx_array *[]){&a, &b}, 2, &r, 1), JX_OK);
    ck_assert_double_eq(*(double *)r.data, -1);
    jx_array_free(c, &r);
    jx_program_free(p);
  }
  ck_assert_int_eq(jx_inspect(c, text, JX_NTS, &i), JX_OK);
  jx_operand operands[] = {{i.free_names[1], &a}, {i.free_names[0], &b}};
  ck_assert_int_eq(jx_eval(c, text, JX_NTS, operands, 2, &r, 1), JX_OK);
  ck_assert_double_eq(*(double *)r.data, 1);
  jx_array_free(c, &r);
  jx_context_free(c);
}
END_TEST

START_TEST(a_name_is_a_program_and_a_form_one_too) {
  jx_context *c = context_of();
  jx_inspection i;
  const char *form = NULL;
  double x = 3;
  jx_array a = jx_array_of(&x, JX_FLOAT64, 0, NULL), r = {0};
  ck_assert_int_eq(jx_inspect(c, "name = 2*other; name", JX_NTS, &i), JX_OK);
  ck_assert_int_eq(jx_inspect(c, i.free_names[0], JX_NTS, &i), JX_OK);
  ck_assert_str_eq(i.free_names[0], "other");
  ck_assert_int_eq(
      jx_eval(c, i.free_names[0], JX_NTS, &(jx_operand){i.free_names[0], &a}, 1, &r, 1), JX_OK);
  ck_assert_double_eq(*(double *)r.data, 3);
  jx_array_free(c, &r);

  ck_assert_int_eq(jx_emit(c, "2*a", JX_NTS, NULL, 0, JX_FORM_AST, &form), JX_OK);
  ck_assert_int_eq(jx_emit(c, form, JX_NTS, NULL, 0, JX_FORM_AST, &form), JX_ERROR_SYNTAX);
  ck_assert_ptr_nonnull(strstr(jx_context_error(c)->rendering, "%1 = int 2"));
  jx_context_free(c);
}
END_TEST

START_TEST(what_was_made_ahead_is_given_back) {
  jx_context *c = context_of();
  const void *header = NULL;
  size_t size = 0;
  jx_inspection i;
  ck_assert_int_eq(jx_inspect(c, "2*a", JX_NTS, &i), JX_OK);
  const jx_parameter parameter = {i.free_names[0], "float64[n]"};
  ck_assert_int_eq(jx_emit_ahead(c, "2*a", JX_NTS, &parameter, 1, i.free_names[0], JX_FORM_HEADER,
                                 &header, &size),
                   JX_OK);
  /* Its bytes as an operand's. */
  jx_array a = jx_array_of((void *)(uintptr_t)header, JX_INT32, 1, (int64_t[]){(int64_t)size / 4});
  jx_array r = {0};
  int64_t sum = 0;
  for (size_t k = 0; k < size / 4; k++) {
    int32_t word;
    memcpy(&word, (const char *)header + 4 * k, sizeof word);
    sum += word;
  }
  ck_assert_int_eq(jx_eval(c, "sum(a)", JX_NTS, &(jx_operand){"a", &a}, 1, &r, 1), JX_OK);
  ck_assert_int_eq(*(int64_t *)r.data, sum);
  jx_array_free(c, &r);
  jx_context_free(c);
}
END_TEST

/* Rendered from itself: the line that the caret is under is the message of the failure before. */
START_TEST(an_error_is_the_next_program) {
  jx_context *c = context_of();
  jx_array r = {0};
  ck_assert_int_eq(jx_eval(c, "nothing + 1", JX_NTS, NULL, 0, &r, 1), JX_ERROR_NAME);
  char before[512];
  snprintf(before, sizeof before, "%s", jx_context_error(c)->message);
  const jx_error *e = jx_context_error(c);
  jx_status status = jx_eval(c, e->message, JX_NTS, NULL, 0, &r, 1);
  ck_assert_int_eq(status, JX_ERROR_SYNTAX);
  ck_assert_uint_eq(e->line, 1);
  ck_assert_ptr_nonnull(strstr(e->rendering, before));
  ck_assert_ptr_nonnull(strstr(e->rendering, "^"));

  snprintf(before, sizeof before, "%.20s", e->rendering);
  jx_eval(c, e->rendering, JX_NTS, NULL, 0, &r, 1);
  ck_assert_int_eq(e->status, JX_ERROR_SYNTAX);
  ck_assert_ptr_nonnull(strstr(e->rendering + 1, before));
  /* As names: of an operand, of a C function. */
  jx_array a = jx_array_of(before, JX_BOOL, 0, NULL);
  ck_assert_int_eq(jx_eval(c, "1", JX_NTS, &(jx_operand){e->message, &a}, 1, &r, 1),
                   JX_ERROR_ARGUMENT);
  const void *bytes;
  size_t size;
  ck_assert_int_eq(
      jx_emit_ahead(c, "1", JX_NTS, NULL, 0, e->message, JX_FORM_HEADER, &bytes, &size),
      JX_ERROR_ARGUMENT);
  jx_context_free(c);
}
END_TEST

START_TEST(a_problem_of_the_cache_is_given_back) {
  jx_options options = {.cache = JX_CACHE_ON, .cache_dir = "/dev/null/no"};
  jx_context *c = context_new_with(&options, interpret_api());
  jx_cache_summary s;
  jx_array r = {0};
  char before[512];
  ck_assert_int_eq(jx_cache_info(c, &s), JX_OK);
  ck_assert_str_ne(s.problem, "");
  snprintf(before, sizeof before, "%s", s.problem);
  ck_assert_int_eq(jx_eval(c, s.problem, JX_NTS, NULL, 0, &r, 1), JX_ERROR_SYNTAX);
  ck_assert_ptr_nonnull(strstr(jx_context_error(c)->rendering, before));
  ck_assert_int_eq(jx_eval(c, s.path, JX_NTS, NULL, 0, &r, 1), JX_ERROR_SYNTAX);
  jx_context_free(c);
}
END_TEST

/* The array of a result is an operand's, whether jx allocates it (of nothing), fills it or both. */
START_TEST(a_result_is_an_operand) {
  jx_context *c = context_of();
  jx_array y = jx_array_of(NULL, JX_FLOAT64, 1, (int64_t[]){0});
  jx_operand operand = {"y", &y};
  ck_assert_int_eq(jx_eval(c, "sum(y) + 2", JX_NTS, &operand, 1, &y, 1), JX_OK);
  ck_assert_int_eq(y.rank, 0);
  ck_assert_double_eq(*(double *)y.data, 2);
  ck_assert_int_eq(jx_eval(c, "y*y", JX_NTS, &operand, 1, &y, 1), JX_OK);
  ck_assert_double_eq(*(double *)y.data, 4);
  jx_array_free(c, &y);
  /* A weak result of the one call is a weak operand of the next. */
  jx_array w = {0}, r = {0};
  float f[] = {0.5f, 1.5f};
  jx_array x = jx_array_of(f, JX_FLOAT32, 1, (int64_t[]){2});
  ck_assert_int_eq(jx_eval(c, "1 + 2", JX_NTS, NULL, 0, &w, 1), JX_OK);
  jx_operand both[] = {{"w", &w}, {"x", &x}};
  ck_assert_int_eq(jx_eval(c, "w*x", JX_NTS, both, 2, &r, 1), JX_OK);
  ck_assert_int_eq(r.dtype, JX_FLOAT32);
  ck_assert_float_eq(((float *)r.data)[1], 4.5f);
  jx_array_free(c, &r);
  jx_array_free(c, &w);
  jx_context_free(c);
}
END_TEST

UNIT(given_back, names_go_into_a_program, a_name_is_a_program_and_a_form_one_too,
     what_was_made_ahead_is_given_back, an_error_is_the_next_program,
     a_problem_of_the_cache_is_given_back, a_result_is_an_operand)
