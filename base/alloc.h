/* alloc.h: the one allocation hook.
 *
 * Every byte that libjx or the code generator holds comes through a jx_allocator, so that a host
 * can account for it and a test can make the n-th allocation fail. */
#ifndef JX_ALLOC_H
#define JX_ALLOC_H

#include "jx.h"

/* Results and large temporaries: cache-line aligned, and on huge pages from this size on. */
#define JX_ALIGN 64
#define JX_HUGE ((size_t)2 << 20)

/* The C library's; blocks of JX_HUGE bytes and more are mapped, 2 MiB-aligned and advised to use
 * huge pages. */
extern const jx_allocator alloc_default;

/* NULL when out of memory; size 0 gives a unique non-NULL pointer or NULL only when out of
 * memory. */
void *mem_alloc(const jx_allocator *a, size_t size, size_t align);
/* Zeroed memory for `count` elements of `size` bytes; NULL also when the product overflows. */
void *mem_calloc(const jx_allocator *a, size_t count, size_t size);
void mem_free(const jx_allocator *a, void *pointer, size_t size);

#endif
