/* memory_limit.c: see memory_limit.h. */
#include "runtime/machine/memory_limit.h"

#include "jx.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT 4096

static bool read_text(const char *path, char text[TEXT]) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  ssize_t n = read(fd, text, TEXT - 1);
  close(fd);
  text[n > 0 ? n : 0] = '\0';
  return n > 0;
}

static uint64_t least(uint64_t a, uint64_t b) { return a < b ? a : b; }

/* "64M"; UINT64_MAX for what is no size. */
static uint64_t parse_size(const char *text) {
  char *end;
  double size = strtod(text, &end);
  const char *units = "KMGT", *unit = *end ? strchr(units, *end & ~32) : NULL;
  if (end == text || !(size > 0)) return UINT64_MAX;
  for (const char *u = units; unit && u <= unit; u++) size *= 1024;
  return size < 1e18 ? (uint64_t)size : UINT64_MAX;
}

static uint64_t available(void) {
  char text[TEXT];
  uint64_t kib;
  const char *at = read_text("/proc/meminfo", text) ? strstr(text, "MemAvailable:") : NULL;
  return at && sscanf(at, "MemAvailable: %" SCNu64, &kib) == 1 ? kib * 1024 : UINT64_MAX;
}

static uint64_t number_in(const char *folder, const char *path, const char *name) {
  char file[TEXT], text[TEXT];
  int n = snprintf(file, sizeof file, "%s%s/%s", folder, path, name);
  if (n < 0 || (size_t)n >= sizeof file || !read_text(file, text)) return UINT64_MAX;
  char *end;
  uint64_t limit = strtoull(text, &end, 10); /* "max" is no number */
  return end == text ? UINT64_MAX : limit;
}

/* The limits of a group and of those around it. */
static uint64_t limits_of(const char *folder, char *path, const char *const *names) {
  uint64_t limit = UINT64_MAX;
  for (;;) {
    for (const char *const *name = names; *name; name++)
      limit = least(limit, number_in(folder, path, *name));
    char *slash = strrchr(path, '/');
    if (!slash || !*path) return limit;
    *slash = '\0';
  }
}

/* Lines of /proc/self/cgroup are "4:memory:/path" or, of version 2, "0::/path". */
static uint64_t of_groups(void) {
  static const char *const one[] = {"memory.limit_in_bytes", NULL}, *const two[] = {"memory.max",
                                                                                    "memory.high",
                                                                                    NULL};
  char text[TEXT];
  uint64_t limit = UINT64_MAX;
  if (!read_text("/proc/self/cgroup", text)) return limit;
  char *rest = NULL;
  for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
    char *kinds = strchr(line, ':'), *path = kinds ? strchr(kinds + 1, ':') : NULL;
    if (!path) continue;
    *path++ = '\0';
    if (strcmp(path, "/") == 0) *path = '\0';
    if (strstr(kinds, "memory"))
      limit = least(limit, limits_of("/sys/fs/cgroup/memory", path, one));
    if (kinds[1] == '\0') limit = least(limit, limits_of("/sys/fs/cgroup", path, two));
  }
  return limit;
}

uint64_t memory_limit(void) {
  const char *said = getenv("JX_MEMORY");
  if (said && *said) return parse_size(said);
  return least(available(), of_groups());
}

uint64_t jx_memory(void) { return memory_limit(); }
