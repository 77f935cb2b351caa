/* whole_steps.c: see whole_steps.h. Start at whole_steps_emit().
 *
 *   outer:  the vector loop, to where what is stored begins a line, and when it has been here
 *           before, to the end; all of the range where that is short or stores bypass the cache
 *   steps:  some steps of all lanes, while there are more; what they store goes to the cache
 *           more?  outer : done
 *
 * The last step is always left to the vector loop, which knows that it is the last one. Arrays that
 * begin alike, as large ones of most allocators do, are read in whole lines then, too: vectors of
 * which each is in two lines take up to twice as long. Sums of floats begin where their range does. */
#include "codegen/cpu/whole_steps.h"

#include "base/dtype.h"
#include "codegen/cpu/access.h"
#include "codegen/cpu/parts.h"
#include "codegen/cpu/words.h"

/* Values of a point that may stand in so many steps. */
#define FEW_VALUES 8
/* Bytes of an operand that one turn of the loop takes. */
#define TURN_BYTES 128
/* Turns from which on it pays to begin a line. */
#define MANY_TURNS 6

/* What becomes of the finished folds stands once, however long it is. */
static uint32_t count_main(const stage_emitter *k) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    n += v->phase & PHASE_MAIN && v->op != OP_CONST;
  }
  return n;
}

static bool moves_plainly(const stage_emitter *k, uint32_t a, bool stores) {
  const plan_access *x = access_at(k, a);
  if (x->gathers || dtype_is_string((jx_dtype)x->dtype) || parts_load(k, a)) return false;
  if (x->store) return stores && x->vector == ACCESS_UNIT;
  return x->vector == ACCESS_UNIT || x->vector == ACCESS_BROADCAST;
}

bool whole_steps_are_plain(const stage_emitter *k, bool stores) {
  if (k->s->cost > PLAN_CHEAP_COST || count_main(k) > FEW_VALUES) return false;
  for (uint32_t i = 0; i < k->s->nvalues; i++)
    if (emit_stage_value(k, i)->op == OP_CONTAINS || emit_stage_value(k, i)->item) return false;
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    if (emit_access_in_phase(k, a, PHASE_MAIN) && !moves_plainly(k, a, stores)) return false;
  return true;
}

/* A fold whose steps are not counted but for places, and that nothing watches. */
static bool folds_simply(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    if (words_in_memory(k, a) || accumulator_is_watched(a) || (!a->step && fold_run_words(a)))
      return false;
  }
  return true;
}

static bool pays(const stage_emitter *k) {
  const plan_stage *s = k->s;
  if (s->rows > 1 || s->ends || s->scans || s->crossed || s->nfinish || s->period || s->woven)
    return false;
  return s->lanes > 1 && folds_simply(k) && whole_steps_are_plain(k, true);
}

/* The widest of what is read or stored. */
static unsigned point_bytes(const stage_emitter *k) {
  unsigned most = 1;
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    if (access_size(k, a) > most) most = access_size(k, a);
  return most;
}

typedef struct whole_steps {
  vector_body *body;
  void *arg;
  val end;
} whole_steps;

static void step_of_more(stage_emitter *k, void *arg) {
  const whole_steps *w = arg;
  k->step.end = w->end;
  w->body(k, w->arg);
}

/* The widest elements that are read or stored, if it may be the latter; -1: of none. */
static int widest(const stage_emitter *k) {
  int best = -1;
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    if (access_at(k, a)->vector == ACCESS_UNIT && access_size(k, a) == point_bytes(k) &&
        emit_access_in_phase(k, a, PHASE_MAIN) && (best < 0 || access_at(k, a)->store))
      best = (int)a;
  return best;
}

/* Folds whose value no order of elements changes, not even which of two zeros it is. */
static bool any_order(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    if (!a->step && dtype_is_float((jx_dtype)a->dtype)) return false;
  }
  return true;
}

/* Points from `begin` on to where whole lines begin. */
static val points_before_lines(stage_emitter *k, val begin) {
  emitter *e = k->e;
  int a = any_order(k) ? widest(k) : -1;
  if (a < 0) return ev_int64(e, 0);
  unsigned size = access_size(k, (uint32_t)a), align = access_stream_align(k, (uint32_t)a);
  val first = LLVMBuildPtrToInt(e->b, k->row[0].pointer[a], e->i64, "");
  val at = ev_add(e, first, LLVMBuildMul(e->b, begin, ev_int64(e, size), ""));
  val bytes = ev_and(e, LLVMBuildNeg(e->b, at, ""), ev_int64(e, align - 1));
  return LLVMBuildUDiv(e->b, bytes, ev_int64(e, size), "");
}

void whole_steps_emit(stage_emitter *k, val begin, val end, vector_body *body, void *arg) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  if (!pays(k)) {
    emit_vector_loop(k, PHASE_MAIN, begin, end, body, arg);
    return;
  }
  whole_steps w = {body, arg, end};
  int64_t lanes = k->s->lanes, steps = TURN_BYTES / (lanes * point_bytes(k));
  steps = steps < 1 ? 1 : steps > 4 ? 4 : steps;
  val turn = ev_int64(e, steps * lanes), stream = k->call.stream;
  val many = LLVMBuildICmp(b, LLVMIntSGE, LLVMBuildSub(b, end, begin, ""),
                           ev_int64(e, MANY_TURNS * steps * lanes), "many");
  if (access_streamed(k) >= 0) many = ev_and(e, many, LLVMBuildNot(b, stream, ""));
  val head = LLVMBuildAdd(b, begin, points_before_lines(k, begin), "");
  val last = LLVMBuildSelect(b, many, LLVMBuildSub(b, end, turn, ""), begin, "");
  val counter = ev_scratch(e, e->i64, 8);
  LLVMBuildStore(b, begin, counter);
  LLVMBasicBlockRef outer = ev_block(e, "outer"), done = ev_block(e, "outer_end");
  ev_goto(e, outer);
  e->scope++;
  val at = LLVMBuildLoad2(b, e->i64, counter, "");
  val first = ev_and(e, many, ev_eq(e, at, begin));
  val stop = LLVMBuildSelect(b, first, head, end, "");
  emit_vector_loop(k, PHASE_MAIN, at, stop, body, arg);
  vector_begin(k, PHASE_MAIN);
  k->call.stream = NULL;
  emit_loop l;
  emit_for(k, &l, stop, last, turn, "steps");
  for (int64_t i = 0; i < steps; i++) {
    val index = LLVMBuildAdd(b, l.index, ev_int64(e, i * lanes), "");
    emit_whole_step(k, PHASE_MAIN, index, step_of_more, &w);
  }
  emit_end(k, &l);
  k->call.stream = stream;
  val next = LLVMBuildLoad2(b, e->i64, l.counter, "");
  LLVMBuildStore(b, next, counter);
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, next, end, ""), outer, done);
  LLVMPositionBuilderAtEnd(b, done);
  e->scope++;
}
