/* state_rows.c: which rows a state has been given, and those that it keeps; see state.h.
 *
 * Start at state_give() and state_absorb(). Rows that are given are folded as far as whole chunks
 * lie in them; then what meets is joined, and the chunk in which two ends meet is folded when they
 * have all of it. */
#include <string.h>

#include "base/least.h"
#include "runtime/state.h"

static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

/* ---- Rests ---- */

char *state_rest_of(const jx_state *s, const state_rest *r, size_t operand) {
  return r->at + (size_t)r->room * s->row_at[operand];
}

static void free_rest(const jx_state *s, state_rest *r) {
  if (r->at) mem_free(&s->engine->allocator, r->at, (size_t)r->room * s->row_size + 1);
  *r = (state_rest){0};
}

static jx_status new_rest(const jx_state *s, state_rest *r, int64_t from, int64_t room, diag *d) {
  size_t size;
  *r = (state_rest){.from = from, .to = from};
  if (__builtin_mul_overflow((size_t)room, s->row_size, &size) || size > SIZE_MAX / 2)
    return diag_memory(d);
  r->at = mem_alloc(&s->engine->allocator, size + 1, JX_ALIGN);
  if (!r->at) return diag_memory(d);
  r->room = room;
  return JX_OK;
}

jx_status state_rest_new(const jx_state *s, state_rest *r, int64_t from, int64_t to, diag *d) {
  JX_TRY(new_rest(s, r, from, to - from, d));
  r->to = to;
  return JX_OK;
}

/* Makes room for more rows, at least twice as many as it has. */
static jx_status widen(const jx_state *s, state_rest *r, int64_t more, diag *d) {
  int64_t n = r->to - r->from;
  if (n + more <= r->room) return JX_OK;
  state_rest wide;
  JX_TRY(new_rest(s, &wide, r->from, most(n + more, 2 * r->room), d));
  wide.to = r->to;
  for (size_t i = 0; i < s->noperands; i++)
    if (n && s->row_bytes[i])
      memcpy(state_rest_of(s, &wide, i), state_rest_of(s, r, i), (size_t)n * s->row_bytes[i]);
  free_rest(s, r);
  *r = wide;
  return JX_OK;
}

/* Adds rows [r->to, to), which lie at `data`, whose first row is `first`. */
static jx_status append(const jx_state *s, state_rest *r, int64_t to, char *const *data,
                        int64_t first, diag *d) {
  int64_t more = to - r->to, n = r->to - r->from;
  if (more <= 0) return JX_OK;
  JX_TRY(widen(s, r, more, d));
  for (size_t i = 0; i < s->noperands; i++) {
    size_t row = s->row_bytes[i];
    if (!row) continue;
    memcpy(state_rest_of(s, r, i) + (size_t)n * row, data[i] + (size_t)(r->to - first) * row,
           (size_t)more * row);
  }
  r->to = to;
  return JX_OK;
}

static jx_status copy_rest(const jx_state *s, state_rest *r, int64_t from, int64_t to,
                           char *const *data, int64_t first, diag *d) {
  *r = (state_rest){.from = from, .to = from};
  return append(s, r, to, data, first, d);
}

/* Where the operands' rows of a rest lie, in `data`. */
static void point_at(const jx_state *s, const state_rest *r, char **data) {
  for (size_t i = 0; i < s->noperands; i++) data[i] = r->at ? state_rest_of(s, r, i) : NULL;
}

static jx_status append_rest(const jx_state *s, state_rest *r, const state_rest *more, char **data,
                             diag *d) {
  point_at(s, more, data);
  return append(s, r, more->to, data, more->from, d);
}

/* Drops rows before `from`. */
static void trim(const jx_state *s, state_rest *r, int64_t from) {
  int64_t off = from - r->from, n = r->to - from;
  if (off <= 0) return;
  if (n <= 0) {
    free_rest(s, r);
    *r = (state_rest){.from = from, .to = from};
    return;
  }
  for (size_t i = 0; i < s->noperands; i++) {
    char *at = state_rest_of(s, r, i);
    if (s->row_bytes[i])
      memmove(at, at + (size_t)off * s->row_bytes[i], (size_t)n * s->row_bytes[i]);
  }
  r->from = from;
}

static void free_given(const jx_state *s, state_rows *r) {
  free_rest(s, &r->front);
  free_rest(s, &r->behind);
}

void state_free_rows(jx_state *s) {
  for (size_t i = 0; i < s->ngiven; i++) free_given(s, &s->given[i]);
  mem_free(&s->engine->allocator, s->given, s->given_room * sizeof *s->given);
  s->given = NULL;
  s->ngiven = s->given_room = 0;
}

/* ---- Chunks and rows ---- */

/* Rows [from, front) belong to chunks that begin before them, rows [behind, to) to chunks that go
 * on behind them; front >= behind: no chunk is whole for all units. */
static void find_ends(const jx_state *s, int64_t from, int64_t to, int64_t *front,
                      int64_t *behind) {
  *front = s->buffers ? to : from;
  *behind = s->buffers ? from : to;
  for (uint32_t u = 0; u < s->nunits; u++) {
    *front = most(*front, piecewise_row_from(&s->units[u], from));
    *behind = least(*behind, piecewise_row_to(&s->units[u], to));
  }
  *front = least(*front, to);
  *behind = most(*behind, from);
}

bool state_rests_fit(const jx_state *s, const state_rows *g) {
  int64_t front, behind;
  find_ends(s, g->from, g->to, &front, &behind);
  if (g->all != (front >= behind)) return false;
  if (g->all) behind = g->from;
  bool first =
      g->all ? g->front.from == g->front.to : g->front.from == g->from && g->front.to == front;
  return first && g->behind.from == behind && g->behind.to == g->to;
}

int64_t state_chunks(const jx_state *s, uint32_t unit) {
  int64_t n = 0, begin, end;
  for (size_t i = 0; i < s->ngiven; i++) {
    piecewise_within(&s->units[unit], s->given[i].from, s->given[i].to, &begin, &end);
    n += end - begin;
  }
  return n;
}

/* Chunks [begin, end) of each unit. */
typedef struct chunk_range {
  int64_t begin, end;
} chunk_range;

/* States that are made at once. */
#define BATCH_BYTES ((size_t)16 << 20)

static jx_status fold_unit(jx_state *s, state_call *c, uint32_t u, chunk_range r, diag *d) {
  const piecewise_unit *unit = &s->units[u];
  size_t state = (size_t)unit->words * sizeof(int64_t);
  int64_t batch = most((int64_t)(BATCH_BYTES / (state + 1)), 1);
  batch = least(batch, r.end - r.begin);
  size_t size = (size_t)batch * state + 1;
  int64_t *states = mem_alloc(&s->engine->allocator, size, JX_ALIGN);
  jx_status status = states ? JX_OK : diag_memory(d);
  for (int64_t i = r.begin; status == JX_OK && i < r.end; i += batch) {
    int64_t end = least(i + batch, r.end);
    status = state_ran(c, piecewise_fold(&c->pieces, unit, i, end, states), d);
    for (int64_t k = i; status == JX_OK && k < end; k++)
      status = state_add(s, &c->pieces, u, 0, k, states + (k - i) * unit->words, d);
  }
  mem_free(&s->engine->allocator, states, size);
  return status;
}

/* Folds chunks of rows [from, to), which lie at `data`. */
static jx_status fold(jx_state *s, jx_context *context, int64_t from, int64_t to, char *const *data,
                      const chunk_range *ranges, diag *d) {
  bool any = false;
  for (uint32_t u = 0; u < s->nunits; u++) any = any || ranges[u].end > ranges[u].begin;
  if (!any) return JX_OK;
  state_call c;
  jx_status status = state_open(&c, s, context, s->rows, from, data, d);
  if (status == JX_OK) status = state_ran(&c, piecewise_prepare(&c.pieces, from, to), d);
  for (uint32_t u = 0; status == JX_OK && u < s->nunits; u++)
    if (ranges[u].end > ranges[u].begin) status = fold_unit(s, &c, u, ranges[u], d);
  state_close(&c);
  return status;
}

/* ---- Joining ---- */

/* The chunk of a unit that lies on both sides of a row, when all of it is there; else none. */
static chunk_range chunk_across(const piecewise_unit *u, int64_t row, int64_t from, int64_t to) {
  int64_t begin, end, chunk = piecewise_across(u, row);
  piecewise_within(u, from, to, &begin, &end);
  return chunk >= begin && chunk < end ? (chunk_range){chunk, chunk + 1} : (chunk_range){0, 0};
}

/* Joins b, which begins where a ends, to a; b is empty then. */
static jx_status join(jx_state *s, jx_context *context, state_rows *a, state_rows *b,
                      chunk_range *ranges, char **data, diag *d) {
  int64_t row = a->to, front, behind;
  state_rest *middle = &a->behind, *more = b->all ? &b->behind : &b->front;
  JX_TRY(append_rest(s, middle, more, data, d));
  for (uint32_t u = 0; u < s->nunits; u++)
    ranges[u] = chunk_across(&s->units[u], row, a->from, b->to);
  point_at(s, middle, data);
  JX_TRY(fold(s, context, middle->from, middle->to, data, ranges, d));
  find_ends(s, a->from, b->to, &front, &behind);
  bool all = front >= behind;
  if (a->all && !all) {
    point_at(s, middle, data);
    JX_TRY(copy_rest(s, &a->front, a->from, front, data, middle->from, d));
  }
  if (b->all && !all) trim(s, middle, behind);
  if (!b->all) {
    free_rest(s, middle);
    *middle = b->behind;
    b->behind = (state_rest){0};
  }
  a->to = b->to;
  a->all = all;
  free_given(s, b);
  return JX_OK;
}

jx_status state_given_room(jx_state *s, diag *d) {
  if (s->ngiven < s->given_room) return JX_OK;
  const jx_allocator *a = &s->engine->allocator;
  size_t room = s->given_room ? 2 * s->given_room : 4;
  state_rows *given = mem_alloc(a, room * sizeof *given, sizeof(int64_t));
  if (!given) return diag_memory(d);
  if (s->ngiven) memcpy(given, s->given, s->ngiven * sizeof *given);
  mem_free(a, s->given, s->given_room * sizeof *given);
  s->given = given;
  s->given_room = room;
  return JX_OK;
}

static void remove_given(jx_state *s, size_t i) {
  memmove(&s->given[i], &s->given[i + 1], (--s->ngiven - i) * sizeof *s->given);
}

/* Puts rows, whose rests are made, into their place, and joins them with what is beside them. */
static jx_status insert(jx_state *s, jx_context *context, state_rows *rows, diag *d) {
  size_t at = 0;
  while (at < s->ngiven && s->given[at].from < rows->from) at++;
  chunk_range *ranges = mem_calloc(&s->engine->allocator, s->nunits + 1, sizeof *ranges);
  char **data = mem_calloc(&s->engine->allocator, s->noperands + 1, sizeof *data);
  jx_status status = ranges && data ? state_given_room(s, d) : diag_memory(d);
  if (status == JX_OK) {
    memmove(&s->given[at + 1], &s->given[at], (s->ngiven++ - at) * sizeof *s->given);
    s->given[at] = *rows;
    *rows = (state_rows){0};
  }
  state_rows *given = s->given;
  if (status == JX_OK && at && given[at - 1].to == given[at].from) {
    status = join(s, context, &given[at - 1], &given[at], ranges, data, d);
    if (status == JX_OK) remove_given(s, at--);
  }
  if (status == JX_OK && at + 1 < s->ngiven && given[at].to == given[at + 1].from) {
    status = join(s, context, &given[at], &given[at + 1], ranges, data, d);
    if (status == JX_OK) remove_given(s, at + 1);
  }
  mem_free(&s->engine->allocator, ranges, (s->nunits + 1) * sizeof *ranges);
  mem_free(&s->engine->allocator, data, (s->noperands + 1) * sizeof *data);
  return status;
}

/* ---- Giving ---- */

jx_status state_check_new(const jx_state *s, int64_t from, int64_t to, diag *d) {
  for (size_t i = 0; i < s->ngiven; i++) {
    const state_rows *g = &s->given[i];
    int64_t first = most(g->from, from), last = least(g->to, to);
    if (first < last)
      return diag_fail(d, JX_ERROR_VALUE, (span){0}, "rows %lld to %lld have been given already",
                       (long long)first, (long long)last - 1);
  }
  return JX_OK;
}

static jx_status fold_whole(jx_state *s, jx_context *context, int64_t from, int64_t to,
                            char *const *data, diag *d) {
  chunk_range *ranges = mem_calloc(&s->engine->allocator, s->nunits + 1, sizeof *ranges);
  if (!ranges) return diag_memory(d);
  for (uint32_t u = 0; u < s->nunits; u++)
    piecewise_within(&s->units[u], from, to, &ranges[u].begin, &ranges[u].end);
  jx_status status = fold(s, context, from, to, data, ranges, d);
  mem_free(&s->engine->allocator, ranges, (s->nunits + 1) * sizeof *ranges);
  return status;
}

jx_status state_give(jx_state *s, jx_context *context, int64_t from, int64_t to, char *const *data,
                     diag *d) {
  JX_TRY(fold_whole(s, context, from, to, data, d));
  state_rows rows = {.from = from, .to = to};
  int64_t front, behind;
  find_ends(s, from, to, &front, &behind);
  rows.all = front >= behind;
  jx_status status = JX_OK;
  if (!rows.all) status = copy_rest(s, &rows.front, from, front, data, from, d);
  if (status == JX_OK)
    status = copy_rest(s, &rows.behind, rows.all ? from : behind, to, data, from, d);
  if (status == JX_OK) status = insert(s, context, &rows, d);
  free_given(s, &rows);
  return status;
}

static jx_status absorb_nodes(jx_state *s, jx_context *context, const jx_state *from, diag *d) {
  bool any = false;
  for (uint32_t u = 0; u < s->nunits; u++) any = any || from->nodes[u].n;
  if (!any) return JX_OK;
  state_call c;
  jx_status status = state_open(&c, s, context, s->rows, 0, NULL, d);
  for (uint32_t u = 0; status == JX_OK && u < s->nunits; u++)
    for (size_t i = 0; status == JX_OK && i < from->nodes[u].n; i++) {
      const state_node *n = &from->nodes[u].at[i];
      status = state_add(s, &c.pieces, u, n->level, n->index, n->words, d);
    }
  state_close(&c);
  return status;
}

static jx_status absorb_rows(jx_state *s, jx_context *context, const state_rows *g, char **data,
                             diag *d) {
  state_rows rows = {.from = g->from, .to = g->to, .all = g->all};
  point_at(s, &g->front, data);
  jx_status status = copy_rest(s, &rows.front, g->front.from, g->front.to, data, g->front.from, d);
  point_at(s, &g->behind, data);
  if (status == JX_OK)
    status = copy_rest(s, &rows.behind, g->behind.from, g->behind.to, data, g->behind.from, d);
  if (status == JX_OK) status = insert(s, context, &rows, d);
  free_given(s, &rows);
  return status;
}

jx_status state_absorb(jx_state *s, jx_context *context, const jx_state *from, diag *d) {
  for (size_t i = 0; i < from->ngiven; i++)
    JX_TRY(state_check_new(s, from->given[i].from, from->given[i].to, d));
  char **data = mem_calloc(&s->engine->allocator, s->noperands + 1, sizeof *data);
  jx_status status = data ? absorb_nodes(s, context, from, d) : diag_memory(d);
  for (size_t i = 0; status == JX_OK && i < from->ngiven; i++)
    status = absorb_rows(s, context, &from->given[i], data, d);
  mem_free(&s->engine->allocator, data, (s->noperands + 1) * sizeof *data);
  return status;
}
