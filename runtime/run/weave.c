/* weave.c: tables of woven accesses, and their elements one by one; see codegen/weave.h. */
#include "codegen/weave.h"

#include <stdbool.h>
#include <string.h>

/* Every offset, row after row. */
static void find_offsets(weave_table *t, int64_t points, int64_t inner, int64_t outer, int64_t n,
                         int64_t item) {
  int64_t unit = weave_unit(item), parts = item / unit, row = 0, point = 0;
  for (int64_t i = 0; i < n; i++) {
    for (int64_t j = 0; j < parts; j++)
      t->offset[i * parts + j] = (int32_t)(row + point * inner + j * unit);
    if (++point < points) continue;
    point = 0;
    row += outer;
  }
}

static void set_index(uint8_t *index, int64_t i, int64_t unit, int64_t value) {
  uint64_t bits = (uint64_t)value;
  memcpy(index + i * unit, &bits, (size_t)unit); /* little endian */
}

/* The least and the greatest of n offsets. */
typedef struct range {
  int32_t low, high;
} range;

static range range_of(const int32_t *offset, int64_t n) {
  range r = {offset[0], offset[0]};
  for (int64_t i = 1; i < n; i++) {
    r.low = offset[i] < r.low ? offset[i] : r.low;
    r.high = offset[i] > r.high ? offset[i] : r.high;
  }
  return r;
}

/* The two vectors of the group of n units that begins with one, and is in its row for `inside`
 * units; false: there are no such. */
static bool find_vectors(weave_table *t, int64_t first, int64_t n, int64_t inside, int64_t unit) {
  range all = range_of(t->offset + first, n);
  t->low[first] = all.low;
  t->high[first] = all.low + (all.high - all.low < WEAVE_VECTOR ? 0 : WEAVE_VECTOR);
  if (all.high - all.low <= 2 * WEAVE_VECTOR - unit) return true;
  if (inside >= n) return false;
  range row = range_of(t->offset + first, inside),
        next = range_of(t->offset + first + inside, n - inside);
  t->low[first] = row.low;
  t->high[first] = next.low;
  return row.high - row.low <= WEAVE_VECTOR - unit && next.high - next.low <= WEAVE_VECTOR - unit;
}

/* Which units of its vectors a group takes. */
static void set_group(weave_table *t, int64_t first, int64_t n, int64_t inside, int64_t unit) {
  uint8_t *index = t->index + first * WEAVE_GROUP;
  int64_t low = t->low[first], high = t->high[first];
  bool neighbours = high == low || high == low + WEAVE_VECTOR;
  for (int64_t i = 0; i < n; i++) {
    int64_t at = t->offset[first + i];
    bool second = neighbours ? at - low >= WEAVE_VECTOR : i >= inside;
    set_index(index, i, unit, (second ? at - high + WEAVE_VECTOR : at - low) / unit);
  }
}

/* The groups of all steps; false: some group is not dense. */
static bool find_groups(weave_table *t, int64_t lanes, int64_t item, bool store) {
  int64_t unit = weave_unit(item), parts = item / unit, group = weave_group(item, lanes);
  int64_t row = t->points * parts;
  for (int64_t p = 0; p < t->points; p++) {
    int32_t reach = INT32_MIN;
    for (int64_t first = p * parts; first < (p + lanes) * parts; first += group) {
      int64_t inside = row - first % row;
      if (!find_vectors(t, first, group, inside, unit)) return false;
      if (!store) set_group(t, first, group, inside, unit);
      reach = t->low[first] > reach ? t->low[first] : reach;
      reach = t->high[first] > reach ? t->high[first] : reach;
    }
    t->reach[p] = reach + WEAVE_VECTOR;
  }
  return true;
}

/* Which unit belongs to each place: rising ones alone have such. */
static bool find_places(weave_table *t, int64_t n, int64_t unit) {
  if (t->offset[0] < 0 || (t->offset[n - 1] + 2 * WEAVE_VECTOR) / unit > WEAVE_PLACES) return false;
  for (int64_t i = 1; i < n; i++)
    if (t->offset[i] < t->offset[i - 1] + unit) return false;
  memset(t->index, 0xff, (size_t)((t->offset[n - 1] + 2 * WEAVE_VECTOR)));
  for (int64_t i = 0; i < n; i++) set_index(t->index, t->offset[i] / unit, unit, i);
  return true;
}

/* Beyond that offsets would not fit, nor windows. */
#define FAR (1 << 20)

void weave_prepare(weave_table *t, int64_t points, int64_t inner, int64_t outer, int64_t lanes,
                   int64_t item, int64_t store) {
  int64_t unit = weave_unit(item), n = (points + lanes) * (item / unit);
  t->dense = 0;
  t->points = points;
  t->inner = inner;
  t->outer = outer;
  t->near = inner < FAR && inner > -FAR && outer < FAR && outer > -FAR;
  if (!t->near) return;
  find_offsets(t, points, inner, outer, points + lanes, item);
  t->dense = inner % unit == 0 && outer % unit == 0 && find_groups(t, lanes, item, store) &&
             (!store || find_places(t, n, unit));
}

/* ---- One by one ---- */

static inline int64_t offset_of(const weave_table *t, int64_t i, int64_t parts) {
  return t->near ? t->offset[i * parts] : i / t->points * t->outer + i % t->points * t->inner;
}

static inline void take(char *restrict to, const char *restrict from, const weave_table *t,
                        int64_t first, int64_t count, int64_t item) {
  int64_t parts = item / weave_unit(item);
  for (int64_t i = 0; i < count; i++)
    memcpy(to + i * item, from + offset_of(t, first + i, parts), (size_t)item);
}

static inline void put(const char *restrict from, char *restrict to, const weave_table *t,
                       int64_t first, int64_t count, int64_t item) {
  int64_t parts = item / weave_unit(item);
  for (int64_t i = 0; i < count; i++)
    memcpy(to + offset_of(t, first + i, parts), from + i * item, (size_t)item);
}

void weave_take(void *to, const void *from, const weave_table *t, int64_t first, int64_t count,
                int64_t lanes, int64_t item) {
  switch (item) {
  case 1: take(to, from, t, first, count, 1); break;
  case 2: take(to, from, t, first, count, 2); break;
  case 4: take(to, from, t, first, count, 4); break;
  case 8: take(to, from, t, first, count, 8); break;
  default: take(to, from, t, first, count, 16);
  }
  char *at = to;
  for (int64_t i = count; i < lanes; i++)
    memcpy(at + i * item, at + (count - 1) * item, (size_t)item);
}

void weave_put(const void *from, void *to, const weave_table *t, int64_t first, int64_t count,
               int64_t item) {
  switch (item) {
  case 1: put(from, to, t, first, count, 1); break;
  case 2: put(from, to, t, first, count, 2); break;
  case 4: put(from, to, t, first, count, 4); break;
  case 8: put(from, to, t, first, count, 8); break;
  default: put(from, to, t, first, count, 16);
  }
}
