/* graph_print.c: a graph as text, for `jxc --emit graph` and the golden tests.
 *
 *     dims
 *       d0 = extent $0 axis 0
 *     guards
 *       d0 == d1
 *     nodes
 *       %1 = input float64 (d0,3) varies 1,0: $0[i1, i0]
 *       %2 = sum float64 (d0,1) varies 1: %1 over 0
 *       %3 = view float64 (d0) varies 0: %2[i0, 0]
 *     results %3
 *
 * $k is the k-th operand, dk a dim (constants stand as numbers), ik the index along the k-th axis
 * from the right. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dtype.h"
#include "graph/graph.h"

/* The shortest decimal that reads back as the same number. */
static void print_float(text *out, double f, bool single) {
  char s[40];
  for (int digits = single ? 6 : 15; digits <= 17; digits++) {
    snprintf(s, sizeof s, "%.*g", digits, f);
    double back = strtod(s, NULL);
    if (single ? (float)back == (float)f : back == f) break;
  }
  if (isnan(f)) snprintf(s, sizeof s, "nan");
  bool whole = isfinite(f) && !strpbrk(s, ".e");
  text_printf(out, "%s%s", s, whole ? ".0" : "");
}

static void print_dim(const graph *g, dim_ref d, text *out) {
  const dim_node *n = &g->dims.at[d];
  if (n->op != DIM_CONST)
    text_printf(out, "d%d", (int)d);
  else if (n->is_float)
    print_float(out, n->imm.f, false);
  else
    text_printf(out, "%" PRId64, n->imm.i);
}

/* Operands separated by `between`; the ones left out as "_". */
static void print_dims(const graph *g, const dim_ref *refs, int n, const char *between, text *out) {
  for (int i = 0; i < n; i++) {
    if (i > 0) text_printf(out, "%s", between);
    if (refs[i] < 0)
      text_printf(out, "_");
    else
      print_dim(g, refs[i], out);
  }
}

static uint64_t magnitude(int64_t step) { return step < 0 ? 0 - (uint64_t)step : (uint64_t)step; }

/* What stands between the operands of a dim, or before them. */
static const struct {
  const char *infix, *prefix;
} dim_spelling[] = {
    [DIM_ADD] = {.infix = " + "},
    [DIM_SUB] = {.infix = " - "},
    [DIM_MUL] = {.infix = " * "},
    [DIM_DIV] = {.infix = " / "},
    [DIM_FLOORDIV] = {.infix = " // "},
    [DIM_MOD] = {.infix = " % "},
    [DIM_AND] = {.infix = " & "},
    [DIM_OR] = {.infix = " | "},
    [DIM_XOR] = {.infix = " ^ "},
    [DIM_SHL] = {.infix = " << "},
    [DIM_SHR] = {.infix = " >> "},
    [DIM_POW] = {.infix = " ** "},
    [DIM_NEG] = {.prefix = "-"},
    [DIM_INT] = {.prefix = "int "},
    [DIM_FLOAT] = {.prefix = "float "},
    [DIM_ABS] = {.prefix = "abs "},
    [DIM_MIN] = {.prefix = "min "},
    [DIM_MAX] = {.prefix = "max "},
    [DIM_FLOOR] = {.prefix = "floor "},
    [DIM_CEIL] = {.prefix = "ceil "},
    [DIM_RINT] = {.prefix = "rint "},
    [DIM_SQRT] = {.prefix = "sqrt "},
    [DIM_RANGE] = {.prefix = "range "},
    [DIM_INDEX] = {.prefix = "index "},
    [DIM_SLICE_START] = {.prefix = "slice start "},
    [DIM_SLICE_LENGTH] = {.prefix = "slice length "},
    [DIM_EQ] = {.infix = " == "},
    [DIM_LT] = {.infix = " < "},
    [DIM_LE] = {.infix = " <= "},
    [DIM_WHERE] = {.prefix = "where "},
    [DIM_CLASS] = {.prefix = "class "},
};

static void print_dim_node(const graph *g, dim_ref d, text *out) {
  const dim_node *n = &g->dims.at[d];
  text_printf(out, "  d%d = ", (int)d);
  if (n->op == DIM_EXTENT) {
    text_printf(out, "extent $%d axis %d\n", (int)n->a, (int)n->b);
    return;
  }
  if (n->op == DIM_SCALAR) {
    text_printf(out, "scalar $%d\n", (int)n->a);
    return;
  }
  if (n->op == DIM_ADD && g->dims.at[n->b].op == DIM_CONST && g->values.at[n->b].i < 0) {
    print_dim(g, n->a, out);
    text_printf(out, " - %" PRIu64 "\n", magnitude(g->values.at[n->b].i));
    return;
  }
  bool slice = n->op == DIM_SLICE_START || n->op == DIM_SLICE_LENGTH;
  int nargs = n->op == DIM_RANGE || n->op == DIM_SLICE_LENGTH ? 3 : n->b >= 0 || slice ? 2 : 1;
  const char *infix = dim_spelling[n->op].infix, *prefix = dim_spelling[n->op].prefix;
  text_printf(out, "%s", prefix ? prefix : "");
  print_dims(g, (dim_ref[]){n->a, n->b, n->c}, nargs, infix ? infix : ", ", out);
  if (slice) text_printf(out, " step %" PRId64, n->imm.i);
  text_printf(out, "\n");
}

static void print_guard(const graph *g, const guard *u, text *out) {
  text_printf(out, "  ");
  print_dim(g, u->a, out);
  switch ((guard_op)u->op) {
  case GUARD_EQUAL: text_printf(out, " == "), print_dim(g, u->b, out); break;
  case GUARD_ONE: text_printf(out, " == 1"); break;
  case GUARD_MANY: text_printf(out, " != 1"); break;
  case GUARD_NONZERO: text_printf(out, " != 0"); break;
  case GUARD_BELOW: text_printf(out, " in 0.."), print_dim(g, u->b, out); break;
  case GUARD_RANGE:
    if (u->high == INT64_MAX)
      text_printf(out, " >= %" PRId64, u->low);
    else
      text_printf(out, " in %" PRId64 "..=%" PRId64, u->low, u->high);
    break;
  }
  text_printf(out, "\n");
}

/* A set of axes, outermost first. */
static void print_axes(uint32_t set, text *out) {
  const char *between = "";
  for (int k = 31; k >= 0; k--)
    if (set >> k & 1) text_printf(out, "%s%d", between, k), between = ",";
}

static void print_view_axis(const graph *g, const graph_node *n, const view_axis *a, text *out) {
  const dim_node *start = &g->dims.at[a->start];
  bool zero = start->op == DIM_CONST && start->imm.i == 0;
  if (a->to == -1 || !zero) print_dim(g, a->start, out);
  if (a->to == -1) return;
  if (a->step < 0)
    text_printf(out, "-");
  else if (!zero)
    text_printf(out, "+");
  if (a->step > 1 || a->step < -1) text_printf(out, "%" PRIu64 "*", magnitude(a->step));
  if (a->by) print_dim(g, (dim_ref)a->by - 1, out), text_printf(out, "*");
  if (a->to >= 0)
    text_printf(out, "i%d", a->to);
  else
    text_printf(out, "%%%u", n->args[view_arg(a)]);
}

static void print_leaf(const graph *g, const graph_node *n, text *out) {
  const graph_view *v = &g->views.at[n->view];
  if (n->op != OP_IOTA)
    text_printf(out, "%c%u", op_reads_node((op_id)n->op) ? '%' : '$', v->source);
  if (v->naxes == 0) return;
  if (n->op != OP_IOTA) text_printf(out, "[");
  for (int i = 0; i < v->naxes; i++) {
    const view_axis *a = &g->axes.at[v->axes + (uint32_t)i];
    if (i > 0) text_printf(out, ", ");
    if (a->of) text_printf(out, "axis %d +", (int)a->of - 1);
    print_view_axis(g, n, a, out);
  }
  if (n->op != OP_IOTA) text_printf(out, "]");
}

static void print_pieces(const graph *g, const graph_node *n, text *out) {
  for (int64_t i = 0; i < n->imm.i; i++) {
    const graph_piece *p = &g->pieces.at[n->pieces + i];
    text_printf(out, i ? ", %%%u" : "%%%u", p->node);
    text_printf(out, p->flat ? " flat" : " at (");
    for (int x = 0; !p->flat && x < n->rank; x++) {
      if (x) text_printf(out, ",");
      print_dim(g, g->shapes.at[p->starts + (uint32_t)x], out);
    }
    if (!p->flat) text_printf(out, ")");
  }
}

static void print_operands(const graph *g, const graph_node *n, text *out) {
  for (int i = 0; i < n->nargs; i++) text_printf(out, i ? " %%%u" : "%%%u", n->args[i]);
  if (n->op == OP_RAISE) text_printf(out, " to the %g", n->imm.f);
  if (n->op == OP_INDEX) text_printf(out, " on axis %u", n->axis);
  if (n->op == OP_CONTAINS && n->nargs == 1)
    text_printf(out, " '%.*s'", (int)n->imm.i, g->bytes.at + n->pattern);
  if (!op_folds((op_id)n->op)) return;
  text_printf(out, ops[n->op].class_ == OP_CLASS_SCAN ? " along " : " over ");
  print_axes(n->axes, out);
}

/* Characters beyond ASCII by their numbers. */
static void print_string(const graph *g, const graph_node *n, text *out) {
  uint32_t size = dtype_character((jx_dtype)n->dtype);
  text_printf(out, "'");
  for (uint32_t i = 0; i < n->item / size; i++) {
    uint32_t c = 0;
    memcpy(&c, g->bytes.at + n->pattern + i * size, size);
    text_printf(out, c >= ' ' && c < 127 && c != '\'' && c != '\\' ? "%c" : "\\x{%x}", (int)c);
  }
  text_printf(out, "'");
}

static void print_node(const graph *g, graph_ref r, text *out) {
  const graph_node *n = graph_at(g, r);
  char id[16];
  size_t length = strlen(ops[n->op].id);
  for (size_t i = 0; i <= length; i++)
    id[i] = (char)(ops[n->op].id[i] >= 'A' && ops[n->op].id[i] <= 'Z' ? ops[n->op].id[i] + 32
                                                                      : ops[n->op].id[i]);
  text_printf(out, "  %%%u = %s %s", r, id, dtypes[n->dtype].name);
  if (n->item) text_printf(out, "%u", n->item / dtype_character((jx_dtype)n->dtype));
  if (n->weak) text_printf(out, " weak");
  if (n->kept) text_printf(out, " kept");
  text_printf(out, " (");
  for (int k = n->rank - 1; k >= 0; k--) {
    print_dim(g, graph_dim(g, n, k), out);
    if (k > 0) text_printf(out, ",");
  }
  text_printf(out, ")");
  if (n->varies) text_printf(out, " varies "), print_axes(n->varies, out);
  text_printf(out, ": ");
  switch ((op_id)n->op) {
  case OP_CONST:
    if (n->item)
      print_string(g, n, out);
    else if (dtype_is_float((jx_dtype)n->dtype))
      print_float(out, n->imm.f, n->dtype == JX_FLOAT32);
    else if (n->dtype == JX_BOOL)
      text_printf(out, "%s", n->imm.i ? "true" : "false");
    else if (n->dtype == JX_UINT64)
      text_printf(out, "%" PRIu64, (uint64_t)n->imm.i);
    else
      text_printf(out, "%" PRId64, n->imm.i);
    break;
  case OP_DIM: print_dim(g, n->dim, out); break;
  case OP_INPUT:
  case OP_IOTA:
  case OP_VIEW:
  case OP_GATHER:
  case OP_GATHER_KEPT: print_leaf(g, n, out); break;
  case OP_JOIN: print_pieces(g, n, out); break;
  default: print_operands(g, n, out); break;
  }
  text_printf(out, "\n");
}

void graph_print(const graph *g, text *out) {
  const char *heading = "dims\n";
  for (size_t i = 0; i < g->dims.n; i++) {
    if (g->dims.at[i].op == DIM_CONST) continue; /* stands as a number */
    text_printf(out, "%s", heading), heading = "";
    print_dim_node(g, (dim_ref)i, out);
  }
  if (g->guards.n) text_printf(out, "guards\n");
  for (size_t i = 0; i < g->guards.n; i++) print_guard(g, &g->guards.at[i], out);
  text_printf(out, "nodes\n");
  for (graph_ref r = 1; r < g->nodes.n; r++) print_node(g, r, out);
  text_printf(out, "results");
  for (size_t i = 0; i < g->results.n; i++) {
    text_printf(out, " %%%u", g->results.at[i]);
    if (g->selected.at[i].mask) text_printf(out, " where %%%u", g->selected.at[i].mask);
  }
  text_printf(out, "\n");
}
