/* places.c: see places.h. Start at choose_places().
 *
 * The place of an extreme is an index that mostly rises by the same number from element to element
 * of the vector loop. Then the number of the step at which a lane has found its extreme says
 * enough, and is as narrow as the elements are; the index is made of it once in a run of steps
 * (codegen/ops/place.c).
 *
 * Once any() has met a true element, nothing that follows changes it. So a stage that has such
 * folds alone may leave a row, or what is left of a range, unless something else would be missed: a
 * store, or an error that an element may be. */
#include "planner/places.h"

#include "base/element.h"

/* Sums that an index is made of, at most. */
#define INDEX_DEPTH 40

/* By how much a value rises along the vector loop; 0: not by a number that the plan knows. */
static int64_t step_of(const plan *out, const plan_stage *stage, plan_ref r, int depth) {
  const plan_value *v = &out->values.at[r];
  if (v->dtype != JX_INT64 || depth == 0) return 0;
  if (v->op == OP_IOTA) return v->loop == stage->vector ? v->imm.i : 0;
  if (v->op != OP_ADD) return 0;
  for (int j = 0; j < 2; j++)
    if (!(out->values.at[v->args[j]].loops >> stage->vector & 1))
      return step_of(out, stage, v->args[1 - j], depth - 1);
  return 0;
}

static void choose_step(const plan *out, const plan_stage *stage, plan_accumulator *a) {
  if (accumulator_form(a) != FORM_PLACE || stage_folds_in_memory(stage) || stage->crossed ||
      stage->nfinish || stage->scans)
    return;
  const plan_value *fold = &out->values.at[a->value];
  int64_t step = step_of(out, stage, fold->args[1], INDEX_DEPTH);
  jx_dtype of = element_worked((jx_dtype)out->values.at[fold->args[0]].dtype);
  if (step < 1 || step > INT32_MAX) return;
  a->step = (uint32_t)step;
  a->lane = (uint8_t)(of == JX_BOOL ? dtype_integer(dtype_is_signed((jx_dtype)a->dtype), 1) : of);
}

/* True where some value settles the fold: nothing after it in the order of the loops counts. */
static bool may_be_settled(const plan *out, const plan_stage *stage, const plan_accumulator *a) {
  if (a->fold == FOLD_OR || a->fold == FOLD_AND) return true;
  jx_dtype of = (jx_dtype)out->values.at[out->values.at[a->value].args[0]].dtype;
  return accumulator_form(a) == FORM_PLACE && of == JX_BOOL && a->step && stage->nreduced == 1;
}

/* An element may be an error, or a doubt. */
static bool may_fail(const plan_value *v) {
  bool power = v->op == OP_POW && !element_form_of((jx_dtype)v->dtype).real;
  return power || v->op == OP_INDEX || v->op == OP_TOTAL || v->op == OP_BOUNDED;
}

static bool may_end(const plan *out, const plan_stage *stage) {
  if (!stage->nreduced || stage_folds_in_memory(stage) || stage->crossed || stage->nfinish ||
      stage->scans || stage->together)
    return false;
  for (uint32_t i = 0; i < stage->naccumulators; i++)
    if (!may_be_settled(out, stage, &out->accumulators.at[stage->accumulators + i])) return false;
  for (uint32_t i = 0; i < stage->nvalues; i++)
    if (may_fail(&out->values.at[stage->values + i])) return false;
  for (uint32_t i = 0; i < stage->nstores; i++) {
    uint32_t access = out->stores.at[stage->stores + i].access;
    if (out->accesses.at[stage->accesses + access].store == PHASE_MAIN) return false;
  }
  return true;
}

void choose_places(const plan *out, plan_stage *stage) {
  for (uint32_t i = 0; i < stage->naccumulators; i++)
    choose_step(out, stage, &out->accumulators.at[stage->accumulators + i]);
  stage->ends = may_end(out, stage);
}

void mark_busy(const plan *out, const plan_stage *stage, bool *busy) {
  for (uint32_t i = 0; i < stage->naccumulators; i++) {
    const plan_accumulator *a = &out->accumulators.at[stage->accumulators + i];
    const plan_value *fold = &out->values.at[a->value];
    for (uint32_t j = 0; j < a->nargs && !stage->crossed; j++)
      if (!(j && a->step)) busy[fold->args[j] - stage->values] = true;
  }
  for (uint32_t i = 0; i < stage->nstores; i++)
    busy[out->stores.at[stage->stores + i].value - stage->values] = true;
  for (uint32_t i = stage->nvalues; i-- > 0;) {
    const plan_value *v = &out->values.at[stage->values + i];
    for (int j = 0; j < v->nargs; j++)
      if (busy[i] || v->phase == PHASE_POST) busy[v->args[j] - stage->values] = true;
  }
}
