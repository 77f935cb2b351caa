/* folder.c: opening a private directory, reading and writing files in it; see folder.h.
 *
 * In: a path, names, bytes. Out: bytes that only this user can have written, files that are whole.
 * Every check is made on an open descriptor, never on a path.
 *
 * Start with folder_open(), folder_read() and folder_write(). */
#include "runtime/cache/folder.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define OTHERS (S_IWGRP | S_IWOTH) /* an access list that lets others write shows there as well */

jx_status folder_fail(const folder *f, const char *what, const char *name, int error, diag *d) {
  char text[128];
  /* Of a path that fills the message the reason would be lost. */
  return diag_fail(d, JX_ERROR_IO, (span){0}, "cannot %s %.300s%s%s: %s", what, f->path,
                   name ? "/" : "", name ? name : "", strerror_r(error, text, sizeof text));
}

/* ---- Opening --------------------------------------------------------------------------------- */

/* The length of the path of the directory that holds path[0..n): 0 is the working directory. */
static size_t parent_length(const char *path, size_t n) {
  while (n > 1 && path[n - 1] == '/') n--;
  while (n > 0 && path[n - 1] != '/') n--;
  while (n > 1 && path[n - 1] == '/') n--;
  return n;
}

/* Opens the nearest directory above the folder that exists: f->path[0..*n), left in `path` too. */
static jx_status open_ancestor(const folder *f, int *fd, size_t *n, char path[PATH_MAX], diag *d) {
  *n = strlen(f->path);
  if (*n >= PATH_MAX) return folder_fail(f, "create", NULL, ENAMETOOLONG, d);
  do {
    size_t shorter = parent_length(f->path, *n);
    if (shorter == *n) return folder_fail(f, "create", NULL, ENOENT, d);
    *n = shorter;
    snprintf(path, PATH_MAX, "%.*s", shorter ? (int)shorter : 1, shorter ? f->path : ".");
    *fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  } while (*fd < 0 && errno == ENOENT);
  return *fd >= 0 ? JX_OK : folder_fail(f, "create", NULL, errno, d);
}

static jx_status check_ancestor(const folder *f, int fd, const char *path, diag *d) {
  struct stat s;
  if (fstat(fd, &s) != 0) return folder_fail(f, "create", NULL, errno, d);
  if (s.st_uid == f->owner) return JX_OK;
  return diag_fail(d, JX_ERROR_IO, (span){0},
                   "cannot create %.150s: %.150s belongs to user %ju, not %ju", f->path, path,
                   (uintmax_t)s.st_uid, (uintmax_t)f->owner);
}

/* Makes a directory that this user can use, whatever the umask. */
static int make_one(int fd, const char *name) {
  struct stat s;
  if (mkdirat(fd, name, 0700) != 0) return -1;
  if (fstatat(fd, name, &s, AT_SYMLINK_NOFOLLOW) != 0) return -1;
  return (s.st_mode & 0700) == 0700 ? 0 : fchmodat(fd, name, 0700, AT_SYMLINK_NOFOLLOW);
}

/* Makes what is missing of f->path. Other processes may be doing the same, or removing it all: then
 * it is missing still, without an error. */
static jx_status make(const folder *f, bool own_parent, diag *d) {
  char path[PATH_MAX], *rest;
  size_t n;
  int fd = -1, error = 0;
  JX_TRY(open_ancestor(f, &fd, &n, path, d));
  jx_status status = own_parent ? check_ancestor(f, fd, path, d) : JX_OK;
  snprintf(path, sizeof path, "%s", f->path + n);
  for (char *name = strtok_r(path, "/", &rest); name && status == JX_OK;
       name = strtok_r(NULL, "/", &rest)) {
    int below = -1;
    if (make_one(fd, name) == 0 || errno == EEXIST)
      below = openat(fd, name, O_PATH | O_DIRECTORY | O_CLOEXEC);
    error = errno;
    close(fd);
    fd = below;
    if (fd < 0) break;
  }
  if (fd < 0 && error != ENOENT) status = folder_fail(f, "create", NULL, error, d);
  if (fd >= 0) close(fd);
  return status;
}

static jx_status check_opened(const folder *f, diag *d) {
  struct stat s;
  if (fstat(f->fd, &s) != 0) return folder_fail(f, "open", NULL, errno, d);
  if (s.st_uid != f->owner)
    return diag_fail(d, JX_ERROR_IO, (span){0}, "%.300s belongs to user %ju, not %ju", f->path,
                     (uintmax_t)s.st_uid, (uintmax_t)f->owner);
  if (s.st_mode & OTHERS)
    return diag_fail(d, JX_ERROR_IO, (span){0}, "%.300s can be written by others (mode %04o)",
                     f->path, (unsigned)(s.st_mode & 07777));
  return JX_OK;
}

#define TRIES 10 /* at what somebody else may undo meanwhile */

jx_status folder_open(folder *f, const char *path, folder_mode mode, bool own_parent, diag *d) {
  const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  *f = (folder){.writable = mode == FOLDER_WRITE, .owner = geteuid(), .path = path};
  f->fd = open(path, flags);
  if (f->fd < 0 && errno == ENOENT && mode == FOLDER_READ) return JX_OK;
  for (int i = 0; i < TRIES && f->fd < 0 && errno == ENOENT; i++) {
    JX_TRY(make(f, own_parent, d));
    f->fd = open(path, flags);
  }
  if (f->fd < 0) return folder_fail(f, errno == ENOENT ? "create" : "open", NULL, errno, d);
  jx_status status = check_opened(f, d);
  if (status != JX_OK) folder_close(f);
  return status;
}

void folder_close(folder *f) {
  if (f->fd >= 0) close(f->fd);
  f->fd = -1;
}

/* ---- The default place ----------------------------------------------------------------------- */

/* HOME, or what the system knows of the user; "" when neither is an absolute path. */
static void find_home(char home[PATH_MAX]) {
  const char *asked = secure_getenv("HOME");
  struct passwd entry, *found = NULL;
  char text[4096];
  if (!asked || asked[0] != '/') {
    if (getpwuid_r(geteuid(), &entry, text, sizeof text, &found) != 0) found = NULL;
    asked = found ? found->pw_dir : "";
  }
  bool fits = asked[0] == '/' && strlen(asked) < PATH_MAX;
  snprintf(home, PATH_MAX, "%s", fits ? asked : "");
}

/* Joins up to three parts that follow each other. */
static jx_status join(char path[PATH_MAX], const char *a, const char *b, const char *c, diag *d) {
  if (snprintf(path, PATH_MAX, "%s%s%s", a, b, c) < PATH_MAX) return JX_OK;
  path[0] = 0;
  return diag_fail(d, JX_ERROR_IO, (span){0}, "the path of the cache is longer than %d bytes",
                   PATH_MAX - 1);
}

/* The program may change its working directory later. */
jx_status folder_absolute(char path[PATH_MAX], const char *asked, diag *d) {
  char base[PATH_MAX];
  path[0] = 0;
  if (asked[0] == '/') return join(path, asked, "", "", d);
  if (getcwd(base, sizeof base)) return join(path, base, "/", asked, d);
  return diag_fail(d, JX_ERROR_IO, (span){0}, "the path of the cache is relative to no directory");
}

jx_status folder_place(char path[PATH_MAX], bool *own_parent, diag *d) {
  const char *asked = secure_getenv("JX_CACHE_DIR"), *caches = secure_getenv("XDG_CACHE_HOME");
  char base[PATH_MAX];
  struct stat s;
  path[0] = 0;
  *own_parent = !asked || !asked[0];
  if (getauxval(AT_SECURE)) return JX_OK;

  if (!*own_parent) return folder_absolute(path, asked, d);
  /* The XDG base directory specification, version 0.8, has relative paths ignored. */
  if (caches && caches[0] == '/') return join(path, caches, "/jx", "", d);

  find_home(base);
  if (!base[0])
    return diag_fail(d, JX_ERROR_IO, (span){0}, "there is no home directory for a cache");
  /* Not made: system accounts are given one that is missing on purpose. */
  if (stat(base, &s) != 0 || !S_ISDIR(s.st_mode))
    return diag_fail(d, JX_ERROR_IO, (span){0}, "the home directory %.300s is missing", base);
  return join(path, base, "/.cache/jx", "", d);
}

/* ---- Reading --------------------------------------------------------------------------------- */

const char *folder_why_text(folder_why why) {
#define TEXT_ROW(name, text) [name] = text,
  static const char *const texts[] = {FOLDER_WHYS(TEXT_ROW)};
#undef TEXT_ROW
  return texts[why];
}

static ssize_t read_some(int fd, void *bytes, size_t size) {
  ssize_t n;
  do n = read(fd, bytes, size);
  while (n < 0 && errno == EINTR);
  return n;
}

/* Reads `size` bytes, which must be all that there are. */
static folder_why read_all(int fd, unsigned char *bytes, size_t size) {
  unsigned char beyond;
  size_t done = 0;
  ssize_t n = 1;
  for (; done < size && n > 0; done += n > 0 ? (size_t)n : 0)
    n = read_some(fd, bytes + done, size - done);
  if (n > 0) n = read_some(fd, &beyond, 1);
  if (n < 0) return FOLDER_UNREADABLE;
  return n > 0 || done < size ? FOLDER_CHANGED : FOLDER_USABLE;
}

static folder_why read_opened(const folder *f, int fd, size_t most, const jx_allocator *a,
                              folder_file *file) {
  struct stat s;
  if (fstat(fd, &s) != 0) return FOLDER_UNREADABLE;
  if (!S_ISREG(s.st_mode)) return FOLDER_NOT_REGULAR;
  if (s.st_uid != f->owner) return FOLDER_OWNER;
  if (s.st_mode & OTHERS) return FOLDER_OPEN_TO_OTHERS;
  if (s.st_size == 0) return FOLDER_EMPTY;
  if ((uintmax_t)s.st_size > most) return FOLDER_TOO_LARGE;
  file->size = (size_t)s.st_size;
  file->used = s.st_mtim.tv_sec;
  file->bytes = mem_alloc(a, file->size, JX_ALIGN);
  return file->bytes ? read_all(fd, file->bytes, file->size) : FOLDER_NO_MEMORY;
}

static folder_why why_not_opened(int error) {
  if (error == ENOENT) return FOLDER_MISSING;
  return error == ELOOP || error == ENXIO ? FOLDER_NOT_REGULAR : FOLDER_UNREADABLE;
}

bool folder_read(const folder *f, const char *name, size_t most, const jx_allocator *a,
                 folder_file *file) {
  *file = (folder_file){.why = FOLDER_MISSING};
  if (f->fd < 0) return false;
  /* O_NONBLOCK: opening a FIFO would wait for somebody to write. */
  int fd = openat(f->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  file->why = fd < 0 ? why_not_opened(errno) : read_opened(f, fd, most, a, file);
  if (fd >= 0) close(fd);
  if (file->why == FOLDER_USABLE) return true;
  folder_file_free(file, a);
  return false;
}

void folder_file_free(folder_file *file, const jx_allocator *a) {
  mem_free(a, file->bytes, file->size);
  file->bytes = NULL;
  file->size = 0;
}

void folder_touch(const folder *f, const char *name, const folder_file *file) {
  int64_t now = time(NULL);
  if (!f->writable || f->fd < 0) return;
  if (file->used >= now - FOLDER_TOUCH && file->used <= now + FOLDER_TOUCH) return;
  utimensat(f->fd, name, NULL, AT_SYMLINK_NOFOLLOW); /* a file less well remembered, no more */
}

/* ---- Writing --------------------------------------------------------------------------------- */

static int write_some(int fd, const unsigned char *bytes, size_t size) {
  while (size > 0) {
    ssize_t n = write(fd, bytes, size);
    if (n < 0 && errno != EINTR) return errno;
    if (n < 0) continue;
    bytes += n;
    size -= (size_t)n;
  }
  return 0;
}

/* A write beyond RLIMIT_FSIZE sends SIGXFSZ to the thread that writes, which would end the process.
 * It is kept back meanwhile and taken out of the queue, unless one was waiting there before. */
int folder_write_all(int fd, const void *bytes, size_t size) {
  const struct timespec at_once = {0};
  sigset_t too_large, pending, before;
  sigemptyset(&too_large);
  sigaddset(&too_large, SIGXFSZ);
  sigpending(&pending);
  pthread_sigmask(SIG_BLOCK, &too_large, &before);
  int error = write_some(fd, bytes, size);
  if (error == EFBIG && !sigismember(&pending, SIGXFSZ)) sigtimedwait(&too_large, NULL, &at_once);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return error;
}

int folder_create(const folder *f, const char *name, int flags) {
  struct stat s;
  int fd = openat(f->fd, name, flags | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  /* The umask may have taken bits. Some file systems have modes that nobody can change, which is no
   * harm here: who reads the file judges its mode. */
  if (fd >= 0 && (fstat(fd, &s) != 0 || (s.st_mode & 0777) != 0600)) (void)fchmod(fd, 0600);
  return fd;
}

/* Opens a file of a name that nobody else has; after an error the name is "". */
static jx_status open_temporary(const folder *f, char name[FOLDER_NAME], int *fd, diag *d) {
  *fd = -1;
  for (int i = 0; i < TRIES; i++) {
    uint64_t random;
    if (getrandom(&random, sizeof random, 0) != sizeof random)
      return folder_fail(f, "find a random name in", NULL, errno, d);
    snprintf(name, FOLDER_NAME, "%016" PRIx64 ".tmp", random);
    *fd = folder_create(f, name, O_WRONLY | O_EXCL);
    if (*fd >= 0 || errno != EEXIST) break;
  }
  if (*fd >= 0) return JX_OK;
  jx_status status = folder_fail(f, "create", name, errno, d);
  *name = 0; /* whatever is there is not ours */
  return status;
}

/* The same, with these bytes. After an error the file may be there. */
static jx_status write_temporary(const folder *f, char name[FOLDER_NAME], const void *bytes,
                                 size_t size, diag *d) {
  int fd;
  JX_TRY(open_temporary(f, name, &fd, d));
  int error = folder_write_all(fd, bytes, size);
  /* Some file systems report a full disk only here. */
  if (close(fd) != 0 && errno != EINTR && error == 0) error = errno;
  return error == 0 ? JX_OK : folder_fail(f, "write", name, error, d);
}

/* Gives the file its name, when there is room. The accounts have it before it is seen. */
static jx_status publish(const folder *f, const char *temporary, const char *name, size_t size,
                         uint64_t limit, const jx_allocator *a, folder_change *change, diag *d) {
  folder_room room;
  JX_TRY(folder_account(f, size, limit, &room, d));
  if (room != FOLDER_ROOM) JX_TRY(folder_sweep(f, limit, a, change, d));
  if (room == FOLDER_FULL && !change->swept) return JX_OK;
  change->written = renameat(f->fd, temporary, f->fd, name) == 0;
  /* Somebody clears the folder: our file is one of those that went. */
  return change->written || errno == ENOENT ? JX_OK : folder_fail(f, "write", name, errno, d);
}

/* Whether the directory was removed after it was opened. */
static bool is_gone(const folder *f) {
  struct stat s;
  return fstat(f->fd, &s) == 0 ? s.st_nlink == 0 : errno == ESTALE;
}

jx_status folder_write(const folder *f, const char *name, const void *bytes, size_t size,
                       uint64_t limit, const jx_allocator *a, folder_change *change, diag *d) {
  char temporary[FOLDER_NAME] = "";
  assert(f->writable && f->fd >= 0 && folder_is_ours(name));
  *change = (folder_change){0};
  if (folder_bytes(size) > limit / 4) return JX_OK;
  jx_status status = write_temporary(f, temporary, bytes, size, d);
  if (status == JX_OK) status = publish(f, temporary, name, size, limit, a, change, d);
  if (change->written) return JX_OK;
  if (*temporary) unlinkat(f->fd, temporary, 0);
  if (status == JX_OK || !is_gone(f)) return status;
  d->status = JX_OK; /* nobody wants the file any more */
  return JX_OK;
}
