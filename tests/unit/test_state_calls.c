/* test_state_calls.c: states when any allocation fails, and what nonsense is refused. */
#include "runtime/engine.h"

#include <string.h>

#include "tests/support/fail_alloc.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

enum { ROWS = 40000, PARTS = 4 };

static double x[ROWS];
static const char *const names[] = {"x", "k"};

static void setup(void) {
  for (int i = 0; i < ROWS; i++) x[i] = (i * 37) % 1001 - 500;
}

static jx_array rows_at(int64_t begin, int64_t end) {
  return jx_array_of(x + begin, JX_FLOAT64, 1, (int64_t[]){end - begin});
}

static jx_status new_state(jx_context *c, const jx_program *p, jx_state **out) {
  double three = 3;
  jx_array all = jx_array_of(NULL, JX_FLOAT64, 1, (int64_t[]){ROWS});
  jx_array k = jx_array_of(&three, JX_FLOAT64, 0, NULL);
  return jx_state_create(c, p, (const jx_array *[]){&all, &k}, 2, out);
}

/* Two states that are given parts in turn, one of them sent as bytes, and what they come to. */
static jx_status go_through(jx_context *c, const jx_program *p, jx_array results[2]) {
  static char bytes[1 << 20];
  jx_state *states[2] = {NULL, NULL}, *loaded = NULL;
  size_t size = 0;
  jx_status status = new_state(c, p, &states[0]);
  if (status == JX_OK) status = new_state(c, p, &states[1]);
  for (int64_t i = PARTS; status == JX_OK && i-- > 0;) {
    jx_array piece =
        rows_at(i * ROWS / PARTS + 3 * (i > 0), (i + 1) * ROWS / PARTS + 3 * (i + 1 < PARTS));
    status = jx_state_update(c, states[i % 2], i * ROWS / PARTS + 3 * (i > 0),
                             (const jx_array *[]){&piece, NULL}, 2);
  }
  if (status == JX_OK) status = jx_state_save(c, states[1], bytes, sizeof bytes, &size);
  if (status == JX_OK) ck_assert_uint_le(size, sizeof bytes);
  if (status == JX_OK) status = jx_state_load(c, bytes, size, &loaded);
  if (status == JX_OK) status = jx_state_combine(c, states[0], loaded);
  if (status == JX_OK) status = jx_state_finish(c, states[0], results, 2);
  jx_state_free(states[0]);
  jx_state_free(states[1]);
  jx_state_free(loaded);
  return status;
}

static void check_results(jx_context *c, const jx_array results[2]) {
  jx_array all = rows_at(0, ROWS), want[2] = {{0}, {0}};
  double three = 3;
  jx_array k = jx_array_of(&three, JX_FLOAT64, 0, NULL);
  const jx_operand operands[] = {{"x", &all}, {"k", &k}};
  ck_assert_int_eq(jx_eval(c, "mean(x)*k, argmax(x)", JX_NTS, operands, 2, want, 2), JX_OK);
  for (int i = 0; i < 2; i++) {
    ck_assert_mem_eq(results[i].data, want[i].data, 8);
    jx_array_free(c, &want[i]);
  }
}

START_TEST(any_allocation_may_fail) {
  int failures = 0, last = 0;
  setup();
  for (size_t n = 0; n < 4000 && last < 40; n += n < 400 ? 1 : 13) {
    fail_alloc f;
    fail_alloc_init(&f, 0);
    jx_program *program = NULL;
    jx_context *c =
        context_new_with(&(jx_options){.threads = 2, .allocator = &f.allocator}, interpret_api());
    ck_assert_int_eq(jx_compile(c, "mean(x)*k, argmax(x)", JX_NTS, names, 2, &program), JX_OK);
    f.calls = 0;
    f.fail_at = n;
    jx_array results[2] = {{0}, {0}};
    jx_status status = go_through(c, program, results);
    f.fail_at = 0;
    ck_assert_msg(status == JX_OK || status == JX_ERROR_MEMORY, "%zu: %s", n,
                  jx_context_error(c)->message);
    if (status == JX_OK) check_results(c, results);
    failures += status != JX_OK;
    last = status == JX_OK ? last + 1 : 0;
    for (int i = 0; i < 2; i++) jx_array_free(c, &results[i]);
    jx_program_free(program);
    jx_context_free(c);
    ck_assert_uint_eq(f.live, 0);
  }
  ck_assert_int_gt(failures, 20);
}
END_TEST

START_TEST(nonsense_is_refused) {
  jx_context *c = context_new_with(&(jx_options){.threads = 1}, interpret_api());
  jx_program *program = NULL;
  jx_state *state = NULL, *none = NULL;
  jx_array piece = rows_at(0, 10), result = {0};
  size_t size = 0;
  setup();
  ck_assert_int_eq(jx_compile(c, "sum(x)*k", JX_NTS, names, 2, &program), JX_OK);
  ck_assert_int_eq(new_state(c, program, NULL), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_create(c, NULL, NULL, 2, &none), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_create(c, program, NULL, 2, &none), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_create(c, program, (const jx_array *[]){&piece, NULL}, 2, &none),
                   JX_ERROR_ARGUMENT);
  ck_assert_int_eq(new_state(c, program, &state), JX_OK);
  const jx_array *pieces[] = {&piece, NULL};
  ck_assert_int_eq(jx_state_update(c, NULL, 0, pieces, 2), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_update(c, state, 0, NULL, 2), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_update(c, state, 0, pieces, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_update(c, state, INT64_MAX, pieces, 2), JX_ERROR_VALUE);
  ck_assert_int_eq(jx_state_update(NULL, state, 0, pieces, 2), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_update(c, state, 5, pieces, 2), JX_OK);
  ck_assert_int_eq(jx_state_combine(c, state, NULL), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_finish(c, state, NULL, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_finish(c, state, &result, 2), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_finish(c, state, &result, 1), JX_ERROR_VALUE);
  ck_assert_int_eq(jx_state_save(c, state, NULL, 0, NULL), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_save(c, state, NULL, 0, &size), JX_OK);
  ck_assert_int_eq(jx_state_load(c, NULL, 0, &none), JX_ERROR_VALUE);
  ck_assert_int_eq(jx_state_load(c, NULL, 9, &none), JX_ERROR_ARGUMENT);
  ck_assert_ptr_null(none);
  int64_t given = 0;
  ck_assert_int_eq(jx_state_rows(state, &given), ROWS);
  ck_assert_int_eq(given, 10);
  jx_state_free(NULL);
  jx_state_free(state);
  jx_program_free(program);
  jx_context_free(c);
}
END_TEST

UNIT(state_calls, any_allocation_may_fail, nonsense_is_refused)
