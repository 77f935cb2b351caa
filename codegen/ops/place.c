/* place.c: where an extreme is, for indices that rise from element to element.
 *
 * A lane looks at its elements in the order of their indices. So it takes one only if that is
 * beyond what it has, and knows the index of that by the number of the step, which is as narrow as
 * the elements are: two comparisons of floats, or one of integers, and two selections. Only when a
 * run of steps ends are there indices, of 64 bits: the first lane wins that has the extreme of all
 * of them at the least step. Lanes past the end repeat the last element at higher indices, and
 * never win. */
#include "codegen/ops/operations.h"

#include <string.h>

static bool is_float(const plan_accumulator *a) { return dtype_is_float((jx_dtype)a->dtype); }

static LLVMTypeRef value_type(emitter *e, const plan_accumulator *a) {
  return ev_dtype(e, (jx_dtype)a->lane);
}

static LLVMTypeRef number_type(emitter *e, const plan_accumulator *a) {
  return LLVMIntTypeInContext(e->context, dtypes[a->lane].size * 8u);
}

uint64_t place_run_most(const plan_accumulator *a) {
  unsigned bits = dtypes[a->lane].size * 8u;
  return UINT64_C(1) << (bits < 64 ? bits - 1 : 62);
}

void place_run_start(emitter *e, const plan_accumulator *a, unsigned lanes, val *run) {
  element_value start = fold_of_nothing((plan_fold)a->fold, (jx_dtype)a->lane, 0);
  LLVMTypeRef type = value_type(e, a);
  val value =
      is_float(a) ? LLVMConstReal(type, start.f) : LLVMConstInt(type, (uint64_t)start.i, true);
  run[0] = ev_splat(e, value, lanes);
  run[1] = LLVMConstNull(ev_type(e, number_type(e, a), lanes));
}

/* An element as lanes have it: a bool is a byte there. */
static val in_lanes(emitter *e, const plan_accumulator *a, val x) {
  if (ev_scalar(x) != e->i1) return x;
  return LLVMBuildZExt(e->b, x, ev_like(e, value_type(e, a), x), "");
}

/* Elements equal to what a run starts with are not taken: they are there from step 0 on. */
void place_run_step(emitter *e, const plan_accumulator *a, val *run, val x, val n) {
  x = in_lanes(e, a, x);
  val takes;
  if (is_float(a)) { /* beyond it, or NaN; but what is NaN stays */
    LLVMRealPredicate beyond = a->fold == FOLD_ARGMIN ? LLVMRealULT : LLVMRealUGT;
    takes = ev_and(e, LLVMBuildFCmp(e->b, LLVMRealORD, run[0], run[0], ""),
                   LLVMBuildFCmp(e->b, beyond, x, run[0], ""));
  } else {
    takes = fold_beyond(e, a, x, run[0]);
  }
  val number = LLVMBuildTruncOrBitCast(e->b, n, number_type(e, a), "");
  run[0] = ev_select(e, takes, x, run[0]);
  run[1] = ev_select(e, takes, ev_splat(e, number, ev_lanes(x)), run[1]);
}

/* The extreme of all lanes, whatever of those where one is NaN. */
static val extreme_lane(emitter *e, const plan_accumulator *a, val x) {
  for (unsigned n = ev_lanes(x) / 2; n >= 1; n /= 2) {
    val low = fold_half(e, x, 0, n), high = fold_half(e, x, n, n);
    x = ev_select(e, fold_beyond(e, a, high, low), high, low);
  }
  return x;
}

static val least_number(emitter *e, val x) {
  LLVMTypeRef type = LLVMTypeOf(x);
  const char *name = "llvm.vector.reduce.umin";
  unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
  val function = LLVMGetIntrinsicDeclaration(e->module, id, &type, 1);
  type = LLVMIntrinsicGetType(e->context, id, &type, 1);
  return LLVMBuildCall2(e->b, type, function, &x, 1, "");
}

/* The first lane that is true; of none, 0. */
static val first_lane(emitter *e, val mask) {
  LLVMTypeRef bits = LLVMIntTypeInContext(e->context, ev_lanes(mask));
  val word = LLVMBuildBitCast(e->b, mask, bits, "");
  word = LLVMBuildZExtOrBitCast(e->b, word, e->i64, "");
  val none = ev_eq(e, word, ev_int64(e, 0));
  return ev_select(e, none, ev_int64(e, 0), ev_trailing(e, word));
}

static val index_of(emitter *e, const plan_accumulator *a, val base, val elements) {
  return ev_add(e, base, ev_mul(e, elements, ev_int64(e, a->step)));
}

void place_run_end(emitter *e, const plan_accumulator *a, const val *run, val n, val base,
                   val *words) {
  unsigned lanes = ev_lanes(run[0]);
  val best = extreme_lane(e, a, run[0]);
  val mask = ev_eq(e, run[0], ev_splat(e, best, lanes));
  if (is_float(a)) {
    val nan = ev_isnan(e, run[0]), some = ev_any(e, nan);
    mask = ev_select(e, some, nan, mask);
    best = ev_select(e, some, ev_float_like(best, __builtin_nan("")), best);
  }
  val all = LLVMConstAllOnes(LLVMTypeOf(run[1]));
  val number = least_number(e, ev_select(e, mask, run[1], all));
  mask = ev_and(e, mask, ev_eq(e, run[1], ev_splat(e, number, lanes)));
  val steps = ev_sub(e, LLVMBuildZExtOrBitCast(e->b, number, e->i64, ""), n);
  val elements = ev_add(e, ev_mul(e, steps, ev_int64(e, lanes)), first_lane(e, mask));
  val found[] = {fold_widen(e, a, best), index_of(e, a, base, elements)};
  fold_combine(e, a, words, found);
}

void place_run_leave(emitter *e, const plan_accumulator *a, const val *run, val n, val base,
                     val *words) {
  unsigned lanes = ev_lanes(run[0]);
  val number[PLAN_MAX_LANES], now = ev_splat(e, n, lanes);
  for (unsigned i = 0; i < lanes; i++) number[i] = ev_int64(e, i);
  val steps = LLVMBuildZExtOrBitCast(e->b, run[1], LLVMTypeOf(now), "");
  val elements = ev_mul(e, ev_sub(e, steps, now), ev_splat(e, ev_int64(e, lanes), lanes));
  elements = ev_add(e, elements, LLVMConstVector(number, lanes));
  words[0] = fold_widen(e, a, run[0]);
  words[1] = ev_add(e, ev_splat(e, base, lanes),
                    ev_mul(e, elements, ev_splat(e, ev_int64(e, a->step), lanes)));
}

void place_found(emitter *e, const plan_accumulator *a, val hit, val base, val *words) {
  val some = ev_any(e, hit);
  val value = a->fold == FOLD_ARGMIN ? LLVMBuildNot(e->b, some, "") : some;
  val found[] = {LLVMBuildZExt(e->b, value, e->i64, ""), index_of(e, a, base, first_lane(e, hit))};
  fold_combine(e, a, words, found);
}
