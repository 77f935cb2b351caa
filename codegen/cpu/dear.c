/* dear.c: dear operations as functions that parts call.
 *
 * A sine is some sixty instructions. A thousand of them in a row would be a megabyte of code, which
 * takes seconds to compile and is fetched anew from the second-level cache at every step. As one
 * function, called a thousand times, it takes no longer to run: the call hides behind it.
 *
 * A function is made for an operation, the type of its arguments and that of its result, when it is
 * called first; it is the very code that would stand there, so bits are the same. */
#include "codegen/cpu/dear.h"

#include <stdio.h>

#include "base/element.h"
#include "codegen/cpu/access.h"
#include "codegen/cpu/parts.h"

static LLVMTypeRef result_type(stage_emitter *k, const plan_value *v, const val *args) {
  return ev_like(k->e, ev_dtype(k->e, v->dtype), args[0]);
}

/* The parameters: the slots, then the arguments. */
static LLVMTypeRef function_type(stage_emitter *k, const plan_value *v, const val *args,
                                 LLVMTypeRef result) {
  LLVMTypeRef params[1 + GRAPH_MAX_ARGS] = {k->e->ptr};
  for (int j = 0; j < v->nargs; j++) params[1 + j] = LLVMTypeOf(args[j]);
  return LLVMFunctionType(result, params, 1 + v->nargs, false);
}

/* Powers of integers say which they are when they meet a negative exponent; those of floats whose
 * exponent is a scalar look at it. */
static void name_of(stage_emitter *k, const plan_value *v, const val *args, const char *prefix,
                    char *to, size_t size) {
  jx_dtype of = k->p->values.at[v->args[0]].dtype;
  int n = snprintf(to, size, "%s.%s.%s.%u", prefix, dtypes[of].name, dtypes[v->dtype].name,
                   ev_lanes(args[0]));
  if (v->op == OP_POW && !element_form_of(v->dtype).real)
    snprintf(to + n, size - (size_t)n, ".%d", __builtin_ctzll(plan_fault_bit(v->imm.i)));
  else if (v->op == OP_POW && v->imm.i)
    snprintf(to + n, size - (size_t)n, ".scalar");
}

/* Where a function is to be made; NULL: there is one of that name. */
static LLVMModuleRef begin_function(stage_emitter *k, const char *name) {
  emitter *e = k->e;
  if (e->units) return units_know(e->units, name) ? NULL : units_begin(e->units);
  return LLVMGetNamedFunction(e->module, name) ? NULL : e->module;
}

static void end_function(stage_emitter *k, const part_function *f, LLVMModuleRef module) {
  parts_leave(k, f);
  if (k->e->units) units_end(k->e->units, module);
}

/* Makes the function of a name unless there is one; declares it. */
typedef void body(stage_emitter *k, const plan_value *v, val *params);
static val get_function(stage_emitter *k, const plan_value *v, const char *name, LLVMTypeRef type,
                        body *fill) {
  part_function f;
  val params[GRAPH_MAX_ARGS] = {0};
  LLVMModuleRef module = begin_function(k, name);
  if (module) {
    parts_enter(k, &f, module, name, type);
    for (int j = 0; j < v->nargs; j++) params[j] = LLVMGetParam(k->e->function, 1 + (unsigned)j);
    fill(k, v, params);
    end_function(k, &f, module);
  }
  return parts_declare(k, name, type);
}

static val call(stage_emitter *k, const plan_value *v, val function, LLVMTypeRef type,
                const val *args) {
  val all[1 + GRAPH_MAX_ARGS] = {k->e->slots};
  for (int j = 0; j < v->nargs; j++) all[1 + j] = args[j];
  return LLVMBuildCall2(k->e->b, type, function, all, 1 + v->nargs, "");
}

static void fill_one(stage_emitter *k, const plan_value *v, val *params) {
  LLVMBuildRet(k->e->b, emit_operation(k, v, params));
}

val parts_call(stage_emitter *k, const plan_value *v, val *args) {
  char name[64];
  LLVMTypeRef type = function_type(k, v, args, result_type(k, v, args));
  name_of(k, v, args, ops[v->op].id, name, sizeof name);
  return call(k, v, get_function(k, v, name, type, fill_one), type, args);
}

static void fill_pair(stage_emitter *k, const plan_value *v, val *params) {
  plan_value sine = *v, cosine = *v;
  sine.op = OP_SIN;
  cosine.op = OP_COS;
  val both[] = {emit_operation(k, &sine, params), emit_operation(k, &cosine, params)};
  LLVMBuildAggregateRet(k->e->b, both, 2);
}

val parts_call_pair(stage_emitter *k, const plan_value *v, val *args, val *other) {
  char name[64];
  LLVMTypeRef one = result_type(k, v, args), members[] = {one, one};
  LLVMTypeRef type =
      function_type(k, v, args, LLVMStructTypeInContext(k->e->context, members, 2, false));
  name_of(k, v, args, "SIN.COS", name, sizeof name);
  val pair = call(k, v, get_function(k, v, name, type, fill_pair), type, args);
  bool sine = v->op == OP_SIN;
  *other = LLVMBuildExtractValue(k->e->b, pair, sine, "");
  return LLVMBuildExtractValue(k->e->b, pair, !sine, "");
}

/* ---- partial steps ---- */

/* What one access after the other does in its own place elsewhere: load(slots, memory, count). */
val parts_load_partial(stage_emitter *k, jx_dtype d, val memory) {
  emitter *e = k->e;
  LLVMTypeRef element = ev_stored_lanes(e, d, 1), vector = ev_stored_lanes(e, d, k->s->lanes);
  LLVMTypeRef params[] = {e->ptr, e->ptr, e->i64},
              type = LLVMFunctionType(vector, params, 3, false);
  char name[64];
  snprintf(name, sizeof name, "PARTIAL.%s.%u", dtypes[d].name, k->s->lanes);
  LLVMModuleRef module = begin_function(k, name);
  if (module) {
    part_function f;
    val count = k->step.count;
    parts_enter(k, &f, module, name, type);
    val pad = ev_scratch(e, vector, 64);
    k->step.count = LLVMGetParam(e->function, 2);
    LLVMBuildRet(e->b, emit_load_partial(k, element, pad, LLVMGetParam(e->function, 1)));
    k->step.count = count;
    end_function(k, &f, module);
  }
  val args[] = {e->slots, memory, k->step.count};
  return LLVMBuildCall2(e->b, type, parts_declare(k, name, type), args, 3, "");
}
