/* bigint.c: see bigint.h. Schoolbook arithmetic on digits of 32 bits. */
#include "base/bigint.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Room for a shifted dividend, and for a product before it is measured. */
#define LONG_DIGITS (2 * BIGINT_DIGITS + 4)

static void lose(bigint *out) {
  out->n = 0;
  out->negative = 0;
  out->lost = 1;
}

/* n digits as a value; the leading zeros go. */
static void settle(bigint *out, const uint32_t *digits, size_t n, bool negative) {
  while (n > 0 && digits[n - 1] == 0) n--;
  if (n > BIGINT_DIGITS) {
    lose(out);
    return;
  }
  memmove(out->digit, digits, n * sizeof *digits);
  out->n = (uint32_t)n;
  out->negative = n > 0 && negative;
  out->lost = 0;
}

/* ---- Magnitudes ---- */

static int compare_digits(const uint32_t *x, size_t nx, const uint32_t *y, size_t ny) {
  if (nx != ny) return nx < ny ? -1 : 1;
  for (size_t i = nx; i-- > 0;)
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  return 0;
}

/* x + y into out, which has room for one digit more than the longer one; returns how many. */
static size_t add_digits(uint32_t *out, const bigint *x, const bigint *y) {
  size_t n = x->n > y->n ? x->n : y->n;
  uint64_t carry = 0;
  for (size_t i = 0; i < n; i++) {
    carry += (uint64_t)(i < x->n ? x->digit[i] : 0) + (i < y->n ? y->digit[i] : 0);
    out[i] = (uint32_t)carry;
    carry >>= 32;
  }
  out[n] = (uint32_t)carry;
  return n + 1;
}

/* x - y, where x is not smaller. */
static size_t subtract_digits(uint32_t *out, const bigint *x, const bigint *y) {
  uint64_t borrow = 0;
  for (size_t i = 0; i < x->n; i++) {
    uint64_t d = (uint64_t)x->digit[i] - (i < y->n ? y->digit[i] : 0) - borrow;
    out[i] = (uint32_t)d;
    borrow = d >> 63;
  }
  return x->n;
}

/* digits * factor + add in place; returns the new number of digits. */
static size_t scale_digits(uint32_t *digits, size_t n, uint32_t factor, uint32_t add) {
  uint64_t carry = add;
  for (size_t i = 0; i < n; i++) {
    carry += (uint64_t)digits[i] * factor;
    digits[i] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry) digits[n++] = (uint32_t)carry;
  return n;
}

/* digits / divisor in place; returns the remainder. */
static uint32_t divide_by_digit(uint32_t *digits, size_t n, uint32_t divisor) {
  uint64_t rest = 0;
  for (size_t i = n; i-- > 0;) {
    rest = rest << 32 | digits[i];
    digits[i] = (uint32_t)(rest / divisor);
    rest %= divisor;
  }
  return (uint32_t)rest;
}

static void shift_digits(uint32_t *digits, size_t n, int by) {
  if (by == 0) return;
  for (size_t i = n; i-- > 1;) digits[i] = digits[i] << by | digits[i - 1] >> (32 - by);
  digits[0] <<= by;
}

/* Knuth's algorithm D (The Art of Computer Programming, 4.3.1): divides the nx digits of x, with
 * one more digit of room above them, by the ny of y. The quotient's nx - ny + 1 digits go to q; the
 * return value tells whether there is a remainder, which stays in x, shifted left by *shift. */
static bool divide_digits(uint32_t *q, uint32_t *x, size_t nx, const uint32_t *y, size_t ny,
                          int *shift) {
  uint32_t divisor[BIGINT_DIGITS];
  *shift = __builtin_clz(y[ny - 1]);
  memcpy(divisor, y, ny * sizeof *y);
  shift_digits(divisor, ny, *shift);
  x[nx] = 0;
  shift_digits(x, nx + 1, *shift);
  uint64_t top = divisor[ny - 1], next = ny > 1 ? divisor[ny - 2] : 0;
  for (size_t j = nx - ny + 1; j-- > 0;) {
    uint64_t two = (uint64_t)x[j + ny] << 32 | x[j + ny - 1];
    uint64_t guess = two / top, rest = two % top;
    uint64_t below = ny > 1 ? x[j + ny - 2] : 0;
    while (guess >> 32 || guess * next > (rest << 32 | below)) {
      guess--;
      rest += top;
      if (rest >> 32) break;
    }
    uint64_t carry = 0, borrow = 0;
    for (size_t i = 0; i <= ny; i++) {
      carry += guess * (i < ny ? divisor[i] : 0);
      uint64_t d = (uint64_t)x[i + j] - (uint32_t)carry - borrow;
      x[i + j] = (uint32_t)d;
      borrow = d >> 63;
      carry >>= 32;
    }
    if (borrow) { /* one too many: rare */
      guess--;
      for (size_t i = 0, up = 0; i <= ny; i++) {
        uint64_t sum = (uint64_t)x[i + j] + (i < ny ? divisor[i] : 0) + up;
        x[i + j] = (uint32_t)sum;
        up = (size_t)(sum >> 32);
      }
    }
    q[j] = (uint32_t)guess;
  }
  for (size_t i = 0; i < ny; i++)
    if (x[i]) return true;
  return false;
}

/* ---- Making ---- */

void bigint_of(bigint *out, int64_t value) {
  uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  uint32_t digits[2] = {(uint32_t)magnitude, (uint32_t)(magnitude >> 32)};
  settle(out, digits, 2, value < 0);
}

void bigint_of_float(bigint *out, double value) {
  int exponent;
  double fraction = frexp(fabs(trunc(value)), &exponent);
  if (!isfinite(value)) {
    lose(out);
    return;
  }
  uint64_t bits = (uint64_t)ldexp(fraction, 64); /* msb first: value is bits * 2^(exponent - 64) */
  uint32_t digits[BIGINT_DIGITS] = {0};
  for (int i = 0; i < 64; i++) {
    int at = exponent - 64 + i;
    if (at >= 0 && bits >> i & 1) digits[at / 32] |= UINT32_C(1) << at % 32;
  }
  settle(out, digits, BIGINT_DIGITS, value < 0);
}

void bigint_of_words(bigint *out, const uint64_t *words, size_t n) {
  uint32_t digits[BIGINT_DIGITS + 2];
  bool negative = n > 0 && words[n - 1] >> 63;
  if (2 * n > BIGINT_DIGITS + 2) {
    lose(out);
    return;
  }
  uint64_t carry = negative;
  for (size_t i = 0; i < 2 * n; i++) {
    uint32_t half = (uint32_t)(words[i / 2] >> (i % 2 ? 32 : 0));
    carry += negative ? (uint32_t)~half : half;
    digits[i] = (uint32_t)carry;
    carry >>= 32;
  }
  settle(out, digits, 2 * n, negative);
}

void bigint_of_digits(bigint *out, const char *digits, size_t n, unsigned base) {
  uint32_t made[BIGINT_DIGITS + 1];
  size_t used = 0;
  for (size_t i = 0; i < n; i++) {
    char c = digits[i];
    if (c == '_') continue;
    uint32_t d = (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    used = scale_digits(made, used, base, d);
    if (used > BIGINT_DIGITS) break;
  }
  settle(out, made, used, false);
}

void bigint_copy(bigint *out, const bigint *x) {
  if (out != x) memcpy(out, x, offsetof(bigint, digit) + x->n * sizeof *x->digit);
}

/* ---- Arithmetic ---- */

static bool lost(bigint *out, const bigint *x, const bigint *y) {
  if (!x->lost && !y->lost) return false;
  lose(out);
  return true;
}

static void add_signed(bigint *out, const bigint *x, const bigint *y, bool y_negative) {
  uint32_t digits[BIGINT_DIGITS + 1];
  if (lost(out, x, y)) return;
  if (x->negative == y_negative) {
    settle(out, digits, add_digits(digits, x, y), y_negative);
    return;
  }
  bool larger = compare_digits(x->digit, x->n, y->digit, y->n) >= 0;
  bool negative = larger ? x->negative : y_negative;
  settle(out, digits, larger ? subtract_digits(digits, x, y) : subtract_digits(digits, y, x),
         negative);
}

void bigint_add(bigint *out, const bigint *x, const bigint *y) {
  add_signed(out, x, y, y->negative);
}

void bigint_subtract(bigint *out, const bigint *x, const bigint *y) {
  add_signed(out, x, y, !y->negative && y->n);
}

void bigint_negate(bigint *out, const bigint *x) {
  bigint_copy(out, x);
  out->negative = x->n && !x->negative;
}

void bigint_absolute(bigint *out, const bigint *x) {
  bigint_copy(out, x);
  out->negative = 0;
}

void bigint_multiply(bigint *out, const bigint *x, const bigint *y) {
  uint32_t digits[LONG_DIGITS];
  if (lost(out, x, y)) return;
  memset(digits, 0, (x->n + y->n) * sizeof *digits);
  for (size_t i = 0; i < x->n; i++) {
    uint64_t carry = 0;
    for (size_t j = 0; j < y->n; j++) {
      carry += (uint64_t)x->digit[i] * y->digit[j] + digits[i + j];
      digits[i + j] = (uint32_t)carry;
      carry >>= 32;
    }
    digits[i + y->n] = (uint32_t)carry;
  }
  settle(out, digits, x->n + y->n, x->negative != y->negative);
}

/* The remainder has the divisor's sign, so of unlike signs it is y - r and the quotient one less.
 */
static void round_down(bigint *quotient, bigint *remainder, const bigint *y) {
  bigint one;
  bigint_of(&one, 1);
  bigint_subtract(quotient, quotient, &one);
  bigint_add(remainder, remainder, y);
}

void bigint_divide(bigint *quotient, bigint *remainder, const bigint *x, const bigint *y) {
  if (lost(quotient, x, y)) {
    lose(remainder);
    return;
  }
  if (y->n == 0) {
    bigint_of(quotient, 0);
    bigint_of(remainder, 0);
    return;
  }
  bigint divisor;
  bigint_copy(&divisor, y); /* the results may lie on the operands */
  bool unlike = x->negative != y->negative, negative = x->negative;
  if (compare_digits(x->digit, x->n, y->digit, y->n) < 0) {
    bigint_copy(remainder, x);
    bigint_of(quotient, 0);
  } else {
    uint32_t rest[BIGINT_DIGITS + 1], q[BIGINT_DIGITS + 1];
    size_t nx = x->n, ny = y->n;
    int shift;
    memcpy(rest, x->digit, nx * sizeof *rest);
    divide_digits(q, rest, nx, divisor.digit, ny, &shift);
    for (size_t i = 0; i < ny && shift; i++)
      rest[i] = rest[i] >> shift | (i + 1 < ny ? rest[i + 1] << (32 - shift) : 0);
    settle(quotient, q, nx - ny + 1, unlike);
    settle(remainder, rest, ny, negative);
  }
  if (remainder->n && unlike) round_down(quotient, remainder, &divisor);
}

/* How many bits the magnitude has. */
static size_t count_bits(const uint32_t *digits, size_t n) {
  return n ? 32 * n - (size_t)__builtin_clz(digits[n - 1]) : 0;
}

void bigint_power(bigint *out, const bigint *x, const bigint *exponent) {
  if (lost(out, x, exponent)) return;
  bool odd = exponent->n && exponent->digit[0] & 1;
  if (exponent->negative) {
    lose(out);
    return;
  }
  if (exponent->n == 0 || (x->n == 1 && x->digit[0] == 1)) {
    bigint_of(out, x->negative && odd ? -1 : 1);
    return;
  }
  if (x->n == 0) {
    bigint_of(out, 0);
    return;
  }
  int64_t n;
  if (!bigint_fits(exponent, &n) || n > BIGINT_BITS) {
    lose(out);
    return;
  }
  bigint base, product;
  bigint_copy(&base, x);
  bigint_of(&product, 1);
  for (;; n >>= 1) {
    if (n & 1) bigint_multiply(&product, &product, &base);
    if (n <= 1) break;
    bigint_multiply(&base, &base, &base);
  }
  bigint_copy(out, &product);
}

void bigint_shift_left(bigint *out, const bigint *x, const bigint *count) {
  int64_t by;
  if (lost(out, x, count)) return;
  if (x->n == 0) {
    bigint_of(out, 0);
    return;
  }
  if (!bigint_fits(count, &by) || by < 0 || by > BIGINT_BITS) {
    lose(out);
    return;
  }
  uint32_t digits[LONG_DIGITS];
  size_t zeros = (size_t)by / 32;
  memset(digits, 0, zeros * sizeof *digits);
  memcpy(digits + zeros, x->digit, x->n * sizeof *digits);
  digits[zeros + x->n] = 0;
  shift_digits(digits, zeros + x->n + 1, (int)(by % 32));
  settle(out, digits, zeros + x->n + 1, x->negative);
}

/* -1 - x, which has every bit of x inverted. */
static void invert(bigint *out, const bigint *x) {
  bigint one;
  bigint_of(&one, -1);
  bigint_subtract(out, &one, x);
}

void bigint_shift_right(bigint *out, const bigint *x, const bigint *count) {
  int64_t by;
  if (lost(out, x, count)) return;
  if (count->negative) {
    lose(out);
    return;
  }
  bool negative = x->negative;
  bigint value;
  if (negative)
    invert(&value, x);
  else
    bigint_copy(&value, x);
  size_t gone = bigint_fits(count, &by) ? (size_t)by / 32 : BIGINT_DIGITS;
  size_t left = gone < value.n ? value.n - gone : 0;
  uint32_t digits[BIGINT_DIGITS];
  for (size_t i = 0; i < left; i++) {
    uint64_t pair = value.digit[i + gone];
    if (i + 1 < left) pair |= (uint64_t)value.digit[i + gone + 1] << 32;
    digits[i] = (uint32_t)(pair >> by % 32);
  }
  settle(&value, digits, left, false);
  if (negative)
    invert(out, &value);
  else
    bigint_copy(out, &value);
}

void bigint_bits(bigint *out, const bigint *x, const bigint *y, char op) {
  if (lost(out, x, y)) return;
  bigint a, b; /* of negative ones the inverse, whose digits are the inverse of theirs */
  uint32_t from_a = x->negative ? UINT32_MAX : 0, from_b = y->negative ? UINT32_MAX : 0;
  x->negative ? invert(&a, x) : bigint_copy(&a, x);
  y->negative ? invert(&b, y) : bigint_copy(&b, y);
  uint32_t sign = op == '&' ? from_a & from_b : op == '|' ? from_a | from_b : from_a ^ from_b;
  size_t n = a.n > b.n ? a.n : b.n;
  uint32_t digits[BIGINT_DIGITS];
  for (size_t i = 0; i < n; i++) {
    uint32_t p = (i < a.n ? a.digit[i] : 0) ^ from_a, q = (i < b.n ? b.digit[i] : 0) ^ from_b;
    digits[i] = (op == '&' ? p & q : op == '|' ? p | q : p ^ q) ^ sign;
  }
  settle(&a, digits, n, false);
  if (sign)
    invert(out, &a);
  else
    bigint_copy(out, &a);
}

/* ---- Comparing ---- */

int bigint_compare(const bigint *x, const bigint *y) {
  if (x->negative != y->negative) return x->negative ? -1 : 1;
  int order = compare_digits(x->digit, x->n, y->digit, y->n);
  return x->negative ? -order : order;
}

int bigint_compare_float(const bigint *x, double y) {
  if (isinf(y)) return y > 0 ? -1 : 1;
  bigint integer_part;
  bigint_of_float(&integer_part, y);
  int order = bigint_compare(x, &integer_part);
  if (order) return order;
  double fraction = y - trunc(y);
  return fraction > 0 ? -1 : fraction < 0;
}

bool bigint_fits(const bigint *x, int64_t *out) {
  uint64_t magnitude = x->n > 0 ? x->digit[0] : 0;
  if (x->n > 1) magnitude |= (uint64_t)x->digit[1] << 32;
  uint64_t most = (uint64_t)INT64_MAX + (x->negative ? 1 : 0);
  bool fits = !x->lost && x->n <= 2 && magnitude <= most;
  if (!fits) magnitude = most;
  *out = (int64_t)(x->negative ? 0 - magnitude : magnitude);
  return fits;
}

/* ---- Rounding ---- */

/* bits * 2^exponent, where the highest of the 64 bits is set and something smaller than the lowest
 * is left out when `more`: the nearest float64, halves to even. */
static double nearest(uint64_t bits, bool more, int64_t exponent, bool negative) {
  if (exponent > 1024) return negative ? -INFINITY : INFINITY;
  int64_t kept = exponent + 63 >= -1022 ? 53 : 53 + exponent + 63 + 1022;
  if (kept < 0) return negative ? -0.0 : 0.0;
  int cut = (int)(64 - kept);
  uint64_t rounded = cut < 64 ? bits >> cut : 0;
  uint64_t half = UINT64_C(1) << (cut - 1), rest = cut < 64 ? bits & (2 * half - 1) : bits;
  if (rest > half || (rest == half && (more || rounded & 1))) rounded++;
  double value = ldexp((double)rounded, (int)exponent + cut);
  return negative ? -value : value;
}

/* The 64 highest bits of n digits that stand for a number times 2^exponent. */
static double nearest_of(const uint32_t *digits, size_t n, bool more, int64_t exponent,
                         bool negative) {
  while (n > 0 && digits[n - 1] == 0) n--;
  if (n == 0) return negative ? -0.0 : 0.0;
  size_t bits = count_bits(digits, n);
  uint64_t top = 0;
  for (size_t i = 0; i < 64; i++) {
    size_t at = bits - 1 - i;
    top = top << 1 | (i < bits ? digits[at / 32] >> at % 32 & 1 : 0);
  }
  size_t below = bits > 64 ? bits - 64 : 0;
  for (size_t i = 0; i < below && !more; i++) more = digits[i / 32] >> i % 32 & 1;
  return nearest(top, more, exponent + (int64_t)bits - 64, negative);
}

double bigint_float(const bigint *x) {
  if (x->lost) return NAN;
  int64_t small;
  if (bigint_fits(x, &small)) return (double)small;
  return nearest_of(x->digit, x->n, false, 0, x->negative);
}

/* The dividend is shifted until the quotient has more than 64 bits. */
double bigint_quotient(const bigint *x, const bigint *y) {
  if (x->lost || y->lost) return NAN;
  bool negative = x->negative != y->negative;
  if (x->n == 0) return negative ? -0.0 : 0.0;
  uint32_t rest[LONG_DIGITS], q[LONG_DIGITS];
  size_t zeros = x->n < y->n + 3 ? y->n + 3 - x->n : 0, nx = x->n + zeros;
  memset(rest, 0, zeros * sizeof *rest);
  memcpy(rest + zeros, x->digit, x->n * sizeof *rest);
  int shift;
  bool more = divide_digits(q, rest, nx, y->digit, y->n, &shift);
  return nearest_of(q, nx - y->n + 1, more, -32 * (int64_t)zeros, negative);
}

/* ---- Text ---- */

#define SHOWN 40 /* longer ones lose their middle */
#define ENDS 12

char *bigint_text(const bigint *x, char out[BIGINT_TEXT]) {
  char digits[BIGINT_BITS / 3 + 12];
  uint32_t rest[BIGINT_DIGITS];
  size_t at = sizeof digits, n = x->n;
  if (x->lost) {
    snprintf(out, BIGINT_TEXT, "an integer of more than %d bits", BIGINT_BITS);
    return out;
  }
  memcpy(rest, x->digit, n * sizeof *rest);
  digits[--at] = '\0';
  do {
    uint32_t low = divide_by_digit(rest, n, 10);
    digits[--at] = (char)('0' + low);
    while (n > 0 && rest[n - 1] == 0) n--;
  } while (n > 0);
  size_t length = sizeof digits - 1 - at;
  const char *sign = x->negative ? "-" : "", *text = digits + at;
  if (length <= SHOWN)
    snprintf(out, BIGINT_TEXT, "%s%s", sign, text);
  else
    snprintf(out, BIGINT_TEXT, "%s%.*s...%s (%zu digits)", sign, ENDS, text, text + length - ENDS,
             length);
  return out;
}
