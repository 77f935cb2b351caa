/* pool.c: see pool.h. */
#include "tests/stress/pool.h"

#include <stdio.h>
#include <string.h>

#include "base/element.h"

/* $a, $b: the operands; $c: the program's constant. */
static const char *const templates[] = {
    "$a*$c + $b",
    "sum($a*$b) + $c",
    "sqrt(abs($a)) + $c*$b",
    "maximum($a - $b, $c)",
    "where($a < $b, $a + $c, $b)",
    "mean($a) - $c",
    "$a[1:] - $a[:-1]*$c",
    "max($a + $c*$b)",
    "($a + $c)**2 - $b",
    "sum(where($a > $c, $a, $b))",
    "exp($a/$c)*$b",
    "var($a*$c + $b)",
    "$a[::-1] + $c*$b",
    "min($a*$a - $c*$b)",
};
#define TEMPLATES (sizeof templates / sizeof *templates)

static const jx_dtype dtypes[] = {JX_FLOAT64, JX_FLOAT32, JX_INT32, JX_INT64};
static const int64_t extents[POOL_EXTENTS] = {1, 5, 64, 1000};

static const struct {
  const char *a, *b, *after;
  bool swapped; /* b is passed first */
} namings[POOL_NAMINGS] = {
    {"a", "b", "", false}, {"y", "x", " # again", false}, {"left", "b", "", true}};

static void write_text(char *text, size_t room, unsigned program, unsigned naming) {
  size_t at = 0;
  for (const char *t = templates[program % TEMPLATES]; *t; t++) {
    char constant[16];
    snprintf(constant, sizeof constant, "%u", program + 2);
    if (*t != '$') {
      at += (size_t)snprintf(text + at, room - at, "%c", *t);
      continue;
    }
    t++;
    at += (size_t)snprintf(text + at, room - at, "%s",
                           *t == 'a'   ? namings[naming].a
                           : *t == 'b' ? namings[naming].b
                                       : constant);
  }
  snprintf(text + at, room - at, "%s", namings[naming].after);
}

static jx_array make_operand(void *data, jx_dtype dtype, const int64_t *extent, int which) {
  for (int64_t i = 0; i < *extent; i++) {
    int64_t value = which ? 3 * i % 101 - 50 : 7 * i % 211 - 20;
    element_value x = {.i = value};
    if (jx_dtype_kind(dtype) == 'f') x.f = 0.1 * (double)value;
    element_store((char *)data + (size_t)i * jx_dtype_size(dtype), dtype, x);
  }
  return jx_array_of(data, dtype, 1, extent);
}

void pool_eval(jx_context *c, unsigned program, unsigned extent, unsigned naming,
               pool_result *out) {
  static _Thread_local double data[2][POOL_ROOM / sizeof(double)];
  char text[128];
  jx_dtype dtype = dtypes[program / TEMPLATES % 4];
  jx_array arrays[2], result = {0};
  for (int i = 0; i < 2; i++) arrays[i] = make_operand(data[i], dtype, &extents[extent], i);
  jx_operand operands[2];
  bool swapped = namings[naming].swapped;
  operands[swapped] = (jx_operand){namings[naming].a, &arrays[0]};
  operands[!swapped] = (jx_operand){namings[naming].b, &arrays[1]};
  write_text(text, sizeof text, program, naming);
  memset(out, 0, sizeof *out);
  out->status = jx_eval(c, text, JX_NTS, operands, 2, &result, 1);
  if (out->status != JX_OK) {
    out->size = (size_t)snprintf((char *)out->bytes, POOL_ROOM, "%s: %s", text,
                                 jx_context_error(c)->message);
    return;
  }
  out->size = (size_t)jx_array_size(&result) * jx_dtype_size(result.dtype);
  if (out->size) memcpy(out->bytes, result.data, out->size);
  jx_array_free(c, &result);
}

bool pool_same(const pool_result *a, const pool_result *b) {
  return a->status == JX_OK && b->status == JX_OK && a->size == b->size &&
         memcmp(a->bytes, b->bytes, a->size) == 0;
}

/* splitmix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. */
uint64_t pool_random(uint64_t *state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}
