/* graph_eval.c: see graph_eval.h. Start at graph_eval(). */
#include "tests/support/graph_eval.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/dtype.h"
#include "codegen/math/table.h"
#include "graph/rules.h"
#include "tests/support/converted.h"
#include "tests/support/math_names.h"

#define MOST_ELEMENTS 1000000

/* An evaluation under way: cells of every node computed so far. */
typedef struct evaluation {
  const graph *g;
  cell **cells;
  const char *why;
} evaluation;

int64_t graph_eval_size(const graph *g, graph_ref r) {
  const graph_node *n = graph_at(g, r);
  int64_t size = 1;
  for (int k = 0; k < n->rank; k++)
    if (__builtin_mul_overflow(size, graph_extent(g, n, k), &size)) return INT64_MAX;
  return size;
}

/* The indices of the i-th element, by axis from the right. */
static void indices(const graph *g, const graph_node *n, int64_t i, int64_t *index) {
  for (int k = 0; k < n->rank; k++) {
    index[k] = i % graph_extent(g, n, k);
    i /= graph_extent(g, n, k);
  }
}

/* Where an operand keeps the element that broadcasts to these indices. */
static int64_t place(const graph *g, const graph_node *n, const int64_t *index) {
  int64_t at = 0;
  for (int k = n->rank - 1; k >= 0; k--) {
    int64_t extent = graph_extent(g, n, k);
    at = at * extent + (extent == 1 ? 0 : index[k]);
  }
  return at;
}

/* ---- Leaves ---- */

/* `places`: what the arguments of a gather are. */
static int64_t source_index(const graph *g, const view_axis *a, const int64_t *index,
                            const int64_t *places) {
  int64_t start = g->values.at[a->start].i;
  int64_t by = a->by ? g->values.at[a->by - 1].i : 1;
  if (view_arg(a) >= 0) return start + a->step * places[view_arg(a)];
  return a->to < 0 ? start : start + a->step * by * index[a->to];
}

/* An element of an operand: what goes beyond an axis must lie among its elements still. */
static cell operand_element(evaluation *e, const jx_array *a, const graph_view *v,
                            const view_axis *axes, const int64_t *index, const int64_t *places) {
  int64_t offset = 0, low = 0, high = 0, at = 0;
  bool plain = true;
  for (int i = 0; i < v->naxes; i++) {
    int x = view_axis_of(&axes[i], i);
    offset += (at = source_index(e->g, &axes[i], index, places)) * a->strides[x];
    plain = plain && i == x && at >= 0 && at < a->shape[x];
  }
  for (int x = 0; x < a->rank; x++) {
    int64_t far = (a->shape[x] - 1) * a->strides[x];
    low += far < 0 ? far : 0, high += far > 0 ? far : 0;
  }
  if (!plain && (offset < low || offset > high)) return e->why = "read out of bounds", (cell){0};
  return element_load((const char *)a->data + offset, a->dtype);
}

/* The element of a JOIN at some indices. */
static cell joined(evaluation *e, const graph_node *n, const int64_t *index) {
  const graph *g = e->g;
  for (int64_t i = 0; i < n->imm.i; i++) {
    const graph_piece *p = &g->pieces.at[n->pieces + i];
    const graph_node *part = graph_at(g, p->node);
    if (p->flat) return e->cells[p->node][place(g, n, index)];
    int64_t at[JX_MAX_RANK];
    bool inside = true;
    for (int k = 0; k < n->rank; k++) {
      at[k] = index[k] - g->values.at[g->shapes.at[p->starts + (uint32_t)(n->rank - 1 - k)]].i;
      inside = inside && at[k] >= 0 && at[k] < graph_extent(g, part, k);
    }
    if (inside) return e->cells[p->node][place(g, part, at)];
  }
  return e->why = "no piece", (cell){0};
}

static cell leaf(evaluation *e, const graph_node *n, const int64_t *index) {
  const graph *g = e->g;
  const graph_view *v = &g->views.at[n->view];
  const view_axis *axes = v->naxes ? &g->axes.at[v->axes] : NULL;
  int64_t places[GRAPH_MAX_ARGS];
  for (int i = 0; i < n->nargs; i++)
    places[i] = e->cells[n->args[i]][place(g, graph_at(g, n->args[i]), index)].i;
  if (n->op == OP_IOTA) return (cell){.i = source_index(g, axes, index, places)};
  if (n->op == OP_INPUT || n->op == OP_GATHER)
    return operand_element(e, g->operands[v->source], v, axes, index, places);
  const graph_node *source = graph_at(g, v->source);
  int64_t at = 0;
  for (int i = 0; i < v->naxes; i++) {
    int64_t stride = 1;
    for (int k = 0; k < source->rank - 1 - view_axis_of(&axes[i], i); k++)
      stride *= graph_extent(g, source, k);
    at += stride * source_index(g, &axes[i], index, places);
  }
  if (at < 0 || at >= graph_eval_size(g, v->source))
    return e->why = "view out of bounds", (cell){0};
  return e->cells[v->source][at];
}

/* ---- Elements ---- */

static int64_t wrap(uint64_t x, jx_dtype dtype) {
  int unused = dtype == JX_BOOL ? 0 : 64 - dtype_bits(dtype);
  return dtype_is_signed(dtype) ? (int64_t)(x << unused) >> unused
                                : (int64_t)(x << unused >> unused);
}

static int64_t power(int64_t base, int64_t exponent) {
  uint64_t x = (uint64_t)base, product = 1;
  for (uint64_t n = (uint64_t)exponent; n; n >>= 1, x *= x)
    if (n & 1) product *= x;
  return (int64_t)product;
}

static uint64_t divisor(uint64_t a, uint64_t b) { return b ? divisor(b, a % b) : a; }

/* Of absolute values. */
static int64_t divisor_or_multiple(op_id op, jx_dtype dtype, int64_t a, int64_t b) {
  bool is_signed = dtype_is_signed(dtype);
  uint64_t x = is_signed && a < 0 ? 0 - (uint64_t)a : (uint64_t)a;
  uint64_t y = is_signed && b < 0 ? 0 - (uint64_t)b : (uint64_t)b, d = divisor(x, y);
  return wrap(op == OP_GCD ? d : d ? x / d * y : 0, dtype);
}

static int64_t integer_element(op_id op, jx_dtype dtype, int64_t a, int64_t b) {
  int64_t width = dtype_bits(dtype);
  bool within = b >= 0 && b < width;
  uint64_t x = (uint64_t)a, y = (uint64_t)b;
  switch (op) {
  case OP_ADD: return wrap(x + y, dtype);
  case OP_SUB: return wrap(x - y, dtype);
  case OP_MUL: return wrap(x * y, dtype);
  case OP_FLOORDIV:
    if (dtype == JX_UINT64) return (int64_t)(y ? x / y : 0);
    return wrap((uint64_t)dims_floordiv(a, b), dtype);
  case OP_MOD: return dtype == JX_UINT64 ? (int64_t)(y ? x % y : 0) : dims_mod(a, b);
  case OP_FMOD:
    if (dtype == JX_UINT64) return (int64_t)(y ? x % y : 0);
    return b == 0 || b == -1 ? 0 : a % b;
  case OP_POW: return wrap((uint64_t)power(a, b), dtype);
  case OP_NEG: return wrap(0 - x, dtype);
  case OP_ABS: return a < 0 && dtype_is_signed(dtype) ? wrap(0 - x, dtype) : a;
  case OP_INVERT: return wrap(~x, dtype);
  case OP_BITAND:
  case OP_AND: return a & b;
  case OP_BITOR:
  case OP_OR: return a | b;
  case OP_BITXOR:
  case OP_XOR: return a ^ b;
  case OP_NOT: return !a;
  case OP_SHL: return within ? wrap(x << b, dtype) : 0;
  case OP_SHR:
    if (dtype == JX_UINT64) return (int64_t)(within ? x >> b : 0);
    return within ? a >> b : a < 0 ? -1 : 0;
  case OP_GCD:
  case OP_LCM: return divisor_or_multiple(op, dtype, a, b);
  case OP_MINIMUM: return dtype_less(dtype, a, b) ? a : b;
  case OP_MAXIMUM: return dtype_less(dtype, b, a) ? a : b;
  default: return 0;
  }
}

static int64_t count_bits(jx_dtype from, int64_t a) {
  bool below = dtype_is_signed(from) && a < 0;
  return __builtin_popcountll(below ? 0 - (uint64_t)a : (uint64_t)a);
}

#define CALL_1(f) f(a)
#define CALL_2(f) f(a, b)

static double float_element(op_id op, double a, double b) {
  switch (op) {
  case OP_ADD: return a + b;
  case OP_SUB: return a - b;
  case OP_MUL: return a * b;
  case OP_DIV: return a / b;
  case OP_FLOORDIV: return dims_ffloordiv(a, b);
  case OP_MOD: return dims_fmod(a, b);
  case OP_NEG: return -a;
  case OP_ABS: return fabs(a);
  case OP_SQRT: return sqrt(a);
#define X(id, nargs, f64, f32, c, ...) \
  case OP_##id: return CALL_##nargs(c);
    MATH_TABLE(X)
#undef X
  case OP_FLOOR: return floor(a);
  case OP_CEIL: return ceil(a);
  case OP_TRUNC: return trunc(a);
  case OP_RINT: return rint(a);
  case OP_FMOD: return fmod(a, b);
  case OP_COPYSIGN: return copysign(a, b);
  case OP_LDEXP: return ldexp(a, (int)fmin(fmax(b, -5000), 5000));
  case OP_NEXTAFTER: return nextafter(a, b);
  case OP_FREXP_MANTISSA: return frexp(a, &(int){0});
  case OP_MINIMUM: return isnan(a) || a <= b ? a : b;
  case OP_MAXIMUM: return isnan(a) || a >= b ? a : b;
  case OP_TOTAL:
  case OP_BOUNDED: return a;
  case OP_IF_FINITE: return isfinite(a) ? a : b;
  default: return 0;
  }
}

/* dims_ffloordiv() in single precision throughout. */
static float single_floordiv(float a, float b) {
  if (b == 0) return a / b;
  float r = fmodf(a, b);
  float q = (a - r) / b;
  if (r != 0 && (b < 0) != (r < 0)) q -= 1;
  if (q == 0) return copysignf(0, a / b);
  return q - floorf(q) > 0.5f ? floorf(q) + 1 : floorf(q);
}

/* nextafter() of float16. */
static double half_after(double a, double b) {
  a = element_round(a, JX_FLOAT16);
  b = element_round(b, JX_FLOAT16);
  if (isnan(a) || isnan(b) || a == b) return a == b ? b : NAN;
  if (a == 0) return copysign(0x1p-24, b);
  bool inward = (a < b) != (a > 0);
  return element_of_half((uint16_t)(element_half(a) + (inward ? -1 : 1)));
}

static bool comparison(op_id op, jx_dtype of, cell a, cell b) {
  bool floats = dtype_is_float(of);
  switch (op) {
  case OP_EQ: return floats ? a.f == b.f : a.i == b.i;
  case OP_NE: return floats ? a.f != b.f : a.i != b.i;
  case OP_LT: return floats ? a.f < b.f : dtype_less(of, a.i, b.i);
  case OP_LE: return floats ? a.f <= b.f : !dtype_less(of, b.i, a.i);
  case OP_SIGNBIT: return floats ? signbit(a.f) != 0 : a.i < 0;
  default: return floats && isnan(a.f);
  }
}

static bool contains(const graph *g, const graph_node *n, int64_t x) {
  char digits[32], pattern[32];
  bool is_signed = dtype_is_signed((jx_dtype)graph_at(g, n->args[0])->dtype);
  snprintf(digits, sizeof digits, is_signed ? "%lld" : "%llu", (long long)x);
  snprintf(pattern, sizeof pattern, "%.*s", (int)n->imm.i, g->bytes.at + n->pattern);
  return strstr(digits, pattern) != NULL;
}

static cell element(const evaluation *e, const graph_node *n, const int64_t *index) {
  const graph *g = e->g;
  cell x[GRAPH_MAX_ARGS] = {0};
  for (int i = 0; i < n->nargs; i++)
    x[i] = e->cells[n->args[i]][place(g, graph_at(g, n->args[i]), index)];
  jx_dtype from = (jx_dtype)graph_at(g, n->args[0])->dtype, to = (jx_dtype)n->dtype;
  op_id op = (op_id)n->op;
  rule_id rule = (rule_id)ops[op].rule;
  if (op == OP_INDEX) return (cell){.i = x[0].i < 0 ? x[0].i + x[1].i : x[0].i};
  if (op == OP_CONTAINS) return (cell){.i = contains(g, n, x[0].i)};
  if (op == OP_WHERE) return x[0].i ? x[1] : x[2];
  if (op == OP_CAST) return converted(x[0], from, n->imm.i ? element_worked(to) : to);
  if (op == OP_FREXP_EXPONENT) {
    int exponent = 0;
    if (isfinite(x[0].f)) frexp(x[0].f, &exponent);
    return (cell){.i = exponent};
  }
  if (op == OP_BITCOUNT) return (cell){.i = count_bits(from, x[0].i)};
  if (rule == RULE_COMPARE || rule == RULE_TEST || rule == RULE_SIGNBIT)
    return (cell){.i = comparison(op, from, x[0], x[1])};
  if (!dtype_is_float(to)) return (cell){.i = integer_element(op, to, x[0].i, x[1].i)};
  if (op == OP_RAISE) op = OP_POW, x[1].f = n->imm.f;
  double f = float_element(op, x[0].f, x[1].f);
  if (op == OP_NEXTAFTER && to == JX_FLOAT32) f = nextafterf((float)x[0].f, (float)x[1].f);
  if (op == OP_NEXTAFTER && to == JX_FLOAT16) f = half_after(x[0].f, x[1].f);
  if (op == OP_FLOORDIV && element_worked(to) == JX_FLOAT32)
    f = single_floordiv((float)x[0].f, (float)x[1].f);
  return (cell){.f = element_round(f, element_worked(to))};
}

/* ---- Reductions ---- */

static cell combine(op_id op, jx_dtype dtype, cell a, cell b) {
  bool floats = dtype_is_float(dtype), less = !floats && dtype_less(dtype, b.i, a.i);
  switch (op) {
  case OP_SUM:
  case OP_SUM_SMALL:
    return floats ? (cell){.f = a.f + b.f}
                  : (cell){.i = wrap((uint64_t)a.i + (uint64_t)b.i, JX_INT64)};
  case OP_PROD:
    return floats ? (cell){.f = a.f * b.f}
                  : (cell){.i = wrap((uint64_t)a.i * (uint64_t)b.i, JX_INT64)};
  case OP_MIN: return floats ? (cell){.f = float_element(OP_MINIMUM, a.f, b.f)} : less ? b : a;
  case OP_MAX: return floats ? (cell){.f = float_element(OP_MAXIMUM, a.f, b.f)} : less ? a : b;
  case OP_ANY: return (cell){.i = a.i | b.i};
  case OP_ALL: return (cell){.i = a.i & b.i};
  default: return (cell){.i = a.i + b.i};
  }
}

/* The element of the second operand beside element i of the first. */
static cell second(const evaluation *e, const graph_node *n, const int64_t *index) {
  return e->cells[n->args[1]][place(e->g, graph_at(e->g, n->args[1]), index)];
}

/* The mean, and then the squares: two passes. */
static void deviations(const evaluation *e, const graph_node *n, int64_t kept, cell *out) {
  const graph *g = e->g;
  const graph_node *arg = graph_at(g, n->args[0]);
  int64_t size = graph_eval_size(g, n->args[0]), index[JX_MAX_RANK];
  double *sums = arena_zalloc(g->arena, (size_t)(2 * kept + 1) * sizeof *sums);
  for (int64_t i = 0; sums && i < 2 * size; i++) {
    indices(g, arg, i % size, index);
    if (!second(e, n, index).i) continue;
    int64_t at = place(g, n, index);
    double x = e->cells[n->args[0]][i % size].f;
    if (i < size)
      sums[2 * at] += x, sums[2 * at + 1]++;
    else
      out[at].f += (x - sums[2 * at] / sums[2 * at + 1]) * (x - sums[2 * at] / sums[2 * at + 1]);
  }
}

/* The second operand at the extreme of the first. */
static void places(const evaluation *e, const graph_node *n, int64_t kept, cell *out) {
  const graph *g = e->g;
  const graph_node *arg = graph_at(g, n->args[0]);
  bool floats = dtype_is_float((jx_dtype)arg->dtype), least = n->op == OP_LEAST_AT;
  int64_t size = graph_eval_size(g, n->args[0]), index[JX_MAX_RANK];
  cell *best = arena_zalloc(g->arena, (size_t)(kept + 1) * sizeof *best);
  for (int64_t i = 0; i < kept; i++) out[i].i = -1;
  for (int64_t i = 0; best && i < size; i++) {
    indices(g, arg, i, index);
    cell x = e->cells[n->args[0]][i], place_of = second(e, n, index);
    int64_t at = place(g, n, index);
    cell low = least ? x : best[at], high = least ? best[at] : x;
    bool beyond = floats ? low.f < high.f : dtype_less((jx_dtype)arg->dtype, low.i, high.i);
    if (floats) beyond = isnan(best[at].f) ? false : beyond || isnan(x.f);
    bool same = floats ? x.f == best[at].f || (isnan(x.f) && isnan(best[at].f)) : x.i == best[at].i;
    if (out[at].i >= 0 && !beyond && !(same && place_of.i < out[at].i)) continue;
    best[at] = x;
    out[at] = place_of;
  }
}

static void reduce(const evaluation *e, const graph_node *n, cell *out) {
  const graph *g = e->g;
  const graph_node *arg = graph_at(g, n->args[0]);
  op_id op = (op_id)n->op;
  bool floats = dtype_is_float((jx_dtype)n->dtype);
  int64_t size = graph_eval_size(g, n->args[0]), kept = 1;
  for (int k = 0; k < n->rank; k++) kept *= graph_extent(g, n, k);
  if (op == OP_DEVIATIONS || op == OP_DEVIATIONS_SMALL) {
    int small = op == OP_DEVIATIONS ? 0 : -2 * GRAPH_SMALL_SQUARES;
    deviations(e, n, kept, out);
    for (int64_t i = 0; i < kept; i++) out[i].f = ldexp(out[i].f, small);
    return;
  }
  if (n->nargs > 1) {
    places(e, n, kept, out);
    return;
  }
  for (int64_t i = 0; i < kept; i++) {
    out[i] = (cell){.i = op == OP_ALL || (op == OP_PROD && !floats)};
    if (op == OP_PROD && floats) out[i].f = 1;
    if (op == OP_MIN)
      floats ? (out[i].f = INFINITY) : (out[i].i = dtype_greatest((jx_dtype)n->dtype));
    if (op == OP_MAX)
      floats ? (out[i].f = -INFINITY) : (out[i].i = dtype_least((jx_dtype)n->dtype));
  }
  for (int64_t i = 0; i < size; i++) {
    int64_t index[JX_MAX_RANK];
    indices(g, arg, i, index);
    cell *to = &out[place(g, n, index)];
    *to = combine(op, (jx_dtype)n->dtype, *to, e->cells[n->args[0]][i]);
  }
  for (int64_t i = 0; i < kept && floats; i++)
    out[i].f = element_round(out[i].f, element_worked((jx_dtype)n->dtype));
  for (int64_t i = 0; i < kept && op == OP_SUM_SMALL; i++)
    out[i].f = ldexp(out[i].f, -BEYOND_SMALL);
}

/* Each element, and what the one before it has come to; from the first along every axis. */
static void scan(const evaluation *e, const graph_node *n, cell *out) {
  const graph *g = e->g;
  op_id op = n->op == OP_CUMPROD ? OP_PROD : OP_SUM;
  int64_t size = graph_eval_size(g, n->args[0]), index[JX_MAX_RANK];
  for (int64_t i = 0; i < size; i++) {
    out[i] = e->cells[n->args[0]][i];
    indices(g, n, i, index);
    int k = 0; /* the last scanned axis that is not at its start goes back by one */
    for (; k < n->rank; k++) {
      if (!(n->axes >> k & 1)) continue;
      if (index[k] > 0) break;
      index[k] = graph_extent(g, n, k) - 1;
    }
    if (k == n->rank) continue;
    index[k]--;
    out[i] = combine(op, (jx_dtype)n->dtype, out[place(g, n, index)], out[i]);
  }
}

/* ---- Nodes ---- */

/* A node may vary along the axes it claims alone. */
static bool varies_as_claimed(const graph *g, const graph_node *n, const cell *cells,
                              int64_t size) {
  for (int64_t i = 0; i < size; i++) {
    int64_t index[JX_MAX_RANK], first[JX_MAX_RANK];
    indices(g, n, i, index);
    for (int k = 0; k < n->rank; k++) first[k] = n->varies >> k & 1 ? index[k] : 0;
    const cell *a = &cells[i], *b = &cells[place(g, n, first)];
    if (dtype_is_float((jx_dtype)n->dtype) && isnan(a->f) && isnan(b->f)) continue;
    if (a->i != b->i) return false;
  }
  return true;
}

static bool node(evaluation *e, graph_ref r) {
  const graph *g = e->g;
  const graph_node *n = graph_at(g, r);
  int64_t size = graph_eval_size(g, r);
  bool text = dtype_is_string((jx_dtype)n->dtype) && n->op != OP_CONST && n->op != OP_DIGITS;
  if (text) return e->why = "strings", false; /* contains() looks at the digits and the literal */
  if (size > MOST_ELEMENTS) return e->why = "too many elements", false;
  cell *cells = e->cells[r] = arena_zalloc(g->arena, (size_t)(size + 1) * sizeof *cells);
  if (!cells) return e->why = "out of memory", false;
  op_class class = (op_class)ops[n->op].class_;
  if (class == OP_CLASS_REDUCE) reduce(e, n, cells);
  if (class == OP_CLASS_SCAN) scan(e, n, cells);
  for (int64_t i = 0; i < size && !op_folds((op_id)n->op); i++) {
    int64_t index[JX_MAX_RANK];
    indices(g, n, i, index);
    if (n->op == OP_CONST)
      cells[i].i = n->imm.i;
    else if (n->op == OP_DIM)
      cells[i].i = g->values.at[n->dim].i;
    else if (n->op == OP_JOIN)
      cells[i] = joined(e, n, index);
    else if (class == OP_CLASS_LEAF || op_gathers((op_id)n->op))
      cells[i] = leaf(e, n, index);
    else
      cells[i] = element(e, n, index);
  }
  if (!e->why && !varies_as_claimed(g, n, cells, size)) e->why = "varies beyond its claim";
  return !e->why;
}

const cell *graph_eval(const graph *g, graph_ref r, const char **why) {
  evaluation e = {.g = g, .cells = arena_zalloc(g->arena, g->nodes.n * sizeof *e.cells)};
  if (!e.cells) return *why = "out of memory", NULL;
  for (graph_ref i = 1; i <= r; i++)
    if (!node(&e, i)) return *why = e.why, NULL;
  return e.cells[r];
}

const char *graph_eval_text(const graph *g, graph_ref r, const char **why) {
  const graph_node *n = graph_at(g, r);
  const cell *cells = graph_eval(g, r, why);
  if (!cells) return NULL;
  text out;
  text_init(&out, g->arena);
  text_printf(&out, "%s%s (", dtypes[n->dtype].name, n->weak ? " weak" : "");
  for (int k = n->rank - 1; k >= 0; k--)
    text_printf(&out, "%lld%s", (long long)graph_extent(g, n, k), k || n->rank == 1 ? "," : "");
  text_printf(&out, ")");
  for (int64_t i = 0; i < graph_eval_size(g, r); i++) {
    if (!dtype_is_float((jx_dtype)n->dtype))
      text_printf(&out, " %lld", (long long)cells[i].i);
    else if (isnan(cells[i].f))
      text_printf(&out, " nan");
    else
      text_printf(&out, n->dtype == JX_FLOAT32 ? " %.9g" : " %.17g", cells[i].f);
  }
  return out.at;
}
