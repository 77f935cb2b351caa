/* arena.h: memory for one compilation, freed at once, and growing arrays in it.
 *
 * An arena hands out blocks that live until arena_free(). A `vec` is a growing array of PODs in
 * an arena; its old storage is abandoned on growth, so indices stay valid and pointers into it
 * do not. */
#ifndef JX_ARENA_H
#define JX_ARENA_H

#include "alloc.h"
#include "stop.h"

typedef struct arena_block arena_block;

typedef struct arena {
  const jx_allocator *allocator;
  arena_block *blocks;
  char *next, *end;
  bool failed; /* an allocation returned NULL; stays set */
  /* Once it is set there are no more blocks, as if memory had run out: so whatever a pass is at, it
   * ends soon. NULL: never. */
  const stop_flag *stop;
} arena;

void arena_init(arena *a, const jx_allocator *allocator);
void arena_free(arena *a);

/* 16-byte aligned, not zeroed; NULL when out of memory (and a->failed is set). */
void *arena_alloc(arena *a, size_t size);
void *arena_zalloc(arena *a, size_t size);
/* A NUL-terminated copy. */
char *arena_strndup(arena *a, const char *s, size_t n);

/* Room for one more element of `size` bytes in an array of *cap; returns the array, moved if
 * need be, or NULL. */
void *arena_grow(arena *a, void *data, size_t count, size_t *cap, size_t size);

/* struct { T *at; size_t n, cap; }; VEC_PUSH yields a pointer to the new, zeroed element, or
 * NULL when out of memory. */
#define VEC(T)     \
  struct {         \
    T *at;         \
    size_t n, cap; \
  }
#define VEC_PUSH(arena_, v) \
  ((__typeof__((v)->at))vec_push((arena_), (void **)&(v)->at, &(v)->n, &(v)->cap, sizeof *(v)->at))
void *vec_push(arena *a, void **at, size_t *n, size_t *cap, size_t size);

/* Text under construction in an arena: always NUL-terminated; on failure it stays as it was and
 * a->failed is set. */
typedef struct text {
  arena *arena;
  char *at;
  size_t n, cap;
} text;

void text_init(text *t, arena *a);
void text_printf(text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_append(text *t, const char *s, size_t n);

#endif
