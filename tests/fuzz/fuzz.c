/* fuzz.c: see fuzz.h. */
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dtype.h"
#include "base/element.h"

void fuzz_fail(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fputs("fuzz: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  abort();
}

jx_context *fuzz_context(int threads) {
  const jx_options options = {.threads = threads,
                              .cache = JX_CACHE_OFF,
                              .max_nodes = 20000,
                              .max_bytes = (size_t)256 << 20,
                              .max_pool = (size_t)16 << 20};
  setenv("JX_MODULE_DIR", JX_FUZZ_MODULE_DIR, 0);
  jx_context *context = jx_context_new(&options);
  if (!context) fuzz_fail("no context");
  return context;
}

/* ---- The input ---- */

void fuzz_open(fuzz_input *in, const uint8_t *data, size_t size) {
  const uint8_t *nul = size ? memchr(data, 0, size) : NULL;
  in->length = nul ? (size_t)(nul - data) : size;
  char *text = malloc(in->length ? in->length : 1);
  if (!text) abort();
  if (in->length) memcpy(text, data, in->length);
  in->text = text;
  in->at = nul ? nul + 1 : data + size;
  in->end = data + size;
}

void fuzz_close(fuzz_input *in) { free((void *)in->text); }

unsigned fuzz_next(fuzz_input *in) { return in->at < in->end ? *in->at++ : 0; }

/* ---- Operands ---- */

static jx_dtype pick_dtype(unsigned number) {
  static const jx_dtype all[] = {JX_FLOAT64, JX_INT64, JX_FLOAT32, JX_INT32, JX_BOOL, JX_FLOAT64};
  if (number >= 250) return (jx_dtype)(number - 250 + JX_INT8); /* not compiled */
  return all[number % (sizeof all / sizeof *all)];
}

/* The extents that an operand has when nothing is said are those of most test cases, so that what
 * goes together there does here. */
static int64_t pick_extent(unsigned number, int from_right, bool large) {
  static const int64_t usual[] = {4, 3, 2, 2}, odd[] = {1, 0, 2, 5, 8, 9, 17, 33};
  static const int64_t huge[] = {100000,           INT64_C(1) << 31, INT64_C(1) << 40,
                                 INT64_C(1) << 61, INT64_C(1) << 62, INT64_MAX};
  if (number == 0 || from_right >= FUZZ_RANK) return usual[from_right % FUZZ_RANK];
  if (number <= 8) return odd[number - 1];
  if (large && number >= 240) return huge[(number - 240) % 6];
  return number % (from_right ? 4 : 40);
}

/* Strides as most arrays have them, reversed, of a broadcast, with gaps, or of Fortran order. */
static void pick_strides(jx_array *a, unsigned number) {
  bool fortran = number & 1;
  int64_t stride = (int64_t)jx_dtype_size(a->dtype) * (number & 2 ? 2 : 1);
  for (int i = 0; i < a->rank; i++) {
    int x = fortran ? i : a->rank - 1 - i;
    a->strides[x] = stride;
    if (number >> (2 + x) & 1) a->strides[x] = -stride;
    if (number >> (5 + x) & 1 && x < 2) a->strides[x] = 0;
    if (__builtin_mul_overflow(stride, a->shape[x] ? a->shape[x] : 1, &stride)) stride = 0;
  }
}

static void make_array(jx_array *a, fuzz_input *in, const char *name, bool large) {
  unsigned kind = fuzz_next(in), rank = fuzz_next(in);
  static const jx_dtype scalars[] = {JX_INT64, JX_FLOAT64, JX_BOOL};
  *a = (jx_array){.dtype = pick_dtype(kind)};
  if (kind == 0 && strchr("iklm", *name)) a->dtype = JX_INT64;
  if (kind == 0 && *name == 't') a->dtype = JX_BOOL;
  a->rank = rank == 0 ? 2 : (int32_t)(rank % FUZZ_RANK);
  if (rank == 0 && strchr("nps", *name)) a->rank = 0;
  if (rank >= 200) { /* or 'n' without more said */
    a->rank = 0;
    a->flags = JX_ARRAY_WEAK;
    a->dtype = scalars[kind % 3];
  }
  for (int x = 0; x < a->rank; x++)
    a->shape[x] = pick_extent(fuzz_next(in), a->rank - 1 - x, large);
  pick_strides(a, a->rank ? fuzz_next(in) : 0);
}

bool fuzz_operands_make(fuzz_operands *o, fuzz_input *in, jx_context *context, bool large) {
  jx_inspection look;
  *o = (fuzz_operands){0};
  jx_status status = jx_inspect(context, in->text, in->length, &look);
  if (status != JX_OK) {
    fuzz_check_error(context, in, status);
    return false;
  }
  if (look.nfree > FUZZ_OPERANDS) return false;
  o->nresults = look.nresults;
  for (size_t i = 0; i < look.nfree; i++) {
    if (strlen(look.free_names[i]) >= sizeof o->names[0]) return false;
    strcpy(o->names[i], look.free_names[i]);
  }
  for (o->n = 0; o->n < look.nfree; o->n++) {
    jx_array *a = &o->arrays[o->n];
    make_array(a, in, o->names[o->n], large);
    if (a->rank == 0) {
      a->data = o->blocks[o->n] = calloc(1, 16);
      if (!a->data) abort();
      unsigned small = fuzz_next(in) & (a->dtype == JX_BOOL ? 1 : 255);
      bool real = dtype_is_float(a->dtype); /* a small number, not a subnormal one */
      element_store(a->data, a->dtype,
                    real ? (element_value){.f = (signed char)small / 2.0}
                         : (element_value){.i = small});
    }
    o->list[o->n] = (jx_operand){o->names[o->n], a};
  }
  return true;
}

/* An element: most are small numbers, and some what edges are made of. */
static void put_element(void *at, jx_dtype dtype, unsigned number) {
  static const double odd[] = {
      0.0,    -0.0,   NAN,     INFINITY, -INFINITY, 5e-324, 1e308, -1e308,
      0x1p53, 0x1p63, -0x1p63, 0x1p31,   1e-310,    0.5,    -0.5,  4503599627370497.5};
  static const int64_t ints[] = {INT64_MAX,        INT64_MIN, INT32_MAX, INT32_MIN,
                                 INT64_C(1) << 53, 63,        64,        -64};
  double f = number < 224 ? ((int)number - 100) / 4.0 : odd[number % 16];
  int64_t i = number < 224 ? (int64_t)number % 23 - 11 : ints[number % 8];
  if (dtype == JX_FLOAT32 && isfinite(f) && fabs(f) > 1e38) f = copysign(1e38, f);
  if (dtype == JX_BOOL) i = number & 1;
  element_store(at, dtype,
                dtype_is_float(dtype) ? (element_value){.f = f} : (element_value){.i = i});
}

void fuzz_operands_fill(fuzz_operands *o, fuzz_input *in) {
  uint32_t chance = 1;
  for (size_t i = 0; i < o->n; i++) {
    jx_array *a = &o->arrays[i];
    size_t item = jx_dtype_size(a->dtype), before = 0, size = item;
    if (a->rank == 0 || jx_array_size(a) == 0) continue;
    for (int x = 0; x < a->rank; x++) {
      int64_t reach = (a->shape[x] - 1) * a->strides[x];
      before += reach < 0 ? (size_t)-reach : 0;
      size += (size_t)(reach < 0 ? -reach : reach);
    }
    char *block = o->blocks[i] = malloc(size);
    if (!block) abort();
    for (size_t k = 0; k + item <= size; k += item) {
      chance = chance * 1664525 + 1013904223;
      unsigned number = in->at < in->end ? fuzz_next(in) : chance >> 24;
      put_element(block + k, a->dtype, number);
    }
    a->data = block + before;
  }
}

void fuzz_operands_free(fuzz_operands *o) {
  for (size_t i = 0; i < o->n; i++) free(o->blocks[i]);
}

/* ---- Failures ---- */

static void check_text(const char *what, const char *text, bool lines) {
  for (const unsigned char *p = (const unsigned char *)text; *p; p++)
    if ((*p < ' ' && !(lines && *p == '\n')) || *p == 127)
      fuzz_fail("the %s has a control character, %d: %s", what, *p, text);
}

void fuzz_check_error(const jx_context *context, const fuzz_input *in, jx_status status) {
  const jx_error *e = jx_context_error(context);
  if (e->status != status) fuzz_fail("status %d, but error %d", (int)status, (int)e->status);
  if (status == JX_ERROR_INTERNAL || status == JX_ERROR_CODEGEN || status == JX_ERROR_IO)
    fuzz_fail("%s: %s", jx_status_name(status), e->message);
  if (!*e->message) fuzz_fail("no message");
  check_text("message", e->message, false);
  check_text("rendering", e->rendering, true);
  if (e->offset > in->length || e->length > in->length - e->offset)
    fuzz_fail("span %zu+%zu in a text of %zu bytes", e->offset, e->length, in->length);
}
