/* fuzz_record.c: any bytes as a file of the kernel cache. A record that opens has its sections
 * within the file, and is the same when it was packed and opened again.
 *
 * The checksum would keep every mutation out, so that an input is what stands behind it: the header
 * before it and the sum are made here. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/cache/record.h"

enum { MAGIC = 8, FORMAT = 8, SIZE = 16, CHECKSUM = 24, CHECKED = 40 };

static void check_sections(const record *r, size_t size) {
  for (int i = 0; i < RECORD_SECTIONS; i++) {
    const unsigned char *at = r->sections[i].at;
    if (at < r->bytes || at > r->bytes + size ||
        r->sections[i].size > size - (size_t)(at - r->bytes))
      fuzz_fail("section %d is outside the file", i);
  }
}

static void check_again(const record *r, size_t size) {
  size_t n;
  record s;
  unsigned char *again = record_pack(r, &alloc_default, &n);
  if (!again || n != size) fuzz_fail("packed to another size");
  if (record_open(&s, again, n) != RECORD_GOOD) fuzz_fail("packed to what does not open");
  bool same = s.kind == r->kind && s.features == r->features && hash_equal(s.id, r->id) &&
              s.compile_ns == r->compile_ns && strcmp(s.llvm, r->llvm) == 0;
  for (int i = 0; i < RECORD_SECTIONS; i++)
    same = same && s.sections[i].size == r->sections[i].size &&
           memcmp(s.sections[i].at, r->sections[i].at, s.sections[i].size) == 0;
  if (!same) fuzz_fail("packed to another record");
  mem_free(&alloc_default, again, n);
}

static void try_open(const uint8_t *data, size_t size) {
  unsigned char *bytes = mem_alloc(&alloc_default, size ? size : 1, JX_ALIGN);
  record r;
  if (!bytes) abort();
  if (size) memcpy(bytes, data, size);
  if (record_open(&r, bytes, size) == RECORD_GOOD) {
    check_sections(&r, size);
    check_again(&r, size);
  }
  mem_free(&alloc_default, bytes, size ? size : 1);
}

/* The first byte chooses: as it is, or sealed. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0 || !(data[0] & 1)) {
    try_open(data, size);
    return 0;
  }
  uint64_t all = CHECKED + size - 1;
  uint32_t format = RECORD_FORMAT;
  unsigned char *file = calloc(1, all);
  if (!file) abort();
  memcpy(file, data[0] & 2 ? "jxkernel" : "jxsource", MAGIC);
  memcpy(file + FORMAT, &format, sizeof format);
  memcpy(file + SIZE, &all, sizeof all);
  memcpy(file + CHECKED, data + 1, size - 1);
  hash128 sum = hash_bytes(file + CHECKED, size - 1, RECORD_FORMAT);
  memcpy(file + CHECKSUM, &sum, sizeof sum);
  try_open(file, all);
  free(file);
  return 0;
}
