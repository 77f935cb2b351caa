/* image.h: a kernel's machine code as bytes.
 *
 * LLVM's object file is laid out once, at compile time: code first, then constants, PC-relative references resolved. What
 * comes out needs no relocation, holds no absolute address and names no external symbol; loading is copying it to any
 * page-aligned address and making it executable. Entries are offsets of the stages' functions, in stage order. */
#ifndef JX_IMAGE_H
#define JX_IMAGE_H

#include "runtime/arena.h"
#include "runtime/diag.h"

typedef struct image {
  const uint8_t *bytes;
  size_t size;
  const uint32_t *entries; /* byte offsets into bytes */
  size_t nentries;
} image;

/* Lays out a relocatable ELF object. Entry i is the function named "stage<i>". Allocates from `arena`. Anything
 * unexpected (an undefined symbol, an absolute or unknown relocation, a malformed file) is JX_ERROR_CODEGEN. */
jx_status image_layout(image *out, const uint8_t *object, size_t size, size_t nentries, arena *arena, diag *d);

#endif
