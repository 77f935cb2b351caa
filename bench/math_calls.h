/* math_calls.h: a mathematical function over whole arrays, by jx and by vector libraries.
 *
 * What math_speed.py times, as a library, so that what takes turns is called from one process. Arrays
 * are C-contiguous, aligned to 64 bytes, and have a multiple of 16 elements. `b` is NULL for a
 * function of one argument. Everything is done `calls` times over, so that the caller's clock sees
 * many of them at once. */
#ifndef BENCH_MATH_CALLS_H
#define BENCH_MATH_CALLS_H

#include <stdbool.h>
#include <stddef.h>

/* ---- jx -------------------------------------------------------------------------------------- */

typedef struct formula formula;

/* A program of `a`, and of `b` if `nargs` is 2, compiled once. `dtype` is that of all arrays; fast:
 * with JX_PRECISION_FAST. NULL, and why on stderr, on failure. Free with formula_close(). */
formula *formula_open(const char *program, const char *dtype, int nargs, int threads, bool fast);
void formula_close(formula *f);

/* Returns 0, or -1 when jx failed, and why on stderr. */
int formula_run(const formula *f, void *a, void *b, void *out, size_t n, int calls);

/* ---- Vector libraries ------------------------------------------------------------------------ */

/* What a vector function takes and gives. */
typedef enum vector_form {
  VECTOR_F64X8 = 0,
  VECTOR_F32X16 = 1,
  VECTOR_F64X4 = 2,
  VECTOR_F32X8 = 3,
} vector_form;

typedef void (*vector_function)(void); /* of any type; the form says which */

/* Whether this processor can run functions of that form. */
int vector_can(vector_form form);

/* Outputs that do not fit into a cache are written past it, as a programmer who measures does. */
void vector_run(vector_function function, vector_form form, const void *a, const void *b, void *out,
                size_t n, int threads, int calls);

#endif
