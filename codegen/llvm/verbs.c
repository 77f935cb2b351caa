/* verbs.c: the verbs of emit.h.
 *
 * Takes and gives LLVM values; what a verb emits follows from the value's type, so that every verb
 * serves one lane and sixty-four, floats and integers. Vectors wider than a register are meant:
 * LLVM splits them, and the pieces run in parallel.
 *
 * What always holds: no verb becomes a call of the C library on any processor (a kernel has no
 * symbols to call), so rounding and fused multiply-add are spelled out where the target lacks the
 * instruction; and no floating-point operation carries a fast-math flag. Verbs that touch memory or
 * control flow are in memory.c.
 */
#include <string.h>

#include "codegen/llvm/emit.h"

#define MAX_LANES 64

/* ---- types and constants ---- */

LLVMTypeRef ev_scalar(val x) {
  LLVMTypeRef t = LLVMTypeOf(x);
  return LLVMGetTypeKind(t) == LLVMVectorTypeKind ? LLVMGetElementType(t) : t;
}

static bool is_float(val x) {
  LLVMTypeKind kind = LLVMGetTypeKind(ev_scalar(x));
  return kind == LLVMDoubleTypeKind || kind == LLVMFloatTypeKind;
}

bool ev_is_f32(val x) { return LLVMGetTypeKind(ev_scalar(x)) == LLVMFloatTypeKind; }

unsigned ev_lanes(val x) {
  LLVMTypeRef t = LLVMTypeOf(x);
  return LLVMGetTypeKind(t) == LLVMVectorTypeKind ? LLVMGetVectorSize(t) : 1;
}

bool ev_can_for(const emitter *e, capability c, val x) { return ev_lanes(x) > 1 && ev_can(e, c); }

LLVMTypeRef ev_type(emitter *e, LLVMTypeRef scalar, unsigned lanes) {
  (void)e;
  return lanes == 1 ? scalar : LLVMVectorType(scalar, lanes);
}

LLVMTypeRef ev_like(emitter *e, LLVMTypeRef scalar, val x) {
  return ev_type(e, scalar, ev_lanes(x));
}

static val constant(val scalar, unsigned lanes) {
  val all[MAX_LANES];
  if (lanes == 1) return scalar;
  for (unsigned i = 0; i < lanes; i++) all[i] = scalar;
  return LLVMConstVector(all, lanes);
}

val ev_f64(emitter *e, val like, double c) {
  return constant(LLVMConstReal(e->f64, c), ev_lanes(like));
}

val ev_f32(emitter *e, val like, float c) {
  return constant(LLVMConstReal(e->f32, c), ev_lanes(like));
}

val ev_i64(emitter *e, val like, int64_t c) {
  return constant(LLVMConstInt(e->i64, (uint64_t)c, true), ev_lanes(like));
}

val ev_i32(emitter *e, val like, int32_t c) {
  return constant(LLVMConstInt(e->i32, (uint64_t)c, true), ev_lanes(like));
}

val ev_float_like(val like, double c) {
  return constant(LLVMConstReal(ev_scalar(like), c), ev_lanes(like));
}

val ev_int_like(val like, int64_t c) {
  return constant(LLVMConstInt(ev_scalar(like), (uint64_t)c, true), ev_lanes(like));
}

val ev_bits_like(emitter *e, val like, int64_t c) {
  return ev_is_f32(like) ? ev_i32(e, like, (int32_t)c) : ev_i64(e, like, c);
}

val ev_splat(emitter *e, val scalar, unsigned lanes) {
  if (lanes == 1) return scalar;
  if (LLVMIsConstant(scalar)) return constant(scalar, lanes);
  LLVMTypeRef type = LLVMVectorType(LLVMTypeOf(scalar), lanes);
  val first =
      LLVMBuildInsertElement(e->b, LLVMGetUndef(type), scalar, LLVMConstInt(e->i32, 0, false), "");
  val zeros = LLVMConstNull(LLVMVectorType(e->i32, lanes));
  return LLVMBuildShuffleVector(e->b, first, LLVMGetUndef(type), zeros, "");
}

/* ---- arithmetic ---- */

val ev_add(emitter *e, val a, val b) {
  return is_float(a) ? LLVMBuildFAdd(e->b, a, b, "") : LLVMBuildAdd(e->b, a, b, "");
}

val ev_sub(emitter *e, val a, val b) {
  return is_float(a) ? LLVMBuildFSub(e->b, a, b, "") : LLVMBuildSub(e->b, a, b, "");
}

val ev_mul(emitter *e, val a, val b) {
  return is_float(a) ? LLVMBuildFMul(e->b, a, b, "") : LLVMBuildMul(e->b, a, b, "");
}

val ev_div(emitter *e, val a, val b) { return LLVMBuildFDiv(e->b, a, b, ""); }

val ev_neg(emitter *e, val a) {
  return is_float(a) ? LLVMBuildFNeg(e->b, a, "") : LLVMBuildNeg(e->b, a, "");
}

/* An intrinsic overloaded on its first argument's type. */
static val intrinsic(emitter *e, const char *name, unsigned nargs, const val *args) {
  val copy[3];
  LLVMTypeRef type = LLVMTypeOf(args[0]);
  unsigned id = LLVMLookupIntrinsicID(name, strlen(name));
  LLVMTypeRef function = LLVMIntrinsicGetType(e->context, id, &type, 1);
  val callee = LLVMGetIntrinsicDeclaration(e->module, id, &type, 1);
  for (unsigned i = 0; i < nargs; i++) copy[i] = args[i];
  return LLVMBuildCall2(e->b, function, callee, copy, nargs, "");
}

val ev_abs(emitter *e, val a) {
  if (is_float(a)) return intrinsic(e, "llvm.fabs", 1, &a);
  return intrinsic(e, "llvm.abs", 2, (val[]){a, LLVMConstInt(e->i1, 0, false)});
}

val ev_sqrt(emitter *e, val a) { return intrinsic(e, "llvm.sqrt", 1, &a); }

val ev_copysign(emitter *e, val magnitude, val sign) {
  return intrinsic(e, "llvm.copysign", 2, (val[]){magnitude, sign});
}

val ev_two_sum(emitter *e, val a, val b, val *error) {
  val s = ev_add(e, a, b);
  val bb = ev_sub(e, s, a);
  *error = ev_add(e, ev_sub(e, a, ev_sub(e, s, bb)), ev_sub(e, b, bb));
  return s;
}

/* The upper 26 bits of a float64 (Veltkamp's splitting). */
static val veltkamp(emitter *e, val a) {
  val c = ev_mul(e, a, ev_f64(e, a, 0x1p27 + 1));
  return ev_sub(e, c, ev_sub(e, c, a));
}

/* p + *error = a * b exactly (Dekker's product), short of overflow and underflow. */
static val two_product(emitter *e, val a, val b, val *error) {
  val ah = veltkamp(e, a), al = ev_sub(e, a, ah);
  val bh = veltkamp(e, b), bl = ev_sub(e, b, bh);
  val p = ev_mul(e, a, b);
  val t = ev_sub(e, ev_mul(e, ah, bh), p);
  t = ev_add(e, t, ev_mul(e, ah, bl));
  t = ev_add(e, t, ev_mul(e, al, bh));
  *error = ev_add(e, t, ev_mul(e, al, bl));
  return p;
}

/* a + b of float64, rounded to odd: when inexact, to the neighbour whose last bit is set. A later
 * rounding to fewer bits then gives what a single one would have given. */
static val add_to_odd(emitter *e, val a, val b) {
  val error, s = ev_two_sum(e, a, b, &error);
  val bits = ev_as_i64(e, s);
  /* The neighbour towards the error: one more in the bits when error and sum agree in sign, else
   * one less. */
  val sign = ev_ashr(e, ev_xor(e, ev_as_i64(e, error), bits), 63);
  val step = ev_or(e, sign, ev_i64(e, a, 1));
  val even = ev_eq(e, ev_and(e, bits, ev_i64(e, a, 1)), ev_i64(e, a, 0));
  val zero = ev_f64(e, a, 0.0);
  val inexact = LLVMBuildFCmp(e->b, LLVMRealONE, error, zero, ""); /* false for NaN */
  val odd = ev_as_f64(e, ev_add(e, bits, step));
  return ev_select(e, LLVMBuildAnd(e->b, even, inexact, ""), odd, s);
}

/* a*b + c with one rounding, without the instruction: Boldo and Melquiond, "Emulation of FMA and
 * correctly rounded sums: proved algorithms using rounding to odd", 2008. */
static val fma_by_parts(emitter *e, val a, val b, val c) {
  if (ev_is_f32(a)) { /* the product is exact in float64 */
    val p = ev_mul(e, ev_to_f64(e, a), ev_to_f64(e, b));
    return ev_to_f32(e, add_to_odd(e, p, ev_to_f64(e, c)));
  }
  val pl, ul, tl;
  val p = two_product(e, a, b, &pl);
  val u = ev_two_sum(e, c, pl, &ul);
  val t = ev_two_sum(e, p, u, &tl);
  val exact = ev_add(e, t, add_to_odd(e, tl, ul));
  /* Splitting overflows from 2^996 on, infinities give NaN, and zeros may have lost their sign:
   * there the plain value is as good. */
  val regular = ev_lt(e, ev_f64(e, a, 0.0), ev_abs(e, exact));
  return ev_select(e, regular, exact, ev_add(e, p, c));
}

val ev_fma(emitter *e, val a, val b, val c) {
  if (ev_can(e, CAN_FMA)) return intrinsic(e, "llvm.fma", 3, (val[]){a, b, c});
  return fma_by_parts(e, a, b, c);
}

val ev_mad(emitter *e, val a, val b, val c) {
  if (ev_can(e, CAN_FMA)) return intrinsic(e, "llvm.fma", 3, (val[]){a, b, c});
  return ev_add(e, ev_mul(e, a, b), c);
}

/* ---- rounding ---- */

/* Without the instruction: adding 2^52 (2^23 for float32) leaves no room for a fraction. Larger
 * ones are integers already. */
static val rint_by_shift(emitter *e, val a) {
  val shift = ev_float_like(a, ev_is_f32(a) ? 0x1p23 : 0x1p52);
  val magnitude = ev_abs(e, a);
  val r = ev_sub(e, ev_add(e, magnitude, shift), shift);
  return ev_select(e, ev_lt(e, magnitude, shift), ev_copysign(e, r, a), a);
}

val ev_rint(emitter *e, val a) {
  return ev_can(e, CAN_ROUND) ? intrinsic(e, "llvm.rint", 1, &a) : rint_by_shift(e, a);
}

val ev_floor(emitter *e, val a) {
  if (ev_can(e, CAN_ROUND)) return intrinsic(e, "llvm.floor", 1, &a);
  val r = rint_by_shift(e, a), zero = ev_float_like(a, 0.0), one = ev_float_like(a, 1.0);
  return ev_copysign(e, ev_sub(e, r, ev_select(e, ev_lt(e, a, r), one, zero)), a);
}

val ev_ceil(emitter *e, val a) {
  if (ev_can(e, CAN_ROUND)) return intrinsic(e, "llvm.ceil", 1, &a);
  return ev_neg(e, ev_floor(e, ev_neg(e, a)));
}

val ev_trunc(emitter *e, val a) {
  if (ev_can(e, CAN_ROUND)) return intrinsic(e, "llvm.trunc", 1, &a);
  return ev_copysign(e, ev_floor(e, ev_abs(e, a)), a);
}

/* ---- bits, comparisons ---- */

val ev_and(emitter *e, val a, val b) { return LLVMBuildAnd(e->b, a, b, ""); }

val ev_or(emitter *e, val a, val b) { return LLVMBuildOr(e->b, a, b, ""); }

val ev_xor(emitter *e, val a, val b) { return LLVMBuildXor(e->b, a, b, ""); }

val ev_shl(emitter *e, val a, int bits) { return LLVMBuildShl(e->b, a, ev_int_like(a, bits), ""); }

val ev_lshr(emitter *e, val a, int bits) {
  return LLVMBuildLShr(e->b, a, ev_int_like(a, bits), "");
}

val ev_ashr(emitter *e, val a, int bits) {
  return LLVMBuildAShr(e->b, a, ev_int_like(a, bits), "");
}

val ev_popcount(emitter *e, val a) { return intrinsic(e, "llvm.ctpop", 1, &a); }

val ev_swap_bytes(emitter *e, val a) {
  LLVMTypeRef type = LLVMTypeOf(a);
  if (is_float(a)) a = ev_as_int(e, a);
  return LLVMBuildBitCast(e->b, intrinsic(e, "llvm.bswap", 1, &a), type, "");
}

val ev_trailing(emitter *e, val a) {
  return intrinsic(e, "llvm.cttz", 2, (val[]){a, LLVMConstInt(e->i1, 0, false)});
}

val ev_lt(emitter *e, val a, val b) {
  return is_float(a) ? LLVMBuildFCmp(e->b, LLVMRealOLT, a, b, "")
                     : LLVMBuildICmp(e->b, LLVMIntSLT, a, b, "");
}

val ev_le(emitter *e, val a, val b) {
  return is_float(a) ? LLVMBuildFCmp(e->b, LLVMRealOLE, a, b, "")
                     : LLVMBuildICmp(e->b, LLVMIntSLE, a, b, "");
}

val ev_eq(emitter *e, val a, val b) {
  return is_float(a) ? LLVMBuildFCmp(e->b, LLVMRealOEQ, a, b, "")
                     : LLVMBuildICmp(e->b, LLVMIntEQ, a, b, "");
}

val ev_isnan(emitter *e, val a) { return LLVMBuildFCmp(e->b, LLVMRealUNO, a, a, ""); }

val ev_select(emitter *e, val mask, val a, val b) { return LLVMBuildSelect(e->b, mask, a, b, ""); }

/* ---- conversions ---- */

val ev_as_i64(emitter *e, val a) { return LLVMBuildBitCast(e->b, a, ev_like(e, e->i64, a), ""); }

val ev_as_f64(emitter *e, val a) { return LLVMBuildBitCast(e->b, a, ev_like(e, e->f64, a), ""); }

val ev_as_int(emitter *e, val a) {
  return LLVMBuildBitCast(e->b, a, ev_like(e, ev_is_f32(a) ? e->i32 : e->i64, a), "");
}

val ev_as_float(emitter *e, val a) {
  bool wide = LLVMGetIntTypeWidth(ev_scalar(a)) == 64;
  return LLVMBuildBitCast(e->b, a, ev_like(e, wide ? e->f64 : e->f32, a), "");
}

val ev_to_i64(emitter *e, val a) { return LLVMBuildFPToSI(e->b, a, ev_like(e, e->i64, a), ""); }

/* int64 to float64 without the instruction, where LLVM would convert lane by lane: the halves,
 * biased to be positive, go into the last bits of 2^52 and 2^84; taking the biases off is exact,
 * and adding the halves rounds once. */
static val i64_to_f64_by_halves(emitter *e, val a) {
  val biased = ev_xor(e, a, ev_i64(e, a, INT64_MIN));
  val low =
      ev_or(e, ev_and(e, biased, ev_i64(e, a, 0xffffffff)), ev_as_i64(e, ev_f64(e, a, 0x1p52)));
  val high = ev_or(e, ev_lshr(e, biased, 32), ev_as_i64(e, ev_f64(e, a, 0x1p84)));
  val h = ev_sub(e, ev_as_f64(e, high), ev_f64(e, a, 0x1p84 + 0x1p63 + 0x1p52));
  return ev_add(e, h, ev_as_f64(e, low));
}

val ev_to_f64(emitter *e, val a) {
  LLVMTypeRef type = ev_like(e, e->f64, a);
  if (ev_is_f32(a)) return LLVMBuildFPExt(e->b, a, type, "");
  if (is_float(a)) return a;
  unsigned width = LLVMGetIntTypeWidth(ev_scalar(a));
  if (width == 1) return LLVMBuildUIToFP(e->b, a, type, "");
  if (width == 64 && ev_lanes(a) > 1 && !ev_can(e, CAN_CONVERT_INT64))
    return i64_to_f64_by_halves(e, a);
  return LLVMBuildSIToFP(e->b, a, type, "");
}

val ev_to_f32(emitter *e, val a) {
  LLVMTypeRef type = ev_like(e, e->f32, a);
  if (ev_is_f32(a)) return a;
  if (is_float(a)) return LLVMBuildFPTrunc(e->b, a, type, "");
  unsigned width = LLVMGetIntTypeWidth(ev_scalar(a));
  return width == 1 ? LLVMBuildUIToFP(e->b, a, type, "") : LLVMBuildSIToFP(e->b, a, type, "");
}

val ev_any(emitter *e, val mask) {
  unsigned lanes = ev_lanes(mask);
  if (lanes == 1) return mask;
  LLVMTypeRef bits = LLVMIntTypeInContext(e->context, lanes);
  val word = LLVMBuildBitCast(e->b, mask, bits, "");
  return LLVMBuildICmp(e->b, LLVMIntNE, word, LLVMConstNull(bits), "");
}
