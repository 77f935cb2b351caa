/* bind.h: a kernel, operands and results, made ready to run.
 *
 * Takes a kernel whose guards hold and valid arrays; gives stages with their slots filled (plan.h),
 * results allocated, temporaries in place. Results that overlap an operand in a way the kernel
 * would notice are computed into a shadow and copied at the end. Everything that can fail fails
 * here, before anything runs.
 *
 * A call's bookkeeping lies in a frame: one run of memory whose size follows from the kernel, kept
 * by the caller from call to call. Start at bind_call().
 */
#ifndef JX_BIND_H
#define JX_BIND_H

#include "base/array.h"
#include "runtime/run/schedule.h"

/* What a call needs of whoever makes it.
 *
 * take  at least `size` bytes, 64-byte aligned, or NULL when out of memory; *got is what give()
 *       needs back
 * give  takes NULL too */
typedef struct bind_host {
  void *(*take)(void *user, size_t size, size_t *got);
  void (*give)(void *user, void *block, size_t size);
  void *user;
  size_t max_bytes;        /* of all blocks of a call; SIZE_MAX: no limit */
  int32_t threads;         /* at most so many will run it */
  const stop_flag *cancel; /* once it is set the call ends soon; NULL: never */
} bind_host;

/* host.c: a context's pool, limit and threads. */
bind_host host_of_context(jx_context *context);

typedef struct bound_array {
  char *data;
  int64_t *strides;
  size_t offset; /* of temps and shadows in their block; of windows in their thread's */
} bound_array;

/* A result on its way. */
typedef struct bound_result {
  bound_array to;           /* where stages write */
  const jx_array *given;    /* the caller's, when it has data; else NULL */
  const jx_array *selected; /* the same of one that is selected (selecting.h) */
  int64_t *shape;
  void *block;        /* fresh memory for a result to be allocated */
  size_t need;        /* bytes it takes, */
  size_t size;        /* and the block has */
  bool shadow;        /* `to` is a shadow of `given` */
  array_self self;    /* of `given`: whether it overlaps itself, */
  array_range covers; /* and what it covers */
} bound_result;

typedef struct bound {
  bind_host host;
  bool selects; /* some result is what a condition selects (selecting.h) */
  bool look;    /* nothing is to run: no memory is taken, addresses only tell blocks apart */
  uintptr_t look_at;
  const kernel_spec *spec;
  const jx_array *const *operands;
  const dim_value *dims;
  bound_result *results;
  bound_array *temps;
  schedule_stage *stages;
  schedule_chain *chains; /* one for each of the kernel's */
  schedule_shift *shifts;
  size_t temp_bytes, window_bytes, state_bytes; /* of the block */
  int64_t *states;
  void *block; /* temporaries, windows and states */
  size_t block_size;
  void *shadows;
  size_t shadows_size;
  size_t allocated; /* bytes so far, for max_bytes */
  uint64_t bytes_read, bytes_written, elements;
  uint64_t fault;             /* bits plan_fault_bit() */
  int64_t index[PLAN_FAULTS]; /* of each bit: see there; set where the kernel may fault */
} bound;

/* Bytes of a frame. Its first entries are the dims' values, which the caller fills. */
size_t bind_frame(const kernel *k);

/* Binds, in the frame at `memory`. On failure nothing stays allocated. Errors: JX_ERROR_ARGUMENT (a
 * given result's shape, overlapping results), JX_ERROR_SHAPE is the builder's; JX_ERROR_LIMIT,
 * JX_ERROR_MEMORY. */
jx_status bind_call(bound *b, const bind_host *host, const kernel *k, void *memory,
                    const jx_array *const *operands, const jx_array *results, diag *d);

/* The same for a kernel without code and operands that may lack data: all that a call would do is
 * decided, nothing is allocated, and nothing may be run. Results are those a call allocates. */
jx_status bind_look(bound *b, const bind_host *host, const kernel *k, void *memory,
                    const jx_array *const *operands, const jx_array *results, diag *d);

/* Counts bytes that the call is to allocate; an error when they are more than it may. */
jx_status bind_limited(bound *b, size_t size, diag *d);

/* True for what a stage of a running chain touches without moving it from or to memory. */
bool bind_stays_in_cache(const bound *b, const plan_access *a);

/* After running: copies shadows, and hands fresh results to the caller. False when it was stopped
 * on the way: then everything is freed. */
bool bind_finish(bound *b, jx_array *results);

/* After a failure, or instead of bind_finish(): frees everything. */
void bind_abandon(bound *b);

/* bind_chain.c: decides which chains run as such, when the stages' extents are known. */
void bind_chains(bound *b);
/* The chain that makes a temp in windows, or NULL. */
schedule_chain *bind_window_of(const bound *b, uint32_t temp);
/* Lays out windows, when the temps' strides are known; their data is their offset. Returns the
 * bytes of all threads' blocks. */
size_t bind_windows(bound *b);
/* Gives the chains their blocks. */
void bind_shifts(bound *b, void *blocks);

/* bind_alias.c: marks results whose stages would see them change under their reads; true when there
 * is one. Slots are filled. */
bool bind_find_shadows(bound *b);
/* Looks at what given results cover. JX_ERROR_ARGUMENT when they overlap each other or themselves.
 */
jx_status bind_check_results(bound *b, diag *d);
/* Copies an array of the given shape, any strides on both sides. False when it was stopped. */
bool bind_copy(int rank, const int64_t *shape, size_t itemsize, const bound_array *to,
               const bound_array *from, const stop_flag *cancel);

#endif
