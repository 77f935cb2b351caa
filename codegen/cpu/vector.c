/* vector.c: the vector loop, its loads and stores, and its tail.
 *
 * A step takes up to stage.lanes points. One body serves full and partial steps: a partial step
 * first copies what it reads of contiguous operands into padded scratch, repeating the last
 * element, and afterwards copies what it wrote back out; strided and computed indices repeat the
 * last one too. So every lane past the end computes what the last one does, and nothing outside the
 * arrays is touched. Partial steps are the last one of a row and, when stores bypass the cache, the
 * first one too, which brings the stores to an aligned address. */
#include "base/dtype.h"
#include "codegen/cpu/stage.h"

#include <string.h>

static const plan_access *access_at(const stage_emitter *k, uint32_t a) {
  return &k->p->accesses.at[k->s->accesses + a];
}

static unsigned access_size(const stage_emitter *k, uint32_t a) {
  return dtypes[access_at(k, a)->dtype].size;
}

bool emit_access_in_phase(const stage_emitter *k, uint32_t access, uint32_t phase) {
  if (access_at(k, access)->store) return access_at(k, access)->store == phase;
  for (uint32_t i = 0; i < k->s->nvalues; i++) {
    const plan_value *v = emit_stage_value(k, i);
    if (v->op == OP_INPUT && v->access == access) return v->phase & phase;
  }
  return false;
}

/* Contiguous along the vector loop, in this phase, and the business of this function. */
static bool is_contiguous(const stage_emitter *k, uint32_t a, uint32_t phase, bool store) {
  return !parts_load(k, a) && access_at(k, a)->vector == ACCESS_UNIT &&
         (access_at(k, a)->store != 0) == store && emit_access_in_phase(k, a, phase);
}

static bool is_contiguous_at_all(const stage_emitter *k, uint32_t a, uint32_t phase) {
  return is_contiguous(k, a, phase, true) || is_contiguous(k, a, phase, false);
}

/* How many rows have addresses of their own. */
static uint32_t rows_of(const stage_emitter *k, uint32_t a) {
  return emit_access_by_row(k, a) ? k->rows : 1;
}

/* Registers that the contiguous loads of a step may take before its body begins. */
#define EARLY_REGISTERS 16

static bool few_loads(const stage_emitter *k, uint32_t phase) {
  uint32_t bytes = 0;
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    if (is_contiguous(k, a, phase, false)) bytes += rows_of(k, a) * access_size(k, a);
  return bytes * k->s->lanes <= EARLY_REGISTERS * k->p->target.vector_bytes;
}

/* Loaded before the body: strided elements, and contiguous ones unless there are many. */
static bool is_early(const stage_emitter *k, uint32_t a, uint32_t phase) {
  const plan_access *x = access_at(k, a);
  if (x->store || x->vector == ACCESS_BROADCAST || parts_load(k, a)) return false;
  if (!emit_access_in_phase(k, a, phase)) return false;
  return x->vector != ACCESS_UNIT || few_loads(k, phase);
}

/* ---- Lanes ---- */

static val lane_numbers(stage_emitter *k) {
  val n[PLAN_MAX_LANES];
  for (unsigned i = 0; i < k->s->lanes; i++) n[i] = ev_int64(k->e, i);
  return k->s->lanes == 1 ? n[0] : LLVMConstVector(n, k->s->lanes);
}

val emit_lanes_below(stage_emitter *k, val count) {
  return LLVMBuildICmp(k->e->b, LLVMIntSLT, lane_numbers(k), ev_splat(k->e, count, k->s->lanes),
                       "");
}

/* ---- Memory ---- */

LLVMTypeRef emit_memory_type(stage_emitter *k, jx_dtype d) {
  return d == JX_BOOL ? k->e->i8 : ev_dtype(k->e, d);
}

val emit_to_memory(stage_emitter *k, val x) {
  LLVMTypeRef t = LLVMTypeOf(x);
  if (LLVMGetTypeKind(t) == LLVMVectorTypeKind) t = LLVMGetElementType(t);
  return t == k->e->i1 ? LLVMBuildZExt(k->e->b, x, ev_like(k->e, k->e->i8, x), "") : x;
}

val emit_from_memory(stage_emitter *k, val x, jx_dtype d) {
  if (d != JX_BOOL) return x;
  return LLVMBuildICmp(k->e->b, LLVMIntNE, x, LLVMConstNull(LLVMTypeOf(x)), "");
}

/* Addresses of the lanes of a strided access. */
static val lane_pointers(stage_emitter *k, uint32_t a, val pointer) {
  val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + k->s->vector, k->e->i64);
  val offsets = ev_mul(k->e, k->lane_index, ev_splat(k->e, stride, k->s->lanes));
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

val emit_load(stage_emitter *k, const plan_value *v, bool vector) {
  uint32_t a = v->access;
  LLVMTypeRef scalar = emit_memory_type(k, v->dtype),
              type = ev_type(k->e, scalar, vector ? k->s->lanes : 1);
  val x = vector ? k->loaded[a] : NULL;
  if (!x) {
    x = LLVMBuildLoad2(k->e->b, type, vector ? k->slot[a] : k->pointer[a], "");
    LLVMSetAlignment(x, 1);
  }
  return emit_from_memory(k, x, v->dtype);
}

/* The contiguous store of a main value whose address streaming aligns, or -1. */
static int streamed_store(const stage_emitter *k) {
  for (uint32_t i = 0; i < k->s->nstores; i++) {
    uint32_t a = k->p->stores.at[k->s->stores + i].access;
    if (access_at(k, a)->vector == ACCESS_UNIT && access_at(k, a)->store == PHASE_MAIN)
      return (int)a;
  }
  return -1;
}

static unsigned stream_align(const stage_emitter *k, uint32_t a) {
  unsigned bytes = access_size(k, a) * k->s->lanes;
  unsigned line = k->e->target->architecture->line_bytes;
  return bytes < line ? bytes : line;
}

/* Stores in one go, past the cache where that has been asked for. */
static void store_contiguous(stage_emitter *k, uint32_t a, val x, bool stream) {
  val s = LLVMBuildStore(k->e->b, x, k->slot[a]);
  LLVMSetAlignment(s, stream ? stream_align(k, a) : 1);
  if (!stream) return;
  LLVMMetadataRef one = LLVMValueAsMetadata(LLVMConstInt(k->e->i32, 1, false));
  unsigned kind = LLVMGetMDKindIDInContext(k->e->context, "nontemporal", 11);
  LLVMSetMetadata(s, kind,
                  LLVMMetadataAsValue(k->e->context, LLVMMDNodeInContext2(k->e->context, &one, 1)));
}

static void store_one(stage_emitter *k, const plan_store *s, bool vector, bool stream) {
  val x = emit_to_memory(k, emit_operand(k, s->value, vector ? k->s->lanes : 1));
  if (vector && access_at(k, s->access)->vector == ACCESS_UNIT) {
    store_contiguous(k, s->access, x,
                     stream &&
                         access_size(k, s->access) == access_size(k, (uint32_t)streamed_store(k)));
  } else if (vector) {
    val all = LLVMConstAllOnes(LLVMVectorType(k->e->i1, k->s->lanes));
    val args[] = {x, lane_pointers(k, s->access, k->pointer[s->access]),
                  LLVMConstInt(k->e->i32, 1, false), all};
    call_masked(k, "llvm.masked.scatter", LLVMTypeOf(x), LLVMTypeOf(args[1]), args, 4);
  } else {
    LLVMSetAlignment(LLVMBuildStore(k->e->b, x, k->pointer[s->access]), 1);
  }
}

static void store_all(stage_emitter *k, uint32_t phase, bool vector, bool stream) {
  for (uint32_t i = 0; i < k->s->nstores; i++) {
    const plan_store *s = &k->p->stores.at[k->s->stores + i];
    if (access_at(k, s->access)->store != phase) continue;
    for (uint32_t r = 0; r < k->rows; r++) {
      emit_select_row(k, r);
      store_one(k, s, vector, stream);
    }
    emit_select_row(k, 0);
  }
}

void emit_stores(stage_emitter *k, uint32_t phase, bool vector) {
  if (phase != PHASE_MAIN || !vector || streamed_store(k) < 0) {
    store_all(k, phase, vector, false);
    return;
  }
  LLVMBasicBlockRef stream = ev_block(k->e, "stream"), plain = ev_block(k->e, "plain"),
                    join = ev_block(k->e, "stored");
  LLVMBuildCondBr(k->e->b, LLVMBuildAnd(k->e->b, k->full, k->stream, ""), stream, plain);
  LLVMPositionBuilderAtEnd(k->e->b, stream);
  store_all(k, phase, true, true);
  LLVMBuildBr(k->e->b, join);
  LLVMPositionBuilderAtEnd(k->e->b, plain);
  store_all(k, phase, true, false);
  ev_goto(k->e, join);
}

static unsigned type_bytes(const stage_emitter *k, LLVMTypeRef scalar) {
  if (scalar == k->e->f64) return 8;
  return scalar == k->e->f32 ? 4 : LLVMGetIntTypeWidth(scalar) / 8;
}

/* The elements in use of a partial step, the last one of them repeated: by a masked load where that
 * is one instruction, else by a helper, whose call compiles faster than a loop. */
val emit_load_partial(stage_emitter *k, LLVMTypeRef type, val pad, val memory) {
  emitter *e = k->e;
  LLVMTypeRef vector = ev_type(e, type, k->s->lanes);
  if (!ev_can(e, CAN_MASK_MEMORY)) {
    val size = ev_int64(k->e, type_bytes(k, type)), lanes = ev_int64(k->e, k->s->lanes);
    ev_call_helper(k->e, HELPER_PAD, (val[]){pad, memory, k->count, lanes, size}, 5);
    val x = LLVMBuildLoad2(e->b, vector, pad, "");
    LLVMSetAlignment(x, 8);
    return x;
  }
  val at = LLVMBuildSub(e->b, k->count, ev_int64(k->e, 1), "");
  val last = LLVMBuildLoad2(e->b, type, LLVMBuildGEP2(e->b, type, memory, &at, 1, ""), "");
  LLVMSetAlignment(last, 1);
  val one = LLVMConstInt(e->i32, 1, false), used = emit_lanes_below(k, k->count);
  val args[] = {memory, one, used, ev_splat(e, last, k->s->lanes)};
  return call_masked(k, "llvm.masked.load", vector, e->ptr, args, 4);
}

/* Copies the elements in use between memory and scratch for all lanes. */
static void copy_pad(stage_emitter *k, LLVMTypeRef type, val pad, val memory, bool store) {
  emitter *e = k->e;
  if (!store) {
    val x = emit_load_partial(k, type, pad, memory);
    if (ev_can(e, CAN_MASK_MEMORY)) LLVMSetAlignment(LLVMBuildStore(e->b, x, pad), 64);
    return;
  }
  if (!ev_can(e, CAN_MASK_MEMORY)) {
    val bytes = LLVMBuildMul(e->b, k->count, ev_int64(k->e, type_bytes(k, type)), "");
    ev_call_helper(k->e, HELPER_COPY, (val[]){memory, pad, bytes}, 3);
    return;
  }
  LLVMTypeRef vector = ev_type(e, type, k->s->lanes);
  val x = LLVMBuildLoad2(e->b, vector, pad, ""), one = LLVMConstInt(e->i32, 1, false);
  LLVMSetAlignment(x, 64);
  val args[] = {x, memory, one, emit_lanes_below(k, k->count)};
  call_masked(k, "llvm.masked.store", vector, e->ptr, args, 4);
}

/* A value that differs between full and partial steps. */
static val either(stage_emitter *k, val full, LLVMBasicBlockRef from, val part,
                  LLVMBasicBlockRef other) {
  val phi = LLVMBuildPhi(k->e->b, LLVMTypeOf(full), "");
  LLVMAddIncoming(phi, (val[]){full, part}, (LLVMBasicBlockRef[]){from, other}, 2);
  return phi;
}

/* ---- Words in memory ---- */

static void copy_words(stage_emitter *k, bool store) {
  for (uint32_t w = 0; w < k->s->words; w++) {
    const word_stream *s = &k->stream_word[w];
    if (s->base) copy_pad(k, k->e->i64, s->pad, s->memory, store);
  }
}

static void find_words(stage_emitter *k, val i) {
  val offset = LLVMBuildMul(k->e->b, i, ev_int64(k->e, 8), "");
  for (uint32_t w = 0; w < k->s->words; w++) {
    word_stream *s = &k->stream_word[w];
    if (!s->base) continue;
    if (!s->pad) s->pad = ev_scratch(k->e, LLVMArrayType2(k->e->i64, k->s->lanes), 64);
    s->memory = ev_gep(k->e, s->base, offset);
  }
}

static void choose_words(stage_emitter *k, LLVMBasicBlockRef full, LLVMBasicBlockRef partial) {
  for (uint32_t w = 0; w < k->s->words; w++) {
    word_stream *s = &k->stream_word[w];
    if (s->base) s->slot = either(k, s->memory, full, s->pad, partial);
  }
}

/* ---- The loop ---- */

/* Copies elements between memory and the pads: of every load, repeating the last one in use for the
 * lanes past it, or of every store. A partial step is rare unless rows are short. */
static void copy_pads(stage_emitter *k, uint32_t phase, bool store) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_contiguous(k, a, phase, store) || is_early(k, a, phase)) continue;
    LLVMTypeRef type = emit_memory_type(k, access_at(k, a)->dtype);
    for (uint32_t r = 0; r < rows_of(k, a); r++)
      copy_pad(k, type, k->row[r].pad[a], k->row[r].saved_slots[a], store);
  }
}

/* How many points the first step takes: up to where streamed stores are aligned, or all lanes. */
static val first_step(stage_emitter *k, uint32_t phase, val begin) {
  LLVMBuilderRef b = k->e->b;
  val lanes = ev_int64(k->e, k->s->lanes);
  int a = streamed_store(k);
  if (a < 0 || phase != PHASE_MAIN) return lanes;
  unsigned size = access_size(k, (uint32_t)a), align = stream_align(k, (uint32_t)a);
  val bytes = LLVMBuildAdd(b, LLVMBuildPtrToInt(b, k->pointer[a], k->e->i64, ""),
                           LLVMBuildMul(b, begin, ev_int64(k->e, size), ""), "");
  val head = LLVMBuildAnd(b, LLVMBuildNeg(b, bytes, ""), ev_int64(k->e, align - 1), "");
  head = LLVMBuildUDiv(b, head, ev_int64(k->e, size), "");
  val use =
      LLVMBuildAnd(b, k->stream, LLVMBuildICmp(b, LLVMIntNE, head, ev_int64(k->e, 0), ""), "");
  return LLVMBuildSelect(b, use, head, lanes, "");
}

static void make_pads(stage_emitter *k, uint32_t phase) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_contiguous_at_all(k, a, phase)) continue;
    if (is_early(k, a, phase) && ev_can(k->e, CAN_MASK_MEMORY)) continue;
    LLVMTypeRef type = LLVMArrayType2(emit_memory_type(k, access_at(k, a)->dtype), k->s->lanes);
    for (uint32_t r = 0; r < rows_of(k, a); r++) k->row[r].pad[a] = ev_scratch(k->e, type, 64);
  }
}

/* Where this step's elements of the contiguous accesses are in memory, i points into the row. */
static void find_slots(stage_emitter *k, uint32_t phase, val i) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_contiguous_at_all(k, a, phase)) continue;
    val offset = LLVMBuildMul(k->e->b, i, ev_int64(k->e, access_size(k, a)), "");
    for (uint32_t r = 0; r < rows_of(k, a); r++)
      k->row[r].saved_slots[a] = ev_gep(k->e, k->row[r].pointer[a], offset);
  }
}

/* Rows side by side are as many streams, each of which starts anew with every group of rows: what
 * the next group will read of these columns is asked for now. */
void emit_prefetch_rows(stage_emitter *k) {
  emitter *e = k->e;
  if (k->rows == 1) return;
  unsigned id = LLVMLookupIntrinsicID("llvm.prefetch", 13);
  val prefetch = LLVMGetIntrinsicDeclaration(e->module, id, &e->ptr, 1);
  LLVMTypeRef type = LLVMIntrinsicGetType(e->context, id, &e->ptr, 1);
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_contiguous_at_all(k, a, PHASE_MAIN) || !emit_access_by_row(k, a)) continue;
    val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + stage_row_loop(k->s), e->i64);
    val ahead = LLVMBuildMul(e->b, stride, ev_int64(k->e, k->rows), "");
    for (uint32_t r = 0; r < k->rows; r++) {
      val args[] = {ev_gep(k->e, k->row[r].saved_slots[a], ahead), LLVMConstInt(e->i32, 0, false),
                    LLVMConstInt(e->i32, 2, false), LLVMConstInt(e->i32, 1, false)};
      LLVMBuildCall2(e->b, type, prefetch, args, 4, "");
    }
  }
}

/* ---- Early loads ----
 *
 * A step loads what it reads before its body begins, in two ways: whole vectors, or those of a
 * partial step. So addresses are used where they are made, and pads are for what is stored. Strided
 * elements are loaded one by one: gather instructions are microcoded on AMD and slowed down on
 * Intel, and serve the partial steps alone. */

static val load_full(stage_emitter *k, uint32_t a, const row_state *row) {
  emitter *e = k->e;
  LLVMTypeRef type = emit_memory_type(k, access_at(k, a)->dtype);
  val x;
  if (access_at(k, a)->vector == ACCESS_UNIT) {
    x = LLVMBuildLoad2(e->b, ev_type(e, type, k->s->lanes), row->saved_slots[a], "");
    LLVMSetAlignment(x, 1);
    return x;
  }
  val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + k->s->vector, e->i64);
  val at = ev_gep(k->e, row->pointer[a], LLVMBuildMul(e->b, k->vector_index, stride, ""));
  x = LLVMGetPoison(ev_type(e, type, k->s->lanes));
  for (unsigned lane = 0; lane < k->s->lanes; lane++) {
    if (lane) at = ev_gep(k->e, at, stride);
    val element = LLVMBuildLoad2(e->b, type, at, "");
    LLVMSetAlignment(element, 1);
    if (k->s->lanes == 1) return element;
    x = LLVMBuildInsertElement(e->b, x, element, LLVMConstInt(e->i32, lane, false), "");
  }
  return x;
}

static val load_part(stage_emitter *k, uint32_t a, const row_state *row) {
  LLVMTypeRef type = emit_memory_type(k, access_at(k, a)->dtype);
  if (access_at(k, a)->vector == ACCESS_UNIT)
    return emit_load_partial(k, type, row->pad[a], row->saved_slots[a]);
  type = ev_type(k->e, type, k->s->lanes);
  val all = LLVMConstAllOnes(LLVMVectorType(k->e->i1, k->s->lanes));
  val at = lane_pointers(k, a, row->pointer[a]);
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
static void load_transposed(stage_emitter *k, uint32_t a) {
  emitter *e = k->e;
  LLVMTypeRef type = ev_type(e, emit_memory_type(k, access_at(k, a)->dtype), PLAN_MAX_ROWS);
  val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + k->s->vector, e->i64);
  val at = ev_gep(k->e, k->row[0].pointer[a], LLVMBuildMul(e->b, k->vector_index, stride, ""));
  for (unsigned first = 0; first < k->s->lanes; first += PLAN_MAX_ROWS) {
    val v[PLAN_MAX_ROWS];
    for (unsigned i = 0; i < PLAN_MAX_ROWS; i++) {
      if (first + i) at = ev_gep(k->e, at, stride);
      v[i] = LLVMBuildLoad2(e->b, type, at, "");
      LLVMSetAlignment(v[i], 1);
    }
    transpose(k, v);
    for (unsigned r = 0; r < PLAN_MAX_ROWS; r++)
      k->row[r].loaded[a] = first ? join(k, k->row[r].loaded[a], v[r]) : v[r];
  }
}

static void load_early(stage_emitter *k, uint32_t phase, bool full) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_early(k, a, phase)) continue;
    if (full && access_at(k, a)->vector == ACCESS_TRANSPOSED && k->rows == PLAN_MAX_ROWS) {
      load_transposed(k, a);
      continue;
    }
    for (uint32_t r = 0; r < rows_of(k, a); r++)
      *(full ? &k->row[r].loaded[a] : &k->row[r].part[a]) =
          (full ? load_full : load_part)(k, a, &k->row[r]);
  }
}

static void choose_loaded(stage_emitter *k, uint32_t phase, LLVMBasicBlockRef full,
                          LLVMBasicBlockRef partial) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_early(k, a, phase)) continue;
    for (uint32_t r = 0; r < k->rows; r++) {
      row_state *row = &k->row[r];
      row->loaded[a] = r < rows_of(k, a) ? either(k, row->loaded[a], full, row->part[a], partial)
                                         : k->row[0].loaded[a];
    }
  }
}

/* There, or in the pads. */
static void choose_slots(stage_emitter *k, uint32_t phase, LLVMBasicBlockRef full,
                         LLVMBasicBlockRef partial) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_contiguous_at_all(k, a, phase) || is_early(k, a, phase)) continue;
    for (uint32_t r = 0; r < k->rows; r++) {
      row_state *row = &k->row[r];
      row->slot[a] = r < rows_of(k, a) ? either(k, row->saved_slots[a], full, row->pad[a], partial)
                                       : k->row[0].slot[a];
    }
  }
}

/* Numbers of the lanes; past the end, that of the last one. */
static val clamped_lanes(stage_emitter *k) {
  LLVMBuilderRef b = k->e->b;
  val last = ev_splat(k->e, LLVMBuildSub(b, k->count, ev_int64(k->e, 1), ""), k->s->lanes);
  val numbers = lane_numbers(k);
  return ev_select(k->e, LLVMBuildICmp(b, LLVMIntSLT, numbers, last, ""), numbers, last);
}

/* The loop's blocks. Each iteration is a step, of all lanes or of some:
 *
 *   head:     counter < end?  step : done      <--.
 *   step:     all lanes?  whole : partial         |   open_step()
 *   whole:    loads; to work                      |   load_step()
 *   partial:  loads otherwise; to work            |
 *   work:     the body; all lanes?  next : flush  |
 *   flush:    pads back to memory; to next        |   close_step()
 *   next:     counter += count; to head  ---------'
 *   done:
 *
 * In work, phis choose between what whole and partial have left. */
typedef struct vector_loop {
  LLVMBasicBlockRef head, step, whole, partial, work, flush, next, done;
  val counter, limit; /* in memory: index of the next step's lane 0, and the most points it takes */
} vector_loop;

/* Head and step: where the step is, and which of two ways its loads take. */
static void open_step(stage_emitter *k, const vector_loop *l, uint32_t phase, val end) {
  LLVMBuilderRef b = k->e->b;
  ev_goto(k->e, l->head);
  val i = LLVMBuildLoad2(b, k->e->i64, l->counter, "v");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, i, end, ""), l->step, l->done);

  LLVMPositionBuilderAtEnd(b, l->step);
  val left = LLVMBuildSub(b, end, i, ""), most = LLVMBuildLoad2(b, k->e->i64, l->limit, "");
  k->vector_index = i;
  k->vector_end = end;
  k->count = LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, left, most, ""), left, most, "count");
  k->full = LLVMBuildICmp(b, LLVMIntEQ, k->count, ev_int64(k->e, k->s->lanes), "full");
  find_slots(k, phase, i);
  find_words(k, i);
  ev_mark_likely(k->e, LLVMBuildCondBr(b, k->full, l->whole, l->partial));
}

/* Whole and partial, and the head of work, where they meet. */
static void load_step(stage_emitter *k, const vector_loop *l, uint32_t phase) {
  LLVMBuilderRef b = k->e->b;
  LLVMPositionBuilderAtEnd(b, l->whole);
  load_early(k, phase, true);
  LLVMBuildBr(b, l->work);

  LLVMPositionBuilderAtEnd(b, l->partial);
  copy_pads(k, phase, false);
  copy_words(k, false);
  val clamped = clamped_lanes(k);
  k->lane_index = ev_add(k->e, ev_splat(k->e, k->vector_index, k->s->lanes), clamped);
  load_early(k, phase, false);
  LLVMBasicBlockRef from = LLVMGetInsertBlock(b); /* copies may have ended `partial` */
  ev_goto(k->e, l->work);
  k->e->scope++;

  k->lane_offset = either(k, lane_numbers(k), l->whole, clamped, from);
  choose_loaded(k, phase, l->whole, from);
  choose_slots(k, phase, l->whole, from);
  choose_words(k, l->whole, from);
  k->lane_index = ev_add(k->e, ev_splat(k->e, k->vector_index, k->s->lanes), k->lane_offset);
}

/* The end of work, flush and next: what was stored to pads, and on to the next step. */
static void close_step(stage_emitter *k, const vector_loop *l, uint32_t phase) {
  LLVMBuilderRef b = k->e->b;
  ev_mark_likely(k->e, LLVMBuildCondBr(b, k->full, l->next, l->flush));

  LLVMPositionBuilderAtEnd(b, l->flush);
  copy_pads(k, phase, true);
  copy_words(k, true);
  ev_goto(k->e, l->next);
  LLVMBuildStore(b, LLVMBuildAdd(b, k->vector_index, k->count, ""), l->counter);
  LLVMBuildStore(b, ev_int64(k->e, k->s->lanes), l->limit);
  LLVMBuildBr(b, l->head);
  LLVMPositionBuilderAtEnd(b, l->done);
  k->e->scope++;
}

void emit_vector_loop(stage_emitter *k, uint32_t phase, val begin, val end, vector_body *body,
                      void *arg) {
  emitter *e = k->e;
  make_pads(k, phase);
  for (uint32_t r = 0; r < k->rows; r++)
    memset(k->row[r].loaded, 0, k->s->naccesses * sizeof *k->loaded);
  vector_loop l = {.counter = ev_scratch(e, e->i64, 8)};
  l.limit = ev_scratch(e, e->i64, 8);
  LLVMBuildStore(e->b, begin, l.counter);
  LLVMBuildStore(e->b, first_step(k, phase, begin), l.limit);
  l.head = ev_block(e, "vector");
  l.step = ev_block(e, "step");
  l.whole = ev_block(e, "whole");
  l.partial = ev_block(e, "partial");
  l.work = ev_block(e, "work");
  l.flush = ev_block(e, "flush");
  l.next = ev_block(e, "next");
  l.done = ev_block(e, "done");
  open_step(k, &l, phase, end);
  load_step(k, &l, phase);
  body(k, arg);
  close_step(k, &l, phase);
}

/* ---- In a part ---- */

void emit_step_in_part(stage_emitter *k, val vector_index, val count) {
  k->vector_index = vector_index;
  k->count = count;
  k->full = LLVMBuildICmp(k->e->b, LLVMIntEQ, count, ev_int64(k->e, k->s->lanes), "full");
  k->lane_offset = clamped_lanes(k);
  k->lane_index = ev_add(k->e, ev_splat(k->e, vector_index, k->s->lanes), k->lane_offset);
}

/* Hardware follows a few dozen streams; with more, each step asks for the lines that the next strip
 * will want. */
static void prefetch(stage_emitter *k, uint32_t a) {
  emitter *e = k->e;
  unsigned id = LLVMLookupIntrinsicID("llvm.prefetch", 13);
  val function = LLVMGetIntrinsicDeclaration(e->module, id, &e->ptr, 1);
  LLVMTypeRef type = LLVMIntrinsicGetType(e->context, id, &e->ptr, 1);
  uint32_t step = access_size(k, a) * k->s->lanes;
  for (uint32_t line = 0; line < step; line += e->target->architecture->line_bytes) {
    uint32_t ahead = (parts_strip(k) + 1) * step;
    val args[] = {ev_gep(k->e, k->row[0].saved_slots[a], ev_int64(k->e, ahead + line)),
                  LLVMConstInt(e->i32, 0, false), LLVMConstInt(e->i32, 3, false),
                  LLVMConstInt(e->i32, 1, false)};
    LLVMBuildCall2(e->b, type, function, args, 4, "");
  }
}

static void group_whole(stage_emitter *k, const uint32_t *accesses, uint32_t n) {
  row_state *row = &k->row[0];
  for (uint32_t i = 0; i < n; i++) {
    row->loaded[accesses[i]] = load_full(k, accesses[i], row);
    if (parts_prefetch(k) && access_at(k, accesses[i])->vector == ACCESS_UNIT)
      prefetch(k, accesses[i]);
  }
}

static void group_partial(stage_emitter *k, const uint32_t *accesses, uint32_t n) {
  row_state *row = &k->row[0];
  for (uint32_t i = 0; i < n; i++) {
    const plan_access *x = access_at(k, accesses[i]);
    row->part[accesses[i]] =
        x->vector == ACCESS_UNIT
            ? parts_load_partial(k, (jx_dtype)x->dtype, row->saved_slots[accesses[i]])
            : load_part(k, accesses[i], row);
  }
}

void emit_load_group(stage_emitter *k, const uint32_t *accesses, uint32_t n) {
  LLVMBuilderRef b = k->e->b;
  row_state *row = &k->row[0];
  for (uint32_t i = 0; i < n; i++) {
    uint32_t a = accesses[i];
    row->pointer[a] = parts_pointer(k, a);
    if (access_at(k, a)->vector != ACCESS_UNIT) continue;
    val offset = LLVMBuildMul(b, k->vector_index, ev_int64(k->e, access_size(k, a)), "");
    row->saved_slots[a] = ev_gep(k->e, row->pointer[a], offset);
  }
  LLVMBasicBlockRef whole = ev_block(k->e, "whole"), partial = ev_block(k->e, "partial"),
                    loaded = ev_block(k->e, "loaded");
  ev_mark_likely(k->e, LLVMBuildCondBr(b, k->full, whole, partial));
  LLVMPositionBuilderAtEnd(b, whole);
  group_whole(k, accesses, n);
  LLVMBuildBr(b, loaded);
  LLVMPositionBuilderAtEnd(b, partial);
  group_partial(k, accesses, n);
  ev_goto(k->e, loaded);
  for (uint32_t i = 0; i < n; i++)
    row->loaded[accesses[i]] =
        either(k, row->loaded[accesses[i]], whole, row->part[accesses[i]], partial);
}
