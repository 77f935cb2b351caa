/* context.c: making, sharing and freeing contexts and the engines behind them; see engine.h. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/codegen_load.h"
#include "runtime/engine.h"
#include "runtime/machine/usable.h"
#include "runtime/recall.h"

/* ---- Engines ---- */

static size_t or_default(size_t value, size_t otherwise) { return value ? value : otherwise; }

/* Said once for an engine, before there is anything else to say. */
static int32_t default_threads(const jx_options *o) {
  char warning[USABLE_TEXT];
  int32_t n = usable_threads("", secure_getenv("JX_NUM_THREADS"), secure_getenv("OMP_NUM_THREADS"),
                             warning);
  if (*warning) diag_warn(o->warning, o->warning_user, warning);
  return n;
}

static engine *engine_new(const jx_options *o, const codegen_api *codegen) {
  const jx_allocator *allocator = o->allocator ? o->allocator : &alloc_default;
  engine *e = mem_alloc(allocator, sizeof *e, JX_ALIGN);
  if (!e) return NULL;
  memset(e, 0, sizeof *e);
  atomic_init(&e->refs, 1);
  atomic_init(&e->codegen, codegen);
  e->allocator = *allocator;
  generate_init(e);
  e->max_source = or_default(o->max_source, ENGINE_MAX_SOURCE);
  if (e->max_source > UINT32_MAX / 2) e->max_source = UINT32_MAX / 2; /* spans are 32-bit */
  e->max_nodes = or_default(o->max_nodes, ENGINE_MAX_NODES);
  e->max_bytes = or_default(o->max_bytes, SIZE_MAX);
  e->threads = o->threads ? o->threads : default_threads(o);
  ticker_init(&e->ticker);
  pool_init(&e->pool, &e->allocator, or_default(o->max_pool, ENGINE_MAX_POOL));
  cache_init(&e->cache, &e->allocator);
  disk_init(&e->disk, o, &e->allocator);
  pthread_mutex_init(&e->lock, NULL);
  diag_init(&e->cpu_error, NULL, 0);
  e->fork.locks[0] = &e->lock;
  e->fork.locks[1] = &e->cache.lock;
  e->fork.locks[2] = &e->pool.lock;
  fork_join(&e->fork);
  return e;
}

void engine_retain(engine *e) { atomic_fetch_add_explicit(&e->refs, 1, memory_order_relaxed); }

void engine_release(engine *e) {
  if (atomic_fetch_sub_explicit(&e->refs, 1, memory_order_acq_rel) != 1) return;
  fork_leave(&e->fork);
  cache_free(&e->cache);
  pool_free(&e->pool);
  pthread_mutex_destroy(&e->lock);
  jx_allocator allocator = e->allocator;
  mem_free(&allocator, e, sizeof *e);
}

jx_status engine_codegen(engine *e, const codegen_api **out, diag *d) {
  fork_lock(&e->lock);
  *out = atomic_load(&e->codegen);
  jx_status status = *out ? JX_OK : codegen_load(out, d);
  if (status == JX_OK) atomic_store(&e->codegen, *out);
  fork_unlock(&e->lock);
  return status;
}

jx_status engine_cpu(engine *e, const cpu **out, diag *d) {
  fork_lock(&e->lock);
  diag *why = &e->cpu_error;
  if (!e->cpu.target.cpu && why->status == JX_OK) cpu_detect(&e->cpu, why);
  jx_status status = why->status;
  if (status != JX_OK) diag_fail(d, status, (span){0}, "%s", why->message);
  fork_unlock(&e->lock);
  *out = &e->cpu;
  return status;
}

/* ---- Contexts ---- */

/* A context, and behind it the calls it remembers. */
#define CONTEXT_BYTES (sizeof(jx_context) + sizeof(recall_table))

static const jx_error no_error = {.status = JX_OK, .message = "", .rendering = ""};

static jx_context *context_on(engine *e) {
  jx_context *c = mem_calloc(&e->allocator, 1, CONTEXT_BYTES);
  if (!c) return NULL;
  c->recalls = (recall_table *)(c + 1);
  c->engine = e;
  c->error = no_error;
  c->cancel = &c->cancelled;
  fork_lock(&e->lock);
  c->next = e->contexts;
  c->link = &e->contexts;
  if (c->next) c->next->link = &c->next;
  e->contexts = c;
  fork_unlock(&e->lock);
  return c;
}

static bool options_valid(const jx_options *o) {
  const jx_allocator *a = o->allocator;
  return o->threads >= 0 && o->threads <= ENGINE_MAX_THREADS && (!a || (a->alloc && a->free)) &&
         (unsigned)o->cache <= JX_CACHE_ON && (unsigned)o->precision <= JX_PRECISION_FAST;
}

jx_context *context_new_with(const jx_options *options, const codegen_api *codegen) {
  jx_options defaults = {0};
  if (!options) options = &defaults;
  if (!options_valid(options)) return NULL;
  fp_environment caller;
  fp_enter(&caller);
  engine *e = engine_new(options, codegen);
  jx_context *c = e ? context_on(e) : NULL;
  if (e && !c) engine_release(e);
  if (c) c->precision = options->precision;
  fp_leave(&caller);
  return c;
}

jx_context *jx_context_new(const jx_options *options) { return context_new_with(options, NULL); }

jx_context *jx_context_share(jx_context *context) {
  if (!context) return NULL;
  engine *e = context->engine;
  jx_context *c = context_on(e);
  if (!c) return NULL;
  engine_retain(e);
  c->threads = context->threads;
  c->precision = context->precision;
  return c;
}

size_t context_crew(jx_context *c, size_t n) {
  const jx_allocator *allocator = &c->engine->allocator;
  if (n <= c->ncrew) return n;
  jx_context **crew = mem_calloc(allocator, n, sizeof(jx_context *));
  if (!crew) return c->ncrew;
  if (c->ncrew) memcpy(crew, c->crew, c->ncrew * sizeof(jx_context *));
  size_t made = c->ncrew;
  while (made < n && (crew[made] = jx_context_share(c))) made++;
  mem_free(allocator, c->crew, c->crew_room * sizeof(jx_context *));
  c->crew = crew;
  c->crew_room = n;
  c->ncrew = made;
  return made;
}

static void buffer_free(buffer *b, const jx_allocator *allocator) {
  mem_free(allocator, b->at, b->size);
  *b = (buffer){0};
}

void jx_context_free(jx_context *c) {
  if (!c) return;
  engine *e = c->engine;
  for (size_t i = 0; i < c->ncrew; i++) jx_context_free(c->crew[i]);
  mem_free(&e->allocator, c->crew, c->crew_room * sizeof(jx_context *));
  fork_lock(&e->lock);
  e->past_hits += atomic_load(&c->hits);
  e->past_compiles += atomic_load(&c->compiles);
  *c->link = c->next;
  if (c->next) c->next->link = c->link;
  fork_unlock(&e->lock);
  recall_free(c->recalls, &e->allocator);
  cache_local_free(&c->local);
  pool_local_free(&e->pool, &c->blocks);
  buffer_free(&c->key, &e->allocator);
  buffer_free(&c->frame, &e->allocator);
  if (c->text_used) arena_free(&c->text);
  if (c->past_used) arena_free(&c->past);
  mem_free(&e->allocator, c, CONTEXT_BYTES);
  engine_release(e);
}

void *buffer_reserve(buffer *b, const jx_allocator *allocator, size_t size) {
  if (size <= b->size) return b->at;
  size_t grown = size + size / 2 + 1024;
  void *at = mem_alloc(allocator, grown, JX_ALIGN);
  if (!at) return NULL;
  buffer_free(b, allocator);
  *b = (buffer){at, grown};
  return at;
}

/* ---- Settings and errors ---- */

jx_status jx_context_set_threads(jx_context *c, int32_t threads) {
  if (!c) return JX_ERROR_ARGUMENT;
  if (threads >= 0 && threads <= ENGINE_MAX_THREADS) {
    c->threads = threads;
    return JX_OK;
  }
  diag d;
  diag_init(&d, NULL, 0);
  diag_fail(&d, JX_ERROR_ARGUMENT, (span){0}, "%d threads: not 0 to %d", (int)threads,
            ENGINE_MAX_THREADS);
  return context_fail(c, &d);
}

int32_t jx_context_threads(const jx_context *c) {
  if (!c) return 0;
  return c->threads ? c->threads : c->engine->threads;
}

jx_status jx_context_set_precision(jx_context *c, jx_precision precision) {
  if (!c) return JX_ERROR_ARGUMENT;
  if ((unsigned)precision <= JX_PRECISION_FAST) {
    c->precision = precision;
    return JX_OK;
  }
  diag d;
  diag_init(&d, NULL, 0);
  diag_fail(&d, JX_ERROR_ARGUMENT, (span){0}, "precision %d is not known", (int)precision);
  return context_fail(c, &d);
}

jx_precision jx_context_precision(const jx_context *c) {
  return c ? c->precision : JX_PRECISION_FULL;
}

void jx_context_set_progress(jx_context *c, jx_progress progress, void *user) {
  if (!c) return;
  c->progress = progress;
  c->progress_user = user;
}

void jx_context_set_progress_interval(jx_context *c, uint64_t ns) {
  if (c) c->progress_interval = ns;
}

const jx_error *jx_context_error(const jx_context *c) {
  static const jx_error none = {.status = JX_ERROR_ARGUMENT,
                                .message = "context is NULL",
                                .rendering = "error: context is NULL\n"};
  return c ? &c->error : &none;
}

jx_status context_fail(jx_context *c, const diag *d) {
  diag told = *d; /* the source may be the text of the last error, which goes with it */
  diag_render(&told);
  c->error = (jx_error){.status = d->status,
                        .message = c->diag.message,
                        .rendering = c->diag.rendering,
                        .offset = d->where.offset,
                        .length = d->where.length};
  if (d->where.length && d->source)
    diag_position(d, d->where.offset, &c->error.line, &c->error.column);
  told.source = NULL; /* borrowed, and only until now */
  c->diag = told;
  return d->status;
}

/* What the last call gave out may be what this one is given: it goes when the next one begins. */
static void retire_text(jx_context *c) {
  if (c->past_used) arena_free(&c->past);
  c->past = c->text;
  c->past_used = c->text_used;
  c->text_used = false;
}

jx_status context_enter(jx_context *c) {
  if (!c) return JX_ERROR_ARGUMENT;
  if (c->busy) {
    diag d;
    diag_init(&d, NULL, 0);
    diag_fail(
        &d, JX_ERROR_ARGUMENT, (span){0},
        "context is in use: progress callbacks and other threads need a context of their own");
    return context_fail(c, &d);
  }
  c->busy = true;
  c->progress_asked = 0;
  fp_enter(&c->caller);
  if (c->text_used || c->past_used) retire_text(c);
  return JX_OK;
}

jx_status context_leave(jx_context *c, jx_status status, const diag *d) {
  if (status != JX_OK) status = context_fail(c, d);
  if (status == JX_ERROR_CANCELLED) stop_set(&c->cancelled, false);
  c->busy = false;
  fp_leave(&c->caller);
  return status;
}

/* ---- Cancelling ---- */

void jx_cancel(jx_context *c) {
  if (c) stop_set(&c->cancelled, true);
}

bool jx_uncancel(jx_context *c) {
  bool was = c && stop_wanted(&c->cancelled);
  if (was) stop_set(&c->cancelled, false);
  return was;
}

jx_status context_stopped(const jx_context *c, diag *d) {
  if (!stop_wanted(c->cancel)) return JX_OK;
  d->status = JX_OK;
  return diag_fail(d, JX_ERROR_CANCELLED, (span){0}, "stopped by jx_cancel()");
}

/* ---- Memory and statistics ---- */

void jx_array_free(jx_context *c, jx_array *array) {
  if (!array || !array->owned || !c) return;
  pool_put(&c->engine->pool, &c->blocks, array->data, array->owned);
  array->data = NULL;
  array->owned = 0;
}

static void ticks_to_ns(const ticker *t, jx_stats *stats) {
  uint64_t *const times[] = {&stats->load_ns, &stats->parse_ns, &stats->plan_ns, &stats->compile_ns,
                             &stats->run_ns};
  fp_environment caller;
  fp_enter(&caller);
  double tick = ticker_ns(t);
  for (size_t i = 0; i < sizeof times / sizeof *times; i++)
    *times[i] = (uint64_t)((double)*times[i] * tick);
  fp_leave(&caller);
}

void jx_context_stats(const jx_context *c, jx_stats *stats) {
  if (!stats) return;
  *stats = (jx_stats){0};
  if (!c) return;
  engine *e = c->engine;
  *stats = c->stats;
  ticks_to_ns(&e->ticker, stats);
  stats->run_cpu_ns = c->cpu_ns ? c->cpu_ns : stats->run_ns;
  fork_lock(&e->lock);
  stats->memory_hits = e->past_hits;
  stats->compiles = e->past_compiles;
  for (const jx_context *o = e->contexts; o; o = o->next) {
    stats->memory_hits += atomic_load_explicit(&o->hits, memory_order_relaxed);
    stats->compiles += atomic_load_explicit(&o->compiles, memory_order_relaxed);
  }
  fork_unlock(&e->lock);
  stats->kernels = cache_kernels(&e->cache);
  stats->disk_hits = atomic_load(&e->disk.hits);
  stats->misses = atomic_load(&e->disk.misses);
  stats->evictions = atomic_load(&e->disk.evictions);
  stats->disk_read = atomic_load(&e->disk.read);
  stats->disk_written = atomic_load(&e->disk.written);
  stats->saved_ns = atomic_load(&e->disk.saved_ns);
}
