/* perf_dump.c: perf's jitdump. Format: Linux, tools/perf/Documentation/jitdump-specification.txt.
 *
 * perf inject makes an ELF file of each function, in which the unwind table follows the code. So
 * each stage gets a table of its own, in which the distances are those of that file. It begins with
 * the stage's CIE and FDE and ends with the header that searching wants (Linux Standard Base, Core,
 * 10.6.1 and 10.6.2). A perf that walks stacks by libunwind finds it only if there is room for it
 * behind the code in memory too, which image.c sees to.
 */
#include <elf.h>
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "runtime/kernel/perf.h"
#include "runtime/machine/clock.h"

#define MAGIC 0x4a695444u /* "JiTD" */
#define VERSION 1
enum { RECORD_LOAD = 0, RECORD_UNWIND = 4 };

typedef struct file_head {
  uint32_t magic, version, size, machine, zero, pid;
  uint64_t time, flags;
} file_head;

typedef struct record_head {
  uint32_t kind, size;
  uint64_t time;
} record_head;

typedef struct load_record {
  record_head head;
  uint32_t pid, tid;
  uint64_t mapped_at, at, size, index;
} load_record;

typedef struct unwind_record {
  record_head head;
  uint64_t size, header_size, mapped_size;
} unwind_record;

static bool write_all(int fd, struct iovec *parts, int n) {
  size_t whole = 0;
  for (int i = 0; i < n; i++) whole += parts[i].iov_len;
  ssize_t written = writev(fd, parts, n);
  if (written >= 0 && (size_t)written < whole) errno = ENOSPC;
  return written >= 0 && (size_t)written == whole;
}

bool perf_dump_begin(int fd) {
  file_head head = {.magic = MAGIC,
                    .version = VERSION,
                    .size = sizeof head,
                    .machine = architecture_here()->machine,
                    .pid = (uint32_t)getpid(),
                    .time = clock_ns(CLOCK_MONOTONIC)};
  if (!write_all(fd, &(struct iovec){&head, sizeof head}, 1)) return false;
  /* perf record notes executable mappings: by this one perf inject finds the file. It stays. */
  void *mark = mmap(NULL, (size_t)sysconf(_SC_PAGESIZE), PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
  return mark != MAP_FAILED;
}

/* ---- Unwind tables ---- */

#define UNWIND_MAX 4096
#define SEARCH_HEADER 20

/* How far behind its begin a function's table lies. */
static uint64_t padded(const Elf64_Sym *s) { return (s->st_size + 7) & ~(uint64_t)7; }

static uint32_t word_at(const uint8_t *at) {
  uint32_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

/* Bytes of the entry at `at`, its length word included; 0 at the table's end, or when it does not
 * lie within. */
static size_t entry_size(const uint8_t *table, size_t size, size_t at) {
  if (at > size || size - at < 16) return 0;
  size_t length = word_at(table + at);
  return length >= 12 && length <= size - at - 4 ? length + 4 : 0;
}

/* A number between -64 and 63 as DWARF's LEB128. */
static uint8_t leb(int8_t n) { return (uint8_t)n & 0x7f; }

/* Writes the table of one function, and its header after it. Returns their size; 0: there is none,
 * or not one of the form that LLVM writes, with addresses as distances of four bytes. */
static size_t unwind_of(const code_object *o, const Elf64_Sym *s, uint8_t out[UNWIND_MAX]) {
  const Elf64_Shdr *section = &o->sections[CODE_UNWIND];
  const uint8_t *table = (const uint8_t *)o + section->sh_offset;
  size_t n = section->sh_size, entry;
  for (size_t at = 0; (entry = entry_size(table, n, at)) != 0; at += entry) {
    uint32_t back = word_at(table + at + 4); /* to the CIE; 0: this is one */
    if (back == 0 || back > at + 4) continue;
    uint64_t begin =
        section->sh_addr + at + 8 + (uint64_t)(int64_t)(int32_t)word_at(table + at + 8);
    size_t cie = at + 4 - back, head = entry_size(table, n, cie);
    if (begin != s->st_value || head == 0 || head + entry + 4 + SEARCH_HEADER > UNWIND_MAX)
      continue;
    /* "zR", the architecture's units and return column, one byte: DW_EH_PE_pcrel | sdata4 */
    const architecture *a = architecture_here();
    const uint8_t augmentation[] = {
        1, 'z', 'R', 0, leb(a->code_step), leb(a->data_step), leb(a->code_return), 1, 0x1b};
    if (head < 8 + sizeof augmentation ||
        memcmp(table + cie + 8, augmentation, sizeof augmentation) != 0)
      return 0;

    int32_t code = (int32_t)padded(s);
    int32_t all = (int32_t)(head + entry + 4);
    int32_t distance = -(code + (int32_t)head + 8);
    uint32_t to_cie = (uint32_t)head + 4;
    memcpy(out, table + cie, head);
    memcpy(out + head, table + at, entry);
    memcpy(out + head + 4, &to_cie, 4);
    memcpy(out + head + 8, &distance, 4);
    memset(out + head + entry, 0, 4);
    /* Version; encodings of the table's place, of the count, of the pairs; then these. */
    int32_t search[5] = {0x3b031b01, -(all + 4), 1, -(code + all), (int32_t)head - all};
    memcpy(out + all, search, SEARCH_HEADER);
    return (size_t)all + SEARCH_HEADER;
  }
  return 0;
}

/* Bytes behind a stage's code up to the next stage, or to the end of the pages. */
static uint64_t room_behind(const code_object *o, size_t stage) {
  uint64_t from = code_symbol(o, stage)->st_value, page = (uint64_t)sysconf(_SC_PAGESIZE);
  uint64_t end = o->sections[CODE_TEXT].sh_addr + o->sections[CODE_TEXT].sh_size;
  end = (end + page - 1) & ~(page - 1);
  for (size_t i = 0; i < o->nstages; i++) {
    uint64_t at = code_symbol(o, i)->st_value;
    if (at > from && at < end) end = at;
  }
  return end - from - padded(code_symbol(o, stage));
}

static bool add_unwind(int fd, const code_object *o, size_t stage) {
  static const uint8_t zeros[8];
  uint8_t table[UNWIND_MAX];
  size_t size = unwind_of(o, code_symbol(o, stage), table), pad = -size & 7;
  if (size == 0) return true;
  unwind_record r = {
      .head = {RECORD_UNWIND, (uint32_t)(sizeof r + size + pad), clock_ns(CLOCK_MONOTONIC)},
      .size = size,
      .header_size = SEARCH_HEADER,
      .mapped_size = room_behind(o, stage) >= size ? size : 0};
  return write_all(
      fd, (struct iovec[]){{&r, sizeof r}, {table, size}, {(void *)(uintptr_t)zeros, pad}}, 3);
}

/* ---- Code ---- */

static bool add_code(int fd, const Elf64_Sym *s, const char *name) {
  static uint64_t index; /* unique within the file; under the caller's lock */
  size_t n = strlen(name) + 1;
  load_record r = {
      .head = {RECORD_LOAD, (uint32_t)(sizeof r + n + s->st_size), clock_ns(CLOCK_MONOTONIC)},
      .pid = (uint32_t)getpid(),
      .tid = (uint32_t)gettid(),
      .mapped_at = s->st_value,
      .at = s->st_value,
      .size = s->st_size,
      .index = index};
  index++;
  struct iovec parts[] = {
      {&r, sizeof r}, {(void *)(uintptr_t)name, n}, {(void *)(uintptr_t)s->st_value, s->st_size}};
  return write_all(fd, parts, 3);
}

bool perf_dump_add(int fd, const code_object *o) {
  for (size_t i = 0; i < o->nstages; i++) {
    const Elf64_Sym *s = code_symbol(o, i);
    if (!add_unwind(fd, o, i) || !add_code(fd, s, code_symbol_name(o, i))) return false;
  }
  return true;
}
