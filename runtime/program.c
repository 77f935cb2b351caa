/* program.c: programs that are compiled once and called often: jx_compile() and jx_run().
 *
 * A program is its text, its names and the key they begin; kernels are found or made when it is
 * run, in the cache that jx_eval() uses too. It does not change, so any number of threads may run
 * it, and it keeps the engine alive.
 */
#include <string.h>

#include "runtime/call.h"

struct jx_program {
  engine *engine;
  uint64_t number; /* of the engine's programs, from 1 */
  size_t size; /* of this block: the struct, the pointers to the names, the prefix, source and names
                  in it */
  const char *source;
  size_t length;
  size_t nnames;
  const char **names;
  char *prefix;
  size_t prefix_size;
};

/* Copies what the call's names and source are into one block; the copies in the prefix serve as
 * both. */
static jx_program *program_new(const call *c) {
  size_t pointers = (c->noperands + 1) * sizeof(char *), prefix = call_prefix(c, NULL, 0);
  size_t size = sizeof(jx_program) + pointers + prefix;
  jx_program *p = mem_alloc(&c->context->engine->allocator, size, JX_ALIGN);
  if (!p) return NULL;
  *p = (jx_program){.engine = c->context->engine,
                    .number = 1 + atomic_fetch_add(&c->context->engine->programs, 1),
                    .size = size,
                    .length = c->length,
                    .nnames = c->noperands,
                    .names = (const char **)(void *)(p + 1),
                    .prefix = (char *)(p + 1) + pointers,
                    .prefix_size = prefix};
  call_prefix(c, p->prefix, prefix);
  p->source = p->prefix + 2 * sizeof(uint64_t);
  const char *name = p->source + c->length;
  for (size_t i = 0; i < c->noperands; i++) {
    p->names[i] = name;
    name += strlen(name) + 1;
  }
  engine_retain(p->engine);
  return p;
}

static jx_status compile(call *c, jx_program **out, diag *d) {
  if (!out) return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "program is NULL");
  *out = NULL;
  JX_TRY(context_stopped(c->context, d));
  JX_TRY(call_check_source(c->context, c->source, &c->length, d));
  d->length = c->length;
  if (c->noperands > CALL_MAX_COUNT)
    return diag_fail(d, JX_ERROR_LIMIT, (span){0}, "%zu names; at most %d are allowed",
                     c->noperands, CALL_MAX_COUNT);
  if (c->noperands && !c->names)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "names are NULL");
  for (size_t i = 0; i < c->noperands; i++)
    if (!c->names[i]) return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "name %zu is NULL", i + 1);
  arena memory;
  ast tree;
  arena_init(&memory, &c->context->engine->allocator);
  memory.stop = c->context->cancel;
  jx_status status = call_check_names(c, &memory, d);
  if (status == JX_OK) status = ast_parse(&tree, &memory, d, c->context->engine->max_nodes);
  arena_free(&memory);
  if (status == JX_OK || status == JX_ERROR_MEMORY) JX_TRY(context_stopped(c->context, d));
  if (status != JX_OK) return status;
  *out = program_new(c);
  return *out ? JX_OK : diag_memory(d);
}

jx_status jx_compile(jx_context *context, const char *source, size_t length,
                     const char *const *names, size_t nnames, jx_program **program) {
  call c = {
      .context = context, .source = source, .length = length, .names = names, .noperands = nnames};
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, source, 0);
  return context_leave(context, compile(&c, program, &d), &d);
}

static void check_run(const jx_context *context, const jx_program *p, size_t noperands, diag *d) {
  const span none = {0};
  if (!p)
    diag_fail(d, JX_ERROR_ARGUMENT, none, "program is NULL");
  else if (p->engine != context->engine)
    diag_fail(d, JX_ERROR_ARGUMENT, none,
              "the program was compiled in a context that this one does not share");
  else if (p->nnames != noperands)
    diag_fail(d, JX_ERROR_ARGUMENT, none, "program takes %zu operands, %zu given", p->nnames,
              noperands);
}

bool call_of_program(call *c, jx_context *context, const jx_program *p, size_t noperands, diag *d) {
  check_run(context, p, noperands, d);
  if (!p || d->status != JX_OK) return false;
  *c = (call){.context = context,
              .source = p->source,
              .length = p->length,
              .names = p->names,
              .noperands = noperands,
              .program = p->number,
              .prefix = p->prefix,
              .prefix_size = p->prefix_size};
  return true;
}

jx_status jx_run(jx_context *context, const jx_program *program, const jx_array *const *operands,
                 size_t noperands, jx_array *results, size_t nresults) {
  if (!context) return JX_ERROR_ARGUMENT;
  diag d;
  call c;
  diag_init(&d, NULL, 0);
  if (!call_of_program(&c, context, program, noperands, &d)) return context_fail(context, &d);
  c.arrays = operands;
  c.results = results;
  c.nresults = nresults;
  return call_run(&c);
}

void jx_program_free(jx_program *program) {
  if (!program) return;
  engine *e = program->engine;
  mem_free(&e->allocator, program, program->size);
  engine_release(e);
}
