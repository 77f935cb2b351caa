/* generate.c: what surrounds every use of the code generator; see engine.h.
 *
 * LLVM has its own locks, so fork() waits for its units; it has memory of its own and ends the
 * process when that runs out, so there must be room first; and what a unit asks of the caller's
 * allocator is asked as if it had been left for that long.
 */
#include "runtime/engine.h"
#include "runtime/machine/room.h"

/* ---- The caller's allocator ---- */

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

/* ---- Room ---- */

/* What LLVM 19 took at most in one module, measured as the peak of address space beyond what it has
 * for good: 220 kB for a sine (cost 27), 370 kB for a compensated sum, 100 kB for an operand, 5 kB
 * for an addition; and these are a quarter more or better. Of a large program there is never more
 * than one module at once (units.h). */
#define ROOM_BASE ((size_t)12 << 20)
#define ROOM_MOST ((size_t)192 << 20)
#define ROOM_COST ((size_t)12 << 10)
#define ROOM_STAGE ((size_t)256 << 10)
#define COST_ACCUMULATOR 40
#define COST_ACCESS 6
#define COST_VALUE 1

static size_t room_for(const plan *p) {
  size_t room = ROOM_BASE;
  for (uint32_t i = 0; i < p->stages.n; i++) {
    const plan_stage *s = &p->stages.at[i];
    size_t cost = (size_t)s->cost + (size_t)s->naccumulators * COST_ACCUMULATOR +
                  (size_t)s->naccesses * COST_ACCESS + (size_t)s->nvalues * COST_VALUE;
    room += ROOM_STAGE + cost * ROOM_COST;
  }
  return room < ROOM_MOST ? room : ROOM_MOST;
}

/* ---- Beginning and ending ---- */

jx_status generate_begin(engine *e, const plan *p, arena *memory, const codegen_api **out,
                         diag *d) {
  JX_TRY(engine_codegen(e, out, d));
  if (!room_take(room_for(p))) return diag_memory(d);
  if (fork_begin_unit()) {
    memory->allocator = &e->pausing;
    return JX_OK;
  }
  room_give_back(room_for(p));
  return diag_fail(d, JX_ERROR_CODEGEN, (span){0},
                   "this process was forked while another thread was compiling, and cannot");
}

void generate_end(engine *e, const plan *p, arena *memory) {
  memory->allocator = &e->allocator;
  fork_end_unit();
  room_give_back(room_for(p));
}
