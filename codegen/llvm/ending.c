/* ending.c: see ending.h. Start at llvm_ending_enter(). Nothing is locked, so that a fork
 * may happen at any time. */
#include "codegen/llvm/ending.h"

#include <dlfcn.h>
#include <link.h>
#include <llvm-c/Core.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static atomic_uint units;
static atomic_bool ended;
static _Thread_local unsigned own; /* units of this thread: LLVM may call exit() in one */
static pthread_once_t once_used = PTHREAD_ONCE_INIT;

static void wait_for_units(void) {
  const struct timespec pause = {.tv_nsec = 200000};
  atomic_store(&ended, true);
  while (atomic_load(&units) > own) nanosleep(&pause, NULL);
}

/* exit() goes backwards, so this is for what LLVM has by now. It fails when exit() is past all
 * handlers. */
static void watch_exit(void) {
  if (atexit(wait_for_units)) atomic_store(&ended, true);
}

static void after_fork_in_child(void) { atomic_store(&units, own); } /* the others are not here */

/* ---- Static variables ---- */

/* In place of __cxa_atexit(). */
static int forget(void (*destroy)(void *), void *object, void *library) {
  (void)destroy;
  (void)object;
  (void)library;
  return 0;
}

/* Where a library has the address of a function that it calls. */
static void **find_slot(const struct link_map *map, const ElfW(Rela) * r, size_t bytes,
                        const ElfW(Sym) * symbols, const char *names, const char *name) {
  for (; bytes >= sizeof *r; bytes -= sizeof *r, r++) {
    size_t symbol = ELF64_R_SYM(r->r_info);
    if (symbol && strcmp(names + symbols[symbol].st_name, name) == 0)
      return (void **)(map->l_addr + r->r_offset);
  }
  return NULL;
}

/* The linker protects what it has bound for good from being written; what it binds at the first call
 * stays as it is, for it will write there. */
typedef struct bound_memory {
  uintptr_t library, slot;
  bool found; /* the slot is in the former */
} bound_memory;

static int look_at_library(struct dl_phdr_info *info, size_t size, void *user) {
  bound_memory *b = user;
  (void)size;
  if (info->dlpi_addr != b->library) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *p = &info->dlpi_phdr[i];
    if (p->p_type == PT_GNU_RELRO && b->slot - (b->library + p->p_vaddr) < p->p_memsz)
      b->found = true;
  }
  return 1;
}

static void set_slot(const struct link_map *map, void **slot, void *to) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  char *at = (char *)((uintptr_t)slot & ~(uintptr_t)(page - 1));
  bound_memory b = {.library = map->l_addr, .slot = (uintptr_t)slot};
  dl_iterate_phdr(look_at_library, &b);
  if (b.found && mprotect(at, page, PROT_READ | PROT_WRITE)) return;
  __atomic_store_n(slot, to, __ATOMIC_RELEASE);
  if (b.found) mprotect(at, page, PROT_READ);
}

/* From now on what LLVM makes in static variables, be they functions' or files', is never destroyed.
 * Where the linker's tables are not as expected, nothing is done. */
static void keep_statics(void) {
  Dl_info info;
  struct link_map *map = NULL;
  const ElfW(Rela) *calls = NULL, *others = NULL;
  const ElfW(Sym) *symbols = NULL;
  const char *names = NULL;
  size_t calls_size = 0, others_size = 0;
  unsigned (*known)(const char *, size_t) = LLVMGetEnumAttributeKindForName;
  void *address, *to;
  int (*no)(void (*)(void *), void *, void *) = forget;
  memcpy(&address, &known, sizeof address);
  memcpy(&to, &no, sizeof to);
  if (!dladdr1(address, &info, (void **)&map, RTLD_DL_LINKMAP) || !map || !map->l_name[0]) return;
  if (!strstr(map->l_name, "LLVM")) return;
  for (const ElfW(Dyn) *d = map->l_ld; d->d_tag != DT_NULL; d++) {
    const void *at = (const void *)d->d_un.d_ptr;
    switch (d->d_tag) {
    case DT_JMPREL: calls = at; break;
    case DT_PLTRELSZ: calls_size = d->d_un.d_val; break;
    case DT_RELA: others = at; break;
    case DT_RELASZ: others_size = d->d_un.d_val; break;
    case DT_SYMTAB: symbols = at; break;
    case DT_STRTAB: names = at; break;
    default: break;
    }
  }
  if (!symbols || !names) return;
  void **slot = find_slot(map, calls, calls ? calls_size : 0, symbols, names, "__cxa_atexit");
  if (!slot)
    slot = find_slot(map, others, others ? others_size : 0, symbols, names, "__cxa_atexit");
  if (slot) set_slot(map, slot, to);
}

/* The module is initialised before LLVM is (-z initfirst). */
static __attribute__((constructor)) void watch(void) {
  keep_statics();
  pthread_atfork(NULL, NULL, after_fork_in_child);
  watch_exit();
}

/* A thread either sees `ended` and takes itself back, or is seen by wait_for_units(). */
bool llvm_ending_enter(void) {
  atomic_fetch_add(&units, 1);
  if (atomic_load(&ended)) {
    atomic_fetch_sub(&units, 1);
    return false;
  }
  own++;
  return true;
}

void llvm_ending_leave(void) {
  pthread_once(&once_used, watch_exit); /* for what LLVM has made, where it is not kept */
  own--;
  atomic_fetch_sub(&units, 1);
}
