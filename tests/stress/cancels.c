/* cancels.c: how soon a call ends that jx_cancel() stops.
 *
 *   cancels [--rounds N] [--most MILLISECONDS] [--kind NAME] [--threads N] [--seed N]
 *
 * Of each kind of work, a call far longer than anybody waits for is made by one thread, and stopped
 * from another at a random moment. Operands are mostly broadcast, so that calls are long in little
 * memory. Prints, in milliseconds, how long it took from jx_cancel() to the call's return: median,
 * 99th of a hundred, most; and the CPU time that all threads spent meanwhile, which is what counts
 * on a busy machine. Fails when a call is not stopped, when something stays allocated, when the
 * context cannot go on, or when CPU time for each thread was more than --most. Start with main().
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "jx.h"
#include "runtime/machine/clock.h"
#include "tests/stress/pool.h"

/* ---- Memory that is counted ---- */

static atomic_llong held;

static void *counting_alloc(void *user, size_t size, size_t align) {
  (void)user;
  void *at = alloc_default.alloc(NULL, size, align);
  if (at) atomic_fetch_add(&held, (long long)size);
  return at;
}

static void counting_free(void *user, void *at, size_t size) {
  (void)user;
  atomic_fetch_sub(&held, (long long)size);
  alloc_default.free(NULL, at, size);
}

static const jx_allocator counting = {counting_alloc, counting_free, NULL};

/* ---- Operands ---- */

#define LINE 1000000
#define ROWS 3000000 /* three million million elements */
#define REAL 20000000

static double *line, *huge_line, *real;
static int64_t *indices;
static bool *truths;

/* `rows` times the same line; 0: the line. */
static jx_array lines(void *data, jx_dtype dtype, int64_t rows) {
  jx_array a = jx_array_of(data, dtype, 2, (int64_t[]){rows, LINE});
  a.strides[0] = 0;
  return a;
}

static void make_operands(void) {
  line = malloc(LINE * sizeof *line);
  huge_line = malloc(LINE * sizeof *huge_line);
  indices = malloc(LINE * sizeof *indices);
  truths = malloc(LINE * sizeof *truths);
  real = malloc(REAL * sizeof *real);
  for (int64_t i = 0; i < LINE; i++) {
    line[i] = (double)(i + 1) / LINE;
    huge_line[i] = 1e300 + (double)i * 1e294;
    indices[i] = i * 7919 % LINE;
    truths[i] = i % 3 == 0;
  }
  for (int64_t i = 0; i < REAL; i++) real[i] = 1 + 1e-9 * (double)(i % 1000);
}

/* ---- Kinds of work ---- */

typedef enum operand_kind { A_LINE, A_HUGE, A_REAL, A_CUBE, A_NONE } operand_kind;

typedef struct kind {
  const char *name, *program;
  operand_kind of;
  unsigned results;
  bool given;      /* the result is the operand, turned around */
  bool fresh;      /* it is compiled anew each time */
  unsigned within; /* milliseconds in which it is stopped; 0: 100 */
} kind;

static char long_program[1 << 20];

static const kind kinds[] = {
    {.name = "sum", .program = "sum(a)", .of = A_LINE},
    {.name = "sines", .program = "sum(sin(a))", .of = A_LINE},
    {.name = "sines of huge arguments", .program = "sum(sin(a))", .of = A_HUGE},
    {.name = "sines of huge arguments, by rows", .program = "sum(sin(a), axis=1)", .of = A_HUGE},
    {.name = "sines of huge arguments, by columns", .program = "sum(sin(a), axis=0)", .of = A_HUGE},
    {.name = "remainders of huge arguments", .program = "sum(fmod(a, 1e-300))", .of = A_HUGE},
    {.name = "powers", .program = "sum(a**(a*1e-3 + 1e-9))", .of = A_LINE},
    {.name = "gamma", .program = "sum(lgamma(-a*20))", .of = A_LINE},
    {.name = "a sum that overflows on the way", .program = "sum(a*1e8) - sum(a*1e8)", .of = A_HUGE},
    {.name = "digits",
     .program = "count_nonzero(contains(str(int64(a*1e15)), '4242'))",
     .of = A_LINE},
    {.name = "column sums", .program = "sum(a, axis=0)", .of = A_LINE},
    {.name = "row sums", .program = "sum(a, axis=1)", .of = A_LINE},
    {.name = "rows' extremes and places", .program = "argmin(a, axis=1)", .of = A_LINE},
    {.name = "variances", .program = "var(a, axis=0)", .of = A_LINE},
    {.name = "waves", .program = "sum((a - mean(a))/std(a))", .of = A_LINE},
    {.name = "crossed",
     .program = "b = sqrt(a + 1); sum(b, axis=0), sum(b, axis=1)",
     .of = A_LINE,
     .results = 2},
    {.name = "products of rows", .program = "prod(1 + a[:3000]*1e-9)", .of = A_LINE},
    {.name = "all of it", .program = "all(a > 0)", .of = A_LINE},
    {.name = "contraction",
     .program = "sum(a[:9000,None,:]*a[None,:8000,:], axis=2)",
     .of = A_LINE},
    {.name = "contraction of long rows",
     .program = "sum(abs(a[:100,None,:] - a[None,:90000,:]), axis=2)",
     .of = A_LINE},
    {.name = "chamfer distances",
     .program =
         "d = (arange(3000000.0)[:,None] - arange(2900000.0)[None,:])**2; sum(min(d, axis=0)), sum(min(d, axis=1))",
     .of = A_NONE,
     .results = 2},
    {.name = "elementwise, fresh", .program = "a[:400] + 1", .of = A_LINE},
    {.name = "elementwise, dear, fresh", .program = "tan(a[:200]) + gamma(a[:200])", .of = A_LINE},
    {.name = "transposed", .program = "a[:300].T + 0", .of = A_LINE},
    {.name = "turned around in place",
     .program = "a[::-1]",
     .of = A_REAL,
     .given = true,
     .within = 30},
    {.name = "running sums", .program = "sum(cumsum(a[:60], axis=0))", .of = A_LINE, .within = 15},
    {.name = "running products", .program = "cumprod(a)", .of = A_REAL, .within = 20},
    {.name = "running products of lines",
     .program = "sum(cumprod(a[:300,:100000] + 1e-9, axis=1))",
     .of = A_LINE},
    {.name = "running products of long lines",
     .program = "sum(cumprod(a[:300] + 1e-9, axis=1))",
     .of = A_LINE},
    {.name = "running sums of all", .program = "cumsum(a[:300])", .of = A_LINE},
    {.name = "selection", .program = "a[:300][a[:300] > 0.3]", .of = A_LINE},
    {.name = "gathers", .program = "sum(a[:, i] + i)", .of = A_LINE},
    {.name = "strings", .program = "count_nonzero(str(int64(a*1e9)) == '42')", .of = A_LINE},
    {.name = "compilation of a long program",
     .program = long_program,
     .of = A_LINE,
     .fresh = true,
     .within = 900},
    {.name = "many stages", .program = NULL, .of = A_LINE, .fresh = true, .within = 400},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* ---- Calls ---- */

typedef struct call_state {
  jx_context *context;
  const char *program;
  const kind *k;
  atomic_int begun;
  atomic_bool over;
  jx_status status;
  char message[200];
  uint64_t returned;
} call_state;

static jx_array operand_of(operand_kind of) {
  switch (of) {
  case A_HUGE: return lines(huge_line, JX_FLOAT64, ROWS);
  case A_REAL: return jx_array_of(real, JX_FLOAT64, 1, (int64_t[]){REAL});
  default: return lines(line, JX_FLOAT64, ROWS);
  }
}

static uint64_t cpu_time(void) { return clock_ns(CLOCK_PROCESS_CPUTIME_ID); }

static void *call_it(void *argument) {
  call_state *s = argument;
  jx_array a = operand_of(s->k->of), r[2] = {{0}};
  jx_array i = jx_array_of(indices, JX_INT64, 1, (int64_t[]){LINE});
  if (s->k->given) r[0] = a;
  jx_operand operands[] = {{"a", &a}, {"i", &i}};
  atomic_store(&s->begun, 1);
  s->status =
      jx_eval(s->context, s->program, JX_NTS, operands, 2, r, s->k->results ? s->k->results : 1);
  s->returned = clock_ns(CLOCK_MONOTONIC);
  snprintf(s->message, sizeof s->message, "%s", jx_context_error(s->context)->message);
  for (int k = 0; k < 2; k++) jx_array_free(s->context, &r[k]);
  atomic_store(&s->over, true);
  return NULL;
}

static void pause_for(uint64_t ns) {
  nanosleep(&(struct timespec){(time_t)(ns / 1000000000), (long)(ns % 1000000000)}, NULL);
}

/* ---- Rounds ---- */

typedef struct figures {
  unsigned n, stopped, failed;
  double *wall, *cpu; /* milliseconds */
} figures;

static bool goes_on(jx_context *c) {
  double x = 3, y = 0;
  jx_array a = jx_array_of(&x, JX_FLOAT64, 0, NULL), r = jx_array_of(&y, JX_FLOAT64, 0, NULL);
  return jx_eval(c, "2*x + 1", JX_NTS, &(jx_operand){"x", &a}, 1, &r, 1) == JX_OK && y == 7;
}

static void one_round(const kind *k, const char *program, jx_context *c, uint64_t delay,
                      figures *f) {
  call_state s = {.context = c, .program = program, .k = k};
  pthread_t thread;
  if (pthread_create(&thread, NULL, call_it, &s)) abort();
  while (!atomic_load(&s.begun)) pause_for(10000);
  pause_for(delay);
  bool was_over = atomic_load(&s.over);
  uint64_t cpu = cpu_time(), start = clock_ns(CLOCK_MONOTONIC);
  jx_cancel(c);
  pthread_join(thread, NULL);
  cpu = cpu_time() - cpu;
  bool left = jx_uncancel(c); /* it came too late */
  if (s.status == JX_ERROR_CANCELLED) {
    double wall = s.returned > start ? (double)(s.returned - start) * 1e-6 : 0;
    f->wall[f->stopped] = wall;
    f->cpu[f->stopped++] = (double)cpu * 1e-6 / jx_context_threads(c);
    if (strcmp(s.message, "stopped by jx_cancel()") != 0 || left) f->failed++;
  } else if (s.status != JX_OK) {
    printf("%s: %s\n", k->name, s.message);
    f->failed++;
  } else if (!was_over && !left) {
    f->failed++;
  }
  if (!goes_on(c)) f->failed++;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Programs that no kernel is there for. */
static const char *program_of(const kind *k, uint64_t number) {
  size_t at = 0;
  if (!k->fresh) return k->program;
  int terms = k->program ? 4000 : 200;
  for (int t = 0; t < terms && at < sizeof long_program - 100; t++) {
    const char *term = k->program ? "%ssin(%d*a[0,:9] + %llu)" : "%ssum(a[0,:9]*%d + %llu)";
    at += (size_t)snprintf(long_program + at, sizeof long_program - at, term, t ? " + " : "", t + 1,
                           (unsigned long long)number);
  }
  return long_program;
}

static bool try_kind(const kind *k, unsigned rounds, int threads, double most, uint64_t *random) {
  figures f = {.wall = calloc(rounds, sizeof(double)), .cpu = calloc(rounds, sizeof(double))};
  const jx_options options = {.threads = threads, .allocator = &counting, .cache = JX_CACHE_OFF};
  uint64_t within = 1000000 * (uint64_t)(k->within ? k->within : 100);
  jx_context *c = jx_context_new(&options);
  if (!goes_on(c)) return false;
  for (f.n = 0; f.n < rounds; f.n++) {
    uint64_t number = pool_random(random) % 1000000;
    one_round(k, program_of(k, number), c, pool_random(random) % within, &f);
  }
  jx_context_free(c);
  qsort(f.wall, f.stopped, sizeof(double), by_size);
  qsort(f.cpu, f.stopped, sizeof(double), by_size);
  bool good = f.stopped && !f.failed && atomic_load(&held) == 0;
  unsigned last = f.stopped ? f.stopped - 1 : 0, late = last - last / 100;
  bool soon = f.cpu[last] <= most;
  printf("%-38s %3u of %3u  %7.2f %7.2f %7.2f   cpu %7.2f %7.2f%s%s\n", k->name, f.stopped, f.n,
         f.wall[f.stopped / 2], f.wall[late], f.wall[last], f.cpu[f.stopped / 2], f.cpu[last],
         good ? "" : "  FAILED", soon ? "" : "  LATE");
  fflush(stdout);
  free(f.wall);
  free(f.cpu);
  return good && soon;
}

static const char *option(int argc, char **argv, const char *name, const char *otherwise) {
  for (int i = 1; i + 1 < argc; i += 2)
    if (strcmp(argv[i], name) == 0) return argv[i + 1];
  return otherwise;
}

int main(int argc, char **argv) {
  unsigned rounds = (unsigned)atoi(option(argc, argv, "--rounds", "3"));
  double most = atof(option(argc, argv, "--most", "50"));
  int threads = atoi(option(argc, argv, "--threads", "2"));
  const char *only = option(argc, argv, "--kind", "");
  uint64_t random = strtoull(option(argc, argv, "--seed", "1"), NULL, 10);
  bool good = true;
  make_operands();
  printf("%-38s %10s  %23s   %s\n", "milliseconds", "stopped", "median, 99 %, most",
         "median, most");
  for (size_t i = 0; i < KINDS; i++)
    if (strstr(kinds[i].name, only))
      good = try_kind(&kinds[i], rounds, threads, most, &random) && good;
  return good ? 0 : 1;
}
