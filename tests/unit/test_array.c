/* test_array.c: checking arrays, and overlap against the truth: every byte of small random views.
 */
#include "base/array.h"

#include <string.h>

#include "base/dtype.h"
#include "tests/support/unit.h"

START_TEST(a_view_of_c_contiguous_memory) {
  double data[6];
  jx_array a = jx_array_of(data, JX_FLOAT64, 2, (int64_t[]){2, 3});
  ck_assert_int_eq(a.strides[0], 24);
  ck_assert_int_eq(a.strides[1], 8);
  ck_assert_int_eq(jx_array_size(&a), 6);
  ck_assert(array_valid(&a, false));
  jx_array empty = jx_array_of(NULL, JX_INT32, 2, (int64_t[]){0, 3});
  ck_assert(array_valid(&empty, false));
  ck_assert_int_eq(jx_array_size(&empty), 0);
}
END_TEST

START_TEST(nonsense_is_refused) {
  double x = 0;
  int64_t many[33] = {0};
  jx_array a = jx_array_of(&x, JX_FLOAT64, 33, many);
  ck_assert(!array_valid(&a, false));
  a = jx_array_of(&x, JX_FLOAT64, -1, many);
  ck_assert(!array_valid(&a, false));
  a = jx_array_of(&x, JX_FLOAT64, 1, NULL);
  ck_assert(!array_valid(&a, false));
  a = jx_array_of(&x, (jx_dtype)99, 0, NULL);
  ck_assert(!array_valid(&a, false));
  a = jx_array_of(&x, JX_FLOAT64, 1, (int64_t[]){-1});
  ck_assert(!array_valid(&a, false));
  ck_assert_int_eq(jx_array_size(&a), -1);
  a = jx_array_of(&x, JX_FLOAT64, 1, (int64_t[]){INT64_MAX / 4});
  ck_assert(!array_valid(&a, false));
  a = jx_array_of(NULL, JX_FLOAT64, 1, (int64_t[]){1});
  ck_assert(!array_valid(&a, false));
  ck_assert(array_valid(&a, true));
  a = jx_array_of(NULL, JX_FLOAT64, 0, NULL);
  ck_assert(!array_valid(&a, true));
  ck_assert_int_eq(jx_array_size(NULL), -1);
  a = jx_array_of(&x, JX_BOOL, 2, (int64_t[]){3, 3});
  a.strides[0] = INT64_MIN;
  ck_assert(!array_valid(&a, false));
  a.strides[0] = INT64_MAX / 2;
  ck_assert(!array_valid(&a, false));
}
END_TEST

START_TEST(shapes_are_written_as_numpy_does) {
  char s[ARRAY_SHAPE_TEXT];
  ck_assert_str_eq(array_shape_text(s, 0, NULL), "()");
  ck_assert_str_eq(array_shape_text(s, 1, (int64_t[]){3}), "(3,)");
  ck_assert_str_eq(array_shape_text(s, 2, (int64_t[]){3, 2}), "(3,2)");
  int64_t large[JX_MAX_RANK];
  for (int x = 0; x < JX_MAX_RANK; x++) large[x] = INT64_MAX;
  array_shape_text(s, JX_MAX_RANK, large);
  ck_assert_uint_lt(strlen(s), ARRAY_SHAPE_TEXT);
  ck_assert_str_eq(s + strlen(s) - 5, ",...)");
}
END_TEST

/* ---- Overlap ---- */

#define ARENA 4096
static unsigned char memory[ARENA];

static uint32_t state = 1;
static int random_below(int n) {
  state = state * 1664525u + 1013904223u;
  return (int)((state >> 8) % (uint32_t)n);
}

static jx_array random_view(void) {
  static const jx_dtype kinds[] = {JX_BOOL, JX_INT32, JX_FLOAT64};
  jx_array a = {.dtype = kinds[random_below(3)], .rank = random_below(4)};
  a.data = memory + ARENA / 2 + random_below(64) - 32;
  for (int x = 0; x < a.rank; x++) {
    a.shape[x] = random_below(5);
    a.strides[x] = random_below(2) ? (random_below(16) - 8) * (int64_t)dtypes[a.dtype].size
                                   : random_below(100) - 50;
  }
  return a;
}

/* How often each byte belongs to an element. */
static void count_bytes(const jx_array *a, unsigned char *counts) {
  memset(counts, 0, ARENA);
  int64_t n = jx_array_size(a);
  for (int64_t flat = 0; flat < n; flat++) {
    int64_t rest = flat, at = (unsigned char *)a->data - memory;
    for (int x = a->rank; x-- > 0;) {
      at += rest % a->shape[x] * a->strides[x];
      rest /= a->shape[x];
    }
    for (size_t i = 0; i < dtypes[a->dtype].size; i++)
      if (counts[at + (int64_t)i] < 255) counts[at + (int64_t)i]++;
  }
}

START_TEST(overlap_is_what_bytes_say) {
  static unsigned char of_a[ARENA], of_b[ARENA];
  int met = 0, said = 0, selves = 0;
  for (int round = 0; round < 20000; round++) {
    jx_array a = random_view(), b = random_view();
    count_bytes(&a, of_a);
    count_bytes(&b, of_b);
    bool meet = false, self = false;
    for (int i = 0; i < ARENA; i++) {
      meet = meet || (of_a[i] && of_b[i]);
      self = self || of_a[i] > 1;
    }
    bool may = array_may_overlap(&a, &b);
    if (meet) ck_assert(may);
    met += meet;
    said += may;
    array_self is = array_overlaps_itself(&a);
    if (self) ck_assert_int_ne(is, ARRAY_DISJOINT);
    if (is == ARRAY_OVERLAPS) ck_assert(self);
    selves += self;
  }
  ck_assert_int_gt(met, 1000);
  ck_assert_int_gt(selves, 1000);
  ck_assert_int_eq(said, met); /* and never claimed for nothing: views so small are worked out */
}
END_TEST

START_TEST(columns_and_blocks_of_a_matrix_do_not_overlap) {
  double m[10][10];
  jx_array left = jx_array_of(m, JX_FLOAT64, 2, (int64_t[]){10, 5});
  left.strides[0] = 80;
  jx_array right = left;
  right.data = &m[0][5];
  ck_assert(!array_may_overlap(&left, &right));
  right.data = &m[0][4];
  ck_assert(array_may_overlap(&left, &right));
  jx_array even = jx_array_of(m, JX_FLOAT64, 1, (int64_t[]){50});
  even.strides[0] = 16;
  jx_array odd = even;
  odd.data = &m[0][1];
  ck_assert(!array_may_overlap(&even, &odd));
  ck_assert(array_may_overlap(&even, &even));
}
END_TEST

/* A view of every second element along each axis, from the given corner. */
static jx_array every_second(double *m, int64_t rows, int64_t columns, int row, int column) {
  jx_array a = jx_array_of(m + row * columns + column, JX_FLOAT64, 2,
                           (int64_t[]){(rows - row + 1) / 2, (columns - column + 1) / 2});
  a.strides[0] = 2 * columns * (int64_t)sizeof *m;
  a.strides[1] = 2 * (int64_t)sizeof *m;
  return a;
}

START_TEST(interleaved_elements_do_not_overlap) {
  double m[35];
  for (int rows = 5; rows <= 6; rows++)
    for (int columns = 4; columns <= 5; columns++)
      for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) {
          jx_array a = every_second(m, rows, columns, i / 2, i % 2);
          jx_array b = every_second(m, rows, columns, j / 2, j % 2);
          ck_assert(array_may_overlap(&a, &b) == (i == j));
          a.strides[0] = b.strides[0] = columns * (int64_t)sizeof *m;
          if (i / 2 == j / 2) ck_assert(array_may_overlap(&a, &b) == (i == j));
        }
  /* Strides without a common divisor meet where their multiples do, and no sooner. */
  jx_array a = jx_array_of(m, JX_FLOAT64, 1, (int64_t[]){4}), b = a;
  a.strides[0] = 3 * 8; /* 0 3 6 9 */
  b.data = m + 1;
  b.strides[0] = 5 * 8; /* 1 6 11 16 */
  ck_assert(array_may_overlap(&a, &b));
  b.shape[0] = 1;
  ck_assert(!array_may_overlap(&a, &b));
  b.shape[0] = 2;
  a.shape[0] = 2;
  ck_assert(!array_may_overlap(&a, &b));
  /* What would take for ever to find out is "maybe". */
  static char far[1];
  jx_array many = {.data = far, .dtype = JX_BOOL, .rank = 8}, other = many;
  static const int64_t primes[] = {1000003, 1000033, 1000037, 1000039,
                                   1000081, 1000099, 1000117, 1000121};
  for (int x = 0; x < 8; x++) {
    many.shape[x] = other.shape[x] = 1000;
    many.strides[x] = 2 * primes[x];
    other.strides[x] = 2 * primes[7 - x] + 2;
  }
  other.data = far + 1;
  ck_assert(!array_may_overlap(&many, &other)); /* odd and even: seen at once */
  other.strides[3] += 1;
  ck_assert(array_may_overlap(&many, &other));
}
END_TEST

UNIT(array, a_view_of_c_contiguous_memory, nonsense_is_refused, shapes_are_written_as_numpy_does,
     overlap_is_what_bytes_say, columns_and_blocks_of_a_matrix_do_not_overlap,
     interleaved_elements_do_not_overlap)
