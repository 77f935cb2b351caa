/* move.c: arrays copied across the grain; see move.h.
 *
 * Axes that follow one another on both sides become one. What then is close together in the one
 * array and what is close in the other, some hundred bytes each, make a block, of which every cache
 * line is read and written while it is in cache, however many axes it has. In a block elements are
 * turned around through registers where both groups are single axes, else go one by one through
 * tables of offsets. Large results are written past the cache, from a block's copy that has their
 * order.
 * Start at move_prepare(), then move_block(). */
#include "runtime/run/move.h"

#include <string.h>

#include "base/least.h"
#include "runtime/machine/stream.h"

/* Smaller arrays are moved in no time. */
#define MOVE_LEAST 16384
/* Results larger than this are written past the cache. */
#define MOVE_STREAM ((int64_t)4 << 20)
/* Bytes that lie together on both sides and are moved as one element; more are a row. */
#define MOVE_RUN 64
/* Bytes of a group that is all of its axes, of a part of one, and of a group that needs no further
 * axis; and of a block. */
#define MOVE_WHOLE 1024
#define MOVE_PART 256
#define MOVE_LINES 128
#define MOVE_BLOCK 32768
/* Bytes of a piece. */
#define MOVE_PIECE 131072

static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }
static int64_t size_of(int64_t stride) { return stride < 0 ? -stride : stride; }

/* ---- Axes ---- */

typedef struct axis {
  int64_t extent, to, from;
} axis;

/* Those of the array, outermost first by strides of `to`. */
static int sort_axes(axis *axes, int rank, const int64_t *extents, const int64_t *to,
                     const int64_t *from) {
  int n = 0;
  for (int x = 0; x < rank; x++) {
    if (extents[x] == 1) continue;
    int at = n++;
    for (; at > 0 && size_of(axes[at - 1].to) < size_of(to[x]); at--) axes[at] = axes[at - 1];
    axes[at] = (axis){extents[x], to[x], from[x]};
  }
  return n;
}

static int merge_axes(axis *axes, int n) {
  int m = 0;
  for (int x = 0; x < n; x++) {
    axis *outer = &axes[m - 1], inner = axes[x];
    bool merges =
        m && outer->to == inner.to * inner.extent && outer->from == inner.from * inner.extent;
    if (merges) inner.extent *= outer->extent;
    axes[merges ? m - 1 : m++] = inner;
  }
  return m;
}

/* The axis that is closest in `from` and in no group, or -1. */
static int closest_from(const axis *axes, int n, const bool *taken) {
  int best = -1;
  for (int x = 0; x < n; x++)
    if (!taken[x] && (best < 0 || size_of(axes[x].from) < size_of(axes[best].from))) best = x;
  return best;
}

/* ---- Groups ---- */

/* Adds `count` points of an axis outside of what the group has. */
static void group_add(move_group *g, const axis *a, int64_t count) {
  int64_t inner = g->count;
  for (int64_t i = 1; i < count; i++)
    for (int64_t j = 0; j < inner; j++) {
      g->to[i * inner + j] = i * a->to + g->to[j];
      g->from[i * inner + j] = i * a->from + g->from[j];
    }
  g->affine = inner == 1;
  g->count = inner * count;
  g->all = inner * a->extent;
  g->parts = (a->extent - 1) / count + 1;
  g->part_to = count * a->to;
  g->part_from = count * a->from;
}

static void group_start(move_group *g) {
  g->count = g->all = g->parts = 1;
  g->part_to = g->part_from = 0;
  g->affine = true;
  g->to[0] = g->from[0] = 0;
}

/* How many points of the next axis bring a group to `wanted` points: all of them if there are not
 * many more, else as many for each part. */
static int64_t points_of(const move_group *g, int64_t extent, int64_t wanted, int64_t whole) {
  if (g->count * extent <= least(whole, MOVE_GROUP)) return extent;
  int64_t n = most(least(wanted, MOVE_GROUP) / g->count, 1);
  int64_t parts = (extent - 1) / n + 1;
  int64_t even = (extent - 1) / parts + 1, eight = (even + 7) / 8 * 8;
  return eight <= n ? eight : even;
}

/* What is closest in `from` is left to the other group. */
static void take_to(move *m, const axis *axes, int n, bool *taken, int64_t wanted, int64_t whole) {
  int64_t enough = MOVE_LINES / (int64_t)m->item;
  int other = closest_from(axes, n, taken);
  group_start(&m->near_to);
  for (int x = n - 1; x > other && m->near_to.count < enough && m->near_to.parts == 1; x--) {
    group_add(&m->near_to, &axes[x], points_of(&m->near_to, axes[x].extent, wanted, whole));
    taken[x] = true;
  }
}

/* What is close in `from` and has been taken already counts, too. */
static void take_from(move *m, const axis *axes, int n, bool *taken, int64_t wanted) {
  int64_t close = 1;
  bool seen[JX_MAX_RANK] = {false};
  group_start(&m->near_from);
  int64_t enough = least(MOVE_LINES / (int64_t)m->item, wanted);
  while (m->near_from.parts == 1) {
    int x = closest_from(axes, n, seen);
    if (x < 0 || close >= enough) return;
    seen[x] = true;
    close *= axes[x].extent;
    if (taken[x]) continue;
    group_add(&m->near_from, &axes[x], points_of(&m->near_from, axes[x].extent, wanted, wanted));
    taken[x] = true;
  }
}

/* Where the other group will be short, the first one's part is longer. */
static void choose_groups(move *m, const axis *axes, int n, bool *taken) {
  int64_t item = (int64_t)m->item, across = axes[closest_from(axes, n, taken)].extent;
  take_to(m, axes, n, taken, most(MOVE_PART / item, MOVE_BLOCK / item / across), MOVE_WHOLE / item);
  take_from(m, axes, n, taken, MOVE_BLOCK / item / m->near_to.count);
  m->together = true;
  for (int64_t i = 0; i < m->near_to.count; i++)
    m->together = m->together && m->near_to.to[i] == i * item;
  m->dense = m->together && m->near_to.parts == 1 && m->near_from.affine &&
             (m->near_from.count == 1 || m->near_from.to[1] == m->near_to.count * item);
  m->squares = m->together && m->near_to.affine && m->near_from.affine && m->near_from.count > 1 &&
               m->near_from.from[1] == item;
  m->stream = m->stream && m->together;
}

/* Rows of `to` read what is close together in `from`, too: the same axis, or leaps that a few cache
 * lines hold. */
static bool rows_do(const axis *axes, int n) {
  bool taken[JX_MAX_RANK] = {false};
  const axis *row = &axes[n - 1];
  return closest_from(axes, n, taken) == n - 1 || (row->extent >= 64 && size_of(row->from) <= 64);
}

bool move_prepare(move *m, int rank, const int64_t *extents, size_t item, char *to,
                  const int64_t *to_strides, const char *from, const int64_t *from_strides) {
  axis axes[JX_MAX_RANK];
  bool taken[JX_MAX_RANK] = {false};
  int n = merge_axes(axes, sort_axes(axes, rank, extents, to_strides, from_strides));
  if (n && axes[n - 1].to == (int64_t)item && axes[n - 1].from == (int64_t)item &&
      axes[n - 1].extent * (int64_t)item < MOVE_RUN)
    item *= (size_t)axes[--n].extent;
  int64_t size = (int64_t)item;
  for (int x = 0; x < n; x++) {
    if (axes[x].from == 0) return false;
    size *= axes[x].extent;
  }
  if (n < 2 || size < MOVE_LEAST || item > MOVE_RUN || rows_do(axes, n)) return false;
  *m = (move){.to = to, .from = from, .item = item, .stream = size > MOVE_STREAM && to != from};
  choose_groups(m, axes, n, taken);
  for (int x = 0; x < n; x++) {
    if (taken[x]) continue;
    m->extent[m->outer] = axes[x].extent;
    m->stride_to[m->outer] = axes[x].to;
    m->stride_from[m->outer++] = axes[x].from;
  }
  m->blocks = m->near_to.parts * m->near_from.parts;
  for (int x = 0; x < m->outer; x++) m->blocks *= m->extent[x];
  int64_t block = m->near_to.count * m->near_from.count * (int64_t)item;
  m->piece = most(MOVE_PIECE / block, 1);
  m->pieces = (m->blocks - 1) / m->piece + 1;
  return true;
}

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

/* square_<bytes>: rows of `from` become columns of `to`; pitches are bytes from row to row. */
#define SQUARE(bytes, rows)                                                                        \
  static inline void square_##bytes(char *to, int64_t to_pitch, const char *from,                  \
                                    int64_t from_pitch) {                                          \
    v##bytes v[rows], w[rows];                                                                     \
    for (int i = 0; i < rows; i++) memcpy(&v[i], from + i * from_pitch, 16);                       \
    for (int round = 1; round < rows; round *= 2) {                                                \
      for (int i = 0; i < rows / 2; i++) {                                                         \
        w[2 * i] = LOW_##bytes(v[i], v[i + rows / 2]);                                             \
        w[2 * i + 1] = HIGH_##bytes(v[i], v[i + rows / 2]);                                        \
      }                                                                                            \
      memcpy(v, w, sizeof v);                                                                      \
    }                                                                                              \
    for (int i = 0; i < rows; i++) memcpy(to + i * to_pitch, &v[i], 16);                           \
  }                                                                                                \
                                                                                                   \
  /* As many squares as there are; what is right of them and below is left. */                     \
  static void squares_##bytes(char *to, int64_t to_pitch, const char *from, int64_t from_pitch,    \
                              int64_t columns, int64_t lines) {                                    \
    for (int64_t b = 0; b + rows <= lines; b += rows)                                              \
      for (int64_t a = 0; a + rows <= columns; a += rows)                                          \
        square_##bytes(to + b * to_pitch + a * bytes, to_pitch, from + a * from_pitch + b * bytes, \
                       from_pitch);                                                                \
  }
SQUARE(1, 16)
SQUARE(2, 8)
SQUARE(4, 4)
SQUARE(8, 2)
#undef SQUARE

/* ---- Blocks ---- */

/* A part of both groups. Points are columns of the near_to group by rows of the near_from one. */
typedef struct block {
  const move *m;
  char *to;
  const char *from;
  int64_t columns, rows;
  int64_t pitch; /* from row to row of a copy; 0: rows are where near_from.to says */
} block;

static inline char *row_at(const block *b, int64_t row) {
  return b->to + (b->pitch ? b->pitch * row : b->m->near_from.to[row]);
}

/* elements_<bytes>: one by one, of the rows from `row` on and the columns from `column` on. */
#define ELEMENTS(bytes)                                                                            \
  static inline void some_##bytes(const block *b, int64_t row, int64_t column, int64_t end) {      \
    const int64_t *to = b->m->near_to.to, *from = b->m->near_to.from;                              \
    bool together = b->m->together;                                                                \
    for (; row < b->rows; row++) {                                                                 \
      char *x = row_at(b, row);                                                                    \
      const char *y = b->from + b->m->near_from.from[row];                                         \
      for (int64_t i = column; i < end; i++)                                                       \
        memcpy(x + (together ? i * bytes : to[i]), y + from[i], bytes);                            \
    }                                                                                              \
  }                                                                                                \
  /* Few columns, each of which is a row of `from`. */                                             \
  static inline void weave_##bytes(const block *b, int columns) {                                  \
    for (int64_t row = 0; row < b->rows; row++)                                                    \
      for (int i = 0; i < columns; i++)                                                            \
        memcpy(b->to + (row * columns + i) * bytes, b->from + b->m->near_to.from[i] + row * bytes, \
               bytes);                                                                             \
  }                                                                                                \
  static void elements_##bytes(const block *b, int64_t row, int64_t column) {                      \
    bool all = b->m->squares && row == 0 && column == 0;                                           \
    bool weaves = all && b->pitch == b->columns * bytes;                                           \
    if (weaves && b->columns == 2)                                                                 \
      weave_##bytes(b, 2);                                                                         \
    else if (weaves && b->columns == 3)                                                            \
      weave_##bytes(b, 3);                                                                         \
    else                                                                                           \
      some_##bytes(b, row, column, b->columns);                                                    \
  }
ELEMENTS(1)
ELEMENTS(2)
ELEMENTS(4)
ELEMENTS(8)
ELEMENTS(16)
#undef ELEMENTS

static void elements_any(const block *b) {
  const move_group *columns = &b->m->near_to, *rows = &b->m->near_from;
  size_t item = b->m->item;
  for (int64_t row = 0; row < b->rows; row++)
    for (int64_t i = 0; i < b->columns; i++) {
      char *x = row_at(b, row) + (b->m->together ? i * (int64_t)item : columns->to[i]);
      const char *y = b->from + rows->from[row] + columns->from[i];
      size_t at = 0;
      for (; at + 8 <= item; at += 8) memcpy(x + at, y + at, 8);
      for (; at < item; at++) x[at] = y[at];
    }
}

/* Squares, and what is left of a block right of them and below. */
#define TURN(bytes)                                                                              \
  static void turn_##bytes(const block *b) {                                                     \
    int64_t side = 16 / bytes, rows = b->rows / side * side, columns = b->columns / side * side; \
    if (!b->m->squares || !rows || !columns) {                                                   \
      elements_##bytes(b, 0, 0);                                                                 \
      return;                                                                                    \
    }                                                                                            \
    squares_##bytes(b->to, b->pitch ? b->pitch : b->m->near_from.to[1], b->from,                 \
                    b->m->near_to.count > 1 ? b->m->near_to.from[1] : 0, columns, rows);         \
    if (columns < b->columns) {                                                                  \
      block right = *b;                                                                          \
      right.rows = rows;                                                                         \
      elements_##bytes(&right, 0, columns);                                                      \
    }                                                                                            \
    if (rows < b->rows) elements_##bytes(b, rows, 0);                                            \
  }
TURN(1)
TURN(2)
TURN(4)
TURN(8)
#undef TURN

static void move_block(const block *b) {
  switch (b->m->item) {
  case 1: turn_1(b); break;
  case 2: turn_2(b); break;
  case 4: turn_4(b); break;
  case 8: turn_8(b); break;
  case 16: elements_16(b, 0, 0); break;
  default: elements_any(b);
  }
}

/* Asks for what the next block reads, while this one is written. */
static void prefetch_block(const block *b) {
  const move_group *columns = &b->m->near_to;
  int64_t bytes = b->rows * (int64_t)b->m->item;
  for (int64_t i = 0; b->m->squares && i < b->columns; i++)
    for (int64_t at = 0; at < bytes; at += 64)
      __builtin_prefetch(b->from + columns->from[i] + at, 0, 2);
}

/* By a copy that has the order of `to`. */
static void stream_block(const block *b, const block *next) {
  _Alignas(64) char copy[MOVE_BLOCK];
  block inside = *b;
  inside.to = copy;
  inside.pitch = b->columns * (int64_t)b->m->item;
  move_block(&inside);
  prefetch_block(next);
  if (b->m->dense) {
    stream_bytes(b->to, copy, inside.pitch * b->rows);
    return;
  }
  for (int64_t row = 0; row < b->rows; row++)
    stream_bytes(row_at(b, row), copy + row * inside.pitch, inside.pitch);
}

static block find_block(const move *m, int64_t at) {
  const move_group *columns = &m->near_to, *rows = &m->near_from;
  int64_t rest = at / columns->parts, column = at % columns->parts, row = rest % rows->parts;
  block b = {.m = m,
             .to = m->to + column * columns->part_to + row * rows->part_to,
             .from = m->from + column * columns->part_from + row * rows->part_from,
             .columns = least(columns->count, columns->all - column * columns->count),
             .rows = least(rows->count, rows->all - row * rows->count)};
  rest /= rows->parts;
  for (int x = m->outer - 1; x >= 0; x--) {
    b.to += rest % m->extent[x] * m->stride_to[x];
    b.from += rest % m->extent[x] * m->stride_from[x];
    rest /= m->extent[x];
  }
  return b;
}

void move_piece(const move *m, int64_t i) {
  int64_t at = i * m->piece, end = least(at + m->piece, m->blocks);
  block b = find_block(m, at);
  while (at < end) {
    block next = ++at < end ? find_block(m, at) : b;
    if (m->stream)
      stream_block(&b, &next);
    else
      move_block(&b);
    b = next;
  }
  if (m->stream) stream_fence();
}
