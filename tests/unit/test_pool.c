/* test_pool.c: what the pool keeps, gives again and gives back. */
#include "runtime/pool.h"

#include "tests/support/fail_alloc.h"
#include "tests/support/unit.h"

#define MB ((size_t)1 << 20)

static _Thread_local pool_local local;

START_TEST(a_large_block_comes_again) {
  fail_alloc f;
  pool p;
  size_t size, again;
  fail_alloc_init(&f, 0);
  pool_init(&p, &f.allocator, 64 * MB);
  void *a = pool_get(&p, &local, MB, &size);
  ck_assert_uint_eq((uintptr_t)a % JX_ALIGN, 0);
  ck_assert_uint_ge(size, MB);
  pool_put(&p, &local, a, size);
  ck_assert_uint_eq(f.live, 1);
  ck_assert_ptr_eq(pool_get(&p, &local, MB, &again), a);
  ck_assert_uint_eq(again, size);
  pool_put(&p, &local, a, again);
  ck_assert_ptr_eq(pool_get(&p, &local, MB - MB / 8, &again), a); /* a little less will do */
  pool_put(&p, &local, a, again);
  void *b = pool_get(&p, &local, MB / 2, &again); /* half would be a waste */
  ck_assert_ptr_ne(b, a);
  pool_put(&p, &local, b, again);
  pool_free(&p);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(a_few_small_blocks_are_kept_by_their_context) {
  fail_alloc f;
  pool p;
  size_t size, again;
  fail_alloc_init(&f, 0);
  pool_init(&p, &f.allocator, MB);
  void *a = pool_get(&p, &local, 0, &size);
  ck_assert_ptr_nonnull(a);
  ck_assert_uint_gt(size, 0);
  pool_put(&p, &local, a, size);
  ck_assert_ptr_eq(pool_get(&p, &local, 1, &again), a);
  ck_assert_uint_eq(again, size);
  pool_put(&p, &local, a, again);
  pool_put(&p, &local, NULL, 0);
  for (size_t n = 1000; n < 60000; n += 1000) {
    void *b = pool_get(&p, &local, n, &size);
    ck_assert_uint_eq((uintptr_t)b % JX_ALIGN, 0);
    pool_put(&p, &local, b, size);
    ck_assert_uint_le(f.live, POOL_LOCAL);
  }
  ck_assert_uint_eq(p.n, 0);
  pool_local_free(&p, &local);
  ck_assert_uint_eq(f.live, 0);
  pool_free(&p);
}
END_TEST

START_TEST(no_more_than_max_is_kept) {
  fail_alloc f;
  pool p;
  void *blocks[8];
  size_t sizes[8];
  fail_alloc_init(&f, 0);
  pool_init(&p, &f.allocator, 3 * MB);
  for (int i = 0; i < 8; i++) blocks[i] = pool_get(&p, &local, MB, &sizes[i]);
  for (int i = 0; i < 8; i++) pool_put(&p, &local, blocks[i], sizes[i]);
  ck_assert_uint_eq(f.live, 3);
  ck_assert_ptr_eq(pool_get(&p, &local, MB, &sizes[7]), blocks[7]); /* the last one freed */
  pool_put(&p, &local, blocks[7], sizes[7]);
  void *large = pool_get(&p, &local, 4 * MB, &sizes[0]);
  pool_put(&p, &local, large, sizes[0]); /* larger than all that may be kept */
  ck_assert_uint_eq(f.live, 3);
  pool_free(&p);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(no_more_than_so_many_blocks_are_kept) {
  fail_alloc f;
  pool p;
  static void *blocks[POOL_BLOCKS + 10];
  size_t size = 0;
  fail_alloc_init(&f, 0);
  pool_init(&p, &f.allocator, 1024 * MB);
  for (int i = 0; i < POOL_BLOCKS + 10; i++) blocks[i] = pool_get(&p, &local, POOL_SMALL, &size);
  for (int i = 0; i < POOL_BLOCKS + 10; i++) pool_put(&p, &local, blocks[i], size);
  ck_assert_uint_eq(f.live, POOL_BLOCKS);
  pool_free(&p);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(what_is_kept_is_given_back_when_memory_runs_out) {
  fail_alloc f;
  pool p;
  size_t size;
  fail_alloc_init(&f, 0);
  pool_init(&p, &f.allocator, 64 * MB);
  void *a = pool_get(&p, &local, MB, &size);
  pool_put(&p, &local, a, size);
  f.fail_at = f.calls + 1;
  void *b = pool_get(&p, &local, 8 * MB, &size);
  ck_assert_ptr_nonnull(b);
  ck_assert_uint_eq(f.live, 1);
  pool_put(&p, &local, b, size);
  f.fail_at = f.calls + 1;
  f.fail_after = true;
  ck_assert_ptr_null(pool_get(&p, &local, 32 * MB, &size));
  pool_free(&p);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(sizes_beyond_all_memory_fail) {
  pool p;
  size_t size;
  pool_init(&p, &alloc_default, MB);
  ck_assert_ptr_null(pool_get(&p, &local, SIZE_MAX, &size));
  ck_assert_ptr_null(pool_get(&p, &local, SIZE_MAX / 2 + 1, &size));
  pool_free(&p);
}
END_TEST

typedef struct racer {
  pthread_t thread;
  pool *pool;
} racer;

static void *race(void *arg) {
  pool *p = ((racer *)arg)->pool;
  for (int i = 0; i < 2000; i++) {
    size_t size;
    unsigned char *a = pool_get(p, &local, POOL_SMALL + (size_t)(i % 7) * 10000, &size);
    if (!a) return "out of memory";
    a[0] = a[size - 1] = (unsigned char)i;
    if (a[0] != (unsigned char)i) return "shared";
    pool_put(p, &local, a, size);
  }
  return NULL;
}

START_TEST(threads_never_get_the_same_block) {
  pool p;
  racer racers[4];
  pool_init(&p, &alloc_default, MB);
  for (int i = 0; i < 4; i++) {
    racers[i].pool = &p;
    pthread_create(&racers[i].thread, NULL, race, &racers[i]);
  }
  for (int i = 0; i < 4; i++) {
    void *wrong;
    pthread_join(racers[i].thread, &wrong);
    ck_assert_ptr_null(wrong);
  }
  pool_free(&p);
}
END_TEST

UNIT(pool, a_large_block_comes_again, a_few_small_blocks_are_kept_by_their_context,
     no_more_than_max_is_kept, no_more_than_so_many_blocks_are_kept,
     what_is_kept_is_given_back_when_memory_runs_out, sizes_beyond_all_memory_fail,
     threads_never_get_the_same_block)
