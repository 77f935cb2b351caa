/* graph_build.c: from the tree to the graph, in one forward loop.
 *
 * Takes a parsed program and the operands at hand; gives the finished graph: typed, merged, folded,
 * with the views pushed down and only live nodes left. Each node of the tree gets a value: a graph
 * node, or syntax that only its user can make sense of (None, a slice, a tuple, a string). Start at
 * graph_build(). */
#include "graph/build/graph_build.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/dtype.h"
#include "graph/build/calls.h"
#include "graph/build/hints.h"
#include "graph/build/index.h"
#include "graph/build/times_build.h"
#include "graph/build/uses.h"
#include "graph/complex.h"
#include "graph/graph_nodes.h"
#include "graph/graph_strings.h"
#include "graph/graph_table.h"
#include "graph/graph_types.h"
#include "graph/keep.h"
#include "graph/live.h"
#include "graph/select.h"
#include "graph/weak.h"

#define DEFAULT_MAX_NODES 100000

static const struct {
  const char *name;
  double value;
} constants[] = {
    {"pi", 3.141592653589793238462643383279502884},
    {"e", 2.718281828459045235360287471352662498},
    {"inf", INFINITY},
    {"nan", NAN},
};
#define NCONSTANTS (sizeof constants / sizeof *constants)
const char *const constant_names[] = {"pi", "e", "inf", "nan", NULL};

/* The tree's operators; GT, GE and POS are settled by types_apply(). */
static const uint8_t operator_ops[] = {
    [AST_OP_ADD] = OP_ADD,
    [AST_OP_SUB] = OP_SUB,
    [AST_OP_MUL] = OP_MUL,
    [AST_OP_DIV] = OP_DIV,
    [AST_OP_FLOORDIV] = OP_FLOORDIV,
    [AST_OP_MOD] = OP_MOD,
    [AST_OP_POW] = OP_POW,
    [AST_OP_SHL] = OP_SHL,
    [AST_OP_SHR] = OP_SHR,
    [AST_OP_BITAND] = OP_BITAND,
    [AST_OP_BITOR] = OP_BITOR,
    [AST_OP_BITXOR] = OP_BITXOR,
    [AST_OP_AND] = OP_AND,
    [AST_OP_OR] = OP_OR,
    [AST_OP_EQ] = OP_EQ,
    [AST_OP_NE] = OP_NE,
    [AST_OP_LT] = OP_LT,
    [AST_OP_LE] = OP_LE,
    [AST_OP_GT] = OP_GT,
    [AST_OP_GE] = OP_GE,
    [AST_OP_NEG] = OP_NEG,
    [AST_OP_POS] = OP_POS,
    [AST_OP_INVERT] = OP_INVERT,
    [AST_OP_NOT] = OP_NOT,
};

/* ---- Names ---- */

typedef struct name_key {
  const builder *b;
  const char *text;
  size_t length;
} name_key;

static bool name_equal(const graph *g, uint32_t index, const void *key) {
  (void)g;
  const name_key *k = key;
  const name_entry *n = &k->b->names.at[index];
  return n->length == k->length && !memcmp(n->text, k->text, k->length);
}

uint32_t name_hash(const char *text, size_t length) {
  uint32_t hash = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 16777619u;
  return hash;
}

name_entry *name_find(builder *b, const char *text, size_t length) {
  name_key key = {b, text, length};
  uint32_t i = table_find(b->g, &b->name_table, name_hash(text, length), name_equal, &key);
  return i == UINT32_MAX ? NULL : &b->names.at[i];
}

/* The entry of a name, made when there is none. */
static name_entry *name_make(builder *b, const char *text, size_t length) {
  name_entry *n = name_find(b, text, length);
  if (n) return n;
  n = VEC_PUSH(b->g->arena, &b->names);
  if (!n) return diag_memory(b->g->diag), NULL;
  *n = (name_entry){.text = text, .length = length, .operand = -1};
  uint32_t index = (uint32_t)b->names.n - 1;
  return table_add(b->g, &b->name_table, name_hash(text, length), index) ? n : NULL;
}

/* A constant, or (as syntax) a function's name. Not known: a value of kind VALUE_ABSENT. */
static value make_known(builder *b, ast_ref r) {
  const ast_node *n = &b->tree->nodes.at[r];
  const char *text = ast_text(b->tree, n);
  size_t length = n->text_length;
  for (size_t i = 0; i < NCONSTANTS; i++)
    if (strlen(constants[i].name) == length && !memcmp(constants[i].name, text, length)) {
      graph_ref c = graph_const_float(b->g, JX_FLOAT64, true, constants[i].value, n->where);
      return (value){VALUE_NODE, c, 0};
    }
  if (call_is_function(text, length)) return (value){VALUE_SYNTAX, 0, r};
  return (value){0};
}

static value bound_to(builder *b, const name_entry *entry, span where) {
  if (entry->operand < 0) return entry->bound;
  return (value){VALUE_NODE, graph_input(b->g, (uint32_t)entry->operand, where), 0};
}

/* What a name stands for: a bound one, a constant, or a function's name. */
static value make_name(builder *b, ast_ref r) {
  const ast_node *n = &b->tree->nodes.at[r];
  const char *text = ast_text(b->tree, n);
  size_t length = n->text_length;
  const name_entry *entry = name_find(b, text, length);
  if (entry) return bound_to(b, entry, n->where);
  value known = make_known(b, r);
  if (known.kind != VALUE_ABSENT) return known;
  bool module = hint_before_dot(b, n->where);
  diag_fail(b->g->diag, JX_ERROR_NAME, n->where, "unknown name '%.*s'%s", (int)length, text,
            module ? "; of modules only np., numpy. and math. can stand before a function"
                   : hint_value(b, text, length));
  return (value){0};
}

/* np, unless something has that name. */
static value make_module(builder *b, ast_ref r) {
  const ast_node *n = &b->tree->nodes.at[r];
  const name_entry *entry = name_find(b, ast_text(b->tree, n), n->text_length);
  return entry ? bound_to(b, entry, n->where) : (value){VALUE_SYNTAX, 0, r};
}

value make_of_module(builder *b, ast_ref r) {
  const ast_node *n = &b->tree->nodes.at[r];
  const char *text = ast_text(b->tree, n);
  if (!strcmp(text, "True_") || !strcmp(text, "False_"))
    return (value){VALUE_NODE, graph_const(b->g, JX_BOOL, false, *text == 'T', n->where), 0};
  value known = make_known(b, r);
  if (known.kind != VALUE_ABSENT) return known;
  if (hint_before_dot(b, n->where)) return (value){VALUE_SYNTAX, 0, r}; /* np.linalg.norm */
  const char *hint = hint_value(b, text, n->text_length);
  span where = {n->where.caret, n->text_length, n->where.caret};
  diag_fail(b->g->diag, JX_ERROR_NAME, where, "unknown name '%s'%s", text,
            *hint ? hint : hint_foreign(b, text, n->text_length));
  return (value){0};
}

/* ---- Values ---- */

const ast_node *make_syntax(const builder *b, ast_ref r) {
  const value *v = &b->values[r];
  return v->kind == VALUE_SYNTAX ? &b->tree->nodes.at[v->syntax] : NULL;
}

graph_ref make_node(builder *b, ast_ref r) {
  diag *d = b->g->diag;
  const value *v = &b->values[r];
  span where = b->tree->nodes.at[r].where;
  if (v->kind == VALUE_NODE) return v->ref;
  if (v->kind == VALUE_DIGITS) return strings_of(b->g, v->ref, where);
  const ast_node *n = make_syntax(b, r);
  switch (n ? (ast_kind)n->kind : AST_POISON) {
  case AST_NAME:
  case AST_ATTRIBUTE:
    diag_fail(d, JX_ERROR_TYPE, where, "'%s' is a function, not a value; it is called, as in %s(x)",
              ast_text(b->tree, n), ast_text(b->tree, n));
    return 0;
  case AST_STRING:
  case AST_BYTES:
    return strings_const(b->g, n->kind == AST_STRING ? JX_STR : JX_BYTES, ast_text(b->tree, n),
                         n->text_length, where);
  case AST_NONE: return diag_fail(d, JX_ERROR_TYPE, where, "None is not a value here"), 0;
  case AST_ELLIPSIS: return diag_fail(d, JX_ERROR_TYPE, where, "... is not a value here"), 0;
  case AST_TUPLE: return diag_fail(d, JX_ERROR_TYPE, where, "a tuple is not a value here"), 0;
  default: return diag_fail(d, JX_ERROR_TYPE, where, "this is not a value"), 0;
  }
}

bool make_integer(builder *b, ast_ref r, const char *what, int64_t *out) {
  graph_ref v = make_node(b, r);
  if (!v) return false;
  const graph_node *n = graph_at(b->g, v);
  if (n->op == OP_CONST && n->rank == 0 && dtype_is_integer((jx_dtype)n->dtype) &&
      !graph_is_long(n))
    return *out = n->imm.i, true;
  diag_fail(b->g->diag, JX_ERROR_TYPE, b->tree->nodes.at[r].where, "%s must be an integer literal",
            what);
  return false;
}

/* ---- The nodes of the tree ---- */

/* True for an operand that is a & or | without brackets of its own. */
static bool is_bare_bits(const builder *b, const ast_node *n, const ast_node *before) {
  const char *source = b->g->diag->source;
  if (n->kind != AST_BINARY || (n->op != AST_OP_BITAND && n->op != AST_OP_BITOR)) return false;
  uint32_t at = n->where.offset, end = before->where.offset + before->where.length;
  while (at > end && (source[at - 1] == ' ' || source[at - 1] == '\n')) at--;
  return at == 0 || source[at - 1] != '(';
}

/* x > 1 & x < 3 is x > (1 & x) < 3, which nobody means. */
static bool check_chain(builder *b, const ast_node *n) {
  for (uint32_t i = 1; i + 1 < n->nargs; i++) {
    const ast_node *x = &b->tree->nodes.at[ast_arg(b->tree, n, i)];
    if (!is_bare_bits(b, x, &b->tree->nodes.at[ast_arg(b->tree, n, i - 1)])) continue;
    bool or = x->op == AST_OP_BITOR;
    diag_fail(b->g->diag, JX_ERROR_SYNTAX, x->where,
              "'%s' binds tighter than comparisons; write brackets, as in (x > 1) %s (x < 3), or "
              "'%s' instead",
              or ? "|" : "&", or ? "|" : "&", or ? "or" : "and");
    return false;
  }
  return true;
}

/* x in (a, b): whether x is equal to one of the values of a tuple. */
static graph_ref make_member(builder *b, const ast_node *n, ast_ref r, graph_ref x, bool not ) {
  graph *g = b->g;
  const ast_node *list = make_syntax(b, r);
  if (!list || list->kind != AST_TUPLE) {
    diag_fail(
        g->diag, JX_ERROR_TYPE, b->tree->nodes.at[r].where,
        "'in' takes a tuple of values, as in x in (1, 2); whether strings hold another one is "
        "contains(x, 'text')");
    return 0;
  }
  shape s = graph_shape(g, x);
  graph_ref any = list->nargs ? 0 : graph_fill(g, graph_const(g, JX_BOOL, false, 0, n->where), &s);
  for (uint32_t i = 0; x && i < list->nargs; i++) {
    graph_ref y = make_node(b, ast_arg(b->tree, list, i));
    graph_ref is = types_apply2(g, OP_EQ, x, y, n->where);
    any = i == 0 ? is : types_apply2(g, OP_OR, any, is, n->where);
    if (!any) return 0;
  }
  return not ? types_apply1(g, OP_NOT, any, n->where) : any;
}

/* a < b <= c is (a < b) and (b <= c). */
static graph_ref make_compare(builder *b, const ast_node *n) {
  graph_ref all = 0;
  if (!check_chain(b, n)) return 0;
  for (uint32_t i = 0; i + 1 < n->nargs; i++) {
    uint32_t written = b->tree->args.at[n->args + n->nargs + i];
    ast_ref left = ast_arg(b->tree, n, i), right = ast_arg(b->tree, n, i + 1);
    graph_ref pair;
    if (written == AST_OP_IN || written == AST_OP_NOT_IN) {
      graph_ref x = make_node(b, left);
      if (!x) return 0;
      pair = make_member(b, n, right, x, written == AST_OP_NOT_IN);
    } else {
      graph_ref x = make_beside(b, left, right), y = make_beside(b, right, left);
      pair = types_apply2(b->g, (op_id)operator_ops[written], x, y, n->where);
    }
    all = i == 0 ? pair : types_apply2(b->g, OP_AND, all, pair, n->where);
    if (!all) return 0;
  }
  return all;
}

static graph_ref make_operator(builder *b, const ast_node *n) {
  graph_ref args[2];
  for (uint32_t i = 0; i < n->nargs; i++) {
    ast_ref r = ast_arg(b->tree, n, i), other = ast_arg(b->tree, n, n->nargs - 1 - i);
    if (!(args[i] = make_beside(b, r, other))) return 0;
  }
  return types_apply(b->g, (op_id)operator_ops[n->op], args, (int)n->nargs, n->where);
}

static graph_ref make_integer_literal(graph *g, const ast *tree, const ast_node *n) {
  bigint value;
  if (n->text_length)
    literal_bigint(&value, ast_text(tree, n), n->text_length);
  else
    bigint_of_words(&value, (uint64_t[]){n->value.u, 0}, 2);
  return weak_literal(g, &value, n->where);
}

static graph_ref make_literal(graph *g, const ast *tree, const ast_node *n) {
  switch (n->kind) {
  case AST_BOOL: return graph_const(g, JX_BOOL, true, n->value.u != 0, n->where);
  case AST_FLOAT: return graph_const_float(g, JX_FLOAT64, true, n->value.f, n->where);
  case AST_INT: return make_integer_literal(g, tree, n);
  default: { /* imaginary */
    graph_ref zero = graph_const_float(g, JX_FLOAT64, true, 0, n->where);
    return complex_join(g, zero, graph_const_float(g, JX_FLOAT64, true, n->value.f, n->where),
                        n->where);
  }
  }
}

/* Of several lines that bind one name, the last before a use counts. */
static bool assign(builder *b, const ast_node *n) {
  name_entry *entry = name_make(b, ast_text(b->tree, n), n->text_length);
  if (!entry) return false;
  entry->operand = -1;
  entry->bound = b->values[ast_arg(b->tree, n, 0)];
  return true;
}

/* Of a selection, the whole and the condition. */
static bool push_result(graph *g, graph_ref v, const graph_stamp *stamp, span where) {
  selection by = select_of(g, v);
  bool selects = by.axis >= 0;
  if (selects && g->fixed) {
    diag_fail(g->diag, JX_ERROR_UNSUPPORTED, where,
              "a result whose size depends on elements is not compiled ahead of time");
    return false;
  }
  if (selects && !(v = select_whole(g, v, where))) return false;
  graph_ref *result = VEC_PUSH(g->arena, &g->results);
  graph_selected *selected = VEC_PUSH(g->arena, &g->selected);
  graph_stamp *of = VEC_PUSH(g->arena, &g->stamps);
  if (!result || !selected || !of) return diag_memory(g->diag), false;
  *result = v, *of = *stamp;
  *selected = (graph_selected){selects ? by.mask : 0, selects ? by.axis : 0};
  return true;
}

static bool cannot_write(graph *g, graph_ref v, const graph_stamp *to, span where) {
  char a[TIME_NAME], b[TIME_NAME];
  uint32_t from = time_is(g, v) ? time_unit_of(g, v) : UNIT_ANY;
  diag_fail(g->diag, JX_ERROR_TYPE, where, "cannot write %s into a result of %s",
            time_name(a, (jx_dtype)graph_at(g, v)->dtype, from),
            time_name(b, to->dtype, unit_of_detail(to->detail)));
  return false;
}

/* A result that is a time, or is wanted as one: its int64. */
static bool time_result(graph *g, graph_ref *v, const graph_stamp *to, graph_stamp *stamp,
                        span where) {
  jx_dtype from = (jx_dtype)graph_at(g, *v)->dtype;
  *stamp = (graph_stamp){.dtype = from, .detail = time_is(g, *v) ? time_unit_of(g, *v) : 0};
  if (to->dtype != JX_DTYPE_NONE) {
    bool counts = to->dtype == JX_TIMEDELTA64 && dtype_is_integer(from);
    if (to->dtype != from && !counts) return cannot_write(g, *v, to, where);
    *stamp = (graph_stamp){.dtype = to->dtype, .detail = to->detail};
    *v = times_cast(g, *v, to->dtype, unit_of_detail(to->detail), where);
  }
  return *v && (*v = time_bare(g, *v));
}

static bool string_result(graph *g, graph_ref *v, const graph_stamp *to, span where) {
  *v = strings_result(g, *v, to->dtype, to->detail, where);
  if (to->turned) *v = strings_apply(g, OP_TURNED, v, 1, where);
  return *v;
}

static bool number_result(graph *g, graph_ref *v, const graph_stamp *to, span where) {
  if (to->dtype == JX_DTYPE_NONE) return (*v = weak_settle(g, *v, where));
  jx_dtype dtype = (jx_dtype)graph_at(g, *v)->dtype;
  if (dtype_is_string(dtype) || dtype_is_string(to->dtype)) return string_result(g, v, to, where);
  if (!dtype_is_number(to->dtype) || !dtype_can_cast_same_kind(dtype, to->dtype))
    return cannot_write(g, *v, to, where);
  return (*v = types_convert(g, *v, to->dtype, where));
}

static bool add_result(graph *g, graph_ref v, const graph_stamp *to, span where) {
  graph_stamp stamp = {.dtype = JX_DTYPE_NONE};
  bool time = time_is(g, v) || dtype_is_time(to->dtype);
  bool good = time ? time_result(g, &v, to, &stamp, where) : number_result(g, &v, to, where);
  return good && push_result(g, v, &stamp, where);
}

static bool add_results(builder *b, const ast_node *n, const graph_stamp *wanted) {
  for (uint32_t i = 0; i < n->nargs; i++) {
    ast_ref r = ast_arg(b->tree, n, i);
    graph_ref v = make_node(b, r);
    if (!v || !add_result(b->g, v, wanted ? &wanted[i] : &(graph_stamp){.dtype = JX_DTYPE_NONE},
                          b->tree->nodes.at[r].where))
      return false;
  }
  return true;
}

static value make_value(builder *b, ast_ref r) {
  const ast_node *n = &b->tree->nodes.at[r];
  value v = {.kind = VALUE_NODE};
  switch ((ast_kind)n->kind) {
  case AST_INT:
  case AST_FLOAT:
  case AST_IMAGINARY:
  case AST_BOOL: v.ref = make_literal(b->g, b->tree, n); break;
  case AST_NAME: return make_name(b, r);
  case AST_UNARY:
  case AST_BINARY: v.ref = make_operator(b, n); break;
  case AST_COMPARE: v.ref = make_compare(b, n); break;
  case AST_IF: {
    graph_ref x = make_node(b, ast_arg(b->tree, n, 0));
    graph_ref condition = make_node(b, ast_arg(b->tree, n, 1));
    graph_ref y = make_node(b, ast_arg(b->tree, n, 2));
    v.ref = types_apply(b->g, OP_WHERE, (graph_ref[]){condition, x, y}, 3, n->where);
    break;
  }
  case AST_MODULE: return make_module(b, r);
  case AST_CALL:
  case AST_METHOD: return make_call(b, n);
  case AST_ATTRIBUTE: return make_attribute(b, r);
  case AST_INDEX: return make_index(b, n);
  default: return (value){VALUE_SYNTAX, 0, r};
  }
  return v;
}

static bool bind_operands(builder *b, const jx_operand *operands, size_t n) {
  const jx_array **arrays = arena_alloc(b->g->arena, (n + 1) * sizeof *arrays);
  if (!arrays) return diag_memory(b->g->diag), false;
  b->g->operands = arrays;
  b->g->noperands = n;
  for (size_t i = 0; i < n; i++) {
    arrays[i] = operands[i].array;
    name_entry *entry = name_make(b, operands[i].name, strlen(operands[i].name));
    if (!entry) return false;
    entry->operand = (int32_t)i;
  }
  return true;
}

static jx_status build(graph *out, const ast *tree, const jx_operand *operands, size_t noperands,
                       const graph_stamp *wanted, const uint32_t *fixed, bool careful,
                       size_t max_nodes) {
  builder b = {.g = out, .tree = tree};
  diag *d = tree->diag;
  if (!graph_init(out, tree, max_nodes ? max_nodes : DEFAULT_MAX_NODES)) return d->status;
  out->fixed = fixed;
  out->careful = careful;
  if (!bind_operands(&b, operands, noperands)) return d->status;
  b.values = arena_zalloc(tree->arena, tree->nodes.n * sizeof *b.values);
  if (!b.values) return diag_memory(d);
  if (!uses_count(&b)) return d->status;

  for (ast_ref r = 1; r < tree->nodes.n; r++) {
    const ast_node *n = &tree->nodes.at[r];
    if (n->kind == AST_ASSIGN)
      assign(&b, n);
    else if (n->kind == AST_RESULTS)
      add_results(&b, n, wanted);
    else
      b.values[r] = make_value(&b, r);
    if (n->kind != AST_NAME && b.uses[r] > 1) keep_note_uses(out, b.values[r].ref, b.uses[r]);
    if (d->status != JX_OK) return d->status;
    if (b.values[r].kind == VALUE_NODE && !b.values[r].ref)
      return diag_fail(d, JX_ERROR_INTERNAL, n->where, "graph: neither a value nor an error");
  }
  return graph_keep_live(out);
}

jx_status graph_build(graph *out, const ast *tree, const jx_operand *operands, size_t noperands,
                      const graph_stamp *wanted, bool careful, size_t max_nodes) {
  return build(out, tree, operands, noperands, wanted, NULL, careful, max_nodes);
}

jx_status graph_build_free(graph *out, const ast *tree, const jx_operand *operands,
                           size_t noperands, const uint32_t *fixed, size_t max_nodes) {
  return build(out, tree, operands, noperands, NULL, fixed, true, max_nodes);
}
