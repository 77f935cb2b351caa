/* pairs.c: complex numbers in lanes: the two parts of each one behind the other, as in memory.
 *
 * Takes and gives vectors of twice as many elements as there are lanes. Processors have these
 * shuffles; the two loads or stores around them are of whole vectors. */
#include "codegen/llvm/emit.h"
#include "planner/plan.h"

static val shuffled(emitter *e, val a, val b, const unsigned *order, unsigned n) {
  val mask[2 * PLAN_MAX_LANES];
  for (unsigned i = 0; i < n; i++) mask[i] = LLVMConstInt(e->i32, order[i], false);
  return LLVMBuildShuffleVector(e->b, a, b, LLVMConstVector(mask, n), "");
}

val ev_pair(emitter *e, val first, val second) {
  unsigned lanes = ev_lanes(first), order[2 * PLAN_MAX_LANES];
  if (lanes == 1) {
    val pair = LLVMGetUndef(LLVMVectorType(LLVMTypeOf(first), 2));
    pair = LLVMBuildInsertElement(e->b, pair, first, LLVMConstInt(e->i32, 0, false), "");
    return LLVMBuildInsertElement(e->b, pair, second, LLVMConstInt(e->i32, 1, false), "");
  }
  for (unsigned i = 0; i < lanes; i++) {
    order[2 * i] = i;
    order[2 * i + 1] = lanes + i;
  }
  return shuffled(e, first, second, order, 2 * lanes);
}

val ev_of_pair(emitter *e, val pairs, unsigned which) {
  unsigned lanes = ev_lanes(pairs) / 2, order[PLAN_MAX_LANES];
  if (lanes == 1)
    return LLVMBuildExtractElement(e->b, pairs, LLVMConstInt(e->i32, which, false), "");
  for (unsigned i = 0; i < lanes; i++) order[i] = 2 * i + which;
  return shuffled(e, pairs, LLVMGetUndef(LLVMTypeOf(pairs)), order, lanes);
}

val ev_splat_pair(emitter *e, val pair, unsigned lanes) {
  unsigned order[2 * PLAN_MAX_LANES];
  if (lanes == 1) return pair;
  for (unsigned i = 0; i < 2 * lanes; i++) order[i] = i & 1;
  return shuffled(e, pair, LLVMGetUndef(LLVMTypeOf(pair)), order, 2 * lanes);
}
