/* npy_header.h: the text that stands before the data in a .npy file.
 *
 * A header is a Python dictionary literal of exactly three keys:
 *
 *     {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }
 *
 * It is read by a parser of that form and nothing else (no expression is ever evaluated), and
 * written byte for byte as numpy.save() writes it. The format is NEP 1. */
#ifndef JXC_NPY_HEADER_H
#define JXC_NPY_HEADER_H

#include "report.h"

typedef struct npy_header {
  jx_dtype dtype;
  uint32_t detail; /* jx_array.detail: of strings their bytes, of times their unit */
  bool fortran;    /* first axis contiguous, else last */
  bool swapped;    /* elements are in the other byte order; never written */
  int32_t rank;
  int64_t shape[JX_MAX_RANK];
} npy_header;

/* Parses a header of `length` bytes. The bytes of the described data fit in an int64_t. On failure
 * reports it under `path` and returns JXC_IO. */
jxc_exit npy_header_parse(npy_header *out, const char *path, const char *text, size_t length);

/* Room for the whole prefix of a file: magic, version 1.0, length, the dictionary and its padding
 * to 64 bytes. */
#define NPY_PREFIX_MAX 1024

/* Writes the prefix; returns its length. */
size_t npy_header_write(char out[NPY_PREFIX_MAX], const npy_header *header);

#endif
