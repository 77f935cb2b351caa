/* operations.c: one operation of the graph as IR.
 *
 * Takes arguments that have one dtype and as many lanes as the result (the graph sees to it); gives
 * the value. No operation can fault: divisors that would are replaced first, shift counts are
 * compared with the width. Conversions are in convert.c; mathematical functions are rows of a table:
 * codegen/math/table.h. */
#include "codegen/ops/operations.h"

#include <math.h>

#include "base/element.h"
#include "codegen/math/functions.h"

typedef struct op_args {
  emitter *e;
  LLVMBuilderRef b;
  const plan_value *v;
  jx_dtype of; /* the arguments */
  val x, y, z;
  bool real, boolean, is_signed; /* of the arguments */
} op_args;

static unsigned width_of(val x) { return LLVMGetIntTypeWidth(ev_scalar(x)); }

static val icmp(op_args *o, LLVMIntPredicate p, val a, val b) {
  return LLVMBuildICmp(o->b, p, a, b, "");
}
static val fcmp(op_args *o, LLVMRealPredicate p, val a, val b) {
  return LLVMBuildFCmp(o->b, p, a, b, "");
}

/* ---- Integer division ---- */

/* The divisor, or 1 where dividing by it would trap: where it is 0, and where the smallest integer
 * is divided by -1. */
static val safe_divisor(op_args *o, val by_zero) {
  val one = ev_int_like(o->x, 1);
  if (!o->is_signed) return ev_select(o->e, by_zero, one, o->y);
  int64_t least = INT64_MIN >> (64 - width_of(o->x));
  val wraps = ev_and(o->e, icmp(o, LLVMIntEQ, o->x, ev_int_like(o->x, least)),
                     icmp(o, LLVMIntEQ, o->y, ev_int_like(o->x, -1)));
  return ev_select(o->e, ev_or(o->e, by_zero, wraps), one, o->y);
}

/* Quotient and remainder rounded down; a zero divisor gives 0 and 0, the smallest integer by -1
 * wraps. */
static void floor_divide_int(op_args *o, val *quotient, val *remainder) {
  val zero = ev_int_like(o->x, 0), one = ev_int_like(o->x, 1);
  val by_zero = icmp(o, LLVMIntEQ, o->y, zero), d = safe_divisor(o, by_zero);
  if (!o->is_signed) {
    *quotient = ev_select(o->e, by_zero, zero, LLVMBuildUDiv(o->b, o->x, d, ""));
    *remainder = ev_select(o->e, by_zero, zero, LLVMBuildURem(o->b, o->x, d, ""));
    return;
  }
  val q = LLVMBuildSDiv(o->b, o->x, d, "");
  val r = ev_sub(o->e, o->x, ev_mul(o->e, q, d));
  val below =
      ev_and(o->e, icmp(o, LLVMIntNE, r, zero), icmp(o, LLVMIntSLT, ev_xor(o->e, r, d), zero));
  q = ev_select(o->e, below, ev_sub(o->e, q, one), q);
  r = ev_select(o->e, below, ev_add(o->e, r, d), r);
  *quotient = ev_select(o->e, by_zero, zero, q);
  *remainder = ev_select(o->e, by_zero, zero, r);
}

/* Truncated. */
static val fmod_int(op_args *o) {
  val zero = ev_int_like(o->x, 0), by_zero = icmp(o, LLVMIntEQ, o->y, zero);
  val d = safe_divisor(o, by_zero);
  val r = o->is_signed ? LLVMBuildSRem(o->b, o->x, d, "") : LLVMBuildURem(o->b, o->x, d, "");
  return ev_select(o->e, by_zero, zero, r);
}

/* ---- Float division rounded down, as NumPy's npy_divmod ---- */

/* fmod of float64. With q = trunc(x/y), x - q*y is exact (one rounding of a representable value)
 * while q is below 2^53 and at most one off; the rest goes out of line. */
static val fmod64(op_args *o, val x, val y) {
  emitter *e = o->e;
  val ax = ev_abs(e, x), ay = ev_abs(e, y);
  val q = ev_trunc(e, ev_div(e, ax, ay));
  val r = ev_fma(e, ev_neg(e, q), ay, ax);
  r = ev_select(e, fcmp(o, LLVMRealOLT, r, ev_float_like(r, 0)), ev_add(e, r, ay), r);
  r = ev_select(e, fcmp(o, LLVMRealOGE, r, ay), ev_sub(e, r, ay), r);
  r = ev_select(e, fcmp(o, LLVMRealOLT, ax, ay), ax, r); /* also where y is infinite */
  val fast = ev_copysign(e, r, x), out;
  /* unordered or too large a quotient, and divisors so small that a product with them may not be
   * exact */
  val hard = ev_or(e, fcmp(o, LLVMRealUGE, q, ev_float_like(q, 0x1p51)),
                   fcmp(o, LLVMRealOLT, ay, ev_float_like(ay, 0x1p-960)));
  val in[] = {x, y};
  ev_patch(e, hard, HELPER_FMOD, 2, in, 1, &fast, &out);
  return out;
}

static val fmod_any(op_args *o) {
  if (ev_scalar(o->x) == o->e->f64) return fmod64(o, o->x, o->y);
  val r =
      fmod64(o, ev_to_f64(o->e, o->x), ev_to_f64(o->e, o->y)); /* exact, so the same in float32 */
  return ev_to_f32(o->e, r);
}

static val mod_float(op_args *o) {
  emitter *e = o->e;
  val m = fmod_any(o), zero = ev_float_like(m, 0);
  val nonzero = fcmp(o, LLVMRealUNE, m, zero);
  val differ =
      LLVMBuildXor(o->b, fcmp(o, LLVMRealOLT, o->y, zero), fcmp(o, LLVMRealOLT, m, zero), "");
  val moved = ev_select(e, differ, ev_add(e, m, o->y), m);
  val r = ev_select(e, nonzero, moved, ev_copysign(e, zero, o->y));
  return ev_select(e, fcmp(o, LLVMRealOEQ, o->y, zero), m, r); /* fmod gave NaN */
}

static val floordiv_float(op_args *o) {
  emitter *e = o->e;
  val m = fmod_any(o), zero = ev_float_like(m, 0), one = ev_float_like(m, 1);
  val div = ev_div(e, ev_sub(e, o->x, m), o->y);
  val differ =
      LLVMBuildXor(o->b, fcmp(o, LLVMRealOLT, o->y, zero), fcmp(o, LLVMRealOLT, m, zero), "");
  val lower = LLVMBuildAnd(o->b, fcmp(o, LLVMRealUNE, m, zero), differ, "");
  div = ev_select(e, lower, ev_sub(e, div, one), div);
  val f = ev_floor(e, div), plain = ev_div(e, o->x, o->y);
  f = ev_select(e, fcmp(o, LLVMRealOGT, ev_sub(e, div, f), ev_float_like(m, 0.5)),
                ev_add(e, f, one), f);
  f = ev_select(e, fcmp(o, LLVMRealUNE, div, zero), f, ev_copysign(e, zero, plain));
  return ev_select(e, fcmp(o, LLVMRealOEQ, o->y, zero), plain, f);
}

/* ---- Shifts ---- */

static val shift(op_args *o, bool left) {
  unsigned width = width_of(o->x);
  val inside = icmp(o, LLVMIntULT, o->y, ev_int_like(o->y, width));
  if (left || !o->is_signed) {
    val count = ev_select(o->e, inside, o->y, ev_int_like(o->y, 0));
    val moved = left ? LLVMBuildShl(o->b, o->x, count, "") : LLVMBuildLShr(o->b, o->x, count, "");
    return ev_select(o->e, inside, moved, ev_int_like(o->x, 0));
  }
  val count = ev_select(o->e, inside, o->y, ev_int_like(o->y, width - 1)); /* all sign */
  return LLVMBuildAShr(o->b, o->x, count, "");
}

/* ---- Powers of integers: modulo 2^n, by squaring ---- */

/* Several threads may find faults at once. */
static void fault(op_args *o, val any) {
  LLVMBasicBlockRef bad = ev_block(o->e, "fault"), join = ev_block(o->e, "sound");
  LLVMBuildCondBr(o->b, any, bad, join);
  LLVMPositionBuilderAtEnd(o->b, bad);
  ev_report(o->e, plan_fault_bit(o->v->imm.i));
  ev_goto(o->e, join);
}

/* ---- Indices ---- */

/* Within an extent, counted from its end where it is negative. What is out of bounds is told, and is
 * 0 afterwards, which kernels may read: see check_extent() of gather.c. */
static val index_within(op_args *o) {
  emitter *e = o->e;
  val zero = ev_int_like(o->x, 0), from_end = ev_add(e, o->x, o->y);
  val index = ev_select(e, icmp(o, LLVMIntSLT, o->x, zero), from_end, o->x);
  val beyond = icmp(o, LLVMIntUGE, index, o->y);
  LLVMBasicBlockRef before = LLVMGetInsertBlock(o->b), bad = ev_block(e, "beyond"),
                    join = ev_block(e, "within");
  ev_mark_likely(e, LLVMBuildCondBr(o->b, LLVMBuildNot(o->b, ev_any(e, beyond), ""), join, bad));
  LLVMPositionBuilderAtEnd(o->b, bad);
  ev_report_index(e, o->v->imm.i, ev_select(e, beyond, o->x, ev_int_like(o->x, INT64_MAX)));
  val safe = ev_select(e, beyond, zero, index);
  LLVMBasicBlockRef after = LLVMGetInsertBlock(o->b);
  ev_goto(e, join);
  e->scope++;
  val phi = LLVMBuildPhi(o->b, LLVMTypeOf(index), "");
  LLVMAddIncoming(phi, (val[]){index, safe}, (LLVMBasicBlockRef[]){before, after}, 2);
  return phi;
}

/* What has been folded, if there was something. */
static val some(op_args *o) {
  emitter *e = o->e;
  LLVMBasicBlockRef bad = ev_block(e, "nothing"), join = ev_block(e, "something");
  val none = ev_any(e, LLVMBuildNot(o->b, o->y, ""));
  ev_mark_likely(e, LLVMBuildCondBr(o->b, LLVMBuildNot(o->b, none, ""), join, bad));
  LLVMPositionBuilderAtEnd(o->b, bad);
  ev_report_index(e, o->v->imm.i, ev_int64(e, INT64_MIN));
  ev_goto(e, join);
  e->scope++;
  return o->x;
}

static val power_int(op_args *o) {
  emitter *e = o->e;
  val zero = ev_int_like(o->x, 0), one = ev_int_like(o->x, 1);
  if (o->is_signed) fault(o, ev_any(e, icmp(o, LLVMIntSLT, o->y, zero)));
  LLVMBasicBlockRef before = LLVMGetInsertBlock(o->b), head = ev_block(o->e, "square"),
                    more = ev_block(o->e, "more"), done = ev_block(o->e, "powered");
  ev_goto(o->e, head);
  LLVMTypeRef t = LLVMTypeOf(o->x);
  val base = LLVMBuildPhi(o->b, t, ""), left = LLVMBuildPhi(o->b, t, ""),
      power = LLVMBuildPhi(o->b, t, "");
  LLVMBuildCondBr(o->b, ev_any(e, icmp(o, LLVMIntNE, left, zero)), more, done);
  LLVMPositionBuilderAtEnd(o->b, more);
  val odd = icmp(o, LLVMIntNE, ev_and(e, left, one), zero);
  val power2 = ev_select(e, odd, ev_mul(e, power, base), power);
  val base2 = ev_mul(e, base, base), left2 = LLVMBuildLShr(o->b, left, one, "");
  LLVMBasicBlockRef after = LLVMGetInsertBlock(o->b);
  LLVMBuildBr(o->b, head);
  LLVMBasicBlockRef from[] = {before, after};
  LLVMAddIncoming(base, (val[]){o->x, base2}, from, 2);
  LLVMAddIncoming(left, (val[]){o->y, left2}, from, 2);
  LLVMAddIncoming(power, (val[]){one, power2}, from, 2);
  LLVMPositionBuilderAtEnd(o->b, done);
  e->scope++;
  return power;
}

/* ---- Common divisors ---- */

/* x less its factors of 2; 0 for 0. */
static val made_odd(op_args *o, val x) {
  val top = ev_int_like(x, INT64_MIN >> (64 - width_of(x))); /* shifts stay below the width */
  return LLVMBuildLShr(o->b, x, ev_trailing(o->e, ev_or(o->e, x, top)), "");
}

/* Of integers without a sign. J. Stein, "Computational problems associated with Racah algebra",
 * 1967: the larger of two odd numbers becomes their difference less its factors of 2, until one
 * is 0. */
static val divisor_of(op_args *o, val x, val y) {
  emitter *e = o->e;
  val zero = ev_int_like(x, 0), none = icmp(o, LLVMIntEQ, x, zero);
  val first = ev_select(e, none, y, x), second = ev_select(e, none, zero, y);
  val either = ev_or(e, x, y),
      twos = ev_select(e, icmp(o, LLVMIntEQ, either, zero), zero, ev_trailing(e, either));
  LLVMBasicBlockRef before = LLVMGetInsertBlock(o->b), head = ev_block(e, "halve"),
                    more = ev_block(e, "differ"), done = ev_block(e, "divided");
  first = made_odd(o, first);
  ev_goto(e, head);
  LLVMTypeRef t = LLVMTypeOf(x);
  val a = LLVMBuildPhi(o->b, t, ""), b = LLVMBuildPhi(o->b, t, "");
  val left = icmp(o, LLVMIntNE, b, zero);
  LLVMBuildCondBr(o->b, ev_any(e, left), more, done);
  LLVMPositionBuilderAtEnd(o->b, more);
  val odd = made_odd(o, b), below = icmp(o, LLVMIntULT, odd, a);
  val least = ev_select(e, below, odd, a), most = ev_select(e, below, a, odd);
  val a2 = ev_select(e, left, least, a), b2 = ev_select(e, left, ev_sub(e, most, least), zero);
  LLVMBasicBlockRef from[] = {before, LLVMGetInsertBlock(o->b)};
  LLVMBuildBr(o->b, head);
  LLVMAddIncoming(a, (val[]){first, a2}, from, 2);
  LLVMAddIncoming(b, (val[]){second, b2}, from, 2);
  LLVMPositionBuilderAtEnd(o->b, done);
  e->scope++;
  return LLVMBuildShl(o->b, a, twos, "");
}

/* Small integers in 32 bits, whose shifts processors have. What wraps does so when cut. */
static val divisor_or_multiple(op_args *o, bool multiple) {
  emitter *e = o->e;
  LLVMTypeRef own = LLVMTypeOf(o->x);
  val x = o->is_signed ? ev_abs(e, o->x) : o->x, y = o->is_signed ? ev_abs(e, o->y) : o->y;
  bool narrow = width_of(x) < 32;
  LLVMTypeRef wide = ev_like(e, e->i32, x);
  if (narrow) x = LLVMBuildZExt(o->b, x, wide, ""), y = LLVMBuildZExt(o->b, y, wide, "");
  val r = divisor_of(o, x, y), zero = ev_int_like(r, 0);
  if (multiple) {
    val divisor = ev_select(e, icmp(o, LLVMIntEQ, r, zero), ev_int_like(r, 1), r);
    r = ev_mul(e, LLVMBuildUDiv(o->b, x, divisor, ""), y);
  }
  return narrow ? LLVMBuildTrunc(o->b, r, own, "") : r;
}

/* ---- Signs, exponents and last bits ---- */

/* The bits of a float, as an integer. */
static val bits_of(op_args *o, val x) {
  LLVMTypeRef type = ev_scalar(x) == o->e->f32 ? o->e->i32 : o->e->i64;
  return LLVMBuildBitCast(o->b, x, ev_like(o->e, type, x), "");
}

static val sign_bit(op_args *o) {
  val bits = o->real ? bits_of(o, o->x) : o->x;
  return icmp(o, LLVMIntSLT, bits, ev_int_like(bits, 0));
}

/* The bits of x of float64, normal if it is not 0, in *bits; and the exponent that its fraction, as
 * of 0.5 to 1, has to be given: 0 of 0, infinity and NaN, where false is set in *regular. */
static val fraction_exponent(op_args *o, val x, val *bits, val *regular) {
  emitter *e = o->e;
  val magnitude = ev_abs(e, x), zero = ev_f64(e, x, 0), tiny = ev_f64(e, x, 0x1p-1022);
  val subnormal = ev_lt(e, magnitude, tiny);
  *bits = ev_as_i64(e, ev_select(e, subnormal, ev_mul(e, x, ev_f64(e, x, 0x1p54)), x));
  *regular =
      ev_and(e, ev_lt(e, zero, magnitude), ev_lt(e, magnitude, ev_f64(e, x, (double)INFINITY)));
  val bias = ev_select(e, subnormal, ev_i64(e, x, 1022 + 54), ev_i64(e, x, 1022));
  val field = ev_and(e, ev_lshr(e, *bits, 52), ev_i64(e, x, 0x7ff));
  return ev_select(e, *regular, ev_sub(e, field, bias), ev_i64(e, x, 0));
}

/* frexp() of float64; float32 are normal there. */
static val fraction_of(op_args *o, bool mantissa) {
  emitter *e = o->e;
  bool single = ev_scalar(o->x) == e->f32;
  val x = single ? ev_to_f64(e, o->x) : o->x, bits, regular;
  val exponent = fraction_exponent(o, x, &bits, &regular);
  if (!mantissa) return LLVMBuildTrunc(o->b, exponent, ev_like(e, e->i32, x), "");
  bits = ev_and(e, bits, ev_i64(e, x, ~(INT64_C(0x7ff) << 52)));
  bits = ev_or(e, bits, ev_i64(e, x, INT64_C(1022) << 52));
  val m = ev_select(e, regular, ev_as_f64(e, bits), x);
  return single ? ev_to_f32(e, m) : m;
}

/* How many bits of the absolute value are set, as a uint8; that of the smallest integer wraps, and
 * has the bits that it should have. */
static val count_bits(op_args *o) {
  val below = icmp(o, LLVMIntSLT, o->x, ev_int_like(o->x, 0));
  val magnitude = o->is_signed ? ev_select(o->e, below, ev_neg(o->e, o->x), o->x) : o->x;
  val count = ev_popcount(o->e, magnitude);
  if (width_of(count) == 8) return count;
  return LLVMBuildTrunc(o->b, count, ev_like(o->e, o->e->i8, count), "");
}

/* The bits of a number of the arguments' dtype, and back. */
static val bits_as(op_args *o, val x) {
  return o->of == JX_FLOAT16 ? ev_to_half(o->e, x) : bits_of(o, x);
}
static val float_as(op_args *o, val bits, val like) {
  if (o->of == JX_FLOAT16) return ev_from_half(o->e, bits);
  return LLVMBuildBitCast(o->b, bits, LLVMTypeOf(like), "");
}

/* The neighbour of x on the side of y: one more or one less in the bits, as they are ordered by
 * magnitude. */
static val next_after(op_args *o) {
  emitter *e = o->e;
  if (o->of == JX_FLOAT16) {
    o->x = emit_convert(e, o->x, o->of, o->of);
    o->y = emit_convert(e, o->y, o->of, o->of);
  }
  val x = o->x, y = o->y, bits = bits_as(o, x), zero = ev_float_like(x, 0);
  val rises = fcmp(o, LLVMRealOLT, x, y), positive = fcmp(o, LLVMRealOGT, x, zero);
  val inward = ev_xor(e, rises, positive);
  val moved = ev_add(e, bits, ev_select(e, inward, ev_int_like(bits, -1), ev_int_like(bits, 1)));
  val next = float_as(o, moved, x), least = float_as(o, ev_int_like(bits, 1), x);
  next = ev_select(e, fcmp(o, LLVMRealOEQ, x, zero), ev_copysign(e, least, y), next);
  val equal = o->of == JX_FLOAT16 ? x : y; /* as npy_half_nextafter() and C: a zero may differ */
  next = ev_select(e, fcmp(o, LLVMRealOEQ, x, y), equal, next);
  return ev_select(e, fcmp(o, LLVMRealUNO, x, y), ev_add(e, x, y), next);
}

/* Above: the largest exponent of a factor. Below: not the least one, so that what is left of k when
 * a factor has made a subnormal number is so small that the result is 0. Thus no product is rounded
 * twice (scalbn of musl does the same). */
enum { FACTOR_ABOVE = 1023, FACTOR_BELOW = -969, FACTOR_LEAST = -1022 };

/* x times a power of two that *k is then less by, so that the rest becomes one sooner or later. */
static val approach(op_args *o, val x, val *k) {
  emitter *e = o->e;
  val below = fcmp(o, LLVMRealOLT, *k, ev_float_like(*k, FACTOR_LEAST));
  val above = fcmp(o, LLVMRealOGT, *k, ev_float_like(*k, FACTOR_ABOVE));
  val zero = ev_float_like(*k, 0), one = ev_float_like(*k, 1);
  val step = ev_select(e, above, ev_float_like(*k, FACTOR_ABOVE), zero);
  val factor = ev_select(e, above, ev_float_like(*k, ldexp(1, FACTOR_ABOVE)), one);
  *k = ev_sub(e, *k, ev_select(e, below, ev_float_like(*k, FACTOR_BELOW), step));
  return ev_mul(e, x, ev_select(e, below, ev_float_like(x, ldexp(1, FACTOR_BELOW)), factor));
}

/* x * 2^k of float64, for integers k. The last bits of k + 2^52 are k. */
static val scale64(op_args *o, val x, val k) {
  emitter *e = o->e;
  if (ev_can_for(e, CAN_SCALE, x)) return ev_scale(e, x, k);
  x = approach(o, x, &k);
  x = approach(o, x, &k);
  val least = ev_float_like(k, FACTOR_LEAST), most = ev_float_like(k, FACTOR_ABOVE);
  k = ev_select(e, ev_lt(e, k, least), least, k);
  k = ev_select(e, ev_lt(e, most, k), most, k);
  val biased = ev_as_i64(e, ev_add(e, k, ev_float_like(k, 0x1p52 + FACTOR_ABOVE)));
  return ev_mul(e, x, ev_as_f64(e, ev_shl(e, biased, 52)));
}

/* A product of a float32 is exact in float64 unless it is 0 or infinite in float32. */
static val scaled(op_args *o) {
  if (ev_scalar(o->x) == o->e->f64) return scale64(o, o->x, o->y);
  return ev_to_f32(o->e, scale64(o, ev_to_f64(o->e, o->x), ev_to_f64(o->e, o->y)));
}

/* ---- Comparisons and extremes ---- */

static val compare(op_args *o, LLVMRealPredicate f, LLVMIntPredicate i, LLVMIntPredicate u) {
  return o->real ? fcmp(o, f, o->x, o->y) : icmp(o, o->is_signed ? i : u, o->x, o->y);
}

/* The first if it is beyond the second or is NaN, else the second (which may be NaN). The inner
 * choice is one instruction. */
static val extreme(op_args *o, bool least) {
  if (o->boolean) return least ? ev_and(o->e, o->x, o->y) : ev_or(o->e, o->x, o->y);
  if (!o->real) {
    LLVMIntPredicate below = o->is_signed ? LLVMIntSLT : LLVMIntULT;
    LLVMIntPredicate above = o->is_signed ? LLVMIntSGT : LLVMIntUGT;
    return ev_select(o->e, icmp(o, least ? below : above, o->x, o->y), o->x, o->y);
  }
  val beyond = fcmp(o, least ? LLVMRealOLT : LLVMRealOGT, o->x, o->y);
  val best = ev_select(o->e, beyond, o->x, o->y);
  return ev_select(o->e, fcmp(o, LLVMRealUNO, o->x, o->x), o->x, best);
}

static val absolute(op_args *o) {
  if (o->real) return ev_abs(o->e, o->x);
  if (o->boolean) return o->x;
  return ev_select(o->e, icmp(o, LLVMIntSLT, o->x, ev_int_like(o->x, 0)), ev_neg(o->e, o->x), o->x);
}

static val integer_division(op_args *o, bool quotient) {
  val q, r;
  floor_divide_int(o, &q, &r);
  return quotient ? q : r;
}

/* A function of the table, in the form that the plan asks for; NULL: there is none. */
static val approximation(op_args *o, const val *args) {
  o->e->fast = o->v->fast;
  val result = math_function(o->e, (op_id)o->v->op, args);
  o->e->fast = false;
  return result;
}

static val power(op_args *o) { return approximation(o, (val[]){o->x, o->y}); }

/* An exponent that is one number for all elements, which may be one of those that simple_power() of
 * graph_types.c writes otherwise: all that are exact, and the cube. */
static val power_scalar(op_args *o) {
  static const double simple[] = {0.5, 1, 2, -1, 3};
  enum { N = sizeof simple / sizeof *simple };
  emitter *e = o->e;
  /* All lanes of it are one. */
  val y = o->y, result[N + 1];
  if (ev_lanes(y) > 1) y = LLVMBuildExtractElement(o->b, y, LLVMConstInt(e->i32, 0, false), "");
  bool single = LLVMTypeOf(y) == e->f32;
  LLVMBasicBlockRef general = ev_block(o->e, "power"), join = ev_block(o->e, "powers");
  LLVMBasicBlockRef from[N + 1];
  LLVMTypeRef bits = single ? e->i32 : e->i64;
  val which = LLVMBuildSwitch(o->b, LLVMBuildBitCast(o->b, y, bits, ""), general, N);
  for (int i = 0; i < N; i++) {
    LLVMBasicBlockRef block = ev_block(o->e, "simple");
    val c = LLVMConstReal(LLVMTypeOf(y), simple[i]);
    LLVMAddCase(which, LLVMConstBitCast(c, bits), block);
    LLVMPositionBuilderAtEnd(o->b, block);
    val one = single ? ev_f32(e, o->x, 1) : ev_f64(e, o->x, 1);
    result[i] = i == 0   ? ev_sqrt(e, o->x)
                : i == 1 ? o->x
                : i == 2 ? ev_mul(e, o->x, o->x)
                : i == 3 ? ev_div(e, one, o->x)
                         : math_power(e, o->x, simple[i]);
    from[i] = LLVMGetInsertBlock(o->b);
    LLVMBuildBr(o->b, join);
  }
  LLVMPositionBuilderAtEnd(o->b, general);
  result[N] = power(o);
  from[N] = LLVMGetInsertBlock(o->b);
  ev_goto(o->e, join);
  val phi = LLVMBuildPhi(o->b, LLVMTypeOf(o->x), "");
  LLVMAddIncoming(phi, result, from, N + 1);
  return phi;
}

val emit_op(emitter *e, const plan_value *v, jx_dtype of, val *args) {
  op_args a = {.e = e, .b = e->b, .v = v, .of = of, .x = args[0], .y = args[1], .z = args[2]},
          *o = &a;
  if (v->op == OP_WHERE) return ev_select(e, o->x, o->y, o->z);
  element_form form = element_form_of(of);
  o->real = form.real;
  o->boolean = form.worked == 1;
  o->is_signed = form.is_signed;
  switch (v->op) {
  case OP_ADD: return o->boolean ? ev_or(e, o->x, o->y) : ev_add(e, o->x, o->y);
  case OP_SUB: return ev_sub(e, o->x, o->y);
  case OP_MUL: return o->boolean ? ev_and(e, o->x, o->y) : ev_mul(e, o->x, o->y);
  case OP_DIV: return ev_div(e, o->x, o->y);
  case OP_FLOORDIV: return o->real ? floordiv_float(o) : integer_division(o, true);
  case OP_MOD: return o->real ? mod_float(o) : integer_division(o, false);
  case OP_FMOD: return o->real ? fmod_any(o) : fmod_int(o);
  case OP_POW: return !o->real ? power_int(o) : v->imm.i ? power_scalar(o) : power(o);
  case OP_INDEX: return index_within(o);
  case OP_SOME: return some(o);
  case OP_RAISE: return math_power(e, o->x, v->imm.f);
  case OP_NEG: return ev_neg(e, o->x);
  case OP_INVERT:
  case OP_NOT: return LLVMBuildNot(o->b, o->x, "");
  case OP_BITAND:
  case OP_AND: return ev_and(e, o->x, o->y);
  case OP_BITOR:
  case OP_OR: return ev_or(e, o->x, o->y);
  case OP_BITXOR:
  case OP_XOR: return ev_xor(e, o->x, o->y);
  case OP_SHL: return shift(o, true);
  case OP_SHR: return shift(o, false);
  case OP_EQ: return compare(o, LLVMRealOEQ, LLVMIntEQ, LLVMIntEQ);
  case OP_NE: return compare(o, LLVMRealUNE, LLVMIntNE, LLVMIntNE);
  case OP_LT: return compare(o, LLVMRealOLT, LLVMIntSLT, LLVMIntULT);
  case OP_LE: return compare(o, LLVMRealOLE, LLVMIntSLE, LLVMIntULE);
  case OP_CAST:
    return emit_convert(e, o->x, of, v->imm.i ? element_worked((jx_dtype)v->dtype) : v->dtype);
  case OP_ABS: return absolute(o);
  case OP_REAL: return ev_of_pair(e, o->x, 0);
  case OP_IMAG: return ev_of_pair(e, o->x, 1);
  case OP_PAIR: return ev_pair(e, o->x, o->y);
  case OP_SQRT: return ev_sqrt(e, o->x);
  case OP_FLOOR: return ev_floor(e, o->x);
  case OP_CEIL: return ev_ceil(e, o->x);
  case OP_TRUNC: return ev_trunc(e, o->x);
  case OP_RINT: return ev_rint(e, o->x);
  case OP_SIGNBIT: return sign_bit(o);
  case OP_COPYSIGN: return ev_copysign(e, o->x, o->y);
  case OP_LDEXP: return scaled(o);
  case OP_NEXTAFTER: return next_after(o);
  case OP_FREXP_MANTISSA: return fraction_of(o, true);
  case OP_FREXP_EXPONENT: return fraction_of(o, false);
  case OP_GCD: return divisor_or_multiple(o, false);
  case OP_LCM: return divisor_or_multiple(o, true);
  case OP_BITCOUNT: return count_bits(o);
  case OP_MINIMUM: return extreme(o, true);
  case OP_MAXIMUM: return extreme(o, false);
  case OP_ISNAN: return ev_isnan(e, o->x);
  case OP_TOTAL: /* of what is bounded: no sum can overflow */
    if (!v->imm.i) ev_doubt(e, o->x);
    return o->x;
  case OP_BOUNDED: return ev_doubt_large(e, &o->x, &v->imm.f, 1), o->x;
  case OP_IF_FINITE:
    return ev_select(
        e, LLVMBuildFCmp(o->b, LLVMRealOLT, ev_abs(e, o->x), ev_f64(e, o->x, __builtin_inf()), ""),
        o->x, o->y);
  default: break;
  }
  val result = approximation(o, args);
  if (result) return result;
  return LLVMGetPoison(
      ev_like(e, ev_dtype(e, v->dtype), o->x)); /* plan_check refuses other operations */
}
