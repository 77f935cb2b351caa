/* test_dims.c: dims at their edges: division, ranges, slices against a plain reading of Python's
 * rules, guards. Nothing may fault, whatever the numbers. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/dims.h"
#include "tests/support/unit.h"

/* op of up to three integers. */
static dim_value apply(dim_op op, int64_t a, int64_t b, int64_t c, int64_t imm) {
  dim_node nodes[4] = {{.op = DIM_CONST, .a = -1, .b = -1, .c = -1, .imm.i = a},
                       {.op = DIM_CONST, .a = -1, .b = -1, .c = -1, .imm.i = b},
                       {.op = DIM_CONST, .a = -1, .b = -1, .c = -1, .imm.i = c},
                       {.op = (uint8_t)op, .a = 0, .b = 1, .c = 2, .imm.i = imm}};
  dim_value values[4];
  dims_evaluate(nodes, 0, 4, NULL, values);
  return values[3];
}

static dim_value apply_floats(dim_op op, double a, double b, double c) {
  dim_node nodes[4] = {
      {.op = DIM_CONST, .is_float = 1, .imm.f = a},
      {.op = DIM_CONST, .is_float = 1, .imm.f = b},
      {.op = DIM_CONST, .is_float = 1, .imm.f = c},
      {.op = (uint8_t)op, .is_float = op != DIM_RANGE && op != DIM_INT, .a = 0, .b = 1, .c = 2}};
  dim_value values[4];
  dims_evaluate(nodes, 0, 4, NULL, values);
  return values[3];
}

static const int64_t edges[] = {INT64_MIN, INT64_MIN + 1, -3, -2, -1, 0, 1, 2, 3, 63,
                                64,        INT64_MAX};
#define NEDGES (sizeof edges / sizeof *edges)

START_TEST(integers_wrap_and_floor) {
  ck_assert_int_eq(apply(DIM_ADD, INT64_MAX, 1, 0, 0).i, INT64_MIN);
  ck_assert_int_eq(apply(DIM_SUB, INT64_MIN, 1, 0, 0).i, INT64_MAX);
  ck_assert_int_eq(apply(DIM_MUL, INT64_MIN, -1, 0, 0).i, INT64_MIN);
  ck_assert_int_eq(apply(DIM_NEG, INT64_MIN, 0, 0, 0).i, INT64_MIN);
  ck_assert_int_eq(apply(DIM_ABS, INT64_MIN, 0, 0, 0).i, INT64_MIN);
  ck_assert_int_eq(apply(DIM_FLOORDIV, INT64_MIN, -1, 0, 0).i, INT64_MIN);
  ck_assert_int_eq(apply(DIM_MOD, INT64_MIN, -1, 0, 0).i, 0);
  ck_assert_int_eq(apply(DIM_FLOORDIV, 7, 0, 0, 0).i, 0);
  ck_assert_int_eq(apply(DIM_MOD, 7, 0, 0, 0).i, 0);
  for (int64_t a = -7; a <= 7; a++)
    for (int64_t b = -3; b <= 3; b++) {
      if (b == 0) continue;
      int64_t q = apply(DIM_FLOORDIV, a, b, 0, 0).i, r = apply(DIM_MOD, a, b, 0, 0).i;
      ck_assert_int_eq(q, (int64_t)floor((double)a / (double)b));
      ck_assert_int_eq(q * b + r, a);
    }
  ck_assert_int_eq(apply(DIM_SHL, 1, 63, 0, 0).i, INT64_MIN);
  ck_assert_int_eq(apply(DIM_SHL, 1, 64, 0, 0).i, 0);
  ck_assert_int_eq(apply(DIM_SHR, -1, 64, 0, 0).i, -1);
  ck_assert_int_eq(apply(DIM_SHR, 1, -1, 0, 0).i, 0);
  ck_assert_int_eq(apply(DIM_POW, 3, 40, 0, 0).i, -6289078614652622815);
  ck_assert_int_eq(apply(DIM_POW, 2, -1, 0, 0).i, 0);
  ck_assert_int_eq(apply(DIM_POW, -1, INT64_MAX, 0, 0).i, -1);
}
END_TEST

START_TEST(no_numbers_fault) {
  for (int op = DIM_ADD; op <= DIM_INDEX; op++)
    for (size_t i = 0; i < NEDGES; i++)
      for (size_t j = 0; j < NEDGES; j++)
        for (size_t k = 0; k < NEDGES; k++) {
          int64_t step = edges[(i + j + k) % NEDGES];
          bool slice = op == DIM_SLICE_START || op == DIM_SLICE_LENGTH;
          if (slice && (edges[i] < 0 || step == 0)) continue;
          apply((dim_op)op, edges[i], edges[j], edges[k], step);
        }
  static const double floats[] = {0.0, -0.0,     1.0,     -1.5,     0.1,   1e300,
                                  NAN, INFINITY, DBL_MAX, -DBL_MAX, 5e-324};
  size_t n = sizeof floats / sizeof *floats;
  for (int op = DIM_ADD; op <= DIM_RANGE; op++)
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < n; j++)
        for (size_t k = 0; k < n; k++)
          if (op < DIM_AND || op == DIM_RANGE)
            apply_floats((dim_op)op, floats[i], floats[j], floats[k]);
}
END_TEST

START_TEST(floats_divide_as_numpy_does) {
  static const double rows[][4] = {
      {7, 2, 3, 1},
      {-7, 2, -4, 1},
      {7, -2, -4, -1},
      {-0.0, 2, -0.0, 0.0},
      {1, 0.1, 9, 0.09999999999999995},
      {1, INFINITY, 0, 1},
      {-1, INFINITY, -1, INFINITY},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ck_assert_double_eq(dims_ffloordiv(rows[i][0], rows[i][1]), rows[i][2]);
    ck_assert_double_eq(dims_fmod(rows[i][0], rows[i][1]), rows[i][3]);
  }
  ck_assert(signbit(dims_ffloordiv(-0.0, 2)) != 0);
  ck_assert(isinf(dims_ffloordiv(1, 0)) && isnan(dims_ffloordiv(0, 0)));
  ck_assert(isnan(dims_fmod(1, 0)) && isnan(dims_fmod(INFINITY, 1)));
  ck_assert(signbit(dims_fmod(4, -2)) != 0);
}
END_TEST

START_TEST(floats_truncate_and_saturate) {
  ck_assert_int_eq(dims_truncate(-2.9), -2);
  ck_assert_int_eq(dims_truncate(1e19), INT64_MAX);
  ck_assert_int_eq(dims_truncate(0x1p63), INT64_MAX);
  ck_assert_int_eq(dims_truncate(-0x1p63), INT64_MIN);
  ck_assert_int_eq(dims_truncate(-INFINITY), INT64_MIN);
  ck_assert_int_eq(dims_truncate(NAN), 0);
  ck_assert_int_eq(apply_floats(DIM_INT, 2.9, 0, 0).i, 2);
}
END_TEST

START_TEST(ranges_have_exact_lengths) {
  ck_assert_int_eq(apply(DIM_RANGE, 0, 10, 3, 0).i, 4);
  ck_assert_int_eq(apply(DIM_RANGE, 0, 9, 3, 0).i, 3);
  ck_assert_int_eq(apply(DIM_RANGE, 10, 0, -3, 0).i, 4);
  ck_assert_int_eq(apply(DIM_RANGE, 5, 5, 1, 0).i, 0);
  ck_assert_int_eq(apply(DIM_RANGE, 5, 0, 1, 0).i, 0);
  ck_assert_int_eq(apply(DIM_RANGE, 0, 1, 0, 0).i, -1);
  ck_assert_int_eq(apply(DIM_RANGE, 0, DIMS_MAX_LENGTH, 1, 0).i, DIMS_MAX_LENGTH);
  ck_assert_int_eq(apply(DIM_RANGE, -1, DIMS_MAX_LENGTH, 1, 0).i, -1);
  ck_assert_int_eq(apply(DIM_RANGE, INT64_MIN, INT64_MAX, INT64_MAX, 0).i, 3);
  ck_assert_int_eq(apply(DIM_RANGE, INT64_MAX, INT64_MIN, INT64_MIN, 0).i, 2);
  /* 2^53 + 1 is no double */
  ck_assert_int_eq(apply(DIM_RANGE, 0, 9007199254740993, 1, 0).i, 9007199254740993);
  ck_assert_int_eq(apply_floats(DIM_RANGE, 0, 1, 0.1).i, 10);
  ck_assert_int_eq(apply_floats(DIM_RANGE, 0.5, 3, 1).i, 3);
  ck_assert_int_eq(apply_floats(DIM_RANGE, 0, 1, -0.1).i, 0);
  ck_assert_int_eq(apply_floats(DIM_RANGE, 0, 1, 0).i, -1);
  ck_assert_int_eq(apply_floats(DIM_RANGE, 0, NAN, 1).i, -1);
  ck_assert_int_eq(apply_floats(DIM_RANGE, 0, INFINITY, 1).i, -1);
  ck_assert_int_eq(apply_floats(DIM_RANGE, 0, 1, INFINITY).i, 1);
  ck_assert_int_eq(apply_floats(DIM_RANGE, 0, 1, -INFINITY).i, 0);
}
END_TEST

/* Does [start:stop:step] take index i? By walking it as range(*slice.indices(n)) is written. */
static int64_t walked(int64_t n, const int64_t *start, const int64_t *stop, int64_t step,
                      int64_t *first) {
  int64_t low = step < 0 ? -1 : 0, high = step < 0 ? n - 1 : n;
  int64_t a = start ? *start : step < 0 ? high : low, b = stop ? *stop : step < 0 ? low : high;
  if (start && a < 0) a += n;
  if (stop && b < 0) b += n;
  a = a < low ? low : a > high ? high : a;
  b = b < low ? low : b > high ? high : b;
  int64_t length = 0;
  *first = a;
  for (int64_t i = a; step > 0 ? i < b : i > b; i += step) length++;
  return length;
}

START_TEST(slices_are_pythons) {
  for (int64_t n = 0; n <= 5; n++)
    for (int64_t start = -8; start <= 7; start++)
      for (int64_t stop = -8; stop <= 7; stop++)
        for (int64_t step = -3; step <= 3; step++) {
          if (step == 0) continue;
          /* the first of each range stands for a bound left out */
          bool has_start = start > -8, has_stop = stop > -8;
          dim_node nodes[5] = {
              {.op = DIM_CONST, .imm.i = n},
              {.op = DIM_CONST, .imm.i = start},
              {.op = DIM_CONST, .imm.i = stop},
              {.op = DIM_SLICE_START, .a = 0, .b = has_start ? 1 : -1, .c = -1, .imm.i = step},
              {.op = DIM_SLICE_LENGTH,
               .a = 0,
               .b = has_start ? 1 : -1,
               .c = has_stop ? 2 : -1,
               .imm.i = step}};
          dim_value values[5];
          dims_evaluate(nodes, 0, 5, NULL, values);
          int64_t first;
          int64_t length =
              walked(n, has_start ? &start : NULL, has_stop ? &stop : NULL, step, &first);
          ck_assert_int_eq(values[4].i, length);
          if (length > 0) ck_assert_int_eq(values[3].i, first);
        }
  ck_assert_int_eq(apply(DIM_INDEX, 4, -1, 0, 0).i, 3);
  ck_assert_int_eq(apply(DIM_INDEX, 4, 7, 0, 0).i, 7);
}
END_TEST

START_TEST(scalars_of_every_dtype) {
  static const struct {
    jx_dtype dtype;
    unsigned char bytes[8];
    double value;
  } rows[] = {
      {JX_BOOL, {1}, 1},
      {JX_INT8, {0xFE}, -2},
      {JX_UINT8, {0xFE}, 254},
      {JX_INT16, {0xFE, 0xFF}, -2},
      {JX_UINT16, {0xFE, 0xFF}, 65534},
      {JX_INT32, {0xFE, 0xFF, 0xFF, 0xFF}, -2},
      {JX_UINT32, {0xFE, 0xFF, 0xFF, 0xFF}, 4294967294.0},
      {JX_INT64, {5}, 5},
      {JX_UINT64, {5}, 5},
      {JX_FLOAT16, {0x00, 0xC1}, -2.5},
      {JX_FLOAT16, {0x01, 0x00}, 0x1p-24},
      {JX_FLOAT16, {0x00, 0x7C}, INFINITY},
      {JX_FLOAT32, {0, 0, 0x20, 0x40}, 2.5},
      {JX_FLOAT64, {0, 0, 0, 0, 0, 0, 4, 0x40}, 2.5},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    unsigned char odd[9];
    memcpy(odd + 1, rows[i].bytes, 8); /* unaligned */
    jx_array a = {.data = odd + 1, .dtype = rows[i].dtype};
    const jx_array *operands[] = {&a};
    bool real = rows[i].dtype >= JX_FLOAT16;
    dim_node nodes[] = {{.op = DIM_SCALAR, .is_float = real}};
    dim_value v;
    dims_evaluate(nodes, 0, 1, operands, &v);
    ck_assert_msg(real ? v.f == rows[i].value : (double)v.i == rows[i].value, "row %zu", i);
    a.data = NULL;
    dims_evaluate(nodes, 0, 1, operands, &v);
    ck_assert_int_eq(v.i, 0);
  }
}
END_TEST

START_TEST(evaluation_goes_on_from_where_it_is_told) {
  jx_array a = {.dtype = JX_FLOAT64, .rank = 2, .shape = {6, 7}};
  const jx_array *operands[] = {&a};
  dim_node nodes[] = {{.op = DIM_EXTENT, .a = 0, .b = 0},
                      {.op = DIM_EXTENT, .a = 0, .b = 1},
                      {.op = DIM_MUL, .a = 0, .b = 1, .c = -1}};
  dim_value values[3] = {{.i = 10}};
  dims_evaluate(nodes, 1, 3, operands, values);
  ck_assert_int_eq(values[2].i, 70);
  dims_evaluate(nodes, 0, 3, operands, values);
  ck_assert_int_eq(values[2].i, 42);
}
END_TEST

START_TEST(guards_hold_or_not) {
  const dim_value values[] = {{.i = 1}, {.i = 5}, {.i = 5}, {.i = 0}, {.i = -1}};
  static const struct {
    guard guard;
    bool holds;
  } rows[] = {
      {{GUARD_EQUAL, {0}, 1, 2, 0, 0}, true},    {{GUARD_EQUAL, {0}, 0, 1, 0, 0}, false},
      {{GUARD_ONE, {0}, 0, -1, 0, 0}, true},     {{GUARD_ONE, {0}, 1, -1, 0, 0}, false},
      {{GUARD_MANY, {0}, 3, -1, 0, 0}, true},    {{GUARD_MANY, {0}, 0, -1, 0, 0}, false},
      {{GUARD_NONZERO, {0}, 4, -1, 0, 0}, true}, {{GUARD_NONZERO, {0}, 3, -1, 0, 0}, false},
      {{GUARD_BELOW, {0}, 0, 1, 0, 0}, true},    {{GUARD_BELOW, {0}, 1, 2, 0, 0}, false},
      {{GUARD_BELOW, {0}, 4, 1, 0, 0}, false},   {{GUARD_RANGE, {0}, 1, -1, 5, 5}, true},
      {{GUARD_RANGE, {0}, 1, -1, 6, 9}, false},  {{GUARD_RANGE, {0}, 4, -1, 0, INT64_MAX}, false},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ck_assert_int_eq(dims_guarded(&rows[i].guard, 1, values), rows[i].holds);
    guard two[] = {{GUARD_ONE, {0}, 0, -1, 0, 0}, rows[i].guard};
    ck_assert_int_eq(dims_guarded(two, 2, values), rows[i].holds);
  }
  ck_assert(dims_guarded(NULL, 0, values));
}
END_TEST

UNIT(dims, integers_wrap_and_floor, no_numbers_fault, floats_divide_as_numpy_does,
     floats_truncate_and_saturate, ranges_have_exact_lengths, slices_are_pythons,
     scalars_of_every_dtype, evaluation_goes_on_from_where_it_is_told, guards_hold_or_not)
