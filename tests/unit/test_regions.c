/* test_regions.c: where there are threads already, calls take no more: in parallel regions of any
 * runtime, and beside other callers. */
#include "runtime/machine/regions.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

#include "runtime/machine/team.h"
#include "runtime/machine/usable.h"
#include "tests/support/unit.h"

static void nothing(void *argument, int thread) {
  (void)argument;
  (void)thread;
}

/* ---- Regions ---- */

static atomic_int inside, used_inside;

static void note_region(void) {
  atomic_fetch_add(&inside, regions_inside());
  atomic_fetch_add(&used_inside, team_threads(2, nothing, NULL));
}

START_TEST(a_region_of_our_own_runtime) {
  ck_assert(!regions_inside());
#pragma omp parallel num_threads(2)
  note_region();
  ck_assert_int_eq(atomic_load(&inside), 2);
  ck_assert_int_eq(atomic_load(&used_inside), 2);
  ck_assert(!regions_inside());
  ck_assert_int_eq(team_threads(2, nothing, NULL), 2);
}
END_TEST

/* LLVM's, as its compiler calls it. */
typedef struct ident {
  int32_t reserved, flags, more[2];
  const char *source;
} ident;
typedef void microtask(int32_t *global, int32_t *bound, ...);
typedef void fork_call(ident *where, int32_t count, microtask *task, ...);

static void in_region(int32_t *global, int32_t *bound, ...) {
  (void)global;
  (void)bound;
  note_region();
}

START_TEST(a_region_of_another_runtime_that_was_loaded_later) {
  ident where = {0, 2, {0, 0}, ";a;b;1;1;;"};
  ck_assert(!regions_inside());
  void *library = dlopen("libomp.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libiomp5.so", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  void *symbols[2] = {dlsym(library, "__kmpc_fork_call"), dlsym(library, "omp_set_num_threads")};
  fork_call *fork_it;
  void (*set)(int);
  memcpy(&fork_it, &symbols[0], sizeof fork_it);
  memcpy(&set, &symbols[1], sizeof set);
  set(2);
  fork_it(&where, 0, in_region);
  ck_assert_int_gt(atomic_load(&inside), 0);
  ck_assert_int_eq(atomic_load(&inside), atomic_load(&used_inside));
  ck_assert(!regions_inside());
  ck_assert_int_eq(team_threads(2, nothing, NULL), 2);
}
END_TEST

/* ---- Pools ---- */

static atomic_bool began, leave;

static void stay(void *argument, int thread) {
  (void)argument;
  if (thread == 0) atomic_store(&began, true);
  while (!atomic_load(&leave)) {}
}

static void *occupy(void *argument) {
  team_threads(3, stay, argument);
  return argument;
}

START_TEST(callers_at_once_share_the_processors) {
  pthread_t other;
  int processors = usable_processors(""), most = processors > 3 ? processors : 3;
  int left = most - 3 < 1 ? 1 : most - 3 > 3 ? 3 : most - 3;
  ck_assert_int_eq(team_threads(3, nothing, NULL), 3);
  ck_assert_int_eq(pthread_create(&other, NULL, occupy, NULL), 0);
  while (!atomic_load(&began)) {}
  ck_assert_int_eq(team_threads(3, nothing, NULL), left);
  atomic_store(&leave, true);
  pthread_join(other, NULL);
  ck_assert_int_eq(team_threads(3, nothing, NULL), 3);
}
END_TEST

UNIT(regions, a_region_of_our_own_runtime, a_region_of_another_runtime_that_was_loaded_later,
     callers_at_once_share_the_processors)
