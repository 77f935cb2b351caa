/* perf.c: see perf.h. The map's format: Linux, tools/perf/Documentation/jit-interface.txt.
 *
 * /tmp is anybody's. So a file is taken only if it is no link, and a regular file of this user's
 * that nobody else may write; another program's just-in-time compiler may have begun it.
 */
#include "runtime/kernel/perf.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum mode { UNREAD, OFF, MAP, DUMP } mode;

/* Of the process, as the files are; under the caller's lock. */
static mode asked;
static pid_t begun; /* whose file has been begun */
static char folder[PATH_MAX];

static void give_up(perf_writer *w, const char *what, const char *why) {
  snprintf(w->warning->text, sizeof w->warning->text, "kernels are not shown to perf: %.240s: %s",
           what, why);
  asked = OFF;
}

static void read_environment(perf_writer *w) {
  const char *value = secure_getenv("JX_PERF"), *dir = secure_getenv("JX_PERF_DIR");
  asked = OFF;
  if (!value || !*value || strcmp(value, "0") == 0) return;
  if (strcmp(value, "1") == 0) {
    asked = MAP;
  } else if (strcmp(value, "dump") == 0) {
    asked = DUMP;
    if (!dir || !*dir) dir = ".";
    if (!realpath(dir, folder)) give_up(w, dir, strerror(errno));
  } else {
    snprintf(w->warning->text, sizeof w->warning->text,
             "kernels are not shown to perf: JX_PERF is '%.100s', not 1 or dump", value);
  }
}

static bool path_of(char path[PATH_MAX], pid_t pid) {
  int n = asked == MAP ? snprintf(path, PATH_MAX, "/tmp/perf-%d.map", (int)pid)
                       : snprintf(path, PATH_MAX, "%s/jit-%d.dump", folder, (int)pid);
  return n < PATH_MAX;
}

/* Why a file is not to be written; NULL: it may be. */
static const char *distrust(int fd) {
  struct stat s;
  if (fstat(fd, &s) != 0) return strerror(errno);
  if (!S_ISREG(s.st_mode)) return "it is not a regular file";
  if (s.st_uid != geteuid()) return "it belongs to another user";
  if (s.st_nlink != 1) return "it has other names";
  if (s.st_mode & (S_IWGRP | S_IWOTH)) return "others may write it";
  return NULL;
}

bool perf_open(perf_writer *w) {
  char path[PATH_MAX];
  if (asked == UNREAD) read_environment(w);
  if (asked == OFF) return false;
  pid_t pid = getpid();
  w->first = pid != begun;
  if (!path_of(path, pid)) {
    give_up(w, folder, strerror(ENAMETOOLONG));
    return false;
  }
  bool fresh = asked == DUMP && w->first;
  if (fresh) unlink(path); /* of a process that is gone and had the same number */
  int create = fresh ? O_CREAT | O_EXCL : asked == MAP ? O_CREAT : 0;
  w->fd = open(path, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | create, 0600);
  const char *why = w->fd < 0 ? strerror(errno) : distrust(w->fd);
  if (!why && fresh && !perf_dump_begin(w->fd)) why = strerror(errno);
  if (why) {
    give_up(w, path, why);
    if (w->fd >= 0) close(w->fd);
    return false;
  }
  begun = pid;
  return true;
}

static bool add_lines(int fd, const code_object *o) {
  for (size_t i = 0; i < o->nstages; i++) {
    const Elf64_Sym *s = code_symbol(o, i);
    if (dprintf(fd, "%llx %llx %s\n", (unsigned long long)s->st_value,
                (unsigned long long)s->st_size, code_symbol_name(o, i)) < 0)
      return false;
  }
  return true;
}

void perf_add(perf_writer *w, const code_object *o) {
  if (asked == OFF) return; /* what was added before has failed */
  bool added = asked == MAP ? add_lines(w->fd, o) : perf_dump_add(w->fd, o);
  if (!added) give_up(w, asked == MAP ? "the map file" : "the jitdump", strerror(errno));
}

void perf_close(perf_writer *w) { close(w->fd); }
