/* exits.c: processes that end while their threads compile and run.
 *
 *   exits [--exits N] [--within MICROSECONDS] [--seed N]
 *
 * Each is this program again, a subject: one or two threads begin with their first kernel, and at a
 * random moment of the first `within` microseconds exit() is called, by the main thread or by one
 * that never met jx, or main() returns. It has to end with that status. Half of them have made
 * kernels before, and run large calls. Prints counts, and fails when any crashed or hung. Start
 * with main(); subject() is what is tried.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "jx.h"
#include "tests/stress/pool.h"

#define HUNG 60 /* seconds */
#define STATUS 42

static jx_context *context;

static void *work(void *argument) {
  unsigned first = *(unsigned *)argument;
  jx_context *c = jx_context_share(context);
  pool_result r;
  for (unsigned i = 0; c && i < 1000; i++) {
    jx_array sum = {0};
    char text[64];
    pool_eval(c, (first + i) % POOL_MOST, 1, 0, &r);
    snprintf(text, sizeof text, "sum(sqrt(arange(%u)*0.5))", 300000 + first + i);
    if (jx_eval(c, text, JX_NTS, NULL, 0, &sum, 1) != JX_OK) continue;
    jx_array_free(c, &sum);
  }
  return NULL;
}

static void *end(void *unused) {
  (void)unused;
  exit(STATUS);
}

static int subject(uint64_t seed, uint64_t within) {
  static unsigned first[2] = {0, 30};
  pthread_t thread;
  alarm(HUNG);
  context = jx_context_new(&(jx_options){.threads = 2, .cache = JX_CACHE_OFF});
  unsigned nthreads = 1 + pool_random(&seed) % 2, how = pool_random(&seed) % 3;
  bool warm = pool_random(&seed) % 2;
  uint64_t moment = pool_random(&seed) % within;
  pool_result r;
  if (warm) pool_eval(context, 100, 1, 0, &r);
  for (unsigned i = 0; i < nthreads; i++)
    if (pthread_create(&thread, NULL, work, &first[i])) return 1;
  nanosleep(&(struct timespec){.tv_nsec = (long)moment * 1000}, NULL);
  if (how == 0) return STATUS;
  if (how == 1) exit(STATUS);
  if (pthread_create(&thread, NULL, end, NULL)) return 1;
  pthread_join(thread, NULL);
  return 1;
}

static const char *option(int argc, char **argv, const char *name, const char *otherwise) {
  for (int i = 1; i + 1 < argc; i += 2)
    if (strcmp(argv[i], name) == 0) return argv[i + 1];
  return otherwise;
}

int main(int argc, char **argv) {
  const char *within = option(argc, argv, "--within", "100000");
  uint64_t seed = strtoull(option(argc, argv, "--seed", "1"), NULL, 10);
  const char *mine = option(argc, argv, "--subject", NULL);
  if (mine) return subject(strtoull(mine, NULL, 10), strtoull(within, NULL, 10));
  int exits = atoi(option(argc, argv, "--exits", "100")), fine = 0, hung = 0, crashed = 0;
  for (int i = 0; i < exits; i++) {
    char text[32];
    int status = 0;
    snprintf(text, sizeof text, "%llu", (unsigned long long)pool_random(&seed));
    pid_t pid = fork();
    if (pid == 0) {
      execl("/proc/self/exe", argv[0], "--subject", text, "--within", within, NULL);
      _exit(1);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid) return 1;
    fine += WIFEXITED(status) && WEXITSTATUS(status) == STATUS;
    hung += WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
    crashed += WIFSIGNALED(status) && WTERMSIG(status) != SIGALRM;
    if (WIFSIGNALED(status)) printf("subject %s: signal %d\n", text, WTERMSIG(status));
  }
  printf("%d exits: %d as they should, %d crashed, %d hung\n", exits, fine, crashed, hung);
  return fine == exits ? 0 : 1;
}
