/* stage.c: a stage of the plan as a function.
 *
 * Start at llvm_emit_stage(). A stage's nest is cut from flat ranges: with [b, e) the flat range
 * within one level and S the size of one step of that level, the level runs from b/S to (e-1)/S,
 * and inside, the range is [max(b - i*S, 0), min(e - i*S, S)). So a chunk may begin and end
 * anywhere, at the cost of two comparisons a level.
 *
 * Values are emitted where the plan's sets of loops allow: after opening a loop, all values that
 * vary along it and along nothing further in. Three shapes of stage: elementwise, folding along the
 * vector loop (accumulators in registers, lanes folded at the end), and folding across it (a block
 * of accumulators in memory). Scans have the latter two (scan.c). */
#include "codegen/cpu/stage.h"

#include <stdio.h>
#include <string.h>

#include "base/element.h"
#include "codegen/cpu/access.h"
#include "codegen/cpu/bands.h"
#include "codegen/cpu/contract.h"
#include "codegen/cpu/crossed.h"
#include "codegen/cpu/frame.h"
#include "codegen/cpu/gathers.h"
#include "codegen/cpu/neighbours.h"
#include "codegen/cpu/parts.h"
#include "codegen/cpu/periodic.h"
#include "codegen/cpu/reduction.h"
#include "codegen/cpu/scan.h"
#include "codegen/cpu/string_values.h"
#include "codegen/cpu/text.h"
#include "codegen/cpu/vector.h"
#include "codegen/cpu/watch.h"
#include "codegen/cpu/weaving.h"
#include "codegen/cpu/whole_rows.h"
#include "codegen/cpu/whole_steps.h"
#include "codegen/cpu/wide.h"

/* ---- Control flow ---- */

void emit_for(stage_emitter *k, emit_loop *l, val begin, val end, val step, const char *name) {
  LLVMBuilderRef b = k->e->b;
  l->counter = ev_scratch(k->e, k->e->i64, 8);
  l->step = step;
  LLVMBuildStore(b, begin, l->counter);
  l->head = ev_block(k->e, name);
  LLVMBasicBlockRef body = ev_block(k->e, "body");
  l->done = ev_block(k->e, "done");
  ev_goto(k->e, l->head);
  l->index = LLVMBuildLoad2(b, k->e->i64, l->counter, "i");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, l->index, end, ""), body, l->done);
  LLVMPositionBuilderAtEnd(b, body);
  k->e->scope++;
}

void emit_end(stage_emitter *k, emit_loop *l) {
  LLVMBuildStore(k->e->b, LLVMBuildAdd(k->e->b, l->index, l->step, ""), l->counter);
  LLVMBuildBr(k->e->b, l->head);
  LLVMPositionBuilderAtEnd(k->e->b, l->done);
  k->e->scope++;
}

val emit_least(stage_emitter *k, val a, val b) {
  return LLVMBuildSelect(k->e->b, LLVMBuildICmp(k->e->b, LLVMIntSLT, a, b, ""), a, b, "");
}

val emit_most(stage_emitter *k, val a, val b) {
  return LLVMBuildSelect(k->e->b, LLVMBuildICmp(k->e->b, LLVMIntSGT, a, b, ""), a, b, "");
}

/* ---- Values at scalar levels ---- */

const plan_value *emit_stage_value(const stage_emitter *k, uint32_t i) {
  return &k->p->values.at[k->s->values + i];
}

unsigned emit_value_lanes(const stage_emitter *k, const plan_value *v) {
  return k->nloops && v->loops >> k->s->vector & 1 ? k->s->lanes : 1;
}

val emit_operand(stage_emitter *k, row_state *row, plan_ref r, unsigned lanes) {
  uint32_t i = r - k->s->values;
  bool inside = parts_is_inside(k); /* where it comes before all that follows */
  val x = row->value[i] ? row->value[i] : parts_fetch(k, i);
  if (inside) row->value[i] = x;
  bool pair = element_form_of(emit_stage_value(k, i)->dtype).parts > 1;
  if (lanes == 1 || ev_lanes(x) == (pair ? 2 * lanes : lanes)) return x;
  if (row->wide[i]) return row->wide[i];
  val wide = pair ? ev_splat_pair(k->e, x, lanes) : ev_splat(k->e, x, lanes);
  if (inside) row->wide[i] = wide;
  return wide;
}

static val emit_dim(stage_emitter *k, uint32_t dim, jx_dtype d) {
  return ev_slot(k->e, SLOT_FIRST + k->nloops + dim,
                 element_form_of(d).real ? k->e->f64 : k->e->i64);
}

/* Factors and distances whose products fit by far. */
#define AFFINE_MOST (1 << 20)

static affine times(stage_emitter *k, affine a, int64_t by) {
  if (!a.base || a.step > AFFINE_MOST || a.step < -AFFINE_MOST) return (affine){NULL, 0};
  return (affine){LLVMBuildMul(k->e->b, a.base, ev_int64(k->e, by), ""), a.step * by};
}

static affine scale_affine(stage_emitter *k, const row_state *row, const plan_value *v) {
  for (int j = 0; j < 2; j++) {
    const plan_value *by = &k->p->values.at[v->args[j]];
    if (by->op == OP_CONST && by->dtype == JX_INT64 && by->imm.i <= AFFINE_MOST &&
        by->imm.i >= -AFFINE_MOST)
      return times(k, row->affine[v->args[1 - j] - k->s->values], by->imm.i);
  }
  return (affine){NULL, 0};
}

/* An index, its products with constants and its sums with what does not vary along the lanes stay
 * scalars until the lanes are needed. */
static affine find_affine(stage_emitter *k, row_state *row, const plan_value *v) {
  emitter *e = k->e;
  affine none = {NULL, 0};
  if (v->dtype != JX_INT64) return none;
  if (v->op == OP_IOTA && v->loop != k->s->vector) return none; /* of a wide row */
  if (v->op == OP_IOTA && !plan_counts_in_period(v)) {
    val i = LLVMBuildMul(e->b, k->step.index, ev_int64(k->e, v->imm.i), "");
    return (affine){LLVMBuildAdd(e->b, i, emit_dim(k, v->args[0], JX_INT64), ""), v->imm.i};
  }
  if (v->op == OP_MUL) return scale_affine(k, row, v);
  if (v->op == OP_NEG) return times(k, row->affine[v->args[0] - k->s->values], -1);
  if (v->op != OP_ADD && v->op != OP_SUB) return none;
  affine side[2];
  for (int j = 0; j < 2; j++) {
    uint32_t a = v->args[j] - k->s->values;
    bool scalar = emit_value_lanes(k, emit_stage_value(k, a)) == 1;
    side[j] = scalar ? (affine){emit_operand(k, row, v->args[j], 1), 0} : row->affine[a];
    if (!side[j].base) return none;
  }
  if (v->op == OP_ADD)
    return (affine){LLVMBuildAdd(e->b, side[0].base, side[1].base, ""),
                    side[0].step + side[1].step};
  return (affine){LLVMBuildSub(e->b, side[0].base, side[1].base, ""), side[0].step - side[1].step};
}

static val spread_affine(stage_emitter *k, affine a) {
  val offset = k->step.lane_offset;
  if (a.step != 1) offset = ev_mul(k->e, offset, ev_i64(k->e, offset, a.step));
  return ev_add(k->e, ev_splat(k->e, a.base, k->s->lanes), offset);
}

/* Which lanes of something linear are equal to a scalar: those whose offset is how far that is from
 * the first one. In a whole or masked step with masks in registers, that is one bit, if any. NULL:
 * it is no such comparison. */
static val find_place(stage_emitter *k, row_state *row, const plan_value *v) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  affine line = {NULL, 0};
  val x = NULL;
  for (int j = 0; j < 2 && !x; j++) {
    const plan_value *other = &k->p->values.at[v->args[1 - j]];
    line = row->affine[v->args[j] - k->s->values];
    if (line.base && other->dtype == JX_INT64 && emit_value_lanes(k, other) == 1)
      x = emit_operand(k, row, v->args[1 - j], 1);
  }
  if (!x) return NULL;
  val far = LLVMBuildSub(b, x, line.base, ""), lanes = ev_int64(e, k->s->lanes);
  if (!k->s->whole || line.step != 1 || !ev_can(e, CAN_MASK_MEMORY) || k->s->lanes < 8) {
    val offset = k->step.lane_offset;
    if (line.step != 1) offset = ev_mul(e, offset, ev_i64(e, offset, line.step));
    val to = ev_splat(e, far, k->s->lanes);
    return LLVMBuildICmp(b, v->op == OP_EQ ? LLVMIntEQ : LLVMIntNE, offset, to, "");
  }
  val bit = LLVMBuildAnd(b, far, ev_int64(e, 63), "");
  bit = LLVMBuildShl(b, ev_int64(e, 1), bit, "");
  bit = LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntULT, far, lanes, ""), bit, ev_int64(e, 0), "");
  bit = LLVMBuildTrunc(b, bit, LLVMIntTypeInContext(e->context, k->s->lanes), "");
  if (v->op == OP_NE) bit = LLVMBuildNot(b, bit, "");
  return LLVMBuildBitCast(b, bit, ev_type(e, e->i1, k->s->lanes), "");
}

static val emit_iota(stage_emitter *k, const row_state *row, const plan_value *v) {
  if (plan_counts_in_period(v)) {
    val x = k->step.point, start = emit_dim(k, v->args[0], JX_INT64);
    if (v->imm.i != 1) x = ev_mul(k->e, x, ev_splat(k->e, ev_int64(k->e, v->imm.i), k->s->lanes));
    return ev_add(k->e, x, ev_splat(k->e, start, k->s->lanes));
  }
  if (k->s->wide && v->loop != k->s->vector && emit_value_lanes(k, v) > 1) {
    val x = wide_index(k, row), start = emit_dim(k, v->args[0], JX_INT64);
    if (v->imm.i != 1) x = ev_mul(k->e, x, ev_splat(k->e, ev_int64(k->e, v->imm.i), k->s->lanes));
    return ev_add(k->e, x, ev_splat(k->e, start, k->s->lanes));
  }
  val index = v->loop == stage_row_loop(k->s) ? row->index : k->loops.index[v->loop];
  val i = LLVMBuildMul(k->e->b, index, ev_int64(k->e, v->imm.i), "");
  return LLVMBuildAdd(k->e->b, i, emit_dim(k, v->args[0], JX_INT64), "");
}

val emit_operation(stage_emitter *k, const plan_value *v, val *args) {
  return emit_op(k->e, v, k->p->values.at[v->args[0]].dtype, args);
}

void emit_value(stage_emitter *k, row_state *row, uint32_t i) {
  const plan_value *v = emit_stage_value(k, i);
  unsigned lanes = emit_value_lanes(k, v);
  val args[GRAPH_MAX_ARGS] = {0};
  row->affine[i] = (affine){NULL, 0};
  if (op_gathers((op_id)v->op)) {
    row->value[i] = emit_gather(k, row, v, lanes);
    return;
  }
  if (string_concerns(k, v)) {
    row->value[i] = emit_string_value(k, row, v);
    return;
  }
  for (int j = 0; j < v->nargs; j++) args[j] = emit_operand(k, row, v->args[j], lanes);
  row->affine[i] = lanes > 1 ? find_affine(k, row, v) : (affine){NULL, 0};
  if (row->affine[i].base) {
    row->value[i] = spread_affine(k, row->affine[i]);
    return;
  }
  if (lanes > 1 && (v->op == OP_EQ || v->op == OP_NE)) {
    row->value[i] = find_place(k, row, v);
    if (row->value[i]) return;
  }
  switch (v->op) {
  case OP_INPUT:
    if (wide_picks(k, v)) row->loaded[v->access] = wide_load(k, row, v->access);
    row->value[i] = emit_load(k, row, v, lanes > 1);
    break;
  case OP_IOTA: row->value[i] = emit_iota(k, row, v); break;
  case OP_DIM: row->value[i] = emit_dim(k, v->dim, v->dtype); break;
  case OP_CONST:
    row->value[i] = element_form_of(v->dtype).real
                        ? LLVMConstReal(ev_dtype(k->e, v->dtype), v->imm.f)
                        : LLVMConstInt(ev_dtype(k->e, v->dtype), (uint64_t)v->imm.i, true);
    break;
  case OP_CONTAINS: row->value[i] = emit_contains(k, row, v, args[0]); break;
  default: row->value[i] = emit_operation(k, v, args);
  }
}

/* ---- Nests ---- */

void emit_advance(stage_emitter *k, uint32_t loop, val *saved) {
  uint32_t n = k->s->naccesses;
  for (uint32_t r = 0; r < k->rows; r++)
    memcpy(saved + r * n, k->row[r].pointer, n * sizeof *saved);
  for (uint32_t a = 0; a < n; a++) {
    const plan_access *x = &k->p->accesses.at[k->s->accesses + a];
    if (k->p->steps.at[x->steps + loop].axis < 0 || parts_load(k, a)) continue;
    bool moved = false;
    for (uint32_t r = 0; r < k->rows; r++) moved = neighbour_moves(k, &k->row[r], a);
    if (moved) continue;
    val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + loop, k->e->i64);
    val offset = LLVMBuildMul(k->e->b, k->loops.index[loop], stride, "");
    for (uint32_t r = 0; r < k->rows; r++)
      k->row[r].pointer[a] = r == 0 || emit_access_by_row(k, a)
                                 ? ev_gep(k->e, k->row[r].pointer[a], offset)
                                 : k->row[0].pointer[a];
  }
}

void emit_go_back(stage_emitter *k, const val *saved) {
  uint32_t n = k->s->naccesses;
  for (uint32_t r = 0; r < k->rows; r++)
    memcpy(k->row[r].pointer, saved + r * n, n * sizeof *saved);
}

/* Opens the loops of the nest from `level` on over the flat range [begin, end), then runs the body;
 * the `last` innermost loops are left to the body, which gets their flat range. The recursion is as
 * deep as the nest. */
void emit_nest(stage_emitter *k, const nest *n, uint32_t level, uint32_t last, val begin, val end,
               nest_body *body) {
  if (level + last >= n->n) {
    body(k, n, begin, end);
    return;
  }
  uint32_t loop = n->loops[level];
  nest inside = *n;
  inside.open |= 1u << loop;
  val size = ev_int64(k->e, 1);
  for (uint32_t i = level + 1; i < n->n; i++)
    size = LLVMBuildMul(k->e->b, size, k->loops.extent[n->loops[i]], "");
  LLVMBuilderRef b = k->e->b;
  val first = begin, stop = end;
  if (level + 1 < n->n) {
    first = LLVMBuildUDiv(b, begin, size, "");
    stop = LLVMBuildUDiv(b, LLVMBuildAdd(b, end, LLVMBuildSub(b, size, ev_int64(k->e, 1), ""), ""),
                         size, "");
  }
  emit_loop l;
  emit_for(k, &l, first, stop, ev_int64(k->e, 1), "loop");
  k->loops.index[loop] = l.index;
  val *saved = k->loops.saved + loop * k->s->rows * k->s->naccesses;
  emit_advance(k, loop, saved);
  emit_level(k, n->phase, n->open, (int)loop);
  val before = LLVMBuildMul(b, l.index, size, "");
  val from = emit_most(k, LLVMBuildSub(b, begin, before, ""), ev_int64(k->e, 0));
  val to = emit_least(k, LLVMBuildSub(b, end, before, ""), size);
  emit_nest(k, &inside, level + 1, last, from, to, body);
  emit_go_back(k, saved);
  emit_end(k, &l);
}

/* ---- Elementwise stages ---- */

static void element_step(stage_emitter *k, void *arg) {
  const nest *n = arg;
  emit_level(k, PHASE_MAIN, n->open, (int)k->s->vector);
  emit_stores(k, PHASE_MAIN, true);
}

void emit_element_row(stage_emitter *k, const nest *n, val begin, val end) {
  nest copy = *n;
  emit_splats(k, PHASE_MAIN, n->open);
  if (k->s->woven) copy.open |= 1u << (k->s->vector - 1);
  if (k->s->whole)
    whole_rows_emit(k, begin, end, element_step, &copy);
  else
    whole_steps_emit(k, begin, end, element_step, &copy);
}

/* ---- Tiled stages ---- */

static void tile_rows(stage_emitter *k, const nest *n) {
  nest copy = *n;
  emit_splats(k, PHASE_MAIN, n->open);
  emit_vector_loop(k, PHASE_MAIN, k->call.reduced_begin, k->call.reduced_end, element_step, &copy);
}

static void tile_range(stage_emitter *k, const nest *n, val begin, val end) {
  emit_rows(k, n, begin, end, tile_rows, NULL);
}

static void emit_tiled(stage_emitter *k, nest *n) {
  n->n--; /* the vector loop has a range of its own */
  emit_nest(k, n, 0, 1, k->call.kept_begin, k->call.kept_end, tile_range);
}

/* ---- The function ---- */

static jx_status alloc_state(stage_emitter *k, arena *a, diag *d) {
  size_t n = k->s->nvalues + 1, m = k->s->naccesses + 1;
  for (uint32_t r = 0; r < k->s->rows; r++) {
    row_state *row = &k->row[r];
    row->value = arena_zalloc(a, n * sizeof(val));
    row->wide = arena_zalloc(a, n * sizeof(val));
    row->affine = arena_zalloc(a, n * sizeof(affine));
    row->pointer = arena_zalloc(a, m * sizeof(val));
    row->slot = arena_zalloc(a, m * sizeof(val));
    row->pad = arena_zalloc(a, m * sizeof(val));
    row->saved_slots = arena_zalloc(a, m * sizeof(val));
    row->loaded = arena_zalloc(a, m * sizeof(val));
    row->part = arena_zalloc(a, m * sizeof(val));
    row->table = arena_zalloc(a, m * sizeof(val));
    row->apart = arena_zalloc(a, m * sizeof(val));
    row->base = arena_zalloc(a, m * sizeof(val));
  }
  k->loops.extent = arena_zalloc(a, (k->nloops + 1) * sizeof(val));
  k->loops.index = arena_zalloc(a, (k->nloops + 1) * sizeof(val));
  k->loops.saved = arena_zalloc(a, m * k->s->rows * (k->nloops + 1) * sizeof(val));
  k->folds.word = arena_zalloc(a, k->s->rows * (k->s->words + 1) * sizeof(val));
  k->folds.block = k->s->together ? arena_zalloc(a, (k->s->words + 1) * sizeof(val)) : NULL;
  k->past = k->s->together ? arena_zalloc(a, m * sizeof(val)) : NULL;
  k->ahead = k->s->together ? arena_zalloc(a, m * sizeof(val)) : NULL;
  k->wide.base = arena_zalloc(a, (k->s->words + 1) * sizeof(val));
  k->folds.single = arena_zalloc(a, (k->s->words + 1) * sizeof(val));
  k->folds.stream = arena_zalloc(a, (k->s->words + 1) * sizeof(word_stream));
  size_t folds = (size_t)k->s->rows * (k->s->naccumulators + 1);
  k->folds.run = arena_zalloc(a, folds * FOLD_RUN_WORDS * sizeof(val));
  k->folds.arguments = arena_zalloc(a, folds * FOLD_MAX_ARGS * sizeof(val));
  k->folds.firsts = arena_zalloc(a, folds * sizeof(val));
  k->folds.masked = arena_zalloc(a, folds * FOLD_MAX_ARGS * sizeof(val));
  k->list = arena_zalloc(a, n * sizeof *k->list);
  k->access_phase = arena_zalloc(a, m);
  k->watches.at = arena_zalloc(a, folds * sizeof *k->watches.at);
  return a->failed ? diag_memory(d) : parts_init(k, a, d);
}

static void make_function(stage_emitter *k, uint32_t stage, const char *form) {
  emitter *e = k->e;
  LLVMTypeRef params[] = {e->ptr, e->i64, e->i64, e->i64, e->i64, e->ptr, e->ptr};
  char name[32];
  snprintf(name, sizeof name, "stage%u%s", stage, form);
  e->function = LLVMAddFunction(e->module, name, LLVMFunctionType(e->void_, params, 7, false));
  val given[7];
  LLVMGetParams(e->function, given);
  e->slots = given[0];
  k->call = (stage_call){.kept_begin = given[1],
                         .kept_end = given[2],
                         .reduced_begin = given[3],
                         .reduced_end = given[4],
                         .state_in = given[5],
                         .state_out = given[6]};
  e->entry = ev_block(k->e, "entry");
  LLVMBasicBlockRef start = ev_block(k->e, "start");
  LLVMPositionBuilderAtEnd(e->b, e->entry);
  ev_goto(k->e, start);
  e->ntrig = 0;
  e->scope++;
}

/* The entry's range may be empty; extents may be 0 then. */
static LLVMBasicBlockRef guard_range(stage_emitter *k) {
  LLVMBasicBlockRef run = ev_block(k->e, "run"), out = ev_block(k->e, "out");
  LLVMBuildCondBr(k->e->b,
                  LLVMBuildICmp(k->e->b, LLVMIntSLT, k->call.kept_begin, k->call.kept_end, ""), run,
                  out);
  LLVMPositionBuilderAtEnd(k->e->b, run);
  return out;
}

/* The stage `s` as a function, which is the one with that number or another form of it. */
static jx_status emit_function(emitter *e, const plan *p, const plan_stage *s, uint32_t stage,
                               const char *form, val plain, val *made, diag *d) {
  stage_emitter k = {.e = e, .p = p, .s = s, .plain = plain};
  k.nloops = stage_loops(k.s);
  k.rows = 1;
  JX_TRY(alloc_state(&k, p->arena, d));
  access_find_phases(&k);
  make_function(&k, stage, form);
  *made = e->function;
  for (uint32_t l = 0; l < k.nloops; l++) k.loops.extent[l] = ev_slot(k.e, SLOT_FIRST + l, e->i64);
  for (uint32_t i = 0; i < k.s->naccesses; i++)
    if (!neighbour_moves(&k, &k.row[0], i) && !parts_load(&k, i))
      k.row[0].pointer[i] = ev_slot(k.e, stage_access_slot(k.s, i), e->ptr);
  k.call.stream =
      LLVMBuildICmp(e->b, LLVMIntNE, ev_slot(k.e, SLOT_STREAM, e->i64), ev_int64(k.e, 0), "");
  LLVMBasicBlockRef out = guard_range(&k);
  periodic_enter(&k);
  weaving_enter(&k);
  wide_enter(&k);
  emit_level(&k, k.s->scans ? PHASE_MAIN | PHASE_POST : PHASE_MAIN, 0, -1);
  if (!k.nloops && !k.s->naccumulators) {
    emit_stores(&k, PHASE_MAIN, false);
  } else {
    nest n = {.phase = PHASE_MAIN};
    for (uint32_t l = 0; l < k.s->nkept; l++) n.loops[n.n++] = l;
    if (stage_is_tiled(k.s))
      emit_tiled(&k, &n);
    else if (stage_has_bands(k.s))
      emit_nest(&k, &n, 0, 2, k.call.kept_begin, k.call.kept_end, emit_bands);
    else if (!k.s->naccumulators)
      emit_nest(&k, &n, 0, k.s->woven ? 2 : 1, k.call.kept_begin, k.call.kept_end,
                emit_element_row);
    else if (k.s->nfinish)
      emit_crossed(&k, &n);
    else if (k.s->block_rows)
      emit_contraction(&k, &n);
    else if (k.s->scans)
      emit_scan(&k, &n);
    else
      emit_reduction(&k, &n);
  }
  ev_goto(k.e, out);
  LLVMBuildRetVoid(e->b);
  parts_finish(&k);
  return p->arena->failed ? diag_memory(d) : JX_OK;
}

jx_status llvm_emit_stage(emitter *e, const plan *p, uint32_t stage, diag *d) {
  const plan_stage *s = &p->stages.at[stage];
  val plain = NULL, made;
  if (s->block_checked) {
    plan_stage other = contract_plain(s);
    JX_TRY(emit_function(e, p, &other, stage, "_plain", NULL, &plain, d));
  }
  return emit_function(e, p, s, stage, "", plain, &made, d);
}
