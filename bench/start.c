/* start.c: what it takes until there is a result: processes cold and warm, and calls whose kernel
 * is compiled, found on disk, found in memory.
 *
 * Usage: build/bench/start [ROUNDS]
 *
 * Processes run in turn, all from the same program: /bin/echo does nothing but print; jxc evaluates
 * sum(a*a) of eight elements from a file, with the kernel on disk ("warm") and with an empty
 * directory ("cold"). Time is from before posix_spawn() to after waitpid(). Calls are timed one by
 * one, on three operands of eight elements; for those in memory, the best and the median of runs of
 * 10 000, beside the loop that does the work.
 *
 * Uses a directory of its own in /tmp, which it removes. */
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "jx.h"

extern char **environ;

enum { ROUNDS = 101, KERNELS = 101, CALLS = 10000 };

static char folder[64], cache[80], array[128], jxc[4096];

static double now(void) { /* microseconds */
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Best and median of n times, in units of `unit` microseconds. */
static double report(const char *name, double *times, int n, double unit, const char *unit_name) {
  qsort(times, (size_t)n, sizeof *times, by_value);
  printf("  %-44s %10.2f %10.2f %s\n", name, times[0] / unit, times[n / 2] / unit, unit_name);
  return times[n / 2];
}

/* ---- Files ---- */

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *walk) {
  (void)s, (void)type, (void)walk;
  return remove(path);
}

static void remove_all(const char *path) { nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS); }

static void leave(void) { remove_all(folder); }

/* Eight float64 in NumPy's format, version 1.0. */
static void write_array(void) {
  char header[118];
  double values[8] = {0, 1, 2, 3, 4, 5, 6, 7};
  FILE *f = fopen(array, "w");
  if (!f) fail(array);
  snprintf(header, sizeof header, "%-117s",
           "{'descr': '<f8', 'fortran_order': False, 'shape': (8,), }");
  fwrite("\x93NUMPY\x01\x00\x76\x00", 1, 10, f);
  fwrite(header, 1, 117, f);
  fputc('\n', f);
  fwrite(values, sizeof *values, 8, f);
  if (fclose(f) != 0) fail(array);
}

static void prepare(void) {
  char own[4096];
  ssize_t n = readlink("/proc/self/exe", own, sizeof own - 1);
  if (n < 0) fail("/proc/self/exe");
  own[n] = 0;
  for (int up = 0; up < 2; up++) *strrchr(own, '/') = 0; /* <build>/bench/start */
  if (snprintf(jxc, sizeof jxc, "%s/jxc", own) >= (int)sizeof jxc) exit(1);
  snprintf(folder, sizeof folder, "/tmp/jx-start-XXXXXX");
  if (!mkdtemp(folder)) fail(folder);
  atexit(leave);
  snprintf(cache, sizeof cache, "%s/cache", folder);
  snprintf(array, sizeof array, "%s/small.npy", folder);
  write_array();
  setenv("JX_CACHE_DIR", cache, 1);
  setenv("JX_CACHE", "on", 1);
}

/* ---- Processes ---- */

static double run(char *const command[]) {
  posix_spawn_file_actions_t actions;
  pid_t pid;
  int status;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  double start = now();
  if (posix_spawn(&pid, command[0], &actions, NULL, command, environ) != 0) fail(command[0]);
  if (waitpid(pid, &status, 0) != pid || status != 0) fail(command[0]);
  double took = now() - start;
  posix_spawn_file_actions_destroy(&actions);
  return took;
}

static void processes(int rounds) {
  char operand[160];
  snprintf(operand, sizeof operand, "a=%s", array);
  char *print[] = {"/bin/echo", "140.0", NULL};
  char *eval[] = {jxc, "-e", "sum(a*a)", operand, NULL};
  double *echo = calloc((size_t)rounds * 3, sizeof *echo), *warm = echo + rounds,
         *cold = warm + rounds;
  if (!echo) fail("calloc");
  run(eval);
  for (int i = 0; i < rounds; i++) {
    remove_all(cache);
    cold[i] = run(eval);
    echo[i] = run(print);
    warm[i] = run(eval);
  }
  double base = report("process: /bin/echo", echo, rounds, 1e3, "ms");
  double hit = report("process: jxc, kernel on disk", warm, rounds, 1e3, "ms");
  report("process: jxc, empty cache", cold, rounds, 1e3, "ms");
  printf("  %-44s %10s %10.2f ms\n", "kernel on disk, beyond echo", "", (hit - base) / 1e3);
  free(echo);
}

/* ---- Calls ---- */

static double data[3][8] = {{1, 2, 3, 4, 5, 6, 7, 8}, {1, 1, 2, 3, 5, 8}, {3, 1, 4, 1, 5, 9, 2, 6}};

static void check(jx_context *c, jx_status status) {
  if (status == JX_OK) return;
  fputs(jx_context_error(c)->rendering, stderr);
  exit(1);
}

/* Times the first call of each of KERNELS programs in a new context. */
static void first_calls(const jx_operand *operands, const char *name) {
  double times[KERNELS];
  char source[64];
  jx_context *c = jx_context_new(&(jx_options){.threads = 1});
  if (!c) exit(1);
  for (int i = 0; i < KERNELS; i++) {
    jx_array result = {0};
    snprintf(source, sizeof source, "%d*a + b*c", i + 2);
    double start = now();
    check(c, jx_eval(c, source, JX_NTS, operands, 3, &result, 1));
    times[i] = now() - start;
    jx_array_free(c, &result);
  }
  jx_context_free(c);
  report(name, times, KERNELS, 1, "us");
}

static void later_calls(const jx_operand *operands, int rounds) {
  static const char source[] = "2*a + b*c", *const names[] = {"a", "b", "c"};
  const jx_array *arrays[] = {operands[0].array, operands[1].array, operands[2].array};
  double *eval = calloc((size_t)rounds * 3, sizeof *eval), *program_run = eval + rounds,
         *loop = program_run + rounds;
  jx_array result = {0};
  jx_program *program;
  jx_context *c = jx_context_new(&(jx_options){.threads = 1});
  if (!c || !eval) exit(1);
  check(c, jx_eval(c, source, JX_NTS, operands, 3, &result, 1));
  check(c, jx_compile(c, source, JX_NTS, names, 3, &program));
  for (int i = 0; i < rounds; i++) {
    double start = now();
    for (int k = 0; k < CALLS; k++) jx_eval(c, source, sizeof source - 1, operands, 3, &result, 1);
    eval[i] = (now() - start) / CALLS;
    start = now();
    for (int k = 0; k < CALLS; k++) jx_run(c, program, arrays, 3, &result, 1);
    program_run[i] = (now() - start) / CALLS;
    start = now();
    volatile double *to = result.data;
    for (int k = 0; k < CALLS; k++)
      for (int j = 0; j < 8; j++) to[j] = 2 * data[0][j] + data[1][j] * data[2][j];
    loop[i] = (now() - start) / CALLS;
  }
  report("call: jx_eval(), kernel in memory", eval, rounds, 1e-3, "ns");
  report("call: jx_run(), kernel in memory", program_run, rounds, 1e-3, "ns");
  report("the work: a loop in C", loop, rounds, 1e-3, "ns");
  jx_array_free(c, &result);
  jx_program_free(program);
  jx_context_free(c);
  free(eval);
}

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : ROUNDS;
  if (rounds < 1) return 2;
  prepare();
  int64_t n = 8;
  jx_array arrays[3];
  jx_operand operands[3];
  static const char *const names[] = {"a", "b", "c"};
  for (int i = 0; i < 3; i++) {
    arrays[i] = jx_array_of(data[i], JX_FLOAT64, 1, &n);
    operands[i] = (jx_operand){names[i], &arrays[i]};
  }
  printf("  %-44s %10s %10s\n", "", "best", "median");
  processes(rounds);
  first_calls(operands, "call: compiled, kept on disk");
  first_calls(operands, "call: found on disk");
  later_calls(operands, rounds);
  return 0;
}
