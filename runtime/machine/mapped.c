/* mapped.c: see mapped.h. */
#include "runtime/machine/mapped.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Files that are memory have no disk to go to. */
static bool on_disk(const char *path) {
  struct statfs system;
  if (*path != '/' || strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/memfd:", 7) == 0 ||
      strncmp(path, "/SYSV", 5) == 0)
    return false;
  if (statfs(path, &system) != 0) return true; /* it has no name any more */
  return system.f_type != TMPFS_MAGIC && system.f_type != HUGETLBFS_MAGIC &&
         system.f_type != RAMFS_MAGIC;
}

/* A line is "low-high rwxp offset major:minor inode path". A range may lie in several that follow
 * one another. */
static void look_at(const char *line, mapped_range *ranges, uintptr_t *known, size_t n) {
  uint64_t low, high, offset, inode;
  unsigned major, minor;
  char rights[8];
  int at = 0;
  if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s %" SCNx64 " %x:%x %" SCNu64 " %n", &low, &high,
             rights, &offset, &major, &minor, &inode, &at) < 7)
    return;
  for (size_t i = 0; i < n; i++) {
    mapped_range *r = &ranges[i];
    bool begins = r->low >= low && r->low < high, goes_on = r->file && known[i] == low;
    if (!begins && !goes_on) continue;
    if (goes_on && known[i] >= r->high) continue;
    bool shared = rights[3] == 's';
    r->file = inode && at && on_disk(line + at) && (begins || shared == r->shared);
    r->shared = shared;
    if (begins) r->offset = offset + (r->low - low);
    r->device = makedev(major, minor);
    r->inode = inode;
    known[i] = (uintptr_t)high;
  }
}

void mapped_find(mapped_range *ranges, size_t n) {
  enum { MOST = 64 };
  uintptr_t known[MOST] = {0};
  if (n > MOST) n = MOST;
  for (size_t i = 0; i < n; i++) ranges[i].file = false;
  int fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  char text[8192];
  size_t held = 0;
  for (ssize_t got; (got = read(fd, text + held, sizeof text - 1 - held)) > 0;) {
    held += (size_t)got;
    text[held] = '\0';
    char *line = text;
    for (char *end; (end = strchr(line, '\n')); line = end + 1) {
      *end = '\0';
      look_at(line, ranges, known, n);
    }
    held -= (size_t)(line - text);
    if (held == sizeof text - 1) held = 0; /* a path beyond all measure */
    memmove(text, line, held);
  }
  close(fd);
  for (size_t i = 0; i < n; i++) ranges[i].file = ranges[i].file && known[i] >= ranges[i].high;
}

bool mapped_is_open(const mapped_range *r, int fd) {
  struct stat info;
  return fd >= 0 && fstat(fd, &info) == 0 && info.st_dev == r->device && info.st_ino == r->inode;
}

int mapped_descriptor(const mapped_range *r) {
  DIR *folder = opendir("/proc/self/fd");
  int found = -1;
  for (struct dirent *e; folder && found < 0 && (e = readdir(folder));) {
    int fd = atoi(e->d_name);
    if (*e->d_name != '.' && fd != dirfd(folder) && mapped_is_open(r, fd)) found = fd;
  }
  if (folder) closedir(folder);
  return found;
}
