/* pieces.c: functions cut into pieces, each with a polynomial of its own.
 *
 * The pieces' coefficients are the rows of a table. Where a permutation looks a column of it up, a
 * coefficient costs one instruction; elsewhere each lane loads its row, and four lanes' rows are
 * transposed.
 */
#include "codegen/math/math_parts.h"

#define MOST 512 /* elements of a table */

/* Lane `i` of an index, as a scalar. */
static val lane_of(emitter *e, val index, unsigned i) {
  if (ev_lanes(index) == 1) return index;
  return LLVMBuildExtractElement(e->b, index, LLVMConstInt(e->i32, i, false), "");
}

static val shuffled(emitter *e, val a, val b, const unsigned *lanes) {
  val order[4];
  for (unsigned i = 0; i < 4; i++) order[i] = LLVMConstInt(e->i32, lanes[i], false);
  return LLVMBuildShuffleVector(e->b, a, b, LLVMConstVector(order, 4), "");
}

/* Four rows of four elements become four columns. */
static void transpose(emitter *e, const val *rows, val *columns) {
  static const unsigned even[] = {0, 4, 2, 6}, odd[] = {1, 5, 3, 7}, low[] = {0, 1, 4, 5},
                        high[] = {2, 3, 6, 7};
  val even01 = shuffled(e, rows[0], rows[1], even), even23 = shuffled(e, rows[2], rows[3], even);
  val odd01 = shuffled(e, rows[0], rows[1], odd), odd23 = shuffled(e, rows[2], rows[3], odd);
  columns[0] = shuffled(e, even01, even23, low);
  columns[1] = shuffled(e, odd01, odd23, low);
  columns[2] = shuffled(e, even01, even23, high);
  columns[3] = shuffled(e, odd01, odd23, high);
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
  LLVMTypeRef type = LLVMGetIntTypeWidth(ev_scalar(index)) == 64 ? e->f64 : e->f32;
  val constants = ev_table(e, type, name, data, rows * width), start[64], columns[MOST];
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

val math_poly_of(emitter *e, val x, val x2, const val *c, unsigned n) {
  val sum = NULL;
  unsigned i = n;
  if (n % 2) sum = c[--i];
  while (i) {
    i -= 2;
    val pair = ev_mad(e, x, c[i + 1], c[i]);
    sum = sum ? ev_mad(e, x2, sum, pair) : pair;
  }
  return sum;
}
