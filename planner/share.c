/* share.c: what a fold computes and a later stage of the same space needs again.
 *
 * In a row softmax the sum of exp(x - max) computes an exponential at every point, and so does the
 * division by that sum. Takes the protos after cross.c; where such a value is dear, the
 * folding stage stores it in a temp on its way, and the later one reads it. That pays only while
 * the temp is a window of a chain (chain.c), a few rows in cache: so both stages must run in C
 * order, rows must be short, and plan_build() plans again without sharing when no chain came of it.
 */
#include "planner/share.h"

#include "planner/collect.h"
#include "planner/proto.h"
#include "planner/space.h"

/* A value is dear when it costs more than this (a load costs about 1). */
#define SHARE_COST 10
#define SHARE_MOST 1000 /* costs are not counted further: nodes may be used many times */
/* The longest row, in elements: it stays in a second-level cache. */
#define SHARE_ROW ((int64_t)1 << 15)

/* True when the positions run in C order, those that are not reduced first. */
static bool in_c_order(const proto *s) {
  for (int i = 1; i < s->npositions; i++)
    if (s->order[i] > s->order[i - 1]) return false;
  return true;
}

/* Marks the values that vary along the whole space and are computed there. */
static void mark_main(planner *p, const proto *f) {
  p->stamp++;
  for (size_t i = 0; i < f->main.n; i++) {
    graph_ref r = f->main.at[i].node;
    const graph_node *n = graph_at(p->g, r);
    if (!f->main.at[i].loaded && ops[n->op].class_ == OP_CLASS_ELEMENT &&
        (n->varies & f->positions) == f->positions)
      p->mark[r] = p->stamp;
  }
}

/* Costs of the reader's values at a point, without what varies along less than the whole space. */
static void weigh(planner *p, const proto *s) {
  for (size_t i = 0; i < s->main.n; i++) {
    graph_ref r = s->main.at[i].node;
    const graph_node *n = graph_at(p->g, r);
    p->cost[r] = 0;
    if (s->main.at[i].loaded || ops[n->op].class_ != OP_CLASS_ELEMENT ||
        (n->varies & s->positions) != s->positions)
      continue;
    p->cost[r] = ops[n->op].cost;
    for (int j = 0; j < n->nargs; j++) p->cost[r] += p->cost[n->args[j]];
    if (p->cost[r] > SHARE_MOST) p->cost[r] = SHARE_MOST;
  }
}

/* True when a value of the stage that is not marked uses the node, or it is stored. */
static bool is_topmost(const planner *p, const proto *s, graph_ref node) {
  for (size_t i = 0; i < s->requests.n; i++)
    if (s->requests.at[i].node == node) return true;
  for (size_t i = 0; i < s->main.n; i++) {
    graph_ref r = s->main.at[i].node;
    const graph_node *n = graph_at(p->g, r);
    if (s->main.at[i].loaded || ops[n->op].class_ != OP_CLASS_ELEMENT || p->mark[r] == p->stamp)
      continue;
    for (int j = 0; j < n->nargs; j++)
      if (n->args[j] == node) return true;
  }
  return false;
}

/* A fold that keeps some axes, and an elementwise stage of its space that runs after it. */
static bool may_share(const planner *p, const proto *f, const proto *s) {
  if (s->folding || s->table || !s->requests.n || f->wave > s->wave) return false;
  if (!f->folding || f->scanning || f->crossed || f->members.n) return false;
  return f->reduced && f->reduced != f->positions && proto_same_space(p, f, s->model, s->positions);
}

static jx_status share(planner *p, uint32_t from, uint32_t to, graph_ref node) {
  uint32_t temp = planner_temp(p, node, planner_positions(p, node), -1);
  request *slot = temp == NONE ? NULL : VEC_PUSH(p->arena, &p->protos.at[from].beside);
  if (!slot) return diag_memory(p->out->diag);
  *slot = (request){.node = node, .target = SOURCE_TEMP, .index = temp};
  p->out->temps.at[temp].shared = true;
  p->share[node] = 1 + to;
  return JX_OK;
}

/* What the elementwise stage `to` finds in the folding stage `from`. */
static jx_status share_between(planner *p, uint32_t from, uint32_t to) {
  JX_TRY(collect_main(p, from));
  JX_TRY(space_order(p, &p->protos.at[from]));
  JX_TRY(space_order(p, &p->protos.at[to]));
  const proto *f = &p->protos.at[from], *s = &p->protos.at[to];
  if (!f->requests.n || !in_c_order(f) || !in_c_order(s)) return JX_OK;
  mark_main(p, f);
  weigh(p, s);
  for (size_t i = 0; i < s->main.n; i++) {
    graph_ref r = s->main.at[i].node;
    if (p->mark[r] != p->stamp || p->cost[r] < SHARE_COST || p->temp_of[r] != NONE ||
        !is_topmost(p, s, r))
      continue;
    jx_status status = JX_OK;
    if (!planner_within(p, graph_at(p->g, f->model), f->reduced, SHARE_ROW, &status)) return status;
    JX_TRY(share(p, from, to, r));
    f = &p->protos.at[from];
  }
  return JX_OK;
}

jx_status share_find(planner *p) {
  size_t n = p->protos.n;
  for (uint32_t to = 0; to < n; to++) {
    bool lowered = false;
    for (uint32_t from = 0; from < n; from++) {
      const proto *f = &p->protos.at[from], *s = &p->protos.at[to];
      if (!may_share(p, f, s)) continue;
      if (!lowered) JX_TRY(collect_main(p, to));
      lowered = true;
      JX_TRY(share_between(p, from, to));
    }
  }
  return JX_OK;
}
