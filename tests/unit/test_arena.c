/* test_arena.c: arenas, growing arrays and text, with every allocation failing once. */
#include "base/arena.h"

#include <string.h>

#include "tests/support/fail_alloc.h"
#include "tests/support/unit.h"

START_TEST(an_unused_arena_holds_nothing) {
  fail_alloc f;
  arena a;
  fail_alloc_init(&f, 0);
  arena_init(&a, &f.allocator);
  arena_free(&a);
  ck_assert_uint_eq(f.calls, 0);
}
END_TEST

START_TEST(freeing_gives_every_block_back_and_allows_reuse) {
  fail_alloc f;
  arena a;
  fail_alloc_init(&f, 0);
  arena_init(&a, &f.allocator);
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < 1000; i++) ck_assert_ptr_nonnull(arena_alloc(&a, 1000));
    ck_assert_uint_gt(f.live, 1);
    arena_free(&a);
    ck_assert_uint_eq(f.live, 0);
  }
  arena_free(&a);
}
END_TEST

START_TEST(allocations_are_aligned_and_apart) {
  arena a;
  arena_init(&a, &alloc_default);
  char *last = NULL;
  for (size_t size = 0; size < 300; size++) {
    char *p = arena_alloc(&a, size);
    ck_assert_uint_eq((uintptr_t)p % 16, 0);
    memset(p, (int)size, size);
    if (last && size > 1) ck_assert_int_eq((unsigned char)last[size - 2], (int)(size - 1) & 0xFF);
    ck_assert_ptr_ne(p, last);
    last = p;
  }
  arena_free(&a);
}
END_TEST

START_TEST(a_request_larger_than_any_block_is_met) {
  arena a;
  arena_init(&a, &alloc_default);
  char *small = arena_alloc(&a, 1), *large = arena_alloc(&a, 10u << 20);
  ck_assert_ptr_nonnull(small);
  ck_assert_ptr_nonnull(large);
  large[(10u << 20) - 1] = 1;
  ck_assert_ptr_nonnull(arena_alloc(&a, 1));
  arena_free(&a);
}
END_TEST

START_TEST(sizes_that_overflow_fail) {
  const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 15, SIZE_MAX - 16, SIZE_MAX - 31, SIZE_MAX - 47};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    fail_alloc f;
    arena a;
    fail_alloc_init(&f, 0);
    arena_init(&a, &f.allocator);
    ck_assert_ptr_null(arena_alloc(&a, sizes[i]));
    ck_assert(a.failed);
    ck_assert_ptr_null(arena_strndup(&a, "", SIZE_MAX));
    arena_free(&a);
    ck_assert_uint_eq(f.live, 0);
  }
}
END_TEST

START_TEST(failure_is_remembered_and_later_requests_may_succeed) {
  fail_alloc f;
  arena a;
  fail_alloc_init(&f, 1);
  arena_init(&a, &f.allocator);
  ck_assert_ptr_null(arena_alloc(&a, 8));
  ck_assert_ptr_nonnull(arena_alloc(&a, 8));
  ck_assert(a.failed);
  arena_free(&a);
  ck_assert(!a.failed);
}
END_TEST

START_TEST(zalloc_clears_what_the_allocator_left) {
  fail_alloc f;
  arena a;
  fail_alloc_init(&f, 0);
  arena_init(&a, &f.allocator);
  char *p = arena_zalloc(&a, 100), zeros[100] = {0};
  ck_assert_mem_eq(p, zeros, 100);
  arena_free(&a);
}
END_TEST

START_TEST(strndup_copies_n_bytes_and_a_nul) {
  arena a;
  arena_init(&a, &alloc_default);
  ck_assert_str_eq(arena_strndup(&a, "axis=0", 4), "axis");
  ck_assert_str_eq(arena_strndup(&a, NULL, 0), "");
  ck_assert_mem_eq(arena_strndup(&a, "a\0b", 3), "a\0b", 4);
  arena_free(&a);
}
END_TEST

START_TEST(grow_moves_only_when_full) {
  arena a;
  size_t cap = 0;
  arena_init(&a, &alloc_default);
  int *p = arena_grow(&a, NULL, 0, &cap, sizeof *p);
  ck_assert_uint_ge(cap, 1);
  for (size_t i = 0; i < cap; i++) p[i] = (int)i;
  ck_assert_ptr_eq(arena_grow(&a, p, cap - 1, &cap, sizeof *p), p);
  size_t full = cap;
  int *moved = arena_grow(&a, p, full, &cap, sizeof *p);
  ck_assert_uint_ge(cap, 2 * full);
  ck_assert_mem_eq(moved, p, full * sizeof *p);
  arena_free(&a);
}
END_TEST

START_TEST(grow_fails_when_the_bytes_overflow) {
  arena a;
  arena_init(&a, &alloc_default);
  size_t cap = SIZE_MAX / 4, before = cap;
  ck_assert_ptr_null(arena_grow(&a, &a, cap, &cap, 16));
  ck_assert_uint_eq(cap, before);
  ck_assert(a.failed);
  arena_free(&a);
}
END_TEST

START_TEST(pushed_elements_are_zero_and_keep_their_index) {
  fail_alloc f;
  arena a;
  VEC(int64_t) v = {0};
  fail_alloc_init(&f, 0);
  arena_init(&a, &f.allocator);
  for (int64_t i = 0; i < 10000; i++) {
    int64_t *x = VEC_PUSH(&a, &v);
    ck_assert_int_eq(*x, 0);
    *x = i;
  }
  ck_assert_uint_eq(v.n, 10000);
  for (int64_t i = 0; i < 10000; i++) ck_assert_int_eq(v.at[i], i);
  arena_free(&a);
}
END_TEST

START_TEST(a_failed_push_changes_nothing) {
  for (size_t fail_at = 1; fail_at <= 4; fail_at++) {
    fail_alloc f;
    arena a;
    VEC(int64_t) v = {0};
    fail_alloc_init(&f, fail_at);
    arena_init(&a, &f.allocator);
    int64_t pushed = 0;
    for (int64_t *x; (x = VEC_PUSH(&a, &v)); pushed++) *x = pushed;
    ck_assert(a.failed);
    ck_assert_int_eq((int64_t)v.n, pushed);
    for (int64_t i = 0; i < pushed; i++) ck_assert_int_eq(v.at[i], i);
    arena_free(&a);
    ck_assert_uint_eq(f.live, 0);
  }
}
END_TEST

START_TEST(empty_text_is_a_string) {
  arena a;
  text t;
  arena_init(&a, &alloc_default);
  text_init(&t, &a);
  ck_assert_str_eq(t.at, "");
  text_append(&t, NULL, 0);
  text_printf(&t, "%s", "");
  ck_assert_str_eq(t.at, "");
  ck_assert_uint_eq(t.n, 0);
  arena_free(&a);
}
END_TEST

START_TEST(text_grows_by_pieces) {
  arena a;
  text t;
  arena_init(&a, &alloc_default);
  text_init(&t, &a);
  for (int i = 0; i < 1000; i++) {
    text_printf(&t, "%03d", i);
    text_append(&t, ",", 1);
  }
  ck_assert_uint_eq(t.n, 4000);
  ck_assert_uint_eq(strlen(t.at), 4000);
  ck_assert_int_eq(memcmp(t.at + 4 * 567, "567,", 4), 0);
  arena_free(&a);
}
END_TEST

START_TEST(text_may_be_appended_to_itself) {
  arena a;
  text t;
  arena_init(&a, &alloc_default);
  text_init(&t, &a);
  text_append(&t, "0123456", 7);
  text_append(&t, t.at, t.n);
  ck_assert_str_eq(t.at, "01234560123456");
  arena_free(&a);
}
END_TEST

START_TEST(text_that_just_fits_is_whole) {
  arena a;
  char piece[200];
  memset(piece, 'x', sizeof piece);
  arena_init(&a, &alloc_default);
  for (size_t n = 0; n <= sizeof piece; n++) {
    text t;
    text_init(&t, &a);
    text_printf(&t, "%.*s", (int)n, piece);
    ck_assert_uint_eq(strlen(t.at), n);
    ck_assert_uint_lt(t.n, n == 0 ? 1 : t.cap);
  }
  arena_free(&a);
}
END_TEST

START_TEST(text_stays_as_it_was_when_memory_ends) {
  for (size_t fail_at = 1; fail_at <= 4; fail_at++) {
    fail_alloc f;
    arena a;
    text t;
    fail_alloc_init(&f, fail_at);
    f.fail_after = true;
    arena_init(&a, &f.allocator);
    text_init(&t, &a);
    size_t n = 0;
    while (!a.failed) {
      n = t.n;
      if (n % 2)
        text_append(&t, "abc", 3);
      else
        text_printf(&t, "%s", "xyz");
    }
    ck_assert_uint_eq(t.n, n);
    ck_assert_uint_eq(strlen(t.at), n);
    arena_free(&a);
    ck_assert_uint_eq(f.live, 0);
  }
}
END_TEST

UNIT(arena, an_unused_arena_holds_nothing, freeing_gives_every_block_back_and_allows_reuse,
     allocations_are_aligned_and_apart, a_request_larger_than_any_block_is_met,
     sizes_that_overflow_fail, failure_is_remembered_and_later_requests_may_succeed,
     zalloc_clears_what_the_allocator_left, strndup_copies_n_bytes_and_a_nul,
     grow_moves_only_when_full, grow_fails_when_the_bytes_overflow,
     pushed_elements_are_zero_and_keep_their_index, a_failed_push_changes_nothing,
     empty_text_is_a_string, text_grows_by_pieces, text_may_be_appended_to_itself,
     text_that_just_fits_is_whole, text_stays_as_it_was_when_memory_ends)
