/* test_record.c: what is packed comes back; what was changed in any way does not. */
#include "runtime/cache/record.h"

#include <string.h>

#include "build_id.h"
#include "tests/support/fail_alloc.h"
#include "tests/support/unit.h"

static const char key[100] = "key", image[3000] = "image";
static const uint32_t entries[] = {1, 2, 3};

static record some_record(void) {
  return (record){.kind = RECORD_KERNEL,
                  .llvm = "19.1.7",
                  .features = 0xff00ff,
                  .id = {{1, 2}},
                  .compile_ns = 123,
                  .sections = {[RECORD_KEY] = {key, sizeof key},
                               [RECORD_IMAGE] = {image, sizeof image},
                               [RECORD_ENTRIES] = {entries, sizeof entries}}};
}

START_TEST(what_is_packed_comes_back) {
  record r = some_record(), back;
  size_t size;
  unsigned char *bytes = record_pack(&r, &alloc_default, &size);
  ck_assert_ptr_nonnull(bytes);
  ck_assert_int_eq(record_open(&back, bytes, size), RECORD_GOOD);
  ck_assert_int_eq(back.kind, RECORD_KERNEL);
  ck_assert_str_eq(back.build, JX_BUILD_ID);
  ck_assert_str_eq(back.llvm, "19.1.7");
  ck_assert_uint_eq(back.features, r.features);
  ck_assert(hash_equal(back.id, r.id));
  ck_assert_uint_eq(back.compile_ns, 123);
  for (int i = 0; i < RECORD_SECTIONS; i++) {
    ck_assert_uint_eq(back.sections[i].size, r.sections[i].size);
    ck_assert_uint_eq((uintptr_t)back.sections[i].at % 64, 0);
    if (r.sections[i].size)
      ck_assert_mem_eq(back.sections[i].at, r.sections[i].at, r.sections[i].size);
  }
  mem_free(&alloc_default, bytes, size);
}
END_TEST

START_TEST(every_flipped_bit_shows) {
  record r = some_record(), back;
  size_t size;
  unsigned char *bytes = record_pack(&r, &alloc_default, &size);
  for (size_t bit = 0; bit < 8 * size; bit++) {
    bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
    ck_assert_int_ne(record_open(&back, bytes, size), RECORD_GOOD);
    bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
  }
  ck_assert_int_eq(record_open(&back, bytes, size), RECORD_GOOD);
  mem_free(&alloc_default, bytes, size);
}
END_TEST

START_TEST(every_other_length_shows) {
  record r = some_record(), back;
  size_t size;
  unsigned char *bytes = record_pack(&r, &alloc_default, &size);
  for (size_t n = 0; n < size; n++) ck_assert_int_ne(record_open(&back, bytes, n), RECORD_GOOD);
  unsigned char *longer = mem_alloc(&alloc_default, size + 64, 64);
  memset(longer, 0, size + 64);
  memcpy(longer, bytes, size);
  ck_assert_int_eq(record_open(&back, longer, size), RECORD_GOOD);
  ck_assert_int_eq(record_open(&back, longer, size + 64), RECORD_DAMAGED);
  mem_free(&alloc_default, longer, size + 64);
  mem_free(&alloc_default, bytes, size);
}
END_TEST

START_TEST(other_formats_and_builds_are_told_apart) {
  record r = some_record(), back;
  size_t size;
  unsigned char *bytes = record_pack(&r, &alloc_default, &size);
  bytes[8]++; /* the format, behind the magic */
  ck_assert_int_eq(record_open(&back, bytes, size), RECORD_OTHER_FORMAT);
  bytes[8]--;
  /* A file of another build is whole: its checksum, at 24, holds. */
  bytes[40] ^= 1;
  ck_assert_int_eq(record_open(&back, bytes, size), RECORD_DAMAGED);
  hash128 sum = hash_bytes(bytes + 40, size - 40, RECORD_FORMAT);
  memcpy(bytes + 24, &sum, sizeof sum);
  ck_assert_int_eq(record_open(&back, bytes, size), RECORD_OTHER_BUILD);
  ck_assert_str_eq(back.llvm, "19.1.7");
  ck_assert_str_ne(back.build, JX_BUILD_ID);
  mem_free(&alloc_default, bytes, size);
}
END_TEST

/* The header's places, as docs/cache.md has them. */
enum { CHECKSUM_AT = 24, CHECKED_AT = 40, SECTIONS_AT = 104 };

static record_problem opened_with_checksum(unsigned char *bytes, size_t size) {
  record back;
  hash128 sum = hash_bytes(bytes + CHECKED_AT, size - CHECKED_AT, RECORD_FORMAT);
  memcpy(bytes + CHECKSUM_AT, &sum, sizeof sum);
  return record_open(&back, bytes, size);
}

START_TEST(sections_lie_where_they_are_packed_or_the_record_is_damaged) {
  static const int32_t moves[] = {-4096, -64, -4, -1, 1, 4, 64, 4096, INT32_MIN, INT32_MAX};
  static unsigned char full[100];
  size_t size;
  memset(full, 7, sizeof full); /* so that what is cut off is no zero */
  record r = some_record();
  for (int i = 0; i < RECORD_SECTIONS; i++) r.sections[i] = (record_part){full, sizeof full};
  unsigned char *bytes = record_pack(&r, &alloc_default, &size);
  ck_assert_int_eq(opened_with_checksum(bytes, size), RECORD_GOOD);
  for (size_t at = SECTIONS_AT; at < SECTIONS_AT + 8 * RECORD_SECTIONS; at += 4)
    for (size_t k = 0; k < sizeof moves / sizeof *moves; k++) {
      uint32_t was, is;
      memcpy(&was, bytes + at, sizeof was);
      is = was + (uint32_t)moves[k];
      memcpy(bytes + at, &is, sizeof is);
      bool longer = at % 8 == 4 && moves[k] > 0 && moves[k] <= 28; /* by the zeros behind it */
      ck_assert_msg(opened_with_checksum(bytes, size) == (longer ? RECORD_GOOD : RECORD_DAMAGED),
                    "at %zu: %u for %u", at, is, was);
      memcpy(bytes + at, &was, sizeof was);
    }
  for (size_t at = 0; at < 28; at++) { /* behind the header, and behind the last section */
    bytes[size - 28 + at] = 1;
    ck_assert_int_eq(opened_with_checksum(bytes, size), RECORD_DAMAGED);
    bytes[size - 28 + at] = 0;
  }
  bytes[SECTIONS_AT + 8 * RECORD_SECTIONS] = 1;
  ck_assert_int_eq(opened_with_checksum(bytes, size), RECORD_DAMAGED);
  mem_free(&alloc_default, bytes, size);
}
END_TEST

START_TEST(what_is_too_large_is_not_packed) {
  record r = some_record();
  size_t size;
  r.sections[RECORD_IMAGE].size = RECORD_MAX_SIZE;
  ck_assert_ptr_null(record_pack(&r, &alloc_default, &size));
  r.sections[RECORD_IMAGE].size = SIZE_MAX;
  ck_assert_ptr_null(record_pack(&r, &alloc_default, &size));
  fail_alloc f;
  fail_alloc_init(&f, 1);
  r = some_record();
  ck_assert_ptr_null(record_pack(&r, &f.allocator, &size));
}
END_TEST

UNIT(record, what_is_packed_comes_back, every_flipped_bit_shows, every_other_length_shows,
     other_formats_and_builds_are_told_apart,
     sections_lie_where_they_are_packed_or_the_record_is_damaged, what_is_too_large_is_not_packed)
