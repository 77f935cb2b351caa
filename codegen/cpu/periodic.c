/* periodic.c: accesses that begin anew with each period of the vector loop.
 *
 * Takes accesses of class ACCESS_PERIODIC (planner/period.c) and where their elements are; gives,
 * in scratch of the stage's function, tables of a period and as many elements more as a step has
 * lanes. So a step that begins at any point of a period loads its elements there, as it loads
 * contiguous ones from memory: in vector.c such an access is contiguous, and its index is the
 * phase, which goes on with the steps and falls back when a period is over. A table is filled by a
 * helper, once in a call of the stage where it is the same for all rows of the vector loop.
 *
 * Indices within a period are in such a table as well. What is spread is in spread.c. */
#include "codegen/cpu/periodic.h"

#include "codegen/cpu/access.h"
#include "codegen/cpu/frame.h"
#include "codegen/cpu/parts.h"
#include "codegen/cpu/vector.h"

bool periodic_is(const stage_emitter *k, uint32_t a) {
  return access_at(k, a)->vector == ACCESS_PERIODIC;
}

static val points_of(stage_emitter *k) {
  if (k->s->woven) return k->loops.extent[k->s->vector];
  return ev_slot(k->e, SLOT_FIRST + k->nloops + k->s->period - 1, k->e->i64);
}

/* At least 1: where nothing runs, an extent may be 0. */
val periodic_points(stage_emitter *k) {
  val n = points_of(k), one = ev_int64(k->e, 1);
  return LLVMBuildSelect(k->e->b, LLVMBuildICmp(k->e->b, LLVMIntSLT, n, one, ""), one, n, "");
}

/* Moves along a loop other than the vector loop. */
static bool moves_outside(const stage_emitter *k, uint32_t a) {
  for (uint32_t l = 0; l < k->nloops; l++)
    if (l != k->s->vector && k->p->steps.at[access_at(k, a)->steps + l].axis >= 0) return true;
  return false;
}

/* How many elements are there to be read: where nothing is folded, an operand of the main values
 * may have none. */
static val points_read(stage_emitter *k, uint32_t a) {
  val points = points_of(k);
  if (!k->s->nreduced || !emit_access_in_phase(k, a, PHASE_MAIN)) return points;
  val some = LLVMBuildICmp(k->e->b, LLVMIntSLT, k->call.reduced_begin, k->call.reduced_end, "");
  return LLVMBuildSelect(k->e->b, some, points, ev_int64(k->e, 0), "");
}

static void fill(stage_emitter *k, uint32_t a, row_state *row, val from) {
  emitter *e = k->e;
  uint32_t size = access_size(k, a);
  if (!row->table[a]) {
    LLVMTypeRef type = LLVMArrayType2(e->i8, (uint64_t)(PLAN_MAX_PERIOD + k->s->lanes) * size);
    row->table[a] = ev_scratch(e, type, 64);
  }
  val stride = ev_slot(e, stage_access_slot(k->s, a) + 1 + k->s->vector, e->i64);
  val points = points_read(k, a);
  val all = LLVMBuildAdd(e->b, points, ev_int64(e, k->s->lanes), "");
  val args[] = {row->table[a], from, stride, points, all, ev_int64(e, size)};
  ev_call_helper(e, HELPER_REPEAT, args, 6);
  if (parts_load(k, a)) parts_place(k, a, row->table[a]);
}

bool periodic_counts(const stage_emitter *k) {
  for (uint32_t i = 0; k->s->period && i < k->s->nvalues; i++)
    if (plan_counts_in_period(emit_stage_value(k, i))) return true;
  return false;
}

/* The indices within a period, of as many points. */
static void count_points(stage_emitter *k) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  val points = periodic_points(k), at = ev_scratch(e, e->i64, 8), zero = ev_int64(e, 0);
  k->points = ev_scratch(e, LLVMArrayType2(e->i64, PLAN_MAX_PERIOD + k->s->lanes), 64);
  LLVMBuildStore(b, zero, at);
  emit_loop l;
  emit_for(k, &l, zero, LLVMBuildAdd(b, points, ev_int64(e, k->s->lanes), ""), ev_int64(e, 1),
           "points");
  val point = LLVMBuildLoad2(b, e->i64, at, "");
  LLVMBuildStore(b, point, LLVMBuildGEP2(b, e->i64, k->points, &l.index, 1, ""));
  val next = LLVMBuildAdd(b, point, ev_int64(e, 1), "");
  LLVMBuildStore(b, LLVMBuildSelect(b, ev_eq(e, next, points), zero, next, ""), at);
  emit_end(k, &l);
}

val periodic_count(stage_emitter *k, val pad) {
  emitter *e = k->e;
  val at = LLVMBuildGEP2(e->b, e->i64, k->points, &k->step.phase, 1, "");
  if (pad) return emit_load_partial(k, e->i64, pad, at);
  val x = LLVMBuildLoad2(e->b, ev_type(e, e->i64, k->s->lanes), at, "");
  LLVMSetAlignment(x, 8);
  return x;
}

void periodic_enter(stage_emitter *k) {
  if (periodic_counts(k)) count_points(k);
  for (uint32_t a = 0; k->s->period && a < k->s->naccesses; a++)
    if (periodic_is(k, a) && !moves_outside(k, a))
      fill(k, a, &k->row[0], ev_slot(k->e, stage_access_slot(k->s, a), k->e->ptr));
}

void periodic_row(stage_emitter *k, uint32_t open) {
  for (uint32_t a = 0; k->s->period && a < k->s->naccesses; a++) {
    if (!periodic_is(k, a)) continue;
    bool again = moves_outside(k, a), own = emit_access_by_row(k, a);
    for (uint32_t r = 0; r < k->rows; r++) {
      row_state *row = &k->row[r];
      if (!own && r)
        row->table[a] = k->row[0].table[a];
      else if (again)
        fill(k, a, row, parts_load(k, a) ? parts_find_pointer(k, a, open) : row->pointer[a]);
    }
  }
}

val periodic_phase(stage_emitter *k, val index) {
  return LLVMBuildURem(k->e->b, index, periodic_points(k), "");
}

/* Divisions of 64 bits are compiled with a branch to one of 32 each. */
val periodic_quotient(stage_emitter *k, val points, val by) {
  LLVMBuilderRef b = k->e->b;
  points = LLVMBuildTrunc(b, points, k->e->i32, "");
  by = LLVMBuildTrunc(b, by, k->e->i32, "");
  return LLVMBuildZExt(b, LLVMBuildUDiv(b, points, by, ""), k->e->i64, "");
}
