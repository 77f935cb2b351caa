/* test_usable.c: how many threads there are by default: variables, affinity, cgroups of a folder
 * that the test fills. */
#include "runtime/machine/usable.h"

#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jx.h"
#include "tests/support/unit.h"
#include "tests/support/warned.h"

/* ---- A system of files ---- */

static char root[] = "/tmp/jx-usable-XXXXXX";

static void put(const char *path, const char *text) {
  char at[512];
  snprintf(at, sizeof at, "%s%s", root, path);
  for (char *slash = at + strlen(root) + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = 0;
    mkdir(at, 0700);
    *slash = '/';
  }
  FILE *f = fopen(at, "w");
  ck_assert_ptr_nonnull(f);
  fputs(text, f);
  fclose(f);
}

static void begin(const char *groups) {
  ck_assert_ptr_nonnull(mkdtemp(root));
  put("/proc/self/cgroup", groups);
}

static void end(void) {
  char command[64];
  snprintf(command, sizeof command, "rm -rf %s", root);
  ck_assert_int_eq(system(command), 0);
}

/* Processors without a quota; tests of quotas below it need no more than two. */
static int all(void) {
  cpu_set_t set;
  ck_assert_int_eq(sched_getaffinity(0, sizeof set, &set), 0);
  return CPU_COUNT(&set);
}
static int at_most(int quota) { return quota < all() ? quota : all(); }

/* ---- The system ---- */

START_TEST(threads_follow_the_affinity_mask) {
  cpu_set_t set, one;
  ck_assert_int_eq(usable_processors("/nowhere"), all());
  ck_assert_int_le(usable_processors(""), all());
  ck_assert_int_eq(sched_getaffinity(0, sizeof set, &set), 0);
  CPU_ZERO(&one);
  for (int i = 0; i < CPU_SETSIZE && !CPU_COUNT(&one); i++)
    if (CPU_ISSET(i, &set)) CPU_SET(i, &one);
  ck_assert_int_eq(sched_setaffinity(0, sizeof one, &one), 0);
  ck_assert_int_eq(usable_processors(""), 1);
}
END_TEST

/* What cpu.max says, and the processors it amounts to; 0: no limit. */
static const struct {
  const char *text;
  int processors;
} maxima[] = {{"100000 100000\n", 1},
              {"100001 100000\n", 2},
              {"50000 100000\n", 1},
              {"1 1000000\n", 1},
              {"150000 100000", 2},
              {"max 100000\n", 0},
              {"", 0},
              {"nonsense\n", 0},
              {"-1 100000\n", 0},
              {"100000 0\n", 0},
              {"9223372036854775807 1\n", 0}};

START_TEST(quotas_of_version_2_are_rounded_up) {
  begin("0::/user/slice\n");
  put("/sys/fs/cgroup/user/slice/cpu.max", maxima[_i].text);
  ck_assert_int_eq(usable_processors(root),
                   maxima[_i].processors ? at_most(maxima[_i].processors) : all());
  end();
}
END_TEST

START_TEST(the_least_quota_on_the_way_up_counts) {
  begin("0::/a/b/c\n");
  put("/sys/fs/cgroup/a/b/c/cpu.max", "max 100000\n");
  put("/sys/fs/cgroup/a/cpu.max", "90000 100000\n");
  put("/sys/fs/cgroup/cpu.max", "200000 100000\n");
  ck_assert_int_eq(usable_processors(root), 1);
  end();
}
END_TEST

START_TEST(quotas_of_version_1_are_of_the_cpu_controller) {
  begin("5:memory:/other\n4:cpuacct,cpu:/box\n3:cpuset:/third\n");
  put("/sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "30000\n");
  put("/sys/fs/cgroup/cpu/box/cpu.cfs_period_us", "100000\n");
  put("/sys/fs/cgroup/cpu/other/cpu.cfs_quota_us", "1\n");
  ck_assert_int_eq(usable_processors(root), 1);
  put("/sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "-1\n");
  ck_assert_int_eq(usable_processors(root), all());
  put("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "100000\n"); /* of all groups */
  put("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
  ck_assert_int_eq(usable_processors(root), 1);
  end();
}
END_TEST

START_TEST(both_versions_count) {
  begin("1:cpu:/one\n0::/two\n");
  put("/sys/fs/cgroup/two/cpu.max", "500000 100000\n");
  put("/sys/fs/cgroup/cpu/one/cpu.cfs_quota_us", "100000\n");
  put("/sys/fs/cgroup/cpu/one/cpu.cfs_period_us", "100000\n");
  ck_assert_int_eq(usable_processors(root), 1);
  end();
}
END_TEST

/* ---- The user ---- */

static const struct {
  const char *jx, *omp;
  int32_t threads; /* 0: the processors */
  bool warns;
} said[] = {{"3", NULL, 3, false},
            {"3", "5", 3, false},
            {" 7 ", NULL, 7, false},
            {NULL, "5", 5, false},
            {NULL, "5,2,1", 5, false},
            {"", "6", 6, false},
            {NULL, " 4 , 2", 4, false},
            {NULL, NULL, 0, false},
            {"", "", 0, false},
            {"4096", NULL, 4096, false},
            {"4097", "2", 2, true},
            {"0", NULL, 0, true},
            {"-1", "3", 3, true},
            {"2,3", NULL, 0, true},
            {"many", NULL, 0, true},
            {"2x", "2", 2, true},
            {"99999999999999999999", NULL, 0, true},
            {NULL, "many", 0, false},
            {NULL, "0", 0, false},
            {NULL, ",2", 0, false}};

START_TEST(variables_come_first) {
  char warning[USABLE_TEXT];
  int32_t n = usable_threads("/nowhere", said[_i].jx, said[_i].omp, warning);
  ck_assert_int_eq(n, said[_i].threads ? said[_i].threads : all());
  ck_assert_int_eq(*warning != 0, said[_i].warns);
}
END_TEST

START_TEST(contexts_take_the_default_and_warn_once) {
  setenv("JX_NUM_THREADS", "5", 1);
  jx_context *c = jx_context_new(&(jx_options){.warning = warned_of});
  ck_assert_int_eq(jx_context_threads(c), 5);
  ck_assert_int_eq(warnings, 0);
  jx_context_set_threads(c, 2);
  ck_assert_int_eq(jx_context_threads(c), 2);
  jx_context_set_threads(c, 0);
  ck_assert_int_eq(jx_context_threads(c), 5);
  jx_context_free(c);
  setenv("JX_NUM_THREADS", "few", 1);
  setenv("OMP_NUM_THREADS", "3", 1);
  c = jx_context_new(&(jx_options){.warning = warned_of});
  jx_context *other = jx_context_share(c);
  ck_assert_int_eq(jx_context_threads(other), 3);
  ck_assert_int_eq(warnings, 1);
  ck_assert_str_eq(warned, "JX_NUM_THREADS is 'few': not a number of threads, 1 to 4096; it is "
                           "ignored");
  jx_context_free(other);
  jx_context_free(c);
  c = jx_context_new(&(jx_options){.warning = warned_of, .threads = 4}); /* nobody asks */
  ck_assert_int_eq(jx_context_threads(c), 4);
  ck_assert_int_eq(warnings, 1);
  jx_context_free(c);
}
END_TEST

int main(void) {
  setenv("JX_CACHE", "off", 1);
  Suite *suite = suite_create("usable");
  TCase *cases = tcase_create("usable");
  tcase_add_test(cases, threads_follow_the_affinity_mask);
  tcase_add_loop_test(cases, quotas_of_version_2_are_rounded_up, 0, sizeof maxima / sizeof *maxima);
  tcase_add_test(cases, the_least_quota_on_the_way_up_counts);
  tcase_add_test(cases, quotas_of_version_1_are_of_the_cpu_controller);
  tcase_add_test(cases, both_versions_count);
  tcase_add_loop_test(cases, variables_come_first, 0, sizeof said / sizeof *said);
  tcase_add_test(cases, contexts_take_the_default_and_warn_once);
  suite_add_tcase(suite, cases);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
