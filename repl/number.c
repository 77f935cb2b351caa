/* number.c: floating-point numbers in decimal, the way NumPy writes them.
 *
 * Takes a value and a style, gives text. The digits come from digits_of(): the fewest that read
 * back as the same value, found by asking printf() for one more digit at a time. That is slow next
 * to Ryu or Grisu and does not matter: a thousand numbers at most are ever printed. The rest is
 * placing the point, zeros and spaces as NumPy's dragon4 functions do. Start at number_write().
 * LC_NUMERIC is "C" throughout. */
#include "number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* d.ddd × 10^exponent, without trailing zeros but for those asked for. */
typedef struct decimal {
  char digits[40];
  int count;
  int exponent;
} decimal;

double number_round(double value, jx_dtype type) {
  if (type == JX_FLOAT32) return (double)(float)value;
  if (type != JX_FLOAT16 || value == 0 || !isfinite(value)) return value;
  int e;
  frexp(value, &e);
  if (e < -13) e = -13; /* subnormals share the smallest normal number's spacing, 2^-24 */
  double spacing = ldexp(1, e - 11);
  double rounded = nearbyint(value / spacing) * spacing;
  return fabs(rounded) > 65504 ? copysign(INFINITY, value) : rounded;
}

double number_large(jx_dtype type) {
  return type == JX_FLOAT16 ? 1e3 : type == JX_FLOAT32 ? 1e6 : 1e8;
}

static bool reads_back(const char *text, double value, jx_dtype type) {
  if (type == JX_FLOAT32) return strtof(text, NULL) == (float)value;
  return number_round(strtod(text, NULL), type) == value;
}

/* The number one unit of the last digit above "d.ddde±x"; false when that would carry out of the
 * first digit. */
static bool next_up(char *text) {
  char *last = strchr(text, 'e') - 1;
  while (last >= text && (*last == '9' || *last == '.')) {
    if (*last == '9') *last = '0';
    last--;
  }
  if (last < text) return false;
  ++*last;
  return true;
}

/* The fewest digits, from `least` to `most`, that tell a positive value from its neighbours; with
 * `most`, rounded. Below a power of two the neighbours are half as far away as above; there the
 * nearest decimal may read back as the neighbour while the next one up does not, and that is the
 * one NumPy and Python print (2**-44 is 5.684341886080802e-14). */
static decimal digits_of(double value, jx_dtype type, int least, int most) {
  char text[64], up[64];
  for (int n = least;; n++) {
    snprintf(text, sizeof text, "%.*e", n - 1, value);
    if (reads_back(text, value, type)) break;
    memcpy(up, text, sizeof up);
    if (next_up(up) && reads_back(up, value, type)) {
      memcpy(text, up, sizeof text);
      break;
    }
    if (n >= most) break;
  }
  decimal d = {.count = 0};
  const char *at = text;
  for (; *at != 'e'; at++)
    if (*at != '.') d.digits[d.count++] = *at;
  d.exponent = atoi(at + 1);
  while (d.count > least && d.count > 1 && d.digits[d.count - 1] == '0') d.count--;
  return d;
}

static int exponent_of(double value) {
  char text[64];
  snprintf(text, sizeof text, "%.20e",
           value); /* too many digits to round up to the next power of ten */
  return atoi(strchr(text, 'e') + 1);
}

static int clamp(int n, int low, int high) { return n < low ? low : n > high ? high : n; }

/* Text under construction in a caller's buffer. */
typedef struct pen {
  char *out;
  int n;
} pen;

static void put(pen *p, char c) {
  if (p->n < NUMBER_MAX - 1) p->out[p->n++] = c;
  p->out[p->n] = 0;
}

static void put_many(pen *p, char c, int count) {
  while (count-- > 0) put(p, c);
}

/* Digits [from, from + count) of a decimal, '0' outside of it. */
static void put_digits(pen *p, const decimal *d, int from, int count) {
  for (int i = from; i < from + count; i++) put(p, i >= 0 && i < d->count ? d->digits[i] : '0');
}

static void write_scientific(pen *p, double value, char sign, const number_style *s) {
  decimal d = {"0", 1, 0};
  int most = s->precision < 0 ? DBL_DECIMAL_DIG : s->precision + 1;
  if (value != 0) d = digits_of(value, s->type, s->zeros ? most : 1, most);
  put_many(p, ' ', s->pad_left - 1 - (sign != 0));
  if (sign) put(p, sign);
  put_digits(p, &d, 0, 1);
  put(p, '.');
  put_digits(p, &d, 1, s->zeros ? s->precision : d.count - 1);
  put(p, 'e');
  put(p, d.exponent < 0 ? '-' : '+');
  char digits[16];
  int width = s->exponent_digits > 2 ? s->exponent_digits : 2;
  snprintf(digits, sizeof digits, "%0*d", clamp(width, 2, 8), abs(d.exponent));
  for (const char *c = digits; *c; c++) put(p, *c);
}

static void write_positional(pen *p, double value, char sign, const number_style *s) {
  decimal d = {"0", 1, 0};
  if (value != 0) {
    int e = exponent_of(value);
    int most = s->precision < 0 ? DBL_DECIMAL_DIG : clamp(s->precision + e + 1, 1, DBL_DECIMAL_DIG);
    d = digits_of(value, s->type, 1, most);
  }
  int whole = d.exponent < 0 ? 1 : d.exponent + 1;
  int fraction = d.count - 1 - d.exponent;
  if (fraction < 0 || value == 0) fraction = 0;
  put_many(p, ' ', s->pad_left - whole - (sign != 0));
  if (sign) put(p, sign);
  put_digits(p, &d, d.exponent + 1 - whole, whole);
  put(p, '.');
  put_digits(p, &d, d.exponent + 1, fraction);
  put_many(p, ' ', s->pad_right - fraction);
}

int number_write(char out[NUMBER_MAX], double value, const number_style *style) {
  pen p = {out, 0};
  char sign = isnan(value) ? 0 : signbit(value) ? '-' : 0;
  if (!sign && style->plus) sign = '+';
  if (!isfinite(value)) {
    put_many(&p, ' ', style->pad_left + style->pad_right + 1 - 3 - (sign != 0));
    if (sign) put(&p, sign);
    for (const char *c = isnan(value) ? "nan" : "inf"; *c; c++) put(&p, *c);
  } else if (style->scientific) {
    write_scientific(&p, fabs(value), sign, style);
  } else {
    write_positional(&p, fabs(value), sign, style);
  }
  return p.n;
}

int number_scalar(char out[NUMBER_MAX], double value, jx_dtype type, bool point) {
  double large = type == JX_FLOAT64 ? 1e16 : number_large(type), size = fabs(value);
  number_style style = {.type = type, .precision = -1};
  style.scientific = isfinite(value) && value != 0 && (size >= large || size < 1e-4);
  int n = number_write(out, value, &style);
  if (!isfinite(value)) return n;
  char *dot = strchr(out, '.');
  bool bare = dot[1] == 0 || dot[1] == 'e';
  if (bare && point && !style.scientific) {
    out[n++] = '0';
    out[n] = 0;
  } else if (bare) {
    memmove(dot, dot + 1, strlen(dot));
    n--;
  }
  return n;
}
