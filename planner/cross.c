/* cross.c: one pass for folds over different axes, and for results beside folds.
 *
 * Takes the protos as waves and homes give them; makes crossed stages (plan.h) of folding protos
 * that share their space and wave but not their axes, and moves elementwise results into folding
 * stages of the same space. Either is worth it when both sides have a value or an operand in common
 * that varies along the whole space: it is then computed, or read from memory, once. What is paid
 * for it is small beside that: words of states, which are of the size of the results. */
#include "planner/cross.h"

#include <string.h>

#include "planner/collect.h"
#include "planner/proto.h"
#include "planner/space.h"

/* The vector loop of a crossed stage ends in lanes once a row: shorter rows are better done apart.
 */
#define CROSS_LEAST 32

/* ---- What two protos have in common ---- */

/* Marks the nodes below a root that vary along the whole space; or looks for one that is marked. */
static bool walk_space(planner *p, const proto *s, graph_ref root, uint32_t stamp, bool look) {
  ref_list stack = {0};
  uint32_t met = look ? ++p->stamp : stamp;
  graph_ref *slot = VEC_PUSH(p->arena, &stack);
  if (!slot) return false;
  *slot = root;
  while (stack.n) {
    graph_ref r = stack.at[--stack.n];
    const graph_node *n = graph_at(p->g, r);
    bool whole = (n->varies & s->positions) == s->positions && n->op != OP_IOTA;
    if (!whole || p->mark[r] == met) continue;
    if (look && p->mark[r] == stamp) return true;
    p->mark[r] = met;
    if (ops[n->op].class_ != OP_CLASS_ELEMENT || (p->kept[r] && s->wave > p->wave[r])) continue;
    for (int i = 0; i < n->nargs; i++) {
      if (!(slot = VEC_PUSH(p->arena, &stack))) return false;
      *slot = n->args[i];
    }
  }
  return false;
}

static bool walk_folds(planner *p, const proto *s, uint32_t stamp, bool look) {
  bool found = false;
  for (size_t i = 0; i < s->folds.n; i++) {
    const graph_node *fold = graph_at(p->g, s->folds.at[i]);
    for (int j = 0; j < fold->nargs && !(look && found); j++)
      found = walk_space(p, s, fold->args[j], stamp, look) || found;
  }
  return found;
}

/* ---- Crossed stages ---- */

static bool belongs(planner *p, const proto *first, const proto *s) {
  return s->folding && !s->scanning && !s->crossed && !s->members.n && s->wave == first->wave &&
         s->axes != first->axes && proto_same_space(p, s, first->model, first->positions);
}

static bool add_member(planner *p, uint32_t crossed, uint32_t at) {
  uint32_t *slot = VEC_PUSH(p->arena, &p->protos.at[crossed].members);
  if (!slot) return false;
  *slot = at;
  p->protos.at[crossed].words += p->protos.at[at].words;
  p->protos.at[at].crossed = crossed + 1;
  return true;
}

static void dissolve(planner *p, uint32_t crossed) {
  proto *m = &p->protos.at[crossed];
  for (size_t i = 0; i < m->members.n; i++) p->protos.at[m->members.at[i]].crossed = 0;
  m->members.n = 0;
}

/* Whether the result of a stage's folds has other bits when their arguments come in another order.
 */
static bool folds_round(const planner *p, const proto *s) {
  for (size_t i = 0; i < s->folds.n; i++) {
    const graph_node *n = graph_at(p->g, s->folds.at[i]);
    bool real = jx_dtype_kind((jx_dtype)graph_at(p->g, n->args[0])->dtype) == 'f';
    if (n->op == OP_DEVIATIONS || (real && (n->op == OP_SUM || n->op == OP_PROD))) return true;
  }
  return false;
}

/* Whether rows are long enough to be worth it. Where that decides over bits, a kernel is for one or
 * the other: what is asked first must not decide over what is asked later. */
static bool long_rows(planner *p, const proto *m, int inner, jx_status *status) {
  bool rounds = false;
  dim_ref row = graph_dim(p->g, graph_at(p->g, m->model), inner);
  if (graph_is_free(p->g, row)) return true;
  bool is_long = planner_value(p, row).i >= CROSS_LEAST;
  for (size_t i = 0; i < m->members.n; i++)
    rounds = rounds || folds_round(p, &p->protos.at[m->members.at[i]]);
  if (rounds)
    *status = is_long ? planner_guard(p, GUARD_RANGE, row, -1, CROSS_LEAST, INT64_MAX)
                      : planner_guard(p, GUARD_RANGE, row, -1, 0, CROSS_LEAST - 1);
  return is_long;
}

/* Splits the order into kept positions and, at its end, those that no fold tells from the innermost
 * one. A fold that keeps these must reduce the position before them, which the rows are along. */
static bool split(planner *p, proto *m, jx_status *status) {
  int n = m->npositions, first = n - 1;
  int inner = m->order[n - 1];
  while (first > 0 && space_kept_alike(p, m, m->order[first - 1], inner)) first--;
  if (first == 0) return false;
  for (size_t i = 0; i < m->members.n; i++) {
    uint32_t reduced = p->protos.at[m->members.at[i]].reduced;
    if (!(reduced >> inner & 1) && !(reduced >> m->order[first - 1] & 1)) return false;
  }
  m->reduced = 0;
  for (int i = first; i < n; i++) m->reduced |= 1u << m->order[i];
  m->ordered = true;
  return long_rows(p, m, inner, status);
}

/* True when the stage reads another reduction's results at each of its points. As members of a
 * chain (chain.c) its folds find them in cache and they are never all in memory; apart from
 * that there is nothing dear to share. */
static bool reads_reductions(const planner *p, const proto *m) {
  for (size_t i = 0; i < m->main.n; i++) {
    const graph_node *n = graph_at(p->g, m->main.at[i].node);
    if (m->main.at[i].loaded && n->op != OP_INPUT && (n->varies & m->positions) == m->positions)
      return true;
  }
  return false;
}

/* Makes a proto that computes the folds of `first` and of all that share enough with it. */
static jx_status cross(planner *p, uint32_t first) {
  uint32_t stamp = ++p->stamp, crossed = NONE;
  size_t n = p->protos.n;
  walk_folds(p, &p->protos.at[first], stamp, false);
  for (uint32_t i = first + 1; i < n; i++) {
    const proto *s = &p->protos.at[i], *so_far = &p->protos.at[crossed == NONE ? first : crossed];
    if (!proto_may_cross(so_far, s) || !belongs(p, &p->protos.at[first], s) ||
        !walk_folds(p, s, stamp, true))
      continue;
    if (crossed == NONE) {
      proto *m = VEC_PUSH(p->arena, &p->protos);
      if (!m) return diag_memory(p->out->diag);
      const proto *f = &p->protos.at[first];
      *m = (proto){.model = f->model,
                   .positions = f->positions,
                   .wave = f->wave,
                   .folding = true,
                   .next = NONE,
                   .collected = SIZE_MAX};
      memset(m->post_position, -1, sizeof m->post_position);
      crossed = (uint32_t)(p->protos.n - 1);
      if (!add_member(p, crossed, first)) return diag_memory(p->out->diag);
    }
    if (!add_member(p, crossed, i)) return diag_memory(p->out->diag);
  }
  if (crossed == NONE) return JX_OK;
  JX_TRY(collect_main(p, crossed));
  JX_TRY(space_order(p, &p->protos.at[crossed]));
  jx_status status = JX_OK;
  if (reads_reductions(p, &p->protos.at[crossed]) || !split(p, &p->protos.at[crossed], &status))
    dissolve(p, crossed);
  return status;
}

jx_status cross_find(planner *p) {
  size_t n = p->protos.n;
  for (uint32_t i = 0; i < n; i++) {
    const proto *s = &p->protos.at[i];
    if (s->folding && !s->scanning && !s->crossed && !s->members.n) JX_TRY(cross(p, i));
  }
  return p->arena->failed ? diag_memory(p->out->diag) : JX_OK;
}

/* ---- Results beside folds ---- */

/* The folding stage that could store an elementwise result on its way, or NONE. */
static uint32_t host(planner *p, const proto *s, graph_ref node) {
  for (uint32_t i = 0; i < p->protos.n; i++) {
    const proto *f = &p->protos.at[i];
    if (!f->folding || f->scanning || f->crossed || !proto_takes_beside(f) ||
        f->wave != s->wave + 1 || !proto_same_space(p, f, s->model, s->positions))
      continue;
    uint32_t stamp = ++p->stamp;
    walk_folds(p, f, stamp, false);
    for (size_t j = 0; j < f->members.n; j++)
      walk_folds(p, &p->protos.at[f->members.at[j]], stamp, false);
    if (walk_space(p, f, node, stamp, true)) return i;
  }
  return NONE;
}

void cross_adopt(planner *p) {
  for (uint32_t i = 0; i < p->protos.n; i++) {
    proto *s = &p->protos.at[i];
    if (s->folding || s->table) continue;
    size_t left = 0;
    for (size_t j = 0; j < s->requests.n; j++) {
      request r = s->requests.at[j];
      bool moves = r.target == SOURCE_RESULT && !p->kept[r.node]; /* that one is read from here */
      uint32_t at = moves ? host(p, s, r.node) : NONE;
      request *slot = at == NONE ? NULL : VEC_PUSH(p->arena, &p->protos.at[at].beside);
      if (slot)
        *slot = r;
      else
        s->requests.at[left++] = r;
    }
    s->requests.n = left;
  }
}
