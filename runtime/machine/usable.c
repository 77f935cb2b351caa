/* usable.c: see usable.h. Start at usable_threads().
 *
 * Whatever /proc and /sys do not tell is taken as "no limit".
 */
#include "runtime/machine/usable.h"

#include <limits.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- What the system says ---- */

static int affinity_count(void) {
  for (int size = 1024; size <= 1 << 20; size *= 4) {
    cpu_set_t *set = CPU_ALLOC((size_t)size);
    if (!set) break;
    size_t bytes = CPU_ALLOC_SIZE((size_t)size);
    int count = sched_getaffinity(0, bytes, set) == 0 ? CPU_COUNT_S(bytes, set) : 0;
    CPU_FREE(set);
    if (count > 0) return count;
  }
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

/* The first line of a file, without its newline; false when there is none. */
static bool read_line(const char *path, char *line, size_t size) {
  FILE *f = fopen(path, "re");
  if (!f) return false;
  bool ok = fgets(line, (int)size, f) != NULL;
  fclose(f);
  if (ok) line[strcspn(line, "\n")] = 0;
  return ok;
}

/* Processors that one cgroup's quota amounts to; 0: no limit. */
static int64_t quota_v2(const char *root, const char *group) {
  char path[PATH_MAX], line[128];
  long long quota, period;
  snprintf(path, sizeof path, "%s/sys/fs/cgroup%s/cpu.max", root, group);
  if (!read_line(path, line, sizeof line) || sscanf(line, "%lld %lld", &quota, &period) != 2)
    return 0;
  return quota > 0 && period > 0 ? (quota - 1) / period + 1 : 0;
}

static int64_t quota_v1(const char *root, const char *group) {
  char path[PATH_MAX], line[128];
  long long number[2] = {0, 0};
  static const char *const names[2] = {"cpu.cfs_quota_us", "cpu.cfs_period_us"};
  for (int i = 0; i < 2; i++) {
    snprintf(path, sizeof path, "%s/sys/fs/cgroup/cpu%s/%s", root, group, names[i]);
    if (!read_line(path, line, sizeof line) || sscanf(line, "%lld", &number[i]) != 1) return 0;
  }
  return number[0] > 0 && number[1] > 0 ? (number[0] - 1) / number[1] + 1 : 0;
}

/* The least quota of a cgroup and all above it. `group` is consumed. */
static int64_t least_quota(const char *root, char *group,
                           int64_t (*quota)(const char *root, const char *group)) {
  int64_t least = 0;
  for (;;) {
    if (strcmp(group, "/") == 0) group[0] = 0;
    int64_t one = quota(root, group);
    if (one > 0 && (least == 0 || one < least)) least = one;
    char *slash = strrchr(group, '/');
    if (!slash) return least;
    *slash = 0;
  }
}

/* True when a comma-separated list has that element. */
static bool list_has(const char *list, const char *element) {
  size_t n = strlen(element);
  for (;; list++) {
    size_t length = strcspn(list, ",");
    if (length == n && strncmp(list, element, n) == 0) return true;
    list += length;
    if (!*list) return false;
  }
}

/* Lines of /proc/self/cgroup are "id:controllers:path"; version 2 has no controllers. */
static int64_t cgroup_quota(const char *root) {
  char line[PATH_MAX];
  int64_t least = 0;
  snprintf(line, sizeof line, "%s/proc/self/cgroup", root);
  FILE *f = fopen(line, "re");
  if (!f) return 0;
  while (fgets(line, sizeof line, f)) {
    line[strcspn(line, "\n")] = 0;
    char *controllers = strchr(line, ':');
    char *group = controllers ? strchr(controllers + 1, ':') : NULL;
    if (!group || group[1] != '/') continue;
    *group++ = 0;
    controllers++;
    int64_t one = 0;
    if (*controllers == 0)
      one = least_quota(root, group, quota_v2);
    else if (list_has(controllers, "cpu"))
      one = least_quota(root, group, quota_v1);
    if (one > 0 && (least == 0 || one < least)) least = one;
  }
  fclose(f);
  return least;
}

int usable_processors(const char *root) {
  int count = affinity_count();
  int64_t quota = cgroup_quota(root);
  return quota > 0 && quota < count ? (int)quota : count;
}

/* ---- What the user says ---- */

/* A number of threads, alone or the first of a list; 0: none that there can be. */
static int32_t number_of(const char *text, bool list) {
  int32_t n = 0;
  text += strspn(text, " \t");
  const char *first = text;
  for (; *text >= '0' && *text <= '9' && n <= USABLE_MOST; text++) n = n * 10 + (*text - '0');
  const char *end = text + strspn(text, " \t");
  bool whole = text > first && (!*end || (list && *end == ','));
  return whole && n <= USABLE_MOST ? n : 0;
}

int32_t usable_threads(const char *root, const char *jx, const char *omp,
                       char warning[USABLE_TEXT]) {
  *warning = 0;
  if (jx && *jx) {
    int32_t n = number_of(jx, false);
    if (n) return n;
    snprintf(warning, USABLE_TEXT,
             "JX_NUM_THREADS is '%.40s': not a number of threads, 1 to %d; it is ignored", jx,
             USABLE_MOST);
  }
  int32_t n = omp ? number_of(omp, true) : 0; /* a bad one is told by OpenMP */
  return n ? n : usable_processors(root);
}
