/* lookup.c: small tables of constants.
 *
 * Where a permutation looks up, a table of one column or more costs an instruction a column;
 * elsewhere each lane loads its row, and rows are transposed.
 */
#include "codegen/math/math_parts.h"

#define MOST 512 /* elements of a table of rows */

/* ---- columns, and pairs of them ---- */

/* The type of a table's elements. */
static LLVMTypeRef looked_up(emitter *e, val index) {
  return LLVMGetIntTypeWidth(ev_scalar(index)) == 64 ? e->f64 : e->f32;
}

/* `count` elements, one register or two, from which one permutation picks for a register of
 * indices, ignoring their upper bits. */
static val permuted(emitter *e, const double *table, unsigned count, val index) {
  LLVMTypeRef type = looked_up(e, index);
  unsigned width = type == e->f64 ? 8 : 16;
  val elements[32];
  for (unsigned i = 0; i < count; i++) elements[i] = LLVMConstReal(type, table[i]);
  val low = LLVMConstVector(elements, width);
  val high = count > width ? LLVMConstVector(elements + width, width) : low;
  return ev_permute_pair(e, low, high, index);
}

val math_lookup(emitter *e, const char *name, const double *table, unsigned n, val index) {
  LLVMTypeRef type = looked_up(e, index);
  if (ev_can_for(e, CAN_PERMUTE_PAIR, index) && n >= 16) {
    if (n == 16 || type == e->f32) return permuted(e, table, n, index);
    val low = permuted(e, table, 16, index), bit = ev_and(e, index, ev_i64(e, index, 16));
    val upper = LLVMBuildICmp(e->b, LLVMIntNE, bit, ev_i64(e, index, 0), "");
    return ev_select(e, upper, permuted(e, table + 16, 16, index), low);
  }
  if (ev_can_for(e, CAN_PERMUTE, index) && n == 8 && type == e->f32) {
    val elements[8];
    for (unsigned i = 0; i < n; i++) elements[i] = LLVMConstReal(type, table[i]);
    return ev_permute(e, LLVMConstVector(elements, n), index);
  }
  val masked = ev_and(e, index, ev_int_like(index, n - 1));
  return ev_lookup(e, type, ev_table(e, type, name, table, n), masked);
}

/* Lanes picked from two vectors, one after the other numbered. */
static val pick(emitter *e, val a, val b, const unsigned *lanes, unsigned n) {
  val order[64];
  for (unsigned i = 0; i < n; i++) order[i] = LLVMConstInt(e->i32, lanes[i], false);
  return LLVMBuildShuffleVector(e->b, a, b, LLVMConstVector(order, n), "");
}

static val lane_of(emitter *e, val x, unsigned i) {
  return LLVMBuildExtractElement(e->b, x, LLVMConstInt(e->i32, i, false), "");
}

/* A row of a table of pairs. */
static val load_row(emitter *e, val table, val index) {
  LLVMTypeRef row = LLVMVectorType(looked_up(e, index), 2);
  return LLVMBuildLoad2(e->b, row, LLVMBuildInBoundsGEP2(e->b, row, table, &index, 1, ""), "");
}

/* Elements of both tables stand side by side in rows, so that a lane needs one load, and four lanes
 * two unpackings. */
static dd lookup_rows(emitter *e, val table, val index) {
  unsigned lanes = ev_lanes(index), step = lanes < 4 ? 2 : 4;
  val rows[4], hi[32], lo[32];
  if (lanes == 1) {
    val row = load_row(e, table, index);
    return (dd){lane_of(e, row, 0), lane_of(e, row, 1)};
  }
  for (unsigned i = 0; i < lanes; i++) {
    rows[i % step] = load_row(e, table, lane_of(e, index, i));
    if (i % step != step - 1) continue;
    val even = rows[0], odd = rows[1];
    if (step == 4) {
      even = pick(e, rows[0], rows[2], (unsigned[]){0, 1, 2, 3}, 4);
      odd = pick(e, rows[1], rows[3], (unsigned[]){0, 1, 2, 3}, 4);
    }
    hi[i / step] = pick(e, even, odd, (unsigned[]){0, step, 2, step + 2}, step);
    lo[i / step] = pick(e, even, odd, (unsigned[]){1, step + 1, 3, step + 3}, step);
  }
  return (dd){ev_join(e, hi, lanes / step, step, lanes), ev_join(e, lo, lanes / step, step, lanes)};
}

dd math_lookup_pair(emitter *e, const char *name, const double *hi, const double *lo, unsigned n,
                    val index) {
  if (ev_can_for(e, n < 16 ? CAN_PERMUTE : CAN_PERMUTE_PAIR, index))
    return (dd){math_lookup(e, name, hi, n, index), math_lookup(e, name, lo, n, index)};
  double rows[2 * 32];
  for (unsigned i = 0; i < n; i++) rows[2 * i] = hi[i], rows[2 * i + 1] = lo[i];
  return lookup_rows(e, ev_table(e, looked_up(e, index), name, rows, 2 * n),
                     ev_and(e, index, ev_int_like(index, n - 1)));
}

/* ---- rows ---- */

/* Four rows of four elements become four columns. */
static void transpose(emitter *e, const val *rows, val *columns) {
  static const unsigned even[] = {0, 4, 2, 6}, odd[] = {1, 5, 3, 7}, low[] = {0, 1, 4, 5},
                        high[] = {2, 3, 6, 7};
  val even01 = pick(e, rows[0], rows[1], even, 4), even23 = pick(e, rows[2], rows[3], even, 4);
  val odd01 = pick(e, rows[0], rows[1], odd, 4), odd23 = pick(e, rows[2], rows[3], odd, 4);
  columns[0] = pick(e, even01, even23, low, 4);
  columns[1] = pick(e, odd01, odd23, low, 4);
  columns[2] = pick(e, even01, even23, high, 4);
  columns[3] = pick(e, odd01, odd23, high, 4);
}

/* Four columns from `at` on, for all lanes: `start` is where each lane's row starts. */
static void load_columns(emitter *e, LLVMTypeRef type, val table, const val *start, unsigned lanes,
                         unsigned at, val *columns) {
  val parts[4][16], rows[4];
  for (unsigned i = 0; i < lanes; i++) {
    val place = ev_add(e, start[i], ev_int_like(start[i], at));
    val address = LLVMBuildInBoundsGEP2(e->b, type, table, &place, 1, "");
    rows[i % 4] = LLVMBuildLoad2(e->b, LLVMVectorType(type, 4), address, "");
    if (i % 4 != 3) continue;
    val four[4];
    transpose(e, rows, four);
    for (unsigned c = 0; c < 4; c++) parts[c][i / 4] = four[c];
  }
  for (unsigned c = 0; c < 4; c++) columns[c] = ev_join(e, parts[c], lanes / 4, 4, lanes);
}

void math_lookup_row(emitter *e, const char *name, const double *table, unsigned rows, unsigned n,
                     val index, val *row) {
  unsigned lanes = ev_lanes(index), width = (n + 3) / 4 * 4;
  double data[MOST] = {0}, column[32];
  if (ev_can_for(e, CAN_PERMUTE_PAIR, index)) {
    for (unsigned c = 0; c < n; c++) {
      for (unsigned r = 0; r < rows; r++) column[r] = table[r * n + c];
      row[c] = math_lookup(e, name, column, rows, index);
    }
    return;
  }
  for (unsigned r = 0; r < rows; r++)
    for (unsigned c = 0; c < n; c++) data[r * width + c] = table[r * n + c];
  LLVMTypeRef type = looked_up(e, index);
  val constants = ev_table(e, type, name, data, rows * width), start[64], columns[32];
  val first = ev_mul(e, ev_and(e, index, ev_int_like(index, rows - 1)), ev_int_like(index, width));
  if (lanes < 4) {
    for (unsigned c = 0; c < n; c++)
      row[c] = ev_lookup(e, type, constants, ev_add(e, first, ev_int_like(index, c)));
    return;
  }
  for (unsigned i = 0; i < lanes; i++) start[i] = lane_of(e, first, i);
  for (unsigned c = 0; c < width; c += 4)
    load_columns(e, type, constants, start, lanes, c, columns + c);
  for (unsigned c = 0; c < n; c++) row[c] = columns[c];
}
