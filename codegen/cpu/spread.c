/* spread.c: accesses that stay where they are for a period of the vector loop.
 *
 * Takes accesses of class ACCESS_SPREAD (planner/period.c), which move from one period to the next
 * alone; gives a step its elements. Where a processor can, a step *picks* them: two vectors of
 * memory hold all of a step's, of which each lane takes that of the number of its period, which is
 * found by a multiplication. Where memory ends, or elements lie far apart, the vectors are those of
 * a table with the elements of the next few hundred points. Elsewhere a table has each element as
 * often as it is read. A step that finds the points of a table used up has a helper put down the
 * next ones. */
#include "codegen/cpu/spread.h"

#include "base/dtype.h"
#include "codegen/cpu/access.h"
#include "codegen/cpu/periodic.h"
#include "codegen/cpu/vector.h"

/* Points that a table is for. */
#define SPREAD_POINTS 512
/* Bytes of a vector that elements are picked from. */
#define PICK_BYTES 64
/* Digits of a fraction of a period; and where numbers have 16 bits. */
#define OVER_BITS 20
#define SHORT_BITS 13

bool spread_is(const stage_emitter *k, uint32_t a) {
  return access_at(k, a)->vector == ACCESS_SPREAD;
}

bool spread_any(const stage_emitter *k) {
  for (uint32_t a = 0; k->s->period && a < k->s->naccesses; a++)
    if (spread_is(k, a)) return true;
  return false;
}

/* ---- Picking ---- */

bool spread_picks(const stage_emitter *k, uint32_t a) {
  const plan_access *x = access_at(k, a);
  if (!spread_is(k, a) || k->p->target.vector_bytes != PICK_BYTES || x->item > 8) return false;
  if (dtype_is_string((jx_dtype)x->dtype) || dtype_is_complex((jx_dtype)x->dtype)) return false;
  return ev_can(k->e, x->item > 2    ? CAN_PERMUTE_PAIR
                      : x->item == 2 ? CAN_PERMUTE_SHORT
                                     : CAN_PERMUTE_BYTES);
}

bool spread_any_picks(const stage_emitter *k) {
  for (uint32_t a = 0; k->s->period && a < k->s->naccesses; a++)
    if (spread_picks(k, a)) return true;
  return false;
}

/* Lanes that are picked at once: of a window of two vectors, or of one of bytes, they need no more
 * than half and a period, however they are apart. */
static unsigned lanes_picked(unsigned size) { return PICK_BYTES / (size == 1 ? 2 : size); }

/* How elements of neighbouring periods lie: `dense` ones in a table as in memory, no further apart
 * than a period, others side by side. */
typedef struct spacing {
  val apart, dense;
} spacing;

static spacing spacing_of(stage_emitter *k, uint32_t a) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  unsigned size = access_size(k, a);
  val stride = ev_slot(e, stage_access_slot(k->s, a) + 1 + k->s->vector, e->i64);
  val points = periodic_points(k), one = ev_int64(e, 1), each = ev_int64(e, size);
  val number = LLVMBuildUDiv(b, stride, each, "");
  val whole = ev_eq(e, LLVMBuildURem(b, stride, each, ""), ev_int64(e, 0));
  val near = LLVMBuildICmp(b, LLVMIntULE, number, points, "");
  val few = LLVMBuildICmp(b, LLVMIntULE, points, ev_int64(e, lanes_picked(size)), "");
  few = ev_or(e, few, ev_eq(e, stride, each));
  val some = LLVMBuildICmp(b, LLVMIntSGE, stride, one, "");
  val dense = ev_and(e, ev_and(e, whole, near), ev_and(e, few, some));
  return (spacing){LLVMBuildSelect(b, dense, number, one, ""), dense};
}

/* Windows of so many points before the end of the loop reach no further than that. */
static val points_of_window(stage_emitter *k, uint32_t a, val apart) {
  LLVMBuilderRef b = k->e->b;
  val elements = ev_int64(k->e, 2 * PICK_BYTES / access_size(k, a));
  val n = LLVMBuildAdd(b, periodic_quotient(k, elements, apart), ev_int64(k->e, 2), "");
  n = LLVMBuildMul(b, n, periodic_points(k), "");
  return LLVMBuildAdd(b, n, ev_int64(k->e, k->s->lanes), "");
}

static val table_of(stage_emitter *k, uint32_t a) {
  val *table = &k->row[0].table[a]; /* an elementwise stage that is not tiled */
  uint64_t points = SPREAD_POINTS + 2 * PLAN_MAX_LANES;
  LLVMTypeRef bytes = LLVMArrayType2(k->e->i8, points * access_size(k, a) + 2 * PICK_BYTES);
  if (!*table) *table = ev_scratch(k->e, bytes, 64);
  return *table;
}

val spread_begin(stage_emitter *k) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  val most = ev_int64(e, 1 << OVER_BITS), n = periodic_points(k), end = NULL;
  val up = LLVMBuildAdd(b, most, LLVMBuildSub(b, n, ev_int64(e, 1), ""), "");
  k->step.over = periodic_quotient(k, up, n);
  row_state *row = &k->row[0];
  bool all = true;
  for (uint32_t a = 0; a < k->s->naccesses; a++) {
    all = all && spread_picks(k, a) == spread_is(k, a);
    if (!spread_picks(k, a)) continue;
    spacing s = spacing_of(k, a);
    row->apart[a] = s.apart;
    row->base[a] = ev_scratch(e, e->ptr, 8);
    LLVMBuildStore(b, row->pointer[a], row->base[a]);
    val last = LLVMBuildSub(b, k->loops.extent[k->s->vector], points_of_window(k, a, s.apart), "");
    last = LLVMBuildSelect(b, s.dense, last, ev_int64(e, -1), "");
    val less = end ? LLVMBuildICmp(b, LLVMIntSLT, last, end, "") : NULL;
    end = end ? LLVMBuildSelect(b, less, last, end, "") : last;
  }
  return all ? end : ev_int64(e, -1);
}

/* How many periods are over before each of the points, which are counted from the first point of a
 * period, int16. Points are fewer than 128 and periods at most 64 points, so that the upper half of
 * a product with what is rounded up is exact. */
static val periods_before(stage_emitter *k, val points) {
  emitter *e = k->e;
  unsigned lanes = ev_lanes(points);
  LLVMTypeRef wide = ev_type(e, e->i32, lanes), narrow = LLVMTypeOf(points);
  val over = LLVMBuildAdd(e->b, k->step.over, ev_int64(e, (1 << (OVER_BITS - SHORT_BITS)) - 1), "");
  over = LLVMBuildLShr(e->b, over, ev_int64(e, OVER_BITS - SHORT_BITS), "");
  over = ev_splat(e, LLVMBuildTrunc(e->b, over, ev_scalar(points), ""), lanes);
  val product = ev_mul(e, LLVMBuildZExt(e->b, ev_shl(e, points, 16 - SHORT_BITS), wide, ""),
                       LLVMBuildZExt(e->b, over, wide, ""));
  return LLVMBuildTrunc(e->b, ev_lshr(e, product, 16), narrow, "");
}

/* Lanes [first, first + n) of x. */
static val some_lanes(stage_emitter *k, val x, unsigned first, unsigned n) {
  if (ev_lanes(x) == n) return x;
  val order[PLAN_MAX_LANES];
  for (unsigned i = 0; i < n; i++) order[i] = LLVMConstInt(k->e->i32, first + i, false);
  return LLVMBuildShuffleVector(k->e->b, x, LLVMGetPoison(LLVMTypeOf(x)), LLVMConstVector(order, n),
                                "");
}

val spread_vector_at(stage_emitter *k, val at, unsigned size) {
  emitter *e = k->e;
  LLVMTypeRef type = size == 8   ? LLVMDoubleTypeInContext(e->context)
                     : size == 4 ? LLVMFloatTypeInContext(e->context)
                                 : LLVMIntTypeInContext(e->context, 8 * size);
  val x = LLVMBuildLoad2(e->b, LLVMVectorType(type, PICK_BYTES / size), at, "");
  LLVMSetAlignment(x, size);
  return x;
}

/* Elements so many behind `at`. */
static val pick(stage_emitter *k, val at, val index, unsigned size) {
  emitter *e = k->e;
  LLVMTypeRef type = ev_type(e, LLVMIntTypeInContext(e->context, 8 * size), ev_lanes(index));
  val low = spread_vector_at(k, at, size);
  if (size == 1) return ev_permute_bytes(e, low, LLVMBuildTrunc(e->b, index, type, ""));
  val high = spread_vector_at(k, ev_gep(e, at, ev_int64(e, PICK_BYTES)), size);
  return ev_permute_pair(e, low, high, LLVMBuildZExtOrBitCast(e->b, index, type, ""));
}

/* Where the window of the lanes from `first` on begins, in elements behind that of lane 0. In a
 * partial step lanes may stand still before. */
static val window_of(stage_emitter *k, val index, val apart, unsigned first, bool whole) {
  emitter *e = k->e;
  if (!first) return ev_int64(e, 0);
  if (!whole) {
    val x = LLVMBuildExtractElement(e->b, index, LLVMConstInt(e->i32, first, false), "");
    return LLVMBuildZExtOrBitCast(e->b, x, e->i64, "");
  }
  val point = LLVMBuildAdd(e->b, k->step.phase, ev_int64(e, first), "");
  val over = LLVMBuildMul(e->b, point, k->step.over, "");
  return LLVMBuildMul(e->b, LLVMBuildLShr(e->b, over, ev_int64(e, OVER_BITS), ""), apart, "");
}

val spread_take(stage_emitter *k, uint32_t a, bool whole) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  unsigned size = access_size(k, a), all = k->s->lanes, n = 0;
  unsigned group = lanes_picked(size) < all ? lanes_picked(size) : all;
  LLVMTypeRef i16 = LLVMInt16TypeInContext(e->context);
  val apart = k->row[0].apart[a], picked[PLAN_MAX_LANES];
  val lanes = whole ? vector_lane_numbers(k) : k->step.lane_offset;
  val points = LLVMBuildTrunc(b, lanes, ev_type(e, i16, all), "");
  points = ev_add(e, points, ev_splat(e, LLVMBuildTrunc(b, k->step.phase, i16, ""), all));
  val by = ev_splat(e, LLVMBuildTrunc(b, apart, i16, ""), all);
  val index = ev_mul(e, periods_before(k, points), by);
  val base = LLVMBuildLoad2(b, e->ptr, k->row[0].base[a], "");
  val begin = LLVMBuildMul(b, k->step.number, apart, "");
  for (unsigned first = 0; first < all; first += group, n++) {
    val window = window_of(k, index, apart, first, whole),
        some = some_lanes(k, index, first, group);
    val before = ev_splat(e, LLVMBuildTrunc(b, window, i16, ""), group);
    val at = LLVMBuildMul(b, LLVMBuildAdd(b, begin, window, ""), ev_int64(e, size), "");
    picked[n] = pick(k, ev_gep(e, base, at), first ? ev_sub(e, some, before) : some, size);
  }
  val x = ev_join(e, picked, n, group, all);
  return LLVMBuildBitCast(b, x, access_lanes(k, access_element(k, a)), "");
}

/* ---- Tables ---- */

/* Puts down the elements of the next points once each, or what is in memory from the first to the
 * last of them. */
static void pick_fill(stage_emitter *k, uint32_t a, val from, val stride, val phase, val points) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  uint32_t size = access_size(k, a);
  val one = ev_int64(e, 1), apart = k->row[0].apart[a];
  val last = LLVMBuildSub(b, LLVMBuildAdd(b, phase, points, ""), one, "");
  val n = LLVMBuildMul(b, periodic_quotient(k, last, periodic_points(k)), apart, "");
  n = LLVMBuildAdd(b, n, one, "");
  val dense = LLVMBuildICmp(b, LLVMIntNE, apart, one, "");
  val step = LLVMBuildSelect(b, dense, ev_int64(e, size), stride, "");
  ev_call_helper(e, HELPER_REPEAT, (val[]){table_of(k, a), from, step, n, n, ev_int64(e, size)}, 6);
  LLVMBuildStore(b, table_of(k, a), k->row[0].base[a]);
}

/* Fills the table of an access from a flat index on, for so many points. */
static void spread_fill(stage_emitter *k, uint32_t a, val index, val phase, val points) {
  emitter *e = k->e;
  LLVMBuilderRef b = e->b;
  val times = periodic_points(k), number = LLVMBuildUDiv(b, index, times, "");
  val stride = ev_slot(e, stage_access_slot(k->s, a) + 1 + k->s->vector, e->i64);
  val from = ev_gep(e, k->row[0].pointer[a], LLVMBuildMul(b, number, stride, ""));
  if (spread_picks(k, a)) {
    pick_fill(k, a, from, stride, phase, points);
    return;
  }
  val first = LLVMBuildSub(b, times, phase, ""), size = ev_int64(e, access_size(k, a));
  val args[] = {table_of(k, a), from, stride, first, times, points, size};
  ev_call_helper(e, HELPER_SPREAD, args, 7);
}

val spread_renew(stage_emitter *k, const spread_loop *l) {
  LLVMBuilderRef b = k->e->b;
  LLVMBasicBlockRef fill = ev_block(k->e, "spread"), go = ev_block(k->e, "go");
  val most = ev_int64(k->e, SPREAD_POINTS), begin = LLVMBuildLoad2(b, k->e->i64, l->since, "");
  val used = LLVMBuildSub(b, k->step.index, begin, "");
  val enough = LLVMBuildAdd(b, used, ev_int64(k->e, k->s->lanes), "");
  val goes = LLVMBuildICmp(b, LLVMIntSLE, enough, most, "");
  if (l->elements)
    goes = ev_or(k->e, goes, LLVMBuildICmp(b, LLVMIntSLE, k->step.index, l->direct, ""));
  ev_mark_likely(k->e, LLVMBuildCondBr(b, goes, go, fill));
  LLVMPositionBuilderAtEnd(b, fill);
  val left = LLVMBuildSub(b, k->step.end, k->step.index, "");
  val points = LLVMBuildSelect(b, LLVMBuildICmp(b, LLVMIntSLT, left, most, ""), left, most, "");
  for (uint32_t a = 0; a < k->s->naccesses; a++)
    if (spread_is(k, a)) spread_fill(k, a, k->step.index, k->step.phase, points);
  LLVMBuildStore(b, k->step.index, l->since);
  if (l->elements) LLVMBuildStore(b, ev_int64(k->e, 0), l->elements);
  ev_goto(k->e, go);
  k->e->scope++;
  if (l->elements) k->step.number = LLVMBuildLoad2(b, k->e->i64, l->elements, "");
  return LLVMBuildSub(b, k->step.index, LLVMBuildLoad2(b, k->e->i64, l->since, ""), "");
}

val spread_nothing(stage_emitter *k, val begin) {
  return LLVMBuildSub(k->e->b, begin, ev_int64(k->e, SPREAD_POINTS), "");
}
