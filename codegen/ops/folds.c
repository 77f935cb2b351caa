/* folds.c: accumulators: how they start, take a value, combine, and finish.
 *
 * Each function works for any lane count. Words are float64 or integers of 64 bits, or narrower
 * ones while the vector loop folds. What a fold does here, runtime/run/states.c does to states
 * between chunks: the two must agree.
 *
 * Sums of float64 are compensated: next to the sum runs the sum of the rounding errors that TwoSum
 * finds (Knuth, The Art of Computer Programming, vol. 2, 4.2.2, theorem C). Memory is slower than
 * the six additions; dear elements are added in runs first. */
#include <math.h>

#include "codegen/ops/operations.h"

static bool is_compensated(const plan_accumulator *a) {
  return accumulator_form(a) == FORM_COMPENSATED;
}
static bool is_place(const plan_accumulator *a) { return accumulator_form(a) == FORM_PLACE; }
static bool is_moments(const plan_accumulator *a) { return accumulator_form(a) == FORM_MOMENTS; }
static bool is_product(const plan_accumulator *a) { return accumulator_form(a) == FORM_PRODUCT; }
static bool is_float(const plan_accumulator *a) { return dtype_is_float((jx_dtype)a->dtype); }

LLVMTypeRef fold_word_type(emitter *e, const plan_accumulator *a, uint32_t word) {
  return is_float(a) && !(is_place(a) && word) ? e->f64 : e->i64;
}

bool fold_has_narrow_words(const plan_accumulator *a) {
  return accumulator_is_narrow(a) && a->fold != FOLD_SUM && !is_place(a);
}

LLVMTypeRef fold_lane_type(emitter *e, const plan_accumulator *a, uint32_t word) {
  return fold_has_narrow_words(a) ? ev_dtype(e, (jx_dtype)a->lane) : fold_word_type(e, a, word);
}

val fold_identity(emitter *e, const plan_accumulator *a, uint32_t word, unsigned lanes) {
  LLVMTypeRef type = fold_lane_type(e, a, word);
  jx_dtype dtype = (jx_dtype)(fold_has_narrow_words(a) ? a->lane : a->dtype);
  element_value start = fold_of_nothing((plan_fold)a->fold, dtype, word);
  bool real = LLVMGetTypeKind(type) != LLVMIntegerTypeKind;
  val c = real ? LLVMConstReal(type, start.f) : LLVMConstInt(type, (uint64_t)start.i, true);
  return ev_splat(e, c, lanes);
}

bool fold_needs_mask(const plan_accumulator *a, uint32_t arg) {
  if (is_moments(a)) return arg == 1; /* the weight */
  return !fold_table[a->fold].again;
}

val fold_neutral(const plan_accumulator *a, uint32_t arg, val like) {
  bool one = fold_table[a->fold].start == START_ONE && !(is_product(a) && arg);
  bool minus = fold_table[a->fold].start == START_MINUS_ZERO;
  bool integer = LLVMGetTypeKind(ev_scalar(like)) == LLVMIntegerTypeKind;
  return integer ? ev_int_like(like, one) : ev_float_like(like, minus ? -0.0 : one);
}

/* A value as something of a type that holds it. */
static val widened(emitter *e, const plan_accumulator *a, val x, LLVMTypeRef scalar) {
  LLVMTypeRef to = ev_like(e, scalar, x);
  if (LLVMTypeOf(x) == to) return x;
  if (is_float(a)) return LLVMBuildFPExt(e->b, x, to, "");
  bool is_signed = dtype_is_signed((jx_dtype)a->dtype) && ev_scalar(x) != e->i1;
  return is_signed ? LLVMBuildSExt(e->b, x, to, "") : LLVMBuildZExt(e->b, x, to, "");
}

val fold_widen(emitter *e, const plan_accumulator *a, val x) {
  return widened(e, a, x, fold_word_type(e, a, 0));
}

val fold_beyond(emitter *e, const plan_accumulator *a, val x, val acc) {
  bool least = a->fold == FOLD_MIN || a->fold == FOLD_ARGMIN;
  if (is_float(a)) return LLVMBuildFCmp(e->b, least ? LLVMRealOLT : LLVMRealOGT, x, acc, "");
  bool is_signed = dtype_is_signed((jx_dtype)a->dtype);
  LLVMIntPredicate below = is_signed ? LLVMIntSLT : LLVMIntULT;
  LLVMIntPredicate above = is_signed ? LLVMIntSGT : LLVMIntUGT;
  return LLVMBuildICmp(e->b, least ? below : above, x, acc, "");
}

/* The extreme, where NaN beats every number: x if it is beyond, or is NaN itself; a NaN stays as
 * nothing is beyond it. */
static val extreme(emitter *e, const plan_accumulator *a, val acc, val x) {
  val best = ev_select(e, fold_beyond(e, a, x, acc), x, acc);
  if (!is_float(a)) return best;
  return ev_select(e, LLVMBuildFCmp(e->b, LLVMRealUNO, x, x, ""), x, best);
}

/* An operation on one word. */
static val one_word(emitter *e, const plan_accumulator *a, val acc, val x) {
  switch ((plan_fold)a->fold) {
  case FOLD_SUM: return ev_add(e, acc, x);
  case FOLD_PROD: return ev_mul(e, acc, x);
  case FOLD_MIN:
  case FOLD_MAX: return extreme(e, a, acc, x);
  case FOLD_OR: return ev_or(e, acc, x);
  case FOLD_AND: return ev_and(e, acc, x);
  case FOLD_SUM_COMPENSATED:
  case FOLD_SUM_OF_RUNS:
  case FOLD_PROD_COMPLEX:
  case FOLD_RUNNING_SUM:
  case FOLD_ARGMIN:
  case FOLD_ARGMAX:
  case FOLD_DEVIATIONS:
  case FOLD_COUNT_: break; /* of other forms */
  }
  return acc;
}

/* The value and index that win. Comparisons are false where one side is NaN. */
static void take_place(emitter *e, const plan_accumulator *a, val *words, const val *other) {
  val x = other[0], acc = words[0];
  val takes = fold_beyond(e, a, x, acc), same = ev_eq(e, x, acc);
  if (is_float(a)) {
    val x_nan = ev_isnan(e, x), acc_nan = ev_isnan(e, acc);
    val one_is = LLVMBuildXor(e->b, x_nan, acc_nan, "");
    takes = ev_or(e, takes, ev_and(e, x_nan, one_is));
    same = ev_or(e, same, ev_and(e, x_nan, acc_nan));
  }
  val wins = ev_or(e, takes, ev_and(e, same, ev_lt(e, other[1], words[1])));
  for (int w = 0; w < 2; w++) words[w] = ev_select(e, wins, other[w], words[w]);
}

/* words' = words * other, as complex numbers. */
static void multiply(emitter *e, val *words, const val *other) {
  val re = ev_sub(e, ev_mul(e, words[0], other[0]), ev_mul(e, words[1], other[1]));
  words[1] = ev_add(e, ev_mul(e, words[0], other[1]), ev_mul(e, words[1], other[0]));
  words[0] = re;
}

/* ---- NaN ----
 *
 * select(x beyond acc, x, acc) is one instruction; it keeps a NaN in acc and overlooks one in x. */

bool fold_overlooks_nan(const plan_accumulator *a) {
  return (a->fold == FOLD_MIN || a->fold == FOLD_MAX) && is_float(a);
}

void fold_nan(emitter *e, const plan_accumulator *a, val *words, const val *args) {
  val x = fold_widen(e, a, args[0]);
  words[0] = ev_select(e, LLVMBuildFCmp(e->b, LLVMRealUNO, x, x, ""), x, words[0]);
}

void fold_step(emitter *e, const plan_accumulator *a, val *words, const val *args) {
  val x = widened(e, a, args[0], ev_scalar(words[0]));
  if (is_moments(a)) {
    moments_step(e, words, x, args[1]);
    return;
  }
  if (is_place(a)) {
    take_place(e, a, words, (val[]){x, args[1]});
    return;
  }
  if (is_product(a)) {
    multiply(e, words, (val[]){x, widened(e, a, args[1], ev_scalar(words[1]))});
    return;
  }
  if (is_compensated(a)) {
    val lost;
    words[0] = ev_two_sum(e, words[0], x, &lost);
    words[1] = ev_add(e, words[1], lost);
  } else if (fold_overlooks_nan(a)) {
    words[0] = ev_select(e, fold_beyond(e, a, x, words[0]), x, words[0]);
  } else {
    words[0] = one_word(e, a, words[0], x);
  }
}

void fold_combine(emitter *e, const plan_accumulator *a, val *words, const val *other) {
  uint32_t beyond = fold_words((plan_fold)a->fold);
  if (beyond < a->words) words[beyond] = ev_add(e, words[beyond], other[beyond]);
  if (is_moments(a)) {
    moments_combine(e, words, other);
  } else if (is_place(a)) {
    take_place(e, a, words, other);
  } else if (is_product(a)) {
    multiply(e, words, other);
  } else if (is_compensated(a)) {
    val lost;
    words[0] = ev_two_sum(e, words[0], other[0], &lost);
    words[1] = ev_add(e, ev_add(e, words[1], other[1]), lost);
  } else {
    words[0] = one_word(e, a, words[0], other[0]);
  }
}

/* ---- Short runs ----
 *
 * Compensating every element would cost long formulas more than memory hides (FOLD_SUM_OF_RUNS).
 * Along the vector loop each lane first adds FOLD_RUN elements plainly, then gives the sum to the
 * compensated accumulator: NumPy's pairwise sum, too, starts from runs of 16 elements. Cheap
 * elements of a sum of everything are added plainly in runs of 8 where they are in cache
 * (SLOT_RUN). Squared deviations divide once in a run. Integers of a byte or two are added in twice
 * as many bits, which FOLD_RUN of them do not fill, and bools in no more than a byte; so they are
 * widened to 64 bits once in a run. */

unsigned fold_run_words(const plan_accumulator *a) {
  if (is_moments(a)) return 4;
  return a->varies || a->fold == FOLD_SUM_OF_RUNS ||
         (a->fold == FOLD_SUM && accumulator_is_narrow(a));
}

LLVMTypeRef fold_run_type(emitter *e, const plan_accumulator *a) {
  return ev_dtype(e, (jx_dtype)a->lane);
}

void fold_run_start(emitter *e, const plan_accumulator *a, const val *words, val *run) {
  if (is_moments(a))
    moments_run_start(e, words, run);
  else
    run[0] = LLVMConstNull(ev_like(e, fold_run_type(e, a), words[0]));
}

void fold_run_step(emitter *e, const plan_accumulator *a, val *run, const val *args, bool seen) {
  val x = widened(e, a, args[0], fold_run_type(e, a));
  if (is_moments(a) && seen)
    moments_run_step_seen(e, run, x);
  else if (is_moments(a))
    moments_run_step(e, run, x, args[1]);
  else
    run[0] = ev_add(e, run[0], x);
}

bool fold_takes_pairs(const plan_accumulator *a) { return !is_moments(a); }

void fold_run_pair(emitter *e, const plan_accumulator *a, val *run, val x, val y) {
  LLVMTypeRef type = fold_run_type(e, a);
  run[0] = ev_add(e, run[0], ev_add(e, widened(e, a, x, type), widened(e, a, y, type)));
}

void fold_run_count(emitter *e, const plan_accumulator *a, val *run, uint32_t steps) {
  if (is_moments(a)) moments_run_count(e, run, steps);
}

void fold_run_flush(emitter *e, const plan_accumulator *a, val *words, const val *run) {
  if (is_moments(a))
    moments_run_flush(e, words, run);
  else
    fold_step(e, a, words, run);
}

void fold_run_only(emitter *e, const plan_accumulator *a, val *words, const val *run) {
  val first = widened(e, a, run[0], ev_scalar(words[0]));
  for (uint32_t w = 1; w < fold_words((plan_fold)a->fold); w++)
    words[w] = LLVMConstNull(LLVMTypeOf(words[w]));
  words[0] = first;
}

/* The extreme of rows in pairs, which takes as long as three or four comparisons and not as eight.
 * The first one of equals wins, as it does in turn; of lanes with a NaN, fold_nan() makes that. */
static void extreme_of_rows(emitter *e, const plan_accumulator *a, val *words, const val *args,
                            uint32_t rows, size_t step) {
  val x[PLAN_MAX_ROWS];
  for (uint32_t r = 0; r < rows; r++) x[r] = widened(e, a, args[r * step], ev_scalar(words[0]));
  for (uint32_t n = rows; n > 1; n = (n + 1) / 2) {
    for (uint32_t i = 0; i < n / 2; i++)
      x[i] = ev_select(e, fold_beyond(e, a, x[2 * i + 1], x[2 * i]), x[2 * i + 1], x[2 * i]);
    if (n % 2) x[n / 2] = x[n - 1];
  }
  words[0] = ev_select(e, fold_beyond(e, a, x[0], words[0]), x[0], words[0]);
}

void fold_rows(emitter *e, const plan_accumulator *a, val *words, const val *args, uint32_t rows,
               size_t step) {
  val run[FOLD_RUN_WORDS], x[PLAN_MAX_ROWS], weight[PLAN_MAX_ROWS];
  if (rows > 1 && fold_overlooks_nan(a)) {
    extreme_of_rows(e, a, words, args, rows, step);
  } else if (rows == 1 || !fold_run_words(a)) {
    for (uint32_t r = 0; r < rows; r++) fold_step(e, a, words, args + r * step);
  } else if (is_moments(a)) {
    for (uint32_t r = 0; r < rows; r++) {
      x[r] = fold_widen(e, a, args[r * step]);
      weight[r] = args[r * step + 1];
    }
    moments_rows(e, words, x, weight, rows);
  } else {
    fold_run_start(e, a, words, run);
    for (uint32_t r = 0; r < rows; r++) fold_run_step(e, a, run, args + r * step, false);
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
  if (is_moments(a)) {
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

bool fold_folds_halves(const plan_accumulator *a) {
  return !is_moments(a) && !accumulator_is_watched(a);
}

/* Of each `lanes` lanes of one or two vectors, the first or the second half. */
static val halves(emitter *e, val x, val y, unsigned lanes, bool second) {
  val mask[PLAN_MAX_LANES];
  unsigned all = ev_lanes(x), n = 0;
  for (unsigned from = 0; from < (y ? 2 * all : all); from += lanes)
    for (unsigned i = 0; i < lanes / 2; i++)
      mask[n++] = LLVMConstInt(e->i32, from + i + (second ? lanes / 2 : 0), false);
  if (n == 1) return LLVMBuildExtractElement(e->b, x, mask[0], "");
  return LLVMBuildShuffleVector(e->b, x, y ? y : LLVMGetPoison(LLVMTypeOf(x)),
                                LLVMConstVector(mask, n), "");
}

void fold_halves(emitter *e, const plan_accumulator *a, val (*from)[FOLD_MAX_WORDS],
                 uint32_t vectors, unsigned lanes, val *words) {
  val low[FOLD_MAX_WORDS], high[FOLD_MAX_WORDS];
  for (uint32_t w = 0; w < a->words; w++) {
    val second = vectors > 1 ? from[1][w] : NULL;
    low[w] = halves(e, from[0][w], second, lanes, false);
    high[w] = halves(e, from[0][w], second, lanes, true);
  }
  fold_combine(e, a, low, high);
  for (uint32_t w = 0; w < a->words; w++) words[w] = low[w];
}

/* Once a sum is inf or NaN, its compensation is NaN and means nothing. */
static val compensated(emitter *e, val sum, val rest) {
  val finite = ev_lt(e, ev_abs(e, sum), ev_f64(e, sum, __builtin_inf()));
  return ev_select(e, finite, ev_add(e, sum, rest), sum);
}

/* 2^-s of what words and BEYOND together are; s is BEYOND_SMALL, or twice BEYOND_DEVIATION. */
static val small_total(emitter *e, const plan_accumulator *a, const val *words) {
  if (is_moments(a)) {
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
  if (!is_moments(a)) return ev_mul(e, x, ev_f64(e, x, ldexp(1, sign * BEYOND_SMALL)));
  val unit = ev_f64(e, x, ldexp(1, sign * BEYOND_DEVIATION));
  return ev_mul(e, ev_mul(e, x, unit), unit);
}

/* A sum, or what is 2^-s of it where that is asked for. */
static val total(emitter *e, const plan_accumulator *a, const val *words, bool small) {
  bool moments = is_moments(a);
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
  val x = words[is_place(a) || v->op == OP_PROD_IM];
  if (is_compensated(a) || is_moments(a)) x = total(e, a, words, fold_is_small(v));
  bool wide = ev_scalar(x) == fold_word_type(e, a, 0);
  jx_dtype from = is_place(a) ? JX_INT64 : (jx_dtype)(wide ? a->dtype : a->lane);
  return emit_convert(e, x, from, element_worked((jx_dtype)v->dtype));
}
