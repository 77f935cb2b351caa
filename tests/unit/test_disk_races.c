/* test_disk_races.c: the kernel cache when others act, calls fail, or the process dies between any
 * two of its system calls.
 *
 * The functions of the C library that the cache calls are defined here, in front of the library's.
 * Each counts, and at the n-th call something happens, for n = 1, 2, ... until all calls of a whole
 * session have had their turn. A session makes a kernel, finds it by its plan and finds it by its
 * text, on a directory that is full, so that a sweep and evictions are part of it. Whatever
 * happens, its results are right; nothing is left that a sweep does not remove. Start at at_each().
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "runtime/codegen_load.h"
#include "runtime/engine.h"
#include "runtime/machine/fork.h"
#include "tests/support/fail_alloc.h"
#include "tests/support/unit.h"
#include "tests/support/warned.h"

/* ---- In front of the C library --------------------------------------------------------------- */

#define ENTRY_SIZE 40000

static struct hook {
  bool armed, for_good; /* for_good: all later calls fail as well */
  bool missing;         /* the directory is not there at first */
  mode_t mode;          /* of all new files, and it cannot be changed; 0: as asked for */
  unsigned calls, at;
  int error; /* that the call fails with; 0: it does not */
  void (*deed)(void);
  uint64_t random; /* what getrandom() gives; 0: random numbers */
  off_t size;      /* that files of ENTRY_SIZE have instead, as far as fstatat() tells */
} hook;

/* True when the call is to fail. */
static bool step(void) {
  if (!hook.armed) return false;
  hook.calls++;
  if (hook.calls < hook.at || (hook.calls > hook.at && !hook.for_good)) return false;
  hook.armed = false; /* what the deed calls does not count */
  if (hook.deed) hook.deed();
  hook.armed = true;
  if (hook.error) errno = hook.error;
  return hook.error != 0;
}

#define CALL(...) return step() ? -1 : (int)syscall(__VA_ARGS__)

int openat(int fd, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
  va_end(more);
  if (hook.mode) mode = hook.mode;
  CALL(SYS_openat, fd, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
  va_end(more);
  CALL(SYS_openat, AT_FDCWD, path, flags, mode);
}

ssize_t read(int fd, void *to, size_t size) {
  return step() ? -1 : (ssize_t)syscall(SYS_read, fd, to, size);
}

ssize_t write(int fd, const void *from, size_t size) {
  return step() ? -1 : (ssize_t)syscall(SYS_write, fd, from, size);
}

int close(int fd) {
  bool fails = step();
  int error = errno, got = (int)syscall(SYS_close, fd); /* a close that fails has closed */
  if (fails) errno = error;
  return fails ? -1 : got;
}

int mkdirat(int fd, const char *path, mode_t mode) { CALL(SYS_mkdirat, fd, path, mode); }
int unlinkat(int fd, const char *path, int flags) { CALL(SYS_unlinkat, fd, path, flags); }
int flock(int fd, int how) { CALL(SYS_flock, fd, how); }
int fchmod(int fd, mode_t mode) {
  if (hook.mode) errno = EPERM;
  if (hook.mode) return -1;
  CALL(SYS_fchmod, fd, mode);
}
int renameat(int a, const char *from, int b, const char *to) {
  CALL(SYS_renameat2, a, from, b, to, 0);
}
int futimens(int fd, const struct timespec times[2]) { CALL(SYS_utimensat, fd, NULL, times, 0); }
int utimensat(int fd, const char *path, const struct timespec times[2], int flags) {
  CALL(SYS_utimensat, fd, path, times, flags);
}
int fstatat(int fd, const char *path, struct stat *s, int flags) {
  if (step()) return -1;
  int got = (int)syscall(SYS_newfstatat, fd, path, s, flags);
  if (got == 0 && hook.size && s->st_size == ENTRY_SIZE) s->st_size = hook.size;
  return got;
}
int fstat(int fd, struct stat *s) { CALL(SYS_newfstatat, fd, "", s, AT_EMPTY_PATH); }

ssize_t getrandom(void *to, size_t size, unsigned flags) {
  if (step()) return -1;
  if (!hook.random) return (ssize_t)syscall(SYS_getrandom, to, size, flags);
  memset(to, 0, size);
  memcpy(to, &hook.random, size < sizeof hook.random ? size : sizeof hook.random);
  return (ssize_t)size;
}

static int64_t later; /* seconds */

time_t time(time_t *out) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (out) *out = now.tv_sec + later;
  return now.tv_sec + later;
}

/* ---- Sessions -------------------------------------------------------------------------------- */

#define LIMIT (256u << 10)
#define ENTRIES 6 /* of 40 KiB, that nobody used for long */

static char place[64], beside[80];

/* The plan of `2*a + b` is compiled once, and later gets a copy of that. */
static struct {
  const codegen_api *api;
  hash128 plan;
  image image;
  uint8_t bytes[1 << 16];
  image_entry entries[4];
} memo;

static jx_status compile_once(const plan *p, const codegen_target *target,
                              const codegen_watch *watch, arena *a, diag *d, image *out) {
  plan_key key;
  kernel_spec *spec;
  JX_TRY(kernel_spec_make(&spec, p));
  JX_TRY(plan_key_make(&key, p, spec, 0));
  if (!memo.image.bytes) {
    JX_TRY(memo.api->compile(p, target, watch, a, d, out));
    if (out->size > sizeof memo.bytes || out->nentries > 4) abort();
    memo.plan = key.hash;
    memo.image = *out;
    memcpy(memo.bytes, out->bytes, out->size);
    memcpy(memo.entries, out->entries, out->nentries * sizeof *out->entries);
    memo.image.bytes = memo.bytes;
    memo.image.entries = memo.entries;
  }
  step(); /* so that something may happen here; it cannot fail */
  if (!hash_equal(key.hash, memo.plan)) return memo.api->compile(p, target, watch, a, d, out);
  *out = memo.image;
  return JX_OK;
}

static const codegen_api once = {.compile = compile_once, .llvm = "19.0.0"};

static bool gives(jx_context *c, const char *text, const char *a, const char *b, double first);

static const codegen_api *codegen(void) {
  diag d;
  diag_init(&d, NULL, 0);
  if (memo.api) return &once;
  ck_assert_msg(codegen_load(&memo.api, &d) == JX_OK, "%s", d.message);
  jx_options o = {.threads = 1, .cache = JX_CACHE_OFF};
  jx_context *c = context_new_with(&o, &once);
  ck_assert(gives(c, "2*a + b", "a", "b", 12));
  jx_context_free(c);
  return &once;
}

static jx_context *fresh(void) {
  jx_options o = {.threads = 1,
                  .cache = JX_CACHE_ON,
                  .cache_dir = place,
                  .cache_size = LIMIT,
                  .warning = warned_of};
  jx_context *c = context_new_with(&o, codegen());
  if (!c) abort();
  warnings = 0;
  return c;
}

/* Whether a program over {1, 2, 3} and {10, 20, 30} gives what it should. */
static bool gives(jx_context *c, const char *text, const char *a, const char *b, double first) {
  double x[] = {1, 2, 3}, y[] = {10, 20, 30};
  int64_t n = 3;
  jx_array arrays[] = {jx_array_of(x, JX_FLOAT64, 1, &n), jx_array_of(y, JX_FLOAT64, 1, &n)};
  jx_operand operands[] = {{a, &arrays[0]}, {b, &arrays[1]}};
  jx_array result = {0};
  if (jx_eval(c, text, JX_NTS, operands, 2, &result, 1) != JX_OK) return false;
  const double *r = result.data;
  bool right = r[0] == first && r[1] == 2 * first && r[2] == 3 * first;
  jx_array_free(c, &result);
  return right;
}

static unsigned descriptors(void) {
  unsigned n = 0;
  for (int fd = 0; fd < 100; fd++) n += fcntl(fd, F_GETFD) >= 0;
  return n;
}

/* True when all is right, with no more than these warnings from each context, and nothing is left
 * open. */
static bool session(int most_warnings) {
  static const struct {
    const char *text, *a, *b;
  } calls[] = {{"2*a + b", "a", "b"}, {"2*y + x", "y", "x"}, {"2*a + b", "a", "b"}};
  bool right = true;
  unsigned open_before = descriptors();
  for (int i = 0; i < 3; i++) {
    jx_context *c = fresh();
    hook.armed = true;
    right = gives(c, calls[i].text, calls[i].a, calls[i].b, 12) && right;
    hook.armed = false;
    right = right && warnings <= most_warnings;
    jx_context_free(c);
  }
  return right && descriptors() == open_before;
}

static int remove_any(const char *path, const struct stat *s, int kind, struct FTW *where) {
  (void)s, (void)kind, (void)where;
  return remove(path);
}

static void remove_place(void) { nftw(place, remove_any, 16, FTW_DEPTH | FTW_PHYS); }

static void make_file(const char *name, size_t size, int64_t time) {
  char path[256];
  const struct timespec times[2] = {{.tv_sec = time}, {.tv_sec = time}};
  snprintf(path, sizeof path, "%s/%s", place, name);
  int fd = open(path, O_WRONLY | O_CREAT, 0600);
  if (fd < 0 || ftruncate(fd, (off_t)size) != 0 || futimens(fd, times) != 0) abort();
  close(fd);
}

/* A directory in which the first writer must sweep and evict. */
static void make_place(void) {
  if (mkdir(place, 0700) != 0) abort();
  for (unsigned i = 0; i < ENTRIES; i++) {
    char name[64];
    snprintf(name, sizeof name, "%032x.kernel", i);
    make_file(name, ENTRY_SIZE, 1000 + i);
  }
  make_file("00000000000000aa.tmp", 1000, 1000);
}

static void begin(void) {
  codegen();
  snprintf(beside, sizeof beside, "/tmp/jx-races-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(beside));
  snprintf(place, sizeof place, "%.50s/cache", beside);
}

static void end(void) {
  remove_place();
  ck_assert_int_eq(rmdir(beside), 0);
}

static jx_cache_verdict see(void *user, const jx_cache_file *file) {
  unsigned *bad = user;
  *bad += file->kind == JX_CACHE_TEMPORARY || (file->damaged && file->bytes != ENTRY_SIZE);
  return JX_CACHE_NEXT;
}

/* After a while, and a sweep, nothing but whole files is there, and the cache works. */
static void check_place(unsigned n) {
  folder f;
  folder_listing list;
  folder_change change;
  diag d;
  const struct timespec past[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
  unsigned bad = 0;
  diag_init(&d, NULL, 0);
  chmod(place, 0700);
  ck_assert_msg(folder_open(&f, place, FOLDER_WRITE, false, &d) == JX_OK, "%s", d.message);
  ck_assert_int_eq(folder_list(&f, time(NULL), &alloc_default, &list, &d), JX_OK);
  for (size_t i = 0; i < list.n; i++)
    if (list.entries[i].kind == FOLDER_TEMPORARY)
      ck_assert_int_eq(utimensat(f.fd, list.entries[i].name, past, 0), 0);
  folder_listing_free(&list, &alloc_default);
  ck_assert_int_eq(folder_sweep(&f, LIMIT, &alloc_default, &change, &d), JX_OK);
  ck_assert(change.swept);
  folder_close(&f);
  jx_context *c = fresh();
  ck_assert(gives(c, "2*a + b", "a", "b", 12));
  ck_assert_int_eq(warnings, 0);
  ck_assert_int_eq(jx_cache_visit(c, see, &bad), JX_OK);
  jx_context_free(c);
  c = fresh();
  ck_assert(gives(c, "2*a + b", "a", "b", 12));
  jx_stats s;
  jx_context_stats(c, &s);
  jx_context_free(c);
  ck_assert_msg(bad == 0 && s.disk_hits == 1, "call %u: %u bad files, %u hits", n, bad,
                (unsigned)s.disk_hits);
}

/* Runs a session for each of its calls, at which `like` happens; for some of them when it happens
 * at all later calls as well, which takes long. */
static void at_each(struct hook like, int most_warnings) {
  unsigned n = 1;
  for (bool more = true; more; n += like.deed && like.for_good ? 8 : 1) {
    make_place();
    if (like.missing) remove_place();
    hook = like;
    hook.at = n;
    bool right = session(most_warnings);
    more = hook.calls >= n;
    ck_assert_msg(right, "call %u, error %d: a wrong result, or the warning %s", n, like.error,
                  warned);
    hook = (struct hook){0};
    check_place(n);
    remove_place();
  }
  ck_assert_uint_gt(n, 60);
}

/* ---- The tests ------------------------------------------------------------------------------- */

START_TEST(any_call_may_fail_once) {
  static const int errors[] = {ENOENT, ENOSPC, ESTALE, EINTR};
  begin();
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    at_each((struct hook){.error = errors[i]}, 1);
  end();
}
END_TEST

START_TEST(all_calls_may_fail_from_one_on) {
  static const int errors[] = {EDQUOT, EACCES};
  begin();
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    at_each((struct hook){.error = errors[i], .for_good = true}, 1);
  end();
}
END_TEST

START_TEST(the_directory_may_be_removed_at_any_call) {
  begin();
  at_each((struct hook){.deed = remove_place}, 0);
  at_each((struct hook){.deed = remove_place, .missing = true}, 0);
  at_each((struct hook){.deed = remove_place, .for_good = true}, 1);
  end();
}
END_TEST

static void clear_place(void) {
  jx_options o = {.threads = 1, .cache = JX_CACHE_ON, .cache_dir = place};
  jx_context *c = context_new_with(&o, codegen());
  if (!c || jx_cache_clear(c, NULL) != JX_OK) abort();
  jx_context_free(c);
}

START_TEST(the_directory_may_be_cleared_at_any_call) {
  begin();
  at_each((struct hook){.deed = clear_place}, 0);
  at_each((struct hook){.deed = clear_place, .for_good = true}, 0);
  end();
}
END_TEST

/* The directory gives way to another one, as if it had been remounted. */
static void change_directory(void) {
  char old[96];
  snprintf(old, sizeof old, "%s/old", beside);
  if (rename(place, old) != 0) return;
  make_place();
  nftw(old, remove_any, 16, FTW_DEPTH | FTW_PHYS);
}

START_TEST(the_directory_may_be_replaced_at_any_call) {
  begin();
  at_each((struct hook){.deed = change_directory}, 0);
  end();
}
END_TEST

static void open_to_others(void) {
  if (chmod(place, 0777) != 0 && errno != ENOENT) abort();
}

START_TEST(the_directory_may_be_opened_to_others_at_any_call) {
  begin();
  at_each((struct hook){.deed = open_to_others}, 1);
  end();
}
END_TEST

/* Another process has made the same kernels, with other identifiers, and renames them over. */
static void replace_files(void) {
  jx_context *c = fresh();
  char command[300];
  if (strstr(place, "/other")) abort();
  snprintf(command, sizeof command, "cp -f %.64s/other/*.kernel %.64s/other/*.source %.64s 2>&-",
           beside, beside, place);
  jx_context_free(c);
  if (system(command) != 0 && access(place, F_OK) == 0) abort();
}

START_TEST(files_may_be_replaced_at_any_call) {
  char cache[64];
  begin();
  strcpy(cache, place);
  snprintf(place, sizeof place, "%.50s/other", beside);
  jx_context *c = fresh();
  ck_assert(gives(c, "2*a + b", "a", "b", 12));
  jx_context_free(c);
  strcpy(place, cache);
  at_each((struct hook){.deed = replace_files}, 0);
  snprintf(place, sizeof place, "%.50s/other", beside);
  end();
  snprintf(place, sizeof place, "%.50s/other", beside);
}
END_TEST

static void die(void) { kill(getpid(), SIGKILL); }

START_TEST(the_process_may_be_killed_at_any_call) {
  begin();
  unsigned n = 0, killed = 0;
  for (bool more = true; more;) {
    make_place();
    n++;
    pid_t child = fork();
    if (child == 0) {
      hook = (struct hook){.at = n, .deed = die};
      _exit(session(0) ? 0 : 1);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    more = WIFSIGNALED(status);
    killed += more;
    ck_assert(more ? WTERMSIG(status) == SIGKILL : status == 0);
    check_place(n);
    remove_place();
  }
  ck_assert_uint_gt(killed, 80);
  end();
}
END_TEST

START_TEST(a_name_that_is_taken_is_not_taken_from_anybody) {
  begin();
  make_place();
  make_file("00000000deadbeef.tmp", 77, time(NULL));
  hook.random = 0xdeadbeef;
  jx_context *c = fresh();
  ck_assert(gives(c, "2*a + b", "a", "b", 12));
  ck_assert_int_eq(warnings, 1);
  ck_assert_msg(strstr(warned, "deadbeef.tmp: File exists"), "%s", warned);
  jx_context_free(c);
  hook.random = 0;
  struct stat s;
  char path[128];
  snprintf(path, sizeof path, "%s/00000000deadbeef.tmp", place);
  ck_assert_int_eq(stat(path, &s), 0);
  ck_assert_int_eq(s.st_size, 77);
  end();
}
END_TEST

START_TEST(without_descriptors_it_is_slower) {
  struct rlimit before, none;
  begin();
  make_place();
  for (int warm = 0; warm < 2; warm++) {
    jx_context *c = fresh();
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
    none = before;
    none.rlim_cur = 3;
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
    bool right = gives(c, "2*a + b", "a", "b", 12) && gives(c, "3*a - b", "a", "b", -7);
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &before), 0);
    ck_assert(right);
    ck_assert_int_eq(warnings, 1);
    ck_assert_msg(strstr(warned, "Too many open files"), "%s", warned);
    jx_context_free(c);
    c = fresh();
    ck_assert(gives(c, "2*a + b", "a", "b", 12));
    ck_assert_int_eq(warnings, 0);
    jx_context_free(c);
  }
  end();
}
END_TEST

/* As on file systems whose modes are those of the mount. */
START_TEST(a_mode_that_cannot_be_changed_is_judged_when_it_is_read) {
  static const mode_t modes[] = {0755, 0775};
  begin();
  mode_t before = umask(0);
  for (int shared = 0; shared < 2; shared++) {
    make_place();
    hook.mode = modes[shared];
    for (int i = 0; i < 2; i++) {
      jx_stats s;
      jx_context *c = fresh();
      ck_assert(gives(c, "2*a + b", "a", "b", 12));
      ck_assert_int_eq(warnings, 0);
      jx_context_stats(c, &s);
      ck_assert_uint_eq(s.disk_hits, i == 1 && !shared);
      jx_context_free(c);
    }
    hook.mode = 0;
    remove_place();
  }
  umask(before);
  end();
}
END_TEST

/* Puts and sweeps, with every allocation failing once; test_disk.c has look-ups. */
START_TEST(any_allocation_may_fail) {
  begin();
  bool whole = false;
  for (size_t at = 1; !whole; at++) {
    fail_alloc f;
    fail_alloc_init(&f, at);
    jx_options o = {.threads = 1,
                    .cache = JX_CACHE_ON,
                    .cache_dir = place,
                    .cache_size = LIMIT,
                    .warning = warned_of,
                    .allocator = &f.allocator};
    make_place();
    warnings = 0;
    jx_context *c = context_new_with(&o, codegen());
    if (c) {
      bool right = gives(c, "2*a + b", "a", "b", 12);
      ck_assert_int_eq(right ? JX_OK : jx_context_error(c)->status,
                       right ? JX_OK : JX_ERROR_MEMORY);
    }
    whole = f.calls < at;
    jx_context_free(c);
    ck_assert_uint_eq(f.live, 0);
    ck_assert_int_eq(warnings, 0);
    check_place((unsigned)at);
    remove_place();
  }
  end();
}
END_TEST

/* Sparse files may seem to be of any size: their sum must not begin at zero again. */
START_TEST(files_of_any_size_are_evicted) {
  folder f;
  folder_listing list;
  folder_change change;
  diag d;
  begin();
  make_place();
  diag_init(&d, NULL, 0);
  ck_assert_int_eq(folder_open(&f, place, FOLDER_WRITE, false, &d), JX_OK);
  hook.size = 6148914691236517206; /* six of them, in whole blocks: 2 * 2^64 and a little */
  ck_assert_int_eq(folder_sweep(&f, LIMIT, &alloc_default, &change, &d), JX_OK);
  ck_assert_int_eq(folder_sweep(&f, LIMIT, &alloc_default, &change, &d), JX_OK);
  ck_assert_int_eq(folder_sweep(&f, LIMIT, &alloc_default, &change, &d), JX_OK);
  hook.size = 0;
  ck_assert_int_eq(folder_list(&f, time(NULL), &alloc_default, &list, &d), JX_OK);
  ck_assert_uint_eq(list.n, 0);
  folder_close(&f);
  end();
}
END_TEST

/* ---- Forks ----------------------------------------------------------------------------------- */

/* A thread makes a kernel, and stands still at one of its calls while the main thread forks. There
 * it holds no lock of the C library's allocator, which a sanitizer's would not survive. */
typedef struct maker {
  jx_context *context;
  bool right;
} maker;

static sem_t reached, forked;

/* Some of the calls are LLVM's, for whose units a fork would wait. */
static void stand_still(void) {
  unsigned paused = fork_pause();
  sem_post(&reached);
  sem_wait(&forked);
  fork_resume(paused);
}

static void *make_kernel(void *user) {
  maker *m = user;
  hook.armed = true;
  m->right = gives(m->context, "2*a + b", "a", "b", 12);
  hook.armed = false;
  sem_post(&reached);
  return NULL;
}

/* Wants the kernel that was being made, by its text and by its plan, and others, from the engine
 * that was inherited and from its own. */
static bool use_in_child(jx_context *inherited) {
  bool right = true;
  alarm(30); /* ends a child that hangs */
  for (int own = 0; own < 2; own++) {
    jx_context *c = own ? fresh() : inherited;
    right = gives(c, "2*a + b", "a", "b", 12) && right;
    right = gives(c, "2*y + x", "y", "x", 12) && right;
    right = gives(c, "a - b", "a", "b", -9) && right;
    right = right && warnings == 0;
    if (own) jx_context_free(c);
  }
  return right;
}

/* False when the put has fewer calls. */
static bool fork_at(unsigned n) {
  pthread_t thread;
  int status = 0;
  jx_context *c = fresh();
  maker m = {.context = jx_context_share(c)};
  hook = (struct hook){.at = n, .deed = stand_still};
  ck_assert_int_eq(pthread_create(&thread, NULL, make_kernel, &m), 0);
  sem_wait(&reached);
  bool there = hook.calls == n;
  if (there) {
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
      hook = (struct hook){0};
      _exit(use_in_child(c) ? 0 : 1);
    }
    sem_post(&forked);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    sem_wait(&reached);
  }
  pthread_join(thread, NULL);
  hook = (struct hook){0};
  ck_assert_msg(status == 0, "call %u: the child ended with 0x%x", n, (unsigned)status);
  ck_assert(m.right && warnings == 0);
  jx_context_free(m.context);
  jx_context_free(c);
  return there;
}

START_TEST(a_child_forked_at_any_call_uses_the_cache) {
  begin();
  ck_assert_int_eq(sem_init(&reached, 0, 0), 0);
  ck_assert_int_eq(sem_init(&forked, 0, 0), 0);
  unsigned n = 0;
  for (bool more = true; more;) {
    make_place();
    more = fork_at(++n);
    check_place(n);
    remove_place();
  }
  ck_assert_uint_gt(n, 60);
  end();
}
END_TEST

/* The child has the lock when the parent is killed. */
START_TEST(a_lock_that_an_orphan_holds_does_not_last) {
  folder f;
  folder_change change;
  diag d;
  int alive[2];
  begin();
  make_place();
  diag_init(&d, NULL, 0);
  ck_assert_int_eq(folder_open(&f, place, FOLDER_WRITE, false, &d), JX_OK);
  ck_assert_int_eq(folder_sweep(&f, LIMIT, &alloc_default, &change, &d), JX_OK);
  ck_assert(change.swept);
  ck_assert_int_eq(pipe(alive), 0);
  int fd = openat(f.fd, "jx.swept", O_RDWR);
  ck_assert_int_eq(flock(fd, LOCK_EX), 0);
  pid_t child = fork();
  if (child == 0) {
    char byte;
    close(alive[1]);
    _exit(read(alive[0], &byte, 1) == 0 ? 0 : 1);
  }
  close(fd);
  ck_assert_int_eq(folder_sweep(&f, LIMIT, &alloc_default, &change, &d), JX_OK);
  ck_assert(!change.swept);
  later = FOLDER_ABANDONED + 2;
  ck_assert_int_eq(folder_sweep(&f, LIMIT, &alloc_default, &change, &d), JX_OK);
  ck_assert(change.swept);
  later = 0;
  close(alive[1]);
  ck_assert_int_eq(waitpid(child, NULL, 0), child);
  folder_close(&f);
  end();
}
END_TEST

UNIT(disk_races, any_call_may_fail_once, all_calls_may_fail_from_one_on,
     the_directory_may_be_removed_at_any_call, the_directory_may_be_cleared_at_any_call,
     the_directory_may_be_replaced_at_any_call, the_directory_may_be_opened_to_others_at_any_call,
     files_may_be_replaced_at_any_call, the_process_may_be_killed_at_any_call,
     a_name_that_is_taken_is_not_taken_from_anybody, without_descriptors_it_is_slower,
     a_mode_that_cannot_be_changed_is_judged_when_it_is_read, any_allocation_may_fail,
     files_of_any_size_are_evicted, a_child_forked_at_any_call_uses_the_cache,
     a_lock_that_an_orphan_holds_does_not_last)
