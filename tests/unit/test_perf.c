/* test_perf.c: what perf is told. Each test is a process of its own, which begins without having
 * read its environment. */
#include "runtime/kernel/perf.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/unit.h"

/* ---- Some code ---- */

/* LLVM 19's table of two functions: push rbx; ...; pop rbx; ret, and one that only returns. */
static const uint8_t frames[] = {20,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 1,
                                 'z',
                                 'R',
                                 0,
                                 1,
                                 0x78,
                                 16,
                                 1,
                                 0x1b,
                                 12,
                                 7,
                                 8,
                                 0x90,
                                 1,
                                 0,
                                 0,
                                 /* at 24 */ 24,
                                 0,
                                 0,
                                 0,
                                 28,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 40,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0x41,
                                 14,
                                 16,
                                 0x83,
                                 2,
                                 0x66,
                                 14,
                                 8,
                                 0,
                                 0,
                                 0,
                                 /* at 52 */ 16,
                                 0,
                                 0,
                                 0,
                                 56,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 1,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 /* at 72 */ 0,
                                 0,
                                 0,
                                 0};

enum { UNWIND = 64, FIRST_FDE = 24, SECOND_FDE = 52 };

static uint8_t bytes[4096] __attribute__((aligned(4096)));
static const image_entry entries[] = {{0, 40}, {48, 1}};
static _Alignas(8) uint8_t object[4096];

static const code_object *some_code(const char *source) {
  image img = {.bytes = bytes,
               .size = UNWIND + sizeof frames,
               .entries = entries,
               .nentries = 2,
               .unwind = UNWIND,
               .unwind_size = sizeof frames};
  for (int i = 0; i < UNWIND; i++) bytes[i] = (uint8_t)(i + 1);
  memcpy(bytes + UNWIND, frames, sizeof frames);
  int32_t first = 0 - (UNWIND + FIRST_FDE + 8), second = 48 - (UNWIND + SECOND_FDE + 8);
  memcpy(bytes + UNWIND + FIRST_FDE + 8, &first, 4);
  memcpy(bytes + UNWIND + SECOND_FDE + 8, &second, 4);
  ck_assert_uint_le(code_object_size(&img), sizeof object);
  code_object_write((code_object *)(void *)object, &img, source, strlen(source));
  return (code_object *)(void *)object;
}

/* Adds code as announce.c does. */
static bool add(perf_writer *w, const code_object *o) {
  static announce_warning warning;
  warning.text[0] = 0;
  *w = (perf_writer){.fd = -1, .warning = &warning};
  if (!perf_open(w)) return false;
  perf_add(w, o);
  perf_close(w);
  return true;
}

/* ---- Files ---- */

static char folder[64];
static uint8_t content[65536];

static const char *map_path(void) {
  static char path[64];
  snprintf(path, sizeof path, "/tmp/perf-%d.map", (int)getpid());
  return path;
}

static const char *dump_path(void) {
  static char path[128];
  snprintf(path, sizeof path, "%s/jit-%d.dump", folder, (int)getpid());
  return path;
}

static void make_folder(void) {
  strcpy(folder, "/tmp/jx-test-XXXXXX");
  ck_assert_ptr_nonnull(mkdtemp(folder));
}

/* The whole of a file in `content`, a NUL behind it. Returns its size. */
static size_t read_file(const char *path) {
  FILE *f = fopen(path, "rb");
  ck_assert_ptr_nonnull(f);
  size_t n = fread(content, 1, sizeof content - 1, f);
  ck_assert_int_eq(fclose(f), 0);
  content[n] = 0;
  return n;
}

static void write_file(const char *path, const char *with) {
  FILE *f = fopen(path, "wb");
  ck_assert_ptr_nonnull(f);
  ck_assert_int_ge(fputs(with, f), 0);
  ck_assert_int_eq(fclose(f), 0);
}

static bool exists(const char *path) {
  struct stat s;
  return lstat(path, &s) == 0;
}

static void set(const char *value) {
  unlink(map_path());
  if (value)
    ck_assert_int_eq(setenv("JX_PERF", value, 1), 0);
  else
    ck_assert_int_eq(unsetenv("JX_PERF"), 0);
}

/* ---- What is asked ---- */

START_TEST(nothing_is_written_unasked) {
  perf_writer w;
  set(NULL);
  ck_assert(!add(&w, some_code("a")));
  ck_assert_str_eq(w.warning->text, "");
  setenv("JX_PERF", "1", 1); /* it is read once */
  ck_assert(!add(&w, some_code("a")));
  ck_assert(!exists(map_path()));
}
END_TEST

static void asks_for_nothing(const char *value) {
  perf_writer w;
  set(value);
  ck_assert(!add(&w, some_code("a")));
  ck_assert_str_eq(w.warning->text, "");
  ck_assert(!exists(map_path()));
}

START_TEST(an_empty_value_asks_for_nothing) { asks_for_nothing(""); }
END_TEST

START_TEST(zero_asks_for_nothing) { asks_for_nothing("0"); }
END_TEST

START_TEST(other_values_are_refused_once) {
  perf_writer w;
  set("map");
  ck_assert(!add(&w, some_code("a")));
  ck_assert_str_eq(w.warning->text,
                   "kernels are not shown to perf: JX_PERF is 'map', not 1 or dump");
  ck_assert(!add(&w, some_code("a")));
  ck_assert_str_eq(w.warning->text, "");
  ck_assert(!exists(map_path()));
}
END_TEST

/* ---- The map ---- */

START_TEST(the_map_has_a_line_for_each_stage) {
  perf_writer w;
  char expected[512];
  struct stat s;
  set("1");
  ck_assert(add(&w, some_code("sum(a*a)")));
  ck_assert(w.first);
  ck_assert(add(&w, some_code("b")));
  ck_assert(!w.first);
  ck_assert_str_eq(w.warning->text, "");
  read_file(map_path());
  unsigned long long at = (uintptr_t)bytes;
  snprintf(expected, sizeof expected,
           "%llx 28 jx stage 0: sum(a*a)\n%llx 1 jx stage 1: sum(a*a)\n"
           "%llx 28 jx stage 0: b\n%llx 1 jx stage 1: b\n",
           at, at + 48, at, at + 48);
  ck_assert_str_eq((char *)content, expected);
  ck_assert_int_eq(stat(map_path(), &s), 0);
  ck_assert_uint_eq(s.st_mode & 0777, 0600);
  unlink(map_path());
}
END_TEST

START_TEST(a_map_that_another_compiler_began_is_continued) {
  perf_writer w;
  set("1");
  write_file(map_path(), "1000 10 other\n");
  chmod(map_path(), 0644);
  ck_assert(add(&w, some_code("a")));
  read_file(map_path());
  ck_assert_int_eq(strncmp((char *)content, "1000 10 other\n", 14), 0);
  ck_assert_ptr_nonnull(strstr((char *)content, "jx stage 1: a\n"));
  unlink(map_path());
}
END_TEST

/* The map cannot be added to, and a warning that begins and ends so says it, once. */
static void refused(const char *why) {
  perf_writer w;
  char expected[320];
  snprintf(expected, sizeof expected, "kernels are not shown to perf: %s: %s", map_path(), why);
  ck_assert(!add(&w, some_code("a")));
  ck_assert_str_eq(w.warning->text, expected);
  ck_assert(!add(&w, some_code("a")));
  ck_assert_str_eq(w.warning->text, "");
  unlink(map_path());
}

/* The map's name is a link to a file that must not change. */
static void refuses_link(int make(const char *, const char *), const char *why) {
  char target[80];
  make_folder();
  snprintf(target, sizeof target, "%s/precious", folder);
  write_file(target, "precious");
  set("1");
  ck_assert_int_eq(make(target, map_path()), 0);
  refused(why);
  read_file(target);
  ck_assert_str_eq((char *)content, "precious");
  unlink(target);
  rmdir(folder);
}

START_TEST(symbolic_links_are_not_followed) {
  refuses_link(symlink, "Too many levels of symbolic links");
}
END_TEST

START_TEST(hard_links_are_not_written_to) { refuses_link(link, "it has other names"); }
END_TEST

START_TEST(files_that_others_may_write_are_not_trusted) {
  set("1");
  write_file(map_path(), "");
  chmod(map_path(), 0666);
  refused("others may write it");
}
END_TEST

START_TEST(pipes_are_not_written_to) {
  set("1");
  ck_assert_int_eq(mkfifo(map_path(), 0600), 0);
  refused("it is not a regular file");
}
END_TEST

START_TEST(files_of_others_are_not_trusted) {
  perf_writer w;
  struct stat before, after;
  if (geteuid() != 0) return; /* only root can make one */
  set("1");
  write_file(map_path(), "precious");
  ck_assert_int_eq(chown(map_path(), 4711, 4711), 0);
  ck_assert_int_eq(stat(map_path(), &before), 0);
  ck_assert(!add(&w, some_code("a")));
  ck_assert_int_eq(stat(map_path(), &after), 0);
  unlink(map_path());
  ck_assert_int_eq(after.st_size, before.st_size);
  /* With fs.protected_regular the system refuses by itself. */
  if (!strstr(w.warning->text, "it belongs to another user"))
    ck_assert_ptr_nonnull(strstr(w.warning->text, "Permission denied"));
}
END_TEST

START_TEST(a_forked_child_has_a_file_of_its_own) {
  perf_writer w;
  int status;
  set("1");
  ck_assert(add(&w, some_code("a")));
  pid_t child = fork();
  if (child == 0) {
    bool told = add(&w, some_code("b")) && w.first;
    _exit(told && read_file(map_path()) > 0 && strstr((char *)content, "jx stage 0: b") &&
                  !strstr((char *)content, ": a") && unlink(map_path()) == 0
              ? 0
              : 1);
  }
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_int_eq(status, 0);
  read_file(map_path());
  ck_assert_ptr_null(strstr((char *)content, ": b"));
  unlink(map_path());
}
END_TEST

/* ---- The jitdump ---- */

static uint32_t word(size_t at) {
  uint32_t w;
  memcpy(&w, content + at, sizeof w);
  return w;
}

static uint64_t quad(size_t at) { return word(at) | (uint64_t)word(at + 4) << 32; }

/* Checks the records of a stage at `at`; returns where the next begin. `table`: bytes of its unwind
 * table, `mapped` of them said to be in memory. */
static size_t check_stage(size_t at, uint32_t stage, size_t table, size_t mapped) {
  char name[32];
  uint32_t size = entries[stage].size;
  ck_assert_uint_eq(word(at), 4); /* JIT_CODE_UNWINDING_INFO */
  size_t next = at + word(at + 4);
  ck_assert_uint_eq((next - at) % 8, 0);
  ck_assert_uint_ge(next - at, 40 + table + 20);
  ck_assert_uint_eq(quad(at + 16), table + 20);
  ck_assert_uint_eq(quad(at + 24), 20);
  ck_assert_uint_eq(quad(at + 32), mapped);
  /* The function begins as far before its FDE as it will in perf's file. */
  size_t fde = at + 40 + 24;
  ck_assert_uint_eq(word(fde + 4), 28);
  ck_assert_int_eq((int32_t)word(fde + 8), -(int32_t)((size + 7) / 8 * 8 + 24 + 8));
  ck_assert_uint_eq(word(fde + 12), size);
  ck_assert_uint_eq(word(at + 40 + table - 4), 0);
  size_t search = at + 40 + table;
  int32_t to_code = -(int32_t)((size + 7) / 8 * 8 + table);
  ck_assert_uint_eq(word(search), 0x3b031b01);
  ck_assert_int_eq((int32_t)word(search + 4), -(int32_t)(table + 4));
  ck_assert_uint_eq(word(search + 8), 1);
  ck_assert_int_eq((int32_t)word(search + 12), to_code);
  ck_assert_int_eq((int32_t)word(search + 16), 24 - (int32_t)table);

  at = next;
  snprintf(name, sizeof name, "jx stage %u: a*b", stage);
  ck_assert_uint_eq(word(at), 0); /* JIT_CODE_LOAD */
  ck_assert_uint_eq(word(at + 4), 56 + strlen(name) + 1 + size);
  ck_assert_uint_eq(word(at + 16), (uint32_t)getpid());
  ck_assert_uint_eq(quad(at + 24), (uintptr_t)bytes + entries[stage].at);
  ck_assert_uint_eq(quad(at + 32), (uintptr_t)bytes + entries[stage].at);
  ck_assert_uint_eq(quad(at + 40), size);
  ck_assert_uint_eq(quad(at + 48), stage);
  ck_assert_str_eq((char *)content + at + 56, name);
  ck_assert_mem_eq(content + at + 56 + strlen(name) + 1, bytes + entries[stage].at, size);
  return at + word(at + 4);
}

/* Whether an executable mapping of a file is listed. */
static bool is_mapped(const char *path) {
  char line[512];
  bool found = false;
  FILE *maps = fopen("/proc/self/maps", "r");
  ck_assert_ptr_nonnull(maps);
  while (fgets(line, sizeof line, maps))
    if (strstr(line, path) && strstr(line, " r-xp ")) found = true;
  fclose(maps);
  return found;
}

START_TEST(the_jitdump_has_code_and_unwind_tables) {
  perf_writer w;
  make_folder();
  set("dump");
  setenv("JX_PERF_DIR", folder, 1);
  ck_assert_int_eq(symlink("/tmp/jx-test-nowhere", dump_path()), 0); /* a leftover: replaced */
  ck_assert(add(&w, some_code("a*b")));
  ck_assert_str_eq(w.warning->text, "");
  ck_assert(!exists("/tmp/jx-test-nowhere"));
  ck_assert(!exists(map_path()));
  ck_assert(is_mapped(dump_path()));
  size_t size = read_file(dump_path());
  ck_assert_uint_eq(word(0), 0x4a695444);
  ck_assert_uint_eq(word(4), 1);
  ck_assert_uint_eq(word(8), 40);
  ck_assert_uint_eq(word(12), EM_X86_64);
  ck_assert_uint_eq(word(20), (uint32_t)getpid());
  /* Behind the first stage the second one's code leaves no room for a table. */
  size_t at = check_stage(40, 0, 24 + 28 + 4, 0);
  at = check_stage(at, 1, 24 + 20 + 4, 24 + 20 + 4 + 20);
  ck_assert_uint_eq(at, size);
  for (at = 40; at < size; at += word(at + 4)) ck_assert_uint_ge(quad(at + 8), quad(24));
  unlink(dump_path());
  rmdir(folder);
}
END_TEST

START_TEST(malformed_unwind_tables_are_left_out) {
  uint64_t state = 88172645463325252u; /* xorshift64, Marsaglia 2003 */
  perf_writer w;
  make_folder();
  set("dump");
  setenv("JX_PERF_DIR", folder, 1);
  for (int round = 0; round < 2000; round++) {
    uint8_t *table = object;
    const code_object *o = some_code("a*b");
    table += o->sections[CODE_UNWIND].sh_offset;
    for (int i = 0; i < 3; i++) {
      state ^= state << 13, state ^= state >> 7, state ^= state << 17;
      table[state % sizeof frames] = (uint8_t)(state >> 32);
    }
    ck_assert(add(&w, o));
    ck_assert_str_eq(w.warning->text, "");
    if (round % 64 == 63) { /* whole records, still */
      size_t size = read_file(dump_path()), at = word(8);
      ck_assert_uint_lt(size, sizeof content - 1);
      while (at < size) at += word(at + 4);
      ck_assert_uint_eq(at, size);
      ck_assert_int_eq(truncate(dump_path(), 40), 0);
    }
  }
  unlink(dump_path());
  rmdir(folder);
}
END_TEST

START_TEST(folders_that_are_not_there_are_named) {
  perf_writer w;
  set("dump");
  setenv("JX_PERF_DIR", "/tmp/jx-test-nowhere", 1);
  ck_assert(!add(&w, some_code("a")));
  ck_assert_str_eq(
      w.warning->text,
      "kernels are not shown to perf: /tmp/jx-test-nowhere: No such file or directory");
}
END_TEST

UNIT(perf, nothing_is_written_unasked, an_empty_value_asks_for_nothing, zero_asks_for_nothing,
     other_values_are_refused_once, the_map_has_a_line_for_each_stage,
     a_map_that_another_compiler_began_is_continued, symbolic_links_are_not_followed,
     hard_links_are_not_written_to, files_that_others_may_write_are_not_trusted,
     pipes_are_not_written_to, files_of_others_are_not_trusted,
     a_forked_child_has_a_file_of_its_own, the_jitdump_has_code_and_unwind_tables,
     malformed_unwind_tables_are_left_out, folders_that_are_not_there_are_named)
