/* collect.c: the nodes of a stage.
 *
 * Finds which graph nodes a stage computes and which it reads: walks from the folds' arguments (main
 * phase) and from the requests (post phase) down to leaves, asking other stages for what they hold
 * (tables.c decides which subexpressions become tables). Start at collect_nodes(). */
#include "planner/collect.h"

#include <stdlib.h>

#include "planner/space.h"
#include "planner/tables.h"

/* Decides whether a node is read from memory in this phase; asks for the temp then. */
static jx_status is_loaded(planner *p, uint32_t at, graph_ref r, bool post, bool *loaded) {
  const graph_node *n = graph_at(p->g, r);
  *loaded = true;
  uint32_t temp = 0;
  if (n->op == OP_INPUT) {
    if (!post && p->cut[r] == at)
      temp = planner_materialise(p, r, true, (int)p->protos.at[at].vector);
    return temp == NONE ? diag_memory(p->out->diag) : JX_OK;
  }
  if (n->op == OP_VIEW || op_folds((op_id)n->op)) {
    if (post && p->home[r].proto == at)
      *loaded = false; /* a finished fold of this stage */
    else
      temp =
          planner_materialise(p, n->op == OP_VIEW ? p->g->views.at[n->view].source : r, false, -1);
  } else if (p->kept[r] && p->protos.at[at].wave > p->wave[r]) {
    temp = planner_materialise(p, r, false, -1);
  } else if (p->home[r].proto != NONE && !(post && p->home[r].proto == at)) {
    temp = planner_materialise(p, r, false, -1);
  } else if (!post && p->share[r] == 1 + at) {
    temp = p->temp_of[r];
  } else if (!post && p->cut[r] == at) {
    temp = planner_materialise(p, r, true, -1);
  } else {
    *loaded = false;
    if (n->op == OP_GATHER_KEPT)
      temp = planner_materialise(p, p->g->views.at[n->view].source, false, -1);
  }
  return temp == NONE ? diag_memory(p->out->diag) : JX_OK;
}

static int compare_members(const void *a, const void *b) {
  graph_ref x = ((const member *)a)->node, y = ((const member *)b)->node;
  return (x > y) - (x < y);
}

/* Behind scans what is folded is at hand, and all that it is made of. */
static bool is_main(const proto *s, graph_ref r) {
  const member key = {.node = r};
  return s->main.n && bsearch(&key, s->main.at, s->main.n, sizeof key, compare_members);
}

/* Depth first from `stack`, each node once. */
static jx_status walk(planner *p, uint32_t at, bool post, ref_list *stack, member_list *out) {
  p->stamp++;
  out->n = 0;
  while (stack->n) {
    graph_ref r = stack->at[--stack->n];
    if (p->mark[r] == p->stamp) continue;
    p->mark[r] = p->stamp;
    if (post && p->protos.at[at].scanning && is_main(&p->protos.at[at], r)) continue;
    bool loaded;
    JX_TRY(is_loaded(p, at, r, post, &loaded));
    member *m = VEC_PUSH(p->arena, out);
    if (!m) return diag_memory(p->out->diag);
    const graph_node *n = graph_at(p->g, r);
    *m = (member){r, loaded, n->op == OP_INPUT && !post && p->cut[r] == at};
    if (loaded || ops[n->op].class_ != OP_CLASS_ELEMENT) continue;
    for (int i = 0; i < n->nargs; i++) {
      graph_ref *slot = VEC_PUSH(p->arena, stack);
      if (!slot) return diag_memory(p->out->diag);
      *slot = n->args[i];
    }
  }
  if (out->n) qsort(out->at, out->n, sizeof *out->at, compare_members);
  return JX_OK;
}

static bool push_ref(planner *p, ref_list *stack, graph_ref r) {
  graph_ref *slot = VEC_PUSH(p->arena, stack);
  if (slot) *slot = r;
  return slot != NULL;
}

static bool push_arguments(planner *p, ref_list *stack, const proto *s) {
  bool ok = true;
  for (size_t i = 0; i < s->folds.n; i++) {
    const graph_node *fold = graph_at(p->g, s->folds.at[i]);
    for (int j = 0; j < fold->nargs; j++) ok = ok && push_ref(p, stack, fold->args[j]);
  }
  return ok;
}

/* Where a phase starts from: the folds' arguments (a member of a crossed stage leaves them to it)
 * and what is stored. */
static bool push_roots(planner *p, ref_list *stack, const proto *s, bool post) {
  bool ok = true;
  if (s->folding && !post) {
    if (!s->crossed) ok = push_arguments(p, stack, s);
    for (size_t i = 0; i < s->members.n; i++)
      ok = ok && push_arguments(p, stack, &p->protos.at[s->members.at[i]]);
    for (size_t i = 0; i < s->beside.n; i++) ok = ok && push_ref(p, stack, s->beside.at[i].node);
  } else {
    for (size_t i = 0; i < s->requests.n; i++)
      ok = ok && push_ref(p, stack, s->requests.at[i].node);
  }
  return ok;
}

static jx_status collect_phase(planner *p, uint32_t at, bool post) {
  ref_list stack = {0};
  const proto *s = &p->protos.at[at];
  if (!push_roots(p, &stack, s, post)) return diag_memory(p->out->diag);
  /* The walk may add protos, which moves them: its list is put back by index. */
  member_list list = post ? s->post : s->main;
  JX_TRY(walk(p, at, post, &stack, &list));
  if (post)
    p->protos.at[at].post = list;
  else
    p->protos.at[at].main = list;
  return JX_OK;
}

jx_status collect_main(planner *p, uint32_t at) { return collect_phase(p, at, false); }

jx_status collect_nodes(planner *p, uint32_t at) {
  p->protos.at[at].collected = p->protos.at[at].requests.n;
  p->protos.at[at].collected_depth = p->protos.at[at].depth;
  if (!p->protos.at[at].crossed) JX_TRY(collect_phase(p, at, false));
  if (p->protos.at[at].folding && !p->protos.at[at].members.n) JX_TRY(collect_phase(p, at, true));
  if (p->protos.at[at].crossed) return JX_OK;
  JX_TRY(space_order(p, &p->protos.at[at]));
  bool tables;
  JX_TRY(tables_choose(p, at, &tables));
  if (tables) {
    JX_TRY(collect_phase(p, at, false));
    /* What is in a table is no value of the main phase that a scan's results could use. */
    if (p->protos.at[at].scanning) JX_TRY(collect_phase(p, at, true));
  }
  tables_deepen(p, at);
  return JX_OK;
}
