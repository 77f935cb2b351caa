/* kernel.h: what is left of a plan when it has been compiled: immutable, shared, counted.
 *
 * A kernel is a spec and code. The spec is the plan's run-time arrays in one block without pointers
 * (a header of offsets, then the arrays), and the code is an image, so a kernel can be written to
 * disk as these two runs of bytes and come back by kernel_new(). Any number of threads may run one
 * kernel.
 *
 * A kernel without code stands for a plan that failed to compile: its guards tell to which calls
 * that applies, and its message what to say.
 */
#ifndef JX_KERNEL_H
#define JX_KERNEL_H

#include <stdatomic.h>

#include "planner/plan.h"
#include "runtime/kernel/announce.h"
#include "runtime/kernel/loader.h"

/* The arrays of a spec, named as in plan.h. */
#define KERNEL_TABLES(X)   \
  X(dim_node, dims)        \
  X(guard, guards)         \
  X(plan_result, results)  \
  X(plan_temp, temps)      \
  X(plan_stage, stages)    \
  X(plan_chain, chains)    \
  X(plan_loop, loops)      \
  X(plan_access, accesses) \
  X(plan_start, starts)    \
  X(plan_step, steps)      \
  X(dim_ref, dimlists)     \
  X(plan_accumulator, accumulators)

typedef struct kernel_table {
  uint32_t at, n; /* bytes from the spec's start; elements */
} kernel_table;

typedef struct kernel_spec {
  uint32_t size; /* bytes, this header included */
  uint32_t noperands;
  uint32_t faults; /* nonzero: the code may report a plan_fault */
  uint32_t doubts; /* nonzero: it may set PLAN_DOUBT */
#define X(type, name) kernel_table name;
  KERNEL_TABLES(X)
#undef X
} kernel_spec;

/* spec_dims(s), spec_guards(s), ...: the first element of each array. */
#define X(type, name)                                           \
  static inline const type *spec_##name(const kernel_spec *s) { \
    return (const type *)((const char *)s + s->name.at);        \
  }
KERNEL_TABLES(X)
#undef X

/* A stage's function; see plan.h. */
typedef void kernel_entry(const int64_t *slots, int64_t kept_begin, int64_t kept_end,
                          int64_t reduced_begin, int64_t reduced_end, int64_t *state_in,
                          int64_t *state_out);

typedef struct kernel {
  atomic_uint refs;
  uint32_t nslots;   /* of all stages together */
  uint32_t nbigints; /* of its dims */
  const jx_allocator *allocator;
  size_t size; /* of this block */
  const kernel_spec *spec;
  loaded code;
  image image;          /* what was mapped, where it is mapped */
  announced *announced; /* to debuggers; NULL: not yet */
  jx_status status;     /* JX_OK, or why there is no code: then `message` says more */
  char message[256];
  kernel_entry **entries; /* one per stage */
} kernel;

/* The spec of a plan, in the plan's arena. JX_ERROR_LIMIT when it does not fit 32-bit offsets. */
jx_status kernel_spec_make(kernel_spec **out, const plan *p);

/* The spec in memory that came from a file, 16-byte aligned; NULL when it is not one of this
 * build's specs, as far as sizes tell. */
kernel_spec *kernel_spec_at(void *bytes, size_t size);

/* Slots of all stages together, and how many of the dims are bigints. */
uint32_t kernel_spec_slots(const kernel_spec *s);
static inline uint32_t kernel_spec_bigints(const kernel_spec *s) {
  return (uint32_t)dims_bigints(spec_dims(s), s->dims.n);
}

/* The places where a spec names an operand, in order: the first one from number *i on, whose number
 * goes to *i; NULL at the end. */
uint32_t *kernel_spec_operand(kernel_spec *s, uint32_t *i);

/* A kernel with one reference, from copies of a spec and an image. */
jx_status kernel_new(kernel **out, const kernel_spec *spec, const image *img,
                     const jx_allocator *allocator, diag *d);

/* Shows a new kernel, which has one owner yet, to debuggers and profilers, by the program it was
 * made for; see announce.h. */
jx_status kernel_announce(kernel *k, const char *source, size_t length, announce_warning *warning,
                          diag *d);

/* A kernel that stands for a failure to compile, as `why` holds it. */
jx_status kernel_new_failed(kernel **out, const kernel_spec *spec, const jx_allocator *allocator,
                            diag *why);

kernel *kernel_retain(kernel *k);
void kernel_release(kernel *k);

#endif
