/* time_unit.h: what datetime64 and timedelta64 count in: units, their ratios, dates as text.
 *
 * A unit is a number of some base, JX_UNIT(15, JX_UNIT_MINUTE), as NumPy's. From weeks down bases
 * are multiples of one another, and so are years and months; between those two groups the calendar
 * decides, for datetimes, or an average, for timedeltas. Values are int64; the smallest is NaT,
 * "not a time". The calendar is the proleptic Gregorian one; days count from 1970-01-01.
 *
 * Sources: numpy/_core/src/multiarray/datetime.c, datetime_strings.c. */
#ifndef JX_TIME_UNIT_H
#define JX_TIME_UNIT_H

#include "jx.h"

#define TIME_NAT INT64_MIN
#define UNIT_ANY JX_UNIT(1, JX_UNIT_GENERIC) /* takes the other side's */

static inline uint32_t unit_count(uint32_t unit) { return unit >> 8; }
static inline jx_unit unit_base(uint32_t unit) { return (jx_unit)(unit & 0xff); }
static inline bool unit_is_any(uint32_t unit) { return unit_base(unit) == JX_UNIT_GENERIC; }
static inline bool unit_is_calendar(uint32_t unit) {
  return unit_base(unit) == JX_UNIT_YEAR || unit_base(unit) == JX_UNIT_MONTH;
}

/* jx_array.detail as a unit; 0: it is none. */
uint32_t unit_of_detail(uint32_t detail);

/* "25s", "ns", as NumPy has them between brackets; false when it is none. */
bool unit_parse(const char *text, size_t length, uint32_t *unit);

/* The unit that values of both go over to. `exact` says of each that years and months, which have
 * no number of days, do not go over to other units: those of timedeltas. */
typedef enum unit_match { UNIT_FOUND, UNIT_NONLINEAR, UNIT_TOO_FINE } unit_match;
unit_match unit_common(uint32_t a, bool a_exact, uint32_t b, bool b_exact, uint32_t *unit);

/* Values of `from` times num / den, rounded down, are values of `to`; a month is taken for 1/4800
 * of 400 years. False: beyond int64. */
bool unit_ratio(uint32_t from, uint32_t to, int64_t *num, int64_t *den);

/* A date as NumPy's datetime64() takes it: "2020-01-01T12:30", "NaT". *unit is as fine as the text.
 * NULL, or what is wrong with it. */
const char *time_parse(const char *text, size_t length, int64_t *value, uint32_t *unit);

#endif
