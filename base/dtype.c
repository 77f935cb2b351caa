/* dtype.c: the dtype table as an array, and NumPy 2's promotion and casting rules.
 *
 * In: dtypes of the table (JX_DTYPE_NONE where noted). Out: dtypes. The rules are written from kind
 * and size rather than as a table of pairs; tests/unit/test_dtype.c holds NumPy's own table and
 * compares every pair.
 *
 * Sources: numpy.promote_types, numpy.can_cast and NEP 50
 * (https://numpy.org/neps/nep-0050-scalar-promotion.html). */
#include "base/dtype.h"

#include <assert.h>

const dtype_info dtypes[DTYPE_COUNT] = {
#define X(name, number, text, size, kind) [number] = {text, size, kind},
    JX_DTYPE_TABLE(X)
#undef X
};

#define X(...) +1
_Static_assert(DTYPE_COUNT == 1 JX_DTYPE_TABLE(X), "DTYPE_COUNT is the table's length and NONE");
#undef X

/* ---- Integers ---- */

int64_t dtype_least(jx_dtype d) {
  return dtype_is_signed(d) ? (int64_t)(UINT64_MAX << (dtype_bits(d) - 1)) : 0;
}

int64_t dtype_greatest(jx_dtype d) {
  if (d == JX_BOOL) return 1;
  return (int64_t)(UINT64_MAX >> (64 - dtype_bits(d) + dtype_is_signed(d)));
}

int64_t dtype_wrap(jx_dtype d, uint64_t x) {
  int unused = 64 - dtype_bits(d);
  return dtype_is_signed(d) ? (int64_t)(x << unused) >> unused : (int64_t)(x << unused >> unused);
}

bool dtype_holds(jx_dtype d, int64_t x) {
  if (d == JX_UINT64) return x >= 0; /* its own values beyond int64 are no int64 */
  return x >= dtype_least(d) && x <= dtype_greatest(d);
}

jx_dtype dtype_part(jx_dtype of) {
  for (int d = 1; d < DTYPE_COUNT; d++)
    if (dtypes[d].kind == 'f' && 2 * dtypes[d].size == dtypes[of].size) return (jx_dtype)d;
  return JX_DTYPE_NONE;
}

jx_dtype dtype_of_parts(jx_dtype part) {
  for (int d = 1; d < DTYPE_COUNT; d++)
    if (dtypes[d].kind == 'c' && dtypes[d].size >= 2 * dtypes[part].size) return (jx_dtype)d;
  return JX_DTYPE_NONE;
}

jx_dtype dtype_integer(bool is_signed, size_t bytes) {
  for (int d = 1; d < DTYPE_COUNT; d++)
    if (dtypes[d].kind == (is_signed ? 'i' : 'u') && dtypes[d].size == bytes) return (jx_dtype)d;
  return JX_DTYPE_NONE;
}

const char *dtype_c_name(jx_dtype d) {
  switch (d) {
  case JX_BOOL: return "uint8_t";
  case JX_INT8: return "int8_t";
  case JX_INT16: return "int16_t";
  case JX_INT32: return "int32_t";
  case JX_INT64:
  case JX_DATETIME64: /* in a unit that a header says in words */
  case JX_TIMEDELTA64: return "int64_t";
  case JX_UINT8: return "uint8_t";
  case JX_UINT16: return "uint16_t";
  case JX_UINT32: return "uint32_t";
  case JX_UINT64: return "uint64_t";
  case JX_FLOAT32: return "float";
  case JX_FLOAT64: return "double";
  case JX_FLOAT16: return "uint16_t"; /* its bits: C17 has no type for it */
  case JX_COMPLEX64:                  /* C++ has its own complex numbers */
  case JX_COMPLEX128:
  case JX_BYTES: /* as long as each array says */
  case JX_STR:
  case JX_DTYPE_NONE: break;
  }
  return NULL;
}

/* ---- Promotion ---- */

/* Where a kind stands when different kinds meet. */
static int kind_order(jx_dtype d) {
  switch (dtypes[d].kind) {
  case 'b': return 0;
  case 'u': return 1;
  case 'i': return 2;
  case 'f': return 3;
  default: return 4;
  }
}

static jx_dtype larger(jx_dtype a, jx_dtype b) { return dtypes[a].size >= dtypes[b].size ? a : b; }

/* The smallest float that holds an integer or bool dtype (64 bits are taken to fit float64), or
 * a float itself. */
static jx_dtype float_for(jx_dtype d) {
  if (dtype_is_float(d)) return d;
  switch (dtypes[d].size) {
  case 1: return JX_FLOAT16;
  case 2: return JX_FLOAT32;
  default: return JX_FLOAT64;
  }
}

/* The smallest complex dtype whose parts hold a dtype, or a complex one itself. */
static jx_dtype complex_for(jx_dtype d) {
  if (dtypes[d].kind == 'c') return d;
  return float_for(d) == JX_FLOAT64 ? JX_COMPLEX128 : JX_COMPLEX64;
}

static jx_dtype promote_mixed_signs(jx_dtype u, jx_dtype i) {
  if (dtypes[i].size > dtypes[u].size) return i;
  switch (dtypes[u].size) {
  case 1: return JX_INT16;
  case 2: return JX_INT32;
  case 4: return JX_INT64;
  default: return JX_FLOAT64; /* no integer holds both */
  }
}

jx_dtype dtype_promote(jx_dtype a, jx_dtype b) {
  assert(dtype_is_number(a) && dtype_is_number(b));
  if (kind_order(a) > kind_order(b)) return dtype_promote(b, a);
  if (dtypes[a].kind == dtypes[b].kind) return larger(a, b);
  if (a == JX_BOOL) return b;
  if (dtypes[b].kind == 'i') return promote_mixed_signs(a, b);
  if (dtypes[b].kind == 'f') return larger(float_for(a), b);
  return larger(complex_for(a), b);
}

/* A weak operand beside a strong one: the strong dtype when it is of the same kind or above, else
 * the default dtype of the weak kind (complex beside a float: of that float's precision). */
static jx_dtype promote_to_strong(jx_dtype weak, jx_dtype strong) {
  char kind = dtypes[weak].kind;
  if (kind == dtypes[strong].kind || kind == 'b') return strong;
  if (kind == 'i') return strong == JX_BOOL ? weak : strong;
  if (kind == 'c' && dtype_is_float(strong)) return complex_for(strong);
  return kind_order(strong) < kind_order(weak) ? weak : strong;
}

jx_dtype dtype_promote_weak(jx_dtype a, bool a_weak, jx_dtype b, bool b_weak, bool *weak) {
  *weak = false;
  if (a_weak == b_weak) {
    *weak = a_weak;
    return dtype_promote(a, b);
  }
  return a_weak ? promote_to_strong(a, b) : promote_to_strong(b, a);
}

bool dtype_widens(jx_dtype from, jx_dtype to) {
  assert(dtype_is_number(from) && dtype_is_number(to));
  bool long_integer = dtype_is_integer(from) && dtypes[from].size == 8;
  return dtype_promote(from, to) == to && !(long_integer && !dtype_is_integer(to));
}

bool dtype_can_cast_same_kind(jx_dtype from, jx_dtype to) {
  assert(dtype_is_number(from) && dtype_is_number(to));
  return kind_order(from) <= kind_order(to);
}
