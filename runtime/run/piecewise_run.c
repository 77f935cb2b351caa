/* piecewise_run.c: running a call on the rows at hand, and finishing it; see piecewise.h.
 *
 * The loops are those of schedule.c, over parts of its ranges. Start at piecewise_prepare(),
 * piecewise_fold() and piecewise_finish(). */
#include <string.h>

#include "base/least.h"
#include "runtime/machine/stream.h"
#include "runtime/run/piecewise.h"
#include "runtime/run/schedule_chain.h"
#include "runtime/run/states.h"

/* Rows of blocks that a piece of a contracting stage has. */
#define BLOCK_ROWS 96
#define SOME_NS 1e6 /* of work that nobody has estimated, and that is worth other threads */

static void fence(const schedule_stage *s) {
  if (s->slots[SLOT_STREAM]) stream_fence();
}

/* ---- Whole stages ---- */

/* A chain, a crossed stage with those that finish it, or a stage; returns how many. */
static uint32_t run_group(piecewise *p, uint32_t first, bool *going) {
  const bound *b = p->bound;
  schedule_run r = p->run;
  schedule_chain chain;
  r.stages = b->stages + first;
  r.n = 1 + r.stages->plan->nfinish;
  r.chains = NULL;
  r.nchains = 0;
  for (uint32_t i = 0; i < b->spec->chains.n; i++) {
    if (b->chains[i].first != first || !b->chains[i].count) continue;
    chain = b->chains[i];
    chain.first = 0;
    r.chains = &chain;
    r.nchains = 1;
    r.n = chain.count;
  }
  *going = schedule_all(&r) == JX_OK;
  return (uint32_t)r.n;
}

/* ---- Stages of rows ---- */

typedef struct row_work {
  const schedule_stage *stage;
  int64_t begin, end, step; /* kept points */
  int64_t *states;
} row_work;

static void run_rows(void *user, int64_t item, int thread) {
  const row_work *w = user;
  const schedule_stage *s = w->stage;
  int64_t begin = w->begin + item * w->step, end = least(begin + w->step, w->end);
  (void)thread;
  s->entry(s->slots, begin, end, 0, s->reduced, NULL, NULL);
  fence(s);
}

static void run_rows_range(void *user, int64_t item, int thread) {
  const row_work *w = user;
  const schedule_stage *s = w->stage;
  int64_t from, to;
  (void)thread;
  cut_at(&s->reduced_cut, item, &from, &to);
  s->entry(s->slots, w->begin, w->end, from, to, NULL, w->states + item * s->state_size);
}

/* Of rows so long that they are folded in ranges, as the whole call does. */
static bool fold_rows(piecewise *p, row_work *w, double cost) {
  const schedule_stage *s = w->stage;
  w->states = p->bound->states + s->state_at;
  if (!schedule_items(&p->run, run_rows_range, w, s->reduced_cut.count, cost)) return false;
  states_tree(s->accumulators, s->plan->naccumulators, s->kept, w->begin, w->end, w->states,
              s->state_size, s->state_count);
  s->entry(s->slots, w->begin, w->end, 0, 0, w->states, NULL);
  fence(s);
  return true;
}

static int64_t kept_step(const schedule_stage *s) {
  if (s->plan->block_rows) return BLOCK_ROWS * s->row;
  return s->kept_cut.piece > 0 ? s->kept_cut.piece : 1;
}

static bool run_rows_of(piecewise *p, const schedule_stage *s, int64_t from, int64_t to) {
  int64_t inner = s->kept / p->rows;
  row_work w = {.stage = s, .begin = from * inner, .end = to * inner, .step = kept_step(s)};
  double cost = s->cost * (double)(to - from) / (double)p->rows;
  if (w.begin >= w.end) return true;
  if (s->plan->nreduced && s->reduced_cut.count > 1) return fold_rows(p, &w, cost);
  return schedule_items(&p->run, run_rows, &w, (w.end - w.begin - 1) / w.step + 1, cost);
}

bool piecewise_prepare(piecewise *p, int64_t from, int64_t to) {
  bool going = true;
  for (uint32_t i = 0; going && i < p->bound->spec->stages.n;) {
    uint32_t count = 1;
    if (p->roles[i] == ROLE_BEFORE)
      count = run_group(p, i, &going);
    else if (p->roles[i] == ROLE_ROWS)
      going = run_rows_of(p, &p->bound->stages[i], from, to);
    i += count;
  }
  return going;
}

/* ---- Folds ---- */

typedef struct fold_work {
  piecewise *all;
  const piecewise_unit *unit;
  int64_t begin;  /* the first chunk */
  int64_t pieces; /* of what is kept, or columns, in each chunk */
  cut kept;
  int64_t *states; /* of the chunks */
} fold_work;

static cut kept_of(const schedule_stage *s) {
  if (s->plan->block_rows) return cut_make(s->kept, s->kept, BLOCK_ROWS * s->row);
  return s->kept_cut;
}

static int64_t *state_of(const fold_work *w, int64_t chunk) {
  return w->states + (chunk - w->begin) * w->unit->words;
}

static void fold_stage(void *user, int64_t item, int thread) {
  const fold_work *w = user;
  const schedule_stage *s = &w->all->bound->stages[w->unit->first];
  int64_t begin, end, from, to, chunk = w->begin + item / w->pieces;
  (void)thread;
  cut_at(&w->kept, item % w->pieces, &begin, &end);
  cut_at(&w->unit->cut, chunk, &from, &to);
  s->entry(s->slots, begin, end, from, to, NULL, state_of(w, chunk));
}

/* Its parts leave their states where the whole call's do. */
static void fold_chain(void *user, int64_t item, int thread) {
  const fold_work *w = user;
  const piecewise *p = w->all;
  const schedule_chain *c = &p->bound->chains[w->unit->chain];
  int64_t part = w->begin + item, *to = state_of(w, part);
  schedule_part(&p->run, c, part, thread);
  for (uint32_t m = 0; m < c->count; m++) {
    const schedule_stage *s = &p->bound->stages[c->first + m];
    if (s->plan->spine != SPINE_REDUCED) continue;
    memcpy(to, p->bound->states + s->state_at + part * s->state_size,
           (size_t)s->state_size * sizeof *to);
    to += s->state_size;
  }
}

static void fold_crossed(void *user, int64_t item, int thread) {
  const fold_work *w = user;
  const schedule_stage *s = &w->all->bound->stages[w->unit->first];
  int64_t begin, end, from, to, chunk = w->begin + item / w->pieces;
  (void)thread;
  cut_at(&w->unit->cut, chunk, &begin, &end);
  cut_at(&s->reduced_cut, item % w->pieces, &from, &to);
  s->entry(s->slots, begin, end, from, to, state_of(w, chunk), state_of(w, chunk));
  fence(s);
}

/* Chains have memory for so many threads. */
static bool share_chain(fold_work *w, int64_t chunks, double cost) {
  const schedule_chain *c = &w->all->bound->chains[w->unit->chain];
  schedule_run r = w->all->run;
  if (r.threads > c->nblocks) r.threads = c->nblocks;
  bool going = schedule_items(&r, fold_chain, w, chunks, cost);
  if (r.used > w->all->run.used) w->all->run.used = r.used;
  return going;
}

bool piecewise_fold(piecewise *p, const piecewise_unit *u, int64_t begin, int64_t end,
                    int64_t *states) {
  const schedule_stage *s = &p->bound->stages[u->first];
  fold_work w = {.all = p, .unit = u, .begin = begin, .states = states};
  int64_t chunks = end - begin;
  double cost = u->cost * (double)chunks / (double)u->cut.count;
  switch (u->form) {
  case UNIT_CHAIN: return share_chain(&w, chunks, cost);
  case UNIT_CROSSED:
    for (int64_t i = begin; i < end; i++) piecewise_identity(p, u, state_of(&w, i));
    w.pieces = s->reduced_cut.count;
    return schedule_items(&p->run, fold_crossed, &w, chunks * w.pieces, cost);
  case UNIT_STAGE: break;
  }
  w.kept = kept_of(s);
  w.pieces = w.kept.count;
  return schedule_items(&p->run, fold_stage, &w, chunks * w.pieces, cost);
}

/* ---- States ---- */

/* Calls `each` for every stage whose accumulators a unit's state holds, and where its words are. */
typedef void each_state(const schedule_stage *s, int64_t at, void *user);

static void states_of(const piecewise *p, const piecewise_unit *u, each_state *each, void *user) {
  const schedule_stage *s = &p->bound->stages[u->first];
  int64_t at = 0;
  switch (u->form) {
  case UNIT_STAGE: each(s, 0, user); return;
  case UNIT_CROSSED:
    for (uint32_t i = 1; i < u->count; i++) each(&s[i], s[i].state_at - s->shared_at, user);
    return;
  case UNIT_CHAIN:
    for (uint32_t i = 0; i < u->count; i++) {
      if (s[i].plan->spine != SPINE_REDUCED) continue;
      each(&s[i], at, user);
      at += s[i].state_size;
    }
  }
}

typedef struct two_states {
  int64_t *into;
  const int64_t *from;
} two_states;

static void combine(const schedule_stage *s, int64_t at, void *user) {
  const two_states *t = user;
  states_combine(s->accumulators, s->plan->naccumulators, s->kept, 0, s->kept, t->into + at,
                 t->from + at);
}

void piecewise_combine(const piecewise *p, const piecewise_unit *u, int64_t *into,
                       const int64_t *from) {
  two_states t = {into, from};
  states_of(p, u, combine, &t);
}

static void identity(const schedule_stage *s, int64_t at, void *user) {
  states_identity(s->accumulators, s->plan->naccumulators, s->kept, 0, s->kept,
                  (int64_t *)user + at);
}

void piecewise_identity(const piecewise *p, const piecewise_unit *u, int64_t *state) {
  states_of(p, u, identity, state);
}

/* ---- The end ---- */

typedef struct end_work {
  const schedule_stage *stage;
  cut kept;
  int64_t *state;
} end_work;

static void end_piece(void *user, int64_t item, int thread) {
  const end_work *w = user;
  const schedule_stage *s = w->stage;
  int64_t begin, end;
  (void)thread;
  cut_at(&w->kept, item, &begin, &end);
  s->entry(s->slots, begin, end, 0, 0, w->state, NULL);
  fence(s);
}

typedef struct ending {
  piecewise *all;
  int64_t *state;
  bool going;
} ending;

static void end_stage(const schedule_stage *s, int64_t at, void *user) {
  ending *e = user;
  if (!s->kept || !e->going) return;
  end_work w = {s, kept_of(s), e->state + at};
  e->going = schedule_items(&e->all->run, end_piece, &w, w.kept.count, SOME_NS);
}

bool piecewise_finish(piecewise *p, int64_t *const *states) {
  bool going = true;
  uint32_t unit = 0;
  for (uint32_t i = 0; going && i < p->bound->spec->stages.n;) {
    uint32_t count = 1;
    if (p->roles[i] == ROLE_BEFORE || p->roles[i] == ROLE_AFTER) {
      count = run_group(p, i, &going);
    } else if (p->roles[i] == ROLE_FOLD) {
      const piecewise_unit *u = &p->units[unit];
      ending e = {p, states[unit++], true};
      states_of(p, u, end_stage, &e);
      going = e.going;
      count = u->count;
    }
    i += count;
  }
  return going;
}
