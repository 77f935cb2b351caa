/* fail_alloc.h: an allocator that fails when told to, and keeps the books.
 *
 *     fail_alloc f;
 *     fail_alloc_init(&f, 3);          // the third allocation fails, and it alone; 0: none does
 *     ... &f.allocator ...
 *     ck_assert_uint_eq(f.live, 0);    // nothing leaked
 *
 * Every block is checked when it is freed: a size other than the one it was allocated with, or a
 * pointer that is no live block, aborts. Memory comes filled with 0xA5, so that code which expects
 * zeros shows. Any thread. */
#ifndef JX_TESTS_FAIL_ALLOC_H
#define JX_TESTS_FAIL_ALLOC_H

#include <pthread.h>

#include "jx.h"

typedef struct fail_alloc {
  jx_allocator allocator;
  pthread_mutex_t lock;
  size_t fail_at;  /* number of the allocation that fails, from 1; 0: none */
  bool fail_after; /* all that follow it fail as well */
  size_t calls;    /* allocations asked for so far */
  size_t live;     /* blocks held now */
  size_t bytes;    /* bytes held now */
  size_t most;     /* bytes held at most */
} fail_alloc;

void fail_alloc_init(fail_alloc *f, size_t fail_at);

#endif
