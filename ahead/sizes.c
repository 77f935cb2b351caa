/* sizes.c: sizes and what a program demands of them; see ahead.h.
 *
 * Takes the plan for the examples, whose guards hold what it took for granted; gives which sizes
 * are really one, names, and the conditions that a call checks, in words. Start at
 * ahead_settle_sizes(). */
#include <inttypes.h>
#include <string.h>

#include "ahead/ahead.h"

/* ---- Extents ---- */

ahead_extent ahead_resolve(const ahead *a, ahead_extent e) {
  while (e.size >= 0 && a->sizes.at[e.size].same >= 0) {
    e.add = (int64_t)((uint64_t)e.add + (uint64_t)a->sizes.at[e.size].add);
    e.size = a->sizes.at[e.size].same;
  }
  return e;
}

bool ahead_linear(const ahead *a, dim_ref d, ahead_extent *out) {
  int64_t add = 0;
  const dim_node *n = &a->plan.dims.at[d];
  while (n->op == DIM_ADD && !n->is_float && a->plan.dims.at[n->b].op == DIM_CONST) {
    add = (int64_t)((uint64_t)add + (uint64_t)a->plan.dims.at[n->b].imm.i);
    n = &a->plan.dims.at[n->a];
  }
  if (n->is_float) return false;
  if (n->op == DIM_CONST)
    *out = (ahead_extent){.size = -1, .add = n->imm.i};
  else if (n->op == DIM_EXTENT)
    *out = ahead_resolve(a, a->parameters[n->a].extents[n->b]);
  else
    return false;
  out->add = (int64_t)((uint64_t)out->add + (uint64_t)add);
  return true;
}

/* ---- Sizes that are one ---- */

static int64_t difference(int64_t a, int64_t b) { return (int64_t)((uint64_t)a - (uint64_t)b); }

/* x.size + x.add == y.size + y.add, and neither is a constant. */
static jx_status unite(ahead *a, ahead_extent x, ahead_extent y) {
  ahead_size *s = &a->sizes.at[x.size], *t = &a->sizes.at[y.size];
  if (s->name && t->name)
    return diag_fail(a->d, JX_ERROR_SHAPE, (span){0},
                     "the program needs %.60s and %.60s to go together (%.60s%+" PRId64
                     " == %.60s%+" PRId64 "): give these sizes one name",
                     s->name, t->name, s->name, x.add, t->name, y.add);
  bool first = !s->name && (t->name || x.size > y.size); /* whether it is s that goes */
  ahead_size *gone = first ? s : t;
  gone->same = first ? y.size : x.size;
  gone->add = first ? difference(y.add, x.add) : difference(x.add, y.add);
  return JX_OK;
}

static bool both_linear(const ahead *a, const guard *g, ahead_extent *x, ahead_extent *y) {
  return g->op == GUARD_EQUAL && ahead_linear(a, g->a, x) && ahead_linear(a, g->b, y);
}

static jx_status unite_all(ahead *a) {
  for (size_t i = 0; i < a->plan.guards.n; i++) {
    ahead_extent x, y;
    if (!both_linear(a, &a->plan.guards.at[i], &x, &y)) continue;
    if (x.size < 0 || y.size < 0 || x.size == y.size) continue;
    JX_TRY(unite(a, x, y));
  }
  return JX_OK;
}

/* ---- Names ---- */

/* The header's own: a parameter, and local variables of its functions (header.c). */
static const char *const locals[] = {"threads",  "sizes_",   "operands_", "results_",
                                     "threads_", "extents_", "status_"};

static bool is_taken(const ahead *a, const char *name) {
  for (size_t i = 0; i < sizeof locals / sizeof *locals; i++)
    if (strcmp(name, locals[i]) == 0) return true;
  for (size_t i = 0; i < a->sizes.n; i++)
    if (a->sizes.at[i].c_name && strcmp(a->sizes.at[i].c_name, name) == 0) return true;
  for (size_t i = 0; i < a->nparameters; i++)
    if (a->parameters[i].c_name && strcmp(a->parameters[i].c_name, name) == 0) return true;
  for (size_t i = 0; i < a->plan.results.n; i++)
    if (a->result_names[i] && strcmp(a->result_names[i], name) == 0) return true;
  static const char *const beside[] = {"", "_threads", "_team", "_message", "_shapes"};
  size_t n = strlen(a->function);
  for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
    if (strncmp(name, a->function, n) == 0 && strcmp(name + n, beside[i]) == 0) return true;
  return false;
}

/* Whether the name would mean something else in C, or might: any header that a user includes first
 * may have macros in capitals. */
static bool must_change(const ahead *a, const char *name) {
  return ahead_is_reserved(name) || is_taken(a, name) ||
         (ahead_is_capital(name) && name[strlen(name) - 1] != '_');
}

/* The name itself, or with as much around it as it takes. */
static const char *unique(ahead *a, const char *name) {
  text t;
  const char *before = name[0] == '_' ? "x" : "";
  if (!must_change(a, name)) return name;
  bool ends = name[strlen(name) - 1] == '_'; /* two of them would be C++'s own */
  for (int64_t number = ends ? 2 : 1;; number++) {
    text_init(&t, &a->memory);
    text_printf(&t, "%s%s", before, name);
    if (number > 1) text_printf(&t, "%s%" PRId64, ends ? "" : "_", number);
    text_printf(&t, "_");
    if (a->memory.failed || !must_change(a, t.at)) return t.at;
  }
}

static const char *printed(ahead *a, const char *before, const char *name, int64_t number) {
  text t;
  text_init(&t, &a->memory);
  text_printf(&t, "%s%s", before, name);
  if (number >= 0) text_printf(&t, "%" PRId64, number);
  return t.at;
}

static jx_status give_names(ahead *a) {
  a->result_names = arena_zalloc(&a->memory, (a->plan.results.n + 1) * sizeof *a->result_names);
  if (!a->result_names) return diag_memory(a->d);
  for (size_t i = 0; i < a->sizes.n; i++) { /* the names that were given come first */
    ahead_size *s = &a->sizes.at[i];
    if (s->same < 0) s->index = a->nsizes++;
    if (s->same < 0 && s->name) s->c_name = unique(a, s->name);
  }
  for (size_t i = 0; i < a->nparameters; i++) {
    ahead_parameter *p = &a->parameters[i];
    const char *name = p->name;
    for (size_t s = 0; s < a->sizes.n; s++)
      if (a->sizes.at[s].name && strcmp(a->sizes.at[s].name, name) == 0)
        return diag_fail(a->d, JX_ERROR_ARGUMENT, (span){0},
                         "'%.100s' is the name of a size and of an operand", name);
    if (!ahead_is_identifier(name)) name = printed(a, "operand", "", (int64_t)i + 1);
    p->c_name = unique(a, name);
  }
  for (size_t i = 0; i < a->plan.results.n; i++)
    a->result_names[i] =
        unique(a, printed(a, "result", "", a->plan.results.n > 1 ? (int64_t)i + 1 : -1));
  for (size_t i = 0; i < a->sizes.n; i++) {
    ahead_size *s = &a->sizes.at[i];
    const ahead_parameter *p = &a->parameters[s->parameter];
    if (s->same < 0 && !s->name)
      s->c_name = unique(a, printed(a, "n_", p->c_name, p->rank > 1 ? (int64_t)s->axis : -1));
  }
  return a->memory.failed ? diag_memory(a->d) : JX_OK;
}

jx_status ahead_settle_sizes(ahead *a) {
  JX_TRY(unite_all(a));
  return give_names(a);
}

/* ---- In words ---- */

/* Deeper ones are cut short: they are for reading. */
#define DEEPEST 8

static const char *const infix[DIM_OPS_] = {
    [DIM_ADD] = " + ",  [DIM_SUB] = " - ",  [DIM_MUL] = " * ", [DIM_DIV] = " / ",
    [DIM_AND] = " & ",  [DIM_OR] = " | ",   [DIM_XOR] = " ^ ", [DIM_SHL] = " << ",
    [DIM_SHR] = " >> ", [DIM_POW] = " ** ", [DIM_MOD] = " % ", [DIM_FLOORDIV] = " // ",
};

static const char *const prefix[DIM_OPS_] = {
    [DIM_NEG] = "-",
    [DIM_INT] = "int",
    [DIM_FLOAT] = "float",
    [DIM_ABS] = "abs",
    [DIM_MIN] = "minimum",
    [DIM_MAX] = "maximum",
    [DIM_FLOOR] = "floor",
    [DIM_CEIL] = "ceil",
    [DIM_RINT] = "rint",
    [DIM_SQRT] = "sqrt",
    [DIM_RANGE] = "length of arange",
    [DIM_SLICE_START] = "first index of the slice",
    [DIM_SLICE_LENGTH] = "length of the slice",
    [DIM_INDEX] = "index",
    [DIM_WHERE] = "where",
    [DIM_CLASS] = "size class",
};

static void print_extent(const ahead *a, ahead_extent e, text *out) {
  if (e.size < 0) {
    text_printf(out, "%" PRId64, e.add);
    return;
  }
  text_printf(out, "%s", a->sizes.at[e.size].c_name);
  if (e.add)
    text_printf(out, " %c %" PRIu64, e.add < 0 ? '-' : '+',
                e.add < 0 ? 0 - (uint64_t)e.add : (uint64_t)e.add);
}

static void print_dim(const ahead *a, dim_ref d, int depth, text *out) {
  ahead_extent e;
  const dim_node *n = &a->plan.dims.at[d];
  if (ahead_linear(a, d, &e)) {
    print_extent(a, e, out);
  } else if (n->op == DIM_CONST) {
    text_printf(out, "%g", n->imm.f);
  } else if (n->op == DIM_SCALAR) {
    text_printf(out, "%s", a->parameters[n->a].c_name);
  } else if (depth == DEEPEST) {
    text_printf(out, "...");
  } else if (infix[n->op]) {
    if (depth) text_printf(out, "(");
    print_dim(a, n->a, depth + 1, out);
    text_printf(out, "%s", infix[n->op]);
    print_dim(a, n->b, depth + 1, out);
    if (depth) text_printf(out, ")");
  } else {
    const dim_ref args[3] = {n->a, n->b, n->c};
    text_printf(out, "%s(", prefix[n->op] ? prefix[n->op] : "");
    for (int i = 0; i < 3; i++) {
      if (args[i] < 0) continue;
      text_printf(out, "%s", i ? ", " : "");
      print_dim(a, args[i], depth + 1, out);
    }
    bool slice = n->op == DIM_SLICE_START || n->op == DIM_SLICE_LENGTH;
    if (slice) text_printf(out, "; step %" PRId64, n->imm.i);
    text_printf(out, ")");
  }
}

void ahead_print_dim(const ahead *a, dim_ref d, text *out) { print_dim(a, d, 0, out); }

/* True for what holds at any size: both sides are the same, or no size or scalar is in it. */
static bool always_holds(const ahead *a, const guard *g) {
  ahead_extent x, y;
  if (both_linear(a, g, &x, &y)) return x.size == y.size && x.add == y.add;
  const dim_node *n = &a->plan.dims.at[g->a];
  if (ahead_linear(a, g->a, &x) && x.size < 0 &&
      (g->b < 0 || (ahead_linear(a, g->b, &y) && y.size < 0)))
    return true;
  bool least = g->op == GUARD_RANGE && g->high == INT64_MAX && ahead_linear(a, g->a, &x);
  if (least && x.add >= g->low) return true; /* no size is negative */
  /* The length of an arange is a number, but for a step of 0. */
  return g->op == GUARD_RANGE && n->op == DIM_RANGE && a->plan.dims.at[n->c].op == DIM_CONST;
}

static void print_guard(const ahead *a, const guard *g, text *out) {
  ahead_extent e;
  if (g->op == GUARD_RANGE && g->high == INT64_MAX && ahead_linear(a, g->a, &e) && e.size >= 0) {
    text_printf(out, "%s >= %" PRId64, a->sizes.at[e.size].c_name, difference(g->low, e.add));
    return;
  }
  if (g->op == GUARD_BELOW || (g->op == GUARD_RANGE && g->high != INT64_MAX))
    text_printf(out, "%" PRId64 " <= ", g->op == GUARD_BELOW ? 0 : g->low);
  print_dim(a, g->a, 0, out);
  switch ((guard_op)g->op) {
  case GUARD_EQUAL:
    text_printf(out, " == ");
    print_dim(a, g->b, 0, out);
    break;
  case GUARD_ONE: text_printf(out, " == 1"); break;
  case GUARD_MANY: text_printf(out, " != 1"); break;
  case GUARD_NONZERO: text_printf(out, " != 0"); break;
  case GUARD_BELOW:
    text_printf(out, " < ");
    print_dim(a, g->b, 0, out);
    break;
  case GUARD_RANGE:
    if (g->high == INT64_MAX)
      text_printf(out, " >= %" PRId64, g->low);
    else
      text_printf(out, " <= %" PRId64, g->high);
    break;
  }
}

int ahead_print_conditions(const ahead *a, const char *before, text *out) {
  int n = 0;
  for (size_t i = 0; i < a->plan.guards.n; i++) {
    const guard *g = &a->plan.guards.at[i];
    if (always_holds(a, g)) continue;
    text_printf(out, "%s", before);
    print_guard(a, g, out);
    text_printf(out, "\n");
    n++;
  }
  return n;
}
