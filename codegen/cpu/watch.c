/* watch.c: accumulators that overflow on the way.
 *
 * Folds add in the way that is fast. Once a sum overflows, what it loses is NaN; so one word of an
 * accumulator tells, and a step ends with a test of that word, two vectors an instruction, as for
 * the NaNs that extremes overlook (word_steps.c). Where the test fails, a rare block asks whether
 * it is news: an element that is infinite or NaN leaves such a word for good, which is as it should
 * be and must not cost more at every step behind it. Only then the words as they were before are
 * handed to planner/beyond.c with what was to be folded. Start at watch_all(). */
#include "codegen/cpu/watch.h"

#include <math.h>

uint32_t watched_words(const plan_accumulator *a, beyond_verb verb) {
  bool run = verb == BEYOND_RUN || verb == BEYOND_FLUSH;
  return fold_words((plan_fold)a->fold) + (run ? fold_run_words(a) : 0);
}

watch *watch_add(stage_emitter *k, const plan_accumulator *a, beyond_verb verb) {
  watch *g = &k->watches.at[k->watches.n++];
  *g = (watch){.a = a, .verb = verb, .rows = 1, .nx = 0, .align = 8};
  return g;
}

/* The word that is NaN, or infinite, once something has overflowed. */
static uint32_t telling_word(const watch *g) {
  bool moments = g->a->fold == FOLD_DEVIATIONS;
  uint32_t words = fold_words((plan_fold)g->a->fold);
  if (g->verb == BEYOND_RUN) return words + fold_run_words(g->a) - 1; /* a sum, or one of squares */
  return moments ? MOMENT_SQUARES_LOW : 1;
}

/* NaN where the word tells of an overflow; `words` may lack those before it. */
static val telling(stage_emitter *k, const watch *g, const val *words) {
  val word = words[telling_word(g)];
  return g->verb == BEYOND_RUN ? ev_sub(k->e, word, word) : word;
}

static val unordered(stage_emitter *k, val a, val b) {
  return LLVMBuildFCmp(k->e->b, LLVMRealUNO, a, b, "");
}

/* i1: something is not finite. One that has no other to be compared with is compared with itself, a
 * half of it with the other. */
static val any_off(stage_emitter *k) {
  val all = NULL, some;
  for (uint32_t i = 0; i < k->watches.n; i += 2) {
    val a = telling(k, &k->watches.at[i], k->watches.at[i].after);
    unsigned half = ev_lanes(a) / 2;
    if (i + 1 < k->watches.n)
      some = unordered(k, a, telling(k, &k->watches.at[i + 1], k->watches.at[i + 1].after));
    else if (!i && half)
      some = unordered(k, fold_half(k->e, a, 0, half), fold_half(k->e, a, half, half));
    else
      some = unordered(k, a, a);
    all = all ? ev_or(k->e, all, some) : some;
  }
  return ev_any(k->e, all);
}

/* i1: it was before, or was handed in so. */
static val is_old(stage_emitter *k, const watch *g) {
  val before = telling(k, g, g->before);
  if (g->verb == BEYOND_LANES) { /* a lane that is NaN makes the sum NaN, whatever the others do */
    before = g->before[g->a->fold == FOLD_DEVIATIONS ? MOMENT_SQUARES : 0];
    return ev_any(k->e, unordered(k, before, before));
  }
  return unordered(k, before, g->verb == BEYOND_JOIN ? g->x[telling_word(g)] : before);
}

static val any_new(stage_emitter *k) {
  val all = NULL;
  for (uint32_t i = 0; i < k->watches.n; i++) {
    const watch *g = &k->watches.at[i];
    val after = telling(k, g, g->after), off = unordered(k, after, after);
    val some = ev_any(k->e, ev_and(k->e, off, LLVMBuildNot(k->e->b, is_old(k, g), "")));
    all = all ? ev_or(k->e, all, some) : some;
  }
  return all;
}

static val block_at(stage_emitter *k, uint32_t i, unsigned lanes) {
  val at = ev_int64(k->e, (int64_t)i * lanes);
  return LLVMBuildInBoundsGEP2(k->e->b, k->e->f64, k->watches.block, &at, 1, "");
}

static void put(stage_emitter *k, uint32_t i, unsigned lanes, val x) {
  LLVMTypeRef type = ev_like(k->e, k->e->f64, x);
  if (LLVMTypeOf(x) != type) x = LLVMBuildUIToFP(k->e->b, x, type, ""); /* a weight */
  LLVMSetAlignment(LLVMBuildStore(k->e->b, x, block_at(k, i, lanes)), 8);
}

/* What the helper takes, and behind it the words as they are now: nothing is kept in registers over
 * the calls, which would be spilled at every step. */
static val lay_out(stage_emitter *k, watch *g) {
  emitter *e = k->e;
  uint32_t words = watched_words(g->a, g->verb), elements = g->rows * g->nx;
  k->watches.block =
      ev_scratch(e, LLVMArrayType2(e->f64, (1 + 2 * words + elements) * g->lanes), 64);
  for (uint32_t w = 0; w < words; w++) {
    if (g->before[w]) continue; /* words that the step has left where they are */
    g->before[w] = LLVMBuildLoad2(e->b, ev_type(e, e->f64, g->lanes), g->at[w], "");
    LLVMSetAlignment(g->before[w], g->align);
    LLVMSetVolatile(g->before[w], true);
    g->after[w] = g->before[w];
  }
  put(k, 0, g->lanes, telling(k, g, g->after));
  for (uint32_t i = 0; i < words; i++) put(k, 1 + i, g->lanes, g->before[i]);
  for (uint32_t i = 0; i < elements; i++) put(k, 1 + words + i, g->lanes, g->x[i]);
  for (uint32_t i = 0; i < words; i++) put(k, 1 + words + elements + i, g->lanes, g->after[i]);
  return k->watches.block;
}

static void call_beyond(stage_emitter *k, const watch *g) {
  val args[] = {ev_int64(k->e, g->a->fold + 256 * (int64_t)g->verb),
                g->block,
                g->beyond,
                ev_int64(k->e, g->apart),
                ev_int64(k->e, g->rows),
                ev_int64(k->e, g->lanes)};
  ev_call_helper(k->e, HELPER_BEYOND, args, 6);
}

/* Puts one accumulator right, in the lanes where it is not. */
static void mend(stage_emitter *k, const watch *g) {
  emitter *e = k->e;
  uint32_t words = watched_words(g->a, g->verb), after = 1 + words + g->rows * g->nx;
  LLVMTypeRef type = LLVMTypeOf(g->after[0]);
  k->watches.block = g->block;
  val off = LLVMBuildLoad2(e->b, type, g->block, "");
  LLVMSetAlignment(off, 8);
  off = unordered(k, off, off);
  for (uint32_t w = 0; w < words; w++) {
    val right = LLVMBuildLoad2(e->b, type, block_at(k, 1 + w, g->lanes), "");
    val same = LLVMBuildLoad2(e->b, type, block_at(k, after + w, g->lanes), "");
    LLVMSetAlignment(right, 8);
    LLVMSetAlignment(same, 8);
    val store = LLVMBuildStore(e->b, ev_select(e, off, right, same), g->at[w]);
    LLVMSetAlignment(store, g->align);
    LLVMSetVolatile(store, g->before[w] == g->after[w]);
  }
}

void watch_all(stage_emitter *k) {
  if (!k->watches.n) return;
  LLVMBuilderRef b = k->e->b;
  LLVMBasicBlockRef rare = ev_block(k->e, "off"), overflow = ev_block(k->e, "beyond");
  LLVMBasicBlockRef join = ev_block(k->e, "right");
  val off = any_off(k);
  ev_mark_likely(k->e, LLVMBuildCondBr(b, LLVMBuildNot(b, off, ""), join, rare));
  LLVMPositionBuilderAtEnd(b, rare);
  val news = any_new(k);
  ev_mark_likely(k->e, LLVMBuildCondBr(b, LLVMBuildNot(b, news, ""), join, overflow));
  LLVMPositionBuilderAtEnd(b, overflow);
  for (uint32_t i = 0; i < k->watches.n; i++)
    k->watches.at[i].block = lay_out(k, &k->watches.at[i]);
  for (uint32_t i = 0; i < k->watches.n; i++) call_beyond(k, &k->watches.at[i]);
  for (uint32_t i = 0; i < k->watches.n; i++) mend(k, &k->watches.at[i]);
  ev_goto(k->e, join);
  k->watches.n = 0;
}

void watch_combine(stage_emitter *k, const plan_accumulator *a, const val *words, const val *other,
                   const val *at) {
  val sum[FOLD_MAX_WORDS];
  uint32_t n = fold_words((plan_fold)a->fold);
  for (uint32_t w = 0; w < a->words; w++) sum[w] = words[w];
  fold_combine(k->e, a, sum, other);
  for (uint32_t w = 0; w < a->words; w++) LLVMBuildStore(k->e->b, sum[w], at[w]);
  if (!accumulator_is_watched(a)) return;
  watch *g = watch_add(k, a, BEYOND_JOIN);
  g->lanes = 1;
  g->nx = n;
  g->beyond = at[n];
  for (uint32_t w = 0; w < n; w++) {
    g->before[w] = words[w];
    g->after[w] = sum[w];
    g->at[w] = at[w];
    g->x[w] = other[w];
  }
  watch_all(k);
}
