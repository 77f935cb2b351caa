/* memory.c: the verbs of emit.h that touch memory or leave the straight line: constant tables,
 * scratch, and the rare slow paths.
 *
 * A slow path is a block at the function's end that is branched to when some lane needs it, marked
 * unlikely so that registers are spilled there and not on the fast path. Helpers are called through
 * the table whose address stands in slot SLOT_HELPERS.
 */
#include "codegen/llvm/emit.h"

/* ---- tables ---- */

val ev_table(emitter *e, LLVMTypeRef scalar, const char *name, const double *data, unsigned n) {
  val table = LLVMGetNamedGlobal(e->module, name);
  if (table) return table;
  LLVMTypeRef type = LLVMArrayType2(scalar, n);
  table = LLVMAddGlobal(e->module, type, name);
  val elements[256];
  if (n > sizeof elements / sizeof *elements) return NULL;
  for (unsigned i = 0; i < n; i++) elements[i] = LLVMConstReal(scalar, data[i]);
  LLVMSetInitializer(table, LLVMConstArray2(scalar, elements, n));
  LLVMSetLinkage(table, LLVMPrivateLinkage);
  LLVMSetUnnamedAddress(table, LLVMGlobalUnnamedAddr);
  LLVMSetGlobalConstant(table, true);
  LLVMSetAlignment(table, 64);
  return table;
}

/* Lane by lane: gather instructions are microcoded on AMD and slowed down on Intel, and load no
 * faster. */
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

/* ---- slow paths ---- */

#define MAX_PATCH 4 /* inputs, and outputs, of a helper */

void ev_patch(emitter *e, val mask, helper_id helper, unsigned nin, const val *in, unsigned nout,
              const val *fast, val *out) {
  unsigned lanes = ev_lanes(mask);
  LLVMTypeRef type = ev_type(e, e->f64, lanes), block = LLVMArrayType2(e->f64, lanes);
  LLVMBasicBlockRef before = LLVMGetInsertBlock(e->b);
  LLVMBasicBlockRef slow = LLVMAppendBasicBlockInContext(e->context, e->function, "slow");
  LLVMBasicBlockRef join = LLVMAppendBasicBlockInContext(e->context, e->function, "join");
  LLVMTypeRef params[MAX_PATCH + 2];
  val args[MAX_PATCH + 2], patched[MAX_PATCH];

  ev_weigh(e, LLVMBuildCondBr(e->b, ev_any(e, mask), slow, join), 1, 1 << 20);

  LLVMPositionBuilderAtEnd(e->b, slow);
  for (unsigned i = 0; i < nin; i++) {
    params[i] = e->ptr;
    args[i] = ev_scratch(e, block, 64);
    LLVMSetAlignment(LLVMBuildStore(e->b, in[i], args[i]), 8);
  }
  params[nin] = e->ptr;
  args[nin] = ev_scratch(e, LLVMArrayType2(e->f64, (uint64_t)lanes * nout), 64);
  params[nin + 1] = e->i64;
  args[nin + 1] = LLVMConstInt(e->i64, lanes, false);
  LLVMTypeRef signature = LLVMFunctionType(e->void_, params, nin + 2, false);
  LLVMBuildCall2(e->b, signature, ev_helper(e, helper), args, nin + 2, "");
  for (unsigned i = 0; i < nout; i++) {
    val offset = LLVMConstInt(e->i64, (uint64_t)i * lanes, false);
    val run = LLVMBuildInBoundsGEP2(e->b, e->f64, args[nin], &offset, 1, "");
    val loaded = LLVMBuildLoad2(e->b, type, run, "");
    LLVMSetAlignment(loaded, 8);
    patched[i] = ev_select(e, mask, loaded, fast[i]);
  }
  LLVMBuildBr(e->b, join);

  LLVMPositionBuilderAtEnd(e->b, join);
  for (unsigned i = 0; i < nout; i++) {
    out[i] = LLVMBuildPhi(e->b, type, "");
    LLVMAddIncoming(out[i], (val[]){fast[i], patched[i]}, (LLVMBasicBlockRef[]){before, slow}, 2);
  }
}

val ev_rarely(emitter *e, val mask, val usual, ev_slow *slow, val x, const void *with) {
  LLVMBasicBlockRef before = LLVMGetInsertBlock(e->b);
  LLVMBasicBlockRef rare = ev_block(e, "rare"), join = ev_block(e, "join");
  ev_weigh(e, LLVMBuildCondBr(e->b, ev_any(e, mask), rare, join), 1, 1 << 20);
  LLVMPositionBuilderAtEnd(e->b, rare);
  val other = slow(e, x, with);
  LLVMBasicBlockRef after = LLVMGetInsertBlock(e->b);
  ev_goto(e, join);
  val result = LLVMBuildPhi(e->b, LLVMTypeOf(usual), "");
  LLVMAddIncoming(result, (val[]){usual, other}, (LLVMBasicBlockRef[]){before, after}, 2);
  return result;
}
