/* contract_block.c: blocks of contracting stages.
 *
 * Takes a panel, and rows of the strip; folds what they come to into accumulators in registers, a
 * run of the reduced loop at a time, and gives each run to the words. Start at contract_blocks().
 */
#include <string.h>

#include "base/element.h"
#include "codegen/cpu/contract_block.h"

static void forget_splats(stage_emitter *k) {
  for (uint32_t r = 0; r < k->rows; r++) memset(k->row[r].wide, 0, k->s->nvalues * sizeof(val));
}

/* ---- Runs ---- */

/* The vectors of a block: `count` of them from column `at` of the panel on. */
typedef struct vectors {
  val at;
  uint32_t count;
} vectors;

static LLVMTypeRef run_type(stage_emitter *k, const plan_accumulator *a) {
  return ev_dtype(k->e, plan_block_run(k->p, a));
}

static val *run_of(stage_emitter *k, contraction *c, uint32_t a, uint32_t r, uint32_t v) {
  return &c->acc[(a * k->s->block_vectors + v) * k->s->block_rows + r];
}

/* Sums of float64: what one run loses when it is added is where the next one begins (Kahan,
 * Further remarks on reducing truncation errors, CACM 8, 1965). Where a sum is not finite, that is
 * NaN; such sums are done in the other way in any case. */
static bool run_goes_on(const stage_emitter *k, uint32_t i) {
  const plan_accumulator *a = words_accumulator(k, i);
  return a->fold == FOLD_SUM_OF_RUNS && plan_block_run(k->p, a) == a->dtype;
}

static val run_start(stage_emitter *k, const plan_accumulator *a) {
  LLVMTypeRef type = run_type(k, a);
  jx_dtype dtype = plan_block_run(k->p, a);
  element_value start = fold_of_nothing((plan_fold)a->fold, dtype, 0);
  val one = dtype_is_float(dtype) ? LLVMConstReal(type, start.f)
                                  : LLVMConstInt(type, (uint64_t)start.i, true);
  return ev_splat(k->e, one, k->s->lanes);
}

typedef void each_run(stage_emitter *k, contraction *c, const vectors *vs, uint32_t i, uint32_t r,
                      uint32_t v);

static void for_runs(stage_emitter *k, contraction *c, const vectors *vs, each_run *body) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    for (uint32_t v = 0; v < vs->count; v++)
      for (uint32_t r = 0; r < k->rows; r++) body(k, c, vs, i, r, v);
}

static LLVMTypeRef run_vector(stage_emitter *k, uint32_t i) {
  return ev_type(k->e, run_type(k, words_accumulator(k, i)), k->s->lanes);
}

static void make_run(stage_emitter *k, contraction *c, const vectors *vs, uint32_t i, uint32_t r,
                     uint32_t v) {
  (void)vs;
  *run_of(k, c, i, r, v) = ev_scratch(k->e, run_vector(k, i), 64);
}

static void start_run(stage_emitter *k, contraction *c, const vectors *vs, uint32_t i, uint32_t r,
                      uint32_t v) {
  (void)vs;
  if (!run_goes_on(k, i))
    LLVMBuildStore(k->e->b, run_start(k, words_accumulator(k, i)), *run_of(k, c, i, r, v));
}

/* One element into a run. With `slow`, an extreme takes a NaN as well. */
static val run_step(stage_emitter *k, uint32_t i, row_state *row, val run, bool slow) {
  emitter *e = k->e;
  const plan_accumulator *a = words_accumulator(k, i);
  const plan_value *v = emit_stage_value(k, contract_folded(k, i));
  plan_ref x = k->s->values + contract_folded(k, i);
  if (!row->value[contract_folded(k, i)]) /* fused */
    return ev_mad(e, emit_operand(k, row, v->args[0], k->s->lanes),
                  emit_operand(k, row, v->args[1], k->s->lanes), run);
  val arg = emit_operand(k, row, x, k->s->lanes);
  if (a->fold == FOLD_SUM_OF_RUNS) return ev_add(e, run, arg);
  val was = run;
  fold_step(e, a, &run, &arg);
  if (!slow || !fold_overlooks_nan(a)) return run;
  val nan = LLVMBuildFCmp(e->b, LLVMRealUNO, arg, arg, "");
  val kept = LLVMBuildFCmp(e->b, LLVMRealUNO, was, was, "");
  return ev_select(e, kept, was, ev_select(e, nan, arg, run));
}

/* Splats what the block's values read of scalars in a row: of those that vary with each step, or of
 * the others. */
static void splat_scalars(stage_emitter *k, const contraction *c, uint32_t r, bool deep) {
  row_state *row = &k->row[r];
  for (uint32_t i = 0; i < c->each.n; i++) {
    const plan_value *v = emit_stage_value(k, c->each.at[i]);
    for (int x = 0; x < v->nargs; x++) {
      uint32_t a = v->args[x] - k->s->values;
      const plan_value *av = emit_stage_value(k, a);
      if (emit_value_lanes(k, av) > 1 || (av->loops >> c->reduced_loop & 1) != deep) continue;
      if (row->wide[a]) continue;
      bool own = av->loops >> c->row_loop & 1;
      row->wide[a] = own || !r ? ev_splat(k->e, row->value[a], k->s->lanes) : k->row[0].wide[a];
    }
  }
}

/* The values of the panel, in the v-th vector of the block. */
static val *panel_of(contraction *c, uint32_t v) { return c->loaded + v * c->panel.n; }

static void load_panel(stage_emitter *k, contraction *c, uint32_t v, val at) {
  for (uint32_t i = 0; i < c->panel.n; i++) {
    LLVMTypeRef type = ev_dtype(k->e, (jx_dtype)emit_stage_value(k, c->panel.at[i])->dtype);
    val from = LLVMBuildGEP2(k->e->b, type, c->laid[i], &at, 1, "");
    val x = LLVMBuildLoad2(k->e->b, ev_type(k->e, type, k->s->lanes), from, "");
    LLVMSetAlignment(x, 8);
    panel_of(c, v)[i] = x;
  }
}

/* Remembers lanes whose extreme has overlooked a NaN: of two vectors at a time. */
static void note_nan(stage_emitter *k, contraction *c, val x) {
  emitter *e = k->e;
  if (x && !c->pending) {
    c->pending = x;
    return;
  }
  val first = c->pending ? c->pending : x;
  if (!first) return;
  bool pair = x && LLVMTypeOf(x) == LLVMTypeOf(first);
  val some = LLVMBuildFCmp(e->b, LLVMRealUNO, first, pair ? x : first, "");
  val was = LLVMBuildLoad2(e->b, LLVMTypeOf(some), c->seen, "");
  LLVMBuildStore(e->b, ev_or(e, was, some), c->seen);
  c->pending = pair ? NULL : x;
}

/* An element of each lane: what is computed there, and folded. */
static void emit_element(stage_emitter *k, contraction *c, uint32_t r, uint32_t v, bool slow) {
  row_state *row = &k->row[r];
  for (uint32_t i = 0; i < c->panel.n; i++) row->value[c->panel.at[i]] = panel_of(c, v)[i];
  for (uint32_t i = 0; i < c->each.n; i++) {
    if (c->fused[c->each.at[i]])
      row->value[c->each.at[i]] = NULL;
    else
      emit_value(k, row, c->each.at[i]);
  }
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    val *run = run_of(k, c, i, r, v);
    LLVMTypeRef type = ev_type(k->e, run_type(k, a), k->s->lanes);
    val x = run_step(k, i, row, LLVMBuildLoad2(k->e->b, type, *run, ""), slow);
    LLVMBuildStore(k->e->b, x, *run);
    if (!slow && fold_overlooks_nan(a))
      note_nan(k, c, emit_operand(k, row, k->s->values + contract_folded(k, i), k->s->lanes));
  }
}

/* A step of the reduced loop, for all rows and vectors of the block: row by row, so that registers
 * hold the accumulators, the vectors of the panel and one row's scalars. */
static void block_step(stage_emitter *k, contraction *c, const vectors *vs, bool slow) {
  val at = block_times(k, block_subtract(k, k->loops.index[c->reduced_loop], c->near), c->columns);
  emit_values(k, c->deep.at, c->deep.n, 0);
  for (uint32_t v = 0; v < vs->count; v++)
    load_panel(k, c, v, block_add(k, at, block_add(k, vs->at, ev_int64(k->e, v * k->s->lanes))));
  for (uint32_t r = 0; r < k->rows; r++) {
    for (uint32_t i = 0; i < c->by_row.n; i++) emit_value(k, &k->row[r], c->by_row.at[i]);
    splat_scalars(k, c, r, true);
    for (uint32_t v = 0; v < vs->count; v++) emit_element(k, c, r, v, slow);
  }
  if (!slow) note_nan(k, c, NULL);
}

static void run_loop(stage_emitter *k, contraction *c, const vectors *vs, val begin, val end,
                     bool slow) {
  emit_loop l;
  for_runs(k, c, vs, start_run);
  emit_for(k, &l, begin, end, ev_int64(k->e, 1), "run");
  k->loops.index[c->reduced_loop] = l.index;
  emit_advance(k, c->reduced_loop, block_saved(k, c->reduced_loop));
  forget_splats(k);
  for (uint32_t r = 0; r < k->rows; r++) splat_scalars(k, c, r, false);
  block_step(k, c, vs, slow);
  emit_go_back(k, block_saved(k, c->reduced_loop));
  emit_end(k, &l);
}

val contract_word(stage_emitter *k, const contraction *c, uint32_t w, val row, val column) {
  val at = block_add(k, block_times(k, row, c->pitch), column);
  return LLVMBuildGEP2(k->e->b, k->e->i64, c->words[w], &at, 1, "");
}

/* That of a run, at a constant distance from the block's first. */
static val word_of_run(stage_emitter *k, const contraction *c, uint32_t w, uint32_t r, uint32_t v) {
  val at = ev_int64(k->e, (int64_t)r * c->pitch + v * k->s->lanes);
  return LLVMBuildInBoundsGEP2(k->e->b, k->e->i64, c->first_word[w], &at, 1, "");
}

static val load_word(stage_emitter *k, const plan_accumulator *a, uint32_t w, val at) {
  LLVMTypeRef type = ev_type(k->e, fold_word_type(k->e, a, w), k->s->lanes);
  val x = LLVMBuildLoad2(k->e->b, type, at, "");
  LLVMSetAlignment(x, k->s->lanes * 8 < 64 ? k->s->lanes * 8 : 64);
  return x;
}

static void store_word(stage_emitter *k, val x, val at) {
  LLVMSetAlignment(LLVMBuildStore(k->e->b, x, at), k->s->lanes * 8 < 64 ? k->s->lanes * 8 : 64);
}

/* Gives a run to the first word. Runs of float32 are added in float64, where they lose nothing that
 * would be seen in their result. */
static void flush_run(stage_emitter *k, contraction *c, const vectors *vs, uint32_t i, uint32_t r,
                      uint32_t v) {
  (void)vs;
  emitter *e = k->e;
  plan_accumulator a = *words_accumulator(k, i);
  a.words = 1;
  val at = word_of_run(k, c, a.word, r, v), word = load_word(k, &a, 0, at), was = word;
  val run = LLVMBuildLoad2(e->b, run_vector(k, i), *run_of(k, c, i, r, v), "");
  val x = fold_widen(e, &a, run);
  if (a.fold == FOLD_SUM_OF_RUNS)
    word = ev_add(e, was, x);
  else
    fold_combine(e, &a, &word, &x);
  store_word(k, word, at);
  if (!run_goes_on(k, i)) return;
  val lost = ev_sub(e, x, ev_sub(e, word, was));
  LLVMBuildStore(e->b, lost, *run_of(k, c, i, r, v));
}

/* What a sum has lost before the panel, and after it. */
static void take_lost(stage_emitter *k, contraction *c, const vectors *vs, uint32_t i, uint32_t r,
                      uint32_t v) {
  (void)vs;
  const plan_accumulator *a = words_accumulator(k, i);
  if (!run_goes_on(k, i)) return;
  val lost = load_word(k, a, 1, word_of_run(k, c, a->word + 1, r, v));
  LLVMBuildStore(k->e->b, lost, *run_of(k, c, i, r, v));
}

static void leave_lost(stage_emitter *k, contraction *c, const vectors *vs, uint32_t i, uint32_t r,
                       uint32_t v) {
  (void)vs;
  const plan_accumulator *a = words_accumulator(k, i);
  if (!run_goes_on(k, i)) return;
  val lost = LLVMBuildLoad2(k->e->b, run_vector(k, i), *run_of(k, c, i, r, v), "");
  store_word(k, lost, word_of_run(k, c, a->word + 1, r, v));
}

static bool overlooks_nan(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (fold_overlooks_nan(words_accumulator(k, i))) return true;
  return false;
}

/* Where an extreme has overlooked a NaN, the run is folded once more, with care. What other folds
 * make of it is left alone. */
static void repair_run(stage_emitter *k, contraction *c, const vectors *vs, val begin, val end) {
  emitter *e = k->e;
  contraction again = *c;
  LLVMBasicBlockRef rare = ev_block(e, "nan"), join = ev_block(e, "numbers");
  val some = ev_any(e, LLVMBuildLoad2(e->b, ev_type(e, e->i1, k->s->lanes), c->seen, ""));
  ev_mark_likely(e, LLVMBuildCondBr(e->b, LLVMBuildNot(e->b, some, ""), join, rare));
  LLVMPositionBuilderAtEnd(e->b, rare);
  for_runs(k, &again, vs, make_run);
  run_loop(k, &again, vs, begin, end, true);
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    for (uint32_t v = 0; v < vs->count; v++)
      for (uint32_t r = 0; r < k->rows; r++) {
        if (!fold_overlooks_nan(words_accumulator(k, i))) continue;
        val x = LLVMBuildLoad2(e->b, run_vector(k, i), *run_of(k, &again, i, r, v), "");
        LLVMBuildStore(e->b, x, *run_of(k, c, i, r, v));
      }
  ev_goto(e, join);
}

/* The runs of the panel, of the block at hand. */
static void emit_runs(stage_emitter *k, contraction *c, const vectors *vs) {
  emitter *e = k->e;
  emit_loop l;
  LLVMTypeRef mask = ev_type(e, e->i1, k->s->lanes);
  c->seen = overlooks_nan(k) ? ev_scratch(e, mask, 64) : NULL;
  for (uint32_t w = 0; w < k->s->words; w++)
    c->first_word[w] = contract_word(k, c, w, c->block, vs->at);
  for_runs(k, c, vs, make_run);
  for_runs(k, c, vs, take_lost);
  emit_for(k, &l, c->near, c->far, ev_int64(e, k->s->block_run), "runs");
  val end = block_lesser(k, block_add(k, l.index, ev_int64(e, k->s->block_run)), c->far);
  if (c->seen) LLVMBuildStore(e->b, LLVMConstNull(mask), c->seen);
  run_loop(k, c, vs, l.index, end, false);
  if (c->seen) repair_run(k, c, vs, l.index, end);
  for_runs(k, c, vs, flush_run);
  emit_end(k, &l);
  for_runs(k, c, vs, leave_lost);
}

static void whole_block(stage_emitter *k, contraction *c) {
  emit_runs(k, c, &(vectors){ev_int64(k->e, 0), k->s->block_vectors});
}

static void pair_block(stage_emitter *k, contraction *c) {
  emit_runs(k, c, &(vectors){ev_int64(k->e, 0), 2});
}

static void part_block(stage_emitter *k, contraction *c) {
  emit_loop l;
  val width = block_subtract(k, c->right, c->left);
  emit_for(k, &l, ev_int64(k->e, 0), width, ev_int64(k->e, k->s->lanes), "vectors");
  emit_runs(k, c, &(vectors){l.index, 1});
  emit_end(k, &l);
}

/* Blocks of two vectors are compiled beside those of three and of one for plain products alone: for
 * differences that are squared they would take a tenth of compile time. */
#define PAIR_VALUES 1

bool contract_pairs(const stage_emitter *k, const contraction *c) {
  return k->s->block_vectors == 3 && c->each.n <= PAIR_VALUES && k->s->naccumulators == 1 &&
         !overlooks_nan(k);
}

static void rest_block(stage_emitter *k, contraction *c) {
  if (contract_pairs(k, c))
    contract_if_wider(k, c, k->s->lanes, pair_block, part_block);
  else
    part_block(k, c);
}

void contract_blocks(stage_emitter *k, contraction *c) {
  emit_loop l;
  emit_for(k, &l, c->strip, c->strip_end, ev_int64(k->e, k->s->block_rows), "block");
  contract_open_rows(k, c, l.index, k->s->block_rows);
  emit_values(k, c->row.at, c->row.n, 0);
  c->block = block_subtract(k, l.index, c->strip);
  contract_if_wider(k, c, (k->s->block_vectors - 1) * k->s->lanes, whole_block, rest_block);
  contract_close_rows(k, c);
  emit_end(k, &l);
}
