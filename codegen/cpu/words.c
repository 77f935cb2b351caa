/* words.c: accumulators, and what a step of the vector loop does to them.
 *
 * Takes the arguments of a step, in all rows that are side by side; folds them into words in
 * registers (allocas that become registers; every row has its own) or into words in memory, which
 * lie along the vector loop and take all rows one after the other. What one kind of fold does is in
 * folds.c. Start at words_fold().
 *
 * Extremes are taken by one instruction that keeps a NaN the accumulator holds but overlooks one in
 * the argument. So a step ends with a test whether any argument was NaN, two vectors at a time, and
 * a rare block that puts it right. */
#include "codegen/cpu/words.h"

#include "base/dtype.h"
#include "codegen/cpu/vector.h"
#include "codegen/cpu/watch.h"

const plan_accumulator *words_accumulator(const stage_emitter *k, uint32_t i) {
  return &k->p->accumulators.at[k->s->accumulators + i];
}

bool words_in_memory(const stage_emitter *k, const plan_accumulator *a) {
  return a->kept >> k->s->vector & 1;
}

static val *register_words(const stage_emitter *k, const plan_accumulator *a, uint32_t row) {
  return &k->folds.word[row * k->s->words + a->word];
}

static val *run_words(const stage_emitter *k, uint32_t i, uint32_t row) {
  return &k->folds.run[(row * k->s->naccumulators + i) * FOLD_RUN_WORDS];
}

/* Words of places that runs are made for are those of all lanes together, unless rows end so. */
static unsigned word_lanes(const stage_emitter *k, const plan_accumulator *a) {
  return a->step && !k->s->together ? 1 : k->s->lanes;
}

static LLVMTypeRef word_type(stage_emitter *k, const plan_accumulator *a, uint32_t word) {
  return ev_type(k->e, fold_lane_type(k->e, a, word), word_lanes(k, a));
}

/* Words that folds read and write at every step: all but BEYOND, which only a rare block touches.
 */
static uint32_t busy_words(const plan_accumulator *a) { return fold_words((plan_fold)a->fold); }

/* Rows that end together and are no longer than a run: their words are what it comes to. */
static bool runs_once(const stage_emitter *k) {
  return k->s->together && k->s->together <= FOLD_RUN * k->s->lanes;
}

/* Words behind a run are looked at once in many steps, and rarely in a step that overflows: those
 * that are watched, or wider than the run, stay in memory and leave the registers to it. */
static bool stays_in_memory(const stage_emitter *k, const plan_accumulator *a) {
  return (accumulator_is_watched(a) || accumulator_is_narrow(a)) && fold_run_words(a) &&
         !a->varies && !runs_once(k);
}

static void load_all(stage_emitter *k, const plan_accumulator *a, const val *at, unsigned align,
                     val *words) {
  for (uint32_t w = 0; w < busy_words(a); w++) {
    words[w] = LLVMBuildLoad2(k->e->b, word_type(k, a, w), at[w], "");
    LLVMSetAlignment(words[w], align);
    LLVMSetVolatile(words[w], stays_in_memory(k, a));
  }
}

static void store_all(stage_emitter *k, const plan_accumulator *a, const val *at, unsigned align,
                      const val *words) {
  for (uint32_t w = 0; w < busy_words(a); w++) {
    val store = LLVMBuildStore(k->e->b, words[w], at[w]);
    LLVMSetAlignment(store, align);
    LLVMSetVolatile(store, stays_in_memory(k, a));
  }
}

enum { IN_REGISTERS = 64, IN_MEMORY = 8 }; /* alignments; words in memory may be narrow */

unsigned words_alignment(const plan_accumulator *a) {
  return fold_has_narrow_words(a) ? dtypes[a->lane].size : IN_MEMORY;
}

/* ---- Guards (watch.c) ---- */

static void copy_words(val *to, const val *from, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) to[i] = from[i];
}

/* Of words in registers, and of a run behind them when the verb has one: BEYOND is that of the row,
 * for all lanes. */
static watch *watch_registers(stage_emitter *k, uint32_t i, uint32_t row, beyond_verb verb) {
  const plan_accumulator *a = words_accumulator(k, i);
  uint32_t n = busy_words(a);
  watch *g = watch_add(k, a, verb);
  g->lanes = k->s->lanes;
  g->align = IN_REGISTERS;
  g->beyond = words_single(k, a, n, ev_int64(k->e, row));
  copy_words(g->at, register_words(k, a, row), n);
  copy_words(g->at + n, run_words(k, i, row), watched_words(a, verb) - n);
  return g;
}

/* The elements that were folded, `step` apart. */
static void watch_elements(stage_emitter *k, watch *g, const val *x, uint32_t rows, size_t step) {
  g->rows = rows;
  g->nx = g->a->nargs;
  for (uint32_t r = 0; r < rows; r++)
    for (uint32_t j = 0; j < g->nx; j++)
      g->x[r * g->nx + j] = j ? x[r * step + j] : fold_widen(k->e, g->a, x[r * step]);
}

/* ---- Runs, of accumulators in registers ---- */

static bool has_run(const stage_emitter *k, uint32_t i) {
  const plan_accumulator *a = words_accumulator(k, i);
  return !words_in_memory(k, a) && fold_run_words(a);
}

static bool any_run(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (has_run(k, i)) return true;
  return false;
}

static bool any_varies(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (words_accumulator(k, i)->varies) return true;
  return false;
}

static void load_run(stage_emitter *k, uint32_t i, uint32_t row, val *run) {
  const plan_accumulator *a = words_accumulator(k, i);
  LLVMTypeRef type = ev_type(k->e, fold_run_type(k->e, a), k->s->lanes);
  for (uint32_t w = 0; w < fold_run_words(a); w++)
    run[w] = LLVMBuildLoad2(k->e->b, type, run_words(k, i, row)[w], "");
}

static void store_run(stage_emitter *k, uint32_t i, uint32_t row, const val *run) {
  for (uint32_t w = 0; w < fold_run_words(words_accumulator(k, i)); w++)
    LLVMBuildStore(k->e->b, run[w], run_words(k, i, row)[w]);
}

void words_flush_runs(stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t r = 0; has_run(k, i) && r < k->rows; r++) {
      uint32_t n = busy_words(a), m = fold_run_words(a);
      val words[FOLD_MAX_WORDS], run[FOLD_RUN_WORDS];
      watch *g = accumulator_is_watched(a) ? watch_registers(k, i, r, BEYOND_FLUSH) : NULL;
      load_all(k, a, register_words(k, a, r), IN_REGISTERS, words);
      load_run(k, i, r, run);
      if (g) copy_words(g->before, words, n), copy_words(g->before + n, run, m);
      if (runs_once(k))
        fold_run_only(k->e, a, words, run);
      else
        fold_run_flush(k->e, a, words, run);
      store_all(k, a, register_words(k, a, r), IN_REGISTERS, words);
      fold_run_start(k->e, a, words, run);
      store_run(k, i, r, run);
      if (g) copy_words(g->after, words, n), copy_words(g->after + n, run, m);
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
static void count_runs(stage_emitter *k) {
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

/* Every element counts, for there is no weight or it is a constant. */
static bool all_count(const stage_emitter *k, const plan_accumulator *a) {
  const plan_value *fold = &k->p->values.at[a->value];
  return a->nargs < 2 || k->p->values.at[fold->args[1]].op == OP_CONST;
}

void words_count_whole(stage_emitter *k, uint32_t steps) {
  val run[FOLD_RUN_WORDS];
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t r = 0; all_count(k, a) && r < k->rows; r++) {
      load_run(k, i, r, run);
      fold_run_count(k->e, a, run, steps);
      store_run(k, i, r, run);
    }
  }
}

/* ---- Runs of places ----
 *
 * They are of the elements of one run of the vector loop, and the last step of that ends them. */

static bool any_place(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (words_accumulator(k, i)->step && !k->s->ends) return true;
  return false;
}

static void load_place(stage_emitter *k, uint32_t i, uint32_t row, val *run) {
  const plan_accumulator *a = words_accumulator(k, i);
  val like[2];
  place_run_start(k->e, a, k->s->lanes, like);
  for (int w = 0; w < 2; w++)
    run[w] = LLVMBuildLoad2(k->e->b, LLVMTypeOf(like[w]), run_words(k, i, row)[w], "");
}

static void store_place(stage_emitter *k, uint32_t i, uint32_t row, const val *run) {
  for (int w = 0; w < 2; w++) LLVMBuildStore(k->e->b, run[w], run_words(k, i, row)[w]);
}

static void start_place(stage_emitter *k, uint32_t i, uint32_t row) {
  val run[2];
  place_run_start(k->e, words_accumulator(k, i), k->s->lanes, run);
  store_place(k, i, row, run);
}

static void places_begin(stage_emitter *k) {
  if (!any_place(k)) return;
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    for (uint32_t r = 0; words_accumulator(k, i)->step && r < k->rows; r++) {
      val run[2];
      place_run_start(k->e, words_accumulator(k, i), k->s->lanes, run);
      for (int w = 0; w < 2; w++) run_words(k, i, r)[w] = ev_scratch(k->e, LLVMTypeOf(run[w]), 64);
      store_place(k, i, r, run);
    }
  k->folds.place_count = ev_scratch(k->e, k->e->i64, 8);
  LLVMBuildStore(k->e->b, ev_int64(k->e, 0), k->folds.place_count);
}

/* The index of a place in lane 0 of the step at hand. */
static val place_base(stage_emitter *k, uint32_t i, uint32_t row) {
  plan_ref at = k->p->values.at[words_accumulator(k, i)->value].args[1];
  val base = k->row[row].affine[at - k->s->values].base;
  return base ? base : fold_half(k->e, emit_operand(k, &k->row[row], at, k->s->lanes), 0, 1);
}

static void end_places(stage_emitter *k, val n) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t r = 0; a->step && r < k->rows; r++) {
      val run[2], words[FOLD_MAX_WORDS];
      load_place(k, i, r, run);
      load_all(k, a, register_words(k, a, r), IN_REGISTERS, words);
      (k->s->together ? place_run_leave : place_run_end)(k->e, a, run, n, place_base(k, i, r),
                                                         words);
      store_all(k, a, register_words(k, a, r), IN_REGISTERS, words);
      start_place(k, i, r);
    }
  }
}

/* Counts a step, and ends the runs when it was the last one of them. */
static void count_places(stage_emitter *k) {
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
      for (uint32_t w = 0; w < busy_words(a); w++) {
        register_words(k, a, r)[w] = ev_scratch(e, word_type(k, a, w), 64);
        words[w] = fold_identity(k->e, a, w, word_lanes(k, a));
      }
      for (uint32_t w = busy_words(a); w < a->words; w++)
        LLVMBuildStore(e->b, fold_identity(k->e, a, w, 1),
                       words_single(k, a, w, ev_int64(k->e, r)));
      store_all(k, a, register_words(k, a, r), IN_REGISTERS, words);
      if (!fold_run_words(a)) continue;
      for (uint32_t w = 0; w < fold_run_words(a); w++)
        run_words(k, i, r)[w] = ev_scratch(e, ev_type(e, fold_run_type(e, a), k->s->lanes), 64);
      fold_run_start(k->e, a, words, run);
      store_run(k, i, r, run);
    }
  }
  places_begin(k);
  if (!any_run(k)) return;
  k->folds.run_mask = any_varies(k) ? ev_slot(e, SLOT_RUN, e->i64) : ev_int64(k->e, FOLD_RUN - 1);
  k->folds.run_count = ev_scratch(e, e->i64, 8);
  LLVMBuildStore(e->b, ev_int64(k->e, 0), k->folds.run_count);
}

/* The words of one row, or of rows side by side. */
static void leave_words(stage_emitter *k, const plan_accumulator *a, const val *words,
                        uint32_t row) {
  for (uint32_t w = 0; w < busy_words(a); w++) {
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
  for (uint32_t w = 0; w < busy_words(a); w++) {
    LLVMTypeRef type = fold_lane_type(k->e, a, w);
    val to = LLVMBuildGEP2(b, type, k->folds.block[a->word + w], &at, 1, "");
    LLVMSetAlignment(LLVMBuildStore(b, words[w], to), words_alignment(a));
  }
}

static void end_row(stage_emitter *k, uint32_t i, uint32_t row) {
  const plan_accumulator *a = words_accumulator(k, i);
  val words[FOLD_MAX_WORDS];
  watch *g = accumulator_is_watched(a) ? watch_registers(k, i, row, BEYOND_LANES) : NULL;
  load_all(k, a, register_words(k, a, row), IN_REGISTERS, words);
  if (g) copy_words(g->before, words, busy_words(a));
  fold_lanes(k->e, a, words);
  leave_words(k, a, words, row);
  if (!g) return;
  copy_words(g->after, words, busy_words(a));
  for (uint32_t w = 0; w < busy_words(a); w++)
    g->at[w] = words_single(k, a, w, ev_int64(k->e, row));
  g->align = IN_MEMORY;
}

/* Rows whose lanes are folded in the same instructions: theirs lie side by side in fewer and fewer
 * vectors, and in each row the same lanes meet as when it is by itself. */
static void end_rows(stage_emitter *k, uint32_t i) {
  const plan_accumulator *a = words_accumulator(k, i);
  val words[PLAN_MAX_ROWS][FOLD_MAX_WORDS];
  uint32_t vectors = k->rows;
  for (uint32_t r = 0; r < vectors; r++)
    load_all(k, a, register_words(k, a, r), IN_REGISTERS, words[r]);
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
  if (any_run(k) && !k->folds.runs_over) words_flush_runs(k);
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

/* ---- A step ---- */

static val *argument(stage_emitter *k, val *all, uint32_t i, uint32_t row) {
  return &all[(row * k->s->naccumulators + i) * FOLD_MAX_ARGS];
}

/* Accumulators in memory lie in scratch that goes on past the end, or in padded scratch: their
 * lanes past the end are never looked at. */
static bool needs_mask(const stage_emitter *k, uint32_t i, uint32_t arg) {
  const plan_accumulator *a = words_accumulator(k, i);
  return !words_in_memory(k, a) && fold_needs_mask(a, arg) && !k->zeros;
}

/* Replaces lanes past the end by what must not count, in a partial step. */
static void mask_arguments(stage_emitter *k, val *x) {
  emitter *e = k->e;
  uint32_t n = k->s->naccumulators;
  LLVMBasicBlockRef here = LLVMGetInsertBlock(e->b), part = ev_block(k->e, "part"),
                    join = ev_block(k->e, "fold");
  LLVMBuildCondBr(e->b, k->step.full, join, part);
  LLVMPositionBuilderAtEnd(e->b, part);
  val used = emit_lanes_below(k, k->step.count);
  for (uint32_t i = 0; i < n * k->rows; i++)
    for (uint32_t j = 0; j < words_accumulator(k, i % n)->nargs; j++) {
      const plan_accumulator *a = words_accumulator(k, i % n);
      val like = argument(k, x, i % n, i / n)[j];
      if (needs_mask(k, i % n, j))
        argument(k, k->folds.masked, i % n, i / n)[j] =
            LLVMBuildSelect(e->b, used, like, fold_neutral(a, j, like), "");
    }
  LLVMBuildBr(e->b, join);
  LLVMPositionBuilderAtEnd(e->b, join);
  for (uint32_t i = 0; i < n * k->rows; i++)
    for (uint32_t j = 0; j < words_accumulator(k, i % n)->nargs; j++) {
      if (!needs_mask(k, i % n, j)) continue;
      val *at = &argument(k, x, i % n, i / n)[j];
      val phi = LLVMBuildPhi(e->b, LLVMTypeOf(*at), "");
      LLVMAddIncoming(phi, (val[]){*at, argument(k, k->folds.masked, i % n, i / n)[j]},
                      (LLVMBasicBlockRef[]){here, part}, 2);
      *at = phi;
    }
}

/* The arguments of this step: FOLD_MAX_ARGS for each accumulator, row by row. */
static val *read_arguments(stage_emitter *k) {
  bool mask = false;
  for (uint32_t r = 0; r < k->rows; r++) {
    for (uint32_t i = 0; i < k->s->naccumulators; i++) {
      const plan_accumulator *a = words_accumulator(k, i);
      const plan_value *v = &k->p->values.at[a->value];
      for (uint32_t j = 0; j < a->nargs; j++) {
        argument(k, k->folds.arguments, i, r)[j] =
            emit_operand(k, &k->row[r], v->args[j], k->s->lanes);
        mask = mask || needs_mask(k, i, j);
      }
    }
  }
  if (mask && !LLVMIsConstant(k->step.full)) mask_arguments(k, k->folds.arguments);
  return k->folds.arguments;
}

/* All rows, one after the other, into words in memory. */
static void fold_in_memory(stage_emitter *k, uint32_t i, const val *at, val *x) {
  const plan_accumulator *a = words_accumulator(k, i);
  val words[FOLD_MAX_WORDS];
  size_t step = (size_t)k->s->naccumulators * FOLD_MAX_ARGS;
  watch *g = accumulator_is_watched(a) ? watch_add(k, a, BEYOND_TAKE) : NULL;
  load_all(k, a, at, words_alignment(a), words);
  if (g) copy_words(g->before, words, busy_words(a));
  fold_rows(k->e, a, words, argument(k, x, i, 0), k->rows, step);
  store_all(k, a, at, words_alignment(a), words);
  if (!g) return;
  copy_words(g->after, words, busy_words(a));
  copy_words(g->at, at, busy_words(a));
  g->lanes = k->s->lanes;
  g->beyond = at[busy_words(a)];
  g->apart = true;
  watch_elements(k, g, argument(k, x, i, 0), k->rows, step);
}

static void fold_place(stage_emitter *k, uint32_t i, uint32_t row, val *x) {
  val run[2], n = LLVMBuildLoad2(k->e->b, k->e->i64, k->folds.place_count, "");
  load_place(k, i, row, run);
  place_run_step(k->e, words_accumulator(k, i), run, argument(k, x, i, row)[0], n);
  store_place(k, i, row, run);
}

static void fold_in_registers(stage_emitter *k, uint32_t i, uint32_t row, val *x) {
  const plan_accumulator *a = words_accumulator(k, i);
  if (a->step) {
    fold_place(k, i, row, x);
    return;
  }
  val words[FOLD_MAX_WORDS + FOLD_RUN_WORDS] = {0}, *run = words + busy_words(a);
  beyond_verb verb = fold_run_words(a) ? BEYOND_RUN : BEYOND_TAKE;
  watch *g = accumulator_is_watched(a) ? watch_registers(k, i, row, verb) : NULL;
  if (fold_run_words(a)) /* the words behind it are as they were */
    load_run(k, i, row, run);
  else
    load_all(k, a, register_words(k, a, row), IN_REGISTERS, words);
  if (g) copy_words(g->before, words, watched_words(a, verb));
  if (fold_run_words(a)) {
    fold_run_step(k->e, a, run, argument(k, x, i, row), false);
    store_run(k, i, row, run);
  } else {
    fold_step(k->e, a, words, argument(k, x, i, row));
    store_all(k, a, register_words(k, a, row), IN_REGISTERS, words);
  }
  if (!g) return;
  copy_words(g->after, words, watched_words(a, verb));
  watch_elements(k, g, argument(k, x, i, row), 1, 0);
}

/* ---- NaN ---- */

/* A sum that is not finite makes the whole call be done again (PLAN_DOUBT), so extremes of such
 * sums may overlook a NaN. */
static bool looks_for_nan(const stage_emitter *k, uint32_t i) {
  const plan_accumulator *a = words_accumulator(k, i);
  const plan_value *fold = &k->p->values.at[a->value];
  return fold_overlooks_nan(a) && k->p->values.at[fold->args[0]].op != OP_TOTAL;
}

/* Lanes where one of two values is NaN; b may be NULL. */
static val unordered(stage_emitter *k, val a, val b) {
  return LLVMBuildFCmp(k->e->b, LLVMRealUNO, a, b && LLVMTypeOf(a) == LLVMTypeOf(b) ? b : a, "");
}

/* i1: some argument of an extreme is NaN; NULL when there is no extreme. */
static val any_nan(stage_emitter *k, val *x) {
  uint32_t n = k->s->naccumulators, count = 0;
  val seen[2 * PLAN_MAX_ROWS], all = NULL;
  for (uint32_t i = 0; i < n * k->rows; i++) {
    if (!looks_for_nan(k, i % n)) continue;
    val a = argument(k, x, i % n, i / n)[0];
    bool known = false;
    for (uint32_t j = 0; j < count; j++) known = known || seen[j] == a;
    if (known) continue;
    if (count == 2 * PLAN_MAX_ROWS) { /* more than pairs are looked for in: by itself */
      val one = unordered(k, a, NULL);
      all = all ? ev_or(k->e, all, one) : one;
      continue;
    }
    seen[count++] = a;
  }
  for (uint32_t j = 0; j < count; j += 2) {
    bool pair = j + 1 < count && LLVMTypeOf(seen[j]) == LLVMTypeOf(seen[j + 1]);
    val some = unordered(k, seen[j], pair ? seen[j + 1] : NULL);
    if (!pair && j + 1 < count) some = ev_or(k->e, some, unordered(k, seen[j + 1], NULL));
    all = all ? ev_or(k->e, all, some) : some;
  }
  return all ? ev_any(k->e, all) : NULL;
}

static void put_nan(stage_emitter *k, const plan_accumulator *a, val *at, unsigned align, val *x) {
  val words[FOLD_MAX_WORDS];
  load_all(k, a, at, align, words);
  fold_nan(k->e, a, words, x);
  store_all(k, a, at, align, words);
}

static void put_nans(stage_emitter *k, val *x, words_memory *memory, void *arg) {
  val some = any_nan(k, x);
  if (!some) return;
  LLVMBasicBlockRef rare = ev_block(k->e, "nan"), join = ev_block(k->e, "numbers");
  ev_mark_likely(k->e, LLVMBuildCondBr(k->e->b, LLVMBuildNot(k->e->b, some, ""), join, rare));
  LLVMPositionBuilderAtEnd(k->e->b, rare);
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    if (!looks_for_nan(k, i)) continue;
    val at[FOLD_MAX_WORDS];
    bool in_memory = words_in_memory(k, a);
    if (in_memory) memory(k, i, at, arg);
    for (uint32_t r = 0; r < k->rows; r++)
      put_nan(k, a, in_memory ? at : register_words(k, a, r), in_memory ? IN_MEMORY : IN_REGISTERS,
              argument(k, x, i, r));
  }
  ev_goto(k->e, join);
}

/* ---- Early ends ---- */

/* Lanes that settle a fold: true, or false, as none was before. */
static val settling(stage_emitter *k, uint32_t i, val x) {
  const plan_accumulator *a = words_accumulator(k, i);
  bool truth = a->fold == FOLD_OR || a->fold == FOLD_ARGMAX;
  return truth ? x : LLVMBuildNot(k->e->b, x, "");
}

/* i1: the words of a row are what they will be. */
static val is_settled(stage_emitter *k, uint32_t i, uint32_t row) {
  const plan_accumulator *a = words_accumulator(k, i);
  val words[FOLD_MAX_WORDS];
  load_all(k, a, register_words(k, a, row), IN_REGISTERS, words);
  bool truth = a->fold == FOLD_OR || a->fold == FOLD_ARGMAX;
  return ev_any(k->e, ev_eq(k->e, words[0], ev_int_like(words[0], truth)));
}

static void fold_settling(stage_emitter *k, uint32_t i, uint32_t row, val *x) {
  const plan_accumulator *a = words_accumulator(k, i);
  val words[FOLD_MAX_WORDS];
  if (!a->step) {
    fold_in_registers(k, i, row, x);
    return;
  }
  load_all(k, a, register_words(k, a, row), IN_REGISTERS, words);
  val hit = settling(k, i, argument(k, x, i, row)[0]);
  place_found(k->e, a, hit, place_base(k, i, row), words);
  store_all(k, a, register_words(k, a, row), IN_REGISTERS, words);
}

/* A step in which no lane settles a fold changes no word, but for the first one of places: the
 * index of the first element is the place of none. */
void words_fold_until(stage_emitter *k, val begin) {
  emitter *e = k->e;
  val *x = read_arguments(k), lanes = NULL, settled = NULL;
  bool places = false;
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    for (uint32_t r = 0; r < k->rows; r++) {
      val mask = settling(k, i, argument(k, x, i, r)[0]);
      lanes = lanes ? ev_or(e, lanes, mask) : mask;
      places = places || words_accumulator(k, i)->step;
    }
  val some = ev_any(e, lanes);
  if (places) some = ev_or(e, some, ev_eq(e, k->step.index, begin));
  LLVMBasicBlockRef rare = ev_block(e, "settle"), join = ev_block(e, "open");
  ev_mark_likely(e, LLVMBuildCondBr(e->b, LLVMBuildNot(e->b, some, ""), join, rare));
  LLVMPositionBuilderAtEnd(e->b, rare);
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    for (uint32_t r = 0; r < k->rows; r++) {
      fold_settling(k, i, r, x);
      val one = is_settled(k, i, r);
      settled = settled ? ev_and(e, settled, one) : one;
    }
  LLVMBuildStore(e->b, settled, k->folds.settled);
  ev_goto(e, join);
}

void words_fold_run(stage_emitter *k, bool whole) {
  val *x = read_arguments(k), run[FOLD_RUN_WORDS];
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    for (uint32_t r = 0; r < k->rows; r++) {
      const plan_accumulator *a = words_accumulator(k, i);
      val *first = k->folds.firsts + i * k->s->rows + r, now = argument(k, x, i, r)[0];
      if (fold_takes_pairs(a) && k->folds.of_pair == PAIR_FIRST) {
        *first = now;
        continue;
      }
      load_run(k, i, r, run);
      if (fold_takes_pairs(a) && k->folds.of_pair == PAIR_SECOND)
        fold_run_pair(k->e, a, run, *first, now);
      else
        fold_run_step(k->e, a, run, argument(k, x, i, r), whole && all_count(k, a));
      store_run(k, i, r, run);
    }
}

void words_fold(stage_emitter *k, words_memory *memory, void *arg) {
  val *x = read_arguments(k);
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    if (words_in_memory(k, a)) {
      val at[FOLD_MAX_WORDS];
      memory(k, i, at, arg);
      fold_in_memory(k, i, at, x);
    } else {
      for (uint32_t r = 0; r < k->rows; r++) fold_in_registers(k, i, r, x);
    }
  }
  put_nans(k, x, memory, arg);
  watch_all(k);
  if (any_run(k) && !runs_once(k)) count_runs(k);
  if (any_place(k)) count_places(k);
}
