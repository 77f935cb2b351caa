/* math_parts.c: small pieces of vector math: error-free sums and products, polynomials, small
 * tables.
 *
 * The error-free transformations are those of T. J. Dekker, "A floating-point technique for
 * extending the available precision", 1971; with fused multiply-add the product's error is one
 * instruction.
 */
#include <string.h>

#include "codegen/math/math_parts.h"

dd math_fast_two_sum(emitter *e, val a, val b) {
  val s = ev_add(e, a, b);
  return (dd){s, ev_add(e, ev_sub(e, a, s), b)};
}

/* The upper 26 bits of a float64 (Veltkamp). */
static val upper_half(emitter *e, val a) {
  val c = ev_mul(e, a, ev_f64(e, a, 0x1p27 + 1));
  return ev_sub(e, c, ev_sub(e, c, a));
}

dd math_two_product(emitter *e, val a, val b) {
  val p = ev_mul(e, a, b);
  if (ev_can(e, CAN_FMA)) return (dd){p, ev_fma(e, a, b, ev_neg(e, p))};
  val ah = upper_half(e, a), al = ev_sub(e, a, ah);
  val bh = upper_half(e, b), bl = ev_sub(e, b, bh);
  val t = ev_sub(e, ev_mul(e, ah, bh), p);
  t = ev_add(e, t, ev_mul(e, ah, bl));
  t = ev_add(e, t, ev_mul(e, al, bh));
  return (dd){p, ev_add(e, t, ev_mul(e, al, bl))};
}

/* By the reciprocal, then corrected by the remainder, which is exact but for the lower parts. */
static val remainder_of(emitter *e, dd a, dd b, val q) {
  val r;
  if (ev_can(e, CAN_FMA)) {
    r = ev_fma(e, ev_neg(e, q), b.hi, a.hi);
  } else {
    dd p = math_two_product(e, q, b.hi);
    r = ev_sub(e, ev_sub(e, a.hi, p.hi), p.lo);
  }
  if (a.lo) r = ev_add(e, r, a.lo);
  return b.lo ? ev_mad(e, ev_neg(e, q), b.lo, r) : r;
}

dd math_quotient(emitter *e, dd a, dd b) {
  val reciprocal = ev_div(e, ev_f64(e, a.hi, 1.0), b.hi), q = ev_mul(e, a.hi, reciprocal);
  return (dd){q, ev_mul(e, remainder_of(e, a, b, q), reciprocal)};
}

val math_divide(emitter *e, dd a, dd b) {
  val reciprocal = ev_div(e, ev_f64(e, a.hi, 1.0), b.hi), q = ev_mul(e, a.hi, reciprocal);
  return ev_mad(e, remainder_of(e, a, b, q), reciprocal, q);
}

/* Pairs c[i] + c[i+1] x are made in parallel and joined by Horner's rule in x^2. */
val math_poly(emitter *e, val x, val x2, const double *c, unsigned n) {
  val sum = NULL;
  unsigned i = n;
  if (n % 2) sum = ev_f64(e, x, c[--i]);
  while (i) {
    i -= 2;
    val pair = ev_mad(e, x, ev_f64(e, x, c[i + 1]), ev_f64(e, x, c[i]));
    sum = sum ? ev_mad(e, x2, sum, pair) : pair;
  }
  return sum;
}

/* Lanes [first, first + 8) of x, the missing ones undefined. */
static val eight_lanes(emitter *e, val x, unsigned first) {
  unsigned lanes = ev_lanes(x);
  val order[8];
  if (lanes == 8) return x;
  for (unsigned i = 0; i < 8; i++) {
    order[i] = first + i < lanes ? LLVMConstInt(e->i32, first + i, false) : LLVMGetUndef(e->i32);
  }
  return LLVMBuildShuffleVector(e->b, x, LLVMGetUndef(LLVMTypeOf(x)), LLVMConstVector(order, 8),
                                "");
}

/* `count` vectors of `width` lanes, a power of two of them, as one vector of `lanes`. */
static val join_lanes(emitter *e, val *parts, unsigned count, unsigned width, unsigned lanes) {
  val order[64];
  for (unsigned i = 0; i < 64; i++) order[i] = LLVMConstInt(e->i32, i, false);
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

#define MAX_INTRINSIC 6 /* arguments */

val math_by_eights(emitter *e, const char *name, unsigned lanes, unsigned nargs, const val *args) {
  unsigned id = LLVMLookupIntrinsicID(name, strlen(name)), count = lanes <= 8 ? 1 : lanes / 8;
  LLVMTypeRef type = LLVMIntrinsicGetType(e->context, id, NULL, 0);
  val callee = LLVMGetIntrinsicDeclaration(e->module, id, NULL, 0), parts[8];
  for (unsigned i = 0; i < count; i++) {
    val eights[MAX_INTRINSIC];
    for (unsigned a = 0; a < nargs; a++)
      eights[a] = ev_lanes(args[a]) == lanes ? eight_lanes(e, args[a], 8 * i) : args[a];
    parts[i] = LLVMBuildCall2(e->b, type, callee, eights, nargs, "");
  }
  return join_lanes(e, parts, count, 8, lanes);
}

/* With AVX-512 the table is two registers and one permutation finds eight elements, ignoring the
 * upper bits. */
static val permute16(emitter *e, const double *table, val index) {
  val halves[2];
  for (unsigned h = 0; h < 2; h++) {
    val elements[8];
    for (unsigned i = 0; i < 8; i++) elements[i] = LLVMConstReal(e->f64, table[8 * h + i]);
    halves[h] = LLVMConstVector(elements, 8);
  }
  val args[] = {halves[0], index, halves[1]};
  return math_by_eights(e, "llvm.x86.avx512.vpermi2var.pd.512", ev_lanes(index), 3, args);
}

val math_lookup(emitter *e, const char *name, const double *table, unsigned n, val index) {
  if (ev_can_for(e, CAN_PERMUTE_PAIR, index)) {
    val low = permute16(e, table, index);
    if (n == 16) return low;
    val bit = ev_and(e, index, ev_i64(e, index, 16));
    val upper = LLVMBuildICmp(e->b, LLVMIntNE, bit, ev_i64(e, index, 0), "");
    return ev_select(e, upper, permute16(e, table + 16, index), low);
  }
  val masked = ev_and(e, index, ev_i64(e, index, n - 1));
  return ev_lookup_f64(e, ev_table_f64(e, name, table, n), masked);
}

/* Lanes picked from two vectors, one after the other numbered. */
static val pick(emitter *e, val a, val b, const unsigned *lanes, unsigned n) {
  val order[64];
  for (unsigned i = 0; i < n; i++) order[i] = LLVMConstInt(e->i32, lanes[i], false);
  return LLVMBuildShuffleVector(e->b, a, b, LLVMConstVector(order, n), "");
}

/* A row of a table of pairs. */
static val load_row(emitter *e, val table, val index) {
  LLVMTypeRef row = LLVMVectorType(e->f64, 2);
  return LLVMBuildLoad2(e->b, row, LLVMBuildInBoundsGEP2(e->b, row, table, &index, 1, ""), "");
}

/* Elements of both tables stand side by side in rows, so that a lane needs one load, and four lanes
 * two unpackings. */
static dd lookup_rows(emitter *e, val table, val index) {
  unsigned lanes = ev_lanes(index), step = lanes < 4 ? 2 : 4;
  val number[] = {LLVMConstInt(e->i32, 0, false), LLVMConstInt(e->i32, 1, false)}, rows[4], hi[32],
      lo[32];
  if (lanes == 1) {
    val row = load_row(e, table, index);
    return (dd){LLVMBuildExtractElement(e->b, row, number[0], ""),
                LLVMBuildExtractElement(e->b, row, number[1], "")};
  }
  for (unsigned i = 0; i < lanes; i++) {
    val lane = LLVMConstInt(e->i32, i, false);
    rows[i % step] = load_row(e, table, LLVMBuildExtractElement(e->b, index, lane, ""));
    if (i % step != step - 1) continue;
    val even = rows[0], odd = rows[1];
    if (step == 4) {
      even = pick(e, rows[0], rows[2], (unsigned[]){0, 1, 2, 3}, 4);
      odd = pick(e, rows[1], rows[3], (unsigned[]){0, 1, 2, 3}, 4);
    }
    hi[i / step] = pick(e, even, odd, (unsigned[]){0, step, 2, step + 2}, step);
    lo[i / step] = pick(e, even, odd, (unsigned[]){1, step + 1, 3, step + 3}, step);
  }
  return (dd){join_lanes(e, hi, lanes / step, step, lanes),
              join_lanes(e, lo, lanes / step, step, lanes)};
}

dd math_lookup_pair(emitter *e, const char *name, const double *hi, const double *lo, unsigned n,
                    val index) {
  if (ev_can_for(e, CAN_PERMUTE_PAIR, index))
    return (dd){math_lookup(e, name, hi, n, index), math_lookup(e, name, lo, n, index)};
  double rows[2 * 32];
  for (unsigned i = 0; i < n; i++) rows[2 * i] = hi[i], rows[2 * i + 1] = lo[i];
  return lookup_rows(e, ev_table_f64(e, name, rows, 2 * n),
                     ev_and(e, index, ev_i64(e, index, n - 1)));
}

val math_min(emitter *e, val a, val b) { return ev_select(e, ev_lt(e, a, b), a, b); }

val math_max(emitter *e, val a, val b) { return ev_select(e, ev_lt(e, b, a), a, b); }

val math_flip(emitter *e, val x, val sign) {
  val bit = ev_and(e, sign, ev_i64(e, x, INT64_MIN));
  return ev_as_f64(e, ev_xor(e, ev_as_i64(e, x), bit));
}
