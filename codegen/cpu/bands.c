/* bands.c: elementwise stages that take a few rows at once.
 *
 * Rows of a stencil read what their neighbours read. Side by side, four of a 3 by 3 one load 18
 * vectors where one after the other they load 36. Rows that a range cuts, that are left over, or
 * whose stores bypass the cache, each of which is aligned in its own way, are taken alone; what is
 * stored so waits for memory anyway. */
#include "codegen/cpu/bands.h"

#include <string.h>

static void band_rows(stage_emitter *k, const nest *n) {
  emit_element_row(k, n, k->band.begin, k->band.end);
}

/* Rows from `first` on, as many as go side by side or one; returns how many. */
static val band_group(stage_emitter *k, const nest *n, const val *from, val first, val begin,
                      val end) {
  LLVMBuilderRef b = k->e->b;
  val size = k->loops.extent[k->s->vector], zero = ev_int64(k->e, 0), one = ev_int64(k->e, 1);
  val rows = ev_int64(k->e, k->s->rows), before = LLVMBuildMul(b, first, size, "");
  val behind = LLVMBuildAdd(b, before, LLVMBuildMul(b, rows, size, ""), "");
  LLVMBasicBlockRef many = ev_block(k->e, "band"), single = ev_block(k->e, "alone"),
                    join = ev_block(k->e, "band_end");
  val whole = LLVMBuildAnd(b, LLVMBuildICmp(b, LLVMIntSLE, begin, before, ""),
                           LLVMBuildICmp(b, LLVMIntSLE, behind, end, ""), "");
  whole = LLVMBuildAnd(b, whole, LLVMBuildNot(b, k->call.stream, ""), "");
  LLVMBuildCondBr(b, whole, many, single);

  LLVMPositionBuilderAtEnd(b, many);
  k->band = (band_range){zero, size};
  emit_side_by_side(k, n, from, first, NULL, k->s->rows, band_rows);
  LLVMBasicBlockRef after_many = LLVMGetInsertBlock(b);
  LLVMBuildBr(b, join);

  LLVMPositionBuilderAtEnd(b, single);
  k->band = (band_range){emit_most(k, LLVMBuildSub(b, begin, before, ""), zero),
                         emit_least(k, LLVMBuildSub(b, end, before, ""), size)};
  emit_side_by_side(k, n, from, first, NULL, 1, band_rows);
  LLVMBasicBlockRef after_single = LLVMGetInsertBlock(b);
  ev_goto(k->e, join);
  val count = LLVMBuildPhi(b, k->e->i64, "");
  LLVMAddIncoming(count, (val[]){rows, one}, (LLVMBasicBlockRef[]){after_many, after_single}, 2);
  return count;
}

void emit_bands(stage_emitter *k, const nest *n, val begin, val end) {
  LLVMBuilderRef b = k->e->b;
  uint32_t loop = stage_row_loop(k->s);
  val size = k->loops.extent[k->s->vector], one = ev_int64(k->e, 1);
  val *from = k->loops.saved + loop * k->s->rows * k->s->naccesses;
  memcpy(from, k->row[0].pointer, k->s->naccesses * sizeof *from);
  val first = LLVMBuildUDiv(b, begin, size, ""), last = LLVMBuildSub(b, end, one, "");
  val stop = LLVMBuildAdd(b, LLVMBuildUDiv(b, last, size, ""), one, "");
  nest inside = *n;
  inside.open |= 1u << loop;
  emit_loop l;
  emit_for(k, &l, first, stop, one, "bands");
  l.step = band_group(k, &inside, from, l.index, begin, end);
  memcpy(k->row[0].pointer, from, k->s->naccesses * sizeof *from);
  emit_end(k, &l);
}
