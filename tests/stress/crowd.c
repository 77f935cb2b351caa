/* crowd.c: threads that compile, run, cancel, clear the cache and close, all at once.
 *
 *   crowd [--threads N] [--rounds N] [--seed N]
 *
 * All share one engine, with kernels on disk. In each round a thread takes a context of its own, now
 * and then an engine of its own, and does one thing: evaluates a program of a pool; compiles a
 * program and runs it, alone and over many sets, or as a state; makes a call that folds for long,
 * which the others cancel at any time; or clears the cache on disk. Results are compared, bit for
 * bit, with those that one thread has got before. Meant for ThreadSanitizer (docs/c-api.md), and
 * worth something without. Prints counts; fails when a result is wrong or a call fails that was not
 * cancelled. Start with live(). */
#include <ftw.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "jx.h"
#include "tests/stress/pool.h"

#define THREADS 64
#define PROGRAMS 12
#define LONG 400000
#define SETS 40

static jx_context *shared;
static pool_result expected[PROGRAMS];
static double values[LONG], sum_of_all;
static atomic_int wrong, calls, cancelled, cleared, closed;

/* Contexts in calls that may be cancelled. The lock is held where one is, so that it is not freed
 * meanwhile. */
static struct {
  pthread_mutex_t lock;
  jx_context *at[THREADS];
} running = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* ---- What a thread does ---- */

static void judge(bool good, jx_context *c, const char *what) {
  atomic_fetch_add(&calls, 1);
  if (good) return;
  if (atomic_fetch_add(&wrong, 1) < 5)
    fprintf(stderr, "%s: wrong; last error: %s\n", what, jx_context_error(c)->message);
}

static void evaluate(jx_context *c, uint64_t *random) {
  pool_result r;
  unsigned i = (unsigned)(pool_random(random) % PROGRAMS);
  pool_eval(c, i, 1, (unsigned)(pool_random(random) % POOL_NAMINGS), &r);
  judge(pool_same(&r, &expected[i]), c, "a program of the pool");
}

static jx_program *compiled(jx_context *c, const char *text) {
  jx_program *p = NULL;
  if (jx_compile(c, text, JX_NTS, (const char *[]){"a"}, 1, &p) != JX_OK) return NULL;
  return p;
}

static void run(jx_context *c, uint64_t *random) {
  int64_t n = 1 + (int64_t)(pool_random(random) % 3000);
  jx_array a = jx_array_of(values, JX_FLOAT64, 1, &n), r[SETS] = {{0}};
  const jx_array *operands[SETS];
  jx_program *p = compiled(c, "sum(2*a) - sum(a)*2");
  bool many = pool_random(random) % 2, good = p != NULL;
  for (int i = 0; i < SETS; i++) operands[i] = &a;
  if (good && many) good = jx_run_many(c, p, SETS, operands, 1, r, 1, NULL) == JX_OK;
  if (good && !many) good = jx_run(c, p, operands, 1, r, 1) == JX_OK;
  for (int i = 0; i < SETS; i++) {
    if (good && r[i].data && *(double *)r[i].data != 0) good = false;
    jx_array_free(c, &r[i]);
  }
  judge(good, c, many ? "many sets" : "a program");
  jx_program_free(p);
}

static void fold_in_pieces(jx_context *c) {
  jx_array all = jx_array_of(NULL, JX_FLOAT64, 1, (int64_t[]){LONG}), r = {0};
  jx_program *p = compiled(c, "sum(a)");
  jx_state *s = NULL;
  bool good = p && jx_state_create(c, p, (const jx_array *[]){&all}, 1, &s) == JX_OK;
  for (int64_t at = 0; good && at < LONG; at += LONG / 4) {
    jx_array piece = jx_array_of(values + at, JX_FLOAT64, 1, (int64_t[]){LONG / 4});
    good = jx_state_update(c, s, at, (const jx_array *[]){&piece}, 1) == JX_OK;
  }
  good = good && jx_state_finish(c, s, &r, 1) == JX_OK && *(double *)r.data == sum_of_all;
  judge(good, c, "a state");
  jx_array_free(c, &r);
  jx_state_free(s);
  jx_program_free(p);
}

static void let_cancel(int me, jx_context *c) {
  pthread_mutex_lock(&running.lock);
  running.at[me] = c;
  pthread_mutex_unlock(&running.lock);
}

static void cancel_some(uint64_t *random) {
  unsigned which = (unsigned)(pool_random(random) % THREADS);
  pthread_mutex_lock(&running.lock);
  for (unsigned i = 0; i < THREADS; i++) {
    jx_context *c = running.at[(which + i) % THREADS];
    if (!c) continue;
    jx_cancel(c);
    break;
  }
  pthread_mutex_unlock(&running.lock);
}

/* With a constant, so that it is now and then to be compiled. */
static void fold_for_long(int me, jx_context *c, uint64_t *random) {
  jx_array a = jx_array_of(values, JX_FLOAT64, 1, (int64_t[]){LONG}), r = {0};
  char text[96];
  snprintf(text, sizeof text, "sum(a) + 0*sum(cumprod(a + %d)[:9]) + 0*max(sin(a))",
           (int)(pool_random(random) % 8));
  let_cancel(me, c);
  jx_status status = jx_eval(c, text, JX_NTS, &(jx_operand){"a", &a}, 1, &r, 1);
  let_cancel(me, NULL);
  if (status == JX_ERROR_CANCELLED)
    atomic_fetch_add(&cancelled, 1);
  else
    judge(status == JX_OK && *(double *)r.data == sum_of_all, c, "a long call");
  jx_array_free(c, &r);
  jx_uncancel(c);
}

static void clear(jx_context *c) {
  uint64_t removed;
  judge(jx_cache_clear(c, &removed) == JX_OK, c, "clearing");
  atomic_fetch_add(&cleared, 1);
}

/* ---- A thread ---- */

static struct {
  unsigned threads, rounds;
  uint64_t seed;
  char place[64];
} asked;

static jx_context *context_of_own(bool engine) {
  const jx_options options = {.threads = 2, .cache = JX_CACHE_ON, .cache_dir = asked.place};
  return engine ? jx_context_new(&options) : jx_context_share(shared);
}

static void *live(void *argument) {
  int me = *(int *)argument;
  uint64_t random = asked.seed + 1000 * (uint64_t)me;
  jx_context *c = context_of_own(false);
  for (unsigned i = 0; i < asked.rounds && c; i++) {
    switch (pool_random(&random) % 9) {
    case 0:
    case 1: evaluate(c, &random); break;
    case 2:
    case 3: run(c, &random); break;
    case 4: fold_in_pieces(c); break;
    case 5: fold_for_long(me, c, &random); break;
    case 6: cancel_some(&random); break;
    case 7: clear(c); break;
    default:
      jx_context_free(c);
      atomic_fetch_add(&closed, 1);
      c = context_of_own(pool_random(&random) % 4 == 0);
    }
  }
  if (!c) atomic_fetch_add(&wrong, 1);
  jx_context_free(c);
  return NULL;
}

/* ---- All of them ---- */

static uint64_t option(int argc, char **argv, const char *name, uint64_t otherwise) {
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

int main(int argc, char **argv) {
  pthread_t threads[THREADS];
  int numbers[THREADS];
  asked.threads = (unsigned)option(argc, argv, "--threads", 8);
  asked.rounds = (unsigned)option(argc, argv, "--rounds", 60);
  asked.seed = option(argc, argv, "--seed", 1);
  strcpy(asked.place, "/tmp/jx-crowd-XXXXXX");
  if (asked.threads > THREADS || !mkdtemp(asked.place)) return 1;
  for (int i = 0; i < LONG; i++) sum_of_all += values[i] = i % 17;
  if (!(shared = context_of_own(true))) return 1;
  for (unsigned i = 0; i < PROGRAMS; i++) pool_eval(shared, i, 1, 0, &expected[i]);
  for (unsigned i = 0; i < asked.threads; i++) {
    numbers[i] = (int)i;
    if (pthread_create(&threads[i], NULL, live, &numbers[i])) return 1;
  }
  for (unsigned i = 0; i < asked.threads; i++) pthread_join(threads[i], NULL);
  jx_context_free(shared);
  nftw(asked.place, remove_one, 8, FTW_DEPTH | FTW_PHYS);
  printf("%u threads: %d calls, %d cancelled, %d times cleared, %d closed, %d wrong\n",
         asked.threads, atomic_load(&calls), atomic_load(&cancelled), atomic_load(&cleared),
         atomic_load(&closed), atomic_load(&wrong));
  return atomic_load(&wrong) ? 1 : 0;
}
