/* emit.h: the emitter's state and the verbs its parts are written in.
 *
 * A verb takes and gives LLVM values and works for any lane count: a value's own type says how many
 * lanes it has (one lane is a scalar, not a vector of one). Constants are made "like" a value.
 * Operations and vector math (codegen/ops, codegen/math) are written in these verbs alone. */
#ifndef JX_EMIT_H
#define JX_EMIT_H

#include <llvm-c/Core.h>

#include "codegen/codegen.h"

typedef LLVMValueRef val;

/* The shared work of sin, cos and tan of one argument; see trig.c. */
typedef struct trig_memo {
  val x;                            /* argument; NULL: free */
  unsigned scope;                   /* emitter.scope it was made in */
  val sin_poly, cos_poly, quadrant; /* as trig.c defines them */
} trig_memo;

#define TRIG_MEMOS 16

typedef struct emitter {
  const codegen_target *target;
  LLVMContextRef context;
  LLVMModuleRef module;     /* the function at hand is in it */
  struct llvm_units *units; /* where parts go (parts.h); NULL: into the same module */
  LLVMBuilderRef b;
  LLVMValueRef function;   /* being emitted */
  LLVMBasicBlockRef entry; /* its entry block: allocas go to its start */
  val slots;               /* the entry's first parameter */
  LLVMTypeRef i1, i8, i16, i32, i64, f32, f64, ptr, void_;
  unsigned scope; /* changes whenever values made before may not dominate what comes */
  bool fast;      /* the function at hand may take its fast form: plan_value.fast */
  trig_memo trig[TRIG_MEMOS];
  unsigned ntrig;
} emitter;

/* ---- what the processor can do ---- */
static inline bool ev_can(const emitter *e, capability c) { return e->target->can & c; }
/* On lanes like x's: instructions of some kinds come for vectors alone. */
bool ev_can_for(const emitter *e, capability c, val x);

/* With a builder of its own, which the caller disposes of. */
void ev_open(emitter *e, const codegen_target *target, LLVMContextRef c, LLVMModuleRef module);

/* ---- types and constants ---- */
unsigned ev_lanes(val x);     /* 1 for a scalar */
LLVMTypeRef ev_scalar(val x); /* the type of a lane */
bool ev_is_f32(val x);
LLVMTypeRef ev_type(emitter *e, LLVMTypeRef scalar, unsigned lanes);
LLVMTypeRef ev_like(emitter *e, LLVMTypeRef scalar, val x); /* that scalar type with x's lanes */
val ev_f64(emitter *e, val like, double c);                 /* float64 constant with like's lanes */
val ev_f32(emitter *e, val like, float c);
val ev_i64(emitter *e, val like, int64_t c);
val ev_i32(emitter *e, val like, int32_t c);
val ev_float_like(val like, double c); /* of like's own type */
val ev_int_like(val like, int64_t c);
val ev_bits_like(emitter *e, val like, int64_t c); /* an integer as wide as like's floats */
val ev_splat(emitter *e, val scalar, unsigned lanes);
val ev_int64(emitter *e, int64_t c); /* a scalar */

/* ---- pairs: two numbers for each lane, the second behind the first ---- */
val ev_pair(emitter *e, val first, val second);
val ev_of_pair(emitter *e, val pairs, unsigned which); /* 0 or 1 */
val ev_splat_pair(emitter *e, val pair, unsigned lanes);

/* ---- dtypes (element_types.c) ---- */
LLVMTypeRef ev_dtype(emitter *e, jx_dtype d);  /* that a value is computed in */
LLVMTypeRef ev_stored(emitter *e, jx_dtype d); /* and what it is in memory: one part of it */
/* What `lanes` elements are in memory: as many numbers, or as many pairs of them. */
LLVMTypeRef ev_stored_lanes(emitter *e, jx_dtype d, unsigned lanes);
val ev_to_stored(emitter *e, val x, jx_dtype d);   /* from the one to the other, */
val ev_from_stored(emitter *e, val x, jx_dtype d); /* and back */

/* ---- arithmetic: strict IEEE, never contracted or reassociated ---- */
val ev_add(emitter *e, val a, val b); /* float or integer by type, as all below */
val ev_sub(emitter *e, val a, val b);
val ev_mul(emitter *e, val a, val b);
val ev_div(emitter *e, val a, val b); /* floats */
val ev_neg(emitter *e, val a);
val ev_abs(emitter *e, val a);
val ev_sqrt(emitter *e, val a);
val ev_fma(emitter *e, val a, val b,
           val c); /* a*b + c with one rounding; on a target without FMA, exactly the
                      same value by error-free transformations */
val ev_mad(emitter *e, val a, val b,
           val c); /* a*b + c, fused when the target does it: where either will do */
val ev_two_sum(emitter *e, val a, val b,
               val *error); /* the rounded sum s; s + *error = a + b exactly (TwoSum; Knuth, The
                               Art of Computer Programming, vol. 2, 4.2.2, theorem C) */
val ev_copysign(emitter *e, val magnitude, val sign);
val ev_rint(emitter *e, val a); /* halves to even */
val ev_floor(emitter *e, val a);
val ev_ceil(emitter *e, val a);
val ev_trunc(emitter *e, val a);

/* ---- bits, comparisons, conversions ---- */
val ev_and(emitter *e, val a, val b);
val ev_or(emitter *e, val a, val b);
val ev_xor(emitter *e, val a, val b);
val ev_shl(emitter *e, val a, int bits);
val ev_lshr(emitter *e, val a, int bits);
val ev_ashr(emitter *e, val a, int bits);
val ev_popcount(emitter *e, val a);   /* of integers, in their own width */
val ev_swap_bytes(emitter *e, val a); /* of each lane, float or integer */
val ev_trailing(emitter *e, val a);   /* zeros below the lowest bit that is set; the width of 0 */
val ev_lt(emitter *e, val a, val b);  /* ordered; signed */
val ev_le(emitter *e, val a, val b);
val ev_eq(emitter *e, val a, val b);
val ev_isnan(emitter *e, val a);
val ev_select(emitter *e, val mask, val a, val b);
val ev_as_i64(emitter *e, val a); /* bits of float64 */
val ev_as_f64(emitter *e, val a);
val ev_as_int(emitter *e, val a); /* bits of a float, an integer as wide */
val ev_as_float(emitter *e, val a);
val ev_to_i64(emitter *e, val a); /* value, truncated; in range by the caller's word */
val ev_to_f64(emitter *e, val a); /* from int64 or float32 */
val ev_to_f32(emitter *e, val a);
/* The bits of the nearest float16, of a float64 rounded once; and a float32 from such (half.c). */
val ev_to_half(emitter *e, val a);
val ev_from_half(emitter *e, val bits);
val ev_any(emitter *e, val mask); /* i1: some lane is set */

/* ---- one instruction, where ev_can_for() says so (native.c); either float ---- */
val ev_scale(emitter *e, val x, val k); /* CAN_SCALE: x * 2^floor(k), rounded once */
val ev_exponent(emitter *e, val x);     /* CAN_SPLIT: the k of |x| = m * 2^k with 1 <= m < 2 */
val ev_mantissa(emitter *e, val x);     /* CAN_SPLIT: that m with x's sign */
val ev_nearest_i64(emitter *e,
                   val x); /* CAN_NEAREST_INT64: float64 to even; INT64_MIN where out of range */
/* CAN_REMAINDER: x less the nearest multiple of 2^-bits, halves to even; 0 of infinities. */
val ev_remainder(emitter *e, val x, int bits);
/* CAN_PERMUTE: for each lane of the int32 index, whose upper bits are ignored, an element of a
 * vector of eight float32. */
val ev_permute(emitter *e, val table, val index);
/* CAN_PERMUTE_PAIR: for each lane of the index, whose upper bits are ignored, an element of two
 * vectors of eight float64 (index: int64) or sixteen float32 (int32); CAN_PERMUTE_SHORT: of
 * thirty-two int16 (int16); CAN_PERMUTE_BYTES: of sixty-four int8 (int8). */
val ev_permute_pair(emitter *e, val low, val high, val index);
/* CAN_PERMUTE_BYTES: for each lane of the int8 index, one of sixty-four int8. */
val ev_permute_bytes(emitter *e, val table, val index);
/* CAN_FIX_UP: `result`, but for some classes of x something else. */
typedef enum fix {
  FIX_NOTHING,
  FIX_ARGUMENT, /* x itself */
  FIX_NAN,
  FIX_ZERO,
  FIX_INFINITY,
  FIX_MINUS_INFINITY
} fix;
typedef struct fixes {
  fix nan, zero, one, infinity, minus_infinity, negative, positive; /* the last two: any other */
} fixes;
val ev_fix_up(emitter *e, val result, val x, const fixes *by);

/* A calling convention of a processor's that leaves more of the caller's vectors alone, if it has one. */
unsigned ev_sparing_call(const emitter *e);

/* `count` vectors of `width` lanes, a power of two of them, as one of `lanes`; uses parts[] up. */
val ev_join(emitter *e, val *parts, unsigned count, unsigned width, unsigned lanes);

/* A table of constants in the image, float64 or float32; and an element of it for each lane (index:
 * an integer as wide, in range by the caller's word). */
val ev_table(emitter *e, LLVMTypeRef scalar, const char *name, const double *data, unsigned n);
val ev_lookup(emitter *e, LLVMTypeRef scalar, val table, val index);
/* CAN_GATHER: lanes of 4 or 8 bytes, so many bytes behind `base`. */
val ev_gather(emitter *e, LLVMTypeRef scalar, val base, val offsets);

/* ---- rare slow paths ---- */
/* Where some lane of `mask` is set, calls a helper of nin float64 inputs and nout float64 outputs
 * on all lanes, out of line, and takes its outputs for the set lanes; else (and for the others)
 * `fast`. The helper's signature is (in_0, ..., in_nin-1, out, n) with out holding nout runs of n.
 * Results go to out[0 .. nout). Any such call changes the current block; values made before still
 * dominate. */
void ev_patch(emitter *e, val mask, helper_id helper, unsigned nin, const val *in, unsigned nout,
              const val *fast, val *out);

/* The same with a slow side that is emitted: emit() makes out[0 .. nout), of the types of `fast`,
 * from the lanes of in[0 .. nin) that it is given, some or all. At most four of either. */
typedef struct ev_slow {
  void (*emit)(emitter *e, const void *user, const val *in, val *out);
  const void *user;
  const char *name; /* emit()'s, when it is long; where that and */
  double variant;   /* what `user` changes are the same, so is the code. NULL: in place */
} ev_slow;
void ev_patch_by(emitter *e, val mask, const ev_slow *slow, unsigned nin, const val *in,
                 unsigned nout, const val *fast, val *out);

/* Calls a helper of at most six arguments through the table of helpers. */
void ev_call_helper(emitter *e, helper_id id, val *args, unsigned n);
val ev_helper(emitter *e, helper_id id); /* its address */
/* Sets bits of the fault word, which other threads may be setting. */
void ev_report(emitter *e, uint64_t bits);
/* Tells which indices the number-th value has met: the least of the lanes; see plan_fault_bit(). */
void ev_report_index(emitter *e, int64_t number, val index);
/* Sets PLAN_DOUBT when some lane is not finite; and when one of some lane of several is not. */
void ev_doubt(emitter *e, val sum);
void ev_doubt_any(emitter *e, const val *sums, uint32_t n);
/* The same when one of some lane of several is not finite, times 2 to some power. */
void ev_doubt_large(emitter *e, const val *x, const double *powers, uint32_t n);

/* ---- blocks and memory ---- */
LLVMBasicBlockRef ev_block(emitter *e, const char *name);
void ev_goto(emitter *e, LLVMBasicBlockRef to); /* ends the block and continues at `to` */
/* How often the two ways of a branch are taken; and that the first one is. */
void ev_weigh(emitter *e, val branch, uint32_t first, uint32_t second);
void ev_mark_likely(emitter *e, val branch);
val ev_slot(emitter *e, uint32_t slot, LLVMTypeRef type);
val ev_gep(emitter *e, val base, val bytes); /* base + bytes */
/* Asks for a line that will be read; locality: 3 for the first-level cache to 0 for none. */
void ev_prefetch(emitter *e, val at, unsigned locality);
/* An alloca in the entry block. */
val ev_scratch(emitter *e, LLVMTypeRef type, unsigned align);

#endif
