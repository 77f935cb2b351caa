/* functions.c: from an operation to the emitter that its row names. */
#include "codegen/math/functions.h"

typedef val function(emitter *e, const val *args);

/* Emitters take their arguments one by one. */
#define X(id, nargs, f64, f32, ...)                                                            \
  static val of_##f64(emitter *e, const val *args) { return MATH_CALL_##nargs(f64, e, args); } \
  static val of_##f32(emitter *e, const val *args) { return MATH_CALL_##nargs(f32, e, args); }
MATH_TABLE(X)
#undef X

static const struct row {
  function *f64, *f32;
} rows[OP_COUNT_] = {
#define X(id, nargs, f64, f32, ...) [OP_##id] = {of_##f64, of_##f32},
    MATH_TABLE(X)
#undef X
};

val math_function(emitter *e, op_id op, const val *args) {
  const struct row *row = &rows[op];
  if (!row->f64) return NULL;
  bool single = ev_like(e, e->f32, args[0]) == LLVMTypeOf(args[0]);
  return single ? row->f32(e, args) : row->f64(e, args);
}
