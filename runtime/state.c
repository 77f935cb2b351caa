/* state.c: jx_state: reductions whose rows come in pieces. See state.h for what a state is; start at
 * jx_state_create() and jx_state_update(). */
#include "runtime/state.h"

#include <stdio.h>
#include <string.h>

/* ---- A new one ---- */

/* So many rows may be too few to fold: reductions over them may be written out. */
#define FEW_ROWS 64
#define MANY_ROWS 4096 /* what they are taken for, to see whether a program can be done in pieces */

static jx_state *alloc_state(engine *e) {
  jx_state *s = mem_calloc(&e->allocator, 1, sizeof *s);
  if (!s) return NULL;
  s->engine = e;
  engine_retain(e);
  arena_init(&s->memory, &e->allocator);
  return s;
}

void jx_state_free(jx_state *s) {
  if (!s) return;
  engine *e = s->engine;
  state_free_nodes(s);
  state_free_rows(s);
  arena_free(&s->memory);
  mem_free(&e->allocator, s, sizeof *s);
  engine_release(e);
}

static void set_strides(jx_array *a) {
  int64_t stride = array_item(a);
  for (int x = a->rank; x-- > 0;) {
    a->strides[x] = stride;
    if (a->shape[x] > 1) stride *= a->shape[x];
  }
}

static int64_t row_elements(const jx_array *a) {
  int64_t n = 1;
  for (int x = 1; x < a->rank; x++) n *= a->shape[x];
  return n;
}

static jx_status copy_pieced(jx_state *s, size_t i, const jx_array *a, diag *d) {
  char what[120], shape[ARRAY_SHAPE_TEXT];
  snprintf(what, sizeof what, "operand '%.100s'", s->names[i]);
  if (!array_valid(a, true)) return array_explain(d, a, what);
  if (s->row_size && a->shape[0] != s->rows)
    return diag_fail(d, JX_ERROR_SHAPE, (span){0},
                     "%s has shape %s, and others that come in pieces have %lld rows", what,
                     array_shape_text(shape, a->rank, a->shape), (long long)s->rows);
  jx_array *w = &s->whole[i];
  w->owned = 0;
  set_strides(w);
  s->rows = a->shape[0];
  s->pieced[i] = true;
  s->row_bytes[i] = (size_t)row_elements(a) * array_item(a);
  s->row_at[i] = s->row_size;
  s->row_size += s->row_bytes[i];
  if (!s->row_bytes[i]) s->buffers = true; /* nothing in it */
  w->data = (void *)JX_ALIGN;              /* never read: its rows lie elsewhere */
  return JX_OK;
}

/* A copy without gaps, in C order. */
static jx_status copy_whole(jx_state *s, size_t i, const jx_array *a, diag *d) {
  jx_array *w = &s->whole[i];
  bool is_long = a->flags & JX_ARRAY_LONG;
  size_t size = (size_t)jx_array_size(a) * array_item(a);
  char *to = arena_alloc(&s->memory, size + 1);
  if (!to) return diag_memory(d);
  w->owned = 0;
  w->data = to;
  if (!is_long) set_strides(w);
  bound_array into = {.data = to, .strides = w->strides};
  bound_array from = {.data = a->data, .strides = (int64_t *)(uintptr_t)a->strides};
  if (size) bind_copy(a->rank, a->shape, array_item(a), &into, &from, NULL);
  return JX_OK;
}

static jx_status copy_operands(jx_state *s, const call *c, diag *d) {
  bool any = false;
  for (size_t i = 0; i < c->noperands; i++) {
    const jx_array *a = c->arrays[i];
    if (!a)
      return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "operand '%.100s' has no array",
                       s->names[i]);
    s->whole[i] = *a;
    bool pieced = !a->data && a->rank > 0 && a->rank <= JX_MAX_RANK;
    any = any || pieced;
    JX_TRY(pieced ? copy_pieced(s, i, a, d) : JX_OK);
  }
  if (!any)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                     "no operand comes in pieces: those that do have a shape and no data");
  return JX_OK;
}

static jx_status copy_call(jx_state *s, const call *c, diag *d) {
  size_t n = c->noperands;
  s->names = arena_zalloc(&s->memory, (n + 1) * sizeof *s->names);
  s->whole = arena_zalloc(&s->memory, (n + 1) * sizeof *s->whole);
  s->pieced = arena_zalloc(&s->memory, n + 1);
  s->row_bytes = arena_zalloc(&s->memory, (n + 1) * sizeof *s->row_bytes);
  s->row_at = arena_zalloc(&s->memory, (n + 1) * sizeof *s->row_at);
  s->source = arena_strndup(&s->memory, c->source, c->length);
  if (s->memory.failed) return diag_memory(d);
  s->length = c->length;
  s->noperands = n;
  s->precision = c->context->precision;
  for (size_t i = 0; i < n; i++) {
    s->names[i] = arena_strndup(&s->memory, c->names[i], strlen(c->names[i]));
    if (!s->names[i]) return diag_memory(d);
  }
  return copy_operands(s, c, d);
}

/* What call_check() says of the operands, pieced ones with an address. Only then whole ones are
 * read. */
static jx_status check_and_copy(jx_state *s, const call *c, diag *d) {
  call checked = *c;
  const jx_array **at = arena_zalloc(&s->memory, (s->noperands + 1) * sizeof *at);
  if (!at) return diag_memory(d);
  for (size_t i = 0; i < s->noperands; i++) at[i] = &s->whole[i];
  checked.arrays = at;
  checked.nresults = 0;
  JX_TRY(call_check(&checked, d));
  for (size_t i = 0; i < s->noperands; i++)
    if (!s->pieced[i]) JX_TRY(copy_whole(s, i, c->arrays[i], d));
  return JX_OK;
}

static jx_status count_results(jx_state *s, diag *d) {
  arena memory;
  ast tree;
  arena_init(&memory, &s->engine->allocator);
  jx_status status = ast_parse(&tree, &memory, d, s->engine->max_nodes);
  if (status == JX_OK) s->nresults = tree.nodes.at[tree.nodes.n - 1].nargs;
  arena_free(&memory);
  return status;
}

/* Binds the call for so many rows. *refused: it cannot be done in pieces, and `d` says why. */
static jx_status look(jx_state *s, jx_context *context, int64_t rows, bool *refused, diag *d) {
  state_call c;
  jx_status status = state_open(&c, s, context, rows, 0, NULL, d);
  *refused = status == JX_OK && c.pieces.refused;
  if (*refused) status = state_refuse(&c, d);
  if (status == JX_OK && !s->buffers) {
    size_t n = c.pieces.nunits;
    s->units = arena_zalloc(&s->memory, (n + 1) * sizeof *s->units);
    s->nodes = arena_zalloc(&s->memory, (n + 1) * sizeof *s->nodes);
    if (s->memory.failed)
      status = diag_memory(d);
    else
      memcpy(s->units, c.pieces.units, n * sizeof *s->units), s->nunits = (uint32_t)n;
    s->mark = piecewise_mark(&c.pieces);
  }
  state_close(&c);
  return status;
}

/* Of few rows all are kept, when it could be done with many: whole operands of as many rows aside,
 * which do not fit then. */
static jx_status look_at_many(jx_state *s, jx_context *context, diag *d) {
  bool refused = false;
  diag many = *d;
  s->buffers = true;
  if (s->row_size >= INT64_MAX / MANY_ROWS) return JX_OK;
  jx_status status = look(s, context, MANY_ROWS, &refused, &many);
  if (status == JX_OK || status == JX_ERROR_SHAPE) return JX_OK;
  *d = many;
  return status;
}

static jx_status find_units(jx_state *s, jx_context *context, diag *d) {
  bool refused = false;
  if (s->rows == 0 || s->buffers) return look_at_many(s, context, d);
  diag few = *d;
  jx_status status = look(s, context, s->rows, &refused, &few);
  if (refused && s->rows <= FEW_ROWS) return look_at_many(s, context, d);
  if (status != JX_OK) *d = few;
  return status;
}

static jx_status fill_state(jx_state *s, call *c, diag *d) {
  d->source = c->source;
  d->length = c->length;
  JX_TRY(copy_call(s, c, d));
  JX_TRY(check_and_copy(s, c, d));
  JX_TRY(count_results(s, d));
  return find_units(s, c->context, d);
}

jx_status state_new(jx_state **out, call *c, diag *d) {
  *out = NULL;
  jx_state *s = alloc_state(c->context->engine);
  if (!s) return diag_memory(d);
  jx_status status = fill_state(s, c, d);
  if (status == JX_OK)
    *out = s;
  else
    jx_state_free(s);
  return status;
}

static jx_status create(jx_context *context, const jx_program *program,
                        const jx_array *const *operands, size_t noperands, jx_state **out,
                        diag *d) {
  call c;
  if (!out) return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "state is NULL");
  *out = NULL;
  if (!call_of_program(&c, context, program, noperands, d)) return d->status;
  if (noperands && !operands)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "operands are NULL");
  c.arrays = operands;
  c.prefix = NULL;
  c.prefix_size = 0;
  return state_new(out, &c, d);
}

jx_status jx_state_create(jx_context *context, const jx_program *program,
                          const jx_array *const *operands, size_t noperands, jx_state **state) {
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, NULL, 0);
  return context_leave(context, create(context, program, operands, noperands, state, &d), &d);
}

/* ---- Using one ---- */

static jx_status check_state(const jx_state *s, const jx_context *context, diag *d) {
  if (!s) return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "state is NULL");
  if (s->engine != context->engine)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                     "the state was made in a context that this one does not share");
  if (s->spoiled)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                     "an update of the state failed and has left it incomplete");
  d->source = s->source;
  d->length = s->length;
  return JX_OK;
}

static jx_status check_piece(const jx_state *s, size_t i, const jx_array *a, int64_t *rows,
                             diag *d) {
  const jx_array *w = &s->whole[i];
  char what[120], has[ARRAY_SHAPE_TEXT], wants[ARRAY_SHAPE_TEXT];
  snprintf(what, sizeof what, "operand '%.100s'", s->names[i]);
  if (!a) return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "%s has no array", what);
  if (!array_valid(a, false)) return array_explain(d, a, what);
  if (a->dtype != w->dtype || a->detail != w->detail)
    return diag_fail(d, JX_ERROR_TYPE, (span){0}, "%s is %s%s, and the state was made for %s", what,
                     jx_dtype_name(a->dtype),
                     a->dtype == w->dtype ? " of another size or unit" : "",
                     jx_dtype_name(w->dtype));
  if (array_is_swapped(a) != array_is_swapped(w))
    return diag_fail(d, JX_ERROR_TYPE, (span){0},
                     "%s has another byte order than the state was made for", what);
  bool same = a->rank == w->rank;
  for (int x = 1; same && x < a->rank; x++) same = a->shape[x] == w->shape[x];
  if (same && *rows < 0) *rows = a->shape[0];
  if (same && a->shape[0] == *rows) return JX_OK;
  jx_array expected = *w;
  expected.shape[0] = *rows < 0 ? 1 : *rows;
  return diag_fail(d, JX_ERROR_SHAPE, (span){0}, "%s has shape %s, expected %s", what,
                   array_shape_text(has, a->rank, a->shape),
                   array_shape_text(wants, w->rank, expected.shape));
}

static bool in_order(const jx_array *a, const jx_array *whole) {
  for (int x = 0; x < a->rank; x++)
    if (a->shape[x] > 1 && a->strides[x] != whole->strides[x]) return false;
  return (uintptr_t)a->data % 16 == 0 || (uintptr_t)a->data % array_item(a) == 0;
}

/* Where a piece's rows lie in C order: where they are, or copied, in `memory`. */
static jx_status rows_of(const jx_state *s, const jx_context *context, size_t i, const jx_array *a,
                         arena *memory, char **data, diag *d) {
  *data = a->data;
  if (in_order(a, &s->whole[i])) return JX_OK;
  *data = arena_alloc(memory, (size_t)a->shape[0] * s->row_bytes[i] + JX_ALIGN);
  if (!*data) return diag_memory(d);
  jx_array packed = *a;
  packed.data = *data;
  set_strides(&packed);
  bound_array to = {.data = *data, .strides = packed.strides};
  bound_array from = {.data = a->data, .strides = (int64_t *)(uintptr_t)a->strides};
  bool all =
      !jx_array_size(a) || bind_copy(a->rank, a->shape, array_item(a), &to, &from, context->cancel);
  return all ? JX_OK : call_stopped(context, d);
}

static jx_status take_pieces(jx_state *s, jx_context *context, int64_t offset,
                             const jx_array *const *pieces, arena *memory, diag *d) {
  int64_t rows = -1;
  char **data = arena_zalloc(memory, (s->noperands + 1) * sizeof *data);
  if (!data) return diag_memory(d);
  for (size_t i = 0; i < s->noperands; i++)
    if (s->pieced[i]) JX_TRY(check_piece(s, i, pieces[i], &rows, d));
  if (offset < 0 || offset > s->rows - rows)
    return diag_fail(d, JX_ERROR_VALUE, (span){0}, "%lld rows from row %lld on are not of %lld",
                     (long long)rows, (long long)offset, (long long)s->rows);
  JX_TRY(state_check_new(s, offset, offset + rows, d));
  for (size_t i = 0; i < s->noperands; i++)
    if (s->pieced[i]) JX_TRY(rows_of(s, context, i, pieces[i], memory, &data[i], d));
  if (!rows) return JX_OK;
  jx_status status = state_give(s, context, offset, offset + rows, data, d);
  s->spoiled = status != JX_OK;
  return status;
}

static jx_status update(jx_context *context, jx_state *s, int64_t offset,
                        const jx_array *const *pieces, size_t noperands, diag *d) {
  arena memory;
  JX_TRY(check_state(s, context, d));
  JX_TRY(context_stopped(context, d));
  if (!pieces || noperands != s->noperands)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "program takes %zu operands, %zu given",
                     s->noperands, pieces ? noperands : 0);
  arena_init(&memory, &s->engine->allocator);
  jx_status status = take_pieces(s, context, offset, pieces, &memory, d);
  arena_free(&memory);
  return status;
}

jx_status jx_state_update(jx_context *context, jx_state *state, int64_t offset,
                          const jx_array *const *pieces, size_t noperands) {
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, NULL, 0);
  return context_leave(context, update(context, state, offset, pieces, noperands, &d), &d);
}

/* Whether two states are of one call. */
static bool are_alike(const jx_state *a, const jx_state *b) {
  if (a->length != b->length || memcmp(a->source, b->source, a->length) != 0 ||
      a->noperands != b->noperands || a->rows != b->rows || a->buffers != b->buffers ||
      a->mark != b->mark || a->precision != b->precision)
    return false;
  for (size_t i = 0; i < a->noperands; i++) {
    const jx_array *x = &a->whole[i], *y = &b->whole[i];
    bool same = strcmp(a->names[i], b->names[i]) == 0 && a->pieced[i] == b->pieced[i] &&
                x->dtype == y->dtype && x->rank == y->rank && x->detail == y->detail &&
                x->flags == y->flags;
    for (int k = 0; same && k < x->rank; k++) same = x->shape[k] == y->shape[k];
    if (!same) return false;
    size_t size = a->pieced[i] ? 0 : (size_t)jx_array_size(x) * array_item(x);
    if (size && memcmp(x->data, y->data, size) != 0) return false;
  }
  return true;
}

static jx_status combine(jx_context *context, jx_state *into, const jx_state *from, diag *d) {
  JX_TRY(check_state(from, context, d));
  JX_TRY(check_state(into, context, d));
  if (into == from)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "a state cannot be combined with itself");
  if (!are_alike(into, from))
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                     "the states differ in program, operands or the number of rows");
  for (size_t i = 0; i < from->ngiven; i++)
    JX_TRY(state_check_new(into, from->given[i].from, from->given[i].to, d));
  jx_status status = state_absorb(into, context, from, d);
  into->spoiled = status != JX_OK;
  return status;
}

jx_status jx_state_combine(jx_context *context, jx_state *into, const jx_state *from) {
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, NULL, 0);
  return context_leave(context, combine(context, into, from, &d), &d);
}

/* ---- What comes of it ---- */

static jx_status check_complete(const jx_state *s, diag *d) {
  int64_t from = s->ngiven && s->given[0].from == 0 ? s->given[0].to : 0;
  int64_t to = s->ngiven && from == 0 ? s->given[0].from
               : s->ngiven > 1        ? s->given[1].from
                                      : s->rows;
  if (from == s->rows) return JX_OK;
  return diag_fail(d, JX_ERROR_VALUE, (span){0}, "rows %lld to %lld have not been given",
                   (long long)from, (long long)to - 1);
}

/* All rows are there as they are: the whole call. */
static jx_status finish_whole(jx_state *s, jx_context *context, jx_array *results, diag *d) {
  arena memory;
  arena_init(&memory, &s->engine->allocator);
  jx_array *arrays = arena_zalloc(&memory, (s->noperands + 1) * sizeof *arrays);
  const jx_array **at = arena_zalloc(&memory, (s->noperands + 1) * sizeof *at);
  jx_status status = memory.failed ? diag_memory(d) : JX_OK;
  for (size_t i = 0; status == JX_OK && i < s->noperands; i++) {
    arrays[i] = s->whole[i];
    if (s->row_bytes[i] && s->rows) arrays[i].data = state_rest_of(s, &s->given[0].behind, i);
    at[i] = &arrays[i];
  }
  call c = {.context = context,
            .source = s->source,
            .length = s->length,
            .names = s->names,
            .noperands = s->noperands,
            .arrays = at,
            .results = results,
            .nresults = s->nresults};
  jx_precision precision = context->precision;
  context->precision = s->precision;
  if (status == JX_OK) status = call_evaluate(&c, d);
  context->precision = precision;
  arena_free(&memory);
  return status;
}

static jx_status finish_units(jx_state *s, jx_context *context, jx_array *fresh, diag *d) {
  state_call c;
  jx_status status = state_open(&c, s, context, s->rows, 0, NULL, d);
  int64_t **states = NULL;
  if (status == JX_OK) states = arena_zalloc(&c.memory, (s->nunits + 1) * sizeof *states);
  if (status == JX_OK && !states) status = diag_memory(d);
  for (uint32_t u = 0; status == JX_OK && u < s->nunits; u++) states[u] = s->nodes[u].at[0].words;
  if (status == JX_OK) status = state_ran(&c, piecewise_finish(&c.pieces, states), d);
  if (status == JX_OK) {
    if (!bind_finish(&c.bound, fresh)) status = call_stopped(context, d);
    c.bound.spec = NULL; /* the results are the caller's */
  }
  state_close(&c);
  return status;
}

/* Into an array that is given: as jx_eval() would put it there. */
static jx_status convert(jx_context *context, const jx_array *from, jx_array *to, diag *d) {
  const char *name = "r";
  call c = {.context = context,
            .source = name,
            .length = 1,
            .names = &name,
            .noperands = 1,
            .arrays = &from,
            .results = to,
            .nresults = 1};
  d->source = name; /* what is parsed */
  d->length = 1;
  return call_evaluate(&c, d);
}

static jx_status hand_out(jx_state *s, jx_context *context, jx_array *fresh, jx_array *results,
                          diag *d) {
  jx_status status = JX_OK;
  for (size_t i = 0; status == JX_OK && i < s->nresults; i++)
    if (results[i].data) status = convert(context, &fresh[i], &results[i], d);
  for (size_t i = 0; i < s->nresults; i++) {
    if (status == JX_OK && !results[i].data)
      results[i] = fresh[i];
    else
      jx_array_free(context, &fresh[i]);
  }
  return status;
}

static jx_status finish(jx_context *context, jx_state *s, jx_array *results, size_t nresults,
                        diag *d) {
  JX_TRY(check_state(s, context, d));
  if (nresults != s->nresults || !results)
    return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "program has %zu result%s, %zu given",
                     s->nresults, s->nresults == 1 ? "" : "s", results ? nresults : 0);
  JX_TRY(check_complete(s, d));
  if (s->buffers) return finish_whole(s, context, results, d);
  size_t size = (nresults + 1) * sizeof(jx_array);
  jx_array *fresh = mem_calloc(&s->engine->allocator, 1, size);
  jx_status status = fresh ? finish_units(s, context, fresh, d) : diag_memory(d);
  if (status == JX_OK) status = hand_out(s, context, fresh, results, d);
  mem_free(&s->engine->allocator, fresh, size);
  return status;
}

jx_status jx_state_finish(jx_context *context, jx_state *state, jx_array *results,
                          size_t nresults) {
  diag d;
  JX_TRY(context_enter(context));
  diag_init(&d, NULL, 0);
  return context_leave(context, finish(context, state, results, nresults, &d), &d);
}

/* ---- Looking at one ---- */

int64_t jx_state_cut(const jx_state *state, bool *same) {
  if (same) *same = true;
  if (!state) return 0;
  if (state->buffers) return state->rows;
  uint64_t step = 1;
  for (uint32_t u = 0; u < state->nunits; u++) {
    uint64_t one = (uint64_t)piecewise_step(&state->units[u], state->rows), a = step, b = one;
    while (b) {
      uint64_t rest = a % b;
      a = b;
      b = rest;
    }
    if (__builtin_mul_overflow(step / a, one, &step) || step > (uint64_t)state->rows)
      step = (uint64_t)state->rows;
    if (same) *same = *same && state->units[u].same;
  }
  return (int64_t)step;
}

size_t jx_state_results(const jx_state *state) { return state ? state->nresults : 0; }

int64_t jx_state_rows(const jx_state *state, int64_t *given) {
  if (given) *given = 0;
  if (!state) return 0;
  for (size_t i = 0; given && i < state->ngiven; i++)
    *given += state->given[i].to - state->given[i].from;
  return state->rows;
}
