/* llvm_text.c: contains(str(i), '...') without a string.
 *
 * Takes integers and a pattern known at compile time; gives whether the decimal digits hold it. The
 * digits are peeled off as float64: with m below 10^15, t = floor((m + 1/2) * c), c the float64
 * nearest 10^-k, is exactly floor(m / 10^k): the fraction of (m + 1/2) / 10^k is at least 10^-k/2
 * away from an integer, and the errors of c and of the product move it by less than m * 2^-51 *
 * 10^-k < 10^-k/2. A pattern of n digits matches at position k when floor(m / 10^k) ends in it and
 * has that many digits. Larger numbers go out of line, to a helper that writes the digits. */
#include <string.h>

#include "codegen/llvm_emit.h"

#define FAST_LIMIT 1e15 /* and 10^15 < 2^50 */

typedef enum pattern_kind { NEVER, ALWAYS, NEGATIVE, DIGITS, PREFIX } pattern_kind;

typedef struct pattern {
  pattern_kind kind;
  double number; /* of its digits */
  double power;  /* 10 to the number of digits */
  bool zero;     /* the first digit is 0 */
} pattern;

static pattern classify(const char *s, int64_t n) {
  pattern p = {.kind = DIGITS, .power = 1};
  if (n == 0) return (pattern){.kind = ALWAYS};
  if (s[0] == '-') {
    if (n == 1) return (pattern){.kind = NEGATIVE};
    p.kind = PREFIX;
    s++;
    n--;
  }
  if (n > 19) return (pattern){.kind = NEVER};
  p.zero = s[0] == '0';
  for (int64_t i = 0; i < n; i++) {
    if (s[i] < '0' || s[i] > '9') return (pattern){.kind = NEVER};
    p.number = p.number * 10 + (s[i] - '0');
    p.power *= 10;
  }
  return p.kind == PREFIX && p.zero ? (pattern){.kind = NEVER} : p;
}

static val compare(stage_emitter *k, LLVMRealPredicate op, val x, double c) {
  return LLVMBuildFCmp(k->e->b, op, x, ev_f64(k->e, x, c), "");
}

static val floor_over(stage_emitter *k, val m, double power) {
  double c = 1 / power;
  return ev_floor(k->e, ev_mad(k->e, m, ev_f64(k->e, m, c), ev_f64(k->e, m, 0.5 * c)));
}

/* m minus a multiple of power, exact as all are integers below 2^53. */
static val rest(stage_emitter *k, val m, val quotient, double power) {
  return ev_mad(k->e, quotient, ev_f64(k->e, m, -power), m);
}

/* Whether the digits of m match at the position that its last digit has. */
static val match_here(stage_emitter *k, const pattern *p, val m, val tenth, bool first) {
  if (p->kind == PREFIX) return compare(k, LLVMRealOEQ, m, p->number);
  val r = p->power == 10 ? rest(k, m, tenth, 10) : rest(k, m, floor_over(k, m, p->power), p->power);
  val hit = compare(k, LLVMRealOEQ, r, p->number);
  if (!p->zero || (first && p->power == 10)) return hit; /* the number 0 is the one digit 0 */
  return ev_and(k->e, hit, compare(k, LLVMRealOGE, m, p->power));
}

/* Peels digits while some lane has any left. */
static val match_digits(stage_emitter *k, const pattern *p, val m) {
  emitter *e = k->e;
  val tenth = floor_over(k, m, 10), hit = match_here(k, p, m, tenth, true);
  LLVMBasicBlockRef before = LLVMGetInsertBlock(e->b), head = emit_block(k, "digits"),
                    more = emit_block(k, "digit"), done = emit_block(k, "matched");
  emit_goto(k, head);
  val at = LLVMBuildPhi(e->b, LLVMTypeOf(m), ""), found = LLVMBuildPhi(e->b, LLVMTypeOf(hit), "");
  LLVMBuildCondBr(e->b, ev_any(e, compare(k, LLVMRealOGT, at, 0)), more, done);
  LLVMPositionBuilderAtEnd(e->b, more);
  val next = floor_over(k, at, 10);
  val found2 = ev_or(e, found, match_here(k, p, at, next, false));
  LLVMBasicBlockRef from[] = {before, LLVMGetInsertBlock(e->b)};
  LLVMBuildBr(e->b, head);
  LLVMAddIncoming(at, (val[]){tenth, next}, from, 2);
  LLVMAddIncoming(found, (val[]){hit, found2}, from, 2);
  LLVMPositionBuilderAtEnd(e->b, done);
  e->scope++;
  return found;
}

/* All lanes by the helper. */
static val call_helper(stage_emitter *k, const char *s, int64_t n, val x) {
  emitter *e = k->e;
  unsigned lanes = ev_lanes(x);
  val in = ev_scratch(e, LLVMTypeOf(x), 64), out = ev_scratch(e, LLVMTypeOf(x), 64);
  LLVMBuildStore(e->b, x, in);
  val text = LLVMConstStringInContext(e->context, s, (unsigned)n, true);
  val global = LLVMAddGlobal(e->module, LLVMTypeOf(text), "pattern");
  LLVMSetInitializer(global, text);
  LLVMSetGlobalConstant(global, true);
  LLVMSetLinkage(global, LLVMPrivateLinkage);
  val index = emit_int64(k, HELPER_CONTAINS);
  val entry = LLVMBuildGEP2(e->b, e->ptr, emit_slot(k, SLOT_HELPERS, e->ptr), &index, 1, "");
  LLVMTypeRef params[] = {e->ptr, e->ptr, e->i64, e->ptr, e->i64};
  val args[] = {in, global, emit_int64(k, n), out, emit_int64(k, lanes)};
  LLVMBuildCall2(e->b, LLVMFunctionType(e->void_, params, 5, false),
                 LLVMBuildLoad2(e->b, e->ptr, entry, ""), args, 5, "");
  val r = LLVMBuildLoad2(e->b, LLVMTypeOf(x), out, "");
  return LLVMBuildICmp(e->b, LLVMIntNE, r, LLVMConstNull(LLVMTypeOf(r)), "");
}

val emit_contains(stage_emitter *k, const plan_value *v, val x) {
  emitter *e = k->e;
  const char *s = k->p->bytes.at + v->index;
  pattern p = classify(s, v->imm.i);
  LLVMTypeRef bits = ev_like(e, e->i1, x);
  if (p.kind == NEVER) return LLVMConstNull(bits);
  if (p.kind == ALWAYS) return LLVMConstAllOnes(bits);
  val wide = LLVMTypeOf(x) == ev_like(e, e->i64, x)
                 ? x
                 : LLVMBuildSExt(e->b, x, ev_like(e, e->i64, x), "");
  val negative = LLVMBuildICmp(e->b, LLVMIntSLT, wide, ev_i64(e, wide, 0), "");
  if (p.kind == NEGATIVE) return negative;
  val m = ev_abs(e, ev_to_f64(e, wide)), small = compare(k, LLVMRealOLT, m, FAST_LIMIT);
  LLVMBasicBlockRef fast = emit_block(k, "short"), slow = emit_block(k, "long"),
                    join = emit_block(k, "contained");
  LLVMBuildCondBr(e->b, ev_any(e, LLVMBuildNot(e->b, small, "")), slow, fast);
  LLVMPositionBuilderAtEnd(e->b, slow);
  e->scope++;
  val slowly = call_helper(k, s, v->imm.i, wide);
  LLVMBuildBr(e->b, join);
  LLVMPositionBuilderAtEnd(e->b, fast);
  e->scope++;
  val found = match_digits(k, &p, m);
  if (p.kind == PREFIX) found = ev_and(e, found, negative);
  LLVMBasicBlockRef from[] = {slow, LLVMGetInsertBlock(e->b)};
  emit_goto(k, join);
  e->scope++;
  val phi = LLVMBuildPhi(e->b, bits, "");
  LLVMAddIncoming(phi, (val[]){slowly, found}, from, 2);
  return phi;
}
