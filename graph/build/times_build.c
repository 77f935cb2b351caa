/* times_build.c: see times_build.h. */
#include "graph/build/times_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/dtype.h"
#include "graph/build/statistics.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"

/* ---- Literals ---- */

static const ast_node *string_at(const builder *b, ast_ref r) {
  const ast_node *n = r ? make_syntax(b, r) : NULL;
  return n && n->kind == AST_STRING ? n : NULL;
}

static graph_ref date(builder *b, const ast_node *text, span where) {
  graph *g = b->g;
  int64_t value;
  uint32_t unit;
  const char *wrong = time_parse(ast_text(b->tree, text), text->text_length, &value, &unit);
  if (!wrong)
    return time_make(g, graph_const(g, JX_INT64, false, value, where), JX_DATETIME64, unit, where);
  diag_fail(g->diag, JX_ERROR_VALUE, where, "'%.*s' is no date: %s", (int)text->text_length,
            ast_text(b->tree, text), wrong);
  return 0;
}

/* '5', as timedelta64 takes it, and 'NaT'. */
static graph_ref count_text(builder *b, const ast_node *text, span where) {
  const char *at = ast_text(b->tree, text);
  char *end;
  long long value = strtoll(at, &end, 10);
  bool nat = text->text_length == 0 || (text->text_length == 3 && !strcasecmp(at, "nat"));
  if (nat) value = TIME_NAT;
  if (nat || (end == at + text->text_length && end != at))
    return graph_const(b->g, JX_INT64, false, value, where);
  diag_fail(b->g->diag, JX_ERROR_VALUE, where, "'%s' is no number of a unit of time", at);
  return 0;
}

/* A unit argument. */
static bool take_unit(builder *b, ast_ref r, uint32_t *unit) {
  const ast_node *text = string_at(b, r);
  if (text && unit_parse(ast_text(b->tree, text), text->text_length, unit)) return true;
  diag_fail(b->g->diag, JX_ERROR_TYPE, b->tree->nodes.at[r].where,
            "a unit of time is one of Y M W D h m s ms us ns ps fs as, with a number before it "
            "or without, as in '15m'");
  return false;
}

graph_ref make_time(call *c, jx_dtype dtype) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  uint32_t unit = 0;
  const ast_node *text = string_at(b, call_arg(c, 0));
  if (c->nargs > 1 && !take_unit(b, call_arg(c, 1), &unit)) return 0;
  if (text && dtype == JX_DATETIME64) {
    graph_ref r = date(b, text, b->tree->nodes.at[call_arg(c, 0)].where);
    return r && unit ? times_cast(g, r, dtype, unit, where) : r;
  }
  graph_ref x = text ? count_text(b, text, where) : make_node(b, call_arg(c, 0));
  if (!x) return 0;
  jx_dtype from = (jx_dtype)graph_at(g, x)->dtype;
  if (!time_is(g, x) && !dtype_is_integer(from)) {
    diag_fail(g->diag, JX_ERROR_TYPE, where, "%s takes a date, a time or an integer, not %s",
              dtypes[dtype].name, dtypes[from].name);
    return 0;
  }
  if (dtype == JX_DATETIME64 && !time_is(g, x) && !unit) {
    diag_fail(g->diag, JX_ERROR_TYPE, where,
              "an integer is no date without a unit, as in datetime64(x, 'D')");
    return 0;
  }
  return times_cast(g, x, dtype, unit, where);
}

/* "M8[ns]", with any of these before the bracket. */
static const struct {
  const char *name;
  uint8_t dtype;
} time_names[] = {{"datetime64", JX_DATETIME64},   {"M8", JX_DATETIME64},  {"M", JX_DATETIME64},
                  {"timedelta64", JX_TIMEDELTA64}, {"m8", JX_TIMEDELTA64}, {"m", JX_TIMEDELTA64}};

bool make_is_time_dtype(builder *b, ast_ref r, jx_dtype *dtype, uint32_t *unit) {
  const ast_node *n = make_syntax(b, r);
  if (!n || (n->kind != AST_STRING && n->kind != AST_NAME && n->kind != AST_ATTRIBUTE))
    return false;
  const char *text = ast_text(b->tree, n);
  size_t length = n->text_length;
  if (length && (*text == '<' || *text == '=')) text++, length--;
  for (size_t i = 0; i < sizeof time_names / sizeof *time_names; i++) {
    size_t name = strlen(time_names[i].name);
    if (length < name || memcmp(text, time_names[i].name, name) != 0) continue;
    bool bracket = length > name + 2 && text[name] == '[' && text[length - 1] == ']';
    *unit = 0;
    if (length > name && !(bracket && unit_parse(text + name + 1, length - name - 2, unit)))
      continue;
    return *dtype = (jx_dtype)time_names[i].dtype, true;
  }
  return false;
}

graph_ref make_beside(builder *b, ast_ref r, ast_ref other) {
  const ast_node *text = string_at(b, r);
  const value *v = &b->values[other];
  bool datetime = v->kind == VALUE_NODE && v->ref && time_is(b->g, v->ref) &&
                  graph_at(b->g, v->ref)->dtype == JX_DATETIME64;
  return text && datetime ? date(b, text, b->tree->nodes.at[r].where) : make_node(b, r);
}

/* ---- Reductions ---- */

/* A call on the int64 below. */
static over bare(const over *o) {
  over w = *o;
  w.array = time_bare(o->g, o->array);
  return w;
}

static graph_ref is_nat(const over *o) {
  return time_is_nat(o->g, time_bare(o->g, o->array), o->where);
}

/* Both true; 0: everywhere. */
static graph_ref both(const over *o, graph_ref a, graph_ref b) {
  return a ? types_apply2(o->g, OP_AND, a, b, o->where) : b;
}

/* NaT if an element that counts is, or what it begins with. */
static graph_ref sum(const over *o) {
  graph *g = o->g;
  over w = bare(o);
  graph_ref r = reduce_over(&w, OP_SUM, o->mask);
  graph_ref nat = reduce_axes(g, OP_ANY, both(o, o->mask, is_nat(o)), o->axes, o->where);
  if (o->initial) nat = types_apply2(g, OP_OR, nat, time_is_nat(g, o->initial, o->where), o->where);
  return time_unless(g, nat, r, o->where);
}

static graph_ref mean(const over *o) {
  graph *g = o->g;
  graph_ref n = statistic_count(o, o->mask);
  return time_quotient(g, sum(o), types_convert(g, n, JX_INT64, o->where), o->where);
}

/* Where NaT is to be the largest, not the smallest. */
static graph_ref extreme(const over *o, op_id op, bool nat_last) {
  over w = bare(o);
  if (nat_last) {
    w.array = time_nat_last(o->g, w.array, o->where);
    if (w.initial) w.initial = time_nat_last(o->g, w.initial, o->where);
  }
  graph_ref r = reduce_over(&w, op, o->mask);
  return nat_last ? time_nat_first(o->g, r, o->where) : r;
}

static graph_ref place(const over *o) {
  over w = bare(o);
  if (o->op == OP_ARGMAX) w.array = time_nat_last(o->g, w.array, o->where);
  return make_statistic(&w);
}

static graph_ref range(const over *o) {
  graph *g = o->g;
  graph_ref least = extreme(o, OP_MIN, false), most = extreme(o, OP_MAX, true);
  graph_ref r = types_apply2(g, OP_SUB, most, least, o->where);
  return time_unless(g, time_is_nat(g, least, o->where), r, o->where);
}

static graph_ref truths(const over *o) {
  over w = *o;
  w.array = types_truth(o->g, o->array, o->where);
  return reduce_over(&w, o->op, o->mask);
}

/* initial= as the int64 of the array's unit. */
static bool take_initial(over *o) {
  graph *g = o->g;
  const graph_node *n = graph_at(g, o->array);
  if (!o->initial) return true;
  jx_dtype from = (jx_dtype)graph_at(g, o->initial)->dtype;
  bool fits = time_is(g, o->initial) ? from == n->dtype
                                     : n->dtype == JX_TIMEDELTA64 && dtype_is_integer(from);
  if (!fits)
    diag_fail(g->diag, JX_ERROR_TYPE, o->where, "initial of %s must be one, not %s",
              dtypes[n->dtype].name, dtypes[from].name);
  else if (time_is(g, o->initial))
    o->initial = time_convert(g, time_bare(g, o->initial), from, time_unit_of(g, o->initial),
                              time_unit_of(g, o->array), o->where);
  else
    o->initial = types_convert(g, o->initial, JX_INT64, o->where);
  return fits && o->initial;
}

static graph_ref refuse(const over *o) {
  char name[TIME_NAME];
  diag_fail(
      o->g->diag, JX_ERROR_TYPE, o->where, "%.*s of %s is not defined", op_name_length(o->op),
      op_name(o->op),
      time_name(name, (jx_dtype)graph_at(o->g, o->array)->dtype, time_unit_of(o->g, o->array)));
  return 0;
}

graph_ref make_time_reduction(const over *call) {
  over copy = *call, *o = &copy;
  graph *g = o->g;
  uint32_t unit = time_unit_of(g, o->array);
  jx_dtype dtype = (jx_dtype)graph_at(g, o->array)->dtype;
  bool moments = dtype == JX_DATETIME64;
  graph_ref r;
  if (o->dtype) {
    diag_fail(g->diag, JX_ERROR_TYPE, o->where, "reductions of times take no dtype; cast before");
    return 0;
  }
  if (!take_initial(o)) return 0;
  switch (o->op) {
  case OP_ANY:
  case OP_ALL:
  case OP_COUNT: return truths(o);
  case OP_ARGMIN:
  case OP_ARGMAX: return place(o);
  case OP_MIN:
  case OP_NANMAX: r = extreme(o, o->op == OP_MIN ? OP_MIN : OP_MAX, false); break;
  case OP_MAX:
  case OP_NANMIN: r = extreme(o, o->op == OP_MAX ? OP_MAX : OP_MIN, true); break;
  case OP_PTP: r = range(o), dtype = JX_TIMEDELTA64; break;
  case OP_SUM:
  case OP_NANSUM: /* NaT is none of what NumPy's leaves out */
    if (moments) return refuse(o);
    r = sum(o);
    break;
  case OP_MEAN:
    if (moments) return refuse(o);
    r = mean(o);
    break;
  default: return refuse(o);
  }
  return time_make(g, r, dtype, unit, o->where);
}
