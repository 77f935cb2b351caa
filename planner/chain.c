/* chain.c: stages that may run piece by piece, one after the other in cache.
 *
 * Takes the stages of a plan in running order; gives the chains of plan.h, puts the stages of each
 * side by side, and marks the temps that are windows. Start at chain_stages(): every stage that is
 * in no chain yet is the first of a chain for each of the spines that its loops could begin with,
 * and the spine is taken whose chain saves most; then units (chains and single stages) are put in
 * an order in which everything is made before it is read.
 *
 * What is saved is counted in reads that find in cache what they would else fetch from memory: a
 * temp made in the chain counts two (it is not written to memory either, if nobody else reads it),
 * an operand that the chain has just read counts one. A stage joins only where it saves something.
 * How many bytes that is depends on sizes, and is weighed when they are known (bind_chain.c). */
#include "planner/chain.h"

#include <string.h>

#include "planner/planner.h"

/* How far behind its first stage a chain looks for members: bounds the search in programs of very
 * many results. */
#define CHAIN_REACH 64
/* Operations at a point of a chain's stages beside which reading an operand from memory once more
 * does not show. */
#define CHAIN_WORK 256

typedef struct spine {
  dim_ref dims[JX_MAX_RANK];
  uint32_t n;
} spine;

typedef struct temp_use {
  uint32_t maker;  /* stage; of a temp in pieces one of them: see makes_any() */
  uint32_t access; /* of plan.accesses: the store */
  bool late;       /* stored when a fold finishes */
} temp_use;

typedef struct chainer {
  plan *p;
  const layout *operands;
  temp_use *temps;
  uint32_t *chain; /* of each stage, or NONE */
  bool *member;    /* of the chain at hand */
  uint32_t work;   /* operations of its members at a point */
  bool *behind;    /* no member, and needs one: runs after the chain */
  VEC(spine) spines;
} chainer;

/* ---- Where a stage has the spine ---- */

static uint32_t flat_dims(const plan *p, const plan_stage *s, plan_spine side, dim_ref *out) {
  uint32_t first = side == SPINE_KEPT ? 0 : s->nkept, n = 0;
  uint32_t loops = side == SPINE_KEPT ? s->nkept : s->nreduced;
  for (uint32_t l = 0; l < loops; l++) {
    const plan_loop *loop = &p->loops.at[s->loops + first + l];
    for (uint32_t i = 0; i < loop->ndims; i++) out[n++] = p->dimlists.at[loop->dims + i];
  }
  return n;
}

static void displace(plan_stage *s) {
  s->spine = SPINE_NONE;
  s->spine_loops = s->spine_rest = 0;
}

/* Sets the stage's spine fields when the list begins with the spine. */
static bool place(const plan *p, plan_stage *s, plan_spine side, const spine *spine) {
  dim_ref dims[JX_MAX_RANK];
  if (s->scans && side == SPINE_REDUCED) return false; /* it stores on its way: see best_chain() */
  if (flat_dims(p, s, side, dims) < spine->n) return false;
  if (memcmp(dims, spine->dims, spine->n * sizeof *dims) != 0) return false;
  const plan_loop *loop = &p->loops.at[s->loops + (side == SPINE_KEPT ? 0 : s->nkept)];
  uint32_t covered = 0;
  s->spine = side;
  for (s->spine_loops = 0; covered < spine->n; loop++, s->spine_loops++) covered += loop->ndims;
  s->spine_rest = (uint8_t)(covered - spine->n);
  /* Its ranges are whole rows. */
  if (s->block_rows && side == SPINE_KEPT && s->spine_loops == s->nkept) {
    displace(s);
    return false;
  }
  return true;
}

bool plan_follows_spine(const plan *p, const plan_stage *s, const plan_access *a, uint32_t spine) {
  uint32_t first = s->spine == SPINE_KEPT ? 0 : s->nkept, axes = 0;
  if (access_repeats(a) && s->vector - first < s->spine_loops) return false;
  for (uint32_t l = 0; l < stage_loops(s); l++) {
    const plan_step *step = &p->steps.at[a->steps + l];
    if (l - first < s->spine_loops) {
      axes += p->loops.at[s->loops + l].ndims;
      if (step->axis != (int)axes - 1 || step->step != 1 || step->by) return false;
    } else if (step->axis >= 0 && step->axis < (int)spine) {
      return false;
    }
  }
  for (uint32_t i = 0; i < a->nstarts; i++)
    if (p->starts.at[a->starts + i].axis < (int)spine) return false;
  return axes == spine + s->spine_rest;
}

/* ---- What joins a chain ---- */

/* Stages that can be members at all. */
static bool may_join(const chainer *c, const plan_stage *s) {
  if (!stage_loops(s) || s->nfinish || s->crossed || stage_is_tiled(s)) return false;
  /* An elementwise stage that reads across its operand's rows runs in tiles instead. */
  for (uint32_t i = 0; !s->nreduced && i < s->naccesses; i++) {
    const plan_access *a = &c->p->accesses.at[s->accesses + i];
    if (a->source != SOURCE_OPERAND || a->vector != ACCESS_STRIDED) continue;
    for (uint32_t l = 0; l < stage_loops(s); l++) {
      int axis = c->p->steps.at[a->steps + l].axis;
      if (l != s->vector && axis >= 0 && c->operands[a->index].unit >> axis & 1) return false;
    }
  }
  return true;
}

/* True when an access moves along every loop of the stage's spine. */
static bool moves_along(const plan *p, const plan_stage *s, const plan_access *a) {
  uint32_t first = s->spine == SPINE_KEPT ? 0 : s->nkept;
  for (uint32_t l = 0; l < s->spine_loops; l++)
    if (p->steps.at[a->steps + first + l].axis < 0 || (first + l == s->vector && access_repeats(a)))
      return false;
  return true;
}

/* True when two accesses of members read one operand along the same axes. Where loops are merged in
 * one of the stages only, they are taken to be the same. */
static bool alike(const plan *p, const plan_stage *s, const plan_access *a, const plan_stage *t,
                  const plan_access *b) {
  if (b->store || b->gathers || b->source != a->source || b->index != a->index ||
      !moves_along(p, t, b))
    return false;
  uint32_t i = s->spine == SPINE_KEPT ? 0 : s->nkept, j = t->spine == SPINE_KEPT ? 0 : t->nkept;
  bool same_loops = s->spine_loops == t->spine_loops && s->spine_rest == t->spine_rest;
  for (uint32_t l = 0; same_loops && l < s->spine_loops; l++) {
    const plan_step *x = &p->steps.at[a->steps + i + l], *y = &p->steps.at[b->steps + j + l];
    if (p->loops.at[s->loops + i + l].ndims == p->loops.at[t->loops + j + l].ndims &&
        (x->axis != y->axis || x->step != y->step || x->by != y->by))
      return false;
  }
  return true;
}

static bool read_before(const chainer *c, uint32_t first, uint32_t stage, const plan_access *a) {
  const plan *p = c->p;
  const plan_stage *s = &p->stages.at[stage];
  if (a->gathers || !moves_along(p, s, a)) return false;
  for (uint32_t m = first; m < stage; m++) {
    const plan_stage *t = &p->stages.at[m];
    for (uint32_t i = 0; c->member[m] && i < t->naccesses; i++)
      if (alike(p, s, a, t, &p->accesses.at[t->accesses + i])) return true;
  }
  return false;
}

static bool stores(const plan *p, uint32_t stage, uint32_t temp) {
  const plan_stage *s = &p->stages.at[stage];
  for (uint32_t i = 0; i < s->nstores; i++) {
    const plan_store *t = &p->stores.at[s->stores + i];
    const plan_access *a = &p->accesses.at[s->accesses + t->access];
    if (a->source == SOURCE_TEMP && a->index == temp) return true;
  }
  return false;
}

static bool in_pieces(const plan *p, uint32_t temp) {
  return p->temps.at[temp].kept == KEPT_IN_PIECES;
}

/* Whether a stage of the set makes a temp, or some of it. */
static bool makes_any(const chainer *c, const bool *set, uint32_t temp) {
  if (!in_pieces(c->p, temp)) return set[c->temps[temp].maker];
  for (uint32_t s = 0; s < c->p->stages.n; s++)
    if (set[s] && stores(c->p, s, temp)) return true;
  return false;
}

/* What the stage, placed on the spine, saves as a member; 0: it cannot be one. */
static uint32_t savings(const chainer *c, uint32_t first, uint32_t stage, const spine *spine) {
  const plan *p = c->p;
  const plan_stage *s = &p->stages.at[stage];
  uint32_t temps = 0, operands = 0;
  for (uint32_t i = 0; i < s->naccesses; i++) {
    const plan_access *a = &p->accesses.at[s->accesses + i];
    if (a->store) continue;
    if (a->source == SOURCE_OPERAND) {
      operands += read_before(c, first, stage, a);
      continue;
    }
    const temp_use *t = &c->temps[a->index];
    if (!makes_any(c, c->member, a->index)) continue;
    if (in_pieces(p, a->index)) return 0; /* it is there when all of its makers have run */
    const plan_temp *temp = &p->temps.at[a->index];
    if (t->late || temp->ndims < spine->n ||
        memcmp(p->dimlists.at + temp->dims, spine->dims, spine->n * sizeof *spine->dims) != 0 ||
        !plan_follows_spine(p, &p->stages.at[t->maker], &p->accesses.at[t->access], spine->n) ||
        !plan_follows_spine(p, s, a, spine->n))
      return 0;
    temps++;
  }
  /* A state of many kept points is written and read again with every piece: not for an operand. */
  if (s->spine == SPINE_REDUCED && s->nkept && !temps) return 0;
  if (!temps && c->work >= CHAIN_WORK) return 0;
  return 2 * temps + operands;
}

/* True when the stage reads what the chain at hand must have made before. */
static bool needs_chain(const chainer *c, const plan_stage *s) {
  for (uint32_t i = 0; i < s->naccesses; i++) {
    const plan_access *a = &c->p->accesses.at[s->accesses + i];
    if (a->store || a->source != SOURCE_TEMP) continue;
    if (makes_any(c, c->member, a->index) || makes_any(c, c->behind, a->index)) return true;
  }
  return false;
}

static bool reads_behind(const chainer *c, const plan_stage *s) {
  for (uint32_t i = 0; i < s->naccesses; i++) {
    const plan_access *a = &c->p->accesses.at[s->accesses + i];
    if (!a->store && a->source == SOURCE_TEMP && makes_any(c, c->behind, a->index)) return true;
  }
  return false;
}

/* What a temp is needed for: temps that this stage finishes with are late. */
static void note_stores(chainer *c, uint32_t stage) {
  const plan *p = c->p;
  const plan_stage *s = &p->stages.at[stage];
  for (uint32_t i = 0; i < s->nstores; i++) {
    const plan_store *t = &p->stores.at[s->stores + i];
    const plan_access *a = &p->accesses.at[s->accesses + t->access];
    if (a->source == SOURCE_TEMP)
      c->temps[a->index] =
          (temp_use){stage, s->accesses + t->access,
                     s->spine == SPINE_REDUCED && p->values.at[t->value].phase & PHASE_POST};
  }
}

static bool join(chainer *c, uint32_t first, uint32_t stage, const spine *spine, uint32_t *gain) {
  plan_stage *s = &c->p->stages.at[stage];
  if (c->chain[stage] != NONE || !may_join(c, s) || reads_behind(c, s)) return false;
  for (int side = SPINE_KEPT; side <= SPINE_REDUCED; side++) {
    if (!place(c->p, s, (plan_spine)side, spine)) continue;
    uint32_t saved = savings(c, first, stage, spine);
    if (!saved) continue;
    *gain += saved;
    return true;
  }
  displace(s);
  return false;
}

/* The end of the stages that a chain may hold. */
static uint32_t reach(const chainer *c, uint32_t first) {
  size_t left = c->p->stages.n - first;
  return first + (uint32_t)(left < CHAIN_REACH ? left : CHAIN_REACH);
}

/* Makes the chain that begins with a stage placed on the spine; returns what it saves. */
static uint32_t grow(chainer *c, uint32_t first, plan_spine side, const spine *spine) {
  plan *p = c->p;
  uint32_t gain = 0;
  place(p, &p->stages.at[first], side, spine);
  note_stores(c, first);
  c->member[first] = true;
  c->work = p->stages.at[first].cost;
  for (uint32_t t = first + 1; t < reach(c, first); t++) {
    c->member[t] = join(c, first, t, spine, &gain);
    c->behind[t] = !c->member[t] && needs_chain(c, &p->stages.at[t]);
    if (!c->member[t]) continue;
    note_stores(c, t);
    c->work += p->stages.at[t].cost;
  }
  return gain;
}

/* Undoes grow(), except for stages that have a chain by now. */
static void clear(chainer *c, uint32_t first) {
  for (uint32_t t = first; t < reach(c, first); t++) {
    if (c->member[t] && c->chain[t] == NONE) displace(&c->p->stages.at[t]);
    c->member[t] = c->behind[t] = false;
  }
}

/* The best chain that begins with the stage, if any saves something. It does not begin with a state
 * of many kept points: see savings(). */
static jx_status best_chain(chainer *c, uint32_t first) {
  plan_stage *s = &c->p->stages.at[first];
  spine best = {.n = 0};
  plan_spine best_side = SPINE_NONE;
  uint32_t most = 0;
  for (int side = SPINE_KEPT; side <= (s->nkept || s->scans ? SPINE_KEPT : SPINE_REDUCED); side++) {
    spine spine;
    for (spine.n = flat_dims(c->p, s, (plan_spine)side, spine.dims); spine.n > 0; spine.n--) {
      uint32_t gain = grow(c, first, (plan_spine)side, &spine);
      clear(c, first);
      if (gain <= most) continue;
      most = gain;
      best = spine;
      best_side = (plan_spine)side;
    }
  }
  if (!most) return JX_OK;
  grow(c, first, best_side, &best);
  spine *slot = VEC_PUSH(c->p->arena, &c->spines);
  if (!slot) return diag_memory(c->p->diag);
  *slot = best;
  for (uint32_t t = first; t < reach(c, first); t++)
    if (c->member[t]) c->chain[t] = (uint32_t)(c->spines.n - 1);
  clear(c, first);
  return JX_OK;
}

/* ---- The order of all stages ---- */

typedef struct sorter {
  chainer *c;
  uint32_t *order; /* stages in their new order */
  uint32_t n;
  bool *done;
} sorter;

/* What must stay together: a chain, or a crossed stage and those that finish it; NONE: the stage
 * alone. */
static uint32_t unit_of(const sorter *w, uint32_t stage) {
  const plan_stage *s = &w->c->p->stages.at[stage];
  if (w->c->chain[stage] != NONE) return w->c->chain[stage];
  if (s->nfinish) return 1u << 31 | stage;
  return s->crossed ? 1u << 31 | (s->crossed - 1) : NONE;
}

/* Whether a temp waits for a stage that is not done and of another unit. */
static bool waits(const sorter *w, uint32_t unit, uint32_t maker) {
  return !w->done[maker] && (unit == NONE || unit_of(w, maker) != unit);
}

static bool waits_for_pieces(const sorter *w, uint32_t unit, uint32_t temp) {
  const plan *p = w->c->p;
  for (uint32_t s = 0; s < p->stages.n; s++)
    if (stores(p, s, temp) && waits(w, unit, s)) return true;
  return false;
}

static bool ready(const sorter *w, uint32_t stage) {
  const plan_stage *s = &w->c->p->stages.at[stage];
  for (uint32_t i = 0; i < s->naccesses; i++) {
    const plan_access *a = &w->c->p->accesses.at[s->accesses + i];
    if (a->store || a->source != SOURCE_TEMP) continue;
    uint32_t unit = unit_of(w, stage);
    bool pieces = in_pieces(w->c->p, a->index);
    if (pieces ? waits_for_pieces(w, unit, a->index) : waits(w, unit, w->c->temps[a->index].maker))
      return false;
  }
  return true;
}

/* Takes the unit that begins with a stage if everything it reads is made. */
static void take_unit(sorter *w, uint32_t first) {
  uint32_t unit = unit_of(w, first), n = (uint32_t)w->c->p->stages.n;
  uint32_t end = unit == NONE ? first + 1 : n;
  for (uint32_t t = 0; unit != NONE && t < first; t++)
    if (unit_of(w, t) == unit) return; /* its first stage waits, and so do all */
  for (uint32_t t = first; t < end; t++)
    if (unit_of(w, t) == unit && !ready(w, t)) return;
  for (uint32_t t = first; t < end; t++)
    if (unit_of(w, t) == unit) {
      w->done[t] = true;
      w->order[w->n++] = t;
    }
}

/* The first chain that waits becomes single stages again: two chains need each other. */
static void dissolve_first(sorter *w) {
  uint32_t k = NONE;
  for (uint32_t t = 0; t < w->c->p->stages.n; t++) {
    if (w->done[t] || w->c->chain[t] == NONE) continue;
    if (k == NONE) k = w->c->chain[t];
    if (w->c->chain[t] != k) continue;
    w->c->chain[t] = NONE;
    displace(&w->c->p->stages.at[t]);
  }
}

static void sort_units(sorter *w) {
  uint32_t n = (uint32_t)w->c->p->stages.n;
  while (w->n < n) {
    uint32_t before = w->n;
    for (uint32_t t = 0; t < n; t++)
      if (!w->done[t]) take_unit(w, t);
    if (w->n == before) dissolve_first(w);
  }
}

/* ---- Writing it down ---- */

static jx_status push_chain(chainer *c, const uint32_t *order, uint32_t at, uint32_t k) {
  plan *p = c->p;
  plan_chain *chain = VEC_PUSH(p->arena, &p->chains);
  if (!chain) return diag_memory(p->diag);
  const spine *spine = &c->spines.at[k];
  *chain = (plan_chain){.first = at, .dims = (uint32_t)p->dimlists.n, .ndims = spine->n};
  while (at + chain->count < p->stages.n && c->chain[order[at + chain->count]] == k) chain->count++;
  for (uint32_t i = 0; i < spine->n; i++) {
    dim_ref *d = VEC_PUSH(p->arena, &p->dimlists);
    if (!d) return diag_memory(p->diag);
    *d = spine->dims[i];
  }
  return JX_OK;
}

/* A temp is a window of the chain that makes it unless it is late or another stage reads it. Stages
 * are still in their old order. */
static void find_windows(chainer *c, const uint32_t *number) {
  plan *p = c->p;
  for (size_t i = 0; i < p->temps.n; i++) {
    uint32_t k = c->chain[c->temps[i].maker];
    bool window = k != NONE && !c->temps[i].late && !in_pieces(p, (uint32_t)i);
    p->temps.at[i].window = window ? 1 + number[k] : 0;
  }
  for (uint32_t s = 0; s < p->stages.n; s++)
    for (uint32_t i = 0; i < p->stages.at[s].naccesses; i++) {
      const plan_access *a = &p->accesses.at[p->stages.at[s].accesses + i];
      if (a->source == SOURCE_TEMP && c->chain[s] != c->chain[c->temps[a->index].maker])
        p->temps.at[a->index].window = 0;
    }
  for (size_t i = 0; i < p->results.n; i++) { /* they are read when all stages have run */
    const plan_result *r = &p->results.at[i];
    if (r->selects && !r->in_place) p->temps.at[r->values].window = 0;
    if (r->selects) p->temps.at[r->mask].window = 0;
  }
}

static void mark_again(chainer *c) {
  plan *p = c->p;
  for (uint32_t s = 0; s < p->stages.n; s++) {
    if (c->chain[s] == NONE) continue;
    uint32_t first = s < CHAIN_REACH ? 0 : s - CHAIN_REACH;
    for (uint32_t t = first; t < s; t++) c->member[t] = c->chain[t] == c->chain[s];
    const plan_stage *stage = &p->stages.at[s];
    for (uint32_t i = 0; i < stage->naccesses; i++) {
      plan_access *a = &p->accesses.at[stage->accesses + i];
      if (a->store) continue;
      a->again = a->source == SOURCE_TEMP
                     ? !in_pieces(p, a->index) && c->chain[c->temps[a->index].maker] == c->chain[s]
                     : read_before(c, first, s, a);
    }
  }
}

static jx_status rearrange(chainer *c, const uint32_t *order) {
  plan *p = c->p;
  uint32_t n = (uint32_t)p->stages.n;
  plan_stage *moved = arena_alloc(p->arena, n * sizeof *moved);
  uint32_t *number = arena_alloc(p->arena, c->spines.n * sizeof *number);
  if (!moved || !number) return diag_memory(p->diag);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t k = c->chain[order[i]];
    if (k == NONE || (i && c->chain[order[i - 1]] == k)) continue;
    number[k] = (uint32_t)p->chains.n;
    JX_TRY(push_chain(c, order, i, k));
  }
  find_windows(c, number);
  mark_again(c);
  uint32_t crossed = 0; /* finishing stages follow theirs */
  for (uint32_t i = 0; i < n; i++) {
    moved[i] = p->stages.at[order[i]];
    if (moved[i].nfinish) crossed = i + 1;
    if (moved[i].crossed) moved[i].crossed = crossed;
  }
  memcpy(p->stages.at, moved, n * sizeof *moved);
  return JX_OK;
}

jx_status chain_stages(plan *p, const layout *operands) {
  uint32_t n = (uint32_t)p->stages.n;
  if (n < 2) return JX_OK;
  chainer c = {.p = p, .operands = operands};
  c.temps = arena_zalloc(p->arena, (p->temps.n + 1) * sizeof *c.temps);
  c.chain = arena_alloc(p->arena, n * sizeof *c.chain);
  c.member = arena_zalloc(p->arena, n);
  c.behind = arena_zalloc(p->arena, n);
  sorter w = {.c = &c};
  w.order = arena_alloc(p->arena, n * sizeof *w.order);
  w.done = arena_zalloc(p->arena, n);
  if (p->arena->failed) return diag_memory(p->diag);
  memset(c.chain, 0xff, n * sizeof *c.chain);
  for (uint32_t s = 0; s < n; s++) note_stores(&c, s);
  for (uint32_t s = 0; s + 1 < n; s++)
    if (c.chain[s] == NONE && may_join(&c, &p->stages.at[s])) JX_TRY(best_chain(&c, s));
  if (!c.spines.n) return JX_OK;
  sort_units(&w);
  for (uint32_t s = 0; s < n; s++) note_stores(&c, s);
  return rearrange(&c, w.order);
}
