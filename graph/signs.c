/* signs.c: what the builder can prove of a value's sign.
 *
 * Takes a node; gives facts that hold for every element of it that is not NaN, whatever the
 * operands hold. Rewrites that keep the bits need them: sqrt is monotone from 0 on, and x + 0.0 is
 * x unless x is -0.0. Nodes stand behind their operands, so one pass over the new ones does; start
 * at sign_of(). */
#include "graph/signs.h"

#include <math.h>

#include "base/dtype.h"
#include "base/element.h"
#include "graph/graph_scratch.h"

enum { NO_MINUS_ZERO = SIGN_NO_MINUS_ZERO, NOT_NEGATIVE = SIGN_NOT_NEGATIVE };

static uint8_t of_constant(const graph_node *n) {
  jx_dtype dtype = (jx_dtype)n->dtype;
  if (!dtype_is_float(dtype)) return dtype_is_signed(dtype) && n->imm.i < 0 ? 0 : NOT_NEGATIVE;
  double f = n->imm.f;
  return (uint8_t)((f == 0 && signbit(f) ? 0 : NO_MINUS_ZERO) | (f < 0 ? 0 : NOT_NEGATIVE));
}

/* Of integers and bool: sums, products and abs wrap. */
static uint8_t of_integers(const graph *g, const graph_node *n, const uint8_t *a) {
  jx_dtype dtype = (jx_dtype)n->dtype;
  if (!dtype_is_signed(dtype) || n->op == OP_IOTA) return NOT_NEGATIVE;
  if (n->op != OP_CAST || !dtype_widens((jx_dtype)graph_at(g, n->args[0])->dtype, dtype)) return 0;
  return a[0] & NOT_NEGATIVE;
}

static uint8_t of_cast(const graph *g, const graph_node *n, const uint8_t *a) {
  jx_dtype from = (jx_dtype)graph_at(g, n->args[0])->dtype;
  /* A tiny one becomes 0 or -0. */
  bool narrows =
      dtype_is_float(from) && (n->dtype == JX_FLOAT16 || dtypes[from].size > dtypes[n->dtype].size);
  return !narrows || a[0] == SIGN_PLUS ? a[0] : a[0] & NOT_NEGATIVE;
}

/* Of floats, from the facts of the operands. What rounds to 0 keeps its sign; a difference that is
 * 0 is +0 unless both sides are zeros. */
static uint8_t of_floats(const graph *g, const graph_node *n, const uint8_t *a) {
  uint8_t both = a[0] & a[1], either = a[0] | a[1];
  switch (n->op) {
  case OP_ABS:
  case OP_EXP:
  case OP_EXP2:
  case OP_EXP10:
  case OP_COSH:
  case OP_ARCCOSH:
  case OP_ARCCOS:
  case OP_ERFC:
  case OP_HYPOT: return SIGN_PLUS;
  case OP_SQRT: return NOT_NEGATIVE | (a[0] & NO_MINUS_ZERO); /* of a negative one: NaN */
  case OP_ADD: return (either & NO_MINUS_ZERO) | (both & NOT_NEGATIVE);
  case OP_BOUNDED: return a[0];
  case OP_TOTAL:
  case OP_SUB: return a[0] & NO_MINUS_ZERO;
  case OP_MUL:
    if (n->args[0] == n->args[1] || both == SIGN_PLUS) return SIGN_PLUS;
    return both & NOT_NEGATIVE;
  case OP_DIV: /* by -0: -inf */
    if (a[1] != SIGN_PLUS) return 0;
    return a[0] == SIGN_PLUS ? SIGN_PLUS : a[0] & NOT_NEGATIVE;
  case OP_ARCSIN:
  case OP_ARCTAN:
  case OP_CBRT:
  case OP_ERF:
  case OP_EXPM1:
  case OP_LOG1P:
  case OP_SINH:
  case OP_TANH:
  case OP_ARCSINH:
  case OP_ARCTANH:
  case OP_FLOOR: return a[0];
  case OP_FMOD: /* the sign of the dividend; of -4 by 2: -0 */
  case OP_LDEXP:
  case OP_TRUNC:
  case OP_CEIL: /* of -0.5: -0 */
  case OP_RINT: return a[0] == SIGN_PLUS ? SIGN_PLUS : a[0] & NOT_NEGATIVE;
  case OP_IF_FINITE:
  case OP_MINIMUM: return both;
  case OP_MAXIMUM: return (both & NO_MINUS_ZERO) | (either & NOT_NEGATIVE);
  case OP_WHERE: return a[1] & a[2];
  case OP_CAST: return of_cast(g, n, a);
  default: return 0;
  }
}

static uint8_t sign_of_node(const graph *g, const graph_node *n) {
  uint8_t a[GRAPH_MAX_ARGS] = {0};
  for (int i = 0; i < n->nargs; i++) a[i] = g->scratch->signs.at[n->args[i]];
  if (n->op == OP_CONST)
    return of_constant(n) | (dtype_is_float((jx_dtype)n->dtype) ? 0 : NO_MINUS_ZERO);
  if (dtype_is_float((jx_dtype)n->dtype)) return of_floats(g, n, a);
  return NO_MINUS_ZERO | of_integers(g, n, a);
}

uint8_t sign_of(graph *g, graph_ref r) {
  while (g->scratch->signs.n <= r) {
    uint8_t sign = sign_of_node(g, graph_at(g, (graph_ref)g->scratch->signs.n));
    uint8_t *at = VEC_PUSH(g->arena, &g->scratch->signs);
    if (!at) return diag_memory(g->diag), 0;
    *at = sign;
  }
  return g->scratch->signs.at[r];
}
