/* test_share.c: items handed out to threads, and when a caller does without a team. */
#include <pthread.h>
#include <stdlib.h>

#include "runtime/run/share.h"
#include "tests/support/unit.h"

START_TEST(each_item_is_taken_once) {
  static const int64_t counts[] = {0, 1, 2, 7, 31, 32, 33, 1000};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    for (int threads = 1; threads < 40; threads += 3) {
      int64_t n = counts[i], taken = 0;
      unsigned char *seen = calloc((size_t)n + 1, 1);
      share s;
      share_begin(&s, n, threads, false);
      for (;;) { /* by threads that come in no order */
        int64_t item = share_take(&s, (int)(taken * 7 % threads));
        if (item < 0) break;
        ck_assert_int_lt(item, n);
        ck_assert_int_eq(seen[item]++, 0);
        ck_assert_int_eq(share_taken(&s), ++taken);
      }
      ck_assert_int_eq(taken, n);
      ck_assert_int_eq(share_take(&s, threads - 1), -1);
      ck_assert_int_eq(share_taken(&s), n);
      free(seen);
    }
}
END_TEST

/* A thread begins with the same items each time, and goes on with those of threads that never
 * came. */
START_TEST(a_thread_does_all_when_others_do_not_come) {
  share s;
  share_begin(&s, 10, 2, false);
  for (int64_t i = 0; i < 10; i++) ck_assert_int_eq(share_take(&s, 1), (i + 5) % 10);
  ck_assert_int_eq(share_take(&s, 0), -1);
  share_begin(&s, 10, 2, true);
  for (int64_t i = 0; i < 10; i++) ck_assert_int_eq(share_take(&s, (int)(i % 2)), i);
}
END_TEST

enum { ITEMS = 200000, TAKERS = 4 };
static struct {
  share s;
  unsigned char seen[ITEMS];
} shared;

static void *take(void *number) {
  for (int64_t i; (i = share_take(&shared.s, (int)(intptr_t)number)) >= 0;) shared.seen[i]++;
  return NULL;
}

START_TEST(threads_take_at_once) {
  pthread_t t[TAKERS];
  share_begin(&shared.s, ITEMS, TAKERS, false);
  for (intptr_t i = 0; i < TAKERS; i++)
    ck_assert_int_eq(pthread_create(&t[i], NULL, take, (void *)i), 0);
  for (int i = 0; i < TAKERS; i++) pthread_join(t[i], NULL);
  for (int i = 0; i < ITEMS; i++) ck_assert_int_eq(shared.seen[i], 1);
}
END_TEST

#define US 1000.0
#define MS 1000000.0

/* Calls, of teams that save 20 us and are `late` of 100 times waited for 3 ms: the part of them
 * that have a team. */
static double part_of_teams(int late) {
  lateness l = {0};
  int teams = 0, calls = 200000, random = 1;
  for (int i = 0; i < calls; i++) {
    if (!lateness_allows(&l, 20 * US)) continue;
    teams++;
    random = (int)((random * 48271ll) % 2147483647);
    lateness_note(&l, 20 * US, random % 10000 < late * 100 ? 3 * MS : 2 * US);
  }
  return teams / (double)calls;
}

START_TEST(teams_that_are_late_too_often_are_done_without) {
  ck_assert(part_of_teams(0) == 1);
  ck_assert(part_of_teams(100) < 0.01);
  ck_assert(part_of_teams(20) < 0.05);
  lateness l = {0};
  for (int i = 0; i < 1000; i++) lateness_note(&l, 20 * US, 3 * MS);
  ck_assert(!lateness_allows(&l, 20 * US));
  ck_assert(lateness_allows(&l, 5 * MS)); /* long work is shared all the same */
}
END_TEST

/* The first teams make threads; and one that is late now and then pays. */
START_TEST(teams_that_are_late_rarely_are_called) {
  lateness l = {0};
  for (int i = 0; i < 30; i++) {
    ck_assert(lateness_allows(&l, 20 * US));
    lateness_note(&l, 20 * US, 3 * MS);
  }
  for (int i = 1; i < 10000; i++) {
    ck_assert(lateness_allows(&l, 20 * US));
    lateness_note(&l, 20 * US, i % 400 ? US : 3 * MS);
  }
}
END_TEST

/* Work too short to wake a worker for wakes one when it comes again and again. */
START_TEST(short_work_that_is_repeated_wakes_a_worker) {
  lateness l = {0};
  uint64_t now = (uint64_t)(10 * MS);
  int woken = 0;
  for (int i = 0; i < 100; i++, now += 10 * (uint64_t)US)
    woken += lateness_wakes(&l, 8 * US, now, 1);
  ck_assert_int_ge(woken, 4);
  ck_assert_int_le(woken, 10);
  l = (lateness){0};
  for (int i = 0; i < 100; i++, now += (uint64_t)MS) ck_assert(!lateness_wakes(&l, 8 * US, now, 1));
}
END_TEST

UNIT(share, each_item_is_taken_once, a_thread_does_all_when_others_do_not_come,
     threads_take_at_once, teams_that_are_late_too_often_are_done_without,
     teams_that_are_late_rarely_are_called, short_work_that_is_repeated_wakes_a_worker)
