/* state_bytes.c: states as bytes, for other processes and machines; see state.h.
 *
 * The bytes are numbers of 8 bytes in this machine's order, which is the order of all that jx runs
 * on, and runs of bytes behind their length: a magic number and version, program, operands, what
 * has been given, nodes; and a checksum of it all. Loading makes a new state of the same call and
 * fills it; nothing read is used before it is checked, and a call that is not cut alike is refused.
 */
#include <string.h>

#include "base/hash.h"
#include "runtime/state.h"

#define MAGIC UINT64_C(0x3165746174736a78) /* "xjstate1" */
#define VERSION 1

/* ---- Saving ---- */

typedef struct writer {
  char *at; /* NULL: only counts */
  size_t n, room;
} writer;

static void put(writer *w, const void *bytes, size_t size) {
  if (size && w->at && w->n <= w->room && size <= w->room - w->n) memcpy(w->at + w->n, bytes, size);
  w->n += size;
}

static void put_number(writer *w, int64_t number) { put(w, &number, sizeof number); }

/* Runs of bytes are followed by zeros, so that all numbers are aligned. */
static void put_bytes(writer *w, const void *bytes, size_t size) {
  static const char zeros[8] = {0};
  put_number(w, (int64_t)size);
  put(w, bytes, size);
  put(w, zeros, -size & 7);
}

static void put_operand(writer *w, const jx_state *s, size_t i) {
  const jx_array *a = &s->whole[i];
  put_bytes(w, s->names[i], strlen(s->names[i]));
  int64_t head[] = {a->dtype, a->rank, a->flags, a->detail, s->pieced[i]};
  put(w, head, sizeof head);
  put(w, a->shape, (size_t)a->rank * sizeof *a->shape);
  if (!s->pieced[i]) put_bytes(w, a->data, (size_t)jx_array_size(a) * array_item(a));
}

static void put_rest(writer *w, const jx_state *s, const state_rest *r) {
  put_number(w, r->from);
  put_number(w, r->to);
  for (size_t i = 0; r->at && i < s->noperands; i++)
    if (s->row_bytes[i])
      put_bytes(w, state_rest_of(s, r, i), (size_t)(r->to - r->from) * s->row_bytes[i]);
}

static void put_state(writer *w, const jx_state *s) {
  int64_t head[] = {(int64_t)MAGIC, VERSION,    (int64_t)s->noperands,
                    s->precision,   s->buffers, (int64_t)s->mark};
  put(w, head, sizeof head);
  put_bytes(w, s->source, s->length);
  for (size_t i = 0; i < s->noperands; i++) put_operand(w, s, i);
  put_number(w, (int64_t)s->ngiven);
  for (size_t i = 0; i < s->ngiven; i++) {
    const state_rows *g = &s->given[i];
    int64_t rows[] = {g->from, g->to, g->all};
    put(w, rows, sizeof rows);
    put_rest(w, s, &g->front);
    put_rest(w, s, &g->behind);
  }
  for (uint32_t u = 0; u < s->nunits; u++) {
    put_number(w, (int64_t)s->nodes[u].n);
    for (size_t i = 0; i < s->nodes[u].n; i++) {
      const state_node *n = &s->nodes[u].at[i];
      put_number(w, n->level);
      put_number(w, n->index);
      put_bytes(w, n->words, (size_t)s->units[u].words * sizeof *n->words);
    }
  }
}

jx_status jx_state_save(jx_context *context, const jx_state *state, void *bytes, size_t room,
                        size_t *size) {
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, NULL, 0);
  jx_status status = JX_OK;
  writer w = {bytes, 0, room};
  if (!state || !size || state->spoiled) {
    status = diag_fail(&d, JX_ERROR_ARGUMENT, (span){0}, "%s",
                       !state  ? "state is NULL"
                       : !size ? "size is NULL"
                               : "an update of the state failed and has left it incomplete");
  } else {
    put_state(&w, state);
    hash128 sum = {{0, 0}};
    if (bytes && w.n <= room) sum = hash_bytes(bytes, w.n, VERSION);
    put(&w, &sum, sizeof sum);
    *size = w.n;
  }
  return context_leave(context, status, &d);
}

/* ---- Loading ---- */

typedef struct reader {
  const char *at;
  size_t left;
  bool bad;
} reader;

static const void *get(reader *r, size_t size) {
  const char *at = r->at;
  if (r->bad || size > r->left) {
    r->bad = true;
    return NULL;
  }
  r->at += size;
  r->left -= size;
  return at;
}

static int64_t get_number(reader *r) {
  int64_t number = 0;
  const void *at = get(r, sizeof number);
  if (at) memcpy(&number, at, sizeof number);
  return number;
}

static int64_t get_within(reader *r, int64_t least, int64_t most) {
  int64_t n = get_number(r);
  if (n < least || n > most) r->bad = true;
  return r->bad ? least : n;
}

static const void *get_bytes(reader *r, size_t *size) {
  int64_t n = get_within(r, 0, (int64_t)r->left);
  *size = (size_t)n;
  const void *at = get(r, *size);
  get(r, -*size & 7);
  return r->bad ? NULL : at;
}

static jx_status damaged(diag *d) {
  return diag_fail(d, JX_ERROR_VALUE, (span){0}, "the bytes are not a state, or are damaged");
}

static void get_operand(reader *r, arena *memory, const char **name, jx_array *a) {
  size_t size;
  const char *text = get_bytes(r, &size);
  *name = text ? arena_strndup(memory, text, size) : NULL;
  jx_dtype dtype = (jx_dtype)get_within(r, 1, 255);
  int32_t rank = (int32_t)get_within(r, 0, JX_MAX_RANK);
  uint32_t flags = (uint32_t)get_within(r, 0, 255), detail = (uint32_t)get_within(r, 0, UINT32_MAX);
  bool pieced = get_within(r, 0, 1);
  int64_t shape[JX_MAX_RANK] = {0};
  for (int x = 0; x < rank; x++) shape[x] = get_within(r, 0, INT64_MAX);
  *a = jx_array_of(NULL, dtype, rank, shape);
  a->flags = flags;
  a->detail = detail;
  if (r->bad || pieced) {
    r->bad = r->bad || rank == 0;
    return;
  }
  const void *bytes = get_bytes(r, &size);
  if (!bytes) return;
  int64_t item = jx_dtype_size(dtype) ? (int64_t)jx_dtype_size(dtype) : (int64_t)detail,
          stride = item;
  for (int x = rank; x-- > 0;) {
    a->strides[x] = stride;
    if (shape[x] > 1 && __builtin_mul_overflow(stride, shape[x], &stride)) r->bad = true;
  }
  a->data = (void *)(uintptr_t)bytes; /* only copied */
  int64_t n = jx_array_size(a);
  if (n < 0 || item < 1 || (size_t)n > size / (size_t)item || (size_t)(n * item) != size)
    r->bad = true;
}

static jx_status get_rest(reader *r, const jx_state *s, state_rest *rest, const state_rows *g,
                          diag *d) {
  int64_t from = get_within(r, 0, s->rows), to = get_within(r, from, s->rows);
  if (r->bad) return damaged(d);
  rest->from = rest->to = from;
  if (from == to) return JX_OK;
  if (from < g->from || to > g->to ||
      (size_t)(to - from) > r->left / (s->row_size ? s->row_size : 1))
    return damaged(d);
  JX_TRY(state_rest_new(s, rest, from, to, d));
  for (size_t i = 0; i < s->noperands; i++) {
    size_t size, want = (size_t)(to - from) * s->row_bytes[i];
    if (!want) continue;
    const void *bytes = get_bytes(r, &size);
    if (!bytes || size != want) return damaged(d);
    memcpy(state_rest_of(s, rest, i), bytes, size);
  }
  return JX_OK;
}

static jx_status get_given(reader *r, jx_state *s, diag *d) {
  int64_t n = get_within(r, 0, s->rows), behind = -1;
  for (int64_t i = 0; i < n; i++) {
    JX_TRY(state_given_room(s, d));
    state_rows *g = &s->given[s->ngiven];
    *g = (state_rows){.from = get_within(r, behind + 1, s->rows)};
    g->to = get_within(r, g->from + 1, s->rows);
    g->all = get_within(r, 0, 1);
    if (r->bad) return damaged(d);
    behind = g->to;
    s->ngiven++;
    JX_TRY(get_rest(r, s, &g->front, g, d));
    JX_TRY(get_rest(r, s, &g->behind, g, d));
    if (!state_rests_fit(s, g)) return damaged(d);
  }
  return JX_OK;
}

/* A node's chunks have to be among the rows that were given, and be nobody else's. */
static jx_status get_nodes(reader *r, jx_state *s, const piecewise *p, uint32_t unit, diag *d) {
  const piecewise_unit *u = &s->units[unit];
  int64_t n = get_within(r, 0, u->cut.count), chunks = 0;
  for (int64_t i = 0; i < n; i++) {
    uint32_t level = (uint32_t)get_within(r, 0, 62);
    int64_t index = get_within(r, 0, (u->cut.count - 1) >> level);
    size_t size;
    const void *words = get_bytes(r, &size);
    if (!words || size != (size_t)u->words * sizeof(int64_t)) return damaged(d);
    int64_t first = index << level, last = u->cut.count - first;
    chunks += last < INT64_C(1) << level ? last : INT64_C(1) << level;
    for (size_t k = 0; k < s->nodes[unit].n; k++) {
      const state_node *o = &s->nodes[unit].at[k];
      uint32_t up = o->level > level ? o->level : level;
      if (o->index >> (up - o->level) == index >> (up - level)) return damaged(d);
    }
    JX_TRY(state_add(s, p, unit, level, index, words, d));
  }
  return chunks == state_chunks(s, unit) ? JX_OK : damaged(d);
}

static jx_status get_contents(reader *r, jx_state *s, jx_context *context, diag *d) {
  state_call c;
  JX_TRY(get_given(r, s, d));
  if (!s->nunits) return r->left ? damaged(d) : JX_OK;
  jx_status status = state_open(&c, s, context, s->rows, 0, NULL, d);
  for (uint32_t u = 0; status == JX_OK && u < s->nunits; u++)
    status = get_nodes(r, s, &c.pieces, u, d);
  if (status == JX_OK && (r->bad || r->left)) status = damaged(d);
  state_close(&c);
  return status;
}

static jx_status get_state(reader *r, jx_context *context, jx_state **out, arena *memory, diag *d) {
  int64_t n = get_within(r, 1, CALL_MAX_COUNT);
  int64_t precision = get_within(r, 0, JX_PRECISION_FAST), buffers = get_within(r, 0, 1);
  uint64_t mark = (uint64_t)get_number(r);
  size_t length;
  const char *source = get_bytes(r, &length);
  if (r->bad) return damaged(d);
  const char **names = arena_zalloc(memory, (size_t)n * sizeof *names);
  jx_array *arrays = arena_zalloc(memory, (size_t)n * sizeof *arrays);
  const jx_array **at = arena_zalloc(memory, (size_t)n * sizeof *at);
  if (memory->failed) return diag_memory(d);
  for (int64_t i = 0; i < n && !r->bad; i++) {
    get_operand(r, memory, &names[i], &arrays[i]);
    at[i] = &arrays[i];
  }
  if (memory->failed) return diag_memory(d);
  if (r->bad) return damaged(d);
  call c = {.context = context,
            .source = source,
            .length = length,
            .names = names,
            .noperands = (size_t)n,
            .arrays = at};
  jx_precision own = context->precision;
  context->precision = (jx_precision)precision;
  jx_status status = call_check_names(&c, memory, d);
  if (status == JX_OK) status = state_new(out, &c, d);
  context->precision = own;
  if (status != JX_OK) return status;
  if ((*out)->buffers != buffers || (*out)->mark != mark)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                     "the state is of another version of jx or another kind of processor; JX_CPU "
                     "can make processors alike");
  return get_contents(r, *out, context, d);
}

static jx_status load(jx_context *context, const void *bytes, size_t size, jx_state **out,
                      diag *d) {
  hash128 sum;
  if (!out || (!bytes && size))
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, out ? "bytes are NULL" : "state is NULL");
  *out = NULL;
  if (size < sizeof sum) return damaged(d);
  reader r = {bytes, size - sizeof sum, false};
  if (get_number(&r) != (int64_t)MAGIC) return damaged(d);
  int64_t version = get_number(&r);
  if (version != VERSION && !r.bad)
    return diag_fail(d, JX_ERROR_VALUE, (span){0},
                     "the state has format %lld, this version of jx reads %d", (long long)version,
                     VERSION);
  memcpy(&sum, (const char *)bytes + size - sizeof sum, sizeof sum);
  if (r.bad || !hash_equal(sum, hash_bytes(bytes, size - sizeof sum, VERSION))) return damaged(d);
  arena memory;
  arena_init(&memory, &context->engine->allocator);
  jx_status status = get_state(&r, context, out, &memory, d);
  arena_free(&memory);
  if (status != JX_OK) {
    jx_state_free(*out);
    *out = NULL;
  }
  return status;
}

jx_status jx_state_load(jx_context *context, const void *bytes, size_t size, jx_state **state) {
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, NULL, 0);
  return context_leave(context, load(context, bytes, size, state, &d), &d);
}
