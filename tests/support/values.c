/* values.c: see values.h. */
#include "tests/support/values.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dtype.h"
#include "base/element.h"

/* ---- Elements ---- */

static const char *skip(const char *p) { return p + strspn(p, " "); }

/* One element; NULL when there is none. float32 is rounded once, from the text. */
static const char *read_element(const char *p, jx_dtype dtype, void *at) {
  char *end;
  if (dtype == JX_BOOL) {
    bool truth = strncmp(p, "True", 4) == 0;
    if (!truth && strncmp(p, "False", 5) != 0) return NULL;
    element_store(at, dtype, (element_value){.i = truth});
    return p + (truth ? 4 : 5);
  }
  element_value x;
  if (dtype == JX_UINT64)
    x.i = (int64_t)strtoull(p, &end, 10);
  else if (dtype_is_integer(dtype))
    x.i = strtoll(p, &end, 10);
  else
    x.f = dtype == JX_FLOAT32 ? (double)strtof(p, &end) : strtod(p, &end);
  if (!element_store(at, dtype, x)) abort();
  return end == p ? NULL : end;
}

/* ---- Reading ---- */

/* Lists in lists: elements in C order, and the shape that the first one of each depth has. */
typedef struct reader {
  jx_array *out;
  char *data;
  size_t n, capacity;
  int32_t depth;
} reader;

static bool add_element(reader *r, const char **p) {
  size_t size = jx_dtype_size(r->out->dtype);
  if (r->n == r->capacity) {
    r->capacity = r->capacity ? 2 * r->capacity : 16;
    r->data = realloc(r->data, r->capacity * size);
    if (!r->data) abort();
  }
  *p = read_element(*p, r->out->dtype, r->data + r->n++ * size);
  return *p != NULL;
}

/* `counts[d]` is the length of the list open at depth d. */
static bool read_lists(reader *r, const char **p) {
  int64_t counts[JX_MAX_RANK + 1] = {0};
  bool seen[JX_MAX_RANK + 1] = {false};
  int32_t deepest = 0;
  do {
    *p = skip(*p);
    if (**p == '[') {
      if (++r->depth > JX_MAX_RANK) return false;
      if (r->depth > deepest) deepest = r->depth;
      counts[r->depth] = 0;
      ++*p;
    } else if (**p == ']' && r->depth > 0) {
      int32_t d = r->depth--;
      if (seen[d] && r->out->shape[d - 1] != counts[d]) return false;
      r->out->shape[d - 1] = counts[d];
      seen[d] = true;
      counts[r->depth]++;
      ++*p;
    } else if (**p == ',') {
      ++*p;
    } else {
      if (!add_element(r, p)) return false;
      counts[r->depth]++;
    }
  } while (r->depth > 0);
  r->out->rank = deepest;
  int64_t size = 1;
  for (int32_t i = 0; i < deepest; i++) size *= r->out->shape[i];
  return (size_t)size == r->n;
}

static bool read_shape(reader *r, const char **p) {
  jx_array *a = r->out;
  int64_t size = 1;
  for (++*p; **p != ')'; *p += **p == ',') {
    char *end;
    if (a->rank == JX_MAX_RANK) return false;
    a->shape[a->rank] = strtoll(*p, &end, 10);
    if (end == *p) return false;
    size *= a->shape[a->rank++];
    *p = end;
  }
  ++*p;
  size_t bytes = jx_dtype_size(a->dtype);
  r->data = malloc((size_t)size * bytes + 1);
  for (int64_t i = 0; i < size; i++)
    element_store(r->data + (size_t)i * bytes, a->dtype,
                  dtype_is_float(a->dtype) ? (element_value){.f = (double)i}
                                           : (element_value){.i = i});
  return true;
}

bool values_read(const char *text, jx_array *out) {
  *out = (jx_array){0};
  char name[16];
  int used = 0;
  if (sscanf(text, " %15s%n", name, &used) != 1) return false;
  const char *p = skip(text + used);
  if (strcmp(name, "weak") == 0) {
    out->flags = JX_ARRAY_WEAK;
    bool truth = *p == 'T' || *p == 'F';
    out->dtype = truth ? JX_BOOL : strpbrk(p, ".enif") ? JX_FLOAT64 : JX_INT64;
  } else {
    out->dtype = jx_dtype_named(name);
  }
  if (out->dtype == JX_DTYPE_NONE) return false;
  reader r = {.out = out};
  bool fine = *p == '(' ? read_shape(&r, &p) : read_lists(&r, &p);
  uint32_t flags = out->flags;
  int64_t shape[JX_MAX_RANK];
  memcpy(shape, out->shape, sizeof shape);
  *out = jx_array_of(r.data ? r.data : malloc(1), out->dtype, out->rank, shape);
  out->flags = flags;
  if (fine && *skip(p) == '\0') return true;
  values_free(out);
  return false;
}

void values_free(jx_array *array) {
  free(array->data);
  array->data = NULL;
}

/* ---- Comparing and printing ---- */

/* Calls `use` with each element in C order, until it says false. */
typedef bool use_element(void *arg, const jx_array *a, const char *at, const int64_t *index);

static bool each(const jx_array *a, use_element *use, void *arg) {
  int64_t index[JX_MAX_RANK] = {0};
  int64_t size = jx_array_size(a);
  for (int64_t n = 0; n < size; n++) {
    const char *at = a->data;
    for (int32_t i = 0; i < a->rank; i++) at += index[i] * a->strides[i];
    if (!use(arg, a, at, index)) return false;
    for (int32_t i = a->rank; i-- > 0 && ++index[i] == a->shape[i];) index[i] = 0;
  }
  return true;
}

static bool same_element(void *arg, const jx_array *a, const char *at, const int64_t *index) {
  const jx_array *b = arg;
  const char *other = b->data;
  for (int32_t i = 0; i < b->rank; i++) other += index[i] * b->strides[i];
  if (dtype_is_float(a->dtype) && isnan(element_load(at, a->dtype).f))
    return isnan(element_load(other, b->dtype).f);
  return memcmp(at, other, jx_dtype_size(a->dtype)) == 0;
}

bool values_equal(const jx_array *a, const jx_array *b) {
  if (a->dtype != b->dtype || a->rank != b->rank) return false;
  if ((a->flags & JX_ARRAY_WEAK) != (b->flags & JX_ARRAY_WEAK)) return false;
  for (int32_t i = 0; i < a->rank; i++)
    if (a->shape[i] != b->shape[i]) return false;
  return each(a, same_element, (void *)b);
}

typedef struct writer {
  char *at;
  size_t left;
} writer;

static void put(writer *w, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vsnprintf(w->at, w->left, format, args);
  va_end(args);
  size_t used = (size_t)n < w->left ? (size_t)n : w->left - 1;
  w->at += used;
  w->left -= used;
}

/* The fewest digits that read back as the same value. */
static void put_float(writer *w, double value, jx_dtype dtype) {
  char digits[40];
  for (int n = 1; n <= 17; n++) {
    snprintf(digits, sizeof digits, "%.*g", n, value);
    double back = dtype == JX_FLOAT32 ? (double)strtof(digits, NULL) : strtod(digits, NULL);
    if (back == value) break;
  }
  if (isnan(value)) snprintf(digits, sizeof digits, "nan");
  put(w, "%s%s", digits, strpbrk(digits, ".eni") ? "" : ".0");
}

static bool put_element(void *arg, const jx_array *a, const char *at, const int64_t *index) {
  writer *w = arg;
  int32_t opened = a->rank; /* lists that begin here: axes from the right with index 0 */
  while (opened > 0 && index[opened - 1] == 0) opened--;
  if (opened > 0) put(w, ", ");
  for (int32_t i = opened; i < a->rank; i++) put(w, "[");
  element_value x = element_load(at, a->dtype);
  if (a->dtype == JX_BOOL)
    put(w, *at ? "True" : "False");
  else if (dtype_is_float(a->dtype))
    put_float(w, x.f, a->dtype);
  else
    put(w, dtypes[a->dtype].kind == 'u' ? "%llu" : "%lld", (long long)x.i);
  for (int32_t i = a->rank; i-- > 0 && index[i] == a->shape[i] - 1;) put(w, "]");
  return true;
}

void values_print(const jx_array *array, char *out, size_t size) {
  writer w = {out, size};
  put(&w, "%s ", array->flags & JX_ARRAY_WEAK ? "weak" : jx_dtype_name(array->dtype));
  if (jx_array_size(array) > 0) {
    each(array, put_element, &w);
    return;
  }
  put(&w, "(");
  for (int32_t i = 0; i < array->rank; i++)
    put(&w, "%lld%s", (long long)array->shape[i], i + 1 < array->rank || i == 0 ? "," : "");
  put(&w, ")");
}
