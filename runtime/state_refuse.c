/* state_refuse.c: why a program cannot be done in pieces, and where in its text; see state.h.
 *
 * The plan says why (piecewise.h); the graph, which is built once more, has the place. */
#include <string.h>

#include "runtime/state.h"

typedef struct refusal {
  const graph *g;
  const bool *pieced;
  bool *late; /* of each node: it is, or is made of, what has been folded of rows */
} refusal;

static bool is_rows(const refusal *r, dim_ref dim) {
  const dim_node *n = &r->g->dims.at[dim];
  return n->op == DIM_EXTENT && n->b == 0 && r->pieced[n->a];
}

/* The axes of a node that are the rows, from the right, as bits. */
static uint64_t axes_of_rows(const refusal *r, const graph_node *n) {
  uint64_t axes = 0;
  for (int k = 0; k < n->rank; k++)
    if (is_rows(r, graph_dim(r->g, n, k))) axes |= UINT64_C(1) << k;
  return axes;
}

static bool reads_late(const refusal *r, const graph_node *n) {
  for (int i = 0; i < n->nargs; i++)
    if (r->late[n->args[i]]) return true;
  return op_reads_node((op_id)n->op) && r->late[r->g->views.at[n->view].source];
}

static bool folds_rows(const refusal *r, const graph_node *n) {
  uint8_t class = ops[n->op].class_;
  return (class == OP_CLASS_REDUCE || class == OP_CLASS_SCAN) &&
         (axes_of_rows(r, graph_at(r->g, n->args[0])) & n->axes);
}

/* Whether a node's rows are read by their place: a leaf whose first axis does not just go along. */
static bool moves_rows(const refusal *r, const graph_node *n) {
  if (n->op != OP_INPUT && n->op != OP_GATHER) return false;
  const graph_view *v = &r->g->views.at[n->view];
  if (v->naxes == 0 || !r->pieced[v->source]) return false;
  const view_axis *a = &r->g->axes.at[v->axes];
  const dim_node *start = &r->g->dims.at[a->start];
  bool from_0 = start->op == DIM_CONST && start->imm.i == 0;
  return a->to < 0 || a->step != 1 || a->by || !from_0;
}

static bool is_culprit(const refusal *r, const graph_node *n, piecewise_refusal why) {
  switch (why) {
  case REFUSED_AGAIN: return reads_late(r, n) && (axes_of_rows(r, n) || folds_rows(r, n));
  case REFUSED_SCAN: return ops[n->op].class_ == OP_CLASS_SCAN && folds_rows(r, n);
  case REFUSED_PLACE: return moves_rows(r, n);
  case REFUSED_NOT:
  case REFUSED_RESULT:
  case REFUSED_SELECTED:
  case REFUSED_ACROSS: break;
  }
  return false;
}

static span find_culprit(refusal *r, piecewise_refusal why) {
  for (graph_ref i = 1; i < r->g->nodes.n; i++) {
    const graph_node *n = graph_at(r->g, i);
    if (is_culprit(r, n, why)) return n->where;
    r->late[i] = folds_rows(r, n) || reads_late(r, n);
  }
  return (span){0};
}

static span result_of_rows(const refusal *r, size_t *which) {
  for (size_t i = 0; i < r->g->results.n; i++) {
    const graph_node *n = graph_at(r->g, r->g->results.at[i]);
    if (!axes_of_rows(r, n)) continue;
    *which = i + 1;
    return n->where;
  }
  return (span){0};
}

static jx_status tell(piecewise_refusal why, span where, const char *text, size_t result, diag *d) {
  int length = (int)where.length;
  const char *at = text + where.offset;
  switch (why) {
  case REFUSED_AGAIN:
    return diag_fail(d, JX_ERROR_UNSUPPORTED, where,
                     "%s%.*s%s takes rows together with a reduction over all rows: a second pass, "
                     "which a state has not; give the reduction's result to another state",
                     length ? "'" : "the program", length < 60 ? length : 60, at,
                     length ? "'" : "");
  case REFUSED_SCAN:
    return diag_fail(d, JX_ERROR_UNSUPPORTED, where,
                     "%s%.*s%s needs the rows before each row, and a state takes them in any order",
                     length ? "'" : "a running reduction", length < 60 ? length : 60, at,
                     length ? "'" : "");
  case REFUSED_RESULT:
    return diag_fail(d, JX_ERROR_UNSUPPORTED, where,
                     "result %zu has an element for each row; a state gives what reductions over "
                     "the rows leave",
                     result);
  case REFUSED_SELECTED:
    return diag_fail(d, JX_ERROR_UNSUPPORTED, where,
                     "a result that a condition selects has as many elements as all rows say; a "
                     "state gives what reductions over the rows leave");
  case REFUSED_ACROSS:
    return diag_fail(d, JX_ERROR_UNSUPPORTED, where,
                     "reductions over the rows and along each row share a pass here; make a state "
                     "for each");
  case REFUSED_NOT:
  case REFUSED_PLACE: break;
  }
  return diag_fail(d, JX_ERROR_UNSUPPORTED, where,
                   "rows are read by their place or moved, as in x[1:] or x[::-1], and a piece has "
                   "its own rows alone");
}

jx_status state_refuse(state_call *s, diag *d) {
  compilation k;
  diag building;
  span where = {0};
  size_t result = 1;
  piecewise_refusal why = s->pieces.refused;
  diag_init(&building, s->call.source, s->call.length);
  if (call_compile(&s->call, GOAL_GRAPH, &k, &building) == JX_OK) {
    refusal r = {&k.graph, s->pieces.pieced, arena_zalloc(&k.memory, k.graph.nodes.n)};
    if (r.late) where = why == REFUSED_RESULT ? result_of_rows(&r, &result) : find_culprit(&r, why);
  }
  arena_free(&k.memory);
  return tell(why, where, s->call.source, result, d);
}
