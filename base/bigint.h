/* bigint.h: integers of any sign and up to BIGINT_BITS bits: Python's, as far as programs need
 * them.
 *
 * The value of a literal, or of arithmetic on weak integers, is exact until it ends in a dtype. A
 * result of more bits is `lost`, and so is all that is computed from it; nothing here wraps, fails
 * or allocates. A `bigint` is 520 bytes of which only the digits in use are written or read. Start
 * at bigint_of(). */
#ifndef JX_BIGINT_H
#define JX_BIGINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BIGINT_BITS 4096
#define BIGINT_DIGITS (BIGINT_BITS / 32)

typedef struct bigint {
  uint32_t n; /* digits in use; the last is not 0. 0 is 0 */
  uint16_t negative;
  uint16_t lost;
  uint32_t digit[BIGINT_DIGITS]; /* of the magnitude, least first */
} bigint;

void bigint_of(bigint *out, int64_t value);
/* Truncated; lost when it is no number. */
void bigint_of_float(bigint *out, double value);
/* Little-endian words of two's complement. */
void bigint_of_words(bigint *out, const uint64_t *words, size_t n);
/* Digits of a literal of base 2 to 16, with '_' between them. */
void bigint_of_digits(bigint *out, const char *digits, size_t n, unsigned base);
void bigint_copy(bigint *out, const bigint *x);

/* out may be an operand. Division and remainder round down, by zero they give 0; shifts by less
 * than 0 and powers with a negative exponent are lost. */
void bigint_add(bigint *out, const bigint *x, const bigint *y);
void bigint_subtract(bigint *out, const bigint *x, const bigint *y);
void bigint_multiply(bigint *out, const bigint *x, const bigint *y);
void bigint_divide(bigint *quotient, bigint *remainder, const bigint *x, const bigint *y);
void bigint_power(bigint *out, const bigint *x, const bigint *exponent);
void bigint_shift_left(bigint *out, const bigint *x, const bigint *count);
void bigint_shift_right(bigint *out, const bigint *x, const bigint *count);
void bigint_negate(bigint *out, const bigint *x);
void bigint_absolute(bigint *out, const bigint *x);

/* On the bits of two's complement, with no end of signs: '&', '|' or '^'. */
void bigint_bits(bigint *out, const bigint *x, const bigint *y, char op);

static inline bool bigint_is_zero(const bigint *x) { return x->n == 0 && !x->lost; }
/* Below 0, 0, above; nothing is lost. */
int bigint_compare(const bigint *x, const bigint *y);
/* The same against a float that is not NaN. */
int bigint_compare_float(const bigint *x, double y);

/* False when it does not fit: *out is then the end of int64 that is nearer. */
bool bigint_fits(const bigint *x, int64_t *out);

/* The float64 nearest to x, or to x / y, halves to even: infinite beyond its range, NaN when
 * something is lost. y is not 0. */
double bigint_float(const bigint *x);
double bigint_quotient(const bigint *x, const bigint *y);

/* Decimal digits, the middle of long ones left out: "-123", "1000...0000 (26 digits)". Returns
 * `out`. */
#define BIGINT_TEXT 64
char *bigint_text(const bigint *x, char out[BIGINT_TEXT]);

#endif
