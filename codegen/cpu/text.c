/* text.c: contains(str(i), '...') without a string.
 *
 * Takes integers and a pattern known at compile time; gives whether the decimal digits hold it. The
 * digits are peeled off as float64: with m below 10^15, t = floor((m + 1/2) * c), c the float64
 * nearest 10^-k, is exactly floor(m / 10^k): the fraction of (m + 1/2) / 10^k is at least 10^-k/2
 * away from an integer, and the errors of c and of the product move it by less than m * 2^-51 *
 * 10^-k < 10^-k/2. A pattern of n digits matches at position k when floor(m / 10^k) ends in it and
 * has that many digits. Larger numbers go out of line, to a helper that writes the digits.
 *
 * Where the lanes hold numbers of one distance (an index, times a constant), nothing of that is
 * done for each: as long as i div 10^4 stays the same, only the last four digits change, and
 * whether those match is read from a table of 10^4 bytes; see block_path(). */
#include "codegen/cpu/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/element.h"

#define FAST_LIMIT 1e15 /* and 10^15 < 2^50 */

typedef enum pattern_kind { NEVER, ALWAYS, NEGATIVE, DIGITS, PREFIX } pattern_kind;

typedef struct pattern {
  pattern_kind kind;
  double number; /* of its digits */
  double power;  /* 10 to the number of digits */
  bool zero;     /* the first digit is 0 */
} pattern;

static pattern classify(const char *s, int64_t n, bool is_signed) {
  pattern p = {.kind = DIGITS, .power = 1};
  if (n == 0) return (pattern){.kind = ALWAYS};
  if (s[0] == '-') {
    if (!is_signed) return (pattern){.kind = NEVER};
    if (n == 1) return (pattern){.kind = NEGATIVE};
    p.kind = PREFIX;
    s++;
    n--;
  }
  if (n > (is_signed ? 19 : 20)) return (pattern){.kind = NEVER};
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
  LLVMBasicBlockRef before = LLVMGetInsertBlock(e->b), head = ev_block(k->e, "digits"),
                    more = ev_block(k->e, "digit"), done = ev_block(k->e, "matched");
  ev_goto(k->e, head);
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
static val call_helper(stage_emitter *k, const char *s, int64_t n, val x, bool is_signed) {
  emitter *e = k->e;
  unsigned lanes = ev_lanes(x);
  val in = ev_scratch(e, LLVMTypeOf(x), 64), out = ev_scratch(e, LLVMTypeOf(x), 64);
  LLVMBuildStore(e->b, x, in);
  val text = LLVMConstStringInContext(e->context, s, (unsigned)n, true);
  val global = LLVMAddGlobal(e->module, LLVMTypeOf(text), "pattern");
  LLVMSetInitializer(global, text);
  LLVMSetGlobalConstant(global, true);
  LLVMSetLinkage(global, LLVMPrivateLinkage);
  val args[] = {in, global, ev_int64(e, n), out, ev_int64(e, lanes), ev_int64(e, is_signed)};
  ev_call_helper(e, HELPER_CONTAINS, args, 6);
  val r = LLVMBuildLoad2(e->b, LLVMTypeOf(x), out, "");
  return LLVMBuildICmp(e->b, LLVMIntNE, r, LLVMConstNull(LLVMTypeOf(r)), "");
}

/* ---- Numbers in a row ---- */

#define BLOCK 10000 /* numbers that share their upper digits */
#define BLOCK_DIGITS 4
/* Bytes of the table that a step loads at once, before they are shuffled. */
#define BLOCK_LOAD 128
/* Digits of a pattern: numbers of this many are the longest that are done here. */
#define BLOCK_PATTERN 15

static double power_of_ten(int n) { return n ? 10 * power_of_ten(n - 1) : 1; }

static int64_t digits_of(const char *s, int64_t n) {
  return n ? 10 * digits_of(s, n - 1) + s[n - 1] - '0' : 0;
}

/* A step's numbers, which are `step` apart: which pattern is looked for in them, and where they
 * are. */
typedef struct block_step {
  const char *text;
  int64_t n; /* of the pattern */
  bool zero; /* it begins with 0 */
  val least; /* the least of the numbers */
  int64_t step;
} block_step;

static int64_t block_stride(const block_step *s) { return s->step < 0 ? -s->step : s->step; }

/* Digits of the pattern that may stand in the lower four while others stand before them. */
static int64_t block_crossing(const block_step *s) {
  return s->n <= BLOCK_DIGITS ? s->n - 1 : BLOCK_DIGITS;
}

/* One byte for each four digits: whether the pattern is among them. */
static val block_table(stage_emitter *k, const block_step *s) {
  char name[40], digits[BLOCK_DIGITS + 1];
  snprintf(name, sizeof name, "block.%.*s", (int)s->n, s->text);
  val table = LLVMGetNamedGlobal(k->e->module, name);
  if (table) return table;
  char *bytes = arena_zalloc(k->p->arena, BLOCK + BLOCK_LOAD);
  if (!bytes) return NULL;
  for (unsigned i = 0; i < BLOCK; i++) {
    snprintf(digits, sizeof digits, "%04u", i);
    bytes[i] = memmem(digits, BLOCK_DIGITS, s->text, (size_t)s->n) != NULL;
  }
  val data = LLVMConstStringInContext(k->e->context, bytes, BLOCK + BLOCK_LOAD, true);
  table = LLVMAddGlobal(k->e->module, LLVMTypeOf(data), name);
  LLVMSetInitializer(table, data);
  LLVMSetGlobalConstant(table, true);
  LLVMSetLinkage(table, LLVMPrivateLinkage);
  return table;
}

/* What is remembered of the block at hand (allocas): its first number, and how many there are with
 * which a step in it may begin, none before a block was entered; whether its upper digits
 * hold the pattern, and for each j whether they end in all but the pattern's last j digits, so that
 * it may go on in the lower ones. */
typedef struct block_memo {
  val first, starts, upper, some, ends[BLOCK_DIGITS + 1]; /* some: whether any of ends */
} block_memo;

static val alloca_at_entry(stage_emitter *k, LLVMTypeRef type, val initial) {
  val a = ev_scratch(k->e, type, 8);
  LLVMBasicBlockRef here = LLVMGetInsertBlock(k->e->b);
  LLVMPositionBuilderBefore(k->e->b, LLVMGetBasicBlockTerminator(k->e->entry));
  LLVMBuildStore(k->e->b, initial, a);
  LLVMPositionBuilderAtEnd(k->e->b, here);
  return a;
}

static block_memo block_memo_new(stage_emitter *k, const block_step *s) {
  block_memo m = {.first = alloca_at_entry(k, k->e->i64, ev_int64(k->e, 0))};
  m.starts = alloca_at_entry(k, k->e->i64, ev_int64(k->e, 0));
  m.upper = alloca_at_entry(k, k->e->i1, LLVMConstNull(k->e->i1));
  m.some = alloca_at_entry(k, k->e->i1, LLVMConstNull(k->e->i1));
  for (int64_t j = 1; j <= block_crossing(s); j++)
    m.ends[j] = alloca_at_entry(k, k->e->i1, LLVMConstNull(k->e->i1));
  return m;
}

/* Looks at the upper digits of the block that the step's numbers are in. */
static void block_enter(stage_emitter *k, const block_memo *m, const pattern *p,
                        const block_step *s) {
  LLVMBuilderRef b = k->e->b;
  val upper = LLVMBuildUDiv(b, s->least, ev_int64(k->e, BLOCK), ""), f = ev_to_f64(k->e, upper);
  val some = LLVMConstNull(k->e->i1);
  LLVMBuildStore(b, LLVMBuildMul(b, upper, ev_int64(k->e, BLOCK), ""), m->first);
  for (int64_t j = 1; j <= block_crossing(s); j++) {
    double head = (double)digits_of(s->text, s->n - j), power = power_of_ten((int)(s->n - j));
    val ends = compare(k, LLVMRealOEQ, rest(k, f, floor_over(k, f, power), power), head);
    if (s->zero)
      ends = ev_and(k->e, ends, compare(k, LLVMRealOGE, f, power)); /* no leading zeros */
    LLVMBuildStore(b, ends, m->ends[j]);
    some = ev_or(k->e, some, ends);
  }
  LLVMBuildStore(b, some, m->some);
  LLVMBuildStore(b, match_digits(k, p, f), m->upper);
}

/* Where the lanes are in a step's numbers, counted from the least. */
static int64_t block_place(const stage_emitter *k, const block_step *s, unsigned lane) {
  return block_stride(s) * (s->step < 0 ? k->s->lanes - 1 - lane : lane);
}

/* The bytes of the table for the lanes: loaded at once and shuffled, or one by one. */
static val block_bytes(stage_emitter *k, const block_step *s, val table, val offset) {
  emitter *e = k->e;
  unsigned lanes = k->s->lanes, span = (unsigned)(lanes * block_stride(s));
  LLVMTypeRef type = ev_type(e, e->i8, lanes);
  val at = LLVMBuildGEP2(e->b, e->i8, table, &offset, 1, "");
  if (span > BLOCK_LOAD) {
    val bytes = LLVMGetPoison(type);
    for (unsigned i = 0; i < lanes; i++) {
      val one = LLVMBuildLoad2(e->b, e->i8, ev_gep(e, at, ev_int64(e, block_place(k, s, i))), "");
      bytes = LLVMBuildInsertElement(e->b, bytes, one, LLVMConstInt(e->i32, i, false), "");
    }
    return bytes;
  }
  val bytes = LLVMBuildLoad2(e->b, ev_type(e, e->i8, span), at, ""), mask[PLAN_MAX_LANES];
  LLVMSetAlignment(bytes, 1);
  if (s->step == 1) return bytes;
  for (unsigned i = 0; i < lanes; i++)
    mask[i] = LLVMConstInt(e->i32, (uint64_t)block_place(k, s, i), false);
  return LLVMBuildShuffleVector(e->b, bytes, LLVMGetPoison(LLVMTypeOf(bytes)),
                                LLVMConstVector(mask, lanes), "");
}

/* Lanes whose lower digits go on with what the upper ones end in. */
static val block_across(stage_emitter *k, const block_memo *m, const block_step *s, val offset) {
  emitter *e = k->e;
  unsigned lanes = k->s->lanes;
  val place[PLAN_MAX_LANES], hit = NULL;
  for (unsigned i = 0; i < lanes; i++) place[i] = ev_int64(e, block_place(k, s, i));
  val from = ev_add(e, ev_splat(e, offset, lanes), LLVMConstVector(place, lanes));
  for (int64_t j = 1; j <= block_crossing(s); j++) { /* the last j digits lead the lower four */
    int64_t span = (int64_t)power_of_ten(BLOCK_DIGITS - (int)j);
    int64_t low = digits_of(s->text + s->n - j, j) * span;
    val inside = ev_and(e, LLVMBuildICmp(e->b, LLVMIntSGE, from, ev_i64(e, from, low), ""),
                        LLVMBuildICmp(e->b, LLVMIntSLT, from, ev_i64(e, from, low + span), ""));
    val ends = ev_splat(e, LLVMBuildLoad2(e->b, e->i1, m->ends[j], ""), lanes);
    hit = hit ? ev_or(e, hit, ev_and(e, inside, ends)) : ev_and(e, inside, ends);
  }
  return hit;
}

/* Whether the lanes match, from the table and what is remembered. */
static val block_lookup(stage_emitter *k, const block_memo *m, const block_step *s, val table,
                        val offset) {
  emitter *e = k->e;
  val hit = ev_splat(e, LLVMBuildLoad2(e->b, e->i1, m->upper, ""), k->s->lanes);
  if (s->n <= BLOCK_DIGITS) {
    val bytes = block_bytes(k, s, table, offset);
    hit =
        ev_or(e, hit, LLVMBuildICmp(e->b, LLVMIntNE, bytes, LLVMConstNull(LLVMTypeOf(bytes)), ""));
  }
  if (s->n == 1) return hit;
  LLVMBasicBlockRef here = LLVMGetInsertBlock(e->b), across = ev_block(e, "across"),
                    join = ev_block(e, "looked");
  LLVMBuildCondBr(e->b, LLVMBuildLoad2(e->b, e->i1, m->some, ""), across, join);
  LLVMPositionBuilderAtEnd(e->b, across);
  val more = ev_or(e, hit, block_across(k, m, s, offset));
  ev_goto(e, join);
  e->scope++;
  val phi = LLVMBuildPhi(e->b, LLVMTypeOf(hit), "");
  LLVMAddIncoming(phi, (val[]){hit, more}, (LLVMBasicBlockRef[]){here, across}, 2);
  return phi;
}

static bool digits_are_signed(const stage_emitter *k, const plan_value *v) {
  return element_form_of(k->p->values.at[v->args[0]].dtype).is_signed;
}

static val any_numbers(stage_emitter *k, const plan_value *v, const pattern *p, val x);

/* A step inside the block that was entered last reads the table; one inside a new block enters it
 * first; one across two blocks, below 10^4 (where leading zeros would not be digits), beyond the
 * range of the digit arithmetic, or partial (whose lanes past the end must repeat the last one)
 * takes the general way. */
static val block_path(stage_emitter *k, const plan_value *v, const pattern *p, affine numbers,
                      val x) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  block_step s = {k->p->bytes.at + v->pattern, v->imm.i, p->zero, numbers.base, numbers.step};
  int64_t last = s.step * (k->s->lanes - 1), room = BLOCK - 1 - (last < 0 ? -last : last);
  if (last < 0) s.least = LLVMBuildAdd(b, s.least, ev_int64(e, last), "");
  val table = s.n > BLOCK_DIGITS ? NULL : block_table(k, &s), number = s.least;
  if (!table && s.n <= BLOCK_DIGITS) return any_numbers(k, v, p, x);
  block_memo memo = block_memo_new(k, &s);
  LLVMBasicBlockRef miss = ev_block(k->e, "newblock"), enter = ev_block(k->e, "enter"),
                    general = ev_block(k->e, "general"), look = ev_block(k->e, "look"),
                    join = ev_block(k->e, "known");
  val offset = LLVMBuildSub(b, number, LLVMBuildLoad2(b, e->i64, memo.first, ""), "");
  val starts = LLVMBuildLoad2(b, e->i64, memo.starts, "");
  val known = LLVMBuildAnd(b, k->step.full, LLVMBuildICmp(b, LLVMIntULT, offset, starts, ""), "");
  LLVMBasicBlockRef start = LLVMGetInsertBlock(b);
  LLVMBuildCondBr(b, known, look, miss);

  LLVMPositionBuilderAtEnd(b, miss);
  val inner = LLVMBuildURem(b, number, ev_int64(k->e, BLOCK), "");
  val usual = LLVMBuildAnd(
      b, LLVMBuildICmp(b, LLVMIntSGE, number, ev_int64(k->e, BLOCK), ""),
      LLVMBuildICmp(b, LLVMIntSLT, number, ev_int64(k->e, (int64_t)FAST_LIMIT), ""), "");
  usual = LLVMBuildAnd(b, usual, LLVMBuildICmp(b, LLVMIntULE, inner, ev_int64(k->e, room), ""), "");
  LLVMBuildCondBr(b, LLVMBuildAnd(b, usual, k->step.full, ""), enter, general);

  LLVMPositionBuilderAtEnd(b, enter);
  e->scope++;
  block_enter(k, &memo, p, &s);
  LLVMBuildStore(b, ev_int64(e, room + 1), memo.starts);
  LLVMBasicBlockRef entered = LLVMGetInsertBlock(b);
  LLVMBuildBr(b, look);

  LLVMPositionBuilderAtEnd(b, general);
  e->scope++;
  val slow = any_numbers(k, v, p, x);
  LLVMBasicBlockRef from_general = LLVMGetInsertBlock(b);
  LLVMBuildBr(b, join);

  LLVMPositionBuilderAtEnd(b, look);
  e->scope++;
  val where = LLVMBuildPhi(b, e->i64, "");
  LLVMAddIncoming(where, (val[]){offset, inner}, (LLVMBasicBlockRef[]){start, entered}, 2);
  val fast = block_lookup(k, &memo, &s, table, where);
  LLVMBasicBlockRef from_look = LLVMGetInsertBlock(b);
  ev_goto(k->e, join);
  e->scope++;
  val phi = LLVMBuildPhi(b, LLVMTypeOf(fast), "");
  LLVMAddIncoming(phi, (val[]){slow, fast}, (LLVMBasicBlockRef[]){from_general, from_look}, 2);
  return phi;
}

/* Whether steps of such numbers are mostly inside one block. */
static bool block_holds(const stage_emitter *k, affine numbers) {
  int64_t most = BLOCK / 4 / (int64_t)k->s->lanes;
  return numbers.base && numbers.step && numbers.step <= most && numbers.step >= -most;
}

/* ---- The operation ---- */

/* Digit by digit, or by the helper when some number is long. */
static val any_numbers(stage_emitter *k, const plan_value *v, const pattern *p, val x) {
  emitter *e = k->e;
  bool is_signed = digits_are_signed(k, v);
  val negative = LLVMBuildICmp(e->b, LLVMIntSLT, x, ev_i64(e, x, 0), "");
  val number = is_signed ? ev_to_f64(e, x) : LLVMBuildUIToFP(e->b, x, ev_like(e, e->f64, x), "");
  val m = ev_abs(e, number), small = compare(k, LLVMRealOLT, m, FAST_LIMIT);
  LLVMBasicBlockRef fast = ev_block(k->e, "short"), slow = ev_block(k->e, "long"),
                    join = ev_block(k->e, "contained");
  LLVMBuildCondBr(e->b, ev_any(e, LLVMBuildNot(e->b, small, "")), slow, fast);
  LLVMPositionBuilderAtEnd(e->b, slow);
  e->scope++;
  val slowly = call_helper(k, k->p->bytes.at + v->pattern, v->imm.i, x, is_signed);
  LLVMBuildBr(e->b, join);
  LLVMPositionBuilderAtEnd(e->b, fast);
  e->scope++;
  val found = match_digits(k, p, m);
  if (p->kind == PREFIX) found = ev_and(e, found, negative);
  LLVMBasicBlockRef from[] = {slow, LLVMGetInsertBlock(e->b)};
  ev_goto(k->e, join);
  e->scope++;
  val phi = LLVMBuildPhi(e->b, LLVMTypeOf(found), "");
  LLVMAddIncoming(phi, (val[]){slowly, found}, from, 2);
  return phi;
}

val emit_contains(stage_emitter *k, const row_state *row, const plan_value *v, val x) {
  emitter *e = k->e;
  bool is_signed = digits_are_signed(k, v);
  pattern p = classify(k->p->bytes.at + v->pattern, v->imm.i, is_signed);
  LLVMTypeRef bits = ev_like(e, e->i1, x), wide = ev_like(e, e->i64, x);
  if (p.kind == NEVER) return LLVMConstNull(bits);
  if (p.kind == ALWAYS) return LLVMConstAllOnes(bits);
  if (LLVMTypeOf(x) != wide)
    x = is_signed ? LLVMBuildSExt(e->b, x, wide, "") : LLVMBuildZExt(e->b, x, wide, "");
  if (p.kind == NEGATIVE) return LLVMBuildICmp(e->b, LLVMIntSLT, x, ev_i64(e, x, 0), "");
  affine numbers = row->affine[v->args[0] - k->s->values];
  if (p.kind == DIGITS && v->imm.i <= BLOCK_PATTERN && ev_lanes(x) > 1 && block_holds(k, numbers))
    return block_path(k, v, &p, numbers, x);
  return any_numbers(k, v, &p, x);
}
