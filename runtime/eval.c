/* eval.c: from a program and arrays to results. Start at call_evaluate().
 *
 * A call is checked, its key looked up, a kernel probed or made (compile.c), bound, run. When the
 * kernel is at hand, nothing on this way allocates but fresh results, and nothing locks. A call
 * that is like one that the context made before (recall.h) is bound and run, without the rest.
 */
#include <string.h>

#include "base/array.h"
#include "runtime/call.h"
#include "runtime/machine/fork.h"
#include "runtime/machine/threads.h"
#include "runtime/machine/workers.h"
#include "runtime/recall.h"
#include "runtime/run/bind.h"
#include "runtime/run/paging.h"
#include "runtime/run/selecting.h"

static uint64_t now(const jx_context *c) { return ticker_now(&c->engine->ticker); }

/* ---- Looking up ---- */

#define ALIGN8(n) (((n) + 7) & ~(size_t)7)

/* Lengths, text, names with their NULs, padding. Returns the size, and writes no more than `room`
 * bytes. */
size_t call_prefix(const call *c, char *to, size_t room) {
  uint64_t counts[2] = {c->length, c->noperands};
  size_t at = sizeof counts + c->length;
  if (at <= room) {
    memcpy(to, counts, sizeof counts);
    memcpy(to + sizeof counts, c->source, c->length);
  }
  for (size_t i = 0; i < c->noperands; i++) { /* names are short: no call for each */
    const char *name = call_name(c, i);
    do
      if (at < room) to[at] = *name;
    while (at++, *name++);
  }
  if (ALIGN8(at) <= room) memset(to + at, 0, ALIGN8(at) - at);
  return ALIGN8(at);
}

static char *add_layout(char *at, const jx_array *a, bool result) {
  layout *l = (layout *)(void *)at;
  if (result && !a->data) {
    memset(l, 0, sizeof *l);
  } else {
    layout_of(l, a);
    if (result) l->weak = 0;
  }
  return at + ((layout_bytes(l) + 3) & ~(size_t)3);
}

typedef struct look {
  const void *key;
  size_t size;
  const jx_array *const *arrays;
} look;

/* Room in the key's buffer behind the operands' pointers, as far as it is not for layouts. */
static char *key_room(const call *c, size_t prefix, size_t *room) {
  size_t pointers = ALIGN8(c->noperands * sizeof(jx_array *));
  size_t layouts = 8 + (c->noperands + c->nresults + 1) * sizeof(layout);
  buffer *b = &c->context->key;
  char *at = buffer_reserve(b, &c->context->engine->allocator, pointers + layouts + prefix);
  *room = b->size - pointers - layouts;
  return at ? at + pointers : NULL;
}

/* The operands' pointers, then the key, in the context's buffer. */
static jx_status make_key(const call *c, look *out, diag *d) {
  size_t prefix = c->prefix_size, room;
  char *key = key_room(c, prefix, &room);
  if (key && c->prefix) memcpy(key, c->prefix, prefix);
  if (key && !c->prefix && (prefix = call_prefix(c, key, room)) > room) {
    key = key_room(c, prefix, &room);
    if (key) call_prefix(c, key, room);
  }
  if (!key) return diag_memory(d);
  const jx_array **arrays = (const jx_array **)c->context->key.at;
  char *at = key + prefix;
  uint64_t asked = c->nresults | (uint64_t)c->careful << 32 | (uint64_t)c->precision << 33;
  memcpy(at, &asked, sizeof asked);
  at += sizeof asked;
  for (size_t i = 0; i < c->noperands; i++) {
    arrays[i] = c->named ? c->named[i].array : c->arrays[i];
    at = add_layout(at, arrays[i], false);
  }
  for (size_t i = 0; i < c->nresults; i++) at = add_layout(at, &c->results[i], true);
  *out = (look){key, (size_t)(at - key), arrays};
  return JX_OK;
}

/* Whether a kernel holds for these operands; its dims' values are then in the context's frame,
 * which has room for `size` bytes. */
static jx_status probe(const call *c, const look *l, const kernel_spec *spec, size_t size,
                       bool *fits, diag *d) {
  dim_value *values = buffer_reserve(&c->context->frame, &c->context->engine->allocator, size);
  if (!values) return diag_memory(d);
  dims_evaluate(spec_dims(spec), 0, spec->dims.n, l->arrays, values);
  *fits = dims_guarded(spec_guards(spec), spec->guards.n, values);
  return JX_OK;
}

/* A call looking on disk. */
typedef struct seeker {
  const call *call;
  const look *look;
} seeker;

static bool fits(void *user, const kernel_spec *spec) {
  const seeker *s = user;
  bool holds = false;
  diag d;
  diag_init(&d, NULL, 0);
  size_t size = dims_size(spec->dims.n, kernel_spec_bigints(spec));
  return probe(s->call, s->look, spec, size, &holds, &d) == JX_OK && holds;
}

/* The caller's code, in the caller's floating-point environment. */
static void tell(jx_context *x, const char *message) {
  const disk *d = &x->engine->disk;
  fp_leave(&x->caller);
  diag_warn(d->warning, d->warning_user, message);
  fp_enter(&x->caller);
}

static void warn(void *user, const char *message) {
  tell(((const seeker *)user)->call->context, message);
}

/* Takes part in making a kernel that is missing: *out stays NULL when another thread made one
 * meanwhile. */
static jx_status fill(const call *c, const look *l, cache_slot *slot, kernel **out, diag *d) {
  cache *cache = &c->context->engine->cache;
  kernel *made = NULL;
  compilation k;
  seeker s = {c, l};
  disk_query q = {.key = l->key,
                  .size = l->size,
                  .noperands = (uint32_t)c->noperands,
                  .fits = fits,
                  .warn = warn,
                  .user = &s};
  call_watch w;
  call_watch_begin(&w, c->context);
  if (!cache_begin(cache, slot, &w.watch)) return w.stopped ? call_stopped(c->context, d) : JX_OK;
  jx_status status = call_make_kernel(c, &k, &q, &made, d);
  jx_status kept = cache_end(cache, slot, made);
  if (kept == JX_OK && made) call_keep_kernel(c, &k, &q);
  arena_free(&k.memory);
  if (kept != JX_OK) {
    kernel_release(made);
    return diag_memory(d);
  }
  if (!made) return status;
  if (k.made) count_one(&c->context->compiles);
  bool holds = false;
  JX_TRY(probe(c, l, made->spec, bind_frame(made), &holds, d));
  if (!holds)
    return diag_fail(d, JX_ERROR_INTERNAL, (span){0}, "a new kernel does not fit its own operands");
  *out = made;
  return JX_OK;
}

/* The kernel for a call; the slot of the local cache holds it until the next look-up. */
static jx_status find_kernel(const call *c, const look *l, kernel **out, diag *d) {
  cache_slot *slot = cache_find(&c->context->engine->cache, &c->context->local, l->key, l->size);
  if (!slot) return diag_memory(d);
  for (*out = NULL; !*out;) {
    for (uint32_t i = 0; slot->list && i < slot->list->n; i++) {
      bool fits = false;
      const kernel *known = slot->list->at[i];
      JX_TRY(probe(c, l, known->spec, bind_frame(known), &fits, d));
      if (!fits) continue;
      count_one(&c->context->hits);
      *out = slot->list->at[i];
      break;
    }
    if (!*out) JX_TRY(fill(c, l, slot, out, d));
  }
  if ((*out)->status == JX_OK) return JX_OK;
  d->status = JX_OK; /* it holds this very failure when the kernel is new */
  return diag_fail(d, (*out)->status, (span){0}, "%s", (*out)->message);
}

/* ---- Running ---- */

/* Reading the CPU clock of all threads costs a system call; below this, and where there has been no
 * team, the calling thread is taken for all there is. */
#define CPU_CLOCK_NS 50000

static jx_status index_error(const graph *g, const graph_node *n, int64_t index, diag *d) {
  const graph_node *size = graph_at(g, n->args[1]);
  if (size->op != OP_DIM && size->op != OP_CONST)
    return diag_fail(d, JX_ERROR_SHAPE, n->where,
                     "index %lld is out of bounds for axis %u: the condition selects fewer",
                     (long long)index, n->axis);
  int64_t extent = size->op == OP_DIM ? g->values.at[size->dim].i : size->imm.i;
  return diag_fail(d, JX_ERROR_SHAPE, n->where,
                   "index %lld is out of bounds for axis %u with size %lld", (long long)index,
                   n->axis, (long long)extent);
}

static jx_status some_error(const graph_node *n, diag *d) {
  op_id op = (op_id)n->axis;
  bool place = op == OP_ARGMIN || op == OP_ARGMAX;
  return diag_fail(d, JX_ERROR_VALUE, n->where,
                   place ? "attempt to get %.*s of an empty sequence"
                         : "%.*s of no elements: the condition selects none",
                   op_name_length(op), op_name(op));
}

static jx_status node_error(const graph *g, const graph_node *n, const bound *b, diag *d) {
  if (n->op == OP_INDEX) return index_error(g, n, b->index[plan_fault_place(n->imm.i)], d);
  if (n->op == OP_SOME) return some_error(n, d);
  return diag_fail(d, JX_ERROR_VALUE, n->where, NEGATIVE_POWER);
}

/* What the first of the nodes has to say that met such an element. The kernel may have been made
 * for another text, or in another process: the text at hand is built again. That gives the same
 * graph, because whatever its building took from the operands is guarded. */
jx_status call_fault(const call *c, const bound *b, diag *d) {
  compilation k;
  diag building;
  jx_status status = JX_OK;
  diag_init(&building, c->source, c->length);
  if (call_compile(c, GOAL_GRAPH, &k, &building) == JX_OK)
    for (graph_ref r = 1; r < k.graph.nodes.n && status == JX_OK; r++) {
      const graph_node *n = graph_at(&k.graph, r);
      if (!graph_may_fail(n) || !(plan_fault_bit(n->imm.i) & b->fault)) continue;
      status = node_error(&k.graph, n, b, d);
    }
  arena_free(&k.memory);
  return status == JX_OK ? diag_fail(d, JX_ERROR_VALUE, (span){0}, "an element has no result")
                         : status;
}

call_progress call_progress_of(jx_context *context) {
  return (call_progress){context->progress, context->progress_user, context};
}

/* Whether the context's interval has passed. */
static bool progress_due(jx_context *x) {
  if (!x->progress_interval) return true;
  uint64_t time = clock_ns(CLOCK_MONOTONIC), last = x->progress_asked;
  if (last && time - last < x->progress_interval) return false;
  x->progress_asked = time;
  return last != 0;
}

/* A child that the callback has forked lacks what other threads have begun. */
int call_ask(void *progress, double done) {
  const call_progress *p = progress;
  fp_environment *caller = &p->context->caller;
  unsigned generation = fork_generation();
  if (!progress_due(p->context)) return 0;
  fp_leave(caller);
  int stop = p->ask(p->user, done);
  fp_enter(caller);
  return stop || (generation != fork_generation() && workers_inside());
}

/* The callback is the caller's code, for which fork() does not wait. */
static bool stop(void *user) {
  call_watch *w = user;
  w->stopped = w->stopped || stop_wanted(w->progress.context->cancel);
  if (w->stopped || !w->progress.ask) return w->stopped;
  unsigned paused = fork_pause();
  w->stopped = call_ask(&w->progress, 0) != 0;
  fork_resume(paused);
  return w->stopped;
}

void call_watch_begin(call_watch *w, jx_context *context) {
  *w = (call_watch){.watch = {stop, w}, .progress = call_progress_of(context)};
}

jx_status call_stopped(const jx_context *context, diag *d) {
  if (context_stopped(context, d) != JX_OK) return JX_ERROR_CANCELLED;
  return diag_fail(d, JX_ERROR_CANCELLED, (span){0}, "stopped by the progress callback");
}

/* Once for an engine. */
static void warn_of_threads(jx_context *x) {
  char text[THREADS_TEXT];
  if (!threads_missing(text) || atomic_exchange(&x->engine->told_of_threads, true)) return;
  tell(x, text);
}

static void count_run(jx_context *x, const bound *b, int32_t threads) {
  x->stats.bytes_read = b->bytes_read;
  x->stats.bytes_written = b->bytes_written;
  x->stats.elements = b->elements;
  x->stats.threads = threads;
  x->stats.stages = (int32_t)b->spec->stages.n;
}

/* What the stages have left to do or to say. */
static jx_status end_run(const call *c, bound *b, diag *d) {
  if (b->fault & ~PLAN_DOUBT) return call_fault(c, b, d);
  if (b->fault || !b->selects) return JX_OK;
  jx_status status = select_results(b, team_threads, d);
  return status == JX_ERROR_CANCELLED ? call_stopped(c->context, d) : status;
}

/* One stage in one piece: a call of the kernel. */
static bool is_small(const call *c, const bound *b) {
  return b->spec->stages.n == 1 && !c->ticks && schedule_is_piece(&b->stages[0]);
}

static jx_status run_small(const call *c, bound *b, diag *d) {
  schedule_piece(&b->stages[0]);
  count_run(c->context, b, 1);
  return end_run(c, b, d);
}

static double cost_of(const bound *b) {
  double cost = 0;
  for (uint32_t i = 0; i < b->spec->stages.n; i++) cost += b->stages[i].cost;
  return cost;
}

schedule_run call_schedule(const call *c, const bound *b, call_progress *progress) {
  const jx_context *x = c->context;
  return (schedule_run){.stages = b->stages,
                        .n = b->spec->stages.n,
                        .chains = b->chains,
                        .nchains = b->spec->chains.n,
                        .states = b->states,
                        .threads = b->host.threads,
                        .team = team_threads,
                        .ready = team_threads_ready,
                        .progress = x->progress ? call_ask : NULL,
                        .user = progress,
                        .cancel = x->cancel,
                        .ticks = c->ticks,
                        .ticker = &x->engine->ticker,
                        .late = &c->context->late};
}

/* CPU time of all threads, of a run that began at `start`: before the first team, that of the
 * calling one; 0: there was none. */
static uint64_t cpu_time(const schedule_run *r, uint64_t start) {
  if (!r->team_cpu_ns) return 0;
  double alone = (double)(r->team_at - start) * ticker_ns(r->ticker);
  return clock_ns(CLOCK_PROCESS_CPUTIME_ID) - r->team_cpu_ns + (uint64_t)alone;
}

static jx_status run(const call *c, bound *b, diag *d) {
  jx_context *x = c->context;
  if (is_small(c, b)) return run_small(c, b, d);
  call_progress progress = call_progress_of(x);
  schedule_run r = call_schedule(c, b, &progress);
  if (c->ticks && c->nticks != r.n)
    return diag_fail(d, JX_ERROR_INTERNAL, (span){0}, "a kernel has %zu stages, its plan %zu", r.n,
                     c->nticks);
  r.times_teams = cost_of(b) > CPU_CLOCK_NS;
  uint64_t start = r.times_teams ? ticker_now(r.ticker) : 0;
  paging *pages = paging_open(b, &x->engine->allocator);
  r.pager = paging_pager(pages);
  jx_status status = schedule_all(&r);
  paging_close(pages);
  if (r.used < r.threads) warn_of_threads(x);
  x->cpu_ns = cpu_time(&r, start);
  count_run(x, b, r.used);
  if (status != JX_OK) return call_stopped(x, d);
  return end_run(c, b, d);
}

static void stats_begin(jx_context *c) {
  uint64_t calls = c->stats.calls;
  memset(&c->stats, 0, sizeof c->stats);
  c->stats.calls = calls + 1;
  c->cpu_ns = 0;
}

static void stats_end(jx_context *c, uint64_t start) {
  jx_stats *s = &c->stats;
  s->run_ns = now(c) - start - s->load_ns - s->parse_ns - s->plan_ns - s->compile_ns;
}

/* Whether some given result lies where an operand does. */
static bool writes_operands(const call *c, const jx_array *const *operands) {
  for (size_t i = 0; i < c->nresults; i++)
    for (size_t j = 0; c->results[i].data && j < c->noperands; j++)
      if (array_may_overlap(&c->results[i], operands[j])) return true;
  return false;
}

/* Runs what is bound. *doubt: it has left nothing, for a sum that it has was not finite and may be
 * when it is done with more care. */
static jx_status run_bound(call *c, bound *b, bool *doubt, diag *d) {
  if (c->most && (c->put_off = cost_of(b) > c->most)) {
    bind_abandon(b);
    return JX_OK;
  }
  jx_status status = run(c, b, d);
  *doubt = b->fault & PLAN_DOUBT && !c->ticks;
  if (status != JX_OK || *doubt) bind_abandon(b);
  return status;
}

static int32_t threads_of(const call *c) { return c->most ? 1 : jx_context_threads(c->context); }

jx_status call_bind(call *c, bound *b, diag *d) {
  look l = {0};
  kernel *found = NULL;
  JX_TRY(make_key(c, &l, d));
  JX_TRY(find_kernel(c, &l, &found, d));
  bind_host host = host_of_context(c->context);
  host.threads = threads_of(c);
  return bind_call(b, &host, found, c->context->frame.at, l.arrays, c->results, d);
}

/* Finds the kernel and runs it; *doubt as above. The call is remembered in `place`, or nowhere. */
static jx_status attempt(call *c, recall *place, bool *doubt, diag *d) {
  look l = {0};
  kernel *found = NULL;
  if (place && !recall_wants(place, c)) place = NULL;
  bound own, *b = place ? &place->bound : &own;
  JX_TRY(make_key(c, &l, d));
  JX_TRY(find_kernel(c, &l, &found, d));
  *doubt = found->spec->doubts && !c->ticks && writes_operands(c, l.arrays);
  if (*doubt) return JX_OK; /* operands would be gone */
  bind_host host = host_of_context(c->context);
  host.threads = threads_of(c);
  if (place) JX_TRY(recall_begin(place, c, found->spec, d));
  JX_TRY(bind_call(b, &host, found, c->context->frame.at, l.arrays, c->results, d));
  JX_TRY(run_bound(c, b, doubt, d));
  if (*doubt || c->put_off) return JX_OK;
  if (place) recall_keep(place, c, found, l.arrays);
  return bind_finish(b, c->results) ? JX_OK : call_stopped(c->context, d);
}

/* The same for a call that is like the one in its place. */
static jx_status attempt_again(call *c, recall *place, const jx_array *const *operands, bool *doubt,
                               diag *d) {
  bound *b = &place->bound;
  count_one(&c->context->hits);
  JX_TRY(rebind_call(b, threads_of(c), place->moves.at, place->nmoves, operands, c->results, d));
  JX_TRY(run_bound(c, b, doubt, d));
  if (*doubt || c->put_off || bind_finish(b, c->results)) return JX_OK;
  return call_stopped(c->context, d);
}

jx_status call_evaluate(call *c, diag *d) {
  const jx_array *const *operands = NULL;
  recall *place = NULL;
  bool doubt = false, again = false;
  jx_status status = JX_OK;
  JX_TRY(context_stopped(c->context, d));
  c->precision = c->context->precision;
  if (c->length == JX_NTS && c->source) c->length = strlen(c->source);
  place = recall_place(c);
  bool timed = !c->most; /* a set is not: those of all sets are timed together */
  uint64_t start = timed && (!place || recall_is_timed(place)) ? now(c->context) : 0;
  stats_begin(c->context);
  again = place && recall_fits(place, c, &operands);
  if (timed && !start && !again) start = now(c->context);
  if (again) {
    d->length = c->length; /* for what is compiled when there is a doubt */
    status = attempt_again(c, place, operands, &doubt, d);
  } else {
    JX_TRY(call_check(c, d));
    d->length = c->length;
    status = attempt(c, place, &doubt, d);
  }
  if (status == JX_OK && doubt) {
    c->careful = true;
    if (timed && !start) start = now(c->context);
    status = attempt(c, NULL, &doubt, d);
  }
  if (start) stats_end(c->context, start);
  if (timed && again && !start) c->context->stats.run_ns = place->ticks;
  if (again && start) place->ticks = c->context->stats.run_ns;
  return status;
}

jx_status call_run(call *c) {
  diag d;
  JX_TRY(context_enter(c->context));
  diag_init(&d, c->source, 0);
  return context_leave(c->context, call_evaluate(c, &d), &d);
}

jx_status jx_eval(jx_context *context, const char *source, size_t length,
                  const jx_operand *operands, size_t noperands, jx_array *results,
                  size_t nresults) {
  call c = {.context = context,
            .source = source,
            .length = length,
            .named = operands,
            .noperands = noperands,
            .results = results,
            .nresults = nresults};
  return call_run(&c);
}
