/* rare.c: the rare slow paths of emit.h.
 *
 * A slow path is a block at the function's end that is branched to when some lane needs it, marked
 * unlikely so that registers are spilled there and not on the fast path. The block calls a helper,
 * through the table whose address stands in slot SLOT_HELPERS, or has the slow side in it, or calls
 * a function of the module that has. Such a function is emitted once for all uses: eight sines would
 * otherwise be for the greater part the exact reduction of arguments that nobody has. For short
 * slow sides it would be longer than they are.
 */
#include <stdio.h>

#include "codegen/llvm/emit.h"

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

/* ---- Functions of the module ---- */

/* Operands and results pass in memory, 8 bytes a lane of each. */
static val operand_at(emitter *e, val memory, unsigned i, val lanes) {
  val offset = ev_mul(e, lanes, ev_int64(e, 8 * (int64_t)i));
  return ev_gep(e, memory, offset);
}

/* A function that is set aside while another is made. What is known of values holds again then. */
typedef struct outer {
  LLVMValueRef function, slots;
  LLVMBasicBlockRef entry, block;
  unsigned scope;
} outer;

static outer enter(emitter *e, LLVMValueRef function) {
  outer o = {e->function, e->slots, e->entry, LLVMGetInsertBlock(e->b), e->scope};
  e->function = function;
  e->slots = LLVMGetParam(function, 0);
  e->entry = ev_block(e, "entry");
  LLVMPositionBuilderAtEnd(e->b, e->entry);
  ev_goto(e, ev_block(e, "start"));
  e->scope++;
  return o;
}

static void leave(emitter *e, const outer *o) {
  e->function = o->function;
  e->slots = o->slots;
  e->entry = o->entry;
  e->scope = o->scope;
  LLVMPositionBuilderAtEnd(e->b, o->block);
}

/* A loop over lanes in memory, as many at a time as float64 fill a register: fewer instructions to
 * compile than all at once, and a processor overlaps the turns. */
static void emit_turns(emitter *e, const ev_slow *slow, val memory, val lanes, unsigned step,
                       unsigned nin, const val *in, unsigned nout, const val *fast) {
  val from[MAX_PATCH], given[MAX_PATCH], to[MAX_PATCH], out[MAX_PATCH];
  for (unsigned i = 0; i < nin; i++) from[i] = operand_at(e, memory, i, lanes);
  for (unsigned i = 0; i < nout; i++) to[i] = operand_at(e, memory, nin + i, lanes);
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
  LLVMAddIncoming(first, (val[]){ev_int64(e, 0), next},
                  (LLVMBasicBlockRef[]){before, LLVMGetInsertBlock(e->b)}, 2);
  LLVMBasicBlockRef done = ev_block(e, "turned");
  LLVMBuildCondBr(e->b, ev_lt(e, next, lanes), body, done);
  LLVMPositionBuilderAtEnd(e->b, done);
}

/* The module's function(slots, memory, lanes) for a slow side, made when it is asked for first. */
static val get_function(emitter *e, const ev_slow *slow, LLVMTypeRef type, unsigned step,
                        unsigned nin, const val *in, unsigned nout, const val *fast) {
  char name[64];
  snprintf(name, sizeof name, "rare.%s.%a.%u%s", slow->name, slow->variant, step,
           e->fast ? ".fast" : "");
  val function = LLVMGetNamedFunction(e->module, name);
  if (function) return function;
  function = LLVMAddFunction(e->module, name, type);
  LLVMSetLinkage(function, LLVMInternalLinkage);
  LLVMSetFunctionCallConv(function, ev_sparing_call(e));
  outer o = enter(e, function);
  val memory = LLVMGetParam(function, 1), lanes = LLVMGetParam(function, 2);
  emit_turns(e, slow, memory, lanes, step, nin, in, nout, fast);
  LLVMBuildRetVoid(e->b);
  leave(e, &o);
  return function;
}

static void call_function(emitter *e, const ev_slow *slow, val memory, val lanes, unsigned step,
                          unsigned nin, const val *in, unsigned nout, const val *fast) {
  LLVMTypeRef params[] = {e->ptr, e->ptr, e->i64},
              type = LLVMFunctionType(e->void_, params, 3, false);
  val function = get_function(e, slow, type, step, nin, in, nout, fast);
  val call = LLVMBuildCall2(e->b, type, function, (val[]){e->slots, memory, lanes}, 3, "");
  LLVMSetInstructionCallConv(call, ev_sparing_call(e));
}

/* Of what has a function, a scalar goes with the vectors of the kernel, as all lanes of a register. */
void ev_patch_by(emitter *e, val mask, const ev_slow *slow, unsigned nin, const val *in,
                 unsigned nout, const val *fast, val *out) {
  unsigned width = ev_lanes(mask), step = e->target->plan.vector_bytes / 8;
  unsigned lanes = slow->name && width == 1 ? step : width;
  val patched[MAX_PATCH], n = ev_int64(e, lanes);
  rare r = open_rare(e, mask);
  if (!slow->name && lanes <= step) {
    slow->emit(e, slow->user, in, patched);
  } else {
    val memory = ev_scratch(e, LLVMArrayType2(e->i64, (uint64_t)lanes * (nin + nout)), 64);
    for (unsigned i = 0; i < nin; i++)
      store_lanes(e, width == 1 ? ev_splat(e, in[i], lanes) : in[i], operand_at(e, memory, i, n));
    (slow->name ? call_function : emit_turns)(e, slow, memory, n, lanes < step ? lanes : step, nin,
                                              in, nout, fast);
    for (unsigned i = 0; i < nout; i++)
      patched[i] = load_lanes(e, operand_at(e, memory, nin + i, n), ev_scalar(fast[i]), width);
  }
  close_rare(e, &r, nout, fast, patched, out);
}
