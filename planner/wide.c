/* wide.c: see wide.h.
 *
 * In sum(points, axis=0) of shape (n, 3) the kept loop runs in lanes, and three of eight do
 * something. But rows lie one behind the other, so many of them are one *wide row*, whose lanes are
 * all in use: each of its points has an accumulator of its own, and those of one column are combined
 * when the rows are over (codegen/cpu/wide.c). What is the same in all rows is then periodic, as in
 * a flat vector loop; an index of the row, or a weight of it, is one for each point. So a wide row is
 * for stages in which everything that moves from row to row lies so.
 *
 * Rows of a scan wait for one another, and stay as they are; where they are no longer than a step, a
 * row is one step (codegen/cpu/narrow.c).
 *
 * How many rows make a wide one follows from the columns, and not from the call's other sizes.
 * Start at wide_find(). */
#include "planner/wide.h"

#include "base/dtype.h"
#include "planner/lower.h"
#include "planner/space.h"

/* Columns, at most: longer rows fill their steps. */
#define WIDE_COLUMNS 32
/* And where a weight of each row is picked for each of its points, which takes as long as a load. */
#define WIDE_WEIGHTED 4
/* Rows, at least: combining the accumulators takes as long as some of them. */
#define WIDE_ROWS 256
/* Lanes of a scan, at least. */
#define NARROW_LANES 2
/* Operations at a point, and values, at most: parts (codegen/cpu/parts.h) do not know wide rows. */
#define WIDE_COST 48
#define WIDE_VALUES 24

/* Whether a proto folds across its vector loop what is cheap, and no strings. */
static bool folds_plainly(const planner *p, const proto *s) {
  uint32_t cost = 0;
  if (!s->folding || s->contracts || s->around >= 0 || s->members.n || s->crossed || s->beside.n ||
      s->vector == NONE || s->reduced >> s->vector & 1 || !s->reduced)
    return false;
  size_t n = s->main.n + (s->scanning ? s->post.n : 0);
  for (size_t i = 0; i < n; i++) {
    const member *m = i < s->main.n ? &s->main.at[i] : &s->post.at[i - s->main.n];
    const graph_node *x = graph_at(p->g, m->node);
    if (x->item || x->op == OP_CONTAINS || access_gathers(p, m)) return false;
    if (!m->loaded) cost += ops[x->op].cost;
  }
  return cost <= WIDE_COST && n <= WIDE_VALUES;
}

/* Whether a main value is made of the index along a position. */
static bool counts_along(const planner *p, const proto *s, int position) {
  for (size_t i = 0; i < s->main.n; i++) {
    graph_ref r = s->main.at[i].node;
    const graph_node *n = graph_at(p->g, r);
    if (n->op != OP_IOTA) continue;
    int to = p->g->axes.at[p->g->views.at[n->view].axes].to;
    if (to >= 0 && proto_position(p, s, r, to, false) == position) return true;
  }
  return false;
}

/* Whether elements that are the same in all columns can be picked out of a vector of memory. */
static bool picks(const planner *p, const access_view *a, int axis, jx_dtype dtype) {
  uint32_t item = access_item(p, a);
  return !dtype_is_complex(dtype) && p->out->target.vector_bytes == 64 &&
         (item == 4 || item == 8) && access_is_unit(p, a, axis);
}

/* Whether all that is read lies in wide rows, or is the same in all rows, or in all columns, which
 * begin with position `first`. */
static bool lies_wide(planner *p, const proto *s, int row, int first, int *periodic,
                      bool *weighted) {
  access_view a;
  bool found;
  for (size_t i = 0; i < s->main.n && space_access(p, s, i, &a, &found); i++) {
    if (!found) continue;
    int by_row = access_axis(p, &a, row), by_column = access_axis(p, &a, (int)s->vector);
    jx_dtype dtype = (jx_dtype)graph_at(p->g, s->main.at[i].node)->dtype;
    if (by_row >= 0 && by_column < 0 && !picks(p, &a, by_row, dtype)) return false;
    if (by_row >= 0 && by_column >= 0 &&
        !(access_is_unit(p, &a, by_column) && access_merges(p, s, &a, row, first)))
      return false;
    *periodic += by_row < 0 && by_column >= 0;
    *weighted = *weighted || (by_row >= 0 && by_column < 0);
  }
  return *periodic <= PLAN_MAX_PERIODIC;
}

/* The positions order[from .. to], none of which is of a size that is free; 0: one is. */
static uint32_t positions_of(const planner *p, const proto *s, int from, int to) {
  uint32_t positions = 0;
  for (int i = from; i <= to; i++) {
    if (graph_is_free(p->g, graph_dim(p->g, graph_at(p->g, s->model), s->order[i]))) return 0;
    positions |= 1u << s->order[i];
  }
  return positions;
}

static dim_ref points_of(planner *p, const proto *s, int from, int to) {
  dim_ref all = -1;
  for (int i = from; i <= to; i++) {
    dim_ref d = graph_dim(p->g, graph_at(p->g, s->model), s->order[i]);
    all = all < 0 ? d : planner_dim(p, DIM_MUL, all, d, 0);
  }
  return all;
}

/* Lanes of which a row of a scan takes no more. */
static jx_status find_narrow(planner *p, proto *s, uint32_t columns) {
  const graph_node *model = graph_at(p->g, s->model);
  jx_status status = JX_OK;
  for (uint32_t lanes = WIDE_COLUMNS; columns && lanes >= NARROW_LANES; lanes /= 2) {
    if (!planner_within(p, model, columns, lanes, &status)) break;
    s->narrow = (uint8_t)lanes;
  }
  return status;
}

jx_status wide_find(planner *p, proto *s) {
  s->wide = false;
  s->narrow = 0;
  if (!folds_plainly(p, s)) return JX_OK;
  int last = 0, end = s->npositions - 1;
  while (s->order[last] != s->vector) last++;
  int first = last, rows = end;
  while (first > 0 && space_merges(p, s, s->order[first - 1], s->order[first])) first--;
  if (s->scanning) return find_narrow(p, s, positions_of(p, s, first, last));
  while (rows > last + 1 && space_merges(p, s, s->order[rows - 1], s->order[rows])) rows--;
  for (int i = first; i <= last; i++)
    if (counts_along(p, s, s->order[i])) return JX_OK;
  int periodic = 0;
  bool weighted = false;
  if (!lies_wide(p, s, s->order[end], s->order[first], &periodic, &weighted)) return JX_OK;
  const graph_node *model = graph_at(p->g, s->model);
  uint32_t columns = positions_of(p, s, first, last), many = positions_of(p, s, rows, end);
  jx_status status = JX_OK;
  int64_t most = weighted ? WIDE_WEIGHTED : WIDE_COLUMNS;
  s->wide = columns && many && planner_within(p, model, columns, most, &status) &&
            status == JX_OK && !planner_within(p, model, many, WIDE_ROWS - 1, &status);
  if (status != JX_OK || !s->wide || !periodic) return status;
  s->innermost = (int8_t)s->vector;
  s->around = (int8_t)s->order[end];
  s->period = points_of(p, s, first, last);
  s->merged_from = s->merged_to = 0;
  return JX_OK;
}

void wide_stage(const plan *out, plan_stage *stage) {
  uint32_t row = 1u << (stage_loops(stage) - 1), vector = 1u << stage->vector;
  for (uint32_t i = 0; i < stage->nvalues; i++) {
    plan_value *v = &out->values.at[stage->values + i];
    if (v->phase == PHASE_MAIN && v->loops & row) v->loops |= vector;
  }
  stage->wide = 1;
}
