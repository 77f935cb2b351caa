/* convert.c: values of one dtype as values of another.
 *
 * Any number is true but 0; integers wrap; floats are cut to integers, and those out of range and
 * NaN give what x86 does, and so NumPy there. Nothing can fault. Start at emit_convert(). */
#include <math.h>

#include "base/element.h"
#include "codegen/ops/operations.h"

static val fcmp(emitter *e, LLVMRealPredicate p, val a, val b) {
  return LLVMBuildFCmp(e->b, p, a, b, "");
}

static val to_truth(emitter *e, val x, const element_form *from) {
  return from->real ? fcmp(e, LLVMRealUNE, x, ev_float_like(x, 0))
                    : LLVMBuildICmp(e->b, LLVMIntNE, x, ev_int_like(x, 0), "");
}

static val between_integers(emitter *e, val x, const element_form *from, const element_form *to,
                            LLVMTypeRef type) {
  if (from->worked > to->worked) return LLVMBuildTrunc(e->b, x, type, "");
  return from->is_signed ? LLVMBuildSExt(e->b, x, type, "") : LLVMBuildZExt(e->b, x, type, "");
}

/* A float to int32 or int64: out of range and NaN give the smallest integer; float32 holds the
 * bounds exactly or, for +2^31 and +2^63, excludes them. */
static val to_signed(emitter *e, val x, unsigned bits) {
  double bound = ldexp(1, (int)bits - 1);
  bool exact = ev_scalar(x) == e->f64 && bits == 32; /* then fractions below -2^31 round to it */
  val low = exact ? fcmp(e, LLVMRealOGT, x, ev_float_like(x, -bound - 1))
                  : fcmp(e, LLVMRealOGE, x, ev_float_like(x, -bound));
  val inside = ev_and(e, low, fcmp(e, LLVMRealOLT, x, ev_float_like(x, bound)));
  val safe = ev_select(e, inside, x, ev_float_like(x, 0));
  val i = LLVMBuildFPToSI(e->b, safe, ev_like(e, bits == 32 ? e->i32 : e->i64, x), "");
  return ev_select(e, inside, i, ev_int_like(i, INT64_MIN >> (64 - bits)));
}

/* What x86 has no instruction for compilers make of those two, and NumPy has it from them: the low
 * bits of a wider integer, and from 2^63 on what is left of it. */
static val to_integer(emitter *e, val x, const element_form *to, LLVMTypeRef type) {
  if (to->is_signed || to->worked < 64) {
    val i = to_signed(e, x, to->worked + !to->is_signed > 32 ? 64 : 32);
    return LLVMTypeOf(i) == type ? i : LLVMBuildTrunc(e->b, i, type, "");
  }
  val half = ev_float_like(x, 0x1p63), large = fcmp(e, LLVMRealOGE, x, half);
  val rest = to_signed(e, ev_select(e, large, ev_sub(e, x, half), x), 64);
  return ev_select(e, large, ev_xor(e, rest, ev_int_like(rest, INT64_MIN)), rest);
}

/* A float32 that is a number of float16. Integers that float32 does not hold are infinite in
 * float16, so that they, too, round once. */
static val to_float16(emitter *e, val x, jx_dtype from) {
  element_form f = element_form_of(from);
  if (!f.real) x = emit_convert(e, x, from, JX_FLOAT32);
  return !f.real && f.worked <= 8 ? x : ev_from_half(e, ev_to_half(e, x));
}

val emit_convert(emitter *e, val x, jx_dtype from, jx_dtype to) {
  element_form f = element_form_of(from), t = element_form_of(to);
  LLVMTypeRef type = ev_like(e, ev_dtype(e, to), x);
  if (to == JX_FLOAT16) return to_float16(e, x, from);
  if (LLVMTypeOf(x) == type) return x;
  if (t.worked == 1) return to_truth(e, x, &f);
  if (!f.real && !t.real) return between_integers(e, x, &f, &t, type);
  if (!f.real)
    return f.is_signed ? LLVMBuildSIToFP(e->b, x, type, "") : LLVMBuildUIToFP(e->b, x, type, "");
  if (!t.real) return to_integer(e, x, &t, type);
  return t.worked > f.worked ? LLVMBuildFPExt(e->b, x, type, "")
                             : LLVMBuildFPTrunc(e->b, x, type, "");
}
