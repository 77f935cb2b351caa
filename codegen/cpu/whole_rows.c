/* whole_rows.c: rows of elementwise stages, of which all but the ends go by without a test.
 *
 * Takes a row of a cheap stage that has many (plan_stage.whole). In the loop of vector.c a step asks
 * where it ends, twice whether it has all lanes, and whether its stores pass the cache: more than it
 * does for an outer comparison. And where a step stores half a cache line past the cache, the other
 * half is written later, or otherwise, and then each half is a transfer of its own. So here whole
 * steps follow one another, those that pass the cache by whole lines:
 *
 *   open:   is the first line's part done?  its end or the row's is where these end:  <--.
 *   lines:  steps of whole lines, past the cache                                         |
 *   steps:  whole steps                                                                  |
 *   part:   what is left, by masks                                                       |
 *   more:   was that the row's end?  done : open  ---------------------------------------'
 *
 * Lines are for results that pass the cache; others begin at `steps`. */
#include "codegen/cpu/whole_rows.h"

#include "codegen/cpu/access.h"

typedef struct whole_row {
  vector_body *body;
  void *arg;
  val at;                  /* alloca: the next step's lane 0 */
  val stream, first, stop; /* the row's own; where its lines begin; where steps end for now */
} whole_row;

/* Whole steps as long as so many points are left; where they pass the cache, `stream` says. */
static void emit_steps(stage_emitter *k, const whole_row *r, uint32_t steps, bool stream) {
  LLVMBuilderRef b = k->e->b;
  int64_t points = (int64_t)steps * k->s->lanes;
  LLVMBasicBlockRef head = ev_block(k->e, "whole"), body = ev_block(k->e, "body"),
                    done = ev_block(k->e, "done");
  k->call.stream = LLVMConstInt(k->e->i1, stream, false);
  ev_goto(k->e, head);
  val at = LLVMBuildLoad2(b, k->e->i64, r->at, "");
  val next = LLVMBuildAdd(b, at, ev_int64(k->e, points), "");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLE, next, r->stop, ""), body, done);
  LLVMPositionBuilderAtEnd(b, body);
  k->e->scope++;
  for (uint32_t i = 0; i < steps; i++) {
    val step = LLVMBuildAdd(b, at, ev_int64(k->e, (int64_t)i * k->s->lanes), "");
    emit_whole_step(k, PHASE_MAIN, step, r->body, r->arg);
  }
  LLVMBuildStore(b, next, r->at);
  LLVMBuildBr(b, head);
  LLVMPositionBuilderAtEnd(b, done);
  k->e->scope++;
}

/* From the first whole line on, if stores pass the cache. */
static void emit_lines(stage_emitter *k, const whole_row *r) {
  LLVMBuilderRef b = k->e->b;
  unsigned line = k->e->target->architecture->line_bytes;
  unsigned size = access_size(k, (uint32_t)access_streamed(k)), bytes = size * k->s->lanes;
  LLVMBasicBlockRef lines = ev_block(k->e, "lines"), steps = ev_block(k->e, "steps");
  val at = LLVMBuildLoad2(b, k->e->i64, r->at, "");
  val begun = LLVMBuildICmp(b, LLVMIntSGE, at, r->first, "");
  LLVMBuildCondBr(b, ev_and(k->e, r->stream, begun), lines, steps);
  LLVMPositionBuilderAtEnd(b, lines);
  emit_steps(k, r, bytes < line ? line / bytes : 1, true);
  ev_goto(k->e, steps);
}

static void emit_part(stage_emitter *k, const whole_row *r) {
  LLVMBuilderRef b = k->e->b;
  LLVMBasicBlockRef part = ev_block(k->e, "part"), more = ev_block(k->e, "more");
  val at = LLVMBuildLoad2(b, k->e->i64, r->at, "");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, at, r->stop, ""), part, more);
  LLVMPositionBuilderAtEnd(b, part);
  k->e->scope++;
  emit_part_step(k, PHASE_MAIN, at, r->stop, r->body, r->arg);
  LLVMBuildStore(b, r->stop, r->at);
  ev_goto(k->e, more);
  k->e->scope++;
}

/* Where the first whole line of the streamed result begins; the row's begin where none is streamed. */
static val first_line(stage_emitter *k, val begin, val end) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  uint32_t a = (uint32_t)access_streamed(k);
  val size = ev_int64(e, access_size(k, a)),
      line = ev_int64(e, e->target->architecture->line_bytes);
  val at = LLVMBuildPtrToInt(b, k->row[0].pointer[a], e->i64, "");
  at = LLVMBuildAdd(b, at, LLVMBuildMul(b, begin, size, ""), "");
  val before =
      LLVMBuildAnd(b, LLVMBuildNeg(b, at, ""), LLVMBuildSub(b, line, ev_int64(e, 1), ""), "");
  val first = LLVMBuildAdd(b, begin, LLVMBuildUDiv(b, before, size, ""), "");
  return LLVMBuildSelect(b, k->call.stream, emit_least(k, first, end), begin, "");
}

void whole_rows_emit(stage_emitter *k, val begin, val end, vector_body *body, void *arg) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  bool streams = access_streamed(k) >= 0;
  whole_row r = {body, arg, ev_scratch(e, e->i64, 8), k->call.stream, begin, end};
  if (streams) r.first = first_line(k, begin, end);
  LLVMBuildStore(b, begin, r.at);
  LLVMBasicBlockRef open = ev_block(e, "row"), done = ev_block(e, "row_end");
  vector_begin(k, PHASE_MAIN);
  ev_goto(e, open);
  k->e->scope++;
  val at = LLVMBuildLoad2(b, e->i64, r.at, "");
  val before = LLVMBuildICmp(b, LLVMIntSLT, at, r.first, "");
  if (streams) r.stop = LLVMBuildSelect(b, before, r.first, end, "");
  if (streams) emit_lines(k, &r);
  emit_steps(k, &r, 1, false);
  emit_part(k, &r);
  val more = LLVMBuildICmp(b, LLVMIntSLT, r.stop, end, "");
  LLVMBuildCondBr(b, more, open, done);
  LLVMPositionBuilderAtEnd(b, done);
  k->e->scope++;
  k->call.stream = r.stream;
}
