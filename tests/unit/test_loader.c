/* test_loader.c: mapping images, and what is said when the system refuses. */
#include "runtime/kernel/loader.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "tests/support/unit.h"

static const uint8_t code[] = {0xb8, 42, 0, 0, 0, 0xc3}; /* mov eax, 42; ret */
static const image_entry entry = {0, sizeof code};
static const image good = {code, sizeof code, &entry, 1, 0, 0};

static diag error;

static jx_status map(loaded *l, const image *img) {
  diag_init(&error, NULL, 0);
  return loader_map(l, img, &error);
}

START_TEST(a_mapped_image_runs) {
  loaded l;
  int (*function)(void);
  ck_assert_int_eq(map(&l, &good), JX_OK);
  ck_assert_uint_eq((uintptr_t)l.pages % 4096, 0);
  memcpy(&function, &l.pages, sizeof function);
  ck_assert_int_eq(function(), 42);
  loader_unmap(&l);
}
END_TEST

/* Permissions of the mapping at an address, as /proc tells: "r-xp". */
static void permissions(const void *at, char *out) {
  char line[512];
  unsigned long from, to;
  FILE *maps = fopen("/proc/self/maps", "r");
  ck_assert_ptr_nonnull(maps);
  strcpy(out, "none");
  while (fgets(line, sizeof line, maps)) {
    char now[5];
    if (sscanf(line, "%lx-%lx %4s", &from, &to, now) == 3 && (uintptr_t)at >= from &&
        (uintptr_t)at < to)
      strcpy(out, now);
  }
  fclose(maps);
}

START_TEST(pages_are_executable_and_not_writable) {
  loaded l;
  char now[5];
  ck_assert_int_eq(map(&l, &good), JX_OK);
  permissions(l.pages, now);
  ck_assert_str_eq(now, "r-xp");
  void *pages = l.pages;
  loader_unmap(&l);
  ck_assert_ptr_null(l.pages);
  permissions(pages, now);
  ck_assert_str_ne(now, "r-xp");
  loader_unmap(&l); /* twice does no harm */
}
END_TEST

START_TEST(images_of_many_pages_are_copied_whole) {
  static uint8_t many[3 * 4096 + 5];
  image img = {many, sizeof many, &entry, 1, 0, 0};
  loaded l;
  for (size_t i = 0; i < sizeof many; i++) many[i] = (uint8_t)(i * 31);
  ck_assert_int_eq(map(&l, &img), JX_OK);
  ck_assert_uint_eq(l.size, 4 * 4096);
  ck_assert_mem_eq(l.pages, many, sizeof many);
  loader_unmap(&l);
}
END_TEST

START_TEST(entries_lie_inside) {
  static const image_entry bad[] = {
      {sizeof code, 1}, {0, sizeof code + 1}, {3, 0}, {1, UINT32_MAX}, {UINT32_MAX, 6}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    image_entry entries[] = {entry, bad[i]};
    image img = good;
    loaded l;
    img.entries = entries;
    img.nentries = 2;
    ck_assert_int_eq(map(&l, &img), JX_ERROR_CODEGEN);
    ck_assert_str_eq(error.message, "entry 1 of the kernel image lies outside it");
    ck_assert_ptr_null(l.pages);
  }
}
END_TEST

START_TEST(unwind_tables_lie_inside) {
  static const uint32_t bad[][2] = {{0, sizeof code + 1}, {4, 3}, {UINT32_MAX, 1}, {7, 0}};
  image img = good;
  loaded l;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    img.unwind = bad[i][0];
    img.unwind_size = bad[i][1];
    ck_assert_int_eq(map(&l, &img), JX_ERROR_CODEGEN);
    ck_assert_str_eq(error.message, "the unwind table of the kernel image lies outside it");
    ck_assert_ptr_null(l.pages);
  }
  img.unwind = 2;
  img.unwind_size = sizeof code - 2;
  ck_assert_int_eq(map(&l, &img), JX_OK);
  loader_unmap(&l);
}
END_TEST

START_TEST(empty_images_are_refused) {
  loaded l;
  image img = good;
  img.size = 0;
  ck_assert_int_eq(map(&l, &img), JX_ERROR_CODEGEN);
  img = good;
  img.bytes = NULL;
  ck_assert_int_eq(map(&l, &img), JX_ERROR_CODEGEN);
  img = good;
  img.nentries = 0;
  ck_assert_int_eq(map(&l, &img), JX_ERROR_CODEGEN);
  ck_assert_str_eq(error.message, "kernel image is empty");
  img = good;
  img.size = (size_t)UINT32_MAX + 1;
  ck_assert_int_eq(map(&l, &img), JX_ERROR_CODEGEN);
  ck_assert_str_eq(error.message, "kernel image is too large");
}
END_TEST

START_TEST(lack_of_memory_is_reported) {
  image img = {code, (size_t)1 << 31, &entry, 1, 0, 0}; /* never read: it cannot be mapped */
  unsigned long pages;
  loaded l;
  FILE *statm = fopen("/proc/self/statm", "r");
  ck_assert_ptr_nonnull(statm);
  ck_assert_int_eq(fscanf(statm, "%lu", &pages), 1);
  fclose(statm);
  struct rlimit limit, old;
  ck_assert_int_eq(getrlimit(RLIMIT_AS, &old), 0);
  limit = old;
  limit.rlim_cur = pages * 4096 + ((size_t)1 << 24);
  ck_assert_int_eq(setrlimit(RLIMIT_AS, &limit), 0);
  jx_status status = map(&l, &img);
  setrlimit(RLIMIT_AS, &old);
  ck_assert_int_eq(status, JX_ERROR_MEMORY);
  ck_assert_str_eq(error.message,
                   "cannot map 2147483648 bytes for a kernel: Cannot allocate memory");
}
END_TEST

/* From here on mprotect(PROT_EXEC) fails with EACCES, as under SELinux without execmem. */
static bool forbid_executable_memory(void) {
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 13 /* EACCES */),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

START_TEST(a_policy_against_executable_memory_is_named) {
  loaded l;
  if (!forbid_executable_memory()) return; /* a kernel without seccomp */
  ck_assert_int_eq(map(&l, &good), JX_ERROR_MEMORY);
  ck_assert_str_eq(
      error.message,
      "this process may not make memory executable (Permission denied); a security policy such as "
      "SELinux's execmem or systemd's MemoryDenyWriteExecute forbids it");
  ck_assert_ptr_null(l.pages);
}
END_TEST

UNIT(loader, a_mapped_image_runs, pages_are_executable_and_not_writable,
     images_of_many_pages_are_copied_whole, entries_lie_inside, unwind_tables_lie_inside,
     empty_images_are_refused, lack_of_memory_is_reported,
     a_policy_against_executable_memory_is_named)
