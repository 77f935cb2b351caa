/* sizes.c: 2*a + 3*b from what stays in cache to what fills memory, into a result that is given
 * and into a fresh one, beside a loop in C with stores past the cache.
 *
 * Usage: build/bench/sizes [MOST] [SECONDS]
 *
 * Sizes are 10^4, 10^5, ... elements of float64, up to MOST (10^8: 3.2 GB). All take turns, SECONDS
 * for each size (2). GB/s of 24 bytes an element, the best turn of each; shares are of the loop's
 * best. A fresh result is freed after each call, so that from the second on its memory comes from
 * the context's pool; the first one, whose pages the system has to make, is a column of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "floors.h"
#include "jx.h"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void check(jx_context *c, jx_status status) {
  if (status == JX_OK) return;
  fputs(jx_context_error(c)->rendering, stderr);
  exit(1);
}

static void keep_least(double *best, double start) {
  double took = now() - start;
  if (took < *best) *best = took;
}

static void measure(jx_context *c, const jx_operand *operands, double *out, int64_t n,
                    double seconds) {
  static const char source[] = "2*a + 3*b";
  int threads = jx_context_threads(c);
  double given = 1e300, fresh = 1e300, loop = 1e300, first = 0;
  jx_array result = jx_array_of(out, JX_FLOAT64, 1, &n);
  const double *a = operands[0].array->data, *b = operands[1].array->data;
  check(c, jx_eval(c, source, JX_NTS, operands, 2, &result, 1));
  double end = now() + seconds;
  for (int turn = 0; turn < 3 || now() < end; turn++) {
    int calls = (int)(4000000 / n) + 1; /* one after the other: what is in cache stays there */
    for (int i = 0; i < calls; i++) {
      double start = now();
      check(c, jx_eval(c, source, JX_NTS, operands, 2, &result, 1));
      keep_least(&given, start);
    }
    for (int i = 0; i < calls; i++) {
      jx_array new = {0};
      double start = now();
      check(c, jx_eval(c, source, JX_NTS, operands, 2, &new, 1));
      if (turn + i == 0) first = now() - start;
      keep_least(&fresh, start);
      jx_array_free(c, &new);
    }
    for (int i = 0; i < calls; i++) {
      double start = now();
      floor_axpby(a, b, out, (size_t)n, threads);
      keep_least(&loop, start);
    }
    for (int i = 0; i < calls && n < 1000000; i++) { /* where threads are not worth waking */
      double start = now();
      floor_axpby(a, b, out, (size_t)n, 1);
      keep_least(&loop, start);
    }
  }
  double bytes = 24e-9 * (double)n;
  printf("%11lld %8.1f %8.1f %8.1f %8.1f %9.2f %9.2f\n", (long long)n, bytes / loop, bytes / given,
         bytes / fresh, bytes / first, loop / given, loop / fresh);
  fflush(stdout);
}

int main(int argc, char **argv) {
  int64_t most = argc > 1 ? (int64_t)strtod(argv[1], NULL) : 100000000;
  double seconds = argc > 2 ? strtod(argv[2], NULL) : 2;
  if (most < 1 || !(seconds > 0)) {
    fputs("usage: sizes [ELEMENTS [SECONDS]]\n", stderr);
    return 2;
  }
  size_t bytes = ((size_t)most * sizeof(double) + 63) / 64 * 64;
  double *a = aligned_alloc(64, bytes), *b = aligned_alloc(64, bytes),
         *out = aligned_alloc(64, bytes);
  jx_context *c = jx_context_new(NULL);
  if (!a || !b || !out || !c) {
    fputs("sizes: out of memory\n", stderr);
    return 1;
  }
  for (int64_t i = 0; i < most; i++) {
    a[i] = (double)(i % 1000);
    b[i] = (double)(i % 777);
    out[i] = 0;
  }
  printf("2*a + 3*b, float64, %d threads, GB/s, and shares of the loop in C (%s)\n",
         jx_context_threads(c), floor_isa());
  printf("%11s %8s %8s %8s %8s %9s %9s\n", "elements", "C", "given", "fresh", "first", "given/C",
         "fresh/C");
  for (int64_t n = 10000; n <= most; n *= 10) {
    jx_array arrays[] = {jx_array_of(a, JX_FLOAT64, 1, &n), jx_array_of(b, JX_FLOAT64, 1, &n)};
    jx_operand operands[] = {{"a", &arrays[0]}, {"b", &arrays[1]}};
    measure(c, operands, out, n, seconds);
  }
  jx_context_free(c);
  free(a);
  free(b);
  free(out);
  return 0;
}
