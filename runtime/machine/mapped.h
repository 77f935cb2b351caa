/* mapped.h: which arrays lie in files that are mapped. */
#ifndef JX_MAPPED_H
#define JX_MAPPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct mapped_range {
  uintptr_t low, high;    /* in: bytes of interest */
  bool file;              /* out: all of them are of one regular file on a disk, */
  bool shared;            /* and what is written there goes to it; */
  uint64_t offset;        /* where `low` is in it, */
  uint64_t device, inode; /* and which file it is */
} mapped_range;

/* Looks the ranges up among this process' mappings, in one reading of them. */
void mapped_find(mapped_range *ranges, size_t n);

/* A descriptor that this process has open of the file of a range, or -1: for advice alone, since it
 * is somebody else's, who may close it; mapped_is_open() tells whether it still is of that file. */
int mapped_descriptor(const mapped_range *r);
bool mapped_is_open(const mapped_range *r, int fd);

#endif
