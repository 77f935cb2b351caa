/* accumulator.c: see accumulator.h. */
#include "planner/accumulator.h"

#include <math.h>

const fold_info fold_table[FOLD_COUNT_] = {
#define X(id, words, form, start, again, name, of_integers) \
  [FOLD_##id] = {words, FORM_##form, START_##start, again, name, of_integers},
    FOLD_TABLE(X)
#undef X
};

jx_dtype accumulator_dtype(jx_dtype of) {
  return dtype_is_float(of) ? JX_FLOAT64 : dtypes[of].kind == 'u' ? JX_UINT64 : JX_INT64;
}

static element_value extreme(jx_dtype d, bool greatest) {
  if (dtype_is_float(d)) return (element_value){.f = greatest ? INFINITY : -INFINITY};
  return (element_value){.i = greatest ? dtype_greatest(d) : dtype_least(d)};
}

element_value fold_of_nothing(plan_fold fold, jx_dtype dtype, uint32_t word) {
  const fold_info *info = &fold_table[fold];
  if (info->start == START_MINUS_ZERO) return (element_value){.f = -0.0};
  if (word) return (element_value){.i = info->form == FORM_PLACE ? INT64_MAX : 0};
  switch ((fold_start)info->start) {
  case START_ZERO:
  case START_MINUS_ZERO: break;
  case START_ONE: return dtype_is_float(dtype) ? (element_value){.f = 1} : (element_value){.i = 1};
  case START_GREATEST: return extreme(dtype, true);
  case START_LEAST: return extreme(dtype, false);
  }
  return (element_value){0};
}
