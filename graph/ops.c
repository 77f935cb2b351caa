/* ops.c: the rows of OP_TABLE as an array, and the way from a function's name to its row. */
#include "graph/ops.h"

#include <string.h>

#include "graph/rules.h"

#define CLASS(name) OP_CLASS_##name
#define RULE(name) RULE_##name

const op_info ops[OP_COUNT_] = {
#define X(id, spelt, names, min, max, class_, rule, cost, ulp, help) \
  [OP_##id] = {#id, spelt, names, min, max, CLASS(class_), RULE(rule), cost, ulp, help},
    OP_TABLE(X)
#undef X
};

double op_fast_ulp(op_id op) {
  switch (op) {
#define X(id, ulp) \
  case OP_##id: return ulp;
    FAST_TABLE(X)
#undef X
  default: return 0;
  }
}

bool words_hold(const char *words, const char *word, size_t length) {
  while (*words) {
    size_t n = strcspn(words, " ");
    if (n == length && memcmp(words, word, length) == 0) return true;
    words += n;
    words += *words == ' ';
  }
  return false;
}

op_id op_named(const char *name, size_t length) {
  if (length == 0) return OP_POISON;
  for (int id = 0; id < OP_COUNT_; id++)
    if (words_hold(ops[id].names, name, length)) return (op_id)id;
  return OP_POISON;
}

bool op_is_reduction(op_id op) {
  return ops[op].class_ == OP_CLASS_REDUCE || ops[op].class_ == OP_CLASS_OVER;
}

bool op_is_running(op_id op) {
  return ops[op].class_ == OP_CLASS_SCAN || ops[op].class_ == OP_CLASS_RUNNING;
}

const char *op_keywords(op_id op) {
  switch (op) {
  case OP_SUM:
  case OP_PROD:
  case OP_NANSUM:
  case OP_NANPROD: return "axis keepdims dtype where initial";
  case OP_MIN:
  case OP_MAX:
  case OP_NANMIN:
  case OP_NANMAX: return "axis keepdims where initial";
  case OP_MEAN:
  case OP_NANMEAN: return "axis keepdims dtype where";
  case OP_VAR:
  case OP_STD:
  case OP_NANVAR:
  case OP_NANSTD: return "axis keepdims dtype where ddof";
  case OP_ANY:
  case OP_ALL:
  case OP_COUNT: return "axis keepdims where"; /* NumPy's count_nonzero has no where=, why ever */
  case OP_ARGMIN:
  case OP_ARGMAX:
  case OP_PTP:
  case OP_VECDOT: return "axis keepdims";
  case OP_CONTAINS:
  case OP_STARTSWITH:
  case OP_ENDSWITH:
  case OP_FIND:
  case OP_RFIND:
  case OP_OCCURRENCES: return "start end";
  case OP_CUMSUM:
  case OP_CUMPROD:
  case OP_NANCUMSUM:
  case OP_NANCUMPROD: return "axis dtype";
  case OP_CUMULATIVE_SUM:
  case OP_CUMULATIVE_PROD: return "axis dtype include_initial";
  case OP_DIFF: return "n axis prepend append";
  case OP_RINT: return "decimals";
  case OP_CLIP: return "a_min a_max min max";
  case OP_ISCLOSE: return "rtol atol equal_nan";
  case OP_NAN_TO_NUM: return "nan posinf neginf";
  case OP_ANGLE: return "deg";
  case OP_SIZE: return "axis";
  case OP_TRANSPOSE: return "axes";
  case OP_EXPAND_DIMS:
  case OP_SQUEEZE:
  case OP_FLIP: return "axis";
  case OP_ROT90: return "k axes";
  case OP_MOVEAXIS: return "source destination";
  case OP_SWAPAXES: return "axis1 axis2";
  case OP_BROADCAST_TO: return "shape";
  case OP_RESHAPE: return "shape order";
  case OP_RAVEL: return "order";
  case OP_CONCATENATE:
  case OP_STACK: return "axis dtype";
  case OP_HSTACK:
  case OP_VSTACK: return "dtype";
  case OP_ROLL: return "shift axis";
  case OP_ZEROS:
  case OP_ONES: return "shape dtype";
  case OP_FULL: return "shape fill_value dtype";
  case OP_ZEROS_LIKE:
  case OP_ONES_LIKE: return "dtype shape";
  case OP_FULL_LIKE: return "fill_value dtype shape";
  case OP_EYE: return "N M k dtype";
  case OP_IDENTITY: return "n dtype";
  case OP_TAKE: return "axis mode";
  case OP_TAKE_ALONG:
  case OP_COMPRESS: return "axis";
  case OP_ARANGE: return "dtype";
  case OP_LINSPACE: return "num endpoint dtype";
  default: return "";
  }
}
