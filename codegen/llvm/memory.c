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

/* ---- slow paths ---- */

#define MAX_PATCH 4 /* inputs, and outputs, of a slow path */

/* A branch over a block, `slow`, where we then are. */
typedef struct rare {
  val mask;
  LLVMBasicBlockRef before, join;
} rare;

static rare open_rare(emitter *e, val mask) {
  LLVMBasicBlockRef slow = ev_block(e, "slow");
  rare r = {mask, LLVMGetInsertBlock(e->b), ev_block(e, "join")};
  ev_weigh(e, LLVMBuildCondBr(e->b, ev_any(e, mask), slow, r.join), 1, 1 << 20);
  LLVMPositionBuilderAtEnd(e->b, slow);
  return r;
}

/* Joins the ways: out[] is slow[] where the mask is set, else fast[]. */
static void close_rare(emitter *e, const rare *r, unsigned n, const val *fast, const val *slow,
                       val *out) {
  val patched[MAX_PATCH];
  LLVMBasicBlockRef last = LLVMGetInsertBlock(e->b);
  for (unsigned i = 0; i < n; i++) patched[i] = ev_select(e, r->mask, slow[i], fast[i]);
  ev_goto(e, r->join);
  for (unsigned i = 0; i < n; i++) {
    out[i] = LLVMBuildPhi(e->b, LLVMTypeOf(fast[i]), "");
    LLVMAddIncoming(out[i], (val[]){fast[i], patched[i]}, (LLVMBasicBlockRef[]){r->before, last},
                    2);
  }
}

/* Lanes in memory, `first` of them further on than `base`. */
static val lanes_at(emitter *e, val base, LLVMTypeRef scalar, val first) {
  return LLVMBuildInBoundsGEP2(e->b, scalar, base, &first, 1, "");
}

static val load_lanes(emitter *e, val at, LLVMTypeRef scalar, unsigned lanes) {
  val x = LLVMBuildLoad2(e->b, ev_type(e, scalar, lanes), at, "");
  LLVMSetAlignment(x, scalar == e->f64 ? 8 : 4);
  return x;
}

static void store_lanes(emitter *e, val x, val at) {
  LLVMSetAlignment(LLVMBuildStore(e->b, x, at), ev_scalar(x) == e->f64 ? 8 : 4);
}

/* Room for x's lanes. */
static val scratch_like(emitter *e, val x) {
  return ev_scratch(e, LLVMArrayType2(ev_scalar(x), ev_lanes(x)), 64);
}

void ev_patch(emitter *e, val mask, helper_id helper, unsigned nin, const val *in, unsigned nout,
              const val *fast, val *out) {
  unsigned lanes = ev_lanes(mask);
  LLVMTypeRef params[MAX_PATCH + 2];
  val args[MAX_PATCH + 2], slow[MAX_PATCH];
  rare r = open_rare(e, mask);
  for (unsigned i = 0; i < nin; i++) {
    params[i] = e->ptr;
    args[i] = scratch_like(e, in[i]);
    store_lanes(e, in[i], args[i]);
  }
  params[nin] = e->ptr;
  args[nin] = ev_scratch(e, LLVMArrayType2(e->f64, (uint64_t)lanes * nout), 64);
  params[nin + 1] = e->i64;
  args[nin + 1] = LLVMConstInt(e->i64, lanes, false);
  LLVMTypeRef signature = LLVMFunctionType(e->void_, params, nin + 2, false);
  LLVMBuildCall2(e->b, signature, ev_helper(e, helper), args, nin + 2, "");
  for (unsigned i = 0; i < nout; i++) {
    val at = lanes_at(e, args[nin], e->f64, ev_int64(e, (int64_t)i * lanes));
    slow[i] = load_lanes(e, at, e->f64, lanes);
  }
  close_rare(e, &r, nout, fast, slow, out);
}

/* A loop over `lanes` lanes of `in`, as many at a time as float64 fill a register: fewer
 * instructions to compile than all at once, and a processor overlaps the turns. */
static void patch_in_turns(emitter *e, const ev_slow *slow, unsigned nin, const val *in,
                           unsigned nout, const val *fast, val *out) {
  unsigned lanes = ev_lanes(in[0]), step = e->target->plan.vector_bytes / 8;
  val from[MAX_PATCH], given[MAX_PATCH], to[MAX_PATCH], zero = ev_int64(e, 0);
  for (unsigned i = 0; i < nin; i++) store_lanes(e, in[i], from[i] = scratch_like(e, in[i]));
  for (unsigned i = 0; i < nout; i++) to[i] = scratch_like(e, fast[i]);
  LLVMBasicBlockRef before = LLVMGetInsertBlock(e->b), body = ev_block(e, "turn");
  ev_goto(e, body);
  val first = LLVMBuildPhi(e->b, e->i64, "");
  for (unsigned i = 0; i < nin; i++) {
    LLVMTypeRef type = ev_scalar(in[i]);
    given[i] = load_lanes(e, lanes_at(e, from[i], type, first), type, step);
  }
  slow->emit(e, slow->user, given, out);
  for (unsigned i = 0; i < nout; i++)
    store_lanes(e, out[i], lanes_at(e, to[i], ev_scalar(fast[i]), first));
  val next = ev_add(e, first, ev_int64(e, step));
  LLVMAddIncoming(first, (val[]){zero, next},
                  (LLVMBasicBlockRef[]){before, LLVMGetInsertBlock(e->b)}, 2);
  LLVMBasicBlockRef done = ev_block(e, "turned");
  LLVMBuildCondBr(e->b, ev_lt(e, next, ev_int64(e, lanes)), body, done);
  LLVMPositionBuilderAtEnd(e->b, done);
  for (unsigned i = 0; i < nout; i++) out[i] = load_lanes(e, to[i], ev_scalar(fast[i]), lanes);
}

void ev_patch_by(emitter *e, val mask, const ev_slow *slow, unsigned nin, const val *in,
                 unsigned nout, const val *fast, val *out) {
  val patched[MAX_PATCH];
  rare r = open_rare(e, mask);
  if (ev_lanes(mask) * 8 <= e->target->plan.vector_bytes)
    slow->emit(e, slow->user, in, patched);
  else
    patch_in_turns(e, slow, nin, in, nout, fast, patched);
  close_rare(e, &r, nout, fast, patched, out);
}
