/* string_helpers.c: operations on strings, a step of a kernel at a time; see string_job.h.
 *
 * A string is so many bytes, of which the NULs at the end do not count. Characters are bytes, or
 * UCS-4 of any alignment and any value. Each operation is written once, for the size of a character
 * as a constant: see string_helper(), where to start. The rules are those of Python's methods, which
 * NumPy's functions follow. */
#include "runtime/run/string_helpers.h"

#include <stdbool.h>
#include <string.h>

#include "base/unicode.h"
#include "graph/graph_strings.h"
#include "runtime/run/stopping.h"

#define INLINE static inline __attribute__((always_inline))

/* ---- Characters ---- */

/* Few bytes are copied here, by two words that may overlap. */
INLINE void copy(char *to, const char *from, int64_t n) {
  uint64_t first, last;
  if (n > 16) {
    memcpy(to, from, (size_t)n);
  } else if (n >= 8) {
    memcpy(&first, from, 8);
    memcpy(&last, from + n - 8, 8);
    memcpy(to, &first, 8);
    memcpy(to + n - 8, &last, 8);
  } else {
    for (int64_t i = 0; i < n; i++) to[i] = from[i];
  }
}

INLINE void clear(char *to, int64_t n) {
  if (n > 32)
    memset(to, 0, (size_t)n);
  else
    for (int64_t i = 0; i < n; i++) to[i] = 0;
}

/* A string: where it is, and how many characters count. */
typedef struct view {
  const char *at;
  int64_t n;
} view;

INLINE uint32_t character(const char *at, int64_t i, int size) {
  uint32_t c;
  if (size == 1) return (unsigned char)at[i];
  memcpy(&c, at + 4 * i, sizeof c);
  return c;
}

INLINE void put(char *at, int64_t i, int size, uint32_t c) {
  if (size == 1)
    at[i] = (char)c;
  else
    memcpy(at + 4 * i, &c, sizeof c);
}

INLINE view view_of(const char *at, int64_t item, int size) {
  int64_t n = item;
  uint64_t last;
  while (n >= 8 && (memcpy(&last, at + n - 8, 8), last == 0)) n -= 8;
  if (size == 1 && n >= 8) return (view){at, n - __builtin_clzll(last) / 8}; /* little-endian */
  n /= size;
  while (n > 0 && character(at, n - 1, size) == 0) n--;
  return (view){at, n};
}

static const char *text_of(const string_job *job, int which, int64_t lane) {
  return job->text[which][job->step[which] * lane];
}

INLINE view operand(const string_job *job, int which, int64_t lane, int size) {
  return view_of(text_of(job, which, lane), job->item[which], size);
}

/* Bytes are ASCII, whose separators are no white space there. */
INLINE uint32_t flags(uint32_t c, int size) {
  if (size == 4) return unicode_flags(c);
  return c >= 128 || (c >= 0x1c && c <= 0x1f) ? 0 : unicode_flags(c);
}

/* ---- Comparison ---- */

INLINE bool equal_at(view a, int64_t at, view b, int size) {
  return memcmp(a.at + at * size, b.at, (size_t)(b.n * size)) == 0;
}

INLINE bool is_zero(const char *at, int64_t n) {
  uint64_t any = 0, word;
  for (; n >= 8; at += 8, n -= 8) any |= (memcpy(&word, at, 8), word);
  for (; n; at++, n--) any |= (unsigned char)*at;
  return any == 0;
}

/* As NULs behind a string do not count, whole items are compared: `a` has the fewer bytes. */
INLINE bool equal(const char *a, int64_t na, const char *b, int64_t nb) {
  uint64_t x, y;
  int64_t i = 0;
  for (; i + 8 <= na; i += 8) {
    memcpy(&x, a + i, 8);
    memcpy(&y, b + i, 8);
    if (x != y) return false;
  }
  for (; i < na; i++)
    if (a[i] != b[i]) return false;
  return is_zero(b + na, nb - na);
}

/* By the first characters that differ; else what has more is greater, unless that is NULs. */
INLINE int compare(const char *a, int64_t na, const char *b, int64_t nb, int size) {
  int64_t n = na < nb ? na : nb;
  int sign = size == 1 ? memcmp(a, b, (size_t)n) : 0;
  for (int64_t i = 0; size == 4 && i < n / 4; i++) {
    uint32_t x = character(a, i, 4), y = character(b, i, 4);
    if (x != y) return x < y ? -1 : 1;
  }
  if (sign || na == nb) return sign;
  return na > nb ? !is_zero(a + n, na - n) : -!is_zero(b + n, nb - n);
}

/* `na` and `nb` are constants where they are common. */
INLINE void compare_lanes(const string_job *job, int64_t na, int64_t nb, int size) {
  int64_t *out = job->out;
  for (int64_t lane = 0; lane < job->lanes; lane++) {
    const char *a = text_of(job, 0, lane), *b = text_of(job, 1, lane);
    if (job->op == OP_EQ || job->op == OP_NE)
      out[lane] = (na <= nb ? equal(a, na, b, nb) : equal(b, nb, a, na)) == (job->op == OP_EQ);
    else
      out[lane] = compare(a, na, b, nb, size) < (job->op == OP_LE);
  }
}

INLINE void compare_all(const string_job *job, int size) {
  int64_t na = job->item[0], nb = job->item[1];
  if (na == 16 && nb == 16)
    compare_lanes(job, 16, 16, size);
  else if (na == 8 && nb == 8)
    compare_lanes(job, 8, 8, size);
  else
    compare_lanes(job, na, nb, size);
}

/* ---- Search ---- */

/* The part of a string that a search looks at: begins at *start; n < 0: it begins behind the end. */
INLINE view part(view a, int64_t range, int size, int64_t *start) {
  int64_t from = STRING_START(range), to = STRING_END(range);
  if (to > a.n) to = a.n;
  if (to < 0 && (to += a.n) < 0) to = 0;
  if (from < 0 && (from += a.n) < 0) from = 0;
  *start = from;
  return (view){a.at + from * size, to - from};
}

/* The first place from `from` on, or -1. */
INLINE int64_t find(view a, view b, int64_t from, int size) {
  int64_t last = a.n - b.n;
  uint32_t first = b.n ? character(b.at, 0, size) : 0;
  if (b.n == 0) return from <= a.n ? from : -1;
  for (int64_t i = from; i <= last; i++) {
    if (size == 1) {
      const char *next = memchr(a.at + i, (int)first, (size_t)(last - i + 1));
      if (!next) return -1;
      i = next - a.at;
    } else if (character(a.at, i, size) != first) {
      continue;
    }
    if (equal_at(a, i, b, size)) return i;
  }
  return -1;
}

INLINE int64_t find_last(view a, view b, int size) {
  for (int64_t i = a.n - b.n; i >= 0; i--)
    if (equal_at(a, i, b, size)) return i;
  return -1;
}

INLINE int64_t occurrences(view a, view b, int size) {
  int64_t n = 0;
  if (b.n == 0) return a.n < 0 ? 0 : a.n + 1;
  for (int64_t at = 0; (at = find(a, b, at, size)) >= 0; at += b.n) n++;
  return n;
}

INLINE int64_t searched(int64_t op, view whole, view b, int64_t range, int size) {
  int64_t start, place;
  view a = part(whole, range, size, &start);
  switch (op) {
  case OP_STARTSWITH: return a.n >= b.n && equal_at(a, 0, b, size);
  case OP_ENDSWITH: return a.n >= b.n && equal_at(a, a.n - b.n, b, size);
  case OP_OCCURRENCES: return occurrences(a, b, size);
  case OP_RFIND: place = find_last(a, b, size); break;
  default: place = find(a, b, 0, size);
  }
  if (op == OP_CONTAINS) return place >= 0;
  return place < 0 ? -1 : place + start;
}

/* ---- What characters are ---- */

/* str.islower and its like: no character may have one of the bits in `none`, and some must have
 * `some`. */
INLINE bool cased(view a, uint32_t none, uint32_t some, int size) {
  bool found = false;
  for (int64_t i = 0; i < a.n; i++) {
    uint32_t f = flags(character(a.at, i, size), size);
    if (f & none) return false;
    found |= (f & some) != 0;
  }
  return found;
}

INLINE bool titled(view a, int size) {
  bool found = false, inside = false;
  for (int64_t i = 0; i < a.n; i++) {
    uint32_t f = flags(character(a.at, i, size), size);
    bool begins = f & (UNICODE_UPPER | UNICODE_TITLE), lower = f & UNICODE_LOWER;
    if (begins ? inside : lower && !inside) return false;
    inside = begins || lower;
    found |= inside;
  }
  return found;
}

INLINE bool all_are(view a, uint32_t kind, int size) {
  for (int64_t i = 0; i < a.n; i++)
    if (!(flags(character(a.at, i, size), size) & kind)) return false;
  return a.n > 0;
}

INLINE int64_t classified(int64_t op, view a, int size) {
  switch (op) {
  case OP_STR_LEN: return a.n;
  case OP_ISALPHA: return all_are(a, UNICODE_ALPHA, size);
  case OP_ISDIGIT: return all_are(a, UNICODE_DIGIT, size);
  case OP_ISDECIMAL: return all_are(a, UNICODE_DECIMAL, size);
  case OP_ISNUMERIC: return all_are(a, UNICODE_NUMERIC, size);
  case OP_ISSPACE: return all_are(a, UNICODE_SPACE, size);
  case OP_ISALNUM:
    return all_are(a, UNICODE_ALPHA | UNICODE_DIGIT | UNICODE_DECIMAL | UNICODE_NUMERIC, size);
  case OP_ISLOWER: return cased(a, UNICODE_UPPER | UNICODE_TITLE, UNICODE_LOWER, size);
  case OP_ISUPPER: return cased(a, UNICODE_LOWER | UNICODE_TITLE, UNICODE_UPPER, size);
  default: return titled(a, size);
  }
}

/* ---- Strings of strings ---- */

/* What is written: room for so many characters, and how many there are. */
typedef struct writer {
  char *at;
  int64_t room, n;
} writer;

INLINE void append(writer *w, view a, int size) {
  int64_t n = a.n < w->room - w->n ? a.n : w->room - w->n;
  copy(w->at + w->n * size, a.at, n * size);
  w->n += n;
}

/* A sigma ends a word when a letter stands before it and none behind it, others than which may
 * stand between (Unicode, SpecialCasing.txt: Final_Sigma). */
static bool ends_word(view a, int64_t i) {
  int64_t j = i - 1;
  while (j >= 0 && unicode_flags(character(a.at, j, 4)) & UNICODE_IGNORABLE) j--;
  if (j < 0 || !(unicode_flags(character(a.at, j, 4)) & UNICODE_CASED)) return false;
  for (j = i + 1; j < a.n && unicode_flags(character(a.at, j, 4)) & UNICODE_IGNORABLE;) j++;
  return j == a.n || !(unicode_flags(character(a.at, j, 4)) & UNICODE_CASED);
}

#define SIGMA 0x3a3u
#define FINAL_SIGMA 0x3c2u

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Eight bytes, of which those that are letters of ASCII change: with the high bits off, adding what
 * takes a letter's limit to 128 sets them, and no byte carries into the next. */
INLINE uint64_t ascii_case(uint64_t x, bool lower) {
  uint64_t low = x & EACH(0x7f), first = lower ? 'A' : 'a';
  uint64_t letters =
      (low + EACH(0x80 - first)) & ~(low + EACH(0x80 - first - 26)) & ~x & EACH(0x80);
  return x ^ letters >> 2;
}

/* A whole item, whose NULs stay. False: some character is not ASCII, and is to be looked up. */
INLINE bool change_ascii(const string_job *job, int64_t lane, int size) {
  const char *at = text_of(job, 0, lane);
  char *out = (char *)job->out + lane * job->out_item;
  int64_t n = job->item[0], i = 0;
  uint64_t any = 0, x;
  bool lower = job->op == OP_LOWER;
  for (; size == 4 && i + 8 <= n; i += 8) any |= (memcpy(&x, at + i, 8), x);
  if (size == 4 && n % 8) any |= character(at, n / 4 - 1, 4);
  if (any & UINT64_C(0xffffff80ffffff80)) return false;
  for (i = 0; i + 8 <= n; i += 8) {
    memcpy(&x, at + i, 8);
    x = ascii_case(x, lower);
    memcpy(out + i, &x, 8);
  }
  for (; i < n; i++) out[i] = (char)ascii_case((unsigned char)at[i], lower);
  return true;
}

/* As many characters as there is room for. */
INLINE void change_case(writer *w, view a, bool lower, int size) {
  for (int64_t i = 0; i < a.n; i++) {
    uint32_t c = character(a.at, i, size), to[UNICODE_LONGEST] = {c};
    int n = lower ? unicode_lower(c, to) : unicode_upper(c, to);
    if (lower && c == SIGMA && ends_word(a, i)) to[0] = FINAL_SIGMA;
    for (int j = 0; j < n && w->n < w->room; j++) put(w->at, w->n++, size, to[j]);
  }
}

/* Whether strip() takes a character away: white space, or one of `set`. */
INLINE bool is_stripped(uint32_t c, const view *set, int size) {
  if (!set) return flags(c, size) & UNICODE_SPACE;
  for (int64_t i = 0; i < set->n; i++)
    if (character(set->at, i, size) == c) return true;
  return false;
}

INLINE view stripped(int64_t op, view a, const view *set, int size) {
  while (op != OP_RSTRIP && a.n && is_stripped(character(a.at, 0, size), set, size))
    a.at += size, a.n--;
  while (op != OP_LSTRIP && a.n) { /* NumPy's takes NULs for white space here */
    uint32_t last = character(a.at, a.n - 1, size);
    if (!is_stripped(last, set, size) && (set || last)) break;
    a.n--;
  }
  return a;
}

INLINE void write_text(const string_job *job, int64_t lane, writer *w, int size) {
  view a = operand(job, 0, lane, size), b = {NULL, 0};
  if (job->count > 1) b = operand(job, 1, lane, size);
  switch (job->op) {
  case OP_LOWER:
  case OP_UPPER: change_case(w, a, job->op == OP_LOWER, size); break;
  case OP_STRIP:
  case OP_LSTRIP:
  case OP_RSTRIP: append(w, stripped(job->op, a, job->count > 1 ? &b : NULL, size), size); break;
  default: append(w, a, size); /* CAST */
  }
}

/* All of the item: which characters are NULs is the same in either order. */
static void turn(const string_job *job, int64_t lane) {
  char *out = (char *)job->out + lane * job->out_item;
  for (int64_t i = 0; i < job->out_item; i += 4)
    put(out, i / 4, 4, __builtin_bswap32(character(text_of(job, 0, lane), i / 4, 4)));
}

static void write_digits(const string_job *job, int64_t lane, writer *w) {
  int64_t x = ((const int64_t *)(const void *)job->text[0])[lane * job->step[0]];
  char digits[20];
  int n = 0;
  bool negative = job->item[0] && x < 0;
  uint64_t rest = negative ? -(uint64_t)x : (uint64_t)x;
  do digits[n++] = (char)('0' + rest % 10);
  while (rest /= 10);
  if (negative) put(w->at, w->n++, 4, '-');
  while (n && w->n < w->room) put(w->at, w->n++, 4, (unsigned char)digits[--n]);
}

/* ---- A step ---- */

/* Whole items, NULs and all: lengths differ from lane to lane, items do not. */
INLINE void concatenate(const string_job *job, int64_t lane, int size) {
  char *out = (char *)job->out + lane * job->out_item;
  int64_t na = job->item[0], nb = job->item[1];
  const char *a = text_of(job, 0, lane);
  copy(out, a, na);
  clear(out + na, nb);
  copy(out + view_of(a, na, size).n * size, text_of(job, 1, lane), nb);
}

INLINE void write_lane(const string_job *job, int64_t lane, int size) {
  if (job->op == OP_CONCAT) {
    concatenate(job, lane, size);
    return;
  }
  if (job->op == OP_TURNED) {
    turn(job, lane);
    return;
  }
  if ((job->op == OP_LOWER || job->op == OP_UPPER) && change_ascii(job, lane, size)) return;
  writer w = {(char *)job->out + lane * job->out_item, job->out_item / size, 0};
  if (job->op == OP_DIGITS)
    write_digits(job, lane, &w);
  else
    write_text(job, lane, &w, size);
  clear(w.at + w.n * size, (w.room - w.n) * size);
}

INLINE int64_t number_of(const string_job *job, int64_t lane, int size) {
  view a = operand(job, 0, lane, size);
  if (job->count == 1) return classified(job->op, a, size);
  return searched(job->op, a, operand(job, 1, lane, size), job->range, size);
}

INLINE void run(const string_job *job, int size) {
  int64_t *out = job->out;
  if (job->op == OP_EQ || job->op == OP_NE || job->op == OP_LT || job->op == OP_LE) {
    compare_all(job, size);
    return;
  }
  for (int64_t lane = 0; lane < job->lanes; lane++) {
    if (job->out_item)
      write_lane(job, lane, size);
    else
      out[lane] = number_of(job, lane, size);
  }
}

void string_helper(const string_job *job) {
  if (stopping_wanted()) return; /* what is there is as good */
  if (job->size == 1)
    run(job, 1);
  else
    run(job, 4);
}

INLINE void store(char *to, int64_t stride, int64_t count, const char *const *from, int64_t step,
                  size_t item) {
  for (int64_t i = 0; i < count; i++) memcpy(to + i * stride, from[i * step], item);
}

void string_helper_store(char *to, int64_t stride, int64_t count, const char *const *from,
                         int64_t step, int64_t item) {
  switch (item) { /* those that are a register or two */
  case 1: store(to, stride, count, from, step, 1); break;
  case 2: store(to, stride, count, from, step, 2); break;
  case 4: store(to, stride, count, from, step, 4); break;
  case 8: store(to, stride, count, from, step, 8); break;
  case 16: store(to, stride, count, from, step, 16); break;
  case 32: store(to, stride, count, from, step, 32); break;
  case 64: store(to, stride, count, from, step, 64); break;
  default: store(to, stride, count, from, step, (size_t)item);
  }
}
