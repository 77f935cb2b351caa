/* compile.c: how long a kernel takes to compile in a warm process.
 *
 *   build/bench/compile               workloads, and how the time divides
 *   build/bench/compile functions     every mathematical function alone, and ten of them together
 *   build/bench/compile everyday [WORD] [TURNS]
 *                                     what people run every day, or those with WORD in their name
 *
 * For each, compiles kernels that differ in a constant or in blanks and prints the time from source
 * to something callable: of a workload the median and the extremes of twenty, of a function and of an
 * everyday program the least of nine, CPU time and, of programs, time as well. The code generator is
 * loaded and warmed up before. JX_CPU chooses the processor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compile_everyday.h"
#include "jx.h"

#define KERNELS 20
#define OF_A_FUNCTION 9
#define OF_A_PROGRAM 9

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

/* One call, which compiles. */
static sample evaluate(bench *b, const char *source, const jx_operand *operands, size_t noperands,
                       size_t nresults) {
  jx_array results[EVERYDAY_RESULTS] = {0};
  clock_t begin = clock();
  if (jx_eval(b->ctx, source, JX_NTS, operands, noperands, results, nresults)) {
    fputs(jx_context_error(b->ctx)->rendering, stderr);
    exit(1);
  }
  double cpu = (double)(clock() - begin) * 1e3 / CLOCKS_PER_SEC;
  for (size_t i = 0; i < nresults; i++) jx_array_free(b->ctx, &results[i]);
  jx_stats s;
  jx_context_stats(b->ctx, &s);
  sample t = {.parse = (double)s.parse_ns * 1e-6,
              .plan = (double)s.plan_ns * 1e-6,
              .compile = (double)s.compile_ns * 1e-6,
              .cpu = cpu};
  t.all = t.parse + t.plan + t.compile;
  return t;
}

/* One kernel: the format gets a constant that no kernel before had. */
static sample compile_one(bench *b, const char *format, jx_dtype dtype) {
  double data[64] = {0};
  char source[512];
  snprintf(source, sizeof source, format, 1 + b->number++ * 0.0625);
  jx_array array = jx_array_of(data, dtype, 1, (int64_t[]){64});
  return evaluate(b, source, (jx_operand[]){{"a", &array}, {"b", &array}}, 2, 1);
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

/* ---- Everyday programs ----------------------------------------------------------------------- */

/* Blanks behind a program make another kernel of it. */
static sample compile_program(bench *b, const everyday *p, jx_dtype dtype) {
  static double data[EVERYDAY_MOST_ELEMENTS];
  char source[1024];
  jx_array arrays[EVERYDAY_OPERANDS];
  jx_operand operands[EVERYDAY_OPERANDS];
  size_t n = 0;
  for (; n < EVERYDAY_OPERANDS && p->operands[n].name; n++) {
    const int64_t *shape = p->operands[n].shape;
    int rank = 0;
    while (rank < EVERYDAY_RANK && shape[rank]) rank++;
    arrays[n] = jx_array_of(data, dtype, rank, shape);
    operands[n] = (jx_operand){p->operands[n].name, &arrays[n]};
  }
  snprintf(source, sizeof source, "%s%*s", p->program, ++b->number, "");
  return evaluate(b, source, operands, n, p->results);
}

/* The least of everything, each by itself. */
static void take_least(sample *least, const sample *s) {
  const double *from = (const double *)s;
  double *to = (double *)least;
  for (size_t i = 0; i < sizeof *s / sizeof *from; i++)
    if (from[i] < to[i]) to[i] = from[i];
}

static void measure_everyday(bench *b, const char *word, int turns) {
  printf("| ms | float64 | CPU | float32 | CPU |\n|---|---|---|---|---|\n");
  for (const everyday *p = everyday_programs; p->name; p++) {
    if (!strstr(p->name, word)) continue;
    printf("| %s", p->name);
    for (int d = 0; d < 2; d++) {
      jx_dtype dtype = d ? JX_FLOAT32 : JX_FLOAT64;
      sample least = compile_program(b, p, dtype);
      for (int i = 1; i < turns; i++) {
        sample s = compile_program(b, p, dtype);
        take_least(&least, &s);
      }
      printf(" | %.1f | %.1f", least.all, least.cpu);
    }
    puts(" |");
    fflush(stdout);
    b->number = 0;
  }
}

int main(int argc, char **argv) {
  bool functions = argc == 2 && strcmp(argv[1], "functions") == 0;
  bool everyday = argc >= 2 && argc <= 4 && strcmp(argv[1], "everyday") == 0;
  if (argc > 1 && !functions && !everyday) {
    fputs("usage: compile [functions | everyday [WORD] [TURNS]]\n", stderr);
    return 2;
  }
  bench b = {.ctx = jx_context_new(&(jx_options){.threads = 1, .cache = JX_CACHE_OFF})};
  if (!b.ctx) return 1;
  if (functions)
    measure_functions(&b);
  else if (everyday)
    measure_everyday(&b, argc > 2 ? argv[2] : "", argc > 3 ? atoi(argv[3]) : OF_A_PROGRAM);
  else
    measure_workloads(&b);
  jx_context_free(b.ctx);
  return 0;
}
