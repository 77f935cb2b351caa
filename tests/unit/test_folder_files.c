/* test_folder_files.c: what is read and what is not; what is written whole, or not at all. */
#include "runtime/cache/folder.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/folder_place.h"
#include "tests/support/unit.h"

/* ---- Reading --------------------------------------------------------------------------------- */

START_TEST(a_file_is_read_as_it_was_written) {
  static const size_t sizes[] = {1, 63, 4095, 4096, 4097, 100000, MOST};
  place p;
  place_start(&p);
  umask(0);
  for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    folder_file file;
    struct stat s;
    place_put(&p, i, sizes[i]);
    ck_assert(folder_read(&p.f, place_name(i), MOST, &alloc_default, &file));
    ck_assert_uint_eq(file.size, sizes[i]);
    ck_assert_uint_eq((uintptr_t)file.bytes % JX_ALIGN, 0);
    for (size_t k = 0; k < file.size; k++)
      if (file.bytes[k] != i) ck_abort_msg("byte %zu", k);
    ck_assert_int_le(llabs(time(NULL) - file.used), 10);
    folder_file_free(&file, &alloc_default);
    ck_assert_int_eq(stat(place_path(&p, place_name(i)), &s), 0);
    ck_assert_uint_eq(s.st_mode & 07777, 0600);
  }
  ck_assert_uint_eq(place_count(&p, FOLDER_KERNEL, NULL), sizeof sizes / sizeof *sizes);
  ck_assert_uint_eq(place_count(&p, FOLDER_TEMPORARY, NULL), 0);
  place_finish(&p);
}
END_TEST

START_TEST(files_that_may_not_be_used_say_why) {
  place p;
  const char *name = place_name(7);
  place_start(&p);
  ck_assert_int_eq(place_why(&p, name, MOST), FOLDER_MISSING);
  static const mode_t bad[] = {0620, 0602, 0666, 0660};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    place_make(&p, name, 10, bad[i]);
    ck_assert_int_eq(place_why(&p, name, MOST), FOLDER_OPEN_TO_OTHERS);
  }
  place_make(&p, name, 10, 0644);
  ck_assert_int_eq(place_why(&p, name, MOST), FOLDER_USABLE);
  ck_assert_int_eq(place_why(&p, name, 10), FOLDER_USABLE);
  ck_assert_int_eq(place_why(&p, name, 9), FOLDER_TOO_LARGE);
  if (geteuid() == 0) {
    ck_assert_int_eq(chown(place_path(&p, name), SOMEBODY, SOMEBODY), 0);
    ck_assert_int_eq(place_why(&p, name, MOST), FOLDER_OWNER);
  }
  place_make(&p, name, 0, 0600);
  ck_assert_int_eq(place_why(&p, name, MOST), geteuid() == 0 ? FOLDER_OWNER : FOLDER_EMPTY);
  ck_assert_int_eq(unlink(place_path(&p, name)), 0);
  place_make(&p, name, 0, 0600);
  ck_assert_int_eq(place_why(&p, name, MOST), FOLDER_EMPTY);
  ck_assert_int_eq(truncate(place_path(&p, name), (off_t)1 << 40), 0); /* sparse */
  ck_assert_int_eq(place_why(&p, name, MOST), FOLDER_TOO_LARGE);
  ck_assert_int_eq(unlink(place_path(&p, name)), 0);

  place_make(&p, "other", 10, 0600);
  ck_assert_int_eq(symlink("other", place_path(&p, name)), 0);
  ck_assert_int_eq(place_why(&p, name, MOST), FOLDER_NOT_REGULAR);
  ck_assert_int_eq(unlink(place_path(&p, name)), 0);
  ck_assert_int_eq(mkdir(place_path(&p, name), 0700), 0);
  ck_assert_int_eq(place_why(&p, name, MOST), FOLDER_NOT_REGULAR);
  ck_assert_int_eq(rmdir(place_path(&p, name)), 0);
  ck_assert_int_eq(mkfifo(place_path(&p, name), 0600), 0);
  alarm(10); /* it must not wait for a writer */
  ck_assert_int_eq(place_why(&p, name, MOST), FOLDER_NOT_REGULAR);
  alarm(0);
  ck_assert_int_eq(unlink(place_path(&p, name)), 0);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "f/%s", name);
  int s = socket(AF_UNIX, SOCK_STREAM, 0);
  ck_assert_int_eq(bind(s, (struct sockaddr *)&address, sizeof address), 0);
  ck_assert_int_eq(place_why(&p, name, MOST), FOLDER_NOT_REGULAR);
  close(s);
  place_finish(&p);
}
END_TEST

START_TEST(a_file_that_may_not_be_read_says_so) {
  place p;
  place_leave_root();
  place_start(&p);
  place_make(&p, place_name(1), 10, 0);
  ck_assert_int_eq(place_why(&p, place_name(1), MOST), FOLDER_UNREADABLE);
  place_finish(&p);
}
END_TEST

START_TEST(a_file_that_changes_under_the_read_is_not_used) {
  static const struct {
    off_t size;
    folder_why why;
  } rows[] = {{100, FOLDER_USABLE},
              {99, FOLDER_CHANGED},
              {0, FOLDER_CHANGED},
              {101, FOLDER_CHANGED},
              {5000, FOLDER_CHANGED}};
  place p;
  place_start(&p);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    folder_file file;
    meddler m = {{meddler_alloc, meddler_free, &m}, place_path(&p, place_name(1)), rows[i].size};
    place_put(&p, 1, 100);
    place_path(&p, place_name(1)); /* the path is there again after place_put() */
    bool found = folder_read(&p.f, place_name(1), MOST, &m.allocator, &file);
    ck_assert_int_eq(file.why, rows[i].why);
    ck_assert(found == (rows[i].why == FOLDER_USABLE));
    folder_file_free(&file, &m.allocator);
  }
  place_finish(&p);
}
END_TEST

START_TEST(every_reason_has_a_text) {
  for (folder_why w = FOLDER_USABLE; w <= FOLDER_NO_MEMORY; w++) {
    ck_assert_ptr_nonnull(folder_why_text(w));
    ck_assert_uint_gt(strlen(folder_why_text(w)), 0);
  }
  ck_assert_str_eq(folder_why_text(FOLDER_OWNER), "belongs to another user");
  ck_assert_str_eq(folder_why_text(FOLDER_NO_MEMORY), "no memory to read it");
}
END_TEST

START_TEST(use_is_marked_now_and_then) {
  place p;
  folder_file file;
  place_start(&p);
  place_put(&p, 1, 10);
  static const struct {
    int64_t before, after; /* ages */
    folder_mode mode;
  } rows[] = {{300, 300, FOLDER_WRITE},
              {FOLDER_TOUCH + 10, 0, FOLDER_WRITE},
              {100000, 0, FOLDER_WRITE},
              {-100000, 0, FOLDER_WRITE}, /* a clock was wrong */
              {100000, 100000, FOLDER_READ}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    folder_close(&p.f);
    place_open(&p, rows[i].mode);
    place_set_age(&p, place_name(1), rows[i].before);
    ck_assert(folder_read(&p.f, place_name(1), MOST, &alloc_default, &file));
    folder_touch(&p.f, place_name(1), &file);
    ck_assert_int_le(llabs(place_age(&p, place_name(1)) - rows[i].after), 5);
    folder_file_free(&file, &alloc_default);
  }
  folder_close(&p.f);
  place_open(&p, FOLDER_WRITE);
  file.used = 0;
  folder_touch(&p.f, place_name(2), &file); /* gone meanwhile: nothing happens, nothing appears */
  ck_assert(!place_exists(&p, place_name(2)));
  place_finish(&p);
}
END_TEST

/* ---- Writing --------------------------------------------------------------------------------- */

/* Writes while no file may exceed 5000 bytes; Check's own files may before and after. */
static jx_status write_small(place *p, unsigned i, size_t size) {
  static unsigned char bytes[10000];
  struct rlimit before, small;
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
  small = before;
  small.rlim_cur = 5000;
  diag_init(&p->d, NULL, 0);
  if (setrlimit(RLIMIT_FSIZE, &small) != 0) abort(); /* a check would write as well */
  jx_status status =
      folder_write(&p->f, place_name(i), bytes, size, LIMIT, &alloc_default, &p->change, &p->d);
  if (setrlimit(RLIMIT_FSIZE, &before) != 0) abort();
  return status;
}

START_TEST(a_limit_on_file_sizes_is_an_error_and_no_signal) {
  place p;
  sigset_t mask, pending, mine;
  place_start(&p);
  place_put(&p, 1, 500);
  signal(SIGXFSZ, SIG_DFL); /* would end this process */
  ck_assert_int_eq(write_small(&p, 1, 10000), JX_ERROR_IO);
  ck_assert_msg(strstr(p.d.message, "cannot write ") && strstr(p.d.message, "File too large"), "%s",
                p.d.message);
  ck_assert(!p.change.written);
  pthread_sigmask(SIG_BLOCK, NULL, &mask);
  ck_assert_int_eq(sigismember(&mask, SIGXFSZ), 0);
  sigpending(&pending);
  ck_assert_int_eq(sigismember(&pending, SIGXFSZ), 0);
  ck_assert_uint_eq(place_count(&p, FOLDER_TEMPORARY, NULL), 0);
  ck_assert_int_eq(place_size(&p, place_name(1)), 500); /* as it was */

  /* The accounts cannot grow: the file is not published. */
  place_make(&p, "jx.growth", 5000, 0600);
  ck_assert_int_eq(write_small(&p, 2, 10), JX_ERROR_IO);
  ck_assert_msg(strstr(p.d.message, "/jx.growth: File too large"), "%s", p.d.message);
  ck_assert_uint_eq(place_count(&p, FOLDER_TEMPORARY, NULL), 0);
  ck_assert(!place_exists(&p, place_name(2)));

  /* A signal that the program had waiting is left waiting. */
  sigemptyset(&mine);
  sigaddset(&mine, SIGXFSZ);
  pthread_sigmask(SIG_BLOCK, &mine, NULL);
  raise(SIGXFSZ);
  ck_assert_int_eq(write_small(&p, 1, 10000), JX_ERROR_IO);
  sigpending(&pending);
  ck_assert_int_eq(sigismember(&pending, SIGXFSZ), 1);
  pthread_sigmask(SIG_BLOCK, NULL, &mask);
  ck_assert_int_eq(sigismember(&mask, SIGXFSZ), 1);
  place_finish(&p);
}
END_TEST

START_TEST(what_stands_in_the_way_is_an_error_and_leaves_nothing) {
  place p;
  place_start(&p);
  static const char *const names[] = {"jx.growth", "jx.swept", NULL};
  for (int i = 0; i < 3; i++) {
    const char *name = names[i] ? names[i] : place_name(1);
    folder_clear(&p.f, &alloc_default, &p.change, &p.d);
    ck_assert_int_eq(mkdir(place_path(&p, name), 0700), 0);
    place_set_age(&p, name, 10000); /* a sweep is due */
    diag_init(&p.d, NULL, 0);
    ck_assert_int_eq(
        folder_write(&p.f, place_name(1), "x", 1, LIMIT, &alloc_default, &p.change, &p.d),
        JX_ERROR_IO);
    ck_assert_msg(strstr(p.d.message, name) && strstr(p.d.message, "Is a directory"), "%s",
                  p.d.message);
    ck_assert(!p.change.written);
    ck_assert_uint_eq(place_count(&p, FOLDER_TEMPORARY, NULL), 0);
    ck_assert_int_eq(rmdir(place_path(&p, name)), 0);
    diag_init(&p.d, NULL, 0);
  }
  /* A link in the place of the accounts is no way out of the folder. */
  folder_clear(&p.f, &alloc_default, &p.change, &p.d);
  place_make(&p, "../outside", 3, 0600);
  ck_assert_int_eq(symlink("../outside", place_path(&p, "jx.growth")), 0);
  ck_assert_int_eq(
      folder_write(&p.f, place_name(1), "x", 1, LIMIT, &alloc_default, &p.change, &p.d),
      JX_ERROR_IO);
  ck_assert_int_eq(place_size(&p, "../outside"), 3);
  /* Nor is one in the place of the file: it is replaced. */
  ck_assert_int_eq(unlink(place_path(&p, "jx.growth")), 0);
  ck_assert_int_eq(symlink("../outside", place_path(&p, place_name(1))), 0);
  diag_init(&p.d, NULL, 0);
  place_put(&p, 1, 10);
  ck_assert_int_eq(place_size(&p, "../outside"), 3);
  ck_assert_int_eq(place_why(&p, place_name(1), MOST), FOLDER_USABLE);
  place_finish(&p);
}
END_TEST

START_TEST(a_removed_directory_takes_nothing_and_is_empty) {
  place p;
  place_start(&p);
  ck_assert_int_eq(rmdir(p.path), 0);
  ck_assert_int_eq(place_why(&p, place_name(1), MOST), FOLDER_MISSING);
  ck_assert_int_eq(
      folder_write(&p.f, place_name(1), "x", 1, LIMIT, &alloc_default, &p.change, &p.d), JX_OK);
  ck_assert(!p.change.written);
  ck_assert_int_eq(p.d.status, JX_OK);
  folder_close(&p.f);
  place_open(&p, FOLDER_WRITE); /* which makes it again */
  place_put(&p, 1, 1);
  place_finish(&p);
}
END_TEST

UNIT(folder_files, a_file_is_read_as_it_was_written, files_that_may_not_be_used_say_why,
     a_file_that_may_not_be_read_says_so, a_file_that_changes_under_the_read_is_not_used,
     every_reason_has_a_text, use_is_marked_now_and_then,
     a_limit_on_file_sizes_is_an_error_and_no_signal,
     what_stands_in_the_way_is_an_error_and_leaves_nothing,
     a_removed_directory_takes_nothing_and_is_empty)
