/* arena.c: bump allocation in blocks that double in size.
 *
 * An arena is a list of blocks and the free part [next, end) of the newest. A request that does not
 * fit starts a new block; what was left of the old one is lost, which doubling keeps below half.
 * Nothing is freed singly.
 *
 * Under AddressSanitizer the free part is poisoned and every allocation is followed by a poisoned
 * gap, so that an overrun within a block is caught as it would be between two mallocs.
 *
 * Start with arena_alloc(). */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define GAP 16
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define GAP 0
#endif

#define ARENA_ALIGN 16
#define FIRST_BLOCK ((size_t)16 << 10)
/* Doubling ends here; larger requests get a block of their own size. */
#define LARGEST_BLOCK ((size_t)1 << 20)

struct arena_block {
  arena_block *older;
  size_t size; /* of the whole block, for mem_free() */
};

_Static_assert(sizeof(arena_block) % ARENA_ALIGN == 0,
               "the first allocation of a block is aligned");

void arena_init(arena *a, const jx_allocator *allocator) { *a = (arena){.allocator = allocator}; }

void arena_free(arena *a) {
  for (arena_block *b = a->blocks, *older; b; b = older) {
    older = b->older;
    ASAN_UNPOISON_MEMORY_REGION(b, b->size);
    mem_free(a->allocator, b, b->size);
  }
  arena_init(a, a->allocator);
}

/* Makes [next, end) hold at least `need` bytes. */
static bool add_block(arena *a, size_t need) {
  size_t size = a->blocks ? 2 * a->blocks->size : FIRST_BLOCK;
  if (size > LARGEST_BLOCK) size = LARGEST_BLOCK;
  if (need > SIZE_MAX - sizeof(arena_block) || stop_wanted(a->stop)) return false;
  if (size < need + sizeof(arena_block)) size = need + sizeof(arena_block);

  arena_block *b = mem_alloc(a->allocator, size, ARENA_ALIGN);
  if (!b) return false;
  *b = (arena_block){a->blocks, size};
  a->blocks = b;
  a->next = (char *)(b + 1);
  a->end = (char *)b + size;
  ASAN_POISON_MEMORY_REGION(a->next, size - sizeof *b);
  return true;
}

void *arena_alloc(arena *a, size_t size) {
  if (size > SIZE_MAX - ARENA_ALIGN - GAP) return a->failed = true, NULL;
  size_t need = ((size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1)) + GAP;
  if (need == 0) need = ARENA_ALIGN; /* distinct pointers, also for nothing */
  if (need > (size_t)(a->end - a->next) && !add_block(a, need)) return a->failed = true, NULL;
  void *p = a->next;
  a->next += need;
  ASAN_UNPOISON_MEMORY_REGION(p, size);
  return p;
}

void *arena_zalloc(arena *a, size_t size) {
  void *p = arena_alloc(a, size);
  return p ? memset(p, 0, size) : NULL;
}

char *arena_strndup(arena *a, const char *s, size_t n) {
  char *copy = n < SIZE_MAX ? arena_alloc(a, n + 1) : (a->failed = true, NULL);
  if (!copy) return NULL;
  if (n > 0) memcpy(copy, s, n);
  copy[n] = '\0';
  return copy;
}

/* An array of at least `wanted` elements that holds the first `count` of `data`. */
static void *grow_to(arena *a, void *data, size_t count, size_t *cap, size_t wanted, size_t size) {
  size_t doubled = *cap > SIZE_MAX / 2 ? SIZE_MAX : 2 * *cap, bytes;
  if (wanted < doubled) wanted = doubled;
  if (wanted < 8) wanted = 8;
  if (__builtin_mul_overflow(wanted, size, &bytes)) return a->failed = true, NULL;
  void *moved = arena_alloc(a, bytes);
  if (!moved) return NULL;
  if (count > 0) memcpy(moved, data, count * size);
  *cap = wanted;
  return moved;
}

void *arena_grow(arena *a, void *data, size_t count, size_t *cap, size_t size) {
  return count < *cap ? data : grow_to(a, data, count, cap, count + 1, size);
}

void *vec_push(arena *a, void **at, size_t *n, size_t *cap, size_t size) {
  void *data = arena_grow(a, *at, *n, cap, size);
  if (!data) return NULL;
  *at = data;
  return memset((char *)data + (*n)++ * size, 0, size);
}

/* ---- Text ------------------------------------------------------------------------------------ */

/* Text that holds nothing yet: read, never written, since cap is 0. */
static const char empty[1];

void text_init(text *t, arena *a) { *t = (text){.arena = a, .at = (char *)empty}; }

/* Room for n more bytes and the NUL. */
static bool text_reserve(text *t, size_t n) {
  if (n >= SIZE_MAX - t->n) return t->arena->failed = true, false;
  if (t->n + n < t->cap) return true;
  char *moved = grow_to(t->arena, t->at, t->n + 1, &t->cap, t->n + n + 1, 1);
  if (!moved) return false;
  t->at = moved;
  return true;
}

void text_append(text *t, const char *s, size_t n) {
  if (n == 0 || !text_reserve(t, n)) return;
  memcpy(t->at + t->n, s, n);
  t->n += n;
  t->at[t->n] = '\0';
}

void text_printf(text *t, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, args);
  if (length < 0)
    t->arena->failed = true;
  else if (text_reserve(t, (size_t)length))
    t->n += (size_t)vsnprintf(t->at + t->n, (size_t)length + 1, format, again);
  va_end(again);
  va_end(args);
}
