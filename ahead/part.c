/* part.c: the way into an object file that was compiled ahead of time.
 *
 * This file and those of the runtime that bind and run kernels are compiled a second time, without
 * OpenMP, and linked to one relocatable file, the *part*, which goes into every object
 * (codegen/object.c). So a function compiled ahead of time runs as jx_eval() would run it, piece by
 * piece, and gives the same bits. It needs nothing but the C library.
 *
 * Takes sizes, the addresses of operands (scalars too) and of results; checks what the kernel's
 * guards say of them; computes into the results. No state but what is known of the processor. Start
 * at jx_part_call().
 */
#include <stdlib.h>
#include <string.h>

#include "ahead/program.h"
#include "base/array.h"
#include "runtime/machine/cpu.h"
#include "runtime/machine/fpenv.h"
#include "runtime/run/bind.h"

#define PART_ENTRY __attribute__((visibility("default")))
#define PART_DATA __attribute__((visibility("hidden")))

/* Put there when an object is made; all of these names get the function's name then. */
extern const unsigned char jx_part_program[] PART_DATA; /* an ahead_program */
extern const unsigned char jx_part_image[] PART_DATA;

PART_ENTRY int jx_part_call(const int64_t *sizes, const void *const *operands, void *const *results,
                            int threads, team_run *team);
PART_ENTRY int jx_part_shapes(const int64_t *sizes, const void *const *operands, int64_t *extents);

/* Bookkeeping of most calls fits the stack. */
#define STACK_BYTES 8192

/* ---- Failures: a status is all there is ---- */

jx_status diag_fail(diag *d, jx_status status, span where, const char *format, ...) {
  (void)where, (void)format;
  if (d->status == JX_OK) d->status = status;
  return d->status;
}

jx_status diag_memory(diag *d) { return diag_fail(d, JX_ERROR_MEMORY, (span){0}, "memory"); }

static int status_of(jx_status status) {
  switch (status) {
  case JX_OK: return AHEAD_OK;
  case JX_ERROR_MEMORY: return AHEAD_MEMORY;
  case JX_ERROR_ARGUMENT: return AHEAD_POINTER;
  default: return AHEAD_SIZE;
  }
}

/* ---- The program ---- */

static const void *program_at(uint32_t offset) { return jx_part_program + offset; }
static const ahead_program *program(void) { return program_at(0); }
static const kernel_spec *program_spec(void) { return program_at(program()->spec); }

/* ---- The processor ---- */

/* Asking takes microseconds where there is a hypervisor. */
static bool processor_fits(void) {
  enum { UNKNOWN, FITS, LACKS };
  static _Atomic int known;
  int state = atomic_load_explicit(&known, memory_order_relaxed);
  if (state == UNKNOWN) {
    uint64_t need = program()->features;
    state = (cpu_machine_bits() & need) == need ? FITS : LACKS;
    atomic_store_explicit(&known, state, memory_order_relaxed);
  }
  return state == FITS;
}

/* ---- A call ---- */

typedef struct part_call {
  jx_array *operands, *results;
  const jx_array **pointers;
  kernel_entry **entries;
  dim_value *frame; /* begins with the dims' values */
  void *block;      /* what is not on the stack */
} part_call;

/* Lays a call's memory out, as work_size() in ahead.c counts it. */
static bool take_memory(part_call *c, void *stack) {
  const ahead_program *p = program();
  char *at = stack;
  c->block = NULL;
  if (p->work > STACK_BYTES && !(at = c->block = malloc(p->work))) return false;
  c->operands = (jx_array *)(void *)at;
  at += p->noperands * sizeof *c->operands;
  c->results = (jx_array *)(void *)at;
  at += p->nresults * sizeof *c->results;
  c->pointers = (const jx_array **)(void *)at;
  at += p->noperands * sizeof *c->pointers;
  c->entries = (kernel_entry **)(void *)at;
  at += program_spec()->stages.n * sizeof *c->entries;
  c->frame = (dim_value *)(void *)at;
  return true;
}

/* Strides without gaps. False when the shape is none, or too large for memory. */
static bool lay_out(jx_array *a, bool fortran) {
  int64_t stride = array_item(a);
  for (int x = 0; x < a->rank; x++)
    if (a->shape[x] < 0) return false;
  if (array_elements(a->rank, a->shape, (size_t)stride) < 0) return false;
  for (int i = 0; i < a->rank; i++) {
    int x = fortran ? i : a->rank - 1 - i;
    a->strides[x] = stride;
    /* may wrap when there are no elements, and is then not used */
    if (a->shape[x] > 1) stride = (int64_t)((uint64_t)stride * (uint64_t)a->shape[x]);
  }
  return true;
}

static bool lacks_data(const jx_array *a) { return !a->data && jx_array_size(a) > 0; }

static int take_operands(part_call *c, const int64_t *sizes, const void *const *operands,
                         bool shapes_only) {
  const ahead_operand *o = program_at(program()->operands);
  for (uint32_t i = 0; i < program()->noperands; i++, o++) {
    const ahead_extent *e = (const ahead_extent *)program_at(program()->extents) + o->extent;
    jx_array *a = &c->operands[i];
    a->data = (void *)operands[i]; /* only read */
    a->dtype = (jx_dtype)o->dtype;
    a->rank = o->rank;
    a->flags = o->weak ? JX_ARRAY_WEAK : 0;
    a->owned = 0;
    for (int x = 0; x < a->rank; x++, e++)
      if (__builtin_add_overflow(e->size < 0 ? 0 : sizes[e->size], e->add, &a->shape[x]))
        return AHEAD_SIZE;
    if (!lay_out(a, o->fortran)) return AHEAD_SIZE;
    if (!shapes_only && lacks_data(a)) return AHEAD_POINTER;
    c->pointers[i] = a;
  }
  return AHEAD_OK;
}

/* Operands, then what the call's numbers are, and whether the kernel holds for them. */
static int prepare(part_call *c, const int64_t *sizes, const void *const *operands,
                   bool shapes_only) {
  const kernel_spec *s = program_spec();
  int status = take_operands(c, sizes, operands, shapes_only);
  if (status != AHEAD_OK) return status;
  dims_evaluate(spec_dims(s), 0, s->dims.n, c->pointers, c->frame);
  return dims_guarded(spec_guards(s), s->guards.n, c->frame) ? AHEAD_OK : AHEAD_SIZE;
}

static int64_t result_extent(const part_call *c, const plan_result *p, int x) {
  int64_t n = c->frame[spec_dimlists(program_spec())[p->dims + (uint32_t)x]].i;
  return n < 0 ? 0 : n;
}

static int take_results(part_call *c, void *const *results) {
  static char nothing; /* stands for no elements: bind_call() allocates what has no data */
  const plan_result *p = spec_results(program_spec());
  for (uint32_t i = 0; i < program()->nresults; i++, p++) {
    jx_array *a = &c->results[i];
    a->data = results[i];
    a->dtype = (jx_dtype)p->dtype;
    a->rank = p->rank;
    a->flags = 0;
    a->owned = 0;
    for (int x = 0; x < a->rank; x++) a->shape[x] = result_extent(c, p, x);
    if (!lay_out(a, false)) return AHEAD_SIZE;
    if (lacks_data(a)) return AHEAD_POINTER;
    if (!a->data) a->data = &nothing;
  }
  return AHEAD_OK;
}

static void *take(void *user, size_t size, size_t *got) {
  *got = size;
  return mem_alloc(user, size, JX_ALIGN);
}

static void give(void *user, void *block, size_t size) { mem_free(user, block, size); }

/* The first node that met an element it cannot do: an index has left which, and a fold of nothing
 * what is none. */
static int what_failed(const bound *b) {
  int64_t index = b->index[__builtin_ctzll(b->fault)];
  return index == INT64_MAX ? AHEAD_POWER : index == INT64_MIN ? AHEAD_NOTHING : AHEAD_INDEX;
}

static int run(part_call *c, int threads, team_run *team) {
  const kernel_spec *s = program_spec();
  const uint32_t *entries = program_at(program()->entries);
  bind_host host = {.take = take,
                    .give = give,
                    .user = (void *)&alloc_default,
                    .max_bytes = SIZE_MAX,
                    .threads = threads};
  bound b;
  diag d;
  kernel k; /* of which only this is read */
  k.spec = s;
  k.entries = c->entries;
  d.status = JX_OK;
  for (uint32_t i = 0; i < s->stages.n; i++) {
    const void *entry = jx_part_image + entries[i];
    memcpy(&c->entries[i], &entry, sizeof entry); /* C has no cast from data to code */
  }
  jx_status status = bind_call(&b, &host, &k, c->frame, c->pointers, c->results, &d);
  if (status != JX_OK) return status_of(status);
  schedule_run r = {.stages = b.stages,
                    .n = s->stages.n,
                    .chains = b.chains,
                    .nchains = s->chains.n,
                    .states = b.states,
                    .threads = threads,
                    .team = team};
  schedule_all(&r); /* nobody can cancel it */
  if (b.fault)
    bind_abandon(&b);
  else
    bind_finish(&b, c->results);
  return b.fault ? what_failed(&b) : AHEAD_OK;
}

static int call_function(const int64_t *sizes, const void *const *operands, void *const *results,
                         int threads, team_run *team) {
  _Alignas(JX_ALIGN) char stack[STACK_BYTES];
  part_call c;
  if (!take_memory(&c, stack)) return AHEAD_MEMORY;
  int status = prepare(&c, sizes, operands, false);
  if (status == AHEAD_OK) status = take_results(&c, results);
  if (status == AHEAD_OK) status = run(&c, threads < 1 ? 1 : threads, team);
  free(c.block);
  return status;
}

static int tell_shapes(const int64_t *sizes, const void *const *operands, int64_t *extents) {
  _Alignas(JX_ALIGN) char stack[STACK_BYTES];
  part_call c;
  const plan_result *p = spec_results(program_spec());
  if (!take_memory(&c, stack)) return AHEAD_MEMORY;
  int status = prepare(&c, sizes, operands, true);
  for (uint32_t i = 0; status == AHEAD_OK && i < program()->nresults; i++, p++)
    for (int x = 0; x < p->rank; x++) *extents++ = result_extent(&c, p, x);
  free(c.block);
  return status;
}

/* ---- Entries: in the default floating-point environment, whatever the caller's is ---- */

int jx_part_call(const int64_t *sizes, const void *const *operands, void *const *results,
                 int threads, team_run *team) {
  fp_environment caller;
  if (!processor_fits()) return AHEAD_PROCESSOR;
  fp_enter(&caller);
  int status = call_function(sizes, operands, results, threads, team);
  fp_leave(&caller);
  return status;
}

int jx_part_shapes(const int64_t *sizes, const void *const *operands, int64_t *extents) {
  fp_environment caller;
  fp_enter(&caller);
  int status = tell_shapes(sizes, operands, extents);
  fp_leave(&caller);
  return status;
}
