/* half.c: float16, which kernels know by its bits, to float32 and back.
 *
 * Takes and gives integers of 16 bits on the one side, float32 (or float64, on the way out) on the
 * other, of any number of lanes. Where the processor has no instruction, a few on integers do the
 * same: LLVM would call a function for every lane. NaN stays NaN, with what there is room for of
 * its bits. */
#include "codegen/llvm/emit.h"

static LLVMTypeRef half_type(emitter *e, val like) {
  return ev_like(e, LLVMHalfTypeInContext(e->context), like);
}

/* Exponent and fraction moved to where float32 has them are the number times 2^-112, which float32
 * multiplies exactly, subnormal numbers too. What was all ones of an exponent becomes 2^16 or more.
 */
static val from_half_by_bits(emitter *e, val bits) {
  val wide = LLVMBuildZExt(e->b, bits, ev_like(e, e->i32, bits), "");
  val small = ev_as_float(e, ev_shl(e, ev_and(e, wide, ev_i32(e, wide, 0x7fff)), 13));
  val number = ev_mul(e, small, ev_f32(e, small, 0x1p112f));
  val special = LLVMBuildFCmp(e->b, LLVMRealOGE, number, ev_f32(e, number, 0x1p16f), "");
  val i = ev_as_int(e, number), infinity = ev_i32(e, wide, 0x7f800000);
  i = ev_select(e, special, ev_or(e, i, infinity), i);
  val sign = ev_shl(e, ev_and(e, wide, ev_i32(e, wide, 0x8000)), 16);
  return ev_as_float(e, ev_or(e, i, sign));
}

val ev_from_half(emitter *e, val bits) {
  if (!ev_can(e, CAN_HALF)) return from_half_by_bits(e, bits);
  val half = LLVMBuildBitCast(e->b, bits, half_type(e, bits), "");
  return LLVMBuildFPExt(e->b, half, ev_like(e, e->f32, bits), "");
}

/* float64 to float32, to the neighbour whose last bit is set where neither is the number: so many
 * bits more than float16 has that rounding to that is as if it had been done at once (Boldo and
 * Melquiond, "Emulation of FMA and correctly rounded sums: proved algorithms using rounding to
 * odd", 2008). */
static val to_odd(emitter *e, val x) {
  val near = ev_to_f32(e, x), back = ev_to_f64(e, near), bits = ev_as_int(e, near);
  val inexact = LLVMBuildFCmp(e->b, LLVMRealONE, back, x, "");
  val above = LLVMBuildFCmp(e->b, LLVMRealOGT, ev_abs(e, back), ev_abs(e, x), "");
  val cut = ev_add(e, bits, ev_select(e, above, ev_i32(e, bits, -1), ev_i32(e, bits, 0)));
  return ev_as_float(e, ev_select(e, inexact, ev_or(e, cut, ev_i32(e, bits, 1)), bits));
}

/* Of a positive float32 by its bits, after F. Giesen's float_to_half_fast3_rtne (public domain):
 * subnormal numbers are rounded by an addition, others by a carry. */
static val to_half_by_bits(emitter *e, val x) {
  val all = ev_as_int(e, x), bits = ev_and(e, all, ev_i32(e, all, 0x7fffffff));
  val tiny = ev_lt(e, bits, ev_i32(e, bits, 113 << 23)); /* below 2^-14 */
  val huge = ev_le(e, ev_i32(e, bits, 143 << 23), bits); /* from 2^16 on, infinite, NaN */
  val magic = ev_i32(e, bits, 126 << 23);                /* 0.5, whose last bit is 2^-24 */
  val sum = ev_add(e, ev_as_float(e, bits), ev_as_float(e, magic));
  val subnormal = ev_sub(e, ev_as_int(e, sum), magic);
  val odd = ev_and(e, ev_lshr(e, bits, 13), ev_i32(e, bits, 1));
  val carried = ev_add(e, ev_add(e, bits, ev_i32(e, bits, 0xfff - (112 << 23))), odd);
  val nan =
      ev_or(e, ev_i32(e, bits, 0x7e00), ev_and(e, ev_lshr(e, bits, 13), ev_i32(e, bits, 0x3ff)));
  val is_nan = ev_lt(e, ev_i32(e, bits, 0x7f800000), bits);
  val special = ev_select(e, is_nan, nan, ev_i32(e, bits, 0x7c00));
  val half = ev_select(e, huge, special, ev_select(e, tiny, subnormal, ev_lshr(e, carried, 13)));
  half = ev_or(e, half, ev_and(e, ev_lshr(e, all, 16), ev_i32(e, all, 0x8000)));
  return LLVMBuildTrunc(e->b, half, ev_like(e, e->i16, half), "");
}

val ev_to_half(emitter *e, val x) {
  if (!ev_is_f32(x)) x = to_odd(e, x);
  if (!ev_can(e, CAN_HALF)) return to_half_by_bits(e, x);
  val half = LLVMBuildFPTrunc(e->b, x, half_type(e, x), "");
  return LLVMBuildBitCast(e->b, half, ev_like(e, e->i16, x), "");
}
