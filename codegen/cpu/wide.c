/* wide.c: see wide.h.
 *
 * A wide row is a power of two of the innermost reduced loop's points, the *rows*, with all columns
 * of each: some hundred points, which lie one behind the other. Its accumulators are a block in
 * memory, a word for each of its points, and behind them is one row's of columns for the rows that
 * are left over, which are taken one by one:
 *
 *   | row 0 | row 1 | ... | row q-1 | lanes past the end | row | lanes past the end |
 *
 * Partial steps may spoil what lies behind what they fold, so there is room. In the end the upper
 * half of the rows is combined with the lower one, until one is left, and then the one behind them.
 *
 * Start at wide_row(). */
#include "codegen/cpu/wide.h"

#include <string.h>

#include "codegen/cpu/access.h"
#include "codegen/cpu/reduction.h"
#include "codegen/cpu/vector.h"
#include "codegen/cpu/watch.h"
#include "codegen/cpu/words.h"

/* Points of a wide row: so many, or four steps. */
#define WIDE_POINTS 128
#define WIDE_STEPS 4
/* Columns, see planner/wide.c. */
#define WIDE_COLUMNS 32
/* Bytes of a vector that elements of rows are picked from. */
#define PICK_BYTES 64

static uint32_t points_most(const stage_emitter *k) {
  uint32_t steps = WIDE_STEPS * k->s->lanes;
  return steps > WIDE_POINTS ? steps : WIDE_POINTS;
}

static uint32_t block_points(const stage_emitter *k) {
  return points_most(k) + WIDE_COLUMNS + 3 * k->s->lanes;
}

bool wide_picks(const stage_emitter *k, const plan_value *v) {
  return k->s->wide && v->op == OP_INPUT && v->loops >> k->s->vector & 1 &&
         access_at(k, v->access)->vector == ACCESS_BROADCAST;
}

/* Whether a value is made of the index along the rows, or read by it. */
static bool counts_rows(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    if (v->op == OP_IOTA && v->phase == PHASE_MAIN && v->loop == stage_row_loop(k->s)) return true;
    if (wide_picks(k, v)) return true;
  }
  return false;
}

/* The number of the row of each point of a wide one. */
static void number_rows(stage_emitter *k) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  uint32_t all = points_most(k) + k->s->lanes + PICK_BYTES / 4;
  val at = ev_scratch(e, e->i64, 8), number = ev_scratch(e, e->i64, 8);
  val zero = ev_int64(e, 0), one = ev_int64(e, 1);
  k->wide.numbers = ev_scratch(e, LLVMArrayType2(e->i64, all), 64);
  LLVMBuildStore(b, zero, at);
  LLVMBuildStore(b, zero, number);
  emit_loop l;
  emit_for(k, &l, zero, ev_int64(e, all), one, "numbers");
  val n = LLVMBuildLoad2(b, e->i64, number, "");
  LLVMBuildStore(b, n, LLVMBuildGEP2(b, e->i64, k->wide.numbers, &l.index, 1, ""));
  val next = LLVMBuildAdd(b, LLVMBuildLoad2(b, e->i64, at, ""), one, "");
  val over = ev_eq(e, next, k->wide.columns);
  LLVMBuildStore(b, ev_select(e, over, zero, next), at);
  LLVMBuildStore(b, ev_select(e, over, LLVMBuildAdd(b, n, one, ""), n), number);
  emit_end(k, &l);
}

void wide_enter(stage_emitter *k) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  if (!k->s->wide) return;
  val columns = k->loops.extent[k->s->vector], one = ev_int64(e, 1), zero = ev_int64(e, 0);
  columns = ev_select(e, ev_lt(e, columns, one), one, columns);
  val power = zero, rows = one;
  for (uint32_t n = 2; n <= points_most(k); n *= 2) {
    val fits = LLVMBuildMul(b, columns, ev_int64(e, n), "");
    fits = ev_le(e, fits, ev_int64(e, points_most(k)));
    rows = ev_select(e, fits, ev_int64(e, n), rows);
    power = LLVMBuildAdd(b, power, LLVMBuildZExt(b, fits, e->i64, ""), "");
  }
  k->wide.columns = columns;
  k->wide.rows = rows;
  k->wide.power = power;
  k->wide.points = LLVMBuildMul(b, rows, columns, "");
  if (counts_rows(k)) number_rows(k);
}

/* The numbers of the rows of so many points, from a point of the wide row on. */
static val numbers_at(stage_emitter *k, val point, unsigned n) {
  val at = LLVMBuildGEP2(k->e->b, k->e->i64, k->wide.numbers, &point, 1, "");
  val x = LLVMBuildLoad2(k->e->b, ev_type(k->e, k->e->i64, n), at, "");
  LLVMSetAlignment(x, 8);
  return x;
}

val wide_index(stage_emitter *k, const row_state *row) {
  val number = numbers_at(k, k->step.index, k->s->lanes);
  return ev_add(k->e, number, ev_splat(k->e, row->index, k->s->lanes));
}

/* A vector of the elements from `at` on, none of which is behind the `left` that there are. */
static val window_at(stage_emitter *k, val at, val left, unsigned n) {
  emitter *e = k->e;
  val number[PLAN_MAX_LANES];
  for (unsigned i = 0; i < n; i++) number[i] = ev_int64(e, i);
  val used = LLVMBuildICmp(e->b, LLVMIntSLT, LLVMConstVector(number, n), ev_splat(e, left, n), "");
  LLVMTypeRef type = PICK_BYTES / n == 8 ? LLVMDoubleTypeInContext(e->context)
                                         : LLVMFloatTypeInContext(e->context);
  return access_masked_load(k, at, used, LLVMVectorType(type, n));
}

/* Lanes of one vector of memory have elements of no more rows than it holds. */
val wide_load(stage_emitter *k, const row_state *row, uint32_t access) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  unsigned size = access_size(k, access), n = PICK_BYTES / size, lanes = k->s->lanes, m = 0;
  unsigned group = n < lanes ? n : lanes;
  LLVMTypeRef index = ev_type(e, LLVMIntTypeInContext(e->context, 8 * size), n);
  val picked[PLAN_MAX_LANES], rows = k->loops.extent[stage_row_loop(k->s)];
  for (unsigned first = 0; first < lanes; first += group) {
    val point = LLVMBuildAdd(b, k->step.index, ev_int64(e, first), "");
    val begin = numbers_at(k, point, 1);
    val left = LLVMBuildSub(b, rows, LLVMBuildAdd(b, row->index, begin, ""), "");
    val at = LLVMBuildMul(b, begin, ev_int64(e, size), "");
    val x = window_at(k, ev_gep(e, row->pointer[access], at), left, n);
    val of = ev_sub(e, numbers_at(k, point, n), ev_splat(e, begin, n));
    x = ev_permute_pair(e, x, x, LLVMBuildTruncOrBitCast(b, of, index, ""));
    picked[m++] = group < n ? fold_half(e, x, 0, group) : x;
  }
  val x = ev_join(e, picked, m, group, lanes);
  return LLVMBuildBitCast(b, x, access_lanes(k, access_element(k, access)), "");
}

/* ---- Folding ---- */

static void block_words(stage_emitter *k, uint32_t i, val *at, void *arg) {
  (void)arg;
  emit_block_words(k, i, at);
}

static void fold_step_of_rows(stage_emitter *k, void *arg) {
  emit_main_step(k, arg);
  words_fold(k, block_words, NULL);
}

/* Rows side by side, each `apart` points behind the one before it, from the first one on. */
static void open_rows(stage_emitter *k, const val *from, val first, val apart, uint32_t rows) {
  LLVMBuilderRef b = k->e->b;
  uint32_t loop = stage_row_loop(k->s);
  k->rows = rows;
  for (uint32_t r = 0; r < rows; r++) {
    row_state *row = &k->row[r];
    row->index = r ? LLVMBuildAdd(b, k->row[r - 1].index, apart, "") : first;
    for (uint32_t a = 0; a < k->s->naccesses; a++) {
      const plan_access *x = &k->p->accesses.at[k->s->accesses + a];
      row->pointer[a] = from[a];
      if (k->p->steps.at[x->steps + loop].axis < 0) continue;
      val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + loop, k->e->i64);
      row->pointer[a] = ev_gep(k->e, from[a], LLVMBuildMul(b, row->index, stride, ""));
    }
    if (!r) continue;
    memcpy(row->value, k->row[0].value, k->s->nvalues * sizeof *row->value);
    memcpy(row->affine, k->row[0].affine, k->s->nvalues * sizeof *row->affine);
  }
  k->loops.index[loop] = first;
}

static void fold_rows_of(stage_emitter *k, const nest *n, const val *from, val first, uint32_t rows,
                         val points) {
  nest copy = *n;
  k->e->scope++;
  open_rows(k, from, first, k->wide.rows, rows);
  emit_splats(k, PHASE_MAIN, n->open);
  emit_vector_loop(k, PHASE_MAIN, k->folds.block_begin,
                   LLVMBuildAdd(k->e->b, k->folds.block_begin, points, ""), fold_step_of_rows,
                   &copy);
  k->rows = 1;
}

/* The words of the block, so many points further. */
static void move_words(stage_emitter *k, const val *base, val points) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    for (uint32_t w = 0; w < a->words; w++)
      k->folds.word[a->word + w] =
          LLVMBuildGEP2(k->e->b, fold_lane_type(k->e, a, w), base[a->word + w], &points, 1, "");
  }
}

/* One wide row, or where fewer rows are left one row, whose words are behind the others. */
static val fold_one(stage_emitter *k, const nest *n, const val *from, val first, val end) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  val left = LLVMBuildSub(b, end, first, "");
  val whole = LLVMBuildICmp(b, LLVMIntSLE, k->wide.rows, left, "");
  move_words(k, k->wide.base, ev_select(e, whole, ev_int64(e, 0), k->wide.behind));
  fold_rows_of(k, n, from, first, 1, ev_select(e, whole, k->wide.points, k->wide.columns));
  move_words(k, k->wide.base, ev_int64(e, 0));
  return ev_select(e, whole, k->wide.rows, ev_int64(e, 1));
}

/* As many wide rows as go side by side, or else one. Returns how many rows it were. */
static val fold_group(stage_emitter *k, const nest *n, const val *from, val first, val end) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  if (k->s->rows == 1) return fold_one(k, n, from, first, end);
  LLVMBasicBlockRef many = ev_block(e, "many"), single = ev_block(e, "single"),
                    join = ev_block(e, "rows_end");
  val all = LLVMBuildMul(b, k->wide.rows, ev_int64(e, k->s->rows), "");
  val enough = LLVMBuildICmp(b, LLVMIntSLE, all, LLVMBuildSub(b, end, first, ""), "");
  LLVMBuildCondBr(b, enough, many, single);
  LLVMPositionBuilderAtEnd(b, many);
  fold_rows_of(k, n, from, first, k->s->rows, k->wide.points);
  LLVMBasicBlockRef after_many = LLVMGetInsertBlock(b);
  LLVMBuildBr(b, join);
  LLVMPositionBuilderAtEnd(b, single);
  k->e->scope++;
  val one = fold_one(k, n, from, first, end);
  LLVMBasicBlockRef after_single = LLVMGetInsertBlock(b);
  ev_goto(e, join);
  k->e->scope++;
  val count = LLVMBuildPhi(b, e->i64, "");
  LLVMAddIncoming(count, (val[]){all, one}, (LLVMBasicBlockRef[]){after_many, after_single}, 2);
  return count;
}

static void fold_range(stage_emitter *k, const nest *n, val begin, val end) {
  uint32_t loop = stage_row_loop(k->s);
  val *from = k->loops.saved + loop * k->s->rows * k->s->naccesses;
  memcpy(from, k->row[0].pointer, k->s->naccesses * sizeof *from);
  nest inside = *n;
  inside.open |= 1u << loop;
  emit_loop l;
  emit_for(k, &l, begin, end, ev_int64(k->e, 1), "wide");
  l.step = fold_group(k, &inside, from, l.index, end);
  memcpy(k->row[0].pointer, from, k->s->naccesses * sizeof *from);
  emit_end(k, &l);
}

/* ---- Combining ---- */

/* Where word w of an accumulator is, so many points into the block. */
static val word_at(stage_emitter *k, const plan_accumulator *a, uint32_t w, val points) {
  LLVMTypeRef type = fold_lane_type(k->e, a, w);
  return LLVMBuildGEP2(k->e->b, type, k->wide.base[a->word + w], &points, 1, "");
}

static val load_word(stage_emitter *k, const plan_accumulator *a, uint32_t w, val points,
                     unsigned lanes) {
  val x = LLVMBuildLoad2(k->e->b, ev_type(k->e, fold_lane_type(k->e, a, w), lanes),
                         word_at(k, a, w, points), "");
  LLVMSetAlignment(x, words_alignment(a));
  return x;
}

/* One step: of watched accumulators a lane. */
static void combine_step(stage_emitter *k, const plan_accumulator *a, val here, val there) {
  bool watched = accumulator_is_watched(a);
  unsigned lanes = watched ? 1 : k->s->lanes;
  val words[FOLD_MAX_WORDS], other[FOLD_MAX_WORDS], at[FOLD_MAX_WORDS];
  for (uint32_t w = 0; w < a->words; w++) {
    words[w] = load_word(k, a, w, here, lanes);
    other[w] = load_word(k, a, w, there, lanes);
    at[w] = word_at(k, a, w, here);
  }
  if (watched) {
    watch_combine(k, a, words, other, at);
    return;
  }
  fold_combine(k->e, a, words, other);
  for (uint32_t w = 0; w < a->words; w++)
    LLVMSetAlignment(LLVMBuildStore(k->e->b, words[w], at[w]), words_alignment(a));
}

/* The first `points` words of the block with those from `other` on. */
static void combine_points(stage_emitter *k, val points, val other) {
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    emit_loop l;
    val step = ev_int64(k->e, accumulator_is_watched(a) ? 1 : k->s->lanes);
    emit_for(k, &l, ev_int64(k->e, 0), points, step, "combine");
    combine_step(k, a, l.index, LLVMBuildAdd(k->e->b, l.index, other, ""));
    emit_end(k, &l);
  }
}

static void combine_rows(stage_emitter *k) {
  LLVMBuilderRef b = k->e->b;
  emit_loop l;
  val one = ev_int64(k->e, 1);
  emit_for(k, &l, ev_int64(k->e, 0), k->wide.power, one, "halves");
  val half = LLVMBuildLShr(b, k->wide.rows, LLVMBuildAdd(b, l.index, one, ""), "");
  val points = LLVMBuildMul(b, half, k->wide.columns, "");
  combine_points(k, points, points);
  emit_end(k, &l);
  combine_points(k, k->wide.columns, k->wide.behind);
}

/* ---- The block ---- */

typedef struct wide_state {
  val begin, end, flat;
} wide_state;

/* Words of the block from `begin` on are those of [begin, end). */
static void show_columns(stage_emitter *k, const wide_state *s) {
  move_words(k, k->wide.base, s->begin);
  k->folds.block_begin = s->begin;
  k->folds.block_end = s->end;
}

static void show_rows(stage_emitter *k) {
  move_words(k, k->wide.base, ev_int64(k->e, 0));
  k->folds.block_begin = ev_int64(k->e, 0);
  k->folds.block_end = LLVMBuildAdd(k->e->b, k->wide.behind, k->wide.columns, "");
}

static void state_in(stage_emitter *k, void *arg) {
  const wide_state *s = arg;
  show_columns(k, s);
  emit_block_copy(k, k->call.state_in, s->flat, false);
}

static void state_out(stage_emitter *k, void *arg) {
  emit_block_copy(k, k->call.state_out, ((wide_state *)arg)->flat, true);
}

static void finish(stage_emitter *k, void *arg) {
  (void)arg;
  emit_block_finish(k);
}

void wide_row(stage_emitter *k, const nest *n, val begin, val end, val flat) {
  wide_state s = {begin, end, flat};
  for (uint32_t w = 0; w < k->s->words; w++)
    k->wide.base[w] = ev_scratch(k->e, LLVMArrayType2(k->e->i64, block_points(k)), 64);
  k->wide.behind = LLVMBuildAdd(k->e->b, k->wide.points, ev_int64(k->e, k->s->lanes), "");
  show_rows(k);
  emit_block_identities(k);
  emit_if_given(k, k->call.state_in, state_in, NULL, &s);
  show_rows(k);
  emit_reduced(k, n->open, fold_range);
  combine_rows(k);
  show_columns(k, &s);
  emit_if_given(k, k->call.state_out, state_out, finish, &s);
}
