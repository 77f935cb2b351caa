/* eval.c: from a program and arrays to results. Start at call_evaluate(); call_compile() is the
 * pipeline.
 *
 * A call is checked, its key looked up, a kernel probed or compiled, bound, run. When the kernel is
 * at hand, nothing on this way allocates but fresh results, and nothing locks.
 */
#include <string.h>

#include "runtime/bind.h"
#include "runtime/call.h"

static uint64_t now(const jx_context *c) { return ticker_now(&c->engine->ticker); }

/* ---- Compiling ---- */

static jx_status compilation_init(compilation *k, const call *c, diag *d) {
  *k = (compilation){0};
  arena_init(&k->memory, &c->context->engine->allocator);
  k->operands = arena_zalloc(&k->memory, (c->noperands + 1) * sizeof *k->operands);
  k->layouts = arena_zalloc(&k->memory, (c->noperands + c->nresults + 1) * sizeof *k->layouts);
  if (!k->operands || !k->layouts) return diag_memory(d);
  for (size_t i = 0; i < c->noperands; i++) {
    k->operands[i] = c->named ? c->named[i] : (jx_operand){c->names[i], c->arrays[i]};
    layout_of(&k->layouts[i], k->operands[i].array);
  }
  for (size_t i = 0; i < c->nresults; i++) {
    if (!c->results[i].data) continue;
    layout_of(&k->layouts[c->noperands + i], &c->results[i]);
    k->layouts[c->noperands + i].weak = 0;
  }
  return JX_OK;
}

static jx_status type(compilation *k, const call *c, diag *d) {
  const ast_node *last = &k->tree.nodes.at[k->tree.nodes.n - 1];
  size_t n = last->nargs;
  if (!c->only_look && n != c->nresults)
    return diag_fail(d, JX_ERROR_ARGUMENT, last->where, "program has %zu result%s, %zu given", n,
                     n == 1 ? "" : "s", c->nresults);
  jx_dtype *wanted = arena_zalloc(&k->memory, (n + 1) * sizeof *wanted);
  if (!wanted) return diag_memory(d);
  for (size_t i = 0; i < c->nresults; i++) wanted[i] = (jx_dtype)k->layouts[c->noperands + i].dtype;
  JX_TRY(graph_build(&k->graph, &k->tree, k->operands, c->noperands, wanted,
                     c->context->engine->max_nodes));
  return graph_check(&k->graph, d);
}

static jx_status make_plan(compilation *k, const call *c, diag *d) {
  const codegen_api *api;
  engine *e = c->context->engine;
  layout *results = c->results
                        ? k->layouts + c->noperands
                        : arena_zalloc(&k->memory, (k->graph.results.n + 1) * sizeof *results);
  if (!results) return diag_memory(d);
  JX_TRY(engine_codegen(e, &api, d)); /* knows the processor */
  JX_TRY(plan_build(&k->plan, &k->graph, k->layouts, results, &e->cpu.target.plan));
  return plan_check(&k->plan, d);
}

static jx_status generate(compilation *k, const call *c, diag *d) {
  const codegen_api *api;
  engine *e = c->context->engine;
  JX_TRY(engine_codegen(e, &api, d));
  JX_TRY(kernel_spec_make(&k->spec, &k->plan));
  return api->compile(&k->plan, &e->cpu.target, &k->memory, d, &k->image);
}

/* Runs a pass and adds its time to a counter. */
#define PASS(counter, call)                         \
  do {                                              \
    uint64_t pass_start_ = now(c->context);         \
    jx_status pass_status_ = (call);                \
    (counter) += now(c->context) - pass_start_;     \
    if (pass_status_ != JX_OK) return pass_status_; \
  } while (0)

jx_status call_compile(const call *c, compile_goal goal, compilation *k, diag *d) {
  jx_stats *s = &c->context->stats;
  PASS(s->parse_ns, compilation_init(k, c, d));
  PASS(s->parse_ns, call_check_names(c, d));
  PASS(s->parse_ns, ast_parse(&k->tree, &k->memory, d, c->context->engine->max_nodes));
  if (goal == GOAL_AST) return JX_OK;
  PASS(s->parse_ns, type(k, c, d));
  if (goal == GOAL_GRAPH) return JX_OK;
  PASS(s->plan_ns, make_plan(k, c, d));
  if (goal == GOAL_PLAN) return JX_OK;
  PASS(s->compile_ns, generate(k, c, d));
  return JX_OK;
}

/* A kernel for the call; or, when its code cannot be generated, one that remembers it. */
static jx_status make_kernel(const call *c, kernel **out, diag *d) {
  const jx_allocator *allocator = &c->context->engine->allocator;
  compilation k;
  jx_status status = call_compile(c, GOAL_IMAGE, &k, d);
  if (k.memory.failed) status = JX_ERROR_MEMORY;
  if (status == JX_OK)
    status = kernel_new(out, k.spec, &k.image, allocator, d);
  else if (k.spec && status != JX_ERROR_MEMORY)
    status = kernel_new_failed(out, k.spec, allocator, d);
  if (status == JX_ERROR_MEMORY) diag_memory(d);
  arena_free(&k.memory);
  return status;
}

/* ---- Looking up ---- */

#define ALIGN8(n) (((n) + 7) & ~(size_t)7)

/* Lengths, text, names with their NULs, padding. Returns the size, and writes no more than `room`
 * bytes. */
size_t call_prefix(const call *c, char *to, size_t room) {
  uint64_t counts[2] = {c->length, c->noperands};
  size_t at = sizeof counts + c->length;
  if (at <= room) {
    memcpy(to, counts, sizeof counts);
    memcpy(to + sizeof counts, c->source, c->length);
  }
  for (size_t i = 0; i < c->noperands; i++) {
    size_t n = strlen(call_name(c, i)) + 1;
    if (at + n <= room) memcpy(to + at, call_name(c, i), n);
    at += n;
  }
  if (ALIGN8(at) <= room) memset(to + at, 0, ALIGN8(at) - at);
  return ALIGN8(at);
}

static char *add_layout(char *at, const jx_array *a, bool result) {
  layout *l = (layout *)(void *)at;
  if (result && !a->data) {
    memset(l, 0, sizeof *l);
  } else {
    layout_of(l, a);
    if (result) l->weak = 0;
  }
  return at + ((layout_bytes(l) + 3) & ~(size_t)3);
}

typedef struct look {
  const void *key;
  size_t size;
  const jx_array *const *arrays;
} look;

/* Room in the key's buffer behind the operands' pointers, as far as it is not for layouts. */
static char *key_room(const call *c, size_t prefix, size_t *room) {
  size_t pointers = ALIGN8(c->noperands * sizeof(jx_array *));
  size_t layouts = 8 + (c->noperands + c->nresults + 1) * sizeof(layout);
  buffer *b = &c->context->key;
  char *at = buffer_reserve(b, &c->context->engine->allocator, pointers + layouts + prefix);
  *room = b->size - pointers - layouts;
  return at ? at + pointers : NULL;
}

/* The operands' pointers, then the key, in the context's buffer. */
static jx_status make_key(const call *c, look *out, diag *d) {
  size_t prefix = c->prefix_size, room;
  char *key = key_room(c, prefix, &room);
  if (key && c->prefix) memcpy(key, c->prefix, prefix);
  if (key && !c->prefix && (prefix = call_prefix(c, key, room)) > room) {
    key = key_room(c, prefix, &room);
    if (key) call_prefix(c, key, room);
  }
  if (!key) return diag_memory(d);
  const jx_array **arrays = (const jx_array **)c->context->key.at;
  char *at = key + prefix;
  uint64_t nresults = c->nresults;
  memcpy(at, &nresults, sizeof nresults);
  at += sizeof nresults;
  for (size_t i = 0; i < c->noperands; i++) {
    arrays[i] = c->named ? c->named[i].array : c->arrays[i];
    at = add_layout(at, arrays[i], false);
  }
  for (size_t i = 0; i < c->nresults; i++) at = add_layout(at, &c->results[i], true);
  *out = (look){key, (size_t)(at - key), arrays};
  return JX_OK;
}

/* Whether a kernel holds for these operands; its dims' values are then in the context's frame. */
static jx_status probe(const call *c, const look *l, const kernel *k, bool *fits, diag *d) {
  dim_value *values =
      buffer_reserve(&c->context->frame, &c->context->engine->allocator, bind_frame(k));
  if (!values) return diag_memory(d);
  dims_evaluate(spec_dims(k->spec), 0, k->spec->dims.n, l->arrays, values);
  *fits = dims_guarded(spec_guards(k->spec), k->spec->guards.n, values);
  return JX_OK;
}

/* Takes part in making a kernel that is missing: *out stays NULL when another thread made one
 * meanwhile. */
static jx_status fill(const call *c, const look *l, cache_slot *slot, kernel **out, diag *d) {
  cache *cache = &c->context->engine->cache;
  kernel *made = NULL;
  if (!cache_begin(cache, slot)) return JX_OK;
  jx_status status = make_kernel(c, &made, d);
  jx_status kept = cache_end(cache, slot, made);
  if (kept != JX_OK) {
    kernel_release(made);
    return diag_memory(d);
  }
  if (!made) return status;
  if (made->status == JX_OK) count_one(&c->context->compiles);
  bool fits = false;
  JX_TRY(probe(c, l, made, &fits, d));
  if (!fits)
    return diag_fail(d, JX_ERROR_INTERNAL, (span){0}, "a new kernel does not fit its own operands");
  *out = made;
  return JX_OK;
}

/* The kernel for a call; the slot of the local cache holds it until the next look-up. */
static jx_status find_kernel(const call *c, const look *l, kernel **out, diag *d) {
  cache_slot *slot = cache_find(&c->context->engine->cache, &c->context->local, l->key, l->size);
  if (!slot) return diag_memory(d);
  for (*out = NULL; !*out;) {
    for (uint32_t i = 0; slot->list && i < slot->list->n; i++) {
      bool fits = false;
      JX_TRY(probe(c, l, slot->list->at[i], &fits, d));
      if (!fits) continue;
      count_one(&c->context->hits);
      *out = slot->list->at[i];
      break;
    }
    if (!*out) JX_TRY(fill(c, l, slot, out, d));
  }
  if ((*out)->status == JX_OK) return JX_OK;
  d->status = JX_OK; /* it holds this very failure when the kernel is new */
  return diag_fail(d, (*out)->status, (span){0}, "%s", (*out)->message);
}

/* ---- Running ---- */

/* Reading the CPU clock of all threads costs a system call; below this the calling thread is all
 * there is. */
#define CPU_CLOCK_NS 50000

static jx_status fault_error(int64_t fault, diag *d) {
  if (fault == FAULT_NEGATIVE_POWER)
    return diag_fail(d, JX_ERROR_VALUE, (span){0},
                     "integers to negative integer powers are not allowed");
  return diag_fail(d, JX_ERROR_INTERNAL, (span){0}, "a kernel reports fault %lld",
                   (long long)fault);
}

static jx_status run(const call *c, bound *b, diag *d) {
  jx_context *x = c->context;
  schedule_run r = {.stages = b->stages,
                    .n = b->spec->stages.n,
                    .chains = b->chains,
                    .nchains = b->spec->chains.n,
                    .states = b->states,
                    .threads = b->host.threads,
                    .team = team_openmp,
                    .progress = x->progress,
                    .user = x->progress_user,
                    .ticks = c->ticks,
                    .ticker = &x->engine->ticker};
  if (c->ticks && c->nticks != r.n)
    return diag_fail(d, JX_ERROR_INTERNAL, (span){0}, "a kernel has %zu stages, its plan %zu", r.n,
                     c->nticks);
  double cost = 0;
  for (size_t i = 0; i < r.n; i++) cost += b->stages[i].cost;
  uint64_t start = cost > CPU_CLOCK_NS ? clock_ns(CLOCK_PROCESS_CPUTIME_ID) : 0;
  jx_status status = schedule_all(&r);
  x->cpu_ns = start ? clock_ns(CLOCK_PROCESS_CPUTIME_ID) - start : 0;
  x->stats.bytes_read = b->bytes_read;
  x->stats.bytes_written = b->bytes_written;
  x->stats.elements = b->elements;
  x->stats.threads = r.used;
  x->stats.stages = (int32_t)r.n;
  if (status != JX_OK) return diag_fail(d, status, (span){0}, "stopped by the progress callback");
  return b->fault ? fault_error(b->fault, d) : JX_OK;
}

static void stats_begin(jx_context *c) {
  uint64_t calls = c->stats.calls;
  memset(&c->stats, 0, sizeof c->stats);
  c->stats.calls = calls + 1;
  c->cpu_ns = 0;
}

static void stats_end(jx_context *c, uint64_t start) {
  jx_stats *s = &c->stats;
  s->run_ns = now(c) - start - s->parse_ns - s->plan_ns - s->compile_ns;
}

jx_status call_evaluate(call *c, diag *d) {
  uint64_t start = now(c->context);
  look l = {0};
  kernel *k = NULL;
  bound b;
  stats_begin(c->context);
  JX_TRY(call_check(c, d));
  d->length = c->length;
  JX_TRY(make_key(c, &l, d));
  JX_TRY(find_kernel(c, &l, &k, d));
  bind_host host = host_of_context(c->context);
  JX_TRY(bind_call(&b, &host, k, c->context->frame.at, l.arrays, c->results, d));
  jx_status status = run(c, &b, d);
  if (status == JX_OK)
    bind_finish(&b, c->results);
  else
    bind_abandon(&b);
  stats_end(c->context, start);
  return status;
}

jx_status call_run(call *c) {
  diag d;
  JX_TRY(context_enter(c->context));
  diag_init(&d, c->source, 0);
  jx_status status = call_evaluate(c, &d);
  c->context->busy = false;
  return status == JX_OK ? JX_OK : context_fail(c->context, &d);
}

jx_status jx_eval(jx_context *context, const char *source, size_t length,
                  const jx_operand *operands, size_t noperands, jx_array *results,
                  size_t nresults) {
  call c = {.context = context,
            .source = source,
            .length = length,
            .named = operands,
            .noperands = noperands,
            .results = results,
            .nresults = nresults};
  return call_run(&c);
}
