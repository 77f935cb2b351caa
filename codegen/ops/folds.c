/* folds.c: accumulators: how they start, take a value, combine, and finish.
 *
 * Each function works for any lane count; words are float64 or int64. What a fold does here,
 * runtime/run/states.c does to states between chunks: the two must agree.
 *
 * Sums of float64 are compensated: next to the sum runs the sum of the rounding errors that TwoSum
 * finds (Knuth, The Art of Computer Programming, vol. 2, 4.2.2, theorem C). Memory is slower than
 * the six additions; dear elements are added in runs first. */
#include <math.h>

#include "codegen/ops/operations.h"

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

LLVMTypeRef fold_word_type(emitter *e, const plan_accumulator *a, uint32_t word) {
  return is_float(a, word) ? e->f64 : e->i64;
}

static bool is_compensated(const plan_accumulator *a) {
  return a->fold == FOLD_SUM_COMPENSATED || a->fold == FOLD_SUM_OF_RUNS;
}

/* argmin and argmax: words are a value and its index. */
static bool is_place(const plan_accumulator *a) {
  return a->fold >= FOLD_ARGMIN_FLOAT && a->fold <= FOLD_ARGMAX_INT;
}

static val identity(emitter *e, const plan_accumulator *a, uint32_t word) {
  LLVMTypeRef type = fold_word_type(e, a, word);
  if (is_place(a) && word == 1) return ev_int64(e, INT64_MAX);
  switch (a->fold) {
  case FOLD_PROD_FLOAT: return LLVMConstReal(type, 1);
  case FOLD_PROD_INT:
  case FOLD_AND: return ev_int64(e, 1);
  case FOLD_ARGMIN_FLOAT:
  case FOLD_MIN_FLOAT: return LLVMConstReal(type, __builtin_inf());
  case FOLD_ARGMAX_FLOAT:
  case FOLD_MAX_FLOAT: return LLVMConstReal(type, -__builtin_inf());
  case FOLD_ARGMIN_INT:
  case FOLD_MIN_INT: return ev_int64(e, INT64_MAX);
  case FOLD_ARGMAX_INT:
  case FOLD_MAX_INT: return ev_int64(e, INT64_MIN);
  default: return LLVMConstNull(type);
  }
}

val fold_identity(emitter *e, const plan_accumulator *a, uint32_t word, unsigned lanes) {
  return ev_splat(e, identity(e, a, word), lanes);
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

val fold_neutral(emitter *e, const plan_accumulator *a, uint32_t arg, val like) {
  (void)arg;
  LLVMTypeRef scalar = ev_scalar(like);
  bool one = a->fold == FOLD_PROD_FLOAT || a->fold == FOLD_PROD_INT;
  LLVMTypeKind kind = LLVMGetTypeKind(scalar);
  val c =
      kind == LLVMIntegerTypeKind ? LLVMConstInt(scalar, one, false) : LLVMConstReal(scalar, one);
  return ev_splat(e, c, ev_lanes(like));
}

val fold_widen(emitter *e, bool real, val x) {
  LLVMTypeRef t = LLVMTypeOf(x), to = ev_like(e, real ? e->f64 : e->i64, x);
  if (t == to) return x;
  LLVMTypeRef scalar = ev_scalar(x);
  if (scalar == e->i1) {
    val i = LLVMBuildZExt(e->b, x, ev_like(e, e->i64, x), "");
    return real ? LLVMBuildSIToFP(e->b, i, to, "") : i;
  }
  if (LLVMGetTypeKind(scalar) == LLVMIntegerTypeKind)
    return real ? LLVMBuildSIToFP(e->b, x, to, "") : LLVMBuildSExt(e->b, x, to, "");
  return LLVMBuildFPExt(e->b, x, to, "");
}

/* The extreme, where NaN beats every number: x if it is beyond, or is NaN itself; a NaN stays as
 * nothing is beyond it. */
static val extreme(emitter *e, val acc, val x, bool least) {
  val beyond = LLVMBuildFCmp(e->b, least ? LLVMRealOLT : LLVMRealOGT, x, acc, "");
  val nan = LLVMBuildFCmp(e->b, LLVMRealUNO, x, x, "");
  return ev_select(e, LLVMBuildOr(e->b, beyond, nan, ""), x, acc);
}

static val simple(emitter *e, const plan_accumulator *a, val acc, val x) {
  switch (a->fold) {
  case FOLD_SUM_FLOAT:
  case FOLD_SUM_INT: return ev_add(e, acc, x);
  case FOLD_PROD_FLOAT:
  case FOLD_PROD_INT: return ev_mul(e, acc, x);
  case FOLD_MIN_FLOAT: return extreme(e, acc, x, true);
  case FOLD_MAX_FLOAT: return extreme(e, acc, x, false);
  case FOLD_MIN_INT: return ev_select(e, LLVMBuildICmp(e->b, LLVMIntSLT, x, acc, ""), x, acc);
  case FOLD_MAX_INT: return ev_select(e, LLVMBuildICmp(e->b, LLVMIntSGT, x, acc, ""), x, acc);
  case FOLD_OR: return ev_or(e, acc, x);
  default: return ev_and(e, acc, x);
  }
}

/* The value and index that win. Comparisons are false where one side is NaN. */
static void take_place(emitter *e, const plan_accumulator *a, val *words, const val *other) {
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

bool fold_overlooks_nan(const plan_accumulator *a, bool real) {
  return (a->fold == FOLD_MIN_FLOAT || a->fold == FOLD_MAX_FLOAT) && real;
}

void fold_nan(emitter *e, const plan_accumulator *a, val *words, const val *args) {
  val x = fold_widen(e, is_float(a, 0), args[0]);
  words[0] = ev_select(e, LLVMBuildFCmp(e->b, LLVMRealUNO, x, x, ""), x, words[0]);
}

static bool is_real(val x) { return LLVMGetTypeKind(ev_scalar(x)) != LLVMIntegerTypeKind; }

static val extreme_number(emitter *e, const plan_accumulator *a, val acc, val x) {
  LLVMRealPredicate beyond = a->fold == FOLD_MIN_FLOAT ? LLVMRealOLT : LLVMRealOGT;
  return ev_select(e, LLVMBuildFCmp(e->b, beyond, x, acc, ""), x, acc);
}

void fold_step(emitter *e, const plan_accumulator *a, val *words, const val *args) {
  val x = fold_widen(e, is_float(a, 0), args[0]);
  if (a->fold == FOLD_DEVIATIONS) {
    moments_step(e, words, x, args[1]);
    return;
  }
  if (is_place(a)) {
    take_place(e, a, words, (val[]){x, args[1]});
    return;
  }
  if (is_compensated(a)) {
    val lost;
    words[0] = ev_two_sum(e, words[0], x, &lost);
    words[1] = ev_add(e, words[1], lost);
  } else if (fold_overlooks_nan(a, is_real(args[0]))) {
    words[0] = extreme_number(e, a, words[0], x);
  } else {
    words[0] = simple(e, a, words[0], x);
  }
}

void fold_combine(emitter *e, const plan_accumulator *a, val *words, const val *other) {
  uint32_t beyond = fold_words((plan_fold)a->fold);
  if (beyond < a->words) words[beyond] = ev_add(e, words[beyond], other[beyond]);
  if (a->fold == FOLD_DEVIATIONS) {
    moments_combine(e, words, other);
  } else if (is_place(a)) {
    take_place(e, a, words, other);
  } else if (is_compensated(a)) {
    val lost;
    words[0] = ev_two_sum(e, words[0], other[0], &lost);
    words[1] = ev_add(e, ev_add(e, words[1], other[1]), lost);
  } else {
    words[0] = simple(e, a, words[0], other[0]);
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

void fold_run_start(emitter *e, const plan_accumulator *a, const val *words, val *run) {
  if (a->fold == FOLD_DEVIATIONS)
    moments_run_start(e, words, run);
  else
    run[0] = ev_f64(e, words[0], 0);
}

void fold_run_step(emitter *e, const plan_accumulator *a, val *run, const val *args) {
  val x = fold_widen(e, true, args[0]);
  if (a->fold == FOLD_DEVIATIONS)
    moments_run_step(e, run, x, args[1]);
  else
    run[0] = ev_add(e, run[0], x);
}

void fold_run_flush(emitter *e, const plan_accumulator *a, val *words, const val *run) {
  if (a->fold == FOLD_DEVIATIONS)
    moments_run_flush(e, words, run);
  else
    fold_step(e, a, words, run);
}

void fold_rows(emitter *e, const plan_accumulator *a, val *words, const val *args, uint32_t rows,
               size_t step) {
  val run[FOLD_RUN_WORDS], x[PLAN_MAX_ROWS], weight[PLAN_MAX_ROWS];
  if (rows == 1 || !fold_run_words(a)) {
    for (uint32_t r = 0; r < rows; r++) fold_step(e, a, words, args + r * step);
  } else if (a->fold == FOLD_DEVIATIONS) {
    for (uint32_t r = 0; r < rows; r++) {
      x[r] = fold_widen(e, true, args[r * step]);
      weight[r] = args[r * step + 1];
    }
    moments_rows(e, words, x, weight, rows);
  } else {
    fold_run_start(e, a, words, run);
    for (uint32_t r = 0; r < rows; r++) fold_run_step(e, a, run, args + r * step);
    fold_run_flush(e, a, words, run);
  }
}

/* ---- Lanes, and the end ---- */

val fold_half(emitter *e, val x, unsigned first, unsigned n) {
  val mask[PLAN_MAX_LANES];
  for (unsigned i = 0; i < n; i++) mask[i] = LLVMConstInt(e->i32, first + i, false);
  if (n == 1) return LLVMBuildExtractElement(e->b, x, mask[0], "");
  return LLVMBuildShuffleVector(e->b, x, LLVMGetPoison(LLVMTypeOf(x)), LLVMConstVector(mask, n),
                                "");
}

void fold_lanes(emitter *e, const plan_accumulator *a, val *words) {
  if (a->fold == FOLD_DEVIATIONS) {
    moments_lanes(e, words);
    return;
  }
  plan_accumulator plain = *a; /* BEYOND is of all lanes together */
  plain.words = fold_words((plan_fold)a->fold);
  for (unsigned n = ev_lanes(words[0]) / 2; n >= 1; n /= 2) {
    val other[FOLD_MAX_WORDS];
    for (uint32_t w = 0; w < plain.words; w++) {
      other[w] = fold_half(e, words[w], n, n);
      words[w] = fold_half(e, words[w], 0, n);
    }
    fold_combine(e, &plain, words, other);
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
static val total(emitter *e, const plan_accumulator *a, const val *words, bool small) {
  bool moments = a->fold == FOLD_DEVIATIONS;
  val sum = words[moments ? MOMENT_SQUARES : 0], low = words[moments ? MOMENT_SQUARES_LOW : 1];
  val plain = compensated(e, sum, low);
  if (a->doubtful) ev_doubt(e, plain);
  if (small) plain = enlarge(e, a, plain, -1);
  if (!accumulator_is_watched(a)) return plain;
  val beyond = words[fold_words((plan_fold)a->fold)], zero = ev_f64(e, beyond, 0);
  val some = LLVMBuildFCmp(e->b, LLVMRealUNE, beyond, zero, "");
  LLVMBasicBlockRef here = LLVMGetInsertBlock(e->b);
  LLVMBasicBlockRef rare = ev_block(e, "large"), join = ev_block(e, "total");
  ev_mark_likely(e, LLVMBuildCondBr(e->b, LLVMBuildNot(e->b, ev_any(e, some), ""), join, rare));
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

val fold_finish(emitter *e, const plan_accumulator *a, const plan_value *v, const val *words) {
  uint32_t word = is_place(a) ? 1 : 0;
  val x = words[word];
  if (is_compensated(a) || a->fold == FOLD_DEVIATIONS) x = total(e, a, words, fold_is_small(v));
  return emit_convert(e, x, is_float(a, word) ? JX_FLOAT64 : JX_INT64, v->dtype);
}
