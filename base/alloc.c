/* alloc.c: the default allocator, and the three calls that go through any allocator.
 *
 * In: sizes and alignments. Out: memory that is never touched here, because the first thread to
 * write a page decides where it lies and pays for it. Small blocks come from malloc. Blocks of
 * JX_HUGE bytes and more are mapped on 2 MiB boundaries and advised to use huge pages: first touch
 * of a 400 MB result costs several times more in 4 KiB pages. Whether a block was mapped follows
 * from its size, so mem_free() needs the size and nothing is stored beside it.
 *
 * Start with default_alloc(). */
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Under AddressSanitizer large blocks come from malloc too, so that it sees their bounds and
 * leaks. */
#if defined(__SANITIZE_ADDRESS__)
#define MAP_LARGE 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MAP_LARGE 0
#endif
#endif
#ifndef MAP_LARGE
#define MAP_LARGE 1
#endif

/* Whole huge pages, so that the last part of a block has them too. 0 when that overflows. */
static size_t mapped_size(size_t size) {
  return size > SIZE_MAX - JX_HUGE ? 0 : (size + JX_HUGE - 1) & ~(JX_HUGE - 1);
}

static void *map_large(size_t size, size_t align) {
  size_t length = mapped_size(size);
  if (align < JX_HUGE) align = JX_HUGE;
  if (length == 0 || length > SIZE_MAX - align) return NULL;

  /* mmap aligns to 4 KiB only: take more, and give back what lies outside the aligned part. */
  char *start =
      mmap(NULL, length + align, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) return NULL;
  size_t before = -(uintptr_t)start & (align - 1);
  if (before > 0) munmap(start, before);
  munmap(start + before + length, align - before);
  madvise(start + before, length, MADV_HUGEPAGE); /* advice: without huge pages it is only slower */
  return start + before;
}

static void *default_alloc(void *user, size_t size, size_t align) {
  (void)user;
  if (MAP_LARGE && size >= JX_HUGE) return map_large(size, align);
  if (size >= JX_HUGE && align < JX_HUGE) align = JX_HUGE;
  if (align <= _Alignof(max_align_t)) return malloc(size);
  void *p = NULL;
  return posix_memalign(&p, align, size) == 0 ? p : NULL;
}

static void default_free(void *user, void *pointer, size_t size) {
  (void)user;
  if (MAP_LARGE && size >= JX_HUGE)
    munmap(pointer, mapped_size(size));
  else
    free(pointer);
}

const jx_allocator alloc_default = {default_alloc, default_free, NULL};

/* An allocator may give NULL for 0 bytes, which would look like a failure. */
static size_t at_least_one(size_t size) { return size ? size : 1; }

void *mem_alloc(const jx_allocator *a, size_t size, size_t align) {
  return a->alloc(a->user, at_least_one(size), align);
}

void *mem_calloc(const jx_allocator *a, size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) return NULL;
  void *p = mem_alloc(a, total, _Alignof(max_align_t));
  if (p) memset(p, 0, total);
  return p;
}

void mem_free(const jx_allocator *a, void *pointer, size_t size) {
  if (pointer) a->free(a->user, pointer, at_least_one(size));
}
