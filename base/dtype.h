/* dtype.h: facts about dtypes: the table in jx.h as an array, what follows from kind and size, and
 * NumPy 2's promotion. Nothing else should have to name a dtype to know what it is like; where one
 * is named, a switch over all of them has no default. */
#ifndef JX_DTYPE_H
#define JX_DTYPE_H

#include "jx.h"

typedef struct dtype_info {
  const char *name;
  uint8_t size;
  char kind; /* 'b' 'i' 'u' 'f' 'c' 'S' 'U' 'M' 'm' */
} dtype_info;

#define DTYPE_COUNT 19
extern const dtype_info dtypes[DTYPE_COUNT]; /* indexed by jx_dtype; [0] is zeros */

static inline bool dtype_valid(int d) { return d > 0 && d < DTYPE_COUNT; }
static inline bool dtype_is_float(jx_dtype d) { return dtypes[d].kind == 'f'; }
static inline bool dtype_is_integer(jx_dtype d) {
  return dtypes[d].kind == 'i' || dtypes[d].kind == 'u';
}

/* datetime64 and timedelta64. */
static inline bool dtype_is_time(jx_dtype d) { return d == JX_DATETIME64 || d == JX_TIMEDELTA64; }
/* bool, integers, floats and complex numbers. */
static inline bool dtype_is_number(jx_dtype d) { return d >= JX_BOOL && d <= JX_COMPLEX128; }
/* bytes and str. */
static inline bool dtype_is_string(jx_dtype d) { return d == JX_BYTES || d == JX_STR; }
/* Bytes of a string's characters: str is UCS-4. */
static inline uint32_t dtype_character(jx_dtype d) { return d == JX_STR ? 4 : 1; }
/* Strings have none: each array says how long they are. */
static inline bool dtype_has_size(jx_dtype d) { return dtypes[d].size > 0; }
static inline bool dtype_is_complex(jx_dtype d) { return dtypes[d].kind == 'c'; }

/* Of a complex dtype, that of its two parts, stored one behind the other; and back, of a float:
 * complex64 of float16, too. */
jx_dtype dtype_part(jx_dtype of);
jx_dtype dtype_of_parts(jx_dtype part);

static inline bool dtype_is_signed(jx_dtype d) { return dtypes[d].kind == 'i'; }
static inline int dtype_bits(jx_dtype d) { return 8 * dtypes[d].size; }

/* ---- Integers and bool; the values of uint64 as the int64 of the same bits ---- */

/* The least and the greatest value. */
int64_t dtype_least(jx_dtype d);
int64_t dtype_greatest(jx_dtype d);
/* Modulo 2^bits. */
int64_t dtype_wrap(jx_dtype d, uint64_t x);
/* Whether an integer is one of the dtype's values. */
bool dtype_holds(jx_dtype d, int64_t x);

/* a < b, as values of the dtype. */
static inline bool dtype_less(jx_dtype d, int64_t a, int64_t b) {
  return dtypes[d].kind == 'u' ? (uint64_t)a < (uint64_t)b : a < b;
}

/* The integer of that many bytes. */
jx_dtype dtype_integer(bool is_signed, size_t bytes);

/* Its type in C, "int32_t"; bool is stored as uint8_t, and the bits of a
 * float16 as uint16_t. NULL: C17 has none. */
const char *dtype_c_name(jx_dtype d);

/* ---- Rules ---- */

/* NumPy's promote_types over all numbers. */
jx_dtype dtype_promote(jx_dtype a, jx_dtype b);

/* Promotion where either side may be weak (NEP 50): a weak int64 stands for "any integer", a
 * weak float64 for "any float", and a weak bool is like any other. Both weak: the higher kind,
 * still weak (*weak is set). */
jx_dtype dtype_promote_weak(jx_dtype a, bool a_weak, jx_dtype b, bool b_weak, bool *weak);

/* Every value of `from` is one of `to`. */
bool dtype_widens(jx_dtype from, jx_dtype to);

/* np.can_cast(from, to, 'same_kind'). */
bool dtype_can_cast_same_kind(jx_dtype from, jx_dtype to);

#endif
