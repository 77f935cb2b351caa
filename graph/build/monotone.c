/* monotone.c: monotone functions move out of min and max.
 *
 * Takes the argument of a min or max that is about to be made; gives what is inside its outermost
 * monotone functions, and later those functions of the result: min(sqrt(x)) is sqrt(min(x)), min(1
 * - x) is 1 - max(x). So what was computed for every element is computed once.
 *
 * The bits stay. A rule holds where f(x) <= f(y) follows from x < y in the arithmetic of the dtype,
 * roundings and overflows included, and where f gives NaN if and only if the extreme is NaN on both
 * sides. Elements that f makes equal need no thought unless f makes zeros of both signs of them, as
 * min and max keep whichever they meet: so f either keeps the zeros it is given apart and makes no
 * others, or makes zeros of one sign only. exp and its kin are not here: they are within a unit of
 * the last place, and nobody has shown that they never step back. Start at monotone_inside(). */
#include "graph/build/monotone.h"

#include <math.h>

#include "base/dtype.h"
#include "graph/graph_nodes.h"
#include "graph/signs.h"

/* Where x stands: f(x); x op c; c op x; x op x. */
enum { ALONE, LEFT, RIGHT, TWICE };
/* What the constant c must be besides finite; GROWS and SHRINKS: what x*c and x/c do not make
 * smaller. */
enum { ANY, NOT_ZERO, GROWS, SHRINKS };
/* Which dtypes: of a float function, or of a cast that widens. */
enum { FLOATS, CASTS };
/* Whether f falls. */
enum { NEVER, ALWAYS, BY_CONSTANT };

/* op, place of x, constant, dtypes, what must be known of x for min and for max (sign_of), falling.
 */
static const struct row {
  uint8_t op, x, constant, dtypes, for_min, for_max, falls;
} rows[] = {
    /* -x: exact. */
    {OP_NEG, ALONE, ANY, FLOATS, 0, 0, ALWAYS},
    /* sqrt(x): correctly rounded. Of a negative x it is NaN, and then so is the least one's; the
       greatest one's need not be. */
    {OP_SQRT, ALONE, ANY, FLOATS, 0, SIGN_NOT_NEGATIVE, NEVER},
    /* To a wider float: exact. From an integer to a float: rounded to nearest, and no -0. */
    {OP_CAST, ALONE, ANY, CASTS, 0, 0, NEVER},
    /* Rounding to integers: exact. floor makes +0 of 0.5; the others make -0 of -0.5 too. */
    {OP_FLOOR, ALONE, ANY, FLOATS, SIGN_NO_MINUS_ZERO, SIGN_NO_MINUS_ZERO, NEVER},
    {OP_CEIL, ALONE, ANY, FLOATS, SIGN_PLUS, SIGN_PLUS, NEVER},
    {OP_TRUNC, ALONE, ANY, FLOATS, SIGN_PLUS, SIGN_PLUS, NEVER},
    {OP_RINT, ALONE, ANY, FLOATS, SIGN_PLUS, SIGN_PLUS, NEVER},
    /* abs(x), x*x: x itself, or rising, from 0 on. */
    {OP_ABS, ALONE, ANY, FLOATS, SIGN_NOT_NEGATIVE, SIGN_NOT_NEGATIVE, NEVER},
    {OP_MUL, TWICE, ANY, FLOATS, SIGN_NOT_NEGATIVE, SIGN_NOT_NEGATIVE, NEVER},
    /* x + c, x - c, c - x: a sum that is 0 is +0, unless c is a zero that keeps x apart from it. */
    {OP_ADD, LEFT, ANY, FLOATS, 0, 0, NEVER},
    {OP_ADD, RIGHT, ANY, FLOATS, 0, 0, NEVER},
    {OP_SUB, LEFT, ANY, FLOATS, 0, 0, NEVER},
    {OP_SUB, RIGHT, ANY, FLOATS, 0, 0, ALWAYS},
    /* x*c, x/c: with |c| on the side where nothing but 0 becomes 0; on the other side tiny numbers
       become zeros of their own sign, so all must have one. */
    {OP_MUL, LEFT, GROWS, FLOATS, 0, 0, BY_CONSTANT},
    {OP_MUL, RIGHT, GROWS, FLOATS, 0, 0, BY_CONSTANT},
    {OP_MUL, LEFT, NOT_ZERO, FLOATS, SIGN_PLUS, SIGN_PLUS, BY_CONSTANT},
    {OP_MUL, RIGHT, NOT_ZERO, FLOATS, SIGN_PLUS, SIGN_PLUS, BY_CONSTANT},
    {OP_DIV, LEFT, SHRINKS, FLOATS, 0, 0, BY_CONSTANT},
    {OP_DIV, LEFT, NOT_ZERO, FLOATS, SIGN_PLUS, SIGN_PLUS, BY_CONSTANT},
};

static bool is_number(const graph_node *c, int wanted) {
  if (c->op != OP_CONST || c->rank > 0 || !isfinite(c->imm.f)) return false;
  double size = fabs(c->imm.f);
  switch (wanted) {
  case NOT_ZERO: return size > 0;
  case GROWS: return size >= 1;
  case SHRINKS: return size > 0 && size <= 1;
  default: return true;
  }
}

/* Does every number of `from` have one in `to` that is not below a smaller one's? */
static bool widens(jx_dtype from, jx_dtype to) {
  if (from == JX_BOOL) return false;
  if (dtype_is_float(from)) return from != to && dtype_promote(from, to) == to;
  return dtype_is_float(to) || dtype_widens(from, to);
}

static bool has_dtypes(const graph *g, const graph_node *n, graph_ref x, int dtypes_wanted) {
  if (dtypes_wanted == CASTS) return widens((jx_dtype)graph_at(g, x)->dtype, (jx_dtype)n->dtype);
  return dtype_is_float((jx_dtype)n->dtype);
}

/* The operand that n is a monotone function of, and whether it falls; 0: none is known. */
static graph_ref inside(graph *g, const graph_node *n, bool least, bool *falls) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const struct row *row = &rows[i];
    if (row->op != n->op) continue;
    graph_ref x = n->args[row->x == RIGHT];
    const graph_node *c = graph_at(g, n->args[row->x == LEFT]);
    if (row->x == TWICE && n->args[1] != x) continue;
    if (!has_dtypes(g, n, x, row->dtypes)) continue;
    if ((row->x == LEFT || row->x == RIGHT) && !is_number(c, row->constant)) continue;
    uint8_t needed = least ? row->for_min : row->for_max;
    if ((sign_of(g, x) & needed) != needed) continue;
    *falls = row->falls == ALWAYS || (row->falls == BY_CONSTANT && c->imm.f < 0);
    return x;
  }
  return 0;
}

graph_ref monotone_inside(graph *g, op_id *op, graph_ref r, uint32_t mask, ref_stack *outside) {
  while (r && (*op == OP_MIN || *op == OP_MAX)) {
    const graph_node n = *graph_at(g, r);
    bool falls = false;
    graph_ref x = (n.varies & mask) != 0 ? inside(g, &n, *op == OP_MIN, &falls) : 0;
    if (!x) return r;
    if (!ref_push(g, outside, r)) return 0;
    if (falls) *op = *op == OP_MIN ? OP_MAX : OP_MIN;
    r = x;
  }
  return r;
}

graph_ref monotone_outside(graph *g, graph_ref r, const ref_stack *outside, span where) {
  for (size_t i = outside->n; r && i-- > 0;) {
    const graph_node n = *graph_at(g, outside->at[i]);
    graph_ref args[GRAPH_MAX_ARGS];
    for (int k = 0; k < n.nargs; k++)
      args[k] = n.nargs > 1 && n.args[0] != n.args[1] && graph_at(g, n.args[k])->op == OP_CONST
                    ? n.args[k]
                    : r;
    r = graph_element(g, n, args, n.nargs, where);
  }
  return r;
}
