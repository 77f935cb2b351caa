/* plan_check.c: the invariants of plan.h, checked.
 *
 * Takes a plan; gives JX_OK or JX_ERROR_INTERNAL with the stage and value at fault. Whatever a
 * caller passes must not reach a failure here: this finds bugs of ours, before the emitter turns
 * them into wrong code. */
#include "base/dtype.h"
#include "base/element.h"
#include "planner/chain.h"
#include "planner/plan.h"

typedef struct checker {
  const plan *p;
  const plan_stage *s;
  diag *d;
  size_t stage;
} checker;

#define CHECK(condition, what, number)                                                            \
  do {                                                                                            \
    if (!(condition))                                                                             \
      return diag_fail(c->d, JX_ERROR_INTERNAL, (span){0}, "plan: stage %zu: %s (%zu)", c->stage, \
                       what, (size_t)(number));                                                   \
  } while (0)

static jx_status check_dims(const checker *c, uint32_t first, uint32_t n) {
  const plan *p = c->p;
  CHECK(first + (size_t)n <= p->dimlists.n, "dims out of range", first);
  for (uint32_t i = 0; i < n; i++) {
    dim_ref d = p->dimlists.at[first + i];
    CHECK(d >= 0 && (size_t)d < p->dims.n, "no such dim", i);
  }
  return JX_OK;
}

static jx_status check_loops(const checker *c) {
  const plan_stage *s = c->s;
  uint32_t n = stage_loops(s);
  CHECK(n <= JX_MAX_RANK && s->loops + (size_t)n <= c->p->loops.n, "loops out of range", n);
  CHECK(n == 0 ? s->lanes == 1 : s->vector < n && s->lanes >= 2 && s->lanes <= 64, "vector loop",
        s->vector);
  CHECK(!s->woven ||
            (!s->nreduced && s->nkept > 1 && s->vector == n - 1 && !s->period && s->rows == 1),
        "woven loops", s->vector);
  CHECK(s->period <= s->ndims, "period is no dim", s->period);
  CHECK((s->lanes & (s->lanes - 1)) == 0, "lanes are no power of two", s->lanes);
  CHECK(n == 0 || s->vector == n - 1 || s->vector + 1 == s->nkept, "vector loop is not innermost",
        s->vector);
  for (uint32_t l = 0; l < n; l++) {
    const plan_loop *loop = &c->p->loops.at[s->loops + l];
    CHECK(loop->reduced == (l >= s->nkept), "kept and reduced loops mixed", l);
    CHECK(loop->ndims > 0, "loop without extent", l);
    JX_TRY(check_dims(c, loop->dims, loop->ndims));
  }
  return JX_OK;
}

/* The phase in which an access is made. */
static uint32_t phase_of(const checker *c, uint32_t i) {
  const plan_access *a = &c->p->accesses.at[c->s->accesses + i];
  for (uint32_t j = 0; !a->store && c->s->together && j < c->s->nvalues; j++) {
    const plan_value *v = &c->p->values.at[c->s->values + j];
    if (v->op == OP_INPUT && v->access == i) return v->phase;
  }
  return a->store;
}

/* Whether another access (1 + its number; 0: none) is an earlier one that reads the same array. */
static bool reads_the_same(const checker *c, uint32_t i, uint32_t other) {
  const plan_access *at = c->p->accesses.at + c->s->accesses;
  if (!other) return true;
  if (other > i || at[i].store || at[other - 1].store) return false;
  return at[i].source == at[other - 1].source && at[i].index == at[other - 1].index;
}

static jx_status check_access(const checker *c, uint32_t i) {
  const plan *p = c->p;
  const plan_access *a = &p->accesses.at[c->s->accesses + i];
  size_t count = a->source == SOURCE_OPERAND ? p->noperands
                 : a->source == SOURCE_TEMP  ? p->temps.n
                                             : p->results.n;
  CHECK(a->index < count, "access to no array", i);
  CHECK(dtype_valid(a->dtype) && a->item > 0, "access without dtype", i);
  CHECK(!(a->source == SOURCE_OPERAND && a->store), "store into an operand", i);
  CHECK(!(a->source == SOURCE_RESULT && !a->store), "load from a result", i);
  CHECK(a->steps + (size_t)stage_loops(c->s) + a->gathers <= p->steps.n, "steps out of range", i);
  CHECK(a->gather + (size_t)a->gathers <= c->s->ngathers, "gather out of range", i);
  CHECK(!a->gathers || (!a->store && a->vector != ACCESS_TRANSPOSED), "gather that is none", i);
  CHECK(a->starts + (size_t)a->nstarts <= p->starts.n, "starts out of range", i);
  for (uint32_t j = 0; j < a->nstarts; j++)
    CHECK((size_t)p->starts.at[a->starts + j].dim < p->dims.n, "start from no dim", i);
  uint32_t lanes = stage_lane_loop(c->s, phase_of(c, i));
  bool moves = stage_loops(c->s) && p->steps.at[a->steps + lanes].axis >= 0;
  if (c->s->woven) moves = moves || p->steps.at[a->steps + c->s->vector - 1].axis >= 0;
  CHECK(a->vector != ACCESS_WOVEN || (c->s->woven && !a->gathers), "access that is not woven", i);
  CHECK(moves == (a->vector != ACCESS_BROADCAST), "vector class of an access", i);
  CHECK(reads_the_same(c, i, a->near) && reads_the_same(c, i, a->above), "neighbour of an access",
        i);
  CHECK(!access_repeats(a) || (c->s->period && !a->store && !a->gathers), "access without a period",
        i);
  return JX_OK;
}

static jx_status check_value(const checker *c, uint32_t i) {
  const plan *p = c->p;
  const plan_stage *s = c->s;
  const plan_value *v = &p->values.at[s->values + i];
  CHECK(v->op < OP_COUNT_ && dtype_valid(v->dtype), "value's operation or dtype", i);
  CHECK(v->phase == PHASE_MAIN || v->phase == PHASE_POST, "value's phase", i);
  CHECK(!v->item == !dtype_is_string((jx_dtype)v->dtype), "a string has a length", i);
  CHECK(stage_loops(s) == 32 || v->loops >> stage_loops(s) == 0,
        "value varies along no loop of the stage", i);
  uint32_t kept = s->nkept == 32 ? UINT32_MAX : (1u << s->nkept) - 1;
  CHECK(v->phase == PHASE_MAIN || s->nfinish || s->scans || !(v->loops & ~kept),
        "post value varies along a reduced loop", i);
  uint32_t below = 0;
  for (int j = 0; j < v->nargs; j++) {
    plan_ref a = v->args[j];
    CHECK(a >= s->values && a < s->values + i, "operand does not stand before its value", i);
    bool behind = s->scans && v->phase == PHASE_POST;
    CHECK(behind || p->values.at[a].phase == v->phase, "operand of another phase", i);
    below |= p->values.at[a].loops;
  }
  CHECK(!(below & ~v->loops), "value varies less than its operands", i);
  switch (ops[v->op].class_) {
  case OP_CLASS_REDUCE:
  case OP_CLASS_SCAN:
    CHECK(v->accumulator < s->naccumulators && v->phase == PHASE_POST, "fold without accumulator",
          i);
    CHECK((ops[v->op].class_ == OP_CLASS_SCAN) == s->scans, "scan in a stage of another kind", i);
    break;
  case OP_CLASS_RUNNING:
  case OP_CLASS_OVER:
  case OP_CLASS_BUILD: CHECK(false, "operation that is never a value", i); break;
  case OP_CLASS_ELEMENT:
    CHECK(v->nargs >= 1, "operation without operands", i);
    if (op_gathers((op_id)v->op)) {
      CHECK(v->access < s->naccesses, "gather through no access", i);
      CHECK(p->accesses.at[s->accesses + v->access].gathers == v->nargs, "arguments of a gather",
            i);
      break;
    }
    CHECK(v->op == OP_CONTAINS || v->fast <= op_is_fast((op_id)v->op, (jx_dtype)v->dtype),
          "fast form of what has none", i);
    break;
  default:
    CHECK(v->op != OP_INPUT || v->access < s->naccesses, "load through no access", i);
    CHECK(v->op != OP_DIM || v->dim < s->ndims, "no such number of the stage", i);
    CHECK(v->op != OP_IOTA || (v->loop < stage_loops(s) && v->args[0] < s->ndims),
          "index of no loop", i);
    CHECK(!plan_counts_in_period(v) || (s->period && !s->nreduced && v->loop == s->vector),
          "index within no period", i);
    CHECK(v->op != OP_VIEW && v->op != OP_POISON, "leaf that is never a value", i);
  }
  return JX_OK;
}

static jx_status check_accumulator(const checker *c, uint32_t i, uint32_t words) {
  const plan *p = c->p;
  const plan_stage *s = c->s;
  const plan_accumulator *a = &p->accumulators.at[s->accumulators + i];
  uint32_t kept = s->nkept == 32 ? UINT32_MAX : (1u << s->nkept) - 1;
  uint32_t row = s->nkept ? 1u << (s->nkept - 1) : 0;
  CHECK(a->word == words && a->words >= 1 && a->words <= FOLD_MAX_WORDS, "accumulator's words", i);
  CHECK(op_folds((op_id)p->values.at[a->value].op) && a->fold < FOLD_COUNT_,
        "accumulator of no fold", i);
  CHECK(a->dtype == JX_FLOAT64 || a->dtype == JX_INT64 || a->dtype == JX_UINT64,
        "accumulator's dtype", i);
  bool narrow = accumulator_form(a) == FORM_PLAIN && dtype_is_integer((jx_dtype)a->lane) &&
                dtypes[a->lane].kind == dtypes[a->dtype].kind &&
                dtype_bits((jx_dtype)a->lane) < dtype_bits((jx_dtype)a->dtype);
  bool place = accumulator_form(a) == FORM_PLACE && a->step && !stage_folds_in_memory(s);
  CHECK(!a->step || place, "step of no place", i);
  CHECK(!accumulator_is_narrow(a) || narrow || place, "accumulator's lanes", i);
  CHECK(a->nargs >= 1 && a->nargs <= FOLD_MAX_ARGS, "accumulator's arguments", i);
  for (uint32_t j = 0; j < a->nargs && !s->crossed; j++)
    CHECK(p->values.at[p->values.at[a->value].args[j]].phase == PHASE_MAIN,
          "folded value of the wrong phase", i);
  if (s->nfinish) {
    CHECK(a->finish < s->nfinish, "accumulator that no stage finishes", i);
    CHECK(!(a->kept >> s->vector & 1) || !(a->kept & row), "accumulator in memory by rows", i);
  } else {
    CHECK(a->kept == kept && a->state == a->word && a->finish == 0, "accumulator's place", i);
  }
  return JX_OK;
}

/* Finishing stages follow their crossed stage, which has its words in their order. */
static jx_status check_crossed(const checker *c) {
  const plan *p = c->p;
  const plan_stage *s = c->s;
  if (s->crossed) {
    uint32_t first = s->crossed - 1;
    CHECK(first < c->stage && c->stage <= first + p->stages.at[first].nfinish,
          "finishing stage apart from its crossed one", s->crossed);
  }
  CHECK(!s->nfinish || (s->nkept > 0 && c->stage + s->nfinish < p->stages.n),
        "crossed stage without stages that finish it", s->nfinish);
  for (uint32_t f = 0, i = 0; f < s->nfinish; f++) {
    const plan_stage *finish = &p->stages.at[c->stage + 1 + f];
    CHECK(finish->crossed == c->stage + 1, "finishing stage of another one", f);
    for (uint32_t j = 0; j < finish->naccumulators; j++, i++) {
      CHECK(i < s->naccumulators, "fold that is never computed", j);
      const plan_accumulator *a = &p->accumulators.at[s->accumulators + i];
      const plan_accumulator *b = &p->accumulators.at[finish->accumulators + j];
      CHECK(a->finish == f && a->words == b->words && a->state == b->word, "fold of another state",
            i);
    }
  }
  return JX_OK;
}

static jx_status check_stage(const checker *c) {
  const plan *p = c->p;
  const plan_stage *s = c->s;
  JX_TRY(check_loops(c));
  JX_TRY(check_crossed(c));
  JX_TRY(check_dims(c, s->dims, s->ndims));
  CHECK(s->accesses + (size_t)s->naccesses <= p->accesses.n, "accesses out of range", s->naccesses);
  CHECK(s->values + (size_t)s->nvalues <= p->values.n, "values out of range", s->nvalues);
  CHECK((s->naccumulators > 0) || s->nreduced == 0, "reduced loops without a fold", s->nreduced);
  CHECK(s->nstores > 0 || s->nfinish, "stage that stores nothing", 0);
  CHECK(!s->scans || (s->rows == 1 && s->nreduced && !s->nfinish && !s->crossed), "scanning stage",
        s->rows);
  CHECK(!s->ends || (s->nreduced && !stage_folds_in_memory(s) && !s->scans && !s->nfinish),
        "end of what does not fold along lanes", s->ends);
  CHECK(!s->together || (s->nkept && s->nreduced == 1 && !stage_folds_in_memory(s) && !s->scans &&
                         !s->nfinish && !s->crossed && !s->ends && s->rows > 1),
        "rows that end together", s->together);
  CHECK(s->rows >= 1 && s->rows <= PLAN_MAX_ROWS, "rows side by side", s->rows);
  CHECK(s->rows == 1 || stage_row_loop(s) < stage_loops(s), "rows along no loop", s->rows);
  for (uint32_t i = 0; i < s->naccesses; i++) JX_TRY(check_access(c, i));
  for (uint32_t i = 0; i < s->nvalues; i++) JX_TRY(check_value(c, i));
  uint32_t words = 0, watched = 0;
  for (uint32_t i = 0; i < s->naccumulators; i++) {
    const plan_accumulator *a = &p->accumulators.at[s->accumulators + i];
    JX_TRY(check_accumulator(c, i, words));
    words += a->words;
    watched += accumulator_is_watched(a);
  }
  CHECK(words == s->words && watched == s->watched, "words of the state", words);
  for (uint32_t i = 0; i < s->nstores; i++) {
    const plan_store *t = &p->stores.at[s->stores + i];
    CHECK(t->access < s->naccesses && p->accesses.at[s->accesses + t->access].store,
          "store through a load", i);
    const plan_value *v = &p->values.at[t->value];
    CHECK(v->phase == p->accesses.at[s->accesses + t->access].store, "store of the wrong phase", i);
    const plan_access *a = &p->accesses.at[s->accesses + t->access];
    CHECK(a->dtype == (a->source == SOURCE_TEMP ? p->temps.at[a->index].dtype : v->dtype),
          "store of another dtype", i);
    CHECK(!v->item || v->item == a->item, "store of another length", i);
  }
  return JX_OK;
}

/* A row of a narrow stage is a step. */
static jx_status check_narrow(const checker *c) {
  const plan_stage *s = c->s;
  CHECK(!s->narrow || (s->scans && stage_folds_in_memory(s) && s->lanes == s->narrow && !s->wide),
        "shape of a narrow stage", s->narrow);
  return JX_OK;
}

/* What varies along the rows of a wide stage does along its columns. */
static jx_status check_wide(const checker *c) {
  const plan_stage *s = c->s;
  if (!s->wide) return JX_OK;
  CHECK(stage_folds_in_memory(s) && !s->crossed && !s->nfinish && !s->scans && !s->block_rows,
        "shape of a wide stage", s->nkept);
  uint32_t row = 1u << (stage_loops(s) - 1), vector = 1u << s->vector;
  for (uint32_t i = 0; i < s->nvalues; i++) {
    const plan_value *v = &c->p->values.at[s->values + i];
    CHECK(v->phase == PHASE_POST || !(v->loops & row) || v->loops & vector,
          "value of the rows of a wide stage", i);
  }
  return JX_OK;
}

/* Nothing that a block reads varies along its rows and its columns. */
static jx_status check_block(const checker *c) {
  const plan_stage *s = c->s;
  if (!s->block_rows) return JX_OK;
  CHECK(stage_folds_in_memory(s) && s->nreduced == 1 && s->nkept >= 2 && !s->crossed && !s->scans &&
            s->vector == s->nkept - 1,
        "loops of a block", s->nkept);
  CHECK(s->block_rows == s->rows && s->block_vectors && s->block_run, "size of a block", s->rows);
  uint32_t both = 3u << (s->nkept - 2);
  for (uint32_t i = 0; i < s->nvalues; i++) {
    const plan_value *v = &c->p->values.at[s->values + i];
    if (v->phase == PHASE_MAIN && v->op == OP_INPUT)
      CHECK((v->loops & both) != both, "read along rows and columns", i);
  }
  return JX_OK;
}

/* How many stores an array waits for still, before all of it is written. */
static void count_stores(const plan *p, uint32_t *left) {
  for (size_t s = 0; s < p->stages.n; s++)
    for (uint32_t i = 0; i < p->stages.at[s].naccesses; i++) {
      const plan_access *x = &p->accesses.at[p->stages.at[s].accesses + i];
      if (x->store) left[x->source == SOURCE_TEMP ? x->index : p->temps.n + x->index]++;
    }
}

/* Every temp is written by earlier stages than any that reads it, and every result exactly once, or
 * in pieces. */
static jx_status check_flow(checker *c, arena *a) {
  const plan *p = c->p;
  size_t nt = p->temps.n, nr = p->results.n;
  uint8_t *written = arena_zalloc(a, nt + nr + 1);
  uint32_t *left = arena_zalloc(a, (nt + nr + 1) * sizeof *left);
  if (!written || !left) return diag_memory(c->d);
  count_stores(p, left);
  for (c->stage = 0; c->stage < p->stages.n; c->stage++) {
    const plan_stage *s = &p->stages.at[c->stage];
    for (uint32_t i = 0; i < s->naccesses; i++) {
      const plan_access *x = &p->accesses.at[s->accesses + i];
      if (x->source == SOURCE_TEMP && !x->store)
        CHECK(!left[x->index], "temp read before it is written", x->index);
    }
    for (uint32_t i = 0; i < s->naccesses; i++) {
      const plan_access *x = &p->accesses.at[s->accesses + i];
      if (!x->store) continue;
      size_t at = x->source == SOURCE_TEMP ? x->index : nt + x->index;
      bool pieces = x->source == SOURCE_TEMP ? p->temps.at[x->index].kept == KEPT_IN_PIECES
                                             : p->results.at[x->index].pieces;
      CHECK(pieces || !written[at], "array written twice", x->index);
      written[at] = 1;
      left[at]--;
    }
  }
  for (size_t i = 0; i < nr; i++) {
    const plan_result *r = &p->results.at[i];
    if (!r->selects) continue;
    CHECK(!written[nt + i] && r->mask < nt && r->selected < r->rank, "selected result", i);
    CHECK(r->values < (r->in_place ? p->noperands : nt), "result selected of no array", i);
    CHECK(!p->temps.at[r->mask].window, "selection by a window", i);
    CHECK(r->in_place || !p->temps.at[r->values].window, "selection of a window", i);
    written[nt + i] = 1;
  }
  for (size_t i = 0; i < nt + nr; i++) CHECK(written[i], "array never written", i);
  return JX_OK;
}

/* The stage of a chain that stores a temp, and whether it does so when a fold finishes. */
static const plan_access *maker(const plan *p, const plan_chain *chain, uint32_t temp,
                                const plan_stage **stage, bool *late) {
  for (uint32_t i = 0; i < chain->count; i++) {
    const plan_stage *s = *stage = &p->stages.at[chain->first + i];
    for (uint32_t j = 0; j < s->nstores; j++) {
      const plan_store *t = &p->stores.at[s->stores + j];
      const plan_access *a = &p->accesses.at[s->accesses + t->access];
      if (a->source != SOURCE_TEMP || a->index != temp) continue;
      *late = s->spine == SPINE_REDUCED && a->store == PHASE_POST;
      return a;
    }
  }
  return NULL;
}

static jx_status check_member(const checker *c, const plan_chain *chain) {
  const plan *p = c->p;
  const plan_stage *s = c->s, *from = NULL;
  CHECK(s->spine == SPINE_KEPT || (s->spine == SPINE_REDUCED && !s->scans), "member without spine",
        s->spine);
  uint32_t first = s->spine == SPINE_KEPT ? 0 : s->nkept, at = 0;
  CHECK(s->spine_loops >= 1 && s->spine_loops <= (s->spine == SPINE_KEPT ? s->nkept : s->nreduced),
        "spine longer than its loops", s->spine_loops);
  for (uint32_t l = 0; l < s->spine_loops; l++) {
    const plan_loop *loop = &p->loops.at[s->loops + first + l];
    uint32_t rest = l + 1 == s->spine_loops ? s->spine_rest : 0;
    CHECK(rest < loop->ndims, "loop behind the spine", l);
    for (uint32_t i = 0; i < loop->ndims - rest; i++, at++)
      CHECK(at < chain->ndims && p->dimlists.at[loop->dims + i] == p->dimlists.at[chain->dims + at],
            "loops do not begin with the spine", at);
  }
  CHECK(at == chain->ndims, "spine of another chain", at);
  for (uint32_t i = 0; i < s->naccesses; i++) {
    const plan_access *a = &p->accesses.at[s->accesses + i];
    if (a->source != SOURCE_TEMP || a->store) continue;
    bool late = false;
    const plan_access *store = maker(p, chain, a->index, &from, &late);
    if (!store) continue;
    CHECK(!late, "temp read before its fold is finished", a->index);
    CHECK(plan_follows_spine(p, s, a, chain->ndims) &&
              plan_follows_spine(p, from, store, chain->ndims),
          "temp of the chain read elsewhere than made", a->index);
  }
  return JX_OK;
}

/* A window's axes begin with the spine, and only its chain touches it. */
static jx_status check_window(const checker *c, uint32_t temp) {
  const plan *p = c->p;
  const plan_temp *t = &p->temps.at[temp];
  CHECK(t->window <= p->chains.n, "window of no chain", temp);
  const plan_chain *chain = &p->chains.at[t->window - 1];
  CHECK(t->ndims >= chain->ndims, "window without the spine", temp);
  for (uint32_t i = 0; i < chain->ndims; i++)
    CHECK(p->dimlists.at[t->dims + i] == p->dimlists.at[chain->dims + i], "window of another spine",
          temp);
  for (uint32_t s = 0; s < p->stages.n; s++)
    for (uint32_t i = 0; i < p->stages.at[s].naccesses; i++) {
      const plan_access *a = &p->accesses.at[p->stages.at[s].accesses + i];
      CHECK(a->source != SOURCE_TEMP || a->index != temp || s - chain->first < chain->count,
            "window touched outside of its chain", temp);
    }
  return JX_OK;
}

static jx_status check_chains(checker *c) {
  const plan *p = c->p;
  uint32_t at = 0;
  for (size_t i = 0; i < p->chains.n; i++) {
    const plan_chain *chain = &p->chains.at[i];
    c->stage = chain->first;
    CHECK(chain->first >= at && chain->count >= 2 &&
              chain->first + (size_t)chain->count <= p->stages.n,
          "stages of a chain", i);
    CHECK(chain->ndims > 0, "chain without spine", i);
    JX_TRY(check_dims(c, chain->dims, chain->ndims));
    for (; at < chain->first; at++)
      CHECK(p->stages.at[at].spine == SPINE_NONE, "spine without a chain", at);
    for (; at < chain->first + chain->count; at++) {
      c->stage = at;
      c->s = &p->stages.at[at];
      JX_TRY(check_member(c, chain));
    }
  }
  for (; at < p->stages.n; at++)
    CHECK(p->stages.at[at].spine == SPINE_NONE, "spine without a chain", at);
  for (uint32_t i = 0; i < p->temps.n; i++)
    if (p->temps.at[i].window) JX_TRY(check_window(c, i));
  return JX_OK;
}

jx_status plan_check(const plan *p, diag *d) {
  checker c = {.p = p, .d = d};
  for (c.stage = 0; c.stage < p->stages.n; c.stage++) {
    c.s = &p->stages.at[c.stage];
    JX_TRY(check_stage(&c));
    JX_TRY(check_block(&c));
    JX_TRY(check_wide(&c));
    JX_TRY(check_narrow(&c));
  }
  JX_TRY(check_flow(&c, p->arena));
  return check_chains(&c);
}
