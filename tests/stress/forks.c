/* forks.c: processes that fork before they use jx, while other threads compile their first kernels
 * or run, and afterwards.
 *
 *   forks [--forks N] [--within MICROSECONDS] [--seed N]
 *
 * LLVM makes most of what it holds in its first unit, under locks that a child would inherit. So
 * each fork is made by a process of its own, a subject, which is this program again: its threads
 * begin to compile, and at a random moment of the first `within` microseconds somebody forks: the
 * main thread, or two threads at once, or, from an allocator's or a progress callback, a thread
 * that is itself compiling or running. The child compiles and runs other kernels, and forks a child
 * that does so too. Other subjects fork before any thread has begun, while threads run what they
 * have a kernel for, or when all is over; and from the progress callback of a run on several
 * threads, which the child then returns from. Results are compared, bit for bit, with those that the subject gets afterwards,
 * in which nothing may have changed either. Half of the subjects keep kernels on disk.
 *
 * A process that takes more than half a minute has hung. Prints counts, and fails when any
 * process hung, died or got a wrong result. Start with main(); subject() is what is tried.
 */
#include <ftw.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "runtime/machine/clock.h"
#include "tests/stress/pool.h"

#define HUNG 30 /* seconds */
#define CHILDREN 2
#define KERNELS 1 /* that each thread and each child makes */

/* Exit statuses of children and subjects. */
enum { FINE = 0, BROKEN = 11, WRONG = 12, STUCK = 13, DIED = 14 };

/* Who forks. */
typedef enum forker { FROM_MAIN, FROM_TWO_THREADS, FROM_ALLOCATOR, FROM_PROGRESS, FORKERS } forker;
static const char *const forker_names[] = {"main thread", "two threads at once", "allocator",
                                           "progress callback"};

/* When. */
typedef enum moment { COMPILING, BEFORE, RUNNING, AFTER, MOMENTS } moment;
static const char *const moment_names[] = {"compiling", "before use", "running", "after use"};

static struct {
  forker how;
  moment when;
  atomic_bool due; /* for callbacks: fork now */
  atomic_uint children;
  pid_t pids[CHILDREN];
  jx_context *context;
  pool_result (*results)[2 * KERNELS]; /* of children, shared with them */
} now;

/* ---- Children ---- */

static void make(jx_context *c, unsigned first, pool_result *out) {
  for (unsigned i = 0; i < KERNELS; i++) pool_eval(c, first + i, 1, 0, &out[i]);
}

/* Never returns: a new context, then one over what was inherited, unless this is an allocator's
 * callback, under which its engine may be locked. */
static void child(unsigned i) {
  alarm(HUNG);
  jx_context_set_progress(now.context, NULL, NULL);
  atomic_store(&now.due, false);
  jx_context *mine = now.how == FROM_ALLOCATOR ? NULL : jx_context_share(now.context);
  jx_context *fresh = jx_context_new(&(jx_options){.cache = JX_CACHE_OFF});
  if ((!mine && now.how != FROM_ALLOCATOR) || !fresh) _exit(BROKEN);
  make(fresh, 60 + 10 * i, now.results[i]);
  int status = 0;
  pid_t grandchild = fork();
  if (grandchild == 0) {
    alarm(HUNG);
    make(now.how == FROM_ALLOCATOR ? fresh : mine, 65 + 10 * i, now.results[i] + KERNELS);
    _exit(FINE);
  }
  if (grandchild < 0 || waitpid(grandchild, &status, 0) != grandchild) _exit(BROKEN);
  if (WIFSIGNALED(status)) _exit(WTERMSIG(status) == SIGALRM ? STUCK : DIED);
  _exit(WEXITSTATUS(status));
}

static _Thread_local int returning = -1; /* the child that goes on with the call */

static void fork_one(void) {
  unsigned i = atomic_fetch_add(&now.children, 1);
  if (i >= CHILDREN) return;
  now.pids[i] = fork();
  if (now.pids[i] != 0) return;
  if (now.how == FROM_PROGRESS && now.when == RUNNING && i == 0)
    returning = (int)i;
  else
    child(i);
}

static void *fork_in_thread(void *unused) {
  fork_one();
  return unused;
}

static int ended(pid_t pid) {
  int status = 0;
  if (pid <= 0 || waitpid(pid, &status, 0) != pid) return BROKEN;
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  return WTERMSIG(status) == SIGALRM ? STUCK : DIED;
}

/* ---- Subjects ---- */

static void *forking_alloc(void *user, size_t size, size_t align) {
  (void)user;
  if (now.how == FROM_ALLOCATOR && atomic_exchange(&now.due, false)) fork_one();
  return alloc_default.alloc(NULL, size, align);
}

static void plain_free(void *user, void *at, size_t size) {
  (void)user;
  alloc_default.free(NULL, at, size);
}

static int forking_progress(void *user, double done) {
  (void)user;
  (void)done;
  if (now.how == FROM_PROGRESS && atomic_exchange(&now.due, false)) fork_one();
  return 0;
}

#define LONG "sum(cos(arange(8000000)*0.5))"

/* Long calls on two threads, until somebody has forked. A child that has returned from the callback
 * has either done it all alone or nothing. */
static void *run(void *argument) {
  jx_context *c = jx_context_share(now.context);
  double value = 0;
  bool fine = c != NULL;
  for (int i = 0; fine && i < 400 && (i < 2 || !atomic_load(&now.children)); i++) {
    jx_array sum = {0};
    if (i == 1) jx_context_set_progress(c, forking_progress, NULL);
    jx_status status = jx_eval(c, LONG, JX_NTS, NULL, 0, &sum, 1);
    if (returning >= 0 && status == JX_ERROR_CANCELLED) child((unsigned)returning);
    fine = status == JX_OK && (i == 0 || *(double *)sum.data == value);
    if (returning >= 0) {
      if (!fine) _exit(WRONG);
      child((unsigned)returning);
    }
    if (fine) value = *(double *)sum.data;
    if (c) jx_array_free(c, &sum);
  }
  jx_context_free(c);
  return fine ? NULL : argument;
}

/* Kernels until somebody has forked, then enough elements to begin with workers. */
static void *compile(void *argument) {
  unsigned first = *(unsigned *)argument;
  jx_context *c = jx_context_share(now.context);
  pool_result r;
  if (!c) return argument;
  jx_context_set_progress(c, forking_progress, NULL);
  for (unsigned i = 0; i < 25 && (i < KERNELS || !atomic_load(&now.children)); i++) {
    jx_array sum = {0};
    char text[64];
    pool_eval(c, first + i, 1, 0, &r);
    snprintf(text, sizeof text, "sum(sqrt(arange(%u)*0.5))", 300000 + first + i);
    if (r.status != JX_OK || jx_eval(c, text, JX_NTS, NULL, 0, &sum, 1) != JX_OK) return argument;
    jx_array_free(c, &sum);
  }
  jx_context_free(c);
  return NULL;
}

static bool same_here(unsigned i) {
  for (unsigned k = 0; k < 2 * KERNELS; k++) {
    pool_result r;
    pool_eval(now.context, 60 + 10 * i + (k < KERNELS ? k : 5 + k - KERNELS), 1, 0, &r);
    if (!pool_same(&r, &now.results[i][k])) return false;
  }
  return true;
}

static int judge(void) {
  int worst = FINE;
  unsigned n = atomic_load(&now.children) < CHILDREN ? atomic_load(&now.children) : CHILDREN;
  for (unsigned i = 0; i < n; i++) {
    int status = ended(now.pids[i]);
    if (status == FINE && !same_here(i)) status = WRONG;
    if (status != FINE) worst = status;
  }
  return n ? worst : BROKEN;
}

static bool fork_now(void) {
  pthread_t forkers[2];
  atomic_store(&now.due, true);
  if (now.how == FROM_MAIN) fork_one();
  for (int i = 0; i < 2 && now.how == FROM_TWO_THREADS; i++)
    if (pthread_create(&forkers[i], NULL, fork_in_thread, NULL)) return false;
  for (int i = 0; i < 2 && now.how == FROM_TWO_THREADS; i++) pthread_join(forkers[i], NULL);
  return true;
}

static int subject(uint64_t seed, uint64_t within, const char *place) {
  static unsigned first[2] = {0, 30};
  pthread_t threads[2];
  alarm(2 * HUNG);
  now.how = (forker)(pool_random(&seed) % FORKERS);
  now.when = (moment)(pool_random(&seed) % MOMENTS);
  if (now.when == BEFORE || now.when == AFTER) now.how = (forker)(now.how % FROM_ALLOCATOR);
  if (now.when == RUNNING && now.how == FROM_ALLOCATOR) now.how = FROM_MAIN;
  unsigned nthreads = 1 + pool_random(&seed) % 2;
  bool on_disk = pool_random(&seed) % 2;
  uint64_t delay = pool_random(&seed) % within;
  now.results = mmap(NULL, CHILDREN * sizeof *now.results, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  const jx_allocator allocator = {forking_alloc, plain_free, NULL};
  const jx_options options = {.threads = 2,
                              .allocator = &allocator,
                              .cache = on_disk ? JX_CACHE_ON : JX_CACHE_OFF,
                              .cache_dir = place};
  if (now.results == MAP_FAILED || !(now.context = jx_context_new(&options))) return BROKEN;

  if (now.when == BEFORE && !fork_now()) return BROKEN;
  for (unsigned i = 0; i < nthreads; i++)
    if (pthread_create(&threads[i], NULL, now.when == RUNNING ? run : compile, &first[i]))
      return BROKEN;
  nanosleep(&(struct timespec){.tv_nsec = (long)delay * 1000}, NULL);
  if (now.when == COMPILING || now.when == RUNNING)
    if (!fork_now()) return BROKEN;
  if (now.when == AFTER && (compile(&first[0]) || !fork_now())) return BROKEN;
  for (unsigned i = 0; i < nthreads; i++) {
    void *failed;
    pthread_join(threads[i], &failed);
    if (failed) return BROKEN;
  }
  return judge();
}

/* ---- All of them ---- */

static uint64_t argument(int argc, char **argv, const char *name, uint64_t otherwise) {
  for (int i = 1; i + 1 < argc; i += 2)
    if (strcmp(argv[i], name) == 0) return strtoull(argv[i + 1], NULL, 10);
  return otherwise;
}

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *ftw) {
  (void)s;
  (void)type;
  (void)ftw;
  return remove(path);
}

/* The subject of a seed, in a directory of its own. */
static int try_one(const char *self, uint64_t seed, uint64_t within) {
  char place[] = "/tmp/jx-forks-XXXXXX", seed_text[32], within_text[32];
  if (!mkdtemp(place)) return BROKEN;
  snprintf(seed_text, sizeof seed_text, "%llu", (unsigned long long)seed);
  snprintf(within_text, sizeof within_text, "%llu", (unsigned long long)within);
  pid_t pid = fork();
  if (pid == 0) {
    execl(self, self, "--subject", seed_text, "--within", within_text, "--place", place, NULL);
    _exit(BROKEN);
  }
  int status = ended(pid);
  nftw(place, remove_one, 8, FTW_DEPTH | FTW_PHYS);
  return status;
}

int main(int argc, char **argv) {
  uint64_t within = argument(argc, argv, "--within", 60000);
  if (argc == 7 && strcmp(argv[1], "--subject") == 0)
    return subject(strtoull(argv[2], NULL, 10), within, argv[6]);

  uint64_t forks = argument(argc, argv, "--forks", 2000), seed = argument(argc, argv, "--seed", 1);
  uint64_t counts[DIED + 1] = {0}, by[FORKERS] = {0}, at[MOMENTS] = {0},
                         start = clock_ns(CLOCK_MONOTONIC), bad = 0;
  for (uint64_t i = 0; i < forks; i++) {
    uint64_t state = seed + i;
    by[pool_random(&state) % FORKERS]++;
    at[pool_random(&state) % MOMENTS]++;
    int status = try_one("/proc/self/exe", seed + i, within);
    if (status < 0 || status > DIED) status = BROKEN;
    counts[status]++;
    if (status == FINE) continue;
    if (bad++ < 5)
      fprintf(stderr, "status %d; once more: --forks 1 --seed %llu\n", status,
              (unsigned long long)(seed + i));
  }
  for (int i = 0; i < FORKERS; i++)
    printf("%-20s %6llu\n", forker_names[i], (unsigned long long)by[i]);
  for (int i = 0; i < MOMENTS; i++)
    printf("%-20s %6llu\n", moment_names[i], (unsigned long long)at[i]);
  printf("%llu subjects: %llu hung, %llu died, %llu wrong, %llu broken; %.1f s\n",
         (unsigned long long)forks, (unsigned long long)counts[STUCK],
         (unsigned long long)counts[DIED], (unsigned long long)counts[WRONG],
         (unsigned long long)counts[BROKEN], (double)(clock_ns(CLOCK_MONOTONIC) - start) * 1e-9);
  return bad ? 1 : 0;
}
