/* test_cancel.c: jx_cancel(): which call it stops, from where, and what is left. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#include "codegen/codegen.h"
#include "runtime/engine.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

static jx_context *context_of(int threads) {
  return context_new_with(&(jx_options){.threads = threads}, interpret_api());
}

static void expect(jx_context *c, jx_status status, const char *message) {
  ck_assert_int_eq(status, JX_ERROR_CANCELLED);
  ck_assert_str_eq(jx_context_error(c)->message, message);
}
#define STOPPED "stopped by jx_cancel()"

static jx_status small(jx_context *c) {
  double x = 0;
  jx_array r = jx_array_of(&x, JX_FLOAT64, 0, NULL);
  jx_status status = jx_eval(c, "1.0 + 2", JX_NTS, NULL, 0, &r, 1);
  if (status == JX_OK) ck_assert_double_eq(x, 3);
  return status;
}

/* ---- Which call ---- */

START_TEST(one_that_comes_early_stops_the_next_call_and_no_other) {
  jx_context *c = context_of(1);
  for (int i = 0; i < 3; i++) {
    jx_cancel(c);
    jx_cancel(c); /* twice is once */
    expect(c, small(c), STOPPED);
    ck_assert_int_eq(small(c), JX_OK);
  }
  jx_context_free(c);
}
END_TEST

START_TEST(one_that_came_late_is_taken_back) {
  jx_context *c = context_of(1);
  ck_assert(!jx_uncancel(c));
  ck_assert_int_eq(small(c), JX_OK);
  jx_cancel(c);
  ck_assert(jx_uncancel(c));
  ck_assert(!jx_uncancel(c));
  ck_assert_int_eq(small(c), JX_OK);
  jx_cancel(NULL);
  ck_assert(!jx_uncancel(NULL));
  jx_context_free(c);
}
END_TEST

START_TEST(it_is_of_one_context) {
  jx_context *c = context_of(1), *other = jx_context_share(c);
  jx_cancel(other);
  ck_assert_int_eq(small(c), JX_OK);
  expect(other, small(other), STOPPED);
  jx_context_free(other);
  jx_context_free(c);
}
END_TEST

START_TEST(every_call_that_may_be_long_can_be_stopped) {
  jx_context *c = context_of(1);
  double x[2] = {1, 2}, y[2], read, copy;
  jx_array a[2] = {jx_array_of(&x[0], JX_FLOAT64, 0, NULL),
                   jx_array_of(&x[1], JX_FLOAT64, 0, NULL)};
  jx_array r[2] = {jx_array_of(&y[0], JX_FLOAT64, 0, NULL),
                   jx_array_of(&y[1], JX_FLOAT64, 0, NULL)};
  jx_array stack = {0};
  const jx_array *sets[2] = {&a[0], &a[1]};
  const char *name = "a", *text;
  const void *bytes;
  size_t size;
  jx_program *p = NULL, *none = NULL;
  jx_status statuses[2];
  jx_inspection inspection;
  jx_operand operand = {"a", &a[0]};
  jx_parameter parameter = {"a", "float64[n]"};
  ck_assert_int_eq(jx_compile(c, "2*a", JX_NTS, &name, 1, &p), JX_OK);
#define STOPS(call) (jx_cancel(c), expect(c, call, STOPPED))
  STOPS(jx_compile(c, "3*a", JX_NTS, &name, 1, &none));
  ck_assert_ptr_null(none);
  STOPS(jx_run(c, p, sets, 1, r, 1));
  STOPS(jx_run_many(c, p, 2, sets, 1, r, 1, statuses));
  ck_assert(statuses[0] == JX_ERROR_CANCELLED && statuses[1] == JX_ERROR_CANCELLED);
  STOPS(jx_run_stacked(c, p, 2, sets, 1, &stack, 1, NULL));
  ck_assert_ptr_null(stack.data);
  STOPS(jx_emit(c, "2*a", JX_NTS, &operand, 1, JX_FORM_PLAN, &text));
  STOPS(jx_emit_ahead(c, "2*a", JX_NTS, &parameter, 1, "f", JX_FORM_HEADER, &bytes, &size));
  STOPS(jx_bandwidth(c, &read, &copy));
  ck_assert(read == 0 && copy == 0);
  jx_cancel(c);
  ck_assert_int_eq(jx_inspect(c, "2*a", JX_NTS, &inspection), JX_OK); /* soon over */
  ck_assert(jx_uncancel(c));
  ck_assert_int_eq(jx_run_many(c, p, 2, sets, 1, r, 1, statuses), JX_OK);
  ck_assert(y[0] == 2 && y[1] == 4);
  jx_program_free(p);
  jx_context_free(c);
}
END_TEST

/* ---- From where ---- */

static double line[1000];
static jx_array endless(void) {
  jx_array a = jx_array_of(line, JX_FLOAT64, 2, (int64_t[]){10000000, 1000});
  a.strides[0] = 0;
  return a;
}

static void *cancel_soon(void *context) {
  nanosleep(&(struct timespec){.tv_nsec = 30000000}, NULL);
  jx_cancel(context);
  return NULL;
}

START_TEST(another_thread_stops_what_runs) {
  jx_context *c = context_of(1 + _i);
  jx_array a = endless(), r = {0};
  pthread_t thread;
  ck_assert_int_eq(pthread_create(&thread, NULL, cancel_soon, c), 0);
  expect(c, jx_eval(c, "sum(a)", JX_NTS, &(jx_operand){"a", &a}, 1, &r, 1), STOPPED);
  ck_assert_ptr_null(r.data);
  pthread_join(thread, NULL);
  ck_assert_int_eq(small(c), JX_OK);
  jx_context_free(c);
}
END_TEST

static jx_context *of_handler;
static void handler(int number) {
  (void)number;
  jx_cancel(of_handler);
}

START_TEST(a_signal_handler_stops_what_runs) {
  jx_context *c = of_handler = context_of(2);
  jx_array a = endless(), r = {0};
  signal(SIGALRM, handler);
  setitimer(ITIMER_REAL, &(struct itimerval){.it_value.tv_usec = 30000}, NULL);
  expect(c, jx_eval(c, "sum(a)", JX_NTS, &(jx_operand){"a", &a}, 1, &r, 1), STOPPED);
  ck_assert_int_eq(small(c), JX_OK);
  jx_context_free(c);
}
END_TEST

static int cancel_and_go_on(void *context, double done) {
  (void)done;
  jx_cancel(context);
  return 0;
}

START_TEST(the_progress_callback_may_cancel) {
  jx_context *c = context_of(1);
  jx_array a = endless(), r = {0};
  jx_context_set_progress(c, cancel_and_go_on, c);
  expect(c, jx_eval(c, "sum(a)", JX_NTS, &(jx_operand){"a", &a}, 1, &r, 1), STOPPED);
  jx_context_free(c);
}
END_TEST

/* ---- While another thread compiles ---- */

static atomic_bool compiling, go_on;

static jx_status slow_compile(const plan *p, const codegen_target *target,
                              const codegen_watch *watch, arena *memory, diag *d, image *out) {
  atomic_store(&compiling, true);
  while (!atomic_load(&go_on)) {
    if (watch && watch->stop(watch->user)) return JX_ERROR_CANCELLED;
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  }
  return interpret_api()->compile(p, target, watch, memory, d, out);
}

static void *eval_sine(void *context) {
  double y = 0;
  jx_array r = jx_array_of(&y, JX_FLOAT64, 0, NULL);
  return (void *)(intptr_t)jx_eval(context, "2*arange(5)[2] + 0.0", JX_NTS, NULL, 0, &r, 1);
}

START_TEST(who_waits_for_a_compilation_can_be_stopped_and_who_compiles_too) {
  codegen_api slow = *interpret_api();
  pthread_t first, second;
  void *status;
  slow.compile = slow_compile;
  jx_context *c = context_new_with(&(jx_options){.threads = 1}, &slow);
  jx_context *waits = jx_context_share(c);
  ck_assert_int_eq(pthread_create(&first, NULL, eval_sine, c), 0);
  while (!atomic_load(&compiling)) nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  ck_assert_int_eq(pthread_create(&second, NULL, cancel_soon, waits), 0);
  ck_assert_int_eq((intptr_t)eval_sine(waits), JX_ERROR_CANCELLED);
  pthread_join(second, NULL);
  if (_i)
    atomic_store(&go_on, true);
  else
    jx_cancel(c);
  pthread_join(first, &status);
  ck_assert_int_eq((intptr_t)status, _i ? JX_OK : JX_ERROR_CANCELLED);
  atomic_store(&go_on, true);
  ck_assert_int_eq((intptr_t)eval_sine(waits), JX_OK);
  jx_context_free(waits);
  jx_context_free(c);
}
END_TEST

int main(void) {
  setenv("JX_CACHE", "off", 1);
  Suite *suite = suite_create("cancel");
  TCase *all = tcase_create("cancel");
  tcase_set_timeout(all, 60);
  tcase_add_test(all, one_that_comes_early_stops_the_next_call_and_no_other);
  tcase_add_test(all, one_that_came_late_is_taken_back);
  tcase_add_test(all, it_is_of_one_context);
  tcase_add_test(all, every_call_that_may_be_long_can_be_stopped);
  tcase_add_loop_test(all, another_thread_stops_what_runs, 0, 3);
  tcase_add_test(all, a_signal_handler_stops_what_runs);
  tcase_add_test(all, the_progress_callback_may_cancel);
  tcase_add_loop_test(all, who_waits_for_a_compilation_can_be_stopped_and_who_compiles_too, 0, 2);
  suite_add_tcase(suite, all);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
