/* contract_panel.c: which values of a contracting stage are what, and panels.
 *
 * Takes the values of a stage; sorts them by the loops they vary along. What varies along columns
 * and not along rows is computed for a panel of reduced points and columns, and laid out there
 * without gaps: where the columns of an operand lie side by side along the reduced loop, in squares
 * that are turned around. Start at contract_panel(). */
#include <string.h>

#include "base/element.h"
#include "codegen/cpu/access.h"
#include "codegen/cpu/contract_block.h"
#include "codegen/cpu/vector.h"

/* Bytes of all panels: what a first-level cache keeps beside the elements of a block's rows. */
#define PANEL_BYTES 24576
/* ---- Which values are what ---- */

static void push(value_list *l, uint32_t i) { l->at[l->n++] = i; }

static uint32_t users(const stage_emitter *k, uint32_t i) {
  uint32_t n = 0;
  for (uint32_t j = 0; j < k->s->nvalues; j++) {
    const plan_value *v = emit_stage_value(k, j);
    for (int x = 0; x < v->nargs; x++) n += v->args[x] == k->s->values + i;
  }
  for (uint32_t j = 0; j < k->s->naccumulators; j++)
    n += k->p->values.at[words_accumulator(k, j)->value].args[0] == k->s->values + i;
  return n;
}

uint32_t contract_folded(const stage_emitter *k, uint32_t accumulator) {
  return k->p->values.at[words_accumulator(k, accumulator)->value].args[0] - k->s->values;
}

static bool is_fused(const stage_emitter *k, uint32_t accumulator) {
  const plan_accumulator *a = words_accumulator(k, accumulator);
  const plan_value *v = emit_stage_value(k, contract_folded(k, accumulator));
  bool sum = a->fold == FOLD_SUM_OF_RUNS && v->op == OP_MUL;
  return sum && (v->dtype == JX_FLOAT64 || v->dtype == JX_FLOAT32) &&
         users(k, contract_folded(k, accumulator)) == 1;
}

static void sort_values(stage_emitter *k, contraction *c) {
  uint32_t row = 1u << c->row_loop, column = 1u << k->s->vector, deep = 1u << c->reduced_loop;
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    if (v->phase != PHASE_MAIN || op_folds((op_id)v->op)) continue;
    bool r = v->loops & row, d = v->loops & deep;
    if (v->loops & column)
      push(r ? &c->each : &c->column, i);
    else if (d)
      push(r ? &c->by_row : &c->deep, i);
    else if (r)
      push(&c->row, i);
  }
}

static bool is_column(const stage_emitter *k, const contraction *c, uint32_t i) {
  uint32_t loops = emit_stage_value(k, i)->loops;
  return loops >> k->s->vector & 1 && !(loops >> c->row_loop & 1);
}

static void add_panel(const stage_emitter *k, contraction *c, plan_ref r) {
  uint32_t i = r - k->s->values;
  if (!is_column(k, c, i)) return;
  for (uint32_t j = 0; j < c->panel.n; j++)
    if (c->panel.at[j] == i) return;
  push(&c->panel, i);
}

static void find_panels(stage_emitter *k, contraction *c) {
  for (uint32_t i = 0; i < c->each.n; i++) {
    const plan_value *v = emit_stage_value(k, c->each.at[i]);
    for (int x = 0; x < v->nargs; x++) add_panel(k, c, v->args[x]);
  }
  for (uint32_t i = 0; i < k->s->naccumulators; i++) {
    add_panel(k, c, k->s->values + contract_folded(k, i));
    c->fused[contract_folded(k, i)] = is_fused(k, i) && !is_column(k, c, contract_folded(k, i));
  }
}

static unsigned panel_item(const stage_emitter *k, uint32_t i) {
  return element_form_of(emit_stage_value(k, i)->dtype).worked / 8;
}

/* How far a panel reaches along the reduced loop: whole runs. */
static uint32_t panel_depth(const stage_emitter *k, const contraction *c) {
  uint32_t bytes = 0, run = k->s->block_run;
  for (uint32_t i = 0; i < c->panel.n; i++) bytes += c->columns * panel_item(k, c->panel.at[i]);
  uint32_t depth = PANEL_BYTES / (bytes ? bytes : 1) / run * run;
  return depth < run ? run : depth;
}

void contract_lay_out(stage_emitter *k, contraction *c) {
  arena *a = k->p->arena;
  uint32_t n = k->s->nvalues + 1;
  value_list *lists[] = {&c->row, &c->deep, &c->by_row, &c->column, &c->panel, &c->each};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    lists[i]->at = arena_zalloc(a, n * sizeof(uint32_t));
  c->fused = arena_zalloc(a, n * sizeof *c->fused);
  c->laid = arena_zalloc(a, n * sizeof *c->laid);
  c->words = arena_zalloc(a, (k->s->words + 1) * sizeof *c->words);
  c->loaded = arena_zalloc(a, (size_t)n * k->s->block_vectors * sizeof *c->loaded);
  c->squares = arena_zalloc(a, (size_t)(k->s->naccesses + 1) * PLAN_MAX_ROWS * sizeof(val));
  c->first_word = arena_zalloc(a, (k->s->words + 1) * sizeof(val));
  c->from = arena_zalloc(a, (k->s->naccesses + 1) * sizeof *c->from);
  if (a->failed) return;
  c->row_loop = stage_row_loop(k->s);
  c->reduced_loop = k->s->nkept;
  sort_values(k, c);
  find_panels(k, c);
  c->columns = k->s->block_vectors * k->s->lanes;
  c->pitch = c->columns + k->s->lanes; /* what finishes reads a vector past the end */
  c->depth = panel_depth(k, c);
  for (uint32_t i = 0; i < c->panel.n; i++) {
    LLVMTypeRef type = ev_dtype(k->e, (jx_dtype)emit_stage_value(k, c->panel.at[i])->dtype);
    c->laid[i] = ev_scratch(k->e, LLVMArrayType2(type, (uint64_t)c->columns * c->depth), 64);
  }
  for (uint32_t w = 0; w < k->s->words; w++)
    c->words[w] =
        ev_scratch(k->e, LLVMArrayType2(k->e->i64, (uint64_t)CONTRACT_STRIP * c->pitch), 64);
}
/* ---- Panels ---- */

typedef struct panel_row {
  contraction *c;
  val at; /* elements before it */
} panel_row;

static void panel_step(stage_emitter *k, void *arg) {
  const panel_row *p = arg;
  const contraction *c = p->c;
  emit_values(k, c->column.at, c->column.n, 0);
  val at = block_add(k, p->at, block_subtract(k, k->step.index, c->left));
  for (uint32_t i = 0; i < c->panel.n; i++) {
    val x = k->row[0].value[c->panel.at[i]];
    val to = LLVMBuildGEP2(k->e->b, ev_scalar(x), c->laid[i], &at, 1, "");
    LLVMSetAlignment(LLVMBuildStore(k->e->b, x, to), 8);
  }
}

/* The accesses at a reduced point, and what varies along that alone. */
static panel_row open_point(stage_emitter *k, contraction *c, val point) {
  k->loops.index[c->reduced_loop] = point;
  emit_advance(k, c->reduced_loop, block_saved(k, c->reduced_loop));
  memset(k->row[0].wide, 0, k->s->nvalues * sizeof(val));
  emit_values(k, c->deep.at, c->deep.n, 0);
  return (panel_row){c, block_times(k, block_subtract(k, point, c->near), c->columns)};
}

static void close_point(stage_emitter *k, const contraction *c) {
  emit_go_back(k, block_saved(k, c->reduced_loop));
}

static void part_points(stage_emitter *k, contraction *c, val begin) {
  emit_loop l;
  emit_for(k, &l, begin, c->far, ev_int64(k->e, 1), "panel");
  panel_row p = open_point(k, c, l.index);
  emit_vector_loop(k, PHASE_MAIN, c->left, c->right, panel_step, &p);
  close_point(k, c);
  emit_end(k, &l);
}

static void whole_points(stage_emitter *k, contraction *c, val begin) {
  emit_loop l;
  emit_for(k, &l, begin, c->far, ev_int64(k->e, 1), "panel");
  panel_row p = open_point(k, c, l.index);
  memset(k->row[0].loaded, 0, k->s->naccesses * sizeof(val));
  for (uint32_t v = 0; v < k->s->block_vectors; v++) {
    val at = block_add(k, c->left, ev_int64(k->e, v * k->s->lanes));
    emit_whole_step(k, PHASE_MAIN, at, panel_step, &p);
  }
  close_point(k, c);
  emit_end(k, &l);
}

static bool is_turned(const stage_emitter *k, uint32_t a) {
  return access_at(k, a)->vector == ACCESS_TRANSPOSED && emit_access_in_phase(k, a, PHASE_MAIN);
}

bool contract_turns(const stage_emitter *k) {
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    if (is_turned(k, a)) return true;
  return false;
}

/* A square of a vector of columns by PLAN_MAX_ROWS reduced points. */
static void emit_square(stage_emitter *k, contraction *c, val first, val column) {
  val *rows = c->squares;
  k->step.index = column;
  k->loops.index[c->reduced_loop] = first;
  emit_advance(k, c->reduced_loop, block_saved(k, c->reduced_loop));
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    if (is_turned(k, a)) access_square(k, a, rows + (size_t)a * PLAN_MAX_ROWS);
  close_point(k, c);
  for (uint32_t r = 0; r < PLAN_MAX_ROWS; r++) {
    panel_row p = open_point(k, c, block_add(k, first, ev_int64(k->e, r)));
    memset(k->row[0].loaded, 0, k->s->naccesses * sizeof(val));
    for (uint32_t a = 0; a < k->s->naccesses; a++)
      if (is_turned(k, a)) k->row[0].loaded[a] = rows[(size_t)a * PLAN_MAX_ROWS + r];
    emit_whole_step(k, PHASE_MAIN, column, panel_step, &p);
    close_point(k, c);
  }
}

/* Returns where it has come to. */
static val emit_squares(stage_emitter *k, contraction *c) {
  emit_loop points, columns;
  val length = block_subtract(k, c->far, c->near);
  val rest = LLVMBuildURem(k->e->b, length, ev_int64(k->e, PLAN_MAX_ROWS), "");
  val end = block_subtract(k, c->far, rest);
  emit_for(k, &points, c->near, end, ev_int64(k->e, PLAN_MAX_ROWS), "squares");
  emit_for(k, &columns, c->left, c->right, ev_int64(k->e, k->s->lanes), "square");
  emit_square(k, c, points.index, columns.index);
  emit_end(k, &columns);
  emit_end(k, &points);
  return end;
}

static void whole_panel(stage_emitter *k, contraction *c) { whole_points(k, c, c->near); }
static void part_panel(stage_emitter *k, contraction *c) { part_points(k, c, c->near); }

static void square_panel(stage_emitter *k, contraction *c) {
  LLVMBuildStore(k->e->b, emit_squares(k, c), c->begin);
}
static void no_squares(stage_emitter *k, contraction *c) {
  LLVMBuildStore(k->e->b, c->near, c->begin);
}

/* What squares leave, less than one of them, is done as panels that are not full are. */
void contract_panel(stage_emitter *k, contraction *c) {
  if (!contract_turns(k)) {
    contract_if_whole(k, c, whole_panel, part_panel);
    return;
  }
  c->begin = ev_scratch(k->e, k->e->i64, 8);
  contract_if_whole(k, c, square_panel, no_squares);
  part_points(k, c, LLVMBuildLoad2(k->e->b, k->e->i64, c->begin, ""));
}
