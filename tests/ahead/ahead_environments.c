/* ahead_environments.c: functions that were compiled ahead of time, called from any floating-point
 * environment (tests/support/environments.h): the same results on 1, 2 and 4 threads, and the
 * caller and the program's OpenMP threads have their own environments again. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mixed.h"
#include "steps.h"
#include "tests/support/environments.h"

enum { N = 200000 };

static double a[N], b[N], s[N];

typedef struct mixed_results {
  double quotients[N], roots[N], y[N], sums[2];
  uint8_t zeros[N];
} mixed_results;

static int failures;

static void expect(bool holds, const char *what, size_t e, int threads) {
  if (holds) return;
  failures++;
  printf("%s: environment: %s, %d threads\n", what, environment_name(e), threads);
}

/* That of the t-th thread. */
static const environment *members(size_t e, int t) {
  return environment_at((e + (size_t)t) % environments_n);
}

static void check_mixed(const mixed_results *expected, mixed_results *r, size_t e, int threads) {
  bool kept = true;
  memset(r, 0xa5, sizeof *r);
#pragma omp parallel num_threads(threads)
  environment_set(members(e, omp_get_thread_num()));
  int status = mixed_threads(N, a, b, s, r->quotients, r->zeros, r->roots, r->y, &r->sums[0],
                             &r->sums[1], threads);
#pragma omp parallel num_threads(threads) reduction(&& : kept)
  {
    kept = environment_kept(members(e, omp_get_thread_num()));
    environment_default();
  }
  expect(status == MIXED_OK, "mixed fails", e, threads);
  expect(kept, "mixed changes the environment", e, threads);
  expect(memcmp(r, expected, sizeof *r) == 0, "mixed differs", e, threads);
}

/* STOP / 0.1 is a little more than COUNT, to which it rounds. */
#define STOP 0.7000000000000001
#define COUNT 7

static void check_steps(size_t e) {
  static double r[300];
  int64_t n = 0;
  environment_set(environment_at(e));
  int status = steps_shapes(STOP, &n), other = steps_threads(STOP, r, 1);
  bool kept = environment_kept(environment_at(e));
  environment_default();
  expect(status == STEPS_OK && other == STEPS_OK, "steps fails", e, 1);
  expect(n == COUNT, "steps has another length", e, 1);
  expect(r[1] == 0.1 / 3 && r[COUNT - 1] == (COUNT - 1) * 0.1 / 3, "steps differs", e, 1);
  expect(kept, "steps changes the environment", e, 1);
}

int main(void) {
  static mixed_results expected, r;
  for (int i = 0; i < N; i++) {
    a[i] = (i % 2 ? 1 : -1) * (0.1 + i * 0.37);
    b[i] = i % 3 - 1;
    s[i] = ldexp(1 + i % 1000, -1074);
    expected.quotients[i] = a[i] / b[i];
    expected.roots[i] = sqrt(s[i]);
    expected.y[i] = a[i] * (1e-310 * 1e300) + a[i] / 3 + a[i] * 0.1;
  }
  /* The sums are jx's own; of so few bits, that of the subnormals is exact. */
  for (int i = 0; i < N; i++) expected.sums[0] += s[i];
  double sum = 0;
  if (mixed_threads(N, a, b, s, r.quotients, r.zeros, r.roots, r.y, &sum, &expected.sums[1], 1))
    return 1;
  for (size_t e = 0; e < environments_n; e++) {
    for (int threads = 1; threads <= 4; threads *= 2) check_mixed(&expected, &r, e, threads);
    check_steps(e);
  }
  printf("%zu environments, %d failures\n", environments_n, failures);
  return failures > 0;
}
