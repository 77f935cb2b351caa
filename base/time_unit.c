/* time_unit.c: see time_unit.h. Start with the table. */
#include "base/time_unit.h"

#include <stdio.h>
#include <string.h>

/* ---- Units ---- */

/* How many of the next finer base one is; 0: that depends on the calendar, or there is none. */
static const struct {
  const char *name, *word;
  int64_t next;
} bases[] = {
    [JX_UNIT_GENERIC] = {"generic", "generic time units", 0},
    [JX_UNIT_YEAR] = {"Y", "years", 12},
    [JX_UNIT_MONTH] = {"M", "months", 0},
    [JX_UNIT_WEEK] = {"W", "weeks", 7},
    [JX_UNIT_DAY] = {"D", "days", 24},
    [JX_UNIT_HOUR] = {"h", "hours", 60},
    [JX_UNIT_MINUTE] = {"m", "minutes", 60},
    [JX_UNIT_SECOND] = {"s", "seconds", 1000},
    [JX_UNIT_MILLISECOND] = {"ms", "milliseconds", 1000},
    [JX_UNIT_MICROSECOND] = {"us", "microseconds", 1000},
    [JX_UNIT_NANOSECOND] = {"ns", "nanoseconds", 1000},
    [JX_UNIT_PICOSECOND] = {"ps", "picoseconds", 1000},
    [JX_UNIT_FEMTOSECOND] = {"fs", "femtoseconds", 1000},
    [JX_UNIT_ATTOSECOND] = {"as", "attoseconds", 0},
};
#define BASES (sizeof bases / sizeof *bases)
#define MOST_COUNT 0xffffffu

uint32_t unit_of_detail(uint32_t detail) {
  if (detail == 0) return UNIT_ANY;
  return unit_base(detail) < BASES && unit_count(detail) > 0 ? detail : 0;
}

bool unit_parse(const char *text, size_t length, uint32_t *unit) {
  uint64_t count = 0;
  size_t at = 0;
  for (; at < length && text[at] >= '0' && text[at] <= '9' && count <= MOST_COUNT; at++)
    count = 10 * count + (uint64_t)(text[at] - '0');
  if (at == 0) count = 1;
  if (count == 0 || count > MOST_COUNT) return false;
  for (uint32_t b = 0; b < BASES; b++)
    if (strlen(bases[b].name) == length - at && !memcmp(bases[b].name, text + at, length - at))
      return *unit = JX_UNIT(count, b), true;
  return false;
}

size_t jx_unit_text(uint32_t detail, char *out, size_t room) {
  uint32_t unit = unit_of_detail(detail);
  if (!out) room = 0;
  int n = unit == 0 ? snprintf(out, room, "?")
          : unit_count(unit) == 1
              ? snprintf(out, room, "%s", bases[unit_base(unit)].name)
              : snprintf(out, room, "%u%s", unit_count(unit), bases[unit_base(unit)].name);
  return n < 0 ? 0 : (size_t)n;
}

uint32_t jx_unit_named(const char *text) {
  uint32_t unit = 0;
  return text && unit_parse(text, strlen(text), &unit) ? unit : 0;
}

static uint64_t common_divisor(uint64_t a, uint64_t b) {
  while (b) {
    uint64_t rest = a % b;
    a = b, b = rest;
  }
  return a;
}

/* How many of base `to` one of `from` is, from coarse to fine; 0: beyond int64. */
static int64_t factor(jx_unit from, jx_unit to) {
  int64_t n = 1;
  for (uint32_t b = from; b < (uint32_t)to; b++)
    if (__builtin_mul_overflow(n, bases[b].next, &n)) return 0;
  return n;
}

/* compute_datetime_metadata_greatest_common_divisor() */
unit_match unit_common(uint32_t a, bool a_exact, uint32_t b, bool b_exact, uint32_t *unit) {
  if (unit_is_any(a) || unit_is_any(b)) return *unit = unit_is_any(a) ? b : a, UNIT_FOUND;
  if (unit_base(a) > unit_base(b)) return unit_common(b, b_exact, a, a_exact, unit);
  uint64_t n = unit_count(a);
  jx_unit base = unit_base(b);
  jx_unit from = unit_base(a);
  if (unit_is_calendar(a) && !unit_is_calendar(b)) {
    if (a_exact) return UNIT_NONLINEAR;
    from = JX_UNIT_WEEK; /* NumPy multiplies by the factors of its table, which are 1 above */
  }
  if (__builtin_mul_overflow(n, (uint64_t)factor(from, base), &n) || n == 0) return UNIT_TOO_FINE;
  return *unit = JX_UNIT(common_divisor(n, unit_count(b)), base), UNIT_FOUND;
}

/* Multiplies one side of a ratio, and reduces it. */
static bool times(uint64_t *side, uint64_t *other, uint64_t by) {
  uint64_t common = common_divisor(by, *other);
  *other /= common;
  return !__builtin_mul_overflow(*side, by / common, side);
}

bool unit_ratio(uint32_t from, uint32_t to, int64_t *num, int64_t *den) {
  uint64_t n = 1, d = 1;
  uint32_t coarse = unit_base(from) < unit_base(to) ? from : to, fine = coarse == from ? to : from;
  uint64_t *up = coarse == from ? &n : &d, *down = coarse == from ? &d : &n;
  bool fits = true;
  *num = *den = 1;
  if (unit_is_any(from) || unit_is_any(to)) return true;
  jx_unit base = unit_base(coarse), end = unit_base(fine);
  if (unit_is_calendar(coarse) && !unit_is_calendar(fine)) {
    fits = times(up, down, 400 * 365 + 97); /* days of 400 years */
    fits = fits && times(down, up, base == JX_UNIT_YEAR ? 400 : 4800);
    if (end == JX_UNIT_WEEK) fits = fits && times(down, up, 7);
    base = end == JX_UNIT_WEEK ? end : JX_UNIT_DAY;
  }
  int64_t f = factor(base, end);
  fits = fits && f && times(up, down, (uint64_t)f);
  fits = fits && times(&n, &d, unit_count(from)) && times(&d, &n, unit_count(to));
  *num = (int64_t)n, *den = (int64_t)d;
  return fits && n <= INT64_MAX && d <= INT64_MAX;
}

/* ---- Dates ---- */

typedef struct date {
  int64_t year;
  int month, day; /* from 1 */
} date;

/* H. Hinnant, "chrono-compatible low-level date algorithms": years begin in March. */
static int64_t days_of(date d) {
  int64_t y = d.year - (d.month <= 2), era = (y >= 0 ? y : y - 399) / 400;
  int64_t of_era = y - era * 400, month = (d.month + 9) % 12;
  int64_t of_year = (153 * month + 2) / 5 + d.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static date date_of(int64_t days) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097, day = days - era * 146097;
  int64_t y = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  int64_t of_year = day - (365 * y + y / 4 - y / 100), month = (5 * of_year + 2) / 153;
  date d = {.day = (int)(of_year - (153 * month + 2) / 5 + 1),
            .month = (int)(month < 10 ? month + 3 : month - 9)};
  d.year = y + era * 400 + (d.month <= 2);
  return d;
}

static int days_in(int64_t year, int month) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
}

/* ---- Reading ---- */

typedef struct cursor {
  const char *at, *end;
} cursor;

static bool take(cursor *c, char x) {
  if (c->at == c->end || *c->at != x) return false;
  return c->at++, true;
}

/* Exactly two digits. */
static bool take_two(cursor *c, int *out) {
  if (c->end - c->at < 2) return false;
  int a = c->at[0] - '0', b = c->at[1] - '0';
  if (a < 0 || a > 9 || b < 0 || b > 9) return false;
  *out = 10 * a + b;
  return c->at += 2, true;
}

static bool take_year(cursor *c, int64_t *year) {
  bool negative = take(c, '-');
  if (!negative) take(c, '+');
  const char *start = c->at;
  for (*year = 0; c->at < c->end && *c->at >= '0' && *c->at <= '9'; c->at++)
    if (c->at - start > 17)
      return false;
    else
      *year = 10 * *year + (*c->at - '0');
  if (negative) *year = -*year;
  return c->at > start;
}

/* "+02:00", in minutes. */
static bool take_zone(cursor *c, int *minutes) {
  int hours, rest = 0;
  if (take(c, 'Z')) return true;
  bool west = c->at < c->end && *c->at == '-';
  if (!take(c, '+') && !take(c, '-')) return true;
  if (!take_two(c, &hours) || (c->at < c->end && (take(c, ':'), !take_two(c, &rest)))) return false;
  *minutes = (60 * hours + rest) * (west ? -1 : 1);
  return true;
}

/* Digits behind the point, as a whole number of the unit that has three for each step. */
static bool take_fraction(cursor *c, int64_t *value, uint32_t *base) {
  int digits = 0;
  for (*value = 0; c->at < c->end && *c->at >= '0' && *c->at <= '9'; c->at++, digits++) {
    if (digits == 18) return false;
    *value = 10 * *value + (*c->at - '0');
  }
  for (; digits % 3; digits++) *value *= 10;
  *base = JX_UNIT_SECOND + (uint32_t)digits / 3;
  return digits > 0;
}

/* From what has been read down to `base`. */
static bool put_together(date d, const int *clock, int zone, int64_t fraction, uint32_t base,
                         int64_t *value) {
  int64_t v = d.year - 1970;
  bool sound = d.year > -200000000000000 && d.year < 200000000000000;
  if (base == JX_UNIT_MONTH) v = 12 * v + d.month - 1;
  if (base > JX_UNIT_MONTH) v = sound ? days_of(d) : 0;
  for (uint32_t b = JX_UNIT_HOUR, i = 0; b <= base && b <= JX_UNIT_SECOND; b++, i++) {
    sound = sound && !__builtin_mul_overflow(v, bases[b - 1].next, &v) &&
            !__builtin_add_overflow(v, clock[i], &v);
    if (b == JX_UNIT_MINUTE) v -= zone;
    if (b == JX_UNIT_HOUR && b == base) v -= (zone + (zone > 0 ? 59 : 0)) / 60;
  }
  if (base > JX_UNIT_SECOND)
    sound = sound && !__builtin_mul_overflow(v, factor(JX_UNIT_SECOND, (jx_unit)base), &v) &&
            !__builtin_add_overflow(v, fraction, &v);
  return *value = v, sound && v != TIME_NAT;
}

const char *time_parse(const char *text, size_t length, int64_t *value, uint32_t *unit) {
  cursor c = {text, text + length};
  date d = {.month = 1, .day = 1};
  int clock[3] = {0}, zone = 0;
  int64_t fraction = 0;
  uint32_t base = JX_UNIT_YEAR;
  if (length == 0 ||
      (length == 3 && (text[0] | 32) == 'n' && (text[1] | 32) == 'a' && (text[2] | 32) == 't'))
    return *value = TIME_NAT, *unit = UNIT_ANY, NULL;
  if (!take_year(&c, &d.year)) return "a year must come first";
  if (take(&c, '-')) {
    if (!take_two(&c, &d.month)) return "a month has two digits";
    if (d.month < 1 || d.month > 12) return "there are 12 months";
    base = JX_UNIT_MONTH;
    if (take(&c, '-')) {
      if (!take_two(&c, &d.day)) return "a day has two digits";
      if (d.day < 1 || d.day > days_in(d.year, d.month)) return "that month has no such day";
      base = JX_UNIT_DAY;
    }
  }
  if (base == JX_UNIT_DAY && (take(&c, 'T') || take(&c, ' '))) {
    static const int most[] = {23, 59, 59};
    for (int i = 0; i < 3 && (i == 0 || take(&c, ':')); i++) {
      if (!take_two(&c, &clock[i])) return "hours, minutes and seconds have two digits";
      if (clock[i] > most[i]) return "hours end at 23, minutes and seconds at 59";
      base = JX_UNIT_HOUR + (uint32_t)i;
    }
    if (base == JX_UNIT_SECOND && take(&c, '.') && !take_fraction(&c, &fraction, &base))
      return "a fraction has 1 to 18 digits";
    if (!take_zone(&c, &zone)) return "a time zone is 'Z' or '+hh:mm'";
  }
  if (c.at != c.end) return "a date is written as in 2020-12-31T23:59:59.5";
  if (!put_together(d, clock, zone, fraction, base, value)) return "it does not fit 64 bits";
  *unit = JX_UNIT(1, base);
  return NULL;
}

/* ---- Writing ---- */

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

/* Days, and what is left of the value in its unit's base. */
static size_t write_datetime(int64_t value, uint32_t unit, char *out, size_t room) {
  uint32_t base = unit_base(unit);
  date d = {.month = 1, .day = 1};
  if (unit_is_any(unit) || __builtin_mul_overflow(value, (int64_t)unit_count(unit), &value))
    return (size_t)snprintf(out, room, "%lld", (long long)value);
  if (base <= JX_UNIT_MONTH) {
    int64_t months = base == JX_UNIT_YEAR ? 0 : value - 12 * floor_divide(value, 12);
    d.year = 1970 + (base == JX_UNIT_YEAR ? value : floor_divide(value, 12));
    if (base == JX_UNIT_YEAR) return (size_t)snprintf(out, room, "%04lld", (long long)d.year);
    return (size_t)snprintf(out, room, "%04lld-%02d", (long long)d.year, (int)months + 1);
  }
  int64_t per_second = base > JX_UNIT_SECOND ? factor(JX_UNIT_SECOND, (jx_unit)base) : 1;
  int64_t whole = floor_divide(value, per_second), fraction = value - whole * per_second;
  int64_t in_day = base >= JX_UNIT_SECOND   ? 86400
                   : base == JX_UNIT_MINUTE ? 1440
                   : base == JX_UNIT_HOUR   ? 24
                                            : 1;
  int64_t days = floor_divide(whole, in_day), rest = whole - days * in_day;
  if (base == JX_UNIT_WEEK) days *= 7;
  d = date_of(days);
  int n = snprintf(out, room, "%04lld-%02d-%02d", (long long)d.year, d.month, d.day);
  if (base <= JX_UNIT_DAY) return (size_t)n;
  int64_t seconds = base >= JX_UNIT_SECOND   ? rest
                    : base == JX_UNIT_MINUTE ? 60 * rest
                                             : 3600 * rest;
#define ROOM (size_t) n < room ? out + n : NULL, (size_t)n < room ? room - (size_t)n : 0
  n += snprintf(ROOM, "T%02d", (int)(seconds / 3600));
  if (base >= JX_UNIT_MINUTE) n += snprintf(ROOM, ":%02d", (int)(seconds / 60 % 60));
  if (base >= JX_UNIT_SECOND) n += snprintf(ROOM, ":%02d", (int)(seconds % 60));
  if (base > JX_UNIT_SECOND)
    n += snprintf(ROOM, ".%0*lld", 3 * ((int)base - JX_UNIT_SECOND), (long long)fraction);
#undef ROOM
  return (size_t)n;
}

size_t jx_time_text(int64_t value, jx_dtype dtype, uint32_t detail, char *out, size_t room) {
  uint32_t unit = unit_of_detail(detail);
  if (!out) room = 0;
  if (value == TIME_NAT) return (size_t)snprintf(out, room, "NaT");
  if (dtype == JX_DATETIME64 && unit) return write_datetime(value, unit, out, room);
  int64_t scaled;
  if (!unit || __builtin_mul_overflow(value, (int64_t)unit_count(unit), &scaled))
    return (size_t)snprintf(out, room, "%lld", (long long)value);
  return (size_t)snprintf(out, room, "%lld %s", (long long)scaled, bases[unit_base(unit)].word);
}
