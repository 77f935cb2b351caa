/* inspect.c: programs as text: jx_inspect() tells their names, jx_emit() prints their forms.
 *
 * What is given out lies in the context's text arena, which the next call frees.
 */
#include <string.h>

#include "runtime/call.h"
#include "runtime/look/profile.h"

/* ---- Names ---- */

typedef VEC(const char *) name_list;

static bool has(const name_list *l, const char *name, size_t length) {
  for (size_t i = 0; i < l->n; i++)
    if (strncmp(l->at[i], name, length) == 0 && l->at[i][length] == '\0') return true;
  return false;
}

static void add(arena *a, name_list *l, const ast *tree, const ast_node *n) {
  const char *name = ast_text(tree, n);
  if (has(l, name, n->text_length)) return;
  const char **slot = VEC_PUSH(a, l);
  if (slot) *slot = arena_strndup(a, name, n->text_length);
  if (slot && !*slot) l->n--;
}

static jx_status inspect(arena *a, const ast *tree, jx_inspection *out, diag *d) {
  name_list free_names = {0}, assigned = {0};
  for (size_t i = 1; i < tree->nodes.n; i++) {
    const ast_node *n = &tree->nodes.at[i];
    bool name = n->kind == AST_NAME || n->kind == AST_MODULE;
    if (name && !has(&assigned, ast_text(tree, n), n->text_length)) add(a, &free_names, tree, n);
    if (n->kind == AST_ASSIGN) add(a, &assigned, tree, n);
  }
  if (a->failed) return diag_memory(d);
  *out = (jx_inspection){.nresults = tree->nodes.at[tree->nodes.n - 1].nargs,
                         .nfree = free_names.n,
                         .nassigned = assigned.n,
                         .free_names = free_names.at,
                         .assigned_names = assigned.at};
  return JX_OK;
}

/* The arena for what a call gives out. */
static arena *text_arena(jx_context *c) {
  arena_init(&c->text, &c->engine->allocator);
  c->text_used = true;
  return &c->text;
}

static jx_status parse_and_inspect(jx_context *c, const char *source, size_t length,
                                   jx_inspection *out, diag *d) {
  ast tree;
  arena *a = text_arena(c);
  if (!out) return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "inspection is NULL");
  *out = (jx_inspection){0};
  JX_TRY(call_check_source(c, source, &length, d));
  d->length = length;
  JX_TRY(ast_parse(&tree, a, d, c->engine->max_nodes));
  return inspect(a, &tree, out, d);
}

jx_status jx_inspect(jx_context *context, const char *source, size_t length,
                     jx_inspection *inspection) {
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, source, 0);
  return context_leave(context, parse_and_inspect(context, source, length, inspection, &d), &d);
}

/* ---- Forms ---- */

static jx_status print_plan(const call *c, compilation *k, jx_form form, text *out, diag *d) {
  size_t ndims = k->plan.dims.n, bigints = dims_bigints(k->plan.dims.at, ndims);
  dim_value *values = arena_zalloc(&k->memory, dims_size(ndims, bigints) + 1);
  const jx_array **arrays = arena_zalloc(&k->memory, (c->noperands + 1) * sizeof *arrays);
  const char **names = arena_zalloc(&k->memory, (c->noperands + 1) * sizeof *names);
  explanation *e = arena_zalloc(&k->memory, sizeof *e);
  if (!values || !arrays || !names || !e) return diag_memory(d);
  for (size_t i = 0; i < c->noperands; i++) {
    arrays[i] = k->operands[i].array;
    names[i] = k->operands[i].name;
  }
  k->plan.names = names;
  dims_evaluate(k->plan.dims.at, 0, ndims, arrays, values);
  plan_print(&k->plan, values, out);
  JX_TRY(explain_bind(e, c->context, &k->plan, k->spec, values, arrays, d));
  explain_print(e, out);
  return form == JX_FORM_PROFILE ? profile_print(c, e, &k->memory, out, d) : JX_OK;
}

static jx_status print_code(const call *c, compilation *k, jx_form form, text *out, diag *d) {
  const codegen_api *api;
  engine *e = c->context->engine;
  out->arena->stop = NULL;
  JX_TRY(generate_begin(e, &k->plan, out->arena, &api, d));
  jx_status status = api->print(&k->plan, &e->cpu.target, form, d, out);
  generate_end(e, &k->plan, out->arena);
  return status;
}

static jx_status print_form(const call *c, compilation *k, jx_form form, text *out, diag *d) {
  switch (form) {
  case JX_FORM_AST:
    JX_TRY(call_compile(c, GOAL_AST, k, d));
    ast_print(&k->tree, out);
    return JX_OK;
  case JX_FORM_GRAPH:
    JX_TRY(call_compile(c, GOAL_GRAPH, k, d));
    graph_print(&k->graph, out);
    return JX_OK;
  case JX_FORM_PLAN:
  case JX_FORM_PROFILE:
    JX_TRY(call_compile(c, GOAL_PLAN, k, d));
    return print_plan(c, k, form, out, d);
  case JX_FORM_IR:
  case JX_FORM_ASM: JX_TRY(call_compile(c, GOAL_PLAN, k, d)); return print_code(c, k, form, out, d);
  case JX_FORM_OBJECT:
  case JX_FORM_HEADER:
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                     "object files and headers are made by jx_emit_ahead()");
  }
  return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "form %d is not known", (int)form);
}

static jx_status emit(call *c, jx_form form, const char **text_out, diag *d) {
  if (!text_out) return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "text is NULL");
  *text_out = NULL;
  if (form == JX_FORM_AST && !c->named) c->noperands = 0;
  c->precision = c->context->precision;
  JX_TRY(context_stopped(c->context, d));
  JX_TRY(call_check(c, d));
  d->length = c->length;
  compilation k = {0};
  arena_init(&k.memory, &c->context->engine->allocator);
  text out;
  text_init(&out, text_arena(c->context));
  out.arena->stop = c->context->cancel;
  jx_status status = print_form(c, &k, form, &out, d);
  arena_free(&k.memory);
  if (status == JX_OK && out.arena->failed) status = diag_memory(d);
  if (status == JX_ERROR_MEMORY && stop_wanted(c->context->cancel))
    status = context_stopped(c->context, d);
  if (status == JX_OK) *text_out = out.at;
  return status;
}

jx_status jx_emit(jx_context *context, const char *source, size_t length,
                  const jx_operand *operands, size_t noperands, jx_form form, const char **text) {
  call c = {.context = context,
            .source = source,
            .length = length,
            .named = operands,
            .noperands = noperands,
            .only_look = true};
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, source, 0);
  jx_stats stats = context->stats; /* they tell of evaluations */
  uint64_t cpu_ns = context->cpu_ns;
  jx_status status = emit(&c, form, text, &d);
  context->stats = stats;
  context->cpu_ns = cpu_ns;
  return context_leave(context, status, &d);
}
