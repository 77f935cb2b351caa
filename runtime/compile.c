/* compile.c: from a program's text to a kernel. Start at call_make_kernel(); call_compile() is the
 * pipeline.
 *
 * Takes a call for which there is no kernel in memory; gives one from disk, by the text or by the
 * plan, or has one made. Only the last opens the code generator.
 */
#include <string.h>

#include "runtime/call.h"

static uint64_t now(const jx_context *c) { return ticker_now(&c->engine->ticker); }

static jx_status compilation_init(compilation *k, const call *c, diag *d) {
  *k = (compilation){0};
  arena_init(&k->memory, &c->context->engine->allocator);
  k->memory.stop = c->context->cancel;
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
  graph_stamp *wanted = arena_zalloc(&k->memory, (n + 1) * sizeof *wanted);
  if (!wanted) return diag_memory(d);
  for (size_t i = 0; i < c->nresults; i++) {
    const layout *l = &k->layouts[c->noperands + i];
    wanted[i] = (graph_stamp){(jx_dtype)l->dtype, l->detail, l->swapped};
  }
  JX_TRY(graph_build(&k->graph, &k->tree, k->operands, c->noperands, wanted, c->careful,
                     c->context->engine->max_nodes));
  return graph_check(&k->graph, d);
}

static jx_status make_plan(compilation *k, const call *c, diag *d) {
  const cpu *cpu;
  layout *results = c->results
                        ? k->layouts + c->noperands
                        : arena_zalloc(&k->memory, (k->graph.results.n + 1) * sizeof *results);
  if (!results) return diag_memory(d);
  JX_TRY(engine_cpu(c->context->engine, &cpu, d));
  JX_TRY(plan_build(&k->plan, &k->graph, k->layouts, results, &cpu->target.plan, c->precision));
  JX_TRY(plan_check(&k->plan, d));
  return kernel_spec_make(&k->spec, &k->plan);
}

static jx_status generate(compilation *k, const call *c, diag *d) {
  const codegen_api *api;
  const cpu *cpu;
  JX_TRY(engine_cpu(c->context->engine, &cpu, d));
  JX_TRY(generate_begin(c->context->engine, &k->plan, &k->memory, &api, d));
  k->tried = true;
  call_watch w;
  call_watch_begin(&w, c->context);
  k->memory.stop = NULL; /* it is asked here instead */
  jx_status status = api->compile(&k->plan, &cpu->target, &w.watch, &k->memory, d, &k->image);
  generate_end(c->context->engine, &k->plan, &k->memory);
  return status == JX_ERROR_CANCELLED ? call_stopped(c->context, d) : status;
}

/* A pass that jx_cancel() stopped had no memory. */
static jx_status end_pass(const call *c, jx_status status, diag *d) {
  bool may_be = status == JX_OK || status == JX_ERROR_MEMORY;
  return may_be && stop_wanted(c->context->cancel) ? call_stopped(c->context, d) : status;
}

/* Runs a pass and adds its time to a counter. */
#define PASS(counter, call)                          \
  do {                                               \
    uint64_t pass_start_ = now(c->context);          \
    jx_status pass_status_ = end_pass(c, (call), d); \
    (counter) += now(c->context) - pass_start_;      \
    if (pass_status_ != JX_OK) return pass_status_;  \
  } while (0)

jx_status call_compile(const call *c, compile_goal goal, compilation *k, diag *d) {
  jx_stats *s = &c->context->stats;
  PASS(s->parse_ns, compilation_init(k, c, d));
  PASS(s->parse_ns, call_check_names(c, &k->memory, d));
  PASS(s->parse_ns, ast_parse(&k->tree, &k->memory, d, c->context->engine->max_nodes));
  if (goal == GOAL_AST) return JX_OK;
  PASS(s->parse_ns, type(k, c, d));
  if (goal == GOAL_GRAPH) return JX_OK;
  PASS(s->plan_ns, make_plan(k, c, d));
  if (goal == GOAL_PLAN) return JX_OK;
  PASS(s->compile_ns, generate(k, c, d));
  return JX_OK;
}

/* ---- With the disk ---- */

static kernel *find_source(const call *c, const disk_query *q) {
  uint64_t start = now(c->context);
  kernel *found = disk_find(&c->context->engine->disk, q);
  c->context->stats.load_ns += now(c->context) - start;
  return found;
}

static jx_status find_plan(const call *c, compilation *k, const disk_query *q, kernel **out) {
  uint64_t start = now(c->context);
  jx_status status = plan_key_make(&k->key, &k->plan, k->spec, q->features);
  if (status == JX_OK) *out = disk_find_plan(&c->context->engine->disk, q, &k->key);
  c->context->stats.load_ns += now(c->context) - start;
  return status;
}

static jx_status make(const call *c, compilation *k, const disk_query *q, kernel **out, diag *d) {
  jx_stats *s = &c->context->stats;
  uint64_t start = now(c->context);
  JX_TRY(call_compile(c, GOAL_PLAN, k, d));
  if (disk_usable(&c->context->engine->disk)) JX_TRY(find_plan(c, k, q, out));
  if (*out) return JX_OK;
  PASS(s->compile_ns, generate(k, c, d));
  k->took = now(c->context) - start;
  return k->memory.failed ? JX_ERROR_MEMORY : JX_OK;
}

/* The kernel from disk, or else a new one. */
static jx_status get_kernel(const call *c, compilation *k, disk_query *q, kernel **out, diag *d) {
  engine *e = c->context->engine;
  const cpu *cpu;
  *k = (compilation){0};
  *out = NULL;
  arena_init(&k->memory, &e->allocator);
  JX_TRY(engine_cpu(e, &cpu, d));
  q->features = cpu->bits;
  q->max_nodes = e->max_nodes;
  if ((*out = find_source(c, q))) return JX_OK;
  jx_status status = make(c, k, q, out, d);
  if (*out) return JX_OK;
  if (status == JX_OK) {
    status = kernel_new(out, k->spec, &k->image, &e->allocator, d);
    k->made = status == JX_OK;
  } else if (k->tried && status != JX_ERROR_MEMORY && status != JX_ERROR_CANCELLED) {
    status = kernel_new_failed(out, k->spec, &e->allocator, d);
  }
  return status == JX_ERROR_MEMORY ? diag_memory(d) : status;
}

jx_status call_make_kernel(const call *c, compilation *k, disk_query *q, kernel **out, diag *d) {
  announce_warning warning = {0};
  jx_status status = get_kernel(c, k, q, out, d);
  if (!*out) return status;
  jx_status shown = kernel_announce(*out, c->source, c->length, &warning, d);
  if (*warning.text) q->warn(q->user, warning.text);
  if (shown == JX_OK) return status;
  kernel_release(*out);
  *out = NULL;
  return shown;
}

void call_keep_kernel(const call *c, const compilation *k, const disk_query *q) {
  engine *e = c->context->engine;
  const codegen_api *api = atomic_load(&e->codegen);
  uint64_t start = now(c->context);
  if (!k->made || !k->key.bytes) return;
  disk_keep(&e->disk, q, &k->key, &k->image, api->llvm,
            (uint64_t)((double)k->took * ticker_ns(&e->ticker)));
  c->context->stats.compile_ns += now(c->context) - start;
}
