/* live.c: the last step of building: keeps what results need.
 *
 * Takes the graph as the builder leaves it, with nodes that folding and views made useless; gives
 * the nodes and dims that results and guards reach, in the same order, with one dim_ref for all
 * extents that the guards hold equal (so nodes that differed by those alone merge). Guards stay:
 * they stand for errors that the program has whatever its results need. */
#include "graph/live.h"

#include <string.h>

#include "base/dtype.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_scratch.h"
#include "graph/graph_table.h"
#include "graph/select.h"

/* ---- Nodes ---- */

static uint8_t *live_nodes(const graph *g) {
  uint8_t *live = arena_zalloc(g->arena, g->nodes.n);
  if (!live) return NULL;
  for (size_t i = 0; i < g->results.n; i++)
    live[g->results.at[i]] = live[g->selected.at[i].mask] = 1;
  for (graph_ref r = (graph_ref)g->nodes.n - 1; r > 0; r--) {
    const graph_node *n = graph_at(g, r);
    if (!live[r]) continue;
    for (int i = 0; i < n->nargs; i++) live[n->args[i]] = 1;
    if (op_reads_node((op_id)n->op)) live[g->views.at[n->view].source] = 1;
    for (int64_t i = 0; n->op == OP_JOIN && i < n->imm.i; i++)
      live[g->pieces.at[n->pieces + i].node] = 1;
  }
  return live;
}

/* A JOIN whose pieces are there already. */
static graph_ref copy_join(graph *g, const graph *old, graph_node n, const shape *s,
                           const graph_ref *moved) {
  uint32_t first = (uint32_t)g->pieces.n;
  for (int64_t i = 0; i < n.imm.i; i++) {
    graph_piece piece = old->pieces.at[n.pieces + i];
    uint32_t starts = (uint32_t)g->shapes.n;
    int rank = piece.flat ? graph_at(old, piece.node)->rank : s->rank;
    for (int x = 0; x < rank; x++) {
      dim_ref *start = VEC_PUSH(g->arena, &g->shapes);
      if (!start) return diag_memory(g->diag), 0;
      *start = dim_root(g, old->shapes.at[piece.starts + (uint32_t)x]);
    }
    graph_piece *slot = VEC_PUSH(g->arena, &g->pieces);
    if (!slot) return diag_memory(g->diag), 0;
    *slot = (graph_piece){moved[piece.node], piece.flat, starts};
  }
  uint32_t varies = n.varies;
  n.pieces = first;
  graph_ref r = graph_push(g, n, s, NULL);
  if (!r) return 0;
  g->nodes.at[r].varies = varies;
  g->nodes.at[r].kept = 1;
  return r;
}

/* The node in the new graph: operands and source are there already. */
static graph_ref copy_node(graph *g, const graph *old, const graph_node *n,
                           const graph_ref *moved) {
  graph_node new = *n;
  shape s = {.rank = n->rank};
  for (int i = 0; i < s.rank; i++) s.dims[i] = dim_root(g, old->shapes.at[n->dims + (uint32_t)i]);
  for (int i = 0; i < n->nargs; i++) new.args[i] = moved[n->args[i]];
  if (n->op == OP_DIM) new.dim = dim_root(g, n->dim);
  if (n->op == OP_JOIN) return copy_join(g, old, new, &s, moved);
  if (!op_has_view((op_id)n->op)) return graph_push(g, new, &s, NULL);
  const graph_view *v = &old->views.at[n->view];
  bool of_node = op_reads_node((op_id)n->op);
  leaf l = {.source = of_node ? moved[v->source] : v->source, .naxes = v->naxes};
  for (int i = 0; i < l.naxes; i++) l.axes[i] = old->axes.at[v->axes + (uint32_t)i];
  bool keeps = of_node && !op_folds((op_id)graph_at(g, l.source)->op);
  if (keeps) g->nodes.at[l.source].kept = 1; /* as some that are not live were */
  return graph_push(g, new, &s, &l);
}

static bool keep_nodes(graph *g) {
  const graph old = *g;
  uint8_t *live = live_nodes(&old);
  graph_ref *moved = arena_zalloc(g->arena, old.nodes.n * sizeof *moved);
  if (!live || !moved) return diag_memory(g->diag), false;
  memset(&g->nodes, 0, sizeof g->nodes);
  memset(&g->shapes, 0, sizeof g->shapes);
  memset(&g->views, 0, sizeof g->views);
  memset(&g->axes, 0, sizeof g->axes);
  memset(&g->pieces, 0, sizeof g->pieces);
  g->scratch->nodes = (graph_table){0};
  g->scratch->pushes = 0;
  const graph_node *poison = VEC_PUSH(g->arena, &g->nodes);
  if (!poison) return diag_memory(g->diag), false;
  for (graph_ref r = 1; r < old.nodes.n; r++)
    if (live[r] && !(moved[r] = copy_node(g, &old, graph_at(&old, r), moved))) return false;
  for (size_t i = 0; i < g->results.n; i++) {
    g->results.at[i] = moved[g->results.at[i]];
    g->selected.at[i].mask = moved[g->selected.at[i].mask];
  }
  return true;
}

/* ---- Dims ---- */

/* Marks a dim as needed, or gives it its new number. */
static void touch(dim_ref *d, int32_t *numbers, bool renumber) {
  if (*d < 0) return;
  if (renumber)
    *d = numbers[*d];
  else
    numbers[*d] = 1;
}

static void touch_operands(dim_node *n, int32_t *numbers, bool renumber) {
  if (n->op == DIM_CONST || n->op == DIM_EXTENT || n->op == DIM_SCALAR) return;
  touch(&n->a, numbers, renumber);
  touch(&n->b, numbers, renumber);
  touch(&n->c, numbers, renumber);
}

/* All that the graph refers to, dims' own operands apart. */
static void touch_all(graph *g, int32_t *numbers, bool renumber) {
  for (size_t i = 0; i < g->shapes.n; i++) touch(&g->shapes.at[i], numbers, renumber);
  for (size_t i = 0; i < g->axes.n; i++) {
    view_axis *a = &g->axes.at[i];
    touch(&a->start, numbers, renumber);
    if (!a->by) continue;
    dim_ref by = (dim_ref)a->by - 1;
    touch(&by, numbers, renumber);
    a->by = (uint32_t)by + 1;
  }
  for (size_t i = 0; i < g->guards.n; i++) {
    touch(&g->guards.at[i].a, numbers, renumber);
    touch(&g->guards.at[i].b, numbers, renumber);
  }
  for (graph_ref r = 1; r < g->nodes.n; r++) {
    graph_node *n = &g->nodes.at[r];
    if (n->op == OP_DIM) touch(&n->dim, numbers, renumber);
  }
}

static bool keep_dims(graph *g) {
  int32_t *numbers = arena_zalloc(g->arena, (g->dims.n + 1) * sizeof *numbers);
  if (!numbers) return diag_memory(g->diag), false;
  touch_all(g, numbers, false);
  for (size_t i = g->dims.n; i-- > 0;)
    if (numbers[i]) touch_operands(&g->dims.at[i], numbers, false);
  size_t kept = 0;
  for (size_t i = 0; i < g->dims.n; i++) {
    if (!numbers[i]) continue;
    dim_node n = g->dims.at[i];
    touch_operands(&n, numbers, true);
    g->dims.at[kept] = n;
    g->values.at[kept] = g->values.at[i];
    numbers[i] = (int32_t)kept++;
  }
  g->dims.n = g->values.n = kept;
  touch_all(g, numbers, true);
  return true;
}

/* A kernel says by its number which power or index an element made it fail at. */
static void number_faults(graph *g) {
  int64_t number = 0;
  for (graph_ref r = 1; r < g->nodes.n; r++) {
    graph_node *n = &g->nodes.at[r];
    if (graph_may_fail(n)) n->imm.i = number++;
  }
}

/* Only some uses of a selection are there; what is left of it has come to another. */
static bool no_selections(graph *g) {
  for (graph_ref r = 1; r < g->nodes.n; r++)
    if (!select_refuse(g, r, "this use of", graph_at(g, r)->where)) return false;
  return true;
}

jx_status graph_keep_live(graph *g) {
  if (!keep_nodes(g) || !no_selections(g) || !keep_dims(g)) return g->diag->status;
  number_faults(g);
  g->scratch = NULL;
  return JX_OK;
}
