/* frame.c: what passes between parts: cells and homes in scratch of the stage's function.
 *
 * The frame's size is known when the stage has been emitted, so it is opened small and replaced in
 * the end (parts_finish()). Homes are given out by size, as many steps of a value as a strip has,
 * and taken again when nobody reads them any more. See parts.c. */
#include "codegen/cpu/frame.h"

#include "codegen/cpu/access.h"
#include "codegen/cpu/parts.h"

#include "base/element.h"

static val cell_at(stage_emitter *k, uint32_t bytes) {
  val at = ev_int64(k->e, bytes);
  return LLVMBuildInBoundsGEP2(k->e->b, k->e->i8, k->parts->frame, &at, 1, "");
}

val frame_load_cell(stage_emitter *k, uint32_t cell, LLVMTypeRef type) {
  return LLVMBuildLoad2(k->e->b, type, cell_at(k, cell * 8), "");
}

void frame_store_cell(stage_emitter *k, uint32_t cell, val x) {
  LLVMBuildStore(k->e->b, x, cell_at(k, cell * 8));
}

val frame_open(stage_emitter *k) {
  parts *p = k->parts;
  if (!p->frame) p->frame = ev_scratch(k->e, LLVMArrayType2(k->e->i8, 8), 64);
  return p->frame;
}

void parts_finish(stage_emitter *k) {
  parts *p = k->parts;
  if (!p->frame) return;
  val whole = ev_scratch(k->e, LLVMArrayType2(k->e->i8, p->size), 64);
  LLVMReplaceAllUsesWith(p->frame, whole);
  LLVMInstructionEraseFromParent(p->frame);
}

/* As what a value is kept there. */
static jx_dtype home_dtype(const plan_value *v) { return element_worked((jx_dtype)v->dtype); }

static LLVMTypeRef home_type(stage_emitter *k, const plan_value *v) {
  return ev_stored_lanes(k->e, home_dtype(v), parts_is_vector(k, v) ? k->s->lanes : 1);
}

/* log2 of its size in one step, at least 8 bytes. */
static uint32_t home_class(const stage_emitter *k, const plan_value *v) {
  element_form f = element_form_of(home_dtype(v));
  uint32_t size = f.stored / 8 * f.parts * (parts_is_vector(k, v) ? k->s->lanes : 1), c = 3;
  while (1u << c < size) c++;
  return c;
}

/* Homes to be had of that kind. */
static empty_homes *homes_like(stage_emitter *k, const plan_value *v) {
  return &k->parts->empty[parts_is_vector(k, v)][home_class(k, v)];
}

static unsigned home_align(uint32_t class_) { return class_ < 6 ? 1u << class_ : 64; }

uint32_t frame_room(stage_emitter *k, uint32_t size, uint32_t align) {
  parts *p = k->parts;
  uint32_t at = (p->size + align - 1) & ~(align - 1);
  p->size = at + size;
  return at;
}

static void take_home(stage_emitter *k, uint32_t i) {
  parts *p = k->parts;
  const plan_value *v = emit_stage_value(k, i);
  uint32_t c = home_class(k, v), steps = parts_is_vector(k, v) ? p->strip : 1;
  empty_homes *empty = homes_like(k, v);
  if (p->home[i]) return;
  p->home[i] = empty->n ? empty->at[--empty->n] : 1 + frame_room(k, steps << c, home_align(c));
}

void frame_leave_home(stage_emitter *k, uint32_t i) {
  parts *p = k->parts;
  uint32_t *at = VEC_PUSH(p->arena, homes_like(k, emit_stage_value(k, i)));
  if (at) *at = p->home[i];
  p->home[i] = 0;
}

/* Where a value is in the step at hand. */
static val home_at(stage_emitter *k, uint32_t i) {
  parts *p = k->parts;
  const plan_value *v = emit_stage_value(k, i);
  val at = cell_at(k, p->home[i] - 1);
  if (!parts_is_vector(k, v) || p->strip == 1) return at;
  return ev_gep(k->e, at,
                LLVMBuildMul(k->e->b, p->step, ev_int64(k->e, 1 << home_class(k, v)), ""));
}

void frame_store_home(stage_emitter *k, uint32_t i, val x) {
  take_home(k, i);
  val s = LLVMBuildStore(k->e->b, ev_to_stored(k->e, x, home_dtype(emit_stage_value(k, i))),
                         home_at(k, i));
  LLVMSetAlignment(s, home_align(home_class(k, emit_stage_value(k, i))));
}

val parts_fetch(stage_emitter *k, uint32_t i) {
  const plan_value *v = emit_stage_value(k, i);
  val x = LLVMBuildLoad2(k->e->b, home_type(k, v), home_at(k, i), "");
  LLVMSetAlignment(x, home_align(home_class(k, v)));
  return ev_from_stored(k->e, x, home_dtype(v));
}
