/* short_axis.c: folds along an innermost axis that is short.
 *
 * Takes the positions of a folding proto in the order in which memory lies; puts another one into
 * lanes where that is faster. Bounds are measured. Start at short_axis_avoid(). */
#include "planner/short_axis.h"

#include <string.h>

#include "base/dtype.h"
#include "planner/lower.h"

/* A reduced axis that is short would leave most of a fold's time to the end of each kept point,
 * where lanes are folded: then the innermost kept position runs in lanes, although it leaps. A
 * kernel is made for short axes or for others.
 *
 * Where squares of elements are turned around in registers, or loaded one by one, leaping costs
 * little, and how long an end takes is what decides: a variance's takes longest. So the bound is that of the dearest fold,
 * where there are some rows more than lanes. Beyond it memory binds, and is read best along rows;
 * and stages that leap are in no chain with those that do not. */
#define SHORT_AXIS 24
#define SHORT_DEVIATIONS 96
#define SHORT_WIDENED_DEVIATIONS 256
#define SHORT_SUM 40          /* of float64, */
#define SHORT_DEAR_SUM 56     /* that are dear to compute, */
#define SHORT_WIDENED_SUM 64  /* of float32: rows of whole steps need no turning, */
#define SHORT_WIDENED_DEAR 56 /* and dear ones */
#define SHORT_BYTES_SUM 48
#define DEAR 16
#define TURNED_COST 40
#define TURNED_ROWS 24

static int64_t short_axis_of(const planner *p, graph_ref fold, uint32_t cost) {
  const graph_node *x = graph_at(p->g, graph_at(p->g, fold)->args[0]);
  jx_dtype of = (jx_dtype)(x->op == OP_CAST ? graph_at(p->g, x->args[0])->dtype : x->dtype);
  switch (lower_fold(p, fold)) {
  case FOLD_DEVIATIONS: return dtypes[of].size <= 4 ? SHORT_WIDENED_DEVIATIONS : SHORT_DEVIATIONS;
  case FOLD_SUM_COMPENSATED:
    if (dtypes[of].size <= 4) return cost >= DEAR ? SHORT_WIDENED_DEAR : SHORT_WIDENED_SUM;
    return cost >= DEAR ? SHORT_DEAR_SUM : SHORT_SUM;
  case FOLD_SUM: return dtypes[of].size == 1 && of != JX_BOOL ? SHORT_BYTES_SUM : SHORT_AXIS;
  default: return SHORT_AXIS;
  }
}

/* Whether elements are numbers that are loaded from where the loops are. */
static bool are_loaded(const planner *p, const proto *s) {
  for (size_t i = 0; i < s->main.n; i++) {
    const graph_node *n = graph_at(p->g, s->main.at[i].node);
    if (access_gathers(p, &s->main.at[i]) || n->item || dtype_is_complex((jx_dtype)n->dtype))
      return false;
  }
  return true;
}

/* Axes of less than this are short. */
static int64_t short_axis(const planner *p, const proto *s) {
  int64_t most = SHORT_AXIS;
  uint32_t cost = 0;
  if (s->scanning || p->out->target.vector_bytes < 64) return most;
  if (__builtin_popcount(s->reduced) > 1 || s->beside.n) return most; /* ends are rare */
  for (size_t i = 0; i < s->main.n; i++)
    if (!s->main.at[i].loaded) cost += ops[graph_at(p->g, s->main.at[i].node)->op].cost;
  if (cost > TURNED_COST || !are_loaded(p, s)) return most;
  for (size_t i = 0; i < s->folds.n; i++) {
    int64_t one = short_axis_of(p, s->folds.at[i], cost);
    if (one > most) most = one;
  }
  return most;
}

/* Whether there are rows enough. */
static bool has_rows(planner *p, const proto *s, jx_status *status) {
  uint32_t kept = s->positions & ~s->reduced;
  const graph_node *model = graph_at(p->g, s->model);
  for (int k = 0; k < JX_MAX_RANK; k++) /* a size that is free counts as large */
    if (kept >> k & 1 && graph_is_free(p->g, graph_dim(p->g, model, k))) return true;
  return !planner_within(p, model, kept, TURNED_ROWS - 1, status);
}

jx_status short_axis_avoid(planner *p, proto *s, uint8_t *order, int n) {
  int kept = n - 1;
  if (n == 0 || !(s->reduced >> order[n - 1] & 1) || s->members.n) return JX_OK;
  while (kept >= 0 && s->reduced >> order[kept] & 1) kept--;
  if (kept < 0) return JX_OK;
  dim_ref axis = graph_dim(p->g, graph_at(p->g, s->model), order[n - 1]);
  if (graph_is_free(p->g, axis)) return JX_OK;
  int64_t most = short_axis(p, s), extent = planner_value(p, axis).i, least = 0;
  if (extent >= most) return planner_guard(p, GUARD_RANGE, axis, -1, most, INT64_MAX);
  if (extent >= SHORT_AXIS && most > SHORT_AXIS) {
    jx_status status = JX_OK;
    least = SHORT_AXIS;
    bool turns = has_rows(p, s, &status);
    if (status != JX_OK) return status;
    if (!turns) return planner_guard(p, GUARD_RANGE, axis, -1, SHORT_AXIS, most - 1);
  } else {
    most = SHORT_AXIS;
  }
  uint8_t lanes = order[kept];
  memmove(order + kept, order + kept + 1, (size_t)(n - 1 - kept));
  order[n - 1] = lanes;
  return planner_guard(p, GUARD_RANGE, axis, -1, least, most - 1);
}
