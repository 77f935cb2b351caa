/* hash.h: 128 bits that stand for a run of bytes: names of files, checksums, places in tables.
 *
 * MurmurHash3_x64_128 (Austin Appleby, public domain): fast, and good against chance, not against
 * somebody who looks for collisions. So whatever is found by a hash is compared whole. */
#ifndef JX_HASH_H
#define JX_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct hash128 {
  uint64_t word[2];
} hash128;

hash128 hash_bytes(const void *bytes, size_t size, uint32_t seed);

static inline bool hash_equal(hash128 a, hash128 b) {
  return a.word[0] == b.word[0] && a.word[1] == b.word[1];
}

#endif
