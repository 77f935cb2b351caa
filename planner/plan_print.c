/* plan_print.c: the plan as text, for --explain and the golden tests.
 *
 * A stage prints as the loops it is: each level with what is computed there, then what is folded,
 * what is stored, and what that costs in bytes and operations. With values at hand extents are
 * numbers; without, they are named. */
#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "base/dtype.h"
#include "planner/plan.h"

typedef struct printer {
  const plan *p;
  const dim_value *values;
  text *out;
  const plan_stage *s;
} printer;

static void print_dim(const printer *w, dim_ref d) {
  static const char *const infix[] = {[DIM_ADD] = "+", [DIM_SUB] = "-",       [DIM_MUL] = "*",
                                      [DIM_DIV] = "/", [DIM_FLOORDIV] = "//", [DIM_MOD] = "%"};
  const dim_node *n = &w->p->dims.at[d];
  const char *name = n->a >= 0 && w->p->names && (n->op == DIM_EXTENT || n->op == DIM_SCALAR)
                         ? w->p->names[n->a]
                         : NULL;
  switch (n->op) {
  case DIM_CONST:
    if (n->is_float)
      text_printf(w->out, "%g", n->imm.f);
    else
      text_printf(w->out, "%" PRId64, n->imm.i);
    break;
  case DIM_EXTENT:
    if (name)
      text_printf(w->out, "%s.shape[%d]", name, n->b);
    else
      text_printf(w->out, "operand%d.shape[%d]", n->a, n->b);
    break;
  case DIM_SCALAR:
    if (name)
      text_printf(w->out, "%s", name);
    else
      text_printf(w->out, "operand%d", n->a);
    break;
  case DIM_ADD:
  case DIM_SUB:
  case DIM_MUL:
  case DIM_DIV:
  case DIM_FLOORDIV:
  case DIM_MOD: /* dims are few and shallow; recursion ends at operands that stand before */
    print_dim(w, n->a);
    text_printf(w->out, "%s", infix[n->op]);
    print_dim(w, n->b);
    break;
  default: text_printf(w->out, "d%d", d);
  }
}

/* The planner may have added dims that the values at hand do not cover. */
static void print_extent(const printer *w, uint32_t dims, uint32_t n) {
  int64_t total = 1;
  bool countable = w->values != NULL;
  for (uint32_t i = 0; i < n; i++) {
    dim_ref d = w->p->dimlists.at[dims + i];
    if (i) text_printf(w->out, " * ");
    print_dim(w, d);
    countable = countable && !__builtin_mul_overflow(total, w->values[d].i, &total);
  }
  if (countable) text_printf(w->out, " = %" PRId64, total);
}

static void print_storage(const printer *w, const plan_access *a) {
  if (a->source == SOURCE_OPERAND && w->p->names)
    text_printf(w->out, "%s", w->p->names[a->index]);
  else
    text_printf(w->out, "%s%u",
                a->source == SOURCE_OPERAND ? "operand"
                : a->source == SOURCE_TEMP  ? "temp"
                                            : "result",
                a->index);
}

/* Characters beyond ASCII by their numbers. */
static void print_string(const printer *w, const plan_value *v) {
  uint32_t size = dtype_character((jx_dtype)v->dtype);
  text_printf(w->out, "'");
  for (uint32_t i = 0; i < v->item / size; i++) {
    uint32_t c = 0;
    memcpy(&c, w->p->bytes.at + v->pattern + i * size, size);
    bool plain = c >= ' ' && c < 127 && c != '\'' && c != '\\';
    text_printf(w->out, plain ? "%c" : "\\x{%x}", (int)c);
  }
  text_printf(w->out, "'");
}

static void print_dtype(const printer *w, uint8_t dtype, uint32_t item) {
  text_printf(w->out, " : %s", dtypes[dtype].name);
  if (item) text_printf(w->out, "%u", item / dtype_character((jx_dtype)dtype));
  text_printf(w->out, "\n");
}

static void print_value(const printer *w, uint32_t i, int indent) {
  const plan_value *v = &w->p->values.at[w->s->values + i];
  text_printf(w->out, "%*s%%%u = ", indent, "", i);
  switch (v->op) {
  case OP_INPUT: {
    const plan_access *a = &w->p->accesses.at[w->s->accesses + v->access];
    static const char *const how[] = {"",          "[contiguous]", "[strided]",  "[transposed]",
                                      "[strided]", "[spread]",     "[periodic]", "[woven]"};
    text_printf(w->out, "load ");
    print_storage(w, a);
    text_printf(w->out, "%s%s", how[a->vector], a->swapped ? "[swapped]" : "");
    break;
  }
  case OP_GATHER:
  case OP_GATHER_KEPT:
    text_printf(w->out, "load ");
    print_storage(w, &w->p->accesses.at[w->s->accesses + v->access]);
    text_printf(w->out, " at ");
    for (int j = 0; j < v->nargs; j++)
      text_printf(w->out, "%s%%%u", j ? ", " : "", v->args[j] - w->s->values);
    break;
  case OP_CONST:
    if (v->item)
      print_string(w, v);
    else if (dtypes[v->dtype].kind == 'f')
      text_printf(w->out, "%.17g", v->imm.f);
    else
      text_printf(w->out, "%" PRId64, v->imm.i);
    break;
  case OP_IOTA:
    text_printf(w->out, "index of loop %u%s, step %" PRId64, v->loop,
                plan_counts_in_period(v) ? " within a period" : "", v->imm.i);
    break;
  case OP_DIM: print_dim(w, w->p->dimlists.at[w->s->dims + v->dim]); break;
  default: {
    const char *name = ops[v->op].names[0] ? ops[v->op].names : ops[v->op].id;
    int n = 0;
    while (name[n] && name[n] != ' ') n++;
    if (op_is_fast((op_id)v->op, (jx_dtype)v->dtype) && v->fast) text_printf(w->out, "fast ");
    if (v->op == OP_CAST)
      text_printf(w->out, "%s", dtypes[v->dtype].name);
    else
      for (int j = 0; j < n; j++) text_printf(w->out, "%c", tolower((unsigned char)name[j]));
    text_printf(w->out, "(");
    int nargs = op_folds((op_id)v->op)
                    ? w->p->accumulators.at[w->s->accumulators + v->accumulator].nargs
                    : v->nargs;
    for (int j = 0; j < nargs; j++)
      text_printf(w->out, "%s%%%u", j ? ", " : "", v->args[j] - w->s->values);
    if (v->op == OP_RAISE) text_printf(w->out, ", %g", v->imm.f);
    if (v->op == OP_CONTAINS && v->nargs == 1)
      text_printf(w->out, ", '%.*s'", (int)v->imm.i, w->p->bytes.at + v->pattern);
    text_printf(w->out, ")");
  }
  }
  print_dtype(w, v->dtype, v->item);
}

/* Values of the phase whose innermost loop (in nest order) is `inner`; -1: none. */
static void print_level(const printer *w, int phase, uint32_t outer, int inner, int indent) {
  uint32_t bit = inner < 0 ? 0 : 1u << inner;
  for (uint32_t i = 0; i < w->s->nvalues; i++) {
    const plan_value *v = &w->p->values.at[w->s->values + i];
    if (v->phase == phase && (v->loops & bit) == bit && !(v->loops & ~(outer | bit)))
      print_value(w, i, indent);
  }
}

static int print_loop(const printer *w, uint32_t loop, int indent) {
  const plan_loop *l = &w->p->loops.at[w->s->loops + loop];
  text_printf(w->out, "%*sloop %u: ", indent, "", loop);
  print_extent(w, l->dims, l->ndims);
  text_printf(w->out, "%s", !l->reduced ? "" : w->s->scans ? ", scanned" : ", reduced");
  if (loop == w->s->vector) text_printf(w->out, ", ");
  if (loop == w->s->vector && w->s->block_rows)
    text_printf(w->out, "%u vectors of ", w->s->block_vectors);
  if (loop == w->s->vector) text_printf(w->out, "%u lanes", w->s->lanes);
  if (loop == w->s->vector && w->s->woven) text_printf(w->out, ", woven");
  if (loop == w->s->vector && w->s->narrow) text_printf(w->out, " for each row");
  if (loop == w->s->vector && w->s->ends) text_printf(w->out, ", ends early");
  if (loop == w->s->vector && w->s->period) {
    text_printf(w->out, ", period ");
    print_dim(w, w->p->dimlists.at[w->s->dims + w->s->period - 1]);
  }
  if (w->s->block_rows && loop == stage_row_loop(w->s))
    text_printf(w->out, ", blocks of %u rows", w->s->rows);
  else if (w->s->rows > 1 && loop == stage_row_loop(w->s))
    text_printf(w->out, ", %u rows side by side%s", w->s->rows,
                w->s->together ? ", which end together" : "");
  if (w->s->wide && loop == stage_row_loop(w->s)) text_printf(w->out, ", each of several together");
  text_printf(w->out, "\n");
  return indent + 2;
}

/* The loops in the order in which they nest: a kept vector loop of a folding stage runs inside the
 * reduced ones. */
static uint32_t nest_order(const plan_stage *s, uint32_t *order) {
  uint32_t n = 0;
  for (uint32_t l = 0; l < stage_loops(s); l++)
    if (!(stage_folds_in_memory(s) && l == s->vector)) order[n++] = l;
  if (stage_folds_in_memory(s)) order[n++] = s->vector;
  return n;
}

static void print_folds(const printer *w, int indent) {
  for (uint32_t i = 0; i < w->s->naccumulators; i++) {
    const plan_accumulator *a = &w->p->accumulators.at[w->s->accumulators + i];
    text_printf(w->out, "%*sfold ", indent, "");
    for (uint32_t j = 0; j < a->nargs; j++)
      text_printf(w->out, "%s%%%u", j ? ", " : "",
                  w->p->values.at[a->value].args[j] - w->s->values);
    const fold_info *fold = &fold_table[a->fold];
    text_printf(w->out, " into a%u: %s%s, %s, %u word%s\n", i,
                dtype_is_float((jx_dtype)a->dtype) ? fold->name : fold->integer_name,
                a->step && !w->s->ends ? " by steps" : "",
                w->s->block_rows              ? "in blocks"
                : a->kept >> w->s->vector & 1 ? "in memory"
                                              : "in registers",
                a->words, a->words == 1 ? "" : "s");
  }
}

static void print_stores(const printer *w, uint8_t phase, int indent) {
  for (uint32_t i = 0; i < w->s->nstores; i++) {
    const plan_store *t = &w->p->stores.at[w->s->stores + i];
    if (w->p->accesses.at[w->s->accesses + t->access].store != phase) continue;
    text_printf(w->out, "%*sstore %%%u in ", indent, "", t->value - w->s->values);
    print_storage(w, &w->p->accesses.at[w->s->accesses + t->access]);
    text_printf(w->out, "\n");
  }
}

static void print_finish(const printer *w) {
  const plan_stage *s = w->s;
  text_printf(w->out, "  finish:\n");
  for (uint32_t i = 0; i < s->nvalues; i++) {
    const plan_value *v = &w->p->values.at[s->values + i];
    if (v->phase != PHASE_POST) continue;
    if (s->crossed && ops[v->op].class_ == OP_CLASS_REDUCE)
      text_printf(w->out, "    %%%u = a%u : %s\n", i, v->accumulator, dtypes[v->dtype].name);
    else
      print_value(w, i, 4);
  }
  print_stores(w, PHASE_POST, 4);
}

static void print_finishing(const printer *w) {
  int indent = 2;
  for (uint32_t l = 0; l < w->s->nkept; l++) indent = print_loop(w, l, indent);
  print_finish(w);
}

static void print_stage(printer *w, size_t number) {
  const plan_stage *s = w->s;
  uint32_t order[JX_MAX_RANK], n = nest_order(s, order), open = 0;
  text_printf(w->out, "stage %zu: ", number);
  if (s->crossed) {
    text_printf(w->out, "end of stage %u's reductions\n", s->crossed - 1);
    print_finishing(w);
    return;
  }
  text_printf(w->out, "%s\n",
              s->nfinish         ? "reductions along different loops"
              : s->scans         ? "scan"
              : s->block_rows    ? "contraction"
              : s->naccumulators ? "reduction"
                                 : "elementwise");
  int indent = 2;
  print_level(w, PHASE_MAIN, 0, -1, indent);
  if (s->scans) print_level(w, PHASE_POST, 0, -1, indent);
  for (uint32_t i = 0; i < n; i++) {
    indent = print_loop(w, order[i], indent);
    print_level(w, PHASE_MAIN, open, (int)order[i], indent);
    open |= 1u << order[i];
    if (s->scans && i + 1 < n)
      print_level(w, PHASE_POST, open & ~(1u << order[i]), (int)order[i], indent);
  }
  print_stores(w, PHASE_MAIN, indent);
  print_folds(w, indent);
  if (s->scans) {
    print_level(w, PHASE_POST, open & ~(1u << order[n - 1]), (int)order[n - 1], indent);
    print_stores(w, PHASE_POST, indent);
  } else if (s->naccumulators && !s->nfinish) {
    print_finish(w);
  }
  uint32_t bytes = s->bytes_read + s->bytes_written;
  text_printf(w->out,
              "  per point of the innermost loop: %u operations, %u bytes read, %u bytes written",
              s->cost, s->bytes_read, s->bytes_written);
  if (bytes) text_printf(w->out, ", %.2g operations a byte", (double)s->cost / bytes);
  text_printf(w->out, "\n");
}

static bool is_made_by_scan(const plan *p, size_t temp) {
  for (size_t i = 0; i < p->stages.n; i++) {
    const plan_stage *s = &p->stages.at[i];
    for (uint32_t j = 0; s->scans && j < s->naccesses; j++) {
      const plan_access *a = &p->accesses.at[s->accesses + j];
      if (a->store && a->source == SOURCE_TEMP && a->index == temp) return true;
    }
  }
  return false;
}

/* Whether a temp is what a result is selected of, or by. */
static bool is_selection(const plan *p, size_t temp) {
  for (size_t i = 0; i < p->results.n; i++) {
    const plan_result *r = &p->results.at[i];
    if (r->selects && (r->mask == temp || (!r->in_place && r->values == temp))) return true;
  }
  return false;
}

static void print_selected(const printer *w, size_t i) {
  const plan_result *r = &w->p->results.at[i];
  if (!r->selects) return;
  text_printf(w->out, "result%zu: what temp%u selects of ", i, r->mask);
  if (r->in_place && w->p->names)
    text_printf(w->out, "%s\n", w->p->names[r->values]);
  else
    text_printf(w->out, "%s%u\n", r->in_place ? "operand" : "temp", r->values);
}

static void print_temp(const printer *w, size_t i) {
  const plan_temp *t = &w->p->temps.at[i];
  text_printf(w->out, "temp%zu: %s %s(", i,
              t->table                   ? "table"
              : t->shared                ? "shared value"
              : t->kept                  ? "kept value"
              : is_selection(w->p, i)    ? "selection's array"
              : is_made_by_scan(w->p, i) ? "scan's result"
                                         : "reduction's result",
              dtypes[t->dtype].name);
  for (uint32_t j = 0; j < t->ndims; j++) {
    if (j) text_printf(w->out, ", ");
    print_dim(w, w->p->dimlists.at[t->dims + j]);
  }
  text_printf(w->out, ")");
  if (t->window) text_printf(w->out, ", window of chain %u", t->window - 1);
  text_printf(w->out, "\n");
}

static void print_chain(const printer *w, size_t i) {
  const plan_chain *chain = &w->p->chains.at[i];
  text_printf(w->out, "chain %zu: stages %u to %u over ", i, chain->first,
              chain->first + chain->count - 1);
  print_extent(w, chain->dims, chain->ndims);
  for (uint32_t s = 0; s < chain->count; s++)
    if (w->p->stages.at[chain->first + s].spine == SPINE_REDUCED)
      text_printf(w->out, ", stage %u leaves states", chain->first + s);
  text_printf(w->out, "\n");
}

/* How a stage reads an operand: not at all, from memory, or only what a stage of its chain has just
 * read. */
typedef enum reading { READS_NOTHING, READS_AGAIN, READS_MEMORY } reading;

static reading stage_reads(const plan *p, const plan_stage *s, uint32_t operand) {
  reading found = READS_NOTHING;
  for (uint32_t i = 0; i < s->naccesses; i++) {
    const plan_access *a = &p->accesses.at[s->accesses + i];
    if (a->store || a->source != SOURCE_OPERAND || a->index != operand) continue;
    reading how = a->again ? READS_AGAIN : READS_MEMORY;
    if (how > found) found = how;
  }
  return found;
}

/* How often each operand is gone through. */
static void print_passes(const printer *w) {
  for (uint32_t o = 0; o < w->p->noperands; o++) {
    uint32_t count[3] = {0};
    for (size_t i = 0; i < w->p->stages.n; i++) count[stage_reads(w->p, &w->p->stages.at[i], o)]++;
    if (!count[READS_MEMORY] && !count[READS_AGAIN]) continue;
    print_storage(w, &(plan_access){.source = SOURCE_OPERAND, .index = o});
    text_printf(w->out, ": %u pass%s", count[READS_MEMORY], count[READS_MEMORY] == 1 ? "" : "es");
    if (count[READS_AGAIN]) text_printf(w->out, ", %u more within a chain", count[READS_AGAIN]);
    text_printf(w->out, "\n");
  }
}

void plan_print(const plan *p, const dim_value *values, text *out) {
  printer w = {.p = p, .values = values, .out = out};
  text_printf(out, "%zu stage%s, %zu result%s, %zu temporar%s\n", p->stages.n,
              p->stages.n == 1 ? "" : "s", p->results.n, p->results.n == 1 ? "" : "s", p->temps.n,
              p->temps.n == 1 ? "y" : "ies");
  print_passes(&w);
  for (size_t i = 0; i < p->temps.n; i++) print_temp(&w, i);
  for (size_t i = 0; i < p->results.n; i++) print_selected(&w, i);
  for (size_t i = 0; i < p->chains.n; i++) print_chain(&w, i);
  for (size_t i = 0; i < p->stages.n; i++) {
    w.s = &p->stages.at[i];
    print_stage(&w, i);
  }
}
