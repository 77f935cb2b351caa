/* spill.c: see spill.h. Start at take(). */
#include "spill.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER 128 /* of most arrays; a multiple of 64 */
#define ALIGN 64
#define HUGE ((size_t)2 << 20)
#define SHARE_OF_MEMORY 4
#define LEAST ((size_t)1 << 16)

struct spilled {
  char *map;
  size_t size; /* of the map */
  int fd;
  spilled *next;
};

/* Contexts of one session call this from one thread at a time, but for the code generator's. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static char *mapped_file(spill *s, size_t size) {
  spilled *f = malloc(sizeof *f);
  if (!f) return NULL;
  *f =
      (spilled){.size = size + HEADER, .fd = open(s->folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666)};
  int error = f->fd < 0 ? errno : posix_fallocate(f->fd, 0, (off_t)f->size);
  if (!error) {
    f->map = mmap(NULL, f->size, PROT_READ | PROT_WRITE, MAP_SHARED, f->fd, 0);
    if (f->map == MAP_FAILED) error = errno;
  }
  if (error) {
    if (f->fd >= 0) close(f->fd);
    free(f);
    if (error == EOPNOTSUPP || error == EISDIR) return NULL; /* no such files there: memory, then */
    s->error = error;
    return NULL;
  }
  pthread_mutex_lock(&lock);
  f->next = s->files;
  s->files = f;
  pthread_mutex_unlock(&lock);
  return f->map + HEADER;
}

static void *take(void *user, size_t size, size_t align) {
  spill *s = user;
  if (size >= s->least && align <= ALIGN) {
    char *at = mapped_file(s, size);
    if (at || s->error) return at;
  }
  void *at = NULL;
  bool huge = size >= HUGE;
  if (posix_memalign(&at,
                     huge                ? HUGE
                     : align < sizeof at ? sizeof at
                                         : align,
                     size ? size : 1) != 0)
    return NULL;
  if (huge) madvise(at, size, MADV_HUGEPAGE);
  return at;
}

/* The place of the file that an address is the first one of; NULL: it is of none. */
static spilled **find(spill *s, const void *at) {
  for (spilled **f = &s->files; *f; f = &(*f)->next)
    if ((*f)->map + HEADER == (const char *)at) return f;
  return NULL;
}

static void give(void *user, void *at, size_t size) {
  spill *s = user;
  (void)size;
  pthread_mutex_lock(&lock);
  spilled **place = find(s, at), *f = place ? *place : NULL;
  if (f) *place = f->next;
  pthread_mutex_unlock(&lock);
  if (!f) {
    free(at);
    return;
  }
  munmap(f->map, f->size);
  close(f->fd);
  free(f);
}

bool spill_wanted(spill *s, const char *const *files, size_t n, const char *path) {
  uint64_t bytes = 0, memory = jx_memory();
  struct stat info;
  *s = (spill){.allocator = {take, give, NULL}};
  for (size_t i = 0; i < n; i++)
    if (stat(files[i], &info) == 0 && S_ISREG(info.st_mode)) bytes += (uint64_t)info.st_size;
  if (bytes <= memory / SHARE_OF_MEMORY) return false;
  const char *slash = strrchr(path, '/');
  s->folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
  s->least = memory / (2 * SHARE_OF_MEMORY) > LEAST ? memory / (2 * SHARE_OF_MEMORY) : LEAST;
  s->allocator.user = s;
  return s->folder != NULL;
}

void spill_end(spill *s) {
  free((void *)(uintptr_t)s->folder);
  *s = (spill){0};
}

/* A file without a name gets one beside `path`, and then that. */
static int name_file(const spilled *f, const char *path) {
  char self[64], beside[4096];
  struct stat before;
  bool exists = stat(path, &before) == 0;
  if (exists && fchmod(f->fd, before.st_mode & 0777) != 0) return errno;
  snprintf(self, sizeof self, "/proc/self/fd/%d", f->fd);
  for (int attempt = 0;; attempt++) {
    int n = snprintf(beside, sizeof beside, "%s.jxc-%ld-%d.tmp", path, (long)getpid(), attempt);
    if (n < 0 || (size_t)n >= sizeof beside) return ENAMETOOLONG;
    if (linkat(AT_FDCWD, self, AT_FDCWD, beside, AT_SYMLINK_FOLLOW) == 0) break;
    if (errno != EEXIST || attempt == 100) return errno;
  }
  if (rename(beside, path) == 0) return 0;
  int error = errno;
  unlink(beside);
  return error;
}

/* What may be at a name without being replaced by renaming is for others to write. */
static bool may_rename(const char *path) {
  struct stat info;
  if (lstat(path, &info) != 0) return errno == ENOENT;
  return S_ISREG(info.st_mode) && access(path, W_OK) == 0;
}

int spill_save(spill *s, const char *path, const jx_array *array, const char *header, size_t size,
               bool *done) {
  pthread_mutex_lock(&lock);
  spilled **place = s->files ? find(s, array->data) : NULL, *f = place ? *place : NULL;
  pthread_mutex_unlock(&lock);
  *done = false;
  if (!f || !may_rename(path) || size != HEADER) return 0;
  size_t item = jx_dtype_size(array->dtype) ? jx_dtype_size(array->dtype) : array->detail;
  memcpy(f->map, header, HEADER);
  off_t whole = (off_t)(HEADER + (size_t)jx_array_size(array) * item);
  int error = ftruncate(f->fd, whole) != 0 ? errno : 0;
  if (!error) error = name_file(f, path);
  *done = error != EXDEV; /* another file system: it is to be copied */
  return error == EXDEV ? 0 : error;
}
