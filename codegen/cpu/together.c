/* together.c: folds along short rows, several of which end together.
 *
 * Takes a stage that folds along the vector loop and whose rows are short (plan_stage.together). As
 * in every such stage rows go side by side, each with accumulators in registers; but where they end,
 * their lanes are folded in the same instructions (words.c), and words of neighbouring rows come out
 * side by side. They go to a block in memory, as accumulators across a kept vector loop do, from
 * where they are finished as these are: in lanes.
 *
 * So the stage has two forms, and the emitter is switched from one to the other: with the reduced
 * loop in lanes, as the plan has it, to fold; and with the last kept loop in lanes, and the block as
 * its accumulators, for everything around that. Start at emit_together(). */
#include "codegen/cpu/together.h"

#include "codegen/cpu/access.h"
#include "codegen/cpu/reduction.h"
#include "codegen/cpu/vector.h"
#include "codegen/cpu/words.h"

/* Kept points of a block. */
#define TOGETHER_BLOCK 128

typedef struct form {
  const plan_stage *stage;
  val *words;
} form;

/* Switches the emitter to a form; returns the one it had. */
static form switch_form(stage_emitter *k, form to) {
  form was = {k->s, k->folds.word};
  k->s = to.stage;
  k->folds.word = to.words;
  return was;
}

/* What a call starts from is added when a block has been folded: nothing is in registers then. */
typedef struct block_start {
  val flat; /* of index 0 of the kept loop in lanes */
} block_start;

static val read_state(stage_emitter *k, const plan_accumulator *a, uint32_t w, val at) {
  emitter *e = k->e;
  val x = LLVMBuildLoad2(e->b, fold_word_type(e, a, w),
                         emit_state_word(k, k->call.state_in, a->word + w, k->folds.kept_total, at),
                         "");
  if (!fold_has_narrow_words(a)) return x;
  return LLVMBuildTruncOrBitCast(e->b, x, fold_lane_type(e, a, w), "");
}

static void combine_state(stage_emitter *k, void *arg) {
  const block_start *start = arg;
  LLVMBuilderRef b = k->e->b;
  emit_loop l;
  emit_for(k, &l, k->folds.block_begin, k->folds.block_end, ev_int64(k->e, 1), "resume");
  val at = LLVMBuildAdd(b, start->flat, l.index, "");
  val offset = LLVMBuildSub(b, l.index, k->folds.block_begin, "");
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    val words[FOLD_MAX_WORDS], other[FOLD_MAX_WORDS];
    for (uint32_t w = 0; w < a->words; w++) {
      words[w] = read_state(k, a, w, at);
      other[w] =
          LLVMBuildLoad2(b, fold_lane_type(k->e, a, w), emit_block_word(k, a, w, offset), "");
    }
    fold_combine(k->e, a, words, other);
    for (uint32_t w = 0; w < a->words; w++)
      LLVMBuildStore(b, words[w], emit_block_word(k, a, w, offset));
  }
  emit_end(k, &l);
}

static void leave_state(stage_emitter *k, void *arg) {
  emit_block_copy(k, k->call.state_out, ((block_start *)arg)->flat, true);
}

static void finish(stage_emitter *k, void *arg) {
  (void)arg;
  emit_block_finish(k);
}

static form folding_form(stage_emitter *k) { return (form){k->together, k->folds.registers}; }

/* One row of the last kept loop, block by block. */
static void together_range(stage_emitter *k, const nest *n, val begin, val end) {
  emitter *e = k->e;
  block_start start = {.flat = emit_flat(k, emit_kept_loops(k))};
  uint32_t room = TOGETHER_BLOCK + k->s->lanes + PLAN_MAX_ROWS;
  for (uint32_t w = 0; w < k->s->words; w++)
    k->folds.block[w] = ev_scratch(e, LLVMArrayType2(e->i64, room), 64);
  val points = ev_int64(e, TOGETHER_BLOCK);
  emit_loop l;
  emit_for(k, &l, begin, end, points, "block");
  val stop = LLVMBuildAdd(e->b, l.index, points, "");
  stop = LLVMBuildSelect(e->b, LLVMBuildICmp(e->b, LLVMIntSLT, stop, end, ""), stop, end, "");
  k->folds.block_begin = l.index;
  k->folds.block_end = stop;
  form was = switch_form(k, folding_form(k));
  emit_rows(k, n, l.index, stop, emit_fold_along, NULL);
  switch_form(k, was);
  emit_if_given(k, k->call.state_in, combine_state, NULL, &start);
  emit_if_given(k, k->call.state_out, leave_state, finish, &start);
  emit_end(k, &l);
}

/* ---- Lanes past the end ----
 *
 * A sum need not be told which lanes are past the end of a row where they are zeros, which a masked
 * load gives for nothing. Nor need an extreme of what is loaded, where they are what it starts
 * from. */

/* Whether a value is zero in lanes where all that is read along the vector loop is. */
static bool stays_zero(const stage_emitter *k, plan_ref r) {
  const plan_value *v = &k->p->values.at[r];
  if (!(v->loops >> k->s->vector & 1)) return false;
  switch (v->op) {
  case OP_INPUT: return access_at(k, v->access)->vector == ACCESS_UNIT;
  case OP_ADD:
  case OP_SUB:
  case OP_MUL: return stays_zero(k, v->args[0]) && stays_zero(k, v->args[1]);
  case OP_NEG:
  case OP_ABS:
  case OP_CAST: return stays_zero(k, v->args[0]);
  default: return false;
  }
}

static bool takes_zeros(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    bool sum =
        a->fold == FOLD_SUM || a->fold == FOLD_SUM_COMPENSATED || a->fold == FOLD_SUM_OF_RUNS;
    if (!sum || !stays_zero(k, k->p->values.at[a->value].args[0])) return false;
  }
  return true;
}

/* The extreme of floats that folds a value, and nothing else has to do with the value; or NULL. */
static const plan_accumulator *only_extreme(const stage_emitter *k, plan_ref value) {
  const plan_accumulator *of = NULL;
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    for (int x = 0; x < v->nargs; x++)
      if (v->args[x] == value && !op_folds((op_id)v->op)) return NULL;
  }
  for (uint32_t i = 0; i < k->s->nstores; i++)
    if (k->p->stores.at[k->s->stores + i].value == value) return NULL;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    const plan_value *v = &k->p->values.at[a->value];
    bool folds = v->args[0] == value;
    for (int x = 1; x < v->nargs; x++)
      if (v->args[x] == value) return NULL;
    if (!folds) continue;
    if (!fold_overlooks_nan(a) || (of && of->fold != a->fold)) return NULL;
    of = a;
  }
  return of;
}

static void find_past(stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    if (v->op != OP_INPUT || !ev_can(k->e, CAN_MASK_MEMORY)) continue;
    const plan_access *x = access_at(k, v->access);
    bool plain = x->vector == ACCESS_UNIT && x->dtype == v->dtype && !x->swapped && !x->gathers;
    if (!plain || (v->dtype != JX_FLOAT64 && v->dtype != JX_FLOAT32)) continue;
    const plan_accumulator *a = only_extreme(k, k->s->values + i);
    if (!a) continue;
    element_value start = fold_of_nothing((plan_fold)a->fold, (jx_dtype)v->dtype, 0);
    LLVMTypeRef type = ev_dtype(k->e, (jx_dtype)v->dtype);
    k->past[v->access] = ev_splat(k->e, LLVMConstReal(type, start.f), k->s->lanes);
  }
}

void emit_together(stage_emitter *k, const nest *n) {
  plan_stage finishing = *k->s;
  k->zeros = takes_zeros(k);
  find_past(k);
  finishing.vector = k->s->nkept - 1;
  finishing.lanes = k->p->target.vector_bytes / 8;
  finishing.rows = 1;
  k->together = k->s;
  k->folds.registers = k->folds.word;
  for (uint32_t a = 0; a < k->s->naccesses; a++) k->ahead[a] = vector_ahead_of_rows(k, a);
  form was = switch_form(k, (form){&finishing, k->folds.block});
  k->folds.kept_total = emit_points(k, emit_kept_loops(k));
  emit_nest(k, n, 0, true, k->call.kept_begin, k->call.kept_end, together_range);
  switch_form(k, was);
}
