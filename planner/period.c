/* period.c: short innermost axes as part of one flat vector loop.
 *
 * In `image - mean`, of shapes (h, w, 3) and (3,), the image lets all three positions be one loop,
 * and the mean does not: rows of 3 would run in lanes of 8. But along the flat loop the mean only
 * repeats, with a period of 3 points. So where every access of the innermost positions either goes
 * on outside of them or does not move there at all, and a period has few points, the vector loop
 * takes the outer positions too, and what does not move there is *periodic*: a kernel reads it from
 * a small table that it fills first (codegen/cpu/periodic.c). It costs one load of the first-level
 * cache, and spares a partial step at the end of each period. What moves along the outer positions
 * alone, as the weights of `points*weights[:,None]`, is *spread*: a table has it for the next few
 * hundred points. An index along the innermost position is periodic, too.
 *
 * The period's points may be any number to PLAN_MAX_PERIOD, which is guarded, not compiled in.
 * Start at period_find(). */
#include "planner/period.h"

#include "base/dtype.h"
#include "planner/lower.h"
#include "planner/space.h"

/* Rows with something spread are merged to so many points: longer ones, and those of 64, fill their
 * steps as they are. And what a point of the stage may cost then. */
#define SPREAD_MOST 63
#define SPREAD_COST 160
/* Where numbers of 8 bytes only say what is stored in one, as in comparisons, all lanes of what is
 * spread cost more than a partial step in each row, from a few points on. */
#define SPREAD_NARROW 19
#define NARROW_TIMES 8
/* Points of the vector loop, at least, where it is one of many: tables are filled for each. */
#define SPREAD_LEAST 256
/* Rows of no more points than a register has lanes: what is spread costs less in lanes at every
 * point than alone for each row, up to what is compiled in one piece. */
#define FEW_MOST 8
#define FEW_COST 320

/* Stages that run otherwise, and nodes that are read otherwise. */
static bool is_concerned(const planner *p, const proto *s) {
  if (s->npositions < 2 || s->vector == NONE || s->scanning || s->members.n || s->crossed)
    return false;
  for (size_t i = 0; i < s->main.n + s->post.n; i++) {
    const member *m = i < s->main.n ? &s->main.at[i] : &s->post.at[i - s->main.n];
    if (access_gathers(p, m) || graph_at(p->g, m->node)->item) return false;
  }
  return true;
}

static bool is_periodic(const planner *p, const proto *s, const access_view *a) {
  return access_axis(p, a, s->innermost) >= 0 && access_axis(p, a, s->around) < 0;
}

static bool is_spread(const planner *p, const proto *s, const access_view *a) {
  return access_axis(p, a, s->innermost) < 0 && access_axis(p, a, s->around) >= 0;
}

/* Accesses that repeat; `counts`: so do indices along the innermost position. */
typedef struct repeats {
  int periodic, spread;
  bool counts;
} repeats;

/* What is spread, or an index within a period, is computed at every point, not once for each row:
 * an elementwise stage, in which that is cheap. */
static bool may_spread(const planner *p, const proto *s, uint32_t most) {
  uint32_t cost = 0;
  for (size_t i = 0; i < s->main.n; i++)
    if (!s->main.at[i].loaded) cost += ops[graph_at(p->g, s->main.at[i].node)->op].cost;
  return !s->folding && cost <= most;
}

/* All that is stored is much narrower than the widest number that is computed. */
static bool narrows(planner *p, const proto *s) {
  uint32_t widest = 0, stored = 0;
  access_view a;
  bool found;
  for (size_t i = 0; i < s->main.n; i++) {
    uint32_t size = (uint32_t)dtypes[graph_at(p->g, s->main.at[i].node)->dtype].size;
    if (size > widest) widest = size;
  }
  for (size_t i = s->main.n + s->post.n; space_access(p, s, i, &a, &found); i++)
    if (found && access_item(p, &a) > stored) stored = access_item(p, &a);
  return stored && stored * NARROW_TIMES <= widest;
}

/* Indices within a period have a table, which parts of a long program do not know. */
#define COUNT_MOST 48

static bool may_count(const planner *p, const proto *s, int position) {
  return position == s->innermost && s->main.n <= COUNT_MOST && may_spread(p, s, SPREAD_COST);
}

/* Whether the loop over `outer` may go on with the one over `inner`, which is its neighbour and
 * part of the vector loop, when what does not move along s->around is periodic, and what does not
 * move along s->innermost is spread. */
static bool goes_on(planner *p, const proto *s, int outer, int inner, repeats *r) {
  bool counts = space_counts_along(p, s, inner);
  if (space_counts_along(p, s, outer) || (counts && !may_count(p, s, inner))) return false;
  access_view a;
  bool found;
  *r = (repeats){.counts = counts};
  for (size_t i = 0; space_access(p, s, i, &a, &found); i++) {
    if (!found) continue;
    bool periodic = is_periodic(p, s, &a), spread = is_spread(p, s, &a);
    bool stored = i >= s->main.n + s->post.n;
    if ((periodic || spread) && stored) return false;
    if (periodic && access_axis(p, &a, outer) >= 0) return false;
    bool begins = spread && outer == s->around; /* and what is inside does not matter */
    if (!periodic && !begins && !access_merges(p, s, &a, outer, inner)) return false;
    r->periodic += periodic;
    r->spread += spread;
  }
  return r->periodic + r->spread <= PLAN_MAX_PERIODIC;
}

/* Whether positions order[from .. to] have few points together; a kernel is for few or for many. */
static bool is_short(planner *p, proto *s, int from, int to, int64_t most, jx_status *status) {
  const graph_node *model = graph_at(p->g, s->model);
  uint32_t positions = 0;
  s->period = -1;
  for (int i = from; i <= to; i++) {
    dim_ref d = graph_dim(p->g, model, s->order[i]);
    if (graph_is_free(p->g, d)) return false;
    positions |= 1u << s->order[i];
    s->period = s->period < 0 ? d : planner_dim(p, DIM_MUL, s->period, d, 0);
  }
  return planner_within(p, model, positions, most, status);
}

/* Whether tables of what is spread would be filled again and again for a few points: the vector loop
 * takes the positions from order[from] on, and there are others outside. */
static bool are_few(planner *p, const proto *s, int from, int last, jx_status *status) {
  const graph_node *model = graph_at(p->g, s->model);
  uint32_t positions = 0;
  for (int i = from; i <= last && from > 0; i++) {
    if (graph_is_free(p->g, graph_dim(p->g, model, s->order[i]))) return false;
    positions |= 1u << s->order[i];
  }
  return positions && planner_within(p, model, positions, SPREAD_LEAST - 1, status);
}

jx_status period_find(planner *p, proto *s) {
  s->around = -1;
  if (!is_concerned(p, s)) return JX_OK;
  int last = s->npositions - 1;
  repeats r;
  while (s->order[last] != s->vector) last--;
  uint32_t reduced = s->reduced >> s->vector & 1;
  int first = last; /* of the innermost positions, which are one loop in any case */
  while (first > 0 && (s->reduced >> s->order[first - 1] & 1) == reduced &&
         space_merges(p, s, s->order[first - 1], s->order[first]))
    first--;
  if (first == 0 || (s->reduced >> s->order[first - 1] & 1) != reduced) return JX_OK;
  s->innermost = (int8_t)s->vector;
  s->around = (int8_t)s->order[first - 1];
  jx_status status = JX_OK;
  bool any = goes_on(p, s, s->around, s->order[first], &r) && (r.periodic || r.spread || r.counts);
  int64_t most = !r.spread                       ? PLAN_MAX_PERIOD
                 : may_spread(p, s, SPREAD_COST) ? (narrows(p, s) ? SPREAD_NARROW : SPREAD_MOST)
                                                 : FEW_MOST;
  any = any && (most > FEW_MOST || may_spread(p, s, FEW_COST)) &&
        is_short(p, s, first, last, most, &status);
  if (!any) {
    s->around = -1;
    return status;
  }
  int outermost = first - 1;
  bool spread = r.spread;
  while (outermost > 0 && (s->reduced >> s->order[outermost - 1] & 1) == reduced &&
         goes_on(p, s, s->order[outermost - 1], s->order[outermost], &r))
    outermost--;
  if (spread && are_few(p, s, outermost, last, &status)) {
    s->around = -1;
    return status;
  }
  s->merged_from = (uint8_t)outermost;
  s->merged_to = (uint8_t)last;
  return JX_OK;
}

bool period_merges(const proto *s, int i) {
  return s->around >= 0 && i > s->merged_from && i <= s->merged_to;
}
