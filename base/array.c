/* array.c: what can be said of an array without its elements; see array.h. */
#include "base/array.h"
#include "base/time_unit.h"

#include <stdio.h>
#include <string.h>

/* ---- Making and counting ---- */

jx_array jx_array_of(void *data, jx_dtype dtype, int32_t rank, const int64_t *shape) {
  jx_array a = {.data = data, .dtype = dtype, .rank = rank};
  if (rank < 0 || rank > JX_MAX_RANK || (rank > 0 && !shape) || !dtype_valid((int)dtype)) {
    a.rank = -1; /* refused everywhere */
    return a;
  }
  uint64_t stride = array_item(&a); /* 0 of strings, whose length is still to be said */
  for (int x = rank - 1; x >= 0; x--) {
    a.shape[x] = shape[x];
    a.strides[x] = (int64_t)stride;
    if (shape[x] > 1) stride *= (uint64_t)shape[x];
  }
  return a;
}

int64_t array_elements(int rank, const int64_t *shape, size_t itemsize) {
  int64_t n = 1, bytes;
  for (int x = 0; x < rank; x++)
    if (shape[x] == 0) return 0;
  for (int x = 0; x < rank; x++)
    if (__builtin_mul_overflow(n, shape[x], &n)) return -1;
  return __builtin_mul_overflow(n, (int64_t)itemsize, &bytes) ? -1 : n;
}

int64_t jx_array_size(const jx_array *array) {
  if (!array || array->rank < 0 || array->rank > JX_MAX_RANK || !dtype_valid((int)array->dtype))
    return -1;
  for (int x = 0; x < array->rank; x++)
    if (array->shape[x] < 0) return -1;
  return array_elements(array->rank, array->shape, array_item(array));
}

element_value array_scalar(const jx_array *array) {
  uint32_t part = element_form_of(array->dtype).stored / 8;
  if (!array_is_swapped(array)) return element_load(array->data, array->dtype);
  uint8_t bytes[16];
  for (uint32_t i = 0; i < part; i++) bytes[i] = ((const uint8_t *)array->data)[part - 1 - i];
  return element_load(bytes, array->dtype); /* of complex numbers the first part */
}

/* ---- Checking ---- */

/* Strings of more bytes than there may be, or of a part of a character. */
static bool is_cut_short(const jx_array *a) {
  return dtype_is_string(a->dtype) &&
         (a->detail > JX_MAX_ITEM || a->detail % dtype_character(a->dtype));
}

/* One that says it is long, and is not as such integers are. */
static bool is_misshapen(const jx_array *a) {
  return (a->flags & JX_ARRAY_LONG) &&
         (!(a->flags & JX_ARRAY_WEAK) || a->dtype != JX_INT64 || a->rank != 1 || a->shape[0] < 1 ||
          a->shape[0] > ARRAY_LONG_WORDS || a->strides[0] != sizeof(int64_t));
}

#define KNOWN_FLAGS (JX_ARRAY_WEAK | JX_ARRAY_READONLY | JX_ARRAY_LONG | JX_ARRAY_SWAPPED)

bool array_valid(const jx_array *array, bool shapes_only) {
  if (array->flags & ~KNOWN_FLAGS) return false;
  if ((uint32_t)array->rank > JX_MAX_RANK || !dtype_valid((int)array->dtype)) return false;
  if (dtype_is_time(array->dtype) && !unit_of_detail(array->detail)) return false;
  int64_t bytes = array_item(array), reach = 0, step;
  bool empty = false, large = false;
  if (array->flags & JX_ARRAY_LONG && (is_misshapen(array) || !array->data)) return false;
  if (is_cut_short(array)) return false;
  for (int x = 0; x < array->rank; x++) {
    int64_t n = array->shape[x], stride = array->strides[x];
    if (n < 0) return false;
    if (n == 0) empty = true;
    large |= stride == INT64_MIN || __builtin_mul_overflow(bytes, n, &bytes) ||
             __builtin_mul_overflow(n - 1, stride < 0 ? -stride : stride, &step) ||
             __builtin_add_overflow(reach, step, &reach);
  }
  if (empty) return true;
  return !large && reach <= INT64_MAX - 64 && (array->data || (shapes_only && array->rank > 0));
}

jx_status array_explain(diag *d, const jx_array *a, const char *what) {
  const span none = {0};
  if (a->rank < 0 || a->rank > JX_MAX_RANK)
    return diag_fail(d, JX_ERROR_ARGUMENT, none, "%s has rank %d, not 0 to %d", what, (int)a->rank,
                     JX_MAX_RANK);
  if (!dtype_valid((int)a->dtype))
    return diag_fail(d, JX_ERROR_ARGUMENT, none, "%s has an unknown dtype (%d)", what,
                     (int)a->dtype);
  if (a->flags & ~KNOWN_FLAGS)
    return diag_fail(d, JX_ERROR_ARGUMENT, none, "%s has flags that jx does not know (0x%x)", what,
                     (unsigned)(a->flags & ~KNOWN_FLAGS));
  if (dtype_is_time(a->dtype) && !unit_of_detail(a->detail))
    return diag_fail(d, JX_ERROR_ARGUMENT, none, "%s is %s of no unit (%u)", what,
                     dtypes[a->dtype].name, (unsigned)a->detail);
  for (int x = 0; x < a->rank; x++)
    if (a->shape[x] < 0)
      return diag_fail(d, JX_ERROR_ARGUMENT, none, "%s has extent %lld on axis %d", what,
                       (long long)a->shape[x], x);
  char shape[ARRAY_SHAPE_TEXT];
  array_shape_text(shape, a->rank, a->shape);
  if (is_misshapen(a))
    return diag_fail(d, JX_ERROR_ARGUMENT, none,
                     "%s is no long integer: JX_ARRAY_LONG is for 1 to %d words of int64, weak and "
                     "without gaps, not %s",
                     what, ARRAY_LONG_WORDS, shape);
  if (is_cut_short(a))
    return diag_fail(d, JX_ERROR_ARGUMENT, none, "%s has elements of %u bytes, of which %s has %s",
                     what, (unsigned)a->detail, dtypes[a->dtype].name,
                     a->detail > JX_MAX_ITEM ? "fewer" : "a multiple of 4");
  if (jx_array_size(a) < 0)
    return diag_fail(d, JX_ERROR_ARGUMENT, none, "%s has too many elements: shape %s", what, shape);
  if (!a->data)
    return diag_fail(d, JX_ERROR_ARGUMENT, none, "%s of shape %s has no data", what, shape);
  return diag_fail(d, JX_ERROR_ARGUMENT, none, "%s has strides that reach beyond all memory", what);
}

char *array_shape_text(char out[ARRAY_SHAPE_TEXT], int rank, const int64_t *shape) {
  size_t n = (size_t)snprintf(out, ARRAY_SHAPE_TEXT, "(");
  for (int x = 0; x < rank; x++) {
    char part[32];
    size_t k = (size_t)snprintf(part, sizeof part, "%s%lld", x ? "," : "", (long long)shape[x]);
    if (n + k + 8 > ARRAY_SHAPE_TEXT) {
      n += (size_t)snprintf(out + n, ARRAY_SHAPE_TEXT - n, ",...");
      break;
    }
    memcpy(out + n, part, k + 1);
    n += k;
  }
  snprintf(out + n, ARRAY_SHAPE_TEXT - n, rank == 1 ? ",)" : ")");
  return out;
}

/* ---- Overlap ---- */

array_range array_covers(const jx_array *a) {
  uintptr_t low = (uintptr_t)a->data, high = low;
  for (int x = 0; x < a->rank; x++) {
    if (a->shape[x] == 0) return (array_range){low, low};
    int64_t reach = (a->shape[x] - 1) * a->strides[x];
    if (reach < 0)
      low += (uintptr_t)reach;
    else
      high += (uintptr_t)reach;
  }
  return (array_range){low, high + array_item(a)};
}

/* What an array covers modulo m: axes whose stride is a multiple of m do not move within it. */
static array_range covers_modulo(const jx_array *a, uint64_t m) {
  uintptr_t low = (uintptr_t)a->data, width = array_item(a);
  for (int x = 0; x < a->rank; x++) {
    int64_t stride = a->strides[x], reach = (a->shape[x] - 1) * stride;
    if ((uint64_t)(stride < 0 ? -stride : stride) % m == 0) continue;
    if (reach < 0) low += (uintptr_t)reach;
    width += (uintptr_t)(reach < 0 ? -reach : reach);
  }
  low %= m;
  return (array_range){low, low + width};
}

static bool disjoint_modulo(const jx_array *a, const jx_array *b, uint64_t m) {
  array_range ra = covers_modulo(a, m), rb = covers_modulo(b, m);
  uint64_t ahead =
      (rb.low + m - ra.low) % m; /* from a's start to b's, going up around the circle */
  return ahead >= ra.high - ra.low && m - ahead >= rb.high - rb.low;
}

static uint64_t gcd(uint64_t a, uint64_t b) {
  while (b) {
    uint64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* Sums of `most` times `step` and less of each term, and of up to `slack` besides. */
typedef struct sums {
  uint64_t step[2 * JX_MAX_RANK], most[2 * JX_MAX_RANK]; /* largest step first, none twice */
  uint64_t reach[2 * JX_MAX_RANK + 1];                   /* of the terms from here on, and slack */
  uint64_t common[2 * JX_MAX_RANK];                      /* their steps' greatest common divisor */
  uint64_t slack;
  int n, budget;
} sums;

/* Sums to try before an answer is too dear. Arrays whose axes nest, as they do in any view of a
 * larger array, need two or three for each axis. */
#define SUMS_TRIED 1000

static void sums_add(sums *s, uint64_t step, uint64_t most) {
  int at = 0;
  while (at < s->n && s->step[at] > step) at++;
  if (at < s->n && s->step[at] == step) {
    s->most[at] += most;
    return;
  }
  size_t behind = (size_t)(s->n++ - at) * sizeof *s->step;
  memmove(s->step + at + 1, s->step + at, behind);
  memmove(s->most + at + 1, s->most + at, behind);
  s->step[at] = step;
  s->most[at] = most;
}

static void sums_add_axes(sums *s, const jx_array *a) {
  for (int x = 0; x < a->rank; x++)
    if (a->shape[x] > 1 && a->strides[x])
      sums_add(s, (uint64_t)(a->strides[x] < 0 ? -a->strides[x] : a->strides[x]),
               (uint64_t)(a->shape[x] - 1));
}

/* True when the terms from k on make the sum d, or when that was not found out. */
static bool sums_make(sums *s, int k, uint64_t d) {
  if (s->budget-- <= 0) return true;
  if (k == s->n) return d <= s->slack;
  if (d % s->common[k] > s->slack) return false;
  uint64_t step = s->step[k], high = d / step, rest = s->reach[k + 1];
  uint64_t low = d > rest ? (d - rest + step - 1) / step : 0;
  if (high > s->most[k]) high = s->most[k];
  for (uint64_t i = high + 1; i-- > low;)
    if (sums_make(s, k + 1, d - i * step)) return true;
  return false;
}

/* Is there an index of a and one of b, and a byte of each element, at one address? With b counted
 * from its high end, all of these add up to the distance of a's low end from there. It is a
 * bounded knapsack; NumPy solves the same one (solve_may_share_memory in mem_overlap.c). */
static bool elements_meet(const jx_array *a, const jx_array *b, array_range ra, array_range rb) {
  sums s = {.budget = SUMS_TRIED};
  s.slack = array_item(a) + array_item(b) - 2;
  sums_add_axes(&s, a);
  sums_add_axes(&s, b);
  s.reach[s.n] = s.slack;
  for (int k = s.n - 1; k >= 0; k--) {
    s.reach[k] = s.reach[k + 1] + s.step[k] * s.most[k];
    s.common[k] = k + 1 < s.n ? gcd(s.common[k + 1], s.step[k]) : s.step[k];
  }
  return sums_make(&s, 0, rb.high - 1 - ra.low);
}

bool array_may_overlap(const jx_array *a, const jx_array *b) {
  array_range ra = array_covers(a), rb = array_covers(b);
  if (ra.low >= rb.high || rb.low >= ra.high || ra.low == ra.high || rb.low == rb.high)
    return false;
  uint64_t all = 0;
  for (int i = 0; i < 2; i++) {
    const jx_array *v = i ? b : a;
    for (int x = 0; x < v->rank; x++) {
      uint64_t m = (uint64_t)(v->strides[x] < 0 ? -v->strides[x] : v->strides[x]);
      if (v->shape[x] == 1 || m == 0) continue;
      if (disjoint_modulo(a, b, m)) return false;
      all = gcd(all, m);
    }
  }
  return !all || (!disjoint_modulo(a, b, all) && elements_meet(a, b, ra, rb));
}

array_self array_overlaps_itself(const jx_array *a) {
  uint64_t stride[JX_MAX_RANK], item = array_item(a);
  int64_t extent[JX_MAX_RANK];
  int n = 0;
  for (int x = 0; x < a->rank; x++) { /* smallest stride first */
    if (a->shape[x] == 0) return ARRAY_DISJOINT;
    if (a->shape[x] == 1) continue;
    uint64_t s = (uint64_t)(a->strides[x] < 0 ? -a->strides[x] : a->strides[x]);
    int at = n++;
    for (; at > 0 && stride[at - 1] > s; at--) {
      stride[at] = stride[at - 1];
      extent[at] = extent[at - 1];
    }
    stride[at] = s;
    extent[at] = a->shape[x];
  }
  array_self answer = ARRAY_DISJOINT;
  uint64_t inner = item; /* bytes that the axes so far cover */
  for (int i = 0; i < n; i++) {
    if (stride[i] < item || (i && stride[i] == stride[i - 1])) return ARRAY_OVERLAPS;
    if (stride[i] < inner) answer = ARRAY_MAYBE;
    inner += (uint64_t)(extent[i] - 1) * stride[i];
  }
  return answer;
}
