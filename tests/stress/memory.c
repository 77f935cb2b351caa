/* memory.c: what becomes of programs where memory is limited: right results, or "out of memory".
 *
 *   memory [--step KIB] [--most MIB] [--command PROGRAM ARGUMENTS...]
 *
 * For each limit on address space (ulimit -v) from nothing up to `most`, in steps, and for each on
 * data (ulimit -d), this program is started again as a subject, which compiles and runs a program
 * from an empty cache: in its main thread or in another one, a small or a large one. It may fail to
 * start, which is the dynamic linker's affair; else it must get the right result, or
 * JX_ERROR_MEMORY.
 *
 * With --command, another program is started instead, and judged by what it prints: its standard
 * output ends in "right", or standard output and error contain "out of memory" or what Python and
 * the dynamic linker say when they cannot start.
 *
 * Prints counts, and fails when anything else came out. Start with main().
 */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jx.h"

enum { RIGHT = 0, NO_MEMORY = 10, WRONG = 11, NOT_STARTED = 127 };

/* ---- Subjects ---- */

#define N 100000

static const char *const programs[] = {
    "sum(a + 1)",
    "sum(sin(a) + sin(2*a) + sin(3*a) + sin(4*a) + sin(5*a) + sin(6*a) + sin(7*a) + sin(8*a))*0 + "
    "sum(a + 1)",
    "sum(a + 1), sum(a + 2), sum(a + 3), sum(a + 4), sum(a + 5), sum(a + 6), sum(a + 7), sum(a + 8)"};
#define PROGRAMS (sizeof programs / sizeof *programs)
static const size_t counts[] = {1, 1, 8};

static void *evaluate(void *argument) {
  size_t which = *(size_t *)argument;
  static jx_array r[8];
  static double data[N];
  jx_context *c = jx_context_new(&(jx_options){.cache = JX_CACHE_OFF, .threads = 2});
  if (!c) return (void *)(intptr_t)NO_MEMORY;
  for (int i = 0; i < N; i++) data[i] = i;
  jx_array a = jx_array_of(data, JX_FLOAT64, 1, (int64_t[]){N});
  jx_status status =
      jx_eval(c, programs[which], JX_NTS, &(jx_operand){"a", &a}, 1, r, counts[which]);
  if (status == JX_ERROR_MEMORY) return (void *)(intptr_t)NO_MEMORY;
  if (status != JX_OK) fprintf(stderr, "%s\n", jx_context_error(c)->message);
  bool right = status == JX_OK && *(double *)r[0].data == (double)N * (N + 1) / 2;
  return (void *)(intptr_t)(right ? RIGHT : WRONG);
}

static int subject(size_t which) {
  size_t program = which / 2;
  void *outcome = NULL;
  pthread_t thread;
  if (which % 2 == 0) return (int)(intptr_t)evaluate(&program);
  if (pthread_create(&thread, NULL, evaluate, &program)) return NO_MEMORY;
  pthread_join(thread, &outcome);
  return (int)(intptr_t)outcome;
}

/* ---- Starting them ---- */

static void limit(int what, size_t bytes) {
  struct rlimit none = {0, 0}, r = {bytes, bytes};
  setrlimit(RLIMIT_CORE, &none);
  setrlimit(what, &r);
}

/* What a command said, in a file. */
static int judge(int status, int fd) {
  static char said[65536];
  ssize_t n = pread(fd, said, sizeof said - 1, 0);
  said[n > 0 ? n : 0] = 0;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && strstr(said, "right")) return RIGHT;
  if (!WIFEXITED(status)) return WRONG;
  if (strstr(said, "out of memory")) return NO_MEMORY;
  static const char *const starts[] = {"error while loading shared libraries",
                                       "MemoryError",
                                       "failed to map segment",
                                       "Cannot allocate memory",
                                       "OpenBLAS error",
                                       "cannot allocate memory",
                                       "Fatal Python error"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (strstr(said, starts[i])) return NOT_STARTED;
  fputs(said, stderr);
  return WRONG;
}

static int run(int what, size_t bytes, size_t which, char **command) {
  char number[24];
  int status = 0, fd = open("/tmp", O_TMPFILE | O_RDWR, 0600);
  snprintf(number, sizeof number, "%zu", which);
  pid_t pid = fork();
  if (pid == 0) {
    alarm(120);
    if (command || fd < 0) dup2(fd, 1);
    dup2(fd, 2);
    limit(what, bytes);
    if (command) execvp(command[0], command);
    execl("/proc/self/exe", "memory", "--subject", number, (char *)NULL);
    _exit(NOT_STARTED);
  }
  int outcome = WRONG;
  if (pid > 0 && waitpid(pid, &status, 0) == pid) {
    if (command)
      outcome = judge(status, fd);
    else if (WIFEXITED(status))
      outcome = WEXITSTATUS(status);
    else
      /* Killed while it was loaded: execve() itself had no memory. */
      outcome = WTERMSIG(status) == SIGKILL ? NOT_STARTED : WRONG;
    if (outcome == WRONG) fprintf(stderr, "status 0x%x ", (unsigned)status);
  }
  close(fd);
  return outcome;
}

int main(int argc, char **argv) {
  size_t step = 8192, most = 384;
  char **command = NULL;
  if (argc == 3 && strcmp(argv[1], "--subject") == 0) return subject(strtoul(argv[2], NULL, 10));
  for (int i = 1; i + 1 < argc && !command; i += 2) {
    if (strcmp(argv[i], "--step") == 0) step = strtoul(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--most") == 0) most = strtoul(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--command") == 0) command = argv + i + 1;
  }
  static const struct {
    int what;
    const char *name;
  } limits[] = {{RLIMIT_AS, "address space"}, {RLIMIT_DATA, "data"}};
  size_t bad = 0;
  for (int k = 0; k < 2; k++) {
    size_t right = 0, no_memory = 0, not_started = 0, wrong = 0;
    for (size_t kib = step; kib <= most << 10; kib += step)
      for (size_t which = 0; which < (command ? 1 : 2 * PROGRAMS); which++) {
        int outcome = run(limits[k].what, kib << 10, which, command);
        right += outcome == RIGHT;
        no_memory += outcome == NO_MEMORY;
        not_started += outcome == NOT_STARTED;
        if (outcome == RIGHT || outcome == NO_MEMORY || outcome == NOT_STARTED) continue;
        fprintf(stderr, "outcome %d with %zu KiB of %s, subject %zu\n", outcome, kib,
                limits[k].name, which);
        wrong++;
      }
    printf("%-14s %zu right, %zu out of memory, %zu not started, %zu else\n", limits[k].name, right,
           no_memory, not_started, wrong);
    bad += wrong + (right == 0);
  }
  return bad ? 1 : 0;
}
