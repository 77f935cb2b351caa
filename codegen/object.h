/* object.h: a kernel as an object file that any C program can be linked with.
 *
 * The object holds the part of the runtime that binds and runs kernels (ahead/part.c, linked to one
 * relocatable file when jx was built), the kernel's image, and a run of bytes that tells the part
 * about both (ahead/program.h). It defines two functions, NAME_call_KEY and NAME_shapes_KEY; all
 * other symbols of its own are hidden, so any number of objects go into one program. Stages are the
 * functions NAME_stage0, NAME_stage1, ..., and unwind tables are there, so that debuggers and
 * profilers show them. It needs nothing but the C library and its mathematics.
 */
#ifndef JX_OBJECT_H
#define JX_OBJECT_H

#include "codegen/image.h"

typedef struct object_request {
  const char *name; /* an identifier of C */
  const char *key;  /* letters and digits */
  const void *program;
  size_t program_size;
  const image *image;
} object_request;

/* Writes the object file (ELF, of our own architecture) to memory of `arena`. JX_ERROR_MEMORY,
 * JX_ERROR_CODEGEN for an image whose unwind tables are none. */
jx_status object_write(const object_request *r, arena *arena, diag *d, const uint8_t **bytes,
                       size_t *size);

#endif
