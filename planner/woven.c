/* woven.c: short rows of views that do not lie without a gap, in lanes over rows.
 *
 * `image[:, :, ::-1]`, `a[:, ::2]` and the pieces of `concatenate((a, b), axis=1)` keep rows from
 * becoming one loop with what is around them; and rows of 3 would run in lanes of 8 to 64. The loops
 * stay as they are, but steps take points of both: the stage is *woven* (plan.h). Where elements are
 * is in a table, by which kernels pick a step's elements out of whole vectors of memory, or put them
 * there (codegen/cpu/weaving.c). That wants rows to be *dense*: without large steps in them, and not
 * too far apart where several are needed to fill a vector. Layouts and dims tell it of most views.
 * Of others a call finds it out, and moves elements one by one if it is not so: that is still better
 * than steps with few lanes, for the shortest rows.
 *
 * Elementwise stages alone are woven. Start at woven_find(). */
#include "planner/woven.h"

#include "base/dtype.h"
#include "planner/lower.h"
#include "planner/space.h"

/* Longer programs may be cut into parts, and have work enough in each step. */
#define MEMBERS_MOST 48
/* Bytes of rows that are woven where they are dense: three vectors' fill their steps as they are, and
 * of several accesses, which share what they load then, half as many. */
#define DENSE_BYTES 192
#define DENSE_SEVERAL 4
/* And where that is not known: points of rows that are contiguous in themselves, bytes of others. */
#define UNKNOWN_POINTS 4
#define UNKNOWN_BYTES 64
/* Where helpers move what is woven, as processors without permutations of vectors need them, a few
 * wide elements a step are as fast. */
#define HELPED_BYTES 60
#define PICK_VECTOR 64
/* Elements of a row that is dense are at most so far apart: where rows are shorter than a group (half
 * a vector of 64 bytes), and where a group is in two of them. */
#define STEP_MOST 3
#define STEP_LONG 2
#define GROUP_BYTES 32
/* Points of rows that are contiguous in themselves, and gain nothing but a full step: by bytes of an
 * element, 1 to 16, and by how many accesses are woven. Those of a stencil each take as long as one
 * does, where a row has what they share. Measured with AVX-512 on rows of 2 to 32 (Sapphire Rapids). */
#define UNIT_SOME 2
#define UNIT_MANY 8
static const uint8_t unit_points[3][5] = {{20, 24, 16, 8, 4}, {24, 16, 10, 7, 3}, {11, 4, 0, 0, 0}};
/* Points of rows of which some elements are left out, evenly: where whole vectors can be loaded as far
 * as elements are in use, a step at the end of a row picks its own out of them. By bytes of an
 * element. */
static const uint8_t spaced_points[5] = {24, 20, 12, 8, 4};
#define SPACED_UNKNOWN 8
/* And so many times as many elements lie from one short row to the next as it has: 7/2. */
#define ROW_TIMES 7
#define ROW_PARTS 2

static bool is_concerned(const planner *p, const proto *s) {
  if (s->npositions < 2 || s->vector == NONE || s->folding || s->scanning || s->members.n ||
      s->crossed || s->contracts || s->order[s->npositions - 1] != s->vector ||
      s->main.n > MEMBERS_MOST || p->out->target.vector_bytes < 16)
    return false;
  for (size_t i = 0; i < s->main.n; i++)
    if (access_gathers(p, &s->main.at[i]) || graph_at(p->g, s->main.at[i].node)->item) return false;
  return true;
}

/* What accesses have in common. */
typedef struct findings {
  uint32_t item;      /* bytes of the largest element */
  int woven;          /* accesses that move along both loops */
  bool known, single; /* all are dense; those that may not be are contiguous along a row */
  bool units;         /* all are contiguous along a row */
  bool cut;           /* some are along parts of an axis, whose rows may be dense */
  bool spaced; /* all go forward along a row, by a few elements that are neighbours in memory */
} findings;

/* n * d, as a dim. */
static dim_ref times(planner *p, dim_ref d, int64_t n) {
  return planner_dim(p, DIM_MUL, d, planner_dim(p, DIM_CONST, -1, -1, n), 0);
}

/* Whether short rows lie no further apart than two vectors allow for, which is guarded. */
static bool lie_close(planner *p, const access_view *a, int x, int y, dim_ref points,
                      jx_status *status) {
  int inner = access_source_axis(a, x), outer = access_source_axis(a, y);
  int64_t step = a->axes[y].step;
  if (a->axes[y].by || a->axes[y].of || step > INT32_MAX || step < -INT32_MAX) return false;
  dim_ref all = space_row(p, a, outer, inner);
  if (all < 0 || graph_is_free(p->g, all)) return false;
  dim_ref apart = times(p, all, ROW_PARTS * (step < 0 ? -step : step));
  dim_ref left = planner_dim(p, DIM_SUB, times(p, points, ROW_TIMES), apart, 0);
  bool close = planner_value(p, left).i >= 0;
  *status = close ? planner_guard(p, GUARD_RANGE, left, -1, 0, INT64_MAX)
                  : planner_guard(p, GUARD_RANGE, left, -1, INT64_MIN, -1);
  return close;
}

static bool is_dense(planner *p, const proto *s, const access_view *a, int x, int y, dim_ref points,
                     uint32_t positions, jx_status *status) {
  const view_axis *in = &a->axes[x];
  int64_t step = in->step < 0 ? -in->step : in->step, item = access_item(p, a);
  if (in->by || in->of || step > STEP_MOST || !access_unit(p, a, access_source_axis(a, x)))
    return false;
  int64_t group = GROUP_BYTES / (item < 8 ? item : 8);
  bool few = planner_within(p, graph_at(p->g, s->model), positions, group - 1, status);
  if (*status != JX_OK) return false;
  return (!few && step <= STEP_LONG) || lie_close(p, a, x, y, points, status);
}

/* Whether steps of one row alone pick an access's elements out of whole vectors (lower.c). */
static bool is_spaced(const planner *p, const access_view *a, int x) {
  int64_t step = lower_step(p, &a->axes[x]);
  int64_t most = access_item(p, a) >= 4 ? PLAN_SPACED : 2;
  return step >= 1 && step <= most && access_unit(p, a, access_source_axis(a, x));
}

/* Whether an access that does not let the loops be one can be woven. */
static bool can_weave(planner *p, const proto *s, const access_view *a, bool stored, dim_ref points,
                      uint32_t positions, findings *f, jx_status *status) {
  int x = access_axis(p, a, s->innermost), y = access_axis(p, a, s->outer);
  uint32_t item = access_item(p, a);
  if (item > 16 || (item & (item - 1))) return false;
  if (item > f->item) f->item = item;
  if (x < 0 || y < 0) return !stored;
  if (!access_is_around(p, a, y, x)) return false;
  f->woven++;
  f->units = f->units && access_is_unit(p, a, x);
  f->cut = f->cut || a->axes[x].by;
  f->spaced = f->spaced && is_spaced(p, a, x);
  if (is_dense(p, s, a, x, y, points, positions, status)) return true;
  f->known = false;
  f->single = f->single && access_is_unit(p, a, x);
  return *status == JX_OK;
}

/* Points of the innermost positions, order[s->first ..]; -1: no dims tell them apart. */
static dim_ref points_of(planner *p, const proto *s, uint32_t *positions) {
  const graph_node *model = graph_at(p->g, s->model);
  dim_ref points = -1;
  *positions = 0;
  for (int i = s->first; i < s->npositions; i++) {
    dim_ref d = graph_dim(p->g, model, s->order[i]);
    if (graph_is_free(p->g, d)) return -1;
    *positions |= 1u << s->order[i];
    points = points < 0 ? d : planner_dim(p, DIM_MUL, points, d, 0);
  }
  return points;
}

static int64_t most_points(const findings *f, bool masks) {
  if (f->spaced && !f->units && masks)
    return f->known || f->cut ? spaced_points[__builtin_ctz(f->item)] : SPACED_UNKNOWN;
  if (!f->known) return f->single ? UNKNOWN_POINTS : UNKNOWN_BYTES / f->item;
  if (!f->units) return DENSE_BYTES / (f->woven >= DENSE_SEVERAL ? 2 : 1) / f->item;
  int some = (f->woven >= UNIT_SOME) + (f->woven >= UNIT_MANY);
  return unit_points[some][__builtin_ctz(f->item)];
}

static bool is_short(planner *p, const proto *s, const findings *f, uint32_t positions,
                     jx_status *status) {
  const graph_node *model = graph_at(p->g, s->model);
  bool masks = p->out->target.vector_bytes >= PICK_VECTOR;
  int64_t most = most_points(f, masks);
  if (!masks && f->item >= 4 && most > HELPED_BYTES / f->item) most = HELPED_BYTES / f->item;
  if (most > PLAN_MAX_WOVEN) most = PLAN_MAX_WOVEN;
  return planner_within(p, model, positions, most, status);
}

jx_status woven_find(planner *p, proto *s) {
  s->woven = false;
  if (s->around >= 0 || !is_concerned(p, s)) return JX_OK;
  int last = s->npositions - 1, first = last;
  while (first > 0 && space_merges(p, s, s->order[first - 1], s->order[first])) first--;
  if (first == 0) return JX_OK;
  for (int i = first - 1; i <= last; i++)
    if (space_counts_along(p, s, s->order[i])) return JX_OK;
  s->innermost = (int8_t)s->order[last];
  s->outer = s->order[first - 1];
  s->first = (uint8_t)first;
  jx_status status = JX_OK;
  uint32_t positions;
  dim_ref points = points_of(p, s, &positions);
  if (points < 0 ||
      !planner_within(p, graph_at(p->g, s->model), positions, PLAN_MAX_WOVEN, &status))
    return status;
  findings f = {.item = 1, .known = true, .single = true, .units = true, .spaced = true};
  access_view a;
  bool found, can = true;
  for (size_t i = 0; can && space_access(p, s, i, &a, &found); i++) {
    bool stored = i >= s->main.n + s->post.n;
    if (found && !access_merges(p, s, &a, s->outer, s->order[first]))
      can = can_weave(p, s, &a, stored, points, positions, &f, &status);
  }
  if (status != JX_OK || !can || !f.woven) return status;
  s->woven = is_short(p, s, &f, positions, &status);
  return status;
}
