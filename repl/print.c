/* print.c: arrays as text, the way NumPy prints them.
 *
 * Takes an array, writes NumPy's str() of it. The elements that will be shown are visited to
 * measure them (measure_*: how many digits, signs, exponents; so that columns line up), then
 * written with brackets and line breaks (write_axis). The rules are those of NumPy 2's
 * arrayprint.py. Start at print_array(). */
#include "print.h"

#include "number.h"
#include "print_text.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum {
  THRESHOLD = 1000, /* more elements than this are summarised */
  EDGE = 3,         /* items shown at either end of a summarised axis */
  WIDTH = 75,       /* characters of a line */
  PRECISION = 8,    /* digits after the point */
};

/* Real numbers printed under each other: an array's, or the real or imaginary parts of one. */
typedef struct column {
  number_style style;
  double largest, smallest;      /* finite magnitudes but 0; `smallest` is 0 when there are none */
  bool finite, other, minus_inf; /* some value is finite; nan or inf; -inf */
  int whole, fraction, exponent; /* most characters before the point, after it, and of exponents */
} column;

typedef struct printer {
  FILE *out;
  const jx_array *array;
  bool summarise;
  column real, imaginary;
  int width;                 /* of integers and bools */
  char line[4 * NUMBER_MAX]; /* the line being filled, from the first column */
  int length, skip;          /* its length; how much of it stands for brackets already written */
} printer;

/* ---- Elements ---- */

static double half_value(uint16_t bits) {
  int exponent = bits >> 10 & 31, mantissa = bits & 1023;
  double size = exponent == 31 ? (mantissa ? (double)NAN : (double)INFINITY) : 0;
  if (exponent == 0) size = ldexp(mantissa, -24);
  if (exponent > 0 && exponent < 31) size = ldexp(1024 + mantissa, exponent - 25);
  return bits >> 15 ? -size : size;
}

/* The type of the real numbers an element is made of. */
static jx_dtype part_type(jx_dtype type) {
  return type == JX_COMPLEX64 ? JX_FLOAT32 : type == JX_COMPLEX128 ? JX_FLOAT64 : type;
}

static double real_at(const char *at, jx_dtype type) {
  uint16_t h;
  float f;
  double d;
  switch (jx_dtype_size(type)) {
  case sizeof h: memcpy(&h, at, sizeof h); return half_value(h);
  case sizeof f: memcpy(&f, at, sizeof f); return (double)f;
  default: memcpy(&d, at, sizeof d); return d;
  }
}

/* An integer or bool in decimal. */
static int integer_at(char out[NUMBER_MAX], const char *at, jx_dtype type) {
  uint64_t bits = 0; /* little-endian: the low bytes first */
  size_t size = jx_dtype_size(type);
  memcpy(&bits, at, size);
  if (type == JX_BOOL) return snprintf(out, NUMBER_MAX, "%s", bits ? "True" : "False");
  if (jx_dtype_kind(type) == 'u') return snprintf(out, NUMBER_MAX, "%" PRIu64, bits);
  int unused = 64 - 8 * (int)size;
  return snprintf(out, NUMBER_MAX, "%" PRId64, (int64_t)(bits << unused) >> unused);
}

static bool is_time(jx_dtype type) {
  return jx_dtype_kind(type) == 'M' || jx_dtype_kind(type) == 'm';
}

/* An element that is no float, as arrays show it: dates and NaT stand in quotes. */
static int word_at(char out[NUMBER_MAX], const char *at, const jx_array *a) {
  int64_t value;
  if (!is_time(a->dtype)) return integer_at(out, at, a->dtype);
  memcpy(&value, at, sizeof value);
  if (jx_dtype_kind(a->dtype) == 'm' && value != INT64_MIN)
    return snprintf(out, NUMBER_MAX, "%" PRId64, value);
  char text[NUMBER_MAX - 2];
  jx_time_text(value, a->dtype, a->detail, text, sizeof text);
  return snprintf(out, NUMBER_MAX, "'%s'", text);
}

/* ---- Measuring ---- */

/* The item shown after item i of an axis. */
static int64_t next_shown(const printer *p, int axis, int64_t i) {
  int64_t extent = p->array->shape[axis];
  return p->summarise && extent > 2 * EDGE && i + 1 == EDGE ? extent - EDGE : i + 1;
}

static const char *item(const printer *p, int axis, const char *at, int64_t i) {
  return at + i * p->array->strides[axis];
}

typedef void (*visitor)(printer *p, const char *at);

static void visit_shown(printer *p, int axis, const char *at, visitor visit) {
  if (axis == p->array->rank) {
    visit(p, at);
    return;
  }
  for (int64_t i = 0; i < p->array->shape[axis]; i = next_shown(p, axis, i))
    visit_shown(p, axis + 1, item(p, axis, at, i), visit);
}

static void note_extremes(column *c, double value) {
  if (isfinite(value)) {
    double size = fabs(value);
    c->finite = true;
    if (size > c->largest) c->largest = size;
    if (size > 0 && (c->smallest == 0 || size < c->smallest)) c->smallest = size;
  } else {
    c->other = true;
    if (isinf(value) && value < 0) c->minus_inf = true;
  }
}

static void note_widths(column *c, double value) {
  if (!isfinite(value)) return;
  char text[NUMBER_MAX];
  int length = number_write(text, value, &c->style);
  int whole = (int)(strchr(text, '.') - text);
  const char *e = strchr(text, 'e');
  int fraction = (e ? (int)(e - text) : length) - whole - 1;
  int exponent = e ? length - (int)(e - text) - 2 : 0;
  if (whole > c->whole) c->whole = whole;
  if (fraction > c->fraction) c->fraction = fraction;
  if (exponent > c->exponent) c->exponent = exponent;
}

static void measure_extremes(printer *p, const char *at) {
  jx_dtype type = p->real.style.type;
  note_extremes(&p->real, real_at(at, type));
  if (type != p->array->dtype)
    note_extremes(&p->imaginary, real_at(at + jx_dtype_size(type), type));
}

static void measure_widths(printer *p, const char *at) {
  jx_dtype type = p->real.style.type;
  note_widths(&p->real, real_at(at, type));
  if (type != p->array->dtype) note_widths(&p->imaginary, real_at(at + jx_dtype_size(type), type));
}

static void measure_integers(printer *p, const char *at) {
  char text[NUMBER_MAX];
  int length = word_at(text, at, p->array);
  if (p->array->dtype == JX_BOOL) length = (int)strlen("False");
  if (length > p->width) p->width = length;
}

/* Exponents for the whole array when its values are large or small or far apart; NumPy compares in
 * the array's type. */
static void choose_notation(column *c) {
  jx_dtype type = c->style.type;
  c->style.precision = PRECISION;
  c->style.scientific = c->smallest != 0 && (c->largest >= number_large(type) ||
                                             c->smallest < number_round(0.0001, type) ||
                                             number_round(c->largest / c->smallest, type) > 1000);
}

/* Every number as wide as the widest. */
static void choose_widths(column *c) {
  number_style *s = &c->style;
  if (c->finite && s->scientific) {
    s->zeros = true;
    s->precision = c->fraction;
    s->exponent_digits = c->exponent;
    s->pad_right = c->exponent + 2 + c->fraction;
  } else if (c->finite) {
    s->pad_right = c->fraction;
  }
  s->pad_left = c->whole;
  int special = 3 + (s->plus || c->minus_inf) - (s->pad_right + 1);
  int nan = 3 - (s->pad_right + 1);
  if (c->other && special > s->pad_left) s->pad_left = special;
  if (c->other && nan > s->pad_left) s->pad_left = nan;
}

static void measure(printer *p) {
  const jx_array *a = p->array;
  if (is_text(a)) return; /* as wide as each is */
  char kind = jx_dtype_kind(a->dtype);
  if (kind != 'f' && kind != 'c') {
    visit_shown(p, 0, a->data, measure_integers);
    return;
  }
  p->real.style.type = p->imaginary.style.type = part_type(a->dtype);
  p->imaginary.style.plus = true;
  visit_shown(p, 0, a->data, measure_extremes);
  choose_notation(&p->real);
  choose_notation(&p->imaginary);
  visit_shown(p, 0, a->data, measure_widths);
  choose_widths(&p->real);
  choose_widths(&p->imaginary);
}

/* ---- Writing ---- */

/* One element, as wide as the others. */
static int element_text(const printer *p, char out[2 * NUMBER_MAX], const char *at) {
  jx_dtype type = p->array->dtype, part = part_type(type);
  char kind = jx_dtype_kind(type);
  if (kind != 'f' && kind != 'c') {
    char text[NUMBER_MAX];
    word_at(text, at, p->array);
    return snprintf(out, NUMBER_MAX, "%*s", p->width, text);
  }
  int n = number_write(out, real_at(at, part), &p->real.style);
  if (kind == 'f') return n;
  n += number_write(out + n, real_at(at + jx_dtype_size(part), part), &p->imaginary.style);
  int end = n; /* the j stands before the spaces that fill up */
  while (out[end - 1] == ' ') end--;
  memmove(out + end + 1, out + end, (size_t)(n - end) + 1);
  out[end] = 'j';
  return n + 1;
}

static void end_line(printer *p, bool trim) {
  int length = p->length;
  while (trim && length > 0 && p->line[length - 1] == ' ') length--;
  if (length > p->skip) fwrite(p->line + p->skip, 1, (size_t)(length - p->skip), p->out);
  p->skip = 0;
}

static void begin_line(printer *p, int indent) {
  memset(p->line, ' ', (size_t)indent);
  p->length = indent;
}

/* Appends a word, on a new line when this one would be too long and is not empty. */
static void append_word(printer *p, const char *word, int length, int width, int indent) {
  if (p->length + length > width && p->length > indent) {
    end_line(p, true);
    putc('\n', p->out);
    begin_line(p, indent);
  }
  memcpy(p->line + p->length, word, (size_t)length);
  p->length += length;
}

/* The innermost axis. Its brackets, and those that follow, must fit in the line too: hence the
 * width. */
static void write_row(printer *p, int axis, const char *at) {
  int64_t extent = p->array->shape[axis];
  int width = WIDTH - axis - 1, indent = axis + 1;
  char word[2 * NUMBER_MAX];
  begin_line(p, indent);
  p->skip = indent;
  for (int64_t i = 0, next; i < extent; i = next) {
    next = next_shown(p, axis, i);
    append_word(p, word, element_text(p, word, item(p, axis, at, i)), width, indent);
    if (next < extent) p->line[p->length++] = ' ';
    if (next > i + 1) {
      append_word(p, "...", 3, width, indent);
      p->line[p->length++] = ' ';
    }
  }
  end_line(p, false);
}

/* Begins a word that many characters long, on a new line when this one would be too long. */
static void begin_text(printer *p, size_t length, size_t *used, size_t width, int indent) {
  bool first = *used == (size_t)indent;
  if (!first && *used + 1 + length > width) {
    fprintf(p->out, "\n%*s", indent, "");
    *used = (size_t)indent;
  } else if (!first) {
    putc(' ', p->out);
    *used += 1;
  }
  *used += length;
}

/* A row of strings, which may be longer than any line. */
static void write_text_row(printer *p, int axis, const char *at) {
  int64_t extent = p->array->shape[axis];
  int indent = axis + 1;
  size_t width = (size_t)(WIDTH - axis - 1), used = (size_t)indent;
  for (int64_t i = 0, next; i < extent; i = next) {
    const char *element = item(p, axis, at, i);
    next = next_shown(p, axis, i);
    begin_text(p, text_write(NULL, p->array, element, true), &used, width, indent);
    text_write(p->out, p->array, element, true);
    if (next == i + 1) continue;
    begin_text(p, 3, &used, width, indent);
    fputs("...", p->out);
  }
}

static void write_axis(printer *p, int axis, const char *at) {
  int64_t extent = p->array->shape[axis];
  int inner = p->array->rank - axis - 1;
  putc('[', p->out);
  if (inner == 0) (is_text(p->array) ? write_text_row : write_row)(p, axis, at);
  for (int64_t i = 0, next; inner > 0 && i < extent; i = next) {
    next = next_shown(p, axis, i);
    write_axis(p, axis + 1, item(p, axis, at, i));
    for (int blank = 0; next < extent && blank < inner; blank++) putc('\n', p->out);
    if (next < extent) fprintf(p->out, "%*s", axis + 1, "");
    if (next == i + 1) continue;
    fputs("...", p->out);
    for (int blank = 0; blank < inner; blank++) putc('\n', p->out);
    fprintf(p->out, "%*s", axis + 1, "");
  }
  putc(']', p->out);
}

static void write_scalar(FILE *out, const jx_array *a) {
  if (is_text(a)) {
    text_write(out, a, a->data, false);
    return;
  }
  char text[NUMBER_MAX];
  jx_dtype part = part_type(a->dtype);
  char kind = jx_dtype_kind(a->dtype);
  if (kind != 'f' && kind != 'c') {
    int64_t value;
    integer_at(text, a->data, a->dtype);
    if (is_time(a->dtype)) {
      memcpy(&value, a->data, sizeof value);
      jx_time_text(value, a->dtype, a->detail, text, sizeof text);
    }
    fputs(text, out);
    return;
  }
  double real = real_at(a->data, part);
  number_scalar(text, real, part, kind == 'f');
  if (kind == 'f') {
    fputs(text, out);
    return;
  }
  bool both = real != 0 || signbit(real);
  if (both) fprintf(out, "(%s", text);
  number_scalar(text, real_at((const char *)a->data + jx_dtype_size(part), part), part, false);
  fprintf(out, "%s%sj%s", both && text[0] != '-' ? "+" : "", text, both ? ")" : "");
}

void print_array(FILE *out, const jx_array *array) {
  printer p = {.out = out, .array = array};
  int64_t size = jx_array_size(array);
  p.summarise = size > THRESHOLD;
  if (size == 0) {
    fputs("[]", out);
  } else if (array->rank == 0) {
    write_scalar(out, array);
  } else {
    measure(&p);
    write_axis(&p, 0, array->data);
  }
  putc('\n', out);
}
