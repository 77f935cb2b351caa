/* compile.c: how long a kernel takes to compile in a warm process.
 *
 * For each workload, compiles twenty kernels that differ in a constant and prints the median and
 * the extremes of the time from source to something callable, and how it divides. The code
 * generator is loaded and warmed up before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jx.h"

#define KERNELS 20

typedef struct sample {
  double parse, plan, compile, all;
} sample;

static int by_all(const void *a, const void *b) {
  double x = ((const sample *)a)->all, y = ((const sample *)b)->all;
  return (x > y) - (x < y);
}

/* One kernel: the format gets a constant that no kernel before had. */
static sample compile_one(jx_context *ctx, const char *format, int number) {
  double data[2][64] = {{0}};
  char source[512];
  snprintf(source, sizeof source, format, 1 + number * 0.0625);
  jx_array a = jx_array_of(data[0], JX_FLOAT64, 1, (int64_t[]){64}), b = a, result = {0};
  jx_operand operands[] = {{"a", &a}, {"b", &b}};
  if (jx_eval(ctx, source, JX_NTS, operands, 2, &result, 1)) {
    fputs(jx_context_error(ctx)->rendering, stderr);
    exit(1);
  }
  jx_array_free(ctx, &result);
  jx_stats s;
  jx_context_stats(ctx, &s);
  sample t = {(double)s.parse_ns * 1e-6, (double)s.plan_ns * 1e-6, (double)s.compile_ns * 1e-6, 0};
  t.all = t.parse + t.plan + t.compile;
  return t;
}

static void measure(jx_context *ctx, const char *name, const char *format, int *number) {
  sample s[KERNELS];
  compile_one(ctx, format, (*number)++);
  for (int i = 0; i < KERNELS; i++) s[i] = compile_one(ctx, format, (*number)++);
  qsort(s, KERNELS, sizeof *s, by_all);
  sample m = s[KERNELS / 2];
  printf("%-24s %8.2f %8.2f %8.2f   %8.3f %8.3f %8.2f\n", name, s[0].all, m.all, s[KERNELS - 1].all,
         m.parse, m.plan, m.compile);
}

int main(void) {
  jx_context *ctx = jx_context_new(&(jx_options){.threads = 1, .cache = JX_CACHE_OFF});
  if (!ctx) return 1;
  int number = 0;
  printf("%-24s %8s %8s %8s   %8s %8s %8s   (ms; the right half for the median kernel)\n", "kernel",
         "least", "median", "most", "parse", "plan", "compile");
  measure(ctx, "2*a + 3*b", "%.17g*a + 3*b", &number);

  measure(ctx, "sin**2 + cos**2, shared", "x = %.17g*2*pi*a\nsin(x)**2 + cos(x)**2", &number);
  measure(ctx, "sum(a*b)", "sum(%.17g*a*b)", &number);
  measure(ctx, "(a - mean(a))*b", "(a - mean(%.17g*a))*b", &number);
  measure(ctx, "exp(a)", "exp(%.17g*a)", &number);
  jx_context_free(ctx);
  return 0;
}
