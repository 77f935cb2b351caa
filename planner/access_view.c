/* access_view.c: how a stage reads and writes arrays, before its positions are loops.
 *
 * Takes a member that is loaded, or a request; gives, for each axis of the array, where it starts and
 * which position of the stage's space it follows. Start at access_of_leaf() and
 * access_of_request(). */
#include <string.h>

#include "planner/lower.h"

int proto_position(const planner *p, const proto *s, graph_ref node, int position, bool post) {
  post = post && !s->scanning;
  if (post && ops[graph_at(p->g, node)->op].class_ != OP_CLASS_REDUCE)
    position = s->post_position[position];
  uint32_t positions = post ? s->positions & ~s->reduced : s->positions;
  return position >= 0 && positions >> position & 1 ? position : -1;
}

/* A temp seen through the node it holds, or (for a VIEW of a held reduction, or a gather from one)
 * through the view. */
static void access_of_temp(const planner *p, const proto *s, graph_ref node, bool viewed, bool post,
                           access_view *out) {
  const graph_view *view = viewed ? &p->g->views.at[graph_at(p->g, node)->view] : NULL;
  out->source = SOURCE_TEMP;
  out->index = p->temp_of[view ? view->source : node];
  const temp_info *t = &p->temps.at[out->index];
  int rank = graph_at(p->g, t->node)->rank, naxes = __builtin_popcount(t->positions);
  for (int i = 0; i < naxes; i++) {
    int k = temp_position(t, i);
    view_axis a = {.to = (int8_t)k, .start = p->zero, .step = 1};
    if (view) a = p->g->axes.at[view->axes + (uint32_t)(rank - 1 - k)];
    if (a.to >= 0) a.to = (int8_t)proto_position(p, s, node, a.to, post);
    out->axes[out->naxes++] = a;
  }
  for (int i = rank; view && i < view->naxes; i++) {
    view_axis a = p->g->axes.at[view->axes + (uint32_t)i]; /* a part of an axis */
    int k = rank - (int)a.of, x = 0;
    while (temp_position(t, x) != k) x++;
    a.of = (uint32_t)x + 1;
    a.to = (int8_t)proto_position(p, s, node, a.to, post);
    out->axes[out->naxes++] = a;
  }
}

bool access_gathers(const planner *p, const member *m) {
  return !m->loaded && op_gathers((op_id)graph_at(p->g, m->node)->op);
}

/* Whether a member reads an operand where it lies. */
static bool reads_operand(const planner *p, const member *m) {
  const graph_node *n = graph_at(p->g, m->node);
  return n->op == OP_GATHER ? !m->loaded : n->op == OP_INPUT && !m->packed;
}

void access_of_leaf(const planner *p, const proto *s, const member *m, bool post,
                    access_view *out) {
  graph_ref node = m->node;
  const graph_node *n = graph_at(p->g, node);
  memset(out, 0, sizeof *out);
  if (!reads_operand(p, m)) {
    access_of_temp(p, s, node, n->op == OP_VIEW || access_gathers(p, m), post, out);
    return;
  }
  const graph_view *v = &p->g->views.at[n->view];
  out->source = SOURCE_OPERAND;
  out->index = v->source;
  out->naxes = v->naxes;
  for (int x = 0; x < v->naxes; x++) {
    view_axis a = p->g->axes.at[v->axes + (uint32_t)x];
    if (a.to >= 0 && !(n->varies >> a.to & 1)) a.to = -1;
    if (a.to >= 0) a.to = (int8_t)proto_position(p, s, node, a.to, post);
    out->axes[x] = a;
  }
}

/* An axis of what a request stores that has more than one element: where it is in the stage's
 * space; else -1. */
static int8_t request_position(const planner *p, const proto *s, const request *r, int k,
                               bool post) {
  if (graph_extent(p->g, graph_at(p->g, r->node), k) == 1) return -1;
  return (int8_t)proto_position(p, s, r->node, k, post);
}

/* A piece that begins somewhere in the array, whose axis i is the JOIN's axis k. */
static view_axis axis_of_piece(const planner *p, const proto *s, const request *r, int k,
                               bool post) {
  int rank = graph_at(p->g, r->join)->rank;
  int8_t to = request_position(p, s, r, k, post);
  return view_along(to, p->g->shapes.at[r->piece->starts + (uint32_t)(rank - 1 - k)], to >= 0);
}

/* A flat piece goes along the array's innermost axis, `inner`, and beyond. */
static void access_of_flat(const planner *p, const proto *s, const request *r, bool post, int inner,
                           access_view *out) {
  const graph_node *n = graph_at(p->g, r->node);
  int last = 0; /* its own innermost axis with more than one element */
  while (last < n->rank && graph_extent(p->g, n, last) == 1) last++;
  for (int i = 0; i < out->naxes; i++) out->axes[i] = view_along(-1, p->zero, 0);
  if (inner < 0 || last == n->rank) return;
  out->axes[inner] = view_along(request_position(p, s, r, last, post), p->zero, 1);
  for (int k = n->rank - 1; k > last; k--) {
    int8_t to = request_position(p, s, r, k, post);
    dim_ref by = p->g->shapes.at[r->piece->starts + (uint32_t)(n->rank - 1 - k)];
    if (to >= 0)
      out->axes[out->naxes++] = (view_axis){to, p->zero, 1, (uint32_t)by + 1, (uint32_t)inner + 1};
  }
}

static void access_of_piece(const planner *p, const proto *s, const request *r, bool post,
                            access_view *out) {
  const temp_info *t = r->target == SOURCE_TEMP ? &p->temps.at[r->index] : NULL;
  const graph_node *join = graph_at(p->g, r->join);
  int inner = -1;
  out->join = r->join;
  out->naxes = (uint8_t)(t ? __builtin_popcount(t->positions) : join->rank);
  for (int i = 0; i < out->naxes; i++) {
    int k = t ? temp_position(t, i) : join->rank - 1 - i;
    if (graph_extent(p->g, join, k) != 1) inner = i;
    if (!r->piece->flat) out->axes[i] = axis_of_piece(p, s, r, k, post);
  }
  if (r->piece->flat) access_of_flat(p, s, r, post, inner, out);
}

void access_of_request(const planner *p, const proto *s, const request *r, bool post,
                       access_view *out) {
  memset(out, 0, sizeof *out);
  out->source = r->target;
  out->index = r->index;
  if (r->piece) {
    access_of_piece(p, s, r, post, out);
    return;
  }
  const temp_info *t = r->target == SOURCE_TEMP ? &p->temps.at[r->index] : NULL;
  int rank = graph_at(p->g, r->node)->rank;
  int naxes = t ? __builtin_popcount(t->positions) : rank;
  for (int i = 0; i < naxes; i++) {
    int k = t ? temp_position(t, i) : rank - 1 - i;
    out->axes[out->naxes++] =
        view_along((int8_t)proto_position(p, s, r->node, k, post), p->zero, 1);
  }
}
