/* calls.c: functions: which one a name stands for, its arguments and keywords, and those that
 * are no plain row of the operation table.
 *
 * Takes a call of the tree; gives its value. Elementwise operations go straight to types_apply();
 * what the table calls BUILD is written here in terms of them. Start at make_call(). */
#include "graph/build/calls.h"

#include <stdio.h>
#include <string.h>

#include "base/dtype.h"
#include "base/element.h"
#include "graph/build/complex_calls.h"
#include "graph/build/composed.h"
#include "graph/build/graph_build.h"
#include "graph/build/hints.h"
#include "graph/build/index.h"
#include "graph/build/places.h"
#include "graph/build/products.h"
#include "graph/build/range.h"
#include "graph/build/reduce.h"
#include "graph/build/running.h"
#include "graph/build/selected.h"
#include "graph/build/shapes.h"
#include "graph/build/take.h"
#include "graph/build/times_build.h"
#include "graph/complex.h"
#include "graph/graph_dims.h"
#include "graph/graph_nodes.h"
#include "graph/graph_strings.h"
#include "graph/graph_types.h"
#include "parser/foreign.h"

/* ---- Names ---- */

/* Keywords of NumPy's functions that are not compiled. */
static const char *const planned_keywords[] = {
    "dtype", "where", "out", "endpoint", "retstep", "casting",
};

/* NumPy's other names of dtypes, and the codes that only strings give. */
static const struct {
  const char *name;
  uint8_t dtype;
  bool code;
} dtype_aliases[] = {
    {"int", JX_INT64, false},
    {"float", JX_FLOAT64, false},
    {"bool_", JX_BOOL, false},
    {"intc", JX_INT32, false},
    {"int_", JX_INT64, false},
    {"intp", JX_INT64, false},
    {"long", JX_INT64, false},
    {"longlong", JX_INT64, false},
    {"single", JX_FLOAT32, false},
    {"half", JX_FLOAT16, false},
    {"e", JX_FLOAT16, true},
    {"double", JX_FLOAT64, false},
    {"?", JX_BOOL, true},
    {"b1", JX_BOOL, true},
    {"i1", JX_INT8, true},
    {"i2", JX_INT16, true},
    {"i4", JX_INT32, true},
    {"i8", JX_INT64, true},
    {"u1", JX_UINT8, true},
    {"u2", JX_UINT16, true},
    {"u4", JX_UINT32, true},
    {"u8", JX_UINT64, true},
    {"f2", JX_FLOAT16, true},
    {"f4", JX_FLOAT32, true},
    {"f8", JX_FLOAT64, true},
    {"f", JX_FLOAT32, true},
    {"d", JX_FLOAT64, true},
    {"c8", JX_COMPLEX64, true},
    {"c16", JX_COMPLEX128, true},
    {"F", JX_COMPLEX64, true},
    {"D", JX_COMPLEX128, true},
    {"complex", JX_COMPLEX128, false},
    {"csingle", JX_COMPLEX64, false},
    {"cdouble", JX_COMPLEX128, false},
};

static jx_dtype dtype_named(const char *name, size_t length, bool codes) {
  char copy[16];
  if (length >= sizeof copy) return JX_DTYPE_NONE;
  memcpy(copy, name, length);
  copy[length] = '\0';
  for (size_t i = 0; i < sizeof dtype_aliases / sizeof *dtype_aliases; i++)
    if (!strcmp(copy, dtype_aliases[i].name) && (codes || !dtype_aliases[i].code))
      return (jx_dtype)dtype_aliases[i].dtype;
  return jx_dtype_named(copy);
}

jx_dtype call_dtype_named(const char *name, size_t length) {
  return dtype_named(name, length, false);
}

bool call_is_function(const char *name, size_t length) {
  return op_named(name, length) != OP_POISON || call_dtype_named(name, length) != JX_DTYPE_NONE;
}

/* ---- Arguments ---- */

static bool text_is(const ast *tree, const ast_node *n, const char *s) {
  return n->text_length == strlen(s) && !memcmp(ast_text(tree, n), s, n->text_length);
}

static bool call_named(const call *c, const char *name) {
  return (size_t)c->name_length == strlen(name) && !memcmp(c->name, name, strlen(name));
}

/* Of keywords the function has not, the call must have none: see keywords_used(). */
ast_ref call_take(call *c, const char *name, uint32_t position) {
  const ast *tree = c->b->tree;
  ast_ref found = position > 0 && position < c->nargs ? call_arg(c, position) : 0;
  if (!words_hold(call_keywords(c), name, strlen(name))) return found;
  for (uint32_t i = c->nargs; i < call_count(c); i++) {
    const ast_node *keyword = &tree->nodes.at[call_arg(c, i)];
    if (!text_is(tree, keyword, name)) continue;
    if (i - c->nargs < 64) c->used |= UINT64_C(1) << (i - c->nargs);
    if (found) {
      diag_fail(c->b->g->diag, JX_ERROR_TYPE, keyword->where, "%.*s got '%s' twice", c->name_length,
                c->name, name);
      return 0;
    }
    found = ast_arg(tree, keyword, 0);
  }
  return found;
}

const char *call_keywords(const call *c) { return call_named(c, "rint") ? "" : op_keywords(c->op); }

/* One of NumPy's that is not compiled. A reduction has asked for all it has but out=. */
static bool keyword_planned(const call *c, const ast_node *keyword) {
  const ast *tree = c->b->tree;
  if (op_is_reduction(c->op)) return text_is(tree, keyword, "out");
  for (size_t p = 0; p < sizeof planned_keywords / sizeof *planned_keywords; p++)
    if (text_is(tree, keyword, planned_keywords[p])) return true;
  return false;
}

/* Every keyword must have been asked for. */
static bool keywords_used(call *c) {
  const ast *tree = c->b->tree;
  diag *d = c->b->g->diag;
  for (uint32_t i = c->nargs; i < call_count(c); i++) {
    if (i - c->nargs < 64 && c->used >> (i - c->nargs) & 1) continue;
    const ast_node *k = &tree->nodes.at[call_arg(c, i)];
    const char *name = ast_text(tree, k);
    if (keyword_planned(c, k))
      diag_fail(d, JX_ERROR_UNSUPPORTED, k->where,
                "the keyword '%s' of %.*s is not compiled by this version", name, c->name_length,
                c->name);
    else
      diag_fail(d, JX_ERROR_NAME, k->where, "%.*s has no keyword '%s'%s", c->name_length, c->name,
                name, hint_keyword(c, name, k->text_length));
    return false;
  }
  return true;
}

static bool count_allowed(call *c, uint32_t min, uint32_t max) {
  if (c->nargs >= min && c->nargs <= max) return true;
  if (c->nargs < min && fail_named(c)) return false;
  char expected[32];
  if (min == max)
    snprintf(expected, sizeof expected, "%u argument%s", min, min == 1 ? "" : "s");
  else
    snprintf(expected, sizeof expected, "%u to %u arguments", min, max);
  diag_fail(c->b->g->diag, JX_ERROR_TYPE, c->node->where, "%.*s takes %s, not %u%s", c->name_length,
            c->name, expected, c->nargs, hint_count(c, c->op));
  return false;
}

jx_dtype make_dtype(builder *b, ast_ref r) {
  span where = b->tree->nodes.at[r].where;
  const ast_node *n = make_syntax(b, r);
  bool named = n && (n->kind == AST_NAME || n->kind == AST_ATTRIBUTE);
  if (!n || (n->kind != AST_STRING && !named)) {
    diag_fail(b->g->diag, JX_ERROR_TYPE, where, "a dtype must be a name such as 'float32'");
    return JX_DTYPE_NONE;
  }
  const char *text = ast_text(b->tree, n);
  jx_dtype dtype = dtype_named(text, n->text_length, !named);
  const char *write = foreign_write(FOREIGN_DTYPE, text, n->text_length, 0);
  if (dtype == JX_DTYPE_NONE)
    diag_fail(b->g->diag, JX_ERROR_TYPE, where, "'%.*s' is not a dtype%s%s%s", (int)n->text_length,
              text, write ? "; write '" : "", write ? write : "", write ? "'" : "");
  else if (dtype_is_time(dtype))
    diag_fail(b->g->diag, JX_ERROR_TYPE, where, "%s is no dtype here; write astype(x, '%s[s]')",
              dtypes[dtype].name, dtypes[dtype].name),
        dtype = JX_DTYPE_NONE;
  return dtype;
}

bool make_flag(builder *b, ast_ref r, const char *what, bool *out) {
  if (!r) return true;
  graph_ref v = make_node(b, r);
  if (!v) return false;
  const graph_node *n = graph_at(b->g, v);
  if (n->op == OP_CONST && n->rank == 0 && !dtype_is_float((jx_dtype)n->dtype))
    return *out = n->imm.i != 0, true;
  diag_fail(b->g->diag, JX_ERROR_TYPE, b->tree->nodes.at[r].where, "%s must be True or False",
            what);
  return false;
}

/* ---- Functions written in terms of others ---- */

/* Floats, to decimals other than 0. */
static graph_ref scaled_round(graph *g, graph_ref r, int64_t decimals, span where) {
  int64_t digits = decimals < -400 || decimals > 400 ? 400 : decimals < 0 ? -decimals : decimals;
  double scale = 1;
  for (int64_t i = 0; i < digits; i++) scale *= 10;
  graph_ref factor = graph_const_float(g, JX_FLOAT64, true, scale, where);
  bool up = decimals > 0;
  graph_ref x = types_apply2(g, up ? OP_MUL : OP_DIV, r, factor, where);
  return types_apply2(g, up ? OP_DIV : OP_MUL, types_apply1(g, OP_RINT, x, where), factor, where);
}

/* numpy.round (PyArray_Round in calculation.c): scaled, rounded and scaled back by the same power
 * of ten; integers are touched by negative decimals only, and complex numbers by their parts. */
static graph_ref make_round(call *c) {
  graph *g = c->b->g;
  span where = c->node->where;
  graph_ref r = make_node(c->b, call_arg(c, 0));
  ast_ref written = call_take(c, "decimals", 1);
  int64_t decimals = 0;
  if (!r || (written && !make_integer(c->b, written, "decimals", &decimals))) return 0;
  if (r && time_is(g, r)) return times_apply(g, OP_RINT, &r, 1, where);
  jx_dtype dtype = (jx_dtype)graph_at(g, r)->dtype;
  bool complex = dtype_is_complex(dtype);
  if (call_named(c, "rint") && !complex) r = types_float(g, r, where);
  if (!r) return 0;
  dtype = (jx_dtype)graph_at(g, r)->dtype;
  if (decimals == 0 || (decimals > 0 && !dtype_is_float(dtype) && !complex))
    return types_apply1(g, OP_RINT, r, where);

  if (complex) {
    graph_ref re = scaled_round(g, complex_part(g, OP_REAL, r, where), decimals, where);
    return complex_join(g, re, scaled_round(g, complex_part(g, OP_IMAG, r, where), decimals, where),
                        where);
  }
  graph_ref x = scaled_round(g, types_float(g, r, where), decimals, where);
  if (dtype_is_float(dtype) || !x) return x;
  jx_dtype to = dtype == JX_BOOL ? JX_INT64 : dtype;
  return graph_at(g, x)->weak ? types_python_cast(g, x, to, where) : types_cast(g, x, to, where);
}

/* npy_deg2rad, npy_rad2deg and those of float32 (npy_math_internal.h.src): the factor is rounded in
 * the working precision. */
static graph_ref make_angle(graph *g, op_id op, graph_ref r, span where) {
  r = types_float(g, r, where);
  if (!r) return 0;
  const double pi = 3.141592653589793238462643383279502884;
  const graph_node *n = graph_at(g, r);
  bool single = element_worked((jx_dtype)n->dtype) == JX_FLOAT32, to_radians = op == OP_RADIANS;
  double factor = to_radians ? pi / 180 : 180 / pi;
  if (single) factor = to_radians ? (float)pi / 180.0f : 180.0f / (float)pi;
  graph_ref f = graph_const_float(g, (jx_dtype)n->dtype, n->weak, factor, where);
  return types_apply2(g, OP_MUL, r, f, where);
}

/* size(a), size(a, axis), shape(a, axis) */
static graph_ref make_size(call *c, op_id op) {
  graph *g = c->b->g;
  graph_ref r = make_node(c->b, call_arg(c, 0));
  ast_ref written = call_take(c, "axis", 1);
  if (!r) return 0;
  shape s = graph_shape(g, r);
  bool selected = select_of(g, r).axis >= 0;
  if (op == OP_SIZE && selected && (!written || make_is(c->b, written, AST_NONE)))
    return selected_size(g, r, -1, c->node->where);
  if (op == OP_SIZE && (!written || make_is(c->b, written, AST_NONE)))
    return dim_node_of(g, dim_product(g, s.dims, s.rank), true, c->node->where);
  int axis;
  if (!make_axis(c->b, written, s.rank, &axis)) return 0;
  if (selected) return selected_size(g, r, axis, c->node->where);
  return dim_node_of(g, shape_axis(&s, axis), true, c->node->where);
}

/* ---- Text ---- */

static value make_digits(call *c) {
  graph *g = c->b->g;
  graph_ref r = make_node(c->b, call_arg(c, 0));
  if (!r) return (value){0};
  if (dtype_is_integer((jx_dtype)graph_at(g, r)->dtype))
    return (value){VALUE_DIGITS, graph_strong(g, r), 0};
  return (value){VALUE_NODE, strings_of(g, r, c->node->where), 0};
}

/* Can the decimal digits of an int64, with their sign, hold this? */
static bool could_be_digits(const char *text, uint32_t length) {
  if (length > 20) return false;
  for (uint32_t i = 0; i < length; i++)
    if ((text[i] < '0' || text[i] > '9') && !(i == 0 && text[i] == '-')) return false;
  return true;
}

/* Where contains looks for a literal in the digits of integers, no string is made. */
static graph_ref digits_hold(call *c, const ast_node *pattern) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  graph_ref digits = b->values[call_arg(c, 0)].ref;
  const char *needle = ast_text(b->tree, pattern);
  uint32_t length = pattern->text_length;
  while (length && !needle[length - 1]) length--;
  if (length == 0 || !could_be_digits(needle, length)) {
    shape s = graph_shape(g, digits);
    return graph_fill(g, graph_const(g, JX_BOOL, false, length == 0, where), &s);
  }
  int64_t offset = strings_store(g, needle, length);
  if (offset < 0) return 0;
  graph_node n = {
      .op = OP_CONTAINS, .dtype = JX_BOOL, .pattern = (uint32_t)offset, .imm.i = length};
  return graph_element(g, n, &digits, 1, where);
}

/* start and end of a search: integer literals that 32 bits hold well. */
static bool search_range(call *c, int64_t *range) {
  int64_t bound[2] = {0, INT32_MAX};
  for (uint32_t i = 0; i < 2; i++) {
    ast_ref r = call_take(c, i ? "end" : "start", 2 + i);
    if (!r || (i && make_is(c->b, r, AST_NONE))) continue;
    if (!make_integer(c->b, r, i ? "end" : "start", &bound[i])) return false;
    if (bound[i] > INT32_MAX) bound[i] = INT32_MAX;
    if (bound[i] < -INT32_MAX) bound[i] = -INT32_MAX;
  }
  *range = STRING_RANGE(bound[0], bound[1]);
  return true;
}

static graph_ref make_search(call *c, op_id op) {
  builder *b = c->b;
  const ast_node *pattern = make_syntax(b, call_arg(c, 1));
  int64_t range;
  if (!search_range(c, &range)) return 0;
  bool digits = b->values[call_arg(c, 0)].kind == VALUE_DIGITS;
  bool literal = pattern && pattern->kind == AST_STRING;
  if (op == OP_CONTAINS && digits && literal && range == STRING_WHOLE)
    return digits_hold(c, pattern);
  const ast_node *whole = make_syntax(b, call_arg(c, 0));
  if (op == OP_CONTAINS && literal && whole && whole->kind == AST_STRING && range == STRING_WHOLE) {
    size_t length = pattern->text_length;
    const char *needle = ast_text(b->tree, pattern);
    while (length && !needle[length - 1]) length--;
    bool holds = !length || memmem(ast_text(b->tree, whole), whole->text_length, needle, length);
    return graph_const(b->g, JX_BOOL, false, holds, c->node->where);
  }
  graph_ref args[] = {make_node(b, call_arg(c, 0)), 0};
  if (args[0]) args[1] = make_node(b, call_arg(c, 1));
  return args[1] ? strings_search(b->g, op, args, range, c->node->where) : 0;
}

/* ---- Calls ---- */

/* A short name is more likely a value's. */
static const char *hint_call(builder *b, const char *name, size_t length) {
  const char *hint = hint_function(b, name, length);
  return *hint || length > 3 ? hint : "; if it is a value, an operator is missing before '('";
}

/* A name that is no operation: a cast, or an error that says what the name is. */
static graph_ref make_other(call *c) {
  builder *b = c->b;
  diag *d = b->g->diag;
  size_t length = (size_t)c->name_length;
  span where = {c->node->where.caret, (uint32_t)length, c->node->where.caret};
  jx_dtype dtype = call_dtype_named(c->name, length);
  if (dtype != JX_DTYPE_NONE) {
    if (!count_allowed(c, 1, 1 + dtype_is_time(dtype))) return 0;
    if (dtype_is_time(dtype)) return make_time(c, dtype);
    graph_ref r = make_node(b, call_arg(c, 0));
    if (r) r = time_bare(b->g, r);
    bool python = call_named(c, "int") || call_named(c, "float") || call_named(c, "bool");
    return python ? types_python_cast(b->g, r, dtype, c->node->where)
                  : types_cast(b->g, r, dtype, c->node->where);
  }
  if (name_find(b, c->name, length))
    diag_fail(d, JX_ERROR_TYPE, where,
              "'%.*s' is a value, not a function; is an operator missing before '('?",
              c->name_length, c->name);
  else
    diag_fail(d, JX_ERROR_NAME, where, "unknown function '%.*s'%s", c->name_length, c->name,
              hint_call(b, c->name, length));
  return 0;
}

static graph_ref make_elementwise(call *c, op_id op) {
  graph_ref args[GRAPH_MAX_ARGS] = {0};
  for (uint32_t i = 0; i < c->nargs; i++)
    if (!(args[i] = make_node(c->b, call_arg(c, i)))) return 0;
  bool comparison = op == OP_GT || op == OP_GE, composed = ops[op].class_ == OP_CLASS_BUILD;
  if ((op == OP_LDEXP || (composed && !comparison)) &&
      strings_concern(c->b->g, args, (int)c->nargs))
    return strings_apply(c->b->g, op, args, (int)c->nargs, c->node->where);
  if (call_named(c, "fabs")) args[0] = types_float(c->b->g, args[0], c->node->where);
  return make_composed(c->b->g, op, args, (int)c->nargs, c->node->where);
}

static graph_ref make_operation(call *c, op_id op) {
  builder *b = c->b;
  graph *g = b->g;
  span where = c->node->where;
  if (op_is_reduction(op)) return make_reduction(c, op);
  if (op_is_running(op)) return make_running(c, op);
  switch (op) {
  case OP_RINT: return make_round(c);
  case OP_RADIANS:
  case OP_DEGREES: return make_angle(g, op, make_node(b, call_arg(c, 0)), where);
  case OP_CLIP: return make_clip(c);
  case OP_ISCLOSE: return make_isclose(c);
  case OP_NAN_TO_NUM: return make_nan_to_num(c);
  case OP_COMPLEX: return make_complex(c);
  case OP_ANGLE: return make_angle_of(c);
  case OP_CONTAINS:
  case OP_STARTSWITH:
  case OP_ENDSWITH:
  case OP_FIND:
  case OP_RFIND:
  case OP_OCCURRENCES: return make_search(c, op);
  case OP_ARANGE: return make_arange(c);
  case OP_LINSPACE: return make_linspace(c);
  case OP_TRANSPOSE: return make_transpose(c);
  case OP_MATMUL:
    return make_matmul(g, make_node(b, call_arg(c, 0)), make_node(b, call_arg(c, 1)), where);
  case OP_EINSUM: return make_einsum(c);
  case OP_TAKE: return make_take(c);
  case OP_TAKE_ALONG: return make_take_along(c);
  case OP_SIZE:
  case OP_SHAPE: return make_size(c, op);
  case OP_NDIM: {
    graph_ref r = make_node(b, call_arg(c, 0));
    return r ? graph_const(g, JX_INT64, true, graph_at(g, r)->rank, where) : 0;
  }
  case OP_ASTYPE: {
    uint32_t unit;
    jx_dtype dtype;
    if (make_is_time_dtype(b, call_arg(c, 1), &dtype, &unit))
      return times_cast(g, make_node(b, call_arg(c, 0)), dtype, unit, where);
    dtype = make_dtype(b, call_arg(c, 1));
    graph_ref r = dtype ? make_node(b, call_arg(c, 0)) : 0;
    return r ? types_cast(g, time_bare(g, r), dtype, where) : 0;
  }
  default: return shape_is_made(op) ? make_shaped(c) : make_elementwise(c, op);
  }
}

value make_call(builder *b, const ast_node *n) {
  const ast *tree = b->tree;
  call c = {.b = b, .node = n, .name = ast_text(tree, n), .name_length = (int)n->text_length};
  value v = {.kind = VALUE_NODE};
  c.first = n->kind == AST_METHOD;
  if (c.first && !make_is(b, ast_arg(tree, n, 0), AST_MODULE)) return fail_method(b, n), v;
  while (c.nargs < call_count(&c) && tree->nodes.at[call_arg(&c, c.nargs)].kind != AST_KEYWORD)
    c.nargs++;
  op_id op = c.op = op_named(c.name, n->text_length);
  if (op == OP_POISON) {
    v.ref = make_other(&c);
  } else {
    bool axis = op_is_reduction(op); /* sum(a, 0) */
    bool only = call_named(&c, "rint");
    bool places = c.nargs == 1 && (op == OP_NONZERO || (op == OP_WHERE && call_count(&c) == 1));
    uint32_t most = only ? 1 : ops[op].max_args + axis;
    if (!places && !count_allowed(&c, ops[op].min_args, most)) return v;
    if (op == OP_STR)
      v = make_digits(&c);
    else if (places)
      v = make_nonzero(&c);
    else
      v.ref = make_operation(&c, op);
  }
  if (v.ref && !keywords_used(&c)) v.ref = 0;
  return v;
}
