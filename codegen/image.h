/* image.h: a kernel's machine code as bytes.
 *
 * LLVM's object files are laid out once, at compile time: code first, then constants, PC-relative
 * references resolved. What comes out needs no relocation, holds no absolute address and names no
 * external symbol; loading is copying it to any page-aligned address and making it executable.
 * Entries are the stages' functions, in stage order.
 *
 * Last come the functions' unwind tables, for debuggers and profilers: an .eh_frame section (Linux
 * Standard Base, Core, 10.6) that ends with its terminator. It refers to the code by distances too,
 * so the whole image may lie anywhere. */
#ifndef JX_IMAGE_H
#define JX_IMAGE_H

#include "base/architecture.h"
#include "base/arena.h"
#include "base/diag.h"

typedef struct image_entry {
  uint32_t at, size; /* of a function's code: byte offset into the image's bytes, bytes */
} image_entry;

typedef struct image {
  const uint8_t *bytes;
  size_t size;
  const image_entry *entries;
  size_t nentries;
  uint32_t unwind, unwind_size; /* .eh_frame: byte offset into bytes, bytes; 0, 0: there is none */
} image;

typedef struct image_object {
  const uint8_t *bytes;
  size_t size;
} image_object;

/* Lays out relocatable ELF objects of an architecture, at least one, which may call each other's
 * global functions. Entry i is the function named "stage<i>". Allocates from `arena`. Anything
 * unexpected (an undefined symbol, an absolute or unknown relocation, a malformed file) is
 * JX_ERROR_CODEGEN. */
jx_status image_link(image *out, const architecture *architecture, const image_object *objects,
                     size_t n, size_t nentries, arena *arena, diag *d);
/* The same of one object. */
jx_status image_layout(image *out, const architecture *architecture, const uint8_t *object,
                       size_t size, size_t nentries, arena *arena, diag *d);

#endif
