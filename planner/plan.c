/* plan.c: which stages a graph becomes.
 *
 * Takes a graph and layouts; gives the plan. Start at plan_build(): waves (how many reductions and
 * kept values must be finished before a node can be computed), one proto stage for the reductions
 * that share a space, requests for the results, homes (nodes that a reducing stage can compute
 * itself, from its finished folds), then the nodes of each stage (which may ask for temps and
 * tables, and so for more stages), loops, and at last values in running order. */
#include "planner/plan.h"

#include <string.h>

#include "base/dtype.h"
#include "base/element.h"
#include "planner/chain.h"
#include "planner/collect.h"
#include "planner/cross.h"
#include "planner/lower.h"
#include "planner/planner.h"
#include "planner/proto.h"
#include "planner/row_values.h"
#include "planner/share.h"
#include "planner/space.h"
#include "planner/split.h"

uint32_t planner_positions(const planner *p, graph_ref node) {
  const graph_node *n = graph_at(p->g, node);
  uint32_t set = 0;
  for (int k = 0; k < n->rank; k++)
    if (graph_extent(p->g, n, k) != 1) set |= 1u << k;
  return set;
}

dim_value planner_value(const planner *p, dim_ref d) {
  dim_value v = {0};
  if ((size_t)d < p->g->values.n) return p->g->values.at[d];
  const dim_node *n =
      &p->out->dims.at[d]; /* made by the planner: constants, extents, products and differences */
  switch (n->op) {
  case DIM_CONST: return n->imm;
  case DIM_EXTENT: v.i = p->g->operands[n->a]->shape[n->b]; break;
  case DIM_SUB:
    v.i = (int64_t)((uint64_t)planner_value(p, n->a).i - (uint64_t)planner_value(p, n->b).i);
    break;
  default: v.i = (int64_t)((uint64_t)planner_value(p, n->a).i * (uint64_t)planner_value(p, n->b).i);
  }
  return v;
}

dim_ref planner_dim(planner *p, dim_op op, dim_ref a, dim_ref b, int64_t imm) {
  for (size_t i = 0; i < p->out->dims.n; i++) {
    const dim_node *d = &p->out->dims.at[i];
    if (d->op == op && !d->is_float && d->a == a && d->b == b && d->imm.i == imm) return (dim_ref)i;
  }
  dim_node *d = VEC_PUSH(p->arena, &p->out->dims);
  if (!d) return -1;
  *d = (dim_node){.op = op, .a = a, .b = b, .c = -1, .imm.i = imm};
  return (dim_ref)(p->out->dims.n - 1);
}

jx_status planner_guard(planner *p, guard_op op, dim_ref a, dim_ref b, int64_t low, int64_t high) {
  if (a < 0) return diag_memory(p->out->diag);
  for (size_t i = 0; i < p->out->guards.n; i++) {
    const guard *o = &p->out->guards.at[i];
    if (o->op == op && o->a == a && o->b == b && o->low == low && o->high == high) return JX_OK;
  }
  guard *n = VEC_PUSH(p->arena, &p->out->guards);
  if (!n) return diag_memory(p->out->diag);
  *n = (guard){.op = op, .a = a, .b = b, .low = low, .high = high};
  return JX_OK;
}

bool planner_within(planner *p, const graph_node *n, uint32_t positions, int64_t most,
                    jx_status *status) {
  int64_t size = 1;
  bool free = false;
  dim_ref product = -1;
  for (int k = 0; k < n->rank; k++) {
    if (!(positions >> k & 1)) continue;
    if (__builtin_mul_overflow(size, graph_extent(p->g, n, k), &size)) return false;
    dim_ref d = graph_dim(p->g, n, k);
    free = free || graph_is_free(p->g, d);
    product = product < 0 ? d : planner_dim(p, DIM_MUL, product, d, 0);
  }
  bool within = size <= most;
  if (!free && product >= 0)
    *status = within ? planner_guard(p, GUARD_RANGE, product, -1, 0, most)
                     : planner_guard(p, GUARD_RANGE, product, -1, most + 1, INT64_MAX);
  return within && *status == JX_OK;
}

/* ---- Protos and requests ---- */

/* Gives a request to the stage that computes its node. */
static bool route(planner *p, request r, bool table) {
  bool joined = graph_at(p->g, r.node)->op == OP_JOIN; /* is read from where it is stored */
  uint32_t at = table ? NONE : p->home[r.node].proto;
  bool folded = op_folds((op_id)graph_at(p->g, r.node)->op);
  if (at != NONE && !folded && !proto_takes_stores(&p->protos.at[at]))
    at = p->home[r.node].proto = NONE; /* from the fold's result, by another stage */
  if (at == NONE && !table && p->stored[r.node]) at = p->stored[r.node] - 1;
  if (at == NONE) {
    uint32_t positions = planner_positions(p, r.node);
    if (table) positions &= graph_at(p->g, r.node)->varies;
    at = proto_find(p, r.node, positions, p->wave[r.node] + joined, table);
    if (at == NONE) return false;
  }
  request *slot = VEC_PUSH(p->arena, &p->protos.at[at].requests);
  if (!slot) return false;
  *slot = r;
  if (p->kept[r.node] && !joined && r.target == SOURCE_RESULT) p->stored[r.node] = 1 + at;
  return true;
}

/* Each piece of a JOIN to where it belongs in a result or temp. */
static bool route_pieces(planner *p, graph_ref join, uint8_t target, uint32_t index) {
  const graph_node *n = graph_at(p->g, join);
  for (int64_t i = 0; i < n->imm.i; i++) {
    const graph_piece *piece = &p->g->pieces.at[n->pieces + i];
    if (!route(p, (request){piece->node, target, index, join, piece}, false)) return false;
  }
  return true;
}

int temp_position(const temp_info *t, int i) {
  int left = i;
  for (int k = JX_MAX_RANK - 1; k >= 0; k--)
    if (t->positions >> k & 1 && k != t->last && left-- == 0) return k;
  return t->last;
}

uint32_t planner_temp(planner *p, graph_ref node, uint32_t positions, int last) {
  const graph_node *n = graph_at(p->g, node);
  plan_temp *t = VEC_PUSH(p->arena, &p->out->temps);
  temp_info *info = VEC_PUSH(p->arena, &p->temps);
  if (!t || !info) return NONE;
  *info = (temp_info){node, positions, last};
  jx_dtype dtype = element_worked((jx_dtype)n->dtype);
  *t = (plan_temp){.dtype = (uint8_t)dtype,
                   .item = n->item ? n->item : dtypes[dtype].size,
                   .dims = (uint32_t)p->out->dimlists.n};
  t->ndims = (uint32_t)__builtin_popcount(positions);
  for (uint32_t i = 0; i < t->ndims; i++) {
    dim_ref *d = VEC_PUSH(p->arena, &p->out->dimlists);
    if (!d) return NONE;
    *d = graph_dim(p->g, n, temp_position(info, (int)i));
  }
  return p->temp_of[node] = (uint32_t)(p->temps.n - 1);
}

uint32_t planner_materialise(planner *p, graph_ref node, bool table, int last) {
  if (p->temp_of[node] != NONE) return p->temp_of[node];
  uint32_t positions = planner_positions(p, node);
  if (table) positions &= graph_at(p->g, node)->varies;
  uint32_t index = planner_temp(p, node, positions, last);
  bool pieces = graph_at(p->g, node)->op == OP_JOIN;
  if (index == NONE) return NONE;
  bool routed =
      pieces ? route_pieces(p, node, SOURCE_TEMP, index)
             : route(p, (request){.node = node, .target = SOURCE_TEMP, .index = index}, table);
  if (!routed) return NONE;
  p->out->temps.at[index].table = table;
  p->out->temps.at[index].kept = pieces ? KEPT_IN_PIECES : p->kept[node];
  return index;
}

/* ---- Waves and homes ----
 *
 * What is behind a reduction cannot be computed in its loops, whose folds are not finished there. It
 * need not take a pass of its own either: `sum(a, axis=1) / n` has one value for each row, and the
 * stage that folds the row has the sum in a register when the row ends. Its post values are made
 * there. A node's home says of which stage it can be such a value. What has none is computed by a
 * later stage, which reads the finished folds from temps.
 *
 * A scan is at home in its stage, too, and what is computed from it at the same points; there, kept
 * space is all of the space, and positions are those of the nodes.
 *
 * A reduction is at home in the stage that folds it; a view of a finished fold or an operation on
 * finished folds is at home where these are, as long as it is in the stage's kept space: at each
 * point of that there is one value of it. Positions say where it is. A node has its own, counted from
 * the right, which are not those of the space: after sum(a, axis=1) with keepdims=False, position 0
 * is the space's position 1. So a home has a map from one to the other.
 *
 * Homes are found in one forward pass, before it is known who asks for what. They are an offer:
 * route() takes one back when the stage stores as much as it can already, and a node that is kept
 * (planner.kept) is read from its temp by everybody else. */

/* The first wave in which a node can be read. */
static uint32_t read_wave(const planner *p, graph_ref r) { return p->wave[r] + p->kept[r]; }

static void find_waves(planner *p) {
  for (graph_ref r = 1; r < p->g->nodes.n; r++) {
    const graph_node *n = graph_at(p->g, r);
    uint32_t w = op_reads_node((op_id)n->op) ? read_wave(p, p->g->views.at[n->view].source) : 0;
    for (int i = 0; i < n->nargs; i++)
      if (read_wave(p, n->args[i]) > w) w = read_wave(p, n->args[i]);
    for (int64_t i = 0; n->op == OP_JOIN && i < n->imm.i; i++) {
      graph_ref piece = p->g->pieces.at[n->pieces + i].node;
      if (read_wave(p, piece) > w) w = read_wave(p, piece);
    }
    p->wave[r] = w + op_folds((op_id)n->op);
  }
}

/* The map of a VIEW of a reduction: of each of its positions, which one of the reduction it shows. A
 * view may drop, permute and add axes of extent 1 (keepdims, .T, None) and still be one value for
 * each of the reduction's. NULL for one that is not: it slices, turns around or broadcasts a kept
 * axis, so it is read from the temp. All of an axis is seen when steps are 1 and extents one dim. */
static const int8_t *map_of_view(planner *p, const graph_node *n) {
  const graph_view *v = &p->g->views.at[n->view];
  const graph_node *source = graph_at(p->g, v->source);
  int8_t *map = arena_alloc(p->arena, JX_MAX_RANK);
  if (!map || v->naxes != source->rank) return NULL;
  memset(map, -1, JX_MAX_RANK);
  for (int x = 0; x < v->naxes; x++) {
    int q = v->naxes - 1 - x; /* the source's position */
    if (graph_extent(p->g, source, q) == 1) continue;
    const view_axis *a = &p->g->axes.at[v->axes + x];
    if (a->to < 0 || a->step != 1 || graph_dim(p->g, n, a->to) != graph_dim(p->g, source, q))
      return NULL;
    map[a->to] = (int8_t)q;
  }
  for (int k = 0; k < n->rank; k++)
    if (graph_extent(p->g, n, k) != 1 && map[k] < 0) return NULL;
  return map;
}

static const int8_t *identity_map(planner *p, graph_ref node) {
  int8_t *map = arena_alloc(p->arena, JX_MAX_RANK);
  if (!map) return NULL;
  uint32_t positions = planner_positions(p, node);
  for (int k = 0; k < JX_MAX_RANK; k++) map[k] = positions >> k & 1 ? (int8_t)k : -1;
  return map;
}

/* Post values read other things than folds, too: in sum(a, axis=1) + b, b has positions of the sum's
 * view. What b's positions are in the space is no property of b, so the proto has one map for all
 * such values (proto.post_position). The first view or operation that wants a home there sets it. Whatever
 * needs another one has no home and is left to a later stage, as the second of `sum(a, axis=1) + b,
 * sum(a, axis=1, keepdims=True) + c` is. Folds have maps of their own, the identity. */
static bool claim(proto *s, const int8_t *map) {
  if (s->post_claimed) return memcmp(s->post_position, map, JX_MAX_RANK) == 0;
  memcpy(s->post_position, map, JX_MAX_RANK);
  s->post_claimed = true;
  return true;
}

/* Where an elementwise node over finished folds of one stage, in that stage's kept space, is at
 * home. */
static home element_home(planner *p, graph_ref r) {
  const graph_node *n = graph_at(p->g, r);
  home h = {NONE, NULL};
  for (int i = 0; i < n->nargs; i++) {
    graph_ref a = n->args[i];
    if (read_wave(p, a) != p->wave[r]) continue;
    home ah = p->home[a];
    if (ah.proto == NONE || p->kept[a]) return (home){NONE, NULL};
    if (h.proto == NONE) h = ah;
    if (h.proto != ah.proto || memcmp(h.map, ah.map, JX_MAX_RANK) != 0) return (home){NONE, NULL};
  }
  for (int k = 0; k < n->rank; k++)
    if (graph_extent(p->g, n, k) != 1 && h.map[k] < 0) return (home){NONE, NULL};
  proto *s = &p->protos.at[h.proto];
  return proto_takes_behind(s, ops[n->op].cost) && claim(s, h.map) ? h : (home){NONE, NULL};
}

/* Whether a view may be at home where its source is: not of a scan, behind which positions are those
 * of the space. */
static bool may_be_home(const planner *p, graph_ref source) {
  return !p->kept[source] && ops[graph_at(p->g, source)->op].class_ != OP_CLASS_SCAN;
}

/* A gather from a fold of its own wave: no stage that folds has all of it. */
static bool reads_too_early(const planner *p, graph_ref r) {
  const graph_node *n = graph_at(p->g, r);
  return n->op == OP_GATHER_KEPT && read_wave(p, p->g->views.at[n->view].source) == p->wave[r];
}

/* One forward pass: stages for reductions, homes for what follows them. */
static jx_status find_homes(planner *p) {
  for (graph_ref r = 1; r < p->g->nodes.n; r++) {
    const graph_node *n = graph_at(p->g, r);
    p->home[r] = (home){NONE, NULL};
    if (!p->wave[r]) continue;
    if (op_folds((op_id)n->op)) {
      uint32_t at = proto_find_fold(p, r);
      if (at == NONE) return diag_memory(p->out->diag);
      graph_ref *slot = VEC_PUSH(p->arena, &p->protos.at[at].folds);
      const int8_t *map = identity_map(p, r);
      if (!slot || !map) return diag_memory(p->out->diag);
      *slot = r;
      proto_add_words(&p->protos.at[at], lower_fold(p, r));
      p->home[r] = (home){at, map};
    } else if (n->op == OP_VIEW && may_be_home(p, p->g->views.at[n->view].source)) {
      const int8_t *map = map_of_view(p, n);
      uint32_t at = p->home[p->g->views.at[n->view].source].proto;
      if (map && claim(&p->protos.at[at], map)) p->home[r] = (home){at, map};
    } else if (n->op != OP_VIEW && n->op != OP_JOIN && !reads_too_early(p, r)) {
      p->home[r] = element_home(p, r);
    }
    if (p->arena->failed) return diag_memory(p->out->diag);
  }
  return JX_OK;
}

/* ---- Results ---- */

/* Whether the pieces of a JOIN may be stored into a result: what is flat into one without gaps. */
static bool takes_pieces(const planner *p, const graph_node *n, uint32_t index) {
  const layout *l = p->results ? &p->results[index] : NULL;
  if (!p->g->pieces.at[n->pieces].flat || !l || !l->dtype) return true;
  int outer = -1;
  for (int x = 0; x < n->rank; x++) {
    if (graph_extent(p->g, n, n->rank - 1 - x) == 1) continue;
    if (outer >= 0 && !layout_merges(l, outer, x)) return false;
    outer = x;
  }
  return outer < 0 || l->unit >> outer & 1;
}

/* Whether an operand can be read as it lies: all of it, in C order, without gaps. */
static bool lies_plain(const planner *p, graph_ref r) {
  const graph_node *n = graph_at(p->g, r);
  if (n->op != OP_INPUT) return false;
  const graph_view *v = &p->g->views.at[n->view];
  const layout *l = &p->operands[v->source];
  int inner = -1;
  if (v->naxes != n->rank || l->zero || l->swapped) return false;
  for (int x = v->naxes; x-- > 0;) {
    const view_axis *a = &p->g->axes.at[v->axes + (uint32_t)x];
    if (graph_extent(p->g, n, n->rank - 1 - x) == 1 && a->to < 0) continue;
    const dim_node *start = &p->g->dims.at[a->start];
    if (a->to != n->rank - 1 - x || a->step != 1 || a->by || start->op != DIM_CONST || start->imm.i)
      return false;
    const dim_node *extent = &p->g->dims.at[graph_dim(p->g, n, a->to)];
    if (extent->op != DIM_EXTENT || extent->a != (dim_ref)v->source || extent->b != x) return false;
    if (inner < 0 ? !(l->unit >> x & 1) : !layout_merges(l, x, inner)) return false;
    inner = x;
  }
  return true;
}

/* A result of selected elements: what they are selected of, and the condition, are temps. */
static jx_status add_selected(planner *p, size_t i) {
  const graph_selected *s = &p->g->selected.at[i];
  graph_ref node = p->g->results.at[i];
  const graph_node *n = graph_at(p->g, node), *mask = graph_at(p->g, s->mask);
  const graph_stamp *stamp = &p->g->stamps.at[i];
  plan_result r = {.dtype = stamp->dtype ? (uint8_t)stamp->dtype : n->dtype,
                   .detail = stamp->detail,
                   .rank = (uint8_t)(n->rank - mask->rank + 1),
                   .selects = 1,
                   .item = graph_item(n),
                   .dims = (uint32_t)p->out->dimlists.n};
  r.selected = (uint8_t)(r.rank - 1 - s->behind);
  r.in_place = lies_plain(p, node);
  for (int x = 0; x < r.rank; x++) {
    dim_ref *d = VEC_PUSH(p->arena, &p->out->dimlists);
    if (!d) return diag_memory(p->out->diag);
    int k = r.rank - 1 - x; /* from the right, where the node has the same axes up to the mask's */
    *d = k == s->behind ? p->zero : graph_dim(p->g, n, k < s->behind ? k : k + mask->rank - 1);
    r.order[x] = (uint8_t)x;
  }
  r.values = r.in_place ? p->g->views.at[n->view].source : planner_materialise(p, node, false, -1);
  r.mask = planner_materialise(p, s->mask, false, -1);
  if (!r.in_place && r.values != NONE) { /* as the result has it, not as it is worked */
    p->out->temps.at[r.values].dtype = n->dtype;
    p->out->temps.at[r.values].item = r.item;
  }
  plan_result *slot = VEC_PUSH(p->arena, &p->out->results);
  if (!slot || r.values == NONE || r.mask == NONE) return diag_memory(p->out->diag);
  *slot = r;
  return JX_OK;
}

static jx_status add_results(planner *p) {
  const graph *g = p->g;
  for (size_t i = 0; i < g->results.n; i++) {
    graph_ref node = g->results.at[i];
    const graph_node *n = graph_at(g, node);
    if (g->selected.at[i].mask) {
      JX_TRY(add_selected(p, i));
      continue;
    }
    plan_result *r = VEC_PUSH(p->arena, &p->out->results);
    if (!r) return diag_memory(p->out->diag);
    const graph_stamp *stamp = &g->stamps.at[i];
    *r = (plan_result){.dtype = stamp->dtype ? (uint8_t)stamp->dtype : n->dtype,
                       .detail = stamp->detail,
                       .rank = n->rank,
                       .weak = n->weak,
                       .item = graph_item(n),
                       .dims = (uint32_t)p->out->dimlists.n};
    for (int x = 0; x < n->rank; x++) {
      dim_ref *d = VEC_PUSH(p->arena, &p->out->dimlists);
      if (!d) return diag_memory(p->out->diag);
      *d = g->shapes.at[n->dims + (uint32_t)x];
      r->order[x] = (uint8_t)x;
    }
    bool pieces = n->op == OP_JOIN && takes_pieces(p, n, (uint32_t)i);
    p->out->results.at[i].pieces = pieces;
    request whole = {.node = node, .target = SOURCE_RESULT, .index = (uint32_t)i};
    bool routed =
        pieces ? route_pieces(p, node, SOURCE_RESULT, whole.index) : route(p, whole, false);
    if (!routed) return diag_memory(p->out->diag);
  }
  return JX_OK;
}

/* ---- Running order ---- */

/* Reductions of wave w finish before anything else of wave w; tables before their users. */
static uint64_t proto_key(const proto *s) {
  uint64_t when = s->folding ? 2 * (uint64_t)s->wave - 1 : 2 * (uint64_t)s->wave;
  return when << 32 | (UINT32_MAX - s->depth);
}

static jx_status make_stage(planner *p, uint32_t at) {
  plan_stage *stage = VEC_PUSH(p->arena, &p->out->stages);
  if (!stage) return diag_memory(p->out->diag);
  proto *s = &p->protos.at[at];
  s->run = (uint32_t)p->out->stages.n;
  stage->rows = 1;
  stage->nfinish = (uint32_t)s->members.n;
  if (s->crossed) stage->crossed = p->protos.at[s->crossed - 1].run;
  JX_TRY(space_loops(p, s, stage));
  return lower_stage(p, s, stage);
}

/* A crossed stage, then those that finish it. */
static jx_status make_crossed(planner *p, uint32_t at) {
  const proto *s = &p->protos.at[at];
  JX_TRY(make_stage(p, at));
  for (size_t i = 0; i < s->members.n; i++) JX_TRY(make_stage(p, s->members.at[i]));
  return JX_OK;
}

static jx_status make_stages(planner *p) {
  size_t n = p->protos.n;
  uint32_t *run = arena_alloc(p->arena, (n + 1) * sizeof *run);
  if (!run) return diag_memory(p->out->diag);
  for (size_t i = 0; i < n; i++) { /* insertion sort: stable, and stages are few */
    size_t j = i;
    for (; j > 0 && proto_key(&p->protos.at[run[j - 1]]) > proto_key(&p->protos.at[i]); j--)
      run[j] = run[j - 1];
    run[j] = (uint32_t)i;
  }
  for (size_t i = 0; i < n; i++) {
    const proto *s = &p->protos.at[run[i]];
    if (s->members.n)
      JX_TRY(make_crossed(p, run[i]));
    else if (s->requests.n && !s->crossed) /* else a fold nobody asked for */
      JX_TRY(make_stage(p, run[i]));
  }
  return JX_OK;
}

static jx_status planner_init(planner *p, plan *out, const graph *g) {
  size_t n = g->nodes.n + 1;
  p->wave = arena_zalloc(p->arena, n * sizeof *p->wave);
  p->home = arena_zalloc(p->arena, n * sizeof *p->home);
  p->temp_of = arena_alloc(p->arena, n * sizeof *p->temp_of);
  p->mark = arena_zalloc(p->arena, n * sizeof *p->mark);
  p->stored = arena_zalloc(p->arena, n * sizeof *p->stored);
  p->share = arena_zalloc(p->arena, n * sizeof *p->share);
  p->cut = arena_alloc(p->arena, n * sizeof *p->cut);
  p->cost = arena_zalloc(p->arena, n * sizeof *p->cost);
  p->value = arena_alloc(p->arena, n * sizeof *p->value);
  if (p->arena->failed) return diag_memory(out->diag);
  memset(p->temp_of, 0xff, n * sizeof *p->temp_of);
  memset(p->cut, 0xff, n * sizeof *p->cut);
  for (size_t i = 0; i < g->dims.n; i++) {
    dim_node *d = VEC_PUSH(p->arena, &out->dims);
    if (!d) return diag_memory(out->diag);
    *d = g->dims.at[i];
  }
  for (size_t i = 0; i < g->guards.n; i++) {
    guard *d = VEC_PUSH(p->arena, &out->guards);
    if (!d) return diag_memory(out->diag);
    *d = g->guards.at[i];
  }
  p->zero = planner_dim(p, DIM_CONST, -1, -1, 0);
  char *bytes = arena_alloc(p->arena, g->bytes.n + 1);
  if (!bytes) return diag_memory(out->diag);
  if (g->bytes.n) memcpy(bytes, g->bytes.at, g->bytes.n);
  out->bytes.at = bytes;
  out->bytes.n = g->bytes.n;
  out->bytes.cap = g->bytes.n + 1;
  return JX_OK;
}

/* Protos for all folds and results. */
static jx_status find_protos(planner *p, const planner *empty, const plan *none) {
  *p = *empty;
  *p->out = *none;
  JX_TRY(planner_init(p, p->out, p->g));
  find_waves(p);
  JX_TRY(find_homes(p));
  return add_results(p);
}

/* Times that protos are found anew with what is kept then: once is enough, unless that fills others
 * of them. */
#define SPLIT_ROUNDS 3

/* `empty` has what is given, `kept` too. */
static jx_status build(const planner *empty, const plan_target *target, bool share) {
  const graph *g = empty->g;
  plan none = {.arena = g->arena, .diag = g->diag, .target = *target, .noperands = g->noperands};
  planner p;
  bool any;
  JX_TRY(find_protos(&p, empty, &none));
  JX_TRY(split_chains(&p, &any));
  if (any) JX_TRY(find_protos(&p, empty, &none));
  for (int round = 0; round < SPLIT_ROUNDS; round++) {
    JX_TRY(split_keep(&p, &any));
    if (!any) break;
    JX_TRY(find_protos(&p, empty, &none));
  }
  row_values_keep(&p, &any);
  if (any) JX_TRY(find_protos(&p, empty, &none));
  JX_TRY(cross_find(&p));
  cross_adopt(&p);
  if (share) JX_TRY(share_find(&p));
  /* A stage may ask for temps of stages collected before and for new tables, so rounds go on until
     nothing is asked. They end: temps are asked of lower waves, and tables have fewer axes than
     their users. */
  for (bool more = true; more;) {
    more = false;
    for (uint32_t i = 0; i < p.protos.n; i++) {
      const proto *s = &p.protos.at[i];
      if (s->requests.n == s->collected && s->depth == s->collected_depth) continue;
      JX_TRY(collect_nodes(&p, i));
      more = true;
    }
  }
  JX_TRY(make_stages(&p));
  return chain_stages(p.out, p.operands);
}

/* Shared values that would be arrays of the whole space are computed again instead. */
static bool shares_too_much(const plan *p) {
  for (size_t i = 0; i < p->temps.n; i++)
    if (p->temps.at[i].shared && !p->temps.at[i].window) return true;
  return false;
}

jx_status plan_build(plan *out, const graph *g, const layout *operands, const layout *results,
                     const plan_target *target, jx_precision precision) {
  const planner empty = {.out = out,
                         .g = g,
                         .operands = operands,
                         .results = results,
                         .precision = precision,
                         .arena = g->arena,
                         .kept = arena_zalloc(g->arena, g->nodes.n + 1)};
  if (!empty.kept) return diag_memory(g->diag);
  for (graph_ref r = 1; r < g->nodes.n; r++) empty.kept[r] = graph_at(g, r)->kept;
  JX_TRY(build(&empty, target, true));
  return shares_too_much(out) ? build(&empty, target, false) : JX_OK;
}
