/* ahead.c: functions compiled ahead of time beside jx_eval() and jx_run() on the same calls.
 *
 * Prints the bytes of the object files, then for each program and length the best time of a call
 * over many rounds, in which the contenders take turns. Results are the caller's everywhere.
 *
 *   build/bench/ahead */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "jx.h"
#include "kinetic.h"
#include "linear.h"

#define ROUNDS 40
#define ROUND_NS 2e6 /* of one contender */

typedef struct task {
  const char *name, *source;
  const char *names[3];
  size_t noperands;
  bool scalar; /* the result */
  int (*ahead)(int64_t n, const double *const *x, double *r, int threads);
} task;

static int call_kinetic(int64_t n, const double *const *x, double *r, int threads) {
  return kinetic_threads(n, x[0], x[1], r, threads);
}

static int call_linear(int64_t n, const double *const *x, double *r, int threads) {
  return linear_threads(n, x[0], x[1], x[2], r, threads);
}

static const task tasks[] = {
    {"2*a + 3*b + c", "2*a + 3*b + c", {"a", "b", "c"}, 3, false, call_linear},
    {"sum(m*v**2)/2", "sum(m*v**2)/2", {"m", "v"}, 2, true, call_kinetic},
};

typedef struct bench {
  const task *t;
  jx_context *ctx;
  jx_program *program;
  jx_operand operands[3];
  const jx_array *arrays[3];
  jx_array given[3], result;
  const double *x[3];
  int64_t n;
  int threads;
} bench;

static void must(bench *b, bool good) {
  if (good) return;
  fprintf(stderr, "%s fails: %s", b->t->name, jx_context_error(b->ctx)->rendering);
  exit(1);
}

static void eval(bench *b) {
  must(b,
       jx_eval(b->ctx, b->t->source, JX_NTS, b->operands, b->t->noperands, &b->result, 1) == JX_OK);
}

static void run(bench *b) {
  must(b, jx_run(b->ctx, b->program, b->arrays, b->t->noperands, &b->result, 1) == JX_OK);
}

static void ahead(bench *b) { must(b, b->t->ahead(b->n, b->x, b->result.data, b->threads) == 0); }

static void (*const contenders[])(bench *) = {eval, run, ahead};
enum { CONTENDERS = sizeof contenders / sizeof *contenders };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double time_of(bench *b, void (*call)(bench *), int calls) {
  double start = now();
  for (int i = 0; i < calls; i++) call(b);
  return (now() - start) / calls;
}

static void measure(bench *b) {
  double best[CONTENDERS], first = time_of(b, eval, 3);
  int calls = first * 3 < ROUND_NS ? (int)(ROUND_NS / first) : 1;
  for (int round = 0; round < ROUNDS; round++)
    for (int i = 0; i < CONTENDERS; i++) {
      double ns = time_of(b, contenders[i], calls);
      if (round == 0 || ns < best[i]) best[i] = ns;
    }
  printf("%-14s %10lld %8d", b->t->name, (long long)b->n, b->threads);
  for (int i = 0; i < CONTENDERS; i++) printf(" %10.0f", best[i]);
  printf("\n");
}

/* What both give must have the same bits, too. */
static void compare(bench *b) {
  size_t size = sizeof(double) * (b->t->scalar ? 1 : (size_t)b->n);
  void *copy = malloc(size);
  eval(b);
  if (copy) memcpy(copy, b->result.data, size);
  memset(b->result.data, 0xff, size);
  ahead(b);
  if (!copy || memcmp(copy, b->result.data, size) != 0) {
    fprintf(stderr, "%s: results differ\n", b->t->name);
    exit(1);
  }
  free(copy);
}

static void bench_one(jx_context *ctx, const task *t, int64_t n, int threads) {
  bench b = {.t = t, .ctx = ctx, .n = n, .threads = threads};
  double *memory[4];
  for (size_t i = 0; i < 4; i++) {
    memory[i] = aligned_alloc(64, ((size_t)n * sizeof(double) + 63) & ~(size_t)63);
    if (!memory[i]) exit(1);
    for (int64_t k = 0; k < n; k++) memory[i][k] = (double)(k % 97) + (double)i;
  }
  for (size_t i = 0; i < t->noperands; i++) {
    b.x[i] = memory[i];
    b.given[i] = jx_array_of(memory[i], JX_FLOAT64, 1, &n);
    b.arrays[i] = &b.given[i];
    b.operands[i] = (jx_operand){t->names[i], &b.given[i]};
  }
  b.result = jx_array_of(memory[3], JX_FLOAT64, t->scalar ? 0 : 1, &n);
  must(&b, jx_compile(ctx, t->source, JX_NTS, t->names, t->noperands, &b.program) == JX_OK);
  must(&b, jx_context_set_threads(ctx, threads) == JX_OK);
  compare(&b);
  measure(&b);
  jx_program_free(b.program);
  for (size_t i = 0; i < 4; i++) free(memory[i]);
}

static void print_size(const char *name, const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f || fseek(f, 0, SEEK_END) != 0) exit(1);
  printf("%s: %ld bytes\n", name, ftell(f));
  fclose(f);
}

int main(void) {
  static const int64_t lengths[] = {8, 1000, 100000, 10000000};
  jx_context *ctx = jx_context_new(NULL);
  if (!ctx) return 1;
  print_size("linear.o", AHEAD "/linear.o");
  print_size("kinetic.o", AHEAD "/kinetic.o");
  printf("\n%-14s %10s %8s %10s %10s %10s   (ns a call)\n", "", "elements", "threads", "jx_eval",
         "jx_run", "ahead");
  for (size_t t = 0; t < sizeof tasks / sizeof *tasks; t++)
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
      for (int threads = 1; threads <= (lengths[i] < 100000 ? 1 : 2); threads++)
        bench_one(ctx, &tasks[t], lengths[i], threads);
  jx_context_free(ctx);
  return 0;
}
