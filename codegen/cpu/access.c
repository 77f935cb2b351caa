/* access.c: elements on their way from memory to lanes and back.
 *
 * Takes an access of the stage and where its elements are; gives vectors of as many lanes as a step
 * has. Contiguous elements are loaded and stored at once, strided ones one by one, and those that
 * lie along the rows of a tile as squares that are turned around. A partial step touches no element
 * beyond its count: see vector.c, whose loop says when. */
#include "codegen/cpu/access.h"

#include "base/element.h"
#include "codegen/cpu/dear.h"
#include "codegen/cpu/neighbours.h"
#include "codegen/cpu/parts.h"
#include "codegen/cpu/periodic.h"
#include "codegen/cpu/spread.h"
#include "codegen/cpu/string_values.h"
#include "codegen/cpu/vector.h"
#include "codegen/cpu/weaving.h"

const plan_access *access_at(const stage_emitter *k, uint32_t a) {
  return &k->p->accesses.at[k->s->accesses + a];
}

LLVMTypeRef access_element(const stage_emitter *k, uint32_t a) {
  return ev_stored_lanes(k->e, access_at(k, a)->dtype, 1);
}

unsigned access_size(const stage_emitter *k, uint32_t a) { return access_at(k, a)->item; }

bool access_is_lined(const stage_emitter *k, uint32_t a) {
  return access_at(k, a)->vector == ACCESS_UNIT ||
         (access_repeats(access_at(k, a)) && !spread_picks(k, a));
}

bool emit_access_in_phase(const stage_emitter *k, uint32_t access, uint32_t phase) {
  return k->access_phase[access] & phase;
}

void access_find_phases(stage_emitter *k) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) k->access_phase[a] = access_at(k, a)->store;
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    if (v->op == OP_INPUT && !k->access_phase[v->access]) k->access_phase[v->access] = v->phase;
  }
}

/* ---- Memory ---- */

/* How many numbers an element is: the loads and stores below are of those. */
static unsigned parts_of(const stage_emitter *k, uint32_t a) {
  return element_form_of(access_at(k, a)->dtype).parts;
}
static unsigned parts_of_type(LLVMTypeRef element) {
  return LLVMGetTypeKind(element) == LLVMVectorTypeKind ? LLVMGetVectorSize(element) : 1;
}

/* Addresses of the lanes of a strided access, and of their second parts, each behind its first. */
val access_lane_pointers(stage_emitter *k, uint32_t a, val pointer) {
  val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + k->s->vector, k->e->i64);
  val offsets = ev_mul(k->e, k->step.lane_index, ev_splat(k->e, stride, k->s->lanes));
  if (parts_of(k, a) > 1) {
    val second = ev_i64(k->e, offsets, access_size(k, a) / 2);
    offsets = ev_pair(k->e, offsets, ev_add(k->e, offsets, second));
  }
  return LLVMBuildGEP2(k->e->b, k->e->i8, pointer, &offsets, 1, "");
}

/* One of LLVM's masked intrinsics, of an address or of one for each lane. */
static val call_masked(stage_emitter *k, const char *name, LLVMTypeRef vector, LLVMTypeRef address,
                       val *args, unsigned n) {
  unsigned id = LLVMLookupIntrinsicID(name, __builtin_strlen(name));
  LLVMTypeRef types[] = {vector, address};
  val f = LLVMGetIntrinsicDeclaration(k->e->module, id, types, 2);
  return LLVMBuildCall2(k->e->b, LLVMIntrinsicGetType(k->e->context, id, types, 2), f, args, n, "");
}

void access_store_masked(stage_emitter *k, val x, val to, val mask) {
  val args[] = {x, to, LLVMConstInt(k->e->i32, 1, false), mask};
  call_masked(k, "llvm.masked.store", LLVMTypeOf(x), k->e->ptr, args, 4);
}

val access_masked_load(stage_emitter *k, val at, val used, LLVMTypeRef vector) {
  val args[] = {at, LLVMConstInt(k->e->i32, 1, false), used, LLVMConstNull(vector)};
  return call_masked(k, "llvm.masked.load", vector, k->e->ptr, args, 4);
}

val emit_load(stage_emitter *k, const row_state *row, const plan_value *v, bool vector) {
  uint32_t a = v->access;
  jx_dtype dtype = (jx_dtype)access_at(k, a)->dtype;
  LLVMTypeRef type = ev_stored_lanes(k->e, dtype, vector ? k->s->lanes : 1);
  val x = vector ? row->loaded[a] : NULL;
  if (!x) {
    x = LLVMBuildLoad2(k->e->b, type, vector ? row->slot[a] : row->pointer[a], "");
    LLVMSetAlignment(x, 1);
  }
  if (access_at(k, a)->swapped) x = ev_swap_bytes(k->e, x);
  return ev_from_stored(k->e, x, dtype);
}

/* ---- Stores ---- */

/* The contiguous store at every point whose address streaming aligns, or -1. */
int access_streamed(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->nstores; i++) {
    uint32_t a = k->p->stores.at[k->s->stores + i].access;
    if (access_at(k, a)->vector == ACCESS_UNIT && access_at(k, a)->store == stage_point_phase(k->s))
      return (int)a;
  }
  return -1;
}

unsigned access_stream_align(const stage_emitter *k, uint32_t a) {
  unsigned bytes = access_size(k, a) * k->s->lanes;
  unsigned line = k->e->target->architecture->line_bytes;
  return bytes < line ? bytes : line;
}

/* The lanes in use, as a mask over the numbers of such a vector. */
static val lanes_in_use(stage_emitter *k, LLVMTypeRef element) {
  val used = emit_lanes_below(k, k->step.count);
  return parts_of_type(element) == 1 ? used : ev_pair(k->e, used, used);
}

/* Stores in one go, past the cache where that has been asked for; or the lanes in use. */
static void store_contiguous(stage_emitter *k, const row_state *row, uint32_t a, val x,
                             bool stream) {
  if (k->step.masked) {
    access_store_masked(k, x, row->saved_slots[a], lanes_in_use(k, access_element(k, a)));
    return;
  }
  val s = LLVMBuildStore(k->e->b, x, row->slot[a]);
  LLVMSetAlignment(s, stream ? access_stream_align(k, a) : 1);
  if (!stream) return;
  LLVMMetadataRef one = LLVMValueAsMetadata(LLVMConstInt(k->e->i32, 1, false));
  unsigned kind = LLVMGetMDKindIDInContext(k->e->context, "nontemporal", 11);
  LLVMSetMetadata(s, kind,
                  LLVMMetadataAsValue(k->e->context, LLVMMDNodeInContext2(k->e->context, &one, 1)));
}

static void store_one(stage_emitter *k, row_state *row, const plan_store *s, bool vector,
                      bool stream) {
  jx_dtype dtype = (jx_dtype)access_at(k, s->access)->dtype;
  if (dtype_is_string(dtype)) {
    emit_string_store(k, row, s, vector);
    return;
  }
  val x = ev_to_stored(k->e, emit_operand(k, row, s->value, vector ? k->s->lanes : 1), dtype);
  if (access_at(k, s->access)->swapped) x = ev_swap_bytes(k->e, x);
  if (vector && weaving_is(k, s->access)) {
    weaving_store(k, s->access, x);
  } else if (vector && access_at(k, s->access)->vector == ACCESS_UNIT) {
    store_contiguous(k, row, s->access, x,
                     stream &&
                         access_size(k, s->access) == access_size(k, (uint32_t)access_streamed(k)));
  } else if (vector) {
    val all = LLVMConstAllOnes(LLVMVectorType(k->e->i1, ev_lanes(x)));
    val args[] = {x, access_lane_pointers(k, s->access, row->pointer[s->access]),
                  LLVMConstInt(k->e->i32, 1, false), all};
    call_masked(k, "llvm.masked.scatter", LLVMTypeOf(x), LLVMTypeOf(args[1]), args, 4);
  } else {
    LLVMSetAlignment(LLVMBuildStore(k->e->b, x, row->pointer[s->access]), 1);
  }
}

static void store_all(stage_emitter *k, uint32_t phase, bool vector, bool stream) {
  for (uint32_t i = 0; i < k->s->nstores; i++) {
    const plan_store *s = &k->p->stores.at[k->s->stores + i];
    if (access_at(k, s->access)->store != phase) continue;
    for (uint32_t r = 0; r < k->rows; r++) store_one(k, &k->row[r], s, vector, stream);
  }
}

void emit_stores(stage_emitter *k, uint32_t phase, bool vector) {
  bool band = k->rows > 1 && stage_has_bands(k->s); /* is not streamed */
  if (phase != stage_point_phase(k->s) || !vector || access_streamed(k) < 0 || band ||
      !k->call.stream) {
    store_all(k, phase, vector, false);
    return;
  }
  val streams = LLVMBuildAnd(k->e->b, k->step.full, k->call.stream, "");
  if (LLVMIsConstant(streams)) {
    store_all(k, phase, true, LLVMConstIntGetZExtValue(streams));
    return;
  }
  LLVMBasicBlockRef stream = ev_block(k->e, "stream"), plain = ev_block(k->e, "plain"),
                    join = ev_block(k->e, "stored");
  LLVMBuildCondBr(k->e->b, streams, stream, plain);
  LLVMPositionBuilderAtEnd(k->e->b, stream);
  store_all(k, phase, true, true);
  LLVMBuildBr(k->e->b, join);
  LLVMPositionBuilderAtEnd(k->e->b, plain);
  store_all(k, phase, true, false);
  ev_goto(k->e, join);
}

/* ---- Partial steps ---- */

static unsigned type_bytes(LLVMTypeRef scalar) {
  switch (LLVMGetTypeKind(scalar)) {
  case LLVMVectorTypeKind:
    return LLVMGetVectorSize(scalar) * type_bytes(LLVMGetElementType(scalar));
  case LLVMDoubleTypeKind: return 8;
  case LLVMFloatTypeKind: return 4;
  case LLVMHalfTypeKind: return 2;
  default: return LLVMGetIntTypeWidth(scalar) / 8;
  }
}

LLVMTypeRef access_lanes(stage_emitter *k, LLVMTypeRef element) {
  unsigned parts = parts_of_type(element);
  if (parts == 1) return ev_type(k->e, element, k->s->lanes);
  return LLVMVectorType(LLVMGetElementType(element), parts * k->s->lanes);
}

/* The elements in use of a partial step, in other lanes those of `others`. */
static val load_masked(stage_emitter *k, LLVMTypeRef type, val memory, val others) {
  val args[] = {memory, LLVMConstInt(k->e->i32, 1, false), lanes_in_use(k, type), others};
  return call_masked(k, "llvm.masked.load", LLVMTypeOf(others), k->e->ptr, args, 4);
}

/* The elements in use of a partial step, the last one of them repeated: by a masked load where that
 * is one instruction, else by a helper, whose call compiles faster than a loop. */
val emit_load_partial(stage_emitter *k, LLVMTypeRef type, val pad, val memory) {
  emitter *e = k->e;
  LLVMTypeRef vector = access_lanes(k, type);
  if (!ev_can(e, CAN_MASK_MEMORY)) {
    val size = ev_int64(k->e, type_bytes(type)), lanes = ev_int64(k->e, k->s->lanes);
    ev_call_helper(k->e, HELPER_PAD, (val[]){pad, memory, k->step.count, lanes, size}, 5);
    val x = LLVMBuildLoad2(e->b, vector, pad, "");
    LLVMSetAlignment(x, 8);
    return x;
  }
  if (k->zeros && k->s->together) return load_masked(k, type, memory, LLVMConstNull(vector));
  val at = LLVMBuildSub(e->b, k->step.count, ev_int64(k->e, 1), "");
  val last = LLVMBuildLoad2(e->b, type, LLVMBuildGEP2(e->b, type, memory, &at, 1, ""), "");
  LLVMSetAlignment(last, 1);
  val wide = (parts_of_type(type) > 1 ? ev_splat_pair : ev_splat)(e, last, k->s->lanes);
  return load_masked(k, type, memory, wide);
}

/* Copies the elements in use between memory and scratch for all lanes. */
void access_copy_pad(stage_emitter *k, LLVMTypeRef type, val pad, val memory, bool store) {
  emitter *e = k->e;
  if (!store) {
    val x = emit_load_partial(k, type, pad, memory);
    if (ev_can(e, CAN_MASK_MEMORY)) LLVMSetAlignment(LLVMBuildStore(e->b, x, pad), 64);
    return;
  }
  if (!ev_can(e, CAN_MASK_MEMORY)) {
    val bytes = LLVMBuildMul(e->b, k->step.count, ev_int64(k->e, type_bytes(type)), "");
    ev_call_helper(k->e, HELPER_COPY, (val[]){memory, pad, bytes}, 3);
    return;
  }
  LLVMTypeRef vector = access_lanes(k, type);
  val x = LLVMBuildLoad2(e->b, vector, pad, ""), one = LLVMConstInt(e->i32, 1, false);
  LLVMSetAlignment(x, 64);
  val args[] = {x, memory, one, lanes_in_use(k, type)};
  call_masked(k, "llvm.masked.store", vector, e->ptr, args, 4);
}

/* ---- Whole vectors, and what strides ---- */

/* Every step-th element from the one number `from` on, perhaps backwards, out of `step` vectors that
 * lie one behind the other; but the last one begins `early` elements earlier. */
static val pick_spaced(stage_emitter *k, const val *v, unsigned step, unsigned from, unsigned early,
                       bool back) {
  emitter *e = k->e;
  unsigned lanes = k->s->lanes, behind = (step - 1) * lanes;
  val x = v[0], mask[PLAN_MAX_LANES];
  for (unsigned i = 1; i < step || i == 1; i++) {
    for (unsigned lane = 0; lane < lanes; lane++) {
      unsigned at = step * (back ? lanes - 1 - lane : lane) + from,
               in = at >= behind - early ? step - 1 : at / lanes;
      unsigned base = in == step - 1 ? behind - early : in * lanes;
      unsigned taken = i == 1 ? at : lane; /* of what has been picked so far */
      bool here = in == i || (i == 1 && in == 0);
      unsigned element = in == i ? lanes + at - base : taken;
      mask[lane] =
          here || (i > 1 && in < i) ? LLVMConstInt(e->i32, element, false) : LLVMGetPoison(e->i32);
    }
    x = LLVMBuildShuffleVector(e->b, x, step > 1 ? v[i] : LLVMGetPoison(LLVMTypeOf(x)),
                               LLVMConstVector(mask, lanes), "");
  }
  return x;
}

static void load_apart(stage_emitter *k, uint32_t a, val at, unsigned n, unsigned early, val *v) {
  int64_t item = access_size(k, a);
  LLVMTypeRef type = access_lanes(k, access_element(k, a));
  for (unsigned i = 0; i < n; i++) {
    unsigned element = i * k->s->lanes - (i && i == n - 1 ? early : 0);
    v[i] = LLVMBuildLoad2(k->e->b, type, ev_gep(k->e, at, ev_int64(k->e, element * item)), "");
    LLVMSetAlignment(v[i], 1);
  }
}

/* Elements a few apart, perhaps backwards, out of as many vectors. The last one ends with the last
 * of them, so nothing is read behind it. */
static val load_spaced(stage_emitter *k, uint32_t a, val first, int64_t step) {
  unsigned lanes = k->s->lanes, apart = (unsigned)(step < 0 ? -step : step);
  val v[PLAN_SPACED];
  int64_t back = step < 0 ? (int64_t)(lanes - 1) * step * access_size(k, a) : 0;
  load_apart(k, a, ev_gep(k->e, first, ev_int64(k->e, back)), apart, apart - 1, v);
  return pick_spaced(k, v, apart, 0, apart - 1, step < 0);
}

/* Some of a row's elements, of which others take the rest: all from the same vectors. */
static val load_of_set(stage_emitter *k, val first, uint32_t a, unsigned step, unsigned from) {
  val v[PLAN_SPACED];
  load_apart(k, a, first, step, 0, v);
  return pick_spaced(k, v, step, from, 0, false);
}

/* The first n lanes, which may be less than none of them and more than all. */
static val lanes_up_to(stage_emitter *k, val n) {
  LLVMBuilderRef b = k->e->b;
  val one = ev_int64(k->e, 1), all = ev_int64(k->e, k->s->lanes);
  val none = LLVMBuildICmp(b, LLVMIntSLT, n, one, "");
  n = LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, n, all, ""), n, all, "");
  val below = emit_lanes_below(k, LLVMBuildSelect(b, none, one, n, ""));
  return LLVMBuildSelect(b, none, LLVMConstNull(LLVMTypeOf(below)), below, "");
}

/* n vectors of a partial step that lie one behind the other, of which the first so many elements are
 * there to be read. */
static void load_apart_masked(stage_emitter *k, uint32_t a, val at, unsigned n, val elements,
                              val *v) {
  emitter *e = k->e;
  LLVMTypeRef type = access_lanes(k, access_element(k, a));
  for (unsigned i = 0; i < n; i++) {
    unsigned before = i * k->s->lanes;
    val used = lanes_up_to(k, LLVMBuildSub(e->b, elements, ev_int64(e, before), ""));
    v[i] = access_masked_load(k, ev_gep(e, at, ev_int64(e, (int64_t)before * access_size(k, a))),
                              used, type);
  }
}

/* How far the elements of this step are from where the access is. */
static val step_offset(stage_emitter *k, uint32_t a, val *stride) {
  *stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + k->s->vector, k->e->i64);
  return LLVMBuildMul(k->e->b, k->step.index, *stride, "");
}

val access_full(stage_emitter *k, uint32_t a, const row_state *row) {
  emitter *e = k->e;
  LLVMTypeRef type = access_element(k, a);
  int set = k->s->lanes > 1 ? neighbour_set(k, a) : -1;
  val x, stride;
  if (set >= 0) {
    val offset = step_offset(k, (uint32_t)set, &stride);
    unsigned from = (uint32_t)set == a ? 0 : (unsigned)access_at(k, a)->along;
    return load_of_set(k, ev_gep(e, row->pointer[set], offset), a, neighbour_step(k, a), from);
  }
  if (spread_picks(k, a)) return spread_take(k, a, true);
  if (weaving_is(k, a)) return weaving_load(k, a, true);
  if (access_is_lined(k, a)) {
    x = LLVMBuildLoad2(e->b, access_lanes(k, type), row->saved_slots[a], "");
    LLVMSetAlignment(x, 1);
    return x;
  }
  val at = ev_gep(k->e, row->pointer[a], step_offset(k, a, &stride)), pairs[PLAN_MAX_LANES];
  if (access_at(k, a)->vector == ACCESS_SPACED && k->s->lanes > 1)
    return load_spaced(k, a, at, k->p->steps.at[access_at(k, a)->steps + k->s->vector].step);
  bool complex = parts_of(k, a) > 1;
  x = LLVMGetPoison(access_lanes(k, type));
  for (unsigned lane = 0; lane < k->s->lanes; lane++) {
    if (lane) at = ev_gep(k->e, at, stride);
    val element = LLVMBuildLoad2(e->b, type, at, "");
    LLVMSetAlignment(element, 1);
    if (k->s->lanes == 1) return element;
    if (complex)
      pairs[lane] = element;
    else
      x = LLVMBuildInsertElement(e->b, x, element, LLVMConstInt(e->i32, lane, false), "");
  }
  return complex ? ev_join(e, pairs, k->s->lanes, 2, 2 * k->s->lanes) : x;
}

void access_prefetch(stage_emitter *k, uint32_t a, val from, uint32_t ahead) {
  emitter *e = k->e;
  uint32_t step = access_size(k, a) * k->s->lanes;
  for (uint32_t line = 0; line < step; line += e->target->architecture->line_bytes)
    ev_prefetch(e, ev_gep(e, from, ev_int64(e, ahead + line)), 3);
}

/* Whether a partial step takes elements a few apart out of whole vectors, too. */
static bool picks_part(const stage_emitter *k, uint32_t a) {
  const plan_access *x = access_at(k, a);
  return x->vector == ACCESS_SPACED && k->s->lanes > 1 && ev_can(k->e, CAN_MASK_MEMORY) &&
         k->p->steps.at[x->steps + k->s->vector].step > 1;
}

/* The elements in use, the last one of them repeated; of those that take turns, all from the same
 * vectors. */
static val part_spaced(stage_emitter *k, uint32_t a, const row_state *row) {
  emitter *e = k->e;
  int set = neighbour_set(k, a);
  uint32_t first = set < 0 ? a : (uint32_t)set;
  unsigned step = neighbour_step(k, a), from = first == a ? 0 : (unsigned)access_at(k, a)->along;
  LLVMTypeRef type = access_element(k, a);
  val stride, v[PLAN_SPACED], count = k->step.count;
  val offset = step_offset(k, first, &stride), each = ev_int64(e, step);
  val elements = LLVMBuildMul(e->b, count, each, "");
  if (set < 0) elements = LLVMBuildSub(e->b, elements, ev_int64(e, step - 1), "");
  load_apart_masked(k, a, ev_gep(e, row->pointer[first], offset), step, elements, v);
  val x = pick_spaced(k, v, step, from, 0, false);
  val before = LLVMBuildMul(e->b, LLVMBuildSub(e->b, count, ev_int64(e, 1), ""), stride, "");
  val at = ev_gep(e, row->pointer[a], LLVMBuildAdd(e->b, step_offset(k, a, &stride), before, ""));
  val last = LLVMBuildLoad2(e->b, type, at, "");
  LLVMSetAlignment(last, 1);
  return LLVMBuildSelect(e->b, emit_lanes_below(k, count), x, ev_splat(e, last, k->s->lanes), "");
}

val access_part(stage_emitter *k, uint32_t a, const row_state *row) {
  LLVMTypeRef type = access_element(k, a);
  if (spread_picks(k, a)) return spread_take(k, a, false);
  if (weaving_is(k, a)) return weaving_load(k, a, false);
  if (k->past && k->past[a]) return load_masked(k, type, row->saved_slots[a], k->past[a]);
  if (access_is_lined(k, a)) return emit_load_partial(k, type, row->pad[a], row->saved_slots[a]);
  if (picks_part(k, a)) return part_spaced(k, a, row);
  type = access_lanes(k, type);
  val all = LLVMConstAllOnes(LLVMVectorType(k->e->i1, LLVMGetVectorSize(type)));
  val at = access_lane_pointers(k, a, row->pointer[a]);
  val args[] = {at, LLVMConstInt(k->e->i32, 1, false), all, LLVMGetPoison(type)};
  return call_masked(k, "llvm.masked.gather", type, LLVMTypeOf(at), args, 4);
}

/* Turns a square of vectors around: element i of vector j becomes element j of vector i. Squares of
 * 2, 4, ... elements are turned around by exchanging two of their quarters. */
static void transpose(stage_emitter *k, val *v) {
  for (unsigned size = 1; size < PLAN_MAX_ROWS; size *= 2)
    for (unsigned i = 0; i < PLAN_MAX_ROWS; i++) {
      if (i & size) continue;
      val low[PLAN_MAX_ROWS], high[PLAN_MAX_ROWS], a = v[i], b = v[i + size];
      for (unsigned j = 0; j < PLAN_MAX_ROWS; j++) {
        bool first = !(j & size);
        low[j] = LLVMConstInt(k->e->i32, first ? j : PLAN_MAX_ROWS + j - size, false);
        high[j] = LLVMConstInt(k->e->i32, first ? j + size : PLAN_MAX_ROWS + j, false);
      }
      v[i] = LLVMBuildShuffleVector(k->e->b, a, b, LLVMConstVector(low, PLAN_MAX_ROWS), "");
      v[i + size] = LLVMBuildShuffleVector(k->e->b, a, b, LLVMConstVector(high, PLAN_MAX_ROWS), "");
    }
}

/* Two vectors of eight as one. */
static val join(stage_emitter *k, val a, val b) {
  val mask[2 * PLAN_MAX_ROWS];
  for (unsigned i = 0; i < 2 * PLAN_MAX_ROWS; i++) mask[i] = LLVMConstInt(k->e->i32, i, false);
  return LLVMBuildShuffleVector(k->e->b, a, b, LLVMConstVector(mask, 2 * PLAN_MAX_ROWS), "");
}

/* What lies along the rows is loaded so, all rows of a lane at once, and turned around. */
void access_square(stage_emitter *k, uint32_t a, val *rows) {
  emitter *e = k->e;
  LLVMTypeRef type = ev_type(e, ev_stored(k->e, access_at(k, a)->dtype), PLAN_MAX_ROWS);
  val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + k->s->vector, e->i64);
  val at = ev_gep(k->e, k->row[0].pointer[a], LLVMBuildMul(e->b, k->step.index, stride, ""));
  for (unsigned first = 0; first < k->s->lanes; first += PLAN_MAX_ROWS) {
    val v[PLAN_MAX_ROWS];
    for (unsigned i = 0; i < PLAN_MAX_ROWS; i++) {
      if (first + i >= k->s->lanes) { /* fewer lanes than a square has */
        v[i] = LLVMGetPoison(type);
        continue;
      }
      if (first + i) at = ev_gep(k->e, at, stride);
      v[i] = LLVMBuildLoad2(e->b, type, at, "");
      LLVMSetAlignment(v[i], 1);
    }
    transpose(k, v);
    unsigned have = k->s->lanes - first < PLAN_MAX_ROWS ? k->s->lanes - first : PLAN_MAX_ROWS;
    for (unsigned r = 0; r < PLAN_MAX_ROWS; r++) {
      val x = have < PLAN_MAX_ROWS ? fold_half(e, v[r], 0, have) : v[r];
      rows[r] = first ? join(k, rows[r], x) : x;
    }
  }
}

void access_transposed(stage_emitter *k, uint32_t a) {
  val rows[PLAN_MAX_ROWS];
  access_square(k, a, rows);
  for (unsigned r = 0; r < PLAN_MAX_ROWS; r++) k->row[r].loaded[a] = rows[r];
}

/* ---- In a part ---- */

/* Hardware follows a few dozen streams; with more, each step asks for the lines that the next strip
 * will want. */
static void prefetch_strip(stage_emitter *k, uint32_t a) {
  uint32_t step = access_size(k, a) * k->s->lanes;
  access_prefetch(k, a, k->row[0].saved_slots[a], (parts_strip(k) + 1) * step);
}

static void group_whole(stage_emitter *k, const uint32_t *accesses, uint32_t n) {
  row_state *row = &k->row[0];
  for (uint32_t i = 0; i < n; i++) {
    row->loaded[accesses[i]] = access_full(k, accesses[i], row);
    if (parts_prefetch(k) && access_at(k, accesses[i])->vector == ACCESS_UNIT)
      prefetch_strip(k, accesses[i]);
  }
}

static void group_partial(stage_emitter *k, const uint32_t *accesses, uint32_t n) {
  row_state *row = &k->row[0];
  for (uint32_t i = 0; i < n; i++) {
    const plan_access *x = access_at(k, accesses[i]);
    row->part[accesses[i]] =
        access_is_lined(k, accesses[i])
            ? parts_load_partial(k, (jx_dtype)x->dtype, row->saved_slots[accesses[i]])
            : access_part(k, accesses[i], row);
  }
}

/* A value that differs between full and partial steps. */
val access_either(stage_emitter *k, val full, LLVMBasicBlockRef from, val part,
                  LLVMBasicBlockRef other) {
  val phi = LLVMBuildPhi(k->e->b, LLVMTypeOf(full), "");
  LLVMAddIncoming(phi, (val[]){full, part}, (LLVMBasicBlockRef[]){from, other}, 2);
  return phi;
}

void emit_load_group(stage_emitter *k, const uint32_t *accesses, uint32_t n) {
  LLVMBuilderRef b = k->e->b;
  row_state *row = &k->row[0];
  for (uint32_t i = 0; i < n; i++) {
    uint32_t a = accesses[i];
    row->pointer[a] = parts_pointer(k, a);
    if (!access_is_lined(k, a)) continue;
    val at = periodic_is(k, a) ? periodic_phase(k, k->step.index) : k->step.index;
    val offset = LLVMBuildMul(b, at, ev_int64(k->e, access_size(k, a)), "");
    row->saved_slots[a] = ev_gep(k->e, row->pointer[a], offset);
  }
  LLVMBasicBlockRef whole = ev_block(k->e, "whole"), partial = ev_block(k->e, "partial"),
                    loaded = ev_block(k->e, "loaded");
  ev_mark_likely(k->e, LLVMBuildCondBr(b, k->step.full, whole, partial));
  LLVMPositionBuilderAtEnd(b, whole);
  group_whole(k, accesses, n);
  LLVMBuildBr(b, loaded);
  LLVMPositionBuilderAtEnd(b, partial);
  group_partial(k, accesses, n);
  ev_goto(k->e, loaded);
  for (uint32_t i = 0; i < n; i++)
    row->loaded[accesses[i]] =
        access_either(k, row->loaded[accesses[i]], whole, row->part[accesses[i]], partial);
}
