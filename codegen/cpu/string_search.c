/* string_search.c: strings searched 64 characters at a time.
 *
 * The strings of a step lie one behind the other, so they are searched as one text: a chunk of 64
 * characters is compared with the pattern's first one, the characters as far on as the pattern is
 * long with its last one, and what is both is a bit of a word. Characters so near the end of their
 * string that the pattern would reach into the next are masked out. Only where a bit is left are the
 * characters between compared, too. A step's words hold `width` bits for each string: what is asked
 * of it follows from those.
 *
 * Nothing behind the step is read: for the last chunk, characters further on are the chunk's own,
 * moved down in registers. Start at emit_string_search(). */
#include "codegen/cpu/string_search.h"

#include <stdio.h>
#include <string.h>

#include "base/dtype.h"
#include "graph/graph_strings.h"

#define CHUNK 64
#define LONGEST_PATTERN 24 /* characters: each is code */

typedef struct search {
  stage_emitter *k;
  op_id op;
  LLVMTypeRef type;    /* of a character */
  unsigned size;       /* its bytes */
  unsigned width;      /* characters of a string */
  unsigned lanes;      /* strings of a step */
  const char *pattern; /* NULL: str_len */
  unsigned n;          /* characters of the pattern */
  val base;
  val bits, any; /* the words in memory; one that is 0 when all are (an alloca) */
} search;

static uint32_t pattern_at(const search *s, unsigned i) {
  uint32_t c = 0;
  memcpy(&c, s->pattern + i * s->size, s->size);
  return c;
}

static val characters(const search *s, uint32_t c) {
  return ev_splat(s->k->e, LLVMConstInt(s->type, c, false), CHUNK);
}

/* ---- Constants ---- */

static val table(const search *s, const char *name, const void *bytes, unsigned n) {
  emitter *e = s->k->e;
  val data = LLVMConstStringInContext(e->context, bytes, n, true);
  val at = LLVMAddGlobal(e->module, LLVMTypeOf(data), name);
  LLVMSetInitializer(at, data);
  LLVMSetGlobalConstant(at, true);
  LLVMSetLinkage(at, LLVMPrivateLinkage);
  LLVMSetAlignment(at, 64);
  return at;
}

/* Of each character of a step, whether the pattern may begin there. */
static val valid_places(const search *s) {
  uint64_t words[PLAN_MAX_LANES * PLAN_SHORT_STRING / CHUNK] = {0};
  unsigned all = s->lanes * s->width;
  for (unsigned i = 0; i < all; i++)
    if (i % s->width + s->n <= s->width) words[i / CHUNK] |= UINT64_C(1) << i % CHUNK;
  return table(s, "places", words, all / 8);
}

/* A literal again and again, as a step of it would lie. */
static val repeated(const search *s) {
  char bytes[PLAN_MAX_LANES * PLAN_SHORT_STRING] = {0};
  unsigned item = s->width * s->size;
  for (unsigned i = 0; i < s->lanes; i++) memcpy(bytes + i * item, s->pattern, s->n * s->size);
  return table(s, "repeated", bytes, s->lanes * item);
}

/* ---- A chunk ---- */

static val word_of(const search *s, val bits) {
  return LLVMBuildBitCast(s->k->e->b, bits, s->k->e->i64, "");
}

/* The chunk `j` characters on from one that is at hand. */
static val further(const search *s, val at, val chunk, unsigned j, bool last) {
  emitter *e = s->k->e;
  if (j == 0) return chunk;
  if (!last) return string_load(e, s->type, CHUNK, ev_gep(e, at, ev_int64(e, j * s->size)));
  val order[CHUNK];
  for (unsigned i = 0; i < CHUNK; i++) order[i] = LLVMConstInt(e->i32, i + j, false);
  return LLVMBuildShuffleVector(e->b, chunk, LLVMConstNull(LLVMTypeOf(chunk)),
                                LLVMConstVector(order, CHUNK), "");
}

static val is_character(const search *s, val at, val chunk, unsigned j, bool last) {
  return LLVMBuildICmp(s->k->e->b, LLVMIntEQ, further(s, at, chunk, j, last),
                       characters(s, pattern_at(s, j)), "");
}

/* The characters between the first and the last one, where these are right. */
static val look_closer(const search *s, val at, val chunk, val bits, bool last) {
  emitter *e = s->k->e;
  if (s->n < 3) return bits;
  LLVMBasicBlockRef from = LLVMGetInsertBlock(e->b), closer = ev_block(e, "closer"),
                    join = ev_block(e, "looked");
  val some = LLVMBuildICmp(e->b, LLVMIntNE, bits, ev_int64(e, 0), "");
  LLVMBuildCondBr(e->b, some, closer, join);
  LLVMPositionBuilderAtEnd(e->b, closer);
  val all = is_character(s, at, chunk, 1, last);
  for (unsigned j = 2; j + 1 < s->n; j++)
    all = LLVMBuildAnd(e->b, all, is_character(s, at, chunk, j, last), "");
  val left = LLVMBuildAnd(e->b, bits, word_of(s, all), "");
  LLVMBasicBlockRef end = LLVMGetInsertBlock(e->b);
  ev_goto(e, join);
  e->scope++;
  val phi = LLVMBuildPhi(e->b, e->i64, "");
  LLVMAddIncoming(phi, (val[]){bits, left}, (LLVMBasicBlockRef[]){from, end}, 2);
  return phi;
}

/* The word of a chunk: where the pattern is, where a literal is the same, or where no NUL is. */
static val chunk_word(const search *s, val index, val constants, bool last) {
  emitter *e = s->k->e;
  val offset = LLVMBuildMul(e->b, index, ev_int64(e, CHUNK * s->size), "");
  val at = ev_gep(e, s->base, offset), chunk = string_load(e, s->type, CHUNK, at);
  if (s->op == OP_STR_LEN)
    return word_of(s, LLVMBuildICmp(e->b, LLVMIntNE, chunk, LLVMConstNull(LLVMTypeOf(chunk)), ""));
  if (s->op == OP_EQ || s->op == OP_NE || s->op == OP_STARTSWITH) {
    val like = string_load(e, s->type, CHUNK, ev_gep(e, constants, offset));
    return word_of(s, LLVMBuildICmp(e->b, LLVMIntEQ, chunk, like, ""));
  }
  val is = is_character(s, at, chunk, 0, last);
  if (s->n > 1) is = LLVMBuildAnd(e->b, is, is_character(s, at, chunk, s->n - 1, last), "");
  val places = string_load(e, e->i64, 1,
                           ev_gep(e, constants, LLVMBuildMul(e->b, index, ev_int64(e, 8), "")));
  return look_closer(s, at, chunk, LLVMBuildAnd(e->b, word_of(s, is), places, ""), last);
}

static void put_word(const search *s, val index, val word) {
  emitter *e = s->k->e;
  val at = ev_gep(e, s->bits, LLVMBuildMul(e->b, index, ev_int64(e, 8), ""));
  LLVMSetAlignment(LLVMBuildStore(e->b, word, at), 8);
  val any = LLVMBuildLoad2(e->b, e->i64, s->any, "");
  LLVMBuildStore(e->b, LLVMBuildOr(e->b, any, word, ""), s->any);
}

/* All of a step's words; one more lies behind them, for loads across. */
static void make_words(search *s) {
  emitter *e = s->k->e;
  unsigned chunks = s->lanes * s->width / CHUNK;
  bool same = s->op == OP_EQ || s->op == OP_NE || s->op == OP_STARTSWITH;
  val constants = s->op == OP_STR_LEN ? NULL : same ? repeated(s) : valid_places(s);
  s->bits = ev_scratch(e, LLVMArrayType2(e->i64, chunks + 1), 64);
  s->any = ev_scratch(e, e->i64, 8);
  LLVMBuildStore(e->b, ev_int64(e, 0), s->any);
  if (chunks > 1) {
    emit_loop l;
    emit_for(s->k, &l, ev_int64(e, 0), ev_int64(e, chunks - 1), ev_int64(e, 1), "chunks");
    put_word(s, l.index, chunk_word(s, l.index, constants, false));
    emit_end(s->k, &l);
  }
  val index = ev_int64(e, chunks - 1);
  put_word(s, index, chunk_word(s, index, constants, true));
}

/* ---- The bits of each string ---- */

static bool is_register(unsigned width) {
  return width == 8 || width == 16 || width == 32 || width == 64;
}

/* One string after the other: cut out of the word that its bits begin in. */
static void cut_bits(const search *s, val out) {
  emitter *e = s->k->e;
  emit_loop l;
  emit_for(s->k, &l, ev_int64(e, 0), ev_int64(e, s->lanes), ev_int64(e, 1), "string");
  val first = LLVMBuildMul(e->b, l.index, ev_int64(e, s->width), "");
  val word = string_load(e, e->i64, 1, ev_gep(e, s->bits, ev_lshr(e, first, 3)));
  word = LLVMBuildLShr(e->b, word, ev_and(e, first, ev_int64(e, 7)), "");
  word = ev_and(e, word, ev_int64(e, (int64_t)((UINT64_C(1) << s->width) - 1)));
  LLVMBuildStore(e->b, word, ev_gep(e, out, LLVMBuildMul(e->b, l.index, ev_int64(e, 8), "")));
  emit_end(s->k, &l);
}

/* Integers of `width` bits or more. */
static val string_bits(const search *s) {
  emitter *e = s->k->e;
  if (is_register(s->width))
    return string_load(e, LLVMIntTypeInContext(e->context, s->width), s->lanes, s->bits);
  val out = ev_scratch(e, LLVMArrayType2(e->i64, s->lanes), 64);
  LLVMBasicBlockRef from = LLVMGetInsertBlock(e->b), some = ev_block(e, "some"),
                    join = ev_block(e, "bits");
  val any = LLVMBuildLoad2(e->b, e->i64, s->any, "");
  LLVMBuildCondBr(e->b, LLVMBuildICmp(e->b, LLVMIntNE, any, ev_int64(e, 0), ""), some, join);
  LLVMPositionBuilderAtEnd(e->b, some);
  cut_bits(s, out);
  val x = string_load(e, e->i64, s->lanes, out);
  LLVMBasicBlockRef end = LLVMGetInsertBlock(e->b);
  ev_goto(e, join);
  e->scope++;
  val phi = LLVMBuildPhi(e->b, LLVMTypeOf(x), "");
  LLVMAddIncoming(phi, (val[]){LLVMConstNull(LLVMTypeOf(x)), x}, (LLVMBasicBlockRef[]){from, end},
                  2);
  return phi;
}

static val leading(emitter *e, val x) {
  LLVMTypeRef type = LLVMTypeOf(x);
  unsigned id = LLVMLookupIntrinsicID("llvm.ctlz", strlen("llvm.ctlz"));
  val f = LLVMGetIntrinsicDeclaration(e->module, id, &type, 1);
  val args[] = {x, LLVMConstInt(e->i1, 0, false)};
  return LLVMBuildCall2(e->b, LLVMIntrinsicGetType(e->context, id, &type, 1), f, args, 2, "");
}

/* Where the first `n` characters of each string are the literal's. */
static val whole(const search *s, val x, unsigned n) {
  uint64_t mask = n < 64 ? (UINT64_C(1) << n) - 1 : UINT64_MAX;
  val all = ev_int_like(x, (int64_t)mask);
  return LLVMBuildICmp(s->k->e->b, LLVMIntEQ, ev_and(s->k->e, x, all), all, "");
}

/* What is asked of a string, from its bits. */
static val answer(const search *s, val x) {
  emitter *e = s->k->e;
  val none = LLVMConstNull(LLVMTypeOf(x));
  switch (s->op) {
  case OP_EQ: return whole(s, x, s->width);
  case OP_NE: return LLVMBuildNot(e->b, whole(s, x, s->width), "");
  case OP_STARTSWITH: return whole(s, x, s->n);
  case OP_CONTAINS: return LLVMBuildICmp(e->b, LLVMIntNE, x, none, "");
  default: break;
  }
  LLVMTypeRef wide = LLVMVectorType(e->i64, s->lanes);
  val is = LLVMBuildICmp(e->b, LLVMIntNE, x, none, "");
  if (LLVMTypeOf(x) != wide) x = LLVMBuildZExt(e->b, x, wide, "");
  switch (s->op) {
  case OP_STR_LEN: return LLVMBuildSub(e->b, ev_i64(e, x, 64), leading(e, x), "");
  case OP_RFIND: return LLVMBuildSub(e->b, ev_i64(e, x, 63), leading(e, x), "");
  case OP_OCCURRENCES: return ev_popcount(e, x);
  default: return ev_select(e, is, ev_trailing(e, x), ev_i64(e, x, -1)); /* FIND */
  }
}

/* ---- Which searches ---- */

/* Whether a pattern may lie over itself, so that what is side by side is to be told. */
static bool overlaps(const search *s) {
  for (unsigned j = 1; j < s->n; j++)
    if (!memcmp(s->pattern, s->pattern + j * s->size, (s->n - j) * s->size)) return true;
  return false;
}

static bool takes_pattern(const search *s, int64_t range) {
  switch (s->op) {
  case OP_EQ:
  case OP_NE: return s->n <= s->width;
  case OP_STARTSWITH: return range == STRING_WHOLE && s->n > 0 && s->n <= s->width;
  case OP_OCCURRENCES:
    if (overlaps(s)) return false;
    break;
  case OP_CONTAINS:
  case OP_FIND:
  case OP_RFIND: break;
  default: return false;
  }
  return range == STRING_WHOLE && s->n > 0 && s->n <= s->width && s->n <= LONGEST_PATTERN;
}

val emit_string_search(stage_emitter *k, row_state *row, const plan_value *v, unsigned lanes) {
  search s = {.k = k, .op = (op_id)v->op, .lanes = lanes};
  plan_ref text = v->args[0], pattern = v->args[1];
  if ((s.op == OP_EQ || s.op == OP_NE) && !string_base(k, row, text))
    text = v->args[1], pattern = v->args[0];
  const plan_value *x = &k->p->values.at[text];
  s.base = string_base(k, row, text);
  if (!s.base || lanes < 2) return NULL;
  s.size = dtype_character((jx_dtype)x->dtype);
  s.type = s.size == 1 ? k->e->i8 : k->e->i32;
  s.width = x->item / s.size;
  if (s.width > 56 && !is_register(s.width)) return NULL;
  if (s.lanes * s.width % CHUNK) return NULL;
  if (v->nargs > 1) {
    uint32_t bytes;
    s.pattern = string_literal(k, pattern, &bytes);
    if (!s.pattern) return NULL;
    s.n = bytes / s.size;
    if (!takes_pattern(&s, v->imm.i)) return NULL;
  } else if (s.op != OP_STR_LEN) {
    return NULL;
  }
  make_words(&s);
  return answer(&s, string_bits(&s));
}
