/* engine.h: what contexts share, and what each has of its own.
 *
 * An engine holds the kernels, the pool, the allocator and the code generator; contexts and
 * programs hold references to it, and the last one frees it. Everything in it is either fixed when
 * it is made or guarded by a lock of its own (pool.h, cache.h, `lock` here). A context belongs to
 * one thread at a time and holds what a call needs without asking anybody: its diagnostic, its
 * statistics, growing buffers, and the entries of the cache it met last.
 */
#ifndef JX_ENGINE_H
#define JX_ENGINE_H

#include "codegen/codegen.h"
#include "runtime/cache/cache.h"
#include "runtime/cache/disk.h"
#include "runtime/machine/clock.h"
#include "runtime/machine/cpu.h"
#include "runtime/machine/fork.h"
#include "runtime/machine/fpenv.h"
#include "runtime/pool.h"
#include "runtime/run/share.h"

#define ENGINE_MAX_SOURCE ((size_t)1 << 20)
#define ENGINE_MAX_NODES 100000
#define ENGINE_MAX_POOL ((size_t)1 << 30)
#define ENGINE_MAX_THREADS 4096

typedef struct engine {
  atomic_uint refs;
  /* fixed */
  jx_allocator allocator;
  size_t max_source, max_nodes, max_bytes; /* max_bytes: SIZE_MAX for no limit */
  int32_t threads;
  ticker ticker;
  pool pool;
  cache cache;
  disk disk;
  fork_member fork;
  pthread_mutex_t lock;
  /* under the lock, until they are set */
  const codegen_api *_Atomic codegen;
  jx_allocator pausing; /* fixed: the allocator, for what LLVM's units take (generate.c) */
  cpu cpu;
  diag cpu_error; /* why it cannot be */
  /* counts: of contexts that are gone, and of those that are here */
  uint64_t past_hits, past_compiles;
  atomic_ullong programs;      /* that were compiled so far */
  atomic_bool told_of_threads; /* that some are missing */
  struct jx_context *contexts;
} engine;

/* Memory that grows and is kept from call to call. */
typedef struct buffer {
  void *at;
  size_t size;
} buffer;

struct jx_context {
  engine *engine;
  struct jx_context *next, **link; /* in engine.contexts */
  int32_t threads;                 /* 0: the engine's */
  jx_precision precision;
  jx_progress progress;
  void *progress_user;
  uint64_t progress_interval; /* ns; 0: none */
  uint64_t progress_asked;    /* when the callback was due last in this call; 0: it was not yet */
  bool busy;                  /* in a call: set while the progress callback may call back */
  stop_flag cancelled;        /* by jx_cancel(), and no call has said so yet */
  stop_flag *cancel;          /* that one, or its caller's for one of a crew */
  fp_environment caller;      /* meanwhile: what the calling thread had */
  cache_local local;
  buffer key, frame;
  struct recall_table *recalls; /* the calls made last (recall.h) */
  struct jx_context **crew;     /* of jx_run_many(), for other threads: one each */
  size_t ncrew, crew_room;
  pool_local blocks;
  arena text; /* what jx_inspect and jx_emit gave out in the last call, */
  arena past; /* and in the one before, which the last call may have been given */
  bool text_used, past_used;
  lateness late;                /* of teams for its calls */
  atomic_ullong hits, compiles; /* written by this context's thread alone */
  jx_stats stats;               /* times are in ticks (clock.h), */
  uint64_t cpu_ns;              /* but for this one; 0: the calling thread's time */
  diag diag;                    /* of the last failure */
  jx_error error;
};

/* A new context whose engine uses `codegen` instead of the module; for tests. NULL: the module. */
jx_context *context_new_with(const jx_options *options, const codegen_api *codegen);

/* The code generator, opened when there is no kernel on disk. A failure may pass (no descriptors,
 * no memory), so the next call tries again. */
jx_status engine_codegen(engine *e, const codegen_api **out, diag *d);
/* The processor that kernels are for. A failure is remembered. */
jx_status engine_cpu(engine *e, const cpu **out, diag *d);
/* Around every use of the code generator: it is opened, room for what the plan takes is looked for
 * (room.h), and a unit begins that fork() waits for (fork.h); meanwhile `memory`, an arena of this
 * engine's allocator, is the unit's. After a failure there is nothing to end. Errors:
 * JX_ERROR_CODEGEN, JX_ERROR_MEMORY. */
void generate_init(engine *e);
jx_status generate_begin(engine *e, const plan *p, arena *memory, const codegen_api **out, diag *d);
void generate_end(engine *e, const plan *p, arena *memory);
void engine_retain(engine *e);
void engine_release(engine *e);

/* At least `size` bytes, 64-byte aligned; what was there is lost when it grows. NULL when out of
 * memory. */
void *buffer_reserve(buffer *b, const jx_allocator *allocator, size_t size);

/* Begins a call, which context_leave() ends, on every way out; between the two the thread has the
 * default floating-point environment (fpenv.h). JX_ERROR_ARGUMENT without a context, or when it is
 * in a call already: then nothing has begun. */
jx_status context_enter(jx_context *context);
/* A status that is not JX_OK becomes the context's error, which `d` holds. Returns it. */
jx_status context_leave(jx_context *context, jx_status status, const diag *d);

/* Whether the call is to stop, because of jx_cancel(): then JX_ERROR_CANCELLED, instead of any error
 * that may have come of it. */
jx_status context_stopped(const jx_context *context, diag *d);

/* As many contexts for other threads as were asked for, which share this one's kernels and stay
 * until it is freed; or fewer, when there is no memory. Returns how many. */
size_t context_crew(jx_context *context, size_t n);

/* Makes a failure the context's error; returns its status. */
jx_status context_fail(jx_context *context, const diag *d);

static inline void count_one(atomic_ullong *counter) { /* one writer: no locked instruction */
  atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + 1,
                        memory_order_relaxed);
}

#endif
