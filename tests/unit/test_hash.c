/* test_hash.c: the hash is the one it says it is. */
#include "base/hash.h"

#include <string.h>

#include "tests/support/unit.h"

/* SMHasher's check of an implementation: hash 256 keys of 0 to 255 bytes, each with a seed of its
 * own, then all the hashes; the first 32 bits of that are published for every function. */
START_TEST(the_published_check_value_comes_out) {
  unsigned char key[256];
  hash128 hashes[256];
  for (unsigned i = 0; i < 256; i++) {
    key[i] = (unsigned char)i;
    hashes[i] = hash_bytes(key, i, 256 - i);
  }
  ck_assert_uint_eq((uint32_t)hash_bytes(hashes, sizeof hashes, 0).word[0], 0x6384ba69);
}
END_TEST

START_TEST(every_bit_and_the_length_count) {
  unsigned char key[70] = {0};
  for (size_t n = 0; n < sizeof key; n++) {
    hash128 whole = hash_bytes(key, n, 0);
    ck_assert(hash_equal(whole, hash_bytes(key, n, 0)));
    ck_assert(!hash_equal(whole, hash_bytes(key, n + 1, 0)));
    ck_assert(!hash_equal(whole, hash_bytes(key, n, 1)));
    for (size_t bit = 0; bit < 8 * n; bit++) {
      key[bit / 8] ^= (unsigned char)(1u << bit % 8);
      ck_assert(!hash_equal(whole, hash_bytes(key, n, 0)));
      key[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
  }
}
END_TEST

UNIT(hash, the_published_check_value_comes_out, every_bit_and_the_length_count)
