/* bind_alias.c: results that share memory with operands; see bind.h.
 *
 * A store may hit an operand that is read in an earlier stage, or in the same stage when the access
 * that reads it moves exactly like the store: then every element is read before it is written, by
 * the same step of the same loop. Stages of a running chain take turns, so there an earlier stage
 * still reads when a later one has begun to write: that is right only when at each spine point it
 * reads what the later one stores at that very point. Any other meeting needs a shadow. Start at
 * bind_find_shadows(). */
#include <string.h>

#include "base/array.h"
#include "runtime/run/bind.h"

static bool repeats(const bound *b, const schedule_stage *s, uint32_t access) {
  return access_repeats(&spec_accesses(b->spec)[s->plan->accesses + access]);
}

/* True when a store and another access of one stage touch the same element at every point. */
static bool same_element(const bound *b, const schedule_stage *s, uint32_t store, uint32_t a) {
  if (repeats(b, s, a)) return false;
  const int64_t *x = s->slots + stage_access_slot(s->plan, store),
                *y = s->slots + stage_access_slot(s->plan, a);
  if (x[0] != y[0]) return false;
  for (uint32_t l = 0; l < stage_loops(s->plan); l++)
    if (s->slots[SLOT_FIRST + l] != 1 && x[1 + l] != y[1 + l]) return false;
  return true;
}

/* Where an access goes: loops of extents other than 1, outermost first, each as a stride and an
 * extent; what lies without a gap is one. */
typedef struct path {
  int64_t extent[JX_MAX_RANK + 1], stride[JX_MAX_RANK + 1];
  int n;
} path;

static void path_add(path *p, int64_t extent, int64_t stride) {
  if (extent == 1) return;
  if (p->n && p->stride[p->n - 1] == stride * extent) {
    p->extent[p->n - 1] *= extent;
    p->stride[p->n - 1] = stride;
    return;
  }
  p->extent[p->n] = extent;
  p->stride[p->n++] = stride;
}

static bool path_equal(const path *p, const path *q) {
  return p->n == q->n && memcmp(p->extent, q->extent, (size_t)p->n * sizeof *p->extent) == 0 &&
         memcmp(p->stride, q->stride, (size_t)p->n * sizeof *p->stride) == 0;
}

/* The path along the spine of the stage's chain, whose extent is `points`. */
static path spine_path(const schedule_stage *s, uint32_t access, int64_t points) {
  const int64_t *slot = s->slots + stage_access_slot(s->plan, access) + 1;
  const int64_t *extents = s->slots + SLOT_FIRST;
  uint32_t first = s->plan->spine == SPINE_KEPT ? 0 : s->plan->nkept;
  path p = {.n = 0};
  for (uint32_t l = first; l < first + s->plan->spine_loops; l++) {
    int64_t extent = extents[l] < points ? extents[l] : points; /* the last may go on behind it */
    path_add(&p, extent, slot[l] * (extents[l] / extent));
    points /= extent;
  }
  return p;
}

/* What is touched at one spine point, in whatever order: the other loops by descending stride. */
static path point_path(const schedule_stage *s, uint32_t access, int64_t points) {
  const int64_t *slot = s->slots + stage_access_slot(s->plan, access) + 1;
  const int64_t *extents = s->slots + SLOT_FIRST;
  uint32_t first = s->plan->spine == SPINE_KEPT ? 0 : s->plan->nkept;
  int64_t extent[JX_MAX_RANK], stride[JX_MAX_RANK];
  int n = 0;
  for (uint32_t l = 0; l < stage_loops(s->plan); l++) {
    int64_t rest = extents[l];
    if (l - first < s->plan->spine_loops) {
      int64_t taken = rest < points ? rest : points;
      rest /= taken;
      points /= taken;
    }
    if (rest == 1 || slot[l] == 0) continue;
    int at = n++;
    for (; at > 0 && stride[at - 1] < slot[l]; at--) {
      stride[at] = stride[at - 1];
      extent[at] = extent[at - 1];
    }
    stride[at] = slot[l];
    extent[at] = rest;
  }
  path p = {.n = 0};
  for (int i = 0; i < n; i++) path_add(&p, extent[i], stride[i]);
  return p;
}

/* True when access x of stage s and access y of stage t touch the same elements at each point of
 * their chain's spine. */
static bool same_points(const schedule_chain *c, const schedule_stage *s, uint32_t x,
                        const schedule_stage *t, uint32_t y) {
  if (s->slots[stage_access_slot(s->plan, x)] != t->slots[stage_access_slot(t->plan, y)])
    return false;
  path a = spine_path(s, x, c->points), b = spine_path(t, y, c->points);
  if (!path_equal(&a, &b)) return false;
  a = point_path(s, x, c->points);
  b = point_path(t, y, c->points);
  return path_equal(&a, &b);
}

/* Most arrays lie apart from the result, which is soon seen: with many results and operands there
 * are very many pairs of them. */
static bool meets(const bound_result *r, array_range covers, const jx_array *array) {
  return r->covers.low < covers.high && covers.low < r->covers.high &&
         array_may_overlap(r->given, array);
}

static const schedule_chain *chain_of(const bound *b, uint32_t stage) {
  for (uint32_t i = 0; b->stages[stage].chained && i < b->spec->chains.n; i++)
    if (stage - b->chains[i].first < b->chains[i].count) return &b->chains[i];
  return NULL;
}

/* True when `operand` is read in stage t in a way that the store (an access of stage s) would
 * disturb; t < s: of the same chain. */
static bool disturbs(const bound *b, uint32_t s, uint32_t store, uint32_t t, uint32_t operand) {
  const schedule_stage *reader = &b->stages[t];
  const plan_access *accesses = spec_accesses(b->spec);
  const plan_access *to = accesses + b->stages[s].plan->accesses + store;
  for (uint32_t a = 0; a < reader->plan->naccesses; a++) {
    const plan_access *from = accesses + reader->plan->accesses + a;
    if (from->store || from->source != SOURCE_OPERAND || from->index != operand) continue;
    if (t > s || from->item != to->item || from->gathers) return true;
    if (t == s && !same_element(b, reader, store, a)) return true;
    if (t < s && repeats(b, reader, a)) return true;
    if (t < s && !same_points(chain_of(b, s), &b->stages[s], store, reader, a)) return true;
  }
  return false;
}

static bool conflict(const bound *b, uint32_t result, uint32_t operand) {
  for (uint32_t s = 0; s < b->spec->stages.n; s++) {
    const plan_stage *p = b->stages[s].plan;
    const plan_access *accesses = spec_accesses(b->spec) + p->accesses;
    for (uint32_t a = 0; a < p->naccesses; a++) {
      if (!accesses[a].store || accesses[a].source != SOURCE_RESULT || accesses[a].index != result)
        continue;
      const schedule_chain *c = chain_of(b, s);
      for (uint32_t t = c ? c->first : s; t < b->spec->stages.n; t++)
        if (b->stages[t].kept && disturbs(b, s, a, t, operand)) return true;
    }
  }
  return false;
}

bool bind_find_shadows(bound *b) {
  bool any = false;
  for (uint32_t i = 0; i < b->spec->results.n; i++) {
    bound_result *r = &b->results[i];
    if (!r->given) continue;
    /* A kernel that may fail on an element has not failed yet when it writes. */
    r->shadow = b->spec->faults || r->self != ARRAY_DISJOINT;
    for (uint32_t o = 0; !r->shadow && o < b->spec->noperands; o++)
      r->shadow = meets(r, array_covers(b->operands[o]), b->operands[o]) && conflict(b, i, o);
    if (r->shadow && jx_array_size(r->given) == 0) r->shadow = false;
    any = any || r->shadow;
  }
  return any;
}

jx_status bind_check_results(bound *b, diag *d) {
  for (uint32_t i = 0; i < b->spec->results.n; i++) {
    bound_result *own = &b->results[i];
    const jx_array *r = own->given;
    if (!r) continue;
    own->self = array_overlaps_itself(r);
    own->covers = array_covers(r);
    if (own->self == ARRAY_OVERLAPS)
      return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                       "elements of result %u overlap each other: a stride is smaller than an "
                       "element, or two are equal",
                       (unsigned)i + 1);
    for (uint32_t j = 0; j < i; j++)
      if (b->results[j].given && meets(own, b->results[j].covers, b->results[j].given))
        return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "results %u and %u overlap in memory",
                         (unsigned)j + 1, (unsigned)i + 1);
  }
  return JX_OK;
}

/* ---- Copying ---- */

/* Elements between two looks at the flag. */
#define COPY_POINTS 65536

static void copy_row(int64_t n, size_t size, char *to, int64_t to_stride, const char *from,
                     int64_t from_stride) {
  if (to_stride == (int64_t)size && from_stride == (int64_t)size) {
    memcpy(to, from, (size_t)n * size);
    return;
  }
  for (int64_t i = 0; i < n; i++) memcpy(to + i * to_stride, from + i * from_stride, size);
}

/* Part by part. */
static bool copy_whole_row(int64_t n, size_t size, char *to, int64_t to_stride, const char *from,
                           int64_t from_stride, const stop_flag *cancel) {
  for (int64_t i = 0; i < n; i += COPY_POINTS) {
    int64_t some = n - i < COPY_POINTS ? n - i : COPY_POINTS;
    if (stop_wanted(cancel)) return false;
    copy_row(some, size, to + i * to_stride, to_stride, from + i * from_stride, from_stride);
  }
  return true;
}

bool bind_copy(int rank, const int64_t *shape, size_t itemsize, const bound_array *to,
               const bound_array *from, const stop_flag *cancel) {
  int64_t index[JX_MAX_RANK] = {0};
  int inner = -1; /* the axis with the smallest stride runs innermost */
  for (int x = 0; x < rank; x++) {
    if (shape[x] == 0) return true;
    if (shape[x] != 1 && (inner < 0 || from->strides[x] < from->strides[inner])) inner = x;
  }
  char *out = to->data;
  const char *in = from->data;
  for (;;) {
    if (inner < 0)
      memcpy(out, in, itemsize);
    else if (!copy_whole_row(shape[inner], itemsize, out, to->strides[inner], in,
                             from->strides[inner], cancel))
      return false;
    int x = rank - 1;
    for (; x >= 0; x--) {
      if (x == inner) continue;
      out += to->strides[x];
      in += from->strides[x];
      if (++index[x] < shape[x]) break;
      out -= shape[x] * to->strides[x];
      in -= shape[x] * from->strides[x];
      index[x] = 0;
    }
    if (x < 0) return true;
  }
}
