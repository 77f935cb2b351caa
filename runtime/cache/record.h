/* record.h: the files of the kernel cache, as bytes.
 *
 * A record is a header and up to four sections of bytes whose meaning is disk.h's. It carries what
 * it was made by and for, and a checksum over everything, so that record_open() tells a record that
 * was written whole by this build, and is still what was written, from anything else. Numbers are
 * little-endian; sections begin at multiples of 64 bytes. docs/cache.md describes the format.
 */
#ifndef JX_RECORD_H
#define JX_RECORD_H

#include "base/alloc.h"
#include "base/hash.h"

/* Raised with every change to the header, to what sections mean, or to how files are named. */
#define RECORD_FORMAT 3
#define RECORD_MAX_SIZE ((size_t)64 << 20)

typedef enum record_kind { RECORD_KERNEL, RECORD_SOURCE, RECORD_KINDS_ } record_kind;

typedef enum record_section {
  RECORD_KEY,     /* compared whole with what is looked for */
  RECORD_IMAGE,   /* kernel: code and constants */
  RECORD_ENTRIES, /* kernel: an image_entries, then its stages' offsets */
  RECORD_LINKS,   /* source: disk_links, one for each of its kernels */
  RECORD_MAPS,    /* source: uint32_t, the operands that links' kernels take */
  RECORD_SECTIONS
} record_section;

typedef struct record_part {
  const void *at;
  size_t size;
} record_part;

typedef struct record {
  record_kind kind;
  char build[17], llvm[17]; /* NUL-terminated; build is set by record_open() */
  uint64_t features;        /* cpu.bits of the processor it was made for */
  hash128 id;               /* random: no other file has it */
  uint64_t compile_ns;      /* kernel: what making it took */
  unsigned char *bytes;     /* record_open(): the file's */
  record_part sections[RECORD_SECTIONS];
} record;

/* Why a file is not used. */
typedef enum record_problem {
  RECORD_GOOD,
  RECORD_DAMAGED,      /* not what was written, or no record at all */
  RECORD_OTHER_FORMAT, /* of an earlier or later jx; the rest is not known */
  RECORD_OTHER_BUILD,
} record_problem;

/* The record as a file of this build, from the allocator; NULL when out of memory or larger than
 * RECORD_MAX_SIZE. */
unsigned char *record_pack(const record *r, const jx_allocator *allocator, size_t *size);

/* The record in a file's bytes (64-byte aligned); its sections point into them. Nothing but the
 * kind is set for files with a problem, and build, llvm, features, id and compile_ns when the
 * problem is another build. */
record_problem record_open(record *out, unsigned char *bytes, size_t size);

/* The end of the names of files of a kind: ".kernel". */
const char *record_suffix(record_kind kind);

#endif
