/* test_alloc.c: the default allocator and the calls through any allocator. */
#include "base/alloc.h"

#include <stdio.h>

#include "tests/support/fail_alloc.h"
#include "tests/support/unit.h"

static bool aligned(const void *p, size_t align) { return ((uintptr_t)p & (align - 1)) == 0; }

START_TEST(memory_has_the_alignment_asked_for) {
  for (size_t align = 1; align <= 4096; align *= 2) {
    void *p = mem_alloc(&alloc_default, 100, align);
    ck_assert_ptr_nonnull(p);
    ck_assert(aligned(p, align));
    mem_free(&alloc_default, p, 100);
  }
}
END_TEST

START_TEST(blocks_around_the_huge_size_are_usable_to_the_last_byte) {
  const size_t sizes[] = {JX_HUGE - 1, JX_HUGE, JX_HUGE + 1, 2 * JX_HUGE, 3 * JX_HUGE - 1};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    char *p = mem_alloc(&alloc_default, sizes[i], JX_ALIGN);
    ck_assert_ptr_nonnull(p);
    ck_assert(aligned(p, JX_ALIGN));
    if (sizes[i] >= JX_HUGE) ck_assert(aligned(p, JX_HUGE));
    p[0] = 1;
    p[sizes[i] - 1] = 2;
    mem_free(&alloc_default, p, sizes[i]);
  }
}
END_TEST

START_TEST(an_alignment_beyond_a_huge_page_holds) {
  void *p = mem_alloc(&alloc_default, JX_HUGE, 8 * JX_HUGE);
  ck_assert_ptr_nonnull(p);
  ck_assert(aligned(p, 8 * JX_HUGE));
  mem_free(&alloc_default, p, JX_HUGE);
}
END_TEST

#ifndef __SANITIZE_ADDRESS__ /* which keeps freed memory, and aborts on impossible sizes by itself \
                              */

/* Pages mapped by this process. */
static long mapped_pages(void) {
  long pages = 0;
  FILE *statm = fopen("/proc/self/statm", "r");
  ck_assert_ptr_nonnull(statm);
  ck_assert_int_eq(fscanf(statm, "%ld", &pages), 1);
  fclose(statm);
  return pages;
}

START_TEST(large_blocks_are_given_back_whole) {
  long before = mapped_pages();
  for (size_t i = 0; i < 64; i++) {
    size_t size = 4 * JX_HUGE + 4097 * i;
    mem_free(&alloc_default, mem_alloc(&alloc_default, size, JX_ALIGN), size);
  }
  ck_assert_int_lt(mapped_pages() - before, (long)(JX_HUGE / 4096));
}
END_TEST

START_TEST(impossible_sizes_give_null) {
  ck_assert_ptr_null(mem_alloc(&alloc_default, SIZE_MAX, 16));
  ck_assert_ptr_null(mem_alloc(&alloc_default, SIZE_MAX - JX_HUGE, JX_ALIGN));
  ck_assert_ptr_null(mem_alloc(&alloc_default, (size_t)1 << 62, JX_ALIGN));
}
END_TEST

#define UNSANITIZED large_blocks_are_given_back_whole, impossible_sizes_give_null,
#else
#define UNSANITIZED
#endif

START_TEST(nothing_has_a_pointer_of_its_own) {
  void *p = mem_alloc(&alloc_default, 0, 1), *q = mem_alloc(&alloc_default, 0, 1);
  ck_assert_ptr_nonnull(p);
  ck_assert_ptr_nonnull(q);
  ck_assert_ptr_ne(p, q);
  mem_free(&alloc_default, p, 0);
  mem_free(&alloc_default, q, 0);
}
END_TEST

START_TEST(an_allocator_never_sees_zero_bytes) {
  fail_alloc f;
  fail_alloc_init(&f, 0);
  void *p = mem_alloc(&f.allocator, 0, 8);
  ck_assert_uint_eq(f.bytes, 1);
  mem_free(&f.allocator, p, 0);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(freeing_null_does_nothing) {
  fail_alloc f;
  fail_alloc_init(&f, 0);
  mem_free(&f.allocator, NULL, 10);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(calloc_clears_what_the_allocator_left) {
  fail_alloc f;
  fail_alloc_init(&f, 0);
  unsigned char *p = mem_calloc(&f.allocator, 7, 3), zeros[21] = {0};
  ck_assert_mem_eq(p, zeros, sizeof zeros);
  mem_free(&f.allocator, p, 21);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(calloc_fails_when_the_product_overflows) {
  fail_alloc f;
  fail_alloc_init(&f, 0);
  ck_assert_ptr_null(mem_calloc(&f.allocator, SIZE_MAX / 2 + 1, 2));
  ck_assert_uint_eq(f.calls, 0);
}
END_TEST

START_TEST(a_failing_allocator_gives_null) {
  fail_alloc f;
  fail_alloc_init(&f, 1);
  f.fail_after = true;
  ck_assert_ptr_null(mem_alloc(&f.allocator, 8, 8));
  ck_assert_ptr_null(mem_calloc(&f.allocator, 8, 8));
}
END_TEST

UNIT(alloc, memory_has_the_alignment_asked_for,
     blocks_around_the_huge_size_are_usable_to_the_last_byte, an_alignment_beyond_a_huge_page_holds,
     UNSANITIZED nothing_has_a_pointer_of_its_own, an_allocator_never_sees_zero_bytes,
     freeing_null_does_nothing, calloc_clears_what_the_allocator_left,
     calloc_fails_when_the_product_overflows, a_failing_allocator_gives_null)
