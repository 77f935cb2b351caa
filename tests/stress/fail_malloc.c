/* fail_malloc.c: a library to preload, in which the n-th allocation of chosen libraries fails.
 *
 *   LD_PRELOAD=.../libfail_malloc.so FAIL_MALLOC_IN=jxc,libjx.so FAIL_MALLOC_AT=7 jxc -e '1 + 1'
 *
 * Counts malloc(), calloc(), realloc(), posix_memalign(), aligned_alloc(), strdup() and mmap() that
 * are called from code of an object whose file's name begins with one of FAIL_MALLOC_IN, and lets
 * the one whose number is FAIL_MALLOC_AT fail, or with FAIL_MALLOC_AFTER all from there on. At exit
 * it appends a byte to the file FAIL_MALLOC_REACHED when there were so many. A process may also set
 * the number itself: fail_malloc_at(). Any thread. tests/python/test_failing_malloc.py uses it. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *at, size_t size);
void *__libc_memalign(size_t align, size_t size);

#define SHOWN __attribute__((visibility("default")))

static const char *chosen;
static bool after;
static atomic_size_t calls, fail_at;

/* The n-th allocation from now on fails; 0: none does. Returns how many there were so far. */
SHOWN size_t fail_malloc_at(size_t n) {
  atomic_store(&fail_at, 0);
  size_t before = atomic_exchange(&calls, 0);
  atomic_store(&fail_at, n);
  return before;
}

__attribute__((constructor)) static void begin(void) {
  const char *n = getenv("FAIL_MALLOC_AT");
  chosen = getenv("FAIL_MALLOC_IN");
  after = getenv("FAIL_MALLOC_AFTER") != NULL;
  fail_malloc_at(n ? strtoul(n, NULL, 10) : 0);
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("FAIL_MALLOC_REACHED");
  size_t n = atomic_load(&fail_at);
  if (!path || !n || atomic_load(&calls) < n) return;
  int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return;
  if (write(fd, "x", 1) != 1) _exit(1);
  close(fd);
}

static bool is_chosen(const void *caller) {
  struct dl_find_object in; /* dladdr() would look through LLVM's symbols each time */
  if (!chosen || _dl_find_object((void *)caller, &in) != 0) return false;
  const char *path = in.dlfo_link_map->l_name;
  if (!*path) path = program_invocation_name;
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  for (const char *at = chosen; *at;) {
    size_t n = strcspn(at, ",");
    if (n && strncmp(name, at, n) == 0) return true;
    at += n + (at[n] == ',');
  }
  return false;
}

static bool fails(const void *caller) {
  if (!is_chosen(caller)) return false;
  size_t n = atomic_load(&fail_at), i = atomic_fetch_add(&calls, 1) + 1;
  if (!n || !(after ? i >= n : i == n)) return false;
  errno = ENOMEM;
  return true;
}

#define CALLER __builtin_return_address(0)

SHOWN void *malloc(size_t size) { return fails(CALLER) ? NULL : __libc_malloc(size); }
SHOWN void *calloc(size_t n, size_t size) { return fails(CALLER) ? NULL : __libc_calloc(n, size); }
SHOWN void *realloc(void *at, size_t size) {
  return fails(CALLER) ? NULL : __libc_realloc(at, size);
}
SHOWN void *aligned_alloc(size_t align, size_t size) {
  return fails(CALLER) ? NULL : __libc_memalign(align, size);
}
SHOWN int posix_memalign(void **out, size_t align, size_t size) {
  void *at = fails(CALLER) ? NULL : __libc_memalign(align, size);
  if (!at) return ENOMEM;
  *out = at;
  return 0;
}
SHOWN char *strdup(const char *text) {
  size_t n = strlen(text) + 1;
  char *copy = fails(CALLER) ? NULL : __libc_malloc(n);
  return copy ? memcpy(copy, text, n) : NULL;
}
SHOWN void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset) {
  if (fails(CALLER)) return MAP_FAILED;
  return (void *)syscall(SYS_mmap, at, size, protection, flags, fd, offset);
}
