/* join.c: arrays that are put together from pieces.
 *
 * Takes parts and where they begin; gives a JOIN node, whose pieces lie beside the graph. Such a node
 * equals no other one, and varies along all of its axes. Start at graph_join(). */
#include "graph/join.h"

#include "graph/graph_dims.h"
#include "graph/times.h"

static bool push_start(graph *g, dim_ref start) {
  dim_ref *slot = start < 0 ? NULL : VEC_PUSH(g->arena, &g->shapes);
  if (slot) *slot = start;
  return slot != NULL;
}

static bool store_piece(graph *g, graph_ref node, bool flat, uint32_t starts) {
  graph_piece *slot = VEC_PUSH(g->arena, &g->pieces);
  if (slot) *slot = (graph_piece){node, flat, starts};
  return slot != NULL;
}

/* How many elements lie between two of an axis: the product of the extents inside it. */
static bool push_flat(graph *g, graph_ref node) {
  shape s = graph_shape(g, node);
  uint32_t starts = (uint32_t)g->shapes.n;
  for (int i = 0; i < s.rank; i++)
    if (!push_start(g, dim_product(g, s.dims + i + 1, s.rank - 1 - i))) return false;
  return store_piece(g, node, true, starts);
}

/* A piece that begins at `starts`, itself moved by `offset` (NULL: not). */
static bool push_piece(graph *g, graph_ref node, int rank, const dim_ref *starts,
                       const dim_ref *offset) {
  uint32_t first = (uint32_t)g->shapes.n;
  for (int i = 0; i < rank; i++) {
    dim_ref at = offset ? dim_push(g, DIM_ADD, offset[i], starts[i], -1, 0) : starts[i];
    if (!push_start(g, at)) return false;
  }
  return store_piece(g, node, false, first);
}

static bool is_nested(const graph *g, const join_part *p) {
  const graph_node *n = graph_at(g, p->node);
  return n->op == OP_JOIN && !p->flat && !g->pieces.at[n->pieces].flat;
}

/* The pieces of a part that is a JOIN, as pieces of the whole. Vectors move as they grow. */
static bool push_nested(graph *g, const join_part *p) {
  const graph_node n = *graph_at(g, p->node);
  for (int64_t i = 0; i < n.imm.i; i++) {
    graph_piece inner = g->pieces.at[n.pieces + i];
    dim_ref starts[JX_MAX_RANK];
    for (int x = 0; x < n.rank; x++) starts[x] = g->shapes.at[inner.starts + (uint32_t)x];
    if (!push_piece(g, inner.node, n.rank, starts, p->starts)) return false;
  }
  return true;
}

/* Times of one unit: their int64, joined. */
static graph_ref join_times(graph *g, const join_part *parts, uint32_t n, const shape *s,
                            span where) {
  jx_dtype dtype = (jx_dtype)graph_at(g, parts[0].node)->dtype;
  uint32_t unit = time_unit_of(g, parts[0].node);
  join_part *bare = arena_alloc(g->arena, n * sizeof *bare);
  if (!bare) return diag_memory(g->diag), 0;
  for (uint32_t i = 0; i < n; i++) {
    bare[i] = parts[i];
    bare[i].node = time_bare(g, parts[i].node);
  }
  graph_ref r = graph_join(g, bare, n, s, where);
  return r ? time_make(g, r, dtype, unit, where) : 0;
}

graph_ref graph_join(graph *g, const join_part *parts, uint32_t n, const shape *s, span where) {
  for (uint32_t i = 0; i < n; i++)
    if (!parts[i].node) return 0;
  if (time_is(g, parts[0].node)) return join_times(g, parts, n, s, where);
  if (g->diag->status != JX_OK) return 0;
  uint32_t first = (uint32_t)g->pieces.n;
  for (uint32_t i = 0; i < n; i++) {
    const join_part *p = &parts[i];
    bool done = p->flat           ? push_flat(g, p->node)
                : is_nested(g, p) ? push_nested(g, p)
                                  : push_piece(g, p->node, s->rank, p->starts, NULL);
    if (!done) return diag_memory(g->diag), 0;
  }
  const graph_node *part = graph_at(g, parts[0].node);
  graph_node node = {.op = OP_JOIN, .dtype = part->dtype, .item = part->item, .where = where};
  node.pieces = first;
  node.imm.i = (int64_t)(g->pieces.n - first);
  graph_ref r = graph_push(g, node, s, NULL);
  if (!r) return 0;
  graph_node *at = &g->nodes.at[r];
  at->kept = 1;
  for (int k = 0; k < s->rank; k++)
    if (!dim_is_one(g, shape_axis(s, k))) at->varies |= UINT32_C(1) << k;
  return r;
}
