/* unit.h: a Check program in one line.
 *
 *     START_TEST(an_arena_starts_empty) { ... }
 *     END_TEST
 *
 *     UNIT(arena, an_arena_starts_empty, ...)
 *
 * Each test runs in a process of its own, so that one that crashes or aborts fails alone;
 * CK_FORK=no in the environment runs them in one process, for a debugger. A test that the list
 * forgets is an unused variable, which the compiler reports. Kernels are not kept on disk, except
 * in contexts that ask for it. */
#ifndef JX_TESTS_UNIT_H
#define JX_TESTS_UNIT_H

#include <check.h>
#include <stdlib.h>

static inline int unit_run(const char *name, const TTest *const *tests, size_t n) {
  setenv("JX_CACHE", "off", 1);
  Suite *suite = suite_create(name);
  TCase *all = tcase_create(name);
  tcase_set_timeout(all, 60);
  for (size_t i = 0; i < n; i++) tcase_add_test(all, tests[i]);
  suite_add_tcase(suite, all);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define UNIT(name, ...)                                             \
  int main(void) {                                                  \
    const TTest *const tests_[] = {__VA_ARGS__};                    \
    return unit_run(#name, tests_, sizeof tests_ / sizeof *tests_); \
  }

#endif
