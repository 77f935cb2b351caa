/* diag.c: recording the first error, and drawing it.
 *
 * In: a source text of any bytes (borrowed, length given) and spans in it. Out: a one-line message
 * and a rendering, both valid UTF-8 without control characters, whatever the source holds: they are
 * written to terminals and decoded by Python. Nothing is allocated, so that running out of memory
 * can be reported as well.
 *
 * Start with diag_fail() and diag_render(). */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- Characters ------------------------------------------------------------------------------ */

typedef struct character {
  size_t bytes;     /* taken from the source, at least 1 */
  const char *show; /* what stands for it in one column */
  size_t show_bytes;
} character;

/* Bytes of the well-formed UTF-8 character at s, 0 for none. The limits of the second byte are
 * those of the Unicode standard, table 3-7: no overlong forms, no surrogates, nothing above
 * U+10FFFF. */
static size_t utf8_length(const unsigned char *s, size_t n) {
  unsigned char low = 0x80, high = 0xBF;
  size_t length;
  if (s[0] < 0x80) return 1;
  if (s[0] >= 0xC2 && s[0] <= 0xDF)
    length = 2;
  else if (s[0] >= 0xE0 && s[0] <= 0xEF)
    length = 3;
  else if (s[0] >= 0xF0 && s[0] <= 0xF4)
    length = 4;
  else
    return 0;
  if (s[0] == 0xE0) low = 0xA0;
  if (s[0] == 0xED) high = 0x9F;
  if (s[0] == 0xF0) low = 0x90;
  if (s[0] == 0xF4) high = 0x8F;
  if (n < length || s[1] < low || s[1] > high) return 0;
  for (size_t i = 2; i < length; i++)
    if ((s[i] & 0xC0) != 0x80) return 0;
  return length;
}

/* The character at s: itself, a blank for a control character, '?' for a byte that is not UTF-8. */
static character character_at(const char *s, size_t n) {
  const unsigned char *u = (const unsigned char *)s;
  size_t length = utf8_length(u, n);
  if (length == 0) return (character){1, "?", 1};
  bool control = u[0] < 0x20 || u[0] == 0x7F || (length == 2 && u[0] == 0xC2 && u[1] < 0xA0);
  return control ? (character){length, " ", 1} : (character){length, s, length};
}

static size_t count_characters(const char *s, size_t n) {
  size_t count = 0;
  for (size_t i = 0; i < n; i += character_at(s + i, n - i).bytes) count++;
  return count;
}

/* ---- Recording ------------------------------------------------------------------------------- */

span span_join(span a, span b, uint32_t caret) {
  if (a.length == 0) return (span){b.offset, b.length, caret};
  if (b.length == 0) return (span){a.offset, a.length, caret};
  uint32_t start = a.offset < b.offset ? a.offset : b.offset;
  uint32_t a_end = a.offset + a.length, b_end = b.offset + b.length;
  return (span){start, (a_end > b_end ? a_end : b_end) - start, caret};
}

void diag_init(diag *d, const char *source, size_t length) {
  d->status = JX_OK;
  d->where = (span){0};
  d->source = source;
  d->length = source ? length : 0;
  d->message[0] = d->rendering[0] = '\0';
}

/* Makes a message one line of well-formed UTF-8 in place; one that was cut ends in dots. */
static void clean_message(char *message, size_t n, bool cut) {
  size_t out = 0, limit = cut ? n - 3 : n;
  for (size_t i = 0; i < n;) {
    character c = character_at(message + i, n - i);
    if (out + c.show_bytes > limit) break;
    i += c.bytes;
    memmove(message + out, c.show, c.show_bytes); /* never longer than what it stands for */
    out += c.show_bytes;
  }
  if (cut) {
    memcpy(message + out, "...", 3);
    out += 3;
  }
  message[out] = '\0';
}

jx_status diag_fail(diag *d, jx_status status, span where, const char *format, ...) {
  if (d->status != JX_OK) return d->status;
  d->status = status;
  d->where = where;
  va_list args;
  va_start(args, format);
  int n = vsnprintf(d->message, sizeof d->message, format, args);
  va_end(args);
  bool cut = n >= (int)sizeof d->message;
  clean_message(d->message, strnlen(d->message, sizeof d->message - 1), cut);
  return status;
}

void diag_warn(jx_warning hook, void *user, const char *message) {
  if (hook)
    hook(user, message);
  else
    fprintf(stderr, "jx: warning: %s\n", message);
}

jx_status diag_memory(diag *d) { return diag_fail(d, JX_ERROR_MEMORY, (span){0}, "out of memory"); }

/* ---- Drawing --------------------------------------------------------------------------------- */

/* Columns of source shown at most, and how many of them stand before the caret when the line is
 * longer. */
#define SHOWN_COLUMNS 96
#define COLUMNS_BEFORE 40

typedef struct buffer {
  char *at;
  size_t n, cap;
} buffer;

/* The sizes in diag.h leave room for the largest rendering; the check is for whoever changes
 * them. */
static void put(buffer *b, const char *s, size_t n) {
  if (n >= b->cap - b->n) return;
  memcpy(b->at + b->n, s, n);
  b->n += n;
  b->at[b->n] = '\0';
}

static size_t line_start(const diag *d, size_t offset) {
  while (offset > 0 && d->source[offset - 1] != '\n') offset--;
  return offset;
}

static size_t line_end(const diag *d, size_t offset) {
  const char *newline =
      offset < d->length ? memchr(d->source + offset, '\n', d->length - offset) : NULL;
  return newline ? (size_t)(newline - d->source) : d->length;
}

/* An error at the end of the text belongs to the last line that says something, not to the empty
 * one after it. */
static size_t back_from_end(const diag *d, size_t offset) {
  if (offset < d->length) return offset;
  size_t end = d->length;
  while (end > 0 && strchr(" \t\r\n", d->source[end - 1]) && d->source[end - 1] != '\0') end--;
  size_t last = line_end(d, end);
  return last < d->length ? last : offset;
}

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }
static size_t greater(size_t a, size_t b) { return a > b ? a : b; }

/* The caret's line and, below, the part of the span that lies in it. */
static void draw_line(const diag *d, buffer *b) {
  size_t span_start = smaller(d->where.offset, d->length);
  size_t span_end = smaller((size_t)d->where.offset + d->where.length, d->length);
  size_t caret = smaller(d->where.caret, d->length);
  caret = back_from_end(d, smaller(greater(caret, span_start), greater(span_start, span_end)));

  size_t start = line_start(d, caret), end = line_end(d, caret);
  if (end > start && d->source[end - 1] == '\r' && caret < end) end--;
  const char *line = d->source + start;
  size_t length = end - start;

  /* From bytes to columns. */
  size_t columns = count_characters(line, length);
  size_t at = count_characters(line, caret - start);
  size_t from =
      span_start <= start ? 0 : count_characters(line, smaller(span_start, caret) - start);
  size_t to = count_characters(line, smaller(greater(span_end, caret), end) - start);
  to = greater(to, at + 1);

  /* The columns shown: all of them, or a window around the caret. */
  size_t first = 0, last = columns;
  if (columns > SHOWN_COLUMNS) {
    first = at > COLUMNS_BEFORE ? at - COLUMNS_BEFORE : 0;
    if (first + SHOWN_COLUMNS > columns) first = columns - SHOWN_COLUMNS;
    last = first + SHOWN_COLUMNS;
  }

  put(b, "  ", 2);
  if (first > 0) put(b, "...", 3);
  for (size_t i = 0, column = 0; i < length; column++) {
    character c = character_at(line + i, length - i);
    if (column >= first && column < last) put(b, c.show, c.show_bytes);
    i += c.bytes;
  }
  if (last < columns) put(b, "...", 3);
  put(b, "\n  ", 3);
  if (first > 0) put(b, "   ", 3);
  to = smaller(to, greater(last, at + 1));
  for (size_t column = first; column < to; column++)
    put(b, column == at ? "^" : column >= from ? "~" : " ", 1);
  put(b, "\n", 1);
}

void diag_render(diag *d) {
  buffer b = {d->rendering, 0, sizeof d->rendering};
  d->rendering[0] = '\0';
  put(&b, "error: ", 7);
  put(&b, d->message, strlen(d->message));
  put(&b, "\n", 1);
  if (d->where.length > 0 && d->length > 0) draw_line(d, &b);
}

void diag_position(const diag *d, uint32_t offset, size_t *line, size_t *column) {
  size_t end = smaller(offset, d->length), start = line_start(d, end);
  *line = 1;
  for (size_t i = 0; i < start; i++) *line += d->source[i] == '\n';
  *column = 1 + count_characters(d->source + start, end - start);
}

/* ---- Hints ----------------------------------------------------------------------------------- */

#define LONGEST_NAME 64 /* names beyond get no hint */
#define FARTHEST 2

/* How many edits a name may be away: in a short one, two make another word of it. */
static size_t farthest(size_t length) { return length < 2 ? 0 : length < 6 ? 1 : FARTHEST; }

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

/* Optimal string alignment distance: insertions, deletions, substitutions and swaps of
 * neighbours. Capitals are no difference. */
static size_t edit_distance(const char *a, size_t n, const char *b, size_t m) {
  size_t rows[3][LONGEST_NAME + FARTHEST + 1];
  for (size_t j = 0; j <= m; j++) rows[0][j] = j;
  for (size_t i = 1; i <= n; i++) {
    size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= m; j++) {
      row[j] = smaller(smaller(above[j], row[j - 1]) + 1,
                       above[j - 1] + (lower(a[i - 1]) != lower(b[j - 1])));
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1]))
        row[j] = smaller(row[j], above2[j - 2] + 1);
    }
  }
  return rows[n % 3][m];
}

const char *diag_nearest(const char *name, size_t length, const char *const *candidates, size_t n) {
  const char *nearest = NULL;
  size_t best = farthest(length) + 1; /* what a candidate must stay below */
  if (length > LONGEST_NAME) return NULL;
  for (size_t i = 0; i < n; i++) {
    size_t m = strlen(candidates[i]);
    if (length == 0 || m > length + FARTHEST || length > m + FARTHEST) continue;
    size_t distance = edit_distance(name, length, candidates[i], m);
    if (distance >= best) continue;
    best = distance;
    nearest = candidates[i];
  }
  return nearest;
}
