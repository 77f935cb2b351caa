/* vector.c: the vector loop and its tail; how elements are loaded and stored is in access.c.
 *
 * A step takes up to stage.lanes points. One body serves full and partial steps: a partial step
 * first copies what it reads of contiguous operands into padded scratch, repeating the last
 * element, and afterwards copies what it wrote back out; strided and computed indices repeat the
 * last one too. So every lane past the end computes what the last one does, and nothing outside the
 * arrays is touched. Partial steps are the last one of a row and, when stores bypass the cache, the
 * first one too, which brings the stores to an aligned address. */
#include "codegen/cpu/vector.h"

#include <string.h>

#include "codegen/cpu/access.h"
#include "codegen/cpu/neighbours.h"
#include "codegen/cpu/parts.h"
#include "codegen/cpu/periodic.h"
#include "codegen/cpu/spread.h"
#include "codegen/cpu/string_values.h"
#include "codegen/cpu/weaving.h"
#include "planner/near.h"

/* Contiguous along the vector loop, or in a table, in this phase, and the business of this
 * function. */
static bool is_contiguous(const stage_emitter *k, uint32_t a, uint32_t phase, bool store) {
  return !parts_load(k, a) && access_is_lined(k, a) && (access_at(k, a)->store != 0) == store &&
         emit_access_in_phase(k, a, phase);
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

/* Its elements are read where they are. */
static bool is_string(const stage_emitter *k, uint32_t a) {
  return dtype_is_string((jx_dtype)access_at(k, a)->dtype);
}

static bool has_few_loads(const stage_emitter *k, uint32_t phase) {
  uint32_t bytes = 0;
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    if (is_contiguous(k, a, phase, false) && !is_string(k, a))
      bytes += rows_of(k, a) * access_size(k, a);
  return bytes * k->s->lanes <= EARLY_REGISTERS * k->p->target.vector_bytes;
}

/* Loaded before the body: strided elements, and contiguous ones unless there are many. */
static bool is_early(const stage_emitter *k, uint32_t a, uint32_t phase) {
  const plan_access *x = access_at(k, a);
  if (x->store || x->vector == ACCESS_BROADCAST || parts_load(k, a) || is_string(k, a))
    return false;
  if (!emit_access_in_phase(k, a, phase)) return false;
  bool band = k->rows > 1 && stage_has_bands(k->s); /* what is loaded has room */
  return !access_is_lined(k, a) || k->few_loads || band;
}

/* ---- Lanes ---- */

val vector_lane_numbers(stage_emitter *k) {
  val n[PLAN_MAX_LANES];
  for (unsigned i = 0; i < k->s->lanes; i++) n[i] = ev_int64(k->e, i);
  return k->s->lanes == 1 ? n[0] : LLVMConstVector(n, k->s->lanes);
}

/* With masks in registers of their own, one is made of so many ones: that is less for LLVM to do
 * than a comparison of as many numbers, and for the processor. */
static val ones_below(stage_emitter *k, val count) {
  LLVMBuilderRef b = k->e->b;
  LLVMTypeRef bits = LLVMIntTypeInContext(k->e->context, k->s->lanes);
  val rest = LLVMBuildSub(b, ev_int64(k->e, 64), count, "");
  val ones = LLVMBuildLShr(b, ev_int64(k->e, -1), rest, "");
  if (k->s->lanes < 64) ones = LLVMBuildTrunc(b, ones, bits, "");
  return LLVMBuildBitCast(b, ones, ev_type(k->e, k->e->i1, k->s->lanes), "");
}

val emit_lanes_below(stage_emitter *k, val count) {
  if (ev_can(k->e, CAN_MASK_MEMORY) && k->s->lanes >= 8 && k->s->lanes <= 64)
    return ones_below(k, count);
  return LLVMBuildICmp(k->e->b, LLVMIntSLT, vector_lane_numbers(k),
                       ev_splat(k->e, count, k->s->lanes), "");
}

/* ---- Words in memory ---- */

static void copy_words(stage_emitter *k, bool store) {
  for (uint32_t w = 0; w < k->s->words; w++) {
    const word_stream *s = &k->folds.stream[w];
    if (s->base) access_copy_pad(k, k->e->i64, s->pad, s->memory, store);
  }
}

static void find_words(stage_emitter *k, val i) {
  val offset = LLVMBuildMul(k->e->b, i, ev_int64(k->e, 8), "");
  for (uint32_t w = 0; w < k->s->words; w++) {
    word_stream *s = &k->folds.stream[w];
    if (!s->base) continue;
    if (!s->pad) s->pad = ev_scratch(k->e, LLVMArrayType2(k->e->i64, k->s->lanes), 64);
    s->memory = ev_gep(k->e, s->base, offset);
  }
}

static void choose_words(stage_emitter *k, LLVMBasicBlockRef full, LLVMBasicBlockRef partial) {
  for (uint32_t w = 0; w < k->s->words; w++) {
    word_stream *s = &k->folds.stream[w];
    if (s->base) s->slot = access_either(k, s->memory, full, s->pad, partial);
  }
}

/* ---- The loop ---- */

/* Copies elements between memory and the pads: of every load, repeating the last one in use for the
 * lanes past it, or of every store. A partial step is rare unless rows are short. */
static void copy_pads(stage_emitter *k, uint32_t phase, bool store) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_contiguous(k, a, phase, store) || is_early(k, a, phase)) continue;
    LLVMTypeRef type = is_string(k, a) ? NULL : access_element(k, a);
    if (type && store && k->step.masked) continue; /* stored already */
    for (uint32_t r = 0; r < rows_of(k, a); r++)
      if (!type)
        emit_string_pad(k, a, &k->row[r]);
      else
        access_copy_pad(k, type, k->row[r].pad[a], k->row[r].saved_slots[a], store);
  }
}

/* How many points the first step takes: up to where streamed stores are aligned, or all lanes.
 * Where steps scan, sums would be others for each place that a result may have: see may_stream().
 */
static val first_step(stage_emitter *k, uint32_t phase, val begin) {
  LLVMBuilderRef b = k->e->b;
  val lanes = ev_int64(k->e, k->s->lanes);
  int a = access_streamed(k);
  if (a < 0 || !(phase & stage_point_phase(k->s)) || stage_scans_in_lanes(k->s)) return lanes;
  unsigned size = access_size(k, (uint32_t)a), align = access_stream_align(k, (uint32_t)a);
  val bytes = LLVMBuildAdd(b, LLVMBuildPtrToInt(b, k->row[0].pointer[a], k->e->i64, ""),
                           LLVMBuildMul(b, begin, ev_int64(k->e, size), ""), "");
  val head = LLVMBuildAnd(b, LLVMBuildNeg(b, bytes, ""), ev_int64(k->e, align - 1), "");
  head = LLVMBuildUDiv(b, head, ev_int64(k->e, size), "");
  val use =
      LLVMBuildAnd(b, k->call.stream, LLVMBuildICmp(b, LLVMIntNE, head, ev_int64(k->e, 0), ""), "");
  return LLVMBuildSelect(b, use, head, lanes, "");
}

static void make_pads(stage_emitter *k, uint32_t phase) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_contiguous_at_all(k, a, phase)) continue;
    if (is_early(k, a, phase) && ev_can(k->e, CAN_MASK_MEMORY)) continue;
    LLVMTypeRef type = is_string(k, a) ? string_pad_type(k, a)
                                       : ev_stored_lanes(k->e, access_at(k, a)->dtype, k->s->lanes);
    for (uint32_t r = 0; r < rows_of(k, a); r++) k->row[r].pad[a] = ev_scratch(k->e, type, 64);
  }
}

/* Rows that end together are read by addresses of so many, that registers should be left to where
 * each begins: what is added to that is found anew in each block, where it is part of an address. */
static bool finds_late(const stage_emitter *k, uint32_t a, uint32_t phase) {
  return k->s->together && phase == PHASE_MAIN && is_early(k, a, phase);
}

/* Where this step's elements of the contiguous accesses are in memory, i points into the row. */
static void find_slots(stage_emitter *k, uint32_t phase, val i, bool late) {
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_contiguous_at_all(k, a, phase) || finds_late(k, a, phase) != late) continue;
    int beside = neighbour_of(k, a);
    if (beside >= 0 && is_contiguous_at_all(k, (uint32_t)beside, phase)) {
      for (uint32_t r = 0; r < rows_of(k, a); r++)
        k->row[r].saved_slots[a] = neighbour_at(k, a, k->row[r].saved_slots[beside]);
      continue;
    }
    bool table = access_repeats(access_at(k, a));
    val at = periodic_is(k, a) ? k->step.phase : table ? k->step.spread : i;
    val offset = LLVMBuildMul(k->e->b, at, ev_int64(k->e, access_size(k, a)), "");
    for (uint32_t r = 0; r < rows_of(k, a); r++)
      k->row[r].saved_slots[a] =
          ev_gep(k->e, table ? k->row[r].table[a] : k->row[r].pointer[a], offset);
  }
}

/* Rows side by side are as many streams, each of which starts anew with every group of rows: what
 * the next group will read of these columns is asked for now. Behind the last whole group of the
 * array there is none, and what lies there in memory would only take up its bandwidth. */
void emit_prefetch_rows(stage_emitter *k) {
  emitter *e = k->e;
  if (k->rows == 1) return;
  val last = LLVMBuildAdd(e->b, k->row[0].index, ev_int64(e, 2 * k->rows), "");
  val more = LLVMBuildICmp(e->b, LLVMIntSLE, last, k->loops.extent[stage_row_loop(k->s)], "");
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_contiguous_at_all(k, a, PHASE_MAIN) || !emit_access_by_row(k, a) ||
        access_repeats(access_at(k, a)))
      continue;
    val stride = ev_slot(k->e, stage_access_slot(k->s, a) + 1 + stage_row_loop(k->s), e->i64);
    val ahead = LLVMBuildMul(e->b, stride, ev_int64(k->e, k->rows), "");
    ahead = LLVMBuildSelect(e->b, more, ahead, ev_int64(e, 0), "");
    for (uint32_t r = 0; r < k->rows; r++)
      ev_prefetch(e, ev_gep(e, k->row[r].saved_slots[a], ahead), 2);
  }
}

/* What folds and functions read along the vector loop is asked for a page ahead. The additions of a
 * compensated sum, or the steps of an exponential, fill the window of instructions in which a
 * processor begins loads, so that few lines are on their way at a time; where it does not look
 * ahead by itself, memory waits for that. Cheaper steps leave room for the loads of the next ones.
 */
#define AHEAD 4096
#define FILLING_COST 20

static bool fills_window(const plan_stage *s) {
  bool folds = s->naccumulators && !s->nfinish && !stage_folds_in_memory(s);
  return folds || s->cost >= FILLING_COST;
}

static void prefetch_next(stage_emitter *k, uint32_t a, const row_state *row) {
  if (!fills_window(k->s) || access_at(k, a)->vector != ACCESS_UNIT) return;
  if (k->near || access_at(k, a)->near) return;
  if (!k->s->together) {
    access_prefetch(k, a, row->saved_slots[a], AHEAD);
  } else if (emit_access_by_row(k, a)) { /* what is not of each row is in cache */
    val index = LLVMBuildMul(k->e->b, k->step.index, ev_int64(k->e, access_size(k, a)), "");
    val ahead = LLVMBuildAdd(k->e->b, index, k->ahead[a], "");
    access_prefetch(k, a, ev_gep(k->e, row->pointer[a], ahead), 0);
  }
}

/* Rows that go side by side are on their way already: as far ahead as the next ones begin, if that
 * is more. */
val vector_ahead_of_rows(stage_emitter *k, uint32_t a) {
  emitter *e = k->e;
  val stride = ev_slot(e, stage_access_slot(k->s, a) + 1 + stage_row_loop(k->s), e->i64);
  val rows = LLVMBuildMul(e->b, stride, ev_int64(e, k->s->rows), ""), least = ev_int64(e, AHEAD);
  return LLVMBuildSelect(e->b, LLVMBuildICmp(e->b, LLVMIntSGT, rows, least, ""), rows, least, "");
}

/* ---- Early loads ----
 *
 * A step loads what it reads before its body begins, in two ways: whole vectors, or those of a
 * partial step. So addresses are used where they are made, and pads are for what is stored. Strided
 * elements are loaded one by one: gather instructions are microcoded on AMD and slowed down on
 * Intel, and serve the partial steps alone. */

/* Whether a row of a band reads what another access or row does: which. */
static bool loads_same(const stage_emitter *k, uint32_t a, uint32_t r, uint32_t *access,
                       uint32_t *row) {
  int32_t at;
  if (k->rows == 1 || !stage_has_bands(k->s)) return false;
  if (!near_loaded_before(access_at(k, 0), a, (int32_t)r, (int32_t)k->rows, access, &at))
    return false;
  *row = (uint32_t)at;
  return true;
}

static void load_early(stage_emitter *k, uint32_t phase, bool full) {
  uint32_t same, in;
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_early(k, a, phase)) continue;
    if (full && access_at(k, a)->vector == ACCESS_TRANSPOSED && k->rows == PLAN_MAX_ROWS) {
      access_transposed(k, a);
      continue;
    }
    for (uint32_t r = 0; r < rows_of(k, a); r++) {
      if (full && k->row[r].loaded[a]) continue;
      if (loads_same(k, a, r, &same, &in)) {
        *(full ? &k->row[r].loaded[a] : &k->row[r].part[a]) =
            full ? k->row[in].loaded[same] : k->row[in].part[same];
        continue;
      }
      *(full ? &k->row[r].loaded[a] : &k->row[r].part[a]) =
          (full ? access_full : access_part)(k, a, &k->row[r]);
      if (full) prefetch_next(k, a, &k->row[r]);
    }
  }
}

static void choose_loaded(stage_emitter *k, uint32_t phase, LLVMBasicBlockRef full,
                          LLVMBasicBlockRef partial) {
  uint32_t same, in;
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    if (!is_early(k, a, phase)) continue;
    for (uint32_t r = 0; r < k->rows; r++) {
      row_state *row = &k->row[r];
      if (loads_same(k, a, r, &same, &in)) {
        row->loaded[a] = k->row[in].loaded[same];
        continue;
      }
      row->loaded[a] = r < rows_of(k, a)
                           ? access_either(k, row->loaded[a], full, row->part[a], partial)
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
      row->slot[a] = r < rows_of(k, a)
                         ? access_either(k, row->saved_slots[a], full, row->pad[a], partial)
                         : k->row[0].slot[a];
    }
  }
}

/* Numbers of the lanes; past the end, that of the last one. */
static val clamped_lanes(stage_emitter *k) {
  LLVMBuilderRef b = k->e->b;
  val last = ev_splat(k->e, LLVMBuildSub(b, k->step.count, ev_int64(k->e, 1), ""), k->s->lanes);
  val numbers = vector_lane_numbers(k);
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
 *   next:     counter += count; to head  ---------'   (to done, where folds are settled)
 *   done:
 *
 * In work, phis choose between what whole and partial have left. */
typedef struct vector_loop {
  LLVMBasicBlockRef head, step, whole, partial, work, flush, next, done;
  val counter, limit; /* in memory: index of the next step's lane 0, and the most points it takes */
  val phase;          /* and that index within a period; NULL: the stage has none */
  spread_loop spread; /* NULL: nothing is */
  val points, lanes;  /* of a period; what is left of a step's lanes when whole ones are over, */
  val periods;        /* and how many those are */
  val pad;            /* of indices within a period; NULL: no value is one */
} vector_loop;

/* Head and step: where the step is, and which of two ways its loads take. */
static void open_step(stage_emitter *k, const vector_loop *l, uint32_t phase, val end) {
  LLVMBuilderRef b = k->e->b;
  ev_goto(k->e, l->head);
  val i = LLVMBuildLoad2(b, k->e->i64, l->counter, "v");
  LLVMBuildCondBr(b, LLVMBuildICmp(b, LLVMIntSLT, i, end, ""), l->step, l->done);

  LLVMPositionBuilderAtEnd(b, l->step);
  val left = LLVMBuildSub(b, end, i, ""), most = LLVMBuildLoad2(b, k->e->i64, l->limit, "");
  k->step.index = i;
  k->step.end = end;
  k->step.count =
      LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, left, most, ""), left, most, "count");
  k->step.full = LLVMBuildICmp(b, LLVMIntEQ, k->step.count, ev_int64(k->e, k->s->lanes), "full");
  if (l->phase) k->step.phase = LLVMBuildLoad2(b, k->e->i64, l->phase, "phase");
  if (l->spread.since) k->step.spread = spread_renew(k, &l->spread);
  if (k->s->woven) k->step.number = LLVMBuildLoad2(b, k->e->i64, l->spread.elements, "number");
  find_slots(k, phase, i, false);
  find_words(k, i);
  ev_mark_likely(k->e, LLVMBuildCondBr(b, k->step.full, l->whole, l->partial));
}

/* Whole and partial, and the head of work, where they meet. */
static void load_step(stage_emitter *k, const vector_loop *l, uint32_t phase) {
  LLVMBuilderRef b = k->e->b;
  LLVMPositionBuilderAtEnd(b, l->whole);
  find_slots(k, phase, k->step.index, true);
  load_early(k, phase, true);
  val points = l->pad ? periodic_count(k, NULL) : NULL;
  LLVMBasicBlockRef whole = LLVMGetInsertBlock(b); /* loads may have ended l->whole, */
  LLVMBuildBr(b, l->work);

  LLVMPositionBuilderAtEnd(b, l->partial);
  find_slots(k, phase, k->step.index, true);
  copy_pads(k, phase, false);
  copy_words(k, false);
  val clamped = clamped_lanes(k);
  k->step.lane_offset = clamped;
  k->step.lane_index = ev_add(k->e, ev_splat(k->e, k->step.index, k->s->lanes), clamped);
  load_early(k, phase, false);
  val some = l->pad ? periodic_count(k, l->pad) : NULL;
  LLVMBasicBlockRef from = LLVMGetInsertBlock(b); /* and copies l->partial */
  ev_goto(k->e, l->work);
  k->e->scope++;

  k->step.lane_offset = access_either(k, vector_lane_numbers(k), whole, clamped, from);
  if (l->pad) k->step.point = access_either(k, points, whole, some, from);
  choose_loaded(k, phase, whole, from);
  choose_slots(k, phase, whole, from);
  choose_words(k, whole, from);
  k->step.lane_index =
      ev_add(k->e, ev_splat(k->e, k->step.index, k->s->lanes), k->step.lane_offset);
}

/* In `next`, the phase goes on: by all lanes from `work`, by those in use from `flush`, both as
 * whole periods and what is left. */
typedef struct advance {
  val left, periods;
} advance;

static void go_on(stage_emitter *k, const vector_loop *l, LLVMBasicBlockRef work, advance some,
                  LLVMBasicBlockRef flush) {
  LLVMBuilderRef b = k->e->b;
  val by = access_either(k, l->lanes, work, some.left, flush);
  val periods = l->spread.elements ? access_either(k, l->periods, work, some.periods, flush) : NULL;
  val next = LLVMBuildAdd(b, k->step.phase, by, "");
  val over = LLVMBuildSub(b, next, l->points, "");
  val falls = LLVMBuildICmp(b, LLVMIntSGE, over, ev_int64(k->e, 0), "");
  LLVMBuildStore(b, LLVMBuildSelect(b, falls, over, next, ""), l->phase);
  if (!periods) return;
  periods = LLVMBuildAdd(b, periods, LLVMBuildZExt(b, falls, k->e->i64, ""), "");
  LLVMBuildStore(b, LLVMBuildAdd(b, k->step.number, periods, ""), l->spread.elements);
}

/* So many points on. */
static advance advance_by(stage_emitter *k, const vector_loop *l, val points) {
  advance a = {0};
  if (!l->phase) return a;
  a.periods = periodic_quotient(k, points, l->points);
  a.left = LLVMBuildSub(k->e->b, points, LLVMBuildMul(k->e->b, a.periods, l->points, ""), "");
  return a;
}

/* The end of work, flush and next: what was stored to pads, and on to the next step. */
static void close_step(stage_emitter *k, const vector_loop *l, uint32_t phase) {
  LLVMBuilderRef b = k->e->b;
  LLVMBasicBlockRef work = LLVMGetInsertBlock(b);
  ev_mark_likely(k->e, LLVMBuildCondBr(b, k->step.full, l->next, l->flush));

  LLVMPositionBuilderAtEnd(b, l->flush);
  copy_pads(k, phase, true);
  copy_words(k, true);
  advance some = advance_by(k, l, k->step.count);
  LLVMBasicBlockRef flush = LLVMGetInsertBlock(b);
  ev_goto(k->e, l->next);
  if (l->phase) go_on(k, l, work, some, flush);
  LLVMBuildStore(b, LLVMBuildAdd(b, k->step.index, k->step.count, ""), l->counter);
  LLVMBuildStore(b, ev_int64(k->e, k->s->lanes), l->limit);
  if (k->folds.settled)
    LLVMBuildCondBr(b, LLVMBuildLoad2(b, k->e->i1, k->folds.settled, ""), l->done, l->head);
  else
    LLVMBuildBr(b, l->head);
  LLVMPositionBuilderAtEnd(b, l->done);
  k->e->scope++;
}

/* Where steps are within periods, or rows of a woven stage, and in tables of what is spread. */
static void start_periods(stage_emitter *k, vector_loop *l, val begin) {
  emitter *e = k->e;
  k->step.point = NULL;
  if (!k->s->period && !k->s->woven) return;
  l->points = periodic_points(k);
  if (spread_any(k)) {
    l->spread.since = ev_scratch(e, e->i64, 8);
    LLVMBuildStore(e->b, spread_nothing(k, begin), l->spread.since);
  }
  l->phase = ev_scratch(e, e->i64, 8);
  LLVMBuildStore(e->b, periodic_phase(k, begin), l->phase);
  if (spread_any_picks(k) || k->s->woven) {
    l->spread.elements = ev_scratch(e, e->i64, 8);
    LLVMBuildStore(e->b, LLVMBuildUDiv(e->b, begin, l->points, ""), l->spread.elements);
    if (!k->s->woven) l->spread.direct = spread_begin(k);
  }
  if (periodic_counts(k)) l->pad = ev_scratch(e, LLVMArrayType2(e->i64, k->s->lanes), 64);
  advance all = advance_by(k, l, ev_int64(e, k->s->lanes));
  l->lanes = all.left;
  l->periods = all.periods;
}

void vector_begin(stage_emitter *k, uint32_t phase) {
  k->few_loads = has_few_loads(k, phase);
  for (uint32_t r = 0; r < k->rows; r++) memset(k->row[r].loaded, 0, k->s->naccesses * sizeof(val));
}

void emit_vector_loop(stage_emitter *k, uint32_t phase, val begin, val end, vector_body *body,
                      void *arg) {
  emitter *e = k->e;
  vector_begin(k, phase);
  make_pads(k, phase);
  vector_loop l = {.counter = ev_scratch(e, e->i64, 8)};
  l.limit = ev_scratch(e, e->i64, 8);
  LLVMBuildStore(e->b, begin, l.counter);
  start_periods(k, &l, begin);
  weaving_begin(k, begin, end);
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

/* ---- A step by itself ---- */

void emit_whole_step(stage_emitter *k, uint32_t phase, val index, vector_body *body, void *arg) {
  k->step.index = index;
  k->step.count = ev_int64(k->e, k->s->lanes);
  k->step.end = LLVMBuildAdd(k->e->b, index, k->step.count, "");
  k->step.full = LLVMConstInt(k->e->i1, 1, false);
  k->step.lane_offset = vector_lane_numbers(k);
  k->step.lane_index = ev_add(k->e, ev_splat(k->e, index, k->s->lanes), k->step.lane_offset);
  find_slots(k, phase, index, false);
  find_slots(k, phase, index, true);
  load_early(k, phase, true);
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    for (uint32_t r = 0; r < k->rows && is_contiguous_at_all(k, a, phase); r++)
      k->row[r].slot[a] = k->row[r < rows_of(k, a) ? r : 0].saved_slots[a];
  k->e->scope++;
  body(k, arg);
  for (uint32_t r = 0; r < k->rows; r++) memset(k->row[r].loaded, 0, k->s->naccesses * sizeof(val));
}

/* What early loads of a partial step have left, and the pads of what is not loaded early. */
static void take_part(stage_emitter *k, uint32_t phase) {
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    for (uint32_t r = 0; r < k->rows; r++) {
      row_state *row = &k->row[r], *from = &k->row[r < rows_of(k, a) ? r : 0];
      if (is_early(k, a, phase))
        row->loaded[a] = from->part[a];
      else if (is_contiguous_at_all(k, a, phase))
        row->slot[a] = from->pad[a];
    }
}

void emit_part_step(stage_emitter *k, uint32_t phase, val begin, val end, vector_body *body,
                    void *arg) {
  k->few_loads = has_few_loads(k, phase);
  make_pads(k, phase);
  k->step.index = begin;
  k->step.end = end;
  k->step.count = LLVMBuildSub(k->e->b, end, begin, "");
  k->step.full = LLVMConstInt(k->e->i1, 0, false);
  k->step.masked = ev_can(k->e, CAN_MASK_MEMORY);
  find_slots(k, phase, begin, false);
  copy_pads(k, phase, false);
  k->step.lane_offset = clamped_lanes(k);
  k->step.lane_index = ev_add(k->e, ev_splat(k->e, begin, k->s->lanes), k->step.lane_offset);
  load_early(k, phase, false);
  take_part(k, phase);
  k->e->scope++;
  body(k, arg);
  copy_pads(k, phase, true);
  k->step.masked = false;
  for (uint32_t r = 0; r < k->rows; r++) memset(k->row[r].loaded, 0, k->s->naccesses * sizeof(val));
}

/* ---- In a part ---- */

void emit_step_in_part(stage_emitter *k, val vector_index, val count) {
  k->step.index = vector_index;
  k->step.count = count;
  k->step.full = LLVMBuildICmp(k->e->b, LLVMIntEQ, count, ev_int64(k->e, k->s->lanes), "full");
  k->step.lane_offset = clamped_lanes(k);
  k->step.lane_index = ev_add(k->e, ev_splat(k->e, vector_index, k->s->lanes), k->step.lane_offset);
}
