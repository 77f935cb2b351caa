/* lower.c: the values of a stage.
 *
 * lower_stage() turns the nodes that a stage computes and reads (collect.c) into plan values,
 * accesses, accumulators and stores in one forward loop each. */
#include "planner/lower.h"

#include <string.h>

#include "base/dtype.h"
#include "base/element.h"
#include "planner/contraction.h"
#include "planner/near.h"
#include "planner/rate.h"
#include "planner/space.h"
#include "planner/tables.h"
#include "planner/wide.h"

/* ---- Values ---- */

typedef struct lowering {
  planner *p;
  proto *s;
  plan_stage *stage;
  bool post;
  VEC(dim_ref) dims;
} lowering;

static uint32_t stage_dim(lowering *w, dim_ref d) {
  for (size_t i = 0; i < w->dims.n; i++)
    if (w->dims.at[i] == d) return (uint32_t)i;
  dim_ref *slot = VEC_PUSH(w->p->arena, &w->dims);
  if (slot) *slot = d;
  return (uint32_t)(w->dims.n - 1);
}

/* How an access that moves along the inner or the outer positions of the vector loop alone repeats,
 * see period.c; or ACCESS_BROADCAST: it does not. */
static access_class repeats(const lowering *w, const access_view *v) {
  if (w->s->around < 0 || (w->s->wide && w->post)) return ACCESS_BROADCAST;
  bool inner = access_axis(w->p, v, w->s->innermost) >= 0;
  bool outer = access_axis(w->p, v, w->s->around) >= 0;
  return inner == outer ? ACCESS_BROADCAST : inner ? ACCESS_PERIODIC : ACCESS_SPREAD;
}

int64_t lower_step(const planner *p, const view_axis *a) {
  const dim_node *by = a->by ? &p->out->dims.at[a->by - 1] : NULL;
  if (!by) return a->step;
  if (by->op != DIM_CONST || by->is_float || by->imm.i < 1 || by->imm.i > INT32_MAX) return 0;
  return a->step > INT32_MAX || a->step < -INT32_MAX ? 0 : a->step * by->imm.i;
}

/* A part of an axis that steps by a constant many times as much is a step like any other. But folds
 * take elements of 8 bytes that are four apart as fast one by one as out of whole vectors. */
static plan_step step_along(const lowering *w, const access_view *v, int x) {
  const view_axis *a = &v->axes[x];
  plan_step step = {.axis = (int16_t)access_source_axis(v, x), .step = a->step, .by = a->by};
  int64_t all = a->by ? lower_step(w->p, a) : 0;
  if (all == 0 || (w->s->folding && all == 4 && access_item(w->p, v) == 8)) return step;
  step.step = all;
  step.by = 0;
  return step;
}

/* How the array moves along each loop: by the axis that follows the loop's innermost position, or
 * where it is spread the innermost one that it moves along. Returns the set of loops it moves
 * along.
 */
static uint32_t find_steps(const lowering *w, const access_view *v, plan_step *steps) {
  uint32_t loops = 0;
  bool spread = repeats(w, v) == ACCESS_SPREAD;
  for (uint32_t l = 0; l < stage_loops(w->stage); l++) steps[l] = (plan_step){.axis = -1};
  for (int x = 0; x < v->naxes; x++) {
    int k = v->axes[x].to;
    bool last = k >= 0 && (w->s->inner[k] || (spread && k == w->s->around));
    if (!last || access_axis(w->p, v, k) != x) continue;
    steps[w->s->loop[k]] = step_along(w, v, x);
    loops |= 1u << w->s->loop[k];
  }
  return loops;
}

static bool is_unit(const lowering *w, const access_view *v, const plan_step *step) {
  return step->step == 1 && !step->by && access_unit(w->p, v, step->axis);
}

/* Contiguous along the loop whose rows may go side by side: the one outside the vector loop in an
 * elementwise stage, the last reduced one where accumulators are in memory; or along the reduced
 * loop of a stage that contracts. */
static bool is_transposed(const lowering *w, const access_view *v, const plan_step *steps) {
  const plan_stage *s = w->stage;
  if (w->s->contracts && s->nreduced == 1)
    return steps[s->nkept].axis >= 0 && is_unit(w, v, &steps[s->nkept]);
  if (s->vector != s->nkept - 1 || w->s->scanning || w->s->crossed || w->post) return false;
  if (w->s->folding ? !s->nreduced : s->nkept < 2) return false;
  const plan_step *step = &steps[w->s->folding ? stage_loops(s) - 1 : s->nkept - 2];
  return step->axis >= 0 && is_unit(w, v, step);
}

/* Elements that two vectors hold, of an axis that is contiguous; or up to PLAN_SPACED of them, where
 * registers are wide enough that picking elements out is cheaper than loading each. */
static bool is_spaced(const lowering *w, const access_view *v, const plan_step *step) {
  bool close = step->step == 2 || step->step == -2 || step->step == -1;
  bool wide = w->p->out->target.vector_bytes >= 64 && access_item(w->p, v) >= 4;
  close = close || (wide && step->step > 2 && step->step <= PLAN_SPACED);
  return close && !step->by && access_unit(w->p, v, step->axis);
}

/* What it is along the two loops that steps of a woven stage go along. */
static access_class classify_woven(const lowering *w, const access_view *v,
                                   const plan_step *steps) {
  const plan_step *inner = &steps[w->stage->vector], *outer = inner - 1;
  if (inner->axis < 0 && outer->axis < 0) return ACCESS_BROADCAST;
  bool merges = access_merges(w->p, w->s, v, w->s->outer, w->s->order[w->s->first]);
  return merges && is_unit(w, v, inner) ? ACCESS_UNIT : ACCESS_WOVEN;
}

/* What the access is along the vector loop. */
static access_class classify(const lowering *w, const access_view *v, const plan_step *steps,
                             jx_dtype dtype, bool store, bool direct) {
  if (w->stage->vector >= stage_loops(w->stage)) return ACCESS_BROADCAST;
  if (w->stage->woven) return classify_woven(w, v, steps);
  const plan_step *step = &steps[stage_lane_loop(w->stage, w->post ? PHASE_POST : PHASE_MAIN)];
  if (step->axis < 0) return ACCESS_BROADCAST;
  access_class again = repeats(w, v);
  if (again != ACCESS_BROADCAST) return again;
  bool string = dtype_is_string(dtype);
  bool unit = is_unit(w, v, step);
  if (string) unit = unit && !store && access_item(w->p, v) <= PLAN_SHORT_STRING;
  if (unit) return ACCESS_UNIT;
  if (!direct || string || dtype_is_complex(dtype)) return ACCESS_STRIDED; /* a pair fills a load */
  if (is_spaced(w, v, step)) return ACCESS_SPACED;
  return is_transposed(w, v, steps) ? ACCESS_TRANSPOSED : ACCESS_STRIDED;
}

/* Appends the dims at which the array's axes start, but for those that are 0. */
static bool push_starts(lowering *w, const access_view *v, plan_access *a) {
  plan *out = w->p->out;
  a->starts = (uint32_t)out->starts.n;
  for (int x = 0; x < v->naxes; x++) {
    const dim_node *d = &out->dims.at[v->axes[x].start];
    if (d->op == DIM_CONST && d->imm.i == 0) continue;
    plan_start *start = VEC_PUSH(w->p->arena, &out->starts);
    if (!start) return false;
    *start = (plan_start){.axis = (int16_t)access_source_axis(v, x), .dim = v->axes[x].start};
    a->nstarts++;
  }
  return true;
}

static bool push_steps(lowering *w, const plan_step *steps, plan_access *a) {
  plan *out = w->p->out;
  a->steps = (uint32_t)out->steps.n;
  for (uint32_t l = 0; l < stage_loops(w->stage); l++) {
    plan_step *step = VEC_PUSH(w->p->arena, &out->steps);
    if (!step) return false;
    *step = steps[l];
  }
  return true;
}

/* How the array moves with each argument of a gather; `close`: bits of those for which an element
 * is a step. An axis of extent 1 that a temp has not stays where it is. */
static bool push_gathers(lowering *w, const access_view *v, int nargs, plan_access *a) {
  a->gathers = (uint8_t)nargs;
  a->gather = w->stage->ngathers;
  for (int i = 0; i < nargs; i++) {
    plan_step *step = VEC_PUSH(w->p->arena, &w->p->out->steps);
    if (!step) return false;
    *step = (plan_step){.axis = -1};
    for (int x = 0; x < v->naxes; x++) {
      if (view_arg(&v->axes[x]) != i) continue;
      *step = (plan_step){.axis = (int16_t)x, .step = v->axes[x].step};
      if (step->step == 1 && access_unit(w->p, v, x)) a->close |= (uint8_t)(1 << i);
    }
  }
  return true;
}

/* An access of the stage: its index there, the set of loops it moves along, and what it is along
 * the vector loop. */
typedef struct placed {
  uint32_t index;
  uint32_t loops;
  access_class vector;
} placed;

/* Decides how the stage reads or writes, then appends the access; when memory runs out, the arena
 * remembers. */
static placed push_access(lowering *w, const access_view *v, jx_dtype dtype, uint8_t store,
                          int gathers) {
  plan_step steps[JX_MAX_RANK];
  placed at = {.index = w->stage->naccesses, .loops = find_steps(w, v, steps)};
  at.vector = classify(w, v, steps, dtype, store != 0, !store && !gathers);
  if (at.vector == ACCESS_WOVEN) at.loops |= 1u << w->stage->vector;
  if (v->source == SOURCE_TEMP) dtype = (jx_dtype)w->p->out->temps.at[v->index].dtype;
  plan_access a = {.source = v->source,
                   .dtype = (uint8_t)dtype,
                   .vector = (uint8_t)at.vector,
                   .store = store,
                   .swapped = access_is_swapped(w->p, v),
                   .item = access_item(w->p, v),
                   .index = v->index};
  if (!push_starts(w, v, &a) || !push_steps(w, steps, &a)) return at;
  if (!push_gathers(w, v, gathers, &a)) return at;
  plan_access *slot = VEC_PUSH(w->p->arena, &w->p->out->accesses);
  if (!slot) return at;
  *slot = a;
  w->stage->naccesses++;
  w->stage->ngathers += a.gathers;
  return at;
}

static plan_ref push_value(lowering *w, plan_value v) {
  plan *out = w->p->out;
  v.phase = w->post ? PHASE_POST : PHASE_MAIN;
  for (int i = 0; i < v.nargs; i++) v.loops |= out->values.at[v.args[i]].loops;
  plan_value *slot = VEC_PUSH(w->p->arena, &out->values);
  if (!slot) return 0;
  *slot = v;
  w->stage->nvalues++;
  return (plan_ref)(out->values.n - 1);
}

static plan_ref lower_iota(lowering *w, graph_ref r) {
  planner *p = w->p;
  const graph_node *n = graph_at(p->g, r);
  const view_axis *a = &p->g->axes.at[p->g->views.at[n->view].axes];
  uint32_t start = stage_dim(w, a->start);
  int k = a->to < 0 ? -1 : proto_position(p, w->s, r, a->to, w->post);
  if (k < 0) return push_value(w, (plan_value){.op = OP_DIM, .dtype = n->dtype, .dim = start});
  plan_value v = {.op = OP_IOTA,
                  .dtype = n->dtype,
                  .loop = w->s->loop[k],
                  .loops = 1u << w->s->loop[k],
                  .imm.i = a->step};
  v.args[0] = start;
  v.args[1] = w->s->around >= 0 && !w->s->wide && k == w->s->innermost;
  return push_value(w, v);
}

static bool takes_fast_form(const planner *p, const graph_node *n) {
  return p->precision == JX_PRECISION_FAST && op_is_fast((op_id)n->op, (jx_dtype)n->dtype);
}

static plan_ref lower_gather(lowering *w, const member *m) {
  const graph_node *n = graph_at(w->p->g, m->node);
  plan_value v = {.op = n->op, .dtype = n->dtype, .item = n->item, .nargs = n->nargs};
  access_view a;
  access_of_leaf(w->p, w->s, m, w->post, &a);
  placed at = push_access(w, &a, n->dtype, 0, n->nargs);
  for (int i = 0; i < n->nargs; i++) v.args[i] = w->p->value[n->args[i]];
  v.access = at.index;
  v.loops = at.loops;
  return push_value(w, v);
}

static plan_ref lower_node(lowering *w, const member *m) {
  planner *p = w->p;
  const graph_node *n = graph_at(p->g, m->node);
  plan_value v = {.op = n->op, .dtype = n->dtype, .item = n->item};
  if (m->loaded) {
    access_view a;
    access_of_leaf(p, w->s, m, w->post, &a);
    placed at = push_access(w, &a, n->dtype, 0, 0);
    if (at.vector == ACCESS_TRANSPOSED && !w->s->folding)
      w->stage->rows = PLAN_MAX_ROWS; /* the stage is tiled */
    v.op = OP_INPUT;
    v.access = at.index;
    v.loops = at.loops;
    return push_value(w, v);
  }
  switch (n->op) {
  case OP_CONST:
    v.imm.i = n->imm.i;
    if (n->item) v.pattern = n->pattern;
    break;
  case OP_DIM: v.dim = stage_dim(w, n->dim); break;
  case OP_IOTA: return lower_iota(w, m->node);
  case OP_GATHER:
  case OP_GATHER_KEPT: return lower_gather(w, m);
  case OP_VIEW: return p->value[p->g->views.at[n->view].source];
  default:
    if (op_folds((op_id)n->op)) return p->value[m->node]; /* set by lower_folds */
    v.nargs = n->nargs;
    for (int i = 0; i < n->nargs; i++) v.args[i] = p->value[n->args[i]];
    if (n->op == OP_CONTAINS && n->nargs == 1) v.pattern = n->pattern;
    if (takes_fast_form(p, n)) v.fast = 1;
    v.imm.i = n->imm.i;
  }
  return push_value(w, v);
}

plan_fold lower_fold(const planner *p, graph_ref r) {
  const graph_node *n = graph_at(p->g, r);
  switch (n->op) {
  case OP_SUM:
  case OP_SUM_SMALL:
    return dtype_is_float((jx_dtype)graph_at(p->g, n->args[0])->dtype) ? FOLD_SUM_COMPENSATED
                                                                       : FOLD_SUM;
  case OP_CUMSUM: return dtype_is_float((jx_dtype)n->dtype) ? FOLD_RUNNING_SUM : FOLD_SUM;
  case OP_PROD:
  case OP_CUMPROD: return FOLD_PROD;
  case OP_PROD_RE:
  case OP_PROD_IM: return FOLD_PROD_COMPLEX;
  case OP_MIN: return FOLD_MIN;
  case OP_MAX: return FOLD_MAX;
  case OP_ANY: return FOLD_OR;
  case OP_ALL: return FOLD_AND;
  case OP_LEAST_AT: return FOLD_ARGMIN;
  case OP_GREATEST_AT: return FOLD_ARGMAX;
  case OP_DEVIATIONS:
  case OP_DEVIATIONS_SMALL: return FOLD_DEVIATIONS;
  default: return FOLD_SUM; /* COUNT */
  }
}

/* Loops along which the folds of `s` keep words of their own. */
static uint32_t kept_loops(const lowering *w, const proto *s) {
  uint32_t kept = 0;
  for (int i = 0; i < w->s->npositions; i++) {
    int k = w->s->order[i];
    if (!(s->reduced >> k & 1)) kept |= 1u << w->s->loop[k];
  }
  return kept;
}

/* Whether a fold of such numbers may overflow on the way: see graph_magnitude(). */
static bool needs_watching(const graph *g, const graph_node *r, plan_fold fold) {
  if (fold == FOLD_SUM_COMPENSATED) return graph_magnitude(g, r->args[0]) > GRAPH_SUMS_FIT;
  return fold == FOLD_DEVIATIONS && graph_magnitude(g, r->args[0]) > GRAPH_SQUARES_FIT;
}

/* The one of the first `n` folds of a proto that folds what the n-th does, or n: a sum and what is
 * small of it are two values of one accumulator. */
static size_t same_fold(const planner *p, const proto *s, size_t n) {
  const graph_node *r = graph_at(p->g, s->folds.at[n]);
  for (size_t i = 0; i < n; i++) {
    const graph_node *m = graph_at(p->g, s->folds.at[i]);
    bool same = m->nargs == r->nargs && m->args[0] == r->args[0] && m->args[1] == r->args[1];
    if (same && lower_fold(p, s->folds.at[i]) == lower_fold(p, s->folds.at[n])) return i;
  }
  return n;
}

/* What an accumulator of such a fold is, as the next of the stage. */
static plan_accumulator accumulator_of(const lowering *w, const graph_node *r, plan_fold fold) {
  bool may_overflow = needs_watching(w->p->g, r, fold);
  bool watched = may_overflow && w->p->g->careful;
  jx_dtype dtype = accumulator_dtype((jx_dtype)graph_at(w->p->g, r->args[0])->dtype);
  return (plan_accumulator){.fold = (uint8_t)fold,
                            .dtype = (uint8_t)dtype,
                            .lane = (uint8_t)dtype, /* until rate_stage() */
                            .doubtful = may_overflow && !watched,
                            .words = (uint8_t)(fold_words(fold) + watched),
                            .nargs = r->nargs,
                            .word = w->stage->words};
}

static void push_accumulator(lowering *w, const plan_accumulator *a) {
  plan_accumulator *slot = VEC_PUSH(w->p->arena, &w->p->out->accumulators);
  if (!slot) return;
  *slot = *a;
  w->stage->words += a->words;
  w->stage->watched += accumulator_is_watched(a);
  w->stage->naccumulators++;
}

/* A finished fold as a value. Its arguments are there where the fold is computed, which for a
 * member of a crossed stage is that stage; they are not counted in nargs, belonging to the main
 * phase. */
static plan_value finished_fold(const lowering *w, const proto *s, const graph_node *r,
                                uint32_t accumulator, uint32_t kept) {
  plan_value v = {.op = r->op, .dtype = r->dtype, .accumulator = accumulator, .loops = kept};
  if (s->crossed && w->s == s) return v;
  for (int j = 0; j < r->nargs; j++) v.args[j] = w->p->value[r->args[j]];
  return v;
}

/* Accumulators for the folds of `s`, which is the stage itself or the finish-th member of a crossed
 * one, and their values, which are its finished folds. */
static jx_status lower_folds(lowering *w, const proto *s, uint32_t finish) {
  planner *p = w->p;
  plan *out = p->out;
  uint32_t kept = kept_loops(w, s), state = 0;
  uint32_t loops = s->scanning ? (1u << stage_loops(w->stage)) - 1 : kept;
  size_t values = out->values.n;
  w->post = true;
  for (size_t i = 0; i < s->folds.n; i++) {
    const graph_node *r = graph_at(p->g, s->folds.at[i]);
    size_t same = same_fold(p, s, i);
    plan_accumulator a = accumulator_of(w, r, lower_fold(p, s->folds.at[i]));
    a.finish = (uint8_t)finish;
    a.state = state;
    a.kept = kept;
    a.value = (plan_ref)out->values.n;
    uint32_t index = same < i ? out->values.at[values + same].accumulator : w->stage->naccumulators;
    push_value(w, finished_fold(w, s, r, index, loops));
    if (same == i) {
      push_accumulator(w, &a);
      state += a.words;
    }
    if (p->arena->failed) return diag_memory(out->diag);
  }
  for (size_t i = 0; i < s->folds.n; i++) p->value[s->folds.at[i]] = (plan_ref)(values + i);
  return JX_OK;
}

/* The positions of the space as their loops nest. What a scan stores inside of a kept vector loop
 * has the positions of that last; other stages store none there. */
static void nest_positions(const proto *s, uint8_t *out) {
  int n = 0;
  for (int last = 0; last < 2; last++)
    for (int i = 0; i < s->npositions; i++) {
      bool lanes = s->scanning && s->vector < s->nkept && s->loop[s->order[i]] == s->vector;
      if (lanes == last) out[n++] = s->order[i];
    }
}

/* The layout of a result to be allocated follows the loops; axes of extent 1 stay where C order has
 * them if it can. */
static void order_result(planner *p, const proto *s, const request *r, bool post) {
  plan_result *result = &p->out->results.at[r->index];
  uint8_t order[JX_MAX_RANK], nest[JX_MAX_RANK];
  int n = 0;
  nest_positions(s, nest);
  bool ascending = true;
  for (int x = 0; x < result->rank; x++) {
    int k = proto_position(p, s, r->node, result->rank - 1 - x, post);
    if (k < 0) order[n++] = (uint8_t)x;
  }
  for (int i = 0; i < s->npositions; i++)
    for (int x = 0; x < result->rank; x++)
      if (proto_position(p, s, r->node, result->rank - 1 - x, post) == nest[i]) {
        ascending =
            ascending && (n == 0 || order[n - 1] < x ||
                          proto_position(p, s, r->node, result->rank - 1 - order[n - 1], post) < 0);
        order[n++] = (uint8_t)x;
      }
  if (!ascending) memcpy(result->order, order, (size_t)n);
}

static jx_status lower_store(lowering *w, const request *r, bool post) {
  planner *p = w->p;
  if (r->target == SOURCE_RESULT && !r->piece && !(p->results && p->results[r->index].dtype))
    order_result(p, w->s, r, post);
  access_view a;
  access_of_request(p, w->s, r, post, &a);
  uint8_t phase = post ? PHASE_POST : PHASE_MAIN;
  uint32_t access = push_access(w, &a, graph_at(p->g, r->node)->dtype, phase, 0).index;
  plan_store *slot = VEC_PUSH(p->arena, &p->out->stores);
  if (!slot) return diag_memory(p->out->diag);
  *slot = (plan_store){access, p->value[r->node]};
  w->stage->nstores++;
  return JX_OK;
}

static jx_status lower_phase(lowering *w, const member_list *list) {
  for (size_t i = 0; i < list->n; i++) {
    plan_ref v = lower_node(w, &list->at[i]);
    if (w->p->arena->failed) return diag_memory(w->p->out->diag);
    w->p->value[list->at[i].node] = v;
  }
  return JX_OK;
}

jx_status lower_stage(planner *p, proto *s, plan_stage *stage) {
  plan *out = p->out;
  lowering w = {.p = p, .s = s, .stage = stage};
  stage->scans = s->scanning;
  stage->together = s->together;
  stage->accesses = (uint32_t)out->accesses.n;
  stage->values = (uint32_t)out->values.n;
  stage->accumulators = (uint32_t)out->accumulators.n;
  stage->stores = (uint32_t)out->stores.n;
  if (s->around >= 0) stage->period = 1 + stage_dim(&w, s->period);
  JX_TRY(lower_phase(&w, &s->main));
  for (size_t i = 0; i < s->beside.n; i++) JX_TRY(lower_store(&w, &s->beside.at[i], false));
  for (size_t i = 0; i < s->members.n; i++)
    JX_TRY(lower_folds(&w, &p->protos.at[s->members.at[i]], (uint32_t)i));
  if (s->folding && !s->members.n) {
    JX_TRY(lower_folds(&w, s, 0));
    JX_TRY(lower_phase(&w, &s->post));
  }
  for (size_t i = 0; i < s->requests.n; i++)
    JX_TRY(lower_store(&w, &s->requests.at[i], s->folding));
  stage->dims = (uint32_t)out->dimlists.n;
  for (size_t i = 0; i < w.dims.n; i++) {
    dim_ref *slot = VEC_PUSH(p->arena, &out->dimlists);
    if (!slot) return diag_memory(out->diag);
    *slot = w.dims.at[i];
    stage->ndims++;
  }
  near_find(out, stage);
  if (s->wide) wide_stage(out, stage);
  stage->narrow = s->narrow;
  rate_stage(out, stage);
  if (s->contracts) contraction_block(out, stage, p->g->careful);
  if (rate_strings(out, stage) * stage->lanes > PLAN_STRING_SCRATCH_MOST)
    return diag_fail(out->diag, JX_ERROR_LIMIT, (span){0},
                     "the program computes too many long strings at once");
  return p->arena->failed ? diag_memory(out->diag) : JX_OK;
}
