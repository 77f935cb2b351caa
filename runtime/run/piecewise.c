/* piecewise.c: roles of stages and units of folds; see piecewise.h. Start at piecewise_plan(). */
#include "runtime/run/piecewise.h"

#include <string.h>

#include "base/hash.h"

/* ---- Dims ---- */

enum { DIM_OTHER, DIM_ROWS, DIM_OF_ROWS };

static bool is_extent(const piecewise *p, const dim_node *n) {
  return n->op == DIM_EXTENT && n->b == 0 && p->pieced[n->a];
}

static uint8_t dim_kind(const piecewise *p, const dim_node *n) {
  if (n->op == DIM_EXTENT || n->op == DIM_SCALAR) return is_extent(p, n) ? DIM_ROWS : DIM_OTHER;
  if (n->op == DIM_CONST) return DIM_OTHER;
  const dim_ref of[] = {n->a, n->b, n->c};
  for (int i = 0; i < 3; i++)
    if (of[i] >= 0 && p->dims[of[i]]) return DIM_OF_ROWS;
  return DIM_OTHER;
}

/* Which dims are the number of rows. An extent of another operand that has to be equal is it, too. */
static void find_dims(piecewise *p) {
  const kernel_spec *spec = p->bound->spec;
  const dim_node *dims = spec_dims(spec);
  const guard *guards = spec_guards(spec);
  for (uint32_t i = 0; i < spec->dims.n; i++)
    if (is_extent(p, &dims[i])) p->dims[i] = DIM_ROWS;
  for (bool more = true; more;) {
    more = false;
    for (uint32_t i = 0; i < spec->guards.n; i++) {
      const guard *g = &guards[i];
      if (g->op != GUARD_EQUAL || (p->dims[g->a] == DIM_ROWS) == (p->dims[g->b] == DIM_ROWS))
        continue;
      dim_ref other = p->dims[g->a] == DIM_ROWS ? g->b : g->a;
      if (dims[other].op != DIM_EXTENT) continue;
      p->dims[other] = DIM_ROWS;
      more = true;
    }
  }
  for (uint32_t i = 0; i < spec->dims.n; i++)
    if (!p->dims[i]) p->dims[i] = dim_kind(p, &dims[i]);
}

static uint8_t kind_of(const piecewise *p, uint32_t list) {
  return p->dims[spec_dimlists(p->bound->spec)[list]];
}

/* ---- Loops ---- */

/* The list of a stage's loops that begins with the rows. False: they are elsewhere, too. */
static bool find_rows(const piecewise *p, const plan_stage *s, plan_spine *where) {
  *where = SPINE_NONE;
  for (uint32_t l = 0; l < stage_loops(s); l++) {
    const plan_loop *loop = spec_loops(p->bound->spec) + s->loops + l;
    for (uint32_t i = 0; i < loop->ndims; i++) {
      uint8_t kind = kind_of(p, loop->dims + i);
      if (kind == DIM_OTHER) continue;
      bool first = i == 0 && (l == 0 || l == s->nkept);
      if (kind != DIM_ROWS || !first || *where != SPINE_NONE) return false;
      *where = l < s->nkept ? SPINE_KEPT : SPINE_REDUCED;
    }
  }
  return true;
}

/* ---- Accesses ---- */

/* Whether an access has rows: of a pieced operand, or a temp of rows. */
static bool has_rows(const piecewise *p, const plan_access *a) {
  if (a->source == SOURCE_OPERAND) return p->pieced[a->index];
  return a->source == SOURCE_TEMP && p->per_row[a->index];
}

/* Whether, at each row, an access touches what lies in that row of its array alone. */
static bool stays_in_row(const piecewise *p, const schedule_stage *s, uint32_t access,
                         plan_spine where) {
  const bound *b = p->bound;
  const plan_stage *plan = s->plan;
  const plan_access *a = spec_accesses(b->spec) + plan->accesses + access;
  if (a->gathers) return false;
  const int64_t *slot = s->slots + stage_access_slot(plan, access),
                *extents = s->slots + SLOT_FIRST;
  bool operand = a->source == SOURCE_OPERAND;
  uintptr_t base = (uintptr_t)(operand ? b->operands[a->index]->data : b->temps[a->index].data);
  int64_t row = operand ? b->operands[a->index]->strides[0] : b->temps[a->index].strides[0];
  int64_t low = (int64_t)((uintptr_t)slot[0] - base), high = low;
  uint32_t first = where == SPINE_KEPT ? 0 : plan->nkept;
  for (uint32_t l = 0; l < stage_loops(plan); l++) {
    int64_t n = extents[l], stride = slot[1 + l];
    if (l == first) n /= p->rows;
    if (l == plan->vector && access_repeats(a)) {
      int64_t period = extents[stage_loops(plan) + plan->period - 1];
      if (l == first && a->vector == ACCESS_PERIODIC) return false;
      n = a->vector == ACCESS_PERIODIC ? period : n / period;
    }
    if (l == first && (n < 1 || stride * n != row)) return false;
    *(stride < 0 ? &low : &high) += stride * (n - 1);
  }
  return low >= 0 && high + (int64_t)a->item <= row;
}

static bool in_window(const piecewise *p, const plan_access *a, const schedule_chain *of) {
  return a->source == SOURCE_TEMP && of && bind_window_of(p->bound, a->index) == of;
}

static bool refuse(piecewise *p, piecewise_refusal why) {
  if (!p->refused) p->refused = why;
  return false;
}

/* What a stage reads: false when it cannot be done in pieces. */
static bool check_reads(piecewise *p, const schedule_stage *s, plan_spine where,
                        const schedule_chain *chain, bool *late) {
  *late = false;
  for (uint32_t i = 0; i < s->plan->naccesses; i++) {
    const plan_access *a = spec_accesses(p->bound->spec) + s->plan->accesses + i;
    if (a->store || in_window(p, a, chain)) continue;
    *late = *late || (a->source == SOURCE_TEMP && p->late[a->index]);
    if (!has_rows(p, a)) continue;
    if (where == SPINE_NONE || !stays_in_row(p, s, i, where)) return refuse(p, REFUSED_PLACE);
  }
  return !*late || where == SPINE_NONE || refuse(p, REFUSED_AGAIN);
}

/* Whether a temp's first axis is the rows, and no other is of them. */
static bool temp_of_rows(const piecewise *p, uint32_t temp) {
  const plan_temp *t = spec_temps(p->bound->spec) + temp;
  for (uint32_t x = 0; x < t->ndims; x++)
    if (kind_of(p, t->dims + x) != (x ? DIM_OTHER : DIM_ROWS)) return false;
  return t->ndims > 0;
}

/* What a stage stores: `at_rows` when it does so at each row. */
static bool check_stores(piecewise *p, const schedule_stage *s, plan_spine where, bool late,
                         const schedule_chain *chain) {
  for (uint32_t i = 0; i < s->plan->naccesses; i++) {
    const plan_access *a = spec_accesses(p->bound->spec) + s->plan->accesses + i;
    if (!a->store || in_window(p, a, chain)) continue;
    bool at_rows = where == SPINE_KEPT || (where == SPINE_REDUCED && a->store == PHASE_MAIN);
    if (a->source == SOURCE_RESULT) {
      if (at_rows) return refuse(p, REFUSED_RESULT);
      continue;
    }
    if (!at_rows) {
      p->late[a->index] |= late || where == SPINE_REDUCED;
      continue;
    }
    p->per_row[a->index] = true;
    bool kept = where == SPINE_KEPT && !chain && temp_of_rows(p, a->index);
    if (!kept || !stays_in_row(p, s, i, where)) return refuse(p, REFUSED_PLACE);
  }
  return true;
}

/* Whether a stage reads rows: others may have as many points and are there as a whole. */
static bool reads_rows(const piecewise *p, const plan_stage *s) {
  for (uint32_t i = 0; i < s->naccesses; i++) {
    const plan_access *a = spec_accesses(p->bound->spec) + s->accesses + i;
    if (!a->store && has_rows(p, a)) return true;
  }
  return false;
}

static bool check_stage(piecewise *p, const schedule_stage *s, const schedule_chain *chain,
                        plan_spine *where, bool *late) {
  *where = SPINE_NONE;
  bool rows = chain || reads_rows(p, s->plan);
  if (rows && !find_rows(p, s->plan, where)) return refuse(p, REFUSED_PLACE);
  bool scans_rows = s->plan->scans && *where == SPINE_REDUCED;
  bool scans_cut = s->plan->scans && *where == SPINE_KEPT && s->reduced_cut.count > 1;
  if (scans_rows || scans_cut) return refuse(p, REFUSED_SCAN);
  return check_reads(p, s, *where, chain, late) && check_stores(p, s, *where, *late, chain);
}

/* ---- Units ---- */

/* Chunks of what the whole call does not cut: so many, unless a state of them would not be worth
 * its while. */
#define OWN_CHUNKS 256
#define OWN_LEAST_ROWS 64 /* times words of a state */
#define OWN_BYTES (4 << 20)

static void own_cut(const piecewise *p, const schedule_stage *s, piecewise_unit *u) {
  double bytes = (double)s->reduced * (double)s->kept * s->plan->bytes_read;
  int64_t least = (int64_t)OWN_LEAST_ROWS * s->plan->words, rows = p->rows / OWN_CHUNKS + 1;
  u->cut = cut_none(s->reduced);
  u->same = true;
  if (bytes < OWN_BYTES) return;
  if (rows < least) rows = least;
  rows = (rows + PLAN_MAX_ROWS - 1) / PLAN_MAX_ROWS * PLAN_MAX_ROWS;
  if (rows >= p->rows) return;
  u->cut = cut_make(s->reduced, s->reduced, rows * u->inner);
  u->same = false;
}

static piecewise_unit *push_unit(piecewise *p, piecewise_form form, uint32_t first,
                                 uint32_t count) {
  piecewise_unit *u = &p->units[p->nunits++];
  *u = (piecewise_unit){.form = form, .first = first, .count = count, .same = true};
  for (uint32_t i = 0; i < count; i++) u->cost += p->bound->stages[first + i].cost;
  p->roles[first] = ROLE_FOLD;
  for (uint32_t i = 1; i < count; i++) p->roles[first + i] = ROLE_MEMBER;
  return u;
}

static void stage_unit(piecewise *p, uint32_t i) {
  const schedule_stage *s = &p->bound->stages[i];
  piecewise_unit *u = push_unit(p, UNIT_STAGE, i, 1);
  u->inner = s->reduced / p->rows;
  u->words = s->plan->words * s->kept;
  u->cut = s->reduced_cut;
  if (s->reduced_cut.count < 2) own_cut(p, s, u);
}

static bool chain_unit(piecewise *p, uint32_t i, uint32_t chain) {
  const schedule_chain *c = &p->bound->chains[chain];
  int64_t words = 0;
  for (uint32_t m = 0; m < c->count; m++) {
    const schedule_stage *s = &p->bound->stages[i + m];
    if (s->plan->spine == SPINE_REDUCED) words += s->state_size;
  }
  if (!words) return refuse(p, REFUSED_PLACE);
  piecewise_unit *u = push_unit(p, UNIT_CHAIN, i, c->count);
  u->chain = chain;
  u->cut = c->parts;
  u->inner = c->points / p->rows;
  u->words = words;
  return true;
}

static bool crossed_unit(piecewise *p, uint32_t i) {
  const schedule_stage *s = &p->bound->stages[i];
  if (s->state_size) return refuse(p, REFUSED_ACROSS);
  piecewise_unit *u = push_unit(p, UNIT_CROSSED, i, 1 + s->plan->nfinish);
  u->cut = s->kept_cut;
  u->inner = s->kept / p->rows;
  u->words = s->shared_size;
  return true;
}

/* ---- Roles ---- */

/* Stages that follow from what is in memory, and store nothing of rows, run as they are. */
static void run_whole(piecewise *p, uint32_t first, uint32_t count, bool late) {
  for (uint32_t i = 0; i < count; i++) p->roles[first + i] = late ? ROLE_AFTER : ROLE_BEFORE;
}

static bool place_chain(piecewise *p, uint32_t first, uint32_t chain) {
  const schedule_chain *c = &p->bound->chains[chain];
  const plan_chain *plan = spec_chains(p->bound->spec) + chain;
  bool along = kind_of(p, plan->dims) == DIM_ROWS, late = false;
  for (uint32_t m = 0; m < c->count; m++) {
    plan_spine where;
    bool reads;
    const schedule_stage *s = &p->bound->stages[first + m];
    if (!check_stage(p, s, c, &where, &reads)) return false;
    if ((where != SPINE_NONE) != along) return refuse(p, REFUSED_PLACE);
    late = late || reads;
  }
  if (along) return chain_unit(p, first, chain);
  run_whole(p, first, c->count, late);
  for (uint32_t m = 0; late && m < c->count; m++) { /* a member may read what an earlier one made */
    const schedule_stage *s = &p->bound->stages[first + m];
    check_stores(p, s, SPINE_NONE, true, c);
  }
  return true;
}

static bool place_crossed(piecewise *p, uint32_t first) {
  const schedule_stage *s = &p->bound->stages[first];
  uint32_t count = 1 + s->plan->nfinish;
  plan_spine where;
  bool late;
  if (!check_stage(p, s, NULL, &where, &late)) return false;
  for (uint32_t i = 1; i < count; i++)
    if (!check_stores(p, &s[i], SPINE_NONE, late || where != SPINE_NONE, NULL)) return false;
  if (where == SPINE_REDUCED) return refuse(p, REFUSED_ACROSS);
  if (where == SPINE_KEPT) return crossed_unit(p, first);
  run_whole(p, first, count, late);
  return true;
}

static bool place_stage(piecewise *p, uint32_t i) {
  const schedule_stage *s = &p->bound->stages[i];
  plan_spine where;
  bool late;
  if (s->kept == 0) {
    run_whole(p, i, 1, true);
    return true;
  }
  if (!check_stage(p, s, NULL, &where, &late)) return false;
  if (where == SPINE_NONE) run_whole(p, i, 1, late);
  if (where == SPINE_KEPT) p->roles[i] = ROLE_ROWS;
  if (where == SPINE_REDUCED) stage_unit(p, i);
  return true;
}

static bool place_all(piecewise *p) {
  const kernel_spec *spec = p->bound->spec;
  for (uint32_t i = 0; i < spec->results.n; i++) {
    const plan_result *r = spec_results(spec) + i;
    if (r->selects) return refuse(p, REFUSED_SELECTED);
    for (uint32_t x = 0; x < r->rank; x++)
      if (kind_of(p, r->dims + x)) return refuse(p, REFUSED_RESULT);
  }
  for (uint32_t i = 0; i < spec->stages.n;) {
    uint32_t count = 1, chain = 0;
    while (chain < spec->chains.n && p->bound->chains[chain].first != i) chain++;
    if (chain < spec->chains.n && p->bound->chains[chain].count) {
      count = p->bound->chains[chain].count;
      if (!place_chain(p, i, chain)) return false;
    } else if (p->bound->stages[i].plan->nfinish) {
      count = 1 + p->bound->stages[i].plan->nfinish;
      if (!place_crossed(p, i)) return false;
    } else if (!place_stage(p, i)) {
      return false;
    }
    i += count;
  }
  return true;
}

jx_status piecewise_plan(piecewise *p, bound *b, const bool *pieced, int64_t rows, arena *memory,
                         diag *d) {
  const kernel_spec *spec = b->spec;
  *p = (piecewise){.bound = b, .rows = rows, .pieced = pieced};
  p->roles = arena_zalloc(memory, spec->stages.n + 1);
  p->per_row = arena_zalloc(memory, spec->temps.n + 1);
  p->late = arena_zalloc(memory, spec->temps.n + 1);
  p->dims = arena_zalloc(memory, spec->dims.n + 1);
  p->units = arena_zalloc(memory, (spec->stages.n + 1) * sizeof *p->units);
  if (memory->failed) return diag_memory(d);
  find_dims(p);
  place_all(p);
  return JX_OK;
}

/* ---- Chunks ---- */

/* The first chunk that begins at a point or behind it. */
static int64_t chunk_from(const cut *c, int64_t point) {
  int64_t in_row = (point % c->span + c->piece - 1) / c->piece;
  return point / c->span * c->per_row + (in_row < c->per_row ? in_row : c->per_row);
}

/* How many chunks end at a point or before it. */
static int64_t chunks_to(const cut *c, int64_t point) {
  if (point >= c->total) return c->count;
  return point / c->span * c->per_row + point % c->span / c->piece;
}

static int64_t point_of(const cut *c, int64_t chunk) {
  int64_t begin, end;
  if (chunk >= c->count) return c->total;
  cut_at(c, chunk, &begin, &end);
  return begin;
}

void piecewise_within(const piecewise_unit *u, int64_t from, int64_t to, int64_t *begin,
                      int64_t *end) {
  *begin = chunk_from(&u->cut, from * u->inner);
  *end = chunks_to(&u->cut, to * u->inner);
  if (*end < *begin) *end = *begin;
}

int64_t piecewise_across(const piecewise_unit *u, int64_t row) {
  int64_t point = row * u->inner, chunk = chunks_to(&u->cut, point);
  return chunk < u->cut.count && point_of(&u->cut, chunk) < point ? chunk : -1;
}

int64_t piecewise_row_from(const piecewise_unit *u, int64_t row) {
  int64_t point = point_of(&u->cut, chunk_from(&u->cut, row * u->inner));
  return (point + u->inner - 1) / u->inner;
}

int64_t piecewise_row_to(const piecewise_unit *u, int64_t row) {
  return point_of(&u->cut, chunks_to(&u->cut, row * u->inner)) / u->inner;
}

int64_t piecewise_step(const piecewise_unit *u, int64_t rows) {
  int64_t points = u->cut.per_row > 1 && u->cut.span < u->cut.total ? u->cut.span : u->cut.piece;
  int64_t a = points, b = u->inner, common = 0;
  while (b) common = a % b, a = b, b = common;
  int64_t step = points / a; /* least common multiple, in rows */
  return u->cut.count < 2 || step > rows ? rows : step;
}

uint64_t piecewise_mark(const piecewise *p) {
  uint64_t mark = 0;
  for (uint32_t i = 0; i < p->nunits; i++) {
    const piecewise_unit *u = &p->units[i];
    uint64_t head[] = {mark,
                       (uint64_t)u->form,
                       (uint64_t)u->count,
                       (uint64_t)u->cut.total,
                       (uint64_t)u->cut.span,
                       (uint64_t)u->cut.piece,
                       (uint64_t)u->inner,
                       (uint64_t)u->words};
    mark = hash_bytes(head, sizeof head, 0).word[0];
    for (uint32_t s = u->first; s < u->first + u->count; s++) {
      const schedule_stage *stage = &p->bound->stages[s];
      uint64_t lanes[] = {mark, stage->plan->lanes, stage->plan->rows,
                          (uint64_t)stage->slots[SLOT_RUN]};
      mark = hash_bytes(lanes, sizeof lanes, 1).word[0];
      for (uint32_t k = 0; k < stage->plan->naccumulators; k++) {
        const plan_accumulator *a = &stage->accumulators[k];
        uint8_t words[] = {a->fold, a->words, a->dtype, a->lane, a->varies};
        mark ^= hash_bytes(words, sizeof words, (uint32_t)mark + k).word[0];
      }
    }
  }
  return mark;
}
