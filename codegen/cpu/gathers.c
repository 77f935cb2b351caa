/* gathers.c: loads from where values say.
 *
 * Takes a GATHER, whose arguments are indices that have been checked and are at hand; gives the
 * elements. What an argument adds to the address is the same for all lanes where it does not vary
 * along the vector loop: so rows of a table are read as rows. Where it does, lanes are gathered by
 * an instruction, which on Sapphire Rapids takes half the time that loads one by one take from
 * tables in cache; where processors are slowed down for safety, or microcode them, it takes far
 * longer (CAN_GATHER), and lanes are loaded one by one, as are those of 1, 2 and 16 bytes. A
 * partial step repeats the last lane's indices, as it does with all that is computed, and so loads
 * nothing that it must not. */
#include "codegen/cpu/gathers.h"

#include "base/element.h"
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

/* The type of lanes that an instruction gathers, or NULL: two parts of four bytes are one lane. */
static LLVMTypeRef gathered_type(const stage_emitter *k, const plan_value *v, bool pair) {
  unsigned size = access_size(k, v->access);
  if (!ev_can(k->e, CAN_GATHER) || size < 4 || size > 8) return NULL;
  return pair ? k->e->i64 : access_element(k, v->access);
}

/* Lanes apart: `offsets`, or how far the access strides, or both. Offsets go to their loads through
 * memory: it takes fewer instructions than to get them out of a vector one by one, and the ports
 * that load have time. (Volatile, because the vector would be taken apart in spite of that.) */
static val load_lanes(stage_emitter *k, const plan_value *v, val base, val offsets) {
  emitter *e = k->e;
  LLVMTypeRef type = access_element(k, v->access);
  val x = LLVMGetPoison(access_lanes(k, type)), pairs[PLAN_MAX_LANES];
  bool pair = LLVMGetTypeKind(type) == LLVMVectorTypeKind;
  LLVMTypeRef gathered = gathered_type(k, v, pair);
  if (gathered)
    return LLVMBuildBitCast(e->b, ev_gather(e, gathered, base, offsets), LLVMTypeOf(x), "");
  val scratch = ev_scratch(e, LLVMTypeOf(offsets), 64);
  LLVMBuildStore(e->b, offsets, scratch);
  for (unsigned lane = 0; lane < k->s->lanes; lane++) {
    val offset = LLVMBuildLoad2(e->b, e->i64, ev_gep(e, scratch, ev_int64(e, 8 * lane)), "");
    LLVMSetVolatile(offset, true);
    val element = LLVMBuildLoad2(e->b, type, ev_gep(e, base, offset), "");
    LLVMSetAlignment(element, 1);
    if (pair)
      pairs[lane] = element;
    else
      x = LLVMBuildInsertElement(e->b, x, element, LLVMConstInt(e->i32, lane, false), "");
  }
  return pair ? ev_join(e, pairs, k->s->lanes, 2, 2 * k->s->lanes) : x;
}

/* A row of a table: contiguous lanes from `base` on. */
static val load_row(stage_emitter *k, const plan_value *v, val base) {
  emitter *e = k->e;
  LLVMTypeRef type = access_element(k, v->access), vector = access_lanes(k, type);
  unsigned size = access_size(k, v->access);
  val pad = NULL, at = ev_gep(e, base, LLVMBuildMul(e->b, k->step.index, ev_int64(e, size), ""));
  if (!ev_can(e, CAN_MASK_MEMORY)) pad = ev_scratch(e, vector, 64);
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

/* How far the access strides for each lane. */
static val strides_of_lanes(stage_emitter *k, const plan_value *v) {
  val stride = ev_slot(k->e, stage_access_slot(k->s, v->access) + 1 + k->s->vector, k->e->i64);
  return ev_mul(k->e, k->step.lane_index, ev_splat(k->e, stride, k->s->lanes));
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
  bool row_wise = vector == ACCESS_UNIT && !offsets && !v->item;
  if (vector != ACCESS_BROADCAST && !row_wise) {
    val moved = strides_of_lanes(k, v);
    offsets = offsets ? ev_add(e, offsets, moved) : moved;
  }
  if (v->item) { /* strings are pointers */
    if (!offsets) return base;
    return LLVMBuildGEP2(e->b, e->i8, ev_splat(e, base, lanes), &offsets, 1, "");
  }
  if (row_wise) {
    x = load_row(k, v, base);
  } else if (offsets) {
    x = load_lanes(k, v, base, offsets);
  } else {
    x = LLVMBuildLoad2(e->b, access_element(k, v->access), base, "");
    LLVMSetAlignment(x, 1);
  }
  const plan_access *a = access_at(k, v->access);
  if (a->swapped) x = ev_swap_bytes(e, x);
  x = ev_from_stored(e, x, (jx_dtype)a->dtype);
  if (lanes == 1 || vector != ACCESS_BROADCAST || offsets) return x;
  return element_form_of((jx_dtype)a->dtype).parts > 1 ? ev_splat_pair(e, x, lanes)
                                                       : ev_splat(e, x, lanes);
}
