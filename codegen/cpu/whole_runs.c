/* whole_runs.c: see whole_runs.h. Start at whole_runs_emit().
 *
 * A step of the vector loop asks whether it has all lanes, twice, where it ends, and whether it was
 * the last one of a run. Beside the two additions of a sum in cache that is most of it. So where a
 * run begins and has all of its steps, these follow one another:
 *
 *   outer:  a run begins here and is whole?  run : some    <--.
 *   run:    its steps; flush; to outer                        |
 *   some:   the vector loop, to where the next run begins  ---'  (to done, at the end)
 *   done:
 *
 * Runs begin and end where they would without, and each step adds the same. Runs of short floats,
 * which are added in float64, are LONG_RUN steps here, those of squared deviations once there are
 * as many before them. Which way a step goes follows from how a range was cut, so from shapes. */
#include "codegen/cpu/whole_runs.h"

#include "base/dtype.h"
#include "codegen/cpu/access.h"
#include "codegen/cpu/parts.h"
#include "codegen/cpu/words.h"

/* Operations at a point up to which it pays, and values that may stand in so many steps. */
#define CHEAP_COST 12
#define FEW_VALUES 8
/* Steps side by side in the code of a run. */
#define SIDE_BY_SIDE 4
#define LONG_RUN 64

/* How long runs are, in steps, and behind how many steps the first of them may begin. */
typedef struct run_length {
  uint32_t steps, least;
} run_length;

/* What had half of a float64's digits loses nothing in longer runs of float64. */
static bool has_short_digits(const stage_emitter *k, const plan_accumulator *a) {
  const plan_value *x = &k->p->values.at[k->p->values.at[a->value].args[0]];
  uint8_t made_of = x->op == OP_CAST ? k->p->values.at[x->args[0]].dtype : x->dtype;
  return dtype_is_float((jx_dtype)a->dtype) && dtypes[made_of].size <= 4;
}

static run_length length_of(const stage_emitter *k) {
  run_length l = {LONG_RUN, 0};
  bool deviations = false;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    if (a->varies) return (run_length){PLAN_RUN_STEPS, 0};
    if (!has_short_digits(k, a)) l.steps = FOLD_RUN;
    deviations = deviations || a->fold == FOLD_DEVIATIONS;
  }
  if (deviations) l.least = l.steps;
  return l;
}

static bool is_plain_fold(const stage_emitter *k, const plan_accumulator *a) {
  return !words_in_memory(k, a) && !accumulator_is_watched(a) && !a->step && fold_run_words(a);
}

/* Runs of one length are those of all folds. */
static bool runs_alike(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (!is_plain_fold(k, words_accumulator(k, i)) ||
        words_accumulator(k, i)->varies != words_accumulator(k, 0)->varies)
      return false;
  return true;
}

static bool reads_plainly(const stage_emitter *k) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    const plan_access *x = access_at(k, a);
    if (!emit_access_in_phase(k, a, PHASE_MAIN)) continue;
    if (x->store || x->gathers || dtype_is_string((jx_dtype)x->dtype) || parts_load(k, a) ||
        (x->vector != ACCESS_UNIT && x->vector != ACCESS_BROADCAST))
      return false;
  }
  return true;
}

bool whole_runs_pay(const stage_emitter *k) {
  const plan_stage *s = k->s;
  if (k->rows > 1 || s->ends || s->scans || s->crossed || s->nfinish || s->period) return false;
  if (!s->naccumulators || s->cost > CHEAP_COST || s->nvalues > FEW_VALUES) return false;
  for (uint32_t i = 0; i < s->nvalues; i++)
    if (emit_stage_value(k, i)->op == OP_CONTAINS || emit_stage_value(k, i)->item) return false;
  return runs_alike(k) && reads_plainly(k);
}

/* ---- A run ---- */

typedef struct whole_run {
  uint32_t phase;
  vector_body *plain;
  void *arg;
  run_length length;
  val at; /* alloca: the index of the next step's lane 0 */
} whole_run;

/* i1: a run begins behind n steps, and all of its points are there. */
static val is_whole(stage_emitter *k, const whole_run *r, val n, val left) {
  emitter *e = k->e;
  int64_t points = (int64_t)r->length.steps * k->s->lanes;
  val whole = LLVMBuildICmp(e->b, LLVMIntSGE, left, ev_int64(e, points), "");
  val begins = ev_eq(e, ev_and(e, n, k->folds.run_mask), ev_int64(e, 0));
  if (r->length.steps == PLAN_RUN_STEPS) /* or every addition is compensated */
    begins = ev_and(e, begins, ev_eq(e, k->folds.run_mask, ev_int64(e, PLAN_RUN_STEPS - 1)));
  if (r->length.least)
    begins =
        ev_and(e, begins, LLVMBuildICmp(e->b, LLVMIntSGE, n, ev_int64(e, r->length.least), ""));
  return ev_and(e, whole, begins);
}

static void emit_steps(stage_emitter *k, const whole_run *r, val from) {
  for (uint32_t i = 0; i < SIDE_BY_SIDE; i++) {
    val at = LLVMBuildAdd(k->e->b, from, ev_int64(k->e, (int64_t)i * k->s->lanes), "");
    emit_whole_step(k, r->phase, at, r->plain, r->arg);
  }
}

static void emit_run(stage_emitter *k, const whole_run *r, val from) {
  emitter *e = k->e;
  int64_t side = (int64_t)SIDE_BY_SIDE * k->s->lanes;
  val to = LLVMBuildAdd(e->b, from, ev_int64(e, (int64_t)r->length.steps * k->s->lanes), "");
  if (r->length.steps == SIDE_BY_SIDE) {
    emit_steps(k, r, from);
  } else {
    emit_loop l;
    emit_for(k, &l, from, to, ev_int64(e, side), "run");
    emit_steps(k, r, l.index);
    emit_end(k, &l);
  }
  words_end_whole(k, r->length.steps);
  LLVMBuildStore(e->b, to, r->at);
}

/* Where the vector loop is to stop, as the next run begins there; or at the end, when that has no
 * room for a whole one. */
static val stop_of_some(stage_emitter *k, const whole_run *r, val n, val at, val end) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  val mask = k->folds.run_mask, lanes = ev_int64(e, k->s->lanes);
  val steps = LLVMBuildSub(b, LLVMBuildAdd(b, mask, ev_int64(e, 1), ""), ev_and(e, n, mask), "");
  if (r->length.least) {
    val least = ev_int64(e, r->length.least);
    val early = LLVMBuildICmp(b, LLVMIntSLT, n, least, "");
    steps = LLVMBuildSelect(b, early, LLVMBuildSub(b, least, n, ""), steps, "");
  }
  val stop = LLVMBuildAdd(b, at, LLVMBuildMul(b, steps, lanes, ""), "");
  int64_t points = (int64_t)r->length.steps * k->s->lanes;
  val room = LLVMBuildICmp(b, LLVMIntSGE, LLVMBuildSub(b, end, stop, ""), ev_int64(e, points), "");
  if (r->length.steps == PLAN_RUN_STEPS)
    room = ev_and(e, room, ev_eq(e, mask, ev_int64(e, PLAN_RUN_STEPS - 1)));
  return LLVMBuildSelect(b, room, stop, end, "");
}

void whole_runs_emit(stage_emitter *k, uint32_t phase, val begin, val end, vector_body *body,
                     vector_body *plain, void *arg) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  whole_run r = {phase, plain, arg, length_of(k), ev_scratch(e, e->i64, 8)};
  LLVMBasicBlockRef outer = ev_block(e, "runs"), run = ev_block(e, "whole_run"),
                    some = ev_block(e, "some"), done = ev_block(e, "runs_end");
  vector_begin(k, phase);
  LLVMBuildStore(b, begin, r.at);
  ev_goto(e, outer);
  val at = LLVMBuildLoad2(b, e->i64, r.at, ""), n = words_steps(k);
  val left = LLVMBuildSub(b, end, at, "");
  LLVMBuildCondBr(b, is_whole(k, &r, n, left), run, some);
  LLVMPositionBuilderAtEnd(b, run);
  e->scope++;
  emit_run(k, &r, at);
  LLVMBuildBr(b, outer);
  LLVMPositionBuilderAtEnd(b, some);
  e->scope++;
  val stop = stop_of_some(k, &r, n, at, end);
  LLVMBuildStore(b, stop, r.at);
  emit_vector_loop(k, phase, at, stop, body, arg);
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, stop, end, ""), outer, done);
  LLVMPositionBuilderAtEnd(b, done);
  e->scope++;
}
