/* tables.c: which subexpressions a stage reads from tables.
 *
 * Takes the nodes of a stage's main phase and its vector loop; marks, in planner.cut, those that
 * are better computed once, by a stage of their own: dear subexpressions on few axes, and strided
 * operands that are read again and again. Start at tables_choose(). */
#include "planner/tables.h"

#include "planner/lower.h"
#include "planner/space.h"

/* A subexpression becomes a table when computing it again at each point costs more than this (a
 * load costs about 1). */
#define TABLE_COST 10
/* Strided operands are packed when each element is read at least so often. */
#define PACK_TIMES 16
/* The largest table, in elements. */
#define TABLE_MAX ((int64_t)1 << 20)

/* A table that is only a step away from another one is not worth its loads: -sin(x) beside sin(x).
 */
static void drop_cheap_tables(planner *p, uint32_t at) {
  const proto *s = &p->protos.at[at];
  for (size_t i = 0; i < s->main.n; i++) {
    graph_ref r = s->main.at[i].node;
    const graph_node *n = graph_at(p->g, r);
    if (p->cut[r] != at) continue;
    uint32_t cost = ops[n->op].cost;
    for (int j = 0; j < n->nargs; j++) cost += p->cut[n->args[j]] == at ? 1 : p->cost[n->args[j]];
    if (cost < TABLE_COST) p->cut[r] = NONE;
  }
}

/* Marks nodes that vary along the vector loop but not along all loops outside it, would be computed
 * again and again, and are dear. Only the topmost such nodes are taken: those used by a node that
 * varies along more. */
static jx_status choose_tables(planner *p, uint32_t at, bool *any) {
  proto *s = &p->protos.at[at];
  *any = false;
  if (s->vector == NONE) return JX_OK;
  jx_status status = JX_OK;
  for (size_t i = 0; i < s->main.n; i++) {
    graph_ref r = s->main.at[i].node;
    const graph_node *n = graph_at(p->g, r);
    uint32_t varies = n->varies & s->positions;
    p->cost[r] = ops[n->op].cost;
    if (s->main.at[i].loaded || ops[n->op].class_ != OP_CLASS_ELEMENT) continue;
    for (int j = 0; j < n->nargs; j++) {
      graph_ref a = n->args[j];
      const graph_node *an = graph_at(p->g, a);
      uint32_t inner = an->varies & s->positions;
      if (inner == varies) {
        p->cost[r] += p->cost[a];
      } else if (ops[an->op].class_ == OP_CLASS_ELEMENT && p->home[a].proto == NONE &&
                 !p->kept[a] && p->cost[a] >= TABLE_COST && inner >> s->vector & 1 &&
                 p->cut[a] != at && planner_within(p, an, inner, TABLE_MAX, &status)) {
        p->cut[a] = at;
        *any = true;
      }
      JX_TRY(status);
    }
  }
  drop_cheap_tables(p, at);
  return JX_OK;
}

/* How often the stage would read each element of a node again. */
static int64_t times_read(const planner *p, const proto *s, uint32_t inner) {
  const graph_node *model = graph_at(p->g, s->model);
  int64_t times = 1;
  for (int k = 0; k < model->rank; k++)
    if (s->positions >> k & 1 && !(inner >> k & 1) &&
        __builtin_mul_overflow(times, graph_extent(p->g, model, k), &times))
      return INT64_MAX;
  return times;
}

/* An operand that is strided along the vector loop, and read again and again, is packed: one
 * coordinate of interleaved points becomes a row of its own. */
static jx_status choose_packs(planner *p, uint32_t at, bool *any) {
  const proto *s = &p->protos.at[at];
  jx_status status = JX_OK;
  if (s->contracts) return JX_OK; /* its blocks pack what they read */
  for (size_t i = 0; s->vector != NONE && i < s->main.n && status == JX_OK; i++) {
    const member *m = &s->main.at[i];
    const graph_node *n = graph_at(p->g, m->node);
    uint32_t inner = n->varies & s->positions;
    bool bounded = n->op == OP_BOUNDED && !m->loaded; /* it is looked at as it is packed */
    const member read = {.node = bounded ? n->args[0] : m->node, .loaded = true};
    if (graph_at(p->g, read.node)->op != OP_INPUT || m->packed || !(inner >> s->vector & 1))
      continue;
    if (times_read(p, s, inner) < PACK_TIMES) continue;
    access_view a;
    access_of_leaf(p, s, &read, false, &a);
    int x = access_axis(p, &a, (int)s->vector);
    if (x < 0 || access_is_unit(p, &a, x)) continue;
    if (!planner_within(p, n, inner, TABLE_MAX, &status)) continue;
    p->cut[m->node] = at;
    *any = true;
  }
  return status;
}

/* Tables must be filled before their users run, and tables of tables before those. */
void tables_deepen(planner *p, uint32_t at) {
  uint32_t depth = p->protos.at[at].depth + 1;
  const member_list *list = &p->protos.at[at].main;
  for (size_t i = 0; i < list->n; i++) {
    graph_ref r = list->at[i].node;
    if (!list->at[i].loaded || p->cut[r] != at) continue;
    uint32_t temp = p->temp_of[r];
    for (size_t j = 0; j < p->protos.n; j++) {
      proto *t = &p->protos.at[j];
      for (size_t q = 0; t->table && q < t->requests.n; q++)
        if (t->requests.at[q].target == SOURCE_TEMP && t->requests.at[q].index == temp &&
            t->depth < depth)
          t->depth = depth;
    }
  }
}

jx_status tables_choose(planner *p, uint32_t at, bool *any) {
  JX_TRY(choose_tables(p, at, any));
  return choose_packs(p, at, any);
}
