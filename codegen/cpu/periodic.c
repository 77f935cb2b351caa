/* periodic.c: accesses that begin anew with each period of the vector loop.
 *
 * Takes accesses of class ACCESS_PERIODIC (planner/period.c) and where their elements are; gives,
 * in scratch of the stage's function, tables of a period and as many elements more as a step has
 * lanes. So a step that begins at any point of a period loads its elements there, as it loads
 * contiguous ones from memory: in vector.c such an access is contiguous, and its index is the
 * phase, which goes on with the steps and falls back when a period is over. A table is filled by a
 * helper, once in a call of the stage where it is the same for all rows of the vector loop.
 *
 * What is spread (ACCESS_SPREAD) is in a table, too, as often as it is read, but for some hundred
 * points at a time: a step that finds them used up has the helper put down the next ones. */
#include "codegen/cpu/periodic.h"

#include "codegen/cpu/access.h"
#include "codegen/cpu/frame.h"
#include "codegen/cpu/parts.h"

/* Points that a table of what is spread is for. */
#define SPREAD_POINTS 512

bool periodic_is(const stage_emitter *k, uint32_t a) {
  return access_at(k, a)->vector == ACCESS_PERIODIC;
}

static val points_of(stage_emitter *k) {
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

void periodic_enter(stage_emitter *k) {
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

bool spread_is(const stage_emitter *k, uint32_t a) {
  return access_at(k, a)->vector == ACCESS_SPREAD;
}

bool spread_any(const stage_emitter *k) {
  for (uint32_t a = 0; k->s->period && a < k->s->naccesses; a++)
    if (spread_is(k, a)) return true;
  return false;
}

/* Fills the table of an access from a flat index on, for so many points. */
static void spread_fill(stage_emitter *k, uint32_t a, val index, val phase, val points) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  row_state *row = &k->row[0]; /* an elementwise stage that is not tiled */
  uint32_t size = access_size(k, a);
  if (!row->table[a]) {
    uint64_t bytes = (uint64_t)(SPREAD_POINTS + k->s->lanes) * size + 16;
    row->table[a] = ev_scratch(e, LLVMArrayType2(e->i8, bytes), 64);
  }
  val times = periodic_points(k), number = LLVMBuildUDiv(b, index, times, "");
  val stride = ev_slot(e, stage_access_slot(k->s, a) + 1 + k->s->vector, e->i64);
  val from = ev_gep(e, row->pointer[a], LLVMBuildMul(b, number, stride, ""));
  val first = LLVMBuildSub(b, times, phase, "");
  val args[] = {row->table[a], from, stride, first, times, points, ev_int64(e, size)};
  ev_call_helper(e, HELPER_SPREAD, args, 7);
}

val spread_renew(stage_emitter *k, val since) {
  LLVMBuilderRef b = k->e->b;
  LLVMBasicBlockRef fill = ev_block(k->e, "spread"), go = ev_block(k->e, "go");
  val most = ev_int64(k->e, SPREAD_POINTS), begin = LLVMBuildLoad2(b, k->e->i64, since, "");
  val used = LLVMBuildSub(b, k->step.index, begin, "");
  val enough = LLVMBuildAdd(b, used, ev_int64(k->e, k->s->lanes), "");
  ev_mark_likely(k->e,
                 LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLE, enough, most, ""), go, fill));
  LLVMPositionBuilderAtEnd(b, fill);
  val left = LLVMBuildSub(b, k->step.end, k->step.index, "");
  val points = LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, left, most, ""), left, most, "");
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    if (spread_is(k, a)) spread_fill(k, a, k->step.index, k->step.phase, points);
  LLVMBuildStore(b, k->step.index, since);
  ev_goto(k->e, go);
  k->e->scope++;
  return LLVMBuildSub(b, k->step.index, LLVMBuildLoad2(b, k->e->i64, since, ""), "");
}

val spread_nothing(stage_emitter *k, val begin) {
  return LLVMBuildSub(k->e->b, begin, ev_int64(k->e, SPREAD_POINTS), "");
}

val periodic_phase(stage_emitter *k, val index) {
  return LLVMBuildURem(k->e->b, index, periodic_points(k), "");
}
