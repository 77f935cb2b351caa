/* test_spinning.c: calls beside another pool's threads, which never sleep, have the bits that they
 * have alone. How long they take is bench/middle.py's business. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "include/jx.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

#include "runtime/engine.h"

enum { SPINNERS = 3, N = 50000, CALLS = 60 };
static atomic_bool over;

static void *spin(void *unused) {
  (void)unused;
  while (!atomic_load_explicit(&over, memory_order_relaxed)) continue;
  return NULL;
}

static void evaluate(jx_context *c, const char *source, const double *at, double *out, int64_t n) {
  jx_array a = jx_array_of((void *)(uintptr_t)at, JX_FLOAT64, 1, (int64_t[]){N});
  jx_array r = jx_array_of(out, JX_FLOAT64, n > 1, &n);
  ck_assert_int_eq(jx_eval(c, source, JX_NTS, &(jx_operand){"a", &a}, 1, &r, 1), JX_OK);
}

START_TEST(bits_are_the_same_beside_spinning_threads) {
  static double a[N], alone[N], out[N];
  static const char *const sources[] = {"2*a + 3", "sum(a)", "cumsum(a)", "a - mean(a)"};
  static const int64_t sizes[] = {N, 1, N, N};
  static const int32_t threads[] = {1, 2, 3, 7};
  pthread_t spinners[SPINNERS];
  for (int i = 0; i < N; i++) a[i] = 1e3 / (i + 1) - i % 17;
  jx_context *c = context_new_with(&(jx_options){.threads = 1}, interpret_api());
  for (int s = 0; s < 4; s++) {
    jx_context_set_threads(c, 1);
    evaluate(c, sources[s], a, alone, sizes[s]);
    atomic_store(&over, false);
    for (int i = 0; i < SPINNERS; i++)
      ck_assert_int_eq(pthread_create(&spinners[i], NULL, spin, NULL), 0);
    for (int i = 0; i < CALLS; i++) {
      memset(out, 0xff, sizeof out);
      jx_context_set_threads(c, threads[i % 4]);
      evaluate(c, sources[s], a, out, sizes[s]);
      ck_assert_mem_eq(out, alone, (size_t)sizes[s] * sizeof *out);
    }
    atomic_store(&over, true);
    for (int i = 0; i < SPINNERS; i++) pthread_join(spinners[i], NULL);
  }
  jx_context_free(c);
}
END_TEST

UNIT(spinning, bits_are_the_same_beside_spinning_threads)
