/* rows.c: rows of a stage that go side by side, and the values of a level in all of them.
 *
 * Up to eight runs of the vector loop are open at once. What does not vary from one to the other is
 * made once; what says of an element that it is beyond all bounds is tested once for all of them.
 * Start at emit_rows(), and for values at emit_values(). Both are declared in stage.h. */
#include <string.h>

#include "codegen/cpu/abreast.h"
#include "codegen/cpu/frame.h"
#include "codegen/cpu/neighbours.h"
#include "codegen/cpu/parts.h"
#include "codegen/cpu/periodic.h"
#include "codegen/cpu/stage.h"

/* ---- Values ---- */

static bool varies_by_row(const stage_emitter *k, uint32_t loops) {
  return k->rows > 1 && loops >> stage_row_loop(k->s) & 1;
}

bool emit_access_by_row(const stage_emitter *k, uint32_t access) {
  const plan_access *a = &k->p->accesses.at[k->s->accesses + access];
  return k->rows > 1 && k->p->steps.at[a->steps + stage_row_loop(k->s)].axis >= 0;
}

/* Sums of rows side by side are looked at together, which takes one test for all of them. */
static void emit_totals(stage_emitter *k, uint32_t i) {
  const plan_value *v = emit_stage_value(k, i);
  val sums[PLAN_MAX_ROWS];
  for (uint32_t r = 0; r < k->rows; r++) {
    row_state *row = &k->row[r];
    row->value[i] = sums[r] = emit_operand(k, row, v->args[0], emit_value_lanes(k, v));
    row->affine[i] = (affine){NULL, 0};
  }
  ev_doubt_any(k->e, sums, k->rows);
}

/* Elements that are looked at together, too: of all rows, and of all that a list has. */
#define MOST_BOUNDED (8 * PLAN_MAX_ROWS)

typedef struct bounded_list {
  val x[MOST_BOUNDED];
  double powers[MOST_BOUNDED];
  uint32_t n;
} bounded_list;

static void end_bounded(stage_emitter *k, bounded_list *b) {
  if (b->n) ev_doubt_large(k->e, b->x, b->powers, b->n);
  b->n = 0;
}

static void add_bounded(stage_emitter *k, bounded_list *b, uint32_t i) {
  const plan_value *v = emit_stage_value(k, i);
  bool own = varies_by_row(k, v->loops);
  for (uint32_t r = 0; r < k->rows; r++) {
    row_state *row = &k->row[r];
    row->affine[i] = (affine){NULL, 0};
    row->value[i] =
        r && !own ? k->row[0].value[i] : emit_operand(k, row, v->args[0], emit_value_lanes(k, v));
    if (r && !own) continue;
    if (b->n == MOST_BOUNDED || (b->n && LLVMTypeOf(b->x[0]) != LLVMTypeOf(row->value[i])))
      end_bounded(k, b);
    b->x[b->n] = row->value[i];
    b->powers[b->n++] = v->imm.f;
  }
}

/* A value in every row: once for all of them where it is the same. */
static void emit_in_rows(stage_emitter *k, uint32_t i) {
  bool own = varies_by_row(k, emit_stage_value(k, i)->loops);
  if (own && emit_stage_value(k, i)->op == OP_TOTAL && !emit_stage_value(k, i)->imm.i) {
    emit_totals(k, i);
    return;
  }
  if (own && abreast_takes(k, emit_stage_value(k, i))) {
    abreast_emit(k, i);
    return;
  }
  emit_value(k, &k->row[0], i);
  for (uint32_t r = 1; r < k->rows; r++) {
    row_state *row = &k->row[r];
    if (own) {
      emit_value(k, row, i);
    } else {
      row->value[i] = k->row[0].value[i];
      row->affine[i] = k->row[0].affine[i];
    }
  }
}

void emit_values(stage_emitter *k, uint32_t *list, uint32_t n, uint32_t open) {
  if (parts_are_wanted(k, list, n)) {
    parts_emit(k, list, n, open);
    return;
  }
  bounded_list bounded = {.n = 0};
  for (uint32_t i = 0; i < n; i++) {
    if (emit_stage_value(k, list[i])->op == OP_BOUNDED)
      add_bounded(k, &bounded, list[i]);
    else
      emit_in_rows(k, list[i]);
    parts_made(k, list[i]);
  }
  end_bounded(k, &bounded);
}

static void emit_phase(stage_emitter *k, uint32_t phase, uint32_t outer, int inner) {
  uint32_t bit = inner < 0 ? 0 : 1u << inner, n = 0;
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    if (!(v->phase & phase) || op_folds((op_id)v->op)) continue;
    if ((v->loops & bit) == bit && !(v->loops & ~(outer | bit))) k->list[n++] = i;
  }
  uint32_t vector = k->nloops ? 1u << k->s->vector : 0;
  emit_values(k, k->list, n, (outer | bit) & ~vector);
}

void emit_level(stage_emitter *k, uint32_t phases, uint32_t outer, int inner) {
  for (uint32_t phase = PHASE_MAIN; phase <= PHASE_POST; phase++)
    if (phases & phase) emit_phase(k, phase, outer, inner);
}

static void splat_in_rows(stage_emitter *k, uint32_t i) {
  bool own = varies_by_row(k, emit_stage_value(k, i)->loops);
  for (uint32_t r = 0; r < k->rows; r++) {
    const row_state *row = &k->row[r];
    val x = row->value[i] ? row->value[i] : parts_fetch(k, i);
    row->wide[i] = own || r == 0 ? ev_splat(k->e, x, k->s->lanes) : k->row[0].wide[i];
  }
}

static void splat_phase(stage_emitter *k, uint32_t phase, uint32_t open) {
  if (parts_in_vector(k, phase)) {
    parts_before_vector(k, open);
    return;
  }
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    if (!(v->phase & phase) || emit_value_lanes(k, v) == 1) continue;
    for (int j = 0; j < v->nargs; j++) {
      uint32_t a = v->args[j] - k->s->values;
      const plan_value *av = emit_stage_value(k, a);
      if (emit_value_lanes(k, av) == 1 && !k->row[0].wide[a] &&
          ops[av->op].class_ != OP_CLASS_REDUCE)
        splat_in_rows(k, a);
    }
  }
}

void emit_splats(stage_emitter *k, uint32_t phases, uint32_t open) {
  for (uint32_t r = 0; r < k->rows; r++) memset(k->row[r].wide, 0, k->s->nvalues * sizeof(val));
  for (uint32_t phase = PHASE_MAIN; phase <= PHASE_POST; phase++)
    if (phases & phase) splat_phase(k, phase, open);
  periodic_row(k, open);
}

/* ---- Rows ---- */

/* i1: there is an r-th row behind the first one. */
static val is_more(stage_emitter *k, val first, val end, uint32_t r) {
  val left = LLVMBuildSub(k->e->b, end, first, "");
  return LLVMBuildICmp(k->e->b, LLVMIntSGT, left, ev_int64(k->e, r), "");
}

/* Moves the accesses of each row to its index of the row loop, from where `from` has them. With
 * `end`, the row before it is repeated in place of those that are not there. */
static void open_rows(stage_emitter *k, const val *from, val first, val end, uint32_t rows) {
  LLVMBuilderRef b = k->e->b;
  uint32_t loop = stage_row_loop(k->s);
  k->rows = rows;
  for (uint32_t r = 0; r < rows; r++) {
    row_state *row = &k->row[r];
    val more = r && end ? is_more(k, first, end, r) : NULL;
    row->index = r ? LLVMBuildAdd(b, first, ev_int64(k->e, r), "") : first;
    if (more) row->index = LLVMBuildSelect(b, more, row->index, k->row[r - 1].index, "");
    for (uint32_t a = 0; a < k->s->naccesses; a++) {
      const plan_access *x = &k->p->accesses.at[k->s->accesses + a];
      row->pointer[a] = from[a];
      if (k->p->steps.at[x->steps + loop].axis < 0 || parts_load(k, a)) continue;
      if (neighbour_moves(k, row, a)) continue;
      val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + loop, k->e->i64);
      if (more) {
        val by = LLVMBuildSelect(b, more, stride, ev_int64(k->e, 0), "");
        row->pointer[a] = ev_gep(k->e, k->row[r - 1].pointer[a], by);
      } else {
        row->pointer[a] = ev_gep(k->e, from[a], LLVMBuildMul(b, row->index, stride, ""));
      }
    }
    if (!r) continue;
    memcpy(row->value, k->row[0].value, k->s->nvalues * sizeof *row->value);
    memcpy(row->affine, k->row[0].affine, k->s->nvalues * sizeof *row->affine);
  }
  k->loops.index[loop] = k->row[0].index;
}

void emit_side_by_side(stage_emitter *k, const nest *n, const val *from, val first, val end,
                       uint32_t rows, rows_body *body) {
  k->e->scope++;
  open_rows(k, from, first, end, rows);
  emit_level(k, n->phase, n->open & ~(1u << stage_row_loop(k->s)), (int)stage_row_loop(k->s));
  body(k, n);
  k->rows = 1;
}

static void run_after(stage_emitter *k, const nest *n, const val *from, val first, val count,
                      rows_body *after) {
  emit_loop l;
  emit_for(k, &l, ev_int64(k->e, 0), count, ev_int64(k->e, 1), "after");
  k->row_number = l.index;
  open_rows(k, from, LLVMBuildAdd(k->e->b, first, l.index, ""), NULL, 1);
  after(k, n);
  emit_end(k, &l);
}

/* As many rows as there are to go side by side, or else one; then what follows for each. Returns
 * how many it were. */
static val run_group(stage_emitter *k, const nest *n, const val *from, val first, val end,
                     rows_body *body, rows_body *after) {
  LLVMBuilderRef b = k->e->b;
  val one = ev_int64(k->e, 1), rows = ev_int64(k->e, k->s->rows);
  if (k->s->together) {
    emit_side_by_side(k, n, from, first, end, k->s->rows, body);
    return rows;
  }
  if (k->s->rows == 1) {
    emit_side_by_side(k, n, from, first, NULL, 1, body);
    k->row_number = ev_int64(k->e, 0);
    if (after) after(k, n);
    return one;
  }
  LLVMBasicBlockRef many = ev_block(k->e, "many"), single = ev_block(k->e, "single"),
                    join = ev_block(k->e, "rows_end");
  val enough = LLVMBuildICmp(b, LLVMIntSLE, rows, LLVMBuildSub(b, end, first, ""), "");
  LLVMBuildCondBr(b, enough, many, single);
  LLVMPositionBuilderAtEnd(b, many);
  emit_side_by_side(k, n, from, first, NULL, k->s->rows, body);
  LLVMBasicBlockRef after_many = LLVMGetInsertBlock(b);
  LLVMBuildBr(b, join);
  LLVMPositionBuilderAtEnd(b, single);
  emit_side_by_side(k, n, from, first, NULL, 1, body);
  LLVMBasicBlockRef after_single = LLVMGetInsertBlock(b);
  ev_goto(k->e, join);
  val count = LLVMBuildPhi(b, k->e->i64, "");
  LLVMAddIncoming(count, (val[]){rows, one}, (LLVMBasicBlockRef[]){after_many, after_single}, 2);
  if (after) run_after(k, n, from, first, count, after);
  return count;
}

void emit_rows(stage_emitter *k, const nest *n, val begin, val end, rows_body *body,
               rows_body *after) {
  val *from = k->loops.saved + stage_row_loop(k->s) * k->s->rows * k->s->naccesses;
  memcpy(from, k->row[0].pointer, k->s->naccesses * sizeof *from);
  nest inside = *n;
  emit_loop l;
  inside.open |= 1u << stage_row_loop(k->s);
  emit_for(k, &l, begin, end, ev_int64(k->e, 1), "rows");
  l.step = run_group(k, &inside, from, l.index, end, body, after);
  memcpy(k->row[0].pointer, from, k->s->naccesses * sizeof *from);
  emit_end(k, &l);
}
