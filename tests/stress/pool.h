/* pool.h: programs to be evaluated again and again, and what they must give.
 *
 * Program i of a pool is a text over two operands, made from a template, a dtype and a constant; no
 * two have the same kernel. It is evaluated for one of several extents, which fall into different
 * size classes, and under several names and orders of its operands, which give the same bits.
 * Operands' values are fixed. */
#ifndef JX_TESTS_POOL_H
#define JX_TESTS_POOL_H

#include "jx.h"

#define POOL_MOST 200  /* programs */
#define POOL_EXTENTS 4 /* of operands */
#define POOL_NAMINGS 3 /* of operands */
#define POOL_ROOM 8192 /* bytes of a result */

typedef struct pool_result {
  jx_status status;
  size_t size; /* bytes */
  unsigned char bytes[POOL_ROOM];
} pool_result;

/* Evaluates a program; after a failure the bytes are its message. Any thread. */
void pool_eval(jx_context *c, unsigned program, unsigned extent, unsigned naming, pool_result *out);

/* Whether two results are the same, bit for bit, and no failures. */
bool pool_same(const pool_result *a, const pool_result *b);

/* A step of a generator of random numbers; *state is its seed at first. */
uint64_t pool_random(uint64_t *state);

#endif
