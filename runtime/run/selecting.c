/* selecting.c: results that consist of what a condition selects; see selecting.h.
 *
 * Start at select_results(). A piece is a run of the condition's points, cut by their number alone.
 * First the condition's elements of each piece are counted, of all results, so that what can fail
 * fails before anything is written; then each piece is packed behind those before it. */
#include "runtime/run/selecting.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "runtime/run/pack.h"

/* Points of a piece, and bytes below which threads are not worth while. */
#define PIECE ((int64_t)1 << 15)
#define SERIAL_BYTES ((int64_t)1 << 17)

/* A result: for each of `before` blocks, rows of `row` bytes for each of the condition's points. */
typedef struct selecting {
  bound *b;
  uint32_t result;
  const uint8_t *mask;
  const char *from;
  char *to;
  int64_t before, points, pieces, total;
  size_t row;
  int64_t *counts; /* of each piece; then how many are selected before it */
  atomic_llong next;
  atomic_bool stop; /* a thread has met the call's flag */
} selecting;

/* The next piece of so many; -1: there is none, or no more is wanted. */
static int64_t take(selecting *s, int64_t pieces) {
  if (stop_wanted(s->b->host.cancel)) atomic_store(&s->stop, true);
  if (atomic_load_explicit(&s->stop, memory_order_relaxed)) return -1;
  int64_t i = atomic_fetch_add(&s->next, 1);
  return i < pieces ? i : -1;
}

static void count_pieces(void *argument, int thread) {
  selecting *s = argument;
  (void)thread;
  for (int64_t i; (i = take(s, s->pieces)) >= 0;) {
    int64_t first = i * PIECE, n = s->points - first < PIECE ? s->points - first : PIECE;
    s->counts[i] = pack_count(s->mask + first, n);
  }
}

static void pack_pieces(void *argument, int thread) {
  selecting *s = argument;
  (void)thread;
  for (int64_t i; (i = take(s, s->pieces * s->before)) >= 0;) {
    int64_t block = i / s->pieces, piece = i % s->pieces, first = piece * PIECE;
    int64_t n = s->points - first < PIECE ? s->points - first : PIECE;
    int64_t behind = piece + 1 < s->pieces ? s->counts[piece + 1] : s->total;
    const char *from = s->from + (size_t)(block * s->points + first) * s->row;
    char *to = s->to + (size_t)(block * s->total + s->counts[piece]) * s->row;
    pack_elements(to, from, s->mask + first, n, behind - s->counts[piece], s->row);
  }
}

static jx_status run(selecting *s, team_run *team, team_body *body, int64_t bytes) {
  atomic_store(&s->next, 0);
  if (bytes < SERIAL_BYTES || s->b->host.threads < 2)
    body(s, 0);
  else
    team(s->b->host.threads, body, s);
  return atomic_load(&s->stop) ? JX_ERROR_CANCELLED : JX_OK;
}

static int64_t dim_at(const bound *b, uint32_t list) {
  return b->dims[spec_dimlists(b->spec)[list]].i;
}

/* What there is to select, without counting. */
static void look(selecting *s, bound *b, uint32_t i) {
  const plan_result *p = spec_results(b->spec) + i;
  const plan_temp *mask = spec_temps(b->spec) + p->mask;
  *s = (selecting){.b = b, .result = i, .before = 1, .points = 1, .row = p->item};
  s->mask = (const uint8_t *)b->temps[p->mask].data;
  s->from = p->in_place ? b->operands[p->values]->data : b->temps[p->values].data;
  for (uint32_t x = 0; x < mask->ndims; x++) s->points *= dim_at(b, mask->dims + x);
  for (int x = 0; x < p->selected; x++) s->before *= b->results[i].shape[x];
  for (int x = p->selected + 1; x < p->rank; x++) s->row *= (size_t)b->results[i].shape[x];
  s->pieces = (s->points + PIECE - 1) / PIECE;
}

static jx_status count(selecting *s, team_run *team) {
  JX_TRY(run(s, team, count_pieces, s->points));
  for (int64_t i = 0; i < s->pieces; i++) {
    int64_t n = s->counts[i];
    s->counts[i] = s->total;
    s->total += n;
  }
  s->b->results[s->result].shape[spec_results(s->b->spec)[s->result].selected] = s->total;
  return JX_OK;
}

static jx_status check_shape(const bound *b, uint32_t i, diag *d) {
  const bound_result *r = &b->results[i];
  const plan_result *p = spec_results(b->spec) + i;
  bool same = !r->selected || r->selected->rank == p->rank;
  for (int x = 0; r->selected && same && x < p->rank; x++)
    same = r->selected->shape[x] == r->shape[x];
  if (same) return JX_OK;
  char what[40] = "result", has[ARRAY_SHAPE_TEXT], wants[ARRAY_SHAPE_TEXT];
  if (b->spec->results.n > 1) snprintf(what, sizeof what, "result %u", (unsigned)i + 1);
  return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "%s has shape %s, expected %s", what,
                   array_shape_text(has, r->selected->rank, r->selected->shape),
                   array_shape_text(wants, p->rank, r->shape));
}

/* Fresh memory in C order: for a given result too, which may lie on what is selected. */
static jx_status allocate(selecting *s, diag *d) {
  bound_result *r = &s->b->results[s->result];
  const plan_result *p = spec_results(s->b->spec) + s->result;
  int64_t stride = p->item;
  for (int x = p->rank; x-- > 0;) {
    r->to.strides[x] = stride;
    if (r->shape[x] > 1) stride *= r->shape[x];
  }
  r->size = (size_t)(s->before * s->total) * s->row;
  JX_TRY(bind_limited(s->b, r->size, d));
  r->block = s->b->host.take(s->b->host.user, r->size, &r->size);
  if (!r->block) return diag_memory(d);
  s->to = r->to.data = r->block;
  return JX_OK;
}

static jx_status select_all(bound *b, selecting *all, uint32_t n, team_run *team, diag *d) {
  for (uint32_t i = 0; i < n; i++) JX_TRY(count(&all[i], team));
  for (uint32_t i = 0; i < n; i++) JX_TRY(check_shape(b, all[i].result, d));
  for (uint32_t i = 0; i < n; i++) JX_TRY(allocate(&all[i], d));
  for (uint32_t i = 0; i < n; i++)
    if (all[i].total && all[i].before && all[i].row)
      JX_TRY(run(&all[i], team, pack_pieces, all[i].before * all[i].points * (int64_t)all[i].row));
  return JX_OK;
}

jx_status select_results(bound *b, team_run *team, diag *d) {
  uint32_t n = 0, i = 0;
  size_t size = 0, got;
  for (uint32_t r = 0; r < b->spec->results.n; r++) n += spec_results(b->spec)[r].selects;
  if (!n) return JX_OK;
  for (uint32_t r = 0; r < b->spec->results.n; r++) {
    selecting s;
    if (!spec_results(b->spec)[r].selects) continue;
    look(&s, b, r);
    size += sizeof s + (size_t)s.pieces * sizeof *s.counts;
  }
  selecting *all = b->host.take(b->host.user, size, &got);
  if (!all) return diag_memory(d);
  int64_t *counts = (int64_t *)(void *)(all + n);
  for (uint32_t r = 0; r < b->spec->results.n; r++) {
    if (!spec_results(b->spec)[r].selects) continue;
    look(&all[i], b, r);
    all[i].counts = counts;
    counts += all[i++].pieces;
  }
  jx_status status = select_all(b, all, n, team, d);
  b->host.give(b->host.user, all, got);
  return status;
}
