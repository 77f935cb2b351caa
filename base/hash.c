/* hash.c: see hash.h. Constants and steps are those of MurmurHash3_x64_128, SMHasher project. */
#include "base/hash.h"

#include <string.h>

#define C1 UINT64_C(0x87c37b91114253d5)
#define C2 UINT64_C(0x4cf5ad432745937f)

static uint64_t rotate(uint64_t x, unsigned by) { return x << by | x >> (64 - by); }

static uint64_t scramble1(uint64_t k) { return rotate(k * C1, 31) * C2; }
static uint64_t scramble2(uint64_t k) { return rotate(k * C2, 33) * C1; }

static uint64_t finish(uint64_t h) {
  h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
  h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
  return h ^ h >> 33;
}

hash128 hash_bytes(const void *bytes, size_t size, uint32_t seed) {
  const unsigned char *p = bytes;
  uint64_t a = seed, b = seed, k[2];
  for (size_t left = size; left >= sizeof k; left -= sizeof k, p += sizeof k) {
    memcpy(k, p, sizeof k); /* little-endian, as the machines we run on */
    a = (rotate(a ^ scramble1(k[0]), 27) + b) * 5 + 0x52dce729;
    b = (rotate(b ^ scramble2(k[1]), 31) + a) * 5 + 0x38495ab5;
  }
  memset(k, 0, sizeof k);
  if (size % sizeof k) memcpy(k, p, size % sizeof k);
  a ^= scramble1(k[0]) ^ size;
  b ^= scramble2(k[1]) ^ size;
  a += b;
  b += a;
  a = finish(a);
  b = finish(b);
  a += b;
  return (hash128){{a, a + b}};
}
