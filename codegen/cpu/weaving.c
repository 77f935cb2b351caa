/* weaving.c: accesses of woven stages, which go along rows that lie apart.
 *
 * Takes accesses of class ACCESS_WOVEN (planner/woven.c); gives a step its elements, or stores them.
 * Where a step begins in its row is its phase, for which a table says how far apart its elements are
 * (codegen/weave.h). Where the processor can permute, and elements are dense, a step takes two
 * vectors of memory for each half vector of elements, and picks these by indices out of the table;
 * and what it stores it permutes to where it belongs and puts there with a mask. Vectors that reach
 * beyond the last whole row at hand might be outside of the array: then, as everywhere else, helpers
 * move elements one by one. */
#include "codegen/cpu/weaving.h"

#include <stddef.h>
#include <string.h>

#include "base/dtype.h"
#include "codegen/cpu/access.h"
#include "codegen/cpu/spread.h"

bool weaving_is(const stage_emitter *k, uint32_t a) {
  return access_at(k, a)->vector == ACCESS_WOVEN;
}

static bool picks(const stage_emitter *k, uint32_t a) {
  if (k->p->target.vector_bytes != WEAVE_VECTOR) return false;
  int64_t unit = weave_unit(access_size(k, a));
  if (unit < 4 && !ev_can(k->e, CAN_MASK_MEMORY)) return false;
  return ev_can(k->e, unit > 2    ? CAN_PERMUTE_PAIR
                      : unit == 2 ? CAN_PERMUTE_SHORT
                                  : CAN_PERMUTE_BYTES);
}

static val inner_stride(stage_emitter *k, uint32_t a) {
  return ev_slot(k->e, stage_access_slot(k->s, a) + 1 + k->s->vector, k->e->i64);
}

static val outer_stride(stage_emitter *k, uint32_t a) {
  return ev_slot(k->e, stage_access_slot(k->s, a) + k->s->vector, k->e->i64);
}

static val points_of(stage_emitter *k) { return k->loops.extent[k->s->vector]; }

/* ---- Tables ---- */

static val field(stage_emitter *k, uint32_t a, size_t offset) {
  return ev_gep(k->e, k->row[0].table[a], ev_int64(k->e, (int64_t)offset));
}

static val is_dense(stage_emitter *k, uint32_t a) {
  val dense = LLVMBuildLoad2(k->e->b, k->e->i64, field(k, a, offsetof(weave_table, dense)), "");
  return LLVMBuildICmp(k->e->b, LLVMIntNE, dense, ev_int64(k->e, 0), "");
}

/* The i-th int32 of such a field, as int64. */
static val number_at(stage_emitter *k, uint32_t a, size_t offset, val i) {
  emitter *e = k->e;
  val at = LLVMBuildGEP2(e->b, e->i32, field(k, a, offset), &i, 1, "");
  return LLVMBuildSExt(e->b, LLVMBuildLoad2(e->b, e->i32, at, ""), e->i64, "");
}

static void make_table(stage_emitter *k, uint32_t a) {
  emitter *e = k->e;
  bool store = access_at(k, a)->store != 0;
  int64_t item = access_size(k, a), unit = weave_unit(item);
  int64_t bytes = store ? WEAVE_PLACES * unit : WEAVE_UNITS * WEAVE_GROUP;
  bytes += (int64_t)sizeof(weave_table);
  row_state *row = &k->row[0];
  row->table[a] = ev_scratch(e, LLVMArrayType2(e->i8, (uint64_t)bytes), 64);
  val args[] = {row->table[a],
                points_of(k),
                inner_stride(k, a),
                outer_stride(k, a),
                ev_int64(e, k->s->lanes),
                ev_int64(e, item),
                ev_int64(e, store)};
  ev_call_helper(e, HELPER_WEAVE_PREPARE, args, 7);
  if (store) row->apart[a] = is_dense(k, a);
}

/* An earlier load with the same strides, as a stencil's and a pooling's all are; -1: none. */
static int find_alike(const stage_emitter *k, uint32_t a) {
  const plan_access *x = access_at(k, a);
  const plan_step *steps = k->p->steps.at;
  for (uint32_t b = 0; b < a && !x->store; b++) {
    const plan_access *y = access_at(k, b);
    if (weaving_is(k, b) && !y->store && y->source == x->source && y->index == x->index &&
        access_size(k, a) == access_size(k, b) &&
        !memcmp(steps + x->steps, steps + y->steps, stage_loops(k->s) * sizeof *steps))
      return (int)b;
  }
  return -1;
}

void weaving_enter(stage_emitter *k) {
  for (uint32_t a = 0; k->s->woven && a < k->s->naccesses; a++) {
    if (!weaving_is(k, a)) continue;
    int alike = find_alike(k, a);
    if (alike < 0)
      make_table(k, a);
    else
      k->row[0].table[a] = k->row[0].table[alike];
  }
}

/* ---- Loads ---- */

/* Where the highest of the whole rows within [begin, end) ends: windows may reach so far. 0: there is
 * no such row, or elements are not dense. */
static val top_of(stage_emitter *k, uint32_t a, val begin, val end) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  val points = points_of(k), one = ev_int64(e, 1), zero = ev_int64(e, 0);
  val before = LLVMBuildSub(b, points, one, "");
  val first = LLVMBuildUDiv(b, LLVMBuildAdd(b, begin, before, ""), points, "");
  val last = LLVMBuildSub(b, LLVMBuildUDiv(b, end, points, ""), one, "");
  val outer = outer_stride(k, a), inner = LLVMBuildMul(b, before, inner_stride(k, a), "");
  val falls = LLVMBuildICmp(b, LLVMIntSLT, outer, zero, "");
  val row = LLVMBuildMul(b, LLVMBuildSelect(b, falls, first, last, ""), outer, "");
  val rises = LLVMBuildICmp(b, LLVMIntSGT, inner, zero, "");
  val bytes = LLVMBuildAdd(b, row, LLVMBuildSelect(b, rises, inner, zero, ""), "");
  bytes = LLVMBuildAdd(b, bytes, ev_int64(e, access_size(k, a)), "");
  val top = LLVMBuildPtrToInt(b, ev_gep(e, k->row[0].pointer[a], bytes), e->i64, "");
  val can = ev_and(e, is_dense(k, a), LLVMBuildICmp(b, LLVMIntSLE, first, last, ""));
  return LLVMBuildSelect(b, can, top, zero, "");
}

void weaving_begin(stage_emitter *k, val begin, val end) {
  for (uint32_t a = 0; k->s->woven && a < k->s->naccesses; a++) {
    if (!weaving_is(k, a)) continue;
    bool store = access_at(k, a)->store != 0;
    if (!store && picks(k, a)) k->row[0].apart[a] = top_of(k, a, begin, end);
    uint64_t bytes = (uint64_t)access_size(k, a) * k->s->lanes;
    if (!k->row[0].pad[a]) k->row[0].pad[a] = ev_scratch(k->e, LLVMArrayType2(k->e->i8, bytes), 64);
  }
}

/* The first element of the row in which a step begins. */
static val row_begin(stage_emitter *k, uint32_t a) {
  val offset = LLVMBuildMul(k->e->b, k->step.number, outer_stride(k, a), "");
  return ev_gep(k->e, k->row[0].pointer[a], offset);
}

/* How an access's elements are moved. */
typedef struct units {
  unsigned bytes, each, group, groups, vector; /* of a unit; units of an element, of a group; groups
                                                  of a step; units of a vector of memory */
  LLVMTypeRef type;                            /* integers as long */
} units;

static units units_of(stage_emitter *k, uint32_t a) {
  unsigned item = access_size(k, a), bytes = (unsigned)weave_unit(item);
  units u = {.bytes = bytes, .each = item / bytes, .vector = WEAVE_VECTOR / bytes};
  u.group = (unsigned)weave_group(item, k->s->lanes);
  u.groups = k->s->lanes * u.each / u.group;
  u.type = LLVMIntTypeInContext(k->e->context, 8 * bytes);
  return u;
}

/* The unit with which a group begins, counted from the row's first. */
static val group_begin(stage_emitter *k, const units *u, unsigned group) {
  val first = LLVMBuildMul(k->e->b, k->step.phase, ev_int64(k->e, u->each), "");
  return LLVMBuildAdd(k->e->b, first, ev_int64(k->e, group * u->group), "");
}

/* n indices of the table, so many bytes behind its beginning. */
static val indices(stage_emitter *k, uint32_t a, const units *u, val bytes, unsigned n) {
  val at = ev_gep(k->e, field(k, a, offsetof(weave_table, index)), bytes);
  val x = LLVMBuildLoad2(k->e->b, ev_type(k->e, u->type, n), at, "");
  LLVMSetAlignment(x, 1);
  return x;
}

static val pick_group(stage_emitter *k, uint32_t a, const units *u, val begin, unsigned group) {
  emitter *e = k->e;
  val first = group_begin(k, u, group);
  val low = ev_gep(e, begin, number_at(k, a, offsetof(weave_table, low), first));
  val high = ev_gep(e, begin, number_at(k, a, offsetof(weave_table, high), first));
  val bytes = LLVMBuildMul(e->b, first, ev_int64(e, WEAVE_GROUP), "");
  return ev_permute_pair(e, spread_vector_at(k, low, u->bytes), spread_vector_at(k, high, u->bytes),
                         indices(k, a, u, bytes, u->group));
}

static val pick(stage_emitter *k, uint32_t a, val begin) {
  units u = units_of(k, a);
  val picked[2 * PLAN_MAX_LANES];
  for (unsigned g = 0; g < u.groups; g++) picked[g] = pick_group(k, a, &u, begin, g);
  val x = ev_join(k->e, picked, u.groups, u.group, u.groups * u.group);
  return LLVMBuildBitCast(k->e->b, x, access_lanes(k, access_element(k, a)), "");
}

static val take(stage_emitter *k, uint32_t a, val begin) {
  emitter *e = k->e;
  val pad = k->row[0].pad[a], lanes = ev_int64(e, k->s->lanes);
  val args[] = {pad,
                begin,
                k->row[0].table[a],
                k->step.phase,
                k->step.count,
                lanes,
                ev_int64(e, access_size(k, a))};
  ev_call_helper(e, HELPER_WEAVE_TAKE, args, 7);
  val x = LLVMBuildLoad2(e->b, access_lanes(k, access_element(k, a)), pad, "");
  LLVMSetAlignment(x, 64);
  return x;
}

val weaving_load(stage_emitter *k, uint32_t a, bool whole) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  val begin = row_begin(k, a);
  if (!whole || !picks(k, a)) return take(k, a, begin);
  val reach = number_at(k, a, offsetof(weave_table, reach), k->step.phase);
  val end = LLVMBuildAdd(b, LLVMBuildPtrToInt(b, begin, e->i64, ""), reach, "");
  val fits = LLVMBuildICmp(b, LLVMIntULE, end, k->row[0].apart[a], "");
  LLVMBasicBlockRef near = ev_block(e, "pick"), far = ev_block(e, "take"), on = ev_block(e, "got");
  ev_mark_likely(e, LLVMBuildCondBr(b, fits, near, far));
  LLVMPositionBuilderAtEnd(b, near);
  val picked = pick(k, a, begin);
  near = LLVMGetInsertBlock(b);
  LLVMBuildBr(b, on);
  LLVMPositionBuilderAtEnd(b, far);
  val taken = take(k, a, begin);
  far = LLVMGetInsertBlock(b);
  ev_goto(e, on);
  e->scope++;
  return access_either(k, picked, near, taken, far);
}

/* ---- Stores ---- */

/* Units [first, first + group) of x, in a vector of memory's length. */
static val some_units(stage_emitter *k, val x, const units *u, unsigned first) {
  val order[WEAVE_VECTOR];
  for (unsigned i = 0; i < u->vector; i++)
    order[i] = i < u->group ? LLVMConstInt(k->e->i32, first + i, false) : LLVMGetUndef(k->e->i32);
  return LLVMBuildShuffleVector(k->e->b, x, LLVMGetPoison(LLVMTypeOf(x)),
                                LLVMConstVector(order, u->vector), "");
}

static val permuted(stage_emitter *k, const units *u, val x, val index) {
  emitter *e = k->e;
  if (u->bytes == 1) return ev_permute_bytes(e, x, index);
  if (u->bytes == 2) return ev_permute_pair(e, x, x, index);
  LLVMTypeRef of = u->bytes == 8 ? e->f64 : e->f32;
  x = LLVMBuildBitCast(e->b, x, LLVMVectorType(of, u->vector), "");
  return LLVMBuildBitCast(e->b, ev_permute_pair(e, x, x, index), ev_type(e, u->type, u->vector),
                          "");
}

/* How many units of a group are in use. */
static val used_of(stage_emitter *k, const units *u, unsigned group) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  val left = LLVMBuildMul(b, k->step.count, ev_int64(e, u->each), "");
  left = LLVMBuildSub(b, left, ev_int64(e, group * u->group), "");
  val zero = ev_int64(e, 0), most = ev_int64(e, u->group);
  left = LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, left, zero, ""), zero, left, "");
  return LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSGT, left, most, ""), most, left, "");
}

static void put_group(stage_emitter *k, uint32_t a, const units *u, val begin, val x,
                      unsigned group) {
  emitter *e = k->e;
  val first = group_begin(k, u, group), some = some_units(k, x, u, group * u->group);
  val by = ev_splat(e, LLVMBuildIntCast2(e->b, first, u->type, false, ""), u->vector);
  val used = LLVMBuildIntCast2(e->b, used_of(k, u, group), u->type, false, "");
  used = ev_splat(e, used, u->vector);
  for (unsigned v = 0; v < 2; v++) {
    size_t which = v ? offsetof(weave_table, high) : offsetof(weave_table, low);
    val at = number_at(k, a, which, first);
    val index = ev_sub(e, indices(k, a, u, at, u->vector), by);
    val mask = LLVMBuildICmp(e->b, LLVMIntULT, index, used, "");
    access_store_masked(k, permuted(k, u, some, index), ev_gep(e, begin, at), mask);
  }
}

static void put_each(stage_emitter *k, uint32_t a, val begin, val x) {
  emitter *e = k->e;
  LLVMSetAlignment(LLVMBuildStore(e->b, x, k->row[0].pad[a]), 64);
  val args[] = {k->row[0].pad[a], begin,         k->row[0].table[a],
                k->step.phase,    k->step.count, ev_int64(e, access_size(k, a))};
  ev_call_helper(e, HELPER_WEAVE_PUT, args, 6);
}

void weaving_store(stage_emitter *k, uint32_t a, val x) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  val begin = row_begin(k, a);
  if (!picks(k, a)) {
    put_each(k, a, begin, x);
    return;
  }
  LLVMBasicBlockRef near = ev_block(e, "put"), far = ev_block(e, "scatter"),
                    on = ev_block(e, "woven");
  ev_mark_likely(e, LLVMBuildCondBr(b, k->row[0].apart[a], near, far));
  LLVMPositionBuilderAtEnd(b, near);
  units u = units_of(k, a);
  val all = LLVMBuildBitCast(b, x, ev_type(e, u.type, u.groups * u.group), "");
  for (unsigned g = 0; g < u.groups; g++) put_group(k, a, &u, begin, all, g);
  LLVMBuildBr(b, on);
  LLVMPositionBuilderAtEnd(b, far);
  put_each(k, a, begin, x);
  ev_goto(e, on);
  e->scope++;
}
