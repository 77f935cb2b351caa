/* planes.c: a reduction that keeps a short innermost axis becomes one for each of its elements.
 *
 * Takes the argument and the axes of a reduction that is about to be made; says along which axis to
 * take it apart, and puts the results together again: a JOIN, whose pieces the stage that folds them
 * stores where they belong.
 *
 * With the short axis innermost, lanes would run along it: three of eight are in use, and what does
 * not vary along it, the distances of an n-body problem, is computed for one point at a time. So it
 * is worth while where there is something dear of that kind; or where there is something, the axis
 * has few elements, and whatever varies along it is small and read again and again, so that it is
 * laid out by elements first (planner/tables.c). What is read once, as an image, stays as it is.
 *
 * The extent is part of the program then, so a guard holds it; where taking apart is not worth while
 * nothing depends on it. Start at planes_find(). */
#include "graph/build/planes.h"

#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/join.h"
#include "graph/view.h"

/* What is computed for each of the elements (see UNROLL_NODES), and what must be the same for all of
 * them to be worth it. */
#define OWN_NODES 8
#define OWN_COST 40
#define COMMON_COST 8
/* Elements of an axis for which nothing dear is the same. */
#define FEW 4
/* Points of the reduction, and times that each element is read again. */
#define LEAST_REDUCED 16
#define LEAST_READ 16
/* Nodes that are looked at. */
#define PLANES_LOOKED_AT 64

typedef struct contents {
  int nodes, cost; /* that vary along the axis */
  int common;      /* cost of what does not, but along the reduced ones; */
  bool shared;     /* there is something of that kind */
  bool again;      /* all leaves that vary along the axis are read again and again */
} contents;

/* How often each element of a leaf is read in the space of r: the product of the extents along
 * which it does not vary. */
static bool is_read_again(const graph *g, graph_ref r, const graph_node *leaf) {
  const graph_node *n = graph_at(g, r);
  int64_t times = 1;
  for (int k = 0; k < n->rank; k++)
    if (!(leaf->varies >> k & 1) && graph_extent(g, n, k) >= LEAST_READ) times = LEAST_READ;
  return times >= LEAST_READ;
}

static bool look(const graph *g, graph_ref r, uint32_t axes, int axis, contents *c) {
  graph_ref seen[PLANES_LOOKED_AT] = {r};
  int n = 1;
  *c = (contents){.again = true};
  for (int i = 0; i < n; i++) {
    const graph_node *node = graph_at(g, seen[i]);
    bool own = node->varies >> axis & 1, leaf = ops[node->op].class_ != OP_CLASS_ELEMENT;
    if (node->item || op_gathers((op_id)node->op)) return false;
    c->nodes += own;
    bool common = !own && node->varies & axes;
    if (own) c->cost += ops[node->op].cost;
    if (common && !leaf) c->common += ops[node->op].cost;
    c->shared |= common;
    if (leaf && own && (node->op != OP_INPUT || !is_read_again(g, r, node))) c->again = false;
    if (!leaf && !graph_list_operands(node, seen, &n, PLANES_LOOKED_AT)) return false;
  }
  return true;
}

/* The innermost axis with more than one element, if it is kept; -1: it is not. */
static int innermost_kept(const graph *g, const graph_node *n, uint32_t axes) {
  for (int k = 0; k < n->rank; k++)
    if (!dim_is_one(g, graph_dim(g, n, k))) return axes >> k & 1 ? -1 : k;
  return -1;
}

/* Whether the reduced axes have points enough: for each kind a kernel. */
static bool reduces_many(graph *g, const graph_node *n, uint32_t axes, bool *many) {
  dim_ref extents[JX_MAX_RANK];
  int count = 0;
  for (int k = 0; k < n->rank; k++) {
    if (!(axes >> k & 1)) continue;
    if (graph_is_free(g, graph_dim(g, n, k))) return *many = true;
    extents[count++] = graph_dim(g, n, k);
  }
  dim_ref d = dim_product(g, extents, count);
  if (d < 0) return false;
  *many = dim_value_of(g, d) >= LEAST_REDUCED;
  return *many ? guard_push(g, GUARD_RANGE, d, -1, LEAST_REDUCED, INT64_MAX)
               : guard_push(g, GUARD_RANGE, d, -1, INT64_MIN, LEAST_REDUCED - 1);
}

bool planes_find(graph *g, graph_ref r, uint32_t axes, int *axis) {
  *axis = -1;
  if (!r || !axes) return true;
  const graph_node n = *graph_at(g, r);
  contents c;
  int k = innermost_kept(g, &n, axes);
  if (k < 0 || !(n.varies >> k & 1) || ops[n.op].class_ != OP_CLASS_ELEMENT) return true;
  dim_ref d = graph_dim(g, &n, k);
  if (graph_is_free(g, d) || !look(g, r, axes, k, &c)) return true;
  if (c.nodes > OWN_NODES || c.cost > OWN_COST) return true;
  int64_t most = c.common >= COMMON_COST ? PLANES_MOST : c.again && c.shared ? FEW : 0;
  if (!most) return true;
  bool many;
  int64_t extent = dim_value_of(g, d);
  if (extent > most) return guard_push(g, GUARD_RANGE, d, -1, most + 1, INT64_MAX);
  if (!reduces_many(g, &n, axes, &many)) return false;
  if (!many) return guard_push(g, GUARD_RANGE, d, -1, 0, most);
  *axis = k;
  return guard_push(g, GUARD_RANGE, d, -1, extent, extent);
}

graph_ref planes_take(graph *g, graph_ref r, int axis, int64_t i, span where) {
  view_map m = view_identity(g, r);
  m.rank_out = 0;
  for (int k = 0; k < m.rank_in; k++) {
    if (k == axis) {
      m.axes[k] = view_along(-1, dim_const(g, i), 0);
    } else {
      m.extents[m.rank_out] = m.extents[k];
      m.axes[k].to = (int8_t)m.rank_out++;
    }
  }
  return view_apply(g, r, &m, where);
}

/* The other way round: r with an axis of extent 1 more. */
static graph_ref put_back(graph *g, graph_ref r, int axis, span where) {
  if (!r) return 0;
  view_map m = view_identity(g, r);
  m.rank_out = m.rank_in + 1;
  for (int k = m.rank_in; k-- > axis;) {
    m.extents[k + 1] = m.extents[k];
    m.axes[k].to = (int8_t)(k + 1);
  }
  m.extents[axis] = dim_const(g, 1);
  return view_apply(g, r, &m, where);
}

graph_ref planes_join(graph *g, const graph_ref *planes, int n, graph_ref r, uint32_t axes,
                      int axis, span where) {
  shape s = graph_shape(g, r);
  join_part parts[PLANES_MOST] = {0};
  dim_ref zero = dim_const(g, 0);
  for (int k = 0; k < s.rank; k++)
    if (axes >> k & 1) s.dims[s.rank - 1 - k] = dim_const(g, 1);
  for (int i = 0; i < n; i++) {
    parts[i].node = put_back(g, planes[i], axis, where);
    for (int x = 0; x < s.rank; x++) parts[i].starts[x] = zero;
    parts[i].starts[s.rank - 1 - axis] = dim_const(g, i);
  }
  return graph_join(g, parts, (uint32_t)n, &s, where);
}

/* r without axes of extent 1. */
static graph_ref without(graph *g, graph_ref r, uint32_t axes, span where) {
  for (int k = r ? graph_at(g, r)->rank : 0; r && k-- > 0;)
    if (axes >> k & 1) r = planes_take(g, r, k, 0, where);
  return r;
}

graph_ref planes_drop(graph *g, graph_ref r, uint32_t axes, span where) {
  const graph_node n = *graph_at(g, r);
  if (n.op != OP_JOIN || r + 1 != g->nodes.n || n.imm.i > PLANES_MOST) return 0;
  join_part parts[PLANES_MOST] = {0};
  shape s = {0}, whole = graph_shape(g, r);
  for (int x = 0; x < whole.rank; x++)
    if (!(axes >> (whole.rank - 1 - x) & 1)) s.dims[s.rank++] = whole.dims[x];
  for (int64_t i = 0; i < n.imm.i; i++) {
    graph_piece p = g->pieces.at[n.pieces + i];
    if (p.flat) return 0;
    int to = 0;
    for (int x = 0; x < whole.rank; x++)
      if (!(axes >> (whole.rank - 1 - x) & 1))
        parts[i].starts[to++] = g->shapes.at[p.starts + (uint32_t)x];
    parts[i].node = without(g, p.node, axes, where);
  }
  return graph_join(g, parts, (uint32_t)n.imm.i, &s, where);
}
