/* string_compare.c: strings of the same few bytes compared as integers.
 *
 * A string of 1, 2, 4 or a multiple of 8 bytes is one or several words. A block of strings is
 * loaded as it lies; words[j] then has the j-th word of each. Equality is that of all words. Order
 * is that of the first words that differ, with their first character in the highest bits. A literal,
 * or a string that is the same in all lanes, is filled up with NULs to as many words. Start at
 * emit_string_compare(). */
#include <string.h>

#include "base/dtype.h"
#include "codegen/cpu/string_search.h"
#include "graph/graph_strings.h"

#define BLOCK_BYTES 256 /* of a block of strings: four vectors of 64 bytes */
#define MOST_WORDS (PLAN_SHORT_STRING / 8)

/* One side of a comparison. */
typedef struct side {
  val base;         /* where the step's strings begin; NULL: all lanes have the same */
  const char *text; /* a literal of `n` bytes, filled up; NULL: not known */
  uint32_t n;
  val same;                       /* of a scalar: a copy, filled up */
  char filled[PLAN_SHORT_STRING]; /* of `text` */
} side;

typedef struct comparison {
  stage_emitter *k;
  op_id op;
  LLVMTypeRef type;   /* of a word */
  uint32_t item;      /* bytes of a string, */
  unsigned words;     /* which are so many of them */
  unsigned character; /* bytes */
  unsigned block;     /* strings taken at once */
  side a, b;
} comparison;

static bool fits_words(uint32_t item) {
  return item == 1 || item == 2 || item == 4 || (item % 8 == 0 && item <= PLAN_SHORT_STRING);
}

/* A scalar's bytes in scratch, with NULs behind. */
static val filled_copy(stage_emitter *k, val at, uint32_t from, uint32_t to) {
  emitter *e = k->e;
  val copy = ev_scratch(e, LLVMArrayType2(e->i8, to), 64);
  LLVMBuildMemSet(e->b, copy, LLVMConstInt(e->i8, 0, false), ev_int64(e, to), 1);
  LLVMBuildMemCpy(e->b, copy, 1, at, 1, ev_int64(e, from));
  return copy;
}

static bool find_side(comparison *c, row_state *row, plan_ref r, side *s) {
  stage_emitter *k = c->k;
  const plan_value *v = &k->p->values.at[r];
  if ((s->base = string_base(k, row, r))) return v->item == c->item;
  s->text = string_literal(k, r, &s->n);
  if (s->text) {
    memcpy(s->filled, s->text, s->n < c->item ? s->n : c->item);
    return true;
  }
  if (string_is_wide(k, v) || v->item > c->item) return false;
  s->same = emit_operand(k, row, r, 1);
  if (v->item < c->item) s->same = filled_copy(k, s->same, v->item, c->item);
  return true;
}

/* words[] of the block at `offset`, which is in bytes. */
static void load_words(const comparison *c, const side *s, val offset, val *words) {
  emitter *e = c->k->e;
  unsigned bytes = c->item / c->words, n = c->block * c->words;
  for (unsigned j = 0; j < c->words && !s->base; j++) {
    uint64_t word = 0;
    val x;
    memcpy(&word, s->filled + j * bytes, bytes);
    if (s->text)
      x = LLVMConstInt(c->type, word, false);
    else
      x = string_load(e, c->type, 1, ev_gep(e, s->same, ev_int64(e, j * bytes)));
    words[j] = ev_splat(e, x, c->block);
  }
  if (!s->base) return;
  val all = string_load(e, c->type, n, ev_gep(e, s->base, offset));
  for (unsigned j = 0; j < c->words; j++) {
    val order[PLAN_MAX_LANES];
    for (unsigned i = 0; i < c->block; i++)
      order[i] = LLVMConstInt(e->i32, i * c->words + j, false);
    words[j] = c->words == 1 ? all
                             : LLVMBuildShuffleVector(e->b, all, LLVMGetUndef(LLVMTypeOf(all)),
                                                      LLVMConstVector(order, c->block), "");
  }
}

/* With the first character in the highest bits. */
static val ordered(const comparison *c, val x) {
  emitter *e = c->k->e;
  LLVMTypeRef type = LLVMTypeOf(x);
  unsigned bits = LLVMGetIntTypeWidth(c->type);
  if (c->character == 4 && bits == 64) return ev_or(e, ev_shl(e, x, 32), ev_lshr(e, x, 32));
  if (c->character == 4 || bits == 8) return x;
  unsigned id = LLVMLookupIntrinsicID("llvm.bswap", strlen("llvm.bswap"));
  val f = LLVMGetIntrinsicDeclaration(e->module, id, &type, 1);
  return LLVMBuildCall2(e->b, LLVMIntrinsicGetType(e->context, id, &type, 1), f, &x, 1, "");
}

/* Of equal strings: whether a literal of more bytes than the others have makes it true. */
static bool when_equal(const comparison *c) {
  if (c->a.text && c->a.n > c->item) return false;
  return c->op == OP_LE || (c->b.text && c->b.n > c->item);
}

static val less(const comparison *c, const val *a, const val *b) {
  LLVMBuilderRef to = c->k->e->b;
  LLVMTypeRef bits = LLVMVectorType(c->k->e->i1, c->block);
  val is = when_equal(c) ? LLVMConstAllOnes(bits) : LLVMConstNull(bits);
  for (unsigned j = c->words; j-- > 0;) {
    val x = ordered(c, a[j]), y = ordered(c, b[j]);
    val same = LLVMBuildICmp(to, LLVMIntEQ, x, y, "");
    is = LLVMBuildOr(to, LLVMBuildICmp(to, LLVMIntULT, x, y, ""), LLVMBuildAnd(to, same, is, ""),
                     "");
  }
  return is;
}

/* Whether the first `bytes` are the same. */
static val same(const comparison *c, val *a, val *b, uint32_t bytes) {
  LLVMBuilderRef to = c->k->e->b;
  val all = NULL;
  uint32_t word = c->item / c->words;
  for (unsigned j = 0; j < c->words && j * word < bytes; j++) {
    uint32_t used = bytes - j * word;
    if (used < word) {
      val mask = ev_int_like(a[j], (int64_t)((UINT64_C(1) << 8 * used) - 1));
      a[j] = LLVMBuildAnd(to, a[j], mask, "");
      b[j] = LLVMBuildAnd(to, b[j], mask, "");
    }
    val x = LLVMBuildICmp(to, LLVMIntEQ, a[j], b[j], "");
    all = all ? LLVMBuildAnd(to, all, x, "") : x;
  }
  return all;
}

/* The lanes of one block. */
static val compare_block(const comparison *c, val offset) {
  val a[MOST_WORDS], b[MOST_WORDS];
  load_words(c, &c->a, offset, a);
  load_words(c, &c->b, offset, b);
  switch (c->op) {
  case OP_EQ: return same(c, a, b, c->item);
  case OP_NE: return LLVMBuildNot(c->k->e->b, same(c, a, b, c->item), "");
  case OP_STARTSWITH: return same(c, a, b, c->b.n);
  default: return less(c, a, b);
  }
}

/* All lanes, a block at a time. */
static val compare_all(comparison *c, unsigned lanes) {
  stage_emitter *k = c->k;
  emitter *e = k->e;
  if (c->block == lanes) return compare_block(c, ev_int64(e, 0));
  val out = ev_scratch(e, LLVMArrayType2(e->i8, lanes), 64);
  emit_loop l;
  emit_for(k, &l, ev_int64(e, 0), ev_int64(e, lanes), ev_int64(e, c->block), "strings");
  val is = compare_block(c, LLVMBuildMul(e->b, l.index, ev_int64(e, c->item), ""));
  LLVMBuildStore(e->b, LLVMBuildZExt(e->b, is, LLVMVectorType(e->i8, c->block), ""),
                 ev_gep(e, out, l.index));
  emit_end(k, &l);
  val x = string_load(e, e->i8, lanes, out);
  return LLVMBuildICmp(e->b, LLVMIntNE, x, LLVMConstNull(LLVMTypeOf(x)), "");
}

/* A literal that no string of the others' length holds. */
static bool never_same(const comparison *c) {
  return (c->a.text && c->a.n > c->item) || (c->b.text && c->b.n > c->item);
}

val emit_string_compare(stage_emitter *k, row_state *row, const plan_value *v, unsigned lanes) {
  comparison c = {.k = k, .op = (op_id)v->op, .words = 1};
  bool order = v->op == OP_LT || v->op == OP_LE, prefix = v->op == OP_STARTSWITH;
  if (v->op != OP_EQ && v->op != OP_NE && !order && !prefix) return NULL;
  const plan_value *x = &k->p->values.at[v->args[0]], *y = &k->p->values.at[v->args[1]];
  if (string_base(k, row, v->args[0]))
    c.item = x->item;
  else if (string_base(k, row, v->args[1]))
    c.item = y->item;
  if (!fits_words(c.item) || lanes < 2) return NULL;
  if (!find_side(&c, row, v->args[0], &c.a) || !find_side(&c, row, v->args[1], &c.b)) return NULL;
  if (prefix && (!c.a.base || !c.b.text || v->imm.i != STRING_WHOLE)) return NULL;
  LLVMTypeRef bits = LLVMVectorType(k->e->i1, lanes);
  if (prefix && c.b.n == 0) return LLVMConstAllOnes(bits);
  if (!order && never_same(&c))
    return v->op == OP_NE ? LLVMConstAllOnes(bits) : LLVMConstNull(bits);
  c.character = dtype_character((jx_dtype)x->dtype);
  if (c.item > 8) c.words = c.item / 8;
  c.type = LLVMIntTypeInContext(k->e->context, 8 * c.item / c.words);
  for (c.block = lanes; c.block > 2 && c.block * c.item > BLOCK_BYTES;) c.block /= 2;
  return compare_all(&c, lanes);
}
