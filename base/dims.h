/* dims.h: numbers known when a call is bound, before any kernel runs.
 *
 * Extents, slice bounds and the lengths of arange and linspace depend on the operands' shapes and
 * on 0-d operands, never on array elements. They are written as a postorder array of dim nodes: the
 * graph builder makes it together with the values for the operands at hand, and the binder
 * evaluates it again on every call. What the compiler assumed of these numbers is a list of guards;
 * a call that breaks one needs another kernel (or gets the builder's error). */
#ifndef JX_DIMS_H
#define JX_DIMS_H

#include "base/bigint.h"
#include "jx.h"

typedef int32_t dim_ref; /* index of a dim node; -1: none */

typedef enum dim_op {
  DIM_CONST,  /* imm */
  DIM_EXTENT, /* a: operand, b: axis */
  DIM_SCALAR, /* a: a 0-d operand of any dtype: its value; float when the operand is */
  DIM_ADD,    /* a, b; integers wrap; either float: float */
  DIM_SUB,
  DIM_MUL,
  DIM_NEG,
  DIM_DIV,      /* a / b as floats */
  DIM_FLOORDIV, /* rounds down; by zero gives 0 (integers) */
  DIM_MOD,
  DIM_INT,   /* a truncated to an integer, saturating */
  DIM_FLOAT, /* a as a float */
  DIM_ABS,
  DIM_MIN, /* of floats: NaN when either is */
  DIM_MAX,
  DIM_FLOOR, /* of floats, as the next three */
  DIM_CEIL,
  DIM_RINT,
  DIM_SQRT,
  DIM_AND, /* of integers, as what follows */
  DIM_OR,
  DIM_XOR,
  DIM_SHL, /* 0 from 64 bits on */
  DIM_SHR,
  DIM_POW,   /* modulo 2^64; 0 for a negative exponent, which the kernel refuses */
  DIM_RANGE, /* length of arange(a, b, c): max(0, ceil((b - a) / c)); integers exactly. -1 when c is
                0, when it is no number, and beyond DIMS_MAX_LENGTH. imm: DIMS_SINGLE_… */
  DIM_SLICE_START,  /* first index of [b:c:imm] on an axis of extent a; b, c may be -1 (left out) */
  DIM_SLICE_LENGTH, /* number of indices of [b:c:imm] on an axis of extent a */
  DIM_INDEX, /* index b of an axis of extent a, negative ones counted from the end; not checked */
  DIM_EQ,    /* 1 where a and b, integers or floats, are equal in value, else 0; NaN is not */
  DIM_LT,
  DIM_LE,
  DIM_WHERE, /* b where a is not 0, else c, which are of one kind */
  DIM_CLASS, /* how large an integer or a float is: 0 within int64, 1 within float64, 2 beyond it, 3
                not known; negative for numbers below 0 */
  DIM_OPS_
} dim_op;

/* How integers are computed: modulo 2^64, as the kernels' are, or as Python's, which is how weak
 * ones are. */
typedef enum dim_exact {
  EXACT_NOT,
  EXACT_CHECKED, /* in 64 bits: DIM_LOST where they are too few. Of DIM_DIV: the float64 nearest to
                    the quotient of two integers */
  EXACT_LONG, /* in as many bits as it takes (bigint.h), a and b too, whatever they are. So are all
                  operations on one that is */
} dim_exact;
#define DIM_LOST INT64_MIN

/* Dims and guards are compared and written to disk as bytes, with the plans they belong to. */
#pragma GCC diagnostic push
#pragma GCC diagnostic error "-Wpadded"

typedef struct dim_node {
  uint8_t op; /* dim_op */
  uint8_t is_float;
  uint8_t exact; /* dim_exact */
  uint8_t free;  /* nonzero: any value may come, and no guard tells classes of it apart (graph.h) */
  dim_ref a, b, c;
  union dim_value {
    int64_t i; /* of EXACT_LONG: which of the call's bigints it is */
    double f;
  } imm;
} dim_node;

typedef union dim_value dim_value;

/* Of DIM_RANGE: which of its operations are float32's, of floats. */
enum { DIMS_SINGLE_DISTANCE = 1, DIMS_SINGLE_QUOTIENT = 2 };

/* The longest axis an arange or linspace may make. */
#define DIMS_MAX_LENGTH ((int64_t)1 << 62)

/* What a kernel takes for granted of its dims, all of them integers. */
typedef enum guard_op {
  GUARD_EQUAL,   /* a == b */
  GUARD_ONE,     /* a == 1 */
  GUARD_MANY,    /* a != 1 */
  GUARD_NONZERO, /* a != 0 */
  GUARD_BELOW,   /* 0 <= a < b */
  GUARD_RANGE,   /* low <= a <= high: extent classes, weak integers that must fit a dtype */
} guard_op;

typedef struct guard {
  uint8_t op; /* guard_op */
  uint8_t reserved[7];
  dim_ref a, b;
  int64_t low, high;
} guard;

#pragma GCC diagnostic pop

/* Evaluates nodes [first, count) into `values` (whose entries below `first` are already there),
 * which has room for dims_size() bytes: behind the values lie the bigints, of which nothing is
 * needed when the guards have been looked at. Operands are valid. */
void dims_evaluate(const dim_node *nodes, size_t first, size_t count,
                   const jx_array *const *operands, dim_value *values);
static inline size_t dims_size(size_t count, size_t bigints) {
  return count * sizeof(dim_value) + bigints * sizeof(bigint);
}
size_t dims_bigints(const dim_node *nodes, size_t count);

/* One node's value from those of its operands in `values` and `bigints`; `nodes` tells what they
 * are. An EXACT_LONG goes to *out. */
dim_value dims_apply(const dim_node *node, const dim_value *values, const dim_node *nodes,
                     const jx_array *const *operands, const bigint *bigints, bigint *out);

/* True when every guard holds. */
bool dims_guarded(const guard *guards, size_t count, const dim_value *values);
bool dims_guard_holds(const guard *g, const dim_value *values);

/* The language's // and % (NumPy's), which the builder folds with too: floors; integers by zero
 * give 0, the smallest integer // -1 wraps. Powers modulo 2^64. And a float truncated to an
 * integer, saturating, NaN to 0. */
int64_t dims_floordiv(int64_t a, int64_t b);
int64_t dims_mod(int64_t a, int64_t b);
double dims_ffloordiv(double a, double b);
double dims_fmod(double a, double b);
int64_t dims_pow(int64_t base, int64_t exponent);
int64_t dims_truncate(double f);

#endif
