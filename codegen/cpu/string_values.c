/* string_values.c: strings in a kernel; see string_values.h.
 *
 * Takes values of a stage that are strings or made of some; gives pointers, or what an operation
 * makes of the strings there. What is common and short is emitted (string_search.c); for everything
 * else a step's strings go to a helper, all at once. Start at emit_string_value(). */
#include "codegen/cpu/string_values.h"

#include <stdio.h>
#include <string.h>

#include "base/dtype.h"
#include "codegen/cpu/access.h"
#include "codegen/cpu/string_search.h"
#include "codegen/string_job.h"

static const plan_value *value_at(const stage_emitter *k, plan_ref r) {
  return &k->p->values.at[r];
}

bool string_concerns(const stage_emitter *k, const plan_value *v) {
  if (v->item) return true;
  if (v->op == OP_WHERE || ops[v->op].class_ != OP_CLASS_ELEMENT) return false;
  return v->nargs && value_at(k, v->args[0])->item;
}

/* ---- Where strings are ---- */

/* base, base + step, ... */
static val spread(stage_emitter *k, val base, uint32_t step, unsigned lanes) {
  val offset[PLAN_MAX_LANES];
  if (lanes == 1) return base;
  for (unsigned i = 0; i < lanes; i++) offset[i] = ev_int64(k->e, (int64_t)i * step);
  val offsets = LLVMConstVector(offset, lanes);
  return LLVMBuildGEP2(k->e->b, k->e->i8, ev_splat(k->e, base, lanes), &offsets, 1, "");
}

static val load(stage_emitter *k, const row_state *row, const plan_value *v) {
  uint32_t a = v->access;
  if (!string_is_wide(k, v)) return row->pointer[a];
  if (access_at(k, a)->vector == ACCESS_UNIT)
    return spread(k, row->slot[a], access_size(k, a), k->s->lanes);
  return access_lane_pointers(k, a, row->pointer[a]);
}

val string_base(stage_emitter *k, const row_state *row, plan_ref r) {
  const plan_value *v = value_at(k, r);
  if (v->op != OP_INPUT || !v->item || !string_is_wide(k, v)) return NULL;
  return access_at(k, v->access)->vector == ACCESS_UNIT ? row->slot[v->access] : NULL;
}

const char *string_literal(const stage_emitter *k, plan_ref r, uint32_t *length) {
  const plan_value *v = value_at(k, r);
  uint32_t size = dtype_character((jx_dtype)v->dtype), n = v->item;
  if (v->op != OP_CONST) return NULL;
  const char *text = k->p->bytes.at + v->pattern;
  static const char none[4];
  while (n && !memcmp(text + n - size, none, size)) n -= size;
  *length = n;
  return text;
}

static val literal(stage_emitter *k, const plan_value *v) {
  emitter *e = k->e;
  char name[48];
  snprintf(name, sizeof name, "text.%u.%u", (unsigned)v->pattern, (unsigned)v->item);
  val text = LLVMGetNamedGlobal(e->module, name);
  if (text) return text;
  val bytes = LLVMConstStringInContext(e->context, k->p->bytes.at + v->pattern, v->item, true);
  text = LLVMAddGlobal(e->module, LLVMTypeOf(bytes), name);
  LLVMSetInitializer(text, bytes);
  LLVMSetGlobalConstant(text, true);
  LLVMSetLinkage(text, LLVMPrivateLinkage);
  LLVMSetAlignment(text, 16);
  return text;
}

/* ---- By the helper ---- */

static void set(stage_emitter *k, val job, int word, val x) {
  val at = ev_gep(k->e, job, ev_int64(k->e, 8 * word));
  LLVMSetAlignment(LLVMBuildStore(k->e->b, x, at), 8);
}

static void set_number(stage_emitter *k, val job, int word, int64_t x) {
  set(k, job, word, ev_int64(k->e, x));
}

/* In memory, for the helper to read. */
static val lanes_in_memory(stage_emitter *k, val x) {
  val at = ev_scratch(k->e, LLVMArrayType2(ev_scalar(x), ev_lanes(x)), 64);
  LLVMSetAlignment(LLVMBuildStore(k->e->b, x, at), 8);
  return at;
}

static void set_operand(stage_emitter *k, row_state *row, val job, int i, plan_ref r,
                        unsigned lanes) {
  const plan_value *v = value_at(k, r);
  val x = emit_operand(k, row, r, 1);
  if (!v->item) { /* the integers whose digits are asked for */
    bool is_signed = dtype_is_signed((jx_dtype)v->dtype);
    x = emit_operand(k, row, r, lanes);
    LLVMTypeRef wide = ev_like(k->e, k->e->i64, x);
    if (LLVMTypeOf(x) != wide)
      x = is_signed ? LLVMBuildSExt(k->e->b, x, wide, "") : LLVMBuildZExt(k->e->b, x, wide, "");
    set_number(k, job, JOB_ITEM + i, is_signed);
  } else {
    set_number(k, job, JOB_ITEM + i, v->item);
  }
  set_number(k, job, JOB_STEP + i, ev_lanes(x) > 1);
  set(k, job, JOB_TEXT + i, lanes_in_memory(k, x));
}

/* What the helper makes of a step's strings. */
static val by_helper(stage_emitter *k, row_state *row, const plan_value *v, unsigned lanes) {
  emitter *e = k->e;
  val job = ev_scratch(e, LLVMArrayType2(e->i64, STRING_JOB_WORDS), 16);
  bool string = v->item > 0;
  val out = string ? ev_scratch(e, LLVMArrayType2(e->i8, (uint64_t)v->item * lanes), 64)
                   : ev_scratch(e, LLVMArrayType2(e->i64, lanes), 64);
  const plan_value *first = value_at(k, v->args[0]);
  jx_dtype of = (jx_dtype)(first->item ? first->dtype : v->dtype);
  set_number(k, job, JOB_OP, v->op);
  set_number(k, job, JOB_LANES, lanes);
  set_number(k, job, JOB_SIZE, dtype_character(of));
  set_number(k, job, JOB_RANGE, v->imm.i);
  set_number(k, job, JOB_COUNT, v->nargs);
  for (int i = 0; i < v->nargs; i++) set_operand(k, row, job, i, v->args[i], lanes);
  set(k, job, JOB_OUT, out);
  set_number(k, job, JOB_OUT_ITEM, v->item);
  ev_call_helper(e, HELPER_STRINGS, &job, 1);
  if (string) return spread(k, out, v->item, lanes);
  val x = LLVMBuildLoad2(e->b, ev_type(e, e->i64, lanes), out, "");
  LLVMSetAlignment(x, 64);
  if (v->dtype != JX_BOOL) return x;
  return LLVMBuildICmp(e->b, LLVMIntNE, x, LLVMConstNull(LLVMTypeOf(x)), "");
}

/* ---- Values ---- */

val emit_string_value(stage_emitter *k, row_state *row, const plan_value *v) {
  unsigned lanes = string_is_wide(k, v) ? k->s->lanes : 1;
  switch (v->op) {
  case OP_INPUT: return load(k, row, v);
  case OP_CONST: return literal(k, v);
  case OP_WHERE: {
    val x[3];
    for (int i = 0; i < 3; i++) x[i] = emit_operand(k, row, v->args[i], lanes);
    return ev_select(k->e, x[0], x[1], x[2]);
  }
  case OP_CAST:
    if (v->item <= value_at(k, v->args[0])->item) return emit_operand(k, row, v->args[0], lanes);
    break;
  default: break;
  }
  val emitted = emit_string_compare(k, row, v, lanes);
  if (!emitted) emitted = emit_string_search(k, row, v, lanes);
  return emitted ? emitted : by_helper(k, row, v, lanes);
}

/* ---- Memory ---- */

LLVMTypeRef string_pad_type(stage_emitter *k, uint32_t access) {
  return LLVMArrayType2(k->e->i8, (uint64_t)access_size(k, access) * k->s->lanes);
}

void emit_string_pad(stage_emitter *k, uint32_t access, const row_state *row) {
  val args[] = {row->pad[access], row->saved_slots[access], k->step.count,
                ev_int64(k->e, k->s->lanes), ev_int64(k->e, access_size(k, access))};
  ev_call_helper(k->e, HELPER_PAD, args, 5);
}

void emit_string_store(stage_emitter *k, row_state *row, const plan_store *s, bool vector) {
  emitter *e = k->e;
  uint32_t a = s->access;
  val x = emit_operand(k, row, s->value, 1), to = row->pointer[a];
  val stride = ev_int64(e, 0), count = ev_int64(e, 1);
  if (vector) {
    stride = ev_slot(e, stage_access_slot(k->s, a) + 1 + k->s->vector, e->i64);
    to = ev_gep(e, to, LLVMBuildMul(e->b, k->step.index, stride, ""));
    count = k->step.count;
  }
  val args[] = {to,
                stride,
                count,
                lanes_in_memory(k, x),
                ev_int64(e, ev_lanes(x) > 1),
                ev_int64(e, access_size(k, a))};
  ev_call_helper(e, HELPER_STORE_STRINGS, args, 6);
}
