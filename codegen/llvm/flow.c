/* flow.c: blocks, and what a function of a kernel is given: slots, helpers, the word for faults. */
#include "codegen/llvm/emit.h"

void ev_open(emitter *e, const codegen_target *target, LLVMContextRef c, LLVMModuleRef module) {
  *e = (emitter){
      .target = target, .context = c, .module = module, .b = LLVMCreateBuilderInContext(c)};
  e->i1 = LLVMInt1TypeInContext(c);
  e->i8 = LLVMInt8TypeInContext(c);
  e->i16 = LLVMInt16TypeInContext(c);
  e->i32 = LLVMInt32TypeInContext(c);
  e->i64 = LLVMInt64TypeInContext(c);
  e->f32 = LLVMFloatTypeInContext(c);
  e->f64 = LLVMDoubleTypeInContext(c);
  e->ptr = LLVMPointerTypeInContext(c, 0);
  e->void_ = LLVMVoidTypeInContext(c);
}

val ev_int64(emitter *e, int64_t c) { return LLVMConstInt(e->i64, (uint64_t)c, true); }

LLVMBasicBlockRef ev_block(emitter *e, const char *name) {
  return LLVMAppendBasicBlockInContext(e->context, e->function, name);
}

void ev_goto(emitter *e, LLVMBasicBlockRef to) {
  LLVMBuildBr(e->b, to);
  LLVMPositionBuilderAtEnd(e->b, to);
}

void ev_weigh(emitter *e, val branch, uint32_t first, uint32_t second) {
  LLVMMetadataRef md[] = {LLVMMDStringInContext2(e->context, "branch_weights", 14),
                          LLVMValueAsMetadata(LLVMConstInt(e->i32, first, false)),
                          LLVMValueAsMetadata(LLVMConstInt(e->i32, second, false))};
  unsigned kind = LLVMGetMDKindIDInContext(e->context, "prof", 4);
  LLVMSetMetadata(branch, kind,
                  LLVMMetadataAsValue(e->context, LLVMMDNodeInContext2(e->context, md, 3)));
}

void ev_mark_likely(emitter *e, val branch) { ev_weigh(e, branch, 2000, 1); }

val ev_gep(emitter *e, val base, val bytes) {
  return LLVMBuildGEP2(e->b, e->i8, base, &bytes, 1, "");
}

val ev_slot(emitter *e, uint32_t slot, LLVMTypeRef type) {
  val at = LLVMConstInt(e->i64, slot, false);
  val p = LLVMBuildInBoundsGEP2(e->b, e->i64, e->slots, &at, 1, "");
  return LLVMBuildLoad2(e->b, type, p, "");
}

val ev_helper(emitter *e, helper_id id) {
  val index = ev_int64(e, id), table = ev_slot(e, SLOT_HELPERS, e->ptr);
  val entry = LLVMBuildInBoundsGEP2(e->b, e->ptr, table, &index, 1, "");
  return LLVMBuildLoad2(e->b, e->ptr, entry, "");
}

void ev_call_helper(emitter *e, helper_id id, val *args, unsigned n) {
  LLVMTypeRef params[8];
  for (unsigned i = 0; i < n; i++) params[i] = LLVMTypeOf(args[i]);
  LLVMTypeRef type = LLVMFunctionType(e->void_, params, n, false);
  LLVMBuildCall2(e->b, type, ev_helper(e, id), args, n, "");
}

void ev_report(emitter *e, uint64_t bits) {
  LLVMBuildAtomicRMW(e->b, LLVMAtomicRMWBinOpOr, ev_slot(e, SLOT_FAULT, e->ptr),
                     ev_int64(e, (int64_t)bits), LLVMAtomicOrderingMonotonic, false);
}

void ev_report_index(emitter *e, int64_t number, val index) {
  val at = ev_int64(e, 8 * (1 + plan_fault_place(number)));
  if (ev_lanes(index) > 1) {
    LLVMTypeRef type = LLVMTypeOf(index);
    unsigned id = LLVMLookupIntrinsicID("llvm.vector.reduce.smin", 23);
    val least = LLVMGetIntrinsicDeclaration(e->module, id, &type, 1);
    type = LLVMIntrinsicGetType(e->context, id, &type, 1);
    index = LLVMBuildCall2(e->b, type, least, &index, 1, "");
  }
  LLVMBuildAtomicRMW(e->b, LLVMAtomicRMWBinOpMin, ev_gep(e, ev_slot(e, SLOT_FAULT, e->ptr), at),
                     index, LLVMAtomicOrderingMonotonic, false);
  ev_report(e, plan_fault_bit(number));
}

void ev_prefetch(emitter *e, val at, unsigned locality) {
  unsigned id = LLVMLookupIntrinsicID("llvm.prefetch", 13);
  val function = LLVMGetIntrinsicDeclaration(e->module, id, &e->ptr, 1);
  LLVMTypeRef type = LLVMIntrinsicGetType(e->context, id, &e->ptr, 1);
  val args[] = {at, LLVMConstInt(e->i32, 0, false), LLVMConstInt(e->i32, locality, false),
                LLVMConstInt(e->i32, 1, false)};
  LLVMBuildCall2(e->b, type, function, args, 4, "");
}

static void doubt_if(emitter *e, val off) {
  LLVMBasicBlockRef rare = ev_block(e, "doubt"), join = ev_block(e, "sure");
  ev_mark_likely(e, LLVMBuildCondBr(e->b, LLVMBuildNot(e->b, ev_any(e, off), ""), join, rare));
  LLVMPositionBuilderAtEnd(e->b, rare);
  ev_report(e, PLAN_DOUBT);
  ev_goto(e, join);
}

void ev_doubt(emitter *e, val sum) {
  if (LLVMIsConstant(sum)) return;
  val infinite = ev_f64(e, sum, __builtin_inf());
  doubt_if(e, LLVMBuildFCmp(e->b, LLVMRealUGE, ev_abs(e, sum), infinite, ""));
}

/* 0 times what is not finite is NaN, and so is what it is added to: one operation for each, and one
 * test. Two chains, since an addition takes as long as several can begin. */
void ev_doubt_any(emitter *e, const val *sums, uint32_t n) {
  val zero = ev_f64(e, sums[0], 0), chain[2] = {zero, zero};
  for (uint32_t i = 0; i < n; i++) chain[i % 2] = ev_mad(e, sums[i], zero, chain[i % 2]);
  doubt_if(e, LLVMBuildFCmp(e->b, LLVMRealUNO, chain[0], chain[1], ""));
}

/* What is infinite stays so, or becomes NaN, whatever is added. A sum of some that are only just
 * small enough may be infinite as well. */
void ev_doubt_large(emitter *e, const val *x, const double *powers, uint32_t n) {
  val chain[2] = {ev_mul(e, x[0], ev_f64(e, x[0], powers[0])), ev_f64(e, x[0], 0)};
  for (uint32_t i = 1; i < n; i++)
    chain[i % 2] = ev_mad(e, x[i], ev_f64(e, x[i], powers[i]), chain[i % 2]);
  val all = ev_abs(e, ev_add(e, chain[0], chain[1])), infinite = ev_f64(e, all, __builtin_inf());
  doubt_if(e, LLVMBuildFCmp(e->b, LLVMRealUGE, all, infinite, ""));
}
