/* test_workers.c: threads that are asked to help: none runs when the call is over, none is left when
 * its caller has ended, and who comes late is not waited for. */
#include <dirent.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/machine/clock.h"
#include "runtime/machine/team.h"
#include "runtime/machine/workers.h"
#include "tests/support/unit.h"

/* A call: items taken from a counter. */
typedef struct items {
  atomic_bool open;
  atomic_int next, done, wrong;
  atomic_int seen[16]; /* threads by number */
  int n;
} items;

static void take(void *argument, int thread) {
  items *x = argument;
  if (!atomic_load(&x->open)) atomic_fetch_add(&x->wrong, 1);
  if (atomic_fetch_add(&x->seen[thread], 1)) atomic_fetch_add(&x->wrong, 1);
  while (atomic_fetch_add(&x->next, 1) < x->n) {
    for (int i = 0; i < 100; i++) __asm__ volatile("");
    atomic_fetch_add(&x->done, 1);
  }
  if (!atomic_load(&x->open)) atomic_fetch_add(&x->wrong, 1);
}

/* Many calls after one another, from a few threads at once, each with a crew. */
static void *call_often(void *unused) {
  for (int i = 0; i < 3000; i++) {
    items x = {.open = true, .n = i % 50};
    int asked = workers_run(2 + i % 5, take, &x);
    atomic_store(&x.open, false);
    if (asked < 1 || asked > 2 + i % 5 || atomic_load(&x.wrong) || atomic_load(&x.done) != x.n)
      return (void *)1;
    if (i % 500 == 0) usleep(300); /* they sleep */
  }
  return unused;
}

START_TEST(nobody_is_at_work_when_a_call_is_over) {
  pthread_t t[3];
  void *wrong;
  ck_assert_ptr_null(call_often(NULL));
  for (int i = 0; i < 3; i++) ck_assert_int_eq(pthread_create(&t[i], NULL, call_often, NULL), 0);
  int failed = 0;
  for (int i = 0; i < 3; i++) {
    pthread_join(t[i], &wrong);
    failed += wrong != NULL;
  }
  ck_assert_int_eq(failed, 0);
}
END_TEST

static int threads_alive(void) {
  DIR *tasks = opendir("/proc/self/task");
  int n = 0;
  while (readdir(tasks)) n++;
  closedir(tasks);
  return n - 2;
}

static void nothing(void *argument, int thread) {
  (void)argument;
  (void)thread;
}

static void *call_once(void *threads) {
  *(int *)threads = team_threads(5, nothing, NULL) == 5 ? threads_alive() : 0;
  return NULL;
}

START_TEST(they_end_with_their_caller) {
  pthread_t t;
  int meanwhile;
  pthread_create(&t, NULL, call_often, NULL); /* sanitizers have threads, too, from then on */
  pthread_join(t, NULL);
  int before = threads_alive();
  pthread_create(&t, NULL, call_once, &meanwhile);
  pthread_join(t, NULL);
  ck_assert_int_eq(meanwhile, before + 5);
  for (int i = 0; i < 1000 && threads_alive() > before; i++) usleep(1000);
  ck_assert_int_eq(threads_alive(), before);
}
END_TEST

static void ask_again(void *argument, int thread) {
  (void)thread;
  if (team_threads(4, nothing, NULL) != 1) atomic_fetch_add((atomic_int *)argument, 1);
}

START_TEST(a_body_has_no_team) {
  atomic_int wrong = 0;
  for (int i = 0; i < 100; i++) team_threads(3, ask_again, &wrong);
  ck_assert_int_eq(atomic_load(&wrong), 0);
  ck_assert(!workers_inside());
}
END_TEST

static void spend(void *argument, int thread) {
  if (thread) atomic_fetch_add((atomic_int *)argument, 1);
  uint64_t start = clock_ns(CLOCK_THREAD_CPUTIME_ID);
  while (thread == 0 && clock_ns(CLOCK_THREAD_CPUTIME_ID) - start < 50000) {}
}

/* On one processor, and running only when nobody else wants it, a worker begins when its caller
 * waits. */
START_TEST(who_has_not_begun_is_not_waited_for) {
  cpu_set_t all, one;
  atomic_int begun = 0;
  sched_getaffinity(0, sizeof all, &all);
  CPU_ZERO(&one);
  for (int i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) < 1; i++)
    if (CPU_ISSET(i, &all)) CPU_SET(i, &one);
  sched_setaffinity(0, sizeof one, &one);
  ck_assert_int_eq(sched_setscheduler(0, SCHED_IDLE, &(struct sched_param){0}), 0);
  team_threads(2, nothing, NULL); /* which makes one that inherits both */
  bool back = sched_setscheduler(0, SCHED_OTHER, &(struct sched_param){0}) == 0;
  for (int i = 0; back && i < 100; i++) team_threads(2, spend, &begun);
  ck_assert_int_lt(atomic_load(&begun), 50);
}
END_TEST

static void leave(void *argument, int thread) {
  if (thread == 0) {
    for (int i = 0; i < 1000 && !atomic_load((atomic_int *)argument); i++) usleep(1000);
    exit(0);
  }
  atomic_store((atomic_int *)argument, 1);
  for (int i = 0; i < 3000; i++) usleep(1000);
}

/* In the midst of a call, with a worker at work. */
START_TEST(the_process_may_end_at_any_time) {
  for (int late = 0; late < 2; late++) {
    pid_t child = fork();
    if (child == 0) {
      atomic_int begun = 0;
      team_threads(4, nothing, NULL);
      if (late) team_threads(2, leave, &begun);
      exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
}
END_TEST

UNIT(workers, nobody_is_at_work_when_a_call_is_over, they_end_with_their_caller, a_body_has_no_team,
     who_has_not_begun_is_not_waited_for, the_process_may_end_at_any_time)
