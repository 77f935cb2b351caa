/* whole_runs.c: see whole_runs.h. Start at whole_runs_emit().
 *
 * A step of the vector loop asks whether it has all lanes, twice, where it ends, and whether it was
 * the last one of a run. Beside the two additions of a sum in cache that is most of it. So where a
 * run begins and has all of its steps, these follow one another. Where the call says how long runs
 * are, that is done before the vector loop; else around it. There sums take two steps at a time, so
 * that a run waits for one addition of them:
 *
 *   outer:  a run begins here and is whole?  run : some    <--.
 *   run:    its steps; to flush                               |
 *   some:   the vector loop, to where the run ends, or the    |
 *           row; does a run end there?  flush : ended         |
 *   flush:  the run is given to the words                     |
 *   ended:  more?  outer : done  -----------------------------'
 *
 * Runs begin and end where they would without, and each step adds the same. Runs of short floats,
 * which are added in float64, are LONG_RUN steps here, those of squared deviations once there are
 * as many before them. Which way a step goes follows from how a range was cut, so from shapes. */
#include "codegen/cpu/whole_runs.h"

#include "base/dtype.h"
#include "codegen/cpu/access.h"
#include "codegen/cpu/whole_steps.h"
#include "codegen/cpu/words.h"

/* Bytes read at a point from which on reading binds, and not what is added without conversion. */
#define READING_BYTES 16
/* Steps side by side in the code of a run, which is a loop where it has more: pairs. */
#define SIDE_BY_SIDE 2
#define LONG_RUN 64

/* ---- When ---- */

/* What had half of a float64's digits loses nothing in longer runs of float64. */
static bool has_short_digits(const stage_emitter *k, const plan_accumulator *a) {
  const plan_value *x = &k->p->values.at[k->p->values.at[a->value].args[0]];
  uint8_t made_of = x->op == OP_CAST ? k->p->values.at[x->args[0]].dtype : x->dtype;
  return dtypes[made_of].size <= 4;
}

static bool has_plain_runs(const stage_emitter *k, const plan_accumulator *a) {
  return !words_in_memory(k, a) && !accumulator_is_watched(a) && !a->step && fold_run_words(a) &&
         dtype_is_float((jx_dtype)a->dtype);
}

bool whole_runs_vary(const stage_emitter *k) { return words_accumulator(k, 0)->varies; }

static bool runs_alike(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    if (!has_plain_runs(k, a) || a->varies != whole_runs_vary(k)) return false;
  }
  return k->s->naccumulators;
}

bool whole_runs_pay(const stage_emitter *k) {
  const plan_stage *s = k->s;
  if (s->rows > 1 || s->ends || s->scans || s->crossed || s->nfinish || s->period) return false;
  if (!runs_alike(k) || (whole_runs_vary(k) && s->bytes_read >= READING_BYTES)) return false;
  return whole_steps_are_plain(k, false);
}

/* ---- Runs ---- */

typedef struct whole_run {
  vector_body *body, *plain;
  void *arg;
  uint32_t steps, least; /* of a run, and steps before the first one */
  int64_t points;        /* all lanes of those */
  bool deviates;         /* some fold is of squared deviations */
  val at, n;             /* allocas: the next step's lane 0, and steps so far */
} whole_run;

static whole_run run_of(stage_emitter *k) {
  whole_run r = {.steps = whole_runs_vary(k) ? PLAN_RUN_STEPS : LONG_RUN};
  for (uint32_t i = 0; i < k->s->naccumulators && !whole_runs_vary(k); i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    if (!has_short_digits(k, a)) r.steps = FOLD_RUN;
    r.deviates = r.deviates || a->fold == FOLD_DEVIATIONS;
  }
  if (r.deviates) r.least = r.steps;
  r.points = (int64_t)r.steps * k->s->lanes;
  return r;
}

static void emit_steps(stage_emitter *k, const whole_run *r, val from, uint32_t steps) {
  for (uint32_t i = 0; i < steps; i++) {
    val at = LLVMBuildAdd(k->e->b, from, ev_int64(k->e, (int64_t)i * k->s->lanes), "");
    emit_whole_step(k, PHASE_MAIN, at, r->plain, r->arg);
  }
}

/* Before the vector loop, which has the rest; returns where that begins. Steps need not be counted,
 * as they are whole runs. Where runs are single steps, all of them are left to it. */
static val emit_varying(stage_emitter *k, const whole_run *r, val begin, val end) {
  emitter *e = k->e;
  val mask = k->folds.run_mask, n = LLVMBuildLoad2(e->b, e->i64, r->n, "");
  val runs = ev_eq(e, mask, ev_int64(e, PLAN_RUN_STEPS - 1));
  runs = ev_and(e, runs, ev_eq(e, ev_and(e, n, mask), ev_int64(e, 0)));
  val last = LLVMBuildSub(e->b, end, ev_int64(e, r->points - 1), "");
  emit_loop l;
  emit_for(k, &l, begin, LLVMBuildSelect(e->b, runs, last, begin, ""), ev_int64(e, r->points),
           "whole_run");
  k->near = true; /* or runs would be single steps */
  emit_steps(k, r, l.index, r->steps);
  k->near = false;
  words_flush_runs(k);
  emit_end(k, &l);
  return LLVMBuildLoad2(e->b, e->i64, l.counter, "rest");
}

/* Steps from the n-th on to where the run ends that it is in; see run_ends() in words.c. */
static val steps_left(stage_emitter *k, const whole_run *r, val n) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  val over = ev_and(e, n, ev_int64(e, FOLD_RUN - 1));
  val left = LLVMBuildSub(b, ev_int64(e, FOLD_RUN), over, "");
  static const int early[] = {6, 2};
  for (int i = 0; i < 2 && r->deviates; i++) {
    val stop = ev_int64(e, early[i]), before = LLVMBuildICmp(b, LLVMIntSLT, n, stop, "");
    left = LLVMBuildSelect(b, before, LLVMBuildSub(b, stop, n, ""), left, "");
  }
  return left;
}

/* i1: a run begins behind n steps, and all of its points are there. */
static val is_whole(stage_emitter *k, const whole_run *r, val n, val points) {
  emitter *e = k->e;
  val whole = LLVMBuildICmp(e->b, LLVMIntSGE, points, ev_int64(e, r->points), "");
  val begins = ev_eq(e, ev_and(e, n, ev_int64(e, FOLD_RUN - 1)), ev_int64(e, 0));
  if (r->least)
    begins = ev_and(e, begins, LLVMBuildICmp(e->b, LLVMIntSGE, n, ev_int64(e, r->least), ""));
  return ev_and(e, whole, begins);
}

static void emit_run(stage_emitter *k, const whole_run *r, val from, val n) {
  emitter *e = k->e;
  val to = LLVMBuildAdd(e->b, from, ev_int64(e, r->points), "");
  emit_loop l;
  emit_for(k, &l, from, to, ev_int64(e, (int64_t)SIDE_BY_SIDE * k->s->lanes), "run");
  for (uint32_t i = 0; i < SIDE_BY_SIDE; i++) {
    val at = LLVMBuildAdd(e->b, l.index, ev_int64(e, (int64_t)i * k->s->lanes), "");
    k->folds.of_pair = i % 2 ? PAIR_SECOND : PAIR_FIRST;
    emit_whole_step(k, PHASE_MAIN, at, r->plain, r->arg);
  }
  k->folds.of_pair = PAIR_NONE;
  emit_end(k, &l);
  words_count_whole(k, r->steps);
  LLVMBuildStore(e->b, LLVMBuildAdd(e->b, n, ev_int64(e, r->steps), ""), r->n);
  LLVMBuildStore(e->b, to, r->at);
}

/* i1: the run that the steps are of has ended, or the row has and ends it. */
static val emit_some(stage_emitter *k, const whole_run *r, val from, val end, val n) {
  LLVMBuilderRef b = k->e->b;
  val lanes = ev_int64(k->e, k->s->lanes), left = steps_left(k, r, n);
  val to = LLVMBuildAdd(b, from, LLVMBuildMul(b, left, lanes, ""), "");
  to = LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, to, end, ""), to, end, "");
  emit_vector_loop(k, PHASE_MAIN, from, to, r->body, r->arg);
  val points = LLVMBuildAdd(b, LLVMBuildSub(b, to, from, ""), ev_int64(k->e, k->s->lanes - 1), "");
  val steps = LLVMBuildUDiv(b, points, lanes, "");
  LLVMBuildStore(b, LLVMBuildAdd(b, n, steps, ""), r->n);
  LLVMBuildStore(b, to, r->at);
  val ended = ev_eq(k->e, steps, left);
  if (!k->folds.runs_over) return ended;
  return ev_or(k->e, ended, ev_eq(k->e, to, end));
}

static void emit_around(stage_emitter *k, const whole_run *r, val end) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  LLVMBasicBlockRef outer = ev_block(e, "runs"), run = ev_block(e, "whole_run"),
                    some = ev_block(e, "some"), flush = ev_block(e, "flush"),
                    ended = ev_block(e, "ended"), done = ev_block(e, "runs_end");
  ev_goto(e, outer);
  val at = LLVMBuildLoad2(b, e->i64, r->at, ""), n = LLVMBuildLoad2(b, e->i64, r->n, "");
  LLVMBuildCondBr(b, is_whole(k, r, n, LLVMBuildSub(b, end, at, "")), run, some);
  LLVMPositionBuilderAtEnd(b, run);
  e->scope++;
  emit_run(k, r, at, n);
  LLVMBuildBr(b, flush);
  LLVMPositionBuilderAtEnd(b, some);
  e->scope++;
  LLVMBuildCondBr(b, emit_some(k, r, at, end, n), flush, ended);
  LLVMPositionBuilderAtEnd(b, flush);
  e->scope++;
  words_flush_runs(k);
  ev_goto(e, ended);
  at = LLVMBuildLoad2(b, e->i64, r->at, "");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, at, end, ""), outer, done);
  LLVMPositionBuilderAtEnd(b, done);
  e->scope++;
}

void whole_runs_emit(stage_emitter *k, val begin, val end, vector_body *body, vector_body *plain,
                     void *arg) {
  whole_run r = run_of(k);
  r.body = body;
  r.plain = plain;
  r.arg = arg;
  r.n = k->folds.run_count;
  k->folds.runs_over = k->s->nreduced == 1; /* else the next row goes on with the run */
  vector_begin(k, PHASE_MAIN);
  if (whole_runs_vary(k)) {
    begin = emit_varying(k, &r, begin, end);
    emit_vector_loop(k, PHASE_MAIN, begin, end, body, arg);
    return;
  }
  r.at = ev_scratch(k->e, k->e->i64, 8);
  LLVMBuildStore(k->e->b, begin, r.at);
  emit_around(k, &r, end);
}
