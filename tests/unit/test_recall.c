/* test_recall.c: calls made again: whatever the context remembers, each call gives what a context
 * that has just been made gives, to the bit. */
#include "runtime/recall.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/interpret.h"
#include "tests/support/unit.h"

static jx_context *new_context(void) {
  return context_new_with(&(jx_options){.threads = 2}, interpret_api());
}

/* ---- A walk ---- */

enum { MEMORY = 400, SIZES = 12 };

static double memory[MEMORY], before[MEMORY], after[MEMORY];
static int64_t sizes[SIZES]; /* integer scalars */
static uint64_t state;

static uint32_t draw(uint32_t n) { /* Knuth's MMIX */
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % n;
}

static jx_array view(int64_t at, int64_t n, int64_t step) {
  jx_array a = jx_array_of(memory + at, JX_FLOAT64, 1, &n);
  a.strides[0] = 8 * step;
  return a;
}

/* Few kinds, so that the same ones meet again; many places, so that they lie in all ways. */
static jx_array draw_array(void) {
  static const int64_t lengths[] = {8, 8, 8, 8, 16, 1, 0};
  static const int64_t steps[] = {1, 1, 1, 2, -1, 3};
  int64_t n = lengths[draw(7)], step = steps[draw(6)];
  jx_array a = view(60 + draw(draw(2) ? 3 : 60), n, step);
  if (draw(16) == 0) a.data = (char *)a.data + 4;
  if (draw(16) == 0) a = jx_array_of((char *)memory + 512 + 4 * draw(4), JX_FLOAT32, 1, &n);
  if (draw(16) == 0) a.flags |= JX_ARRAY_SWAPPED;
  if (draw(16) == 0) a = jx_array_of(memory + 60 + draw(4), JX_FLOAT64, 0, NULL);
  return a;
}

static jx_array draw_size(void) {
  jx_array a = jx_array_of(&sizes[draw(SIZES)], JX_INT64, 0, NULL);
  if (draw(2)) a.flags = JX_ARRAY_WEAK;
  return a;
}

static const char *const programs[] = {
    "2*a + b",      "a + b*n",    "a - sum(b)",     "sum(a*b)",           "a[n:] + b[n:]",
    "arange(n)*2",  "max(a) + n", "a[n]",           "sqrt(a[::-1])",      "where(a > b, a, b)",
    "a + b[0]",     "cumsum(a)",  "sum(a + 1e308)", "a.astype(int32)**n", "a[a > 3]",
    "mean(a), a*n",
};
enum { PROGRAMS = sizeof programs / sizeof *programs };

typedef struct outcome {
  jx_status status;
  char message[200];
  jx_array result[2];
} outcome;

static outcome evaluate(jx_context *c, jx_program *p, const char *source,
                        const jx_operand *operands, const jx_array *given) {
  bool two = strchr(source, ',') != NULL;
  outcome o = {.result = {*given, {0}}};
  const jx_array *arrays[] = {operands[0].array, operands[1].array, operands[2].array};
  o.status = p ? jx_run(c, p, arrays, 3, o.result, two ? 2 : 1)
               : jx_eval(c, source, strlen(source), operands, 3, o.result, two ? 2 : 1);
  if (o.status) snprintf(o.message, sizeof o.message, "%s", jx_context_error(c)->message);
  return o;
}

static void check_same(const outcome *x, const outcome *y, const char *source) {
  ck_assert_msg(x->status == y->status && strcmp(x->message, y->message) == 0, "%s: '%s' and '%s'",
                source, x->message, y->message);
  for (int i = 0; x->status == JX_OK && i < 2; i++) {
    const jx_array *a = &x->result[i], *b = &y->result[i];
    ck_assert_int_eq(a->owned != 0, b->owned != 0);
    if (!a->owned) continue;
    ck_assert_msg(a->dtype == b->dtype && a->rank == b->rank && a->flags == b->flags, "%s", source);
    ck_assert_mem_eq(a->shape, b->shape, (size_t)a->rank * 8);
    ck_assert_mem_eq(a->strides, b->strides, (size_t)a->rank * 8);
    ck_assert_mem_eq(a->data, b->data, (size_t)jx_array_size(a) * jx_dtype_size(a->dtype));
  }
}

START_TEST(a_walk_through_calls_gives_what_new_contexts_give) {
  static const char *const names[] = {"a", "b", "n"};
  state = 20260;
  jx_context *old = new_context();
  jx_program *compiled[PROGRAMS];
  for (int i = 0; i < PROGRAMS; i++)
    ck_assert_int_eq(jx_compile(old, programs[i], JX_NTS, names, 3, &compiled[i]), JX_OK);
  for (int i = 0; i < SIZES; i++) sizes[i] = i % 4;
  sizes[5] = 100;
  jx_array a = draw_array(), b = draw_array(), n = draw_size(), given = {0};
  int which = 0;
  for (int round = 0; round < 12000; round++) {
    if (draw(12) == 0) which = (int)draw(PROGRAMS);
    if (draw(10) == 0) a = draw_array();
    if (draw(10) == 0) b = draw_array();
    if (draw(8) == 0) n = draw_size();
    if (draw(3) == 0) sizes[draw(SIZES - 6) + 6] = draw(5);
    if (draw(6) == 0) given = draw(2) ? (jx_array){0} : draw_array();
    if (draw(20) == 0) jx_context_set_precision(old, (jx_precision)draw(2));
    for (int i = 0; i < MEMORY; i++) before[i] = memory[i] = (i * i + round) % 37;
    jx_operand operands[] = {{"a", &a}, {"b", &b}, {"n", &n}};
    jx_context *fresh = new_context();
    jx_context_set_precision(fresh, jx_context_precision(old));
    outcome y = evaluate(fresh, NULL, programs[which], operands, &given);
    memcpy(after, memory, sizeof memory);
    memcpy(memory, before, sizeof memory);
    outcome x = evaluate(old, draw(2) ? compiled[which] : NULL, programs[which], operands, &given);
    check_same(&x, &y, programs[which]);
    ck_assert_msg(memcmp(memory, after, sizeof memory) == 0, "%s", programs[which]);
    for (int i = 0; i < 2; i++) {
      jx_array_free(old, &x.result[i]);
      jx_array_free(fresh, &y.result[i]);
    }
    jx_context_free(fresh);
  }
  for (int i = 0; i < PROGRAMS; i++) jx_program_free(compiled[i]);
  jx_context_free(old);
}
END_TEST

/* ---- Single cases ---- */

static double value_of(jx_context *c, const char *source, size_t length, const jx_operand *operands,
                       size_t n) {
  double out = -1;
  jx_array result = jx_array_of(&out, JX_FLOAT64, 0, NULL);
  ck_assert_msg(jx_eval(c, source, length, operands, n, &result, 1) == JX_OK, "%s",
                jx_context_error(c)->message);
  return out;
}

START_TEST(a_text_that_changes_where_it_lies_is_another_one) {
  jx_context *c = new_context();
  double one = 1, two = 2;
  jx_array a = jx_array_of(&one, JX_FLOAT64, 0, NULL), b = jx_array_of(&two, JX_FLOAT64, 0, NULL);
  char text[] = "a + 1", name[] = "a";
  jx_operand operands[] = {{name, &a}, {"b", &b}};
  for (int i = 0; i < 3; i++) ck_assert_double_eq(value_of(c, text, 5, operands, 2), 2);
  text[4] = '5';
  ck_assert_double_eq(value_of(c, text, 5, operands, 2), 6);
  text[0] = 'b';
  ck_assert_double_eq(value_of(c, text, JX_NTS, operands, 2), 7);
  ck_assert_double_eq(value_of(c, text, 1, operands, 2), 2);
  name[0] = 'c';
  ck_assert_double_eq(value_of(c, text, 5, operands, 2), 7);
  operands[1].name = "a";
  double out;
  jx_array result = jx_array_of(&out, JX_FLOAT64, 0, NULL);
  ck_assert_int_eq(jx_eval(c, text, 5, operands, 2, &result, 1), JX_ERROR_NAME);
  jx_context_free(c);
}
END_TEST

START_TEST(a_result_that_comes_to_lie_on_an_operand_has_a_shadow) {
  for (int shift = -3; shift <= 3; shift++) {
    jx_context *c = new_context();
    jx_array a = view(100, 20, 1), apart = view(200, 20, 1), on = view(100 + shift, 20, 1);
    jx_operand operand = {"a", &a};
    for (int round = 0; round < 8; round++) {
      jx_array *result = round % 4 == 3 ? &on : &apart;
      for (int i = 0; i < MEMORY; i++) before[i] = memory[i] = i * i % 37;
      ck_assert_int_eq(jx_eval(c, "a + a[::-1]", 11, &operand, 1, result, 1), JX_OK);
      for (int i = 0; i < 20; i++)
        ck_assert_double_eq(((double *)result->data)[i], before[100 + i] + before[119 - i]);
    }
    jx_context_free(c);
  }
}
END_TEST

START_TEST(a_scalar_that_dims_are_made_from_is_read_each_time) {
  jx_context *c = new_context();
  int64_t n = 0;
  jx_array a = view(100, 20, 1), size = jx_array_of(&n, JX_INT64, 0, NULL);
  jx_operand operands[] = {{"a", &a}, {"n", &size}};
  for (int i = 0; i < MEMORY; i++) memory[i] = i;
  for (int round = 0; round < 40; round++) {
    n = round / 4 % 5;
    ck_assert_double_eq(value_of(c, "a[n]", 4, operands, 2), 100 + (double)n);
    ck_assert_double_eq(value_of(c, "sum(a[n:])", 10, operands, 2),
                        (20 - (double)n) * (100 + (double)n + 119) / 2);
  }
  jx_context_free(c);
}
END_TEST

START_TEST(nonsense_after_sense_is_refused) {
  jx_context *c = new_context();
  double x[4] = {1, 2, 3, 4}, y[4];
  int64_t n = 4;
  jx_array a = jx_array_of(x, JX_FLOAT64, 1, &n), result = jx_array_of(y, JX_FLOAT64, 1, &n);
  jx_operand operand = {"a", &a};
  for (int i = 0; i < 3; i++)
    ck_assert_int_eq(jx_eval(c, "a*2", 3, &operand, 1, &result, 1), JX_OK);
  ck_assert_int_eq(jx_eval(NULL, "a*2", 3, &operand, 1, &result, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_eval(c, NULL, 3, &operand, 1, &result, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_eval(c, NULL, JX_NTS, &operand, 1, &result, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_eval(c, "a*2", 3, NULL, 1, &result, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_eval(c, "a*2", 3, &operand, 1, NULL, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_eval(c, "a*2", 3, &(jx_operand){"a", NULL}, 1, &result, 1),
                   JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_eval(c, "a*2", 3, &(jx_operand){NULL, &a}, 1, &result, 1), JX_ERROR_ARGUMENT);
  a.data = NULL;
  ck_assert_int_eq(jx_eval(c, "a*2", 3, &operand, 1, &result, 1), JX_ERROR_ARGUMENT);
  a.data = x;
  a.rank = 77;
  ck_assert_int_eq(jx_eval(c, "a*2", 3, &operand, 1, &result, 1), JX_ERROR_ARGUMENT);
  a.rank = 1;
  result.flags = JX_ARRAY_READONLY;
  ck_assert_int_eq(jx_eval(c, "a*2", 3, &operand, 1, &result, 1), JX_ERROR_ARGUMENT);
  result.flags = 0;
  ck_assert_int_eq(jx_eval(c, "a*2", 3, &operand, 1, &result, 1), JX_OK);
  ck_assert_double_eq(y[3], 8);
  jx_context_free(c);
}
END_TEST

/* Programs that take turns are remembered side by side, also where two have the same places. */
START_TEST(programs_that_take_turns_are_all_remembered) {
  enum { TAKING = RECALL_CALLS / 2 + 1, TURNS = 20 };
  jx_context *c = new_context();
  int64_t n = 8;
  jx_array a = jx_array_of(memory, JX_FLOAT64, 1, &n);
  const jx_array *arrays[] = {&a};
  const char *const names[] = {"a"};
  jx_program *programs[TAKING];
  uint32_t used = 0;
  for (int i = 0; i < TAKING; i++)
    ck_assert_int_eq(jx_compile(c, "a + 1", 5, names, 1, &programs[i]), JX_OK);
  for (int i = 0; i < TAKING * TURNS; i++) {
    jx_array result = {0};
    ck_assert_int_eq(jx_run(c, programs[i % TAKING], arrays, 1, &result, 1), JX_OK);
    jx_array_free(c, &result);
  }
  for (size_t k = 0; k < RECALL_CALLS; k++) used += c->recalls->calls[k].used;
  ck_assert_uint_eq(used, TAKING * (TURNS - 1));
  for (int i = 0; i < TAKING; i++) jx_program_free(programs[i]);
  jx_context_free(c);
}
END_TEST

/* Of brief calls one in RECALL_TIMED is timed, and what is said of the others is what that took. */
START_TEST(every_call_is_said_to_have_taken_some_time) {
  jx_context *c = new_context();
  int64_t n = 8;
  jx_array a = jx_array_of(memory, JX_FLOAT64, 1, &n), result = {0};
  jx_operand operand = {"a", &a};
  jx_stats stats;
  uint64_t times[4 * RECALL_TIMED];
  unsigned changes = 0;
  for (uint64_t i = 0; i < 4 * RECALL_TIMED; i++) {
    ck_assert_int_eq(jx_eval(c, "a + 1", 5, &operand, 1, &result, 1), JX_OK);
    jx_context_stats(c, &stats);
    ck_assert_uint_eq(stats.calls, i + 1);
    ck_assert_uint_eq(stats.bytes_read, 64);
    ck_assert_uint_gt(stats.run_ns, 0);
    ck_assert_uint_lt(stats.run_ns, 10000000000u);
    times[i] = c->stats.run_ns;
    changes += i && times[i] != times[i - 1];
    jx_array_free(c, &result);
  }
  ck_assert_uint_lt(changes, 10);
  jx_context_free(c);
}
END_TEST

/* Counters of 32 bits, and what is read of those of 64, go on where a week of calls has brought
 * them. */
START_TEST(counters_pass_their_limits) {
  jx_context *c = new_context();
  int64_t n = 8;
  jx_array a = jx_array_of(memory, JX_FLOAT64, 1, &n), result = {0};
  jx_operand operand = {"a", &a};
  jx_stats stats;
  for (uint64_t i = 0; i < 3 * RECALL_TIMED; i++) {
    if (i == 4) {
      c->stats.calls = UINT32_MAX - 2;
      atomic_store(&c->hits, (uint64_t)UINT32_MAX - 2);
      for (size_t k = 0; k < RECALL_CALLS; k++)
        if (c->recalls->calls[k].state) c->recalls->calls[k].used = UINT32_MAX - 2;
    }
    ck_assert_int_eq(jx_eval(c, "a + 1", 5, &operand, 1, &result, 1), JX_OK);
    ck_assert_double_eq(((double *)result.data)[7], memory[7] + 1);
    jx_array_free(c, &result);
  }
  jx_context_stats(c, &stats);
  ck_assert_uint_eq(stats.calls, UINT64_C(0xfffffffd) + 3 * RECALL_TIMED - 4);
  ck_assert_uint_eq(stats.memory_hits, stats.calls);
  int64_t more = 9;
  a = jx_array_of(memory, JX_FLOAT64, 1, &more); /* another call comes in its place */
  ck_assert_int_eq(jx_eval(c, "a + 1", 5, &operand, 1, &result, 1), JX_OK);
  ck_assert_double_eq(((double *)result.data)[8], memory[8] + 1);
  jx_array_free(c, &result);
  jx_context_free(c);
}
END_TEST

static size_t allocations, failing;

static void *counting_alloc(void *user, size_t size, size_t align) {
  if (++allocations == failing) return NULL;
  return alloc_default.alloc(user, size, align);
}

static void counting_free(void *user, void *at, size_t size) { alloc_default.free(user, at, size); }

START_TEST(a_call_made_again_allocates_nothing) {
  jx_allocator counting = {counting_alloc, counting_free, NULL};
  jx_context *c =
      context_new_with(&(jx_options){.threads = 1, .allocator = &counting}, interpret_api());
  double x[8] = {1, 2, 3};
  int64_t n = 8;
  jx_array a = jx_array_of(x, JX_FLOAT64, 1, &n), result = {0};
  jx_operand operand = {"a", &a};
  for (int i = 0; i < 6; i++) {
    if (i == 3) allocations = 0;
    ck_assert_int_eq(jx_eval(c, "a - mean(a)", 11, &operand, 1, &result, 1), JX_OK);
    jx_array_free(c, &result);
  }
  ck_assert_uint_eq(allocations, 0);
  jx_context_free(c);
}
END_TEST

START_TEST(any_allocation_may_fail) {
  jx_allocator counting = {counting_alloc, counting_free, NULL};
  double x[8] = {1, 2, 3};
  int64_t n = 8;
  jx_array a = jx_array_of(x, JX_FLOAT64, 1, &n);
  jx_operand operand = {"a", &a};
  int failed = 0;
  for (size_t k = 1; k < 400; k++) {
    failing = 0;
    jx_context *c =
        context_new_with(&(jx_options){.threads = 1, .allocator = &counting}, interpret_api());
    allocations = 0;
    failing = k;
    for (int i = 0; i < 5; i++) {
      jx_array result = {0};
      jx_status status = jx_eval(c, "a - mean(a)", 11, &operand, 1, &result, 1);
      failed += status != JX_OK;
      ck_assert(status == JX_OK || status == JX_ERROR_MEMORY);
      if (status == JX_OK) ck_assert_double_eq(((double *)result.data)[1], 2 - 6 / 8.0);
      jx_array_free(c, &result);
    }
    jx_context_free(c);
  }
  ck_assert_int_gt(failed, 5);
}
END_TEST

UNIT(recall, a_walk_through_calls_gives_what_new_contexts_give,
     a_result_that_comes_to_lie_on_an_operand_has_a_shadow,
     a_scalar_that_dims_are_made_from_is_read_each_time,
     a_text_that_changes_where_it_lies_is_another_one, nonsense_after_sense_is_refused,
     programs_that_take_turns_are_all_remembered, every_call_is_said_to_have_taken_some_time,
     counters_pass_their_limits, a_call_made_again_allocates_nothing, any_allocation_may_fail)
