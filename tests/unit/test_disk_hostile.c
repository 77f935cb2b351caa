/* test_disk_hostile.c: the kernel cache in surroundings that are wrong by accident or on purpose.
 * What belongs to one file or directory alone is in test_folder.c; here whole calls are made, whose
 * results must be right, with one warning at most. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "runtime/codegen_load.h"
#include "runtime/engine.h"
#include "tests/support/unit.h"
#include "tests/support/warned.h"

#define SOMEBODY 12345 /* a user that is neither root nor known */

static char base[64];

static const codegen_api *codegen(void) {
  static const codegen_api *api;
  diag d;
  diag_init(&d, NULL, 0);
  if (!api) ck_assert_msg(codegen_load(&api, &d) == JX_OK, "%s", d.message);
  return api;
}

/* Permissions do not bind root: such tests go on as somebody else. The code generator is loaded
 * before, for somebody else may not be able to. */
static void begin_as(bool somebody) {
  codegen();
  if (somebody && geteuid() == 0) {
    ck_assert_int_eq(setresgid(SOMEBODY, SOMEBODY, SOMEBODY), 0);
    ck_assert_int_eq(setresuid(SOMEBODY, SOMEBODY, SOMEBODY), 0);
  }
  snprintf(base, sizeof base, "/tmp/jx-hostile-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(base));
  ck_assert_int_eq(chdir(base), 0);
}

static int remove_any(const char *path, const struct stat *s, int kind, struct FTW *where) {
  (void)s, (void)kind, (void)where;
  return remove(path);
}

static void end(void) {
  ck_assert_int_eq(chdir("/"), 0);
  ck_assert_int_eq(nftw(base, remove_any, 16, FTW_DEPTH | FTW_PHYS), 0);
}

/* A path in the test's directory. */
static const char *in(const char *name) {
  static char paths[4][256];
  static unsigned turn;
  char *path = paths[turn++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", base, name);
  return path;
}

typedef struct outcome {
  bool right;
  uint64_t compiles, disk_hits;
} outcome;

static outcome eval_in(jx_context *c) {
  double x[] = {1, 2, 3}, y[] = {10, 20, 30};
  int64_t n = 3;
  jx_array arrays[] = {jx_array_of(x, JX_FLOAT64, 1, &n), jx_array_of(y, JX_FLOAT64, 1, &n)};
  jx_operand operands[] = {{"a", &arrays[0]}, {"b", &arrays[1]}};
  jx_array result = {0};
  jx_stats s;
  outcome o = {0};
  if (jx_eval(c, "2*a + b", JX_NTS, operands, 2, &result, 1) == JX_OK) {
    const double *r = result.data;
    o.right = r[0] == 12 && r[1] == 24 && r[2] == 36;
    jx_array_free(c, &result);
  }
  jx_context_stats(c, &s);
  o.compiles = s.compiles;
  o.disk_hits = s.disk_hits;
  return o;
}

static jx_context *context_in(const char *path) {
  jx_options o = {.threads = 1, .cache = JX_CACHE_ON, .cache_dir = path, .warning = warned_of};
  jx_context *c = context_new_with(&o, codegen());
  ck_assert_ptr_nonnull(c);
  warnings = 0;
  return c;
}

/* A call in a new context on this directory, or on the environment's. */
static outcome eval(const char *path) {
  jx_context *c = context_in(path);
  outcome o = eval_in(c);
  jx_context_free(c);
  return o;
}

/* A call is right, keeps nothing, and warns with this text. */
static void refuses(const char *path, const char *text) {
  for (int i = 0; i < 2; i++) {
    outcome o = eval(path);
    ck_assert_msg(o.right && o.compiles == 1 && o.disk_hits == 0, "%s", path);
    ck_assert_msg(warnings == 1 && strstr(warned, text), "%s: %d warnings, %s", path, warnings,
                  warned);
    ck_assert_ptr_null(strchr(warned, '\n'));
  }
}

/* A call makes a kernel, and another one finds it, without warnings. */
static void works(const char *path) {
  outcome o = eval(path);
  ck_assert_msg(o.right && o.compiles == 1 && warnings == 0, "%s: %s", path, warned);
  o = eval(path);
  ck_assert_msg(o.right && o.disk_hits == 1 && warnings == 0, "%s: %s", path, warned);
}

/* The first file in a directory whose name ends so; "" when there is none. */
static const char *file_in(const char *path, const char *suffix) {
  static char found[600];
  DIR *dir = opendir(path);
  *found = 0;
  for (const struct dirent *e; dir && (e = readdir(dir));)
    if (strstr(e->d_name, suffix)) snprintf(found, sizeof found, "%s/%s", path, e->d_name);
  if (dir) closedir(dir);
  return found;
}

static mode_t mode_of(const char *path) {
  struct stat s;
  ck_assert_msg(lstat(path, &s) == 0, "%s", path);
  return s.st_mode & 07777;
}

/* ---- Modes ---- */

static void modes_under(mode_t mask) {
  begin_as(true);
  mode_t before = umask(mask);
  works(in("made/below"));
  umask(before);
  ck_assert_uint_eq(mode_of(in("made")), 0700);
  ck_assert_uint_eq(mode_of(in("made/below")), 0700);
  static const char *const files[] = {".kernel", ".source", "jx.growth", "jx.swept"};
  for (int i = 0; i < 4; i++) ck_assert_uint_eq(mode_of(file_in(in("made/below"), files[i])), 0600);
  end();
}

START_TEST(modes_do_not_depend_on_the_umask) {
  static const mode_t masks[] = {0, 022, 0277, 0777};
  for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) modes_under(masks[i]);
}
END_TEST

START_TEST(a_group_that_directories_inherit_is_no_harm) {
  begin_as(false);
  ck_assert_int_eq(mkdir(in("group"), 0700), 0);
  ck_assert_int_eq(chmod(in("group"), 02755), 0);
  works(in("group/made"));
  ck_assert_uint_eq(mode_of(in("group/made")) & 0777, 0700);
  ck_assert_uint_eq(mode_of(file_in(in("group/made"), ".kernel")), 0600);
  end();
}
END_TEST

START_TEST(a_directory_that_cannot_be_written_still_gives) {
  begin_as(true);
  works(in("kept"));
  ck_assert_int_eq(chmod(in("kept"), 0500), 0);
  outcome o = eval(in("kept"));
  ck_assert(o.right && o.disk_hits == 1);
  ck_assert_int_eq(warnings, 0);
  ck_assert_int_eq(chmod(in("kept"), 0700), 0);
  ck_assert_int_eq(unlink(file_in(in("kept"), ".kernel")), 0);
  ck_assert_int_eq(chmod(in("kept"), 0500), 0);
  refuses(in("kept"), "new kernels are not kept on disk: cannot create");
  ck_assert_int_eq(chmod(in("kept"), 0700), 0);
  end();
}
END_TEST

/* ---- Places ---- */

START_TEST(places_of_others_are_refused) {
  begin_as(true);
  refuses("/", "belongs to user 0");
  refuses("/tmp", "belongs to user 0");
  refuses("/proc/1", "");
  refuses("/proc/nothing/there", "cannot create");
  refuses("/dev/null", "Not a directory");
  refuses("/dev/null/below", "Not a directory");
  end();
}
END_TEST

START_TEST(a_directory_that_all_may_write_is_refused_sticky_or_not) {
  begin_as(false);
  static const mode_t modes[] = {01777, 0777, 0770, 0702};
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
    char name[16];
    snprintf(name, sizeof name, "open%zu", i);
    ck_assert_int_eq(mkdir(in(name), 0700), 0);
    ck_assert_int_eq(chmod(in(name), modes[i]), 0);
    refuses(in(name), "can be written by others");
    ck_assert_str_eq(file_in(in(name), "j"), "");
    ck_assert_str_eq(file_in(in(name), ".kernel"), "");
  }
  /* One's own directory in such a place is private all the same. */
  works(in("open0/own"));
  end();
}
END_TEST

START_TEST(a_path_is_what_it_says) {
  begin_as(false);
  works(in("with a\nnewline"));
  works(in("with \x1b[31mcolour"));
  works(in("made/../beside//double/"));
  ck_assert_str_ne(file_in(in("beside/double"), ".kernel"), "");
  ck_assert_int_eq(chmod(in("with a\nnewline"), 0777), 0);
  refuses(in("with a\nnewline"), "with a newline can be written by others");

  /* Relative ones are meant for the directory where the context was made. */
  jx_context *c = context_in("relative");
  ck_assert_int_eq(mkdir(in("elsewhere"), 0700), 0);
  ck_assert_int_eq(chdir(in("elsewhere")), 0);
  ck_assert(eval_in(c).right);
  jx_context_free(c);
  ck_assert_str_ne(file_in(in("relative"), ".kernel"), "");
  setenv("JX_CACHE_DIR", "of/the/environment", 1);
  c = context_in(NULL);
  ck_assert_int_eq(chdir(base), 0);
  ck_assert(eval_in(c).right);
  jx_context_free(c);
  ck_assert_str_ne(file_in(in("elsewhere/of/the/environment"), ".kernel"), "");

  /* An empty one is none. */
  setenv("JX_CACHE_DIR", "", 1);
  setenv("XDG_CACHE_HOME", in("caches"), 1);
  works(NULL);
  ck_assert_str_ne(file_in(in("caches/jx"), ".kernel"), "");
  end();
}
END_TEST

START_TEST(a_descriptor_is_judged_by_what_it_is_open_on) {
  char path[64];
  begin_as(false);
  ck_assert_int_eq(mkdir(in("mine"), 0700), 0);
  int fd = open(in("mine"), O_RDONLY | O_DIRECTORY);
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  works(path);
  ck_assert_int_eq(chmod(in("mine"), 0777), 0);
  refuses(path, "can be written by others");
  close(fd);

  fd = open("/tmp", O_RDONLY | O_DIRECTORY);
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  refuses(path, geteuid() == 0 ? "can be written by others" : "belongs to user");
  close(fd);

  /* A directory that was removed takes nothing, and can still be opened in this way. */
  ck_assert_int_eq(mkdir(in("gone"), 0700), 0);
  fd = open(in("gone"), O_RDONLY | O_DIRECTORY);
  ck_assert_int_eq(rmdir(in("gone")), 0);
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  outcome o = eval(path);
  ck_assert(o.right && o.compiles == 1);
  ck_assert_int_eq(warnings, 0);
  close(fd);
  end();
}
END_TEST

START_TEST(a_warning_is_one_line) {
  begin_as(false);
  setenv("JX_CACHE", "on\n\x1b[31moff", 1);
  jx_options o = {.threads = 1, .cache_dir = in("cache"), .warning = warned_of};
  jx_context *c = context_new_with(&o, codegen());
  ck_assert(eval_in(c).right);
  ck_assert_int_eq(warnings, 1);
  for (const char *at = warned; *at; at++) ck_assert_int_ge(*at, ' ');
  jx_context_free(c);
  end();
}
END_TEST

/* ---- What lies under names of ours ---- */

/* Something takes the place of a file, which is the only one that is missing, or the first that is
 * wanted. */
static void in_the_way(const char *suffix, void (*put)(const char *path), int most_warnings) {
  char path[600];
  works(in("cache"));
  snprintf(path, sizeof path, "%s", file_in(in("cache"), suffix));
  ck_assert_int_eq(unlink(path), 0);
  put(path);
  if (*suffix != '.') {
    unlink(file_in(in("cache"), ".kernel"));
    unlink(file_in(in("cache"), ".source"));
  }
  alarm(20); /* nothing must wait */
  outcome o = eval(in("cache"));
  ck_assert(o.right);
  ck_assert_int_le(warnings, most_warnings);
  o = eval(in("cache"));
  ck_assert(o.right);
  if (most_warnings == 0) ck_assert_uint_eq(o.disk_hits, 1); /* what was in the way is replaced */
  alarm(0);
  ck_assert_int_eq(nftw(in("cache"), remove_any, 16, FTW_DEPTH | FTW_PHYS), 0);
}

static void put_fifo(const char *path) { ck_assert_int_eq(mkfifo(path, 0600), 0); }
static void put_directory(const char *path) { ck_assert_int_eq(mkdir(path, 0700), 0); }
static void put_loop(const char *path) { ck_assert_int_eq(symlink(path, path), 0); }
static void put_passwords(const char *path) { ck_assert_int_eq(symlink("/etc/passwd", path), 0); }
static void put_mine(const char *path) { ck_assert_int_eq(link(in("precious"), path), 0); }

static void put_sparse(const char *path) {
  int fd = open(path, O_WRONLY | O_CREAT, 0600);
  ck_assert_int_eq(ftruncate(fd, (off_t)1 << 42), 0);
  close(fd);
}

static void put_zeros(const char *path) {
  int fd = open(path, O_WRONLY | O_CREAT, 0600);
  ck_assert_int_eq(ftruncate(fd, RECORD_MAX_SIZE), 0);
  close(fd);
}

static void put_device(const char *path) {
  if (mknod(path, S_IFCHR | 0600, makedev(1, 5)) != 0) put_fifo(path); /* only root may: zeros */
}

static void put_foreign(const char *path) {
  int fd = open(path, O_WRONLY | O_CREAT, 0600);
  ck_assert_int_eq(write(fd, "x", 1), 1);
  if (geteuid() == 0) ck_assert_int_eq(fchown(fd, SOMEBODY, SOMEBODY), 0);
  close(fd);
}

START_TEST(what_is_no_file_of_ours_is_not_used_and_replaced) {
  static const char *const suffixes[] = {".kernel", ".source"};
  static void (*const things[])(const char *) = {put_fifo,  put_loop,   put_passwords, put_mine,
                                                 put_zeros, put_device, put_foreign,   put_sparse};
  begin_as(false);
  int fd = open(in("precious"), O_WRONLY | O_CREAT, 0600);
  ck_assert_int_eq(write(fd, "my own text", 11), 11);
  close(fd);
  for (int i = 0; i < 2; i++)
    for (size_t k = 0; k < sizeof things / sizeof *things; k++)
      in_the_way(suffixes[i], things[k], 0);
  for (int i = 0; i < 2; i++) in_the_way(suffixes[i], put_directory, 1);
  struct stat s;
  ck_assert_int_eq(stat(in("precious"), &s), 0);
  ck_assert_int_eq(s.st_size, 11);
  end();
}
END_TEST

START_TEST(accounts_in_disguise_are_one_warning) {
  static const char *const names[] = {"jx.growth", "jx.swept"};
  static void (*const things[])(const char *) = {put_fifo, put_loop, put_passwords, put_directory};
  begin_as(false);
  for (int i = 0; i < 2; i++)
    for (size_t k = 0; k < sizeof things / sizeof *things; k++) in_the_way(names[i], things[k], 1);
  end();
}
END_TEST

START_TEST(files_of_the_same_names_as_the_accounts_had_once_are_left_alone) {
  begin_as(false);
  static const char *const names[] = {"cache/growth", "cache/swept", "cache/notes.kernel"};
  ck_assert_int_eq(mkdir(in("cache"), 0700), 0);
  for (int i = 0; i < 3; i++) put_foreign(in(names[i]));
  works(in("cache"));
  jx_context *c = context_in(in("cache"));
  ck_assert_int_eq(jx_cache_clear(c, NULL), JX_OK);
  jx_context_free(c);
  for (int i = 0; i < 3; i++) {
    struct stat s;
    ck_assert_int_eq(stat(in(names[i]), &s), 0);
    ck_assert_int_eq(s.st_size, 1);
  }
  end();
}
END_TEST

/* ---- Limits ---- */

START_TEST(a_limit_on_file_sizes_is_one_warning) {
  struct rlimit before, small;
  begin_as(false);
  signal(SIGXFSZ, SIG_DFL); /* would end this process */
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
  for (rlim_t most = 0; most <= 1024; most += 512) {
    jx_context *c = context_in(in("cache"));
    small = before;
    small.rlim_cur = most;
    if (setrlimit(RLIMIT_FSIZE, &small) != 0) abort(); /* a check would write as well */
    outcome o = eval_in(c);
    if (setrlimit(RLIMIT_FSIZE, &before) != 0) abort();
    jx_context_free(c);
    ck_assert(o.right && o.compiles == 1);
    ck_assert_int_eq(warnings, 1);
    ck_assert_msg(strstr(warned, "File too large"), "%s", warned);
    ck_assert_str_eq(file_in(in("cache"), ".tmp"), "");
    ck_assert_str_eq(file_in(in("cache"), ".kernel"), "");
  }
  works(in("cache"));
  end();
}
END_TEST

UNIT(disk_hostile, modes_do_not_depend_on_the_umask, a_group_that_directories_inherit_is_no_harm,
     a_directory_that_cannot_be_written_still_gives, places_of_others_are_refused,
     a_directory_that_all_may_write_is_refused_sticky_or_not, a_path_is_what_it_says,
     a_descriptor_is_judged_by_what_it_is_open_on, a_warning_is_one_line,
     what_is_no_file_of_ours_is_not_used_and_replaced, accounts_in_disguise_are_one_warning,
     files_of_the_same_names_as_the_accounts_had_once_are_left_alone,
     a_limit_on_file_sizes_is_one_warning)
