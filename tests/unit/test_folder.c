/* test_folder.c: what is refused, what is written whole, what goes when the folder is full; other
 * processes and threads at the same time, and killed in the middle. */
#include "runtime/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <pwd.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/fail_alloc.h"
#include "tests/support/unit.h"

#define MOST ((size_t)1 << 20)
#define LIMIT ((uint64_t)1 << 30) /* that no test reaches unless it means to */
#define SOMEBODY 12345            /* a user that is neither root nor known */

/* ---- A place for each test ------------------------------------------------------------------- */

typedef struct place {
  char base[64];  /* a fresh directory; the working directory */
  char path[128]; /* where the folder is, in it */
  folder f;
  folder_change change;
  diag d;
} place;

static void open_mode(place *p, folder_mode mode) {
  diag_init(&p->d, NULL, 0);
  jx_status status = folder_open(&p->f, p->path, mode, false, &p->d);
  ck_assert_msg(status == JX_OK, "%s", p->d.message);
}

static void start(place *p) {
  memset(p, 0, sizeof *p);
  strcpy(p->base, "/tmp/jx-test-folder-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(p->base));
  ck_assert_int_eq(chdir(p->base), 0);
  snprintf(p->path, sizeof p->path, "%s/f", p->base);
  open_mode(p, FOLDER_WRITE);
}

static int remove_any(const char *path, const struct stat *s, int kind, struct FTW *where) {
  (void)s, (void)kind, (void)where;
  return remove(path);
}

static void finish(place *p) {
  folder_close(&p->f);
  ck_assert_int_eq(chdir("/"), 0);
  ck_assert_int_eq(nftw(p->base, remove_any, 16, FTW_DEPTH | FTW_PHYS), 0);
}

/* Permissions do not bind root: such tests go on as somebody else, before they start(). */
static void leave_root(void) {
  if (geteuid() != 0) return;
  ck_assert_int_eq(setresgid(SOMEBODY, SOMEBODY, SOMEBODY), 0);
  ck_assert_int_eq(setresuid(SOMEBODY, SOMEBODY, SOMEBODY), 0);
}

/* "0000...002a.kernel" */
static const char *name_of(unsigned i) {
  static _Thread_local char name[FOLDER_NAME];
  snprintf(name, sizeof name, "%032x.kernel", i);
  return name;
}

/* A path in the folder, for making there what folder_write() never would. */
static const char *in(const place *p, const char *name) {
  static _Thread_local char path[256];
  snprintf(path, sizeof path, "%s/%s", p->path, name);
  return path;
}

static void put_limited(place *p, unsigned i, size_t size, uint64_t limit) {
  unsigned char *bytes = calloc(1, size);
  memset(bytes, (int)i, size);
  jx_status status =
      folder_write(&p->f, name_of(i), bytes, size, limit, &alloc_default, &p->change, &p->d);
  free(bytes);
  ck_assert_msg(status == JX_OK, "%s", p->d.message);
}

static void put(place *p, unsigned i, size_t size) {
  put_limited(p, i, size, LIMIT);
  ck_assert(p->change.written);
}

/* A file made by hand, in the folder. */
static void make(const place *p, const char *name, size_t size, mode_t mode) {
  int fd = open(in(p, name), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ck_assert_int_ge(fd, 0);
  for (size_t i = 0; i < size; i++) ck_assert_int_eq(write(fd, "x", 1), 1);
  ck_assert_int_eq(fchmod(fd, mode), 0);
  close(fd);
}

static void set_age(const place *p, const char *name, int64_t seconds) {
  struct timespec t = {.tv_sec = time(NULL) - seconds};
  const struct timespec times[2] = {t, t};
  ck_assert_int_eq(utimensat(p->f.fd, name, times, AT_SYMLINK_NOFOLLOW), 0);
}

static int64_t age(const place *p, const char *name) {
  struct stat s;
  ck_assert_int_eq(fstatat(p->f.fd, name, &s, AT_SYMLINK_NOFOLLOW), 0);
  return time(NULL) - s.st_mtim.tv_sec;
}

static bool exists(const place *p, const char *name) {
  return faccessat(p->f.fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static int64_t size_of(const place *p, const char *name) {
  struct stat s;
  return fstatat(p->f.fd, name, &s, AT_SYMLINK_NOFOLLOW) == 0 ? s.st_size : -1;
}

static folder_why why(const place *p, const char *name, size_t most) {
  folder_file file;
  bool found = folder_read(&p->f, name, most, &alloc_default, &file);
  ck_assert(found == (file.why == FOLDER_USABLE));
  ck_assert(found == (file.bytes != NULL));
  folder_file_free(&file, &alloc_default);
  return file.why;
}

/* Files of one kind, and what they take together. */
static size_t count(const place *p, folder_kind kind, uint64_t *bytes) {
  folder_listing list;
  diag d;
  size_t n = 0;
  diag_init(&d, NULL, 0);
  ck_assert_int_eq(folder_list(&p->f, &alloc_default, &list, &d), JX_OK);
  if (bytes) *bytes = 0;
  for (size_t i = 0; i < list.n; i++) {
    if (list.entries[i].kind != kind) continue;
    if (bytes) *bytes += folder_bytes(list.entries[i].size);
    n++;
  }
  folder_listing_free(&list, &alloc_default);
  return n;
}

static void sweep(place *p, uint64_t limit) {
  jx_status status = folder_sweep(&p->f, limit, &alloc_default, &p->change, &p->d);
  ck_assert_msg(status == JX_OK, "%s", p->d.message);
}

/* Opening `path` fails, and the message contains `text`. */
static void refused(const char *path, folder_mode mode, bool own_parent, const char *text) {
  folder f;
  diag d;
  diag_init(&d, NULL, 0);
  jx_status status = folder_open(&f, path, mode, own_parent, &d);
  ck_assert_msg(status == JX_ERROR_IO, "%.200s was opened", path);
  ck_assert_msg(strstr(d.message, text), "%.200s: %s, not %s", path, d.message, text);
  ck_assert_int_eq(f.fd, -1);
  folder_close(&f);
}

/* ---- Names ----------------------------------------------------------------------------------- */

#define HEX8 "0123abcd"
#define HEX32 HEX8 HEX8 HEX8 HEX8

START_TEST(names_of_ours_are_told_from_others) {
  static const struct {
    const char *name;
    folder_kind kind;
  } rows[] = {
      {HEX32 ".kernel", FOLDER_KERNEL},
      {HEX32 ".source", FOLDER_SOURCE},
      {HEX8 HEX8 ".tmp", FOLDER_TEMPORARY},
      {"", FOLDER_FOREIGN},
      {".", FOLDER_FOREIGN},
      {HEX32, FOLDER_FOREIGN},
      {HEX32 ".tmp", FOLDER_FOREIGN},
      {HEX8 HEX8 ".kernel", FOLDER_FOREIGN},
      {HEX32 "0.kernel", FOLDER_FOREIGN},
      {HEX32 ".kernels", FOLDER_FOREIGN},
      {HEX32 ".kernel~", FOLDER_FOREIGN},
      {HEX32 ".Kernel", FOLDER_FOREIGN},
      {"x" HEX32 ".kernel", FOLDER_FOREIGN},
      {HEX8 HEX8 HEX8 "0123ABCD.kernel", FOLDER_FOREIGN},
      {"jx.growth", FOLDER_FOREIGN},
      {"jx.swept", FOLDER_FOREIGN},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ck_assert_msg(folder_kind_of(rows[i].name) == rows[i].kind, "%s", rows[i].name);
    ck_assert(folder_is_ours(rows[i].name) == (rows[i].kind != FOLDER_FOREIGN));
  }
}
END_TEST

START_TEST(sizes_are_counted_in_whole_blocks) {
  ck_assert_uint_eq(folder_bytes(0), 0);
  ck_assert_uint_eq(folder_bytes(1), 4096);
  ck_assert_uint_eq(folder_bytes(4096), 4096);
  ck_assert_uint_eq(folder_bytes(4097), 8192);
  ck_assert_uint_eq(folder_bytes(UINT64_MAX), UINT64_MAX);
}
END_TEST

/* ---- Opening --------------------------------------------------------------------------------- */

START_TEST(a_missing_folder_is_empty_and_is_not_made) {
  place p;
  start(&p);
  folder_close(&p.f);
  ck_assert_int_eq(nftw(p.path, remove_any, 16, FTW_DEPTH | FTW_PHYS), 0);
  open_mode(&p, FOLDER_READ);
  ck_assert_int_eq(p.f.fd, -1);
  ck_assert_int_eq(why(&p, name_of(1), MOST), FOLDER_MISSING);
  ck_assert_uint_eq(count(&p, FOLDER_KERNEL, NULL), 0);
  ck_assert_int_eq(folder_remove(&p.f, name_of(1), &p.d), JX_OK);
  ck_assert_int_eq(folder_clear(&p.f, &alloc_default, &p.change, &p.d), JX_OK);
  ck_assert_uint_eq(p.change.files, 0);
  ck_assert_int_eq(access(p.path, F_OK), -1);
  finish(&p);
}
END_TEST

START_TEST(a_folder_is_made_with_its_parents) {
  static const char *const paths[] = {"a/b/c", "d", "e//f///", "./g/../h", "a/b/i/"};
  place p;
  start(&p);
  umask(0);
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    folder f;
    ck_assert_msg(folder_open(&f, paths[i], FOLDER_WRITE, true, &p.d) == JX_OK, "%s: %s", paths[i],
                  p.d.message);
    folder_close(&f);
  }
  char absolute[256];
  snprintf(absolute, sizeof absolute, "%s/j/k", p.base);
  folder f;
  ck_assert_int_eq(folder_open(&f, absolute, FOLDER_WRITE, true, &p.d), JX_OK);
  folder_close(&f);
  static const char *const made[] = {"a", "a/b", "a/b/c", "d", "e/f", "g", "h", "a/b/i", "j/k"};
  for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
    struct stat s;
    ck_assert_msg(stat(made[i], &s) == 0, "%s", made[i]);
    ck_assert_msg(S_ISDIR(s.st_mode) && (s.st_mode & 07777) == 0700, "%s: %o", made[i], s.st_mode);
  }
  finish(&p);
}
END_TEST

START_TEST(a_folder_that_others_can_write_is_refused) {
  static const mode_t bad[] = {0770, 0777, 0702, 0720, 01777}, good[] = {0700, 0755, 0500, 02750};
  place p;
  char text[64];
  start(&p);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ck_assert_int_eq(chmod(p.path, bad[i]), 0);
    snprintf(text, sizeof text, "/f can be written by others (mode %04o)", bad[i]);
    refused(p.path, FOLDER_READ, false, text);
    refused(p.path, FOLDER_WRITE, false, text);
  }
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    ck_assert_int_eq(chmod(p.path, good[i]), 0);
    folder_close(&p.f);
    open_mode(&p, FOLDER_READ);
  }
  ck_assert_int_eq(chmod(p.path, 0700), 0);
  finish(&p);
}
END_TEST

START_TEST(a_folder_of_another_user_is_refused) {
  place p;
  char text[64];
  start(&p);
  if (geteuid() != 0) {
    snprintf(text, sizeof text, "/ belongs to user 0, not %u", geteuid());
    refused("/", FOLDER_READ, false, text);
  } else {
    ck_assert_int_eq(chown(p.path, SOMEBODY, SOMEBODY), 0);
    refused(p.path, FOLDER_READ, false, "/f belongs to user 12345, not 0");
    refused(p.path, FOLDER_WRITE, false, "/f belongs to user 12345, not 0");
  }
  finish(&p);
}
END_TEST

START_TEST(nothing_is_made_in_the_home_of_another) {
  place p;
  start(&p);
  if (geteuid() != 0) {
    refused("/jx-test-missing/jx", FOLDER_WRITE, true, ": / belongs to user 0, not ");
  } else {
    folder f;
    ck_assert_int_eq(mkdir("home", 0755), 0);
    ck_assert_int_eq(chown("home", SOMEBODY, SOMEBODY), 0);
    refused("home/.cache/jx", FOLDER_WRITE, true,
            "cannot create home/.cache/jx: home belongs to user 12345, not 0");
    ck_assert_int_eq(access("home/.cache", F_OK), -1);
    ck_assert_int_eq(folder_open(&f, "home/.cache/jx", FOLDER_WRITE, false, &p.d), JX_OK);
    folder_close(&f);
    ck_assert_int_eq(access("home/.cache/jx", F_OK), 0);
    /* What lies there already is judged by itself. */
    ck_assert_int_eq(folder_open(&f, "home/.cache/jx", FOLDER_WRITE, true, &p.d), JX_OK);
    folder_close(&f);
  }
  finish(&p);
}
END_TEST

START_TEST(what_cannot_be_a_folder_is_refused) {
  place p;
  char longest[PATH_MAX + 100];
  start(&p);
  make(&p, "file", 1, 0600);
  ck_assert_int_eq(mkfifo("fifo", 0600), 0);
  ck_assert_int_eq(symlink("loop", "loop"), 0);
  ck_assert_int_eq(symlink("nowhere", "dangling"), 0);
  memset(longest, 'a', sizeof longest - 1);
  longest[sizeof longest - 1] = 0;
  refused("f/file", FOLDER_READ, false, "cannot open f/file: Not a directory");
  refused("f/file", FOLDER_WRITE, false, "cannot open f/file: Not a directory");
  refused("f/file/below/it", FOLDER_READ, false, "Not a directory");
  refused("f/file/below/it", FOLDER_WRITE, false, "Not a directory");
  refused("fifo", FOLDER_WRITE, false, "Not a directory");
  refused("loop", FOLDER_WRITE, false, "Too many levels of symbolic links");
  refused("dangling", FOLDER_WRITE, false, "cannot create dangling: No such file or directory");
  refused("", FOLDER_WRITE, false, "No such file or directory");
  refused(longest, FOLDER_READ, false, "File name too long");
  refused(longest, FOLDER_WRITE, false, "File name too long");
  refused("/proc/jx-test/jx", FOLDER_WRITE, false, "cannot create /proc/jx-test/jx: ");
  finish(&p);
}
END_TEST

START_TEST(a_link_to_a_folder_is_followed_and_its_target_judged) {
  place p;
  start(&p);
  put(&p, 1, 100);
  ck_assert_int_eq(symlink("f", "link"), 0);
  folder_close(&p.f);
  strcpy(p.path, "link");
  open_mode(&p, FOLDER_READ);
  ck_assert_int_eq(why(&p, name_of(1), MOST), FOLDER_USABLE);
  ck_assert_int_eq(chmod("f", 0770), 0);
  refused("link", FOLDER_READ, false, "link can be written by others (mode 0770)");
  finish(&p);
}
END_TEST

START_TEST(a_folder_that_may_not_be_entered_or_written_is_an_error) {
  place p;
  leave_root();
  start(&p);
  ck_assert_int_eq(chmod(p.path, 0500), 0);
  ck_assert_int_eq(folder_write(&p.f, name_of(1), "x", 1, LIMIT, &alloc_default, &p.change, &p.d),
                   JX_ERROR_IO);
  ck_assert_msg(strstr(p.d.message, ".tmp: Permission denied"), "%s", p.d.message);
  refused("f/below", FOLDER_WRITE, false, "cannot create f/below: Permission denied");
  ck_assert_int_eq(chmod(p.path, 0), 0);
  refused("f", FOLDER_READ, false, "cannot open f: Permission denied");
  ck_assert_int_eq(chmod(p.path, 0700), 0);
  finish(&p);
}
END_TEST

/* ---- The default place ----------------------------------------------------------------------- */

static void place_is(const char *expected, bool own_parent) {
  char path[PATH_MAX];
  bool own;
  diag d;
  diag_init(&d, NULL, 0);
  ck_assert_msg(folder_place(path, &own, &d) == JX_OK, "%s", d.message);
  ck_assert_msg(strcmp(path, expected) == 0, "%.200s, not %.200s", path, expected);
  ck_assert_int_eq(own, own_parent);
}

static void no_place(const char *text) {
  char path[PATH_MAX];
  bool own;
  diag d;
  diag_init(&d, NULL, 0);
  ck_assert_int_eq(folder_place(path, &own, &d), JX_ERROR_IO);
  ck_assert_msg(strstr(d.message, text), "%s", d.message);
  ck_assert_str_eq(path, "");
}

START_TEST(the_place_follows_the_environment) {
  place p;
  char expected[PATH_MAX], longest[PATH_MAX];
  start(&p);
  setenv("HOME", p.base, 1);
  setenv("XDG_CACHE_HOME", "/x/cache", 1);
  setenv("JX_CACHE_DIR", "/y/z", 1);
  place_is("/y/z", false);
  setenv("JX_CACHE_DIR", "here", 1);
  snprintf(expected, sizeof expected, "%s/here", p.base);
  place_is(expected, false);
  setenv("JX_CACHE_DIR", "", 1);
  place_is("/x/cache/jx", true);
  unsetenv("JX_CACHE_DIR");
  place_is("/x/cache/jx", true);
  snprintf(expected, sizeof expected, "%s/.cache/jx", p.base);
  setenv("XDG_CACHE_HOME", "relative", 1);
  place_is(expected, true);
  setenv("XDG_CACHE_HOME", "", 1);
  place_is(expected, true);
  unsetenv("XDG_CACHE_HOME");
  place_is(expected, true);

  memset(longest, 'a', sizeof longest - 1);
  longest[0] = '/';
  longest[sizeof longest - 1] = 0;
  setenv("JX_CACHE_DIR", longest, 1); /* as long as a path can be */
  place_is(longest, false);
  setenv("JX_CACHE_DIR", longest + 1, 1);
  no_place("the path of the cache is longer than 4095 bytes");
  unsetenv("JX_CACHE_DIR");
  setenv("XDG_CACHE_HOME", longest, 1);
  no_place("the path of the cache is longer than 4095 bytes");
  finish(&p);
}
END_TEST

START_TEST(a_missing_home_gives_no_place) {
  unsetenv("JX_CACHE_DIR");
  unsetenv("XDG_CACHE_HOME");
  setenv("HOME", "/nonexistent/home", 1);
  no_place("the home directory /nonexistent/home is missing");
  setenv("HOME", "/dev/null", 1);
  no_place("the home directory /dev/null is missing");
}
END_TEST

START_TEST(without_HOME_the_system_tells_the_home) {
  char path[PATH_MAX];
  bool own;
  diag d;
  unsetenv("JX_CACHE_DIR");
  unsetenv("XDG_CACHE_HOME");
  const struct passwd *home = getpwuid(geteuid());
  for (int i = 0; i < 2; i++) {
    if (i == 0) unsetenv("HOME");
    if (i == 1) setenv("HOME", "relative", 1);
    diag_init(&d, NULL, 0);
    jx_status status = folder_place(path, &own, &d);
    ck_assert(own);
    if (home) { /* known, but perhaps missing */
      ck_assert_msg(strstr(status == JX_OK ? path : d.message, home->pw_dir), "%s%s", path,
                    d.message);
    } else {
      ck_assert_str_eq(d.message, "there is no home directory for a cache");
    }
  }
  if (geteuid() != 0) return;
  unsetenv("HOME");
  leave_root();
  no_place("there is no home directory for a cache");
}
END_TEST

/* This program as somebody else's: prints whether the system takes it for one with more rights than
 * its caller, and what folder_place() says. */
#define ASKED_FOR_PLACE "print-place"

static int print_place(void) {
  char path[PATH_MAX];
  bool own;
  diag d;
  diag_init(&d, NULL, 0);
  jx_status status = folder_place(path, &own, &d);
  printf("%d %s [%s]\n", getauxval(AT_SECURE) != 0, jx_status_name(status), path);
  fflush(stdout);
  _exit(0); /* a leak checker may not look into such a program */
}

/* Copies this program, belonging to `owner` and with `mode`, and reads what it prints. */
static void ask_program(const place *p, uid_t owner, mode_t mode, char *text, size_t size) {
  char program[128], command[256];
  snprintf(program, sizeof program, "%s/program", p->base);
  snprintf(command, sizeof command, "cp /proc/%d/exe %s", (int)getpid(), program);
  ck_assert_int_eq(system(command), 0);
  ck_assert_int_eq(chown(program, owner, (gid_t)-1), 0);
  ck_assert_int_eq(chmod(program, mode), 0);
  int ends[2], status;
  ck_assert_int_eq(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    execl(program, program, ASKED_FOR_PLACE, (char *)NULL);
    _exit(1);
  }
  close(ends[1]);
  ssize_t n = read(ends[0], text, size - 1);
  text[n > 0 ? n : 0] = 0;
  close(ends[0]);
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s", text);
}

START_TEST(a_program_with_rights_of_another_has_no_place) {
  place p;
  char text[128];
  struct statvfs where;
  start(&p);
  setenv("JX_CACHE_DIR", "/asked/for", 1);
  ask_program(&p, geteuid(), 0700, text, sizeof text);
  ck_assert_str_eq(text, "0 ok [/asked/for]\n");
  ck_assert_int_eq(statvfs(p.base, &where), 0);
  if (geteuid() == 0 && !(where.f_flag & ST_NOSUID)) {
    ask_program(&p, SOMEBODY, 04755, text, sizeof text);
    ck_assert_str_eq(text, "1 ok []\n");
  }
  finish(&p);
}
END_TEST

/* ---- Reading --------------------------------------------------------------------------------- */

START_TEST(a_file_is_read_as_it_was_written) {
  static const size_t sizes[] = {1, 63, 4095, 4096, 4097, 100000, MOST};
  place p;
  start(&p);
  umask(0);
  for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    folder_file file;
    struct stat s;
    put(&p, i, sizes[i]);
    ck_assert(folder_read(&p.f, name_of(i), MOST, &alloc_default, &file));
    ck_assert_uint_eq(file.size, sizes[i]);
    ck_assert_uint_eq((uintptr_t)file.bytes % JX_ALIGN, 0);
    for (size_t k = 0; k < file.size; k++)
      if (file.bytes[k] != i) ck_abort_msg("byte %zu", k);
    ck_assert_int_le(llabs(time(NULL) - file.used), 10);
    folder_file_free(&file, &alloc_default);
    ck_assert_int_eq(stat(in(&p, name_of(i)), &s), 0);
    ck_assert_uint_eq(s.st_mode & 07777, 0600);
  }
  ck_assert_uint_eq(count(&p, FOLDER_KERNEL, NULL), sizeof sizes / sizeof *sizes);
  ck_assert_uint_eq(count(&p, FOLDER_TEMPORARY, NULL), 0);
  finish(&p);
}
END_TEST

START_TEST(files_that_may_not_be_used_say_why) {
  place p;
  const char *name = name_of(7);
  start(&p);
  ck_assert_int_eq(why(&p, name, MOST), FOLDER_MISSING);
  static const mode_t bad[] = {0620, 0602, 0666, 0660};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    make(&p, name, 10, bad[i]);
    ck_assert_int_eq(why(&p, name, MOST), FOLDER_OPEN_TO_OTHERS);
  }
  make(&p, name, 10, 0644);
  ck_assert_int_eq(why(&p, name, MOST), FOLDER_USABLE);
  ck_assert_int_eq(why(&p, name, 10), FOLDER_USABLE);
  ck_assert_int_eq(why(&p, name, 9), FOLDER_TOO_LARGE);
  if (geteuid() == 0) {
    ck_assert_int_eq(chown(in(&p, name), SOMEBODY, SOMEBODY), 0);
    ck_assert_int_eq(why(&p, name, MOST), FOLDER_OWNER);
  }
  make(&p, name, 0, 0600);
  ck_assert_int_eq(why(&p, name, MOST), geteuid() == 0 ? FOLDER_OWNER : FOLDER_EMPTY);
  ck_assert_int_eq(unlink(in(&p, name)), 0);
  make(&p, name, 0, 0600);
  ck_assert_int_eq(why(&p, name, MOST), FOLDER_EMPTY);
  ck_assert_int_eq(truncate(in(&p, name), (off_t)1 << 40), 0); /* sparse */
  ck_assert_int_eq(why(&p, name, MOST), FOLDER_TOO_LARGE);
  ck_assert_int_eq(unlink(in(&p, name)), 0);

  make(&p, "other", 10, 0600);
  ck_assert_int_eq(symlink("other", in(&p, name)), 0);
  ck_assert_int_eq(why(&p, name, MOST), FOLDER_NOT_REGULAR);
  ck_assert_int_eq(unlink(in(&p, name)), 0);
  ck_assert_int_eq(mkdir(in(&p, name), 0700), 0);
  ck_assert_int_eq(why(&p, name, MOST), FOLDER_NOT_REGULAR);
  ck_assert_int_eq(rmdir(in(&p, name)), 0);
  ck_assert_int_eq(mkfifo(in(&p, name), 0600), 0);
  alarm(10); /* it must not wait for a writer */
  ck_assert_int_eq(why(&p, name, MOST), FOLDER_NOT_REGULAR);
  alarm(0);
  ck_assert_int_eq(unlink(in(&p, name)), 0);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "f/%s", name);
  int s = socket(AF_UNIX, SOCK_STREAM, 0);
  ck_assert_int_eq(bind(s, (struct sockaddr *)&address, sizeof address), 0);
  ck_assert_int_eq(why(&p, name, MOST), FOLDER_NOT_REGULAR);
  close(s);
  finish(&p);
}
END_TEST

START_TEST(a_file_that_may_not_be_read_says_so) {
  place p;
  leave_root();
  start(&p);
  make(&p, name_of(1), 10, 0);
  ck_assert_int_eq(why(&p, name_of(1), MOST), FOLDER_UNREADABLE);
  finish(&p);
}
END_TEST

/* An allocator that changes the file, or removes it (size -1), between the look at it and its
 * use. */
typedef struct meddler {
  jx_allocator allocator;
  const char *path;
  off_t size;
} meddler;

static void *meddle(void *user, size_t size, size_t align) {
  const meddler *m = user;
  ck_assert_int_eq(m->size < 0 ? unlink(m->path) : truncate(m->path, m->size), 0);
  return alloc_default.alloc(NULL, size, align);
}

static void meddle_free(void *user, void *pointer, size_t size) {
  (void)user;
  alloc_default.free(NULL, pointer, size);
}

START_TEST(a_file_that_changes_under_the_read_is_not_used) {
  static const struct {
    off_t size;
    folder_why why;
  } rows[] = {{100, FOLDER_USABLE},
              {99, FOLDER_CHANGED},
              {0, FOLDER_CHANGED},
              {101, FOLDER_CHANGED},
              {5000, FOLDER_CHANGED}};
  place p;
  start(&p);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    folder_file file;
    meddler m = {{meddle, meddle_free, &m}, in(&p, name_of(1)), rows[i].size};
    put(&p, 1, 100);
    in(&p, name_of(1)); /* the path is there again after put() */
    bool found = folder_read(&p.f, name_of(1), MOST, &m.allocator, &file);
    ck_assert_int_eq(file.why, rows[i].why);
    ck_assert(found == (rows[i].why == FOLDER_USABLE));
    folder_file_free(&file, &m.allocator);
  }
  finish(&p);
}
END_TEST

START_TEST(every_reason_has_a_text) {
  for (folder_why w = FOLDER_USABLE; w <= FOLDER_NO_MEMORY; w++) {
    ck_assert_ptr_nonnull(folder_why_text(w));
    ck_assert_uint_gt(strlen(folder_why_text(w)), 0);
  }
  ck_assert_str_eq(folder_why_text(FOLDER_OWNER), "belongs to another user");
  ck_assert_str_eq(folder_why_text(FOLDER_NO_MEMORY), "no memory to read it");
}
END_TEST

START_TEST(use_is_marked_now_and_then) {
  place p;
  folder_file file;
  start(&p);
  put(&p, 1, 10);
  static const struct {
    int64_t before, after; /* ages */
    folder_mode mode;
  } rows[] = {{300, 300, FOLDER_WRITE},
              {FOLDER_TOUCH + 10, 0, FOLDER_WRITE},
              {100000, 0, FOLDER_WRITE},
              {-100000, 0, FOLDER_WRITE}, /* a clock was wrong */
              {100000, 100000, FOLDER_READ}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    folder_close(&p.f);
    open_mode(&p, rows[i].mode);
    set_age(&p, name_of(1), rows[i].before);
    ck_assert(folder_read(&p.f, name_of(1), MOST, &alloc_default, &file));
    folder_touch(&p.f, name_of(1), &file);
    ck_assert_int_le(llabs(age(&p, name_of(1)) - rows[i].after), 5);
    folder_file_free(&file, &alloc_default);
  }
  folder_close(&p.f);
  open_mode(&p, FOLDER_WRITE);
  file.used = 0;
  folder_touch(&p.f, name_of(2), &file); /* gone meanwhile: nothing happens, nothing appears */
  ck_assert(!exists(&p, name_of(2)));
  finish(&p);
}
END_TEST

/* ---- Writing --------------------------------------------------------------------------------- */

/* Writes while no file may exceed 5000 bytes; Check's own files may before and after. */
static jx_status write_small(place *p, unsigned i, size_t size) {
  static unsigned char bytes[10000];
  struct rlimit before, small;
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
  small = before;
  small.rlim_cur = 5000;
  diag_init(&p->d, NULL, 0);
  if (setrlimit(RLIMIT_FSIZE, &small) != 0) abort(); /* a check would write as well */
  jx_status status =
      folder_write(&p->f, name_of(i), bytes, size, LIMIT, &alloc_default, &p->change, &p->d);
  if (setrlimit(RLIMIT_FSIZE, &before) != 0) abort();
  return status;
}

START_TEST(a_limit_on_file_sizes_is_an_error_and_no_signal) {
  place p;
  sigset_t mask, pending, mine;
  start(&p);
  put(&p, 1, 500);
  signal(SIGXFSZ, SIG_DFL); /* would end this process */
  ck_assert_int_eq(write_small(&p, 1, 10000), JX_ERROR_IO);
  ck_assert_msg(strstr(p.d.message, "cannot write ") && strstr(p.d.message, "File too large"), "%s",
                p.d.message);
  ck_assert(!p.change.written);
  pthread_sigmask(SIG_BLOCK, NULL, &mask);
  ck_assert_int_eq(sigismember(&mask, SIGXFSZ), 0);
  sigpending(&pending);
  ck_assert_int_eq(sigismember(&pending, SIGXFSZ), 0);
  ck_assert_uint_eq(count(&p, FOLDER_TEMPORARY, NULL), 0);
  ck_assert_int_eq(size_of(&p, name_of(1)), 500); /* as it was */

  /* The accounts cannot grow: the file is not published. */
  make(&p, "jx.growth", 5000, 0600);
  ck_assert_int_eq(write_small(&p, 2, 10), JX_ERROR_IO);
  ck_assert_msg(strstr(p.d.message, "/jx.growth: File too large"), "%s", p.d.message);
  ck_assert_uint_eq(count(&p, FOLDER_TEMPORARY, NULL), 0);
  ck_assert(!exists(&p, name_of(2)));

  /* A signal that the program had waiting is left waiting. */
  sigemptyset(&mine);
  sigaddset(&mine, SIGXFSZ);
  pthread_sigmask(SIG_BLOCK, &mine, NULL);
  raise(SIGXFSZ);
  ck_assert_int_eq(write_small(&p, 1, 10000), JX_ERROR_IO);
  sigpending(&pending);
  ck_assert_int_eq(sigismember(&pending, SIGXFSZ), 1);
  pthread_sigmask(SIG_BLOCK, NULL, &mask);
  ck_assert_int_eq(sigismember(&mask, SIGXFSZ), 1);
  finish(&p);
}
END_TEST

START_TEST(what_stands_in_the_way_is_an_error_and_leaves_nothing) {
  place p;
  start(&p);
  static const char *const names[] = {"jx.growth", "jx.swept", NULL};
  for (int i = 0; i < 3; i++) {
    const char *name = names[i] ? names[i] : name_of(1);
    folder_clear(&p.f, &alloc_default, &p.change, &p.d);
    ck_assert_int_eq(mkdir(in(&p, name), 0700), 0);
    set_age(&p, name, 10000); /* a sweep is due */
    diag_init(&p.d, NULL, 0);
    ck_assert_int_eq(folder_write(&p.f, name_of(1), "x", 1, LIMIT, &alloc_default, &p.change, &p.d),
                     JX_ERROR_IO);
    ck_assert_msg(strstr(p.d.message, name) && strstr(p.d.message, "Is a directory"), "%s",
                  p.d.message);
    ck_assert(!p.change.written);
    ck_assert_uint_eq(count(&p, FOLDER_TEMPORARY, NULL), 0);
    ck_assert_int_eq(rmdir(in(&p, name)), 0);
    diag_init(&p.d, NULL, 0);
  }
  /* A link in the place of the accounts is no way out of the folder. */
  folder_clear(&p.f, &alloc_default, &p.change, &p.d);
  make(&p, "../outside", 3, 0600);
  ck_assert_int_eq(symlink("../outside", in(&p, "jx.growth")), 0);
  ck_assert_int_eq(folder_write(&p.f, name_of(1), "x", 1, LIMIT, &alloc_default, &p.change, &p.d),
                   JX_ERROR_IO);
  ck_assert_int_eq(size_of(&p, "../outside"), 3);
  /* Nor is one in the place of the file: it is replaced. */
  ck_assert_int_eq(unlink(in(&p, "jx.growth")), 0);
  ck_assert_int_eq(symlink("../outside", in(&p, name_of(1))), 0);
  diag_init(&p.d, NULL, 0);
  put(&p, 1, 10);
  ck_assert_int_eq(size_of(&p, "../outside"), 3);
  ck_assert_int_eq(why(&p, name_of(1), MOST), FOLDER_USABLE);
  finish(&p);
}
END_TEST

START_TEST(a_removed_directory_takes_nothing_and_is_empty) {
  place p;
  start(&p);
  ck_assert_int_eq(rmdir(p.path), 0);
  ck_assert_int_eq(why(&p, name_of(1), MOST), FOLDER_MISSING);
  ck_assert_int_eq(folder_write(&p.f, name_of(1), "x", 1, LIMIT, &alloc_default, &p.change, &p.d),
                   JX_OK);
  ck_assert(!p.change.written);
  ck_assert_int_eq(p.d.status, JX_OK);
  folder_close(&p.f);
  open_mode(&p, FOLDER_WRITE); /* which makes it again */
  put(&p, 1, 1);
  finish(&p);
}
END_TEST

/* ---- Accounts and sweeps --------------------------------------------------------------------- */

START_TEST(growth_counts_blocks_until_a_sweep) {
  place p;
  start(&p);
  put(&p, 1, 1);
  ck_assert(p.change.swept); /* the first ever */
  ck_assert_int_eq(size_of(&p, "jx.growth"), 0);
  put(&p, 2, 4096);
  ck_assert(!p.change.swept);
  ck_assert_int_eq(size_of(&p, "jx.growth"), 1);
  put(&p, 3, 4097);
  ck_assert_int_eq(size_of(&p, "jx.growth"), 3);
  put(&p, 3, 500000); /* replaced: counted again */
  ck_assert_int_eq(size_of(&p, "jx.growth"), 3 + 123);
  put(&p, 4, 5 << 20); /* more than is appended at once */
  ck_assert_int_eq(size_of(&p, "jx.growth"), 3 + 123 + 1280);
  sweep(&p, LIMIT);
  ck_assert(p.change.swept);
  ck_assert_uint_eq(p.change.files, 0);
  ck_assert_int_eq(size_of(&p, "jx.growth"), 0);
  finish(&p);
}
END_TEST

START_TEST(a_file_larger_than_a_quarter_is_not_written) {
  place p;
  const uint64_t limit = 64 << 10;
  start(&p);
  put_limited(&p, 1, (16 << 10) + 1, limit);
  ck_assert(!p.change.written);
  ck_assert(!exists(&p, name_of(1)));
  put_limited(&p, 1, 16 << 10, limit);
  ck_assert(p.change.written);
  put_limited(&p, 2, 1, 0);
  ck_assert(!p.change.written);
  put_limited(&p, 2, 1, 4 * 4096 - 1);
  ck_assert(!p.change.written);
  put_limited(&p, 2, 1, 4 * 4096);
  ck_assert(p.change.written);
  finish(&p);
}
END_TEST

START_TEST(the_total_stays_below_the_limit) {
  place p;
  const uint64_t limit = 1 << 20;
  uint64_t most = 0, swept = 0, evicted = 0;
  start(&p);
  for (unsigned i = 0; i < 500; i++) {
    uint64_t bytes;
    put_limited(&p, i, 1 + i * 7919 % 20000, limit);
    ck_assert(p.change.written);
    swept += p.change.swept;
    evicted += p.change.files;
    if (i % 8) continue;
    ck_assert_uint_eq(count(&p, FOLDER_KERNEL, &bytes), i + 1 - evicted);
    if (bytes > most) most = bytes;
  }
  ck_assert_uint_le(most, limit);
  ck_assert_uint_gt(most, limit / 2); /* and the room is used */
  ck_assert_uint_lt(swept, 70);       /* once for an eighth of the limit, not for every file */
  finish(&p);
}
END_TEST

START_TEST(a_sweep_is_due_every_hour_and_after_a_killed_one) {
  static const struct {
    int64_t age;
    bool swept;
  } rows[] = {{0, false}, {3500, false}, {3700, true}, {-3700, true}};
  place p;
  start(&p);
  put(&p, 0, 1);
  for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
    set_age(&p, "jx.swept", rows[i].age);
    put(&p, i, 1);
    ck_assert_int_eq(p.change.swept, rows[i].swept);
    if (rows[i].swept) ck_assert_int_le(llabs(age(&p, "jx.swept")), 5);
  }
  /* What a sweep that cannot end leaves behind: here its listing has no memory. */
  fail_alloc a;
  fail_alloc_init(&a, 1);
  ck_assert_int_eq(folder_sweep(&p.f, LIMIT, &a.allocator, &p.change, &p.d), JX_ERROR_MEMORY);
  ck_assert(!p.change.swept);
  diag_init(&p.d, NULL, 0);
  put(&p, 1, 1);
  ck_assert(p.change.swept);
  put(&p, 1, 1);
  ck_assert(!p.change.swept);
  finish(&p);
}
END_TEST

START_TEST(the_longest_unused_go_first) {
  place p;
  const uint64_t limit = 80 << 10; /* 20 blocks: 15 stay */
  start(&p);
  for (unsigned i = 0; i < 20; i++) put(&p, i, 4096);
  for (unsigned i = 0; i < 20; i++) set_age(&p, name_of(i), 1000 + i * 7 % 20 * 100);
  folder_listing list;
  ck_assert_int_eq(folder_list(&p.f, &alloc_default, &list, &p.d), JX_OK);
  ck_assert_uint_eq(list.n, 20);
  for (unsigned k = 0; k < 20; k++) { /* 7 * 3 = 1 modulo 20 */
    ck_assert_str_eq(list.entries[k].name, name_of((19 - k) * 3 % 20));
    ck_assert_uint_eq(list.entries[k].size, 4096);
  }
  folder_listing_free(&list, &alloc_default);
  sweep(&p, limit);
  ck_assert_uint_eq(p.change.files, 5);
  ck_assert_uint_eq(p.change.bytes, 5 * 4096);
  ck_assert_uint_eq(p.change.temporaries, 0);
  for (unsigned i = 0; i < 20; i++) ck_assert_int_eq(exists(&p, name_of(i)), i * 7 % 20 < 15);
  sweep(&p, limit);
  ck_assert_uint_eq(p.change.files, 0);
  finish(&p);
}
END_TEST

START_TEST(files_of_one_second_are_told_apart) {
  place p;
  start(&p);
  for (unsigned i = 0; i < 4; i++) {
    const struct timespec t[2] = {{1000, 0}, {1000, 500 - 100 * (long)i}};
    put(&p, i, 4096);
    ck_assert_int_eq(utimensat(p.f.fd, name_of(i), t, 0), 0);
  }
  sweep(&p, 8 << 10); /* 6 KiB stay */
  for (unsigned i = 0; i < 4; i++) ck_assert_int_eq(exists(&p, name_of(i)), i == 0);
  finish(&p);
}
END_TEST

/* Names beside ours that a sweep and a clear must leave alone. */
static const char *const foreign[] = {"README",         "a.kernel", HEX32,
                                      HEX32 ".kernel~", ".hidden",  HEX8 ".tmp",
                                      HEX32 ".tmp",     "x.tmp",    "0123456789ABCDEF.tmp"};
#define FOREIGN (sizeof foreign / sizeof *foreign)

START_TEST(files_of_others_come_to_no_harm) {
  place p;
  const char *directory = HEX32 ".source";
  start(&p);
  for (size_t i = 0; i < FOREIGN; i++) {
    make(&p, foreign[i], 5000, 0644);
    set_age(&p, foreign[i], 1000000);
  }
  ck_assert_int_eq(mkdir(in(&p, directory), 0700), 0);
  make(&p, "jx.growth", 0, 0600);
  make(&p, HEX8 HEX8 ".tmp", 5000, 0600);
  for (unsigned i = 0; i < 10; i++) put(&p, i, 4096);
  sweep(&p, 0);
  ck_assert_uint_eq(p.change.files, 10);
  ck_assert_uint_eq(p.change.temporaries, 0);
  for (size_t i = 0; i < FOREIGN; i++) ck_assert_int_eq(size_of(&p, foreign[i]), 5000);
  ck_assert(exists(&p, directory));

  put(&p, 1, 4096);
  ck_assert_int_eq(folder_clear(&p.f, &alloc_default, &p.change, &p.d), JX_OK);
  ck_assert_uint_eq(p.change.files, 1);
  ck_assert_uint_eq(p.change.bytes, 4096);
  ck_assert_uint_eq(p.change.temporaries, 1);
  for (size_t i = 0; i < FOREIGN; i++) ck_assert_int_eq(size_of(&p, foreign[i]), 5000);
  ck_assert(exists(&p, directory));
  ck_assert(!exists(&p, "jx.growth") && !exists(&p, "jx.swept"));
  put(&p, 1, 1); /* and it goes on */
  finish(&p);
}
END_TEST

START_TEST(abandoned_temporaries_go_and_young_ones_count) {
  static const struct {
    const char *name;
    int64_t age;
    bool stays;
  } rows[] = {{HEX8 "00000000.tmp", 0, true},
              {HEX8 "00000001.tmp", FOLDER_ABANDONED - 20, true},
              {HEX8 "00000002.tmp", FOLDER_ABANDONED + 20, false},
              {HEX8 "00000003.tmp", 1000000, false},
              {HEX8 "00000004.tmp", -1000000, false}}; /* a clock was wrong */
  place p;
  start(&p);
  for (unsigned i = 0; i < 10; i++) put(&p, i, 4096);
  for (size_t i = 0; i < 5; i++) {
    make(&p, rows[i].name, 5000, 0600);
    set_age(&p, rows[i].name, rows[i].age);
  }
  sweep(&p, 16 * 4096); /* 12 blocks, 4 of which the young ones take */
  ck_assert_uint_eq(p.change.temporaries, 3);
  ck_assert_uint_eq(p.change.files, 2);
  for (size_t i = 0; i < 5; i++) ck_assert_int_eq(exists(&p, rows[i].name), rows[i].stays);
  finish(&p);
}
END_TEST

START_TEST(while_somebody_sweeps_only_an_eighth_is_added) {
  place p;
  const uint64_t limit = 64 * 4096;
  unsigned written = 0;
  start(&p);
  put_limited(&p, 0, 1, limit);
  int lock = open(in(&p, "jx.swept"), O_RDWR);
  ck_assert_int_eq(flock(lock, LOCK_EX), 0);
  sweep(&p, limit);
  ck_assert(!p.change.swept);
  set_age(&p, "jx.swept", 1000000);
  for (unsigned i = 1; i < 30; i++) {
    put_limited(&p, i, 4096, limit);
    ck_assert(!p.change.swept);
    ck_assert_int_eq(p.change.written, i <= 8);
    ck_assert_int_eq(exists(&p, name_of(i)), i <= 8);
    written += p.change.written;
  }
  ck_assert_uint_eq(written, 8);
  ck_assert_uint_eq(count(&p, FOLDER_TEMPORARY, NULL), 0);
  close(lock);
  put_limited(&p, 30, 4096, limit);
  ck_assert(p.change.swept && p.change.written);
  finish(&p);
}
END_TEST

/* An allocator under which somebody forks: the child inherits what is open, for as long as it
 * lives. */
static void *fork_meanwhile(void *user, size_t size, size_t align) {
  pid_t *child = user;
  if (*child == 0 && (*child = fork()) == 0) {
    pause();
    _exit(0);
  }
  return alloc_default.alloc(NULL, size, align);
}

START_TEST(a_child_forked_in_a_sweep_does_not_hold_the_lock) {
  place p;
  pid_t child = 0;
  jx_allocator forking = {fork_meanwhile, meddle_free, &child};
  start(&p);
  put(&p, 1, 1);
  ck_assert_int_eq(folder_sweep(&p.f, LIMIT, &forking, &p.change, &p.d), JX_OK);
  ck_assert_int_gt(child, 0);
  sweep(&p, LIMIT);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  ck_assert(p.change.swept);
  finish(&p);
}
END_TEST

START_TEST(a_file_is_removed_once) {
  place p;
  start(&p);
  put(&p, 1, 1);
  put(&p, 2, 1);
  ck_assert_int_eq(folder_remove(&p.f, name_of(1), &p.d), JX_OK);
  ck_assert(!exists(&p, name_of(1)) && exists(&p, name_of(2)));
  ck_assert_int_eq(folder_remove(&p.f, name_of(1), &p.d), JX_OK);
  finish(&p);
}
END_TEST

START_TEST(what_somebody_else_removes_meanwhile_is_not_counted) {
  place p;
  start(&p);
  meddler m = {{meddle, meddle_free, &m}, NULL, -1};
  put(&p, 1, 1);
  m.path = in(&p, name_of(1));
  ck_assert_int_eq(folder_sweep(&p.f, 0, &m.allocator, &p.change, &p.d), JX_OK);
  ck_assert(p.change.swept);
  ck_assert_uint_eq(p.change.files, 0);
  put(&p, 1, 1);
  m.path = in(&p, name_of(1));
  ck_assert_int_eq(folder_clear(&p.f, &m.allocator, &p.change, &p.d), JX_OK);
  ck_assert_uint_eq(p.change.files, 0);
  ck_assert(!exists(&p, name_of(1)));
  finish(&p);
}
END_TEST

START_TEST(what_cannot_be_removed_is_an_error) {
  place p;
  leave_root();
  start(&p);
  put(&p, 1, 1);
  ck_assert_int_eq(chmod(p.path, 0500), 0);
  ck_assert_int_eq(folder_remove(&p.f, name_of(1), &p.d), JX_ERROR_IO);
  ck_assert_msg(strstr(p.d.message, "cannot remove ") && strstr(p.d.message, "Permission denied"),
                "%s", p.d.message);
  diag_init(&p.d, NULL, 0);
  ck_assert_int_eq(folder_clear(&p.f, &alloc_default, &p.change, &p.d), JX_ERROR_IO);
  ck_assert_uint_eq(p.change.files, 0);
  diag_init(&p.d, NULL, 0);
  ck_assert_int_eq(folder_sweep(&p.f, 0, &alloc_default, &p.change, &p.d), JX_ERROR_IO);
  ck_assert(!p.change.swept);
  ck_assert_int_eq(chmod(p.path, 0700), 0);
  finish(&p);
}
END_TEST

START_TEST(every_allocation_may_fail) {
  place p;
  fail_alloc a;
  folder_file file;
  folder_listing list;
  start(&p);
  for (unsigned i = 0; i < 200; i++) put(&p, i, 1); /* the listing grows twice */

  fail_alloc_init(&a, 1);
  ck_assert(!folder_read(&p.f, name_of(1), MOST, &a.allocator, &file));
  ck_assert_int_eq(file.why, FOLDER_NO_MEMORY);
  ck_assert_uint_eq(a.live, 0);
  ck_assert(folder_read(&p.f, name_of(1), MOST, &a.allocator, &file));
  folder_file_free(&file, &a.allocator);
  ck_assert_uint_eq(a.live, 0);

  for (size_t n = 1; n <= 4; n++) {
    fail_alloc_init(&a, n);
    diag_init(&p.d, NULL, 0);
    jx_status status = folder_list(&p.f, &a.allocator, &list, &p.d);
    ck_assert_int_eq(status, n <= 3 ? JX_ERROR_MEMORY : JX_OK);
    ck_assert_uint_eq(list.n, n <= 3 ? 0 : 200);
    folder_listing_free(&list, &a.allocator);
    ck_assert_uint_eq(a.live, 0);
  }
  /* Nothing is published into a folder that must be swept and cannot. */
  fail_alloc_init(&a, 1);
  diag_init(&p.d, NULL, 0);
  set_age(&p, "jx.swept", 10000);
  ck_assert_int_eq(folder_write(&p.f, name_of(999), "x", 1, LIMIT, &a.allocator, &p.change, &p.d),
                   JX_ERROR_MEMORY);
  ck_assert(!p.change.written && !exists(&p, name_of(999)));
  ck_assert_uint_eq(count(&p, FOLDER_TEMPORARY, NULL), 0);
  fail_alloc_init(&a, 1);
  diag_init(&p.d, NULL, 0);
  ck_assert_int_eq(folder_clear(&p.f, &a.allocator, &p.change, &p.d), JX_ERROR_MEMORY);
  ck_assert_uint_eq(a.live, 0);
  finish(&p);
}
END_TEST

/* ---- At the same time ------------------------------------------------------------------------ */

/* Bytes that tell whether they belong together: all the same, the size follows from them. */
static size_t size_for(unsigned char byte) { return 1000 + byte * 97; }

static bool is_whole(const folder_file *file) {
  if (file->size != size_for(file->bytes[0])) return false;
  return memcmp(file->bytes, file->bytes + 1, file->size - 1) == 0;
}

static jx_status put_whole(const folder *f, const char *name, unsigned char byte, uint64_t limit,
                           folder_change *change) {
  unsigned char bytes[1000 + 255 * 97];
  diag d;
  diag_init(&d, NULL, 0);
  memset(bytes, byte, size_for(byte));
  return folder_write(f, name, bytes, size_for(byte), limit, &alloc_default, change, &d);
}

typedef struct reader {
  const char *path;
  atomic_bool *stop;
  unsigned reads, torn;
} reader;

static void *read_again_and_again(void *user) {
  reader *r = user;
  folder f;
  folder_file file;
  diag d;
  diag_init(&d, NULL, 0);
  while (!atomic_load(r->stop) || r->reads < 100) {
    if (folder_open(&f, r->path, FOLDER_READ, false, &d) != JX_OK) abort();
    if (!folder_read(&f, name_of(1), MOST, &alloc_default, &file) || !is_whole(&file)) r->torn++;
    folder_file_free(&file, &alloc_default);
    folder_close(&f);
    r->reads++;
  }
  return NULL;
}

START_TEST(a_reader_sees_the_old_or_the_new_file) {
  place p;
  atomic_bool stop = false;
  pthread_t threads[4];
  reader readers[4];
  start(&p);
  ck_assert_int_eq(put_whole(&p.f, name_of(1), 0, LIMIT, &p.change), JX_OK);
  for (int i = 0; i < 4; i++) {
    readers[i] = (reader){.path = p.path, .stop = &stop};
    ck_assert_int_eq(pthread_create(&threads[i], NULL, read_again_and_again, &readers[i]), 0);
  }
  for (unsigned i = 0; i < 200; i++) {
    ck_assert_int_eq(put_whole(&p.f, name_of(1), (unsigned char)(i * 37), LIMIT, &p.change), JX_OK);
    ck_assert(p.change.written);
  }
  atomic_store(&stop, true);
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    ck_assert_uint_eq(readers[i].torn, 0);
    ck_assert_uint_ge(readers[i].reads, 100);
  }
  finish(&p);
}
END_TEST

#define SMALL ((uint64_t)2 << 20)

typedef struct writer {
  const char *path;
  unsigned first, n;
  unsigned failed, written, swept;
} writer;

/* Writes files of its own names, each in a folder opened anew, and again when it was turned away.
 */
static void *write_many(void *user) {
  writer *w = user;
  while (w->written + w->failed < w->n) {
    unsigned i = w->first + w->written;
    folder f;
    folder_change change = {0};
    diag d;
    diag_init(&d, NULL, 0);
    if (folder_open(&f, w->path, FOLDER_WRITE, false, &d) != JX_OK ||
        put_whole(&f, name_of(i), (unsigned char)i, SMALL, &change) != JX_OK)
      w->failed++;
    w->written += change.written;
    w->swept += change.swept;
    folder_close(&f);
    usleep(200); /* compiling would take longer */
  }
  return NULL;
}

START_TEST(threads_write_and_sweep_together) {
  place p;
  pthread_t threads[4];
  writer writers[4];
  uint64_t bytes;
  unsigned swept = 0, written = 0;
  start(&p);
  for (unsigned i = 0; i < 4; i++) {
    writers[i] = (writer){.path = p.path, .first = i << 16, .n = 150};
    ck_assert_int_eq(pthread_create(&threads[i], NULL, write_many, &writers[i]), 0);
  }
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    ck_assert_uint_eq(writers[i].failed, 0);
    swept += writers[i].swept;
    written += writers[i].written;
  }
  ck_assert_uint_gt(swept, 10); /* about 8 MB have gone by */
  ck_assert_uint_eq(written, 600);
  ck_assert_uint_gt(count(&p, FOLDER_KERNEL, &bytes), 0);
  ck_assert_uint_le(bytes, SMALL);
  ck_assert_uint_eq(count(&p, FOLDER_TEMPORARY, NULL), 0);
  finish(&p);
}
END_TEST

static pid_t fork_writer(const place *p, unsigned i) {
  pid_t child = fork();
  ck_assert_int_ge(child, 0);
  if (child > 0) return child;
  writer w = {.path = p->path, .first = i << 16, .n = 50000};
  setpriority(PRIO_PROCESS, 0, 10); /* whoever kills must get its turn */
  write_many(&w);
  _exit(1); /* only if it was never killed */
}

#define WRITERS 8
#define KILLS 40

START_TEST(killed_writers_leave_nothing_that_lasts) {
  place p;
  pid_t children[WRITERS];
  uint64_t largest = folder_bytes(size_for(255)), kept, fresh;
  unsigned random = 1;
  start(&p);
  for (unsigned i = 0; i < WRITERS; i++) children[i] = fork_writer(&p, i);
  for (unsigned k = 0; k < KILLS; k++) {
    unsigned which = k % WRITERS;
    int status;
    random = random * 1103515245 + 12345; /* ISO C's own example of rand() */
    usleep(2000 + random / 65536 % 20000);
    ck_assert_int_eq(kill(children[which], SIGKILL), 0);
    ck_assert_int_eq(waitpid(children[which], &status, 0), children[which]);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    children[which] = fork_writer(&p, WRITERS + k);
    count(&p, FOLDER_KERNEL, &kept);
    ck_assert_uint_le(kept, SMALL + (WRITERS + k) * largest);
  }
  for (unsigned i = 0; i < WRITERS; i++) {
    kill(children[i], SIGKILL);
    waitpid(children[i], NULL, 0);
  }

  /* The killed may have left temporaries, and a full folder. Time passes, and one sweeps. */
  folder_listing list;
  ck_assert_int_eq(folder_list(&p.f, &alloc_default, &list, &p.d), JX_OK);
  ck_assert_uint_gt(list.n, 0);
  for (size_t i = 0; i < list.n; i++) {
    folder_file file;
    if (list.entries[i].kind == FOLDER_TEMPORARY) {
      set_age(&p, list.entries[i].name, FOLDER_ABANDONED + 10);
      continue;
    }
    ck_assert(folder_read(&p.f, list.entries[i].name, MOST, &alloc_default, &file));
    ck_assert(is_whole(&file));
    folder_file_free(&file, &alloc_default);
  }
  folder_listing_free(&list, &alloc_default);
  sweep(&p, SMALL);
  ck_assert(p.change.swept); /* the lock has gone with its holder */
  ck_assert_uint_eq(count(&p, FOLDER_TEMPORARY, &fresh), 0);
  ck_assert_uint_gt(count(&p, FOLDER_KERNEL, &kept), 0);
  ck_assert_uint_le(kept, SMALL - SMALL / 4);
  finish(&p);
}
END_TEST

int main(int argc, char **argv) {
  const TTest *const tests[] = {names_of_ours_are_told_from_others,
                                sizes_are_counted_in_whole_blocks,
                                a_missing_folder_is_empty_and_is_not_made,
                                a_folder_is_made_with_its_parents,
                                a_folder_that_others_can_write_is_refused,
                                a_folder_of_another_user_is_refused,
                                nothing_is_made_in_the_home_of_another,
                                what_cannot_be_a_folder_is_refused,
                                a_link_to_a_folder_is_followed_and_its_target_judged,
                                a_folder_that_may_not_be_entered_or_written_is_an_error,
                                the_place_follows_the_environment,
                                a_missing_home_gives_no_place,
                                without_HOME_the_system_tells_the_home,
                                a_program_with_rights_of_another_has_no_place,
                                a_file_is_read_as_it_was_written,
                                files_that_may_not_be_used_say_why,
                                a_file_that_may_not_be_read_says_so,
                                a_file_that_changes_under_the_read_is_not_used,
                                every_reason_has_a_text,
                                use_is_marked_now_and_then,
                                a_limit_on_file_sizes_is_an_error_and_no_signal,
                                what_stands_in_the_way_is_an_error_and_leaves_nothing,
                                a_removed_directory_takes_nothing_and_is_empty,
                                growth_counts_blocks_until_a_sweep,
                                a_file_larger_than_a_quarter_is_not_written,
                                the_total_stays_below_the_limit,
                                a_sweep_is_due_every_hour_and_after_a_killed_one,
                                the_longest_unused_go_first,
                                files_of_one_second_are_told_apart,
                                files_of_others_come_to_no_harm,
                                abandoned_temporaries_go_and_young_ones_count,
                                while_somebody_sweeps_only_an_eighth_is_added,
                                a_child_forked_in_a_sweep_does_not_hold_the_lock,
                                a_file_is_removed_once,
                                what_somebody_else_removes_meanwhile_is_not_counted,
                                what_cannot_be_removed_is_an_error,
                                every_allocation_may_fail,
                                a_reader_sees_the_old_or_the_new_file,
                                threads_write_and_sweep_together,
                                killed_writers_leave_nothing_that_lasts};
  if (argc == 2 && strcmp(argv[1], ASKED_FOR_PLACE) == 0) return print_place();
  return unit_run("folder", tests, sizeof tests / sizeof *tests);
}
