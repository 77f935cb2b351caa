/* test_folder_sweep.c: what goes when the folder is full; other processes and threads at the same
 * time, and killed in the middle. */
#include "runtime/cache/folder.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/fail_alloc.h"
#include "tests/support/folder_place.h"
#include "tests/support/unit.h"

/* ---- Accounts and sweeps --------------------------------------------------------------------- */

START_TEST(growth_counts_blocks_until_a_sweep) {
  place p;
  place_start(&p);
  place_put(&p, 1, 1);
  ck_assert(p.change.swept); /* the first ever */
  ck_assert_int_eq(place_size(&p, "jx.growth"), 0);
  place_put(&p, 2, 4096);
  ck_assert(!p.change.swept);
  ck_assert_int_eq(place_size(&p, "jx.growth"), 1);
  place_put(&p, 3, 4097);
  ck_assert_int_eq(place_size(&p, "jx.growth"), 3);
  place_put(&p, 3, 500000); /* replaced: counted again */
  ck_assert_int_eq(place_size(&p, "jx.growth"), 3 + 123);
  place_put(&p, 4, 5 << 20); /* more than is appended at once */
  ck_assert_int_eq(place_size(&p, "jx.growth"), 3 + 123 + 1280);
  place_sweep(&p, LIMIT);
  ck_assert(p.change.swept);
  ck_assert_uint_eq(p.change.files, 0);
  ck_assert_int_eq(place_size(&p, "jx.growth"), 0);
  place_finish(&p);
}
END_TEST

START_TEST(a_file_larger_than_a_quarter_is_not_written) {
  place p;
  const uint64_t limit = 64 << 10;
  place_start(&p);
  place_put_limited(&p, 1, (16 << 10) + 1, limit);
  ck_assert(!p.change.written);
  ck_assert(!place_exists(&p, place_name(1)));
  place_put_limited(&p, 1, 16 << 10, limit);
  ck_assert(p.change.written);
  place_put_limited(&p, 2, 1, 0);
  ck_assert(!p.change.written);
  place_put_limited(&p, 2, 1, 4 * 4096 - 1);
  ck_assert(!p.change.written);
  place_put_limited(&p, 2, 1, 4 * 4096);
  ck_assert(p.change.written);
  place_finish(&p);
}
END_TEST

START_TEST(the_total_stays_below_the_limit) {
  place p;
  const uint64_t limit = 1 << 20;
  uint64_t most = 0, swept = 0, evicted = 0;
  place_start(&p);
  for (unsigned i = 0; i < 500; i++) {
    uint64_t bytes;
    place_put_limited(&p, i, 1 + i * 7919 % 20000, limit);
    ck_assert(p.change.written);
    swept += p.change.swept;
    evicted += p.change.files;
    if (i % 8) continue;
    ck_assert_uint_eq(place_count(&p, FOLDER_KERNEL, &bytes), i + 1 - evicted);
    if (bytes > most) most = bytes;
  }
  ck_assert_uint_le(most, limit);
  ck_assert_uint_gt(most, limit / 2); /* and the room is used */
  ck_assert_uint_lt(swept, 70);       /* once for an eighth of the limit, not for every file */
  place_finish(&p);
}
END_TEST

START_TEST(a_sweep_is_due_every_hour_and_after_a_killed_one) {
  static const struct {
    int64_t age;
    bool swept;
  } rows[] = {{0, false}, {3500, false}, {3700, true}, {-3700, true}};
  place p;
  place_start(&p);
  place_put(&p, 0, 1);
  for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
    place_set_age(&p, "jx.swept", rows[i].age);
    place_put(&p, i, 1);
    ck_assert_int_eq(p.change.swept, rows[i].swept);
    if (rows[i].swept) ck_assert_int_le(llabs(place_age(&p, "jx.swept")), 5);
  }
  /* What a sweep that cannot end leaves behind: here its listing has no memory. */
  fail_alloc a;
  fail_alloc_init(&a, 1);
  ck_assert_int_eq(folder_sweep(&p.f, LIMIT, &a.allocator, &p.change, &p.d), JX_ERROR_MEMORY);
  ck_assert(!p.change.swept);
  diag_init(&p.d, NULL, 0);
  place_put(&p, 1, 1);
  ck_assert(p.change.swept);
  place_put(&p, 1, 1);
  ck_assert(!p.change.swept);
  place_finish(&p);
}
END_TEST

START_TEST(the_longest_unused_go_first) {
  place p;
  const uint64_t limit = 80 << 10; /* 20 blocks: 15 stay */
  place_start(&p);
  for (unsigned i = 0; i < 20; i++) place_put(&p, i, 4096);
  for (unsigned i = 0; i < 20; i++) place_set_age(&p, place_name(i), 1000 + i * 7 % 20 * 100);
  folder_listing list;
  ck_assert_int_eq(folder_list(&p.f, time(NULL), &alloc_default, &list, &p.d), JX_OK);
  ck_assert_uint_eq(list.n, 20);
  for (unsigned k = 0; k < 20; k++) { /* 7 * 3 = 1 modulo 20 */
    ck_assert_str_eq(list.entries[k].name, place_name((19 - k) * 3 % 20));
    ck_assert_uint_eq(list.entries[k].size, 4096);
  }
  folder_listing_free(&list, &alloc_default);
  place_sweep(&p, limit);
  ck_assert_uint_eq(p.change.files, 5);
  ck_assert_uint_eq(p.change.bytes, 5 * 4096);
  ck_assert_uint_eq(p.change.temporaries, 0);
  for (unsigned i = 0; i < 20; i++)
    ck_assert_int_eq(place_exists(&p, place_name(i)), i * 7 % 20 < 15);
  place_sweep(&p, limit);
  ck_assert_uint_eq(p.change.files, 0);
  place_finish(&p);
}
END_TEST

START_TEST(files_of_one_second_are_told_apart) {
  place p;
  place_start(&p);
  for (unsigned i = 0; i < 4; i++) {
    const struct timespec t[2] = {{1000, 0}, {1000, 500 - 100 * (long)i}};
    place_put(&p, i, 4096);
    ck_assert_int_eq(utimensat(p.f.fd, place_name(i), t, 0), 0);
  }
  place_sweep(&p, 8 << 10); /* 6 KiB stay */
  for (unsigned i = 0; i < 4; i++) ck_assert_int_eq(place_exists(&p, place_name(i)), i == 0);
  place_finish(&p);
}
END_TEST

/* A clock was wrong: what is from a time to come goes before what is used now, however full the
 * folder is of it, and whatever else a time can be. */
START_TEST(files_from_a_time_to_come_go_first) {
  static const int64_t ages[] = {-100 * 365 * 86400ll, -86400, -FOLDER_TOUCH - 20,
                                 4000000000ll,         1000,   100,
                                 -FOLDER_TOUCH + 20,   0};
  place p;
  folder_listing list;
  place_start(&p);
  for (unsigned i = 0; i < 8; i++) {
    place_put(&p, i, 4096);
    place_set_age(&p, place_name(i), ages[i]);
  }
  ck_assert_int_eq(folder_list(&p.f, time(NULL), &alloc_default, &list, &p.d), JX_OK);
  static const unsigned order[] = {2, 1, 0, 3, 4, 5, 7, 6};
  for (unsigned i = 0; i < 8; i++) {
    ck_assert_str_eq(list.entries[i].name, place_name(order[i]));
    ck_assert_int_eq(list.entries[i].ahead, i < 3);
  }
  folder_listing_free(&list, &alloc_default);
  for (unsigned stay = 8; stay-- > 0;) {
    place_sweep(&p, stay * 4096 * 4 / 3 + 1000);
    for (unsigned i = 0; i < 8; i++)
      ck_assert_int_eq(place_exists(&p, place_name(order[i])), i >= 8 - stay);
  }
  place_finish(&p);
}
END_TEST

/* All that is there is from the future, and new files come: they stay, up to the bound. */
START_TEST(new_files_are_kept_in_a_folder_from_the_future) {
  place p;
  const uint64_t limit = 64 * 4096;
  place_start(&p);
  for (unsigned i = 0; i < 60; i++) {
    place_put(&p, i, 4096);
    place_set_age(&p, place_name(i), -1000000 - (int64_t)i);
  }
  for (unsigned i = 100; i < 160; i++) {
    place_put_limited(&p, i, 4096, limit);
    ck_assert(p.change.written);
    uint64_t bytes = 0;
    place_count(&p, FOLDER_KERNEL, &bytes);
    ck_assert_uint_le(bytes, limit);
    for (unsigned k = i < 135 ? 100 : i - 35; k <= i; k++)
      ck_assert_msg(place_exists(&p, place_name(k)), "%u of %u", k, i);
  }
  for (unsigned i = 0; i < 60; i++) ck_assert(!place_exists(&p, place_name(i)));
  place_finish(&p);
}
END_TEST

/* A sparse file under a name of ours does not cost all that is used. */
START_TEST(what_is_larger_than_the_bound_goes_alone) {
  place p;
  place_start(&p);
  for (unsigned i = 0; i < 10; i++) place_put(&p, i, 4096);
  for (unsigned i = 0; i < 10; i++) place_set_age(&p, place_name(i), 1000);
  place_make(&p, place_name(20), 1, 0600);
  ck_assert_int_eq(truncate(place_path(&p, place_name(20)), (off_t)1 << 40), 0);
  place_sweep(&p, 64 * 4096);
  ck_assert_uint_eq(p.change.files, 1);
  ck_assert(!place_exists(&p, place_name(20)));
  for (unsigned i = 0; i < 10; i++) ck_assert(place_exists(&p, place_name(i)));
  place_finish(&p);
}
END_TEST

/* Names beside ours that a sweep and a clear must leave alone. */
static const char *const foreign[] = {"README",         "a.kernel", HEX32,
                                      HEX32 ".kernel~", ".hidden",  HEX8 ".tmp",
                                      HEX32 ".tmp",     "x.tmp",    "0123456789ABCDEF.tmp"};
#define FOREIGN (sizeof foreign / sizeof *foreign)

START_TEST(files_of_others_come_to_no_harm) {
  place p;
  const char *directory = HEX32 ".source";
  place_start(&p);
  for (size_t i = 0; i < FOREIGN; i++) {
    place_make(&p, foreign[i], 5000, 0644);
    place_set_age(&p, foreign[i], 1000000);
  }
  ck_assert_int_eq(mkdir(place_path(&p, directory), 0700), 0);
  place_make(&p, "jx.growth", 0, 0600);
  place_make(&p, HEX8 HEX8 ".tmp", 5000, 0600);
  for (unsigned i = 0; i < 10; i++) place_put(&p, i, 4096);
  place_sweep(&p, 0);
  ck_assert_uint_eq(p.change.files, 10);
  ck_assert_uint_eq(p.change.temporaries, 0);
  for (size_t i = 0; i < FOREIGN; i++) ck_assert_int_eq(place_size(&p, foreign[i]), 5000);
  ck_assert(place_exists(&p, directory));

  place_put(&p, 1, 4096);
  ck_assert_int_eq(folder_clear(&p.f, &alloc_default, &p.change, &p.d), JX_OK);
  ck_assert_uint_eq(p.change.files, 1);
  ck_assert_uint_eq(p.change.bytes, 4096);
  ck_assert_uint_eq(p.change.temporaries, 1);
  for (size_t i = 0; i < FOREIGN; i++) ck_assert_int_eq(place_size(&p, foreign[i]), 5000);
  ck_assert(place_exists(&p, directory));
  ck_assert(!place_exists(&p, "jx.growth") && !place_exists(&p, "jx.swept"));
  place_put(&p, 1, 1); /* and it goes on */
  place_finish(&p);
}
END_TEST

START_TEST(abandoned_temporaries_go_and_young_ones_count) {
  static const struct {
    const char *name;
    int64_t age;
    bool stays;
  } rows[] = {{HEX8 "00000000.tmp", 0, true},
              {HEX8 "00000001.tmp", FOLDER_ABANDONED - 20, true},
              {HEX8 "00000002.tmp", FOLDER_ABANDONED + 20, false},
              {HEX8 "00000003.tmp", 1000000, false},
              {HEX8 "00000004.tmp", -1000000, false}}; /* a clock was wrong */
  place p;
  place_start(&p);
  for (unsigned i = 0; i < 10; i++) place_put(&p, i, 4096);
  for (size_t i = 0; i < 5; i++) {
    place_make(&p, rows[i].name, 5000, 0600);
    place_set_age(&p, rows[i].name, rows[i].age);
  }
  place_sweep(&p, 16 * 4096); /* 12 blocks, 4 of which the young ones take */
  ck_assert_uint_eq(p.change.temporaries, 3);
  ck_assert_uint_eq(p.change.files, 2);
  for (size_t i = 0; i < 5; i++) ck_assert_int_eq(place_exists(&p, rows[i].name), rows[i].stays);
  place_finish(&p);
}
END_TEST

START_TEST(while_somebody_sweeps_only_an_eighth_is_added) {
  place p;
  const uint64_t limit = 64 * 4096;
  unsigned written = 0;
  place_start(&p);
  place_put_limited(&p, 0, 1, limit);
  int lock = open(place_path(&p, "jx.swept"), O_RDWR);
  ck_assert_int_eq(flock(lock, LOCK_EX), 0);
  place_sweep(&p, limit);
  ck_assert(!p.change.swept);
  place_set_age(&p, "jx.swept", 1000000);
  for (unsigned i = 1; i < 30; i++) {
    place_put_limited(&p, i, 4096, limit);
    ck_assert(!p.change.swept);
    ck_assert_int_eq(p.change.written, i <= 8);
    ck_assert_int_eq(place_exists(&p, place_name(i)), i <= 8);
    written += p.change.written;
  }
  ck_assert_uint_eq(written, 8);
  ck_assert_uint_eq(place_count(&p, FOLDER_TEMPORARY, NULL), 0);
  close(lock);
  place_put_limited(&p, 30, 4096, limit);
  ck_assert(p.change.swept && p.change.written);
  place_finish(&p);
}
END_TEST

/* An allocator under which somebody forks: the child inherits what is open, for as long as it
 * lives. */
static void *fork_meanwhile(void *user, size_t size, size_t align) {
  pid_t *child = user;
  if (*child == 0 && (*child = fork()) == 0) {
    pause();
    _exit(0);
  }
  return alloc_default.alloc(NULL, size, align);
}

START_TEST(a_child_forked_in_a_sweep_does_not_hold_the_lock) {
  place p;
  pid_t child = 0;
  jx_allocator forking = {fork_meanwhile, meddler_free, &child};
  place_start(&p);
  place_put(&p, 1, 1);
  ck_assert_int_eq(folder_sweep(&p.f, LIMIT, &forking, &p.change, &p.d), JX_OK);
  ck_assert_int_gt(child, 0);
  place_sweep(&p, LIMIT);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  ck_assert(p.change.swept);
  place_finish(&p);
}
END_TEST

START_TEST(a_file_is_removed_once) {
  place p;
  place_start(&p);
  place_put(&p, 1, 1);
  place_put(&p, 2, 1);
  ck_assert_int_eq(folder_remove(&p.f, place_name(1), &p.d), JX_OK);
  ck_assert(!place_exists(&p, place_name(1)) && place_exists(&p, place_name(2)));
  ck_assert_int_eq(folder_remove(&p.f, place_name(1), &p.d), JX_OK);
  place_finish(&p);
}
END_TEST

START_TEST(what_somebody_else_removes_meanwhile_is_not_counted) {
  place p;
  place_start(&p);
  meddler m = {{meddler_alloc, meddler_free, &m}, NULL, -1};
  place_put(&p, 1, 1);
  m.path = place_path(&p, place_name(1));
  ck_assert_int_eq(folder_sweep(&p.f, 0, &m.allocator, &p.change, &p.d), JX_OK);
  ck_assert(p.change.swept);
  ck_assert_uint_eq(p.change.files, 0);
  place_put(&p, 1, 1);
  m.path = place_path(&p, place_name(1));
  ck_assert_int_eq(folder_clear(&p.f, &m.allocator, &p.change, &p.d), JX_OK);
  ck_assert_uint_eq(p.change.files, 0);
  ck_assert(!place_exists(&p, place_name(1)));
  place_finish(&p);
}
END_TEST

START_TEST(what_cannot_be_removed_is_an_error) {
  place p;
  place_leave_root();
  place_start(&p);
  place_put(&p, 1, 1);
  ck_assert_int_eq(chmod(p.path, 0500), 0);
  ck_assert_int_eq(folder_remove(&p.f, place_name(1), &p.d), JX_ERROR_IO);
  ck_assert_msg(strstr(p.d.message, "cannot remove ") && strstr(p.d.message, "Permission denied"),
                "%s", p.d.message);
  diag_init(&p.d, NULL, 0);
  ck_assert_int_eq(folder_clear(&p.f, &alloc_default, &p.change, &p.d), JX_ERROR_IO);
  ck_assert_uint_eq(p.change.files, 0);
  diag_init(&p.d, NULL, 0);
  ck_assert_int_eq(folder_sweep(&p.f, 0, &alloc_default, &p.change, &p.d), JX_ERROR_IO);
  ck_assert(!p.change.swept);
  ck_assert_int_eq(chmod(p.path, 0700), 0);
  place_finish(&p);
}
END_TEST

START_TEST(every_allocation_may_fail) {
  place p;
  fail_alloc a;
  folder_file file;
  folder_listing list;
  place_start(&p);
  for (unsigned i = 0; i < 200; i++) place_put(&p, i, 1); /* the listing grows twice */

  fail_alloc_init(&a, 1);
  ck_assert(!folder_read(&p.f, place_name(1), MOST, &a.allocator, &file));
  ck_assert_int_eq(file.why, FOLDER_NO_MEMORY);
  ck_assert_uint_eq(a.live, 0);
  ck_assert(folder_read(&p.f, place_name(1), MOST, &a.allocator, &file));
  folder_file_free(&file, &a.allocator);
  ck_assert_uint_eq(a.live, 0);

  for (size_t n = 1; n <= 4; n++) {
    fail_alloc_init(&a, n);
    diag_init(&p.d, NULL, 0);
    jx_status status = folder_list(&p.f, time(NULL), &a.allocator, &list, &p.d);
    ck_assert_int_eq(status, n <= 3 ? JX_ERROR_MEMORY : JX_OK);
    ck_assert_uint_eq(list.n, n <= 3 ? 0 : 200);
    folder_listing_free(&list, &a.allocator);
    ck_assert_uint_eq(a.live, 0);
  }
  /* Nothing is published into a folder that must be swept and cannot. */
  fail_alloc_init(&a, 1);
  diag_init(&p.d, NULL, 0);
  place_set_age(&p, "jx.swept", 10000);
  ck_assert_int_eq(
      folder_write(&p.f, place_name(999), "x", 1, LIMIT, &a.allocator, &p.change, &p.d),
      JX_ERROR_MEMORY);
  ck_assert(!p.change.written && !place_exists(&p, place_name(999)));
  ck_assert_uint_eq(place_count(&p, FOLDER_TEMPORARY, NULL), 0);
  fail_alloc_init(&a, 1);
  diag_init(&p.d, NULL, 0);
  ck_assert_int_eq(folder_clear(&p.f, &a.allocator, &p.change, &p.d), JX_ERROR_MEMORY);
  ck_assert_uint_eq(a.live, 0);
  place_finish(&p);
}
END_TEST

/* ---- At the same time ------------------------------------------------------------------------ */

/* Bytes that tell whether they belong together: all the same, the size follows from them. */
static size_t size_for(unsigned char byte) { return 1000 + byte * 97; }

static bool is_whole(const folder_file *file) {
  if (file->size != size_for(file->bytes[0])) return false;
  return memcmp(file->bytes, file->bytes + 1, file->size - 1) == 0;
}

static jx_status put_whole(const folder *f, const char *name, unsigned char byte, uint64_t limit,
                           folder_change *change) {
  unsigned char bytes[1000 + 255 * 97];
  diag d;
  diag_init(&d, NULL, 0);
  memset(bytes, byte, size_for(byte));
  return folder_write(f, name, bytes, size_for(byte), limit, &alloc_default, change, &d);
}

typedef struct reader {
  const char *path;
  atomic_bool *stop;
  unsigned reads, torn;
} reader;

static void *read_again_and_again(void *user) {
  reader *r = user;
  folder f;
  folder_file file;
  diag d;
  diag_init(&d, NULL, 0);
  while (!atomic_load(r->stop) || r->reads < 100) {
    if (folder_open(&f, r->path, FOLDER_READ, false, &d) != JX_OK) abort();
    if (!folder_read(&f, place_name(1), MOST, &alloc_default, &file) || !is_whole(&file)) r->torn++;
    folder_file_free(&file, &alloc_default);
    folder_close(&f);
    r->reads++;
  }
  return NULL;
}

START_TEST(a_reader_sees_the_old_or_the_new_file) {
  place p;
  atomic_bool stop = false;
  pthread_t threads[4];
  reader readers[4];
  place_start(&p);
  ck_assert_int_eq(put_whole(&p.f, place_name(1), 0, LIMIT, &p.change), JX_OK);
  for (int i = 0; i < 4; i++) {
    readers[i] = (reader){.path = p.path, .stop = &stop};
    ck_assert_int_eq(pthread_create(&threads[i], NULL, read_again_and_again, &readers[i]), 0);
  }
  for (unsigned i = 0; i < 200; i++) {
    ck_assert_int_eq(put_whole(&p.f, place_name(1), (unsigned char)(i * 37), LIMIT, &p.change),
                     JX_OK);
    ck_assert(p.change.written);
  }
  atomic_store(&stop, true);
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    ck_assert_uint_eq(readers[i].torn, 0);
    ck_assert_uint_ge(readers[i].reads, 100);
  }
  place_finish(&p);
}
END_TEST

#define SMALL ((uint64_t)2 << 20)

typedef struct writer {
  const char *path;
  unsigned first, n;
  unsigned failed, written, swept;
} writer;

/* Writes files of its own names, each in a folder opened anew, and again when it was turned away.
 */
static void *write_many(void *user) {
  writer *w = user;
  while (w->written + w->failed < w->n) {
    unsigned i = w->first + w->written;
    folder f;
    folder_change change = {0};
    diag d;
    diag_init(&d, NULL, 0);
    if (folder_open(&f, w->path, FOLDER_WRITE, false, &d) != JX_OK ||
        put_whole(&f, place_name(i), (unsigned char)i, SMALL, &change) != JX_OK)
      w->failed++;
    w->written += change.written;
    w->swept += change.swept;
    folder_close(&f);
    usleep(200); /* compiling would take longer */
  }
  return NULL;
}

START_TEST(threads_write_and_sweep_together) {
  place p;
  pthread_t threads[4];
  writer writers[4];
  uint64_t bytes;
  unsigned swept = 0, written = 0;
  place_start(&p);
  for (unsigned i = 0; i < 4; i++) {
    writers[i] = (writer){.path = p.path, .first = i << 16, .n = 150};
    ck_assert_int_eq(pthread_create(&threads[i], NULL, write_many, &writers[i]), 0);
  }
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    ck_assert_uint_eq(writers[i].failed, 0);
    swept += writers[i].swept;
    written += writers[i].written;
  }
  ck_assert_uint_gt(swept, 10); /* about 8 MB have gone by */
  ck_assert_uint_eq(written, 600);
  ck_assert_uint_gt(place_count(&p, FOLDER_KERNEL, &bytes), 0);
  ck_assert_uint_le(bytes, SMALL);
  ck_assert_uint_eq(place_count(&p, FOLDER_TEMPORARY, NULL), 0);
  place_finish(&p);
}
END_TEST

static pid_t fork_writer(const place *p, unsigned i) {
  pid_t child = fork();
  ck_assert_int_ge(child, 0);
  if (child > 0) return child;
  writer w = {.path = p->path, .first = i << 16, .n = 50000};
  setpriority(PRIO_PROCESS, 0, 10); /* whoever kills must get its turn */
  write_many(&w);
  _exit(1); /* only if it was never killed */
}

#define WRITERS 8
#define KILLS 40

START_TEST(killed_writers_leave_nothing_that_lasts) {
  place p;
  pid_t children[WRITERS];
  uint64_t largest = folder_bytes(size_for(255)), kept, fresh;
  unsigned random = 1;
  place_start(&p);
  for (unsigned i = 0; i < WRITERS; i++) children[i] = fork_writer(&p, i);
  for (unsigned k = 0; k < KILLS; k++) {
    unsigned which = k % WRITERS;
    int status;
    random = random * 1103515245 + 12345; /* ISO C's own example of rand() */
    usleep(2000 + random / 65536 % 20000);
    ck_assert_int_eq(kill(children[which], SIGKILL), 0);
    ck_assert_int_eq(waitpid(children[which], &status, 0), children[which]);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    children[which] = fork_writer(&p, WRITERS + k);
    place_count(&p, FOLDER_KERNEL, &kept);
    ck_assert_uint_le(kept, SMALL + (WRITERS + k) * largest);
  }
  for (unsigned i = 0; i < WRITERS; i++) {
    kill(children[i], SIGKILL);
    waitpid(children[i], NULL, 0);
  }

  /* The killed may have left temporaries, and a full folder. Time passes, and one sweeps. */
  folder_listing list;
  ck_assert_int_eq(folder_list(&p.f, time(NULL), &alloc_default, &list, &p.d), JX_OK);
  ck_assert_uint_gt(list.n, 0);
  for (size_t i = 0; i < list.n; i++) {
    folder_file file;
    if (list.entries[i].kind == FOLDER_TEMPORARY) {
      place_set_age(&p, list.entries[i].name, FOLDER_ABANDONED + 10);
      continue;
    }
    ck_assert(folder_read(&p.f, list.entries[i].name, MOST, &alloc_default, &file));
    ck_assert(is_whole(&file));
    folder_file_free(&file, &alloc_default);
  }
  folder_listing_free(&list, &alloc_default);
  place_sweep(&p, SMALL);
  ck_assert(p.change.swept); /* the lock has gone with its holder */
  ck_assert_uint_eq(place_count(&p, FOLDER_TEMPORARY, &fresh), 0);
  ck_assert_uint_gt(place_count(&p, FOLDER_KERNEL, &kept), 0);
  ck_assert_uint_le(kept, SMALL - SMALL / 4);
  place_finish(&p);
}
END_TEST

UNIT(folder_sweep, growth_counts_blocks_until_a_sweep, a_file_larger_than_a_quarter_is_not_written,
     the_total_stays_below_the_limit, a_sweep_is_due_every_hour_and_after_a_killed_one,
     the_longest_unused_go_first, files_of_one_second_are_told_apart,
     files_from_a_time_to_come_go_first, new_files_are_kept_in_a_folder_from_the_future,
     what_is_larger_than_the_bound_goes_alone, files_of_others_come_to_no_harm,
     abandoned_temporaries_go_and_young_ones_count, while_somebody_sweeps_only_an_eighth_is_added,
     a_child_forked_in_a_sweep_does_not_hold_the_lock, a_file_is_removed_once,
     what_somebody_else_removes_meanwhile_is_not_counted, what_cannot_be_removed_is_an_error,
     every_allocation_may_fail, a_reader_sees_the_old_or_the_new_file,
     threads_write_and_sweep_together, killed_writers_leave_nothing_that_lasts)
