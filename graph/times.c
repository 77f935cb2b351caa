/* times.c: see times.h. Start at times_apply().
 *
 * What NumPy's loops do is in numpy/_core/src/umath/loops.c.src (TIMEDELTA_*, DATETIME_*). */
#include "graph/times.h"

#include <math.h>
#include <stdio.h>

#include "base/dtype.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"

/* An operand: `x` is the int64 of a time, or the node. */
typedef struct side {
  graph_ref x;
  jx_dtype dtype; /* JX_DATETIME64, JX_TIMEDELTA64; of others the node's */
  uint32_t unit;
} side;

static side side_of(const graph *g, graph_ref r) {
  return (side){time_bare(g, r), (jx_dtype)graph_at(g, r)->dtype,
                time_is(g, r) ? time_unit_of(g, r) : UNIT_ANY};
}

static bool is_moment(const side *s) { return s->dtype == JX_DATETIME64; }
static bool is_span(const side *s) { return s->dtype == JX_TIMEDELTA64; }
static bool is_count(const side *s) { return dtype_is_integer(s->dtype) || s->dtype == JX_BOOL; }

const char *time_name(char out[TIME_NAME], jx_dtype dtype, uint32_t unit) {
  char text[16];
  bool time = dtype == JX_DATETIME64 || dtype == JX_TIMEDELTA64;
  jx_unit_text(unit, text, sizeof text);
  snprintf(out, TIME_NAME, time && !unit_is_any(unit) ? "%s[%s]" : "%s", dtypes[dtype].name, text);
  return out;
}

graph_ref time_make(graph *g, graph_ref x, jx_dtype dtype, uint32_t unit, span where) {
  if (!x) return 0;
  graph_node n = {.op = OP_TIME, .dtype = (uint8_t)dtype, .imm.i = unit};
  return (x = graph_strong(g, x)) ? graph_element(g, n, &x, 1, where) : 0;
}

/* ---- Of int64 ---- */

static graph_ref two(graph *g, op_id op, graph_ref a, graph_ref b, span where) {
  return types_apply2(g, op, a, b, where);
}
static graph_ref integer(graph *g, int64_t c, span where) {
  return graph_const(g, JX_INT64, false, c, where);
}
static graph_ref choose(graph *g, graph_ref c, graph_ref x, graph_ref y, span where) {
  return types_apply(g, OP_WHERE, (graph_ref[]){c, x, y}, 3, where);
}

graph_ref time_is_nat(graph *g, graph_ref x, span where) {
  return two(g, OP_EQ, x, integer(g, TIME_NAT, where), where);
}

graph_ref time_unless(graph *g, graph_ref mask, graph_ref x, span where) {
  return choose(g, mask, integer(g, TIME_NAT, where), x, where);
}

graph_ref time_nat_last(graph *g, graph_ref x, span where) {
  return two(g, OP_SUB, x, integer(g, 1, where), where);
}

graph_ref time_nat_first(graph *g, graph_ref x, span where) {
  return two(g, OP_ADD, x, integer(g, 1, where), where);
}

static graph_ref either_nat(graph *g, graph_ref x, graph_ref y, span where) {
  return two(g, OP_OR, time_is_nat(g, x, where), time_is_nat(g, y, where), where);
}

/* NaT where one of the two is, else r. */
static graph_ref of_both(graph *g, graph_ref r, graph_ref x, graph_ref y, span where) {
  return time_unless(g, either_nat(g, x, y, where), r, where);
}

/* C's quotient: the remainder has the dividend's sign. */
graph_ref time_quotient(graph *g, graph_ref x, graph_ref by, span where) {
  graph_ref whole = two(g, OP_SUB, x, two(g, OP_FMOD, x, by, where), where);
  graph_ref none = two(g, OP_EQ, by, integer(g, 0, where), where);
  return time_unless(g, two(g, OP_OR, none, time_is_nat(g, x, where), where),
                     two(g, OP_FLOORDIV, whole, by, where), where);
}

/* ---- Units ---- */

static graph_ref floor_by(graph *g, graph_ref x, int64_t by, span where) {
  return two(g, OP_FLOORDIV, x, integer(g, by, where), where);
}
static graph_ref times_by(graph *g, graph_ref x, int64_t by, span where) {
  return two(g, OP_MUL, x, integer(g, by, where), where);
}
static graph_ref plus(graph *g, graph_ref x, int64_t c, span where) {
  return two(g, OP_ADD, x, integer(g, c, where), where);
}

static bool too_fine(graph *g, uint32_t a, uint32_t b, span where) {
  char x[16], y[16];
  jx_unit_text(a, x, sizeof x);
  jx_unit_text(b, y, sizeof y);
  diag_fail(g->diag, JX_ERROR_VALUE, where, "the units [%s] and [%s] are too far apart for int64",
            x, y);
  return false;
}

static graph_ref scale(graph *g, graph_ref x, uint32_t from, uint32_t to, span where) {
  int64_t num, den;
  if (!unit_ratio(from, to, &num, &den)) return too_fine(g, from, to, where);
  return floor_by(g, times_by(g, x, num, where), den, where);
}

/* Days from 1970 to the first of a month, counted from 1970; and back. See days_of() and date_of()
 * of base/time_unit.c: years begin in March. */
static graph_ref days_of_months(graph *g, graph_ref months, span where) {
  graph_ref march = plus(g, months, 1970 * 12 - 2, where); /* months since March of year 0 */
  graph_ref y = floor_by(g, march, 12, where);
  graph_ref month = two(g, OP_SUB, march, times_by(g, y, 12, where), where);
  graph_ref days = two(g, OP_ADD, times_by(g, y, 365, where), floor_by(g, y, 4, where), where);
  days = two(g, OP_SUB, days, floor_by(g, y, 100, where), where);
  days = two(g, OP_ADD, days, floor_by(g, y, 400, where), where);
  month = floor_by(g, plus(g, times_by(g, month, 153, where), 2, where), 5, where);
  return plus(g, two(g, OP_ADD, days, month, where), -719468, where);
}

static graph_ref months_of_days(graph *g, graph_ref days, span where) {
  graph_ref z = plus(g, days, 719468, where), era = floor_by(g, z, 146097, where);
  graph_ref day = two(g, OP_SUB, z, times_by(g, era, 146097, where), where);
  graph_ref y = two(g, OP_SUB, day, floor_by(g, day, 1460, where), where);
  y = two(g, OP_ADD, y, floor_by(g, day, 36524, where), where);
  y = floor_by(g, two(g, OP_SUB, y, floor_by(g, day, 146096, where), where), 365, where);
  graph_ref before = two(g, OP_ADD, times_by(g, y, 365, where), floor_by(g, y, 4, where), where);
  before = two(g, OP_SUB, before, floor_by(g, y, 100, where), where);
  graph_ref of_year = two(g, OP_SUB, day, before, where);
  graph_ref month = floor_by(g, plus(g, times_by(g, of_year, 5, where), 2, where), 153, where);
  y = two(g, OP_ADD, y, times_by(g, era, 400, where), where);
  return plus(g, two(g, OP_ADD, times_by(g, y, 12, where), month, where), 2 - 1970 * 12, where);
}

/* Datetimes by the calendar. */
static graph_ref by_calendar(graph *g, graph_ref x, uint32_t from, uint32_t to, span where) {
  const uint32_t day = JX_UNIT(1, JX_UNIT_DAY), month = JX_UNIT(1, JX_UNIT_MONTH);
  if (unit_is_calendar(from))
    return scale(g, days_of_months(g, scale(g, x, from, month, where), where), day, to, where);
  return scale(g, months_of_days(g, scale(g, x, from, day, where), where), month, to, where);
}

graph_ref time_convert(graph *g, graph_ref x, jx_dtype dtype, uint32_t from, uint32_t to,
                       span where) {
  if (!x || from == to || unit_is_any(from) || unit_is_any(to)) return x;
  bool calendar = dtype == JX_DATETIME64 && unit_is_calendar(from) != unit_is_calendar(to);
  graph_ref r = calendar ? by_calendar(g, x, from, to, where) : scale(g, x, from, to, where);
  return r ? time_unless(g, time_is_nat(g, x, where), r, where) : 0;
}

/* The common unit of two; a count takes the other side's. */
static bool common_unit(graph *g, const side *a, const side *b, uint32_t *unit, span where) {
  char x[TIME_NAME], y[TIME_NAME];
  switch (unit_common(a->unit, is_span(a), b->unit, is_span(b), unit)) {
  case UNIT_FOUND: return true;
  case UNIT_TOO_FINE: return too_fine(g, a->unit, b->unit, where);
  case UNIT_NONLINEAR: break;
  }
  diag_fail(g->diag, JX_ERROR_TYPE, where,
            "%s and %s have no common unit: months and years have no number of days",
            time_name(x, a->dtype, a->unit), time_name(y, b->dtype, b->unit));
  return false;
}

/* Both as int64 of one unit. */
static bool align(graph *g, side *a, side *b, uint32_t *unit, span where) {
  if (!common_unit(g, a, b, unit, where)) return false;
  side *sides[] = {a, b};
  for (int i = 0; i < 2; i++) {
    side *s = sides[i];
    s->x = is_count(s) ? types_convert(g, s->x, JX_INT64, where)
                       : time_convert(g, s->x, s->dtype, s->unit, *unit, where);
    if (!s->x) return false;
  }
  return true;
}

/* ---- Operations ---- */

static graph_ref refuse(graph *g, op_id op, const side *s, int n, const char *hint, span where) {
  char x[TIME_NAME], y[TIME_NAME];
  diag_fail(g->diag, JX_ERROR_TYPE, where, "%.*s of %s%s%s is not defined%s", op_name_length(op),
            op_name(op), time_name(x, s[n > 2].dtype, s[n > 2].unit), n > 1 ? " and " : "",
            n > 1 ? time_name(y, s[n - 1].dtype, s[n - 1].unit) : "", hint);
  return 0;
}

/* A time and what moves it; two spans. */
static graph_ref add(graph *g, op_id op, side *s, span where) {
  bool difference = op == OP_SUB, moments = is_moment(&s[0]) && is_moment(&s[1]);
  bool backwards = difference && is_moment(&s[1]) && !moments;
  uint32_t unit;
  if (moments && !difference) return refuse(g, op, s, 2, "; a difference of two is", where);
  if (backwards) return refuse(g, op, s, 2, "", where);
  for (int i = 0; i < 2; i++)
    if (!is_moment(&s[i]) && !is_span(&s[i]) && !is_count(&s[i]))
      return refuse(g, op, s, 2, "; a timedelta64 or an integer is added to a time", where);
  if (!align(g, &s[0], &s[1], &unit, where)) return 0;
  graph_ref r = of_both(g, two(g, op, s[0].x, s[1].x, where), s[0].x, s[1].x, where);
  bool moment = !moments && (is_moment(&s[0]) || is_moment(&s[1]));
  return time_make(g, r, moment ? JX_DATETIME64 : JX_TIMEDELTA64, unit, where);
}

/* A float as a time, if it is finite. */
static graph_ref rounded(graph *g, graph_ref f, graph_ref of, span where) {
  graph_ref infinity = graph_const_float(g, JX_FLOAT64, false, INFINITY, where);
  graph_ref finite = two(g, OP_LT, types_apply1(g, OP_ABS, f, where), infinity, where);
  graph_ref none = types_apply1(g, OP_NOT, finite, where);
  none = two(g, OP_OR, none, time_is_nat(g, of, where), where);
  return time_unless(g, none, types_cast(g, f, JX_INT64, where), where);
}

static graph_ref as_float(graph *g, graph_ref x, span where) {
  return types_convert(g, x, JX_FLOAT64, where);
}

/* A span times or by a number. */
static graph_ref by_number(graph *g, op_id op, const side *a, const side *b, span where) {
  graph_ref x = a->x, y = b->x, r;
  if (dtype_is_float(b->dtype)) {
    r = rounded(g, two(g, op, as_float(g, x, where), as_float(g, y, where), where), x, where);
  } else {
    y = types_cast(g, types_convert(g, y, b->dtype == JX_UINT64 ? JX_UINT64 : JX_INT64, where),
                   JX_INT64, where);
    r = op == OP_DIV ? time_quotient(g, x, y, where) : two(g, OP_MUL, x, y, where);
    r = time_unless(g, time_is_nat(g, x, where), r, where);
  }
  return time_make(g, r, JX_TIMEDELTA64, a->unit, where);
}

static bool is_number(const side *s) { return is_count(s) || dtype_is_float(s->dtype); }

static graph_ref multiply(graph *g, op_id op, const side *s, span where) {
  if (is_span(&s[0]) && is_number(&s[1])) return by_number(g, op, &s[0], &s[1], where);
  if (is_span(&s[1]) && is_number(&s[0])) return by_number(g, op, &s[1], &s[0], where);
  return refuse(g, op, s, 2, "; a timedelta64 is multiplied by a number", where);
}

/* Of two spans: their ratio, how often the second goes into the first, and what is left. */
static graph_ref divide(graph *g, op_id op, side *s, span where) {
  uint32_t unit;
  if (op != OP_MOD && is_span(&s[0]) && is_number(&s[1]) && s[1].dtype != JX_BOOL)
    return by_number(g, OP_DIV, &s[0], &s[1], where);
  if (!is_span(&s[0]) || !is_span(&s[1]))
    return refuse(g, op, s, 2, "; a timedelta64 is divided by one, or by a number", where);
  if (!align(g, &s[0], &s[1], &unit, where)) return 0;
  graph_ref x = s[0].x, y = s[1].x, nat = either_nat(g, x, y, where);
  if (op == OP_DIV) {
    graph_ref ratio = two(g, OP_DIV, as_float(g, x, where), as_float(g, y, where), where);
    return choose(g, nat, graph_const_float(g, JX_FLOAT64, false, NAN, where), ratio, where);
  }
  graph_ref r = two(g, op, x, y, where);
  if (op == OP_FLOORDIV) return choose(g, nat, integer(g, 0, where), r, where);
  nat = two(g, OP_OR, nat, two(g, OP_EQ, y, integer(g, 0, where), where), where);
  return time_make(g, time_unless(g, nat, r, where), JX_TIMEDELTA64, unit, where);
}

/* True where two can be compared: of one kind, or a count beside a span, which NumPy's uint64 is
 * not. */
static bool match(graph *g, op_id op, side *s, uint32_t *unit, span where) {
  bool both = s[0].dtype == s[1].dtype;
  bool counted = (is_span(&s[0]) && is_count(&s[1])) || (is_span(&s[1]) && is_count(&s[0]));
  for (int i = 0; i < 2; i++) counted = counted && s[i].dtype != JX_UINT64;
  if (both || counted) return align(g, &s[0], &s[1], unit, where);
  refuse(g, op, s, 2, "", where);
  return false;
}

/* NaT is the smallest int64, and equal to nothing. */
static graph_ref compare(graph *g, op_id op, side *s, span where) {
  uint32_t unit;
  if (op == OP_GT || op == OP_GE) {
    side turned[] = {s[1], s[0]};
    return compare(g, op == OP_GT ? OP_LT : OP_LE, turned, where);
  }
  if (!match(g, op, s, &unit, where)) return 0;
  graph_ref r = two(g, op, s[0].x, s[1].x, where), nat = time_is_nat(g, s[0].x, where);
  if (op == OP_NE) return two(g, OP_OR, r, nat, where);
  return two(g, OP_AND, r, types_apply1(g, OP_NOT, nat, where), where);
}

/* minimum and maximum are NaT if one is, fmin and fmax if both are. */
static graph_ref extreme(graph *g, op_id op, side *s, span where) {
  uint32_t unit;
  if (!match(g, op, s, &unit, where)) return 0;
  bool least = op == OP_MINIMUM || op == OP_FMIN, last = op == OP_MAXIMUM || op == OP_FMIN;
  jx_dtype dtype = is_count(&s[0]) ? s[1].dtype : s[0].dtype;
  graph_ref x = s[0].x, y = s[1].x;
  if (last) x = time_nat_last(g, x, where), y = time_nat_last(g, y, where);
  graph_ref r = two(g, least ? OP_MINIMUM : OP_MAXIMUM, x, y, where);
  return time_make(g, last ? time_nat_first(g, r, where) : r, dtype, unit, where);
}

static graph_ref where_of(graph *g, const graph_ref *args, span where) {
  side s[] = {side_of(g, args[1]), side_of(g, args[2])};
  graph_ref c = types_truth(g, args[0], where);
  uint32_t unit;
  if (!time_is(g, args[1]) && !time_is(g, args[2])) /* the condition is */
    return choose(g, c, args[1], args[2], where);
  if (!c || !match(g, OP_WHERE, s, &unit, where)) return 0;
  jx_dtype dtype = is_count(&s[0]) ? s[1].dtype : s[0].dtype;
  return time_make(g, choose(g, c, s[0].x, s[1].x, where), dtype, unit, where);
}

/* NaT has a sign, and a magnitude that wraps to itself. */
static graph_ref unary(graph *g, op_id op, const side *s, graph_ref r, span where) {
  if (!is_span(s)) return refuse(g, op, s, 1, "", where);
  if (op == OP_POS) return r;
  graph_ref x = s->x, zero = integer(g, 0, where);
  if (op == OP_SIGN) {
    graph_ref up = types_convert(g, two(g, OP_LT, zero, x, where), JX_INT64, where);
    graph_ref down = types_convert(g, two(g, OP_LT, x, zero, where), JX_INT64, where);
    x = two(g, OP_SUB, up, down, where);
  } else {
    x = types_apply1(g, op, x, where);
  }
  return time_make(g, x, s->dtype, s->unit, where);
}

static graph_ref logic(graph *g, op_id op, const graph_ref *args, int n, span where) {
  graph_ref x[GRAPH_MAX_ARGS] = {0};
  for (int i = 0; i < n; i++) x[i] = types_truth(g, args[i], where);
  return types_apply(g, op, x, n, where);
}

/* Of one: whether it is NaT, or is not. */
static graph_ref test(graph *g, op_id op, const side *s, span where) {
  graph_ref nat = time_is_nat(g, s->x, where);
  if (op == OP_ISFINITE) return types_apply1(g, OP_NOT, nat, where);
  if (op != OP_ISINF) return nat;
  shape like = graph_shape(g, s->x);
  return graph_fill(g, graph_const(g, JX_BOOL, false, 0, where), &like);
}

graph_ref times_apply(graph *g, op_id op, const graph_ref *args, int n, span where) {
  side s[GRAPH_MAX_ARGS] = {{0}};
  for (int i = 0; i < n; i++) s[i] = side_of(g, args[i]);
  switch (op) {
  case OP_ADD:
  case OP_SUB: return add(g, op, s, where);
  case OP_MUL: return multiply(g, op, s, where);
  case OP_DIV:
  case OP_FLOORDIV:
  case OP_MOD: return divide(g, op, s, where);
  case OP_EQ:
  case OP_NE:
  case OP_LT:
  case OP_LE:
  case OP_GT:
  case OP_GE: return compare(g, op, s, where);
  case OP_MINIMUM:
  case OP_MAXIMUM:
  case OP_FMIN:
  case OP_FMAX: return extreme(g, op, s, where);
  case OP_WHERE: return where_of(g, args, where);
  case OP_NEG:
  case OP_POS:
  case OP_ABS:
  case OP_SIGN: return unary(g, op, s, args[0], where);
  case OP_AND:
  case OP_OR:
  case OP_XOR:
  case OP_NOT: return logic(g, op, args, n, where);
  case OP_ISNAT:
  case OP_ISNAN:
  case OP_ISINF:
  case OP_ISFINITE: return test(g, op, s, where);
  default: return refuse(g, op, s, n, "", where);
  }
}

/* ---- Casts ---- */

graph_ref times_no_number(graph *g, graph_ref r, jx_dtype wanted, span where) {
  char name[TIME_NAME];
  diag_fail(g->diag, JX_ERROR_TYPE, where, "a %s is no %s here; int64(x) is the number of its unit",
            time_name(name, (jx_dtype)graph_at(g, r)->dtype, time_unit_of(g, r)),
            dtypes[wanted].name);
  return 0;
}

graph_ref times_cast(graph *g, graph_ref r, jx_dtype dtype, uint32_t unit, span where) {
  if (!r) return 0;
  bool to_time = dtype == JX_DATETIME64 || dtype == JX_TIMEDELTA64;
  side s = side_of(g, r);
  char a[TIME_NAME], b[TIME_NAME];
  if (!to_time) return types_cast(g, s.x, dtype, where);
  if (!time_is(g, r)) {
    graph_ref x = types_cast(g, r, JX_INT64, where);
    return time_make(g, x, dtype, unit ? unit : UNIT_ANY, where);
  }
  if (!unit) unit = s.unit;
  if (s.dtype == dtype)
    return time_make(g, time_convert(g, s.x, dtype, s.unit, unit, where), dtype, unit, where);
  if (s.unit == unit || unit_is_any(s.unit)) return time_make(g, s.x, dtype, unit, where);
  diag_fail(g->diag, JX_ERROR_TYPE, where, "%s is not cast to %s: the units differ",
            time_name(a, s.dtype, s.unit), time_name(b, dtype, unit));
  return 0;
}
