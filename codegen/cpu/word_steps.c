/* word_steps.c: what a step of the vector loop does to accumulators.
 *
 * Takes the arguments of a step, in all rows that are side by side; folds them into words in
 * registers, or into words in memory, which lie along the vector loop and take all rows one after
 * the other. Start at words_fold().
 *
 * Extremes are taken by one instruction that keeps a NaN the accumulator holds but overlooks one in
 * the argument. So a step ends with a test whether any argument was NaN, two vectors at a time, and
 * a rare block that puts it right. */
#include "codegen/cpu/vector.h"
#include "codegen/cpu/watch.h"
#include "codegen/cpu/word_parts.h"
#include "codegen/cpu/words.h"

/* ---- Arguments ---- */

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

/* ---- Folding ---- */

/* The elements that were folded, `step` apart. */
static void watch_elements(stage_emitter *k, watch *g, const val *x, uint32_t rows, size_t step) {
  g->rows = rows;
  g->nx = g->a->nargs;
  for (uint32_t r = 0; r < rows; r++)
    for (uint32_t j = 0; j < g->nx; j++)
      g->x[r * g->nx + j] = j ? x[r * step + j] : fold_widen(k->e, g->a, x[r * step]);
}

/* All rows, one after the other, into words in memory. */
static void fold_in_memory(stage_emitter *k, uint32_t i, const val *at, val *x) {
  const plan_accumulator *a = words_accumulator(k, i);
  val words[FOLD_MAX_WORDS];
  size_t step = (size_t)k->s->naccumulators * FOLD_MAX_ARGS;
  watch *g = accumulator_is_watched(a) ? watch_add(k, a, BEYOND_TAKE) : NULL;
  words_load(k, a, at, words_alignment(a), words);
  if (g) words_copy(g->before, words, words_busy(a));
  fold_rows(k->e, a, words, argument(k, x, i, 0), k->rows, step);
  words_store(k, a, at, words_alignment(a), words);
  if (!g) return;
  words_copy(g->after, words, words_busy(a));
  words_copy(g->at, at, words_busy(a));
  g->lanes = k->s->lanes;
  g->beyond = at[words_busy(a)];
  g->apart = true;
  watch_elements(k, g, argument(k, x, i, 0), k->rows, step);
}

static void fold_place(stage_emitter *k, uint32_t i, uint32_t row, val *x) {
  val run[2], n = LLVMBuildLoad2(k->e->b, k->e->i64, k->folds.place_count, "");
  words_load_place(k, i, row, run);
  place_run_step(k->e, words_accumulator(k, i), run, argument(k, x, i, row)[0], n);
  words_store_place(k, i, row, run);
}

static void fold_in_registers(stage_emitter *k, uint32_t i, uint32_t row, val *x) {
  const plan_accumulator *a = words_accumulator(k, i);
  if (a->step) {
    fold_place(k, i, row, x);
    return;
  }
  val words[FOLD_MAX_WORDS + FOLD_RUN_WORDS] = {0}, *run = words + words_busy(a);
  beyond_verb verb = fold_run_words(a) ? BEYOND_RUN : BEYOND_TAKE;
  watch *g = accumulator_is_watched(a) ? words_watch(k, i, row, verb) : NULL;
  if (fold_run_words(a)) /* the words behind it are as they were */
    words_load_run(k, i, row, run);
  else
    words_load(k, a, words_at(k, a, row), WORDS_IN_REGISTERS, words);
  if (g) words_copy(g->before, words, watched_words(a, verb));
  if (fold_run_words(a)) {
    fold_run_step(k->e, a, run, argument(k, x, i, row), false);
    words_store_run(k, i, row, run);
  } else {
    fold_step(k->e, a, words, argument(k, x, i, row));
    words_store(k, a, words_at(k, a, row), WORDS_IN_REGISTERS, words);
  }
  if (!g) return;
  words_copy(g->after, words, watched_words(a, verb));
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
  words_load(k, a, at, align, words);
  fold_nan(k->e, a, words, x);
  words_store(k, a, at, align, words);
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
      put_nan(k, a, in_memory ? at : words_at(k, a, r),
              in_memory ? WORDS_IN_MEMORY : WORDS_IN_REGISTERS, argument(k, x, i, r));
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
  words_load(k, a, words_at(k, a, row), WORDS_IN_REGISTERS, words);
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
  words_load(k, a, words_at(k, a, row), WORDS_IN_REGISTERS, words);
  val hit = settling(k, i, argument(k, x, i, row)[0]);
  place_found(k->e, a, hit, words_place_base(k, i, row), words);
  words_store(k, a, words_at(k, a, row), WORDS_IN_REGISTERS, words);
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
      words_load_run(k, i, r, run);
      if (fold_takes_pairs(a) && k->folds.of_pair == PAIR_SECOND)
        fold_run_pair(k->e, a, run, *first, now);
      else
        fold_run_step(k->e, a, run, argument(k, x, i, r), whole && words_all_count(k, a));
      words_store_run(k, i, r, run);
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
  if (words_any_run(k) && !words_run_once(k)) words_count_run(k);
  if (words_any_place(k)) words_count_place(k);
}
