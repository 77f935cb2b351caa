/* compile.c: how long a kernel takes to compile in a warm process.
 *
 *   build/bench/compile               workloads, and how the time divides
 *   build/bench/compile functions     every mathematical function alone, and ten of them together
 *
 * For each, compiles kernels that differ in a constant and prints the time from source to something
 * callable: of a workload the median and the extremes of twenty, of a function the least CPU time
 * of nine. The code generator is loaded and warmed up before. JX_CPU chooses the processor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "jx.h"

#define KERNELS 20
#define OF_A_FUNCTION 9

/* Milliseconds; `cpu` of the whole call. */
typedef struct sample {
  double parse, plan, compile, all, cpu;
} sample;

typedef struct bench {
  jx_context *ctx;
  int number; /* of kernels so far */
} bench;

static int by_all(const void *a, const void *b) {
  double x = ((const sample *)a)->all, y = ((const sample *)b)->all;
  return (x > y) - (x < y);
}

/* One kernel: the format gets a constant that no kernel before had. */
static sample compile_one(bench *b, const char *format, jx_dtype dtype) {
  double data[64] = {0};
  char source[512];
  snprintf(source, sizeof source, format, 1 + b->number++ * 0.0625);
  jx_array array = jx_array_of(data, dtype, 1, (int64_t[]){64}), result = {0};
  jx_operand operands[] = {{"a", &array}, {"b", &array}};
  clock_t begin = clock();
  if (jx_eval(b->ctx, source, JX_NTS, operands, 2, &result, 1)) {
    fputs(jx_context_error(b->ctx)->rendering, stderr);
    exit(1);
  }
  double cpu = (double)(clock() - begin) * 1e3 / CLOCKS_PER_SEC;
  jx_array_free(b->ctx, &result);
  jx_stats s;
  jx_context_stats(b->ctx, &s);
  sample t = {.parse = (double)s.parse_ns * 1e-6,
              .plan = (double)s.plan_ns * 1e-6,
              .compile = (double)s.compile_ns * 1e-6,
              .cpu = cpu};
  t.all = t.parse + t.plan + t.compile;
  return t;
}

/* Fills s with n kernels, the fastest first; one more before does not count. */
static void compile_many(bench *b, const char *format, jx_dtype dtype, sample *s, int n) {
  compile_one(b, format, dtype);
  for (int i = 0; i < n; i++) s[i] = compile_one(b, format, dtype);
  qsort(s, (size_t)n, sizeof *s, by_all);
}

/* ---- Workloads ------------------------------------------------------------------------------- */

static void measure(bench *b, const char *name, const char *format) {
  sample s[KERNELS];
  compile_many(b, format, JX_FLOAT64, s, KERNELS);
  sample m = s[KERNELS / 2];
  printf("%-24s %8.2f %8.2f %8.2f   %8.3f %8.3f %8.2f\n", name, s[0].all, m.all, s[KERNELS - 1].all,
         m.parse, m.plan, m.compile);
}

static void measure_workloads(bench *b) {
  printf("%-24s %8s %8s %8s   %8s %8s %8s   (ms; the right half for the median kernel)\n", "kernel",
         "least", "median", "most", "parse", "plan", "compile");
  measure(b, "2*a + 3*b", "%.17g*a + 3*b");
  measure(b, "sin**2 + cos**2, shared", "x = %.17g*2*pi*a\nsin(x)**2 + cos(x)**2");
  measure(b, "sum(a*b)", "sum(%.17g*a*b)");
  measure(b, "(a - mean(a))*b", "(a - mean(%.17g*a))*b");
  measure(b, "exp(a)", "exp(%.17g*a)");
}

/* ---- Functions ------------------------------------------------------------------------------- */

/* The least CPU time of `format`, which the machine's other work hardly changes. */
static double least_cpu(bench *b, const char *format, jx_dtype dtype) {
  sample s[OF_A_FUNCTION];
  compile_many(b, format, dtype, s, OF_A_FUNCTION);
  double least = s[0].cpu;
  for (int i = 1; i < OF_A_FUNCTION; i++)
    if (s[i].cpu < least) least = s[i].cpu;
  return least;
}

/* A line of a table for a document. */
static void measure_line(bench *b, const char *name, const char *format) {
  double wide = least_cpu(b, format, JX_FLOAT64), narrow = least_cpu(b, format, JX_FLOAT32);
  printf("| %s | %.1f | %.1f |\n", name, wide, narrow);
  fflush(stdout);
}

static void measure_functions(bench *b) {
  size_t n = jx_functions(NULL, 0);
  jx_function *functions = calloc(n, sizeof *functions);
  if (!functions) exit(1);
  jx_functions(functions, n);
  puts("| kernel, ms of CPU | float64 | float32 |\n|---|---|---|");
  measure_line(b, "`a`, without any", "%.17g*a");
  for (size_t i = 0; i < n; i++) {
    const jx_function *f = &functions[i];
    bool of_elements = f->kind == JX_FUNCTION_OPERATOR || f->kind == JX_FUNCTION_ELEMENTWISE;
    if (!of_elements || f->ulp == 0)
      continue; /* exact: no approximation, and no code to speak of */
    char format[64];
    snprintf(format, sizeof format, "%s(%%.17g*a%s)", f->name, f->min_arguments == 2 ? ", b" : "");
    measure_line(b, f->name, format);
  }
  measure_line(b, "exp expm1 log log1p sin cos tan tanh arctan erf, added",
               "x = %.17g*a\nexp(x) + expm1(x) + log(x) + log1p(x) + sin(x) + cos(x) + tan(x)"
               " + tanh(x) + arctan(x) + erf(x)");
  free(functions);
}

int main(int argc, char **argv) {
  bool functions = argc == 2 && strcmp(argv[1], "functions") == 0;
  if (argc > 1 && !functions) {
    fputs("usage: compile [functions]\n", stderr);
    return 2;
  }
  bench b = {.ctx = jx_context_new(&(jx_options){.threads = 1, .cache = JX_CACHE_OFF})};
  if (!b.ctx) return 1;
  if (functions)
    measure_functions(&b);
  else
    measure_workloads(&b);
  jx_context_free(b.ctx);
  return 0;
}
