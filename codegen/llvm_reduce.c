/* llvm_reduce.c: stages that fold.
 *
 * Start at emit_reduction(). Along the vector loop: accumulators are vectors in registers, folded
 * over the whole reduced range of one kept point; then their lanes are folded in a fixed tree.
 * Across it: the vector loop is a kept one and runs innermost, over a block of accumulators in
 * memory that stays in the first-level cache. Either way the finished words go to state_out, or
 * become values from which the post values are computed and stored. */
#include "codegen/llvm_emit.h"

/* Kept points of the vector loop that share one block of accumulators: 16 bytes each stay in a
 * small part of L1. */
#define FOLD_BLOCK 512

/* One kept point: its words, folded to one lane (allocas), and its flat index. */
typedef struct fold_point {
  val *words;
  val flat;
} fold_point;

static const plan_accumulator *accumulator(const stage_emitter *k, uint32_t i) {
  return &k->p->accumulators.at[k->s->accumulators + i];
}

/* The flat index of the kept point that is open; the vector loop counts as index 0 when it is a
 * kept one. */
static val kept_flat(stage_emitter *k) {
  val flat = emit_int64(k, 0);
  for (uint32_t l = 0; l < k->s->nkept; l++) {
    flat = LLVMBuildMul(k->e->b, flat, k->extent[l], "");
    if (l != k->s->vector) flat = LLVMBuildAdd(k->e->b, flat, k->index[l], "");
  }
  return flat;
}

/* Where word `w` of the kept point `flat` lies in a state. */
static val state_word(stage_emitter *k, val state, uint32_t w, val flat) {
  LLVMBuilderRef b = k->e->b;
  val i = LLVMBuildAdd(b, LLVMBuildMul(b, emit_int64(k, w), k->kept_total, ""), flat, "");
  return LLVMBuildGEP2(b, k->e->i64, state, &i, 1, "");
}

/* Runs one side when the pointer is not NULL, the other (may be NULL) when it is. */
typedef void side(stage_emitter *k, void *arg);
static void emit_if_given(stage_emitter *k, val pointer, side *given, side *null, void *arg) {
  LLVMBasicBlockRef yes = emit_block(k, "given"), no = emit_block(k, "null"),
                    join = emit_block(k, "join");
  LLVMBuildCondBr(k->e->b, LLVMBuildIsNotNull(k->e->b, pointer, ""), yes, no);
  LLVMPositionBuilderAtEnd(k->e->b, yes);
  k->e->scope++;
  if (given) given(k, arg);
  LLVMBuildBr(k->e->b, join);
  LLVMPositionBuilderAtEnd(k->e->b, no);
  k->e->scope++;
  if (null) null(k, arg);
  emit_goto(k, join);
  k->e->scope++;
}

/* Runs the reduced nest unless its range is empty (an extent may then be 0, and must not be divided
 * by). */
static void emit_reduced(stage_emitter *k, uint32_t open, bool last, nest_body *body) {
  nest n = {.phase = PHASE_MAIN, .open = open};
  for (uint32_t l = k->s->nkept; l < k->nloops; l++) n.loops[n.n++] = l;
  LLVMBasicBlockRef some = emit_block(k, "reduce"), join = emit_block(k, "reduced");
  LLVMBuildCondBr(k->e->b, LLVMBuildICmp(k->e->b, LLVMIntSLT, k->reduced_begin, k->reduced_end, ""),
                  some, join);
  LLVMPositionBuilderAtEnd(k->e->b, some);
  k->e->scope++;
  emit_nest(k, &n, 0, last, k->reduced_begin, k->reduced_end, body);
  emit_goto(k, join);
  k->e->scope++;
}

static val *folded_words(const stage_emitter *k, const plan_accumulator *a) {
  return &k->word[a->word];
}

/* ---- Short runs ---- */

static bool any_run(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (fold_run_words(accumulator(k, i))) return true;
  return false;
}

static void load_words(stage_emitter *k, const plan_accumulator *a, val *words) {
  for (uint32_t w = 0; w < a->words; w++)
    words[w] = LLVMBuildLoad2(k->e->b, ev_type(k->e, fold_word_type(k, a, w), k->s->lanes),
                              folded_words(k, a)[w], "");
}

static void load_run(stage_emitter *k, uint32_t i, val *run) {
  LLVMTypeRef type = ev_type(k->e, k->e->f64, k->s->lanes);
  for (uint32_t w = 0; w < fold_run_words(accumulator(k, i)); w++)
    run[w] = LLVMBuildLoad2(k->e->b, type, k->run[i * FOLD_RUN_WORDS + w], "");
}

static void store_run(stage_emitter *k, uint32_t i, const val *run) {
  for (uint32_t w = 0; w < fold_run_words(accumulator(k, i)); w++)
    LLVMBuildStore(k->e->b, run[w], k->run[i * FOLD_RUN_WORDS + w]);
}

/* Gives the runs to the accumulators and starts new ones. */
static void flush_runs(stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = accumulator(k, i);
    if (!fold_run_words(a)) continue;
    val words[FOLD_MAX_WORDS], run[FOLD_RUN_WORDS];
    load_words(k, a, words);
    load_run(k, i, run);
    fold_run_flush(k, a, words, run);
    for (uint32_t w = 0; w < a->words; w++)
      LLVMBuildStore(k->e->b, words[w], folded_words(k, a)[w]);
    fold_run_start(k, a, words, run);
    store_run(k, i, run);
  }
}

/* Counts a step, and flushes when it was the last of a run. */
static void count_runs(stage_emitter *k) {
  emitter *e = k->e;
  val n = LLVMBuildAdd(e->b, LLVMBuildLoad2(e->b, e->i64, k->run_count, ""), emit_int64(k, 1), "");
  LLVMBuildStore(e->b, n, k->run_count);
  LLVMBasicBlockRef flush = emit_block(k, "flush"), join = emit_block(k, "flushed");
  LLVMBuildCondBr(e->b, fold_run_ends(k, n), flush, join);
  LLVMPositionBuilderAtEnd(e->b, flush);
  flush_runs(k);
  emit_goto(k, join);
}

/* Adds to the run, where there is one; the others are folded directly. */
static bool fold_in_run(stage_emitter *k, uint32_t i, const val *args) {
  val run[FOLD_RUN_WORDS];
  if (!fold_run_words(accumulator(k, i))) return false;
  load_run(k, i, run);
  fold_run_step(k, accumulator(k, i), run, args);
  store_run(k, i, run);
  return true;
}

static void start_runs(stage_emitter *k) {
  emitter *e = k->e;
  k->run_count = ev_scratch(e, e->i64, 8);
  LLVMBuildStore(e->b, emit_int64(k, 0), k->run_count);
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = accumulator(k, i);
    if (!fold_run_words(a)) continue;
    val words[FOLD_MAX_WORDS], run[FOLD_RUN_WORDS];
    for (uint32_t w = 0; w < fold_run_words(a); w++)
      k->run[i * FOLD_RUN_WORDS + w] = ev_scratch(e, ev_type(e, e->f64, k->s->lanes), 64);
    load_words(k, a, words);
    fold_run_start(k, a, words, run);
    store_run(k, i, run);
  }
}

/* Replaces lanes past the end by what must not count, in a partial step; x holds FOLD_MAX_ARGS
 * arguments of each accumulator. */
static void mask_arguments(stage_emitter *k, val *x) {
  emitter *e = k->e;
  uint32_t n = k->s->naccumulators;
  LLVMBasicBlockRef here = LLVMGetInsertBlock(e->b), part = emit_block(k, "part"),
                    join = emit_block(k, "fold");
  LLVMBuildCondBr(e->b, k->full, join, part);
  LLVMPositionBuilderAtEnd(e->b, part);
  val used = emit_lanes_below(k, k->count), *y = k->masked;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = 0, at = i * FOLD_MAX_ARGS; j < accumulator(k, i)->nargs; j++, at++)
      if (fold_needs_mask(accumulator(k, i), j))
        y[at] =
            LLVMBuildSelect(e->b, used, x[at], fold_neutral(k, accumulator(k, i), j, x[at]), "");
  LLVMBuildBr(e->b, join);
  LLVMPositionBuilderAtEnd(e->b, join);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = 0, at = i * FOLD_MAX_ARGS; j < accumulator(k, i)->nargs; j++, at++) {
      if (!fold_needs_mask(accumulator(k, i), j)) continue;
      val phi = LLVMBuildPhi(e->b, LLVMTypeOf(x[at]), "");
      LLVMAddIncoming(phi, (val[]){x[at], y[at]}, (LLVMBasicBlockRef[]){here, part}, 2);
      x[at] = phi;
    }
}

/* Folds the arguments of a step into the accumulators: in registers, or (offset given) in the block
 * in memory. */
static void fold_arguments(stage_emitter *k, val offset) {
  emitter *e = k->e;
  uint32_t n = k->s->naccumulators;
  val *x = k->folded;
  bool mask = false;
  for (uint32_t i = 0; i < n; i++) {
    const plan_accumulator *a = accumulator(k, i);
    const plan_value *v = &k->p->values.at[a->value];
    for (uint32_t j = 0; j < a->nargs; j++) {
      x[i * FOLD_MAX_ARGS + j] = emit_operand(k, v->args[j], k->s->lanes);
      mask = mask || (!offset && fold_needs_mask(a, j));
    }
  }
  if (mask) mask_arguments(k, x);
  for (uint32_t i = 0; i < n; i++) {
    const plan_accumulator *a = accumulator(k, i);
    if (!offset && fold_in_run(k, i, x + i * FOLD_MAX_ARGS)) continue;
    val words[FOLD_MAX_WORDS], at[FOLD_MAX_WORDS];
    for (uint32_t w = 0; w < a->words; w++) {
      at[w] = offset ? LLVMBuildGEP2(e->b, e->i64, folded_words(k, a)[w], &offset, 1, "")
                     : folded_words(k, a)[w];
      words[w] = LLVMBuildLoad2(e->b, ev_type(e, fold_word_type(k, a, w), k->s->lanes), at[w], "");
      if (offset) LLVMSetAlignment(words[w], 8);
    }
    fold_step(k, a, words, x + i * FOLD_MAX_ARGS);
    for (uint32_t w = 0; w < a->words; w++)
      LLVMSetAlignment(LLVMBuildStore(e->b, words[w], at[w]), offset ? 8 : 64);
  }
  if (!offset && any_run(k)) count_runs(k);
}

/* ---- Along the vector loop ---- */

static void fold_along_step(stage_emitter *k, void *arg) {
  const nest *n = arg;
  emit_level(k, PHASE_MAIN, n->open, (int)k->s->vector);
  fold_arguments(k, NULL);
}

static void fold_along_row(stage_emitter *k, const nest *n, val begin, val end) {
  nest copy = *n;
  emit_splats(k, PHASE_MAIN);
  emit_vector_loop(k, PHASE_MAIN, begin, end, fold_along_step, &copy);
}

static void along_state_in(stage_emitter *k, void *arg) {
  const fold_point *f = arg;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = accumulator(k, i);
    val other[FOLD_MAX_WORDS], words[FOLD_MAX_WORDS];
    for (uint32_t w = 0; w < a->words; w++) {
      other[w] = LLVMBuildLoad2(k->e->b, fold_word_type(k, a, w),
                                state_word(k, k->state_in, a->word + w, f->flat), "");
      words[w] = LLVMBuildLoad2(k->e->b, fold_word_type(k, a, w), f->words[a->word + w], "");
    }
    fold_combine(k, a, words, other);
    for (uint32_t w = 0; w < a->words; w++)
      LLVMBuildStore(k->e->b, words[w], f->words[a->word + w]);
  }
}

static void along_state_out(stage_emitter *k, void *arg) {
  const fold_point *f = arg;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++) {
      val x = LLVMBuildLoad2(k->e->b, fold_word_type(k, a, w), f->words[a->word + w], "");
      LLVMBuildStore(k->e->b, x, state_word(k, k->state_out, a->word + w, f->flat));
    }
  }
}

static void along_finish(stage_emitter *k, void *arg) {
  const fold_point *f = arg;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = accumulator(k, i);
    val words[FOLD_MAX_WORDS];
    for (uint32_t w = 0; w < a->words; w++)
      words[w] = LLVMBuildLoad2(k->e->b, fold_word_type(k, a, w), f->words[a->word + w], "");
    k->value[a->value - k->s->values] = fold_finish(k, a, words);
  }
  for (uint32_t i = 0; i < k->s->nvalues; i++)
    if (emit_stage_value(k, i)->phase & PHASE_POST &&
        ops[emit_stage_value(k, i)->op].class_ != OP_CLASS_REDUCE)
      emit_value(k, i);
  emit_stores(k, false);
}

/* One kept point: accumulators in registers, the reduced nest, lanes folded, then the state or the
 * results. */
static void fold_along_point(stage_emitter *k, const nest *n, val begin, val end) {
  (void)begin;
  (void)end;
  fold_point f = {.words = k->single, .flat = kept_flat(k)};
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++) {
      val *word = &folded_words(k, a)[w];
      *word = ev_scratch(k->e, ev_type(k->e, fold_word_type(k, a, w), k->s->lanes), 64);
      f.words[a->word + w] = ev_scratch(k->e, fold_word_type(k, a, w), 8);
      LLVMBuildStore(k->e->b, fold_identity(k, a, w, k->s->lanes), *word);
    }
  }
  if (any_run(k)) start_runs(k);
  emit_reduced(k, n->open, true, fold_along_row);
  if (any_run(k)) flush_runs(k);
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = accumulator(k, i);
    val words[FOLD_MAX_WORDS];
    for (uint32_t w = 0; w < a->words; w++)
      words[w] = LLVMBuildLoad2(k->e->b, ev_type(k->e, fold_word_type(k, a, w), k->s->lanes),
                                folded_words(k, a)[w], "");
    fold_lanes(k, a, words);
    for (uint32_t w = 0; w < a->words; w++) LLVMBuildStore(k->e->b, words[w], f.words[a->word + w]);
  }
  emit_if_given(k, k->state_in, along_state_in, NULL, &f);
  emit_if_given(k, k->state_out, along_state_out, along_finish, &f);
}

/* ---- Across the vector loop ---- */

static void fold_across_step(stage_emitter *k, void *arg) {
  const nest *n = arg;
  emit_level(k, PHASE_MAIN, n->open, (int)k->s->vector);
  fold_arguments(k, LLVMBuildSub(k->e->b, k->vector_index, k->block_begin, ""));
}

static void fold_across_point(stage_emitter *k, const nest *n, val begin, val end) {
  (void)begin;
  (void)end;
  nest copy = *n;
  emit_splats(k, PHASE_MAIN);
  emit_vector_loop(k, PHASE_MAIN, k->block_begin, k->block_end, fold_across_step, &copy);
}

/* Word w of the accumulators, `offset` points into the block. */
static val block_word(stage_emitter *k, uint32_t w, val offset) {
  return LLVMBuildGEP2(k->e->b, k->e->i64, k->word[w], &offset, 1, "");
}

static void block_identities(stage_emitter *k) {
  emit_loop l;
  val length = LLVMBuildSub(k->e->b, k->block_end, k->block_begin, "");
  emit_for(k, &l, emit_int64(k, 0), length, emit_int64(k, k->s->lanes), "init");
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++)
      LLVMSetAlignment(LLVMBuildStore(k->e->b, fold_identity(k, a, w, k->s->lanes),
                                      block_word(k, a->word + w, l.index)),
                       8);
  }
  emit_end(k, &l);
}

/* Copies the block's words from or to a state. */
static void block_copy(stage_emitter *k, val state, val flat, bool out) {
  emit_loop l;
  emit_for(k, &l, k->block_begin, k->block_end, emit_int64(k, 1), out ? "leave" : "resume");
  for (uint32_t w = 0; w < k->s->words; w++) {
    val there = state_word(k, state, w, LLVMBuildAdd(k->e->b, flat, l.index, ""));
    val here = block_word(k, w, LLVMBuildSub(k->e->b, l.index, k->block_begin, ""));
    val x = LLVMBuildLoad2(k->e->b, k->e->i64, out ? here : there, "");
    LLVMBuildStore(k->e->b, x, out ? there : here);
  }
  emit_end(k, &l);
}

static void across_state_in(stage_emitter *k, void *arg) {
  block_copy(k, k->state_in, ((fold_point *)arg)->flat, false);
}

static void across_state_out(stage_emitter *k, void *arg) {
  block_copy(k, k->state_out, ((fold_point *)arg)->flat, true);
}

static void across_post_step(stage_emitter *k, void *arg) {
  (void)arg;
  val offset = LLVMBuildSub(k->e->b, k->vector_index, k->block_begin, "");
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = accumulator(k, i);
    val words[FOLD_MAX_WORDS];
    for (uint32_t w = 0; w < a->words; w++) {
      words[w] = LLVMBuildLoad2(k->e->b, ev_type(k->e, fold_word_type(k, a, w), k->s->lanes),
                                block_word(k, a->word + w, offset), "");
      LLVMSetAlignment(words[w], 8);
    }
    k->value[a->value - k->s->values] = fold_finish(k, a, words);
  }
  emit_level(k, PHASE_POST, (1u << k->s->nkept) - 1, (int)k->s->vector);
  emit_stores(k, true);
}

/* Fills the block up with its last point, so that a partial step repeats it as it repeats
 * everything else. */
static void block_repeat_last(stage_emitter *k) {
  val length = LLVMBuildSub(k->e->b, k->block_end, k->block_begin, "");
  val last = LLVMBuildSub(k->e->b, length, emit_int64(k, 1), "");
  for (uint32_t w = 0; w < k->s->words; w++) {
    val x = LLVMBuildLoad2(k->e->b, k->e->i64, block_word(k, w, last), "");
    val s = LLVMBuildStore(k->e->b, ev_splat(k->e, x, k->s->lanes), block_word(k, w, length));
    LLVMSetAlignment(s, 8);
  }
}

static void across_finish(stage_emitter *k, void *arg) {
  (void)arg;
  block_repeat_last(k);
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    if (v->phase & PHASE_POST && !(v->loops >> k->s->vector & 1)) emit_value(k, i);
  }
  emit_splats(k, PHASE_POST);
  emit_vector_loop(k, PHASE_POST, k->block_begin, k->block_end, across_post_step, NULL);
}

/* One row of the kept vector loop, block by block. */
static void fold_across_row(stage_emitter *k, const nest *n, val begin, val end) {
  LLVMBuilderRef b = k->e->b;
  fold_point f = {.flat = kept_flat(k)};
  for (uint32_t w = 0; w < k->s->words; w++)
    k->word[w] = ev_scratch(k->e, LLVMArrayType2(k->e->i64, FOLD_BLOCK + k->s->lanes), 64);
  emit_loop l;
  emit_for(k, &l, begin, end, emit_int64(k, FOLD_BLOCK), "block");
  k->block_begin = l.index;
  val stop = LLVMBuildAdd(b, l.index, emit_int64(k, FOLD_BLOCK), "");
  k->block_end = LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, stop, end, ""), stop, end, "");
  block_identities(k);
  emit_if_given(k, k->state_in, across_state_in, NULL, &f);
  emit_reduced(k, n->open, false, fold_across_point);
  emit_if_given(k, k->state_out, across_state_out, across_finish, &f);
  emit_end(k, &l);
}

void emit_reduction(stage_emitter *k, const nest *n) {
  LLVMBuilderRef b = k->e->b;
  k->kept_total = emit_int64(k, 1);
  for (uint32_t l = 0; l < k->s->nkept; l++)
    k->kept_total = LLVMBuildMul(b, k->kept_total, k->extent[l], "");
  bool across = stage_folds_in_memory(k->s);
  emit_nest(k, n, 0, across, k->kept_begin, k->kept_end,
            across ? fold_across_row : fold_along_point);
}
