/* test_profile.c: running a program to see what its stages take, and the machine's bandwidth. */
#include <stdio.h>
#include <string.h>

#include "runtime/look/profile.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

static jx_context *context;
static double elements[200000];

static void setup_with(jx_options options) {
  options.threads = 2;
  context = context_new_with(&options, interpret_api());
}

static jx_status profile(const char *source, const jx_array *a, const char **text) {
  return jx_emit(context, source, JX_NTS, &(jx_operand){"a", a}, 1, JX_FORM_PROFILE, text);
}

static jx_array matrix(int64_t rows, int64_t columns) {
  return jx_array_of(elements, JX_FLOAT64, 2, (int64_t[]){rows, columns});
}

/* What the measured part has for a stage, or for several. */
static void check_timed(const char *text, const char *unit) {
  const char *measured = strstr(text, "\nbest of ");
  ck_assert_msg(measured && strstr(measured, "this machine reads "), "%s", text);
  const char *line = strstr(measured, unit);
  double ms = 0, rate = 0;
  ck_assert_msg(line, "'%s' is not in%s", unit, measured);
  ck_assert_int_eq(sscanf(line + strlen(unit), "%lf ms, %lf GB/s", &ms, &rate), 2);
  ck_assert(ms > 0);
  ck_assert(rate > 0);
}

START_TEST(every_stage_is_timed) {
  const char *text;
  setup_with((jx_options){0});
  jx_array a = matrix(400, 500);
  ck_assert_int_eq(profile("a - sum(a)", &a, &text), JX_OK);
  check_timed(text, "\n  stage 0: ");
  check_timed(text, "\n  stage 1: ");
  ck_assert_int_eq(profile("sum(a, axis=0), sum(a, axis=1)", &a, &text), JX_OK);
  check_timed(text, "\n  stages 0 to 2: ");
  ck_assert_int_eq(profile("abs(a - max(a, axis=1, keepdims=True))", &a, &text), JX_OK);
  ck_assert(strstr(text, "chain 0: stages 0 to 1 together"));
  check_timed(text, "\n  stages 0 to 1: ");
  jx_context_free(context);
}
END_TEST

START_TEST(statistics_stay_those_of_evaluations) {
  jx_stats before, after;
  const char *text;
  jx_array a = matrix(30, 20), out = {0};
  setup_with((jx_options){0});
  ck_assert_int_eq(jx_eval(context, "a + 1", JX_NTS, &(jx_operand){"a", &a}, 1, &out, 1), JX_OK);
  jx_context_stats(context, &before);
  ck_assert_int_eq(profile("sum(a)", &a, &text), JX_OK);
  jx_context_stats(context, &after);
  ck_assert_uint_eq(before.calls, after.calls);
  ck_assert_uint_eq(before.bytes_written, after.bytes_written);
  jx_array_free(context, &out);
  jx_context_free(context);
}
END_TEST

static int stop(void *user, double done) {
  (void)user, (void)done;
  return 1;
}

START_TEST(failures_of_an_evaluation_come_through) {
  const char *text = "";
  jx_array a = matrix(400, 500), none = a;
  none.data = NULL;
  setup_with((jx_options){0});
  ck_assert_int_eq(profile("a + 1", &none, &text), JX_ERROR_ARGUMENT);
  ck_assert_ptr_null(text);
  jx_context_set_progress(context, stop, NULL);
  ck_assert_int_eq(profile("a - sum(a)", &a, &text), JX_ERROR_CANCELLED);
  jx_context_free(context);
  setup_with((jx_options){.max_bytes = 1000});
  ck_assert_int_eq(profile("a + 1", &a, &text), JX_ERROR_LIMIT);
  jx_context_free(context);
}
END_TEST

START_TEST(bandwidth) {
  double read = 0, copy = 0;
  setup_with((jx_options){0});
  ck_assert_int_eq(jx_bandwidth(context, &read, &copy), JX_OK);
  ck_assert_msg(read > 1e7 && read < 1e14 && copy > 1e7 && copy < 1e14, "%g %g", read, copy);
  ck_assert_int_eq(jx_bandwidth(context, NULL, NULL), JX_OK);
  jx_context_free(context);
}
END_TEST

static jx_status within;
static int measure_within(void *user, double done) {
  (void)user, (void)done;
  double read = 1, copy = 1;
  within = jx_bandwidth(context, &read, &copy);
  return 0;
}

START_TEST(bandwidth_refused) {
  double read = 1, copy = 1;
  ck_assert_int_eq(jx_bandwidth(NULL, &read, &copy), JX_ERROR_ARGUMENT);
  ck_assert(read == 0 && copy == 0);
  setup_with((jx_options){.max_bytes = (size_t)64 << 20});
  read = copy = 1;
  ck_assert_int_eq(jx_bandwidth(context, &read, &copy), JX_ERROR_LIMIT);
  ck_assert(read == 0 && copy == 0);
  ck_assert_ptr_nonnull(strstr(jx_context_error(context)->message, "more than max_bytes"));
  jx_array a = matrix(400, 500), out = {0};
  within = JX_OK;
  jx_context_set_progress(context, measure_within, NULL);
  ck_assert_int_eq(jx_eval(context, "a - sum(a)", JX_NTS, &(jx_operand){"a", &a}, 1, &out, 1),
                   JX_OK);
  ck_assert_int_eq(within, JX_ERROR_ARGUMENT);
  jx_array_free(context, &out);
  jx_context_free(context);
}
END_TEST

UNIT(profile, every_stage_is_timed, statistics_stay_those_of_evaluations,
     failures_of_an_evaluation_come_through, bandwidth, bandwidth_refused)
