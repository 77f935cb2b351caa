/* dims.c: evaluates dim nodes and guards: see dims.h for what they are.
 *
 * Takes nodes whose operands stand before them; gives one value each. Whatever the numbers are,
 * nothing here faults: integers wrap as the kernels' do unless they are exact, division by zero
 * gives what NumPy gives, and conversions saturate. The builder folds constants with the same
 * functions, so that a folded number and a bound one agree. Start at dim_apply(). */
#include "base/dims.h"

#include <math.h>
#include <string.h>

#include "base/array.h"
#include "base/dtype.h"
#include "base/element.h"

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

/* A 0-d operand's value; absent data reads as 0, and a uint64 beyond int64 as the largest int64. */
static dim_value scalar(const jx_array *array) {
  dim_value out = {0};
  if (!array->data) return out;
  element_value x = array_scalar(array);
  if (dtype_is_float(array->dtype))
    out.f = x.f;
  else
    out.i = array->dtype == JX_UINT64 && x.i < 0 ? INT64_MAX : x.i;
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
static int64_t range_floats(double a, double b, double c, int64_t single) {
  if (c == 0) return -1;
  double distance = single & DIMS_SINGLE_DISTANCE ? (double)((float)b - (float)a) : b - a;
  double n = single & DIMS_SINGLE_QUOTIENT ? (double)((float)distance / (float)c) : distance / c;
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

/* ---- Exact integers ---- */

/* In 64 bits, of which DIM_LOST is none. */
static int64_t checked(dim_op op, int64_t a, int64_t b) {
  int64_t out = 0;
  bool fits = a != DIM_LOST && b != DIM_LOST;
  switch (op) {
  case DIM_ADD: fits = fits && !__builtin_add_overflow(a, b, &out); break;
  case DIM_SUB: fits = fits && !__builtin_sub_overflow(a, b, &out); break;
  case DIM_MUL: fits = fits && !__builtin_mul_overflow(a, b, &out); break;
  case DIM_NEG: out = wrap_sub(0, a); break;
  case DIM_ABS: out = a < 0 ? wrap_sub(0, a) : a; break;
  case DIM_FLOORDIV: out = dims_floordiv(a, b); break;
  case DIM_MOD: out = dims_mod(a, b); break;
  case DIM_SHL:
    if (b < 0) return DIM_LOST;
    out = a == 0 ? 0 : b < 63 ? (int64_t)((uint64_t)a << b) : DIM_LOST;
    fits = fits && (a == 0 || (b < 63 && out >> b == a));
    break;
  case DIM_SHR: out = shift(a, b, false); break;
  case DIM_INT: out = a; break;
  case DIM_POW:
    out = 1;
    fits = fits && b >= 0;
    if (b < 0) break;
    if (a >= -1 && a <= 1) {
      out = dims_pow(a, b);
      break;
    }
    for (; fits && b > 0; b--) fits = !__builtin_mul_overflow(out, a, &out);
    break;
  case DIM_AND: out = a & b; break;
  case DIM_OR: out = a | b; break;
  case DIM_XOR: out = a ^ b; break;
  case DIM_MIN: out = a < b ? a : b; break;
  case DIM_MAX: out = a > b ? a : b; break;
  default: fits = false;
  }
  return fits ? out : DIM_LOST;
}

static void apply_long(dim_op op, const bigint *x, bigint *out) {
  bigint unused;
  switch (op) {
  case DIM_ADD: bigint_add(out, &x[0], &x[1]); break;
  case DIM_SUB: bigint_subtract(out, &x[0], &x[1]); break;
  case DIM_MUL: bigint_multiply(out, &x[0], &x[1]); break;
  case DIM_NEG: bigint_negate(out, &x[0]); break;
  case DIM_ABS: bigint_absolute(out, &x[0]); break;
  case DIM_FLOORDIV: bigint_divide(out, &unused, &x[0], &x[1]); break;
  case DIM_MOD: bigint_divide(&unused, out, &x[0], &x[1]); break;
  case DIM_SHL: bigint_shift_left(out, &x[0], &x[1]); break;
  case DIM_SHR: bigint_shift_right(out, &x[0], &x[1]); break;
  case DIM_POW: bigint_power(out, &x[0], &x[1]); break;
  case DIM_AND: bigint_bits(out, &x[0], &x[1], '&'); break;
  case DIM_OR: bigint_bits(out, &x[0], &x[1], '|'); break;
  case DIM_XOR: bigint_bits(out, &x[0], &x[1], '^'); break;
  case DIM_MIN: bigint_copy(out, &x[bigint_compare(&x[0], &x[1]) > 0]); break;
  case DIM_MAX: bigint_copy(out, &x[bigint_compare(&x[0], &x[1]) < 0]); break;
  case DIM_WHERE: bigint_copy(out, &x[bigint_is_zero(&x[0]) ? 2 : 1]); break;
  default: bigint_copy(out, &x[0]); /* DIM_INT */
  }
}

/* A number of either kind, as what compares and measures takes it. */
typedef struct amount {
  bool is_float;
  double f;
  bigint w;
} amount;

static void read_amount(amount *out, dim_ref d, const dim_value *values, const dim_node *nodes,
                        const bigint *bigints) {
  out->is_float = nodes[d].is_float;
  if (nodes[d].is_float)
    out->f = values[d].f;
  else if (nodes[d].exact == EXACT_LONG)
    bigint_copy(&out->w, &bigints[values[d].i]);
  else
    bigint_of(&out->w, values[d].i);
}

/* Below, equal, above: -1, 0, 1; 2 with NaN, or what is lost. */
static int compare(const amount *a, const amount *b) {
  if ((a->is_float && isnan(a->f)) || (b->is_float && isnan(b->f))) return 2;
  if ((!a->is_float && a->w.lost) || (!b->is_float && b->w.lost)) return 2;
  if (a->is_float && b->is_float) return (a->f > b->f) - (a->f < b->f);
  if (a->is_float) return -bigint_compare_float(&b->w, a->f);
  return b->is_float ? bigint_compare_float(&a->w, b->f) : bigint_compare(&a->w, &b->w);
}

static int64_t size_class(const amount *a) {
  int64_t within;
  if (a->is_float) return isnan(a->f) ? 3 : !isinf(a->f) ? 0 : a->f > 0 ? 2 : -2;
  if (a->w.lost) return 3;
  if (bigint_fits(&a->w, &within)) return 0;
  int64_t class = isinf(bigint_float(&a->w)) ? 2 : 1;
  return a->w.negative ? -class : class;
}

/* What looks at numbers of any kind; false for other operations. */
static bool apply_amounts(const dim_node *n, const dim_value *values, const dim_node *nodes,
                          const bigint *bigints, dim_value *out) {
  amount a, b;
  bool long_ones =
      nodes[n->a].exact == EXACT_LONG || (n->b >= 0 && nodes[n->b].exact == EXACT_LONG);
  bool compares = n->op == DIM_EQ || n->op == DIM_LT || n->op == DIM_LE;
  bool divides = n->op == DIM_DIV && (long_ones || n->exact);
  bool reads = long_ones && (n->op == DIM_INT || n->op == DIM_FLOAT);
  if (compares && !long_ones && !nodes[n->a].is_float && !nodes[n->b].is_float) {
    int64_t x = values[n->a].i, y = values[n->b].i;
    out->i = n->op == DIM_EQ ? x == y : n->op == DIM_LT ? x < y : x <= y;
    return true;
  }
  if (!compares && !divides && !reads && n->op != DIM_CLASS) return false;
  read_amount(&a, n->a, values, nodes, bigints);
  if (n->b >= 0) read_amount(&b, n->b, values, nodes, bigints);
  if (divides) {
    double sign = a.w.n == 0 ? NAN : a.w.negative ? -INFINITY : INFINITY;
    out->f = bigint_is_zero(&b.w) && !a.w.lost ? sign : bigint_quotient(&a.w, &b.w);
  } else if (n->op == DIM_INT) {
    bigint_fits(&a.w, &out->i);
  } else if (n->op == DIM_FLOAT) {
    out->f = bigint_float(&a.w);
  } else if (n->op == DIM_CLASS) {
    out->i = size_class(&a);
  } else {
    int order = compare(&a, &b);
    out->i = n->op == DIM_EQ ? order == 0 : order == -1 || (n->op == DIM_LE && order == 0);
  }
  return true;
}

static dim_value apply_exact(const dim_node *n, const dim_value *values, const dim_node *nodes,
                             const bigint *bigints, bigint *out) {
  bigint x[3];
  const dim_ref args[3] = {n->a, n->b, n->c};
  for (int k = 0; k < 3 && args[k] >= 0; k++) {
    const dim_node *from = &nodes[args[k]];
    dim_value v = values[args[k]];
    if (from->is_float)
      bigint_of_float(&x[k], v.f);
    else if (from->exact == EXACT_LONG)
      bigint_copy(&x[k], &bigints[v.i]);
    else
      bigint_of(&x[k], v.i);
  }
  apply_long((dim_op)n->op, x, out);
  return (dim_value){0};
}

/* ---- All of them ---- */

static void read_words(const jx_array *array, bigint *out) {
  uint64_t words[BIGINT_BITS / 64 + 1];
  size_t n = (size_t)array->shape[0], most = sizeof words / sizeof *words;
  if (n > most) n = most; /* refused before */
  if (array->data) memcpy(words, array->data, n * sizeof *words);
  bigint_of_words(out, words, array->data ? n : 0);
}

dim_value dims_apply(const dim_node *n, const dim_value *values, const dim_node *nodes,
                     const jx_array *const *operands, const bigint *bigints, bigint *exact) {
  dim_value out = {0};
  if (n->op == DIM_CONST) return n->imm;
  if (n->op == DIM_EXTENT) return (dim_value){.i = operands[n->a]->shape[n->b]};
  if (n->op == DIM_SCALAR && n->exact == EXACT_LONG) return read_words(operands[n->a], exact), out;
  if (n->op == DIM_SCALAR) return scalar(operands[n->a]);
  if (n->exact == EXACT_LONG) return apply_exact(n, values, nodes, bigints, exact);
  if (apply_amounts(n, values, nodes, bigints, &out)) return out;

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
  if (n->op == DIM_WHERE) return values[x[0] ? n->b : n->c];
  if (n->exact == EXACT_CHECKED) {
    bool within = n->op != DIM_INT || fabs(f[0]) < 0x1p63;
    return (dim_value){.i = within ? checked((dim_op)n->op, x[0], x[1]) : DIM_LOST};
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
    out.i = floats ? range_floats(f[0], f[1], f[2], n->imm.i) : range_integers(x[0], x[1], x[2]);
    break;
  case DIM_SLICE_START: out.i = slice_start(x[0], n->b >= 0, x[1], n->imm.i); break;
  case DIM_SLICE_LENGTH:
    out.i =
        slice_length(x[0], slice_start(x[0], n->b >= 0, x[1], n->imm.i), n->c >= 0, x[2], n->imm.i);
    break;
  case DIM_INDEX: out.i = x[1] < 0 ? wrap_add(x[1], x[0]) : x[1]; break;
  default: break;
  }
  return out;
}

size_t dims_bigints(const dim_node *nodes, size_t count) {
  size_t n = 0;
  for (size_t i = 0; i < count; i++) n += nodes[i].exact == EXACT_LONG;
  return n;
}

void dims_evaluate(const dim_node *nodes, size_t first, size_t count,
                   const jx_array *const *operands, dim_value *values) {
  bigint *bigints = (bigint *)(void *)(values + count),
         *next = bigints + dims_bigints(nodes, first);
  for (size_t i = first; i < count; i++) {
    values[i] = dims_apply(&nodes[i], values, nodes, operands, bigints, next);
    if (nodes[i].exact == EXACT_LONG) values[i].i = next++ - bigints;
  }
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
