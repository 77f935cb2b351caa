/* split.c: what stages of one space would each compute again.
 *
 * A space with many folds or results has several stages (proto.c). Takes the protos as waves and
 * homes give them; marks as kept what one of those computes and another would compute again, where
 * it is dear: it is stored once, and read. Kept values come in earlier waves than what uses them,
 * so the plan is then made anew. Start at split_keep(); split_chains() does the same for stages
 * that follow one another. */
#include "planner/split.h"

#include <stdlib.h>

/* A value is dear when it costs more than this (a load costs about 1). */
#define KEEP_COST 10
#define KEEP_MOST 1000 /* costs are not counted further: nodes may be used many times */

/* A family of protos being looked at: those of one space. by[r] is the first of them that computes
 * the node r, where r is marked with the family's stamp. */
typedef struct family {
  planner *p;
  uint32_t stamp;
  uint32_t *by;
  ref_list nodes;
} family;

static bool push(planner *p, ref_list *list, graph_ref r) {
  graph_ref *slot = VEC_PUSH(p->arena, list);
  if (slot) *slot = r;
  return slot != NULL;
}

/* Computed there at every point of the space, from something else. */
static bool is_computed(const planner *p, const proto *s, graph_ref r) {
  const graph_node *n = graph_at(p->g, r);
  return ops[n->op].class_ == OP_CLASS_ELEMENT && !p->kept[r] && p->home[r].proto == NONE &&
         (n->varies & s->positions) == s->positions;
}

/* Notes what a proto computes below a root and no proto before it does. */
static bool walk(family *f, uint32_t at, graph_ref root) {
  planner *p = f->p;
  ref_list stack = {0};
  if (!push(p, &stack, root)) return false;
  while (stack.n) {
    graph_ref r = stack.at[--stack.n];
    if (p->mark[r] == f->stamp || !is_computed(p, &p->protos.at[at], r)) continue;
    p->mark[r] = f->stamp;
    f->by[r] = at;
    if (!push(p, &f->nodes, r)) return false;
    const graph_node *n = graph_at(p->g, r);
    for (int i = 0; i < n->nargs; i++)
      if (!push(p, &stack, n->args[i])) return false;
  }
  return true;
}

/* What a proto folds or stores. */
static bool list_roots(planner *p, const proto *s, ref_list *out) {
  out->n = 0;
  for (size_t i = 0; i < s->folds.n; i++) {
    const graph_node *n = graph_at(p->g, s->folds.at[i]);
    for (int j = 0; j < n->nargs; j++)
      if (!push(p, out, n->args[j])) return false;
  }
  for (size_t i = 0; !s->folding && i < s->requests.n; i++)
    if (!push(p, out, s->requests.at[i].node)) return false;
  return true;
}

static int compare(const void *a, const void *b) {
  graph_ref x = *(const graph_ref *)a, y = *(const graph_ref *)b;
  return (x > y) - (x < y);
}

/* Keeps a value that a proto computes first and another one, `user`, needs. */
static void consider(family *f, graph_ref r, uint32_t user, bool *any) {
  planner *p = f->p;
  if (p->mark[r] != f->stamp || f->by[r] == user || p->kept[r] || p->cost[r] < KEEP_COST) return;
  p->kept[r] = *any = true;
}

/* Costs of all that is computed, and what passes from one proto to another. */
static void choose(family *f, bool *any) {
  planner *p = f->p;
  if (f->nodes.n) qsort(f->nodes.at, f->nodes.n, sizeof *f->nodes.at, compare);
  for (size_t i = 0; i < f->nodes.n; i++) {
    graph_ref r = f->nodes.at[i];
    const graph_node *n = graph_at(p->g, r);
    p->cost[r] = ops[n->op].cost;
    for (int j = 0; j < n->nargs; j++) {
      graph_ref a = n->args[j];
      consider(f, a, f->by[r], any);
      if (p->mark[a] == f->stamp && !p->kept[a]) p->cost[r] += p->cost[a];
    }
    if (p->cost[r] > KEEP_MOST) p->cost[r] = KEEP_MOST;
  }
}

/* The protos of a family follow one another by `next`. */
static bool keep_of_family(planner *p, uint32_t first, uint32_t *by, bool *any) {
  family f = {.p = p, .stamp = ++p->stamp, .by = by};
  ref_list roots = {0};
  for (uint32_t at = first; at != NONE; at = p->protos.at[at].next) {
    if (!list_roots(p, &p->protos.at[at], &roots)) return false;
    for (size_t i = 0; i < roots.n; i++)
      if (!walk(&f, at, roots.at[i])) return false;
  }
  choose(&f, any);
  for (uint32_t at = first; at != NONE; at = p->protos.at[at].next) {
    if (!list_roots(p, &p->protos.at[at], &roots)) return false;
    for (size_t i = 0; i < roots.n; i++) consider(&f, roots.at[i], at, any);
  }
  return true;
}

jx_status split_keep(planner *p, bool *any) {
  uint32_t *by = NULL;
  *any = false;
  for (uint32_t i = 0; i < p->protos.n; i++) {
    const proto *s = &p->protos.at[i];
    if (s->follows || s->next == NONE || s->table) continue;
    if (!by) by = arena_alloc(p->arena, (p->g->nodes.n + 1) * sizeof *by);
    if (!by || !keep_of_family(p, i, by, any)) return diag_memory(p->out->diag);
  }
  return JX_OK;
}

/* ---- Chains of reductions ----
 *
 * b = b - mean(b), over and over: each mean needs all that came before it, and a stage for each
 * would compute that anew from the start, so that every one is longer than the last. */

/* So many operations, one of another, are done again in a later wave before they are stored. */
#define CHAIN_LENGTH 32

/* The last wave in which a value is computed: that of the stage that folds it, or of what is
 * computed from it. */
static uint32_t *last_waves(const planner *p) {
  const graph *g = p->g;
  uint32_t *last = arena_zalloc(p->arena, g->nodes.n * sizeof *last);
  for (graph_ref r = (graph_ref)g->nodes.n - 1; last && r > 0; r--) {
    const graph_node *n = graph_at(g, r);
    bool folds = op_folds((op_id)n->op);
    uint32_t own = folds ? p->wave[r] - 1 : p->wave[r];
    if (last[r] < own || folds || p->kept[r]) last[r] = own;
    for (int i = 0; i < n->nargs; i++)
      if (last[n->args[i]] < last[r]) last[n->args[i]] = last[r];
  }
  return last;
}

jx_status split_chains(planner *p, bool *any) {
  const graph *g = p->g;
  uint32_t *last = last_waves(p);
  uint16_t *length = arena_zalloc(p->arena, g->nodes.n * sizeof *length);
  *any = false;
  if (!last || !length) return diag_memory(p->out->diag);
  for (graph_ref r = 1; r < g->nodes.n; r++) {
    const graph_node *n = graph_at(g, r);
    if (ops[n->op].class_ != OP_CLASS_ELEMENT || n->varies == 0 || p->kept[r]) continue;
    for (int i = 0; i < n->nargs; i++)
      if (length[n->args[i]] > length[r]) length[r] = length[n->args[i]];
    if (++length[r] < CHAIN_LENGTH || last[r] == p->wave[r]) continue;
    p->kept[r] = *any = true;
    length[r] = 0;
  }
  return JX_OK;
}
