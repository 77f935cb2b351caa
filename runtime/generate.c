/* generate.c: what surrounds every use of the code generator; see engine.h.
 *
 * LLVM has its own locks, so fork() waits for its units; and its memory is not the caller's, so
 * what a unit asks of the caller's allocator is asked as if it had been left for that long.
 */
#include "runtime/engine.h"

static void *alloc_outside(void *user, size_t size, size_t align) {
  const engine *e = user;
  unsigned paused = fork_pause();
  void *block = e->allocator.alloc(e->allocator.user, size, align);
  fork_resume(paused);
  return block;
}

static void free_outside(void *user, void *block, size_t size) {
  const engine *e = user;
  unsigned paused = fork_pause();
  e->allocator.free(e->allocator.user, block, size);
  fork_resume(paused);
}

void generate_init(engine *e) { e->pausing = (jx_allocator){alloc_outside, free_outside, e}; }

jx_status generate_begin(engine *e, arena *memory, const codegen_api **out, diag *d) {
  JX_TRY(engine_codegen(e, out, d));
  if (!fork_begin_unit())
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0},
                     "this process was forked while another thread was compiling, and cannot");
  memory->allocator = &e->pausing;
  return JX_OK;
}

void generate_end(engine *e, arena *memory) {
  memory->allocator = &e->allocator;
  fork_end_unit();
}
