/* dims.c: evaluates dim nodes and guards: see dims.h for what they are.
 *
 * Takes nodes whose operands stand before them; gives one value each. Whatever the numbers are,
 * nothing here faults: integers wrap as the kernels' do, division by zero gives what NumPy gives,
 * and conversions saturate. The builder folds constants with the same functions, so that a folded
 * number and a bound one agree. Start at dim_apply(). */
#include "runtime/dims.h"

#include <math.h>
#include <string.h>

#include "runtime/dtype.h"

static int64_t wrap_add(int64_t a, int64_t b) { return (int64_t)((uint64_t)a + (uint64_t)b); }
static int64_t wrap_sub(int64_t a, int64_t b) { return (int64_t)((uint64_t)a - (uint64_t)b); }
static int64_t wrap_mul(int64_t a, int64_t b) { return (int64_t)((uint64_t)a * (uint64_t)b); }

int64_t dims_floordiv(int64_t a, int64_t b) {
  if (b == 0) return 0;
  if (b == -1) return wrap_sub(0, a);
  return a / b - ((a % b != 0) && ((a < 0) != (b < 0)));
}

int64_t dims_mod(int64_t a, int64_t b) {
  if (b == 0 || b == -1) return 0;
  int64_t r = a % b;
  return r != 0 && ((r < 0) != (b < 0)) ? r + b : r;
}

/* npy_divmod of NumPy (npymath/npy_math_internal.h.src): the quotient is made from the exact
 * remainder. */
double dims_fmod(double a, double b) {
  double r = fmod(a, b);
  if (b == 0) return r;
  if (r == 0) return copysign(0, b);
  return (b < 0) != (r < 0) ? r + b : r;
}

double dims_ffloordiv(double a, double b) {
  if (b == 0) return a / b;
  double r = fmod(a, b);
  double q = (a - r) / b;
  if (r != 0 && (b < 0) != (r < 0)) q -= 1;
  if (q == 0) return copysign(0, a / b);
  double whole = floor(q);
  return q - whole > 0.5 ? whole + 1 : whole;
}

int64_t dims_pow(int64_t base, int64_t exponent) {
  if (exponent < 0) return 0;
  uint64_t x = (uint64_t)base, product = 1;
  for (uint64_t n = (uint64_t)exponent; n; n >>= 1, x *= x)
    if (n & 1) product *= x;
  return (int64_t)product;
}

static int64_t shift(int64_t a, int64_t by, bool left) {
  if (by < 0 || by > 63) return left || a >= 0 ? 0 : -1;
  return left ? (int64_t)((uint64_t)a << by) : a >> by;
}

int64_t dims_truncate(double f) {
  if (isnan(f)) return 0;
  if (f >= 0x1p63) return INT64_MAX;
  if (f < -0x1p63) return INT64_MIN;
  return (int64_t)f;
}

/* The float16 value of its bits. */
static double half(uint16_t bits) {
  int exponent = (bits >> 10) & 31;
  int fraction = bits & 1023;
  double magnitude = exponent == 31  ? (fraction ? NAN : INFINITY)
                     : exponent == 0 ? ldexp(fraction, -24)
                                     : ldexp(fraction + 1024, exponent - 25);
  return bits & 0x8000 ? -magnitude : magnitude;
}

/* A 0-d operand's value; data of any alignment, absent data reads as 0. */
static dim_value scalar(const jx_array *array) {
  dim_value out = {0};
  if (!array->data) return out;
#define LOAD(T, field)                    \
  {                                       \
    T x;                                  \
    memcpy(&x, array->data, sizeof x);    \
    out.field = (__typeof__(out.field))x; \
    break;                                \
  }
  switch (array->dtype) {
  case JX_BOOL:
  case JX_UINT8: LOAD(uint8_t, i)
  case JX_INT8: LOAD(int8_t, i)
  case JX_INT16: LOAD(int16_t, i)
  case JX_INT32: LOAD(int32_t, i)
  case JX_INT64: LOAD(int64_t, i)
  case JX_UINT16: LOAD(uint16_t, i)
  case JX_UINT32: LOAD(uint32_t, i)
  case JX_UINT64: {
    uint64_t x;
    memcpy(&x, array->data, sizeof x);
    out.i = x > INT64_MAX ? INT64_MAX : (int64_t)x;
    break;
  }
  case JX_FLOAT16: {
    uint16_t x;
    memcpy(&x, array->data, sizeof x);
    out.f = half(x);
    break;
  }
  case JX_FLOAT32: LOAD(float, f)
  case JX_FLOAT64: LOAD(double, f)
  default: break;
  }
#undef LOAD
  return out;
}

/* Length of arange(a, b, c) in integers, exact; -1 when c is 0 or the length is beyond
 * DIMS_MAX_LENGTH. */
static int64_t range_integers(int64_t a, int64_t b, int64_t c) {
  bool down = c < 0;
  uint64_t step = down ? 0 - (uint64_t)c : (uint64_t)c;
  if (step == 0) return -1;
  if (down ? b >= a : b <= a) return 0;
  uint64_t distance = down ? (uint64_t)a - (uint64_t)b : (uint64_t)b - (uint64_t)a;
  uint64_t n = (distance - 1) / step + 1;
  return n > DIMS_MAX_LENGTH ? -1 : (int64_t)n;
}

/* The same in floats, as _calc_length() in NumPy's ctors.c: a quotient that underflows still counts
 * as one step. */
static int64_t range_floats(double a, double b, double c) {
  if (c == 0) return -1;
  double distance = b - a;
  double n = distance / c;
  if (n == 0 && distance != 0) return signbit(n) ? 0 : 1;
  n = ceil(n);
  if (isnan(n) || n > (double)DIMS_MAX_LENGTH) return -1;
  return n <= 0 ? 0 : (int64_t)n;
}

/* A slice bound counted from the end when negative, and clipped to what a slice of that direction
 * may start or end at: [0, extent] forwards, [-1, extent - 1] backwards (PySlice_AdjustIndices). */
static int64_t slice_bound(int64_t bound, int64_t extent, bool backwards) {
  if (bound < 0) {
    bound += extent;
    if (bound < 0) return backwards ? -1 : 0;
  } else if (bound >= extent) {
    return backwards ? extent - 1 : extent;
  }
  return bound;
}

static int64_t slice_start(int64_t extent, bool given, int64_t start, int64_t step) {
  if (!given) return step < 0 ? extent - 1 : 0;
  return slice_bound(start, extent, step < 0);
}

static int64_t slice_length(int64_t extent, int64_t start, bool given, int64_t stop, int64_t step) {
  if (given)
    stop = slice_bound(stop, extent, step < 0);
  else
    stop = step < 0 ? -1 : extent;
  return range_integers(start, stop, step);
}

dim_value dims_apply(const dim_node *n, const dim_value *values, const dim_node *nodes,
                     const jx_array *const *operands) {
  dim_value out = {0};
  if (n->op == DIM_CONST) return n->imm;
  if (n->op == DIM_EXTENT) return (dim_value){.i = operands[n->a]->shape[n->b]};
  if (n->op == DIM_SCALAR) return scalar(operands[n->a]);

  int64_t x[3] = {0};
  double f[3] = {0};
  const dim_ref args[3] = {n->a, n->b, n->c};
  bool floats = false;
  for (int k = 0; k < 3; k++) {
    if (args[k] < 0) continue;
    dim_value v = values[args[k]];
    bool is_float = nodes[args[k]].is_float;
    floats |= is_float;
    x[k] = is_float ? dims_truncate(v.f) : v.i;
    f[k] = is_float ? v.f : (double)v.i;
  }

  switch ((dim_op)n->op) {
#define BOTH(op, integer, real) \
  case op:                      \
    if (floats)                 \
      out.f = (real);           \
    else                        \
      out.i = (integer);        \
    break;
    BOTH(DIM_ADD, wrap_add(x[0], x[1]), f[0] + f[1])
    BOTH(DIM_SUB, wrap_sub(x[0], x[1]), f[0] - f[1])
    BOTH(DIM_MUL, wrap_mul(x[0], x[1]), f[0] * f[1])
    BOTH(DIM_NEG, wrap_sub(0, x[0]), -f[0])
    BOTH(DIM_FLOORDIV, dims_floordiv(x[0], x[1]), dims_ffloordiv(f[0], f[1]))
    BOTH(DIM_MOD, dims_mod(x[0], x[1]), dims_fmod(f[0], f[1]))
    BOTH(DIM_ABS, x[0] < 0 ? wrap_sub(0, x[0]) : x[0], fabs(f[0]))
    BOTH(DIM_MIN, x[0] < x[1] ? x[0] : x[1], isnan(f[0]) || f[0] <= f[1] ? f[0] : f[1])
    BOTH(DIM_MAX, x[0] > x[1] ? x[0] : x[1], isnan(f[0]) || f[0] >= f[1] ? f[0] : f[1])
#undef BOTH
  case DIM_FLOOR: out.f = floor(f[0]); break;
  case DIM_CEIL: out.f = ceil(f[0]); break;
  case DIM_RINT: out.f = rint(f[0]); break;
  case DIM_SQRT: out.f = sqrt(f[0]); break;
  case DIM_AND: out.i = x[0] & x[1]; break;
  case DIM_OR: out.i = x[0] | x[1]; break;
  case DIM_XOR: out.i = x[0] ^ x[1]; break;
  case DIM_SHL: out.i = shift(x[0], x[1], true); break;
  case DIM_SHR: out.i = shift(x[0], x[1], false); break;
  case DIM_POW: out.i = dims_pow(x[0], x[1]); break;
  case DIM_DIV: out.f = f[0] / f[1]; break;
  case DIM_INT: out.i = x[0]; break;
  case DIM_FLOAT: out.f = f[0]; break;
  case DIM_RANGE:
    out.i = floats ? range_floats(f[0], f[1], f[2]) : range_integers(x[0], x[1], x[2]);
    break;
  case DIM_SLICE_START: out.i = slice_start(x[0], n->b >= 0, x[1], n->imm.i); break;
  case DIM_SLICE_LENGTH:
    out.i =
        slice_length(x[0], slice_start(x[0], n->b >= 0, x[1], n->imm.i), n->c >= 0, x[2], n->imm.i);
    break;
  case DIM_INDEX: out.i = x[1] < 0 ? wrap_add(x[1], x[0]) : x[1]; break;
  case DIM_CONST:
  case DIM_EXTENT:
  case DIM_SCALAR: break;
  }
  return out;
}

void dims_evaluate(const dim_node *nodes, size_t first, size_t count,
                   const jx_array *const *operands, dim_value *values) {
  for (size_t i = first; i < count; i++) values[i] = dims_apply(&nodes[i], values, nodes, operands);
}

bool dims_guard_holds(const guard *g, const dim_value *values) {
  int64_t a = values[g->a].i;
  int64_t b = g->b >= 0 ? values[g->b].i : 0;
  switch ((guard_op)g->op) {
  case GUARD_EQUAL: return a == b;
  case GUARD_ONE: return a == 1;
  case GUARD_MANY: return a != 1;
  case GUARD_NONZERO: return a != 0;
  case GUARD_BELOW: return 0 <= a && a < b;
  case GUARD_RANGE: return g->low <= a && a <= g->high;
  }
  return false;
}

bool dims_guarded(const guard *guards, size_t count, const dim_value *values) {
  for (size_t i = 0; i < count; i++)
    if (!dims_guard_holds(&guards[i], values)) return false;
  return true;
}
