/* bind_chain.c: which chains of a kernel run as such, and the memory of their windows; see bind.h.
 *
 * Takes stages whose extents are in their slots; gives schedule_chains, their stages marked, and
 * sets the states' places. Later, when temps have strides and slots their addresses, the windows
 * are laid out in blocks of one thread each. Start at bind_chains(). */
#include <string.h>

#include "runtime/run/bind.h"

static size_t aligned(size_t size) { return (size + JX_ALIGN - 1) & ~(size_t)(JX_ALIGN - 1); }

/* Wraps only where a stage has no points at all. */
static int64_t extent(const bound *b, uint32_t dims, uint32_t n) {
  uint64_t points = 1;
  for (uint32_t i = 0; i < n; i++) points *= (uint64_t)b->dims[spec_dimlists(b->spec)[dims + i]].i;
  return (int64_t)points;
}

/* ---- What a spine point costs ---- */

/* Elements an access touches at one spine point; *varies: others at another point. */
static double elements(const bound *b, const schedule_stage *s, const plan_access *a,
                       bool *varies) {
  const plan_stage *p = s->plan;
  const plan_step *steps = spec_steps(b->spec) + a->steps;
  uint32_t first = p->spine == SPINE_KEPT ? 0 : p->nkept;
  double n = 1;
  *varies = false;
  for (uint32_t l = 0; l < stage_loops(p); l++) {
    if (steps[l].axis < 0) continue;
    if (l - first >= p->spine_loops) {
      n *= (double)s->slots[SLOT_FIRST + l];
      continue;
    }
    *varies = true;
    if (l - first + 1 < p->spine_loops || !p->spine_rest) continue;
    const plan_loop *loop = spec_loops(b->spec) + p->loops + l;
    n *= (double)extent(b, loop->dims + loop->ndims - p->spine_rest, p->spine_rest);
  }
  return n;
}

static void measure_stage(const bound *b, const schedule_stage *s, uint32_t window,
                          schedule_chain_size *z) {
  const plan_stage *p = s->plan;
  for (uint32_t i = 0; i < p->naccesses; i++) {
    const plan_access *a = spec_accesses(b->spec) + p->accesses + i;
    bool varies,
        of_window = a->source == SOURCE_TEMP && spec_temps(b->spec)[a->index].window == window;
    double bytes = elements(b, s, a, &varies) * a->item;
    if (a->vector == ACCESS_PERIODIC) continue; /* a few elements, from a table */
    if (a->again || (of_window && !a->store)) continue;
    *(of_window ? &z->windows : varies ? &z->moved : &z->fixed) += bytes;
  }
  if (p->spine == SPINE_REDUCED)
    z->state += (double)s->kept * (p->words - p->watched) * sizeof(int64_t);
  uint32_t first = p->spine == SPINE_KEPT ? 0 : p->nkept;
  bool along = p->vector - first < p->spine_loops;
  z->along = z->along || along;
  z->in_memory = z->in_memory || (along && stage_folds_in_memory(p));
}

static bool measure(const bound *b, uint32_t i, schedule_chain_size *z) {
  const plan_chain *chain = spec_chains(b->spec) + i;
  const schedule_stage *s = b->stages + chain->first;
  *z =
      (schedule_chain_size){.points = extent(b, chain->dims, chain->ndims), .stages = chain->count};
  for (uint32_t m = 0; m < chain->count; m++) {
    if (s[m].kept == 0 || s[m].reduced == 0) return false;
    z->cost += s[m].cost;
  }
  if (z->cost == 0) return false; /* small */
  for (uint32_t m = 0; m < chain->count; m++) measure_stage(b, &s[m], i + 1, z);
  return true;
}

/* ---- Choosing ---- */

/* Gives states to the members that fold over the spine, and to those that fold in steps; returns
 * the bytes of all of them. */
static size_t place_states(schedule_chain *c, schedule_stage *stages) {
  size_t words = 0;
  for (uint32_t m = 0; m < c->count; m++) {
    schedule_stage *s = &stages[m];
    s->chained = true;
    schedule_member_steps(c, s);
    if (s->plan->spine == SPINE_KEPT && !s->step) continue;
    s->state_at = (int64_t)words;
    s->state_size = s->plan->words * s->kept;
    s->state_count = s->plan->spine == SPINE_KEPT ? 1 : c->parts.count;
    words += (size_t)(s->state_size * s->state_count);
  }
  return words * sizeof(int64_t);
}

void bind_chains(bound *b) {
  bool any = false;
  for (uint32_t i = 0; i < b->spec->chains.n; i++) {
    const plan_chain *chain = spec_chains(b->spec) + i;
    schedule_chain *c = &b->chains[i];
    schedule_chain_size z;
    *c = (schedule_chain){.first = chain->first};
    if (!measure(b, i, &z) || !schedule_chain_cut(c, &z)) continue;
    c->count = chain->count;
    any = true;
  }
  if (!any) return;
  b->state_bytes = 0;
  for (uint32_t i = 0; i < b->spec->chains.n; i++) {
    size_t states = place_states(&b->chains[i], b->stages + b->chains[i].first);
    if (states > b->state_bytes) b->state_bytes = states;
  }
  for (uint32_t i = 0; i < b->spec->stages.n; i++) {
    const schedule_stage *s = &b->stages[i];
    bool runs = !s->chained && !s->plan->crossed && (s->kept || s->plan->nfinish);
    size_t states = runs ? schedule_states(s) : 0;
    if (states > b->state_bytes) b->state_bytes = states;
  }
}

/* ---- Windows ---- */

schedule_chain *bind_window_of(const bound *b, uint32_t temp) {
  uint32_t window = spec_temps(b->spec)[temp].window;
  return window && b->chains[window - 1].count ? &b->chains[window - 1] : NULL;
}

/* Bytes of one spine point of a window. */
static int64_t window_point(const bound *b, uint32_t temp) {
  uint32_t window = spec_temps(b->spec)[temp].window;
  return b->temps[temp].strides[spec_chains(b->spec)[window - 1].ndims - 1];
}

size_t bind_windows(bound *b) {
  size_t most = 0;
  for (uint32_t i = 0; i < b->spec->chains.n; i++) {
    schedule_chain *c = &b->chains[i];
    c->slots = b->stages[c->first].slots;
    for (uint32_t m = 0; m < c->count; m++) c->nslots += stage_slots(b->stages[c->first + m].plan);
    c->block = aligned(c->nslots * sizeof(int64_t));
  }
  for (uint32_t t = 0; t < b->spec->temps.n; t++) {
    schedule_chain *c = bind_window_of(b, t);
    if (!c) continue;
    b->temps[t].offset = c->block;
    c->block += aligned((size_t)(c->window * window_point(b, t)));
  }
  for (uint32_t i = 0; i < b->spec->chains.n; i++) {
    schedule_chain *c = &b->chains[i];
    if (!c->count) continue;
    int64_t threads = b->host.threads;
    if (threads > c->parts.count) threads = c->parts.count;
    if ((size_t)threads > SCHEDULE_WINDOWS / c->block)
      threads = (int64_t)(SCHEDULE_WINDOWS / c->block);
    c->nblocks = threads < 1 ? 1 : (int32_t)threads;
    if (c->block * (size_t)c->nblocks > most) most = c->block * (size_t)c->nblocks;
  }
  return most;
}

void bind_shifts(bound *b, void *blocks) {
  schedule_shift *shift = b->shifts;
  for (uint32_t i = 0; i < b->spec->chains.n; i++) {
    schedule_chain *c = &b->chains[i];
    c->blocks = blocks;
    c->shifts = shift;
    for (uint32_t m = 0; m < c->count; m++) {
      const schedule_stage *s = &b->stages[c->first + m];
      for (uint32_t j = 0; j < s->plan->naccesses; j++) {
        const plan_access *a = spec_accesses(b->spec) + s->plan->accesses + j;
        if (a->source != SOURCE_TEMP || bind_window_of(b, a->index) != c) continue;
        size_t slot = (size_t)(s->slots - c->slots) + stage_access_slot(s->plan, j);
        *shift++ = (schedule_shift){(uint32_t)slot, window_point(b, a->index)};
      }
    }
    c->nshifts = (size_t)(shift - c->shifts);
  }
}
