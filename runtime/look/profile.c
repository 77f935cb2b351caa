/* profile.c: what the stages of a program take; see profile.h. Start at profile_print(). */
#include "runtime/look/profile.h"

/* Runs beyond the first, which compiles and touches fresh pages: as many as fit the time, but two.
 */
#define LEAST_RUNS 2
#define MOST_RUNS 9
#define RUNS_NS 600e6
/* Shorter stages are made of the cost of starting them. */
#define SHORT_NS 20e3
/* Of the machine's bandwidth: from here on, a stage has no more to gain but by moving less. */
#define NEAR 0.6
/* Beyond what memory can do, with room for what a busy machine measures. */
#define BEYOND 1.5
/* Of all bytes: so many written, and a copy is what to compare with. */
#define WRITES 0.1

typedef struct profile {
  const explanation *e;
  double *ns; /* of each stage that begins a unit: its best */
  double call_ns;
  double read, copy; /* bytes a second */
  int runs;
} profile;

/* ---- Running ---- */

static jx_status run_once(call *c, diag *d) {
  jx_status status = call_evaluate(c, d);
  for (size_t i = 0; i < c->nresults; i++) jx_array_free(c->context, &c->results[i]);
  return status;
}

static void keep_best(double *best, double ns, bool first) {
  if (first || ns < *best) *best = ns;
}

static jx_status run_all(profile *p, call *c, diag *d) {
  const ticker *t = &c->context->engine->ticker;
  double spent = 0;
  JX_TRY(run_once(c, d));
  for (p->runs = 0; p->runs < MOST_RUNS && (p->runs < LEAST_RUNS || spent < RUNS_NS); p->runs++) {
    for (size_t i = 0; i < c->nticks; i++) c->ticks[i] = 0;
    JX_TRY(run_once(c, d));
    double tick = ticker_ns(t), call_ns = (double)c->context->stats.run_ns * tick;
    spent += call_ns;
    keep_best(&p->call_ns, call_ns, p->runs == 0);
    for (size_t i = 0; i < c->nticks; i++)
      keep_best(&p->ns[i], (double)c->ticks[i] * tick, p->runs == 0);
  }
  return JX_OK;
}

static jx_status measure(profile *p, const call *look, arena *memory, diag *d) {
  call c = *look;
  c.only_look = false;
  c.nresults = p->e->plan->results.n;
  c.nticks = p->e->plan->stages.n;
  c.results = arena_zalloc(memory, (c.nresults + 1) * sizeof *c.results);
  c.ticks = arena_zalloc(memory, (c.nticks + 1) * sizeof *c.ticks);
  p->ns = arena_zalloc(memory, (c.nticks + 1) * sizeof *p->ns);
  if (!c.results || !c.ticks || !p->ns) return diag_memory(d);
  JX_TRY(run_all(p, &c, d));
  return bandwidth_measure(c.context, &p->read, &p->copy, d);
}

/* ---- Printing ---- */

static void print_bound(text *out, double ns, double fraction, double operations, double bytes) {
  if (ns < SHORT_NS)
    text_printf(out, "; too short to tell");
  else if (fraction > BEYOND)
    text_printf(out, "; in cache");
  else if (fraction > NEAR)
    text_printf(out, "; bound by memory");
  else if (operations > bytes)
    text_printf(out, "; bound by operations");
}

static void print_unit(const profile *p, size_t first, size_t count, text *out) {
  traffic t = {0, 0};
  double operations = 0, ns = p->ns[first];
  for (size_t i = first; i < first + count; i++) {
    traffic s = explain_traffic(p->e, i);
    t.read += s.read;
    t.written += s.written;
    operations += explain_operations(p->e, i);
  }
  if (count > 1)
    text_printf(out, "  stages %zu to %zu: ", first, first + count - 1);
  else
    text_printf(out, "  stage %zu: ", first);
  text_printf(out, "%.3g ms", ns * 1e-6);
  double bytes = t.read + t.written;
  if (ns > 0 && bytes > 0) {
    bool copies = t.written > WRITES * bytes;
    double fraction = bytes / ns * 1e9 / (copies ? p->copy : p->read);
    text_printf(out, ", %.3g GB/s, %.0f%% of %s, ", bytes / ns, fraction * 100,
                copies ? "copying" : "reading");
    explain_amount(out, operations / ns * 1e9, "");
    text_printf(out, " operations/s");
    print_bound(out, ns, fraction, operations, bytes);
  }
  text_printf(out, "\n");
}

jx_status profile_print(const call *c, const explanation *e, arena *memory, text *out, diag *d) {
  profile p = {.e = e};
  JX_TRY(measure(&p, c, memory, d));
  text_printf(out, "best of %d runs: %.3g ms; this machine reads %.3g GB/s, copies %.3g GB/s\n",
              p.runs, p.call_ns * 1e-6, p.read * 1e-9, p.copy * 1e-9);
  for (size_t i = 0, n; i < e->plan->stages.n; i += n) {
    n = explain_unit(e, i);
    print_unit(&p, i, n, out);
  }
  return JX_OK;
}
