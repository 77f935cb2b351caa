/* gathers.c: loads from where values say.
 *
 * Takes a GATHER, whose arguments are indices that have been checked and are at hand; gives the
 * elements. What an argument adds to the address is the same for all lanes where it does not vary
 * along the vector loop: so rows of a table are read as rows. Where it does, lanes are loaded one
 * by one. On Sapphire Rapids the instructions that gather would take a third less time from tables
 * in cache; where processors are slowed down for safety, or microcode them, they take far longer. A
 * partial step repeats the last lane's indices, as it does with all that is computed, and so loads
 * nothing that it must not. */
#include "codegen/cpu/gathers.h"

#include "codegen/cpu/access.h"

/* What argument j adds to the address. */
static val offset_of(stage_emitter *k, row_state *row, const plan_value *v, int j) {
  const plan_access *a = access_at(k, v->access);
  const plan_value *arg = emit_stage_value(k, v->args[j] - k->s->values);
  unsigned lanes = emit_value_lanes(k, arg);
  val x = emit_operand(k, row, v->args[j], lanes);
  val stride = a->close >> j & 1
                   ? ev_int64(k->e, a->item)
                   : ev_slot(k->e, stage_gather_slot(k->s, a->gather + (uint32_t)j), k->e->i64);
  return ev_mul(k->e, x, ev_splat(k->e, stride, lanes));
}

/* Lanes apart: `offsets`, or how far the access strides, or both. Offsets go to their loads
 * through memory: it takes fewer instructions than to get them out of a vector one by one, and the
 * ports that load have time. (Volatile, because the vector would be taken apart in spite of that.) */
static val load_lanes(stage_emitter *k, const plan_value *v, val base, val offsets) {
  emitter *e = k->e;
  LLVMTypeRef type = ev_stored(e, v->dtype);
  val x = LLVMGetPoison(ev_type(e, type, k->s->lanes));
  val scratch = ev_scratch(e, LLVMTypeOf(offsets), 64);
  LLVMBuildStore(e->b, offsets, scratch);
  for (unsigned lane = 0; lane < k->s->lanes; lane++) {
    val offset = LLVMBuildLoad2(e->b, e->i64, ev_gep(e, scratch, ev_int64(e, 8 * lane)), "");
    LLVMSetVolatile(offset, true);
    val element = LLVMBuildLoad2(e->b, type, ev_gep(e, base, offset), "");
    LLVMSetAlignment(element, 1);
    x = LLVMBuildInsertElement(e->b, x, element, LLVMConstInt(e->i32, lane, false), "");
  }
  return x;
}

/* A row of a table: contiguous lanes from `base` on. */
static val load_row(stage_emitter *k, const plan_value *v, val base) {
  emitter *e = k->e;
  LLVMTypeRef type = ev_stored(e, v->dtype), vector = ev_type(e, type, k->s->lanes);
  unsigned size = access_size(k, v->access);
  val pad = NULL, at = ev_gep(e, base, LLVMBuildMul(e->b, k->step.index, ev_int64(e, size), ""));
  if (!ev_can(e, CAN_MASK_MEMORY)) pad = ev_scratch(e, LLVMArrayType2(type, k->s->lanes), 64);
  LLVMBasicBlockRef whole = ev_block(e, "row"), partial = ev_block(e, "row_part"),
                    join = ev_block(e, "row_end");
  ev_mark_likely(e, LLVMBuildCondBr(e->b, k->step.full, whole, partial));
  LLVMPositionBuilderAtEnd(e->b, whole);
  val full = LLVMBuildLoad2(e->b, vector, at, "");
  LLVMSetAlignment(full, 1);
  LLVMBuildBr(e->b, join);
  LLVMPositionBuilderAtEnd(e->b, partial);
  val part = emit_load_partial(k, type, pad, at);
  LLVMBasicBlockRef from = LLVMGetInsertBlock(e->b);
  ev_goto(e, join);
  e->scope++;
  return access_either(k, full, whole, part, from);
}

val emit_gather(stage_emitter *k, row_state *row, const plan_value *v, unsigned lanes) {
  emitter *e = k->e;
  val base = row->pointer[v->access], offsets = NULL, x;
  access_class vector =
      lanes > 1 ? (access_class)access_at(k, v->access)->vector : ACCESS_BROADCAST;
  for (int j = 0; j < v->nargs; j++) {
    val offset = offset_of(k, row, v, j);
    if (ev_lanes(offset) == 1)
      base = ev_gep(e, base, offset);
    else
      offsets = offsets ? ev_add(e, offsets, offset) : offset;
  }
  if (vector == ACCESS_UNIT && !offsets) {
    x = load_row(k, v, base);
  } else if (vector != ACCESS_BROADCAST || offsets) {
    val stride = ev_slot(e, stage_access_slot(k->s, v->access) + 1 + k->s->vector, e->i64);
    val moved = vector == ACCESS_BROADCAST
                    ? NULL
                    : ev_mul(e, k->step.lane_index, ev_splat(e, stride, lanes));
    offsets = !moved ? offsets : offsets ? ev_add(e, offsets, moved) : moved;
    x = load_lanes(k, v, base, offsets);
  } else {
    x = LLVMBuildLoad2(e->b, ev_stored(e, v->dtype), base, "");
    LLVMSetAlignment(x, 1);
  }
  x = ev_from_stored(e, x, v->dtype);
  return ev_lanes(x) == lanes ? x : ev_splat(e, x, lanes);
}
