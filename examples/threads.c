/* threads.c: one program, run by several threads of the caller's at once.
 *
 * A context is for one thread at a time; jx_context_share() makes one for each, over the same
 * kernels. Each context runs single-threaded here, since the caller's threads are already as many
 * as wanted. */
#include <pthread.h>
#include <stdio.h>

#include "jx.h"

#define THREADS 4
#define N 1000

typedef struct worker {
  jx_context *ctx;
  const jx_program *program;
  double first, sum;
  bool good;
} worker;

/* The sum of first, first + 1, … first + N - 1. */
static void *work(void *argument) {
  worker *w = argument;
  double a[N];
  for (int i = 0; i < N; i++) a[i] = w->first + i;
  jx_array x = jx_array_of(a, JX_FLOAT64, 1, (int64_t[]){N});
  jx_array y = jx_array_of(&w->sum, JX_FLOAT64, 0, NULL);
  w->good = true;
  for (int call = 0; w->good && call < 100; call++)
    w->good = jx_run(w->ctx, w->program, (const jx_array *[]){&x}, 1, &y, 1) == JX_OK;
  if (!w->good) fputs(jx_context_error(w->ctx)->rendering, stderr);
  return NULL;
}

int main(void) {
  jx_context *ctx = jx_context_new(&(jx_options){.threads = 1});
  jx_program *program = NULL;
  if (!ctx) return 1;
  if (jx_compile(ctx, "sum(a)", JX_NTS, (const char *[]){"a"}, 1, &program) != JX_OK) {
    fputs(jx_context_error(ctx)->rendering, stderr);
    return 1;
  }

  worker workers[THREADS];
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) {
    workers[i] = (worker){.ctx = jx_context_share(ctx), .program = program, .first = i * N};
    if (!workers[i].ctx || pthread_create(&threads[i], NULL, work, &workers[i])) return 1;
  }

  bool good = true;
  double total = 0;
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], NULL);
    good = good && workers[i].good;
    total += workers[i].sum;
    jx_context_free(workers[i].ctx);
  }
  double expected = THREADS * N * (THREADS * N - 1) / 2.0;
  printf("the numbers below %d add up to %.0f\n", THREADS * N, total);

  jx_program_free(program);
  jx_context_free(ctx);
  return good && total == expected ? 0 : 1;
}
