/* tiles.c: tiles of stages that read large arrays across the grain; see tiles.h.
 *
 * The kernel is the one that runs without this file: a tile has a copy of the stage's slots, in
 * which addresses and strides of what is in buffers are others. Tiles begin where the lines of a
 * result do, if its rows allow that.
 * Start at tiles_prepare(), then tiles_run().
 */
#include "runtime/run/tiles.h"

#include <string.h>

#include "base/least.h"
#include "runtime/machine/stream.h"

/* Bytes of an array from which on tiles pay. */
#define TILES_LEAST ((int64_t)16 << 20)
/* And of one whose rows, or columns, all begin at the same places of a first-level cache. */
#define TILES_FOLDED ((int64_t)4 << 20)
#define TILES_CACHE 4096
#define TILES_LINE 64
/* Bytes of all buffers, on a thread's stack; and slots there. */
#define TILES_BYTES 147456
#define TILES_SLOTS 256
/* Rows of results that are in a buffer at a time. */
#define TILES_ROWS 16

/* ---- Which accesses ---- */

static uint32_t row_loop(const tiles *t) { return stage_row_loop(t->stage->plan); }

static const int64_t *slot_of(const tiles *t, uint32_t access) {
  return t->stage->slots + stage_access_slot(t->stage->plan, access);
}

/* x lies along the columns and y along the rows, and they are the same array. */
static bool are_mirrored(const tiles *t, uint32_t x, uint32_t y) {
  const int64_t *a = slot_of(t, x), *b = slot_of(t, y);
  if (a[0] != b[0] || t->rows != t->columns) return false;
  for (uint32_t l = 0; l < row_loop(t); l++)
    if (a[1 + l] != b[1 + l]) return false;
  return a[1 + row_loop(t)] == b[1 + t->stage->plan->vector];
}

/* False when there are too many. */
static bool add_array(tiles *t, uint32_t access, uint32_t mirror) {
  const plan_access *a = &t->stage->accesses[access];
  const plan_stage *p = t->stage->plan;
  bool across = a->vector == ACCESS_TRANSPOSED;
  if (t->n == TILES_BUFFERED) return false;
  t->arrays[t->n++] =
      (tiles_array){.slot = stage_access_slot(p, access),
                    .item = a->item,
                    .across = across,
                    .store = a->store != 0,
                    .stride = slot_of(t, access)[1 + (across ? p->vector : row_loop(t))],
                    .mirror = mirror};
  return true;
}

/* An array that lies along the rows, and itself the other way. */
static bool add_pair(tiles *t, uint32_t y) {
  const plan_stage *p = t->stage->plan;
  const plan_access *a = t->stage->accesses;
  uint32_t n = t->n;
  if (!add_array(t, y, n)) return false;
  for (uint32_t x = 0; x < p->naccesses; x++) {
    if (a[x].store || a[x].vector != ACCESS_UNIT || a[x].item != a[y].item) continue;
    if (!are_mirrored(t, x, y)) continue;
    t->arrays[n].mirror = n + 1;
    t->mirrored = true;
    return add_array(t, x, n);
  }
  return true;
}

static bool add_arrays(tiles *t) {
  const plan_stage *p = t->stage->plan;
  const plan_access *a = t->stage->accesses;
  for (uint32_t i = 0; i < p->naccesses; i++)
    if (!a[i].store && a[i].vector == ACCESS_TRANSPOSED && !add_pair(t, i)) return false;
  if (t->n == 0 || t->stage->slots[SLOT_STREAM]) return t->n > 0;
  for (uint32_t i = 0; i < p->naccesses; i++)
    if (a[i].store && a[i].vector == ACCESS_UNIT && !add_array(t, i, t->n)) return false;
  t->streams = true;
  return true;
}

/* ---- Sizes ---- */

/* Lines enough of each row, and few enough rows that two buffers stay in a second-level cache. */
static int64_t side_of(int64_t item) {
  return item > 8 ? 32 : item > 4 ? 64 : item > 2 ? 96 : item > 1 ? 128 : 192;
}

/* Points before the first at which the first result begins a line. */
static int64_t lead_of(const tiles *t) {
  const plan_access *a = t->stage->accesses;
  for (uint32_t i = 0; i < t->stage->plan->naccesses; i++) {
    if (!a[i].store || a[i].vector != ACCESS_UNIT) continue;
    int64_t before = -slot_of(t, i)[0] & (TILES_LINE - 1);
    return before % a[i].item ? 0 : before / a[i].item;
  }
  return 0;
}

/* A gap between rows lets them fall into different places of a cache. */
static bool place_buffers(tiles *t) {
  size_t at = 0;
  for (uint32_t i = 0; i < t->n; i++) {
    tiles_array *a = &t->arrays[i];
    int64_t most = t->side + t->lead, rows = a->store ? TILES_ROWS : most;
    a->pitch = (most * a->item / TILES_LINE + 1) * TILES_LINE;
    if (a->pitch % 128 == 0) a->pitch += TILES_LINE;
    a->buffer = at;
    at += (size_t)(rows * a->pitch);
  }
  return at <= TILES_BYTES;
}

static int64_t count_tiles(const tiles *t, int64_t extent) {
  return extent <= t->lead + t->side ? 1 : (extent - t->lead - 1) / t->side + 1;
}

bool tiles_prepare(tiles *t, const schedule_stage *s) {
  const plan_stage *p = s->plan;
  if (!stage_is_tiled(p) || p->ngathers || p->period || stage_slots(p) > TILES_SLOTS) return false;
  *t = (tiles){.stage = s};
  t->rows = s->slots[SLOT_FIRST + row_loop(t)];
  t->columns = s->slots[SLOT_FIRST + p->vector];
  if (!add_arrays(t)) return false;
  int64_t item = 0;
  for (uint32_t i = 0; i < t->n; i++)
    if (t->arrays[i].item > item) item = t->arrays[i].item;
  bool folded = false;
  for (uint32_t i = 0; i < t->n; i++)
    folded = folded || (t->arrays[i].across && t->arrays[i].stride % TILES_CACHE == 0);
  if (t->rows * t->columns < (folded ? TILES_FOLDED : TILES_LEAST) / item) return false;
  t->side = side_of(item);
  t->lead = lead_of(t);
  t->down = count_tiles(t, t->rows);
  t->along = count_tiles(t, t->columns);
  t->each = t->mirrored ? t->down * (t->down + 1) / 2 : t->down * t->along;
  t->count = t->each * (s->kept / t->rows);
  return place_buffers(t);
}

/* ---- Tiles ---- */

typedef struct tile {
  int64_t outer; /* of the points of the loops outside */
  int64_t row, rows, column, columns;
} tile;

static void find_side(const tiles *t, int64_t i, int64_t extent, int64_t *begin, int64_t *count) {
  *begin = i ? t->lead + i * t->side : 0;
  *count = least(t->lead + (i + 1) * t->side, extent) - *begin;
}

static tile tile_at(const tiles *t, int64_t outer, int64_t down, int64_t along) {
  tile at = {.outer = outer};
  find_side(t, down, t->rows, &at.row, &at.rows);
  find_side(t, along, t->columns, &at.column, &at.columns);
  return at;
}

/* Where an array's part of a tile begins, in memory. */
static char *part_of(const tiles *t, const tiles_array *a, const tile *at) {
  const int64_t *slot = t->stage->slots + a->slot;
  int64_t offset = a->across ? at->row * a->item + at->column * a->stride
                             : at->column * a->item + at->row * a->stride;
  for (int64_t l = row_loop(t), outer = at->outer; l-- > 0;) {
    int64_t extent = t->stage->slots[SLOT_FIRST + l];
    offset += outer % extent * slot[1 + l];
    outer /= extent;
  }
  return (char *)(uintptr_t)(slot[0] + offset);
}

static void load_part(const tiles *t, const tiles_array *a, const tile *at, char *buffer) {
  int64_t n = a->across ? at->columns : at->rows;
  size_t bytes = (size_t)((a->across ? at->rows : at->columns) * a->item);
  const char *from = part_of(t, a, at);
  for (int64_t i = 0; i < n; i++) memcpy(buffer + i * a->pitch, from + i * a->stride, bytes);
}

static void store_part(const tiles *t, const tiles_array *a, const tile *at, const char *buffer) {
  char *to = part_of(t, a, at);
  for (int64_t i = 0; i < at->rows; i++)
    stream_bytes(to + i * a->stride, buffer + i * a->pitch, at->columns * a->item);
}

/* Lets the kernel find an array's part of a tile in a buffer. */
static void point_at(const tiles *t, const tiles_array *a, const tile *at, const char *buffer,
                     int64_t *slots) {
  const plan_stage *p = t->stage->plan;
  int64_t *slot = slots + a->slot, *row = slot + 1 + row_loop(t), *column = slot + 1 + p->vector;
  memset(slot + 1, 0, stage_loops(p) * sizeof *slot);
  *row = a->across ? a->item : a->pitch;
  *column = a->across ? a->pitch : a->item;
  slot[0] = (int64_t)(uintptr_t)buffer - at->row * *row - at->column * *column;
}

static void call_kernel(const tiles *t, const tile *at, const int64_t *slots) {
  int64_t begin = at->outer * t->rows + at->row;
  t->stage->entry(slots, begin, begin + at->rows, at->column, at->column + at->columns, NULL, NULL);
}

/* A tile whose operands are in buffers; results that go through buffers do so some rows at a time.
 */
static void run_tile(const tiles *t, const tile *at, char *buffers, int64_t *slots) {
  if (!t->streams) {
    call_kernel(t, at, slots);
    return;
  }
  for (int64_t row = 0; row < at->rows; row += TILES_ROWS) {
    tile some = *at;
    some.row += row;
    some.rows = least(TILES_ROWS, at->rows - row);
    for (uint32_t i = 0; i < t->n; i++)
      if (t->arrays[i].store)
        point_at(t, &t->arrays[i], &some, buffers + t->arrays[i].buffer, slots);
    call_kernel(t, &some, slots);
    for (uint32_t i = 0; i < t->n; i++)
      if (t->arrays[i].store) store_part(t, &t->arrays[i], &some, buffers + t->arrays[i].buffer);
  }
  stream_fence();
}

/* Which tile an item is: where they are mirrored, one on the diagonal or right of it. */
static void find_item(const tiles *t, int64_t i, int64_t *down, int64_t *along) {
  if (!t->mirrored) {
    *down = i / t->along;
    *along = i % t->along;
    return;
  }
  *down = 0;
  for (int64_t n = t->along; i >= n; n--) {
    i -= n;
    ++*down;
  }
  *along = *down + i;
}

void tiles_run(const tiles *t, int64_t i) {
  _Alignas(TILES_LINE) char buffers[TILES_BYTES];
  int64_t slots[TILES_SLOTS], down, along, outer = i / t->each;
  find_item(t, i % t->each, &down, &along);
  memcpy(slots, t->stage->slots, stage_slots(t->stage->plan) * sizeof *slots);
  tile at = tile_at(t, outer, down, along), mirror = tile_at(t, outer, along, down);
  for (uint32_t j = 0; j < t->n; j++) {
    const tiles_array *a = &t->arrays[j];
    if (a->store) continue;
    load_part(t, a, &at, buffers + a->buffer);
    point_at(t, a, &at, buffers + a->buffer, slots);
  }
  run_tile(t, &at, buffers, slots);
  if (!t->mirrored || down == along) return;
  for (uint32_t j = 0; j < t->n; j++) {
    const tiles_array *a = &t->arrays[j];
    if (a->store) continue;
    /* what lay along the rows of the one lies along the columns of the other */
    if (a->mirror == j) load_part(t, a, &mirror, buffers + a->buffer);
    point_at(t, a, &mirror, buffers + t->arrays[a->mirror].buffer, slots);
  }
  run_tile(t, &mirror, buffers, slots);
}
