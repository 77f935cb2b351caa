/* bind_alias.c: results that share memory with operands; see bind.h.
 *
 * A store may hit an operand that is read in an earlier stage, or in the same stage when the access
 * that reads it moves exactly like the store: then every element is read before it is written, by
 * the same step of the same loop. Any other meeting needs a shadow. Start at bind_find_shadows().
 */
#include <string.h>

#include "runtime/array.h"
#include "runtime/bind.h"
#include "runtime/dtype.h"

/* True when two accesses of one stage touch the same element at every point. */
static bool same_element(const schedule_stage *s, uint32_t a, uint32_t b) {
  const int64_t *x = s->slots + stage_access_slot(s->plan, a),
                *y = s->slots + stage_access_slot(s->plan, b);
  if (x[0] != y[0]) return false;
  for (uint32_t l = 0; l < stage_loops(s->plan); l++)
    if (s->slots[SLOT_FIRST + l] != 1 && x[1 + l] != y[1 + l]) return false;
  return true;
}

/* True when `operand` is read in stage t in a way that the store (an access of stage s <= t) would
 * disturb. */
static bool disturbs(const bound *b, uint32_t s, uint32_t store, uint32_t t, uint32_t operand) {
  const schedule_stage *reader = &b->stages[t];
  const plan_access *accesses = spec_accesses(b->spec);
  const plan_access *to = accesses + b->stages[s].plan->accesses + store;
  for (uint32_t a = 0; a < reader->plan->naccesses; a++) {
    const plan_access *from = accesses + reader->plan->accesses + a;
    if (from->store || from->source != SOURCE_OPERAND || from->index != operand) continue;
    if (s != t || dtypes[from->dtype].size != dtypes[to->dtype].size) return true;
    if (!same_element(reader, store, a)) return true;
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
      for (uint32_t t = s; t < b->spec->stages.n; t++)
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
    r->shadow = b->spec->faults || array_overlaps_itself(r->given) != ARRAY_DISJOINT;
    for (uint32_t o = 0; !r->shadow && o < b->spec->noperands; o++)
      r->shadow = array_may_overlap(r->given, b->operands[o]) && conflict(b, i, o);
    if (r->shadow && jx_array_size(r->given) == 0) r->shadow = false;
    any = any || r->shadow;
  }
  return any;
}

jx_status bind_check_results(const bound *b, diag *d) {
  for (uint32_t i = 0; i < b->spec->results.n; i++) {
    const jx_array *r = b->results[i].given;
    if (!r) continue;
    if (array_overlaps_itself(r) == ARRAY_OVERLAPS)
      return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                       "elements of result %u overlap each other: a stride is smaller than an "
                       "element, or two are equal",
                       (unsigned)i + 1);
    for (uint32_t j = 0; j < i; j++)
      if (b->results[j].given && array_may_overlap(r, b->results[j].given))
        return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "results %u and %u overlap in memory",
                         (unsigned)j + 1, (unsigned)i + 1);
  }
  return JX_OK;
}

/* ---- Copying ---- */

static void copy_row(int64_t n, size_t size, char *to, int64_t to_stride, const char *from,
                     int64_t from_stride) {
  if (to_stride == (int64_t)size && from_stride == (int64_t)size) {
    memcpy(to, from, (size_t)n * size);
    return;
  }
  for (int64_t i = 0; i < n; i++) memcpy(to + i * to_stride, from + i * from_stride, size);
}

void bind_copy(int rank, const int64_t *shape, size_t itemsize, const bound_array *to,
               const bound_array *from) {
  int64_t index[JX_MAX_RANK] = {0};
  int inner = -1; /* the axis with the smallest stride runs innermost */
  for (int x = 0; x < rank; x++) {
    if (shape[x] == 0) return;
    if (shape[x] != 1 && (inner < 0 || from->strides[x] < from->strides[inner])) inner = x;
  }
  char *out = to->data;
  const char *in = from->data;
  for (;;) {
    if (inner < 0)
      memcpy(out, in, itemsize);
    else
      copy_row(shape[inner], itemsize, out, to->strides[inner], in, from->strides[inner]);
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
    if (x < 0) return;
  }
}
