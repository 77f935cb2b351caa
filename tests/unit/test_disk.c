/* test_disk.c: kernels found on disk by text and by plan, and what keeps them from being found. */
#include "runtime/cache/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/engine.h"
#include "tests/support/fail_alloc.h"
#include "tests/support/unit.h"
#include "tests/support/warned.h"

/* A folder of this test alone. */
static char place[64];

static void begin(void) {
  snprintf(place, sizeof place, "/tmp/jx-disk-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(place));
}

static void end(void) {
  char command[128];
  snprintf(command, sizeof command, "rm -rf %s", place);
  ck_assert_int_eq(system(command), 0);
}

static jx_options settings(jx_cache_mode mode) {
  return (jx_options){.threads = 1, .cache = mode, .cache_dir = place, .warning = warned_of};
}

/* A code generator that cannot make anything: what runs with it came from disk. */
static jx_status refuse(const plan *p, const codegen_target *target, const codegen_watch *watch,
                        arena *arena, diag *d, image *out) {
  (void)p, (void)target, (void)watch, (void)arena, (void)out;
  return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "nothing is compiled here");
}
static const codegen_api no_codegen = {.compile = refuse, .llvm = "none"};

static jx_context *compiler(void) {
  jx_options o = settings(JX_CACHE_ON);
  return jx_context_new(&o);
}

static jx_context *reader(jx_cache_mode mode) {
  jx_options o = settings(mode);
  return context_new_with(&o, &no_codegen);
}

static jx_stats stats(const jx_context *c) {
  jx_stats s;
  jx_context_stats(c, &s);
  return s;
}

#define N 100
static double data[3][N];

static void fill_data(void) {
  for (int i = 0; i < N; i++) {
    data[0][i] = i;
    data[1][i] = 100 - i;
    data[2][i] = 0.5 * i;
  }
}

/* Evaluates with operands of these names and n elements each; the sum over the result, or a
 * negative status. */
static double eval(jx_context *c, const char *source, const char *names, int64_t n) {
  jx_array arrays[3], result = {0};
  jx_operand operands[3];
  char name[3][2];
  size_t count = strlen(names);
  for (size_t i = 0; i < count; i++) {
    arrays[i] = jx_array_of(data[i], JX_FLOAT64, 1, &n);
    name[i][0] = names[i];
    name[i][1] = 0;
    operands[i] = (jx_operand){name[i], &arrays[i]};
  }
  jx_status status = jx_eval(c, source, JX_NTS, operands, count, &result, 1);
  if (status != JX_OK) return -(double)status;
  double sum = 0;
  for (int64_t i = 0; i < jx_array_size(&result); i++) sum += ((double *)result.data)[i];
  jx_array_free(c, &result);
  return sum;
}

static int count_files(const char *suffix) {
  int n = 0;
  DIR *dir = opendir(place);
  ck_assert_ptr_nonnull(dir);
  for (const struct dirent *e; (e = readdir(dir));) {
    size_t length = strlen(e->d_name), end = strlen(suffix);
    n += length > end && strcmp(e->d_name + length - end, suffix) == 0;
  }
  closedir(dir);
  return n;
}

/* What jx_context_free() would forget. */
static void keep(const char *source, const char *names, int64_t n) {
  jx_context *c = compiler();
  ck_assert(eval(c, source, names, n) >= 0);
  ck_assert_uint_eq(stats(c).compiles, 1);
  jx_context_free(c);
}

START_TEST(a_kernel_is_found_by_its_text_without_compiling) {
  begin();
  fill_data();
  keep("2*a + b", "ab", N);
  ck_assert_int_eq(count_files(".kernel"), 1);
  ck_assert_int_eq(count_files(".source"), 1);
  jx_context *c = reader(JX_CACHE_ON);
  ck_assert_double_eq(eval(c, "2*a + b", "ab", N), 3 * 4950 + 100);
  ck_assert_double_eq(eval(c, "2*a + b", "ab", N - 1), 3 * 4950 + 100 - 199);
  jx_stats s = stats(c);
  ck_assert_uint_eq(s.compiles, 0);
  ck_assert_uint_eq(s.disk_hits, 1);
  ck_assert_uint_eq(s.memory_hits, 1);
  ck_assert_uint_eq(s.misses, 0);
  ck_assert_uint_gt(s.disk_read, 0);
  ck_assert_uint_gt(s.saved_ns, 0);
  jx_context_free(c);
  ck_assert_int_eq(warnings, 0);
  end();
}
END_TEST

START_TEST(a_kernel_is_found_by_its_plan_under_other_names_and_orders) {
  begin();
  fill_data();
  keep("2*a + b", "ab", N);
  jx_context *c = reader(JX_CACHE_ON);
  ck_assert_double_eq(eval(c, "2*x + y", "xy", N), 3 * 4950 + 100);
  ck_assert_double_eq(eval(c, "2*x+y # the same", "xy", N), 3 * 4950 + 100);
  ck_assert_double_eq(eval(c, "2*y + x", "xy", N), 2 * 5050 + 4950);  /* 2*data[1] + data[0] */
  ck_assert_double_eq(eval(c, "2*z + y", "xyz", N), 2475 * 2 + 5050); /* x is not used */
  ck_assert_uint_eq(stats(c).disk_hits, 4);
  jx_context_free(c);
  ck_assert_int_eq(count_files(".kernel"), 1);
  ck_assert_int_eq(count_files(".source"), 5); /* from now on they are found by their texts */
  c = reader(JX_CACHE_READ);
  ck_assert_double_eq(eval(c, "2*z + y", "xyz", N), 2475 * 2 + 5050);
  ck_assert_uint_eq(stats(c).plan_ns, 0);
  jx_context_free(c);
  end();
}
END_TEST

START_TEST(each_size_class_has_its_kernel_and_all_are_found) {
  begin();
  fill_data();
  const char *source = "sum(sqrt(a)*b)";
  double expected[N];
  jx_context *c = compiler();
  for (int64_t n = 1; n < N; n++) expected[n] = eval(c, source, "ab", n);
  uint64_t compiles = stats(c).compiles;
  ck_assert_uint_gt(compiles, 1);
  jx_context_free(c);
  ck_assert_int_eq(count_files(".kernel"), (int)compiles);
  for (int64_t n = N; n-- > 1;) {
    c = reader(JX_CACHE_READ);
    ck_assert_double_eq(eval(c, source, "ab", n), expected[n]);
    jx_context_free(c);
  }
  end();
}
END_TEST

START_TEST(what_decides_over_code_is_part_of_the_key) {
  begin();
  fill_data();
  keep("a + b", "ab", N);
  jx_options o = settings(JX_CACHE_ON);
  o.max_nodes = 3; /* too few for the text, which a kernel found by it would not notice */
  jx_context *c = context_new_with(&o, &no_codegen);
  ck_assert_double_eq(eval(c, "a + b", "ab", N), -JX_ERROR_LIMIT);
  jx_context_free(c);
  /* Other dtypes and layouts: nothing that could be mistaken. */
  c = reader(JX_CACHE_ON);
  int64_t n = N / 2;
  jx_array x = jx_array_of(data[0], JX_FLOAT64, 1, &n), y = x, result = {0};
  x.strides[0] = 16;
  jx_operand operands[] = {{"a", &x}, {"b", &y}};
  ck_assert_int_eq(jx_eval(c, "a + b", JX_NTS, operands, 2, &result, 1), JX_ERROR_CODEGEN);
  ck_assert_uint_eq(stats(c).misses, 1);
  jx_context_free(c);
  end();
}
END_TEST

START_TEST(off_and_read_write_nothing) {
  begin();
  fill_data();
  char below[80];
  snprintf(below, sizeof below, "%s/below", place);
  for (int mode = JX_CACHE_OFF; mode <= JX_CACHE_READ; mode++) {
    jx_options o = settings((jx_cache_mode)mode);
    o.cache_dir = below;
    jx_context *c = jx_context_new(&o);
    ck_assert_double_eq(eval(c, "a + b", "ab", N), 10000);
    jx_context_free(c);
    ck_assert_int_ne(access(below, F_OK), 0);
  }
  ck_assert_int_eq(warnings, 0);
  end();
}
END_TEST

START_TEST(a_folder_that_cannot_be_trusted_is_one_warning) {
  begin();
  fill_data();
  keep("a + b", "ab", N);
  ck_assert_int_eq(chmod(place, 0777), 0);
  jx_context *c = compiler();
  ck_assert_double_eq(eval(c, "a + b", "ab", N), 10000);
  ck_assert_double_eq(eval(c, "a - b", "ab", N), -100);
  ck_assert_uint_eq(stats(c).compiles, 2);
  ck_assert_uint_eq(stats(c).disk_hits, 0);
  ck_assert_int_eq(warnings, 1);
  ck_assert_msg(strstr(warned, place) && strstr(warned, "written by others"), "%s", warned);
  jx_context_free(c);
  end();
}
END_TEST

START_TEST(a_disk_that_fails_is_one_warning) {
  begin();
  fill_data();
  char file[80], below[96];
  snprintf(file, sizeof file, "%s/file", place);
  int fd = open(file, O_CREAT | O_WRONLY, 0600);
  ck_assert_int_ge(fd, 0);
  close(fd);
  snprintf(below, sizeof below, "%s/cache", file); /* below a file there is nothing */
  jx_options o = settings(JX_CACHE_ON);
  o.cache_dir = below;
  jx_context *c = jx_context_new(&o);
  ck_assert_double_eq(eval(c, "a + b", "ab", N), 10000);
  ck_assert_double_eq(eval(c, "a - b", "ab", N), -100);
  ck_assert_int_eq(warnings, 1);
  ck_assert_msg(strstr(warned, below), "%s", warned);
  jx_context_free(c);
  end();
}
END_TEST

START_TEST(settings_that_make_no_sense_are_one_warning) {
  begin();
  fill_data();
  static const struct {
    const char *name, *value, *says;
  } rows[] = {{"JX_CACHE", "maybe", "kernels are not kept on disk: JX_CACHE is 'maybe'"},
              {"JX_CACHE_SIZE", "12Q", "JX_CACHE_SIZE is '12Q'"},
              {"JX_CACHE_SIZE", "99999999999999999999", "JX_CACHE_SIZE is"},
              {"JX_CACHE_SIZE", "99999999999G", "JX_CACHE_SIZE is"},
              {"JX_CACHE_SIZE", "-1", "JX_CACHE_SIZE is"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    unsetenv("JX_CACHE");
    unsetenv("JX_CACHE_SIZE");
    setenv(rows[i].name, rows[i].value, 1);
    warnings = 0;
    jx_options o = settings(JX_CACHE_DEFAULT);
    jx_context *c = jx_context_new(&o);
    ck_assert_int_eq(warnings, 0); /* not before it matters */
    ck_assert_double_eq(eval(c, "a + b", "ab", N), 10000);
    ck_assert_double_eq(eval(c, "a - b", "ab", N), -100);
    ck_assert_int_eq(warnings, 1);
    ck_assert_msg(strstr(warned, rows[i].says), "%s", warned);
    ck_assert_int_eq(count_files(".kernel"), 0);
    jx_context_free(c);
  }
  setenv("JX_CACHE", "off", 1); /* and none when nobody wants a cache */
  warnings = 0;
  jx_options o = settings(JX_CACHE_DEFAULT);
  jx_context *c = jx_context_new(&o);
  ck_assert_double_eq(eval(c, "a + b", "ab", N), 10000);
  ck_assert_int_eq(warnings, 0);
  jx_context_free(c);
  end();
}
END_TEST

START_TEST(sizes_are_read_with_their_units) {
  begin();
  static const struct {
    const char *text;
    uint64_t bytes;
  } rows[] = {
      {"", DISK_LIMIT}, {"1000", 1000}, {"3K", 3072}, {"64M", 64 << 20}, {"2G", 2ull << 30}};
  setenv("JX_CACHE", "read", 1);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    setenv("JX_CACHE_SIZE", rows[i].text, 1);
    jx_options o = settings(JX_CACHE_DEFAULT);
    jx_context *c = jx_context_new(&o);
    jx_cache_summary s;
    ck_assert_int_eq(jx_cache_info(c, &s), JX_OK);
    ck_assert_uint_eq(s.limit, rows[i].bytes);
    ck_assert_int_eq(s.mode, JX_CACHE_READ);
    ck_assert_str_eq(s.path, place);
    ck_assert_str_eq(s.problem, "");
    jx_context_free(c);
  }
  end();
}
END_TEST

/* Overwrites a file with another one's content, or cuts it off. */
static void replace(const char *suffix, const char *from, off_t length) {
  char path[400], command[900];
  DIR *dir = opendir(place);
  for (const struct dirent *e; (e = readdir(dir));) {
    if (!strstr(e->d_name, suffix)) continue;
    snprintf(path, sizeof path, "%s/%s", place, e->d_name);
    if (from) {
      snprintf(command, sizeof command, "cat %s > %s", from, path);
      ck_assert_int_eq(system(command), 0);
    } else {
      ck_assert_int_eq(truncate(path, length), 0);
    }
  }
  closedir(dir);
}

START_TEST(damaged_files_are_misses_and_are_replaced) {
  begin();
  fill_data();
  static const char *const suffixes[] = {".kernel", ".source"};
  for (int i = 0; i < 4; i++) {
    jx_context *c = compiler();
    eval(c, "a + b", "ab", N);
    jx_context_free(c);
    replace(suffixes[i % 2], i < 2 ? NULL : "/bin/true", 100);
    c = compiler();
    ck_assert_double_eq(eval(c, "a + b", "ab", N), 10000);
    ck_assert_uint_eq(stats(c).compiles, i % 2 ? 0 : 1); /* without its source: by its plan */
    jx_context_free(c);
    c = reader(JX_CACHE_ON);
    ck_assert_double_eq(eval(c, "a + b", "ab", N), 10000);
    jx_context_free(c);
  }
  ck_assert_int_eq(warnings, 0);
  end();
}
END_TEST

START_TEST(a_link_to_a_replaced_kernel_is_not_followed) {
  begin();
  fill_data();
  char command[300];
  keep("a + b", "ab", N);
  snprintf(command, sizeof command, "cd %s && mkdir old && cp *.source old && rm *.kernel *.source",
           place);
  ck_assert_int_eq(system(command), 0);
  keep("a + b", "ab", N); /* the same plan, another id */
  snprintf(command, sizeof command, "cd %s && cp old/* .", place);
  ck_assert_int_eq(system(command), 0);
  jx_context *c = reader(JX_CACHE_ON);
  ck_assert_double_eq(eval(c, "a + b", "ab", N), 10000); /* by its plan */
  ck_assert_uint_eq(stats(c).disk_hits, 1);
  ck_assert_uint_gt(stats(c).plan_ns, 0);
  jx_context_free(c);
  c = reader(JX_CACHE_ON);
  ck_assert_double_eq(eval(c, "a + b", "ab", N), 10000); /* and the link is mended */
  ck_assert_uint_eq(stats(c).plan_ns, 0);
  jx_context_free(c);
  end();
}
END_TEST

START_TEST(failing_allocations_are_slower_and_no_more) {
  begin();
  fill_data();
  keep("a + b", "ab", N);
  bool whole = false;
  for (size_t at = 1; !whole; at++) {
    fail_alloc f;
    fail_alloc_init(&f, at);
    jx_options o = settings(JX_CACHE_ON);
    o.allocator = &f.allocator;
    jx_context *c = jx_context_new(&o);
    if (c) {
      double got = eval(c, "a + b", "ab", N);
      ck_assert_msg(got == 10000 || got == -(double)JX_ERROR_MEMORY, "%g", got);
    }
    whole = f.calls < at;
    jx_context_free(c);
    ck_assert_uint_eq(f.live, 0);
  }
  ck_assert_int_eq(warnings, 0);
  end();
}
END_TEST

static jx_cache_verdict see(void *user, const jx_cache_file *file) {
  int *seen = user;
  seen[file->kind]++;
  ck_assert_str_eq(file->problem, "");
  ck_assert(!file->damaged);
  ck_assert_int_eq(file->fault, JX_CACHE_SOUND);
  ck_assert_uint_gt(file->bytes, 0);
  if (file->kind == JX_CACHE_SOURCE) {
    ck_assert_str_eq(file->source, "a + b");
    ck_assert_uint_eq(file->kernels, 1);
  } else {
    ck_assert_uint_eq(file->stages, 1);
    ck_assert_uint_gt(file->code_bytes, 0);
    ck_assert_uint_gt(file->compile_ns, 0);
    ck_assert_msg(strncmp(file->llvm, "19.", 3) == 0, "%s", file->llvm);
  }
  ck_assert_msg(strncmp(file->cpu, "x86-64", 6) == 0, "%s", file->cpu);
  return JX_CACHE_NEXT;
}

static jx_cache_verdict remove_it(void *user, const jx_cache_file *file) {
  (void)user;
  return file->kind == JX_CACHE_KERNEL ? JX_CACHE_REMOVE : JX_CACHE_NEXT;
}

START_TEST(files_are_shown_and_removed) {
  begin();
  fill_data();
  keep("a + b", "ab", N);
  int seen[4] = {0};
  jx_cache_summary s;
  uint64_t removed;
  jx_context *c = compiler(), *r = reader(JX_CACHE_READ);
  ck_assert_int_eq(jx_cache_visit(c, see, seen), JX_OK);
  ck_assert_int_eq(seen[JX_CACHE_KERNEL], 1);
  ck_assert_int_eq(seen[JX_CACHE_SOURCE], 1);
  ck_assert_int_eq(jx_cache_info(c, &s), JX_OK);
  ck_assert_uint_eq(s.files, 2);
  ck_assert_int_eq(jx_cache_visit(r, remove_it, NULL), JX_ERROR_IO);
  ck_assert_int_eq(jx_cache_clear(r, &removed), JX_ERROR_IO);
  ck_assert_int_eq(count_files(".kernel"), 1);
  ck_assert_int_eq(jx_cache_visit(c, remove_it, NULL), JX_OK);
  ck_assert_int_eq(count_files(".kernel"), 0);
  ck_assert_int_eq(count_files(".source"), 1);
  ck_assert_int_eq(jx_cache_clear(c, &removed), JX_OK);
  ck_assert_uint_eq(removed, 1);
  ck_assert_int_eq(count_files(".source"), 0);
  ck_assert_int_eq(jx_cache_visit(c, NULL, NULL), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_cache_info(c, NULL), JX_ERROR_ARGUMENT);
  jx_context_free(c);
  jx_context_free(r);
  end();
}
END_TEST

/* What a visit of one file with something wrong tells of it; the last one wins. */
typedef struct told {
  jx_cache_kind kind; /* to look at */
  jx_cache_fault fault;
  bool damaged;
  char problem[96];
} told;

static jx_cache_verdict remember(void *user, const jx_cache_file *file) {
  told *t = user;
  if (file->kind != t->kind) return JX_CACHE_NEXT;
  t->fault = file->fault;
  t->damaged = file->damaged;
  snprintf(t->problem, sizeof t->problem, "%s", file->problem);
  return JX_CACHE_NEXT;
}

static void check_told(jx_cache_kind kind, jx_cache_fault fault, const char *says) {
  jx_context *c = reader(JX_CACHE_READ);
  told t = {.kind = kind};
  ck_assert_int_eq(jx_cache_visit(c, remember, &t), JX_OK);
  ck_assert_msg(t.fault == fault, "%d, not %d: %s", (int)t.fault, (int)fault, t.problem);
  ck_assert_int_eq(t.damaged, fault >= JX_CACHE_LEFT);
  ck_assert_str_eq(t.problem, says);
  jx_context_free(c);
}

static void in_place(const char *command) {
  char line[400];
  snprintf(line, sizeof line, "cd %s && %s", place, command);
  ck_assert_int_eq(system(line), 0);
}

#define OTHER_BUILD "0123456789abcdef"

/* A file's bytes, aligned as record_open() wants them. */
typedef struct content {
  _Alignas(64) unsigned char bytes[65536];
  size_t size;
} content;

static void read_file(const char *path, content *out) {
  int fd = open(path, O_RDONLY);
  ssize_t size = read(fd, out->bytes, sizeof out->bytes);
  ck_assert_int_gt(size, 64);
  out->size = (size_t)size;
  close(fd);
}

/* Makes the one file there with this ending another build's, as that would have written it. Its
 * name is what that build would have given it, or stays. */
static void make_foreign(const char *suffix, bool rename_it, char path[128], content *c) {
  char name[DISK_NAME];
  record r;
  DIR *dir = opendir(place);
  for (const struct dirent *e; (e = readdir(dir));)
    if (strstr(e->d_name, suffix)) snprintf(path, 128, "%s/%.40s", place, e->d_name);
  closedir(dir);
  read_file(path, c);
  bool good = record_open(&r, c->bytes, c->size) == RECORD_GOOD;
  memcpy(c->bytes + 40, OTHER_BUILD, 16);
  hash128 checksum = hash_bytes(c->bytes + 40, c->size - 40, RECORD_FORMAT);
  memcpy(c->bytes + 24, &checksum, sizeof checksum);
  int fd = open(path, O_WRONLY);
  ck_assert_int_eq(pwrite(fd, c->bytes, c->size, 0), (ssize_t)c->size);
  close(fd);
  if (!rename_it) return;
  ck_assert(good);
  ck_assert_str_eq(disk_name(name, &r, r.build), strrchr(path, '/') + 1);
  char before[128];
  strcpy(before, path);
  snprintf(path, 128, "%s/%s", place, disk_name(name, &r, OTHER_BUILD));
  ck_assert_str_ne(path, before);
  ck_assert_int_eq(rename(before, path), 0);
}

static void check_same(const char *path, const content *c) {
  static content now;
  read_file(path, &now);
  ck_assert_uint_eq(now.size, c->size);
  ck_assert_mem_eq(now.bytes, c->bytes, c->size);
}

static jx_cache_verdict count_fault(void *user, const jx_cache_file *file) {
  ((unsigned *)user)[file->fault]++;
  return JX_CACHE_NEXT;
}

/* Each finds its own, and what it adds replaces nothing of the other's. */
START_TEST(two_builds_share_a_directory) {
  static content kernel, source;
  char kernel_path[128], source_path[128];
  begin();
  fill_data();
  keep("a + b", "ab", N);
  make_foreign(".kernel", true, kernel_path, &kernel);
  make_foreign(".source", true, source_path, &source);
  keep("a + b", "ab", N); /* what is the other's is of no use */
  ck_assert_int_eq(count_files(".kernel"), 2);
  ck_assert_int_eq(count_files(".source"), 2);
  for (int i = 0; i < 2; i++) { /* the same program by its text, another by its plan */
    jx_context *c = compiler();
    ck_assert_double_eq(eval(c, i ? "x + y" : "a + b", i ? "xy" : "ab", N), 10000);
    ck_assert_uint_eq(stats(c).disk_hits, 1);
    ck_assert_uint_eq(stats(c).compiles, 0);
    jx_context_free(c);
  }
  check_same(kernel_path, &kernel);
  check_same(source_path, &source);
  unsigned faults[JX_CACHE_DAMAGED + 1] = {0};
  jx_context *c = reader(JX_CACHE_READ);
  ck_assert_int_eq(jx_cache_visit(c, count_fault, faults), JX_OK);
  jx_context_free(c);
  ck_assert_uint_eq(faults[JX_CACHE_OTHER_BUILD], 2);
  ck_assert_uint_eq(faults[JX_CACHE_SOUND], 3); /* a kernel, and two texts that lead to it */
  ck_assert_uint_eq(faults[JX_CACHE_DAMAGED], 0);
  end();
}
END_TEST

START_TEST(a_visit_tells_what_is_wrong_with_a_file) {
  static content c;
  char path[128];
  begin();
  fill_data();
  keep("a + b", "ab", N);
  check_told(JX_CACHE_KERNEL, JX_CACHE_SOUND, "");
  setenv("JX_CPU", "x86-64", 1);
  check_told(JX_CACHE_KERNEL, JX_CACHE_OTHER_CPU, "is for another processor");
  check_told(JX_CACHE_SOURCE, JX_CACHE_OTHER_CPU, "is for another processor");
  unsetenv("JX_CPU");
  in_place("touch 0123456789abcdef.tmp");
  check_told(JX_CACHE_TEMPORARY, JX_CACHE_WRITING, "is being written");
  in_place("touch -d '3 minutes ago' 0123456789abcdef.tmp");
  check_told(JX_CACHE_TEMPORARY, JX_CACHE_LEFT, "was left behind");
  in_place("mv *.kernel 00000000000000000000000000000000.kernel");
  check_told(JX_CACHE_KERNEL, JX_CACHE_DAMAGED, "is not what its name says");
  in_place("mv *.source 00000000000000000000000000000000.source");
  check_told(JX_CACHE_SOURCE, JX_CACHE_DAMAGED, "is not what its name says");
  in_place("cp *.kernel x && cp *.source 00000000000000000000000000000000.kernel &&"
           " mv x 00000000000000000000000000000000.source");
  check_told(JX_CACHE_KERNEL, JX_CACHE_DAMAGED, "is damaged");
  check_told(JX_CACHE_SOURCE, JX_CACHE_DAMAGED, "is damaged");
  in_place("chmod g+w *.kernel");
  check_told(JX_CACHE_KERNEL, JX_CACHE_DAMAGED, "can be written by others");
  in_place("mv *.source 00000000000000000000000000000000.kernel");
  make_foreign(".kernel", false, path, &c);
  check_told(JX_CACHE_KERNEL, JX_CACHE_OTHER_BUILD, "is of another build of jx");
  in_place("truncate -s 4000 *.kernel");
  check_told(JX_CACHE_KERNEL, JX_CACHE_DAMAGED, "is damaged");
  end();
}
END_TEST

START_TEST(a_cache_with_senseless_settings_is_not_looked_at) {
  begin();
  jx_cache_summary s;
  told t = {.kind = JX_CACHE_KERNEL};
  setenv("JX_CACHE_SIZE", "12Q", 1);
  jx_options o = settings(JX_CACHE_DEFAULT);
  jx_context *c = jx_context_new(&o);
  ck_assert_int_eq(jx_cache_info(c, &s), JX_OK);
  ck_assert_ptr_nonnull(strstr(s.problem, "12Q"));
  ck_assert_str_eq(s.path, place);
  ck_assert_int_eq(jx_cache_visit(c, remember, &t), JX_ERROR_IO);
  ck_assert_int_eq(jx_cache_clear(c, NULL), JX_ERROR_IO);
  ck_assert_ptr_nonnull(strstr(jx_context_error(c)->message, "12Q"));
  jx_context_free(c);
  end();
}
END_TEST

UNIT(disk, a_kernel_is_found_by_its_text_without_compiling,
     a_kernel_is_found_by_its_plan_under_other_names_and_orders,
     each_size_class_has_its_kernel_and_all_are_found, what_decides_over_code_is_part_of_the_key,
     off_and_read_write_nothing, a_folder_that_cannot_be_trusted_is_one_warning,
     a_disk_that_fails_is_one_warning, settings_that_make_no_sense_are_one_warning,
     sizes_are_read_with_their_units, damaged_files_are_misses_and_are_replaced,
     a_link_to_a_replaced_kernel_is_not_followed, failing_allocations_are_slower_and_no_more,
     files_are_shown_and_removed, two_builds_share_a_directory,
     a_visit_tells_what_is_wrong_with_a_file, a_cache_with_senseless_settings_is_not_looked_at)
