/* test_folder.c: which directories are opened and made, and where; what is refused. */
#include "runtime/cache/folder.h"

#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/folder_place.h"
#include "tests/support/unit.h"

/* ---- Names ----------------------------------------------------------------------------------- */

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
  place_start(&p);
  folder_close(&p.f);
  ck_assert_int_eq(place_remove(p.path), 0);
  place_open(&p, FOLDER_READ);
  ck_assert_int_eq(p.f.fd, -1);
  ck_assert_int_eq(place_why(&p, place_name(1), MOST), FOLDER_MISSING);
  ck_assert_uint_eq(place_count(&p, FOLDER_KERNEL, NULL), 0);
  ck_assert_int_eq(folder_remove(&p.f, place_name(1), &p.d), JX_OK);
  ck_assert_int_eq(folder_clear(&p.f, &alloc_default, &p.change, &p.d), JX_OK);
  ck_assert_uint_eq(p.change.files, 0);
  ck_assert_int_eq(access(p.path, F_OK), -1);
  place_finish(&p);
}
END_TEST

START_TEST(a_folder_is_made_with_its_parents) {
  static const char *const paths[] = {"a/b/c", "d", "e//f///", "./g/../h", "a/b/i/"};
  place p;
  place_start(&p);
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
  place_finish(&p);
}
END_TEST

START_TEST(a_folder_that_others_can_write_is_refused) {
  static const mode_t bad[] = {0770, 0777, 0702, 0720, 01777}, good[] = {0700, 0755, 0500, 02750};
  place p;
  char text[64];
  place_start(&p);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ck_assert_int_eq(chmod(p.path, bad[i]), 0);
    snprintf(text, sizeof text, "/f can be written by others (mode %04o)", bad[i]);
    place_refused(p.path, FOLDER_READ, false, text);
    place_refused(p.path, FOLDER_WRITE, false, text);
  }
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    ck_assert_int_eq(chmod(p.path, good[i]), 0);
    folder_close(&p.f);
    place_open(&p, FOLDER_READ);
  }
  ck_assert_int_eq(chmod(p.path, 0700), 0);
  place_finish(&p);
}
END_TEST

START_TEST(a_folder_of_another_user_is_refused) {
  place p;
  char text[64];
  place_start(&p);
  if (geteuid() != 0) {
    snprintf(text, sizeof text, "/ belongs to user 0, not %u", geteuid());
    place_refused("/", FOLDER_READ, false, text);
  } else {
    ck_assert_int_eq(chown(p.path, SOMEBODY, SOMEBODY), 0);
    place_refused(p.path, FOLDER_READ, false, "/f belongs to user 12345, not 0");
    place_refused(p.path, FOLDER_WRITE, false, "/f belongs to user 12345, not 0");
  }
  place_finish(&p);
}
END_TEST

START_TEST(nothing_is_made_in_the_home_of_another) {
  place p;
  place_start(&p);
  if (geteuid() != 0) {
    place_refused("/jx-test-missing/jx", FOLDER_WRITE, true, ": / belongs to user 0, not ");
  } else {
    folder f;
    ck_assert_int_eq(mkdir("home", 0755), 0);
    ck_assert_int_eq(chown("home", SOMEBODY, SOMEBODY), 0);
    place_refused("home/.cache/jx", FOLDER_WRITE, true,
                  "cannot create home/.cache/jx: home belongs to user 12345, not 0");
    ck_assert_int_eq(access("home/.cache", F_OK), -1);
    ck_assert_int_eq(folder_open(&f, "home/.cache/jx", FOLDER_WRITE, false, &p.d), JX_OK);
    folder_close(&f);
    ck_assert_int_eq(access("home/.cache/jx", F_OK), 0);
    /* What lies there already is judged by itself. */
    ck_assert_int_eq(folder_open(&f, "home/.cache/jx", FOLDER_WRITE, true, &p.d), JX_OK);
    folder_close(&f);
  }
  place_finish(&p);
}
END_TEST

START_TEST(what_cannot_be_a_folder_is_refused) {
  place p;
  char longest[PATH_MAX + 100];
  place_start(&p);
  place_make(&p, "file", 1, 0600);
  ck_assert_int_eq(mkfifo("fifo", 0600), 0);
  ck_assert_int_eq(symlink("loop", "loop"), 0);
  ck_assert_int_eq(symlink("nowhere", "dangling"), 0);
  memset(longest, 'a', sizeof longest - 1);
  longest[sizeof longest - 1] = 0;
  place_refused("f/file", FOLDER_READ, false, "cannot open f/file: Not a directory");
  place_refused("f/file", FOLDER_WRITE, false, "cannot open f/file: Not a directory");
  place_refused("f/file/below/it", FOLDER_READ, false, "Not a directory");
  place_refused("f/file/below/it", FOLDER_WRITE, false, "Not a directory");
  place_refused("fifo", FOLDER_WRITE, false, "Not a directory");
  place_refused("loop", FOLDER_WRITE, false, "Too many levels of symbolic links");
  place_refused("dangling", FOLDER_WRITE, false,
                "cannot create dangling: No such file or directory");
  place_refused("", FOLDER_WRITE, false, "No such file or directory");
  place_refused(longest, FOLDER_READ, false, "File name too long");
  place_refused(longest, FOLDER_WRITE, false, "File name too long");
  place_refused("/proc/jx-test/jx", FOLDER_WRITE, false, "cannot create /proc/jx-test/jx: ");
  place_finish(&p);
}
END_TEST

START_TEST(a_link_to_a_folder_is_followed_and_its_target_judged) {
  place p;
  place_start(&p);
  place_put(&p, 1, 100);
  ck_assert_int_eq(symlink("f", "link"), 0);
  folder_close(&p.f);
  strcpy(p.path, "link");
  place_open(&p, FOLDER_READ);
  ck_assert_int_eq(place_why(&p, place_name(1), MOST), FOLDER_USABLE);
  ck_assert_int_eq(chmod("f", 0770), 0);
  place_refused("link", FOLDER_READ, false, "link can be written by others (mode 0770)");
  place_finish(&p);
}
END_TEST

START_TEST(a_folder_that_may_not_be_entered_or_written_is_an_error) {
  place p;
  place_leave_root();
  place_start(&p);
  ck_assert_int_eq(chmod(p.path, 0500), 0);
  ck_assert_int_eq(
      folder_write(&p.f, place_name(1), "x", 1, LIMIT, &alloc_default, &p.change, &p.d),
      JX_ERROR_IO);
  ck_assert_msg(strstr(p.d.message, ".tmp: Permission denied"), "%s", p.d.message);
  place_refused("f/below", FOLDER_WRITE, false, "cannot create f/below: Permission denied");
  ck_assert_int_eq(chmod(p.path, 0), 0);
  place_refused("f", FOLDER_READ, false, "cannot open f: Permission denied");
  ck_assert_int_eq(chmod(p.path, 0700), 0);
  place_finish(&p);
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
  place_start(&p);
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
  place_finish(&p);
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
  place_leave_root();
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
  place_start(&p);
  setenv("JX_CACHE_DIR", "/asked/for", 1);
  ask_program(&p, geteuid(), 0700, text, sizeof text);
  ck_assert_str_eq(text, "0 ok [/asked/for]\n");
  ck_assert_int_eq(statvfs(p.base, &where), 0);
  if (geteuid() == 0 && !(where.f_flag & ST_NOSUID)) {
    ask_program(&p, SOMEBODY, 04755, text, sizeof text);
    ck_assert_str_eq(text, "1 ok []\n");
  }
  place_finish(&p);
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
                                a_program_with_rights_of_another_has_no_place};
  if (argc == 2 && strcmp(argv[1], ASKED_FOR_PLACE) == 0) return print_place();
  return unit_run("folder", tests, sizeof tests / sizeof *tests);
}
