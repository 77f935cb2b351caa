/* scan.c: stages that store running results.
 *
 * Start at emit_scan(). A stage is there twice: once to fold a range and leave its state, which is
 * a reduction, and once to store. Across the vector loop the latter is a reduction, too, that
 * finishes its words at every point. Along it a step takes the running results of each register of
 * its elements in log2(lanes) steps (Hillis and Steele, Data parallel algorithms, 1986), none of
 * which waits for those before it, and adds what has been folded before: the *carry*, whose words
 * are the accumulator's in all lanes alike. So a register waits for one addition of the one before.
 *
 * The carry of float64 sums is compensated (its second word is the rest with the other sign, so
 * that -0.0 stays where there is nothing else), and a sum within a register has the errors of its few
 * additions alone; so errors do not grow along the way. Where something is not finite, a rare block
 * does the step over, one element after the other. Products of floats take all steps so: the order
 * decides over what overflows and what becomes 0 for good. */
#include "codegen/cpu/scan.h"

#include "codegen/cpu/access.h"
#include "codegen/cpu/reduction.h"
#include "codegen/cpu/vector.h"
#include "codegen/cpu/words.h"

static bool is_float(const plan_accumulator *a) { return dtype_is_float((jx_dtype)a->dtype); }

/* Lanes of a carry: those of a register; one where elements are taken one after the other. */
static unsigned carry_lanes(const stage_emitter *k, const plan_accumulator *a) {
  if (is_float(a) && a->fold == FOLD_PROD) return 1;
  unsigned lanes = k->p->target.vector_bytes / 8;
  return lanes < k->s->lanes ? lanes : k->s->lanes;
}

static val *carry(const stage_emitter *k, const plan_accumulator *a, uint32_t word) {
  return &k->folds.word[a->word + word];
}

static val load_carry(stage_emitter *k, const plan_accumulator *a, uint32_t word) {
  LLVMTypeRef type = ev_type(k->e, fold_word_type(k->e, a, word), carry_lanes(k, a));
  return LLVMBuildLoad2(k->e->b, type, *carry(k, a, word), "carry");
}

/* One step further in a register: lanes are `by` behind. */
static val shifted(emitter *e, const plan_accumulator *a, val x, unsigned by) {
  unsigned n = ev_lanes(x);
  val mask[PLAN_MAX_LANES];
  for (unsigned i = 0; i < n; i++) mask[i] = LLVMConstInt(e->i32, i < by ? i : n + i - by, false);
  return LLVMBuildShuffleVector(e->b, fold_identity(e, a, 0, n), x, LLVMConstVector(mask, n), "");
}

static val last_lane(emitter *e, val x) {
  unsigned n = ev_lanes(x);
  if (n == 1) return x;
  val mask[PLAN_MAX_LANES];
  for (unsigned i = 0; i < n; i++) mask[i] = LLVMConstInt(e->i32, n - 1, false);
  return LLVMBuildShuffleVector(e->b, x, LLVMGetPoison(LLVMTypeOf(x)), LLVMConstVector(mask, n),
                                "");
}

static val plain(emitter *e, const plan_accumulator *a, val x, val y) {
  return a->fold == FOLD_PROD ? ev_mul(e, x, y) : ev_add(e, x, y);
}

/* Running results of a register by itself. */
static val in_register(emitter *e, const plan_accumulator *a, val x) {
  for (unsigned by = 1; by < ev_lanes(x); by *= 2) x = plain(e, a, x, shifted(e, a, x, by));
  return x;
}

/* What words come to. The rest of a sum of -0.0 alone is 0, and is taken away so that -0.0 stays;
 * it means nothing where the sum is not finite. */
static val total(emitter *e, const plan_accumulator *a, const val *words) {
  val sum = words[0];
  if (a->fold != FOLD_RUNNING_SUM) return sum;
  val finite = ev_lt(e, ev_abs(e, sum), ev_f64(e, sum, __builtin_inf()));
  val whole = ev_sub(e, sum, ev_sub(e, ev_f64(e, sum, 0.0), words[1]));
  return ev_select(e, finite, whole, sum);
}

/* ---- Steps along the vector loop ---- */

/* The running results of a step's elements x, as they go on from the carry. */
typedef struct scanned {
  val results[PLAN_MAX_LANES]; /* by register */
  val words[2];                /* the carry behind them */
  unsigned n;
} scanned;

static void scan_integers(stage_emitter *k, const plan_accumulator *a, val x, scanned *s) {
  emitter *e = k->e;
  unsigned width = carry_lanes(k, a);
  s->words[0] = load_carry(k, a, 0);
  for (unsigned i = 0; i < s->n; i++) {
    val own = in_register(e, a, fold_half(e, x, i * width, width));
    s->results[i] = plain(e, a, s->words[0], own);
    s->words[0] = plain(e, a, s->words[0], last_lane(e, own));
  }
}

static void scan_floats(stage_emitter *k, const plan_accumulator *a, val x, scanned *s) {
  emitter *e = k->e;
  unsigned width = carry_lanes(k, a);
  for (int w = 0; w < 2; w++) s->words[w] = load_carry(k, a, (uint32_t)w);
  for (unsigned i = 0; i < s->n; i++) {
    val own = in_register(e, a, fold_half(e, x, i * width, width)), lost;
    s->results[i] = ev_add(e, s->words[0], ev_sub(e, own, s->words[1]));
    s->words[0] = ev_two_sum(e, s->words[0], last_lane(e, own), &lost);
    s->words[1] = ev_sub(e, s->words[1], lost);
  }
}

/* i1: all results are finite. An infinity or NaN is in all that come after it. */
static val all_finite(emitter *e, const scanned *s) {
  val some = NULL;
  for (unsigned i = 0; i < s->n; i++) {
    val r = s->results[i];
    val not = LLVMBuildFCmp(e->b, LLVMRealUGE, ev_abs(e, r), ev_f64(e, r, __builtin_inf()), "");
    some = some ? ev_or(e, some, not ) : not ;
  }
  return LLVMBuildNot(e->b, ev_any(e, some), "");
}

/* What the carry comes to, as a scalar. */
static val carry_total(stage_emitter *k, const plan_accumulator *a) {
  val words[FOLD_MAX_WORDS];
  for (uint32_t w = 0; w < a->words; w++) {
    words[w] = LLVMBuildLoad2(k->e->b, fold_word_type(k->e, a, w), *carry(k, a, w), "");
    if (w) words[w] = ev_neg(k->e, words[w]);
  }
  return total(k->e, a, words);
}

/* One element after the other, plainly. */
static void scan_serially(stage_emitter *k, const plan_accumulator *a, val x, scanned *s) {
  emitter *e = k->e;
  unsigned lanes = k->s->lanes, width = lanes / s->n;
  val acc = carry_total(k, a);
  for (unsigned i = 0; i < lanes; i++) {
    val *to = &s->results[i / width], at = LLVMConstInt(e->i32, i % width, false);
    acc = plain(e, a, acc, fold_half(e, x, i, 1));
    if (i % width == 0) *to = LLVMGetPoison(ev_type(e, ev_scalar(x), width));
    *to = width == 1 ? acc : LLVMBuildInsertElement(e->b, *to, acc, at, "");
  }
  s->words[0] = ev_splat(e, acc, carry_lanes(k, a));
  s->words[1] = ev_splat(e, LLVMConstNull(LLVMTypeOf(acc)), carry_lanes(k, a));
}

static val either(emitter *e, val a, LLVMBasicBlockRef from, val b, LLVMBasicBlockRef other) {
  val phi = LLVMBuildPhi(e->b, LLVMTypeOf(a), "");
  LLVMAddIncoming(phi, (val[]){a, b}, (LLVMBasicBlockRef[]){from, other}, 2);
  return phi;
}

/* Sums of floats; where they are not finite, serially. */
static void scan_sums(stage_emitter *k, const plan_accumulator *a, val x, scanned *s) {
  emitter *e = k->e;
  scanned slow = {.n = s->n};
  scan_floats(k, a, x, s);
  val finite = all_finite(e, s);
  LLVMBasicBlockRef here = LLVMGetInsertBlock(e->b), rare = ev_block(e, "beyond"),
                    join = ev_block(e, "scanned");
  ev_mark_likely(e, LLVMBuildCondBr(e->b, finite, join, rare));
  LLVMPositionBuilderAtEnd(e->b, rare);
  scan_serially(k, a, x, &slow);
  LLVMBasicBlockRef from = LLVMGetInsertBlock(e->b);
  ev_goto(e, join);
  for (unsigned i = 0; i < s->n; i++)
    s->results[i] = either(e, s->results[i], here, slow.results[i], from);
  for (int w = 0; w < 2; w++) s->words[w] = either(e, s->words[w], here, slow.words[w], from);
}

/* Lanes past the end hold what changes nothing, so that the carry behind a partial step is right. */
static val masked(stage_emitter *k, const plan_accumulator *a, val x) {
  emitter *e = k->e;
  LLVMBasicBlockRef here = LLVMGetInsertBlock(e->b), part = ev_block(e, "part"),
                    join = ev_block(e, "scan");
  LLVMBuildCondBr(e->b, k->step.full, join, part);
  LLVMPositionBuilderAtEnd(e->b, part);
  val used = LLVMBuildSelect(e->b, emit_lanes_below(k, k->step.count), x,
                             fold_identity(e, a, 0, k->s->lanes), "");
  ev_goto(e, join);
  return either(e, x, here, used, part);
}

/* In a partial step: words of the lanes past the end, which are those of other points, stay as they
 * were, and of the value these lanes repeat the last one in use. */
static void only_used(stage_emitter *k, uint32_t n, val *words, const val *old, val *value) {
  emitter *e = k->e;
  val part_words[FOLD_MAX_WORDS];
  LLVMBasicBlockRef here = LLVMGetInsertBlock(e->b), part = ev_block(e, "part"),
                    join = ev_block(e, "scan");
  LLVMBuildCondBr(e->b, k->step.full, join, part);
  LLVMPositionBuilderAtEnd(e->b, part);
  val used = emit_lanes_below(k, k->step.count);
  val last = LLVMBuildSub(e->b, k->step.count, ev_int64(e, 1), "");
  last = ev_splat(e, LLVMBuildExtractElement(e->b, *value, last, ""), k->s->lanes);
  last = LLVMBuildSelect(e->b, used, *value, last, "");
  for (uint32_t w = 0; w < n; w++)
    part_words[w] = LLVMBuildSelect(e->b, used, words[w], old[w], "");
  ev_goto(e, join);
  *value = either(e, *value, here, last, part);
  for (uint32_t w = 0; w < n; w++) words[w] = either(e, words[w], here, part_words[w], part);
}

static val scan_along(stage_emitter *k, const plan_accumulator *a, const plan_value *v, val x) {
  emitter *e = k->e;
  unsigned width = carry_lanes(k, a), lanes = k->s->lanes;
  scanned s = {.n = lanes / width};
  x = masked(k, a, x);
  if (width == 1) {
    s.n = 1;
    scan_serially(k, a, x, &s);
    s.words[0] = ev_splat(e, s.words[0], 1);
  } else if (is_float(a)) {
    scan_sums(k, a, x, &s);
  } else {
    scan_integers(k, a, x, &s);
  }
  for (uint32_t w = 0; w < a->words; w++) LLVMBuildStore(e->b, s.words[w], *carry(k, a, w));
  val all = s.n == 1 ? s.results[0] : ev_join(e, s.results, s.n, lanes / s.n, lanes);
  only_used(k, 0, NULL, NULL, &all); /* the same sum, but in another order */
  return emit_convert(e, all, (jx_dtype)a->dtype, (jx_dtype)v->dtype);
}

/* ---- Steps across it ---- */

static val scan_across(stage_emitter *k, const plan_accumulator *a, uint32_t i, const plan_value *v,
                       val x) {
  LLVMBuilderRef b = k->e->b;
  val at[FOLD_MAX_WORDS], words[FOLD_MAX_WORDS], old[FOLD_MAX_WORDS];
  emit_block_words(k, i, at);
  for (uint32_t w = 0; w < a->words; w++) {
    old[w] = LLVMBuildLoad2(b, ev_type(k->e, fold_word_type(k->e, a, w), k->s->lanes), at[w], "");
    LLVMSetAlignment(old[w], words_alignment(a));
    words[w] = old[w];
  }
  fold_step(k->e, a, words, &x);
  val value = total(k->e, a, words);
  if (!k->s->narrow) only_used(k, a->words, words, old, &value);
  for (uint32_t w = 0; w < a->words; w++)
    LLVMSetAlignment(LLVMBuildStore(b, words[w], at[w]), words_alignment(a));
  return emit_convert(k->e, value, (jx_dtype)a->dtype, (jx_dtype)v->dtype);
}

/* ---- Loops ---- */

static void scan_value(stage_emitter *k, uint32_t j) {
  const plan_value *v = emit_stage_value(k, j);
  const plan_accumulator *a = words_accumulator(k, v->accumulator);
  row_state *row = &k->row[0];
  val x = fold_widen(k->e, a, emit_operand(k, row, v->args[0], k->s->lanes));
  row->value[j] =
      words_in_memory(k, a) ? scan_across(k, a, v->accumulator, v, x) : scan_along(k, a, v, x);
  row->affine[j] = (affine){NULL, 0};
}

void emit_scan_step(stage_emitter *k, const nest *n) {
  emit_level(k, PHASE_MAIN, n->open, (int)k->s->vector);
  for (uint32_t j = 0; j < k->s->nvalues; j++)
    if (op_folds((op_id)emit_stage_value(k, j)->op)) scan_value(k, j);
  emit_level(k, PHASE_POST, n->open, (int)k->s->vector);
  emit_stores(k, PHASE_POST, true);
}

static void along_step(stage_emitter *k, void *arg) { emit_scan_step(k, arg); }

static void along_run(stage_emitter *k, const nest *n, val begin, val end) {
  nest copy = *n;
  emit_splats(k, n->phase, n->open);
  emit_vector_loop(k, n->phase, begin, end, along_step, &copy);
}

static val state_word(stage_emitter *k, val state, const plan_accumulator *a, uint32_t w,
                      val flat) {
  return emit_state_word(k, state, a->word + w, k->folds.kept_total, flat);
}

static void carry_in(stage_emitter *k, void *flat) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++) {
      val x = LLVMBuildLoad2(k->e->b, fold_word_type(k->e, a, w),
                             state_word(k, k->call.state_in, a, w, flat), "");
      if (w) x = ev_sub(k->e, ev_f64(k->e, x, 0.0), x);
      LLVMBuildStore(k->e->b, ev_splat(k->e, x, carry_lanes(k, a)), *carry(k, a, w));
    }
  }
}

static void carry_out(stage_emitter *k, void *flat) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++) {
      val x = LLVMBuildLoad2(k->e->b, fold_word_type(k->e, a, w), *carry(k, a, w), "");
      if (w) x = ev_neg(k->e, x);
      LLVMBuildStore(k->e->b, x, state_word(k, k->call.state_out, a, w, flat));
    }
  }
}

/* The reduced nest of a kept point. */
static void along_point(stage_emitter *k, const nest *n) {
  emitter *e = k->e;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++) {
      val none = fold_identity(e, a, w, carry_lanes(k, a));
      if (w) none = LLVMConstNull(LLVMTypeOf(none));
      *carry(k, a, w) = ev_scratch(e, LLVMTypeOf(none), 64);
      LLVMBuildStore(e->b, none, *carry(k, a, w));
    }
  }
  val flat = emit_flat(k, words_accumulator(k, 0)->kept);
  emit_if_given(k, k->call.state_in, carry_in, NULL, flat);
  emit_reduced(k, n->open, along_run);
  emit_if_given(k, k->call.state_out, carry_out, NULL, flat);
}

void emit_scan_range(stage_emitter *k, const nest *n, val begin, val end) {
  if (k->s->nkept)
    emit_rows(k, n, begin, end, along_point, NULL);
  else
    along_point(k, n);
}

void emit_scan(stage_emitter *k, const nest *n) {
  LLVMBuilderRef b = k->e->b;
  LLVMBasicBlockRef fold = ev_block(k->e, "fold_alone"), store = ev_block(k->e, "fold_and_store"),
                    join = ev_block(k->e, "ends");
  val alone = LLVMBuildAnd(b, LLVMBuildIsNull(b, k->call.state_in, ""),
                           LLVMBuildIsNotNull(b, k->call.state_out, ""), "");
  LLVMBuildCondBr(b, alone, fold, store);
  LLVMPositionBuilderAtEnd(b, fold);
  k->e->scope++;
  emit_reduction(k, n);
  LLVMBuildBr(b, join);
  LLVMPositionBuilderAtEnd(b, store);
  k->e->scope++;
  nest both = *n;
  both.phase = PHASE_MAIN | PHASE_POST;
  k->storing = true;
  emit_reduction(k, &both);
  k->storing = false;
  ev_goto(k->e, join);
  k->e->scope++;
}
