/* many.c: one program over many sets of operands: jx_run_many() and jx_run_stacked().
 *
 * Sets are calls like any other (call.h). The first one that goes well runs on all threads, which
 * makes the kernel and tells what a stack of results looks like; the rest is shared: threads take
 * sets from one counter, each in a context of its own (context_crew()). A set that turns out to be
 * large is put off, and those that were are run one after the other on all threads in the end.
 * Small sets that are alike are taken one after the other (many_order.h).
 *
 * Failures are those of a loop: the first set that fails is the one reported. When one has failed,
 * those before it that are left are run, and no others. Start at run_sets().
 */
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "runtime/call.h"
#include "runtime/machine/team.h"
#include "runtime/many_order.h"
#include "runtime/run/bind.h"

/* Estimated nanoseconds from which on a set is run by all threads. */
#define LARGE_NS 1e6
/* Sets that a thread takes at a time, at most. */
#define MOST_TAKEN 64
/* Sets between which a callback with an interval is asked: that is a reading of the clock, which a
 * small set would feel, and so many of those that are not put off take some milliseconds. */
#define SETS_BETWEEN 8

typedef enum set_state { SET_WAITS, SET_LARGE, SET_DONE, SET_FAILED } set_state;

typedef struct many many;

/* What a thread has. */
typedef struct worker {
  many *all;
  jx_context *context;
  jx_array *views; /* of one set's results in the stacks */
  diag failure;    /* of the first of its sets that failed, */
  size_t failed;   /* this one; SIZE_MAX: none */
  jx_stats stats;
  unsigned unasked; /* sets since the callback was asked */
} worker;

struct many {
  call call; /* without arrays and results */
  size_t n;
  const jx_array *const *operands;
  jx_array *results; /* a set's, or stacks */
  bool stacked, stacks_known;
  jx_status *statuses; /* the caller's, or NULL */
  uint8_t *states;     /* set_state of each */
  worker *workers;     /* the caller's thread first */
  size_t nworkers, chunk;
  many_order order;
  jx_progress progress; /* the caller's */
  void *user;
  _Atomic size_t next, done, failed; /* failed: the least, SIZE_MAX for none */
  atomic_bool stop;
  atomic_int begun, over; /* for sanitizers, which do not see a team's barriers */
};

/* ---- Progress ---- */

/* The calling thread's progress callback meanwhile: what one call says is a part of one set. */
static int ask_caller(void *user, double done) {
  many *m = user;
  double sets = (double)atomic_load_explicit(&m->done, memory_order_relaxed);
  int stop = m->progress(m->user, (sets + (done < 1 ? done : 1)) / (double)m->n);
  if (stop) atomic_store(&m->stop, true);
  return stop;
}

/* That of the others. */
static int ask_others(void *user, double done) {
  (void)done;
  return atomic_load_explicit(&((many *)user)->stop, memory_order_relaxed);
}

/* Between sets. */
static void ask_between(worker *w) {
  if (!w->all->progress || w != w->all->workers) return;
  if (w->context->progress_interval && ++w->unasked % SETS_BETWEEN) return;
  call_progress progress = call_progress_of(w->context);
  if (progress.ask && call_ask(&progress, 0)) atomic_store(&w->all->stop, true);
}

/* ---- Stacks ---- */

/* Row `set` of a stack, as a result of that set. */
static void view_row(jx_array *view, const jx_array *stack, size_t set) {
  int rank = stack->rank - 1;
  view->data = (char *)stack->data + (int64_t)set * stack->strides[0];
  view->dtype = stack->dtype;
  view->rank = rank;
  view->flags = stack->flags;
  view->detail = stack->detail;
  view->owned = 0;
  memcpy(view->shape, stack->shape + 1, (size_t)rank * sizeof *view->shape);
  memcpy(view->strides, stack->strides + 1, (size_t)rank * sizeof *view->strides);
}

/* Copies a set's result to its row. */
static void store_row(const jx_array *stack, size_t set, const jx_array *result) {
  jx_array view;
  view_row(&view, stack, set);
  bound_array to = {.data = view.data, .strides = view.strides};
  bound_array from = {.data = result->data, .strides = (int64_t *)result->strides};
  bind_copy(view.rank, view.shape, array_item(&view), &to, &from, NULL);
}

/* A stack for results like this one. */
static jx_status make_stack(many *m, jx_array *stack, const jx_array *like, diag *d) {
  jx_context *x = m->call.context;
  int64_t shape[JX_MAX_RANK];
  if (like->rank == JX_MAX_RANK)
    return diag_fail(d, JX_ERROR_LIMIT, (span){0},
                     "results of rank %d cannot be stacked: the largest rank is %d", JX_MAX_RANK,
                     JX_MAX_RANK);
  shape[0] = (int64_t)m->n;
  memcpy(shape + 1, like->shape, (size_t)like->rank * sizeof *shape);
  jx_array a = {.dtype = like->dtype, .rank = like->rank + 1, .detail = like->detail};
  size_t item = array_item(&a);
  int64_t count = array_elements(a.rank, shape, item);
  if (count < 0 || (size_t)count * item > x->engine->max_bytes)
    return diag_fail(d, JX_ERROR_LIMIT, (span){0}, "a stack of results is too large");
  int64_t stride = (int64_t)item;
  for (int i = a.rank; i-- > 0;) {
    a.shape[i] = shape[i];
    a.strides[i] = stride;
    if (shape[i] > 1) stride *= shape[i];
  }
  a.data = pool_get(&x->engine->pool, &x->blocks, (size_t)count * item, &a.owned);
  if (!a.data) return diag_memory(d);
  *stack = a;
  return JX_OK;
}

/* The first set has results of its own where there is no stack yet; they are moved there. */
static jx_status stack_first(many *m, size_t set, jx_array *results, diag *d) {
  jx_status status = JX_OK;
  for (size_t i = 0; i < m->call.nresults; i++) {
    jx_array *stack = &m->results[i];
    if (!stack->data && status == JX_OK) status = make_stack(m, stack, &results[i], d);
    if (results[i].owned && stack->data) store_row(stack, set, &results[i]);
    jx_array_free(m->call.context, &results[i]);
  }
  m->stacks_known = status == JX_OK;
  return status;
}

/* Those that were given have rows for all sets. */
static jx_status check_stacks(const many *m, diag *d) {
  for (size_t i = 0; i < m->call.nresults; i++) {
    const jx_array *a = &m->results[i];
    char what[40], shape[ARRAY_SHAPE_TEXT];
    snprintf(what, sizeof what, "result %zu", i + 1);
    if (!a->data && m->n == 0)
      return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                       "%s cannot be allocated: there is no set to tell its shape", what);
    if (!a->data) continue;
    if (!array_valid(a, false)) return array_explain(d, a, what);
    if (array_overlaps_itself(a) == ARRAY_OVERLAPS)
      return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "elements of %s overlap each other", what);
    if (a->rank == 0 || (uint64_t)a->shape[0] != m->n)
      return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                       "%s has shape %s, and there are %zu sets: its first axis is theirs", what,
                       array_shape_text(shape, a->rank, a->shape), m->n);
  }
  return JX_OK;
}

/* ---- A set ---- */

/* The worker's failures are of the first of its sets that failed. */
static void note_failure(worker *w, size_t set, const diag *d) {
  many *m = w->all;
  m->states[set] = SET_FAILED;
  if (m->statuses) m->statuses[set] = d->status;
  if (d->status == JX_ERROR_CANCELLED) atomic_store(&m->stop, true);
  if (set < w->failed) {
    w->failed = set;
    w->failure = *d;
  }
  size_t least = atomic_load(&m->failed);
  while (set < least && !atomic_compare_exchange_weak(&m->failed, &least, set)) {}
}

static void add_stats(jx_stats *to, const jx_stats *s) {
  to->load_ns += s->load_ns;
  to->parse_ns += s->parse_ns;
  to->plan_ns += s->plan_ns;
  to->compile_ns += s->compile_ns;
  to->bytes_read += s->bytes_read;
  to->bytes_written += s->bytes_written;
  if (s->elements > to->elements) to->elements = s->elements;
  if (s->stages > to->stages) to->stages = s->stages;
  if (s->threads > to->threads) to->threads = s->threads;
}

/* Runs a set; one that would take longer than `most` nanoseconds is put off. */
static void run_set(worker *w, size_t set, uint32_t alike, double most) {
  many *m = w->all;
  call c = m->call;
  diag d;
  diag_init(&d, c.source, c.length);
  c.context = w->context;
  c.arrays = c.noperands ? m->operands + set * c.noperands : m->operands;
  c.results = m->stacked ? w->views : c.nresults ? m->results + set * c.nresults : m->results;
  c.most = most;
  c.alike = alike;
  for (size_t i = 0; m->stacked && i < c.nresults; i++) {
    if (m->results[i].data)
      view_row(&w->views[i], &m->results[i], set);
    else
      w->views[i] = (jx_array){0};
  }
  jx_status status = call_evaluate(&c, &d);
  if (status == JX_OK && !c.put_off && m->stacked && !m->stacks_known)
    status = stack_first(m, set, w->views, &d);
  if (c.put_off) {
    m->states[set] = SET_LARGE;
    return;
  }
  add_stats(&w->stats, &w->context->stats);
  atomic_fetch_add_explicit(&m->done, 1, memory_order_relaxed);
  if (status != JX_OK) {
    note_failure(w, set, &d);
    return;
  }
  m->states[set] = SET_DONE;
  if (m->statuses) m->statuses[set] = JX_OK;
}

/* Whether a set need not be run: the call is stopped, or has failed before it. */
static bool is_over(many *m, size_t set) {
  if (stop_wanted(m->call.context->cancel)) atomic_store(&m->stop, true);
  if (atomic_load_explicit(&m->stop, memory_order_relaxed)) return true;
  return !m->statuses && set > atomic_load_explicit(&m->failed, memory_order_relaxed);
}

/* ---- All sets ---- */

/* What the next set's arrays are like is read as soon as this one is done. */
static void fetch_next(const many *m, size_t place) {
  if (place >= m->n) return;
  const jx_array *const *arrays =
      m->operands + many_order_set(&m->order, place) * m->call.noperands;
  for (size_t k = 0; k < m->call.noperands; k++) {
    __builtin_prefetch(arrays[k]);
    if (arrays[k]) __builtin_prefetch(arrays[k]->strides);
  }
}

/* A team's body. */
static void take_sets(void *argument, int thread) {
  many *m = argument;
  worker *w = &m->workers[thread];
  atomic_load(&m->begun);
  if (thread) context_enter(w->context);
  for (;;) {
    size_t begin = atomic_fetch_add_explicit(&m->next, m->chunk, memory_order_relaxed);
    if (begin >= m->n) break;
    for (size_t i = begin; i < m->n && i < begin + m->chunk; i++) {
      size_t set = many_order_set(&m->order, i);
      if (is_over(m, set)) continue;
      fetch_next(m, i + 1);
      run_set(w, set, many_order_alike(&m->order, i), LARGE_NS);
      ask_between(w);
    }
    if (is_over(m, m->order.sets ? 0 : begin)) break;
  }
  if (thread) context_leave(w->context, JX_OK, NULL);
  atomic_fetch_add(&m->over, 1);
}

/* Contexts for the threads that there is work for. */
static void find_workers(many *m, size_t begin) {
  jx_context *x = m->call.context;
  size_t threads = (size_t)jx_context_threads(x), left = m->n - begin;
  if (threads > left) threads = left;
  if (threads > m->nworkers) threads = m->nworkers;
  if (threads > 1) threads = 1 + context_crew(x, threads - 1);
  for (size_t i = 1; i < threads; i++) {
    jx_context *c = x->crew[i - 1];
    m->workers[i].context = c;
    c->precision = x->precision;
    c->cancel = x->cancel;
    c->progress = ask_others;
    c->progress_user = m;
    c->stats = (jx_stats){0};
  }
  m->nworkers = threads;
  m->chunk = left / (threads ? threads * 32 : 1);
  if (m->chunk > MOST_TAKEN) m->chunk = MOST_TAKEN;
  if (m->chunk < 1) m->chunk = 1;
}

/* One set after the other until one has gone well. Returns the next one. */
static size_t run_first(many *m) {
  size_t i = 0;
  while (i < m->n && !is_over(m, i)) {
    run_set(&m->workers[0], i, 0, 0);
    ask_between(&m->workers[0]);
    if (m->states[i++] == SET_DONE) break;
  }
  return i;
}

static void run_all(many *m) {
  size_t begin = run_first(m);
  if (begin < m->n && !is_over(m, begin)) {
    const jx_allocator *allocator = &m->call.context->engine->allocator;
    find_workers(m, begin);
    m->order = many_order_make(allocator, m->operands, m->call.noperands, begin, m->n);
    atomic_store(&m->next, begin);
    atomic_store(&m->begun, 1);
    int used = team_threads((int)m->nworkers, take_sets, m);
    atomic_load(&m->over);
    if (used > m->workers[0].stats.threads) m->workers[0].stats.threads = used;
    many_order_free(&m->order, allocator);
  }
  for (size_t i = 0; i < m->n; i++) {
    if (m->states[i] != SET_LARGE || is_over(m, i)) continue;
    run_set(&m->workers[0], i, 0, 0);
    ask_between(&m->workers[0]);
  }
}

/* ---- The call ---- */

/* The first failure, in words that name the set. */
static jx_status report(many *m, size_t nworkers, diag *d) {
  size_t failed = atomic_load(&m->failed);
  for (size_t i = 0; i < nworkers; i++) {
    const worker *w = &m->workers[i];
    if (failed == SIZE_MAX || w->failed != failed) continue;
    char message[sizeof d->message];
    memcpy(message, w->failure.message, sizeof message);
    *d = w->failure;
    if (d->status == JX_ERROR_CANCELLED) return d->status;
    int at = snprintf(d->message, sizeof d->message, "sets[%zu]: ", failed);
    int room = (int)sizeof d->message - at;
    snprintf(d->message + at, (size_t)room, "%.*s", room - 1, message);
    return d->status;
  }
  if (atomic_load(&m->stop)) return call_stopped(m->call.context, d);
  return JX_OK;
}

/* What is left in results after a failure. */
static void clear_results(many *m, bool *given) {
  size_t n = m->call.nresults * (m->stacked ? 1 : m->n);
  for (size_t i = 0; i < n; i++)
    if (!given[i]) jx_array_free(m->call.context, &m->results[i]);
}

static void tell_unrun(many *m) {
  for (size_t i = 0; m->statuses && i < m->n; i++)
    if (m->states[i] == SET_WAITS || m->states[i] == SET_LARGE) m->statuses[i] = JX_ERROR_CANCELLED;
}

static void begin_workers(many *m) {
  jx_array *views = (jx_array *)(void *)(m->workers + m->nworkers);
  for (size_t i = 0; i < m->nworkers; i++) {
    m->workers[i].all = m;
    m->workers[i].failed = SIZE_MAX;
    m->workers[i].views = views + i * m->call.nresults;
  }
  m->workers[0].context = m->call.context;
}

static void end_stats(const many *m, size_t nworkers, uint64_t start, uint64_t calls) {
  jx_stats *s = &m->call.context->stats;
  *s = (jx_stats){.calls = calls + atomic_load(&m->done)};
  for (size_t i = 0; i < nworkers; i++) add_stats(s, &m->workers[i].stats);
  uint64_t all = ticker_now(&m->call.context->engine->ticker) - start;
  uint64_t making = s->load_ns + s->parse_ns + s->plan_ns + s->compile_ns; /* of all threads */
  s->run_ns = all > making ? all - making : 0;
}

/* With the caller's callback in ours, unless it has set another one when it is over. */
static void run_reporting(many *m) {
  jx_context *x = m->call.context;
  m->progress = x->progress;
  m->user = x->progress_user;
  if (m->progress) {
    x->progress = ask_caller;
    x->progress_user = m;
  }
  run_all(m);
  if (m->progress && x->progress == ask_caller) {
    x->progress = m->progress;
    x->progress_user = m->user;
  }
}

static jx_status run_sets(many *m, bool *given, diag *d) {
  jx_context *x = m->call.context;
  size_t nworkers = m->nworkers, arrays = m->call.nresults * (m->stacked ? 1 : m->n);
  uint64_t start = ticker_now(&x->engine->ticker), calls = x->stats.calls;
  for (size_t i = 0; i < arrays; i++) given[i] = m->results[i].data != NULL;
  begin_workers(m);
  run_reporting(m);
  end_stats(m, nworkers, start, calls);
  jx_status status = report(m, nworkers, d);
  tell_unrun(m);
  if (status != JX_OK && !m->statuses) clear_results(m, given);
  return status;
}

/* Memory for workers, their views, and what is known of sets and results. */
static jx_status with_memory(many *m, diag *d) {
  const jx_allocator *allocator = &m->call.context->engine->allocator;
  size_t threads = (size_t)jx_context_threads(m->call.context), results = m->call.nresults, all;
  m->nworkers = threads < m->n ? threads : m->n;
  if (__builtin_mul_overflow(m->n, results, &all) || __builtin_add_overflow(all, m->n, &all))
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "%zu sets are too many", m->n);
  size_t workers = m->nworkers * (sizeof(worker) + results * sizeof(jx_array));
  m->workers = mem_calloc(allocator, 1, workers);
  m->states = mem_calloc(allocator, 1, all);
  jx_status status =
      m->workers && m->states ? run_sets(m, (bool *)(m->states + m->n), d) : diag_memory(d);
  mem_free(allocator, m->workers, workers);
  mem_free(allocator, m->states, all);
  return status;
}

static jx_status check_sets(const many *m, diag *d) {
  const call *c = &m->call;
  if (c->noperands && !m->operands && m->n)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "operands are NULL");
  if (c->nresults > CALL_MAX_COUNT)
    return diag_fail(d, JX_ERROR_LIMIT, (span){0}, "%zu results; at most %d are allowed",
                     c->nresults, CALL_MAX_COUNT);
  if (c->nresults && !m->results && (m->n || m->stacked))
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "results are NULL");
  return m->stacked ? check_stacks(m, d) : JX_OK;
}

static jx_status evaluate_sets(many *m, const jx_program *p, jx_context *context, size_t noperands,
                               size_t nresults, diag *d) {
  if (!call_of_program(&m->call, context, p, noperands, d)) return d->status;
  m->call.nresults = nresults;
  JX_TRY(check_sets(m, d));
  return m->n ? with_memory(m, d) : JX_OK;
}

static jx_status run_many(many *m, jx_context *context, const jx_program *p, size_t noperands,
                          size_t nresults) {
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, NULL, 0);
  atomic_store(&m->failed, SIZE_MAX);
  return context_leave(context, evaluate_sets(m, p, context, noperands, nresults, &d), &d);
}

jx_status jx_run_many(jx_context *context, const jx_program *program, size_t nsets,
                      const jx_array *const *operands, size_t noperands, jx_array *results,
                      size_t nresults, jx_status *statuses) {
  many m = {.n = nsets, .operands = operands, .results = results, .statuses = statuses};
  return run_many(&m, context, program, noperands, nresults);
}

jx_status jx_run_stacked(jx_context *context, const jx_program *program, size_t nsets,
                         const jx_array *const *operands, size_t noperands, jx_array *results,
                         size_t nresults, jx_status *statuses) {
  many m = {
      .n = nsets, .operands = operands, .results = results, .stacked = true, .statuses = statuses};
  return run_many(&m, context, program, noperands, nresults);
}
