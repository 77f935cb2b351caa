/* loader.h: from an image to something to call. Fresh or from disk, every kernel is loaded here.
 *
 * The bytes are copied to pages of their own, which are then made executable and read-only; no page
 * is ever writable and executable at once. */
#ifndef JX_LOADER_H
#define JX_LOADER_H

#include "codegen/image.h"

typedef struct loaded {
  void *pages;
  size_t size; /* mapped */
} loaded;

/* Checks that entries and unwind table lie inside, then maps. JX_ERROR_CODEGEN for a bad image,
 * JX_ERROR_MEMORY when pages cannot be had or made executable (the message says which). */
jx_status loader_map(loaded *out, const image *img, diag *d);
void loader_unmap(loaded *l);

#endif
