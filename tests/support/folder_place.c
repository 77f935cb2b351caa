/* folder_place.c: see folder_place.h. */
#include "tests/support/folder_place.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/unit.h"

void place_open(place *p, folder_mode mode) {
  diag_init(&p->d, NULL, 0);
  jx_status status = folder_open(&p->f, p->path, mode, false, &p->d);
  ck_assert_msg(status == JX_OK, "%s", p->d.message);
}

void place_start(place *p) {
  memset(p, 0, sizeof *p);
  strcpy(p->base, "/tmp/jx-test-folder-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(p->base));
  ck_assert_int_eq(chdir(p->base), 0);
  snprintf(p->path, sizeof p->path, "%s/f", p->base);
  place_open(p, FOLDER_WRITE);
}

static int remove_any(const char *path, const struct stat *s, int kind, struct FTW *where) {
  (void)s, (void)kind, (void)where;
  return remove(path);
}

int place_remove(const char *path) { return nftw(path, remove_any, 16, FTW_DEPTH | FTW_PHYS); }

void place_finish(place *p) {
  folder_close(&p->f);
  ck_assert_int_eq(chdir("/"), 0);
  ck_assert_int_eq(place_remove(p->base), 0);
}

void place_leave_root(void) {
  if (geteuid() != 0) return;
  ck_assert_int_eq(setresgid(SOMEBODY, SOMEBODY, SOMEBODY), 0);
  ck_assert_int_eq(setresuid(SOMEBODY, SOMEBODY, SOMEBODY), 0);
}

const char *place_name(unsigned i) {
  static _Thread_local char name[FOLDER_NAME];
  snprintf(name, sizeof name, "%032x.kernel", i);
  return name;
}

const char *place_path(const place *p, const char *name) {
  static _Thread_local char path[256];
  snprintf(path, sizeof path, "%s/%s", p->path, name);
  return path;
}

void place_put_limited(place *p, unsigned i, size_t size, uint64_t limit) {
  unsigned char *bytes = calloc(1, size);
  memset(bytes, (int)i, size);
  jx_status status =
      folder_write(&p->f, place_name(i), bytes, size, limit, &alloc_default, &p->change, &p->d);
  free(bytes);
  ck_assert_msg(status == JX_OK, "%s", p->d.message);
}

void place_put(place *p, unsigned i, size_t size) {
  place_put_limited(p, i, size, LIMIT);
  ck_assert(p->change.written);
}

void place_make(const place *p, const char *name, size_t size, mode_t mode) {
  int fd = open(place_path(p, name), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ck_assert_int_ge(fd, 0);
  for (size_t i = 0; i < size; i++) ck_assert_int_eq(write(fd, "x", 1), 1);
  ck_assert_int_eq(fchmod(fd, mode), 0);
  close(fd);
}

void place_set_age(const place *p, const char *name, int64_t seconds) {
  struct timespec t = {.tv_sec = time(NULL) - seconds};
  const struct timespec times[2] = {t, t};
  ck_assert_int_eq(utimensat(p->f.fd, name, times, AT_SYMLINK_NOFOLLOW), 0);
}

int64_t place_age(const place *p, const char *name) {
  struct stat s;
  ck_assert_int_eq(fstatat(p->f.fd, name, &s, AT_SYMLINK_NOFOLLOW), 0);
  return time(NULL) - s.st_mtim.tv_sec;
}

bool place_exists(const place *p, const char *name) {
  return faccessat(p->f.fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

int64_t place_size(const place *p, const char *name) {
  struct stat s;
  return fstatat(p->f.fd, name, &s, AT_SYMLINK_NOFOLLOW) == 0 ? s.st_size : -1;
}

folder_why place_why(const place *p, const char *name, size_t most) {
  folder_file file;
  bool found = folder_read(&p->f, name, most, &alloc_default, &file);
  ck_assert(found == (file.why == FOLDER_USABLE));
  ck_assert(found == (file.bytes != NULL));
  folder_file_free(&file, &alloc_default);
  return file.why;
}

size_t place_count(const place *p, folder_kind kind, uint64_t *bytes) {
  folder_listing list;
  diag d;
  size_t n = 0;
  diag_init(&d, NULL, 0);
  ck_assert_int_eq(folder_list(&p->f, time(NULL), &alloc_default, &list, &d), JX_OK);
  if (bytes) *bytes = 0;
  for (size_t i = 0; i < list.n; i++) {
    if (list.entries[i].kind != kind) continue;
    if (bytes) *bytes += folder_bytes(list.entries[i].size);
    n++;
  }
  folder_listing_free(&list, &alloc_default);
  return n;
}

void place_sweep(place *p, uint64_t limit) {
  jx_status status = folder_sweep(&p->f, limit, &alloc_default, &p->change, &p->d);
  ck_assert_msg(status == JX_OK, "%s", p->d.message);
}

void place_refused(const char *path, folder_mode mode, bool own_parent, const char *text) {
  folder f;
  diag d;
  diag_init(&d, NULL, 0);
  jx_status status = folder_open(&f, path, mode, own_parent, &d);
  ck_assert_msg(status == JX_ERROR_IO, "%.200s was opened", path);
  ck_assert_msg(strstr(d.message, text), "%.200s: %s, not %s", path, d.message, text);
  ck_assert_int_eq(f.fd, -1);
  folder_close(&f);
}

void *meddler_alloc(void *user, size_t size, size_t align) {
  const meddler *m = user;
  ck_assert_int_eq(m->size < 0 ? unlink(m->path) : truncate(m->path, m->size), 0);
  return alloc_default.alloc(NULL, size, align);
}

void meddler_free(void *user, void *pointer, size_t size) {
  (void)user;
  alloc_default.free(NULL, pointer, size);
}
