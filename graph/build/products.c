/* products.c: see products.h.
 *
 * Takes operands; gives the sum over some axes of the product of views of them, whose axes are the
 * result's with those that are summed behind. That is the form in which the planner finds what
 * operands share (planner/contraction.c). Dtypes are NumPy's: the product's, of bool any of its
 * parts. Start at make_matmul() and make_einsum(). */
#include "graph/build/products.h"

#include <ctype.h>
#include <string.h>

#include "base/dtype.h"
#include "graph/build/complex_reduce.h"
#include "graph/build/reduce.h"
#include "graph/build/shapes.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"
#include "graph/select.h"
#include "graph/view.h"

/* The sum over the last `n` axes, which are dropped. */
static graph_ref sum_last(graph *g, graph_ref r, int n, span where) {
  if (!r || n == 0) return r;
  uint32_t axes = n == 32 ? UINT32_MAX : (UINT32_C(1) << n) - 1;
  jx_dtype dtype = (jx_dtype)graph_at(g, r)->dtype;
  if (dtype_is_complex(dtype))
    r = complex_sum(g, r, axes, where);
  else
    r = reduce_axes(g, dtype == JX_BOOL ? OP_ANY : OP_SUM, r, axes, where);
  return reduce_drop(g, types_cast(g, r, dtype, where), axes, where);
}

/* ---- matmul ---- */

static bool is_matrix(const graph *g, graph_ref r) { return graph_at(g, r)->rank > 1; }

/* Whether it has an axis to sum over. */
static bool has_axis(graph *g, graph_ref r, span where) {
  if (graph_at(g, r)->rank > 0) return true;
  diag_fail(g->diag, JX_ERROR_SHAPE, where,
            "matmul takes arrays of one axis or more, not a scalar");
  return false;
}

graph_ref make_matmul(graph *g, graph_ref a, graph_ref b, span where) {
  a = graph_strong(g, a);
  b = graph_strong(g, b);
  if (!a || !b || !select_refuse(g, a, "matmul of", where) ||
      !select_refuse(g, b, "matmul of", where) || !has_axis(g, a, where) || !has_axis(g, b, where))
    return 0;
  int inner = is_matrix(g, b), order[JX_MAX_RANK];
  int64_t left = graph_extent(g, graph_at(g, a), 0), right = graph_extent(g, graph_at(g, b), inner);
  if (left != right) { /* no broadcasting along this one */
    diag_fail(
        g->diag, JX_ERROR_SHAPE, where,
        "matmul of %lld columns and %lld rows: the last axis of the one is summed with the %s "
        "of the other",
        (long long)left, (long long)right, inner ? "last but one" : "only one");
    return 0;
  }
  if (is_matrix(g, b)) {
    for (int k = 0; k < graph_at(g, b)->rank; k++) order[k] = k > 1 ? k : 1 - k;
    if (!(b = view_permute(g, b, order, where))) return 0;
  }
  if (is_matrix(g, a) && is_matrix(g, b)) { /* (.., n, 1, k) and (.., 1, m, k) */
    int na = graph_at(g, a)->rank + 1, nb = graph_at(g, b)->rank + 1;
    if (na > JX_MAX_RANK || nb > JX_MAX_RANK) {
      diag_fail(g->diag, JX_ERROR_SHAPE, where, "matmul of operands of more than %d axes",
                JX_MAX_RANK - 1);
      return 0;
    }
    a = shape_insert(g, a, 1u << 1, na, where);
    b = shape_insert(g, b, 1u << 2, nb, where);
  }
  return a && b ? sum_last(g, types_apply2(g, OP_MUL, a, b, where), 1, where) : 0;
}

/* ---- einsum ---- */

#define LETTERS 52

/* The subscripts of an operand or of the result. */
typedef struct subscripts {
  const char *at;
  int n;    /* letters */
  int rest; /* letters in front of '...', or -1: there is none */
  char letter[JX_MAX_RANK];
} subscripts;

typedef struct einsum {
  call *c;
  span where; /* of the text */
  subscripts operand[JX_MAX_RANK], result;
  int noperands;
  bool explicit;  /* the result is written */
  int count[256]; /* how often a letter stands in operands */
  int place[256]; /* of a letter: its axis, from the right */
  int nrest;      /* axes that '...' stands for, at most */
  int rank;       /* of the product */
  int nsummed;
} einsum;

static bool wrong(const einsum *e, const char *message, int length, const char *what) {
  diag_fail(e->c->b->g->diag, JX_ERROR_VALUE, e->where, "einsum: '%.*s' %s", length, what, message);
  return false;
}

/* Reads one list of letters, up to ',' or the end. */
static bool read_subscripts(einsum *e, const char **at, const char *end, subscripts *s) {
  *s = (subscripts){.at = *at, .rest = -1};
  for (; *at < end && **at != ','; ++*at) {
    if (isspace((unsigned char)**at)) continue;
    if (end - *at >= 3 && !memcmp(*at, "...", 3)) {
      if (s->rest >= 0) return wrong(e, "stands twice in one operand's subscripts", 3, "...");
      s->rest = s->n;
      *at += 2;
    } else if (!isalpha((unsigned char)**at)) {
      return wrong(e, "is no letter", 1, *at);
    } else if (s->n == JX_MAX_RANK) {
      return wrong(e, "is one axis too many", 1, *at);
    } else {
      s->letter[s->n++] = **at;
    }
  }
  return true;
}

static bool read_text(einsum *e, const char *text, size_t length) {
  const char *end = text + length, *arrow = NULL;
  for (const char *p = text; p + 1 < end && !arrow; p++)
    if (p[0] == '-' && p[1] == '>') arrow = p;
  const char *at = text, *operands = arrow ? arrow : end;
  for (;; at++) {
    if (e->noperands == JX_MAX_RANK) return wrong(e, "has too many operands", (int)length, text);
    if (!read_subscripts(e, &at, operands, &e->operand[e->noperands++])) return false;
    if (at == operands) break;
  }
  e->explicit = arrow;
  at = arrow ? arrow + 2 : end;
  if (!read_subscripts(e, &at, end, &e->result)) return false;
  return at == end || wrong(e, "stands behind '->'", 1, at);
}

static bool no_diagonal(const einsum *e, char letter) {
  diag_fail(e->c->b->g->diag, JX_ERROR_UNSUPPORTED, e->where,
            "einsum takes no diagonals, and '%c' stands twice in one operand; the diagonal of x is "
            "x[arange(n), arange(n)]",
            letter);
  return false;
}

/* Without '->', the result has the letters that stand once, in the order of the alphabet. */
static bool choose_result(einsum *e) {
  subscripts *r = &e->result;
  bool rest = false;
  for (int i = 0; i < e->noperands; i++) {
    const subscripts *s = &e->operand[i];
    rest = rest || s->rest >= 0;
    for (int k = 0; k < s->n; k++) {
      e->count[(unsigned char)s->letter[k]]++;
      if (memchr(s->letter, s->letter[k], (size_t)k)) return no_diagonal(e, s->letter[k]);
    }
  }
  if (!e->explicit) {
    r->rest = rest ? 0 : -1;
    for (int letter = 'A'; letter <= 'z'; letter++)
      if (e->count[letter] == 1 && r->n < JX_MAX_RANK) r->letter[r->n++] = (char)letter;
  }
  for (int k = 0; k < r->n; k++) {
    if (e->count[(unsigned char)r->letter[k]] == 0)
      return wrong(e, "is an axis of the result and of no operand", 1, &r->letter[k]);
    if (memchr(r->letter, r->letter[k], (size_t)k))
      return wrong(e, "is an axis of the result twice", 1, &r->letter[k]);
  }
  return true;
}

/* Operands, and how many axes '...' stands for. */
static bool take_operands(einsum *e, graph_ref *x) {
  graph *g = e->c->b->g;
  for (int i = 0; i < e->noperands; i++) {
    const subscripts *s = &e->operand[i];
    ast_ref r = call_arg(e->c, (uint32_t)i + 1);
    x[i] = graph_strong(g, make_node(e->c->b, r));
    if (!x[i] || !select_refuse(g, x[i], "einsum of", e->c->node->where)) return false;
    jx_dtype dtype = (jx_dtype)graph_at(g, x[i])->dtype;
    if (!dtype_is_number(dtype)) {
      diag_fail(g->diag, JX_ERROR_TYPE, e->c->b->tree->nodes.at[r].where,
                "einsum of %s is not defined; it takes numbers", dtypes[dtype].name);
      return false;
    }
    int rank = graph_at(g, x[i])->rank;
    if (rank < s->n || (rank > s->n && s->rest < 0)) {
      diag_fail(g->diag, JX_ERROR_SHAPE, e->c->b->tree->nodes.at[r].where,
                "einsum: an operand of rank %d has %d subscripts", rank, s->n);
      return false;
    }
    if (s->rest >= 0 && rank - s->n > e->nrest) e->nrest = rank - s->n;
  }
  if (e->nrest > 0 && e->result.rest < 0)
    return wrong(e, "stands for axes that the result has not", 3, "...");
  return true;
}

/* Where axes go: those of the result in order, then those that are summed. */
static bool place_letters(einsum *e) {
  const subscripts *r = &e->result;
  char summed[LETTERS];
  for (int i = 0; i < e->noperands; i++)
    for (int k = 0; k < e->operand[i].n; k++) {
      char letter = e->operand[i].letter[k];
      if (!memchr(r->letter, letter, (size_t)r->n) && !memchr(summed, letter, (size_t)e->nsummed))
        summed[e->nsummed++] = letter;
    }
  e->rank = r->n + e->nrest + e->nsummed;
  if (e->rank > JX_MAX_RANK) return wrong(e, "is one axis too many", 1, summed);
  for (int k = 0; k < e->nsummed; k++) e->place[(unsigned char)summed[k]] = e->nsummed - 1 - k;
  for (int k = 0; k < r->n; k++) {
    int behind = k < r->rest ? e->nrest : 0;
    e->place[(unsigned char)r->letter[k]] = e->nsummed + (r->n - 1 - k) + behind;
  }
  return true;
}

/* An operand with its axes where the product has them. */
static graph_ref spread(const einsum *e, const subscripts *s, graph_ref r) {
  graph *g = e->c->b->g;
  view_map m = view_identity(g, r);
  int rank = m.rank_in, rest = rank - s->n, behind = s->rest < 0 ? 0 : s->n - s->rest;
  int of_rest = e->nsummed + (e->result.rest < 0 ? 0 : e->result.n - e->result.rest);
  dim_ref extents[JX_MAX_RANK];
  m.rank_out = e->rank;
  for (int k = 0; k < e->rank; k++) extents[k] = dim_const(g, 1);
  for (int k = 0; k < rank; k++) { /* from the right */
    bool of_letter = s->rest < 0 || k < behind || k >= behind + rest;
    int from_right = k < behind || s->rest < 0 ? k : k - rest;
    int to = of_letter ? e->place[(unsigned char)s->letter[s->n - 1 - from_right]]
                       : of_rest + k - behind;
    m.axes[k] = view_along((int8_t)to, -1, 1);
    extents[to] = m.extents[k];
  }
  memcpy(m.extents, extents, sizeof extents);
  return view_apply(g, r, &m, e->c->node->where);
}

graph_ref make_einsum(call *c) {
  graph *g = c->b->g;
  const ast_node *text = make_syntax(c->b, call_arg(c, 0));
  einsum e = {.c = c, .where = c->b->tree->nodes.at[call_arg(c, 0)].where};
  graph_ref x[JX_MAX_RANK], r = 0;
  if (!text || text->kind != AST_STRING) {
    diag_fail(g->diag, JX_ERROR_TYPE, e.where,
              "einsum begins with subscripts as a literal, such as 'ij,jk->ik'");
    return 0;
  }
  if (!read_text(&e, ast_text(c->b->tree, text), text->text_length)) return 0;
  if (e.noperands != (int)c->nargs - 1) {
    diag_fail(g->diag, JX_ERROR_VALUE, c->node->where,
              "einsum: subscripts for %d operands, and %u operands", e.noperands, c->nargs - 1);
    return 0;
  }
  if (!choose_result(&e) || !take_operands(&e, x) || !place_letters(&e)) return 0;
  for (int i = 0; i < e.noperands; i++) {
    graph_ref v = spread(&e, &e.operand[i], x[i]);
    if (!v) return 0;
    r = i ? types_apply2(g, OP_MUL, r, v, c->node->where) : v;
  }
  return sum_last(g, r, e.nsummed, c->node->where);
}
