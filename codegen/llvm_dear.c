/* llvm_dear.c: dear operations as functions that parts call.
 *
 * A sine is some sixty instructions. A thousand of them in a row would be a megabyte of code, which
 * takes seconds to compile and is fetched anew from the second-level cache at every step. As one
 * function, called a thousand times, it takes no longer to run: the call hides behind it.
 *
 * A function is made for an operation, the type of its arguments and that of its result, when it is
 * called first; it is the very code that would stand there, so bits are the same. */
#include "codegen/llvm_parts.h"

#include <stdio.h>

static LLVMTypeRef result_type(stage_emitter *k, const plan_value *v, const val *args) {
  return ev_like(k->e, emit_dtype(k, v->dtype), args[0]);
}

/* The parameters: the slots, then the arguments. */
static LLVMTypeRef function_type(stage_emitter *k, const plan_value *v, const val *args,
                                 LLVMTypeRef result) {
  LLVMTypeRef params[1 + GRAPH_MAX_ARGS] = {k->e->ptr};
  for (int j = 0; j < v->nargs; j++) params[1 + j] = LLVMTypeOf(args[j]);
  return LLVMFunctionType(result, params, 1 + v->nargs, false);
}

static void name_of(stage_emitter *k, const plan_value *v, const val *args, const char *prefix,
                    char *to, size_t size) {
  jx_dtype of = k->p->values.at[v->args[0]].dtype;
  snprintf(to, size, "%s.%s.%s.%u", prefix, dtypes[of].name, dtypes[v->dtype].name,
           ev_lanes(args[0]));
}

static void take_params(const plan_value *v, val function, val *params) {
  for (int j = 0; j < v->nargs; j++) params[j] = LLVMGetParam(function, 1 + (unsigned)j);
}

static val call(stage_emitter *k, const plan_value *v, val function, const val *args) {
  val all[1 + GRAPH_MAX_ARGS] = {k->e->slots};
  for (int j = 0; j < v->nargs; j++) all[1 + j] = args[j];
  return LLVMBuildCall2(k->e->b, LLVMGlobalGetValueType(function), function, all, 1 + v->nargs, "");
}

val parts_call(stage_emitter *k, const plan_value *v, val *args) {
  char name[64];
  name_of(k, v, args, ops[v->op].id, name, sizeof name);
  val function = LLVMGetNamedFunction(k->e->module, name);
  if (!function) {
    part_function f;
    val params[GRAPH_MAX_ARGS] = {0};
    parts_enter(k, &f, name, function_type(k, v, args, result_type(k, v, args)));
    take_params(v, k->e->function, params);
    LLVMBuildRet(k->e->b, emit_op(k, v, params, ev_lanes(args[0])));
    function = parts_leave(k, &f);
  }
  return call(k, v, function, args);
}

val parts_call_pair(stage_emitter *k, const plan_value *v, val *args, val *other) {
  emitter *e = k->e;
  char name[64];
  name_of(k, v, args, "SIN.COS", name, sizeof name);
  val function = LLVMGetNamedFunction(e->module, name);
  if (!function) {
    part_function f;
    val params[GRAPH_MAX_ARGS] = {0}, both[2];
    LLVMTypeRef one = result_type(k, v, args);
    LLVMTypeRef pair = LLVMStructTypeInContext(e->context, (LLVMTypeRef[]){one, one}, 2, false);
    parts_enter(k, &f, name, function_type(k, v, args, pair));
    take_params(v, e->function, params);
    for (int i = 0; i < 2; i++) {
      plan_value w = *v;
      w.op = i ? OP_COS : OP_SIN;
      both[i] = emit_op(k, &w, params, ev_lanes(args[0]));
    }
    LLVMBuildAggregateRet(e->b, both, 2);
    function = parts_leave(k, &f);
  }
  val pair = call(k, v, function, args);
  bool sine = v->op == OP_SIN;
  *other = LLVMBuildExtractValue(e->b, pair, sine, "");
  return LLVMBuildExtractValue(e->b, pair, !sine, "");
}
