/* calls.c: what a call takes when its kernel is in memory: nanoseconds for 1, 8, 100 and 1000
 * elements of three operands, by jx_eval(), jx_run() and jx_run_many(), beside a loop in C.
 *
 * Usage: build/bench/calls [ROUNDS]
 *
 * 2*a + b*c of float64, one thread, everything in cache. All take turns, each turn some ten
 * microseconds to a millisecond; the best turn counts, and the second table is what it takes beyond
 * the loop. jx_run_many() is given SETS sets in a call. Then two threads at once, each with a
 * context of its own and both with one program: calls a second over those of one thread. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "jx.h"

enum { ROUNDS = 201, CALLS = 400, SETS = 400, MOST = 1000 };

static const char source[] = "2*a + b*c";
static double data[3][MOST], out[SETS][MOST];

static double now(void) { /* nanoseconds */
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* ---- The ways to call ---- */

typedef struct caller {
  jx_context *context;
  jx_program *program;
  jx_array operands[3], result, results[SETS];
  const jx_array *arrays[3], *sets[3 * SETS];
  jx_operand named[3];
} caller;

static void check(const caller *c, jx_status status) {
  if (status == JX_OK) return;
  fputs(jx_context_error(c->context)->rendering, stderr);
  exit(1);
}

static void by_eval(caller *c) {
  for (int i = 0; i < CALLS; i++)
    check(c, jx_eval(c->context, source, sizeof source - 1, c->named, 3, &c->result, 1));
}

static void by_eval_fresh(caller *c) {
  for (int i = 0; i < CALLS; i++) {
    jx_array fresh = {0};
    check(c, jx_eval(c->context, source, sizeof source - 1, c->named, 3, &fresh, 1));
    jx_array_free(c->context, &fresh);
  }
}

static void by_run(caller *c) {
  for (int i = 0; i < CALLS; i++)
    check(c, jx_run(c->context, c->program, c->arrays, 3, &c->result, 1));
}

static void by_run_fresh(caller *c) {
  for (int i = 0; i < CALLS; i++) {
    jx_array fresh = {0};
    check(c, jx_run(c->context, c->program, c->arrays, 3, &fresh, 1));
    jx_array_free(c->context, &fresh);
  }
}

/* Two sizes take turns in no order that is soon over: no call is like the one before. */
static void by_run_changing(caller *c) {
  static unsigned state = 1;
  int64_t n = c->operands[0].shape[0];
  for (int i = 0; i < CALLS; i++) {
    state = state * 1103515245u + 12345u;
    int64_t now_n = n - (int64_t)(state >> 16) % (n > 99 ? 99 : n);
    for (int k = 0; k < 3; k++) c->operands[k].shape[0] = now_n;
    c->result.shape[0] = now_n;
    check(c, jx_run(c->context, c->program, c->arrays, 3, &c->result, 1));
  }
  for (int k = 0; k < 3; k++) c->operands[k].shape[0] = n;
  c->result.shape[0] = n;
}

static void by_run_many(caller *c) {
  check(c, jx_run_many(c->context, c->program, SETS, c->sets, 3, c->results, 1, NULL));
}

/* As a compiler makes it that does not know the length. */
__attribute__((noinline)) static void loop(double *to, const double *a, const double *b,
                                           const double *c, int64_t n) {
  for (int64_t j = 0; j < n; j++) to[j] = 2 * a[j] + b[j] * c[j];
}

static void by_loop(caller *c) {
  for (int i = 0; i < CALLS; i++) {
    loop(out[0], data[0], data[1], data[2], c->operands[0].shape[0]);
    __asm__ volatile("" ::: "memory");
  }
}

static const struct {
  const char *name;
  void (*turn)(caller *c);
} ways[] = {{"jx_eval(), given", by_eval},
            {"jx_eval(), fresh", by_eval_fresh},
            {"jx_run(), given", by_run},
            {"jx_run(), fresh", by_run_fresh},
            {"jx_run(), many sizes", by_run_changing},
            {"jx_run_many(), a set", by_run_many},
            {"a loop in C", by_loop}};
enum { WAYS = sizeof ways / sizeof *ways };

/* ---- Timing ---- */

static void open_context(caller *c, jx_context *shared) {
  static const char *const names[] = {"a", "b", "c"};
  c->context = shared ? jx_context_share(shared) : jx_context_new(&(jx_options){.threads = 1});
  if (!c->context) exit(1);
  for (int i = 0; i < 3; i++) {
    c->arrays[i] = &c->operands[i];
    c->named[i] = (jx_operand){names[i], &c->operands[i]};
    for (int s = 0; s < SETS; s++) c->sets[3 * s + i] = &c->operands[i];
  }
  if (!shared) check(c, jx_compile(c->context, source, JX_NTS, names, 3, &c->program));
}

static void set_size(caller *c, int64_t n, double *to) {
  for (int i = 0; i < 3; i++) c->operands[i] = jx_array_of(data[i], JX_FLOAT64, 1, &n);
  c->result = jx_array_of(to, JX_FLOAT64, 1, &n);
  for (int s = 0; s < SETS; s++) c->results[s] = jx_array_of(out[s], JX_FLOAT64, 1, &n);
}

static void take_turns(caller *c, int rounds, double *best) {
  for (int w = 0; w < WAYS; w++) best[w] = 1e300;
  for (int r = 0; r < rounds; r++)
    for (int w = 0; w < WAYS; w++) {
      double start = now();
      ways[w].turn(c);
      double each = (now() - start) / (ways[w].turn == by_run_many ? SETS : CALLS);
      if (each < best[w]) best[w] = each;
    }
}

static void table(const char *title, const int64_t *sizes, int n, double times[][WAYS],
                  int beyond) {
  printf("%-28s", title);
  for (int s = 0; s < n; s++) printf(" %9lld", (long long)sizes[s]);
  printf("\n");
  for (int w = 0; w < WAYS - beyond; w++) {
    printf("  %-26s", ways[w].name);
    for (int s = 0; s < n; s++) printf(" %9.1f", times[s][w] - (beyond ? times[s][WAYS - 1] : 0));
    printf("\n");
  }
}

/* ---- Two threads ---- */

typedef struct worker {
  caller *caller;
  pthread_barrier_t *barrier;
  double begin, end;
} worker;

enum { TURNS = 100 };

static void *work(void *argument) {
  worker *w = argument;
  by_run(w->caller); /* finds the kernel */
  pthread_barrier_wait(w->barrier);
  w->begin = now();
  for (int i = 0; i < TURNS; i++) by_run(w->caller);
  w->end = now();
  return NULL;
}

/* Calls a nanosecond, from where the first thread begins to where the last one ends. */
static double calls_at_once(caller *callers, int threads) {
  double best = 0;
  for (int r = 0; r < 15; r++) {
    pthread_t t[2];
    worker w[2];
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, NULL, (unsigned)threads);
    for (int i = 0; i < threads; i++) {
      w[i] = (worker){&callers[i], &barrier, 0, 0};
      if (pthread_create(&t[i], NULL, work, &w[i])) exit(1);
    }
    for (int i = 0; i < threads; i++) pthread_join(t[i], NULL);
    pthread_barrier_destroy(&barrier);
    double begin = w[0].begin, end = w[0].end;
    for (int i = 1; i < threads; i++) {
      if (w[i].begin < begin) begin = w[i].begin;
      if (w[i].end > end) end = w[i].end;
    }
    double rate = (double)threads * TURNS * CALLS / (end - begin);
    if (rate > best) best = rate;
  }
  return best;
}

int main(int argc, char **argv) {
  static caller callers[2];
  static const int64_t sizes[] = {1, 8, 100, 1000};
  double times[4][WAYS];
  int rounds = argc > 1 ? atoi(argv[1]) : ROUNDS;
  if (rounds < 1) return 2;
  for (int i = 0; i < 3 * MOST; i++) data[i / MOST][i % MOST] = i % 17;
  open_context(&callers[0], NULL);
  for (int s = 0; s < 4; s++) {
    set_size(&callers[0], sizes[s], out[0]);
    take_turns(&callers[0], rounds, times[s]);
  }
  table("ns a call, elements:", sizes, 4, times, 0);
  table("beyond the loop:", sizes, 4, times, 1);
  open_context(&callers[1], callers[0].context);
  callers[1].program = callers[0].program;
  for (int i = 0; i < 2; i++) set_size(&callers[i], 8, out[i]);
  double one = calls_at_once(callers, 1), two = calls_at_once(callers, 2);
  printf("jx_run() of 8 elements: %.2f million a second on one thread, %.2f on two: %.2f times\n",
         one * 1e3, two * 1e3, two / one);
  jx_context_free(callers[1].context);
  jx_program_free(callers[0].program);
  jx_context_free(callers[0].context);
  return 0;
}
