/* test_steps.c: items that are done in steps give what they give in one go.
 *
 * Only calls of minutes need steps; here what decides on them is compiled once more, so that all do.
 * Elements are small integers, whose sums do not depend on order. */
#define STEP_LONGEST_NS 5000.0
#define STEP_NS 700
#include "runtime/run/schedule_cut.c" // NOLINT: in front of the library's

#include <string.h>

#include "jx.h"
#include "tests/support/unit.h"

#define ROWS 300
#define COLUMNS 700

static double a[ROWS][COLUMNS];
static jx_context *context;

static int stops;
static double last;
static int watch(void *user, double done) {
  (void)user;
  stops++;
  if (done < last - 1e-12 || done > 1) abort();
  last = done;
  return 0;
}

/* Evaluates a program of a, and gives its results; steps are between reports. */
static jx_array eval(const char *program, size_t n, jx_array *second) {
  jx_array x = jx_array_of(a, JX_FLOAT64, 2, (int64_t[]){ROWS, COLUMNS}), r[2] = {{0}};
  stops = 0;
  last = 0;
  if (jx_eval(context, program, JX_NTS, &(jx_operand){"a", &x}, 1, r, n) != JX_OK)
    ck_abort_msg("%s", jx_context_error(context)->message);
  if (jx_context_threads(context) == 1) ck_assert_int_gt(stops, 0);
  if (second) *second = r[1];
  return r[0];
}

static void begin(void) {
  const jx_options options = {.threads = 1 + rand() % 2, .cache = JX_CACHE_OFF};
  context = jx_context_new(&options);
  jx_context_set_progress(context, watch, NULL);
  for (int i = 0; i < ROWS; i++)
    for (int k = 0; k < COLUMNS; k++) a[i][k] = (i * 31 + k * 17) % 101 - 50;
}

static double at(const jx_array *r, int64_t i) { return ((const double *)r->data)[i]; }

static void end(jx_array *r) {
  jx_array_free(context, r);
  jx_context_free(context);
}

START_TEST(sums_of_columns) {
  begin();
  jx_array r = eval("sum(a, axis=0)", 1, NULL);
  for (int k = 0; k < COLUMNS; k++) {
    double sum = 0;
    for (int i = 0; i < ROWS; i++) sum += a[i][k];
    ck_assert_double_eq(at(&r, k), sum);
  }
  end(&r);
}
END_TEST

START_TEST(sums_of_rows) {
  begin();
  jx_array r = eval("sum(a, axis=1)", 1, NULL);
  for (int i = 0; i < ROWS; i++) {
    double sum = 0;
    for (int k = 0; k < COLUMNS; k++) sum += a[i][k];
    ck_assert_double_eq(at(&r, i), sum);
  }
  end(&r);
}
END_TEST

START_TEST(sums_of_all) {
  begin();
  double sum = 0;
  jx_array r = eval("sum(a*a)", 1, NULL);
  for (int i = 0; i < ROWS * COLUMNS; i++) sum += (&a[0][0])[i] * (&a[0][0])[i];
  ck_assert_double_eq(at(&r, 0), sum);
  end(&r);
}
END_TEST

START_TEST(running_sums_down_columns) {
  begin();
  jx_array r = eval("cumsum(a, axis=0)", 1, NULL);
  for (int k = 0; k < COLUMNS; k++) {
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      sum += a[i][k];
      ck_assert_double_eq(at(&r, i * COLUMNS + k), sum);
    }
  }
  end(&r);
}
END_TEST

START_TEST(running_sums_along_rows_and_of_all) {
  begin();
  for (int all = 0; all < 2; all++) {
    jx_array r = eval(all ? "cumsum(a)" : "cumsum(a, axis=1)", 1, NULL);
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      if (!all) sum = 0;
      for (int k = 0; k < COLUMNS; k++) {
        sum += a[i][k];
        ck_assert_double_eq(at(&r, i * COLUMNS + k), sum);
      }
    }
    jx_array_free(context, &r);
  }
  jx_context_free(context);
}
END_TEST

START_TEST(running_products) {
  begin();
  jx_array r = eval("cumprod(where(a > 0, -1.0, 1.0))", 1, NULL);
  double product = 1;
  for (int i = 0; i < ROWS * COLUMNS; i++) {
    if ((&a[0][0])[i] > 0) product = -product;
    ck_assert_double_eq(at(&r, i), product);
  }
  end(&r);
}
END_TEST

/* Of few rows, so that they are pieces of the kept range, on several threads. */
START_TEST(running_products_along_rows) {
  begin();
  for (int go = 0; go < 50; go++) {
    jx_array r = eval("cumprod(where(a > 0, -1.0, 1.0), axis=1)", 1, NULL);
    for (int i = 0; i < ROWS; i++) {
      double product = 1;
      for (int k = 0; k < COLUMNS; k++) {
        if (a[i][k] > 0) product = -product;
        ck_assert_double_eq(at(&r, i * COLUMNS + k), product);
      }
    }
    jx_array_free(context, &r);
  }
  jx_context_free(context);
}
END_TEST

/* Chains: rows that are scanned, folded, stored and folded over. */
START_TEST(members_of_chains) {
  begin();
  jx_array second,
      r = eval("p = cumsum(a + 0*arange(700.0), axis=1); sum(p), sum(p - max(p, axis=1, "
               "keepdims=True), axis=1)",
               2, &second);
  double all = 0;
  for (int i = 0; i < ROWS; i++) {
    double sum = 0, sums = 0, most = -1e9;
    for (int k = 0; k < COLUMNS; k++) {
      sum += a[i][k];
      sums += sum;
      if (sum > most) most = sum;
    }
    all += sums;
    ck_assert_double_eq(at(&second, i), sums - COLUMNS * most);
  }
  ck_assert_double_eq(at(&r, 0), all);
  jx_array_free(context, &second);
  end(&r);
}
END_TEST

START_TEST(crossed_folds) {
  begin();
  jx_array second, r = eval("d = (a - 3)**2; min(d, axis=0), max(d, axis=1)", 2, &second);
  for (int k = 0; k < COLUMNS; k++) {
    double least = 1e9;
    for (int i = 0; i < ROWS; i++) {
      double d = (a[i][k] - 3) * (a[i][k] - 3);
      if (d < least) least = d;
    }
    ck_assert_double_eq(at(&r, k), least);
  }
  for (int i = 0; i < ROWS; i++) {
    double most = 0;
    for (int k = 0; k < COLUMNS; k++) {
      double d = (a[i][k] - 3) * (a[i][k] - 3);
      if (d > most) most = d;
    }
    ck_assert_double_eq(at(&second, i), most);
  }
  jx_array_free(context, &second);
  end(&r);
}
END_TEST

START_TEST(contractions) {
  begin();
  jx_array r = eval("sum(a[:200,None,:]*a[None,:,:], axis=2)", 1, NULL);
  for (int i = 0; i < 200; i++)
    for (int j = 0; j < ROWS; j++) {
      double sum = 0;
      for (int k = 0; k < COLUMNS; k++) sum += a[i][k] * a[j][k];
      ck_assert_double_eq(at(&r, i * ROWS + j), sum);
    }
  end(&r);
}
END_TEST

START_TEST(what_ends_early_and_places) {
  begin();
  a[ROWS - 1][COLUMNS - 3] = -77;
  jx_array second, r = eval("any(a < -70), argmin(a)", 2, &second);
  ck_assert_int_eq(*(const bool *)r.data, 1);
  ck_assert_int_eq(*(const int64_t *)second.data, ROWS * COLUMNS - 3);
  jx_array_free(context, &second);
  end(&r);
}
END_TEST

UNIT(steps, sums_of_columns, sums_of_rows, sums_of_all, running_sums_down_columns,
     running_sums_along_rows_and_of_all, running_products, running_products_along_rows,
     members_of_chains, crossed_folds, contractions, what_ends_early_and_places)
