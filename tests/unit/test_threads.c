/* test_threads.c: where threads cannot be made, calls run on what there is, with the right result
 * and one warning.
 *
 * pthread_create() is defined here, in front of the C library's: it allows so many
 * threads at once as a test says. Other tests have the system's own limits. The clock is, too: a
 * test whose calls may take long holds it. */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "runtime/engine.h"
#include "runtime/machine/threads.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"
#include "tests/support/warned.h"

#define NOBODYS 54321 /* a user of this test alone */

/* ---- In front of the C library ---- */

static atomic_int alive, allowed = 1 << 20, made;

typedef struct started {
  void *(*start)(void *);
  void *argument;
} started;

static void leave(void *unused) {
  (void)unused;
  atomic_fetch_sub(&alive, 1);
}

static void *counted(void *argument) {
  started s = *(started *)argument;
  free(argument);
  void *result;
  pthread_cleanup_push(leave, NULL);
  result = s.start(s.argument);
  pthread_cleanup_pop(1);
  return result;
}

JX_API int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *argument) {
  static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
  void *symbol = dlsym(RTLD_NEXT, "pthread_create");
  memcpy(&real, &symbol, sizeof real);
  if (atomic_fetch_add(&alive, 1) >= atomic_load(&allowed)) {
    atomic_fetch_sub(&alive, 1);
    return EAGAIN;
  }
  started *s = malloc(sizeof *s);
  *s = (started){start, argument};
  atomic_fetch_add(&made, 1);
  int error = real(thread, attributes, counted, s);
  if (error) {
    atomic_fetch_sub(&alive, 1);
    free(s);
  }
  return error;
}

static atomic_long held; /* seconds that the monotonic clock says; 0: the system's */

JX_API int clock_gettime(clockid_t clock, struct timespec *time) {
  long seconds = clock == CLOCK_MONOTONIC ? atomic_load(&held) : 0;
  if (!seconds) return (int)syscall(SYS_clock_gettime, clock, time);
  *time = (struct timespec){.tv_sec = seconds};
  return 0;
}

/* ---- Calls ---- */

#define N 1000000
static double *data;

static jx_context *context_of(int threads) {
  data = malloc(N * sizeof *data);
  for (int i = 0; i < N; i++) data[i] = i;
  return context_new_with(&(jx_options){.threads = threads, .warning = warned_of}, interpret_api());
}

/* A call that is worth many threads; on how many it ran. */
static int sum(jx_context *c) {
  jx_stats s;
  jx_array a = jx_array_of(data, JX_FLOAT64, 1, (int64_t[]){N}), r = {0};
  ck_assert_int_eq(jx_eval(c, "sum(a)", JX_NTS, &(jx_operand){"a", &a}, 1, &r, 1), JX_OK);
  ck_assert_double_eq(*(double *)r.data, (double)N * (N - 1) / 2);
  jx_array_free(c, &r);
  jx_context_stats(c, &s);
  return s.threads;
}

START_TEST(calls_run_on_the_threads_there_are) {
  int room = _i;
  jx_context *c = context_of(6);
  atomic_store(&allowed, room);
  for (int turn = 0; turn < 3; turn++) {
    int used = sum(c);
    ck_assert_int_le(used, 1 + room);
    if (room) ck_assert_int_gt(used, 1);
  }
  if (room < 5) {
    char expected[100];
    snprintf(expected, sizeof expected, "only %d of 6 threads can be had: %s", 1 + room,
             strerror(EAGAIN));
    ck_assert_str_eq(warned, expected);
  }
  ck_assert_int_eq(warnings, room < 5);
  jx_context_free(c);
}
END_TEST

START_TEST(nothing_is_tried_when_threads_are_at_hand) {
  jx_context *c = context_of(4);
  ck_assert_int_gt(sum(c), 1);
  int before = atomic_load(&made);
  for (int turn = 0; turn < 20; turn++) sum(c);
  ck_assert_int_eq(atomic_load(&made), before);
  /* Nor again at once after a failure, nor when fewer are asked for. */
  atomic_store(&allowed, 5);
  jx_context_set_threads(c, 16);
  sum(c);
  before = atomic_load(&made);
  for (int turn = 0; turn < 20; turn++) ck_assert_int_le(sum(c), 6);
  ck_assert_int_eq(atomic_load(&made), before);
  ck_assert_int_eq(warnings, 1);
  jx_context_free(c);
}
END_TEST

START_TEST(threads_that_come_back_are_used) {
  jx_context *c = context_of(6);
  atomic_store(&allowed, 0);
  atomic_store(&held, 1000000);
  ck_assert_int_eq(sum(c), 1);
  atomic_store(&allowed, 100);
  ck_assert_int_eq(sum(c), 1);
  atomic_store(&held, 1000001); /* the second after which threads are asked for again is over */
  ck_assert_int_gt(sum(c), 1);
  atomic_store(&held, 0); /* Check takes the time of a test, and none can be below 0 */
  ck_assert_int_eq(warnings, 1);
  jx_context_free(c);
}
END_TEST

static void *sum_in_thread(void *context) {
  jx_context *c = jx_context_share(context);
  int used = sum(c);
  jx_context_free(c);
  return (void *)(intptr_t)used;
}

START_TEST(every_calling_thread_has_a_pool_of_its_own) {
  pthread_t second;
  void *used;
  jx_context *c = context_of(4);
  ck_assert_int_gt(sum(c), 1); /* 3 threads stay in the first pool */
  atomic_store(&allowed, 3 + 1 + 1);
  ck_assert_int_eq(pthread_create(&second, NULL, sum_in_thread, c), 0);
  ck_assert_int_eq(pthread_join(second, &used), 0);
  ck_assert_int_le((intptr_t)used, 2);
  ck_assert_int_gt(sum(c), 1);
  ck_assert_int_eq(warnings, 1);
  jx_context_free(c);
}
END_TEST

/* ---- The system's limits ---- */

static void limit(int what, rlim_t most) {
  struct rlimit r = {most, most};
  ck_assert_int_eq(setrlimit(what, &r), 0);
}

/* LeakSanitizer looks for leaks from a thread of its own that attaches to the process. One that may
 * have no more threads, or has become another user, does not let it do so, and it aborts. Such a
 * process is not looked at; what jx counts is what this test is about. */
#if defined(__SANITIZE_ADDRESS__)
static int is_limited;

__attribute__((visibility("default"))) int __lsan_is_turned_off(void); /* it calls this */
int __lsan_is_turned_off(void) { return is_limited; }

#define SET_LIMITED() (is_limited = 1)
#else
#define SET_LIMITED() ((void)0)
#endif

/* For root as a user who has no other process; for others none is left. */
START_TEST(a_limit_on_processes_is_one_warning) {
  jx_context *c = context_of(6);
  int room = 0;
  if (geteuid() == 0) {
    room = _i;
    ck_assert_int_eq(setresgid(NOBODYS, NOBODYS, NOBODYS), 0);
    ck_assert_int_eq(setresuid(NOBODYS, NOBODYS, NOBODYS), 0);
  }
  SET_LIMITED();
  limit(RLIMIT_NPROC, 1 + (rlim_t)room);
  for (int turn = 0; turn < 3; turn++) ck_assert_int_le(sum(c), 1 + room);
  ck_assert_int_eq(warnings, room < 5);
  jx_context_free(c);
}
END_TEST

/* Address space for some stacks, or none. The address sanitizer ends a process that has no room for
 * what it keeps about a thread. */
#if defined(__SANITIZE_ADDRESS__)
enum { ROOMS = 0 };
#else
enum { ROOMS = 20 };
#endif
START_TEST(a_limit_on_address_space_is_one_warning) {
  jx_context *c = context_of(2);
  unsigned long pages;
  sum(c); /* what the kernel takes is there */
  FILE *f = fopen("/proc/self/statm", "r");
  ck_assert_int_eq(fscanf(f, "%lu", &pages), 1);
  fclose(f);
  jx_context_set_threads(c, 16);
  limit(RLIMIT_AS, pages * (rlim_t)sysconf(_SC_PAGESIZE) + ((rlim_t)_i << 22));
  for (int turn = 0; turn < 3; turn++) ck_assert_int_ge(sum(c), 1);
  ck_assert_int_le(warnings, 1);
  if (_i == 0) ck_assert_int_eq(warnings, 1);
  jx_context_free(c);
}
END_TEST

int main(void) {
  setenv("JX_CACHE", "off", 1);
  Suite *suite = suite_create("threads");
  TCase *all = tcase_create("threads");
  tcase_set_timeout(all, 60);
  tcase_add_loop_test(all, calls_run_on_the_threads_there_are, 0, 8);
  tcase_add_test(all, nothing_is_tried_when_threads_are_at_hand);
  tcase_add_test(all, threads_that_come_back_are_used);
  tcase_add_test(all, every_calling_thread_has_a_pool_of_its_own);
  tcase_add_loop_test(all, a_limit_on_processes_is_one_warning, 0, 7);
  tcase_add_loop_test(all, a_limit_on_address_space_is_one_warning, 0, ROOMS);
  suite_add_tcase(suite, all);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
