/* state_call.c: a state's call, bound for the rows at hand; see state.h. */
#include <string.h>
#include <sys/mman.h>

#include "runtime/machine/threads.h"
#include "runtime/state.h"

/* Arrays as they would be if all rows were there: their addresses are moved back by the rows before
 * those at hand. */
static jx_status open_call(state_call *s, const jx_state *state, jx_context *context, int64_t rows,
                           int64_t from, char *const *data, diag *d) {
  size_t n = state->noperands;
  jx_array *arrays = arena_zalloc(&s->memory, (n + 1) * sizeof *arrays);
  const jx_array **at = arena_zalloc(&s->memory, (n + 1) * sizeof *at);
  s->results = arena_zalloc(&s->memory, (state->nresults + 1) * sizeof *s->results);
  if (s->memory.failed) return diag_memory(d);
  for (size_t i = 0; i < n; i++) {
    arrays[i] = state->whole[i];
    at[i] = &arrays[i];
    if (!state->pieced[i]) continue;
    arrays[i].shape[0] = rows;
    uintptr_t first = data ? (uintptr_t)data[i] : JX_ALIGN;
    arrays[i].data = (void *)(first - (uintptr_t)from * (uintptr_t)arrays[i].strides[0]);
  }
  s->call = (call){.context = context,
                   .source = state->source,
                   .length = state->length,
                   .names = state->names,
                   .noperands = n,
                   .arrays = at,
                   .results = s->results,
                   .nresults = state->nresults,
                   .precision = state->precision,
                   .careful = true}; /* rows are not there for a second go */
  return JX_OK;
}

static void prepare_run(state_call *s) {
  s->progress = call_progress_of(s->call.context);
  s->pieces.run = call_schedule(&s->call, &s->bound, &s->progress);
  s->pieces.run.used = 1;
}

jx_status state_open(state_call *s, const jx_state *state, jx_context *context, int64_t rows,
                     int64_t from, char *const *data, diag *d) {
  memset(&s->bound, 0, offsetof(bound, index));
  s->results = NULL;
  arena_init(&s->memory, &context->engine->allocator);
  JX_TRY(open_call(s, state, context, rows, from, data, d));
  JX_TRY(call_bind(&s->call, &s->bound, d));
  JX_TRY(piecewise_plan(&s->pieces, &s->bound, state->pieced, rows, &s->memory, d));
  prepare_run(s);
  if (state->nunits && piecewise_mark(&s->pieces) != state->mark)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                     "the state is of another version of jx or another kind of processor; JX_CPU "
                     "can make processors alike");
  return JX_OK;
}

/* Temps of all rows have been touched where the rows at hand are; what is kept of a large block is
 * to be bounded by them. */
#define LARGE_BLOCK ((size_t)64 << 20)
#define PAGE ((uintptr_t)4096)

static void forget(void *block, size_t size) {
  uintptr_t from = ((uintptr_t)block + PAGE - 1) & ~(PAGE - 1);
  uintptr_t to = ((uintptr_t)block + size) & ~(PAGE - 1);
  if (size >= LARGE_BLOCK) madvise((void *)from, to - from, MADV_DONTNEED);
}

void state_close(state_call *s) {
  forget(s->bound.block, s->bound.block_size);
  if (s->bound.spec) bind_abandon(&s->bound);
  arena_free(&s->memory);
}

jx_status state_ran(state_call *s, bool going, diag *d) {
  if (!going) return call_stopped(s->call.context, d);
  if (s->bound.fault & ~PLAN_DOUBT) return call_fault(&s->call, &s->bound, d);
  return JX_OK;
}
