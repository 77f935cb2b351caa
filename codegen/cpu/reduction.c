/* reduction.c: stages that fold.
 *
 * Start at emit_reduction(). Along the vector loop: accumulators are vectors in registers, folded
 * over the whole reduced range of one kept point; then their lanes are folded in a fixed tree.
 * Across it: the vector loop is a kept one and runs innermost, over a block of accumulators in
 * memory that stays in the first-level cache. Either way the finished words go to state_out, or
 * become values from which the post values are computed and stored. */
#include "codegen/cpu/reduction.h"

#include <string.h>

#include "codegen/cpu/access.h"
#include "codegen/cpu/narrow.h"
#include "codegen/cpu/scan.h"
#include "codegen/cpu/together.h"
#include "codegen/cpu/vector.h"
#include "codegen/cpu/watch.h"
#include "codegen/cpu/whole_runs.h"
#include "codegen/cpu/whole_steps.h"
#include "codegen/cpu/wide.h"
#include "codegen/cpu/words.h"

/* Kept points of the vector loop that share one block of accumulators: long enough to read memory
 * in long runs, small enough that their words stay in cache (and on the stack). */
#define FOLD_BLOCK 2048
#define FOLD_BLOCK_WORDS 8192
/* And where squares are turned around: few enough rows that their lines stay in cache until all of
 * their elements have been read, and memory is read row after row. */
#define FOLD_BLOCK_TURNED 128

static uint32_t block_points(const stage_emitter *k) {
  uint32_t n = FOLD_BLOCK;
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    if (access_at(k, a)->vector == ACCESS_TRANSPOSED) n = FOLD_BLOCK_TURNED;
  while (n > 64 && n * k->s->words > FOLD_BLOCK_WORDS) n /= 2;
  return n;
}

/* One kept point: its flat index. */
typedef struct fold_point {
  val flat;
} fold_point;

val emit_points(stage_emitter *k, uint32_t loops) {
  val n = ev_int64(k->e, 1);
  for (uint32_t l = 0; l < k->nloops; l++)
    if (loops >> l & 1) n = LLVMBuildMul(k->e->b, n, k->loops.extent[l], "");
  return n;
}

val emit_flat(stage_emitter *k, uint32_t loops) {
  val flat = ev_int64(k->e, 0);
  for (uint32_t l = 0; l < k->nloops; l++) {
    if (!(loops >> l & 1)) continue;
    flat = LLVMBuildMul(k->e->b, flat, k->loops.extent[l], "");
    if (l != k->s->vector) flat = LLVMBuildAdd(k->e->b, flat, k->loops.index[l], "");
  }
  return flat;
}

uint32_t emit_kept_loops(const stage_emitter *k) { return words_accumulator(k, 0)->kept; }

val emit_state_word(stage_emitter *k, val state, uint32_t w, val total, val flat) {
  LLVMBuilderRef b = k->e->b;
  val i = LLVMBuildAdd(b, LLVMBuildMul(b, ev_int64(k->e, w), total, ""), flat, "");
  return LLVMBuildGEP2(b, k->e->i64, state, &i, 1, "");
}

static val state_word(stage_emitter *k, val state, uint32_t w, val flat) {
  return emit_state_word(k, state, w, k->folds.kept_total, flat);
}

void emit_if_given(stage_emitter *k, val pointer, given_side *given, given_side *null, void *arg) {
  LLVMBasicBlockRef yes = ev_block(k->e, "given"), no = ev_block(k->e, "null"),
                    join = ev_block(k->e, "join");
  LLVMBuildCondBr(k->e->b, LLVMBuildIsNotNull(k->e->b, pointer, ""), yes, no);
  LLVMPositionBuilderAtEnd(k->e->b, yes);
  k->e->scope++;
  if (given) given(k, arg);
  LLVMBuildBr(k->e->b, join);
  LLVMPositionBuilderAtEnd(k->e->b, no);
  k->e->scope++;
  if (null) null(k, arg);
  ev_goto(k->e, join);
  k->e->scope++;
}

/* An extent may be 0 when the range is empty, and must not be divided by then. */
void emit_reduced(stage_emitter *k, uint32_t open, nest_body *body) {
  if (k->s->crossed) return; /* its folds are another stage's */
  nest n = {.phase = k->storing ? PHASE_MAIN | PHASE_POST : PHASE_MAIN, .open = open};
  for (uint32_t l = k->s->nkept; l < k->nloops; l++) n.loops[n.n++] = l;
  LLVMBasicBlockRef some = ev_block(k->e, "reduce"), join = ev_block(k->e, "reduced");
  LLVMBuildCondBr(
      k->e->b, LLVMBuildICmp(k->e->b, LLVMIntSLT, k->call.reduced_begin, k->call.reduced_end, ""),
      some, join);
  LLVMPositionBuilderAtEnd(k->e->b, some);
  k->e->scope++;
  emit_nest(k, &n, 0, 1, k->call.reduced_begin, k->call.reduced_end, body);
  ev_goto(k->e, join);
  k->e->scope++;
}

void emit_main_step(stage_emitter *k, const nest *n) {
  emit_level(k, PHASE_MAIN, n->open, (int)k->s->vector);
  emit_stores(k, PHASE_MAIN, true);
}

/* ---- Along the vector loop ---- */

static void fold_along_step(stage_emitter *k, void *arg) {
  emit_main_step(k, arg);
  words_fold(k, NULL, NULL);
}

static void fold_whole_step(stage_emitter *k, void *arg) {
  emit_main_step(k, arg);
  words_fold_run(k, true);
}

static void fold_some_step(stage_emitter *k, void *arg) {
  emit_main_step(k, arg);
  words_fold_run(k, false);
}

typedef struct ending_run {
  const nest *n;
  val begin;
} ending_run;

static void fold_until_step(stage_emitter *k, void *arg) {
  const ending_run *run = arg;
  emit_main_step(k, run->n);
  words_fold_until(k, run->begin);
}

static void fold_along_run(stage_emitter *k, const nest *n, val begin, val end) {
  nest copy = *n;
  emit_splats(k, PHASE_MAIN, n->open);
  if (whole_runs_pay(k)) {
    vector_body *body = whole_runs_vary(k) ? fold_along_step : fold_some_step;
    whole_runs_emit(k, begin, end, body, fold_whole_step, &copy);
    return;
  }
  if (!k->s->ends) {
    whole_steps_emit(k, begin, end, fold_along_step, &copy);
    return;
  }
  val settled = LLVMBuildLoad2(k->e->b, k->e->i1, k->folds.settled, ""); /* by an earlier run */
  end = LLVMBuildSelect(k->e->b, settled, begin, end, "");
  ending_run run = {&copy, begin};
  emit_vector_loop(k, PHASE_MAIN, begin, end, fold_until_step, &run);
}

void emit_fold_along(stage_emitter *k, const nest *n) {
  words_begin(k);
  if (k->s->ends) {
    k->folds.settled = ev_scratch(k->e, k->e->i1, 1);
    LLVMBuildStore(k->e->b, LLVMConstNull(k->e->i1), k->folds.settled);
  }
  emit_reduced(k, n->open, fold_along_run);
  k->folds.settled = NULL;
  words_end(k);
  k->folds.runs_over = false;
}

static void load_single(stage_emitter *k, const plan_accumulator *a, val *words) {
  for (uint32_t w = 0; w < a->words; w++)
    words[w] = LLVMBuildLoad2(k->e->b, fold_word_type(k->e, a, w),
                              words_single(k, a, w, k->row_number), "");
}

static void along_state_in(stage_emitter *k, void *arg) {
  const fold_point *f = arg;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    val other[FOLD_MAX_WORDS], words[FOLD_MAX_WORDS], at[FOLD_MAX_WORDS];
    load_single(k, a, other);
    for (uint32_t w = 0; w < a->words; w++) {
      words[w] = LLVMBuildLoad2(k->e->b, fold_word_type(k->e, a, w),
                                state_word(k, k->call.state_in, a->word + w, f->flat), "");
      at[w] = words_single(k, a, w, k->row_number);
    }
    watch_combine(k, a, words, other, at);
  }
}

static void along_state_out(stage_emitter *k, void *arg) {
  const fold_point *f = arg;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    val words[FOLD_MAX_WORDS];
    load_single(k, a, words);
    for (uint32_t w = 0; w < a->words; w++)
      LLVMBuildStore(k->e->b, words[w], state_word(k, k->call.state_out, a->word + w, f->flat));
  }
}

/* All REDUCE values that are the i-th accumulator's. */
static void finish_values(stage_emitter *k, uint32_t i, const val *words) {
  for (uint32_t j = 0; j < k->s->nvalues; j++) {
    const plan_value *v = emit_stage_value(k, j);
    if (ops[v->op].class_ == OP_CLASS_REDUCE && v->accumulator == i)
      k->row[0].value[j] = fold_finish(k->e, words_accumulator(k, i), v, words);
  }
}

static void along_finish(stage_emitter *k, void *arg) {
  (void)arg;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    val words[FOLD_MAX_WORDS];
    load_single(k, a, words);
    finish_values(k, i, words);
  }
  uint32_t n = 0;
  for (uint32_t i = 0; i < k->s->nvalues; i++)
    if (emit_stage_value(k, i)->phase & PHASE_POST &&
        ops[emit_stage_value(k, i)->op].class_ != OP_CLASS_REDUCE)
      k->list[n++] = i;
  emit_values(k, k->list, n, emit_kept_loops(k));
  emit_stores(k, PHASE_POST, false);
}

/* One kept point of them: what is left of it goes into the state, or becomes results. */
static void fold_along_after(stage_emitter *k, const nest *n) {
  (void)n;
  fold_point f = {.flat = emit_flat(k, emit_kept_loops(k))};
  emit_if_given(k, k->call.state_in, along_state_in, NULL, &f);
  emit_if_given(k, k->call.state_out, along_state_out, k->s->scans ? NULL : along_finish, &f);
}

static void fold_along_range(stage_emitter *k, const nest *n, val begin, val end) {
  if (k->s->nkept) {
    emit_rows(k, n, begin, end, emit_fold_along, fold_along_after);
    return;
  }
  k->row_number = ev_int64(k->e, 0);
  emit_fold_along(k, n);
  fold_along_after(k, n);
}

/* ---- Across the vector loop ---- */

/* Word w of an accumulator, `offset` points into the block; NULL: at its beginning. */
val emit_block_word(stage_emitter *k, const plan_accumulator *a, uint32_t w, val offset) {
  if (!offset) return k->folds.word[a->word + w];
  LLVMTypeRef type = fold_lane_type(k->e, a, w);
  return LLVMBuildGEP2(k->e->b, type, k->folds.word[a->word + w], &offset, 1, "");
}

/* How many points into the block the step at hand is. What is always at its beginning may be in
 * registers. */
static val block_offset(stage_emitter *k) {
  if (k->step.index == k->folds.block_begin) return NULL;
  return LLVMBuildSub(k->e->b, k->step.index, k->folds.block_begin, "");
}

static void block_words(stage_emitter *k, uint32_t i, val *at, void *arg) {
  const plan_accumulator *a = words_accumulator(k, i);
  for (uint32_t w = 0; w < a->words; w++) at[w] = emit_block_word(k, a, w, arg);
}

void emit_block_words(stage_emitter *k, uint32_t i, val *at) {
  block_words(k, i, at, block_offset(k));
}

static void fold_across_step(stage_emitter *k, void *arg) {
  if (k->storing) {
    emit_scan_step(k, arg);
    return;
  }
  emit_prefetch_rows(k);
  emit_main_step(k, arg);
  words_fold(k, block_words, block_offset(k));
}

static void fold_across_rows(stage_emitter *k, const nest *n) {
  nest copy = *n;
  emit_splats(k, n->phase, n->open);
  (k->s->narrow ? emit_part_step : emit_vector_loop)(k, n->phase, k->folds.block_begin,
                                                     k->folds.block_end, fold_across_step, &copy);
}

static void fold_across_range(stage_emitter *k, const nest *n, val begin, val end) {
  if (k->s->narrow) {
    narrow_range(k, n, begin, end, fold_across_rows);
    return;
  }
  emit_rows(k, n, begin, end, fold_across_rows, NULL);
}

void emit_block_identities(stage_emitter *k) {
  emit_loop l;
  val length = LLVMBuildSub(k->e->b, k->folds.block_end, k->folds.block_begin, "");
  emit_for(k, &l, ev_int64(k->e, 0), length, ev_int64(k->e, k->s->lanes), "init");
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++)
      LLVMSetAlignment(LLVMBuildStore(k->e->b, fold_identity(k->e, a, w, k->s->lanes),
                                      emit_block_word(k, a, w, l.index)),
                       words_alignment(a));
  }
  emit_end(k, &l);
}

/* One word of the block, from or to a state. */
static void word_copy(stage_emitter *k, const plan_accumulator *a, val here, val there, bool out) {
  LLVMBuilderRef b = k->e->b;
  LLVMTypeRef narrow = fold_lane_type(k->e, a, 0);
  if (!fold_has_narrow_words(a)) {
    LLVMBuildStore(b, LLVMBuildLoad2(b, k->e->i64, out ? here : there, ""), out ? there : here);
  } else if (out) {
    LLVMBuildStore(b, fold_widen(k->e, a, LLVMBuildLoad2(b, narrow, here, "")), there);
  } else {
    val x = LLVMBuildLoad2(b, k->e->i64, there, "");
    LLVMBuildStore(b, LLVMBuildTruncOrBitCast(b, x, narrow, ""), here);
  }
}

void emit_block_copy(stage_emitter *k, val state, val flat, bool out) {
  emit_loop l;
  emit_for(k, &l, k->folds.block_begin, k->folds.block_end, ev_int64(k->e, 1),
           out ? "leave" : "resume");
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++) {
      val there = state_word(k, state, a->word + w, LLVMBuildAdd(k->e->b, flat, l.index, ""));
      val here = emit_block_word(k, a, w, LLVMBuildSub(k->e->b, l.index, k->folds.block_begin, ""));
      word_copy(k, a, here, there, out);
    }
  }
  emit_end(k, &l);
}

static void across_state_in(stage_emitter *k, void *arg) {
  emit_block_copy(k, k->call.state_in, ((fold_point *)arg)->flat, false);
}

static void across_state_out(stage_emitter *k, void *arg) {
  emit_block_copy(k, k->call.state_out, ((fold_point *)arg)->flat, true);
}

static void across_post_step(stage_emitter *k, void *arg) {
  (void)arg;
  val offset = LLVMBuildSub(k->e->b, k->step.index, k->folds.block_begin, "");
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    val words[FOLD_MAX_WORDS];
    for (uint32_t w = 0; w < a->words; w++) {
      words[w] = LLVMBuildLoad2(k->e->b, ev_type(k->e, fold_lane_type(k->e, a, w), k->s->lanes),
                                emit_block_word(k, a, w, offset), "");
      LLVMSetAlignment(words[w], words_alignment(a));
    }
    finish_values(k, i, words);
  }
  emit_level(k, PHASE_POST, (1u << k->s->nkept) - 1, (int)k->s->vector);
  emit_stores(k, PHASE_POST, true);
}

void emit_block_repeat_last(stage_emitter *k) {
  val length = LLVMBuildSub(k->e->b, k->folds.block_end, k->folds.block_begin, "");
  val last = LLVMBuildSub(k->e->b, length, ev_int64(k->e, 1), "");
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++) {
      LLVMTypeRef type = fold_has_narrow_words(a) ? fold_lane_type(k->e, a, w) : k->e->i64;
      val x = LLVMBuildLoad2(k->e->b, type, emit_block_word(k, a, w, last), "");
      val s =
          LLVMBuildStore(k->e->b, ev_splat(k->e, x, k->s->lanes), emit_block_word(k, a, w, length));
      LLVMSetAlignment(s, words_alignment(a));
    }
  }
}

/* What varies along kept loops other than the vector loop, and splats for that. */
static void block_level(stage_emitter *k) {
  uint32_t n = 0, around = emit_kept_loops(k) & ~(1u << k->s->vector);
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    if (v->phase & PHASE_POST && !(v->loops >> k->s->vector & 1)) k->list[n++] = i;
  }
  emit_values(k, k->list, n, around);
  emit_splats(k, PHASE_POST, around);
}

void emit_block_finish(stage_emitter *k) {
  emit_block_repeat_last(k);
  block_level(k);
  emit_vector_loop(k, PHASE_POST, k->folds.block_begin, k->folds.block_end, across_post_step, NULL);
}

static void across_finish(stage_emitter *k, void *arg) {
  (void)arg;
  emit_block_finish(k);
}

/* One row of the kept vector loop, block by block. */
static void fold_across_block_row(stage_emitter *k, const nest *n, val begin, val end) {
  LLVMBuilderRef b = k->e->b;
  fold_point f = {.flat = emit_flat(k, emit_kept_loops(k))};
  if (k->s->wide) {
    wide_row(k, n, begin, end, f.flat);
    return;
  }
  for (uint32_t w = 0; w < k->s->words; w++)
    k->folds.word[w] =
        ev_scratch(k->e, LLVMArrayType2(k->e->i64, block_points(k) + k->s->lanes), 64);
  emit_loop l;
  emit_for(k, &l, begin, end, ev_int64(k->e, block_points(k)), "block");
  k->folds.block_begin = l.index;
  val stop = LLVMBuildAdd(b, l.index, ev_int64(k->e, block_points(k)), "");
  k->folds.block_end =
      LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, stop, end, ""), stop, end, "");
  emit_block_identities(k);
  emit_if_given(k, k->call.state_in, across_state_in, NULL, &f);
  emit_reduced(k, n->open, fold_across_range);
  emit_if_given(k, k->call.state_out, across_state_out, k->s->scans ? NULL : across_finish, &f);
  emit_end(k, &l);
}

void emit_reduction(stage_emitter *k, const nest *n) {
  if (k->s->together) {
    emit_together(k, n);
    return;
  }
  k->folds.kept_total = emit_points(k, emit_kept_loops(k));
  emit_nest(k, n, 0, 1, k->call.kept_begin, k->call.kept_end,
            stage_folds_in_memory(k->s) ? fold_across_block_row
            : k->storing                ? emit_scan_range
                                        : fold_along_range);
}
