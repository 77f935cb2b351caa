/* words.c: accumulators, from where they begin to where they end.
 *
 * They are words in registers (allocas that become registers; every row has its own), with what is
 * before them: runs, of sums and of places, which are given to the words once in many steps. Words
 * in memory lie where the caller says. What a step does to them is in word_steps.c, and what one kind
 * of fold does in folds.c. Start at words_begin(). */
#include "codegen/cpu/words.h"

#include "base/dtype.h"
#include "codegen/cpu/watch.h"
#include "codegen/cpu/word_parts.h"

const plan_accumulator *words_accumulator(const stage_emitter *k, uint32_t i) {
  return &k->p->accumulators.at[k->s->accumulators + i];
}

bool words_in_memory(const stage_emitter *k, const plan_accumulator *a) {
  return a->kept >> k->s->vector & 1;
}

val *words_at(const stage_emitter *k, const plan_accumulator *a, uint32_t row) {
  return &k->folds.word[row * k->s->words + a->word];
}

val *words_run_at(const stage_emitter *k, uint32_t i, uint32_t row) {
  return &k->folds.run[(row * k->s->naccumulators + i) * FOLD_RUN_WORDS];
}

/* Words of places that runs are made for are those of all lanes together, unless rows end so. */
static unsigned word_lanes(const stage_emitter *k, const plan_accumulator *a) {
  return a->step && !k->s->together ? 1 : k->s->lanes;
}

static LLVMTypeRef word_type(stage_emitter *k, const plan_accumulator *a, uint32_t word) {
  return ev_type(k->e, fold_lane_type(k->e, a, word), word_lanes(k, a));
}

uint32_t words_busy(const plan_accumulator *a) { return fold_words((plan_fold)a->fold); }

bool words_run_once(const stage_emitter *k) {
  return k->s->together && k->s->together <= FOLD_RUN * k->s->lanes;
}

/* Words behind a run are looked at once in many steps, and rarely in a step that overflows: those
 * that are watched, or wider than the run, stay in memory and leave the registers to it. */
static bool stays_in_memory(const stage_emitter *k, const plan_accumulator *a) {
  return (accumulator_is_watched(a) || accumulator_is_narrow(a)) && fold_run_words(a) &&
         !a->varies && !words_run_once(k);
}

void words_load(stage_emitter *k, const plan_accumulator *a, const val *at, unsigned align,
                val *words) {
  for (uint32_t w = 0; w < words_busy(a); w++) {
    words[w] = LLVMBuildLoad2(k->e->b, word_type(k, a, w), at[w], "");
    LLVMSetAlignment(words[w], align);
    LLVMSetVolatile(words[w], stays_in_memory(k, a));
  }
}

void words_store(stage_emitter *k, const plan_accumulator *a, const val *at, unsigned align,
                 const val *words) {
  for (uint32_t w = 0; w < words_busy(a); w++) {
    val store = LLVMBuildStore(k->e->b, words[w], at[w]);
    LLVMSetAlignment(store, align);
    LLVMSetVolatile(store, stays_in_memory(k, a));
  }
}

unsigned words_alignment(const plan_accumulator *a) {
  return fold_has_narrow_words(a) ? dtypes[a->lane].size : WORDS_IN_MEMORY;
}

/* ---- Guards (watch.c) ---- */

void words_copy(val *to, const val *from, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) to[i] = from[i];
}

watch *words_watch(stage_emitter *k, uint32_t i, uint32_t row, beyond_verb verb) {
  const plan_accumulator *a = words_accumulator(k, i);
  uint32_t n = words_busy(a);
  watch *g = watch_add(k, a, verb);
  g->lanes = k->s->lanes;
  g->align = WORDS_IN_REGISTERS;
  g->beyond = words_single(k, a, n, ev_int64(k->e, row));
  words_copy(g->at, words_at(k, a, row), n);
  words_copy(g->at + n, words_run_at(k, i, row), watched_words(a, verb) - n);
  return g;
}

/* ---- Runs, of accumulators in registers ---- */

static bool has_run(const stage_emitter *k, uint32_t i) {
  const plan_accumulator *a = words_accumulator(k, i);
  return !words_in_memory(k, a) && fold_run_words(a);
}

bool words_any_run(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (has_run(k, i)) return true;
  return false;
}

static bool any_varies(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (words_accumulator(k, i)->varies) return true;
  return false;
}

void words_load_run(stage_emitter *k, uint32_t i, uint32_t row, val *run) {
  const plan_accumulator *a = words_accumulator(k, i);
  LLVMTypeRef type = ev_type(k->e, fold_run_type(k->e, a), k->s->lanes);
  for (uint32_t w = 0; w < fold_run_words(a); w++)
    run[w] = LLVMBuildLoad2(k->e->b, type, words_run_at(k, i, row)[w], "");
}

void words_store_run(stage_emitter *k, uint32_t i, uint32_t row, const val *run) {
  for (uint32_t w = 0; w < fold_run_words(words_accumulator(k, i)); w++)
    LLVMBuildStore(k->e->b, run[w], words_run_at(k, i, row)[w]);
}

void words_flush_runs(stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t r = 0; has_run(k, i) && r < k->rows; r++) {
      uint32_t n = words_busy(a), m = fold_run_words(a);
      val words[FOLD_MAX_WORDS], run[FOLD_RUN_WORDS];
      watch *g = accumulator_is_watched(a) ? words_watch(k, i, r, BEYOND_FLUSH) : NULL;
      words_load(k, a, words_at(k, a, r), WORDS_IN_REGISTERS, words);
      words_load_run(k, i, r, run);
      if (g) words_copy(g->before, words, n), words_copy(g->before + n, run, m);
      if (words_run_once(k))
        fold_run_only(k->e, a, words, run);
      else
        fold_run_flush(k->e, a, words, run);
      words_store(k, a, words_at(k, a, r), WORDS_IN_REGISTERS, words);
      fold_run_start(k->e, a, words, run);
      words_store_run(k, i, r, run);
      if (g) words_copy(g->after, words, n), words_copy(g->after + n, run, m);
    }
  }
  watch_all(k);
}

/* The first runs of squared deviations are short, of 2, 4 and 10 steps: runs are taken around the
 * mean of all numbers before them, and should not outweigh these by far; see moments.c. i1: a run
 * ends behind the n-th step of a kept point. */
static val run_ends(stage_emitter *k, val n) {
  emitter *e = k->e;
  val ends = ev_eq(e, ev_and(e, n, k->folds.run_mask), ev_int64(e, 0));
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (words_accumulator(k, i)->fold == FOLD_DEVIATIONS)
      return ev_or(e, ends, ev_eq(e, ev_and(e, n, ev_int64(e, ~4)), ev_int64(e, 2)));
  return ends;
}

/* Counts a step, and flushes when it was the last of a run, or of the row if that ends runs. */
void words_count_run(stage_emitter *k) {
  emitter *e = k->e;
  val n = LLVMBuildAdd(e->b, LLVMBuildLoad2(e->b, e->i64, k->folds.run_count, ""),
                       ev_int64(k->e, 1), "");
  LLVMBuildStore(e->b, n, k->folds.run_count);
  LLVMBasicBlockRef flush = ev_block(k->e, "flush"), join = ev_block(k->e, "flushed");
  val ends = run_ends(k, n), stop = LLVMBuildAdd(e->b, k->step.index, k->step.count, "");
  if (k->folds.runs_over)
    ends = ev_or(e, ends, LLVMBuildICmp(e->b, LLVMIntSGE, stop, k->step.end, ""));
  LLVMBuildCondBr(e->b, ends, flush, join);
  LLVMPositionBuilderAtEnd(e->b, flush);
  words_flush_runs(k);
  ev_goto(k->e, join);
}

bool words_all_count(const stage_emitter *k, const plan_accumulator *a) {
  const plan_value *fold = &k->p->values.at[a->value];
  return a->nargs < 2 || k->p->values.at[fold->args[1]].op == OP_CONST;
}

void words_count_whole(stage_emitter *k, uint32_t steps) {
  val run[FOLD_RUN_WORDS];
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t r = 0; words_all_count(k, a) && r < k->rows; r++) {
      words_load_run(k, i, r, run);
      fold_run_count(k->e, a, run, steps);
      words_store_run(k, i, r, run);
    }
  }
}

/* ---- Runs of places ----
 *
 * They are of the elements of one run of the vector loop, and the last step of that ends them. */

bool words_any_place(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (words_accumulator(k, i)->step && !k->s->ends) return true;
  return false;
}

void words_load_place(stage_emitter *k, uint32_t i, uint32_t row, val *run) {
  const plan_accumulator *a = words_accumulator(k, i);
  val like[2];
  place_run_start(k->e, a, k->s->lanes, like);
  for (int w = 0; w < 2; w++)
    run[w] = LLVMBuildLoad2(k->e->b, LLVMTypeOf(like[w]), words_run_at(k, i, row)[w], "");
}

void words_store_place(stage_emitter *k, uint32_t i, uint32_t row, const val *run) {
  for (int w = 0; w < 2; w++) LLVMBuildStore(k->e->b, run[w], words_run_at(k, i, row)[w]);
}

static void start_place(stage_emitter *k, uint32_t i, uint32_t row) {
  val run[2];
  place_run_start(k->e, words_accumulator(k, i), k->s->lanes, run);
  words_store_place(k, i, row, run);
}

static void places_begin(stage_emitter *k) {
  if (!words_any_place(k)) return;
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    for (uint32_t r = 0; words_accumulator(k, i)->step && r < k->rows; r++) {
      val run[2];
      place_run_start(k->e, words_accumulator(k, i), k->s->lanes, run);
      for (int w = 0; w < 2; w++)
        words_run_at(k, i, r)[w] = ev_scratch(k->e, LLVMTypeOf(run[w]), 64);
      words_store_place(k, i, r, run);
    }
  k->folds.place_count = ev_scratch(k->e, k->e->i64, 8);
  LLVMBuildStore(k->e->b, ev_int64(k->e, 0), k->folds.place_count);
}

val words_place_base(stage_emitter *k, uint32_t i, uint32_t row) {
  plan_ref at = k->p->values.at[words_accumulator(k, i)->value].args[1];
  val base = k->row[row].affine[at - k->s->values].base;
  return base ? base : fold_half(k->e, emit_operand(k, &k->row[row], at, k->s->lanes), 0, 1);
}

static void end_places(stage_emitter *k, val n) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t r = 0; a->step && r < k->rows; r++) {
      val run[2], words[FOLD_MAX_WORDS];
      words_load_place(k, i, r, run);
      words_load(k, a, words_at(k, a, r), WORDS_IN_REGISTERS, words);
      (k->s->together ? place_run_leave : place_run_end)(k->e, a, run, n, words_place_base(k, i, r),
                                                         words);
      words_store(k, a, words_at(k, a, r), WORDS_IN_REGISTERS, words);
      start_place(k, i, r);
    }
  }
}

/* Counts a step, and ends the runs when it was the last one of them. */
void words_count_place(stage_emitter *k) {
  emitter *e = k->e;
  uint64_t most = UINT64_MAX;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    if (a->step && place_run_most(a) < most) most = place_run_most(a);
  }
  val n = LLVMBuildLoad2(e->b, e->i64, k->folds.place_count, "");
  val next = ev_add(e, n, ev_int64(e, 1)), stop = ev_add(e, k->step.index, k->step.count);
  val full = ev_eq(e, next, ev_int64(e, (int64_t)most));
  val ends = ev_or(e, full, LLVMBuildICmp(e->b, LLVMIntSGE, stop, k->step.end, ""));
  LLVMBuildStore(e->b, next, k->folds.place_count);
  LLVMBasicBlockRef end = ev_block(e, "place"), join = ev_block(e, "placed");
  ev_mark_likely(e, LLVMBuildCondBr(e->b, LLVMBuildNot(e->b, ends, ""), join, end));
  LLVMPositionBuilderAtEnd(e->b, end);
  end_places(k, n);
  LLVMBuildStore(e->b, ev_int64(e, 0), k->folds.place_count);
  ev_goto(e, join);
}

void words_begin(stage_emitter *k) {
  emitter *e = k->e;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t r = 0; !words_in_memory(k, a) && r < k->rows; r++) {
      val words[FOLD_MAX_WORDS], run[FOLD_RUN_WORDS];
      for (uint32_t w = 0; w < words_busy(a); w++) {
        words_at(k, a, r)[w] = ev_scratch(e, word_type(k, a, w), 64);
        words[w] = fold_identity(k->e, a, w, word_lanes(k, a));
      }
      for (uint32_t w = words_busy(a); w < a->words; w++)
        LLVMBuildStore(e->b, fold_identity(k->e, a, w, 1),
                       words_single(k, a, w, ev_int64(k->e, r)));
      words_store(k, a, words_at(k, a, r), WORDS_IN_REGISTERS, words);
      if (!fold_run_words(a)) continue;
      for (uint32_t w = 0; w < fold_run_words(a); w++)
        words_run_at(k, i, r)[w] = ev_scratch(e, ev_type(e, fold_run_type(e, a), k->s->lanes), 64);
      fold_run_start(k->e, a, words, run);
      words_store_run(k, i, r, run);
    }
  }
  places_begin(k);
  if (!words_any_run(k)) return;
  k->folds.run_mask = any_varies(k) ? ev_slot(e, SLOT_RUN, e->i64) : ev_int64(k->e, FOLD_RUN - 1);
  k->folds.run_count = ev_scratch(e, e->i64, 8);
  LLVMBuildStore(e->b, ev_int64(k->e, 0), k->folds.run_count);
}

/* The words of one row, or of rows side by side. */
static void leave_words(stage_emitter *k, const plan_accumulator *a, const val *words,
                        uint32_t row) {
  for (uint32_t w = 0; w < words_busy(a); w++) {
    val x = w ? words[w] : fold_widen(k->e, a, words[w]);
    val store = LLVMBuildStore(k->e->b, x, words_single(k, a, w, ev_int64(k->e, row)));
    LLVMSetAlignment(store, 8);
  }
}

/* The same, in the block of kept points that rows which end together are of. */
static void leave_in_block(stage_emitter *k, const plan_accumulator *a, const val *words,
                           uint32_t row) {
  LLVMBuilderRef b = k->e->b;
  val at = LLVMBuildSub(b, k->row[0].index, k->folds.block_begin, "");
  at = LLVMBuildAdd(b, at, ev_int64(k->e, row), "");
  for (uint32_t w = 0; w < words_busy(a); w++) {
    LLVMTypeRef type = fold_lane_type(k->e, a, w);
    val to = LLVMBuildGEP2(b, type, k->folds.block[a->word + w], &at, 1, "");
    LLVMSetAlignment(LLVMBuildStore(b, words[w], to), words_alignment(a));
  }
}

static void end_row(stage_emitter *k, uint32_t i, uint32_t row) {
  const plan_accumulator *a = words_accumulator(k, i);
  val words[FOLD_MAX_WORDS];
  watch *g = accumulator_is_watched(a) ? words_watch(k, i, row, BEYOND_LANES) : NULL;
  words_load(k, a, words_at(k, a, row), WORDS_IN_REGISTERS, words);
  if (g) words_copy(g->before, words, words_busy(a));
  fold_lanes(k->e, a, words);
  leave_words(k, a, words, row);
  if (!g) return;
  words_copy(g->after, words, words_busy(a));
  for (uint32_t w = 0; w < words_busy(a); w++)
    g->at[w] = words_single(k, a, w, ev_int64(k->e, row));
  g->align = WORDS_IN_MEMORY;
}

/* Rows whose lanes are folded in the same instructions: theirs lie side by side in fewer and fewer
 * vectors, and in each row the same lanes meet as when it is by itself. */
static void end_rows(stage_emitter *k, uint32_t i) {
  const plan_accumulator *a = words_accumulator(k, i);
  val words[PLAN_MAX_ROWS][FOLD_MAX_WORDS];
  uint32_t vectors = k->rows;
  for (uint32_t r = 0; r < vectors; r++)
    words_load(k, a, words_at(k, a, r), WORDS_IN_REGISTERS, words[r]);
  for (unsigned lanes = k->s->lanes; lanes > 1; lanes /= 2) {
    uint32_t by = vectors > 1 ? 2 : 1;
    vectors /= by;
    for (uint32_t v = 0; v < vectors; v++)
      fold_halves(k->e, a, words + by * v, by, lanes, words[v]);
  }
  for (uint32_t v = 0; v < vectors; v++)
    (k->folds.block ? leave_in_block : leave_words)(k, a, words[v], v * (k->rows / vectors));
}

void words_end(stage_emitter *k) {
  if (words_any_run(k) && !k->folds.runs_over) words_flush_runs(k);
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    if (words_in_memory(k, a)) continue;
    if (k->rows > 1 && word_lanes(k, a) > 1 && fold_folds_halves(a))
      end_rows(k, i);
    else
      for (uint32_t r = 0; r < k->rows; r++) end_row(k, i, r);
  }
  watch_all(k);
}

val words_single(stage_emitter *k, const plan_accumulator *a, uint32_t word, val row) {
  val *at = &k->folds.single[a->word + word];
  if (!*at) *at = ev_scratch(k->e, LLVMArrayType2(k->e->i64, k->s->rows), 8);
  return LLVMBuildInBoundsGEP2(k->e->b, k->e->i64, *at, &row, 1, "");
}
