/* native.c: the verbs of emit.h that are one instruction on some processors.
 *
 * Takes vectors of any number of lanes, gives the same; what the instruction is called, how many
 * lanes it takes and what it wants beside the verb's arguments stands in one table for each
 * architecture. Callers ask ev_can_for() first: a processor that says it can has a row. Start with
 * the table.
 */
#include <string.h>

#include "codegen/llvm/emit.h"

/* ---- Instructions ---- */

typedef enum native {
  NATIVE_SCALE,
  NATIVE_EXPONENT,
  NATIVE_MANTISSA,
  NATIVE_NEAREST_INT64,
  NATIVE_PERMUTE,
  NATIVE_PERMUTE_PAIR,
  NATIVE_PERMUTE_BYTES,
  NATIVE_FIX_UP,
  NATIVE_REMAINDER,
  NATIVE_COUNT_
} native;

/* An intrinsic of LLVM's for float64, that for float32, int16 and int8, NULL if none is used, on
 * vectors of so many bytes. `takes` says what it is given, a letter each: a, b, c the verb's arguments, of which
 * the first is of floats; u what lanes without a result would get; m all lanes; r the rounding in
 * force; 0 a zero. */
typedef struct instruction {
  const char *f64, *f32;
  unsigned bytes;
  const char *takes;
  const char *i16, *i8;
} instruction;

/* LLVM, include/llvm/IR/IntrinsicsX86.td. In 256 bits these instructions want AVX-512 as well. */
static const instruction x86_64[NATIVE_COUNT_] = {
    [NATIVE_SCALE] = {"llvm.x86.avx512.mask.scalef.pd.512", "llvm.x86.avx512.mask.scalef.ps.512",
                      64, "abumr", NULL, NULL},
    [NATIVE_EXPONENT] = {"llvm.x86.avx512.mask.getexp.pd.512", "llvm.x86.avx512.mask.getexp.ps.512",
                         64, "aumr", NULL, NULL},
    [NATIVE_MANTISSA] = {"llvm.x86.avx512.mask.getmant.pd.512",
                         "llvm.x86.avx512.mask.getmant.ps.512", 64, "a0umr", NULL,
                         NULL}, /* 0: from 1 to 2 */
    [NATIVE_NEAREST_INT64] = {"llvm.x86.avx512.mask.cvtpd2qq.512", NULL, 64, "aumr", NULL, NULL},
    [NATIVE_PERMUTE] = {NULL, "llvm.x86.avx2.permps", 32, "ab", NULL, NULL},
    [NATIVE_PERMUTE_PAIR] = {"llvm.x86.avx512.vpermi2var.pd.512",
                             "llvm.x86.avx512.vpermi2var.ps.512", 64, "abc",
                             "llvm.x86.avx512.vpermi2var.hi.512",
                             "llvm.x86.avx512.vpermi2var.qi.512"},
    [NATIVE_PERMUTE_BYTES] = {NULL, NULL, 64, "ab", NULL, "llvm.x86.avx512.permvar.qi.512"},
    [NATIVE_FIX_UP] = {"llvm.x86.avx512.mask.fixupimm.pd.512",
                       "llvm.x86.avx512.mask.fixupimm.ps.512", 64, "abc0mr", NULL, NULL},
    [NATIVE_REMAINDER] = {"llvm.x86.avx512.mask.reduce.pd.512",
                          "llvm.x86.avx512.mask.reduce.ps.512", 64, "abumr", NULL, NULL},
};

static const instruction *const instructions[ARCHITECTURES] = {[ARCHITECTURE_X86_64] = x86_64};

static const instruction *find(const emitter *e, native n) {
  return &instructions[e->target->architecture->id][n];
}

/* ---- Any number of lanes ---- */

/* Lanes [first, first + width) of x, the missing ones undefined. */
static val cut_lanes(emitter *e, val x, unsigned first, unsigned width) {
  unsigned lanes = ev_lanes(x);
  val order[64];
  if (lanes == width) return x;
  for (unsigned i = 0; i < width; i++)
    order[i] = first + i < lanes ? LLVMConstInt(e->i32, first + i, false) : LLVMGetUndef(e->i32);
  return LLVMBuildShuffleVector(e->b, x, LLVMGetUndef(LLVMTypeOf(x)), LLVMConstVector(order, width),
                                "");
}

val ev_join(emitter *e, val *parts, unsigned count, unsigned width, unsigned lanes) {
  val order[2 * PLAN_MAX_LANES];
  for (unsigned i = 0; i < 2 * PLAN_MAX_LANES; i++) order[i] = LLVMConstInt(e->i32, i, false);
  for (; count > 1; count /= 2, width *= 2) {
    for (unsigned i = 0; i < count / 2; i++) {
      val mask = LLVMConstVector(order, 2 * width);
      parts[i] = LLVMBuildShuffleVector(e->b, parts[2 * i], parts[2 * i + 1], mask, "");
    }
  }
  if (lanes == width) return parts[0];
  val undefined = LLVMGetUndef(LLVMTypeOf(parts[0]));
  return LLVMBuildShuffleVector(e->b, parts[0], undefined, LLVMConstVector(order, lanes), "");
}

#define MOST_TAKEN 6
#define MOST_PARTS 8

/* Arguments a, b, c for one call: of those with `lanes` lanes the part from `first` on, others as
 * they are. */
static val take(emitter *e, char what, LLVMTypeRef result, const val *args, unsigned lanes,
                unsigned first, unsigned width) {
  val x;
  switch (what) {
  case 'u': return LLVMGetUndef(result);
  case 'm': return LLVMConstAllOnes(width == 8 ? e->i8 : e->i16);
  case 'r': return LLVMConstInt(e->i32, 4, false); /* _MM_FROUND_CUR_DIRECTION */
  case '0': return LLVMConstInt(e->i32, 0, false);
  default: x = args[what - 'a']; return ev_lanes(x) == lanes ? cut_lanes(e, x, first, width) : x;
  }
}

static unsigned element_bytes(val x) {
  LLVMTypeRef type = LLVMGetElementType(LLVMTypeOf(x));
  if (LLVMGetTypeKind(type) == LLVMIntegerTypeKind) return LLVMGetIntTypeWidth(type) / 8;
  return ev_is_f32(x) ? 4 : 8;
}

/* The instruction applied to vectors of `lanes` lanes. */
static val apply(emitter *e, native n, unsigned lanes, const val *args) {
  const instruction *ins = find(e, n);
  unsigned size = element_bytes(args[0]);
  const char *name = size == 1 ? ins->i8 : size == 2 ? ins->i16 : size == 4 ? ins->f32 : ins->f64;
  unsigned id = LLVMLookupIntrinsicID(name, strlen(name)), width = ins->bytes / size;
  unsigned count = lanes <= width ? 1 : lanes / width, taken = strlen(ins->takes);
  LLVMTypeRef type = LLVMIntrinsicGetType(e->context, id, NULL, 0);
  LLVMTypeRef result = LLVMGetReturnType(type);
  val callee = LLVMGetIntrinsicDeclaration(e->module, id, NULL, 0), parts[MOST_PARTS];
  for (unsigned i = 0; i < count; i++) {
    val given[MOST_TAKEN];
    for (unsigned t = 0; t < taken; t++)
      given[t] = take(e, ins->takes[t], result, args, lanes, i * width, width);
    parts[i] = LLVMBuildCall2(e->b, type, callee, given, taken, "");
  }
  return ev_join(e, parts, count, width, lanes);
}

/* ---- Verbs ---- */

val ev_scale(emitter *e, val x, val k) {
  return apply(e, NATIVE_SCALE, ev_lanes(x), (val[]){x, k});
}

val ev_exponent(emitter *e, val x) { return apply(e, NATIVE_EXPONENT, ev_lanes(x), &x); }

val ev_mantissa(emitter *e, val x) { return apply(e, NATIVE_MANTISSA, ev_lanes(x), &x); }

val ev_nearest_i64(emitter *e, val x) { return apply(e, NATIVE_NEAREST_INT64, ev_lanes(x), &x); }

val ev_permute(emitter *e, val table, val index) {
  return apply(e, NATIVE_PERMUTE, ev_lanes(index), (val[]){table, index});
}

val ev_permute_bytes(emitter *e, val table, val index) {
  return apply(e, NATIVE_PERMUTE_BYTES, ev_lanes(index), (val[]){table, index});
}

val ev_permute_pair(emitter *e, val low, val high, val index) {
  return apply(e, NATIVE_PERMUTE_PAIR, ev_lanes(index), (val[]){low, index, high});
}

/* The processor wants a digit for each class, from the lowest: quiet NaN, signalling NaN, 0, 1,
 * -inf, inf, negative, positive. (Intel SDM volume 2, VFIXUPIMMPD.) */
static int64_t fix_digits(const fixes *by) {
  static const uint8_t digit[] = {[FIX_NOTHING] = 0, [FIX_ARGUMENT] = 2, [FIX_NAN] = 3,
                                  [FIX_ZERO] = 8,    [FIX_INFINITY] = 5, [FIX_MINUS_INFINITY] = 4};
  const fix classes[] = {by->nan,      by->nan,      by->zero,    by->one, by->minus_infinity,
                         by->infinity, by->negative, by->positive};
  int64_t digits = 0;
  for (int i = 0; i < 8; i++) digits |= (int64_t)digit[classes[i]] << (4 * i);
  return digits;
}

val ev_fix_up(emitter *e, val result, val x, const fixes *by) {
  return apply(e, NATIVE_FIX_UP, ev_lanes(x),
               (val[]){result, x, ev_bits_like(e, x, fix_digits(by))});
}

/* The unit's exponent is in the upper four bits; 8: no exception, and the rounding is to even.
 * (Intel SDM volume 2, VREDUCEPD.) */
val ev_remainder(emitter *e, val x, int bits) {
  val how = LLVMConstInt(e->i32, (unsigned)bits << 4 | 8, false);
  return apply(e, NATIVE_REMAINDER, ev_lanes(x), (val[]){x, how});
}

/* ---- Calls ---- */

/* Intel's for OpenCL (LLVM, X86CallingConv.td): half of the vector registers are the caller's. But
 * in registers of 32 bytes the VZEROUPPER with which a function returns would clear halves of them.
 */
unsigned ev_sparing_call(const emitter *e) {
  bool x86 = e->target->architecture->id == ARCHITECTURE_X86_64;
  return x86 && e->target->plan.vector_bytes != 32 ? LLVMIntelOCLBICallConv : LLVMCCallConv;
}
