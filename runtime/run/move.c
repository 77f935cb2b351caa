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
#include "runtime/run/runs.h"
#include "runtime/run/turn.h"

/* Smaller arrays are moved in no time. */
#define MOVE_LEAST 16384
/* Results larger than this are written past the cache. */
#define MOVE_STREAM ((int64_t)4 << 20)
/* Bytes that lie together on both sides and are moved as one element; more are a row. */
#define MOVE_RUN 64
/* Bytes of a group that is all of its axes, of a part of one, and of groups that need no further
 * axis; and of a block. Rows of a block are read where a processor sees it coming when they are some
 * lines long, and written so that few lines are written in parts. */
#define MOVE_WHOLE 1024
#define MOVE_PART 256
#define MOVE_TO 512
#define MOVE_FROM 256
#define MOVE_BLOCK 65536
/* Bytes of a piece, of a large array's piece; and how many rows of blocks there should be. */
#define MOVE_PIECE 131072
#define MOVE_PIECE_MOST 1048576
#define MOVE_BANDS 16
#define LINE 64
/* Bytes of a block's rows that are in a copy at a time; and of the copy, with what is between them. */
#define MOVE_SOME 4096
#define MOVE_COPY 65536

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

/* Lets an axis begin at its other end. */
static void flip(move *m, axis *a) {
  m->to += (a->extent - 1) * a->to;
  m->from += (a->extent - 1) * a->from;
  a->to = -a->to;
  a->from = -a->from;
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
  int64_t enough = MOVE_TO / (int64_t)m->item;
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
  int64_t enough = least(MOVE_FROM / (int64_t)m->item, wanted);
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

/* How many rows of a block are in a copy at a time, and where: as they are to lines in `to`, with
 * room for a line before each. */
static bool place_rows(move *m) {
  int64_t item = (int64_t)m->item, bytes = m->near_to.count * item, line = most(LINE / item, 1);
  int64_t pitch = (bytes / LINE + 3) * LINE;
  m->some = most(MOVE_SOME / bytes / line, 1) * line;
  for (int64_t row = 0; row < m->near_from.count; row++)
    m->copies[row] = m->dense ? row % m->some * bytes
                              : row % m->some * pitch + (m->near_from.to[row] & (LINE - 1));
  return 3 * LINE + least(m->some, m->near_from.count) * (m->dense ? bytes : pitch) <= MOVE_COPY;
}

/* Whether a row that runs backwards is one that a kernel turns around in registers. */
static bool turns_well(const move *m, const axis *row) {
  return (m->item == 4 || m->item == 8) && row->extent * (int64_t)m->item > CELLS_BYTES;
}

/* What is together on both sides, in few lines, and in another order: the innermost axes of `to`, or
 * some of an axis that runs backwards. */
static bool take_cell(move *m, const axis *axes, int n, bool *taken) {
  int64_t item = (int64_t)m->item, most_points = CELLS_BYTES / item;
  const axis *row = &axes[n - 1];
  group_start(&m->near_to);
  if (row->from == item) return false; /* a row that is copied as it is */
  if (row->to == item && row->from == -item && !turns_well(m, row)) {
    group_add(&m->near_to, row, points_of(&m->near_to, row->extent, most_points, most_points));
    taken[n - 1] = true;
    return cells_prepare(&m->cells, m->near_to.from, m->near_to.count, item, false);
  }
  for (int x = n - 1; x >= 0 && m->near_to.count * axes[x].extent <= most_points; x--) {
    group_add(&m->near_to, &axes[x], axes[x].extent);
    taken[x] = true;
    if (cells_prepare(&m->cells, m->near_to.from, m->near_to.count, item, false)) return true;
  }
  return false;
}

/* What lies next to a cell. */
static void choose_cells(move *m, const axis *axes, int n, bool *taken) {
  int64_t item = (int64_t)m->item, wanted = MOVE_BLOCK / item / m->near_to.count;
  int x = closest_from(axes, n, taken);
  group_start(&m->near_from);
  if (x < 0 || m->near_to.parts > 1) return; /* rows one after the other */
  group_add(&m->near_from, &axes[x], points_of(&m->near_from, axes[x].extent, wanted, wanted));
  taken[x] = true;
}

/* Where the other group will be short, the first one's part is longer. */
static void choose_groups(move *m, axis *axes, int n, bool *taken, int64_t elements) {
  int64_t item = (int64_t)m->item, across = axes[closest_from(axes, n, taken)].extent;
  take_to(m, axes, n, taken, most(MOVE_PART / item, MOVE_BLOCK / item / across), MOVE_WHOLE / item);
  for (int x = 0; x < n; x++)
    if (!taken[x] && axes[x].from < 0) flip(m, &axes[x]);
  int64_t rows = MOVE_BLOCK / item / m->near_to.count, bands = elements / m->near_to.all / rows;
  if (bands < MOVE_BANDS) rows = most(rows * bands / MOVE_BANDS, MOVE_TO / item);
  take_from(m, axes, n, taken, rows);
}

static void find_kind(move *m, bool celled) {
  int64_t item = (int64_t)m->item, bytes = m->near_to.count * item;
  m->together = true;
  for (int64_t i = 0; i < m->near_to.count; i++)
    m->together = m->together && m->near_to.to[i] == i * item;
  m->dense = m->together && m->near_to.parts == 1 && m->near_from.affine &&
             (m->near_from.count == 1 || m->near_from.to[1] == bytes);
  m->woven = m->near_to.affine && m->near_from.parts == 1 && m->near_to.count > 1 &&
             m->near_to.from[1] == m->near_from.count * item;
  m->turns = m->together && item <= 16 && (item & (item - 1)) == 0;
  for (int64_t i = 0; i < m->near_from.count; i++)
    m->turns = m->turns && m->near_from.from[i] == i * item;
  bool adjoin = m->dense && m->near_from.count > 1 && m->near_from.from[1] == bytes;
  m->celled = celled && m->together &&
              cells_prepare(&m->cells, m->near_to.from, m->near_to.count, item, adjoin);
  m->stream = m->stream && m->together && place_rows(m);
}

/* Rows of `to` read what is close together in `from`, too: the same axis, or leaps that a few cache
 * lines hold, and what lies between is no axis of ours. */
static bool rows_do(const axis *axes, int n, int64_t item) {
  bool taken[JX_MAX_RANK] = {false};
  const axis *row = &axes[n - 1];
  int closest = closest_from(axes, n, taken);
  if (closest == n - 1) return true;
  return row->extent >= 64 && size_of(row->from) <= 64 && size_of(axes[closest].from) != item;
}

/* ---- Runs ---- */

/* Bytes of a run that is some lines by itself, wherever the next one is. */
#define RUNS_LONG 256
/* Those of larger results, and of so many bytes, are written past the cache line by line, although
 * lines at both ends are written in parts. */
#define RUNS_STREAM 320
#define RUNS_LARGE ((int64_t)24 << 20)

/* Runs that are in one order on both sides: what is between them differs, as in columns that are
 * left out, or put beside others. */
static bool take_runs(move *m, const axis *axes, int n, int64_t item, int64_t size) {
  move_runs *r = &m->runs;
  r->bytes = 0;
  if (n < 2) return false;
  const axis *run = &axes[n - 1], *row = &axes[n - 2];
  if (run->to != item || run->from != item || run->extent * item > RUNS_BYTES) return false;
  for (int x = 0; x < n - 1 && run->extent * item < RUNS_LONG; x++)
    if (size_of(axes[x].from) < size_of(row->from)) return false;
  r->to = m->to;
  r->from = m->from;
  r->bytes = run->extent * item;
  r->count = size / r->bytes;
  r->piece = most(least(size / 32, MOVE_PIECE_MOST), MOVE_PIECE) / r->bytes;
  r->stream = size > RUNS_LARGE && r->bytes >= RUNS_STREAM && m->to != m->from;
  r->outer = n - 1;
  for (int x = 0; x < r->outer; x++) {
    r->extent[x] = axes[x].extent;
    r->to_apart[x] = axes[x].to;
    r->from_apart[x] = axes[x].from;
  }
  m->pieces = (r->count - 1) / r->piece + 1;
  return true;
}

void move_some_runs(const move_runs *r, int64_t begin, int64_t n) {
  int row = r->outer - 1;
  while (n > 0) {
    int64_t some = least(r->extent[row] - begin % r->extent[row], n), rest = begin;
    char *to = r->to;
    const char *from = r->from;
    for (int x = row; x >= 0; rest /= r->extent[x--]) {
      to += rest % r->extent[x] * r->to_apart[x];
      from += rest % r->extent[x] * r->from_apart[x];
    }
    for (int64_t i = 0; r->stream && i < some; i++)
      stream_bytes(to + i * r->to_apart[row], from + i * r->from_apart[row], r->bytes);
    if (!r->stream) runs_copy(to, r->to_apart[row], from, r->from_apart[row], r->bytes, some);
    begin += some;
    n -= some;
  }
}

/* Where a side of all runs begins and ends. */
static void find_ends(const move_runs *r, const char *at, const int64_t *apart, uintptr_t *ends) {
  ends[0] = ends[1] = (uintptr_t)at;
  for (int x = 0; x < r->outer; x++)
    ends[apart[x] > 0] += (uintptr_t)((r->extent[x] - 1) * apart[x]);
  ends[1] += (uintptr_t)r->bytes;
}

bool move_runs_apart(const move_runs *a, const move_runs *b) {
  uintptr_t written[2], read[2];
  for (int i = 0; i < 2; i++) {
    const move_runs *x = i ? b : a, *y = i ? a : b;
    find_ends(x, x->to, x->to_apart, written);
    find_ends(y, y->from, y->from_apart, read);
    if (written[0] < read[1] && read[0] < written[1]) return false;
  }
  return true;
}

/* Whole rows of blocks where there are enough of those: at a piece's ends lines are written in parts.
 */
static void choose_pieces(move *m, int64_t size) {
  int64_t block = m->near_to.count * m->near_from.count * (int64_t)m->item;
  int64_t parts = m->near_to.parts, bands = m->blocks / parts;
  int64_t wanted = most(least(size / 32, MOVE_PIECE_MOST), MOVE_PIECE) / block;
  if (bands >= MOVE_BANDS && parts * block <= 4 * MOVE_PIECE_MOST)
    m->piece = most(wanted / parts, 1) * parts;
  else
    m->piece = most(wanted, 1);
  m->pieces = (m->blocks - 1) / m->piece + 1;
}

bool move_prepare(move *m, int rank, const int64_t *extents, size_t item, char *to,
                  const int64_t *to_strides, const char *from, const int64_t *from_strides) {
  axis axes[JX_MAX_RANK];
  bool taken[JX_MAX_RANK] = {false};
  int64_t size = (int64_t)item;
  for (int x = 0; x < rank; x++) size *= extents[x];
  if (size < MOVE_LEAST) return false;
  int n = merge_axes(axes, sort_axes(axes, rank, extents, to_strides, from_strides));
  m->to = to;
  m->from = from;
  if (take_runs(m, axes, n, (int64_t)item, size)) return true;
  if (n && axes[n - 1].to == (int64_t)item && axes[n - 1].from == (int64_t)item &&
      axes[n - 1].extent * (int64_t)item < MOVE_RUN)
    item *= (size_t)axes[--n].extent;
  for (int x = 0; x < n; x++)
    if (axes[x].from == 0) return false;
  if (n < 2 || item > MOVE_RUN) return false;
  m->item = item;
  m->stream = size > MOVE_STREAM && to != from;
  m->outer = 0;
  for (int x = 0; x < n; x++)
    if (axes[x].to < 0) flip(m, &axes[x]);
  bool celled = take_cell(m, axes, n, taken);
  if (celled) {
    choose_cells(m, axes, n, taken);
  } else if (rows_do(axes, n, (int64_t)item)) {
    return false;
  } else {
    memset(taken, 0, sizeof taken);
    choose_groups(m, axes, n, taken, size / (int64_t)item);
  }
  find_kind(m, celled);
  for (int x = 0; x < n; x++) {
    if (taken[x]) continue;
    m->extent[m->outer] = axes[x].extent;
    m->stride_to[m->outer] = axes[x].to;
    m->stride_from[m->outer++] = axes[x].from;
  }
  m->blocks = m->near_to.parts * m->near_from.parts;
  for (int x = 0; x < m->outer; x++) m->blocks *= m->extent[x];
  choose_pieces(m, size);
  return true;
}

/* ---- Blocks ---- */

/* A part of both groups. Points are columns of the near_to group by rows of the near_from one. */
typedef struct block {
  const move *m;
  char *to;
  const char *from;
  int64_t columns, rows;
  bool first, last; /* of those that follow one another along the same rows of a piece */
} block;

/* Elements where a side is not in one piece: rows [row, end) of a block. */
#define ELEMENTS(bytes)                                                                    \
  static void elements_##bytes(const block *b, char *at, const int64_t *rows, int64_t row, \
                               int64_t end) {                                              \
    const move_group *columns = &b->m->near_to;                                            \
    bool together = b->m->together;                                                        \
    for (; row < end; row++) {                                                             \
      char *x = at + rows[row];                                                            \
      const char *y = b->from + b->m->near_from.from[row];                                 \
      for (int64_t i = 0; i < b->columns; i++)                                             \
        memcpy(x + (together ? i * bytes : columns->to[i]), y + columns->from[i], bytes);  \
    }                                                                                      \
  }
ELEMENTS(1)
ELEMENTS(2)
ELEMENTS(4)
ELEMENTS(8)
ELEMENTS(16)
#undef ELEMENTS

static void elements_any(const block *b, char *at, const int64_t *rows, int64_t row, int64_t end) {
  const move_group *columns = &b->m->near_to;
  size_t item = b->m->item;
  for (; row < end; row++)
    for (int64_t i = 0; i < b->columns; i++) {
      char *x = at + rows[row] + (b->m->together ? i * (int64_t)item : columns->to[i]);
      const char *y = b->from + b->m->near_from.from[row] + columns->from[i];
      size_t done = 0;
      for (; done + 8 <= item; done += 8) memcpy(x + done, y + done, 8);
      for (; done < item; done++) x[done] = y[done];
    }
}

/* Moves rows [row, end) of a block, which are to be at `at` + rows[...]. */
static void move_rows(const block *b, char *at, const int64_t *rows, int64_t row, int64_t end) {
  const move *m = b->m;
  if (m->celled && b->columns == m->near_to.count) {
    cells_move(&m->cells, at, rows + row, b->from, m->near_from.from + row, end - row);
    return;
  }
  if (m->turns) {
    const char *from = b->from + m->near_from.from[row];
    turn t = {at, from, rows + row, m->near_to.from, end - row, b->columns, m->dense, m->woven};
    turn_elements(&t, (int64_t)m->item);
    return;
  }
  switch (m->item) {
  case 1: elements_1(b, at, rows, row, end); break;
  case 2: elements_2(b, at, rows, row, end); break;
  case 4: elements_4(b, at, rows, row, end); break;
  case 8: elements_8(b, at, rows, row, end); break;
  case 16: elements_16(b, at, rows, row, end); break;
  default: elements_any(b, at, rows, row, end);
  }
}

/* ---- Streams ----
 *
 * Some rows of a block at a time are moved into a copy, in which all lies to cache lines as it will
 * in `to`. What does not fill a line at the end waits for what comes behind it: in a dense block the
 * next rows, else the block that goes on there. */

static char *line_of(char *at) { return at - ((uintptr_t)at & (LINE - 1)); }

/* Writes what is in the copy, but for what does not fill a line. */
static void stream_row(char *to, char *copy, int64_t bytes, bool first, bool last) {
  char *begin = line_of(copy), *end = copy + bytes, *lines = line_of(end);
  int64_t behind = to - copy;
  if (first && begin != copy) {
    int64_t head = least(begin + LINE - copy, bytes);
    memcpy(to, copy, (size_t)head);
    begin += LINE;
  }
  if (begin < lines) {
    stream_lines(begin + behind, begin, (lines - begin) / LINE);
    begin = lines;
  }
  if (last && begin < end) memcpy(begin + behind, begin, (size_t)(end - begin));
}

/* A copy and, for each row of a block, what is left over. */
typedef struct room {
  _Alignas(LINE) char copy[MOVE_COPY];
  _Alignas(LINE) char left[MOVE_GROUP][LINE];
} room;

static void stream_dense(const block *b, room *r) {
  const move *m = b->m;
  int64_t bytes = b->columns * (int64_t)m->item;
  for (int64_t row = 0; row < b->rows; row += m->some) {
    int64_t end = least(row + m->some, b->rows);
    char *to = b->to + row * bytes, *copy = r->copy + ((uintptr_t)to & (LINE - 1));
    if (row) memcpy(r->copy, r->left[0], LINE);
    move_rows(b, copy, m->copies, row, end);
    stream_row(to, copy, (end - row) * bytes, row == 0, end == b->rows);
    memcpy(r->left[0], line_of(copy + (end - row) * bytes), LINE);
  }
}

static void stream_rows(const block *b, room *r) {
  const move *m = b->m;
  int64_t bytes = b->columns * (int64_t)m->item;
  char *copy = r->copy + ((uintptr_t)b->to & (LINE - 1));
  for (int64_t row = 0; row < b->rows; row += m->some) {
    int64_t end = least(row + m->some, b->rows);
    for (int64_t i = row; !b->first && i < end; i++)
      memcpy(line_of(copy + m->copies[i]), r->left[i], LINE);
    move_rows(b, copy, m->copies, row, end);
    for (int64_t i = row; i < end; i++) {
      char *at = copy + m->copies[i];
      stream_row(b->to + m->near_from.to[i], at, bytes, b->first, b->last);
      if (!b->last) memcpy(r->left[i], line_of(at + bytes), LINE);
    }
  }
}

/* ---- Pieces ---- */

/* A block, and which one it is: of the columns, of the rows, and along the other axes. */
typedef struct cursor {
  block block;
  int64_t column, row, at[JX_MAX_RANK];
  char *to; /* of the first block that has the same place along the other axes */
  const char *from;
} cursor;

static void cursor_set(cursor *c) {
  const move *m = c->block.m;
  const move_group *columns = &m->near_to, *rows = &m->near_from;
  c->block.to = c->to + c->column * columns->part_to + c->row * rows->part_to;
  c->block.from = c->from + c->column * columns->part_from + c->row * rows->part_from;
  c->block.columns = least(columns->count, columns->all - c->column * columns->count);
  c->block.rows = least(rows->count, rows->all - c->row * rows->count);
  c->block.first = c->column == 0;
  c->block.last = c->column == columns->parts - 1;
}

static void cursor_begin(cursor *c, const move *m, int64_t block) {
  c->block.m = m;
  c->to = m->to;
  c->from = m->from;
  c->column = block % m->near_to.parts;
  block /= m->near_to.parts;
  c->row = block % m->near_from.parts;
  block /= m->near_from.parts;
  for (int x = m->outer - 1; x >= 0; block /= m->extent[x--]) {
    c->at[x] = block % m->extent[x];
    c->to += c->at[x] * m->stride_to[x];
    c->from += c->at[x] * m->stride_from[x];
  }
  cursor_set(c);
}

static void cursor_step(cursor *c) {
  const move *m = c->block.m;
  if (++c->column == m->near_to.parts) {
    c->column = 0;
    if (++c->row == m->near_from.parts) {
      c->row = 0;
      for (int x = m->outer - 1; x >= 0; x--) {
        c->to += m->stride_to[x];
        c->from += m->stride_from[x];
        if (++c->at[x] < m->extent[x]) break;
        c->at[x] = 0;
        c->to -= m->extent[x] * m->stride_to[x];
        c->from -= m->extent[x] * m->stride_from[x];
      }
    }
  }
  cursor_set(c);
}

static void stream_piece(cursor *c, int64_t n) {
  room r;
  for (int64_t i = 0; i < n; i++, cursor_step(c)) {
    c->block.first |= i == 0;
    c->block.last |= i == n - 1;
    if (c->block.m->dense)
      stream_dense(&c->block, &r);
    else
      stream_rows(&c->block, &r);
  }
  stream_fence();
}

void move_piece(const move *m, int64_t i) {
  cursor c;
  if (m->runs.bytes) {
    int64_t first = i * m->runs.piece;
    move_some_runs(&m->runs, first, least(m->runs.piece, m->runs.count - first));
    if (m->runs.stream) stream_fence();
    return;
  }
  int64_t begin = i * m->piece, n = least(m->piece, m->blocks - begin);
  cursor_begin(&c, m, begin);
  if (m->stream) {
    stream_piece(&c, n);
    return;
  }
  for (int64_t k = 0; k < n; k++, cursor_step(&c))
    move_rows(&c.block, c.block.to, m->near_from.to, 0, c.block.rows);
}
