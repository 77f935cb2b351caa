/* contract.c: stages that contract, block by block.
 *
 * Takes a stage of which nothing that is read varies along rows and columns
 * (planner/contraction.c). Start at emit_contraction(). Its loops, outermost first:
 *
 *   outer loops, as in any nest
 *     strips of CONTRACT_STRIP rows
 *       panels of block_vectors vectors of columns
 *         words of the points of a block, or of all rows, in scratch: from nothing or a state
 *         depths of the reduced loop, as many as the panel has room for
 *           what varies along columns is computed and laid out without gaps, row by row of the
 *           reduced loop
 *           blocks of block_rows rows
 *             runs of block_run elements: folded in registers, then given to the words
 *         each row: words to a state, or post values and stores
 *
 * A row's element is a scalar, which serves all vectors of the block, and a vector of the panel
 * serves all its rows. The rows of the last block repeat the last one, with words of their own that
 * nobody reads. A panel that has not all of its vectors takes two together or one at a time; the
 * last of them is whole, and nobody reads what it has too much. What a point comes to depends
 * neither on its place nor on how wide vectors are: it is the sum of its runs. */
#include "codegen/cpu/contract_block.h"

#include <math.h>
#include <string.h>

#include "codegen/cpu/access.h"
#include "codegen/cpu/reduction.h"
#include "codegen/cpu/vector.h"
plan_stage contract_plain(const plan_stage *s) {
  plan_stage plain = *s;
  plain.block_rows = plain.block_vectors = plain.block_run = plain.block_checked = 0;
  plain.rows = 1;
  return plain;
}
/* ---- Rows and panels ---- */

void contract_open_rows(stage_emitter *k, const contraction *c, val first, uint32_t rows) {
  val last = block_subtract(k, c->strip_end, ev_int64(k->e, 1));
  k->rows = rows;
  for (uint32_t r = 0; r < rows; r++) {
    row_state *row = &k->row[r];
    row->index = r ? block_lesser(k, block_add(k, first, ev_int64(k->e, r)), last) : first;
    for (uint32_t a = 0; a < k->s->naccesses; a++) {
      const plan_access *x = access_at(k, a);
      row->pointer[a] = c->from[a];
      if (k->p->steps.at[x->steps + c->row_loop].axis < 0) continue;
      val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + c->row_loop, k->e->i64);
      row->pointer[a] = ev_gep(k->e, c->from[a], LLVMBuildMul(k->e->b, row->index, stride, ""));
    }
    if (!r) continue;
    memcpy(row->value, k->row[0].value, k->s->nvalues * sizeof *row->value);
    memcpy(row->affine, k->row[0].affine, k->s->nvalues * sizeof *row->affine);
  }
  k->loops.index[c->row_loop] = k->row[0].index;
}

void contract_close_rows(stage_emitter *k, const contraction *c) {
  k->rows = 1;
  memcpy(k->row[0].pointer, c->from, k->s->naccesses * sizeof *c->from);
}

void contract_if_wider(stage_emitter *k, contraction *c, uint32_t than, panel_side *whole,
                       panel_side *part) {
  emitter *e = k->e;
  LLVMBasicBlockRef all = ev_block(e, "whole"), some = ev_block(e, "some"),
                    join = ev_block(e, "join");
  val width = block_subtract(k, c->right, c->left);
  val is_whole = LLVMBuildICmp(e->b, LLVMIntSGT, width, ev_int64(e, than), "");
  ev_mark_likely(e, LLVMBuildCondBr(e->b, is_whole, all, some));
  LLVMPositionBuilderAtEnd(e->b, all);
  e->scope++;
  whole(k, c);
  LLVMBuildBr(e->b, join);
  LLVMPositionBuilderAtEnd(e->b, some);
  e->scope++;
  part(k, c);
  ev_goto(e, join);
  e->scope++;
}

void contract_if_whole(stage_emitter *k, contraction *c, panel_side *whole, panel_side *part) {
  contract_if_wider(k, c, c->columns - 1, whole, part);
}

/* ---- The ends ---- */

/* The words of one row, as a block of reduction.c. */
static void point_words(stage_emitter *k, const contraction *c, val row) {
  for (uint32_t w = 0; w < k->s->words; w++)
    k->folds.word[w] = contract_word(k, c, w, block_subtract(k, row, c->strip), ev_int64(k->e, 0));
  k->folds.block_begin = c->left;
  k->folds.block_end = c->right;
}

static void emit_each_row(stage_emitter *k, contraction *c,
                          void (*body)(stage_emitter *k, contraction *c)) {
  emit_loop l;
  emit_for(k, &l, c->strip, c->strip_end, ev_int64(k->e, 1), "row");
  contract_open_rows(k, c, l.index, 1);
  point_words(k, c, l.index);
  body(k, c);
  contract_close_rows(k, c);
  emit_end(k, &l);
}

static val row_flat(stage_emitter *k) { return emit_flat(k, emit_kept_loops(k)); }

static void row_in(stage_emitter *k, contraction *c) {
  (void)c;
  emit_block_copy(k, k->call.state_in, row_flat(k), false);
}

static void row_out(stage_emitter *k, contraction *c) {
  (void)c;
  emit_block_copy(k, k->call.state_out, row_flat(k), true);
}

static void row_finish(stage_emitter *k, contraction *c) {
  (void)c;
  emit_block_finish(k);
}

/* i1: the sum of a point, an index of columns, is not finite. */
static val is_doubtful(stage_emitter *k, val column) {
  emitter *e = k->e;
  val any = NULL;
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    const plan_accumulator *a = words_accumulator(k, i);
    if (a->fold != FOLD_SUM_OF_RUNS) continue;
    val at = block_subtract(k, column, k->folds.block_begin);
    at = LLVMBuildGEP2(e->b, e->f64, k->folds.word[a->word], &at, 1, "");
    val x = ev_abs(e, LLVMBuildLoad2(e->b, e->f64, at, ""));
    val finite = ev_lt(e, x, ev_f64(e, x, INFINITY)), not = LLVMBuildNot(e->b, finite, "");
    any = any ? ev_or(e, any, not ) : not ;
  }
  return any;
}

/* What is not finite is done once more by the stage's other form, before its words leave: they may
 * leave to where they have come from. */
static void call_plain(stage_emitter *k, val column, bool out) {
  emitter *e = k->e;
  val point = block_add(k, row_flat(k), column), null = LLVMConstNull(e->ptr);
  val args[] = {e->slots,
                point,
                block_add(k, point, ev_int64(e, 1)),
                k->call.reduced_begin,
                k->call.reduced_end,
                k->call.state_in,
                out ? k->call.state_out : null};
  LLVMBuildCall2(e->b, LLVMGlobalGetValueType(k->plain), k->plain, args, 7, "");
}

static void checked_row(stage_emitter *k, contraction *c, bool out) {
  emitter *e = k->e;
  emit_loop l;
  val begin = k->folds.block_begin, end = k->folds.block_end;
  if (!out) row_finish(k, c);
  emit_for(k, &l, begin, end, ev_int64(e, 1), "check");
  LLVMBasicBlockRef rare = ev_block(e, "doubtful"), fine = ev_block(e, "finite"),
                    join = ev_block(e, "checked");
  val doubtful = is_doubtful(k, l.index);
  ev_mark_likely(e, LLVMBuildCondBr(e->b, LLVMBuildNot(e->b, doubtful, ""), fine, rare));
  LLVMPositionBuilderAtEnd(e->b, rare);
  call_plain(k, l.index, out);
  LLVMBuildBr(e->b, join);
  LLVMPositionBuilderAtEnd(e->b, fine);
  for (uint32_t w = 0; out && w < k->s->words; w++) {
    val offset = block_subtract(k, l.index, begin), point = block_add(k, row_flat(k), l.index);
    val from = LLVMBuildGEP2(e->b, e->i64, k->folds.word[w], &offset, 1, "");
    val to = emit_state_word(k, k->call.state_out, w, k->folds.kept_total, point);
    LLVMBuildStore(e->b, LLVMBuildLoad2(e->b, e->i64, from, ""), to);
  }
  ev_goto(e, join);
  emit_end(k, &l);
}

static void checked_out(stage_emitter *k, contraction *c) { checked_row(k, c, true); }
static void checked_finish(stage_emitter *k, contraction *c) { checked_row(k, c, false); }

static void all_in(stage_emitter *k, void *arg) { emit_each_row(k, arg, row_in); }
static void all_out(stage_emitter *k, void *arg) {
  emit_each_row(k, arg, k->plain ? checked_out : row_out);
}
static void all_finish(stage_emitter *k, void *arg) {
  emit_each_row(k, arg, k->plain ? checked_finish : row_finish);
}

/* Those of the rows that there are, and of the ones that the last block repeats. */
static void start_words(stage_emitter *k, const contraction *c) {
  uint32_t block = k->s->block_rows;
  val rows = block_subtract(k, c->strip_end, c->strip), past = ev_int64(k->e, block - 1);
  val blocks = LLVMBuildUDiv(k->e->b, block_add(k, rows, past), ev_int64(k->e, block), "");
  for (uint32_t w = 0; w < k->s->words; w++) k->folds.word[w] = c->words[w];
  k->folds.block_begin = ev_int64(k->e, 0);
  k->folds.block_end = block_times(k, block_times(k, blocks, block), c->pitch);
  emit_block_identities(k);
}

/* ---- The loops ---- */

static void emit_depths(stage_emitter *k, contraction *c) {
  emitter *e = k->e;
  emit_loop l;
  emit_for(k, &l, k->call.reduced_begin, k->call.reduced_end, ev_int64(e, c->depth), "depth");
  c->near = l.index;
  c->far = block_lesser(k, block_add(k, l.index, ev_int64(e, c->depth)), k->call.reduced_end);
  LLVMBasicBlockRef first = ev_block(e, "pack"), join = ev_block(e, "packed");
  LLVMBuildCondBr(e->b, LLVMBuildICmp(e->b, LLVMIntEQ, c->strip, c->strip_begin, ""), first, join);
  LLVMPositionBuilderAtEnd(e->b, first);
  e->scope++;
  contract_panel(k, c);
  ev_goto(e, join);
  e->scope++;
  contract_blocks(k, c);
  emit_end(k, &l);
}

/* Rows of the strip that have words at a time: those of a block where one panel has all of the
 * reduced range, and can stay; else all. */
static void emit_turns(stage_emitter *k, contraction *c, val end) {
  emit_loop l;
  emit_for(k, &l, c->strip_begin, end, c->turn, "turn");
  c->strip = l.index;
  c->strip_end = block_lesser(k, block_add(k, l.index, c->turn), end);
  start_words(k, c);
  emit_if_given(k, k->call.state_in, all_in, NULL, c);
  emit_depths(k, c);
  emit_if_given(k, k->call.state_out, all_out, all_finish, c);
  emit_end(k, &l);
}

/* Where the panel that would begin at a column does: the last one a vector before, if it would have
 * no more than one, so that the last two have two vectors at least. */
static val panel_begin(stage_emitter *k, const contraction *c, val column) {
  emitter *e = k->e;
  val rest = block_subtract(k, c->end_column, column), lanes = ev_int64(e, k->s->lanes);
  val is_short = LLVMBuildICmp(e->b, LLVMIntSLE, rest, lanes, "");
  val is_first = LLVMBuildICmp(e->b, LLVMIntEQ, column, c->first_column, "");
  is_short = LLVMBuildAnd(e->b, is_short, LLVMBuildNot(e->b, is_first, ""), "");
  val before = block_subtract(k, column, lanes);
  return LLVMBuildSelect(e->b, is_short, before, column, "");
}

static void emit_columns(stage_emitter *k, contraction *c, val end) {
  emit_loop l;
  bool pairs = contract_pairs(k, c) && !contract_turns(k); /* squares fill whole panels */
  emit_for(k, &l, c->first_column, c->end_column, ev_int64(k->e, c->columns), "columns");
  val next = block_add(k, l.index, ev_int64(k->e, c->columns));
  c->left = pairs ? panel_begin(k, c, l.index) : l.index;
  val is_last = LLVMBuildICmp(k->e->b, LLVMIntSGE, next, c->end_column, "");
  val right = pairs ? panel_begin(k, c, next) : next;
  c->right = LLVMBuildSelect(k->e->b, is_last, c->end_column, right, "");
  emit_turns(k, c, end);
  emit_end(k, &l);
}

static void emit_strips(stage_emitter *k, const nest *n, val begin, val end) {
  (void)n;
  contraction *c = k->contraction;
  emit_loop l;
  memcpy(c->from, k->row[0].pointer, k->s->naccesses * sizeof *c->from);
  emit_for(k, &l, begin, end, ev_int64(k->e, CONTRACT_STRIP), "strip");
  c->strip_begin = l.index;
  emit_columns(k, c, block_lesser(k, block_add(k, l.index, ev_int64(k->e, CONTRACT_STRIP)), end));
  emit_end(k, &l);
}

void emit_contraction(stage_emitter *k, const nest *n) {
  LLVMBuilderRef b = k->e->b;
  contraction c = {0};
  contract_lay_out(k, &c);
  if (k->p->arena->failed) return;
  val extent = k->loops.extent[k->s->vector], one = ev_int64(k->e, 1);
  val last = block_subtract(k, k->call.kept_end, one);
  c.first_column = LLVMBuildURem(b, k->call.kept_begin, extent, "");
  c.end_column = block_add(k, LLVMBuildURem(b, last, extent, ""), one);
  val first = LLVMBuildUDiv(b, k->call.kept_begin, extent, "");
  val end = block_add(k, LLVMBuildUDiv(b, last, extent, ""), one);
  k->folds.kept_total = emit_points(k, emit_kept_loops(k));
  val length = block_subtract(k, k->call.reduced_end, k->call.reduced_begin);
  val one_panel = LLVMBuildICmp(b, LLVMIntSLE, length, ev_int64(k->e, c.depth), "");
  c.turn = LLVMBuildSelect(b, one_panel, ev_int64(k->e, k->s->block_rows),
                           ev_int64(k->e, CONTRACT_STRIP), "");
  nest rows = *n;
  rows.n--; /* columns have a range of their own */
  k->contraction = &c;
  emit_nest(k, &rows, 0, 1, first, end, emit_strips);
}
