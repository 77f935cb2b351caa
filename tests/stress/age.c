/* age.c: a process that grows old: distinct programs without end, and what memory they leave.
 *
 *   age [--programs N] [--every N] [--threads N] [--growth KIB] [--constants] [--calls N]
 *
 * Compiles and runs N programs one after the other in one context, no two of which are the same,
 * with the cache on disk off: elementwise, reductions, several results, complex numbers, program
 * handles, programs with errors and given results take turns. With --constants they differ in one
 * constant alone, which compiles fastest. Every so many programs it prints a line "programs KiB
 * kernels seconds": resident memory, kernels held, CPU time. The first tenth fills caches, which
 * are bounded; it fails when the most that is resident in the last tenth is more than `growth` KiB
 * above the most in the second one. Results are compared with what they must be. Before that it
 * makes as many short calls as --calls says, by a handle and by text in turn, which must all be
 * counted. Start with main().
 *
 * bench/age_plot.py draws the lines.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "jx.h"

enum { N = 8 };

static double a[N] = {1, 2, 3, 4, 5, 6, 7, 8}, b[N] = {2, 7, 1, 8, 2, 8, 1, 8};

/* ---- Programs ---- */

/* One kind: its text, with the program's number as a constant, and what its first element is. */
typedef struct kind {
  const char *format;
  size_t nresults;
  double (*first)(double k);
} kind;

static double linear(double k) { return k * a[0] + b[0]; }
static double folded(double k) {
  double sum = 0;
  for (int i = 0; i < N; i++) sum += a[i] * b[i] + k;
  return sum;
}
static double larger(double k) { return a[0] * b[0] > k ? a[0] : k - b[0]; }
static double root(double k) { return sqrt(a[0] + k) / b[0]; }
static double offset(double k) { return a[0] - k; }

static const kind kinds[] = {
    {"%zu*a + b", 1, linear},
    {"sum(a*b + %zu)", 1, folded},
    {"where(a*b > %zu, a, %zu - b)", 1, larger},
    {"sqrt(a + %zu)/b, max(a)", 2, root},
    {"t = a - %zu\n(t + 1j*b).real", 1, offset},
    {"cumsum(a[:1] - %zu)", 1, offset},
};
#define KINDS (sizeof kinds / sizeof *kinds)

static void fail(const char *what, const char *text) {
  fprintf(stderr, "age: %s: %s\n", what, text);
  exit(1);
}

static void evaluate(jx_context *c, const kind *k, size_t number) {
  char text[128];
  int64_t n = N;
  jx_array x = jx_array_of(a, JX_FLOAT64, 1, &n), y = jx_array_of(b, JX_FLOAT64, 1, &n);
  jx_array r[2] = {{0}, {0}};
  snprintf(text, sizeof text, k->format, number, number);
  if (number % 7 == 0) { /* through a handle */
    const char *const names[] = {"a", "b"};
    const jx_array *const arrays[] = {&x, &y};
    jx_program *p = NULL;
    if (jx_compile(c, text, JX_NTS, names, 2, &p) != JX_OK ||
        jx_run(c, p, arrays, 2, r, k->nresults) != JX_OK)
      fail(text, jx_context_error(c)->message);
    jx_program_free(p);
  } else {
    const jx_operand operands[] = {{"a", &x}, {"b", &y}};
    if (jx_eval(c, text, JX_NTS, operands, 2, r, k->nresults) != JX_OK)
      fail(text, jx_context_error(c)->message);
  }
  double first = *(double *)r[0].data, expected = k->first((double)number);
  if (fabs(first - expected) > 1e-9 * (1 + fabs(expected))) fail(text, "a wrong result");
  for (size_t i = 0; i < k->nresults; i++) jx_array_free(c, &r[i]);
}

/* Texts that are refused, each another one. */
static void refuse(jx_context *c, size_t number) {
  char text[64];
  jx_array r = {0};
  snprintf(text, sizeof text, "missing_%zu + %s", number, number % 2 ? "1" : "");
  if (jx_eval(c, text, JX_NTS, NULL, 0, &r, 1) == JX_OK) fail(text, "was not refused");
}

/* ---- Memory ---- */

static size_t resident(void) { /* KiB */
  unsigned long all = 0, here = 0;
  FILE *f = fopen("/proc/self/statm", "r");
  if (!f || fscanf(f, "%lu %lu", &all, &here) != 2) fail("/proc/self/statm", "cannot be read");
  fclose(f);
  return here * ((size_t)sysconf(_SC_PAGESIZE) >> 10);
}

static size_t report(jx_context *c, size_t done) {
  jx_stats stats;
  struct timespec t;
  size_t now = resident();
  jx_context_stats(c, &stats);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  printf("%zu %zu %llu %.1f\n", done, now, (unsigned long long)stats.kernels,
         (double)t.tv_sec + (double)t.tv_nsec * 1e-9);
  fflush(stdout);
  return now;
}

/* ---- Calls ---- */

static void call(jx_context *c, uint64_t calls) {
  static const char text[] = "2*a + b", *const names[] = {"a", "b"};
  int64_t n = N;
  double out[N] = {0};
  jx_array x = jx_array_of(a, JX_FLOAT64, 1, &n), y = jx_array_of(b, JX_FLOAT64, 1, &n);
  jx_array r = jx_array_of(out, JX_FLOAT64, 1, &n);
  const jx_array *const arrays[] = {&x, &y};
  const jx_operand operands[] = {{"a", &x}, {"b", &y}};
  jx_program *p = NULL;
  jx_stats before, after;
  if (jx_compile(c, text, JX_NTS, names, 2, &p) != JX_OK) fail(text, "is not compiled");
  jx_context_stats(c, &before);
  for (uint64_t i = 0; i < calls; i++) {
    out[N - 1] = 0;
    jx_status status = i % 2 ? jx_run(c, p, arrays, 2, &r, 1)
                             : jx_eval(c, text, sizeof text - 1, operands, 2, &r, 1);
    if (status != JX_OK) fail(text, jx_context_error(c)->message);
    if (out[N - 1] != 2 * a[N - 1] + b[N - 1]) fail(text, "a wrong result");
  }
  jx_context_stats(c, &after);
  if (after.calls - before.calls != calls || after.memory_hits - before.memory_hits + 2 < calls)
    fail(text, "calls are not counted");
  jx_program_free(p);
}

int main(int argc, char **argv) {
  size_t programs = 2000, every = 100, threads = 1, growth = 8192, calls = 10000, early = 0,
         late = 0;
  int constants = 0;
  for (int i = 1; i < argc; i++) {
    size_t *number = !strcmp(argv[i], "--programs")  ? &programs
                     : !strcmp(argv[i], "--every")   ? &every
                     : !strcmp(argv[i], "--threads") ? &threads
                     : !strcmp(argv[i], "--growth")  ? &growth
                     : !strcmp(argv[i], "--calls")   ? &calls
                                                     : NULL;
    if (!strcmp(argv[i], "--constants"))
      constants = 1;
    else if (number && i + 1 < argc)
      *number = strtoul(argv[++i], NULL, 10);
    else
      return 2;
  }
  if (!every) return 2;
  jx_context *c = jx_context_new(&(jx_options){.cache = JX_CACHE_OFF, .threads = (int32_t)threads});
  if (!c) fail("jx_context_new", "out of memory");
  call(c, calls);
  for (size_t i = 0; i < programs; i++) {
    evaluate(c, constants ? kinds : &kinds[i % KINDS], i);
    if (i % 16 == 0) refuse(c, i);
    if ((i + 1) % every) continue;
    size_t now = report(c, i + 1);
    if (i >= programs / 10 && i < programs / 5 && now > early) early = now;
    if (i >= programs / 10 * 9 && now > late) late = now;
  }
  jx_context_free(c);
  if (early && late > early + growth) fail("resident memory", "grows");
  return 0;
}
