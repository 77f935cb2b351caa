/* turn.c: rectangles of elements whose rows become columns; see turn.h.
 *
 * With AVX-512 a step makes a cache line of some rows: each of the four parts of a register is a
 * square of its own, so that 16 bytes of 64 / item columns give 64 bytes of 16 / item rows. What a
 * step has too little of comes by masks and columns that are read twice. Elsewhere squares have 16
 * bytes a side.
 * Start at turn_elements(). */
#include "runtime/run/turn.h"

#include <stddef.h>
#include <string.h>

#include "base/least.h"

static inline char *row_of(const turn *t, int64_t row) { return t->to + t->to_at[row]; }

/* ---- One by one ---- */

/* Of the rows from `row` on, the columns from `column` to `end`. */
#define ELEMENTS(bytes)                                                                           \
  static void elements_##bytes(const turn *t, int64_t row, int64_t column, int64_t end) {         \
    for (; row < t->rows; row++) {                                                                \
      char *to = row_of(t, row);                                                                  \
      const char *from = t->from + row * bytes;                                                   \
      for (int64_t i = column; i < end; i++) memcpy(to + i * bytes, from + t->from_at[i], bytes); \
    }                                                                                             \
  }
ELEMENTS(1)
ELEMENTS(2)
ELEMENTS(4)
ELEMENTS(8)
ELEMENTS(16)
#undef ELEMENTS

/* ---- Squares ----
 *
 * Rows of a square are interleaved with those half a square further down, as often as it takes. A
 * vector has 16 bytes, which every machine has. */

typedef uint8_t v1 __attribute__((vector_size(16)));
typedef uint16_t v2 __attribute__((vector_size(16)));
typedef uint32_t v4 __attribute__((vector_size(16)));
typedef uint64_t v8 __attribute__((vector_size(16)));

#define LOW_1(a, b) \
  __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define HIGH_1(a, b) \
  __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#define LOW_2(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define HIGH_2(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#define LOW_4(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define HIGH_4(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#define LOW_8(a, b) __builtin_shufflevector(a, b, 0, 2)
#define HIGH_8(a, b) __builtin_shufflevector(a, b, 1, 3)

#define SQUARE(bytes, side)                                                                \
  static inline void square_##bytes(const turn *t, int64_t row, int64_t column) {          \
    v##bytes v[side], w[side];                                                             \
    for (int i = 0; i < side; i++)                                                         \
      memcpy(&v[i], t->from + t->from_at[column + i] + row * bytes, 16);                   \
    for (int round = 1; round < side; round *= 2) {                                        \
      for (int i = 0; i < side / 2; i++) {                                                 \
        w[2 * i] = LOW_##bytes(v[i], v[i + side / 2]);                                     \
        w[2 * i + 1] = HIGH_##bytes(v[i], v[i + side / 2]);                                \
      }                                                                                    \
      memcpy(v, w, sizeof v);                                                              \
    }                                                                                      \
    for (int i = 0; i < side; i++) memcpy(row_of(t, row + i) + column * bytes, &v[i], 16); \
  }                                                                                        \
                                                                                           \
  /* Squares, and what is left right of them and below. */                                 \
  static void squares_##bytes(const turn *t) {                                             \
    int64_t rows = t->rows / side * side, columns = t->columns / side * side;              \
    for (int64_t j = 0; j < rows; j += side)                                               \
      for (int64_t i = 0; i < columns; i += side) square_##bytes(t, j, i);                 \
    turn right = *t;                                                                       \
    right.rows = rows;                                                                     \
    elements_##bytes(&right, 0, columns, t->columns);                                      \
    elements_##bytes(t, rows, 0, t->columns);                                              \
  }
SQUARE(1, 16)
SQUARE(2, 8)
SQUARE(4, 4)
SQUARE(8, 2)
#undef SQUARE

/* ---- Lines ---- */

#if defined(__x86_64__) && !defined(JX_PART)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))

static bool has_avx512(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

/* The first n bytes of a register. */
static inline uint64_t some_bytes(int64_t n) {
  return n >= 64 ? ~0ull : n <= 0 ? 0 : (1ull << n) - 1;
}

#define UNPACK_LOW_1 _mm512_unpacklo_epi8
#define UNPACK_HIGH_1 _mm512_unpackhi_epi8
#define UNPACK_LOW_2 _mm512_unpacklo_epi16
#define UNPACK_HIGH_2 _mm512_unpackhi_epi16
#define UNPACK_LOW_4 _mm512_unpacklo_epi32
#define UNPACK_HIGH_4 _mm512_unpackhi_epi32
#define UNPACK_LOW_8 _mm512_unpacklo_epi64
#define UNPACK_HIGH_8 _mm512_unpackhi_epi64
#define UNPACK_LOW_16(a, b) (a)
#define UNPACK_HIGH_16(a, b) (b)

#define INLINE inline __attribute__((always_inline))
#define UNROLLED _Pragma("GCC unroll 16")

/* 16 bytes of each of four columns that are `apart`, or as many as `some` says. */
AVX512 static INLINE __m512i four(const char *const *at, int apart, int64_t offset) {
  __m512i x = _mm512_castsi128_si512(_mm_loadu_si128((const void *)(at[0] + offset)));
  x = _mm512_inserti32x4(x, _mm_loadu_si128((const void *)(at[apart] + offset)), 1);
  x = _mm512_inserti32x4(x, _mm_loadu_si128((const void *)(at[2 * apart] + offset)), 2);
  return _mm512_inserti32x4(x, _mm_loadu_si128((const void *)(at[3 * apart] + offset)), 3);
}

AVX512 static INLINE __m512i some_of_four(const char *const *at, int apart, int64_t offset,
                                          __mmask16 some) {
  __m512i x = _mm512_castsi128_si512(_mm_maskz_loadu_epi8(some, at[0] + offset));
  x = _mm512_inserti32x4(x, _mm_maskz_loadu_epi8(some, at[apart] + offset), 1);
  x = _mm512_inserti32x4(x, _mm_maskz_loadu_epi8(some, at[2 * apart] + offset), 2);
  return _mm512_inserti32x4(x, _mm_maskz_loadu_epi8(some, at[3 * apart] + offset), 3);
}

/* lines_<bytes>: columns by lines, rows inside; the last ones reach back to be as many as a step
 * has. some_lines_<bytes>: of fewer columns than a line has, or of fewer rows than a step. */
#define LINES(bytes, side)                                                                        \
  AVX512 static INLINE void turn_##bytes(__m512i *v) {                                            \
    UNROLLED for (int round = 1; round < side; round *= 2) {                                      \
      __m512i w[side];                                                                            \
      UNROLLED for (int i = 0; i < side / 2; i++) {                                               \
        w[2 * i] = UNPACK_LOW_##bytes(v[i], v[i + side / 2]);                                     \
        w[2 * i + 1] = UNPACK_HIGH_##bytes(v[i], v[i + side / 2]);                                \
      }                                                                                           \
      UNROLLED for (int i = 0; i < side; i++) v[i] = w[i];                                        \
    }                                                                                             \
  }                                                                                               \
                                                                                                  \
  AVX512 static void some_lines_##bytes(const turn *t, const char *const *at, int64_t column) {   \
    __mmask16 few = (__mmask16)((1u << least(t->rows * bytes, 16)) - 1);                          \
    __mmask64 some = some_bytes((t->columns - column) * bytes);                                   \
    int rows = (int)least(t->rows, side);                                                         \
    for (int64_t row = 0; row < t->rows; row += rows) {                                           \
      int64_t first = least(row, t->rows - rows);                                                 \
      __m512i v[side];                                                                            \
      UNROLLED for (int i = 0; i < side; i++) v[i] =                                              \
          some_of_four(at + i, side, first * bytes, few);                                         \
      turn_##bytes(v);                                                                            \
      for (int i = 0; i < rows; i++)                                                              \
        _mm512_mask_storeu_epi8(row_of(t, first + i) + column * bytes, some, v[i]);               \
    }                                                                                             \
  }                                                                                               \
                                                                                                  \
  AVX512 static void lines_##bytes(const turn *t) {                                               \
    const char *at[4 * side];                                                                     \
    const int64_t *to_at = t->to_at;                                                              \
    int64_t rows = t->rows, columns = t->columns;                                                 \
    for (int64_t column = 0; column < columns; column += 4 * side) {                              \
      char *to = t->to + column * bytes;                                                          \
      int64_t left = columns - column;                                                            \
      for (int64_t i = 0; i < 4 * side; i++)                                                      \
        at[i] = t->from + t->from_at[column + least(i, left - 1)];                                \
      if (left < 4 * side || rows < side) {                                                       \
        some_lines_##bytes(t, at, column);                                                        \
        continue;                                                                                 \
      }                                                                                           \
      for (int64_t row = 0; row < rows; row += side) {                                            \
        int64_t first = least(row, rows - side);                                                  \
        __m512i v[side];                                                                          \
        UNROLLED for (int i = 0; i < side; i++) v[i] = four(at + i, side, first * bytes);         \
        turn_##bytes(v);                                                                          \
        UNROLLED for (int i = 0; i < side; i++) _mm512_storeu_si512(to + to_at[first + i], v[i]); \
      }                                                                                           \
    }                                                                                             \
  }
LINES(1, 16)
LINES(2, 8)
LINES(4, 4)
LINES(8, 2)
LINES(16, 1)
#undef LINES

static void turn_lines(const turn *t, int64_t item) {
  switch (item) {
  case 1: lines_1(t); break;
  case 2: lines_2(t); break;
  case 4: lines_4(t); break;
  case 8: lines_8(t); break;
  default: lines_16(t);
  }
}

/* ---- Weaves ----
 *
 * A few rows or columns, which are interleaved on the other side. As many registers are read as
 * written, and each takes some lanes of every one of those. Of n that are interleaved, lane g is
 * number g / n of the g % n-th. */

enum { WEAVE_MOST = 8 };
#define WEAVES __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi")))

static bool has_weaves(void) { return has_avx512() && __builtin_cpu_supports("avx512vbmi"); }

/* g / n of 512 numbers. */
#define EIGHT(g, n)                                                                   \
  (g) / n, ((g) + 1) / n, ((g) + 2) / n, ((g) + 3) / n, ((g) + 4) / n, ((g) + 5) / n, \
      ((g) + 6) / n, ((g) + 7) / n
#define LANES(g, n)                                                                           \
  EIGHT(g, n), EIGHT((g) + 8, n), EIGHT((g) + 16, n), EIGHT((g) + 24, n), EIGHT((g) + 32, n), \
      EIGHT((g) + 40, n), EIGHT((g) + 48, n), EIGHT((g) + 56, n)
static const uint8_t quotients[][64 * WEAVE_MOST] = {
    {0},
    {LANES(0, 1)},
    {LANES(0, 2), LANES(64, 2)},
    {LANES(0, 3), LANES(64, 3), LANES(128, 3)},
    {LANES(0, 4), LANES(64, 4), LANES(128, 4), LANES(192, 4)},
    {LANES(0, 5), LANES(64, 5), LANES(128, 5), LANES(192, 5), LANES(256, 5)},
    {LANES(0, 6), LANES(64, 6), LANES(128, 6), LANES(192, 6), LANES(256, 6), LANES(320, 6)},
    {LANES(0, 7), LANES(64, 7), LANES(128, 7), LANES(192, 7), LANES(256, 7), LANES(320, 7),
     LANES(384, 7)},
    {LANES(0, 8), LANES(64, 8), LANES(128, 8), LANES(192, 8), LANES(256, 8), LANES(320, 8),
     LANES(384, 8), LANES(448, 8)}};

/* For each register that is written: which lane of one that is read its lanes take, and which of
 * them take it from the q-th. */
typedef struct weaving {
  __m512i lane[WEAVE_MOST];
  uint64_t from[WEAVE_MOST][WEAVE_MOST];
} weaving;

/* Every n-th lane. */
static const uint64_t every[] = {0,
                                 0xffffffffffffffff,
                                 0x5555555555555555,
                                 0x9249249249249249,
                                 0x1111111111111111,
                                 0x1084210842108421,
                                 0x1041041041041041,
                                 0x8102040810204081,
                                 0x0101010101010101};

/* The next numbers of a table, one a lane; and what else is there for lanes of so many bits. */
#define NUMBERS_8(at) _mm512_loadu_si512(at)
#define NUMBERS_16(at) _mm512_cvtepu8_epi16(_mm256_loadu_si256((const void *)(at)))
#define NUMBERS_32(at) _mm512_cvtepu8_epi32(_mm_loadu_si128((const void *)(at)))
#define NUMBERS_64(at) _mm512_cvtepu8_epi64(_mm_loadl_epi64((const void *)(at)))
#define MASK_8 __mmask64
#define MASK_16 __mmask32
#define MASK_32 __mmask16
#define MASK_64 __mmask8
#define SPLAT_8(x) _mm512_set1_epi8((char)(x))
#define SPLAT_16(x) _mm512_set1_epi16((short)(x))
#define SPLAT_32(x) _mm512_set1_epi32(x)
#define SPLAT_64(x) _mm512_set1_epi64(x)

/* weave_<bits>: n columns; rows adjoin each other. unweave_<bits>: n rows; columns do, and lanes
 * that have taken from one register are overridden from the next. Offsets and counts are bytes. */
#define WEAVE(bits)                                                                             \
  WEAVES static __attribute__((noinline)) weaving weaving_##bits(int n) {                       \
    enum { WIDE = 512 / bits };                                                                 \
    weaving w;                                                                                  \
    for (int p = 0; p < n; p++) {                                                               \
      w.lane[p] = NUMBERS_##bits(quotients[n] + p * WIDE);                                      \
      for (int q = 0; q < n; q++) w.from[p][q] = every[n] << (q + (n - p) * WIDE) % n;          \
    }                                                                                           \
    return w;                                                                                   \
  }                                                                                             \
                                                                                                \
  WEAVES static __attribute__((noinline)) weaving unweaving_##bits(int n) {                     \
    enum { WIDE = 512 / bits };                                                                 \
    weaving w;                                                                                  \
    for (int p = 0; p < n; p++) {                                                               \
      w.lane[p] = SPLAT_##bits(p);                                                              \
      for (int q = 0; q < n; q++) {                                                             \
        w.lane[p] = _mm512_add_epi##bits(w.lane[p], NUMBERS_##bits(quotients[1]));              \
        w.from[p][q] = q ? ~0ull << (q * WIDE - p + n - 1) / n : ~0ull;                         \
      }                                                                                         \
    }                                                                                           \
    return w;                                                                                   \
  }                                                                                             \
                                                                                                \
  WEAVES static INLINE __m512i pick_##bits(const weaving *w, int n, int p, const __m512i *x) {  \
    __m512i y = _mm512_setzero_si512();                                                         \
    for (int q = 0; q < n; q++)                                                                 \
      y = _mm512_mask_permutexvar_epi##bits(y, (MASK_##bits)w->from[p][q], w->lane[p], x[q]);   \
    return y;                                                                                   \
  }                                                                                             \
                                                                                                \
  WEAVES static INLINE void weave_step_##bits(const turn *t, int n, int64_t at, int64_t left,   \
                                              const weaving *w) {                               \
    __m512i x[WEAVE_MOST];                                                                      \
    for (int q = 0; q < n; q++)                                                                 \
      x[q] = _mm512_maskz_loadu_epi8(some_bytes(left), t->from + t->from_at[q] + at);           \
    char *to = row_of(t, 0) + n * at;                                                           \
    for (int p = 0; p < n; p++)                                                                 \
      _mm512_mask_storeu_epi8(to + 64 * p, some_bytes(n * left - 64 * p),                       \
                              pick_##bits(w, n, p, x));                                         \
  }                                                                                             \
                                                                                                \
  WEAVES static INLINE void unweave_step_##bits(const turn *t, int n, int64_t at, int64_t left, \
                                                const weaving *w) {                             \
    __m512i x[WEAVE_MOST];                                                                      \
    const char *from = t->from + t->from_at[0] + n * at;                                        \
    for (int q = 0; q < n; q++)                                                                 \
      x[q] = _mm512_maskz_loadu_epi8(some_bytes(n * left - 64 * q), from + 64 * q);             \
    for (int p = 0; p < n; p++)                                                                 \
      _mm512_mask_storeu_epi8(row_of(t, p) + at, some_bytes(left), pick_##bits(w, n, p, x));    \
  }                                                                                             \
                                                                                                \
  WEAVES static INLINE void weave_##bits(const turn *t, int n) {                                \
    const weaving w = weaving_##bits(n);                                                        \
    int64_t end = t->rows * (bits / 8), at = 0;                                                 \
    for (; at + 64 <= end; at += 64) weave_step_##bits(t, n, at, INT32_MAX, &w);                \
    if (at < end) weave_step_##bits(t, n, at, end - at, &w);                                    \
  }                                                                                             \
                                                                                                \
  WEAVES static INLINE void unweave_##bits(const turn *t, int n) {                              \
    const weaving w = unweaving_##bits(n);                                                      \
    int64_t end = t->columns * (bits / 8), at = 0;                                              \
    for (; at + 64 <= end; at += 64) unweave_step_##bits(t, n, at, INT32_MAX, &w);              \
    if (at < end) unweave_step_##bits(t, n, at, end - at, &w);                                  \
  }                                                                                             \
                                                                                                \
  WEAVES static void weaves_##bits(const turn *t) {                                             \
    switch (t->columns) {                                                                       \
    case 2: weave_##bits(t, 2); break;                                                          \
    case 3: weave_##bits(t, 3); break;                                                          \
    case 4: weave_##bits(t, 4); break;                                                          \
    default: weave_##bits(t, (int)t->columns);                                                  \
    }                                                                                           \
  }                                                                                             \
                                                                                                \
  WEAVES static void unweaves_##bits(const turn *t) {                                           \
    switch (t->rows) {                                                                          \
    case 2: unweave_##bits(t, 2); break;                                                        \
    case 3: unweave_##bits(t, 3); break;                                                        \
    case 4: unweave_##bits(t, 4); break;                                                        \
    default: unweave_##bits(t, (int)t->rows);                                                   \
    }                                                                                           \
  }
WEAVE(8)
WEAVE(16)
WEAVE(32)
WEAVE(64)
#undef WEAVE

static bool turn_weaves(const turn *t, int64_t item) {
  int64_t n = t->rows_adjoin && t->columns <= WEAVE_MOST   ? t->columns
              : t->columns_adjoin && t->rows <= WEAVE_MOST ? t->rows
                                                           : 0;
  if (n < 2 || item > 8 || t->rows * t->columns * item < 64 * n || !has_weaves()) return false;
  bool columns = t->rows_adjoin && t->columns == n;
  switch (item) {
  case 1: columns ? weaves_8(t) : unweaves_8(t); break;
  case 2: columns ? weaves_16(t) : unweaves_16(t); break;
  case 4: columns ? weaves_32(t) : unweaves_32(t); break;
  default: columns ? weaves_64(t) : unweaves_64(t);
  }
  return true;
}

static bool turn_registers(const turn *t, int64_t item) {
  if (turn_weaves(t, item)) return true;
  bool squares = t->columns * item <= 32 && ((t->columns | t->rows) * item & 15) == 0;
  if ((squares && item < 16) || !has_avx512()) return false;
  turn_lines(t, item);
  return true;
}
#else
static bool turn_registers(const turn *t, int64_t item) {
  (void)t, (void)item;
  return false;
}
#endif

void turn_elements(const turn *t, int64_t item) {
  if (turn_registers(t, item)) return;
  switch (item) {
  case 1: squares_1(t); break;
  case 2: squares_2(t); break;
  case 4: squares_4(t); break;
  case 8: squares_8(t); break;
  default: elements_16(t, 0, 0, t->columns);
  }
}
