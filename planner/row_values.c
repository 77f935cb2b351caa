/* row_values.c: what is the same along a short innermost axis, and dear.
 *
 * Where a reduction over few elements is unrolled (graph/build/unroll.c), as the mean and the deviation
 * in a layer norm over 7 features, its value is an operation of a row. A stage with the features in
 * lanes would compute it one row at a time, while in its own space rows are lanes. So it is kept: a
 * stage computes it for all rows, and the elements read it. Such stages run piece by piece, so that
 * the rows are in the cache still (chain.c).
 *
 * The axis has an extent that is part of the program, as where something was unrolled along it. How
 * many rows there are is not asked: no guard holds that, and a kernel is used for other numbers of
 * them, too. Start at row_values_keep(). */
#include "planner/row_values.h"

#include "base/dtype.h"

/* Elements of the axis, at most. */
#define ROW_MOST 8
/* Operations of a row, of all its values, that are worth a stage; and of a value that is kept. */
#define ROW_COST 32
#define ROW_VALUE_COST 8
/* Nodes that are looked at. */
#define ROW_NODES 256

typedef struct row_search {
  planner *p;
  const proto *s;
  int axis; /* the innermost position */
  int n;
  graph_ref seen[ROW_NODES];
} row_search;

/* Whether a guard holds the extent of a dim. */
static bool is_held(const graph *g, dim_ref d) {
  if (g->dims.at[d].op == DIM_CONST) return true;
  for (size_t i = 0; i < g->guards.n; i++) {
    const guard *x = &g->guards.at[i];
    if (x->a == d && x->op == GUARD_RANGE && x->low == x->high) return true;
    if (x->op != GUARD_EQUAL || (x->a != d && x->b != d)) continue;
    dim_ref other = x->a == d ? x->b : x->a;
    if (other >= 0 && g->dims.at[other].op == DIM_CONST) return true;
  }
  return false;
}

static bool is_computed(const row_search *f, graph_ref r) {
  const graph_node *n = graph_at(f->p->g, r);
  return ops[n->op].class_ == OP_CLASS_ELEMENT && !f->p->kept[r] && f->p->home[r].proto == NONE &&
         n->varies;
}

/* Lists what is below a node and not yet seen; adds up what it costs, loads too. -1: too many. */
static int walk_below(row_search *f, graph_ref root, bool own) {
  planner *p = f->p;
  int first = f->n, cost = 0;
  if (p->mark[root] == p->stamp) return 0;
  if (f->n == ROW_NODES) return -1;
  p->mark[root] = p->stamp;
  f->seen[f->n++] = root;
  for (int i = first; i < f->n; i++) {
    const graph_node *n = graph_at(p->g, f->seen[i]);
    bool computed = is_computed(f, f->seen[i]);
    cost += computed ? ops[n->op].cost : n->varies ? 1 : 0;
    for (int j = 0; computed && j < n->nargs; j++) {
      graph_ref a = n->args[j];
      bool along = graph_at(p->g, a)->varies >> f->axis & 1;
      if (p->mark[a] == p->stamp || along != own) continue;
      if (f->n == ROW_NODES) return -1;
      p->mark[a] = p->stamp;
      f->seen[f->n++] = a;
    }
  }
  return cost;
}

/* The row values that elements read, in `values`; how many. */
static int find_values(row_search *f, graph_ref *values) {
  planner *p = f->p;
  int n = 0;
  p->stamp++;
  f->n = 0;
  for (size_t i = 0; i < f->s->requests.n; i++)
    if (walk_below(f, f->s->requests.at[i].node, true) < 0) return 0;
  int elements = f->n;
  for (int i = 0; i < elements; i++) {
    const graph_node *x = graph_at(p->g, f->seen[i]);
    if (!is_computed(f, f->seen[i])) continue;
    for (int j = 0; j < x->nargs; j++) {
      graph_ref a = x->args[j];
      const graph_node *r = graph_at(p->g, a);
      if (p->mark[a] == p->stamp || r->varies >> f->axis & 1 || !is_computed(f, a)) continue;
      if (r->item || r->dtype == JX_FLOAT16 || n == ROW_NODES) return 0;
      p->mark[a] = p->stamp;
      values[n++] = a;
    }
  }
  return n;
}

static bool is_concerned(planner *p, const proto *s, int axis) {
  const graph_node *model = graph_at(p->g, s->model);
  if (s->folding || s->scanning || s->table || !(s->positions & (s->positions - 1))) return false;
  return graph_extent(p->g, model, axis) <= ROW_MOST && is_held(p->g, graph_dim(p->g, model, axis));
}

/* Whether some of the values is made of another one, which would come a wave before it. */
static bool are_nested(const row_search *f, const graph_ref *values, int n) {
  int met = 0;
  for (int i = 0; i < f->n; i++)
    for (int v = 0; v < n; v++) met += f->seen[i] == values[v];
  return met > 1;
}

static void keep_values(row_search *f, bool *any) {
  planner *p = f->p;
  graph_ref values[ROW_NODES];
  int costs[ROW_NODES], n = find_values(f, values), all = 0;
  for (int v = 0; v < n; v++) {
    p->stamp++;
    f->n = 0;
    costs[v] = walk_below(f, values[v], false);
    if (costs[v] < 0 || are_nested(f, values, n)) return;
    all += costs[v];
  }
  for (int v = 0; v < n && all >= ROW_COST; v++)
    if (costs[v] >= ROW_VALUE_COST) p->kept[values[v]] = *any = true;
}

void row_values_keep(planner *p, bool *any) {
  row_search f = {.p = p};
  *any = false;
  for (uint32_t i = 0; i < p->protos.n; i++) {
    f.s = &p->protos.at[i];
    if (!f.s->positions) continue;
    f.axis = __builtin_ctz(f.s->positions);
    if (is_concerned(p, f.s, f.axis)) keep_values(&f, any);
  }
}
