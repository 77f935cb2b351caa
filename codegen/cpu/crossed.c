/* crossed.c: crossed stages, whose folds reduce over different loops (plan.h).
 *
 * The kept loops run outside, several rows of them side by side, the vector loop inside. Folds over
 * the vector loop alone are in registers, one set a row, and their words are written to state_out
 * when the row ends. Folds that keep the vector loop are in memory, in state_in, and take all rows
 * that are side by side before they are written back. Folds that keep fewer of the kept loops are
 * in registers too, and combined into state_in. Start at emit_crossed(). */
#include "codegen/cpu/crossed.h"

#include "codegen/cpu/reduction.h"
#include "codegen/cpu/vector.h"
#include "codegen/cpu/watch.h"
#include "codegen/cpu/words.h"

static bool is_along(const stage_emitter *k, const plan_accumulator *a) {
  return a->kept == (1u << k->s->nkept) - 1;
}

/* Where a word of an accumulator is in the states it belongs to, for the point that is open: behind
 * those of the finishing stages before its own. */
static val cross_word(stage_emitter *k, const plan_accumulator *a, uint32_t word) {
  LLVMBuilderRef b = k->e->b;
  val before = ev_int64(k->e, 0);
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *o = words_accumulator(k, i);
    if (o->finish >= a->finish || is_along(k, o) != is_along(k, a)) continue;
    val size = LLVMBuildMul(b, ev_int64(k->e, o->words), emit_points(k, o->kept), "");
    before = LLVMBuildAdd(b, before, size, "");
  }
  val state = is_along(k, a) ? k->call.state_out : k->call.state_in;
  state = LLVMBuildGEP2(b, k->e->i64, state, &before, 1, "");
  return emit_state_word(k, state, a->state + word, emit_points(k, a->kept), emit_flat(k, a->kept));
}

static void cross_words(stage_emitter *k, uint32_t i, val *at, void *arg) {
  (void)arg;
  const plan_accumulator *a = words_accumulator(k, i);
  for (uint32_t w = 0; w < a->words; w++) at[w] = k->folds.stream[a->word + w].slot;
}

static void cross_step(stage_emitter *k, void *arg) {
  emit_main_step(k, arg);
  words_fold(k, cross_words, NULL);
}

static void cross_run(stage_emitter *k, const nest *n, val begin, val end) {
  nest copy = *n;
  emit_splats(k, PHASE_MAIN, n->open);
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t w = 0; words_in_memory(k, a) && w < a->words; w++)
      k->folds.stream[a->word + w].base = cross_word(k, a, w);
  }
  emit_vector_loop(k, PHASE_MAIN, begin, end, cross_step, &copy);
}

static void cross_rows(stage_emitter *k, const nest *n) {
  words_begin(k);
  emit_reduced(k, n->open, cross_run);
  words_end(k);
}

static void cross_after(stage_emitter *k, const nest *n) {
  (void)n;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    val at[FOLD_MAX_WORDS], words[FOLD_MAX_WORDS], own[FOLD_MAX_WORDS];
    if (words_in_memory(k, a)) continue;
    for (uint32_t w = 0; w < a->words; w++) {
      LLVMTypeRef type = fold_word_type(k->e, a, w);
      at[w] = cross_word(k, a, w);
      own[w] = LLVMBuildLoad2(k->e->b, type, words_single(k, a, w, k->row_number), "");
      words[w] = is_along(k, a) ? own[w] : LLVMBuildLoad2(k->e->b, type, at[w], "");
    }
    if (!is_along(k, a)) {
      watch_combine(k, a, words, own, at);
      continue;
    }
    for (uint32_t w = 0; w < a->words; w++) LLVMBuildStore(k->e->b, words[w], at[w]);
  }
}

static void cross_range(stage_emitter *k, const nest *n, val begin, val end) {
  emit_rows(k, n, begin, end, cross_rows, cross_after);
}

void emit_crossed(stage_emitter *k, const nest *n) {
  emit_nest(k, n, 0, 1, k->call.kept_begin, k->call.kept_end, cross_range);
}
