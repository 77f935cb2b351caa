/* output.c: files that appear under their names only when they are complete; see output.h. */
#include "output.h"

#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* In pieces, so that a signal is seen soon. */
int output_write(int fd, const void *data, size_t size) {
  const char *at = data;
  while (size > 0) {
    if (interrupt_pending()) return EINTR;
    ssize_t n = write(fd, at, size < (16u << 20) ? size : 16u << 20);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno;
    at += n;
    size -= (size_t)n;
  }
  return 0;
}

static jxc_exit explain(const char *path, int error) {
  if (error == EINTR) return JXC_IO; /* the user knows */
  return report_io("%s: cannot be written: %s", path, strerror(error));
}

jxc_exit output_send(int fd, const char *path, output_writer *writer, const void *what) {
  int error = writer(fd, what);
  return error ? explain(path, error) : JXC_OK;
}

/* Creates a file that did not exist beside `path`, whose name it leaves in `name`; -1 and errno on
 * failure. */
static int create_beside(const char *path, char *name, size_t room) {
  const char *slash = strrchr(path, '/');
  int folder = slash ? (int)(slash - path) + 1 : 0;
  for (int attempt = 0;; attempt++) {
    int n = snprintf(name, room, "%.*s.jxc-%ld-%d.tmp", folder, path, (long)getpid(), attempt);
    if (n < 0 || (size_t)n >= room) {
      errno = ENAMETOOLONG;
      return -1;
    }
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST || attempt == 100) return fd;
  }
}

/* Writes beside a regular file, or none, and renames. `before` is what stat() said of it, or NULL.
 */
static int replace(const char *path, output_writer *writer, const void *what,
                   const struct stat *before) {
  char name[4096];
  int fd = create_beside(path, name, sizeof name);
  if (fd < 0) return errno;
  int error = writer(fd, what);
  if (!error && before && fchmod(fd, before->st_mode & 0777) != 0) error = errno;
  if (close(fd) != 0 && !error) error = errno;
  if (!error && rename(name, path) != 0) error = errno;
  if (error) unlink(name);
  return error;
}

static int write_directly(const char *path, output_writer *writer, const void *what) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return errno;
  int error = writer(fd, what);
  if (close(fd) != 0 && !error) error = errno;
  return error;
}

jxc_exit output_save(const char *path, output_writer *writer, const void *what) {
  struct stat info;
  int error = 0;
  bool exists = stat(path, &info) == 0;
  char *target =
      exists ? realpath(path, NULL) : NULL; /* a link stays one: its target is replaced */
  if (exists && S_ISDIR(info.st_mode))
    error = EISDIR;
  else if (exists &&
           access(path, W_OK) != 0) /* the folder would let us replace it, its owner would not */
    error = errno;
  else if (exists && !S_ISREG(info.st_mode))
    error = write_directly(path, writer, what);
  else
    error = replace(target ? target : path, writer, what, exists ? &info : NULL);
  free(target);
  return error ? explain(path, error) : JXC_OK;
}
