/* values.c: see values.h. */
#include "tests/support/values.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/dtype.h"
#include "base/element.h"
#include "base/utf8.h"

/* ---- Elements ---- */

static const char *skip(const char *p) { return p + strspn(p, " "); }

/* 'text', with \\0 for a NUL; NULL when there is none. At most `item` bytes are written. */
static const char *read_text(const char *p, jx_dtype dtype, char *at, size_t item) {
  memset(at, 0, item);
  if (*p++ != '\'') return NULL;
  for (size_t used = 0, size = dtype_character(dtype); *p != '\''; used += size) {
    uint32_t code = 0;
    size_t n = p[0] == '\\' && p[1] == '0' ? 2 : utf8_decode(p, strlen(p), &code);
    if (!n || used + size > item) return NULL;
    memcpy(at + used, &code, size); /* little-endian, as everything here */
    p += n;
  }
  return p + 1;
}

/* One element; NULL when there is none. float32 is rounded once, from the text. */
static const char *read_element(const char *p, jx_dtype dtype, void *at, size_t item) {
  char *end;
  if (dtype_is_string(dtype)) return read_text(p, dtype, at, item);
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
  size_t size = array_item(r->out);
  if (r->n == r->capacity) {
    r->capacity = r->capacity ? 2 * r->capacity : 16;
    r->data = realloc(r->data, r->capacity * size);
    if (!r->data) abort();
  }
  *p = read_element(*p, r->out->dtype, r->data + r->n++ * size, size);
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
  size_t bytes = array_item(a);
  r->data = calloc((size_t)size * bytes + 1, 1);
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
    size_t letters = strcspn(name, "0123456789");
    bool sized = strncmp(name, "str", letters) == 0 || strncmp(name, "bytes", letters) == 0;
    long characters = sized ? strtol(name + letters, NULL, 10) : 0;
    if (sized) name[letters] = '\0'; /* str5: of five characters */
    out->dtype = jx_dtype_named(name);
    if (sized) out->detail = (uint32_t)characters * dtype_character(out->dtype);
  }
  if (out->dtype == JX_DTYPE_NONE) return false;
  reader r = {.out = out};
  bool fine = *p == '(' ? read_shape(&r, &p) : read_lists(&r, &p);
  const jx_array was = *out;
  *out = jx_array_of(r.data ? r.data : malloc(1), was.dtype, was.rank, was.shape);
  out->flags = was.flags;
  out->detail = was.detail;
  int64_t stride = array_item(out);
  for (int32_t x = out->rank; x-- > 0 && was.detail;) { /* jx_array_of() does not know them */
    out->strides[x] = stride;
    stride *= out->shape[x] > 1 ? out->shape[x] : 1;
  }
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
  return memcmp(at, other, array_item(a)) == 0;
}

bool values_equal(const jx_array *a, const jx_array *b) {
  if (a->dtype != b->dtype || a->rank != b->rank || a->detail != b->detail) return false;
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

static void put_text(writer *w, const jx_array *a, const char *at) {
  uint32_t size = dtype_character(a->dtype), n = a->detail / size;
  static const char none[4];
  while (n && !memcmp(at + (n - 1) * size, none, size)) n--;
  put(w, "'");
  for (uint32_t i = 0; i < n; i++) {
    uint32_t code = 0;
    char utf8[5] = {0};
    memcpy(&code, at + i * size, size);
    utf8_encode(code, utf8);
    put(w, "%s", code ? utf8 : "\\0");
  }
  put(w, "'");
}

static bool put_element(void *arg, const jx_array *a, const char *at, const int64_t *index) {
  writer *w = arg;
  int32_t opened = a->rank; /* lists that begin here: axes from the right with index 0 */
  while (opened > 0 && index[opened - 1] == 0) opened--;
  if (opened > 0) put(w, ", ");
  for (int32_t i = opened; i < a->rank; i++) put(w, "[");
  element_value x = element_load(at, a->dtype);
  if (dtype_is_string(a->dtype))
    put_text(w, a, at);
  else if (a->dtype == JX_BOOL)
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
  put(&w, "%s", array->flags & JX_ARRAY_WEAK ? "weak" : jx_dtype_name(array->dtype));
  if (array->detail) put(&w, "%u", array->detail / dtype_character(array->dtype));
  put(&w, " ");
  if (jx_array_size(array) > 0) {
    each(array, put_element, &w);
    return;
  }
  put(&w, "(");
  for (int32_t i = 0; i < array->rank; i++)
    put(&w, "%lld%s", (long long)array->shape[i], i + 1 < array->rank || i == 0 ? "," : "");
  put(&w, ")");
}
