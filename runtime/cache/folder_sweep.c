/* folder_sweep.c: what a folder holds, how much it may grow, and what goes when it is full.
 *
 * In: an open folder and a limit. Out: a listing, or fewer files. How large the folder is need not
 * be known to write into it: a file "jx.growth" gets one byte for each block that a new file takes,
 * so its size tells how much came since the last sweep, whatever process died when. A sweep empties
 * it first and looks then, so that what is added meanwhile is counted in any case. With L the
 * limit:
 *
 *     a sweep leaves at most                      3/4 L
 *     and is made when growth exceeds             1/8 L
 *     while it is made, others may add at most    1/8 L, and are turned away beyond
 *
 * The modification time of a file "jx.swept" tells when the last sweep ended, and its lock that one
 * is under way. Where locks do not work, two sweeps at once only look for the same files. Where
 * appends of two machines fall together (NFS), growth counts too little until the hourly sweep.
 *
 * Start with folder_account() and folder_sweep(). */
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "runtime/cache/folder.h"

/* Names that nobody has in a directory of theirs: what lies under them is emptied. */
#define GROWTH "jx.growth"
#define SWEPT "jx.swept"
#define SWEEP_EVERY 3600 /* seconds */

/* What the accounts are opened with: never a way out of the folder, never waiting for a FIFO. */
#define ACCOUNT_FLAGS (O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

/* ---- Names and sizes ------------------------------------------------------------------------- */

folder_kind folder_kind_of(const char *name) {
  static const struct {
    size_t digits;
    const char *end;
  } kinds[] = {
      [FOLDER_KERNEL] = {32, ".kernel"},
      [FOLDER_SOURCE] = {32, ".source"},
      [FOLDER_TEMPORARY] = {16, ".tmp"},
  };
  size_t digits = strspn(name, "0123456789abcdef");
  for (folder_kind kind = FOLDER_KERNEL; kind <= FOLDER_TEMPORARY; kind++)
    if (digits == kinds[kind].digits && strcmp(name + digits, kinds[kind].end) == 0) return kind;
  return FOLDER_FOREIGN;
}

bool folder_is_ours(const char *name) { return folder_kind_of(name) != FOLDER_FOREIGN; }

static uint64_t blocks(uint64_t size) { return size / FOLDER_BLOCK + (size % FOLDER_BLOCK != 0); }

uint64_t folder_bytes(uint64_t size) {
  uint64_t bytes;
  return __builtin_mul_overflow(blocks(size), FOLDER_BLOCK, &bytes) ? UINT64_MAX : bytes;
}

/* ---- Listing --------------------------------------------------------------------------------- */

/* Clocks of file systems tick slowly. A source is written after its kernel. */
static int by_use(const void *a, const void *b) {
  const folder_entry *x = a, *y = b;
  if (x->ahead != y->ahead) return x->ahead ? -1 : 1;
  if (x->used != y->used) return x->used < y->used ? -1 : 1;
  if (x->used_ns != y->used_ns) return x->used_ns < y->used_ns ? -1 : 1;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  return strcmp(x->name, y->name);
}

static folder_entry *push(folder_listing *list, const jx_allocator *a) {
  if (list->n == list->capacity) {
    size_t capacity = list->capacity ? 2 * list->capacity : 64;
    folder_entry *more = mem_calloc(a, capacity, sizeof *more);
    if (!more) return NULL;
    if (list->n) memcpy(more, list->entries, list->n * sizeof *more);
    mem_free(a, list->entries, list->capacity * sizeof *more);
    list->entries = more;
    list->capacity = capacity;
  }
  return &list->entries[list->n++];
}

/* Adds one file of ours; one that has gone since is none. */
static jx_status add(const folder *f, const char *name, int64_t now, const jx_allocator *a,
                     folder_listing *list, diag *d) {
  struct stat s;
  if (fstatat(f->fd, name, &s, AT_SYMLINK_NOFOLLOW) != 0)
    return errno == ENOENT ? JX_OK : folder_fail(f, "look at", name, errno, d);
  if (S_ISDIR(s.st_mode)) return JX_OK;
  folder_entry *e = push(list, a);
  if (!e) return diag_memory(d);
  *e = (folder_entry){.kind = folder_kind_of(name),
                      .size = (uint64_t)s.st_size,
                      .used = s.st_mtim.tv_sec,
                      .used_ns = s.st_mtim.tv_nsec,
                      .ahead = s.st_mtim.tv_sec > now + FOLDER_TOUCH};
  strcpy(e->name, name); /* names of ours fit */
  return JX_OK;
}

static jx_status read_entries(const folder *f, DIR *stream, int64_t now, const jx_allocator *a,
                              folder_listing *list, diag *d) {
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(stream);
    if (!entry) return errno ? folder_fail(f, "list", NULL, errno, d) : JX_OK;
    if (folder_is_ours(entry->d_name)) JX_TRY(add(f, entry->d_name, now, a, list, d));
  }
}

jx_status folder_list(const folder *f, int64_t now, const jx_allocator *a, folder_listing *list,
                      diag *d) {
  *list = (folder_listing){0};
  if (f->fd < 0) return JX_OK;
  /* A descriptor of its own: closedir() closes it, and the position is not shared. */
  int fd = openat(f->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *stream = fd < 0 ? NULL : fdopendir(fd);
  int error = errno;
  if (!stream) {
    if (fd >= 0) close(fd);
    return folder_fail(f, "list", NULL, error, d);
  }
  jx_status status = read_entries(f, stream, now, a, list, d);
  closedir(stream);
  if (status != JX_OK)
    folder_listing_free(list, a);
  else if (list->n)
    qsort(list->entries, list->n, sizeof *list->entries, by_use);
  return status;
}

void folder_listing_free(folder_listing *list, const jx_allocator *a) {
  mem_free(a, list->entries, list->capacity * sizeof *list->entries);
  *list = (folder_listing){0};
}

/* ---- Accounts -------------------------------------------------------------------------------- */

static int append_bytes(int fd, uint64_t n) {
  const char zeros[1024] = {0};
  int error = 0;
  for (; n > 0 && error == 0; n -= n < sizeof zeros ? n : sizeof zeros)
    error = folder_write_all(fd, zeros, n < sizeof zeros ? n : sizeof zeros);
  return error;
}

/* Whether the last sweep was never ended or ended long before `now`; both times are the file
 * server's. */
static bool long_ago(const folder *f, int64_t now) {
  struct stat s;
  if (fstatat(f->fd, SWEPT, &s, AT_SYMLINK_NOFOLLOW) != 0) return true;
  return s.st_mtim.tv_sec < now - SWEEP_EVERY || s.st_mtim.tv_sec > now + SWEEP_EVERY;
}

jx_status folder_account(const folder *f, uint64_t size, uint64_t limit, folder_room *room,
                         diag *d) {
  struct stat growth;
  int fd = folder_create(f, GROWTH, O_WRONLY | O_APPEND | ACCOUNT_FLAGS);
  if (fd < 0) return folder_fail(f, "open", GROWTH, errno, d);
  int error = append_bytes(fd, blocks(size));
  if (error == 0 && fstat(fd, &growth) != 0) error = errno;
  if (close(fd) != 0 && errno != EINTR && error == 0) error = errno;
  if (error != 0) return folder_fail(f, "write", GROWTH, error, d);
  *room = (uint64_t)growth.st_size > limit / 8 / FOLDER_BLOCK ? FOLDER_FULL
          : long_ago(f, growth.st_mtim.tv_sec)                ? FOLDER_DUE
                                                              : FOLDER_ROOM;
  return JX_OK;
}

/* ---- Sweeping -------------------------------------------------------------------------------- */

bool folder_abandoned(const folder_entry *e, int64_t now) {
  return e->kind == FOLDER_TEMPORARY &&
         (e->used < now - FOLDER_ABANDONED || e->used > now + FOLDER_ABANDONED);
}

/* Removes one entry and counts it, if it was still there. */
static jx_status remove_entry(const folder *f, const folder_entry *e, folder_change *change,
                              diag *d) {
  if (unlinkat(f->fd, e->name, 0) != 0)
    return errno == ENOENT ? JX_OK : folder_fail(f, "remove", e->name, errno, d);
  if (e->kind == FOLDER_TEMPORARY) {
    change->temporaries++;
  } else {
    change->files++;
    change->bytes += folder_bytes(e->size);
  }
  return JX_OK;
}

/* Sparse files may claim any size. */
static uint64_t plus(uint64_t a, uint64_t b) { return a + b < a ? UINT64_MAX : a + b; }

static bool is_alone_too_much(const folder_entry *e, uint64_t most) {
  return e->kind != FOLDER_TEMPORARY && folder_bytes(e->size) > most;
}

/* Temporaries in use stay, but count: they are about to become files. What cannot be removed counts
 * too, and the first such error is reported in the end. What alone is too much is no file of ours,
 * and must not drive all others out. */
static jx_status evict(const folder *f, const folder_listing *list, int64_t now, uint64_t most,
                       folder_change *change, diag *d) {
  uint64_t total = 0;
  for (size_t i = 0; i < list->n; i++) {
    const folder_entry *e = &list->entries[i];
    bool goes = folder_abandoned(e, now) || is_alone_too_much(e, most);
    if (!goes || remove_entry(f, e, change, d) != JX_OK) total = plus(total, folder_bytes(e->size));
  }
  for (size_t i = 0; i < list->n && total > most; i++) {
    const folder_entry *e = &list->entries[i];
    if (e->kind == FOLDER_TEMPORARY || is_alone_too_much(e, most)) continue;
    if (remove_entry(f, e, change, d) == JX_OK) total -= folder_bytes(e->size);
  }
  return d->status;
}

/* Empties the accounts. Files that were counted before lie in the folder, at least as temporaries.
 */
static jx_status start_anew(const folder *f, diag *d) {
  int fd = openat(f->fd, GROWTH, O_WRONLY | O_TRUNC | ACCOUNT_FLAGS);
  if (fd < 0) return errno == ENOENT ? JX_OK : folder_fail(f, "empty", GROWTH, errno, d);
  close(fd);
  return JX_OK;
}

static jx_status sweep(const folder *f, int swept, uint64_t limit, const jx_allocator *a,
                       folder_change *change, diag *d) {
  const struct timespec never[2] = {{0}, {0}};
  folder_listing list;
  struct stat now;
  /* Asks for the time, then stays marked as never ended: should we be killed, the next writer
   * sweeps. */
  if (futimens(swept, NULL) != 0 || fstat(swept, &now) != 0 || futimens(swept, never) != 0)
    return folder_fail(f, "mark", SWEPT, errno, d);
  JX_TRY(start_anew(f, d));
  JX_TRY(folder_list(f, now.st_mtim.tv_sec, a, &list, d));
  jx_status status = evict(f, &list, now.st_mtim.tv_sec, limit - limit / 4, change, d);
  folder_listing_free(&list, a);
  if (status == JX_OK && futimens(swept, NULL) != 0)
    status = folder_fail(f, "mark", SWEPT, errno, d);
  change->swept = status == JX_OK;
  return status;
}

/* Whether a lock that somebody has belongs to a sweep that began long ago. A child that was forked
 * in the middle of it holds the lock as well, and keeps it when the parent is killed. */
static bool abandoned_lock(int swept) {
  struct stat s;
  int64_t now = time(NULL);
  if (fstat(swept, &s) != 0) return false;
  return s.st_ctim.tv_sec < now - FOLDER_ABANDONED || s.st_ctim.tv_sec > now + FOLDER_ABANDONED;
}

jx_status folder_sweep(const folder *f, uint64_t limit, const jx_allocator *a,
                       folder_change *change, diag *d) {
  *change = (folder_change){0};
  assert(f->writable && f->fd >= 0);
  int fd = folder_create(f, SWEPT, O_RDWR | ACCOUNT_FLAGS);
  if (fd < 0) return folder_fail(f, "open", SWEPT, errno, d);
  jx_status status = JX_OK;
  if (flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK || abandoned_lock(fd)) {
    status = sweep(f, fd, limit, a, change, d);
    flock(fd, LOCK_UN); /* a child forked by another thread would keep it */
  }
  close(fd);
  return status;
}

/* ---- Removing -------------------------------------------------------------------------------- */

jx_status folder_remove(const folder *f, const char *name, diag *d) {
  assert(folder_is_ours(name));
  if (f->fd < 0 || unlinkat(f->fd, name, 0) == 0 || errno == ENOENT) return JX_OK;
  return folder_fail(f, "remove", name, errno, d);
}

jx_status folder_clear(const folder *f, const jx_allocator *a, folder_change *change, diag *d) {
  static const char *const accounts[] = {GROWTH, SWEPT};
  folder_listing list;
  *change = (folder_change){0};
  JX_TRY(folder_list(f, time(NULL), a, &list, d));
  for (size_t i = 0; i < list.n; i++) remove_entry(f, &list.entries[i], change, d);
  folder_listing_free(&list, a);
  for (size_t i = 0; i < 2 && f->fd >= 0; i++)
    if (unlinkat(f->fd, accounts[i], 0) != 0 && errno != ENOENT)
      folder_fail(f, "remove", accounts[i], errno, d);
  return d->status;
}
