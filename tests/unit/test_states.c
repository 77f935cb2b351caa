/* test_states.c: combining partial reductions. */
#include "runtime/run/states.h"

#include <math.h>
#include <string.h>

#include "tests/support/unit.h"

static int64_t bits(double d) {
  int64_t i;
  memcpy(&i, &d, 8);
  return i;
}
static double number(int64_t i) {
  double d;
  memcpy(&d, &i, 8);
  return d;
}

static int64_t combined_words(plan_fold fold, jx_dtype dtype, int64_t a, int64_t b) {
  plan_accumulator x = {.fold = (uint8_t)fold, .dtype = (uint8_t)dtype, .words = 1};
  states_combine(&x, 1, 1, 0, 1, &a, &b);
  return a;
}
static int64_t combined(plan_fold fold, int64_t a, int64_t b) {
  return combined_words(fold, JX_INT64, a, b);
}
static double combined_reals(plan_fold fold, double a, double b) {
  return number(combined_words(fold, JX_FLOAT64, bits(a), bits(b)));
}

START_TEST(every_fold_of_one_word) {
  ck_assert_double_eq(combined_reals(FOLD_SUM, 1.5, 2), 3.5);
  ck_assert_double_eq(combined_reals(FOLD_PROD, 1.5, 2), 3);
  ck_assert_double_eq(combined_reals(FOLD_MIN, 1.5, 2), 1.5);
  ck_assert_double_eq(combined_reals(FOLD_MAX, 1.5, 2), 2);
  ck_assert_int_eq(combined(FOLD_SUM, 3, 4), 7);
  ck_assert_int_eq(combined(FOLD_SUM, INT64_MAX, 1), INT64_MIN);
  ck_assert_int_eq(combined(FOLD_PROD, 3, -4), -12);
  ck_assert_int_eq(combined(FOLD_PROD, INT64_MIN, -1), INT64_MIN);
  ck_assert_int_eq(combined(FOLD_MIN, 3, -4), -4);
  ck_assert_int_eq(combined(FOLD_MAX, 3, -4), 3);
  ck_assert_int_eq(combined_words(FOLD_MIN, JX_UINT64, -1, 3), 3);
  ck_assert_int_eq(combined_words(FOLD_MAX, JX_UINT64, -1, 3), -1);
  ck_assert_int_eq(combined(FOLD_OR, 0, 1), 1);
  ck_assert_int_eq(combined(FOLD_OR, 0, 0), 0);
  ck_assert_int_eq(combined(FOLD_AND, 0, 1), 0);
  ck_assert_int_eq(combined(FOLD_AND, 1, 1), 1);
}
END_TEST

START_TEST(extremes_keep_nan_from_either_side) {
  ck_assert(isnan(combined_reals(FOLD_MIN, NAN, 1)));
  ck_assert(isnan(combined_reals(FOLD_MIN, 1, NAN)));
  ck_assert(isnan(combined_reals(FOLD_MAX, NAN, -INFINITY)));
  ck_assert(isnan(combined_reals(FOLD_MAX, INFINITY, NAN)));
}
END_TEST

START_TEST(compensated_sums_keep_what_a_sum_loses) {
  plan_accumulator x = {.fold = FOLD_SUM_COMPENSATED, .dtype = JX_FLOAT64, .words = 2};
  int64_t a[2] = {bits(1e16), bits(0.25)}, b[2] = {bits(1), bits(0.5)};
  states_combine(&x, 1, 1, 0, 1, a, b);
  ck_assert_double_eq(number(a[0]), 1e16);
  ck_assert_double_eq(number(a[1]), 1.75);
}
END_TEST

static const plan_accumulator moments = {
    .fold = FOLD_DEVIATIONS, .dtype = JX_FLOAT64, .words = MOMENT_WORDS};

/* The state of n numbers of a mean, and squares. */
static void state(int64_t *words, double n, double mean, double squares) {
  memset(words, 0, MOMENT_WORDS * sizeof *words);
  words[MOMENT_COUNT] = bits(n);
  words[MOMENT_MEAN] = bits(mean);
  words[MOMENT_SQUARES] = bits(squares);
}

START_TEST(deviations_combine_as_if_seen_together) {
  int64_t a[MOMENT_WORDS], b[MOMENT_WORDS];
  state(a, 3, 2, 2);  /* 1 2 3 */
  state(b, 2, 12, 8); /* 10 14 */
  states_combine(&moments, 1, 1, 0, 1, a, b);
  ck_assert_double_eq(number(a[MOMENT_COUNT]), 5);
  ck_assert_double_eq(number(a[MOMENT_MEAN]), 6);
  ck_assert_double_eq(number(a[MOMENT_SQUARES]) + number(a[MOMENT_SQUARES_LOW]), 130);
}
END_TEST

START_TEST(deviations_of_nothing_leave_the_others_as_they_are) {
  int64_t full[MOMENT_WORDS], a[MOMENT_WORDS], empty[MOMENT_WORDS];
  state(full, 7, 1e300, 3);
  full[MOMENT_MEAN_LOW] = bits(1e280);
  full[MOMENT_SQUARES_LOW] = bits(1e-20);
  state(empty, 0, 0, 0);
  memcpy(a, full, sizeof a);
  states_combine(&moments, 1, 1, 0, 1, a, empty);
  ck_assert_mem_eq(a, full, sizeof a);
  memcpy(a, empty, sizeof a);
  states_combine(&moments, 1, 1, 0, 1, a, full);
  ck_assert_mem_eq(a, full, sizeof a);
}
END_TEST

START_TEST(deviations_lose_nothing_beside_a_large_mean) {
  int64_t a[MOMENT_WORDS], b[MOMENT_WORDS];
  state(a, 1, 1e16, 0);
  state(b, 2, 1e16 + 2, 0);
  states_combine(&moments, 1, 1, 0, 1, a, b); /* the mean is 1e16 + 4/3, no float64 */
  ck_assert_double_eq_tol(number(a[MOMENT_MEAN_LOW]) + (number(a[MOMENT_MEAN]) - 1e16), 4.0 / 3,
                          1e-15);
  state(b, 3, 1e16, 0);
  states_combine(&moments, 1, 1, 0, 1, a, b);
  ck_assert_double_eq_tol(number(a[MOMENT_SQUARES]), 16.0 / 3, 1e-14);
}
END_TEST

static int64_t place(plan_fold fold, jx_dtype dtype, int64_t x, int64_t x_at, int64_t y,
                     int64_t y_at) {
  plan_accumulator p = {.fold = (uint8_t)fold, .dtype = (uint8_t)dtype, .words = 2};
  int64_t a[2] = {x, x_at}, b[2] = {y, y_at};
  states_combine(&p, 1, 1, 0, 1, a, b);
  ck_assert_int_eq(a[0], a[1] == x_at ? x : y);
  return a[1];
}

START_TEST(places_take_the_smallest_index_of_equals_from_either_side) {
  static const jx_dtype dtypes_of_words[] = {JX_FLOAT64, JX_INT64, JX_UINT64};
  for (int i = 0; i < 6; i++) {
    plan_fold fold = i % 2 ? FOLD_ARGMIN : FOLD_ARGMAX;
    jx_dtype dtype = dtypes_of_words[i / 2];
    ck_assert_int_eq(place(fold, dtype, bits(1), 5, bits(1), 4), 4);
    ck_assert_int_eq(place(fold, dtype, bits(1), 4, bits(1), 5), 4);
    if (dtype != JX_FLOAT64) continue;
    ck_assert_int_eq(place(fold, dtype, bits(0.0), 5, bits(-0.0), 4), 4);
    ck_assert_int_eq(place(fold, dtype, bits(NAN), 5, bits(NAN), 4), 4);
    ck_assert_int_eq(place(fold, dtype, bits(NAN), 5, bits(1), 4), 5);
    ck_assert_int_eq(place(fold, dtype, bits(INFINITY), 4, bits(NAN), 5), 5);
    ck_assert_int_eq(place(fold, dtype, bits(-INFINITY), 4, bits(NAN), 5), 5);
  }
  ck_assert_int_eq(place(FOLD_ARGMIN, JX_FLOAT64, bits(2), 4, bits(1), 5), 5);
  ck_assert_int_eq(place(FOLD_ARGMAX, JX_FLOAT64, bits(2), 4, bits(1), 5), 4);
  ck_assert_int_eq(place(FOLD_ARGMIN, JX_INT64, -2, 4, 1, 5), 4);
  ck_assert_int_eq(place(FOLD_ARGMAX, JX_INT64, -2, 4, 1, 5), 5);
  ck_assert_int_eq(place(FOLD_ARGMIN, JX_UINT64, -2, 4, 1, 5), 5);
  ck_assert_int_eq(place(FOLD_ARGMAX, JX_UINT64, -2, 4, 1, 5), 4);
  ck_assert_int_eq(place(FOLD_ARGMAX, JX_INT64, INT64_MIN, INT64_MAX, INT64_MIN, 5), 5);
}
END_TEST

static bool settled(plan_fold fold, int64_t word) {
  plan_accumulator both[] = {{.fold = FOLD_OR, .dtype = JX_INT64, .words = 1},
                             {.fold = (uint8_t)fold, .dtype = JX_INT64, .words = 2, .word = 1}};
  return states_settled(both, 2, (int64_t[]){1, word, 5}) &&
         !states_settled(both, 2, (int64_t[]){0, word, 5});
}

START_TEST(what_is_settled_is_so_in_every_fold) {
  ck_assert(settled(FOLD_OR, 1) && !settled(FOLD_OR, 0));
  ck_assert(settled(FOLD_AND, 0) && !settled(FOLD_AND, 1));
  ck_assert(settled(FOLD_ARGMAX, 1) && !settled(FOLD_ARGMAX, 0));
  ck_assert(settled(FOLD_ARGMIN, 0) && !settled(FOLD_ARGMIN, 1));
  int64_t state[4];
  for (int i = 0; i < 4; i++) { /* no fold is, of nothing */
    plan_fold fold = (plan_fold[]){FOLD_OR, FOLD_AND, FOLD_ARGMIN, FOLD_ARGMAX}[i];
    plan_accumulator a = {.fold = (uint8_t)fold, .dtype = JX_INT64, .words = fold_words(fold)};
    states_identity(&a, 1, 1, 0, 1, state);
    ck_assert(!states_settled(&a, 1, state));
  }
}
END_TEST

START_TEST(words_lie_apart_by_the_kept_points_and_only_the_range_is_touched) {
  plan_accumulator x[2] = {{.fold = FOLD_SUM, .dtype = JX_INT64, .words = 1, .word = 0},
                           {.fold = FOLD_MAX, .dtype = JX_INT64, .words = 1, .word = 1}};
  int64_t a[6] = {1, 2, 3, 10, 20, 30}, b[6] = {100, 100, 100, 15, 15, 15};
  states_combine(x, 2, 3, 1, 3, a, b);
  ck_assert_mem_eq(a, ((int64_t[]){1, 102, 103, 10, 20, 30}), sizeof a);
}
END_TEST

START_TEST(the_tree_covers_every_state_once) {
  plan_accumulator x = {.fold = FOLD_SUM, .dtype = JX_INT64, .words = 1};
  for (int64_t n = 1; n < 70; n++) {
    int64_t states[70 * 2];
    for (int64_t i = 0; i < n; i++) states[2 * i] = states[2 * i + 1] = (int64_t)1 << (i % 62);
    int64_t expected = 0;
    for (int64_t i = 0; i < n; i++) expected += (int64_t)1 << (i % 62);
    states_tree(&x, 1, 2, 0, 2, states, 2, n);
    ck_assert_int_eq(states[0], expected);
    ck_assert_int_eq(states[1], expected);
  }
}
END_TEST

START_TEST(the_tree_is_pairwise) {
  plan_accumulator x = {.fold = FOLD_SUM, .dtype = JX_FLOAT64, .words = 1};
  int64_t states[] = {bits(1e300), bits(1), bits(-1e300), bits(1)};
  states_tree(&x, 1, 1, 0, 1, states, 1, 4); /* (1e300 + 1) + (-1e300 + 1) */
  ck_assert_double_eq(number(states[0]), 0);
}
END_TEST

UNIT(states, every_fold_of_one_word, what_is_settled_is_so_in_every_fold,
     extremes_keep_nan_from_either_side, compensated_sums_keep_what_a_sum_loses,
     deviations_combine_as_if_seen_together, deviations_of_nothing_leave_the_others_as_they_are,
     deviations_lose_nothing_beside_a_large_mean,
     places_take_the_smallest_index_of_equals_from_either_side,
     words_lie_apart_by_the_kept_points_and_only_the_range_is_touched,
     the_tree_covers_every_state_once, the_tree_is_pairwise)
