/* short_axis.c: folds along an innermost axis that is short.
 *
 * Takes the positions of a folding proto in the order in which memory lies; puts another one into
 * lanes where that is faster. Bounds are measured. Start at short_axis_avoid(). */
#include "planner/short_axis.h"

#include <string.h>

#include "base/dtype.h"
#include "planner/lower.h"
#include "planner/space.h"

/* A reduced axis that is short would leave most of a fold's time to the end of each kept point,
 * where lanes are folded: then the innermost kept position runs in lanes, although it leaps. A
 * kernel is made for short axes or for others.
 *
 * Where squares of elements are turned around in registers, or loaded one by one, leaping costs
 * little, and how long an end takes is what decides: a variance's takes longest. So the bound is
 * that of the dearest fold, where there are some rows more than lanes. Beyond it memory binds, and
 * is read best along rows; and stages that leap are in no chain with those that do not. */
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
static bool are_loaded(const planner *p, const member_list *members) {
  for (size_t i = 0; i < members->n; i++) {
    const graph_node *n = graph_at(p->g, members->at[i].node);
    if (access_gathers(p, &members->at[i]) || n->item || dtype_is_complex((jx_dtype)n->dtype))
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
  if (cost > TURNED_COST || !are_loaded(p, &s->main)) return most;
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

/* Whether the reduced positions up to order[last] that are one loop have together what is no short
 * axis, though the innermost alone is one: rows of colours are folded along all of an image's row.
 * Then a kernel is for such. */
static bool is_long_together(planner *p, const proto *s, const uint8_t *order, int last,
                             jx_status *status) {
  const graph_node *model = graph_at(p->g, s->model);
  uint32_t positions = 1u << order[last];
  for (int i = last; i > 0 && s->reduced >> order[i - 1] & 1; i--) {
    if (graph_is_free(p->g, graph_dim(p->g, model, order[i - 1]))) break;
    if (!space_merges(p, s, order[i - 1], order[i])) break;
    positions |= 1u << order[i - 1];
  }
  if (positions == 1u << order[last]) return false;
  return !planner_within(p, model, positions, SHORT_AXIS - 1, status);
}

/* ---- Rows that end together ----
 *
 * With AVX-512, up to eight rows go side by side along the short axis, and the lanes of all of them
 * are folded in the same instructions (codegen/cpu/together.c), so that an end takes little more
 * than that of one row, and no element has to be turned around. Accumulators of several rows have
 * to be in registers. */
#define TOGETHER_FOLDS 4
#define TOGETHER_COST 48
#define TOGETHER_LEAST 9
#define TOGETHER_LEAST_SUM 13 /* of what is widened when a row ends, or at every step */
#define TOGETHER_LEAST_PLACE 10
#define TOGETHER_MOST_PLACE 128
#define TOGETHER_LEAST_COUNT 24 /* and of bools that were made of bytes */

/* Longer rows, in points or bytes, are bound by memory as they are. */
#define TOGETHER_MOST 512
#define TOGETHER_BYTES 1024
/* A kernel is for rows of more points than these or of fewer: in which each lane adds four of them,
 * or a run of float32. */
#define TOGETHER_FEW 32
#define TOGETHER_RUN 128

static bool ends_together(const planner *p, graph_ref fold) {
  const graph_node *n = graph_at(p->g, fold);
  switch (lower_fold(p, fold)) {
  case FOLD_SUM:
  case FOLD_PROD:
  case FOLD_MIN:
  case FOLD_MAX:
  case FOLD_OR:
  case FOLD_AND: return true;
  case FOLD_ARGMIN:
  case FOLD_ARGMAX: return dtypes[graph_at(p->g, n->args[0])->dtype].size >= 4;
  case FOLD_SUM_COMPENSATED:
    return !p->g->careful || graph_magnitude(p->g, n->args[0]) <= GRAPH_SUMS_FIT;
  default: return false;
  }
}

static bool end_together(const planner *p, const proto *s) {
  uint32_t cost = 0;
  if (p->out->target.vector_bytes < 64 || s->scanning || s->members.n || s->crossed ||
      s->beside.n || s->folds.n > TOGETHER_FOLDS || !are_loaded(p, &s->main) ||
      !are_loaded(p, &s->post))
    return false;
  for (size_t i = 0; i < s->folds.n; i++)
    if (!ends_together(p, s->folds.at[i])) return false;
  for (size_t i = 0; i < s->main.n + s->post.n; i++) {
    const member *m = i < s->main.n ? &s->main.at[i] : &s->post.at[i - s->main.n];
    if (!m->loaded) cost += ops[graph_at(p->g, m->node)->op].cost;
  }
  return cost <= TOGETHER_COST;
}

/* Bytes of what is made into the smallest elements that are read along the rows. */
static uint32_t least_bytes(const planner *p, const proto *s) {
  uint32_t bytes = 8;
  for (size_t i = 0; i < s->main.n; i++) {
    const graph_node *n = graph_at(p->g, s->main.at[i].node);
    if (s->main.at[i].loaded && n->varies & s->reduced && dtypes[n->dtype].size < bytes)
      bytes = dtypes[n->dtype].size;
  }
  return bytes;
}

/* Shorter rows are folded across. */
static int64_t least_together(const planner *p, const proto *s) {
  uint32_t bytes = least_bytes(p, s);
  int64_t least = TOGETHER_LEAST;
  for (size_t i = 0; i < s->folds.n; i++) {
    jx_dtype of = (jx_dtype)graph_at(p->g, graph_at(p->g, s->folds.at[i])->args[0])->dtype;
    plan_fold fold = lower_fold(p, s->folds.at[i]);
    if (fold_table[fold].form == FORM_PLACE) return TOGETHER_LEAST_PLACE;
    bool sum = fold == FOLD_SUM || fold == FOLD_SUM_COMPENSATED, count = sum && of == JX_BOOL;
    if (s->folds.n > 1 && of == JX_FLOAT32) least = TOGETHER_LEAST_SUM;
    if (!sum || bytes == 8 || (bytes == 4 && fold == FOLD_SUM && !count)) continue;
    least = count && bytes == 1 ? TOGETHER_LEAST_COUNT : TOGETHER_LEAST_SUM;
  }
  return least;
}

/* Longer rows end by themselves; those that some element settles, early. */
static int64_t most_together(const planner *p, const proto *s) {
  int64_t bytes = least_bytes(p, s), most = TOGETHER_BYTES / bytes;
  bool settled = true;
  for (size_t i = 0; i < s->folds.n; i++) {
    plan_fold fold = lower_fold(p, s->folds.at[i]);
    if (fold_table[fold].form == FORM_PLACE) return TOGETHER_MOST_PLACE;
    settled = settled && (fold == FOLD_OR || fold == FOLD_AND);
  }
  if (settled) return bytes == 1 ? TOGETHER_RUN : TOGETHER_FEW;
  return most < TOGETHER_MOST ? most : TOGETHER_MOST;
}

/* Rows of more points than these have another kernel; 0: none have. */
static int64_t few_together(const planner *p, const proto *s) {
  for (size_t i = 0; i < s->folds.n; i++) {
    plan_fold fold = lower_fold(p, s->folds.at[i]);
    if (fold == FOLD_SUM_COMPENSATED) return least_bytes(p, s) == 8 ? TOGETHER_FEW : TOGETHER_RUN;
  }
  return 0;
}

/* Points of the reduced positions from order[from] on. */
static dim_ref points_of(planner *p, const proto *s, const uint8_t *order, int from, int n) {
  const graph_node *model = graph_at(p->g, s->model);
  dim_ref points = graph_dim(p->g, model, order[from]);
  for (int i = from + 1; i < n; i++)
    points = planner_dim(p, DIM_MUL, points, graph_dim(p->g, model, order[i]), 0);
  return points;
}

/* Whether rows of so many points end together: of the reduced positions from order[from] on, which
 * have to be all there are, and one loop. Guarded. */
static bool put_together(planner *p, proto *s, const uint8_t *order, int from, int n,
                         jx_status *status) {
  if (!end_together(p, s) || __builtin_popcount(s->reduced) != n - from) return false;
  for (int i = from; i < n; i++) {
    if (graph_is_free(p->g, graph_dim(p->g, graph_at(p->g, s->model), order[i]))) return false;
    if (i > from && !space_merges(p, s, order[i - 1], order[i])) return false;
  }
  dim_ref axis = points_of(p, s, order, from, n);
  if (axis < 0) {
    *status = diag_memory(p->out->diag);
    return false;
  }
  int64_t points = planner_value(p, axis).i, least = least_together(p, s),
          last = most_together(p, s);
  bool within = points >= least && points <= last;
  if (!within) {
    *status = points < least ? planner_guard(p, GUARD_RANGE, axis, -1, 0, least - 1)
                             : planner_guard(p, GUARD_RANGE, axis, -1, last + 1, INT64_MAX);
    return false;
  }
  if (!has_rows(p, s, status)) return false;
  int64_t few = few_together(p, s), most = points > few || few > last ? last : few;
  if (points > few && few >= least) least = few + 1;
  *status = planner_guard(p, GUARD_RANGE, axis, -1, least, most);
  s->together = (uint32_t)most;
  return true;
}

jx_status short_axis_avoid(planner *p, proto *s, uint8_t *order, int n) {
  int kept = n - 1;
  s->together = 0;
  if (n == 0 || !(s->reduced >> order[n - 1] & 1) || s->members.n) return JX_OK;
  while (kept >= 0 && s->reduced >> order[kept] & 1) kept--;
  if (kept < 0) return JX_OK;
  dim_ref axis = graph_dim(p->g, graph_at(p->g, s->model), order[n - 1]);
  if (graph_is_free(p->g, axis)) return JX_OK;
  int64_t extent = planner_value(p, axis).i, least = 0;
  jx_status status = JX_OK;
  if (put_together(p, s, order, kept + 1, n, &status) || status != JX_OK) return status;
  int64_t most = short_axis(p, s);
  if (extent >= most) return planner_guard(p, GUARD_RANGE, axis, -1, most, INT64_MAX);
  if (extent < SHORT_AXIS && is_long_together(p, s, order, n - 1, &status)) return status;
  if (status != JX_OK) return status;
  if (extent >= SHORT_AXIS && most > SHORT_AXIS) {
    least = SHORT_AXIS;
    bool turns = has_rows(p, s, &status);
    if (status != JX_OK) return status;
    if (!turns) return planner_guard(p, GUARD_RANGE, axis, -1, SHORT_AXIS, most - 1);
  } else if (most > SHORT_AXIS) {
    most = SHORT_AXIS;
  }
  uint8_t lanes = order[kept];
  memmove(order + kept, order + kept + 1, (size_t)(n - 1 - kept));
  order[n - 1] = lanes;
  return planner_guard(p, GUARD_RANGE, axis, -1, least, most - 1);
}
