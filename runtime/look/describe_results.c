/* describe_results.c: jx_describe(), what an evaluation would give, without evaluating.
 *
 * The program is compiled as far as its plan, and the call is bound to be looked at (explain.h): so
 * dtypes, shapes and strides are those that jx_eval() gives, and errors are its errors.
 */
#include <string.h>

#include "base/dtype.h"
#include "runtime/call.h"
#include "runtime/look/explain.h"

static void describe(const plan_result *p, const bound_result *r, jx_array *out) {
  *out = (jx_array){.dtype = (jx_dtype)p->dtype,
                    .rank = p->rank,
                    .flags = p->weak ? JX_ARRAY_WEAK : 0,
                    .detail = dtype_is_string((jx_dtype)p->dtype) ? p->item : p->detail};
  memcpy(out->shape, r->shape, p->rank * sizeof *out->shape);
  if (p->selects)
    out->shape[p->selected] = -1;
  else
    memcpy(out->strides, r->to.strides, p->rank * sizeof *out->strides);
}

static jx_status describe_all(const call *c, compilation *k, jx_array *results, size_t nresults,
                              diag *d) {
  JX_TRY(call_compile(c, GOAL_PLAN, k, d));
  if (k->plan.results.n != nresults)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "program has %zu result%s, %zu given",
                     (size_t)k->plan.results.n, k->plan.results.n == 1 ? "" : "s", nresults);
  size_t ndims = k->plan.dims.n, bigints = dims_bigints(k->plan.dims.at, ndims);
  dim_value *values = arena_zalloc(&k->memory, dims_size(ndims, bigints) + 1);
  const jx_array **arrays = arena_zalloc(&k->memory, (c->noperands + 1) * sizeof *arrays);
  explanation *e = arena_zalloc(&k->memory, sizeof *e);
  if (!values || !arrays || !e) return diag_memory(d);
  for (size_t i = 0; i < c->noperands; i++) arrays[i] = k->operands[i].array;
  dims_evaluate(k->plan.dims.at, 0, ndims, arrays, values);
  JX_TRY(explain_bind(e, c->context, &k->plan, k->spec, values, arrays, d));
  if (!e->bound_ok) return diag_fail(d, e->why.status, e->why.where, "%s", e->why.message);
  for (size_t i = 0; i < nresults; i++)
    describe(&k->plan.results.at[i], &e->bound.results[i], &results[i]);
  return JX_OK;
}

static jx_status run(call *c, jx_array *results, size_t nresults, diag *d) {
  c->precision = c->context->precision;
  if (nresults && !results) return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "results are NULL");
  JX_TRY(call_check(c, d));
  d->length = c->length;
  compilation k = {0};
  arena_init(&k.memory, &c->context->engine->allocator);
  jx_status status = describe_all(c, &k, results, nresults, d);
  arena_free(&k.memory);
  return status;
}

jx_status jx_describe(jx_context *context, const char *source, size_t length,
                      const jx_operand *operands, size_t noperands, jx_array *results,
                      size_t nresults) {
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
  jx_status status = run(&c, results, nresults, &d);
  context->stats = stats;
  context->cpu_ns = cpu_ns;
  return context_leave(context, status, &d);
}
