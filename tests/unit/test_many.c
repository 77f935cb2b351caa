/* test_many.c: many sets in one call give what a loop gives, whatever fails, stops or is large. */
#include "runtime/engine.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/interpret.h"
#include "tests/support/unit.h"

enum { SETS = 300, MOST = 40 };

static jx_context *context;
static jx_program *program;
static double memory[SETS][2][MOST], rows[SETS][3];
static jx_array arrays[SETS][2], results[2 * SETS];
static const jx_array *operands[2 * SETS];
static jx_status statuses[SETS];

static void setup_on(const char *source, int32_t threads, const jx_allocator *allocator) {
  context =
      context_new_with(&(jx_options){.threads = threads, .allocator = allocator}, interpret_api());
  ck_assert_int_eq(jx_compile(context, source, JX_NTS, (const char *[]){"a", "b"}, 2, &program),
                   JX_OK);
  memset(results, 0, sizeof results);
  for (int s = 0; s < SETS; s++) {
    int64_t n = s * 7 % MOST + 1;
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < MOST; k++) memory[s][i][k] = (s * 31 + i * 17 + k * k) % 101;
      arrays[s][i] = jx_array_of(memory[s][i], JX_FLOAT64, 1, &n);
      operands[2 * s + i] = &arrays[s][i];
    }
  }
}

static void setup(const char *source) { setup_on(source, 4, NULL); }

static void teardown(void) {
  jx_program_free(program);
  jx_context_free(context);
}

static void free_results(size_t n) {
  for (size_t i = 0; i < n; i++) jx_array_free(context, &results[i]);
}

static const char *message(void) { return jx_context_error(context)->message; }

START_TEST(sets_give_what_a_loop_gives) {
  static const char *const sources[] = {"2*a + b", "sum(a*b)", "a[1:]", "cumsum(a) - mean(b)"};
  for (size_t p = 0; p < sizeof sources / sizeof *sources; p++) {
    setup(sources[p]);
    ck_assert_msg(jx_run_many(context, program, SETS, operands, 2, results, 1, NULL) == JX_OK, "%s",
                  message());
    for (int s = 0; s < SETS; s++) {
      jx_array one = {0};
      ck_assert_int_eq(jx_run(context, program, &operands[2 * s], 2, &one, 1), JX_OK);
      ck_assert(one.rank == results[s].rank && (!one.rank || one.shape[0] == results[s].shape[0]));
      ck_assert_mem_eq(one.data, results[s].data, (size_t)jx_array_size(&one) * 8);
      jx_array_free(context, &one);
    }
    jx_stats stats;
    jx_run_many(context, program, 0, NULL, 2, NULL, 0, NULL);
    jx_context_stats(context, &stats);
    free_results(SETS);
    teardown();
  }
}
END_TEST

START_TEST(results_are_given_or_stacked) {
  setup("sum(a), 2*a[:1] + arange(3)");
  jx_array stacks[2] = {{0}, jx_array_of(rows, JX_FLOAT64, 2, (int64_t[]){SETS, 3})};
  stacks[1].data = rows[SETS - 1]; /* from the last to the first */
  stacks[1].strides[0] = -24;
  ck_assert_msg(jx_run_stacked(context, program, SETS, operands, 2, stacks, 2, NULL) == JX_OK, "%s",
                message());
  ck_assert(stacks[0].rank == 1 && stacks[0].shape[0] == SETS && stacks[0].owned);
  for (int s = 0; s < SETS; s++) {
    double sum = 0;
    for (int64_t k = 0; k < arrays[s][0].shape[0]; k++) sum += memory[s][0][k];
    ck_assert_double_eq(((double *)stacks[0].data)[s], sum);
    for (int k = 0; k < 3; k++) ck_assert_double_eq(rows[SETS - 1 - s][k], 2 * memory[s][0][0] + k);
  }
  jx_array_free(context, &stacks[0]);
  for (int s = 0; s < SETS; s++) {
    results[2 * s] = jx_array_of(&rows[s][1], JX_FLOAT64, 0, NULL);
    results[2 * s + 1] = (jx_array){0};
  }
  ck_assert_int_eq(jx_run_many(context, program, SETS, operands, 2, results, 2, NULL), JX_OK);
  ck_assert(results[1].owned && results[2 * SETS - 1].owned && !results[0].owned);
  free_results(2 * SETS);
  teardown();
}
END_TEST

START_TEST(the_first_set_that_fails_is_told) {
  for (int round = 0; round < 20; round++) {
    setup("a + b");
    arrays[37][1].shape[0] += 1;
    arrays[38][1].rank = 77;
    arrays[200][0].dtype = (jx_dtype)99;
    ck_assert_int_eq(jx_run_many(context, program, SETS, operands, 2, results, 1, NULL),
                     JX_ERROR_SHAPE);
    ck_assert_msg(strncmp(message(), "sets[37]: operands could not be broadcast", 41) == 0, "%s",
                  message());
    ck_assert_ptr_nonnull(strstr(jx_context_error(context)->rendering, "~~^~~"));
    for (int s = 0; s < SETS; s++) ck_assert_ptr_null(results[s].data);
    ck_assert_int_eq(jx_run_many(context, program, SETS, operands, 2, results, 1, statuses),
                     JX_ERROR_SHAPE);
    for (int s = 0; s < SETS; s++) {
      jx_status expected = s == 37               ? JX_ERROR_SHAPE
                           : s == 38 || s == 200 ? JX_ERROR_ARGUMENT
                                                 : JX_OK;
      ck_assert_int_eq(statuses[s], expected);
      ck_assert((expected == JX_OK) == (results[s].data != NULL));
    }
    free_results(SETS);
    teardown();
  }
}
END_TEST

START_TEST(nonsense_is_refused) {
  setup("a + b");
  ck_assert_int_eq(jx_run_many(NULL, program, 1, operands, 2, results, 1, NULL), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_run_many(context, NULL, 1, operands, 2, results, 1, NULL), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_run_many(context, program, 1, operands, 1, results, 1, NULL),
                   JX_ERROR_ARGUMENT);
  ck_assert_str_eq(message(), "program takes 2 operands, 1 given");
  ck_assert_int_eq(jx_run_many(context, program, 1, NULL, 2, results, 1, NULL), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_run_many(context, program, 1, operands, 2, NULL, 1, NULL), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_run_many(context, program, SIZE_MAX / 2, operands, 2, results, 4, NULL),
                   JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_run_many(context, program, 2, operands, 2, results, 2, NULL),
                   JX_ERROR_ARGUMENT);
  ck_assert_str_eq(message(), "sets[0]: program has 1 result, 2 given");
  operands[3] = NULL;
  ck_assert_int_eq(jx_run_many(context, program, 2, operands, 2, results, 1, NULL),
                   JX_ERROR_ARGUMENT);
  ck_assert_str_eq(message(), "sets[1]: operand 'b' has no array");
  ck_assert_int_eq(jx_run_stacked(context, program, 0, NULL, 2, results, 1, NULL),
                   JX_ERROR_ARGUMENT);
  jx_array stack = jx_array_of(rows, JX_FLOAT64, 2, (int64_t[]){4, 3});
  ck_assert_int_eq(jx_run_stacked(context, program, 2, operands, 2, &stack, 1, NULL),
                   JX_ERROR_ARGUMENT);
  ck_assert_str_eq(message(),
                   "result 1 has shape (4,3), and there are 2 sets: its first axis is theirs");
  stack.shape[0] = 2;
  stack.strides[0] = 8;
  ck_assert_int_eq(jx_run_stacked(context, program, 2, operands, 2, &stack, 1, NULL),
                   JX_ERROR_ARGUMENT);
  ck_assert_str_eq(message(), "elements of result 1 overlap each other");
  teardown();
}
END_TEST

static int asked, stop_at;
static int stop(void *user, double done) {
  ck_assert(user == &asked && done >= 0 && done <= 1);
  return ++asked == stop_at;
}

START_TEST(a_stopped_call_keeps_what_it_has) {
  for (stop_at = 1; stop_at < 60; stop_at += 9) {
    setup_on("a + b[0]", stop_at == 1 ? 4 : 1, NULL); /* others may be done before it is asked */
    asked = 0;
    jx_context_set_progress(context, stop, &asked);
    ck_assert_int_eq(jx_run_many(context, program, SETS, operands, 2, results, 1, statuses),
                     JX_ERROR_CANCELLED);
    int stopped = 0;
    for (int s = 0; s < SETS; s++) {
      stopped += statuses[s] == JX_ERROR_CANCELLED;
      ck_assert((statuses[s] == JX_OK) == (results[s].data != NULL));
    }
    ck_assert_int_gt(stopped, 0);
    free_results(SETS);
    jx_context_set_progress(context, NULL, NULL);
    ck_assert_int_eq(jx_run_many(context, program, SETS, operands, 2, results, 1, statuses), JX_OK);
    free_results(SETS);
    teardown();
  }
}
END_TEST

START_TEST(large_sets_are_run_by_all_threads) {
  setup("sum(a*a)");
  enum { LARGE = 1 << 22 };
  double *large = malloc(LARGE * sizeof *large);
  for (int i = 0; i < LARGE; i++) large[i] = i % 7;
  arrays[5][0] = arrays[9][0] = jx_array_of(large, JX_FLOAT64, 1, (int64_t[]){LARGE});
  jx_array stack = {0};
  ck_assert_int_eq(jx_run_stacked(context, program, 12, operands, 2, &stack, 1, NULL), JX_OK);
  ck_assert_double_eq(((double *)stack.data)[5], ((double *)stack.data)[9]);
  jx_array one = {0};
  ck_assert_int_eq(jx_run(context, program, &operands[10], 2, &one, 1), JX_OK);
  ck_assert_mem_eq(one.data, (double *)stack.data + 5, 8);
  jx_array_free(context, &one);
  jx_array_free(context, &stack);
  free(large);
  teardown();
}
END_TEST

static size_t calls, fail_at, live;
static void *failing(void *user, size_t size, size_t align) {
  if (__atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) == fail_at) return NULL;
  void *at = alloc_default.alloc(user, size, align);
  if (at) __atomic_add_fetch(&live, 1, __ATOMIC_RELAXED);
  return at;
}
static void freeing(void *user, void *at, size_t size) {
  __atomic_sub_fetch(&live, 1, __ATOMIC_RELAXED);
  alloc_default.free(user, at, size);
}

START_TEST(any_allocation_may_fail) {
  const jx_allocator allocator = {failing, freeing, NULL};
  int failures = 0;
  for (size_t n = 1; n < 3000; n += n < 500 ? 1 : 37) {
    fail_at = live = 0;
    setup_on("a + b", 2, &allocator);
    calls = 0;
    fail_at = n;
    jx_status status = jx_run_many(context, program, 40, operands, 2, results, 1, NULL);
    ck_assert(status == JX_OK || status == JX_ERROR_MEMORY);
    failures += status != JX_OK;
    for (int s = 0; s < 40; s++) ck_assert((status == JX_OK) == (results[s].data != NULL));
    free_results(40);
    teardown();
    ck_assert_uint_eq(live, 0);
  }
  ck_assert_int_gt(failures, 20);
}
END_TEST

UNIT(many, sets_give_what_a_loop_gives, results_are_given_or_stacked,
     the_first_set_that_fails_is_told, nonsense_is_refused, a_stopped_call_keeps_what_it_has,
     large_sets_are_run_by_all_threads, any_allocation_may_fail)
