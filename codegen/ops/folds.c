/* folds.c: accumulators: how they start, take a value, combine, and finish.
 *
 * Each function works for any lane count; words are float64 or int64. What a fold does here,
 * runtime/run/states.c does to states between chunks: the two must agree.
 *
 * Sums of float64 are compensated: next to the sum runs the sum of the rounding errors that TwoSum
 * finds (Knuth, The Art of Computer Programming, vol. 2, 4.2.2, theorem C). Memory is slower than
 * the six additions; dear elements are added in runs first. */
#include <math.h>

#include "base/dtype.h"
#include "codegen/cpu/stage.h"

static bool is_float(const plan_accumulator *a, uint32_t word) {
  switch (a->fold) {
  case FOLD_ARGMIN_FLOAT:
  case FOLD_ARGMAX_FLOAT: return word == 0;
  case FOLD_DEVIATIONS:
  case FOLD_SUM_COMPENSATED:
  case FOLD_SUM_OF_RUNS:
  case FOLD_SUM_FLOAT:
  case FOLD_PROD_FLOAT:
  case FOLD_MIN_FLOAT:
  case FOLD_MAX_FLOAT: return true;
  default: return false;
  }
}

LLVMTypeRef fold_word_type(stage_emitter *k, const plan_accumulator *a, uint32_t word) {
  return is_float(a, word) ? k->e->f64 : k->e->i64;
}

static bool is_compensated(const plan_accumulator *a) {
  return a->fold == FOLD_SUM_COMPENSATED || a->fold == FOLD_SUM_OF_RUNS;
}

/* argmin and argmax: words are a value and its index. */
static bool is_place(const plan_accumulator *a) {
  return a->fold >= FOLD_ARGMIN_FLOAT && a->fold <= FOLD_ARGMAX_INT;
}

static val identity(stage_emitter *k, const plan_accumulator *a, uint32_t word) {
  LLVMTypeRef type = fold_word_type(k, a, word);
  if (is_place(a) && word == 1) return emit_int64(k, INT64_MAX);
  switch (a->fold) {
  case FOLD_PROD_FLOAT: return LLVMConstReal(type, 1);
  case FOLD_PROD_INT:
  case FOLD_AND: return emit_int64(k, 1);
  case FOLD_ARGMIN_FLOAT:
  case FOLD_MIN_FLOAT: return LLVMConstReal(type, __builtin_inf());
  case FOLD_ARGMAX_FLOAT:
  case FOLD_MAX_FLOAT: return LLVMConstReal(type, -__builtin_inf());
  case FOLD_ARGMIN_INT:
  case FOLD_MIN_INT: return emit_int64(k, INT64_MAX);
  case FOLD_ARGMAX_INT:
  case FOLD_MAX_INT: return emit_int64(k, INT64_MIN);
  default: return LLVMConstNull(type);
  }
}

val fold_identity(stage_emitter *k, const plan_accumulator *a, uint32_t word, unsigned lanes) {
  return ev_splat(k->e, identity(k, a, word), lanes);
}

bool fold_needs_mask(const plan_accumulator *a, uint32_t arg) {
  switch (a->fold) {
  case FOLD_SUM_COMPENSATED:
  case FOLD_SUM_OF_RUNS:
  case FOLD_SUM_FLOAT:
  case FOLD_SUM_INT:
  case FOLD_PROD_FLOAT:
  case FOLD_PROD_INT: return true;
  case FOLD_DEVIATIONS: return arg == 1; /* the weight */
  default: return false;                 /* a repeated value changes no extreme and no or, and */
  }
}

val fold_neutral(stage_emitter *k, const plan_accumulator *a, uint32_t arg, val like) {
  (void)arg;
  LLVMTypeRef t = LLVMTypeOf(like),
              scalar = LLVMGetTypeKind(t) == LLVMVectorTypeKind ? LLVMGetElementType(t) : t;
  bool one = a->fold == FOLD_PROD_FLOAT || a->fold == FOLD_PROD_INT;
  LLVMTypeKind kind = LLVMGetTypeKind(scalar);
  val c =
      kind == LLVMIntegerTypeKind ? LLVMConstInt(scalar, one, false) : LLVMConstReal(scalar, one);
  return ev_splat(k->e, c, ev_lanes(like));
}

val fold_widen(stage_emitter *k, bool real, val x) {
  LLVMTypeRef t = LLVMTypeOf(x), to = ev_like(k->e, real ? k->e->f64 : k->e->i64, x);
  if (t == to) return x;
  LLVMTypeRef scalar = LLVMGetTypeKind(t) == LLVMVectorTypeKind ? LLVMGetElementType(t) : t;
  if (scalar == k->e->i1) {
    val i = LLVMBuildZExt(k->e->b, x, ev_like(k->e, k->e->i64, x), "");
    return real ? LLVMBuildSIToFP(k->e->b, i, to, "") : i;
  }
  if (LLVMGetTypeKind(scalar) == LLVMIntegerTypeKind)
    return real ? LLVMBuildSIToFP(k->e->b, x, to, "") : LLVMBuildSExt(k->e->b, x, to, "");
  return LLVMBuildFPExt(k->e->b, x, to, "");
}

/* The extreme, where NaN beats every number: x if it is beyond, or is NaN itself; a NaN stays as
 * nothing is beyond it. */
static val extreme(stage_emitter *k, val acc, val x, bool least) {
  emitter *e = k->e;
  val beyond = LLVMBuildFCmp(e->b, least ? LLVMRealOLT : LLVMRealOGT, x, acc, "");
  val nan = LLVMBuildFCmp(e->b, LLVMRealUNO, x, x, "");
  return ev_select(e, LLVMBuildOr(e->b, beyond, nan, ""), x, acc);
}

static val simple(stage_emitter *k, const plan_accumulator *a, val acc, val x) {
  emitter *e = k->e;
  switch (a->fold) {
  case FOLD_SUM_FLOAT:
  case FOLD_SUM_INT: return ev_add(e, acc, x);
  case FOLD_PROD_FLOAT:
  case FOLD_PROD_INT: return ev_mul(e, acc, x);
  case FOLD_MIN_FLOAT: return extreme(k, acc, x, true);
  case FOLD_MAX_FLOAT: return extreme(k, acc, x, false);
  case FOLD_MIN_INT: return ev_select(e, LLVMBuildICmp(e->b, LLVMIntSLT, x, acc, ""), x, acc);
  case FOLD_MAX_INT: return ev_select(e, LLVMBuildICmp(e->b, LLVMIntSGT, x, acc, ""), x, acc);
  case FOLD_OR: return ev_or(e, acc, x);
  default: return ev_and(e, acc, x);
  }
}

/* The value and index that win. Comparisons are false where one side is NaN. */
static void take_place(stage_emitter *k, const plan_accumulator *a, val *words, const val *other) {
  emitter *e = k->e;
  bool least = a->fold == FOLD_ARGMIN_FLOAT || a->fold == FOLD_ARGMIN_INT;
  val x = other[0], acc = words[0];
  val beyond = least ? ev_lt(e, x, acc) : ev_lt(e, acc, x), same = ev_eq(e, x, acc);
  if (is_float(a, 0)) {
    val x_nan = ev_isnan(e, x), acc_nan = ev_isnan(e, acc);
    val one_is = LLVMBuildXor(e->b, x_nan, acc_nan, "");
    beyond = ev_or(e, beyond, ev_and(e, x_nan, one_is));
    same = ev_or(e, same, ev_and(e, x_nan, acc_nan));
  }
  val wins = ev_or(e, beyond, ev_and(e, same, ev_lt(e, other[1], words[1])));
  for (int w = 0; w < 2; w++) words[w] = ev_select(e, wins, other[w], words[w]);
}

/* ---- NaN ----
 *
 * select(x beyond acc, x, acc) is one instruction; it keeps a NaN in acc and overlooks one in x. */

bool fold_overlooks_nan(stage_emitter *k, const plan_accumulator *a) {
  jx_dtype d = k->p->values.at[k->p->values.at[a->value].args[0]].dtype;
  return (a->fold == FOLD_MIN_FLOAT || a->fold == FOLD_MAX_FLOAT) && dtypes[d].kind == 'f';
}

void fold_nan(stage_emitter *k, const plan_accumulator *a, val *words, const val *args) {
  val x = fold_widen(k, is_float(a, 0), args[0]);
  words[0] = ev_select(k->e, LLVMBuildFCmp(k->e->b, LLVMRealUNO, x, x, ""), x, words[0]);
}

static val extreme_number(stage_emitter *k, const plan_accumulator *a, val acc, val x) {
  LLVMRealPredicate beyond = a->fold == FOLD_MIN_FLOAT ? LLVMRealOLT : LLVMRealOGT;
  return ev_select(k->e, LLVMBuildFCmp(k->e->b, beyond, x, acc, ""), x, acc);
}

void fold_step(stage_emitter *k, const plan_accumulator *a, val *words, const val *args) {
  val x = fold_widen(k, is_float(a, 0), args[0]);
  if (a->fold == FOLD_DEVIATIONS) {
    moments_step(k, words, x, args[1]);
    return;
  }
  if (is_place(a)) {
    take_place(k, a, words, (val[]){x, args[1]});
    return;
  }
  if (is_compensated(a)) {
    val lost;
    words[0] = ev_two_sum(k->e, words[0], x, &lost);
    words[1] = ev_add(k->e, words[1], lost);
  } else if (fold_overlooks_nan(k, a)) {
    words[0] = extreme_number(k, a, words[0], x);
  } else {
    words[0] = simple(k, a, words[0], x);
  }
}

void fold_combine(stage_emitter *k, const plan_accumulator *a, val *words, const val *other) {
  uint32_t beyond = fold_words((plan_fold)a->fold);
  if (beyond < a->words) words[beyond] = ev_add(k->e, words[beyond], other[beyond]);
  if (a->fold == FOLD_DEVIATIONS) {
    moments_combine(k, words, other);
  } else if (is_place(a)) {
    take_place(k, a, words, other);
  } else if (is_compensated(a)) {
    val lost;
    words[0] = ev_two_sum(k->e, words[0], other[0], &lost);
    words[1] = ev_add(k->e, ev_add(k->e, words[1], other[1]), lost);
  } else {
    words[0] = simple(k, a, words[0], other[0]);
  }
}

/* ---- Short runs ----
 *
 * Compensating every element would cost long formulas more than memory hides (FOLD_SUM_OF_RUNS).
 * Along the vector loop each lane first adds FOLD_RUN elements plainly, then gives the sum to the
 * compensated accumulator: NumPy's pairwise sum, too, starts from runs of 16 elements. Squared
 * deviations divide once in a run. */

unsigned fold_run_words(const plan_accumulator *a) {
  return a->fold == FOLD_DEVIATIONS ? 4 : a->fold == FOLD_SUM_OF_RUNS;
}

/* The first runs of squared deviations are short, of 2, 4 and 10 steps: runs are taken around the
 * mean of all numbers before them, and should not outweigh these by far; see moments.c. */
val fold_run_ends(stage_emitter *k, val n) {
  emitter *e = k->e;
  val ends = ev_eq(e, ev_and(e, n, emit_int64(k, FOLD_RUN - 1)), emit_int64(k, 0));
  for (uint32_t i = 0; i < k->s->naccumulators; i++)
    if (k->p->accumulators.at[k->s->accumulators + i].fold == FOLD_DEVIATIONS)
      return ev_or(e, ends, ev_eq(e, ev_and(e, n, emit_int64(k, ~4)), emit_int64(k, 2)));
  return ends;
}

void fold_run_start(stage_emitter *k, const plan_accumulator *a, const val *words, val *run) {
  if (a->fold == FOLD_DEVIATIONS)
    moments_run_start(k, words, run);
  else
    run[0] = ev_f64(k->e, words[0], 0);
}

void fold_run_step(stage_emitter *k, const plan_accumulator *a, val *run, const val *args) {
  val x = fold_widen(k, true, args[0]);
  if (a->fold == FOLD_DEVIATIONS)
    moments_run_step(k, run, x, args[1]);
  else
    run[0] = ev_add(k->e, run[0], x);
}

void fold_run_flush(stage_emitter *k, const plan_accumulator *a, val *words, const val *run) {
  if (a->fold == FOLD_DEVIATIONS)
    moments_run_flush(k, words, run);
  else
    fold_step(k, a, words, run);
}

void fold_rows(stage_emitter *k, const plan_accumulator *a, val *words, const val *args,
               uint32_t rows, size_t step) {
  val run[FOLD_RUN_WORDS], x[PLAN_MAX_ROWS], weight[PLAN_MAX_ROWS];
  if (rows == 1 || !fold_run_words(a)) {
    for (uint32_t r = 0; r < rows; r++) fold_step(k, a, words, args + r * step);
  } else if (a->fold == FOLD_DEVIATIONS) {
    for (uint32_t r = 0; r < rows; r++) {
      x[r] = fold_widen(k, true, args[r * step]);
      weight[r] = args[r * step + 1];
    }
    moments_rows(k, words, x, weight, rows);
  } else {
    fold_run_start(k, a, words, run);
    for (uint32_t r = 0; r < rows; r++) fold_run_step(k, a, run, args + r * step);
    fold_run_flush(k, a, words, run);
  }
}

/* ---- Lanes, and the end ---- */

val fold_half(stage_emitter *k, val x, unsigned first, unsigned n) {
  val mask[64];
  for (unsigned i = 0; i < n; i++) mask[i] = LLVMConstInt(k->e->i32, first + i, false);
  if (n == 1) return LLVMBuildExtractElement(k->e->b, x, mask[0], "");
  return LLVMBuildShuffleVector(k->e->b, x, LLVMGetPoison(LLVMTypeOf(x)), LLVMConstVector(mask, n),
                                "");
}

void fold_lanes(stage_emitter *k, const plan_accumulator *a, val *words) {
  if (a->fold == FOLD_DEVIATIONS) {
    moments_lanes(k, words);
    return;
  }
  plan_accumulator plain = *a; /* BEYOND is of all lanes together */
  plain.words = fold_words((plan_fold)a->fold);
  for (unsigned n = ev_lanes(words[0]) / 2; n >= 1; n /= 2) {
    val other[FOLD_MAX_WORDS];
    for (uint32_t w = 0; w < plain.words; w++) {
      other[w] = fold_half(k, words[w], n, n);
      words[w] = fold_half(k, words[w], 0, n);
    }
    fold_combine(k, &plain, words, other);
  }
}

/* Once a sum is inf or NaN, its compensation is NaN and means nothing. */
static val compensated(emitter *e, val sum, val rest) {
  val finite = ev_lt(e, ev_abs(e, sum), ev_f64(e, sum, __builtin_inf()));
  return ev_select(e, finite, ev_add(e, sum, rest), sum);
}

/* 2^-s of what words and BEYOND together are; s is BEYOND_SMALL, or twice BEYOND_DEVIATION. */
static val small_total(emitter *e, const plan_accumulator *a, const val *words) {
  if (a->fold == FOLD_DEVIATIONS) {
    val small = ev_f64(e, words[0], ldexp(1, -BEYOND_DEVIATION));
    val near = ev_add(e, words[MOMENT_SQUARES], words[MOMENT_SQUARES_LOW]);
    return ev_add(e, ev_mul(e, ev_mul(e, near, small), small), words[MOMENT_WORDS]);
  }
  val unit = ev_f64(e, words[0], ldexp(1, BEYOND_SUM - BEYOND_SMALL));
  val small = ev_f64(e, words[0], ldexp(1, -BEYOND_SMALL)), lost;
  val sum = ev_two_sum(e, ev_mul(e, words[2], unit), ev_mul(e, words[0], small), &lost);
  return ev_add(e, sum, ev_add(e, lost, ev_mul(e, words[1], small)));
}

static val enlarge(emitter *e, const plan_accumulator *a, val x, int sign) {
  if (a->fold != FOLD_DEVIATIONS) return ev_mul(e, x, ev_f64(e, x, ldexp(1, sign * BEYOND_SMALL)));
  val unit = ev_f64(e, x, ldexp(1, sign * BEYOND_DEVIATION));
  return ev_mul(e, ev_mul(e, x, unit), unit);
}

/* A sum, or what is 2^-s of it where that is asked for. */
static val total(stage_emitter *k, const plan_accumulator *a, const val *words, bool small) {
  emitter *e = k->e;
  bool moments = a->fold == FOLD_DEVIATIONS;
  val sum = words[moments ? MOMENT_SQUARES : 0], low = words[moments ? MOMENT_SQUARES_LOW : 1];
  val plain = compensated(e, sum, low);
  if (a->doubtful) emit_doubt(k, plain);
  if (small) plain = enlarge(e, a, plain, -1);
  if (!accumulator_is_watched(a)) return plain;
  val beyond = words[fold_words((plan_fold)a->fold)], zero = ev_f64(e, beyond, 0);
  val some = LLVMBuildFCmp(e->b, LLVMRealUNE, beyond, zero, "");
  LLVMBasicBlockRef here = LLVMGetInsertBlock(e->b);
  LLVMBasicBlockRef rare = emit_block(k, "large"), join = emit_block(k, "total");
  emit_mark_likely(k, LLVMBuildCondBr(e->b, LLVMBuildNot(e->b, ev_any(e, some), ""), join, rare));
  LLVMPositionBuilderAtEnd(e->b, rare);
  val large = small_total(e, a, words);
  if (!small) large = enlarge(e, a, large, 1);
  val finite = ev_lt(e, ev_abs(e, sum), ev_f64(e, sum, __builtin_inf()));
  large = ev_select(e, ev_and(e, some, finite), large, plain);
  LLVMBuildBr(e->b, join);
  LLVMPositionBuilderAtEnd(e->b, join);
  val phi = LLVMBuildPhi(e->b, LLVMTypeOf(plain), "");
  LLVMAddIncoming(phi, (val[]){plain, large}, (LLVMBasicBlockRef[]){here, rare}, 2);
  return phi;
}

bool fold_is_small(const plan_value *v) {
  return v->op == OP_SUM_SMALL || v->op == OP_DEVIATIONS_SMALL;
}

val fold_finish(stage_emitter *k, const plan_accumulator *a, const plan_value *v,
                const val *words) {
  emitter *e = k->e;
  jx_dtype to = v->dtype;
  bool small = fold_is_small(v);
  val x = words[is_place(a) ? 1 : 0];
  if (is_compensated(a) || a->fold == FOLD_DEVIATIONS) x = total(k, a, words, small);
  LLVMTypeRef type = ev_like(e, emit_dtype(k, to), x);
  if (LLVMTypeOf(x) == type) return x;
  if (to == JX_BOOL) return LLVMBuildICmp(e->b, LLVMIntNE, x, LLVMConstNull(LLVMTypeOf(x)), "");
  if (dtypes[to].kind == 'f') return LLVMBuildFPTrunc(e->b, x, type, "");
  return LLVMBuildTrunc(e->b, x, type, "");
}
