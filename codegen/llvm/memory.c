/* memory.c: the verbs of emit.h that touch memory: constant tables and scratch. */
#include "codegen/llvm/emit.h"

/* ---- tables ---- */

val ev_table(emitter *e, LLVMTypeRef scalar, const char *name, const double *data, unsigned n) {
  val table = LLVMGetNamedGlobal(e->module, name);
  if (table) return table;
  LLVMTypeRef type = LLVMArrayType2(scalar, n);
  table = LLVMAddGlobal(e->module, type, name);
  val elements[512];
  if (n > sizeof elements / sizeof *elements) return NULL;
  for (unsigned i = 0; i < n; i++) elements[i] = LLVMConstReal(scalar, data[i]);
  LLVMSetInitializer(table, LLVMConstArray2(scalar, elements, n));
  LLVMSetLinkage(table, LLVMPrivateLinkage);
  LLVMSetUnnamedAddress(table, LLVMGlobalUnnamedAddr);
  LLVMSetGlobalConstant(table, true);
  LLVMSetAlignment(table, 64);
  return table;
}

/* Lane by lane: a table is looked up beside arithmetic, which has the ports that gathers take. */
val ev_lookup(emitter *e, LLVMTypeRef scalar, val table, val index) {
  unsigned lanes = ev_lanes(index);
  val result = LLVMGetUndef(ev_like(e, scalar, index));
  for (unsigned i = 0; i < lanes; i++) {
    val lane = LLVMConstInt(e->i32, i, false);
    val at = lanes == 1 ? index : LLVMBuildExtractElement(e->b, index, lane, "");
    val address = LLVMBuildInBoundsGEP2(e->b, scalar, table, &at, 1, "");
    val element = LLVMBuildLoad2(e->b, scalar, address, "");
    if (lanes == 1) return element;
    result = LLVMBuildInsertElement(e->b, result, element, lane, "");
  }
  return result;
}

val ev_gather(emitter *e, LLVMTypeRef scalar, val base, val offsets) {
  unsigned lanes = ev_lanes(offsets), id = LLVMLookupIntrinsicID("llvm.masked.gather", 18);
  val at = LLVMBuildGEP2(e->b, e->i8, base, &offsets, 1, "");
  LLVMTypeRef type = ev_type(e, scalar, lanes), types[] = {type, LLVMTypeOf(at)};
  val f = LLVMGetIntrinsicDeclaration(e->module, id, types, 2);
  val args[] = {at, LLVMConstInt(e->i32, 1, false), LLVMConstAllOnes(ev_type(e, e->i1, lanes)),
                LLVMGetPoison(type)};
  return LLVMBuildCall2(e->b, LLVMIntrinsicGetType(e->context, id, types, 2), f, args, 4, "");
}

/* ---- scratch ---- */

val ev_scratch(emitter *e, LLVMTypeRef type, unsigned align) {
  LLVMBasicBlockRef here = LLVMGetInsertBlock(e->b);
  val first = LLVMGetFirstInstruction(e->entry);
  if (first)
    LLVMPositionBuilderBefore(e->b, first);
  else
    LLVMPositionBuilderAtEnd(e->b, e->entry);
  val slot = LLVMBuildAlloca(e->b, type, "");
  LLVMSetAlignment(slot, align);
  LLVMPositionBuilderAtEnd(e->b, here);
  return slot;
}
