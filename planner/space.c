/* space.c: the loops of a stage.
 *
 * Takes a proto whose nodes are known; gives the order of its positions (the order in which memory
 * lies, by a vote of everything that is read and written), the vector loop (the innermost
 * position), and loops, where neighbours that lie without a gap in every array become one (or begin
 * anew, see period.c). Decides by layouts alone but for guarded short axes, so that a kernel holds
 * for all arrays of the same layout. */
#include "planner/space.h"

#include <string.h>

#include "base/dtype.h"
#include "planner/contraction.h"
#include "planner/lower.h"
#include "planner/period.h"
#include "planner/short_axis.h"
#include "planner/wide.h"
#include "planner/woven.h"

bool space_access(planner *p, const proto *s, size_t i, access_view *out, bool *found) {
  size_t members = s->main.n + s->post.n;
  *found = true;
  if (i < members) {
    bool post = i >= s->main.n;
    const member *m = post ? &s->post.at[i - s->main.n] : &s->main.at[i];
    *found = m->loaded || access_gathers(p, m);
    if (*found) access_of_leaf(p, s, m, post, out);
    return true;
  }
  i -= members;
  if (i >= s->requests.n + s->beside.n) return false;
  if (i < s->requests.n)
    access_of_request(p, s, &s->requests.at[i], s->folding, out);
  else
    access_of_request(p, s, &s->beside.at[i - s->requests.n], false, out);
  return true;
}

static const layout *access_layout(const planner *p, const access_view *a) {
  if (a->source == SOURCE_OPERAND) return &p->operands[a->index];
  if (a->source == SOURCE_RESULT && p->results && p->results[a->index].dtype)
    return &p->results[a->index];
  return NULL;
}

int access_axis(const planner *p, const access_view *a, int position) {
  const layout *l = access_layout(p, a);
  for (int x = 0; x < a->naxes; x++)
    if (a->axes[x].to == position && !(l && l->zero >> access_source_axis(a, x) & 1)) return x;
  return -1;
}

bool access_is_unit(const planner *p, const access_view *a, int x) {
  const view_axis *v = &a->axes[x];
  return v->step == 1 && !v->by && access_unit(p, a, access_source_axis(a, x));
}

/* The innermost axis of a JOIN, from the left, that has not extent 1; -1: all have. */
static int innermost(const planner *p, graph_ref join) {
  const graph_node *n = graph_at(p->g, join);
  int x = n->rank - 1;
  while (x >= 0 && graph_extent(p->g, n, n->rank - 1 - x) == 1) x--;
  return x;
}

bool access_unit(const planner *p, const access_view *a, int axis) {
  const layout *l = access_layout(p, a);
  if (l) return l->unit >> axis & 1;
  if (a->source == SOURCE_TEMP) return axis == access_axes(a) - 1;
  if (a->join) return axis == innermost(p, a->join);
  const plan_result *r = &p->out->results.at[a->index];
  int i = r->rank - 1;
  while (r->order[i] != axis && a->axes[r->order[i]].to < 0) i--; /* past axes of extent 1 */
  return r->order[i] == axis;
}

uint32_t access_item(const planner *p, const access_view *a) {
  const layout *l = access_layout(p, a);
  if (l) return l->item;
  return a->source == SOURCE_TEMP ? p->out->temps.at[a->index].item
                                  : p->out->results.at[a->index].item;
}

bool access_is_swapped(const planner *p, const access_view *a) {
  const layout *l = access_layout(p, a);
  return l && l->swapped &&
         !dtype_is_string((jx_dtype)l->dtype); /* of which OP_TURNED sees to it */
}

/* Rank of an axis in its array's order of strides; smaller is further out. */
static int axis_rank(const layout *l, int axis) {
  if (!l) return axis;
  for (int j = 0; j < l->rank; j++)
    if (l->order[j] == axis) return j;
  return l->rank;
}

/* Whether what x moves along lies around what y does: by the array's strides, and of one axis, the
 * parts come outermost first, and then the axis itself. */
static bool is_around(const access_view *a, const layout *l, int x, int y) {
  int outer = access_source_axis(a, x), inner = access_source_axis(a, y);
  if (outer != inner) return axis_rank(l, outer) < axis_rank(l, inner);
  return a->axes[x].of && (!a->axes[y].of || x < y);
}

bool access_is_around(const planner *p, const access_view *a, int x, int y) {
  return is_around(a, access_layout(p, a), x, y);
}

dim_ref space_row(planner *p, const access_view *a, int outer, int inner) {
  const layout *l = access_layout(p, a);
  if (l && !layout_merges(l, outer, inner)) return -1;
  if (a->source == SOURCE_OPERAND) return planner_dim(p, DIM_EXTENT, (dim_ref)a->index, inner, 0);
  if (a->source == SOURCE_TEMP) {
    const plan_temp *t = &p->out->temps.at[a->index];
    return inner == outer + 1 ? p->out->dimlists.at[t->dims + (uint32_t)inner] : -1;
  }
  if (!a->join || inner != outer + 1) return -1;
  const graph_node *n = graph_at(p->g, a->join);
  return graph_dim(p->g, n, n->rank - 1 - inner);
}

/* votes[a][b] > 0: position a belongs outside of b. A result or temp to be allocated follows; it
 * has no say. */
static void vote(planner *p, const proto *s, int votes[JX_MAX_RANK][JX_MAX_RANK]) {
  memset(votes, 0, sizeof(int) * JX_MAX_RANK * JX_MAX_RANK);
  access_view a;
  bool found;
  for (size_t n = 0; space_access(p, s, n, &a, &found); n++) {
    if (!found) continue;
    const layout *l = access_layout(p, &a);
    if (!l && a.source == SOURCE_RESULT && !a.join) continue;
    int weight = a.source == SOURCE_RESULT ? 2 : 1;
    for (int i = 0; i < JX_MAX_RANK; i++) {
      if (!(s->positions >> i & 1)) continue;
      int x = access_axis(p, &a, i);
      if (x < 0) continue;
      for (int j = 0; j < JX_MAX_RANK; j++) {
        if (j == i || !(s->positions >> j & 1)) continue;
        int y = access_axis(p, &a, j);
        if (y >= 0) votes[i][j] += is_around(&a, l, x, y) ? weight : -weight;
      }
    }
  }
}

/* A scan along several positions is along one in C order. */
static void order_scan(const proto *s, uint8_t *order, int n) {
  int k = JX_MAX_RANK;
  for (int i = 0; i < n; i++) {
    if (!(s->reduced >> order[i] & 1)) continue;
    while (!(s->reduced >> --k & 1)) {}
    order[i] = (uint8_t)k;
  }
}

jx_status space_order(planner *p, proto *s) {
  if (s->ordered) return JX_OK;
  int votes[JX_MAX_RANK][JX_MAX_RANK];
  vote(p, s, votes);
  /* C order unless outvoted. Insertion keeps it stable when the votes contradict one another. */
  uint8_t order[JX_MAX_RANK];
  int n = 0;
  for (int k = JX_MAX_RANK - 1; k >= 0; k--) {
    if (!(s->positions >> k & 1)) continue;
    int at = n;
    for (int j = n - 1; j >= 0; j--) {
      if (votes[k][order[j]] > 0)
        at = j;
      else if (votes[k][order[j]] < 0)
        break;
    }
    memmove(order + at + 1, order + at, (size_t)(n - at));
    order[at] = (uint8_t)k;
    n++;
  }
  if (s->scanning) order_scan(s, order, n);
  JX_TRY(contraction_order(p, s, order, n));
  if (!s->contracts) JX_TRY(short_axis_avoid(p, s, order, n));
  /* The innermost position runs in lanes; kept ones go first in the list. */
  s->npositions = (uint8_t)n;
  int m = 0;
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < n; i++)
      if ((s->reduced >> order[i] & 1) == (unsigned)pass) s->order[m++] = order[i];
  s->vector = n ? order[n - 1] : NONE; /* a position still; space_loops makes it a loop */
  return JX_OK;
}

/* Whether two dims are equal, which is guarded. */
static bool equal_dims(planner *p, dim_ref a, dim_ref b) {
  if (a == b) return true;
  if (a < 0 || b < 0 || planner_value(p, a).i != planner_value(p, b).i) return false;
  return planner_guard(p, GUARD_EQUAL, a, b, 0, 0) == JX_OK;
}

/* Whether a step along x is as far as all of the loop along y: of two parts of one axis, the factor
 * of the outer one says so. */
static bool parts_merge(planner *p, const view_axis *x, const view_axis *y, dim_ref extent) {
  if (!x->by) return false;
  dim_ref all = y->by ? planner_dim(p, DIM_MUL, (dim_ref)y->by - 1, extent, 0) : extent;
  return equal_dims(p, (dim_ref)x->by - 1, all);
}

/* A piece of a result that is laid out in C order: y is all of an axis, the next one inside. */
static bool piece_merges(const planner *p, const access_view *a, int x, int y, dim_ref extent) {
  const graph_node *n = graph_at(p->g, a->join);
  int next = x + 1;
  while (next < n->rank && graph_extent(p->g, n, n->rank - 1 - next) == 1) next++;
  return next == y && graph_dim(p->g, n, n->rank - 1 - y) == extent;
}

bool access_merges(planner *p, const proto *s, const access_view *a, int outer, int inner) {
  int x = access_axis(p, a, outer), y = access_axis(p, a, inner);
  if (x < 0 && y < 0) return true;
  if (x < 0 || y < 0 || a->axes[x].step != 1 || a->axes[y].step != 1) return false;
  const layout *l = access_layout(p, a);
  const graph_node *model = graph_at(p->g, s->model);
  dim_ref extent = graph_dim(p->g, model, inner);
  if (access_source_axis(a, x) == access_source_axis(a, y))
    return parts_merge(p, &a->axes[x], &a->axes[y], extent);
  if (a->axes[x].by || a->axes[y].by || a->axes[x].of || a->axes[y].of) return false;
  if (a->source == SOURCE_RESULT && !l && !a->join) return true; /* to be laid out in loop order */
  if (a->source == SOURCE_TEMP) {
    const plan_temp *t = &p->out->temps.at[a->index];
    return y == x + 1 && p->out->dimlists.at[t->dims + (uint32_t)y] == extent;
  }
  if (a->join && !piece_merges(p, a, x, y, extent)) return false;
  if (!l) return true;
  if (!layout_merges(l, x, y)) return false;
  if (a->source == SOURCE_RESULT) return true; /* seen whole */
  /* The loop must run over the whole axis, not a slice of it. */
  int64_t whole = p->g->operands[a->index]->shape[y];
  const dim_node *start = &p->out->dims.at[a->axes[y].start];
  if (start->op != DIM_CONST || start->imm.i != 0 || planner_value(p, extent).i != whole)
    return false;
  const dim_node *e = &p->out->dims.at[extent];
  if (e->op == DIM_EXTENT && e->a == (dim_ref)a->index && e->b == y) return true;
  dim_ref axis = planner_dim(p, DIM_EXTENT, (dim_ref)a->index, y, 0);
  return planner_guard(p, GUARD_EQUAL, extent, axis, 0, 0) == JX_OK;
}

bool space_kept_alike(const planner *p, const proto *s, int a, int b) {
  for (size_t i = 0; i < s->members.n; i++) {
    uint32_t reduced = p->protos.at[s->members.at[i]].reduced;
    if ((reduced >> a ^ reduced >> b) & 1) return false;
  }
  return true;
}

bool space_counts_along(const planner *p, const proto *s, int position) {
  for (size_t i = 0; i < s->main.n + s->post.n; i++) {
    bool post = i >= s->main.n;
    graph_ref r = post ? s->post.at[i - s->main.n].node : s->main.at[i].node;
    const graph_node *n = graph_at(p->g, r);
    if (n->op != OP_IOTA) continue;
    int to = p->g->axes.at[p->g->views.at[n->view].axes].to;
    if (to >= 0 && proto_position(p, s, r, to, post) == position) return true;
  }
  return false;
}

bool space_merges(planner *p, const proto *s, int outer, int inner) {
  if (space_counts_along(p, s, outer) || space_counts_along(p, s, inner)) return false;
  access_view a;
  bool found, merges = true;
  for (size_t n = 0; merges && space_access(p, s, n, &a, &found); n++)
    merges = !found || access_merges(p, s, &a, outer, inner);
  return merges;
}

/* The stages that finish a crossed one run along its loops. */
static bool can_merge(planner *p, const proto *s, int outer, int inner) {
  bool merges = space_kept_alike(p, s, outer, inner) && space_merges(p, s, outer, inner);
  for (size_t i = 0; merges && i < s->members.n; i++)
    merges = space_merges(p, &p->protos.at[s->members.at[i]], outer, inner);
  return merges;
}

static jx_status push_loop_dim(planner *p, plan_loop *l, dim_ref d) {
  dim_ref *slot = VEC_PUSH(p->arena, &p->out->dimlists);
  if (!slot) return diag_memory(p->out->diag);
  *slot = d;
  l->ndims++;
  return JX_OK;
}

static plan_loop *push_loop(planner *p, plan_stage *stage, plan_loop loop) {
  plan_loop *l = VEC_PUSH(p->arena, &p->out->loops);
  if (!l) return NULL;
  *l = loop;
  *(loop.reduced ? &stage->nreduced : &stage->nkept) += 1;
  return l;
}

/* A finishing stage has the loops of its crossed stage, kept ones first, and runs along the last
 * kept one. */
static jx_status follow_loops(planner *p, proto *s, plan_stage *stage) {
  const proto *m = &p->protos.at[s->crossed - 1];
  const plan_stage *crossed = &p->out->stages.at[m->run - 1];
  uint32_t nloops = stage_loops(crossed);
  uint8_t as[JX_MAX_RANK] = {0};
  stage->loops = (uint32_t)p->out->loops.n;
  s->npositions = m->npositions;
  int n = 0;
  for (int pass = 0; pass < 2; pass++)
    for (uint32_t l = 0; l < nloops; l++) {
      plan_loop loop = p->out->loops.at[crossed->loops + l];
      int first = n;
      for (int i = 0; i < m->npositions; i++)
        if (m->loop[m->order[i]] == l && (s->reduced >> m->order[i] & 1) == (unsigned)pass)
          s->order[n++] = m->order[i];
      if (n == first) continue;
      loop.reduced = pass;
      if (!push_loop(p, stage, loop)) return diag_memory(p->out->diag);
      as[l] = (uint8_t)(stage_loops(stage) - 1);
    }
  for (int i = 0; i < n; i++) {
    int k = s->order[i];
    s->loop[k] = as[m->loop[k]];
    s->inner[k] = m->inner[k];
  }
  s->nkept = stage->nkept;
  s->nreduced = stage->nreduced;
  s->vector = stage->vector = (stage->nkept ? stage->nkept : stage_loops(stage)) - 1;
  s->around = -1;
  s->woven = false;
  return JX_OK;
}

jx_status space_loops(planner *p, proto *s, plan_stage *stage) {
  if (s->crossed) return follow_loops(p, s, stage);
  JX_TRY(space_order(p, s));
  JX_TRY(period_find(p, s));
  JX_TRY(woven_find(p, s));
  JX_TRY(wide_find(p, s));
  const graph_node *model = graph_at(p->g, s->model);
  stage->loops = (uint32_t)p->out->loops.n;
  plan_loop *l = NULL;
  for (int i = 0; i < s->npositions; i++) {
    int k = s->order[i];
    bool reduced = s->reduced >> k & 1;
    if (l && l->reduced == reduced &&
        (period_merges(s, i) || can_merge(p, s, s->order[i - 1], k))) {
      s->inner[s->order[i - 1]] = false;
    } else {
      l = push_loop(p, stage,
                    (plan_loop){.reduced = reduced, .dims = (uint32_t)p->out->dimlists.n});
      if (!l) return diag_memory(p->out->diag);
    }
    JX_TRY(push_loop_dim(p, l, graph_dim(p->g, model, k)));
    s->loop[k] = (uint8_t)(stage_loops(stage) - 1);
    s->inner[k] = true;
  }
  s->nkept = stage->nkept;
  s->nreduced = stage->nreduced;
  if (s->nreduced != 1) s->together = 0;
  stage->vector = s->vector == NONE ? 0 : s->loop[s->vector];
  s->vector = stage->vector;
  stage->woven = s->woven;
  return JX_OK;
}
