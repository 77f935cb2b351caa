/* contraction.c: folds over an axis that two operands share.
 *
 * Takes folds such as sum(f(a[:,None,:], b[None,:,:]), axis=2): what they read varies along the
 * rows and the reduced axis, or along the columns and the reduced axis, and nothing along both rows
 * and columns. Each element is then used once for every row or every column. So the stage runs over
 * *blocks*, `block_rows` rows by `block_vectors` vectors of columns, whose accumulators are in
 * registers while the reduced loop runs inside: what is loaded for a row serves all vectors, and
 * what is loaded for a vector all rows. Gives the order of the positions, and the block of the
 * lowered stage (plan.h). How the loops look is for codegen/cpu/contract.c.
 *
 * Start at contraction_order(). */
#include "planner/contraction.h"

#include "base/dtype.h"
#include "base/element.h"
#include "planner/lower.h"

/* Below these extents the end of a block, or what it has too much, takes longer than it saves. A
 * size that is free counts as long. */
#define LEAST_REDUCED 16
#define LEAST_ROWS 4
#define LEAST_COLUMNS 8

/* ---- Which folds ---- */

static bool takes_fold(const planner *p, graph_ref r) {
  const graph_node *n = graph_at(p->g, r);
  plan_fold fold = lower_fold(p, r);
  uint8_t form = fold_table[fold].form;
  return n->nargs == 1 && (form == FORM_PLAIN || fold == FOLD_SUM_COMPENSATED);
}

/* Whether leaves let rows and columns share: see above. */
static bool shares(const planner *p, const proto *s, uint32_t row, uint32_t column) {
  bool by_row = false, by_column = false;
  for (size_t i = 0; i < s->main.n; i++) {
    const member *m = &s->main.at[i];
    const graph_node *n = graph_at(p->g, m->node);
    uint32_t along = n->varies & s->positions;
    bool element = ops[n->op].class_ == OP_CLASS_ELEMENT && !m->loaded && !op_gathers((op_id)n->op);
    if (n->item || n->op == OP_CONTAINS) return false;
    if (element || !along) continue;
    if (along & row && along & column) return false;
    if (!m->loaded && n->op != OP_INPUT && along & (row | column | s->reduced)) return false;
    by_row = by_row || (along & row && along & s->reduced);
    by_column = by_column || (along & column && along & s->reduced);
  }
  return by_row && by_column;
}

/* Whether a position is long enough, which is guarded where it is not known to be for good. */
static bool is_long(planner *p, const proto *s, int position, int64_t least, jx_status *status) {
  dim_ref d = graph_dim(p->g, graph_at(p->g, s->model), position);
  if (*status != JX_OK) return false;
  if (graph_is_free(p->g, d)) return true;
  bool is = planner_value(p, d).i >= least;
  *status = is ? planner_guard(p, GUARD_RANGE, d, -1, least, INT64_MAX)
               : planner_guard(p, GUARD_RANGE, d, -1, 0, least - 1);
  return is;
}

jx_status contraction_order(planner *p, proto *s, uint8_t *order, int n) {
  int column = n - 1, row, reduced = -1;
  s->contracts = false;
  if (!s->folding || s->scanning || s->members.n || s->crossed || s->beside.n) return JX_OK;
  if (__builtin_popcount(s->reduced) != 1) return JX_OK;
  while (column >= 0 && s->reduced >> order[column] & 1) column--;
  row = column - 1;
  while (row >= 0 && s->reduced >> order[row] & 1) row--;
  if (row < 0) return JX_OK;
  if (!shares(p, s, 1u << order[row], 1u << order[column])) return JX_OK;
  for (size_t i = 0; i < s->folds.n; i++)
    if (!takes_fold(p, s->folds.at[i])) return JX_OK;
  jx_status status = JX_OK;
  for (int i = 0; i < n; i++)
    if (s->reduced >> order[i] & 1) reduced = order[i];
  s->contracts = is_long(p, s, reduced, LEAST_REDUCED, &status) &&
                 is_long(p, s, order[row], LEAST_ROWS, &status) &&
                 is_long(p, s, order[column], LEAST_COLUMNS, &status);
  if (!s->contracts) return status;
  uint8_t lanes = order[column];
  for (int i = column; i + 1 < n; i++) order[i] = order[i + 1];
  order[n - 1] = lanes;
  return status;
}

/* ---- How large a block ---- */

/* Elements of a run: added plainly, in the type that the elements have. */
#define RUN 32
/* Operations of a block's step, and of all of a stage that is not one: more make the code long. */
#define STEP_COST 160
#define STAGE_COST 200
/* The dearest element: beside more operations, loads do not show. */
#define ELEMENT_COST 16

/* Where a value varies: bits of the three loops. */
typedef struct block_loops {
  uint32_t row, column, reduced;
} block_loops;

static block_loops loops_of(const plan_stage *s) {
  return (block_loops){1u << (s->nkept - 2), 1u << (s->nkept - 1), 1u << s->nkept};
}

/* The widest lane of what a step computes and folds, in bytes; 0: some value is none of a block. */
static uint32_t widest(const plan *out, const plan_stage *s, uint32_t *cost, uint32_t *all) {
  block_loops l = loops_of(s);
  uint32_t bytes = 1;
  *cost = *all = 0;
  for (uint32_t i = 0; i < s->nvalues; i++) {
    const plan_value *v = &out->values.at[s->values + i];
    *all += ops[v->op].cost;
    if (v->phase != PHASE_MAIN || op_folds((op_id)v->op)) continue;
    bool rows = v->loops & l.row, columns = v->loops & l.column;
    if (!(v->loops & (l.row | l.column | l.reduced))) continue;
    if (rows && columns && !(v->loops & l.reduced)) return 0;
    if (v->op == OP_INDEX || v->op == OP_IOTA ||
        (v->op == OP_POW && !dtype_is_float((jx_dtype)v->dtype)))
      return 0;
    if (columns && !rows && v->dtype == JX_BOOL) return 0; /* panels have whole bytes */
    if (!columns) continue;
    element_form form = element_form_of(v->dtype);
    if (rows && form.parts > 1) return 0;
    if (rows) *cost += ops[v->op].cost;
    if (form.worked / 8u > bytes) bytes = form.worked / 8u;
  }
  for (uint32_t i = 0; i < s->naccumulators; i++) {
    uint32_t lane = dtypes[plan_block_run(out, &out->accumulators.at[s->accumulators + i])].size;
    if (lane > bytes) bytes = lane;
  }
  return bytes;
}

/* Rows by vectors whose accumulators leave a quarter of the registers to what is loaded. */
static void choose_block(plan_stage *s, uint32_t registers, uint32_t cost) {
  static const uint8_t blocks[][2] = {{8, 3}, {6, 3}, {4, 4}, {4, 3},
                                      {4, 2}, {3, 2}, {4, 1}, {2, 1}};
  uint32_t room = registers * 3 / 4 / s->naccumulators;
  for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
    uint32_t n = blocks[i][0] * blocks[i][1];
    if (n > room || n * (cost + s->naccumulators) > STEP_COST) continue;
    s->block_rows = blocks[i][0];
    s->block_vectors = blocks[i][1];
    return;
  }
}

/* Loops may be others than positions were: no main value is read along rows and columns, and none
 * is stored. */
static bool reads_apart(const plan *out, const plan_stage *s) {
  block_loops l = loops_of(s);
  for (uint32_t i = 0; i < s->nvalues; i++) {
    const plan_value *v = &out->values.at[s->values + i];
    if (v->phase != PHASE_MAIN || op_folds((op_id)v->op)) continue;
    if (op_gathers((op_id)v->op)) return false;
    if (v->op == OP_INPUT && v->loops & l.row && v->loops & l.column) return false;
  }
  for (uint32_t i = 0; i < s->nstores; i++)
    if (out->accesses.at[s->accesses + out->stores.at[s->stores + i].access].store == PHASE_MAIN)
      return false;
  return true;
}

/* What a block folds in is plan_block_run()'s. Sums that are not finite are done in the other way:
 * runs of float32 overflow where their sum in float64 would not, and what a run of float64 has lost
 * is NaN. */
static void choose_run(plan_stage *s, plan_accumulator *a, bool careful) {
  a->lane = a->dtype;
  if (a->fold == FOLD_SUM_COMPENSATED) a->fold = FOLD_SUM_OF_RUNS;
  if (a->fold != FOLD_SUM_OF_RUNS) return;
  if (careful)
    s->block_checked = 1;
  else
    a->doubtful = 1;
}

/* It folds as any stage does. */
static void leave_alone(const plan *out, const plan_stage *s) {
  for (uint32_t i = 0; i < s->naccesses; i++) {
    plan_access *a = &out->accesses.at[s->accesses + i];
    if (a->vector == ACCESS_TRANSPOSED) a->vector = ACCESS_STRIDED;
  }
}

void contraction_block(const plan *out, plan_stage *s, bool careful) {
  uint32_t cost, all, bytes = 0;
  bool loops = s->nreduced == 1 && s->nkept >= 2 && s->vector == s->nkept - 1;
  if (loops && reads_apart(out, s)) bytes = widest(out, s, &cost, &all);
  if (bytes && cost <= ELEMENT_COST && all <= STAGE_COST)
    choose_block(s, out->target.registers, cost);
  if (!s->block_rows) {
    leave_alone(out, s);
    return;
  }
  s->block_run = RUN;
  s->rows = s->block_rows;
  s->lanes = out->target.vector_bytes / bytes;
  for (uint32_t i = 0; i < s->naccumulators; i++)
    choose_run(s, &out->accumulators.at[s->accumulators + i], careful);
}
