/* test_interpret.c: the interpreter of plans (support/interpret.c) gives the bits that kernels give,
 * at the ends of every dtype too: what stands on it is tested with any. */
#include <math.h>
#include <stdio.h>

#include "base/dtype.h"
#include "base/element.h"
#include "runtime/engine.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"
#include "tests/support/values.h"

/* ---- Extremes ---- */

enum { MOST = 24 };

typedef struct operand {
  jx_array array;
  int64_t words[MOST];
} operand;

static void add(operand *o, element_value x) {
  size_t at = (size_t)o->array.shape[0]++ * jx_dtype_size(o->array.dtype);
  ck_assert(element_store((char *)o->words + at, o->array.dtype, x));
}

static void make_operand(operand *o, jx_dtype dtype) {
  static const double floats[] = {0,      -0.0,       0.5,      -0.5,      1,        -1,
                                  2.5,    -128.5,     255.75,   65536,     0x1p31,   -0x1p31,
                                  0x1p32, 0x1p53 + 2, 0x1p63,   -0x1p63,   0x1.8p63, 0x1p64,
                                  1e30,   -1e300,     INFINITY, -INFINITY, NAN};
  static const int64_t integers[] = {0, 1, 2, 3, 100, -1, -7};
  o->array = jx_array_of(o->words, dtype, 1, (int64_t[]){0});
  if (dtype_is_float(dtype)) {
    for (size_t i = 0; i < sizeof floats / sizeof *floats; i++)
      add(o, (element_value){.f = floats[i]});
    return;
  }
  for (size_t i = 0; i < sizeof integers / sizeof *integers; i++)
    add(o, (element_value){.i = integers[i]});
  int64_t ends[] = {dtype_least(dtype), dtype_greatest(dtype)};
  for (int i = 0; i < 2; i++) {
    add(o, (element_value){.i = ends[i]});
    add(o, (element_value){.i = (int64_t)((uint64_t)ends[i] + (i ? UINT64_MAX : 1))});
  }
}

/* A value of the interpreter is one number. Complex numbers are real operations, and beside those
 * loads and stores alone, which Python's tests compare. */
static bool is_interpreted(jx_dtype d) { return dtype_is_number(d) && !dtype_is_complex(d); }

/* ---- Both ways ---- */

typedef struct both {
  jx_context *kernels, *interpreted;
} both;

static both open_both(void) {
  jx_options options = {.threads = 1, .cache = JX_CACHE_OFF};
  both b = {jx_context_new(&options), context_new_with(&options, interpret_api())};
  ck_assert_ptr_nonnull(b.kernels);
  ck_assert_ptr_nonnull(b.interpreted);
  return b;
}

static void close_both(both *b) {
  jx_context_free(b->kernels);
  jx_context_free(b->interpreted);
}

static void evaluate(jx_context *c, const char *source, const operand *o, jx_array *out) {
  *out = (jx_array){0};
  jx_status status = jx_eval(c, source, JX_NTS, &(jx_operand){"a", &o->array}, 1, out, 1);
  ck_assert_msg(status == JX_OK, "%s of %s: %s", source, jx_dtype_name(o->array.dtype),
                jx_context_error(c)->message);
}

static void compare(const both *b, const char *source, const operand *o) {
  char right[2000], found[2000];
  jx_array results[2];
  evaluate(b->kernels, source, o, &results[0]);
  evaluate(b->interpreted, source, o, &results[1]);
  values_print(&results[0], right, sizeof right);
  values_print(&results[1], found, sizeof found);
  ck_assert_msg(values_equal(&results[0], &results[1]), "%s of %s:\n%s\n%s", source,
                jx_dtype_name(o->array.dtype), right, found);
  jx_array_free(b->kernels, &results[0]);
  jx_array_free(b->interpreted, &results[1]);
}

#define EACH_DTYPE(d)                              \
  for (jx_dtype d = JX_BOOL; d < DTYPE_COUNT; d++) \
    if (is_interpreted((jx_dtype)d))

START_TEST(conversions) {
  both b = open_both();
  operand o;
  EACH_DTYPE(from) {
    make_operand(&o, from);
    EACH_DTYPE(to) {
      char source[40];
      snprintf(source, sizeof source, "astype(a, '%s')", jx_dtype_name(to));
      compare(&b, source, &o);
    }
  }
  close_both(&b);
}
END_TEST

START_TEST(operations) {
  static const char *const sources[] = {"abs(a)",
                                        "-a",
                                        "a+a",
                                        "a-a[::-1]",
                                        "a*a[::-1]",
                                        "a < a[::-1]",
                                        "a <= a[::-1]",
                                        "sum(a)",
                                        "prod(a)",
                                        "minimum(a, a[::-1])",
                                        "maximum(a, a[::-1])",
                                        "min(a)",
                                        "max(a)",
                                        "argmin(a)",
                                        "argmax(a)",
                                        "sum(a, dtype='int8')"};
  both b = open_both();
  operand o;
  EACH_DTYPE(of) {
    make_operand(&o, of);
    if (of == JX_BOOL) continue; /* which has no - */
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) compare(&b, sources[i], &o);
  }
  close_both(&b);
}
END_TEST

UNIT(interpret, conversions, operations)
