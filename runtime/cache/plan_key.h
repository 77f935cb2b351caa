/* plan_key.h: what a kernel on disk is found by, whatever the program's text was.
 *
 * Code is a function of the plan and the processor, so these are the key: every array of the plan,
 * as bytes, and the features that kernels may use. Operands are numbered in the order in which the
 * plan names them first, so that `a + b` and `x + y` are one key, also when a call has further
 * operands.
 */
#ifndef JX_PLAN_KEY_H
#define JX_PLAN_KEY_H

#include "base/hash.h"
#include "runtime/kernel/kernel.h"

typedef struct plan_key {
  const void *bytes;
  size_t size;
  hash128 hash;
  const uint32_t *operands; /* operands[i]: the call's operand that the key numbers i */
  uint32_t noperands;
} plan_key;

/* The key of a plan whose spec is given, in the plan's arena. */
jx_status plan_key_make(plan_key *out, const plan *p, const kernel_spec *spec, uint64_t features);

/* The spec within a key that was read from a file, or NULL when it does not hold together. */
kernel_spec *plan_key_spec(void *key, size_t size);

#endif
