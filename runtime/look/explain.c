/* explain.c: what a call will do, in numbers; see explain.h. Start at explain_print(). */
#include "runtime/look/explain.h"

#include <inttypes.h>
#include <string.h>

#include "runtime/run/tiles.h"

/* ---- Looking ---- */

jx_status explain_bind(explanation *out, jx_context *context, const plan *p,
                       const kernel_spec *spec, const dim_value *values,
                       const jx_array *const *operands, diag *d) {
  arena *memory = p->arena;
  kernel k = {
      .spec = spec, .nslots = kernel_spec_slots(spec), .nbigints = kernel_spec_bigints(spec)};
  k.entries = arena_zalloc(memory, (p->stages.n + 1) * sizeof *k.entries);
  jx_array *results = arena_zalloc(memory, (p->results.n + 1) * sizeof *results);
  dim_value *frame = arena_zalloc(memory, bind_frame(&k));
  if (!k.entries || !results || !frame) return diag_memory(d);
  memcpy(frame, values, p->dims.n * sizeof *frame);
  *out = (explanation){.plan = p};
  diag_init(&out->why, NULL, 0);
  bind_host host = host_of_context(context);
  jx_status status = bind_look(&out->bound, &host, &k, frame, operands, results, &out->why);
  out->bound_ok = status == JX_OK;
  return status == JX_ERROR_MEMORY ? diag_memory(d) : JX_OK;
}

/* ---- Counting ---- */

static double extents_product(const dim_value *dims, const plan *p, uint32_t list, uint32_t n) {
  double product = 1;
  for (uint32_t i = 0; i < n; i++) product *= (double)dims[p->dimlists.at[list + i]].i;
  return product;
}

/* Bytes of an array's elements, those that lie on one another counted once. */
static double array_bytes(const explanation *e, const plan_access *a) {
  const bound *b = &e->bound;
  double bytes = a->item;
  if (a->source == SOURCE_OPERAND) {
    const jx_array *o = b->operands[a->index];
    for (int x = 0; x < o->rank; x++)
      if (o->strides[x]) bytes *= (double)o->shape[x];
    return bytes;
  }
  if (a->source == SOURCE_TEMP) {
    const plan_temp *t = &e->plan->temps.at[a->index];
    return bytes * extents_product(b->dims, e->plan, t->dims, t->ndims);
  }
  const plan_result *r = &e->plan->results.at[a->index];
  return bytes * extents_product(b->dims, e->plan, r->dims, r->rank);
}

/* Bytes of the elements one access touches. */
static double access_bytes(const schedule_stage *s, uint32_t access, const plan_access *a) {
  const int64_t *strides = s->slots + stage_access_slot(s->plan, access) + 1;
  double bytes = a->item;
  for (uint32_t l = 0; l < stage_loops(s->plan); l++)
    if (strides[l]) bytes *= (double)s->slots[SLOT_FIRST + l];
  return bytes;
}

static bool neighbours(const schedule_stage *s, const plan_access *accesses, uint32_t i,
                       uint32_t j) {
  const plan_access *a = &accesses[i], *b = &accesses[j];
  const int64_t *from = s->slots + stage_access_slot(s->plan, i) + 1;
  const int64_t *to = s->slots + stage_access_slot(s->plan, j) + 1;
  return a->source == b->source && a->index == b->index && a->store == b->store &&
         memcmp(from, to, stage_loops(s->plan) * sizeof *from) == 0;
}

traffic explain_traffic(const explanation *e, size_t stage) {
  traffic t = {0, 0};
  const schedule_stage *s = &e->bound.stages[stage];
  const plan_access *accesses = e->plan->accesses.at + s->plan->accesses;
  if (!s->kept) return t;
  for (uint32_t i = 0; i < s->plan->naccesses; i++) {
    double bytes = 0, most = array_bytes(e, &accesses[i]);
    bool first = true;
    for (uint32_t j = 0; j < s->plan->naccesses; j++) {
      if (!neighbours(s, accesses, i, j)) continue;
      if (j < i) first = false;
      bytes += access_bytes(s, j, &accesses[j]);
    }
    if (!first || (s->chained && bind_stays_in_cache(&e->bound, &accesses[i]))) continue;
    *(accesses[i].store ? &t.written : &t.read) += bytes < most ? bytes : most;
  }
  return t;
}

static double points(const schedule_stage *s) {
  bool two = s->plan->nreduced || stage_is_tiled(s->plan);
  return (double)s->kept * (double)(two ? s->reduced : 1);
}

double explain_operations(const explanation *e, size_t stage) {
  const schedule_stage *s = &e->bound.stages[stage];
  return s->plan->crossed ? 0 : points(s) * s->plan->cost;
}

static const schedule_chain *chain_at(const explanation *e, size_t stage) {
  for (size_t i = 0; i < e->plan->chains.n; i++)
    if (e->bound.chains[i].count && e->bound.chains[i].first == stage) return &e->bound.chains[i];
  return NULL;
}

size_t explain_unit(const explanation *e, size_t stage) {
  const schedule_chain *c = chain_at(e, stage);
  return c ? c->count : 1 + e->plan->stages.at[stage].nfinish;
}

/* ---- Printing ---- */

void explain_amount(text *out, double amount, const char *unit) {
  static const char *const prefixes[] = {"", "k", "M", "G", "T", "P", "E"};
  int i = 0;
  while (amount >= 999.5 && i < 6) {
    amount /= 1000;
    i++;
  }
  text_printf(out, "%.3g%s%s%s", amount, i || *unit ? " " : "", prefixes[i], unit);
}

/* An amount, and the exact number where that is not it. */
static void print_bytes(text *out, double bytes) {
  explain_amount(out, bytes, "B");
  if (bytes >= 999.5) text_printf(out, " (%.0f bytes)", bytes);
}

static void print_ratio(text *out, double operations, traffic t) {
  if (t.read + t.written > 0)
    text_printf(out, ", %.2g operations a byte", operations / (t.read + t.written));
}

static void print_totals(const explanation *e, text *out) {
  traffic all = {0, 0};
  double operations = 0;
  for (size_t i = 0; i < e->plan->stages.n; i++) {
    traffic t = explain_traffic(e, i);
    all.read += t.read;
    all.written += t.written;
    operations += explain_operations(e, i);
  }
  text_printf(out, "  in all: read ");
  print_bytes(out, all.read);
  text_printf(out, ", written ");
  print_bytes(out, all.written);
  text_printf(out, ", ");
  explain_amount(out, operations, "");
  text_printf(out, " operations");
  print_ratio(out, operations, all);
  text_printf(out, "\n");
}

/* The bounds are those of schedule.h. */
static void print_scratch(const explanation *e, text *out) {
  const bound *b = &e->bound;
  size_t all = b->temp_bytes + b->window_bytes + b->state_bytes;
  text_printf(out, "  scratch: ");
  if (!all) text_printf(out, "none");
  if (b->temp_bytes) explain_amount(out, (double)b->temp_bytes, "B of temporaries");
  if (b->window_bytes) {
    text_printf(out, "%s", b->temp_bytes ? ", " : "");
    explain_amount(out, (double)b->window_bytes, "B of windows");
    text_printf(out, " (bound ");
    explain_amount(out, (double)SCHEDULE_WINDOWS, "B)");
  }
  if (b->state_bytes) {
    text_printf(out, "%s", b->temp_bytes + b->window_bytes ? ", " : "");
    explain_amount(out, (double)b->state_bytes, "B of states");
    text_printf(out, " (bound ");
    explain_amount(out, (double)SCHEDULE_STATES, "B)");
  }
  text_printf(out, "\n");
}

static void print_cut(const schedule_stage *s, text *out) {
  tiles t;
  bool tiled = stage_is_tiled(s->plan);
  int64_t kept = s->kept_cut.count, other = s->plan->nreduced || tiled ? s->reduced_cut.count : 1;
  int64_t pieces = tiles_prepare(&t, s) ? t.count : kept * other;
  text_printf(out, "; %" PRId64 " piece%s", pieces, pieces == 1 ? "" : "s");
  if (tiled || (s->kept_cut.rows > 1 && !s->plan->nreduced)) text_printf(out, ", tiles");
  int64_t reduced = tiled ? 1 : other;
  if (reduced > 1) text_printf(out, ", %" PRId64 " of the reduced range", reduced);
}

static void print_stage(const explanation *e, size_t i, text *out) {
  const schedule_stage *s = &e->bound.stages[i];
  traffic t = explain_traffic(e, i);
  text_printf(out, "  stage %zu: ", i);
  if (!s->kept && !s->plan->nfinish) {
    text_printf(out, "nothing to do\n");
    return;
  }
  if (!s->plan->crossed) text_printf(out, "%.0f points, ", points(s));
  text_printf(out, "read ");
  explain_amount(out, t.read, "B");
  text_printf(out, ", written ");
  explain_amount(out, t.written, "B");
  if (!s->plan->crossed) print_ratio(out, explain_operations(e, i), t);
  if (!s->chained && !s->plan->crossed) print_cut(s, out);
  if (s->kept && s->slots[SLOT_STREAM]) text_printf(out, ", streaming stores");
  text_printf(out, "\n");
}

static void print_chain(const explanation *e, size_t i, text *out) {
  const plan_chain *chain = &e->plan->chains.at[i];
  const schedule_chain *c = &e->bound.chains[i];
  text_printf(out, "  chain %zu: ", i);
  if (!c->count) {
    text_printf(out, "its stages run one after the other\n");
    return;
  }
  text_printf(out,
              "stages %u to %u together in %" PRId64 " pieces, by windows of %" PRId64
              " of %" PRId64 " points; ",
              chain->first, chain->first + chain->count - 1, c->parts.count, c->window, c->points);
  explain_amount(out, (double)c->block, "B for each thread\n");
}

void explain_print(const explanation *e, text *out) {
  text_printf(out, "with these operands, on %d thread%s:\n", (int)e->bound.host.threads,
              e->bound.host.threads == 1 ? "" : "s");
  if (!e->bound_ok) {
    text_printf(out, "  fails: %s\n", e->why.message);
    return;
  }
  print_totals(e, out);
  print_scratch(e, out);
  for (size_t i = 0; i < e->plan->chains.n; i++) print_chain(e, i, out);
  for (size_t i = 0; i < e->plan->stages.n; i++) print_stage(e, i, out);
}
