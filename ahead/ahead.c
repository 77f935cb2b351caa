/* ahead.c: programs compiled ahead of time; see ahead.h. Start at emit().
 *
 * The way is that of every program (runtime/call.h), with examples in place of operands: arrays
 * without data, whose free extents are large. What is decided by how large they are is not decided
 * by free ones; what is wrong with an example is reported as such.
 */
#include <stdio.h>
#include <string.h>

#include "ahead/ahead.h"
#include "base/array.h"
#include "base/dtype.h"
#include "base/element.h"
#include "base/hash.h"
#include "runtime/run/bind.h"

#define FAIL(a, status, ...) diag_fail((a)->d, status, (span){0}, __VA_ARGS__)

/* ---- Examples ---- */

/* An example of a size is beyond what is called short anywhere, and beyond the numbers in the
 * program, so that slices up to such a number have it before them. */
#define SIZE_LEAST 1000
/* All elements of an example together. */
#define ELEMENTS_MOST ((int64_t)1 << 56)

static int64_t largest_number(const ahead *a) {
  int64_t largest = 0;
  for (size_t i = 0; i < a->length; i++) {
    int64_t n = 0;
    for (; i < a->length && a->source[i] >= '0' && a->source[i] <= '9'; i++)
      if (n < ELEMENTS_MOST) n = n * 10 + (a->source[i] - '0');
    if (n > largest) largest = n;
  }
  return largest;
}

static int64_t power(int64_t x, int n) {
  int64_t product = 1;
  while (n-- > 0 && product <= ELEMENTS_MOST)
    if (__builtin_mul_overflow(product, x, &product)) return INT64_MAX;
  return product;
}

static int64_t divisor(int64_t a, int64_t b) { return b ? divisor(b, a % b) : a; }

/* So large that most numbers a program has divide it. */
#define MULTIPLE_MOST 1000000

/* A multiple of the numbers in a program that reshapes, which may be what sizes are divided by, and
 * of examples of scalars; else 1. */
static int64_t common_multiple(const ahead *a) {
  int64_t multiple = 1;
  if (!memmem(a->source, a->length, "reshape", 7)) return multiple;
  for (size_t i = 0; i < a->length; i++) {
    int64_t n = 0;
    for (; i < a->length && a->source[i] >= '0' && a->source[i] <= '9'; i++)
      if (n < MULTIPLE_MOST) n = n * 10 + (a->source[i] - '0');
    if (n && multiple / divisor(multiple, n) * n <= MULTIPLE_MOST)
      multiple *= n / divisor(multiple, n);
  }
  for (size_t i = 0; i < a->nparameters; i++) {
    int64_t n = a->parameters[i].rank ? 0 : a->parameters[i].example;
    if (n > 0 && n < MULTIPLE_MOST && multiple / divisor(multiple, n) * n <= MULTIPLE_MOST)
      multiple *= n / divisor(multiple, n);
  }
  return multiple;
}

static int64_t example_size(const ahead *a) {
  int64_t size = 2 * largest_number(a) + SIZE_LEAST, multiple = common_multiple(a);
  size = (size + multiple - 1) / multiple * multiple;
  int rank = 1;
  for (size_t i = 0; i < a->nparameters; i++)
    if (a->parameters[i].rank > rank) rank = a->parameters[i].rank;
  while (size > 3 && power(size, rank) > ELEMENTS_MOST) size /= 2;
  return size;
}

static jx_status make_example(ahead *a, size_t i, int64_t size) {
  ahead_parameter *p = &a->parameters[i];
  jx_array *x = &a->arrays[i];
  *x = (jx_array){.dtype = p->dtype,
                  .rank = p->rank,
                  .flags = p->weak ? JX_ARRAY_WEAK : 0,
                  .detail = p->detail};
  int64_t stride = array_item(x);
  for (int k = 0; k < p->rank; k++) {
    const ahead_extent *e = &p->extents[k];
    if (__builtin_add_overflow(e->size < 0 ? 0 : size, e->add, &x->shape[k]) || x->shape[k] < 0)
      return FAIL(a, JX_ERROR_ARGUMENT, "the type of '%.100s': an extent is out of range", p->name);
    if (e->size < 0) a->fixed[i] |= UINT32_C(1) << k;
  }
  for (int k = 0; k < p->rank; k++) {
    int axis = p->fortran ? k : p->rank - 1 - k;
    x->strides[axis] = stride;
    if (x->shape[axis] > 1 && __builtin_mul_overflow(stride, x->shape[axis], &stride))
      return FAIL(a, JX_ERROR_ARGUMENT, "the type of '%.100s': the array is too large", p->name);
  }
  if (p->rank == 0) {
    void *value = arena_zalloc(&a->memory, sizeof(element_value) * 2); /* of any dtype */
    if (!value) return diag_memory(a->d);
    element_value example = {.i = p->example};
    if (dtype_is_float(p->dtype)) example.f = (double)p->example;
    if (p->dtype == JX_BOOL) example.i = true;
    element_store(value, p->dtype, example);
    x->data = value;
  }
  a->operands[i] = (jx_operand){p->name, x};
  layout_of(&a->layouts[i], x);
  return JX_OK;
}

static jx_status read_parameters(ahead *a, const jx_parameter *parameters) {
  size_t n = a->nparameters + 1;
  a->parameters = arena_zalloc(&a->memory, n * sizeof *a->parameters);
  a->arrays = arena_zalloc(&a->memory, n * sizeof *a->arrays);
  a->operands = arena_zalloc(&a->memory, n * sizeof *a->operands);
  a->layouts = arena_zalloc(&a->memory, n * sizeof *a->layouts);
  a->fixed = arena_zalloc(&a->memory, n * sizeof *a->fixed);
  if (a->memory.failed) return diag_memory(a->d);
  for (size_t i = 0; i < a->nparameters; i++) {
    const jx_parameter *p = &parameters[i];
    if (!p->name || !p->type)
      return FAIL(a, JX_ERROR_ARGUMENT, "parameter %zu has no %s", i + 1,
                  p->name ? "type" : "name");
    a->parameters[i].name = p->name;
    JX_TRY(ahead_read_type(a, &a->parameters[i], p->type));
  }
  a->example = example_size(a);
  for (size_t i = 0; i < a->nparameters; i++) JX_TRY(make_example(a, i, a->example));
  return JX_OK;
}

/* ---- Compiling ---- */

/* Results are the caller's, in C order. */
static jx_status lay_out_results(ahead *a) {
  const graph *g = &a->graph;
  a->results = arena_zalloc(&a->memory, (g->results.n + 1) * sizeof *a->results);
  if (!a->results) return diag_memory(a->d);
  for (size_t i = 0; i < g->results.n; i++) {
    const graph_node *n = graph_at(g, g->results.at[i]);
    int64_t shape[JX_MAX_RANK];
    for (int k = 0; k < n->rank; k++) shape[n->rank - 1 - k] = graph_extent(g, n, k);
    const graph_stamp *stamp = &g->stamps.at[i];
    jx_array r = jx_array_of(NULL, stamp->dtype ? stamp->dtype : n->dtype, n->rank, shape);
    r.detail = stamp->detail;
    if (jx_array_size(&r) < 0) return FAIL(a, JX_ERROR_LIMIT, "a result is too large");
    layout_of(&a->results[i], &r);
  }
  return JX_OK;
}

/* Shapes in a message are those of examples, which nobody has asked for by name. */
static jx_status build_graph(ahead *a, size_t max_nodes) {
  jx_status status =
      graph_build_free(&a->graph, &a->tree, a->operands, a->nparameters, a->fixed, max_nodes);
  size_t n = strlen(a->d->message);
  if ((status == JX_ERROR_SHAPE || status == JX_ERROR_VALUE) && a->sizes.n)
    snprintf(a->d->message + n, sizeof a->d->message - n, " (free sizes stand for %lld here)",
             (long long)a->example);
  return status;
}

/* Objects have no helpers for them. */
static jx_status refuse_strings(const graph *g, diag *d) {
  for (graph_ref r = 1; r < g->nodes.n; r++)
    if (graph_at(g, r)->item)
      return diag_fail(d, JX_ERROR_UNSUPPORTED, graph_at(g, r)->where,
                       "strings are not compiled ahead of time");
  return JX_OK;
}

static jx_status compile(ahead *a, jx_context *context) {
  engine *e = context->engine;
  const call names = {.named = a->operands, .noperands = a->nparameters};
  JX_TRY(call_check_names(&names, &a->memory, a->d));
  JX_TRY(ast_parse(&a->tree, &a->memory, a->d, e->max_nodes));
  JX_TRY(build_graph(a, e->max_nodes));
  JX_TRY(graph_check(&a->graph, a->d));
  JX_TRY(refuse_strings(&a->graph, a->d));
  JX_TRY(lay_out_results(a));
  JX_TRY(engine_cpu(e, &a->cpu, a->d));
  JX_TRY(
      plan_build(&a->plan, &a->graph, a->layouts, a->results, &a->cpu->target.plan, a->precision));
  JX_TRY(plan_check(&a->plan, a->d));
  return ahead_settle_sizes(a);
}

/* A hash over whatever two functions of one name may differ in. */
static jx_status make_key(ahead *a, const jx_parameter *parameters) {
  text t;
  text_init(&t, &a->memory);
  text_append(&t, a->source, a->length);
  text_append(&t, (const char *)&a->cpu->bits, sizeof a->cpu->bits);
  text_append(&t, (const char *)&a->precision, sizeof a->precision);
  for (size_t i = 0; i < a->nparameters; i++) {
    text_append(&t, parameters[i].name, strlen(parameters[i].name) + 1);
    text_append(&t, parameters[i].type, strlen(parameters[i].type) + 1);
  }
  if (a->memory.failed) return diag_memory(a->d);
  uint64_t hash = hash_bytes(t.at, t.n, 0).word[0];
  snprintf(a->key, sizeof a->key, "%012llx", (unsigned long long)(hash & 0xffffffffffff));
  return JX_OK;
}

/* ---- The object ---- */

#define ALIGN(n) (((n) + 15) & ~(size_t)15)

/* Bytes a call needs for its bookkeeping; part.c lays them out. */
static size_t work_size(const kernel_spec *spec) {
  const kernel k = {
      .spec = spec, .nslots = kernel_spec_slots(spec), .nbigints = kernel_spec_bigints(spec)};
  return (spec->noperands + spec->results.n) * sizeof(jx_array) +
         spec->noperands * sizeof(jx_array *) + spec->stages.n * sizeof(kernel_entry *) +
         bind_frame(&k);
}

static jx_status make_program(ahead *a, const kernel_spec *spec, const image *code, void **out,
                              size_t *size) {
  size_t nextents = 0, at = ALIGN(sizeof(ahead_program));
  for (size_t i = 0; i < a->nparameters; i++) nextents += (size_t)a->parameters[i].rank;
  ahead_program p = {.features = a->cpu->bits,
                     .nsizes = a->nsizes,
                     .noperands = (uint32_t)a->nparameters,
                     .nresults = spec->results.n,
                     .work = (uint32_t)work_size(spec)};
  p.operands = (uint32_t)at;
  at += ALIGN(a->nparameters * sizeof(ahead_operand));
  p.extents = (uint32_t)at;
  at += ALIGN(nextents * sizeof(ahead_extent));
  p.entries = (uint32_t)at;
  at += ALIGN(code->nentries * sizeof(uint32_t));
  p.spec = (uint32_t)at;
  *size = at + spec->size;
  char *bytes = arena_zalloc(&a->memory, *size);
  if (!bytes) return diag_memory(a->d);
  memcpy(bytes, &p, sizeof p);
  memcpy(bytes + p.spec, spec, spec->size);
  for (size_t i = 0; i < code->nentries; i++)
    memcpy(bytes + p.entries + i * sizeof(uint32_t), &code->entries[i].at, sizeof(uint32_t));
  ahead_operand *o = (ahead_operand *)(void *)(bytes + p.operands);
  ahead_extent *extents = (ahead_extent *)(void *)(bytes + p.extents);
  uint32_t n = 0;
  for (size_t i = 0; i < a->nparameters; i++) {
    const ahead_parameter *x = &a->parameters[i];
    o[i] = (ahead_operand){(uint8_t)x->dtype, (uint8_t)x->rank, x->weak, x->fortran, n};
    for (int k = 0; k < x->rank; k++) {
      ahead_extent e = ahead_resolve(a, x->extents[k]);
      if (e.size >= 0) e.size = (int32_t)a->sizes.at[e.size].index;
      extents[n++] = e;
    }
  }
  *out = bytes;
  return JX_OK;
}

static jx_status make_object(ahead *a, jx_context *context, arena *to, const void **bytes,
                             size_t *size) {
  const codegen_api *api;
  kernel_spec *spec;
  image code;
  object_request r = {.name = a->function, .key = a->key, .image = &code};
  void *program = NULL;
  JX_TRY(engine_codegen(context->engine, &api, a->d));
  if (!api->object)
    return FAIL(a, JX_ERROR_UNSUPPORTED, "this code generator writes no object files");
  JX_TRY(kernel_spec_make(&spec, &a->plan));
  call_watch w;
  call_watch_begin(&w, context);
  a->memory.stop = NULL; /* it is asked here instead */
  JX_TRY(generate_begin(context->engine, &a->plan, &a->memory, &api, a->d));
  jx_status status = api->compile(&a->plan, &a->cpu->target, &w.watch, &a->memory, a->d, &code);
  generate_end(context->engine, &a->plan, &a->memory);
  if (status == JX_ERROR_CANCELLED) return call_stopped(context, a->d);
  if (status != JX_OK) return status;
  JX_TRY(make_program(a, spec, &code, &program, &r.program_size));
  r.program = program;
  const uint8_t *object;
  JX_TRY(api->object(&r, to, a->d, &object, size));
  *bytes = object;
  return JX_OK;
}

/* ---- Text ---- */

static jx_status print_plan(ahead *a, text *out) {
  const char **names = arena_zalloc(&a->memory, (a->nparameters + 1) * sizeof *names);
  if (!names) return diag_memory(a->d);
  for (size_t i = 0; i < a->nparameters; i++) names[i] = a->parameters[i].name;
  a->plan.names = names;
  plan_print(&a->plan, NULL, out);
  return JX_OK;
}

static jx_status print_form(ahead *a, jx_context *context, jx_form form, text *out) {
  const codegen_api *api;
  jx_status status;
  switch (form) {
  case JX_FORM_AST: ast_print(&a->tree, out); return JX_OK;
  case JX_FORM_GRAPH: graph_print(&a->graph, out); return JX_OK;
  case JX_FORM_PLAN: return print_plan(a, out);
  case JX_FORM_HEADER: ahead_print_header(a, out); return JX_OK;
  default:
    JX_TRY(generate_begin(context->engine, &a->plan, out->arena, &api, a->d));
    status = api->print(&a->plan, &a->cpu->target, form, a->d, out);
    generate_end(context->engine, &a->plan, out->arena);
    return status;
  }
}

/* ---- The entry ---- */

static jx_status check(const ahead *a, const jx_parameter *parameters, jx_form form) {
  if (a->nparameters && !parameters) return FAIL(a, JX_ERROR_ARGUMENT, "parameters are NULL");
  if (a->nparameters > CALL_MAX_COUNT)
    return FAIL(a, JX_ERROR_LIMIT, "%zu parameters; at most %d are allowed", a->nparameters,
                CALL_MAX_COUNT);
  if ((int)form < JX_FORM_AST || form > JX_FORM_HEADER)
    return FAIL(a, JX_ERROR_ARGUMENT, "form %d is not known", (int)form);
  if (form == JX_FORM_PROFILE)
    return FAIL(a, JX_ERROR_ARGUMENT, "only a program with its arrays at hand has a profile");
  if (!a->function || !ahead_is_identifier(a->function) || strlen(a->function) > 100)
    return FAIL(a, JX_ERROR_ARGUMENT, "the function's name '%.100s' is not an identifier of C",
                a->function ? a->function : "");
  if (ahead_is_reserved(a->function))
    return FAIL(a, JX_ERROR_ARGUMENT, "the function cannot be called '%.100s' in C or C++",
                a->function);
  return JX_OK;
}

static jx_status emit(ahead *a, jx_context *context, const jx_parameter *parameters, jx_form form,
                      const void **bytes, size_t *size) {
  JX_TRY(context_stopped(context, a->d));
  JX_TRY(check(a, parameters, form));
  JX_TRY(call_check_source(context, a->source, &a->length, a->d));
  a->d->length = a->length;
  JX_TRY(read_parameters(a, parameters));
  JX_TRY(compile(a, context));
  JX_TRY(make_key(a, parameters));
  arena_init(&context->text, &context->engine->allocator);
  context->text_used = true;
  if (form == JX_FORM_OBJECT) return make_object(a, context, &context->text, bytes, size);
  text out;
  text_init(&out, &context->text);
  JX_TRY(print_form(a, context, form, &out));
  *bytes = out.at;
  *size = out.n;
  return context->text.failed ? diag_memory(a->d) : JX_OK;
}

jx_status jx_emit_ahead(jx_context *context, const char *source, size_t length,
                        const jx_parameter *parameters, size_t nparameters, const char *function,
                        jx_form form, const void **bytes, size_t *size) {
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, source, 0);
  ahead a = {.function = function,
             .source = source,
             .length = length,
             .precision = context->precision,
             .nparameters = nparameters,
             .d = &d};
  arena_init(&a.memory, &context->engine->allocator);
  a.memory.stop = context->cancel;
  const void *made = NULL;
  size_t n = 0;
  jx_status status = bytes && size ? emit(&a, context, parameters, form, &made, &n)
                                   : FAIL(&a, JX_ERROR_ARGUMENT, "bytes or size is NULL");
  if (a.memory.failed) status = diag_memory(&d);
  if (status == JX_ERROR_MEMORY && stop_wanted(context->cancel))
    status = context_stopped(context, &d);
  if (bytes) *bytes = status == JX_OK ? made : NULL;
  if (size) *size = status == JX_OK ? n : 0;
  arena_free(&a.memory);
  return context_leave(context, status, &d);
}
