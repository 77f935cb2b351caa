/* test_cache.c: looking up, variants, compiling once, eviction, memory running out. */
#include "runtime/cache/cache.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/machine/fork.h"
#include "tests/support/fail_alloc.h"
#include "tests/support/unit.h"

static kernel *some_kernel(const jx_allocator *allocator) {
  kernel_spec spec = {.size = sizeof spec};
  image none = {0};
  diag d;
  kernel *k = NULL;
  diag_init(&d, NULL, 0);
  kernel_new(&k, &spec, &none, allocator, &d);
  return k;
}

static cache_slot *find(cache *c, cache_local *l, const char *key) {
  return cache_find(c, l, key, strlen(key));
}

/* Looks a key up and gives it a kernel. */
static cache_slot *fill(cache *c, cache_local *l, const char *key) {
  cache_slot *s = find(c, l, key);
  ck_assert_ptr_nonnull(s);
  ck_assert(cache_begin(c, s, NULL));
  ck_assert_int_eq(cache_end(c, s, some_kernel(c->allocator)), JX_OK);
  return s;
}

START_TEST(a_kernel_is_found_again) {
  fail_alloc f;
  cache c;
  static cache_local l, other;
  fail_alloc_init(&f, 0);
  cache_init(&c, &f.allocator);
  ck_assert_ptr_null(find(&c, &l, "a")->list);
  kernel *k = fill(&c, &l, "a")->list->at[0];
  ck_assert_ptr_eq(find(&c, &l, "a")->list->at[0], k);
  ck_assert_ptr_eq(find(&c, &other, "a")->list->at[0], k);
  ck_assert_ptr_null(find(&c, &l, "b")->list);
  ck_assert_uint_eq(cache_kernels(&c), 1);
  cache_local_free(&l);
  cache_local_free(&other);
  cache_free(&c);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(a_hit_takes_no_memory) {
  fail_alloc f;
  cache c;
  static cache_local l;
  fail_alloc_init(&f, 0);
  cache_init(&c, &f.allocator);
  fill(&c, &l, "a");
  fill(&c, &l, "b");
  size_t calls = f.calls;
  for (int i = 0; i < 100; i++) ck_assert_uint_eq(find(&c, &l, i % 2 ? "a" : "b")->list->n, 1);
  ck_assert_uint_eq(f.calls, calls);
  cache_local_free(&l);
  cache_free(&c);
}
END_TEST

START_TEST(keys_are_compared_whole) {
  cache c;
  static cache_local l;
  cache_init(&c, &alloc_default);
  char a[300], b[300];
  memset(a, 'x', sizeof a);
  for (size_t n = 0; n < sizeof a; n++) { /* all lengths, and a difference at every place */
    memcpy(b, a, sizeof a);
    if (n) b[n - 1] ^= 1;
    cache_slot *s = cache_find(&c, &l, a, n);
    ck_assert_ptr_null(s->list);
    ck_assert(cache_begin(&c, s, NULL));
    cache_end(&c, s, some_kernel(c.allocator));
    if (n) ck_assert_ptr_null(cache_find(&c, &l, b, n)->list);
    ck_assert_ptr_nonnull(cache_find(&c, &l, a, n)->list);
  }
  cache_local_free(&l);
  cache_free(&c);
}
END_TEST

START_TEST(variants_are_kept_in_order_and_are_seen_by_other_contexts) {
  cache c;
  static cache_local l, other;
  cache_init(&c, &alloc_default);
  kernel *first = fill(&c, &l, "a")->list->at[0];
  cache_slot *seen = find(&c, &other, "a");
  kernel_list *before = seen->list;
  ck_assert_uint_eq(before->n, 1);
  fill(&c, &l, "a");
  ck_assert_uint_eq(before->n, 1); /* a list in use does not change */
  cache_slot *again = find(&c, &other, "a");
  ck_assert_uint_eq(again->list->n, 2);
  ck_assert_ptr_eq(again->list->at[0], first);
  ck_assert_uint_eq(cache_kernels(&c), 2);
  cache_local_free(&l);
  cache_local_free(&other);
  cache_free(&c);
}
END_TEST

START_TEST(the_oldest_variant_goes_first) {
  fail_alloc f;
  cache c;
  static cache_local l;
  fail_alloc_init(&f, 0);
  cache_init(&c, &f.allocator);
  cache_slot *s = NULL;
  for (int i = 0; i < CACHE_KERNELS + 5; i++) s = fill(&c, &l, "a");
  ck_assert_uint_eq(s->list->n, CACHE_KERNELS);
  ck_assert_uint_eq(cache_kernels(&c), CACHE_KERNELS);
  cache_local_free(&l);
  cache_free(&c);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(keys_without_kernels_are_not_kept) {
  fail_alloc f;
  cache c;
  static cache_local l;
  fail_alloc_init(&f, 0);
  cache_init(&c, &f.allocator);
  for (int i = 0; i < 1000; i++) {
    char key[20];
    snprintf(key, sizeof key, "%d", i);
    cache_slot *s = find(&c, &l, key);
    ck_assert(cache_begin(&c, s, NULL));
    ck_assert_int_eq(cache_end(&c, s, NULL), JX_OK);
  }
  ck_assert_uint_eq(c.nentries, 0);
  ck_assert_uint_le(f.live, CACHE_LOCAL + 1);
  fill(&c, &l, "999"); /* still in the local cache, and comes back to the table */
  ck_assert_uint_eq(c.nentries, 1);
  ck_assert_uint_eq(cache_kernels(&c), 1);
  cache_local_free(&l);
  cache_free(&c);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(entries_are_bounded) {
  cache c;
  static cache_local l;
  cache_init(&c, &alloc_default);
  for (int i = 0; i < 3 * CACHE_ENTRIES; i++) {
    char key[20];
    snprintf(key, sizeof key, "%d", i);
    fill(&c, &l, key);
    if (i % 100 == 0) fill(&c, &l, "often used");
    cache_local_free(&l); /* so that the table is asked */
    ck_assert_uint_le(c.nentries, CACHE_ENTRIES);
  }
  ck_assert_ptr_nonnull(find(&c, &l, "often used")->list);
  ck_assert_ptr_null(find(&c, &l, "0")->list);
  cache_local_free(&l);
  cache_free(&c);
}
END_TEST

START_TEST(every_allocation_may_fail) {
  for (size_t n = 1;; n++) {
    fail_alloc f;
    cache c;
    static cache_local l;
    fail_alloc_init(&f, n);
    cache_init(&c, &f.allocator);
    bool failed = false;
    for (int i = 0; i < 100; i++) {
      char key[20];
      snprintf(key, sizeof key, "%d", i);
      cache_slot *s = find(&c, &l, key);
      failed = failed || !s;
      if (!s) continue;
      ck_assert(cache_begin(&c, s, NULL));
      kernel *k = some_kernel(&f.allocator);
      failed = failed || !k;
      if (cache_end(&c, s, k) != JX_OK) {
        failed = true;
        kernel_release(k);
      }
    }
    bool reached = f.calls >= n;
    f.fail_at = 0;
    ck_assert_ptr_nonnull(fill(&c, &l, "0"));
    cache_local_free(&l);
    cache_free(&c);
    ck_assert_uint_eq(f.live, 0);
    if (!reached) break;
    (void)failed; /* growing the table may fail without anybody noticing */
  }
}
END_TEST

/* ---- Threads ---- */

static atomic_int compiled;

static void *miss(void *arg) {
  cache *c = arg;
  static _Thread_local cache_local l;
  const char *wrong = NULL;
  for (int i = 0; i < 50 && !wrong; i++) {
    char key[20];
    snprintf(key, sizeof key, "%d", i);
    cache_slot *s = find(c, &l, key);
    while (!s->list) {
      if (!cache_begin(c, s, NULL)) continue;
      usleep(1000);
      atomic_fetch_add(&compiled, 1);
      cache_end(c, s, some_kernel(c->allocator));
    }
    if (s->list->n != 1) wrong = "made twice";
  }
  cache_local_free(&l);
  return (void *)wrong;
}

START_TEST(a_key_that_all_threads_miss_is_compiled_once) {
  cache c;
  pthread_t threads[8];
  cache_init(&c, &alloc_default);
  for (int i = 0; i < 8; i++) pthread_create(&threads[i], NULL, miss, &c);
  for (int i = 0; i < 8; i++) {
    void *wrong;
    pthread_join(threads[i], &wrong);
    ck_assert_msg(!wrong, "%s", (char *)wrong);
  }
  ck_assert_int_eq(atomic_load(&compiled), 50);
  ck_assert_uint_eq(cache_kernels(&c), 50);
  cache_free(&c);
}
END_TEST

/* A thread that is compiling while another one forks does not hold up the child. */
static pthread_barrier_t begun, forked;

static void *compile_slowly(void *arg) {
  cache *c = arg;
  static cache_local l;
  cache_slot *s = find(c, &l, "a");
  cache_begin(c, s, NULL);
  pthread_barrier_wait(&begun);
  pthread_barrier_wait(&forked);
  cache_end(c, s, some_kernel(c->allocator));
  cache_local_free(&l);
  return NULL;
}

START_TEST(a_forked_child_compiles_what_nobody_will_finish) {
  cache c;
  pthread_mutex_t spare[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
  pthread_t thread;
  static cache_local l;
  cache_init(&c, &alloc_default);
  fork_member m = {.locks = {&c.lock, &spare[0], &spare[1]}};
  fork_join(&m);
  pthread_barrier_init(&begun, NULL, 2);
  pthread_barrier_init(&forked, NULL, 2);
  pthread_create(&thread, NULL, compile_slowly, &c);
  pthread_barrier_wait(&begun);
  pid_t child = fork();
  if (child == 0) {
    alarm(10);
    cache_slot *s = find(&c, &l, "a");
    bool mine = fork_is_child() && cache_begin(&c, s, NULL);
    bool added = mine && cache_end(&c, s, some_kernel(c.allocator)) == JX_OK;
    _exit(added && s->list->n == 1 ? 0 : 1);
  }
  pthread_barrier_wait(&forked);
  int status;
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  pthread_join(thread, NULL);
  ck_assert(!fork_is_child());
  ck_assert_uint_eq(find(&c, &l, "a")->list->n, 1);
  cache_local_free(&l);
  fork_leave(&m);
  cache_free(&c);
}
END_TEST

UNIT(cache, a_kernel_is_found_again, a_hit_takes_no_memory, keys_are_compared_whole,
     variants_are_kept_in_order_and_are_seen_by_other_contexts, the_oldest_variant_goes_first,
     keys_without_kernels_are_not_kept, entries_are_bounded, every_allocation_may_fail,
     a_key_that_all_threads_miss_is_compiled_once, a_forked_child_compiles_what_nobody_will_finish)
