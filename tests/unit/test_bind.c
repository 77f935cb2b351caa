/* test_bind.c: given results: their shapes, and every way in which they may lie on operands. */
#include "runtime/engine.h"
#include "runtime/run/bind.h"

#include <string.h>

#include "base/array.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

static jx_context *context;

static jx_status eval(const char *source, const jx_array *a, const jx_array *b, jx_array *results,
                      size_t n) {
  jx_operand operands[] = {{"a", a}, {"b", b ? b : a}};
  return jx_eval(context, source, JX_NTS, operands, 2, results, n);
}

static void setup(void) {
  context = context_new_with(&(jx_options){.threads = 2}, interpret_api());
}

static double memory[200], expected[200], before[200];

static jx_array view(double *at, int rank, const int64_t *shape, const int64_t *steps) {
  jx_array a = jx_array_of(at, JX_FLOAT64, rank, shape);
  for (int x = 0; steps && x < rank; x++) a.strides[x] = 8 * steps[x];
  return a;
}

static void fill(void) {
  for (int i = 0; i < 200; i++) before[i] = memory[i] = expected[i] = i * i % 37 + 1;
}

static double *element(const jx_array *a, int64_t flat) {
  char *at = a->data;
  for (int x = a->rank; x-- > 0;) {
    at += flat % a->shape[x] * a->strides[x];
    flat /= a->shape[x];
  }
  return (double *)(void *)at;
}

/* Evaluates into `out`, which lies in `memory` as the operands do, and compares all of `memory`
 * with what a computation beside it gives. */
static void check_in_place(const char *source, const jx_array *a, const jx_array *b,
                           jx_array *out) {
  jx_array fresh = {0};
  fill();
  ck_assert_msg(eval(source, a, b, &fresh, 1) == JX_OK, "%s", jx_context_error(context)->message);
  for (int64_t i = 0; i < jx_array_size(out); i++)
    *(expected + (element(out, i) - memory)) = *element(&fresh, i);
  jx_array_free(context, &fresh);
  ck_assert_msg(eval(source, a, b, out, 1) == JX_OK, "%s", jx_context_error(context)->message);
  ck_assert_mem_eq(memory, expected, sizeof memory);
}

START_TEST(a_result_may_lie_on_operands_in_any_way) {
  setup();
  jx_array all = view(memory, 1, (int64_t[]){100}, NULL);
  jx_array later = view(memory + 1, 1, (int64_t[]){100}, NULL);
  jx_array back = view(memory + 99, 1, (int64_t[]){100}, (int64_t[]){-1});
  jx_array even = view(memory, 1, (int64_t[]){100}, (int64_t[]){2});
  jx_array odd = view(memory + 1, 1, (int64_t[]){100}, (int64_t[]){2});
  jx_array *const views[] = {&all, &later, &back, &even, &odd};
  const char *const sources[] = {"a + 1",    "a + b",    "a - a[::-1]",
                                 "a*sum(a)", "a + b[0]", "b/max(b)"};
  for (size_t s = 0; s < sizeof sources / sizeof *sources; s++)
    for (int o = 0; o < 5; o++)
      for (int a = 0; a < 5; a++)
        for (int b = 0; b < 5; b++) {
          jx_array out = *views[o];
          check_in_place(sources[s], views[a], views[b], &out);
        }
  jx_context_free(context);
}
END_TEST

START_TEST(matrices_too) {
  setup();
  jx_array c = view(memory, 2, (int64_t[]){10, 10}, NULL);
  jx_array f = view(memory, 2, (int64_t[]){10, 10}, (int64_t[]){1, 10});
  jx_array rows = view(memory + 90, 2, (int64_t[]){10, 10}, (int64_t[]){-10, 1});
  jx_array wide = view(memory, 2, (int64_t[]){10, 10}, (int64_t[]){20, 2});
  jx_array row = view(memory, 2, (int64_t[]){10, 10}, (int64_t[]){0, 1});
  jx_array *const views[] = {&c, &f, &rows, &wide, &row};
  const char *const sources[] = {
      "a + 1",    "a + b", "a + a.T", "a - sum(a, axis=0)", "a - sum(b, axis=1, keepdims=True)",
      "a*b[:,:1]"};
  for (size_t s = 0; s < sizeof sources / sizeof *sources; s++)
    for (int o = 0; o < 4; o++)
      for (int a = 0; a < 5; a++)
        for (int b = 0; b < 5; b++) {
          jx_array out = *views[o];
          check_in_place(sources[s], views[a], views[b], &out);
        }
  jx_context_free(context);
}
END_TEST

START_TEST(reductions_into_their_operands) {
  setup();
  jx_array m = view(memory, 2, (int64_t[]){10, 10}, NULL);
  jx_array row = view(memory + 20, 1, (int64_t[]){10}, NULL);
  jx_array column = view(memory + 3, 1, (int64_t[]){10}, (int64_t[]){10});
  check_in_place("sum(a, axis=0)", &m, NULL, &row);
  check_in_place("sum(a, axis=1)", &m, NULL, &row);
  check_in_place("sum(a, axis=0)", &m, NULL, &column);
  check_in_place("sum(a, axis=1)", &m, NULL, &column);
  check_in_place("sum(a*b, axis=0) + b", &m, &row, &row);
  check_in_place("sum(a, axis=1)*b", &m, &column, &column);
  jx_context_free(context);
}
END_TEST

START_TEST(operands_that_a_later_stage_reads_are_not_overwritten) {
  setup();
  fill();
  double sum = 0;
  for (int i = 0; i < 50; i++) sum += before[i];
  jx_array a = view(memory, 1, (int64_t[]){50}, NULL);
  jx_array results[2] = {a, view(memory + 100, 1, (int64_t[]){50}, NULL)};
  ck_assert_int_eq(eval("2*a, a - sum(a)", &a, NULL, results, 2), JX_OK);
  for (int i = 0; i < 50; i++) {
    ck_assert_double_eq(memory[i], 2 * before[i]);
    ck_assert_double_eq(memory[100 + i], before[i] - sum);
  }
  fill();
  ck_assert_int_eq(eval("2*a, sum(a) + max(a/sum(a))*a", &a, NULL, results, 2), JX_OK);
  for (int i = 0; i < 50; i++) ck_assert_double_eq(memory[i], 2 * before[i]);
  ck_assert_double_eq(memory[100], sum + 37 / sum * before[0]);
  jx_context_free(context);
}
END_TEST

static bool shadowed; /* whether the last call allocated */
static void *counting_alloc(void *user, size_t size, size_t align) {
  shadowed = true;
  return alloc_default.alloc(user, size, align);
}

START_TEST(exact_overlap_needs_no_memory) {
  jx_allocator counting = alloc_default;
  counting.alloc = counting_alloc;
  context = context_new_with(&(jx_options){.allocator = &counting}, interpret_api());
  jx_array a = view(memory, 1, (int64_t[]){100}, NULL), out = a;
  fill();
  ck_assert_int_eq(eval("2*a", &a, NULL, &out, 1), JX_OK);
  shadowed = false;
  ck_assert_int_eq(eval("2*a", &a, NULL, &out, 1), JX_OK);
  ck_assert(!shadowed);
  out.data = memory + 50; /* half of it */
  ck_assert_int_eq(eval("2*a", &a, NULL, &out, 1), JX_OK);
  ck_assert(shadowed);
  jx_array even = view(memory, 1, (int64_t[]){100}, (int64_t[]){2});
  out = view(memory + 1, 1, (int64_t[]){100}, (int64_t[]){2});
  ck_assert_int_eq(eval("2*a", &even, NULL, &out, 1), JX_OK);
  shadowed = false;
  ck_assert_int_eq(eval("2*a", &even, NULL, &out, 1), JX_OK); /* interleaved: no byte in common */
  ck_assert(!shadowed);
  jx_context_free(context);
}
END_TEST

START_TEST(results_may_not_overlap_each_other_or_themselves) {
  setup();
  fill();
  jx_array a = view(memory + 150, 1, (int64_t[]){10}, NULL);
  jx_array two[2] = {view(memory, 1, (int64_t[]){10}, NULL),
                     view(memory + 5, 1, (int64_t[]){10}, NULL)};
  ck_assert_int_eq(eval("a + 1, a + 2", &a, NULL, two, 2), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(context)->message, "results 1 and 2 overlap in memory");
  two[0] = view(memory, 1, (int64_t[]){10}, (int64_t[]){0});
  ck_assert_int_eq(eval("a + 1", &a, NULL, two, 1), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(
      jx_context_error(context)->message,
      "elements of result 1 overlap each other: a stride is smaller than an element, or two are equal");
  ck_assert_mem_eq(memory, before, sizeof memory);
  two[0] = view(memory, 1, (int64_t[]){10}, (int64_t[]){2}); /* columns of one matrix */
  two[1] = view(memory + 1, 1, (int64_t[]){10}, (int64_t[]){2});
  ck_assert_int_eq(eval("a + 1, a + 2", &a, NULL, two, 2), JX_OK);
  for (int i = 0; i < 10; i++) {
    ck_assert_double_eq(memory[2 * i], before[150 + i] + 1);
    ck_assert_double_eq(memory[2 * i + 1], before[150 + i] + 2);
  }
  /* Strides 2 and 3 elements, extents 2: disjoint, though not nested. */
  fill();
  jx_array square = view(memory + 150, 2, (int64_t[]){2, 2}, NULL);
  jx_array odd = view(memory, 2, (int64_t[]){2, 2}, (int64_t[]){2, 3});
  ck_assert_int_eq(eval("a + 1", &square, NULL, &odd, 1), JX_OK);
  ck_assert_double_eq(memory[0], before[150] + 1);
  ck_assert_double_eq(memory[1], before[1]);
  ck_assert_double_eq(memory[2], before[152] + 1);
  ck_assert_double_eq(memory[3], before[151] + 1);
  ck_assert_double_eq(memory[5], before[153] + 1);
  jx_context_free(context);
}
END_TEST

START_TEST(given_results_must_have_the_shape) {
  setup();
  jx_array a = view(memory, 1, (int64_t[]){4}, NULL),
           out = view(memory + 10, 1, (int64_t[]){3}, NULL);
  ck_assert_int_eq(eval("a + 1", &a, NULL, &out, 1), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(context)->message, "result has shape (3,), expected (4,)");
  out = view(memory + 10, 2, (int64_t[]){1, 4}, NULL); /* it does not broadcast either */
  ck_assert_int_eq(eval("a + 1", &a, NULL, &out, 1), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(context)->message, "result has shape (1,4), expected (4,)");
  jx_array two[2] = {{0}, out};
  ck_assert_int_eq(eval("a, a + 1", &a, NULL, two, 2), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(context)->message, "result 2 has shape (1,4), expected (4,)");
  ck_assert_ptr_null(two[0].data);
  jx_context_free(context);
}
END_TEST

START_TEST(strided_and_transposed_results_are_filled) {
  setup();
  jx_array a = view(memory, 2, (int64_t[]){4, 5}, NULL);
  for (int k = 0; k < 4; k++) {
    static const int64_t steps[][2] = {{5, 1}, {1, 4}, {-12, 2}, {1, -10}};
    fill();
    jx_array out = view(memory + 100, 2, (int64_t[]){4, 5}, steps[k]);
    ck_assert_int_eq(eval("a*2", &a, NULL, &out, 1), JX_OK);
    for (int64_t i = 0; i < 20; i++) {
      ck_assert_double_eq(*element(&out, i), 2 * before[i]);
      *element(&out, i) = before[element(&out, i) - memory];
    }
    ck_assert_mem_eq(memory, before, sizeof memory); /* and nothing else was touched */
  }
  jx_context_free(context);
}
END_TEST

START_TEST(fresh_results_follow_their_operands) {
  setup();
  fill();
  jx_array f = view(memory, 2, (int64_t[]){4, 5}, (int64_t[]){1, 4}), r = {0};
  ck_assert_int_eq(eval("a*2", &f, NULL, &r, 1), JX_OK);
  ck_assert_int_eq(r.strides[0], 8);
  ck_assert_int_eq(r.strides[1], 32);
  ck_assert_uint_eq((uintptr_t)r.data % 64, 0);
  ck_assert_uint_ge(r.owned, 160);
  for (int64_t i = 0; i < 20; i++) ck_assert_double_eq(*element(&r, i), 2 * *element(&f, i));
  jx_array_free(context, &r);
  ck_assert_ptr_null(r.data);
  ck_assert_uint_eq(r.owned, 0);
  jx_context_free(context);
}
END_TEST

START_TEST(copies_of_all_strides) {
  static const int64_t steps[][3] = {{20, 5, 1}, {1, 3, 12}, {-20, 5, -1}, {40, 10, 2}, {0, 0, 0}};
  const int64_t shape[] = {3, 4, 5};
  for (int f = 0; f < 4; f++)
    for (int t = 0; t < 4; t++)
      for (int rank = 0; rank <= 3; rank++) {
        double from[200], to[200];
        for (int i = 0; i < 200; i++) from[i] = i, to[i] = -1;
        jx_array x = view(from + 60, rank, shape, steps[f]),
                 y = view(to + 60, rank, shape, steps[t]);
        bound_array in = {.data = x.data, .strides = x.strides};
        bound_array out = {.data = y.data, .strides = y.strides};
        ck_assert(bind_copy(rank, shape, 8, &out, &in, NULL));
        for (int64_t i = 0; i < jx_array_size(&x); i++)
          ck_assert_double_eq(*element(&y, i), *element(&x, i));
      }
}
END_TEST

UNIT(bind, a_result_may_lie_on_operands_in_any_way, matrices_too, reductions_into_their_operands,
     operands_that_a_later_stage_reads_are_not_overwritten, exact_overlap_needs_no_memory,
     results_may_not_overlap_each_other_or_themselves, given_results_must_have_the_shape,
     strided_and_transposed_results_are_filled, fresh_results_follow_their_operands,
     copies_of_all_strides)
