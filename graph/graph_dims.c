/* graph_dims.c: dims and guards of a graph under construction, and scalar nodes read as dims.
 *
 * Takes extents, scalar operands and arithmetic on them; gives dim nodes, stored once, folded when
 * constant, and valued for the operands at hand. Every decision the builder takes on such a value
 * is recorded as a guard the moment it is taken: that an extent is 1 or is not (dim_extent), that
 * two are equal (dim_equate). Start at dim_push(). */
#include "graph/graph_dims.h"

#include "base/dtype.h"
#include "graph/graph_nodes.h"
#include "graph/graph_scratch.h"
#include "graph/graph_table.h"
#include "graph/weak.h"

/* ---- Dims ---- */

static bool dim_equal(const graph *g, uint32_t index, const void *key) {
  const dim_node *a = &g->dims.at[index], *b = key;
  return a->op == b->op && a->is_float == b->is_float && a->exact == b->exact && a->a == b->a &&
         a->b == b->b && a->c == b->c && a->imm.i == b->imm.i;
}

static uint32_t dim_hash(const dim_node *n) {
  int64_t words[] = {n->op, n->is_float | n->exact << 1, n->a, n->b, n->c, n->imm.i};
  return hash_words(1, words, sizeof words);
}

static bool is_free(const graph *g, const dim_node *n) {
  if (!g->fixed) return false;
  if (n->op == DIM_EXTENT) return !(g->fixed[n->a] >> n->b & 1);
  if (n->op == DIM_SCALAR) return true;
  const dim_ref args[3] = {n->a, n->b, n->c};
  for (int i = 0; i < 3; i++)
    if (args[i] >= 0 && graph_is_free(g, args[i])) return true;
  return false;
}

static dim_ref append(graph *g, dim_node n, dim_value value) {
  n.free = is_free(g, &n);
  uint32_t hash = dim_hash(&n);
  uint32_t found = table_find(g, &g->scratch->dims, hash, dim_equal, &n);
  if (found != UINT32_MAX) return (dim_ref)found;
  dim_ref d = (dim_ref)g->dims.n;
  dim_node *node = VEC_PUSH(g->arena, &g->dims);
  dim_value *v = VEC_PUSH(g->arena, &g->values);
  dim_ref *same = VEC_PUSH(g->arena, &g->scratch->same);
  if (!node || !v || !same) return diag_memory(g->diag), -1;
  *node = n, *v = value, *same = d;
  return table_add(g, &g->scratch->dims, hash, (uint32_t)d) ? d : -1;
}

dim_ref dim_const(graph *g, int64_t value) {
  dim_value imm = {.i = value};
  return append(g, (dim_node){.op = DIM_CONST, .a = -1, .b = -1, .c = -1, .imm = imm}, imm);
}

dim_ref dim_const_float(graph *g, double value) {
  dim_value imm = {.f = value};
  return append(g, (dim_node){DIM_CONST, 1, EXACT_NOT, 0, -1, -1, -1, imm}, imm);
}

static bool node_is_float(const graph *g, const dim_node *n) {
  const dim_node *d = g->dims.at;
  switch ((dim_op)n->op) {
  case DIM_SCALAR: return dtype_is_float(g->operands[n->a]->dtype);
  case DIM_WHERE: return d[n->b].is_float;
  case DIM_DIV:
  case DIM_FLOAT:
  case DIM_FLOOR:
  case DIM_CEIL:
  case DIM_RINT:
  case DIM_SQRT: return true;
  case DIM_NEG:
  case DIM_ABS: return d[n->a].is_float;
  case DIM_ADD:
  case DIM_SUB:
  case DIM_MUL:
  case DIM_MIN:
  case DIM_MAX:
  case DIM_FLOORDIV:
  case DIM_MOD: return d[n->a].is_float || d[n->b].is_float;
  default: return false;
  }
}

/* d without the constant of x + c. */
static dim_ref sum_base(const graph *g, dim_ref d, int64_t *c) {
  const dim_node *n = &g->dims.at[d];
  bool sum = n->op == DIM_ADD && !n->is_float && n->exact != EXACT_LONG && dim_is_const(g, n->b);
  *c = sum ? dim_value_of(g, n->b) : 0;
  return sum ? n->a : d;
}

/* x + 0, x * 1, (x + c) - (x + d), and conversions to what x is. -1: none. */
static dim_ref simplify(graph *g, const dim_node *n) {
  const dim_node *d = g->dims.at;
  if (d[n->a].exact == EXACT_LONG) return -1;
  if (n->op == DIM_FLOAT || n->op == DIM_INT)
    return d[n->a].is_float == (n->op == DIM_FLOAT) ? n->a : -1;
  if (n->is_float) return -1;
  if (n->op == DIM_SUB) {
    int64_t a, b;
    if (sum_base(g, n->a, &a) != sum_base(g, n->b, &b)) return -1;
    int64_t difference;
    if (__builtin_sub_overflow(a, b, &difference) && n->exact) return -1;
    return dim_const(g, difference);
  }
  if (n->op != DIM_ADD && n->op != DIM_MUL) return -1;
  int64_t unit = n->op == DIM_MUL;
  if (dim_is_const(g, n->b) && dim_value_of(g, n->b) == unit) return n->a;
  if (dim_is_const(g, n->a) && dim_value_of(g, n->a) == unit) return n->b;
  return -1;
}

/* Sums with one constant get one form, x + c: what composing views makes most. */
static void settle_sum(graph *g, dim_node *n) {
  if (n->is_float) return;
  bool least = n->b >= 0 && dim_value_of(g, n->b) == INT64_MIN; /* has no other sign */
  if (n->op == DIM_SUB && dim_is_const(g, n->b) && !(least && n->exact)) {
    n->op = DIM_ADD;
    n->b = dim_const(g, (int64_t)(0 - (uint64_t)dim_value_of(g, n->b)));
  }
  if (n->op != DIM_ADD || n->b < 0) return;
  if (dim_is_const(g, n->a)) {
    dim_ref constant = n->a;
    n->a = n->b, n->b = constant;
  }
  const dim_node *inner = &g->dims.at[n->a];
  if (!dim_is_const(g, n->b) || inner->op != DIM_ADD || !dim_is_const(g, inner->b)) return;
  int64_t sum;
  bool wraps = __builtin_add_overflow(dim_value_of(g, inner->b), dim_value_of(g, n->b), &sum);
  if (inner->exact != n->exact || (wraps && n->exact)) return;
  n->a = inner->a;
  n->b = dim_const(g, sum);
}

/* One that is computed in as many bits as it takes: nothing is simplified. */
static dim_ref push_long(graph *g, dim_node n) {
  bigint *out = VEC_PUSH(g->arena, &g->bigints);
  if (!out) return diag_memory(g->diag), -1;
  dims_apply(&n, g->values.at, g->dims.at, g->operands, g->bigints.at, out);
  dim_ref before = (dim_ref)g->dims.n;
  dim_ref d = append(g, n, (dim_value){.i = (int64_t)g->bigints.n - 1});
  if (d < before) g->bigints.n--; /* it was there */
  return d;
}

dim_ref dim_push(graph *g, dim_op op, dim_ref a, dim_ref b, dim_ref c, int64_t imm) {
  return dim_push_exact(g, op, EXACT_NOT, a, b, c, imm);
}

dim_ref dim_push_exact(graph *g, dim_op op, dim_exact exact, dim_ref a, dim_ref b, dim_ref c,
                       int64_t imm) {
  if (g->diag->status != JX_OK) return -1;
  dim_node n = {.op = (uint8_t)op, .exact = (uint8_t)exact, .a = a, .b = b, .c = c, .imm.i = imm};
  if (exact == EXACT_LONG) return push_long(g, n);
  n.is_float = node_is_float(g, &n);
  dim_value value = dims_apply(&n, g->values.at, g->dims.at, g->operands, g->bigints.at, NULL);
  if (op == DIM_EXTENT || op == DIM_SCALAR) return append(g, n, value);
  bool constant = (a < 0 || dim_is_const(g, a)) && (b < 0 || dim_is_const(g, b)) &&
                  (c < 0 || dim_is_const(g, c));
  if (constant) return n.is_float ? dim_const_float(g, value.f) : dim_const(g, value.i);

  settle_sum(g, &n);
  if (g->diag->status != JX_OK) return -1;
  dim_ref simpler = simplify(g, &n);
  return simpler >= 0 ? simpler : append(g, n, value);
}

dim_ref dim_product(graph *g, const dim_ref *dims, int n) {
  dim_ref product = dim_const(g, 1);
  for (int i = 0; i < n && product >= 0; i++)
    product = dim_push(g, DIM_MUL, product, dims[i], -1, 0);
  return product;
}

/* ---- Guards ---- */

static bool guard_equal(const graph *g, uint32_t index, const void *key) {
  const guard *a = &g->guards.at[index], *b = key;
  return a->op == b->op && a->a == b->a && a->b == b->b && a->low == b->low && a->high == b->high;
}

bool guard_push(graph *g, guard_op op, dim_ref a, dim_ref b, int64_t low, int64_t high) {
  if (a < 0 || g->diag->status != JX_OK) return false;
  if (dim_is_const(g, a) && (b < 0 || dim_is_const(g, b))) return true;
  guard key = {.op = (uint8_t)op, .a = a, .b = b, .low = low, .high = high};
  int64_t words[] = {op, a, b, low, high};
  uint32_t hash = hash_words(2, words, sizeof words);
  if (table_find(g, &g->scratch->guards, hash, guard_equal, &key) != UINT32_MAX) return true;
  guard *new = VEC_PUSH(g->arena, &g->guards);
  if (!new) return diag_memory(g->diag), false;
  *new = key;
  return table_add(g, &g->scratch->guards, hash, (uint32_t)g->guards.n - 1);
}

dim_ref dim_extent(graph *g, dim_ref d) {
  if (d < 0 || dim_is_const(g, d)) return d;
  bool one = dim_value_of(g, d) == 1;
  /* Which extents of operands are 1 is part of the layout that the kernel is chosen by. */
  bool known = g->dims.at[d].op == DIM_EXTENT || (!one && graph_is_free(g, d));
  if (!known && !guard_push(g, one ? GUARD_ONE : GUARD_MANY, d, -1, 0, 0)) return -1;
  return one ? dim_const(g, 1) : d;
}

dim_ref dim_root(graph *g, dim_ref d) {
  while (g->scratch->same.at[d] != d)
    d = g->scratch->same.at[d] = g->scratch->same.at[g->scratch->same.at[d]];
  return d;
}

bool dim_equate(graph *g, dim_ref a, dim_ref b) {
  dim_ref x = dim_root(g, a), y = dim_root(g, b);
  if (x == y) return true;
  if (!guard_push(g, GUARD_EQUAL, x, y, 0, 0)) return false;
  if (x < y)
    g->scratch->same.at[y] = x;
  else
    g->scratch->same.at[x] = y;
  return true;
}

/* ---- Scalar nodes as dims ---- */

static const struct {
  uint8_t op, dim, grows; /* grows: of integers it may have more bits than its operands */
} arithmetic[] = {
    {OP_ADD, DIM_ADD, 1},     {OP_SUB, DIM_SUB, 1},           {OP_MUL, DIM_MUL, 1},
    {OP_NEG, DIM_NEG, 1},     {OP_ABS, DIM_ABS, 1},           {OP_SHL, DIM_SHL, 1},
    {OP_POW, DIM_POW, 1},     {OP_FLOORDIV, DIM_FLOORDIV, 1}, {OP_DIV, DIM_DIV, 0},
    {OP_MOD, DIM_MOD, 0},     {OP_MINIMUM, DIM_MIN, 0},       {OP_MAXIMUM, DIM_MAX, 0},
    {OP_FLOOR, DIM_FLOOR, 0}, {OP_CEIL, DIM_CEIL, 0},         {OP_RINT, DIM_RINT, 0},
    {OP_SQRT, DIM_SQRT, 0},   {OP_BITAND, DIM_AND, 0},        {OP_BITOR, DIM_OR, 0},
    {OP_BITXOR, DIM_XOR, 0},  {OP_SHR, DIM_SHR, 0},
};

/* Of bool: operations whose operands are numbers, or 0 and 1. */
static const struct {
  uint8_t op, dim, inverted;
} truths[] = {
    {OP_EQ, DIM_EQ, 0},   {OP_NE, DIM_EQ, 1}, {OP_LT, DIM_LT, 0},   {OP_LE, DIM_LE, 0},
    {OP_AND, DIM_AND, 0}, {OP_OR, DIM_OR, 0}, {OP_XOR, DIM_XOR, 0},
};

/* Integers wrap at their dtype's bounds where dims do not: a value beyond them is refused now and
 * guarded against. int64 is what dims are made of, and needs neither. */
static dim_ref in_bounds(graph *g, dim_ref d, jx_dtype dtype, span where) {
  if (d < 0 || dtype == JX_INT64 || !dtype_is_integer(dtype)) return d;
  int64_t v = dim_value_of(g, d);
  if (!dtype_holds(dtype, v)) {
    diag_fail(g->diag, JX_ERROR_VALUE, where, "%lld is out of bounds for %s", (long long)v,
              dtypes[dtype].name);
    return -1;
  }
  int64_t greatest = dtype == JX_UINT64 ? INT64_MAX : dtype_greatest(dtype);
  return guard_push(g, GUARD_RANGE, d, -1, dtype_least(dtype), greatest) ? d : -1;
}

/* An exact operation in 64 bits: it is guarded that they suffice, or lost. */
static dim_ref push_checked(graph *g, dim_op op, dim_ref a, dim_ref b) {
  dim_ref d = dim_push_exact(g, op, EXACT_CHECKED, a, b, -1, 0);
  if (d < 0) return -1;
  if (dim_value_of(g, d) == DIM_LOST) return DIM_IS_LOST;
  return guard_push(g, GUARD_RANGE, d, -1, DIM_LOST + 1, INT64_MAX) ? d : -1;
}

static dim_ref read_cast(graph *g, const graph_node *n, dim_ref a, bool wide, span where) {
  bool from_float = g->dims.at[a].is_float;
  switch ((jx_dtype)n->dtype) {
  case JX_FLOAT64: return dim_push(g, DIM_FLOAT, a, -1, -1, 0);
  case JX_INT64:
    if (!n->weak) return dim_push(g, DIM_INT, a, -1, -1, 0);
    if (!from_float) return a;
    return wide ? dim_push_exact(g, DIM_INT, EXACT_LONG, a, -1, -1, 0)
                : push_checked(g, DIM_INT, a, -1);
  case JX_INT8:
  case JX_INT16:
  case JX_INT32:
  case JX_UINT8:
  case JX_UINT16:
  case JX_UINT32:
  case JX_UINT64:
    return in_bounds(g, dim_push(g, DIM_INT, a, -1, -1, 0), (jx_dtype)n->dtype, where);
  case JX_BOOL:
  case JX_FLOAT16:
  case JX_FLOAT32:
  case JX_COMPLEX64:
  case JX_COMPLEX128:
  case JX_BYTES:
  case JX_STR:
  case JX_DATETIME64:
  case JX_TIMEDELTA64:
  case JX_DTYPE_NONE: break;
  }
  return DIM_IS_REFUSED;
}

/* A long literal, put together from its digits. */
static dim_ref read_long(graph *g, const bigint *literal) {
  bigint w;
  bigint_copy(&w, literal); /* the vector moves */
  dim_ref d = dim_const(g, 0), shift = dim_const(g, 32);
  for (uint32_t i = w.n; i-- > 0 && d >= 0;) {
    d = dim_push_exact(g, DIM_SHL, EXACT_LONG, d, shift, -1, 0);
    d = dim_push_exact(g, DIM_OR, EXACT_LONG, d, dim_const(g, w.digit[i]), -1, 0);
  }
  return w.negative ? dim_push_exact(g, DIM_NEG, EXACT_LONG, d, -1, -1, 0) : d;
}

static dim_ref read_leaf(graph *g, const graph_node *n, bool wide) {
  if (graph_is_long(n)) return wide ? read_long(g, &g->bigints.at[n->number - 1]) : DIM_IS_LOST;
  if (n->op == OP_CONST)
    return dtype_is_float((jx_dtype)n->dtype) ? dim_const_float(g, n->imm.f)
                                              : dim_const(g, n->imm.i);
  if (n->op == OP_DIM) {
    dim_ref d = n->dim;
    return g->dims.at[d].exact == EXACT_LONG && !wide ? DIM_IS_LOST : d;
  }
  if (n->op != OP_INPUT) return DIM_IS_REFUSED;
  uint32_t operand = g->views.at[n->view].source;
  if (g->operands[operand]->rank > 0 || dtype_is_complex((jx_dtype)n->dtype)) return DIM_IS_REFUSED;
  return dim_push(g, DIM_SCALAR, (dim_ref)operand, -1, -1, 0);
}

static dim_ref read_truth(graph *g, const graph_node *n, const dim_ref *args) {
  dim_ref one = dim_const(g, 1);
  if (n->op == OP_WHERE) return dim_push(g, DIM_WHERE, args[0], args[1], args[2], 0);
  if (n->op == OP_NOT) return dim_push(g, DIM_XOR, args[0], one, -1, 0);
  for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
    if (truths[i].op != n->op) continue;
    dim_ref d = dim_push(g, (dim_op)truths[i].dim, args[0], args[1], -1, 0);
    return truths[i].inverted ? dim_push(g, DIM_XOR, d, one, -1, 0) : d;
  }
  return DIM_IS_REFUSED;
}

/* Weak integers: in 64 bits, or in as many as it takes. */
static dim_ref read_weak(graph *g, const graph_node *n, const dim_ref *args, bool wide) {
  if (n->op == OP_WHERE) /* what is not chosen may be anything */
    return dim_push_exact(g, DIM_WHERE, wide ? EXACT_LONG : EXACT_NOT, args[0], args[1], args[2],
                          0);
  dim_ref b = args[1];
  dim_op op = DIM_XOR;
  bool grows = false, found = n->op == OP_INVERT;
  if (found) b = dim_const(g, -1);
  for (size_t i = 0; i < sizeof arithmetic / sizeof *arithmetic && !found; i++) {
    found = arithmetic[i].op == n->op;
    if (found) op = (dim_op)arithmetic[i].dim, grows = arithmetic[i].grows;
  }
  if (!found) return DIM_IS_REFUSED;
  if (wide) return dim_push_exact(g, op, EXACT_LONG, args[0], b, -1, 0);
  return grows ? push_checked(g, op, args[0], b) : dim_push(g, op, args[0], b, -1, 0);
}

/* The dim of a node whose operands have theirs. */
static dim_ref read_node(graph *g, graph_ref r, const dim_ref *args, bool wide, span where) {
  const graph_node n = *graph_at(g, r);
  if (n.rank > 0) return DIM_IS_REFUSED;
  if (n.nargs == 0) return read_leaf(g, &n, wide);
  if (n.op == OP_CAST) return read_cast(g, &n, args[0], wide, where);
  if (n.weak && n.dtype == JX_BOOL) return read_truth(g, &n, args);
  if (n.weak && n.dtype == JX_INT64) return read_weak(g, &n, args, wide);
  /* float32 rounds after every step, dims do not. */
  bool integers = dtype_is_integer((jx_dtype)n.dtype);
  if (!integers && n.dtype != JX_FLOAT64) return DIM_IS_REFUSED;
  if (n.weak && n.op == OP_WHERE) return dim_push(g, DIM_WHERE, args[0], args[1], args[2], 0);
  if (n.op == OP_INVERT) {
    bool is_signed = dtype_is_signed((jx_dtype)n.dtype);
    dim_ref ones = dim_const(g, is_signed ? -1 : dtype_greatest((jx_dtype)n.dtype));
    return in_bounds(g, dim_push(g, DIM_XOR, args[0], ones, -1, 0), (jx_dtype)n.dtype, where);
  }
  if (n.op == OP_POW && !integers) return DIM_IS_REFUSED;
  for (size_t i = 0; i < sizeof arithmetic / sizeof *arithmetic; i++) {
    if (arithmetic[i].op != n.op) continue;
    dim_ref d = dim_push(g, (dim_op)arithmetic[i].dim, args[0], args[1], -1, 0);
    return in_bounds(g, d, (jx_dtype)n.dtype, where);
  }
  return DIM_IS_REFUSED;
}

/* What has been read: 1 + the dim, or DIM_IS_LOST or DIM_IS_REFUSED, which stay. */
static dim_ref kept(dim_ref d) { return d >= 0 ? d + 1 : d; }

/* The dim of a node from its operands' entries in `known`, or why it has none. */
static dim_ref read_from(graph *g, graph_ref r, const dim_ref *known, bool wide, span where) {
  const graph_node *n = graph_at(g, r);
  dim_ref args[GRAPH_MAX_ARGS] = {-1, -1, -1}, worst = 0;
  for (int i = 0; i < n->nargs; i++) {
    args[i] = known[n->args[i]] - 1;
    if (known[n->args[i]] < worst) worst = known[n->args[i]];
  }
  return worst < 0 ? worst : read_node(g, r, args, wide, where);
}

/* Leaves first by an explicit stack; what is found is kept, so that a chain of such scalars is read
 * once. */
dim_ref dim_read(graph *g, graph_ref r, bool wide, span where) {
  if (!r) return -1;
  graph_scratch *s = g->scratch;
  while (s->node_dims.n < g->nodes.n) {
    const dim_ref *narrow = VEC_PUSH(g->arena, &s->node_dims);
    const dim_ref *broad = VEC_PUSH(g->arena, &s->node_bigints);
    if (!narrow || !broad) return diag_memory(g->diag), -1;
  }
  dim_ref *known = wide ? s->node_bigints.at : s->node_dims.at;
  ref_stack stack = {0};
  if (!ref_push(g, &stack, r)) return -1;
  while (stack.n) {
    graph_ref top = stack.at[stack.n - 1];
    const graph_node *n = graph_at(g, top);
    bool leaf = n->rank > 0 || ops[n->op].class_ != OP_CLASS_ELEMENT;
    size_t before = stack.n;
    for (int i = 0; i < n->nargs && !leaf; i++)
      if (!known[n->args[i]] && !ref_push(g, &stack, n->args[i])) return -1;
    if (stack.n > before) continue;
    if (!known[top]) {
      dim_ref d = leaf && n->nargs ? DIM_IS_REFUSED : read_from(g, top, known, wide, where);
      if (d == -1 || g->diag->status != JX_OK) return -1;
      known[top] = kept(d);
    }
    stack.n--;
  }
  return known[r] > 0 ? known[r] - 1 : known[r];
}

dim_ref dim_of_node(graph *g, graph_ref r, const char *what, span where) {
  dim_ref d = dim_read(g, r, false, where);
  if (d == DIM_IS_REFUSED)
    diag_fail(g->diag, JX_ERROR_TYPE, where,
              "%s must be known before any element is: it may depend on scalars and shapes by "
              "arithmetic alone",
              what);
  if (d == DIM_IS_LOST) weak_out_of_bounds(g, r, JX_INT64, where);
  return d < 0 ? -1 : d;
}

graph_ref dim_node_of(graph *g, dim_ref d, bool weak, span where) {
  if (d < 0) return 0;
  const dim_node n = g->dims.at[d];
  jx_dtype dtype = n.is_float ? JX_FLOAT64 : JX_INT64;
  if (n.op == DIM_CONST)
    return n.is_float ? graph_const_float(g, dtype, weak, n.imm.f, where)
                      : graph_const(g, dtype, weak, n.imm.i, where);
  graph_node node = {.op = OP_DIM, .dtype = (uint8_t)dtype, .weak = weak, .dim = d, .where = where};
  return graph_push(g, node, &(shape){0}, NULL);
}
